#include "rewrite/switch_judge.hpp"

#include <algorithm>

namespace imgfix::rewrite {

using document::Instruction;

void SwitchJudge::add(std::string_view reason, const Instruction& where, std::string message, bool assumption) {
    for (const SwitchObstacle& old : plan_.obstacles)
        if (old.reason == reason && old.instruction == where.index && old.message == message)
            return;
    plan_.obstacles.push_back({std::string(reason), std::move(message), where.index, assumption});
}

void SwitchJudge::note(std::vector<Noted>& list, std::string text, const Instruction& where) {
    for (const Noted& old : list)
        if (old.text == text && old.where == &where)
            return;
    list.push_back({std::move(text), &where});
}

std::string SwitchJudge::listed(const std::vector<Noted>& list) const {
    std::string text;
    for (std::size_t k = 0; k < list.size(); ++k) {
        if (k == 6) {
            text += ", ...";
            break;
        }
        text += (k == 0 ? "" : ", ") + list[k].text + " (line " + std::to_string(line_of(*list[k].where)) + ")";
    }
    return text;
}

void SwitchJudge::read_reference(const document::ImageReference& reference) {
    const grammar::Word& word = from().words.front();
    if (stage_.base_uses_arguments || word.value != *stage_.base)
        refuse("made-from-arguments", from(), "the base is put together from ARGs, whose values a build may change");
    else if (!from().line->is_contiguous(word.begin, word.end))
        refuse("not-in-one-piece", from(), "the base's name is cut by a line continuation");
    if (reference.has_digest())
        refuse("digest", from(), "the base is pinned to a digest: someone wants exactly these bytes");
}

void SwitchJudge::conclude() {
    std::stable_sort(plan_.obstacles.begin(), plan_.obstacles.end(),
                     [](const auto& a, const auto& b) { return a.instruction < b.instruction; });
    plan_.possible = std::all_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                                 [](const SwitchObstacle& one) { return one.assumption; });
}

} // namespace imgfix::rewrite
