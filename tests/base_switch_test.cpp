// The closed world of a base switch: tables of stages and verdicts, and the gate's refusal of switches that lie.
#include <algorithm>
#include <string>
#include <vector>

#include "catalog/applets.hpp"
#include "catalog/facts.hpp"
#include "catalog/packages.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/base_switch.hpp"
#include "rewrite/gate.hpp"
#include "rewrite/pipeline.hpp"
#include "support/compat.hpp"

using namespace imgfix;
using catalog::PathOwner;
using document::Document;

namespace {

rewrite::Context context() {
    rewrite::Context one;
    one.today = "2026-11-23";
    return one;
}

/// The plan for Alpine or BusyBox of one stage, as issue 3 asks for.
rewrite::SwitchPlan plan_of(const Document& document, std::size_t stage) {
    for (rewrite::SwitchPlan& one : rewrite::plan_switches(document, stage, context()))
        if (one.target == rewrite::SwitchTarget::alpine || one.target == rewrite::SwitchTarget::busybox)
            return std::move(one);
    return {};
}

/// The plan for the last stage of text.
rewrite::SwitchPlan plan(const std::string& text) {
    const Document document(text);
    REQUIRE(document.errors().empty());
    return plan_of(document, document.stages.size() - 1);
}

/// "busybox", "alpine", "alpine unless REASON..", "no: REASON..", "nothing"; reasons sorted, each once.
std::string verdict(const std::string& text) {
    const rewrite::SwitchPlan one = plan(text);
    if (!one.applicable)
        return "nothing";
    std::vector<std::string> reasons;
    for (const rewrite::SwitchObstacle& obstacle : one.obstacles)
        reasons.push_back(obstacle.reason);
    std::sort(reasons.begin(), reasons.end());
    reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
    std::string list;
    for (const std::string& reason : reasons)
        list += " " + reason;
    if (!one.possible)
        return "no:" + list;
    const std::string target = one.claim.after.substr(0, one.claim.after.find(':'));
    return target + (list.empty() ? "" : " unless" + list);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// The verdict on a stage of one RUN with a harmless command that nobody replaces.
std::string run_verdict(const std::string& script) {
    return verdict("FROM debian:12\nRUN " + script + "\nENTRYPOINT true\n");
}

struct Row {
    std::string in;
    std::string want;
};

/// The plan for the slim variant, which must be possible.
auto slim_plan(const std::vector<rewrite::SwitchPlan>& plans) {
    const auto slim = std::find_if(plans.begin(), plans.end(), [](const rewrite::SwitchPlan& one) {
        return one.target == rewrite::SwitchTarget::slim;
    });
    REQUIRE(slim != plans.end());
    REQUIRE(slim->possible);
    return slim;
}

} // namespace

TEST_CASE("scripts that BusyBox runs the same", "[unit]") {
    for (const Row& row : std::vector<Row>{
             {"mkdir /app", "busybox"},
             {"mkdir -p /app/a/b && cd /app/a && echo x > b/c", "busybox"},
             {"printf '%s=%s\\n' a b > /x && test -f /x && [ -s /x ]", "busybox"},
             {"printf '\\e' > /x", "alpine unless program-form-unproven"},
             {"printf '%d' 1 > /x", "alpine unless program-form-unproven"},
             {"echo 'a\\tb'", "no: program-form-unproven"},
             {"echo -n a", "no: program-form-unproven"},
             {"echo - a", "alpine unless program-form-unproven"},
             {"echo a -n", "no: program-form-unproven"}, // harmless, but no sample has it
             {"echo $X", "alpine unless program-form-unproven"},
             {"echo ~", "alpine unless program-form-unproven"},
             {"echo /x/*", "alpine unless program-form-unproven"},
             {"mkdir /x/{a,b}", "alpine unless program-form-unproven"},
             {"echo `ls`", "alpine unless program-form-unproven"},
             {"A=1 true", "alpine unless control-flow"},
             {"A=1", "alpine unless control-flow"},
             {"! true", "alpine unless control-flow"},
             {"true &", "no: control-flow"},
             {"true || true", "alpine unless control-flow"},
             {"(true)", "alpine unless control-flow"},
             {"true # why", "busybox"},
             {"cat < /x", "alpine unless program-form-unproven"},
             {"true 3> /x", "no: control-flow"},
             {"echo a >&2", "busybox"},
             {"echo a > /dev/null 2>&1", "busybox"},
             {"rm -rf /tmp/* /var/tmp/*", "busybox"},
             {"rm /tmp/*", "alpine unless program-form-unproven"},
             {"rm -rf /app/*", "alpine unless program-form-unproven"},
             {"mkdir /app -p", "alpine unless program-form-unproven"},
             {"chmod 755 /app && chmod u+x,go= /x", "alpine unless program-form-unproven"},
             {"chmod 755 /app && chown -R 1001:0 /app", "busybox"},
             {"chown www-data /app", "no: user-not-numeric"},
             {"cd /", "busybox"},
             {"cd / && touch x", "busybox"},
             {"cd / && touch etc/x", "alpine unless system-path"},
             {"cd .. && touch x", "no: system-path"},
             {"touch /tmp/x && touch /home/x /root/x /mnt/x", "alpine"}, // busybox has no /mnt
             {"mkdir -p /mnt/x && touch /mnt/y", "busybox"},
             {"touch /home/ubuntu", "no: system-path"},
             {"touch /root/.profile", "no: system-path"},
             {"touch /var/log/x", "alpine unless system-path"},
             {"touch //etc//x", "alpine unless system-path"},
             {"mkdir -p /opt", "alpine"},
             {"mkdir -p -m 777 /opt", "alpine unless system-path"},
             {"rm -rf /opt", "alpine unless system-path"},
             {"mv /a /opt", "alpine"},
             {"cp -p /a /b", "busybox"},
             {"cp /a /b", "alpine unless program-form-unproven"},
             {"cp -p /a /", "no: program-form-unproven"},
             {"ln -s /a /b && cp -p /b /c", "no: program-form-unproven"},
             {"ln -s a /b", "no: system-path"},
             {"sh -c 'mkdir /x && cat /etc/passwd'", "no: system-path"},
             {"sh -c 'mkdir /x'", "busybox"},
             {"sh -c 'apt-get update'", "no: package-command"},
             {"/bin/mkdir /x", "alpine unless program-form-unproven"},
             {"exec true", "busybox"},
             {"set -e && true", "busybox"},
         }) {
        INFO(row.in);
        CHECK(run_verdict(row.in) == row.want);
    }
}

TEST_CASE("package commands that Alpine has a twin of", "[unit]") {
    for (const Row& row : std::vector<Row>{
             {"apt-get update", "busybox"},
             {"apt-get -qq update && apt-get clean", "busybox"},
             {"apt-get update && apt-get install -y curl", "alpine"},
             {"apt-get update && apt-get -qq install curl", "alpine"}, // -qq implies -y
             {"apt-get update && apt-get -q install curl", "no: package-command"},
             {"apt update && apt install -yq curl && apt autoremove -y", "alpine"},
             {"apt-get update && apt-get install -y curl nano", "alpine unless package-name-age"},
             {"apt-get update && apt-get install -y g++", "alpine unless package-parts"},
             {"apt-get update && apt-get install -y curl-", "no: package-unverified"},
             {"apt-get update && apt-get install -y curl:amd64", "no: package-unverified"},
             {"apt-get update && apt-get install -y './x.deb'", "no: package-command"},
             {"apt-get update && apt-get install -y", "no: package-command"},
             {"apt-get update && apt-get dist-upgrade -y", "alpine"},
             {"apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y curl", "alpine"},
             {"apt-get update && LANG=C apt-get install -y curl", "alpine"},
             {"apt-get update && TMPDIR=/x apt-get install -y curl", "no: package-command"},
             {"apt-get update && apt-get install -y curl && curl https://example.org/x", "alpine"},
             {"apt-get update && apt-get install -y curl && curl -o /etc/x https://example.org/x",
              "alpine unless system-path"},
             {"apt-get update && apt-get install -y curl && curl file:///x", "no: system-path"},
             {"curl https://example.org/x", "no: program-unknown"},
             {"apt-get update && apt-get install -y git && git clone https://example.org/x",
              "alpine unless package-parts"},
             {"apt-get update && apt-get install -y nginx && nginx -t", "no: package-parts"},
             {"apt-get update && apt-get install -y curl && rm -r /var/lib/apt/lists/*", "alpine"},
             {"apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/* /x", "alpine"},
             {"apt-get update && apt-get install -y curl && rm -r /var/lib/apt/lists/* /x",
              "no: program-form-unproven"},
             {"apt-get update && apt-get install -y curl && rm -rf '/var/lib/apt/lists/*'", "no: system-path"},
             {"apt-get install -y curl", "no: package-lists-missing"},
             {"yum install -y curl", "no: package-command"},
         }) {
        INFO(row.in);
        CHECK(run_verdict(row.in) == row.want);
    }
}

TEST_CASE("commands that make users", "[unit]") {
    // what BusyBox makes of them was run: tests/build/accounts.py
    for (const Row& row : std::vector<Row>{
             {"useradd -m app", "alpine unless user-not-numeric"},
             {"useradd -g staff app", "no: user-not-numeric"},
             {"useradd -m -G sudo app", "no: user-not-numeric"},
             {"useradd -u 300 app", "no: user-not-numeric"},
             {"groupadd -g 999 app", "no: user-not-numeric"},
             {"useradd -o -u 1000 app", "alpine unless user-not-numeric"},
             {"useradd app && usermod -aG audio app", "alpine unless user-not-numeric"},
             {"usermod -aG sudo www-data", "no: user-not-numeric"},
             {"userdel -r games", "alpine unless user-not-numeric"},
             {"userdel irc", "no: user-not-numeric"},
             {"adduser --disabled-password --gecos '' --ingroup staff app", "no: program-form-unproven"},
             {"adduser --disabled-password --gecos '' --uid 300 app", "no: user-not-numeric"},
             {"adduser app sudo", "no: program-form-unproven"},
         }) {
        INFO(row.in);
        CHECK(run_verdict(row.in) == row.want);
    }
    const auto text = [](const std::string& command) {
        const rewrite::SwitchPlan one = plan("FROM debian:12\nRUN " + command + "\nCMD [\"true\"]\n");
        return one.claim.table.empty() ? std::string() : joined(one.claim.table.back().after);
    };
    CHECK(text("useradd -r -u 200 -g games -s /bin/false app") == "adduser -D -H -S -u 200 -G games -s /bin/false app");
    CHECK(text("useradd -mU app") == "adduser -D app");
    CHECK(text("useradd --system -g games app") == "adduser -D -H -s /bin/sh -S -G games app");
    CHECK(text("useradd app && usermod -a -G audio app") == "adduser app audio");
    CHECK(text("useradd app && userdel -r app") == "deluser --remove-home app");
}

TEST_CASE("stages and their settings", "[unit]") {
    for (const Row& row : std::vector<Row>{
             {"FROM alpine\nCMD true\n", "nothing"},
             {"FROM node\nCMD true\n", "nothing"},
             {"FROM team/debian\nCMD true\n", "nothing"},
             {"FROM localhost:5000/debian\nCMD true\n", "nothing"},
             {"FROM scratch\nCMD true\n", "nothing"},
             {"FROM debian:12 AS a\nFROM a\nCMD true\n", "nothing"},
             {"FROM debian:12 AS a\nFROM alpine\nCMD true\n", "nothing"},
             {"FROM $BASE\nCMD true\n", "nothing"},
             {"FROM docker.io/library/debian\nCMD true\n", "docker.io/library/busybox"},
             {"FROM debian:12\n", "no: base-for-others no-command"},
             {"FROM debian:12\nARG A\nLABEL a=b\n", "no: base-for-others no-command"},
             {"FROM debian:12\nRUN true\n", "alpine unless no-command"},
             {"FROM debian:12\nENV A=1\nEXPOSE 80\n", "no: base-for-others no-command"},
             {"FROM debian:12\nCOPY a.sh /\nCMD true\n", "alpine unless system-path"},
             {"FROM debian:12\nCOPY ./p/a.deb /app.deb\nCMD true\n", "no: glibc-needed"},
             {"FROM debian:12\nCOPY opt/oracle /oracle\nCMD true\n", "no: glibc-needed"},
             {"FROM debian:12\nRUN echo 'export J=/usr/lib/jvm/java-17-openjdk-amd64' > /e\nCMD true\n",
              "no: system-path"},
             {"# Team X base image\nFROM debian:12\nRUN true\n", "no: base-for-others no-command"},
             {"# use the official base image\nFROM debian:12\nRUN true\n", "alpine unless no-command"},
             {"FROM debian:12\nENV D=/s\nCOPY a.txt /s/\nRUN $D/a.sh\nCMD true\n", "no: unseen-programs"},
             {"FROM debian:12\nENV I=\"apt-get install -y\"\nRUN $I curl\nCMD true\n",
              "no: package-command unseen-programs"},
             {"FROM debian:12\nRUN I=apt-get; $I install -y curl\nCMD true\n", "no: control-flow package-command"},
             {"FROM debian:12\nADD https://example.org/tool.centos6.10 /tool\nCMD true\n", "no: glibc-needed"},
             {"FROM debian:12\nADD https://example.org/a-linux-x86_64.zip/download /a.zip\nCMD true\n",
              "no: glibc-needed"},
             {"FROM debian:12\nADD https://example.org/etl-x86_64.tar.gz /a.tgz\nCMD true\n", "no: glibc-needed"},
             {"FROM debian:12\nADD https://example.org/etl-amd64.tar.gz /a.tgz\nCMD true\n", "busybox"},
             {"FROM debian:12\nCOPY logs-0.0.1 /logs\nCMD [\"/logs\"]\n", "no: glibc-needed"},
             {"FROM debian:12\nCOPY logs-0.0.1.sh /logs\nCMD [\"/logs\"]\n", "alpine unless unseen-programs"},
             {"FROM debian:12\nADD https://example.org/debian-key.asc /key.asc\nCMD true\n", "busybox"},
             {"FROM ubuntu:trusty\nCOPY a.py /x/\nCMD ls /x\n", "no: program-form-unproven program-unknown"},
             {"FROM debian:12\nCOPY install.sh /\nCMD [\"/install.sh\"]\n", "no: system-path unseen-programs"},
             {"FROM debian:12\nCOPY install.sh /\nCMD [\"sh\", \"/install.sh\"]\n", "no: system-path unseen-programs"},
             {"FROM debian:12\nCOPY start.sh /start.sh\nCMD [\"sh\", \"/start.sh\"]\n",
              "alpine unless unseen-programs"},
             {"FROM debian:12\nCOPY build /build\nRUN /build/setup\nCMD true\n", "no: unseen-programs"},
             {"# the base image for all our tools\nFROM debian:12\nRUN true\n", "no: base-for-others no-command"},
             {"# the base image for all our tools\nFROM debian:12\nCMD true\n", "no: base-for-others"},
             {"# Base image\nFROM debian:12\nRUN true\n", "alpine unless no-command"},
             {"FROM debian:12\n# reset in the base image for tests\nRUN true\n", "alpine unless no-command"},
             {"FROM debian:12\nLABEL description=\"Base image of Team X\"\nRUN true\n",
              "no: base-for-others no-command"},
             {"FROM debian:12\nENV D=/app\nADD start ${D}/start\nCMD ${D}/start\n", "no: glibc-needed unseen-programs"},
             {"FROM debian:12\nCOPY ./x-* /usr/local/bin/\nCMD true\n", "no: glibc-needed system-path unseen-programs"},
             {"FROM debian:12\nCOPY ./x-*.txt /usr/local/bin/\nCMD true\n",
              "alpine unless system-path unseen-programs"},
             {"FROM debian:12\nENTRYPOINT true\n", "busybox"},
             {"FROM debian:12\nENTRYPOINT [\"true\"]\n", "alpine unless entrypoint-arguments"},
             {"FROM debian:12\nENTRYPOINT [\"cat\"]\nCMD [\"/x\"]\n", "alpine unless entrypoint-arguments"},
             {"FROM debian:12\nENTRYPOINT [\"cat\"]\nCMD /x\n", "no: control-flow"},
             {"FROM debian:12\nENTRYPOINT []\nCMD [\"true\"]\n", "busybox"},
             {"FROM debian:12\nCMD [\"ls\"]\nCMD [\"true\"]\n", "busybox"}, // the last one counts
             {"FROM debian:12\nCMD [\"cd\", \"/\"]\n", "no: program-unknown"},
             {"FROM debian:12\nCMD []\n", "alpine unless no-command"},
             {"FROM debian:12\nCMD [\"sh\"]\n", "alpine unless interpreter-runs-unseen-code"},
             {"FROM debian:12\nCMD [\"sh\", \"x.sh\"]\n", "alpine unless unseen-programs"},
             {"FROM debian:12\nCMD [\"tail\", \"-f\", \"/dev/null\"]\n", "busybox"},
             {"FROM debian:12\nHEALTHCHECK NONE\nCMD true\n", "busybox"},
             {"FROM debian:12\nHEALTHCHECK CMD ls\nCMD true\n", "alpine unless program-form-unproven"},
             {"FROM debian:12\nSHELL [\"/bin/sh\", \"-c\"]\nCMD true\n", "busybox"},
             {"FROM debian:12\nSHELL [\"/bin/sh\", \"-ec\"]\nCMD true\n", "no: shell-changed"},
             {"FROM debian:12\nUSER 0:0\nCMD true\n", "busybox"},
             {"FROM debian:12\nUSER 33\nCMD true\n", "no: user-not-numeric"},
             {"FROM debian:12\nUSER 65534\nCMD true\n", "no: user-not-numeric"},
             {"FROM debian:12\nUSER 1001:www-data\nCMD true\n", "no: user-not-numeric"},
             {"FROM debian:12\nUSER ${X}\nCMD true\n", "no: user-not-numeric"},
             {"FROM debian:12\nENV LC_ALL=C\nCMD true\n", "busybox"},
             {"FROM debian:12\nENV LC_ALL=$X\nCMD true\n", "alpine unless environment"},
             {"FROM debian:12\nENV A$X=1\nCMD true\n", "no: environment"},
             {"FROM debian:12\nENV LD_LIBRARY_PATH=/x\nCMD true\n", "no: environment"},
             {"FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\nCMD true\n", "busybox"},
             {"FROM debian:12\nWORKDIR /usr/src/app\nRUN touch x\nCMD true\n", "busybox"},
             {"FROM debian:12\nWORKDIR /usr/local/x\nCMD true\n", "alpine unless system-path"},
             {"FROM debian:12\nWORKDIR $X\nRUN touch x\nCMD true\n", "alpine unless system-path"},
             {"FROM debian:12\nVOLUME /data\nCMD true\n", "busybox"},
             {"FROM debian:12\nVOLUME /var/lib/mysql\nCMD true\n", "alpine unless system-path"},
             {"FROM debian:12\nCOPY a /a\nCMD cat /a\n", "busybox"},
             {"FROM debian:12\nCOPY a /a/\nCMD cat /a/a\n", "alpine unless copied-folder"},
             {"FROM debian:12\nCOPY a b /a/\nCMD true\n", "busybox"},
             {"FROM debian:12\nCOPY a* /a\nCMD cat /a\n", "alpine unless copied-folder"},
             {"FROM debian:12\nCOPY a.py /a.py\nCMD [\"/a.py\"]\n", "alpine unless unseen-programs"},
             {"FROM debian:12\nCOPY a .\nCMD true\n", "alpine unless system-path unseen-programs"},
             {"FROM debian:12\nCOPY a.txt /usr/bin/\nCMD true\n", "alpine unless system-path unseen-programs"},
             {"FROM debian:12\nCOPY a /x/../etc\nCMD true\n", "no: copy-destination"},
             {"FROM debian:12\nCOPY --from=alpine /a /a\nCMD true\n", "no: copied-from-stage"},
             {"FROM debian:12\nCOPY --chmod=755 --link a.sh /a.sh\nCMD true\n", "busybox"},
             {"FROM debian:12\nADD https://example.org/x /a\nCMD cat /a\n", "busybox"},
             {"FROM --platform=linux/amd64 debian:12\nCMD true\n", "busybox"},
             {"FROM --platform=linux/arm/v5 debian:12\nRUN apt-get update && apt-get upgrade -y\nCMD true\n",
              "no: platform"},
             {"FROM --platform=windows/amd64 debian:12\nCMD true\n", "no: platform"},
             {"FROM debian:12\nONBUILD RUN true\nCMD true\n", "no: onbuild"},
             {"FROM rockylinux:9\nRUN dnf install -y jq\nENTRYPOINT true\n", "alpine"},
             {"FROM amazonlinux:2023\nRUN dnf -y update\nCMD true\n", "alpine"},
             {"FROM centos:7\nRUN yum install -y epel-release\nCMD true\n", "alpine unless base-past-end-of-life"},
             {"FROM almalinux:9\nRUN yum install -y epel-release\nCMD true\n", "busybox"},
             {"FROM almalinux:9\nRUN yum install -y epel-release no-such\nCMD true\n", "no: package-unverified"},
             {"FROM debian:12\nRUN apt-get update && apt-get install -y epel-release\nCMD true\n",
              "no: package-unverified"},
             {"FROM almalinux:9\nRUN yum install -y https://example.org/x.rpm\nCMD true\n", "no: package-command"},
             {"FROM centos:7\nRUN yum update -y\nCMD true\n", "alpine unless base-past-end-of-life"},
             {"FROM debian:8\nRUN apt-get update && apt-get upgrade -y\nCMD true\n",
              "alpine unless base-past-end-of-life"},
             {"FROM debian:8\nRUN apt-get update\nCMD true\n", "busybox"},
             {"FROM oraclelinux:8-slim\nRUN microdnf install curl\nENTRYPOINT true\n", "alpine"},
             {"FROM oraclelinux:9-slim\nRUN microdnf install curl\nCMD true\n", "no: package-command"},
             {"FROM oraclelinux:9-slim\nRUN microdnf install -y curl\nENTRYPOINT true\n", "alpine"},
             {"FROM debian:8\nRUN apt-get update && apt-get install -y jq\nENTRYPOINT true\n",
              "alpine unless base-past-end-of-life"},
             {"FROM debian:13\nWORKDIR /\nRUN apt-get update && apt-get install -y tree\nCMD [\"tree\", \".\"]\n",
              "no: package-name-age system-path"},
         }) {
        INFO(row.in);
        CHECK(verdict(row.in) == row.want);
    }
}

TEST_CASE("all reasons are listed, each at its instruction", "[unit]") {
    const rewrite::SwitchPlan one =
        plan("FROM debian:12\nUSER x\nRUN apt-get update && apt-get install -y no-such && ls\nCMD [\"bash\"]\n");
    std::vector<std::string> found;
    for (const auto& obstacle : one.obstacles)
        found.push_back(std::to_string(obstacle.instruction) + " " + obstacle.reason);
    CHECK(found == std::vector<std::string>{"1 user-not-numeric", "2 package-unverified", "2 program-form-unproven",
                                            "3 interpreter-runs-unseen-code"});
    CHECK(one.claim.table.empty());
    CHECK(one.edits.empty());
}

TEST_CASE("the table names each word", "[unit]") {
    const rewrite::SwitchPlan one =
        plan("FROM debian:12\nRUN apt-get update && A=b true\nRUN apt-get update && "
             "DEBIAN_FRONTEND=x apt-get -y install 'curl' build-essential > /x\nCMD true\n");
    CHECK_FALSE(one.possible);
    const rewrite::SwitchPlan two =
        plan("FROM debian:12\nRUN apt-get update > /dev/null && DEBIAN_FRONTEND=x apt-get -y install 'curl' "
             "build-essential && rm -rf /var/lib/apt/lists/* '/a b'\nCMD true\n");
    REQUIRE(two.possible);
    REQUIRE(two.claim.table.size() == 3);
    using Words = std::vector<std::string>;
    CHECK(two.claim.table[0].before == Words{"apt-get", "update", ">", "/dev/null"});
    CHECK(two.claim.table[0].after.empty());
    CHECK(two.claim.table[1].before ==
          Words{"DEBIAN_FRONTEND=x", "apt-get", "-y", "install", "'curl'", "build-essential"});
    CHECK(two.claim.table[1].after == Words{"apk", "add", "--no-cache", "curl", "build-base", "linux-headers", "perl"});
    CHECK(two.claim.table[2].after == Words{"rm", "-rf", "'/a b'"});
}

TEST_CASE("the gate drops switches that say another thing than the rules", "[unit]") {
    const std::string before = "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nCMD [\"curl\"]\n";
    const Document document(before);
    const rewrite::SwitchPlan one = plan_of(document, 0);
    REQUIRE(one.safe());
    const auto judge = [&](const std::string& after, const rewrite::SwitchBase& claim) {
        const Document changed(after);
        return rewrite::check(document, changed, {rewrite::Claim(claim)}, context());
    };
    const std::string after = rewrite::apply_edits(before, one.edits);
    CHECK(after == "FROM alpine:3.24\nRUN apk add --no-cache curl\nCMD [\"curl\"]\n");
    CHECK_FALSE(judge(after, one.claim));
    CHECK(judge("FROM alpine:3.23\nRUN apk add --no-cache curl\nCMD [\"curl\"]\n", one.claim));
    CHECK(judge("FROM alpine:3.24\nRUN apk add --no-cache jq\nCMD [\"curl\"]\n", one.claim));
    CHECK(judge("FROM alpine:3.24\nRUN apk add curl\nCMD [\"curl\"]\n", one.claim));
    CHECK(judge("FROM alpine:3.24\nRUN apk add --no-cache curl\nCMD [\"false\"]\n", one.claim));
    CHECK(judge("FROM alpine:3.24\nRUN apk add --no-cache curl\n", one.claim));
    rewrite::SwitchBase lie = one.claim;
    lie.after = "busybox:1.38";
    CHECK(judge("FROM busybox:1.38\nRUN apk add --no-cache curl\nCMD [\"curl\"]\n", lie));
    lie = one.claim;
    lie.table.pop_back();
    CHECK(judge(before, lie));
    // a switch of a stage that has a reason against it
    const std::string bash = "FROM debian:12\nCMD [\"bash\"]\n";
    const Document refused(bash);
    const Document changed("FROM busybox:1.38\nCMD [\"bash\"]\n");
    CHECK(rewrite::check(refused, changed, {rewrite::Claim(rewrite::SwitchBase{0, "debian:12", "busybox:1.38", {}})},
                         context()));
}

TEST_CASE("the gate expects the RUN that brings a slim base its tools by its text", "[unit]") {
    const std::string rest = "RUN curl -fsSLO https://example.org/x\nCMD [\"cat\", \"/x\"]\n";
    const std::string before = "FROM python:3.13\n" + rest;
    const std::string line = "RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf "
                             "/var/lib/apt/lists/*\n";
    const Document document(before);
    const auto plans = rewrite::plan_switches(document, 0, context());
    const auto slim = slim_plan(plans);
    CHECK_FALSE(slim->safe());
    CHECK(slim->claim.packages == std::vector<std::string>{"curl"});
    const auto judge = [&](const std::string& after, const rewrite::SwitchBase& claim) {
        const Document changed(after);
        return rewrite::check(document, changed, {rewrite::Claim(claim)}, context());
    };
    const std::string head = "FROM python:3.13-slim\n";
    CHECK(rewrite::apply_edits(before, slim->edits) == head + line + rest);
    CHECK_FALSE(judge(head + line + rest, slim->claim));
    CHECK(judge(head + rest, slim->claim));
    CHECK(judge(head + line + line + rest, slim->claim));
    CHECK(judge(head + rest + line, slim->claim));
    for (const char* word : {" -y", " && rm -rf /var/lib/apt/lists/*", " --no-install-recommends", " curl"}) {
        std::string other = line;
        other.erase(other.find(word), std::string(word).size());
        CHECK(judge(head + other + rest, slim->claim));
    }
    rewrite::SwitchBase lie = slim->claim;
    lie.packages.clear();
    CHECK(judge(head + rest, lie));
    lie = slim->claim;
    lie.packages.emplace_back("git");
    CHECK(judge(head + line + rest, lie));
    lie = slim->claim;
    lie.apt = false;
    CHECK(judge(head + "RUN apk add --no-cache curl\n" + rest, lie));
}

TEST_CASE("the gate takes both sides of a COPY --from edge, or neither", "[unit]") {
    const std::string build = " AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /src/app .\n";
    const std::string last = "\nCOPY --from=build /src/app /app\nCMD [\"/app\"]\n";
    const std::string before = "FROM golang:1.26" + build + "FROM ubuntu:22.04" + last;
    const Document document(before);
    const auto plans = rewrite::plan_switches(document, 1, context());
    const auto choice = rewrite::choose(plans);
    REQUIRE(choice.preferred != nullptr);
    const rewrite::SwitchPlan& plan = *choice.preferred;
    REQUIRE(plan.partners.size() == 1);
    CHECK_FALSE(plan.safe());
    CHECK(rewrite::plan_switches(document, 0, context()).empty()); // alone it does not ship
    const std::string both = "FROM golang:1.26-alpine" + build + "FROM alpine:3.24" + last;
    CHECK(rewrite::apply_edits(before, plan.edits) == both);
    const rewrite::Claim own(plan.claim);
    const rewrite::Claim partner(plan.partners.front());
    const auto judge = [&](const std::string& after, const std::vector<rewrite::Claim>& claims) {
        const Document changed(after);
        return rewrite::check(document, changed, claims, context());
    };
    CHECK_FALSE(judge(both, {own, partner}));
    CHECK_FALSE(judge(both, {partner, own}));
    CHECK(judge(both, {own}));
    CHECK(judge(both, {partner}));
    CHECK(judge("FROM golang:1.26" + build + "FROM alpine:3.24" + last, {own}));
    CHECK(judge("FROM golang:1.26" + build + "FROM alpine:3.24" + last, {own, partner}));
    CHECK(judge("FROM golang:1.26-alpine" + build + "FROM ubuntu:22.04" + last, {partner}));
    rewrite::SwitchBase lie = plan.partners.front();
    lie.stage = 1;
    CHECK(judge(both, {own, rewrite::Claim(lie)}));
}

TEST_CASE("the gate expects the words that bring a slim base its tools", "[unit]") {
    const std::string install = "RUN apt-get update && apt-get install -y nginx";
    const std::string rest = " vim\nRUN git clone https://example.org/x && unzip x.zip\nCMD [\"cat\", \"/x\"]\n";
    const std::string before = "FROM python:3.13\n" + install + rest;
    const Document document(before);
    const auto plans = rewrite::plan_switches(document, 0, context());
    const auto slim = slim_plan(plans);
    CHECK(slim->claim.packages.empty());
    REQUIRE(slim->claim.table.size() == 1);
    const auto judge = [&](const std::string& after, const rewrite::SwitchBase& claim) {
        const Document changed(after);
        return rewrite::check(document, changed, {rewrite::Claim(claim)}, context());
    };
    const std::string head = "FROM python:3.13-slim\n";
    const std::string good = head + install + " vim git unzip" + rest.substr(4);
    CHECK(rewrite::apply_edits(before, slim->edits) == good);
    CHECK_FALSE(judge(good, slim->claim));
    for (const char* words :
         {" vim", " vim git", " vim unzip git", " vim git unzip curl", " git unzip", " vim git unzip -t x"})
        CHECK(judge(head + install + words + rest.substr(4), slim->claim));
    rewrite::SwitchBase lie = slim->claim;
    lie.table[0].after.pop_back();
    CHECK(judge(head + install + " vim git" + rest.substr(4), lie));
    lie = slim->claim;
    lie.table.clear();
    CHECK(judge(head + install + rest, lie));
}

TEST_CASE("pip3 on Alpine without py3-pip is worth a note", "[unit]") {
    const auto notes = [](const std::string& text) {
        return rewrite::run(text, {&fixers::minimal_base()}, context(), false).notes.size();
    };
    CHECK(notes("FROM alpine:3.24\nRUN apk add python3 && pip3 install x\n") == 1);
    CHECK(notes("FROM alpine:3.24\nRUN apk add python3\nRUN pip install x\n") == 1);
    CHECK(notes("FROM alpine:3.24\nRUN apk add python3 py3-pip && pip3 install x\n") == 0);
    CHECK(notes("FROM alpine:3.24\nRUN apk add $PACKAGES && pip3 install x\n") == 0);
    CHECK(notes("FROM alpine:3.24\nRUN ./setup && pip3 install x\n") == 0);
    CHECK(notes("FROM alpine:3.24\nCOPY . /\nRUN pip3 install x\n") == 0);
    CHECK(notes("FROM python:3.12-alpine\nRUN pip3 install x\n") == 0);
}

TEST_CASE("applets.tsv: forms", "[unit]") {
    using Words = std::vector<std::string>;
    CHECK(catalog::applet_form(Words{"mkdir", "-p", "/a", "/b"}));
    CHECK(catalog::applet_form(Words{"mkdir", "-p", "/a"})->words.size() == 2);
    CHECK_FALSE(catalog::applet_form(Words{"mkdir", "-pv", "/a"}));
    CHECK_FALSE(catalog::applet_form(Words{"mkdir"}));
    CHECK_FALSE(catalog::applet_form(Words{"mkdir", "-m", "u+s", "/a"}));
    CHECK(catalog::applet_form(Words{"[", "-f", "/a", "]"}));
    CHECK_FALSE(catalog::applet_form(Words{"[", "-f", "/a"}));
    CHECK_FALSE(catalog::applet_form(Words{"[", "]"}));
    CHECK(catalog::applet_form(Words{"sleep", "infinity"}));
    CHECK(catalog::applet_form(Words{"sleep", "5m"}));
    CHECK_FALSE(catalog::applet_form(Words{"sleep", "0.5"}));
    CHECK_FALSE(catalog::applet_form(Words{"program"}));
    CHECK_FALSE(catalog::applet_form(Words{""}));
    CHECK_FALSE(catalog::applet_form(Words{}));
    // Every program of a row that is offered is in both of the smaller bases, or a builtin of ash.
    int rows = 0;
    for (catalog::Lines lines(catalog::fact_text(catalog::Fact::applets)); lines.next();) {
        const auto row = lines.line();
        if (row[0] == '#' || catalog::field(row, 5) != "same")
            continue;
        ++rows;
        const auto program = catalog::field(row, 0);
        INFO(program);
        CHECK(catalog::field(row, 6) != "0");
        if (catalog::is_program_file(program)) {
            CHECK(catalog::is_alpine_applet(program));
            CHECK(catalog::is_busybox_applet(program));
        }
    }
    CHECK(rows > 50);
}

TEST_CASE("base_folders.tsv: whose path it is", "[unit]") {
    for (const auto& [path, owner] : std::vector<std::pair<std::string, PathOwner>>{
             {"/", PathOwner::folder},
             {"/app", PathOwner::stage},
             {"/app/etc", PathOwner::stage},
             {"/etc", PathOwner::base},
             {"/etc/x", PathOwner::base},
             {"/usr/local/bin/x", PathOwner::base},
             {"/usr/src", PathOwner::folder},
             {"/usr/src/app/x", PathOwner::stage},
             {"/usr/src/linux-headers-6", PathOwner::base},
             {"/opt", PathOwner::folder},
             {"/opt/a/b", PathOwner::stage},
             {"/optional", PathOwner::stage},
             {"/var/lib/x", PathOwner::base},
             {"/var/app", PathOwner::stage},
             {"/var/tmp/x", PathOwner::stage},
             {"/root/.bashrc", PathOwner::base},
             {"/root/x", PathOwner::stage},
             {"/home/ubuntu/x", PathOwner::base},
             {"/home/me", PathOwner::stage},
             {"/.dockerenv", PathOwner::base},
             {"app", PathOwner::base},
             {"", PathOwner::base},
         }) {
        INFO(path);
        CHECK((catalog::path_owner(path) == owner));
    }
    CHECK(catalog::base_has_folder("alpine", "/opt"));
    CHECK_FALSE(catalog::base_has_folder("busybox", "/opt"));
    CHECK(catalog::base_has_folder("busybox", "/tmp"));
}

TEST_CASE("package_programs.tsv: the packages are verified ones", "[unit]") {
    int rows = 0;
    for (catalog::Lines lines(catalog::fact_text(catalog::Fact::package_programs)); lines.next();) {
        const auto row = lines.line();
        if (row[0] == '#' || catalog::field(row, 0) == "program")
            continue;
        ++rows;
        bool known = false;
        const auto packages = std::string(catalog::field(row, 1)) + " ";
        for (std::size_t at = 0; at < packages.size(); at = packages.find(' ', at) + 1) {
            const std::string name = packages.substr(at, packages.find(' ', at) - at);
            known = known || catalog::alpine_package(name) || catalog::find_rhel_package(name);
        }
        INFO(catalog::field(row, 0));
        CHECK(known);
    }
    CHECK(rows > 20);
    CHECK(catalog::package_program("python3")->interpreter);
    CHECK(catalog::package_program("git")->in_parts);
    CHECK_FALSE(catalog::package_program("bash"));
}
