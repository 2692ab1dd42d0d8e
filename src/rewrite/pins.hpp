// What a reference is to be pinned to: one answer for the fixers that write it and the gate that checks it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/image_uses.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// What a pin makes of one reference. Both a refusal and an unsafe pin may be there: the facts, and a way out.
struct Pin {
    std::string reference; // the pinned one; empty: no safe or unsafe pin
    Safety safety = Safety::safe;
    std::string message;      // of the pin: why, in one line
    std::string reason;       // of the refusal; empty: none
    std::string refusal;      // its message
    std::string note;         // what is wrong, though pinned
    bool pinned = false;      // needs no pin
    std::optional<Want> want; // what has to be known first
};

/// The platform of a FROM as a registry is asked for it: linux/amd64; empty: any.
std::string platform_of(std::string_view platform);

/// The tag that a reference (no variables in it) gets by the catalog of context. platform: of FROM --platform as
/// written, or empty.
Pin tag_pin(std::string_view reference, std::string_view platform, const Context& context);

/// The digest that a reference gets, and the tag where it has none, by what registries answered.
Pin digest_pin(std::string_view reference, std::string_view platform, const Context& context);

/// Why before may not become after, reference to reference (no variables): nullopt when a pin makes exactly that.
std::optional<std::string> forbids_pin(std::string_view before, std::string_view after, std::string_view platform,
                                       const Context& context);

/// Why the default of an ARG before the first FROM may not be edited.
struct ArgumentConflict {
    std::string reason; // kebab-case id
    std::string message;
};
std::optional<ArgumentConflict> forbids_default(const document::Document& document, std::string_view name,
                                                const Context& context);

/// The variable of a FROM word, direct or through ARGs, that a bake or compose file passes; empty: none. Another value
/// of it may make another image, which no default and no text around it may pin.
std::string passed_argument(const document::Document& document, std::string_view word, const Context& context);

/// Compares the bases of two documents that differ in ARG defaults and words made from ARGs: each base is what it was
/// or what a pin makes of it. nullopt: they agree; else which use does not.
std::optional<std::string> bases_disagree(const document::Document& before, const document::Document& after,
                                          const Context& context);

} // namespace imgfix::rewrite
