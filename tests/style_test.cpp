// Rules about the sources themselves: who may include what, and which words no file may hold.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "support/compat.hpp"

namespace fs = std::filesystem;

namespace {

struct Source {
    std::string path; // from the root, with /
    std::string text;
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool starts_with_any(std::string_view text, const std::vector<std::string_view>& parts) {
    for (auto part : parts) {
        if (text.substr(0, part.size()) == part)
            return true;
    }
    return false;
}
bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Every file of the checkout that people write: not the build, not git's own, not the data of tests.
const std::vector<Source>& sources() {
    static const std::vector<Source> all = [] {
        std::vector<Source> found;
        const fs::path root = IMGFIX_SOURCE_DIR;
        for (fs::recursive_directory_iterator it(root), end; it != end; ++it) {
            const std::string path = it->path().lexically_relative(root).generic_string();
            if (it->is_directory() && starts_with_any(path, {".git", "build", "testdata", ".cache"})) {
                if (path != ".github")
                    it.disable_recursion_pending();
                continue;
            }
            if (!it->is_regular_file())
                continue;
            std::ifstream in(it->path(), std::ios::binary);
            found.push_back({path, std::string(std::istreambuf_iterator<char>(in), {})});
        }
        return found;
    }();
    return all;
}

bool is_code(const std::string& path) { return ends_with(path, ".cpp") || ends_with(path, ".hpp"); }

bool is_written(const std::string& path) {
    for (std::string_view end : {".cpp", ".hpp", ".S", ".sh", ".py", ".go", ".md", ".cmake", "CMakeLists.txt"}) {
        if (ends_with(path, end))
            return true;
    }
    return false;
}

// The names in `#include "..."` and `#include <...>`.
std::vector<std::string> includes(const std::string& text) {
    std::vector<std::string> found;
    size_t at = 0;
    while (at < text.size()) {
        size_t end = text.find('\n', at);
        if (end == std::string::npos)
            end = text.size();
        std::string_view line(text.data() + at, end - at);
        at = end + 1;
        const size_t first = line.find_first_not_of(" \t");
        if (first == std::string_view::npos || line[first] != '#' || !contains(line, "include"))
            continue;
        const size_t open = line.find_first_of("<\"");
        if (open == std::string_view::npos)
            continue;
        const size_t close = line.find_first_of(">\"", open + 1);
        if (close == std::string_view::npos)
            continue;
        found.emplace_back(line.substr(open + 1, close - open - 1));
    }
    return found;
}

struct Includes {
    std::string path;
    std::vector<std::string> names;
};
const std::vector<Includes>& include_lists() {
    static const std::vector<Includes> all = [] {
        std::vector<Includes> found;
        for (const auto& source : sources()) {
            if (is_code(source.path))
                found.push_back({source.path, includes(source.text)});
        }
        return found;
    }();
    return all;
}

} // namespace

TEST_CASE("the style tests see the sources", "[style]") {
    CHECK(include_lists().size() >= 3);
    CHECK(includes("#include <a/b.h>\n  # include \"c.hpp\" // <d>\nint x;") ==
          std::vector<std::string>{"a/b.h", "c.hpp"});
}

TEST_CASE("dependencies between folders point one way", "[style]") {
    struct Layer {
        std::string_view folder;                // where the file is
        std::vector<std::string_view> may_name; // what its quoted includes may start with
    };
    const std::vector<Layer> layers = {
        {"grammar/", {"support/", "grammar/"}},
        {"src/support/", {"support/"}},
        {"src/catalog/", {"support/", "catalog/"}},
        {"src/document/", {"support/", "grammar/", "catalog/", "document/"}},
        {"src/rewrite/", {"support/", "grammar/", "catalog/", "document/", "rewrite/"}},
        {"fixers/", {"support/", "grammar/", "catalog/", "document/", "rewrite/", "fixers/"}},
        {"src/report/", {"support/", "grammar/", "catalog/", "document/", "rewrite/", "report/"}},
    };
    const std::vector<std::string_view> folders = {"support/", "grammar/",    "catalog/", "document/",
                                                   "rewrite/", "fixers/",     "report/",  "registry/",
                                                   "forge/",   "imagebuild/", "cli/",     "tests/"};
    for (const auto& file : include_lists()) {
        for (const auto& layer : layers) {
            if (!starts_with_any(file.path, {layer.folder}))
                continue;
            for (const auto& name : file.names) {
                INFO(file.path << " includes " << name);
                const bool outward = starts_with_any(name, {"src/", "../"}) ||
                                     (starts_with_any(name, folders) && !starts_with_any(name, layer.may_name));
                CHECK_FALSE(outward);
            }
        }
    }
}

TEST_CASE("each library is included only where it belongs", "[style]") {
    size_t dtl_files = 0;
    for (const auto& file : include_lists()) {
        const std::string_view path = file.path;
        const bool test = starts_with_any(path, {"tests/"});
        const bool grammar_unit = starts_with_any(path, {"grammar/"}) && ends_with(path, "_parse.cpp");
        const bool grammar_header = starts_with_any(path, {"grammar/"}) &&
                                    (ends_with(path, "_grammar.hpp") || ends_with(path, "pegtl_nodes.hpp"));
        bool dtl = false;
        for (const auto& name : file.names) {
            INFO(file.path << " includes " << name);
            // The grammars themselves are headers, each for one unit only.
            if (starts_with_any(name, {"tao/"}))
                CHECK((grammar_unit || grammar_header || test));
            if (ends_with(name, "_grammar.hpp") || ends_with(name, "pegtl_nodes.hpp")) {
                CHECK((grammar_unit || grammar_header || test));
            }
            if (starts_with_any(name, {"CLI/"}))
                CHECK(starts_with_any(path, {"src/cli/"}));
            if (starts_with_any(name, {"nlohmann/"})) {
                CHECK(
                    (test || starts_with_any(path, {"src/report/", "src/registry/", "src/forge/", "src/imagebuild/"})));
            }
            if (starts_with_any(name, {"catch2/"}))
                CHECK(path == "src/support/compat.hpp");
            dtl = dtl || starts_with_any(name, {"dtl/"});
        }
        dtl_files += dtl;
    }
    CHECK(dtl_files <= 1);
}

TEST_CASE("each grammar is included by one unit", "[style]") {
    std::vector<std::string> seen;
    for (const auto& file : include_lists()) {
        if (!starts_with_any(file.path, {"grammar/"}) || !ends_with(file.path, ".cpp"))
            continue;
        for (const auto& name : file.names) {
            if (!ends_with(name, "_grammar.hpp"))
                continue;
            INFO(file.path << " includes " << name);
            CHECK(std::find(seen.begin(), seen.end(), name) == seen.end());
            seen.push_back(name);
        }
    }
}

TEST_CASE("headers are guarded by pragma once", "[style]") {
    for (const auto& source : sources()) {
        if (!ends_with(source.path, ".hpp"))
            continue;
        INFO(source.path);
        CHECK(contains(source.text, "#pragma once"));
    }
}

TEST_CASE("no file names a path of a developer's machine or a package registry", "[style]") {
    // In two halves, so that this file does not hold them.
    const std::array<std::string, 14> words = {
        std::string("/wor") + "k/",           std::string("/tm") + "p/w",
        std::string("/roo") + "t/",           std::string("deb.deb") + "ian.org",
        std::string("security.deb") + "ian",  std::string("snapshot.deb") + "ian",
        std::string("archive.ubu") + "ntu",   std::string("proxy.gol") + "ang.org",
        std::string("registry.np") + "mjs",   std::string("pypi.o") + "rg",
        std::string("pythonhos") + "ted.org", std::string("static.crat") + "es.io",
        std::string("rubyge") + "ms.org",     std::string("repo.maven.ap") + "ache.org",
    };
    for (const auto& source : sources()) {
        // Captured data quotes other people's files.
        if (starts_with_any(source.path, {"tests/"}) && !is_written(source.path))
            continue;
        for (const auto& word : words) {
            const size_t at = source.text.find(word);
            if (at == std::string::npos)
                continue;
            // Root's home is a subject of Dockerfiles, and so of fixers, tests and documents.
            if (word == words[2] &&
                (is_code(source.path) || starts_with_any(source.path, {"fixers/", "docs/", "tests/differential/"})))
                continue;
            const auto line = 1 + std::count(source.text.begin(), source.text.begin() + static_cast<long>(at), '\n');
            FAIL_CHECK(source.path << ":" << line << " names " << word);
        }
    }
}
