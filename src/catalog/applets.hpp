// Forms of small programs that do the same on Debian and on BusyBox, and the folders of bases that a stage may fill.
//
// Source: fixers/data/applets.tsv (make_applets.py runs each form on both sides) and fixers/data/base_folders.tsv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::catalog {

/// What a word of a command means.
enum class Operand : std::uint8_t {
    plain,  // text, a format, a mode, a number...: names no file
    path,   // a file or folder that the program reads, makes, changes or removes
    target, // what a symbolic link points to
};

/// A command that a row covers: for each of its words behind the name what it means (options are plain).
struct AppletForm {
    std::vector<Operand> words;
};

/// What is known of the words of a command (name first, values after quote removal): a form when a row shows it equal
/// on both sides, else nothing. Any program without a row is unknown.
std::optional<AppletForm> applet_form(const std::vector<std::string>& words);

/// Is there any row for this program? Then a command without a form is one of its other forms.
bool has_applet_rows(std::string_view program);

/// May it run without a shell (in exec form)? False for what only a shell has built in.
bool is_program_file(std::string_view applet);

/// What BusyBox of Alpine knows of a command's options.
enum class AppletOptions : std::uint8_t {
    no_applet, // it has no such applet
    known,     // each option is one of the applet's
    gnu_only,  // some option is not
};
/// Of a command (name first; an empty word is one whose text is not known). `package`: what holds the full program on
/// Alpine, empty when not known.
AppletOptions applet_options(const std::vector<std::string_view>& words, std::string_view& package);

/// How a path relates to what a base image brings.
enum class PathOwner : std::uint8_t {
    stage,  // nothing of the base is there or below: only the stage puts something there
    folder, // a folder of bases in which a stage may make its own (/, /opt, /tmp)
    base,   // the base's own, or may be
};
/// Of an absolute path without `.`, `..` and double slashes.
PathOwner path_owner(std::string_view path);

/// Has the base (debian ubuntu rhel alpine busybox) this folder? Only for paths whose owner is `folder`.
bool base_has_folder(std::string_view base, std::string_view path);

/// A program that an installed package brings, the same upstream program in Debian's and Alpine's package.
struct PackageProgram {
    std::string_view program;
    std::string_view packages; // Debian's and RHEL's names of packages that bring it, parted by blanks
    bool interpreter = false;  // runs code that the file does not show
    bool in_parts = false;     // Alpine packs some of it apart, or Debian's package recommends what it works with
};
/// The row of a program; nothing when it is not on the list.
std::optional<PackageProgram> package_program(std::string_view program);

} // namespace imgfix::catalog
