// Which family of systems an instruction runs on.
#pragma once

#include "document/document.hpp"

namespace imgfix::document {

enum class BaseFamily : std::uint8_t { unknown, alpine, debian, rhel, busybox, windows, scratch };

/// Family of the image that the stage of an instruction starts from, through the chain of stages it is FROM: by the
/// catalog's facts for official images (base_config.tsv; Ubuntu counts as debian), by name for Windows' own; unknown
/// otherwise, and for references whose name is made from ARGs.
BaseFamily base_family(const Document& document, const Instruction& instruction);

} // namespace imgfix::document
