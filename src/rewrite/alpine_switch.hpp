// The closed world of a switch to musl: a stage on a GNU system goes to Alpine, BusyBox, or its image's Alpine variant,
// and how its commands translate (TRAPS E).
#pragma once

#include "catalog/variants.hpp"
#include "rewrite/base_switch.hpp"

namespace imgfix::rewrite {

/// Judges a stage that nothing else uses. variant: the Alpine variant of the same image; nullptr: alpine or busybox for
/// an operating system's image.
SwitchPlan plan_alpine(const document::Document& document, std::size_t stage, const catalog::Equivalent* variant,
                       const Context& context);

/// The same with the stages that it copies programs and libraries from: all go to Alpine together, as what one makes
/// must run in the other (TRAPS E5). Not applicable where no such stage is there, one is used by others too, or one
/// cannot go.
SwitchPlan plan_alpine_with_sources(const document::Document& document, std::size_t stage,
                                    const catalog::Equivalent* variant, const Context& context);

/// The column of base_folders.tsv (debian ubuntu rhel) for an operating system's image; empty for any other.
std::string_view operating_system(std::string_view image);

} // namespace imgfix::rewrite
