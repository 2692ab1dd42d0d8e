// The embedded facts: tags, builds, lines, pins, packages, base configs.
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/base_config.hpp"
#include "catalog/catalog.hpp"
#include "catalog/facts.hpp"
#include "catalog/packages.hpp"
#include "catalog/tag.hpp"
#include "catalog/variants.hpp"
#include "support/compat.hpp"

using namespace imgfix::catalog;

namespace {

constexpr std::string_view today = "2026-11-23";

const Catalog& catalog() { return Catalog::embedded(); }

// image:tag, cut at the colon
struct Reference {
    std::string_view image;
    std::string_view tag;
};
Reference cut(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return {text, {}};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

// "-> tag", "pinned" or the id of the refusal
std::string verdict(const PinResult& result) {
    switch (result.verdict) {
    case PinVerdict::pin:
        return "-> " + result.tag;
    case PinVerdict::already_pinned:
        return "pinned";
    case PinVerdict::refused:
        return std::string(reason_id(result.reason));
    }
    return {};
}

std::string pin(std::string_view reference) {
    const auto [image, tag] = cut(reference);
    return verdict(catalog().resolve_pin(image, tag, today));
}

std::string show(const std::vector<std::string_view>& words) {
    std::string text;
    for (const auto word : words)
        text += (text.empty() ? "" : " ") + std::string(word);
    return text;
}

} // namespace

TEST_CASE("embedded facts are there, with source and date in the first line", "[unit]") {
    for (int i = 0; i <= static_cast<int>(Fact::equivalents); ++i) {
        const auto text = fact_text(static_cast<Fact>(i));
        INFO("fact " << i);
        REQUIRE(text.size() > 200);
        CHECK(text.back() == '\n');
        const auto first = text.substr(0, text.find('\n'));
        CHECK(first.find("20") != std::string_view::npos);
        CHECK(text.find('\r') == std::string_view::npos);
    }
}

TEST_CASE("lines, fields and words of the data files", "[unit]") {
    std::vector<std::string> seen;
    for (Lines lines("a\n\nb"); lines.next();)
        seen.emplace_back(lines.line());
    CHECK(seen == std::vector<std::string>{"a", "", "b"});
    CHECK(field("a\tb\t\td", 1) == "b");
    CHECK(field("a\tb\t\td", 2).empty());
    CHECK(field("a\tb\t\td", 3) == "d");
    CHECK(field("a\tb", 5).empty());
    CHECK(has_word("amd64 arm64v8", "arm64v8"));
    CHECK_FALSE(has_word("amd64 arm64v8", "arm64"));
    CHECK_FALSE(has_word("", ""));
}

TEST_CASE("versions as tags write them", "[unit]") {
    struct Case {
        std::string_view in;
        std::string_view text;
        std::size_t components;
        bool prerelease;
        bool date;
    };
    const std::vector<Case> cases = {
        {"3.12.1", "3.12.1", 3, false, false},
        {"v3.7", "3.7", 2, false, false},
        {"8u504", "8u504", 2, false, false},
        {"25.0.4_7", "25.0.4_7", 4, false, false},
        {"3.15.0rc1", "3.15.0rc1", 3, true, false},
        {"19beta3", "19beta3", 1, true, false},
        {"10.1.0.Final", "10.1.0.Final", 3, true, false},
        {"20260803", "20260803", 1, false, true},
        {"20260816.0.574111", "20260816.0.574111", 3, false, true},
        {"2023.12.20260817.0", "2023.12.20260817.0", 4, false, false},
        {"slim", "", 0, false, false},
        {"jdk17", "", 0, false, false},
        {"", "", 0, false, false},
        {"v", "", 0, false, false},
        {"3.", "", 0, false, false},
        {"7zip", "", 0, false, false},
        {"vivid", "", 0, false, false},
    };
    for (const auto& c : cases) {
        INFO(c.in);
        const Version version = parse_version(c.in);
        CHECK(version.text == c.text);
        CHECK(version.components == c.components);
        CHECK(version.prerelease == c.prerelease);
        CHECK(version.date == c.date);
        CHECK(static_cast<bool>(version) == (c.components != 0));
    }
    CHECK(parse_version("v3.7").v_prefix);
    CHECK(in_line("3.12.1", "3.12"));
    CHECK(in_line("3.12", "3.12"));
    CHECK(in_line("8u504", "8"));
    CHECK(in_line("19beta3", "19"));
    CHECK_FALSE(in_line("3.12.1", "3.1"));
    CHECK_FALSE(in_line("3", "3.12"));
    CHECK_FALSE(in_line("3", ""));
}

TEST_CASE("tags are cut into version, floating words, variant and distribution", "[unit]") {
    struct Case {
        std::string_view in;
        std::string_view version;
        std::string_view floating;
        std::string_view variant;
        std::string_view distro;
        bool rolling;
    };
    const std::vector<Case> cases = {
        {"3.12.1-slim-bookworm", "3.12.1", "", "slim bookworm", "bookworm", false},
        {"lts-alpine3.24", "", "lts", "alpine3.24", "alpine3.24", false},
        {"latest", "", "latest", "", "", false},
        {"3.15-rc-alpine", "3.15", "", "rc alpine", "alpine", true},
        {"sid-slim", "", "", "sid slim", "", true},
        {"8-al2023-jre", "8", "", "al2023 jre", "al2023", false},
        {"fpm", "", "", "fpm", "", false},
        {"mainline-trixie-perl", "", "mainline", "trixie perl", "trixie", false},
        {"", "", "", "", "", false},
    };
    for (const auto& c : cases) {
        INFO(c.in);
        const TagParts parts = parse_tag(c.in);
        CHECK(parts.version.text == c.version);
        CHECK(show(parts.floating) == c.floating);
        CHECK(show(parts.variant) == c.variant);
        CHECK(parts.distro == c.distro);
        CHECK(parts.rolling == c.rolling);
    }
}

TEST_CASE("the catalog has a date, images and builds", "[unit]") {
    CHECK(catalog().date() == "2026-08-21");
    CHECK(catalog().commit() == "37079fb336f5");
    CHECK(catalog().images().size() == 137);
    CHECK(catalog().is_official("python"));
    CHECK_FALSE(catalog().is_official("pyth"));
    CHECK_FALSE(catalog().is_official(""));
    CHECK_FALSE(catalog().is_official("!0 amd64 arm64v8"));
    CHECK_FALSE(catalog().is_official("centos"));
    CHECK(catalog().status("centos").state == ImageState::removed);
    CHECK(catalog().status("centos").gone_on == "2024-07-29");
    CHECK(catalog().status("python").state == ImageState::current);
    CHECK(catalog().status("nobody/python").state == ImageState::unknown);

    CHECK_FALSE(catalog().older_than_a_year("2026-11-23"));
    CHECK_FALSE(catalog().older_than_a_year("2027-08-20"));
    CHECK(catalog().older_than_a_year("2027-08-21"));
    CHECK_FALSE(catalog().older_than_a_year("tomorrow"));

    const auto python = catalog().find_build("python", "");
    REQUIRE(python);
    CHECK(python->has("3.14.7-trixie"));
    CHECK(python->has("latest"));
    CHECK(python->is_shared("3.14"));
    CHECK_FALSE(python->is_shared("trixie"));
    CHECK_FALSE(python->has("3.14-slim"));
    CHECK(has_word(python->architectures, "arm64v8"));
    CHECK_FALSE(has_word(python->architectures, "windows-amd64"));
    const auto slim = catalog().find_build("python", "3.14-slim");
    REQUIRE(slim);
    CHECK(slim->has("slim"));
    CHECK(slim->has("slim-trixie"));
    CHECK(catalog().find_build("wordpress", "php8.3-fpm")->distro == "debian");
    CHECK_FALSE(catalog().find_build("python", "windowsservercore"));
    CHECK_FALSE(catalog().find_build("nobody", ""));

    std::set<std::string> all;
    for (const auto image : catalog().images()) {
        for (const auto& build : catalog().builds(image)) {
            CHECK_FALSE(build.architectures.empty());
            for (const auto& tag : build.tags)
                all.insert(std::string(image) + ":" + tag);
        }
    }
    CHECK(all.size() > 9000);
}

TEST_CASE("another catalog may take the place of the embedded one", "[unit]") {
    std::string why;
    CHECK(Catalog::well_formed(fact_text(Fact::catalog), why));
    const std::string text = "0123456789ab 2027-01-02\n!0 amd64\n=python\n3.15.1|3.15|3|*slim;3.15 latest\t0\n";
    REQUIRE(Catalog::well_formed(text, why));
    const Catalog other(text);
    CHECK(other.date() == "2027-01-02");
    CHECK(other.images().size() == 1);
    const auto build = other.find_build("python", "slim");
    REQUIRE(build);
    CHECK(build->tags == std::vector<std::string>{"3.15.1-slim", "3.15-slim", "3-slim", "slim", "3.15", "latest"});
    CHECK(verdict(other.resolve_pin("python", "slim", "2027-02-01")) == "-> 3.15-slim");
    CHECK(other.status("node").state == ImageState::removed);

    struct Case {
        std::string_view in;
        std::string_view want; // part of the message
    };
    const std::vector<Case> cases = {
        {"", "no images"},
        {"nothing\n", "line 1"},
        {"abc 2027-1-2\n=a\n", "line 1"},
        {"abc 2027-01-02\n!x amd64\n", "line 2"},
        {"abc 2027-01-02\n1.0\t0\n", "line 2"},
        {"abc 2027-01-02\n!0 amd64\n=a\n1.0\t7\n", "line 4"},
        {"abc 2027-01-02\n!0 amd64\n=a\n1.0\t0", "is cut"},
        {"abc 2027-01-02\n!0 amd64\n=a b\n", "line 3"},
        {"abc 2027-01-02\n!0 amd64\n=a\n\n1.0\t0\n", "line 4"},
        {"abc 2027-01-02\n!0 amd64\n", "no images"},
    };
    for (const auto& c : cases) {
        INFO(c.in);
        CHECK_FALSE(Catalog::well_formed(c.in, why));
        CHECK(why.find(c.want) != std::string::npos);
    }
}

TEST_CASE("release lines and their end of life", "[unit]") {
    struct Case {
        std::string_view image;
        std::string_view version;
        std::string_view line;
        std::string_view eol;
    };
    const std::vector<Case> cases = {
        {"python", "3.14.7", "3.14", "2030-10-31"},
        {"python", "3", "", ""},
        {"python", "3.99", "", ""},
        {"debian", "13.6", "13", "2028-08-09"},
        {"ubuntu", "26.04", "26.04", "2031-04-30"},
        {"node", "24.19.0", "24", "2028-04-30"},
        {"nginx", "1.31.4", "1.31", ""},
        {"centos", "7.9.2009", "7", "2024-06-30"},
        {"busybox", "1.38.0", "", ""},
        {"", "1", "", ""},
    };
    for (const auto& c : cases) {
        INFO(c.image << " " << c.version);
        const auto line = release_line(c.image, c.version);
        CHECK((line ? line->cycle : "") == c.line);
        CHECK((line ? line->eol : "") == c.eol);
    }
    REQUIRE(eol("debian", "12"));
    CHECK(eol("debian", "12")->past_end_of_life(today));
    CHECK_FALSE(eol("debian", "12")->past_end_of_life("2026-07-11"));
    CHECK_FALSE(eol("nginx", "1.31")->past_end_of_life(today));
    CHECK_FALSE(eol("debian", "1"));
    CHECK(release_lines("alpine").front().cycle == "3.24");
    CHECK(release_lines("nobody").empty());

    CHECK(codename("debian", "bookworm")->line == "12");
    CHECK(codename("ubuntu", "jammy")->line == "22.04");
    CHECK(codename("node", "krypton")->line == "24");
    CHECK(codename("buildpack-deps", "noble")->product == "ubuntu");
    CHECK_FALSE(codename("python", "bookworm"));
    CHECK_FALSE(codename("debian", "jammy"));
}

TEST_CASE("every codename's line is one that upstream lists, where it lists any", "[unit]") {
    for (Lines lines(fact_text(Fact::codenames)); lines.next();) {
        const auto product = field(lines.line(), 2);
        if (product != "node" && product != "traefik")
            continue;
        INFO(lines.line());
        const auto line = field(lines.line(), 1);
        // traefik 1.0 to 1.6 and 2.1 are older than its list
        CHECK((eol(product, line) || line < "2.3"));
    }
}

TEST_CASE("floating tags are pinned to their release line", "[unit]") {
    struct Case {
        std::string_view in;
        std::string_view want;
    };
    const std::vector<Case> cases = {
        // untagged and latest
        {"python", "-> 3.14"},
        {"python:latest", "-> 3.14"},
        {"node", "-> 26"},
        {"alpine", "-> 3.24"},
        {"debian", "-> 13"},
        {"ubuntu", "-> 26.04"},
        {"postgres", "-> 18"},
        {"golang", "-> 1.27"},
        {"nginx", "-> 1.31"},
        {"fedora", "-> 44"},
        {"amazonlinux", "-> 2023"},
        {"busybox", "-> 1.38"},
        {"tomcat", "-> 11.0"},
        {"maven", "-> 3.9"},
        {"gradle", "-> 9"},
        {"traefik", "-> 3.7"},
        {"eclipse-temurin", "-> 25"},
        {"photon", "-> 5.0"},
        {"r-base", "-> 4.6.1"},
        {"sapmachine", "-> 26"},
        // the same variant
        {"python:slim", "-> 3.14-slim"},
        {"python:3", "-> 3.14"},
        {"python:3-slim", "-> 3.14-slim"},
        {"python:bookworm", "-> 3.14-bookworm"},
        {"python:slim-bookworm", "-> 3.14-slim-bookworm"},
        {"python:alpine3.24", "-> 3.14-alpine3.24"},
        {"golang:alpine", "-> 1.27-alpine"},
        {"node:lts", "-> 24"},
        {"node:current-slim", "-> 26-slim"},
        {"node:lts-alpine", "-> 24-alpine"},
        {"nginx:1", "-> 1.31"},
        {"nginx:stable", "-> 1.30"},
        {"nginx:mainline-alpine-perl", "-> 1.31-alpine-perl"},
        {"nginx:stable-alpine-slim", "-> 1.30-alpine-slim"},
        {"php:8-fpm", "-> 8.5-fpm"},
        {"php:fpm-alpine", "-> 8.5-fpm-alpine"},
        {"traefik:v3", "-> v3.7"},
        {"maven:3-eclipse-temurin-21", "-> 3.9-eclipse-temurin-21"},
        {"gradle:jdk-lts-and-current", "-> 9-jdk-lts-and-current"},
        {"elixir:otp-29", "-> 1.20-otp-29"},
        {"wordpress:php8.3", "-> 7.1-php8.3"},
        {"wordpress:cli", "-> cli-2.12"},
        {"docker:dind", "-> 29.7-dind"},
        {"mysql:lts", "-> 9.7"},
        {"haproxy:lts-alpine", "-> 3.4-alpine"},
        {"busybox:1", "-> 1.38"},
        {"busybox:glibc", "-> 1.38-glibc"},
        {"alpine:3", "-> 3.24"},
        {"pypy:3-slim", "-> 3.11-slim"},
        {"clojure:temurin-21-tools-deps", "-> temurin-21-tools-deps-1.12.5.1664"},
        // another build of the same release
        {"debian:stable-slim", "-> 13-slim"},
        // codenames are these images' versions
        {"buildpack-deps", "-> trixie"},
        {"buildpack-deps:curl", "-> trixie-curl"},
        {"buildpack-deps:stable-scm", "-> trixie-scm"},
        {"ros", "-> lyrical"},
        // no version without more words
        {"sonarqube", "-> 26.8.0.126808-community"},
        {"fluentd", "-> v1.19-1"},
        // names a line already
        {"python:3.12", "pinned"},
        {"python:3.12.1-slim", "pinned"},
        {"python:3.15-rc", "pinned"},
        {"python:3.6", "pinned"},
        {"debian:bookworm", "pinned"},
        {"debian:bookworm-slim", "pinned"},
        {"debian:bookworm-20260803-slim", "pinned"},
        {"debian:10.13", "pinned"},
        {"ubuntu:jammy", "pinned"},
        {"ubuntu:24.04", "pinned"},
        {"alpine:3.18", "pinned"},
        {"alpine:20260805", "pinned"},
        {"node:20", "pinned"},
        {"node:20.1.0-alpine", "pinned"},
        {"node:krypton", "pinned"},
        {"node:lts-krypton", "pinned"},
        {"centos:7", "pinned"},
        {"openjdk:8-jre", "pinned"},
        {"eclipse-temurin:21-jre", "pinned"},
        {"buildpack-deps:jammy", "pinned"},
        {"ros:noetic", "pinned"},
        {"traefik:livarot", "pinned"},
        {"ibm-semeru-runtimes:open-17-jdk", "pinned"},
        {"archlinux:base-20260816.0.574111", "pinned"},
        // refused
        {"nobody/python", "not-official"},
        {"scratch", "not-official"},
        {"", "not-official"},
        {"python:foo", "tag-unknown-to-catalog"},
        {"elasticsearch:8", "tag-unknown-to-catalog"},
        {"python:2", "tag-gone"},
        {"openjdk", "tag-gone"},
        {"openjdk:jre-alpine", "tag-gone"},
        {"maven:3-jdk-8", "tag-gone"},
        {"registry:2", "tag-gone"},
        {"centos", "image-removed"},
        {"java:8", "image-removed"},
        {"debian:sid-slim", "rolling-release"},
        {"debian:testing", "rolling-release"},
        {"ubuntu:rolling", "rolling-release"},
        {"ubuntu:devel", "rolling-release"},
        {"alpine:edge", "rolling-release"},
        {"fedora:rawhide", "rolling-release"},
        {"python:rc", "rolling-release"},
        {"golang:tip", "rolling-release"},
        {"ros:rolling", "rolling-release"},
        {"busybox:unstable", "rolling-release"},
        {"dart:beta", "rolling-release"},
        {"debian:oldstable", "line-past-end-of-life"},
        {"buildpack-deps:oldstable", "line-past-end-of-life"},
        {"archlinux", "no-version-tag"},
        {"hello-world", "no-version-tag"},
        {"clojure", "no-version-tag"},
        {"debian:stable-backports", "no-version-tag"},
        {"python:windowsservercore", "windows-only"},
        {"golang:nanoserver", "windows-only"},
    };
    for (const auto& c : cases) {
        INFO(c.in);
        CHECK(pin(c.in) == c.want);
    }
}

TEST_CASE("a pin tells what its message needs", "[unit]") {
    const auto python = catalog().resolve_pin("python", "slim", today);
    CHECK(python.line == "3.14");
    CHECK(python.eol == "2030-10-31");
    CHECK(python.catalog_day == "2026-08-21");
    CHECK(python.same_build);
    CHECK(python.in_catalog);
    CHECK(python.message == "python:slim was python:3.14-slim on 2026-08-21; that line is maintained until 2030-10-31");

    const auto stable = catalog().resolve_pin("debian", "stable-slim", today);
    CHECK_FALSE(stable.same_build);
    CHECK(catalog().resolve_pin("sonarqube", "", today).adds_words);

    const auto old = catalog().resolve_pin("python", "3.6", today);
    CHECK(old.verdict == PinVerdict::already_pinned);
    CHECK(old.gone_on == "2022-01-18");
    CHECK(old.past_end_of_life);
    CHECK_FALSE(old.in_catalog);

    CHECK(catalog().resolve_pin("centos", "", today).gone_on == "2024-07-29");
    CHECK(catalog().resolve_pin("centos", "7", today).gone_on == "2024-07-02");
    CHECK(catalog().resolve_pin("centos", "", today).message == "centos left the official images on 2024-07-29");

    const auto ended = catalog().resolve_pin("python", "", "2031-01-01");
    CHECK(ended.reason == PinReason::line_past_end_of_life);
    CHECK(ended.tag.empty());
    CHECK(ended.message ==
          "python was python:3.14 on 2026-08-21, and python 3.14 is past its end of life of 2030-10-31");
}

TEST_CASE("each reason has an id and a sentence", "[unit]") {
    std::set<std::string_view> ids;
    for (int i = 1; i <= static_cast<int>(PinReason::no_version_tag); ++i) {
        const auto reason = static_cast<PinReason>(i);
        const auto id = reason_id(reason);
        REQUIRE_FALSE(id.empty());
        for (const char c : id)
            CHECK((c == '-' || std::islower(static_cast<unsigned char>(c)) != 0));
        CHECK(ids.insert(id).second);
        CHECK(reason_sentence(reason).back() == '.');
    }
}

// The contract of pin-tag, over each of the catalog's tags: same build, same variant, final.
TEST_CASE("each pin of the catalog names the same build and variant, and is final", "[property]") {
    std::size_t pins = 0;
    std::size_t total = 0;
    for (const auto image : catalog().images()) {
        for (const auto& build : catalog().builds(image)) {
            for (const auto& tag : build.tags) {
                ++total;
                const auto result = catalog().resolve_pin(image, tag, catalog().date());
                INFO(image << ":" << tag << " -> " << result.tag);
                CHECK(result.in_catalog);
                CHECK_FALSE(result.message.empty());
                if (result.verdict != PinVerdict::pin)
                    continue;
                ++pins;
                if (result.same_build) {
                    CHECK(build.has(result.tag));
                } else {
                    CHECK(image == "debian");
                }
                CHECK(result.tag != tag);
                const auto again = catalog().resolve_pin(image, result.tag, catalog().date());
                CHECK(again.verdict == PinVerdict::already_pinned);
                // Variant words stay, in their order.
                const auto before = parse_tag(tag).variant;
                const auto after = parse_tag(result.tag).words;
                std::size_t next = 0;
                for (const auto word : after) {
                    if (next < before.size() && before[next] == word)
                        ++next;
                }
                CHECK(next == before.size());
                // A version that was there is not left.
                if (const auto version = parse_tag(tag).version) {
                    CHECK(in_line(parse_tag(result.tag).version.text, version.text));
                }
            }
        }
    }
    CHECK(total > 9000);
    CHECK(pins > 2000);
}

TEST_CASE("precision and distribution of a pin", "[unit]") {
    struct Case {
        std::string_view reference;
        Precision precision;
        bool distro;
        std::string_view verdict;
    };
    const std::vector<Case> cases{
        {"node", Precision::line, false, "-> 26"},
        {"node", Precision::minor, false, "-> 26.7"},
        {"node", Precision::patch, false, "-> 26.7.0"},
        {"node:26", Precision::line, false, "pinned"},
        {"node:26", Precision::minor, false, "-> 26.7"},
        {"node:26.7", Precision::minor, false, "pinned"},
        {"node:26.7", Precision::patch, false, "-> 26.7.0"},
        {"node:26.7.0", Precision::patch, false, "pinned"},
        {"node:alpine", Precision::line, true, "-> 26-alpine3.24"},
        {"node:26-alpine", Precision::line, true, "-> 26-alpine3.24"},
        {"node:26-alpine", Precision::line, false, "pinned"},
        {"node:26-slim", Precision::patch, true, "-> 26.7.0-trixie-slim"},
        {"node:26-bookworm", Precision::line, true, "pinned"},
        {"debian", Precision::patch, true, "-> 13.6"},
        {"debian:bookworm", Precision::patch, true, "pinned"},
        {"alpine:3.24", Precision::line, true, "pinned"},
        {"node:99.1", Precision::patch, true, "pinned"},
        {"mcr.microsoft.com/dotnet/sdk", Precision::line, false, "-> 10.0"},
        {"mcr.microsoft.com/dotnet/sdk:latest", Precision::patch, true, "-> 10.0.400-noble"},
        {"mcr.microsoft.com/dotnet/sdk:8.0", Precision::line, false, "pinned"},
        {"gcr.io/distroless/static-debian12:nonroot", Precision::line, false, "no-version-tag"},
        {"cgr.dev/chainguard/static", Precision::line, false, "not-official"},
    };
    for (const auto& one : cases) {
        const auto [image, tag] = cut(one.reference);
        INFO(one.reference);
        CHECK(verdict(catalog().resolve_pin(image, tag, today, {one.precision, one.distro})) == one.verdict);
    }
}

TEST_CASE("each pin of any precision names the same build, and is final", "[property]") {
    for (const auto image : catalog().images()) {
        for (const auto& build : catalog().builds(image)) {
            for (const auto& tag : build.tags) {
                for (const PinWish wish : {PinWish{Precision::minor, false}, PinWish{Precision::patch, true}}) {
                    const PinResult pin = catalog().resolve_pin(image, tag, today, wish);
                    if (pin.verdict != PinVerdict::pin || !pin.same_build)
                        continue;
                    INFO(image << ":" << tag << " -> " << pin.tag);
                    CHECK(build.has(pin.tag));
                    const PinResult again = catalog().resolve_pin(image, pin.tag, today, wish);
                    CHECK((again.verdict == PinVerdict::already_pinned ||
                           (again.verdict == PinVerdict::pin && again.tag.size() > pin.tag.size() &&
                            build.has(again.tag))));
                }
            }
        }
    }
}

TEST_CASE("the nearest that is maintained is newer, of the same variant and in the catalog", "[unit]") {
    struct Case {
        std::string_view reference;
        std::string_view nearest;
    };
    const std::vector<Case> cases{
        {"python:2.7-slim", "3.11-slim"},
        {"python:3.6.8-slim", "3.11.16-slim"},
        {"python:3.12.1", "3.12.14"},
        {"python:3.12", ""},
        {"python:3.14.99", ""},
        {"node:12-alpine3.12", "22-alpine"},
        {"debian:stretch-slim", "trixie-slim"},
        {"ubuntu:19.10", "22.04"},
        {"postgres:9.6", "15"},
        {"traefik:v2.1.3", "v3.7.11"},
        {"python:2-no-such-variant", ""},
        {"debian:bookworm-20230101-slim", ""},
        {"node", ""},
        {"openjdk:8", ""},
    };
    for (const auto& one : cases) {
        const auto [image, tag] = cut(one.reference);
        INFO(one.reference);
        CHECK(catalog().resolve_pin(image, tag, today).nearest_tag == one.nearest);
    }
}

TEST_CASE("of tags with one digest the one as exact as wished is taken", "[unit]") {
    const std::vector<std::string> tags{"2.4", "2.4.1", "2", "2.3.9", "v2.4"};
    CHECK(version_tag("team/app", tags, {}) == "2.4");
    CHECK(version_tag("team/app", tags, {Precision::patch, false}) == "2.4.1");
    CHECK(version_tag("node", {"26.7.0", "26.7", "26"}, {}) == "26");
    CHECK(version_tag("team/app", {"1-alpine", "1.2-alpine"}, {}) == "1.2-alpine");
    CHECK(version_tag("team/app", {"edge", "slim"}, {}).empty());
    CHECK(version_tag("team/app", {}, {}).empty());
}

TEST_CASE("at least 95 of 100 untagged official images are pinned", "[property]") {
    std::size_t latest = 0;
    std::size_t pinned = 0;
    for (const auto image : catalog().images()) {
        if (!catalog().find_build(image, ""))
            continue;
        ++latest;
        const auto result = catalog().resolve_pin(image, "", catalog().date());
        pinned += result.verdict == PinVerdict::pin;
    }
    CHECK(latest > 110);
    CHECK(pinned * 100 >= latest * 94);
}

TEST_CASE("tags that left, with their day", "[unit]") {
    struct Case {
        std::string_view image;
        std::string_view tag;
        std::string_view want;
    };
    const std::vector<Case> cases = {
        {"python", "3.6", "2022-01-18"},
        {"node", "12", "2022-05-03"},
        {"alpine", "3.9", "2021-01-15"},
        {"debian", "stretch", "2022-07-12"},
        {"openjdk", "11", "2022-08-20"},
        {"centos", "7", "2024-07-02"},
        {"ubuntu", "18.04", "2023-06-15"},
        {"python", "3.9", "2025-11-03"},
        {"python", "3.14", ""},
        {"python", "never", ""},
        {"nobody", "1", ""},
    };
    for (const auto& c : cases) {
        INFO(c.image << ":" << c.tag);
        CHECK(tag_gone_on(c.image, c.tag) == c.want);
    }
    CHECK(windows_only("python", "windowsservercore-ltsc2022"));
    CHECK_FALSE(windows_only("python", "3.14"));
    CHECK_FALSE(windows_only("alpine", "nanoserver"));
}

TEST_CASE("sizes and images outside the official ones", "[unit]") {
    // 17-alpine is no release of the line 17
    CHECK(compressed_size("postgres", "17").bytes != compressed_size("postgres", "17-alpine").bytes);
    CHECK(compressed_size("alpine", "3.23").bytes == 3848507);
    CHECK(compressed_size("alpine", "3.24").bytes == 3846391);
    CHECK(compressed_size("alpine", "").bytes == 3846391);
    CHECK(compressed_size("alpine", "3.18").bytes == 3292753);
    CHECK(compressed_size("busybox", "1.38").bytes == 2226327);
    CHECK(compressed_size("debian", "13-slim").bytes == 29792658);
    CHECK(compressed_size("debian", "13-slim").day == "2026-08-24");
    CHECK(compressed_size("mysql", "").bytes == 0);

    const auto sdk = find_external("mcr.microsoft.com/dotnet/sdk", "");
    REQUIRE(sdk);
    CHECK(has_word(sdk->tags, "10.0"));
    CHECK_FALSE(find_external("mcr.microsoft.com/dotnet/sdk", "2.1"));
    CHECK_FALSE(find_external("python", "latest"));
}

TEST_CASE("Debian packages and their Alpine names", "[unit]") {
    struct Case {
        std::string_view in;
        std::string_view alpine; // empty: must not be used
        PackageKind kind;
    };
    const std::vector<Case> cases = {
        {"curl", "curl", PackageKind::same},
        {"build-essential", "build-base", PackageKind::rename},
        {"wget", "wget", PackageKind::busybox},
        {"ca-certificates", "ca-certificates", PackageKind::same},
        {"libssl-dev", "openssl-dev", PackageKind::rename},
        {"software-properties-common", "", PackageKind::not_needed},
        {"python", "", PackageKind::replace},
    };
    for (const auto& c : cases) {
        INFO(c.in);
        const auto package = alpine_package(c.in);
        CHECK((package ? package->alpine : "") == c.alpine);
        const auto row = find_package(c.in);
        if (row) {
            CHECK(row->kind == c.kind);
            CHECK(row->debian == c.in);
        }
    }
    CHECK_FALSE(find_package("nobody"));
    CHECK_FALSE(find_package(""));
    CHECK_FALSE(find_package("debian"));
    CHECK_FALSE(find_package("acl\tacl"));
    CHECK(find_package("curl")->evidence == Evidence::built);
    CHECK(find_rhel_package("openssl-devel")->debian == "libssl-dev");
    CHECK_FALSE(find_rhel_package("rhel"));
    CHECK_FALSE(find_rhel_package("nobody"));

    std::size_t usable = 0;
    for (Lines lines(fact_text(Fact::packages)); lines.next();) {
        const auto name = field(lines.line(), 0);
        const auto package = alpine_package(name);
        if (!package)
            continue;
        ++usable;
        CHECK(package->verified);
        CHECK(package->evidence != Evidence::weak);
    }
    CHECK(usable >= 500);
}

TEST_CASE("commands of Alpine and of the busybox image", "[unit]") {
    for (const std::string_view name : {"cat", "echo", "mkdir", "[", "[[", "adduser", "wget", "tail"}) {
        INFO(name);
        CHECK(is_alpine_applet(name));
        CHECK(is_busybox_applet(name));
    }
    for (const std::string_view name : {"bash", "curl", "useradd", "apk", "", "#", "cat\ncd", "busybo", "python3"}) {
        INFO(name);
        CHECK_FALSE(is_alpine_applet(name));
        CHECK_FALSE(is_busybox_applet(name));
    }
    CHECK_FALSE(is_alpine_applet("httpd"));
    CHECK(is_busybox_applet("httpd"));
}

TEST_CASE("which smaller variant stands for a tag", "[unit]") {
    struct Case {
        std::string_view image;
        std::string_view tag;
        std::string_view variants; // in order; empty: none
    };
    const std::vector<Case> cases = {
        {"node", "22", "22-slim 22-alpine"},
        {"python", "3.9-bullseye", "3.9-slim-bullseye 3.9-alpine"},
        {"node", "lts-buster", "lts-buster-slim"},
        {"maven", "3.5.3-jdk-8", "3.5.3-jdk-8-alpine"},
        // of an older Maven
        {"maven", "3-jdk-8", ""},
        {"perl", "5.42", "5.42-slim"},
        {"perl", "5.42-slim", ""},
    };
    for (const auto& c : cases) {
        INFO(c.image << ":" << c.tag);
        std::string found;
        for (const Equivalent& one : equivalents(Catalog::embedded(), c.image, c.tag))
            found += (found.empty() ? "" : " ") + one.tag;
        CHECK(found == c.variants);
    }
    CHECK(variant_facts("perl", "5.38"));
    CHECK(variant_facts("perl", "5"));
    CHECK(variant_facts("perl", "latest"));
    CHECK_FALSE(variant_facts("perl", "5.36.3"));
    CHECK_FALSE(variant_facts("perl", "5.8"));
}

TEST_CASE("what official images hand to a Dockerfile", "[unit]") {
    struct Case {
        std::string_view in;
        std::string_view family; // empty: not known
        ShellProgram sh;
        std::string_view volumes;
        std::string_view user;
        std::string_view workdir;
        std::string_view entrypoint;
        std::string_view cmd;
        std::string_view release;
        std::string_view manager;
    };
    const auto dash = ShellProgram::dash;
    const auto ash = ShellProgram::ash;
    const auto bash = ShellProgram::bash;
    const auto none = ShellProgram::none;
    const std::vector<Case> cases = {
        {"scratch", "scratch", none, "", "", "", "", "", "", ""},
        {"debian", "debian", dash, "", "", "", "", "[\"bash\"]", "13", "apt"},
        {"debian:jessie", "debian", dash, "", "", "", "", "[\"bash\"]", "8", "apt"},
        {"debian:10.13-slim", "debian", dash, "", "", "", "", "[\"bash\"]", "10.13", "apt"},
        {"debian:stable-slim", "debian", dash, "", "", "", "", "[\"bash\"]", "13", "apt"},
        {"ubuntu:trusty", "ubuntu", dash, "", "", "", "", "[\"/bin/bash\"]", "14.04", "apt"},
        {"ubuntu", "ubuntu", dash, "", "", "", "", "[\"/bin/bash\"]", "26.04", "apt"},
        {"alpine", "alpine", ash, "", "", "", "", "[\"/bin/sh\"]", "3.24.1", "apk"},
        {"alpine:3.12", "alpine", ash, "", "", "", "", "[\"/bin/sh\"]", "3.12", "apk"},
        {"alpine:3.2", "alpine", ash, "", "", "", "", "[\"/bin/sh\"]", "3.2", "apk"},
        {"alpine:2.7", "", ash, "", "", "", "", "", "", ""},
        {"busybox", "busybox", ash, "", "", "", "", "[\"sh\"]", "", ""},
        {"busybox:musl", "busybox", ash, "", "", "", "", "[\"sh\"]", "", ""},
        {"centos", "rhel", bash, "", "", "", "", "[\"/bin/bash\"]", "8", "dnf"},
        {"centos:centos7.9.2009", "rhel", bash, "", "", "", "", "[\"/bin/bash\"]", "7", "yum"},
        {"centos:centos6.6", "rhel", bash, "", "", "", "", "", "6", "yum"},
        {"centos:7", "rhel", bash, "", "", "", "", "[\"/bin/bash\"]", "7", "yum"},
        {"fedora:34", "fedora", bash, "", "", "", "", "[\"/bin/bash\"]", "34", "dnf"},
        {"fedora:26", "fedora", bash, "", "", "", "", "", "26", "dnf"},
        {"fedora:28", "", bash, "", "", "", "", "", "", ""},
        {"fedora", "fedora", bash, "", "", "", "", "[\"/bin/bash\"]", "44", "dnf"},
        {"amazonlinux:2", "amazon", bash, "", "", "", "", "[\"/bin/bash\"]", "2", "yum"},
        {"rockylinux:9-minimal", "rhel", bash, "", "", "", "", "[\"/bin/bash\"]", "9", "microdnf"},
        {"python:3.12", "debian", dash, "", "", "", "", "[\"python3\"]", "", "apt"},
        {"python:slim", "debian", dash, "", "", "", "", "[\"python3\"]", "", "apt"},
        {"python:3.12.1-alpine3.18", "alpine", ash, "", "", "", "", "[\"python3\"]", "", "apk"},
        {"python:2.7", "debian", dash, "", "", "", "", "[\"python2\"]", "", "apt"},
        {"node:lts-alpine", "alpine", ash, "", "", "", "[\"docker-entrypoint.sh\"]", "[\"node\"]", "", "apk"},
        {"node:12", "debian", dash, "", "", "", "[\"docker-entrypoint.sh\"]", "[\"node\"]", "", "apt"},
        {"node:6", "debian", dash, "", "", "", "", "[\"node\"]", "", "apt"},
        {"golang", "debian", dash, "", "", "/go", "", "[\"bash\"]", "", "apt"},
        {"golang:1.20-alpine", "alpine", ash, "", "", "/go", "", "[\"/bin/sh\"]", "", "apk"},
        {"postgres", "debian", dash, "/var/lib/postgresql", "", "", "[\"docker-entrypoint.sh\"]", "[\"postgres\"]", "",
         "apt"},
        {"postgres:16-alpine", "alpine", ash, "/var/lib/postgresql/data", "", "", "[\"docker-entrypoint.sh\"]",
         "[\"postgres\"]", "", "apk"},
        {"postgres:10.7", "debian", dash, "/var/lib/postgresql/data", "", "", "[\"docker-entrypoint.sh\"]",
         "[\"postgres\"]", "", "apt"},
        {"redis:7", "debian", dash, "/data", "", "/data", "[\"docker-entrypoint.sh\"]", "[\"redis-server\"]", "",
         "apt"},
        {"mysql:8.4", "rhel", bash, "/var/lib/mysql", "", "", "[\"docker-entrypoint.sh\"]", "[\"mysqld\"]", "",
         "microdnf"},
        {"mongo:8.0", "ubuntu", dash, "/data/db /data/configdb", "", "", "[\"docker-entrypoint.sh\"]", "[\"mongod\"]",
         "", "apt"},
        {"nginx:1.27-alpine", "alpine", ash, "", "", "", "[\"/docker-entrypoint.sh\"]",
         "[\"nginx\", \"-g\", \"daemon off;\"]", "", "apk"},
        {"tomcat:9.0", "ubuntu", dash, "", "", "/usr/local/tomcat", "[]", "[\"catalina.sh\", \"run\"]", "", "apt"},
        {"gradle:jdk21", "ubuntu", dash, "/home/gradle/.gradle", "root", "/home/gradle",
         "[\"/__cacert_entrypoint.sh\"]", "[\"gradle\"]", "", "apt"},
        {"memcached:1.6", "debian", dash, "", "memcache", "", "[\"docker-entrypoint.sh\"]", "[\"memcached\"]", "",
         "apt"},
        {"nginx:1.13.2-alpine", "alpine", ash, "", "", "", "", "[\"nginx\", \"-g\", \"daemon off;\"]", "", "apk"},
        {"node:lts-buster", "debian", dash, "", "", "", "[\"docker-entrypoint.sh\"]", "[\"node\"]", "10", "apt"},
        {"perl:5.42", "debian", dash, "", "", "/usr/src/app", "", "[\"perl#\", \"-de0\"]", "", "apt"},
        {"perl:5.34.0-slim", "debian", dash, "", "", "/", "", "[\"perl#\", \"-de0\"]", "", "apt"},
        {"maven:3.5.3-jdk-8", "debian", dash, "", "", "", "[\"/usr/local/bin/mvn-entrypoint.sh\"]", "[\"mvn\"]", "",
         "apt"},
        {"eclipse-temurin:17-jdk-jammy", "ubuntu", dash, "", "", "", "[\"/__cacert_entrypoint.sh\"]", "[\"jshell\"]",
         "22.04", "apt"},
        {"rust:1.44", "debian", dash, "", "", "", "", "[\"bash\"]", "", "apt"},
        {"rust:1-slim", "debian", dash, "", "", "", "", "[\"bash\"]", "", "apt"},
        {"openjdk:8-jre", "debian", dash, "", "", "", "", "[\"bash\"]", "", "apt"},
        {"openjdk:8-jdk-alpine", "alpine", ash, "", "", "", "", "[\"/bin/sh\"]", "", "apk"},
        {"buildpack-deps:trixie-scm", "debian", dash, "", "", "", "", "[\"bash\"]", "", "apt"},
        {"python:3.12-windowsservercore", "windows", none, "", "", "", "", "", "", ""},
        // not known
        {"python:9.9", "", dash, "", "", "", "", "", "", ""},
        {"python:3.12-nobody", "", dash, "", "", "", "", "", "", ""},
        {"nobody/python", "", dash, "", "", "", "", "", "", ""},
        {"opensuse/leap:15", "", bash, "", "", "", "", "", "", ""},
        {"", "", dash, "", "", "", "", "", "", ""},
        {"@0", "", dash, "", "", "", "", "", "", ""},
    };
    for (const auto& c : cases) {
        INFO(c.in);
        const auto [image, tag] = cut(c.in);
        const auto config = base_config(image, tag);
        REQUIRE(config.has_value() == !c.family.empty());
        if (!config)
            continue;
        CHECK(config->family == c.family);
        CHECK(config->sh == c.sh);
        CHECK(config->volumes == c.volumes);
        CHECK(config->user == c.user);
        CHECK(config->workdir == c.workdir);
        CHECK(config->entrypoint == c.entrypoint);
        CHECK(config->cmd == c.cmd);
        CHECK(config->manager == c.manager);
        if (!c.release.empty())
            CHECK(config->release == c.release);
    }
    CHECK(base_config("node", "8-onbuild")->onbuild);
    CHECK_FALSE(base_config("node", "8")->onbuild);
    CHECK_FALSE(base_config("odoo", "17.0")->default_shell);
    CHECK(base_config("odoo", "17.0")->shell == "[\"/bin/bash\", \"-xo\", \"pipefail\", \"-c\"]");
    CHECK(base_config("python", "3.12")->default_shell);
    CHECK(has_word(base_config("golang", "1.26")->env, "GOPATH"));
    CHECK(is_download_variable("PYTHON_VERSION"));
    CHECK(is_download_variable("GPG_KEY"));
    CHECK(is_download_variable("PYTHON_SHA256"));
    CHECK_FALSE(is_download_variable("JAVA_HOME"));
    CHECK_FALSE(is_download_variable("SHARED"));
}

TEST_CASE("most current tags of common images have a known config", "[property]") {
    std::size_t known = 0;
    std::size_t all = 0;
    for (const std::string_view image :
         {"alpine", "debian", "ubuntu",   "busybox",        "python",    "node",    "golang", "ruby",
          "php",    "rust",   "postgres", "redis",          "nginx",     "httpd",   "mysql",  "mariadb",
          "mongo",  "maven",  "tomcat",   "buildpack-deps", "memcached", "rabbitmq"}) {
        for (const auto& build : catalog().builds(image)) {
            for (const auto& tag : build.tags) {
                ++all;
                const auto config = base_config(image, tag);
                known += config.has_value();
                if (!config)
                    continue;
                INFO(image << ":" << tag);
                const bool alpine = tag.find("alpine") != std::string::npos || image == "alpine";
                CHECK((config->family == "alpine") == alpine);
                CHECK((config->sh == ShellProgram::ash) == (alpine || image == "busybox"));
            }
        }
    }
    INFO(known << " of " << all);
    CHECK(known * 100 >= all * 80);
}

TEST_CASE("options and the age of package managers", "[unit]") {
    struct Case {
        std::string_view manager;
        std::string_view option;
        std::string_view family;
        std::string_view release;
        Known want;
    };
    const std::vector<Case> cases = {
        {"apk", "--no-cache", "alpine", "3.24", Known::yes},
        {"apk", "--no-cache", "alpine", "3.3", Known::yes},
        {"apk", "--no-cache", "alpine", "3.2", Known::no},
        {"apk", "--no-cache", "alpine", "3.10.9", Known::yes},
        {"apk", "--no-cache", "alpine", "", Known::unknown},
        {"apk", "--no-cache", "debian", "12", Known::unknown},
        {"apk", "--nothing", "alpine", "3.24", Known::unknown},
        {"pip", "--no-cache-dir", "debian", "8", Known::no},
        {"pip", "--no-cache-dir", "debian", "12", Known::yes},
        {"pip", "--no-cache-dir", "ubuntu", "14.04", Known::no},
        {"pip", "--no-cache-dir", "ubuntu", "16.04", Known::yes},
        {"pip", "--no-cache-dir", "python", "3.12", Known::yes},
        {"pip", "--no-cache-dir", "python", "3", Known::yes},
        {"pip", "--no-cache-dir", "python", "2.7", Known::yes},
        {"pip", "--no-cache-dir", "python", "2.7.8", Known::no},
        {"pip", "--no-cache-dir", "python", "3.3.5", Known::no},
        {"apt", "--no-install-recommends", "debian", "8", Known::yes},
    };
    for (const auto& c : cases) {
        INFO(c.manager << " " << c.option << " " << c.family << " " << c.release);
        CHECK(manager_has_option(c.manager, c.option, c.family, c.release) == c.want);
    }

    struct Base {
        std::string_view in;
        std::string_view manager;
        std::string_view option;
        Known want;
    };
    const std::vector<Base> bases = {
        {"alpine", "apk", "--no-cache", Known::yes},           {"alpine:edge", "apk", "--no-cache", Known::yes},
        {"alpine:3.2", "apk", "--no-cache", Known::no},        {"python:alpine", "apk", "--no-cache", Known::yes},
        {"python:slim", "pip", "--no-cache-dir", Known::yes},  {"python", "pip", "--no-cache-dir", Known::yes},
        {"python:2.7", "pip", "--no-cache-dir", Known::yes},   {"debian:bookworm", "pip", "--no-cache-dir", Known::yes},
        {"debian:jessie", "pip", "--no-cache-dir", Known::no}, {"debian", "pip", "--no-cache-dir", Known::yes},
        {"ubuntu:trusty", "pip", "--no-cache-dir", Known::no}, {"ubuntu:focal", "pip", "--no-cache-dir", Known::yes},
        {"node:24", "pip", "--no-cache-dir", Known::yes},      {"node:24-alpine", "apk", "--no-cache", Known::yes},
        {"centos:7", "pip", "--no-cache-dir", Known::unknown}, {"nobody", "pip", "--no-cache-dir", Known::unknown},
    };
    for (const auto& c : bases) {
        INFO(c.in << " " << c.manager);
        const auto [image, tag] = cut(c.in);
        CHECK(base_has_option(image, tag, c.manager, c.option) == c.want);
    }
}

TEST_CASE("tables that are searched by their first field are sorted by it", "[unit]") {
    for (const Fact fact : {Fact::programs, Fact::debian_programs, Fact::applet_options, Fact::status, Fact::eol,
                            Fact::external, Fact::sizes, Fact::base_config, Fact::packages}) {
        const std::string_view table = fact_text(fact);
        std::string_view last;
        std::size_t number = 0;
        for (Lines lines(table); lines.next();) {
            if (++number <= 2)
                continue;
            const std::string_view key = field(lines.line(), 0);
            INFO(key);
            CHECK(last <= key);
            CHECK(sorted_rows(table, key).find(lines.line()) != std::string_view::npos);
            last = key;
        }
        CHECK(number > 50);
        for (const char* gone : {"", "no-such-row", "\t", "zzzz", "!"})
            CHECK(sorted_rows(table, gone).empty());
    }
}
