// The checks of BuildKit's instruction phase (frontend/dockerfile/instructions/parse.go).
#pragma once

#include <string>

namespace imgfix::document {

struct Instruction;

/// Why BuildKit refuses the instruction, empty when it accepts it. Stage order is checked elsewhere.
std::string validate(const Instruction& instruction);

} // namespace imgfix::document
