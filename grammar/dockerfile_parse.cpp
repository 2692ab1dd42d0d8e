#include <cassert>

#include "grammar/dockerfile_grammar.hpp"

namespace imgfix::grammar {

namespace dockerfile {

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    return result;
}

/// True when an instruction with this keyword and these arguments may open heredocs (parser.go, canContainHeredoc).
bool can_contain_heredoc(std::string_view line, std::uint32_t begin, char escape, bool in_trigger) {
    const InstructionParts parts = split_instruction(line, begin, escape);
    const std::string keyword = lower(line.substr(parts.keyword_begin, parts.keyword_end - parts.keyword_begin));
    if (keyword == "onbuild" && !in_trigger)
        return parts.rest_begin < parts.rest_end && can_contain_heredoc(line, parts.rest_begin, escape, true);
    if (keyword != "run" && keyword != "copy" && keyword != "add")
        return false;
    std::vector<Word> words;
    return parse_json_words(line, parts.rest_begin, parts.rest_end, words) != JsonForm::strings;
}

template <typename Rule> struct Action : pegtl::nothing<Rule> {};

template <> struct Action<directive_name> {
    template <typename Input> static void apply(const Input& in, State& state) {
        state.directive = lower(in.string_view());
    }
};

template <> struct Action<directive_line> {
    template <typename Input> static void apply(const Input& in, State& state) {
        // the value node is the one of its kind that was made last
        std::size_t value = state.nodes.size() - 1;
        while (state.nodes[value].kind != Kind::directive_value)
            --value;
        const Node& node = state.nodes[value];
        const std::size_t base = static_cast<std::size_t>(in.begin() - in.input().begin());
        const std::string_view text(in.begin() + (node.begin - base), node.end - node.begin);
        if (std::find(state.seen_directives.begin(), state.seen_directives.end(), state.directive) !=
            state.seen_directives.end())
            state.errors.push_back(
                {static_cast<std::uint32_t>(base), "only one " + state.directive + " parser directive can be used"});
        state.seen_directives.push_back(state.directive);
        if (state.directive == "escape") {
            if (text == "`" || text == "\\")
                state.escape = text.front();
            else
                state.errors.push_back(
                    {node.begin, "invalid escape token '" + std::string(text) + "' does not match ` or \\"});
        }
    }
};

} // namespace

void open_heredocs::open(State& state, std::string_view source, std::uint32_t line_end) {
    const std::uint32_t begin = state.nodes[state.instruction].begin;
    if (source.substr(begin, line_end - begin).find('<') == std::string_view::npos)
        return;
    // the instruction node is not complete yet: give it the size it has so far
    state.nodes[state.instruction].size = static_cast<std::uint32_t>(state.nodes.size() - state.instruction);
    const LogicalLine line(source, state.nodes, state.instruction);
    const std::string_view text = line.text();
    if (text.find("<<") == std::string_view::npos || !can_contain_heredoc(text, 0, state.escape, false))
        return;
    auto found = find_heredocs(text);
    if (!found)
        state.errors.push_back({begin, "cannot read the heredoc delimiter of this instruction"});
    else
        state.heredocs = std::move(*found);
}

} // namespace dockerfile

namespace {

void check_line_lengths(std::string_view source, std::vector<ParseError>& errors) {
    std::size_t begin = 0;
    while (source.size() - begin > max_line_length) {
        std::size_t feed = source.find('\n', begin);
        if (feed == std::string_view::npos)
            feed = source.size();
        if (feed - begin > max_line_length) {
            errors.push_back({static_cast<std::uint32_t>(begin),
                              "dockerfile line greater than max allowed size of " + std::to_string(max_line_length)});
            return;
        }
        begin = feed + 1;
        if (begin > source.size())
            return;
    }
}

} // namespace

DockerfileTree parse_dockerfile(std::string_view source) {
    DockerfileTree tree;
    if (source.size() > max_source_size) {
        tree.errors.push_back({0, "the file is larger than " + std::to_string(max_source_size >> 20) + " MiB"});
        tree.nodes = {
            {0, static_cast<std::uint32_t>(std::min<std::size_t>(source.size(), UINT32_MAX)), 2, Kind::file, 0},
            {0, static_cast<std::uint32_t>(std::min<std::size_t>(source.size(), UINT32_MAX)), 1, Kind::rest, 0}};
        return tree;
    }
    dockerfile::State state;
    state.nodes.reserve(16 + source.size() / 12);
    pegtl::memory_input<pegtl::tracking_mode::lazy> input(source.data(), source.data() + source.size(), "");
    const bool matched = pegtl::parse<dockerfile::file, dockerfile::Action, TreeControl>(input, state);
    if (!matched) { // the grammar takes every input; this keeps the promise of a lossless tree should it ever not
        state.nodes = {{0, static_cast<std::uint32_t>(source.size()), 2, Kind::file, 0},
                       {0, static_cast<std::uint32_t>(source.size()), 1, Kind::rest, 0}};
        state.errors.push_back({0, "internal error: the grammar does not cover this file"});
    }
    check_line_lengths(source, state.errors);
    std::stable_sort(state.errors.begin(), state.errors.end(),
                     [](const ParseError& a, const ParseError& b) { return a.offset < b.offset; });
    tree.nodes = std::move(state.nodes);
    tree.errors = std::move(state.errors);
    tree.escape = state.escape;
    assert(matched && leaves_are_lossless(tree.nodes, source.size()));
    return tree;
}

} // namespace imgfix::grammar
