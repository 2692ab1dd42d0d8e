#include "grammar/cst.hpp"

#include <algorithm>

#include "grammar/parse.hpp"

namespace imgfix::grammar {

Position position_of(std::string_view source, std::size_t offset) {
    offset = std::min(offset, source.size());
    const std::string_view before = source.substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {static_cast<std::size_t>(lines) + 1, offset - line_begin + 1};
}

bool leaves_are_lossless(const Nodes& nodes, std::size_t size) {
    std::size_t next = 0;
    for (const Node& node : nodes) {
        if (node.size != 1)
            continue;
        if (node.begin != next || node.end < node.begin)
            return false;
        next = node.end;
    }
    return next == size;
}

std::size_t space_length(std::string_view text, std::size_t offset) {
    if (offset >= text.size())
        return 0;
    const auto byte = [&](std::size_t k) {
        return offset + k < text.size() ? static_cast<unsigned char>(text[offset + k]) : 0U;
    };
    const unsigned first = byte(0);
    if ((first >= '\t' && first <= '\r') || first == ' ')
        return 1;
    if (first == 0xC2)
        return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
    if (first == 0xE1)
        return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
    if (first == 0xE2) {
        if (byte(1) == 0x80)
            return (byte(2) >= 0x80 && byte(2) <= 0x8A) || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF ? 3
                                                                                                                 : 0;
        return byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0;
    }
    if (first == 0xE3)
        return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    return 0;
}

std::string_view trim_space(std::string_view text) {
    while (const std::size_t length = space_length(text, 0))
        text.remove_prefix(length);
    for (;;) {
        std::size_t length = 0;
        for (std::size_t k = 1; k <= 3 && k <= text.size() && length == 0; ++k)
            if (space_length(text, text.size() - k) == k)
                length = k;
        if (length == 0)
            return text;
        text.remove_suffix(length);
    }
}

} // namespace imgfix::grammar
