// The effect model on pairs of scripts, without files: each row is two RUNs and the verdict.
#include <string>
#include <vector>

#include "catalog/programs.hpp"
#include "rewrite/effects.hpp"
#include "support/compat.hpp"

using namespace imgfix;
using rewrite::Grouping;

namespace {

struct Row {
    std::string first;
    std::string second;
    std::string verdict; // bare, braces, sequence or the reason
};

std::string verdict(const Row& row, const std::string& head, rewrite::Builder builder = rewrite::Builder::any) {
    const std::string text = head + "RUN " + row.first + "\nRUN " + row.second + "\n";
    const document::Document document(text);
    INFO(text);
    REQUIRE(document.errors().empty());
    rewrite::Context context;
    context.builder = builder;
    const std::size_t last = document.instructions.size() - 1;
    const rewrite::JoinVerdict found = rewrite::may_join(document, last - 1, last, context);
    if (!found.allowed) {
        CHECK_FALSE(found.message.empty());
        return found.reason;
    }
    const std::string grouping = found.grouping == Grouping::bare     ? "bare"
                                 : found.grouping == Grouping::braces ? "braces"
                                                                      : "sequence";
    return grouping + (found.subshell ? " subshell" : "") + (found.rehash ? " rehash" : "");
}

void check(const std::vector<Row>& rows, const std::string& head) {
    for (const Row& row : rows) {
        INFO(row.first << "  |  " << row.second);
        CHECK(verdict(row, head) == row.verdict);
    }
}

} // namespace

TEST_CASE("what a shell keeps", "[unit]") {
    check({{"touch a", "touch b", "bare"},
           {"true && false", "touch b", "bare"},
           {": ", "touch b", "bare"},
           {": > a", "touch b", "leaks-variable"},
           {"A=1 touch a", "echo $A", "bare"},
           {"A=1 echo a", "echo $A", "bare subshell"},
           {"A=1 test -f a", "echo $A", "bare subshell"},
           {"builtin cd /", "pwd", "leaks-working-directory"},
           {"command -v sh", "touch a", "bare"},
           {"command export A=1", "echo $A", "leaks-variable"},
           {"env cd /", "pwd", "unknown-program"},
           {"pushd /tmp", "pwd", "leaks-working-directory"},
           {"readonly A=1", "A=2 touch b", "leaks-variable"},
           {"shopt -s nullglob", "echo *", "leaks-shell-options"},
           {"getopts a x", "echo $OPTIND", "leaks-variable"},
           {"echo ${X=1}", "echo $X", "bare subshell"},
           {"echo ${X:-a=b}", "echo $X", "bare"},
           {"echo ${X:y=1}", "echo $y", "bare subshell"},
           {"echo $((X == 1))", "echo $X", "bare subshell"},
           {"echo $((X <= 1 && Y != 2))", "echo $X", "bare subshell"},
           {"echo $((X++))", "echo $X", "bare subshell"},
           {"echo $((X+=1))", "echo $X", "bare subshell"},
           {"echo \"$((X=1))\"", "echo $X", "bare subshell"},
           {"echo $(cd /tmp; pwd)", "pwd", "bare"},
           {"echo a | cd /tmp", "pwd", "bare"},
           {"while read x; do echo $x; done < /etc/motd", "echo $x", "bare subshell"},
           {"cat /etc/motd | while read x; do echo $x; done", "echo $x", "bare"},
           {"while true; do break; done", "touch a", "bare"},
           {"wait", "touch a", "background-job"},
           {"kill -9 1", "touch a", "background-job"},
           {"x=1; touch $x", "touch b", "bare"}, // nothing reads it
           {"x=1; touch $x", "touch b$x", "bare subshell"},
           {"x=1; touch $x", "touch ${x-b}", "bare subshell"},
           {"x=1; touch $x", "set > b", "reads-shell-state"},
           {"x=1; touch $x", "eval \"$Y\"", "bare subshell"},
           {"x=1; touch $x", "echo $((Y + 1))", "bare subshell"},
           {"x=1; touch $x", "Y=x && echo ${!Y}", "bare subshell"},
           {"x=1; touch $x", "touch xx x_ y", "bare"},
           {"IFS=:; touch a", "touch b", "bare subshell"},
           {"https_proxy=a; touch a", "touch b", "bare subshell"},
           {"A_VERSION=1; touch a", "touch b", "bare subshell"},
           {"for f in 1 2; do touch $f; done", "touch b", "bare"},
           {"python3 -m pip install a", "python3 -m pip install b", "bare rehash"},
           {"python3 setup.py", "touch b", "unknown-program"},
           {"hash -r", "touch a", "bare"},
           {"$(echo cd /)", "pwd", "unknown-program"},
           {"\\cd /tmp", "pwd", "leaks-working-directory"},
           {"'cd' /tmp", "pwd", "leaks-working-directory"},
           {"c\"d\" /tmp", "pwd", "leaks-working-directory"},
           {"! cd /tmp", "pwd", "leaks-working-directory"},
           {"time cd /tmp", "pwd", "leaks-working-directory"}},
          "FROM alpine:3.20\n");
}

TEST_CASE("how the second part is put behind the first", "[unit]") {
    check({{"touch a", "touch b || touch c", "braces"},
           {"touch a", "touch b; touch c", "braces"},
           {"touch a", "touch b & touch c", "braces"},
           {"touch a", "touch b;", "bare"},
           {"touch a", "touch b # why", "bare"},
           {"touch a", "touch b &", "background-job"},
           {"touch a", "if true; then touch b; fi", "bare"},
           {"touch a", "(touch b; touch c)", "bare"},
           {"touch a || touch b", "touch c", "bare"},
           {"touch a; touch b", "touch c", "bare"},
           {"set -e; touch a; touch b", "set -e; touch c", "sequence"},
           {"set -e; touch a; touch b && touch c", "set -e; touch c", "braces"},
           {"set -e; touch a; ! touch b", "set -e; touch c", "braces"},
           {"set -eu; touch a", "set -e; touch c", "leaks-shell-options"},
           {"set -e; touch a", "set -eu; touch c", "sequence"},
           {"set -e; touch a; set +e; touch b", "set -e; touch c", "leaks-shell-options"},
           {"set -e; touch a", "touch b; set -e; touch c", "leaks-shell-options"},
           {"set -eo pipefail; touch a", "set -euo pipefail; touch c", "sequence"},
           {"set -e; { touch a; touch b; }", "set -e; touch c", "errexit-unknown"}},
          "FROM alpine:3.20\n");
}

TEST_CASE("errexit that may be on", "[unit]") {
    const std::vector<Row> rows{{"touch a", "touch b", "bare"},
                                {"touch a | cat", "touch b", "bare"},
                                {"(touch a; touch b)", "touch c", "errexit-unknown"},
                                {"{ touch a; touch b; }", "touch c", "errexit-unknown"},
                                {"if true; then touch a; fi", "touch c", "errexit-unknown"},
                                {"if true; then touch a; fi; touch b", "touch c", "bare"},
                                {"touch $(echo a)", "touch c", "bare"},
                                {"touch $(echo a || echo b)", "touch c", "errexit-unknown"},
                                {"touch $(echo a; echo b)", "touch c", "errexit-unknown"},
                                {"touch $(echo a; echo b) && touch d", "touch c", "bare"},
                                {"touch a", "touch b; touch c", "braces"}};
    check(rows, "FROM alpine:3.20\nSHELL [\"/bin/sh\", \"-e\", \"-c\"]\n");
    check(rows, "FROM alpine:3.20\nSHELL [\"/bin/ash\", \"-euxo\", \"errexit\", \"-c\"]\n");
    for (const Row& row : rows)
        CHECK((verdict(row, "FROM alpine:3.20\n") == "bare" || row.second == "touch b; touch c"));
}

TEST_CASE("shells that may be merged in", "[unit]") {
    const Row row{"touch a", "touch b", ""};
    const auto with = [&](const std::string& shell) { return verdict(row, "FROM debian:12\nSHELL " + shell + "\n"); };
    for (const char* shell : {R"(["/bin/sh","-c"])", R"(["bash","-c"])", R"(["/bin/bash","-o","pipefail","-c"])",
                              R"(["/bin/bash","-euxo","pipefail","-c"])", R"(["/bin/ash","-eo","pipefail","-c"])",
                              R"(["/bin/bash","-ec"])"})
        CHECK(with(shell) == "bare");
    for (const char* shell :
         {R"(["/bin/bash","-lc"])", R"(["/bin/bash","-i","-c"])", R"(["/bin/bash","--rcfile","/x","-c"])",
          R"(["/bin/bash","-c","-l"])", R"(["/usr/bin/env","bash","-c"])", R"(["conda","run","bash","-c"])",
          R"(["/bin/zsh","-c"])", R"(["/bin/bash","-O","lastpipe","-c"])", R"(["/bin/bash"])",
          R"(["/bin/sh","-n","-c"])"})
        CHECK(with(shell) == "foreign-shell");
    CHECK(verdict(row, "ARG V=12\nFROM debian:$V\n") == "bare");
    CHECK(verdict({"echo a", "echo b", ""}, "ARG I=debian\nFROM $I:12\n") == "unknown-shell");
    CHECK(verdict(row, "FROM debian:12\nENV BASH_ENV=/x\n") == "startup-file");
    CHECK(verdict(row, "FROM debian:12\nENV ENV=/x\n") == "bare"); // read by interactive shells only
    CHECK(verdict(row, "FROM debian:12 AS a\nENV BASH_ENV=/x\nFROM a\n") == "startup-file");
    CHECK(verdict({"chmod 1 /etc/a", "echo b", ""}, "FROM example.org/a\n") == "bare");
    CHECK(verdict({"chmod 1 /etc/a", "echo b", ""}, "# escape=`\nFROM example.org/a\n") == "unknown-shell");
    CHECK(verdict({"echo a", "echo b", ""}, "FROM scratch\nADD root.tar /\n") == "bare");
}

TEST_CASE("commands that a shell remembers", "[unit]") {
    check({{"pip install a", "pip install b", "bare rehash"},
           {"pip install a", "python3 b", "bare"},
           {"sudo pip install a", "pip install b", "bare"}, // sudo looks it up
           {"/usr/bin/pip install a", "pip install b", "bare"},
           {"touch a && cp x /usr/local/bin/touch", "touch b", "bare rehash"},
           {"cp x /usr/local/bin/touch && touch a", "touch b", "bare"},
           {"touch a && cp x /usr/local/bin/", "touch b", "bare"},
           {"touch a && cp touch /usr/local/bin/", "touch b", "bare rehash"},
           {"touch a && cp -r x /usr/local", "touch b", "bare rehash"},
           {"touch a && tar -xf x.tar -C /srv/x", "touch b", "bare"},
           {"touch a && rm -f /usr/bin/touch", "touch b", "bare rehash"},
           {"touch a && rm -rf /var/lib/apt/lists/*", "touch b", "bare"},
           {"touch a && chmod +x $F", "touch b", "bare rehash"},
           {"touch a && gem install b", "eval \"$X\"", "bare rehash"},
           {"apt-get update && apt-get install -y a", "apt-get install -y b", "bare"},
           {"curl -o /x http://example.org/ && apt-get autoremove -y", "curl -o /y http://example.org/", "bare rehash"},
           {"mkdir /x && apt-get autoremove -y", "mkdir /y", "bare"}},
          "FROM debian:12\n");
}

TEST_CASE("users, files and folders of a new container", "[unit]") {
    check({{"useradd -g root app", "touch b", "bare"},
           {"gpasswd -a root docker", "touch b", "edits-users"},
           {"echo a:x:1:1:::: >> /etc/passwd", "touch ~a/b", "edits-users"},
           {"echo a > /dev/null", "echo b > /dev/stderr", "bare"},
           {"nproc < /proc/cpuinfo", "echo b", "bare"},
           {"ls /proc/1", "echo b", "fresh-container"},
           {"ls /sysroot /x/proc/y", "echo b", "bare"},
           {"ls \"/sys\"", "echo b", "fresh-container"},
           {"rm -rf /srv", "touch b", "removes-working-directory"},
           {"rm -rf /srv/app/x", "touch b", "bare"},
           {"rm -rf ./*", "touch b", "bare"},
           {"rm -rf ../*", "touch b", "removes-working-directory"},
           {"rm -rf $X", "touch b", "removes-working-directory"},
           {"rm -f $X", "touch b", "removes-working-directory"},
           {"rm -f \"$X\"", "touch b", "bare"},
           {"find / -name x -delete", "touch b", "removes-working-directory"},
           {"mv /srv/app /srv/b", "touch b", "removes-working-directory"},
           {"cp -l a b", "echo >> a", "unknown-program"},
           {"ln -s a b", "echo >> a", "bare"},
           {"mv /bin/bash /bin/sh", "touch b", "changes-shell"},
           {"update-alternatives --install /bin/sh sh /bin/bash 1", "touch b", "changes-shell"}},
          "FROM debian:12\nWORKDIR /srv/app\n");
    const Row data{"touch /data/x && chmod 644 /etc/motd", "touch b", ""};
    CHECK(verdict(data, "FROM debian:12\nVOLUME /data\n") == "volume");
    CHECK(verdict(data, "FROM debian:12\nVOLUME [\"/data/x/y\"]\n") == "volume");
    CHECK(verdict(data, "FROM debian:12\nVOLUME /database\n") == "bare");
    CHECK(verdict(data, "FROM debian:12\nVOLUME /data\n", rewrite::Builder::buildkit) == "bare");
    CHECK(verdict(data, "FROM example.org/a\n") == "volume");
    CHECK(verdict(data, "FROM example.org/a\n", rewrite::Builder::buildkit) == "bare");
    CHECK(verdict({"npm install -g x", "touch b", ""}, "FROM debian:12\nWORKDIR /data/a\nVOLUME /data\n") == "volume");
}

TEST_CASE("flags and mounts of joined RUNs", "[unit]") {
    const auto both = [](const std::string& flags) {
        return verdict({flags + " touch a", flags + " touch b", ""}, "FROM debian:12\n");
    };
    for (const char* flags : {"--mount=type=secret,id=a", "--mount=type=ssh", "--mount=target=/x",
                              "--mount=type=bind,target=/x,ro", "--mount=type=cache,target=/x,sharing=shared",
                              "--network=none --mount=type=cache,target=/x", "--security=insecure"})
        CHECK(both(flags) == "bare");
    for (const char* flags : {"--mount=type=tmpfs,target=/x", "--mount=target=/x,rw", "--mount=target=/x,readwrite",
                              "--mount=type=cache,target=/x,sharing=private", "--mount=type=cache,target=$X"})
        CHECK(both(flags) == "mount-not-shared");
    CHECK(verdict({"--network=none touch a", "touch b", ""}, "FROM debian:12\n") == "different-flags");
    CHECK(verdict({"--mount=type=ssh --network=none touch a", "--network=none --mount=type=ssh touch b", ""},
                  "FROM debian:12\n") == "different-flags");
}

TEST_CASE("programs are known by their rows", "[unit]") {
    using catalog::find_program;
    CHECK(find_program("mkdir", {"-p", "/x"}));
    CHECK_FALSE(find_program("mysqld", {}));
    CHECK_FALSE(find_program("", {}));
    CHECK_FALSE(find_program("wget", {"-qb", "x"}));
    CHECK(find_program("wget", {"-q", "x"}));
    CHECK(find_program("git", {"-C", "fetch", "clone", "x"}));
    CHECK_FALSE(find_program("git", {"-C", "clone", "fetch"}));
    CHECK_FALSE(find_program("git", {"fetch"}));
    CHECK(find_program("apt-get", {"-y", "purge", "x"})->has("removes"));
    CHECK_FALSE(find_program("apt-get", {"-y", "install", "purge"})->has("removes"));
    CHECK(find_program("ln", {"-s", "a", "b"}));
    CHECK_FALSE(find_program("ln", {"-s", "a", "b"})->has("hardlink"));
    CHECK(find_program("ln", {"a", "b"})->has("hardlink"));
    CHECK_FALSE(find_program("pip", {"install", "."}));
    CHECK_FALSE(find_program("pip", {"install", "./x"}));
    CHECK_FALSE(find_program("mkdir\t*", {}));
}
