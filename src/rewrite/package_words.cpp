// The rules of five fixers that are off by default: one word of a package manager's command each. They are rules as
// those against caches are, so that the gate asks them in the same way.
#include <algorithm>
#include <array>

#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

using catalog::has_word;
using document::Instruction;

constexpr OptionTable apt_options{
    "-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P --build-profiles"};
constexpr OptionTable rpm_options{"-x --exclude --enablerepo --disablerepo --repo --repoid -c --config --releasever "
                                  "--installroot --setopt --disableplugin --enableplugin --forcearch -d -e"};
constexpr OptionTable gem_options{"-i --install-dir -v --version -n --bindir -s --source -P --trust-policy --platform"};
constexpr OptionTable npm_options{"--prefix --registry --loglevel --cache -C --workspace -w --userconfig --tag"};
constexpr std::string_view rpm_managers = "dnf yum microdnf tdnf";

/// What all five share: each call on its own, in any place whose words may change.
class WordJudge : CacheJudge {
public:
    using CacheJudge::CacheJudge;

    CacheVerdict judge(void (WordJudge::*look)(const Instruction&, const RunScript&, const Call&)) {
        for (const Instruction& instruction : document_.instructions) {
            const RunScript* run = instruction.stage == none ? nullptr : analysis_.run(instruction.index);
            for (std::size_t k = 0; run != nullptr && k < run->calls.size(); ++k)
                if (run->calls[k].program != none && !run->calls[k].name.empty())
                    (this->*look)(instruction, *run, run->calls[k]);
        }
        return std::move(verdict_);
    }

    void apt_get(const Instruction& instruction, const RunScript& /*run*/, const Call& call) {
        if (call.name != "apt")
            return;
        const CommandLine line = read_command_line(call, call.program + 1, apt_options);
        if (!fits(instruction, call, line))
            return;
        if (!has_word("install update remove purge autoremove", line.name)) {
            if (has_word("upgrade full-upgrade dist-upgrade", line.name))
                refuse(instruction, call, "another-command", "apt-get " + line.name + " does something else");
            return;
        }
        if (call.command->in_pipeline || !call.command->redirections.empty())
            return refuse(instruction, call, "output-is-read",
                          "what it prints is read, and apt-get prints something else");
        const Base& base = analysis_.base(instruction.stage);
        if ((base.family != "debian" && base.family != "ubuntu") ||
            (line.name == "install" && keeps_archives(analysis_, instruction)))
            return refuse(instruction, call, "archives-may-stay",
                          "apt deletes the packages that it downloaded, apt-get may keep them here");
        // apt 3 may solve for apt and apt-get in two ways
        const bool old =
            catalog::manager_has_option("apt-get", "two solvers", base.family, base.release) == catalog::Known::no;
        const std::string written(call.words()[call.program].raw);
        const std::string other = written.substr(0, written.size() - 3) + "apt-get";
        if (!written.ends_with("apt"))
            return refuse(instruction, call, "another-command", "the program is written in another way");
        change(instruction, call,
               {ReplaceWord{instruction.index, call.index, call.program, written, other, call.script}},
               old ? "apt-get has a stable command line for scripts"
                   : "apt-get has a stable command line for scripts; it assumes that both choose the same packages, "
                     "since the apt of this base has a second solver",
               old ? Safety::safe : Safety::unsafe);
    }

    void assume_yes(const Instruction& instruction, const RunScript& run, const Call& call) {
        const bool apt = call.name == "apt-get" || call.name == "apt" || call.name == "aptitude";
        if (!apt && !has_word(rpm_managers, call.name))
            return;
        const CommandLine line = read_command_line(call, call.program + 1, apt ? apt_options : rpm_options);
        const bool asks =
            apt ? has_word("install upgrade dist-upgrade full-upgrade remove purge autoremove build-dep", line.name)
                : has_word("install update upgrade remove erase reinstall groupinstall swap", line.name);
        if (!asks || !fits(instruction, call, line))
            return;
        for (const std::size_t k : line.options) {
            const std::string_view word = call.word(k);
            const bool cluster = word.size() > 1 && word[1] != '-' && word.find('y') != std::string_view::npos;
            if (cluster || word == "--yes" || word == "--assume-yes" || word == "--assumeyes" || word == "-qq" ||
                word == "-q=2" || word == "--force-yes" || word == "--assumeno" || word == "--assume-no" ||
                word == "-s" || word == "--simulate" || word == "--dry-run" || word == "--download-only" ||
                word == "-d")
                return;
        }
        if (call.command->in_pipeline || !call.command->redirections.empty())
            return refuse(instruction, call, "answered-otherwise", "its input or output is another command's");
        if (run.scripts.front().text.find("Assume-Yes") != std::string::npos ||
            document_.source().find("Assume-Yes") != std::string_view::npos ||
            document_.source().find("assumeyes=") != std::string_view::npos)
            return refuse(instruction, call, "answered-otherwise", "the file sets it in the manager's configuration");
        change(instruction, call, {InsertWord{instruction.index, call.index, line.subcommand + 1, "-y", call.script}},
               "a repair: without -y it asks, and a build that nobody answers stops there", Safety::unsafe);
    }

    void no_recommends(const Instruction& instruction, const RunScript& /*run*/, const Call& call) {
        const bool apt = call.name == "apt-get" || call.name == "apt";
        const bool dnf = call.name == "dnf" || call.name == "microdnf";
        if (!apt && !dnf)
            return;
        const CommandLine line = read_command_line(call, call.program + 1, apt ? apt_options : rpm_options);
        if (line.name != "install" || !fits(instruction, call, line))
            return;
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            const std::string_view raw = call.words()[k].raw;
            if (raw.find("no-install-recommends") != std::string_view::npos || raw == "--install-recommends" ||
                raw.find("Install-Recommends") != std::string_view::npos ||
                raw.find("install_weak_deps") != std::string_view::npos || raw == "--nodocs=weak")
                return;
        }
        if (document_.source().find("Install-Recommends") != std::string_view::npos ||
            document_.source().find("dnf.conf") != std::string_view::npos)
            return refuse(instruction, call, "configured", "the file sets it in the manager's configuration");
        const Base& base = analysis_.base(instruction.stage);
        if (dnf && base.family != "fedora" && !(base.family == "rhel" && base.release >= "8"))
            return refuse(instruction, call, "unknown-manager-version",
                          "the base " + base.written + " does not say which version it has");
        change(instruction, call,
               {InsertWord{instruction.index, call.index, line.subcommand + 1,
                           apt ? "--no-install-recommends" : "--setopt=install_weak_deps=False", call.script}},
               "it assumes that nothing needs a package that was only recommended (ca-certificates came so, often)",
               Safety::unsafe);
    }

    void no_docs(const Instruction& instruction, const RunScript& /*run*/, const Call& call) {
        if (call.name != "gem")
            return;
        const CommandLine line = read_command_line(call, call.program + 1, gem_options);
        if ((line.name != "install" && line.name != "update") || !fits(instruction, call, line))
            return;
        for (const std::size_t k : line.options) {
            const std::string_view word = call.word(k);
            if (word.starts_with("--no-doc") || word.starts_with("--no-ri") || word.starts_with("--no-rdoc") ||
                word == "-N" || word.starts_with("--document") || word == "--ri" || word == "--rdoc")
                return;
        }
        const Base& base = analysis_.base(instruction.stage);
        if (base.image == "ruby" || document_.source().find("gemrc") != std::string_view::npos)
            return refuse(instruction, call, "configured", "gemrc says so already, or may");
        if (base.family.empty() || base.family == "windows" || base.release.empty())
            return refuse(instruction, call, "unknown-manager-version",
                          "the base " + base.written + " does not say which RubyGems it has");
        if ((base.family == "debian" && base.release == "7") || (base.family == "ubuntu" && base.release == "12.04"))
            return refuse(instruction, call, "manager-too-old", "RubyGems knows --no-document since 2.0");
        change(instruction, call,
               {InsertWord{instruction.index, call.index, line.subcommand + 1, "--no-document", call.script}},
               "it assumes that nothing reads the gems' documentation", Safety::unsafe);
    }

    void omit_dev(const Instruction& instruction, const RunScript& /*run*/, const Call& call) {
        if (call.name != "npm")
            return;
        const CommandLine line = read_command_line(call, call.program + 1, npm_options);
        if ((line.name != "ci" && line.name != "install" && line.name != "i") || !line.operands.empty())
            return;
        if (!fits(instruction, call, line))
            return;
        for (const std::size_t k : line.options) {
            const std::string_view word = call.word(k);
            if (word == "-g" || word == "--global" || word.starts_with("--omit") || word.starts_with("--include") ||
                word.starts_with("--production") || word.starts_with("--only") || word == "-D" || word == "--dev" ||
                word.starts_with("--also"))
                return;
        }
        if (!ships(instruction, call))
            return;
        if (analysis_.variable_is_set("NODE_ENV", instruction) ||
            document_.source().find("npm prune") != std::string_view::npos)
            return refuse(instruction, call, "configured", "NODE_ENV or npm prune decides");
        if (const std::string later = runs_scripts(instruction, call); !later.empty())
            return refuse(instruction, call, "tools-run-later",
                          later + " may run a tool of the development dependencies");
        const Base& base = analysis_.base(instruction.stage);
        if (catalog::base_has_option(base.image, base.tag, "npm", "--omit") != catalog::Known::yes)
            return refuse(instruction, call, "unknown-manager-version",
                          "the base " + base.written + " is not known to have npm 7 or later");
        change(instruction, call,
               {InsertWord{instruction.index, call.index, line.subcommand + 1, "--omit=dev", call.script}},
               "it assumes that what the image runs needs no development dependency", Safety::unsafe);
    }

private:
    bool fits(const Instruction& instruction, const Call& call, const CommandLine& line) {
        what_ = name_of(call) + (line.name.empty() ? "" : " " + line.name);
        if (!reachable(instruction, call))
            return false;
        if (line.certain)
            return true;
        refuse(instruction, call, "words-of-a-variable", "a word before the subcommand comes out of a variable");
        return false;
    }

    /// A command of the file that may run what a development dependency brings.
    [[nodiscard]] std::string runs_scripts(const Instruction& own, const Call& from) const {
        const auto runs = [](std::string_view text) {
            constexpr std::array<std::string_view, 12> tools{"npm run", "npm test", "npm start", "npx",
                                                             "yarn",    "tsc",      "webpack",   "ng",
                                                             "vite",    "nodemon",  "npm build", "gulp"};
            for (const std::string_view one : tools)
                if (holds_phrase(text, one))
                    return std::string(one);
            return std::string();
        };
        std::string found;
        if (const RunScript* run = analysis_.run(own.index))
            for (const Call& call : run->calls)
                if (found.empty() && call.order > from.order && !is_known_program(call))
                    found = name_of(call);
        for (const Instruction& one : document_.instructions)
            if (found.empty() && one.index >= own.index)
                found = runs(one.rest());
        return found;
    }
};

CacheVerdict judge_apt_get(const CacheAnalysis& analysis, const CacheRule& rule) {
    return WordJudge(analysis, rule, "apt").judge(&WordJudge::apt_get);
}
CacheVerdict judge_assume_yes(const CacheAnalysis& analysis, const CacheRule& rule) {
    return WordJudge(analysis, rule, "apt").judge(&WordJudge::assume_yes);
}
CacheVerdict judge_no_recommends(const CacheAnalysis& analysis, const CacheRule& rule) {
    return WordJudge(analysis, rule, "apt").judge(&WordJudge::no_recommends);
}
CacheVerdict judge_no_docs(const CacheAnalysis& analysis, const CacheRule& rule) {
    return WordJudge(analysis, rule, "gem").judge(&WordJudge::no_docs);
}
CacheVerdict judge_omit_dev(const CacheAnalysis& analysis, const CacheRule& rule) {
    return WordJudge(analysis, rule, "npm").judge(&WordJudge::omit_dev);
}

const Reason variable{"words-of-a-variable", "a word of the command comes out of a variable"};
const Reason substitution{"inside-substitution", "the command stands in a command substitution"};
const Reason function{"inside-function", "the command stands in a shell function"};
const Reason ignored{"ignored-by-comment", "an ignore comment keeps it"};
const Reason configured{"configured", "the file or the base configures it already, or may"};
const Reason unknown_version{"unknown-manager-version", "the base does not say which version of the manager it has"};

} // namespace

std::vector<CacheRule> word_rules() {
    std::vector<CacheRule> rules;
    rules.push_back(
        {{.id = "apt-get",
          .title = "Call apt-get instead of apt in scripts",
          .contract = Contract::same_image,
          .safety = Safety::safe,
          .enabled = false,
          .phase = Phase::token,
          .why =
              "apt's command line may change between versions, apt-get's does not. Only for install, update, remove, "
              "purge and autoremove, where both do the same, and only on bases that delete downloaded packages.",
          .sources = {"apt(8), SCRIPT USAGE AND DIFFERENCES FROM OTHER APT TOOLS", "hadolint DL3027"},
          .reasons = {variable,
                      substitution,
                      function,
                      {"another-command", "apt-get does something else for this command"},
                      {"output-is-read", "what apt prints is read"},
                      {"archives-may-stay", "apt-get may keep the packages that it downloads on this base"},
                      ignored},
          .example_before = "FROM debian:12\nRUN apt update && apt install -y curl\n",
          .example_after = "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n"},
         judge_apt_get});
    rules.push_back(
        {{.id = "assume-yes",
          .title = "Answer the questions of package managers",
          .contract = Contract::same_image,
          .safety = Safety::unsafe,
          .enabled = false,
          .phase = Phase::token,
          .why = "A package manager that asks in a build gets no answer and stops. With -y it goes on. This is a "
                 "repair: it "
                 "makes a build pass that failed.",
          .sources = {"apt-get(8), --assume-yes", "dnf(8), --assumeyes", "hadolint DL3014, DL3030, DL3038"},
          .reasons =
              {variable, substitution, function, {"answered-otherwise", "something else answers, or may"}, ignored},
          .example_before = "FROM debian:12\nRUN apt-get update && apt-get install curl\n",
          .example_after = "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n"},
         judge_assume_yes});
    rules.push_back(
        {{.id = "no-recommends",
          .title = "Install no packages that are only recommended",
          .contract = Contract::same_image,
          .safety = Safety::unsafe,
          .enabled = false,
          .phase = Phase::token,
          .why = "apt and dnf also install what packages recommend. Without them an image is smaller, and some of what "
                 "it ran "
                 "may be gone (ca-certificates is often only recommended).",
          .sources = {"apt-get(8), --no-install-recommends", "dnf.conf(5), install_weak_deps", "hadolint DL3015"},
          .reasons = {variable, substitution, function, configured, unknown_version, ignored},
          .example_before = "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
          .example_after = "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n"},
         judge_no_recommends});
    rules.push_back(
        {{.id = "no-docs",
          .title = "Install gems without their documentation",
          .contract = Contract::same_image,
          .safety = Safety::unsafe,
          .enabled = false,
          .phase = Phase::token,
          .why = "gem install makes documentation of each gem, which takes time and room and is not read in an "
                 "image.",
          .sources = {"RubyGems 2.0 history (--no-document)", "hadolint DL3028"},
          .reasons = {variable,
                      substitution,
                      function,
                      configured,
                      unknown_version,
                      {"manager-too-old", "the base's RubyGems does not know the option yet"},
                      ignored},
          .example_before = "FROM debian:12\nRUN gem install rainbow\n",
          .example_after = "FROM debian:12\nRUN gem install --no-document rainbow\n"},
         judge_no_docs});
    rules.push_back({{.id = "omit-dev",
                      .title = "Install no development dependencies of npm projects",
                      .contract = Contract::same_image,
                      .safety = Safety::unsafe,
                      .enabled = false,
                      .phase = Phase::token,
                      .why = "npm installs what a project needs for its development too. Where nothing in the file "
                             "builds or tests it, the "
                             "image may do without.",
                      .sources = {"npm documentation: config, omit (npm 7 and later)"},
                      .reasons = {variable,
                                  substitution,
                                  function,
                                  {"stage-not-shipped", "the stage's files do not ship"},
                                  configured,
                                  {"tools-run-later", "a later command may run a tool of the development dependencies"},
                                  unknown_version,
                                  ignored},
                      .example_before = "FROM node:24\nRUN npm ci\nCMD [\"node\", \"server.js\"]\n",
                      .example_after = "FROM node:24\nRUN npm ci --omit=dev\nCMD [\"node\", \"server.js\"]\n"},
                     judge_omit_dev});
    return rules;
}

} // namespace imgfix::rewrite
