// JSON over HTTP as forges speak it: the token, rate limits, pages.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "forge/messages.hpp"
#include "registry/http.hpp"

namespace imgfix::forge {

/// What all threads that ask one forge share.
class Gate {
public:
    Gate(Settings settings, std::string token);
    const Settings settings;
    const std::string token;
    std::atomic<std::size_t> requests{0};

    /// Waits while the forge's rate limit is used up; a request that writes also waits for its turn.
    void pass(bool writes);
    /// No request is to be sent before wait is over.
    void pause(std::chrono::milliseconds wait);

private:
    using Clock = std::chrono::steady_clock;
    std::mutex mutex_;
    Clock::time_point not_before_{};
    Clock::time_point next_write_{};
};

/// The token of a forge: settings.token_file, else the environment; empty when there is none. error: why not.
std::string read_token(const Settings& settings, std::string& error);

/// Milliseconds until a rate limit ends that this answer speaks of; nullopt when it speaks of none
/// (GitHub: "Rate limits for the REST API"; GitLab: "Rate limit headers"; RFC 9110 section 10.2.3).
/// now: seconds since 1970, for answers without Date. attempt: from 1.
std::optional<long> rate_limit_wait(const registry::Response& response, int attempt, long now);

/// One thread's connection. All functions throw Failed for answers of status 400 and more and for none.
class Rest {
public:
    explicit Rest(Gate& gate);

    /// path: behind the API's address, with query. Repeated while the forge is busy; so are put and patch.
    Json get(const std::string& path);
    Json patch(const std::string& path, const Json& body) { return call(registry::Method::patch, path, &body); }
    Json put(const std::string& path, const Json& body) { return call(registry::Method::put, path, &body); }
    /// Sent once: what may have arrived is not sent again.
    Json post(const std::string& path, const Json& body) { return call(registry::Method::post, path, &body); }
    /// Elements of the lists of all pages; take returns false for enough.
    void pages(const std::string& path, const std::function<bool(const Json&)>& take, std::size_t max_pages = 1000);

    /// Makes what is wanted unless find, asked first when look_first, sees it; asks again when making it had no clear
    /// end.
    template <typename Type>
    Type find_or_make(bool look_first, const std::function<std::optional<Type>()>& find,
                      const std::function<Type()>& make) {
        for (int attempt = 1;; ++attempt) {
            if (look_first || attempt > 1)
                if (auto found = find())
                    return *found;
            try {
                return make();
            } catch (const Failed& failed) {
                // 409 and 422 also mean: it is there already
                const bool unclear = failed.status == 0 || failed.status >= 500;
                if ((!unclear && failed.status != 409 && failed.status != 422) || attempt >= (unclear ? 4 : 2))
                    throw;
                if (unclear)
                    gate_.pause(std::chrono::milliseconds(250L << attempt));
            }
        }
    }

    [[nodiscard]] const Settings& settings() const { return gate_.settings; }

private:
    Json call(registry::Method method, const std::string& path, const Json* body);
    std::optional<long> wait(const registry::Request& request, const registry::Response& response, int attempt);

    Gate& gate_;
    registry::Http http_;
    std::size_t counted_ = 0;
    std::string next_; // whether the last answer names a next page
};

} // namespace imgfix::forge
