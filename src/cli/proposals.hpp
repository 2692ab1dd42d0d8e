// What the bot proposes for one commit: the fixes of each group, with the words that go with them.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/bot_groups.hpp"
#include "cli/bot_options.hpp"
#include "cli/config.hpp"
#include "forge/git.hpp"
#include "report/report.hpp"

namespace imgfix::cli {

/// A changed file.
struct Change {
    forge::TreeFile file;
    std::string before;
    std::string after;
};

/// One pull request to be.
struct Proposal {
    const BotGroup* group = nullptr;
    std::vector<Change> changes; // by path
    std::string content;         // git's hash of what is taken away and added, wherever it stands
    std::string title;
    std::string body;    // Markdown, with the marker
    std::string message; // of the commit, without the seal
};

/// The files of a commit that imgfix looks at, in a folder of their own: Dockerfiles, what tells how they are built,
/// and configuration. Symbolic links are left out.
class Tree {
public:
    /// folder must not exist. Throws forge::GitFailed, std::runtime_error.
    Tree(const forge::Git& git, const std::string& commit, std::filesystem::path folder);

    /// Runs imgfix on the folder with some fixers and puts the files back as they were. Throws std::runtime_error when
    /// it fails. paths: only these; empty: all.
    std::vector<report::FileReport> fix(std::string_view only, const std::vector<std::string>& arguments,
                                        const std::vector<std::string>& paths, std::vector<Change>& changes) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] bool has(const std::string& path) const { return files_.count(path) != 0; }
    [[nodiscard]] std::size_t dockerfiles() const { return dockerfiles_; }

private:
    std::filesystem::path folder_;
    std::map<std::string, std::pair<forge::TreeFile, std::string>> files_; // by path, with their text
    std::size_t dockerfiles_ = 0;
};

/// The groups that may be proposed: the flag's, else those of the repository's configuration, else the default ones.
std::vector<const BotGroup*> groups_for(const BotOptions& options, const BotConfig& config);

/// What one group would change; no changes: nothing.
Proposal propose(const Tree& tree, const forge::Git& git, const BotGroup& group, const BotOptions& options,
                 const BotConfig& config);

} // namespace imgfix::cli
