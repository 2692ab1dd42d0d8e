// What goes into one pull request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imgfix::cli {

/// Fixers whose changes are proposed together.
struct BotGroup {
    std::string_view id;
    std::string_view fixers;       // for --only
    bool by_default;               // else only when the repository's configuration or a flag names it
    std::string_view title;        // what is done, as a command: of the pull request and the commit
    std::string_view introduction; // what it is about, in the words of Docker's guide to building images
};

/// All groups, in the order in which they are proposed.
const std::vector<BotGroup>& bot_groups();
/// nullptr when there is none of that name.
const BotGroup* find_group(std::string_view id);
/// The names, for messages.
std::string group_names();

} // namespace imgfix::cli
