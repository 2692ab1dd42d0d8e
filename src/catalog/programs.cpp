#include "catalog/programs.hpp"

#include <algorithm>

#include "catalog/facts.hpp"

namespace imgfix::catalog {

namespace {

/// The lines of programs.tsv for one name; they are sorted by name and stand together.
std::string_view section(std::string_view name) {
    const std::string_view text = fact_text(Fact::programs);
    std::size_t low = text.find("\n", text.find("\n") + 1) + 1; // behind the two header lines
    std::size_t high = text.size();
    const auto name_at = [&](std::size_t line) { return text.substr(line, text.find('\t', line) - line); };
    const auto line_start = [&](std::size_t at) {
        const std::size_t feed = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
        return feed == std::string_view::npos ? 0 : feed + 1;
    };
    while (low < high) {
        const std::size_t middle = std::max(line_start(low + (high - low) / 2), low);
        if (name_at(middle) < name)
            low = std::min(text.find('\n', middle), text.size() - 1) + 1;
        else
            high = middle;
    }
    std::size_t end = low;
    while (end < text.size() && name_at(end) == name)
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    return text.substr(low, end - low);
}

bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

/// Does word name what pattern names: the same text, a prefix (`./*`), an option with its value or abbreviated as
/// getopt_long takes it, or a letter of a cluster of short options?
bool matches(std::string_view word, std::string_view pattern) {
    if (word == pattern)
        return true;
    if (pattern.ends_with("*"))
        return word.starts_with(pattern.substr(0, pattern.size() - 1));
    if (!is_option(pattern) || !is_option(word))
        return false;
    if (pattern.starts_with("--")) {
        const std::string_view name = word.substr(0, word.find('='));
        return name == pattern || (name.size() > 2 && pattern.starts_with(name) && name != "--pre"); // pip's own
    }
    return pattern.size() == 2 && word[1] != '-' && word.find(pattern[1]) != std::string_view::npos;
}

template <typename Visit> bool any_of_list(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        if (visit(list.substr(0, end)))
            return true;
        list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    }
    return false;
}

/// The first operand, behind options and the values that values_of says they have.
std::string_view subcommand_of(const std::vector<std::string_view>& operands, std::string_view options_with_value) {
    for (std::size_t k = 0; k < operands.size(); ++k) {
        if (!is_option(operands[k]))
            return operands[k];
        if (has_word(options_with_value, operands[k]))
            ++k;
    }
    return {};
}

} // namespace

bool Program::has(std::string_view effect) const { return has_word(effects, effect); }
bool Program::writes_to(std::string_view place) const { return has_word(writes, place); }

std::optional<Program> find_program(std::string_view name, const std::vector<std::string_view>& operands) {
    if (name.empty() || name.find_first_of("\t\n") != std::string_view::npos)
        return std::nullopt;
    std::optional<std::string_view> chosen;
    for (Lines lines(section(name)); lines.next();) {
        const std::string_view selectors = field(lines.line(), 1);
        if (selectors == "*") {
            if (!chosen)
                chosen = lines.line();
            continue;
        }
        const std::string_view subcommand = subcommand_of(operands, field(lines.line(), 4));
        if (any_of_list(selectors, [&](std::string_view selector) {
                if (!is_option(selector))
                    return selector == subcommand;
                return std::find(operands.begin(), operands.end(), selector) != operands.end();
            }))
            chosen = lines.line();
    }
    if (!chosen)
        return std::nullopt;
    const std::string_view exceptions = field(*chosen, 3);
    for (const std::string_view operand : operands)
        if (exceptions != "-" && any_of_list(exceptions, [&](std::string_view one) { return matches(operand, one); }))
            return std::nullopt;
    return Program{name, field(*chosen, 1), field(*chosen, 2), field(*chosen, 5), field(*chosen, 6)};
}

} // namespace imgfix::catalog
