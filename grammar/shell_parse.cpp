#include <algorithm>

#include "grammar/shell_grammar.hpp"

namespace imgfix::grammar {

namespace shell {

void note_heredoc::note(State& state, std::string_view source) {
    // the delimiter word is the node of kind word that was made last, its operator the one before
    std::size_t word = state.nodes.size() - 1;
    while (state.nodes[word].kind != Kind::word)
        --word;
    PendingHeredoc heredoc;
    const Node& operator_node = state.nodes[word - 1];
    heredoc.strip_tabs = operator_node.end - operator_node.begin == 3;
    for (std::size_t part = word + 1; part < state.nodes.size(); ++part) {
        const Node& piece = state.nodes[part];
        std::string_view text = source.substr(piece.begin, piece.end - piece.begin);
        if (piece.kind == Kind::double_quoted) {
            continue; // its text is the literal node inside
        }
        if (piece.kind == Kind::single_quoted)
            text = text.substr(1, text.size() - 2);
        else if (piece.kind == Kind::escaped)
            text.remove_prefix(1);
        heredoc.delimiter += text;
    }
    state.heredocs.push_back(std::move(heredoc));
}

} // namespace shell

ShellTree parse_shell(std::string_view script, ShellDialect dialect) {
    ShellTree tree;
    shell::State state;
    state.dialect = dialect;
    state.nodes.reserve(16 + script.size() / 3);
    pegtl::memory_input<pegtl::tracking_mode::lazy> input(script.data(), script.data() + script.size(), "");
    try {
        if (!pegtl::parse<shell::whole, pegtl::nothing, TreeControl>(input, state)) {
            tree.opaque = true;
            tree.error = {static_cast<std::uint32_t>(script.size()), "not a shell script this tool reads for certain"};
        } else if (!state.heredocs.empty()) {
            tree.opaque = true;
            tree.error = {static_cast<std::uint32_t>(script.size()), shell::open_heredoc::message};
        }
    } catch (const shell::Failure& failure) {
        tree.opaque = true;
        tree.error = {failure.offset, failure.message};
    }
    if (!tree.opaque)
        tree.nodes = std::move(state.nodes);
    return tree;
}

} // namespace imgfix::grammar
