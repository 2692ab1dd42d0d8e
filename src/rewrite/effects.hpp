// The effect model: what a RUN leaves behind, and so whether two RUNs may become one (TRAPS section A).
#pragma once

#include <string>

#include "document/document.hpp"
#include "rewrite/claims.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// Whether two adjacent RUNs may be joined by `&&`, and how; else why not.
struct JoinVerdict {
    bool allowed = false;
    Grouping grouping = Grouping::bare;
    bool subshell = false; // see JoinRuns
    bool rehash = false;
    std::string reason;  // kebab-case id, one of merge-run's reasons
    std::string message; // sentence without line numbers of the current text
};

/// Does it pay to have the two RUNs in one layer: does second remove, move or change owner or mode of what first may
/// have written, or does it install from the package lists that first updated? Not a question of safety.
bool join_pays(const document::Document& document, std::size_t first, std::size_t second, const Context& context);

/// Judges RUN first and RUN second (indices; nothing but comments and blank lines between them). Used by the fixer to
/// find merges and by the gate to prove them.
JoinVerdict may_join(const document::Document& document, std::size_t first, std::size_t second, const Context& context);

} // namespace imgfix::rewrite
