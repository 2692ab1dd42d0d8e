// Unified diffs: what GNU diff -u prints, and that patch takes them.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "report/diff.hpp"
#include "support/compat.hpp"

namespace fs = std::filesystem;
using imgfix::report::quote_path;
using imgfix::report::unified_diff;

TEST_CASE("unified diffs", "[unit]") {
    struct Case {
        const char* before;
        const char* after;
        const char* hunks; // without the two header lines
    };
    const std::vector<Case> cases{
        {"a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
        {"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
        {"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
        {"a", "b", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"},
        {"a\n", "a", "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"},
        {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
         "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
        {"a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"},
        {"1\n2\n3\n", "2\n", "@@ -1,3 +1 @@\n-1\n 2\n-3\n"},
    };
    for (const Case& one : cases) {
        INFO(one.before);
        CHECK(unified_diff("p", one.before, one.after, false) == std::string("--- a/p\n+++ b/p\n") + one.hunks);
    }
    CHECK(unified_diff("p", "same\n", "same\n", false).empty());
}

TEST_CASE("distant changes make hunks of their own", "[unit]") {
    std::string before;
    std::string after;
    for (int k = 0; k < 30; ++k) {
        before += std::to_string(k) + "\n";
        after += (k == 3 || k == 20 ? "x" : std::to_string(k)) + "\n";
    }
    const std::string diff = unified_diff("p", before, after, false);
    CHECK_THAT(diff, imgfix::compat::ContainsSubstring("@@ -1,7 +1,7 @@"));
    CHECK_THAT(diff, imgfix::compat::ContainsSubstring("@@ -18,7 +18,7 @@"));
}

TEST_CASE("paths are quoted as git does", "[unit]") {
    CHECK(quote_path("a b/c") == "a b/c");
    CHECK(quote_path("a\"b") == "\"a\\\"b\"");
    CHECK(quote_path("\xC3\xA4") == "\"\\303\\244\"");
    CHECK(quote_path("a\tb\\") == "\"a\\tb\\\\\"");
    CHECK(unified_diff("/etc/x", "a\n", "b\n", false).substr(0, 11) == "--- a/etc/x");
}

TEST_CASE("patch turns one random text into another by the diff between them", "[property]") {
    std::string name = (fs::temp_directory_path() / "imgfix-diff-XXXXXX").string();
    const fs::path folder = ::mkdtemp(name.data());
    std::mt19937 random(20261123);
    for (int round = 0; round < 60; ++round) {
        const auto text = [&] {
            std::string lines;
            const std::size_t count = random() % 40;
            for (std::size_t k = 0; k < count; ++k)
                lines += std::string(1, static_cast<char>('a' + random() % 4)) + (random() % 9 == 0 ? "\r\n" : "\n");
            if (random() % 3 == 0)
                lines += "end";
            return lines;
        };
        const std::string before = text();
        const std::string after = text();
        if (before == after || before.empty() || after.empty())
            continue;
        std::ofstream(folder / "f", std::ios::binary) << before;
        std::ofstream(folder / "d", std::ios::binary) << unified_diff("f", before, after, false);
        REQUIRE(std::system(("cd '" + folder.string() + "' && patch --binary -s -p1 < d > /dev/null").c_str()) == 0);
        std::ifstream file(folder / "f", std::ios::binary);
        std::ostringstream result;
        result << file.rdbuf();
        REQUIRE(result.str() == after);
    }
    fs::remove_all(folder);
}
