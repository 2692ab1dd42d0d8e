// Golden cases: testdata/<fixer-id>/<case>/before.Dockerfile [+ after.Dockerfile] [+ imgfix.toml] [+ report.txt].
// No after: the file must stay as it is, and report.txt says why. report.txt: `LINE reason-id` for each refusal, by
// line, with context/ as the named build context; `LINE unless REASON...` for a fix that is held back, with the reasons
// its message gives in parentheses.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "cli/build_context.hpp"
#include "cli/config.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/pipeline.hpp"
#include "support/compat.hpp"

namespace fs = std::filesystem;
using namespace imgfix;

namespace {

const fs::path testdata = fs::path(IMGFIX_SOURCE_DIR) / "testdata";
constexpr const char* day = "2026-11-23";

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

struct Outcome {
    std::string text;
    std::vector<std::string> refusals; // LINE reason-id, by line
    rewrite::Result result;
};

Outcome fix(const std::string& source, const std::vector<const rewrite::Fixer*>& fixers, const fs::path& config,
            bool unsafe_fixes = false) {
    rewrite::Context context;
    context.today = day;
    if (fs::exists(config)) {
        std::vector<std::string> errors;
        const cli::Config read = cli::read_config(config, errors);
        CHECK(errors.empty());
        context.options = read.tables;
        unsafe_fixes = read.unsafe_fixes.value_or(unsafe_fixes);
        if (read.builder)
            context.builder = *cli::builder_of(*read.builder);
    }
    std::shared_ptr<const rewrite::BuildContext> build_context;
    if (!config.empty() && fs::exists(config.parent_path() / "context")) {
        std::string error;
        build_context = cli::open_build_context(config.parent_path() / "context", true, error);
        CHECK(build_context);
        context.build_context = build_context.get();
    }
    if (!config.empty() && fs::exists(config.parent_path() / "docker-bake.hcl"))
        context.add_build_file(slurp(config.parent_path() / "docker-bake.hcl"));
    // registry.txt: what registries answer. `online` and `update-pins` are the flags; else `REFERENCE DIGEST [TAG..]`
    // or `REFERENCE error TEXT`.
    std::map<rewrite::Want, rewrite::Resolved> resolved;
    if (!config.empty() && fs::exists(config.parent_path() / "registry.txt")) {
        context.network = true;
        std::istringstream lines(slurp(config.parent_path() / "registry.txt"));
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string reference;
            std::string digest;
            words >> reference >> digest;
            context.online = context.online || reference == "online";
            context.update_pins = context.update_pins || reference == "update-pins";
            rewrite::Resolved answer;
            if (digest == "error") {
                std::getline(words, answer.error);
            } else {
                answer.digest = digest;
                for (std::string tag; words >> tag;)
                    answer.tags.push_back(tag);
            }
            for (const char* platform : {"", "linux/arm64"})
                for (const auto kind : {rewrite::Want::Kind::digest, rewrite::Want::Kind::version})
                    resolved[{kind, reference, platform, {}}] = answer;
        }
        context.resolved = &resolved;
    }
    Outcome outcome;
    outcome.result = rewrite::run(source, fixers, context, unsafe_fixes);
    outcome.text = outcome.result.text;
    for (const auto& want : outcome.result.wants)
        FAIL_CHECK("registry.txt has no answer for " << want.reference);
    std::vector<std::pair<std::size_t, std::string>> lines;
    for (const auto& refusal : outcome.result.refusals)
        lines.emplace_back(refusal.line, refusal.reason);
    for (const auto& held : outcome.result.held_back)
        for (const auto* fixer : fixers) {
            std::string reasons;
            for (const auto& reason : fixer->info().reasons)
                if (held.fixer == fixer->info().id &&
                    held.message.find("(" + std::string(reason.id) + ")") != std::string::npos)
                    reasons += " " + std::string(reason.id);
            if (!reasons.empty())
                lines.emplace_back(held.line, "unless" + reasons);
        }
    std::sort(lines.begin(), lines.end());
    for (const auto& [line, reason] : lines)
        outcome.refusals.push_back(std::to_string(line) + " " + reason);
    return outcome;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#')
            lines.push_back(line);
    return lines;
}

/// What must hold for every input, whatever the fix is.
void check_properties(const Outcome& outcome, const std::vector<const rewrite::Fixer*>& fixers,
                      const fs::path& config) {
    CHECK(outcome.result.errors.empty());
    for (const auto& drop : outcome.result.drops)
        FAIL_CHECK("dropped by the gate: " << drop.message << ": " << drop.problem);
    const document::Document after(outcome.text);
    CHECK(after.errors().empty());
    CHECK(grammar::leaves_are_lossless(after.nodes(), outcome.text.size()));
    const Outcome again = fix(outcome.text, fixers, config);
    CHECK(again.text == outcome.text);
}

} // namespace

TEST_CASE("golden cases of the fixers", "[golden]") {
    std::map<std::string, std::pair<int, int>> counts; // fixer -> fix cases, refusal cases
    for (const auto* fixer : fixers::all()) {
        const fs::path folder = testdata / fixer->info().id;
        INFO("fixer " << fixer->info().id);
        REQUIRE(fs::is_directory(folder));
        std::vector<fs::path> cases;
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.is_directory())
                cases.push_back(entry.path());
        std::sort(cases.begin(), cases.end());
        for (const fs::path& path : cases) {
            INFO("case " << fs::relative(path, testdata).string());
            REQUIRE(fs::exists(path / "before.Dockerfile"));
            const std::string before = slurp(path / "before.Dockerfile");
            const std::vector<const rewrite::Fixer*> only{fixer};
            const Outcome outcome = fix(before, only, path / "imgfix.toml");
            const bool has_after = fs::exists(path / "after.Dockerfile");
            CHECK(outcome.text == (has_after ? slurp(path / "after.Dockerfile") : before));
            if (has_after)
                CHECK(outcome.text != before);
            auto& count = counts[std::string(fixer->info().id)];
            if (fs::exists(path / "report.txt"))
                CHECK(outcome.refusals == lines_of(slurp(path / "report.txt")));
            else
                CHECK(has_after); // a case that stays as it is says why
            ++(has_after ? count.first : count.second);
            check_properties(outcome, only, path / "imgfix.toml");
        }
    }
    int total = 0;
    for (const auto& [fixer, count] : counts) {
        INFO(fixer << ": " << count.first << " fix cases, " << count.second << " refusal cases");
        CHECK(count.first >= 5);
        CHECK(count.second >= count.first);
        total += count.first + count.second;
    }
    CHECK(total >= 100);
}

TEST_CASE("every reason of a fixer is asserted by a golden case or named as elsewhere tested", "[golden]") {
    for (const auto* fixer : fixers::all()) {
        std::string reports;
        for (const auto& entry : fs::recursive_directory_iterator(testdata / fixer->info().id))
            if (entry.path().filename() == "report.txt")
                reports += slurp(entry.path());
        for (const auto& reason : fixer->info().reasons) {
            INFO(fixer->info().id << " [" << reason.id << "]");
            CHECK((reports.find(" " + std::string(reason.id) + "\n") != std::string::npos ||
                   reports.find(" " + std::string(reason.id) + " ") != std::string::npos));
        }
    }
}

namespace {

std::vector<const rewrite::Fixer*> default_fixers() {
    std::vector<const rewrite::Fixer*> list;
    for (const auto* fixer : fixers::all())
        if (fixer->info().enabled)
            list.push_back(fixer);
    return list;
}

} // namespace

// What other tools break (each case is named after the tool and its number in the list of its minimal inputs): fixed
// right, or untouched.
TEST_CASE("what other tools break", "[golden]") {
    const auto list = default_fixers();
    int found = 0;
    for (const auto& entry : fs::directory_iterator(testdata / "peers")) {
        ++found;
        INFO("peers/" << entry.path().filename().string());
        const std::string before = slurp(entry.path() / "before.Dockerfile");
        const bool has_after = fs::exists(entry.path() / "after.Dockerfile");
        const Outcome outcome = fix(before, list, {});
        CHECK(outcome.text == (has_after ? slurp(entry.path() / "after.Dockerfile") : before));
        check_properties(outcome, list, {});
    }
    CHECK(found >= 55);
}

TEST_CASE("the guide's Dockerfiles and their fat twins", "[golden]") {
    const auto fixers = default_fixers();
    int found = 0;
    for (const auto& entry : fs::directory_iterator(testdata / "guide")) {
        if (!entry.is_regular_file() || entry.path().extension() != ".Dockerfile")
            continue;
        ++found;
        const std::string name = entry.path().stem().string();
        INFO("guide/" << name);
        const std::string before = slurp(entry.path());
        for (const bool unsafe_fixes : {false, true}) {
            INFO((unsafe_fixes ? "with" : "without") << " --unsafe-fixes");
            const fs::path own = testdata / "guide" / "expected" / (name + ".unsafe.Dockerfile");
            const fs::path expected =
                unsafe_fixes && fs::exists(own) ? own : testdata / "guide" / "expected" / (name + ".Dockerfile");
            REQUIRE(fs::exists(expected));
            const Outcome outcome = fix(before, fixers, {}, unsafe_fixes);
            CHECK(outcome.text == slurp(expected));
            const Outcome again = fix(outcome.text, fixers, {}, unsafe_fixes);
            CHECK(again.text == outcome.text);
            CHECK(outcome.result.drops.empty());
        }
    }
    CHECK(found >= 10);
}
