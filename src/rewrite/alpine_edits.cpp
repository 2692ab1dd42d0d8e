#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "catalog/facts.hpp"
#include "grammar/parse.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

AlpineJudge::OnFailure AlpineJudge::on_failure(const ShellScript& script, std::size_t index) const {
    const auto sets = [](std::string_view option, char sign) {
        return option.size() > 1 && option[0] == sign && option[1] != sign && option.find('e') != npos;
    };
    const auto& shell = document_.settings_before(document_.instructions[instruction_]).shell;
    OnFailure result = OnFailure::goes_on;
    if (place_ != nullptr && !place_->shell.empty())
        result = place_->stops ? OnFailure::stops : result;
    else if (!shell.inherited && std::any_of(shell.argv.begin(), shell.argv.end(), [&](const std::string& one) {
                 return sets(one, '-') || one == "errexit";
             }))
        result = OnFailure::stops;
    for (std::size_t k = 0; k < script.commands.size(); ++k) {
        const SimpleCommand& one = script.commands[k];
        if (one.name() != "set")
            continue;
        bool on = false;
        bool plain = true;
        for (std::size_t w = 1; w < one.words.size(); ++w) {
            const std::string_view option = one.words[w].raw;
            if (option == "--" || option == "-")
                break; // parameters follow
            on = on || sets(option, '-') || option == "errexit";
            plain = plain && one.words[w].literal && !option.starts_with("+");
        }
        // certain: a command of the script's own list, before any other list could have kept it from running
        const bool certain = plain && on && k < index && one.top_level && !one.in_pipeline && !one.negated &&
                             one.joiner != document::Joiner::and_if && one.joiner != document::Joiner::or_if;
        if (certain)
            result = OnFailure::stops;
        else if (on || !plain)
            result = OnFailure::may_stop;
    }
    return result;
}

std::vector<Token> AlpineJudge::keep_list(const ShellScript& script, std::size_t index, std::vector<Token> plan,
                                          std::size_t last) {
    using document::Joiner;
    const bool goes = std::all_of(plan.begin(), plan.end(), [](const Token& one) { return one.text.empty(); });
    if (!goes || script.and_list)
        return plan;
    const auto& commands = script.commands;
    const std::size_t end = (last == none ? index : last) + 1; // behind what goes
    if (index == 0 && end == commands.size() && last != none && script.and_list_of_pipelines)
        return plan; // the RUN goes whole
    const auto joins = [&](std::size_t k) { return commands[k].depth == 0; };
    const auto is_separator = [](Joiner one) { return one == Joiner::semicolon || one == Joiner::newline; };
    const Joiner before = commands[index].joiner;
    const bool at_begin = index == 0;
    const bool at_end = end == commands.size();
    const bool starts_list = at_begin || is_separator(before);
    const bool ends_list = at_end || is_separator(commands[end].joiner);
    bool fine = joins(index) && !commands[index].negated && (last != none || !commands[index].in_pipeline) &&
                (at_begin || joins(index - 1)) && (at_end || joins(end)) && !(at_begin && at_end) &&
                script.text.find("$?") == npos;
    // the status of the last command is the script's; set -e stops before it when a command of its own list failed
    const auto stops_before = [&] {
        return !at_begin && !commands[index - 1].negated && (index == 1 || is_separator(commands[index - 1].joiner)) &&
               on_failure(script, index) == OnFailure::stops;
    };
    if (starts_list && ends_list)
        fine = fine && (!at_end || stops_before());
    else if (starts_list)
        fine = fine && commands[end].joiner == Joiner::and_if;
    else if (before == Joiner::and_if && ends_list) // without it, the command before it is one whose failure counts
        fine = fine && (at_end || on_failure(script, index) == OnFailure::goes_on);
    else
        fine = fine && before == Joiner::and_if && commands[end].joiner == Joiner::and_if;
    if (!fine)
        plan.front().text = "true";
    return plan;
}

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

bool AlpineJudge::erase_lines(const EmbeddedScript& place, const Instruction& instruction, std::size_t first,
                              std::size_t last) {
    const ShellScript& script = place.script;
    const auto separates = [&](std::size_t k) {
        return k >= script.commands.size() || script.commands[k].joiner == document::Joiner::newline;
    };
    if (place.place != ScriptPlace::heredoc || (first != 0 && !separates(first)) || !separates(last + 1))
        return false;
    const std::string_view text = script.text;
    std::size_t begin = script.commands[first].begin;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
        --begin;
    const std::size_t end = text.find_first_not_of(" \t", script.commands[last].end);
    if ((begin > 0 && text[begin - 1] != '\n') || end == npos || text[end] != '\n')
        return false;
    // tabs that <<- takes away stand before the first byte of the line
    const std::uint32_t behind = begin == 0 ? document_.instructions[instruction.index].heredocs.front().body.begin
                                            : place.source_end(static_cast<std::uint32_t>(begin));
    erase_text(instruction, behind, place.source_end(static_cast<std::uint32_t>(end) + 1));
    return true;
}

void AlpineJudge::write(const EmbeddedScript& place, const Instruction& instruction, std::size_t first_row,
                        std::size_t end_row) {
    const auto& table = plan_.claim.table;
    const ShellScript& script = place.script;
    std::vector<bool> gone(script.commands.size(), false);
    std::vector<std::size_t> last(script.commands.size(), none); // of what goes with the first command of a pipeline
    for (std::size_t row = first_row; row < end_row; ++row) {
        last[table[row].command] = table[row].last;
        for (std::size_t k = table[row].command; k <= table[row].last; ++k)
            gone[k] = table[row].after.empty();
    }
    if (std::all_of(gone.begin(), gone.end(), [](bool one) { return one; })) {
        erase_text(instruction, instruction.bytes.begin, instruction.bytes.end);
        return;
    }
    const auto begin_of = [&](std::size_t k) { return place.source_begin(script.commands[k].begin); };
    const auto end_of = [&](std::size_t k) { return place.source_end(script.commands[k].end); };
    bool leading = true;
    for (std::size_t k = 0; k < gone.size(); ++k) {
        if (!gone[k]) {
            leading = false;
            continue;
        }
        const std::size_t end = (last[k] == none ? k : last[k]) + 1;
        // at the beginning of its list a command goes with the operator behind it, else with the one before it
        const document::Joiner before = script.commands[k].joiner;
        const document::Joiner after = end < gone.size() ? script.commands[end].joiner : document::Joiner::first;
        const bool starts_list = (before == document::Joiner::semicolon && after == document::Joiner::and_if) ||
                                 (before == document::Joiner::newline &&
                                  (after == document::Joiner::and_if || after == document::Joiner::semicolon));
        const std::size_t behind = script.text.find_first_not_of(" \t", script.commands[end - 1].end);
        if (behind != npos && script.text[behind] == '#')
            refuse("comment-in-the-way", instruction, "a comment stands behind a command that goes");
        else if (erase_lines(place, instruction, k, end - 1))
            ; // with its lines
        else if (leading || starts_list)
            erase_text(instruction, begin_of(k), begin_of(end));
        else
            erase_text(instruction, end_of(k - 1), end_of(end - 1));
        k = end - 1;
    }
    for (std::size_t row = first_row; row < end_row; ++row) {
        if (table[row].after.empty())
            continue;
        const std::vector<Token>& plan = words_[row];
        for (std::size_t k = 0; k < plan.size(); ++k) {
            const Span where = plan[k].place;
            if (plan[k].text.empty())
                erase_text(instruction, plan[k - 1].place.end, where.end);
            else if (document_.slice(where) != plan[k].text)
                plan_.edits.push_back({where.begin, where.end, plan[k].text});
        }
    }
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
