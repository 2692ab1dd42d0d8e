// Where package managers keep what an image does not need.
//
// Source: fixers/data/caches.tsv; each row names what it rests on.
#pragma once

#include <optional>
#include <string_view>

namespace imgfix::catalog {

/// One folder. Views into the embedded data.
struct CacheFolder {
    std::string_view path;  // `~` in front: HOME of the user that runs the manager
    std::string_view moves; // what puts it elsewhere, in words
    std::string_view holds; // in words
    std::string_view source;
};

/// The first folder of a manager (apk, apt, pip...): the one its fixer keeps out of images.
std::optional<CacheFolder> cache_folder(std::string_view manager);

} // namespace imgfix::catalog
