#include "catalog/facts.hpp"

#include <algorithm>
#include <cstring>

/// The embedded files (facts.S), as Fact names them.
// clang-format off
#define IMGFIX_FACTS(X) \
    X(catalog) X(status) X(old_tags) X(windows_tags) X(eol) X(codenames) X(packages) X(alpine_applets) \
    X(busybox_applets) X(base_config) X(managers) X(external) X(sizes) X(equivalents) X(programs) X(applets) \
    X(base_folders) X(package_programs) X(caches) X(debian_programs) X(variant_packages) X(applet_options) \
    X(accounts) X(language_packages) X(removed_folders) X(services) X(exact_variants) X(dotnet_tags) \
    X(package_parts) X(plain_programs) X(alpine_programs) X(lost_files) X(long_brought) X(static_downloads) \
    X(absent_folders) X(alpine_since)
// clang-format on

// Begin and end of each.
#define IMGFIX_DECLARE(name)                                                                                           \
    extern const char imgfix_fact_##name[];                                                                            \
    extern const char imgfix_fact_##name##_end[];

extern "C" {
IMGFIX_FACTS(IMGFIX_DECLARE)
}

namespace imgfix::catalog {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

} // namespace

std::string_view fact_text(Fact fact) {
    switch (fact) {
#define IMGFIX_TEXT(name)                                                                                              \
    case Fact::name:                                                                                                   \
        return between(imgfix_fact_##name, imgfix_fact_##name##_end);
        IMGFIX_FACTS(IMGFIX_TEXT)
    }
    return {};
}

bool Lines::next() {
    if (rest_.empty())
        return false;
    const std::size_t end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    return true;
}

std::string_view field(std::string_view line, std::size_t n) {
    for (; n > 0; --n) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            return {};
        line.remove_prefix(tab + 1);
    }
    return line.substr(0, line.find('\t'));
}

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        if (list.substr(0, end) == word)
            return true;
        if (end == std::string_view::npos)
            break;
        list.remove_prefix(end + 1);
    }
    return false;
}

std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        words.push_back(list.substr(0, end));
        list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    }
    return words;
}

std::string_view sorted_rows(std::string_view table, std::string_view key) {
    if (key.empty() || key.find_first_of("\t\n") != std::string_view::npos)
        return {};
    std::size_t low = table.find('\n', table.find('\n') + 1) + 1; // behind the two header lines
    std::size_t high = table.size();
    const auto key_at = [&](std::size_t line) { return table.substr(line, table.find('\t', line) - line); };
    const auto line_start = [&](std::size_t at) {
        const void* feed = ::memrchr(table.data(), '\n', at); // rfind looks at one byte at a time
        return feed == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(feed) - table.data()) + 1;
    };
    while (low < high) {
        const std::size_t middle = std::max(line_start(low + (high - low) / 2), low);
        if (key_at(middle) < key)
            low = std::min(table.find('\n', middle), table.size() - 1) + 1;
        else
            high = middle;
    }
    std::size_t end = low;
    while (end < table.size() && key_at(end) == key)
        end = std::min(table.find('\n', end), table.size() - 1) + 1;
    return table.substr(low, end - low);
}

Sections::Sections(std::string_view text) {
    constexpr auto npos = std::string_view::npos;
    const auto next_mark = [&](std::size_t from) { // the begin of a line that begins with =
        std::size_t at = text.find('=', from);
        while (at != npos && at != 0 && text[at - 1] != '\n')
            at = text.find('=', at + 1);
        return at;
    };
    for (std::size_t mark = next_mark(0); mark != npos;) {
        const std::size_t begin = std::min(text.find('\n', mark), text.size() - 1) + 1;
        const std::size_t next = next_mark(begin);
        sections_.emplace_back(text.substr(mark + 1, begin - mark - 2), text.substr(begin, next - begin));
        mark = next;
    }
    std::sort(sections_.begin(), sections_.end());
}

std::string_view Sections::of(std::string_view name) const {
    const auto at = std::lower_bound(sections_.begin(), sections_.end(), name,
                                     [](const auto& section, std::string_view key) { return section.first < key; });
    return at != sections_.end() && at->first == name ? at->second : std::string_view{};
}

} // namespace imgfix::catalog
