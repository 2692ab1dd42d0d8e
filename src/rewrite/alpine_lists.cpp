// What becomes of the lists of a script when commands go: what each status means must stay as it was.
#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "grammar/parse.hpp"

namespace imgfix::rewrite {

namespace {

using grammar::Kind;

constexpr auto npos = std::string_view::npos;

/// A pipeline of a list: commands [first, last], when they are simple ones; none: a group, loop or condition.
struct Item {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::size_t first = none;
    std::size_t last = none;
    bool negated = false;
    bool nested = false; // holds commands of its own: a group, a substitution
    bool goes = false;
};

/// A list of the script's own, and the separator before it: `;` or a line end; 0 before the first.
struct List {
    std::vector<Item> items;
    bool has_or = false;
    char separator = 0;

    [[nodiscard]] bool goes() const {
        return std::all_of(items.begin(), items.end(), [](const Item& one) { return one.goes; });
    }
};

/// rows: of the commands that are translated; those without words go.
std::vector<List> lists_of(const ShellScript& script, const std::vector<CommandRewrite>& rows) {
    const auto& nodes = script.tree.nodes;
    std::vector<List> lists;
    char separator = 0;
    grammar::for_each_child(nodes, 0, [&](std::size_t child) {
        if (nodes[child].kind == Kind::semicolon)
            separator = ';';
        else if (nodes[child].kind == Kind::newline && separator == 0 && !lists.empty())
            separator = '\n';
        if (nodes[child].kind != Kind::and_or_list)
            return;
        List& list = lists.emplace_back();
        list.separator = std::exchange(separator, char{});
        grammar::for_each_child(nodes, child, [&](std::size_t part) {
            list.has_or = list.has_or || nodes[part].kind == Kind::or_if;
            if (nodes[part].kind != Kind::pipeline)
                return;
            Item item{nodes[part].begin, nodes[part].end};
            grammar::for_each_child(
                nodes, part, [&](std::size_t one) { item.negated = item.negated || nodes[one].kind == Kind::bang; });
            for (std::size_t k = 0; k < script.commands.size(); ++k)
                if (script.commands[k].depth == 0 && script.commands[k].pipeline == part) {
                    item.first = std::min(item.first, k);
                    item.last = k;
                } else if (script.commands[k].begin >= item.begin && script.commands[k].end <= item.end) {
                    item.nested = true;
                }
            for (const CommandRewrite& row : rows)
                item.goes = item.goes || (row.after.empty() && row.command == item.first && row.last == item.last);
            list.items.push_back(item);
        });
    });
    return lists;
}

} // namespace

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

void AlpineJudge::keep_lists(const ShellScript& script, const Instruction& instruction, std::size_t first_row) {
    auto& table = plan_.claim.table;
    const std::vector<CommandRewrite> rows(table.begin() + static_cast<std::ptrdiff_t>(first_row), table.end());
    std::vector<List> lists = lists_of(script, rows);
    // `true` has the status that what goes had: nobody has asked for that of apt-get update when it failed
    const auto keep = [&](Item& item) { item.goes = false; };
    const bool asked = script.text.find("$?") != npos;
    for (List& list : lists)
        for (Item& item : list.items)
            if (asked || list.has_or || item.negated)
                keep(item);
    auto last_kept = std::find_if(lists.rbegin(), lists.rend(), [](const List& one) { return !one.goes(); });
    const bool whole = last_kept == lists.rend();
    if (!whole && last_kept != lists.rbegin()) {
        // the status of the last list is the script's: unless the one before it had to succeed, it stays
        const Item& before = last_kept->items.front();
        const bool succeeded = last_kept->items.size() == 1 && before.first != none && before.first == before.last &&
                               !before.negated && on_failure(script, before.first) == OnFailure::stops;
        if (!succeeded) {
            keep(lists.back().items.front());
            last_kept = lists.rbegin();
        }
    }
    for (List& list : lists) {
        if (list.goes() || !list.items.back().goes || on_failure(script, list.items.back().first) == OnFailure::goes_on)
            continue;
        // set -e does not stop at a command with && behind it, nor inside it: neither may become the last of its list,
        // but where the script ends with it anyway
        const auto stays =
            std::find_if(list.items.rbegin(), list.items.rend(), [](const Item& one) { return !one.goes; });
        const bool at_end = !whole && &list == &*last_kept;
        if (!at_end || stays->nested || stays->first == none)
            keep(list.items.back());
    }
    for (std::size_t k = first_row; k < table.size(); ++k) {
        CommandRewrite& row = table[k];
        if (!row.after.empty())
            continue;
        bool goes = false;
        for (const List& list : lists)
            for (const Item& item : list.items)
                goes = goes || (item.goes && item.first == row.command);
        if (goes)
            continue;
        if (row.last != row.command)
            refuse("control-flow", instruction, "the status of a pipeline that would go is used");
        words_[k].front().text = "true";
        row.after = {"true"};
    }
}

bool AlpineJudge::erase_lines(const EmbeddedScript& place, const Instruction& instruction, std::uint32_t begin,
                              std::uint32_t end) {
    const std::string_view text = place.script.text;
    if (place.place != ScriptPlace::heredoc)
        return false;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
        --begin;
    std::size_t behind = text.find_first_not_of(" \t", end);
    if (behind != npos && text[behind] == ';')
        behind = text.find_first_not_of(" \t", behind + 1);
    if ((begin > 0 && text[begin - 1] != '\n') || (begin > 1 && text[begin - 2] == '\\') || behind == npos ||
        text[behind] != '\n')
        return false;
    // tabs that <<- takes away stand before the first byte of the line
    erase_text(instruction, begin == 0 ? instruction.heredocs.front().body.begin : place.source_end(begin),
               place.source_end(static_cast<std::uint32_t>(behind) + 1));
    return true;
}

void AlpineJudge::erase_lists(const EmbeddedScript& place, const Instruction& instruction, std::size_t first_row,
                              std::size_t end_row) {
    const auto& table = plan_.claim.table;
    const std::vector<CommandRewrite> rows(table.begin() + static_cast<std::ptrdiff_t>(first_row),
                                           table.begin() + static_cast<std::ptrdiff_t>(end_row));
    const ShellScript& script = place.script;
    const std::vector<List> lists = lists_of(script, rows);
    const auto erase = [&](std::uint32_t begin, std::uint32_t end) {
        const std::size_t behind = script.text.find_first_not_of(" \t", end);
        if (behind != npos && script.text[behind] == '#')
            refuse("comment-in-the-way", instruction, "a comment stands behind a command that goes");
        // a line continuation right behind the word before goes, too
        erase_text(instruction, begin == 0 ? place.source_begin(begin) : place.source_end(begin),
                   place.source_end(end));
    };
    // up to the next one, whose first byte stays
    const auto erase_to = [&](std::uint32_t begin, std::uint32_t next) {
        erase_text(instruction, place.source_begin(begin), place.source_begin(next));
    };
    for (std::size_t k = 0; k < lists.size(); ++k) {
        const auto& items = lists[k].items;
        if (!lists[k].goes()) {
            std::size_t first = 0; // that stays
            while (items[first].goes)
                ++first;
            if (first > 0)
                erase_to(items.front().begin, items[first].begin);
            for (std::size_t n = first + 1; n < items.size(); ++n)
                if (items[n].goes)
                    erase(items[n - 1].end, items[n].end);
            continue;
        }
        const std::size_t first = k;
        while (k + 1 < lists.size() && lists[k + 1].goes() && lists[k + 1].separator == ';')
            ++k;
        const std::uint32_t begin = lists[first].items.front().begin;
        const std::uint32_t end = lists[k].items.back().end;
        const bool last = k + 1 == lists.size();
        if (erase_lines(place, instruction, begin, end))
            continue;
        if (first == 0 || (lists[first].separator == '\n' && !last && lists[k + 1].separator == ';'))
            erase_to(begin, lists[k + 1].items.front().begin);
        else
            erase(lists[first - 1].items.back().end, end);
    }
}

void AlpineJudge::write(const EmbeddedScript& place, const Instruction& instruction, std::size_t first_row,
                        std::size_t end_row) {
    const auto& table = plan_.claim.table;
    const std::vector<CommandRewrite> rows(table.begin() + static_cast<std::ptrdiff_t>(first_row),
                                           table.begin() + static_cast<std::ptrdiff_t>(end_row));
    const std::vector<List> lists = lists_of(place.script, rows);
    if (std::all_of(lists.begin(), lists.end(), [](const List& one) { return one.goes(); })) {
        erase_text(instruction, instruction.bytes.begin, instruction.bytes.end);
        return;
    }
    erase_lists(place, instruction, first_row, end_row);
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

} // namespace imgfix::rewrite
