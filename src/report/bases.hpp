// `imgfix bases`: the smaller bases of each stage, judged by size, support and compatibility.
#pragma once

#include <string>

#include "document/document.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::report {

/// A table of the bases that each stage may have, with the one that imgfix would choose and why, for a terminal.
/// name: of the file as shown. image_only: the document is no file but one image's name; nothing is judged then.
/// Sizes are compressed megabytes of linux/amd64 (sizes.tsv); what is not known is called so.
std::string bases_table(const document::Document& document, const rewrite::Context& context, const std::string& name,
                        bool image_only);

/// The same as one JSON document: {"file", "catalog", "stages": [{"line", "base", "candidates": [...]}]}.
std::string bases_json(const document::Document& document, const rewrite::Context& context, const std::string& name,
                       bool image_only);

} // namespace imgfix::report
