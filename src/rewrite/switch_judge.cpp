#include "rewrite/switch_judge.hpp"

#include <algorithm>
#include <array>

#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "catalog/tag.hpp"
#include "document/base_pieces.hpp"
#include "rewrite/pins.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using document::Instruction;
using document::InstructionKind;

void SwitchJudge::add(std::string_view reason, const Instruction& where, std::string message, bool assumption) {
    for (const SwitchObstacle& old : plan_.obstacles)
        if (old.reason == reason && old.instruction == where.index && old.message == message)
            return;
    plan_.obstacles.push_back({std::string(reason), std::move(message), where.index, assumption});
}

void SwitchJudge::note(std::vector<Noted>& list, std::string text, const Instruction& where) {
    for (const Noted& old : list)
        if (old.text == text && old.where == &where)
            return;
    list.push_back({std::move(text), &where});
}

std::string SwitchJudge::listed(const std::vector<Noted>& list) const {
    std::string text;
    for (std::size_t k = 0; k < list.size(); ++k) {
        if (k == 6) {
            text += ", ...";
            break;
        }
        text += (k == 0 ? "" : ", ") + list[k].text + " (line " + std::to_string(line_of(*list[k].where)) + ")";
    }
    return text;
}

void SwitchJudge::read_reference(const document::ImageReference& reference) {
    const grammar::Word& word = from().words.front();
    if (!stage_.base_uses_arguments && word.value != *stage_.base)
        refuse("made-from-arguments", from(), "the base is written in quotes or with escapes");
    else if (!from().line->is_contiguous(word.begin, word.end))
        refuse("not-in-one-piece", from(), "the base's name is cut by a line continuation");
    if (reference.has_digest() && (!context_.online || !reference.has_tag() || stage_.base_uses_arguments))
        refuse("digest", from(),
               "the base is pinned to a digest: someone wants exactly these bytes" +
                   std::string(reference.has_tag() && !context_.online
                                   ? " (--online looks up whether the tag still names them, and a smaller one's digest)"
                                   : ""));
    else if (reference.has_digest())
        if (const std::string now = ask_digest(stage_.base->substr(0, stage_.base->find('@')));
            !now.empty() && now != reference.digest)
            refuse("digest", from(),
                   "the tag " + std::string(reference.tag) + " names other bytes today than the digest");
    if (context_.names_build_context(*stage_.base) || context_.names_build_context(word.value))
        refuse("build-context", from(), "a bake or compose file here may put another image in the place of this name");
}

namespace {

/// "# Team X base image": a title, and no word on the FROM ("# use the official base image", "# Ubuntu base image").
bool names_base_image(std::string_view lower_text) {
    constexpr std::array<std::string_view, 33> of_from = {
        "start",   "starting", "download", "update", "pulling", "declare", "install", "sets",     "with",
        "use",     "using",    "set",      "the",    "pull",    "get",     "from",    "official", "parent",
        "specify", "define",   "choose",   "select", "ubuntu",  "image:",  "debian",  "centos",   "fedora",
        "python",  "node",     "golang",   "java",   "ruby",    "php"};
    while (!lower_text.empty() && std::string_view("# .:-=").find(lower_text.back()) != std::string_view::npos)
        lower_text.remove_suffix(1);
    if (!lower_text.ends_with("base image") && !lower_text.ends_with("base docker image"))
        return false;
    const std::string_view title = lower_text.substr(0, lower_text.rfind("base"));
    const auto words = catalog::words_of(title.substr(std::min(title.find_first_not_of("# "), title.size())));
    return !words.empty() && words.size() < 5 &&
           std::none_of(words.begin(), words.end(), [&](std::string_view one) { return contains(of_from, one); });
}

/// Does the label or comment call the image that it stands in a base? A bare "base image" in a comment mostly means the
/// FROM, and where a command is set many other words do.
bool calls_itself_base(std::string_view lower_text, bool label, bool has_command) {
    constexpr std::array<std::string_view, 4> in_labels = {"base image", "base container", "base os", "parent image"};
    constexpr std::array<std::string_view, 14> certain = {
        "derived dockerfile", "derived image",        "derived from this",     "child image",    "inherited by",
        "base image for all", "base image for other", "base image for our",    "base for other", "base for all",
        "base for our",       "is a base image",      "is the base image for", "as a base for"};
    constexpr std::array<std::string_view, 13> likely = {
        "base image for",  "base image with", "base image that",  "base image contain", "base image to be",
        "as a base",       "used as base",    "used as the base", "build on this",      "builds on this",
        "from this image", "extend this",     "a base images"};
    const auto has = [&](std::string_view one) { return lower_text.find(one) != std::string_view::npos; };
    if (label)
        return std::any_of(in_labels.begin(), in_labels.end(), has);
    if (has("in the base"))
        return false;
    return std::any_of(certain.begin(), certain.end(), has) ||
           (!has_command && (names_base_image(lower_text) || std::any_of(likely.begin(), likely.end(), has)));
}

/// Does a container of the base that is given no command wait for what somebody types, or show help?
bool starts_interpreter(std::string_view cmd) {
    constexpr std::array<std::string_view, 18> names = {"sh",  "bash", "dash",  "ash",   "node", "python2",
                                                        "irb", "mvn",  "swipl", "julia", "ghci", "python3",
                                                        "iex", "erl",  "lein",  "perl",  "-a",   "jshell"};
    return cmd.empty() || cmd == "[]" || std::any_of(names.begin(), names.end(), [&](std::string_view name) {
               const std::size_t at = cmd.find(name);
               if (at == std::string_view::npos || at == 0 || (cmd[at - 1] != '"' && cmd[at - 1] != '/'))
                   return false;
               const std::size_t end = cmd.find_first_not_of("0123456789.#", at + name.size()); // perl# is perl5.38.0
               return end != std::string_view::npos && cmd[end] == '"';
           });
}

} // namespace

void SwitchJudge::look_at_purpose(bool has_command) {
    bool empty = !has_command;
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k) {
        const Instruction& one = document_.instructions[k];
        empty = empty && one.kind != InstructionKind::run && one.kind != InstructionKind::copy &&
                one.kind != InstructionKind::add && one.kind != InstructionKind::cmd &&
                one.kind != InstructionKind::entrypoint && one.kind != InstructionKind::healthcheck;
        if (one.kind == InstructionKind::label && calls_itself_base(lower(one.rest()), true, has_command))
            return refuse("base-for-others", one, "this label says that other images are built on this one");
    }
    const auto reference = document::parse_image_reference(*stage_.base);
    const auto base = reference ? catalog::base_config(reference->catalog_name(), reference->tag) : std::nullopt;
    if (empty && (!stage_.name.empty() || !base || starts_interpreter(base->cmd)))
        return refuse("base-for-others", from(),
                      "nothing behind this FROM runs or brings something: what it is built for is not in this file");
    for_each_comment([&](std::string_view text, std::size_t line) {
        if (!calls_itself_base(text, false, has_command))
            return false;
        refuse("base-for-others", from(),
               "the comment at line " + std::to_string(line) + " says that other images are built on this one");
        return true;
    });
}

void SwitchJudge::look_at_comments(std::span<const std::string_view> words) {
    for_each_comment([&](std::string_view text, std::size_t line) {
        for (const std::string_view word : words) {
            const std::size_t at = text.find(word);
            const auto is_letter = [&](std::size_t k) { return k < text.size() && text[k] >= 'a' && text[k] <= 'z'; };
            if (at == std::string_view::npos || is_letter(at - 1) || is_letter(at + word.size()) ||
                text.substr(at).starts_with("slim down"))
                continue;
            refuse("comment-at-base", from(),
                   "the comment at line " + std::to_string(line) + " speaks of " + std::string(word) +
                       ": whoever wrote it has thought of that, and chosen " + *stage_.base);
            return true;
        }
        return false;
    });
}

void SwitchJudge::for_each_comment(const std::function<bool(std::string_view, std::size_t)>& look) const {
    const std::string_view source = document_.source();
    for (std::size_t begin = 0; begin < source.size();) {
        const std::size_t end = std::min(source.find('\n', begin), source.size());
        const std::string_view line = grammar::trim_space(source.substr(begin, end - begin));
        if (line.starts_with("#") && look(lower(line), document_.position(static_cast<std::uint32_t>(begin)).line))
            return;
        begin = end + 1;
    }
}

void SwitchJudge::replace_base(const document::ImageReference& reference, const std::string& image,
                               const std::string& tag, bool other_edits) {
    const auto renamed = [&](const std::string& old) {
        const std::string name = old.substr(0, old.find('@'));
        const std::size_t tail = (reference.has_tag() ? reference.tag.size() + 1 : 0) + reference.catalog_name().size();
        return name.substr(0, name.size() - std::min(name.size(), tail)) + image + ":" + tag;
    };
    const grammar::Word& word = from().words.front();
    plan_.claim.stage = stage_.index;
    plan_.claim.before = word.value;
    plan_.claim.base = renamed(*stage_.base);
    if (!stage_.base_uses_arguments) {
        plan_.claim.after = renamed(word.value);
        const bool wanted = std::all_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                                        [](const SwitchObstacle& one) { return one.assumption; });
        if (reference.has_digest() && wanted && !tag.empty()) {
            const std::string digest = "@" + ask_digest(plan_.claim.base);
            plan_.claim.base += digest;
            plan_.claim.after += digest;
        }
        const document::Span place = from().source_span(word.begin, word.end);
        base_edits_.push_back({place.begin, place.end, plan_.claim.after});
        return;
    }
    if (const std::string name = passed_argument(document_, word.value, context_); !name.empty())
        refuse("made-from-arguments", from(), "a bake or compose file here passes ARG " + name);
    else if (is_chosen_by_comment(reference))
        refuse("made-from-arguments", from(),
               "a comment says that whoever builds chooses the base, and behind a choice with a release's name (" +
                   std::string(reference.tag) + "-bookworm) the variant's name would not fit");
    else if (reference.has_digest() || !grow_base(*stage_.base, plan_.claim.base))
        refuse("made-from-arguments", from(), "the base is put together from ARGs, whose values a build may change");
    else if (other_edits || !plan_.claim.argument) // a build that passes a value does not read the ARG's default
        assume("made-from-arguments", from(),
               "no build passes an ARG that makes " + word.value + " something else than " + *stage_.base);
}

std::string SwitchJudge::ask_digest(const std::string& reference) {
    const Want want{Want::Kind::digest, reference, platform_of(stage_.platform), {}};
    const Resolved* answer = context_.find(want);
    if (answer == nullptr) {
        plan_.wants.push_back(want);
        refuse("digest", from(), "the digest of " + reference + " is not known yet");
    } else if (!answer->error.empty()) {
        refuse("digest", from(), "the digest of " + reference + " is not known: " + answer->error);
    } else {
        return answer->digest;
    }
    return {};
}

bool SwitchJudge::is_chosen_by_comment(const document::ImageReference& reference) const {
    const std::string_view head = document_.slice({0, from().text.begin});
    const bool chosen =
        head.find("devcontainer") != std::string_view::npos || head.find("[Choice]") != std::string_view::npos;
    // node's tags alone read 22-bookworm-slim; the others' 3.13-slim-bookworm
    return chosen && reference.official_name() != "node" && catalog::parse_tag(reference.tag).distro.empty();
}

bool SwitchJudge::grow_base(const std::string& before, const std::string& after) {
    const auto pieces = document::base_pieces(document_, stage_);
    if (!pieces || after.size() <= before.size())
        return false;
    const std::size_t more = after.size() - before.size();
    const grammar::Word& word = from().words.front();
    const document::Span whole = from().source_span(word.begin, word.end);
    // A build that passes another image would find the piece behind its name: where the image itself comes from an ARG,
    // only that ARG's default may grow.
    const std::string name = before.substr(0, before.find_first_of(":@", before.rfind('/') + 1));
    const std::string_view image = std::string_view(name).substr(name.rfind('/') + 1);
    const bool names_image = word.value.find(image) != std::string::npos;
    const document::BasePiece* argument = nullptr;
    std::size_t in_argument = 0;
    std::size_t argument_place = 0;
    for (std::size_t place = 0; place <= before.size(); ++place) {
        if (after.compare(0, place, before, 0, place) != 0)
            break;
        if (after.compare(place + more, std::string::npos, before, place, std::string::npos) != 0)
            continue;
        std::size_t begin = 0;
        std::optional<std::uint32_t> at; // in the source, inside the word of the FROM
        for (const document::BasePiece& piece : *pieces) {
            const std::size_t end = begin + piece.text.size();
            const bool in_word = piece.instruction == from().index && !piece.word;
            if (in_word && names_image && place >= begin && place <= end)
                at = piece.source.begin + static_cast<std::uint32_t>(place - begin);
            if (!in_word && !piece.word && piece.pair != none && place > begin &&
                (names_image ? place < end : place <= end && piece.text.find(image) != std::string::npos)) {
                argument = &piece;
                in_argument = place - begin;
                argument_place = place;
            }
            begin = end;
        }
        if (!at && names_image && place == before.size())
            at = whole.end;
        // `$NAME` would take a letter behind it for its own
        const bool joins = at && *at > whole.begin && after[place] != '-' && after[place] != ':';
        if (!at || joins)
            continue;
        const std::string text = after.substr(place, more);
        plan_.claim.after = plan_.claim.before;
        plan_.claim.after.insert(*at - whole.begin, text);
        base_edits_.push_back({*at, *at, text});
        return true;
    }
    if (argument == nullptr || argument->instruction >= document_.instructions.size())
        return false;
    const Instruction& where = document_.instructions[argument->instruction];
    const document::KeyValue& pair = where.pairs[argument->pair];
    if (!pair.value || *pair.value != argument->text || forbids_default(document_, pair.key, context_))
        return false;
    const auto users = std::count_if(document_.stages.begin(), document_.stages.end(), [&](const document::Stage& one) {
        const auto used = document::variables_in(one.base_word.value);
        return std::find(used.begin(), used.end(), pair.key) != used.end();
    });
    if (users != 1)
        return false;
    SwitchBase::Argument claim{where.index, argument->pair, *pair.value, *pair.value};
    claim.after.insert(in_argument, after.substr(argument_place, more));
    base_edits_.push_back({argument->source.begin, argument->source.end, claim.after});
    plan_.claim.after = plan_.claim.before;
    plan_.claim.argument = std::move(claim);
    return true;
}

void SwitchJudge::conclude() {
    std::stable_sort(plan_.obstacles.begin(), plan_.obstacles.end(),
                     [](const auto& a, const auto& b) { return a.instruction < b.instruction; });
    plan_.possible = std::all_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                                 [](const SwitchObstacle& one) { return one.assumption; });
}

} // namespace imgfix::rewrite
