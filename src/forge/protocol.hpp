// What imgfix bot and imgfix-net say to each other about a forge: JSON lines. The token is no part of it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imgfix::forge {

enum class Kind : unsigned char { github, gitlab, gitea };

/// Where the forge is and how it is asked: from flags and the environment only.
struct Settings {
    Kind kind = Kind::github;
    std::string api;         // address of its REST API, without / at the end
    std::string token_file;  // read by imgfix-net; empty: the token is in the environment (token_variables)
    std::string ca_file;     // empty: the system's
    long timeout = 30;       // seconds for one request
    long longest_wait = 900; // seconds to wait for a rate limit to end
    long write_gap = 0;      // milliseconds between two requests that write
    bool progress = false;   // a line on standard error for each wait
};

/// A repository as the forge lists it.
struct Repository {
    std::string path; // owner/name; GitLab: group/subgroup/name
    std::string clone_url;
    std::string default_branch; // empty: there is none
    bool archived = false;
    bool fork = false;
    bool empty = false;
    bool writable = true; // by this token, as far as the forge says so
    std::vector<std::string> topics;
};

enum class State : unsigned char { open, closed, merged };

/// A pull request (GitLab: merge request) between two branches of the same repository.
struct Pull {
    long number = 0;
    State state = State::open;
    std::string branch; // of the changes
    std::string base;
    std::string title;
    std::string body;
    std::string address; // for people
};

/// A comment on lines of a pull request's new side.
struct LineComment {
    std::string path;
    long first_line = 0; // from 1
    long last_line = 0;
    std::string body;
    friend bool operator==(const LineComment&, const LineComment&) = default;
};

/// A file that a pull request changes.
struct ChangedFile {
    std::string path;
    std::vector<std::pair<long, long>> lines; // first and last of each hunk of the new side: where comments may stand
};

/// A pull request and what it changes.
struct PullFiles {
    std::string branch;
    std::string head;  // commit
    std::string base;  // commit
    std::string start; // GitLab: commit that the changes are shown against
    std::vector<ChangedFile> files;
    std::vector<LineComment> comments; // that are there already, of any author
};

/// What the forge refused or did not answer. status is HTTP's, 0 when there was no answer.
struct Failed : std::runtime_error {
    Failed(std::string message, long code) : std::runtime_error(std::move(message)), status(code) {}
    long status;
};

/// The environment variables that may hold the token of a forge, the first one that is set counts.
std::vector<std::string_view> token_variables(Kind kind);

std::string_view to_string(Kind kind);
std::string_view to_string(State state);

} // namespace imgfix::forge
