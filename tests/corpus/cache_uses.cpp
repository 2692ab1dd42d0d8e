// Counts, over the files named on standard input, each RUN that calls a package manager of the no-cache family and what
// its fixer does with it: `manager<TAB>shipped|builder<TAB>outcome<TAB>file:line`. Used for
// docs/evidence/03-no-cache.md.
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "catalog/caches.hpp"
#include "catalog/facts.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/cache_analysis.hpp"
#include "rewrite/pipeline.hpp"

using namespace imgfix;

namespace {

/// Does the call fill the manager's cache when nothing keeps it from doing so?
bool fills(std::string_view manager, const rewrite::Call& call) {
    if (manager == "apk")
        return call.name == "apk" && (call.has_word("add") || call.has_word("upgrade") || call.has_word("update"));
    if (manager == "apt")
        return (call.name == "apt-get" || call.name == "apt" || call.name == "aptitude") && call.has_word("update");
    if (manager != "pip") {
        for (const catalog::CacheFolder& row : catalog::cache_folders())
            if (row.manager == manager && catalog::has_word(row.programs, call.name))
                for (const std::string_view verb : {"install", "i", "ci", "add", "update", "sync", "require", "create"})
                    if (call.has_word(verb) || row.verbs == "*" || row.verbs.starts_with("."))
                        return call.words().size() > call.program + 1 || row.verbs.starts_with(".");
        return false;
    }
    return (call.name.starts_with("pip") && call.has_word("install")) ||
           (call.name.starts_with("python") && call.has_word("pip") && call.has_word("install"));
}

} // namespace

int main() {
    rewrite::Context context;
    context.today = "2026-11-23";
    for (std::string path; std::getline(std::cin, path);) {
        std::ifstream file(path, std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        const std::string source = bytes.str();
        const document::Document document(source);
        if (!document.errors().empty() || !rewrite::foreign_syntax(document).empty())
            continue;
        const rewrite::CacheAnalysis analysis(document, context);
        for (const rewrite::Fixer* fixer : fixers::all()) {
            const std::string id(fixer->info().id);
            if (!id.starts_with("no-cache-"))
                continue;
            const std::string manager = id.substr(9);
            const rewrite::Result result = rewrite::run(source, {fixer}, context, false);
            std::map<std::size_t, std::string> outcomes; // line -> what happened
            for (const auto& one : result.drops)
                outcomes[one.line] = "dropped";
            for (const auto& one : result.refusals)
                outcomes[one.line] = "refused: " + one.reason;
            for (const auto& one : result.held_back)
                outcomes[one.line] = "unsafe";
            for (const auto& one : result.fixes)
                outcomes[one.line] =
                    outcomes[one.line].starts_with("refused") ? "joined; " + outcomes[one.line] : "fixed";
            for (const document::Instruction& instruction : document.instructions) {
                const std::size_t from = document.position(instruction.bytes.begin).line;
                const std::size_t to = document.position(instruction.bytes.end).line;
                std::string outcome;
                for (std::size_t line = from; line < std::max(to, from + 1); ++line)
                    if (const auto at = outcomes.find(line); at != outcomes.end() && outcome != "fixed")
                        outcome = at->second;
                bool uses = false;
                if (const rewrite::RunScript* run = analysis.run(instruction.index))
                    for (const rewrite::Call& call : run->calls)
                        uses = uses || fills(manager, call);
                if (!uses && outcome.empty())
                    continue;
                std::cout << manager << '\t' << (document.ships(instruction.stage) ? "shipped" : "builder") << '\t'
                          << (outcome.empty() ? "clean already" : outcome) << '\t' << path << ':' << from << '\n';
            }
        }
    }
}
