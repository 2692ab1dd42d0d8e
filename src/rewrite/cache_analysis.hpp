// What the cache rules of all managers ask about a document: bases, shells, scripts, and who comes later.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/base_config.hpp"
#include "rewrite/caches.hpp"
#include "rewrite/calls.hpp"

namespace imgfix::rewrite {

/// The image that a stage stands on, through the stages it is FROM.
struct Base {
    std::string image; // short name of an official image; empty: another one, or not certain
    std::string tag;
    std::optional<catalog::BaseConfig> config;
    std::string family;       // of the config, or what the image's name says; empty: unknown
    std::string release;      // of the family's distribution, at least; empty: unknown
    std::string written;      // as the file writes it
    bool shell_known = false; // its own shell form is sh, and a shell like sh
    [[nodiscard]] bool is_windows() const { return family == "windows"; }
};

/// Why a later instruction matters.
struct Later {
    /// refreshes: from here on nothing that came before is read.
    enum class Kind { nothing, reads, unknown, refreshes } kind = Kind::nothing;
    std::string what; // the command
};

/// Facts about one document, computed once for all managers.
class CacheAnalysis {
public:
    CacheAnalysis(const document::Document& document, const Context& context);

    const document::Document& document;
    const Context& context;

    /// The readable scripts of a RUN whose own text goes to a POSIX-like shell, or that is in exec form; nullptr: none.
    [[nodiscard]] const RunScript* run(std::size_t instruction) const;
    [[nodiscard]] const Base& base(std::size_t stage) const { return bases_[stage]; }
    /// Does a RUN's text go to a shell that reads it as sh, dash, ash or bash do? Of an unknown base it is assumed when
    /// nothing speaks of Windows.
    [[nodiscard]] bool posix_shell(const document::Instruction& instruction) const;
    /// May the RUN's shell have -e before its text sets it?
    [[nodiscard]] bool may_stop_at_errors(const document::Instruction& instruction) const;
    /// Source offset of a call.
    [[nodiscard]] std::uint32_t source_offset(const document::Instruction& run, const Call& call) const;

    /// The first instruction behind `instruction` for which look() finds something: in its stage, in the stages that
    /// are or may be FROM it, and in those that get `path` (absolute; empty: not known where), or a part of it, by
    /// COPY --from or a mount, or through another stage that did.
    [[nodiscard]] Later later(std::size_t instruction, std::string_view path,
                              const std::function<Later(const document::Instruction&)>& look) const;
    /// Calls visit on each instruction before `instruction` in its stage and the stages it is FROM, nearest first;
    /// stops when visit returns false.
    void earlier(std::size_t instruction, const std::function<bool(const document::Instruction&)>& visit) const;

    /// Does a mount of the RUN lie on path, below it or above it (but for the root)?
    [[nodiscard]] bool mounted(const document::Instruction& run, std::string_view path) const;
    /// Is a variable of this name set where the instruction runs: by ENV or ARG, or by the base?
    [[nodiscard]] bool variable_is_set(std::string_view name, const document::Instruction& instruction) const;
    /// The same, and is it not empty for certain?
    [[nodiscard]] bool variable_has_value(std::string_view name, const document::Instruction& instruction) const {
        return variable_is_set(name, instruction) && document.variable(name, instruction) != std::string();
    }
    /// Does the RUN's shell run as root for certain: by USER or a known base, or since the file does, under the same
    /// user and without sudo, what only root can (apt-get install)?
    [[nodiscard]] bool is_root(const document::Instruction& run) const;
    /// HOME of the RUN as far as the file shows: ENV HOME, the user's own folder; nullopt: not known.
    [[nodiscard]] std::optional<std::string> home(const document::Instruction& run) const;
    /// The script that a call runs (./install.sh, sh /x/install.sh), when the named build context shows it: a file that
    /// the stage copied and nothing has changed since. nullptr: not shown. outer: the script the call stands in.
    [[nodiscard]] const RunScript* shown_script(const document::Instruction& run, const RunScript& outer,
                                                const Call& call) const;
    /// May a COPY or ADD write to the folder (an absolute path), or to one above it?
    [[nodiscard]] bool may_write_below(const document::Instruction& copy, std::string_view folder) const;
    /// Value of an option of the family member, or of the family.
    [[nodiscard]] std::string_view option(std::string_view id, std::string_view name, std::string_view fallback) const;

private:
    void find_base(std::size_t stage);
    /// Where a COPY --from or a mount of the instruction puts `path` of the stage, or the part of it that it takes; an
    /// empty text: not known where. nullopt: it takes nothing of it.
    [[nodiscard]] std::optional<std::string> brought(const document::Instruction& instruction, std::size_t stage,
                                                     std::string_view path) const;
    /// Variables of a mount's target, as far as they are known; the rest keeps its `$`.
    [[nodiscard]] std::string expanded(std::string text, const document::Instruction& run) const;
    std::deque<std::optional<RunScript>> scripts_;
    std::vector<Base> bases_;
    mutable std::map<std::pair<std::size_t, std::string>, std::optional<RunScript>> shown_; // by instruction and path
};

/// Is this the call of a program that is known not to run other programs from the file's point of view unseen: a shell
/// builtin, a program of programs.tsv?
bool is_known_program(const Call& call);

/// Does a program that is known by itself (find, xargs, git, awk, sed) run another one that is not plain: not known, a
/// package manager, a shell?
bool runs_unseen(const Call& call);

/// Does the script define a function of this name?
bool defines_function(const RunScript& run, std::string_view name);

/// Where a call stands that no rule may change, as a reason id: inside a substitution, a function; empty: fine.
std::string_view bad_place(const Call& call);

/// The reasons every member shares, in front of its own.
std::vector<Reason> with_shared_reasons(std::initializer_list<Reason> own);

/// Does text hold the words of phrase one after the other, parted by blanks, as words of their own?
bool holds_phrase(std::string_view text, std::string_view phrase);

/// A file-wide search: does anything but a removal that may find nothing (rm -f, find) name one of these texts?
/// relevant(text, position) looks at the place where it was found. Gives the words found, empty: nothing.
std::string named_elsewhere(const CacheAnalysis& analysis, const std::vector<std::string_view>& texts,
                            const std::function<bool(std::string_view, std::size_t)>& relevant);

/// On a base that has docker-clean: did something before this RUN, or in it, name it, so that apt-get may keep the
/// packages that it downloads? Of another base: false.
bool keeps_archives(const CacheAnalysis& analysis, const document::Instruction& instruction);

/// Does a text give the variable a value: NAME=x, but not NAME= and NAME=""?
bool gives_value(std::string_view text, std::string_view name);

/// Is it `rm` with -f?
bool is_forced_rm(const Call& call);

/// What the judges of all members share: the questions at the beginning, and how refusals read.
class CacheJudge {
public:
    /// what: what refusals say is kept ("apk add").
    CacheJudge(const CacheAnalysis& analysis, const CacheRule& rule, std::string what)
        : analysis_(analysis), document_(analysis.document), rule_(rule), what_(what), subject_(std::move(what)) {}

protected:
    ~CacheJudge() = default;
    using Mentions = std::function<bool(std::string_view)>;
    using Visit = std::function<void(const document::Instruction&, const RunScript&)>;

    /// Visits each readable RUN, after a look for commands where the rules do not reach (heredocs and quotes that are
    /// no script, ONBUILD, scripts that the grammar does not read), which are refused. mentions: does this text call
    /// the manager in a way that fills its cache?
    void visit_runs(const Mentions& mentions, const Visit& visit);

    void refuse(const document::Instruction& run, const Call& call, std::string_view reason, const std::string& why);
    /// Refuses, and gives false, where a comment above the RUN says that it is there to fill a cache.
    bool cache_unwanted(const document::Instruction& run, const Call& call);
    /// Adds a change of these claims when there are edits for it.
    bool change(const document::Instruction& run, const Call& call, std::vector<Claim> claims, std::string message,
                Safety safety = Safety::safe);

    /// Adds a change that joins a RUN with the next instruction, where the effect model allows it; else why not.
    std::string join_next(const document::Instruction& run, const Call& call, std::string message);
    using Test = std::function<bool(const Call&)>;
    /// Joined RUNs that each empty the cache: behind a command of this RUN's own that fills it (is_fill), the first of
    /// two equal removals (is_removal) only makes the next one fetch again what was there. False: there are none, or
    /// they cannot go.
    bool remove_repeated(const document::Instruction& run, const RunScript& script, const Test& is_fill,
                         const Test& is_removal);
    /// May the RUN go whole when its one command goes: plain, without flags, not the only RUN of its stage?
    [[nodiscard]] bool may_go(const document::Instruction& run, const RunScript& script) const;

    // Each refuses and gives false when the answer is no.
    /// Do the files of the RUN's stage end in an image, or are all stages asked for?
    bool ships(const document::Instruction& run, const Call& call);
    /// Does the call stand where its words may change: in no function, in no substitution?
    bool reachable(const document::Instruction& run, const Call& call);
    /// Is there no mount on the folders (~: HOME)?
    bool unmounted(const document::Instruction& run, const Call& call, const std::vector<std::string_view>& folders);
    /// The claim that removes a cache: at the end of the RUN, or where nothing can stand there, behind `last`, the last
    /// call that has to do with it. nullopt: nowhere.
    [[nodiscard]] std::optional<Claim> removal_of(const document::Instruction& run, const RunScript& script,
                                                  const Call* last, std::string text) const;
    /// May a command be appended to the RUN?
    bool may_append(const document::Instruction& run, const Call& call, const RunScript& script);

    [[nodiscard]] std::string_view option(std::string_view name, std::string_view fallback) const {
        return analysis_.option(rule_.info.id, name, fallback);
    }

    const CacheAnalysis& analysis_;
    const document::Document& document_;
    const CacheRule& rule_;
    std::string what_;
    CacheVerdict verdict_;

private:
    std::string subject_; // what_ where a judge has nothing more exact
    void refuse_at(std::uint32_t offset, std::string_view reason, const std::string& why);
    void look_out_of_reach(const document::Instruction& instruction, const Mentions& mentions);
};

/// Name of a call's program for messages, as written when it is not constant.
std::string name_of(const Call& call);

CacheVerdict judge_apk(const CacheAnalysis& analysis, const CacheRule& rule);
CacheVerdict judge_pip(const CacheAnalysis& analysis, const CacheRule& rule);
CacheVerdict judge_apt(const CacheAnalysis& analysis, const CacheRule& rule);
CacheVerdict judge_by_table(const CacheAnalysis& analysis, const CacheRule& rule);

/// The rules of apt-get, assume-yes, no-recommends, no-docs and omit-dev.
std::vector<CacheRule> word_rules();

} // namespace imgfix::rewrite
