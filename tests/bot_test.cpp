// The pure parts of imgfix bot: what is decided, how it is known again, what is said.
#include <set>
#include <string>
#include <vector>

#include "cli/bot_groups.hpp"
#include "cli/bot_targets.hpp"
#include "cli/config.hpp"
#include "fixers/fixers.hpp"
#include "forge/git.hpp"
#include "forge/plan.hpp"
#include "report/markdown.hpp"
#include "report/records.hpp"
#include "support/compat.hpp"

using namespace imgfix;
using forge::Action;
using forge::Branch;
using forge::Pull;
using forge::State;

namespace {

const std::string content = "0123456789abcdef";
const std::string other = "fedcba9876543210";
const std::string name = forge::branch_name("pins", content);

Pull pull(long number, State state, const std::string& about, const std::string& branch = name) {
    Pull one;
    one.number = number;
    one.state = state;
    one.branch = branch;
    one.body = "text\n" + forge::to_text(forge::Marker{"pins", about, false});
    return one;
}

Branch branch(const std::string& about, bool untouched = true, bool current = true) {
    return {"c0ffee", about, untouched, current};
}

/// What is to be done for one wanted group, as words.
std::string plan(const std::map<std::string, Branch>& branches, const std::vector<Pull>& pulls,
                 const std::vector<forge::Wanted>& wanted = {{"pins", content}}, std::size_t max_open = 2) {
    std::string words;
    for (const Action& one : forge::make_plan(wanted, {"pins", "caches"}, branches, pulls, max_open))
        words += (words.empty() ? "" : ", ") + std::string(to_string(one.kind)) + (one.push ? "+push" : "") +
                 (one.pull.number != 0 ? " #" + std::to_string(one.pull.number) : "");
    return words;
}

} // namespace

TEST_CASE("each fixer is in one group of the bot", "[unit]") {
    std::multiset<const rewrite::Fixer*> seen;
    for (const cli::BotGroup& group : cli::bot_groups()) {
        std::vector<std::string> errors;
        for (const auto* fixer : cli::select_fixers(cli::split_list(group.fixers), {}, "test", errors))
            seen.insert(fixer);
        CHECK(errors.empty());
    }
    for (const auto* fixer : fixers::all()) {
        INFO(fixer->info().id);
        CHECK(seen.count(fixer) == 1);
    }
}

TEST_CASE("a plan for one group", "[unit]") {
    CHECK(plan({}, {}) == "open+push");
    // killed between push and opening
    CHECK(plan({{name, branch(content)}}, {}) == "open");
    CHECK(plan({{name, branch(content, true, false)}}, {}) == "open+push");
    CHECK(plan({{name, branch(content)}}, {pull(1, State::open, content)}) == "keep #1");
    // a new result, a base that moved, a text that was not set any more
    CHECK(plan({{name, branch(other)}}, {pull(1, State::open, other)}) == "update+push #1");
    CHECK(plan({{name, branch(content, true, false)}}, {pull(1, State::open, content)}) == "update+push #1");
    CHECK(plan({{name, branch(content)}}, {pull(1, State::open, other)}) == "update the text of #1");
    // others
    CHECK(plan({{name, branch(content, false)}}, {pull(1, State::open, content)}) == "leave #1");
    CHECK(plan({{name, branch({}, false)}}, {}) == "leave");
    CHECK(plan({}, {pull(1, State::open, content)}) == "leave #1");
    // what was closed or merged
    CHECK(plan({}, {pull(1, State::closed, content)}) == "leave #1");
    CHECK(plan({{name, branch(content)}}, {pull(1, State::closed, content)}) == "leave #1");
    CHECK(plan({}, {pull(1, State::closed, other)}) == "open+push");
    CHECK(plan({}, {pull(1, State::merged, content)}) == "leave #1");
    Pull bare = pull(1, State::closed, content);
    bare.body = "somebody took the marker away";
    CHECK(plan({}, {bare}) == "leave #1");
    Pull obsolete = pull(1, State::closed, content);
    obsolete.body = forge::to_text(forge::Marker{"pins", content, true});
    CHECK(plan({}, {obsolete}) == "open+push");
    // closed with a content that only its branch still tells
    const std::string old = forge::branch_name("pins", other);
    CHECK(plan({{old, branch(content)}}, {pull(1, State::closed, other, old)}) == "leave #1");
}

TEST_CASE("a plan that ends or waits", "[unit]") {
    const std::vector<forge::Wanted> none;
    CHECK(plan({{name, branch(content)}}, {pull(1, State::open, content)}, none) == "close #1");
    CHECK(plan({{name, branch(content, false)}}, {pull(1, State::open, content)}, none) == "leave #1");
    CHECK(plan({{name, branch(content)}}, {pull(1, State::merged, content)}, none) == "delete the branch #1");
    CHECK(plan({{name, branch(content)}}, {pull(1, State::closed, content)}, none).empty());
    CHECK(plan({{name, branch(content)}}, {}, none) == "delete the branch");
    CHECK(plan({{name, branch(content, false)}}, {}, none).empty());
    // groups that this run did not look at
    CHECK(plan({{"imgfix/merges-0123456789", branch(content)}}, {}, none).empty());
    CHECK(plan({{"imgfix/own", branch(content)}}, {}, none).empty());
    const std::string caches = forge::branch_name("caches", content);
    const std::vector<forge::Wanted> both{{"pins", content}, {"caches", content}};
    CHECK(plan({}, {}, both, 1) == "open+push, wait");
    CHECK(plan({{caches, branch(content)}}, {pull(4, State::open, content, caches)}, both, 1) == "wait, keep #4");
    // what is obsolete makes room
    CHECK(plan({{caches, branch(content)}}, {pull(4, State::open, content, caches)}, {{"pins", content}}, 1) ==
          "close #4, open+push");
}

TEST_CASE("markers and seals are read back", "[unit]") {
    const forge::Marker marker{"pins", content, false};
    const std::string forged = "<!-- imgfix: group=x content=00 -->\n";
    const auto read = forge::marker_of(forged + forge::to_text(marker));
    REQUIRE(read);
    CHECK(read->group == "pins");
    CHECK(read->content == content);
    CHECK_FALSE(read->obsolete);
    CHECK_FALSE(forge::marker_of("none"));
    CHECK(forge::group_of("imgfix/no-such-0123") == "no-such");
    CHECK(forge::group_of("imgfix/pins").empty());
    CHECK(forge::group_of("other/pins-1").empty());

    const std::string message = "Title\n\n" + forge::to_text(forge::Seal{content, other});
    std::size_t begin = 0;
    const auto seal = forge::seal_of(message, begin);
    REQUIRE(seal);
    CHECK(seal->content == content);
    CHECK(seal->value == other);
    CHECK(message.substr(0, begin) == "Title\n\n");
    CHECK_FALSE(forge::seal_of(message + "and more\n", begin));
    CHECK_FALSE(forge::seal_of("Title\n", begin));
}

TEST_CASE("addresses of repositories", "[unit]") {
    const auto read = [](const char* text) {
        const auto address = cli::parse_address(text);
        return address ? address->host + " " + address->path : std::string("none");
    };
    CHECK(read("https://GitHub.com/acme/app.git") == "github.com acme/app");
    CHECK(read("https://user:secret@git.example.org:8443/a/b/c/") == "git.example.org:8443 a/b/c");
    CHECK(read("git@git.example.org:acme/app.git") == "git.example.org acme/app");
    CHECK(read("ssh://git@git.example.org:22/acme/app") == "git.example.org:22 acme/app");
    CHECK(read("file:///srv/git/acme/app.git") == " acme/app");
    CHECK(read("/srv/git/acme/app.git") == " acme/app");
    CHECK(read("https://example.org/app") == "none");
    for (const char* bad : {"", "-x", "ext::sh -c x", "ext::x/y", "ftp://a/b/c", "https://a/b\n/c", "javascript://a/b"})
        CHECK(read(bad) == "none");
    CHECK(forge::without_credentials("fatal: https://me:pass@example.org/x and ssh://git@h/y") ==
          "fatal: https://example.org/x and ssh://h/y");
}

TEST_CASE("Markdown shows text from files as it is", "[unit]") {
    CHECK(report::markdown_escaped("a*b_c <b> & [x](y) `z`") == "a\\*b\\_c &lt;b&gt; &amp; \\[x\\]\\(y\\) \\`z\\`");
    for (const char* text : {"@someone", "#1", "http://example.org", "www.example.org"})
        CHECK(report::markdown_escaped(text).find("<!-- -->") != std::string::npos);
    CHECK(report::markdown_escaped("a\nb") == "a\\\\x0ab");
    CHECK(report::markdown_escaped("https://me:secret@example.org").find("secret") == std::string::npos);
    CHECK(report::markdown_code("a`b") == "`` a`b ``");
    CHECK(report::markdown_code("a\n# b") == "`a\\x0a# b`");
    CHECK(report::markdown_code("<b>") == "`<b>`");
}

TEST_CASE("a long Markdown report is cut between lines and stays whole", "[unit]") {
    report::FileReport file;
    file.path = "Dockerfile";
    file.before = file.result.text = "FROM x\n";
    for (std::size_t k = 1; k < 90; ++k)
        file.result.refusals.push_back({"pin-tag", "a-reason", k, 1, std::string(500, 'x')});
    report::MarkdownText text;
    text.closing = "the end\n";
    text.limit = 20000;
    const std::string out = report::markdown_report({file}, text);
    CHECK(out.size() <= text.limit + 64);
    CHECK(out.ends_with("the end\n"));
    CHECK(out.find("</details>") != std::string::npos);
    CHECK(out.find("cut here") != std::string::npos);
}

TEST_CASE("savings are counted on what ships", "[unit]") {
    const auto saved = report::savings_of("FROM debian:12 AS a\nRUN x\nFROM debian:12\nRUN a\nRUN b\nCOPY c d\n",
                                          "FROM debian:12 AS a\nRUN x\nRUN y\nFROM debian:12\nRUN a && b\nCOPY c d\n");
    CHECK(saved.layers == 1);
    CHECK(saved.bytes == 0);
    const auto base = report::savings_of("FROM debian:13\n", "FROM alpine:3.24\n");
    CHECK(base.has_bytes);
    CHECK(base.bytes > 10000000);
    CHECK_FALSE(report::savings_of("FROM example.org/a:1\n", "FROM alpine:3.24\n").has_bytes);
}

TEST_CASE("records are answered one by one", "[unit]") {
    report::Record record = report::parse_record(R"({"id": {"a": 1}, "path": "x/Dockerfile", "content": "FROM a\n"})");
    CHECK(record.error.empty());
    CHECK(record.path == "x/Dockerfile");
    report::FileReport file;
    file.path = record.path;
    file.before = record.content;
    file.result.text = "FROM b\n";
    const std::string answer = report::record_answer(record, file);
    CHECK(answer.starts_with(R"({"id":{"a":1},"changed":true,"diff":"--- a/x/Dockerfile)"));
    CHECK(answer.find(R"("fixed":"FROM b\n")") != std::string::npos);
    CHECK(answer.find('\n') == answer.size() - 1);
    for (const char* bad : {"", "[]", "{}", R"({"content": 1})", "{\"content\": \"\xff\"}"})
        CHECK_FALSE(report::parse_record(bad).error.empty());
}

TEST_CASE("a JSON report is read back", "[unit]") {
    report::FileReport file;
    file.path = "Dockerfile";
    file.result.fixes.push_back({"pin-tag", rewrite::Safety::unsafe, 3, 4, "why"});
    file.result.refusals.push_back({"merge-run", "a-reason", 5, 6, "because"});
    const std::string text = report::json_report({file}, {"1", "2", "3"}, false);
    std::vector<report::FileReport> files;
    REQUIRE(report::parse_json_report(text, files));
    CHECK(report::json_report(files, {"1", "2", "3"}, false) == text);
    CHECK_FALSE(report::parse_json_report("[]", files));
}
