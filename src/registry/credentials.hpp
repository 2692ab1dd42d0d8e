// Credentials from the Docker configuration (docker.com: config.json, credential helpers).
#pragma once

#include <map>
#include <optional>
#include <string>

namespace imgfix::registry {

struct Credential {
    std::string user;
    std::string secret;
    std::string identity_token; // instead of both: an OAuth 2 refresh token
};

/// Reads $DOCKER_CONFIG/config.json or ~/.docker/config.json once. A helper (credHelpers, credsStore) runs without a
/// shell and only when its registry asks for credentials.
class Credentials {
public:
    Credentials();
    /// For a registry host as references name it (the default registry: docker.io); nullopt: none.
    std::optional<Credential> find(const std::string& host);

private:
    std::map<std::string, Credential> auths_;    // host -> credential
    std::map<std::string, std::string> helpers_; // host -> helper
    std::string store_;                          // helper for all others
    std::map<std::string, std::optional<Credential>> known_;
};

/// RFC 4648 base64; nullopt when text is none.
std::optional<std::string> base64_decoded(std::string_view text);
std::string base64_encoded(std::string_view bytes);

} // namespace imgfix::registry
