// The data files of fixers/data as they stand in the program: views of read-only memory, no work at start-up.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace imgfix::catalog {

/// The embedded files (facts.S), each with its source and date in its first line.
enum class Fact {
    catalog,           // catalog.min: all official images, their tags, by build
    status,            // image_status.tsv: every name that ever was an official image
    old_tags,          // old_tags.min: tags that left, with their day
    windows_tags,      // windows_tags.min: tags that only Windows builds have
    eol,               // eol.tsv: release lines and their end of life
    codenames,         // codenames.tsv: tag words that name a release line (bookworm, krypton)
    packages,          // packages.tsv: Debian and RHEL package names and what Alpine calls them
    alpine_applets,    // alpine_applets.txt: commands in Alpine's BusyBox
    busybox_applets,   // busybox_applets.txt: commands in the official busybox image
    base_config,       // base_config.tsv: what a base image hands to a Dockerfile
    managers,          // managers.tsv: since when a package manager knows an option
    external,          // external.tsv: images outside the official ones
    sizes,             // sizes.tsv: compressed bytes
    equivalents,       // equivalents.tsv: which variant can stand for which
    programs,          // programs.tsv: programs that leave no process behind
    applets,           // applets.tsv: forms of programs that act alike on Debian and BusyBox
    base_folders,      // base_folders.tsv: folders of bases in which a stage may make its own
    package_programs,  // package_programs.tsv: programs that packages bring
    caches,            // caches.tsv: where package managers keep their caches
    debian_programs,   // debian_programs.tsv: programs that packages hold, and packages that come with them
    variant_packages,  // variant_packages.tsv: what full variants of images have beyond slim ones
    applet_options,    // applet_options.tsv: options that BusyBox of Alpine takes
    accounts,          // accounts.tsv: users and groups that base images bring
    language_packages, // language_packages.tsv: packages that are compiled, or have no build for musl
    removed_folders,   // removed_folders.tsv: folders that slim images lack, and who needs them
    services,          // services.tsv: servers that are another thing on Alpine
    exact_variants,    // exact_variants.tsv: exact versions that were published as slim or Alpine variants
    dotnet_tags,       // dotnet_tags.tsv: tags of .NET's images and the Alpine tags beside them
    package_parts,     // package_parts.tsv: what comes with a package on Debian and not on Alpine
    plain_programs,    // plain_programs.tsv: programs that start no other program
    alpine_programs,   // alpine_programs.tsv: programs that Alpine packs elsewhere than Debian
    lost_files,        // lost_files.tsv: folders and configuration files of packages that slim variants lack
    long_brought,      // long_brought.tsv: what packages have brought along in every release
    static_downloads,  // static_downloads.tsv: programs whose builds for Linux run on musl
    absent_folders,    // absent_folders.tsv: folders that Alpine has not
    alpine_since,      // alpine_since.tsv: packages that older releases of Alpine have not
};

/// The whole file, header lines included. The view is valid for the life of the program.
std::string_view fact_text(Fact fact);

/// Steps through the lines of a text; `\n` ends a line, the last one may lack it.
///
///     for (Lines lines(text); lines.next();) use(lines.line());
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}
    /// Moves to the next line; false at the end.
    bool next();
    /// The line without its end.
    std::string_view line() const { return line_; }

private:
    std::string_view rest_;
    std::string_view line_;
};

/// The n-th field (from 0) of a tab-separated line, empty when there are fewer.
std::string_view field(std::string_view line, std::size_t n);

/// Is `word` among the words of `list`, which are parted by single blanks?
bool has_word(std::string_view list, std::string_view word);

/// The words of `list`, which are parted by single blanks.
std::vector<std::string_view> words_of(std::string_view list);

/// A text of sections, `=name` and the lines below it, found by their names. Views the text.
class Sections {
public:
    explicit Sections(std::string_view text);
    /// The lines of a section; empty when there is none.
    [[nodiscard]] std::string_view of(std::string_view name) const;

private:
    std::vector<std::pair<std::string_view, std::string_view>> sections_; // sorted
};

/// The lines of a table whose first field is `key`, as one text. Behind its two header lines the table is sorted by the
/// first field, byte by byte. Empty when there is none.
std::string_view sorted_rows(std::string_view table, std::string_view key);

/// The first of them; empty when there is none.
inline std::string_view sorted_row(std::string_view table, std::string_view key) {
    const std::string_view rows = sorted_rows(table, key);
    return rows.substr(0, rows.find('\n'));
}

} // namespace imgfix::catalog
