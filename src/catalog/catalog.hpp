// The official images: which tags are one build, which release line a tag belongs to, what to pin it to.
//
// Source: docker-library/official-images (tags, builds, days), endoflife.date (lines), see fixers/data/README.md.
// An image is given by its short name (`python`); the caller takes `docker.io/library/` off and knows which
// references are official. Days are `YYYY-MM-DD`, so they compare as text.
//
// Who owns what: string_views point into the catalog's text or into the program; where a catalog writes tags in
// a factored form, the result is a std::string.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/facts.hpp"
#include "catalog/tag.hpp"

namespace imgfix::catalog {

/// One Linux build: the tags that name one and the same image on the catalog's day.
struct Build {
    std::string_view image;
    std::vector<std::string> tags;   // in the catalog's order, the shared ones at the end
    std::size_t shared = 0;          // how many at the end are shared with builds of other platforms (Windows)
    std::string_view architectures;  // parted by blanks: amd64 arm32v7 arm64v8
    std::string_view distro;         // only where the tags do not show it: ubuntu
    std::string_view distro_version; // 24.04

    bool has(std::string_view tag) const;
    bool is_shared(std::string_view tag) const;
};

/// A release line that upstream maintains (a row of eol.tsv).
struct ReleaseLine {
    std::string_view cycle;    // 3.12
    std::string_view released; // day, or empty
    std::string_view eol;      // day, or empty: none known ("false")
    bool ended = false;        // ended on an unknown day ("true")
    std::string_view latest;   // newest version when eol.tsv was made

    /// Is the end of life before `today`?
    bool past_end_of_life(std::string_view today) const { return ended || (!eol.empty() && eol < today); }
};

enum class ImageState { unknown, current, emptied, removed };

struct ImageStatus {
    ImageState state = ImageState::unknown; // unknown: never was an official image
    std::string_view gone_on;               // day of removal
};

enum class PinVerdict {
    pin,            // write `tag`
    already_pinned, // the tag names a release line or something finer
    refused,        // `reason` says why
};

/// Why a reference is not pinned. reason_id() gives the kebab-case id, reason_sentence() a general sentence.
enum class PinReason {
    none,
    not_official,           // the catalog knows only official images
    image_removed,          // was official, is no longer (gone_on)
    tag_unknown_to_catalog, // neither now nor ever, as far as the embedded selection goes
    tag_gone,               // was there, is no longer rebuilt (gone_on)
    windows_only,           // only Windows builds have this tag
    rolling_release,        // edge, sid, nightly, rc...: never settles
    line_past_end_of_life,  // what it means now is past its end of life (line, eol)
    no_version_tag,         // no tag of this build names a version
};

std::string_view reason_id(PinReason reason);
std::string_view reason_sentence(PinReason reason);

/// How exact a pin is. line: the release line that upstream maintains. minor: two numbers. patch: all numbers.
enum class Precision { line, minor, patch };

/// What the user wants of pins.
struct PinWish {
    Precision precision = Precision::line;
    bool distro = false; // also name the release of the distribution: alpine -> alpine3.24
};

/// What pin-tag may do with one reference, and the parts of its message.
struct PinResult {
    PinVerdict verdict = PinVerdict::refused;
    PinReason reason = PinReason::none;
    std::string tag;                // pin: the tag to write (without the image's name)
    std::string_view line;          // release line, when it is known: 3.14
    std::string_view eol;           // its end of life, empty when none is known
    bool past_end_of_life = false;  // of `line`, on `today`; already_pinned may be so too: a note, no refusal
    std::string gone_on;            // day the tag or the image left the catalog, when it did (already_pinned too)
    std::string_view catalog_day;   // day of the catalog the answer is from
    bool in_catalog = false;        // the tag is one of today's Linux tags of the catalog
    bool same_build = true;         // pin: old and new tag are one build. false (debian:stable -> debian:13): another
                                    // build of the same release and day, whose apt sources name it in other words
    bool adds_words = false;        // pin: no tag with the same variant words has a version; the new one has more
                                    // words (sonarqube -> 26.8.0.126808-community)
    std::string_view architectures; // of the build that the reference names, empty when none is known
    // Where the tag is gone or past its end of life: the same variant of the nearest maintained line, when there is
    // one.
    std::string nearest_tag;
    std::string_view nearest_line;
    std::string_view nearest_eol;
    /// One sentence with the facts: "python:latest was python:3.14 on 2026-08-21". For refusals, why.
    std::string message;
};

/// A catalog over a text in the form of catalog.min. Copies are cheap (a view); the text must outlive it.
class Catalog {
public:
    /// The one in the program.
    static const Catalog& embedded();

    /// Is the text a catalog? On false `why` says what is wrong, naming the line.
    static bool well_formed(std::string_view text, std::string& why);

    /// A newer catalog (--catalog FILE). The text must be well-formed and outlive the object.
    explicit Catalog(std::string_view text) : text_(text), sections_(text) {}

    /// Day of the official-images commit.
    std::string_view date() const;
    /// Its short hash.
    std::string_view commit() const;
    /// A year or more between the catalog's day and `today`?
    bool older_than_a_year(std::string_view today) const;

    /// Is the name an official image now?
    bool is_official(std::string_view image) const;
    /// The same with those of the past (image_status.tsv).
    ImageStatus status(std::string_view image) const;
    /// Names of all images, in the catalog's order.
    std::vector<std::string_view> images() const;

    /// The Linux build that the tag names; empty tag means latest.
    std::optional<Build> find_build(std::string_view image, std::string_view tag) const;
    /// All Linux builds of an image.
    std::vector<Build> builds(std::string_view image) const;

    /// What fixer pin-tag does with `image:tag` (empty tag: untagged). image: the name of an official image, or one
    /// of external.tsv with its registry (mcr.microsoft.com/dotnet/sdk).
    PinResult resolve_pin(std::string_view image, std::string_view tag, std::string_view today,
                          const PinWish& wish = {}) const;

private:
    std::string_view section(std::string_view image) const;
    std::string_view architectures(std::string_view id) const;
    Build read_build(std::string_view image, std::string_view row) const;

    std::string_view text_;
    Sections sections_; // by image
};

/// Of tags that are one build and say the same but for their versions, the one as exact as wished; empty: none.
std::string version_tag(std::string_view image, const std::vector<std::string>& tags, const PinWish& wish);

/// The row of eol.tsv for exactly this cycle.
std::optional<ReleaseLine> eol(std::string_view image, std::string_view cycle);
/// The longest cycle that the version lies in: python 3.12.1 -> 3.12.
std::optional<ReleaseLine> release_line(std::string_view image, std::string_view version);
/// All cycles of an image, newest first; empty when eol.tsv does not know it.
std::vector<ReleaseLine> release_lines(std::string_view image);

/// A tag word that names a release line (a row of codenames.tsv).
struct Codename {
    std::string_view word;    // bookworm
    std::string_view line;    // 12
    std::string_view product; // whose line: debian, also for buildpack-deps:bookworm
};
/// The release line that a word names as the version of this image: debian bookworm -> 12, node krypton -> 24.
/// Not for words that are a variant there (python bookworm).
std::optional<Codename> codename(std::string_view image, std::string_view word);

/// The word that names a release line as the version of this image: debian 12 -> bookworm; empty: none.
std::string_view codename_of(std::string_view image, std::string_view product, std::string_view line);

/// Day a tag left the official images, from the embedded selection; empty when not known.
std::string tag_gone_on(std::string_view image, std::string_view tag);

/// Has the tag only Windows builds (on the embedded catalog's day)?
bool windows_only(std::string_view image, std::string_view tag);

/// A build of an image outside the official ones (external.tsv), named with its registry's host.
struct ExternalBuild {
    std::string_view tags;   // parted by blanks, all one build
    std::string_view os;     // Ubuntu 24.04
    std::string_view status; // current...
    std::string_view day;
    std::string_view source;
};
/// The build that `image:tag` names, image as in mcr.microsoft.com/dotnet/sdk; empty tag means latest.
std::optional<ExternalBuild> find_external(std::string_view image, std::string_view tag);

/// Is any build of the image in external.tsv known?
bool is_external(std::string_view image);
/// Day of the rows of external.tsv.
std::string_view external_day(std::string_view image);

/// Compressed bytes of the linux/amd64 image, with the day they were read; 0 when not known.
struct Size {
    unsigned long long bytes = 0;
    std::string_view day;
};
Size compressed_size(std::string_view image, std::string_view tag);

/// The catalog's name of a --platform (linux/arm64 -> arm64v8, windows/amd64 -> windows-amd64); empty when it has
/// variables or is not known.
std::string_view architecture_of(std::string_view platform);

} // namespace imgfix::catalog
