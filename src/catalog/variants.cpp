#include "catalog/variants.hpp"

#include <algorithm>
#include <unordered_map>

#include "catalog/facts.hpp"

namespace imgfix::catalog {
namespace {

constexpr auto npos = std::string_view::npos;

/// The words of a tag that say which image it is, sorted, without the version.
struct Shape {
    std::string_view version;
    std::vector<std::string_view> words;
    friend bool operator==(const Shape& a, const Shape& b) { return a.version == b.version && a.words == b.words; }
};

Shape shape_of(const TagParts& parts) {
    Shape shape{parts.version.text, parts.variant};
    for (const std::string_view word : parts.floating)
        if (word != "latest")
            shape.words.push_back(word);
    std::sort(shape.words.begin(), shape.words.end());
    return shape;
}

void remove_word(std::vector<std::string_view>& words, std::string_view word) {
    words.erase(std::remove(words.begin(), words.end(), word), words.end());
}

/// The policy: may the image have a variant of this kind, and how far is it?
std::optional<Distance> policy(std::string_view image, VariantKind kind) {
    const std::string_view name = kind == VariantKind::slim     ? "slim"
                                  : kind == VariantKind::alpine ? "alpine"
                                                                : "smaller";
    for (Lines lines(fact_text(Fact::equivalents)); lines.next();) {
        if (field(lines.line(), 0) != image || field(lines.line(), 3) != name)
            continue;
        const std::string_view distance = field(lines.line(), 4);
        // `alpine:3.24` for debian is another image, no variant
        if (field(lines.line(), 2).find(':') != npos)
            continue;
        if (distance == "same-libc")
            return Distance::same_libc;
        if (distance == "musl")
            return Distance::musl;
        if (distance == "data")
            return Distance::data;
    }
    return std::nullopt;
}

/// The distribution's release that a build is for, as one of its tags names it.
std::string_view release_of(const Build& build) {
    for (const std::string& tag : build.tags)
        if (const TagParts parts = parse_tag(tag); !parts.distro.empty())
            return parts.distro;
    return {};
}

/// The shape that the wanted variant has; nullopt when the tag is that variant, or a smaller one, already.
std::optional<Shape> wanted_shape(std::string_view image, const TagParts& parts, VariantKind kind) {
    Shape shape = shape_of(parts);
    const auto has = [&](std::string_view begin) {
        return std::any_of(shape.words.begin(), shape.words.end(),
                           [&](std::string_view word) { return word.starts_with(begin); });
    };
    if (has("alpine") || has("windows") || has("nanoserver") || has("onbuild"))
        return std::nullopt;
    switch (kind) {
    case VariantKind::slim:
        if (has("slim") || has("backports"))
            return std::nullopt;
        shape.words.push_back("slim");
        break;
    case VariantKind::jre:
        if (image != "eclipse-temurin" || !has("jdk"))
            return std::nullopt;
        std::replace(shape.words.begin(), shape.words.end(), std::string_view("jdk"), std::string_view("jre"));
        break;
    case VariantKind::alpine:
        remove_word(shape.words, "slim");
        if (!parts.distro.empty())
            remove_word(shape.words, parts.distro);
        shape.words.push_back("alpine");
        break;
    }
    std::sort(shape.words.begin(), shape.words.end());
    return shape;
}

/// A tag of the shape that once was there: its words in the orders that images use. gone_on: the day that the full
/// one left, where both must name the same release; empty: any.
std::optional<std::string> old_tag(std::string_view image, const TagParts& parts, VariantKind kind,
                                   std::string_view version, std::string_view written, std::string_view gone_on) {
    if (kind == VariantKind::jre)
        return std::nullopt;
    const std::string suffix = kind == VariantKind::slim ? "slim" : "alpine";
    std::string rest; // the variant words but the distribution and slim
    for (const std::string_view word : parts.variant)
        if (word != "slim" && word != parts.distro)
            rest += "-" + std::string(word);
    const std::string distro = parts.distro.empty() ? "" : "-" + std::string(parts.distro);
    std::string moving; // lts
    for (const std::string_view word : parts.floating)
        if (word != "latest")
            moving += "-" + std::string(word);
    const auto try_tag = [&](const std::string& tail) -> std::optional<std::string> {
        const auto with = [&](std::string_view head) {
            const std::string tag = std::string(head) + moving + tail;
            return head.empty() ? tag.substr(1) : tag;
        };
        const std::string day = tag_gone_on(image, with(version));
        if (day.empty() || (!gone_on.empty() && day != gone_on))
            return std::nullopt;
        return with(written);
    };
    if (kind == VariantKind::alpine)
        return try_tag(rest + "-" + suffix);
    if (auto tag = try_tag(rest + "-" + suffix + distro))
        return tag;
    return try_tag(rest + distro + "-" + suffix);
}

std::optional<Equivalent> find(const Catalog& catalog, std::string_view image, std::string_view tag, VariantKind kind) {
    const auto distance = policy(image, kind);
    if (!distance)
        return std::nullopt;
    const TagParts parts = parse_tag(tag.empty() ? "latest" : tag);
    if (parts.rolling && image != "debian")
        return std::nullopt;
    const auto shape = wanted_shape(image, parts, kind);
    if (!shape)
        return std::nullopt;
    Equivalent found;
    found.kind = kind;
    found.distance = *distance;
    const auto source = catalog.find_build(image, tag);
    if (source) {
        for (const Build& build : catalog.builds(image)) {
            for (const std::string& one : build.tags) {
                if (!(shape_of(parse_tag(one)) == *shape))
                    continue;
                if (*distance == Distance::same_libc && kind == VariantKind::slim &&
                    release_of(build) != release_of(*source))
                    return std::nullopt;
                found.tag = one;
                return found;
            }
        }
        return std::nullopt;
    }
    found.current = false;
    const std::string_view version = parts.version.text;
    if (const std::string day = tag_gone_on(image, tag); !day.empty()) {
        // of two tags that left on different days, the later one was of a newer release: for 3, another release line
        const bool exact = parts.version.components > 1;
        if (auto old = old_tag(image, parts, kind, version, version, exact ? std::string_view{} : day)) {
            found.tag = *old;
            return found;
        }
        return std::nullopt;
    }
    // 3.9.1: an exact version, of which no list is kept; its line tells
    if (parts.version.components < 3 || parts.version.prerelease || parts.version.date)
        return std::nullopt;
    found.certain = false;
    const std::string_view line = version.substr(0, version.rfind('.'));
    if (auto old = old_tag(image, parts, kind, line, version, {})) {
        found.tag = *old;
        return found;
    }
    for (const Build& build : catalog.builds(image))
        for (const std::string& one : build.tags) {
            const Shape other = shape_of(parse_tag(one));
            if (other.version == line && other.words == shape->words) {
                found.tag = std::string(version) + one.substr(one.find(line) + line.size());
                return found;
            }
        }
    return std::nullopt;
}

/// Is the version older than the other? 5.36.3 is older than 5.38, 5 is not: it stands for its newest.
bool is_older(std::string_view version, std::string_view other) {
    while (!version.empty() && !other.empty()) {
        const auto take = [](std::string_view& text) {
            const std::size_t dot = std::min(text.find('.'), text.size());
            unsigned long number = 0;
            for (const char c : text.substr(0, dot))
                number = c >= '0' && c <= '9' ? number * 10 + static_cast<unsigned long>(c - '0') : number;
            text.remove_prefix(std::min(dot + 1, text.size()));
            return number;
        };
        const unsigned long a = take(version);
        const unsigned long b = take(other);
        if (a != b)
            return a < b;
    }
    return false;
}

std::string_view program_row(std::string_view package) {
    Lines lines(sorted_rows(fact_text(Fact::debian_programs), package));
    return lines.next() ? lines.line() : std::string_view{};
}

} // namespace

std::vector<Equivalent> equivalents(const Catalog& catalog, std::string_view image, std::string_view tag) {
    std::vector<Equivalent> list;
    for (const VariantKind kind : {VariantKind::slim, VariantKind::jre, VariantKind::alpine})
        if (auto one = find(catalog, image, tag, kind))
            list.push_back(std::move(*one));
    return list;
}

std::optional<VariantFacts> variant_facts(std::string_view image, std::string_view tag) {
    VariantFacts facts;
    bool found = image == "debian";
    for (Lines lines(fact_text(Fact::variant_packages)); lines.next();) {
        if (field(lines.line(), 0) != image)
            continue;
        const std::string_view fact = field(lines.line(), 1);
        (fact == "own"       ? facts.own
         : fact == "lost"    ? facts.lost
         : fact == "jdk"     ? facts.jdk
         : fact == "needs"   ? facts.needs
         : fact == "users"   ? facts.users
         : fact == "folders" ? facts.folders
         : fact == "since"   ? facts.since
                             : facts.kept) = field(lines.line(), 2);
        found = true;
    }
    if (!found || (!facts.since.empty() && is_older(parse_tag(tag).version.text, facts.since)))
        return std::nullopt;
    return facts;
}

bool is_own_program(const VariantFacts& facts, std::string_view program) {
    const auto words = words_of(facts.own);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return word == program || (word.ends_with("*") && program.starts_with(word.substr(0, word.size() - 1)));
    });
}

std::string_view needed_by_own(const VariantFacts& facts, std::string_view program) {
    for (const std::string_view word : words_of(facts.needs))
        if (const std::size_t equals = word.find('='); word.substr(0, equals) == program)
            return word.substr(equals + 1);
    return {};
}

std::vector<std::string_view> packages_with(std::string_view program) {
    if (program.empty() || program == "|" || program.find_first_of(" \t\n") != npos)
        return {};
    // one search through all programs for each name: many files ask for the same few
    thread_local std::unordered_map<std::string, std::vector<std::string_view>> asked;
    if (asked.size() > 4096)
        asked.clear();
    const auto [entry, is_new] = asked.try_emplace(std::string(program));
    std::vector<std::string_view>& packages = entry->second;
    if (!is_new)
        return packages;
    const std::string_view text = fact_text(Fact::debian_programs);
    for (std::size_t at = text.find(program, text.find('\n')); at != npos; at = text.find(program, at + 1)) {
        const std::size_t end = at + program.size();
        if ((text[at - 1] != ' ' && text[at - 1] != '\t') ||
            (end < text.size() && text[end] != ' ' && text[end] != '\t'))
            continue;
        const std::size_t line = text.rfind('\n', at) + 1;
        if (std::count(text.begin() + static_cast<std::ptrdiff_t>(line), text.begin() + static_cast<std::ptrdiff_t>(at),
                       '\t') == 2)
            packages.push_back(text.substr(line, text.find('\t', line) - line));
    }
    return packages;
}

bool is_known_package(std::string_view package) { return !program_row(package).empty(); }

bool in_debian_base(std::string_view package) { return field(program_row(package), 1) == "base"; }

std::string_view brought_by(std::string_view package) { return field(program_row(package), 3); }

std::string_view removed_folder_needed_by(std::string_view package) {
    for (Lines lines(fact_text(Fact::removed_folders)); lines.next();) {
        const std::string_view name = field(lines.line(), 0);
        const std::string_view kind = field(lines.line(), 1);
        if ((kind == "packages" && has_word(name, package)) ||
            (kind == "package" &&
             (name == package || (name.ends_with("*") && package.starts_with(name.substr(0, name.size() - 1))))))
            return field(lines.line(), 2);
    }
    return {};
}

namespace {

std::vector<std::string_view> folders_of_kind(std::string_view kind) {
    std::vector<std::string_view> list;
    for (Lines lines(fact_text(Fact::removed_folders)); lines.next();)
        if (field(lines.line(), 1) == kind)
            list.push_back(field(lines.line(), 0));
    return list;
}

} // namespace

const std::vector<std::string_view>& removed_folders() {
    static const std::vector<std::string_view> folders = folders_of_kind("folder");
    return folders;
}

const std::vector<std::string_view>& differing_folders() {
    static const std::vector<std::string_view> folders = folders_of_kind("differs");
    return folders;
}

} // namespace imgfix::catalog
