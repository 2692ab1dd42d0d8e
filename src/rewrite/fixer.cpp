#include "rewrite/fixer.hpp"

#include <algorithm>

namespace imgfix::rewrite {

std::string apply_edits(std::string_view source, std::vector<Edit> edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
    std::string result;
    result.reserve(source.size() + 256);
    std::size_t done = 0;
    for (const Edit& edit : edits) {
        result.append(source.substr(done, edit.begin - done));
        result.append(edit.text);
        done = edit.end;
    }
    result.append(source.substr(done));
    return result;
}

std::string_view Context::option(std::string_view fixer, std::string_view name, std::string_view fallback) const {
    const auto table = options.find(fixer);
    if (table == options.end())
        return fallback;
    const auto value = table->second.find(std::string(name));
    return value == table->second.end() ? fallback : std::string_view(value->second);
}

namespace {

/// True when text holds word, and neither side of it goes on with a character of a name.
bool has_name(std::string_view text, std::string_view word, std::string_view name_marks) {
    const auto in_name = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               name_marks.find(c) != std::string_view::npos;
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos && !word.empty();
         at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !in_name(text[at - 1])) && (end == text.size() || !in_name(text[end])))
            return true;
    }
    return false;
}

} // namespace

void Context::add_build_file(std::string_view text) {
    if (text.find("contexts") != std::string_view::npos)
        override_text.append(text).append("\n");
    if (text.find("args") != std::string_view::npos)
        argument_text.append(text).append("\n");
    // `target: name`, `target = "name"`, `"target": "name"`
    constexpr std::string_view key = "target";
    for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
        std::size_t next = at + key.size();
        const auto skip = [&](std::string_view marks) {
            const std::size_t first = next;
            while (next < text.size() && marks.find(text[next]) != std::string_view::npos)
                ++next;
            return next != first;
        };
        skip("\"' \t");
        if (!skip(":="))
            continue;
        skip("\"' \t");
        const std::size_t end = std::min(text.find_first_of("\"' \t\r\n,}#", next), text.size());
        if (end > next)
            targets.emplace_back(text.substr(next, end - next));
    }
}

bool Context::names_build_context(std::string_view reference) const {
    return has_name(override_text, reference, "_.-/");
}

bool Context::passes_argument(std::string_view name) const { return has_name(argument_text, name, "_"); }

std::string_view to_string(Safety safety) { return safety == Safety::safe ? "safe" : "unsafe"; }

std::string_view to_string(Contract contract) {
    switch (contract) {
    case Contract::same_image:
        return "same image";
    case Contract::same_image_on_date:
        return "same image on the catalog's date";
    case Contract::same_application:
        return "same application";
    }
    return "";
}

} // namespace imgfix::rewrite
