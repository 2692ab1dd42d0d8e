#include "forge/rest.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <thread>

#include <curl/curl.h>

namespace imgfix::forge {

namespace {

constexpr std::size_t max_body = 32U << 20; // bytes of one answer
constexpr std::size_t max_token = 8192;     // bytes
constexpr std::size_t page_size = 100;      // GitHub's and GitLab's largest
constexpr std::size_t gitea_page_size = 50; // its own default limit
constexpr int attempts = 5;                 // of a request that a busy forge does not answer
constexpr int limit_attempts = 20;          // of one that meets rate limits
constexpr long secondary_wait = 60;         // seconds, when GitHub does not say how long
constexpr std::size_t max_message = 300;    // bytes of a forge's own words in an error

std::optional<long> number_of(const std::string& text) {
    if (text.empty() || text.size() > 12 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::atol(text.c_str());
}

std::string method_name(registry::Method method) {
    switch (method) {
    case registry::Method::get:
        return "GET";
    case registry::Method::head:
        return "HEAD";
    case registry::Method::post:
        return "POST";
    case registry::Method::put:
        return "PUT";
    case registry::Method::patch:
        return "PATCH";
    case registry::Method::remove:
        return "DELETE";
    }
    return {};
}

bool is_loopback_address(const std::string& url) {
    const std::string origin = registry::origin_of(url);
    return origin.starts_with("http://127.") || origin.starts_with("http://localhost:") ||
           origin.starts_with("http://[::1]:");
}

/// The forge's own words in an error: on one line, short, without the token.
std::string words_of(const registry::Response& response, const std::string& token) {
    const Json json = Json::parse(response.body, nullptr, false);
    std::string text;
    if (json.is_object())
        for (const char* key : {"message", "error", "errors"})
            if (text.empty() && json.contains(key))
                text = json[key].is_string() ? json[key].get<std::string>()
                                             : json[key].dump(-1, ' ', false, Json::error_handler_t::replace);
    for (std::size_t at = 0; !token.empty() && (at = text.find(token, at)) != std::string::npos;)
        text.replace(at, token.size(), "***");
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (text.size() > max_message)
        text = text.substr(0, max_message) + "...";
    return text;
}

} // namespace

Gate::Gate(Settings given, std::string secret) : settings(std::move(given)), token(std::move(secret)) {}

void Gate::pass(bool writes) {
    for (;;) {
        Clock::time_point until;
        {
            const std::scoped_lock lock(mutex_);
            const auto now = Clock::now();
            until = std::max(not_before_, writes ? next_write_ : Clock::time_point{});
            if (until <= now) {
                if (writes)
                    next_write_ = now + std::chrono::milliseconds(settings.write_gap);
                return;
            }
        }
        std::this_thread::sleep_until(until);
    }
}

void Gate::pause(std::chrono::milliseconds wait) {
    const std::scoped_lock lock(mutex_);
    not_before_ = std::max(not_before_, Clock::now() + wait);
    if (settings.progress && wait > std::chrono::seconds(5))
        std::fprintf(stderr, "imgfix: the forge asks to wait for %ld seconds\n",
                     static_cast<long>(wait.count() / 1000));
}

std::string read_token(const Settings& settings, std::string& error) {
    std::string token;
    if (!settings.token_file.empty()) {
        std::ifstream file(settings.token_file, std::ios::binary);
        if (!file) {
            error = settings.token_file + ": cannot read the token";
            return {};
        }
        token.resize(max_token + 1);
        file.read(token.data(), static_cast<std::streamsize>(token.size()));
        token.resize(static_cast<std::size_t>(file.gcount()));
    } else {
        for (const std::string_view name : token_variables(settings.kind)) {
            const char* value = std::getenv(std::string(name).c_str());
            if (value != nullptr && *value != '\0') {
                token = value;
                break;
            }
        }
    }
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' '))
        token.pop_back();
    if (token.size() > max_token ||
        std::any_of(token.begin(), token.end(), [](char c) { return c <= ' ' || c > '~'; })) {
        error = "the token holds bytes that no token has";
        return {};
    }
    if (!token.empty() && !settings.api.starts_with("https://") && !is_loopback_address(settings.api)) {
        error = "the token is not sent over plain http: the API's address must begin with https://";
        return {};
    }
    return token;
}

std::optional<long> rate_limit_wait(const registry::Response& response, int attempt, long now) {
    if (response.status != 429 && response.status != 403)
        return std::nullopt;
    if (const auto seconds = number_of(response.header("retry-after")))
        return 1000 * *seconds;
    const long date = static_cast<long>(::curl_getdate(response.header("date").c_str(), nullptr));
    if (date > 0)
        now = date; // of the forge's own clock
    for (const char* kind : {"x-ratelimit-", "ratelimit-"}) {
        const auto left = number_of(response.header(kind + std::string("remaining")));
        const auto reset = number_of(response.header(kind + std::string("reset")));
        if (reset && left && *left == 0)
            return 1000 * std::max(1L, *reset - now + 1);
    }
    if (response.status == 429 || response.body.find("secondary rate limit") != std::string::npos)
        return 1000 * secondary_wait * attempt;
    return std::nullopt;
}

Rest::Rest(Gate& gate)
    : gate_(gate), http_([this] {
          registry::HttpLimits limits;
          limits.timeout = std::clamp(gate_.settings.timeout, 1L, 600L);
          limits.connect_timeout = std::min(limits.connect_timeout, limits.timeout);
          limits.ca_file = gate_.settings.ca_file;
          limits.patience = [this](const registry::Request& request, const registry::Response& response, int attempt) {
              return wait(request, response, attempt);
          };
          return limits;
      }()) {}

std::optional<long> Rest::wait(const registry::Request& request, const registry::Response& response, int attempt) {
    if (const auto limit = rate_limit_wait(response, attempt, static_cast<long>(std::time(nullptr)))) {
        if (*limit > 1000 * gate_.settings.longest_wait || attempt >= limit_attempts)
            return std::nullopt;
        gate_.pause(std::chrono::milliseconds(*limit));
        return limit;
    }
    // what a POST did before its answer was lost is for the caller to look up
    const bool passing = response.status == 0 || response.status >= 500;
    if (!passing || request.method == registry::Method::post || attempt >= attempts)
        return std::nullopt;
    if (const auto seconds = number_of(response.header("retry-after")))
        return 1000 * std::min(*seconds, gate_.settings.longest_wait);
    return (200L << attempt) + std::rand() % 100; // NOLINT: no secret
}

Json Rest::get(const std::string& path) { return call(registry::Method::get, path, nullptr); }

Json Rest::call(registry::Method method, const std::string& path, const Json* body) {
    gate_.pass(method != registry::Method::get);
    const Settings& settings = gate_.settings;
    registry::Request request;
    request.method = method;
    request.url = settings.api + path;
    request.max_body = max_body;
    request.headers.emplace_back(settings.kind == Kind::github ? "Accept: application/vnd.github+json, application/json"
                                                               : "Accept: application/json");
    if (settings.kind == Kind::github)
        request.headers.emplace_back("X-GitHub-Api-Version: 2022-11-28");
    if (!gate_.token.empty())
        request.authorization = (settings.kind == Kind::gitea ? "token " : "Bearer ") + gate_.token;
    if (body != nullptr) {
        request.headers.emplace_back("Content-Type: application/json");
        request.headers.emplace_back("Expect:");
        request.body = body->dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    registry::Response response;
    http_.send(std::move(request), [&](registry::Response got) { response = std::move(got); });
    http_.run({});
    gate_.requests += http_.requests() - counted_;
    counted_ = http_.requests();
    if (response.status == 0)
        throw Failed("the forge does not answer: " + response.error, 0);
    if (response.status >= 400) {
        std::string why = response.status == 401   ? "the token is missing, wrong or expired"
                          : response.status == 403 ? "the token may not do this"
                          : response.status == 404 ? "not there, or the token may not see it"
                          : response.status == 429 ? "the rate limit is used up"
                                                   : "the forge refuses";
        if (response.status == 403 && rate_limit_wait(response, 1, 0))
            why = "the rate limit is used up";
        const std::string words = words_of(response, gate_.token);
        throw Failed(why + " (" + method_name(method) + " " + path.substr(0, path.find('?')) + ": " +
                         std::to_string(response.status) + (words.empty() ? "" : " " + words) + ")",
                     response.status);
    }
    next_ = response.header("link").find("rel=\"next\"") != std::string::npos ? "link" : "";
    if (!response.header("x-next-page").empty())
        next_ = "header";
    if (response.body.empty())
        return {};
    Json json = Json::parse(response.body, nullptr, false);
    if (json.is_discarded())
        throw Failed(
            "the forge's answer is no JSON (" + method_name(method) + " " + path.substr(0, path.find('?')) + ")", 0);
    return json;
}

void Rest::pages(const std::string& path, const std::function<bool(const Json&)>& take, std::size_t max_pages) {
    const bool gitea = gate_.settings.kind == Kind::gitea;
    const std::size_t size = gitea ? gitea_page_size : page_size;
    const std::string base = path + (path.find('?') == std::string::npos ? "?" : "&") +
                             (gitea ? "limit=" : "per_page=") + std::to_string(size) + "&page=";
    for (std::size_t page = 1; page <= max_pages; ++page) {
        const Json list = get(base + std::to_string(page));
        if (!list.is_array())
            throw Failed("the forge's answer is no list (GET " + path.substr(0, path.find('?')) + ")", 0);
        for (const Json& one : list)
            if (!take(one))
                return;
        // pages are numbers, so that no answer leads to another host
        if (list.empty() || next_.empty())
            return;
    }
}

} // namespace imgfix::forge
