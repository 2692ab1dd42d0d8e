// Files that COPY takes by their own name and that the stage starts: compiled programs, perhaps.
#pragma once

#include <optional>
#include <string>
#include <string_view>
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

/// A file that curl or wget brings, and that the stage starts, makes executable, or puts among programs.
struct FetchedProgram {
    std::string name;
    std::size_t fetched = document::none; // index of the RUN
    std::size_t used = document::none;    // index of the instruction that tells that it is a program
    bool script = false;                  // by the ending of its name or of what is fetched
};

/// All of them but programs that are known to be static, by name or by a word of the address (amd64, musl: what is
/// published that way is mostly Go's, or for musl).
std::vector<FetchedProgram> fetched_programs(const document::Document& document, const document::Stage& stage);

/// The first thing that curl, wget or ADD brings into a stage on Alpine or scratch and that may be built for glibc: the
/// address tells neither that, nor that it is data, a script or a static program.
std::optional<FetchedProgram> fetched_for_glibc(const document::Document& document, const document::Stage& stage);

/// The file name of the program that an ENTRYPOINT in JSON starts; empty: none.
std::string program_of_entrypoint(std::string_view json);

/// The COPY or ADD of the stage that takes, or makes, a file of this name; nullptr: none does.
const document::Instruction* copied_by_name(const document::Document& document, const document::Stage& stage,
                                            std::string_view name);

} // namespace imgfix::rewrite
