// What is written about the program is what the program says.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "fixers/fixers.hpp"
#include "support/compat.hpp"

namespace fs = std::filesystem;
using imgfix::compat::ContainsSubstring;

namespace {

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        text.append(buffer, got);
    CHECK(::pclose(pipe) == 0);
    return text;
}

const fs::path source = IMGFIX_SOURCE_DIR;
const std::string binary = IMGFIX_BINARY;

} // namespace

TEST_CASE("docs/fixers holds each fixer's own page (docs/make_pages.sh)", "[cli]") {
    for (const auto* fixer : imgfix::fixers::all()) {
        const std::string id(fixer->info().id);
        INFO(id);
        CHECK(slurp(source / "docs/fixers" / (id + ".md")) == output_of(binary + " explain " + id + " --markdown"));
    }
}

TEST_CASE("every fixer says all that the design asks of it", "[unit]") {
    for (const auto* fixer : imgfix::fixers::all()) {
        const auto& info = fixer->info();
        INFO(info.id);
        CHECK_FALSE(info.title.empty());
        CHECK(info.why.size() > 60);
        CHECK_FALSE(info.sources.empty());
        CHECK(info.reasons.size() >= 3);
        CHECK_FALSE(info.example_before.empty());
        CHECK_FALSE(info.example_after.empty());
        for (const auto& reason : info.reasons) {
            INFO(reason.id);
            CHECK(reason.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos);
            CHECK(reason.sentence.size() > 10);
        }
        CHECK_THAT(slurp(source / "README.md"),
                   ContainsSubstring(info.id.starts_with("no-cache-") ? "no-cache-" : std::string(info.id)));
    }
}

TEST_CASE("the README shows the quick start's real patch", "[cli]") {
    const std::string diff = output_of("cd '" + source.string() + "' && SOURCE_DATE_EPOCH=1795392000 " + binary +
                                       " --no-config --diff testdata/guide/ubuntu-tools.Dockerfile 2>/dev/null");
    CHECK_THAT(slurp(source / "README.md"), ContainsSubstring(diff));
    // and names every option
    const std::string help = output_of(binary + " --help");
    for (std::size_t at = help.find("  --"); at != std::string::npos; at = help.find("  --", at + 4)) {
        const std::string option = help.substr(at + 2, help.find_first_of(" ,\n", at + 4) - at - 2);
        if (option != "--help")
            CHECK_THAT(slurp(source / "README.md"), ContainsSubstring(option));
    }
}
