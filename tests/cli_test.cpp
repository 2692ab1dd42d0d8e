// The program as a user runs it.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

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

void put(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

/// A scratch folder that goes with the test.
struct Scratch {
    fs::path path;
    Scratch() {
        std::string name = (fs::temp_directory_path() / "imgfix-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
        ::chmod(path.c_str(), 0777);
    }
    ~Scratch() {
        std::error_code code;
        fs::permissions(path, fs::perms::all, code);
        fs::remove_all(path, code);
    }
    fs::path operator/(const std::string& name) const { return path / name; }
};

struct Run {
    int status = -1;
    std::string out;
    std::string err;
};

/// Runs a shell line in a folder with a clean environment for imgfix.
Run shell(const fs::path& folder, const std::string& line) {
    const fs::path out = folder.string() + ".out";
    const fs::path err = folder.string() + ".err";
    const std::string command = "cd '" + folder.string() +
                                "' && unset FORCE_COLOR NO_COLOR IMGFIX_SELECT IMGFIX_IGNORE IMGFIX_CONFIG && "
                                "export SOURCE_DATE_EPOCH=1795392000 HOME='" +
                                folder.string() + "' && { " + line + "\n} >'" + out.string() + "' 2>'" + err.string() +
                                "' </dev/null";
    Run run;
    const int status = std::system(command.c_str());
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.out = slurp(out);
    run.err = slurp(err);
    fs::remove(out);
    fs::remove(err);
    return run;
}

const std::string binary = IMGFIX_BINARY;
Run fixer(const Scratch& scratch, const std::string& arguments) {
    return shell(scratch.path, binary + " " + arguments);
}

/// As a user without rights.
Run as_nobody(const Scratch& scratch, const std::string& arguments) {
    const std::string prefix = ::geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : "";
    return shell(scratch.path, prefix + binary + " " + arguments);
}

const std::string fat = "FROM node\nRUN echo hi\n";
const std::string pinned = "FROM node:26\nRUN echo hi\n";

} // namespace

TEST_CASE("modes and exit statuses", "[cli]") {
    const Scratch scratch;
    put(scratch / "Dockerfile", fat);
    put(scratch / "done/Dockerfile", pinned);

    Run run = fixer(scratch, "Dockerfile");
    CHECK(run.status == 0);
    CHECK(run.out == "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,2 @@\n-FROM node\n+FROM node:26\n RUN echo hi\n");
    CHECK_THAT(run.err, ContainsSubstring("Dockerfile:1:6: pin-tag: node -> node:26"));
    CHECK(slurp(scratch / "Dockerfile") == fat);

    run = fixer(scratch, "--diff --exit-code Dockerfile");
    CHECK(run.status == 1);
    run = fixer(scratch, "--diff --exit-code done/Dockerfile");
    CHECK(run.status == 0);
    CHECK(run.out.empty());

    run = fixer(scratch, "--check .");
    CHECK(run.status == 1);
    CHECK(run.out == "Dockerfile\n");
    CHECK_THAT(run.err, ContainsSubstring("2 files, 1 with fixes"));
    run = fixer(scratch, "--check done");
    CHECK(run.status == 0);
    run = fixer(scratch, "--list");
    CHECK(run.status == 0);
    CHECK(run.out == "Dockerfile\n");

    run = fixer(scratch, "--stdout Dockerfile");
    CHECK(run.status == 0);
    CHECK(run.out == pinned);
    run = shell(scratch.path, binary + " --stdout - < Dockerfile");
    CHECK(run.out == pinned);
    run = shell(scratch.path, binary + " --stdin-filename sub/Dockerfile - < Dockerfile");
    CHECK_THAT(run.out, ContainsSubstring("--- a/sub/Dockerfile\n"));

    run = fixer(scratch, "--write .");
    CHECK(run.status == 0);
    CHECK(slurp(scratch / "Dockerfile") == pinned);
    run = fixer(scratch, "--write --exit-code .");
    CHECK(run.status == 0);
}

TEST_CASE("bad usage and bad input", "[cli]") {
    const Scratch scratch;
    put(scratch / "Dockerfile", fat);
    put(scratch / "broken/Dockerfile", "FROM node\nRUNN x\n");
    put(scratch / "binary", std::string("FROM node\n\0\1\2", 13));
    put(scratch / "empty/x", "");
    struct Case {
        const char* arguments;
        int status;
        const char* message;
    };
    const std::vector<Case> cases{
        {"--diff --write Dockerfile", 2, "imgfix:"},
        {"--no-such-option", 2, "--no-such-option"},
        {"--select no-such Dockerfile", 2, "unknown fixer 'no-such'"},
        {"--select pin-tga Dockerfile", 2, "did you mean 'pin-tag'?"},
        {"--ignore pin-tga Dockerfile", 2, "--ignore: unknown fixer"},
        {"missing", 2, "missing: no such file or folder"},
        {"--check missing Dockerfile", 2, "missing: no such file"},
        {"broken/Dockerfile", 2, "broken/Dockerfile:2:1: unknown instruction: RUNN"},
        {"binary", 2, "binary: a binary file"},
        {"--stdout . ", 2, "--stdout prints one file"},
        {"--write -", 2, "--write cannot write standard input"},
        {"--catalog missing Dockerfile", 2, "missing: cannot open the file"},
        {"--catalog Dockerfile Dockerfile", 2, "Dockerfile: not a catalog"},
        {"--config missing Dockerfile", 2, "missing: cannot read"},
        {"--format yaml Dockerfile", 2, "yaml"},
        {"--diff broken", 0, "warning: broken/Dockerfile:2:1"},
        {"--diff --strict broken", 2, "error: broken/Dockerfile:2:1"},
        {"empty", 0, "no Dockerfile in empty"},
        {"explain no-such", 2, "no fixer and no reason"},
        {"explain", 2, "usage"},
        {"completions", 2, "usage"},
        {"--output /no/such/folder/x Dockerfile", 2, "cannot write the report"},
    };
    for (const Case& one : cases) {
        INFO(one.arguments);
        const Run run = fixer(scratch, one.arguments);
        CHECK(run.status == one.status);
        CHECK_THAT(run.err, ContainsSubstring(one.message));
        CHECK(slurp(scratch / "Dockerfile") == fat);
    }
    put(scratch / "walked/Dockerfile", std::string("FROM node\n\0", 11));
    CHECK(fixer(scratch, "walked").status == 0);
    CHECK_THAT(fixer(scratch, "walked").err, ContainsSubstring("warning: walked/Dockerfile: a binary file"));
    CHECK(fixer(scratch, "-q walked").err.empty());
    CHECK(fixer(scratch, "--strict walked").status == 2);
    // 2 wins over 1, the other files are still processed
    const Run run = fixer(scratch, "--check Dockerfile broken/Dockerfile missing");
    CHECK(run.status == 2);
    CHECK(run.out == "Dockerfile\n");
}

TEST_CASE("a word is a command in the first place only", "[cli]") {
    const Scratch scratch;
    put(scratch / "fixers/Dockerfile", fat);
    CHECK_THAT(fixer(scratch, "fixers").out, ContainsSubstring("pin-tag"));
    CHECK(fixer(scratch, "--list fixers").out == "fixers/Dockerfile\n");
    CHECK(fixer(scratch, "--list ./fixers").out == "fixers/Dockerfile\n");
    CHECK_THAT(fixer(scratch, "explain pin-tag").out, ContainsSubstring("same image on the catalog's date"));
    CHECK_THAT(fixer(scratch, "explain rolling-release").out, ContainsSubstring("pin-tag [rolling-release]"));
    CHECK_THAT(fixer(scratch, "--version").out, ContainsSubstring("imgfix "));
    CHECK_THAT(fixer(scratch, "--help").out, ContainsSubstring("--unsafe-fixes"));
    for (const char* name : {"bash", "zsh", "fish"})
        CHECK_THAT(fixer(scratch, std::string("completions ") + name).out, ContainsSubstring("imgfix"));
    CHECK(shell(scratch.path, binary + " completions bash > c && bash -n c").status == 0);
}

TEST_CASE("names that a walk takes", "[cli]") {
    const Scratch scratch;
    for (const char* name : {"Dockerfile", "dockerfile", "a/DOCKERFILE", "Dockerfile.dev", "x.dockerfile",
                             "b/Containerfile", "Containerfile.ci", "y.Containerfile"})
        put(scratch / name, fat);
    for (const char* name : {".dockerignore", "Dockerfile.dockerignore", "Dockerfile.j2", "Dockerfile.tmpl",
                             "Dockerfile.bak", "Dockerfile.orig", "Dockerfile~", "Dockerfile.md", "README",
                             ".git/Dockerfile", "node_modules/x/Dockerfile", "mydockerfile", "dockerfiles/x"})
        put(scratch / name, fat);
    fs::create_symlink(scratch / "a", scratch / "link");
    fs::create_symlink("/", scratch / "loop");
    CHECK(fixer(scratch, "--list").out ==
          "Containerfile.ci\nDockerfile\nDockerfile.dev\na/DOCKERFILE\nb/Containerfile\n"
          "dockerfile\nx.dockerfile\ny.Containerfile\n");
    CHECK(fixer(scratch, "--list --exclude 'a' --exclude '*.dev' --exclude '**/Containerfile' .").out ==
          "Containerfile.ci\nDockerfile\ndockerfile\nx.dockerfile\ny.Containerfile\n");
    // named files are taken whatever they are called
    CHECK(fixer(scratch, "--list README Dockerfile.bak").out == "README\nDockerfile.bak\n");
}

TEST_CASE("the diff applies with git and patch, from the root and a sub-folder, and equals --write", "[cli]") {
    const Scratch scratch;
    const std::vector<std::pair<std::string, std::string>> files{
        {"Dockerfile", fat},
        {"no newline/Dockerfile", "FROM node\nRUN x\nFROM debian"},
        {"crlf/Dockerfile", "FROM node\r\nRUN a\r\n"},
        {"bom/Dockerfile", "\xEF\xBB\xBF"
                           "FROM node\n"},
        {"odd \"name\"\t\xC3\xA4/Dockerfile", fat},
        {"long/Dockerfile", "FROM node\n" + std::string(40, '#') +
                                "\n#\n#\n#\n#\n#\n#\n#\n#\n#\nFROM debian AS x\n#\n#\n#\nFROM alpine\n"},
    };
    for (const auto& [name, text] : files)
        put(scratch / ("git/" + name), text);
    REQUIRE(shell(scratch.path, "cp -r git patch && cp -r git write && cp -r git sub").status == 0);
    Run run = shell(scratch / "write", binary + " --write --no-config . ");
    CHECK(run.status == 0);
    run = shell(scratch / "git",
                "git init -q . && " + binary + " --no-config . > ../d && git apply --whitespace=nowarn ../d");
    CHECK(run.status == 0);
    CHECK(run.err.find("error:") == std::string::npos);
    run = shell(scratch / "patch", "patch --binary -p1 -s < ../d");
    CHECK(run.status == 0);
    run = shell(scratch / "sub", "git init -q . && for d in */; do (cd \"$d\" && " + binary +
                                     " --no-config . | git apply --whitespace=nowarn) || exit 1; done; " + binary +
                                     " --no-config Dockerfile | git apply");
    CHECK(run.status == 0);
    for (const auto& [name, text] : files) {
        INFO(name);
        const std::string fixed = slurp(scratch / ("write/" + name));
        CHECK(fixed != text);
        CHECK(slurp(scratch / ("git/" + name)) == fixed);
        CHECK(slurp(scratch / ("patch/" + name)) == fixed);
        CHECK(slurp(scratch / ("sub/" + name)) == fixed);
    }
    CHECK_THAT(slurp(scratch / "d"), ContainsSubstring("\\ No newline at end of file"));
}

TEST_CASE("configuration", "[cli]") {
    const Scratch scratch;
    put(scratch / "repo/.git/HEAD", "");
    put(scratch / "repo/a/b/Dockerfile", fat);
    put(scratch / "repo/Dockerfile", fat);
    put(scratch / "imgfix.toml", "ignore = [\"pin-tag\"]\n"); // above the repository root: not read
    CHECK(shell(scratch / "repo", binary + " --list").out == "Dockerfile\na/b/Dockerfile\n");
    put(scratch / "repo/a/imgfix.toml", "ignore = [\"pin-tag\"]\n");
    CHECK(shell(scratch / "repo", binary + " --list").out == "Dockerfile\n");
    CHECK(shell(scratch / "repo", binary + " --list --no-config").out == "Dockerfile\na/b/Dockerfile\n");
    CHECK(shell(scratch / "repo", binary + " --list --ignore merge-run").out == "Dockerfile\na/b/Dockerfile\n");
    CHECK(shell(scratch / "repo", binary + " --list --config a/imgfix.toml").out.empty());
    CHECK(shell(scratch / "repo", "IMGFIX_SELECT=merge-run " + binary + " --list").out.empty());
    CHECK(shell(scratch / "repo", "IMGFIX_SELECT=merge-run " + binary + " --select pin-tag --list Dockerfile").out ==
          "Dockerfile\n");
    put(scratch / "repo/imgfix.toml", "exclude = [\"Docker*\"]\n");
    CHECK(shell(scratch / "repo", binary + " --list").out.empty());
    CHECK(shell(scratch / "repo", binary + " --list Dockerfile").out == "Dockerfile\n"); // named: taken
    struct Case {
        const char* text;
        const char* message;
    };
    const std::vector<Case> cases{
        {"selekt = []\n", "imgfix.toml:1:10: unknown key 'selekt', did you mean 'select'?"},
        {"[pin-tag]\nprecison = \"line\"\n",
         "imgfix.toml:2:12: unknown option 'precison' of fixer pin-tag, did you mean 'precision'?"},
        {"[pin-tag]\nprecision = \"exact\"\n", "'exact' is no value of precision (line, minor, patch)"},
        {"[pin-tagg]\nx = 1\n", "unknown key 'pin-tagg'"},
        {"select = [\"nope\"]\n", "unknown fixer 'nope'"},
        {"select = [1]\n", "select must be a list of strings"},
        {"online = true\n", "may not be set in a repository's configuration"},
        {"mirrors = []\n", "may not be set in a repository's configuration"},
        {"builder = \"magic\"\n", "builder must be"},
        {"unsafe-fixes = \"yes\"\n", "unsafe-fixes must be true or false"},
        {"select = [\n", "imgfix.toml:"},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        put(scratch / "repo/imgfix.toml", one.text);
        const Run run = shell(scratch / "repo", binary + " --write Dockerfile");
        CHECK(run.status == 2);
        CHECK_THAT(run.err, ContainsSubstring(one.message));
        CHECK(slurp(scratch / "repo/Dockerfile") == fat);
    }
    put(scratch / "repo/imgfix.toml", "");
    put(scratch / "repo/.imgfix.toml", "");
    const Run run = shell(scratch / "repo", binary + " Dockerfile");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("keep one of them"));
}

TEST_CASE("an image that a bake or compose file replaces by a build context is not pinned", "[cli]") {
    const Scratch scratch;
    put(scratch / "repo/.git/HEAD", "");
    put(scratch / "repo/sub/Dockerfile", "FROM alpine\nFROM node\nFROM debian\n");
    put(scratch / "repo/docker-bake.hcl",
        "target \"x\" {\n  contexts = {\n    alpine = \"docker-image://example/alpine:hardened\"\n  }\n}\n");
    put(scratch / "repo/sub/compose.yaml",
        "services:\n  x:\n    build:\n      additional_contexts:\n        - node=../n\n");
    put(scratch / "docker-bake.hcl", "target \"x\" { contexts = { debian = \"target:y\" } }\n"); // above the repository
    CHECK(shell(scratch / "repo", binary + " --stdout --select pin-tag sub/Dockerfile").out ==
          "FROM alpine\nFROM node\nFROM debian:13\n");
}

TEST_CASE("build arguments and targets of bake and compose files count, also of those found by walking", "[cli]") {
    const Scratch scratch;
    put(scratch / "repo/.git/HEAD", "");
    const std::string text =
        "ARG V=latest\nARG W=latest\nFROM node:$V AS a\nRUN touch /1\nRUN touch /2\nFROM python:$W\n"
        "COPY --from=a /1 /1\n";
    put(scratch / "repo/app/Dockerfile", text);
    const std::string free = "ARG V=26\nARG W=3.14\nFROM node:$V AS a\nRUN touch /1\nRUN touch /2\nFROM python:$W\n"
                             "COPY --from=a /1 /1\n";
    CHECK(shell(scratch / "repo", binary + " --stdout --select pin-tag,merge-run app/Dockerfile").out == free);
    // beside the Dockerfile's folder: seen when the folder that holds both is walked
    put(scratch / "repo/deploy/docker-compose.prod.yml",
        "services:\n  x:\n    build:\n      context: ../app\n      target: \"a\"\n      args:\n        - V=20\n");
    CHECK(shell(scratch / "repo", binary + " --write -q --select pin-tag,merge-run .").status == 0);
    CHECK(slurp(scratch / "repo/app/Dockerfile") ==
          "ARG V=latest\nARG W=3.14\nFROM node:$V AS a\nRUN touch /1 && \\\n    touch /2\nFROM python:$W\n"
          "COPY --from=a /1 /1\n");
    // above it
    put(scratch / "repo/app/Dockerfile", text);
    put(scratch / "repo/docker-bake.hcl", "target \"x\" {\n  args = {\n    W = \"1\"\n  }\n}\n");
    CHECK(shell(scratch / "repo", binary + " --stdout --select pin-tag app/Dockerfile").out ==
          "ARG V=26\nARG W=latest\nFROM node:$V AS a\nRUN touch /1\nRUN touch /2\nFROM python:$W\n"
          "COPY --from=a /1 /1\n");
}

TEST_CASE("imgfix catalog tells what the pins are from", "[cli]") {
    const Scratch scratch;
    Run run = fixer(scratch, "catalog");
    CHECK(run.status == 0);
    CHECK_THAT(run.out, ContainsSubstring("image catalog of 20"));
    CHECK_THAT(run.out, ContainsSubstring("docker-library/official-images at commit "));
    put(scratch / "own.min", "0123456789ab 2026-11-01\n!0 amd64\n=node\n99.1|99*;latest\t0\n");
    run = fixer(scratch, "catalog own.min");
    CHECK(run.status == 0);
    CHECK_THAT(run.out, ContainsSubstring("image catalog of 2026-11-01"));
    CHECK_THAT(run.out, ContainsSubstring("1 images, 1 Linux builds, 3 tags"));
    put(scratch / "Dockerfile", fat);
    CHECK(fixer(scratch, "--catalog own.min --select pin-tag --stdout Dockerfile").out ==
          "FROM node:99\nRUN echo hi\n");
    put(scratch / "own.min", "not a catalog\n");
    run = fixer(scratch, "catalog own.min");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("not a catalog: line 1"));
    CHECK(fixer(scratch, "catalog no-such-file").status == 2);
    CHECK(fixer(scratch, "catalog a b").status == 2);
}

TEST_CASE("reports", "[cli]") {
    const Scratch scratch;
    put(scratch / "Dockerfile", "FROM node\nFROM example/app\n");
    put(scratch / "b/Dockerfile", "FROM node\n");
    Run run = fixer(scratch, "--format json .");
    CHECK(run.status == 0);
    auto report = nlohmann::json::parse(run.out);
    REQUIRE(report["files"].size() == 2);
    CHECK(report["files"][0]["path"] == "Dockerfile");
    CHECK(report["files"][0]["fixes"][0]["fixer"] == "pin-tag");
    CHECK(report["files"][0]["fixes"][0]["line"] == 1);
    CHECK(report["files"][0]["refusals"][0]["reason"] == "not-official");
    CHECK_THAT(report["files"][0]["diff"].get<std::string>(), ContainsSubstring("+FROM node:26"));
    run = fixer(scratch, "--check --format text .");
    CHECK(run.status == 1);
    CHECK_THAT(run.out, ContainsSubstring("Dockerfile:2:6: pin-tag: kept example/app"));
    run = fixer(scratch, "--diff --format json --output report.json Dockerfile");
    CHECK_THAT(run.out, ContainsSubstring("+++ b/Dockerfile"));
    CHECK(nlohmann::json::parse(slurp(scratch / "report.json"))["files"].size() == 1);
    run = fixer(scratch, "--statistics .");
    CHECK_THAT(run.out, ContainsSubstring("2  pin-tag"));
    CHECK_THAT(run.out, ContainsSubstring("1  pin-tag  not-official"));
    // refusals: shown for named files, with -v for walked ones, never with -q
    CHECK_THAT(fixer(scratch, "Dockerfile").err, ContainsSubstring("[not-official]"));
    CHECK(fixer(scratch, ".").err.find("[not-official]") == std::string::npos);
    CHECK_THAT(fixer(scratch, "-v .").err, ContainsSubstring("[not-official]"));
    CHECK(fixer(scratch, "-q Dockerfile").err.empty());
    // escape sequences of a hostile file never reach the terminal
    put(scratch / "evil/Dockerfile", "FROM \x1b[31mnode\nRUN x\n");
    CHECK(fixer(scratch, "--check evil/Dockerfile").err.find('\x1b') == std::string::npos);
}

TEST_CASE("colour", "[cli]") {
    const Scratch scratch;
    put(scratch / "Dockerfile", fat);
    const auto coloured = [](const Run& run) { return run.out.find("\x1b[") != std::string::npos; };
    CHECK_FALSE(coloured(fixer(scratch, "Dockerfile")));
    CHECK(coloured(fixer(scratch, "--color always Dockerfile")));
    CHECK(coloured(shell(scratch.path, "FORCE_COLOR=1 " + binary + " Dockerfile")));
    CHECK_FALSE(coloured(shell(scratch.path, "FORCE_COLOR=1 " + binary + " --color never Dockerfile")));
    CHECK_FALSE(coloured(shell(scratch.path, "NO_COLOR=1 " + binary + " Dockerfile")));
    CHECK_THAT(fixer(scratch, "--color always Dockerfile").out, ContainsSubstring("\x1b[7mnode:26\x1b[27m"));
}

TEST_CASE("writing keeps mode and links, and refuses what it cannot keep", "[cli]") {
    const Scratch scratch;
    const fs::path file = scratch / "Dockerfile";
    put(file, fat);
    ::chmod(file.c_str(), 0640);
    CHECK(fixer(scratch, "--write Dockerfile").status == 0);
    CHECK(slurp(file) == pinned);
    CHECK((fs::status(file).permissions() & fs::perms::mask) == static_cast<fs::perms>(0640));
    for (const auto& entry : fs::directory_iterator(scratch.path))
        CHECK(entry.path().filename().string().find(".imgfix-") == std::string::npos);

    // a symbolic link inside the tree is followed, one that leads out is not
    put(scratch / "tree/real/Dockerfile", fat);
    put(scratch / "outside/Dockerfile", fat);
    fs::create_symlink("real/Dockerfile", scratch / "tree/in");
    fs::create_symlink("../outside/Dockerfile", scratch / "tree/out");
    Run run = shell(scratch / "tree", binary + " --write in");
    CHECK(run.status == 0);
    CHECK(slurp(scratch / "tree/real/Dockerfile") == pinned);
    CHECK(fs::is_symlink(scratch / "tree/in"));
    run = shell(scratch / "tree", binary + " --write out");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("leads out of the tree (use --stdout"));
    CHECK(slurp(scratch / "outside/Dockerfile") == fat);

    put(scratch / "hard", fat);
    fs::create_hard_link(scratch / "hard", scratch / "hard2");
    run = fixer(scratch, "--write hard");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("hard links"));
    CHECK(slurp(scratch / "hard") == fat);

    REQUIRE(::mkfifo((scratch / "pipe").c_str(), 0666) == 0);
    run = fixer(scratch, "--check pipe");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("not a regular file"));
}

TEST_CASE("without rights", "[cli]") {
    const Scratch scratch;
    put(scratch / "unreadable", fat);
    put(scratch / "readonly", fat);
    put(scratch / "closed/Dockerfile", fat);
    put(scratch / "free", fat);
    ::chmod((scratch / "unreadable").c_str(), 0000);
    ::chmod((scratch / "readonly").c_str(), 0444);
    ::chmod((scratch / "free").c_str(), 0666);
    ::chmod((scratch / "closed").c_str(), 0555);
    ::chmod((scratch / "closed/Dockerfile").c_str(), 0666);
    Run run = as_nobody(scratch, "--check unreadable");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("unreadable: cannot open the file: Permission denied"));
    run = as_nobody(scratch, "--write readonly");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("not written: cannot write the file"));
    CHECK(slurp(scratch / "readonly") == fat);
    run = as_nobody(scratch, "--write closed/Dockerfile");
    CHECK(run.status == 2);
    CHECK_THAT(run.err, ContainsSubstring("cannot make a temporary file"));
    CHECK(slurp(scratch / "closed/Dockerfile") == fat);
    if (::geteuid() == 0) { // the file is root's: its owner cannot be kept by another user
        run = as_nobody(scratch, "--write free");
        CHECK(run.status == 2);
        CHECK_THAT(run.err, ContainsSubstring("belongs to another user"));
        CHECK(slurp(scratch / "free") == fat);
    }
    // the other files are still written
    put(scratch / "own/Dockerfile", fat);
    ::chmod((scratch / "own").c_str(), 0777);
    REQUIRE((::geteuid() != 0 || (::chown((scratch / "own/Dockerfile").c_str(), 65534, 0) == 0)));
    run = as_nobody(scratch, "--write readonly own/Dockerfile");
    CHECK(run.status == 2);
    CHECK(slurp(scratch / "own/Dockerfile") == pinned);
}
