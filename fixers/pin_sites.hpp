// What pin-tag and pin-digest have in common: each place that names an image gets what a function makes of it.
#pragma once

#include <string_view>

#include "rewrite/pins.hpp"

namespace imgfix::fixers {

struct PinKind {
    std::string_view id; // of the fixer
    rewrite::Pin (*pin)(std::string_view reference, std::string_view platform, const rewrite::Context& context);
    bool digest; // it writes a digest, which silences the tag; also in the syntax directive
};

void pin_sites(const PinKind& kind, const document::Document& document, const rewrite::Context& context,
               rewrite::Findings& findings);

} // namespace imgfix::fixers
