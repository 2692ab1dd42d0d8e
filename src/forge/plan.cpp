#include "forge/plan.hpp"

#include <algorithm>

namespace imgfix::forge {

namespace {

constexpr std::size_t short_hash = 10;
constexpr std::string_view marker_begin = "<!-- imgfix: ";
constexpr std::string_view content_key = "Imgfix-Content: ";
constexpr std::string_view seal_key = "Imgfix-Seal: ";

/// The value behind key in text, up to a blank or line feed.
std::string word_behind(std::string_view text, std::string_view key) {
    const std::size_t at = text.find(key);
    if (at == std::string_view::npos)
        return {};
    text.remove_prefix(at + key.size());
    return std::string(text.substr(0, text.find_first_of(" \r\n")));
}

std::string number(const Pull& pull) { return "#" + std::to_string(pull.number); }

/// Whether a pull request was about this content: as its body, its branch or the branch's name says.
bool is_about(const Pull& pull, const Wanted& wanted, const std::map<std::string, Branch>& branches) {
    const auto marker = marker_of(pull.body);
    if (marker && marker->content == wanted.content)
        return true;
    const auto branch = branches.find(pull.branch);
    if (branch != branches.end() && branch->second.untouched && branch->second.content == wanted.content)
        return true;
    return pull.branch == branch_name(wanted.group, wanted.content) && !marker;
}

} // namespace

std::string branch_name(std::string_view group, std::string_view content) {
    return std::string(branch_prefix) + std::string(group) + "-" + std::string(content.substr(0, short_hash));
}

std::string group_of(std::string_view branch) {
    const std::size_t dash = branch.rfind('-');
    if (!branch.starts_with(branch_prefix) || dash == std::string_view::npos || dash <= branch_prefix.size())
        return {};
    return std::string(branch.substr(branch_prefix.size(), dash - branch_prefix.size()));
}

std::string to_text(const Marker& marker) {
    return std::string(marker_begin) + "group=" + marker.group + " content=" + marker.content +
           (marker.obsolete ? " obsolete" : "") + " -->\n";
}

std::optional<Marker> marker_of(std::string_view body) {
    const std::size_t at = body.rfind(marker_begin);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view text = body.substr(at, body.find("-->", at) - at);
    Marker marker{word_behind(text, "group="), word_behind(text, "content="),
                  text.find(" obsolete ") != std::string_view::npos};
    return marker.content.empty() ? std::nullopt : std::optional<Marker>(std::move(marker));
}

std::string to_text(const Seal& seal) {
    return std::string(content_key) + seal.content + "\n" + std::string(seal_key) + seal.value + "\n";
}

std::optional<Seal> seal_of(std::string_view message, std::size_t& begin) {
    begin = message.rfind(content_key);
    if (begin == std::string_view::npos)
        return std::nullopt;
    Seal seal{word_behind(message.substr(begin), content_key), word_behind(message.substr(begin), seal_key)};
    // nothing may stand behind it
    return message.substr(begin) == to_text(seal) ? std::optional<Seal>(std::move(seal)) : std::nullopt;
}

std::string sealed_text(std::string_view tree, std::string_view parent, std::string_view message) {
    return std::string(tree) + "\n" + std::string(parent) + "\n" + std::string(message);
}

std::vector<Action> make_plan(const std::vector<Wanted>& wanted, const std::set<std::string>& looked_at,
                              const std::map<std::string, Branch>& branches, const std::vector<Pull>& pulls,
                              std::size_t max_open) {
    std::vector<Action> plan;
    const auto branch_of = [&](const std::string& name) {
        const auto found = branches.find(name);
        return found == branches.end() ? nullptr : &found->second;
    };
    const auto add = [&](Action::Kind kind, std::string group, const Pull& pull, std::string branch,
                         std::string reason) -> Action& {
        const Branch* there = branch_of(branch);
        plan.push_back({kind, std::move(group), std::move(branch), there == nullptr ? std::string() : there->commit,
                        false, pull, std::move(reason)});
        return plan.back();
    };
    auto open = static_cast<std::size_t>(
        std::count_if(pulls.begin(), pulls.end(), [](const Pull& one) { return one.state == State::open; }));
    std::set<std::string> used; // branches that stay

    // what is no longer wanted goes first: it makes room
    for (const Pull& pull : pulls) {
        if (pull.state != State::open)
            continue;
        used.insert(pull.branch);
        const std::string group = group_of(pull.branch);
        const bool is_wanted =
            std::any_of(wanted.begin(), wanted.end(), [&](const Wanted& one) { return one.group == group; });
        if (is_wanted || looked_at.count(group) == 0)
            continue;
        const Branch* branch = branch_of(pull.branch);
        if (branch == nullptr || !branch->untouched) {
            add(Action::Kind::leave, group, pull, pull.branch,
                number(pull) + " is no longer needed, but somebody else pushed to its branch");
            continue;
        }
        add(Action::Kind::close, group, pull, pull.branch, "nothing is left to fix");
        --open;
    }

    for (const Wanted& one : wanted) {
        const auto mine = std::find_if(pulls.begin(), pulls.end(), [&](const Pull& pull) {
            return pull.state == State::open && group_of(pull.branch) == one.group;
        });
        if (mine != pulls.end()) {
            const Branch* branch = branch_of(mine->branch);
            const auto marker = marker_of(mine->body);
            if (branch == nullptr)
                add(Action::Kind::leave, one.group, *mine, mine->branch, number(*mine) + " has lost its branch");
            else if (!branch->untouched)
                add(Action::Kind::leave, one.group, *mine, mine->branch,
                    "somebody else pushed to the branch of " + number(*mine));
            else if (branch->content != one.content || !branch->current)
                add(Action::Kind::update, one.group, *mine, mine->branch, {}).push = true;
            else if (marker && marker->content != one.content)
                add(Action::Kind::retext, one.group, *mine, mine->branch, {});
            else
                add(Action::Kind::keep, one.group, *mine, mine->branch, {});
            continue;
        }
        const auto past = std::find_if(pulls.begin(), pulls.end(), [&](const Pull& pull) {
            const auto marker = marker_of(pull.body);
            return pull.state != State::open && group_of(pull.branch) == one.group && !(marker && marker->obsolete) &&
                   is_about(pull, one, branches);
        });
        const std::string name = branch_name(one.group, one.content);
        if (past != pulls.end()) {
            add(Action::Kind::leave, one.group, *past, past->branch,
                number(*past) + (past->state == State::merged
                                     ? " was merged and undone since: it is not opened again for the same changes"
                                     : " was closed: it is not opened again for the same changes"));
            continue;
        }
        used.insert(name);
        if (open >= max_open) {
            add(Action::Kind::wait, one.group, {}, name, std::to_string(open) + " pull requests of imgfix are open");
            continue;
        }
        const Branch* branch = branch_of(name);
        if (branch != nullptr && !branch->untouched) {
            add(Action::Kind::leave, one.group, {}, name, "the branch " + name + " holds commits of others");
            continue;
        }
        add(Action::Kind::open, one.group, {}, name, {}).push =
            branch == nullptr || branch->content != one.content || !branch->current;
        ++open;
    }

    // branches that nothing needs any more; what people closed or pushed to stays
    for (const auto& [name, branch] : branches) {
        if (used.count(name) != 0 || !branch.untouched || looked_at.count(group_of(name)) == 0)
            continue;
        const auto last =
            std::find_if(pulls.begin(), pulls.end(), [&, key = name](const Pull& pull) { return pull.branch == key; });
        if (last == pulls.end())
            add(Action::Kind::remove, group_of(name), {}, name, "no pull request needs it");
        else if (last->state == State::merged)
            add(Action::Kind::remove, group_of(name), *last, name, number(*last) + " was merged");
        else if (const auto marker = marker_of(last->body); marker && marker->obsolete)
            add(Action::Kind::remove, group_of(name), *last, name, number(*last) + " is obsolete");
    }
    return plan;
}

std::string_view to_string(Action::Kind kind) {
    switch (kind) {
    case Action::Kind::open:
        return "open";
    case Action::Kind::update:
        return "update";
    case Action::Kind::retext:
        return "update the text of";
    case Action::Kind::close:
        return "close";
    case Action::Kind::remove:
        return "delete the branch";
    case Action::Kind::keep:
        return "keep";
    case Action::Kind::leave:
        return "leave";
    case Action::Kind::wait:
        return "wait";
    }
    return {};
}

} // namespace imgfix::forge
