#include "registry/credentials.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "registry/names.hpp"
#include "registry/process.hpp"

namespace imgfix::registry {

using Json = nlohmann::json;

namespace {

constexpr std::size_t max_config = 1U << 20;
constexpr std::size_t max_helper_output = 64U << 10;
constexpr int helper_seconds = 30;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The host of a key of auths or credHelpers: `https://host/v1/`, `host:port`, `host/path`.
std::string host_of(std::string key) {
    if (const std::size_t scheme = key.find("://"); scheme != std::string::npos)
        key.erase(0, scheme + 3);
    key.erase(std::min(key.find('/'), key.size()));
    return is_default_registry(key) ? std::string(default_registry) : key;
}

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_helper_name(const std::string& name) {
    return !name.empty() && name.size() < 64 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

std::optional<Credential> run_helper(const std::string& name, const std::string& host) {
    if (!is_helper_name(name))
        return std::nullopt;
    const Finished done =
        run_program({"docker-credential-" + name, "get"}, helper_key(host) + "\n", max_helper_output, helper_seconds);
    if (done.status != 0)
        return std::nullopt;
    const Json json = Json::parse(done.output, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    Credential one{text_of(json, "Username"), text_of(json, "Secret"), {}};
    if (one.user == "<token>")
        one.identity_token = std::move(one.secret);
    if (one.secret.empty() && one.identity_token.empty())
        return std::nullopt;
    return one;
}

} // namespace

std::optional<std::string> base64_decoded(std::string_view text) {
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    std::string out;
    unsigned value = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        value = value << 6 | static_cast<unsigned>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(value >> bits & 255U);
        }
    }
    return out;
}

std::string base64_encoded(std::string_view bytes) {
    std::string out;
    for (std::size_t k = 0; k < bytes.size(); k += 3) {
        unsigned value = 0;
        for (std::size_t i = 0; i < 3; ++i)
            value = value << 8 | (k + i < bytes.size() ? static_cast<unsigned char>(bytes[k + i]) : 0U);
        for (int i = 3; i >= 0; --i)
            out += bytes.size() - k + 1 > static_cast<std::size_t>(3 - i) ? alphabet[value >> (6 * i) & 63U] : '=';
    }
    return out;
}

Credentials::Credentials() {
    namespace fs = std::filesystem;
    const char* named = std::getenv("DOCKER_CONFIG");
    const char* home = std::getenv("HOME");
    fs::path path;
    if (named != nullptr && *named != '\0')
        path = fs::path(named) / "config.json";
    else if (home != nullptr && *home != '\0')
        path = fs::path(home) / ".docker" / "config.json";
    std::error_code code;
    if (path.empty() || !fs::is_regular_file(path, code) || fs::file_size(path, code) > max_config)
        return;
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return;
    store_ = text_of(json, "credsStore");
    if (const auto helpers = json.find("credHelpers"); helpers != json.end() && helpers->is_object())
        for (const auto& [host, helper] : helpers->items())
            if (helper.is_string())
                helpers_[host_of(host)] = helper.get<std::string>();
    const auto auths = json.find("auths");
    if (auths == json.end() || !auths->is_object())
        return;
    for (const auto& [host, entry] : auths->items()) {
        if (!entry.is_object())
            continue;
        Credential one{text_of(entry, "username"), text_of(entry, "password"), text_of(entry, "identitytoken")};
        if (const auto both = base64_decoded(text_of(entry, "auth")); both && both->find(':') != std::string::npos) {
            one.user = both->substr(0, both->find(':'));
            one.secret = both->substr(both->find(':') + 1);
            while (!one.secret.empty() && one.secret.back() == '\0')
                one.secret.pop_back();
        }
        if (!one.secret.empty() || !one.identity_token.empty())
            auths_[host_of(host)] = std::move(one);
    }
}

std::optional<Credential> Credentials::find(const std::string& host) {
    if (const auto found = known_.find(host); found != known_.end())
        return found->second;
    std::optional<Credential> one;
    if (const auto helper = helpers_.find(host); helper != helpers_.end())
        one = run_helper(helper->second, host);
    else if (!store_.empty())
        one = run_helper(store_, host);
    if (!one)
        if (const auto entry = auths_.find(host); entry != auths_.end())
            one = entry->second;
    return known_[host] = one;
}

} // namespace imgfix::registry
