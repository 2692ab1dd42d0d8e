// The main job: find files, fix them, print or write.
#pragma once

#include "cli/options.hpp"

namespace imgfix::cli {

/// Does what options ask for and returns the exit status.
int run(const Options& options);

/// Today, YYYY-MM-DD in UTC; SOURCE_DATE_EPOCH when it is set (reproducible-builds.org).
std::string today();

/// `imgfix bot ...` (bot_options.hpp).
int run_bot(int argc, const char* const* argv);

/// The commands `fixers`, `explain ID`, `bases IMAGE-or-FILE`, `bot`, `catalog [FILE]`, `completions SHELL`; nullopt
/// when argv names none of them first.
std::optional<int> run_command(int argc, const char* const* argv);

} // namespace imgfix::cli
