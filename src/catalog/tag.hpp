// What the words of a tag say: `3.12.1-slim-bookworm` is a version, a variant and a distribution.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::catalog {

/// A version as tags write it: numbers parted by `.`, `_`, `+` or `u`, with an optional `v` before and an
/// optional pre-release behind (`19beta3`, `3.15.0rc1`).
struct Version {
    std::string_view text;      // without the `v`: 3.12.1
    bool v_prefix = false;      // v3.12.1
    std::size_t components = 0; // how many numbers: 3
    bool prerelease = false;    // 3.15.0rc1
    bool date = false;          // 20260803: a snapshot, not a version

    explicit operator bool() const { return components != 0; }
};

/// Reads a word as a version; one without components when the word is none.
Version parse_version(std::string_view word);

/// Does `version` lie in `line`: equal to it, or going on behind it with something other than a digit?
/// 3.12.1 lies in 3.12 and 3, not in 3.1. Both without `v`.
bool in_line(std::string_view version, std::string_view line);

/// A tag cut at its hyphens. The views point into the text that was given.
struct TagParts {
    std::vector<std::string_view> words;    // all of them, in order
    Version version;                        // of the first word, when that is one
    std::vector<std::string_view> floating; // latest, lts, stable, current, mainline...
    std::vector<std::string_view> variant;  // what is left: slim, alpine3.24, bookworm, fpm
    std::string_view distro; // the variant word that names a distribution's release: alpine3.24, bookworm
    bool rolling = false;    // a word names what never settles: sid, edge, nightly, rc, beta...
};

/// Never fails: a tag without a version has an empty one.
TagParts parse_tag(std::string_view tag);

/// latest, lts, stable, current, mainline and the like: words that move with time and mean no variant.
bool is_floating_word(std::string_view word);

/// sid, testing, unstable, experimental, devel, edge, rawhide, nightly, rc, beta and the like.
bool is_rolling_word(std::string_view word);

} // namespace imgfix::catalog
