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

/// What may be done with the base of one stage.
struct SwitchPlan {
    bool applicable = false; // the stage has a base that this fixer knows a smaller equivalent of
    bool possible = false;   // no obstacle but assumptions
    SwitchBase claim;        // when possible
    std::vector<Edit> edits; // that carry the claim out with the smallest change; the gate does not look at them
    std::vector<SwitchObstacle> obstacles;
    std::string gain; // what the switch is good for: sizes, and what goes with the old base
    [[nodiscard]] bool safe() const { return possible && obstacles.empty(); }
};

/// Judges a stage. Used by minimal-base to offer a switch and by the gate to prove it.
SwitchPlan plan_switch(const document::Document& document, std::size_t stage, const Context& context);

} // namespace imgfix::rewrite
