// Unified diffs that git apply and patch -p1 take.
#pragma once

#include <string>
#include <string_view>

namespace imgfix::report {

/// A path as git writes it in a diff header: quoted C-style when it holds quotes, backslashes, control or non-ASCII
/// bytes.
std::string quote_path(std::string_view path);

/// Unified diff with three lines of context and the headers `--- a/path`, `+++ b/path`; empty when the texts are
/// equal. Bytes are kept as they are; a missing final newline is marked as diff does. colour: ANSI colours, with the
/// changed words inside a changed line highlighted.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after, bool colour);

} // namespace imgfix::report
