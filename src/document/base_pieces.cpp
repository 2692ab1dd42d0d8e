#include "document/base_pieces.hpp"

#include <algorithm>

namespace imgfix::document {

namespace {

constexpr std::size_t max_pieces = 64; // ARGs may double each other

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// One ARG before the first FROM.
struct Declaration {
    const Instruction* instruction;
    std::size_t pair;
};

class Taker {
public:
    Taker(const Document& document, std::vector<BasePiece>& pieces) : document_(document), pieces_(pieces) {
        for (const Instruction& instruction : document.instructions) {
            if (instruction.stage != none)
                break;
            if (instruction.kind == InstructionKind::arg)
                for (std::size_t k = 0; k < instruction.pairs.size(); ++k)
                    declarations_.push_back({&instruction, k});
        }
    }

    std::size_t count() const { return declarations_.size(); }

    /// Takes the logical range [begin, end) of an instruction apart; visible: how many declarations it can read.
    bool take(const Instruction& instruction, std::size_t pair, std::uint32_t begin, std::uint32_t end,
              std::size_t visible) {
        if (!instruction.line->is_contiguous(begin, end) || pieces_.size() > max_pieces)
            return false;
        const std::string_view text = instruction.logical();
        if (end - begin >= 2 && (text[begin] == '"' || text[begin] == '\'') && text[end - 1] == text[begin]) {
            const bool single = text[begin] == '\'';
            ++begin;
            --end;
            if (single && text.substr(begin, end - begin).find('$') != std::string_view::npos)
                return false;
        }
        const std::size_t before = pieces_.size();
        while (begin < end) {
            const char c = text[begin];
            if (c == '"' || c == '\'' || c == document_.escape())
                return false;
            if (c != '$') {
                std::uint32_t stop = begin;
                while (stop < end && text[stop] != '$' && text[stop] != '"' && text[stop] != '\'' &&
                       text[stop] != document_.escape())
                    ++stop;
                literal(instruction, pair, begin, stop);
                begin = stop;
                continue;
            }
            if (!variable(instruction, pair, begin, end, visible))
                return false;
        }
        if (pieces_.size() == before)
            literal(instruction, pair, begin, begin);
        return true;
    }

private:
    void literal(const Instruction& instruction, std::size_t pair, std::uint32_t begin, std::uint32_t end) {
        const std::uint32_t at = instruction.line->to_source(begin);
        pieces_.push_back({std::string(instruction.logical().substr(begin, end - begin)),
                           {at, at + (end - begin)},
                           instruction.index,
                           pair});
    }

    bool variable(const Instruction& instruction, std::size_t pair, std::uint32_t& begin, std::uint32_t end,
                  std::size_t visible) {
        const std::string_view text = instruction.logical().substr(0, end);
        const bool braces = begin + 1 < end && text[begin + 1] == '{';
        const std::uint32_t first = begin + (braces ? 2 : 1);
        std::uint32_t last = first;
        while (last < end && is_name(text[last]))
            ++last;
        if (last == first || (text[first] >= '0' && text[first] <= '9'))
            return false;
        const std::string_view name = text.substr(first, last - first);
        std::uint32_t word = 0; // of ${name:-word}
        std::uint32_t close = last;
        bool empty_counts = true;
        if (braces) {
            close = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('}', last), end));
            if (close == end)
                return false;
            if (close != last) {
                empty_counts = text[last] != ':';
                word = last + (empty_counts ? 1 : 2);
                if (text[word - 1] != '-' || word > close ||
                    text.substr(word, close - word).find_first_of("$\"'{") != std::string_view::npos)
                    return false;
            }
        }
        begin = braces ? close + 1 : last;
        std::size_t found = visible;
        while (found-- > 0) {
            const KeyValue& one = declarations_[found].instruction->pairs[declarations_[found].pair];
            if (one.key == name)
                break;
        }
        const bool declared = found < visible;
        const KeyValue* value =
            declared ? &declarations_[found].instruction->pairs[declarations_[found].pair] : nullptr;
        if (value == nullptr || !value->value || (!empty_counts && value->value->empty())) {
            if (word == 0)
                return false;
            literal(instruction, pair, word, close);
            pieces_.back().word = true;
            return true;
        }
        const Instruction& owner = *declarations_[found].instruction;
        const auto skip = static_cast<std::uint32_t>(value->key.size() + 1);
        const Word& whole = value->word;
        if (owner.logical().substr(whole.begin, whole.end - whole.begin) != whole.value)
            return false;
        return take(owner, declarations_[found].pair, whole.begin + skip, whole.end, found);
    }

    const Document& document_;
    std::vector<BasePiece>& pieces_;
    std::vector<Declaration> declarations_;
};

} // namespace

std::optional<std::vector<BasePiece>> base_pieces(const Document& document, const Stage& stage) {
    if (!stage.base || stage.from == none)
        return std::nullopt;
    std::vector<BasePiece> pieces;
    Taker taker(document, pieces);
    const Instruction& from = document.instructions[stage.from];
    if (!taker.take(from, none, stage.base_word.begin, stage.base_word.end, taker.count()))
        return std::nullopt;
    std::string text;
    for (const BasePiece& piece : pieces)
        text += piece.text;
    if (text != *stage.base)
        return std::nullopt;
    return pieces;
}

std::vector<std::string> variables_in(std::string_view word) {
    std::vector<std::string> names;
    for (std::size_t at = word.find('$'); at != std::string_view::npos; at = word.find('$', at + 1)) {
        std::size_t first = at + 1;
        if (first < word.size() && word[first] == '{')
            ++first;
        std::size_t last = first;
        while (last < word.size() && is_name(word[last]))
            ++last;
        if (last != first)
            names.emplace_back(word.substr(first, last - first));
    }
    return names;
}

std::vector<std::string> dependent_arguments(const Document& document, std::string_view name) {
    std::vector<std::string> names{std::string(name)};
    for (bool more = true; more;) {
        more = false;
        for (const Instruction& instruction : document.instructions) {
            if (instruction.stage != none)
                break;
            for (const KeyValue& pair : instruction.pairs) {
                if (!pair.value || std::find(names.begin(), names.end(), pair.key) != names.end())
                    continue;
                const auto used = variables_in(*pair.value);
                if (std::any_of(used.begin(), used.end(), [&](const std::string& one) {
                        return std::find(names.begin(), names.end(), one) != names.end();
                    })) {
                    names.push_back(pair.key);
                    more = true;
                }
            }
        }
    }
    return names;
}

} // namespace imgfix::document
