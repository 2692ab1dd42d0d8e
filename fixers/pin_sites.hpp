// What pin-tag and pin-digest have in common: each place that names an image gets what a function makes of it.
#pragma once

#include <string_view>

#include "rewrite/pins.hpp"

namespace imgfix::fixers {

/// Reasons that both give, as the places themselves do.
namespace site_reasons {
inline constexpr rewrite::Reason argument_redeclared{
    "argument-redeclared", "the ARG is declared again, or its value is handed to a stage's commands"};
inline constexpr rewrite::Reason argument_passed{
    "argument-passed", "a bake or compose file of the tree names the ARG, and may pass another value"};
inline constexpr rewrite::Reason not_in_one_piece{"not-in-one-piece", "the reference is cut by a line continuation"};
inline constexpr rewrite::Reason onbuild_trigger{"onbuild-trigger",
                                                 "names in an ONBUILD trigger are resolved in the child's file"};
inline constexpr rewrite::Reason build_context{
    "build-context", "a bake or compose file of the tree names it, and may replace it by a build context: a pin "
                     "would end that"};
inline constexpr rewrite::Reason invalid_reference{"invalid-reference", "the text is no valid image reference"};
inline constexpr rewrite::Reason ignored_by_comment{"ignored-by-comment", "an ignore comment keeps it"};
} // namespace site_reasons

struct PinKind {
    std::string_view id; // of the fixer
    rewrite::Pin (*pin)(std::string_view reference, std::string_view platform, const rewrite::Context& context);
    bool digest; // it writes a digest, which silences the tag; also in the syntax directive
};

void pin_sites(const PinKind& kind, const document::Document& document, const rewrite::Context& context,
               rewrite::Findings& findings);

} // namespace imgfix::fixers
