#include "cli/bot_options.hpp"

#include <filesystem>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "cli/bot_groups.hpp"
#include "cli/config.hpp"
#include "cli/options.hpp"

namespace imgfix::cli {

namespace {

/// Values that are read as text first.
struct Texts {
    std::string groups;
    std::map<std::string, std::string> values; // of the run that fixes
    std::map<std::string, bool> flags;
    std::string shard;
    std::size_t max_open = 0;
};

void add_options(CLI::App& app, BotOptions& options, Texts& texts) {
    app.add_option("CHECKOUT", options.checkout, "a checkout; none: the one around the current folder");
    const auto each = [](CLI::Option* option) { option->take_all()->allow_extra_args(false); };

    auto* where = app.add_option_group("Repositories", "instead of a checkout");
    each(where->add_option("--repo", options.repositories, "a repository's address, may be given again")
             ->type_name("URL"));
    where->add_option("--repos", options.repositories_file, "a file with addresses, one a line")->type_name("FILE");
    each(where->add_option("--org", options.owners, "all repositories of an organisation, group or user")
             ->type_name("NAME"));
    each(where->add_option("--topic", options.topics, "of --org, those with this topic")->type_name("TOPIC"));
    each(where->add_option("--match", options.match, "of --org, those whose name matches")->type_name("GLOB"));
    each(where->add_option("--skip", options.skip, "of --org, not those whose name matches")->type_name("GLOB"));
    where->add_flag("--forks", options.forks, "of --org, also forks");

    where->add_option("--shard", texts.shard, "of all these, the K-th of N parts, from 0")->type_name("K/N");

    auto* what = app.add_option_group("Pull requests");
    what->add_flag("--open", options.open, "open and update them; without it, only say what would be done");
    what->add_option("--group", texts.groups,
                     "groups of fixes: " + group_names() + "; none: the configuration's, else pins, caches")
        ->type_name("GROUP,..");
    what->add_option("--max-open", texts.max_open, "at most so many open in a repository (default 2)")
        ->check(CLI::Range(1, 10));
    what->add_flag("--conventional", options.conventional, "titles after conventionalcommits.org");
    what->add_flag("--signoff", options.sign_off, "add Signed-off-by to the commits");
    what->add_option("--comment", options.comment, "instead, comment on this pull request with suggestions")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber);
    what->add_flag("--dashboard", options.dashboard, "keep an issue that lists everything");

    auto* forge =
        app.add_option_group("Forge", "the token is in IMGFIX_TOKEN, GITHUB_TOKEN, GITLAB_TOKEN or GITEA_TOKEN");
    forge->add_option("--forge", options.forge, "github, gitlab, gitea; none: by the repository's host")
        ->check(CLI::IsMember({"github", "gitlab", "gitea"}));
    forge->add_option("--api", options.api, "address of its REST API")->type_name("URL");
    forge->add_option("--token-file", options.token_file, "read the token from a file")->type_name("FILE");
    forge->add_option("--ca-file", options.ca_file, "certificates to trust instead of the system's")->type_name("FILE");
    forge->add_option("--timeout", options.timeout, "for one request (default 30)")->type_name("SECONDS");
    forge->add_option("--longest-wait", options.longest_wait, "for a rate limit to end (default 900)")
        ->type_name("SECONDS");

    auto* fixes = app.add_option_group("Fixes", "as without bot");
    for (const char* name : {"--select", "--ignore", "--config", "--catalog"})
        fixes->add_option(name, texts.values[name]);
    for (const char* name : {"--unsafe-fixes", "--online", "--offline", "--no-config"})
        fixes->add_flag(name, texts.flags[name]);

    auto* output = app.add_option_group("Run");
    output->add_option("--journal", options.journal, "file that a killed run goes on from; none: in the state folder")
        ->type_name("FILE");
    output->add_option("-j", options.jobs, "repositories worked on at the same time (default 4)")
        ->check(CLI::Range(1, 64));
    output->add_flag("-q,--quiet", options.quiet, "errors only");
    output->add_flag("-v,--verbose", options.verbose, "also what needs nothing, and the text of each pull request");
    app.footer("Exit status: 0 done, 2 an error with at least one repository.");
}

} // namespace

std::optional<int> parse_bot_options(int argc, const char* const* argv, BotOptions& options) {
    CLI::App app{"Fix pull requests for one repository or many", "imgfix bot"};
    Texts texts;
    add_options(app, options, texts);
    const auto fail = [](const std::string& what) {
        std::cerr << "imgfix: " << what << "\n        see imgfix bot --help\n";
        return std::optional<int>(exit_error);
    };
    try {
        app.parse(argc - 1, argv + 1);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            app.exit(error, std::cout, std::cerr);
            return exit_ok;
        }
        return fail(error.what());
    }
    if (!texts.groups.empty()) {
        options.groups = split_list(texts.groups);
        for (const std::string& one : *options.groups)
            if (find_group(one) == nullptr)
                return fail("--group: no group is called '" + one + "' (" + group_names() + ")");
    }
    if (!texts.shard.empty()) {
        const std::size_t slash = texts.shard.find('/');
        const auto number = [](const std::string& text) {
            const bool good =
                !text.empty() && text.size() < 7 && text.find_first_not_of("0123456789") == std::string::npos;
            return good ? std::stoul(text) : std::string::npos;
        };
        options.shard = number(texts.shard.substr(0, slash));
        options.shards = slash == std::string::npos ? 0 : number(texts.shard.substr(slash + 1));
        if (options.shards == 0 || options.shards == std::string::npos || options.shard >= options.shards)
            return fail("--shard: '" + texts.shard + "' is no part K/N with K from 0 to N-1");
    }
    if (texts.max_open != 0)
        options.max_open = texts.max_open;
    for (const auto& [name, value] : texts.values)
        if (!value.empty()) {
            options.fixing.push_back(name);
            // the run that fixes is in another folder
            std::error_code code;
            options.fixing.push_back(
                name == "--config" || name == "--catalog" ? std::filesystem::absolute(value, code).string() : value);
        }
    for (const auto& [name, value] : texts.flags)
        if (value)
            options.fixing.push_back(name);
    const bool many = !options.repositories.empty() || !options.repositories_file.empty() || !options.owners.empty();
    if (many && !options.checkout.empty())
        return fail("a checkout and --repo, --repos or --org exclude each other");
    if (many && options.comment != 0 && (options.repositories.size() != 1 || !options.owners.empty()))
        return fail("--comment is for one repository");
    return std::nullopt;
}

} // namespace imgfix::cli
