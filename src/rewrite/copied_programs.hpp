// Files that COPY takes by their own name and that the stage starts: compiled programs, perhaps.
#pragma once

#include <string>
#include <vector>

#include "rewrite/build_context.hpp"

namespace imgfix::rewrite {

/// A file that a stage copies by a name without an ending (or .bin, .out, .elf, .so), and starts, makes executable, or
/// puts among programs.
struct CopiedProgram {
    std::string name;
    std::size_t copied = document::none; // index of the COPY or ADD
    std::size_t used = document::none;   // index of the instruction that tells that it is a program
    bool for_glibc = false;              // the context shows that it is linked to glibc
};

/// All of them that may be compiled: not the files that the context shows to be something else (only a named one is
/// believed), and not what a later command edits as text (sed, dos2unix) or whose name is a script's own (gradlew,
/// docker-entrypoint).
std::vector<CopiedProgram> compiled_suspects(const document::Document& document, const document::Stage& stage,
                                             const BuildContext* context);

} // namespace imgfix::rewrite
