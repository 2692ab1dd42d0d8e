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
const rewrite::Fixer& apt_get();
const rewrite::Fixer& assume_yes();
const rewrite::Fixer& no_recommends();
const rewrite::Fixer& no_docs();
const rewrite::Fixer& omit_dev();
const rewrite::Fixer& minimal_base();
const rewrite::Fixer& merge_run();

/// Edits that put the script of one RUN behind that of the RUN before it. For pairs that rewrite::may_join allows.
std::vector<rewrite::Edit> join_edits(const document::Document& document, const rewrite::JoinRuns& join);
const rewrite::Fixer& pin_digest();

} // namespace imgfix::fixers
