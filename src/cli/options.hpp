// The command line (DESIGN section 4).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imgfix::cli {

/// Exit statuses: 0 done, 1 --check or --exit-code found something, 2 error; 2 wins over 1.
enum ExitStatus : int { exit_ok = 0, exit_found = 1, exit_error = 2 };

enum class Mode : unsigned char { diff, write, check, list, print };
enum class Format : unsigned char { none, text, json, markdown, ndjson };
enum class Colour : unsigned char { automatic, always, never };

/// What the user asked for, flags over environment over configuration file over defaults.
struct Options {
    Mode mode = Mode::diff;
    Format format = Format::none;
    Colour colour = Colour::automatic;
    std::vector<std::string> paths;
    std::optional<std::string> select; // comma-separated; nullopt: not given
    std::optional<std::string> ignore;
    std::optional<std::string> only; // of the fixers that are selected
    std::vector<std::string> exclude;
    std::optional<bool> unsafe_fixes;
    std::optional<std::string> builder;
    std::string context;
    std::string config;
    std::string catalog;
    std::string stdin_filename;
    std::string output;
    std::string ca_file;
    bool online = false;
    bool offline = false;
    bool update_pins = false;
    bool no_config = false;
    bool statistics = false;
    bool exit_code = false;
    bool strict = false;
    bool quiet = false;
    bool verbose = false;
    unsigned jobs = 0; // 0: as many as there are processors
};

/// Reads argv. An int is returned when the program should end at once (help, version: printed; errors: printed).
std::optional<int> parse_options(int argc, const char* const* argv, Options& options);

/// The help text.
std::string help_text();

} // namespace imgfix::cli
