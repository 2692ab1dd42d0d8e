// imgfix's side of a forge: starts `imgfix-net forge` and calls it. Each call is done at most once, whatever happens:
// what opens or writes looks first whether it was done before.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "forge/protocol.hpp"

namespace imgfix::forge {

/// From several threads. All calls throw Failed.
class Client {
public:
    /// The program is started by the first call.
    explicit Client(Settings settings);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// All repositories of a user, organisation or group (GitLab: with its subgroups), page by page.
    std::vector<Repository> repositories(const std::string& owner);
    Repository repository(const std::string& path);
    /// Pull requests of the repository whose branch lies in the repository itself and begins with prefix, newest first.
    /// Of long histories the newest 500 are listed, and those of the named branches.
    std::vector<Pull> pulls(const std::string& path, const std::string& prefix,
                            const std::vector<std::string>& branches);
    /// Opens a pull request from branch to base; the open one from that branch when there is one.
    Pull open(const std::string& path, const Pull& wanted);
    /// Sets title and body.
    void update(const std::string& path, const Pull& wanted);
    /// Sets title and body, and closes it.
    void close(const std::string& path, const Pull& pull);
    /// The issue whose body holds marker gets title and body, or is opened; returns its address.
    std::string put_issue(const std::string& path, const std::string& marker, const std::string& title,
                          const std::string& body);
    /// A pull request's commits, changed paths and review comments.
    PullFiles pull_files(const std::string& path, long number);
    /// Adds review comments to the pull request at its commit head.
    void comment(const std::string& path, long number, const PullFiles& files,
                 const std::vector<LineComment>& comments);

    [[nodiscard]] Kind kind() const;
    /// HTTP requests sent so far.
    std::size_t requests();

private:
    struct Implementation;
    std::unique_ptr<Implementation> own_;
};

} // namespace imgfix::forge
