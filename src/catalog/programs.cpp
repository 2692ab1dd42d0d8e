#include "catalog/programs.hpp"

#include <algorithm>

#include "catalog/facts.hpp"

namespace imgfix::catalog {

namespace {

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
    const auto words = words_of(list);
    return std::any_of(words.begin(), words.end(), visit);
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
    std::optional<std::string_view> chosen;
    for (Lines lines(sorted_rows(fact_text(Fact::programs), name)); lines.next();) {
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
