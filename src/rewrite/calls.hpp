// Which programs the RUNs of a file call, seen through sudo, env and the like, and where they stand.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/shell.hpp"

namespace imgfix::rewrite {

using document::none;

/// A simple command as the call of a program.
struct Call {
    const document::SimpleCommand* command = nullptr;
    std::size_t index = none;   // in ShellScript::commands
    std::size_t program = none; // index of the word that names the program, behind sudo, env...; none: not known
    std::string name;           // its value without the folder; empty: not constant
    bool as_user = false;       // sudo -u: another user than the RUN's
    bool in_word = false;       // inside $( ) or ` `: its text is part of a word
    bool in_function = false;

    [[nodiscard]] const std::vector<document::ShellWord>& words() const { return command->words; }
    /// Literal value of words()[k], empty when it is not constant or not there.
    [[nodiscard]] std::string_view word(std::size_t k) const;
    [[nodiscard]] bool has_word(std::string_view value) const; // behind the program's name
};

/// One RUN whose text is a readable shell script.
struct RunScript {
    document::ShellScript script;
    std::vector<Call> calls; // one for each command, in source order

    /// May the command go together with one && beside it, so that what else runs and the status stay? It stands in the
    /// top list, joined by &&, and has no other effect (redirections other than to /dev/null, substitutions).
    [[nodiscard]] bool removable(std::size_t command) const;
    /// Is the command reached whenever the script succeeds: in the top list, joined by && from the first on, or behind
    /// a `;` under no condition?
    [[nodiscard]] bool unconditional(std::size_t command) const;
    /// Does `later` run only after `first` has succeeded: joined by && in one list, or first runs under no condition?
    [[nodiscard]] bool runs_after(std::size_t first, std::size_t later) const;
    /// May ` && command` stand behind the script, so that it runs when the script succeeds, and the status stays?
    /// errors_stop: the shell may have -e. Empty: yes; else why not.
    [[nodiscard]] std::string_view no_append(bool errors_stop) const;

private:
    struct Place {
        std::size_t list = none;                      // node of its AND-OR list
        grammar::Kind before = grammar::Kind::script; // operator before and behind it; script: none
        grammar::Kind after = grammar::Kind::script;
        bool or_before = false; // some || stands before it in the list
        bool or_after = false;
    };
    [[nodiscard]] Place place(std::size_t command) const;
};

/// Options of a package manager's command line.
struct OptionTable {
    std::string_view with_value; // names parted by blanks whose value is the next word: -t --virtual
};

/// How a manager's words read: subcommand and options.
struct CommandLine {
    std::size_t subcommand = none;     // word index; none: there is none
    bool certain = true;               // false: a word before the subcommand is not constant
    std::string name;                  // of the subcommand
    std::vector<std::size_t> options;  // indices of constant words that are options, values not among them
    std::vector<std::size_t> operands; // behind the subcommand
    bool open = false;                 // a word behind the subcommand is not constant, so it may hold options
};

/// Reads words [from, end) of a call.
CommandLine read_command_line(const Call& call, std::size_t from, const OptionTable& table);

/// The script of a RUN in shell form without heredocs, when the grammar reads it; nullopt else.
std::optional<RunScript> read_run(const document::Instruction& run);

/// The call that a command is.
Call resolve_call(const document::ShellScript& script, std::size_t command);

/// Calls visit on the call, or, when it is sh -c (bash -c, ...) with a constant text, on the calls in that text; their
/// index is none.
void visit_calls(const Call& call, const std::function<void(const Call&)>& visit, int depth = 0);

/// File name of a path.
std::string_view file_name(std::string_view path);

/// Does an option word (long, or a cluster of short ones such as -qU) hold the option?
bool is_option(std::string_view word);

} // namespace imgfix::rewrite
