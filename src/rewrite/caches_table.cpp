// The rules of the managers that fixers/data/caches.tsv describes whole. Their caches are only caches: what is missing
// is fetched again by whoever needs it. So the cache may go at the end of each RUN that filled it, unless the file uses
// it, moves it, or could not fetch again what it holds (offline options, credentials that only this RUN has).
#include <algorithm>
#include <array>

#include "catalog/caches.hpp"
#include "catalog/facts.hpp"
#include "catalog/programs.hpp"
#include "catalog/variants.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

using catalog::CacheFolder;
using document::Instruction;
using document::InstructionKind;

/// Calls visit on each part of a list; stops when it returns true, and says so.
template <typename Visit> bool any_part(std::string_view list, char separator, Visit&& visit) {
    while (!list.empty()) {
        const std::size_t end = list.find(separator);
        const std::string_view part = list.substr(0, end);
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
        if (!part.empty() && visit(part))
            return true;
    }
    return false;
}

std::string with_blanks(std::string_view text) {
    std::string result(text);
    std::replace(result.begin(), result.end(), '+', ' ');
    return result;
}

/// Is a name of the table in text, not as a part of a longer name?
bool names(std::string_view text, std::string_view name) {
    if (name.find('+') != std::string_view::npos)
        return holds_phrase(text, with_blanks(name));
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool open_end = !letter(name.back()) || end >= text.size() || !letter(text[end]);
        const bool open_begin = !letter(name.front()) || name.front() == '-' || at == 0 || !letter(text[at - 1]);
        if (open_begin && open_end)
            return true;
    }
    return false;
}

/// A call that fills the cache of a row.
struct Fill {
    const Call* call = nullptr;
    const CacheFolder* row = nullptr;
    CommandLine line;
    std::size_t verb = none; // last word of the verb
};

std::optional<Fill> read_fill(const Call& call, const CacheFolder& row) {
    if (call.program == none || call.name.empty() || !catalog::has_word(row.programs, call.name))
        return std::nullopt;
    Fill fill;
    fill.call = &call;
    fill.row = &row;
    fill.line = read_command_line(call, call.program + 1, OptionTable{row.values});
    const bool found = any_part(row.verbs, ' ', [&](std::string_view verb) {
        if (verb.ends_with("*") && verb.size() > 1) { // pacman -S: synchronises packages, or only looks (-Ss, -Si)
            return std::any_of(fill.line.options.begin(), fill.line.options.end(), [&](std::size_t k) {
                const std::string_view word = call.word(k);
                return word.starts_with(verb.substr(0, verb.size() - 1)) &&
                       word.find_first_of("cgils") == std::string_view::npos &&
                       (fill.line.subcommand != none || word.find('u') != std::string_view::npos);
            });
        }
        if (verb == "*")
            return fill.line.subcommand != none || !fill.line.certain;
        if (verb == ".")
            return fill.line.subcommand == none && fill.line.certain &&
                   std::none_of(fill.line.options.begin(), fill.line.options.end(), [&](std::size_t k) {
                       const std::string_view word = call.word(k);
                       return word == "--version" || word == "-v" || word == "-V" || word == "--help" || word == "-h";
                   });
        fill.verb = fill.line.subcommand;
        const std::size_t plus = verb.find('+');
        if (plus == std::string_view::npos)
            return fill.line.name == verb;
        if (fill.line.name != verb.substr(0, plus) || fill.line.operands.empty())
            return false;
        fill.verb = fill.line.operands.front();
        return call.word(fill.verb) == verb.substr(plus + 1);
    });
    if (!found)
        return std::nullopt;
    return fill;
}

/// The end of a path without what a pattern ends it with: /a/b/*.gem -> /a/b.
std::string plain_path(std::string_view raw) {
    std::string path;
    for (const char c : raw)
        if (c != '"' && c != '\'')
            path += c;
    while (path.size() > 1 && path.ends_with('/'))
        path.pop_back();
    const std::size_t slash = path.rfind('/');
    if (slash != std::string::npos && slash > 0 && path.find('*', slash) != std::string::npos)
        path.resize(slash);
    return path;
}

/// Does the call empty the cache of the row: its own command, or rm or find on its folder or one above it?
bool empties(const Call& call, const CacheFolder& row) {
    const bool removes = call.name == "rm" || (call.name == "find" && call.has_word("-delete"));
    if (removes) {
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            const std::string path = plain_path(call.words()[k].raw);
            if (path.empty() || path.front() == '-')
                continue;
            const bool own = any_part(row.path, ' ', [&](std::string_view folder) {
                const bool in_home = folder.starts_with('~');
                for (std::string_view above = in_home ? folder.substr(1) : folder; above.size() > 1;
                     above = above.substr(0, above.rfind('/')))
                    if (in_home ? std::string_view(path).ends_with(above) : path == above)
                        return true;
                return false;
            });
            const bool other = any_part(row.already, '|', [&](std::string_view way) {
                return way.starts_with("rm ") && (call.words()[k].raw.ends_with(way.substr(3)) ||
                                                  std::string_view(path).ends_with(way.substr(3)));
            });
            if (own || other)
                return true;
        }
        return false;
    }
    std::string text = call.name;
    for (std::size_t k = call.program == none ? 0 : call.program + 1; k < call.words().size(); ++k)
        text += ' ' + std::string(call.words()[k].raw);
    return any_part(row.already, '|',
                    [&](std::string_view way) { return way.starts_with(call.name) && holds_phrase(text, way); });
}

class Table : CacheJudge {
public:
    Table(const CacheAnalysis& analysis, const CacheRule& rule)
        : CacheJudge(analysis, rule, "the cache of " + std::string(rule.info.id.substr(9))) {
        const std::string_view manager = rule.info.id.substr(9);
        berry_ = manager == "yarn" && speaks_of_berry();
        for (const CacheFolder& row : catalog::cache_folders())
            if (row.manager == manager && row.fix.starts_with("berry: ") == berry_)
                rows_.push_back(&row);
    }

    CacheVerdict judge() {
        // most files call none of the programs
        const std::string_view source = document_.source();
        if (std::none_of(rows_.begin(), rows_.end(), [&](const CacheFolder* row) {
                return any_part(row->programs, ' ', [&](std::string_view program) {
                    const std::size_t begin = source.find(program);
                    std::string upper(program);
                    for (char& c : upper)
                        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
                    return begin != std::string_view::npos || source.find(upper) != std::string_view::npos;
                });
            }))
            return {};
        visit_runs([this](std::string_view text) { return mentions(text); },
                   [this](const Instruction& instruction, const RunScript& run) { judge_run(instruction, run); });
        return std::move(verdict_);
    }

private:
    /// Does the file speak of Yarn 2 or later? (Whose cache is another folder; where it is Yarn 1 after all, that
    /// folder is not there.)
    [[nodiscard]] bool speaks_of_berry() const {
        constexpr std::array<std::string_view, 14> words{".yarnrc.yml",
                                                         "yarn+set+version",
                                                         "@yarnpkg/cli-dist",
                                                         "YARN_NODE_LINKER",
                                                         "nodeLinker",
                                                         ".pnp",
                                                         ".yarn",
                                                         "yarn@berry",
                                                         "yarn@stable",
                                                         "yarn+workspaces+focus",
                                                         "--immutable",
                                                         "yarn@2",
                                                         "yarn@3",
                                                         "yarn@4"};
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return names(document_.source(), word); });
    }

    /// Is it certain that Yarn 2 or later installs into node_modules there, so that nothing runs from its cache: by a
    /// variable, a command before it, or the .yarnrc.yml that the named build context shows?
    [[nodiscard]] bool links_node_modules(const Instruction& instruction, const RunScript& run) const {
        if (analysis_.variable_is_set("YARN_NODE_LINKER", instruction)) {
            // by ENV alone: a build may give an ARG another value
            bool sure = true;
            for (const Instruction& one : document_.instructions)
                for (const document::KeyValue& pair : one.pairs)
                    if (pair.key == "YARN_NODE_LINKER")
                        sure = sure && one.kind == InstructionKind::env && pair.value == "node-modules";
            return sure;
        }
        for (const Call& call : run.calls) {
            if (fill_of(call))
                break;
            if (call.name == "yarn" && call.has_word("config") && call.has_word("set") && call.has_word("nodeLinker") &&
                run.must_succeed(call))
                return call.has_word("node-modules");
        }
        const BuildContext* files = analysis_.context.build_context;
        const auto file =
            files != nullptr && files->named()
                ? find_copied(document_, document_.stages[instruction.stage], instruction.index, ".yarnrc.yml", files)
                : std::nullopt;
        if (!file || file->bytes.find("cacheFolder") != std::string::npos ||
            file->bytes.find("globalFolder") != std::string::npos)
            return false;
        const std::size_t at = ("\n" + file->bytes).find("\nnodeLinker:");
        if (at == std::string::npos)
            return false;
        std::string_view value = std::string_view(file->bytes).substr(at + std::string_view("nodeLinker:").size());
        value = grammar::trim_space(value.substr(0, value.find('\n')));
        return value == "node-modules" || value == "\"node-modules\"" || value == "'node-modules'";
    }

    /// Nothing that an earlier install made runs from the cache: each of them was sure of its node_modules too.
    [[nodiscard]] bool earlier_link_node_modules(const Instruction& instruction) const {
        bool sure = true;
        analysis_.earlier(instruction.index, [&](const Instruction& one) {
            const RunScript* run = one.kind == InstructionKind::run ? analysis_.run(one.index) : nullptr;
            if (run != nullptr &&
                std::any_of(run->calls.begin(), run->calls.end(), [&](const Call& call) { return is_program(call); }) &&
                std::any_of(run->calls.begin(), run->calls.end(), [&](const Call& call) { return fill_of(call); }))
                sure = links_node_modules(one, *run);
            return sure;
        });
        return sure;
    }

    /// cargo fetch, go mod download, go get -d: without a build behind it in the same RUN it is there for its cache.
    [[nodiscard]] bool only_fetches(const RunScript& run, const Fill& fill) const {
        const auto is_fetch = [](const Call& call) {
            return (call.name == "cargo" && call.has_word("fetch")) ||
                   (call.name == "go" && ((call.has_word("mod") && call.has_word("download")) ||
                                          (call.has_word("get") && call.has_word("-d"))));
        };
        return is_fetch(*fill.call) && std::none_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
                   return call.order > fill.call->order && is_program(call) && !is_fetch(call);
               });
    }

    [[nodiscard]] static bool inserts(const CacheFolder& row) { return row.fix.starts_with("insert "); }

    /// Does a text call one of the programs so that it fills the cache?
    [[nodiscard]] bool mentions(std::string_view text) const {
        for (const CacheFolder* row : rows_) {
            const bool found = any_part(row->programs, ' ', [&](std::string_view program) {
                return text.find(program) != std::string_view::npos &&
                       any_part(row->verbs, ' ', [&](std::string_view verb) {
                           if (verb == ".")
                               return false;
                           if (verb == "*" || verb.starts_with('-'))
                               return holds_phrase(text, program);
                           return holds_phrase(text, std::string(program) + ' ' + with_blanks(verb));
                       });
            });
            if (found)
                return true;
        }
        return false;
    }

    [[nodiscard]] std::optional<Fill> fill_of(const Call& call) const {
        for (const CacheFolder* row : rows_)
            if (auto fill = read_fill(call, *row))
                return fill;
        return std::nullopt;
    }

    void judge_run(const Instruction& instruction, const RunScript& run) {
        std::vector<Fill> fills;
        for (const Call& call : run.calls) {
            what_ = "the cache of " + name_of(call);
            if (auto fill = fill_of(call)) {
                if (!is_clean(run, *fill))
                    fills.push_back(std::move(*fill));
            } else if (out_of_variable(call)) {
                refuse(instruction, call, "reached-through-variable",
                       "the program or its subcommand comes out of a variable");
            }
        }
        if (remove_repeated(
                instruction, run, [this](const Call& call) { return fill_of(call).has_value(); },
                [this](const Call& call) { return is_own_removal(call); }) ||
            fills.empty())
            return;
        const Fill& first = fills.front();
        const Call& at = *first.call;
        what_ = "the cache of " + name_of(at);
        if (!ships(instruction, at) || !cache_unwanted(instruction, at))
            return;
        for (const Fill& fill : fills) {
            if (!reachable(instruction, *fill.call))
                return;
            if (!fill.line.certain)
                return refuse(instruction, *fill.call, "reached-through-variable",
                              "a word before the subcommand comes out of a variable");
            if (fill.row->off.empty())
                continue;
            if (any_part(fill.row->off, ' ', [&](std::string_view name) {
                    return analysis_.variable_has_value(name, instruction) ||
                           gives_value(run.scripts.front().text, name);
                }))
                return refuse(instruction, *fill.call, "needless", std::string(fill.row->off) + " is set");
        }
        if (!inserts(*first.row) &&
            std::any_of(fills.begin(), fills.end(), [](const Fill& fill) { return fill.call->elevated; }))
            return refuse(instruction, at, "not-root", "sudo may not allow what removes it, and HOME may be another");
        for (const Fill& fill : fills)
            if (!folders_free(instruction, fill))
                return;
        if (berry_ && (!links_node_modules(instruction, run) || !earlier_link_node_modules(instruction)))
            return refuse(instruction, at, "cache-may-be-needed",
                          "what Yarn 2 or later installs may run from its cache, unless nodeLinker is node-modules");
        for (const CacheFolder* row : rows_)
            if (any_part(row->named, ' ', [&](std::string_view name) {
                    return document_.variable(std::string(name), instruction) == "/dev/null";
                }))
                return refuse(instruction, at, "needless", "a variable puts it to /dev/null");
        if (const std::string user = used_elsewhere(instruction, run); !user.empty())
            return refuse(instruction, at, "cache-used-elsewhere", user);
        if (const std::string user = needed_later(instruction); !user.empty())
            return refuse(instruction, at, "cache-may-be-needed", user);
        for (const Fill& fill : fills)
            if (only_fetches(run, fill))
                return refuse(instruction, *fill.call, "cache-may-be-needed",
                              "fetching is all that it does, so somebody wants the cache");
        for (const Fill& fill : fills) {
            const std::string option = moving_option(fill);
            if (!option.empty())
                return refuse(instruction, *fill.call, "cache-used-elsewhere", option + " moves it");
        }
        if (inserts(*first.row))
            insert(instruction, fills);
        else
            append(instruction, run, fills);
    }

    /// Is the cache emptied behind the call, whenever the RUN succeeds, or not filled?
    [[nodiscard]] bool is_clean(const RunScript& run, const Fill& fill) const {
        if (inserts(*fill.row)) {
            const std::string_view word = fill.row->fix.substr(7);
            return std::any_of(fill.line.options.begin(), fill.line.options.end(),
                               [&](std::size_t k) { return fill.call->word(k).starts_with(word); }) ||
                   fill.call->has_word("-n") || is_emptied(run, fill);
        }
        return is_emptied(run, fill);
    }

    [[nodiscard]] bool is_emptied(const RunScript& run, const Fill& fill) const {
        return std::any_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
            // rows of one program differ in the user, and so in the folder
            const bool any = std::any_of(rows_.begin(), rows_.end(), [&](const CacheFolder* row) {
                return row->programs == fill.row->programs && empties(call, *row);
            });
            return call.order > fill.call->order && any && (run.unconditional(call) || run.same_body(*fill.call, call));
        });
    }

    /// Is it, word for word, what this family writes to empty the cache?
    [[nodiscard]] bool is_own_removal(const Call& call) const {
        const std::string text = document::joined(call.words());
        return std::any_of(rows_.begin(), rows_.end(), [&](const CacheFolder* row) {
            const std::size_t colon = row->fix.find(": ");
            return text == (colon == std::string_view::npos ? row->fix : row->fix.substr(colon + 2));
        });
    }

    [[nodiscard]] bool out_of_variable(const Call& call) const {
        if (call.program == none || !call.name.empty() || call.words().empty())
            return false;
        const std::string raw(call.words()[call.program].raw);
        for (const CacheFolder* row : rows_) {
            const bool named = any_part(row->programs, ' ', [&](std::string_view program) {
                std::string upper(program);
                for (char& c : upper)
                    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
                return names(raw, program) || names(raw, upper);
            });
            const bool verb = any_part(row->verbs, ' ', [&](std::string_view one) {
                if (one.size() > 1 && one.ends_with("*"))
                    return std::any_of(call.words().begin(), call.words().end(), [&](const auto& word) {
                        return word.raw.starts_with(one.substr(0, one.size() - 1));
                    });
                return call.has_word(one.substr(0, one.find('+'))) || one == "*";
            });
            if (named && verb)
                return true;
        }
        return false;
    }

    /// No mount lies on the folders; none that may, where a command finds the folder by itself.
    bool folders_free(const Instruction& instruction, const Fill& fill) {
        std::vector<std::string_view> folders;
        any_part(fill.row->path, ' ', [&](std::string_view folder) {
            folders.push_back(folder);
            return false;
        });
        if (!unmounted(instruction, *fill.call, folders))
            return false;
        if (fill.row->fix.find("rm -rf ~") != std::string_view::npos ||
            fill.row->fix.find("rm -rf /") != std::string_view::npos)
            return true;
        for (const document::Mount& mount : document::mounts_of(instruction)) {
            if (mount.known && (mount.type == "secret" || mount.type == "ssh" || mount.type == "bind"))
                continue;
            refuse(instruction, *fill.call, "cache-mount", "a mount may lie on its cache");
            return false;
        }
        return true;
    }

    /// Who moves or uses the cache; empty: nobody. Commands that only empty it do not count.
    [[nodiscard]] std::string used_elsewhere(const Instruction& own, const RunScript& run) const {
        std::string found;
        // what a base sets: not the one that the row was made for
        const std::string& image = analysis_.base(own.stage).image;
        for (const CacheFolder* row : rows_)
            any_part(row->named, ' ', [&](std::string_view text) {
                if (row->base.substr(0, row->base.find(':')) != image && analysis_.variable_is_set(text, own))
                    found = std::string(text) + " is set";
                return !found.empty();
            });
        const bool at_home = std::any_of(rows_.begin(), rows_.end(), [](const CacheFolder* row) {
            return row->fix.find('~') != std::string_view::npos;
        });
        for (const EmbeddedScript& script : run.scripts) {
            if (found.empty() && at_home && names(script.text, "HOME="))
                found = "HOME changes in the RUN";
            if (found.empty() && is_go() && names(script.text, "GOPATH="))
                found = "GOPATH changes in the RUN";
        }
        for (const Instruction& instruction : document_.instructions)
            if (found.empty() && uses(instruction))
                found = instruction.keyword + " names its folder or settings";
        return found;
    }

    /// Options count only where the manager has them.
    [[nodiscard]] bool named(std::string_view text) const {
        return std::any_of(rows_.begin(), rows_.end(), [&](const CacheFolder* row) {
            return any_part(row->named, ' ',
                            [&](std::string_view name) { return name.front() != '-' && names(text, name); });
        });
    }
    [[nodiscard]] static std::string moving_option(const Fill& fill) {
        std::string found;
        for (std::size_t k = fill.call->program + 1; k < fill.call->words().size(); ++k)
            any_part(fill.row->named, ' ', [&](std::string_view name) {
                const std::string_view raw = fill.call->words()[k].raw;
                if (name.front() == '-' && raw.starts_with(name) &&
                    (raw.size() == name.size() || raw[name.size()] == '=' || name.size() == 2))
                    found = name;
                return false;
            });
        return found;
    }

    [[nodiscard]] bool uses(const Instruction& instruction) const {
        const Instruction& owner = instruction.trigger ? *instruction.trigger : instruction;
        if (instruction.kind != InstructionKind::run) { // mounts are looked at for each RUN
            for (const document::Flag& flag : instruction.flags)
                if (named(flag.value))
                    return true;
        }
        bool found = named(instruction.rest());
        for (const document::Heredoc& heredoc : owner.heredocs)
            found = found || named(document_.slice(heredoc.body));
        const RunScript* run = analysis_.run(instruction.index);
        if (!found || run == nullptr)
            return found;
        // by command: those that empty it, or make its folder, do no harm
        std::size_t harmless = 0;
        for (const Call& call : run->calls) {
            const bool only_empties =
                is_forced_rm(call) || (call.name == "mkdir" && call.has_word("-p")) ||
                std::any_of(rows_.begin(), rows_.end(), [&](const CacheFolder* row) { return empties(call, *row); });
            if (call.in_word)
                continue; // a part of a word of the command around it
            std::string text = call.name;
            for (std::size_t k = call.program == none ? 0 : call.program + 1; k < call.words().size(); ++k)
                text += ' ' + std::string(call.words()[k].raw);
            for (const auto& one : call.command->assignments)
                if (named(std::string(one.name) + '=' + std::string(one.value.raw)))
                    return true;
            for (const auto& one : call.command->redirections)
                if (named(one.target.raw))
                    return true;
            for (std::size_t k = 0; call.program != none && k < call.program; ++k)
                if (named(call.words()[k].raw))
                    return true;
            if (!named(text))
                continue;
            if (!only_empties && !call.opened)
                return true;
            ++harmless;
        }
        return harmless == 0; // in a loop's list and the like
    }

    /// Who could not fetch again what is removed; empty: nobody.
    [[nodiscard]] std::string needed_later(const Instruction& own) const {
        bool any_later = false; // any later call needs it
        std::string found;
        for (const CacheFolder* row : rows_)
            any_part(row->needed, ' ', [&](std::string_view text) {
                if (text == "@later") {
                    any_later = true;
                    return false;
                }
                const bool letter = text.size() == 2 && text.front() == '-';
                for (const Instruction& instruction : document_.instructions) {
                    const Instruction& owner = instruction.trigger ? *instruction.trigger : instruction;
                    bool here = letter ? has_letter(instruction, text[1]) : names(instruction.rest(), text);
                    for (const document::Heredoc& heredoc : owner.heredocs)
                        here = here || (!letter && names(document_.slice(heredoc.body), text));
                    if (here)
                        found = instruction.keyword + " says " + with_blanks(text);
                }
                return !found.empty();
            });
        if (!found.empty())
            return found;
        const bool credentials = has_credentials(own);
        const auto look = [&](const Instruction& one) -> Later {
            if (one.kind == InstructionKind::cmd || one.kind == InstructionKind::entrypoint ||
                one.kind == InstructionKind::healthcheck) {
                if (any_later && calls_program(one.rest()))
                    return {Later::Kind::reads, one.keyword};
                return {};
            }
            if (one.kind == InstructionKind::onbuild && one.trigger && one.trigger->kind == InstructionKind::run)
                return any_later || (credentials && mentions(one.trigger->rest()))
                           ? Later{Later::Kind::unknown, "an ONBUILD trigger"}
                           : Later{};
            if (one.kind != InstructionKind::run)
                return {};
            const document::Flag* network = one.flag("network");
            const bool cut_off = network != nullptr && network->value != "default";
            const RunScript* script = analysis_.run(one.index);
            if (script == nullptr)
                return any_later || ((credentials || cut_off) && mentions(one.rest()))
                           ? Later{Later::Kind::unknown, "a RUN in another form"}
                           : Later{};
            for (const Call& call : script->calls) {
                const bool fills_again = fill_of(call).has_value();
                if ((fills_again && (credentials || cut_off)) || (any_later && is_program(call)))
                    return {Later::Kind::reads, name_of(call)};
                if (any_later && may_run_program(one, *script, call, 0))
                    return {Later::Kind::unknown, name_of(call)};
            }
            return {};
        };
        Later later;
        for (const std::string& path : folders(own))
            if (later.kind == Later::Kind::nothing)
                later = analysis_.later(own.index, path, look);
        if (later.kind == Later::Kind::reads)
            return later.what + " later on may need what is in it";
        if (later.kind == Later::Kind::unknown)
            return "what " + later.what + " later on runs is not known, and may need it";
        return {};
    }

    /// Does an instruction call one of the programs with a letter among its short options: -C, -yC?
    [[nodiscard]] bool has_letter(const Instruction& instruction, char letter) const {
        const RunScript* run = analysis_.run(instruction.index);
        if (run == nullptr) {
            const Instruction& owner = instruction.trigger ? *instruction.trigger : instruction;
            std::string text(owner.rest());
            for (const document::Heredoc& heredoc : owner.heredocs)
                text += document_.slice(heredoc.body);
            return calls_program(text) && text.find(std::string("-") + letter) != std::string::npos;
        }
        return std::any_of(run->calls.begin(), run->calls.end(), [&](const Call& call) {
            if (!is_program(call))
                return false;
            for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
                const std::string_view word = call.word(k);
                if (is_option(word) && word[1] != '-' && word.find(letter) != std::string_view::npos)
                    return true;
            }
            return false;
        });
    }

    /// What a manager's own command may fail for: the repositories are taken away, and it has none left to clean.
    [[nodiscard]] bool may_have_no_repository(const Instruction& own) const {
        const auto takes_away = [](const Call& call) {
            const auto any = [&](std::initializer_list<std::string_view> texts) {
                for (std::size_t k = call.program + 1; k < call.words().size(); ++k)
                    for (const std::string_view text : texts)
                        if (call.words()[k].raw.find(text) != std::string_view::npos)
                            return true;
                return false;
            };
            if (call.program == none)
                return false;
            if (call.name == "rm" || call.name == "mv" || call.name == "find" || call.name == "truncate")
                return any({"repos.d", ".repo"});
            if (call.name == "sed")
                return any({"repos.d", ".repo"}) && any({"enabled"});
            if (call.name == "zypper")
                return any({"removerepo", "modifyrepo"}) || call.has_word("rr") || call.has_word("mr");
            return any({"config-manager", "set-disabled"}) || call.name.ends_with("config-manager")
                       ? any({"disable", "enabled=0", "enabled=false"})
                       : call.name == "subscription-manager" && any({"disable", "unregister", "clean"});
        };
        bool found = false;
        const auto look = [&](const Instruction& one) {
            if (const RunScript* run = one.kind == InstructionKind::run ? analysis_.run(one.index) : nullptr)
                found = found || std::any_of(run->calls.begin(), run->calls.end(), takes_away);
            else if (one.kind == InstructionKind::run)
                found = found || one.rest().find("repos.d") != std::string_view::npos;
            return !found;
        };
        if (look(own))
            analysis_.earlier(own.index, look);
        return found;
    }

    /// The cache's folders in the RUN; an empty text: not known.
    [[nodiscard]] std::vector<std::string> folders(const Instruction& own) const {
        std::vector<std::string> found;
        const auto add = [&](std::string_view folder, const std::string& home) {
            std::string path = folder.starts_with('~') ? home + std::string(folder.substr(1)) : std::string(folder);
            if (std::find(found.begin(), found.end(), path) == found.end())
                found.push_back(std::move(path));
        };
        const auto home = analysis_.home(own);
        for (const CacheFolder* row : rows_)
            any_part(row->path, ' ', [&](std::string_view folder) {
                if (folder.starts_with('~') && !home && !analysis_.is_root(own))
                    found.emplace_back();
                else
                    add(folder, home.value_or("/root"));
                return false;
            });
        if (const auto path = is_go() ? go_path(own) : std::nullopt)
            add(*path + "/pkg/mod", home.value_or("/root"));
        return found;
    }

    /// May a command that is none of the programs run one of them unseen? Scripts of the named build context are seen.
    [[nodiscard]] bool may_run_program(const Instruction& run, const RunScript& outer, const Call& call,
                                       int depth) const {
        if (is_known_program(call) || (depth > 0 && defines_function(outer, call.name)))
            return false;
        const RunScript* inner = depth < 4 ? analysis_.shown_script(run, outer, call) : nullptr;
        return inner == nullptr || std::any_of(inner->calls.begin(), inner->calls.end(), [&](const Call& one) {
                   return is_program(one) || may_run_program(run, *inner, one, depth + 1);
               });
    }

    [[nodiscard]] bool is_program(const Call& call) const {
        return std::any_of(rows_.begin(), rows_.end(),
                           [&](const CacheFolder* row) { return catalog::has_word(row->programs, call.name); });
    }
    [[nodiscard]] bool calls_program(std::string_view text) const {
        return std::any_of(rows_.begin(), rows_.end(), [&](const CacheFolder* row) {
            return any_part(row->programs, ' ', [&](std::string_view one) { return holds_phrase(text, one); });
        });
    }

    [[nodiscard]] bool is_go() const { return rows_.front()->manager == "go"; }

    /// GOPATH where the RUN is: of an ENV, of the golang image, or HOME's go. nullopt: not known.
    [[nodiscard]] std::optional<std::string> go_path(const Instruction& instruction) const {
        const Base& base = analysis_.base(instruction.stage);
        if (analysis_.variable_is_set("GOPATH", instruction)) {
            for (const Instruction& one : document_.instructions)
                for (const document::KeyValue& pair : one.pairs)
                    if (pair.key == "GOPATH" && one.kind == InstructionKind::arg)
                        return std::nullopt; // a build may give it another value
            const auto value = document_.variable("GOPATH", instruction);
            if (!value)
                return base.image == "golang" ? std::optional<std::string>("/go") : std::nullopt;
            const bool plain =
                value->size() > 1 && value->front() == '/' &&
                value->find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") ==
                    std::string::npos &&
                value->find("..") == std::string::npos;
            return plain ? std::optional<std::string>(value->substr(0, value->find_last_not_of('/') + 1))
                         : std::nullopt;
        }
        return base.image == "golang" ? "/go" : "~/go";
    }

    /// A manager of the system: only root can fill its cache.
    [[nodiscard]] bool is_system() const { return rows_.front()->path.starts_with("/var/"); }

    /// May the RUN fetch what a later one without its mounts or files cannot?
    [[nodiscard]] bool has_credentials(const Instruction& own) const {
        for (const document::Mount& mount : document::mounts_of(own))
            if (!mount.known || mount.type == "secret" || mount.type == "ssh" || mount.type == "bind")
                return true;
        if (is_system())
            return false; // its repositories and their keys are files that stay
        constexpr std::array<std::string_view, 12> words{"TOKEN",  "token", "PASSWORD", "password", "SECRET", "secret",
                                                         ".npmrc", "_auth", "netrc",    "id_rsa",   "id_ed",  "ssh"};
        return std::any_of(document_.instructions.begin(), document_.instructions.end(), [&](const Instruction& one) {
            return std::any_of(words.begin(), words.end(),
                               [&](std::string_view word) { return one.rest().find(word) != std::string_view::npos; });
        });
    }

    void insert(const Instruction& instruction, const std::vector<Fill>& fills) {
        const std::string word(fills.front().row->fix.substr(7));
        std::vector<Claim> claims;
        for (const Fill& fill : fills)
            claims.emplace_back(
                InsertWord{instruction.index, fill.call->index, fill.verb + 1, word, fill.call->script});
        change(instruction, *fills.front().call, std::move(claims),
               name_of(*fills.front().call) + " " + word + ": its cache does not stay in the image");
    }

    void append(const Instruction& instruction, const RunScript& run, const std::vector<Fill>& fills) {
        const Call& at = *fills.front().call;
        const bool root = analysis_.is_root(instruction) || (is_system() && run.must_succeed(at));
        if (const std::string_view since = cache_is_elsewhere_before(instruction); !since.empty())
            return refuse(instruction, at, "needless", "before " + std::string(since) + " no such folder is filled");
        if (is_go()) {
            if (analysis_.base(instruction.stage).image.empty() || !go_path(instruction))
                return refuse(instruction, at, "unknown-manager-version",
                              "where its folders lie is not known on the base " +
                                  analysis_.base(instruction.stage).written);
            if (!root) // its modules are read-only
                return refuse(instruction, at, "not-root", "only root can remove the modules for certain");
        }
        if (!root && !own_home(instruction))
            return refuse(instruction, at, "not-root", "the user of the RUN may not own all of the cache");
        std::vector<std::string> commands; // of the fills, each once
        for (const Fill& fill : fills) {
            std::string fix(fix_for(instruction, *fill.row, root));
            if (const std::size_t moved = fix.find("~/go/"); moved != std::string::npos && is_go())
                fix.replace(moved, 4, *go_path(instruction));
            if (!fix.starts_with("rm ") || fix.find("$(") != std::string::npos) {
                // a program runs: the one that filled it, which must still be there, under the same settings
                if (is_system() && may_have_no_repository(instruction))
                    return refuse(instruction, *fill.call, "cannot-append",
                                  "repositories are taken away, and with none left the command fails");
                const bool plain = fill.call->program == 0 && fill.call->command->assignments.empty();
                const std::string_view written = fill.call->words()[fill.call->program].raw;
                if (!plain)
                    return refuse(instruction, *fill.call, "cannot-append", "it runs with settings of its own");
                if (!run.must_succeed(*fill.call))
                    return refuse(instruction, *fill.call, "cannot-append",
                                  "the RUN may succeed where this program is not there");
                if (may_lose_programs(run, *fill.call, is_system()))
                    return refuse(instruction, *fill.call, "cannot-append",
                                  "what runs behind it may take the program away");
                const bool asks = fix.find("$(") != std::string::npos; // a program that is found by its name alone
                if (asks && written != fill.call->name)
                    return refuse(instruction, *fill.call, "cannot-append",
                                  "it is called as " + std::string(written) + ", and the " + fill.call->name +
                                      " found by its name may be another one");
                if (fix.starts_with(fill.call->name + " "))
                    fix.replace(0, fill.call->name.size(), written);
            }
            if (std::find(commands.begin(), commands.end(), fix) == commands.end())
                commands.push_back(std::move(fix));
        }
        std::string text;
        for (const std::string& command : commands)
            text += (text.empty() ? "" : " && ") + command;
        const auto removal = removal_of(instruction, run, fills.back().call, std::move(text));
        if (!removal) {
            may_append(instruction, at, run); // refuses
            return;
        }
        const auto script = std::visit(
            [](const auto& claim) -> std::size_t {
                if constexpr (requires { claim.script; })
                    return claim.script;
                else
                    return none;
            },
            *removal);
        for (const Fill& fill : fills)
            if (fix_for(instruction, *fill.row, root).find("$(") != std::string_view::npos &&
                fill.call->script != script)
                return refuse(instruction, *fill.call, "cannot-append",
                              "it runs in a shell of its own, which may find other programs");
        const bool conda = rows_.front()->manager == "conda";
        std::string message = "the cache of " + name_of(at) + " does not stay in the image";
        if (conda)
            message += "; it assumes that conda is 4.1 or later and that no environment has symbolic links into it";
        if (!change(instruction, at, {*removal}, std::move(message), conda ? Safety::unsafe : Safety::safe))
            refuse(instruction, at, "cannot-append", "what would be appended cannot stand in its quotes");
    }

    /// The release of the image whose manager was the first to have the folders, where the base is an older one.
    [[nodiscard]] std::string_view cache_is_elsewhere_before(const Instruction& instruction) const {
        const Base& base = analysis_.base(instruction.stage);
        const std::string_view manager = rows_.front()->manager;
        if (manager == "npm" && base.image == "node" && catalog::is_before(base.tag, "8")) // npm 5
            return "node 8";
        if (manager == "go" && base.image == "golang" && catalog::is_before(base.tag, "1.10"))
            return "Go 1.10";
        return {};
    }

    /// The command that empties the cache: rows of one program differ in whom they are for: root, other users, an
    /// image.
    [[nodiscard]] std::string_view fix_for(const Instruction& instruction, const CacheFolder& row, bool root) const {
        const std::string& image = analysis_.base(instruction.stage).image;
        std::string_view found;
        for (const CacheFolder* other : rows_) {
            if (other->programs != row.programs)
                continue;
            const std::size_t colon = other->fix.find(": ");
            const std::string_view whom =
                colon == std::string_view::npos ? std::string_view{} : other->fix.substr(0, colon);
            const std::string_view fix = whom.empty() ? other->fix : other->fix.substr(colon + 2);
            // the image's own folder moves with what the file sets
            const bool moved = whom == image && (document_.source().find("GEM_HOME") != std::string_view::npos ||
                                                 document_.variable("GOPATH", instruction));
            if (whom.empty() || whom == "berry" ? found.empty()
                                                : (whom == (root ? "root" : "user") || (whom == image && !moved)))
                found = fix;
        }
        return found;
    }

    /// May a command behind the call take programs away, or change where they are looked for?
    [[nodiscard]] static bool may_lose_programs(const RunScript& run, const Call& from, bool system) {
        return std::any_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
            if (call.order <= from.order)
                return false;
            if (std::any_of(call.command->assignments.begin(), call.command->assignments.end(),
                            [](const auto& one) { return one.name == "PATH"; }))
                return true;
            if (call.name == "export" || call.name == "unset" || call.name == "alias" || !is_known_program(call))
                return true;
            if (call.name == "cd" && call.script == from.script && !system)
                return true; // go, pnpm and the like look at the project that they run in
            if (is_forced_rm(call) || call.name == "rm") {
                for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
                    const std::string_view raw = call.words()[k].raw;
                    constexpr std::array<std::string_view, 6> harmless{"/tmp/",     "/var/tmp/", "/var/cache/",
                                                                       "/var/lib/", "~/.cache/", "/root/.cache"};
                    if (raw.front() != '-' && raw.find("..") == std::string_view::npos &&
                        std::none_of(harmless.begin(), harmless.end(),
                                     [&](std::string_view one) { return raw.starts_with(one); }))
                        return true;
                }
                return false;
            }
            if (call.name == "mv" || call.name == "find" || call.name == "ln")
                return true;
            std::vector<std::string_view> operands;
            for (std::size_t k = call.program + 1; call.program != none && k < call.words().size(); ++k)
                operands.push_back(call.word(k));
            const auto program = catalog::find_program(call.name, operands);
            return program && (program->has("removes") || program->has("deletes") || program->has("shell"));
        });
    }

    /// Is the RUN's user a named one of a known base, whose home nobody else writes to?
    [[nodiscard]] bool own_home(const Instruction& instruction) const {
        const auto& settings = document_.settings_before(instruction);
        if (!settings.user_known || !settings.user || !analysis_.base(instruction.stage).config ||
            analysis_.variable_is_set("HOME", instruction))
            return false;
        for (const Instruction& one : document_.instructions)
            if (one.stage == instruction.stage && names(one.rest(), "HOME"))
                return false;
        return std::any_of(rows_.begin(), rows_.end(),
                           [](const CacheFolder* row) { return row->fix.find('~') != std::string_view::npos; });
    }

    bool berry_ = false; // the file speaks of Yarn 2 or later
    std::vector<const CacheFolder*> rows_;
};

} // namespace

CacheVerdict judge_by_table(const CacheAnalysis& analysis, const CacheRule& rule) {
    return Table(analysis, rule).judge();
}

} // namespace imgfix::rewrite
