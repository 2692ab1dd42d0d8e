// The shell grammar (POSIX.1-2017 XCU 2.2 quoting, 2.3 tokens, 2.6 expansions, 2.7 redirection, 2.10 grammar), kept to
// what dash, BusyBox ash and bash read alike. Included by shell_parse.cpp only.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "grammar/parse.hpp"
#include "grammar/pegtl_nodes.hpp"

namespace imgfix::grammar::shell {

struct PendingHeredoc {
    std::string delimiter;
    bool strip_tabs = false;
};

struct State {
    Nodes nodes;
    ShellDialect dialect = ShellDialect::posix;
    int depth = 0;
    std::vector<PendingHeredoc> heredocs;
    bool in_backquotes = false; // a backquote closes here, it does not open
};

/// Ends the parse: the script is opaque.
struct Failure {
    std::uint32_t offset;
    const char* message;
};

// Messages are types, so that rules can carry them.
#define IMGFIX_SHELL_MESSAGE(name, text)                                                                               \
    struct name {                                                                                                      \
        static constexpr const char* message = text;                                                                   \
    }
IMGFIX_SHELL_MESSAGE(unclosed_single, "a single quote is not closed");
IMGFIX_SHELL_MESSAGE(unclosed_double, "a double quote is not closed");
IMGFIX_SHELL_MESSAGE(unclosed_substitution, "a command substitution is not closed or holds a syntax error");
IMGFIX_SHELL_MESSAGE(unclosed_arithmetic, "an arithmetic expansion is not closed");
IMGFIX_SHELL_MESSAGE(unclosed_parameter, "a parameter expansion is not closed");
IMGFIX_SHELL_MESSAGE(unclosed_backquote, "a backquote is not closed or holds a syntax error");
IMGFIX_SHELL_MESSAGE(unclosed_subshell, "a subshell is not closed or holds a syntax error");
IMGFIX_SHELL_MESSAGE(unclosed_group, "a { } group is not closed or holds a syntax error");
IMGFIX_SHELL_MESSAGE(broken_compound, "an if, for, while, until or case is not complete");
IMGFIX_SHELL_MESSAGE(missing_operand, "an operator has no command after it");
IMGFIX_SHELL_MESSAGE(missing_target, "a redirection has no target");
IMGFIX_SHELL_MESSAGE(too_deep, "nested too deeply");
IMGFIX_SHELL_MESSAGE(shells_differ, "the shells read this form in different ways");
IMGFIX_SHELL_MESSAGE(final_backslash, "a backslash ends the script");
IMGFIX_SHELL_MESSAGE(control_byte, "a carriage return or a NUL byte stands in the script");
IMGFIX_SHELL_MESSAGE(open_heredoc, "a here-document inside the script is not closed");
#undef IMGFIX_SHELL_MESSAGE

/// Ends the parse with a message.
template <typename Message> struct fail_with {
    using rule_t = fail_with;
    using subs_t = pegtl::type_list<>;
    template <typename Input> static bool match(Input& in) {
        throw Failure{static_cast<std::uint32_t>(in.current() - in.begin()), Message::message};
    }
};
/// Rules, or the end of the parse: what stands behind an opener is never tried in another way.
template <typename Message, typename... Rules> struct commit : pegtl::sor<pegtl::seq<Rules...>, fail_with<Message>> {};

/// Rules, one level deeper.
template <typename... Rules> struct nested {
    using rule_t = nested;
    using subs_t = pegtl::type_list<Rules...>;
    template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
              template <typename...> class Control, typename Input, typename... States>
    static bool match(Input& in, State& state, States&&... states) {
        if (++state.depth > max_shell_depth)
            fail_with<too_deep>::match(in);
        const bool matched = Control<pegtl::seq<Rules...>>::template match<A, M, Action, Control>(in, state, states...);
        --state.depth;
        return matched;
    }
};

/// Matches nothing; succeeds when the script is read as bash.
struct is_bash : StatefulRule<is_bash> {
    template <typename Input> static bool step(Input& /*in*/, State& state) {
        return state.dialect == ShellDialect::bash;
    }
};

/// In bash nothing; else the end of the parse, since the other shells read what follows in another way.
template <typename Message> struct only_bash_as : pegtl::sor<is_bash, fail_with<Message>> {};

using pegtl::any;
using pegtl::at;
using pegtl::eof;
using pegtl::not_at;
using pegtl::not_one;
using pegtl::one;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;
using pegtl::string;
using only_bash = only_bash_as<shells_differ>;

// --- tokens -----------------------------------------------------------------
struct line_continuation : string<'\\', '\n'> {};
struct blank : sor<one<' ', '\t'>, line_continuation> {};
struct blanks : star<blank> {};
/// The rest of a comment: to the end of the line, or to the backquote that closes the substitution it stands in.
struct comment_text : StatefulRule<comment_text> {
    template <typename Input> static bool step(Input& in, State& state) {
        while (!in.empty() && *in.current() != '\n' && !(state.in_backquotes && *in.current() == '`'))
            in.bump(1);
        return true;
    }
};
struct comment : node<Kind::shell_comment, one<'#'>, comment_text> {};
struct name_start : pegtl::ranges<'a', 'z', 'A', 'Z', '_'> {};
struct name_rest : pegtl::ranges<'a', 'z', 'A', 'Z', '0', '9', '_'> {};
struct name : seq<name_start, star<name_rest>> {};
struct meta : one<' ', '\t', '\n', '\r', ';', '&', '|', '<', '>', '(', ')', '\0'> {};
struct word_end : sor<eof, meta, line_continuation> {};

// --- words ------------------------------------------------------------------
struct script;
struct word_part;
struct expansion;

struct escaped : node<Kind::escaped, one<'\\'>, not_one<'\n'>> {};
struct single_quoted : node<Kind::single_quoted, one<'\''>, commit<unclosed_single, star<not_one<'\''>>, one<'\''>>> {};
struct double_text : node<Kind::literal, plus<sor<not_one<'"', '$', '`', '\\'>, seq<one<'\\'>, any>>>> {};
struct lone_dollar : node<Kind::literal, one<'$'>> {};
struct double_part : sor<double_text, expansion, lone_dollar> {};
struct double_quoted
    : node<Kind::double_quoted, one<'"'>, commit<unclosed_double, nested<star<double_part>>, one<'"'>>> {};

/// `$'...'` and `$"..."`: dash reads a dollar sign and a plain quote.
struct dollar_single_quoted
    : node<Kind::dollar_single_quoted, is_bash, string<'$', '\''>,
           commit<unclosed_single, star<sor<seq<one<'\\'>, any>, not_one<'\'', '\\'>>>, one<'\''>>> {};
struct dollar_quote : sor<dollar_single_quoted, seq<at<string<'$', '"'>>, only_bash, one<'$'>, double_quoted>,
                          seq<at<string<'$', '\''>>, fail_with<shells_differ>>> {};

struct arithmetic_part;
struct arithmetic_parentheses : seq<one<'('>, nested<star<arithmetic_part>>, one<')'>> {};
struct arithmetic_text : plus<not_one<'(', ')', '$', '`', '"', '\'', '\\'>> {};
struct arithmetic_part : sor<arithmetic_text, arithmetic_parentheses, expansion, one<'$', '"'>> {};
struct arithmetic : node<Kind::arithmetic, string<'$', '(', '('>,
                         commit<unclosed_arithmetic, nested<star<arithmetic_part>>, string<')', ')'>>> {};
struct command_substitution
    : node<Kind::command_substitution, string<'$', '('>, commit<unclosed_substitution, nested<script>, one<')'>>> {};
/// Rules with the mark set that a backquote closes.
template <typename... Rules> struct until_backquote {
    using rule_t = until_backquote;
    using subs_t = pegtl::type_list<Rules...>;
    template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
              template <typename...> class Control, typename Input, typename... States>
    static bool match(Input& in, State& state, States&&... states) {
        if (state.in_backquotes)
            return false;
        state.in_backquotes = true;
        const bool matched = Control<pegtl::seq<Rules...>>::template match<A, M, Action, Control>(in, state, states...);
        state.in_backquotes = false;
        return matched;
    }
};
/// Inside backquotes a backslash is read twice: such a script stays opaque as a whole.
struct backquoted : node<Kind::backquoted,
                         until_backquote<one<'`'>, commit<unclosed_backquote, at<star<not_one<'`', '\\'>>, one<'`'>>,
                                                          nested<script>, one<'`'>>>> {};

struct parameter_name : sor<name, plus<pegtl::digit>, one<'@', '*', '#', '?', '-', '$', '!'>> {};
struct parameter : node<Kind::parameter, one<'$'>, sor<name, pegtl::digit, one<'@', '*', '#', '?', '-', '$', '!'>>> {};
struct parameter_text : plus<not_one<'}', '$', '`', '\\', '"', '\''>> {};
struct parameter_word : star<sor<parameter_text, escaped, single_quoted, double_quoted, expansion, one<'$'>>> {};
struct parameter_expansion : node<Kind::parameter_expansion, string<'$', '{'>,
                                  commit<unclosed_parameter,
                                         sor<seq<one<'#'>, parameter_name, at<one<'}'>>>,
                                             seq<opt<one<'!'>>, parameter_name, nested<parameter_word>>>,
                                         one<'}'>>> {};
struct expansion : sor<parameter_expansion, arithmetic, command_substitution, parameter, backquoted> {};

struct process_substitution : node<Kind::process_substitution, is_bash, one<'<', '>'>, one<'('>,
                                   commit<unclosed_substitution, nested<script>, one<')'>>> {};
struct at_process_substitution : seq<is_bash, at<one<'<', '>'>, one<'('>>> {};

struct glob : node<Kind::glob, one<'*', '?', '['>> {};
struct tilde : node<Kind::tilde, one<'~'>, star<sor<name_rest, one<'-', '+'>>>, at<sor<word_end, one<'/', ':'>>>> {};
struct plain : seq<not_at<meta>, not_one<'$', '`', '\\', '"', '\'', '*', '?', '['>> {};
struct literal : node<Kind::literal, plus<plain>> {};
struct word_part : sor<literal, process_substitution, double_quoted, single_quoted, dollar_quote, expansion,
                       lone_dollar, glob, escaped, seq<one<'\\'>, eof, fail_with<final_backslash>>> {};
struct word_piece : seq<not_at<line_continuation>, word_part> {};
struct word : node<Kind::word, not_at<one<'#'>>, sor<seq<tilde, star<word_piece>>, plus<word_piece>>> {};
struct nonempty_word : seq<not_at<word_end>, word> {};

// --- reserved words (2.4) ---------------------------------------------------
template <char... C> struct key : seq<string<C...>, at<word_end>> {};
template <char... C> struct keyword : node<Kind::reserved_word, key<C...>> {};
struct any_reserved : sor<key<'i', 'f'>, key<'t', 'h', 'e', 'n'>, key<'e', 'l', 's', 'e'>, key<'e', 'l', 'i', 'f'>,
                          key<'f', 'i'>, key<'d', 'o'>, key<'d', 'o', 'n', 'e'>, key<'c', 'a', 's', 'e'>,
                          key<'e', 's', 'a', 'c'>, key<'w', 'h', 'i', 'l', 'e'>, key<'u', 'n', 't', 'i', 'l'>,
                          key<'f', 'o', 'r'>, key<'{'>, key<'}'>, key<'!'>> {};
/// `[[ words ]]` without operators: one command in every reading.
struct plain_test
    : seq<key<'[', '['>, at<star<not_one<';', '&', '|', '<', '>', '(', ')', '\n', ']'>>, string<']', ']'>>> {};
/// Words that bash reserves and the others read as plain commands.
struct bash_reserved : sor<key<'f', 'u', 'n', 'c', 't', 'i', 'o', 'n'>, key<'s', 'e', 'l', 'e', 'c', 't'>,
                           key<'c', 'o', 'p', 'r', 'o', 'c'>, seq<not_at<plain_test>, key<'[', '['>>> {};

/// In bash these begin something else than a simple command.
struct bash_keyword : seq<is_bash, sor<key<'[', '['>, key<'f', 'u', 'n', 'c', 't', 'i', 'o', 'n'>,
                                       seq<sor<key<'s', 'e', 'l', 'e', 'c', 't'>, key<'c', 'o', 'p', 'r', 'o', 'c'>>,
                                           fail_with<shells_differ>>>> {};

// --- redirections (2.7) -----------------------------------------------------
struct io_number : node<Kind::io_number, plus<pegtl::digit>, at<one<'<', '>'>>> {};
struct redirection_operator
    : node<Kind::redirection_operator, sor<string<'>', '>'>, string<'<', '&'>, string<'>', '&'>, string<'<', '>'>,
                                           string<'>', '|'>, one<'<'>, one<'>'>>> {};
struct heredoc_operator : node<Kind::redirection_operator, string<'<', '<'>, opt<one<'-'>>> {};
struct descriptor_target
    : seq<blanks, node<Kind::word, node<Kind::literal, sor<plus<pegtl::digit>, one<'-'>>>>, at<word_end>> {};
struct heredoc_delimiter : node<Kind::word, plus<sor<literal, single_quoted, double_quoted, escaped>>> {};
struct note_heredoc {
    using rule_t = note_heredoc;
    using subs_t = pegtl::type_list<>;
    template <pegtl::apply_mode A, pegtl::rewind_mode, template <typename...> class, template <typename...> class,
              typename Input, typename... States>
    static bool match(Input& in, State& state, States&&... /*unused*/) {
        if constexpr (A != pegtl::apply_mode::nothing)
            note(state, std::string_view(in.begin(), static_cast<std::size_t>(in.end() - in.begin())));
        return true;
    }
    static void note(State& state, std::string_view source);
};
struct both_operator : node<Kind::redirection_operator, string<'&', '>'>, opt<one<'>'>>> {};
struct here_string_operator : node<Kind::redirection_operator, string<'<', '<', '<'>> {};
struct braced_descriptor : node<Kind::io_number, one<'{'>, name, one<'}'>, at<one<'<', '>'>>, only_bash> {};
struct copied_word : seq<only_bash, blanks, nonempty_word> {};
struct redirection
    : node<Kind::redirection, not_at<at_process_substitution>, opt<sor<io_number, braced_descriptor>>,
           sor<seq<at<string<'<', '<', '<'>>, only_bash, here_string_operator,
                   commit<missing_target, blanks, nonempty_word>>,
               seq<at<one<'<', '>'>, one<'('>>, fail_with<shells_differ>>,
               seq<heredoc_operator, commit<missing_target, blanks, heredoc_delimiter, note_heredoc>>,
               seq<at<string<'&', '>'>>, only_bash, both_operator, commit<missing_target, blanks, nonempty_word>>,
               seq<at<one<'<', '>'>, one<'&'>>, redirection_operator,
                   commit<shells_differ, sor<descriptor_target, copied_word>>>,
               seq<redirection_operator, commit<missing_target, blanks, nonempty_word>>>> {};

// --- commands (2.9) ---------------------------------------------------------
struct newline;
struct separator_or_word;
struct assignment_value : star<seq<not_at<line_continuation>, word_part>> {};
struct subscript : seq<one<'['>, is_bash, star<not_one<']', '\n', ' '>>, one<']'>> {};
struct array_value : seq<one<'('>, only_bash, separator_or_word, one<')'>> {};
struct assignment_with_array
    : node<Kind::assignment, name, opt<subscript>, opt<one<'+'>>, one<'='>, array_value, at<word_end>> {};
struct assignment : node<Kind::assignment, name, opt<subscript>, opt<one<'+'>, only_bash>, one<'='>,
                         sor<array_value, seq<opt<tilde>, assignment_value>>, at<word_end>> {};
/// `declare -a x=(1 2)`
struct array_argument : seq<is_bash, assignment_with_array> {};
struct argument
    : sor<redirection, array_argument, seq<at_process_substitution, word>, seq<not_at<sor<word_end, one<'#'>>>, word>> {
};
struct prefix : sor<redirection, assignment> {};
struct command_word : seq<not_at<sor<word_end, one<'#'>>>, word> {};
struct arguments : star<seq<star<blank>, argument>> {};
struct simple_command
    : node<Kind::simple_command,
           sor<seq<prefix, star<blanks, prefix>, opt<blanks, command_word, arguments>>,
               seq<not_at<any_reserved>,
                   sor<seq<not_at<is_bash>, bash_reserved, fail_with<shells_differ>>, pegtl::success>,
                   not_at<bash_keyword>, command_word, sor<seq<at<blanks, one<'('>>, pegtl::failure>, arguments>>>> {};

struct separator_blanks : star<sor<blank, seq<at<one<'#'>>, comment>, newline>> {};
struct separator_or_word : seq<separator_blanks, star<nonempty_word, separator_blanks>> {};
struct and_or_list;

struct subshell : node<Kind::subshell, seq<not_at<string<'(', '('>>, one<'('>>,
                       commit<unclosed_subshell, nested<script>, one<')'>>> {};
struct arithmetic_command : node<Kind::arithmetic_command, string<'(', '('>, only_bash,
                                 commit<unclosed_arithmetic, nested<star<arithmetic_part>>, string<')', ')'>>> {};
/// [[ ... ]]: read as far as its end, with the substitutions in it.
struct test_text : plus<not_at<seq<one<' ', '\t', '\n'>, string<']', ']'>>>, not_one<'$', '`', '\\', '"', '\''>> {};
struct test_part : sor<expansion, double_quoted, single_quoted, dollar_quote, escaped, test_text, one<'$'>> {};
struct double_bracket
    : node<Kind::double_bracket, key<'[', '['>, is_bash,
           commit<broken_compound, nested<star<test_part>>, one<' ', '\t', '\n'>, string<']', ']'>, at<word_end>>> {};
struct brace_group : node<Kind::brace_group, keyword<'{'>, commit<unclosed_group, nested<script>, keyword<'}'>>> {};
struct then_part : seq<keyword<'t', 'h', 'e', 'n'>, nested<script>> {};
struct if_clause : node<Kind::if_clause, keyword<'i', 'f'>,
                        commit<broken_compound, nested<script>, then_part,
                               star<keyword<'e', 'l', 'i', 'f'>, nested<script>, then_part>,
                               opt<keyword<'e', 'l', 's', 'e'>, nested<script>>, keyword<'f', 'i'>>> {};
struct do_group : seq<keyword<'d', 'o'>, nested<script>, keyword<'d', 'o', 'n', 'e'>> {};
struct while_clause
    : node<Kind::while_clause, keyword<'w', 'h', 'i', 'l', 'e'>, commit<broken_compound, nested<script>, do_group>> {};
struct until_clause
    : node<Kind::until_clause, keyword<'u', 'n', 't', 'i', 'l'>, commit<broken_compound, nested<script>, do_group>> {};
struct for_name : node<Kind::word, node<Kind::literal, name>, at<word_end>> {};
struct sequential : sor<seq<node<Kind::semicolon, one<';'>>, not_at<one<';'>>>, newline> {};
struct for_words : seq<keyword<'i', 'n'>, star<blanks, nonempty_word>, blanks, opt<comment>, sequential> {};
struct for_clause : node<Kind::for_clause, keyword<'f', 'o', 'r'>,
                         commit<broken_compound, blanks, sor<seq<at<string<'(', '('>>, arithmetic_command>, for_name>,
                                separator_blanks, opt<sor<for_words, sequential>>, separator_blanks, do_group>> {};
struct pattern_list : seq<nonempty_word, star<blanks, node<Kind::pipe, one<'|'>>, blanks, nonempty_word>> {};
struct case_end : keyword<'e', 's', 'a', 'c'> {};
struct case_item : node<Kind::case_item, not_at<key<'e', 's', 'a', 'c'>>, opt<one<'('>, blanks>, pattern_list, blanks,
                        one<')'>, nested<script>,
                        sor<seq<node<Kind::semicolon, string<';', ';'>>, opt<one<'&'>, only_bash>>,
                            seq<is_bash, node<Kind::semicolon, string<';', '&'>>>, at<key<'e', 's', 'a', 'c'>>>> {};
struct case_clause : node<Kind::case_clause, keyword<'c', 'a', 's', 'e'>,
                          commit<broken_compound, blanks, nonempty_word, separator_blanks, keyword<'i', 'n'>,
                                 separator_blanks, star<case_item, separator_blanks>, case_end>> {};
struct compound : sor<subshell, arithmetic_command, double_bracket, brace_group, if_clause, while_clause, until_clause,
                      for_clause, case_clause> {};
struct function_name : node<Kind::word, node<Kind::literal, name>> {};
struct function_definition
    : node<Kind::function_definition, not_at<any_reserved>, function_name, blanks, one<'('>, blanks, one<')'>,
           separator_blanks, commit<broken_compound, compound, star<blanks, redirection>>> {};
struct bash_function : node<Kind::function_definition, is_bash, keyword<'f', 'u', 'n', 'c', 't', 'i', 'o', 'n'>, blanks,
                            node<Kind::word, node<Kind::literal, plus<plain>>>, blanks, opt<one<'('>, blanks, one<')'>>,
                            separator_blanks, commit<broken_compound, compound, star<blanks, redirection>>> {};
struct command : sor<function_definition, bash_function, simple_command, seq<compound, star<blanks, redirection>>> {};

struct bang : node<Kind::bang, key<'!'>> {};
struct pipe : node<Kind::pipe, one<'|'>, not_at<one<'|'>>, opt<one<'&'>, only_bash>> {};
/// `time` is a reserved word of bash and a program elsewhere.
struct time_keyword : seq<is_bash, keyword<'t', 'i', 'm', 'e'>, blanks, opt<string<'-', 'p'>, at<word_end>, blanks>> {};
struct pipeline : node<Kind::pipeline, opt<time_keyword>, star<bang, blanks>, command,
                       star<blanks, pipe, commit<missing_operand, separator_blanks, command>>> {};
struct and_if : node<Kind::and_if, string<'&', '&'>> {};
struct or_if : node<Kind::or_if, string<'|', '|'>> {};
struct and_or_list : node<Kind::and_or_list, pipeline,
                          star<blanks, sor<and_if, or_if>, commit<missing_operand, separator_blanks, pipeline>>> {};

/// Bodies of the heredocs opened on the line just ended.
struct heredoc_bodies {
    using rule_t = heredoc_bodies;
    using subs_t = pegtl::type_list<>;
    template <pegtl::apply_mode A, pegtl::rewind_mode, template <typename...> class, template <typename...> class,
              typename Input, typename... States>
    static bool match(Input& in, State& state, States&&... /*unused*/) {
        if constexpr (A != pegtl::apply_mode::nothing)
            read(in, state);
        return true;
    }
    template <typename Input> static void read(Input& in, State& state) {
        for (const PendingHeredoc& heredoc : state.heredocs) {
            const auto begin = static_cast<std::uint32_t>(in.current() - in.begin());
            bool closed = false;
            while (!closed && !in.empty()) {
                const auto* feed = static_cast<const char*>(std::memchr(in.current(), '\n', in.size()));
                const char* end = feed != nullptr ? feed : in.end();
                std::string_view line(in.current(), static_cast<std::size_t>(end - in.current()));
                if (heredoc.strip_tabs)
                    line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
                closed = line == heredoc.delimiter;
                in.bump(static_cast<std::size_t>((feed != nullptr ? feed + 1 : in.end()) - in.current()));
            }
            if (!closed)
                fail_with<open_heredoc>::match(in);
            state.nodes.push_back(
                {begin, static_cast<std::uint32_t>(in.current() - in.begin()), 1, Kind::heredoc_content, 0});
        }
        state.heredocs.clear();
    }
};
struct newline : seq<node<Kind::newline, one<'\n'>>, heredoc_bodies> {};

struct semicolon : node<Kind::semicolon, one<';'>, not_at<one<';'>>> {};
struct ampersand : node<Kind::ampersand, not_at<string<'&', '&'>>, one<'&'>, not_at<one<'>'>>> {};
struct separator : sor<semicolon, ampersand> {};
struct line_separator : seq<opt<comment>, newline, separator_blanks> {};
struct list_separator : seq<blanks, sor<seq<separator, separator_blanks>, line_separator>> {};
/// Two separators need a command between them (`;;` ends a case item).
struct no_separator : not_at<sor<seq<one<';'>, not_at<one<';'>>>, one<'&'>>> {};
struct list : seq<and_or_list, star<list_separator, sor<and_or_list, no_separator>>, blanks, opt<comment>> {};
struct script : node<Kind::script, separator_blanks, opt<list>> {};
struct whole : seq<script, sor<eof, seq<one<'\r', '\0'>, fail_with<control_byte>>>> {};

} // namespace imgfix::grammar::shell
