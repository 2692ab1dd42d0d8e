// From claims on a RUN's commands and words to edits of its bytes, so that everything else stays as it is.
#include <algorithm>
#include <map>
#include <set>

#include "rewrite/caches.hpp"
#include "rewrite/calls.hpp"

namespace imgfix::rewrite {

namespace {

using document::Document;
using document::Instruction;
using document::ShellScript;
using document::SimpleCommand;
using grammar::Kind;
using grammar::Node;

class Editor {
public:
    Editor(const Document& document, const Instruction& run) : document_(document), run_(run) {}

    std::optional<std::vector<Edit>> edit(const std::vector<Claim>& claims) {
        if (claims.size() == 1 && std::holds_alternative<RemoveInstruction>(claims.front())) {
            // the last line of a file without a line end would leave one behind
            if (run_.has_inner_comments || !document_.slice(run_.bytes).ends_with('\n'))
                return std::nullopt;
            return std::vector<Edit>{{run_.bytes.begin, run_.bytes.end, ""}};
        }
        scripts_ = scripts_of(document_, run_);
        std::map<std::size_t, std::set<std::size_t>> removed; // script -> commands
        for (const Claim& claim : claims)
            if (const auto* one = std::get_if<RemoveCommand>(&claim))
                removed[one->script].insert(one->command);
        for (const Claim& claim : claims) {
            bool good = true;
            if (const auto* insert = std::get_if<InsertWord>(&claim))
                good = open(insert->script) && insert_word(*insert);
            else if (const auto* word = std::get_if<RemoveWord>(&claim))
                good = open(word->script) && remove_word(*word);
            else if (const auto* other = std::get_if<ReplaceWord>(&claim))
                good = open(other->script) && replace_word(*other);
            else if (const auto* inserted = std::get_if<InsertCommand>(&claim))
                good = open(inserted->script) && insert_command(*inserted);
            else if (const auto* append = std::get_if<AppendCommand>(&claim))
                good = open(append->script) && append_command(*append);
            if (!good)
                return std::nullopt;
        }
        for (const auto& [script, commands] : removed)
            if (!open(script) || exec() || !remove_commands(commands))
                return std::nullopt;
        // an insertion goes before a removal that begins at the same place
        std::sort(edits_.begin(), edits_.end(),
                  [](const Edit& a, const Edit& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
        return std::move(edits_);
    }

private:
    bool open(std::size_t script) {
        current_ = script < scripts_.size() ? &scripts_[script] : nullptr;
        return current_ != nullptr;
    }
    [[nodiscard]] const ShellScript& script() const { return current_->script; }
    [[nodiscard]] bool exec() const { return current_->place == ScriptPlace::exec_words; }
    [[nodiscard]] std::uint32_t begin_of(std::uint32_t offset) const { return current_->source_begin(offset); }
    [[nodiscard]] std::uint32_t end_of(std::uint32_t offset) const { return current_->source_end(offset); }

    /// May text stand in every kind of quotes around the script as it is?
    [[nodiscard]] bool quotable(std::string_view text) const {
        return current_->place == ScriptPlace::shell_form || current_->place == ScriptPlace::heredoc ||
               text.find_first_of("'\"\\$`") == std::string_view::npos;
    }

    /// Does a comment or blank line inside the instruction lie in the source range, or a heredoc that is not the
    /// script itself?
    [[nodiscard]] bool holds_comment(std::uint32_t begin, std::uint32_t end) const {
        bool found = false;
        grammar::for_each_child(document_.nodes(), run_.node, [&](std::size_t child) {
            const Node& part = document_.nodes()[child];
            const bool foreign = part.kind == Kind::inner_comment ||
                                 (part.kind == Kind::heredoc && scripts_.front().place != ScriptPlace::heredoc);
            found = found || (foreign && part.begin < end && begin < part.end);
        });
        return found;
    }

    bool erase(std::uint32_t begin, std::uint32_t end) {
        if (begin >= end || holds_comment(begin, end))
            return false;
        edits_.push_back({begin, end, ""});
        return true;
    }

    bool insert_word(const InsertWord& claim) {
        if (claim.command >= script().commands.size() || claim.position == 0 ||
            claim.position > script().commands[claim.command].words.size() || !quotable(claim.word))
            return false;
        const std::uint32_t at = end_of(script().commands[claim.command].words[claim.position - 1].end);
        edits_.push_back({at, at, exec() ? ", \"" + claim.word + "\"" : " " + claim.word});
        return true;
    }

    /// With the blanks before it when it ends its line's words, else up to the next word.
    bool remove_word(const RemoveWord& claim) {
        if (claim.command >= script().commands.size() || claim.position == 0 ||
            claim.position >= script().commands[claim.command].words.size())
            return false;
        const auto& words = script().commands[claim.command].words;
        const auto& word = words[claim.position];
        const auto& before = words[claim.position - 1];
        if (document_.slice({end_of(before.end), end_of(word.end)}).find('\n') == std::string_view::npos)
            return erase(end_of(before.end), end_of(word.end));
        if (!exec() && claim.position + 1 < words.size() &&
            erase(begin_of(word.begin), begin_of(words[claim.position + 1].begin)))
            return true;
        return erase(end_of(before.end), end_of(word.end));
    }

    bool replace_word(const ReplaceWord& claim) {
        if (claim.command >= script().commands.size() ||
            claim.position >= script().commands[claim.command].words.size() || !quotable(claim.after))
            return false;
        const auto& word = script().commands[claim.command].words[claim.position];
        const std::uint32_t begin = begin_of(word.begin);
        const std::uint32_t end = end_of(word.end);
        // the bytes must be the word itself: no continuation inside
        const std::string_view bytes = document_.slice({begin, end});
        if (bytes != (exec() ? '"' + claim.before + '"' : claim.before))
            return false;
        edits_.push_back({begin, end, exec() ? '"' + claim.after + '"' : claim.after});
        return true;
    }

    bool remove_commands(const std::set<std::size_t>& removed) {
        const ShellScript& script_ = script();
        // the commands of the top list, in order
        std::vector<std::size_t> list;
        for (std::size_t k = 0; k < script_.commands.size(); ++k)
            if (script_.commands[k].depth == 0)
                list.push_back(k);
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (removed.count(list[k]) == 0)
                continue;
            std::size_t last = k;
            while (last + 1 < list.size() && removed.count(list[last + 1]) != 0 && last + 1 - k < list.size() &&
                   script_.commands[list[last + 1]].joiner == document::Joiner::and_if)
                ++last;
            const SimpleCommand& first = script_.commands[list[k]];
            const SimpleCommand& end = script_.commands[list[last]];
            if (first.joiner == document::Joiner::and_if) {
                // `before && first`: from behind what stands before the operator
                const std::uint32_t before = end_before(list[k]);
                if (!erase(end_of(before), end_of(end.end)))
                    return false;
            } else {
                std::uint32_t next = begin_behind(list[last]);
                if (next == 0 && last == k)
                    next = script_.next_list(list[k]);
                if (next == 0 || !erase(begin_of(first.begin), begin_of(next)))
                    return false;
            }
            k = last;
        }
        return true;
    }

    /// End of the pipeline before the command in its list (script offset).
    [[nodiscard]] std::uint32_t end_before(std::size_t command) const {
        std::uint32_t end = 0;
        visit_list(command, [&](const Node& pipeline, bool passed, bool self) {
            if (!passed && !self)
                end = pipeline.end;
        });
        return end;
    }
    /// Begin of the pipeline behind the command in its list; 0: there is none.
    [[nodiscard]] std::uint32_t begin_behind(std::size_t command) const {
        std::uint32_t begin = 0;
        visit_list(command, [&](const Node& pipeline, bool passed, bool self) {
            if (passed && !self && begin == 0)
                begin = pipeline.begin;
        });
        return begin;
    }
    template <typename Visit> void visit_list(std::size_t command, Visit&& visit) const {
        const auto& nodes = script().tree.nodes;
        const std::size_t pipeline = script().commands[command].pipeline;
        std::size_t list = none;
        for (std::size_t k = 0; k < pipeline; ++k)
            if (nodes[k].kind == Kind::and_or_list && pipeline < k + nodes[k].size)
                list = k;
        if (list == none)
            return;
        grammar::for_each_child(nodes, list, [&](std::size_t child) {
            if (nodes[child].kind == Kind::pipeline)
                visit(nodes[child], child > pipeline, child == pipeline);
        });
    }

    /// Behind the last command of the script, on the layout that the RUN already has.
    bool append_command(const AppendCommand& claim) {
        if (exec() || !quotable(claim.text))
            return false;
        std::uint32_t last = 0;
        for (const Node& node : script().tree.nodes)
            if (node.kind != Kind::script && node.kind != Kind::newline && node.kind != Kind::and_or_list &&
                node.kind != Kind::shell_comment && node.kind != Kind::semicolon)
                last = std::max(last, node.end);
        const std::uint32_t at = end_of(last);
        edits_.push_back({at, at, separator() + claim.text});
        return true;
    }

    /// Before the command on its line, or behind it on the layout that the RUN already has.
    bool insert_command(const InsertCommand& claim) {
        if (exec() || claim.command >= script().commands.size() || !quotable(claim.text))
            return false;
        const SimpleCommand& beside = script().commands[claim.command];
        const std::string_view glue = claim.sequence ? ";" : "&&";
        if (!claim.behind) {
            const std::uint32_t at = begin_of(beside.begin);
            edits_.push_back({at, at, claim.text + (claim.sequence ? "" : " ") + std::string(glue) + " "});
            return true;
        }
        const std::uint32_t at = end_of(beside.end);
        edits_.push_back({at, at, line_behind(begin_of(beside.begin), at, glue) + claim.text});
        return true;
    }

    /// What stands between a command [begin, at) in the middle of a RUN and one put behind it: on a line of its own
    /// where the next command stands on one.
    [[nodiscard]] std::string line_behind(std::uint32_t begin, std::uint32_t at, std::string_view glue) const {
        std::string inline_glue = (glue == ";" ? "" : " ") + std::string(glue) + " ";
        if (current_->place != ScriptPlace::shell_form)
            return inline_glue;
        const std::string_view source = document_.source();
        const auto skip = [&](std::size_t k) {
            while (k < source.size() && (source[k] == ' ' || source[k] == '\t'))
                ++k;
            return k;
        };
        const auto breaks = [&](std::size_t k) {
            if (k >= source.size() || source[k] != document_.escape())
                return false;
            const std::string_view rest = source.substr(skip(k + 1));
            return rest.starts_with('\n') || rest.starts_with('\r');
        };
        const std::size_t line = source.rfind('\n', begin) + 1;
        std::string indent(source.substr(line, skip(line) - line));
        const std::string newline = document_.escape() + std::string(document_.line_ending_at(run_.text.begin));
        if (line <= run_.bytes.begin) // the first line, behind RUN
            indent = "    ";
        std::size_t next = skip(at);
        if (breaks(next)) // the operator begins the next line
            return glue == ";" ? "; " + newline + indent : " " + newline + indent + "&& ";
        next += source.substr(next, 2) == "&&" ? 2 : source.substr(next, 1) == ";" ? 1 : 0;
        if (!breaks(skip(next)))
            return inline_glue;
        return (glue == ";" ? "; " : " && ") + newline + indent;
    }

    /// ` && `, with a continuation and the indentation of the last command's line when the RUN has several lines.
    [[nodiscard]] std::string separator() const {
        if (current_->place != ScriptPlace::shell_form)
            return " && ";
        const std::string_view source = document_.source();
        std::optional<std::string> indent;
        bool continued = false;
        bool leading = false; // && begins a line
        const std::uint32_t last = begin_of(last_command());
        grammar::for_each_child(document_.nodes(), run_.node, [&](std::size_t child) {
            const Node& part = document_.nodes()[child];
            if (part.kind == Kind::continuation)
                continued = true;
            if (part.kind != Kind::text || !continued)
                return;
            const std::string_view text = source.substr(part.begin, part.end - part.begin);
            const std::size_t first = text.find_first_not_of(" \t");
            if (first == std::string_view::npos)
                return;
            const bool begins_with_and = text.substr(first).starts_with("&&");
            const bool holds_last = part.begin <= last && last < part.end;
            if (begins_with_and || !indent || (holds_last && part.begin + first == last)) {
                indent = text.substr(0, first);
                leading = begins_with_and;
            }
        });
        if (!continued)
            return " && ";
        std::string line = leading ? " " : " && ";
        line += document_.escape();
        line += document_.line_ending_at(run_.text.begin);
        line += indent.value_or("    ");
        line += leading ? "&& " : "";
        return line;
    }

    [[nodiscard]] std::uint32_t last_command() const {
        std::uint32_t begin = 0;
        for (const SimpleCommand& command : script().commands)
            if (command.depth == 0)
                begin = std::max(begin, command.begin);
        return begin;
    }

    const Document& document_;
    const Instruction& run_;
    std::deque<EmbeddedScript> scripts_;
    const EmbeddedScript* current_ = nullptr;
    std::vector<Edit> edits_;
};

} // namespace

std::optional<std::vector<Edit>> edits_of(const Document& document, std::size_t instruction,
                                          const std::vector<Claim>& claims) {
    return Editor(document, document.instructions[instruction]).edit(claims);
}

std::optional<std::vector<Edit>> edits_of(const Document& document, const std::vector<Claim>& claims) {
    std::map<std::size_t, std::vector<Claim>> by_instruction;
    for (const Claim& claim : claims)
        for (const std::size_t index : touched_instructions(document, claim))
            by_instruction[index].push_back(claim);
    std::vector<Edit> all;
    for (const auto& [index, own] : by_instruction) {
        auto edits = edits_of(document, index, own);
        if (!edits)
            return std::nullopt;
        all.insert(all.end(), std::make_move_iterator(edits->begin()), std::make_move_iterator(edits->end()));
    }
    return all;
}

} // namespace imgfix::rewrite
