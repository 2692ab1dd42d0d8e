#include "catalog/variants.hpp"

#include <algorithm>
#include <unordered_map>

#include "catalog/base_config.hpp"
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

/// What stands behind the version in the tags that a variant may have, in the orders that images use.
std::vector<std::string> tails_of(const TagParts& parts, VariantKind kind) {
    std::string rest; // the variant words but the distribution and slim
    for (const std::string_view word : parts.variant)
        if (word != "slim" && word != parts.distro)
            rest += "-" + std::string(word);
    std::string moving; // lts
    for (const std::string_view word : parts.floating)
        if (word != "latest")
            moving += "-" + std::string(word);
    rest.insert(0, moving);
    if (kind == VariantKind::alpine)
        return {rest + "-alpine"};
    const std::string distro = parts.distro.empty() ? "" : "-" + std::string(parts.distro);
    return {rest + "-slim" + distro, rest + distro + "-slim"};
}

/// A tag of the variant that once was there. gone_on: the day that the full one left, where both must name the same
/// release; empty: any.
std::optional<std::string> old_tag(std::string_view image, const TagParts& parts, VariantKind kind,
                                   std::string_view gone_on) {
    if (kind == VariantKind::jre)
        return std::nullopt;
    for (const std::string& tail : tails_of(parts, kind)) {
        std::string tag = std::string(parts.version.text) + tail;
        if (parts.version.text.empty())
            tag.erase(0, 1);
        if (const std::string day = tag_gone_on(image, tag); !day.empty() && (gone_on.empty() || day == gone_on))
            return tag;
    }
    return std::nullopt;
}

/// An exact version (3.9.1, Java's 8u222): was the variant ever published? Empty: no.
std::string exact_tag(std::string_view image, const TagParts& parts, VariantKind kind) {
    const std::string_view rows = sorted_rows(fact_text(Fact::exact_variants), image);
    for (const std::string& tail : tails_of(parts, kind))
        for (Lines lines(rows); lines.next();)
            if (field(lines.line(), 1) == tail && has_word(field(lines.line(), 2), parts.version.text))
                return std::string(parts.version.text) + tail;
    return {};
}

/// Compares two versions number by number, as far as both go (3 stands for its newest): below 0, 0, above 0.
int compare_versions(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        const auto number = [](std::string_view& rest) {
            unsigned value = 0;
            std::size_t length = 0;
            for (; length < rest.size() && rest[length] >= '0' && rest[length] <= '9'; ++length)
                value = value * 10 + static_cast<unsigned>(rest[length] - '0');
            rest.remove_prefix(std::min(rest.size(), length + 1)); // and the separator
            return value;
        };
        const unsigned first = number(a);
        const unsigned second = number(b);
        if (first != second)
            return first < second ? -1 : 1;
    }
    return 0;
}

/// .NET's images: the Alpine tag that was published beside the tag. 8.0-bookworm-slim-amd64 -> 8.0-alpine-amd64.
std::optional<Equivalent> find_dotnet_variant(std::string_view image, std::string_view tag, VariantKind kind,
                                              Distance distance) {
    const std::size_t folder = image.find("/dotnet/"); // the policy names .NET's own registry
    if (kind != VariantKind::alpine || folder == npos)
        return std::nullopt;
    const std::string_view name = image.substr(image.rfind('/') + 1);
    const std::string_view version = tag.substr(0, tag.find('-'));
    for (Lines lines(sorted_rows(fact_text(Fact::dotnet_tags), version)); lines.next();) {
        if (!has_word(field(lines.line(), 1), name))
            continue;
        std::string_view suffix = tag.substr(std::min(tag.size(), version.size() + 1));
        std::string architecture;
        for (const std::string_view one : words_of(field(lines.line(), 4)))
            if (suffix == one || suffix.ends_with("-" + std::string(one))) {
                architecture = "-" + std::string(one);
                suffix.remove_suffix(std::min(suffix.size(), architecture.size()));
            }
        if (!has_word(field(lines.line(), 2), suffix.empty() ? "-" : suffix))
            continue;
        Equivalent found;
        found.kind = kind;
        found.distance = distance;
        found.tag = std::string(version) + "-" + std::string(field(lines.line(), 3)) + architecture;
        return found;
    }
    return std::nullopt;
}

std::optional<Equivalent> find(const Catalog& catalog, std::string_view image, std::string_view tag, VariantKind kind) {
    const auto distance = policy(image, kind);
    if (!distance)
        return std::nullopt;
    const TagParts parts = parse_tag(tag.empty() ? "latest" : tag);
    if (parts.rolling && image != "debian")
        return std::nullopt;
    if (image.find('/') != npos)
        return find_dotnet_variant(image, tag, kind, *distance);
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
    if (const std::string day = tag_gone_on(image, tag); !day.empty()) {
        // of two tags that left on different days, the later one was of a newer release: for 3, another release line
        const bool exact = parts.version.components > 1;
        if (auto old = old_tag(image, parts, kind, exact ? std::string_view{} : day)) {
            found.tag = *old;
            return found;
        }
        return std::nullopt;
    }
    if (parts.version.prerelease || parts.version.date || kind == VariantKind::jre)
        return std::nullopt;
    if (found.tag = exact_tag(image, parts, kind); !found.tag.empty())
        return found;
    // newer than the catalog: its line tells
    const std::string_view version = parts.version.text;
    if (parts.version.components < 3)
        return std::nullopt;
    found.certain = false;
    const std::string_view line = version.substr(0, version.rfind('.'));
    for (const Build& build : catalog.builds(image)) {
        const auto has_line = [&](const std::string& one) {
            const Shape other = shape_of(parse_tag(one));
            return other.version == line && other.words == shape->words;
        };
        const auto named = std::find_if(build.tags.begin(), build.tags.end(), has_line);
        if (named == build.tags.end())
            continue;
        const bool newer = std::none_of(build.tags.begin(), build.tags.end(), [&](const std::string& one) {
            return parse_tag(one).version.components >= 3 &&
                   compare_versions(version, parse_tag(one).version.text) <= 0;
        });
        if (!newer)
            return std::nullopt;
        found.tag = std::string(version) + named->substr(named->find(line) + line.size());
        return found;
    }
    return std::nullopt;
}

/// Known to be of two distributions: openjdk:17 is Oracle Linux, openjdk:17-slim Debian.
bool is_another_system(std::string_view image, std::string_view a, std::string_view b) {
    const auto first = base_config(image, a);
    const auto second = base_config(image, b);
    return first && second && first->family != second->family;
}

std::string_view program_row(std::string_view package) {
    Lines lines(sorted_rows(fact_text(Fact::debian_programs), package));
    return lines.next() ? lines.line() : std::string_view{};
}

} // namespace

std::vector<Equivalent> equivalents(const Catalog& catalog, std::string_view image, std::string_view tag) {
    std::vector<Equivalent> list;
    for (const VariantKind kind : {VariantKind::slim, VariantKind::jre, VariantKind::alpine})
        if (auto one = find(catalog, image, tag, kind);
            one && (one->distance != Distance::same_libc || !is_another_system(image, tag, one->tag)))
            list.push_back(std::move(*one));
    return list;
}

bool is_before(std::string_view tag, std::string_view version) {
    const TagParts parts = parse_tag(tag);
    return parts.version && compare_versions(parts.version.text, version) < 0;
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
         : fact == "built"   ? facts.built
         : fact == "needs"   ? facts.needs
         : fact == "users"   ? facts.users
         : fact == "numbers" ? facts.numbers
         : fact == "absent"  ? facts.absent
         : fact == "folders" ? facts.folders
         : fact == "sets"    ? facts.sets
         : fact == "since"   ? facts.since
         : fact == "old"     ? facts.old
                             : facts.kept) = field(lines.line(), 2);
        found = true;
    }
    if (!found || (!facts.since.empty() && compare_versions(parse_tag(tag).version.text, facts.since) < 0))
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

std::vector<std::string_view> brought_since(std::string_view package, int release) {
    std::vector<std::string_view> list;
    const std::string_view key = package.starts_with("python3-") ? "python3-*" : package;
    for (Lines lines(sorted_rows(fact_text(Fact::long_brought), key)); lines.next();)
        if (std::stoi(std::string(field(lines.line(), 1))) <= release)
            for (const std::string_view one : words_of(field(lines.line(), 2)))
                list.push_back(one);
    return list;
}

std::string_view removed_folder_needed_by(std::string_view package, bool recommends) {
    for (Lines lines(fact_text(Fact::removed_folders)); lines.next();) {
        const std::string_view name = field(lines.line(), 0);
        const std::string_view kind = field(lines.line(), 1);
        if (((kind == "packages" || (recommends && kind == "recommending")) && has_word(name, package)) ||
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

std::string_view owner_of_folder(std::string_view path) {
    const std::string_view table = fact_text(Fact::lost_files);
    while (path.size() > 1) {
        if (const std::string_view row = sorted_row(table, path); !row.empty())
            return field(row, 1);
        path = path.substr(0, path.rfind('/'));
    }
    return {};
}

bool is_owned_place(std::string_view path) { return !sorted_rows(fact_text(Fact::lost_files), path).empty(); }

const std::vector<std::string_view>& differing_folders() {
    static const std::vector<std::string_view> folders = folders_of_kind("differs");
    return folders;
}

} // namespace imgfix::catalog
