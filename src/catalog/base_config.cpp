#include "catalog/base_config.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/facts.hpp"
#include "catalog/tag.hpp"

namespace imgfix::catalog {
namespace {

constexpr auto npos = std::string_view::npos;

using Numbers = std::vector<unsigned long>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 8u504 -> 8 504
Numbers numbers_of(std::string_view version) {
    Numbers found;
    for (std::size_t at = 0; at < version.size();) {
        if (!is_digit(version[at])) {
            ++at;
            continue;
        }
        unsigned long number = 0;
        for (; at < version.size() && is_digit(version[at]); ++at) {
            number = number * 10 + static_cast<unsigned long>(version[at] - '0');
        }
        found.push_back(number);
    }
    return found;
}

Numbers front(const Numbers& numbers, std::size_t count) {
    return {numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(std::min(count, numbers.size()))};
}

// Both cut to the shorter one: 3.6 counts as the newest 3.6.
bool not_after(const Numbers& a, const Numbers& b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    return front(a, shorter) <= front(b, shorter);
}

// The family whose release a codename names anywhere in a tag: bookworm -> debian.
std::string_view codename_family(std::string_view word) {
    for (Lines lines(fact_text(Fact::codenames)); lines.next();) {
        if (field(lines.line(), 0) != word)
            continue;
        const auto product = field(lines.line(), 2);
        if (product == "debian" || product == "ubuntu")
            return product;
    }
    return {};
}

// A word of a variant as the rules write it: jdk17 -> jdk#, alpine3.24 -> alpine, bookworm -> debian.
std::string variant_word(std::string_view word) {
    const auto family = codename_family(word);
    if (!family.empty())
        return std::string(family);
    std::string text;
    for (std::size_t at = 0; at < word.size();) {
        if (!is_digit(word[at])) {
            text += word[at++];
            continue;
        }
        text += '#';
        while (at < word.size() && is_digit(word[at])) {
            ++at;
            if (at + 1 < word.size() && (word[at] == '.' || word[at] == '_') && is_digit(word[at + 1]))
                ++at;
        }
    }
    return text == "alpine#" ? "alpine" : text;
}

struct Key {
    Numbers version;
    std::string variant; // sorted words parted by +, - when there are none
    bool prerelease = false;
};

Key key_of(std::string_view tag) {
    const TagParts parts = parse_tag(tag);
    Key key;
    std::size_t from = 0;
    if (parts.version && !parts.version.date) {
        key.version = numbers_of(parts.version.text);
        key.prerelease = parts.version.prerelease;
        from = 1;
    }
    std::vector<std::string> words;
    for (std::size_t i = from; i < parts.words.size(); ++i)
        words.push_back(variant_word(parts.words[i]));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const auto& word : words) {
        if (!key.variant.empty())
            key.variant += '+';
        key.variant += word;
    }
    if (key.variant.empty())
        key.variant = "-";
    return key;
}

// The rule for exactly this tag (make_base_config.py, find_rule); empty when there is none.
std::string_view find_rule(std::string_view image, std::string_view tag) {
    const Key key = key_of(tag);
    std::string exact = "=";
    exact += tag;
    std::string_view best;
    for (Lines lines(sorted_rows(fact_text(Fact::base_config), image)); lines.next();) {
        const auto rule = lines.line();
        const auto variants = field(rule, 1);
        if (variants != "*" && !has_word(variants, key.variant) && !has_word(variants, exact))
            continue;
        const Numbers since = numbers_of(field(rule, 2));
        if (since.empty()) {
            if (key.version.empty() || variants == "*" || has_word(variants, exact))
                return rule;
            continue;
        }
        if (key.version.empty() || key.prerelease)
            continue;
        if (front(since, key.version.size()) <= key.version && (best.empty() || since > numbers_of(field(best, 2)))) {
            best = rule;
        }
    }
    if (!best.empty() && not_after(key.version, numbers_of(field(best, 3))))
        return best;
    return {};
}

ShellProgram read_shell(std::string_view word) {
    if (word == "dash")
        return ShellProgram::dash;
    if (word == "ash")
        return ShellProgram::ash;
    if (word == "bash")
        return ShellProgram::bash;
    if (word == "none")
        return ShellProgram::none;
    return ShellProgram::unknown;
}

BaseConfig read_config(std::string_view row) {
    BaseConfig config;
    config.family = field(row, 1);
    config.sh = read_shell(field(row, 2));
    config.shell = field(row, 3);
    config.default_shell = config.shell.empty();
    config.volumes = field(row, 4);
    config.user = field(row, 5);
    config.workdir = field(row, 6);
    config.entrypoint = field(row, 7);
    config.cmd = field(row, 8);
    config.env = field(row, 9);
    config.exposed = field(row, 10);
    config.stop_signal = field(row, 11);
    config.healthcheck = field(row, 12) == "yes";
    config.onbuild = field(row, 13) == "yes";
    config.manager = field(row, 14);
    return config;
}

// Images that are a distribution: the tag itself names the release.
bool is_system(std::string_view image) {
    constexpr std::array<std::string_view, 11> names = {"almalinux", "alpine",     "amazonlinux", "archlinux",
                                                        "centos",    "debian",     "fedora",      "oraclelinux",
                                                        "photon",    "rockylinux", "ubuntu"};
    return std::find(names.begin(), names.end(), image) != names.end();
}

// debian bookworm-slim -> 12, alpine 3.18.2 -> 3.18.2
std::string named_release(std::string_view image, std::string_view tag) {
    const TagParts parts = parse_tag(tag);
    if (parts.version && !parts.version.date)
        return std::string(parts.version.text);
    if (const auto name = codename(image, parts.words[0]))
        return std::string(name->line);
    return {};
}

// What follows Debian's newest release or lies before it cannot be older than it.
std::string rolling_release(std::string_view image, std::string_view tag) {
    if (image != "debian")
        return {};
    const auto word = parse_tag(tag).words[0];
    if (word != "stable" && word != "testing" && word != "sid" && word != "unstable")
        return {};
    for (const auto& line : release_lines(image)) {
        if (!line.released.empty() && line.released <= Catalog::embedded().date())
            return std::string(line.cycle);
    }
    return {};
}

bool has_any(std::string_view text, std::string_view word) { return text.find(word) != npos; }

std::optional<BaseConfig> config_of(std::string_view rule) {
    if (field(rule, 5) != "verified")
        return std::nullopt;
    Lines lines(sorted_rows(fact_text(Fact::base_config), field(rule, 6)));
    if (!lines.next())
        return std::nullopt;
    BaseConfig config = read_config(lines.line());
    config.release = field(rule, 4);
    return config;
}

} // namespace

std::optional<BaseConfig> base_config(std::string_view image, std::string_view tag) {
    if (image.empty() || image.front() == '@' || image.find_first_of("\t\n") != npos)
        return std::nullopt;
    if (tag.empty())
        tag = "latest";
    if (tag.find_first_of("\t\n ") != npos)
        return std::nullopt;
    if (has_any(image, "/dotnet/")) // 8.0-alpine-amd64: the same for each architecture
        for (const std::string_view one : {"-amd64", "-arm64v8", "-arm32v7"})
            if (tag.ends_with(one))
                tag.remove_suffix(one.size());
    if (has_any(tag, "windowsservercore") || has_any(tag, "nanoserver") || windows_only(image, tag)) {
        BaseConfig windows;
        windows.family = "windows";
        windows.sh = ShellProgram::none;
        return windows;
    }
    const auto build = Catalog::embedded().find_build(image, tag);
    std::string_view rule = find_rule(image, tag);
    if (rule.empty() && build) {
        for (const auto& other : build->tags) {
            rule = find_rule(image, other);
            if (!rule.empty())
                break;
        }
    }
    if (rule.empty())
        return std::nullopt;
    auto config = config_of(rule);
    if (config && is_system(image)) {
        std::string release = named_release(image, tag);
        if (release.empty() && build) {
            for (const auto& other : build->tags) {
                release = named_release(image, other);
                if (!release.empty())
                    break;
            }
        }
        if (release.empty())
            release = rolling_release(image, tag);
        if (!release.empty())
            config->release = release;
    }
    return config;
}

bool is_download_variable(std::string_view name) {
    constexpr std::array<std::string_view, 19> words = {
        "VERSION",  "VERSIONS", "MD5",     "URL",   "URLS", "KEY",     "KEYS",     "MAJOR",   "CHECKSUM", "FILENAME",
        "DOWNLOAD", "MIRROR",   "MIRRORS", "MINOR", "DEPS", "PACKAGE", "PACKAGES", "RELEASE", "BUILD"};
    const auto is_checksum = [](std::string_view word) {
        if (word.substr(0, 3) != "SHA")
            return false;
        word.remove_prefix(3);
        while (!word.empty() && is_digit(word.front()))
            word.remove_prefix(1);
        return word.empty() || word == "SUM";
    };
    for (std::string_view rest = name;;) {
        const std::size_t end = rest.find('_');
        const auto word = rest.substr(0, end);
        if (std::find(words.begin(), words.end(), word) != words.end())
            return true;
        if (word == "COMMIT" || is_checksum(word))
            return true;
        if (end == npos)
            return false;
        rest.remove_prefix(end + 1);
    }
}

Known manager_has_option(std::string_view manager, std::string_view option, std::string_view family,
                         std::string_view release) {
    const Numbers wanted = numbers_of(release);
    if (wanted.empty())
        return Known::unknown;
    if (manager == "apt")
        manager = "apt-get";
    Known answer = Known::unknown;
    for (Lines lines(fact_text(Fact::managers)); lines.next();) {
        const auto row = lines.line();
        if (field(row, 0) != manager || field(row, 1) != option)
            continue;
        for (std::string_view rest = field(row, 3); !rest.empty();) {
            const std::size_t end = rest.find(' ');
            const auto base = rest.substr(0, end);
            rest.remove_prefix(end == npos ? rest.size() : end + 1);
            const std::size_t colon = base.find(':');
            if (base.substr(0, colon) != family)
                continue;
            const auto range = base.substr(colon + 1);
            const std::size_t dash = range.find('-');
            const Numbers since = numbers_of(range.substr(0, dash));
            const bool ended = dash != npos && !not_after(wanted, numbers_of(range.substr(dash + 1)));
            if (not_after(since, wanted) && !ended)
                return Known::yes;
            answer = Known::no;
        }
    }
    return answer;
}

Known base_has_option(std::string_view image, std::string_view tag, std::string_view manager, std::string_view option) {
    if (tag.empty())
        tag = "latest";
    // The image's own version, by an equal tag when this one has none.
    const auto own = [&](std::string_view name) {
        const Version version = parse_tag(name).version;
        return version && !version.date ? manager_has_option(manager, option, image, version.text) : Known::unknown;
    };
    Known answer = own(tag);
    if (answer != Known::unknown)
        return answer;
    if (const auto build = Catalog::embedded().find_build(image, tag)) {
        for (const auto& other : build->tags) {
            answer = own(other);
            if (answer != Known::unknown)
                return answer;
        }
    }
    const auto config = base_config(image, tag);
    return config ? manager_has_option(manager, option, config->family, config->release) : Known::unknown;
}

} // namespace imgfix::catalog
