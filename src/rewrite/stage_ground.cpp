#include "rewrite/stage_ground.hpp"

#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "document/base_family.hpp"
#include "document/shell.hpp"

namespace imgfix::rewrite::effects {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::Settings;
using document::ShellScript;
using document::ShellWord;
using document::SimpleCommand;
using document::Stage;

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

bool lies_in(std::string_view path, std::string_view folder) {
    return folder == "/" || path == folder ||
           (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

bool overlap(std::string_view a, std::string_view b) { return lies_in(a, b) || lies_in(b, a); }

namespace {

/// Folders that hold no programs of PATH, no image's volume and no image's working folder that anyone would plan.
constexpr std::array<std::string_view, 16> inert_folders{
    "/var/lib/apt",        "/var/lib/dpkg",    "/var/cache",      "/var/log",
    "/var/lib/rpm",        "/var/lib/yum",     "/var/lib/dnf",    "/etc/apt",
    "/usr/share/doc",      "/usr/share/man",   "/usr/share/info", "/usr/share/locale",
    "/usr/share/keyrings", "/etc/yum.repos.d", "/etc/apk",        "/lib/apk"};

} // namespace

bool is_inert(const Place& place) {
    return place.known() && std::any_of(inert_folders.begin(), inert_folders.end(),
                                        [&](std::string_view folder) { return lies_in(place.path, folder); });
}

namespace {

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

/// Those of them that no script would try on a system without them.
constexpr std::array<std::string_view, 6> package_managers{"apt-get", "apk", "yum", "dnf", "microdnf", "zypper"};

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
    bool windows = false;
    for (std::size_t at = stage.index; at != document::none; at = document.stages[at].parent) {
        const Stage& here = document.stages[at];
        for (std::size_t k = here.from; k < here.end; ++k) {
            const Instruction& instruction = document.instructions[k];
            windows = windows || speaks_of_windows(instruction.logical());
            if (instruction.kind == InstructionKind::run)
                runs.push_back(&instruction);
        }
    }
    for (const Instruction* run : runs) {
        const ShellScript script = document::parse_script(document::shell_text(*run), grammar::ShellDialect::posix);
        for (const SimpleCommand& command : script.commands) {
            if (is_one_of(command.name(), package_managers))
                return true; // whatever it speaks of
            if (windows)
                continue;
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

/// What the variables of a stage say, added to ground; a problem when one of them makes each shell read a file.
Found read_variables(const Instruction& instruction, Ground& ground) {
    if (instruction.kind != InstructionKind::env && instruction.kind != InstructionKind::arg)
        return std::nullopt;
    for (const document::KeyValue& pair : instruction.pairs) {
        ground.variables.insert(pair.key);
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
            else if (folder = normal_path(folder); std::find(ground.path_folders.begin(), ground.path_folders.end(),
                                                             folder) == ground.path_folders.end())
                ground.path_folders.push_back(folder);
        }
    }
    return std::nullopt;
}

template <typename Visit> void each_word(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t blank = list.find(' ');
        visit(list.substr(0, blank));
        list = blank == std::string_view::npos ? std::string_view{} : list.substr(blank + 1);
    }
}

/// The ground of a stage, read once: what holds for all its RUNs, and what its instructions add one after the other.
class StageReader {
public:
    StageReader(const Document& document, const Stage& stage, Builder builder)
        : id_(document.id()), stage_(stage.index), builder_(builder), next_(stage.from + 1) {
        problem_ = read_stage(document, stage);
    }

    [[nodiscard]] bool is_for(const Document& document, std::size_t stage, Builder builder,
                              std::size_t instruction) const {
        return id_ == document.id() && stage_ == stage && builder_ == builder && next_ <= instruction;
    }

    [[nodiscard]] const Ground& ground() const { return ground_; }

    Found read(const Document& document, const Instruction& run) {
        const Settings& settings = document.settings_before(run);
        for (; next_ < run.index; ++next_)
            if (Found problem = read_variables(document.instructions[next_], ground_); problem && !variable_problem_)
                variable_problem_ = std::move(problem);
        if (variable_problem_)
            return variable_problem_;
        if (problem_)
            return problem_;
        if (!settings.shell.inherited) {
            if (!is_plain_shell(settings.shell.argv, ground_.errexit)) {
                std::string text;
                for (const std::string& word : settings.shell.argv)
                    text += (text.empty() ? "" : " ") + word;
                return Problem{"foreign-shell", "the shell is " + quoted(text) +
                                                    ", which is not sh, ash, dash or bash with known options"};
            }
        } else if (Found problem = inherited_shell(document)) {
            return problem;
        }
        if (config_ && (catalog::has_word(config_->env, "BASH_ENV") || catalog::has_word(config_->env, "SHELLOPTS")))
            return Problem{"startup-file", "the base image names a file that each shell reads when it starts"};
        if (builder_ != Builder::buildkit) // BuildKit keeps what a RUN writes to a volume
            for (const std::string& volume : document.volumes_before(run).subspan(volumes_)) {
                ++volumes_;
                if (!volume.starts_with("/") || volume.find('$') != std::string::npos)
                    ground_.volumes_known = false;
                ground_.volumes.insert(normal_path(volume));
            }
        ground_.workdir.clear();
        if (settings.workdir && settings.workdir_known && settings.workdir->starts_with("/"))
            ground_.workdir = normal_path(*settings.workdir);
        else if (settings.workdir && settings.workdir_known && config_)
            ground_.workdir = normal_path(std::string(config_->workdir) + "/" + *settings.workdir);
        else if (!settings.workdir && settings.workdir_known && config_)
            ground_.workdir = normal_path(config_->workdir);
        const std::string_view user = settings.user ? std::string_view(*settings.user)
                                      : config_     ? config_->user
                                                    : std::string_view{};
        const std::string_view name = user.substr(0, user.find(':'));
        ground_.named_user = !settings.user_known || (!name.empty() && name != "root" && name != "0");
        ground_.root = !ground_.named_user && (settings.user.has_value() || config_.has_value());
        return std::nullopt;
    }

private:
    Found read_stage(const Document& document, const Stage& stage) {
        const document::BaseImage base = document::base_image(document, stage.index);
        ground_.path_known = true;
        ground_.path_folders = {"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"};
        bool triggers = false;
        bool windows = false;
        bool policy = false;
        for (const Stage* here = &stage;; here = &document.stages[here->parent]) {
            windows = windows || here->platform.find("windows") != std::string::npos;
            for (std::size_t k = here->from; k < here->end; ++k) {
                const Instruction& instruction = document.instructions[k];
                policy = policy || document.slice(instruction.bytes).find("policy-rc.d") != std::string_view::npos;
                if (here == &stage)
                    continue;
                if (instruction.trigger && instruction.trigger->kind != InstructionKind::copy &&
                    instruction.trigger->kind != InstructionKind::add &&
                    instruction.trigger->kind != InstructionKind::run)
                    triggers = true;
                if (Found problem = read_variables(instruction, ground_))
                    return problem;
            }
            if (here->parent == document::none)
                break;
        }
        if (triggers)
            return Problem{"unknown-shell", "triggers of a parent stage (ONBUILD) change the settings of this stage"};
        if (windows)
            return Problem{"windows", "the stage is for Windows"};
        config_ = base.config;
        if (base.windows || (config_ && config_->family == "windows"))
            return Problem{"windows", "the base image is for Windows"};
        if (config_ && config_->onbuild)
            config_.reset(); // its triggers run first and may set anything
        ground_.base_known = config_.has_value();
        ground_.services_off = config_ && !base.root->is_scratch() && !policy;
        ground_.environment_known = config_.has_value();
        ground_.path_known = ground_.path_known && config_ && !catalog::has_word(config_->env, "PATH");
        ground_.volumes_known = builder_ == Builder::buildkit || config_;
        if (config_) {
            each_word(config_->env, [&](std::string_view name) { ground_.variables.emplace(name); });
            if (builder_ != Builder::buildkit)
                each_word(config_->volumes, [&](std::string_view path) { ground_.volumes.insert(normal_path(path)); });
        }
        return std::nullopt;
    }

    /// The shell that the base image brings.
    Found inherited_shell(const Document& document) {
        if (config_ && config_->default_shell) {
            ground_.errexit = false;
            return std::nullopt;
        }
        if (config_) {
            std::vector<grammar::Word> words; // JSON array of strings
            std::vector<std::string> argv;
            if (grammar::parse_json_words(config_->shell, 0, static_cast<std::uint32_t>(config_->shell.size()),
                                          words) != grammar::JsonForm::strings)
                return Problem{"unknown-shell", "the shell of the base image is not known"};
            for (const grammar::Word& word : words)
                argv.push_back(word.value);
            if (!is_plain_shell(argv, ground_.errexit))
                return Problem{"foreign-shell",
                               "the shell of the base image is not sh, ash, dash or bash with known options"};
            return std::nullopt;
        }
        if (document.escape() != '\\')
            return Problem{"unknown-shell", "the base image is not known, and the escape character speaks for Windows"};
        if (!linux_)
            linux_ = shows_linux(document, document.stages[stage_]);
        if (!*linux_)
            return Problem{"unknown-shell",
                           "the base image is not known, and nothing in the stage shows that it is Linux"};
        ground_.errexit = true;
        return std::nullopt;
    }

    std::uint64_t id_;
    std::size_t stage_;
    Builder builder_;
    std::optional<catalog::BaseConfig> config_;
    Ground ground_;
    Found problem_;
    Found variable_problem_;
    std::optional<bool> linux_;
    std::size_t next_;        // instructions before it are read
    std::size_t volumes_ = 0; // so many volumes of the stage are read
};

} // namespace

Found read_ground(const Document& document, const Instruction& run, const Context& context, const Ground*& ground) {
    // asked for each pair of a stage, one after the other
    thread_local std::optional<StageReader> last;
    if (!last || !last->is_for(document, run.stage, context.builder, run.index))
        last.emplace(document, document.stages[run.stage], context.builder);
    ground = &last->ground();
    return last->read(document, run);
}

} // namespace imgfix::rewrite::effects
