#include "rewrite/slim_paths.hpp"

#include <algorithm>
#include <array>

#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// Where the bracket that opens at `at` closes; the last byte when it does not.
std::size_t closing(std::string_view text, std::size_t at, char open, char close) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == open)
            ++depth;
        else if (text[at] == close && --depth == 0)
            return at;
    }
    return text.size() - 1;
}

/// The last byte of the expansion that begins with the `$` or back quote at `at`; at itself: none does.
std::size_t end_of_expansion(std::string_view text, std::size_t at) {
    if (text[at] == '`')
        return std::min(text.find('`', at + 1), text.size() - 1);
    if (at + 1 >= text.size())
        return at;
    const char next = text[at + 1];
    if (next == '{')
        return closing(text, at + 1, '{', '}');
    if (next == '(')
        return closing(text, at + 1, '(', ')');
    if (!is_name(next))
        return std::string_view("@*#?$!-").find(next) != npos ? at + 1 : at;
    std::size_t end = at + 1;
    while (end + 1 < text.size() && is_name(text[end + 1]))
        ++end;
    return end;
}

/// Does the pattern, any_name in it, match the name? The last any_name alone is tried again: time is their product.
bool matches(std::string_view pattern, std::string_view name) {
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t retry = npos; // behind the last any_name
    std::size_t taken = 0;    // where in the name it ends for now
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == any_name) {
            retry = ++p;
            taken = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (retry != npos) {
            p = retry;
            n = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of(any_name, p) == npos;
}

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end != 0)
            parts.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

} // namespace

std::string marked_word(std::string_view raw) {
    std::string text;
    char quote = 0;
    for (std::size_t k = 0; k < raw.size(); ++k) {
        const char c = raw[k];
        if (quote == '\'') {
            if (c == '\'')
                quote = 0;
            else
                text += c;
        } else if (c == '\\' && k + 1 < raw.size()) {
            const char next = raw[k + 1];
            if (quote == '"' && std::string_view("$`\"\\\n").find(next) == npos)
                text += c;
            if (next != '\n')
                text += next;
            ++k;
        } else if (c == '"') {
            quote = quote == 0 ? '"' : 0;
        } else if (c == '$' || c == '`') {
            const std::size_t end = end_of_expansion(raw, k);
            if (c == '$' && end == k && quote == 0 && k + 1 < raw.size() && (raw[k + 1] == '\'' || raw[k + 1] == '"')) {
                // $'...' has escapes of its own
                text += any_text;
                k = std::min(raw.find(raw[k + 1], k + 2), raw.size() - 1);
            } else {
                text += end == k && c == '$' ? '$' : any_text;
                k = end;
            }
        } else if (quote != 0) {
            text += c;
        } else if (c == '\'') {
            quote = '\'';
        } else if (c == '*' || c == '?') {
            text += any_name;
        } else if (c == '[' && raw.find(']', k) != npos) {
            text += any_name;
            k = raw.find(']', k);
        } else if (c == '{' && raw.find('}', k) != npos) {
            const std::size_t end = closing(raw, k, '{', '}');
            const std::string_view inner = raw.substr(k, end - k);
            if (inner.find(',') == npos && inner.find("..") == npos) {
                text += c;
            } else {
                text += any_text;
                k = end;
            }
        } else if (c == '~' && k == 0) {
            text += "/root"; // HOME in other cases; nobody's is a folder of the system
        } else {
            text += c;
        }
    }
    return text;
}

PathParts parts_of(std::string_view folder, std::string_view path) {
    PathParts parts;
    const auto add = [&](std::string_view more) {
        for (const std::string_view part : split(more)) {
            if (part == ".")
                continue;
            if (part != "..")
                parts.emplace_back(part);
            else if (!parts.empty() && parts.back().find(any_text) != npos)
                parts = {std::string(1, any_text)};
            else if (!parts.empty())
                parts.pop_back();
        }
    };
    if (!path.starts_with("/") && !path.starts_with(any_text))
        add(folder);
    add(path);
    return parts;
}

std::string shown(std::string_view marked) {
    std::string text;
    for (const char c : marked)
        text += c == any_text ? "..." : c == any_name ? "*" : std::string(1, c == '\n' ? ' ' : c);
    return text.size() > 60 ? text.substr(0, 57) + "..." : text;
}

std::string shown(const PathParts& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (parts.front()[0] == any_text && text.empty() ? "" : "/") + part;
    return text.empty() ? "/" : shown(std::string_view(text));
}

std::vector<PathParts> paths_in(std::string_view marked, std::string_view folder) {
    std::vector<PathParts> paths;
    if (marked.empty())
        return paths;
    if (marked[0] != '-' && marked.find("://") == npos)
        paths.push_back(parts_of(folder, marked));
    for (std::size_t at = marked.find('/', 1); at < marked.size(); at = marked.find('/', at + 1)) {
        const char before = marked[at - 1];
        if (before == '/' || before == '.' || before == '-' || before == '+' || before == '~' || before == any_text ||
            before == any_name || (is_name(before) && !(at == 2 && marked[0] == '-')))
            continue;
        const std::size_t end = std::min(marked.find_first_of(" \t\n:,;|\"')", at), marked.size());
        if (before == ':' && at + 1 < marked.size() && marked[at + 1] == '/') {
            at = end - 1; // https://...
            continue;
        }
        paths.push_back(parts_of("/", marked.substr(at, end - at)));
    }
    return paths;
}

Reach reach(const PathParts& path, std::string_view folder) {
    if (!path.empty() && path[0][0] == any_text)
        return Reach::unknown;
    // /proc/1/root/usr: another way to the same files
    if (path.size() > 2 && path[0] == "proc" && (path[2] == "root" || path[2] == "cwd"))
        return Reach::maybe;
    const auto wanted = split(folder);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        if (k == path.size())
            return Reach::above;
        const std::string_view part = path[k];
        if (const std::size_t mark = part.find(any_text); mark != npos) {
            const std::string_view begin = part.substr(0, mark);
            return begin.find(any_name) != npos || wanted[k].starts_with(begin) ? Reach::maybe : Reach::apart;
        }
        if (!matches(part, wanted[k]))
            return Reach::apart;
    }
    return Reach::inside;
}

bool reads_no_tree(std::string_view program) {
    constexpr std::array<std::string_view, 38> names = {
        "rm",       "rmdir",    "unlink",  "mkdir",      "chmod",   "chown",   "chgrp",    "test",
        "[",        "[[",       "cd",      "pushd",      "dirname", "mktemp",  "basename", "readlink",
        "realpath", "stat",     "useradd", "usermod",    "userdel", "adduser", "deluser",  "addgroup",
        "df",       "mount",    "umount",  "mountpoint", "wget",    "curl",    "setcap",   "getcap",
        "touch",    "truncate", "mkfifo",  "mknod",      "sync",    "setfacl"};
    return contains(names, program) || reads_no_file(program);
}

bool reads_no_file(std::string_view program) {
    constexpr std::array<std::string_view, 49> names = {
        "echo",     "printf",   "export",   "set",        "unset",     "exit",     "return",   "shift", "true",
        "false",    ":",        "kill",     "killall",    "pkill",     "pgrep",    "sleep",    "seq",   "expr",
        "groupadd", "groupmod", "groupdel", "delgroup",   "gpasswd",   "passwd",   "chpasswd", "id",    "whoami",
        "uname",    "date",     "hostname", "nproc",      "getent",    "read",     "readonly", "local", "declare",
        "typeset",  "trap",     "ulimit",   "umask",      "apt-cache", "apt-mark", "alias",    "wait",  "let",
        "yes",      "tty",      "arch",     "lsb_release"};
    return contains(names, program);
}

bool reads_files(std::string_view program) {
    constexpr std::array<std::string_view, 22> names = {
        "cat",  "sed",  "head",   "tail",   "cut",     "sort",      "uniq",      "wc",     "tac", "nl",    "od",
        "gzip", "zcat", "gunzip", "md5sum", "sha1sum", "sha256sum", "sha512sum", "base64", "xz",  "paste", "tr"};
    return contains(names, program);
}

bool reads_working_folder(std::string_view program) {
    constexpr std::array<std::string_view, 8> names = {"ls", "dir", "vdir", "find", "du", "tree", "ncdu", "rg"};
    return contains(names, program);
}

bool reads_all_files(std::string_view program) {
    constexpr std::array<std::string_view, 9> names = {"updatedb", "locate", "mlocate",  "plocate",   "debsums",
                                                       "aide",     "cruft",  "tripwire", "chkrootkit"};
    return contains(names, program);
}

} // namespace imgfix::rewrite
