// The gate: translation validation of one step, on (text before, text after), trusting nothing a fixer computed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "rewrite/claims.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// Checks that after is before with exactly the claimed changes. nullopt: proven; else what does not hold.
/// From the claims it computes what the document must be, re-checks each claim's precondition itself and compares the
/// whole documents: every untouched line byte for byte, touched instructions by flags, words, heredoc bytes and shell
/// tokens, comments in order, line ends, the stage graph.
std::optional<std::string> check(const document::Document& before, const document::Document& after,
                                 const std::vector<Claim>& claims, const Context& context);

} // namespace imgfix::rewrite
