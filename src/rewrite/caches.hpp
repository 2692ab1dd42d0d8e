// What the rules allow against package managers' caches (TRAPS section D): the one place that decides. The no-cache
// fixers turn its changes into edits, the gate asks it afresh for each claim.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "rewrite/claims.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// One change of one RUN, or of several that only make sense together: all its claims or none. They name commands and
/// words of the text before. A JoinRuns stands alone.
struct CacheChange {
    std::size_t instruction = none; // the first one
    std::uint32_t offset = 0;       // source: the first command concerned
    Safety safety = Safety::safe;
    std::string message;
    std::vector<Claim> claims;
};

/// An opportunity that is not taken.
struct CacheRefusal {
    std::string reason;
    std::uint32_t offset = 0; // source
    std::string message;      // one sentence without line numbers
};

struct CacheVerdict {
    std::vector<CacheChange> changes;
    std::vector<std::size_t> wide; // those of several instructions, as indices of changes
    std::vector<CacheRefusal> refusals;
};

/// A member of the no-cache family, or one of the fixers that change a word of a package manager's command.
struct CacheRule {
    FixerInfo info;
    CacheVerdict (*judge)(const class CacheAnalysis& analysis, const CacheRule& rule);
};

/// The family in the order its fixers run, then the others.
const std::vector<CacheRule>& cache_rules();

/// The member with this id; nullptr when there is none.
const CacheRule* cache_rule(std::string_view id);

/// The verdict of one member on a whole document. The last answer is kept (per thread), since the gate asks for each
/// claim; a hit needs the same document and an equal context.
const CacheVerdict& judge_caches(const document::Document& document, const CacheRule& rule, const Context& context);

/// Edits that carry out claims on one RUN (InsertWord, RemoveWord, RemoveCommand, AppendCommand, InsertCommand; or
/// RemoveInstruction alone). nullopt when they cannot be without touching a comment line inside the instruction.
std::optional<std::vector<Edit>> edits_of(const document::Document& document, std::size_t instruction,
                                          const std::vector<Claim>& claims);

/// The same for claims on several instructions.
std::optional<std::vector<Edit>> edits_of(const document::Document& document, const std::vector<Claim>& claims);

} // namespace imgfix::rewrite
