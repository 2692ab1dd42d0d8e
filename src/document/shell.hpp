// What an instruction's shell text says: commands, words, operators, on top of the shell tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "grammar/parse.hpp"

namespace imgfix::document {

/// A word of a script. Offsets count from the start of the script.
struct ShellWord {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::size_t node = 0;
    std::string_view raw;
    /// Its value after quote removal, when that is the same in every shell and needs no expansion: no parameter,
    /// substitution, tilde, glob or brace expansion.
    std::optional<std::string> literal;
    [[nodiscard]] bool is(std::string_view value) const { return literal && *literal == value; }
};

/// NAME=value before a command.
struct ShellAssignment {
    std::string_view name;
    ShellWord value; // raw without the name and `=`
};

struct ShellRedirection {
    std::string_view operation; // >, >>, <, >&, ...
    int descriptor = -1;        // as written; -1: the default of the operator
    ShellWord target;
};

/// How a command is joined to the one before it in the same list.
enum class Joiner : std::uint8_t { first, and_if, or_if, semicolon, ampersand, newline, pipe };

/// A simple command, wherever it stands (also inside groups, compound commands and substitutions).
struct SimpleCommand {
    std::size_t node = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Joiner joiner = Joiner::first;
    bool top_level = false;   // stands directly in the list of the script, not in a pipeline or nested
    bool in_pipeline = false; // one of several commands of a pipeline
    bool negated = false;
    bool in_background = false; // its list ends with &
    std::size_t pipeline = 0;   // node of its pipeline
    int depth = 0;              // nesting of scripts: 0 is the script itself
    std::vector<ShellAssignment> assignments;
    std::vector<ShellWord> words;
    std::vector<ShellRedirection> redirections;
    /// Literal value of the first word; empty when there is none or it is not constant.
    [[nodiscard]] std::string_view name() const {
        return words.empty() || !words.front().literal ? std::string_view{} : std::string_view(*words.front().literal);
    }
};

/// A parsed script. Views point into text, which must outlive it.
struct ShellScript {
    std::string_view text;
    grammar::ShellTree tree;
    std::vector<SimpleCommand> commands; // in source order
    bool has_comment = false;
    bool ends_in_comment = false;
    /// True when the whole script is one AND list: simple commands joined by && alone (pipelines of simple commands
    /// count when with_pipelines).
    bool and_list = false;
    bool and_list_of_pipelines = false;
    [[nodiscard]] bool opaque() const { return tree.opaque; }
    /// Begin of the list behind the one that a command of the top list is all of, when one `;` or line end and blanks
    /// are all between them; 0: it is not.
    [[nodiscard]] std::uint32_t next_list(std::size_t command) const;
    /// True when nodes[node] or something below it has the kind.
    [[nodiscard]] bool contains(std::size_t node, grammar::Kind kind) const;
};

ShellScript parse_script(std::string_view text, grammar::ShellDialect dialect);

/// Does bash run an instruction's script: does a SHELL of this file say so?
bool runs_in_bash(const Document& document, const Instruction& instruction);

/// The script text of an instruction: as bash reads it where bash runs it, else as dash, ash and bash all do.
ShellScript parse_script_of(std::string_view text, bool bash);

/// One token of a script: a word, an assignment, an operator, a reserved word, a heredoc body or a comment.
struct ShellToken {
    std::string text;
    bool is_word = false;       // a word or an assignment (an operator of the same letters is another token)
    std::size_t command = none; // index in ShellScript::commands of the simple command it belongs to
    friend bool operator==(const ShellToken& a, const ShellToken& b) {
        return a.text == b.text && a.is_word == b.is_word;
    }
};

/// The tokens of a script in order. Equal sequences mean equal trees, since the grammar is deterministic. A word is
/// one token with its quotes and expansions as written. Empty for an opaque script.
std::vector<ShellToken> canonical_tokens(const ShellScript& script);

/// The shell text of a RUN (or ONBUILD RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD in shell form): what the shell is given,
/// when it is one logical line and no heredoc; empty otherwise.
std::string_view shell_text(const Instruction& instruction);

/// Logical offset of shell_text(instruction) on its line.
std::uint32_t shell_text_offset(const Instruction& instruction);

/// Words of an argv quoted for messages: joined by blanks.
std::string joined(const std::vector<ShellWord>& words);

} // namespace imgfix::document
