// A folder on disk as a build context.
#pragma once

#include <filesystem>
#include <memory>

#include "rewrite/build_context.hpp"

namespace imgfix::cli {

/// A view of the folder: regular files of at most 1 MiB, 64 MiB and 2,000 files in all, no symbolic link is followed in
/// any part of a path, .dockerignore is honoured (a file that one of its patterns may name is not there). Files are
/// opened only when a rule asks for them. nullptr when the folder cannot be opened; error says why then.
/// Safe to use from several threads.
std::shared_ptr<const rewrite::BuildContext> open_build_context(const std::filesystem::path& folder, bool named,
                                                                std::string& error);

} // namespace imgfix::cli
