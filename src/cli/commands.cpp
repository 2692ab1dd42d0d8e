// imgfix fixers | explain ID | bases IMAGE-or-FILE | catalog [FILE] | completions SHELL
#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "catalog/facts.hpp"
#include "cli/config.hpp"
#include "cli/files.hpp"
#include "cli/run.hpp"
#include "fixers/fixers.hpp"
#include "report/bases.hpp"
#include "report/report.hpp"

namespace imgfix::cli {

namespace {

std::string wrapped(std::string_view text, std::size_t indent) {
    constexpr std::size_t width = 100;
    std::string out(indent, ' ');
    std::size_t column = indent;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (column + word.size() + 1 > width && column > indent) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
    }
    return out + "\n";
}

std::string indented(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        out += "    " + std::string(line) + "\n";
    }
    return out;
}

int list_fixers() {
    std::string out;
    for (const auto* fixer : fixers::all()) {
        const auto& info = fixer->info();
        std::string line(info.id);
        line.resize(std::max<std::size_t>(line.size() + 2, 20), ' ');
        std::string state = info.enabled ? "on " : "off";
        line += state + "  ";
        std::string safety(rewrite::to_string(info.safety));
        safety.resize(8, ' ');
        out += line + safety + std::string(info.title) + "\n";
    }
    std::cout << out;
    return exit_ok;
}

std::string markdown(const rewrite::FixerInfo& info);

int explain(std::string_view id, bool as_markdown) {
    const auto& all = fixers::all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto* one) { return one->info().id == id; });
    if (found == all.end()) {
        // a reason id?
        bool any = false;
        for (const auto* fixer : all)
            for (const auto& reason : fixer->info().reasons)
                if (reason.id == id) {
                    std::cout << fixer->info().id << " [" << reason.id << "]: " << reason.sentence << "\n";
                    any = true;
                }
        if (any)
            return exit_ok;
        std::vector<std::string> names;
        for (const auto* fixer : all) {
            names.emplace_back(fixer->info().id);
            for (const auto& reason : fixer->info().reasons)
                names.emplace_back(reason.id);
        }
        const std::string near = nearest(id, names);
        std::cerr << "imgfix: error: no fixer and no reason is called '" << id << "'"
                  << (near.empty() ? std::string() : ", did you mean '" + near + "'?")
                  << " (imgfix fixers lists them)\n";
        return exit_error;
    }
    const auto& info = (*found)->info();
    if (as_markdown) {
        std::cout << markdown(info);
        return exit_ok;
    }
    std::string out = std::string(info.id) + ": " + std::string(info.title) + "\n\n";
    out += wrapped(info.why, 2) + "\n";
    out += "  contract  " + std::string(rewrite::to_string(info.contract)) + "\n";
    out += "  safety    " + std::string(rewrite::to_string(info.safety)) + "\n";
    out += "  default   " + std::string(info.enabled ? "on" : "off") + "\n";
    if (!info.example_before.empty())
        out += "\n  before\n" + indented(info.example_before) + "  after\n" + indented(info.example_after);
    if (!info.options.empty()) {
        out += "\n  options in imgfix.toml, table [" + std::string(info.id) + "]\n";
        for (const auto& option : info.options) {
            std::string line = "    " + std::string(option.name) + " = ";
            std::string values;
            for (const auto& value : option.values)
                values += (values.empty() ? "\"" : " | \"") + std::string(value) + "\"";
            line += values.empty() ? std::string(option.is_list ? "[..]" : "\"..\"") : values;
            line +=
                "  (default " + (option.fallback.empty() ? std::string("none") : std::string(option.fallback)) + ")\n";
            out += line + wrapped(option.help, 6);
        }
    }
    out += "\n  refuses\n";
    for (const auto& reason : info.reasons) {
        out += "    " + std::string(reason.id) + "\n" + wrapped(reason.sentence, 6);
    }
    out += "\n  sources\n";
    for (const auto& source : info.sources)
        out += wrapped(source, 4);
    std::cout << out;
    return exit_ok;
}

/// The page docs/fixers/ID.md.
std::string markdown(const rewrite::FixerInfo& info) {
    std::string out = "# " + std::string(info.id) + "\n\n" + std::string(info.title) + ".\n\n" + std::string(info.why) +
                      "\n\n| | |\n|---|---|\n| contract | " + std::string(rewrite::to_string(info.contract)) +
                      " |\n| safety | " + std::string(rewrite::to_string(info.safety)) + " |\n| default | " +
                      (info.enabled ? "on" : "off") + " |\n";
    if (!info.example_before.empty())
        out += "\n## Example\n\nBefore:\n```dockerfile\n" + std::string(info.example_before) +
               "```\nAfter:\n```dockerfile\n" + std::string(info.example_after) + "```\n";
    if (!info.options.empty()) {
        out += "\n## Options\n\nIn `imgfix.toml`, table `[" + std::string(info.id) + "]`:\n\n";
        for (const auto& option : info.options) {
            std::string values;
            for (const auto& value : option.values)
                values += (values.empty() ? "`\"" : ", `\"") + std::string(value) + "\"`";
            out += "- `" + std::string(option.name) + "`" + (values.empty() ? "" : " (" + values + ")") + ": " +
                   std::string(option.help) +
                   ". Default: " + (option.fallback.empty() ? "none" : "`" + std::string(option.fallback) + "`") +
                   ".\n";
        }
    }
    out += "\n## What it refuses\n\n";
    for (const auto& reason : info.reasons)
        out += "- `" + std::string(reason.id) + "`: " + std::string(reason.sentence) + "\n";
    out += "\n## Sources\n\n";
    for (const auto& source : info.sources)
        out += "- " + std::string(source) + "\n";
    return out;
}

int show_catalog(const char* path) {
    std::string text;
    catalog::Catalog catalog = catalog::Catalog::embedded();
    if (path != nullptr) {
        std::string error;
        text = read_file(path, error);
        if (error.empty() && !catalog::Catalog::well_formed(text, error))
            error = "not a catalog: " + error;
        if (!error.empty()) {
            std::cerr << "imgfix: error: " << report::printable(path) << ": " << report::printable(error) << "\n";
            return exit_error;
        }
        catalog = catalog::Catalog(text);
    }
    std::size_t builds = 0;
    std::size_t tags = 0;
    const auto images = catalog.images();
    for (const auto image : images)
        for (const auto& build : catalog.builds(image)) {
            ++builds;
            tags += build.tags.size();
        }
    const auto first_line = [](catalog::Fact fact) {
        catalog::Lines lines(catalog::fact_text(fact));
        lines.next();
        return lines.line().substr(2);
    };
    std::cout
        << "image catalog of " << catalog.date() << (path == nullptr ? ", in the program" : "") << "\n"
        << "  images         docker-library/official-images at commit " << catalog.commit() << ": " << images.size()
        << " images, " << builds << " Linux builds, " << tags << " tags\n"
        << "  release lines  " << first_line(catalog::Fact::eol) << "\n"
        << "  other images   " << first_line(catalog::Fact::external) << "\n"
        << "  a newer one    fixers/data/make_catalog.py --git CLONE --out DIR writes catalog.min from a clone of\n"
        << "                 docker-library/official-images; imgfix --catalog DIR/catalog.min takes it\n";
    return exit_ok;
}

/// bases IMAGE-or-FILE [--format text|json] [--prefer VALUE]
int bases(int argc, const char* const* argv) {
    constexpr std::string_view usage = "imgfix: error: usage: imgfix bases IMAGE-or-FILE [--format text|json] "
                                       "[--prefer smallest|alpine|slim|busybox]\n";
    const rewrite::OptionInfo& prefer = fixers::minimal_base().info().options.front();
    std::string name;
    bool json = false;
    rewrite::Context context;
    context.today = today();
    for (int k = 2; k < argc; ++k) {
        const std::string_view word = argv[k];
        const std::string_view value = k + 1 < argc ? std::string_view(argv[k + 1]) : std::string_view{};
        if (word == "--format" && (value == "text" || value == "json")) {
            json = value == "json";
            ++k;
        } else if (word == "--prefer" &&
                   std::find(prefer.values.begin(), prefer.values.end(), value) != prefer.values.end()) {
            context.options["minimal-base"]["prefer"] = value;
            ++k;
        } else if (name.empty() && !word.empty() && (word == "-" || word.front() != '-')) {
            name = word;
        } else {
            std::cerr << usage;
            return exit_error;
        }
    }
    if (name.empty()) {
        std::cerr << usage;
        return exit_error;
    }
    std::string source;
    bool image_only = false;
    std::error_code missing;
    if (name == "-" || std::filesystem::exists(name, missing)) {
        std::string error;
        source = read_file(name == "-" ? std::filesystem::path() : std::filesystem::path(name), error);
        if (!error.empty()) {
            std::cerr << "imgfix: error: " << error << "\n";
            return exit_error;
        }
    } else if (document::parse_image_reference(name)) {
        image_only = true;
        source = "FROM " + name + "\n";
    } else {
        std::cerr << "imgfix: error: " << name << ": neither a file nor an image's name\n";
        return exit_error;
    }
    const document::Document document(source);
    if (!document.errors().empty()) {
        const auto& error = document.errors().front();
        const auto at = document.position(error.offset);
        std::cerr << "imgfix: error: " << name << ":" << at.line << ":" << at.column << ": " << error.message << "\n";
        return exit_error;
    }
    std::cout << (json ? report::bases_json(document, context, name, image_only)
                       : report::bases_table(document, context, name, image_only));
    return exit_ok;
}

int completions(std::string_view shell) {
    static constexpr std::string_view flags =
        "--diff --write --check --list --stdout --select --ignore --unsafe-fixes --context --catalog --online "
        "--offline "
        "--update-pins --ca-file --exclude "
        "--stdin-filename --config --no-config --format --output --statistics --exit-code --strict --color --quiet "
        "--verbose --version --help";
    std::string ids;
    for (const auto* fixer : fixers::all())
        ids += (ids.empty() ? "" : " ") + std::string(fixer->info().id);
    if (shell == "bash") {
        std::cout << "_imgfix() {\n"
                     "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                     "  case $before in\n"
                     "    --select|--ignore|explain) COMPREPLY=($(compgen -W \"default all no-cache "
                  << ids
                  << "\" -- \"$word\")); return;;\n"
                     "    --format) COMPREPLY=($(compgen -W \"text json markdown ndjson\" -- \"$word\")); return;;\n"
                     "    --color) COMPREPLY=($(compgen -W \"auto always never\" -- \"$word\")); return;;\n"
                     "  esac\n"
                     "  case $word in\n"
                     "    -*) COMPREPLY=($(compgen -W \""
                  << flags
                  << "\" -- \"$word\"));;\n"
                     "    *) COMPREPLY=($(compgen -f -- \"$word\"));;\n"
                     "  esac\n"
                     "}\n"
                     "complete -o filenames -F _imgfix imgfix\n";
        return exit_ok;
    }
    if (shell == "zsh") {
        std::cout << "#compdef imgfix\n_imgfix() {\n  _arguments '*:file:_files'";
        std::string_view rest = flags;
        while (!rest.empty()) {
            const std::string_view one = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(one.size() + 1, rest.size()));
            std::cout << " '" << one << "'";
        }
        std::cout << "\n}\n_imgfix \"$@\"\n";
        return exit_ok;
    }
    if (shell == "fish") {
        std::string_view rest = flags;
        while (!rest.empty()) {
            const std::string_view one =
                rest.substr(2, rest.find(' ') == std::string_view::npos ? rest.size() : rest.find(' ') - 2);
            rest.remove_prefix(std::min(one.size() + 3, rest.size()));
            std::cout << "complete -c imgfix -l " << one << "\n";
        }
        return exit_ok;
    }
    std::cerr << "imgfix: error: completions are made for bash, zsh and fish\n";
    return exit_error;
}

} // namespace

std::optional<int> run_command(int argc, const char* const* argv) {
    if (argc < 2)
        return std::nullopt;
    const std::string_view command = argv[1];
    const auto wants = [&](int count, const char* usage) -> bool {
        if (argc == count)
            return true;
        std::cerr << "imgfix: error: usage: imgfix " << usage << "\n";
        return false;
    };
    if (command == "fixers")
        return wants(2, "fixers") ? list_fixers() : exit_error;
    if (command == "explain") {
        const bool as_markdown = argc == 4 && std::string_view(argv[3]) == "--markdown";
        return as_markdown || wants(3, "explain ID [--markdown]") ? explain(argv[2], as_markdown) : exit_error;
    }
    if (command == "catalog")
        return argc == 3 || wants(2, "catalog [FILE]") ? show_catalog(argc == 3 ? argv[2] : nullptr) : exit_error;
    if (command == "bases")
        return bases(argc, argv);
    if (command == "bot")
        return run_bot(argc, argv);
    if (command == "completions")
        return wants(3, "completions bash|zsh|fish") ? completions(argv[2]) : exit_error;
    return std::nullopt;
}

} // namespace imgfix::cli
