// TRAPS A4, A6 and A8: what the container and the image carry from one RUN to the next.
#include <set>

#include "catalog/facts.hpp"
#include "rewrite/join_rules.hpp"

namespace imgfix::rewrite::effects {

namespace {

/// Does text name the folder, or something in it that is not one of the allowed names?
bool mentions(std::string_view text, std::string_view folder, std::string_view allowed) {
    for (std::size_t at = text.find(folder); at != std::string_view::npos; at = text.find(folder, at + 1)) {
        if (at > 0 && is_name_char(text[at - 1]))
            continue;
        std::size_t end = at + folder.size();
        if (end < text.size() && is_name_char(text[end]))
            continue;
        std::size_t stop = end;
        if (stop < text.size() && text[stop] == '/') {
            ++stop;
            while (stop < text.size() && is_name_char(text[stop]))
                ++stop;
            const std::string_view name = text.substr(end + 1, stop - end - 1);
            if (!name.empty() && catalog::has_word(allowed, name))
                continue;
        }
        return true;
    }
    return false;
}

} // namespace

Found names_fresh_file(std::string_view text, const std::string& workdir, const std::string& which) {
    struct Fresh {
        std::string_view path;
        std::string_view allowed;
    };
    constexpr std::array<Fresh, 7> list{{
        {"/dev", "null stdout stderr stdin zero urandom random tty fd"},
        {"/proc", "cpuinfo meminfo version"},
        {"/sys", ""},
        {"/etc/hosts", ""},
        {"/etc/resolv.conf", ""},
        {"/etc/hostname", ""},
        {"/etc/mtab", ""},
    }};
    constexpr std::array<std::string_view, 4> names{"etc", "dev", "proc", "sys"}; // all that follows holds one
    if (std::none_of(names.begin(), names.end(),
                     [&](std::string_view name) { return text.find(name) != std::string_view::npos; }))
        text = {};
    for (const Fresh& fresh : list)
        if (mentions(text, fresh.path, fresh.allowed))
            return Problem{"fresh-container",
                           which + " names " + std::string(fresh.path) + ", which each RUN has anew"};
    // by a relative name, from such a folder, or by copying into /etc under a name that is not seen
    for (const std::string_view name : {"etc/hosts", "etc/resolv.conf", "etc/hostname", "etc/mtab", "dev/shm"})
        if (text.find(name) != std::string_view::npos)
            return Problem{"fresh-container", which + " names " + std::string(name) + ", which each RUN has anew"};
    for (const std::string_view folder : {"/etc", "/dev", "/proc", "/sys"})
        if (lies_in(workdir, folder))
            return Problem{"fresh-container",
                           which + " works in " + workdir + ", which has files that each RUN has anew"};
    for (const std::string_view command : {"cd ", "pushd ", "-C ", "--directory "})
        for (std::size_t at = text.find(command); at != std::string_view::npos; at = text.find(command, at + 1)) {
            const std::string_view rest = text.substr(at + command.size());
            for (const std::string_view folder : {"/etc", "/dev", "/proc", "/sys", "etc", "dev"})
                if (rest.starts_with(folder) && (rest.size() == folder.size() || !is_name_char(rest[folder.size()])))
                    return Problem{"fresh-container", which + " works in " + std::string(folder) +
                                                          ", which has files that each RUN has anew"};
        }
    for (const std::string_view word : {"/etc", "/etc/", "/etc/."})
        for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            const bool begins = at == 0 || std::string_view(" \t\"'=").find(text[at - 1]) != std::string_view::npos;
            const bool ends =
                end == text.size() || std::string_view(" \t\n\"';&|)").find(text[end]) != std::string_view::npos;
            if (begins && ends)
                return Problem{"fresh-container", which +
                                                      " names the folder /etc as a whole, which has files that each "
                                                      "RUN has anew"};
        }
    return std::nullopt;
}

namespace {

/// Files that each RUN has anew.
constexpr std::array<std::string_view, 4> fresh_files{"/etc/hosts", "/etc/resolv.conf", "/etc/hostname", "/etc/mtab"};

/// May a pattern with these fixed first letters stand for one of them?
bool may_be_fresh_name(std::string_view fixed) {
    return std::any_of(fresh_files.begin(), fresh_files.end(),
                       [&](std::string_view file) { return basename_of(file).starts_with(fixed); });
}

} // namespace

Found names_fresh_place(const Part& part, const Ground& ground, const std::string& which) {
    // all that follows needs one of these, but for names in such a working folder, which is asked for elsewhere
    if (part.text.find("etc") == std::string_view::npos && part.text.find("/shm") == std::string_view::npos)
        return std::nullopt;
    const auto judge = [&](std::string_view raw, const std::optional<std::string>& literal) -> Found {
        const auto found = [&](std::string_view what) {
            return Problem{"fresh-container", which + " names " + std::string(what) + ", which each RUN has anew"};
        };
        if (raw.find("/shm") != std::string_view::npos)
            return found("a file of /dev/shm");
        const Place place = place_of(raw, literal, part, ground);
        if (!place.known() || (raw.find('/') == std::string_view::npos && place.path == ground.workdir))
            return std::nullopt;
        if (place.path == "/etc" && place.below) { // a pattern, or a name that is made of expansions
            const std::string_view last = basename_of(raw);
            if (may_be_fresh_name(last.substr(0, last.find_first_of("*?[{$`\\\"'"))))
                return found("files of /etc by a pattern");
        }
        return is_one_of(place.path, fresh_files) ? Found(found(place.path)) : std::nullopt;
    };
    for (const Use& use : part.uses)
        for (const ShellWord* word : use.operands)
            if (Found problem = judge(word->raw, word->literal))
                return problem;
    for (const document::ShellRedirection* redirection : redirections_of(part))
        if (Found problem = judge(redirection->target.raw, redirection->target.literal))
            return problem;
    return std::nullopt;
}

namespace {

/// An awk program that only reads and prints: no system(), no pipe, no getline, no file of its own.
bool is_plain_awk(const Use& use) {
    bool program = true;
    for (std::size_t k = 0; k < use.operands.size(); ++k) {
        const ShellWord& word = *use.operands[k];
        if (program && word.raw.starts_with("-")) {
            if (!word.literal || (!word.literal->starts_with("-F") && !word.literal->starts_with("-v")))
                return false;
            k += word.literal->size() == 2 ? 1 : 0; // its value
            continue;
        }
        if (!program)
            continue; // a file
        program = false;
        const bool quoted_expansion = !word.literal && word.raw.starts_with("\"");
        if (!word.literal && !quoted_expansion)
            return false;
        const std::string_view text = word.literal ? std::string_view(*word.literal) : word.raw;
        for (const std::string_view one : {"system", "getline", "|", "@", "inplace"})
            if (text.find(one) != std::string_view::npos)
                return false;
        // `>` in a comparison has no string to write to
        if (text.find('>') != std::string_view::npos && (quoted_expansion || text.find('"') != std::string_view::npos))
            return false;
    }
    return true;
}

/// Does a sed script only edit its stream? Known: addresses, s and y without the flags e and w, and commands of one
/// letter that neither run a program nor name a file.
bool is_plain_sed_script(std::string_view text) {
    std::size_t k = 0;
    const auto skip_delimited = [&](char end) { // to behind the next end that no backslash escapes
        for (bool in_class = false; k < text.size(); ++k) {
            if (text[k] == '\\') {
                ++k;
                continue;
            }
            if (text[k] == '[')
                in_class = true;
            else if (text[k] == ']')
                in_class = false;
            if (text[k] == end && (!in_class || end != '/')) {
                ++k;
                return true;
            }
        }
        return false;
    };
    while (k < text.size()) {
        const char c = text[k];
        if (std::string_view(" \t\n;{}!,$+~0123456789I").find(c) != std::string_view::npos) {
            ++k;
            continue;
        }
        if (c == '/' || (c == '\\' && k + 1 < text.size())) { // an address
            const char end = c == '/' ? '/' : text[k + 1];
            k += c == '/' ? 1 : 2;
            if (!skip_delimited(end))
                return false;
            continue;
        }
        if (c == 's' || c == 'y') {
            if (k + 1 >= text.size())
                return false;
            const char end = text[k + 1];
            k += 2;
            if (!skip_delimited(end))
                return false;
            // the replacement has no bracket expressions
            for (; k < text.size() && text[k] != end; ++k)
                k += text[k] == '\\' ? 1 : 0;
            if (k >= text.size())
                return false;
            for (++k; k < text.size() && std::string_view(";\n}").find(text[k]) == std::string_view::npos; ++k)
                if (std::string_view("gpiImM0123456789 \t").find(text[k]) == std::string_view::npos)
                    return false;
            continue;
        }
        if (c == 'a' || c == 'i' || c == 'c') // text to the end of the script
            return true;
        if (std::string_view("dpqnNDPgGhHx=l").find(c) == std::string_view::npos)
            return false;
        ++k;
    }
    return true;
}

bool is_plain_sed(const Use& use) {
    bool script = true; // the next operand is the script
    for (std::size_t k = 0; k < use.operands.size(); ++k) {
        const std::string_view text =
            use.operands[k]->literal ? std::string_view(*use.operands[k]->literal) : use.operands[k]->raw;
        const auto plain = [](std::string_view one) {
            if (one.size() > 1 && (one.front() == '"' || one.front() == '\'') && one.back() == one.front())
                one = one.substr(1, one.size() - 2);
            return is_plain_sed_script(one);
        };
        if (text.starts_with("--expression=")) {
            script = false;
            if (!plain(text.substr(13)))
                return false;
        } else if (text.starts_with("--") && text.size() > 2) {
            constexpr std::array<std::string_view, 9> harmless{"--in-place", "--regexp-extended", "--quiet",
                                                               "--silent",   "--null-data",       "--separate",
                                                               "--posix",    "--follow-symlinks", "--unbuffered"};
            if (!is_one_of(text.substr(0, text.find('=')), harmless))
                return false;
        } else if (text.starts_with("-") && text.size() > 1) {
            const std::size_t stop = text.find('i'); // the rest is a suffix
            const std::string_view letters = text.substr(1, stop == std::string_view::npos ? stop : stop - 1);
            if (letters.find_first_not_of("nErsuzbe") != std::string_view::npos)
                return false;
            if (letters.find('e') == std::string_view::npos)
                continue;
            script = false;
            const std::string_view rest = letters.substr(letters.find('e') + 1);
            if (!rest.empty() || stop != std::string_view::npos)
                return false;
            if (++k >= use.operands.size())
                return false;
            const ShellWord& next = *use.operands[k];
            if (!plain(next.literal ? std::string_view(*next.literal) : next.raw))
                return false;
        } else if (script) {
            script = false;
            if (!plain(text))
                return false;
        }
    }
    return true;
}

} // namespace

Found leaves_process(const Part& a) {
    for (const Use& use : a.uses) {
        if (use.program.empty()) {
            if (use.command->words.empty())
                continue;
            return Problem{"unknown-program", "the earlier RUN runs a program whose name is not constant"};
        }
        if (use.direct && use.path.find('/') == std::string_view::npos &&
            (is_state_builtin(use.program) || use.program == ":"))
            continue; // judged by leaves_state
        if (!use.row)
            return Problem{"unknown-program", "it is not known that " + quoted(use.program) +
                                                  " leaves no process behind, which would live on in a merged RUN"};
        if (use.row->writes == "awk" && !is_plain_awk(use))
            return Problem{"unknown-program", "what its awk program does is not known"};
        if (use.program == "git" && a.text.find("credential") != std::string_view::npos)
            return Problem{"unknown-program", "a credential helper of git may stay and answer the next RUN"};
        if (use.program == "sed" && !is_plain_sed(use))
            return Problem{"unknown-program", "its sed script may run programs or write files"};
        // tar xIf program: options without a dash
        if ((use.program == "tar" || use.program == "bsdtar") && !use.operands.empty() &&
            use.operands.front()->literal && !use.operands.front()->literal->starts_with("-") &&
            use.operands.front()->literal->find_first_of("IF") != std::string::npos)
            return Problem{"unknown-program", "the earlier RUN names a program for tar to run"};
        if (use.row->why.starts_with("prints its version") && use.operands.size() != 1)
            return Problem{"unknown-program", "what " + quoted(use.program) + " runs is not known"};
        if (use.row->has("npm")) {
            std::size_t names = 0;
            for (const ShellWord* word : use.operands)
                names += !word->literal || !word->literal->starts_with("-") ? 1 : 0;
            if (names < 2)
                return Problem{"unknown-program",
                               "the earlier RUN runs the scripts of a package.json, which the file does not show"};
        }
    }
    return std::nullopt;
}

/// The images of Debian and Ubuntu carry a policy-rc.d that keeps packages from starting their services in a build.
/// Where it may be missing (an image that is not known, or a stage that speaks of it) the service of a package that A
/// installs may run, and B must not be one that would notice.
Found starts_service(const Part& a, const Part& b, const Ground& ground) {
    if (ground.services_off)
        return std::nullopt;
    const bool installs = std::any_of(a.uses.begin(), a.uses.end(), [](const Use& use) {
        return (use.program == "apt-get" || use.program == "apt" || use.program == "aptitude" ||
                use.program == "dpkg") &&
               use.row && use.row->has("manager");
    });
    if (!installs)
        return std::nullopt;
    for (const std::string_view word :
         {"service", "init.d", "systemctl", "supervisor", "mysql",   "maria", "psql",    "postgres",
          "redis",   "mongo",  "rabbitmq",  "slapd",      "ldap",    "nginx", "apache",  "a2en",
          "docker ", "sshd",   "localhost", "127.0.0.1",  "netstat", "ss -",  "etcdctl", "pg_isready"})
        if (b.text.find(word) != std::string_view::npos)
            return Problem{"unknown-program", "the earlier RUN installs packages whose services may start where no "
                                              "policy-rc.d keeps them from it, and this RUN speaks of " +
                                                  quoted(word)};
    return std::nullopt;
}
namespace {

/// Programs that every system has in /bin or /usr/bin (or /sbin): no package manager takes them away.
constexpr std::array<std::string_view, 66> essential_programs{
    "apt-get",  "apt",       "apk",      "yum",      "dnf",      "microdnf", "tdnf",  "zypper", "rpm",   "dpkg",
    "apt-mark", "apt-cache", "cat",      "chgrp",    "chmod",    "chown",    "cp",    "cut",    "date",  "dd",
    "df",       "dirname",   "basename", "du",       "env",      "expr",     "find",  "grep",   "egrep", "fgrep",
    "gzip",     "gunzip",    "head",     "id",       "install",  "ln",       "ls",    "md5sum", "mkdir", "mktemp",
    "mv",       "nproc",     "od",       "readlink", "realpath", "rm",       "rmdir", "sed",    "seq",   "sha256sum",
    "sleep",    "sort",      "stat",     "sync",     "tail",     "tar",      "tee",   "touch",  "tr",    "truncate",
    "uname",    "uniq",      "wc",       "which",    "whoami",   "xargs"};

/// A4: may `disturber` change which file the bare name stands for, so that a remembered place is the wrong one?
bool may_change_command(const Use& disturber, std::string_view name, const Part& part, const Ground& ground) {
    const catalog::Program& row = *disturber.row;
    if (row.has("installs"))
        return true;
    // a distribution's packages put programs into PATH's usual folders, and into those that only PATH names (ccache)
    constexpr std::array<std::string_view, 6> usual{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
                                                    "/usr/bin",        "/sbin",          "/bin"};
    if (row.has("manager") && std::any_of(ground.path_folders.begin(), ground.path_folders.end(), [&](const auto& one) {
            return !is_one_of(one, usual) && !lies_in(one, "/usr/local") &&
                   (lies_in(one, "/usr") || lies_in(one, "/opt"));
        }))
        return true;
    // name.gz becomes name; rights decide which file counts
    constexpr std::array<std::string_view, 9> unpackers{"gunzip", "gzip", "unxz",   "xz",     "bunzip2",
                                                        "bzip2",  "zstd", "unzstd", "setfacl"};
    if (is_one_of(disturber.program, unpackers))
        for (const NamedPlace& place : operand_places(disturber, part, ground))
            if (!place.known() || place.below || basename_of(place.path).starts_with(name))
                return true;
    const bool essential = is_one_of(name, essential_programs);
    if (row.has("removes") && !essential)
        return true;
    if (find_deletes(disturber) || row.has("tree") || row.has("names")) {
        const bool tree = row.has("tree");
        const bool folders = tree || find_deletes(disturber) || disturber.program == "mv" ||
                             disturber.program == "ln" || is_recursive(disturber);
        const bool removes = disturber.program == "rm" || disturber.program == "find" || disturber.program == "rmdir";
        std::vector<NamedPlace> places = operand_places(disturber, part, ground);
        if (tree && !names_its_folder(disturber)) {
            NamedPlace here;
            static_cast<Place&>(here) = place_of("", std::string("."), part, ground);
            places.push_back(here);
        }
        for (const NamedPlace& place : places) {
            if (is_inert(place))
                continue;
            if (!place.known())
                return true;
            if (!place.below && basename_of(place.path) == name)
                return true;
            if (place.below && place.word != nullptr && !place.variable) {
                // a glob in a folder: what it matches there may have the name
                const std::string_view last = basename_of(place.word->raw);
                if (last.find_first_of("*?[") != std::string_view::npos && !removes) {
                    // it may match a file of that name, and another operand may be a folder of PATH
                    const bool could = last.find('*') != std::string_view::npos ||
                                       last.find('?') != std::string_view::npos ||
                                       last.find('[') != std::string_view::npos;
                    const std::string_view fixed = last.substr(0, last.find_first_of("*?["));
                    if (could && name.starts_with(fixed))
                        return true;
                }
            }
            const auto holds_path_folder = [&](const std::string& folder) {
                // the place is a folder of PATH with unknown content changed, or a folder above one
                if (place.below || tree)
                    return lies_in(folder, place.path) || (tree && lies_in(place.path, folder));
                return folders && lies_in(folder, place.path);
            };
            const std::size_t standard = 6;
            const auto known_end =
                removes && essential ? ground.path_folders.begin() + standard : ground.path_folders.end();
            if (std::any_of(ground.path_folders.begin(), known_end, holds_path_folder))
                return true;
            if (removes && !folders && !place.below)
                continue;
            if (removes && essential &&
                (place.path != "/" && !lies_in("/usr/local/bin", place.path) && !lies_in("/usr/bin", place.path) &&
                 !lies_in("/bin", place.path)))
                continue;
            if (folders && !ground.path_known && !lies_in(place.path, "/tmp") && !lies_in(place.path, "/var/tmp"))
                return true;
            if (folders && removes)
                for (const std::string& folder : ground.path_folders)
                    if (place.path == folder)
                        return true;
        }
    }
    return false;
}

} // namespace

Found stale_command(const Part& a, const Part& b, const Ground& ground) {
    std::set<std::string_view> later;
    for (const Use& use : b.uses)
        if (use.bare && !is_one_of(use.program, harmless_builtins))
            later.insert(use.program);
    // in one AND list B is only reached when all of it was run
    bool one_list = true;
    std::size_t lists = 0;
    const auto& nodes = a.script.tree.nodes;
    grammar::for_each_child(nodes, 0, [&](std::size_t list) {
        lists += nodes[list].kind == Kind::and_or_list ? 1 : 0;
        grammar::for_each_child(nodes, list,
                                [&](std::size_t part) { one_list = one_list && nodes[part].kind != Kind::or_if; });
    });
    one_list = one_list && lists == 1;
    std::set<std::string_view> ran;
    for (const Use& use : a.uses) {
        if (forgets_commands(use) && one_list && use.command->top_level && !use.isolated)
            ran.clear();
        if (use.bare && !use.program.empty() && !is_one_of(use.program, harmless_builtins) &&
            !is_state_builtin(use.program) && use.program != ":")
            ran.insert(use.program);
        if (!use.row)
            continue;
        for (const std::string_view name : ran)
            if ((later.count(name) != 0 || b.runs_unknown_text) && may_change_command(use, name, a, ground))
                return Problem{"command-hash", "the shell remembers where it found " + quoted(name) + ", and " +
                                                   quoted(use.program) + " may put another one in its place"};
    }
    return std::nullopt;
}

Found edits_users(const Part& a, const Part& b, const Ground& ground) {
    bool edits = a.text.find("passwd") != std::string_view::npos || mentions(a.text, "/etc/group", "") ||
                 a.text.find("etc/group") != std::string_view::npos;
    for (const Use& use : a.uses) {
        if (!use.row || !use.row->has("users"))
            continue;
        edits = true;
        if (use.by_sudo && !ground.root)
            return Problem{"edits-users", "the earlier RUN edits the users and groups that this RUN's user comes from"};
        for (std::size_t k = 0; k < use.operands.size(); ++k) {
            const ShellWord& word = *use.operands[k];
            const bool of_group = k > 0 && use.operands[k - 1]->literal &&
                                  (use.operands[k - 1]->literal->starts_with("-") &&
                                   use.operands[k - 1]->literal->find_first_of("gG") != std::string::npos);
            if ((word.is("root") || word.is("0")) && !of_group)
                return Problem{"edits-users",
                               "the earlier RUN changes what is said about root, which this RUN starts with"};
            if (!word.literal && (use.program == "usermod" || use.program == "userdel" || use.program == "deluser" ||
                                  use.program == "groupmod"))
                return Problem{"edits-users", "the earlier RUN changes a user or group whose name is not constant"};
        }
    }
    // by hand: what the line says of this RUN's user is not looked at
    for (const std::string_view list : {"etc/passwd", "etc/group", "etc/shadow"})
        if (a.text.find(list) != std::string_view::npos)
            return Problem{"edits-users", "the earlier RUN names /" + std::string(list) +
                                              ", from which this RUN's user, groups and HOME come"};
    if (!edits)
        return std::nullopt;
    if (!ground.root && !ground.base_known)
        for (const Use& use : a.uses)
            if (use.program == "usermod" || use.program == "userdel" || use.program == "deluser" ||
                use.program == "groupmod" || use.program == "gpasswd" || use.program == "chage")
                return Problem{"edits-users",
                               quoted(use.program) + " may change the user of the base, which is not known"};
    if (ground.named_user)
        return Problem{"edits-users", "the earlier RUN edits users or groups, and this RUN looks its user up in them"};
    bool home = b.text.find("HOME") != std::string_view::npos;
    for (const Node& node : b.script.tree.nodes)
        home = home || node.kind == Kind::tilde;
    for (const Use& use : b.uses) // a bare cd goes HOME
        home = home || (use.program == "cd" && use.operands.empty());
    if (home)
        return Problem{"edits-users", "the earlier RUN edits users or groups, and this RUN uses HOME or `~`"};
    return std::nullopt;
}

namespace {

constexpr std::array<std::string_view, 9> package_folders{"/usr",   "/bin", "/sbin", "/lib", "/lib64",
                                                          "/lib32", "/opt", "/boot", "/var"};

/// Does it write to a file that stays?
bool writes_a_file(const document::ShellRedirection& redirection) {
    return redirection.operation.find('>') != std::string_view::npos && redirection.operation != ">&" &&
           !(redirection.target.literal && redirection.target.literal->starts_with("/dev/"));
}

/// May the program write to files that are there already: by its row, by an option, or since nothing is known of it?
bool may_modify(const Use& use) {
    if (use.program.empty() || (use.direct && use.path.find('/') == std::string_view::npos &&
                                (is_state_builtin(use.program) || use.program == ":")))
        return use.program.empty() && !use.command->words.empty();
    if (!use.row)
        return true;
    if (use.program == "touch" || use.program == "mktemp")
        return false;
    if (use.program == "sed")
        return !is_plain_sed(use);
    if (use.row->writes == "awk")
        return !is_plain_awk(use);
    return use.row->has("modifies") || use.program == "curl" || use.program == "wget" || use.program == "sort";
}

/// cp keeps the hard links of what it copies with -a, -d, --archive and --preserve.
bool copies_links(const Use& use) {
    return use.program == "cp" && std::any_of(use.operands.begin(), use.operands.end(), [](const ShellWord* word) {
               const std::string_view raw = word->raw;
               return raw.starts_with("--") ? raw.starts_with("--a") || raw.starts_with("--p")
                                            : raw.starts_with('-') && raw.find_first_of("ad") != std::string_view::npos;
           });
}

} // namespace

Found hard_link(const Part& a, const Part& b, const Ground& ground) {
    std::vector<Place> trees; // where A may have made hard links
    bool packages = false;
    for (const Use& use : a.uses) {
        if (!use.row)
            continue;
        if (use.row->has("hardlink"))
            return Problem{"hard-link", "the earlier RUN makes a hard link, which layers may tear apart"};
        if (use.row->has("manager") && use.row->has("links"))
            packages = true;
        else if (use.row->has("links") || copies_links(use)) {
            for (const NamedPlace& place : operand_places(use, a, ground))
                trees.push_back(place);
            if (!names_its_folder(use))
                trees.push_back(place_of("", std::string("."), a, ground));
        }
    }
    if (!packages && trees.empty())
        return std::nullopt;
    const auto judge = [&](const Place& place, bool recursive) -> Found {
        if (!place.known() && place.variable && packages)
            return Problem{"hard-link", "this RUN changes a file in place whose name is known only when it runs, and a "
                                        "package may have hard links to it"};
        if (place.known()) {
            for (const std::string_view folder : package_folders)
                if (packages && lies_in(place.path, folder) && !lies_in(place.path, "/usr/local") && !is_inert(place))
                    return Problem{"hard-link", "this RUN changes " + quoted(place.path) +
                                                    " in place, and a package may have hard links to it"};
        }
        for (const Place& tree : trees) {
            if (place.known() && tree.known() &&
                (!overlap(place.path, tree.path) || (recursive && lies_in(tree.path, place.path))))
                continue;
            return Problem{"hard-link",
                           "this RUN changes in place what this one unpacked, and an archive may hold hard links"};
        }
        return std::nullopt;
    };
    for (const Use& use : b.uses) {
        if (!may_modify(use))
            continue;
        const bool unknown = !use.row || use.program == "sed" || use.row->writes == "awk";
        if (unknown && trees.empty())
            continue; // what a program that nobody sees does to a package's own files is its business
        if (unknown)
            return Problem{"hard-link", "the earlier RUN unpacks an archive, which may hold hard links, and " +
                                            quoted(use.program) + " may change what it unpacked in place"};
        for (const NamedPlace& place : operand_places(use, b, ground))
            if (Found problem = judge(place, is_recursive(use)))
                return problem;
    }
    for (const document::ShellRedirection* redirection : redirections_of(b))
        if (writes_a_file(*redirection))
            if (Found problem = judge(place_of(redirection->target.raw, redirection->target.literal, b, ground), false))
                return problem;
    return std::nullopt;
}

namespace {

/// A volume that the place lies in, or that lies below it; null when there is none.
const std::string* volume_at(const Place& place, const Ground& ground) {
    if (ground.volumes.empty())
        return nullptr;
    if (!place.known())
        return &*ground.volumes.begin();
    if (const auto root = ground.volumes.find("/"); root != ground.volumes.end())
        return &*root;
    for (std::string_view path = place.path; path.size() > 1; path = path.substr(0, path.rfind('/')))
        if (const auto found = ground.volumes.find(std::string(path)); found != ground.volumes.end())
            return &*found;
    const auto below = ground.volumes.lower_bound(place.path == "/" ? "/" : place.path + "/");
    return below != ground.volumes.end() && lies_in(*below, place.path) ? &*below : nullptr;
}

} // namespace

/// A8. The legacy builder and buildah throw away what a RUN writes into a volume; merged, the second part sees it.
/// The volumes of an image that is not known can be anywhere its maker planned for data: not where only package
/// managers and the system's own files are. So with such a base each command of A must be one that writes below
/// /usr, /etc, /bin, /sbin, /lib, /opt or /root, to /dev/null, or nowhere. A package that itself owns a data folder
/// (a data base's /var/lib/x) is the one case left: it would have to be installed again on an image that already
/// declares that folder, and its next RUN would have to read it.
Found writes_to_volume(const Part& a, const Ground& ground) {
    if (ground.volumes_known && ground.volumes.empty())
        return std::nullopt;
    constexpr std::array<std::string_view, 11> planned{"/usr",   "/etc", "/bin",  "/sbin", "/lib", "/lib64",
                                                       "/lib32", "/opt", "/root", "/boot", "/run"};
    const auto judge = [&](const Place& place, std::string_view what) -> Found {
        if (const std::string* volume = volume_at(place, ground))
            return Problem{"volume", quoted(what) + " may write to the volume " + *volume +
                                         ", which some builders empty after each RUN"};
        if (ground.volumes_known)
            return std::nullopt;
        bool planned_place = is_inert(place);
        for (const std::string_view folder : planned)
            planned_place = planned_place || (place.known() && lies_in(place.path, folder));
        if (!planned_place)
            return Problem{"volume",
                           quoted(what) + " may write to a volume of the base image, whose volumes are not known"};
        return std::nullopt;
    };
    for (const Use& use : a.uses) {
        if (!use.row)
            continue;
        const std::string_view program = use.program;
        if (use.row->writes_to("operands"))
            for (const NamedPlace& place : operand_places(use, a, ground))
                if (Found problem = judge(place, program))
                    return problem;
        if (use.row->writes_to("cwd")) {
            // what names all its files by absolute operands does not write to the working folder
            bool needs_folder = !names_its_folder(use);
            if (use.program == "curl")
                needs_folder = has_option(use, 'O', "--remote-name");
            else if (use.program == "wget")
                needs_folder = !surely_has_option(use, 'O', "--output-document") &&
                               !surely_has_option(use, 'P', "--directory-prefix");
            // -Ofile, --output-document=file
            if (use.program == "curl" || use.program == "wget")
                needs_folder =
                    needs_folder || std::any_of(use.operands.begin(), use.operands.end(), [](const ShellWord* word) {
                        const std::string_view raw = word->raw;
                        return raw.size() > 2 &&
                               (raw.starts_with("-O") || raw.starts_with("-o") || raw.starts_with("-P") ||
                                raw.starts_with("--output") || raw.starts_with("--directory-prefix")) &&
                               raw.find('/') == std::string_view::npos && raw != "-O-";
                    });
            if (needs_folder)
                if (Found problem = judge(place_of("", std::string("."), a, ground), program))
                    return problem;
        }
        if (use.row->writes_to("anywhere"))
            if (Found problem = judge(Place{}, program))
                return problem;
        if (use.row->writes_to("home"))
            for (const std::string_view home : {"/root", "/home"})
                if (Found problem = judge(
                        Place{ground.volumes_known ? std::string(home) : std::string("/root"), false, false}, program))
                    return problem;
        if (use.row->writes_to("etc"))
            if (Found problem = judge(Place{"/etc", false, false}, program))
                return problem;
        if (use.row->writes_to("homes")) {
            if (!ground.volumes_known && !surely_has_option(use, 'M', "--no-create-home") &&
                !surely_has_option(use, 'H', "--no-create-home"))
                return judge(Place{}, program);
            if (Found problem = judge(Place{"/home", false, false}, program); problem && ground.volumes_known)
                return problem;
            for (const NamedPlace& place : operand_places(use, a, ground))
                if (place.word->raw.find('/') != std::string_view::npos)
                    if (Found problem = judge(place, program))
                        return problem;
        }
        if (use.row->writes_to("system"))
            for (const std::string_view folder :
                 {"/usr", "/etc", "/var", "/bin", "/sbin", "/lib", "/opt", "/srv", "/run", "/boot"}) {
                if ((folder == "/var" || folder == "/srv") && !ground.volumes_known)
                    continue;
                if (Found problem = judge(Place{std::string(folder), false, false}, program))
                    return problem;
            }
    }
    for (const document::ShellRedirection* redirection : redirections_of(a))
        if (writes_a_file(*redirection))
            if (Found problem = judge(place_of(redirection->target.raw, redirection->target.literal, a, ground),
                                      redirection->target.raw))
                return problem;
    return std::nullopt;
}

namespace {

/// Programs that remove folders which their operands do not name.
bool removes_named_things(const Use& use, const Ground& ground) {
    const auto has = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
            return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return word->raw == one; });
        });
    };
    if (use.program == "userdel" || use.program == "deluser")
        return true;
    if (use.program == "usermod")
        return has_option(use, 'm', "--move-home");
    // packers that take away what they packed, and rsync what its source lacks
    const auto begins = [&](std::string_view option) {
        return std::any_of(use.operands.begin(), use.operands.end(),
                           [&](const ShellWord* word) { return word->raw.starts_with(option); });
    };
    if (use.program == "tar" || use.program == "bsdtar")
        return begins("--remove");
    if (use.program == "rsync")
        return begins("--del") || begins("--remove");
    if (use.program == "zip")
        return has_option(use, 'm', "--move");
    if (use.program == "7z" || use.program == "7za")
        return begins("-sdel");
    if (use.program == "conda" || use.program == "mamba" || use.program == "micromamba")
        return has({"remove", "uninstall", "clean"});
    if (use.program == "git")
        return has({"clean", "worktree", "rm", "checkout", "switch", "reset", "stash"});
    if (use.program == "rmdir")
        return true;
    // a package's folders go with it when they are empty
    const bool of_packages = lies_in(ground.workdir, "/var") || lies_in(ground.workdir, "/usr") ||
                             lies_in(ground.workdir, "/etc") || lies_in(ground.workdir, "/srv") ||
                             lies_in(ground.workdir, "/opt") || ground.workdir.empty();
    if (of_packages && has({"uninstall", "remove", "rm", "un", "delete"}) &&
        (use.row->has("installs") || use.program == "rustup" || use.program == "docker-php-source"))
        return true;
    return of_packages && has({"purge", "remove", "autoremove", "del", "erase", "--purge", "-P", "-r"}) &&
           (use.program == "apt-get" || use.program == "apt" || use.program == "aptitude" || use.program == "dpkg" ||
            use.program == "apk" || use.program == "yum" || use.program == "dnf" || use.program == "microdnf" ||
            use.program == "rpm" || use.program == "zypper" || use.program == "pacman");
}

} // namespace

Found removes_folder(const Part& a, const Ground& ground) {
    for (const Use& use : a.uses) {
        if (ground.workdir != "/" && removes_named_things(use, ground))
            return Problem{"removes-working-directory",
                           quoted(use.program) + " may take away the working directory that this RUN starts in"};
        // the working folder may be a link, or be closed to a user
        const bool at_link = use.program == "rm" || use.program == "unlink";
        const bool closes =
            !ground.root && (use.program == "chmod" || use.program == "chown" || use.program == "setfacl");
        if ((at_link && !is_recursive(use)) || closes) {
            for (const NamedPlace& place : operand_places(use, a, ground))
                if (ground.workdir != "/" && !ground.workdir.empty() &&
                    (place.known() ? lies_in(ground.workdir, place.path) && !place.below : use.fed))
                    return Problem{"removes-working-directory",
                                   quoted(use.program) + " may take away or close the working directory that this RUN "
                                                         "starts in"};
            continue;
        }
        if (!may_delete_folders(use) && !find_deletes(use))
            continue;
        for (const NamedPlace& place : operand_places(use, a, ground)) {
            if (is_inert(place))
                continue;
            if (ground.workdir == "/" && place.known() && (place.path != "/" || place.below))
                continue;
            bool may = true;
            if (place.known() && !ground.workdir.empty())
                may = lies_in(ground.workdir, place.path) &&
                      !(place.below && !place.variable && place.path == ground.workdir);
            else if (place.known() && !place.below &&
                     (lies_in(place.path, "/tmp") || lies_in(place.path, "/var/tmp")) && place.path != "/tmp")
                may = false;
            else if (place.known() && place.below && !place.variable &&
                     (lies_in(place.path, "/tmp") || lies_in(place.path, "/var/tmp")))
                may = false;
            else if (place.known() && (lies_in(place.path, "/etc") || lies_in(place.path, "/bin") ||
                                       lies_in(place.path, "/lib") || lies_in(place.path, "/sbin") ||
                                       lies_in(place.path, "/usr/bin") || lies_in(place.path, "/usr/local/bin") ||
                                       lies_in(place.path, "/usr/lib") || lies_in(place.path, "/usr/sbin") ||
                                       (lies_in(place.path, "/root") && basename_of(place.path).starts_with("."))))
                may = false;
            if (may)
                return Problem{"removes-working-directory",
                               quoted(use.program) +
                                   " may take away or move the working directory that this RUN starts in"};
        }
    }
    return std::nullopt;
}

Found changes_shell(const Part& a, const Ground& ground) {
    // a shell of an image that is not known may read these when it starts
    if (!ground.base_known)
        for (const std::string_view file : {"bashrc", ".profile", "/etc/profile", "bash_profile", "bash_login",
                                            "bash.bash", "BASH_ENV", "/etc/environment", "zshenv"})
            if (a.text.find(file) != std::string_view::npos)
                return Problem{"changes-shell", "the earlier RUN names " + std::string(file) +
                                                    ", which the shell of a base that is not known may read when it "
                                                    "starts"};
    constexpr std::array<std::string_view, 9> shells{"sh",  "bash", "dash", "ash", "busybox",
                                                     "ksh", "zsh",  "mksh", "yash"};
    for (const Use& use : a.uses) {
        if (!use.row)
            continue;
        const auto found = [&] {
            return Problem{"changes-shell", quoted(use.program) + " may change which shell this RUN is run by"};
        };
        if (use.row->has("shell") || use.row->has("names"))
            for (const ShellWord* word : use.operands) {
                if (!word->literal) {
                    if (use.row->has("shell"))
                        return found();
                    const Place place = place_of(word->raw, word->literal, a, ground);
                    if (!place.known() || place.path == "/" || place.path == "/bin" || place.path == "/usr/bin" ||
                        place.path == "/usr") {
                        // an unknown operand: only a folder of shells, named by another operand, makes it one
                        for (const ShellWord* other : use.operands)
                            if (other->literal &&
                                (normal_path(*other->literal) == "/bin" || normal_path(*other->literal) == "/usr/bin" ||
                                 *other->literal == "/"))
                                return found();
                        if (place.known())
                            return found();
                    }
                    continue;
                }
                if (is_one_of(basename_of(*word->literal), shells))
                    return found();
            }
        if (use.program == "curl" || use.program == "wget" || use.program == "dd" || use.program == "tee")
            for (const NamedPlace& place : operand_places(use, a, ground))
                if (place.known() && !place.below && is_one_of(basename_of(place.path), shells))
                    return found();
        if (use.row->has("manager"))
            for (const ShellWord* word : use.operands)
                if (word->literal && (*word->literal == "dash" || word->literal->ends_with("-binsh")))
                    return found();
        if (use.row->has("tree") ||
            (use.row->has("names") && is_recursive(use) && use.program != "rm" && use.program != "chmod")) {
            std::vector<NamedPlace> places = operand_places(use, a, ground);
            if (use.row->has("tree") && !names_its_folder(use) && use.program != "git") {
                NamedPlace here;
                static_cast<Place&>(here) = place_of("", std::string("."), a, ground);
                if (here.known())
                    places.push_back(here);
            }
            for (const NamedPlace& place : places)
                if (place.known() && (lies_in("/bin", place.path) || lies_in("/usr/bin", place.path)))
                    return Problem{
                        "changes-shell",
                        quoted(use.program) +
                            " writes files of unknown names over the system's folders, the shell may be among them"};
        }
    }
    return std::nullopt;
}

Found changes_locale(const Part& a, const Part& b) {
    bool makes =
        a.text.find("lib/locale") != std::string_view::npos || a.text.find("LOCPATH") != std::string_view::npos;
    for (const Use& use : a.uses) {
        if (!use.row)
            continue;
        makes = makes || use.row->has("locale");
        if (use.row->has("manager"))
            for (const ShellWord* word : use.operands)
                makes = makes || (word->literal && (word->literal->find("locale") != std::string::npos ||
                                                    word->literal->find("lang") != std::string::npos));
    }
    if (!makes)
        return std::nullopt;
    const Found problem = Problem{
        "changes-locale", "the earlier RUN makes locales, and this RUN's shell sorts and matches names by them"};
    for (const Use& use : b.uses) {
        if (use.direct && (use.program == "read" || use.program == "printf" || use.program == "mapfile"))
            return problem;
        if (use.program == "rm" || use.program == "chmod" || use.program == "chown")
            continue;
        for (const ShellWord* word : use.operands)
            if (b.script.tree.nodes.size() > word->node && word->node != 0 && b.script.contains(word->node, Kind::glob))
                return problem;
    }
    for (const Node& node : b.script.tree.nodes) {
        if (node.kind == Kind::for_clause || node.kind == Kind::case_clause || node.kind == Kind::double_bracket)
            return problem;
        if (node.kind == Kind::parameter_expansion) {
            const std::string_view text = b.script.text.substr(node.begin, node.end - node.begin);
            if (text.find_first_of("#%/^,@") != std::string_view::npos)
                return problem;
        }
    }
    return std::nullopt;
}

} // namespace imgfix::rewrite::effects
