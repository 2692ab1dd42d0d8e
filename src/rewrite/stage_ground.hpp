// What a RUN starts from, as far as its stage and base image show it: shell, folders, volumes, variables, user.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "document/document.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite::effects {

/// Why two RUNs stay apart: one of merge-run's reasons and its sentence.
struct Problem {
    std::string reason;
    std::string message;
};
using Found = std::optional<Problem>;

template <std::size_t N> bool is_one_of(std::string_view value, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// A character of names of programs and files.
bool is_name_char(char c);

/// The last part of a path.
std::string_view basename_of(std::string_view path);

/// Text in back quotes for a message, cut to a readable length.
std::string quoted(std::string_view text);

/// Absolute path without `.`, `..` and double slashes; no slash at the end but for `/`.
std::string normal_path(std::string_view path);

/// Is path the folder, or below it?
bool lies_in(std::string_view path, std::string_view folder);

/// Does one of the two lie in the other?
bool overlap(std::string_view a, std::string_view b);

/// A place that a command may change.
struct Place {
    std::string path;      // absolute and normal; empty: nothing is known about it
    bool below = false;    // path is only the folder it lies in: the rest is a glob or an expansion
    bool variable = false; // the rest holds an expansion, which may be anything
    [[nodiscard]] bool known() const { return !path.empty(); }
};

/// Does it lie in a folder that holds no programs of PATH, no image's volume and no image's working folder that anyone
/// would plan (package managers' own data, documentation)?
bool is_inert(const Place& place);

/// What is known about the shell, folders and volumes that a RUN starts with.
struct Ground {
    bool base_known = false; // the config of the image at the root of the FROM chain
    bool errexit = true;     // the shell may have -e
    bool path_known = false; // path_folders is all of PATH
    std::vector<std::string> path_folders;
    bool volumes_known = false;
    std::set<std::string> volumes;
    std::string workdir;            // empty: not known
    bool root = false;              // runs as root for certain
    bool environment_known = false; // names in variables are all that the base and the stage set
    std::unordered_set<std::string> variables;
    bool services_off = false; // packages start no services
    bool named_user = false;   // USER names somebody who is not root
};

/// What is known before a RUN; a problem when its shell is not one that the model covers. ground stays valid until the
/// next call on this thread.
Found read_ground(const document::Document& document, const document::Instruction& run, const Context& context,
                  const Ground*& ground);

} // namespace imgfix::rewrite::effects
