// Runs a program without a shell.
#pragma once

#include <string>
#include <vector>

namespace imgfix::registry {

struct Finished {
    int status = -1;    // exit status; -1: not started, killed, or out of time
    std::string output; // standard output, at most limit bytes
};

/// Runs argv (argv[0] is looked up in PATH unless it has a slash), gives it input, reads its standard output. Standard
/// error is this program's. The program is killed after seconds (0: no limit) or when it writes more than limit bytes.
Finished run_program(const std::vector<std::string>& argv, const std::string& input, std::size_t limit, int seconds);

} // namespace imgfix::registry
