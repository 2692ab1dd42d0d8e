// Grammars of the logical line: builder flags, words, JSON form. Included by words_parse.cpp only.
// Sources: BuildKit frontend/dockerfile/parser/{split_command,line_parsers}.go; RFC 8259 for JSON.
#pragma once

#include <string>
#include <vector>

#include "grammar/parse.hpp"
#include "grammar/pegtl_nodes.hpp"

namespace imgfix::grammar::words {

struct State {
    char escape = '\\';
    std::vector<Word> words;
    std::string value;             // of the word being read
    bool stopped = false;          // a flag that is `--` once its quotes are gone ends the flags
    bool number_too_large = false; // Go refuses a number that float64 cannot hold
};

struct escape_character : StatefulRule<escape_character> {
    template <typename Input> static bool step(Input& in, State& state) {
        if (in.empty() || *in.current() != state.escape)
            return false;
        in.bump(1);
        return true;
    }
};

// Builder flags are read byte by byte: 0x85 and 0xA0 count as white space there (split_command.go).
struct byte_space : pegtl::one<' ', '\t', '\n', '\v', '\f', '\r', '\x85', '\xA0'> {};
struct flag_byte : pegtl::any {};
struct flag_escape : pegtl::seq<escape_character, pegtl::opt<flag_byte>> {};
template <char Q>
struct flag_quoted
    : pegtl::seq<pegtl::one<Q>, pegtl::star<pegtl::not_at<pegtl::one<Q>>, pegtl::sor<flag_escape, flag_byte>>,
                 pegtl::opt<pegtl::one<Q>>> {};
struct flag_part
    : pegtl::sor<flag_quoted<'"'>, flag_quoted<'\''>, flag_escape, pegtl::seq<pegtl::not_at<byte_space>, flag_byte>> {};
struct flag_word : pegtl::seq<pegtl::at<pegtl::string<'-', '-'>>, pegtl::plus<flag_part>> {};
struct flag_stop : pegtl::seq<pegtl::string<'-', '-'>, pegtl::at<pegtl::sor<byte_space, pegtl::eof>>> {};
struct flags_go_on : StatefulRule<flags_go_on> {
    template <typename Input> static bool step(Input& /*in*/, State& state) { return !state.stopped; }
};
struct flags : pegtl::seq<pegtl::star<flags_go_on, pegtl::star<byte_space>, pegtl::not_at<flag_stop>, flag_word>,
                          pegtl::star<byte_space>, pegtl::opt<flags_go_on, flag_stop>> {};

// Words of ENV, LABEL, ARG: quotes and escapes are kept (line_parsers.go, parseWords).
struct utf8_space {
    using rule_t = utf8_space;
    using subs_t = pegtl::type_list<>;
    template <typename Input> static bool match(Input& in) {
        const std::size_t length = space_length({in.current(), in.size()}, 0);
        in.bump(length);
        return length != 0;
    }
};
struct character : pegtl::any {};
struct escaped_pair : pegtl::seq<escape_character, pegtl::opt<character>> {};
struct double_quoted
    : pegtl::seq<pegtl::one<'"'>, pegtl::star<pegtl::not_at<pegtl::one<'"'>>, pegtl::sor<escaped_pair, character>>,
                 pegtl::opt<pegtl::one<'"'>>> {};
struct single_quoted : pegtl::seq<pegtl::one<'\''>, pegtl::star<pegtl::not_one<'\''>>, pegtl::opt<pegtl::one<'\''>>> {};
struct word
    : pegtl::plus<
          pegtl::sor<double_quoted, single_quoted, escaped_pair, pegtl::seq<pegtl::not_at<utf8_space>, character>>> {};
struct word_list : pegtl::seq<pegtl::star<pegtl::star<utf8_space>, word>, pegtl::star<utf8_space>, pegtl::eof> {};

// JSON (RFC 8259). Nesting is bounded before this grammar runs.
struct json_space : pegtl::star<pegtl::one<' ', '\t', '\n', '\r'>> {};
struct json_hex4 : pegtl::rep<4, pegtl::xdigit> {};
struct json_unicode : pegtl::seq<pegtl::one<'u'>, json_hex4> {};
struct json_simple_escape : pegtl::one<'"', '\\', '/', 'b', 'f', 'n', 'r', 't'> {};
struct json_escape : pegtl::seq<pegtl::one<'\\'>, pegtl::sor<json_simple_escape, json_unicode>> {};
struct json_plain : pegtl::seq<pegtl::not_at<pegtl::ranges<'\0', '\x1F'>>, pegtl::not_one<'"', '\\'>> {};
struct json_string_body : pegtl::star<pegtl::sor<json_escape, json_plain>> {};
struct json_string : pegtl::seq<pegtl::one<'"'>, json_string_body, pegtl::one<'"'>> {};
struct json_integer : pegtl::sor<pegtl::one<'0'>, pegtl::seq<pegtl::range<'1', '9'>, pegtl::star<pegtl::digit>>> {};
struct json_number
    : pegtl::seq<pegtl::opt<pegtl::one<'-'>>, json_integer, pegtl::opt<pegtl::one<'.'>, pegtl::plus<pegtl::digit>>,
                 pegtl::opt<pegtl::one<'e', 'E'>, pegtl::opt<pegtl::one<'+', '-'>>, pegtl::plus<pegtl::digit>>> {};
struct json_value;
struct json_comma : pegtl::seq<json_space, pegtl::one<','>, json_space> {};
struct json_member : pegtl::seq<json_string, json_space, pegtl::one<':'>, json_space, json_value> {};
struct json_object : pegtl::seq<pegtl::one<'{'>, json_space, pegtl::opt<pegtl::list<json_member, json_comma>>,
                                json_space, pegtl::one<'}'>> {};
struct json_array : pegtl::seq<pegtl::one<'['>, json_space, pegtl::opt<pegtl::list<json_value, json_comma>>, json_space,
                               pegtl::one<']'>> {};
struct json_value : pegtl::sor<json_string, json_number, json_object, json_array, pegtl::string<'t', 'r', 'u', 'e'>,
                               pegtl::string<'f', 'a', 'l', 's', 'e'>, pegtl::string<'n', 'u', 'l', 'l'>> {};
struct json_text : pegtl::seq<json_array, json_space, pegtl::eof> {};
struct json_element : pegtl::seq<json_string> {};
struct json_strings : pegtl::seq<pegtl::one<'['>, json_space, pegtl::opt<pegtl::list<json_element, json_comma>>,
                                 json_space, pegtl::one<']'>, json_space, pegtl::eof> {};

} // namespace imgfix::grammar::words
