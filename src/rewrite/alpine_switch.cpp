#include "rewrite/alpine_switch.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "catalog/applets.hpp"
#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "catalog/packages.hpp"
#include "catalog/variants.hpp"
#include "document/shell.hpp"
#include "grammar/parse.hpp"
#include "rewrite/switch_judge.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using catalog::PathOwner;
using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::ShellScript;
using document::ShellToken;
using document::SimpleCommand;
using document::Span;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == npos;
}

/// The operating systems' images and the column of base_folders.tsv that each belongs to.
std::string_view system_of(std::string_view image) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> systems{{
        {"debian", "debian"},
        {"ubuntu", "ubuntu"},
        {"centos", "rhel"},
        {"fedora", "rhel"},
        {"amazonlinux", "rhel"},
        {"rockylinux", "rhel"},
        {"almalinux", "rhel"},
        {"oraclelinux", "rhel"},
    }};
    for (const auto& [name, system] : systems)
        if (name == image)
            return system;
    return {};
}

/// How the catalog calls the architecture of a --platform; empty when it is no plain linux/ARCHITECTURE.
std::string_view architecture_of(std::string_view platform) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> names{{
        {"linux/amd64", "amd64"},
        {"linux/arm64", "arm64v8"},
        {"linux/arm64/v8", "arm64v8"},
        {"linux/arm/v5", "arm32v5"},
        {"linux/arm/v6", "arm32v6"},
        {"linux/arm/v7", "arm32v7"},
        {"linux/386", "i386"},
        {"linux/ppc64le", "ppc64le"},
        {"linux/riscv64", "riscv64"},
        {"linux/s390x", "s390x"},
        {"linux/mips64le", "mips64le"},
    }};
    for (const auto& [name, architecture] : names)
        if (name == platform)
            return architecture;
    return {};
}

/// Variables that change what the shell, the C library or the proven programs do (dash(1), GNU coreutils manual,
/// glibc manual, ld.so(8)).
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
           name.starts_with("PS");
}

/// Tools of Debian's and RHEL's package management beside the ones that are translated.
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

/// A pattern or folder that holds nothing but what the package manager cached, as it is written.
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

/// Where a base keeps its own files.
constexpr std::array<std::string_view, 14> system_folders = {"/etc", "/usr", "/bin", "/sbin", "/lib",  "/var",  "/proc",
                                                             "/sys", "/dev", "/run", "/boot", "/root", "/home", "~"};

/// Might the argument of a program name a file of the base?
bool names_system_files(std::string_view word, bool in_root) {
    if (word.find("file:") != npos)
        return true;
    if (word.find("://") != npos)
        return false;
    if (word == "/dev/null")
        return false;
    if (word == "/" || word.starts_with("/.") || (in_root && (word == "." || word == "*" || word.starts_with("./"))) ||
        word.find("..") != npos)
        return true;
    return std::any_of(system_folders.begin(), system_folders.end(), [&](std::string_view folder) {
        return word.find(folder) != npos || (in_root && folder != "~" && word.starts_with(folder.substr(1)));
    });
}

std::string list_of(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// One word or assignment of a translated command: its text from now on; empty: it goes.
struct Token {
    Span place;
    std::string text;
};

class AlpineJudge final : private SwitchJudge {
public:
    /// variant: the Alpine variant of the same image; nullptr: Alpine or BusyBox for an operating system's image.
    AlpineJudge(const Document& document, const Stage& stage, const Context& context,
                const catalog::Equivalent* variant)
        : SwitchJudge(document, stage, context), variant_(variant) {}

    SwitchPlan run() {
        if (!read_base())
            return std::move(plan_);
        plan_.applicable = true;
        for (std::size_t k = stage_.from + 1; k < stage_.end; ++k)
            look_at(document_.instructions[k]);
        look_at_commands();
        add_packages();
        tell_assumptions();
        compare_configs();
        finish();
        return std::move(plan_);
    }

private:
    /// False when this fixer has nothing to say about the stage.
    bool read_base() {
        if (stage_.index + 1 != document_.stages.size() || stage_.parent != none || !stage_.base ||
            from().words.empty())
            return false;
        reference_ = document::parse_image_reference(*stage_.base);
        if (!reference_)
            return false;
        image_ = reference_->official_name();
        if (variant_ != nullptr) {
            const auto config = catalog::base_config(image_, reference_->tag);
            system_ = config && config->family == "ubuntu" ? "ubuntu" : "debian";
            own_ = catalog::variant_facts(image_);
            if (own_)
                own_folders_ = catalog::words_of(own_->folders);
        } else {
            system_ = system_of(image_);
        }
        if (system_.empty())
            return false;
        read_reference(*reference_);
        base_ = catalog::base_config(image_, reference_->tag);
        if (!base_)
            refuse("base-config-unknown", from(),
                   "what " + *stage_.base + " hands to the image (shell, environment, user) is not known");
        return true;
    }

    // --- instructions

    void look_at(const Instruction& instruction) {
        switch (instruction.kind) {
        case InstructionKind::run:
            look_at_run(instruction);
            break;
        case InstructionKind::copy:
        case InstructionKind::add:
            look_at_copy(instruction);
            break;
        case InstructionKind::env:
        case InstructionKind::arg:
            look_at_variables(instruction);
            break;
        case InstructionKind::user:
            look_at_user(instruction);
            break;
        case InstructionKind::workdir:
            look_at_workdir(instruction);
            break;
        case InstructionKind::volume:
            for (const grammar::Word& word : instruction.words)
                if (const auto path = resolve(word.value);
                    path && path_owner(*path) == PathOwner::base && !names_hard_files(*path + "/"))
                    note(paths_, "VOLUME " + word.value, instruction);
                else if (!path || path_owner(*path) == PathOwner::base)
                    refuse("system-path", instruction, "VOLUME " + word.value + " may hold files of the base");
            look_at_expansions(instruction);
            break;
        case InstructionKind::shell:
            if (!is_default_shell(instruction))
                refuse("shell-changed", instruction, "SHELL names another shell than /bin/sh -c");
            break;
        case InstructionKind::onbuild:
            refuse("onbuild", instruction, "what an ONBUILD trigger does in other files is not seen here");
            break;
        case InstructionKind::cmd:
            cmd_ = &instruction;
            break;
        case InstructionKind::entrypoint:
            entrypoint_ = &instruction;
            break;
        case InstructionKind::healthcheck:
            healthcheck_ = &instruction;
            break;
        default:
            look_at_expansions(instruction);
        }
    }

    static bool is_default_shell(const Instruction& instruction) {
        return instruction.words.size() == 2 && instruction.words[0].value == "/bin/sh" &&
               instruction.words[1].value == "-c";
    }

    /// A variable that the old base sets and the new one does not must not stand in the text.
    void look_at_expansions(const Instruction& instruction) {
        if (!base_)
            return;
        for (const std::string_view name : catalog::words_of(base_->env))
            for (const char* open : {"$", "${"})
                if (name != "PATH" && instruction.rest().find(open + std::string(name)) != npos)
                    refuse("environment", instruction,
                           "it uses " + std::string(name) + ", which only the old base sets");
    }

    void look_at_variables(const Instruction& instruction) {
        look_at_expansions(instruction);
        for (std::size_t k = 0; k < instruction.pairs.size(); ++k) {
            const document::KeyValue& pair = instruction.pairs[k];
            const bool plain = !pair.key.empty() && std::all_of(pair.key.begin(), pair.key.end(), [](unsigned char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                       c == '.' || c == '-';
            });
            if (!plain) {
                // BuildKit takes quotes off a name and expands it
                refuse("environment", instruction, pair.key + " may be any variable's name");
            } else if (const auto path = written_value(pair);
                       pair.key == "PATH" && path.find("$") != npos &&
                       (path.find("$PATH") != npos || path.find("${PATH}") != npos)) {
                note(paths_, "PATH", instruction);
            } else if (changes_programs(pair.key)) {
                refuse("environment", instruction, pair.key + " changes how programs are found or what they do");
            } else if (const auto given = value_of(instruction, pair.key); given && names_system_files(*given, false)) {
                if (names_hard_files(*given))
                    refuse("environment", instruction, pair.key + "=" + *given + " may name a file of the base");
                else
                    note(paths_, pair.key + "=" + *given, instruction);
            } else if (is_locale(pair.key)) {
                const auto value = value_of(instruction, pair.key);
                if (value && value->find("UTF-8") == npos && value->find("utf8") == npos && !is_plain_locale(*value) &&
                    pair.key != "LANGUAGE")
                    refuse("environment", instruction,
                           pair.key + " asks for a locale that Alpine and BusyBox do not have");
                else if (instruction.kind == InstructionKind::arg || !value || !is_plain_locale(*value))
                    assume("environment", instruction,
                           "nothing depends on the language, order or formats of " + pair.key +
                               (value ? "=" + *value : "") + ": musl knows C.UTF-8 alone");
            }
        }
    }

    static std::string written_value(const document::KeyValue& pair) {
        return pair.value ? *pair.value : std::string{};
    }

    /// Files that differ between the bases for certain: libraries, package managers' and services' own.
    bool names_hard_files(std::string_view text) const {
        constexpr std::array<std::string_view, 33> hard = {"/usr/lib",
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
                                                           "/etc/passwd"};
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
                const bool begins = before == ' ' || before == '=' || before == ':' || before == '"' ||
                                    before == '\'' || before == ',' || before == '(';
                if (begins && !own(text.substr(at)))
                    return true;
            }
            return false;
        });
    }

    /// The value that ENV gives the variable, expanded.
    std::optional<std::string> value_of(const Instruction& instruction, std::string_view key) const {
        std::optional<std::string> value;
        for (const document::Variable& variable : stage_.variables)
            if (variable.instruction == instruction.index && variable.name == key)
                value = variable.value;
        return value;
    }

    void look_at_user(const Instruction& instruction) {
        const std::string_view text = instruction.words.empty() ? std::string_view{} : instruction.words[0].value;
        const std::string_view user = text.substr(0, text.find(':'));
        const std::string_view group = user.size() == text.size() ? "0" : text.substr(user.size() + 1);
        const auto is_root = [](std::string_view name) { return name == "root" || name == "0"; };
        // Below 1001 a number may belong to somebody in one base's passwd and not in the other's, and with it a home
        // and groups.
        const bool free =
            is_number(user) && std::stoul(std::string(user)) > 1000 && std::stoul(std::string(user)) < 60000;
        const bool made_here =
            users_.count(std::string(user)) != 0 || user == "nobody" || (own_ && catalog::has_word(own_->users, user));
        const bool group_made_here = users_.count(std::string(group)) != 0 || user.size() == text.size();
        if (made_here && (group_made_here || is_root(group) || is_number(group)))
            return;
        if ((!is_root(user) && !free) || (!is_root(group) && !is_number(group)))
            refuse("user-not-numeric", instruction,
                   "USER " + std::string(text) + " is looked up in the base's own list of users");
    }

    void look_at_workdir(const Instruction& instruction) {
        const std::string text = instruction.words.empty() ? std::string{} : instruction.words[0].value;
        const auto path = resolve(text);
        if (!path || path_owner(*path) == PathOwner::base) {
            if (path && !names_hard_files(*path + "/"))
                note(paths_, "WORKDIR " + text, instruction);
            else if (!path && text.find('$') != npos && document_.settings_before(instruction).workdir_known)
                note(paths_, "WORKDIR " + text, instruction);
            else
                refuse("system-path", instruction,
                       "WORKDIR " + text + " is a folder of the base, or cannot be told from one");
            cwd_ = path;
            return;
        }
        made(*path);
        cwd_ = *path;
    }

    void look_at_copy(const Instruction& instruction) {
        for (const document::Flag& flag : instruction.flags) {
            if (flag.name == "from") {
                look_at_copied_stage(instruction, flag.value);
                continue;
            }
            const bool owner = flag.name == "chown" && is_known_owner(flag.value);
            const bool mode = flag.name == "chmod" && is_number(flag.value);
            const bool link = flag.name == "link" && (!flag.has_value || flag.value == "true");
            if (!owner && !mode && !link)
                refuse("copy-flag", instruction,
                       "--" + flag.name + (flag.has_value ? "=" + flag.value : "") +
                           " means another thing, or nothing, on another base");
        }
        if (!instruction.heredocs.empty()) {
            refuse("heredoc", instruction, "a here-document is copied");
            return;
        }
        if (instruction.words.size() < 2)
            return;
        const std::string& to = instruction.words.back().value;
        auto path = resolve(to);
        const PathOwner owner = path ? path_owner(*path) : PathOwner::base;
        const bool into = to.ends_with("/") || to.ends_with("/.") || to == "." || instruction.words.size() > 2;
        if (owner == PathOwner::base || *path == "/" || owner == PathOwner::folder) {
            // into /opt/, /tmp/...: what lands there has the names of the context's files
            if (path ? names_hard_files(*path + "/") : to.find_first_of("$~") == npos)
                refuse("copy-destination", instruction, to + " is a folder of the base, or cannot be told from one");
            else
                note(paths_, "COPY to " + to, instruction);
            note(copies_, to, instruction);
            foreign_ = true;
            return;
        }
        below_copied(*path, instruction);
        made(into ? *path : parent(*path));
        const bool pattern = instruction.words[0].value.find_first_of("*?[") != npos;
        note(copies_, to, instruction);
        copied_.emplace_back(*path, !into && !pattern && instruction.words.size() == 2);
    }

    /// What a stage hands over runs on musl when it was made on musl, or is a static program.
    void look_at_copied_stage(const Instruction& instruction, const std::string& name) {
        const std::size_t source = document_.find_stage(name, stage_.index, true);
        if (source != none) {
            const Stage& from_stage = document_.stages[source];
            const auto reference = from_stage.base ? document::parse_image_reference(*from_stage.base) : std::nullopt;
            const auto config = reference && from_stage.parent == none
                                    ? catalog::base_config(std::string(reference->official_name()), reference->tag)
                                    : std::nullopt;
            if (config && (config->family == "alpine" || config->family == "scratch")) {
                note(from_musl_, name, instruction);
                return;
            }
            for (std::size_t k = from_stage.from; k < from_stage.end; ++k)
                if (document_.slice(document_.instructions[k].bytes).find("CGO_ENABLED=0") != npos) {
                    note(static_, name, instruction);
                    return;
                }
        }
        refuse("copied-from-stage", instruction, "what is copied from " + name + " may need the old base's libraries");
    }

    bool is_known_owner(std::string_view text) const {
        const std::size_t colon = text.find(':');
        const auto one = [&](std::string_view name) {
            return name == "root" || is_number(name) || users_.count(std::string(name)) != 0 ||
                   (own_ && catalog::has_word(own_->users, name));
        };
        return one(text.substr(0, colon)) && (colon == npos || one(text.substr(colon + 1)));
    }

    // --- paths

    /// The absolute path without `.` and double slashes; nothing when it holds `..`, a variable or a pattern, or when
    /// the folder it counts from is not known.
    std::optional<std::string> resolve(std::string_view text) const {
        if (!text.starts_with("/") && !cwd_)
            return std::nullopt;
        return join_path(cwd_.value_or("/"), text);
    }

    static std::string parent(const std::string& path) {
        const std::size_t slash = path.rfind('/');
        return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
    }

    static PathOwner path_owner(std::string_view path) { return catalog::path_owner(path); }

    /// The folder and those above it exist from now on.
    void made(std::string path) {
        for (; path != "/"; path = parent(path))
            made_.insert(path);
    }

    /// The folder must be there in the new base.
    void need(const std::string& folder) {
        if (made_.count(folder) == 0 && path_owner(folder) == PathOwner::folder)
            needed_.insert(folder);
    }

    /// What was copied, or made by a program, may hold symbolic links that lead to the base's files.
    void below_copied(const std::string& path, const Instruction& instruction) {
        const bool below = foreign_ || std::any_of(copied_.begin(), copied_.end(), [&](const auto& one) {
                               return path.starts_with(one.first + "/") || (path == one.first && !one.second);
                           });
        if (below)
            note(links_below_, path, instruction);
    }

    /// Judges a path that a program reads or changes; false when it was refused.
    bool use_path(const std::string& word, const Instruction& instruction, const std::string& command) {
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

    // --- commands

    void look_at_run(const Instruction& instruction) {
        if (!instruction.heredocs.empty()) {
            refuse("heredoc", instruction, "a script in a here-document is not read yet");
            return;
        }
        for (const document::Mount& mount : document::mounts_of(instruction))
            if (!mount.known || mount.type == "bind" || names_hard_files(mount.target + "/"))
                refuse("run-flags", instruction, "RUN --mount of " + mount.target + " is not followed");
        for (const document::Flag& flag : instruction.flags)
            if (flag.name != "mount" && flag.name != "network")
                refuse("run-flags", instruction, "RUN --" + flag.name + " is not followed");
        if (instruction.json) {
            std::vector<std::string> words;
            for (const grammar::Word& word : instruction.words)
                words.push_back(word.value);
            if (words.empty() || manages_packages(words[0]) || words[0] == "sh" || words[0] == "/bin/sh")
                refuse("exec-form-run", instruction, "a RUN in exec form is not translated");
            else
                use_program(words, instruction, false);
            return;
        }
        read_script(document::shell_text(instruction), instruction, true);
    }

    /// A script of a RUN (translate) or of CMD, ENTRYPOINT, HEALTHCHECK and sh -c.
    void read_script(std::string_view text, const Instruction& instruction, bool translate) {
        const ShellScript script = document::parse_script(text, grammar::ShellDialect::posix);
        if (script.opaque()) {
            refuse("script-not-read", instruction,
                   uses_bash(text) ? "the script is not read for certain: it is bash's, or nearly"
                                   : "the script is not read for certain");
            return;
        }
        if ((script.has_comment && translate) || runs_in_background(script)) {
            refuse("control-flow", instruction, "the script has a comment or a background job");
            return;
        }
        // Another list than one of && keeps its meaning: no command is added, and what goes had no result to test. That
        // the shells run it alike was not shown.
        const bool plain = script.and_list;
        if (!plain)
            note(lists_of_others_, "the list", instruction);
        if (!plain && translate)
            look_at_functions(script, instruction);
        std::vector<ShellToken> tokens;
        if (translate)
            tokens = document::canonical_tokens(script);
        const std::size_t first_row = plan_.claim.table.size();
        const auto folder = cwd_; // cd in this RUN ends with it
        // What runs inside a substitution makes its word unknown, which is reason enough.
        for (std::size_t k = 0; k < script.commands.size(); ++k)
            if (script.commands[k].top_level || !plain)
                use_command(script, k, tokens, instruction, translate);
        cwd_ = folder;
        if (translate && plan_.claim.table.size() > first_row)
            translated_.emplace_back(&instruction, first_row);
    }

    static bool runs_in_background(const ShellScript& script) {
        return std::any_of(script.commands.begin(), script.commands.end(),
                           [](const SimpleCommand& one) { return one.in_background; });
    }

    /// Functions hide what their commands are called with.
    void look_at_functions(const ShellScript& script, const Instruction& instruction) {
        for (const auto& node : script.tree.nodes)
            if (node.kind == grammar::Kind::function_definition) {
                refuse("control-flow", instruction, "the script defines a function");
                return;
            }
    }

    static bool uses_bash(std::string_view text) { return text.find("[[") != npos || text.find("<(") != npos; }

    void use_command(const ShellScript& script, std::size_t index, const std::vector<ShellToken>& tokens,
                     const Instruction& instruction, bool translate) {
        const SimpleCommand& command = script.commands[index];
        const std::string_view name = command.name();
        position_ = index;
        if (command.words.empty()) {
            for (const document::ShellAssignment& one : command.assignments)
                if (changes_programs(one.name))
                    refuse("environment", instruction,
                           std::string(one.name) + " changes how programs are found or what they do");
            note(lists_of_others_, "the assignment", instruction);
            return;
        }

        if (translate && (name == "apt-get" || name == "apt" || name == "yum" || name == "dnf" || name == "microdnf")) {
            std::vector<Token> plan = tokens_of(command, instruction);
            if (command.negated || command.in_pipeline || command.depth != 0)
                refuse("control-flow", instruction, "the status or output of " + std::string(name) + " is used");
            else if (use_manager(command, instruction, plan))
                add_row(instruction, index, tokens, keep_list(script, index, std::move(plan)));
            return;
        }
        if (translate && name == "rm" && clears_caches(command)) {
            std::vector<Token> plan = tokens_of(command, instruction);
            if (use_cache_removal(command, instruction, plan))
                add_row(instruction, index, tokens, keep_list(script, index, std::move(plan)));
            return;
        }
        for (const document::ShellAssignment& one : command.assignments)
            if (changes_programs(one.name))
                refuse("environment", instruction,
                       std::string(one.name) + " changes how programs are found or what they do");
        if (!command.assignments.empty() || command.negated)
            note(lists_of_others_, std::string(command.words[0].raw), instruction);
        const bool temporary = is_temporary_removal(command);
        std::vector<std::string> words;
        std::vector<std::string_view> known; // an empty word: known only when it runs
        bool constant = command.assignments.empty() && !command.negated;
        for (const document::ShellWord& word : command.words) {
            if (temporary && is_temporary_pattern(word.raw))
                continue; // nothing is left there on any base
            constant = constant && word.literal;
            words.push_back(word.literal ? *word.literal : std::string(word.raw));
            known.push_back(word.literal ? std::string_view(*word.literal) : std::string_view{});
        }
        use_redirections(command, instruction);
        if (temporary && words.size() == 2)
            return;
        if (!command.words[0].literal) {
            note(unseen_, "what " + std::string(command.words[0].raw) + " names", instruction);
            foreign_ = true;
            return;
        }
        if (translate && (name == "useradd" || name == "groupadd") && !stage_adds_packages()) {
            std::vector<Token> plan = tokens_of(command, instruction);
            if (use_useradd(command, instruction, plan)) {
                add_row(instruction, index, tokens, std::move(plan));
                return;
            }
        }
        if (translate && (name == "adduser" || name == "addgroup")) {
            std::vector<Token> plan = tokens_of(command, instruction);
            if (use_adduser(command, instruction, plan))
                add_row(instruction, index, tokens, std::move(plan));
            return;
        }
        if (constant)
            use_program(words, instruction, true);
        else
            use_open_program(words, known, instruction);
    }

    /// A command that goes must leave a list that means the same: in a list of && or of `;` it goes with its operator,
    /// anywhere else `true` stands in for it.
    std::vector<Token> keep_list(const ShellScript& script, std::size_t index, std::vector<Token> plan) {
        const bool goes = std::all_of(plan.begin(), plan.end(), [](const Token& one) { return one.text.empty(); });
        if (!goes || script.and_list)
            return plan;
        const auto joins = [&](std::size_t k) {
            const SimpleCommand& one = script.commands[k];
            return one.top_level && !one.in_pipeline;
        };
        const auto& commands = script.commands;
        const bool first = index == 0;
        const bool last = index + 1 == commands.size();
        const document::Joiner before = commands[index].joiner;
        const document::Joiner after = last ? document::Joiner::first : commands[index + 1].joiner;
        const bool starts = before == document::Joiner::semicolon || first;
        const bool fine = joins(index) && (first || joins(index - 1)) && (last || joins(index + 1)) &&
                          after != document::Joiner::or_if && ((before == document::Joiner::and_if) || starts) &&
                          !(first && last);
        if (!fine)
            plan.front().text = "true";
        return plan;
    }

    /// A command some words of which are known only when it runs, or with variables of its own.
    void use_open_program(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                          const Instruction& instruction) {
        const std::string& name = words[0];
        const std::string_view base_name = std::string_view(name).substr(name.rfind('/') + 1);
        if (is_hard_fetch(words) && !installed_program(base_name)) {
            refuse("program-form-unproven", instruction, name + ": BusyBox and dash do not do that alike");
            return;
        }
        if (manages_packages(base_name) || is_account_tool(base_name) || base_name == "bash" ||
            installs_language_packages(base_name) || name == "sh" || name == "/bin/sh") {
            if ((name == "sh" || name == "/bin/sh") && words.size() > 1) {
                note(unseen_, name, instruction);
                foreign_ = true;
                return;
            }
            std::vector<std::string> plain = words; // use_program knows them without their folder
            plain[0] = base_name;
            use_program(plain, instruction, true);
            return;
        }
        if ((name == "exec" || name == "command" || name == "time") && words.size() > 1 && !words[1].starts_with("-")) {
            use_program_or_open({words.begin() + 1, words.end()}, {known.begin() + 1, known.end()}, instruction);
            return;
        }
        if ((name == "chown" || name == "chgrp" || name == "install") && names_unknown_owner(words))
            return refuse("user-not-numeric", instruction, name + " names a user or group that the bases do not share");
        if (name == "cd" || name == "." || name == "source" || name == "eval") {
            if (name == "cd")
                cwd_.reset();
            else
                note(unseen_, name, instruction);
            return;
        }
        std::string_view package;
        if (installed_program(base_name)) {
            if (fetches(base_name))
                note(fetched_, std::string(base_name), instruction);
            use_other_program(words, instruction);
            return;
        }
        const bool shell_only = is_harmless_builtin(name);
        switch (shell_only ? catalog::AppletOptions::known : catalog::applet_options(known, package)) {
        case catalog::AppletOptions::known:
            for (std::size_t k = 1; k < words.size(); ++k)
                if (names_hard_files(words[k]) && name != "echo" && name != "printf")
                    refuse("system-path", instruction, name + ": " + words[k] + " belongs to the base");
            if (!shell_only ||
                (words.size() > 1 && name != "exit" && name != "return" && name != "break" && name != "continue"))
                note(forms_, name, instruction);
            foreign_ = foreign_ || !shell_only;
            break;
        case catalog::AppletOptions::gnu_only:
            use_gnu(package, name, instruction);
            break;
        case catalog::AppletOptions::no_applet:
            use_other_program(words, instruction);
            break;
        }
    }

    void use_program_or_open(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                             const Instruction& instruction) {
        if (std::none_of(known.begin(), known.end(), [](std::string_view one) { return one.empty(); }))
            use_program(words, instruction, true);
        else
            use_open_program(words, known, instruction);
    }

    /// Users and groups are looked up in the base's own lists: only root, numbers, nobody, and those made here are
    /// sure.
    bool names_unknown_owner(const std::vector<std::string>& words) const {
        const auto known_owner = [&](std::string_view text) {
            const auto one = [&](std::string_view name) {
                return name.empty() || name == "root" || name == "nobody" ||
                       name.find_first_not_of("0123456789") == npos || name.find('$') != npos ||
                       users_.count(std::string(name)) != 0 || (own_ && catalog::has_word(own_->users, name));
            };
            const std::size_t colon = text.find_first_of(":.");
            return one(text.substr(0, colon)) && (colon == npos || one(text.substr(colon + 1)));
        };
        if (words[0] == "install") {
            for (std::size_t k = 1; k + 1 < words.size(); ++k)
                if ((words[k] == "-o" || words[k] == "-g") && !known_owner(words[k + 1]))
                    return true;
            return false;
        }
        for (std::size_t k = 1; k < words.size(); ++k)
            if (!words[k].starts_with("-"))
                return !known_owner(words[k]);
        return false;
    }

    static bool is_harmless_builtin(std::string_view name) {
        constexpr std::array<std::string_view, 22> names = {
            ":",     "true",  "false", "echo", "printf", "test",  "[",       "set",  "export", "exit",  "return",
            "shift", "unset", "umask", "read", "wait",   "local", "command", "type", "trap",   "break", "continue"};
        return contains(names, name);
    }

    /// The full program is there when its package is added before: then it is the same upstream program.
    void use_gnu(std::string_view package, const std::string& name, const Instruction& instruction) {
        if (package.empty()) {
            refuse("program-form-unproven", instruction, name + " has an option that BusyBox does not know");
            return;
        }
        want(std::string(package), instruction, "program-form-unproven",
             name + " has an option that BusyBox does not know");
        foreign_ = true;
    }

    /// A package that the stage does not ask for by name: it joins the first package command, when that comes before.
    void want(const std::string& package, const Instruction& instruction, std::string_view reason,
              std::string message) {
        wanted_.push_back({package, &instruction, position_, std::string(reason), std::move(message)});
    }

    static bool is_account_tool(std::string_view name) {
        constexpr std::array<std::string_view, 12> names = {"useradd",  "usermod",  "userdel", "groupadd",
                                                            "groupmod", "groupdel", "gpasswd", "chage",
                                                            "newusers", "vipw",     "chsh",    "chfn"};
        return contains(names, name);
    }

    /// useradd and its kin are the programs of shadow, which Alpine has as a package.
    void use_account_tool(const std::vector<std::string>& words, const Instruction& instruction) {
        want("shadow", instruction, "program-unknown", words[0] + " is not on Alpine without the package shadow");
        if ((words[0] == "useradd" || words[0] == "groupadd") && !words.back().empty() && words.back()[0] != '-')
            users_.insert(words.back());
        note(accounts_, words[0], instruction);
    }

    /// useradd and groupadd in the forms that BusyBox's adduser and addgroup have too (commands.md). False: not these.
    bool use_useradd(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
        const bool group = command.name() == "groupadd";
        const std::size_t first = command.assignments.size();
        std::vector<Token> next = plan;
        std::string name;
        bool system = false;
        bool home = false;
        bool primary = false;
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            if (!command.words[k].literal)
                return false;
            const std::string_view word = *command.words[k].literal;
            if (!word.starts_with("-")) {
                if (!name.empty())
                    return false;
                name = word;
                continue;
            }
            std::string& text = next[first + k].text;
            const bool value = k + 1 < command.words.size() && command.words[k + 1].literal;
            if (word == "-r" || word == "--system") {
                system = true;
                text = "-S";
            } else if (group && (word == "-g" || word == "--gid") && value) {
                text = "-g";
                ++k;
            } else if (group) {
                return false;
            } else if (word == "-m" || word == "--create-home") {
                home = true;
                text.clear();
            } else if (word == "-M" || word == "--no-create-home" || word == "-l" || word == "--no-log-init") {
                text.clear();
            } else if ((word == "-u" || word == "--uid") && value) {
                text = "-u";
                ++k;
            } else if ((word == "-g" || word == "--gid") && value && !is_number(*command.words[k + 1].literal)) {
                primary = true;
                text = "-G";
                ++k;
            } else if ((word == "-d" || word == "--home-dir" || word == "--home") && value) {
                text = "-h";
                ++k;
            } else if ((word == "-s" || word == "--shell") && value) {
                text = "-s";
                ++k;
            } else if ((word == "-c" || word == "--comment") && value) {
                text = "-g";
                ++k;
            } else {
                return false;
            }
        }
        if (name.empty() || (!group && system && !primary))
            return false;
        next[first].text = group ? "addgroup" : home ? "adduser -D" : "adduser -D -H";
        plan = std::move(next);
        users_.insert(name);
        note(accounts_, group ? "groupadd" : "useradd", instruction);
        return true;
    }

    /// Has a package command of the stage been translated, so that packages may join it?
    bool stage_adds_packages() const {
        return std::any_of(plan_.claim.table.begin(), plan_.claim.table.end(),
                           [](const CommandRewrite& row) { return row.after.size() > 1 && row.after[1] == "add"; });
    }

    /// Debian's adduser and addgroup: the options that BusyBox's take too; others go, or refuse.
    bool use_adduser(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
        constexpr std::array<std::string_view, 9> same = {
            "--disabled-password", "--gecos", "--uid",    "--home",          "--shell",
            "--ingroup",           "--gid",   "--system", "--no-create-home"};
        constexpr std::array<std::string_view, 4> valued = {"--gecos", "--uid", "--home", "--shell"};
        constexpr std::array<std::string_view, 4> drop = {"--quiet", "--force-badname", "--disabled-login",
                                                          "--allow-bad-names"};
        const std::string name(command.name());
        const auto fail = [&](const std::string& why) {
            refuse("program-form-unproven", instruction, name + ": " + why);
            return false;
        };
        const std::size_t first = command.assignments.size();
        std::vector<std::string> operands;
        bool password = false;
        bool system = false;
        bool group = false;
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            if (!command.words[k].literal)
                return fail("a word is known only when it runs");
            std::string_view word = *command.words[k].literal;
            if (!word.starts_with("-")) {
                operands.emplace_back(word);
                continue;
            }
            const std::size_t equals = word.find('=');
            const std::string_view option = word.substr(0, equals);
            if (contains(drop, option)) {
                password = password || option == "--disabled-login";
                plan[first + k].text = option == "--disabled-login" ? "--disabled-password" : "";
                continue;
            }
            if (!contains(same, option))
                return fail("the option " + std::string(option) + " has no counterpart that is sure");
            password = password || option == "--disabled-password";
            system = system || option == "--system";
            group = group || option == "--ingroup";
            if (equals == npos && (contains(valued, option) || option == "--ingroup" || option == "--gid"))
                ++k;
        }
        if (operands.size() != 1)
            return fail("two names, or none");
        if (name == "adduser" && !password && !system)
            return fail("without --disabled-password it asks for one");
        if (name == "adduser" && system && !group)
            return fail("--system without --ingroup gives other groups on the two bases");
        users_.insert(operands[0]);
        note(accounts_, name, instruction);
        return true;
    }

    /// Anything that is neither a small program of BusyBox nor a package's known program.
    void use_other_program(const std::vector<std::string>& words, const Instruction& instruction) {
        const std::string& name = words[0];
        const std::string_view base_name = std::string_view(name).substr(name.rfind('/') + 1);
        if (name.find('/') != npos && read_copied(name, instruction, false))
            return;
        const bool own_folder = name.find('/') != npos && !name.starts_with("/bin/") &&
                                !name.starts_with("/usr/bin/") && !name.starts_with("/sbin/") &&
                                !name.starts_with("/usr/sbin/");
        if (!own_folder) {
            for (const std::string_view package : catalog::packages_with(base_name)) {
                const bool brought = std::any_of(installed_.begin(), installed_.end(), [&](const std::string& one) {
                    return one == package || catalog::has_word(catalog::brought_by(one), package);
                });
                const auto alpine = brought ? catalog::alpine_package(package) : std::nullopt;
                const bool asked_for = installed_.count(std::string(package)) != 0;
                if (brought && (alpine || !asked_for) && (alpine || installs_parts(package))) {
                    note(parts_, std::string(base_name), instruction);
                    foreign_ = true;
                    return;
                }
                const bool by_installer = !brought && !installers_.empty(); // pip brings a gunicorn of its own
                if (catalog::in_debian_base(package) || (!brought && !by_installer)) {
                    refuse("program-unknown", instruction,
                           std::string(base_name) + " (Debian's package " + std::string(package) + ") is not on " +
                               "Alpine");
                    return;
                }
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
        note(unseen_, name, instruction);
        foreign_ = true;
    }

    static bool fetches(std::string_view name) {
        return name == "wget" || name == "curl" || name == "aria2c" || name == "git" || name == "svn" || name == "hg";
    }

    /// requirements.txt and package.json of the named context: packages that are known to need glibc.
    void look_at_requirements(std::string_view installer, const std::vector<std::string_view>& operands,
                              const Instruction& instruction) {
        std::string list = installer.starts_with("pip") ? "" : "package.json";
        for (std::size_t k = 0; k + 1 < operands.size(); ++k)
            if (operands[k] == "-r" || operands[k] == "--requirement")
                list = operands[k + 1];
        if (list.empty())
            return;
        const auto file = find_copied(document_, stage_, instruction.index, list, context_.build_context);
        if (!file)
            return;
        // words of both files: names of packages stand between quotes, blanks, line ends and version operators
        std::vector<std::string_view> names;
        std::string_view text = file->bytes;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find_first_of(" \t\r\n\",:=<>~!;[]{}"), text.size());
            if (end > 0)
                names.push_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (names_glibc_packages(names))
            refuse("language-packages", instruction, file->source + " asks for a package that has no build for musl");
    }

    /// A copied program that the named context shows. False when nothing is known of it.
    bool read_copied(const std::string& name, const Instruction& instruction, bool by_shell) {
        if (depth_ > 4)
            return false;
        const auto file = find_copied(document_, stage_, instruction.index, name, context_.build_context);
        if (!file)
            return false;
        const bool proof = context_.build_context->named();
        switch (file->kind) {
        case FileKind::glibc_binary:
            refuse("glibc-needed", instruction, file->source + " of the build context is linked to glibc");
            return proof;
        case FileKind::static_binary:
            note(static_files_, file->source, instruction);
            return proof;
        case FileKind::bash_script:
            want("bash", instruction, "bash-needed", file->source + " is a script for bash");
            note(unseen_, file->source, instruction);
            return proof;
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
        if (document::parse_script(file->bytes, grammar::ShellDialect::posix).opaque())
            return false;
        ++depth_;
        const auto folder = cwd_;
        cwd_.reset(); // a script may be started anywhere
        read_script(file->bytes, instruction, false);
        cwd_ = folder;
        --depth_;
        return proof;
    }

    /// Does an installed package with an Alpine twin hold the program?
    bool installed_program(std::string_view name) const {
        const auto packages = catalog::packages_with(name);
        return std::any_of(packages.begin(), packages.end(), [&](std::string_view one) {
            return installed_.count(std::string(one)) != 0 && catalog::alpine_package(one);
        });
    }

    /// build-essential and the like: Alpine's package brings what Debian's does.
    bool installs_parts(std::string_view package) const {
        return std::any_of(installed_.begin(), installed_.end(), [&](const std::string& one) {
            return catalog::has_word(catalog::brought_by(one), package) && catalog::alpine_package(one);
        });
    }

    /// rm -rf /tmp/* and the like: nothing is left there on any base.
    static bool is_temporary_removal(const SimpleCommand& command) {
        if (command.name() != "rm" || command.words.size() < 3 || !forced(command.words[1].raw))
            return false;
        return std::all_of(command.words.begin() + 2, command.words.end(),
                           [](const auto& word) { return word.literal || is_temporary_pattern(word.raw); });
    }
    static bool forced(std::string_view option) {
        return option == "-rf" || option == "-fr" || option == "-Rf" || option == "-fR";
    }

    void use_redirections(const SimpleCommand& command, const Instruction& instruction) {
        for (const document::ShellRedirection& one : command.redirections) {
            const bool known = one.operation == ">" || one.operation == ">>" || one.operation == "<";
            const bool copy = one.operation == ">&" && (one.target.is("1") || one.target.is("2"));
            if (one.descriptor > 2 || (one.descriptor == 0 && one.operation != "<") || (!known && !copy))
                refuse("control-flow", instruction,
                       "the redirection " + std::string(one.operation) + " is not followed");
            else if (known && !one.target.literal)
                use_path(std::string(one.target.raw), instruction, "a redirection");
            else if (known && !one.target.is("/dev/null"))
                use_path(*one.target.literal, instruction, "a redirection");
        }
    }

    /// One program with its words; in_shell: the shell runs it, so a builtin goes first.
    void use_program(const std::vector<std::string>& words, const Instruction& instruction, bool in_shell) {
        const std::string& name = words[0];
        const std::string_view base_name = std::string_view(name).substr(name.rfind('/') + 1);
        if (base_name == "bash") {
            want("bash", instruction, "bash-needed", "it runs bash, which the smaller bases do not have");
            if (words.size() > 1)
                note(unseen_, name, instruction);
            foreign_ = true;
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
        const bool module = (base_name.starts_with("python") && words.size() > 2 && words[1] == "-m" &&
                             installs_language_packages(words[2]));
        if (installs_language_packages(base_name) || module) {
            const bool pip = module || base_name.starts_with("pip");
            const std::string_view what = module ? std::string_view(words[2]) : base_name;
            const std::vector<std::string_view> operands(words.begin() + (module ? 3 : 1), words.end());
            if (own_ && !compiled_package(what, operands).empty() && !installed_program("gcc")) {
                refuse("language-packages", instruction,
                       std::string(compiled_package(what, operands)) +
                           " is compiled when it is installed, and no compiler is");
                return;
            }
            if (own_ && (module || catalog::is_own_program(*own_, base_name)) && !names_glibc_packages(operands)) {
                if (installer_acts(what, operands)) {
                    note(installers_, std::string(what), instruction);
                    look_at_requirements(what, operands, instruction);
                }
                return;
            }
            refuse("language-packages", instruction,
                   pip ? name + (module ? " -m " + words[2] : "") +
                             ": Alpine has no pip3 without py3-pip, refuses to install outside a virtual environment "
                             "(externally managed, since 3.19), and whether wheels for musl exist is unknown"
                       : name + ": whether its packages work with musl is unknown");
            return;
        }
        if (own_ && image_ == "golang" && base_name == "go") {
            if (words.size() > 1 && words[1] != "version" && words[1] != "env")
                note(installers_, "go " + words[1], instruction);
            return;
        }
        if (own_ && catalog::is_own_program(*own_, base_name)) {
            note(unseen_, std::string(base_name), instruction);
            foreign_ = true;
            return;
        }
        if (manages_packages(base_name)) { // by a path, too
            refuse("package-command", instruction, name + " has no counterpart that is sure");
            return;
        }
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

    /// TRAPS E2: no fetch on BusyBox, and no echo whose text dash and ash read in two ways.
    static bool is_hard_fetch(const std::vector<std::string>& words) {
        if (words[0] == "wget" || words[0] == "ftpget")
            return true;
        if (words[0] != "echo" && words[0] != "printf")
            return false;
        return std::any_of(words.begin() + 1, words.end(), [&](const std::string& one) {
            return words[0] == "echo"
                       ? one.find('\\') != npos || one == "-e" || one == "-n" || one == "-en" || one == "-ne"
                       : one.find("%b") != npos || one.find("%q") != npos;
        });
    }

    bool brings(const catalog::PackageProgram& program) const {
        const auto names = catalog::words_of(program.packages);
        return std::any_of(names.begin(), names.end(),
                           [&](std::string_view one) { return installed_.count(std::string(one)) != 0; });
    }

    void use_applet(const std::vector<std::string>& words, const catalog::AppletForm& form,
                    const Instruction& instruction) {
        const std::string& name = words[0];
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
                    words[k][0] != '/' || !path || path_owner(*path) != PathOwner::stage)
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

    /// Is goal certainly not source, below it, or the folder it lies in?
    bool apart(const std::string& source, const std::string& goal) const {
        const auto from = resolve(source);
        const auto to = resolve(goal);
        return from && to && !links_ && *from != *to && !to->starts_with(*from + "/") && parent(*from) != *to;
    }

    void use_shell(const std::vector<std::string>& words, const Instruction& instruction) {
        if (words.size() == 3 && words[1] == "-c") {
            read_script(words[2], instruction, false);
            return;
        }
        if (words.size() == 1 && instruction.kind != InstructionKind::run) {
            assume("interpreter-runs-unseen-code", instruction,
                   "what is typed into its shell needs no more than BusyBox has");
            return;
        }
        if (words.size() > 1 && !words[1].starts_with("-") && read_copied(words[1], instruction, true))
            return;
        note(unseen_, words.size() > 1 ? "sh " + words[1] : "sh", instruction);
        foreign_ = true;
    }

    void use_package_program(const std::vector<std::string>& words, const catalog::PackageProgram& program,
                             const Instruction& instruction) {
        if (program.interpreter) {
            assume("interpreter-runs-unseen-code", instruction,
                   "the code that " + words[0] + " runs needs no glibc and nothing else of the old base");
            foreign_ = true;
            return;
        }
        if (fetches(words[0]))
            note(fetched_, words[0], instruction);
        runs_others_ = runs_others_ || program.in_parts;
        if (program.in_parts)
            assume("package-parts", instruction,
                   words[0] + " needs nothing that Alpine packs apart from it or that Debian's package recommends");
        for (std::size_t k = 1; k < words.size(); ++k) {
            if (names_system_files(words[k], !cwd_ || *cwd_ == "/")) {
                if (names_hard_files(words[k]))
                    refuse("system-path", instruction, words[0] + ": " + words[k] + " may name a file of the base");
                else
                    note(paths_, words[0] + " " + words[k], instruction);
            }
            const std::size_t scheme = words[k].find("://");
            if (scheme != npos && words[k].find("file:") == npos && words[k].find("http") == npos &&
                words[k].find("ftp://") == npos)
                assume("package-parts", instruction, words[0] + " was built with what " + words[k] + " needs");
        }
        // Debian's curl only recommends the certificates that Alpine's brings: https would fail there and work here
        if (words[0] == "curl" && installed_.count("ca-certificates") == 0 &&
            document_.source().find("--no-install-recommends") != npos)
            assume("package-parts", instruction, "curl is not there to fail for want of certificates");
        foreign_ = true;
    }

    // --- package managers

    /// The places of a command's words and assignments, with their text.
    std::vector<Token> tokens_of(const SimpleCommand& command, const Instruction& instruction) {
        const std::uint32_t offset = document::shell_text_offset(instruction);
        std::vector<Token> list;
        for (const document::ShellAssignment& one : command.assignments) {
            const auto begin = one.value.begin - static_cast<std::uint32_t>(one.name.size()) - 1;
            list.push_back({span(instruction, offset + begin, offset + one.value.end), {}});
        }
        for (const document::ShellWord& word : command.words)
            list.push_back({span(instruction, offset + word.begin, offset + word.end), std::string(word.raw)});
        return list;
    }

    Span span(const Instruction& instruction, std::uint32_t begin, std::uint32_t end) {
        if (!instruction.line->is_contiguous(begin, end))
            refuse("not-in-one-piece", instruction, "a word of a package command is cut by a line continuation");
        return instruction.source_span(begin, end);
    }

    void add_row(const Instruction& instruction, std::size_t command, const std::vector<ShellToken>& tokens,
                 std::vector<Token> plan) {
        CommandRewrite row{instruction.index, command, {}, {}};
        for (const ShellToken& token : tokens)
            if (token.command == command)
                row.before.push_back(token.text);
        for (const Token& token : plan) {
            if (token.text == document_.slice(token.place))
                row.after.push_back(token.text);
            else
                for (const std::string_view word : catalog::words_of(token.text))
                    row.after.emplace_back(word);
        }
        plan_.claim.table.push_back(std::move(row));
        words_.push_back(std::move(plan));
    }

    /// Packages that commands need join the first package command, which must come before.
    void add_packages() {
        for (const Wanted& one : wanted_) {
            auto& table = plan_.claim.table;
            std::size_t row = 0;
            while (row < table.size() && (table[row].after.size() < 2 || table[row].after[1] != "add"))
                ++row;
            const bool before = row < table.size() &&
                                (table[row].instruction < one.where->index ||
                                 (table[row].instruction == one.where->index && table[row].command < one.command));
            if (!before) {
                refuse(one.reason, *one.where,
                       one.message + ", and no package command stands before it to add " + one.package);
                continue;
            }
            if (std::find(table[row].after.begin(), table[row].after.end(), one.package) != table[row].after.end())
                continue;
            auto& tokens = words_[row];
            const auto last =
                std::find_if(tokens.rbegin(), tokens.rend(), [](const Token& token) { return !token.text.empty(); });
            last->text += " " + one.package;
            table[row].after.push_back(one.package);
        }
    }

    void tell_assumptions() {
        const auto tell = [&](std::string_view reason, const std::vector<Noted>& list, const std::string& rest) {
            if (!list.empty())
                assume(reason, *list.front().where, listed(list) + " " + rest);
        };
        tell("language-packages", installers_,
             image_ == "golang" ? "needs neither cgo nor git, which golang's Alpine variant lacks"
                                : "installs nothing compiled, or has builds for musl of it");
        tell("unseen-programs", static_files_, "is a static program, and needs no file of the old base");
        tell("copied-from-stage", from_musl_, "hands over what runs on musl, as its own base is Alpine");
        tell("copied-from-stage", static_, "hands over static programs only (CGO_ENABLED=0)");
        tell("control-flow", lists_of_others_, "runs alike in dash and in BusyBox's ash");
        const bool open = !unseen_.empty() || (cmd_ == nullptr && entrypoint_ == nullptr);
        if (open)
            tell("unseen-programs", fetched_, "fetches nothing that was built for glibc");
        if (unseen_.empty() && (open || !parts_.empty() || runs_others_))
            tell("unseen-programs", copies_, "holds no program that needs glibc or bash");
        tell("unseen-programs", unseen_, "needs neither glibc nor bash, nor anything else that Alpine lacks");
        tell("program-form-unproven", forms_, "does the same in BusyBox, called like this");
        tell("package-parts", parts_, "is in Alpine's packages too, and works alike with its configuration");
        tell("system-path", paths_, "means the same among Alpine's own files");
        if (!links_below_.empty())
            assume("copied-folder", *links_below_.front().where,
                   "no symbolic link beside or below " + listed(links_below_) + " leads to the base's own files");
        tell("user-not-numeric", accounts_, "makes users whose number, home and shell do not matter");
    }

    struct Wanted {
        std::string package;
        const Instruction* where = nullptr;
        std::size_t command = 0;
        std::string reason;
        std::string message;
    };

    static void erase(std::vector<Token>& plan) {
        for (Token& token : plan)
            token.text.clear();
    }

    /// apt-get, apt, yum, dnf, microdnf: fills in what each word becomes; false when it was refused.
    bool use_manager(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
        const std::string name(command.name());
        const bool apt = name == "apt" || name == "apt-get";
        const auto fail = [&](const std::string& why) {
            refuse("package-command", instruction, name + ": " + why);
            return false;
        };
        if (apt != (system_ != "rhel"))
            return fail("it is not this base's package manager");
        for (const document::ShellAssignment& one : command.assignments)
            if (one.name != "DEBIAN_FRONTEND" && one.name != "DEBIAN_PRIORITY" &&
                one.name != "DEBCONF_NONINTERACTIVE_SEEN")
                return fail("the variable " + std::string(one.name) + " is set for it");
        std::string verb;
        std::vector<std::size_t> operands; // indices of command.words
        bool yes = false;
        std::size_t quiet = 0;
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            const document::ShellWord& word = command.words[k];
            if (!word.literal) {
                refuse("word-not-constant", instruction,
                       name + "'s argument " + std::string(word.raw) + " is known only when it runs");
                return false;
            }
            const std::string& text = *word.literal;
            if (apt && text == "-o" && k + 1 < command.words.size() && command.words[k + 1].literal &&
                is_harmless_setting(*command.words[k + 1].literal)) {
                ++k;
            } else if (apt && text.starts_with("-o") && is_harmless_setting(std::string_view(text).substr(2))) {
                continue;
            } else if (text.starts_with("-")) {
                if (!is_known_option(text, apt, yes, quiet))
                    return fail("the option " + text + " is not translated");
            } else if (verb.empty()) {
                verb = text;
            } else {
                operands.push_back(k);
            }
        }
        yes = yes || quiet > 1; // apt-get(8): -qq implies -y
        const bool upgrade =
            verb == "upgrade" || (apt ? verb == "dist-upgrade" || verb == "full-upgrade" : verb == "update");
        const std::size_t words_begin = command.assignments.size(); // in plan
        if (apt && (verb == "dist-clean" || verb == "distclean") && operands.empty()) {
            lists_ = false;
            erase(plan);
            return true;
        }
        if ((apt && verb == "update" && operands.empty()) || (!apt && verb == "makecache")) {
            lists_ = true;
            erase(plan);
            return true;
        }
        if (verb == "clean" || verb == "autoclean" || verb == "auto-clean" || verb == "autoremove" ||
            verb == "auto-remove") {
            if (apt ? !operands.empty() : verb == "autoremove" && !operands.empty())
                return fail(verb + " with names is not translated");
            if (!apt && verb == "clean" && operands.empty())
                return fail("clean needs to know what");
            erase(plan);
            return true;
        }
        if (verb == "remove" || verb == "purge" || verb == "erase") {
            if (!yes)
                return fail("without -y it asks, and the build stops");
            return use_removal(command, instruction, operands, words_begin, plan);
        }
        if (!upgrade && verb != "install")
            return fail(verb.empty() ? "what it does is not said" : verb + " is not translated");
        if (!command.redirections.empty())
            return fail("its output is redirected");
        if (!yes)
            return fail("without -y it asks, and the build stops");
        if (upgrade) {
            if (!operands.empty())
                return fail(verb + " with names is not translated");
            erase(plan);
            plan.front().text = "apk upgrade --no-cache";
            packages_ = true;
            return true;
        }
        if (operands.empty())
            return fail("install without names");
        if (apt && !lists_)
            refuse("package-lists-missing", instruction,
                   "packages are installed without apt-get update before: on the old base this fails");
        return use_install(command, instruction, operands, words_begin, apt, plan);
    }

    /// remove, purge: what this stage has installed goes, with what came with it.
    bool use_removal(const SimpleCommand& command, const Instruction& instruction,
                     const std::vector<std::size_t>& operands, std::size_t words_begin, std::vector<Token>& plan) {
        erase(plan);
        std::set<std::string> gone;
        for (const std::size_t k : operands) {
            const std::string& name = *command.words[k].literal;
            const auto found = added_.find(name);
            if (found == added_.end() || found->second.empty()) {
                refuse("package-command", instruction, name + " is removed, but was not installed by this stage");
                return false;
            }
            gone.insert(found->second.begin(), found->second.end());
            std::string text;
            for (const std::string& one : found->second)
                text += (text.empty() ? "" : " ") + std::string(one);
            plan[words_begin + k].text = text;
        }
        for (const std::size_t k : operands) {
            installed_.erase(*command.words[k].literal);
            added_.erase(*command.words[k].literal);
        }
        for (const auto& [name, packages] : added_)
            for (const std::string& one : packages)
                if (gone.count(one) != 0) {
                    refuse("package-command", instruction, one + " would go, but " + name + " needs it too");
                    return false;
                }
        if (gone.empty())
            return false;
        plan.front().text = "apk del";
        return true;
    }

    /// Settings of apt about fetching and asking, which apk has no need of.
    static bool is_harmless_setting(std::string_view setting) {
        return setting.starts_with("Acquire::") || setting.starts_with("Dpkg::Options::=--force-conf") ||
               setting.starts_with("APT::Install-Recommends") || setting.starts_with("APT::Install-Suggests") ||
               setting.starts_with("Dpkg::Use-Pty") || setting.starts_with("APT::Get::Assume-Yes");
    }

    static bool is_known_option(const std::string& text, bool apt, bool& yes, std::size_t& quiet) {
        if (text == "-y" || text == "--yes" || text == "--assume-yes" || text == "--assumeyes") {
            yes = true;
            return apt ? text != "--assumeyes" : text == "-y" || text == "--assumeyes";
        }
        if (text == "--quiet") {
            ++quiet;
            return true;
        }
        if (!text.starts_with("--") && text.find_first_not_of("yq", 1) == npos && text.size() > 1) {
            yes = yes || text.find('y') != npos;
            if (apt)
                quiet += static_cast<std::size_t>(std::count(text.begin(), text.end(), 'q'));
            return true;
        }
        if (apt)
            return text == "--no-install-recommends" || text == "--no-install-suggests" || text == "--purge" ||
                   text == "--auto-remove" || text == "--autoremove" || text == "--fix-missing";
        return text == "--nodocs" || text == "--setopt=tsflags=nodocs" || text == "--setopt=install_weak_deps=False" ||
               text == "--setopt=install_weak_deps=false" || text == "--setopt=install_weak_deps=0" ||
               text == "--setopt=tsflags=nodocs";
    }

    /// True when the release's life ended a year ago or more: its repositories may be moved or gone.
    bool repositories_gone() const {
        const catalog::PinResult pin = context_.catalog->resolve_pin(image_, reference_->tag, context_.today);
        if (pin.reason == catalog::PinReason::image_removed)
            return true;
        if (pin.eol.size() < 10 || context_.today.size() < 10)
            return false;
        std::string year_later(pin.eol);
        const int year = std::stoi(year_later.substr(0, 4)) + 1;
        return std::to_string(year) + year_later.substr(4) < context_.today;
    }

    bool use_install(const SimpleCommand& command, const Instruction& instruction,
                     const std::vector<std::size_t>& operands, std::size_t words_begin, bool apt,
                     std::vector<Token>& plan) {
        if (repositories_gone())
            assume("base-past-end-of-life", from(),
                   "the packages of " + *stage_.base +
                       ", whose life has ended, can still be had, so that it builds today");
        std::vector<std::string> pinned;
        std::vector<std::string> unknown;
        std::vector<std::string> old;
        std::set<std::string> added;
        erase(plan);
        for (const std::size_t k : operands) {
            const std::string& name = *command.words[k].literal;
            if (name.find('=') != npos || name.find('/') != npos) {
                pinned.push_back(name);
                continue;
            }
            const auto package = apt ? catalog::alpine_package(name) : rhel_package(name);
            if (const auto row = catalog::find_package(name);
                apt && row && row->kind == catalog::PackageKind::not_needed && row->absent) {
                installed_.insert(name); // Alpine has it built in
                continue;
            }
            if (!package || package->evidence == catalog::Evidence::weak) {
                const auto row = apt ? catalog::find_package(name) : std::nullopt;
                const bool likely =
                    row && row->corroborated && !row->alpine.empty() &&
                    (row->kind == catalog::PackageKind::same || row->kind == catalog::PackageKind::rename);
                if (!likely) {
                    unknown.push_back(name);
                    continue;
                }
                old.push_back(std::string(row->alpine));
                installed_.insert(name);
                std::string text;
                for (const std::string_view one : catalog::words_of(row->alpine)) {
                    added_[name].emplace_back(one);
                    if (added.emplace(one).second)
                        text += (text.empty() ? "" : " ") + std::string(one);
                }
                plan[words_begin + k].text = text;
                continue;
            }
            installed_.insert(name);
            if (package->kind == catalog::PackageKind::base)
                continue;
            if (package->evidence == catalog::Evidence::indexed)
                old.push_back(std::string(package->alpine));
            std::string text;
            for (const std::string_view one : catalog::words_of(package->alpine)) {
                added_[name].emplace_back(one);
                if (added.emplace(one).second)
                    text += (text.empty() ? "" : " ") + std::string(one);
            }
            plan[words_begin + k].text = text;
        }
        if (!pinned.empty())
            refuse("package-version-pinned", instruction, "Alpine has other versions than " + list_of(pinned));
        if (!unknown.empty())
            refuse("package-unverified", instruction,
                   "no Alpine package is known for certain to be the same as " + list_of(unknown));
        if (!old.empty())
            assume("package-name-age", instruction,
                   "Alpine calls these packages " + list_of(old) + ", as 3.17 did, or as others say");
        if (!pinned.empty() || !unknown.empty())
            return false;
        if (!added.empty()) {
            packages_ = true;
            plan.front().text = "apk add --no-cache";
        }
        return true;
    }

    /// A RHEL name, by the same bar as catalog::alpine_package.
    static std::optional<catalog::Package> rhel_package(std::string_view name) {
        const auto package = catalog::find_rhel_package(name);
        return package ? catalog::alpine_package(package->debian) : std::nullopt;
    }

    static bool clears_caches(const SimpleCommand& command) {
        return std::any_of(command.words.begin(), command.words.end(),
                           [](const auto& word) { return is_package_cache(word.raw); });
    }

    /// rm -rf /var/lib/apt/lists/*: these operands go, others stay.
    bool use_cache_removal(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
        std::vector<std::string> words{"rm"};
        bool all_forced = false;
        bool left = false;
        std::size_t operands = 0;
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            const document::ShellWord& word = command.words[k];
            if (is_package_cache(word.raw)) {
                plan[command.assignments.size() + k].text.clear();
                lists_ = lists_ && !word.raw.starts_with("/var/lib/apt");
                ++operands;
            } else if (is_temporary_pattern(word.raw)) {
                left = true;
                ++operands;
            } else if (!word.literal) {
                refuse("word-not-constant", instruction,
                       "rm's argument " + std::string(word.raw) + " is known only when it runs");
                return false;
            } else {
                const bool option = word.raw.starts_with("-") && operands == 0;
                all_forced = all_forced || (option && forced(word.raw));
                left = left || !option;
                words.push_back(*word.literal);
                operands += option ? 0 : 1;
            }
        }
        if (!command.assignments.empty() || (left && !command.redirections.empty())) {
            refuse("package-command", instruction, "rm: a removal of caches in this form is not translated");
            return false;
        }
        if (left) {
            if (!all_forced) {
                refuse("program-form-unproven", instruction, "rm removes caches and other things, but not with -rf");
                return false;
            }
            // What stays must be a removal of the stage's own files.
            if (words.size() > 2)
                use_program(words, instruction, true);
            return true;
        }
        erase(plan);
        return true;
    }

    // --- what runs in the end

    void look_at_commands() {
        if (healthcheck_ != nullptr && !healthcheck_->words.empty() && healthcheck_->words[0].value != "NONE") {
            if (healthcheck_->json)
                use_program(values(*healthcheck_, 1), *healthcheck_, false);
            else
                read_script(document::shell_text(*healthcheck_), *healthcheck_, false);
        }
        if (entrypoint_ == nullptr && cmd_ == nullptr) {
            assume("no-command", from(),
                   "nobody builds on this image or starts its shell: it sets neither CMD nor ENTRYPOINT");
            return;
        }
        if (entrypoint_ == nullptr) {
            use_command_line(*cmd_, {});
            return;
        }
        if (!entrypoint_->json) {
            // /bin/sh -c TEXT: what CMD says becomes parameters that a text without variables does not see
            read_script(document::shell_text(*entrypoint_), *entrypoint_, false);
            return;
        }
        std::vector<std::string> words = values(*entrypoint_, 0);
        if (words.empty() || (words.size() == 1 && words[0].empty())) {
            if (cmd_ != nullptr)
                use_command_line(*cmd_, {});
            return;
        }
        if (cmd_ != nullptr && !cmd_->json) {
            refuse("control-flow", *cmd_, "a CMD in shell form behind an ENTRYPOINT hands it a shell and its text");
            return;
        }
        if (catalog::has_applet_rows(words[0]))
            assume("entrypoint-arguments", *entrypoint_,
                   "nobody runs the image with other arguments than " + words[0] + " of BusyBox takes");
        if (cmd_ != nullptr)
            for (std::string& word : values(*cmd_, 0))
                words.push_back(std::move(word));
        use_program(words, *entrypoint_, false);
    }

    void use_command_line(const Instruction& instruction, std::vector<std::string>) {
        if (!instruction.json) {
            read_script(document::shell_text(instruction), instruction, false);
            return;
        }
        const std::vector<std::string> words = values(instruction, 0);
        if (words.empty() || words[0].empty())
            refuse("program-unknown", instruction, "an empty command");
        else
            use_program(words, instruction, false);
    }

    static std::vector<std::string> values(const Instruction& instruction, std::size_t from) {
        std::vector<std::string> words;
        for (std::size_t k = from; k < instruction.words.size(); ++k)
            words.push_back(instruction.words[k].value);
        return words;
    }

    // --- the new base

    void compare_configs() {
        const bool certain = plan_.obstacles.empty();
        const bool fits_busybox =
            !packages_ && certain && std::all_of(needed_.begin(), needed_.end(), [](const std::string& folder) {
                return catalog::base_has_folder("busybox", folder);
            });
        target_ = variant_ != nullptr ? image_ : fits_busybox ? "busybox" : "alpine";
        if (variant_ != nullptr) {
            tag_ = variant_->tag;
        } else if (const auto pin = context_.catalog->resolve_pin(target_, "", context_.today);
                   pin.verdict == catalog::PinVerdict::pin) {
            tag_ = pin.tag;
        }
        const auto build = context_.catalog->find_build(target_, tag_);
        const auto config = catalog::base_config(target_, tag_);
        if (tag_.empty() || !config || (!build && variant_ == nullptr)) {
            refuse("base-config-unknown", from(), "the catalog knows no maintained release of " + target_);
            return;
        }
        if (variant_ != nullptr && !variant_->certain)
            assume("tag-not-listed", from(),
                   target_ + ":" + tag_ + " was published, as other versions of its line were");
        if (base_ &&
            (base_->entrypoint != config->entrypoint || base_->volumes != config->volumes ||
             base_->user != config->user || base_->workdir != config->workdir || base_->exposed != config->exposed ||
             base_->stop_signal != config->stop_signal || base_->healthcheck != config->healthcheck || base_->onbuild ||
             config->onbuild || !base_->default_shell || !config->default_shell))
            refuse("base-config-unknown", from(), "the bases hand different settings to the image");
        if (!stage_.platform.empty()) {
            const std::string_view architecture = architecture_of(stage_.platform);
            if (architecture.empty() || !build || !catalog::has_word(build->architectures, architecture))
                refuse("platform", from(),
                       "whether " + target_ + " has the platform " + stage_.platform + " is not known");
        }
        const std::string_view new_system =
            variant_ != nullptr ? std::string_view("alpine") : std::string_view(target_);
        for (const std::string& folder : needed_)
            if (!catalog::base_has_folder(new_system, folder) || !catalog::base_has_folder(system_, folder))
                refuse("system-path", from(), "not both bases have the folder " + folder);
    }

    // --- text

    /// Edits for the rows of one RUN.
    void write(const ShellScript& script, const Instruction& instruction, std::size_t first_row, std::size_t end_row) {
        const auto& table = plan_.claim.table;
        const std::uint32_t offset = document::shell_text_offset(instruction);
        std::vector<bool> gone(script.commands.size(), false);
        for (std::size_t row = first_row; row < end_row; ++row)
            gone[table[row].command] = table[row].after.empty();
        if (std::all_of(gone.begin(), gone.end(), [](bool one) { return one; })) {
            erase_text(instruction, instruction.bytes.begin, instruction.bytes.end);
            return;
        }
        const auto begin_of = [&](std::size_t k) {
            return instruction.line->to_source(offset + script.commands[k].begin);
        };
        const auto end_of = [&](std::size_t k) {
            return instruction.line->to_source_end(offset + script.commands[k].end);
        };
        bool leading = true;
        for (std::size_t k = 0; k < gone.size(); ++k) {
            // at the beginning of its list a command goes with the operator behind it, else with the one before it
            const bool starts_list = k + 1 < gone.size() && script.commands[k].joiner == document::Joiner::semicolon &&
                                     script.commands[k + 1].joiner == document::Joiner::and_if;
            if (gone[k] && (leading || starts_list))
                erase_text(instruction, begin_of(k), begin_of(k + 1));
            else if (gone[k])
                erase_text(instruction, end_of(k - 1), end_of(k));
            leading = leading && gone[k];
        }
        for (std::size_t row = first_row; row < end_row; ++row) {
            if (table[row].after.empty())
                continue;
            const std::vector<Token>& plan = words_[row];
            for (std::size_t k = 0; k < plan.size(); ++k) {
                const Span place = plan[k].place;
                if (plan[k].text.empty())
                    erase_text(instruction, plan[k - 1].place.end, place.end);
                else if (document_.slice(place) != plan[k].text)
                    plan_.edits.push_back({place.begin, place.end, plan[k].text});
            }
        }
    }

    void write_all() {
        for (std::size_t k = 0; k < translated_.size(); ++k) {
            const auto& [instruction, first_row] = translated_[k];
            const std::size_t end = k + 1 < translated_.size() ? translated_[k + 1].second : plan_.claim.table.size();
            write(document::parse_script(document::shell_text(*instruction), grammar::ShellDialect::posix),
                  *instruction, first_row, end);
        }
    }

    void erase_text(const Instruction& instruction, std::uint32_t begin, std::uint32_t end) {
        grammar::for_each_child(document_.nodes(), instruction.node, [&](std::size_t child) {
            const grammar::Node& part = document_.nodes()[child];
            if (part.kind == grammar::Kind::inner_comment && part.begin >= begin && part.begin < end)
                refuse("comment-in-the-way", instruction, "a comment stands between words that go");
        });
        plan_.edits.push_back({begin, end, ""});
    }

    void finish() {
        conclude();
        plan_.target = variant_ != nullptr    ? SwitchTarget::alpine_variant
                       : target_ == "busybox" ? SwitchTarget::busybox
                                              : SwitchTarget::alpine;
        plan_.image = target_;
        plan_.tag = tag_;
        if (!plan_.possible) {
            plan_.claim = {};
            plan_.edits.clear();
            return;
        }
        const std::string& before = from().words.front().value;
        const std::size_t tag = reference_->has_tag() ? reference_->tag.size() + 1 : 0;
        plan_.claim.stage = stage_.index;
        plan_.claim.before = before;
        plan_.claim.after = before.substr(0, before.size() - tag - image_.size()) + target_ + ":" + tag_;
        write_all();
        if (std::any_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                        [](const SwitchObstacle& one) { return !one.assumption; })) {
            plan_.possible = false;
            plan_.claim = {};
            plan_.edits.clear();
            return;
        }
        const grammar::Word& word = from().words.front();
        const Span place = from().source_span(word.begin, word.end);
        plan_.edits.insert(plan_.edits.begin(), {place.begin, place.end, plan_.claim.after});
        plan_.gain = gain_in_size(image_, reference_->tag, target_, tag_);
        std::vector<std::string> lost;
        const auto config = catalog::base_config(target_, tag_);
        for (const std::string_view name : catalog::words_of(base_->env))
            if (!config || !catalog::has_word(config->env, name))
                lost.emplace_back(name);
        if (!lost.empty())
            plan_.gain += (plan_.gain.empty() ? "" : "; ") + ("the old base's variables go: " + list_of(lost));
    }

    const catalog::Equivalent* variant_;
    std::optional<catalog::VariantFacts> own_;  // of a variant
    std::vector<std::string_view> own_folders_; // of the image itself, the same in all its variants
    std::optional<document::ImageReference> reference_;
    std::string image_;
    std::string_view system_;
    std::optional<catalog::BaseConfig> base_;
    std::string target_;
    std::string tag_;

    std::optional<std::string> cwd_ = "/";             // of the next command; nothing: not known
    std::set<std::string> made_;                       // folders that the stage has made for certain
    std::set<std::string> needed_;                     // folders of the base that must be in the new one
    std::vector<std::pair<std::string, bool>> copied_; // where context files lie; true: the name of one copied thing
    bool foreign_ = false;                             // a program may have made files of unknown kinds
    bool links_ = false;                               // ln has run
    bool lists_ = false;                               // apt-get update has run and its lists are there
    bool packages_ = false;                            // something is left that needs apk
    std::set<std::string> installed_;                  // by their names on the old base
    std::vector<std::vector<Token>> words_;            // for each row of the table
    std::size_t position_ = 0;                         // index of the command in its script
    std::set<std::string> users_;                      // users and groups that the stage has made
    std::map<std::string, std::vector<std::string>> added_; // by the old name: Alpine's packages
    std::vector<Wanted> wanted_;
    std::vector<std::pair<const Instruction*, std::size_t>> translated_; // RUNs with their first row
    std::vector<Noted> unseen_;
    std::vector<Noted> installers_;
    std::vector<Noted> forms_;
    std::vector<Noted> parts_;
    std::vector<Noted> paths_;
    std::vector<Noted> accounts_;
    int depth_ = 0; // of scripts in scripts
    std::vector<Noted> static_files_;
    std::vector<Noted> links_below_;
    bool runs_others_ = false;           // a program that runs what its words or files name
    std::vector<Noted> lists_of_others_; // what is no plain list of &&
    std::vector<Noted> copies_;
    std::vector<Noted> fetched_;
    std::vector<Noted> from_musl_;
    std::vector<Noted> static_;
    const Instruction* cmd_ = nullptr;
    const Instruction* entrypoint_ = nullptr;
    const Instruction* healthcheck_ = nullptr;
};

} // namespace

SwitchPlan plan_alpine(const Document& document, std::size_t stage, const catalog::Equivalent* variant,
                       const Context& context) {
    return AlpineJudge(document, document.stages[stage], context, variant).run();
}

std::string_view operating_system(std::string_view image) { return system_of(image); }

} // namespace imgfix::rewrite
