#include "cli/bot_targets.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "cli/files.hpp"
#include "forge/git.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_addresses = 1000000;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// The API of a host, by the paths that each forge documents.
std::string api_of(forge::Kind kind, const std::string& host) {
    switch (kind) {
    case forge::Kind::github:
        return host == "github.com" ? "https://api.github.com" : "https://" + host + "/api/v3";
    case forge::Kind::gitlab:
        return "https://" + host + "/api/v4";
    case forge::Kind::gitea:
        return "https://" + host + "/api/v1";
    }
    return {};
}

bool wanted(const forge::Repository& one, const BotOptions& options) {
    const std::string name = one.path.substr(one.path.rfind('/') + 1);
    const auto hits = [&](const std::vector<std::string>& patterns) {
        return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
            return matches_glob(pattern, name) || matches_glob(pattern, one.path);
        });
    };
    if (one.archived || one.empty || (one.fork && !options.forks))
        return false;
    if (!options.topics.empty() && std::none_of(options.topics.begin(), options.topics.end(), [&](const auto& topic) {
            return std::find(one.topics.begin(), one.topics.end(), topic) != one.topics.end();
        }))
        return false;
    return (options.match.empty() || hits(options.match)) && !hits(options.skip);
}

} // namespace

std::optional<Address> parse_address(std::string_view text) {
    if (!forge::is_remote_address(text))
        return std::nullopt;
    Address address;
    std::string_view path = text;
    const std::size_t scheme = text.find("://");
    const std::size_t colon = text.find(':');
    const bool local = text.starts_with("file://") || text.starts_with('/') || text.starts_with("./") ||
                       text.starts_with("../") || (scheme == std::string_view::npos && colon == std::string_view::npos);
    if (scheme != std::string_view::npos) {
        path = text.substr(scheme + 3);
        const std::string_view authority = path.substr(0, path.find('/'));
        address.host = lower(std::string(authority.substr(authority.rfind('@') + 1)));
        path.remove_prefix(authority.size());
    } else if (!local) { // user@host:path
        address.host = lower(std::string(text.substr(0, colon)));
        address.host = address.host.substr(address.host.rfind('@') + 1);
        path = text.substr(colon + 1);
    }
    while (path.starts_with('/'))
        path.remove_prefix(1);
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.ends_with(".git"))
        path.remove_suffix(4);
    if (local) {
        address.host.clear();
        const std::size_t last = path.rfind('/');
        const std::size_t before = last == std::string_view::npos || last == 0 ? last : path.rfind('/', last - 1);
        if (before != std::string_view::npos)
            path.remove_prefix(before + 1);
    }
    if (path.find('/') == std::string_view::npos || path.find("//") != std::string_view::npos)
        return local ? std::optional<Address>(Address{}) : std::nullopt;
    address.path = path;
    return address;
}

forge::Settings forge_settings(const BotOptions& options, const std::string& host, std::string& error) {
    forge::Settings settings;
    settings.token_file = options.token_file;
    settings.ca_file = options.ca_file.empty() ? variable("IMGFIX_CA_FILE") : options.ca_file;
    settings.timeout = options.timeout;
    settings.longest_wait = options.longest_wait;
    settings.progress = !options.quiet;
    std::string kind = options.forge.empty() ? variable("IMGFIX_FORGE") : options.forge;
    settings.api = options.api.empty() ? variable("IMGFIX_FORGE_API") : options.api;
    // a job of a forge's own CI knows where the forge is
    const auto server_of = [](const std::string& url) { return url.substr(std::min(url.find("://") + 3, url.size())); };
    const std::string github = lower(server_of(variable("GITHUB_SERVER_URL")));
    if (kind.empty() &&
        (host == "github.com" || (!host.empty() && host == github && !variable("GITHUB_ACTIONS").empty())))
        kind = "github";
    if (kind.empty() && (host == "gitlab.com" || (!host.empty() && host == lower(variable("CI_SERVER_HOST")))))
        kind = "gitlab";
    if (kind.empty() && host == "codeberg.org")
        kind = "gitea";
    if (kind == "github")
        settings.kind = forge::Kind::github;
    else if (kind == "gitlab")
        settings.kind = forge::Kind::gitlab;
    else if (kind == "gitea" || kind == "forgejo")
        settings.kind = forge::Kind::gitea;
    else
        error = (host.empty() ? std::string() : host + ": ") +
                "which forge this is must be said: --forge github, gitlab or gitea";
    if (settings.api.empty() && host.empty())
        error = "the forge's address must be said: --api URL";
    else if (settings.api.empty())
        settings.api = api_of(settings.kind, host);
    if (settings.api == "https://api.github.com")
        settings.write_gap = 1000; // "at least one second between each request" that writes
    return settings;
}

std::vector<std::string> named_addresses(const BotOptions& options, std::vector<std::string>& errors) {
    std::vector<std::string> addresses = options.repositories;
    if (!options.repositories_file.empty()) {
        std::string error;
        const bool input = options.repositories_file == "-";
        const std::string text = read_file(input ? fs::path() : fs::path(options.repositories_file), error);
        if (!error.empty())
            errors.push_back(options.repositories_file + ": " + error);
        for (std::string_view rest = text; !rest.empty() && addresses.size() < max_addresses;) {
            std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            line = line.substr(0, line.find(" #"));
            while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
                line.remove_suffix(1);
            while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
                line.remove_prefix(1);
            if (!line.empty() && line.front() != '#')
                addresses.emplace_back(line);
        }
    }
    return addresses;
}

std::vector<Target> find_targets(const BotOptions& options, forge::Client* client, std::vector<std::string>& errors) {
    std::vector<Target> targets;
    std::set<std::string> seen;
    for (const std::string& one : named_addresses(options, errors)) {
        const auto address = parse_address(one);
        if (!address) {
            errors.push_back(forge::without_credentials(one) + ": no address of a repository");
            continue;
        }
        std::error_code code;
        Target target;
        target.address =
            address->host.empty() && one.find("://") == std::string::npos ? fs::absolute(one, code).string() : one;
        target.path = address->path;
        target.name = address->path.empty() ? one : address->path;
        if (seen.insert(target.address).second)
            targets.push_back(std::move(target));
    }
    for (const std::string& owner : options.owners) {
        if (client == nullptr)
            continue;
        try {
            for (forge::Repository& one : client->repositories(owner)) {
                const auto address = parse_address(one.clone_url);
                // what a forge's answer names is fetched over the network only
                const bool remote = address && !address->host.empty();
                if (!wanted(one, options) || !remote || !seen.insert(one.clone_url).second)
                    continue;
                Target target;
                target.address = one.clone_url;
                target.path = target.name = one.path;
                target.listing = std::move(one);
                targets.push_back(std::move(target));
            }
        } catch (const forge::Failed& failed) {
            errors.push_back(owner + ": " + failed.what());
        }
    }
    return targets;
}

} // namespace imgfix::cli
