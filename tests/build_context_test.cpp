// The build context: what lies where in the image, what a file is, and what the command line's view lets in.
#include "support/compat.hpp"

#include <filesystem>
#include <fstream>
#include <map>

#include <unistd.h>

#include "cli/build_context.hpp"
#include "rewrite/base_switch.hpp"
#include "rewrite/build_context.hpp"
#include "rewrite/package_lists.hpp"

using namespace imgfix;
namespace fs = std::filesystem;

namespace {

class MadeUp final : public rewrite::BuildContext {
public:
    explicit MadeUp(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    [[nodiscard]] std::optional<std::string> read(std::string_view path) const override {
        const auto found = files_.find(std::string(path));
        return found == files_.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] bool named() const override { return true; }

private:
    std::map<std::string, std::string> files_;
};

/// A 64-bit little-endian ELF file with one program header; interpreter empty: none.
std::string elf(const std::string& interpreter) {
    std::string bytes(64 + 56, '\0');
    bytes.replace(0, 6,
                  "\x7f"
                  "ELF\x02\x01");
    bytes[32] = 64; // e_phoff
    bytes[54] = 56; // e_phentsize
    bytes[56] = 1;  // e_phnum
    bytes[64] = interpreter.empty() ? 1 : 3;
    bytes[64 + 8] = 120;
    bytes[64 + 32] = static_cast<char>(interpreter.size());
    return bytes + interpreter;
}

std::string verdict(const std::string& text, const std::map<std::string, std::string>& files,
                    rewrite::SwitchTarget target) {
    const document::Document document(text);
    REQUIRE(document.errors().empty());
    const MadeUp made_up(files);
    rewrite::Context context;
    context.today = "2026-11-23";
    context.build_context = &made_up;
    for (const rewrite::SwitchPlan& plan : rewrite::plan_switches(document, 0, context)) {
        if (plan.target != target)
            continue;
        std::string text_of = plan.safe() ? "safe" : plan.possible ? "unless" : "no";
        for (const auto& obstacle : plan.obstacles)
            if (plan.possible || !obstacle.assumption)
                text_of += " " + obstacle.reason;
        return text_of;
    }
    return "nothing";
}

} // namespace

TEST_CASE("what a file is", "[unit]") {
    using rewrite::FileKind;
    using rewrite::kind_of_file;
    CHECK(kind_of_file("") == FileKind::text);
    CHECK(kind_of_file("echo") == FileKind::text);
    CHECK(kind_of_file("#!/bin/sh\n") == FileKind::sh_script);
    CHECK(kind_of_file("#! /bin/sh -e\r\n") == FileKind::sh_script);
    CHECK(kind_of_file("#!/usr/bin/env bash") == FileKind::bash_script);
    CHECK(kind_of_file("#!/usr/bin/python3\n") == FileKind::other_script);
    CHECK(kind_of_file("#!") == FileKind::other_script);
    CHECK(kind_of_file(elf("")) == FileKind::static_binary);
    CHECK(kind_of_file(elf("/lib64/ld-linux-x86-64.so.2")) == FileKind::glibc_binary);
    CHECK(kind_of_file(elf("/lib/ld-musl-x86_64.so.1")) == FileKind::musl_binary);
    CHECK(kind_of_file(elf("/libexec/ld-elf.so.1")) == FileKind::other_binary);
    CHECK(kind_of_file(elf("/lib64/ld-linux-x86-64.so.2").substr(0, 130)) == FileKind::other_binary);
    CHECK(kind_of_file("\x7f"
                       "ELF") == FileKind::other_binary);
}

TEST_CASE("which file of the context lies where", "[unit]") {
    const std::map<std::string, std::string> files{{"start.sh", "1"}, {"bin/run", "2"}, {"other.sh", "3"}};
    const MadeUp context(files);
    const auto find = [&](const std::string& text, const std::string& path) {
        const std::string source = "FROM debian:13\n" + text + "CMD x\n"; // which the document does not copy
        const document::Document document(source);
        REQUIRE(document.errors().empty());
        const auto file =
            rewrite::find_copied(document, document.stages[0], document.instructions.size() - 1, path, &context);
        return file ? file->bytes : std::string("-");
    };
    CHECK(find("COPY start.sh /s\n", "/s") == "1");
    CHECK(find("COPY ./start.sh /app/\n", "/app/start.sh") == "1");
    CHECK(find("WORKDIR /app\nCOPY . .\n", "/app/start.sh") == "1");
    CHECK(find("WORKDIR /app\nCOPY . .\n", "./start.sh") == "1");
    CHECK(find("WORKDIR /app\nCOPY . .\n", "bin/run") == "2");
    CHECK(find("COPY bin /x\n", "/x/run") == "2");
    CHECK(find("COPY start.sh bin/run /x/\n", "/x/run") == "2");
    CHECK(find("COPY start.sh /s\nCOPY other.sh /s\n", "/s") == "3");
    CHECK(find("COPY start.sh /s\nRUN chmod +x /s\n", "/s") == "1");
    // what may lie elsewhere, or may have changed
    CHECK(find("COPY start.sh /s\n", "/t") == "-");
    CHECK(find("COPY start.sh $X\n", "/s") == "-");
    CHECK(find("COPY start.sh /s\nCOPY --from=x /y /s\n", "/s") == "-");
    CHECK(find("COPY start.sh /s\nCOPY start.sh $X\n", "/s") == "-");
    CHECK(find("COPY start.sh /start.sh\nRUN echo x > /start.sh\n", "/start.sh") == "-");
    CHECK(find("COPY . /app\nRUN sed -i s/a/b/ /app/*\n", "/app/start.sh") == "-");
    CHECK(find("COPY *.sh /app/\n", "/app/start.sh") == "-");
    CHECK(find("ADD http://example.org/s /s\n", "/s") == "-");
    CHECK(find("COPY gone /s\n", "/s") == "-");
    CHECK(find("WORKDIR $X\nCOPY . .\n", "start.sh") == "-");
    CHECK(find("COPY start.sh /s\n", "/../s") == "-");
}

TEST_CASE("a named context settles what a copied program needs", "[unit]") {
    using rewrite::SwitchTarget;
    const std::string debian = "FROM debian:12\nCOPY run /run.sh\nENTRYPOINT [\"/run.sh\"]\n";
    CHECK(verdict(debian, {}, SwitchTarget::slim) == "unless unseen-programs");
    CHECK(verdict(debian, {{"run", "#!/bin/sh\nls\n"}}, SwitchTarget::slim) == "safe");
    CHECK(verdict(debian, {{"run", "#!/bin/sh\ncat /usr/share/doc/x\n"}}, SwitchTarget::slim) == "no removed-folder");
    CHECK(verdict(debian, {{"run", "#!/bin/bash\nexec /app/other\n"}}, SwitchTarget::slim) == "unless unseen-programs");
    CHECK(verdict(debian, {{"run", elf("/lib64/ld-linux-x86-64.so.2")}}, SwitchTarget::alpine) == "no glibc-needed");
    CHECK(verdict(debian, {{"run", elf("")}}, SwitchTarget::alpine) == "unless static-program");
    CHECK(verdict(debian, {{"run", "#!/bin/bash\n"}}, SwitchTarget::alpine) == "safe"); // a script that does nothing
    CHECK(verdict(debian, {{"run", "#!/usr/bin/bash\n"}}, SwitchTarget::alpine) == "no program-unknown");
    CHECK(verdict(debian, {{"run", "#!/bin/bash\napt-get update\n"}}, SwitchTarget::alpine) == "no package-command");
    CHECK(verdict(debian, {{"run", "#!/bin/sh\napt-get update\n"}}, SwitchTarget::alpine) == "no package-command");
    CHECK(verdict("FROM python:3.12\nCOPY run /run.sh\nCMD [\"/run.sh\"]\n", {{"run", "#!/bin/sh\ngit pull\n"}},
                  SwitchTarget::slim) == "unless needs-lost-package");
    CHECK(verdict("FROM python:3.12\nCOPY run /run.sh\nCMD [\"/run.sh\"]\n", {{"run", "#!/bin/sh\ngcc x.c\n"}},
                  SwitchTarget::slim) == "no needs-lost-package");
    const std::string python =
        "FROM python:3.12\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD [\"python\"]\n";
    CHECK(verdict(python, {{"requirements.txt", "flask\nTorch==2\ntorch==2.4\n"}}, SwitchTarget::alpine_variant) ==
          "no language-packages");
}

TEST_CASE("the command line's view of a context lets nothing else in", "[unit]") {
    const fs::path root = fs::temp_directory_path() / ("imgfix-context-" + std::to_string(::getpid()));
    fs::create_directories(root / "context/sub");
    const auto write = [&](const fs::path& path, const std::string& text) { std::ofstream(root / path) << text; };
    write("secret", "secret");
    write("context/a", "a");
    write("context/sub/b", "b");
    write("context/key.pem", "key");
    write("context/kept.pem", "kept");
    write("context/.dockerignore", "# keys\n*.pem\n!kept.pem\nnode_modules/\n");
    write("context/large", std::string((1U << 20) + 1, 'x'));
    fs::create_symlink(root / "secret", root / "context/link");
    fs::create_directory_symlink(root, root / "context/up");
    std::string error;
    const auto context = cli::open_build_context(root / "context", true, error);
    REQUIRE(context);
    CHECK(context->read("a") == "a");
    CHECK(context->read("sub/b") == "b");
    for (const char* path : {"link", "up/secret", "../secret", "sub/../a", "/etc/passwd", "", ".", "sub", "large",
                             "key.pem", "kept.pem", "gone", "sub//b"}) {
        INFO(path);
        CHECK_FALSE(context->read(path));
    }
    CHECK_FALSE(cli::open_build_context(root / "nothing", true, error));
    CHECK(error.find("nothing: ") != std::string::npos);
    fs::remove_all(root);
}

namespace {

std::string names_in(std::string_view file, std::string_view text) {
    std::string names;
    for (const rewrite::ListedPackage& one : rewrite::packages_in(file, text))
        names += (names.empty() ? "" : " ") + one.name + (one.platform.empty() ? "" : ":" + one.platform) +
                 (one.development ? "(dev)" : "");
    return names;
}

} // namespace

TEST_CASE("lists of packages", "[unit]") {
    CHECK(names_in("requirements.txt", "# torch\n-r other.txt\nflask[async]>=3 ; x\r\n  psycopg2==2\n") ==
          "flask psycopg2");
    CHECK(names_in("go.mod",
                   "module a.org/b\nrequire c.org/d/v2 v2.0.0 // e\nrequire(\n\tf.org/g v1\n\t// h.org/i v1\n)\n"
                   "exclude j.org/k v1\n") == "c.org/d f.org/g");
    CHECK(names_in("Gemfile", "source 'x'\ngem 'pg', '~> 1'\n  gem(\"puma\")\n# gem 'oj'\ngemspec\n") == "pg puma");
    CHECK(names_in("a/Gemfile.lock",
                   "GEM\n  specs:\n    pg (1.6.2-x86_64-linux)\n    puma (6.5.0)\n      nio4r (~> 2.0)\n\n"
                   "DEPENDENCIES\n  pg\n") == "pg:x86_64-linux puma");
    CHECK(names_in("package.json", R"({"name": "canvas", "keywords": ["grpc"], "dependencies": {"a": "1", "@b/c": "2"},
        "scripts": {"d": "e"}, "devDependencies": {"f\"g": "1"}})") == "a @b/c f\\\"g(dev)");
    CHECK(names_in("package-lock.json",
                   R"({"lockfileVersion": 3, "packages": {"": {"name": "x", "dependencies": {"a": "1"}},
        "node_modules/a": {"version": "1", "peerDependenciesMeta": {"z": {"optional": true}}},
        "node_modules/a/node_modules/@b/c": {"version": "1", "dev": true},
        "node_modules/d": {"version": "1", "optional": true}}})") == "a @b/c(dev)");
    CHECK(names_in("package-lock.json", R"({"lockfileVersion": 1, "dependencies": {"a": {"version": "1", "requires":
        {"b": "1"}}, "b": {"version": "1", "dev": true}}})") == "a b(dev)");
    CHECK(names_in("yarn.lock",
                   "# v1\n\na@^1.0.0, a@^1.1.0:\n  version \"1\"\n  dependencies:\n    b \"^1\"\n\n"
                   "\"@c/d@^1\":\n  version \"1\"\n\n\"e@npm:^1, e@npm:^2\":\n  version: 1\n") == "a @c/d e");
    CHECK(names_in("pnpm-lock.yaml",
                   "importers:\n  .:\n    dependencies:\n      a: 1\npackages:\n  /a@1.0.0:\n    x: y\n"
                   "  /b/1.0.0:\n    dev: false\n  '@c/d@1.0.0(b@1)':\n    optional: true\n  '@e/f@1':\n") ==
          "a b @e/f");
    CHECK(names_in("Cargo.lock", "version = 4\n[[package]]\nname = \"a-sys\"\ndependencies = [\n \"b\",\n]\n") ==
          "a-sys");
    CHECK(names_in("Cargo.toml",
                   "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\nb.workspace = true\n[dependencies.c]\n"
                   "version = \"1\"\n[dev-dependencies]\n\"d\" = \"1\"\n[features]\ne = []\n"
                   "[target.'cfg(unix)'.dependencies]\nf = { version = \"1\" }\n") == "a b c d(dev) f");
    for (const char* file : {"go.mod", "package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Cargo.toml",
                             "Cargo.lock", "Gemfile", "Gemfile.lock", "requirements.txt"}) {
        INFO(file);
        for (const std::string& text :
             {std::string(), std::string(100000, '{'), std::string(100000, '['), std::string("\"\\"),
              std::string("\"a\":"), std::string("[\n  \n@:\n    ( (\ngem '")})
            CHECK(rewrite::packages_in(file, text).size() < 3);
    }
}

TEST_CASE("calls that build or install by a list", "[unit]") {
    using rewrite::installs_by_list;
    using Words = std::vector<std::string_view>;
    CHECK(installs_by_list("go", Words{"build", "./..."}));
    CHECK(!installs_by_list("go", Words{"mod", "download"}));
    CHECK(!installs_by_list("go", Words{"install", "a.org/b@latest"}));
    CHECK(installs_by_list("cargo", Words{"+nightly", "build"}));
    CHECK(!installs_by_list("cargo", Words{"install", "ripgrep"}));
    CHECK(installs_by_list("cargo", Words{"install", "--path", "."}));
    CHECK(!installs_by_list("cargo", Words{"fetch"}));
    CHECK(installs_by_list("npm", Words{"--prefix", "client", "ci"}));
    CHECK(!installs_by_list("npm", Words{"install", "-g", "pm2"}));
    CHECK(!installs_by_list("npm", Words{"run", "install"}));
    CHECK(installs_by_list("yarn", Words{"--frozen-lockfile"}));
    CHECK(!installs_by_list("yarn", Words{"global", "add", "x"}));
    CHECK(installs_by_list("bundle", Words{}));
    CHECK(!installs_by_list("bundle", Words{"exec", "puma"}));
}

TEST_CASE("what the lists of the context ask for", "[unit]") {
    using rewrite::SwitchTarget;
    const std::string node =
        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN cd client && yarn --frozen-lockfile\nCMD [\"node\", \"x.js\"]\n";
    CHECK(verdict(node, {{"client/yarn.lock", "a@^1:\n"}}, SwitchTarget::alpine_variant) ==
          "unless language-packages copied-folder unseen-programs");
    CHECK(verdict(node, {{"client/yarn.lock", "canvas@^1:\n"}}, SwitchTarget::alpine_variant) ==
          "no language-packages");
    CHECK(verdict(node, {{"yarn.lock", "canvas@^1:\n"}}, SwitchTarget::alpine_variant) ==
          "unless language-packages copied-folder unseen-programs");
    CHECK(verdict(node, {{"client/yarn.lock", "iconv@^2:\n"}}, SwitchTarget::slim) == "no needs-lost-package");
    const std::string pnpm = "FROM node:22\nCOPY . .\nRUN corepack enable && pnpm install\nCMD [\"node\", \"x.js\"]\n";
    CHECK(verdict(pnpm, {{"pnpm-lock.yaml", "packages:\n  iconv@3.0.0:\n"}}, SwitchTarget::slim) ==
          "no needs-lost-package");
    const std::string sharp = R"({"packages": {"node_modules/sharp": {"version": "0.33"},
        "node_modules/@img/sharp-linuxmusl-x64": {"version": "1"}}})";
    const std::string npm =
        "FROM node:22\nWORKDIR /app\nCOPY package-lock.json .\nRUN npm ci\nCMD [\"node\", \"x.js\"]\n";
    CHECK(verdict(npm, {{"package-lock.json", sharp}}, SwitchTarget::alpine_variant) ==
          "unless language-packages unseen-programs");
    const std::string go =
        "FROM golang:1.25\nWORKDIR /src\nCOPY . .\nWORKDIR /src/cmd/app\nRUN go build -o /app .\nCMD [\"/app\"]\n";
    CHECK(verdict(go, {{"go.mod", "require github.com/mattn/go-sqlite3 v1\n"}}, SwitchTarget::alpine_variant) ==
          "no needs-lost-package");
    CHECK(verdict(go, {{"go.mod", "require github.com/confluentinc/confluent-kafka-go/v2 v2.0.0\n"}},
                  SwitchTarget::alpine_variant) == "no language-packages");
    const std::string gcc = "FROM golang:1.25\nRUN apt-get update && apt-get install -y gcc\nCOPY . .\nRUN go build -o "
                            "/app .\nCMD [\"/app\"]\n";
    CHECK(verdict(gcc, {{"go.mod", "require github.com/mattn/go-sqlite3 v1\n"}}, SwitchTarget::alpine_variant)
              .starts_with("unless"));
    const std::string pip =
        "FROM python:3.13\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD [\"python\", \"x.py\"]\n";
    CHECK(verdict(pip, {{"requirements.txt", "psycopg2\n"}}, SwitchTarget::slim) == "no needs-lost-package");
    CHECK(verdict(pip, {{"requirements.txt", "# psycopg2\n"}}, SwitchTarget::slim) ==
          "unless language-packages unseen-programs");
}
