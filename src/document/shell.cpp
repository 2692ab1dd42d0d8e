#include "document/shell.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace imgfix::document {

using grammar::Kind;
using grammar::Node;
using grammar::Nodes;

namespace {

/// Reads the typed commands out of a shell tree.
class Reader {
public:
    Reader(ShellScript& out) : script_(out), nodes_(out.tree.nodes), text_(out.text) {}

    void read_script(std::size_t node, int depth) {
        Joiner joiner = Joiner::first;
        bool pending_newline = false;
        std::size_t previous = none;
        grammar::for_each_child(nodes_, node, [&](std::size_t child) {
            switch (nodes_[child].kind) {
            case Kind::and_or_list: {
                const std::size_t first = script_.commands.size();
                if (previous != none && joiner == Joiner::first)
                    joiner = pending_newline ? Joiner::newline : Joiner::first;
                read_list(child, joiner, depth, node == 0);
                previous = first;
                joiner = Joiner::first;
                pending_newline = false;
                break;
            }
            case Kind::semicolon:
                joiner = Joiner::semicolon;
                break;
            case Kind::ampersand:
                joiner = Joiner::ampersand;
                for (std::size_t k = previous == none ? 0 : previous; k < script_.commands.size(); ++k)
                    script_.commands[k].in_background = true;
                break;
            case Kind::newline:
                pending_newline = true;
                break;
            default:
                break;
            }
        });
    }

private:
    std::string_view slice(std::size_t node) const {
        return text_.substr(nodes_[node].begin, nodes_[node].end - nodes_[node].begin);
    }

    void read_list(std::size_t node, Joiner joiner, int depth, bool top) {
        grammar::for_each_child(nodes_, node, [&](std::size_t child) {
            if (nodes_[child].kind == Kind::pipeline) {
                read_pipeline(child, joiner, depth, top);
            } else if (nodes_[child].kind == Kind::and_if) {
                joiner = Joiner::and_if;
            } else if (nodes_[child].kind == Kind::or_if) {
                joiner = Joiner::or_if;
            }
        });
    }

    void read_pipeline(std::size_t node, Joiner joiner, int depth, bool top) {
        int count = 0;
        bool negated = false;
        grammar::for_each_child(nodes_, node, [&](std::size_t child) {
            count += nodes_[child].kind == Kind::pipe ? 1 : 0;
            negated = negated || nodes_[child].kind == Kind::bang;
        });
        grammar::for_each_child(nodes_, node, [&](std::size_t child) {
            const Kind kind = nodes_[child].kind;
            if (kind == Kind::pipe || kind == Kind::bang || kind == Kind::newline || kind == Kind::shell_comment)
                return;
            if (kind == Kind::simple_command) {
                SimpleCommand command;
                command.joiner = joiner;
                command.in_pipeline = count > 0;
                command.top_level = top && count == 0;
                command.negated = negated;
                command.pipeline = node;
                command.depth = depth;
                read_command(child, command, depth);
            } else {
                read_nested(child, depth);
            }
            joiner = Joiner::pipe;
        });
    }

    void read_command(std::size_t node, SimpleCommand& command, int depth) {
        command.node = node;
        command.begin = nodes_[node].begin;
        command.end = nodes_[node].end;
        grammar::for_each_child(nodes_, node, [&](std::size_t child) {
            switch (nodes_[child].kind) {
            case Kind::word:
                command.words.push_back(read_word(child));
                break;
            case Kind::assignment: {
                ShellAssignment assignment;
                const std::string_view raw = slice(child);
                const std::size_t equals = raw.find('=');
                assignment.name = raw.substr(0, equals);
                assignment.value = read_word(child, nodes_[child].begin + static_cast<std::uint32_t>(equals) + 1);
                command.assignments.push_back(std::move(assignment));
                break;
            }
            case Kind::redirection: {
                ShellRedirection redirection;
                grammar::for_each_child(nodes_, child, [&](std::size_t part) {
                    if (nodes_[part].kind == Kind::io_number)
                        redirection.descriptor = slice(part).size() < 5 && slice(part).find_first_not_of(
                                                                               "0123456789") == std::string_view::npos
                                                     ? std::stoi(std::string(slice(part)))
                                                     : 99999; // {name}> picks one itself
                    else if (nodes_[part].kind == Kind::redirection_operator)
                        redirection.operation = slice(part);
                    else if (nodes_[part].kind == Kind::word)
                        redirection.target = read_word(part);
                });
                command.redirections.push_back(std::move(redirection));
                break;
            }
            default:
                break;
            }
        });
        script_.commands.push_back(std::move(command));
        read_substitutions(node, depth);
    }

    /// Scripts in substitutions anywhere below node.
    void read_substitutions(std::size_t node, int depth) {
        const std::size_t end = node + nodes_[node].size;
        for (std::size_t k = node + 1; k < end;) {
            if (nodes_[k].kind == Kind::script) {
                read_script(k, depth + 1);
                k += nodes_[k].size;
            } else {
                ++k;
            }
        }
    }

    /// Scripts of a compound command, a subshell, a group, a function.
    void read_nested(std::size_t node, int depth) { read_substitutions(node, depth); }

    ShellWord read_word(std::size_t node, std::uint32_t from = 0) {
        ShellWord word;
        word.node = node;
        word.begin = std::max(nodes_[node].begin, from);
        word.end = nodes_[node].end;
        word.raw = text_.substr(word.begin, word.end - word.begin);
        std::string value;
        bool constant = true;
        const std::size_t end = node + nodes_[node].size;
        for (std::size_t k = node + 1; k < end && constant;) {
            const Node& part = nodes_[k];
            const std::string_view raw = slice(k);
            switch (part.kind) {
            case Kind::literal: {
                const bool quoted = in_double_quotes(node, k);
                if (quoted) {
                    for (std::size_t c = 0; c < raw.size(); ++c) {
                        if (raw[c] == '\\' && c + 1 < raw.size() && std::strchr("$`\"\\", raw[c + 1]) != nullptr)
                            ++c;
                        else if (raw[c] == '\\' && c + 1 < raw.size() && raw[c + 1] == '\n') {
                            ++c;
                            continue;
                        }
                        value += raw[c];
                    }
                } else {
                    constant = raw.find('{') == std::string_view::npos ||
                               (raw.find(',') == std::string_view::npos && raw.find("..") == std::string_view::npos);
                    value += raw;
                }
                ++k;
                break;
            }
            case Kind::escaped:
                value += raw.substr(1);
                ++k;
                break;
            case Kind::single_quoted:
                value += raw.substr(1, raw.size() - 2);
                ++k;
                break;
            case Kind::double_quoted:
                ++k;
                break;
            case Kind::glob: {
                // `[` alone is the command; a `[` without `]` behind it is literal in every shell
                constant = word.raw == "[";
                value += raw;
                ++k;
                break;
            }
            default:
                constant = false;
            }
        }
        if (constant)
            word.literal = std::move(value);
        return word;
    }

    bool in_double_quotes(std::size_t word, std::size_t part) const {
        bool inside = false;
        grammar::for_each_child(nodes_, word, [&](std::size_t child) {
            inside = inside ||
                     (nodes_[child].kind == Kind::double_quoted && part > child && part < child + nodes_[child].size);
        });
        return inside;
    }

    ShellScript& script_;
    const Nodes& nodes_;
    std::string_view text_;
};

void classify_list(ShellScript& script) {
    const Nodes& nodes = script.tree.nodes;
    std::size_t lists = 0;
    bool simple = true;
    bool pipelines = true;
    bool joined_by_and = true;
    grammar::for_each_child(nodes, 0, [&](std::size_t child) {
        if (nodes[child].kind != Kind::and_or_list) {
            joined_by_and =
                joined_by_and && nodes[child].kind != Kind::semicolon && nodes[child].kind != Kind::ampersand;
            return;
        }
        ++lists;
        grammar::for_each_child(nodes, child, [&](std::size_t part) {
            joined_by_and = joined_by_and && nodes[part].kind != Kind::or_if;
            if (nodes[part].kind != Kind::pipeline)
                return;
            std::size_t count = 0;
            grammar::for_each_child(nodes, part, [&](std::size_t command) {
                ++count;
                const Kind kind = nodes[command].kind;
                pipelines = pipelines && (kind == Kind::simple_command || kind == Kind::pipe);
            });
            simple = simple && count == 1 && nodes[part + 1].kind == Kind::simple_command;
        });
    });
    script.and_list_of_pipelines = lists == 1 && joined_by_and && pipelines;
    script.and_list = script.and_list_of_pipelines && simple;
}

} // namespace

bool ShellScript::contains(std::size_t node, Kind kind) const {
    for (std::size_t k = node; k < node + tree.nodes[node].size; ++k)
        if (tree.nodes[k].kind == kind)
            return true;
    return false;
}

std::uint32_t ShellScript::next_list(std::size_t command) const {
    const SimpleCommand& one = commands[command];
    if (!one.top_level || one.depth != 0)
        return 0;
    std::uint32_t next = 0;
    bool passed = false;
    grammar::for_each_child(tree.nodes, 0, [&](std::size_t child) {
        const Node& node = tree.nodes[child];
        if (node.kind != Kind::and_or_list)
            return;
        if (passed && next == 0)
            next = node.begin;
        passed = passed || (node.begin == one.begin && node.end == one.end);
    });
    if (next == 0)
        return 0;
    std::size_t separators = 0;
    for (const char c : text.substr(one.end, next - one.end)) {
        if (c == ';' || c == '\n')
            ++separators;
        else if (c != ' ' && c != '\t')
            return 0;
    }
    return separators == 1 ? next : 0;
}

namespace {

/// The tree of a text. Fixers and gate ask for the same texts again and again, in each version of a file: the trees of
/// the last ones are kept (they hold offsets alone).
grammar::ShellTree tree_of(std::string_view text, grammar::ShellDialect dialect) {
    struct Kept {
        std::string text;
        grammar::ShellDialect dialect = grammar::ShellDialect::posix;
        grammar::ShellTree tree;
    };
    constexpr std::size_t longest = std::size_t{1} << 14;
    if (text.empty() || text.size() > longest)
        return grammar::parse_shell(text, dialect);
    thread_local std::array<Kept, 128> all;
    Kept& slot = all[std::hash<std::string_view>{}(text) % all.size()];
    if (slot.text != text || slot.dialect != dialect) {
        slot.tree = grammar::parse_shell(text, dialect);
        slot.text = text;
        slot.dialect = dialect;
    }
    return slot.tree;
}

} // namespace

ShellScript parse_script(std::string_view text, grammar::ShellDialect dialect) {
    ShellScript script;
    script.text = text;
    script.tree = tree_of(text, dialect);
    if (script.tree.opaque)
        return script;
    Reader(script).read_script(0, 0);
    classify_list(script);
    for (const Node& node : script.tree.nodes) {
        if (node.kind == Kind::shell_comment) {
            script.has_comment = true;
            script.ends_in_comment = script.ends_in_comment || node.end == text.size();
        }
    }
    return script;
}

bool runs_in_bash(const Document& document, const Instruction& instruction) {
    const ShellForm& shell = document.settings_before(instruction).shell;
    return !shell.inherited && !shell.argv.empty() &&
           (shell.argv.front() == "bash" || shell.argv.front().ends_with("/bash"));
}

ShellScript parse_script_of(std::string_view text, bool bash) {
    return parse_script(text, bash ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
}

std::vector<ShellToken> canonical_tokens(const ShellScript& script) {
    std::vector<ShellToken> tokens;
    const Nodes& nodes = script.tree.nodes;
    // simple commands that are not inside a word, in node order
    std::vector<std::pair<std::size_t, std::size_t>> commands;
    for (std::size_t k = 0; k < script.commands.size(); ++k)
        commands.emplace_back(script.commands[k].node, k);
    std::sort(commands.begin(), commands.end());
    std::size_t next_command = 0;
    std::size_t command = none;
    std::size_t command_end = 0;
    std::uint32_t done = 0;
    // what stands between tokens and is no blank: parentheses
    const auto punctuation = [&](std::uint32_t to) {
        for (std::uint32_t k = done; k < to; ++k) {
            const char c = script.text[k];
            if (c == '\\' || c == ' ' || c == '\t' || c == '\n')
                continue;
            tokens.push_back({std::string(1, c), false, none});
        }
    };
    for (std::size_t k = 0; k < nodes.size();) {
        const Node& node = nodes[k];
        if (command != none && k >= command_end)
            command = none;
        if (node.kind == Kind::simple_command) {
            while (next_command < commands.size() && commands[next_command].first < k)
                ++next_command;
            command = next_command < commands.size() ? commands[next_command].second : none;
            command_end = k + node.size;
        }
        switch (node.kind) {
        case Kind::newline:
            punctuation(node.begin);
            if (!tokens.empty() && tokens.back().text != "\n")
                tokens.push_back({"\n", false, none});
            done = node.end;
            ++k;
            break;
        case Kind::word:
        case Kind::assignment:
        case Kind::and_if:
        case Kind::or_if:
        case Kind::pipe:
        case Kind::bang:
        case Kind::semicolon:
        case Kind::ampersand:
        case Kind::reserved_word:
        case Kind::io_number:
        case Kind::redirection_operator:
        case Kind::heredoc_content:
        case Kind::shell_comment:
        case Kind::double_bracket:
        case Kind::arithmetic_command:
            punctuation(node.begin);
            tokens.push_back({std::string(script.text.substr(node.begin, node.end - node.begin)),
                              node.kind == Kind::word || node.kind == Kind::assignment, command});
            done = node.end;
            k += node.size;
            break;
        default:
            ++k;
        }
    }
    punctuation(static_cast<std::uint32_t>(script.opaque() ? done : script.text.size()));
    return tokens;
}

std::string_view shell_text(const Instruction& instruction) {
    if (instruction.json || !instruction.heredocs.empty() || !instruction.error.empty())
        return {};
    switch (instruction.kind) {
    case InstructionKind::run:
    case InstructionKind::cmd:
    case InstructionKind::entrypoint:
        return instruction.rest();
    case InstructionKind::healthcheck:
        if (instruction.words.size() == 2)
            return instruction.logical().substr(instruction.words[1].begin,
                                                instruction.words[1].end - instruction.words[1].begin);
        return {};
    default:
        return {};
    }
}

std::uint32_t shell_text_offset(const Instruction& instruction) {
    return instruction.kind == InstructionKind::healthcheck && instruction.words.size() == 2
               ? instruction.words[1].begin
               : instruction.parts.rest_begin;
}

std::string joined(const std::vector<ShellWord>& words) {
    std::string text;
    for (const ShellWord& word : words) {
        if (!text.empty())
            text += ' ';
        text += word.literal ? *word.literal : std::string(word.raw);
    }
    return text;
}

} // namespace imgfix::document
