// Which repositories the bot works on, and the forge they are on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/bot_options.hpp"
#include "forge/client.hpp"

namespace imgfix::cli {

/// An address of a repository, taken apart.
struct Address {
    std::string host; // with port; empty: a path on this machine
    std::string path; // owner/name on the forge
};
/// https, http, ssh, user@host:path, file and paths; nullopt when it names no repository.
std::optional<Address> parse_address(std::string_view address);

/// One repository to work on.
struct Target {
    std::string address;                      // for git; a checkout: empty
    std::string checkout;                     // its root; empty: to be fetched
    std::string name;                         // as shown: owner/name, else the address
    std::string path;                         // on the forge; empty: not known
    std::optional<forge::Repository> listing; // what the forge said of it
};

/// Where the forge is: by flags, IMGFIX_FORGE and IMGFIX_FORGE_API, the variables of GitHub's and GitLab's CI, or the
/// host of the first repository. error: why it is not known.
forge::Settings forge_settings(const BotOptions& options, const std::string& host, std::string& error);

/// The repositories of options, owners listed by the forge. Errors are complete messages.
std::vector<Target> find_targets(const BotOptions& options, forge::Client* client, std::vector<std::string>& errors);

/// Addresses that are named by options: --repo and the lines of --repos.
std::vector<std::string> named_addresses(const BotOptions& options, std::vector<std::string>& errors);

} // namespace imgfix::cli
