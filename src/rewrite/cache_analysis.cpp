#include "rewrite/cache_analysis.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <utility>

#include "catalog/facts.hpp"
#include "catalog/programs.hpp"
#include "catalog/tag.hpp"
#include "rewrite/effects.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\\' || c == '`'; }

/// Is inner the same path as outer or below it?
bool below(std::string_view inner, std::string_view outer) {
    while (outer.size() > 1 && outer.ends_with('/'))
        outer.remove_suffix(1);
    if (outer == "/")
        return true;
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

/// Options of `sh` that a SHELL may have and that change nothing in how a command reads.
bool is_shell_form(const std::vector<std::string>& argv) {
    if (argv.size() < 2)
        return false;
    const std::string_view program = file_name(argv[0]);
    if (program != "sh" && program != "ash" && program != "dash" && program != "bash")
        return false;
    for (std::size_t k = 1; k + 1 < argv.size(); ++k)
        if (!argv[k].starts_with("-") && argv[k] != "pipefail" && argv[k] != "errexit" && argv[k] != "nounset")
            return false;
    const std::string& last = argv.back();
    return last.starts_with("-") && !last.starts_with("--") && last.ends_with("c");
}

constexpr std::array<std::string_view, 26> builtins{"cd",    ":",      "true",    "false", "echo",    "printf", "test",
                                                    "[",     "export", "set",     "unset", "umask",   "pwd",    "exit",
                                                    "read",  "return", "shift",   "alias", "type",    "hash",   "wait",
                                                    "local", "ulimit", "command", "shopt", "readonly"};

/// Does the command succeed for root alone: it writes to the system's folders or to the list of users?
bool needs_root(const Call& call) {
    constexpr std::array<std::string_view, 9> managers{"apt-get", "apt",  "aptitude", "apk",   "yum",
                                                       "dnf",     "tdnf", "microdnf", "zypper"};
    constexpr std::array<std::string_view, 12> others{"useradd",  "groupadd", "adduser",  "addgroup",
                                                      "usermod",  "userdel",  "groupdel", "update-ca-certificates",
                                                      "chpasswd", "a2enmod",  "mknod",    "locale-gen"};
    const auto has = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return call.has_word(word); });
    };
    if (std::find(managers.begin(), managers.end(), call.name) != managers.end())
        return has({"install", "add", "update", "upgrade"}) &&
               !has({"--simulate", "-s", "--dry-run", "--download-only", "--root", "--installroot", "-p", "-d"});
    if (call.name == "ldconfig")
        return call.words().size() == call.program + 1;
    if (call.name == "dpkg" || call.name == "rpm")
        return has({"-i", "--install", "-U", "-Uvh", "-ivh"});
    return std::find(others.begin(), others.end(), call.name) != others.end() &&
           !has({"--help", "--version", "-h", "-R", "--root"});
}

/// Programs that fetch, sign, compile or look, and run nothing of the file's unseen code, whatever their operands are.
/// (make, cmake, ninja, interpreters on a script do: they stay unknown.)
constexpr std::array<std::string_view, 37> neutral{
    "apache2ctl", "aws",        "az",          "bzr",    "ccache",    "ffmpeg",
    "gcloud",     "gh",         "git",         "gpg",    "gpg-agent", "gpgconf",
    "gpgv",       "gsutil",     "hg",          "initdb", "jar",       "javac",
    "jlink",      "kubectl",    "ldconfig",    "lsof",   "nginx",     "openssl",
    "pg_config",  "php-fpm",    "pkg-config",  "protoc", "ps",        "rsync",
    "sdkmanager", "ssh-keygen", "ssh-keyscan", "svn",    "terraform", "update-java-alternatives",
    "visudo"};

} // namespace

CacheAnalysis::CacheAnalysis(const Document& text, const Context& settings)
    : document(text), context(settings), bases_(text.stages.size()) {
    for (std::size_t stage = 0; stage < document.stages.size(); ++stage)
        find_base(stage);
    scripts_.resize(document.instructions.size());
    for (const Instruction& instruction : document.instructions) {
        if (instruction.stage == none || instruction.kind != InstructionKind::run || !posix_shell(instruction))
            continue;
        scripts_[instruction.index] = read_run(document, instruction);
    }
}

namespace {

/// Name of an official image also where another place mirrors it: i386/alpine, public.ecr.aws/docker/library/python.
std::string official_name(const document::ImageReference& reference) {
    if (const std::string_view name = reference.official_name(); !name.empty())
        return std::string(name);
    constexpr std::array<std::string_view, 11> architectures{"amd64/",   "arm32v5/", "arm32v6/",  "arm32v7/",
                                                             "arm64v8/", "i386/",    "mips64le/", "ppc64le/",
                                                             "riscv64/", "s390x/",   "library/"};
    std::string_view path = reference.path;
    const bool hub = reference.registry.empty() || reference.registry == "docker.io";
    if (reference.registry == "public.ecr.aws" && path.starts_with("docker/library/"))
        return std::string(path.substr(15));
    for (const std::string_view one : architectures)
        if (hub && path.starts_with(one) && path.find('/', one.size()) == std::string_view::npos)
            return std::string(path.substr(one.size()));
    return {};
}

/// Alpine's release as the end of a tag names it: ...-alpine (at least 3.3: no official image had such a tag before),
/// ...-alpine3.18; empty: the tag names no Alpine.
std::string alpine_of_tag(std::string_view tag) {
    const std::size_t at = tag.rfind("alpine");
    if (at == std::string_view::npos || (at > 0 && tag[at - 1] != '-'))
        return {};
    const std::string_view release = tag.substr(at + 6);
    if (release.empty())
        return "3.3";
    if (release.find_first_not_of("0123456789.") != std::string_view::npos)
        return {};
    return std::string(release);
}

} // namespace

void CacheAnalysis::find_base(std::size_t index) {
    const document::Stage& stage = document.stages[index];
    Base& base = bases_[index];
    if (stage.parent != none && !stage.base_uses_arguments) {
        base = bases_[stage.parent];
        return;
    }
    base.written = stage.base_word.value;
    if (stage.parent != none)
        return; // a build may give the ARG another value
    std::string text = stage.base.value_or("");
    if (stage.base_uses_arguments) {
        // a build may give the ARG another value, but only for the tag; its end may still be constant
        const std::size_t dollar = base.written.find('$');
        const std::size_t colon = base.written.find(':', base.written.rfind('/', dollar) + 1);
        if (colon == std::string::npos || dollar < colon || base.written.find('/', colon) != std::string::npos)
            return;
        if (!stage.base) {
            const std::size_t end = base.written.rfind('}');
            if (end == std::string::npos || end < dollar)
                return;
            text = base.written.substr(0, colon) + ":0" + base.written.substr(end + 1);
        }
    }
    if (text == "scratch") {
        base.family = "scratch";
        return;
    }
    const auto reference = document::parse_image_reference(text);
    if (!reference)
        return;
    if (text.find("windows") != std::string::npos || text.find("nanoserver") != std::string::npos) {
        base.family = "windows";
        return;
    }
    base.image = official_name(*reference);
    base.tag = reference->tag;
    if (base.image.empty() || (base.tag.empty() && reference->has_digest()) ||
        context.catalog->status(base.image).state == catalog::ImageState::unknown) {
        base.image.clear();
        return;
    }
    if (stage.base)
        base.config = catalog::base_config(base.image, base.tag);
    if (base.config) {
        base.family = base.config->family;
        base.release = base.config->release;
        base.shell_known = base.config->default_shell && base.config->sh != catalog::ShellProgram::none &&
                           base.config->sh != catalog::ShellProgram::unknown;
        return;
    }
    // tags without facts of their own: no official image on Alpine has a SHELL (base_config.tsv)
    const auto parts = catalog::parse_tag(base.tag);
    if (base.image == "alpine" && stage.base)
        base.release = parts.version && !parts.version.date ? std::string(parts.version.text) : std::string();
    else
        base.release = alpine_of_tag(base.tag);
    if (base.image == "alpine" || !base.release.empty()) {
        base.family = "alpine";
        base.shell_known = true;
    }
}

const RunScript* CacheAnalysis::run(std::size_t instruction) const {
    return instruction < scripts_.size() && scripts_[instruction] ? &*scripts_[instruction] : nullptr;
}

bool CacheAnalysis::posix_shell(const Instruction& instruction) const {
    if (instruction.stage == none)
        return false;
    const Base& on = base(instruction.stage);
    if (on.is_windows())
        return false;
    const bool may_be_windows = !on.shell_known && document.escape() == '`';
    if (instruction.json)
        return !may_be_windows;
    const auto& shell = document.settings_before(instruction).shell;
    if (!shell.inherited)
        return is_shell_form(shell.argv) && !may_be_windows;
    // of an unknown base, what runs apt-get, apk or pip on a file with the usual escape is taken as sh (TRAPS A9)
    return on.shell_known || (on.family.empty() && !may_be_windows);
}

bool CacheAnalysis::may_stop_at_errors(const Instruction& instruction) const {
    const auto& shell = document.settings_before(instruction).shell;
    if (shell.inherited)
        return !base(instruction.stage).shell_known;
    return std::any_of(shell.argv.begin() + 1, shell.argv.end(), [](const std::string& word) {
        return word == "errexit" || (is_option(word) && word.find('e') != std::string::npos);
    });
}

std::uint32_t CacheAnalysis::source_offset(const Instruction& instruction, const Call& call) const {
    const RunScript* found = run(instruction.index);
    return found == nullptr ? instruction.text.begin : found->scripts[call.script].source_begin(call.command->begin);
}

std::optional<std::string> CacheAnalysis::brought(const Instruction& instruction, std::size_t stage,
                                                  std::string_view path) const {
    const auto takes = [&](std::string source) {
        if (!source.starts_with('/'))
            source.insert(source.begin(), '/');
        return path.empty() || source.find_first_of("$*?[") != std::string::npos ||
               source.find("..") != std::string::npos || below(path, source) || below(source, path);
    };
    if (instruction.kind == InstructionKind::run) {
        for (const document::Mount& mount : document::mounts_of(instruction))
            if (!mount.from.empty() && document.find_stage(mount.from, instruction.stage, false) == stage &&
                (!mount.known || takes(mount.source)))
                return std::string(); // what the RUN does with it is not known
        return std::nullopt;
    }
    const document::Flag* flag = instruction.kind == InstructionKind::copy ? instruction.flag("from") : nullptr;
    if (flag == nullptr || document.find_stage(flag->value, instruction.stage, true) != stage)
        return std::nullopt;
    std::optional<std::string> found;
    for (std::size_t w = 0; w + 1 < instruction.words.size(); ++w) {
        const std::string& source = instruction.words[w].value;
        if (!takes(source))
            continue;
        // a folder's files go into the target: COPY --from=a / /r puts /var at /r/var
        const std::string& target = instruction.words.back().value;
        const auto from = join_path("/", source);
        const auto to = target.starts_with('/') ? join_path("/", target) : std::nullopt;
        if (!from || !to || path.empty() || !below(path, *from) || instruction.words.size() > 2)
            return std::string();
        found = (*to == "/" ? "" : *to) + std::string(path.substr(*from == "/" ? 0 : from->size()));
    }
    return found;
}

Later CacheAnalysis::later(std::size_t instruction, std::string_view path,
                           const std::function<Later(const Instruction&)>& look) const {
    struct Place { // files that are, from an instruction on, at a path of its stage
        std::size_t from;
        std::size_t stage;
        std::string path;
    };
    std::vector<Place> todo{{instruction + 1, document.instructions[instruction].stage, std::string(path)}};
    std::vector<Place> seen;
    const auto add = [&](Place place) {
        // copies of copies may double their paths from stage to stage: then they are anywhere
        constexpr std::ptrdiff_t most = 16;
        if (std::count_if(seen.begin(), seen.end(), [&](const Place& one) { return one.stage == place.stage; }) >= most)
            place.path.clear();
        const bool known = std::any_of(seen.begin(), seen.end(), [&](const Place& one) {
            return one.stage == place.stage && one.from <= place.from && (one.path == place.path || one.path.empty());
        });
        if (known)
            return;
        seen.push_back(place);
        todo.push_back(std::move(place));
    };
    while (!todo.empty()) {
        const Place place = todo.back();
        todo.pop_back();
        bool refreshed = false;
        for (std::size_t k = place.from; k < document.stages[place.stage].end && !refreshed; ++k) {
            Later found = look(document.instructions[k]);
            if (found.kind != Later::Kind::nothing && found.kind != Later::Kind::refreshes)
                return found;
            // what lies elsewhere stays as it is
            refreshed = found.kind == Later::Kind::refreshes && place.path == path;
        }
        if (refreshed)
            continue;
        const document::Stage& stage = document.stages[place.stage];
        for (const auto* children : {&stage.children, &stage.possible_children})
            for (const std::size_t child : *children)
                add({document.stages[child].from + 1, child, place.path});
        for (const std::size_t other : stage.dependents)
            for (std::size_t k = document.stages[other].from + 1; k < document.stages[other].end; ++k)
                if (auto there = brought(document.instructions[k], place.stage, place.path))
                    add({document.instructions[k].kind == InstructionKind::run ? k : k + 1, other, std::move(*there)});
    }
    return {};
}

void CacheAnalysis::earlier(std::size_t instruction, const std::function<bool(const Instruction&)>& visit) const {
    std::size_t stage = document.instructions[instruction].stage;
    std::size_t behind = instruction;
    while (stage != none) {
        for (std::size_t k = behind; k-- > document.stages[stage].from + 1;)
            if (!visit(document.instructions[k]))
                return;
        stage = document.stages[stage].parent;
        if (stage != none)
            behind = document.stages[stage].end;
    }
}

std::string CacheAnalysis::expanded(std::string text, const Instruction& run) const {
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        const bool braces = at + 1 < text.size() && text[at + 1] == '{';
        const std::size_t begin = at + (braces ? 2 : 1);
        std::size_t end = begin;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
            ++end;
        const auto value = end == begin || (braces && (end >= text.size() || text[end] != '}')) ? std::nullopt
                           : text.substr(begin, end - begin) == "HOME"
                               ? home(run)
                               : document.variable(text.substr(begin, end - begin), run);
        if (!value)
            return text; // what is left with a $ may be anything
        text.replace(at, end + (braces ? 1 : 0) - at, *value);
    }
    return text;
}

bool CacheAnalysis::mounted(const Instruction& run, std::string_view path) const {
    for (const document::Mount& mount : document::mounts_of(run)) {
        if (mount.type == "secret" || mount.type == "ssh")
            continue;
        std::string target = expanded(mount.target, run);
        if (target.starts_with("~/"))
            target = home(run).value_or("/root") + target.substr(1);
        if (!mount.known || target.empty() || target.find('$') != std::string::npos)
            return true;
        if (!target.starts_with('/'))
            target.insert(0, document.settings_before(run).workdir.value_or("") + "/");
        if (below(target, path) || (target != "/" && below(path, target)))
            return true;
    }
    return false;
}

bool CacheAnalysis::variable_is_set(std::string_view name, const Instruction& instruction) const {
    std::size_t stage = instruction.stage;
    std::size_t count = document.settings_before(instruction).variables;
    bool own = true;
    while (stage != none) {
        const auto& list = document.stages[stage].variables;
        for (std::size_t k = 0; k < std::min(own ? count : list.size(), list.size()); ++k)
            if (list[k].name == name && (own || !list[k].is_arg))
                return true;
        own = false;
        stage = document.stages[stage].parent;
    }
    const Base& on = base(instruction.stage);
    return on.config && catalog::has_word(on.config->env, name);
}

bool CacheAnalysis::is_root(const Instruction& instruction) const {
    const auto& settings = document.settings_before(instruction);
    if (!settings.user_known)
        return false;
    const auto root = [](std::string_view user) {
        user = user.substr(0, user.find(':'));
        return user.empty() || user == "root" || user == "0";
    };
    if (settings.user)
        return root(*settings.user);
    const Base& on = base(instruction.stage);
    if (on.config)
        return root(on.config->user);
    if (on.family == "alpine")
        return true; // official images on Alpine without facts of their own
    // official images of languages whose Dockerfiles never had a USER (docker-library/NAME)
    constexpr std::array<std::string_view, 9> languages{"gcc", "golang", "node", "openjdk", "perl",
                                                        "php", "python", "ruby", "rust"};
    if (std::find(languages.begin(), languages.end(), on.image) != languages.end())
        return true;
    // a RUN of the same user that succeeds only for root
    const auto proves = [&](const Instruction& one) {
        const RunScript* script = one.kind == InstructionKind::run ? run(one.index) : nullptr;
        return script != nullptr && !document.settings_before(one).user && document.settings_before(one).user_known &&
               std::any_of(script->calls.begin(), script->calls.end(), [&](const Call& call) {
                   return needs_root(call) && !call.elevated && script->must_succeed(call);
               });
    };
    for (std::size_t stage = instruction.stage; stage != none; stage = document.stages[stage].parent)
        for (const Instruction& one : document.instructions)
            if (one.stage == stage && proves(one))
                return true;
    return false;
}

std::optional<std::string> CacheAnalysis::home(const Instruction& run) const {
    if (auto set = document.variable("HOME", run))
        return set;
    const document::Settings& settings = document.settings_before(run);
    if (!settings.user_known)
        return std::nullopt;
    std::string user = settings.user.value_or("");
    if (!settings.user) {
        const Base& on = base(run.stage);
        if (!on.config)
            return std::nullopt;
        user = on.config->user;
    }
    user = user.substr(0, user.find(':'));
    if (user.empty() || user == "root" || user == "0")
        return "/root";
    return std::nullopt;
}

const RunScript* CacheAnalysis::shown_script(const Instruction& instruction, const RunScript& outer,
                                             const Call& call) const {
    const BuildContext* files = context.build_context;
    if (files == nullptr || !files->named() || call.program == none || call.name.empty() || call.opened ||
        !document::mounts_of(instruction).empty())
        return nullptr;
    std::size_t word = call.program;
    const bool shell = call.name == "sh" || call.name == "bash" || call.name == "ash" || call.name == "dash";
    if (shell)
        for (++word; is_option(call.word(word)); ++word)
            if (call.word(word).find_first_not_of("-eux") != std::string_view::npos)
                return nullptr; // -c, -s and the like
    std::string path(call.word(word));
    if (path.empty() || (!shell && path.find('/') == std::string::npos))
        return nullptr;
    const bool own = run(instruction.index) == &outer;
    for (const Call& before : outer.calls) {
        if (before.order >= call.order)
            break;
        // written, or looked for elsewhere, in the RUN itself
        if (path.front() != '/' && (before.name == "pushd" || before.name == "popd"))
            return nullptr;
        if (path.front() != '/' && before.name == "cd") {
            if (!before.word(before.program + 1).starts_with('/') || !outer.unconditional(before))
                return nullptr;
            path =
                std::string(before.word(before.program + 1)) + "/" + (path.starts_with("./") ? path.substr(2) : path);
        }
        const bool names_it =
            std::any_of(before.words().begin(), before.words().end(),
                        [&](const auto& one) { return one.raw.find(file_name(path)) != std::string_view::npos; }) ||
            std::any_of(before.command->redirections.begin(), before.command->redirections.end(), [&](const auto& one) {
                return one.target.raw.find(file_name(path)) != std::string_view::npos;
            });
        if (names_it && before.name != "chmod" && before.name != "chown" && before.name != "cd")
            return nullptr;
    }
    if (!own && path.front() != '/')
        return nullptr; // where the outer script runs is not known
    const auto [slot, added] = shown_.try_emplace({instruction.index, path});
    if (added)
        if (auto file = find_copied(document, document.stages[instruction.stage], instruction.index, path, files)) {
            const bool readable = file->kind == FileKind::sh_script || file->kind == FileKind::bash_script ||
                                  (shell && file->kind == FileKind::text);
            if (readable)
                slot->second = read_script_file(std::move(file->bytes),
                                                file->kind == FileKind::bash_script || call.name == "bash");
        }
    return slot->second ? &*slot->second : nullptr;
}

bool CacheAnalysis::may_write_below(const Instruction& copy, std::string_view folder) const {
    if (copy.words.empty())
        return true;
    std::string target = copy.words.back().value;
    if (!target.starts_with('/')) {
        const auto& settings = document.settings_before(copy);
        const Base& on = base(copy.stage);
        if (!settings.workdir_known)
            return true;
        target = settings.workdir.value_or(on.config && !on.config->workdir.empty() ? std::string(on.config->workdir)
                                                                                    : std::string("/")) +
                 "/" + target;
    }
    if (target.find('$') != std::string::npos || target.find("..") != std::string::npos)
        return true;
    std::string plain; // without `.` and double slashes
    for (std::size_t at = 0; at < target.size();) {
        const std::size_t end = std::min(target.find('/', at), target.size());
        const std::string_view part = std::string_view(target).substr(at, end - at);
        if (!part.empty() && part != ".")
            plain += "/" + std::string(part);
        at = end + 1;
    }
    return plain.empty() || below(plain, folder) || below(folder, plain);
}

std::string_view CacheAnalysis::option(std::string_view id, std::string_view name, std::string_view fallback) const {
    return context.option(id, name, context.option("no-cache", name, fallback));
}

bool is_known_program(const Call& call) {
    if (call.words().empty())
        return true; // assignments and redirections alone
    if (call.program == none || call.name.empty())
        return false;
    const std::string_view program = call.word(call.program);
    if (call.opened)
        return true; // its text is looked at itself
    if (program.find('/') != std::string_view::npos && !program.starts_with("/bin/") && !program.starts_with("/usr/") &&
        !program.starts_with("/sbin/"))
        return false;
    if (runs_unseen(call))
        return false;
    if (call.name == "xargs")
        return true;
    if (std::find(builtins.begin(), builtins.end(), call.name) != builtins.end() ||
        std::find(neutral.begin(), neutral.end(), call.name) != neutral.end())
        return true;
    // only looked at: sh -n, anything --version
    if (((call.name == "sh" || call.name == "bash") && call.word(call.program + 1) == "-n") ||
        (call.words().size() == call.program + 2 &&
         (call.word(call.program + 1) == "--version" || call.word(call.program + 1) == "--help")))
        return program.find('/') == std::string_view::npos || program.starts_with("/usr/") ||
               program.starts_with("/bin/");
    std::vector<std::string_view> operands;
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k)
        operands.push_back(call.word(k));
    return catalog::find_program(call.name, operands).has_value();
}

bool defines_function(const RunScript& run, std::string_view name) {
    for (const EmbeddedScript& script : run.scripts)
        for (const auto& node : script.script.tree.nodes) {
            if (node.kind != grammar::Kind::function_definition)
                continue;
            std::string_view text = std::string_view(script.text).substr(node.begin, node.end - node.begin);
            if (text.starts_with("function "))
                text = grammar::trim_space(text.substr(9));
            if (text.starts_with(name) && text.size() > name.size() &&
                std::string_view(" (\t\n{").find(text[name.size()]) != std::string_view::npos)
                return true;
        }
    return false;
}

std::string_view bad_place(const Call& call) {
    if (call.in_word)
        return "inside-substitution";
    if (call.in_function)
        return "inside-function";
    return {};
}

std::vector<Reason> with_shared_reasons(std::initializer_list<Reason> own) {
    std::vector<Reason> reasons{
        {"stage-not-shipped", "the stage's files do not ship, so its caches cost nothing in the image"},
        {"unknown-shell", "it is not certain that the RUN's shell reads it as sh does"},
        {"unknown-manager-version", "the base does not say which version of the package manager it has"},
        {"manager-too-old", "the base's package manager does not know the option yet"},
        {"cache-mount", "a mount lies on the cache, so it does not end in the image"},
        {"cache-used-elsewhere", "something else in the file names the cache or its settings"},
        {"in-heredoc", "the command stands in a heredoc that may not be a script"},
        {"inside-quotes", "the command stands in a text that another user or shell runs"},
        {"inside-substitution", "the command stands in a command substitution"},
        {"inside-function", "the command stands in a shell function"},
        {"reached-through-variable", "the program or its subcommand comes out of a variable"},
        {"onbuild-trigger", "a trigger is part of the image's config, which the contract keeps"},
        {"unreadable-script", "the shell text is not readable for certain"},
    };
    reasons.insert(reasons.end(), own.begin(), own.end());
    reasons.push_back({"ignored-by-comment", "an ignore comment keeps it"});
    return reasons;
}

bool holds_phrase(std::string_view text, std::string_view phrase) {
    const auto edge = [](char c) {
        return is_blank(c) || c == '"' || c == '\'' || c == ',' || c == '[' || c == ']' || c == '(' || c == ')' ||
               c == ';' || c == '&' || c == '|' || c == '/' || c == '{' || c == '}';
    };
    const std::size_t first_end = phrase.find(' ');
    const std::string_view first = phrase.substr(0, first_end);
    for (std::size_t at = text.find(first); at != std::string_view::npos; at = text.find(first, at + 1)) {
        if (at > 0 && !edge(text[at - 1]))
            continue;
        std::size_t k = at + first.size();
        std::string_view rest = first_end == std::string_view::npos ? std::string_view{} : phrase.substr(first_end + 1);
        bool good = true;
        while (good && !rest.empty()) {
            const std::string_view next = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(next.size() + 1, rest.size()));
            // options may stand between: a few words that begin with a dash
            for (int skipped = 0;; ++skipped) {
                const std::size_t blanks = k;
                while (k < text.size() && (is_blank(text[k]) || text[k] == '"' || text[k] == ',' || text[k] == '\''))
                    ++k;
                good = k > blanks;
                if (!good || k >= text.size() || text[k] != '-' || next.starts_with('-') || skipped > 4)
                    break;
                while (k < text.size() && !is_blank(text[k]) && text[k] != '"')
                    ++k;
            }
            good = good && text.substr(k, next.size()) == next;
            k += next.size();
        }
        if (good && (k >= text.size() || edge(text[k])))
            return true;
    }
    return false;
}

bool keeps_archives(const CacheAnalysis& analysis, const Instruction& instruction) {
    const Base& base = analysis.base(instruction.stage);
    if (base.family != "debian" && base.family != "ubuntu")
        return false;
    const auto named = [&](const Instruction& one) {
        const std::string_view text = analysis.document.slice(one.bytes);
        return text.find("docker-clean") != std::string_view::npos ||
               text.find("Keep-Downloaded-Packages") != std::string_view::npos;
    };
    bool found = named(instruction);
    analysis.earlier(instruction.index, [&](const Instruction& one) {
        found = found || named(one);
        return !found;
    });
    return found;
}

bool gives_value(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        std::string_view rest = text.substr(at + name.size());
        if (!rest.starts_with('='))
            continue;
        rest.remove_prefix(1);
        while (rest.starts_with("\"\"") || rest.starts_with("''"))
            rest.remove_prefix(2);
        if (!rest.empty() && std::string_view(" \t\n;&|").find(rest.front()) == std::string_view::npos)
            return true;
    }
    return false;
}

bool is_forced_rm(const Call& call) {
    if (call.name != "rm")
        return false;
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        const std::string_view word = call.word(k);
        if (word == "--force" || (is_option(word) && word[1] != '-' && word.find('f') != std::string_view::npos))
            return true;
    }
    return false;
}

std::string named_elsewhere(const CacheAnalysis& analysis, const std::vector<std::string_view>& texts,
                            const std::function<bool(std::string_view, std::size_t)>& relevant) {
    const auto found_in = [&](std::string_view text) {
        for (const std::string_view one : texts)
            for (std::size_t at = text.find(one); at != std::string_view::npos; at = text.find(one, at + 1))
                if (!relevant || relevant(text, at + one.size()))
                    return true;
        return false;
    };
    for (const Instruction& instruction : analysis.document.instructions) {
        const Instruction& owner = instruction.trigger ? *instruction.trigger : instruction;
        const RunScript* run = analysis.run(instruction.index);
        bool in_heredoc = false;
        for (const document::Heredoc& heredoc : owner.heredocs)
            in_heredoc = in_heredoc || found_in(analysis.document.slice(heredoc.body));
        if (in_heredoc && run == nullptr)
            return "a heredoc";
        if (!in_heredoc && !found_in(instruction.rest())) {
            bool in_flag = false;
            if (instruction.kind != InstructionKind::run) // mounts are looked at for each RUN
                for (const document::Flag& flag : instruction.flags)
                    in_flag = in_flag || found_in(flag.value);
            if (in_flag)
                return instruction.keyword;
            continue;
        }
        if (run == nullptr)
            return instruction.keyword;
        std::size_t hits = 0; // in the words of commands
        for (const Call& call : run->calls) {
            for (const auto& word : call.words()) {
                if (call.in_word || !found_in(word.raw))
                    continue;
                ++hits;
                const bool harmless = call.opened || is_forced_rm(call) ||
                                      (call.name == "find" && is_known_program(call)) ||
                                      (call.name == "mkdir" && call.has_word("-p"));
                if (!harmless)
                    return call.name.empty() ? "a command" : call.name;
            }
            for (const auto& one : call.command->assignments)
                if (found_in(one.value.raw))
                    return std::string(one.name);
        }
        if (hits == 0)
            return instruction.keyword; // in a substitution, a redirection, a loop's list
    }
    return {};
}

std::string name_of(const Call& call) {
    if (!call.name.empty())
        return call.name;
    return call.words().empty() ? "a command" : std::string(call.words()[call.program == none ? 0 : call.program].raw);
}

void CacheJudge::refuse_at(std::uint32_t offset, std::string_view reason, const std::string& why) {
    verdict_.refusals.push_back({std::string(reason), offset, "kept " + what_ + ": " + why});
}

void CacheJudge::refuse(const Instruction& run, const Call& call, std::string_view reason, const std::string& why) {
    refuse_at(analysis_.source_offset(run, call), reason, why);
}

bool CacheJudge::change(const Instruction& run, const Call& call, std::vector<Claim> claims, std::string message,
                        Safety safety) {
    if (!edits_of(document_, claims))
        return false;
    if (std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
            return touched_instructions(document_, claim) != std::vector<std::size_t>{run.index};
        }))
        verdict_.wide.push_back(verdict_.changes.size());
    verdict_.changes.push_back(
        {run.index, analysis_.source_offset(run, call), safety, std::move(message), std::move(claims)});
    return true;
}

std::string CacheJudge::join_next(const Instruction& run, const Call& call, std::string message) {
    const std::size_t next = run.index + 1;
    if (next >= document_.instructions.size() || document_.instructions[next].kind != InstructionKind::run ||
        document_.instructions[next].stage != run.stage)
        return "another instruction stands between them";
    JoinVerdict verdict = may_join(document_, run.index, next, analysis_.context);
    if (!verdict.allowed)
        return verdict.message;
    verdict_.changes.push_back({run.index,
                                analysis_.source_offset(run, call),
                                Safety::safe,
                                std::move(message),
                                {JoinRuns{run.index, next, verdict.grouping, verdict.subshell, verdict.rehash}}});
    return {};
}

bool CacheJudge::may_go(const Instruction& run, const RunScript& script) const {
    if (!run.flags.empty() || script.calls.size() != 1 || script.scripts.front().place != ScriptPlace::shell_form ||
        script.scripts.front().script.has_comment || !script.calls.front().command->redirections.empty() ||
        script.calls.front().command->in_background)
        return false;
    return std::any_of(document_.instructions.begin(), document_.instructions.end(), [&](const Instruction& one) {
        return one.kind == InstructionKind::run && one.stage == run.stage && one.index != run.index;
    });
}

bool CacheJudge::ships(const Instruction& run, const Call& call) {
    if (document_.ships(run.stage) || option("stages", "shipped") == "all")
        return true;
    refuse(run, call, "stage-not-shipped", "the stage's files do not ship, so its cache costs nothing in the image");
    return false;
}

bool CacheJudge::remove_repeated(const Instruction& run, const RunScript& script, const Test& is_fill,
                                 const Test& is_removal) {
    if (!document_.ships(run.stage) && option("stages", "shipped") != "all")
        return false;
    std::vector<Claim> claims;
    const Call* first = nullptr;
    const Call* previous = nullptr; // of the RUN's own script
    for (const Call& call : script.calls) {
        if (call.script != 0)
            continue;
        const Call* before = std::exchange(previous, &call);
        if (before == nullptr || !is_fill(*before) || !is_removal(call) || !script.removable(call) ||
            !script.must_succeed(call) || !script.runs_after(*before, call))
            continue;
        const std::string text = document::joined(call.words());
        const bool again = std::any_of(script.calls.begin(), script.calls.end(), [&](const Call& later) {
            return later.script == 0 && later.order > call.order && document::joined(later.words()) == text &&
                   script.must_succeed(later) && script.runs_after(call, later);
        });
        if (!again)
            continue;
        claims.emplace_back(RemoveCommand{run.index, call.index, 0});
        first = first == nullptr ? &call : first;
    }
    return first != nullptr &&
           change(run, *first, std::move(claims), "the cache is emptied again further down in the RUN");
}

bool CacheJudge::cache_unwanted(const Instruction& run, const Call& call) {
    // above the COPYs of its lists, too
    const Instruction* first = &run;
    while (document_.comments_above(*first).empty() && first->index > 0 &&
           (document_.instructions[first->index - 1].kind == InstructionKind::copy ||
            document_.instructions[first->index - 1].kind == InstructionKind::add))
        first = &document_.instructions[first->index - 1];
    std::string text(document_.comments_above(*first));
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one; });
    for (const std::string_view word : {"precache", "pre-cache", "prefetch", "pre-fetch", "predownload", "pre-download",
                                        "preload", "pre-load", "warm"})
        if (text.find(word) != std::string::npos) {
            refuse(run, call, "cache-used-elsewhere", "the comment above speaks of it (" + std::string(word) + ")");
            return false;
        }
    return true;
}

bool CacheJudge::reachable(const Instruction& run, const Call& call) {
    const std::string_view reason = bad_place(call);
    if (reason.empty())
        return true;
    refuse(run, call, reason,
           reason == "inside-function" ? "it stands in a shell function" : "it stands in a command substitution");
    return false;
}

bool CacheJudge::unmounted(const Instruction& run, const Call& call, const std::vector<std::string_view>& folders) {
    for (std::string_view folder : folders) {
        std::string path(folder);
        if (folder.starts_with('~'))
            path = analysis_.home(run).value_or("/root") + path.substr(1);
        bool found = analysis_.mounted(run, path);
        // where HOME is not known, the end of the path tells
        for (const document::Mount& mount : document::mounts_of(run))
            found = found || (folder.starts_with('~') && mount.type != "secret" && mount.type != "ssh" &&
                              mount.target.find(folder.substr(1)) != std::string::npos);
        if (found) {
            refuse(run, call, "cache-mount", "a mount lies on " + std::string(folder));
            return false;
        }
    }
    return true;
}

std::optional<Claim> CacheJudge::removal_of(const Instruction& run, const RunScript& script, const Call* last,
                                            std::string text) const {
    if (script.no_append(analysis_.may_stop_at_errors(run)).empty())
        return AppendCommand{run.index, std::move(text), script.last_script()};
    if (last == nullptr)
        return std::nullopt;
    const RunScript::Beside place = script.may_insert_behind(*last);
    if (place == RunScript::Beside::no)
        return std::nullopt;
    return InsertCommand{run.index,   last->index, std::move(text), true, place == RunScript::Beside::sequence,
                         last->script};
}

bool CacheJudge::may_append(const Instruction& run, const Call& call, const RunScript& script) {
    const std::string_view why = script.no_append(analysis_.may_stop_at_errors(run));
    if (!why.empty())
        refuse(run, call, "cannot-append", std::string(why));
    return why.empty();
}

void CacheJudge::visit_runs(const Mentions& mentions, const Visit& visit) {
    for (const Instruction& instruction : document_.instructions) {
        if (instruction.stage == none)
            continue;
        what_ = subject_;
        look_out_of_reach(instruction, mentions);
        if (const RunScript* run = analysis_.run(instruction.index))
            visit(instruction, *run);
    }
}

void CacheJudge::look_out_of_reach(const Instruction& instruction, const Mentions& mentions) {
    const std::uint32_t at = instruction.text.begin;
    if (instruction.kind == InstructionKind::onbuild && instruction.trigger &&
        instruction.trigger->kind == InstructionKind::run && mentions(instruction.trigger->rest()))
        return refuse_at(at, "onbuild-trigger", "a trigger is part of the image's config, which stays as it is");
    if (instruction.kind != InstructionKind::run || analysis_.base(instruction.stage).is_windows())
        return;
    const RunScript* run = analysis_.run(instruction.index);
    if (run == nullptr) {
        bool found = mentions(instruction.rest());
        bool in_heredoc = false;
        for (const document::Heredoc& heredoc : instruction.heredocs)
            in_heredoc = in_heredoc || mentions(document_.slice(heredoc.body));
        if (!found && !in_heredoc)
            return;
        if (!analysis_.posix_shell(instruction))
            return refuse_at(at, "unknown-shell", "it is not certain that the shell of this RUN reads it as sh does");
        if (in_heredoc)
            return refuse_at(at, "in-heredoc", "it is not certain that a shell runs the heredoc as its script");
        return refuse_at(at, "unreadable-script", "the shell text is not readable for certain");
    }
    for (const Call& call : run->calls) {
        // su user -c "pip install x", eval "..."
        const bool runs_text = call.name == "sh" || call.name == "bash" || call.name == "ash" || call.name == "dash" ||
                               call.name == "su" || call.name == "eval" || call.name == "runuser";
        if (!runs_text || call.in_word || call.opened)
            continue;
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            if (!mentions(call.words()[k].raw))
                continue;
            refuse(instruction, call, "inside-quotes", "it stands in a text that " + call.name + " runs");
            break;
        }
    }
}

} // namespace imgfix::rewrite
