// The bot's work in one repository.
#pragma once

#include <string>
#include <vector>

#include "cli/bot_options.hpp"
#include "cli/bot_targets.hpp"
#include "forge/client.hpp"

namespace imgfix::cli {

/// What became of a repository.
struct Outcome {
    std::vector<std::string> lines; // one for each thing that was done, or would be
    std::string error;              // not empty: it failed, and why
    std::string quiet;              // nothing was to be done, and why
    std::size_t opened = 0;
    std::size_t updated = 0;
    std::size_t closed = 0;
    std::size_t pushed = 0; // branches set or deleted
};

/// Looks at the repository, decides, and with options.open does it. client: nullptr when no forge is asked.
Outcome work_on(const Target& target, const BotOptions& options, forge::Client* client);

} // namespace imgfix::cli
