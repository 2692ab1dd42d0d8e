// Programs that are known to leave no process behind, and what they do to the commands that come after them.
//
// Source: fixers/data/programs.tsv, hand-made facts; each row names what it rests on.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace imgfix::catalog {

/// One row: a program, or some of its subcommands. Views into the embedded data; lists are parted by blanks.
struct Program {
    std::string_view name;
    std::string_view subcommands; // subcommands or options that select the row; "*": any
    std::string_view effects;     // see has()
    std::string_view writes;      // where it writes: none operands cwd home homes etc system awk
    std::string_view why;

    /// Is effect one of the row's effects?
    ///   manager  package manager of the distribution: programs only in the system's folders
    ///   removes  may take programs away        installs  may put programs into any folder of PATH
    ///   names    makes, removes or renames what its operands name, which may be programs
    ///   tree     makes files of unknown names  links     may make hard links out of an archive or package
    ///   hardlink makes a hard link             modifies  changes files in place
    ///   deletes  may take away or move folders that its operands name
    ///   users    edits passwd and group        locale    makes locales
    ///   shell    may change what /bin/sh is    find npm  looked at more closely by the effect model
    [[nodiscard]] bool has(std::string_view effect) const;
    [[nodiscard]] bool writes_to(std::string_view place) const;
};

/// The row that covers a command: its name without folder and the literal values of its other words (an empty view
/// for a word that is not constant). nullopt: nothing is known, so it may leave a process behind.
std::optional<Program> find_program(std::string_view name, const std::vector<std::string_view>& operands);

} // namespace imgfix::catalog
