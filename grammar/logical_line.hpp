// The logical line of an instruction: its physical lines joined (continuations, inner comments and inner blank lines
// removed), with a map back to bytes. BuildKit: frontend/dockerfile/parser/parser.go, Parse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/cst.hpp"

namespace imgfix::grammar {

/// Joined text of one instruction. Without continuation it is a view of the source; else it owns the joined copy.
class LogicalLine {
public:
    LogicalLine() = default;

    /// Joins the text pieces of nodes[instruction]. The source must outlive the line.
    LogicalLine(std::string_view source, const Nodes& nodes, std::size_t instruction);

    [[nodiscard]] std::string_view text() const { return pieces_.size() > 1 ? std::string_view(joined_) : view_; }

    /// Byte offset in the source of the character at logical offset. At a seam the piece that starts there is taken,
    /// so that to_source(begin) of a word is where its first byte stands.
    [[nodiscard]] std::uint32_t to_source(std::uint32_t offset) const;

    /// Byte offset just behind the character before logical offset: the end of a range [.., offset).
    [[nodiscard]] std::uint32_t to_source_end(std::uint32_t offset) const;

    /// True when the logical range [begin, end) lies inside one physical line.
    [[nodiscard]] bool is_contiguous(std::uint32_t begin, std::uint32_t end) const;

    /// One physical piece: where it starts in the joined text and in the source.
    struct Piece {
        std::uint32_t logical;
        std::uint32_t source;
    };
    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

private:
    std::string_view view_;
    std::string joined_;
    std::vector<Piece> pieces_;
};

} // namespace imgfix::grammar
