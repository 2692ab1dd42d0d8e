// GitLab's REST API, version 4 (docs.gitlab.com/api).
#include <algorithm>

#include "forge/api.hpp"

namespace imgfix::forge {

namespace {

class GitLab : public Api {
public:
    explicit GitLab(Gate& gate) : rest_(gate) {}

    std::vector<Repository> repositories(const std::string& owner) override {
        std::vector<Repository> all;
        const auto take = [&](const Json& one) {
            all.push_back(read_repository(one));
            return true;
        };
        const std::string name = registry::url_escaped(owner);
        try {
            rest_.pages("/groups/" + name + "/projects?include_subgroups=true&order_by=id&sort=asc", take);
        } catch (const Failed& failed) {
            if (failed.status != 404)
                throw;
            rest_.pages("/users/" + name + "/projects?order_by=id&sort=asc", take);
        }
        return all;
    }

    Repository repository(const std::string& path) override { return read_repository(rest_.get(place(path))); }

    std::vector<Pull> pulls(const std::string& path, const std::string& prefix,
                            const std::vector<std::string>& branches) override {
        std::vector<Pull> all;
        std::size_t seen = 0;
        const auto take = [&](const Json& one) {
            ++seen;
            const Pull pull = read_pull(one);
            if (is_from_here(one) && pull.branch.starts_with(prefix) &&
                std::none_of(all.begin(), all.end(), [&](const Pull& other) { return other.number == pull.number; }))
                all.push_back(pull);
            return true;
        };
        const std::string list = place(path) + "/merge_requests?state=all&order_by=created_at&sort=desc";
        rest_.pages(list, take, pull_pages);
        if (seen < pull_pages * 100)
            return all;
        for (const std::string& branch : branches)
            rest_.pages(list + "&source_branch=" + registry::url_escaped(branch), take, 1);
        return all;
    }

    Pull open(const std::string& path, const Pull& wanted) override {
        return rest_.find_or_make<Pull>(
            false, // the list of pull requests was the look
            [&]() -> std::optional<Pull> {
                std::optional<Pull> found;
                rest_.pages(
                    place(path) + "/merge_requests?state=opened&source_branch=" + registry::url_escaped(wanted.branch),
                    [&](const Json& one) {
                        Pull pull = read_pull(one);
                        if (is_from_here(one) && pull.base == wanted.base)
                            found = std::move(pull);
                        return !found;
                    },
                    1);
                return found;
            },
            [&] {
                return read_pull(rest_.post(place(path) + "/merge_requests", {{"title", wanted.title},
                                                                              {"description", wanted.body},
                                                                              {"source_branch", wanted.branch},
                                                                              {"target_branch", wanted.base}}));
            });
    }

    void update(const std::string& path, const Pull& wanted) override {
        rest_.put(pull_place(path, wanted.number), {{"title", wanted.title}, {"description", wanted.body}});
    }

    void close(const std::string& path, const Pull& pull) override {
        rest_.put(pull_place(path, pull.number),
                  {{"title", pull.title}, {"description", pull.body}, {"state_event", "close"}});
    }

    std::string put_issue(const std::string& path, const std::string& marker, const std::string& title,
                          const std::string& body) override {
        const Json content = {{"title", title}, {"description", body}};
        bool made = false;
        const Json issue = rest_.find_or_make<Json>(
            true,
            [&]() -> std::optional<Json> {
                std::optional<Json> found;
                rest_.pages(
                    place(path) + "/issues?state=opened",
                    [&](const Json& one) {
                        if (text_of(one, "description").find(marker) != std::string::npos)
                            found = one;
                        return !found;
                    },
                    issue_pages);
                return found;
            },
            [&] {
                made = true;
                return rest_.post(place(path) + "/issues", content);
            });
        if (!made && (text_of(issue, "description") != body || text_of(issue, "title") != title))
            rest_.put(place(path) + "/issues/" + std::to_string(number_of(issue)), content);
        return text_of(issue, "web_url");
    }

    PullFiles pull_files(const std::string& path, long number) override {
        const Json pull = rest_.get(pull_place(path, number));
        const Json& commits = member_of(pull, "diff_refs");
        PullFiles result;
        result.branch = text_of(pull, "source_branch");
        result.head = text_of(commits, "head_sha");
        result.base = text_of(commits, "base_sha");
        result.start = text_of(commits, "start_sha");
        rest_.pages(pull_place(path, number) + "/diffs", [&](const Json& one) {
            if (!flag_of(one, "deleted_file"))
                result.files.push_back({text_of(one, "new_path"), hunks_of(text_of(one, "diff"))});
            return true;
        });
        rest_.pages(pull_place(path, number) + "/discussions", [&](const Json& one) {
            const Json& notes = member_of(one, "notes");
            if (notes.is_array())
                for (const Json& note : notes) {
                    const Json& position = member_of(note, "position");
                    const Json& line = member_of(position, "new_line");
                    const long at = line.is_number_integer() ? line.get<long>() : 0;
                    result.comments.push_back({text_of(position, "new_path"), at, at, text_of(note, "body")});
                }
            return true;
        });
        return result;
    }

    void comment(const std::string& path, long number, const PullFiles& files,
                 const std::vector<LineComment>& comments) override {
        for (const LineComment& one : comments)
            rest_.find_or_make<bool>(
                true,
                [&]() -> std::optional<bool> {
                    const PullFiles now = pull_files(path, number);
                    return std::any_of(now.comments.begin(), now.comments.end(),
                                       [&](const LineComment& other) {
                                           return other.path == one.path && other.body == one.body;
                                       })
                               ? std::optional<bool>(true)
                               : std::nullopt;
                },
                [&] {
                    rest_.post(pull_place(path, number) + "/discussions", {{"body", one.body},
                                                                           {"position",
                                                                            {{"position_type", "text"},
                                                                             {"base_sha", files.base},
                                                                             {"start_sha", files.start},
                                                                             {"head_sha", files.head},
                                                                             {"old_path", one.path},
                                                                             {"new_path", one.path},
                                                                             {"new_line", one.last_line}}}});
                    return true;
                });
    }

private:
    static std::string place(const std::string& path) { return "/projects/" + registry::url_escaped(path); }
    static std::string pull_place(const std::string& path, long number) {
        return place(path) + "/merge_requests/" + std::to_string(number);
    }
    static long number_of(const Json& json) {
        const Json& number = member_of(json, "iid");
        if (!number.is_number_integer())
            malformed("a number");
        return number.get<long>();
    }

    static Repository read_repository(const Json& json) {
        Repository one;
        one.path = text_of(json, "path_with_namespace");
        one.clone_url = text_of(json, "http_url_to_repo");
        if (one.path.find('/') == std::string::npos)
            malformed("a project's path");
        one.default_branch = text_of(json, "default_branch");
        one.archived = flag_of(json, "archived");
        one.fork = !member_of(json, "forked_from_project").is_null();
        one.empty = flag_of(json, "empty_repo");
        const Json& topics = member_of(json, "topics");
        if (topics.is_array())
            for (const Json& topic : topics)
                if (topic.is_string())
                    one.topics.push_back(topic.get<std::string>());
        return one;
    }

    static Pull read_pull(const Json& json) {
        Pull pull;
        pull.number = number_of(json);
        const std::string state = text_of(json, "state");
        pull.state = state == "merged" ? State::merged : state == "closed" ? State::closed : State::open;
        pull.branch = text_of(json, "source_branch");
        pull.base = text_of(json, "target_branch");
        pull.title = text_of(json, "title");
        pull.body = text_of(json, "description");
        pull.address = text_of(json, "web_url");
        return pull;
    }

    /// False for branches of forks.
    static bool is_from_here(const Json& json) {
        return member_of(json, "source_project_id") == member_of(json, "target_project_id");
    }

    Rest rest_;
};

} // namespace

std::unique_ptr<Api> make_gitlab(Gate& gate) { return std::make_unique<GitLab>(gate); }

} // namespace imgfix::forge
