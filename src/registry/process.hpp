// Runs a program without a shell.
#pragma once

#include <string>
#include <vector>

namespace imgfix::registry {

struct Finished {
    int status = -1;    // exit status; -1: not started, killed, or out of time
    std::string output; // standard output, at most limit bytes
    std::string errors; // standard error where it was asked for, at most its first 64 KiB
};

/// A program to run.
struct Program {
    std::vector<std::string> argv;        // argv[0] is looked up in PATH unless it has a slash
    std::string input;                    // its standard input
    std::size_t limit = 1U << 20;         // bytes of standard output
    int seconds = 0;                      // after which it is killed; 0: no limit
    std::string folder;                   // to run in; empty: this one
    std::vector<std::string> environment; // NAME=value, beside this program's own
    bool take_errors = false;             // standard error goes into Finished::errors, not to this program's
};

/// Runs it without a shell and waits for its end. From any thread.
Finished run_program(const Program& program);

/// Runs argv (argv[0] is looked up in PATH unless it has a slash), gives it input, reads its standard output. Standard
/// error is this program's. The program is killed after seconds (0: no limit) or when it writes more than limit bytes.
Finished run_program(const std::vector<std::string>& argv, const std::string& input, std::size_t limit, int seconds);

} // namespace imgfix::registry
