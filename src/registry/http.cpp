#include "registry/http.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <list>
#include <random>

#include <curl/curl.h>

namespace imgfix::registry {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t max_headers = 64U << 10;
constexpr long low_speed_seconds = 10; // slower than low_speed for so long: cut off
constexpr long low_speed = 64;         // bytes per second
constexpr long connections_per_host = 32;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

struct UrlHandle {
    UrlHandle() : handle(::curl_url()) {}
    ~UrlHandle() { ::curl_url_cleanup(handle); }
    UrlHandle(const UrlHandle&) = delete;
    UrlHandle& operator=(const UrlHandle&) = delete;
    [[nodiscard]] std::string part(CURLUPart what, unsigned flags = 0) const {
        char* text = nullptr;
        if (::curl_url_get(handle, what, &text, flags) != CURLUE_OK)
            return {};
        std::string out(text);
        ::curl_free(text);
        return out;
    }
    CURLU* handle;
};

/// The target of a Location header; empty when it is no http or https URL.
std::string resolved(const std::string& url, const std::string& location) {
    const UrlHandle parts;
    if (::curl_url_set(parts.handle, CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        ::curl_url_set(parts.handle, CURLUPART_URL, location.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return {};
    const std::string scheme = parts.part(CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https")
        return {};
    if (!parts.part(CURLUPART_USER).empty() || !parts.part(CURLUPART_PASSWORD).empty())
        return {};
    return parts.part(CURLUPART_URL);
}

} // namespace

std::string Response::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string url_escaped(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
            c == '_' || c == '~') {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string origin_of(const std::string& url) {
    const UrlHandle parts;
    if (::curl_url_set(parts.handle, CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return {};
    const std::string scheme = lower(parts.part(CURLUPART_SCHEME));
    if (scheme != "http" && scheme != "https")
        return {};
    return scheme + "://" + lower(parts.part(CURLUPART_HOST)) + ":" + parts.part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

struct Http::Implementation {
    /// One request under way.
    struct Transfer {
        Implementation* owner = nullptr;
        Request request;
        Done done;
        Response response;
        std::string url; // after redirects
        std::size_t header_bytes = 0;
        int redirects = 0;
        int attempt = 1;
        bool too_large = false;
        bool headers_too_large = false;
        Clock::time_point not_before{};
        CURL* easy = nullptr;
        curl_slist* list = nullptr;
    };

    explicit Implementation(HttpLimits wanted) : limits(std::move(wanted)), random(std::random_device{}()) {
        ::curl_global_init(CURL_GLOBAL_DEFAULT);
        multi = ::curl_multi_init();
        ::curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections_per_host);
        ::curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 4 * connections_per_host);
    }
    ~Implementation() {
        for (Transfer& one : transfers)
            release(one);
        ::curl_multi_cleanup(multi);
        ::curl_global_cleanup();
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void release(Transfer& one) const {
        if (one.easy != nullptr) {
            ::curl_multi_remove_handle(multi, one.easy);
            ::curl_easy_cleanup(one.easy);
        }
        ::curl_slist_free_all(one.list);
        one.easy = nullptr;
        one.list = nullptr;
    }

    static std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
        auto& one = *static_cast<Transfer*>(user);
        if (one.response.body.size() + size > one.request.max_body) {
            one.too_large = true;
            return 0;
        }
        one.response.body.append(data, size);
        return size;
    }

    static std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
        auto& one = *static_cast<Transfer*>(user);
        one.header_bytes += size;
        if (one.header_bytes > max_headers) {
            one.headers_too_large = true;
            return 0;
        }
        std::string_view line(data, size);
        if (line.starts_with("HTTP/"))
            one.response.headers.clear();
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos) {
            std::string_view value = line.substr(colon + 1);
            while (!value.empty() && (value.front() == ' ' || value.front() == '\t'))
                value.remove_prefix(1);
            one.response.headers[lower(line.substr(0, colon))] = value;
        }
        return size;
    }

    void start(Transfer& one) {
        ++sent;
        one.response = {};
        one.header_bytes = 0;
        one.too_large = one.headers_too_large = false;
        one.easy = ::curl_easy_init();
        const Request& request = one.request;
        for (const std::string& header : request.headers)
            one.list = ::curl_slist_append(one.list, header.c_str());
        if (!request.authorization.empty() && origin_of(one.url) == origin_of(request.url))
            one.list = ::curl_slist_append(one.list, ("Authorization: " + request.authorization).c_str());
        CURL* easy = one.easy;
        ::curl_easy_setopt(easy, CURLOPT_URL, one.url.c_str());
        ::curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        ::curl_easy_setopt(easy, CURLOPT_HTTPHEADER, one.list);
        ::curl_easy_setopt(easy, CURLOPT_USERAGENT, "imgfix/" IMGFIX_VERSION);
        ::curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        ::curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        ::curl_easy_setopt(easy, CURLOPT_TIMEOUT, limits.timeout);
        ::curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, limits.connect_timeout);
        ::curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, low_speed);
        ::curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, std::min(low_speed_seconds, limits.timeout));
        ::curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
        ::curl_easy_setopt(easy, CURLOPT_WRITEDATA, &one);
        ::curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
        ::curl_easy_setopt(easy, CURLOPT_HEADERDATA, &one);
        ::curl_easy_setopt(easy, CURLOPT_PRIVATE, &one);
        ::curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 0L);
        if (request.method == Method::head)
            ::curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        if (request.method == Method::post || request.method == Method::put || request.method == Method::patch) {
            ::curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
            ::curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, request.body.c_str());
        }
        if (request.method == Method::put)
            ::curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PUT");
        else if (request.method == Method::patch)
            ::curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PATCH");
        else if (request.method == Method::remove)
            ::curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "DELETE");
        if (!request.verify) {
            ::curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
            ::curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
        }
        if (!limits.ca_file.empty())
            ::curl_easy_setopt(easy, CURLOPT_CAINFO, limits.ca_file.c_str());
        ::curl_multi_add_handle(multi, easy);
    }

    /// Puts a transfer off: exponential back-off with some chance, or what the server asks for.
    void again(Transfer& one) {
        std::chrono::milliseconds wait(250L << std::min(one.attempt, 8));
        wait += std::chrono::milliseconds(static_cast<long>(random() % 100));
        const std::string asked = one.response.header("retry-after");
        if (!asked.empty() && asked.size() < 10 && asked.find_first_not_of("0123456789") == std::string::npos)
            wait = std::max(wait, std::chrono::milliseconds(1000L * std::atol(asked.c_str())));
        one.not_before = Clock::now() + std::min(wait, std::chrono::milliseconds(1000 * limits.longest_wait));
        ++one.attempt;
    }

    /// Asks the server's own rule; true when there is a further attempt.
    bool patient(Transfer& one) {
        const auto wait = limits.patience(one.request, one.response, one.attempt);
        if (!wait)
            return false;
        one.not_before = Clock::now() + std::chrono::milliseconds(*wait);
        ++one.attempt;
        return true;
    }

    /// What the end of a transfer means; true when it is over.
    bool ended(Transfer& one, CURLcode code) {
        long status = 0;
        ::curl_easy_getinfo(one.easy, CURLINFO_RESPONSE_CODE, &status);
        release(one);
        Response& response = one.response;
        if (code != CURLE_OK) {
            response.status = 0;
            if (one.too_large)
                response.error = "the answer is larger than " + std::to_string(one.request.max_body) + " bytes";
            else if (one.headers_too_large)
                response.error = "the headers of the answer are larger than " + std::to_string(max_headers) + " bytes";
            else if (code == CURLE_OPERATION_TIMEDOUT)
                response.error = "the answer takes too long";
            else
                response.error = ::curl_easy_strerror(code);
            if (limits.patience && !one.too_large && !one.headers_too_large)
                return !patient(one);
            response.tls_refused = code == CURLE_SSL_CONNECT_ERROR || code == CURLE_COULDNT_CONNECT;
            const bool passing = code == CURLE_COULDNT_CONNECT || code == CURLE_GOT_NOTHING ||
                                 code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR;
            if (passing && one.attempt < std::min(2, limits.attempts)) {
                again(one);
                return false;
            }
            return true;
        }
        response.status = status;
        if (limits.patience && status >= 400)
            return !patient(one);
        if ((status == 429 || status == 502 || status == 503 || status == 504) && one.attempt < limits.attempts) {
            again(one);
            return false;
        }
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            const std::string target = resolved(one.url, response.header("location"));
            if (target.empty())
                response.error = "the redirect leads to no http or https address";
            else if (one.url.starts_with("https:") && !target.starts_with("https:"))
                response.error = "the redirect leads from https to http";
            else if (++one.redirects > limits.redirects)
                response.error = "more than " + std::to_string(limits.redirects) + " redirects";
            else if (one.request.method != Method::get && one.request.method != Method::head)
                response.error = "a redirect where none may be";
            if (!response.error.empty()) {
                response.status = 0;
                return true;
            }
            one.url = target;
            one.not_before = {};
            return false;
        }
        return true;
    }

    HttpLimits limits;
    CURLM* multi = nullptr;
    std::list<Transfer> transfers;
    std::size_t sent = 0;
    std::minstd_rand random;
};

Http::Http(HttpLimits limits) : own_(std::make_unique<Implementation>(std::move(limits))) {}
Http::~Http() = default;

std::size_t Http::requests() const { return own_->sent; }

void Http::send(Request request, Done done) {
    auto& one = own_->transfers.emplace_back();
    one.owner = own_.get();
    one.url = request.url;
    one.request = std::move(request);
    one.done = std::move(done);
}

void Http::run(const std::function<void()>& tick) {
    auto& own = *own_;
    while (!own.transfers.empty()) {
        const auto now = Clock::now();
        for (auto& one : own.transfers)
            if (one.easy == nullptr && one.not_before <= now)
                own.start(one);
        int running = 0;
        ::curl_multi_perform(own.multi, &running);
        int left = 0;
        bool some = false;
        while (CURLMsg* message = ::curl_multi_info_read(own.multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            some = true;
            Implementation::Transfer* one = nullptr;
            ::curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &one);
            if (!own.ended(*one, message->data.result))
                continue;
            const auto found = std::find_if(own.transfers.begin(), own.transfers.end(),
                                            [&](const auto& other) { return &other == one; });
            Response response = std::move(found->response);
            const Done done = std::move(found->done);
            own.transfers.erase(found);
            done(std::move(response));
        }
        if (tick)
            tick();
        if (!some && !own.transfers.empty())
            ::curl_multi_poll(own.multi, nullptr, 0, 100, nullptr);
    }
}

} // namespace imgfix::registry
