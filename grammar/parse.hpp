// Plain interface of the grammars: nothing here shows PEGTL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/cst.hpp"

namespace imgfix::grammar {

/// Largest source the tree can address and the tool accepts, in bytes.
inline constexpr std::size_t max_source_size = std::size_t{64} << 20;
/// BuildKit refuses longer physical lines (bufio.MaxScanTokenSize - 1).
inline constexpr std::size_t max_line_length = 65535;

/// Tree of a whole Dockerfile. The concatenated leaves are the source, byte for byte, whatever the source is.
struct DockerfileTree {
    Nodes nodes;                    // nodes[0] is Kind::file
    std::vector<ParseError> errors; // in source order; BuildKit stops at the first
    char escape = '\\';
};

/// Parses a Dockerfile (Dockerfile reference; BuildKit frontend/dockerfile/parser). Never throws on content; memory is
/// linear in the source. The source must outlive views taken through the tree.
DockerfileTree parse_dockerfile(std::string_view source);

/// True when the leaves of nodes tile [0, size) in order.
bool leaves_are_lossless(const Nodes& nodes, std::size_t size);

/// A word of a logical line: its logical range, and its value as BuildKit's parser gives it.
struct Word {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string value;
};

/// Keyword, builder flags and the rest of a logical line (BuildKit parser/split_command.go).
struct InstructionParts {
    std::uint32_t keyword_begin = 0;
    std::uint32_t keyword_end = 0;
    std::vector<Word> flags; // with their leading dashes
    std::uint32_t rest_begin = 0;
    std::uint32_t rest_end = 0;
};
InstructionParts split_instruction(std::string_view line, std::uint32_t begin, char escape);

/// Words split at blanks alone: FROM, EXPOSE, COPY, ADD, VOLUME (parser/line_parsers.go,
/// parseStringsWhitespaceDelimited).
std::vector<Word> split_blanks(std::string_view line, std::uint32_t begin, std::uint32_t end);

/// Words split at blanks outside quotes, quotes and escapes kept: ENV, LABEL, ARG (parser/line_parsers.go, parseWords).
std::vector<Word> split_words(std::string_view line, std::uint32_t begin, std::uint32_t end, char escape);

enum class JsonForm {
    not_json,    // shell form
    strings,     // JSON form
    not_strings, // JSON array with something else than strings: an error in BuildKit
};
/// JSON form (RFC 8259 as Go's encoding/json reads it) of line[begin, end); fills words when it is an array of strings.
JsonForm parse_json_words(std::string_view line, std::uint32_t begin, std::uint32_t end, std::vector<Word>& words);

/// One heredoc opener of an instruction (BuildKit parser.go, heredocsFromLine).
struct HeredocOpener {
    std::string name;
    unsigned descriptor = 0;
    bool expand = true;
    bool chomp = false; // <<-
};
/// Heredoc openers in a joined line, found as BuildKit does: Go's shell-word lexer, always with \ as escape; no heredoc
/// when the lexer fails. nullopt: BuildKit reports an error for a heredoc word itself.
std::optional<std::vector<HeredocOpener>> find_heredocs(std::string_view line);
/// One word as heredoc opener, if it is one (BuildKit parser.ParseHeredoc): COPY and ADD sources.
std::optional<HeredocOpener> heredoc_of_word(std::string_view word);

/// Looks a variable up: the value, or nullopt when it is not set.
struct VariableScope {
    virtual std::optional<std::string> lookup(std::string_view name) const = 0;

protected:
    ~VariableScope() = default;
};
/// Expands one word of ENV, ARG, FROM... (BuildKit shell/lex.go, ProcessWord): quotes removed, escapes processed,
/// variables replaced; unset variables become empty and their names are appended to unset when it is not null.
/// nullopt when BuildKit would report an error or the form (${a#b}, ${a/b/c}) is not computed here.
std::optional<std::string> expand_word(std::string_view word, char escape, const VariableScope& scope,
                                       std::vector<std::string>* unset = nullptr);

/// Which shell a script is read as. posix: what dash, BusyBox ash and bash read alike; a form that one of them reads in
/// another way makes the script opaque.
enum class ShellDialect : std::uint8_t { posix, bash };

/// Tree of a shell script (POSIX XCU 2.10). Offsets count from the start of the script. Blanks have no nodes.
struct ShellTree {
    Nodes nodes;         // nodes[0] is Kind::script; empty when opaque
    bool opaque = false; // not parsed for certain: never edit it
    ParseError error;    // why it is opaque
};
/// Nesting above this depth makes a script opaque.
inline constexpr int max_shell_depth = 100;

/// Parses a whole script: the logical text of a RUN, or the body of a heredoc. Never throws on content; time is linear
/// and nesting is bounded.
ShellTree parse_shell(std::string_view script, ShellDialect dialect);

/// Length in bytes of the white-space character (Go's unicode.IsSpace, UTF-8) at text[offset], 0 when there is none.
std::size_t space_length(std::string_view text, std::size_t offset);

/// text without leading and trailing white space (Go's strings.TrimSpace).
std::string_view trim_space(std::string_view text);

} // namespace imgfix::grammar
