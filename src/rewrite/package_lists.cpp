#include "rewrite/package_lists.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using catalog::Lines;
using catalog::PackageRisk;
using document::Document;
using document::Instruction;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t most_packages = 50000; // of one list

using Packages = std::vector<ListedPackage>;

void add(Packages& list, std::string_view name, std::string_view platform = {}, bool development = false) {
    if (!name.empty() && name.size() < 200 && list.size() < most_packages)
        list.push_back({std::string(name), std::string(platform), development});
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

/// What stands between the first two quotes; empty: nothing does.
std::string_view quoted(std::string_view text) {
    const std::size_t begin = text.find_first_of("\"'");
    const std::size_t end = begin == npos ? npos : text.find(text[begin], begin + 1);
    return end == npos ? std::string_view{} : text.substr(begin + 1, end - begin - 1);
}

std::string_view unquoted(std::string_view text) {
    if (text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        return text.substr(1, text.size() - 2);
    return text;
}

// --- pip: PEP 508, one a line

Packages in_requirements(std::string_view text) {
    Packages list;
    for (Lines lines(text); lines.next();) {
        const std::string_view line = trimmed(lines.line());
        if (!line.empty() && line[0] != '#' && line[0] != '-')
            add(list, line.substr(0, line.find_first_of(" \t=<>~!;[@#,(")));
    }
    return list;
}

// --- Go modules reference, "go.mod file grammar"

/// Without the /v2 of its major version.
std::string_view without_major_version(std::string_view module) {
    const std::size_t slash = module.rfind("/v");
    return slash != npos && is_number(module.substr(slash + 2)) ? module.substr(0, slash) : module;
}

Packages in_go_mod(std::string_view text) {
    Packages list;
    bool in_block = false;
    for (Lines lines(text); lines.next();) {
        std::string_view line = trimmed(lines.line().substr(0, lines.line().find("//")));
        if (in_block && line.starts_with(")")) {
            in_block = false;
            continue;
        }
        const bool require =
            line.starts_with("require") && line.size() > 7 && (line[7] == ' ' || line[7] == '\t' || line[7] == '(');
        if (require)
            line = trimmed(line.substr(7));
        if (require && line.starts_with("(")) {
            in_block = true;
            line = trimmed(line.substr(1));
        }
        if (require || in_block)
            add(list, without_major_version(unquoted(line.substr(0, line.find_first_of(" \t")))));
    }
    return list;
}

// --- Bundler: gemfile(5), and what Bundler::LockfileParser reads

Packages in_gemfile(std::string_view text) {
    Packages list;
    for (Lines lines(text); lines.next();)
        if (const std::string_view line = trimmed(lines.line()); line.starts_with("gem ") || line.starts_with("gem("))
            add(list, quoted(line));
    return list;
}

Packages in_gemfile_lock(std::string_view text) {
    Packages list;
    for (Lines lines(text); lines.next();) {
        const std::string_view line = lines.line();
        if (!line.starts_with("    ") || line.size() < 5 || line[4] == ' ')
            continue; // four blanks: a gem of `specs:`; six: what it depends on
        const std::string_view spec = trimmed(line);
        const std::size_t open = spec.find(" (");
        if (open == npos)
            continue;
        const std::string_view version = spec.substr(open + 2, spec.find(')') - open - 2);
        const std::size_t dash = version.find('-');
        add(list, spec.substr(0, open), dash == npos ? std::string_view{} : version.substr(dash + 1));
    }
    return list;
}

std::vector<std::string_view> platforms_in(std::string_view gemfile_lock) {
    std::vector<std::string_view> platforms;
    bool inside = false;
    for (Lines lines(gemfile_lock); lines.next();) {
        const std::string_view name = trimmed(lines.line());
        if (!lines.line().starts_with(" "))
            inside = name == "PLATFORMS";
        else if (inside && !name.empty())
            platforms.push_back(name);
    }
    return platforms;
}

// --- npm: the strings of a JSON text, one by one

struct JsonKey {
    std::string_view name;  // between its quotes, escapes as they are
    std::string_view value; // the text from its value's first byte on
    int depth = 0;          // of the object that it is in; 1: the outermost
};

/// Steps through the keys of all objects.
class JsonKeys {
public:
    explicit JsonKeys(std::string_view text) : text_(text) {}

    bool next(JsonKey& key) {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '{' || c == '[')
                ++depth_;
            if (c == '}' || c == ']')
                --depth_;
            if (c != '"') {
                ++at_;
                continue;
            }
            const std::size_t begin = ++at_;
            while (at_ < text_.size() && text_[at_] != '"')
                at_ += text_[at_] == '\\' ? 2 : 1;
            const std::size_t end = std::min(at_, text_.size());
            at_ = end + 1;
            const std::size_t colon = end < text_.size() ? text_.find_first_not_of(" \t\r\n", end + 1) : npos;
            if (colon == npos || text_[colon] != ':')
                continue;
            const std::size_t value = std::min(text_.find_first_not_of(" \t\r\n", colon + 1), text_.size());
            key = {text_.substr(begin, end - begin), text_.substr(value), depth_};
            at_ = value;
            return true;
        }
        return false;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

Packages in_package_json(std::string_view text) {
    Packages list;
    std::string_view section;
    JsonKeys keys(text);
    for (JsonKey key; keys.next(key);) {
        if (key.depth == 1)
            section = key.name;
        else if (key.depth == 2 && key.value.starts_with("\"") &&
                 (section == "dependencies" || section == "devDependencies" || section == "optionalDependencies"))
            add(list, key.name, {}, section == "devDependencies");
    }
    return list;
}

/// package-lock.json: "node_modules/a/node_modules/b": {...} (versions 2 and 3), "b": {"version": ...} (version 1).
Packages in_package_lock(std::string_view text) {
    constexpr std::string_view folder = "node_modules/";
    Packages list;
    int depth = 0; // of the entry that the list ends with
    JsonKeys keys(text);
    for (JsonKey key; keys.next(key);) {
        if (key.value.starts_with("{")) {
            const std::size_t last = key.name.rfind(folder);
            const std::size_t first = key.value.find_first_not_of(" \t\r\n", 1);
            const bool old_entry = first != npos && key.value.substr(first).starts_with("\"version\"");
            if (last != npos || old_entry) {
                add(list, last == npos ? key.name : key.name.substr(last + folder.size()));
                depth = key.depth + 1;
            }
        } else if (!list.empty() && key.depth == depth && key.value.starts_with("true")) {
            // npm goes on without an optional package that it cannot build
            list.back().development = list.back().development || key.name == "dev";
            if (key.name == "optional")
                list.back().name.clear();
        }
    }
    list.erase(std::remove_if(list.begin(), list.end(), [](const ListedPackage& one) { return one.name.empty(); }),
               list.end());
    return list;
}

/// `name@range`, `@scope/name@range`: up to the range.
std::string_view without_range(std::string_view text, std::string_view ends) {
    std::size_t from = 0;
    if (text.starts_with("@")) {
        const std::size_t slash = text.find('/');
        if (slash == npos)
            return {};
        from = slash + 1;
    }
    return text.substr(0, text.find_first_of(ends, from));
}

Packages in_yarn_lock(std::string_view text) {
    Packages list;
    for (Lines lines(text); lines.next();) {
        std::string_view line = lines.line();
        if (line.empty() || line[0] == ' ' || line[0] == '#' || !trimmed(line).ends_with(":"))
            continue;
        line = trimmed(line);
        line.remove_suffix(1);
        line = unquoted(line);                                                      // Yarn 2 quotes the whole list
        const std::string_view first = line.substr(line.starts_with("\"") ? 1 : 0); // the others are its other ranges
        add(list, without_range(first, "@"));
    }
    return list;
}

Packages in_pnpm_lock(std::string_view text) {
    Packages list;
    bool inside = false;
    for (Lines lines(text); lines.next();) {
        const std::string_view line = lines.line();
        std::string_view name = trimmed(line);
        if (!name.empty() && line[0] != ' ')
            inside = name == "packages:" || name == "snapshots:";
        else if (inside && name.starts_with("optional: true") && line.starts_with("    ") && !list.empty())
            list.back().name.clear();
        if (!inside || !line.starts_with("  ") || line.size() < 4 || line[2] == ' ' || !name.ends_with(":"))
            continue;
        name.remove_suffix(1);
        name = unquoted(name);
        name.remove_prefix(name.starts_with("/") ? 1 : 0);
        add(list, without_range(name, "@/("));
    }
    list.erase(std::remove_if(list.begin(), list.end(), [](const ListedPackage& one) { return one.name.empty(); }),
               list.end());
    return list;
}

// --- TOML

/// Cargo.lock, poetry.lock, uv.lock: `name = "..."` of each [[package]].
Packages in_toml_lock(std::string_view text) {
    Packages list;
    for (Lines lines(text); lines.next();)
        if (lines.line().starts_with("name = \""))
            add(list, quoted(lines.line()));
    return list;
}

Packages in_cargo_toml(std::string_view text) {
    Packages list;
    bool inside = false;
    bool development = false;
    for (Lines lines(text); lines.next();) {
        std::string_view line = trimmed(lines.line());
        if (line.starts_with("[")) {
            line = line.substr(1, line.find(']') - 1);
            development = line.find("dev-dependencies") != npos;
            const std::size_t at = line.rfind("dependencies");
            const std::string_view rest = at == npos ? std::string_view{} : line.substr(at + 12);
            inside = at != npos && rest.empty();
            if (rest.starts_with("."))
                add(list, unquoted(rest.substr(1)), {}, development);
        } else if (inside && !line.empty() && line[0] != '#') {
            add(list, unquoted(line.substr(0, line.find_first_of(" \t=."))), {}, development);
        }
    }
    return list;
}

struct Format {
    std::string_view file;
    std::string_view ecosystem;
    Packages (*read)(std::string_view);
};
constexpr std::array<Format, 11> formats = {{{"go.mod", "go", in_go_mod},
                                             {"Gemfile", "gem", in_gemfile},
                                             {"package.json", "npm", in_package_json},
                                             {"package-lock.json", "npm", in_package_lock},
                                             {"npm-shrinkwrap.json", "npm", in_package_lock},
                                             {"yarn.lock", "npm", in_yarn_lock},
                                             {"pnpm-lock.yaml", "npm", in_pnpm_lock},
                                             {"Cargo.toml", "cargo", in_cargo_toml},
                                             {"Cargo.lock", "cargo", in_toml_lock},
                                             {"poetry.lock", "pypi", in_toml_lock},
                                             {"uv.lock", "pypi", in_toml_lock}}};

Format format_of(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    for (const Format& one : formats)
        if (one.file == name)
            return one;
    if (name.ends_with(".lock")) // Gemfile.lock, and those of other names of a Gemfile
        return {name, "gem", in_gemfile_lock};
    if (name.ends_with(".gemfile") || name.starts_with("Gemfile"))
        return {name, "gem", in_gemfile};
    return {name, "pypi", in_requirements};
}

// --- calls

/// Does the call bring its own folder with it? --prefix client, --prefix=client, -C client
constexpr std::array<std::string_view, 5> folder_options = {"--prefix", "--cwd", "-C", "--dir", "--directory"};
constexpr std::array<std::string_view, 6> file_options = {"-r",        "--requirement", "--manifest-path",
                                                          "--gemfile", "--loglevel",    "--registry"};

/// The values of `option` in all its forms.
std::vector<std::string> values_of(const std::vector<std::string_view>& operands, std::string_view option) {
    std::vector<std::string> values;
    for (std::size_t k = 0; k < operands.size(); ++k) {
        const std::string_view word = operands[k];
        if (word == option && k + 1 < operands.size())
            values.emplace_back(operands[k + 1]);
        else if (word.starts_with(option) && word.size() > option.size() + 1 && word[option.size()] == '=')
            values.emplace_back(word.substr(option.size() + 1));
    }
    return values;
}

/// The operands that are no options, nor values of the options above.
std::vector<std::string_view> verbs_of(const std::vector<std::string_view>& operands) {
    std::vector<std::string_view> verbs;
    for (std::size_t k = 0; k < operands.size(); ++k) {
        if (contains(folder_options, operands[k]) || contains(file_options, operands[k]))
            ++k;
        else if (operands[k].empty() || (operands[k][0] != '-' && operands[k][0] != '+'))
            verbs.push_back(operands[k]);
    }
    return verbs;
}

bool is_bundler(std::string_view installer) { return installer == "bundle" || installer == "bundler"; }

/// Does the call leave out what only developers need?
bool for_production(const Document& document, const Instruction& instruction,
                    const std::vector<std::string_view>& operands) {
    constexpr std::array<std::string_view, 6> without = {"--production",      "--prod",      "--omit=dev",
                                                         "--only=production", "--only=prod", "--production=true"};
    constexpr std::array<std::string_view, 4> with = {"--production=false", "--prod=false", "--include=dev", "-D"};
    const auto has = [&](const auto& options) {
        return std::any_of(operands.begin(), operands.end(),
                           [&](std::string_view one) { return contains(options, one); });
    };
    return !has(with) && (has(without) || document.variable("NODE_ENV", instruction) == "production");
}

/// The absolute folder that the call runs in.
std::optional<std::string> folder_of(const Document& document, const Instruction& instruction,
                                     const std::vector<std::string_view>& operands,
                                     const std::optional<std::string>& folder) {
    const document::Settings& settings = document.settings_before(instruction);
    std::optional<std::string> result = folder                    ? join_path("/", *folder)
                                        : !settings.workdir_known ? std::nullopt
                                                                  : join_path("/", settings.workdir.value_or("/"));
    for (const std::string_view option : folder_options)
        for (const std::string& value : values_of(operands, option))
            result = result ? join_path(*result, value) : std::nullopt;
    return result;
}

} // namespace

std::vector<ListedPackage> packages_in(std::string_view file_name, std::string_view text) {
    return format_of(file_name).read(text);
}

bool installs_by_list(std::string_view installer, const std::vector<std::string_view>& operands) {
    const std::vector<std::string_view> verbs = verbs_of(operands);
    const std::string_view verb = verbs.empty() ? std::string_view{} : verbs[0];
    if (installer == "go") {
        constexpr std::array<std::string_view, 6> builds = {"build", "install", "run", "test", "get", "generate"};
        // go install example.org/program@latest reads no go.mod
        return contains(builds, verb) &&
               (verb == "get" ||
                std::none_of(verbs.begin(), verbs.end(), [](std::string_view one) { return one.find('@') != npos; }));
    }
    if (installer == "cargo") {
        constexpr std::array<std::string_view, 14> others = {"fetch", "vendor", "new",  "init",    "generate-lockfile",
                                                             "fmt",   "clean",  "add",  "search",  "update",
                                                             "tree",  "login",  "help", "metadata"};
        if (verb == "install")
            return !values_of(operands, "--path").empty();
        if (verb == "chef")
            return verbs.size() < 2 || verbs[1] != "prepare";
        return !verbs.empty() && !contains(others, verb);
    }
    if (is_bundler(installer))
        return verbs.empty() || verb.empty() || verb == "install" || verb == "update" || verb == "add";
    if (installer == "npm" || installer == "yarn" || installer == "pnpm") {
        constexpr std::array<std::string_view, 17> installing = {
            "",        "install", "i",      "in", "add",     "ci",           "clean-install", "ic",
            "rebuild", "rb",      "update", "up", "upgrade", "install-test", "install-clean", "fetch",
            "it"};
        const bool global = contains(operands, "-g") || contains(operands, "--global");
        return !global && (verbs.empty() ? installer == "yarn" : contains(installing, verb));
    }
    return true; // pip -r, poetry install, uv sync
}

std::vector<PackageList> package_lists(const Document& document, const Stage& stage, const Instruction& instruction,
                                       const BuildContext* context, std::string_view installer,
                                       const std::vector<std::string_view>& operands,
                                       const std::optional<std::string>& folder) {
    if (context == nullptr)
        return {};
    std::vector<std::string> names;
    bool above = false; // the list may lie in a folder above
    if (installer == "npm" || installer == "npx")
        names = {"package.json", "package-lock.json", "npm-shrinkwrap.json"};
    else if (installer == "yarn")
        names = {"package.json", "yarn.lock"};
    else if (installer == "pnpm")
        names = {"package.json", "pnpm-lock.yaml"};
    else if (installer == "poetry")
        names = {"poetry.lock"};
    else if (installer == "go" || installer == "cargo")
        above = true;
    if (installer == "go")
        names = {"go.mod"};
    if (installer == "cargo")
        names = {"Cargo.lock", "Cargo.toml"};
    if (is_bundler(installer)) {
        std::string gemfile = document.variable("BUNDLE_GEMFILE", instruction).value_or("Gemfile");
        for (const std::string& value : values_of(operands, "--gemfile"))
            gemfile = value;
        names = {gemfile + ".lock", gemfile};
    }
    if (installer.starts_with("pip") || installer == "uv")
        for (const std::string_view option : {"-r", "--requirement", "--requirements"})
            for (std::string& value : values_of(operands, option))
                names.push_back(std::move(value));
    if (installer == "uv" && contains(operands, "sync"))
        names.emplace_back("uv.lock");

    auto place = folder_of(document, instruction, operands, folder);
    for (const std::string& value : values_of(operands, "--manifest-path"))
        if (const std::size_t slash = value.rfind('/'); slash != npos && place)
            place = join_path(*place, value.substr(0, slash));
    const bool production = for_production(document, instruction, operands);
    std::vector<PackageList> lists;
    for (const std::string& name : names) {
        // what a lock holds beside what is asked for tells more; a Gemfile is read when there is no lock
        if (format_of(name).read == in_gemfile && !lists.empty())
            break;
        if (production && (name == "yarn.lock" || name == "pnpm-lock.yaml"))
            continue; // does not tell what is for developers
        for (auto from = name.starts_with("/") ? std::optional<std::string>("/") : place; from;) {
            const auto path = join_path(*from, name);
            auto file = path ? find_copied(document, stage, instruction.index, *path, context, true) : std::nullopt;
            if (file) {
                const Format format = format_of(name);
                PackageList list{std::move(file->source), std::move(file->bytes), format.ecosystem, {}};
                list.packages = format.read(list.text);
                if (production)
                    list.packages.erase(std::remove_if(list.packages.begin(), list.packages.end(),
                                                       [](const ListedPackage& one) { return one.development; }),
                                        list.packages.end());
                lists.push_back(std::move(list));
                break;
            }
            const std::size_t slash = from->rfind('/');
            if (!above || *from == "/" || slash == npos)
                break;
            from = slash == 0 ? "/" : from->substr(0, slash);
        }
    }
    return lists;
}

std::optional<RiskyPackage> risky_package(const std::vector<PackageList>& lists, PackageRisk risk, bool musl) {
    const auto is_built = [&](const PackageList& list, const ListedPackage& package) {
        return std::any_of(list.packages.begin(), list.packages.end(), [&](const ListedPackage& one) {
            // a gem for the platform; @img/sharp-linuxmusl-x64 beside sharp
            if (list.ecosystem == "gem")
                return one.name == package.name && one.platform.find(musl ? "musl" : "linux") != std::string::npos;
            const std::size_t at = one.name.find("/" + package.name + "-linux");
            return list.ecosystem == "npm" && musl && at != std::string::npos &&
                   one.name.find("musl", at) != std::string::npos;
        });
    };
    std::set<std::string> seen; // a hostile list names one package many times
    for (const PackageList& list : lists)
        for (const ListedPackage& package : list.packages)
            if (list.ecosystem != "cargo" && seen.insert(package.name).second &&
                catalog::package_risk(list.ecosystem, package.name) == risk &&
                std::none_of(lists.begin(), lists.end(),
                             [&](const PackageList& one) { return is_built(one, package); }))
                return RiskyPackage{package.name, list.source, {}};
    return std::nullopt;
}

std::vector<RiskyPackage> demanding_crates(const std::vector<PackageList>& lists) {
    const auto named = [&](std::string_view word) {
        return std::any_of(lists.begin(), lists.end(), [&](const PackageList& list) {
            const bool feature = list.source.ends_with("Cargo.toml") &&
                                 list.text.find("\"" + std::string(word) + "\"") != std::string::npos;
            return feature || std::any_of(list.packages.begin(), list.packages.end(),
                                          [&](const ListedPackage& one) { return one.name == word; });
        });
    };
    std::vector<RiskyPackage> crates;
    std::set<std::string> seen;
    for (const PackageList& list : lists) {
        if (list.ecosystem != "cargo")
            continue;
        // the lock knows better than Cargo.toml what is built
        const bool has_lock = std::any_of(lists.begin(), lists.end(),
                                          [](const PackageList& one) { return one.source.ends_with("Cargo.lock"); });
        if (has_lock && !list.source.ends_with("Cargo.lock"))
            continue;
        for (const ListedPackage& package : list.packages) {
            const auto needs = catalog::needs_of_crate(package.name);
            if (!needs || !seen.insert(package.name).second)
                continue;
            const auto unless = catalog::words_of(needs->unless);
            if (std::any_of(unless.begin(), unless.end(), named))
                continue;
            const auto words = catalog::words_of(needs->packages);
            crates.push_back({package.name, list.source, {words.begin(), words.end()}});
        }
    }
    return crates;
}

const PackageList* list_without_musl(const std::vector<PackageList>& lists) {
    for (const PackageList& list : lists) {
        if (list.ecosystem != "gem")
            continue;
        const auto platforms = platforms_in(list.text);
        if (!platforms.empty() && std::none_of(platforms.begin(), platforms.end(), [](std::string_view one) {
                return one == "ruby" || one.find("musl") != npos;
            }))
            return &list;
    }
    return nullptr;
}

} // namespace imgfix::rewrite
