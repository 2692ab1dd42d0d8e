#include <csignal>
#include <exception>
#include <iostream>

#include "cli/run.hpp"

int main(int argc, char** argv) {
    using namespace imgfix::cli;
    std::signal(SIGPIPE, SIG_DFL); // `imgfix --diff . | head` ends quietly
    try {
        if (const auto status = run_command(argc, argv))
            return *status;
        Options options;
        if (const auto status = parse_options(argc, argv, options))
            return *status;
        return run(options);
    } catch (const std::exception& error) {
        std::cerr << "imgfix: internal error: " << error.what() << "\n";
        return exit_error;
    }
}
