// The rules of no-cache-apt: the lists that apt-get update fetches go at the end of the RUN that fetched them, when
// nothing later reads them (TRAPS D1). Archives: official Debian and Ubuntu images drop them by themselves
// (/etc/apt/apt.conf.d/docker-clean, debuerreotype), so only the lists are looked at.
#include <algorithm>
#include <array>

#include "catalog/caches.hpp"
#include "rewrite/apt_texts.hpp"
#include "rewrite/cache_analysis.hpp"
#include "rewrite/effects.hpp"

namespace imgfix::rewrite {

namespace {

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
    if (name == "apt-mark" && !read_command_line(call, call.program + 1, options).certain)
        return Effect::unknown;
    if (name == "apt-key" || name == "apt-mark" || name == "apt-config" || name == "add-apt-repository")
        return Effect::nothing; // names that are not installed: see Apt::effect
    return is_known_program(call) ? Effect::nothing : Effect::unknown;
}

bool is_apt(const Call& call) { return call.name == "apt-get" || call.name == "apt" || call.name == "aptitude"; }

bool is_removal(std::string_view verb) {
    return verb == "remove" || verb == "purge" || verb == "autoremove" || verb == "autopurge";
}

/// Is the text a package's name, and not a pattern, a task, or `name-` and `name+`, which turn the command round?
bool is_package_name(std::string_view text) {
    return !text.empty() && text.front() != '-' && text.front() != '.' && !text.ends_with('-') &&
           (!text.ends_with('+') || text.ends_with("++")) &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.:") == std::string_view::npos;
}

/// The operands that a removal or apt-mark looks up: among the packages installed, then in the lists. nullopt: none.
std::optional<std::vector<std::size_t>> looked_up(const Call& call) {
    if (!is_apt(call) && call.name != "apt-mark")
        return std::nullopt;
    CommandLine line = read_command_line(call, call.program + 1, options);
    if ((is_apt(call) && !is_removal(line.name)) || line.operands.empty())
        return std::nullopt;
    return std::move(line.operands);
}

/// The packages that a call has installed for certain when its RUN succeeds.
std::vector<std::string_view> installed_by(const RunScript& run, const Call& call) {
    std::vector<std::string_view> names;
    if (!is_apt(call))
        return names;
    const CommandLine line = read_command_line(call, call.program + 1, options);
    if (line.name != "install" || !line.certain || !run.must_succeed(call))
        return names;
    for (const std::size_t k : line.options) {
        // only looked at, only downloaded, or what cannot be fetched left out
        const std::string_view word = call.word(k);
        constexpr std::array<std::string_view, 8> others{"--simulate",       "--just-print", "--dry-run",
                                                         "--recon",          "--no-act",     "--download-only",
                                                         "--ignore-missing", "--print-uris"};
        if (std::find(others.begin(), others.end(), word) != others.end() || word == "--fix-missing" || word == "-o" ||
            word == "-c" || word.starts_with("--option") || word.starts_with("--config") ||
            (word[1] != '-' && word.find_first_of("dsm") != std::string_view::npos))
            return names;
    }
    for (const std::size_t k : line.operands) {
        const std::string_view word = call.word(k);
        if (const std::string_view name = word.substr(0, word.find_first_of("=/")); is_package_name(name))
            names.push_back(name);
    }
    return names;
}

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
            [this](const Instruction& instruction, const RunScript& run) {
                if (remove_repeated(instruction, run, is_apt, [](const Call& call) {
                        return document::joined(call.words()) == "rm -rf /var/lib/apt/lists/*";
                    }))
                    return;
                judge_run(instruction, run);
                judge_archives(instruction, run);
            });
        return std::move(verdict_);
    }

private:
    /// Does an option give apt another root or configuration: -o Dir=/r, -c FILE?
    static bool works_elsewhere(const Call& call) {
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            std::string_view raw = call.words()[k].raw;
            if (raw == "-c" || raw.starts_with("-c=") || raw.starts_with("--config-file"))
                return true;
            for (const std::string_view prefix : {"-o", "--option="})
                if (raw.starts_with(prefix))
                    raw.remove_prefix(prefix.size());
            while (!raw.empty() && (raw.front() == '"' || raw.front() == '\'' || raw.front() == '='))
                raw.remove_prefix(1);
            for (const std::string_view name : {"Dir=", "dir=", "DIR=", "rootdir", "dir::state"})
                if (raw.starts_with(name))
                    return true;
        }
        return false;
    }

    /// Where the file takes docker-clean away, the packages that apt downloads stay until apt-get clean.
    void judge_archives(const Instruction& instruction, const RunScript& run) {
        constexpr std::string_view archives = "/var/cache/apt/archives";
        const Call* install = nullptr;
        for (const Call& call : run.calls) {
            if (is_apt(call) && fills_archives(call))
                install = &call;
            else if (empties_archives(call) && install != nullptr &&
                     (run.unconditional(call) || run.same_body(*install, call)))
                install = nullptr;
        }
        if (install == nullptr || install->has_word("-d") || !keeps_archives(analysis_, instruction) ||
            analysis_.mounted(instruction, archives))
            return;
        what_ = "apt's archives";
        std::string user = named_elsewhere(analysis_, {archives, "Dir::Cache", "--download-only", "--no-download"}, {});
        for (const Instruction& one : document_.instructions)
            if (one.flag("network") != nullptr)
                user = "a RUN with --network";
        if (!ships(instruction, *install) || !reachable(instruction, *install))
            return;
        if (!user.empty())
            return refuse(instruction, *install, "cache-used-elsewhere", user + " in this file may use them");
        if (install->elevated || !is_root(instruction))
            return refuse(instruction, *install, "not-root",
                          "the user that removes them would not be root for certain");
        if (const auto removal = removal_of(instruction, run, install, "apt-get clean"))
            change(instruction, *install, {*removal},
                   "without docker-clean the packages that apt downloaded stay in the image");
        else
            may_append(instruction, *install, run); // refuses
    }

    static bool fills_archives(const Call& call) {
        constexpr std::array<std::string_view, 8> verbs{"install",   "upgrade",         "dist-upgrade", "full-upgrade",
                                                        "build-dep", "dselect-upgrade", "reinstall",    "satisfy"};
        const std::string name = read_command_line(call, call.program + 1, options).name;
        return std::find(verbs.begin(), verbs.end(), name) != verbs.end();
    }

    static bool empties_archives(const Call& call) {
        if (is_apt(call))
            return read_command_line(call, call.program + 1, options).name == "clean";
        if (call.name != "rm" && !(call.name == "find" && call.has_word("-delete")))
            return false;
        return std::any_of(call.words().begin(), call.words().end(), [](const auto& word) {
            return word.raw.starts_with("/var/cache/apt") || word.raw == "/var/cache/*" || word.raw == "/var/cache" ||
                   word.raw == "/var/cache/";
        });
    }

    /// What a call does with the lists. A removal, and apt-mark, looks a name up in them that is not installed, and
    /// fails where there are none.
    Effect effect(const Instruction& instruction, const RunScript& run, const Call& call) const {
        const Effect found = effect_of(call);
        const auto names = found == Effect::nothing ? looked_up(call) : std::nullopt;
        return names && !are_installed(instruction, run, call, *names) ? Effect::unknown : found;
    }

    /// Has the stage, or one it is FROM, installed all these operands for certain, with nothing behind that could have
    /// taken one of them away?
    bool are_installed(const Instruction& instruction, const RunScript& run, const Call& call,
                       const std::vector<std::size_t>& operands) const {
        std::vector<std::string_view> left;
        for (const std::size_t k : operands) {
            // apt-mark auto '.*': the base's own packages match
            if (call.name == "apt-mark" && call.word(k) == ".*")
                continue;
            if (!is_package_name(call.word(k)))
                return false;
            left.push_back(call.word(k));
        }
        bool good = true;
        const auto look = [&](const RunScript& script, std::size_t end) {
            for (std::size_t k = end; k-- > 0 && good && !left.empty();) {
                const Call& before = script.calls[k];
                for (const std::string_view name : installed_by(script, before))
                    left.erase(std::remove(left.begin(), left.end(), name), left.end());
                good = left.empty() || !(changes_packages(before) || before.name == "apt-mark" ||
                                         (before.name == "dpkg" && !before.has_word("--add-architecture")));
            }
            return good && !left.empty();
        };
        if (analysis_.run(instruction.index) != &run)
            return false; // in a script of the context: what ran before it is not looked at
        std::size_t stage = instruction.stage;
        if (look(run, call.order))
            analysis_.earlier(instruction.index, [&](const Instruction& one) {
                const RunScript* script = one.kind == InstructionKind::run ? analysis_.run(one.index) : nullptr;
                const bool copies = one.kind == InstructionKind::copy || one.kind == InstructionKind::add;
                if (one.stage != stage) {
                    good = !document_.stages[stage].base_uses_arguments;
                    stage = one.stage;
                }
                if (script != nullptr)
                    return good && look(*script, script->calls.size());
                good = good && one.kind != InstructionKind::run &&
                       !(copies && analysis_.may_write_below(one, "/var/lib/dpkg"));
                return good;
            });
        return good && left.empty();
    }

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
            } else if (empties_lists(call) &&
                       (run.unconditional(call) || (update != nullptr && run.same_body(*update, call)))) {
                update = nullptr;
                installs = false;
            }
        }
        if (update != nullptr && removes_in_every_branch(run, *update))
            update = nullptr;
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
        if (const std::string user =
                named_elsewhere(analysis_, {"apt/lists", "/var/lib/apt", "Dir::State", "RootDir", "APT_CONFIG"}, {});
            !user.empty())
            return refuse(instruction, *update, "cache-used-elsewhere", user + " in this file names their folder");
        for (const Call& call : run.calls)
            if (is_apt(call) && works_elsewhere(call))
                return refuse(instruction, *update, "cache-used-elsewhere", "an option of apt may move them");
        // the installs that need the lists come into its RUN: a list in a layer of its own goes stale
        if (run.unconditional(*update) && joins_to_reader(instruction)) {
            const std::string why = join_next(
                instruction, *update, "apt-get update and the install that needs it in one RUN, so that it is fresh");
            if (why.empty())
                return;
            if (!installs)
                return refuse(instruction, *update, "update-alone", "the next RUN installs, but: " + why);
        }
        const Later later = find_later(instruction);
        if (later.kind == Later::Kind::unknown)
            return refuse(instruction, *update, "lists-may-be-needed",
                          "what " + later.what + " later on runs is not known, and may read them");
        std::vector<Claim> claims;
        if (later.kind == Later::Kind::reads) {
            const bool alone = !installs && !installs_unseen(run, *update);
            const std::string why = alone ? move_update(instruction, run, *update, claims)
                                          : "what this RUN installs may change what an update there fetches";
            if (!why.empty())
                return refuse(instruction, *update, alone ? "update-alone" : "lists-needed-later",
                              later.what + " later on reads them, and " + why);
        }
        if (const std::string user = reads_at_run_time(instruction); !user.empty())
            return refuse(instruction, *update, "lists-may-be-needed",
                          user + " calls apt without an apt-get update before it");
        if (later.kind == Later::Kind::reads) {
            if (may_go(instruction, run)) {
                claims.emplace_back(RemoveInstruction{instruction.index});
                if (change(instruction, *update, claims,
                           "apt-get update moves into the RUN that needs it, so that it is fresh"))
                    return;
                claims.pop_back();
            }
        }
        const Call* last = nullptr; // that may read them
        for (const Call& call : run.calls)
            if (effect(instruction, run, call) != Effect::nothing)
                last = &call;
        const auto removal = removal_of(instruction, run, last, "rm -rf /var/lib/apt/lists/*");
        if (!removal) {
            may_append(instruction, *update, run); // refuses
            return;
        }
        claims.insert(claims.begin(), *removal);
        std::string message = "apt's package lists do not stay in the image";
        if (claims.size() > 1)
            message += "; the RUN that needs them fetches its own";
        if (!has_command(instruction.stage))
            message += "; an image made from this one has to run apt-get update itself (base-image = true keeps them)";
        if (const std::string script = unseen_script(instruction.stage); !script.empty())
            message +=
                "; it assumes that " + script + ", which is not in this file, runs apt-get update before it installs";
        change(instruction, *update, std::move(claims), std::move(message));
    }

    Later find_later(const Instruction& instruction) {
        return analysis_.later(instruction.index, path_, [this](const Instruction& one) { return look(one); });
    }

    /// Claims that put the update into each later RUN that reads the lists before it fetches any. The RUN and those
    /// between install nothing, and nothing touches apt's sources, so that the update fetches there what it fetched
    /// here. Empty: done; else why not.
    std::string move_update(const Instruction& instruction, const RunScript& run, const Call& update,
                            std::vector<Claim>& claims) {
        std::string text;
        for (const auto& word : update.words()) {
            if (!word.literal || word.raw != *word.literal)
                return "the update has words that may mean something else there";
            text += (text.empty() ? "" : " ") + *word.literal;
        }
        if (update.program != 0 || !update.command->redirections.empty() ||
            std::any_of(update.command->assignments.begin(), update.command->assignments.end(),
                        [](const auto& one) { return one.name != "DEBIAN_FRONTEND"; }))
            return "the update runs with settings of its own";
        if (!instruction.flags.empty() || !run.must_succeed(update))
            return "the update may fail here";
        if (std::string what = touches_sources(); !what.empty())
            return what + " in this file may change what an update fetches";
        for (const Call& call : run.calls)
            if (changes_packages(call))
                return "what this RUN installs may change what an update there fetches";
        // each reader, as if those found before fetched their own
        std::vector<std::size_t> readers;
        for (;;) {
            const Later next = analysis_.later(instruction.index, path_, [&](const Instruction& one) -> Later {
                if (std::find(readers.begin(), readers.end(), one.index) != readers.end())
                    return {Later::Kind::refreshes, {}};
                Later found = look(one);
                if (found.kind == Later::Kind::reads)
                    readers.push_back(one.index);
                return found;
            });
            if (next.kind == Later::Kind::nothing)
                break;
            if (next.kind == Later::Kind::unknown || readers.size() > 16)
                return "what " + next.what + " runs is not known";
        }
        // nor may what comes between them; nor may the lists be gone there, since the build fails then
        const std::size_t last = *std::max_element(readers.begin(), readers.end());
        for (std::size_t index = instruction.index; index <= last; ++index) {
            const RunScript* other = analysis_.run(index);
            const bool reads = std::find(readers.begin(), readers.end(), index) != readers.end();
            for (std::size_t k = 0; other != nullptr && k < other->calls.size(); ++k) {
                if (!reads && changes_packages(other->calls[k]))
                    return "what is installed or removed between them may change what an update there fetches";
                if (empties_lists(other->calls[k]) && (!reads || readers.size() > 1))
                    return "they are removed before it";
            }
        }
        for (const std::size_t index : readers) {
            const Instruction& reader = document_.instructions[index];
            const RunScript* other = analysis_.run(index);
            if (other == nullptr || !reader.flags.empty() || !is_root(reader) ||
                !descends(reader.stage, instruction.stage))
                return "it cannot be put in front of it";
            const Call* first = nullptr;
            for (const Call& call : other->calls) {
                if (first == nullptr && effect_of(call) == Effect::reads)
                    first = &call;
                else if (first == nullptr && (changes_packages(call) || empties_lists(call)))
                    return "what stands before it there may change what an update fetches";
            }
            if (first == nullptr || first->elevated || first->script != 0)
                return "it cannot be put in front of it";
            const RunScript::Beside place = other->may_insert_before(*first);
            if (place == RunScript::Beside::no)
                return "it cannot be put in front of it";
            if (!ends_with(index))
                return "what comes behind it may need them too";
            claims.emplace_back(
                InsertCommand{index, first->index, text, false, place == RunScript::Beside::sequence, first->script});
        }
        return {};
    }

    /// Is a stage the other one, or FROM it?
    [[nodiscard]] bool descends(std::size_t stage, std::size_t from) const {
        while (stage != none && stage != from)
            stage = document_.stages[stage].parent;
        return stage == from;
    }

    /// Who may change where apt fetches from, or how; empty: nobody.
    [[nodiscard]] std::string touches_sources() const {
        constexpr std::array<std::string_view, 16> words{"/etc/apt",
                                                         "sources.list",
                                                         "apt-key",
                                                         "apt-add-repository",
                                                         "add-apt-repository",
                                                         "extrepo",
                                                         "deb http",
                                                         "deb [",
                                                         "APT_",
                                                         "proxy",
                                                         "PROXY",
                                                         "dpkg",
                                                         ".deb",
                                                         "-C /",
                                                         "apt.conf",
                                                         "etc/hosts"};
        for (const Instruction& one : document_.instructions) {
            if (one.kind == InstructionKind::from || one.stage == none)
                continue;
            const std::string_view text = document_.slice(one.bytes);
            for (const std::string_view word : words)
                if (text.find(word) != std::string_view::npos)
                    return std::string(word);
            const bool copies = one.kind == InstructionKind::copy || one.kind == InstructionKind::add;
            if (copies && (one.words.empty() || analysis_.may_write_below(one, "/etc/apt")))
                return one.keyword;
        }
        return {};
    }

    /// Does the command add or take packages, whose scripts and settings apt may run or read at its next update?
    static bool changes_packages(const Call& call) {
        if (effect_of(call) == Effect::unknown)
            return true;
        if (is_apt(call)) {
            const std::string name = read_command_line(call, call.program + 1, options).name;
            return name != "update" && name != "clean" && name != "autoclean" && name != "help" && !name.empty();
        }
        return call.name == "gdebi" || call.name == "tasksel";
    }

    /// Is an `if` behind the update each of whose branches removes the lists?
    static bool removes_in_every_branch(const RunScript& run, const Call& update) {
        return run.in_every_branch(update, [](const Call& call) { return empties_lists(call); });
    }

    /// Is the next instruction a RUN that reads the lists before it fetches any, or may the RUNs between be joined one
    /// by one up to such a RUN?
    [[nodiscard]] bool joins_to_reader(const Instruction& instruction) {
        for (std::size_t next = instruction.index + 1; next < document_.instructions.size(); ++next) {
            const Instruction& one = document_.instructions[next];
            if (one.kind != InstructionKind::run || one.stage != instruction.stage || next > instruction.index + 8)
                return false;
            const Later::Kind kind = look(one).kind;
            if (kind == Later::Kind::reads && next == instruction.index + 1)
                return true; // joined, or said why not
            if ((kind != Later::Kind::reads && kind != Later::Kind::nothing) ||
                !may_join(document_, next - 1, next, analysis_.context).allowed)
                return false;
            if (kind == Later::Kind::reads)
                return ends_with(next); // else the lists would stay all the same
        }
        return false;
    }

    /// Does nothing need the lists behind a RUN that fetches its own, but for RUNs that it may be joined with?
    [[nodiscard]] bool ends_with(std::size_t index) {
        for (;; ++index) {
            const Later rest = find_later(document_.instructions[index]);
            if (rest.kind == Later::Kind::nothing)
                return true;
            const std::size_t next = index + 1;
            if (rest.kind != Later::Kind::reads || next >= document_.instructions.size() ||
                document_.instructions[next].kind != InstructionKind::run ||
                document_.instructions[next].stage != document_.instructions[index].stage ||
                !may_join(document_, index, next, analysis_.context).allowed)
                return false;
        }
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
                else if (effect(instruction, *other, before) != Effect::nothing)
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

    /// The stage, those it is FROM, and those that are or may be FROM it.
    [[nodiscard]] std::vector<std::size_t> family_of(std::size_t stage) const {
        std::vector<std::size_t> found{stage};
        for (std::size_t k = 0; k < found.size(); ++k)
            for (const auto* children :
                 {&document_.stages[found[k]].children, &document_.stages[found[k]].possible_children})
                for (const std::size_t child : *children)
                    if (std::find(found.begin(), found.end(), child) == found.end())
                        found.push_back(child);
        for (std::size_t above = document_.stages[stage].parent; above != none; above = document_.stages[above].parent)
            found.push_back(above);
        return found;
    }

    /// A text of the file, or a file of the named context, that the image may run and that reads the lists.
    std::string reads_at_run_time(const Instruction& instruction) const {
        for (const std::size_t stage : family_of(instruction.stage))
            for (std::size_t k = document_.stages[stage].from + 1; k < document_.stages[stage].end; ++k) {
                const Instruction& one = document_.instructions[k];
                std::string found;
                if (one.kind == InstructionKind::copy || one.kind == InstructionKind::add)
                    found = copied_reader(one);
                else if (one.kind == InstructionKind::run)
                    found = written_reader(one);
                else if (one.kind == InstructionKind::cmd || one.kind == InstructionKind::entrypoint ||
                         one.kind == InstructionKind::healthcheck)
                    found = calls_apt_without_update(one.rest()) ? one.keyword : "";
                if (!found.empty())
                    return found;
            }
        return {};
    }

    std::string copied_reader(const Instruction& copy) const {
        for (const document::Heredoc& heredoc : copy.heredocs)
            if (calls_apt_without_update(document_.slice(heredoc.body)))
                return "a heredoc of " + copy.keyword;
        const BuildContext* files = analysis_.context.build_context;
        if (files == nullptr || !files->named() || copy.flag("from") != nullptr)
            return {};
        for (std::size_t w = 0; w + 1 < copy.words.size(); ++w) {
            // a pattern: all of the folder above it
            std::string_view source = copy.words[w].value;
            source = source.substr(0, source.find_first_of("$*?["));
            if (source.size() < copy.words[w].value.size())
                source = source.substr(0, source.rfind('/') + 1);
            while (source.starts_with("./") || source.starts_with("/"))
                source.remove_prefix(source[0] == '/' ? 1 : 2);
            while (source.ends_with("/"))
                source.remove_suffix(1);
            if (source == ".")
                source = {};
            if (source.find("://") != std::string_view::npos || source.find("..") != std::string_view::npos)
                continue;
            constexpr std::size_t most = 500;
            std::vector<std::string> paths = files->list(source, most);
            if (paths.empty())
                paths.emplace_back(source);
            for (const std::string& path : paths)
                if (!is_document(path))
                    if (const auto text = files->read(path); text && reads_lists(*text))
                        return path;
        }
        return {};
    }

    /// Is the file made to be read by people, or by a builder?
    static bool is_document(std::string_view path) {
        const std::string_view name = file_name(path);
        constexpr std::array<std::string_view, 8> ends{".md",  ".rst",  ".adoc",       ".html",
                                                       ".yml", ".yaml", ".dockerfile", ".json"};
        return path.starts_with(".git") || name.starts_with("Dockerfile") || name.starts_with("README") ||
               std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
    }

    static bool reads_lists(const std::string& text) {
        if (calls_apt_without_update(text))
            return true;
        const FileKind kind = kind_of_file(text);
        const bool shell = kind == FileKind::sh_script || kind == FileKind::bash_script;
        if (!shell || text.find("apt") == std::string::npos)
            return false;
        // an update under a condition does not count
        const auto script = read_script_file(text, kind == FileKind::bash_script);
        const Call* update = nullptr;
        for (std::size_t k = 0; script && k < script->calls.size(); ++k) {
            const Call& call = script->calls[k];
            const Effect found = effect_of(call);
            if (found == Effect::fetches && script->unconditional(call))
                return false;
            if (found == Effect::fetches)
                update = &call;
            if (found == Effect::reads &&
                (update == nullptr || !(script->runs_after(*update, call) || script->same_body(*update, call))))
                return true;
        }
        return false;
    }

    /// Does a RUN write a text somewhere that reads them: echo "..." > /start.sh, cat <<EOF > /start.sh?
    std::string written_reader(const Instruction& instruction) const {
        const RunScript* run = analysis_.run(instruction.index);
        if (run == nullptr) {
            std::string text(instruction.rest());
            for (const document::Heredoc& heredoc : instruction.heredocs)
                text += "\n" + std::string(document_.slice(heredoc.body));
            return text.find('>') != std::string::npos && calls_apt_without_update(text) ? "a RUN" : "";
        }
        for (const Call& call : run->calls) {
            const bool goes_on =
                call.command->in_pipeline ||
                std::any_of(call.command->redirections.begin(), call.command->redirections.end(), [](const auto& one) {
                    return one.operation != ">&" && one.operation != "<&" &&
                           (!one.target.literal || !one.target.literal->starts_with("/dev/"));
                });
            if (!goes_on || call.program == none || is_apt(call) || call.name == "apt-cache" || call.name == "xargs" ||
                !is_known_program(call) || call.opened)
                continue;
            std::string text;
            for (std::size_t k = call.program + 1; k < call.words().size(); ++k)
                text += std::string(call.words()[k].raw) + " ";
            if (call.name != "grep" && calls_apt_without_update(text))
                return "a text that " + name_of(call) + " writes";
        }
        for (const EmbeddedScript& script : run->scripts)
            for (const auto& node : script.script.tree.nodes)
                if (node.kind == grammar::Kind::heredoc_content &&
                    calls_apt_without_update(std::string_view(script.text).substr(node.begin, node.end - node.begin)))
                    return "a here-document";
        return {};
    }

    /// Does the file show the script: by a COPY with a heredoc, or a RUN that writes it?
    [[nodiscard]] bool is_written(std::string_view script) const {
        const std::string_view name = file_name(script);
        return std::any_of(document_.instructions.begin(), document_.instructions.end(), [&](const Instruction& one) {
            if (one.kind == InstructionKind::copy)
                return !one.heredocs.empty() && one.words.back().value.ends_with(name);
            const std::string_view text = one.rest();
            return one.kind == InstructionKind::run && text.find(name) != std::string_view::npos &&
                   text.find('>') != std::string_view::npos;
        });
    }

    /// The script that CMD or ENTRYPOINT runs, when no named context shows it; empty: none.
    [[nodiscard]] std::string unseen_script(std::size_t stage) const {
        const BuildContext* files = analysis_.context.build_context;
        if (files != nullptr && files->named())
            return {};
        for (const std::size_t one : family_of(stage))
            for (std::size_t k = document_.stages[one].from + 1; k < document_.stages[one].end; ++k) {
                const Instruction& instruction = document_.instructions[k];
                if (instruction.kind != InstructionKind::cmd && instruction.kind != InstructionKind::entrypoint)
                    continue;
                std::string_view text = instruction.rest();
                bool shell = false; // the word before is one
                while (!text.empty()) {
                    const std::size_t begin = std::min(text.find_first_not_of(" \t\"',[];&|"), text.size());
                    text.remove_prefix(begin);
                    const std::size_t end = std::min(text.find_first_of(" \t\"',[];&|"), text.size());
                    const std::string_view word = text.substr(0, end);
                    text.remove_prefix(end);
                    if ((word.ends_with(".sh") || (shell && !word.empty() && !is_option(word))) && !is_written(word))
                        return std::string(word);
                    const std::string_view name = file_name(word);
                    shell = name == "sh" || name == "bash" || name == "ash" || name == "dash";
                }
            }
        return {};
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
            if (holds_phrase(text, "apt-get") || holds_phrase(text, "apt") || holds_phrase(text, "apt-cache") ||
                holds_phrase(text, "apt-file") || holds_phrase(text, "aptitude"))
                return {Later::Kind::reads, instruction.keyword};
            return {};
        }
        if (instruction.kind != InstructionKind::run)
            return {};
        const RunScript* run = analysis_.run(instruction.index);
        if (run == nullptr)
            return {Later::Kind::unknown, "a RUN in another form"};
        return look_into(instruction, *run, 0);
    }

    /// The same for a script, and those of the named build context that it runs.
    Later look_into(const Instruction& instruction, const RunScript& run, int depth) const {
        const Call* update = nullptr;
        const document::Flag* network = instruction.flag("network");
        const bool cut_off = network != nullptr && network->value != "default" && network->value != "host";
        for (const Call& call : run.calls) {
            const Effect effect = this->effect(instruction, run, call);
            if (effect == Effect::fetches) {
                if (cut_off) // it keeps the old lists, and says so only with a warning
                    return {Later::Kind::reads, call.name + " without a network"};
                if (run.unconditional(call))
                    return {Later::Kind::refreshes, {}};
                update = &call;
            } else if (effect == Effect::unknown) {
                if (depth > 0 && defines_function(run, call.name))
                    continue;
                if (looked_up(call)) {
                    if (update != nullptr && run.runs_after(*update, call))
                        continue;
                    return {Later::Kind::unknown, call.name + " of a package that may not be installed"};
                }
                const RunScript* inner = depth < 4 ? analysis_.shown_script(instruction, run, call) : nullptr;
                if (inner == nullptr)
                    return {Later::Kind::unknown, name_of(call)};
                Later found = look_into(instruction, *inner, depth + 1);
                if (found.kind == Later::Kind::reads || found.kind == Later::Kind::unknown)
                    return found;
                if (found.kind == Later::Kind::refreshes && run.unconditional(call))
                    return found;
            } else if (effect == Effect::reads && (update == nullptr || !run.runs_after(*update, call))) {
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
