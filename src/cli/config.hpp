// Configuration: imgfix.toml or .imgfix.toml, nearest upward, and the environment.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry/protocol.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::cli {

/// The table [bot]: what `imgfix bot` may do in this repository.
struct BotConfig {
    bool enabled = true;
    std::optional<std::vector<std::string>> groups; // nullopt: those that are on by default
    std::optional<std::size_t> max_open;            // pull requests open at the same time, 1 to 10
    std::optional<bool> conventional;               // commit messages after conventionalcommits.org
};

/// What a configuration file says. A file of a repository is hostile input: keys that touch the network, credentials
/// or paths outside the tree are errors in it.
struct Config {
    std::string path; // empty: no file
    std::vector<std::string> select;
    bool has_select = false;
    std::vector<std::string> ignore;
    std::vector<std::string> exclude;
    std::optional<bool> unsafe_fixes;
    std::optional<std::string> builder;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> tables; // fixer id -> option -> value
    BotConfig bot;
};

/// The user's own settings of the network, $XDG_CONFIG_HOME/imgfix/config.toml (~/.config): what a repository's file
/// may not say.
struct UserConfig {
    bool online = false;
    bool offline = false;
    registry::Settings network;
};

/// Reads the user's file, if there is one, and IMGFIX_ONLINE, IMGFIX_OFFLINE, IMGFIX_CA_FILE and IMGFIX_INSECURE.
UserConfig read_user_config(bool with_file, std::vector<std::string>& errors);

/// Reads path. Errors are complete messages `path:line:column: ...`, appended to errors.
Config read_config(const std::filesystem::path& path, std::vector<std::string>& errors);

/// The configuration file for a file in folder: nearest upward, stopping at the repository root (a folder with .git)
/// or the home folder. Both names in one folder is an error. Empty path: none.
std::filesystem::path find_config(const std::filesystem::path& folder, std::vector<std::string>& errors);

/// The candidate most like word, empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Fixer ids of a selection: ids, families (no-cache), `default`, `all`. Unknown ones are errors.
std::vector<const rewrite::Fixer*> select_fixers(const std::vector<std::string>& select,
                                                 const std::vector<std::string>& ignore, std::string_view origin,
                                                 std::vector<std::string>& errors);

/// Parts of a comma-separated list, blanks trimmed, empty parts dropped.
std::vector<std::string> split_list(std::string_view text);

/// The builder of a name; nullopt when it is none.
std::optional<rewrite::Builder> builder_of(std::string_view name);

} // namespace imgfix::cli
