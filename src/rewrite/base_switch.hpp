// The closed world of a base switch: which base a stage may have instead, and how its commands translate (TRAPS E).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "rewrite/claims.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// A reason against a switch, at the instruction it stands in.
struct SwitchObstacle {
    std::string reason; // kebab-case id, one of minimal-base's reasons
    std::string message;
    std::size_t instruction = none;
    bool assumption = false; // true: the switch works if this holds (unsafe); false: refused
};

/// Which kind of base a plan switches to.
enum class SwitchTarget : std::uint8_t {
    slim,
    jre,
    alpine_variant,
    alpine,
    busybox,
    scratch, // or distroless/static
};

/// What may be done with the base of one stage.
struct SwitchPlan {
    SwitchTarget target = SwitchTarget::alpine;
    std::string image;        // of the new base, official name
    std::string tag;          // of the new base; empty: none could be told, or it has none (scratch)
    bool applicable = false;  // the stage has a base that this fixer knows a smaller equivalent of
    bool possible = false;    // no obstacle but assumptions
    bool passed_over = false; // possible, but a slim base, which the stage has already, is preferred to what it assumes
    SwitchBase claim;         // when possible
    std::vector<SwitchBase> partners; // stages that it copies from and that are switched with it, or neither is
    std::vector<Edit> edits; // that carry the claim out with the smallest change; the gate does not look at them
    std::vector<SwitchObstacle> obstacles;
    std::vector<Want> wants; // what registries have to be asked first (--online)
    std::string gain;        // what the switch is good for: sizes, and what goes with the old base
    [[nodiscard]] bool safe() const { return possible && obstacles.empty(); }
};

/// Judges all smaller bases of a stage, the one to prefer first ([minimal-base] prefer). Empty when the stage does not
/// ship, goes on from another stage, or no smaller base of its image is known. On a base that is slim already, a plan
/// for musl that rests on what a full base would have become slim for is passed over. Used by minimal-base to offer a
/// switch, by the gate to prove it and by `imgfix bases` to show the choice.
std::vector<SwitchPlan> plan_switches(const document::Document& document, std::size_t stage, const Context& context);

/// What minimal-base makes of the plans of a stage; nullptr: none.
struct SwitchChoice {
    const SwitchPlan* preferred = nullptr; // the first that may be had, also under assumptions (--unsafe-fixes)
    const SwitchPlan* safe = nullptr;      // the first that may be had for certain
};
/// Points into plans, which must outlive it.
SwitchChoice choose(const std::vector<SwitchPlan>& plans);

/// A size in megabytes, without the unit: two figures below 10 ("3.8"), else whole ones.
std::string megabytes(unsigned long long bytes);

/// "4 MB instead of 42 MB, compressed"; empty when a size is not known.
std::string gain_in_size(std::string_view old_image, std::string_view old_tag, std::string_view new_image,
                         std::string_view new_tag);

} // namespace imgfix::rewrite
