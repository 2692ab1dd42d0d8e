// The fixers, in the order they run.
#pragma once

#include <vector>

#include "rewrite/fixer.hpp"

namespace imgfix::fixers {

/// All fixers in their explicit order. They live as long as the program.
const std::vector<const rewrite::Fixer*>& all();

const rewrite::Fixer& pin_tag();
const rewrite::Fixer& no_cache_apk();
const rewrite::Fixer& no_cache_pip();
const rewrite::Fixer& no_cache_apt();
const rewrite::Fixer& minimal_base();
const rewrite::Fixer& merge_run();

} // namespace imgfix::fixers
