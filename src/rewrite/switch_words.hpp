// Which programs a base switch cannot look into: interpreters, installers of a language's packages, package managers.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::rewrite {

/// Is the word in the list?
template <typename List> bool contains(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Does the variable choose a locale?
bool is_locale(std::string_view name);
/// One that every base has, also musl's and a slim one.
bool is_plain_locale(std::string_view value);

/// Builtins and reserved words of dash, ash and bash, but those that run text (eval, ., source): no file of a package.
bool is_shell_builtin(std::string_view name);

/// Programs that run the program one of their words names, in a form that calls.hpp does not look through.
bool runs_its_operands(std::string_view name);

/// Interpreters and build tools: what they run is in files or text that is not read here.
bool runs_unseen_code(std::string_view name);

/// Is it a program that does what its words say, and starts no other (plain_programs.tsv), or a shell's builtin?
bool starts_no_program(std::string_view name, const std::vector<std::string_view>& operands);

/// Supervisors, schedulers and servers: they start the programs that their configuration names.
bool starts_configured_programs(std::string_view name);
/// Servers that do so only where somebody has changed the configuration that their package brings: CGI, pipes for logs.
bool may_start_programs(std::string_view name);

/// The program that an installer fetches a package with when a word names it so (git for user/repo, git+https://...);
/// empty: none.
std::string_view fetched_with(std::string_view installer, std::string_view word);

/// Installers of a language's packages: what they install may be compiled, or brings programs of its own.
bool installs_language_packages(std::string_view name);

/// Of these, the ones whose packages are never ready-built: CPAN's.
bool builds_what_it_installs(std::string_view name);

/// Does this call of an installer install or run something? False for `npm config`, `pip --version`, `yarn cache
/// clean`. operands: the words behind its name, an empty one where a word is not constant.
bool installer_acts(std::string_view name, const std::vector<std::string_view>& operands);

/// Does this call of an installer start the application, too: npx, npm start, bundle exec?
bool runs_the_application(std::string_view installer, const std::vector<std::string_view>& operands);

/// Variables and settings that tell an installer to take no package that is ready-built.
std::vector<std::string_view> compiling_settings(std::string_view installer);

/// The word in the text (of an instruction) by which an installer is told to take nothing that is ready-built; empty:
/// there is none.
std::string_view forces_compilation(std::string_view installer, std::string_view text);

/// The first of the words that names a package which is compiled where it is installed (no wheel, no gem with a
/// binary), by language_packages.tsv; empty: none is known. installer: its name (pip3, uv, gem, npm...).
/// The installer whose ecosystem has a package of the program's name that is compiled where it is installed (rails,
/// uwsgi); empty: none of these.
std::string_view compiles_program(const std::vector<std::string_view>& installers, std::string_view program);

std::string_view compiled_package(std::string_view installer, const std::vector<std::string_view>& operands);

/// The same for a package that has a build for glibc and none for musl.
std::string_view glibc_package(std::string_view installer, const std::vector<std::string_view>& operands);

/// The programs that the packages which it installs start when they are used: git, for GitPython.
std::vector<std::string_view> programs_of_packages(std::string_view installer,
                                                   const std::vector<std::string_view>& operands);

/// The names with commas between them.
std::string list_of(const std::vector<std::string>& names);

/// The text with ASCII's capital letters made small.
std::string lower(std::string_view text);

/// Is it the file or archive of a program whose builds for Linux are known to be static (static_downloads.tsv)? name:
/// in small letters, without its folder.
bool is_static_download(std::string_view name);

/// Does the file that a fetch names say that it was built for Linux, and not that it needs no glibc? `linux-amd64` and
/// `linux-arm64` are Go's names of platforms, whose programs mostly need no library; `linux-6.1` is the kernel.
bool names_glibc_build(std::string_view word);

/// Is the file text, a key or an image of a disk by its ending? name: in lower case.
bool names_text_file(std::string_view name);

/// The file that an address in a command brings: its last part, without a query.
std::string_view fetched_name(std::string_view word);

/// Is the value the address of a git repository (https://host/name.git, git@host:name)?
bool names_git_repository(std::string_view value);

/// Why such a file does not run on Alpine, for a message.
std::string_view why_not_on_musl(std::string_view word);

/// A number of up to nine digits.
bool is_number(std::string_view text);
/// A number of a user or group below 1000, but for root's: packages give these, each base in its own way.
bool is_system_number(std::string_view text);

/// -rf and its spellings, in one word.
bool is_recursive_force(std::string_view option);

/// Variables that change what the shell, the C library or the proven programs do (dash(1), GNU coreutils manual,
/// glibc manual, ld.so(8)).
bool changes_programs(std::string_view variable);

/// Tools of Debian's and RHEL's package management beside the ones that are translated.
bool manages_packages(std::string_view name);

/// Does the text hold the name of a package manager, to be run? `apt` alone is a word of other things too.
bool names_package_manager(std::string_view text);

/// A pattern or folder that holds nothing but what the package manager cached, as it is written.
bool is_package_cache(std::string_view raw);
/// /tmp/* and the like: where no base has anything.
bool is_temporary_pattern(std::string_view raw);

/// Is the file no machine's code, by its name: a Java archive, text, pages, certificates? (An archive may hold a
/// library: that is for the caller to assume.)
bool is_portable_file(std::string_view path);

/// Might the argument of a program name a file of the base? in_root: the working folder is / or not known.
bool names_system_files(std::string_view word, bool in_root);

} // namespace imgfix::rewrite
