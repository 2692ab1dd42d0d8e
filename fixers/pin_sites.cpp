#include "fixers/pin_sites.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "document/base_pieces.hpp"
#include "document/image_uses.hpp"

namespace imgfix::fixers {

namespace {

using document::BasePiece;
using document::Document;
using document::ImageSiteKind;
using document::ImageUse;
using document::Instruction;
using rewrite::Context;
using rewrite::Findings;
using rewrite::ReplaceArgDefault;
using rewrite::ReplaceImageRef;

class Sites {
public:
    explicit Sites(const PinKind& kind) : kind_(kind) {}

    void run(const Document& document, const Context& context, Findings& findings) const {
        for (const ImageUse& use : document::image_uses(document)) {
            if (use.site.kind == ImageSiteKind::syntax && !kind_.digest)
                continue; // docker/dockerfile:1 is upstream's own floating form
            if (use.arguments)
                made_from_arguments(document, use, context, findings);
            else
                plain(use, context, findings);
        }
    }

private:
    void refuse(Findings& findings, std::uint32_t offset, std::string reason, std::string message) const {
        findings.refusals.push_back({std::string(kind_.id), std::move(reason), offset, std::move(message)});
    }

    /// Refusals and notes of a pin.
    void report(const ImageUse& use, const rewrite::Pin& pin, Findings& findings) const {
        if (!pin.reason.empty())
            refuse(findings, use.place.begin, pin.reason, pin.refusal);
        if (!pin.note.empty())
            findings.notes.push_back({std::string(kind_.id), use.place.begin, pin.note});
        if (pin.want)
            findings.wants.push_back(*pin.want);
    }

    void propose(const ImageUse& use, const rewrite::Pin& pin, rewrite::Edit edit, rewrite::Claim claim,
                 Findings& findings) const {
        rewrite::Fix fix;
        fix.fixer = kind_.id;
        fix.safety = pin.safety;
        fix.offset = use.place.begin;
        fix.message = pin.message;
        fix.edits.push_back(std::move(edit));
        fix.claims.push_back(std::move(claim));
        findings.fixes.push_back(std::move(fix));
    }

    void plain(const ImageUse& use, const Context& context, Findings& findings) const {
        const bool onbuild =
            use.site.kind == ImageSiteKind::onbuild_copy_from || use.site.kind == ImageSiteKind::onbuild_mount_from;
        // a name with a colon is no stage's name
        if (onbuild && use.text.find_first_of(":@") == std::string::npos) {
            if (document::parse_image_reference(use.text))
                refuse(findings, use.place.begin, "onbuild-trigger",
                       "kept " + use.text + ": names in an ONBUILD trigger are resolved in the child's file");
            return;
        }
        const rewrite::Pin pin = kind_.pin(use.text, use.platform, context);
        report(use, pin, findings);
        if (pin.reference.empty())
            return;
        if (!use.whole) {
            refuse(findings, use.place.begin, "not-in-one-piece",
                   "kept " + use.text + ": the reference is quoted or cut by a line continuation");
            return;
        }
        std::uint32_t same = 0;
        while (same < use.text.size() && use.text[same] == pin.reference[same])
            ++same;
        propose(use, pin, {use.place.begin + same, use.place.end, pin.reference.substr(same)},
                ReplaceImageRef{use.site, use.text, pin.reference}, findings);
    }

    /// FROM with variables: the part that floats is edited where it stands.
    void made_from_arguments(const Document& document, const ImageUse& use, const Context& context,
                             Findings& findings) const {
        const document::Stage& stage = document.stages[document.instructions[use.site.instruction].stage];
        const auto keep = [&](std::string reason, const std::string& why) {
            refuse(findings, use.place.begin, std::move(reason), "kept " + use.text + ": " + why);
        };
        if (!stage.base) {
            keep("made-from-arguments", "the reference is put together from ARGs that have no value here");
            return;
        }
        rewrite::Pin pin = kind_.pin(*stage.base, use.platform, context);
        if (*stage.base != use.text)
            pin.refusal += " (" + use.text + ")";
        report(use, pin, findings);
        if (pin.reference.empty())
            return;
        if (const std::string name = rewrite::passed_argument(document, use.text, context); !name.empty()) {
            keep("argument-passed", "a bake or compose file here names ARG " + name + ", and may pass another value");
            return;
        }
        const auto pieces = document::base_pieces(document, stage);
        if (!pieces) {
            keep("made-from-arguments", "the reference is put together from ARGs in a form that is not taken apart");
            return;
        }
        const auto change = find_change(*pieces, *stage.base, pin.reference);
        if (!change) {
            keep("made-from-arguments",
                 "several ARGs make the part that floats: " + *stage.base + " would be " + pin.reference);
            return;
        }
        const BasePiece& piece = (*pieces)[change->piece];
        if (const std::string names = other_arguments(document, *pieces, *stage.base, piece); !names.empty()) {
            if (kind_.digest) {
                keep("made-from-arguments", "a digest would silence ARG " + names);
                return;
            }
            pin.safety = rewrite::Safety::unsafe;
            pin.message += "; assumes that no build passes another value for ARG " + names;
        }
        rewrite::Edit edit{piece.source.begin + change->begin, piece.source.begin + change->end, change->text};
        rewrite::Claim claim;
        if (piece.pair == document::none) {
            std::string after = use.text;
            after.replace(edit.begin - use.place.begin, edit.end - edit.begin, edit.text);
            claim = ReplaceImageRef{use.site, use.text, after};
        } else {
            const document::KeyValue& pair = document.instructions[piece.instruction].pairs[piece.pair];
            if (const auto conflict = rewrite::forbids_default(document, pair.key, context)) {
                keep(conflict->reason, conflict->message);
                return;
            }
            std::string after = *pair.value;
            const Instruction& owner = document.instructions[piece.instruction];
            const auto value_begin =
                owner.line->to_source(pair.word.begin + static_cast<std::uint32_t>(pair.key.size() + 1));
            after.replace(edit.begin - value_begin, edit.end - edit.begin, edit.text);
            claim = ReplaceArgDefault{piece.instruction, piece.pair, *pair.value, after};
            pin.message += ", by the default of ARG " + pair.key;
        }
        const std::string text = rewrite::apply_edits(document.source(), {edit});
        if (const auto other = rewrite::bases_disagree(document, Document(text), context)) {
            keep("argument-uses-differ", "the uses of its ARGs do not agree: " + *other);
            return;
        }
        propose(use, pin, std::move(edit), std::move(claim), findings);
    }

    struct Change {
        std::size_t piece;
        std::uint32_t begin; // in the piece
        std::uint32_t end;
        std::string text;
    };

    /// The one piece that holds all of the difference; what a variable gives before the text around it where it touches
    /// both.
    static std::optional<Change> find_change(const std::vector<BasePiece>& pieces, const std::string& before,
                                             const std::string& after) {
        std::size_t begin = 0;
        while (begin < std::min(before.size(), after.size()) && before[begin] == after[begin])
            ++begin;
        std::size_t tail = 0;
        while (tail < std::min(before.size(), after.size()) - begin &&
               before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
            ++tail;
        const std::size_t end = before.size() - tail;
        std::optional<Change> found;
        bool from_argument = false;
        std::size_t at = 0;
        for (std::size_t k = 0; k < pieces.size(); ++k) {
            const std::size_t stop = at + pieces[k].text.size();
            if (at <= begin && end <= stop) {
                const bool argument = pieces[k].pair != document::none || pieces[k].word;
                if (found && argument && from_argument)
                    return std::nullopt;
                if (!found || (argument && !from_argument)) {
                    found = Change{k, static_cast<std::uint32_t>(begin - at), static_cast<std::uint32_t>(end - at),
                                   after.substr(begin, after.size() - tail - begin)};
                    from_argument = argument;
                }
            }
            at = stop;
        }
        return found;
    }

    /// Variables that make the image's name (not its registry), for a digest the tag too, and are not the one that is
    /// edited.
    std::string other_arguments(const Document& document, const std::vector<BasePiece>& pieces, const std::string& base,
                                const BasePiece& edited) const {
        const auto reference = document::parse_image_reference(base);
        if (!reference)
            return {};
        const auto first = static_cast<std::size_t>(reference->path.data() - base.data());
        const std::size_t path_end = first + reference->path.size();
        const std::size_t slash = base.rfind('/', path_end);
        const std::size_t name = slash == std::string::npos ? first : slash + 1;
        const std::size_t last = kind_.digest ? base.size() : path_end;
        std::string names;
        std::size_t at = 0;
        for (const BasePiece& piece : pieces) {
            const std::size_t stop = at + piece.text.size();
            const bool touches = piece.text.empty() ? at > name && at <= last : at < last && stop > name;
            const bool same =
                piece.instruction == edited.instruction && piece.pair == edited.pair && piece.source == edited.source;
            if (piece.pair != document::none && touches && !same)
                names += (names.empty() ? "" : ", ") + document.instructions[piece.instruction].pairs[piece.pair].key;
            else if (kind_.digest && piece.word && touches)
                names += (names.empty() ? "" : ", ") + std::string("of the word ") + piece.text;
            at = stop;
        }
        return names;
    }

    const PinKind& kind_;
};

} // namespace

void pin_sites(const PinKind& kind, const Document& document, const Context& context, Findings& findings) {
    Sites(kind).run(document, context, findings);
}

} // namespace imgfix::fixers
