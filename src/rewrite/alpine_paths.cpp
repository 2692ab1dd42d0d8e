#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>

#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// What only images on a GNU system have: Debian's folders of libraries by machine, and of OpenJDK.
bool is_of_glibc_image(std::string_view path) {
    return path.find("linux-gnu") != npos || path.starts_with("/docker-java-home") ||
           path.starts_with("/usr/local/openjdk");
}

/// The absolute paths in a word: from its beginning, behind `=` and its like, and behind an option of one letter; each
/// up to what is known only when the program runs. Addresses are none.
std::vector<std::string> absolute_paths(std::string_view word) {
    constexpr std::string_view before = "=:,;\"'([{<>|&@ \t\n";
    constexpr std::string_view behind = "=:,;\"')]}<>|& \t\n$`*?[{\\";
    std::vector<std::string> paths;
    for (std::size_t at = word.find('/'); at != npos; at = word.find('/', at)) {
        const bool address = at > 0 && word[at - 1] == ':' && at + 1 < word.size() && word[at + 1] == '/' &&
                             !word.substr(0, at).ends_with("file:");
        const std::size_t end = std::min(word.find_first_of(behind, at), word.size());
        const bool option = at == 2 && word[0] == '-';
        if (address) {
            at = std::min(word.find_first_of(" \t\n\"',;", at), word.size());
            continue;
        }
        if (at == 0 || option || before.find(word[at - 1]) != npos)
            paths.emplace_back(word.substr(at, end - at));
        at = end;
    }
    return paths;
}

} // namespace

bool AlpineJudge::names_hard_files(std::string_view text) const {
    constexpr std::array<std::string_view, 51> hard = {"/usr/lib",
                                                       "/lib/",
                                                       "/lib64",
                                                       "/etc/apt",
                                                       "/etc/yum",
                                                       "/etc/dnf",
                                                       "/etc/dpkg",
                                                       "/etc/ld.so",
                                                       "/etc/init.d",
                                                       "/etc/systemd",
                                                       "/etc/alternatives",
                                                       "/etc/default",
                                                       "/etc/sysconfig",
                                                       "/etc/pam.d",
                                                       "/etc/apache2",
                                                       "/etc/httpd",
                                                       "/etc/nginx",
                                                       "/etc/php",
                                                       "/etc/mysql",
                                                       "/etc/postgresql",
                                                       "/etc/locale",
                                                       "/etc/network",
                                                       "/etc/profile",
                                                       "/etc/environment",
                                                       "/etc/fonts",
                                                       "/var/lib/apt",
                                                       "/var/lib/dpkg",
                                                       "/var/cache/",
                                                       "/usr/share/",
                                                       "/proc",
                                                       "/sys",
                                                       "/etc/os-release",
                                                       "/etc/passwd",
                                                       "/etc/debian",
                                                       "/etc/lsb-release",
                                                       "/etc/redhat",
                                                       "/etc/centos",
                                                       "/etc/fedora",
                                                       "/etc/system-release",
                                                       "/etc/login.defs",
                                                       "/etc/adduser.conf",
                                                       "/etc/gai.conf",
                                                       "/etc/bash.bashrc",
                                                       "/etc/skel",
                                                       "/etc/security",
                                                       "/etc/cron.",
                                                       "/usr/games",
                                                       "/var/backups",
                                                       "/root/.bashrc",
                                                       "/root/.profile",
                                                       "/home/ubuntu"};
    if (text == "/etc" || text == "/etc/" || text == "/usr" || text == "/usr/" || text == "/lib" ||
        text.find("..") != npos || text.find("file:") != npos)
        return true;
    // folders that only a package makes, on both
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> of_packages = {
        {{"/etc/ssh/", "openssh"},
         {"/usr/local/share/ca-certificates", "ca-certificates"},
         {"/etc/ImageMagick", "imagemagick"},
         {"/etc/mercurial", "mercurial"},
         {"/etc/subversion", "subversion"}}};
    for (const auto& [folder, package] : of_packages) {
        const bool brought = std::any_of(installed_.begin(), installed_.end(),
                                         [&](const std::string& one) { return one.starts_with(package); }) ||
                             std::any_of(made_.begin(), made_.end(), [&](const std::string& one) {
                                 return std::string_view(one + "/").starts_with(folder);
                             });
        if (!brought && text.find(folder) != npos)
            return true;
    }
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

bool AlpineJudge::stage_made(const std::string& path, const Instruction& instruction) const {
    if (static_paths_.count(path) != 0 || landed_.count(path) != 0 || landed_.count(parent(path)) != 0)
        return true;
    for (std::string folder = path; path_owner(folder) == PathOwner::stage; folder = parent(folder)) {
        if (made_.count(folder) != 0 || landed_.count(folder) != 0)
            return true;
        for (std::size_t k = stage_.from + 1; k <= instruction.index && k < stage_.end; ++k)
            if (const Instruction& one = document_.instructions[k];
                one.kind == InstructionKind::run && one.rest().find("venv") != npos && one.rest().find(folder) != npos)
                return true;
    }
    return false;
}

bool AlpineJudge::in_own_folder(std::string_view path) const {
    return own_ && std::any_of(own_folders_.begin(), own_folders_.end(), [&](std::string_view folder) {
               return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
           });
}

bool AlpineJudge::is_only_on_old_base(const std::string& path, const Instruction& instruction) {
    // of the kernel, of whoever runs the container, or empty on all bases
    constexpr std::array<std::string_view, 13> shared = {"/dev",  "/proc",  "/sys",     "/tmp",     "/run",
                                                         "/home", "/root",  "/var/run", "/var/tmp", "/mnt",
                                                         "/srv",  "/media", "/var/log"};
    constexpr std::array<std::string_view, 6> files = {"/bin/sh",          "/usr/bin/env",
                                                       "/etc/hosts",       "/etc/hostname",
                                                       "/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt"};
    if (is_of_glibc_image(path))
        return true;
    if (contains(files, path) || in_own_folder(path) || stage_made(path, instruction) ||
        std::any_of(shared.begin(), shared.end(), [&](std::string_view folder) {
            return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
        }))
        return false;
    if (path == "/bin/bash") {
        want("bash");
        return false;
    }
    if (path_owner(path) != PathOwner::base)
        return names_hard_files(path);
    const bool local = path == "/usr/local" || path.starts_with("/usr/local/");
    const bool program = path.starts_with("/usr/bin/") || path.starts_with("/usr/sbin/") || path.starts_with("/bin/") ||
                         path.starts_with("/sbin/");
    if (program && path != "/usr/bin/tini" && installed_program(path.substr(path.rfind('/') + 1))) {
        note(paths_, path, instruction); // of a package that Alpine has as well
        return false;
    }
    if (program)
        return true;
    return !local && (!path.starts_with("/var/") || names_hard_files(path));
}

bool AlpineJudge::look_at_paths(const std::vector<std::string>& words, std::size_t first,
                                const Instruction& instruction) {
    for (std::size_t k = first; k < words.size(); ++k)
        for (const std::string& path : absolute_paths(words[k])) {
            const auto plain = join_path("/", path);
            if (plain ? !is_only_on_old_base(*plain, instruction) : !names_hard_files(path))
                continue;
            refuse("system-path", instruction,
                   (k == 0 || words[0].empty() ? "" : words[0] + ": ") + path +
                       " is not made by this stage, and perhaps only the old base has it, or has it there");
            return false;
        }
    return true;
}

bool AlpineJudge::is_own_path(const std::string& name, const Instruction& instruction) {
    if (name.find('/') == npos)
        return true;
    const auto path = resolve(name);
    if (!path && !name.starts_with("/")) {
        note(unseen_, name, instruction); // below a working folder that is not known: its own instruction has said so
        return true;
    }
    if (path && !is_of_glibc_image(*path) && (path->starts_with("/usr/local/") || in_own_folder(*path)))
        return true;
    if (path && !is_of_glibc_image(*path) && stage_made(*path, instruction)) {
        note(unseen_, name, instruction); // a file of that name which the stage has brought
        return true;
    }
    refuse("system-path", instruction,
           name + ": whether " + image_ + "'s Alpine variant has it there is not known; the bare name is sure");
    return false;
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
        else if (known && !one.target.is("/dev/null")) {
            use_path(*one.target.literal, instruction, "a redirection");
            if (const auto path = resolve(*one.target.literal); path && one.operation == ">")
                landed_.insert(*path);
        }
    }
}

bool AlpineJudge::apart(const std::string& source, const std::string& goal) const {
    const auto from = resolve(source);
    const auto to = resolve(goal);
    return from && to && !links_ && *from != *to && !to->starts_with(*from + "/") && parent(*from) != *to;
}

} // namespace imgfix::rewrite
