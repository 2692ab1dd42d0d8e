#include "document/validate.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace imgfix::document {

namespace {

enum class FlagType { text, list, boolean };
struct KnownFlag {
    std::string_view name;
    FlagType type;
};

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// BFlags.Parse (instructions/bflag.go).
std::string check_flags(const Instruction& instruction, std::initializer_list<KnownFlag> known) {
    std::vector<std::string_view> used;
    for (const Flag& flag : instruction.flags) {
        const auto* found =
            std::find_if(known.begin(), known.end(), [&](const KnownFlag& one) { return one.name == flag.name; });
        if (found == known.end())
            return "unknown flag: --" + flag.name;
        if (found->type != FlagType::list && std::find(used.begin(), used.end(), found->name) != used.end())
            return "duplicate flag specified: --" + flag.name;
        used.push_back(found->name);
        if (found->type == FlagType::boolean) {
            const std::string value = lower(flag.value);
            if (flag.has_value && value.empty())
                return "missing a value on flag: --" + flag.name;
            if (!value.empty() && value != "true" && value != "false")
                return "expecting boolean value for flag --" + flag.name + ", not: " + flag.value;
        } else if (!flag.has_value) {
            return "missing a value on flag: --" + flag.name;
        }
    }
    return {};
}

/// Go's time.ParseDuration, then the limit of parseOptInterval.
bool valid_duration(std::string_view text) {
    if (text.empty() || text == "0")
        return true;
    const bool negative = text.front() == '-';
    if (text.front() == '-' || text.front() == '+')
        text.remove_prefix(1);
    if (text == "0")
        return true;
    if (text.empty())
        return false;
    double total = 0;
    while (!text.empty()) {
        std::size_t digits = 0;
        double number = 0;
        double scale = 0;
        for (; digits < text.size() &&
               ((text[digits] >= '0' && text[digits] <= '9') || (text[digits] == '.' && scale == 0));
             ++digits) {
            if (text[digits] == '.') {
                scale = 1;
            } else if (scale != 0) {
                scale /= 10;
                number += scale * (text[digits] - '0');
            } else {
                number = number * 10 + (text[digits] - '0');
            }
        }
        if (digits == 0 || (digits == 1 && text[0] == '.'))
            return false;
        text.remove_prefix(digits);
        static constexpr std::array<std::pair<std::string_view, double>, 8> units{{{"ns", 1e-9},
                                                                                   {"us", 1e-6},
                                                                                   {"\xC2\xB5s", 1e-6},
                                                                                   {"\xCE\xBCs", 1e-6},
                                                                                   {"ms", 1e-3},
                                                                                   {"s", 1},
                                                                                   {"m", 60},
                                                                                   {"h", 3600}}};
        const auto* unit =
            std::find_if(units.begin(), units.end(), [&](const auto& one) { return text.starts_with(one.first); });
        if (unit == units.end())
            return false;
        text.remove_prefix(unit->first.size());
        total += number * unit->second;
    }
    return total == 0 || (!negative && total >= 1e-3 && total < 9223372036.854775807);
}

/// One line of comma-separated values as csvvalue.Fields reads it; false when it reports an error.
bool read_csv(std::string_view text, std::vector<std::string>& fields) {
    if (text.empty())
        return false;
    for (;;) {
        std::string field;
        if (text.starts_with('"')) {
            text.remove_prefix(1);
            for (;;) {
                const std::size_t quote = text.find('"');
                if (quote == std::string_view::npos)
                    return false;
                field += text.substr(0, quote);
                text.remove_prefix(quote + 1);
                if (!text.starts_with('"'))
                    break;
                field += '"';
                text.remove_prefix(1);
            }
            if (!text.empty() && text.front() != ',')
                return false;
        } else {
            const std::string_view plain = text.substr(0, text.find(','));
            if (plain.find('"') != std::string_view::npos)
                return false;
            field = plain;
            text.remove_prefix(plain.size());
        }
        fields.push_back(std::move(field));
        if (text.empty())
            return true;
        text.remove_prefix(1);
    }
}

/// parseMount without an expander (instructions/commands_runmount.go): all but `from` is checked when the build runs.
std::string check_mount(std::string_view value) {
    std::vector<std::string> fields;
    if (!read_csv(value, fields))
        return "failed to parse csv mounts: \"" + std::string(value) + "\"";
    for (const std::string& field : fields) {
        const std::size_t equals = field.find('=');
        if (equals == std::string::npos || lower(field.substr(0, equals)) != "from")
            continue;
        const std::string image = field.substr(equals + 1);
        const std::size_t dollar = image.find('$');
        if (dollar != std::string::npos && dollar + 1 != image.size())
            return "'from' doesn't support variable expansion, define alias stage instead";
    }
    return {};
}

/// parseDevice (instructions/commands_rundevice.go).
std::string check_device(std::string_view value) {
    static constexpr std::array<std::string_view, 12> booleans{"1", "t", "T", "TRUE",  "true",  "True",
                                                               "0", "f", "F", "FALSE", "false", "False"};
    std::vector<std::string> fields;
    if (!read_csv(value, fields))
        return "failed to parse csv devices: \"" + std::string(value) + "\"";
    bool named = false;
    for (const std::string& field : fields) {
        const std::size_t equals = field.find('=');
        const std::string key = lower(field.substr(0, equals));
        if (equals == std::string::npos) {
            if (key == "required")
                continue;
            if (named)
                return "invalid field '" + field + "' must be a key=value pair";
            named = true;
        } else if (key == "name") {
            if (named)
                return "device name already set";
            named = true;
        } else if (key == "required") {
            if (std::find(booleans.begin(), booleans.end(), field.substr(equals + 1)) == booleans.end())
                return "invalid value for required: " + field.substr(equals + 1);
        } else if (named) {
            return "unexpected key '" + key + "' in '" + field + "'";
        } else {
            named = true;
        }
    }
    return {};
}

std::string at_least_one(const Instruction& instruction) {
    return instruction.keyword + " requires at least one argument";
}
std::string exactly_one(const Instruction& instruction) {
    return instruction.keyword + " requires exactly one argument";
}

std::string validate_from(const Instruction& instruction) {
    const auto& words = instruction.words;
    if (words.size() == 3 &&
        (lower(words[1].value) == "as" || lower(words[1].value) == "a\xC5\xBF")) { // Go folds the long s
        const std::string name = lower(words[2].value);
        const bool valid =
            !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
            std::all_of(name.begin(), name.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            });
        if (!valid)
            return "invalid name for build stage: \"" + words[2].value +
                   "\", name can't start with a number or contain symbols";
    } else if (words.size() != 1) {
        return "FROM requires either one or three arguments";
    }
    return check_flags(instruction, {{"platform", FlagType::text}});
}

std::string validate_healthcheck(const Instruction& instruction) {
    if (instruction.words.empty())
        return at_least_one(instruction);
    const std::string type = lower(instruction.words.front().value);
    if (type == "none")
        return instruction.words.size() > 1 ? "HEALTHCHECK NONE takes no arguments" : "";
    if (std::string error = check_flags(instruction, {{"interval", FlagType::text},
                                                      {"timeout", FlagType::text},
                                                      {"start-period", FlagType::text},
                                                      {"start-interval", FlagType::text},
                                                      {"retries", FlagType::text}});
        !error.empty())
        return error;
    if (type != "cmd")
        return "Unknown type \"" + instruction.words.front().value + "\" in HEALTHCHECK (try CMD)";
    if (instruction.words.size() < 2)
        return "Missing command after HEALTHCHECK CMD";
    for (const Flag& flag : instruction.flags) {
        if (flag.name != "retries") {
            if (!valid_duration(flag.value))
                return "invalid duration for --" + flag.name + ": \"" + flag.value + "\"";
        } else if (!flag.value.empty()) {
            std::string_view digits = flag.value;
            if (digits.front() == '+')
                digits.remove_prefix(1);
            if (digits.empty() || digits.size() > 10 ||
                !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) ||
                std::stoull(std::string(digits)) > 2147483647)
                return "invalid number of --retries: \"" + flag.value + "\"";
        }
    }
    return {};
}

std::string validate_copy(const Instruction& instruction) {
    if (instruction.words.size() < 2)
        return instruction.keyword +
               " requires at least two arguments, but only one was provided. Destination could not be determined";
    std::string error = instruction.kind == InstructionKind::add
                            ? check_flags(instruction, {{"chown", FlagType::text},
                                                        {"chmod", FlagType::text},
                                                        {"link", FlagType::boolean},
                                                        {"keep-git-dir", FlagType::boolean},
                                                        {"checksum", FlagType::text},
                                                        {"unpack", FlagType::boolean},
                                                        {"exclude", FlagType::list}})
                            : check_flags(instruction, {{"chown", FlagType::text},
                                                        {"from", FlagType::text},
                                                        {"chmod", FlagType::text},
                                                        {"link", FlagType::boolean},
                                                        {"exclude", FlagType::list},
                                                        {"parents", FlagType::boolean}});
    if (error.empty() && grammar::heredoc_of_word(instruction.words.back().value))
        error = instruction.keyword + " cannot accept a heredoc as a destination";
    return error;
}

std::string validate_run(const Instruction& instruction) {
    if (std::string error = check_flags(instruction, {{"mount", FlagType::list},
                                                      {"network", FlagType::text},
                                                      {"security", FlagType::text},
                                                      {"device", FlagType::list}});
        !error.empty())
        return error;
    for (const Flag& flag : instruction.flags) {
        if (flag.name == "mount") {
            if (std::string error = check_mount(flag.value); !error.empty())
                return error;
        } else if (flag.name == "device") {
            if (std::string error = check_device(flag.value); !error.empty())
                return error;
        } else if (flag.name == "network" && flag.value != "default" && flag.value != "none" && flag.value != "host") {
            return "invalid network mode: \"" + flag.value + "\"";
        } else if (flag.name == "security" && flag.value != "sandbox" && flag.value != "insecure") {
            return "security \"" + flag.value + "\" is not valid";
        }
    }
    return {};
}

} // namespace

std::string validate(const Instruction& instruction) {
    const auto& words = instruction.words;
    switch (instruction.kind) {
    case InstructionKind::unknown:
        return "unknown instruction: " + instruction.keyword;
    case InstructionKind::from:
        return validate_from(instruction);
    case InstructionKind::env:
    case InstructionKind::label:
        if (std::string error = check_flags(instruction, {}); !error.empty())
            return error;
        if (instruction.pairs.empty())
            return at_least_one(instruction);
        for (const KeyValue& pair : instruction.pairs)
            if (pair.key.empty())
                return instruction.keyword + " names can not be blank";
        return {};
    case InstructionKind::arg:
        if (instruction.pairs.empty())
            return at_least_one(instruction);
        for (const KeyValue& pair : instruction.pairs)
            if (pair.key.empty())
                return "ARG names can not be blank";
        return {};
    case InstructionKind::maintainer:
    case InstructionKind::user:
    case InstructionKind::workdir:
        return words.size() != 1 ? exactly_one(instruction) : check_flags(instruction, {});
    case InstructionKind::stopsignal:
        return words.size() != 1 ? exactly_one(instruction) : std::string();
    case InstructionKind::expose:
        return words.empty() ? at_least_one(instruction) : check_flags(instruction, {});
    case InstructionKind::volume:
        if (words.empty())
            return at_least_one(instruction);
        if (std::string error = check_flags(instruction, {}); !error.empty())
            return error;
        for (const Word& word : words)
            if (grammar::trim_space(word.value).empty())
                return "VOLUME specified can not be an empty string";
        return {};
    case InstructionKind::cmd:
    case InstructionKind::entrypoint:
        return check_flags(instruction, {});
    case InstructionKind::shell:
        if (std::string error = check_flags(instruction, {}); !error.empty())
            return error;
        if (words.empty())
            return at_least_one(instruction);
        return instruction.json ? std::string() : "SHELL requires the arguments to be in JSON form";
    case InstructionKind::add:
    case InstructionKind::copy:
        return validate_copy(instruction);
    case InstructionKind::run:
        return validate_run(instruction);
    case InstructionKind::healthcheck:
        return validate_healthcheck(instruction);
    case InstructionKind::onbuild: {
        if (!instruction.trigger)
            return at_least_one(instruction);
        if (std::string error = check_flags(instruction, {}); !error.empty())
            return error;
        switch (instruction.trigger->kind) {
        case InstructionKind::onbuild:
            return "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed";
        case InstructionKind::maintainer:
        case InstructionKind::from:
            return instruction.trigger->keyword + " isn't allowed as an ONBUILD trigger";
        default:
            return {};
        }
    }
    }
    return {};
}

} // namespace imgfix::document
