#include "document/image_reference.hpp"

#include <algorithm>

namespace imgfix::document {

namespace {

bool is_lower_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_word(char c) { return is_lower_alnum(c) || (c >= 'A' && c <= 'Z') || c == '_'; }

bool valid_path(std::string_view path) {
    if (path.empty() || path.size() > 255)
        return false;
    bool start = true;
    for (std::size_t k = 0; k < path.size(); ++k) {
        const char c = path[k];
        if (is_lower_alnum(c)) {
            start = false;
            continue;
        }
        if (start || (c != '/' && c != '.' && c != '_' && c != '-'))
            return false;
        start = c == '/';
        const char next = k + 1 < path.size() ? path[k + 1] : '\0';
        const bool run = c == '-' || (c == '_' && next == '_');
        if (!is_lower_alnum(next) && !(run && (next == '-' || next == '_')))
            return false;
    }
    return !start;
}

bool valid_tag(std::string_view tag) {
    return !tag.empty() && tag.size() <= 128 && is_word(tag.front()) &&
           std::all_of(tag.begin(), tag.end(), [](char c) { return is_word(c) || c == '.' || c == '-'; });
}

bool valid_digest(std::string_view digest) {
    const std::size_t colon = digest.find(':');
    return colon != std::string_view::npos && colon > 0 && digest.size() - colon - 1 >= 32 &&
           std::all_of(digest.begin() + static_cast<std::ptrdiff_t>(colon) + 1, digest.end(),
                       [](char c) { return is_word(c) && c != '_'; });
}

} // namespace

std::string_view ImageReference::official_name() const {
    if (!registry.empty() && registry != "docker.io" && registry != "index.docker.io")
        return {};
    std::string_view name = path;
    if (name.starts_with("library/"))
        name.remove_prefix(8);
    else if (!registry.empty() && name.find('/') != std::string_view::npos)
        return {};
    return name.find('/') == std::string_view::npos ? name : std::string_view{};
}

std::string ImageReference::catalog_name() const {
    if (const std::string_view official = official_name(); !official.empty())
        return std::string(official);
    return registry.empty() ? std::string() : std::string(registry) + "/" + std::string(path);
}

std::optional<ImageReference> parse_image_reference(std::string_view text) {
    ImageReference reference;
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        reference.digest = text.substr(at + 1);
        if (!valid_digest(reference.digest))
            return std::nullopt;
        text = text.substr(0, at);
    }
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const std::string_view first = text.substr(0, slash);
        const bool upper = std::any_of(first.begin(), first.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (first.find_first_of(".:") != std::string_view::npos || first == "localhost" || upper) {
            if (!std::all_of(first.begin(), first.end(), [](char c) {
                    return (is_word(c) && c != '_') || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
                }))
                return std::nullopt;
            reference.registry = first;
            text = text.substr(slash + 1);
        }
    }
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
        reference.tag = text.substr(colon + 1);
        if (!valid_tag(reference.tag))
            return std::nullopt;
        text = text.substr(0, colon);
    }
    reference.path = text;
    if (!valid_path(text))
        return std::nullopt;
    return reference;
}

} // namespace imgfix::document
