#include "rewrite/pipeline.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "rewrite/gate.hpp"

namespace imgfix::rewrite {

using document::Document;

namespace {

constexpr int max_rounds = 64;

/// Turns of one fixer: a chain of RUNs may be joined one by one.
int max_turns(const Document& document) {
    return std::clamp(static_cast<int>(document.instructions.size()), max_rounds, 512);
}

/// Maps offsets of the current text back to the original one.
class History {
public:
    void add(std::vector<Edit> edits) {
        std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
        steps_.push_back(std::move(edits));
    }
    void clear() { steps_.clear(); }
    std::uint32_t to_original(std::uint32_t offset) const {
        for (auto step = steps_.rbegin(); step != steps_.rend(); ++step)
            offset = back(*step, offset);
        return offset;
    }

private:
    static std::uint32_t back(const std::vector<Edit>& edits, std::uint32_t offset) {
        std::int64_t shift = 0; // new offset = old offset + shift
        for (const Edit& edit : edits) {
            const std::int64_t begin = edit.begin + shift;
            if (static_cast<std::int64_t>(offset) < begin)
                break;
            const auto length = static_cast<std::int64_t>(edit.text.size());
            if (static_cast<std::int64_t>(offset) < begin + length)
                return edit.begin;
            shift += length - static_cast<std::int64_t>(edit.end - edit.begin);
        }
        return static_cast<std::uint32_t>(static_cast<std::int64_t>(offset) - shift);
    }
    std::vector<std::vector<Edit>> steps_;
};

/// A fix in this text: the ban lasts while neither changes.
std::string fingerprint(const Fix& fix, const Document& document) {
    std::string text =
        fix.fixer + "|" + fix.message + "|" + std::to_string(std::hash<std::string_view>{}(document.source()));
    for (const Claim& claim : fix.claims)
        text += "|" + describe(claim);
    for (const Edit& edit : fix.edits)
        text += "|" + std::to_string(edit.begin) + "-" + std::to_string(edit.end) + ">" + edit.text;
    return text;
}

/// A text and its document, parsed once.
struct Version {
    Version(std::string source, const Context& context) : text(std::move(source)), document(text) {
        document.set_targets(context.targets);
    }
    Version(const Version&) = delete;
    Version& operator=(const Version&) = delete;
    std::string text;
    Document document; // views text
};

class Run {
public:
    Run(std::string_view source, const std::vector<const Fixer*>& fixers, const Context& context, bool unsafe_fixes,
        const Trace& trace)
        : source_(source), fixers_(fixers), context_(context), unsafe_(unsafe_fixes), trace_(trace) {}

    Result go() {
        Result result;
        const auto original = std::make_shared<const Version>(std::string(source_), context_);
        if (!original->document.errors().empty()) {
            result.text = source_;
            result.errors = original->document.errors();
            return result;
        }
        if (std::string why = foreign_syntax(original->document); !why.empty()) {
            result.text = source_;
            result.refusals.push_back({"", "foreign-syntax", 1, 1, std::move(why)});
            return result;
        }
        original_ = original;
        while (!attempt())
            ;
        result.text = current_->text;
        result.fixes = std::move(applied_);
        result.drops = std::move(drops_);
        collect(result);
        return result;
    }

private:
    /// One try from the original; false when a fix was banned and it has to start again.
    bool attempt() {
        current_ = original_;
        history_.clear();
        applied_.clear();
        for (int round = 0;; ++round) {
            const std::size_t before = applied_.size();
            if (!phase(Phase::token) || !phase(Phase::structure))
                return false;
            if (applied_.size() == before && !phase(Phase::last))
                return false;
            if (applied_.size() == before)
                return true;
            if (round >= max_rounds) {
                // the fixer that still changes things does not come to rest: do without it
                const std::string culprit = applied_.back().fixer;
                banned_fixers_.insert(culprit);
                drops_.push_back({culprit, applied_.back().line, applied_.back().message,
                                  "the fixer does not come to rest: it changes its own output again"});
                return false;
            }
        }
    }

    bool phase(Phase phase) {
        const int turns = max_turns(original_->document);
        for (const Fixer* fixer : fixers_) {
            if (fixer->info().phase != phase || banned_fixers_.count(std::string(fixer->info().id)) != 0)
                continue;
            for (int turn = 0; turn <= turns; ++turn) {
                const std::size_t before = applied_.size();
                if (!step(*fixer))
                    return false;
                if (applied_.size() == before)
                    break;
                if (turn == turns) {
                    drops_.push_back({std::string(fixer->info().id), applied_.back().line, applied_.back().message,
                                      "the fixer does not come to rest: it changes its own output again"});
                    banned_fixers_.insert(std::string(fixer->info().id));
                    return false;
                }
            }
        }
        return true;
    }

    /// Runs one fixer once and applies what does not overlap; false when the gate rejected a fix.
    bool step(const Fixer& fixer) {
        Seen& seen = seen_[&fixer];
        if (seen.version == current_)
            return true;
        const Document& document = current_->document;
        Findings findings;
        fixer.run(document, context_, findings);
        if (findings.fixes.empty()) {
            seen = {current_, std::move(findings)};
            return true;
        }
        const IgnoreComments ignore(document);
        std::vector<const Fix*> batch;
        std::set<std::size_t> taken;
        for (const Fix& fix : findings.fixes) {
            if (!wanted(document, ignore, fix))
                continue;
            std::vector<std::size_t> touched;
            for (const Claim& claim : fix.claims)
                for (const std::size_t index : touched_instructions(document, claim))
                    touched.push_back(index);
            if (std::any_of(touched.begin(), touched.end(), [&](std::size_t index) { return taken.count(index) != 0; }))
                continue;
            taken.insert(touched.begin(), touched.end());
            batch.push_back(&fix);
        }
        if (batch.empty()) {
            seen = {current_, std::move(findings)};
            return true;
        }
        std::vector<Edit> edits;
        std::vector<Claim> claims;
        for (const Fix* fix : batch) {
            edits.insert(edits.end(), fix->edits.begin(), fix->edits.end());
            claims.insert(claims.end(), fix->claims.begin(), fix->claims.end());
        }
        std::shared_ptr<const Version> next;
        if (const auto problem = try_edits(document, edits, claims, next)) {
            ban_culprits(document, batch, *problem);
            return false;
        }
        for (const Fix* fix : batch) {
            const auto place = grammar::position_of(source_, history_.to_original(fix->offset));
            applied_.push_back({fix->fixer, fix->safety, place.line, place.column, fix->message});
        }
        if (trace_)
            trace_(current_->text, next->text, claims);
        history_.add(std::move(edits));
        current_ = std::move(next);
        return true;
    }

    bool wanted(const Document& document, const IgnoreComments& ignore, const Fix& fix) const {
        if (fix.safety == Safety::unsafe && !unsafe_)
            return false;
        if (fix.edits.empty() || (!banned_.empty() && banned_.count(fingerprint(fix, document)) != 0))
            return false;
        return !ignored(document, ignore, fix);
    }

    static bool ignored(const Document& document, const IgnoreComments& ignore, const Fix& fix) {
        for (const Claim& claim : fix.claims)
            for (const std::size_t index : touched_instructions(document, claim))
                if (ignore.name(index, fix.fixer))
                    return true;
        return false;
    }

    /// What the gate says of these edits; nullopt when they hold, and next is the text with them.
    std::optional<std::string> try_edits(const Document& document, std::vector<Edit> edits,
                                         const std::vector<Claim>& claims, std::shared_ptr<const Version>& next) const {
        std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
        std::uint32_t done = 0;
        for (const Edit& edit : edits) {
            if (edit.begin < done || edit.end < edit.begin || edit.end > document.source().size())
                return "the edits overlap or lie outside the file";
            done = edit.end;
        }
        if (claims.empty())
            return "a fix without a claim cannot be proven";
        next = std::make_shared<const Version>(apply_edits(document.source(), std::move(edits)), context_);
        return check(document, next->document, claims, context_);
    }

    void ban_culprits(const Document& document, const std::vector<const Fix*>& batch, const std::string& problem) {
        bool found = false;
        std::shared_ptr<const Version> next;
        for (const Fix* fix : batch) {
            const auto own =
                batch.size() == 1 ? std::optional(problem) : try_edits(document, fix->edits, fix->claims, next);
            if (own) {
                ban(document, *fix, *own);
                found = true;
            }
        }
        if (!found) // only together do they fail: keep the first
            for (std::size_t k = 1; k < batch.size(); ++k)
                ban(document, *batch[k], problem);
    }

    void ban(const Document& document, const Fix& fix, const std::string& problem) {
        banned_.insert(fingerprint(fix, document));
        const auto place = grammar::position_of(source_, history_.to_original(fix.offset));
        drops_.push_back({fix.fixer, place.line, fix.message, problem});
    }

    /// Refusals, notes and held-back fixes of the final text.
    void collect(Result& result) {
        const Document& document = current_->document;
        const IgnoreComments ignore(document);
        std::set<std::string> seen;
        for (const Fixer* fixer : fixers_) {
            if (banned_fixers_.count(std::string(fixer->info().id)) != 0)
                continue;
            const Findings& findings = seen_[fixer].findings; // of the final text: nothing was left to apply
            const auto place = [&](std::uint32_t offset) {
                return grammar::position_of(source_, history_.to_original(offset));
            };
            for (const Fix& fix : findings.fixes) {
                const auto at = place(fix.offset);
                if (ignored(document, ignore, fix))
                    result.refusals.push_back({fix.fixer, "ignored-by-comment", at.line, at.column,
                                               "an ignore comment keeps this as it is: " + fix.message});
                else if (fix.safety == Safety::unsafe && !unsafe_)
                    result.held_back.push_back({fix.fixer, fix.safety, at.line, at.column, fix.message});
            }
            for (const Refusal& refusal : findings.refusals) {
                const auto at = place(refusal.offset);
                if (seen.insert(refusal.fixer + "|" + refusal.reason + "|" + std::to_string(at.line) + "|" +
                                refusal.message)
                        .second)
                    result.refusals.push_back({refusal.fixer, refusal.reason, at.line, at.column, refusal.message});
            }
            result.wants.insert(result.wants.end(), findings.wants.begin(), findings.wants.end());
            for (const Note& note : findings.notes) {
                const auto at = place(note.offset);
                result.notes.push_back({note.fixer, at.line, at.column, note.message});
            }
        }
    }

    std::string_view source_;
    const std::vector<const Fixer*>& fixers_;
    const Context& context_;
    bool unsafe_;
    const Trace& trace_;
    /// What a fixer found in a text in which it had nothing more to apply.
    struct Seen {
        std::shared_ptr<const Version> version;
        Findings findings;
    };

    std::map<const Fixer*, Seen> seen_;
    std::shared_ptr<const Version> original_;
    std::shared_ptr<const Version> current_;
    History history_;
    std::vector<AppliedFix> applied_;
    std::vector<Drop> drops_;
    std::set<std::string> banned_;
    std::set<std::string> banned_fixers_;
};

} // namespace

Result run(std::string_view source, const std::vector<const Fixer*>& fixers, const Context& context, bool unsafe_fixes,
           const Trace& trace) {
    return Run(source, fixers, context, unsafe_fixes, trace).go();
}

} // namespace imgfix::rewrite
