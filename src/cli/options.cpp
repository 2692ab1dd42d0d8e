#include "cli/options.hpp"

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <CLI/CLI.hpp>

#include "catalog/catalog.hpp"

namespace imgfix::cli {

namespace {

void add_options(CLI::App& app, Options& options, std::map<std::string, bool>& flags, std::string& format,
                 std::string& colour) {
    app.set_version_flag("--version", [] {
        const auto& catalog = catalog::Catalog::embedded();
        return std::string("imgfix " IMGFIX_VERSION " (image catalog of ") + std::string(catalog.date()) + ")";
    });
    app.add_option("PATH", options.paths, "file, folder (searched for Dockerfiles) or - for standard input; none: .");

    auto* modes = app.add_option_group("Modes", "one of these; none: --diff");
    modes->add_flag("--diff", flags["diff"], "print a unified diff of the fixes (default)");
    modes->add_flag("--write", flags["write"], "write the fixes into the files");
    modes->add_flag("--check", flags["check"], "write nothing; name the files with fixes, exit 1 if there are any");
    modes->add_flag("--list", flags["list"], "write nothing; name the files with fixes, exit 0");
    modes->add_flag("--stdout", flags["stdout"], "print the fixed text of one file");
    modes->require_option(0, 1);

    auto* fixes = app.add_option_group("Fixes");
    fixes->add_option("--select", options.select, "fixers to run: ids, families (no-cache), default, all")
        ->type_name("ID,..");
    fixes->add_option("--ignore", options.ignore, "fixers not to run")->type_name("ID,..");
    fixes->add_option("--only", options.only, "of the fixers that are selected, run these")->type_name("ID,..");
    fixes->add_flag("--unsafe-fixes", flags["unsafe"],
                    "also apply fixes that hold under an assumption (each names it)");
    fixes->add_option("--context", options.context, "the build context, as proof of what is copied")->type_name("DIR");
    fixes->add_option("--catalog", options.catalog, "a newer image catalog")->type_name("FILE");

    auto* network = app.add_option_group("Network", "imgfix-net is started only for pin-digest and --online");
    auto* online = network->add_flag("--online", options.online,
                                     "ask registries, also for floating tags that the catalog does not know");
    network->add_flag("--offline", options.offline, "ask no registry, whatever is selected")->excludes(online);
    network->add_flag("--update-pins", options.update_pins, "look digests that stand there up again (pin-digest)");
    network->add_option("--ca-file", options.ca_file, "certificates to trust instead of the system's")
        ->type_name("FILE");

    auto* files = app.add_option_group("Files");
    files->add_option("--exclude", options.exclude, "paths to leave out (* ? **), may be given again")
        ->type_name("GLOB")
        ->take_all()
        ->allow_extra_args(false);
    files->add_option("--stdin-filename", options.stdin_filename, "name to show for standard input")->type_name("P");
    files->add_option("--config", options.config, "configuration file; none: imgfix.toml, nearest upward")
        ->type_name("FILE");
    files->add_flag("--no-config", options.no_config, "read no configuration file");

    auto* output = app.add_option_group("Output");
    output
        ->add_option("--format", format,
                     "report instead of the mode's own output: text, json, markdown; ndjson answers "
                     "records {id, path, content} on standard input line by line")
        ->check(CLI::IsMember({"text", "json", "markdown", "ndjson"}));
    output->add_option("--output", options.output, "put the report there and leave standard output alone")
        ->type_name("FILE");
    output->add_flag("--statistics", options.statistics, "count fixes and refusals by fixer and reason");
    output->add_flag("--exit-code", options.exit_code, "exit 1 when there was something to fix");
    output->add_flag("--strict", options.strict, "exit 2 also for a walked file that does not parse");
    output->add_option("--color,--colour", colour, "auto, always, never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->type_name("WHEN");
    output->add_option("-j", options.jobs, "files worked on at the same time; none: one per processor")->type_name("N");
    output->add_flag("-q,--quiet", options.quiet, "errors only on standard error");
    output->add_flag("-v,--verbose", options.verbose, "also say what was left alone in walked files, and why");
    app.footer(
        "Commands (as the first word): fixers | explain ID | bases IMAGE | bot | catalog [FILE] | completions SHELL\n"
        "Exit status: 0 done, 1 --check or --exit-code found fixes, 2 an error.\n"
        "Nothing is written but by --write, and no fix without the proof of the gate.");
}

} // namespace

std::string help_text() {
    CLI::App app{"Sound fixes for any real Dockerfile", "imgfix"};
    Options options;
    std::map<std::string, bool> flags;
    std::string format;
    std::string colour;
    add_options(app, options, flags, format, colour);
    return app.help();
}

std::optional<int> parse_options(int argc, const char* const* argv, Options& options) {
    CLI::App app{"Sound fixes for any real Dockerfile", "imgfix"};
    std::map<std::string, bool> flags;
    std::string format;
    std::string colour;
    add_options(app, options, flags, format, colour);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            app.exit(error, std::cout, std::cerr);
            return exit_ok;
        }
        std::cerr << "imgfix: " << error.what() << "\n        see imgfix --help\n";
        return exit_error;
    }
    if (flags["write"])
        options.mode = Mode::write;
    else if (flags["check"])
        options.mode = Mode::check;
    else if (flags["list"])
        options.mode = Mode::list;
    else if (flags["stdout"])
        options.mode = Mode::print;
    if (flags["unsafe"])
        options.unsafe_fixes = true;
    if (format == "text")
        options.format = Format::text;
    else if (format == "json")
        options.format = Format::json;
    else if (format == "markdown")
        options.format = Format::markdown;
    else if (format == "ndjson")
        options.format = Format::ndjson;
    if (options.format == Format::ndjson &&
        (options.paths != std::vector<std::string>{"-"} || options.mode != Mode::diff || !options.output.empty())) {
        std::cerr << "imgfix: --format ndjson answers records on standard input: imgfix --format ndjson -\n";
        return exit_error;
    }
    if (colour == "always")
        options.colour = Colour::always;
    else if (colour == "never")
        options.colour = Colour::never;
    if (options.mode == Mode::print && (options.format != Format::none && options.output.empty())) {
        std::cerr << "imgfix: --stdout prints the fixed text, so --format needs --output FILE with it\n";
        return exit_error;
    }
    if (!options.output.empty() && options.format == Format::none)
        options.format = Format::text;
    if (options.no_config && !options.config.empty()) {
        std::cerr << "imgfix: --config and --no-config exclude each other\n";
        return exit_error;
    }
    return std::nullopt;
}

} // namespace imgfix::cli
