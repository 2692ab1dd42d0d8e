// The shell scripts in an instruction: its own text, a heredoc, the text of `sh -c`, the words of an exec form; each
// with a map back to the bytes of the source.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/shell.hpp"

namespace imgfix::rewrite {

using document::none;

/// Where a script stands.
enum class ScriptPlace : std::uint8_t {
    shell_form, // the text of a RUN
    heredoc,    // the body of RUN <<EOF, or of RUN sh <<'EOF'
    exec_words, // RUN ["a", "b"], read as one command with these words
    quoted,     // the constant text of sh -c '...', in quotes or a JSON string
};

/// One script of an instruction. Never moved, since the tree views the text.
struct EmbeddedScript {
    ScriptPlace place = ScriptPlace::shell_form;
    std::size_t parent = none; // of a quoted one: the script whose word it is
    std::size_t command = none;
    std::size_t word = none;
    /// Of a heredoc: the shell that its #! or the command before << names; empty: the SHELL of the RUN reads it.
    std::string_view shell;
    bool stops = false;           // of a heredoc: that shell is started with -e
    std::string text;             // as the shell gets it
    document::ShellScript script; // of text; not opaque
    /// Source bytes of the character at offset: [source_begin(offset), source_end(offset + 1)).
    [[nodiscard]] std::uint32_t source_begin(std::uint32_t offset) const;
    [[nodiscard]] std::uint32_t source_end(std::uint32_t offset) const;

    const grammar::LogicalLine* line = nullptr; // of a shell form
    std::uint32_t shift = 0;                    // of a shell form: where text begins on the line
    std::vector<std::uint32_t> begins;          // else: of each byte of text
    std::vector<std::uint32_t> ends;
};

/// The scripts of a RUN that are readable for certain: the instruction's own first, then those of its commands in the
/// order of their commands, each before the ones it holds. Empty: the own text is not readable.
std::deque<EmbeddedScript> scripts_of(const document::Document& document, const document::Instruction& run);

} // namespace imgfix::rewrite
