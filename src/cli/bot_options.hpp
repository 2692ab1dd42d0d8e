// The command line of `imgfix bot`.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace imgfix::cli {

/// What the user asked the bot for.
struct BotOptions {
    std::string checkout;                  // folder; used when no repository is named
    std::vector<std::string> repositories; // addresses
    std::string repositories_file;         // addresses, one a line, # begins a comment; -: standard input
    std::vector<std::string> owners;
    std::vector<std::string> topics; // of an owner's repositories: those with one of them
    std::vector<std::string> match;  // of an owner's repositories: those whose name matches one
    std::vector<std::string> skip;   // and none of these
    bool forks = false;              // an owner's forks too
    std::size_t shard = 0;           // of the repositories, each shards-th, beginning with this one
    std::size_t shards = 1;
    bool open = false; // do it, not only say it
    std::optional<std::vector<std::string>> groups;
    std::optional<std::size_t> max_open;
    bool conventional = false;
    bool sign_off = false;
    long comment = 0; // number of a pull request that gets comments
    bool dashboard = false;
    std::string forge; // github, gitlab, gitea
    std::string api;
    std::string token_file;
    std::string ca_file;
    std::string journal;
    long timeout = 30;       // seconds for one request
    long longest_wait = 900; // seconds
    unsigned jobs = 4;
    std::vector<std::string> fixing; // arguments handed to the run that fixes: --select, --unsafe-fixes, ...
    bool quiet = false;
    bool verbose = false;
};

/// Reads argv, whose first two words are `imgfix bot`. An int is returned when the program should end at once.
std::optional<int> parse_bot_options(int argc, const char* const* argv, BotOptions& options);

} // namespace imgfix::cli
