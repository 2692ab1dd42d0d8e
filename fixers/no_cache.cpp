// The no-cache family: one fixer for each package manager, all made from the rules in src/rewrite/caches.cpp. What is
// allowed is decided there, where the gate asks again; a fixer only turns it into edits.
#include <deque>

#include "fixers/fixers.hpp"
#include "rewrite/caches.hpp"

namespace imgfix::fixers {

namespace {

class NoCache final : public rewrite::Fixer {
public:
    explicit NoCache(const rewrite::CacheRule& rule) : rule_(rule) {}

    const rewrite::FixerInfo& info() const override { return rule_.info; }

    void run(const document::Document& document, const rewrite::Context& context,
             rewrite::Findings& findings) const override {
        const rewrite::CacheVerdict& verdict = rewrite::judge_caches(document, rule_, context);
        const std::string id(rule_.info.id);
        for (const rewrite::CacheChange& change : verdict.changes) {
            const auto* join = std::get_if<rewrite::JoinRuns>(&change.claims.front());
            auto edits = join != nullptr ? join_edits(document, document.instructions[join->first],
                                                      document.instructions[join->second], join->grouping)
                                         : rewrite::edits_of(document, change.instruction, change.claims);
            if (!edits)
                continue;
            rewrite::Fix fix;
            fix.fixer = id;
            fix.safety = change.safety;
            fix.offset = change.offset;
            fix.message = change.message;
            fix.edits = std::move(*edits);
            fix.claims = change.claims;
            findings.fixes.push_back(std::move(fix));
        }
        for (const rewrite::CacheRefusal& refusal : verdict.refusals)
            findings.refusals.push_back({id, refusal.reason, refusal.offset, refusal.message});
    }

private:
    const rewrite::CacheRule& rule_;
};

const std::deque<NoCache>& members() {
    static const std::deque<NoCache> family = [] {
        std::deque<NoCache> list;
        for (const rewrite::CacheRule& rule : rewrite::cache_rules())
            list.emplace_back(rule);
        return list;
    }();
    return family;
}

} // namespace

std::vector<const rewrite::Fixer*> no_cache() {
    std::vector<const rewrite::Fixer*> list;
    for (const NoCache& fixer : members())
        list.push_back(&fixer);
    return list;
}

} // namespace imgfix::fixers
