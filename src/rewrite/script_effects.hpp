// What a script runs and what that touches: each program looked at through sudo, env, xargs, find -exec and sh -c.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/programs.hpp"
#include "document/shell.hpp"
#include "rewrite/stage_ground.hpp"

namespace imgfix::rewrite::effects {

using document::ShellScript;
using document::ShellWord;
using document::SimpleCommand;
using grammar::Kind;
using grammar::Node;

/// One program that a script runs, looked at through sudo, env, xargs and the like.
struct Use {
    std::string program;   // without its folder; empty: not constant
    std::string_view path; // as written
    bool direct = true;    // run by the shell itself, not by sudo, xargs...
    bool bare = false;     // direct and without a folder: the shell looks it up in PATH and remembers it
    bool isolated = false; // in a subshell: leaves no state
    bool in_loop = false;
    bool by_sudo = false;
    std::vector<const ShellWord*> operands;
    const SimpleCommand* command = nullptr;
    std::optional<catalog::Program> row;
    bool fed = false; // xargs adds operands that the script does not show
    /// find -exec: where what stands for {} lies; empty: the working folder.
    std::optional<std::vector<const ShellWord*>> roots;
};

/// A script and what it runs.
struct Part {
    std::string_view text;
    ShellScript script;
    std::deque<ShellScript> inner; // of sh -c '...'
    std::vector<Use> uses;
    bool changes_folder = false;    // has a cd: relative names are not known, but for
    std::string folder;             // where all behind the first command runs: the script is one AND list, which
                                    // begins with cd to this absolute path and has no other cd
    bool runs_unknown_text = false; // eval, ., $command
};

/// Reads a script, as bash reads it where the shells differ and bash runs it; the answer keeps its own copy of text.
std::shared_ptr<const Part> read_part(std::string_view text, bool bash);

/// The place that a word names: literal when it is constant, else what stands before its first glob or expansion.
Place place_of(std::string_view raw, const std::optional<std::string>& literal, const Part& part, const Ground& ground);

struct NamedPlace : Place {
    const ShellWord* word = nullptr;
};

/// The places that the operands of a use name.
std::vector<NamedPlace> operand_places(const Use& use, const Part& part, const Ground& ground);

/// The redirections of a script, and of those that sh -c runs in it.
std::vector<const document::ShellRedirection*> redirections_of(const Part& part);

/// May the use have an option: its letter in a cluster, or its name, abbreviated too? A word that is not constant may.
bool has_option(const Use& use, char letter, std::string_view name);

/// The same, but for certain: a word that is not constant does not count.
bool surely_has_option(const Use& use, char letter, std::string_view name);

/// Does it work on whole trees?
bool is_recursive(const Use& use);

/// Does an unpacking program say where it unpacks to?
bool names_its_folder(const Use& use);

/// May the use take away or move a folder?
bool may_delete_folders(const Use& use);

/// Does find delete?
bool find_deletes(const Use& use);

} // namespace imgfix::rewrite::effects
