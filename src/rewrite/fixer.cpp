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

bool Context::names_build_context(std::string_view reference) const {
    const auto in_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-' || c == '/';
    };
    const std::string_view text = override_text;
    for (std::size_t at = text.find(reference); at != std::string_view::npos && !reference.empty();
         at = text.find(reference, at + 1)) {
        const std::size_t end = at + reference.size();
        if ((at == 0 || !in_name(text[at - 1])) && (end == text.size() || !in_name(text[end])))
            return true;
    }
    return false;
}

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
