// Every place of a document that names an image (TRAPS C1).
#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"

namespace imgfix::document {

/// Where an image is named. The onbuild kinds: the flag of an instruction behind ONBUILD. syntax: the directive.
enum class ImageSiteKind : unsigned char { from, copy_from, mount_from, onbuild_copy_from, onbuild_mount_from, syntax };

struct ImageSite {
    std::size_t instruction = none; // none: the syntax directive
    ImageSiteKind kind = ImageSiteKind::from;
    std::size_t flag = 0; // index in Instruction::flags (of the trigger) for the flag kinds
    friend bool operator==(const ImageSite&, const ImageSite&) = default;
};

/// One use. Stages, their numbers and scratch are none.
struct ImageUse {
    ImageSite site;
    std::string text;       // as written, with its variables
    bool arguments = false; // FROM: made from ARGs, the value is Stage::base
    bool whole = true;      // place holds text byte for byte: not quoted, not cut by a continuation
    Span place;             // in the source; when not whole, where the instruction's text begins
    std::string platform;   // FROM --platform as written
};

std::vector<ImageUse> image_uses(const Document& document);

} // namespace imgfix::document
