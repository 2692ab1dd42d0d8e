// pin-tag: floating tags of official images become the tag of their release line.
#include <cstddef>
#include <optional>
#include <string>

#include "fixers/fixers.hpp"

namespace imgfix::fixers {

namespace {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using rewrite::Context;
using rewrite::Findings;
using rewrite::ImageSite;
using rewrite::ImageSiteKind;

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
                {"made-from-arguments", "the reference is put together from ARGs, whose values a build may change"},
                {"not-in-one-piece", "the reference is cut by a line continuation"},
                {"onbuild-trigger", "names in an ONBUILD trigger are resolved in the child's file"},
                {"build-context",
                 "a bake or compose file of the tree names it, and may replace it by a build context: a pin "
                 "would end that"},
                {"invalid-reference", "the text is no valid image reference"},
                {"ignored-by-comment", "an ignore comment keeps it"}},
    .options = {{.name = "precision",
                 .values = {"line"},
                 .fallback = "line",
                 .help = "how exact the tag is: line = the release line that upstream maintains"}},
    .example_before = "FROM node\n",
    .example_after = "FROM node:26\n",
};

class PinTag final : public rewrite::Fixer {
public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const Document& document, const Context& context, Findings& findings) const override {
        for (const Instruction& instruction : document.instructions) {
            if (instruction.stage == document::none)
                continue;
            switch (instruction.kind) {
            case InstructionKind::from:
                from(document, instruction, context, findings);
                break;
            case InstructionKind::copy:
                copy(document, instruction, context, findings);
                break;
            case InstructionKind::run:
                mounts(document, instruction, context, findings);
                break;
            case InstructionKind::onbuild:
                trigger(document, instruction, findings);
                break;
            default:
                break;
            }
        }
    }

private:
    static void refuse(Findings& findings, std::uint32_t offset, std::string reason, std::string message) {
        findings.refusals.push_back({"pin-tag", std::move(reason), offset, std::move(message)});
    }

    static void from(const Document& document, const Instruction& instruction, const Context& context,
                     Findings& findings) {
        const document::Stage& stage = document.stages[instruction.stage];
        if (stage.parent != document::none || instruction.words.empty())
            return;
        const grammar::Word& word = instruction.words.front();
        const auto place = instruction.source_span(word.begin, word.end);
        if (stage.base_uses_arguments) {
            if (stage.base && is_pinned(*stage.base, context))
                return;
            refuse(findings, place.begin, "made-from-arguments",
                   "kept " + word.value + ": the reference is put together from ARGs, whose values a build may change");
            return;
        }
        if (!instruction.line->is_contiguous(word.begin, word.end)) {
            refuse(findings, place.begin, "not-in-one-piece",
                   "kept " + word.value + ": the reference is cut by a line continuation");
            return;
        }
        propose(document, {instruction.index, ImageSiteKind::from, 0}, word.value, place, context, findings);
    }

    static void copy(const Document& document, const Instruction& instruction, const Context& context,
                     Findings& findings) {
        for (std::size_t k = 0; k < instruction.flags.size(); ++k) {
            const document::Flag& flag = instruction.flags[k];
            if (flag.name != "from" || flag.value.empty() ||
                document.find_stage(flag.value, instruction.stage, true) != document::none || is_number(flag.value))
                continue;
            flag_value(document, instruction, {instruction.index, ImageSiteKind::copy_from, k}, flag.value, context,
                       findings);
        }
    }

    static void mounts(const Document& document, const Instruction& instruction, const Context& context,
                       Findings& findings) {
        const auto list = document::mounts_of(instruction);
        std::size_t mount = 0;
        for (std::size_t k = 0; k < instruction.flags.size(); ++k) {
            if (instruction.flags[k].name != "mount")
                continue;
            const document::Mount& one = list[mount++];
            if (one.from.empty() || document.find_stage(one.from, instruction.stage, false) != document::none)
                continue;
            flag_value(document, instruction, {instruction.index, ImageSiteKind::mount_from, k}, one.from, context,
                       findings);
        }
    }

    /// A reference inside a flag: it must stand there as written.
    static void flag_value(const Document& document, const Instruction& instruction, ImageSite site,
                           const std::string& reference, const Context& context, Findings& findings) {
        const document::Flag& flag = instruction.flags[site.flag];
        const std::string_view raw = instruction.logical().substr(flag.begin, flag.end - flag.begin);
        const std::size_t at = raw.find("from=" + reference);
        const std::size_t end = at == std::string_view::npos ? 0 : at + 5 + reference.size();
        const bool whole = at != std::string_view::npos && (end == raw.size() || raw[end] == ',');
        const auto begin = flag.begin + static_cast<std::uint32_t>(at + 5);
        if (!whole || !instruction.line->is_contiguous(begin, begin + static_cast<std::uint32_t>(reference.size()))) {
            refuse(findings, instruction.line->to_source(flag.begin), "not-in-one-piece",
                   "kept " + reference + ": the reference is quoted or cut by a line continuation");
            return;
        }
        propose(document, site, reference,
                instruction.source_span(begin, begin + static_cast<std::uint32_t>(reference.size())), context,
                findings);
    }

    static void trigger(const Document& document, const Instruction& instruction, Findings& findings) {
        const Instruction& inner = *instruction.trigger;
        std::string name;
        if (inner.kind == InstructionKind::copy) {
            if (const document::Flag* flag = inner.flag("from"))
                name = flag->value;
        } else if (inner.kind == InstructionKind::run) {
            for (const document::Mount& mount : document::mounts_of(inner))
                if (!mount.from.empty())
                    name = mount.from;
        }
        const auto reference = document::parse_image_reference(name);
        if (!name.empty() && !is_number(name) && reference && !reference->has_tag() && !reference->has_digest())
            refuse(findings, instruction.text.begin, "onbuild-trigger",
                   "kept " + name + ": names in an ONBUILD trigger are resolved in the child's file");
        (void)document;
    }

    static bool is_number(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

    /// True when the reference needs no pin.
    static bool is_pinned(const std::string& text, const Context& context) {
        const auto reference = document::parse_image_reference(text);
        if (text == "scratch" || (reference && reference->has_digest()))
            return true;
        if (!reference)
            return false;
        const std::string_view image = reference->official_name();
        if (image.empty())
            return reference->has_tag() && reference->tag != "latest";
        const catalog::PinResult pin = context.catalog->resolve_pin(image, reference->tag, context.today);
        return pin.verdict == catalog::PinVerdict::already_pinned;
    }

    static void propose(const Document& document, ImageSite site, const std::string& text, document::Span place,
                        const Context& context, Findings& findings) {
        if (text == "scratch")
            return;
        if (context.names_build_context(text)) {
            refuse(findings, place.begin, "build-context",
                   "kept " + text + ": a bake or compose file here names it, and may replace it by a build context");
            return;
        }
        const auto reference = document::parse_image_reference(text);
        if (!reference) {
            refuse(findings, place.begin, "invalid-reference", "kept " + text + ": it is no valid image reference");
            return;
        }
        if (reference->has_digest())
            return;
        const std::string_view image = reference->official_name();
        if (image.empty() || (!context.catalog->is_official(image) &&
                              context.catalog->status(image).state == catalog::ImageState::unknown)) {
            if (!reference->has_tag() || reference->tag == "latest")
                refuse(findings, place.begin, "not-official",
                       "kept " + text +
                           ": not an official image, so the catalog cannot say what its floating tag means");
            return;
        }
        const catalog::PinResult pin = context.catalog->resolve_pin(image, reference->tag, context.today);
        switch (pin.verdict) {
        case catalog::PinVerdict::already_pinned:
            if (pin.past_end_of_life)
                findings.notes.push_back({"pin-tag", place.begin,
                                          text + ": the release line " + std::string(image) + " " +
                                              std::string(pin.line) + " is past its end of life (" +
                                              std::string(pin.eol) + ")"});
            return;
        case catalog::PinVerdict::refused:
            refuse(findings, place.begin, std::string(catalog::reason_id(pin.reason)),
                   "kept " + text + ": " + pin.message);
            return;
        case catalog::PinVerdict::pin:
            break;
        }
        if (pin.adds_words) {
            refuse(findings, place.begin, "variant-would-change",
                   "kept " + text + ": the only version tag of this build, " + pin.tag +
                       ", names its variant in other words");
            return;
        }
        const std::string without_tag =
            text.substr(0, reference->has_tag() ? text.size() - reference->tag.size() - 1 : text.size());
        const std::string pinned = without_tag + ":" + pin.tag;
        rewrite::Fix fix;
        fix.fixer = "pin-tag";
        fix.offset = place.begin;
        fix.message = text + " -> " + pinned + ": what it meant on " + std::string(pin.catalog_day) +
                      (pin.line.empty() ? "" : ", the " + std::string(pin.line) + " release line") +
                      (pin.eol.empty() ? "" : " (maintained to " + std::string(pin.eol) + ")");
        if (!pin.same_build) {
            fix.safety = rewrite::Safety::unsafe;
            fix.message +=
                "; assumes that nothing reads the suite's name: the sources of the package manager then name "
                "the release instead of " +
                std::string(reference->tag);
        }
        const auto tag_begin = place.begin + static_cast<std::uint32_t>(without_tag.size());
        fix.edits.push_back({tag_begin, place.end, ":" + pin.tag});
        fix.claims.emplace_back(rewrite::ReplaceImageRef{site, text, pinned});
        findings.fixes.push_back(std::move(fix));
        if (context.catalog->older_than_a_year(context.today))
            findings.notes.push_back({"pin-tag", place.begin,
                                      "the image catalog is of " + std::string(pin.catalog_day) +
                                          ", more than a year old: take a newer one with --catalog"});
        (void)document;
    }
};

} // namespace

const rewrite::Fixer& pin_tag() {
    static const PinTag fixer;
    return fixer;
}

} // namespace imgfix::fixers
