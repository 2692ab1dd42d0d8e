#include "grammar/logical_line.hpp"

#include <algorithm>

namespace imgfix::grammar {

LogicalLine::LogicalLine(std::string_view source, const Nodes& nodes, std::size_t instruction) {
    bool after_continuation = true;
    std::uint32_t length = 0;
    std::uint32_t view_begin = 0;
    for_each_child(nodes, instruction, [&](std::size_t child) {
        const Node& part = nodes[child];
        switch (part.kind) {
        case Kind::blank:
        case Kind::keyword:
        case Kind::text: {
            if (after_continuation) {
                if (pieces_.size() == 1)
                    joined_.assign(source.substr(view_begin, length));
                pieces_.push_back({length, part.begin});
                if (pieces_.size() == 1)
                    view_begin = part.begin;
                after_continuation = false;
            }
            length += part.end - part.begin;
            if (pieces_.size() > 1)
                joined_.append(source.substr(part.begin, part.end - part.begin));
            break;
        }
        case Kind::continuation:
            after_continuation = true;
            break;
        default:
            break;
        }
    });
    view_ = source.substr(view_begin, pieces_.size() > 1 ? 0 : length);
    if (pieces_.empty())
        pieces_.push_back({0, nodes[instruction].begin});
}

std::uint32_t LogicalLine::to_source(std::uint32_t offset) const {
    auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                  [](std::uint32_t value, const Piece& piece) { return value < piece.logical; });
    const Piece& piece = after == pieces_.begin() ? *after : *(after - 1);
    return piece.source + (offset - piece.logical);
}

std::uint32_t LogicalLine::to_source_end(std::uint32_t offset) const {
    return offset == 0 ? to_source(0) : to_source(offset - 1) + 1;
}

bool LogicalLine::is_contiguous(std::uint32_t begin, std::uint32_t end) const {
    return begin >= end || to_source_end(end) - to_source(begin) == end - begin;
}

} // namespace imgfix::grammar
