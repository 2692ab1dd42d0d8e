// The grammar of a Dockerfile's physical lines (Dockerfile reference; BuildKit frontend/dockerfile/parser/parser.go).
// Included by dockerfile_parse.cpp only.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/logical_line.hpp"
#include "grammar/parse.hpp"
#include "grammar/pegtl_nodes.hpp"

namespace imgfix::grammar::dockerfile {

/// The one state of the grammar.
struct State {
    Nodes nodes;
    std::vector<ParseError> errors;
    char escape = '\\';
    bool after_continuation = false; // the physical line just read was continued
    std::size_t instruction = 0;     // index of the open instruction node
    std::vector<std::string> seen_directives;
    std::string directive;
    std::vector<HeredocOpener> heredocs; // open heredocs of the instruction, in order
};

/// Where the text of the physical line that starts at or before `from` ends, and whether it is continued.
struct LineShape {
    const char* text_end = nullptr; // behind the last byte of text, before CRs, line feed, escape and its blanks
    bool continued = false;
};
inline LineShape shape_of_line(const char* begin_of_input, const char* from, const char* end_of_input, char escape) {
    const auto* feed = static_cast<const char*>(std::memchr(from, '\n', static_cast<std::size_t>(end_of_input - from)));
    const char* end = feed != nullptr ? feed : end_of_input;
    while (end > from && end[-1] == '\r')
        --end;
    const char* last = end;
    while (last > from && (last[-1] == ' ' || last[-1] == '\t'))
        --last;
    const bool continued = last > from && last[-1] == escape && (last - 1 == begin_of_input || last[-2] != escape);
    return {continued ? last - 1 : end, continued};
}

/// One white-space character but no line feed, as Go's unicode.IsSpace sees it.
struct space {
    using rule_t = space;
    using subs_t = pegtl::type_list<>;
    template <typename Input> static bool match(Input& in) {
        if (in.empty() || *in.current() == '\n')
            return false;
        const std::size_t length = space_length({in.current(), std::min<std::size_t>(in.size(), 3)}, 0);
        in.bump(length);
        return length != 0;
    }
};

/// The text of a physical line from here to its continuation or end; at least one byte.
struct text_of_line : StatefulRule<text_of_line> {
    template <typename Input> static bool step(Input& in, State& state) {
        const LineShape shape = shape_of_line(in.begin(), in.current(), in.end(), state.escape);
        if (shape.text_end == in.current())
            return false;
        in.bump(static_cast<std::size_t>(shape.text_end - in.current()));
        return true;
    }
};

/// The first word of an instruction's first line.
struct keyword_of_line : StatefulRule<keyword_of_line> {
    template <typename Input> static bool step(Input& in, State& state) {
        const LineShape shape = shape_of_line(in.begin(), in.current(), in.end(), state.escape);
        const char* end = in.current();
        while (end < shape.text_end && std::strchr("\t\v\f\r ", *end) == nullptr)
            ++end;
        while (end < shape.text_end && *end == '\0')
            ++end;
        if (end == in.current())
            return false;
        in.bump(static_cast<std::size_t>(end - in.current()));
        return true;
    }
};

/// Escape character, blanks, line end: only where text_of_line stopped for it.
struct continuation_mark : StatefulRule<continuation_mark> {
    template <typename Input> static bool step(Input& in, State& state) {
        if (in.empty() || *in.current() != state.escape)
            return false;
        const LineShape shape = shape_of_line(in.begin(), in.current(), in.end(), state.escape);
        if (!shape.continued || shape.text_end != in.current())
            return false;
        const auto* feed = static_cast<const char*>(std::memchr(in.current(), '\n', in.size()));
        in.bump(static_cast<std::size_t>((feed != nullptr ? feed + 1 : in.end()) - in.current()));
        return true;
    }
};

/// The rest of a line up to CRs, line feed or end; may be empty.
struct rest_of_line {
    using rule_t = rest_of_line;
    using subs_t = pegtl::type_list<>;
    template <typename Input> static bool match(Input& in) {
        const auto* feed = static_cast<const char*>(std::memchr(in.current(), '\n', in.size()));
        const char* end = feed != nullptr ? feed : in.end();
        while (end > in.current() && end[-1] == '\r')
            --end;
        in.bump(static_cast<std::size_t>(end - in.current()));
        return true;
    }
};

struct carriage_returns : pegtl::star<pegtl::one<'\r'>> {};
struct end_of_line : pegtl::sor<pegtl::seq<carriage_returns, pegtl::one<'\n'>>,
                                pegtl::seq<pegtl::plus<pegtl::one<'\r'>>, pegtl::eof>> {};
struct at_line_end : pegtl::at<pegtl::sor<end_of_line, pegtl::eof>> {};
struct line_end : node<Kind::line_end, end_of_line> {};
struct maybe_line_end : pegtl::opt<line_end> {};
struct hash_line : pegtl::seq<pegtl::star<space>, pegtl::one<'#'>, rest_of_line> {};
struct white_line : pegtl::seq<pegtl::star<pegtl::not_at<end_of_line>, space>, at_line_end> {};

// Parser directives (Dockerfile reference, "Parser directives"; BuildKit parser/directives.go)
struct directive_space : pegtl::one<' ', '\t', '\f', '\r'> {};
struct directive_name
    : node<Kind::directive_name,
           pegtl::sor<TAO_PEGTL_ISTRING("syntax"), TAO_PEGTL_ISTRING("escape"), TAO_PEGTL_ISTRING("check")>> {};
struct directive_end : pegtl::seq<pegtl::star<directive_space>, at_line_end> {};
struct directive_value : node<Kind::directive_value, pegtl::plus<pegtl::not_at<directive_end>, pegtl::not_one<'\n'>>> {
};
struct directive_head : node<Kind::text, pegtl::star<space>, pegtl::one<'#'>, pegtl::star<space>> {};
struct directive_equals
    : node<Kind::text, pegtl::star<directive_space>, pegtl::one<'='>, pegtl::star<directive_space>> {};
/// A value of blanks only is the last one of them, as the regular expression of directives.go finds it.
struct directive_equals_blank : node<Kind::text, pegtl::star<directive_space>, pegtl::one<'='>,
                                     pegtl::star<directive_space, pegtl::at<directive_space>>> {};
struct directive_blank_value : node<Kind::directive_value, directive_space, at_line_end> {};
struct directive_tail : node<Kind::text, pegtl::plus<pegtl::not_at<end_of_line>, directive_space>> {};
struct directive_line : node<Kind::directive, directive_head, directive_name,
                             pegtl::sor<pegtl::seq<directive_equals, directive_value>,
                                        pegtl::seq<directive_equals_blank, directive_blank_value>>,
                             pegtl::opt<directive_tail>, maybe_line_end> {};

// Instructions
struct comment_text : node<Kind::comment, hash_line> {};
struct comment_line : pegtl::seq<comment_text, maybe_line_end> {};
struct blank_text : node<Kind::blank_line, pegtl::plus<pegtl::not_at<end_of_line>, space>, at_line_end> {};
struct blank_line : pegtl::sor<pegtl::seq<blank_text, maybe_line_end>, line_end> {};

struct leading_blank : node<Kind::blank, pegtl::plus<space>> {};
struct keyword : node<Kind::keyword, keyword_of_line> {};
struct text : node<Kind::text, text_of_line> {};
struct continuation : node<Kind::continuation, continuation_mark> {};
struct inner_comment : node<Kind::inner_comment, hash_line> {};
struct inner_blank : node<Kind::inner_blank, pegtl::plus<pegtl::not_at<end_of_line>, space>, at_line_end> {};
struct inner_line
    : pegtl::sor<pegtl::seq<inner_comment, maybe_line_end>, pegtl::seq<inner_blank, maybe_line_end>, line_end> {};
/// The next physical line of text, with the comment and blank lines before it; at the end of the file these alone.
struct next_line : pegtl::seq<pegtl::star<pegtl::not_at<pegtl::eof>, inner_line>, pegtl::opt<text>> {};
struct continued : pegtl::star<continuation, pegtl::opt<next_line>> {};
struct first_line : pegtl::seq<pegtl::opt<leading_blank>, pegtl::opt<keyword>, pegtl::opt<text>> {};

/// Empty: finds the heredocs that the logical line opens.
struct open_heredocs : StatefulRule<open_heredocs> {
    template <typename Input> static bool step(Input& in, State& state) {
        open(state, std::string_view(in.begin(), static_cast<std::size_t>(in.end() - in.begin())),
             static_cast<std::uint32_t>(in.current() - in.begin()));
        return true;
    }
    static void open(State& state, std::string_view source, std::uint32_t line_end);
};

/// Body lines of the next open heredoc up to its terminator.
struct heredoc_lines : StatefulRule<heredoc_lines> {
    template <typename Input> static bool step(Input& in, State& state) {
        const HeredocOpener& opener = state.heredocs.front();
        const char* line = in.current();
        while (line < in.end()) {
            const auto* feed =
                static_cast<const char*>(std::memchr(line, '\n', static_cast<std::size_t>(in.end() - line)));
            const char* end = feed != nullptr ? feed : in.end();
            std::string_view word(line, static_cast<std::size_t>(end - line));
            while (!word.empty() && word.back() == '\r')
                word.remove_suffix(1);
            if (opener.chomp)
                word.remove_prefix(std::min(word.find_first_not_of('\t'), word.size()));
            if (word == opener.name)
                break;
            line = feed != nullptr ? feed + 1 : in.end();
        }
        in.bump(static_cast<std::size_t>(line - in.current()));
        return true;
    }
};
/// Empty: the terminator was read (or the file ended: an error).
struct close_heredoc : StatefulRule<close_heredoc> {
    template <typename Input> static bool step(Input& /*in*/, State& state) {
        state.heredocs.erase(state.heredocs.begin());
        return true;
    }
};
struct is_open : StatefulRule<is_open> {
    template <typename Input> static bool step(Input& /*in*/, State& state) { return !state.heredocs.empty(); }
};
/// Empty: reports the first open heredoc as unterminated and drops the others.
struct unterminated : StatefulRule<unterminated> {
    template <typename Input> static bool step(Input& /*in*/, State& state) {
        state.errors.push_back(
            {state.nodes[state.instruction].begin,
             "unterminated heredoc: the file ends before a line '" + state.heredocs.front().name + "'"});
        state.heredocs.clear();
        return true;
    }
};
struct heredoc_body : node<Kind::heredoc_body, heredoc_lines> {};
struct heredoc_terminator : node<Kind::heredoc_terminator, rest_of_line, pegtl::opt<end_of_line>> {};
struct heredoc : node<Kind::heredoc, heredoc_body,
                      pegtl::sor<pegtl::seq<pegtl::eof, unterminated>, pegtl::seq<heredoc_terminator, close_heredoc>>> {
};
struct heredocs : pegtl::seq<open_heredocs, pegtl::star<is_open, heredoc>> {};

struct remember_instruction : StatefulRule<remember_instruction> {
    template <typename Input> static bool step(Input& /*in*/, State& state) {
        state.instruction = state.nodes.size() - 1;
        return true;
    }
};
struct instruction : node<Kind::instruction, remember_instruction, first_line, continued, maybe_line_end, heredocs> {};

struct byte_order_mark : node<Kind::byte_order_mark, pegtl::string<'\xEF', '\xBB', '\xBF'>> {};
struct line : pegtl::sor<comment_line, blank_line, instruction> {};
struct file : node<Kind::file, pegtl::opt<byte_order_mark>, pegtl::star<directive_line>,
                   pegtl::star<pegtl::not_at<pegtl::eof>, line>, pegtl::eof> {};

} // namespace imgfix::grammar::dockerfile
