#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

} // namespace

bool AlpineJudge::names_hard_files(std::string_view text) const {
    constexpr std::array<std::string_view, 33> hard = {
        "/usr/lib",       "/lib/",           "/lib64",        "/etc/apt",     "/etc/yum",          "/etc/dnf",
        "/etc/dpkg",      "/etc/ld.so",      "/etc/init.d",   "/etc/systemd", "/etc/alternatives", "/etc/default",
        "/etc/sysconfig", "/etc/pam.d",      "/etc/apache2",  "/etc/httpd",   "/etc/nginx",        "/etc/php",
        "/etc/mysql",     "/etc/postgresql", "/etc/locale",   "/etc/network", "/etc/profile",      "/etc/environment",
        "/etc/fonts",     "/var/lib/apt",    "/var/lib/dpkg", "/var/cache/",  "/usr/share/",       "/proc",
        "/sys",           "/etc/os-release", "/etc/passwd"};
    if (text == "/etc" || text == "/etc/" || text == "/usr" || text == "/usr/" || text == "/lib" ||
        text.find("..") != npos || text.find("file:") != npos)
        return true;
    const auto own = [&](std::string_view rest) {
        return own_ && std::any_of(own_folders_.begin(), own_folders_.end(),
                                   [&](std::string_view folder) { return rest.starts_with(folder); });
    };
    return std::any_of(hard.begin(), hard.end(), [&](std::string_view one) {
        for (std::size_t at = text.find(one); at != npos; at = text.find(one, at + 1)) {
            const char before = at == 0 ? ' ' : text[at - 1];
            const bool begins = before == ' ' || before == '=' || before == ':' || before == '"' || before == '\'' ||
                                before == ',' || before == '(';
            if (begins && !own(text.substr(at)))
                return true;
        }
        return false;
    });
}

std::optional<std::string> AlpineJudge::resolve(std::string_view text) const {
    if (!text.starts_with("/") && !cwd_)
        return std::nullopt;
    return join_path(cwd_.value_or("/"), text);
}

std::string AlpineJudge::parent(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

PathOwner AlpineJudge::path_owner(std::string_view path) { return catalog::path_owner(path); }

void AlpineJudge::made(std::string path) {
    for (; path != "/"; path = parent(path))
        made_.insert(path);
}

void AlpineJudge::need(const std::string& folder) {
    if (made_.count(folder) == 0 && path_owner(folder) == PathOwner::folder)
        needed_.insert(folder);
}

void AlpineJudge::below_copied(const std::string& path, const Instruction& instruction) {
    const bool below = foreign_ || std::any_of(copied_.begin(), copied_.end(), [&](const auto& one) {
                           return path.starts_with(one.first + "/") || (path == one.first && !one.second);
                       });
    if (below)
        note(links_below_, path, instruction);
}

bool AlpineJudge::use_path(const std::string& word, const Instruction& instruction, const std::string& command) {
    const auto path = resolve(word);
    if (!path || path_owner(*path) != PathOwner::stage) {
        if (path ? !names_hard_files(*path + "/")
                 : word.find("..") == npos && !names_hard_files(word) && *word.c_str() != '~') {
            note(paths_, command + " " + word, instruction);
            return true;
        }
        refuse("system-path", instruction,
               command + ": " + word + " belongs to the base, or cannot be told from its files");
        return false;
    }
    need(parent(*path));
    below_copied(*path, instruction);
    return true;
}

bool AlpineJudge::use_home(std::string_view target, const Instruction& instruction) {
    if (!target.starts_with("~/") || target.find("..") != npos)
        return false;
    note(paths_, "a redirection " + std::string(target), instruction);
    return true;
}

void AlpineJudge::use_redirections(const SimpleCommand& command, const Instruction& instruction) {
    for (const document::ShellRedirection& one : command.redirections) {
        const bool known = one.operation == ">" || one.operation == ">>" || one.operation == "<";
        const bool copy = one.operation == ">&" && (one.target.is("1") || one.target.is("2"));
        if ((one.operation == "<<" || one.operation == "<<-") && one.descriptor < 1)
            continue; // use_documents() looks at it
        if (one.descriptor > 2 || (one.descriptor == 0 && one.operation != "<") || (!known && !copy))
            refuse("control-flow", instruction, "the redirection " + std::string(one.operation) + " is not followed");
        else if (known && !one.target.literal && !use_home(one.target.raw, instruction))
            use_path(std::string(one.target.raw), instruction, "a redirection");
        else if (known && !one.target.literal)
            continue;
        else if (known && !one.target.is("/dev/null"))
            use_path(*one.target.literal, instruction, "a redirection");
    }
}

bool AlpineJudge::apart(const std::string& source, const std::string& goal) const {
    const auto from = resolve(source);
    const auto to = resolve(goal);
    return from && to && !links_ && *from != *to && !to->starts_with(*from + "/") && parent(*from) != *to;
}

} // namespace imgfix::rewrite
