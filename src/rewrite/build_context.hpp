// The files that COPY and ADD take, as far as they may be read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace imgfix::rewrite {

/// A bounded, read-only view of a build context. Its content is hostile: what it gives is text, never trusted.
class BuildContext {
public:
    virtual ~BuildContext() = default;
    /// Bytes of the regular file at a path relative to the context's root; nullopt when there is none, when it is (or
    /// lies below) a symbolic link, when .dockerignore may leave it out, or when it is larger than the view allows.
    [[nodiscard]] virtual std::optional<std::string> read(std::string_view path) const = 0;
    /// Paths of the regular files below a folder (empty: the root), sorted, at most `most` of them.
    [[nodiscard]] virtual std::vector<std::string> list(std::string_view /*folder*/, std::size_t /*most*/) const {
        return {};
    }
    /// Was the context named (--context)? Only then is what it shows proof; else it may only add refusals (DESIGN 5).
    [[nodiscard]] virtual bool named() const = 0;
};

/// The absolute path of the image that `path` names in `folder`, without `.` and double slashes; nullopt when it is
/// empty or holds `..`, a variable, a quote or a pattern.
std::optional<std::string> join_path(std::string_view folder, std::string_view path);

/// What a file is, by its first bytes.
enum class FileKind : std::uint8_t {
    text,          // no program, or a script without #!
    sh_script,     // #!/bin/sh
    bash_script,   // #!/bin/bash, #!/usr/bin/env bash
    other_script,  // another interpreter
    static_binary, // ELF without an interpreter
    glibc_binary,  // ELF whose interpreter is glibc's
    musl_binary,   // ELF whose interpreter is musl's
    other_binary,  // ELF that cannot be told
};
/// Source: kernel documentation of #! (binfmt_script), System V ABI chapter 5 (PT_INTERP).
FileKind kind_of_file(std::string_view bytes);

/// A file of the context that lies at a path of the image.
struct CopiedFile {
    std::string source; // relative to the context
    std::string bytes;
    FileKind kind = FileKind::text;
    std::size_t instruction = document::none; // the COPY or ADD that took it
};

/// The file of the context that lies at `path` of a stage's image, just before the instruction, as far as the COPY and
/// ADD of the stage tell for certain: the last one that covers the path. path: absolute, or relative to the working
/// folder there. nullopt: nothing is known (no context, a variable or pattern in the way, a copy from another stage).
/// patterns: a file that a pattern with `*` takes counts too; a folder that it takes may hold another file of that
/// name, so what is found then is no proof.
std::optional<CopiedFile> find_copied(const document::Document& document, const document::Stage& stage,
                                      std::size_t before, std::string_view path, const BuildContext* context,
                                      bool patterns = false);

/// The same, also for a file that a COPY or ADD writes from a here-document, where its text is known for certain: its
/// source is the here-document's name then. Such a file needs no context.
std::optional<CopiedFile> find_shown(const document::Document& document, const document::Stage& stage,
                                     std::size_t before, std::string_view path, const BuildContext* context);

/// The working folder before an instruction; nullopt: not known, or it holds `..`.
std::optional<std::string> folder_before(const document::Document& document, const document::Instruction& instruction);

} // namespace imgfix::rewrite
