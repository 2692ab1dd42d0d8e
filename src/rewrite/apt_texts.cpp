#include "rewrite/apt_texts.hpp"

#include <algorithm>
#include <vector>

#include "catalog/facts.hpp"
#include "rewrite/calls.hpp"

namespace imgfix::rewrite {

namespace {

constexpr std::string_view readers = "apt-cache apt-file apt-show-versions apt-rdepends gdebi tasksel";
constexpr std::string_view reading_verbs =
    "install upgrade dist-upgrade full-upgrade safe-upgrade dselect-upgrade build-dep source download satisfy "
    "reinstall "
    "changelog show showpkg showsrc policy list search depends rdepends madison indextargets";
constexpr std::string_view with_value = "-o -c -t -a --option --config-file --target-release";

/// The words of a text in any language: what stands between blanks, quotes, commas, brackets and operators.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t line_end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, line_end);
        text.remove_prefix(std::min(line_end + 1, text.size()));
        if (const std::size_t first = line.find_first_not_of(" \t");
            first != std::string_view::npos && line[first] == '#')
            continue;
        while (!line.empty()) {
            const std::size_t begin = line.find_first_not_of(" \t\r\"'`,[](){};&|\\");
            if (begin == std::string_view::npos)
                break;
            line.remove_prefix(begin);
            const std::size_t end = std::min(line.find_first_of(" \t\r\"'`,[](){};&|\\"), line.size());
            words.push_back(line.substr(0, end));
            line.remove_prefix(end);
        }
    }
    return words;
}

} // namespace

bool calls_apt_without_update(std::string_view text) {
    if (text.find("apt") == std::string_view::npos && text.find("gdebi") == std::string_view::npos &&
        text.find("tasksel") == std::string_view::npos)
        return false;
    const auto words = words_of(text);
    for (std::size_t k = 0; k < words.size(); ++k) {
        const std::string_view program = file_name(words[k]);
        const bool reader = catalog::has_word(readers, program);
        if (!reader && program != "apt-get" && program != "apt" && program != "aptitude")
            continue;
        std::size_t verb = k + 1;
        while (verb < words.size() && is_option(words[verb]))
            verb += catalog::has_word(with_value, words[verb]) ? 2 : 1;
        const std::string_view name = verb < words.size() ? words[verb] : std::string_view{};
        if (name == "update")
            return false; // from here on the lists are its own
        if (reader || catalog::has_word(reading_verbs, name))
            return true;
    }
    return false;
}

} // namespace imgfix::rewrite
