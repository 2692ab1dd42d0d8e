// What imgfix needs of a forge, in the forge's own REST API. Part of imgfix-net.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "forge/rest.hpp"

namespace imgfix::forge {

/// One thread's view of a forge; the functions are those of Client, which documents them. They throw Failed.
class Api {
public:
    virtual ~Api() = default;
    virtual std::vector<Repository> repositories(const std::string& owner) = 0;
    virtual Repository repository(const std::string& path) = 0;
    virtual std::vector<Pull> pulls(const std::string& path, const std::string& prefix,
                                    const std::vector<std::string>& branches) = 0;
    virtual Pull open(const std::string& path, const Pull& wanted) = 0;
    virtual void update(const std::string& path, const Pull& wanted) = 0;
    virtual void close(const std::string& path, const Pull& pull) = 0;
    virtual std::string put_issue(const std::string& path, const std::string& marker, const std::string& title,
                                  const std::string& body) = 0;
    virtual PullFiles pull_files(const std::string& path, long number) = 0;
    virtual void comment(const std::string& path, long number, const PullFiles& files,
                         const std::vector<LineComment>& comments) = 0;
};

/// GitHub, GitHub Enterprise, Gitea and Forgejo; GitLab.
std::unique_ptr<Api> make_api(Gate& gate);
std::unique_ptr<Api> make_gitlab(Gate& gate);

/// Pages of a listing of pull requests, newest first, that are read.
inline constexpr std::size_t pull_pages = 5;
/// Pages of open issues that are read to find the dashboard.
inline constexpr std::size_t issue_pages = 10;

/// A string of a JSON object; empty when it is none.
std::string text_of(const Json& json, const char* key);
/// A flag of a JSON object; false when it is none.
bool flag_of(const Json& json, const char* key);
/// The member key, null when json is no object or has none.
const Json& member_of(const Json& json, const char* key);
/// First and last line of each hunk's new side of a unified diff.
std::vector<std::pair<long, long>> hunks_of(const std::string& patch);
/// The forge's answer lacks what it must have.
[[noreturn]] void malformed(const std::string& what);

/// Reads calls from standard input and answers on standard output, several at a time, until the input ends: the main
/// function of `imgfix-net forge`. Returns the exit status.
int serve();

} // namespace imgfix::forge
