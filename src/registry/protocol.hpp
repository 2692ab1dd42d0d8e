// What imgfix and imgfix-net say to each other: JSON lines. Credentials are no part of it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::registry {

/// What the user wants of the network: from flags, the environment and the user's own configuration only.
struct Settings {
    std::map<std::string, std::string> mirrors; // registry -> scheme://host[:port] that is asked instead
    std::vector<std::string> insecure;          // hosts that may speak http, or show any certificate
    std::string ca_file;                        // empty: the system's
    long timeout = 30;                          // seconds for one request
    long cache_age = 3600;                      // seconds that an answer is good for; 0: none is kept
    bool progress = false;                      // a line on standard error
};

struct Question {
    /// digest: of the manifest or index that the tag names. version: besides, the version tags that have it.
    enum class Kind : unsigned char { digest, version };
    Kind kind = Kind::digest;
    std::string reference; // without digest; no tag: latest
    std::string platform;  // os/architecture[/variant] that must be there; empty: not asked
    std::string known;     // digest that is expected: when the registry still says so, no body is read
    friend auto operator<=>(const Question&, const Question&) = default;
};

struct Answer {
    std::string digest;
    std::vector<std::string> tags; // version tags with this digest
    std::string error;             // not empty: there is no answer, and why
};

struct Report {
    std::vector<Answer> answers; // as many as questions, in their order
    std::size_t requests = 0;    // HTTP requests sent
    std::size_t cached = 0;      // answers out of the cache
};

/// `sha256:` and 64 hexadecimal digits in lower case?
bool is_sha256_digest(std::string_view text);

std::string encode_request(const Settings& settings, const std::vector<Question>& questions);
/// False when the text is no request.
bool decode_request(const std::string& text, Settings& settings, std::vector<Question>& questions);

std::string encode_report(const Report& report);
/// Answers that are missing or malformed get an error.
Report decode_report(const std::string& text, std::size_t questions);

} // namespace imgfix::registry
