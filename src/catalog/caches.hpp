// Where package managers keep what an image does not need, and what keeps it out.
//
// Source: fixers/data/caches.tsv; each row names what it rests on.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace imgfix::catalog {

/// One row. Views into the embedded data; an empty view: nothing. Lists are parted by blanks unless said otherwise.
struct CacheFolder {
    std::string_view manager; // apk, apt, pip...: a member of the no-cache family
    std::string_view path;    // folders; `~` in front: HOME of the user that runs the manager
    std::string_view moves;   // what puts it elsewhere, in words
    std::string_view holds;   // in words
    /// `insert WORD` or the command that empties it, behind `root: ` or `user: ` when it is only for one of them.
    std::string_view fix;
    std::string_view source;
    // What follows is empty for apk, apt and pip, whose rules are code.
    std::string_view programs;
    std::string_view verbs;   // that fill it. `+` joins two words; `*`: any; `.`: no word; `-S*`: an option's beginning
    std::string_view values;  // options whose value is the next word
    std::string_view named;   // texts by which a file moves the cache or uses it; `+` stands for a blank
    std::string_view needed;  // texts by which it needs it; `@later`: any later call of the programs does
    std::string_view off;     // variables that keep it out
    std::string_view already; // what else empties it, parted by `|`: words, or `rm` and the end of a path
    std::string_view base;    // for the example: an image
    std::string_view example; // and a command
};

/// All rows, in order.
const std::vector<CacheFolder>& cache_folders();

/// The first row of a manager.
std::optional<CacheFolder> cache_folder(std::string_view manager);

} // namespace imgfix::catalog
