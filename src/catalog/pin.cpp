// What pin-tag does with one reference: Catalog::resolve_pin.
#include <algorithm>
#include <utility>

#include "catalog/catalog.hpp"

namespace imgfix::catalog {
namespace {

using Words = std::vector<std::string_view>;

// A tag of the build that says the same as the reference, and a version besides.
struct Candidate {
    std::string_view tag;
    Version version;
    std::size_t at = 0;    // which word the version is
    std::size_t extra = 0; // variant words that the reference does not have
};

Words split(std::string_view tag) { return parse_tag(tag).words; }

Words without_floating(const Words& words) {
    Words kept;
    for (const auto word : words) {
        if (!is_floating_word(word))
            kept.push_back(word);
    }
    return kept;
}

bool has(const Words& words, std::string_view word) {
    for (const auto other : words) {
        if (other == word)
            return true;
    }
    return false;
}

// Is `words` without the word `at` equal to `wanted`?
bool equal_but(const Words& words, std::size_t at, const Words& wanted) {
    if (words.size() != wanted.size() + 1)
        return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (words[i < at ? i : i + 1] != wanted[i])
            return false;
    }
    return true;
}

// Does `words` from `from` on hold all of `wanted`, in order, and none that floats?
bool holds(const Words& words, std::size_t from, const Words& wanted) {
    std::size_t next = 0;
    for (std::size_t i = from; i < words.size(); ++i) {
        if (is_floating_word(words[i]) || is_rolling_word(words[i]))
            return false;
        if (next < wanted.size() && words[i] == wanted[next])
            ++next;
    }
    return next == wanted.size();
}

// Tags of the build with exactly the wanted words and a version: in front, or where no tag has it there, elsewhere
// (wordpress cli-2.12, clojure lein-2.13.0).
std::vector<Candidate> exact_candidates(const Build& build, const Words& wanted) {
    std::vector<Candidate> found;
    for (const auto& tag : build.tags) {
        const Words words = split(tag);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Version version = parse_version(words[i]);
            if (version && !version.date && equal_but(words, i, wanted)) {
                found.push_back({tag, version, i, 0});
                break;
            }
        }
    }
    bool in_front = false;
    for (const auto& candidate : found)
        in_front = in_front || candidate.at == 0;
    if (!in_front)
        return found;
    std::vector<Candidate> kept;
    for (const auto& candidate : found) {
        if (candidate.at == 0)
            kept.push_back(candidate);
    }
    return kept;
}

// Tags that begin with a version and hold the wanted words among others: those with the fewest others.
std::vector<Candidate> wider_candidates(const Build& build, const Words& wanted) {
    std::vector<Candidate> found;
    for (const auto& tag : build.tags) {
        const Words words = split(tag);
        const Version version = parse_version(words[0]);
        if (!version || version.date || !holds(words, 1, wanted))
            continue;
        const std::size_t extra = words.size() - 1 - wanted.size();
        if (!found.empty() && extra > found.front().extra)
            continue;
        if (!found.empty() && extra < found.front().extra)
            found.clear();
        found.push_back({tag, version, 0, extra});
    }
    return found;
}

// The finest version: what the build is.
std::string_view full_version(const std::vector<Candidate>& candidates) {
    const Candidate* best = nullptr;
    for (const auto& candidate : candidates) {
        if (best == nullptr || candidate.version.components > best->version.components)
            best = &candidate;
    }
    return best == nullptr ? std::string_view{} : best->version.text;
}

std::size_t components(std::string_view cycle) { return parse_version(cycle).components; }

// How coarse a version may be, when no cycle of the image fits: as its newest cycle, else major.minor.
std::size_t usual_components(const std::vector<ReleaseLine>& lines) {
    return lines.empty() ? 2 : components(lines.front().cycle);
}

bool better(const Candidate& a, const Candidate& b, bool v_prefix) {
    if ((a.version.v_prefix == v_prefix) != (b.version.v_prefix == v_prefix))
        return a.version.v_prefix == v_prefix;
    return a.at < b.at;
}

// The candidate of line precision: as coarse as the line, else a little finer; where upstream has no known lines,
// a coarser one before a finer one.
const Candidate* choose(const std::vector<Candidate>& candidates, const std::optional<ReleaseLine>& line,
                        const std::vector<ReleaseLine>& lines, bool v_prefix, Precision precision) {
    const std::size_t of_line = line ? components(line->cycle) : usual_components(lines);
    const std::size_t wanted = precision == Precision::line    ? of_line
                               : precision == Precision::minor ? std::max<std::size_t>(2, of_line)
                                                               : 99;
    const Candidate* best = nullptr;
    // Distance from the wanted precision: 0, then finer, then (without lines) one coarser before any finer.
    const auto rank = [&](const Candidate& candidate) -> std::size_t {
        const std::size_t have = candidate.version.components;
        if (have == wanted)
            return 0;
        if (have > wanted)
            return have - wanted + 1;
        if (precision != Precision::line && have >= (lines.empty() ? 1 : of_line))
            return 100 + wanted - have; // no finer one: as fine as there is
        return lines.empty() ? 1 : 1000;
    };
    for (const auto& candidate : candidates) {
        if (line && !in_line(candidate.version.text, line->cycle))
            continue;
        if (rank(candidate) == 1000)
            continue;
        if (best == nullptr || rank(candidate) < rank(*best) ||
            (rank(candidate) == rank(*best) && better(candidate, *best, v_prefix))) {
            best = &candidate;
        }
    }
    return best;
}

void set_line(PinResult& result, const std::optional<ReleaseLine>& line, std::string_view today) {
    if (!line)
        return;
    result.line = line->cycle;
    result.eol = line->eol;
    result.past_end_of_life = line->past_end_of_life(today);
}

// Debian's suites by age, from eol.tsv: the n-th release that was out on `day`.
std::string_view debian_release(std::size_t age, std::string_view day) {
    std::string_view found;
    for (const auto& line : release_lines("debian")) {
        if (line.released.empty() || line.released > day)
            continue;
        found = line.cycle;
        if (age-- == 0)
            return found;
    }
    return {};
}

// stable-20260803-slim -> 20260803
std::string_view snapshot_day(const Build& build) {
    for (const auto& tag : build.tags) {
        for (const auto word : split(tag)) {
            const Version version = parse_version(word);
            if (version.date)
                return word;
        }
    }
    return {};
}

class Resolver {
public:
    Resolver(const Catalog& catalog, std::string_view image, std::string_view tag, std::string_view today,
             const PinWish& wish)
        : catalog_(catalog), image_(image), tag_(tag.empty() ? "latest" : tag), today_(today), given_(tag),
          wish_(wish) {
        result_.catalog_day = catalog.date();
        parts_ = parse_tag(tag_);
        kept_ = without_floating(parts_.words);
    }

    PinResult run() {
        // the names of official images have no slash
        const bool other = image_.find('/') != std::string_view::npos && is_external(image_);
        const ImageStatus status = other ? find_external_build() : catalog_.status(image_);
        if (status.state == ImageState::unknown)
            return refuse(PinReason::not_official);
        const bool gone = status.state != ImageState::current;
        if (!external_)
            build_ = catalog_.find_build(image_, tag_);
        result_.in_catalog = build_.has_value();
        if (build_)
            result_.architectures = build_->architectures;
        if (!build_) {
            result_.gone_on = tag_gone_on(image_, tag_);
            if (result_.gone_on.empty() && gone)
                result_.gone_on = status.gone_on;
        }
        if (!external_)
            lines_ = release_lines(image_);

        if (names_line())
            return refine() ? std::move(result_) : already_pinned();
        if (parts_.rolling || has(parts_.words, "rolling"))
            return refuse(PinReason::rolling_release);
        if (!build_) {
            if (!gone && windows_only(image_, tag_))
                return refuse(PinReason::windows_only);
            if (gone) {
                result_.gone_on = status.gone_on;
                return refuse(PinReason::image_removed);
            }
            return refuse(result_.gone_on.empty() ? PinReason::tag_unknown_to_catalog : PinReason::tag_gone);
        }
        if (pin_to_version(kept_) || (kept_.size() != parts_.words.size() && pin_to_version(parts_.words)) ||
            pin_to_codename() || pin_to_debian_release() || pin_to_wider()) {
            return std::move(result_);
        }
        // A version among the words, and no finer one to be had: open-17-jdk, 10-kitten.
        for (const auto word : kept_) {
            if (parse_version(word))
                return already_pinned();
        }
        return refuse(PinReason::no_version_tag);
    }

private:
    // A build of external.tsv as one of the catalog's form.
    ImageStatus find_external_build() {
        external_ = true;
        result_.catalog_day = external_day(image_);
        if (const auto found = find_external(image_, tag_)) {
            result_.catalog_day = found->day;
            build_.emplace();
            build_->image = image_;
            for (std::string_view rest = found->tags; !rest.empty();) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                build_->tags.emplace_back(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return {ImageState::current, {}};
    }

    // A tag that names its line already, made finer where that is wanted.
    bool refine() {
        if (!build_ || result_.past_end_of_life)
            return false;
        if (wish_.precision != Precision::line && parts_.version && !parts_.version.date) {
            const auto candidates = in_version(exact_candidates(*build_, rest_words()));
            const auto line = release_line_of(parts_.version.text);
            const Candidate* best = choose(candidates, line, lines_, parts_.version.v_prefix, wish_.precision);
            if (best != nullptr && best->version.components > parts_.version.components)
                return accept(std::string(best->tag));
        }
        return with_distribution(tag_) != tag_ && accept(std::string(tag_));
    }

    std::optional<ReleaseLine> release_line_of(std::string_view version) const {
        return external_ ? std::nullopt : release_line(image_, version);
    }

    // The tag of the build that says the same and the release of its distribution.
    std::string with_distribution(std::string_view tag) const {
        std::string same(tag);
        if (!wish_.distro || !build_)
            return same;
        const TagParts wanted = parse_tag(tag);
        if (!wanted.version || (!wanted.distro.empty() && wanted.distro != "alpine"))
            return same;
        for (const auto& other : build_->tags) {
            const TagParts parts = parse_tag(other);
            if (parts.distro.empty() || parts.distro == "alpine")
                continue;
            Words words = parts.words;
            const auto at = std::find(words.begin(), words.end(), parts.distro);
            if (wanted.distro == "alpine") {
                if (parts.distro.starts_with("alpine"))
                    *at = "alpine";
            } else {
                words.erase(at);
            }
            if (words == wanted.words)
                return other;
        }
        return same;
    }

    // The same variant of the line itself where it is maintained and only the tag is gone, else of the oldest newer
    // line that is.
    void find_nearest() {
        std::string_view product = image_;
        std::string_view old;
        const auto name = kept_.empty() ? std::nullopt : codename(image_, kept_[0]);
        if (name) {
            product = name->product;
            old = name->line;
        } else if (parts_.version && !parts_.version.date) {
            old = parts_.version.text;
        } else {
            old = result_.line;
        }
        if (old.empty() || external_ || !catalog_.is_official(image_))
            return;
        const auto lines = release_lines(product);
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            if (line->released.empty() || line->released > catalog_.date() || line->past_end_of_life(today_) ||
                !(in_line(old, line->cycle) || newer(line->cycle, old)))
                continue;
            if (nearest_in(*line, product, name.has_value()))
                return;
        }
    }

    bool nearest_in(const ReleaseLine& line, std::string_view product, bool by_name) {
        const auto word = by_name ? codename_of(image_, product, line.cycle) : line.cycle;
        if (word.empty())
            return false;
        Words words = parts_.version || by_name ? kept_ : Words{word};
        words[0] = word;
        for (const bool with_release : {true, false}) {
            if (!with_release) { // the release of the distribution is gone, too
                if (parts_.distro.empty() || by_name)
                    return false;
                const auto at = std::find(words.begin() + 1, words.end(), parts_.distro);
                if (at == words.end())
                    return false;
                if (parts_.distro.starts_with("alpine"))
                    *at = "alpine";
                else
                    words.erase(at);
            }
            std::string tag(parts_.version.v_prefix ? "v" : "");
            for (std::size_t k = 0; k < words.size(); ++k)
                tag.append(k == 0 ? "" : "-").append(words[k]);
            const auto build = catalog_.find_build(image_, tag);
            if (!build)
                continue;
            // as exact as the old tag was in its line
            const std::size_t of_old = components(result_.line.empty() ? line.cycle : result_.line);
            if (parts_.version.components > of_old) {
                const std::size_t wanted = components(line.cycle) + parts_.version.components - of_old;
                for (const auto& candidate : exact_candidates(*build, Words(words.begin() + 1, words.end())))
                    if (candidate.at == 0 && candidate.version.components == wanted &&
                        candidate.version.v_prefix == parts_.version.v_prefix)
                        tag = candidate.tag;
            }
            // in the same line only a newer tag that is as exact: not a coarser one, nor one older than a tag of
            // tomorrow
            if (tag == tag_ || (parts_.version && in_line(parts_.version.text, line.cycle) &&
                                (parse_tag(tag).version.components != parts_.version.components ||
                                 !newer(parse_tag(tag).version.text, parts_.version.text))))
                return false;
            result_.nearest_tag = std::move(tag);
            result_.nearest_line = line.cycle;
            result_.nearest_eol = line.eol;
            return true;
        }
        return false;
    }

    // Is version a newer than b, number by number? Both without `v`.
    static bool newer(std::string_view a, std::string_view b) {
        const auto next = [](std::string_view& text) {
            unsigned long number = 0;
            while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
                number = number * 10 + static_cast<unsigned long>(text.front() - '0');
                text.remove_prefix(1);
            }
            if (!text.empty())
                text.remove_prefix(1);
            return number;
        };
        while (!a.empty() || !b.empty()) {
            const auto left = next(a);
            const auto right = next(b);
            if (left != right)
                return left > right;
        }
        return false;
    }

    // Does the tag name a release line or something finer? Sets the line when it is known.
    bool names_line() {
        for (const auto word : parts_.words) {
            if (parse_version(word).date)
                return true; // a dated snapshot
        }
        if (!kept_.empty()) {
            if (const auto name = codename(image_, kept_[0])) {
                set_line(result_, eol(name->product, name->line), today_);
                return true;
            }
        }
        if (!parts_.version)
            return false;
        const auto version = parts_.version.text;
        std::optional<ReleaseLine> line = release_line_of(version);
        if (line && in_line(version, line->cycle)) {
            // python:3 lies in no cycle; a cycle may itself be a prefix of finer ones (postgres 9 and 9.6).
            set_line(result_, line, today_);
            return true;
        }
        if (!lines_.empty()) {
            // Newer than eol.tsv, or coarser than the lines.
            bool coarser = false;
            for (const auto& other : lines_)
                coarser = coarser || in_line(other.cycle, version);
            return !coarser && parts_.version.components >= usual_components(lines_);
        }
        if (parts_.version.components >= 2)
            return true;
        if (!build_)
            return false;
        // No lines known, one number: pinned unless the build has something finer of line precision.
        const auto candidates = in_version(exact_candidates(*build_, rest_words()));
        const Candidate* best = choose(candidates, std::nullopt, lines_, parts_.version.v_prefix, Precision::line);
        return best == nullptr || best->version.components <= 1;
    }

    Words rest_words() const {
        Words rest = parts_.words;
        if (parts_.version)
            rest.erase(rest.begin());
        return rest;
    }

    // With a version in the reference: only candidates inside it.
    std::vector<Candidate> in_version(std::vector<Candidate> candidates) const {
        if (!parts_.version)
            return candidates;
        std::vector<Candidate> kept;
        for (auto& candidate : candidates) {
            if (candidate.at == 0 && in_line(candidate.version.text, parts_.version.text))
                kept.push_back(candidate);
        }
        return kept;
    }

    bool pin_to(const std::vector<Candidate>& candidates) {
        const auto full = full_version(candidates);
        if (full.empty())
            return false;
        const auto line = release_line_of(full);
        const Candidate* best = choose(candidates, line, lines_, parts_.version.v_prefix, wish_.precision);
        if (best == nullptr || best->tag == tag_)
            return false;
        set_line(result_, line, today_);
        return accept(std::string(best->tag));
    }

    bool pin_to_version(const Words& words) {
        Words wanted = words;
        if (parts_.version && !wanted.empty())
            wanted.erase(wanted.begin());
        return pin_to(in_version(exact_candidates(*build_, wanted)));
    }

    // buildpack-deps:curl -> trixie-curl: these images have codenames for versions.
    bool pin_to_codename() {
        if (parts_.version)
            return false;
        for (const auto& tag : build_->tags) {
            const Words words = split(tag);
            const auto name = codename(image_, words[0]);
            if (!name || !equal_but(words, 0, kept_))
                continue;
            set_line(result_, eol(name->product, name->line), today_);
            return accept(tag);
        }
        return false;
    }

    // debian:stable-slim -> 13-slim: another build of the same release.
    bool pin_to_debian_release() {
        if (image_ != "debian")
            return false;
        std::size_t age = 0;
        if (parts_.words[0] == "stable")
            age = 0;
        else if (parts_.words[0] == "oldstable")
            age = 1;
        else if (parts_.words[0] == "oldoldstable")
            age = 2;
        else
            return false;
        const auto release = debian_release(age, catalog_.date());
        if (release.empty())
            return false;
        std::string tag(release);
        for (std::size_t i = 1; i < parts_.words.size(); ++i) {
            tag += '-';
            tag += parts_.words[i];
        }
        const auto target = catalog_.find_build(image_, tag);
        if (!target || snapshot_day(*target).empty() || snapshot_day(*target) != snapshot_day(*build_))
            return false;
        set_line(result_, eol(image_, release), today_);
        result_.same_build = false;
        return accept(std::move(tag));
    }

    bool pin_to_wider() {
        if (!pin_to(in_version(wider_candidates(*build_, parts_.version ? rest_words() : kept_))))
            return false;
        result_.adds_words = true;
        return true;
    }

    std::string name(std::string_view tag) const {
        std::string text(image_);
        if (!tag.empty()) {
            text += ':';
            text += tag;
        }
        return text;
    }

    std::string line_text() const {
        std::string text(image_);
        text += ' ';
        text += result_.line;
        return text;
    }

    bool accept(std::string tag) {
        result_.tag = with_distribution(tag);
        if (result_.past_end_of_life) {
            refuse_in_place(PinReason::line_past_end_of_life);
            return true;
        }
        result_.verdict = PinVerdict::pin;
        std::string& text = result_.message;
        text = name(given_) + (result_.same_build ? " was " : " was the release of ") + name(result_.tag) + " on ";
        text += result_.catalog_day;
        if (!result_.eol.empty()) {
            text += "; that line is maintained until ";
            text += result_.eol;
        }
        if (!result_.same_build)
            text += "; apt's sources of the two images name it in other words";
        return true;
    }

    PinResult already_pinned() {
        result_.verdict = PinVerdict::already_pinned;
        std::string& text = result_.message;
        text = name(given_) + " names " + (result_.line.empty() ? "a version" : "a release line");
        if (!result_.gone_on.empty())
            text += "; not rebuilt since " + result_.gone_on;
        if (result_.past_end_of_life) {
            text += "; past its end of life";
            if (!result_.eol.empty()) {
                text += " since ";
                text += result_.eol;
            }
        }
        if (result_.past_end_of_life || !build_)
            find_nearest();
        return std::move(result_);
    }

    void refuse_in_place(PinReason reason) {
        result_.verdict = PinVerdict::refused;
        result_.reason = reason;
        std::string& text = result_.message;
        switch (reason) {
        case PinReason::none:
            break;
        case PinReason::not_official:
            text = name({}) + " is no official image";
            break;
        case PinReason::image_removed:
            text = name({}) + " left the official images";
            if (!result_.gone_on.empty())
                text += " on " + result_.gone_on;
            break;
        case PinReason::tag_unknown_to_catalog:
            text = "the catalog of " + std::string(result_.catalog_day) + " has no " + name(tag_);
            break;
        case PinReason::tag_gone:
            text = name(tag_) + " is not rebuilt since " + result_.gone_on;
            find_nearest();
            break;
        case PinReason::windows_only:
            text = name(tag_) + " has only Windows builds";
            break;
        case PinReason::rolling_release:
            text = name(tag_) + " is no release: it never settles on a version";
            break;
        case PinReason::line_past_end_of_life:
            text = name(given_) + " was " + name(result_.tag) + " on " + std::string(result_.catalog_day) + ", and " +
                   line_text() + " is past its end of life";
            if (!result_.eol.empty())
                text += " of " + std::string(result_.eol);
            result_.tag.clear();
            find_nearest();
            break;
        case PinReason::no_version_tag:
            text = "no tag of the build of " + name(tag_) + " names a version";
            break;
        }
    }

    PinResult refuse(PinReason reason) {
        refuse_in_place(reason);
        return std::move(result_);
    }

    const Catalog& catalog_;
    std::string_view image_;
    std::string_view tag_; // latest when none was given
    std::string_view today_;
    std::string_view given_;
    PinWish wish_;
    bool external_ = false;
    TagParts parts_;
    Words kept_; // words of the tag without those that float
    std::optional<Build> build_;
    std::vector<ReleaseLine> lines_;
    PinResult result_;
};

} // namespace

std::string_view reason_id(PinReason reason) {
    switch (reason) {
    case PinReason::none:
        return "";
    case PinReason::not_official:
        return "not-official";
    case PinReason::image_removed:
        return "image-removed";
    case PinReason::tag_unknown_to_catalog:
        return "tag-unknown-to-catalog";
    case PinReason::tag_gone:
        return "tag-gone";
    case PinReason::windows_only:
        return "windows-only";
    case PinReason::rolling_release:
        return "rolling-release";
    case PinReason::line_past_end_of_life:
        return "line-past-end-of-life";
    case PinReason::no_version_tag:
        return "no-version-tag";
    }
    return "";
}

std::string_view reason_sentence(PinReason reason) {
    switch (reason) {
    case PinReason::none:
        return "";
    case PinReason::not_official:
        return "The catalog knows the tags of official images only.";
    case PinReason::image_removed:
        return "The image is no longer among the official images, so no tag of it is maintained.";
    case PinReason::tag_unknown_to_catalog:
        return "The catalog has no such tag, so nothing is known of what it means.";
    case PinReason::tag_gone:
        return "The tag left the official images: it can still be pulled, but is not rebuilt.";
    case PinReason::windows_only:
        return "Only Windows builds have this tag; imgfix pins Linux images.";
    case PinReason::rolling_release:
        return "The tag follows development and has no release line to pin to.";
    case PinReason::line_past_end_of_life:
        return "The release line that the tag means is past its end of life.";
    case PinReason::no_version_tag:
        return "No tag of this build names a version.";
    }
    return "";
}

std::string version_tag(std::string_view image, const std::vector<std::string>& tags, const PinWish& wish) {
    std::vector<Candidate> candidates;
    for (const auto& tag : tags)
        if (const Version version = parse_tag(tag).version)
            candidates.push_back({tag, version, 0, 0});
    const auto full = full_version(candidates);
    const Candidate* best = full.empty() ? nullptr
                                         : choose(candidates, release_line(image, full), release_lines(image),
                                                  candidates.front().version.v_prefix, wish.precision);
    return best == nullptr ? std::string() : std::string(best->tag);
}

PinResult Catalog::resolve_pin(std::string_view image, std::string_view tag, std::string_view today,
                               const PinWish& wish) const {
    return Resolver(*this, image, tag, today, wish).run();
}

} // namespace imgfix::catalog
