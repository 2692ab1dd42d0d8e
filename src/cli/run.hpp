// The main job: find files, fix them, print or write.
#pragma once

#include "cli/options.hpp"

namespace imgfix::cli {

/// Does what options ask for and returns the exit status.
int run(const Options& options);

/// The commands `fixers`, `explain ID`, `catalog [FILE]`, `completions SHELL`; nullopt when argv names none of them first.
std::optional<int> run_command(int argc, const char* const* argv);

} // namespace imgfix::cli
