// What is to be done in one repository, decided from what is wanted and what is there. Pure functions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "forge/protocol.hpp"

namespace imgfix::forge {

/// All branches of the bot begin so.
inline constexpr std::string_view branch_prefix = "imgfix/";

/// imgfix/<group>-<first ten digits of content>
std::string branch_name(std::string_view group, std::string_view content);
/// The group in the name of a branch; empty when it is none of the bot's.
std::string group_of(std::string_view branch);

/// What the bot writes at the end of a body, so that it knows its pull requests again.
struct Marker {
    std::string group;
    std::string content;
    bool obsolete = false; // closed by the bot, because nothing was left to fix
};
std::string to_text(const Marker& marker);
/// The last marker of a body; nullopt when people took it away.
std::optional<Marker> marker_of(std::string_view body);

/// What the bot writes at the end of a commit message.
struct Seal {
    std::string content;
    std::string value; // git's hash of tree, parent and the message above it
};
/// The lines of a seal.
std::string to_text(const Seal& seal);
/// The seal at the end of a commit message, and where it begins.
std::optional<Seal> seal_of(std::string_view message, std::size_t& begin);
/// What is hashed for Seal::value.
std::string sealed_text(std::string_view tree, std::string_view parent, std::string_view message);

/// Changes that a group of fixers makes.
struct Wanted {
    std::string group;
    std::string content; // the same for the same changes, wherever they stand in the file
};

/// A branch of the bot in the remote repository.
struct Branch {
    std::string commit;
    std::string content;
    bool untouched = false; // its commit is as the bot made it
    bool current = false;   // merged into the base it gives exactly what is wanted
};

struct Action {
    enum class Kind : unsigned char {
        open,   // push the branch where it is not current, open the pull request
        update, // push the branch, set title and body
        retext, // set title and body
        close,  // as obsolete, and delete the branch
        remove, // delete the branch
        keep,   // nothing: it is as it should be
        leave,  // nothing, for a reason that people should know
        wait,   // nothing, until fewer are open
    };
    Kind kind = Kind::keep;
    std::string group;
    std::string branch;
    std::string expected; // commit of the branch that was seen; empty: it did not exist
    bool push = false;
    Pull pull;          // the one concerned; number 0: none yet
    std::string reason; // leave, wait, close, remove
};

/// looked_at: groups of this run; pull requests of others are left alone. branches: by name. max_open: pull requests
/// of the bot that may be open at the same time.
std::vector<Action> make_plan(const std::vector<Wanted>& wanted, const std::set<std::string>& looked_at,
                              const std::map<std::string, Branch>& branches, const std::vector<Pull>& pulls,
                              std::size_t max_open);

std::string_view to_string(Action::Kind kind);

} // namespace imgfix::forge
