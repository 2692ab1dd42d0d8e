#include "rewrite/base_switch.hpp"

#include <algorithm>

#include "catalog/variants.hpp"
#include "rewrite/alpine_switch.hpp"
#include "rewrite/slim_switch.hpp"
#include "rewrite/static_switch.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Stage;

namespace {

/// Does the switch to musl rest on what is most often wrong with it: compiled packages of a language, or programs that
/// nobody sees?
bool risks_musl(const SwitchPlan& plan) {
    return std::any_of(plan.obstacles.begin(), plan.obstacles.end(), [](const SwitchObstacle& one) {
        return one.reason == "language-packages" || one.reason == "unseen-programs";
    });
}

bool is_musl(const SwitchPlan& plan) {
    return plan.target == SwitchTarget::alpine || plan.target == SwitchTarget::alpine_variant ||
           plan.target == SwitchTarget::busybox;
}

/// No plan, but the reason why there is none: other stages use this one, or come behind it.
SwitchPlan plan_in_use(const Document& document, const Stage& stage, const std::vector<catalog::Equivalent>& variants,
                       const Context& context) {
    SwitchPlan plan;
    const auto musl = std::find_if(variants.begin(), variants.end(), [](const catalog::Equivalent& one) {
        return one.distance != catalog::Distance::same_libc;
    });
    const auto reference = document::parse_image_reference(*stage.base);
    if (musl != variants.end()) {
        plan.target = SwitchTarget::alpine_variant;
        plan.image = reference->catalog_name();
        plan.tag = musl->tag;
    } else if (!operating_system(reference->official_name()).empty()) {
        plan.image = "alpine";
        plan.tag = context.catalog->resolve_pin("alpine", "", context.today).tag;
    } else {
        return plan;
    }
    plan.applicable = true;
    if (reference->has_digest())
        plan.obstacles.push_back(
            {"digest", "the base is pinned to a digest: someone wants exactly these bytes", stage.from, false});
    const Stage& user = document.stages[stage.dependents.empty() ? stage.index + 1 : stage.dependents.front()];
    plan.obstacles.push_back({"used-by-stages",
                              "musl is taken only for a last stage that no other uses, and here is another (line " +
                                  std::to_string(document.position(document.instructions[user.from].text.begin).line) +
                                  ")",
                              stage.from, false});
    return plan;
}

} // namespace

SwitchChoice choose(const std::vector<SwitchPlan>& plans) {
    SwitchChoice choice;
    for (const SwitchPlan& plan : plans) {
        if (!plan.possible || plan.passed_over)
            continue;
        if (choice.preferred == nullptr)
            choice.preferred = &plan;
        if (plan.safe() && choice.safe == nullptr)
            choice.safe = &plan;
    }
    return choice;
}

std::string megabytes(unsigned long long bytes) {
    const unsigned long long tenths = (bytes + 50'000) / 100'000;
    return tenths >= 100 ? std::to_string((tenths + 5) / 10)
                         : std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string gain_in_size(std::string_view old_image, std::string_view old_tag, std::string_view new_image,
                         std::string_view new_tag) {
    const auto old_size = catalog::compressed_size(old_image, old_tag);
    const auto new_size = catalog::compressed_size(new_image, new_tag);
    if (old_size.bytes == 0 || new_size.bytes == 0)
        return {};
    return megabytes(new_size.bytes) + " MB instead of " + megabytes(old_size.bytes) + " MB, compressed";
}

std::vector<SwitchPlan> plan_switches(const Document& document, std::size_t index, const Context& context) {
    std::vector<SwitchPlan> plans;
    if (index >= document.stages.size())
        return plans;
    const Stage& stage = document.stages[index];
    const auto reference = stage.base ? document::parse_image_reference(*stage.base) : std::nullopt;
    if (!reference || stage.parent != none || !document.ships(index))
        return plans;
    const std::string image = reference->catalog_name();
    if (image.empty())
        return plans;
    const std::string_view prefer = context.option("minimal-base", "prefer", "smallest");
    const std::vector<std::string_view> words = catalog::parse_tag(reference->tag).words;
    const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    // .NET has no other variant than its -slim ones beside Alpine
    const bool slim_already =
        (has("slim") && image.find('/') == std::string::npos) || (image == "eclipse-temurin" && has("jre"));
    const auto old_size = catalog::compressed_size(image, reference->tag).bytes;
    const auto add = [&](SwitchPlan plan) {
        if (!plan.applicable || (old_size != 0 && catalog::compressed_size(plan.image, plan.tag).bytes >= old_size))
            return;
        // A full base with such a risk would have become slim and stayed so.
        plan.passed_over = plan.possible && is_musl(plan) &&
                           (prefer == "slim" || (slim_already && risks_musl(plan) && prefer != "alpine"));
        plans.push_back(std::move(plan));
    };
    const auto variants = catalog::equivalents(*context.catalog, image, reference->tag);
    // Musl only for a stage that nothing else uses (TRAPS E5).
    const bool alone = stage.index + 1 == document.stages.size() && stage.dependents.empty();
    if (alone && !operating_system(image).empty())
        add(plan_static(document, index, context));
    const auto add_musl = [&](const catalog::Equivalent* variant) {
        SwitchPlan plan = plan_alpine(document, index, variant, context);
        const bool copies = std::any_of(plan.obstacles.begin(), plan.obstacles.end(), [](const SwitchObstacle& one) {
            return !one.assumption && one.reason == "copied-from-stage";
        });
        if (copies)
            if (SwitchPlan pair = plan_alpine_with_sources(document, index, variant, context); pair.possible)
                plan = std::move(pair);
        add(std::move(plan));
    };
    if (alone && !operating_system(image).empty())
        add_musl(nullptr);
    for (const catalog::Equivalent& variant : variants) {
        if (variant.distance == catalog::Distance::same_libc)
            add(plan_slim(document, index, variant, context));
        else if (alone)
            add_musl(&variant);
    }
    if (!alone && plans.empty())
        if (SwitchPlan plan = plan_in_use(document, stage, variants, context); plan.applicable)
            plans.push_back(std::move(plan));
    // The smallest first, so that no second run goes on from slim to musl; but musl that rests on what it most often
    // breaks behind a base that does not change the library: also when that is the one which the stage has already.
    const auto rank = [&](const SwitchPlan& plan) {
        const bool wanted =
            (prefer == "alpine" && is_musl(plan)) || (prefer == "busybox" && plan.target == SwitchTarget::busybox) ||
            (prefer == "slim" && (plan.target == SwitchTarget::slim || plan.target == SwitchTarget::jre));
        const int order = !is_musl(plan) ? 1 : prefer == "slim" || risks_musl(plan) ? 2 : 0;
        return std::pair(!wanted, plan.target == SwitchTarget::scratch ? 0 : order);
    };
    std::stable_sort(plans.begin(), plans.end(),
                     [&](const SwitchPlan& a, const SwitchPlan& b) { return rank(a) < rank(b); });
    return plans;
}

} // namespace imgfix::rewrite
