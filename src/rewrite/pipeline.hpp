// Runs fixers to a fixpoint and lets the gate judge each step.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// A fix that was applied, placed in the original source.
struct AppliedFix {
    std::string fixer;
    Safety safety = Safety::safe;
    std::size_t line = 0; // of the original source, from 1
    std::size_t column = 0;
    std::string message;
};
struct PlacedRefusal {
    std::string fixer;
    std::string reason;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string message;
};
struct PlacedNote {
    std::string fixer;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string message;
};
/// A fix that the gate rejected.
struct Drop {
    std::string fixer;
    std::size_t line = 0;
    std::string message; // of the fix
    std::string problem; // what the gate found
};

struct Result {
    std::string text; // the fixed source; equal to the original when nothing was applied
    std::vector<AppliedFix> fixes;
    std::vector<AppliedFix> held_back; // unsafe fixes that need --unsafe-fixes
    std::vector<PlacedRefusal> refusals;
    std::vector<PlacedNote> notes;
    std::vector<Drop> drops;
    std::vector<Want> wants;                 // what the fixers want to know about text
    std::vector<grammar::ParseError> errors; // not empty: the file does not parse and was left alone
};

/// Sees each step that the gate accepted: the text before, the text after and the claims between them.
using Trace = std::function<void(std::string_view before, std::string_view after, const std::vector<Claim>& claims)>;

/// Runs fixers (in this order, token phase before structure phase before the last) on source to a fixpoint.
/// Fixes whose instructions carry an ignore comment for their fixer become refusals `ignored-by-comment`.
Result run(std::string_view source, const std::vector<const Fixer*>& fixers, const Context& context, bool unsafe_fixes,
           const Trace& trace = {});

/// The ignore comments of a document, read once.
/// `# imgfix ignore=ID,.. -- reason` above an instruction, `# imgfix ignore-file=ID` anywhere; `all` names every fixer,
/// a family (no-cache) its members; hadolint, tally and BuildKit ids that mean the same are honoured.
class IgnoreComments {
public:
    explicit IgnoreComments(const document::Document& document);
    /// True when fixer is to leave the instruction alone.
    [[nodiscard]] bool name(std::size_t instruction, std::string_view fixer) const;

private:
    std::vector<std::pair<std::size_t, std::string_view>> above_; // instruction, comment text; in order
    std::vector<std::string_view> file_;
};

/// True when an ignore comment names fixer for an instruction.
bool is_ignored(const document::Document& document, std::size_t instruction, std::string_view fixer);

/// Why imgfix leaves the whole file alone, though BuildKit may build it (another front end); empty: it does not.
std::string foreign_syntax(const document::Document& document);

} // namespace imgfix::rewrite
