// imgfix bot: fix pull requests for one repository or many.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/bot_comments.hpp"
#include "cli/bot_repository.hpp"
#include "cli/options.hpp"
#include "cli/run.hpp"
#include "forge/git.hpp"
#include "forge/journal.hpp"
#include "report/report.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;

namespace {

constexpr rlim_t max_file_bytes = 4ULL << 30; // of one file that git writes: a pack of a hostile repository

class BotRun {
public:
    explicit BotRun(BotOptions options) : options_(std::move(options)) {}

    int run() {
        prepare();
        if (!find() || !errors_.empty())
            return finish();
        try {
            open_journal();
        } catch (const std::exception& error) {
            errors_.emplace_back(error.what());
            return finish();
        }
        work();
        if (journal_ && failed_ == 0)
            journal_->finish();
        return finish();
    }

private:
    /// Before there are threads.
    static void prepare() {
        forge::prepare_git();
        std::signal(SIGXFSZ, SIG_IGN); // NOLINT: a write that is too large fails instead
        rlimit limit{};
        if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
            (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > max_file_bytes)) {
            limit.rlim_cur = max_file_bytes;
            ::setrlimit(RLIMIT_FSIZE, &limit);
        }
    }

    bool many() const {
        return !options_.repositories.empty() || !options_.repositories_file.empty() || !options_.owners.empty();
    }

    bool find() {
        std::string host;
        if (!many()) {
            if (!find_checkout())
                return false;
            host = targets_.front().path.empty() ? std::string() : host_;
        } else if (const auto addresses = named_addresses(options_, errors_); !addresses.empty()) {
            if (const auto first = parse_address(addresses.front()))
                host = first->host;
        }
        // a checkout without --open needs no forge
        if (options_.open || !options_.owners.empty() || options_.comment != 0) {
            std::string error;
            forge::Settings settings = forge_settings(options_, host, error);
            if (!error.empty()) {
                errors_.push_back(error);
                return false;
            }
            guessed_ = options_.api.empty() && std::getenv("IMGFIX_FORGE_API") == nullptr;
            host_ = host;
            client_ = std::make_unique<forge::Client>(std::move(settings));
        }
        if (many())
            targets_ = find_targets(options_, client_.get(), errors_);
        std::size_t at = 0;
        std::erase_if(targets_, [&](const Target&) { return at++ % options_.shards != options_.shard; });
        if (!errors_.empty() && many()) { // one bad address does not stop the others
            failed_ += errors_.size();
            for (const std::string& error : errors_)
                std::cerr << "imgfix: error: " << report::printable(error) << "\n";
            errors_.clear();
        }
        return true;
    }

    bool find_checkout() {
        std::error_code code;
        const fs::path start =
            fs::absolute(options_.checkout.empty() ? "." : options_.checkout, code).lexically_normal();
        fs::path root = start;
        while (!fs::exists(root / ".git", code) && root != root.parent_path())
            root = root.parent_path();
        if (!fs::exists(root / ".git", code)) {
            errors_.push_back(start.string() + ": no git repository");
            return false;
        }
        Target target;
        target.checkout = root.string();
        target.name = root.filename().empty() ? root.parent_path().filename().string() : root.filename().string();
        const std::string remote = forge::Git(root, "origin", root).remote_address();
        if (const auto address = parse_address(remote)) {
            target.path = address->path;
            host_ = address->host;
        }
        if ((options_.open || options_.comment != 0) && target.path.empty()) {
            errors_.push_back(root.string() + ": its remote 'origin' names no repository of a forge");
            return false;
        }
        if (!target.path.empty())
            target.name = target.path;
        targets_.push_back(std::move(target));
        return true;
    }

    void open_journal() {
        if (!many() || !options_.open || options_.comment != 0)
            return;
        std::string run = options_.forge + " " + options_.api + " " + options_.repositories_file + " " +
                          std::to_string(options_.shard) + "/" + std::to_string(options_.shards);
        for (const auto& list : {options_.repositories, options_.owners, options_.fixing,
                                 options_.groups.value_or(std::vector<std::string>())})
            for (const std::string& one : list)
                run += " " + one;
        const fs::path path = options_.journal.empty() ? forge::journal_path(run) : fs::path(options_.journal);
        if (path.empty())
            return;
        journal_ = std::make_unique<forge::Journal>(path, run);
        const std::size_t before = targets_.size();
        std::erase_if(targets_, [&](const Target& one) { return journal_->done().count(one.address) != 0; });
        resumed_ = before - targets_.size();
    }

    void work() {
        const auto take = [&] {
            for (std::size_t at = next_++; at < targets_.size(); at = next_++) {
                const Target& target = targets_[at];
                Outcome outcome;
                const auto address = parse_address(target.address);
                if (client_ && guessed_ && address && !target.address.empty() && !target.listing &&
                    address->host != host_)
                    outcome.error = "not on " + host_ + ": name its forge with --forge and --api in a run of its own";
                else
                    outcome = options_.comment != 0 ? comment_on(target, options_, *client_)
                                                    : work_on(target, options_, client_.get());
                done(target, outcome);
            }
        };
        std::vector<std::thread> threads;
        for (std::size_t k = 1; k < std::min<std::size_t>(options_.jobs, targets_.size()); ++k)
            threads.emplace_back(take);
        take();
        for (std::thread& thread : threads)
            thread.join();
    }

    void done(const Target& target, const Outcome& outcome) {
        const std::scoped_lock lock(mutex_);
        std::string text;
        const std::string name = report::printable(forge::without_credentials(target.name));
        for (const std::string& line : outcome.lines) {
            if (line.starts_with('\n')) // the text of a pull request
                text += line.substr(1) + "\n";
            else if (!options_.quiet)
                text += name + ": " + report::printable(line) + "\n";
        }
        if (!outcome.quiet.empty() && (options_.verbose || !many()) && !options_.quiet)
            text += name + ": " + outcome.quiet + "\n";
        std::cout << text << std::flush;
        opened_ += outcome.opened;
        updated_ += outcome.updated;
        closed_ += outcome.closed;
        pushed_ += outcome.pushed;
        if (!outcome.error.empty()) {
            ++failed_;
            std::cerr << "imgfix: error: " << name << ": " << report::printable(outcome.error) << "\n" << std::flush;
            return;
        }
        if (journal_)
            journal_->add(target.address);
    }

    int finish() {
        for (const std::string& error : errors_)
            std::cerr << "imgfix: error: " << report::printable(error) << "\n";
        if (!options_.quiet && errors_.empty() && (many() || options_.open)) {
            std::cerr << "imgfix: " << targets_.size() << (targets_.size() == 1 ? " repository" : " repositories");
            if (resumed_ != 0)
                std::cerr << " (and " << resumed_ << " done before)";
            if (options_.open)
                std::cerr << ", " << opened_ << " opened, " << updated_ << " updated, " << closed_ << " closed, "
                          << pushed_ << " pushes";
            std::cerr << ", " << failed_ << " failed";
            if (client_)
                std::cerr << ", " << client_->requests() << " requests";
            std::cerr << "\n";
        }
        std::cout.flush();
        return errors_.empty() && failed_ == 0 && std::cout ? exit_ok : exit_error;
    }

    BotOptions options_;
    std::unique_ptr<forge::Client> client_;
    std::unique_ptr<forge::Journal> journal_;
    std::vector<Target> targets_;
    std::string host_;
    bool guessed_ = false; // the forge was told by the host of a repository
    std::vector<std::string> errors_;
    std::mutex mutex_;
    std::atomic<std::size_t> next_{0};
    std::size_t opened_ = 0;
    std::size_t updated_ = 0;
    std::size_t closed_ = 0;
    std::size_t pushed_ = 0;
    std::size_t failed_ = 0;
    std::size_t resumed_ = 0;
};

} // namespace

int run_bot(int argc, const char* const* argv) {
    BotOptions options;
    if (const auto status = parse_bot_options(argc, argv, options))
        return *status;
    return BotRun(std::move(options)).run();
}

} // namespace imgfix::cli
