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
    std::string reason;  // kebab-case id, one of merge-run's reasons
    std::string message; // sentence without line numbers of the current text
};

/// Judges RUN first and RUN second (indices; nothing but comments and blank lines between them). Used by the fixer to
/// find merges and by the gate to prove them.
JoinVerdict may_join(const document::Document& document, std::size_t first, std::size_t second,
                     const Context& context);

} // namespace imgfix::rewrite
