// Image references: [registry[:port]/]path[:tag][@digest] (distribution/reference).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imgfix::document {

/// A reference in its parts. The parts are views of the text it was made from.
struct ImageReference {
    std::string_view registry; // empty: the default registry
    std::string_view path;     // namespace and name: library/debian, team/app, debian
    std::string_view tag;
    std::string_view digest; // algorithm:hex
    [[nodiscard]] bool has_tag() const { return !tag.empty(); }
    [[nodiscard]] bool has_digest() const { return !digest.empty(); }
    /// Name of an official image (docker.io/library/NAME in any spelling), else empty.
    [[nodiscard]] std::string_view official_name() const;
    /// The name by which the data files know the image: its official name, or else registry and path
    /// (mcr.microsoft.com/dotnet/sdk); empty for what is neither.
    [[nodiscard]] std::string catalog_name() const;
};

/// Splits text; nullopt when it is not a valid reference (it holds a variable, an upper-case path, ...).
std::optional<ImageReference> parse_image_reference(std::string_view text);

} // namespace imgfix::document
