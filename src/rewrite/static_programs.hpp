// Which programs a build stage makes that need no library: a Go program without cgo, a Rust program for musl.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace imgfix::rewrite {

/// Absolute paths of the static programs that a stage's RUNs make, as far as their text shows it for certain; a `/` at
/// the end stands for any file of the folder. Known are: `go build -o PATH` and `go install` on an official golang
/// image with CGO_ENABLED=0 in effect and without -race, -buildmode or external linking; `cargo build --target
/// ...-linux-musl` on an official rust image without crt-static switched off. Source: cmd/cgo and cmd/go documentation;
/// The rustc book, "musl".
std::vector<std::string> static_programs(const document::Document& document, const document::Stage& stage);

/// Takes away the paths that a COPY or ADD may put another file at. folder: the working folder, if it is known.
void forget_overwritten(std::set<std::string>& programs, const document::Instruction& instruction,
                        const std::optional<std::string>& folder);

/// Is the absolute path one of these?
bool is_static_program(const std::vector<std::string>& programs, std::string_view path);

} // namespace imgfix::rewrite
