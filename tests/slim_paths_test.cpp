// Which paths a word may name.
#include <string>
#include <vector>

#include "rewrite/slim_paths.hpp"
#include "support/compat.hpp"

using namespace imgfix::rewrite;

namespace {

/// The words behind `cd FOLDER`, as they are shown.
std::string paths(const std::string& raw, const std::string& folder = "/") {
    std::string text;
    for (const PathParts& one : paths_in(marked_word(raw), folder))
        text += (text.empty() ? "" : " ") + shown(one);
    return text;
}

Reach reach_of(const std::string& raw, const std::string& folder = "/") {
    return reach(parts_of(folder, marked_word(raw)), "/usr/share/doc");
}

} // namespace

TEST_CASE("words lose their quotes, and expansions and patterns are marked", "[unit]") {
    CHECK(paths("/a/\"b c\"/'d'/\\e") == "/a/b c/d/e");
    CHECK(paths("/a/$X/b") == "/a/.../b");
    CHECK(paths("/a/${X:-/y}/b") == "/a/.../b");
    CHECK(paths("/a/$(echo $(x) y)/`z`") == "/a/.../...");
    CHECK(paths("'/a/$X'") == "/a/$X");
    CHECK(paths("\"/a/$X*\"") == "/a/...*");
    CHECK(paths("/a/b*[cd]?") == "/a/b***");
    CHECK(paths("/a/{b,c}") == "/a/...");
    CHECK(paths("/a/{b}") == "/a/{b}");
    CHECK(paths("$'\\x2fusr'") == "...");
    CHECK(paths("~/a") == "/root/a");
}

TEST_CASE("paths are resolved, also in words that hold more", "[unit]") {
    CHECK(paths("//usr//./share/../lib/") == "/usr/lib");
    CHECK(paths("../../..", "/usr") == "/");
    CHECK(paths("a/b", "/usr/share") == "/usr/share/a/b");
    CHECK(paths("--file=/usr/x") == "/usr/x");
    CHECK(paths("-C/usr") == "/usr");
    CHECK(paths("a:/usr/x:/y") == "/a:/usr/x:/y /usr/x /y");
    CHECK(paths("https://example.org/usr/share") == "");
    CHECK(paths("/a/$X/../..") == "...");
}

TEST_CASE("how a path stands to a folder", "[unit]") {
    for (const char* inside : {"/usr/share/doc", "/usr/share/doc/x", "/usr/*/doc/x", "/u?r/share/d*"})
        CHECK(reach_of(inside) == Reach::inside);
    for (const char* above : {"/", "/usr", "/usr/share/", "/us*", "."})
        CHECK(reach_of(above) == Reach::above);
    for (const char* maybe : {"/usr/$X", "/usr/share/d$X", "/us$X", "/proc/1/root/usr", "/usr/{share,lib}/doc"})
        CHECK(reach_of(maybe) == Reach::maybe);
    for (const char* apart : {"/usr/lib", "/usr/share/documents", "/usr/share/x$X", "/srv/$X", "/usr/local/share/doc"})
        CHECK(reach_of(apart) == Reach::apart);
    CHECK(reach_of("$X/doc") == Reach::unknown);
    CHECK(reach_of("doc", "/usr/share") == Reach::inside);
    CHECK(reach_of("doc", "/usr") == Reach::apart);
    // as many patterns as a hostile file likes
    CHECK(reach_of("/usr/share/" + std::string(20000, '*') + "x") == Reach::apart);
    CHECK(reach_of("/usr/share/d" + std::string(20000, '*') + "c") == Reach::inside);
}
