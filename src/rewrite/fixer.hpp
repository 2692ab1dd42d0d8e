// The fixer interface: a pure function from the typed document and a context to fixes, refusals and notes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "catalog/catalog.hpp"
#include "document/document.hpp"
#include "rewrite/build_context.hpp"
#include "rewrite/claims.hpp"

namespace imgfix::rewrite {

/// Replaces the bytes [begin, end) of the current source by text.
struct Edit {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string text;
};

/// Applies edits (in any order, not overlapping) to source.
std::string apply_edits(std::string_view source, std::vector<Edit> edits);

/// safe: the contract holds for every input it fires on. unsafe: under an assumption that the message names.
enum class Safety : std::uint8_t { safe, unsafe };

/// The three contracts of DESIGN section 1.
enum class Contract : std::uint8_t { same_image, same_image_on_date, same_application };

/// token: changes words inside commands and references. structure: changes commands, RUNs and bases. last: what is
/// asked and written once nothing else changes.
enum class Phase : std::uint8_t { token, structure, last };

/// What a fixer wants to know of a registry.
struct Want {
    enum class Kind : std::uint8_t { digest, version };
    Kind kind = Kind::digest;
    std::string reference; // without digest
    std::string platform;  // os/architecture[/variant] that must be there; empty: any
    std::string known;     // the digest that stands there now; no part of what is asked
    friend bool operator<(const Want& a, const Want& b) {
        return std::tie(a.kind, a.reference, a.platform) < std::tie(b.kind, b.reference, b.platform);
    }
};

/// What the registry answered.
struct Resolved {
    std::string digest;
    std::vector<std::string> tags; // version: version tags with this digest
    std::string error;             // not empty: no answer, and why
};

/// An atomic change.
struct Fix {
    std::string fixer;
    Safety safety = Safety::safe;
    std::uint32_t offset = 0; // of the current source: where it is reported
    std::string message;      // why, in one line; an unsafe one names its assumption
    std::vector<Edit> edits;
    std::vector<Claim> claims;
};

/// An opportunity seen and not taken.
struct Refusal {
    std::string fixer;
    std::string reason; // kebab-case id, one of FixerInfo::reasons
    std::uint32_t offset = 0;
    std::string message;
};

/// Something wrong that is not ours to fix.
struct Note {
    std::string fixer;
    std::uint32_t offset = 0;
    std::string message;
};

struct Findings {
    std::vector<Fix> fixes;
    std::vector<Refusal> refusals;
    std::vector<Note> notes;
    std::vector<Want> wants; // not known yet: the caller asks and runs the fixer again
};

struct Reason {
    std::string_view id;
    std::string_view sentence;
};

/// One option of a fixer in imgfix.toml.
struct OptionInfo {
    std::string_view name;
    std::vector<std::string_view> values; // accepted values; empty: any text (a list when is_list)
    std::string_view fallback;
    std::string_view help;
    bool is_list = false;
};

/// What a fixer is: the source of `imgfix fixers`, `imgfix explain` and docs/fixers.
struct FixerInfo {
    std::string_view id;
    std::string_view title;
    Contract contract = Contract::same_image;
    Safety safety = Safety::safe; // of its safest fixes
    bool enabled = true;          // by default
    Phase phase = Phase::token;
    std::string_view why;
    std::vector<std::string_view> sources;
    std::vector<Reason> reasons;
    std::vector<OptionInfo> options;
    std::string_view example_before;
    std::string_view example_after;
};

/// Builders bound the syntax a fix may emit and what a RUN may rely on.
enum class Builder : std::uint8_t { any, buildkit, buildah, kaniko, classic };

/// Everything a fixer may look at beside the document.
struct Context {
    const catalog::Catalog* catalog = &catalog::Catalog::embedded();
    std::string today; // YYYY-MM-DD
    Builder builder = Builder::any;
    /// fixer id -> option -> value (lists joined by line feeds).
    std::map<std::string, std::map<std::string, std::string>, std::less<>> options;
    /// Text of the bake and compose files around the Dockerfile that set named build contexts; empty: none. A context
    /// replaces an image by its name, and a pin would end that (TRAPS C2).
    std::string override_text;
    /// Text of the same files that pass build arguments.
    std::string argument_text;
    /// Targets that these files build: the stages of these names ship (TRAPS C4).
    std::vector<std::string> targets;
    bool network = false;                               // registries may be asked
    bool online = false;                                // also for floating tags that the catalog does not know
    bool update_pins = false;                           // digests that stand there are looked up again
    const BuildContext* build_context = nullptr;        // the files that COPY takes; nullptr: none was named
    const std::map<Want, Resolved>* resolved = nullptr; // what registries answered so far
    /// The answer to a want; nullptr: not asked yet.
    [[nodiscard]] const Resolved* find(const Want& want) const {
        const auto found = resolved == nullptr ? std::map<Want, Resolved>::const_iterator() : resolved->find(want);
        return resolved == nullptr || found == resolved->end() ? nullptr : &found->second;
    }
    /// Takes what matters here from the text of a bake or compose file.
    void add_build_file(std::string_view text);
    /// True when a bake or compose file that passes build arguments names this one anywhere.
    [[nodiscard]] bool passes_argument(std::string_view name) const;
    /// True when a bake or compose file names the image reference as written.
    [[nodiscard]] bool names_build_context(std::string_view reference) const;
    /// Value of an option, or fallback.
    [[nodiscard]] std::string_view option(std::string_view fixer, std::string_view name,
                                          std::string_view fallback) const;
};

class Fixer {
public:
    virtual ~Fixer() = default;
    [[nodiscard]] virtual const FixerInfo& info() const = 0;
    /// Must not keep state: called again on each new text, from several threads.
    virtual void run(const document::Document& document, const Context& context, Findings& findings) const = 0;
};

std::string_view to_string(Safety safety);
std::string_view to_string(Contract contract);

} // namespace imgfix::rewrite
