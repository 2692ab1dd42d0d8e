// The no-cache family: one fixer for each package manager, all made from the rules in src/rewrite/caches.cpp.
#include <deque>

#include "fixers/rule_fixer.hpp"

namespace imgfix::fixers {

std::vector<const rewrite::Fixer*> no_cache() {
    static const std::deque<RuleFixer> family = [] {
        std::deque<RuleFixer> list;
        for (const rewrite::CacheRule& rule : rewrite::cache_rules())
            if (rule.info.id.starts_with("no-cache-"))
                list.emplace_back(rule);
        return list;
    }();
    std::vector<const rewrite::Fixer*> list;
    for (const RuleFixer& fixer : family)
        list.push_back(&fixer);
    return list;
}

} // namespace imgfix::fixers
