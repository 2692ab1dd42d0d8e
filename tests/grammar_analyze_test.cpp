// PEGTL's own analysis of the grammars: no rule may loop without consuming input.
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/dockerfile_grammar.hpp"
#include "grammar/shell_grammar.hpp"
#include "grammar/words_grammar.hpp"
#include "support/compat.hpp"

namespace tao::pegtl {

namespace g = imgfix::grammar;

// our own rules: what always consumes, and what may match nothing
template <typename Name> struct analyze_traits<Name, g::dockerfile::space> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::text_of_line> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::keyword_of_line> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::continuation_mark> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::rest_of_line> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::open_heredocs> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::heredoc_lines> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::close_heredoc> : analyze_opt_traits<> {};
// each open heredoc is closed or reported once: the list of open ones shrinks, so this counts as progress
template <typename Name> struct analyze_traits<Name, g::dockerfile::is_open> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::unterminated> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::dockerfile::remember_instruction> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::words::escape_character> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::words::utf8_space> : analyze_any_traits<> {};
template <typename Name> struct analyze_traits<Name, g::words::flags_go_on> : analyze_opt_traits<> {};
template <typename Name, typename Message>
struct analyze_traits<Name, g::shell::fail_with<Message>> : analyze_any_traits<> {};
template <typename Name, typename... Rules>
struct analyze_traits<Name, g::shell::nested<Rules...>> : analyze_seq_traits<Rules...> {};
template <typename Name, typename... Rules>
struct analyze_traits<Name, g::shell::until_backquote<Rules...>> : analyze_seq_traits<Rules...> {};
template <typename Name> struct analyze_traits<Name, g::shell::is_bash> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::shell::comment_text> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::shell::note_heredoc> : analyze_opt_traits<> {};
template <typename Name> struct analyze_traits<Name, g::shell::heredoc_bodies> : analyze_opt_traits<> {};

} // namespace tao::pegtl

namespace {

/// A grammar with a loop, to see that the analysis has eyes.
struct loop : tao::pegtl::star<tao::pegtl::opt<tao::pegtl::one<'x'>>> {};

} // namespace

TEST_CASE("no grammar can loop without progress", "[unit]") {
    using namespace imgfix::grammar;
    CHECK(pegtl::analyze<shell::whole>() == 0);
    CHECK(pegtl::analyze<words::flags>() == 0);
    CHECK(pegtl::analyze<words::word_list>() == 0);
    CHECK(pegtl::analyze<words::json_text>() == 0);
    CHECK(pegtl::analyze<words::json_strings>() == 0);
    CHECK(pegtl::analyze<loop>(-1) != 0);
}

// An instruction may match nothing by its parts (a line of a keyword alone, of a text alone, of a continuation alone
// are all instructions), so the analysis cannot follow it: the file rule asks for more input before each line, and a
// line that is neither comment nor blank has a first byte that one of the parts takes.
TEST_CASE("the lines of a Dockerfile consume input", "[unit]") {
    using namespace imgfix::grammar;
    CHECK(pegtl::analyze<dockerfile::directive_line>() == 0);
    CHECK(pegtl::analyze<dockerfile::comment_line>() == 0);
    CHECK(pegtl::analyze<dockerfile::blank_line>() == 0);
    CHECK(pegtl::analyze<dockerfile::continued>() == 0);
    CHECK(pegtl::analyze<dockerfile::heredocs>() == 0);
    // the first byte of a line, any of the 256, begins an instruction of at least one byte
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(1, static_cast<char>(byte));
        const DockerfileTree tree = parse_dockerfile(text);
        CHECK(leaves_are_lossless(tree.nodes, 1));
        CHECK(tree.nodes.size() >= 2);
    }
}
