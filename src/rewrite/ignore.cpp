// Ignore comments: imgfix's own, and those of hadolint, tally and BuildKit where they name the same thing.
#include <algorithm>
#include <array>

#include "rewrite/pipeline.hpp"

namespace imgfix::rewrite {

using document::Document;
using grammar::Kind;
using grammar::Node;

namespace {

/// Rules of other linters that name what one of our fixers does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> aliases{{
    {"DL3006", "pin-tag"},
    {"DL3007", "pin-tag"},
    {"DL3019", "no-cache-apk"},
    {"DL3042", "no-cache-pip"},
    {"DL3059", "merge-run"},
    {"hadolint/DL3006", "pin-tag"},
    {"hadolint/DL3007", "pin-tag"},
    {"hadolint/DL3019", "no-cache-apk"},
    {"hadolint/DL3042", "no-cache-pip"},
    {"hadolint/DL3059", "merge-run"},
    {"tally/prefer-run-heredoc", "merge-run"},
    {"DL3009", "no-cache-apt"},
}};

bool names(std::string_view list, std::string_view fixer) {
    while (!list.empty()) {
        std::string_view one = list.substr(0, list.find(','));
        list.remove_prefix(std::min(one.size() + 1, list.size()));
        one = grammar::trim_space(one);
        if (one == fixer || one == "all")
            return true;
        // a family: no-cache names no-cache-apk
        if (fixer.size() > one.size() && !one.empty() && fixer.starts_with(one) && fixer[one.size()] == '-' &&
            one == "no-cache")
            return true;
        for (const auto& [rule, ours] : aliases)
            if (rule == one && ours == fixer)
                return true;
    }
    return false;
}

/// The value of `key=` in a comment, up to a blank or the end; empty when it is not there.
std::string_view value_of(std::string_view comment, std::string_view key) {
    if (!comment.starts_with(key))
        return {};
    comment.remove_prefix(key.size());
    std::string_view value = comment;
    // the list may hold blanks behind its commas
    std::size_t end = 0;
    while (end < value.size()) {
        if (value[end] == ' ' || value[end] == '\t') {
            std::size_t next = value.find_first_not_of(" \t", end);
            const bool after_comma = end > 0 && value[end - 1] == ',';
            const bool before_comma = next != std::string_view::npos && value[next] == ',';
            if (!after_comma && !before_comma)
                break;
            end = next;
            if (end == std::string_view::npos)
                break;
            continue;
        }
        ++end;
    }
    return value.substr(0, end);
}

std::string_view comment_text(const Document& document, const Node& node) {
    std::string_view text = grammar::trim_space(document.slice({node.begin, node.end}));
    text.remove_prefix(1); // #
    return grammar::trim_space(text);
}

bool comment_ignores(std::string_view comment, std::string_view fixer) {
    return names(value_of(comment, "imgfix ignore="), fixer) || names(value_of(comment, "hadolint ignore="), fixer) ||
           names(value_of(comment, "tally ignore="), fixer);
}

bool file_ignores(std::string_view comment, std::string_view fixer) {
    return names(value_of(comment, "imgfix ignore-file="), fixer) ||
           names(value_of(comment, "tally global ignore="), fixer) ||
           names(value_of(comment, "hadolint global ignore="), fixer);
}

} // namespace

IgnoreComments::IgnoreComments(const Document& document) {
    std::vector<std::string_view> block; // the comments right above the next instruction
    std::size_t index = 0;
    grammar::for_each_child(document.nodes(), 0, [&](std::size_t child) {
        const Node& node = document.nodes()[child];
        if (node.kind == Kind::comment) {
            const std::string_view comment = comment_text(document, node);
            if (comment.find("ignore") != std::string_view::npos) {
                block.push_back(comment);
                file_.push_back(comment);
            }
        } else if (node.kind == Kind::instruction) {
            for (const std::string_view comment : block)
                above_.emplace_back(index, comment);
            block.clear();
            ++index;
        } // blank lines keep a comment attached, as in BuildKit
    });
}

bool IgnoreComments::name(std::size_t instruction, std::string_view fixer) const {
    const auto first = std::lower_bound(above_.begin(), above_.end(), instruction,
                                        [](const auto& one, std::size_t value) { return one.first < value; });
    for (auto one = first; one != above_.end() && one->first == instruction; ++one)
        if (comment_ignores(one->second, fixer))
            return true;
    return std::any_of(file_.begin(), file_.end(),
                       [&](std::string_view comment) { return file_ignores(comment, fixer); });
}

bool is_ignored(const Document& document, std::size_t instruction, std::string_view fixer) {
    return IgnoreComments(document).name(instruction, fixer);
}

std::string foreign_syntax(const Document& document) {
    const std::string& image = document.syntax();
    if (image.empty())
        return {};
    const auto reference = document::parse_image_reference(image);
    const bool official = reference && (reference->registry.empty() || reference->registry == "docker.io") &&
                          (reference->path == "docker/dockerfile" || reference->path == "docker/dockerfile-upstream");
    if (!official)
        return "`# syntax=" + image + "` names another front end: its language is not known here";
    std::string_view tag = reference->tag;
    if (tag.ends_with("-labs"))
        tag.remove_suffix(5);
    const bool heredocs = std::any_of(document.instructions.begin(), document.instructions.end(), [](const auto& one) {
        return !one.heredocs.empty() || (one.trigger && !one.trigger->heredocs.empty());
    });
    if (tag.empty() || tag == "latest" || tag == "1" || tag == "labs" || tag == "master")
        return {};
    bool modern = false;
    if (tag.starts_with("1.")) {
        const std::string_view minor = tag.substr(2, tag.find_first_not_of("0123456789", 2) - 2);
        modern = !minor.empty() && (minor.size() > 1 || minor[0] >= '4');
        const std::string_view rest = tag.substr(2 + minor.size());
        if (!rest.empty() && rest[0] != '.')
            modern = false; // 1.0-experimental and the like
    }
    if (!modern && heredocs)
        return "`# syntax=" + image + "` is older than heredocs, which this file seems to use";
    return {};
}

} // namespace imgfix::rewrite
