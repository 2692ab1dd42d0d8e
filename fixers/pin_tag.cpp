// pin-tag: floating tags of official images become the tag of their release line.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "document/base_pieces.hpp"
#include "document/image_uses.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/pins.hpp"

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

const rewrite::FixerInfo information{
    .id = "pin-tag",
    .title = "Pin floating tags of official images to their release line",
    .contract = rewrite::Contract::same_image_on_date,
    .safety = rewrite::Safety::safe,
    .enabled = true,
    .phase = rewrite::Phase::token,
    .why =
        "A reference without a tag, or with a tag such as latest, lts or slim, means another image tomorrow: the build "
        "breaks or changes without a commit. The tag of the release line keeps getting security fixes and no "
        "surprises. "
        "The line is the one that the floating tag named on the catalog's date, in the same variant.",
    .sources = {"Dockerfile reference, FROM", "docker-library/official-images: library/*",
                "endoflife.date: release lines",
                "BuildKit: instructions/parse.go (COPY --from), commands_runmount.go (RUN --mount from=)"},
    .reasons = {{"not-official", "the catalog knows only official images, so it cannot say what a floating tag meant"},
                {"image-removed", "the image has left the official images"},
                {"tag-unknown-to-catalog", "the tag is not in the catalog of official images"},
                {"tag-gone", "the tag is no longer built, so it names no maintained release line"},
                {"windows-only", "the tag has only Windows builds, which the catalog does not follow"},
                {"rolling-release", "the tag follows a rolling or unfinished release, which has no line to pin to"},
                {"line-past-end-of-life", "the release line that the tag meant is past its end of life"},
                {"no-version-tag", "no tag of this build names a version"},
                {"variant-would-change", "the only version tag of this build names its variant in other words"},
                {"platform-not-built", "the image is not built for the platform that FROM names"},
                {"made-from-arguments", "ARGs without a value, or several of them, make the part that floats"},
                {"argument-uses-differ", "another use of the ARG would not get the tag that it means"},
                {"argument-redeclared", "the ARG is declared again, or its value is handed to a stage's commands"},
                {"argument-passed", "a bake or compose file of the tree names the ARG, and may pass another value"},
                {"not-in-one-piece", "the reference is cut by a line continuation"},
                {"onbuild-trigger", "names in an ONBUILD trigger are resolved in the child's file"},
                {"build-context",
                 "a bake or compose file of the tree names it, and may replace it by a build context: a pin "
                 "would end that"},
                {"invalid-reference", "the text is no valid image reference"},
                {"ignored-by-comment", "an ignore comment keeps it"}},
    .options = {{.name = "precision",
                 .values = {"line", "minor", "patch"},
                 .fallback = "line",
                 .help = "how exact the tag is: line = the release line that upstream maintains, minor = two numbers, "
                         "patch = all numbers"},
                {.name = "distro",
                 .values = {"true", "false"},
                 .fallback = "false",
                 .help = "true: also name the release of the variant's distribution (alpine becomes alpine3.24)"}},
    .example_before = "FROM node\n",
    .example_after = "FROM node:26\n",
};

class PinTag final : public rewrite::Fixer {
public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const Document& document, const Context& context, Findings& findings) const override {
        for (const ImageUse& use : document::image_uses(document)) {
            if (use.site.kind == ImageSiteKind::syntax)
                continue; // docker/dockerfile:1 is upstream's own floating form
            if (use.arguments)
                made_from_arguments(document, use, context, findings);
            else
                plain(use, context, findings);
        }
    }

private:
    static void refuse(Findings& findings, std::uint32_t offset, std::string reason, std::string message) {
        findings.refusals.push_back({"pin-tag", std::move(reason), offset, std::move(message)});
    }

    /// Refusals and notes of a pin.
    static void report(const ImageUse& use, const rewrite::TagPin& pin, Findings& findings) {
        if (!pin.reason.empty())
            refuse(findings, use.place.begin, pin.reason, pin.refusal);
        if (!pin.note.empty())
            findings.notes.push_back({"pin-tag", use.place.begin, pin.note});
    }

    static void propose(const ImageUse& use, const rewrite::TagPin& pin, rewrite::Edit edit, rewrite::Claim claim,
                        const Context& context, Findings& findings) {
        rewrite::Fix fix;
        fix.fixer = "pin-tag";
        fix.safety = pin.safety;
        fix.offset = use.place.begin;
        fix.message = pin.message;
        fix.edits.push_back(std::move(edit));
        fix.claims.push_back(std::move(claim));
        findings.fixes.push_back(std::move(fix));
        if (context.catalog->older_than_a_year(context.today))
            findings.notes.push_back({"pin-tag", use.place.begin,
                                      "the image catalog is of " + std::string(context.catalog->date()) +
                                          ", more than a year old: take a newer one with --catalog"});
    }

    static void plain(const ImageUse& use, const Context& context, Findings& findings) {
        const bool onbuild =
            use.site.kind == ImageSiteKind::onbuild_copy_from || use.site.kind == ImageSiteKind::onbuild_mount_from;
        // a name with a colon is no stage's name
        if (onbuild && use.text.find_first_of(":@") == std::string::npos) {
            if (document::parse_image_reference(use.text))
                refuse(findings, use.place.begin, "onbuild-trigger",
                       "kept " + use.text + ": names in an ONBUILD trigger are resolved in the child's file");
            return;
        }
        const rewrite::TagPin pin = rewrite::tag_pin(use.text, use.platform, context);
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
                ReplaceImageRef{use.site, use.text, pin.reference}, context, findings);
    }

    /// FROM with variables: the part that floats is edited where it stands.
    static void made_from_arguments(const Document& document, const ImageUse& use, const Context& context,
                                    Findings& findings) {
        const document::Stage& stage = document.stages[document.instructions[use.site.instruction].stage];
        const auto keep = [&](std::string reason, const std::string& why) {
            refuse(findings, use.place.begin, std::move(reason), "kept " + use.text + ": " + why);
        };
        if (!stage.base) {
            keep("made-from-arguments", "the reference is put together from ARGs that have no value here");
            return;
        }
        rewrite::TagPin pin = rewrite::tag_pin(*stage.base, use.platform, context);
        if (*stage.base != use.text)
            pin.refusal += " (" + use.text + ")";
        report(use, pin, findings);
        if (pin.reference.empty())
            return;
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
        if (const std::string names = arguments_of_name(document, *pieces, *stage.base, piece); !names.empty()) {
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
        propose(use, pin, std::move(edit), std::move(claim), context, findings);
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

    /// ARGs that make the image's name (not its registry) and are not the one that is edited.
    static std::string arguments_of_name(const Document& document, const std::vector<BasePiece>& pieces,
                                         const std::string& base, const BasePiece& edited) {
        const auto reference = document::parse_image_reference(base);
        if (!reference)
            return {};
        const auto first = static_cast<std::size_t>(reference->path.data() - base.data());
        const std::size_t last = first + reference->path.size();
        const std::size_t name = base.rfind('/', last) < last ? base.rfind('/', last) + 1 : first;
        std::string names;
        std::size_t at = 0;
        for (const BasePiece& piece : pieces) {
            const std::size_t stop = at + piece.text.size();
            const bool touches = piece.text.empty() ? at > name && at <= last : at < last && stop > name;
            if (piece.pair != document::none && touches &&
                (piece.instruction != edited.instruction || piece.pair != edited.pair))
                names += (names.empty() ? "" : ", ") + document.instructions[piece.instruction].pairs[piece.pair].key;
            at = stop;
        }
        return names;
    }
};

} // namespace

const rewrite::Fixer& pin_tag() {
    static const PinTag fixer;
    return fixer;
}

} // namespace imgfix::fixers
