// HTTP for registries and forges: many requests at the same time over libcurl's multi interface, each bounded.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::registry {

enum class Method : unsigned char { get, head, post, put, patch, remove };

struct Request {
    Method method = Method::get;
    std::string url;                  // http or https
    std::vector<std::string> headers; // `Name: value`, without line ends
    std::string authorization;        // value of that header; it goes to the first host only
    std::string body;                 // of a POST, PUT or PATCH; a form unless a header says otherwise
    std::size_t max_body = 4U << 20;  // bytes
    bool verify = true;               // the certificate
};

struct Response {
    long status = 0;                            // 0: no answer, error says why
    std::map<std::string, std::string> headers; // names in lower case; the last one of a name
    std::string body;
    std::string error;
    bool tls_refused = false; // the server does not speak TLS, or nobody listens
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// The rule of a server about repeated requests: the milliseconds to wait before attempt + 1, nullopt for no further
/// one. Called for each answer of status 400 and more, and for none at all (status 0).
using Patience = std::function<std::optional<long>(const Request& request, const Response& response, int attempt)>;

struct HttpLimits {
    long timeout = 30;         // seconds for one request
    long connect_timeout = 10; // seconds
    int redirects = 5;
    int attempts = 4;       // of a request that is answered 429, 502, 503, 504 or cut off
    long longest_wait = 20; // seconds between two attempts, whatever Retry-After says
    std::string ca_file;    // empty: the system's
    Patience patience;      // instead of attempts and longest_wait
};

using Done = std::function<void(Response)>;

/// The engine. Not for several threads.
class Http {
public:
    explicit Http(HttpLimits limits);
    ~Http();
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    /// Queues a request; done is called from run(). Redirects are followed: at most limits.redirects, to http and https
    /// only, never from https to http, without authorization to another scheme, host or port.
    void send(Request request, Done done);
    /// Works until nothing is queued. tick is called a few times a second.
    void run(const std::function<void()>& tick);

    [[nodiscard]] std::size_t requests() const; // sent so far, attempts and redirects included

private:
    struct Implementation;
    std::unique_ptr<Implementation> own_;
};

/// text as a part of a URL's query.
std::string url_escaped(std::string_view text);
/// scheme://host:port of a URL, lower case, with the port; empty when it is no http or https URL.
std::string origin_of(const std::string& url);

} // namespace imgfix::registry
