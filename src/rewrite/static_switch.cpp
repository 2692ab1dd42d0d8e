#include "rewrite/static_switch.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "catalog/base_config.hpp"
#include "catalog/catalog.hpp"
#include "catalog/facts.hpp"
#include "document/shell.hpp"
#include "rewrite/static_programs.hpp"
#include "rewrite/switch_judge.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;

/// What distroless/static holds of Debian's packages (its README): certificates, time zones, /etc/passwd with root,
/// nobody and nonroot, /tmp.
constexpr std::string_view distroless = "gcr.io/distroless/static-debian13";

class StaticJudge final : private SwitchJudge {
public:
    StaticJudge(const Document& document, const Stage& stage, const Context& context)
        : SwitchJudge(document, stage, context) {}

    SwitchPlan run() {
        const auto reference = stage_.base ? document::parse_image_reference(*stage_.base) : std::nullopt;
        if (!reference || from().words.empty())
            return std::move(plan_);
        for (std::size_t k = stage_.from + 1; k < stage_.end; ++k)
            look_at(document_.instructions[k]);
        if (!look_at_command())
            return std::move(plan_);
        plan_.applicable = true;
        read_reference(*reference);
        if (reference->has_digest() && context_.online)
            refuse("digest", from(), "the base is pinned to a digest, and what would take its place is not");
        if (stage_.base_uses_arguments)
            refuse("made-from-arguments", from(),
                   "the base is put together from ARGs, whose values a build may change");
        const auto config = catalog::base_config(std::string(reference->official_name()), reference->tag);
        if (!config || !config->entrypoint.empty() || !config->volumes.empty() || config->onbuild ||
            config->healthcheck)
            refuse("base-config-unknown", from(),
                   "what " + *stage_.base + " hands to the image (entry point, volumes, user) is not known");
        if (chooses_platform() && parts_used_ && stage_.platform != "linux/amd64" && stage_.platform != "linux/arm64")
            refuse("platform", from(), "whether distroless has the platform " + stage_.platform + " is not known");
        finish(*reference);
        return std::move(plan_);
    }

private:
    void look_at(const Instruction& instruction) {
        switch (instruction.kind) {
        case InstructionKind::run:
            look_at_run(instruction);
            break;
        case InstructionKind::copy:
        case InstructionKind::add:
            look_at_copy(instruction);
            break;
        case InstructionKind::user:
            look_at_user(instruction);
            break;
        case InstructionKind::env:
        case InstructionKind::arg:
            for (const document::KeyValue& pair : instruction.pairs)
                if (pair.key.starts_with("LD_"))
                    refuse("environment", instruction, pair.key + " is for programs that load libraries");
            break;
        case InstructionKind::cmd:
            cmd_ = &instruction;
            break;
        case InstructionKind::entrypoint:
            entrypoint_ = &instruction;
            break;
        case InstructionKind::healthcheck:
            if (instruction.words.size() != 1 || instruction.words[0].value != "NONE")
                healthcheck_ = &instruction;
            break;
        case InstructionKind::onbuild:
            refuse("onbuild", instruction, "what an ONBUILD trigger does in other files is not seen here");
            break;
        default:
            break; // settings, or folders that the builder makes
        }
    }

    /// Only what distroless/static brings may be installed: then the whole RUN goes.
    void look_at_run(const Instruction& instruction) {
        const auto keep = [&](const std::string& why) { refuse("program-unknown", instruction, why); };
        if (instruction.json || !instruction.flags.empty() || !instruction.heredocs.empty())
            return keep("a RUN needs a system to run in");
        const auto script = document::parse_script(document::shell_text(instruction), grammar::ShellDialect::posix);
        if (script.opaque() || !script.and_list || script.has_comment)
            return keep("a RUN needs a system to run in");
        const auto tokens = document::canonical_tokens(script);
        std::vector<CommandRewrite> rows;
        for (std::size_t k = 0; k < script.commands.size(); ++k) {
            const document::SimpleCommand& command = script.commands[k];
            if (!goes(command))
                return keep(std::string(command.name()) + " needs a system to run in");
            CommandRewrite row{instruction.index, k, {}, {}};
            for (const document::ShellToken& token : tokens)
                if (token.command == k)
                    row.before.push_back(token.text);
            rows.push_back(std::move(row));
        }
        bool comment = false;
        grammar::for_each_child(document_.nodes(), instruction.node, [&](std::size_t child) {
            comment = comment || document_.nodes()[child].kind == grammar::Kind::inner_comment;
        });
        if (comment)
            return refuse("comment-in-the-way", instruction, "a comment stands between words that go");
        parts_used_ = true;
        std::move(rows.begin(), rows.end(), std::back_inserter(plan_.claim.table));
        removed_.push_back({instruction.bytes.begin, instruction.bytes.end, ""});
    }

    static bool goes(const document::SimpleCommand& command) {
        const std::string_view name = command.name();
        if (!command.redirections.empty() || command.negated)
            return false;
        if (name == "update-ca-certificates")
            return command.words.size() == 1;
        if (name == "rm")
            return command.words.size() > 2 && is_recursive_force(command.words[1].raw) &&
                   std::all_of(command.words.begin() + 2, command.words.end(),
                               [](const auto& word) { return is_package_cache(word.raw); });
        if (name != "apt-get" && name != "apt")
            return false;
        std::string_view verb;
        bool yes = false;
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            const std::string_view word = command.words[k].raw;
            if (word.starts_with("-")) {
                yes = yes || word == "-y" || word == "--yes" || word == "-qy" || word == "-yq" || word == "-qqy" ||
                      word == "-yqq" || word == "-qq";
                if (word != "-y" && word != "--yes" && word.find_first_not_of("-qy") != npos &&
                    word != "--no-install-recommends")
                    return false;
            } else if (verb.empty()) {
                verb = word;
            } else if (verb != "install" || (word != "ca-certificates" && word != "tzdata")) {
                return false;
            }
        }
        return verb == "update" || verb == "clean" || verb == "autoremove" || (verb == "install" && yes);
    }

    void look_at_copy(const Instruction& instruction) {
        if (!instruction.heredocs.empty())
            return refuse("heredoc", instruction, "a here-document is copied");
        for (const document::Flag& flag : instruction.flags)
            if (flag.name == "chown" && !is_root_or_number(flag.value))
                refuse("copy-flag", instruction, "--chown=" + flag.value + " is looked up in the base's own lists");
        forget_overwritten(static_, instruction, folder_before(document_, instruction));
        const document::Flag* from_flag = instruction.flag("from");
        if (from_flag == nullptr || instruction.words.size() < 2)
            return;
        const std::size_t source = document_.find_stage(from_flag->value, stage_.index, true);
        const auto programs =
            source == none ? std::vector<std::string>() : static_programs(document_, document_.stages[source]);
        const auto folder = folder_before(document_, instruction);
        const std::string& to = instruction.words.back().value;
        const auto target = to.starts_with("/") || folder ? join_path(folder.value_or("/"), to) : std::nullopt;
        const bool into = to.ends_with("/") || to == "." || instruction.words.size() > 2;
        for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
            const std::string& from_path = instruction.words[k].value;
            const bool data = from_path.starts_with("/etc/ssl/") || from_path.starts_with("/usr/share/zoneinfo") ||
                              from_path.starts_with("/usr/share/ca-certificates") || from_path == "/etc/passwd" ||
                              from_path == "/etc/group";
            if (data)
                continue;
            if (!is_static_program(programs, from_path)) {
                refuse("copied-from-stage", instruction,
                       from_path + " of " + from_flag->value + " is not known to be a static program");
                continue;
            }
            if (target)
                static_.insert(into ? (*target == "/" ? "" : *target) + from_path.substr(from_path.rfind('/'))
                                    : *target);
        }
    }

    static bool is_root_or_number(std::string_view owner) {
        const auto one = [](std::string_view name) { return name == "root" || is_number(name); };
        const std::size_t colon = owner.find(':');
        return one(owner.substr(0, colon)) && (colon == npos || one(owner.substr(colon + 1)));
    }

    void look_at_user(const Instruction& instruction) {
        const std::string_view user = instruction.words.empty() ? std::string_view{} : instruction.words[0].value;
        if (user == "nobody" || user == "65534" || user == "65534:65534" || user == "root")
            parts_used_ = true; // in /etc/passwd of distroless, with Debian's number
        else if (!is_root_or_number(user))
            refuse("user-not-numeric", instruction,
                   "USER " + std::string(user) + " is looked up in the base's own list of users");
    }

    /// False when no static program is started.
    bool look_at_command() {
        const Instruction* starts = entrypoint_ != nullptr ? entrypoint_ : cmd_;
        if (starts == nullptr || !starts->json || starts->words.empty())
            return false;
        const auto folder = folder_before(document_, *starts);
        const std::string& word = starts->words[0].value;
        const auto path = word.find('/') != npos && (word.starts_with("/") || folder)
                              ? join_path(folder.value_or("/"), word)
                              : std::nullopt;
        if (!path || static_.count(*path) == 0)
            return false;
        if (entrypoint_ != nullptr && cmd_ != nullptr && !cmd_->json)
            refuse("control-flow", *cmd_, "a CMD in shell form behind an ENTRYPOINT hands it a shell and its text");
        if (healthcheck_ != nullptr &&
            (!healthcheck_->json || healthcheck_->words.size() < 2 || static_.count(healthcheck_->words[1].value) == 0))
            refuse("program-unknown", *healthcheck_, "the HEALTHCHECK runs another program");
        assume("static-program", *starts,
               word + " (line " + std::to_string(line_of(*starts)) +
                   ") starts no other program, needs no shell to look inside with, and reads no file of the old base "
                   "(time zones, "
                   "kinds of files, /tmp)");
        return true;
    }

    void finish(const document::ImageReference& reference) {
        const std::string target(parts_used_ ? distroless : std::string_view("scratch"));
        const grammar::Word& word = from().words.front();
        conclude();
        plan_.target = SwitchTarget::scratch;
        plan_.image = target;
        plan_.claim.stage = stage_.index;
        plan_.claim.before = word.value;
        plan_.claim.after = target;
        plan_.claim.base = target;
        if (!plan_.possible) {
            plan_.claim = {};
            return;
        }
        const document::Span place = from().source_span(word.begin, word.end);
        plan_.edits = std::move(removed_);
        plan_.edits.insert(plan_.edits.begin(), {place.begin, place.end, target});
        if (const auto size = catalog::compressed_size(std::string(reference.official_name()), reference.tag);
            size.bytes != 0 && !parts_used_)
            plan_.gain = "nothing instead of " + megabytes(size.bytes) + " MB, compressed";
    }

    std::set<std::string> static_; // where static programs lie
    std::vector<Edit> removed_;
    bool parts_used_ = false; // certificates, time zones or names of users are needed
    const Instruction* cmd_ = nullptr;
    const Instruction* entrypoint_ = nullptr;
    const Instruction* healthcheck_ = nullptr;
};

} // namespace

SwitchPlan plan_static(const Document& document, std::size_t stage, const Context& context) {
    return StaticJudge(document, document.stages[stage], context).run();
}

} // namespace imgfix::rewrite
