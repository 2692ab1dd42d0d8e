#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "catalog/facts.hpp"
#include "grammar/parse.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

std::vector<Token> AlpineJudge::tokens_of(const SimpleCommand& command, const Instruction& instruction) {
    std::vector<Token> list;
    for (const document::ShellAssignment& one : command.assignments) {
        const auto begin = one.value.begin - static_cast<std::uint32_t>(one.name.size()) - 1;
        list.push_back({span(instruction, begin, one.value.end), {}});
    }
    for (const document::ShellWord& word : command.words)
        list.push_back({span(instruction, word.begin, word.end), std::string(word.raw)});
    return list;
}

Span AlpineJudge::span(const Instruction& instruction, std::uint32_t begin, std::uint32_t end) {
    const Span place{place_->source_begin(begin), place_->source_end(end)};
    if (place.end - place.begin != end - begin)
        refuse("not-in-one-piece", instruction, "a word of a package command is cut by a line continuation");
    return place;
}

void AlpineJudge::add_row(const Instruction& instruction, std::size_t command, const std::vector<ShellToken>& tokens,
                          std::vector<Token> plan, std::size_t last) {
    CommandRewrite row{instruction.index, command, {}, {}, last == none ? command : last};
    for (const ShellToken& token : tokens)
        if (token.command != none && token.command >= row.command && token.command <= row.last)
            row.before.push_back(token.text);
    for (const Token& token : plan) {
        if (token.text == document_.slice(token.place))
            row.after.push_back(token.text);
        else
            for (const std::string_view word : catalog::words_of(token.text))
                row.after.emplace_back(word);
    }
    plan_.claim.table.push_back(std::move(row));
    words_.push_back(std::move(plan));
}

void AlpineJudge::write_all() {
    for (std::size_t k = 0; k < translated_.size(); ++k) {
        const auto& [instruction, first_row] = translated_[k];
        const std::size_t end = k + 1 < translated_.size() ? translated_[k + 1].second : plan_.claim.table.size();
        write(*script_of(*instruction), *instruction, first_row, end);
    }
}

void AlpineJudge::erase_text(const Instruction& instruction, std::uint32_t begin, std::uint32_t end) {
    const auto keep = [&](std::uint32_t place) {
        if (place >= begin && place < end)
            refuse("comment-in-the-way", instruction, "a comment stands between words that go");
    };
    grammar::for_each_child(document_.nodes(), instruction.node, [&](std::size_t child) {
        if (document_.nodes()[child].kind == grammar::Kind::inner_comment)
            keep(document_.nodes()[child].begin);
    });
    if (const EmbeddedScript* script = script_of(instruction); script != nullptr)
        for (const grammar::Node& node : script->script.tree.nodes)
            if (node.kind == grammar::Kind::shell_comment)
                keep(script->source_begin(node.begin));
    if (begin == instruction.bytes.begin && end == document_.source().size() && !document_.source().ends_with('\n'))
        refuse("comment-in-the-way", instruction,
               "the last line of the file would go, and leave the line end before it");
    plan_.edits.push_back({begin, end, ""});
}

void AlpineJudge::finish() {
    replace_base(*reference_, target_, tag_, !plan_.claim.table.empty() || !plan_.claim.packages.empty());
    conclude();
    plan_.target = variant_ != nullptr    ? SwitchTarget::alpine_variant
                   : target_ == "busybox" ? SwitchTarget::busybox
                                          : SwitchTarget::alpine;
    plan_.image = target_;
    plan_.tag = tag_;
    if (!plan_.possible) {
        plan_.claim = {};
        plan_.edits.clear();
        return;
    }
    write_all();
    if (std::any_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                    [](const SwitchObstacle& one) { return !one.assumption; })) {
        plan_.possible = false;
        plan_.claim = {};
        plan_.edits.clear();
        return;
    }
    if (!plan_.claim.packages.empty()) { // before an edit that begins there: the next instruction may go
        const std::uint32_t end = from().bytes.end;
        const std::string_view line_end = document_.slice({from().bytes.begin, end}).ends_with("\r\n") ? "\r\n" : "\n";
        plan_.edits.insert(plan_.edits.begin(), Edit{end, end, added_run(plan_.claim) + std::string(line_end)});
    }
    plan_.edits.insert(plan_.edits.begin(), base_edits_.begin(), base_edits_.end());
    plan_.gain = gain_in_size(image_, reference_->tag, target_, tag_);
    std::vector<std::string> lost;
    const auto config = catalog::base_config(target_, tag_);
    for (const std::string_view name : catalog::words_of(base_->env))
        if (!config || !catalog::has_word(config->env, name))
            lost.emplace_back(name);
    if (!lost.empty())
        plan_.gain += (plan_.gain.empty() ? "" : "; ") + ("the old base's variables go: " + list_of(lost));
}

} // namespace imgfix::rewrite
