// What a fix says it does: a closed vocabulary of data that the gate checks (DESIGN section 3).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "document/document.hpp"
#include "document/image_uses.hpp"

namespace imgfix::rewrite {

using document::none;

using document::ImageSite;
using document::ImageSiteKind;

/// The tag of an image reference is added or changed; registry, path and everything else stay. Where the reference is
/// made from ARGs, before and after are the words as written, and the variables in them stay.
struct ReplaceImageRef {
    ImageSite site;
    std::string before;
    std::string after;
};

/// The default of an ARG before the first FROM changes, and with it the tag of each base made from it.
struct ReplaceArgDefault {
    std::size_t instruction = none;
    std::size_t pair = 0; // index in Instruction::pairs
    std::string before;   // the default as written, quotes included
    std::string after;
};

/// One word is put into a simple command, before words[position] (position == words.size(): at the end).
struct InsertWord {
    std::size_t instruction = none;
    std::size_t command = none; // index in ShellScript::commands
    std::size_t position = 0;
    std::string word;
    std::size_t script = 0; // of the instruction, as scripts_of() counts
};

/// words[position] of a simple command goes.
struct RemoveWord {
    std::size_t instruction = none;
    std::size_t command = none;
    std::size_t position = 0;
    std::string word;
    std::size_t script = 0;
};

/// words[position] of a simple command becomes another one.
struct ReplaceWord {
    std::size_t instruction = none;
    std::size_t command = none;
    std::size_t position = 0;
    std::string before; // as written
    std::string after;
    std::size_t script = 0;
};

/// A simple command goes, with the && that joins it to its neighbour.
struct RemoveCommand {
    std::size_t instruction = none;
    std::size_t command = none;
    std::size_t script = 0;
};

/// ` && text` is put behind the last command of the script.
struct AppendCommand {
    std::size_t instruction = none;
    std::string text;
    std::size_t script = 0;
};

/// A command of its own stands beside a simple command of the top list: `text &&` before it, or `&& text` behind it;
/// with sequence `;` in place of `&&`.
struct InsertCommand {
    std::size_t instruction = none;
    std::size_t command = none; // index in ShellScript::commands
    std::string text;
    bool behind = false;
    bool sequence = false;
    std::size_t script = 0;
};

/// A whole instruction goes, with its line end; comments and blank lines around it stay.
struct RemoveInstruction {
    std::size_t instruction = none;
};

/// How the second of two joined RUNs is put behind the first: `&& second`, `&& { second; }`, or `; second` where the
/// first has set -e and its last command ends the shell when it fails; documents: the same of two here-documents, where
/// the lines of the second body follow those of the first.
enum class Grouping : unsigned char { bare, braces, sequence, documents };

/// Two RUNs become one: the shell text of first (without a `;` at its end), && (or ;), the shell text of second. What
/// stands between them (comments) moves between their commands; blank lines between them go. Of two here-documents the
/// first keeps its opener and the second its terminator; comments between them become lines of the body.
struct JoinRuns {
    std::size_t first = none;
    std::size_t second = none;
    Grouping grouping = Grouping::bare;
    bool subshell = false; // `( first )`: what it changes in its shell ends there
    bool rehash = false;   // `hash -r &&` stands between the two: the shell looks its commands up anew
};

/// One simple command of a stage whose base is switched: its words before and after (raw text; its redirections stay).
/// No words after: the command goes with the && that joins it, and with it all up to the command `last`, the last one
/// of its pipeline.
struct CommandRewrite {
    std::size_t instruction = none;
    std::size_t command = none;
    std::vector<std::string> before;
    std::vector<std::string> after;
    std::size_t last = none;
};

/// The base image of a stage becomes another one; commands change as the table says. A RUN all of whose commands go
/// is removed whole.
struct SwitchBase {
    /// The default of an ARG before the first FROM changes instead of the word of the FROM.
    struct Argument {
        std::size_t instruction = none;
        std::size_t pair = 0; // index in its pairs
        std::string before;   // default
        std::string after;
    };
    std::size_t stage = none;
    std::string before; // word of the FROM
    std::string after;  // the same as before when an ARG's default changes
    std::string base;   // the new reference, ARGs replaced by their defaults
    std::optional<Argument> argument;
    std::vector<std::string> packages; // not empty: a RUN that installs them stands behind the FROM
    bool apt = false;                  // by apt-get, else by apk
    std::vector<std::string> folders;  // not empty: that RUN makes them first
    std::vector<CommandRewrite> table;
};

/// The text of the RUN that SwitchBase::packages and folders call for, without its line end; empty: they call for none.
std::string added_run(const SwitchBase& claim);

using Claim = std::variant<ReplaceImageRef, ReplaceArgDefault, InsertWord, RemoveWord, ReplaceWord, RemoveCommand,
                           AppendCommand, InsertCommand, RemoveInstruction, JoinRuns, SwitchBase>;

/// Indices of the instructions that a claim lets change.
std::vector<std::size_t> touched_instructions(const document::Document& document, const Claim& claim);

/// A claim as text, for reports and fingerprints.
std::string describe(const Claim& claim);

} // namespace imgfix::rewrite
