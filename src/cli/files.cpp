#include "cli/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/parse.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;

namespace {

/// Endings of files that are no Dockerfiles though their names begin like one: ignore lists, templates, back-ups,
/// notes.
constexpr std::array<std::string_view, 32> skipped_endings{
    ".dockerignore", ".j2",   ".jinja", ".jinja2", ".tmpl", ".template", ".tpl",  ".erb",
    ".in",           ".ejs",  ".m4",    ".gotmpl", ".hbs",  ".mustache", ".bak",  ".orig",
    ".rej",          ".swp",  ".swo",   ".save",   ".old",  ".tmp",      "~",     ".md",
    ".rst",          ".adoc", ".patch", ".diff",   ".sh",   ".py",       ".json", ".tar",
};

constexpr std::array<std::string_view, 4> skipped_folders{".git", ".hg", ".svn", "node_modules"};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

/// Whole match, time and memory bounded by pattern size times text size.
bool glob(std::string_view pattern, std::string_view text) {
    // reached[k]: the pattern so far matches text[0, k)
    std::vector<char> reached(text.size() + 1, 0);
    reached[0] = 1;
    for (std::size_t p = 0; p < pattern.size(); ++p) {
        std::vector<char> next(text.size() + 1, 0);
        if (pattern[p] == '*') {
            const bool deep = p + 1 < pattern.size() && pattern[p + 1] == '*';
            bool open = false;
            for (std::size_t k = 0; k <= text.size(); ++k) {
                if (k > 0 && !deep && text[k - 1] == '/')
                    open = false;
                open = open || reached[k] != 0;
                next[k] = open ? 1 : 0;
            }
            if (deep) {
                ++p;
                if (p + 1 < pattern.size() && pattern[p + 1] == '/') {
                    // `**/` also matches nothing, else it ends behind a slash
                    ++p;
                    std::vector<char> behind(text.size() + 1, 0);
                    for (std::size_t k = 0; k <= text.size(); ++k)
                        behind[k] = reached[k] != 0 || (k > 0 && text[k - 1] == '/' && next[k - 1] != 0) ? 1 : 0;
                    next = std::move(behind);
                }
            }
        } else {
            for (std::size_t k = 0; k < text.size(); ++k)
                if (reached[k] != 0 && (pattern[p] == text[k] || (pattern[p] == '?' && text[k] != '/')))
                    next[k + 1] = 1;
        }
        reached = std::move(next);
    }
    return reached[text.size()] != 0;
}

/// Closes a descriptor at the end of its scope.
struct Descriptor {
    int number = -1;
    ~Descriptor() {
        if (number >= 0)
            ::close(number);
    }
};

std::string failure(std::string_view what) { return std::string(what) + ": " + std::strerror(errno); }

bool inside(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

} // namespace

bool is_dockerfile_name(std::string_view name) {
    const std::string text = lower(name);
    for (const std::string_view ending : skipped_endings)
        if (text.ends_with(ending))
            return false;
    for (const std::string_view word : {"dockerfile", "containerfile"}) {
        if (text == word)
            return true;
        if (text.starts_with(word) && text.size() > word.size() + 1 && text[word.size()] == '.')
            return true;
        if (text.ends_with(word) && text.size() > word.size() + 1 && text[text.size() - word.size() - 1] == '.')
            return true;
    }
    return false;
}

bool matches_glob(std::string_view pattern, std::string_view path) {
    while (path.starts_with("./"))
        path.remove_prefix(2);
    while (pattern.starts_with("./"))
        pattern.remove_prefix(2);
    if (pattern.ends_with('/'))
        pattern.remove_suffix(1);
    if (pattern.size() > 4096)
        return false;
    if (glob(pattern, path))
        return true;
    // a folder of the path, or a name anywhere
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
        if (glob(pattern, path.substr(0, slash)))
            return true;
    if (pattern.find('/') != std::string_view::npos)
        return false;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        if (glob(pattern, part))
            return true;
        path.remove_prefix(std::min(part.size() + 1, path.size()));
    }
    return false;
}

bool is_build_file_name(std::string_view name) {
    const bool compose = (name.starts_with("compose.") || name.starts_with("docker-compose.") ||
                          name.starts_with("compose-") || name.starts_with("docker-compose-")) &&
                         (name.ends_with(".yml") || name.ends_with(".yaml"));
    return compose || (name.starts_with("docker-bake.") && (name.ends_with(".hcl") || name.ends_with(".json")));
}

std::vector<fs::path> build_files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator entries(folder, code); !code && entries != fs::directory_iterator();
         entries.increment(code))
        if (is_build_file_name(entries->path().filename().string()))
            files.push_back(entries->path());
    return files;
}

bool is_top_folder(const fs::path& folder) {
    const char* home = std::getenv("HOME");
    std::error_code code;
    return fs::exists(folder / ".git", code) || folder == folder.parent_path() ||
           (home != nullptr && folder == fs::path(home));
}

std::string read_build_file(const fs::path& path) {
    constexpr std::size_t max_size = 1 << 20;
    std::error_code code;
    std::string error;
    if (!fs::is_regular_file(path, code) || fs::file_size(path, code) > max_size)
        return {};
    std::string text = read_file(path, error);
    return error.empty() ? text : std::string();
}

std::string shown_path(const fs::path& path) {
    std::error_code code;
    const fs::path normal = path.lexically_normal();
    if (!normal.is_absolute())
        return normal.string();
    const fs::path relative = normal.lexically_relative(fs::current_path(code));
    return relative.empty() || *relative.begin() == ".." ? normal.string() : relative.string();
}

std::vector<InputFile> walk(const fs::path& folder, const std::vector<std::string>& exclude,
                            std::vector<std::string>& errors, std::vector<fs::path>& build_files) {
    std::vector<InputFile> files;
    std::vector<fs::path> open{folder};
    const auto excluded = [&](const fs::path& path) {
        const std::string shown = shown_path(path);
        return std::any_of(exclude.begin(), exclude.end(),
                           [&](const std::string& pattern) { return matches_glob(pattern, shown); });
    };
    while (!open.empty()) {
        const fs::path at = open.back();
        open.pop_back();
        std::error_code code;
        fs::directory_iterator entries(at, code);
        if (code) {
            errors.push_back(shown_path(at) + ": cannot read the folder: " + code.message());
            continue;
        }
        for (; entries != fs::directory_iterator(); entries.increment(code)) {
            if (code)
                break;
            const fs::directory_entry& entry = *entries;
            const std::string name = entry.path().filename().string();
            std::error_code ignored;
            if (entry.is_symlink(ignored))
                continue;
            if (entry.is_directory(ignored)) {
                if (std::find(skipped_folders.begin(), skipped_folders.end(), name) == skipped_folders.end() &&
                    !excluded(entry.path()))
                    open.push_back(entry.path());
            } else if (entry.is_regular_file(ignored) && is_dockerfile_name(name) && !excluded(entry.path())) {
                files.push_back({entry.path(), shown_path(entry.path()), true});
            } else if (is_build_file_name(name) && entry.is_regular_file(ignored)) {
                build_files.push_back(entry.path());
            }
        }
    }
    std::sort(files.begin(), files.end(), [](const InputFile& a, const InputFile& b) { return a.shown < b.shown; });
    return files;
}

std::string read_file(const fs::path& path, std::string& error) {
    if (path.empty()) {
        std::string text;
        std::array<char, 65536> buffer{};
        while (text.size() <= grammar::max_source_size) {
            const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                error = failure("cannot read standard input");
            if (got <= 0)
                return text;
            text.append(buffer.data(), static_cast<std::size_t>(got));
        }
        error = "standard input is larger than " + std::to_string(grammar::max_source_size >> 20) + " MiB";
        return {};
    }
    // not blocking on a FIFO that bears the name
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.number < 0) {
        error = failure("cannot open the file");
        return {};
    }
    struct stat status {};
    if (::fstat(file.number, &status) != 0 || !S_ISREG(status.st_mode)) {
        error = "not a regular file";
        return {};
    }
    if (static_cast<std::uint64_t>(status.st_size) > grammar::max_source_size) {
        error = "the file is larger than " + std::to_string(grammar::max_source_size >> 20) + " MiB";
        return {};
    }
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t got = ::read(file.number, text.data() + done, text.size() - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            error = failure("cannot read the file");
            return {};
        }
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    text.resize(done);
    return text;
}

std::string write_file(const fs::path& path, std::string_view before, std::string_view text) {
    static constexpr std::string_view hint = " (use --stdout to get the text)";
    std::error_code code;
    fs::path target = path;
    if (fs::is_symlink(path, code)) {
        target = fs::canonical(path, code);
        if (code)
            return "cannot follow the symbolic link: " + code.message();
        const fs::path here = fs::canonical(fs::current_path(code), code);
        const fs::path folder = fs::canonical(fs::absolute(path, code).parent_path(), code);
        const fs::path tree = inside(folder, here) || folder == here ? here : folder;
        if (!inside(target, tree))
            return "the symbolic link leads out of the tree" + std::string(hint);
    }
    struct stat status {};
    if (::lstat(target.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return "not a regular file any more";
    if (status.st_nlink > 1)
        return "the file has other hard links, which a new file would leave behind" + std::string(hint);
    if (::access(target.c_str(), W_OK) != 0)
        return failure("cannot write the file");
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    struct stat folder_status {};
    if (::stat(folder.c_str(), &folder_status) != 0)
        return failure("cannot look at the folder");
    if (folder_status.st_dev != status.st_dev)
        return "the file is a mount point of its own" + std::string(hint);
    std::string name = (folder / ".imgfix-XXXXXX").string();
    const Descriptor file{::mkostemp(name.data(), O_CLOEXEC)};
    if (file.number < 0)
        return failure("cannot make a temporary file in the folder");
    const auto give_up = [&](std::string message) {
        ::unlink(name.c_str());
        return message;
    };
    struct stat own {};
    if (::fstat(file.number, &own) != 0)
        return give_up(failure("cannot look at the temporary file"));
    if ((own.st_uid != status.st_uid || own.st_gid != status.st_gid) &&
        ::fchown(file.number, status.st_uid, status.st_gid) != 0)
        return give_up("the file belongs to another user or group, which cannot be kept" + std::string(hint));
    if (::fchmod(file.number, status.st_mode & 07777) != 0)
        return give_up(failure("cannot keep the file's mode"));
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t put = ::write(file.number, text.data() + done, text.size() - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return give_up(failure("cannot write the temporary file"));
        done += static_cast<std::size_t>(put);
    }
    if (::fsync(file.number) != 0)
        return give_up(failure("cannot write the temporary file to disk"));
    std::string error;
    if (read_file(target, error) != before || !error.empty())
        return give_up("the file changed while imgfix ran: run it again");
    if (::rename(name.c_str(), target.c_str()) != 0)
        return give_up(failure("cannot replace the file"));
    const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory.number >= 0)
        (void)::fsync(directory.number);
    return {};
}

} // namespace imgfix::cli
