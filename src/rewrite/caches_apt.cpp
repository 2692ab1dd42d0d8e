// The rules of no-cache-apt: the lists that apt-get update fetches go at the end of the RUN that fetched them, when
// nothing later reads them (TRAPS D1). Archives: official Debian and Ubuntu images drop them by themselves
// (/etc/apt/apt.conf.d/docker-clean, debuerreotype), so only the lists are looked at.
#include <algorithm>
#include <array>

#include "catalog/caches.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

using document::Document;
using document::Instruction;
using document::InstructionKind;

constexpr OptionTable options{
    "-o --option -c --config-file -t --target-release --default-release -a --host-architecture "
    "-P --build-profiles -q= --solver"};

enum class Effect { nothing, fetches, reads, unknown };

/// What a command does with the lists.
Effect effect_of(const Call& call) {
    const std::string_view name = call.name;
    if (name == "apt-get" || name == "apt" || name == "aptitude") {
        const CommandLine line = read_command_line(call, call.program + 1, options);
        if (!line.certain)
            return Effect::unknown;
        if (line.name == "update")
            return Effect::fetches;
        constexpr std::array<std::string_view, 11> harmless{"",           "remove",    "purge",     "autoremove",
                                                            "clean",      "autoclean", "autopurge", "distclean",
                                                            "dist-clean", "check",     "help"};
        return std::find(harmless.begin(), harmless.end(), line.name) != harmless.end() ? Effect::nothing
                                                                                        : Effect::reads;
    }
    if (name == "apt-cache" || name == "apt-file" || name == "gdebi" || name == "apt-show-versions" ||
        name == "apt-rdepends" || name == "apt-listchanges" || name == "tasksel" || name == "synaptic")
        return Effect::reads;
    if (name == "apt-key" || name == "apt-mark" || name == "apt-config" || name == "add-apt-repository")
        return Effect::nothing;
    return is_known_program(call) ? Effect::nothing : Effect::unknown;
}

bool is_apt(const Call& call) { return call.name == "apt-get" || call.name == "apt" || call.name == "aptitude"; }

/// Does rm, find or apt's own dist-clean (apt 2.9 and later) empty the folder of the lists?
bool empties_lists(const Call& call) {
    if (call.name == "apt-get" || call.name == "apt") {
        const std::string name = read_command_line(call, call.program + 1, options).name;
        return name == "dist-clean" || name == "distclean";
    }
    const bool removes = call.name == "rm" || (call.name == "find" && call.has_word("-delete"));
    for (std::size_t k = call.program + 1; removes && k < call.words().size(); ++k) {
        std::string_view raw = call.words()[k].raw;
        while (raw.ends_with('/'))
            raw.remove_suffix(1);
        if (raw == "/var/lib/apt/lists" || raw == "/var/lib/apt/lists/*" || raw == "/var/lib/apt" ||
            raw == "/var/lib/apt/*" || raw == "/var/lib/apt/lists/*.*" || raw == "/var/lib/apt/lists/**" ||
            raw == "/var/lib/apt/lists/*.gz" || raw == "/var/lib/apt/lists/*_*")
            return true;
    }
    return false;
}

class Apt : CacheJudge {
public:
    Apt(const CacheAnalysis& analysis, const CacheRule& rule)
        : CacheJudge(analysis, rule, "apt's lists"), looks_(document_.instructions.size()) {}

    CacheVerdict judge() {
        visit_runs(
            [](std::string_view text) {
                return text.find("/var/lib/apt/lists") == std::string_view::npos &&
                       (holds_phrase(text, "apt-get update") || holds_phrase(text, "apt update"));
            },
            [this](const Instruction& instruction, const RunScript& run) { judge_run(instruction, run); });
        return std::move(verdict_);
    }

private:
    void judge_run(const Instruction& instruction, const RunScript& run) {
        const Call* update = nullptr;
        bool installs = false;
        bool sudo = false;
        for (const Call& call : run.calls) {
            if (out_of_variable(call))
                refuse(instruction, call, "reached-through-variable",
                       "the program or its subcommand comes out of a variable");
            if (is_apt(call) && !empties_lists(call)) {
                const Effect effect = effect_of(call);
                if (effect == Effect::fetches)
                    update = &call;
                installs = installs || (effect == Effect::reads && update != nullptr);
                sudo = sudo || call.elevated;
            } else if (empties_lists(call) && run.unconditional(call)) {
                update = nullptr;
                installs = false;
            }
        }
        if (update == nullptr)
            return remove_needless(instruction, run);
        if (!ships(instruction, *update))
            return;
        if (option("base-image", "false") == "true")
            return refuse(instruction, *update, "base-image",
                          "images made from this one may install without an update");
        const Base& base = analysis_.base(instruction.stage);
        if (!base.family.empty() && base.family != "debian" && base.family != "ubuntu")
            return refuse(instruction, *update, "unknown-manager-version",
                          "the base " + base.written + " is not known to have apt");
        if (!reachable(instruction, *update) || !unmounted(instruction, *update, {path_}))
            return;
        if (sudo) // its rules may allow apt-get alone
            return refuse(instruction, *update, "not-root", "sudo may not allow what removes them");
        if (!is_root(instruction))
            return refuse(instruction, *update, "not-root", "the user that removes them would not be root for certain");
        if (const std::string user = named_elsewhere(analysis_, {"/var/lib/apt", "Dir::State"}, {}); !user.empty())
            return refuse(instruction, *update, "cache-used-elsewhere", user + " in this file names their folder");
        // the installs that need the lists come into its RUN: a list in a layer of its own goes stale
        if (run.unconditional(*update) && reads_next(instruction)) {
            const std::string why = join_next(
                instruction, *update, "apt-get update and the install that needs it in one RUN, so that it is fresh");
            if (why.empty())
                return;
            if (!installs)
                return refuse(instruction, *update, "update-alone", "the next RUN installs, but: " + why);
        }
        if (!installs && !installs_unseen(run, *update))
            return refuse(instruction, *update, "update-alone", "nothing behind it in its RUN installs");
        const Later later =
            analysis_.later(instruction.index, path_, [this](const Instruction& one) { return look(one); });
        if (later.kind == Later::Kind::reads)
            return refuse(instruction, *update, "lists-needed-later", later.what + " later on reads them");
        if (later.kind == Later::Kind::unknown)
            return refuse(instruction, *update, "lists-may-be-needed",
                          "what " + later.what + " later on runs is not known, and may read them");
        if (!may_append(instruction, *update, run))
            return;
        std::string message = "apt's package lists do not stay in the image";
        if (!has_command(instruction.stage))
            message += "; an image made from this one has to run apt-get update itself (base-image = true keeps them)";
        change(instruction, *update,
               {AppendCommand{instruction.index, "rm -rf /var/lib/apt/lists/*", run.last_script()}},
               std::move(message));
    }

    /// Is the next instruction a RUN that reads the lists before it fetches any?
    [[nodiscard]] bool reads_next(const Instruction& instruction) {
        const std::size_t next = instruction.index + 1;
        return next < document_.instructions.size() && document_.instructions[next].kind == InstructionKind::run &&
               document_.instructions[next].stage == instruction.stage &&
               look(document_.instructions[next]).kind == Later::Kind::reads;
    }

    /// A RUN that only removes the lists, which the RUN that fetched them has removed already.
    void remove_needless(const Instruction& instruction, const RunScript& run) {
        const Call& call = run.calls.front();
        if (!may_go(instruction, run) || !is_exact_removal(call) || !is_root(instruction) ||
            (!document_.ships(instruction.stage) && option("stages", "shipped") != "all"))
            return;
        bool removed = false;
        analysis_.earlier(instruction.index, [&](const Instruction& one) {
            if (one.kind == InstructionKind::copy || one.kind == InstructionKind::add)
                return false;
            if (one.kind != InstructionKind::run)
                return true;
            const RunScript* other = analysis_.run(one.index);
            if (other == nullptr || one.stage != instruction.stage || !one.flags.empty() || !is_root(one))
                return false;
            for (std::size_t k = other->calls.size(); k-- > 0 && !removed;) {
                const Call& before = other->calls[k];
                if (is_exact_removal(before) && !before.elevated && other->unconditional(before))
                    removed = true;
                else if (effect_of(before) != Effect::nothing)
                    return false;
            }
            return !removed;
        });
        if (removed)
            change(instruction, call, {RemoveInstruction{instruction.index}},
                   "nothing is left to remove: an earlier RUN removes apt's lists in its own layer");
    }

    /// Exactly rm -rf /var/lib/apt/lists/*.
    static bool is_exact_removal(const Call& call) {
        if (call.name != "rm" || !is_forced_rm(call) || call.elevated)
            return false;
        bool path = false;
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            const std::string_view raw = call.words()[k].raw;
            if (raw == "/var/lib/apt/lists/*")
                path = true;
            else if (raw != "-rf" && raw != "-fr" && raw != "-r" && raw != "-f")
                return false;
        }
        return path;
    }

    static bool out_of_variable(const Call& call) {
        if (call.program == none || call.words().empty() || !call.has_word("update"))
            return false;
        if (is_apt(call))
            return !read_command_line(call, call.program + 1, options).certain;
        const std::string_view raw = call.words()[call.program].raw;
        return call.name.empty() &&
               (raw.find("apt") != std::string_view::npos || raw.find("APT") != std::string_view::npos);
    }

    /// Some other command behind the update that may install: a script, a program that is not known.
    static bool installs_unseen(const RunScript& run, const Call& update) {
        return std::any_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
            return call.order > update.order && effect_of(call) == Effect::unknown;
        });
    }

    bool is_root(const Instruction& instruction) const {
        const auto& settings = document_.settings_before(instruction);
        if (!settings.user_known)
            return false;
        std::string user = settings.user.value_or("");
        if (!settings.user) {
            // of an unknown base: apt-get update works for root alone
            const Base& base = analysis_.base(instruction.stage);
            user = base.config ? std::string(base.config->user) : "";
        }
        user = user.substr(0, user.find(':'));
        return user.empty() || user == "root" || user == "0";
    }

    /// Does the stage, or one it is FROM, set CMD or ENTRYPOINT?
    bool has_command(std::size_t stage) const {
        for (; stage != none; stage = document_.stages[stage].parent)
            for (std::size_t k = document_.stages[stage].from; k < document_.stages[stage].end; ++k)
                if (document_.instructions[k].kind == InstructionKind::cmd ||
                    document_.instructions[k].kind == InstructionKind::entrypoint)
                    return true;
        return false;
    }

    Later look(const Instruction& instruction) {
        auto& slot = looks_[instruction.index];
        if (!slot)
            slot = find_out(instruction);
        return *slot;
    }

    Later find_out(const Instruction& instruction) {
        if (instruction.kind == InstructionKind::onbuild && instruction.trigger &&
            instruction.trigger->kind == InstructionKind::run)
            return {Later::Kind::unknown, "an ONBUILD trigger"};
        if (instruction.kind == InstructionKind::cmd || instruction.kind == InstructionKind::entrypoint ||
            instruction.kind == InstructionKind::healthcheck) {
            const std::string_view text = instruction.rest();
            if (holds_phrase(text, "apt-get") || holds_phrase(text, "apt") || holds_phrase(text, "apt-cache"))
                return {Later::Kind::reads, instruction.keyword};
            return {};
        }
        if (instruction.kind != InstructionKind::run)
            return {};
        const RunScript* run = analysis_.run(instruction.index);
        if (run == nullptr)
            return {Later::Kind::unknown, "a RUN in another form"};
        const Call* update = nullptr;
        for (const Call& call : run->calls) {
            const Effect effect = effect_of(call);
            if (effect == Effect::fetches) {
                if (run->unconditional(call))
                    return {Later::Kind::refreshes, {}};
                update = &call;
            } else if (effect == Effect::unknown) {
                return {Later::Kind::unknown, name_of(call)};
            } else if (effect == Effect::reads && (update == nullptr || !run->runs_after(*update, call))) {
                return {Later::Kind::reads, call.name + (call.has_word("install") ? " install" : "")};
            }
        }
        return {};
    }

    std::string_view path_ = catalog::cache_folder("apt")->path;
    std::vector<std::optional<Later>> looks_;
};

} // namespace

CacheVerdict judge_apt(const CacheAnalysis& analysis, const CacheRule& rule) { return Apt(analysis, rule).judge(); }

} // namespace imgfix::rewrite
