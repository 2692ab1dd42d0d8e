#include "rewrite/effects.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <set>

#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "catalog/programs.hpp"
#include "document/shell.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::Joiner;
using document::Settings;
using document::ShellScript;
using document::ShellWord;
using document::SimpleCommand;
using document::Stage;
using grammar::Kind;
using grammar::Node;

namespace {

struct Problem {
    std::string reason;
    std::string message;
};
using Found = std::optional<Problem>;

template <std::size_t N> bool is_one_of(std::string_view value, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

std::string_view basename_of(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string quoted(std::string_view text) { return "`" + std::string(text.substr(0, 60)) + "`"; }

// ---------------------------------------------------------------------------------------------------------------------
// paths

/// Absolute path without `.`, `..` and double slashes; no slash at the end but for `/`.
std::string normal_path(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
        if (part.empty() || part == ".")
            continue;
        if (part != "..")
            parts.push_back(part);
        else if (!parts.empty())
            parts.pop_back();
    }
    std::string text;
    for (const std::string_view part : parts)
        text.append("/").append(part);
    return text.empty() ? "/" : text;
}

/// Is path the folder, or below it?
bool lies_in(std::string_view path, std::string_view folder) {
    return folder == "/" || path == folder ||
           (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

bool overlap(std::string_view a, std::string_view b) { return lies_in(a, b) || lies_in(b, a); }

/// A place that a command may change.
struct Place {
    std::string path;      // absolute and normal; empty: nothing is known about it
    bool below = false;    // path is only the folder it lies in: the rest is a glob or an expansion
    bool variable = false; // the rest holds an expansion, which may be anything
    [[nodiscard]] bool known() const { return !path.empty(); }
};

/// Folders that hold no programs of PATH, no image's volume and no image's working folder that anyone would plan.
constexpr std::array<std::string_view, 16> inert_folders{
    "/var/lib/apt",        "/var/lib/dpkg",    "/var/cache",      "/var/log",
    "/var/lib/rpm",        "/var/lib/yum",     "/var/lib/dnf",    "/etc/apt",
    "/usr/share/doc",      "/usr/share/man",   "/usr/share/info", "/usr/share/locale",
    "/usr/share/keyrings", "/etc/yum.repos.d", "/etc/apk",        "/lib/apk"};

bool is_inert(const Place& place) {
    return place.known() && std::any_of(inert_folders.begin(), inert_folders.end(),
                                        [&](std::string_view folder) { return lies_in(place.path, folder); });
}

// ---------------------------------------------------------------------------------------------------------------------
// what the two RUNs start from

/// What is known about the shell, folders and volumes that a RUN starts with.
struct Ground {
    bool base_known = false; // the config of the image at the root of the FROM chain
    bool errexit = true;     // the shell may have -e
    bool path_known = false; // path_folders is all of PATH
    std::vector<std::string> path_folders;
    bool volumes_known = false;
    std::vector<std::string> volumes;
    std::string workdir;            // empty: not known
    bool root = false;              // runs as root for certain
    bool environment_known = false; // names in variables are all that the base and the stage set
    std::vector<std::string> variables;
    bool services_off = false; // packages start no services
    bool named_user = false;   // USER names somebody who is not root
};

/// The catalog's facts of the image that a chain of stages starts from.
std::optional<catalog::BaseConfig> root_config(const Stage& root, bool& scratch) {
    scratch = root.is_scratch();
    if (scratch) {
        catalog::BaseConfig config;
        return config;
    }
    if (!root.base)
        return std::nullopt;
    if (root.base_uses_arguments) {
        // --build-arg may replace the image, unless the variable stands in the tag alone
        const std::string& word = root.base_word.value;
        const std::size_t colon = word.find(':', word.find('/') == std::string::npos ? 0 : word.rfind('/'));
        if (word.find('$') < colon)
            return std::nullopt;
    }
    const auto reference = document::parse_image_reference(*root.base);
    if (!reference || (!reference->digest.empty() && reference->tag.empty()))
        return std::nullopt;
    std::string_view path = reference->path;
    if (!reference->registry.empty() && reference->registry != "docker.io")
        return std::nullopt;
    if (path.starts_with("library/"))
        path.remove_prefix(8);
    if (path.find('/') != std::string_view::npos)
        return std::nullopt;
    // asked for each pair of a file: the last answer is kept
    struct Answer {
        std::string question;
        std::optional<catalog::BaseConfig> config;
    };
    thread_local Answer last;
    std::string question(path);
    question.append(":").append(reference->tag);
    if (last.question != question)
        last = {std::move(question), catalog::base_config(path, reference->tag)};
    return last.config;
}

/// Are the arguments of SHELL one of the forms that read no file of the image before the script? Sets errexit.
bool is_plain_shell(const std::vector<std::string>& argv, bool& errexit) {
    if (argv.size() < 2 || argv.back().empty())
        return false;
    constexpr std::array<std::string_view, 11> programs{"sh",          "bash",          "dash",         "ash",
                                                        "/bin/sh",     "/bin/bash",     "/bin/dash",    "/bin/ash",
                                                        "/usr/bin/sh", "/usr/bin/bash", "/usr/bin/dash"};
    if (!is_one_of(argv[0], programs))
        return false;
    errexit = false;
    bool command = false;
    for (std::size_t k = 1; k < argv.size(); ++k) {
        const std::string& word = argv[k];
        if (word.size() < 2 || word[0] != '-' || command)
            return false;
        for (std::size_t c = 1; c < word.size(); ++c) {
            switch (word[c]) {
            case 'e':
                errexit = true;
                break;
            case 'u':
            case 'x':
                break;
            case 'c':
                command = true;
                break;
            case 'o':
                if (c + 1 != word.size() || k + 1 >= argv.size())
                    return false;
                ++k;
                if (argv[k] == "errexit")
                    errexit = true;
                else if (argv[k] != "pipefail" && argv[k] != "nounset" && argv[k] != "xtrace")
                    return false;
                c = word.size();
                break;
            default:
                return false;
            }
        }
    }
    return command;
}

/// Commands that only a Linux image has, as far as Dockerfiles go.
constexpr std::array<std::string_view, 19> linux_commands{
    "apt-get",  "apk",     "yum",      "dnf",   "apt",   "microdnf", "zypper",  "pacman",     "rpm",    "dpkg",
    "groupadd", "adduser", "addgroup", "chmod", "chown", "ldconfig", "usermod", "locale-gen", "useradd"};

/// Folders that a Linux image has and a Windows one has not.
constexpr std::array<std::string_view, 10> linux_folders{"/usr/",  "/etc/", "/var/",  "/bin/", "/sbin/",
                                                         "/home/", "/opt/", "/root/", "/lib/", "/dev/"};

/// Does a text speak of Windows?
bool speaks_of_windows(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const std::string_view word : {".exe", "powershell", "c:\\", "c:/", "cmd /", "choco ", "nanoserver",
                                        "servercore", "windows/", ".msi", "%path%"})
        if (lower.find(word) != std::string::npos)
            return true;
    return false;
}

/// Does the stage show that its image is Linux?
bool shows_linux(const Document& document, const Stage& stage) {
    std::vector<const Instruction*> runs;
    for (std::size_t at = stage.index; at != document::none; at = document.stages[at].parent) {
        const Stage& here = document.stages[at];
        for (std::size_t k = here.from; k < here.end; ++k) {
            const Instruction& instruction = document.instructions[k];
            if (speaks_of_windows(instruction.logical()))
                return false;
            if (instruction.kind == InstructionKind::run)
                runs.push_back(&instruction);
        }
    }
    for (const Instruction* run : runs) {
        const ShellScript script = document::parse_script(document::shell_text(*run), grammar::ShellDialect::posix);
        for (const SimpleCommand& command : script.commands) {
            if (is_one_of(command.name(), linux_commands))
                return true;
            for (const ShellWord& word : command.words)
                if (word.literal &&
                    std::any_of(linux_folders.begin(), linux_folders.end(),
                                [&](std::string_view folder) { return word.literal->starts_with(folder); }))
                    return true;
        }
    }
    return false;
}

Found read_ground(const Document& document, const Instruction& run, const Context& context, Ground& ground) {
    const Stage& stage = document.stages[run.stage];
    const Stage* root = &stage;
    bool inherits_triggers = false;
    const auto read_stage = [&](const Stage& here, std::size_t end) -> Found {
        for (std::size_t k = here.from + 1; k < end; ++k) {
            const Instruction& instruction = document.instructions[k];
            if (instruction.trigger && &here != &stage && instruction.trigger->kind != InstructionKind::copy &&
                instruction.trigger->kind != InstructionKind::add && instruction.trigger->kind != InstructionKind::run)
                inherits_triggers = true;
            if (instruction.kind != InstructionKind::env && instruction.kind != InstructionKind::arg)
                continue;
            for (const document::KeyValue& pair : instruction.pairs) {
                ground.variables.push_back(pair.key);
                if (pair.key == "BASH_ENV" || pair.key == "SHELLOPTS" || pair.key == "BASHOPTS" ||
                    pair.key == "POSIXLY_CORRECT")
                    return Problem{"startup-file",
                                   pair.key + " changes what a shell does when it starts, so each RUN needs its own"};
                if (pair.key != "PATH")
                    continue;
                if (!pair.value) {
                    ground.path_known = false;
                    continue;
                }
                std::string_view value = *pair.value;
                while (!value.empty()) {
                    const std::size_t colon = value.find(':');
                    std::string folder;
                    for (const char c : value.substr(0, colon))
                        if (c != '"' && c != '\'')
                            folder += c;
                    value = colon == std::string_view::npos ? std::string_view{} : value.substr(colon + 1);
                    if (folder == "$PATH" || folder == "${PATH}")
                        continue;
                    if (folder.find_first_of("$\\") != std::string::npos || !folder.starts_with("/"))
                        ground.path_known = false;
                    else
                        ground.path_folders.push_back(normal_path(folder));
                }
            }
        }
        return std::nullopt;
    };
    ground.path_known = true;
    ground.path_folders = {"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"};
    if (Found problem = read_stage(stage, run.index))
        return problem;
    while (root->parent != document::none) {
        root = &document.stages[root->parent];
        if (Found problem = read_stage(*root, root->end))
            return problem;
    }
    if (inherits_triggers)
        return Problem{"unknown-shell", "triggers of a parent stage (ONBUILD) change the settings of this stage"};
    for (const Stage* here = &stage;; here = &document.stages[here->parent]) {
        if (here->platform.find("windows") != std::string::npos)
            return Problem{"windows", "the stage is for Windows"};
        if (here->parent == document::none)
            break;
    }

    if (root->base && (root->base->find("/windows/") != std::string::npos ||
                       root->base->find("windowsservercore") != std::string::npos ||
                       root->base->find("nanoserver") != std::string::npos))
        return Problem{"windows", "the base image is for Windows"};
    bool scratch = false;
    std::optional<catalog::BaseConfig> config = root_config(*root, scratch);
    if (config && config->family == "windows")
        return Problem{"windows", "the base image is for Windows"};
    if (config && config->onbuild)
        config.reset(); // its triggers run first and may set anything
    ground.base_known = config.has_value();

    ground.services_off = config && !scratch;
    for (const Stage* here = &stage;; here = &document.stages[here->parent]) {
        for (std::size_t k = here->from; k < here->end; ++k)
            if (document.slice(document.instructions[k].bytes).find("policy-rc.d") != std::string_view::npos)
                ground.services_off = false;
        if (here->parent == document::none)
            break;
    }

    const Settings& settings = document.settings_before(run);
    if (!settings.shell.inherited) {
        if (!is_plain_shell(settings.shell.argv, ground.errexit)) {
            std::string text;
            for (const std::string& word : settings.shell.argv)
                text += (text.empty() ? "" : " ") + word;
            return Problem{"foreign-shell",
                           "the shell is " + quoted(text) + ", which is not sh, ash, dash or bash with known options"};
        }
    } else if (config && config->default_shell) {
        ground.errexit = false;
    } else if (config) {
        std::vector<std::string> argv; // JSON array of strings
        std::vector<grammar::Word> words;
        if (grammar::parse_json_words(config->shell, 0, static_cast<std::uint32_t>(config->shell.size()), words) !=
            grammar::JsonForm::strings)
            return Problem{"unknown-shell", "the shell of the base image is not known"};
        for (const grammar::Word& word : words)
            argv.push_back(word.value);
        if (!is_plain_shell(argv, ground.errexit))
            return Problem{"foreign-shell",
                           "the shell of the base image is not sh, ash, dash or bash with known options"};
    } else {
        if (document.escape() != '\\')
            return Problem{"unknown-shell", "the base image is not known, and the escape character speaks for Windows"};
        if (!shows_linux(document, stage))
            return Problem{"unknown-shell",
                           "the base image is not known, and nothing in the stage shows that it is Linux"};
    }
    if (config && (catalog::has_word(config->env, "BASH_ENV") || catalog::has_word(config->env, "SHELLOPTS")))
        return Problem{"startup-file", "the base image names a file that each shell reads when it starts"};

    ground.environment_known = config.has_value();
    if (config)
        for (std::string_view rest = config->env; !rest.empty();) {
            const std::size_t blank = rest.find(' ');
            ground.variables.emplace_back(rest.substr(0, blank));
            rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
        }
    ground.path_known = ground.path_known && config && !catalog::has_word(config->env, "PATH");
    // BuildKit keeps what a RUN writes to a volume
    ground.volumes_known = context.builder == Builder::buildkit || config;
    if (context.builder != Builder::buildkit) {
        for (const std::string& volume : settings.volumes) {
            if (!volume.starts_with("/") || volume.find('$') != std::string::npos)
                ground.volumes_known = false;
            ground.volumes.push_back(normal_path(volume));
        }
        if (config)
            for (std::string_view rest = config->volumes; !rest.empty();) {
                const std::size_t blank = rest.find(' ');
                ground.volumes.push_back(normal_path(rest.substr(0, blank)));
                rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
            }
    }
    if (settings.workdir && settings.workdir_known && settings.workdir->starts_with("/"))
        ground.workdir = normal_path(*settings.workdir);
    else if (settings.workdir && settings.workdir_known && config)
        ground.workdir = normal_path(std::string(config->workdir) + "/" + *settings.workdir);
    else if (!settings.workdir && settings.workdir_known && config)
        ground.workdir = normal_path(config->workdir);
    const std::string_view user = settings.user ? std::string_view(*settings.user)
                                  : config      ? config->user
                                                : std::string_view{};
    const std::string_view name = user.substr(0, user.find(':'));
    if (!settings.user_known || (!name.empty() && name != "root" && name != "0"))
        ground.named_user = true;
    else
        ground.root = settings.user.has_value() || config.has_value();
    return std::nullopt;
}

// ---------------------------------------------------------------------------------------------------------------------
// scripts

/// One program that a script runs, looked at through sudo, env, xargs and the like.
struct Use {
    std::string program;   // without its folder; empty: not constant
    std::string_view path; // as written
    bool direct = true;    // run by the shell itself, not by sudo, xargs...
    bool bare = false;     // direct and without a folder: the shell looks it up in PATH and remembers it
    bool isolated = false; // in a subshell: leaves no state
    bool in_loop = false;
    bool by_sudo = false;
    std::vector<const ShellWord*> operands;
    const SimpleCommand* command = nullptr;
    std::optional<catalog::Program> row;
};

/// A script and what it runs.
struct Part {
    std::string_view text;
    ShellScript script;
    std::deque<ShellScript> inner; // of sh -c '...'
    std::vector<Use> uses;
    bool changes_folder = false;    // has a cd: relative names are not known
    bool runs_unknown_text = false; // eval, ., $command
};

constexpr std::array<std::string_view, 5> system_folders{"/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/",
                                                         "/usr/local/bin/"};

/// Flags per command: in a subshell, in a loop.
void mark_commands(const ShellScript& script, std::vector<std::pair<bool, bool>>& marks) {
    marks.assign(script.tree.nodes.size(), {false, false});
    std::vector<std::pair<std::size_t, Kind>> open;
    for (std::size_t k = 0; k < script.tree.nodes.size(); ++k) {
        while (!open.empty() && k >= open.back().first)
            open.pop_back();
        const Node& node = script.tree.nodes[k];
        switch (node.kind) {
        case Kind::subshell:
        case Kind::command_substitution:
        case Kind::backquoted:
        case Kind::while_clause:
        case Kind::until_clause:
        case Kind::for_clause:
            open.emplace_back(k + node.size, node.kind);
            break;
        case Kind::pipeline: {
            bool several = false;
            grammar::for_each_child(script.tree.nodes, k, [&](std::size_t child) {
                several = several || script.tree.nodes[child].kind == Kind::pipe;
            });
            if (several) // each element runs in a subshell of its own
                open.emplace_back(k + node.size, Kind::subshell);
            break;
        }
        case Kind::simple_command:
            for (const auto& [end, kind] : open) {
                const bool loop = kind == Kind::while_clause || kind == Kind::until_clause || kind == Kind::for_clause;
                (loop ? marks[k].second : marks[k].first) = true;
            }
            break;
        default:
            break;
        }
    }
}

/// Programs that run the command that their operands are.
struct Wrapper {
    std::string_view name;
    std::string_view flags;   // without value
    std::string_view values;  // with a value in the next word
    int skip = 0;             // operands before the command
    bool assignments = false; // NAME=value words before the command
};
constexpr std::array<Wrapper, 12> wrappers{{
    {"sudo", "-E -H -n -S -HE -EH --preserve-env", "-u -g", 0, true},
    {"env", "-i -", "-u", 0, true},
    {"nice", "", "-n", 0, false},
    {"ionice", "", "-c -n", 0, false},
    {"timeout", "--foreground", "-k -s", 1, false},
    {"xargs", "-r -0 -t -r0 -0r --no-run-if-empty --null", "-n -P -I -L -d -s", 0, false},
    {"gosu", "", "", 1, false},
    {"su-exec", "", "", 1, false},
    {"nohup", "", "", 0, false},
    {"stdbuf", "", "-i -o -e", 0, false},
    {"eatmydata", "", "", 0, false},
    {"busybox", "", "", 0, false},
}};

class Uses {
public:
    Uses(Part& part) : part_(part) {}

    void read(const ShellScript& script, bool direct, bool isolated) {
        std::vector<std::pair<bool, bool>> marks;
        mark_commands(script, marks);
        for (const SimpleCommand& command : script.commands) {
            Use use;
            use.command = &command;
            use.direct = direct;
            use.isolated = isolated || marks[command.node].first;
            use.in_loop = marks[command.node].second;
            read_words(use, command.words, 0);
        }
    }

private:
    void read_words(Use use, const std::vector<ShellWord>& words, std::size_t at) {
        if (at >= words.size()) {
            if (at > 0) { // sudo, env without a command
                use.program = *words.front().literal;
                use.bare = use.direct && use.program.find('/') == std::string::npos;
            }
            part_.uses.push_back(std::move(use));
            return;
        }
        const ShellWord& first = words[at];
        if (!first.literal) {
            part_.runs_unknown_text = true;
            for (std::size_t k = at + 1; k < words.size(); ++k)
                use.operands.push_back(&words[k]);
            part_.uses.push_back(std::move(use));
            return;
        }
        use.path = *first.literal;
        use.program = *first.literal;
        for (const std::string_view folder : system_folders)
            if (first.literal->starts_with(folder) && first.literal->find('/', folder.size()) == std::string::npos)
                use.program = first.literal->substr(folder.size());
        use.bare = use.direct && first.literal->find('/') == std::string::npos;
        for (std::size_t k = at + 1; k < words.size(); ++k)
            use.operands.push_back(&words[k]);
        std::vector<std::string_view> literals;
        for (const ShellWord* word : use.operands)
            literals.push_back(word->literal ? std::string_view(*word->literal) : std::string_view{});
        use.row = catalog::find_program(use.program, literals);
        if (use.program.starts_with("python") && literals.size() > 2 && literals[0] == "-m" && literals[1] == "pip")
            use.row = catalog::find_program("pip", {literals.begin() + 2, literals.end()});
        part_.uses.push_back(use);

        if (use.program == "eval" || use.program == "." || use.program == "source")
            part_.runs_unknown_text = true;
        if (use.program == "cd" || use.program == "pushd" || use.program == "popd" || use.program == "chdir")
            part_.changes_folder = true;
        if (use.program == "command" || use.program == "builtin" || use.program == "time" || use.program == "exec") {
            if (at + 1 < words.size() && words[at + 1].literal && words[at + 1].literal->starts_with("-")) {
                query(use);
                return;
            }
            if (at + 1 < words.size()) {
                Use next = blank(use);
                read_words(next, words, at + 1);
            }
            return;
        }
        if (use.program == "type")
            query(use);
        for (const Wrapper& wrapper : wrappers)
            if (wrapper.name == use.program)
                unwrap(use, wrapper, words, at + 1);
        if (use.program == "find")
            read_find(use, words, at + 1);
        if (use.program == "sh" || use.program == "bash" || use.program == "dash" || use.program == "ash")
            read_shell(use);
    }

    static Use blank(const Use& use) {
        Use next;
        next.command = use.command;
        next.direct = use.direct;
        next.isolated = use.isolated;
        next.in_loop = use.in_loop;
        next.by_sudo = use.by_sudo;
        return next;
    }

    /// command -v X, type X: what the shell finds under the name, so it counts as a use of X.
    void query(const Use& use) {
        for (const ShellWord* word : use.operands) {
            if (word->literal && word->literal->starts_with("-"))
                continue;
            Use next = blank(use);
            next.program = word->literal.value_or("");
            next.bare = true;
            next.row = catalog::Program{"type", "*", "-", "none", ""};
            part_.uses.push_back(std::move(next));
        }
    }

    void unwrap(Use& use, const Wrapper& wrapper, const std::vector<ShellWord>& words, std::size_t at) {
        int skip = wrapper.skip;
        for (; at < words.size(); ++at) {
            if (!words[at].literal)
                break;
            const std::string& word = *words[at].literal;
            if (catalog::has_word(wrapper.flags, word) && !word.empty())
                continue;
            if (catalog::has_word(wrapper.values, word) && !word.empty()) {
                ++at;
                continue;
            }
            if (word.starts_with("-")) {
                return; // an option that is not known: the wrapper has no row, so it stays unknown
            }
            if (wrapper.assignments && word.find('=') != std::string::npos && word.find('=') != 0)
                continue;
            if (skip-- > 0)
                continue;
            break;
        }
        if (at >= words.size())
            return;
        part_.uses.back().row =
            catalog::Program{wrapper.name, "*", "-", "none", "runs the command that its operands are"};
        Use next = blank(use);
        next.direct = false;
        next.isolated = true;
        next.by_sudo = next.by_sudo || wrapper.name == "sudo";
        read_words(next, words, at);
    }

    void read_find(const Use& use, const std::vector<ShellWord>& words, std::size_t at) {
        for (; at < words.size(); ++at) {
            if (!words[at].literal)
                continue;
            const std::string& word = *words[at].literal;
            if (word != "-exec" && word != "-execdir" && word != "-ok" && word != "-okdir")
                continue;
            inner_words_.emplace_back();
            for (++at; at < words.size() && !words[at].is(";") && !words[at].is("+"); ++at)
                inner_words_.back().push_back(words[at]);
            Use next = blank(use);
            next.direct = false;
            next.isolated = true;
            read_words(next, inner_words_.back(), 0);
        }
    }

    /// sh -c 'script': judged like a subshell.
    void read_shell(Use& use) {
        std::size_t k = 0;
        for (; k < use.operands.size(); ++k) {
            const ShellWord* word = use.operands[k];
            if (!word->literal || word->literal->size() < 2 || (*word->literal)[0] != '-' ||
                word->literal->find_first_not_of("ceux", 1) != std::string::npos)
                return;
            if (word->literal->ends_with("c")) {
                ++k;
                break;
            }
        }
        if (k == 0 || k >= use.operands.size() || !use.operands[k]->literal || part_.inner.size() > 20)
            return;
        ShellScript& script =
            part_.inner.emplace_back(document::parse_script(*use.operands[k]->literal, grammar::ShellDialect::posix));
        if (script.opaque())
            return;
        for (const Node& node : script.tree.nodes)
            if (node.kind == Kind::ampersand || node.kind == Kind::function_definition)
                return;
        part_.uses.back().row = catalog::Program{"sh", "*", "-", "none", "runs the script in its operand"};
        read(script, false, true);
    }

    Part& part_;

public:
    std::deque<std::vector<ShellWord>> inner_words_;
};

/// A part with all that its views point into.
struct OwnedPart : Part {
    std::string source;
    std::deque<std::vector<ShellWord>> words; // of find -exec
};

std::shared_ptr<const OwnedPart> read_part(std::string_view text) {
    // the later RUN of one pair is the earlier one of the next, and the gate asks again: the last few are kept
    thread_local std::array<std::shared_ptr<const OwnedPart>, 16> kept;
    thread_local std::size_t next = 0;
    for (const auto& one : kept)
        if (one && one->source == text)
            return one;
    auto part = std::make_shared<OwnedPart>();
    part->source = text;
    part->text = part->source;
    part->script = document::parse_script(part->text, grammar::ShellDialect::posix);
    if (!part->script.opaque()) {
        Uses uses(*part);
        uses.read(part->script, true, false);
        part->words = std::move(uses.inner_words_);
    }
    if (text.size() < std::size_t{1} << 20)
        kept[next++ % kept.size()] = part;
    return part;
}

/// The places that the words of a use name, and those of its redirections.
Place place_of(std::string_view raw, const std::optional<std::string>& literal, const Part& part,
               const Ground& ground) {
    Place place;
    std::string text;
    if (literal) {
        text = *literal;
    } else {
        // the part before the first glob or expansion
        for (std::size_t k = 0; k < raw.size(); ++k) {
            const char c = raw[k];
            if (c == '"' || c == '\'')
                continue;
            if (c == '*' || c == '?' || c == '[' || c == '{') {
                place.below = true;
                break;
            }
            if (c == '$' || c == '`' || c == '\\' || (c == '~' && text.empty())) {
                place.below = true;
                place.variable = true;
                break;
            }
            text += c;
        }
        place.variable =
            place.variable || raw.find('$') != std::string_view::npos || raw.find('`') != std::string_view::npos;
        if (place.variable && text.empty())
            return Place{{}, true, true};
        text = text.substr(0, text.rfind('/') == std::string::npos ? 0 : text.rfind('/') + 1);
    }
    if (!text.starts_with("/")) {
        if (ground.workdir.empty() || part.changes_folder)
            return Place{{}, place.below, place.variable};
        text = ground.workdir + "/" + text;
    }
    place.path = normal_path(text);
    return place;
}

struct NamedPlace : Place {
    const ShellWord* word = nullptr;
};

std::vector<NamedPlace> operand_places(const Use& use, const Part& part, const Ground& ground) {
    std::vector<NamedPlace> places;
    const auto add = [&](const ShellWord& word, std::string_view raw, const std::optional<std::string>& literal) {
        NamedPlace place;
        static_cast<Place&>(place) = place_of(raw, literal, part, ground);
        place.word = &word;
        places.push_back(std::move(place));
    };
    for (const ShellWord* word : use.operands) {
        if (word->literal && word->literal->starts_with("-")) {
            const std::size_t slash = word->literal->find('/');
            if (slash != std::string::npos) // -C/dir, --directory=/dir
                add(*word, {}, word->literal->substr(slash));
            continue;
        }
        if (!word->literal && word->raw.starts_with("-")) { // -o"$X", --dir=$X
            add(*word, "$", std::nullopt);
            continue;
        }
        if (word->literal && (use.program == "chmod" || use.program == "chown" || use.program == "chgrp") &&
            word == use.operands.front())
            continue; // a mode or an owner
        if (word->literal && word->literal->find("://") != std::string::npos)
            continue; // a URL
        add(*word, word->raw, word->literal);
    }
    return places;
}

bool has_option(const Use& use, char letter, std::string_view name) {
    return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
        if (!word->literal)
            return word->raw.starts_with("$") && word->raw.find('"') == std::string_view::npos;
        const std::string& text = *word->literal;
        if (text.starts_with("--")) // getopt_long takes abbreviations
            return text.size() > 2 && (text.starts_with(name) || name.starts_with(text.substr(0, text.find('='))));
        return text == name || (text.size() > 1 && text[0] == '-' && text.find(letter) != std::string::npos);
    });
}

/// The same, but for certain: a word that is not constant does not count.
bool surely_has_option(const Use& use, char letter, std::string_view name) {
    return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
        if (!word->literal)
            return false;
        const std::string& text = *word->literal;
        return text == name ||
               (text.size() > 1 && text[0] == '-' && text[1] != '-' && text.find(letter) != std::string::npos);
    });
}

bool is_recursive(const Use& use) {
    return has_option(use, 'r', "--recursive") || has_option(use, 'R', "--recursive") ||
           has_option(use, 'a', "--archive");
}

/// Does an unpacking program say where it unpacks to?
bool names_its_folder(const Use& use) {
    return ((use.program == "tar" || use.program == "bsdtar") && surely_has_option(use, 'C', "--directory")) ||
           (use.program == "unzip" && surely_has_option(use, 'd', "-d"));
}

/// May the use take away or move a folder?
bool may_delete_folders(const Use& use) {
    if (!use.row || !use.row->has("deletes"))
        return false;
    if (use.program == "ln") // a link to a folder is replaced only so; else the new link goes into the folder
        return (has_option(use, 'n', "--no-dereference") || has_option(use, 'T', "--no-target-directory")) &&
               has_option(use, 'f', "--force");
    return use.program != "rm" || is_recursive(use);
}

/// Does find delete?
bool find_deletes(const Use& use) {
    return use.program == "find" && std::any_of(use.operands.begin(), use.operands.end(), [](const ShellWord* word) {
               return !word->literal || *word->literal == "-delete" || word->literal->starts_with("-exec") ||
                      word->literal->starts_with("-ok");
           });
}

// ---------------------------------------------------------------------------------------------------------------------
// the rules, TRAPS A1 to A11

/// A2: builtins and reserved words that change the shell in one of dash, BusyBox ash and bash.
struct StateBuiltin {
    std::string_view name;
    std::string_view reason;
};
constexpr std::array<StateBuiltin, 58> state_builtins{{
    {"cd", "leaks-working-directory"},
    {"chdir", "leaks-working-directory"},
    {"pushd", "leaks-working-directory"},
    {"popd", "leaks-working-directory"},
    {"dirs", "leaks-working-directory"},
    {"export", "leaks-variable"},
    {"readonly", "leaks-variable"},
    {"unset", "leaks-variable"},
    {"read", "leaks-variable"},
    {"getopts", "leaks-variable"},
    {"declare", "leaks-variable"},
    {"typeset", "leaks-variable"},
    {"local", "leaks-variable"},
    {"let", "leaks-variable"},
    {"mapfile", "leaks-variable"},
    {"readarray", "leaks-variable"},
    {"shift", "leaks-variable"},
    {"set", "leaks-shell-options"},
    {"shopt", "leaks-shell-options"},
    {"enable", "leaks-shell-options"},
    {"umask", "leaks-shell-options"},
    {"ulimit", "leaks-shell-options"},
    {"trap", "leaks-shell-options"},
    {"alias", "leaks-function"},
    {"unalias", "leaks-function"},
    {"hash", "leaks-function"},
    {"bind", "leaks-shell-options"},
    {"complete", "leaks-shell-options"},
    {"compopt", "leaks-shell-options"},
    {"compgen", "leaks-shell-options"},
    {"fc", "leaks-shell-options"},
    {"history", "leaks-shell-options"},
    {"exit", "ends-shell"},
    {"exec", "ends-shell"},
    {"return", "ends-shell"},
    {"logout", "ends-shell"},
    {"suspend", "ends-shell"},
    {".", "runs-unknown-text"},
    {"source", "runs-unknown-text"},
    {"eval", "runs-unknown-text"},
    {"wait", "background-job"},
    {"jobs", "background-job"},
    {"bg", "background-job"},
    {"fg", "background-job"},
    {"disown", "background-job"},
    {"coproc", "background-job"},
    {"kill", "background-job"},
    {"times", "reads-shell-state"},
    {"caller", "reads-shell-state"},
    {"help", "reads-shell-state"},
    {"break", "leaks-shell-options"},
    {"continue", "leaks-shell-options"},
    {"function", "leaks-function"},
    {"select", "leaks-variable"},
    {"[[", "unreadable-script"},
    {"command", ""},
    {"builtin", ""},
    {"time", ""},
}};

/// Builtins of all three shells that leave the shell as it is.
constexpr std::array<std::string_view, 8> harmless_builtins{"echo", "printf", "test", "[",
                                                            "true", "false",  "pwd",  "type"};

const StateBuiltin* state_builtin(std::string_view name) {
    for (const StateBuiltin& one : state_builtins)
        if (one.name == name)
            return &one;
    return nullptr;
}

/// A3: expansions that assign.
bool has_assigning_expansion(const ShellScript& script) {
    const auto assigns = [](std::string_view text) {
        for (std::size_t k = 0; k < text.size(); ++k) {
            if ((text[k] == '+' || text[k] == '-') && k + 1 < text.size() && text[k + 1] == text[k])
                return true;
            if (text[k] != '=')
                continue;
            const char before = k > 0 ? text[k - 1] : ' ';
            const char after = k + 1 < text.size() ? text[k + 1] : ' ';
            const bool shift = (before == '<' || before == '>') && k > 1 && text[k - 2] == before; // <<=
            if (after == '=') {
                ++k;
                continue;
            }
            if ((before != '<' && before != '>' && before != '!') || shift)
                return true;
        }
        return false;
    };
    for (const Node& node : script.tree.nodes) {
        const std::string_view text = script.text.substr(node.begin, node.end - node.begin);
        if (node.kind == Kind::arithmetic && assigns(text.substr(3)))
            return true;
        if (node.kind != Kind::parameter_expansion)
            continue;
        std::size_t k = 2;
        while (k < text.size() && (text[k] == '!' || text[k] == '#'))
            ++k;
        while (k < text.size() && is_name_char(text[k]) && text[k] != '-' && text[k] != '.')
            ++k;
        if (k >= text.size())
            continue;
        if (text[k] == '=' || text[k] == '[' || text.substr(k).starts_with(":="))
            return true;
        if (text[k] == ':' && k + 1 < text.size() && text[k + 1] != '-' && text[k + 1] != '+' && text[k + 1] != '?' &&
            assigns(text.substr(k)))
            return true; // bash evaluates the offset of ${x:offset}
    }
    return false;
}

/// Options that `set` words turn on, as letters of e, u, x and p (pipefail); nullopt: it does something else.
std::optional<std::string> options_set(const Use& use) {
    std::string options;
    if (use.operands.empty())
        return std::nullopt;
    for (std::size_t k = 0; k < use.operands.size(); ++k) {
        const auto& word = use.operands[k]->literal;
        if (!word || word->size() < 2 || (*word)[0] != '-')
            return std::nullopt;
        for (std::size_t c = 1; c < word->size(); ++c) {
            const char letter = (*word)[c];
            if (letter == 'e' || letter == 'u' || letter == 'x') {
                options += letter;
                continue;
            }
            if (letter != 'o' || c + 1 != word->size() || ++k >= use.operands.size() ||
                !use.operands[k]->is("pipefail"))
                return std::nullopt;
            options += 'p';
            break;
        }
    }
    return options;
}

/// The first command of a script, when it is a `set` that only turns options on, in the shell itself.
std::optional<std::string> first_options(const Part& part) {
    if (part.uses.empty())
        return std::nullopt;
    const Use& use = part.uses.front();
    if (use.program != "set" || use.path != "set" || !use.direct || use.isolated || !use.command->top_level ||
        use.command->negated || use.command->joiner != Joiner::first || !use.command->redirections.empty() ||
        !use.command->assignments.empty())
        return std::nullopt;
    return options_set(use);
}

/// Issue 4: a `set -e...` of A is no leak when B starts with one that sets the same options, or more.
bool sets_same_options(const Use& use, const Part& b) {
    if (!use.command->top_level || use.command->negated || !use.command->redirections.empty())
        return false;
    const auto mine = options_set(use);
    const auto next = first_options(b);
    return mine && next && mine->find_first_not_of(*next) == std::string::npos;
}

/// A variable of A's shell that nothing can see afterwards: it is not in the environment (so no program gets it), the
/// shell itself does not read it, and B never writes its name nor lists variables.
bool is_private_variable(std::string_view name, const Part& b, const Ground& ground) {
    if (!ground.environment_known || b.runs_unknown_text || catalog::is_download_variable(name) ||
        std::find(ground.variables.begin(), ground.variables.end(), name) != ground.variables.end())
        return false;
    // all capitals: the shells' own variables and what builders put into the environment
    if (std::all_of(name.begin(), name.end(),
                    [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }))
        return false;
    // builders pass proxies on in small letters too
    if (name.size() > 5 && name.ends_with("proxy"))
        return false;
    // bash reads these
    if (name == "auto_resume" || name == "histchars")
        return false;
    for (const Use& use : b.uses) {
        constexpr std::array<std::string_view, 9> listers{"set",   "export", "readonly", "declare", "typeset",
                                                          "local", "let",    "compgen",  "unset"};
        if (use.program == "set" && options_set(use))
            continue;
        if (is_one_of(use.program, listers))
            return false;
    }
    for (std::size_t at = b.text.find(name); at != std::string_view::npos; at = b.text.find(name, at + 1)) {
        const auto part_of_name = [&](std::size_t k) {
            return k < b.text.size() && is_name_char(b.text[k]) && b.text[k] != '-' && b.text[k] != '.';
        };
        if (!(at > 0 && part_of_name(at - 1)) && !part_of_name(at + name.size()))
            return false;
    }
    for (const Node& node : b.script.tree.nodes) { // ${!x} and arithmetic on a value name variables indirectly
        const std::string_view text = b.script.text.substr(node.begin, node.end - node.begin);
        if (node.kind == Kind::parameter_expansion && text.starts_with("${!"))
            return false;
        if (node.kind == Kind::arithmetic)
            return false;
    }
    return true;
}

/// A2, A3: what A leaves in the shell.
Found leaves_state(const Part& a, const Part& b, const Ground& ground) {
    for (const Node& node : a.script.tree.nodes) {
        if (node.kind == Kind::ampersand)
            return Problem{"background-job", "the earlier RUN starts a background job, which ends with its RUN"};
        if (node.kind == Kind::function_definition)
            return Problem{"leaks-function", "the earlier RUN defines a function"};
        if (node.kind == Kind::for_clause) {
            const std::size_t index = static_cast<std::size_t>(&node - a.script.tree.nodes.data());
            std::string_view name;
            grammar::for_each_child(a.script.tree.nodes, index, [&](std::size_t child) {
                const Node& part = a.script.tree.nodes[child];
                if (name.empty() && part.kind == Kind::word)
                    name = a.script.text.substr(part.begin, part.end - part.begin);
            });
            if (name.empty() || !is_private_variable(name, b, ground))
                return Problem{"leaks-variable", "a for loop of the earlier RUN leaves a variable set"};
        }
    }
    if (has_assigning_expansion(a.script))
        return Problem{"leaks-variable", "one of its expansions assigns a variable"};
    for (const Use& use : a.uses) {
        if (!use.direct)
            continue;
        const SimpleCommand& command = *use.command;
        if (use.program == "set" && use.isolated)
            return Problem{"leaks-shell-options", "`set` in a subshell works in another way before `&&`"};
        if (use.isolated)
            continue;
        for (const document::ShellAssignment& assignment : command.assignments) {
            const bool builtin = command.words.empty() || !command.words.front().literal ||
                                 is_one_of(command.name(), harmless_builtins) || command.name() == ":" ||
                                 state_builtin(command.name()) != nullptr;
            if (command.words.empty() && is_private_variable(assignment.name, b, ground))
                continue;
            if (builtin || assignment.name == "PATH")
                return Problem{"leaks-variable", "the earlier RUN sets the variable " + std::string(assignment.name)};
        }
        if (command.words.empty() && command.assignments.empty() && !command.redirections.empty())
            continue; // > file
        if (use.program == ":" && (!command.redirections.empty() || !command.assignments.empty()))
            return Problem{"leaks-variable", "`:` with a redirection or an assignment"};
        if (use.program == "printf" && !use.operands.empty() &&
            (!use.operands.front()->literal
                 ? use.operands.front()->raw.find_first_of("$`") == 0 || use.operands.front()->raw.starts_with("\"$")
                 : use.operands.front()->literal->starts_with("-v")))
            return Problem{"leaks-variable", "printf may assign a variable"};
        if (use.path.find('/') != std::string_view::npos)
            continue;
        const StateBuiltin* builtin = state_builtin(use.program);
        if (builtin == nullptr || builtin->reason.empty())
            continue;
        if ((use.program == "break" || use.program == "continue") && use.in_loop)
            continue;
        if (use.program == "set" && sets_same_options(use, b))
            continue;
        return Problem{std::string(builtin->reason), "the earlier RUN runs " + quoted(use.program) +
                                                         ", which changes the shell for what comes after it"};
    }
    return std::nullopt;
}

/// A3: what B may read of A's shell.
Found reads_state(const Part& b) {
    for (const Node& node : b.script.tree.nodes) {
        if (node.kind != Kind::parameter && node.kind != Kind::parameter_expansion)
            continue;
        std::string_view name = b.script.text.substr(node.begin + 1, node.end - node.begin - 1);
        if (name.starts_with("{"))
            name.remove_prefix(1);
        while (name.size() > 1 && (name[0] == '!' || name[0] == '#') && is_name_char(name[1]))
            name.remove_prefix(1);
        std::size_t end = 0;
        while (end < name.size() && is_name_char(name[end]) && name[end] != '-' && name[end] != '.')
            ++end;
        name = end == 0 ? name.substr(0, 1) : name.substr(0, end);
        constexpr std::array<std::string_view, 20> names{
            "?",       "_",         "!",     "-",        "$",          "OLDPWD",       "SECONDS",       "RANDOM",
            "SRANDOM", "LINENO",    "PPID",  "BASHPID",  "PIPESTATUS", "EPOCHSECONDS", "EPOCHREALTIME", "BASH_COMMAND",
            "HISTCMD", "BASH_ARGV", "SHLVL", "BASH_CMDS"};
        if (is_one_of(name, names))
            return Problem{"reads-shell-state",
                           "this RUN reads $" + std::string(name) + ", which is another one in a shell that goes on"};
    }
    for (const Use& use : b.uses) {
        if (use.direct &&
            (use.program == "hash" || use.program == "times" || use.program == "history" || use.program == "fc"))
            return Problem{"reads-shell-state",
                           "this RUN runs " + quoted(use.program) + ", which shows what the shell did before"};
        if (use.program == "printenv" || (use.program == "env" && !use.row))
            return Problem{"reads-shell-state", "this RUN prints its environment, where SHLVL and _ may differ"};
        constexpr std::array<std::string_view, 10> viewers{"ps",    "pgrep", "pkill",  "killall", "pidof",
                                                           "fuser", "lsof",  "pstree", "top",     "kill"};
        if (is_one_of(use.program, viewers))
            return Problem{"looks-at-processes",
                           "this RUN runs " + quoted(use.program) + ", which sees the shell and its command line"};
    }
    return std::nullopt;
}

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

/// A6: folders and files that each container has anew.
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
    for (const std::string_view command : {"cd", "pushd", "-C", "--directory"})
        for (const std::string_view folder : {"/etc", "/dev", "/proc", "/sys", "etc", "dev"}) {
            const std::string words = std::string(command) + " " + std::string(folder);
            for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
                if (at + words.size() == text.size() || !is_name_char(text[at + words.size()]))
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

/// A6: programs that may leave a process behind.
Found leaves_process(const Part& a) {
    for (const Use& use : a.uses) {
        if (use.program.empty()) {
            if (use.command->words.empty())
                continue;
            return Problem{"unknown-program", "the earlier RUN runs a program whose name is not constant"};
        }
        if (use.direct && use.path.find('/') == std::string_view::npos &&
            (state_builtin(use.program) != nullptr || use.program == ":"))
            continue; // judged by leaves_state
        if (!use.row)
            return Problem{"unknown-program", "it is not known that " + quoted(use.program) +
                                                  " leaves no process behind, which would live on in a merged RUN"};
        if (use.row->writes == "awk") {
            for (const ShellWord* word : use.operands) {
                const std::string_view text = word->literal ? std::string_view(*word->literal) : word->raw;
                if (!word->literal || text.find("system") != std::string_view::npos ||
                    text.find('|') != std::string_view::npos || text.find("getline") != std::string_view::npos ||
                    text.starts_with("-f") || text.find('>') != std::string_view::npos) {
                    const bool comparison =
                        text.find('>') != std::string_view::npos && text.find('"') == std::string_view::npos &&
                        word->literal && text.find('|') == std::string_view::npos &&
                        text.find("system") == std::string_view::npos && text.find("getline") == std::string_view::npos;
                    if (!comparison &&
                        !(word->raw.starts_with("\"") && text.find('|') == std::string_view::npos &&
                          text.find("system") == std::string_view::npos &&
                          text.find("getline") == std::string_view::npos && text.find('>') == std::string_view::npos))
                        return Problem{"unknown-program", "what its awk program does is not known"};
                }
            }
        }
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
         {"service", "init.d", "systemctl", "supervisor", "mysql", "maria", "psql", "postgres", "redis", "mongo",
          "rabbitmq", "slapd", "ldap", "nginx", "apache", "a2en", "docker ", "sshd"})
        if (b.text.find(word) != std::string_view::npos)
            return Problem{"unknown-program", "the earlier RUN installs packages whose services may start where no "
                                              "policy-rc.d keeps them from it, and this RUN speaks of " +
                                                  quoted(word)};
    return std::nullopt;
}

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
                return folders && folder != place.path && lies_in(folder, place.path);
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

Found stale_command(const Part& a, const Part& b, const Ground& ground) {
    std::set<std::string_view> later;
    for (const Use& use : b.uses)
        if (use.bare && !is_one_of(use.program, harmless_builtins))
            later.insert(use.program);
    std::set<std::string_view> ran;
    for (const Use& use : a.uses) {
        if (use.bare && !use.program.empty() && !is_one_of(use.program, harmless_builtins) &&
            state_builtin(use.program) == nullptr && use.program != ":")
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

/// A6: edits of passwd and group reach this RUN's user, groups and HOME.
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
    if (!edits)
        return std::nullopt;
    if (ground.named_user)
        return Problem{"edits-users", "the earlier RUN edits users or groups, and this RUN looks its user up in them"};
    bool home = b.text.find("HOME") != std::string_view::npos;
    for (const Node& node : b.script.tree.nodes)
        home = home || node.kind == Kind::tilde;
    if (home)
        return Problem{"edits-users", "the earlier RUN edits users or groups, and this RUN uses HOME or `~`"};
    return std::nullopt;
}

constexpr std::array<std::string_view, 9> package_folders{"/usr",   "/bin", "/sbin", "/lib", "/lib64",
                                                          "/lib32", "/opt", "/boot", "/var"};

/// cp keeps the hard links of what it copies with -a, -d, --archive and --preserve.
bool copies_links(const Use& use) {
    return use.program == "cp" && std::any_of(use.operands.begin(), use.operands.end(), [](const ShellWord* word) {
               const std::string_view raw = word->raw;
               return raw.starts_with("--") ? raw.starts_with("--a") || raw.starts_with("--p")
                                            : raw.starts_with('-') && raw.find_first_of("ad") != std::string_view::npos;
           });
}

/// A6, hard links: two names of one file part when a later layer changes one of them in place.
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
            trees.push_back(place_of("", std::string("."), a, ground));
        }
    }
    if (!packages && trees.empty())
        return std::nullopt;
    const auto judge = [&](const Place& place, bool recursive) -> Found {
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
        if (use.row && use.row->has("modifies") && use.program != "sed" && use.program != "touch" &&
            use.program != "mktemp")
            for (const NamedPlace& place : operand_places(use, b, ground))
                if (Found problem = judge(place, is_recursive(use)))
                    return problem;
    }
    for (const SimpleCommand& command : b.script.commands)
        for (const document::ShellRedirection& redirection : command.redirections) {
            if (redirection.operation.find('>') == std::string_view::npos || redirection.operation == ">&" ||
                (redirection.target.literal && redirection.target.literal->starts_with("/dev/")))
                continue;
            if (Found problem = judge(place_of(redirection.target.raw, redirection.target.literal, b, ground), false))
                return problem;
        }
    return std::nullopt;
}

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
        for (const std::string& volume : ground.volumes)
            if (!place.known() || overlap(place.path, volume))
                return Problem{"volume", quoted(what) + " may write to the volume " + volume +
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
            for (const std::string_view folder : {"/usr", "/etc", "/var", "/bin", "/sbin", "/lib", "/opt"}) {
                if (folder == "/var" && !ground.volumes_known)
                    continue;
                if (Found problem = judge(Place{std::string(folder), false, false}, program))
                    return problem;
            }
    }
    for (const SimpleCommand& command : a.script.commands)
        for (const document::ShellRedirection& redirection : command.redirections) {
            if (redirection.operation.find('>') == std::string_view::npos || redirection.operation == ">&" ||
                (redirection.target.literal && redirection.target.literal->starts_with("/dev/")))
                continue;
            if (Found problem = judge(place_of(redirection.target.raw, redirection.target.literal, a, ground),
                                      redirection.target.raw))
                return problem;
        }
    return std::nullopt;
}

/// Programs that remove folders which their operands do not name.
bool removes_named_things(const Use& use, const Ground& ground) {
    const auto has = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
            return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return word->raw == one; });
        });
    };
    if (use.program == "userdel" || use.program == "deluser")
        return true;
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
    return of_packages && has({"purge", "remove", "autoremove", "del", "erase", "--purge", "-P", "-r"}) &&
           (use.program == "apt-get" || use.program == "apt" || use.program == "aptitude" || use.program == "dpkg" ||
            use.program == "apk" || use.program == "yum" || use.program == "dnf" || use.program == "microdnf" ||
            use.program == "rpm" || use.program == "zypper" || use.program == "pacman");
}

/// The working folder of a RUN is made again when it is gone; a merged second part would stand in the removed one.
Found removes_folder(const Part& a, const Ground& ground) {
    for (const Use& use : a.uses) {
        if (ground.workdir != "/" && removes_named_things(use, ground))
            return Problem{"removes-working-directory",
                           quoted(use.program) + " may take away the working directory that this RUN starts in"};
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
            else if (place.known() && place.below && !place.variable && lies_in(place.path, "/tmp"))
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

/// What /bin/sh is may change: this RUN would be run by another shell.
Found changes_shell(const Part& a, const Ground& ground) {
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

/// The shell reads its locale once, when it starts.
Found changes_locale(const Part& a, const Part& b) {
    bool makes = false;
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
        if (use.program == "rm" || use.program == "chmod" || use.program == "chown")
            continue;
        for (const ShellWord* word : use.operands)
            if (b.script.tree.nodes.size() > word->node && word->node != 0 && b.script.contains(word->node, Kind::glob))
                return problem;
    }
    for (const Node& node : b.script.tree.nodes) {
        if (node.kind == Kind::for_clause || node.kind == Kind::case_clause)
            return problem;
        if (node.kind == Kind::parameter_expansion) {
            const std::string_view text = b.script.text.substr(node.begin, node.end - node.begin);
            if (text.find_first_of("#%/^,@") != std::string_view::npos)
                return problem;
        }
    }
    return std::nullopt;
}

/// A7.
Found flags_differ(const Instruction& a, const Instruction& b) {
    if (a.flags.size() != b.flags.size())
        return Problem{"different-flags", "the two RUNs have different flags"};
    for (std::size_t k = 0; k < a.flags.size(); ++k) {
        const document::Flag& one = a.flags[k];
        if (one.name != b.flags[k].name || one.value != b.flags[k].value || one.has_value != b.flags[k].has_value)
            return Problem{"different-flags", "the two RUNs have different flags"};
        if (one.name != "mount" && one.name != "network" && one.name != "security" && one.name != "device")
            return Problem{"different-flags", "what the flag --" + one.name + " does is not known"};
        if (one.name == "mount" && one.value.find('$') != std::string::npos)
            return Problem{"mount-not-shared", "a mount with a variable in it"};
        // an assignment of the first RUN would change what the second one sees
        if (one.name == "mount" && one.value.find("env=") != std::string::npos)
            return Problem{"mount-not-shared", "a secret in the environment"};
    }
    for (const document::Mount& mount : document::mounts_of(a)) {
        const bool plain =
            mount.known &&
            (mount.type == "secret" || mount.type == "ssh" || (mount.type == "bind" && !mount.read_write) ||
             (mount.type == "cache" &&
              (mount.sharing.empty() || mount.sharing == "shared" || mount.sharing == "locked")));
        if (!plain)
            return Problem{"mount-not-shared", "a " + mount.type + " mount that each RUN has anew"};
    }
    return std::nullopt;
}

/// Comments that speak to a tool about the instruction below them: a merge would move them inside a RUN.
bool is_pragma(std::string_view comment) {
    while (!comment.empty() && (comment[0] == '#' || comment[0] == ' ' || comment[0] == '\t'))
        comment.remove_prefix(1);
    constexpr std::array<std::string_view, 18> words{
        "imgfix ",        "hadolint ",       "tally ", "shellcheck ", "check=", "syntax=",
        "escape=",        "renovate",        "trivy:", "checkov:",    "kics",   "nosemgrep",
        "dockerfilelint", "dockerfile_lint", "snyk",   "semgrep",     "nosec",  "noqa"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        if (comment.size() < word.size())
            return false;
        for (std::size_t k = 0; k < word.size(); ++k)
            if ((comment[k] >= 'A' && comment[k] <= 'Z' ? static_cast<char>(comment[k] + 32) : comment[k]) != word[k])
                return false;
        return true;
    });
}

/// The parts of a script's top level.
struct Shape {
    std::size_t lists = 0;
    bool or_lists = false;
    bool background = false;
    bool newlines = false;
    bool ends_open = false; // the last list is followed by ; or &
    bool ends_in_background = false;
    std::size_t last_list = 0;
};

Shape shape_of(const ShellScript& script) {
    Shape shape;
    const auto& nodes = script.tree.nodes;
    grammar::for_each_child(nodes, 0, [&](std::size_t child) {
        switch (nodes[child].kind) {
        case Kind::and_or_list:
            ++shape.lists;
            shape.last_list = child;
            shape.ends_open = false;
            shape.ends_in_background = false;
            grammar::for_each_child(nodes, child, [&](std::size_t part) {
                shape.or_lists = shape.or_lists || nodes[part].kind == Kind::or_if;
            });
            break;
        case Kind::semicolon:
            shape.ends_open = true;
            break;
        case Kind::ampersand:
            shape.ends_open = true;
            shape.background = true;
            shape.ends_in_background = true;
            break;
        case Kind::newline:
            shape.newlines = true;
            break;
        default:
            break;
        }
    });
    return shape;
}

/// A5: with -e the last pipeline of A loses its place at the end of a list. It must be simple commands whose
/// substitutions hold one AND list each.
bool depends_on_errexit(const ShellScript& script, std::size_t last_list) {
    const auto& nodes = script.tree.nodes;
    std::size_t last = 0;
    grammar::for_each_child(nodes, last_list, [&](std::size_t part) {
        if (nodes[part].kind == Kind::pipeline)
            last = part;
    });
    bool depends = false;
    grammar::for_each_child(nodes, last, [&](std::size_t part) {
        const Kind kind = nodes[part].kind;
        depends = depends || (kind != Kind::simple_command && kind != Kind::pipe && kind != Kind::bang);
    });
    for (std::size_t k = last + 1; k < last + nodes[last].size; ++k) {
        if (nodes[k].kind != Kind::script)
            continue;
        std::size_t lists = 0;
        grammar::for_each_child(nodes, k, [&](std::size_t part) {
            if (nodes[part].kind != Kind::and_or_list) {
                depends = true;
                return;
            }
            ++lists;
            grammar::for_each_child(nodes, part, [&](std::size_t piece) {
                depends = depends || nodes[piece].kind == Kind::or_if;
                if (nodes[piece].kind == Kind::pipeline)
                    grammar::for_each_child(nodes, piece, [&](std::size_t one) {
                        depends = depends || (nodes[one].kind != Kind::simple_command && nodes[one].kind != Kind::pipe);
                    });
            });
        });
        depends = depends || lists > 1;
    }
    return depends;
}

/// The last list of the script is a single pipeline of simple commands without `!`, behind a `;`: with -e its failure
/// ends the shell, so that `;` behind it is as good as `&&`.
bool ends_in_plain_pipeline(const ShellScript& script, const Shape& shape) {
    const auto& nodes = script.tree.nodes;
    bool plain = shape.lists > 1;
    std::size_t pipelines = 0;
    grammar::for_each_child(nodes, shape.last_list, [&](std::size_t part) {
        if (nodes[part].kind != Kind::pipeline) {
            plain = false;
            return;
        }
        ++pipelines;
        grammar::for_each_child(nodes, part, [&](std::size_t piece) {
            plain = plain && (nodes[piece].kind == Kind::simple_command || nodes[piece].kind == Kind::pipe);
        });
    });
    return plain && pipelines == 1;
}

Found readable(const Instruction& run, const char* which) {
    const std::string name = which;
    if (run.json)
        return Problem{"exec-form", name + " is in JSON form, no shell runs it"};
    if (!run.heredocs.empty())
        return Problem{"heredoc", name + " has a here-document"};
    if (document::shell_text(run).empty())
        return Problem{"unreadable-script", name + " has no readable script"};
    return std::nullopt;
}

/// A11: bytes of the physical line that holds offset.
std::size_t line_length(std::string_view source, std::size_t offset) {
    const std::size_t feed = source.find('\n', offset);
    const std::size_t end = feed == std::string_view::npos ? source.size() : feed;
    const std::size_t before = offset == 0 ? std::string_view::npos : source.rfind('\n', offset - 1);
    return end - (before == std::string_view::npos ? 0 : before + 1);
}

constexpr std::size_t max_argument = 131071; // MAX_ARG_STRLEN without its NUL
constexpr std::size_t glue_room = 512;       // ` && \`, indent, braces

Found judge(const Document& document, const Instruction& a, const Instruction& b, const Context& context,
            Grouping& grouping) {
    if (a.kind != InstructionKind::run || b.kind != InstructionKind::run || b.index != a.index + 1 ||
        a.stage != b.stage || a.stage == document::none)
        return Problem{"not-adjacent", "the two are not RUNs that stand next to each other"};
    if (Found problem = readable(a, "the earlier RUN"))
        return problem;
    if (Found problem = readable(b, "this RUN"))
        return problem;
    if (Found problem = flags_differ(a, b))
        return problem;
    bool pragma = false;
    grammar::for_each_child(document.nodes(), 0, [&](std::size_t child) {
        const Node& node = document.nodes()[child];
        if (node.kind == Kind::comment && node.begin >= a.bytes.end && node.end <= b.bytes.begin)
            pragma = pragma || is_pragma(grammar::trim_space(document.slice({node.begin, node.end})));
    });
    if (pragma)
        return Problem{"comment-between", "a comment between the two speaks to a tool about the RUN below it"};

    Ground ground;
    if (Found problem = read_ground(document, a, context, ground))
        return problem;

    const auto one = read_part(document::shell_text(a));
    const auto two = read_part(document::shell_text(b));
    const Part& first = *one;
    const Part& second = *two;
    if (first.script.opaque() || first.script.commands.empty())
        return Problem{"unreadable-script",
                       "the script of the earlier RUN is not one that dash, ash and bash read alike: " +
                           first.script.tree.error.message};
    if (second.script.opaque() || second.script.commands.empty())
        return Problem{"unreadable-script", "this RUN's script is not one that dash, ash and bash read alike: " +
                                                second.script.tree.error.message};

    // A1: the structure of the joined script
    const Shape left = shape_of(first.script);
    const Shape right = shape_of(second.script);
    if (first.script.has_comment)
        return Problem{"ends-in-comment", "the earlier RUN ends in a shell comment, which would swallow this RUN"};
    if (left.background)
        return Problem{"background-job", "the earlier RUN starts a background job, which ends with its RUN"};
    if (left.lists == 0 || left.ends_open || left.newlines || right.lists == 0 || right.newlines)
        return Problem{"not-a-list", "nothing can be joined behind its last command"};
    for (const ShellScript* script : {&first.script, &second.script})
        for (const Node& node : script->tree.nodes)
            if (node.kind == Kind::heredoc_content)
                return Problem{"heredoc", "a script has a here-document"};
    const bool sets_errexit = std::any_of(first.uses.begin(), first.uses.end(),
                                          [](const Use& use) { return use.direct && use.program == "set"; });
    const bool single = right.lists == 1 && !right.or_lists && !right.background;
    grouping = single ? Grouping::bare : Grouping::braces;
    const auto options = first_options(first);
    if (!single && options && options->find('e') != std::string::npos && ends_in_plain_pipeline(first.script, left))
        grouping = Grouping::sequence;
    if (grouping != Grouping::sequence && (ground.errexit || sets_errexit) &&
        depends_on_errexit(first.script, left.last_list))
        return Problem{"errexit-unknown",
                       "the last command of the earlier RUN is no simple one, and the shell has or may have -e, which "
                       "works in another way before `&&`"};
    if (!single && (right.ends_open || second.script.has_comment))
        return Problem{"not-a-list", "this RUN ends in a separator or a comment and would need braces"};

    if (Found problem = leaves_state(first, second, ground))
        return problem;
    if (Found problem = leaves_process(first))
        return problem;
    if (Found problem = starts_service(first, second, ground))
        return problem;
    if (Found problem = names_fresh_file(first.text, ground.workdir, "the earlier RUN"))
        return problem;
    if (Found problem = names_fresh_file(second.text, ground.workdir, "this RUN"))
        return problem;
    if (Found problem = reads_state(second))
        return problem;
    if (Found problem = stale_command(first, second, ground))
        return problem;
    if (Found problem = edits_users(first, second, ground))
        return problem;
    if (Found problem = changes_shell(first, ground))
        return problem;
    if (Found problem = removes_folder(first, ground))
        return problem;
    if (Found problem = hard_link(first, second, ground))
        return problem;
    if (Found problem = changes_locale(first, second))
        return problem;
    if (Found problem = writes_to_volume(first, ground))
        return problem;
    if (first.text.size() + second.text.size() + glue_room > max_argument)
        return Problem{"too-long", "the joined script would be longer than one argument may be"};
    if (line_length(document.source(), a.text.end) + glue_room > grammar::max_line_length ||
        line_length(document.source(), b.text.begin) + glue_room > grammar::max_line_length)
        return Problem{"too-long", "a line would be longer than BuildKit reads"};
    return std::nullopt;
}

} // namespace

JoinVerdict may_join(const Document& document, std::size_t first, std::size_t second, const Context& context) {
    JoinVerdict verdict;
    if (first >= document.instructions.size() || second >= document.instructions.size()) {
        verdict.reason = "not-adjacent";
        verdict.message = "the two are not RUNs that stand next to each other";
        return verdict;
    }
    if (Found problem =
            judge(document, document.instructions[first], document.instructions[second], context, verdict.grouping)) {
        verdict.reason = std::move(problem->reason);
        verdict.message = std::move(problem->message);
        return verdict;
    }
    verdict.allowed = true;
    return verdict;
}

} // namespace imgfix::rewrite
