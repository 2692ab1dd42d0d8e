#include "rewrite/shell_values.hpp"

#include <algorithm>
#include <utility>

#include "rewrite/slim_paths.hpp"

namespace imgfix::rewrite {

using document::Instruction;

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t most_forms = 16;
constexpr std::size_t longest_form = 8192;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t end_of_name(std::string_view text, std::size_t at) {
    while (at < text.size() && is_name_character(text[at]))
        ++at;
    return at;
}

/// The place behind `close` that belongs to the `open` at `at`.
std::size_t behind_closing(std::string_view text, std::size_t at, char open, char close) {
    int depth = 0;
    for (std::size_t k = at; k < text.size(); ++k) {
        depth += text[k] == open ? 1 : text[k] == close ? -1 : 0;
        if (depth == 0)
            return k + 1;
    }
    return text.size();
}

/// $NAME, ${NAME}, ${NAME:-text}...
struct Expansion {
    std::string name; // empty: another one
    std::string fallback;
    bool has_fallback = false;
    std::size_t end = 0; // behind it
};

Expansion read_expansion(std::string_view raw, std::size_t at) {
    Expansion found;
    const char next = at + 1 < raw.size() ? raw[at + 1] : ' ';
    if (next == '(') {
        found.end = behind_closing(raw, at + 1, '(', ')');
    } else if (next == '{') {
        found.end = behind_closing(raw, at + 1, '{', '}');
        const std::string_view inner = raw.substr(at + 2, found.end - std::min(found.end, at + 3));
        const std::size_t end = end_of_name(inner, 0);
        std::string_view rest = inner.substr(end);
        if (rest.starts_with(":"))
            rest.remove_prefix(1);
        if (rest.empty() && end == inner.size()) {
            found.name = inner;
        } else if (!rest.empty() && (rest[0] == '-' || rest[0] == '=' || rest[0] == '+')) {
            found.name = inner.substr(0, end);
            found.has_fallback = true;
            found.fallback = rest.substr(1);
        }
    } else {
        found.end = std::max(end_of_name(raw, at + 1), at + 1);
        found.name = raw.substr(at + 1, found.end - at - 1);
    }
    return found;
}

/// A value as the text of a word shows it: what the shell does not read once more is escaped.
std::string as_written(std::string_view value, bool quoted) {
    std::string text;
    for (const char c : value) {
        if (std::string_view(quoted ? "\"\\$`" : "\"'\\$`;&|<>()#!").find(c) != npos)
            text += '\\';
        text += c;
    }
    return text;
}

/// The value of a word without quotes and expansions; nullopt: it has some.
std::optional<std::string> plain_value(std::string_view raw) {
    const std::string text = marked_word(raw);
    return text.find(any_text) == npos ? std::optional<std::string>(text) : std::nullopt;
}

} // namespace

void ShellValues::read(const document::ShellScript& script) {
    const auto add = [&](std::string_view name, std::string_view raw, bool always) {
        std::vector<Value>& values = given_[std::string(name)];
        const auto value = plain_value(raw);
        const auto place = static_cast<std::size_t>(raw.data() - script.text.data());
        if (values.size() < most_forms)
            values.push_back({value.value_or(std::string()), value && always, value.has_value(), script.text, place});
    };
    for (const document::SimpleCommand& command : script.commands) {
        const bool always = command.top_level && command.depth == 0 && !command.in_background &&
                            (command.joiner == document::Joiner::first || command.joiner == document::Joiner::newline ||
                             command.joiner == document::Joiner::semicolon);
        for (const document::ShellAssignment& one : command.assignments)
            add(one.name, one.value.raw, always && command.words.empty());
        const std::string_view program = command.name();
        open_ = open_ || program == "." || program == "source" || program == "eval" || program == "read" ||
                program == "getopts" || program == "unset" || program == "mapfile" || program == "readarray" ||
                program == "let";
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            const std::string_view raw = command.words[k].raw;
            const std::size_t end = end_of_name(raw, 0);
            const bool declares = program == "export" || program == "readonly" || program == "declare" ||
                                  program == "local" || program == "typeset" || program == "env";
            if (declares && end > 0 && end < raw.size() && raw[end] == '=')
                add(raw.substr(0, end), raw.substr(end + 1), always && program != "env");
        }
    }
    const auto& nodes = script.tree.nodes;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        if (nodes[k].kind != grammar::Kind::for_clause)
            continue;
        std::string_view name;
        grammar::for_each_child(nodes, k, [&](std::size_t child) {
            if (nodes[child].kind != grammar::Kind::word)
                return;
            const std::string_view raw = script.text.substr(nodes[child].begin, nodes[child].end - nodes[child].begin);
            if (name.empty())
                name = raw;
            else
                add(name, raw, false);
        });
    }
}

std::vector<ShellValues::Value> ShellValues::of(const std::string& name, const Instruction& instruction) const {
    std::vector<Value> values;
    if (const auto set = given_.find(name); set != given_.end())
        values = set->second;
    if (const auto value = document_.variable(name, instruction))
        values.push_back({*value, values.empty(), true, {}, 0});
    return values;
}

bool ShellValues::is_argument(const std::string& name, const Instruction& instruction) const {
    for (const document::Variable& one : document_.stages[instruction.stage].variables)
        if (one.is_arg && one.name == name && one.instruction < instruction.index)
            return given_.count(name) == 0;
    return false;
}

ShellValues::Forms ShellValues::forms_of(const Instruction& instruction,
                                         const std::vector<document::ShellWord>& words) const {
    Forms forms;
    forms.texts.emplace_back();
    bool changed = false;
    const auto append = [&](std::string_view text) {
        for (std::string& one : forms.texts)
            one += text;
    };
    // each text with each of the values
    const auto append_each = [&](const std::vector<std::string>& values) {
        std::vector<std::string> more;
        for (const std::string& text : forms.texts)
            for (const std::string& value : values)
                if (more.size() < most_forms && text.size() + value.size() < longest_form)
                    more.push_back(text + value);
        if (more.empty())
            forms.complete = false;
        else
            forms.texts = std::move(more);
    };
    for (const document::ShellWord& word : words) {
        if (&word != &words.front())
            append(" ");
        if (word.literal) {
            append(word.raw);
            continue;
        }
        const std::string_view raw = word.raw;
        bool quoted = false;
        for (std::size_t k = 0; k < raw.size(); ++k) {
            const char c = raw[k];
            if (c == '\'' && !quoted) {
                const std::size_t end = std::min(raw.find('\'', k + 1), raw.size() - 1);
                append(raw.substr(k, end - k + 1));
                k = end;
                continue;
            }
            if (c == '\\' && k + 1 < raw.size()) {
                append(raw.substr(k++, 2));
                continue;
            }
            if (c == '`') {
                const std::size_t end = std::min(raw.find('`', k + 1), raw.size() - 1);
                append(raw.substr(k, end - k + 1));
                forms.complete = false;
                k = end;
                continue;
            }
            quoted = quoted != (c == '"');
            if (c != '$') {
                append(raw.substr(k, 1));
                continue;
            }
            const Expansion one = read_expansion(raw, k);
            std::vector<std::string> values;
            const std::vector<Value> known = of(one.name, instruction);
            for (const Value& value : known) {
                if (value.known)
                    values.push_back(as_written(value.text, quoted));
                const auto here = static_cast<std::size_t>(raw.data() - value.script.data());
                const bool before = value.script.empty() || (here < value.script.size() && here > value.place);
                forms.complete = forms.complete && value.certain && known.size() == 1 && before && !open_;
            }
            if (one.has_fallback)
                values.push_back(one.fallback);
            std::sort(values.begin(), values.end());
            values.erase(std::unique(values.begin(), values.end()), values.end());
            forms.complete = forms.complete && !one.has_fallback;
            if (one.name.empty() || values.empty()) {
                forms.complete = false;
                append(raw.substr(k, one.end - k));
            } else {
                if (is_argument(one.name, instruction))
                    forms.argument = one.name;
                append_each(values);
                changed = true;
            }
            k = one.end - 1;
        }
    }
    if (!changed)
        forms.texts.clear();
    return forms;
}

} // namespace imgfix::rewrite
