#include "catalog/applets.hpp"

#include <algorithm>

#include "catalog/facts.hpp"

namespace imgfix::catalog {

namespace {

constexpr auto npos = std::string_view::npos;

bool only(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == npos;
}

std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        words.push_back(list.substr(0, end));
        list = end == npos ? std::string_view{} : list.substr(end + 1);
    }
    return words;
}

/// 644, u+x, go-w,a=rX
bool is_mode(std::string_view text) {
    if (only(text, "01234567"))
        return text.size() == 3 || text.size() == 4;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const std::string_view part = text.substr(0, end);
        const std::size_t sign = part.find_first_not_of("ugoa");
        if (sign == npos || (part[sign] != '+' && part[sign] != '-' && part[sign] != '=') ||
            part.find_first_not_of("rwxX", sign + 1) != npos || sign + 1 == part.size())
            return false;
        if (end == text.size())
            return true;
        text.remove_prefix(end + 1);
    }
    return false;
}

bool is_owner(std::string_view text) {
    const auto one = [](std::string_view name) { return name == "root" || only(name, "0123456789"); };
    const std::size_t colon = text.find(':');
    return one(text.substr(0, colon)) && (colon == npos || one(text.substr(colon + 1)));
}

/// Cut into numbers and ranges: 1, 1,3, 1-2, 2-
bool is_fields(std::string_view text) {
    return only(text, "0123456789,-") && text[0] != '-' && text[0] != ',' && text.back() != ',' &&
           text.find(",,") == npos && text.find("--") == npos && text.find("-,") == npos && text.find(",-") == npos &&
           std::count(text.begin(), text.end(), '-') <= 1;
}

bool is_duration(std::string_view text) {
    const std::size_t unit = text.find_first_not_of("0123456789");
    return unit != 0 && !text.empty() && (unit == npos || (unit + 1 == text.size() && only(text.substr(unit), "smhd")));
}

/// Is the word one of the kind? The same kinds as in make_applets.py.
bool fits(std::string_view word, std::string_view kind) {
    const bool dash = word.starts_with("-");
    if (kind == "text" || kind == "argument")
        return !dash && word.find('\\') == npos;
    if (kind == "format") {
        for (std::size_t k = 0; k < word.size(); ++k) {
            if (word[k] != '%' && word[k] != '\\')
                continue;
            const std::string_view second = word.substr(k + 1, 1);
            if (second.empty() || std::string_view(word[k] == '%' ? "s%" : "nt\\").find(second) == npos)
                return false;
            ++k;
        }
        return !dash;
    }
    if (kind == "mode" || kind == "MODE")
        return is_mode(word);
    if (kind == "owner")
        return is_owner(word);
    if (kind == "number" || kind == "NUMBER")
        return only(word, "0123456789") && word.size() < 7;
    if (kind == "duration")
        return is_duration(word) && word.size() < 7;
    if (kind == "CHARACTER")
        return word.size() == 1 && word[0] >= ' ' && word[0] < 127 && word[0] != '\\' && word[0] != '"' &&
               word[0] != '\'';
    if (kind == "FIELDS")
        return is_fields(word);
    if (kind == "null")
        return word == "/dev/null";
    if (kind == "infinity")
        return word == "infinity";
    // paths
    return !dash && !word.empty() && word.find('\n') == npos;
}

Operand meaning(std::string_view kind) {
    if (kind == "target")
        return Operand::target;
    constexpr std::string_view paths = "folder file new gone read from to link source goal";
    return has_word(paths, kind) ? Operand::path : Operand::plain;
}

std::optional<AppletForm> match(std::string_view row, const std::vector<std::string>& words) {
    std::size_t at = 1;
    AppletForm form;
    for (const std::string_view option : words_of(field(row, 1))) {
        const bool is_value = option[0] >= 'A' && option[0] <= 'Z';
        if (at >= words.size() || (is_value ? !fits(words[at], option) : words[at] != option))
            return std::nullopt;
        form.words.push_back(Operand::plain);
        ++at;
    }
    const auto number = [&](std::size_t n) { return static_cast<std::size_t>(field(row, n)[0] - '0'); };
    std::size_t end = words.size();
    if (words[0] == "[") {
        if (words.back() != "]" || end <= at)
            return std::nullopt;
        --end;
    }
    const auto kinds = words_of(field(row, 2));
    // nine stands for any number: the last kind repeats
    if (end - at < number(3) || (number(4) < 9 && end - at > number(4)) || (kinds.empty() && end > at))
        return std::nullopt;
    for (std::size_t k = 0; at + k < end; ++k) {
        const std::string_view kind = kinds[std::min(k, kinds.size() - 1)];
        if (!fits(words[at + k], kind))
            return std::nullopt;
        form.words.push_back(meaning(kind));
    }
    if (end < words.size())
        form.words.push_back(Operand::plain);
    return form;
}

bool is_taken(std::string_view list, std::string_view name) {
    for (const std::string_view one : words_of(list))
        if (one == name || (one.size() > 1 && one[0] == '*' && name.starts_with(one.substr(1))))
            return true;
    return false;
}

std::string_view folder_row(std::string_view path) {
    for (Lines lines(fact_text(Fact::base_folders)); lines.next();)
        if (lines.line()[0] == '/' && field(lines.line(), 0) == path)
            return lines.line();
    return {};
}

} // namespace

std::optional<AppletForm> applet_form(const std::vector<std::string>& words) {
    if (words.empty() || words[0].empty() || words[0] == "program")
        return std::nullopt;
    for (Lines lines(fact_text(Fact::applets)); lines.next();) {
        const std::string_view row = lines.line();
        if (row[0] == '#' || field(row, 0) != words[0] || field(row, 5) != "same")
            continue;
        if (auto form = match(row, words))
            return form;
    }
    return std::nullopt;
}

bool has_applet_rows(std::string_view program) {
    for (Lines lines(fact_text(Fact::applets)); lines.next();)
        if (lines.line()[0] != '#' && field(lines.line(), 0) == program && program != "program")
            return true;
    return false;
}

bool is_program_file(std::string_view applet) { return applet != "cd" && applet != ":" && applet != "set"; }

PathOwner path_owner(std::string_view path) {
    if (path.empty() || path[0] != '/')
        return PathOwner::base;
    if (!folder_row(path).empty())
        return PathOwner::folder;
    // The deepest folder of the list above it decides.
    for (std::size_t slash = path.rfind('/'); slash != npos; slash = slash == 0 ? npos : path.rfind('/', slash - 1)) {
        const std::string_view row = folder_row(slash == 0 ? "/" : path.substr(0, slash));
        if (row.empty())
            continue;
        const std::string_view below = path.substr(slash + 1);
        return is_taken(field(row, 2), below.substr(0, below.find('/'))) ? PathOwner::base : PathOwner::stage;
    }
    return PathOwner::base;
}

bool base_has_folder(std::string_view base, std::string_view path) {
    return has_word(field(folder_row(path), 1), base);
}

std::optional<PackageProgram> package_program(std::string_view program) {
    for (Lines lines(fact_text(Fact::package_programs)); lines.next();) {
        const std::string_view row = lines.line();
        if (row[0] == '#' || field(row, 0) != program || program == "program")
            continue;
        return PackageProgram{field(row, 0), field(row, 1), field(row, 2) == "interpreter", field(row, 2) == "parts"};
    }
    return std::nullopt;
}

AppletOptions applet_options(const std::vector<std::string_view>& words, std::string_view& package) {
    package = {};
    if (words.empty())
        return AppletOptions::no_applet;
    std::string_view name = words[0];
    name.remove_prefix(name.rfind('/') + 1);
    Lines lines(sorted_rows(fact_text(Fact::applet_options), name));
    if (!lines.next())
        return AppletOptions::no_applet;
    const std::string_view row = lines.line();
    package = field(row, 4);
    const std::string_view plain = field(row, 1);
    const std::string_view valued = field(row, 2);
    const std::string_view longs = field(row, 3);
    const bool expression = name == "find" || name == "test" || name == "[" || name == "expr";
    for (std::size_t k = 1; k < words.size(); ++k) {
        std::string_view word = words[k];
        if (word.empty())
            continue;
        if (word == "--")
            break;
        if (name == "find" && (word == "-o" || word == "-a" || word == "-not"))
            continue;
        const std::string tar_letters = name == "tar" && k == 1 && word[0] != '-' ? "-" + std::string(word) : "";
        if (!tar_letters.empty())
            word = tar_letters;
        if (word.size() < 2 || word[0] != '-' || (word[1] >= '0' && word[1] <= '9' && name != "xargs"))
            continue;
        if (has_word(longs, word.substr(0, word.find('='))))
            continue;
        if (word[1] == '-')
            return AppletOptions::gnu_only;
        if (name == "test" || name == "[" || name == "expr" || name == "echo")
            continue;
        for (std::size_t at = 1; at < word.size(); ++at) {
            if (valued.find(word[at]) != std::string_view::npos)
                break; // the rest, or the next word, is its value
            if (expression || plain.find(word[at]) == std::string_view::npos)
                return AppletOptions::gnu_only;
        }
    }
    return AppletOptions::known;
}

} // namespace imgfix::catalog
