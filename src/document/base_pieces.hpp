// Where each part of a base reference that is put together from ARGs stands in the source.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace imgfix::document {

/// A part of an expanded base reference, with the place that its bytes come from.
struct BasePiece {
    std::string text;
    Span source;               // the same bytes
    std::size_t instruction{}; // the FROM, or an ARG before the first FROM
    std::size_t pair = none;   // index in the ARG's pairs; none: the text is in the FROM word
    bool word = false;         // the text is the word of ${name:-word}
};

/// The parts whose texts make Stage::base, in order (an empty one where an empty default stands). nullopt: a form
/// that is not taken apart (quotes inside a word, escapes, ${x%y}, a word cut by a continuation, an unset variable).
/// Source of the rules: BuildKit shell/lex.go.
std::optional<std::vector<BasePiece>> base_pieces(const Document& document, const Stage& stage);

/// Names of the variables that a word reads, in order: TAG and REST of `x:${TAG:-$REST}`.
std::vector<std::string> variables_in(std::string_view word);

/// The names of the ARGs before the first FROM whose values depend on name, itself included.
std::vector<std::string> dependent_arguments(const Document& document, std::string_view name);

} // namespace imgfix::document
