// The rules of no-cache-apk. Facts on apk-tools are from its source: since 2.6.4 (Alpine 3.3) --no-cache reads indexes
// without keeping them; before 2.10 (Alpine 3.8) only `update` and -U fetch an index, from then on add, upgrade and
// fix do so by themselves when it is older than four hours; fetch, search, info, list, policy and the like never do.
#include <algorithm>
#include <array>

#include "catalog/base_config.hpp"
#include "catalog/caches.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

using document::Instruction;
using document::InstructionKind;

constexpr OptionTable options{
    "-p --root -X --repository --repositories-file --keys-dir --cache-dir --cache-max-age --arch --wait "
    "--progress-fd --timeout -t --virtual"};

/// What a call does with the index.
enum class Effect { nothing, fills, reads_and_fills, reads, unknown };

struct ApkCall {
    const Call* call = nullptr;
    CommandLine line;
    Effect effect = Effect::nothing;
    bool no_cache = false;
    bool other_root = false;
    bool other_cache = false;
    bool no_network = false;
    std::vector<std::size_t> update_words; // -U and its long names
    [[nodiscard]] bool is_update() const { return line.name == "update"; }
    /// add, upgrade, fix: --no-cache makes a difference.
    [[nodiscard]] bool takes_no_cache() const { return effect == Effect::reads_and_fills && !no_cache; }
};

ApkCall read_apk(const Call& call) {
    ApkCall apk;
    apk.call = &call;
    apk.line = read_command_line(call, call.program + 1, options);
    for (const std::size_t k : apk.line.options) {
        const std::string_view word = call.word(k);
        if (word == "--no-cache")
            apk.no_cache = true;
        else if (word == "-U" || word == "--update" || word == "--update-cache")
            apk.update_words.push_back(k);
        else if (word == "--no-network")
            apk.no_network = true;
        else if (word == "--cache-dir" || word.starts_with("--cache-dir="))
            apk.other_cache = true;
        else if (word == "--root" || word.starts_with("--root=") || (word.starts_with("-p")))
            apk.other_root = true;
    }
    const std::string& name = apk.line.name;
    if (name == "add" || name == "upgrade" || name == "fix")
        apk.effect = Effect::reads_and_fills;
    else if (name == "update")
        apk.effect = Effect::fills;
    else if (name.empty() || name == "del" || name == "audit" || name == "verify" || name == "index" ||
             name == "adbdump")
        apk.effect = apk.line.certain ? Effect::nothing : Effect::unknown;
    else if (name == "info" && (call.has_word("-e") || call.has_word("--installed") || call.has_word("-W") ||
                                call.has_word("--who-owns")))
        apk.effect = Effect::nothing; // opens no repository (app_info.c)
    else if (name == "info" || name == "search" || name == "fetch" || name == "list" || name == "policy" ||
             name == "version" || name == "stats" || name == "dot" || name == "manifest")
        apk.effect = Effect::reads;
    else
        apk.effect = Effect::unknown;
    if (apk.line.subcommand != none && !apk.line.certain)
        apk.effect = Effect::unknown; // a variable before the subcommand may be one itself
    return apk;
}

bool is_apk(const Call& call) { return call.name == "apk"; }

/// Does rm empty /var/cache/apk?
bool empties_cache(const Call& call) {
    if (call.name != "rm")
        return false;
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        const std::string_view raw = call.words()[k].raw;
        if (raw == "/var/cache/apk/*" || raw == "/var/cache/apk" || raw == "/var/cache/apk/" || raw == "/var/cache/*" ||
            raw == "/var/cache" || raw == "/var/cache/")
            return true;
    }
    return false;
}

/// Exactly rm -rf /var/cache/apk/*.
bool is_exact_removal(const Call& call) {
    if (call.name != "rm" || !is_forced_rm(call))
        return false;
    bool path = false;
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        const std::string_view raw = call.words()[k].raw;
        if (raw == "/var/cache/apk/*")
            path = true;
        else if (raw != "-rf" && raw != "-fr" && raw != "-r" && raw != "-f" && raw != "-Rf" && raw != "-rfv" &&
                 raw != "-vrf" && raw != "-v" && raw != "--recursive" && raw != "--force")
            return false;
    }
    return path;
}

class Apk : CacheJudge {
public:
    Apk(const CacheAnalysis& analysis, const CacheRule& rule)
        : CacheJudge(analysis, rule, "apk add"), looks_(document_.instructions.size()) {}

    CacheVerdict judge() {
        visit_runs(
            [](std::string_view text) {
                return text.find("apk") != std::string_view::npos &&
                       text.find("--no-cache") == std::string_view::npos &&
                       (holds_phrase(text, "apk add") || holds_phrase(text, "apk update") ||
                        holds_phrase(text, "apk upgrade"));
            },
            [this](const Instruction& instruction, const RunScript& run) { judge_run(instruction, run); });
        return std::move(verdict_);
    }

private:
    void refuse(const Instruction& run, const Call& call, std::string_view reason, const std::string& why) {
        what_ = short_text(call);
        CacheJudge::refuse(run, call, reason, why);
    }

    static std::string short_text(const Call& call) {
        const ApkCall apk = read_apk(call);
        return apk.line.name.empty() ? "apk" : "apk " + apk.line.name;
    }

    void judge_run(const Instruction& instruction, const RunScript& run) {
        std::vector<ApkCall> calls;
        for (const Call& call : run.calls) {
            if (is_apk(call))
                calls.push_back(read_apk(call));
            else if (call.name.empty() && !call.words().empty() && call.program != none &&
                     mentions_apk(call.words()[call.program].raw) && call.has_word("add") &&
                     !call.has_word("--no-cache"))
                refuse(instruction, call, "reached-through-variable", "the program comes out of a variable");
        }
        if (calls.empty())
            return only_rm(instruction, run);
        const ApkCall* first = nullptr; // that fills the cache
        for (const ApkCall& apk : calls)
            if (first == nullptr && !apk.no_cache &&
                (apk.effect == Effect::fills || apk.effect == Effect::reads_and_fills ||
                 (apk.effect == Effect::unknown && apk.line.subcommand != none)))
                first = &apk;
        const Call* cleaner = find_cleaner(run, first);
        const Call& at = first != nullptr ? *first->call : *calls.front().call;
        if (first == nullptr) {
            only_removal(instruction, run, calls);
            return;
        }
        what_ = short_text(at);
        if (!ships(instruction, at))
            return;
        for (const ApkCall& apk : calls) {
            if (apk.no_cache || apk.effect == Effect::nothing || apk.effect == Effect::reads)
                continue;
            if (!reachable(instruction, *apk.call))
                return;
            if (apk.effect == Effect::unknown)
                return apk.line.certain ? refuse(instruction, *apk.call, "cache-used-elsewhere",
                                                 "apk " + apk.line.name + " works on the cache")
                                        : refuse(instruction, *apk.call, "reached-through-variable",
                                                 "a word before the subcommand comes out of a variable");
            if (apk.other_root)
                return refuse(instruction, *apk.call, "other-root", "it works on another root folder");
            if (apk.other_cache)
                return refuse(instruction, *apk.call, "cache-used-elsewhere", "it names a cache folder itself");
        }
        if (!unmounted(instruction, at, {path_, "/etc/apk/cache"}))
            return;
        if (is_cut_off(instruction))
            return refuse(instruction, at, "index-may-be-needed", "without a network it reads the index that is there");
        if (const std::string user = named_elsewhere(analysis_, {path_, "/etc/apk/cache", "setup-apkcache"}, {});
            !user.empty())
            return refuse(instruction, at, "cache-used-elsewhere", user + " in this file uses apk's cache");
        if (document_.source().find("/etc/apk/cache") != std::string_view::npos && makes_cache_folder())
            return refuse(instruction, at, "cache-used-elsewhere", "a mkdir in this file moves apk's cache");
        if (analysis_.base(instruction.stage).family != "alpine")
            return remove_at_the_end(instruction, run, calls, at, cleaner);
        if (first->is_update() && may_go(instruction, run) && analysis_.is_root(instruction)) {
            if (version_fits(instruction, at))
                remove_update(instruction, at);
            return;
        }
        if (version_fits(instruction, at) && flow_allows(instruction, run, calls, *first, cleaner))
            build_change(instruction, run, calls, cleaner);
    }

    static bool is_cut_off(const Instruction& run) {
        const document::Flag* network = run.flag("network");
        return network != nullptr && network->value != "default" && network->value != "host";
    }

    /// With a folder /etc/apk/cache, apk keeps its cache there.
    [[nodiscard]] bool makes_cache_folder() const {
        return std::any_of(document_.instructions.begin(), document_.instructions.end(), [&](const Instruction& one) {
            const RunScript* run = analysis_.run(one.index);
            return run != nullptr && std::any_of(run->calls.begin(), run->calls.end(), [](const Call& call) {
                       return call.name == "mkdir" &&
                              std::any_of(call.words().begin(), call.words().end(), [](const auto& word) {
                                  return word.raw.find("/etc/apk/cache") != std::string_view::npos;
                              });
                   });
        });
    }

    /// An apk that fetches no index by itself reads those that the last update fetched. Do the repositories of an add
    /// differ from them: its options, or what was written since?
    [[nodiscard]] bool other_repositories(const Instruction& instruction, const RunScript& run,
                                          const ApkCall& add) const {
        const auto repositories = [](const Call& call) {
            std::vector<std::string_view> found;
            for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
                const std::string_view raw = call.words()[k].raw;
                if (raw.starts_with("--repositor") || raw.starts_with("-X"))
                    found.push_back(raw.find('=') == std::string_view::npos && raw != "-X" && raw.starts_with("-X")
                                        ? raw.substr(2)
                                    : raw.find('=') != std::string_view::npos ? raw.substr(raw.find('=') + 1)
                                    : k + 1 < call.words().size()             ? call.words()[k + 1].raw
                                                                              : std::string_view{});
            }
            std::sort(found.begin(), found.end());
            return found;
        };
        bool differ = false;
        bool found = false; // the update
        const auto look = [&](const RunScript& script, std::size_t end) {
            for (std::size_t k = end; k-- > 0 && !found && !differ;) {
                const Call& call = script.calls[k];
                if (is_apk(call)) {
                    const ApkCall apk = read_apk(call);
                    found = apk.is_update() || !apk.update_words.empty();
                    differ = found && repositories(call) != repositories(*add.call);
                    continue;
                }
                const auto names = [](std::string_view raw) {
                    return raw.find("repositories") != std::string_view::npos;
                };
                differ = !is_known_program(call) ||
                         std::any_of(call.words().begin(), call.words().end(),
                                     [&](const auto& word) { return names(word.raw); }) ||
                         std::any_of(call.command->redirections.begin(), call.command->redirections.end(),
                                     [&](const auto& one) { return names(one.target.raw); });
            }
            return !found && !differ;
        };
        if (look(run, add.call->order))
            analysis_.earlier(instruction.index, [&](const Instruction& one) {
                if (const RunScript* other = one.kind == InstructionKind::run ? analysis_.run(one.index) : nullptr)
                    return look(*other, other->calls.size());
                const bool copies = one.kind == InstructionKind::copy || one.kind == InstructionKind::add;
                differ = one.kind == InstructionKind::run || (copies && analysis_.may_write_below(one, "/etc/apk"));
                return !differ;
            });
        return differ;
    }

    /// RUN apk update: needless when nobody reads what it fetches.
    void remove_update(const Instruction& instruction, const Call& at) {
        const Later later =
            analysis_.later(instruction.index, path_, [this](const Instruction& one) { return look(one); });
        if (later.kind == Later::Kind::reads || later.kind == Later::Kind::unknown)
            return refuse(instruction, at, "index-may-be-needed",
                          later.kind == Later::Kind::reads
                              ? later.what + " later on reads the index"
                              : "what " + later.what + " later on runs is not known, and may need the index");
        if (!change(instruction, at, {RemoveInstruction{instruction.index}},
                    "nothing reads the package index that this RUN leaves in the image"))
            refuse(instruction, at, "update-not-removable", "no apk add follows it in its RUN");
    }

    /// RUN rm -rf /var/cache/apk/*: needless when nothing has filled it.
    void only_rm(const Instruction& instruction, const RunScript& run) {
        const Call& call = run.calls.front();
        if (!may_go(instruction, run) || !is_exact_removal(call) || !analysis_.is_root(instruction) ||
            analysis_.base(instruction.stage).family != "alpine" || call.as_user || !none_fills_before(instruction) ||
            !named_elsewhere(analysis_, {"/etc/apk/cache", "setup-apkcache"}, {}).empty() ||
            (!document_.ships(instruction.stage) && option("stages", "shipped") != "all"))
            return;
        // only where an apk add --no-cache shows what the removal was for
        bool installs = false;
        analysis_.earlier(instruction.index, [&](const Instruction& one) {
            if (const RunScript* other = analysis_.run(one.index))
                for (const Call& before : other->calls)
                    installs = installs || (is_apk(before) && read_apk(before).no_cache);
            return !installs;
        });
        if (installs)
            change(instruction, call, {RemoveInstruction{instruction.index}},
                   "apk add --no-cache leaves nothing in /var/cache/apk to remove");
    }

    /// An apk of unknown age may not know --no-cache; but removing the index at the end is the same.
    void remove_at_the_end(const Instruction& instruction, const RunScript& run, const std::vector<ApkCall>& calls,
                           const Call& at, const Call* cleaner) {
        if (cleaner != nullptr)
            return;
        const Base& base = analysis_.base(instruction.stage);
        if (!base.family.empty())
            return refuse(instruction, at, "unknown-manager-version",
                          "the base " + base.written + " is not known to have apk");
        for (const ApkCall& apk : calls)
            if (apk.call->elevated || (!run.must_succeed(at) && !analysis_.is_root(instruction)))
                return refuse(instruction, at, "unknown-manager-version",
                              "the base " + base.written + " does not say which apk it has");
        const Later later =
            analysis_.later(instruction.index, path_, [this](const Instruction& one) { return look(one); });
        if (later.kind == Later::Kind::reads || later.kind == Later::Kind::unknown)
            return refuse(instruction, at, "index-may-be-needed",
                          later.kind == Later::Kind::reads
                              ? later.what + " later on may read the index"
                              : "what " + later.what + " later on runs is not known, and may need the index");
        if (!run.no_append(analysis_.may_stop_at_errors(instruction)).empty() ||
            !change(instruction, at, {AppendCommand{instruction.index, "rm -rf /var/cache/apk/*", run.last_script()}},
                    "no package index stays in the image"))
            refuse(instruction, at, "unknown-manager-version",
                   "the base " + base.written + " does not say which apk it has, and nothing can be appended");
    }

    static bool mentions_apk(std::string_view raw) {
        return raw.find("apk") != std::string_view::npos || raw.find("APK") != std::string_view::npos;
    }

    /// The unconditional removal of the cache behind the last command that may fill it.
    static const Call* find_cleaner(const RunScript& run, const ApkCall* first) {
        const Call* cleaner = nullptr;
        for (const Call& call : run.calls) {
            if (first != nullptr && is_apk(call)) {
                const ApkCall apk = read_apk(call);
                if (!apk.no_cache && apk.effect != Effect::nothing && apk.effect != Effect::reads)
                    cleaner = nullptr;
            }
            if (empties_cache(call) && run.unconditional(call))
                cleaner = &call;
        }
        return cleaner;
    }

    bool version_fits(const Instruction& instruction, const Call& call) {
        const Base& base = analysis_.base(instruction.stage);
        switch (catalog::manager_has_option("apk", "--no-cache", "alpine", base.release)) {
        case catalog::Known::yes:
            return true;
        case catalog::Known::no:
            refuse(instruction, call, "manager-too-old", "apk knows --no-cache since Alpine 3.3");
            return false;
        case catalog::Known::unknown:
            break;
        }
        refuse(instruction, call, "unknown-manager-version",
               "the base " + base.written + " does not say which apk it has");
        return false;
    }

    /// Alpine 3.8 and later: add, upgrade and fix fetch an index that is missing.
    [[nodiscard]] bool refreshes_itself(const Base& base) const {
        return catalog::manager_has_option("apk", "automatic index", "alpine", base.release) == catalog::Known::yes;
    }

    bool flow_allows(const Instruction& instruction, const RunScript& run, const std::vector<ApkCall>& calls,
                     const ApkCall& first, const Call* cleaner) {
        // inside the RUN: whatever runs between the first fill and the removal (or the end) may read the index
        bool behind = false;
        for (const Call& call : run.calls) {
            if (&call == cleaner)
                break;
            if (&call == first.call)
                behind = true;
            if (!behind)
                continue;
            if (is_apk(call)) {
                const ApkCall apk = read_apk(call);
                const bool still_reads =
                    apk.effect == Effect::reads || (apk.effect == Effect::reads_and_fills && apk.no_network);
                if (!still_reads || apk.no_cache)
                    continue;
                return remove_instead(instruction, run, calls, first, cleaner, "index-may-be-needed",
                                      "apk " + apk.line.name + " behind it reads the index");
            }
            if (use_of(instruction, run, call).kind != Later::Kind::nothing)
                return remove_instead(instruction, run, calls, first, cleaner, "index-may-be-needed",
                                      "what " + name_of(call) + " behind it runs is not known, and may need the index");
        }
        for (const ApkCall& apk : calls) {
            if (!apk.is_update() || apk.no_cache)
                continue;
            bool installs_later = false;
            for (const ApkCall& other : calls)
                installs_later =
                    installs_later || (other.call->order > apk.call->order && other.effect == Effect::reads_and_fills);
            const bool alone = !installs_later;
            if (alone || !run.removable(*apk.call) ||
                !edits_of(document_, instruction.index,
                          {RemoveCommand{instruction.index, apk.call->index, apk.call->script}})) {
                return remove_instead(instruction, run, calls, apk, cleaner, "update-not-removable",
                                      alone ? "no apk add follows it in its RUN"
                                            : "it cannot be taken out of its list without changing more");
            }
        }
        if (!has_index_before(instruction, first)) {
            refuse(instruction, *first.call, "index-of-a-failing-build",
                   "this apk has no index here and fails; --no-cache would repair the build");
            return false;
        }
        if (!refreshes_itself(analysis_.base(instruction.stage)))
            for (const ApkCall& apk : calls)
                if (apk.takes_no_cache() && apk.update_words.empty() && other_repositories(instruction, run, apk)) {
                    refuse(instruction, *apk.call, "other-repositories",
                           "the update before it fetched the index of other repositories, and this apk reads no more");
                    return false;
                }
        if (cleaner != nullptr)
            return true;
        const Later later =
            analysis_.later(instruction.index, path_, [this](const Instruction& one) { return look(one); });
        if (later.kind == Later::Kind::nothing)
            return true;
        refuse(instruction, *first.call, "index-may-be-needed",
               later.kind == Later::Kind::reads
                   ? later.what + " later on reads the index"
                   : "what " + later.what + " later on runs is not known, and may need the index");
        return false;
    }

    /// Where the RUN itself needs the index: the removal comes at its end, when nothing later needs it; else the reason
    /// why not. False: there is no other change.
    bool remove_instead(const Instruction& instruction, const RunScript& run, const std::vector<ApkCall>& calls,
                        const ApkCall& at, const Call* cleaner, std::string_view reason, const std::string& why) {
        if (cleaner != nullptr || std::any_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
                return empties_cache(call) && run.same_body(*at.call, call);
            }))
            return false; // it is removed already
        const bool elevated =
            std::any_of(calls.begin(), calls.end(), [](const ApkCall& apk) { return apk.call->elevated; });
        const Later later =
            analysis_.later(instruction.index, path_, [this](const Instruction& one) { return look(one); });
        if (elevated || later.kind != Later::Kind::nothing || !analysis_.is_root(instruction) ||
            !run.no_append(analysis_.may_stop_at_errors(instruction)).empty() ||
            !change(instruction, *at.call,
                    {AppendCommand{instruction.index, "rm -rf /var/cache/apk/*", run.last_script()}},
                    "no package index stays in the image; the RUN itself may need it up to its end"))
            refuse(instruction, *at.call, reason, why);
        return false;
    }

    /// On an apk that does not fetch the index by itself: was one fetched before?
    bool has_index_before(const Instruction& instruction, const ApkCall& first) {
        if (first.is_update() || !first.update_words.empty())
            return true;
        const Base& base = analysis_.base(instruction.stage);
        if (base.image != "alpine" || refreshes_itself(base))
            return true;
        bool found = false;
        analysis_.earlier(instruction.index, [&](const Instruction& one) {
            const RunScript* run = analysis_.run(one.index);
            if (run == nullptr) {
                found = found || one.kind == InstructionKind::run || one.kind == InstructionKind::copy ||
                        one.kind == InstructionKind::add;
                return !found;
            }
            for (const Call& call : run->calls) {
                const bool fills = is_apk(call) && (read_apk(call).is_update() || !read_apk(call).update_words.empty());
                found = found || fills || !is_known_program(call);
            }
            return !found;
        });
        return found;
    }

    /// What a later instruction does with the index.
    Later look(const Instruction& instruction) {
        auto& slot = looks_[instruction.index];
        if (!slot)
            slot = find_out(instruction);
        return *slot;
    }

    Later find_out(const Instruction& instruction) {
        const bool trigger = instruction.kind == InstructionKind::onbuild && instruction.trigger;
        if (trigger && instruction.trigger->kind == InstructionKind::run)
            return {Later::Kind::unknown, "an ONBUILD trigger"};
        if (instruction.kind == InstructionKind::cmd || instruction.kind == InstructionKind::entrypoint ||
            instruction.kind == InstructionKind::healthcheck) {
            const std::string_view text = instruction.rest();
            if (holds_phrase(text, "apk") && text.find("--no-cache") == std::string_view::npos)
                return {Later::Kind::reads, instruction.keyword};
            return {};
        }
        if (instruction.kind != InstructionKind::run)
            return {};
        const RunScript* run = analysis_.run(instruction.index);
        if (run == nullptr)
            return {Later::Kind::unknown, "a RUN in another form"};
        const bool cut_off = is_cut_off(instruction);
        for (const Call& call : run->calls) {
            if (cut_off && is_apk(call) && read_apk(call).effect != Effect::nothing && !read_apk(call).no_cache)
                return {Later::Kind::reads, "apk without a network"};
            Later found = use_of(instruction, *run, call);
            if (found.kind != Later::Kind::nothing)
                return found;
        }
        return {};
    }

    /// What a command does with the index; a script of the named build context is looked into.
    Later use_of(const Instruction& instruction, const RunScript& run, const Call& call, int depth = 0) const {
        if (!is_apk(call)) {
            if (is_known_program(call) || (depth > 0 && defines_function(run, call.name)))
                return {};
            const RunScript* inner = depth < 4 ? analysis_.shown_script(instruction, run, call) : nullptr;
            if (inner == nullptr)
                return {Later::Kind::unknown, name_of(call)};
            for (const Call& one : inner->calls) {
                Later found = use_of(instruction, *inner, one, depth + 1);
                if (found.kind == Later::Kind::refreshes)
                    return run.unconditional(call) ? found : Later{Later::Kind::unknown, name_of(call)};
                if (found.kind != Later::Kind::nothing)
                    return found;
            }
            return {};
        }
        const ApkCall apk = read_apk(call);
        if (apk.no_cache || apk.effect == Effect::nothing)
            return {};
        if (apk.effect == Effect::fills && run.unconditional(call))
            return {Later::Kind::refreshes, {}};
        if (apk.effect == Effect::fills ||
            (!apk.update_words.empty() && !apk.no_network && apk.effect == Effect::reads_and_fills))
            return {};
        return {apk.effect == Effect::unknown ? Later::Kind::unknown : Later::Kind::reads, "apk " + apk.line.name};
    }

    void build_change(const Instruction& instruction, const RunScript& run, const std::vector<ApkCall>& calls,
                      const Call* cleaner) {
        std::vector<Claim> claims;
        bool update = false;
        bool words = false;
        bool insert = false;
        const Call* first = nullptr;
        for (const ApkCall& apk : calls) {
            if (apk.is_update() && !apk.no_cache) {
                claims.emplace_back(RemoveCommand{instruction.index, apk.call->index, apk.call->script});
                update = true;
            } else if (apk.takes_no_cache()) {
                for (const std::size_t k : apk.update_words) {
                    const Claim claim = RemoveWord{instruction.index, apk.call->index, k,
                                                   std::string(apk.call->words()[k].raw), apk.call->script};
                    if (!edits_of(document_, instruction.index, {claim})) {
                        // beside --no-cache it does no harm, but to an old apk, which then keeps the index
                        if (refreshes_itself(analysis_.base(instruction.stage)))
                            continue;
                        remove_instead(instruction, run, calls, apk, cleaner, "update-not-removable",
                                       "-U cannot be taken out, and this apk keeps the index for it");
                        return;
                    }
                    claims.push_back(claim);
                    words = true;
                }
                claims.emplace_back(InsertWord{instruction.index, apk.call->index, apk.line.subcommand + 1,
                                               "--no-cache", apk.call->script});
                insert = true;
            } else {
                continue;
            }
            first = first == nullptr ? apk.call : first;
        }
        if (first == nullptr)
            return;
        std::string message =
            insert ? "apk add --no-cache: no package index stays in the image" : "no package index stays in the image";
        if (update)
            message += "; apk update is needless with it";
        if (words)
            message += "; -U is needless with it";
        if (cleaner != nullptr && removal_is_needless(instruction, run, *cleaner)) {
            std::vector<Claim> more = claims;
            more.emplace_back(RemoveCommand{instruction.index, cleaner->index, cleaner->script});
            if (change(instruction, *first, std::move(more),
                       message + "; there is nothing to remove from /var/cache/apk"))
                return;
        }
        change(instruction, *first, std::move(claims), std::move(message));
    }

    /// A RUN all of whose apk calls have --no-cache, with rm -rf /var/cache/apk/* left over.
    void only_removal(const Instruction& instruction, const RunScript& run, const std::vector<ApkCall>& calls) {
        const Call* cleaner = find_cleaner(run, nullptr);
        const bool installs = std::any_of(calls.begin(), calls.end(),
                                          [](const ApkCall& apk) { return apk.effect == Effect::reads_and_fills; });
        if (cleaner == nullptr || !installs || analysis_.base(instruction.stage).family != "alpine" ||
            !removal_is_needless(instruction, run, *cleaner) || analysis_.mounted(instruction, path_) ||
            !named_elsewhere(analysis_, {path_, "/etc/apk/cache", "setup-apkcache"}, {}).empty())
            return;
        if (document_.ships(instruction.stage) || option("stages", "shipped") == "all")
            change(instruction, *cleaner, {RemoveCommand{instruction.index, cleaner->index, cleaner->script}},
                   "apk add --no-cache leaves nothing in /var/cache/apk to remove");
    }

    /// What fills the cache, but an apk of the RUN itself, which gets --no-cache.
    static bool fills(const Call& call, bool own_run) {
        if (is_apk(call)) {
            const ApkCall apk = read_apk(call);
            return !own_run && !apk.no_cache && apk.effect != Effect::nothing && apk.effect != Effect::reads;
        }
        return !is_known_program(call);
    }

    /// Nothing has filled the cache when the removal runs, once the apk calls of its RUN have --no-cache.
    bool removal_is_needless(const Instruction& instruction, const RunScript& run, const Call& cleaner) {
        if (!is_exact_removal(cleaner) || !run.removable(cleaner) || cleaner.as_user)
            return false;
        for (const Call& call : run.calls)
            if (call.order < cleaner.order && fills(call, true))
                return false;
        return none_fills_before(instruction);
    }

    [[nodiscard]] bool none_fills_before(const Instruction& instruction) const {
        bool clean = true;
        analysis_.earlier(instruction.index, [&](const Instruction& one) {
            if (one.kind == InstructionKind::run) {
                const RunScript* other = analysis_.run(one.index);
                clean = other != nullptr;
                for (std::size_t k = 0; clean && k < other->calls.size(); ++k)
                    clean = !fills(other->calls[k], false);
            } else if (one.kind == InstructionKind::copy || one.kind == InstructionKind::add) {
                clean = !analysis_.may_write_below(one, path_);
            }
            return clean;
        });
        return clean;
    }

    std::string_view path_ = catalog::cache_folder("apk")->path;
    std::vector<std::optional<Later>> looks_;
};

} // namespace

CacheVerdict judge_apk(const CacheAnalysis& analysis, const CacheRule& rule) { return Apk(analysis, rule).judge(); }

} // namespace imgfix::rewrite
