#include "catalog/tag.hpp"

#include <array>

#include "catalog/facts.hpp"

namespace imgfix::catalog {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

template <std::size_t N> bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
    for (const auto known : words) {
        if (word == known)
            return true;
    }
    return false;
}

// Between two numbers of a version: 3.12, 21.0.8_9, 8u504, 1.2+3.
bool is_separator(char c) { return c == '.' || c == '_' || c == '+' || c == 'u'; }

// What may stand behind the numbers: 19beta3, 3.15.0rc1, 10.1.0.Final, 2.0.0.RC1.
bool is_version_suffix(std::string_view rest) {
    constexpr std::array<std::string_view, 20> words = {"a",  "alpha", "b",       "beta", "c",     "cr",     "dev",
                                                        "ea", "Final", "GA",      "m",    "M",     "p",      "r",
                                                        "rc", "RC",    "RELEASE", "SP",   "final", "preview"};
    if (!rest.empty() && rest.front() == '.')
        rest.remove_prefix(1);
    std::size_t letters = 0;
    while (letters < rest.size() && is_letter(rest[letters]))
        ++letters;
    if (!contains(words, rest.substr(0, letters)))
        return false;
    for (const char c : rest.substr(letters)) {
        if (!is_digit(c) && c != '.')
            return false;
    }
    return true;
}

// alpine, alpine3.24, al2023, bookworm... `of` is the image it may be a release name for.
bool names_distribution(std::string_view word) {
    constexpr std::array<std::string_view, 9> systems = {"alpine", "al",     "oraclelinux", "ubi",   "ubuntu",
                                                         "debian", "centos", "fedora",      "oracle"};
    std::size_t letters = 0;
    while (letters < word.size() && is_letter(word[letters]))
        ++letters;
    if (contains(systems, word.substr(0, letters))) {
        for (const char c : word.substr(letters)) {
            if (!is_digit(c) && c != '.')
                return false;
        }
        return letters != 2 || word.size() > 2;
    }
    for (Lines lines(fact_text(Fact::codenames)); lines.next();) {
        if (field(lines.line(), 0) == word) {
            const auto product = field(lines.line(), 2);
            return product == "debian" || product == "ubuntu";
        }
    }
    return false;
}

} // namespace

Version parse_version(std::string_view word) {
    Version version;
    std::size_t at = 0;
    if (word.size() > 1 && word[0] == 'v' && is_digit(word[1])) {
        version.v_prefix = true;
        at = 1;
    }
    const std::size_t begin = at;
    std::size_t components = 0;
    std::size_t first_digits = 0;
    while (at < word.size() && is_digit(word[at])) {
        const std::size_t from = at;
        while (at < word.size() && is_digit(word[at]))
            ++at;
        ++components;
        if (components == 1)
            first_digits = at - from;
        if (at + 1 < word.size() && is_separator(word[at]) && is_digit(word[at + 1])) {
            ++at;
        } else {
            break;
        }
    }
    if (components == 0)
        return {};
    if (at < word.size()) {
        if (!is_version_suffix(word.substr(at)))
            return {};
        version.prerelease = true;
    }
    version.text = word.substr(begin);
    version.components = components;
    const auto century = version.text.substr(0, 2);
    version.date = first_digits == 8 && (century == "19" || century == "20");
    return version;
}

bool in_line(std::string_view version, std::string_view line) {
    if (line.empty() || version.substr(0, line.size()) != line)
        return false;
    return version.size() == line.size() || !is_digit(version[line.size()]);
}

bool is_floating_word(std::string_view word) {
    constexpr std::array<std::string_view, 15> words = {
        "latest", "lts", "stable", "current",   "mainline",     "innovation", "production", "rolling",
        "fresh",  "old", "lta",    "oldstable", "oldoldstable", "legacy",     "release"};
    return contains(words, word);
}

bool is_rolling_word(std::string_view word) {
    constexpr std::array<std::string_view, 24> words = {
        "alpha",   "beta",         "canary", "cauldron", "dev",      "devel",   "develop", "ea",
        "edge",    "experimental", "head",   "main",     "master",   "nightly", "next",    "preview",
        "rawhide", "rc",           "buggy",  "sid",      "sisyphus", "testing", "tip",     "unstable"};
    return contains(words, word);
}

TagParts parse_tag(std::string_view tag) {
    TagParts parts;
    for (std::string_view rest = tag;;) {
        const std::size_t end = rest.find('-');
        parts.words.push_back(rest.substr(0, end));
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + 1);
    }
    for (std::size_t i = 0; i < parts.words.size(); ++i) {
        const auto word = parts.words[i];
        if (i == 0) {
            parts.version = parse_version(word);
            if (parts.version)
                continue;
        }
        if (is_floating_word(word)) {
            parts.floating.push_back(word);
            continue;
        }
        if (is_rolling_word(word))
            parts.rolling = true;
        parts.variant.push_back(word);
        if (parts.distro.empty() && names_distribution(word))
            parts.distro = word;
    }
    return parts;
}

} // namespace imgfix::catalog
