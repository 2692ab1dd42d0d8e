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
#include "rewrite/scripts.hpp"

namespace imgfix::rewrite {

/// A simple command as the call of a program.
struct Call {
    const document::SimpleCommand* command = nullptr;
    std::size_t script = 0;     // in RunScript::scripts
    std::size_t index = none;   // in ShellScript::commands
    std::size_t order = none;   // in RunScript::calls
    std::size_t program = none; // index of the word that names the program, behind sudo, env...; none: not known
    std::string name;           // its value without the folder; empty: not constant
    bool elevated = false;      // behind sudo
    bool as_user = false;       // sudo -u: another user than the RUN's
    bool opened = false;        // sh -c and the like, whose text is one of the scripts
    bool in_word = false;       // inside $( ) or ` `: its text is part of a word
    bool in_function = false;

    [[nodiscard]] const std::vector<document::ShellWord>& words() const { return command->words; }
    /// Literal value of words()[k], empty when it is not constant or not there.
    [[nodiscard]] std::string_view word(std::size_t k) const;
    [[nodiscard]] bool has_word(std::string_view value) const; // behind the program's name
};

/// One RUN all of whose own text is a readable shell script.
struct RunScript {
    std::deque<EmbeddedScript> scripts;
    std::vector<Call> calls; // of all scripts; a call of sh -c stands before those of its text, else in source order

    [[nodiscard]] const document::ShellScript& script(const Call& call) const { return scripts[call.script].script; }
    /// May the command go together with one && beside it, so that what else runs and the status stay? It stands in the
    /// top list of its script, joined by &&, and has no other effect (redirections other than to /dev/null,
    /// substitutions).
    [[nodiscard]] bool removable(const Call& call) const;
    /// Is the command reached whenever the RUN succeeds: in the top list, joined by && from the first on, or behind
    /// a `;` under no condition?
    [[nodiscard]] bool unconditional(const Call& call) const;
    /// Has the command succeeded whenever the RUN has?
    [[nodiscard]] bool must_succeed(const Call& call) const;
    /// Does `later` run only after `first` has succeeded: joined by && in one list, or first runs under no condition?
    [[nodiscard]] bool runs_after(const Call& first, const Call& later) const;
    /// The script whose end is the end of the RUN: the own text, or that of RUN ["sh", "-c", "..."]; none: no shell.
    [[nodiscard]] std::size_t last_script() const;
    /// May ` && command` stand behind last_script(), so that it runs when the RUN succeeds, and the status stays?
    /// errors_stop: the shell may have -e. Empty: yes; else why not.
    [[nodiscard]] std::string_view no_append(bool errors_stop) const;
    /// How a command of its own, which fails only where everything does, may stand beside a call.
    enum class Beside : std::uint8_t { no, and_if, sequence };
    /// Behind it: the one put in runs whenever the call has succeeded and the RUN goes on, and nothing else changes.
    [[nodiscard]] Beside may_insert_behind(const Call& call) const;
    /// Before it: the call runs only after the one put in has succeeded, and the RUN fails with it.
    [[nodiscard]] Beside may_insert_before(const Call& call) const;
    /// Do two calls stand in the lists of the same script, branch or body, the second behind the first?
    [[nodiscard]] bool same_body(const Call& first, const Call& later) const;
    /// Is there, behind a call, an `if` with an `else` of whose branches each holds a call that matches?
    [[nodiscard]] bool in_every_branch(const Call& from, const std::function<bool(const Call&)>& matches) const;

private:
    struct Place {
        std::size_t list = none;                      // node of its AND-OR list
        grammar::Kind before = grammar::Kind::script; // operator before and behind it; script: none
        grammar::Kind after = grammar::Kind::script;
        bool or_before = false; // some || stands before it in the list
        bool or_after = false;
    };
    [[nodiscard]] Place place(const Call& call) const;
    [[nodiscard]] const Call* holder(const Call& call) const; // of its script; nullptr: the RUN's own
    [[nodiscard]] bool unconditional_in_script(const Call& call) const;
    [[nodiscard]] bool must_succeed_in_script(const Call& call) const;
    [[nodiscard]] bool in_last_list(const Call& call) const;
    [[nodiscard]] bool stops_at_errors(const Call& call) const;  // set -e stands before it
    [[nodiscard]] bool plain_patterns(std::size_t script) const; // file name patterns are not switched off
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

/// The scripts and calls of a RUN, when its own text is readable; nullopt else.
std::optional<RunScript> read_run(const document::Document& document, const document::Instruction& run);

/// A shell script of its own (a file's text), read as sh or bash; nullopt: not readable for certain.
std::optional<RunScript> read_script_file(std::string text, bool bash);

/// The call that a command's words are, wherever it stands.
Call read_words(const document::SimpleCommand& command);

/// The call that a command is.
Call resolve_call(const document::ShellScript& script, std::size_t command);

/// The word of sh -c 'text' (bash -ec "text"...) that is constant script text; none: another call.
std::size_t shell_text_word(const Call& call);

/// File name of a path.
std::string_view file_name(std::string_view path);

/// Does an option word (long, or a cluster of short ones such as -qU) hold the option?
bool is_option(std::string_view word);

} // namespace imgfix::rewrite
