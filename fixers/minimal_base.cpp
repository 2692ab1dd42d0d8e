// minimal-base: an operating system's image becomes the smallest one that runs the same application.
#include "fixers/fixers.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "document/shell.hpp"
#include "rewrite/base_switch.hpp"

namespace imgfix::fixers {

namespace {

using document::Document;
using document::Instruction;
using document::InstructionKind;

const rewrite::FixerInfo information{
    .id = "minimal-base",
    .title = "Build on the smallest base that runs the same application",
    .contract = rewrite::Contract::same_application,
    .safety = rewrite::Safety::safe,
    .enabled = true,
    .phase = rewrite::Phase::structure,
    .why =
        "Debian, Ubuntu and CentOS bring a hundred programs that a container never runs: more to download, to scan and "
        "to patch. Where every instruction is understood and every program is known to do the same on BusyBox, or "
        "comes from a package that Alpine has too, the stage is built on busybox or alpine, and its package "
        "commands become apk add. All or nothing: one thing that is not known keeps the base.",
    .sources = {"fixers/data/applets.tsv: program forms run on Debian and on BusyBox (make_applets.py)",
                "fixers/data/packages.tsv: Debian and RHEL packages and Alpine's",
                "fixers/data/base_config.tsv: what official images hand to a Dockerfile",
                "docs/fixers/minimal-base-argument.md: the closed-world argument"},
    .reasons =
        {
            {"needs-lost-package",
             "a program of the full variant is used that the slim one lacks (where apt-get can bring it, in an install "
             "that is there already or in a RUN of its own: an assumption)"},
            {"glibc-needed", "a program of the named build context is linked to glibc, a copied file that is started "
                             "may be, or what is "
                             "fetched is built for it by its name"},
            {"removed-folder", "a folder is used that slim images keep empty: manuals, documents, translations"},
            {"unseen-programs",
             "programs that the file does not show may use what the smaller base lacks (assumption)"},
            {"static-program", "a static program may start others, or read files of the old base (assumption)"},
            {"variant-unknown", "what the full variant has beyond the slim one is not known"},
            {"tag-not-listed", "no list has the smaller variant's exact version (assumption)"},
            {"made-from-arguments",
             "the base is put together from ARGs, whose values a build may change (where the text of the FROM, or the "
             "default of an ARG that nothing else uses, can grow by the variant's name: an assumption)"},
            {"build-context", "a bake or compose file may put another image in the place of the base's name"},
            {"not-in-one-piece", "a word that would change is cut by a line continuation"},
            {"culture-data",
             "Alpine's variants of .NET have neither ICU nor time zones (an assumption that nothing needs them)"},
            {"existing-data",
             "a database that the old base wrote is read in another way on musl: other order of text, other number of "
             "the user (assumption)"},
            {"used-by-stages",
             "other stages build on the stage or copy from it: a switch to musl would have to go through all"},
            {"slim-already",
             "the base is slim already, and a smaller one on musl would rest on compiled packages of a language or on "
             "programs that the file does not show (prefer = \"alpine\" offers it)"},
            {"digest",
             "the base is pinned to a digest (--online: replaced by the smaller one's, where the tag still names it)"},
            {"base-past-end-of-life",
             "the release ended a year ago or more, so its packages may be gone: today the build may fail"},
            {"base-config-unknown", "what the bases hand to the image is not known, or not the same"},
            {"platform", "the smaller base may not have the platform"},
            {"comment-at-base",
             "a comment speaks of Alpine, musl, glibc, BusyBox or slim: its writer has chosen; or a label of the base"},
            {"no-command", "the image sets no command, or one that does not use what it installs, so others may build "
                           "on it, or start "
                           "something else in it (assumption)"},
            {"base-for-others", "the file itself says that other images are built on this one"},
            {"onbuild", "what an ONBUILD trigger does in other files is not seen"},
            {"shell-changed", "SHELL names another shell than /bin/sh -c"},
            {"user-not-numeric", "the user is looked up in the base's own list of users"},
            {"environment", "a variable changes what programs do, asks for a locale, or comes from the old base"},
            {"copied-from-stage", "what is copied from another stage or image may need the old base's libraries"},
            {"copy-flag", "a flag of COPY or ADD means another thing, or nothing, on another base"},
            {"copy-destination", "files are copied among those of the base"},
            {"copied-folder", "a symbolic link in a copied folder may lead to the base's files (assumption)"},
            {"heredoc", "a here-document in a form that is not translated, or not read for certain"},
            {"run-flags", "a RUN with mounts or other flags is not followed"},
            {"exec-form-run", "a RUN in exec form is not translated"},
            {"script-not-read", "the shell script is not read for certain"},
            {"control-flow", "the script is more than commands joined by &&"},
            {"word-not-constant", "a word is known only when the command runs"},
            {"program-unknown", "a program is not known to be the same on the smaller base"},
            {"program-form-unproven", "this form of a program has not been shown to do the same on BusyBox"},
            {"system-path", "a path belongs to the base, or cannot be told from its files"},
            {"interpreter-runs-unseen-code", "an interpreter runs code that the file does not show (assumption)"},
            {"package-parts",
             "Alpine packs parts of a program apart, or Debian adds recommended packages (assumption)"},
            {"entrypoint-arguments", "the entry point takes arguments that nobody sees (assumption)"},
            {"language-packages", "a language's package manager installs what may not work with musl"},
            {"package-command", "a package command has no counterpart that is sure"},
            {"package-unverified", "no Alpine package is known for certain to be the same"},
            {"package-version-pinned", "a version of a package is asked for that Alpine does not have"},
            {"package-lists-missing", "packages are installed without apt-get update before"},
            {"package-name-age", "the Alpine names were read off Alpine 3.17 and may have changed (assumption)"},
            {"comment-in-the-way",
             "a comment stands between words that would go, or a last line without a line end would"},
            {"ignored-by-comment", "an ignore comment keeps it"},
        },
    .options =
        {
            {"prefer",
             {"smallest", "alpine", "slim", "busybox"},
             "smallest",
             "which base to take where several may be had; smallest: but not musl where compiled packages of a "
             "language, "
             "or programs that nobody sees, may need glibc and a slim base can be had"},
        },
    .example_before = "FROM debian:13\nRUN apt-get update && apt-get install -y curl\nENTRYPOINT [\"curl\"]\n",
    .example_after = "FROM alpine:3.24\nRUN apk add --no-cache curl\nENTRYPOINT [\"curl\"]\n",
};

class MinimalBase final : public rewrite::Fixer {
public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const Document& document, const rewrite::Context& context, rewrite::Findings& findings) const override {
        if (document.stages.empty())
            return;
        for (std::size_t stage = 0; stage < document.stages.size(); ++stage)
            look_at(document, stage, context, findings);
        note_missing_pip(document, findings);
    }

private:
    /// Offers the first base that may be had for certain, and before it one that rests on assumptions and is preferred.
    static void look_at(const Document& document, std::size_t stage, const rewrite::Context& context,
                        rewrite::Findings& findings) {
        const std::vector<rewrite::SwitchPlan> plans = rewrite::plan_switches(document, stage, context);
        const rewrite::SwitchChoice choice = rewrite::choose(plans);
        for (const rewrite::SwitchPlan& plan : plans)
            if (std::all_of(plan.obstacles.begin(), plan.obstacles.end(),
                            [](const auto& one) { return one.assumption || one.reason == "digest"; }))
                findings.wants.insert(findings.wants.end(), plan.wants.begin(), plan.wants.end());
        if (choice.preferred != nullptr)
            offer(document, stage, *choice.preferred, findings);
        if (choice.safe != nullptr && choice.safe != choice.preferred)
            offer(document, stage, *choice.safe, findings);
        if (choice.preferred != nullptr || plans.empty())
            return;
        const auto passed_over =
            std::find_if(plans.begin(), plans.end(), [](const auto& plan) { return plan.passed_over; });
        if (passed_over != plans.end() && context.option("minimal-base", "prefer", "smallest") != "slim")
            return pass_over(document, stage, *passed_over, findings);
        std::vector<rewrite::SwitchPlan> refused;
        std::copy_if(plans.begin(), plans.end(), std::back_inserter(refused),
                     [](const auto& plan) { return !plan.passed_over; });
        if (!refused.empty())
            refuse(document, stage, mildest(refused), findings);
    }

    /// The plan whose obstacles tell most about the file: the one that changes least.
    static const rewrite::SwitchPlan& mildest(const std::vector<rewrite::SwitchPlan>& plans) {
        const auto distance = [](const rewrite::SwitchPlan& plan) {
            const bool musl = plan.target != rewrite::SwitchTarget::slim && plan.target != rewrite::SwitchTarget::jre &&
                              plan.target != rewrite::SwitchTarget::scratch;
            return std::pair(musl, std::count_if(plan.obstacles.begin(), plan.obstacles.end(),
                                                 [](const auto& one) { return !one.assumption; }));
        };
        return *std::min_element(plans.begin(), plans.end(),
                                 [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    }

    static std::uint32_t offset_of(const Document& document, std::size_t instruction) {
        return document.instructions[instruction].text.begin;
    }

    static void offer(const Document& document, std::size_t stage, const rewrite::SwitchPlan& plan,
                      rewrite::Findings& findings) {
        rewrite::Fix fix;
        fix.fixer = "minimal-base";
        fix.safety = plan.safe() ? rewrite::Safety::safe : rewrite::Safety::unsafe;
        fix.offset = offset_of(document, document.stages[stage].from);
        const std::string& now = plan.claim.argument ? plan.claim.base : plan.claim.after;
        fix.message = (plan.claim.argument ? *document.stages[stage].base : plan.claim.before) + " -> " + now;
        for (const rewrite::SwitchBase& partner : plan.partners) {
            const document::Instruction& from = document.instructions[document.stages[partner.stage].from];
            fix.message += ", with " + *document.stages[partner.stage].base + " (line " +
                           std::to_string(document.position(from.text.begin).line) + ") -> " + partner.base;
        }
        if (!plan.gain.empty())
            fix.message += ": " + plan.gain;
        if (plan.safe()) {
            fix.message +=
                plan.gain.empty() ? ": every program does the same there" : "; every program does the same there";
        } else {
            fix.message += "; assumes that " + assumptions_of(plan);
        }
        fix.edits = plan.edits;
        fix.claims.emplace_back(plan.claim);
        fix.claims.insert(fix.claims.end(), plan.partners.begin(), plan.partners.end());
        findings.fixes.push_back(std::move(fix));
    }

    static void refuse(const Document& document, std::size_t stage, const rewrite::SwitchPlan& plan,
                       rewrite::Findings& findings) {
        const std::string& base = document.stages[stage].base_word.value;
        for (const rewrite::SwitchObstacle& one : plan.obstacles)
            findings.refusals.push_back({"minimal-base", one.reason, offset_of(document, one.instruction),
                                         "kept " + base + ": " + (one.assumption ? "unless " : "") + one.message});
    }

    /// The base is slim already, and musl would rest on what a full base would have become slim for.
    static void pass_over(const Document& document, std::size_t stage, const rewrite::SwitchPlan& plan,
                          rewrite::Findings& findings) {
        findings.refusals.push_back({"minimal-base", "slim-already", offset_of(document, document.stages[stage].from),
                                     "kept " + document.stages[stage].base_word.value + ": it is slim already, and " +
                                         plan.image + ":" + plan.tag + " would do only if " + assumptions_of(plan) +
                                         "; [minimal-base] prefer = \"alpine\" offers it"});
    }

    static std::string assumptions_of(const rewrite::SwitchPlan& plan) {
        std::string assumptions;
        for (const rewrite::SwitchObstacle& one : plan.obstacles)
            if (assumptions.find(one.message) == std::string::npos)
                assumptions += (assumptions.empty() ? "" : "; ") + one.message + " (" + one.reason + ")";
        return assumptions;
    }

    /// pip3 is called on Alpine, but nothing installs it: wrong, and not ours to fix.
    static void note_missing_pip(const Document& document, rewrite::Findings& findings) {
        bool installed = false;
        for (const Instruction& instruction : document.instructions) {
            if (instruction.kind == InstructionKind::from)
                installed = false;
            if (instruction.kind != InstructionKind::run || instruction.stage == document::none)
                continue;
            const document::Stage& stage = document.stages[instruction.stage];
            const auto reference = stage.base ? document::parse_image_reference(*stage.base) : std::nullopt;
            if (stage.parent != document::none || !reference || reference->official_name() != "alpine")
                continue;
            const auto script = document::parse_script(document::shell_text(instruction), grammar::ShellDialect::posix);
            for (const document::SimpleCommand& command : script.commands) {
                const bool pip = command.name() == "pip3" || command.name() == "pip";
                if (pip && !installed && script.and_list && !has_copied_programs(document, instruction)) {
                    findings.notes.push_back({"minimal-base", instruction.text.begin,
                                              std::string(command.name()) +
                                                  " is called, but no package that is installed brings it: Alpine has "
                                                  "it in py3-pip"});
                    return;
                }
                // Anything but a plain list of names may bring it.
                if (command.name() == "apk")
                    installed =
                        installed || std::any_of(command.words.begin(), command.words.end(), [](const auto& word) {
                            return !word.literal || word.literal->find("pip") != std::string::npos;
                        });
                else if (command.name() != "echo" && command.name() != "mkdir")
                    installed = true;
            }
            installed = installed || script.opaque();
        }
    }

    static bool has_copied_programs(const Document& document, const Instruction& run) {
        return std::any_of(document.instructions.begin(), document.instructions.end(), [&](const Instruction& one) {
            return one.stage == run.stage && one.index < run.index &&
                   (one.kind == InstructionKind::copy || one.kind == InstructionKind::add);
        });
    }
};

} // namespace

const rewrite::Fixer& minimal_base() {
    static const MinimalBase fixer;
    return fixer;
}

} // namespace imgfix::fixers
