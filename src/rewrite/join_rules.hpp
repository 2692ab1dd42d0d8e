// The rules that keep two RUNs apart, one function for each; the letters are items of TRAPS, section A.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "rewrite/script_effects.hpp"

namespace imgfix::rewrite::effects {

// what the shell itself carries over (shell_state_rules.cpp)

/// Builtins of all three shells that leave the shell as it is.
constexpr std::array<std::string_view, 8> harmless_builtins{"echo", "printf", "test", "[",
                                                            "true", "false",  "pwd",  "type"};

/// Is name a builtin or reserved word that may change the shell (A2)?
bool is_state_builtin(std::string_view name);

/// Is it `hash -r`, which makes the shell's table of commands what it is when a shell starts?
bool forgets_commands(const Use& use);

/// The options that the first command of a script turns on, when it is a `set` that does only that, in the shell
/// itself: letters of e, u, x and p (pipefail).
std::optional<std::string> first_options(const Part& part);

/// A2, A3: what A leaves in the shell; in a subshell: what it would leave although it runs in one.
Found leaves_state(const Part& a, const Part& b, const Ground& ground, bool in_subshell);

/// A3: what B may read of A's shell.
Found reads_state(const Part& b);

// what the container and the image carry over (system_rules.cpp)

/// A6: a folder or file that each container has anew. which names the RUN.
Found names_fresh_file(std::string_view text, const std::string& workdir, const std::string& which);

/// The same by the words of the script: other ways to write a name of /etc, patterns and expansions.
Found names_fresh_place(const Part& part, const Ground& ground, const std::string& which);

/// A6: programs that may leave a process behind.
Found leaves_process(const Part& a);

/// A6: services that packages may start.
Found starts_service(const Part& a, const Part& b, const Ground& ground);

/// A4: commands whose place the shell remembers.
Found stale_command(const Part& a, const Part& b, const Ground& ground);

/// A6: edits of passwd and group reach this RUN's user, groups and HOME.
Found edits_users(const Part& a, const Part& b, const Ground& ground);

/// A6: two names of one file part when a later layer changes one of them in place.
Found hard_link(const Part& a, const Part& b, const Ground& ground);

/// A8: the legacy builder and buildah throw away what a RUN writes into a volume.
Found writes_to_volume(const Part& a, const Ground& ground);

/// The working folder of a RUN is made again when it is gone; a merged second part would stand in the removed one.
Found removes_folder(const Part& a, const Ground& ground);

/// What /bin/sh is may change.
Found changes_shell(const Part& a, const Ground& ground);

/// The shell reads its locale once, when it starts.
Found changes_locale(const Part& a, const Part& b);

} // namespace imgfix::rewrite::effects
