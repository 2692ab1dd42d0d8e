#include "cli/build_context.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.hpp"

namespace imgfix::cli {

namespace {

constexpr std::size_t largest_file = 1U << 20;
constexpr std::size_t largest_sum = 64U << 20;
constexpr std::size_t most_files = 2000;
constexpr std::ptrdiff_t deepest = 16;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

class FolderContext final : public rewrite::BuildContext {
public:
    FolderContext(int folder, bool named) : folder_(folder), named_(named) {
        const auto ignore = open_and_read(".dockerignore");
        std::string_view text = ignore ? std::string_view(*ignore) : std::string_view{};
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
                line.remove_suffix(1);
            while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
                line.remove_prefix(1);
            if (line.empty() || line[0] == '#')
                continue;
            if (line[0] == '!')
                continue; // what a later pattern takes back counts as left out all the same
            while (line.starts_with("/"))
                line.remove_prefix(1);
            patterns_.emplace_back(line);
        }
    }

    [[nodiscard]] std::optional<std::string> read(std::string_view path) const override {
        if (path.empty() || path.front() == '/' || is_ignored(path))
            return std::nullopt;
        if (++files_ > most_files || bytes_ > largest_sum)
            return std::nullopt;
        auto text = open_and_read(path);
        bytes_ += text ? text->size() : 0;
        return text;
    }
    [[nodiscard]] std::vector<std::string> list(std::string_view folder, std::size_t most) const override {
        std::vector<std::string> found;
        std::vector<std::string> folders{std::string(folder)};
        while (!folders.empty() && found.size() < most) {
            const std::string below = std::move(folders.back());
            folders.pop_back();
            const int number = open_folder(below);
            DIR* entries = number < 0 ? nullptr : ::fdopendir(number);
            if (entries == nullptr) {
                if (number >= 0)
                    ::close(number);
                continue;
            }
            while (const dirent* entry = ::readdir(entries)) {
                const std::string_view name = entry->d_name;
                struct stat status {};
                if (name == "." || name == ".." ||
                    ::fstatat(::dirfd(entries), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
                    continue;
                std::string path = below.empty() ? std::string(name) : below + "/" + std::string(name);
                if (is_ignored(path))
                    continue;
                if (S_ISDIR(status.st_mode) && std::count(path.begin(), path.end(), '/') < deepest)
                    folders.push_back(std::move(path));
                else if (S_ISREG(status.st_mode))
                    found.push_back(std::move(path));
            }
            ::closedir(entries);
        }
        std::sort(found.begin(), found.end());
        found.resize(std::min(found.size(), most));
        return found;
    }
    [[nodiscard]] bool named() const override { return named_; }

private:
    /// A folder of the context, no part of whose path is a symbolic link; -1: none.
    [[nodiscard]] int open_folder(std::string_view path) const {
        int number = ::openat(folder_.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        while (number >= 0 && !path.empty()) {
            const std::size_t end = std::min(path.find('/'), path.size());
            const std::string part(path.substr(0, end));
            path.remove_prefix(std::min(end + 1, path.size()));
            const Descriptor above(number);
            number = part.empty() || part == "." || part == ".."
                         ? -1
                         : ::openat(above.number(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        }
        return number;
    }

    [[nodiscard]] bool is_ignored(std::string_view path) const {
        return std::any_of(patterns_.begin(), patterns_.end(),
                           [&](const std::string& pattern) { return matches_glob(pattern, path); });
    }

    /// Each part is opened on its own, so that no symbolic link in it is followed.
    [[nodiscard]] std::optional<std::string> open_and_read(std::string_view path) const {
        int above = folder_.number();
        std::vector<std::unique_ptr<Descriptor>> folders;
        for (;;) {
            const std::size_t end = path.find('/');
            const std::string part(path.substr(0, end));
            if (part.empty() || part == "." || part == ".." || part.find('\0') != std::string::npos)
                return std::nullopt;
            if (end == std::string_view::npos) {
                const Descriptor file(::openat(above, part.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
                return file.number() < 0 ? std::nullopt : read_all(file.number());
            }
            folders.push_back(std::make_unique<Descriptor>(
                ::openat(above, part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)));
            above = folders.back()->number();
            if (above < 0)
                return std::nullopt;
            path.remove_prefix(end + 1);
        }
    }

    static std::optional<std::string> read_all(int file) {
        struct stat status {};
        if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 0 ||
            static_cast<std::size_t>(status.st_size) > largest_file)
            return std::nullopt;
        std::string text(static_cast<std::size_t>(status.st_size), '\0');
        std::size_t done = 0;
        while (done < text.size()) {
            const ssize_t count = ::read(file, text.data() + done, text.size() - done);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return std::nullopt;
            done += static_cast<std::size_t>(count);
        }
        return text;
    }

    Descriptor folder_;
    bool named_;
    std::vector<std::string> patterns_;
    mutable std::atomic<std::size_t> files_{0};
    mutable std::atomic<std::size_t> bytes_{0};
};

} // namespace

std::shared_ptr<const rewrite::BuildContext> open_build_context(const std::filesystem::path& folder, bool named,
                                                                std::string& error) {
    const std::filesystem::path path = folder.empty() ? std::filesystem::path(".") : folder;
    const int number = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) {
        error = path.string() + ": " + std::strerror(errno);
        return nullptr;
    }
    return std::make_shared<const FolderContext>(number, named);
}

} // namespace imgfix::cli
