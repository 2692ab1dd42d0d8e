// What nobody sees: scripts and programs from elsewhere, what is fetched, and what names and words tell of them.
#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// A shell on a file, or a program that is a shell script by its name.
bool is_script(const std::vector<std::string>& words) {
    const std::string_view name = words[0];
    if (name.ends_with(".sh") || name.ends_with(".bash"))
        return true;
    const std::string_view base_name = file_name(name);
    return (base_name == "sh" || base_name == "bash") && words.size() > 1;
}

/// /build/setup, ./bootstrap, /install.sh: a copied program whose name says that it makes the system ready.
bool sets_up_system(std::string_view name) {
    if (name.ends_with(".sh"))
        name.remove_suffix(3);
    constexpr std::array<std::string_view, 6> names = {"setup",     "install", "bootstrap",
                                                       "provision", "prepare", "build"};
    return name.find('/') != npos && contains(names, file_name(name));
}

/// start.sh, /docker-entrypoint: a script by its name, and most are bash's.
bool may_be_bash_script(std::string_view name) {
    constexpr std::array<std::string_view, 10> names = {
        "entrypoint", "docker-entrypoint", "start",  "startup", "run",
        "init",       "bootstrap",         "launch", "setup",   "install"};
    return name.ends_with(".sh") || name.ends_with(".bash") ||
           (name.find('/') != npos && contains(names, file_name(name)));
}

/// The address and the names in it: "$(curl https://host/latest | grep 'linux-amd64.tgz')" holds two.
std::vector<std::string_view> parts_of_fetch(std::string_view word) {
    std::vector<std::string_view> parts{word};
    if (word.find_first_of(" \t(`") == npos)
        return parts;
    for (std::size_t begin = 0; begin < word.size();) {
        const std::size_t end = std::min(word.find_first_of(" \t\n\"'()`|;", begin), word.size());
        if (end > begin)
            parts.push_back(word.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// `make install_deps`, `make setup` on a system that has next to nothing: they install packages.
bool makes_system_ready(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 9> signs = {"install_",  "install-",  "deps",    "depend",      "setup",
                                                       "bootstrap", "provision", "prepare", "requirements"};
    return std::any_of(words.begin() + 1, words.end(), [&](const std::string& word) {
        return !word.starts_with("-") && word.find_first_of("/=") == npos && word.find(' ') == npos &&
               std::any_of(signs.begin(), signs.end(), [&](std::string_view one) { return word.find(one) != npos; });
    });
}

/// `make debian-prepare`, `./build ubuntu`: a word that says for which system something unseen is.
std::string_view word_of_the_base(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 12> names = {"debian", "ubuntu", "centos", "rhel", "redhat", "fedora",
                                                        "apt",    "deb",    "dpkg",   "yum",  "rpm",    "dnf"};
    for (const std::string& word : words) {
        if (word.find("://") != npos)
            continue;
        for (std::size_t begin = 0; begin < word.size();) {
            const std::size_t end = std::min(word.find_first_of("-_/.: ", begin), word.size());
            if (contains(names, std::string_view(word).substr(begin, end - begin)))
                return word;
            begin = end + 1;
        }
    }
    return {};
}

/// ssh://host/path, or user@host:path.
bool names_ssh_address(std::string_view word) {
    const std::size_t at = word.find('@');
    return word.starts_with("ssh://") || word.find("+ssh://") != npos ||
           (at != npos && at > 0 && word.find("://") == npos && word.find(':', at) != npos && word.find('/') > at);
}

bool fetches(std::string_view name) {
    return name == "wget" || name == "curl" || name == "aria2c" || name == "git" || name == "svn" || name == "hg";
}

/// An address of another kind than http, https, ftp and ftps: curl is built with more or less of them.
bool names_other_protocol(std::string_view word) {
    const std::size_t end = word.find("://");
    if (end == npos)
        return false;
    std::size_t begin = end;
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(word[begin - 1])) != 0 || word[begin - 1] == '+'))
        --begin;
    const std::string_view scheme = word.substr(begin, end - begin);
    return scheme != "http" && scheme != "https" && scheme != "ftp" && scheme != "ftps" && scheme != "file";
}

} // namespace

std::string AlpineJudge::with_written_values(std::string text, const Instruction& instruction) const {
    for (std::size_t k = stage_.from + 1; k < instruction.index; ++k)
        for (const document::KeyValue& pair : document_.instructions[k].pairs)
            for (const std::string& name : {"${" + pair.key + "}", "$" + pair.key})
                if (const std::size_t at = text.find(name); pair.value && at != npos && text.size() < 4096)
                    text.replace(at, name.size(), *pair.value);
    return text;
}

void AlpineJudge::refuse_glibc_build(const std::string& does, std::string_view word, const Instruction& instruction) {
    refuse("glibc-needed", instruction,
           does + " " + std::string(fetched_name(word)) + ", " + std::string(why_not_on_musl(word)));
}

void AlpineJudge::use_fetch(std::string_view program, const std::vector<std::string>& words,
                            const Instruction& instruction) {
    if (program == "git" && !installed_program("ssh") && document_.slice(instruction.bytes).find("GIT_SSH") != npos)
        want("openssh-client");
    if ((program == "git" || program == "rsync" || program == "lftp") &&
        std::any_of(words.begin() + 1, words.end(), [&](std::string_view one) {
            return names_ssh_address(one) || one.starts_with("sftp:") ||
                   (program == "rsync" && one.find(':') != npos && one.find("rsync:") == npos);
        }))
        want("openssh-client"); // Debian's git recommends it
    if (!fetches(program))
        return;
    if (program == "curl" || program == "wget" || program == "aria2c") {
        const std::string fetching = std::string(program) + " fetches";
        for (const std::string& word : spelled_)
            if (names_glibc_build(word))
                refuse_glibc_build(fetching, word, instruction);
        for (std::size_t k = 1; k < words.size(); ++k) {
            const std::string word =
                expanded(words[k], instruction).value_or(with_written_values(words[k], instruction));
            for (const std::string_view part : parts_of_fetch(word))
                if (names_glibc_build(part))
                    refuse_glibc_build(fetching, part, instruction);
        }
    }
    constexpr std::array<std::string_view, 10> built_in = {
        "--negotiate",  "--proxy-negotiate", "--krb",  "--delegation", "--http3",
        "--http3-only", "--socks5-g",        "--dns-", "--doh-",       "--proto"};
    for (std::size_t k = 1; program == "curl" && k < words.size(); ++k) {
        if (std::any_of(built_in.begin(), built_in.end(),
                        [&](std::string_view one) { return words[k].starts_with(one); }))
            assume("package-parts", instruction, "Alpine's curl was built with what " + words[k] + " asks for");
        if (words[k].starts_with("--config") || (words[k].size() > 1 && words[k][0] == '-' && words[k][1] != '-' &&
                                                 words[k].find('K') != npos && words[k].find("://") == npos))
            note(unseen_, "curl " + words[k], instruction);
    }
    note(fetched_, std::string(program), instruction);
}

void AlpineJudge::want_bash_for(std::string_view shell) {
    if (shell == "bash")
        want("bash");
}

void AlpineJudge::use_unseen(const std::vector<std::string>& words, const std::string& text,
                             const Instruction& instruction) {
    if (words[0].find('/') == npos && path_leads_to_published())
        return refuse("glibc-needed", instruction,
                      words[0] + " may be a program that dotnet publish makes, as PATH leads to it: linked to glibc");
    for (std::size_t k = 1; k < words.size(); ++k)
        if (names_package_manager(words[k])) {
            refuse("package-command", instruction, words[0] + ": " + words[k] + " names a package manager");
            return;
        }
    if (variant_ == nullptr)
        if (const std::string_view word = word_of_the_base(words); !word.empty())
            return refuse("package-command", instruction,
                          words[0] + ": " + std::string(word) + " names the old base or its packages");
    const std::string_view bare = file_name(words[0]);
    const bool from_stage = std::any_of(
        document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.from),
        document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.end),
        [](const Instruction& one) { return one.kind == InstructionKind::copy && one.flag("from") != nullptr; });
    if (variant_ == nullptr && words[0].find('/') != npos && bare.find('.') == npos && bare != "sh" && bare != "bash" &&
        !may_be_bash_script(words[0]) && fetched_.empty() && !stage_adds_packages() && !copies_scripts() &&
        !from_stage && !copies_.empty() && instruction.kind != InstructionKind::healthcheck)
        return refuse("glibc-needed", instruction,
                      words[0] + " is copied, and nothing here makes it: it may be compiled for glibc");
    if (words[0].ends_with("letsencrypt-auto") || words[0].ends_with("certbot-auto"))
        return refuse("package-command", instruction, words[0] + " installs what it needs by apt-get or yum");
    // what is made from a foreign archive may be a script
    constexpr std::array<std::string_view, 6> by_git = {"govendor", "glide", "dep", "godep", "gvt", "gb"};
    if (image_ == "golang" && contains(by_git, bare) && !installed_program("git"))
        want_lost_program("git");
    if (may_be_bash_script(words[0]) || (variant_ == nullptr && !fetched_.empty()))
        want("bash");
    if (words[0] == "./config" || words[0] == "./Configure") // OpenSSL's, in Perl
        want("perl");
    const bool in_build = instruction.kind == InstructionKind::run;
    const bool by_shell = words.size() == 2 && is_script(words) && !words[0].ends_with(".sh");
    if (variant_ == nullptr &&
        ((in_build && is_script(words)) || (fetched_.empty() && sets_up_system(words[by_shell ? 1 : 0])))) {
        // what an image's own script does on a bare system is, first of all, to install packages
        refuse("unseen-programs", instruction,
               "the script " + text + " is not seen, and may use " + (system_ == "rhel" ? "yum" : "apt-get"));
        return;
    }
    const bool by_path = words[0].find('/') != npos && words[0] != "/bin/sh" && !words[0].ends_with("bash");
    look_at_paths(words, by_path ? 0 : 1, instruction);
    note(unseen_, text, instruction);
    foreign_ = true;
}

void AlpineJudge::use_shell(const std::vector<std::string>& words, const Instruction& instruction) {
    const bool bash = words[0].ends_with("bash");
    const std::string shell = bash ? "bash" : "sh";
    if (words.size() >= 3 && words[words.size() - 2].ends_with('c') && words[1].starts_with("-") && words.size() < 5 &&
        (words.size() == 3 || words[1] != "-o")) {
        // sh -c TEXT, bash -ec TEXT, bash -e -c TEXT
        if (words[1].find('l') != npos)
            note(paths_, shell + " " + words[1], instruction); // reads /etc/profile
        read_text(words.back(), instruction, bash ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
        return;
    }
    if (piped_ && (words.size() == 1 || words[1].starts_with("-"))) {
        // curl ... | sh: an installer chooses what it fetches by the system it finds
        refuse("unseen-programs", instruction, "what comes by a pipe is run by " + shell + " at once");
        return;
    }
    if (words.size() == 1 && instruction.kind != InstructionKind::run) {
        assume("interpreter-runs-unseen-code", instruction,
               std::string("what is typed into its shell needs no more than ") + (bash ? "Alpine" : "BusyBox") +
                   " has");
        return;
    }
    if (words.size() > 1 && !words[1].starts_with("-") && read_copied(words[1], instruction, true))
        return;
    const auto script =
        std::find_if(words.begin() + 1, words.end(), [](const auto& one) { return !one.starts_with("-"); });
    use_unseen(words, script != words.end() ? shell + " " + *script : shell, instruction);
}

void AlpineJudge::use_interpreter(const std::vector<std::string>& words, const Instruction& instruction) {
    const std::string_view name = words[0];
    if (const std::string_view word = word_of_the_base(words); !word.empty() && variant_ == nullptr)
        refuse("package-command", instruction,
               words[0] + ": " + std::string(word) + " names the old base or its packages");
    if (name == "make" && variant_ == nullptr && instruction.kind == InstructionKind::run && makes_system_ready(words))
        refuse("package-command", instruction,
               "make " + words.back() + " may run " + (system_ == "rhel" ? "yum" : "apt-get") +
                   ": its name says that it makes the system ready");
    constexpr std::array<std::string_view, 4> by_easy_install = {"install", "develop", "test", "easy_install"};
    if (name.starts_with("python") && words.size() > 2 && words[1].ends_with("setup.py") &&
        contains(by_easy_install, words[2]))
        refuse("language-packages", instruction,
               words[1] + " " + words[2] + " fetches nothing that it needs with Alpine's setuptools (80 and later)");
    if (name == "make" && variant_ == nullptr && !fetched_.empty())
        want("bash"); // of the scripts that it starts some are bash's
    interprets_ = true;
    assume("interpreter-runs-unseen-code", instruction,
           "the code that " + std::string(name) + " runs needs no glibc and nothing else of the old base");
}

void AlpineJudge::use_package_program(const std::vector<std::string>& words, const catalog::PackageProgram& program,
                                      const Instruction& instruction) {
    if (program.interpreter) {
        use_interpreter(words, instruction);
        foreign_ = true;
        return;
    }
    use_fetch(words[0], words, instruction);
    runs_others_ = runs_others_ || program.in_parts;
    if (program.in_parts)
        assume("package-parts", instruction,
               words[0] + " needs nothing that Alpine packs apart from it or that Debian's package recommends");
    if (words[0] == "jq" && std::any_of(words.begin() + 1, words.end(), [](const std::string& one) {
            return one == "-f" || one == "-L" || one.starts_with("--from-file") || one.find("include") != npos ||
                   one.find("import") != npos ||
                   (one.size() > 2 && one[0] == '-' && one[1] != '-' && one.find('f') != npos);
        }))
        assume("interpreter-runs-unseen-code", instruction,
               "the code that jq runs needs no glibc and nothing else of the old base");
    if (words[0] == "jq")
        for (std::size_t k = 1; k < words.size(); ++k)
            for (const std::string_view one : {"strf", "strp", "gamma", "env", "ENV", "mktime", "localtime"})
                if (words[k].find(one) != npos)
                    assume("package-parts", instruction,
                           "jq's " + std::string(one) + "... gives the same with musl's time formats and environment");
    for (std::size_t k = 1; k < words.size(); ++k) {
        if (names_system_files(words[k], !cwd_ || *cwd_ == "/")) {
            if (names_hard_files(words[k]))
                refuse("system-path", instruction, words[0] + ": " + words[k] + " may name a file of the base");
            else
                note(paths_, words[0] + " " + words[k], instruction);
        }
        if (words[0] == "curl" && names_other_protocol(words[k]))
            assume("package-parts", instruction, words[0] + " was built with what " + words[k] + " needs");
    }
    // Debian's curl only recommends the certificates that Alpine's brings: https would fail there and work here
    if (words[0] == "curl" && installed_.count("ca-certificates") == 0 &&
        document_.source().find("--no-install-recommends") != npos)
        assume("package-parts", instruction, "curl is not there to fail for want of certificates");
    foreign_ = true;
}

void AlpineJudge::look_at_words_of_others() {
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k) {
        const std::string_view text = document_.instructions[k].rest();
        if (text.find(".bash") != npos || text.find("GOROOT_BOOTSTRAP") != npos) // Go is built by make.bash
            want("bash");
        const bool copy = document_.instructions[k].kind == InstructionKind::copy ||
                          document_.instructions[k].kind == InstructionKind::add;
        if (copy && (text.find("openssl") != npos || text.find("cert.sh") != npos) && variant_ != nullptr &&
            !installed_program("openssl"))
            want("openssl");
    }
    for (const document::Variable& one : stage_.variables)
        if (!unseen_.empty() && one.value && one.value->find(' ') != npos)
            want_lost_program(std::string_view(*one.value).substr(0, one.value->find(' ')));
}

void AlpineJudge::look_at_libraries_alone() {
    if (variant_ != nullptr || fetched_.empty() || has_compiler() || installed_program("make"))
        return;
    for (const auto& [package, names] : added_)
        if (package.starts_with("lib") && !package.ends_with("-dev") && !package.ends_with("-bin") &&
            !package.ends_with("-tools") && package.find("perl") == npos)
            return refuse("glibc-needed", from(),
                          package + " is there for a program that is fetched (" + fetched_.front().text + ", line " +
                              std::to_string(line_of(*fetched_.front().where)) +
                              "), which is built for the old base's libraries then");
}

void AlpineJudge::look_at_bundled_java() {
    const bool java = std::any_of(installed_.begin(), installed_.end(), [](const std::string& one) {
        return one.find("jdk") != npos || one.find("jre") != npos || one.find("java") != npos;
    });
    if (variant_ != nullptr || java)
        return;
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k)
        for (const std::string_view sign : {"jre32", "jre64", "/jre/"})
            if (document_.instructions[k].rest().find(sign) != npos)
                return refuse("glibc-needed", document_.instructions[k],
                              "it speaks of a Java runtime (" + std::string(sign) +
                                  ") that no package brings: what is copied or fetched holds one, built for glibc");
}

bool AlpineJudge::copies_scripts() const {
    return std::any_of(document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.from),
                       document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.end),
                       [](const Instruction& one) {
                           return (one.kind == InstructionKind::copy || one.kind == InstructionKind::add) &&
                                  std::any_of(one.words.begin(), one.words.end(),
                                              [](const grammar::Word& word) { return word.value.ends_with(".sh"); });
                       });
}

} // namespace imgfix::rewrite
