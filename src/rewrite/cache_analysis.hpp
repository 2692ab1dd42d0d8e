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

    /// The readable shell script of a RUN under a POSIX-like shell; nullptr: none.
    [[nodiscard]] const RunScript* run(std::size_t instruction) const;
    [[nodiscard]] const Base& base(std::size_t stage) const { return bases_[stage]; }
    /// Does a RUN's text go to a shell that reads it as sh, dash, ash or bash do? Of an unknown base it is assumed when
    /// nothing speaks of Windows.
    [[nodiscard]] bool posix_shell(const document::Instruction& instruction) const;
    /// May the RUN's shell have -e before its text sets it?
    [[nodiscard]] bool may_stop_at_errors(const document::Instruction& instruction) const;
    /// Source offset of a script's word or command.
    [[nodiscard]] std::uint32_t source_offset(const document::Instruction& run, std::uint32_t script_offset) const;

    /// The first instruction behind `instruction`, in its stage, in the stages FROM it and in those that copy its
    /// files from above `path`, for which look() finds something.
    [[nodiscard]] Later later(std::size_t instruction, std::string_view path,
                              const std::function<Later(const document::Instruction&)>& look) const;
    /// Calls visit on each instruction before `instruction` in its stage and the stages it is FROM, nearest first;
    /// stops when visit returns false.
    void earlier(std::size_t instruction, const std::function<bool(const document::Instruction&)>& visit) const;

    /// Does a mount of the RUN lie on path, below it or above it (but for the root)?
    [[nodiscard]] bool mounted(const document::Instruction& run, std::string_view path) const;
    /// Is a variable of this name set where the instruction runs: by ENV or ARG, or by the base?
    [[nodiscard]] bool variable_is_set(std::string_view name, const document::Instruction& instruction) const;
    /// HOME of the RUN as far as the file shows: ENV HOME, the user's own folder; nullopt: not known.
    [[nodiscard]] std::optional<std::string> home(const document::Instruction& run) const;
    /// Value of an option of the family member, or of the family.
    [[nodiscard]] std::string_view option(std::string_view id, std::string_view name, std::string_view fallback) const;

private:
    void find_base(std::size_t stage);
    std::deque<std::optional<RunScript>> scripts_;
    std::vector<Base> bases_;
};

/// Is this the call of a program that is known not to run other programs from the file's point of view unseen: a shell
/// builtin, a program of programs.tsv?
bool is_known_program(const Call& call);

/// Where a call stands that no rule may change, as a reason id: inside a substitution, a function; empty: fine.
std::string_view bad_place(const Call& call);

/// The reasons every member shares, in front of its own.
std::vector<Reason> with_shared_reasons(std::initializer_list<Reason> own);

/// Looks for a manager's commands where the rules do not reach (exec form, heredocs, quotes, ONBUILD, scripts that the
/// grammar does not read) and refuses them. is_call: does this text call it with a subcommand that fills the cache?
void refuse_out_of_reach(const CacheAnalysis& analysis, std::string_view what,
                         const std::function<bool(std::string_view)>& mentions, CacheVerdict& verdict);

/// Does text hold the words of phrase one after the other, parted by blanks, as words of their own?
bool holds_phrase(std::string_view text, std::string_view phrase);

/// A file-wide search: does anything but a removal that may find nothing (rm -f, find) name one of these texts?
/// relevant(text, position) looks at the place where it was found. Gives the words found, empty: nothing.
std::string named_elsewhere(const CacheAnalysis& analysis, const std::vector<std::string_view>& texts,
                            const std::function<bool(std::string_view, std::size_t)>& relevant);

/// Is it `rm` with -f?
bool is_forced_rm(const Call& call);

CacheVerdict judge_apk(const CacheAnalysis& analysis, const CacheRule& rule);
CacheVerdict judge_pip(const CacheAnalysis& analysis, const CacheRule& rule);
CacheVerdict judge_apt(const CacheAnalysis& analysis, const CacheRule& rule);

} // namespace imgfix::rewrite
