// GitHub's REST API (docs.github.com/rest, version 2022-11-28), and Gitea's and Forgejo's, which follow it.
#include <algorithm>

#include "forge/api.hpp"

namespace imgfix::forge {

namespace {

class GitHub : public Api {
public:
    explicit GitHub(Gate& gate) : rest_(gate), gitea_(gate.settings.kind == Kind::gitea) {}

    std::vector<Repository> repositories(const std::string& owner) override {
        std::vector<Repository> all;
        const auto take = [&](const Json& one) {
            all.push_back(read_repository(one));
            return true;
        };
        const std::string name = registry::url_escaped(owner);
        try {
            rest_.pages("/orgs/" + name + "/repos", take);
        } catch (const Failed& failed) {
            if (failed.status != 404)
                throw;
            rest_.pages("/users/" + name + "/repos", take);
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
            const bool own = is_from_here(one, path);
            if (own && pull.branch.starts_with(prefix) &&
                std::none_of(all.begin(), all.end(), [&](const Pull& other) { return other.number == pull.number; }))
                all.push_back(pull);
            return true;
        };
        const std::string list = place(path) + "/pulls?state=all";
        rest_.pages(list + (gitea_ ? "" : "&sort=created&direction=desc"), take, pull_pages);
        if (gitea_ || seen < pull_pages * 100)
            return all;
        const std::string owner = path.substr(0, path.find('/'));
        for (const std::string& branch : branches)
            rest_.pages(list + "&head=" + registry::url_escaped(owner + ":" + branch), take, 1);
        return all;
    }

    Pull open(const std::string& path, const Pull& wanted) override {
        return rest_.find_or_make<Pull>(
            false, // the list of pull requests was the look
            [&]() -> std::optional<Pull> {
                std::optional<Pull> found;
                const std::string owner = path.substr(0, path.find('/'));
                const std::string head = "&head=" + registry::url_escaped(owner + ":" + wanted.branch);
                rest_.pages(
                    place(path) + "/pulls?state=open" + (gitea_ ? "" : head),
                    [&](const Json& one) {
                        Pull pull = read_pull(one);
                        if (is_from_here(one, path) && pull.branch == wanted.branch && pull.base == wanted.base)
                            found = std::move(pull);
                        return !found;
                    },
                    pull_pages);
                return found;
            },
            [&] {
                return read_pull(rest_.post(
                    place(path) + "/pulls",
                    {{"title", wanted.title}, {"body", wanted.body}, {"head", wanted.branch}, {"base", wanted.base}}));
            });
    }

    void update(const std::string& path, const Pull& wanted) override {
        rest_.patch(pull_place(path, wanted.number), {{"title", wanted.title}, {"body", wanted.body}});
    }

    void close(const std::string& path, const Pull& pull) override {
        rest_.patch(pull_place(path, pull.number), {{"title", pull.title}, {"body", pull.body}, {"state", "closed"}});
    }

    std::string put_issue(const std::string& path, const std::string& marker, const std::string& title,
                          const std::string& body) override {
        const Json content = {{"title", title}, {"body", body}};
        bool made = false;
        const Json issue = rest_.find_or_make<Json>(
            true,
            [&]() -> std::optional<Json> {
                std::optional<Json> found;
                rest_.pages(
                    place(path) + "/issues?state=open",
                    [&](const Json& one) {
                        if (member_of(one, "pull_request").is_null() &&
                            text_of(one, "body").find(marker) != std::string::npos)
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
        if (!made && (text_of(issue, "body") != body || text_of(issue, "title") != title))
            rest_.patch(place(path) + "/issues/" + std::to_string(number_of(issue)), content);
        return text_of(issue, "html_url");
    }

    PullFiles pull_files(const std::string& path, long number) override {
        const Json pull = rest_.get(pull_place(path, number));
        PullFiles result;
        result.branch = text_of(member_of(pull, "head"), "ref");
        result.head = text_of(member_of(pull, "head"), "sha");
        result.base = text_of(member_of(pull, "base"), "sha");
        rest_.pages(pull_place(path, number) + "/files", [&](const Json& one) {
            if (text_of(one, "status") != "removed" && text_of(one, "status") != "deleted")
                result.files.push_back({text_of(one, "filename"), hunks_of(text_of(one, "patch"))});
            return true;
        });
        if (!gitea_)
            take_comments(pull_place(path, number) + "/comments", result);
        else
            rest_.pages(pull_place(path, number) + "/reviews", [&](const Json& one) {
                take_comments(pull_place(path, number) + "/reviews/" + std::to_string(id_of(one)) + "/comments",
                              result);
                return true;
            });
        return result;
    }

    void comment(const std::string& path, long number, const PullFiles& files,
                 const std::vector<LineComment>& comments) override {
        Json list = Json::array();
        for (const LineComment& one : comments) {
            Json entry = {{"path", one.path}, {"body", one.body}};
            if (gitea_) {
                entry["new_position"] = one.last_line;
            } else {
                entry["line"] = one.last_line;
                entry["side"] = "RIGHT";
                if (one.first_line != one.last_line) {
                    entry["start_line"] = one.first_line;
                    entry["start_side"] = "RIGHT";
                }
            }
            list.push_back(std::move(entry));
        }
        const Json review = {{"commit_id", files.head}, {"event", "COMMENT"}, {"body", ""}, {"comments", list}};
        rest_.find_or_make<bool>(
            true,
            [&]() -> std::optional<bool> {
                const PullFiles now = pull_files(path, number);
                const bool all = std::all_of(comments.begin(), comments.end(), [&](const LineComment& one) {
                    return std::any_of(now.comments.begin(), now.comments.end(), [&](const LineComment& other) {
                        return other.path == one.path && other.body == one.body;
                    });
                });
                return all ? std::optional<bool>(true) : std::nullopt;
            },
            [&] {
                rest_.post(pull_place(path, number) + "/reviews", review);
                return true;
            });
    }

private:
    static std::string place(const std::string& path) {
        const std::size_t slash = path.find('/');
        return "/repos/" + registry::url_escaped(path.substr(0, slash)) + "/" +
               registry::url_escaped(slash == std::string::npos ? std::string() : path.substr(slash + 1));
    }
    static std::string pull_place(const std::string& path, long number) {
        return place(path) + "/pulls/" + std::to_string(number);
    }
    static long number_of(const Json& json) {
        const Json& number = member_of(json, "number");
        if (!number.is_number_integer())
            malformed("a number");
        return number.get<long>();
    }
    static long id_of(const Json& json) {
        const Json& id = member_of(json, "id");
        return id.is_number_integer() ? id.get<long>() : 0;
    }

    Repository read_repository(const Json& json) const {
        Repository one;
        one.path = text_of(json, "full_name");
        one.clone_url = text_of(json, "clone_url");
        if (one.path.find('/') == std::string::npos)
            malformed("a repository's name");
        one.default_branch = text_of(json, "default_branch");
        one.archived = flag_of(json, "archived") || flag_of(json, "disabled");
        one.fork = flag_of(json, "fork");
        one.empty = flag_of(json, "empty"); // Gitea's; GitHub does not say so
        const Json& permissions = member_of(json, "permissions");
        one.writable = !permissions.is_object() || !permissions.contains("push") || flag_of(permissions, "push");
        const Json& topics = member_of(json, "topics");
        if (topics.is_array())
            for (const Json& topic : topics)
                if (topic.is_string())
                    one.topics.push_back(topic.get<std::string>());
        return one;
    }

    Pull read_pull(const Json& json) const {
        Pull pull;
        pull.number = number_of(json);
        const bool merged = gitea_ ? flag_of(json, "merged") : !member_of(json, "merged_at").is_null();
        pull.state = merged ? State::merged : text_of(json, "state") == "open" ? State::open : State::closed;
        pull.branch = text_of(member_of(json, "head"), "ref");
        // Gitea names a deleted branch refs/pull/N/head and keeps its name in the label
        if (gitea_ && pull.branch.starts_with("refs/pull/"))
            pull.branch = text_of(member_of(json, "head"), "label");
        pull.base = text_of(member_of(json, "base"), "ref");
        pull.title = text_of(json, "title");
        pull.body = text_of(json, "body");
        pull.address = text_of(json, "html_url");
        return pull;
    }

    /// False for branches of forks.
    static bool is_from_here(const Json& json, const std::string& path) {
        const auto lower = [](std::string text) {
            std::transform(text.begin(), text.end(), text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
            return text;
        };
        const Json& from = member_of(member_of(json, "head"), "repo");
        return from.is_object() && lower(text_of(from, "full_name")) == lower(path);
    }

    void take_comments(const std::string& path, PullFiles& into) {
        rest_.pages(path, [&](const Json& one) {
            const Json& line = member_of(one, "line");
            const long number = line.is_number_integer() ? line.get<long>() : 0;
            into.comments.push_back({text_of(one, "path"), number, number, text_of(one, "body")});
            return true;
        });
    }

    Rest rest_;
    bool gitea_;
};

} // namespace

std::string text_of(const Json& json, const char* key) {
    const Json& member = member_of(json, key);
    return member.is_string() ? member.get<std::string>() : std::string();
}

bool flag_of(const Json& json, const char* key) {
    const Json& member = member_of(json, key);
    return member.is_boolean() && member.get<bool>();
}

const Json& member_of(const Json& json, const char* key) {
    static const Json none;
    if (!json.is_object())
        return none;
    const auto found = json.find(key);
    return found == json.end() ? none : *found;
}

std::vector<std::pair<long, long>> hunks_of(const std::string& patch) {
    std::vector<std::pair<long, long>> hunks;
    for (std::size_t at = 0; at < patch.size();) {
        const std::size_t end = std::min(patch.find('\n', at), patch.size());
        const std::string line = patch.substr(at, end - at);
        at = end + 1;
        const std::size_t plus = line.starts_with("@@ -") ? line.find(" +") : std::string::npos;
        if (plus == std::string::npos)
            continue;
        char* rest = nullptr;
        const long first = std::strtol(line.c_str() + plus + 2, &rest, 10);
        const long count = *rest == ',' ? std::strtol(rest + 1, nullptr, 10) : 1;
        if (first > 0 && count > 0)
            hunks.emplace_back(first, first + count - 1);
    }
    return hunks;
}

void malformed(const std::string& what) { throw Failed("the forge's answer lacks " + what, 0); }

std::unique_ptr<Api> make_api(Gate& gate) {
    if (gate.settings.kind == Kind::gitlab)
        return make_gitlab(gate);
    return std::make_unique<GitHub>(gate);
}

} // namespace imgfix::forge
