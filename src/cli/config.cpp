#include "cli/config.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>

#include <toml++/toml.h>

#include "cli/bot_groups.hpp"
#include "cli/files.hpp"
#include "fixers/fixers.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_config_size = 1 << 20;

/// Keys that only flags, the environment and the user's own configuration may set.
constexpr std::array<std::string_view, 15> hostile_keys{"online",  "offline",  "mirrors", "insecure",  "ca-file",
                                                        "catalog", "forge",    "extends", "context",   "token",
                                                        "proxy",   "registry", "timeout", "cache-age", "update-pins"};

struct Reader {
    const fs::path& path;
    std::vector<std::string>& errors;

    void error(const toml::source_region& where, const std::string& message) const {
        errors.push_back(path.string() + ":" + std::to_string(where.begin.line) + ":" +
                         std::to_string(where.begin.column) + ": " + message);
    }

    std::vector<std::string> list(const toml::node& node, std::string_view key) const {
        std::vector<std::string> items;
        if (const auto* text = node.as_string())
            return split_list(text->get());
        const auto* array = node.as_array();
        if (array == nullptr) {
            error(node.source(), std::string(key) + " must be a list of strings");
            return items;
        }
        for (const toml::node& item : *array) {
            if (const auto* text = item.as_string())
                items.push_back(text->get());
            else
                error(item.source(), std::string(key) + " must be a list of strings");
        }
        return items;
    }
};

/// skip: keys that are left to other fixers.
void read_fixer_table(const Reader& reader, const rewrite::Fixer& fixer, const toml::table& table, Config& config,
                      const std::function<bool(std::string_view)>& skip = {}) {
    for (const auto& [key, node] : table) {
        if (skip && skip(key.str()))
            continue;
        const auto& options = fixer.info().options;
        const auto option = std::find_if(options.begin(), options.end(),
                                         [&](const auto& one) { return one.name == std::string_view(key.str()); });
        if (option == options.end()) {
            std::vector<std::string> names;
            for (const auto& one : options)
                names.emplace_back(one.name);
            const std::string near = nearest(key.str(), names);
            reader.error(node.source(), "unknown option '" + std::string(key.str()) + "' of fixer " +
                                            std::string(fixer.info().id) +
                                            (near.empty() ? "" : ", did you mean '" + near + "'?"));
            continue;
        }
        std::string value;
        if (option->is_list) {
            for (const std::string& item : reader.list(node, key.str()))
                value += (value.empty() ? "" : "\n") + item;
        } else if (const auto* text = node.as_string()) {
            value = text->get();
        } else if (const auto* boolean = node.as_boolean()) {
            value = boolean->get() ? "true" : "false";
        } else if (const auto* number = node.as_integer()) {
            value = std::to_string(number->get());
        } else {
            reader.error(node.source(), std::string(key.str()) + " must be a string");
            continue;
        }
        if (!option->values.empty() &&
            std::find(option->values.begin(), option->values.end(), value) == option->values.end()) {
            std::string accepted;
            for (const auto& one : option->values)
                accepted += (accepted.empty() ? "" : ", ") + std::string(one);
            reader.error(node.source(),
                         "'" + value + "' is no value of " + std::string(key.str()) + " (" + accepted + ")");
            continue;
        }
        config.tables[std::string(fixer.info().id)][std::string(key.str())] = value;
    }
}

void read_bot_table(const Reader& reader, const toml::table& table, BotConfig& bot) {
    for (const auto& [key, node] : table) {
        const std::string_view name = key.str();
        const auto flag = [&](auto& target) {
            if (const auto* value = node.as_boolean())
                target = value->get();
            else
                reader.error(node.source(), std::string(name) + " must be true or false");
        };
        if (name == "enabled") {
            flag(bot.enabled);
        } else if (name == "conventional") {
            flag(bot.conventional);
        } else if (name == "groups") {
            bot.groups = reader.list(node, name);
            for (const std::string& one : *bot.groups)
                if (find_group(one) == nullptr)
                    reader.error(node.source(), "no group is called '" + one + "' (" + group_names() + ")");
        } else if (name == "max-open") {
            const auto* value = node.as_integer();
            if (value == nullptr || value->get() < 1 || value->get() > 10)
                reader.error(node.source(), "max-open must be a number from 1 to 10");
            else
                bot.max_open = static_cast<std::size_t>(value->get());
        } else {
            const std::string near = nearest(name, {"enabled", "conventional", "groups", "max-open"});
            reader.error(node.source(), "unknown key '" + std::string(name) + "' of [bot]" +
                                            (near.empty() ? "" : ", did you mean '" + near + "'?"));
        }
    }
}

} // namespace

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        std::string_view one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        while (!one.empty() && one.front() == ' ')
            one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ')
            one.remove_suffix(1);
        if (!one.empty())
            items.emplace_back(one);
    }
    return items;
}

std::optional<rewrite::Builder> builder_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, rewrite::Builder>, 5> names{{
        {"any", rewrite::Builder::any},
        {"buildkit", rewrite::Builder::buildkit},
        {"buildah", rewrite::Builder::buildah},
        {"kaniko", rewrite::Builder::kaniko},
        {"classic", rewrite::Builder::classic},
    }};
    for (const auto& [known, builder] : names)
        if (known == name)
            return builder;
    return std::nullopt;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        // Levenshtein distance, one row at a time; words are short
        std::vector<std::size_t> row(candidate.size() + 1);
        for (std::size_t k = 0; k < row.size(); ++k)
            row[k] = k;
        for (std::size_t i = 0; i < word.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t k = 1; k < row.size(); ++k) {
                const std::size_t above = row[k];
                row[k] = std::min({above + 1, row[k - 1] + 1, diagonal + (word[i] == candidate[k - 1] ? 0 : 1)});
                diagonal = above;
            }
        }
        if (row.back() < best_distance) {
            best_distance = row.back();
            best = candidate;
        }
    }
    return best;
}

std::vector<const rewrite::Fixer*> select_fixers(const std::vector<std::string>& select,
                                                 const std::vector<std::string>& ignore, std::string_view origin,
                                                 std::vector<std::string>& errors) {
    const auto& all = fixers::all();
    std::vector<bool> chosen(all.size(), false);
    const auto in_family = [](std::string_view id, std::string_view family) {
        return id.size() > family.size() && id.starts_with(family) && id[family.size()] == '-' && family == "no-cache";
    };
    const auto mark = [&](const std::vector<std::string>& names, bool value) {
        for (const std::string& name : names) {
            bool found = name == "default" || name == "all";
            for (std::size_t k = 0; k < all.size(); ++k) {
                const auto& info = all[k]->info();
                const bool hit =
                    name == info.id || in_family(info.id, name) || name == "all" || (name == "default" && info.enabled);
                found = found || hit;
                if (hit)
                    chosen[k] = value;
            }
            if (!found) {
                std::vector<std::string> names_known{"default", "all", "no-cache"};
                for (const auto* fixer : all)
                    names_known.emplace_back(fixer->info().id);
                const std::string near = nearest(name, names_known);
                errors.push_back(std::string(origin) + ": unknown fixer '" + name + "'" +
                                 (near.empty() ? "" : ", did you mean '" + near + "'?") +
                                 " (imgfix fixers lists them)");
            }
        }
    };
    mark(select, true);
    mark(ignore, false);
    std::vector<const rewrite::Fixer*> result;
    for (std::size_t k = 0; k < all.size(); ++k)
        if (chosen[k])
            result.push_back(all[k]);
    return result;
}

fs::path find_config(const fs::path& folder, std::vector<std::string>& errors) {
    std::error_code code;
    fs::path at = fs::absolute(folder.empty() ? fs::path(".") : folder, code).lexically_normal();
    const char* home = std::getenv("HOME");
    const fs::path home_path = home != nullptr ? fs::path(home) : fs::path();
    for (;;) {
        const fs::path plain = at / "imgfix.toml";
        const fs::path hidden = at / ".imgfix.toml";
        const bool has_plain = fs::exists(plain, code);
        const bool has_hidden = fs::exists(hidden, code);
        if (has_plain && has_hidden) {
            errors.push_back(plain.string() + ": there is a .imgfix.toml beside it: keep one of them");
            return {};
        }
        if (has_plain || has_hidden) {
            const fs::path found = has_plain ? plain : hidden;
            if (!fs::is_symlink(found, code))
                return found;
            // a link of a hostile repository may lead out of its tree
            const fs::path target = fs::canonical(found, code);
            const fs::path relative = code ? fs::path("..") : target.lexically_relative(fs::canonical(at, code));
            if (!relative.empty() && *relative.begin() != "..")
                return found;
            errors.push_back(found.string() + ": a symbolic link that leads out of its folder: name it with --config");
            return {};
        }
        if (fs::exists(at / ".git", code) || at == home_path || at == at.parent_path())
            return {};
        at = at.parent_path();
    }
}

UserConfig read_user_config(bool with_file, std::vector<std::string>& errors) {
    UserConfig config;
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return value == nullptr ? std::string() : std::string(value);
    };
    const std::string base = variable("XDG_CONFIG_HOME");
    const std::string home = variable("HOME");
    const fs::path path = base.starts_with('/')   ? fs::path(base) / "imgfix" / "config.toml"
                          : home.starts_with('/') ? fs::path(home) / ".config" / "imgfix" / "config.toml"
                                                  : fs::path();
    std::error_code code;
    if (with_file && !path.empty() && fs::exists(path, code)) {
        std::string problem;
        const std::string text = read_file(path, problem);
        toml::table root;
        try {
            if (!problem.empty() || text.size() > max_config_size)
                errors.push_back(path.string() + ": cannot read the configuration file: " +
                                 (problem.empty() ? "it is too large" : problem));
            else
                root = toml::parse(text, path.string());
        } catch (const toml::parse_error& error) {
            errors.push_back(path.string() + ":" + std::to_string(error.source().begin.line) + ":" +
                             std::to_string(error.source().begin.column) + ": " + std::string(error.description()));
        }
        const Reader reader{path, errors};
        for (const auto& [key, node] : root) {
            const std::string name(key.str());
            const auto number = [&](long& target) {
                const auto* value = node.as_integer();
                if (value == nullptr || value->get() < 0 || value->get() > 10000000)
                    reader.error(node.source(), name + " must be a number of seconds");
                else
                    target = static_cast<long>(value->get());
            };
            if ((name == "online" || name == "offline") && node.is_boolean()) {
                (name == "online" ? config.online : config.offline) = node.as_boolean()->get();
            } else if (name == "ca-file" && node.is_string()) {
                config.network.ca_file = node.as_string()->get();
            } else if (name == "insecure") {
                config.network.insecure = reader.list(node, name);
            } else if (name == "timeout") {
                number(config.network.timeout);
            } else if (name == "cache-age") {
                number(config.network.cache_age);
            } else if (name == "mirrors" && node.is_table()) {
                for (const auto& [registry, mirror] : *node.as_table()) {
                    const std::string address = mirror.is_string() ? mirror.as_string()->get() : std::string();
                    if (!address.starts_with("https://") && !address.starts_with("http://"))
                        reader.error(mirror.source(), "a mirror is an address with https:// or http://");
                    else
                        config.network.mirrors[std::string(registry.str())] = address;
                }
            } else {
                const std::vector<std::string> names{"online",  "offline", "ca-file",  "insecure",
                                                     "timeout", "mirrors", "cache-age"};
                const bool known = std::find(names.begin(), names.end(), name) != names.end();
                const std::string near = nearest(name, names);
                reader.error(node.source(), known ? name + " has a value of another type"
                                                  : "unknown key '" + name + "'" +
                                                        (near.empty() ? "" : ", did you mean '" + near + "'?"));
            }
        }
    }
    const auto truth = [&](const char* name, bool& target) {
        const std::string value = variable(name);
        if (value == "1" || value == "true")
            target = true;
        else if (value == "0" || value == "false")
            target = false;
        else if (!value.empty())
            errors.push_back(std::string(name) + ": '" + value + "' is neither true nor false");
    };
    truth("IMGFIX_ONLINE", config.online);
    truth("IMGFIX_OFFLINE", config.offline);
    if (std::string file = variable("IMGFIX_CA_FILE"); !file.empty())
        config.network.ca_file = std::move(file);
    if (const std::string hosts = variable("IMGFIX_INSECURE"); !hosts.empty())
        config.network.insecure = split_list(hosts);
    return config;
}

Config read_config(const fs::path& path, std::vector<std::string>& errors) {
    Config config;
    config.path = path.string();
    std::string problem;
    const std::string text = read_file(path, problem);
    if (!problem.empty() || text.size() > max_config_size) {
        errors.push_back(path.string() +
                         ": cannot read the configuration file: " + (problem.empty() ? "it is too large" : problem));
        return config;
    }
    toml::table root;
    try {
        root = toml::parse(text, path.string());
    } catch (const toml::parse_error& error) {
        errors.push_back(path.string() + ":" + std::to_string(error.source().begin.line) + ":" +
                         std::to_string(error.source().begin.column) + ": " + std::string(error.description()));
        return config;
    }
    const Reader reader{path, errors};
    for (const auto& [key, node] : root) {
        const std::string name(key.str());
        const auto fixer = std::find_if(fixers::all().begin(), fixers::all().end(),
                                        [&](const auto* one) { return one->info().id == name; });
        if (fixer != fixers::all().end()) {
            if (const auto* table = node.as_table())
                read_fixer_table(reader, **fixer, *table, config);
            else
                reader.error(node.source(), name + " must be a table: [" + name + "]");
        } else if (name == "no-cache" && node.is_table()) {
            // a family's table: each option for the members that have it; the first member names what none has
            std::vector<const rewrite::Fixer*> members;
            for (const rewrite::Fixer* one : fixers::all())
                if (one->info().id.starts_with("no-cache-"))
                    members.push_back(one);
            const auto has = [](const rewrite::Fixer* one, std::string_view word) {
                const auto& options = one->info().options;
                return std::any_of(options.begin(), options.end(),
                                   [&](const auto& option) { return option.name == word; });
            };
            for (const rewrite::Fixer* one : members)
                read_fixer_table(reader, *one, *node.as_table(), config, [&](std::string_view word) {
                    const bool known = std::any_of(members.begin(), members.end(),
                                                   [&](const rewrite::Fixer* other) { return has(other, word); });
                    return !has(one, word) && (known || one != members.front());
                });
        } else if (name == "bot" && node.is_table()) {
            read_bot_table(reader, *node.as_table(), config.bot);
        } else if (name == "select") {
            config.select = reader.list(node, name);
            config.has_select = true;
        } else if (name == "ignore") {
            config.ignore = reader.list(node, name);
        } else if (name == "exclude") {
            config.exclude = reader.list(node, name);
        } else if (name == "unsafe-fixes") {
            if (const auto* value = node.as_boolean())
                config.unsafe_fixes = value->get();
            else
                reader.error(node.source(), "unsafe-fixes must be true or false");
        } else if (name == "builder") {
            const auto* value = node.as_string();
            if (value == nullptr || !builder_of(value->get()))
                reader.error(node.source(),
                             "builder must be \"any\", \"buildkit\", \"buildah\", \"kaniko\" or \"classic\"");
            else
                config.builder = value->get();
        } else if (std::find(hostile_keys.begin(), hostile_keys.end(), name) != hostile_keys.end()) {
            reader.error(node.source(), "'" + name +
                                            "' may not be set in a repository's configuration: use the flag or the "
                                            "environment");
        } else {
            std::vector<std::string> names{"select", "ignore", "exclude", "unsafe-fixes", "builder", "bot"};
            for (const auto* one : fixers::all())
                names.emplace_back(one->info().id);
            const std::string near = nearest(name, names);
            reader.error(node.source(),
                         "unknown key '" + name + "'" + (near.empty() ? "" : ", did you mean '" + near + "'?"));
        }
    }
    return config;
}

} // namespace imgfix::cli
