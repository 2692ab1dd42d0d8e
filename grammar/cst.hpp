// The concrete syntax tree: a flat pre-order vector of nodes over the bytes of a source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::grammar {

/// What a node stands for. Dockerfile kinds cover physical bytes of the file; shell kinds cover a logical script.
enum class Kind : std::uint16_t {
    // Dockerfile, physical lines (Dockerfile reference, "Format" and "Parser directives")
    file,
    byte_order_mark,
    directive,
    directive_name,
    directive_value,
    comment,       // one comment line outside an instruction, without its line end
    blank_line,    // a line of white space only, outside an instruction, without its line end
    instruction,   // from the first byte of its first line to the end of its last line, heredocs included
    blank,         // white space before a keyword
    keyword,       // first word of the first physical line (a continuation may cut it)
    text,          // everything else of an instruction's physical line
    continuation,  // escape character, blanks, line end
    inner_comment, // a comment line between the lines of one instruction
    inner_blank,   // a blank line between the lines of one instruction
    line_end,      // CR* LF, or trailing CRs at the end of the file
    heredoc,
    heredoc_body,
    heredoc_terminator,
    rest, // bytes behind a place where parsing stopped

    // shell (POSIX XCU chapter 2.10, Shell Grammar)
    script,
    and_or_list, // pipelines joined by && and ||
    pipeline,
    simple_command,
    assignment,
    word,
    redirection,
    io_number,
    redirection_operator,
    heredoc_content, // body of a heredoc inside a script, terminator included
    and_if,          // &&
    or_if,           // ||
    pipe,            // |
    bang,            // !
    semicolon,       // ;
    ampersand,       // &
    newline,
    shell_comment,
    subshell,
    brace_group,
    if_clause,
    for_clause,
    while_clause,
    until_clause,
    case_clause,
    case_item,
    function_definition,
    reserved_word,
    // parts of a word
    literal,
    escaped,       // backslash and one character
    single_quoted, // with its quotes
    double_quoted,
    dollar_single_quoted,
    parameter,            // $name, $1, $@
    parameter_expansion,  // ${...}
    command_substitution, // $( ... )
    backquoted,           // ` ... `
    arithmetic,           // $(( ... ))
    tilde,
    glob, // unquoted * ? [
    // bash only
    double_bracket, // [[ ... ]]
    arithmetic_command,
    array_assignment,
    process_substitution,
};

/// One node: a byte range and the number of nodes in its subtree (itself included). 16 bytes.
struct Node {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t size = 1;
    Kind kind = Kind::file;
    std::uint16_t flags = 0;
};
static_assert(sizeof(Node) == 16);

/// Nodes in pre-order: the children of node i are i + 1 and then each next sibling at child + child.size.
using Nodes = std::vector<Node>;

/// A problem in a source, at a byte offset. Positions become line and column only when reported.
struct ParseError {
    std::uint32_t offset = 0;
    std::string message;
};

/// Line and column of an offset, both from 1; a column counts bytes.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Position of offset in source (offset may be source.size()). Counts line feeds: linear, for reports only.
Position position_of(std::string_view source, std::size_t offset);

/// Calls visit(index) for each direct child of nodes[parent].
template <typename Visit> void for_each_child(const Nodes& nodes, std::size_t parent, Visit&& visit) {
    const std::size_t last = parent + nodes[parent].size;
    for (std::size_t child = parent + 1; child < last; child += nodes[child].size)
        visit(child);
}

} // namespace imgfix::grammar
