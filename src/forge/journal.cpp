#include "forge/journal.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "forge/messages.hpp"

namespace imgfix::forge {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_journal = 256U << 20;

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
    throw std::runtime_error(path.string() + ": " + what);
}

std::string read_all(int file) {
    std::string text;
    std::array<char, 65536> buffer{};
    for (;;) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || text.size() > max_journal)
            return text;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

} // namespace

Journal::Journal(const fs::path& path, const std::string& run) {
    std::error_code code;
    fs::create_directories(path.parent_path(), code);
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0)
        fail(path, std::string("cannot open the journal: ") + std::strerror(errno));
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        file_ = -1;
        fail(path, "another imgfix bot works with this journal");
    }
    const std::string text = read_all(file_);
    bool same = false;
    bool first = true;
    std::size_t good = 0; // bytes of whole lines: a killed run may have left half a one
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', good)) {
        const Json json = Json::parse(text.begin() + static_cast<std::ptrdiff_t>(good),
                                      text.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
        if (!json.is_object())
            break;
        if (first)
            same = json.value("run", std::string()) == run;
        else if (json.contains("done") && json["done"].is_string())
            done_.insert(json["done"].get<std::string>());
        first = false;
        good = end + 1;
    }
    if (!same) {
        done_.clear();
        good = 0;
    }
    if (::ftruncate(file_, static_cast<off_t>(good)) != 0 || ::lseek(file_, 0, SEEK_END) < 0)
        fail(path, std::string("cannot write the journal: ") + std::strerror(errno));
    if (!same)
        put(line_of({{"run", run}}));
}

Journal::~Journal() {
    if (file_ >= 0)
        ::close(file_);
}

void Journal::put(const std::string& line) const {
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t put_now = ::write(file_, rest.data(), rest.size());
        if (put_now < 0 && errno != EINTR)
            throw std::runtime_error(std::string("cannot write the journal: ") + std::strerror(errno));
        rest.remove_prefix(put_now > 0 ? static_cast<std::size_t>(put_now) : 0);
    }
    ::fdatasync(file_);
}

void Journal::add(const std::string& repository) {
    const std::scoped_lock lock(mutex_);
    put(line_of({{"done", repository}}));
    done_.insert(repository);
}

void Journal::finish() {
    const std::scoped_lock lock(mutex_);
    if (::ftruncate(file_, 0) == 0)
        ::lseek(file_, 0, SEEK_SET);
}

fs::path journal_path(const std::string& run) {
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    fs::path folder;
    if (state != nullptr && *state == '/')
        folder = fs::path(state);
    else if (home != nullptr && *home == '/')
        folder = fs::path(home) / ".local" / "state";
    else
        return {};
    // FNV-1a: a name, the head of the file says whether it is the same run
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : run)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "bot-%016llx.jsonl", static_cast<unsigned long long>(hash));
    return folder / "imgfix" / name.data();
}

} // namespace imgfix::forge
