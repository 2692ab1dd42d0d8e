#include "rewrite/needless.hpp"

#include <algorithm>
#include <set>

#include "rewrite/caches.hpp"

namespace imgfix::rewrite {

namespace {

std::size_t instruction_of(const Claim& claim) {
    if (const auto* insert = std::get_if<InsertWord>(&claim))
        return insert->instruction;
    if (const auto* word = std::get_if<RemoveWord>(&claim))
        return word->instruction;
    if (const auto* replaced = std::get_if<ReplaceWord>(&claim))
        return replaced->instruction;
    if (const auto* command = std::get_if<RemoveCommand>(&claim))
        return command->instruction;
    if (const auto* append = std::get_if<AppendCommand>(&claim))
        return append->instruction;
    if (const auto* inserted = std::get_if<InsertCommand>(&claim))
        return inserted->instruction;
    if (const auto* whole = std::get_if<RemoveInstruction>(&claim))
        return whole->instruction;
    return none;
}

/// The changes that some member of the family, run afresh, makes of this instruction, or of this one and others.
std::vector<const CacheChange*> changes_of(const document::Document& document, std::size_t instruction,
                                           const Context& context) {
    std::vector<const CacheChange*> found;
    for (const CacheRule& rule : cache_rules()) {
        const CacheVerdict& verdict = judge_caches(document, rule, context);
        const auto& changes = verdict.changes;
        for (const std::size_t wide : verdict.wide)
            if (changes[wide].instruction != instruction)
                found.push_back(&changes[wide]);
        // in the order of the instructions
        auto at =
            std::lower_bound(changes.begin(), changes.end(), instruction,
                             [](const CacheChange& change, std::size_t index) { return change.instruction < index; });
        for (; at != changes.end() && at->instruction == instruction; ++at)
            found.push_back(&*at);
    }
    return found;
}

bool holds(const CacheChange& change, const std::string& wanted) {
    return std::any_of(change.claims.begin(), change.claims.end(),
                       [&](const Claim& claim) { return describe(claim) == wanted; });
}

/// nullopt when some member of the family makes exactly this claim.
std::optional<std::string> forbids(const document::Document& document, const Claim& claim, const Context& context) {
    const std::string wanted = describe(claim);
    for (const CacheChange* change : changes_of(document, instruction_of(claim), context))
        if (holds(*change, wanted))
            return std::nullopt;
    return "the cache rules do not give " + wanted;
}

} // namespace

std::optional<std::string> forbids_insert(const document::Document& document, const InsertWord& claim,
                                          const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_removal(const document::Document& document, const RemoveWord& claim,
                                           const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_removal(const document::Document& document, const RemoveCommand& claim,
                                           const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_removal(const document::Document& document, const RemoveInstruction& claim,
                                           const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_replacement(const document::Document& document, const ReplaceWord& claim,
                                               const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_insert(const document::Document& document, const InsertCommand& claim,
                                          const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_append(const document::Document& document, const AppendCommand& claim,
                                          const Context& context) {
    return forbids(document, claim, context);
}

std::optional<std::string> forbids_part(const document::Document& document, const std::vector<Claim>& claims,
                                        const Context& context) {
    std::set<std::string> made;
    for (const Claim& claim : claims)
        if (instruction_of(claim) != none)
            made.insert(describe(claim));
    for (const Claim& claim : claims) {
        if (instruction_of(claim) == none)
            continue;
        const std::string wanted = describe(claim);
        bool whole = false;
        for (const CacheChange* change : changes_of(document, instruction_of(claim), context))
            whole = whole || (holds(*change, wanted) &&
                              std::all_of(change->claims.begin(), change->claims.end(),
                                          [&](const Claim& one) { return made.count(describe(one)) != 0; }));
        if (!whole)
            return "only a part of a change of caches is made: " + wanted;
    }
    return std::nullopt;
}

} // namespace imgfix::rewrite
