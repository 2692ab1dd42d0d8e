// merge-run through the pipeline and the gate: what holds for every merge, beside the golden cases.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "document/shell.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/effects.hpp"
#include "rewrite/gate.hpp"
#include "rewrite/pipeline.hpp"
#include "support/compat.hpp"

using namespace imgfix;
namespace fs = std::filesystem;

namespace {

rewrite::Result merge(const std::string& text) {
    return rewrite::run(text, {&fixers::merge_run()}, rewrite::Context{}, false);
}

} // namespace

TEST_CASE("long chains become one RUN", "[unit]") {
    std::string text = "FROM alpine:3.20\n";
    for (int k = 0; k < 100; ++k)
        text += "RUN touch /f" + std::to_string(k) + "\n";
    const rewrite::Result result = merge(text);
    CHECK(result.drops.empty());
    CHECK(result.refusals.empty());
    CHECK(result.fixes.size() == 99);
    const document::Document after(result.text);
    CHECK(after.instructions.size() == 2);
    const auto script =
        document::parse_script(document::shell_text(after.instructions[1]), grammar::ShellDialect::posix);
    REQUIRE(script.commands.size() == 100);
    for (int k = 0; k < 100; ++k)
        CHECK(script.commands[static_cast<std::size_t>(k)].words[1].is("/f" + std::to_string(k)));
}

TEST_CASE("lines of the original are reported", "[unit]") {
    const rewrite::Result result =
        merge("FROM alpine:3.20\nRUN touch /a\nRUN touch /b\n# x\nRUN touch /c\nRUN umask 022\nRUN touch /d\n");
    std::vector<std::size_t> lines;
    for (const auto& fix : result.fixes)
        lines.push_back(fix.line);
    std::sort(lines.begin(), lines.end());
    CHECK(lines == std::vector<std::size_t>{3, 5, 6});
    REQUIRE(result.refusals.size() == 1);
    CHECK(result.refusals[0].line == 7);
}

TEST_CASE("every reason of merge-run has a golden case", "[unit]") {
    std::set<std::string> seen;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(IMGFIX_SOURCE_DIR) / "testdata" / "merge-run")) {
        if (entry.path().filename() != "report.txt")
            continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);)
            seen.insert(line.substr(line.find(' ') + 1));
    }
    for (const rewrite::Reason& reason : fixers::merge_run().info().reasons) {
        INFO(reason.id);
        CHECK(seen.count(std::string(reason.id)) == 1);
        seen.erase(std::string(reason.id));
    }
    for (const std::string& id : seen)
        FAIL_CHECK("a golden case expects a reason that merge-run does not list: " << id);
}

TEST_CASE("the gate refuses joins that the effect model does not give", "[unit]") {
    const std::string before = "FROM alpine:3.20\nRUN cd /tmp\nRUN touch a\n";
    const std::string after = "FROM alpine:3.20\nRUN cd /tmp && \\\n    touch a\n";
    const auto problem = rewrite::check(document::Document(before), document::Document(after),
                                        {rewrite::JoinRuns{1, 2, rewrite::Grouping::bare}}, rewrite::Context{});
    REQUIRE(problem);
    CHECK(problem->find("working directory") == std::string::npos); // the message names the command
    CHECK(problem->find("cd") != std::string::npos);

    const std::string list = "FROM alpine:3.20\nRUN touch a\nRUN touch b || touch c\n";
    const std::string bare = "FROM alpine:3.20\nRUN touch a && \\\n    touch b || touch c\n";
    CHECK(rewrite::check(document::Document(list), document::Document(bare),
                         {rewrite::JoinRuns{1, 2, rewrite::Grouping::bare}}, rewrite::Context{}));
    CHECK(rewrite::check(document::Document(list), document::Document(bare),
                         {rewrite::JoinRuns{1, 2, rewrite::Grouping::braces}}, rewrite::Context{}));
    const std::string braces = "FROM alpine:3.20\nRUN touch a && \\\n    { touch b || touch c; }\n";
    CHECK_FALSE(rewrite::check(document::Document(list), document::Document(braces),
                               {rewrite::JoinRuns{1, 2, rewrite::Grouping::braces}}, rewrite::Context{}));
}

TEST_CASE("no line that BuildKit refuses is made", "[unit]") {
    const std::string line(65530, 'a');
    CHECK(merge("FROM alpine:3.20\nRUN echo " + line.substr(0, 65520) + "\nRUN touch b\n").fixes.empty());
    CHECK(merge("FROM alpine:3.20\nRUN touch b\nRUN echo " + line.substr(0, 65520) + "\n").fixes.empty());
    CHECK(merge("FROM alpine:3.20\nRUN touch b\nRUN echo " + line.substr(0, 60000) + "\n").fixes.size() == 1);
}
