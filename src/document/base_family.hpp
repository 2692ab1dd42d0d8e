// Which image a stage starts from in the end, and which family of systems that is.
#pragma once

#include <optional>

#include "catalog/base_config.hpp"
#include "document/document.hpp"

namespace imgfix::document {

enum class BaseFamily : std::uint8_t { unknown, alpine, debian, rhel, busybox, windows, scratch };

/// The image at the root of the chain of stages that a stage is FROM.
struct BaseImage {
    const Stage* root = nullptr; // the stage that names it
    bool windows = false;        // one of Windows' own images, by its name
    /// The catalog's facts, for official images and scratch; nothing where the tag or name is made from ARGs, is a
    /// digest alone, or is not known.
    std::optional<catalog::BaseConfig> config;
};

BaseImage base_image(const Document& document, std::size_t stage);

/// Family of the image that the stage of an instruction starts from, through the chain of stages it is FROM: by the
/// catalog's facts for official images (base_config.tsv; Ubuntu counts as debian), by name for Windows' own; unknown
/// otherwise, and for references whose name is made from ARGs.
BaseFamily base_family(const Document& document, const Instruction& instruction);

} // namespace imgfix::document
