// imgfix bot --comment: review comments with suggestions instead of a pull request.
#pragma once

#include <string_view>
#include <vector>

#include "cli/bot_repository.hpp"
#include "forge/protocol.hpp"
#include "report/report.hpp"

namespace imgfix::cli {

/// Comments on a pull request of the repository with what imgfix would change in lines that it changes.
Outcome comment_on(const Target& target, const BotOptions& options, forge::Client& client);

/// One comment for each run of changed lines that lies within lines (first and last, from 1): what the fixes of these
/// lines say, and a suggestion in the forge's syntax.
std::vector<forge::LineComment> suggestions_of(const report::FileReport& file,
                                               const std::vector<std::pair<long, long>>& lines, forge::Kind kind);

} // namespace imgfix::cli
