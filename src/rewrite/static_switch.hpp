// A final stage that only holds a static program needs no system around it: scratch, or distroless/static where
// certificates, time zones or the user nobody are used.
#pragma once

#include "rewrite/base_switch.hpp"

namespace imgfix::rewrite {

/// Judges a final stage on an operating system's image. Not applicable unless the program that its ENTRYPOINT or CMD
/// names is known to be static (static_programs.hpp).
SwitchPlan plan_static(const document::Document& document, std::size_t stage, const Context& context);

} // namespace imgfix::rewrite
