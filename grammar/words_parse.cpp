#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "grammar/words_grammar.hpp"

namespace imgfix::grammar {

namespace {

/// Longer values of variables are taken as not known: expansion may double a value with each line.
constexpr std::size_t max_value_size = 65536;
constexpr std::string_view blanks = "\t\v\f\r ";

void append_code_point(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// Length of the valid UTF-8 sequence at text[offset], 0 when it is invalid (Go's utf8.DecodeRune then takes one byte).
std::size_t valid_sequence(std::string_view text, std::size_t offset) {
    const auto at = [&](std::size_t k) {
        return offset + k < text.size() ? static_cast<unsigned char>(text[offset + k]) : 0U;
    };
    const unsigned lead = at(0);
    const auto tail = [&](std::size_t k, unsigned low = 0x80, unsigned high = 0xBF) {
        return offset + k < text.size() && at(k) >= low && at(k) <= high;
    };
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return tail(1, low, high) && tail(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return tail(1, low, high) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

/// text with each invalid byte replaced by U+FFFD, as Go does when it writes decoded runes.
std::string to_valid_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t k = 0; k < text.size();) {
        const std::size_t length = valid_sequence(text, k);
        if (length == 0) {
            append_code_point(out, 0xFFFD);
            ++k;
        } else {
            out.append(text, k, length);
            k += length;
        }
    }
    return out;
}

template <typename Rule> struct FlagAction : pegtl::nothing<Rule> {};
template <> struct FlagAction<words::flag_byte> {
    template <typename Input> static void apply(const Input& in, words::State& state) {
        append_code_point(state.value, static_cast<unsigned char>(*in.begin())); // a byte becomes a code point there
    }
};
template <> struct FlagAction<words::flag_word> {
    template <typename Input> static void apply(const Input& in, words::State& state) {
        const auto begin = static_cast<std::uint32_t>(in.begin() - in.input().begin());
        if (state.value == "--")
            state.stopped = true;
        else
            state.words.push_back({begin, begin + static_cast<std::uint32_t>(in.size()), std::move(state.value)});
        state.value.clear();
    }
};

template <typename Rule> struct WordAction : pegtl::nothing<Rule> {};
template <> struct WordAction<words::word> {
    template <typename Input> static void apply(const Input& in, words::State& state) {
        const auto begin = static_cast<std::uint32_t>(in.begin() - in.input().begin());
        std::string value = to_valid_utf8(in.string_view());
        state.words.push_back({begin, begin + static_cast<std::uint32_t>(in.size()), std::move(value)});
    }
};

std::uint32_t hex_value(std::string_view digits) {
    std::uint32_t value = 0;
    for (const char digit : digits)
        value = value * 16 + static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    return value;
}

/// Value of a JSON string body, as Go decodes it: lone surrogates and invalid bytes become U+FFFD.
std::string decode_json(std::string_view body) {
    std::string out;
    for (std::size_t k = 0; k < body.size();) {
        if (body[k] != '\\') {
            const std::size_t length = valid_sequence(body, k);
            if (length == 0)
                append_code_point(out, 0xFFFD);
            else
                out.append(body, k, length);
            k += std::max<std::size_t>(length, 1);
            continue;
        }
        const char kind = body[k + 1];
        k += 2;
        if (kind != 'u') {
            static constexpr std::string_view from = "bfnrt";
            static constexpr std::string_view to = "\b\f\n\r\t";
            const std::size_t index = from.find(kind);
            out += index == std::string_view::npos ? kind : to[index];
            continue;
        }
        std::uint32_t code = hex_value(body.substr(k, 4));
        k += 4;
        if (code >= 0xD800 && code < 0xDC00 && k + 6 <= body.size() && body[k] == '\\' && body[k + 1] == 'u') {
            const std::uint32_t low = hex_value(body.substr(k + 2, 4));
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                k += 6;
            }
        }
        append_code_point(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
    return out;
}

template <typename Rule> struct JsonAction : pegtl::nothing<Rule> {};
template <> struct JsonAction<words::json_element> {
    template <typename Input> static void apply(const Input& in, words::State& state) {
        const auto begin = static_cast<std::uint32_t>(in.begin() - in.input().begin());
        const auto size = static_cast<std::uint32_t>(in.size());
        state.words.push_back({begin, begin + size, decode_json(in.string_view().substr(1, size - 2))});
    }
};

template <> struct JsonAction<words::json_number> {
    template <typename Input> static void apply(const Input& in, words::State& state) {
        state.number_too_large = state.number_too_large || std::isinf(std::strtod(in.string().c_str(), nullptr));
    }
};

template <typename Rule, template <typename...> class Action>
bool run(std::string_view text, words::State& state, std::size_t* consumed = nullptr) {
    pegtl::memory_input<pegtl::tracking_mode::lazy> input(text.data(), text.data() + text.size(), "");
    const bool matched = pegtl::parse<Rule, Action>(input, state);
    if (consumed != nullptr)
        *consumed = static_cast<std::size_t>(input.current() - input.begin());
    return matched;
}

void shift(std::vector<Word>& list, std::uint32_t by) {
    for (Word& word : list) {
        word.begin += by;
        word.end += by;
    }
}

/// Offsets of text.substr(begin, end - begin) without white space at both ends.
std::pair<std::uint32_t, std::uint32_t> trimmed(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    const std::string_view inner = trim_space(text.substr(begin, end - begin));
    const auto offset = static_cast<std::uint32_t>(inner.empty() ? begin : inner.data() - text.data());
    return {offset, offset + static_cast<std::uint32_t>(inner.size())};
}

} // namespace

InstructionParts split_instruction(std::string_view line, std::uint32_t begin, char escape) {
    InstructionParts parts;
    const auto [first, last] = trimmed(line, begin, static_cast<std::uint32_t>(line.size()));
    const std::string_view text = line.substr(0, last);
    std::size_t blank = text.find_first_of(blanks, first);
    parts.keyword_begin = first;
    if (blank == std::string_view::npos) {
        parts.keyword_end = parts.rest_begin = parts.rest_end = last;
        return parts;
    }
    parts.keyword_end = static_cast<std::uint32_t>(blank);
    blank = std::min(text.find_first_not_of(blanks, blank), text.size());
    words::State state;
    state.escape = escape;
    std::size_t consumed = 0;
    if (text.substr(blank, 2) == "--" || (blank < text.size() && (text[blank] == '\x85' || text[blank] == '\xA0'))) {
        run<words::flags, FlagAction>(text.substr(blank), state, &consumed);
        shift(state.words, static_cast<std::uint32_t>(blank));
    }
    parts.flags = std::move(state.words);
    std::tie(parts.rest_begin, parts.rest_end) = trimmed(text, static_cast<std::uint32_t>(blank + consumed), last);
    return parts;
}

std::vector<Word> split_blanks(std::string_view line, std::uint32_t begin, std::uint32_t end) {
    std::vector<Word> words;
    const std::string_view text = line.substr(0, end);
    std::size_t at = begin;
    while (at <= end && begin < end) {
        const std::size_t blank = std::min(text.find_first_of(blanks, at), text.size());
        words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(blank),
                         std::string(text.substr(at, blank - at))});
        if (blank == text.size())
            break;
        at = std::min(text.find_first_not_of(blanks, blank), text.size());
    }
    return words;
}

std::vector<Word> split_words(std::string_view line, std::uint32_t begin, std::uint32_t end, char escape) {
    words::State state;
    state.escape = escape;
    run<words::word_list, WordAction>(line.substr(begin, end - begin), state);
    shift(state.words, begin);
    // an escape character at the very end is dropped, unless a single quote holds it
    if (!state.words.empty() && state.words.back().end == end && line[end - 1] == escape) {
        Word& last = state.words.back();
        bool in_single = false;
        bool in_double = false;
        bool escaped = false;
        for (std::size_t k = last.begin; k + 1 < last.end; ++k) {
            const char c = line[k];
            if (escaped)
                escaped = false;
            else if (c == escape && !in_single)
                escaped = true;
            else if (c == '\'' && !in_double)
                in_single = !in_single;
            else if (c == '"' && !in_single)
                in_double = !in_double;
        }
        if (!escaped && !in_single)
            last.value.pop_back();
        if (last.value.empty())
            state.words.pop_back();
    }
    return state.words;
}

JsonForm parse_json_words(std::string_view line, std::uint32_t begin, std::uint32_t end, std::vector<Word>& words) {
    const auto [first, ignored] = trimmed(line, begin, end);
    if (first >= end || line[first] != '[')
        return JsonForm::not_json;
    const std::string_view text = line.substr(first, end - first);
    words::State state;
    if (run<words::json_strings, JsonAction>(text, state)) {
        shift(state.words, first);
        words = std::move(state.words);
        return JsonForm::strings;
    }
    // The general grammar recurses: bound the depth first. Deeper arrays are taken as shell form.
    constexpr int max_depth = 1000;
    int depth = 0;
    int deepest = 0;
    for (const char c : text) {
        depth += static_cast<int>(c == '[' || c == '{') - static_cast<int>(c == ']' || c == '}');
        deepest = std::max(deepest, depth);
    }
    if (deepest > max_depth || !run<words::json_text, JsonAction>(text, state) || state.number_too_large)
        return JsonForm::not_json;
    return JsonForm::not_strings;
}

namespace {

/// Go's shell-word lexer (BuildKit shell/lex.go) over UTF-8 text.
class WordLexer {
public:
    WordLexer(std::string_view text, char escape, const VariableScope* scope) : escape_(escape), scope_(scope) {
        // text/scanner drops a byte order mark at the start and decodes invalid bytes to U+FFFD
        text_ = to_valid_utf8(text);
        if (text_.starts_with("\xEF\xBB\xBF"))
            at_ = 3;
    }

    bool raw_quotes = false;
    bool raw_escapes = false;
    bool skip_unset = false;
    std::vector<std::string>* unset = nullptr;

    bool failed() const { return failed_; }
    std::vector<std::string> words;

    /// Reads to stop (or to the end when stop is empty); result is the text after expansion.
    std::string process(std::string_view stop, bool raw) {
        const bool saved = raw_escapes;
        raw_escapes = raw;
        std::string result;
        std::vector<std::string> list;
        std::string& word = buffer_; // shared with nested calls, as in BuildKit: a nested call drops what is begun
        word.clear();
        bool in_word = false;
        const auto add_raw = [&](std::string_view piece) {
            word += piece;
            in_word = true;
        };
        const auto add = [&](std::string_view piece) {
            for (std::size_t k = 0; k < piece.size();) {
                if (const std::size_t blank = space_length(piece, k)) {
                    if (in_word && !word.empty()) {
                        list.push_back(word);
                        word.clear();
                        in_word = false;
                    }
                    k += blank;
                } else {
                    const std::size_t length = std::max<std::size_t>(valid_sequence(piece, k), 1);
                    add_raw(piece.substr(k, length));
                    k += length;
                }
            }
        };
        bool stopped = stop.empty();
        while (!failed_ && at_ < text_.size()) {
            if (result.size() > max_value_size) { // A=$A$A, thirty times
                failed_ = true;
                break;
            }
            const std::string_view next = peek();
            if (!stop.empty() && next == stop) {
                at_ += next.size();
                stopped = true;
                break;
            }
            if (next == "'" || next == "\"") {
                const std::string quoted = next == "'" ? single_quote() : double_quote();
                result += quoted;
                add_raw(quoted);
            } else if (next == "$") {
                const std::string value = dollar();
                result += value;
                add(value);
            } else if (next == "<") {
                const std::string opener = possible_heredoc();
                result += opener;
                add_raw(opener);
            } else if (next.size() == 1 && next[0] == escape_) {
                at_ += 1;
                if (raw_escapes) {
                    add_raw(next);
                    result += escape_;
                }
                if (at_ >= text_.size())
                    break;
                const std::string_view escaped = peek();
                at_ += escaped.size();
                add_raw(escaped);
                result += escaped;
            } else {
                at_ += next.size();
                add(next);
                result += next;
            }
        }
        if (!stopped)
            failed_ = true;
        if (!word.empty())
            list.push_back(word);
        word.clear();
        words = std::move(list);
        raw_escapes = saved;
        return result;
    }

private:
    std::string_view peek() const {
        return std::string_view(text_).substr(at_, std::max<std::size_t>(valid_sequence(text_, at_), 1));
    }

    std::string single_quote() {
        const std::size_t close = text_.find('\'', at_ + 1);
        if (close == std::string::npos) {
            failed_ = true;
            return {};
        }
        std::string body = text_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
        return raw_quotes ? "'" + body + "'" : body;
    }

    std::string double_quote() {
        std::string result = raw_quotes ? "\"" : "";
        ++at_;
        while (at_ < text_.size() && !failed_ && result.size() <= max_value_size) {
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                if (raw_quotes)
                    result += '"';
                return result;
            }
            if (c == '$') {
                result += dollar();
                continue;
            }
            ++at_;
            if (c != escape_) {
                result += c;
                continue;
            }
            if (at_ >= text_.size())
                break;
            const char next = text_[at_];
            if (next == '"' || next == '$' || next == escape_) {
                if (raw_escapes)
                    result += c;
                result += next;
                ++at_;
            } else {
                if (raw_escapes && !raw_quotes)
                    result += c;
                result += c;
            }
        }
        failed_ = true;
        return {};
    }

    std::string name() {
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        std::string result;
        if (at_ < text_.size() && digit(text_[at_])) {
            while (at_ < text_.size() && digit(text_[at_]))
                result += text_[at_++];
            return result;
        }
        if (at_ < text_.size() && std::strchr("@*#?-$!0", text_[at_]) != nullptr && text_[at_] != '\0')
            return {text_[at_++]};
        while (at_ < text_.size()) {
            const char c = text_[at_];
            const bool letter =
                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
            if (!letter && !digit(c) && c != '_')
                break;
            const std::string_view next = peek();
            result += next;
            at_ += next.size();
        }
        return result;
    }

    std::optional<std::string> value_of(const std::string& variable) {
        std::optional<std::string> value = scope_ != nullptr ? scope_->lookup(variable) : std::nullopt;
        if (!value && unset != nullptr)
            unset->push_back(variable);
        return value;
    }

    std::string dollar() {
        ++at_;
        if (at_ >= text_.size() || text_[at_] != '{') {
            const std::string variable = name();
            if (variable.empty())
                return "$";
            const auto value = value_of(variable);
            return value ? *value : skip_unset ? "$" + variable : "";
        }
        ++at_;
        if (at_ >= text_.size() || std::strchr("{}:", text_[at_]) != nullptr || ++depth_ > 100) {
            failed_ = true;
            return {};
        }
        const std::string variable = name();
        std::string result = at_ < text_.size() ? braces(variable) : (failed_ = true, std::string());
        --depth_;
        return result;
    }

    std::string braces(const std::string& variable) {
        char operation = text_[at_++];
        std::string operators(1, operation);
        if (operation == '}') {
            const auto value = value_of(variable);
            return value ? *value : skip_unset ? "${" + variable + "}" : "";
        }
        const bool null_is_unset = operation == ':';
        if (null_is_unset) {
            if (at_ >= text_.size()) {
                failed_ = true;
                return {};
            }
            operation = text_[at_++];
            operators += operation;
        }
        const bool pattern = operation == '#' || operation == '%';
        if (operation == '/' && !null_is_unset) {
            std::string slash = "/";
            if (at_ < text_.size() && text_[at_] == '/')
                ++at_;
            const std::string from = process("/", true);
            const std::string to = process("}", true);
            if (skip_unset)
                return "${" + variable + "/" + from + "/" + to + "}";
            failed_ = true; // not computed here
            return {};
        }
        if (operation == '\0' || (null_is_unset ? pattern : std::strchr("+-?#%", operation) == nullptr)) {
            failed_ = true;
            return {};
        }
        const std::string word = process("}", pattern);
        if (failed_)
            return {};
        const auto value = value_of(variable);
        if (skip_unset && !value)
            return "${" + variable + operators + word + "}";
        const bool absent = !value || (null_is_unset && value->empty());
        switch (operation) {
        case '-':
            return absent ? word : *value;
        case '+':
            return absent ? "" : word;
        case '?':
            failed_ = failed_ || absent;
            return value.value_or("");
        default:
            failed_ = true; // patterns are not computed here
            return {};
        }
    }

    std::string possible_heredoc() {
        ++at_;
        if (at_ >= text_.size() || text_[at_] != '<')
            return "<";
        ++at_;
        std::string result = "<<";
        while (at_ < text_.size() && std::strchr("\t\r\n ", text_[at_]) != nullptr && text_[at_] != '\0')
            result += text_[at_++];
        return result;
    }

    std::string text_;
    std::string buffer_;
    std::size_t at_ = 0;
    char escape_;
    const VariableScope* scope_;
    bool failed_ = false;
    int depth_ = 0;
};

enum class HeredocWord { none, opener, error };

HeredocWord read_heredoc_word(std::string_view word, HeredocOpener& opener) {
    // ^(\d*)<<(-?)\s*([^<]*)$
    std::size_t at = 0;
    while (at < word.size() && word[at] >= '0' && word[at] <= '9')
        ++at;
    const std::string_view digits = word.substr(0, at);
    if (word.substr(at, 2) != "<<")
        return HeredocWord::none;
    at += 2;
    opener.chomp = at < word.size() && word[at] == '-';
    at += opener.chomp ? 1 : 0;
    at = std::min(word.find_first_not_of("\t\n\f\r ", at), word.size());
    const std::string_view rest = word.substr(at);
    if (rest.empty() || rest.find('<') != std::string_view::npos || rest.find('\n') != std::string_view::npos)
        return HeredocWord::none;
    opener.descriptor = 0;
    std::uint64_t descriptor = 0;
    for (const char digit : digits)
        descriptor = std::min<std::uint64_t>(descriptor * 10 + static_cast<std::uint64_t>(digit - '0'), UINT32_MAX);
    opener.descriptor = static_cast<unsigned>(descriptor);
    WordLexer plain(rest, '\\', nullptr);
    plain.skip_unset = true;
    plain.process({}, false);
    if (plain.failed())
        return HeredocWord::error;
    if (plain.words.size() != 1)
        return HeredocWord::none;
    WordLexer raw(rest, '\\', nullptr);
    raw.skip_unset = true;
    raw.raw_quotes = true;
    raw.process({}, false);
    if (raw.failed() || raw.words.size() != plain.words.size())
        return HeredocWord::error;
    const auto quotes = [](const std::string& text) {
        return std::count(text.begin(), text.end(), '\'') + std::count(text.begin(), text.end(), '"');
    };
    opener.name = plain.words.front();
    opener.expand = quotes(plain.words.front()) == quotes(raw.words.front());
    return HeredocWord::opener;
}

} // namespace

std::optional<std::vector<HeredocOpener>> find_heredocs(std::string_view line) {
    WordLexer lexer(line, '\\', nullptr);
    lexer.raw_quotes = true;
    lexer.skip_unset = true;
    lexer.process({}, true);
    std::vector<HeredocOpener> openers;
    if (lexer.failed())
        return openers;
    for (const std::string& word : lexer.words) {
        HeredocOpener opener;
        switch (read_heredoc_word(word, opener)) {
        case HeredocWord::none:
            break;
        case HeredocWord::opener:
            openers.push_back(std::move(opener));
            break;
        case HeredocWord::error:
            return std::nullopt;
        }
    }
    return openers;
}

std::optional<HeredocOpener> heredoc_of_word(std::string_view word) {
    HeredocOpener opener;
    if (read_heredoc_word(word, opener) != HeredocWord::opener)
        return std::nullopt;
    return opener;
}

std::optional<std::string> expand_word(std::string_view word, char escape, const VariableScope& scope,
                                       std::vector<std::string>* unset) {
    WordLexer lexer(word, escape, &scope);
    lexer.unset = unset;
    std::string value = lexer.process({}, false);
    if (lexer.failed())
        return std::nullopt;
    return value;
}

} // namespace imgfix::grammar
