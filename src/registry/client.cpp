#include "registry/client.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "catalog/tag.hpp"
#include "document/image_reference.hpp"
#include "registry/cache.hpp"
#include "registry/credentials.hpp"
#include "registry/http.hpp"
#include "registry/names.hpp"
#include "registry/sha256.hpp"

namespace imgfix::registry {

using Json = nlohmann::json;

namespace {

constexpr std::size_t max_manifest = 4U << 20; // distribution's own limit
constexpr std::size_t max_tag_page = 4U << 20; // bytes
constexpr std::size_t max_tags = 50000;        // of all pages
constexpr int max_pages = 100;
constexpr std::size_t max_token = 64U << 10;
constexpr std::size_t batch = 8;         // tags that are compared at the same time
constexpr long patience = 4;             // times the time-out of one request: for all of one reference
constexpr std::size_t max_compared = 64; // tags that are compared

const std::vector<std::string> accept{
    "Accept: application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, "
    "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json"};

/// A challenge of WWW-Authenticate (RFC 7235).
struct Challenge {
    bool bearer = false;
    bool basic = false;
    std::string realm;
    std::string service;
    std::string scope;
};

Challenge read_challenge(std::string_view text) {
    Challenge challenge;
    const auto is = [&](std::string_view word) {
        return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
                   return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
               });
    };
    challenge.bearer = is("bearer ");
    challenge.basic = is("basic");
    text.remove_prefix(std::min(text.find(' '), text.size()));
    while (!text.empty()) {
        const std::size_t first = text.find_first_not_of(" ,\t");
        if (first == std::string_view::npos)
            break;
        text.remove_prefix(first);
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos)
            break;
        const std::string_view key = text.substr(0, equals);
        text.remove_prefix(equals + 1);
        std::string value;
        if (text.starts_with('"')) {
            std::size_t k = 1;
            while (k < text.size() && text[k] != '"') {
                k += text[k] == '\\' ? 1 : 0;
                if (k < text.size())
                    value += text[k++];
            }
            text.remove_prefix(std::min(k + 1, text.size()));
        } else {
            const std::size_t end = std::min(text.find_first_of(", "), text.size());
            value = text.substr(0, end);
            text.remove_prefix(end);
        }
        if (key == "realm")
            challenge.realm = std::move(value);
        else if (key == "service")
            challenge.service = std::move(value);
        else if (key == "scope")
            challenge.scope = std::move(value);
    }
    return challenge;
}

bool is_header_text(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

/// -1, 0, 1: versions number by number; where one ends, it is the newer one (3.14 covers all of 3.14.x).
int compare_versions(std::string_view a, std::string_view b) {
    const auto next = [](std::string_view& text) -> long long {
        const std::size_t first = text.find_first_of("0123456789");
        if (first == std::string_view::npos) {
            text = {};
            return -1;
        }
        text.remove_prefix(first);
        long long value = 0;
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            value = value < 1000000000000 ? value * 10 + (text.front() - '0') : value;
            text.remove_prefix(1);
        }
        return value;
    };
    for (;;) {
        const long long left = next(a);
        const long long right = next(b);
        if (left != right)
            return left < 0 ? 1 : right < 0 ? -1 : left < right ? -1 : 1;
        if (left < 0)
            return 0;
    }
}

/// What goes on for one question.
struct Task {
    Question question;
    Answer answer;
    std::string registry; // as named, the default one filled in
    std::string host;     // that is asked
    std::string name;     // repository
    std::string tag;
    std::vector<std::string> candidates; // version: tags to compare, best first
    std::size_t compared = 0;
    std::size_t open = 0;   // comparisons under way
    std::vector<bool> same; // their results
    std::size_t tags_seen = 0;
    int pages = 0;
    std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
    bool over = false;
};
using TaskPointer = std::shared_ptr<Task>;
using Then = std::function<void(Response)>;

class Client {
public:
    Client(const Settings& settings, const std::vector<Question>& questions)
        : settings_(settings), http_(limits_of(settings)), cache_(settings.cache_age) {
        for (const Question& one : questions) {
            auto& task = tasks_[one];
            if (!task) {
                task = std::make_shared<Task>();
                task->question = one;
            }
            order_.push_back(task);
        }
    }

    Report run() {
        for (auto& [question, task] : tasks_)
            begin(task);
        http_.run([this] { progress(); });
        if (shown_)
            std::fputs("\r\033[K", stderr);
        Report report;
        for (const TaskPointer& task : order_) {
            if (!task->over)
                fail(task, "the registry gave no answer");
            report.answers.push_back(task->answer);
        }
        report.requests = http_.requests();
        report.cached = cached_;
        return report;
    }

private:
    static HttpLimits limits_of(const Settings& settings) {
        HttpLimits limits;
        limits.timeout = std::clamp(settings.timeout, 1L, 600L);
        limits.connect_timeout = std::min(limits.connect_timeout, limits.timeout);
        limits.longest_wait = std::min(limits.longest_wait, limits.timeout);
        limits.ca_file = settings.ca_file;
        return limits;
    }

    void progress() {
        if (!settings_.progress || tasks_.size() < 2 || ::isatty(STDERR_FILENO) != 1)
            return;
        const auto done = static_cast<std::size_t>(
            std::count_if(tasks_.begin(), tasks_.end(), [](const auto& one) { return one.second->over; }));
        if (shown_ && done == last_shown_)
            return;
        std::fprintf(stderr, "\rimgfix: asked registries for %zu of %zu images", done, tasks_.size());
        shown_ = true;
        last_shown_ = done;
    }

    static void fail(const TaskPointer& task, std::string why) {
        if (task->over)
            return;
        task->over = true;
        task->answer = {{}, {}, std::move(why)};
    }

    void finish(const TaskPointer& task) {
        if (task->over)
            return;
        task->over = true;
        cache_.keep(task->question, task->answer);
    }

    void begin(const TaskPointer& task) {
        const auto reference = document::parse_image_reference(task->question.reference);
        if (!reference) {
            fail(task, "not a valid image reference");
            return;
        }
        if (auto known = cache_.find(task->question)) {
            task->answer = std::move(*known);
            task->over = true;
            ++cached_;
            return;
        }
        task->registry = is_default_registry(reference->registry) ? default_registry : reference->registry;
        task->name = reference->path;
        if (task->registry == default_registry && task->name.find('/') == std::string::npos)
            task->name = "library/" + task->name;
        task->tag = reference->has_tag() ? std::string(reference->tag) : "latest";
        task->host = api_host(task->registry);
        with_base(task, [this, task](const std::string&) { head(task); });
    }

    // --- where the registry is

    /// scheme://host of a registry: its mirror, https, or for local and insecure ones what it speaks.
    struct Place {
        std::string base;
        std::string error;
        bool asked = false;
        std::vector<std::function<void()>> waiting;
    };

    bool is_insecure(const std::string& host) const {
        return std::find(settings_.insecure.begin(), settings_.insecure.end(), host) != settings_.insecure.end();
    }

    void with_base(const TaskPointer& task, std::function<void(const std::string&)> then) {
        Place& place = places_[task->registry];
        const auto go = [this, task, then = std::move(then)] {
            const Place& found = places_[task->registry];
            if (!found.error.empty())
                fail(task, found.error);
            else
                then(found.base);
        };
        if (!place.base.empty() || !place.error.empty()) {
            go();
            return;
        }
        place.waiting.push_back(go);
        if (place.asked)
            return;
        place.asked = true;
        const auto settle = [this](const std::string& registry) {
            std::vector<std::function<void()>> waiting;
            waiting.swap(places_[registry].waiting);
            for (const auto& one : waiting)
                one();
        };
        const std::string registry = task->registry;
        if (const auto mirror = settings_.mirrors.find(registry); mirror != settings_.mirrors.end()) {
            if (origin_of(mirror->second).empty())
                place.error = "its mirror is no http or https address";
            else
                place.base = mirror->second.ends_with('/') ? mirror->second.substr(0, mirror->second.size() - 1)
                                                           : mirror->second;
            settle(registry);
            return;
        }
        place.base = "https://" + task->host;
        if (!is_insecure(registry) && !is_loopback(registry)) {
            settle(registry);
            return;
        }
        Request probe;
        probe.method = Method::get;
        probe.url = place.base + "/v2/";
        probe.max_body = 64U << 10;
        probe.verify = !is_insecure(registry);
        place.base.clear();
        http_.send(std::move(probe), [this, registry, host = task->host, settle](const Response& response) {
            Place& found = places_[registry];
            // what refuses TLS may speak plain HTTP; what shows a wrong certificate is refused
            if (response.status == 0 && !response.tls_refused)
                found.error = response.error;
            else
                found.base = (response.status == 0 ? "http://" : "https://") + host;
            settle(registry);
        });
    }

    // --- requests with authorization

    struct Token {
        std::string value; // of the Authorization header
        std::string error;
        bool asked = false;
        std::vector<std::function<void()>> waiting;
    };

    /// Sends a request to the task's repository; answers a challenge once.
    void send(const TaskPointer& task, Method method, const std::string& path, std::size_t max_body, bool with_accept,
              Then then) {
        if (std::chrono::steady_clock::now() - task->begin > std::chrono::seconds(patience * settings_.timeout)) {
            fail(task, "the registry takes too long");
            return;
        }
        Request request;
        request.method = method;
        request.url = places_[task->registry].base + path;
        request.max_body = max_body;
        request.verify = !is_insecure(task->registry);
        if (with_accept)
            request.headers = accept;
        const std::string key = task->registry + " " + task->name;
        if (const auto token = tokens_.find(key); token != tokens_.end())
            request.authorization = token->second.value;
        const bool authorized = !request.authorization.empty();
        Request again = request;
        http_.send(std::move(request), [this, task, key, authorized, again = std::move(again),
                                        then = std::move(then)](Response response) mutable {
            if (response.status != 401) {
                then(std::move(response));
                return;
            }
            // the token of a request that went out earlier may have come in the meantime
            if (const auto fresh = tokens_.find(key);
                fresh != tokens_.end() && !fresh->second.value.empty() && fresh->second.value != again.authorization) {
                again.authorization = fresh->second.value;
                http_.send(std::move(again), std::move(then));
                return;
            }
            if (authorized) {
                then(std::move(response));
                return;
            }
            authorize(task, key, read_challenge(response.header("www-authenticate")),
                      [this, task, key, again = std::move(again), then = std::move(then)]() mutable {
                          const Token& token = tokens_[key];
                          if (!token.error.empty()) {
                              fail(task, token.error);
                              return;
                          }
                          again.authorization = token.value;
                          http_.send(std::move(again), std::move(then));
                      });
        });
    }

    void authorize(const TaskPointer& task, const std::string& key, Challenge challenge, std::function<void()> then) {
        Token& token = tokens_[key];
        if (!token.value.empty() || !token.error.empty()) {
            then();
            return;
        }
        token.waiting.push_back(std::move(then));
        if (token.asked)
            return;
        token.asked = true;
        const auto settle = [this, key] {
            std::vector<std::function<void()>> waiting;
            waiting.swap(tokens_[key].waiting);
            for (const auto& one : waiting)
                one();
        };
        const std::string& base = places_[task->registry].base;
        // a mirror has credentials of its own
        std::string host = task->registry;
        if (settings_.mirrors.count(task->registry) != 0)
            host = base.substr(base.find("://") + 3);
        const bool plain = base.starts_with("http://");
        const auto credential = credentials_.find(host);
        if (challenge.basic) {
            if (!credential || credential->secret.empty())
                token.error = "the registry wants a user name and a password";
            else
                token.value = "Basic " + base64_encoded(credential->user + ":" + credential->secret);
            settle();
            return;
        }
        if (!challenge.bearer) {
            token.error = "the registry refuses access and does not say how to get it";
            settle();
            return;
        }
        const std::string realm = origin_of(challenge.realm);
        if (realm.empty() || (!plain && !realm.starts_with("https:"))) {
            token.error = "the registry's token server is no https address";
            settle();
            return;
        }
        if (challenge.scope.empty())
            challenge.scope = "repository:" + task->name + ":pull";
        Request request;
        request.max_body = max_token;
        request.verify = !is_insecure(task->registry);
        if (credential && !credential->identity_token.empty()) {
            request.method = Method::post;
            request.url = challenge.realm;
            request.body = "grant_type=refresh_token&client_id=imgfix&service=" + url_escaped(challenge.service) +
                           "&scope=" + url_escaped(challenge.scope) +
                           "&refresh_token=" + url_escaped(credential->identity_token);
        } else {
            request.url = challenge.realm + (challenge.realm.find('?') == std::string::npos ? "?" : "&") +
                          "service=" + url_escaped(challenge.service) + "&scope=" + url_escaped(challenge.scope);
            if (credential)
                request.authorization = "Basic " + base64_encoded(credential->user + ":" + credential->secret);
        }
        http_.send(std::move(request), [this, key, settle](const Response& response) {
            Token& found = tokens_[key];
            const Json json = response.status == 200 ? Json::parse(response.body, nullptr, false) : Json();
            std::string value;
            for (const char* name : {"access_token", "token"})
                if (json.is_object() && json.contains(name) && json[name].is_string())
                    value = json[name].get<std::string>();
            if (response.status == 0)
                found.error = "the registry's token server: " + response.error;
            else if (response.status != 200)
                found.error = "the registry's token server answers " + std::to_string(response.status);
            else if (value.empty() || !is_header_text(value))
                found.error = "the registry's token server gives no token";
            else
                found.value = "Bearer " + value;
            settle();
        });
    }

    /// Why a response is no good; empty: it is.
    static std::string problem_of(const Response& response) {
        switch (response.status) {
        case 200:
            return {};
        case 0:
            return response.error;
        case 401:
        case 403:
            return "the registry refuses access";
        case 404:
            return "the registry does not have it";
        case 429:
            return "the registry takes no more requests for now (429)";
        default:
            return "the registry answers " + std::to_string(response.status);
        }
    }

    // --- digests

    static std::string manifest_path(const TaskPointer& task, const std::string& tag) {
        return "/v2/" + task->name + "/manifests/" + tag;
    }

    void head(const TaskPointer& task) {
        send(task, Method::head, manifest_path(task, task->tag), max_manifest, true,
             [this, task](const Response& response) {
                 if (response.status == 405 || response.status == 400) { // HEAD is not spoken
                     read(task, task->tag, {});
                     return;
                 }
                 if (std::string problem = problem_of(response); !problem.empty()) {
                     fail(task, std::move(problem));
                     return;
                 }
                 const std::string digest = response.header("docker-content-digest");
                 if (digest.empty()) {
                     read(task, task->tag, {});
                 } else if (!is_sha256_digest(digest)) {
                     fail(task, "the registry gives a digest of another form");
                 } else if (digest == task->question.known && task->question.platform.empty()) {
                     task->answer.digest = digest;
                     have_digest(task);
                 } else {
                     read(task, digest, digest);
                 }
             });
    }

    /// Reads the manifest and checks that it is what its digest says.
    void read(const TaskPointer& task, const std::string& name, const std::string& digest) {
        send(task, Method::get, manifest_path(task, name), max_manifest, true,
             [this, task, digest](const Response& response) {
                 if (std::string problem = problem_of(response); !problem.empty()) {
                     fail(task, std::move(problem));
                     return;
                 }
                 const std::string real = sha256_digest(response.body);
                 const std::string told = response.header("docker-content-digest");
                 if ((!digest.empty() && real != digest) || (!told.empty() && told != real)) {
                     fail(task, "the registry's manifest is not what its digest says");
                     return;
                 }
                 const Json json = Json::parse(response.body, nullptr, false);
                 if (!json.is_object() || !json.contains("schemaVersion") || json["schemaVersion"] != 2) {
                     fail(task, "the registry's manifest is no image manifest of version 2");
                     return;
                 }
                 task->answer.digest = real;
                 if (task->question.platform.empty())
                     have_digest(task);
                 else
                     check_platform(task, json);
             });
    }

    static std::string text_of(const Json& object, const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    }

    static std::string platform_of(const Json& json) {
        const std::string variant = text_of(json, "variant");
        const std::string platform = text_of(json, "os") + "/" + text_of(json, "architecture");
        return variant.empty() ? platform : platform + "/" + variant;
    }

    /// linux/arm64 is linux/arm64/v8, and linux/arm is linux/arm/v7 (containerd/platforms).
    static bool same_platform(std::string wanted, std::string found) {
        for (std::string* one : {&wanted, &found}) {
            if (*one == "linux/arm64/v8")
                *one = "linux/arm64";
            if (*one == "linux/arm")
                *one = "linux/arm/v7";
        }
        return wanted == found;
    }

    void check_platform(const TaskPointer& task, const Json& manifest) {
        const std::string& wanted = task->question.platform;
        const std::string missing = "the registry has it for other platforms than " + wanted;
        if (const auto list = manifest.find("manifests"); list != manifest.end() && list->is_array()) {
            for (const Json& one : *list) {
                const auto platform = one.is_object() ? one.find("platform") : one.end();
                if (one.is_object() && platform != one.end() && platform->is_object() &&
                    same_platform(wanted, platform_of(*platform))) {
                    have_digest(task);
                    return;
                }
            }
            fail(task, missing);
            return;
        }
        std::string config;
        if (const auto found = manifest.find("config"); found != manifest.end() && found->is_object())
            config = text_of(*found, "digest");
        if (!is_sha256_digest(config)) {
            fail(task, "the registry's manifest names no image configuration");
            return;
        }
        send(task, Method::get, "/v2/" + task->name + "/blobs/" + config, max_manifest, false,
             [this, task, config, missing, wanted](const Response& response) {
                 const Json json = Json::parse(response.body, nullptr, false);
                 if (std::string problem = problem_of(response); !problem.empty())
                     fail(task, std::move(problem));
                 else if (sha256_digest(response.body) != config || !json.is_object())
                     fail(task, "the registry's image configuration is not what its digest says");
                 else if (!same_platform(wanted, platform_of(json)))
                     fail(task, missing);
                 else
                     have_digest(task);
             });
    }

    void have_digest(const TaskPointer& task) {
        if (task->question.kind == Question::Kind::digest)
            finish(task);
        else
            list_tags(task, "/v2/" + task->name + "/tags/list?n=1000");
    }

    // --- version tags

    void list_tags(const TaskPointer& task, const std::string& path) {
        send(task, Method::get, path, max_tag_page, false, [this, task](const Response& response) {
            if (std::string problem = problem_of(response); !problem.empty()) {
                fail(task, "tag list: " + problem);
                return;
            }
            const Json json = Json::parse(response.body, nullptr, false);
            const auto tags = json.is_object() ? json.find("tags") : json.end();
            if (!json.is_object() || tags == json.end() || !(tags->is_array() || tags->is_null())) {
                fail(task, "tag list: the registry's answer is no list");
                return;
            }
            for (const Json& tag : *tags)
                if (tag.is_string())
                    consider(task, tag.get<std::string>());
            task->tags_seen += tags->size();
            const std::string next = next_page(task, response.header("link"));
            if (next.empty()) {
                choose(task);
            } else if (++task->pages >= max_pages || task->tags_seen > max_tags) {
                fail(task, "tag list: it is longer than " + std::to_string(max_tags) + " tags");
            } else {
                list_tags(task, next);
            }
        });
    }

    /// Path and query of `<...>; rel="next"` (RFC 8288) on the same registry; empty: none.
    std::string next_page(const TaskPointer& task, const std::string& link) const {
        const std::size_t open = link.find('<');
        const std::size_t close = link.find('>', open);
        if (open == std::string::npos || close == std::string::npos ||
            link.find("rel=\"next\"", close) == std::string::npos)
            return {};
        std::string target = link.substr(open + 1, close - open - 1);
        if (target.starts_with(places_.at(task->registry).base))
            target.erase(0, places_.at(task->registry).base.size());
        const bool clean = std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7F; });
        return clean && target.starts_with("/v2/" + task->name + "/tags/list") ? target : std::string();
    }

    /// A tag with the words of the one in question and a version in front is worth to be compared.
    static void consider(const TaskPointer& task, const std::string& tag) {
        const std::string named = "x:" + tag;
        const auto valid = document::parse_image_reference(named);
        if (!valid || valid->tag != tag)
            return;
        const catalog::TagParts parts = catalog::parse_tag(tag);
        if (!parts.version || parts.version.date || parts.version.prerelease || !parts.floating.empty())
            return;
        std::vector<std::string_view> wanted;
        const catalog::TagParts given = catalog::parse_tag(task->tag);
        for (const auto word : given.words)
            if (!catalog::is_floating_word(word))
                wanted.push_back(word);
        if (std::equal(parts.words.begin() + 1, parts.words.end(), wanted.begin(), wanted.end()))
            task->candidates.push_back(tag);
    }

    void choose(const TaskPointer& task) {
        std::sort(task->candidates.begin(), task->candidates.end(), [](const std::string& a, const std::string& b) {
            const int order = compare_versions(catalog::parse_tag(a).version.text, catalog::parse_tag(b).version.text);
            return order != 0 ? order > 0 : a < b;
        });
        compare_batch(task);
    }

    void compare_batch(const TaskPointer& task) {
        const std::size_t end = std::min({task->candidates.size(), task->compared + batch, max_compared});
        if (!task->answer.tags.empty() || task->compared >= end) {
            finish(task);
            return;
        }
        task->open = end - task->compared;
        const std::size_t first = task->compared;
        task->compared = end;
        task->same.assign(end - first, false);
        for (std::size_t k = first; k < end; ++k) {
            send(task, Method::head, manifest_path(task, task->candidates[k]), max_manifest, true,
                 [this, task, first, k](const Response& response) {
                     task->same[k - first] =
                         response.status == 200 && response.header("docker-content-digest") == task->answer.digest;
                     if (--task->open != 0)
                         return;
                     for (std::size_t i = 0; i < task->same.size(); ++i) // best first
                         if (task->same[i])
                             task->answer.tags.push_back(task->candidates[first + i]);
                     compare_batch(task);
                 });
        }
    }

    const Settings& settings_;
    Http http_;
    Cache cache_;
    Credentials credentials_;
    std::map<Question, TaskPointer> tasks_;
    std::vector<TaskPointer> order_;
    std::map<std::string, Place> places_;
    std::map<std::string, Token> tokens_;
    std::size_t cached_ = 0;
    bool shown_ = false;
    std::size_t last_shown_ = 0;
};

} // namespace

Report resolve(const Settings& settings, const std::vector<Question>& questions) {
    return Client(settings, questions).run();
}

} // namespace imgfix::registry
