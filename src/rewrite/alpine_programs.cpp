#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "catalog/language_packages.hpp"
#include "grammar/parse.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// Programs that only Debian calls so.
constexpr std::array<std::string_view, 6> names_of_debian = {"nodejs",   "fdfind",     "batcat",
                                                             "ack-grep", "apache2ctl", "a2query"};

/// Programs whose output depends on what is a character, and a word.
constexpr std::array<std::string_view, 14> programs_of_text = {"sed",  "grep", "egrep", "wc", "cut",  "tr", "fold",
                                                               "sort", "fmt",  "expr",  "pr", "uniq", "nl", "expand"};

/// A folder full of the base's own files.
bool is_tree_of_the_base(std::string_view path) {
    constexpr std::array<std::string_view, 16> trees = {
        "/",        "/bin",       "/sbin", "/lib",       "/lib64", "/usr",     "/usr/bin", "/usr/sbin",
        "/usr/lib", "/usr/share", "/etc",  "/usr/local", "/var",   "/var/lib", "/dev",     "/root"};
    return contains(trees, path);
}

/// Tools that are the same upstream program in Debian's package and Alpine's, and run nothing unseen.
bool is_plain_tool(std::string_view package) {
    constexpr std::array<std::string_view, 8> names = {"curl",  "git",  "wget",  "xz-utils",
                                                       "bzip2", "file", "unzip", "jq"};
    return contains(names, package);
}

/// What no installer of a language brings, though it may bring programs of its own.
bool is_common_tool(std::string_view package) {
    const auto python = catalog::variant_facts("python"); // what buildpack-deps has beyond Debian
    return is_plain_tool(package) || (python && catalog::has_word(python->lost, package));
}

bool is_harmless_builtin(std::string_view name) {
    constexpr std::array<std::string_view, 22> names = {
        ":",     "true",  "false", "echo", "printf", "test",  "[",       "set",  "export", "exit",  "return",
        "shift", "unset", "umask", "read", "wait",   "local", "command", "type", "trap",   "break", "continue"};
    return contains(names, name);
}

/// TRAPS E2: no fetch on BusyBox, and no echo whose text dash and ash read in two ways.
bool is_hard_fetch(const std::vector<std::string>& words) {
    if (words[0] == "wget" || words[0] == "ftpget")
        return true;
    if (words[0] != "echo" && words[0] != "printf")
        return false;
    return std::any_of(words.begin() + 1, words.end(), [&](const std::string& one) {
        return words[0] == "echo" ? one.find('\\') != npos || one == "-e" || one == "-n" || one == "-en" || one == "-ne"
                                  : one.find("%b") != npos || one.find("%q") != npos;
    });
}

/// A program of awk or sed, not a path.
bool is_program_text(std::string_view program, std::string_view word) {
    const bool takes_text = program == "awk" || program == "gawk" || program == "mawk" || program == "sed";
    return takes_text && !word.starts_with("/") && word.find_first_of(" {}|;") != std::string_view::npos;
}

} // namespace

void AlpineJudge::use_open_program(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                                   const Instruction& instruction) {
    if (runs_published(words, instruction))
        return;
    const std::string& name = words[0];
    const std::string_view base_name = file_name(name);
    const bool looks_at_base =
        name == "type" || name == "hash" || name == "ulimit" ||
        (name == "command" && words.size() > 1 && words[1].starts_with("-")) ||
        ((name == "kill" || name == "trap") && words.size() > 1 && words[1] == "-l") ||
        ((name == "set" || name == "declare" || name == "typeset" || name == "export" || name == "readonly") &&
         (words.size() == 1 || words[1] == "-p"));
    const bool same_shell = in_bash_ && is_shell_builtin(name) && !looks_at_base;
    if (looks_at_base && (in_bash_ || (words.size() == 1 && (name == "set" || name == "export")))) {
        note(forms_, name, instruction);
        return;
    }
    if (!same_shell && is_hard_fetch(words) && !installed_program(base_name)) {
        refuse("program-form-unproven", instruction, name + ": BusyBox and dash do not do that alike");
        return;
    }
    const bool module =
        base_name.starts_with("python") && words.size() > 2 && words[1] == "-m" && installs_language_packages(words[2]);
    if (manages_packages(base_name) || is_account_tool(base_name) || base_name == "bash" || module ||
        installs_language_packages(base_name) || name == "sh" || name == "/bin/sh") {
        const bool bash_elsewhere = base_name == "bash" && name.starts_with("/") && name != "/bin/bash";
        if ((name == "sh" || name == "/bin/sh" || base_name == "bash") && words.size() > 1 && !bash_elsewhere) {
            want_bash_for(base_name);
            use_unseen(words, name, instruction);
            return;
        }
        std::vector<std::string> plain = words; // use_program knows them without their folder
        if (!bash_elsewhere)
            plain[0] = base_name;
        use_program(plain, instruction, true);
        return;
    }
    if (name == "time" && !in_bash_ && !installed_program("time"))
        return refuse("program-unknown", instruction,
                      system_ == "rhel" ? "time is bash's own word on the old base, and BusyBox's program on Alpine"
                                        : "time is a program that the old base lacks, and BusyBox has");
    if ((name == "exec" || name == "command" || name == "time") && words.size() > 1 && !words[1].starts_with("-")) {
        use_program_or_open({words.begin() + 1, words.end()}, {known.begin() + 1, known.end()}, instruction);
        return;
    }
    if ((name == "chown" || name == "chgrp" || name == "install") && names_unknown_owner(words))
        return refuse("user-not-numeric", instruction, name + " names a user or group that the bases do not share");
    if (name == "cd" || name == "." || name == "source" || name == "eval") {
        const bool constant =
            std::none_of(known.begin(), known.end(), [](std::string_view one) { return one.empty(); });
        if (name == "cd" || name == "eval")
            cwd_.reset();
        if (name == "eval" && constant && words.size() == 2) {
            read_text(words[1], instruction, in_bash_ ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
        } else if (name != "cd") {
            look_at_paths(words, 1, instruction);
            note(unseen_, name, instruction);
        }
        return;
    }
    if (use_own_program(words, instruction))
        return;
    if (runs_its_operands(base_name) && std::any_of(words.begin() + 1, words.end(), names_package_manager))
        return refuse("package-command", instruction, name + " runs a package manager");
    if (runs_its_operands(base_name)) {
        look_at_paths(words, 1, instruction);
        use_operand_program(words, instruction);
    }
    std::string_view package;
    if (installed_program(base_name)) {
        use_fetch(base_name, words, instruction);
        use_other_program(words, instruction);
        return;
    }
    const bool system_folder = name.starts_with("/bin/") || name.starts_with("/usr/bin/") ||
                               name.starts_with("/sbin/") || name.starts_with("/usr/sbin/");
    if (name.find('/') != npos && !system_folder) // ./crond
        return use_other_program(words, instruction);
    const bool shell_only = same_shell || is_harmless_builtin(name);
    switch (shell_only ? catalog::AppletOptions::known : catalog::applet_options(known, package)) {
    case catalog::AppletOptions::known:
        for (std::size_t k = 1; k < words.size(); ++k)
            if (names_hard_files(words[k]) && name != "echo" && name != "printf")
                refuse("system-path", instruction, name + ": " + words[k] + " belongs to the base");
            else if ((known[k].empty() || (name != "echo" && name != "printf")) && !words[k].starts_with("~") &&
                     !is_program_text(name, words[k]) && names_system_files(words[k], false))
                note(paths_, name + " " + words[k], instruction);
        if (!same_shell && (!shell_only || (words.size() > 1 && name != "exit" && name != "return" && name != "break" &&
                                            name != "continue")))
            note(forms_, name, instruction);
        foreign_ = foreign_ || !shell_only;
        break;
    case catalog::AppletOptions::gnu_only:
        use_gnu(package, words, instruction);
        break;
    case catalog::AppletOptions::no_applet:
        use_other_program(words, instruction);
        break;
    }
}

void AlpineJudge::look_at_owner(const std::vector<std::string>& words, const Instruction& instruction) {
    if (variant_ == nullptr || (words[0] != "chown" && words[0] != "chgrp"))
        return;
    const auto owner =
        std::find_if(words.begin() + 1, words.end(), [](const std::string& word) { return !word.starts_with("-"); });
    if (owner == words.end())
        return;
    const std::size_t colon = std::min(owner->find(':'), owner->size());
    const std::string_view group = std::string_view(*owner).substr(std::min(colon + 1, owner->size()));
    if (is_system_number(owner->substr(0, colon)) || is_system_number(group))
        refuse("user-not-numeric", instruction,
               words[0] + ": " + *owner + " may be a user of " + *stage_.base + " that has another number on Alpine");
}

void AlpineJudge::use_program_or_open(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                                      const Instruction& instruction) {
    look_at_owner(words, instruction);
    if (std::none_of(known.begin(), known.end(), [](std::string_view one) { return one.empty(); }))
        use_program(words, instruction, true);
    else
        use_open_program(words, known, instruction);
}

/// -xJf, --xz, -I xz, -a and an archive's name that does not say another packer: tar may start xz.
bool may_name_xz(std::string_view word) {
    if (word.starts_with("--"))
        return word == "--xz" || word.starts_with("--auto") || word.find("xz") != npos;
    if (word.starts_with("-") || word.find_first_not_of("abcfjktmovprwxzJ") == npos)
        return word.find_first_of("Ja") != npos;
    constexpr std::array<std::string_view, 6> others = {".tgz", ".gz", ".bz2", ".tar", ".tbz", ".tbz2"};
    return word.find("xz") != npos ||
           (word.find(".t") != npos &&
            std::none_of(others.begin(), others.end(), [&](std::string_view one) { return word.ends_with(one); }));
}

void AlpineJudge::use_gnu(std::string_view package, const std::vector<std::string>& words,
                          const Instruction& instruction) {
    const std::string& name = words[0];
    if (!instruction.json && is_shell_builtin(name)) { // dash's and ash's own
        note(forms_, name, instruction);
        return;
    }
    if (package == "gawk" && system_ != "rhel")
        return refuse("program-form-unproven", instruction,
                      name + " is mawk on the old base, whose options neither BusyBox's awk nor gawk has");
    if (package.empty()) {
        refuse("program-form-unproven", instruction, name + " has an option that BusyBox does not know");
        return;
    }
    // a program that only Alpine would have now: the old build fails
    const auto packages = catalog::packages_with(name);
    const bool bare = variant_ == nullptr || reference_->tag.find("slim") != npos;
    if (bare && system_ != "rhel" && !packages.empty() && !installed_program(name) &&
        std::none_of(packages.begin(), packages.end(), [&](std::string_view one) {
            return catalog::in_debian_base(one) || (own_ && catalog::has_word(own_->kept, one)) ||
                   installed_.count(std::string(one)) != 0;
        }))
        return lacks_program(name, packages.front(), instruction);
    if (name == "find")
        for (std::size_t k = 1; k + 1 < words.size(); ++k)
            if ((words[k] == "-user" || words[k] == "-group" || words[k].starts_with("-newer")) &&
                !words[k].starts_with("-newer") && !is_known_owner(words[k + 1]))
                return refuse("user-not-numeric", instruction,
                              "find " + words[k] + " " + words[k + 1] + ": the bases do not share that name");
    if (name == "install")
        for (std::size_t k = 1; k < words.size(); ++k) {
            const std::size_t at =
                words[k].size() > 1 && words[k][0] == '-' && words[k][1] != '-' ? words[k].find_first_of("go") : npos;
            if (at == npos)
                continue;
            const std::string owner = at + 1 < words[k].size() ? words[k].substr(at + 1)
                                      : k + 1 < words.size()   ? words[k + 1]
                                                               : std::string();
            if (!owner.empty() && !is_known_owner(owner))
                return refuse("user-not-numeric", instruction,
                              "install: " + owner + " is no name that the bases share");
        }
    const std::vector<std::string_view> operands(words.begin() + 1, words.end());
    if (name == "env" || name == "split")
        for (std::size_t k = 1; k < words.size(); ++k) {
            const bool text = words[k - 1] == "--split-string" || words[k - 1] == "--filter" ||
                              (words[k - 1].size() > 1 && words[k - 1][0] == '-' && words[k - 1][1] != '-' &&
                               words[k - 1].ends_with('S'));
            const std::size_t equals = words[k].find('=');
            if (text)
                read_text(words[k], instruction, grammar::ShellDialect::posix);
            else if (words[k].starts_with("--split-string=") || words[k].starts_with("--filter="))
                read_text(words[k].substr(equals + 1), instruction, grammar::ShellDialect::posix);
        }
    if (name != "find" && !starts_no_program(name, operands))
        note(unseen_, name, instruction);
    if (contains(programs_of_text, name))
        look_at_default_locale(name, instruction);
    for (const std::string& word : words) // a list of files in a file
        if (word.starts_with("--files-from") || word.starts_with("--files0-from") || (name == "tar" && word == "-T"))
            note(paths_, name + " " + word, instruction);
    const bool has_goal = name == "cp" || name == "mv" || name == "ln" || name == "install"; // the last operand
    for (std::size_t k = 1; k < words.size(); ++k) {
        std::string value = words[k];
        if (value.size() > 1 && value[0] == '-') {
            const std::size_t equals = value.find('=');
            if (equals == npos)
                continue;
            const bool owner =
                value.starts_with("--owner") || value.starts_with("--group") || value.starts_with("--from");
            value.erase(0, equals + 1);
            if (owner && !is_known_owner(value))
                refuse("user-not-numeric", instruction, name + " names a user or group that the bases do not share");
        }
        const auto path = resolve(value);
        const bool goal = has_goal && k + 1 == words.size();
        if (names_hard_files(value) || (path && !goal && value.find('/') != npos && is_tree_of_the_base(*path)))
            refuse("system-path", instruction, name + ": " + value + " belongs to the base");
        else if (!is_program_text(name, value) && names_system_files(value, !cwd_ || *cwd_ == "/"))
            note(paths_, name + " " + value, instruction);
    }
    if (name == "uname" || name == "env" || name == "hostname" || name == "df" || name == "du" || name == "ls" ||
        name == "stat" || name == "id" || name == "date")
        note(forms_, name, instruction); // prints what differs by base, moment or machine
    want(package);
    if (package == "tar" && std::any_of(words.begin() + 1, words.end(), [](const std::string& one) {
            return one == "--extract" || one == "--get" || (!one.starts_with("--") && one.find('x') != npos);
        }))
        assume("user-not-numeric", instruction,
               "what tar unpacks belongs to nobody whose name has another number on Alpine");
    // GNU tar starts xz, which BusyBox has not, and BusyBox's tar unpacks by itself
    if (package == "tar" && variant_ != nullptr && std::any_of(words.begin() + 1, words.end(), may_name_xz))
        want("xz");
    foreign_ = true;
}

void AlpineJudge::look_at_default_locale(const std::string& what, const Instruction& instruction) {
    const bool set = std::any_of(stage_.variables.begin(), stage_.variables.end(), [&](const document::Variable& one) {
        return (one.name == "LC_ALL" || one.name == "LANG") && one.instruction < instruction.index && one.value;
    });
    if (!set)
        assume("environment", instruction,
               "the text that " + what +
                   " works on is ASCII: without LANG and LC_ALL it is taken for bytes on the old base, and for UTF-8 "
                   "on Alpine");
}

void AlpineJudge::use_other_program(const std::vector<std::string>& words, const Instruction& instruction) {
    const std::string& name = words[0];
    const std::string_view base_name = file_name(name);
    if (const auto path = name.find('/') != npos ? resolve(name) : std::nullopt;
        path && static_paths_.count(*path) != 0) {
        note(static_files_, name, instruction);
        return;
    }
    if (name.find('/') != npos && read_copied(name, instruction, false))
        return;
    const bool own_folder = name.find('/') != npos && !name.starts_with("/bin/") && !name.starts_with("/usr/bin/") &&
                            !name.starts_with("/sbin/") && !name.starts_with("/usr/sbin/");
    if (!own_folder) {
        if (image_ == "php" && base_name == "pecl")
            return refuse("needs-lost-package", instruction,
                          "pecl compiles what it installs, and php's Alpine variant has no compiler ($PHPIZE_DEPS)");
        if (contains(names_of_debian, base_name))
            return refuse("program-unknown", instruction, std::string(base_name) + " is Debian's own name of it");
        auto packages = catalog::packages_with(base_name);
        if (packages.empty() && added_.count(std::string(base_name)) != 0)
            packages.push_back(base_name); // by an alternative that no list of files has
        for (const std::string_view package : packages) {
            const bool brought = std::any_of(installed_.begin(), installed_.end(), [&](const std::string& one) {
                return one == package || catalog::has_word(catalog::brought_by(one), package);
            });
            const auto alpine = brought ? catalog::alpine_package(package) : std::nullopt;
            const bool asked_for = installed_.count(std::string(package)) != 0;
            const bool translated = alpine || added_.count(std::string(package)) != 0;
            if (brought && (translated || !asked_for) && (translated || installs_parts(package))) {
                if (runs_unseen_code(base_name))
                    use_interpreter(words, instruction);
                const std::size_t number = base_name.find_last_not_of("0123456789.") + 1; // python3.11, clang-14
                const bool versioned = number < base_name.size() && number > 0 &&
                                       (base_name.find('.', number) != npos || base_name[number - 1] == '-') &&
                                       installed_.count(std::string(base_name)) == 0;
                const std::string_view elsewhere = catalog::alpine_package_of_program(base_name);
                if (elsewhere == "-" || base_name.find("-linux-gnu") != npos || versioned)
                    return refuse("program-unknown", instruction,
                                  std::string(base_name) +
                                      " is not on Alpine by this name, or says another thing there");
                if (!elsewhere.empty())
                    want(elsewhere);
                note(parts_, std::string(base_name), instruction);
                constexpr std::array<std::string_view, 4> shells = {"zsh", "ksh", "mksh", "yash"};
                if (contains(shells, base_name) && words.size() > 2 && words[words.size() - 2].starts_with("-") &&
                    words[words.size() - 2].ends_with("c"))
                    read_text(words.back(), instruction, grammar::ShellDialect::bash);
                if (!asked_for && alpine && !comes_along(package))
                    for (const std::string_view one : catalog::words_of(alpine->alpine))
                        want(one);
                if (base_name == "tini" && name == "/usr/bin/tini")
                    return refuse("program-unknown", instruction, name + ": Alpine has it as /sbin/tini");
                if (name.starts_with("/"))
                    note(paths_, name, instruction);
                foreign_ = true;
                look_at_paths(words, 1, instruction);
                return;
            }
            if (!brought && want_lost_program(base_name)) {
                look_at_paths(words, 1, instruction);
                use_fetch(base_name, words, instruction);
                note(parts_, std::string(base_name), instruction);
                foreign_ = true;
                return;
            }
            // pip brings a gunicorn of its own, but no curl
            const bool by_installer = !brought && !installers_.empty() && !is_common_tool(package);
            if (catalog::in_debian_base(package) || (!brought && !by_installer))
                return lacks_program(base_name, package, instruction);
        }
        constexpr std::array<std::string_view, 12> services = {"service", "systemctl", "invoke-rc.d", "update-rc.d",
                                                               "initctl", "chkconfig", "ldconfig",    "localedef",
                                                               "a2enmod", "a2ensite",  "a2dissite",   "phpenmod"};
        if (contains(services, base_name)) {
            refuse("program-unknown", instruction,
                   std::string(base_name) + " does not exist on Alpine, or does another thing");
            return;
        }
    }
    std::vector<std::string_view> installers;
    for (const Noted& one : installers_)
        installers.push_back(one.text);
    if (const std::string_view installer = own_folder && !name.starts_with("/usr/local/bin/")
                                               ? std::string_view{}
                                               : compiles_program(installers, base_name);
        !installer.empty() && !has_compiler())
        refuse("language-packages", instruction,
               std::string(base_name) + " is compiled when " + std::string(installer) +
                   " installs it, and no compiler is");
    if ((base_name == "node-gyp" || base_name == "node-pre-gyp") && !has_compiler())
        refuse("language-packages", instruction, std::string(base_name) + " compiles, and no compiler is");
    if (base_name == "n" && !installers_.empty())
        return refuse("glibc-needed", instruction, "n fetches releases of Node.js, which are built for glibc");
    if (base_name == "bower" && !installed_program("git") && !want_lost_program("git"))
        refuse("needs-lost-package", instruction, "bower needs git, which Alpine's variant lacks");
    use_unseen(words, name, instruction);
}

void AlpineJudge::lacks_program(std::string_view name, std::string_view package, const Instruction& instruction) {
    const std::string program(name);
    const std::string from_package = " (Debian's package " + std::string(package) + ")";
    if (name == "ldconfig")
        return refuse("program-unknown", instruction,
                      "ldconfig: musl keeps no cache of libraries, and its ldconfig does not do what glibc's does");
    if (catalog::in_debian_base(package) && catalog::is_alpine_applet(name))
        return refuse("program-unknown", instruction,
                      program +
                          " is called by a path, and where Alpine has it was not looked up: the bare name is sure");
    if (catalog::in_debian_base(package))
        return refuse("program-unknown", instruction,
                      program + from_package +
                          " belongs to the old base, and Alpine's base has it not, or another one");
    // a file of that name has been copied among programs
    const auto brings = [&](const std::string& place) {
        constexpr std::array<std::string_view, 9> folders = {
            "/", "/bin", "/sbin", "/usr", "/usr/bin", "/usr/sbin", "/usr/local", "/usr/local/bin", "/usr/local/sbin"};
        return contains(folders, place) || place.ends_with("/" + program);
    };
    if (std::any_of(landed_.begin(), landed_.end(), brings))
        return note(unseen_, program, instruction);
    // the command that may install it has been refused already, with its reason
    if (!unproven_.empty())
        return;
    if (unread_install_ || unproven_.count(std::string(package)) != 0)
        return;
    const bool known = catalog::alpine_package(package).has_value();
    refuse("program-unknown", instruction,
           program + (system_ == "rhel" ? "" : from_package) + " is not installed by this stage before" +
               (system_ == "rhel" ? ": it may come with the old base, and Alpine's has it not"
                : known           ? ""
                                  : ", and what Alpine calls its package is not proven"));
}

bool AlpineJudge::want_lost_program(std::string_view name) {
    if (!own_ || reference_->tag.find("slim") != npos) // a slim image has lost it already
        return false;
    const auto facts = image_ == "golang" ? catalog::variant_facts("buildpack-deps-scm") : own_; // golang is made of it
    const std::string_view lost = image_ == "golang" ? facts->kept : facts->lost;
    for (const std::string_view package : catalog::packages_with(name)) {
        const auto alpine = catalog::has_word(lost, package) && is_plain_tool(package)
                                ? catalog::alpine_package(package)
                                : std::nullopt;
        if (!alpine || alpine->kind != catalog::PackageKind::same)
            continue;
        want(alpine->alpine);
        if (package == "curl" || package == "git" || package == "wget")
            want("ca-certificates");
        return true;
    }
    return false;
}

void AlpineJudge::use_operand_program(const std::vector<std::string>& words, const Instruction& instruction) {
    for (std::size_t k = 1; k < words.size(); ++k) {
        const std::string_view word = words[k];
        if ((word == "sh" || word == "bash") && k + 2 < words.size() && words[k + 1].starts_with("-") &&
            words[k + 1].ends_with("c") && depth_ < 4) {
            ++depth_;
            read_text(words[k + 2], instruction,
                      word == "bash" ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
            --depth_;
            return;
        }
        if (word.empty() || word[0] == '-' || word.find_first_of("/=. ") != npos || catalog::is_alpine_applet(word) ||
            catalog::packages_with(word).empty() || (own_ && catalog::is_own_program(*own_, word)))
            continue;
        use_other_program({words.begin() + static_cast<std::ptrdiff_t>(k), words.end()}, instruction);
        return;
    }
}

bool AlpineJudge::read_copied(const std::string& name, const Instruction& instruction, bool by_shell) {
    if (depth_ > 4)
        return false;
    const auto file = find_shown(document_, stage_, instruction.index, name, context_.build_context);
    if (!file)
        return false;
    // what the file itself shows is always proof
    const bool proof = !document_.instructions[file->instruction].heredocs.empty() || context_.build_context->named();
    if (lacks_interpreter(file->bytes, instruction))
        return true;
    switch (file->kind) {
    case FileKind::glibc_binary:
        refuse("glibc-needed", instruction, file->source + " of the build context is linked to glibc");
        return proof;
    case FileKind::static_binary:
        note(static_files_, file->source, instruction);
        return proof;
    case FileKind::bash_script:
        want("bash");
        if (document::parse_script(file->bytes, grammar::ShellDialect::bash).opaque()) {
            use_known_text(file->bytes, instruction);
            note(unseen_, file->source, instruction);
            return proof;
        }
        break;
    case FileKind::sh_script:
        break;
    case FileKind::text:
        if (by_shell)
            break;
        return false;
    case FileKind::musl_binary:
    case FileKind::other_binary:
    case FileKind::other_script:
        return false;
    }
    const auto dialect =
        file->kind == FileKind::bash_script ? grammar::ShellDialect::bash : grammar::ShellDialect::posix;
    if (document::parse_script(file->bytes, dialect).opaque())
        return false;
    ++depth_;
    const auto folder = cwd_;
    cwd_.reset(); // a script may be started anywhere
    read_text(file->bytes, instruction, dialect);
    cwd_ = folder;
    --depth_;
    return proof;
}

bool AlpineJudge::installed_program(std::string_view name) const {
    auto packages = catalog::packages_with(name);
    packages.push_back(name); // by an alternative that no list of files has
    return std::any_of(packages.begin(), packages.end(), [&](std::string_view one) {
        return installed_.count(std::string(one)) != 0 &&
               (catalog::alpine_package(one) || added_.count(std::string(one)) != 0);
    });
}

bool AlpineJudge::installs_parts(std::string_view package) const {
    return std::any_of(installed_.begin(), installed_.end(), [&](const std::string& one) {
        return catalog::has_word(catalog::brought_by(one), package) && catalog::alpine_package(one);
    });
}

bool AlpineJudge::comes_along(std::string_view package) const {
    return std::any_of(installed_.begin(), installed_.end(), [&](const std::string& one) {
        return catalog::has_word(catalog::package_parts(one).brings, package);
    });
}

bool AlpineJudge::is_overwritten(const std::string& name) const {
    constexpr std::array<std::string_view, 6> folders = {"/usr/local/sbin/", "/usr/local/bin/", "/usr/sbin/",
                                                         "/usr/bin/",        "/sbin/",          "/bin/"};
    return std::any_of(folders.begin(), folders.end(),
                       [&](std::string_view folder) { return landed_.count(std::string(folder) + name) != 0; });
}

bool AlpineJudge::lists_root(const std::vector<std::string>& words, const Instruction& instruction) const {
    constexpr std::array<std::string_view, 4> listers = {"ls", "du", "find", "tree"};
    const std::string_view name = file_name(words[0]);
    // nobody but a reader of the log sees it
    const bool is_log =
        instruction.kind == InstructionKind::healthcheck || (instruction.kind == InstructionKind::run && !piped_);
    if (!contains(listers, name) || is_log)
        return false;
    bool named = false;
    for (std::size_t k = 1; k < words.size() && !(name == "find" && words[k].starts_with("-")); ++k)
        if (!words[k].starts_with("-")) {
            named = true;
            if (resolve(words[k]) == "/")
                return true;
        }
    return !named && (!cwd_ || *cwd_ == "/");
}

void AlpineJudge::use_program(const std::vector<std::string>& words, const Instruction& instruction, bool in_shell) {
    if (runs_published(words, instruction))
        return;
    const std::string& name = words[0];
    const std::string_view base_name = file_name(name);
    if (name == base_name && is_overwritten(name))
        return use_unseen(words, name, instruction);
    if (base_name == "init" || base_name == "telinit" || base_name == "systemd")
        return refuse("program-unknown", instruction, name + " is another one on Alpine");
    if (base_name == "bash" && name.starts_with("/") && name != "/bin/bash")
        return refuse("program-unknown", instruction, name + ": Alpine has bash as /bin/bash");
    if (base_name == "bash") {
        want("bash");
        use_shell(words, instruction);
        return;
    }
    if (is_account_tool(base_name)) {
        use_account_tool(words, instruction);
        return;
    }
    if (name == "sh" || name == "/bin/sh") {
        use_shell(words, instruction);
        return;
    }
    if (use_installer(words, instruction))
        return;
    if (use_own_program(words, instruction))
        return;
    if (manages_packages(base_name)) { // by a path, too
        refuse("package-command", instruction, name + " has no counterpart that is sure");
        return;
    }
    if (lists_root(words, instruction))
        return refuse("system-path", instruction, std::string(base_name) + " lists the folders of the base");
    if (const auto form = catalog::applet_form(words)) {
        if (!in_shell && !catalog::is_program_file(name))
            refuse("program-unknown", instruction, name + " is no program, only a shell has it");
        else
            use_applet(words, *form, instruction);
        return;
    }
    if (const auto program = catalog::package_program(name); program && brings(*program)) {
        use_package_program(words, *program, instruction);
        return;
    }
    if (catalog::has_applet_rows(name) && !in_shell && !catalog::is_program_file(name)) {
        refuse("program-unknown", instruction, name + " is no program, only a shell has it");
        return;
    }
    use_open_program(words, std::vector<std::string_view>(words.begin(), words.end()), instruction);
}

bool AlpineJudge::asks_for_cgo(const std::vector<std::string>& go, const Instruction& instruction) const {
    constexpr std::array<std::string_view, 6> options = {"-race",      "-msan",    "-asan",
                                                         "-buildmode", "linkmode", "-compiler"};
    for (std::size_t k = 1; k < go.size(); ++k)
        if (std::any_of(options.begin(), options.end(),
                        [&](std::string_view one) {
                            return go[k].find(one) != npos && go[k].find("linkmode internal") == npos &&
                                   go[k].find("linkmode=internal") == npos;
                        }) &&
            go[k] != "-buildmode=default" && go[k] != "-buildmode=exe" && go[k] != "-compiler=gc")
            return true;
    // by a variable: in this RUN, or in one or an ENV before it
    for (std::size_t k = stage_.from + 1; k <= instruction.index; ++k) {
        const std::string_view text = document_.instructions[k].rest();
        if (text.find("GOFLAGS") != npos &&
            std::any_of(options.begin(), options.end(), [&](std::string_view one) { return text.find(one) != npos; }))
            return true;
        for (std::size_t at = text.find("CGO_ENABLED"); at != npos; at = text.find("CGO_ENABLED", at + 1)) {
            const std::size_t value = text.find_first_not_of("= \"'\t", at + 11);
            if (value != npos && text[value] == '1')
                return true;
        }
    }
    return false;
}

bool AlpineJudge::needs_old_cgo() const {
    const auto tag = catalog::parse_tag(reference_->tag);
    const std::string_view version = tag.version ? std::string_view(tag.version.text) : std::string_view();
    if (!version.starts_with("1."))
        return false;
    const std::string minor(version.substr(2, version.find('.', 2) - 2));
    if (!is_number(minor) || std::stoi(minor) >= 20)
        return false;
    const auto off = std::find_if(stage_.variables.begin(), stage_.variables.end(),
                                  [](const auto& one) { return one.name == "CGO_ENABLED"; });
    return off == stage_.variables.end() || off->is_arg || off->value != "0";
}

bool AlpineJudge::use_own_program(const std::vector<std::string>& words, const Instruction& instruction) {
    if (image_ == "node" && words[0] == "nodejs" && catalog::is_before(reference_->tag, "10")) {
        refuse("program-unknown", instruction, "nodejs: not each of node's old Alpine variants has that name");
        return true;
    }
    const std::string_view base_name = file_name(words[0]);
    if (own_ && image_ == "golang" && base_name == "go-wrapper" && words.size() > 1 && words[1] != "run") {
        // download is go get -d -v, install go install -v
        std::vector<std::string> whole = {"go", words[1] == "download" ? "get" : "install"};
        whole.insert(whole.end(), words.begin() + 2, words.end());
        use_own_program(whole, instruction);
        return false;
    }
    if (!own_ || !catalog::is_own_program(*own_, base_name))
        return false;
    if (!is_own_path(words[0], instruction) || !look_at_paths(words, 1, instruction))
        return true;
    if (image_ == "golang" && base_name == "go") {
        constexpr std::array<std::string_view, 10> same = {"GOROOT", "GOPATH",     "GOVERSION", "GOOS",  "GOARCH",
                                                           "GOBIN",  "GOMODCACHE", "GOCACHE",   "GOENV", "-w"};
        if (!open_arguments_ && words.size() < 2)
            return true;
        if (words.size() > 1 && (words[1] == "version" || words[1] == "env")) {
            if (words.size() > 2
                    ? words[1] == "version" || !(contains(same, words[2]) && (words[2] == "-w" || words.size() == 3))
                    : words[1] == "env")
                note(unseen_, "go " + words[1], instruction); // CGO_ENABLED, CC...
            return true;
        }
        constexpr std::array<std::string_view, 5> starting = {"test", "run", "generate", "tool", "vet"};
        const std::string_view verb = words.size() < 2 ? std::string_view() : std::string_view(words[1]);
        if (verb.empty() || contains(starting, verb))
            note(unseen_, "go" + (verb.empty() ? "" : " " + std::string(verb)), instruction);
        const bool names_cgo = std::any_of(words.begin() + 1, words.end(), [](const std::string& one) {
            return catalog::package_risk("go", one.substr(0, one.find('@'))) == catalog::PackageRisk::compiled;
        });
        if ((needs_old_cgo() || names_cgo) && !has_compiler()) { // it asks for one by itself
            want("gcc");
            want("musl-dev");
        }
        if (asks_for_cgo(words, instruction) && !installed_program("gcc"))
            refuse("needs-lost-package", instruction,
                   "go " + std::string(verb) + " is asked for cgo, and golang's Alpine variant has no C compiler");
        else
            note(installers_, verb.empty() ? "go" : "go " + std::string(verb), instruction);
        // without modules, and before Go's proxy, all comes by git
        if (!installed_program("git") && ((verb == "get" && catalog::is_before(reference_->tag, "1.16")) ||
                                          (catalog::is_before(reference_->tag, "1.13") && verb != "fmt")))
            want_lost_program("git");
        look_at_modules({words.begin() + 1, words.end()}, instruction);
        for (std::size_t k = stage_.from + 1; k <= instruction.index && k < stage_.end; ++k)
            for (const std::string_view told : {"GOPROXY=direct", "GOPROXY direct", "GOPRIVATE", "GONOPROXY"})
                if (document_.instructions[k].rest().find(told) != npos && !installed_program("git") &&
                    !want_lost_program("git"))
                    refuse("needs-lost-package", instruction, "go fetches modules with git, by " + std::string(told));
        return true;
    }
    // extensions that need headers which Debian's libc6-dev has, or glibc itself
    if (image_ == "php" && base_name == "docker-php-ext-install")
        for (const auto& [extension, package] :
             {std::pair("sockets", "linux-headers"), std::pair("gettext", "gettext-dev")})
            if (contains(words, extension))
                want(package);
    if (base_name == "curl")
        use_fetch(base_name, words, instruction);
    note(unseen_, std::string(base_name), instruction);
    foreign_ = true;
    return true;
}

bool AlpineJudge::has_other_coreutils() const {
    constexpr std::array<std::string_view, 6> releases = {"latest", "rolling", "devel", "questing", "resolute", ""};
    if (system_ != "ubuntu" || variant_ != nullptr)
        return false;
    const std::string_view release = reference_->tag.substr(0, reference_->tag.find('-'));
    return contains(releases, release) ||
           (release[0] >= '2' && release[0] <= '9' && !catalog::is_before(release, "25.10"));
}

bool AlpineJudge::brings(const catalog::PackageProgram& program) const {
    const auto names = catalog::words_of(program.packages);
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view one) { return installed_.count(std::string(one)) != 0; });
}

void AlpineJudge::use_applet(const std::vector<std::string>& words, const catalog::AppletForm& form,
                             const Instruction& instruction) {
    const std::string& name = words[0];
    if (contains(programs_of_text, name) && has_other_coreutils())
        note(forms_, name, instruction);
    // GNU keeps a folder's set-ID bits under an octal mode, BusyBox does not
    const bool sets_mode = name == "chmod" || name == "install" || (name == "mkdir" && contains(words, "-m"));
    const bool set_id = sets_mode && std::any_of(words.begin() + 1, words.end(), [](const std::string& one) {
                            return one.find("+s") != npos || one.find("=s") != npos ||
                                   (one.size() == 4 && one[0] >= '2' && one[0] <= '7' && is_number(one));
                        });
    if (sets_mode && set_id_)
        note(forms_, name, instruction);
    set_id_ = set_id_ || set_id;
    if (name == "tar" && words.size() > 1 && words[1].find('x') != npos)
        assume("user-not-numeric", instruction,
               "what tar unpacks belongs to nobody whose name has another number on Alpine");
    const bool makes_parents = name == "mkdir" && contains(words, "-p");
    const bool has_mode = contains(words, "-m");
    std::vector<std::size_t> paths;
    for (std::size_t k = 1; k < words.size(); ++k) {
        switch (form.words[k - 1]) {
        case catalog::Operand::plain:
            break;
        case catalog::Operand::target:
            // An absolute path of the stage's own: a relative one changes its meaning when the link is moved.
            if (const auto path = resolve(words[k]);
                !words[k].starts_with("/dev/std") &&
                (words[k][0] != '/' || !path || path_owner(*path) != PathOwner::stage))
                refuse("system-path", instruction,
                       "ln: " + words[k] + " belongs to the base, or cannot be told from its files");
            break;
        case catalog::Operand::path:
            paths.push_back(k);
            break;
        }
    }
    links_ = links_ || name == "ln";
    if ((name == "cp" || name == "mv") && paths.size() == 2 && !apart(words[paths[0]], words[paths[1]]))
        refuse("program-form-unproven", instruction,
               name + " of " + words[paths[0]] + " to " + words[paths[1]] + " may name one file twice");
    for (const std::size_t k : paths) {
        const auto path = resolve(words[k]);
        const bool folder = path && path_owner(*path) == PathOwner::folder;
        if (folder && ((makes_parents && !has_mode) || name == "cd" || name == "test" || name == "[")) {
            need(*path);
        } else if (folder && paths.size() == 2 && k == paths[1] && (name == "cp" || name == "mv")) {
            // into /opt: under its own name
            need(*path);
            const std::string own = words[paths[0]].substr(words[paths[0]].rfind('/') + 1);
            if (own.empty() || !use_path((*path == "/" ? "/" : *path + "/") + own, instruction, name))
                refuse("system-path", instruction, name + ": " + words[k] + " belongs to the base");
        } else if (makes_parents && path && path_owner(*path) == PathOwner::stage) {
            below_copied(*path, instruction);
            made(*path);
        } else if (use_path(words[k], instruction, name) && path && name == "cd") {
            below_copied(*path, instruction);
        }
        if (name == "cd")
            cwd_ = path;
    }
}

} // namespace imgfix::rewrite
