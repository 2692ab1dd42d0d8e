// The cache rules apart from the golden cases: calls behind launchers, what may be appended, the gate's own checks.
#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <sys/wait.h>

#include "catalog/caches.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/caches.hpp"
#include "rewrite/calls.hpp"
#include "rewrite/gate.hpp"
#include "rewrite/needless.hpp"
#include "rewrite/pipeline.hpp"
#include "support/compat.hpp"

using namespace imgfix;
using document::Document;
using rewrite::Call;
using rewrite::Claim;
using rewrite::Context;

namespace {

Context context() {
    Context made;
    made.today = "2026-11-23";
    return made;
}

rewrite::RunScript read(const Document& document) {
    auto run = rewrite::read_run(document, document.instructions.back());
    REQUIRE(run);
    return std::move(*run);
}

struct Read {
    explicit Read(const std::string& script)
        : text("FROM alpine:3.24\nRUN " + script + "\n"), document(text), run(read(document)) {}
    std::string text;
    Document document;
    rewrite::RunScript run;
};

std::vector<std::string> names(const std::string& script) {
    const Read made(script);
    std::vector<std::string> list;
    for (const Call& call : made.run.calls)
        list.push_back(call.name);
    return list;
}

using Names = std::vector<std::string>;

const rewrite::Fixer& member(std::string_view id) {
    for (const rewrite::Fixer* fixer : fixers::no_cache())
        if (fixer->info().id == id)
            return *fixer;
    FAIL("no member " << id);
    return *fixers::no_cache().front();
}

/// Applies one fixer; gives the text.
std::string fixed(const rewrite::Fixer& fixer, const std::string& source, bool unsafe_fixes = false) {
    const rewrite::Result result = rewrite::run(source, {&fixer}, context(), unsafe_fixes);
    CHECK(result.drops.empty());
    return result.text;
}

} // namespace

TEST_CASE("each member of the family has its folder in the table", "[unit]") {
    for (const rewrite::CacheRule& rule : rewrite::cache_rules()) {
        INFO(rule.info.id);
        if (!rule.info.id.starts_with("no-cache-"))
            continue;
        const auto folder = catalog::cache_folder(rule.info.id.substr(9));
        REQUIRE(folder);
        CHECK(folder->path.find_first_of("/~") == 0);
        CHECK_FALSE(folder->source.empty());
    }
    CHECK_FALSE(catalog::cache_folder("manager"));
    CHECK_FALSE(catalog::cache_folder("nothing"));
}

TEST_CASE("programs are seen through launchers", "[unit]") {
    CHECK(names("sudo -E -u root apk add x") == Names{"apk"});
    CHECK(names("env -i A=1 B=\"$x\" /sbin/apk add x") == Names{"apk"});
    CHECK(names("A=1 exec time -p nice -n 5 pip install x") == Names{"pip"});
    CHECK(names("command -v apk && command apk add x") == Names{"command", "apk"});
    CHECK(names("sudo") == Names{"sudo"});
    CHECK(names("sudo --unknown apk add x") == Names{"sudo"});
    CHECK(names("$APK add x") == Names{""});
    CHECK(names("$D/bin/pip install x") == Names{""});
    CHECK(names("(apk add x); if a; then b; fi") == Names{"apk", "a", "b"});
    const Read substitution("echo $(apk add x)");
    CHECK(substitution.run.calls[1].in_word);
    const Read function("f() { apk add x; }; f");
    CHECK(function.run.calls[0].in_function);
}

TEST_CASE("which commands may be taken out of their list", "[unit]") {
    const auto removable = [](const std::string& script, std::size_t command) {
        const Read read(script);
        return read.run.removable(read.run.calls[command]);
    };
    CHECK(removable("a && b", 0));
    CHECK(removable("a && b", 1));
    CHECK(removable("a >/dev/null 2>&1 && b", 0));
    CHECK(removable("x; a && b", 1));
    CHECK(removable("a; b", 0));
    CHECK_FALSE(removable("a; b", 1));
    CHECK_FALSE(removable("a;", 0));
    CHECK_FALSE(removable("a || b", 0));
    CHECK_FALSE(removable("b && a || c", 1));
    CHECK_FALSE(removable("a > /log && b", 0));
    CHECK_FALSE(removable("a $(x) && b", 0));
    CHECK_FALSE(removable("! a && b", 0));
    CHECK_FALSE(removable("a | c && b", 0));
    CHECK_FALSE(removable("(a && b)", 0));
    CHECK_FALSE(removable("x & a && b &", 1));
}

TEST_CASE("where a command may be appended", "[unit]") {
    const auto may = [](const std::string& script, bool errors_stop = false) {
        return Read(script).run.no_append(errors_stop).empty();
    };
    CHECK(may("a && b"));
    CHECK(may("a || b"));
    CHECK(may("a; b | c"));
    CHECK(may("set -e; a; b \"$(c)\""));
    CHECK(may("set -- $x; a"));
    CHECK(may("a || exit 1; b"));
    CHECK(may("if a; then b; fi"));
    CHECK(may("if a; then b && c; elif d; then e; else f || g; fi", true));
    CHECK(may("(a && { b || c; })", true));
    CHECK(may("case x in a) b;; *) c && d;; esac", true));
    CHECK_FALSE(may("if a; then b; c; fi", true));
    CHECK_FALSE(may("for i in a b; do c; done", true));
    CHECK_FALSE(may("while a; do b; done", true));
    CHECK_FALSE(may("set -e; (a; b)"));
    CHECK_FALSE(may("set -e; a $(b; c)"));
    CHECK(may("a;"));
    CHECK(may("(a; b) && c", true));
    CHECK_FALSE(may("a && (b; c)", true));
    CHECK(may("f() { a; }; f"));
    CHECK_FALSE(may("f() { a; }; f", true));
    CHECK_FALSE(may("a &"));
    CHECK_FALSE(may("a & b"));
    CHECK_FALSE(may("a # b"));
    CHECK_FALSE(may("exec a"));
    CHECK_FALSE(may("a; exit"));
    CHECK_FALSE(may("a; exit 0"));
    CHECK_FALSE(may("trap x EXIT; a"));
    CHECK_FALSE(may("set -f; a"));
    CHECK_FALSE(may("set -o noglob; a"));
}

TEST_CASE("the gate asks the cache rules itself", "[unit]") {
    const Context given = context();
    const std::string before = "FROM alpine:3.24\nRUN apk update && apk add curl\nRUN apk add --no-cache jq\n";
    const Document document(before);
    const auto gate = [&](const std::string& after, const std::vector<Claim>& claims) {
        const Document changed(after);
        return rewrite::check(document, changed, claims, given);
    };
    const Claim insert = rewrite::InsertWord{1, 1, 2, "--no-cache"};
    const Claim removal = rewrite::RemoveCommand{1, 0};
    CHECK_FALSE(gate("FROM alpine:3.24\nRUN apk add --no-cache curl\nRUN apk add --no-cache jq\n", {insert, removal}));
    // half of the change
    CHECK(gate("FROM alpine:3.24\nRUN apk add curl\nRUN apk add --no-cache jq\n", {removal}));
    // another word, another place, another command, none of the claims
    CHECK(gate("FROM alpine:3.24\nRUN apk add --no-cach curl\nRUN apk add --no-cache jq\n", {insert, removal}));
    CHECK(gate("FROM alpine:3.24\nRUN apk add curl --no-cache\nRUN apk add --no-cache jq\n", {insert, removal}));
    CHECK(gate("FROM alpine:3.24\nRUN apk update && apk add --no-cache curl\nRUN apk add --no-cache jq\n",
               {insert, removal}));
    CHECK(gate("FROM alpine:3.24\nRUN apk update\nRUN apk add --no-cache jq\n", {rewrite::RemoveCommand{1, 1}}));
    CHECK(gate("FROM alpine:3.24\nRUN apk add --no-cache curl\nRUN apk add --no-cache jq\n", {}));
    CHECK(gate("FROM alpine:3.24\nRUN apk update && apk add curl && rm -rf /\nRUN apk add --no-cache jq\n",
               {rewrite::AppendCommand{1, "rm -rf /"}}));
    CHECK(rewrite::forbids_append(document, {1, "rm -rf /var/cache/apk/*"}, given));
    CHECK(rewrite::forbids_insert(document, {2, 0, 2, "--no-cache"}, given));
    CHECK(rewrite::forbids_removal(document, rewrite::RemoveWord{2, 0, 2, "--no-cache"}, given));
}

TEST_CASE("the gate reads scripts inside texts as trees", "[unit]") {
    const Context given = context();
    const std::string before =
        "FROM python:3.14\nRUN sh -c 'pip install a && echo b'\nRUN [\"pip\", \"install\", \"a\"]\n"
        "RUN <<E\npip install a\nE\n";
    const Document document(before);
    const auto gate = [&](std::string after, const std::vector<Claim>& claims) {
        const Document changed(after);
        return rewrite::check(document, changed, claims, given);
    };
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = before;
        return text.replace(text.find(from), from.size(), to);
    };
    const Claim quoted = rewrite::InsertWord{1, 0, 2, "--no-cache-dir", 1};
    const Claim exec = rewrite::InsertWord{2, 0, 2, "--no-cache-dir"};
    const Claim heredoc = rewrite::InsertWord{3, 0, 2, "--no-cache-dir"};
    CHECK_FALSE(gate(with("install a &&", "install --no-cache-dir a &&"), {quoted}));
    CHECK_FALSE(gate(with("\"install\"", "\"install\", \"--no-cache-dir\""), {exec}));
    CHECK_FALSE(gate(with("E\npip install", "E\npip install --no-cache-dir"), {heredoc}));
    // more than the claim says, or at another place
    CHECK(gate(with("install a && echo b", "install --no-cache-dir a && echo c"), {quoted}));
    CHECK(gate(with("install a &&", "install  --no-cache-dir a &&"), {quoted}));
    CHECK(gate(with("'pip install a && echo b'", "\"pip install --no-cache-dir a && echo b\""), {quoted}));
    CHECK(gate(with("\"install\"", "\"install\",  \"--no-cache-dir\""), {exec}));
    CHECK(gate(with("\"install\"", "\"install --no-cache-dir\""), {exec}));
    CHECK(gate(with("E\npip install", "E\n\npip install --no-cache-dir"), {heredoc}));
    CHECK(gate(with("install a &&", "install --no-cache-dir a &&"), {exec}));
    CHECK(gate(with("install a &&", "install --no-cache-dir a &&"), {rewrite::InsertWord{1, 0, 2, "--no-cache-dir"}}));
}

TEST_CASE("a whole RUN goes only when the rules say so", "[unit]") {
    const Context given = context();
    const std::string before = "FROM alpine:3.24\nRUN apk update\nRUN apk add --no-cache curl\nRUN echo a\n";
    const Document document(before);
    const Document good("FROM alpine:3.24\nRUN apk add --no-cache curl\nRUN echo a\n");
    const Document bad("FROM alpine:3.24\nRUN apk update\nRUN apk add --no-cache curl\n");
    const Document more("FROM alpine:3.24\nRUN apk add --no-cache curl\n");
    CHECK_FALSE(rewrite::check(document, good, {rewrite::RemoveInstruction{1}}, given));
    CHECK(rewrite::check(document, bad, {rewrite::RemoveInstruction{3}}, given));
    CHECK(rewrite::check(document, more, {rewrite::RemoveInstruction{1}}, given));
    CHECK(rewrite::check(document, good, {}, given));
}

TEST_CASE("edits of cache changes keep everything else", "[unit]") {
    const auto& apk = member("no-cache-apk");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk\tadd\tcurl") == "FROM alpine:3.24\nRUN apk\tadd --no-cache\tcurl");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk ad\\\nd curl\n") ==
          "FROM alpine:3.24\nRUN apk ad\\\nd --no-cache curl\n");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk add -U \\\n  # c\n  curl\n") ==
          "FROM alpine:3.24\nRUN apk add --no-cache \\\n  # c\n  curl\n");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk add \\\n  -U \\\n  # c\n  curl\n") ==
          "FROM alpine:3.24\nRUN apk add --no-cache \\\n  # c\n  curl\n");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk add \\\n  # c\n  -U \\\n  # d\n  curl\n") ==
          "FROM alpine:3.24\nRUN apk add --no-cache \\\n  # c\n  -U \\\n  # d\n  curl\n"); // -U does no harm
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk update \\\n && rm -rf /var/cache/apk/* && apk add curl\n") ==
          "FROM alpine:3.24\nRUN apk add --no-cache curl\n");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN true && apk update && apk add curl | cat && rm -rf /var/cache/apk/*  \n") ==
          "FROM alpine:3.24\nRUN true && apk add --no-cache curl | cat  \n");
    // no neighbour is left, or the removal does more
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN rm -rf /var/cache/apk/*\n") ==
          "FROM alpine:3.24\nRUN rm -rf /var/cache/apk/*\n");
    CHECK(fixed(apk, "FROM alpine:3.24\nRUN apk add --no-cache curl && rm -rf /var/cache/apk/* || true\n") ==
          "FROM alpine:3.24\nRUN apk add --no-cache curl && rm -rf /var/cache/apk/* || true\n");
}

TEST_CASE("the index of the file's own apk is not taken from who needs it", "[unit]") {
    // the RUN that reads it may remove it behind itself
    const auto unchanged = [](const std::string& source) {
        const std::string first = source.substr(0, source.find('\n', source.find("RUN")) + 1);
        CHECK(fixed(member("no-cache-apk"), source).starts_with(first));
    };
    for (const char* user : {"apk search x", "apk fetch x", "apk info x", "apk list", "apk policy x", "apk version",
                             "apk add --no-network x", "./x", "sh x.sh", "curl x | sh", "make", "sh -c 'apk search x'",
                             "$X", "eval x", "apk $X", "xargs apk"}) {
        INFO(user);
        unchanged("FROM alpine:3.24\nRUN apk update && apk add curl\nRUN " + std::string(user) + "\n");
        unchanged("FROM alpine:3.24 AS a\nRUN apk add curl\nFROM a\nRUN " + std::string(user) + "\n");
    }
    unchanged("FROM alpine:3.24\nRUN apk add curl\nONBUILD RUN x\n");
    unchanged("FROM alpine:3.24\nRUN apk add curl\nRUN [\"x\"]\n");
    unchanged("FROM alpine:3.24\nRUN apk add curl\nRUN <<E\nx\nE\n");
}

TEST_CASE("pip's version decides", "[unit]") {
    const auto& pip = member("no-cache-pip");
    const auto verdict = [&](const std::string& base, const std::string& before = "") {
        const std::string source =
            "FROM " + base + "\n" + before + "RUN pip install x & wait\n"; // nothing can be appended
        if (fixed(pip, source) != source)
            return "safe";
        return fixed(pip, source, true) != source ? "unsafe" : "no";
    };
    CHECK(verdict("python:3.14") == std::string("safe"));
    CHECK(verdict("python:3.6.9") == std::string("safe"));
    CHECK(verdict("python:3.6.8") == std::string("unsafe"));
    CHECK(verdict("python:3.4") == std::string("unsafe"));
    CHECK(verdict("python:2.7") == std::string("safe"));
    CHECK(verdict("debian:12") == std::string("safe"));
    CHECK(verdict("debian:9") == std::string("unsafe"));
    CHECK(verdict("debian:8") == std::string("no"));
    CHECK(verdict("ubuntu:14.04") == std::string("no"));
    CHECK(verdict("ubuntu:18.04") == std::string("unsafe"));
    CHECK(verdict("example.org/x") == std::string("no"));
    CHECK(verdict("debian:9", "RUN pip install --no-cache-dir -U pip\n") == std::string("safe"));
    CHECK(verdict("python:3.14", "RUN pip install --no-cache-dir pip==9.0.1\n") == std::string("unsafe"));
    CHECK(verdict("python:3.14", "RUN pip install --no-cache-dir pip==19.0.1\n") == std::string("no"));
    CHECK(verdict("python:3.14", "RUN pip install --no-cache-dir 'pip<20'\n") == std::string("unsafe"));
}

namespace {

int status_of(const std::string& shell, const std::string& script) {
    const std::string command = shell + " -c '" + script + "' >/dev/null 2>&1";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

TEST_CASE("what is appended runs only on success and keeps the status, in every shell", "[property]") {
    constexpr std::array<const char*, 28> commands{"true",
                                                   "false",
                                                   "if true; then true && false; fi",
                                                   "if false; then true; else false && true; fi",
                                                   "{ false && true; }",
                                                   "(true && false)",
                                                   "(if true; then (exit 4); fi)",
                                                   "case x in y) true;; *) false || (exit 5);; esac",
                                                   "(exit 3)",
                                                   "true | false",
                                                   "false | true",
                                                   "! true",
                                                   "! false",
                                                   "if true; then false; fi",
                                                   "if false; then true; else false; true; fi",
                                                   "{ false; true; }",
                                                   "(false; true)",
                                                   "x=$(false; true)",
                                                   "x=$(false)",
                                                   ": \"$(false; true)\"",
                                                   "exit 2",
                                                   "exit 0",
                                                   "set -e",
                                                   "set -ex",
                                                   "set +e",
                                                   "for i in 1 2; do false; done",
                                                   "f() { false; true; }",
                                                   "f"};
    constexpr std::array<const char*, 3> joiners{"; ", " && ", " || "};
    std::vector<std::string> shells;
    for (const char* shell : {"dash", "bash", "busybox ash"})
        if (status_of(shell, "true") == 0)
            shells.push_back(shell);
    REQUIRE(shells.size() >= 2);
    std::mt19937 random(20261123);
    int allowed = 0;
    for (int turn = 0; turn < 400; ++turn) {
        std::string script = commands[random() % commands.size()];
        for (std::size_t k = random() % 4; k > 0; --k)
            script += joiners[random() % joiners.size()] + std::string(commands[random() % commands.size()]);
        // every third one as a heredoc, where lines end commands
        if (turn % 3 == 0)
            for (std::size_t at = script.find("; "); at != std::string::npos && random() % 3 != 0;
                 at = script.find("; ", at + 1))
                if (script.find_first_of("({", 0) > at)
                    script.replace(at, 2, "\n");
        const std::string text =
            turn % 3 == 0 ? "FROM alpine:3.24\nRUN <<E\n" + script + "\nE\n" : "FROM alpine:3.24\nRUN " + script + "\n";
        const Document document(text);
        if (!rewrite::read_run(document, document.instructions.back()))
            continue;
        const rewrite::RunScript run = read(document);
        for (const bool errors_stop : {false, true}) {
            if (!run.no_append(errors_stop).empty())
                continue;
            ++allowed;
            for (const std::string& shell : shells) {
                const std::string with = errors_stop ? shell + " -e" : shell;
                INFO(with << ": " << script);
                const int before = status_of(with, script);
                CHECK(status_of(with, script + " && true") == before);
                // it runs when the script succeeds, and only then: its own status shows
                CHECK(status_of(with, script + " && exit 77") == (before == 0 ? 77 : before));
            }
        }
    }
    CHECK(allowed > 150);
}

TEST_CASE("what is put beside a command changes nothing else, in every shell", "[property]") {
    constexpr std::array<const char*, 16> commands{"true",
                                                   "false",
                                                   "(exit 3)",
                                                   "true | false",
                                                   "! true",
                                                   "if true; then false; fi",
                                                   "{ false; true; }",
                                                   "(false; true)",
                                                   "x=$(false; true)",
                                                   "exit 2",
                                                   "exit 0",
                                                   "set -e",
                                                   "set +e",
                                                   "test -e /",
                                                   "test -e /no/such",
                                                   "echo $?"};
    constexpr std::array<const char*, 4> joiners{"; ", "; ", " && ", " || "};
    std::vector<std::string> shells;
    for (const char* shell : {"dash", "bash", "busybox ash"})
        if (status_of(shell, "true") == 0)
            shells.push_back(shell);
    REQUIRE(shells.size() >= 2);
    using Beside = rewrite::RunScript::Beside;
    std::mt19937 random(20261124);
    int behind = 0;
    int before = 0;
    for (int turn = 0; turn < 250; ++turn) {
        std::string script = turn % 3 == 0 ? "set -e; " : "";
        script += commands[random() % commands.size()];
        for (std::size_t k = 1 + random() % 4; k > 0; --k)
            script += joiners[random() % joiners.size()] + std::string(commands[random() % commands.size()]);
        const std::string text = "FROM alpine:3.24\nRUN " + script + "\n";
        const Document document(text);
        if (!rewrite::read_run(document, document.instructions.back()))
            continue;
        const rewrite::RunScript run = read(document);
        for (const rewrite::Call& call : run.calls) {
            if (!call.name.starts_with("t")) // true and test, as what is put in fails for no other reason
                continue;
            const auto put = [&](std::size_t at, const std::string& more) {
                std::string with = script;
                return with.insert(at, more);
            };
            for (const char* mode : {"", " -e"})
                for (const std::string& shell : shells) {
                    const std::string with = shell + mode;
                    const int status = status_of(with, script);
                    INFO(with << ": " << script << " at " << call.command->begin);
                    if (const Beside place = run.may_insert_behind(call); place != Beside::no) {
                        ++behind;
                        const std::string glue = place == Beside::sequence ? "; " : " && ";
                        CHECK(status_of(with, put(call.command->end, glue + "true")) == status);
                    }
                    if (const Beside place = run.may_insert_before(call); place != Beside::no) {
                        ++before;
                        const std::string glue = place == Beside::sequence ? "; " : " && ";
                        CHECK(status_of(with, put(call.command->begin, "true" + glue)) == status);
                        // where the call is reached, a failure of the one before it is the script's
                        const std::string marked = put(call.command->begin, "(exit 78)" + glue);
                        const bool reached = status_of(with, put(call.command->begin, "exit 79" + glue)) == 79;
                        CHECK(status_of(with, marked) == (reached ? 78 : status));
                    }
                }
        }
    }
    CHECK(behind > 100);
    CHECK(before > 100);
}

TEST_CASE("what must succeed fails the script when it fails, in every shell", "[property]") {
    constexpr std::array<const char*, 10> commands{
        "true",   "false",  "(exit 3)",  "if true; then false; fi",  "true | true", "! false",
        "set -e", "set +e", "{ true; }", "for i in 1; do true; done"};
    constexpr std::array<const char*, 4> joiners{"; ", " && ", " || ", "; "};
    std::vector<std::string> shells;
    for (const char* shell : {"dash", "bash", "busybox ash"})
        if (status_of(shell, "true") == 0)
            shells.push_back(shell);
    REQUIRE(shells.size() >= 2);
    std::mt19937 random(20261124);
    int certain = 0;
    for (int turn = 0; turn < 1500; ++turn) {
        // one command is `mark`, which comes to fail
        const std::size_t count = 1 + random() % 4;
        const std::size_t marked = random() % count;
        std::string script;
        for (std::size_t k = 0; k < count; ++k) {
            if (k > 0)
                script += joiners[random() % joiners.size()];
            script += k == marked ? "mark" : commands[random() % commands.size()];
        }
        const Read read(script);
        for (const Call& call : read.run.calls) {
            if (call.name != "mark" || !read.run.must_succeed(call))
                continue;
            ++certain;
            for (const std::string& shell : shells) {
                INFO(shell << ": " << script);
                CHECK(status_of(shell, "mark() { return 1; }; " + script) != 0);
            }
        }
    }
    CHECK(certain > 300);
}
