#include "cli/run.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "cli/build_context.hpp"
#include "cli/config.hpp"
#include "cli/files.hpp"
#include "fixers/fixers.hpp"
#include "registry/ask.hpp"
#include "report/diff.hpp"
#include "report/markdown.hpp"
#include "report/records.hpp"
#include "report/report.hpp"
#include "rewrite/pipeline.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;
using report::FileReport;

namespace {

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

bool use_colour(const Options& options) {
    if (options.colour != Colour::automatic)
        return options.colour == Colour::always;
    if (const auto force = environment("FORCE_COLOR"); force && *force != "0")
        return true;
    if (environment("NO_COLOR") || environment("TERM").value_or("") == "dumb")
        return false;
    return ::isatty(STDOUT_FILENO) == 1;
}

constexpr std::size_t max_record = 64U << 20; // bytes of a line of --format ndjson

/// One line, without its end; false when it was the last one. What is longer than most is passed over.
bool read_line(std::istream& in, std::string& line, std::size_t most, bool& too_long) {
    line.clear();
    std::streambuf& buffer = *in.rdbuf();
    for (;;) {
        const int c = buffer.sbumpc();
        if (c == std::char_traits<char>::eof())
            return false;
        if (c == '\n')
            return true;
        if (line.size() < most)
            line += static_cast<char>(c);
        else
            too_long = true;
    }
}

/// Everything that depends on the configuration in force for a folder.
struct Setup {
    Config config;
    std::vector<const rewrite::Fixer*> fixers;
    rewrite::Context context;
    bool unsafe_fixes = false;
};

class Job {
public:
    explicit Job(const Options& options) : options_(options) {}

    int run() {
        if (!load_catalog() || !load_user_config() || !open_context() || !collect())
            return finish(exit_error);
        for (const InputFile& file : files_)
            setup_of(file);
        if (!errors_.empty())
            return finish(exit_error);
        if (options_.format == Format::ndjson)
            return finish(answer_records());
        drop_excluded();
        reports_.resize(files_.size());
        process_all();
        ask_registries();
        if (options_.mode == Mode::write)
            write_all();
        print();
        return finish(status());
    }

private:
    void fail(std::string message) { errors_.push_back(std::move(message)); }

    int finish(int status) {
        std::string text;
        for (const std::string& message : errors_)
            text += "imgfix: error: " + report::printable(message) + "\n";
        std::cerr << text << std::flush;
        std::cout.flush();
        if (!std::cout) {
            std::cerr << "imgfix: error: cannot write to standard output\n";
            return exit_error;
        }
        return errors_.empty() ? status : exit_error;
    }

    bool load_catalog() {
        std::string path = options_.catalog.empty() ? environment("IMGFIX_CATALOG").value_or("") : options_.catalog;
        if (path.empty())
            return true;
        std::string error;
        catalog_text_ = read_file(path, error);
        if (error.empty() && !catalog::Catalog::well_formed(catalog_text_, error))
            error = "not a catalog: " + error;
        if (!error.empty()) {
            fail(path + ": " + error);
            return false;
        }
        catalog_.emplace(catalog_text_);
        return true;
    }

    bool load_user_config() {
        user_ = read_user_config(!options_.no_config, errors_);
        if (options_.online || options_.offline) {
            user_.online = options_.online;
            user_.offline = options_.offline;
        }
        if (!options_.ca_file.empty())
            user_.network.ca_file = options_.ca_file;
        if (!user_.network.ca_file.empty() && ::access(user_.network.ca_file.c_str(), R_OK) != 0)
            fail(user_.network.ca_file + ": cannot read the certificates: " + std::strerror(errno));
        user_.network.progress = !options_.quiet;
        if (options_.update_pins)
            user_.network.cache_age = 0; // a verification looks at what is there now
        return errors_.empty();
    }

    bool collect() {
        std::vector<std::string> paths = options_.paths;
        if (paths.empty())
            paths.emplace_back(".");
        std::set<fs::path> seen;
        for (const std::string& path : paths) {
            std::error_code code;
            if (path == "-") {
                const std::string name = options_.stdin_filename.empty() ? "Dockerfile" : options_.stdin_filename;
                if (options_.mode == Mode::write) {
                    fail("-: --write cannot write standard input: use --stdout");
                    return false;
                }
                files_.push_back({fs::path(), name, false});
                continue;
            }
            const auto status = fs::status(path, code);
            if (code || !fs::exists(status)) {
                fail(path + ": " + (code && code.value() != ENOENT ? code.message() : "no such file or folder"));
                missing_ = true;
                continue;
            }
            if (fs::is_directory(status)) {
                folders_.push_back(path);
                std::vector<std::string> problems;
                for (InputFile& file : walk(path, options_.exclude, problems, walked_build_files_))
                    if (seen.insert(fs::absolute(file.path, code).lexically_normal()).second)
                        files_.push_back(std::move(file));
                warnings_.insert(warnings_.end(), problems.begin(), problems.end());
                continue;
            }
            if (seen.insert(fs::absolute(path, code).lexically_normal()).second)
                files_.push_back({fs::path(path), shown_path(path), false});
        }
        if (options_.mode == Mode::print && (files_.size() != 1 || !folders_.empty())) {
            if (errors_.empty())
                fail("--stdout prints one file: name exactly one");
            return false;
        }
        if (files_.empty() && errors_.empty() && !options_.quiet)
            for (const std::string& folder : folders_)
                std::cerr << "imgfix: no Dockerfile in " << report::printable(folder) << "\n";
        pending_errors_ = std::move(errors_); // a missing file does not stop the others
        errors_.clear();
        return true;
    }

    const Setup& setup_of(const InputFile& file) {
        std::error_code code;
        const fs::path folder =
            file.path.empty() ? fs::current_path(code) : fs::absolute(file.path, code).lexically_normal().parent_path();
        const auto found = setups_.find(folder);
        if (found != setups_.end())
            return *found->second;
        fs::path path;
        const std::string named = options_.config.empty() && !options_.no_config
                                      ? environment("IMGFIX_CONFIG").value_or("")
                                      : options_.config;
        if (!named.empty())
            path = named;
        else if (!options_.no_config)
            path = find_config(folder, errors_);
        auto& by_config = by_config_[path];
        if (!by_config)
            by_config = make_setup(path);
        if (const auto files = build_files(folder); !files.empty()) {
            auto own = std::make_shared<Setup>(*by_config);
            for (const fs::path& one : files)
                own->context.add_build_file(build_file_text(one));
            return *(setups_[folder] = std::move(own));
        }
        setups_[folder] = by_config;
        return *by_config;
    }

    /// The bake and compose files that may say something about the Dockerfiles of a folder: those above it, and those
    /// of the folders that were walked.
    std::set<fs::path> build_files(const fs::path& folder) {
        std::error_code code;
        std::set<fs::path> files = build_files_above(folder);
        for (const fs::path& one : walked_build_files_)
            files.insert(fs::absolute(one, code).lexically_normal());
        return files;
    }

    const std::set<fs::path>& build_files_above(const fs::path& folder) {
        const auto known = build_files_above_.find(folder);
        if (known != build_files_above_.end())
            return known->second;
        std::set<fs::path> files;
        if (!is_top_folder(folder))
            files = build_files_above(folder.parent_path());
        for (fs::path& one : build_files_in(folder))
            files.insert(std::move(one));
        return build_files_above_[folder] = std::move(files);
    }

    const std::string& build_file_text(const fs::path& path) {
        const auto [found, fresh] = build_file_texts_.try_emplace(path);
        if (fresh)
            found->second = read_build_file(path);
        return found->second;
    }

    /// --context: a folder that cannot be opened is an error.
    bool open_context() {
        if (options_.context.empty())
            return true;
        std::string error;
        build_context_ = open_build_context(options_.context, true, error);
        if (!build_context_)
            std::cerr << "imgfix: error: --context " << report::printable(error) << "\n";
        return build_context_ != nullptr;
    }

    std::shared_ptr<Setup> make_setup(const fs::path& path) {
        auto setup = std::make_shared<Setup>();
        setup->context.build_context = build_context_.get();
        if (!path.empty())
            setup->config = read_config(path, errors_);
        std::vector<std::string> select{"default"};
        std::string origin = "imgfix";
        if (options_.select) {
            select = split_list(*options_.select);
            origin = "--select";
        } else if (const auto value = environment("IMGFIX_SELECT")) {
            select = split_list(*value);
            origin = "IMGFIX_SELECT";
        } else if (setup->config.has_select) {
            select = setup->config.select;
            origin = setup->config.path;
        }
        std::vector<std::string> ignore = setup->config.ignore;
        std::string ignore_origin = setup->config.path;
        if (options_.ignore) {
            ignore = split_list(*options_.ignore);
            ignore_origin = "--ignore";
        } else if (const auto value = environment("IMGFIX_IGNORE")) {
            ignore = split_list(*value);
            ignore_origin = "IMGFIX_IGNORE";
        }
        // two calls, so that an error names where the word stands
        (void)select_fixers({}, ignore, ignore_origin, errors_);
        std::vector<std::string> repeated;
        setup->fixers = select_fixers(select, {}, origin, errors_);
        const auto ignored = select_fixers(ignore, {}, ignore_origin, repeated);
        std::erase_if(setup->fixers, [&](const auto* fixer) {
            return std::find(ignored.begin(), ignored.end(), fixer) != ignored.end();
        });
        if (options_.only) {
            const auto only = select_fixers(split_list(*options_.only), {}, "--only", errors_);
            std::erase_if(setup->fixers,
                          [&](const auto* fixer) { return std::find(only.begin(), only.end(), fixer) == only.end(); });
        }
        if (const auto value = environment("IMGFIX_UNSAFE_FIXES");
            value && *value != "0" && *value != "1" && *value != "true" && *value != "false")
            fail("IMGFIX_UNSAFE_FIXES: '" + *value + "' is neither true nor false");
        setup->unsafe_fixes = options_.unsafe_fixes.value_or(environment("IMGFIX_UNSAFE_FIXES")
                                                                 ? *environment("IMGFIX_UNSAFE_FIXES") == "1" ||
                                                                       *environment("IMGFIX_UNSAFE_FIXES") == "true"
                                                                 : setup->config.unsafe_fixes.value_or(false));
        const std::string builder = environment("IMGFIX_BUILDER").value_or(setup->config.builder.value_or("any"));
        if (const auto known = builder_of(builder))
            setup->context.builder = *known;
        else
            fail("IMGFIX_BUILDER: unknown builder '" + builder + "' (any, buildkit, buildah, kaniko, classic)");
        if (catalog_)
            setup->context.catalog = &*catalog_;
        setup->context.today = today();
        setup->context.options = setup->config.tables;
        // a repository's file may select a fixer that goes to the network, but not let it go there
        setup->context.network = !user_.offline && (user_.online || origin != setup->config.path || origin.empty());
        setup->context.online = user_.online;
        setup->context.update_pins = options_.update_pins;
        setup->context.resolved = &resolved_;
        return setup;
    }

    void drop_excluded() {
        std::erase_if(files_, [&](const InputFile& file) {
            if (!file.walked)
                return false;
            const auto& patterns = setup_of(file).config.exclude;
            return std::any_of(patterns.begin(), patterns.end(),
                               [&](const std::string& pattern) { return matches_glob(pattern, file.shown); });
        });
    }

    void process(std::size_t index) {
        const InputFile& file = files_[index];
        FileReport& out = reports_[index];
        out = {};
        out.path = file.shown;
        out.walked = file.walked;
        std::string error;
        out.before = read_file(file.path, error);
        if (!error.empty()) {
            out.error = file.shown + ": " + error;
            return;
        }
        fix(out, *file_setups_[index]);
    }

    /// Fixes out.before.
    static void fix(FileReport& out, const Setup& setup) {
        if (std::string_view(out.before).substr(0, 8000).find('\0') != std::string_view::npos) {
            out.error = out.path + ": a binary file (it holds a NUL byte), not a Dockerfile";
            return;
        }
        out.result = rewrite::run(out.before, setup.fixers, setup.context, setup.unsafe_fixes);
        if (!out.result.errors.empty()) {
            const auto& first = out.result.errors.front();
            const auto at = grammar::position_of(out.before, first.offset);
            out.error =
                out.path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + first.message;
        }
    }

    /// --format ndjson: one record at a time, so that memory is bounded by the longest one.
    int answer_records() {
        const Setup& setup = setup_of(files_.front());
        if (!errors_.empty())
            return exit_error;
        std::ios::sync_with_stdio(false); // reads in blocks
        int status = exit_ok;
        std::string line;
        for (bool more = true; more;) {
            bool too_long = false;
            more = read_line(std::cin, line, max_record, too_long);
            if (line.empty() && !too_long)
                continue;
            report::Record record;
            if (too_long)
                record.error = "a record of more than " + std::to_string(max_record) + " bytes";
            else
                record = report::parse_record(line);
            FileReport file;
            file.path = record.path;
            file.before = std::move(record.content);
            if (record.error.empty())
                fix(file, setup);
            if (!record.error.empty() || (!file.error.empty() && options_.strict))
                status = exit_error;
            std::cout << report::record_answer(record, file) << std::flush;
        }
        return status;
    }

    void process_all() {
        for (const InputFile& file : files_)
            file_setups_.push_back(&setup_of(file));
        std::vector<std::size_t> all(files_.size());
        for (std::size_t k = 0; k < all.size(); ++k)
            all[k] = k;
        process_these(all);
    }

    /// Asks registries for what the fixers want to know, each reference once, and runs the files concerned again.
    void ask_registries() {
        constexpr int max_rounds = 4; // a new tag makes a new reference
        for (int round = 0; round < max_rounds; ++round) {
            std::map<rewrite::Want, std::string> wants; // with the digest that all uses have
            std::vector<std::size_t> concerned;
            for (std::size_t k = 0; k < reports_.size(); ++k) {
                for (const rewrite::Want& want : reports_[k].result.wants) {
                    const auto [found, fresh] = wants.try_emplace(want, want.known);
                    if (!fresh && found->second != want.known)
                        found->second.clear();
                }
                if (!reports_[k].result.wants.empty())
                    concerned.push_back(k);
            }
            if (wants.empty())
                return;
            std::vector<registry::Question> questions;
            for (const auto& [want, known] : wants)
                questions.push_back({want.kind == rewrite::Want::Kind::digest ? registry::Question::Kind::digest
                                                                              : registry::Question::Kind::version,
                                     want.reference, want.platform, known});
            registry::Report report = registry::ask(user_.network, questions);
            std::size_t failed = 0;
            std::size_t at = 0;
            for (const auto& [want, known] : wants) {
                registry::Answer& answer = report.answers[at++];
                if (!answer.error.empty()) {
                    ++failed;
                    warnings_.push_back(want.reference + (want.platform.empty() ? "" : " (" + want.platform + ")") +
                                        ": " + answer.error);
                }
                resolved_[want] = {std::move(answer.digest), std::move(answer.tags), std::move(answer.error)};
            }
            asked_ += wants.size();
            unanswered_ += failed;
            requests_ += report.requests;
            cached_ += report.cached;
            process_these(concerned);
        }
    }

    void process_these(const std::vector<std::size_t>& indices) {
        unsigned jobs = options_.jobs != 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
        jobs = std::min<unsigned>({jobs, 256U, static_cast<unsigned>(std::max<std::size_t>(1, indices.size() / 4))});
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            for (std::size_t at = next++; at < indices.size(); at = next++) {
                const std::size_t index = indices[at];
                try {
                    process(index);
                } catch (const std::exception& error) {
                    reports_[index].error = files_[index].shown + ": internal error: " + error.what() +
                                            " (please report it; the file was left alone)";
                    reports_[index].failed = true;
                }
            }
        };
        std::vector<std::thread> threads;
        for (unsigned k = 1; k < jobs; ++k)
            threads.emplace_back(work);
        work();
        for (std::thread& thread : threads)
            thread.join();
    }

    void write_all() {
        for (std::size_t k = 0; k < files_.size(); ++k) {
            FileReport& report = reports_[k];
            if (!report.changed())
                continue;
            if (const std::string error = write_file(files_[k].path, report.before, report.result.text);
                !error.empty()) {
                report.error = files_[k].shown + ": not written: " + error;
                report.failed = true;
            }
        }
    }

    std::string mode_output() const {
        std::string out;
        const bool colour = use_colour(options_);
        for (const FileReport& file : reports_) {
            if (options_.mode == Mode::print) {
                if (file.error.empty())
                    out += file.result.text;
                continue;
            }
            if (!file.changed())
                continue;
            if (options_.mode == Mode::diff)
                out += report::unified_diff(file.path, file.before, file.result.text, colour);
            else if (options_.mode != Mode::write)
                out += file.path + "\n";
        }
        return out;
    }

    std::string formatted_report() const {
        const catalog::Catalog& catalog = catalog_ ? *catalog_ : catalog::Catalog::embedded();
        if (options_.format == Format::json)
            return report::json_report(reports_, {IMGFIX_VERSION, catalog.date(), catalog.commit()},
                                       options_.mode != Mode::write);
        if (options_.format == Format::markdown) {
            report::MarkdownText text;
            for (const rewrite::Fixer* fixer : fixers::all())
                text.fixers.push_back(&fixer->info());
            return report::markdown_report(reports_, text);
        }
        std::string out;
        for (const FileReport& file : reports_) {
            if (!file.error.empty())
                out += report::printable(file.error) + "\n";
            out += report::text_report(file, true);
        }
        return out;
    }

    void print() {
        std::string out;
        if (options_.format != Format::none && options_.output.empty())
            out = formatted_report();
        else if (!options_.statistics || options_.mode == Mode::print)
            out = mode_output();
        if (options_.statistics)
            (options_.mode == Mode::print ? log_ : out) += report::statistics(reports_);
        std::cout << out << std::flush;
        if (options_.format != Format::none && !options_.output.empty())
            put_report(formatted_report());
        log();
    }

    void put_report(const std::string& text) {
        const int file = ::open(options_.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        std::size_t done = 0;
        while (file >= 0 && done < text.size()) {
            const ssize_t put = ::write(file, text.data() + done, text.size() - done);
            if (put < 0 && errno != EINTR)
                break;
            done += put > 0 ? static_cast<std::size_t>(put) : 0;
        }
        if (file < 0 || done < text.size() || ::close(file) != 0)
            fail(options_.output + ": cannot write the report: " + std::strerror(errno));
    }

    /// Standard error: one line per fix, note and error; refusals of named files, or of all with -v.
    void log() {
        std::size_t fixed = 0;
        std::size_t hidden = 0;
        for (const FileReport& file : reports_) {
            if (!file.error.empty()) {
                const bool fatal = is_fatal(file);
                if (options_.quiet && !fatal)
                    continue;
                log_ +=
                    std::string("imgfix: ") + (fatal ? "error: " : "warning: ") + report::printable(file.error) + "\n";
                continue;
            }
            fixed += file.changed() ? 1 : 0;
            const bool reports_on_stdout = options_.format == Format::text && options_.output.empty();
            if (options_.quiet || reports_on_stdout)
                continue;
            const bool refusals = !file.walked || options_.verbose;
            if (!options_.statistics || options_.verbose)
                log_ += report::text_report(file, refusals);
            hidden += refusals ? 0 : file.result.refusals.size();
        }
        for (const std::string& warning : warnings_)
            if (!options_.quiet)
                log_ += "imgfix: warning: " + report::printable(warning) + "\n";
        if (!options_.quiet && (!folders_.empty() || options_.mode == Mode::check)) {
            const char* verb = options_.mode == Mode::write ? " fixed" : " with fixes";
            log_ += "imgfix: " + std::to_string(reports_.size()) + (reports_.size() == 1 ? " file, " : " files, ") +
                    std::to_string(fixed) + verb;
            if (hidden != 0)
                log_ += ", " + std::to_string(hidden) + " places left alone (-v lists them with their reasons)";
            log_ += "\n";
        }
        if (asked_ != 0 && options_.verbose)
            log_ += "imgfix: asked registries for " + std::to_string(asked_) + " images with " +
                    std::to_string(requests_) + " requests, " + std::to_string(cached_) + " answers were kept\n";
        if (asked_ != 0 && unanswered_ == asked_)
            log_ += "imgfix: error: no registry gave an answer\n";
        for (const std::string& error : pending_errors_)
            log_ += "imgfix: error: " + report::printable(error) + "\n";
        std::cerr << log_ << std::flush;
    }

    /// A walked file that cannot be read or does not parse is a warning only.
    bool is_fatal(const FileReport& file) const { return !file.walked || options_.strict || file.failed; }

    int status() const {
        bool found = false;
        for (const FileReport& file : reports_) {
            found = found || file.changed();
            if (!file.error.empty() && is_fatal(file))
                return exit_error;
        }
        if (missing_ || (asked_ != 0 && unanswered_ == asked_))
            return exit_error;
        return found && (options_.mode == Mode::check || options_.exit_code) ? exit_found : exit_ok;
    }

    const Options& options_;
    std::shared_ptr<const rewrite::BuildContext> build_context_; // of --context
    std::string catalog_text_;
    std::optional<catalog::Catalog> catalog_;
    std::vector<InputFile> files_;
    std::vector<std::string> folders_;
    std::vector<FileReport> reports_;
    std::vector<const Setup*> file_setups_;
    std::map<fs::path, std::shared_ptr<Setup>> setups_;
    std::map<fs::path, std::shared_ptr<Setup>> by_config_;
    UserConfig user_;
    std::map<rewrite::Want, rewrite::Resolved> resolved_;
    std::size_t asked_ = 0;
    std::size_t unanswered_ = 0;
    std::size_t requests_ = 0;
    std::size_t cached_ = 0;
    std::vector<fs::path> walked_build_files_;
    std::map<fs::path, std::set<fs::path>> build_files_above_;
    std::map<fs::path, std::string> build_file_texts_;
    std::vector<std::string> errors_;
    std::vector<std::string> pending_errors_;
    std::vector<std::string> warnings_;
    std::string log_;
    bool missing_ = false;
};

} // namespace

std::string today() {
    std::time_t now = std::time(nullptr);
    if (const auto epoch = environment("SOURCE_DATE_EPOCH");
        epoch && epoch->size() < 12 && epoch->find_first_not_of("0123456789") == std::string::npos)
        now = static_cast<std::time_t>(std::stoll(*epoch));
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
    return text.data();
}

int run(const Options& options) { return Job(options).run(); }

} // namespace imgfix::cli
