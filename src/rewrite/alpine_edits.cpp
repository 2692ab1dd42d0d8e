#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "catalog/facts.hpp"
#include "grammar/parse.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

std::vector<Token> AlpineJudge::keep_list(const ShellScript& script, std::size_t index, std::vector<Token> plan) {
    const bool goes = std::all_of(plan.begin(), plan.end(), [](const Token& one) { return one.text.empty(); });
    if (!goes || script.and_list)
        return plan;
    const auto joins = [&](std::size_t k) {
        const SimpleCommand& one = script.commands[k];
        return one.top_level && !one.in_pipeline;
    };
    const auto& commands = script.commands;
    const bool first = index == 0;
    const bool last = index + 1 == commands.size();
    const document::Joiner before = commands[index].joiner;
    const document::Joiner after = last ? document::Joiner::first : commands[index + 1].joiner;
    const bool starts = before == document::Joiner::semicolon || first;
    const bool fine = joins(index) && (first || joins(index - 1)) && (last || joins(index + 1)) &&
                      after != document::Joiner::or_if && ((before == document::Joiner::and_if) || starts) &&
                      !(first && last);
    if (!fine)
        plan.front().text = "true";
    return plan;
}

std::vector<Token> AlpineJudge::tokens_of(const SimpleCommand& command, const Instruction& instruction) {
    const std::uint32_t offset = document::shell_text_offset(instruction);
    std::vector<Token> list;
    for (const document::ShellAssignment& one : command.assignments) {
        const auto begin = one.value.begin - static_cast<std::uint32_t>(one.name.size()) - 1;
        list.push_back({span(instruction, offset + begin, offset + one.value.end), {}});
    }
    for (const document::ShellWord& word : command.words)
        list.push_back({span(instruction, offset + word.begin, offset + word.end), std::string(word.raw)});
    return list;
}

Span AlpineJudge::span(const Instruction& instruction, std::uint32_t begin, std::uint32_t end) {
    if (!instruction.line->is_contiguous(begin, end))
        refuse("not-in-one-piece", instruction, "a word of a package command is cut by a line continuation");
    return instruction.source_span(begin, end);
}

void AlpineJudge::add_row(const Instruction& instruction, std::size_t command, const std::vector<ShellToken>& tokens,
                          std::vector<Token> plan) {
    CommandRewrite row{instruction.index, command, {}, {}};
    for (const ShellToken& token : tokens)
        if (token.command == command)
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

void AlpineJudge::write(const ShellScript& script, const Instruction& instruction, std::size_t first_row,
                        std::size_t end_row) {
    const auto& table = plan_.claim.table;
    const std::uint32_t offset = document::shell_text_offset(instruction);
    std::vector<bool> gone(script.commands.size(), false);
    for (std::size_t row = first_row; row < end_row; ++row)
        gone[table[row].command] = table[row].after.empty();
    if (std::all_of(gone.begin(), gone.end(), [](bool one) { return one; })) {
        erase_text(instruction, instruction.bytes.begin, instruction.bytes.end);
        return;
    }
    const auto begin_of = [&](std::size_t k) { return instruction.line->to_source(offset + script.commands[k].begin); };
    const auto end_of = [&](std::size_t k) { return instruction.line->to_source_end(offset + script.commands[k].end); };
    bool leading = true;
    for (std::size_t k = 0; k < gone.size(); ++k) {
        // at the beginning of its list a command goes with the operator behind it, else with the one before it
        const bool starts_list = k + 1 < gone.size() && script.commands[k].joiner == document::Joiner::semicolon &&
                                 script.commands[k + 1].joiner == document::Joiner::and_if;
        if (gone[k] && (leading || starts_list))
            erase_text(instruction, begin_of(k), begin_of(k + 1));
        else if (gone[k])
            erase_text(instruction, end_of(k - 1), end_of(k));
        leading = leading && gone[k];
    }
    for (std::size_t row = first_row; row < end_row; ++row) {
        if (table[row].after.empty())
            continue;
        const std::vector<Token>& plan = words_[row];
        for (std::size_t k = 0; k < plan.size(); ++k) {
            const Span place = plan[k].place;
            if (plan[k].text.empty())
                erase_text(instruction, plan[k - 1].place.end, place.end);
            else if (document_.slice(place) != plan[k].text)
                plan_.edits.push_back({place.begin, place.end, plan[k].text});
        }
    }
}

void AlpineJudge::write_all() {
    for (std::size_t k = 0; k < translated_.size(); ++k) {
        const auto& [instruction, first_row] = translated_[k];
        const std::size_t end = k + 1 < translated_.size() ? translated_[k + 1].second : plan_.claim.table.size();
        write(script_of(*instruction), *instruction, first_row, end);
    }
}

void AlpineJudge::erase_text(const Instruction& instruction, std::uint32_t begin, std::uint32_t end) {
    grammar::for_each_child(document_.nodes(), instruction.node, [&](std::size_t child) {
        const grammar::Node& part = document_.nodes()[child];
        if (part.kind == grammar::Kind::inner_comment && part.begin >= begin && part.begin < end)
            refuse("comment-in-the-way", instruction, "a comment stands between words that go");
    });
    plan_.edits.push_back({begin, end, ""});
}

void AlpineJudge::finish() {
    replace_base(*reference_, target_, tag_);
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
    plan_.edits.insert(plan_.edits.begin(), base_edits_.begin(), base_edits_.end());
    if (!plan_.claim.packages.empty()) {
        const std::uint32_t end = from().bytes.end;
        const std::string_view line_end = document_.slice({from().bytes.begin, end}).ends_with("\r\n") ? "\r\n" : "\n";
        plan_.edits.push_back({end, end, line_for_packages(plan_.claim) + std::string(line_end)});
    }
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
