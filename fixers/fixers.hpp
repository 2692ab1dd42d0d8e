// The fixers, in the order they run.
#pragma once

#include <vector>

#include "rewrite/fixer.hpp"

namespace imgfix::fixers {

/// All fixers in their explicit order. They live as long as the program.
const std::vector<const rewrite::Fixer*>& all();

const rewrite::Fixer& pin_tag();
/// The family: no-cache-apk, no-cache-pip, ...
std::vector<const rewrite::Fixer*> no_cache();
const rewrite::Fixer& minimal_base();
const rewrite::Fixer& merge_run();
const rewrite::Fixer& pin_digest();

} // namespace imgfix::fixers
