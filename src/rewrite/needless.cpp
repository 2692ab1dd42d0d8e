#include "rewrite/needless.hpp"

#include "rewrite/caches.hpp"

namespace imgfix::rewrite {

namespace {

/// nullopt when some member of the family, run afresh, makes exactly this claim.
std::optional<std::string> forbids(const document::Document& document, const Claim& claim, const Context& context) {
    const std::string wanted = describe(claim);
    for (const CacheRule& rule : cache_rules())
        for (const CacheChange& change : judge_caches(document, rule, context).changes)
            for (const Claim& given : change.claims)
                if (describe(given) == wanted)
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

std::optional<std::string> forbids_append(const document::Document& document, const AppendCommand& claim,
                                          const Context& context) {
    return forbids(document, claim, context);
}

} // namespace imgfix::rewrite
