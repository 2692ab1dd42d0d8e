// What a run over many repositories has done, so that a killed one goes on where it stopped.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>

namespace imgfix::forge {

/// A file of JSON lines: a head with what the run is, then a line for each repository that is done. From several
/// threads.
class Journal {
public:
    /// Opens path, or makes it with its folders. Goes on with the run it holds when that is the same one (run) and was
    /// not finished, else begins anew. Throws std::runtime_error, also when another bot works on it.
    Journal(const std::filesystem::path& path, const std::string& run);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Repositories that were done before.
    [[nodiscard]] const std::set<std::string>& done() const { return done_; }
    /// On disk when it returns.
    void add(const std::string& repository);
    /// The run is over: the next one begins anew.
    void finish();

private:
    void put(const std::string& line) const;
    std::mutex mutex_;
    std::set<std::string> done_;
    int file_ = -1;
};

/// Where a run's journal lies: $XDG_STATE_HOME/imgfix (~/.local/state) and a name made of run; empty: no place.
std::filesystem::path journal_path(const std::string& run);

} // namespace imgfix::forge
