#include "rewrite/switch_words.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "catalog/language_packages.hpp"

namespace imgfix::rewrite {

namespace {

/// Where a base keeps its own files.
constexpr std::array<std::string_view, 14> system_folders = {"/etc", "/usr", "/bin", "/sbin", "/lib",  "/var",  "/proc",
                                                             "/sys", "/dev", "/run", "/boot", "/root", "/home", "~"};

/// Where an installer's packages are from; empty: not one that the catalog knows packages of.
std::string_view ecosystem_of(std::string_view installer) {
    if (installer.starts_with("pip") || installer == "uv" || installer == "poetry" || installer == "easy_install")
        return "pypi";
    if (installer == "npm" || installer == "npx" || installer == "yarn" || installer == "pnpm")
        return "npm";
    return installer == "gem" || installer == "bundle" || installer == "bundler" ? "gem" : std::string_view{};
}

/// The first word that names a package of this risk; empty: none.
std::string_view first_of_risk(std::string_view installer, const std::vector<std::string_view>& words,
                               catalog::PackageRisk risk) {
    const std::string_view ecosystem = ecosystem_of(installer);
    if (ecosystem.empty())
        return {};
    for (const std::string_view word : words) {
        std::string_view name = word.substr(0, word.find_first_of(ecosystem == "npm" ? "@=" : "=<>~![@; "));
        if (const std::size_t end = word.find(".git"); end != std::string_view::npos && word.find('/') < end) {
            name = word.substr(0, end); // https://host/user/NAME.git
            name.remove_prefix(name.rfind('/') + 1);
        }
        if (catalog::package_risk(ecosystem, name) == risk)
            return name;
    }
    return {};
}

} // namespace

bool is_locale(std::string_view name) { return name == "LANG" || name == "LANGUAGE" || name.starts_with("LC_"); }

bool is_plain_locale(std::string_view value) {
    return value.empty() || value == "C" || value == "POSIX" || value == "C.UTF-8" || value == "C.utf8";
}

bool is_shell_builtin(std::string_view name) {
    constexpr std::array<std::string_view, 48> names = {
        "",        ":",     "[",       "[[",    "alias",  "bg",      "break",     "cd",   "command", "continue",
        "declare", "dirs",  "echo",    "exit",  "export", "false",   "fc",        "fg",   "getopts", "hash",
        "jobs",    "kill",  "let",     "local", "popd",   "printf",  "pushd",     "pwd",  "read",    "readonly",
        "return",  "set",   "shift",   "shopt", "test",   "times",   "trap",      "true", "type",    "typeset",
        "ulimit",  "umask", "unalias", "unset", "wait",   "mapfile", "readarray", "exec"};
    return contains(names, name);
}

bool runs_its_operands(std::string_view name) {
    constexpr std::string_view names =
        "busybox bwrap capsh catatonit catchsegv ccache cgexec choom chpst chronic chroot chrt daemon "
        "daemonize dbus-launch dbus-run-session distcc doas dumb-init eatmydata entr env envdir expect "
        "fakechroot fakeroot faketime find firejail flock gdb gdbserver gosu ionice linux32 linux64 ltrace nc "
        "ncat netcat newgrp nice nohup nsenter numactl parallel perf pkexec prlimit proot proxychains "
        "proxychains4 rlwrap run-parts runcon runuser s6-setuidgid screen script sem setarch setpriv setsid "
        "setuidgid sg socat softlimit ssh-agent sshpass start-stop-daemon stdbuf strace su su-exec sudo "
        "systemd-run taskset time timeout tini tmux torify torsocks uclampset unbuffer unshare valgrind watch "
        "xargs xvfb-run";
    return catalog::has_word(names, name);
}

bool runs_unseen_code(std::string_view name) {
    constexpr std::string_view names =
        "R Rscript ansible ansible-playbook ant ash automake autoreconf awk bash bats bazel buildah bun "
        "busybox byobu catkin_make chef-client clisp clojure cmake colcon crystal csh dash debian/rules "
        "debuild deno dh docker dotnet dpkg-buildpackage dtach ecl elixir emacs erl escript ex expect fish "
        "gawk gdb ghc git-lfs gnuplot gpg-agent gradle groovy guile iex irb jake jar java javac julia just "
        "kotlin ksh lein libtoolize lldb lua luajit m4 make mawk maxima meson mix mksh mono munin-node mvn "
        "mysqld_safe nim ninja node nodejs nohup nvim ocaml octave octave-cli perl php podman prove puppet "
        "pwsh pypy python qemu-system-x86_64 racket rake rebar rosdep roslaunch ruby runghc runhaskell "
        "salt-call samu sbcl sbt scala scons scp sftp sh sqlite ssh swipl tcl tclsh tcsh terraform vagrant vi "
        "view vim wg-quick wine wish zsh";
    // python3.11, lua5.4, php8.2
    return catalog::has_word(names, name.substr(0, name.find_last_not_of("0123456789.") + 1)) ||
           catalog::has_word(names, name);
}

bool starts_no_program(std::string_view name, const std::vector<std::string_view>& operands) {
    const std::string_view row = catalog::sorted_row(catalog::fact_text(catalog::Fact::plain_programs), name);
    if (row.empty())
        return is_shell_builtin(name);
    const std::string_view starts = catalog::field(row, 1);
    if (starts == "-")
        return true;
    return std::none_of(operands.begin(), operands.end(), [&](std::string_view operand) {
        for (const std::string_view option : catalog::words_of(starts)) {
            const bool shorter = option.size() == 2 && option[0] == '-';
            if (operand == option || operand.starts_with(std::string(option) + "=") ||
                (shorter && operand.size() > 2 && operand[0] == '-' && operand[1] != '-' &&
                 operand.find(option[1]) != std::string_view::npos))
                return true;
        }
        return false;
    });
}

bool starts_configured_programs(std::string_view name) {
    constexpr std::array<std::string_view, 54> names = {"cron",         "crond",
                                                        "anacron",      "atd",
                                                        "at",           "batch",
                                                        "fcron",        "incrond",
                                                        "supervisord",  "supervisorctl",
                                                        "circusd",      "monit",
                                                        "runit",        "runit-init",
                                                        "runsv",        "runsvdir",
                                                        "runsvchdir",   "sv",
                                                        "chpst",        "s6-svscan",
                                                        "s6-supervise", "s6-rc",
                                                        "s6-rc-init",   "svscan",
                                                        "svscanboot",   "supervise",
                                                        "xinetd",       "inetd",
                                                        "init",         "systemd",
                                                        "systemctl",    "service",
                                                        "invoke-rc.d",  "start-stop-daemon",
                                                        "run-parts",    "logrotate",
                                                        "sshd",         "in.tftpd",
                                                        "exim4",        "postfix",
                                                        "dovecot",      "rsyslogd",
                                                        "syslog-ng",    "collectd",
                                                        "snmpd",        "openvpn",
                                                        "keepalived",   "asterisk",
                                                        "freeradius",   "nagios4",
                                                        "icinga2",      "squid",
                                                        "telegraf",     "zabbix_agentd"};
    return contains(names, name);
}

bool may_start_programs(std::string_view name) {
    constexpr std::array<std::string_view, 14> names = {
        "apache2", "apache2ctl", "apachectl", "httpd", "lighttpd", "lighttpd-angel", "vsftpd",
        "haproxy", "dnsmasq",    "proftpd",   "tor",   "fcgiwrap", "spawn-fcgi",     "nginx"};
    return contains(names, name);
}

std::string_view fetched_with(std::string_view installer, std::string_view word) {
    const auto has = [&](std::string_view part) { return word.find(part) != std::string_view::npos; };
    if (has("git+") || word.starts_with("git:") || has("git://") || has("git@") || has("github:") || has("gitlab:") ||
        has("bitbucket:") || has("gist:"))
        return "git";
    if (has("hg+"))
        return "hg";
    if (has("svn+"))
        return "svn";
    const std::string_view path = word.substr(0, word.find('#'));
    if (has("://") && path.ends_with(".git"))
        return "git";
    // npm's short form of a GitHub repository: user/repo#branch
    const bool plain = !word.empty() && word.find_first_of("@.~-/") != 0;
    const bool one_slash = std::count(path.begin(), path.end(), '/') == 1 && !path.ends_with("/");
    const bool archive = path.ends_with(".tgz") || path.ends_with(".tar.gz") || path.ends_with(".tar");
    if (ecosystem_of(installer) == "npm" && plain && one_slash && !archive && !has(":") && !has("="))
        return "git";
    return {};
}

bool installs_language_packages(std::string_view name) {
    constexpr std::array<std::string_view, 28> names = {
        "pip",    "pip2",     "pip3", "pipx",  "pipenv",     "poetry",  "uv",       "easy_install", "conda", "npm",
        "npx",    "yarn",     "pnpm", "gem",   "bundle",     "bundler", "composer", "cpan",         "cpanm", "cargo",
        "rustup", "corepack", "pdm",  "hatch", "micromamba", "mamba",   "cpm",      "carton"};
    return contains(names, name) || name.starts_with("pip3.") || name.starts_with("pip2.");
}

bool builds_what_it_installs(std::string_view name) {
    return name == "cpan" || name == "cpanm" || name == "cpm" || name == "carton";
}

bool installer_acts(std::string_view name, const std::vector<std::string_view>& operands) {
    constexpr std::array<std::string_view, 24> idle = {"cache",  "config", "version",   "--version", "-v",     "-V",
                                                       "set",    "get",    "help",      "list",      "ls",     "show",
                                                       "freeze", "check",  "login",     "logout",    "search", "info",
                                                       "view",   "env",    "uninstall", "remove",    "rm",     "purge"};
    std::string_view verb;
    for (const std::string_view operand : operands)
        if (verb.empty() && (operand.empty() || operand[0] != '-' || contains(idle, operand)))
            verb = operand.empty() ? std::string_view("?") : operand;
    // bare `yarn` and `bundle` install; bare `pip`, `npm`, `cargo` print their help
    const auto has = [&](std::string_view word) { return contains(operands, word); };
    const bool compiles = name == "cargo" && (verb == "check" || verb == "clippy" || verb == "doc" || verb == "fix");
    const bool packs = (name == "bundle" || name == "bundler") && verb == "cache";
    const bool runs_scripts = (name == "npm" || name == "pnpm" || name == "yarn") &&
                              (verb == "version" || verb == "uninstall" || verb == "remove" || verb == "rm" ||
                               (verb == "cache" && has("add")));
    const bool by_git = std::any_of(operands.begin(), operands.end(), [](std::string_view one) {
        return one.find("git") != std::string_view::npos && one.find(':') != std::string_view::npos;
    });
    if (compiles || packs || runs_scripts || (by_git && !verb.empty()))
        return true;
    if (verb.empty())
        return name == "yarn" || name == "pnpm" || name == "bundle" || name == "bundler" || name == "cpanm" ||
               name == "cpan";
    return !contains(idle, verb);
}

bool runs_the_application(std::string_view installer, const std::vector<std::string_view>& operands) {
    return installer == "npx" || std::any_of(operands.begin(), operands.end(), [](std::string_view one) {
               return one == "start" || one == "run" || one == "test" || one == "exec";
           });
}

std::vector<std::string_view> compiling_settings(std::string_view installer) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> ways = {
        {{"bundle", "BUNDLE_FORCE_RUBY_PLATFORM"},
         {"bundle", "force_ruby_platform"},
         {"pip", "PIP_NO_BINARY"},
         {"npm", "npm_config_build_from_source"},
         {"yarn", "npm_config_build_from_source"},
         {"pnpm", "npm_config_build_from_source"}}};
    std::vector<std::string_view> settings;
    for (const auto& [name, setting] : ways)
        if (installer.starts_with(name))
            settings.push_back(setting);
    return settings;
}

std::string_view forces_compilation(std::string_view installer, std::string_view text) {
    for (const std::string_view word : compiling_settings(installer)) {
        const std::size_t at = text.find(word);
        const std::string_view value =
            at == std::string_view::npos ? std::string_view("false") : text.substr(at + word.size());
        const std::size_t begin = value.find_first_not_of("= \t\"'");
        if (begin == std::string_view::npos ||
            (value.substr(begin, 5) != "false" && value[begin] != '0' && !value.substr(begin).starts_with(":none:")))
            return word;
    }
    return {};
}

std::string_view compiles_program(const std::vector<std::string_view>& installers, std::string_view program) {
    for (const std::string_view installer : installers)
        if (const std::string_view ecosystem = ecosystem_of(installer);
            !ecosystem.empty() && catalog::package_risk(ecosystem, program) == catalog::PackageRisk::compiled)
            return installer;
    return {};
}

std::string_view compiled_package(std::string_view installer, const std::vector<std::string_view>& operands) {
    return first_of_risk(installer, operands, catalog::PackageRisk::compiled);
}

std::string_view glibc_package(std::string_view installer, const std::vector<std::string_view>& operands) {
    return first_of_risk(installer, operands, catalog::PackageRisk::glibc);
}

std::vector<std::string_view> programs_of_packages(std::string_view installer,
                                                   const std::vector<std::string_view>& operands) {
    std::vector<std::string_view> programs;
    const std::string_view ecosystem = ecosystem_of(installer);
    for (const std::string_view word : operands)
        if (const std::string_view program =
                catalog::program_run_by(ecosystem, word.substr(0, word.find_first_of("=<>~![@; ")));
            !program.empty())
            programs.push_back(program);
    return programs;
}

std::string list_of(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one; });
    return result;
}

std::string_view fetched_name(std::string_view word) {
    std::string_view path = word.substr(0, word.find_first_of("?#\"'", 1)); // a quote of the shell's may end it
    if (path.ends_with("/download"))                                        // SourceForge's
        path.remove_suffix(std::string_view("/download").size());
    return path.substr(path.rfind('/') + 1);
}

bool names_text_file(std::string_view name) {
    constexpr std::array<std::string_view, 18> text = {".key",  ".asc",  ".gpg",  ".list", ".repo", ".sh",
                                                       ".txt",  ".md",   ".html", ".py",   ".pl",   ".rb",
                                                       ".conf", ".json", ".yml",  ".xml",  ".iso",  ".sources"};
    return std::any_of(text.begin(), text.end(), [&](std::string_view one) { return name.ends_with(one); });
}

bool is_static_download(std::string_view name) {
    const std::string_view table = catalog::fact_text(catalog::Fact::static_downloads);
    for (std::size_t end = name.find_first_of("-_.$");; end = name.find_first_of("-_.$", end + 1)) {
        if (!catalog::sorted_row(table, name.substr(0, end)).empty())
            return true;
        if (end == std::string_view::npos)
            return false;
    }
}

bool names_glibc_build(std::string_view word) {
    std::string name = lower(fetched_name(word));
    for (const std::string_view asked : {"$(uname -s)", "`uname -s`", "$(uname)", "`uname`"})
        if (const std::size_t at = name.find(asked); at != std::string::npos)
            name.replace(at, asked.size(), "linux");
    const auto has = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
    if (has("musl") || word.find("docker/compose/releases/download/v") != std::string_view::npos) // Go's, since 2.0
        return false;
    if (has("alpine"))
        return false;
    if (has("glibc") || has("-gnu") || has("_gnu") || name.ends_with(".deb") || name.ends_with(".rpm") ||
        name.ends_with(".run") || name.ends_with(".appimage") || has("miniconda") || has("anaconda") ||
        has("instantclient") || has("manylinux") || name.starts_with("install-tl"))
        return true;
    // published for one distribution: name-1.2-ubuntu64.tar.gz, name.centos6; not https://host/ubuntu, nor its keys
    constexpr std::array<std::string_view, 29> distributions = {
        "ubuntu", "debian",  "centos", "redhat", "rhel",   "fedora", "suse",     "el6",      "el7",     "el8",
        "el9",    "precise", "trusty", "xenial", "bionic", "focal",  "jammy",    "noble",    "squeeze", "wheezy",
        "jessie", "stretch", "buster", "cosmic", "disco",  "utopic", "bullseye", "bookworm", "trixie"};
    const bool is_text = names_text_file(name);
    if (!is_text && name.find_first_of(".-_") != std::string::npos && !has("keyring") &&
        std::any_of(distributions.begin(), distributions.end(), has))
        return true;
    // a folder of the address may tell it, too
    const std::string whole = lower(word);
    constexpr std::array<std::string_view, 8> builds = {"linux-x64", "linux_x64", "linux64",         "linux-x86",
                                                        "lnx-64",    "lnx64",     "dockerize-linux", "/bin-linux/"};
    if (!is_text && !has("static") && std::any_of(builds.begin(), builds.end(), [&](std::string_view one) {
            return whole.find(one) != std::string::npos;
        }))
        return true;
    if (!is_text && !has("static") &&
        (has("_x64") || has("-x64") || has("x86_64") || has("x86-64") || has("i686") || has("_64.") || has("64bit")))
        return true;
    // Go's own archives hold a `go` that is linked to glibc, up to 1.20
    if (name.starts_with("go1.") && has(".linux-")) {
        const std::string minor = name.substr(4, name.find_first_not_of("0123456789", 4) - 4);
        if (is_number(minor) && std::stoi(minor) < 21)
            return true;
    }
    // Go's, mostly, and static only where cgo was off
    const bool by_machine = has("amd64") || has("arm64") || whole.find("linux/amd64") != std::string::npos ||
                            whole.find("linux/arm64") != std::string::npos;
    if (by_machine && !is_text && !has("static") && whole.find("linux") != std::string::npos)
        return !is_static_download(name);
    const std::size_t at = name.find("linux");
    const bool kernel = at == 0 && (name.size() == 5 || name[5] == '.' ||
                                    (name.size() > 6 && name[5] == '-' && name[6] >= '0' && name[6] <= '9'));
    return at != std::string_view::npos && !kernel && !is_text;
}

bool names_git_repository(std::string_view value) {
    return value.find('/') != std::string_view::npos && fetched_with({}, value) == "git";
}

std::string_view why_not_on_musl(std::string_view word) {
    const std::string_view path = word.substr(0, word.find_first_of("?#\"'", 1));
    if (path.ends_with(".deb"))
        return "a package for dpkg, which Alpine does not have";
    if (path.ends_with(".rpm"))
        return "a package for rpm, which Alpine does not have";
    return "which is built for glibc by its name, or not known to be static";
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_system_number(std::string_view text) {
    return is_number(text) && text.size() <= 3 && text.find_first_not_of('0') != std::string_view::npos;
}

bool is_recursive_force(std::string_view option) {
    return option == "-rf" || option == "-fr" || option == "-Rf" || option == "-fR";
}

bool changes_programs(std::string_view name) {
    constexpr std::array<std::string_view, 36> names = {"PATH",
                                                        "TZ",
                                                        "TZDIR",
                                                        "CURL_CA_BUNDLE",
                                                        "CURL_HOME",
                                                        "SSL_CERT_FILE",
                                                        "SSL_CERT_DIR",
                                                        "SSLKEYLOGFILE",
                                                        "OPENSSL_CONF",
                                                        "REQUESTS_CA_BUNDLE",
                                                        "WGETRC",
                                                        "RSYNC_RSH",
                                                        "GIT_SSH",
                                                        "GIT_SSL_CAINFO",
                                                        "NODE_EXTRA_CA_CERTS",
                                                        "IFS",
                                                        "ENV",
                                                        "CDPATH",
                                                        "SHELLOPTS",
                                                        "BASHOPTS",
                                                        "POSIXLY_CORRECT",
                                                        "_POSIX2_VERSION",
                                                        "TMPDIR",
                                                        "LOCPATH",
                                                        "NLSPATH",
                                                        "GCONV_PATH",
                                                        "HOSTALIASES",
                                                        "RES_OPTIONS",
                                                        "LOCALDOMAIN",
                                                        "GLIBC_TUNABLES",
                                                        "MALLOC_CHECK_",
                                                        "VERSION_CONTROL",
                                                        "SIMPLE_BACKUP_SUFFIX",
                                                        "HOME",
                                                        "PWD",
                                                        "OLDPWD"};
    return contains(names, name) || name.starts_with("LD_") || name.starts_with("BASH_") || name.starts_with("GREP_") ||
           (name.size() == 3 && name.starts_with("PS"));
}

bool manages_packages(std::string_view name) {
    constexpr std::array<std::string_view, 27> names = {"apt-get",
                                                        "apt",
                                                        "aptitude",
                                                        "apt-key",
                                                        "apt-mark",
                                                        "apt-cache",
                                                        "apt-config",
                                                        "apt-file",
                                                        "add-apt-repository",
                                                        "apt-add-repository",
                                                        "dpkg",
                                                        "dpkg-reconfigure",
                                                        "dpkg-divert",
                                                        "dpkg-query",
                                                        "debconf-set-selections",
                                                        "gdebi",
                                                        "update-alternatives",
                                                        "locale-gen",
                                                        "yum",
                                                        "dnf",
                                                        "microdnf",
                                                        "yum-config-manager",
                                                        "rpm",
                                                        "rpmkeys",
                                                        "subscription-manager",
                                                        "amazon-linux-extras",
                                                        "tdnf"};
    return contains(names, name);
}

bool names_package_manager(std::string_view text) {
    const auto part_of_name = [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '-' ||
               one == '_' || one == '.' || one == '/';
    };
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && part_of_name(text[end]))
            ++end;
        std::string_view word = text.substr(begin, end - begin);
        if (word.starts_with("/usr/bin/"))
            word.remove_prefix(9);
        else if (word.starts_with("/bin/"))
            word.remove_prefix(5);
        const std::string_view rest = text.substr(end);
        const bool apt = word == "apt" && (rest.starts_with(" install") || rest.starts_with(" update") ||
                                           rest.starts_with(" -") || rest.starts_with(" upgrade"));
        if (apt || (word != "apt" && manages_packages(word)))
            return true;
        begin = end + 1;
    }
    return false;
}

bool is_package_cache(std::string_view raw) {
    constexpr std::array<std::string_view, 17> names = {"/var/lib/apt/lists",
                                                        "/var/lib/apt/lists/",
                                                        "/var/lib/apt/lists/*",
                                                        "/var/lib/apt/lists/*.*",
                                                        "/var/cache/apt",
                                                        "/var/cache/apt/",
                                                        "/var/cache/apt/*",
                                                        "/var/cache/apt/archives",
                                                        "/var/cache/apt/archives/",
                                                        "/var/cache/apt/archives/*",
                                                        "/var/cache/apt/archives/*.deb",
                                                        "/var/cache/yum",
                                                        "/var/cache/yum/",
                                                        "/var/cache/yum/*",
                                                        "/var/cache/dnf",
                                                        "/var/cache/dnf/",
                                                        "/var/cache/dnf/*"};
    return contains(names, raw);
}

bool is_temporary_pattern(std::string_view raw) { return raw == "/tmp/*" || raw == "/var/tmp/*"; }

bool is_portable_file(std::string_view path) {
    constexpr std::array<std::string_view, 20> endings = {
        ".jar",  ".war", ".ear", ".html", ".htm", ".css",        ".js",  ".json", ".txt", ".md",
        ".yaml", ".yml", ".xml", ".toml", ".ini", ".properties", ".pem", ".crt",  ".svg", ".conf"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

bool names_system_files(std::string_view word, bool in_root) {
    if (word.find("file:") != std::string_view::npos)
        return true;
    if (word.find("://") != std::string_view::npos)
        return false;
    if (word == "/dev/null")
        return false;
    if (word == "/" || word.starts_with("/.") || (in_root && (word == "." || word == "*" || word.starts_with("./"))) ||
        word.find("..") != std::string_view::npos)
        return true;
    return std::any_of(system_folders.begin(), system_folders.end(), [&](std::string_view folder) {
        return word.find(folder) != std::string_view::npos ||
               (in_root && folder != "~" && word.starts_with(folder.substr(1)));
    });
}

} // namespace imgfix::rewrite
