#include "rewrite/pins.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "document/base_pieces.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;

namespace {

catalog::PinWish wish_of(const Context& context) {
    const auto precision = context.option("pin-tag", "precision", "line");
    return {precision == "minor"   ? catalog::Precision::minor
            : precision == "patch" ? catalog::Precision::patch
                                   : catalog::Precision::line,
            context.option("pin-tag", "distro", "false") == "true"};
}

/// The name by which the catalog knows the image: of an official one, or one of external.tsv with its registry.
std::string catalog_name(const document::ImageReference& reference, const Context& context) {
    const std::string_view official = reference.official_name();
    if (!official.empty()) {
        if (context.catalog->is_official(official) ||
            context.catalog->status(official).state != catalog::ImageState::unknown)
            return std::string(official);
        return {};
    }
    std::string name(reference.registry);
    if (!name.empty() && name != "docker.io" && name != "index.docker.io")
        name += '/';
    else
        name.clear();
    name += reference.path;
    return catalog::is_external(name) ? name : std::string();
}

/// A platform in the form of registries; empty when it has variables or is not known.
std::string with_tag(std::string_view text, const document::ImageReference& reference, std::string_view tag) {
    std::string result(text.substr(0, reference.has_tag() ? text.size() - reference.tag.size() - 1 : text.size()));
    return result + ":" + std::string(tag);
}

std::string stage_line(const Document& document, const document::Stage& stage) {
    return "line " + std::to_string(document.position(document.instructions[stage.from].text.begin).line);
}

} // namespace

std::string platform_of(std::string_view platform) {
    if (catalog::architecture_of(platform).empty())
        return {};
    if (platform.find('/') == std::string_view::npos)
        return "linux/" + std::string(platform);
    return platform == "linux/x86_64"    ? "linux/amd64"
           : platform == "linux/aarch64" ? "linux/arm64"
                                         : std::string(platform);
}

Pin tag_pin(std::string_view text, std::string_view platform, const Context& context) {
    Pin result;
    const auto refuse = [&](std::string reason, std::string message) {
        result.reason = std::move(reason);
        result.refusal = "kept " + std::string(text) + ": " + std::move(message);
        return result;
    };
    if (text == "scratch") {
        result.pinned = true;
        return result;
    }
    if (context.names_build_context(text))
        return refuse("build-context", "a bake or compose file here names it, and may replace it by a build context");
    const auto reference = document::parse_image_reference(text);
    if (!reference)
        return refuse("invalid-reference", "it is no valid image reference");
    if (reference->has_digest()) {
        result.pinned = true;
        return result;
    }
    const std::string name = catalog_name(*reference, context);
    if (name.empty()) {
        if ((!reference->has_tag() || reference->tag == "latest") && context.online && context.network) {
            const Want want{Want::Kind::version, std::string(text), platform_of(platform), {}};
            const Resolved* answer = context.find(want);
            if (answer == nullptr) {
                result.want = want;
                return result;
            }
            if (!answer->error.empty())
                return refuse("registry-error", answer->error);
            const std::string tag = catalog::version_tag(reference->path, answer->tags, wish_of(context));
            if (tag.empty())
                return refuse("no-version-tag", "no version tag in the registry has the same digest");
            result.reference = with_tag(text, *reference, tag);
            result.message =
                std::string(text) + " -> " + result.reference + ": what the registry gives for it on " + context.today;
            return result;
        }
        if (!reference->has_tag() || reference->tag == "latest")
            return refuse("not-official",
                          "not an official image, so the catalog cannot say what its floating tag means");
        result.pinned = true;
        return result;
    }
    const catalog::PinResult pin = context.catalog->resolve_pin(name, reference->tag, context.today, wish_of(context));
    const std::string line(pin.line);
    const std::string maintained = pin.eol.empty() ? std::string() : " (maintained to " + std::string(pin.eol) + ")";
    switch (pin.verdict) {
    case catalog::PinVerdict::already_pinned:
        result.pinned = true;
        if (pin.past_end_of_life)
            result.note = std::string(text) + ": the release line " + name + " " + line + " is past its end of life" +
                          (pin.eol.empty() ? std::string() : " (" + std::string(pin.eol) + ")");
        break;
    case catalog::PinVerdict::refused:
        refuse(std::string(catalog::reason_id(pin.reason)), pin.message);
        break;
    case catalog::PinVerdict::pin:
        if (pin.adds_words)
            return refuse("variant-would-change",
                          "the only version tag of this build, " + pin.tag + ", names its variant in other words");
        if (const auto wanted = catalog::architecture_of(platform); !wanted.empty() && !pin.architectures.empty()) {
            if (!catalog::has_word(pin.architectures, wanted))
                return refuse("platform-not-built", "it is built for " + std::string(pin.architectures) + ", not for " +
                                                        std::string(platform));
        }
        result.reference = with_tag(text, *reference, pin.tag);
        result.message = std::string(text) + " -> " + result.reference + ": what it meant on " +
                         std::string(pin.catalog_day) + (line.empty() ? "" : ", the " + line + " release line") +
                         maintained;
        if (!pin.same_build) {
            result.safety = Safety::unsafe;
            result.message +=
                "; assumes that nothing reads the suite's name: the sources of the package manager then name "
                "the release instead of " +
                std::string(reference->tag);
        }
        return result;
    }
    if (!pin.nearest_tag.empty()) {
        result.reference = with_tag(text, *reference, pin.nearest_tag);
        result.safety = Safety::unsafe;
        result.message =
            std::string(text) + " -> " + result.reference + ": the nearest that is maintained, " +
            std::string(pin.nearest_line) +
            (pin.nearest_eol.empty() ? "" : " (to " + std::string(pin.nearest_eol) + ")") +
            (pin.past_end_of_life && !pin.eol.empty() ? "; " + line + " ended on " + std::string(pin.eol)
             : !pin.gone_on.empty()                   ? "; the tag is not rebuilt since " + pin.gone_on
             : !pin.in_catalog ? "; the tag is not rebuilt, by the catalog of " + std::string(pin.catalog_day)
                               : std::string()) +
            "; assumes that the build and the application work with it";
    }
    return result;
}

namespace {

/// The newest tag of the same release line and variant as exact as wished; empty: the tag stays.
std::string refreshed_tag(const document::ImageReference& reference, const Context& context) {
    const std::string_view image = reference.official_name();
    const catalog::PinWish wish = wish_of(context);
    const catalog::TagParts parts = catalog::parse_tag(reference.tag);
    if (image.empty() || wish.precision == catalog::Precision::line || !parts.version || parts.version.date)
        return {};
    const auto line = catalog::release_line(image, parts.version.text);
    if (!line || parts.version.text == line->cycle)
        return {};
    const std::string coarse = std::string(parts.version.v_prefix ? "v" : "") + std::string(line->cycle) +
                               std::string(reference.tag.substr(parts.words[0].size()));
    const catalog::PinResult pin = context.catalog->resolve_pin(image, coarse, context.today, wish);
    return pin.verdict == catalog::PinVerdict::pin && pin.tag != reference.tag ? pin.tag : std::string();
}

} // namespace

Pin digest_pin(std::string_view text, std::string_view platform, const Context& context) {
    Pin result;
    const auto refuse = [&](std::string reason, std::string message) {
        result.reason = std::move(reason);
        result.refusal = "kept " + std::string(text) + ": " + std::move(message);
        return result;
    };
    if (context.names_build_context(text))
        return refuse("build-context", "a bake or compose file here names it, and may replace it by a build context");
    const auto reference = document::parse_image_reference(text);
    if (!reference)
        return refuse("invalid-reference", "it is no valid image reference");
    std::string named(text.substr(0, text.find('@')));
    if (reference->has_digest()) {
        result.pinned = true;
        if (!context.update_pins)
            return result;
        if (!reference->has_tag())
            return refuse("digest-without-tag", "it has a digest and no tag, so nothing says what to compare it with");
    }
    std::string moved;
    if (context.update_pins && reference->has_tag()) {
        const std::string tag = refreshed_tag(*reference, context);
        if (!tag.empty()) {
            moved = ", tag " + std::string(reference->tag) + " -> " + tag;
            named.replace(named.size() - reference->tag.size(), reference->tag.size(), tag);
        }
    }
    const Want want{reference->has_tag() ? Want::Kind::digest : Want::Kind::version, named, platform_of(platform),
                    moved.empty() ? std::string(reference->digest) : std::string()};
    const Resolved* answer = context.find(want);
    if (answer == nullptr) {
        if (!context.network)
            return refuse("offline", "its digest is not known, and no registry is asked");
        result.pinned = false;
        result.want = want;
        return result;
    }
    if (!answer->error.empty())
        return refuse("registry-error", answer->error);
    if (!reference->has_tag()) {
        const std::string_view official = reference->official_name();
        const std::string tag =
            catalog::version_tag(official.empty() ? reference->path : official, answer->tags, wish_of(context));
        named += ":" + (tag.empty() ? std::string("latest") : tag);
    }
    const std::string pinned = named + "@" + answer->digest;
    if (pinned == text)
        return result;
    result.pinned = false;
    result.reference = pinned;
    result.message =
        std::string(text) + " -> " + pinned + ": " +
        (reference->has_digest()
             ? (answer->digest == reference->digest ? "the digest stays" : "the digest moved") + moved + ", asked on "
             : "what the registry gives for it on ") +
        context.today;
    return result;
}

std::optional<std::string> forbids_pin(std::string_view before, std::string_view after, std::string_view platform,
                                       const Context& context) {
    const auto old_reference = document::parse_image_reference(before);
    const auto new_reference = document::parse_image_reference(after);
    if (!old_reference || !new_reference)
        return "the image reference is not valid";
    if (old_reference->registry != new_reference->registry || old_reference->path != new_reference->path)
        return "more than the tag of the image reference changes";
    if (new_reference->tag.empty())
        return "the new image reference has no tag";
    if (before == "scratch")
        return "scratch is no image";
    if (context.names_build_context(before))
        return "a bake or compose file may replace the image by a build context of this name";
    if (new_reference->has_digest()) {
        if (digest_pin(before, platform, context).reference != after)
            return "no registry gave this digest for " + std::string(before);
    } else if (tag_pin(before, platform, context).reference != after) {
        return "the catalog does not pin " + std::string(before) + " to " + std::string(after);
    }
    return std::nullopt;
}

std::optional<ArgumentConflict> forbids_default(const Document& document, std::string_view name,
                                                const Context& context) {
    const auto names = document::dependent_arguments(document, name);
    const auto affected = [&](const std::string& one) {
        return std::find(names.begin(), names.end(), one) != names.end();
    };
    const auto line_of = [&](const Instruction& instruction) {
        return "line " + std::to_string(document.position(instruction.text.begin).line);
    };
    std::size_t declared = 0;
    for (const Instruction& instruction : document.instructions) {
        const Instruction& inner = instruction.trigger ? *instruction.trigger : instruction;
        for (const document::KeyValue& pair : inner.pairs) {
            if (inner.kind != InstructionKind::arg || !affected(pair.key))
                continue;
            if (instruction.stage != none)
                return ArgumentConflict{"argument-redeclared", "ARG " + pair.key + " at " + line_of(instruction) +
                                                                   " hands its value to the stage's commands"};
            if (pair.key == name && ++declared > 1)
                return ArgumentConflict{"argument-redeclared",
                                        "ARG " + pair.key + " is declared again at " + line_of(instruction)};
        }
        if (instruction.kind != InstructionKind::from)
            continue;
        for (const document::Flag& flag : instruction.flags)
            for (const std::string& used : document::variables_in(flag.value))
                if (affected(used))
                    return ArgumentConflict{"argument-uses-differ",
                                            "ARG " + used + " is also --" + flag.name + " at " + line_of(instruction)};
        if (instruction.words.size() == 3)
            for (const std::string& used : document::variables_in(instruction.words[2].value))
                if (affected(used))
                    return ArgumentConflict{"argument-uses-differ",
                                            "ARG " + used + " also makes a stage's name at " + line_of(instruction)};
    }
    if (declared == 0)
        return ArgumentConflict{"made-from-arguments", "no ARG " + std::string(name) + " is declared before FROM"};
    for (const std::string& one : names)
        if (context.passes_argument(one))
            return ArgumentConflict{"argument-passed",
                                    "a bake or compose file here names ARG " + one + ", and may pass another value"};
    return std::nullopt;
}

std::string passed_argument(const Document& document, std::string_view word, const Context& context) {
    std::vector<std::string> names = document::variables_in(word);
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (context.passes_argument(names[k]))
            return names[k];
        for (const Instruction& instruction : document.instructions) {
            if (instruction.stage != none)
                break;
            for (const document::KeyValue& pair : instruction.pairs)
                if (pair.value && pair.key == names[k])
                    for (std::string& inner : document::variables_in(*pair.value))
                        if (std::find(names.begin(), names.end(), inner) == names.end())
                            names.push_back(std::move(inner));
        }
    }
    return {};
}

std::optional<std::string> bases_disagree(const Document& before, const Document& after, const Context& context) {
    if (before.stages.size() != after.stages.size())
        return "the number of stages changes";
    for (std::size_t k = 0; k < before.stages.size(); ++k) {
        const auto& old_stage = before.stages[k];
        const auto& new_stage = after.stages[k];
        if (old_stage.base == new_stage.base || !old_stage.base_uses_arguments)
            continue;
        const std::string use = old_stage.base_word.value + " at " + stage_line(before, old_stage);
        if (const std::string name = passed_argument(before, old_stage.base_word.value, context); !name.empty())
            return use + " is made from ARG " + name + ", which a bake or compose file passes";
        if (!old_stage.base || !new_stage.base)
            return use + " is not known";
        if (old_stage.parent != none || new_stage.parent != none)
            return use + " names a stage";
        if (const auto problem = forbids_pin(*old_stage.base, *new_stage.base, old_stage.platform, context))
            return use + " would be " + *new_stage.base + ": " + *problem;
    }
    return std::nullopt;
}

} // namespace imgfix::rewrite
