// A fixer made from a rule of rewrite/caches.hpp: what is allowed is decided there, where the gate asks again; a fixer
// only turns it into edits.
#pragma once

#include "fixers/fixers.hpp"
#include "rewrite/caches.hpp"

namespace imgfix::fixers {

class RuleFixer final : public rewrite::Fixer {
public:
    explicit RuleFixer(const rewrite::CacheRule& rule) : rule_(rule) {}

    const rewrite::FixerInfo& info() const override { return rule_.info; }

    void run(const document::Document& document, const rewrite::Context& context,
             rewrite::Findings& findings) const override {
        const rewrite::CacheVerdict& verdict = rewrite::judge_caches(document, rule_, context);
        const std::string id(rule_.info.id);
        for (const rewrite::CacheChange& change : verdict.changes) {
            const auto* join = std::get_if<rewrite::JoinRuns>(&change.claims.front());
            auto edits = join != nullptr ? join_edits(document, *join) : rewrite::edits_of(document, change.claims);
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

} // namespace imgfix::fixers
