#include "rewrite/alpine_judge.hpp"
#include "rewrite/calls.hpp"
#include "rewrite/copied_programs.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "catalog/facts.hpp"
#include "grammar/parse.hpp"
#include "rewrite/static_programs.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

/// What nginx and httpd hand out, and never run.
constexpr std::array<std::string_view, 2> served_folders = {"/usr/share/nginx/html", "/usr/local/apache2/htdocs"};

constexpr auto npos = std::string_view::npos;

/// bash with -c, and options that do not make it read files of the base.
bool is_bash_shell(const Instruction& instruction) {
    const auto& words = instruction.words;
    if (words.size() < 2 || (words[0].value != "/bin/bash" && words[0].value != "bash"))
        return false;
    bool text = false;
    for (std::size_t k = 1; k < words.size(); ++k) {
        const std::string& word = words[k].value;
        const bool options = word.size() > 1 && (word[0] == '-' || word[0] == '+') &&
                             word.find_first_not_of("euxoc", 1) == std::string::npos;
        if (!options && !(word == "pipefail" && words[k - 1].value.ends_with('o')))
            return false;
        text = options && word.ends_with('c');
    }
    return text;
}

/// A text that switches cgo off, and asks for nothing that needs it.
bool is_go_without_c(std::string_view text) {
    constexpr std::array<std::string_view, 4> needs_c = {"-buildmode", "-race", "linkmode", "CGO_ENABLED=1"};
    return text.find("CGO_ENABLED=0") != npos &&
           std::none_of(needs_c.begin(), needs_c.end(), [&](std::string_view one) { return text.find(one) != npos; });
}

/// Does each RUN of the stage that calls Go's compiler switch cgo off, or stand behind an ENV that does?
bool makes_go_without_c(const Document& document, const Stage& stage) {
    bool off = false;
    bool made = false;
    for (std::size_t k = stage.from + 1; k < stage.end; ++k) {
        const Instruction& one = document.instructions[k];
        const std::string_view text = document.slice(one.bytes);
        if (one.kind == InstructionKind::env)
            off = is_go_without_c(text) || (off && text.find("CGO_ENABLED") == npos);
        if (one.kind != InstructionKind::run)
            continue;
        const bool compiles = text.find("go build") != npos || text.find("go install") != npos ||
                              text.find("make") != npos || text.find(".sh") != npos;
        if (text.find("cp /") != npos || text.find("mv /") != npos)
            return false; // of a program of the system, perhaps
        if (compiles && !is_go_without_c(text) && (!off || text.find("CGO_ENABLED") != npos))
            return false;
        made = made || compiles;
    }
    return made;
}

/// "d8 in /home/user/": what a COPY takes, where a name without an ending may be a compiled program's; else its goal.
std::string copied_names(const Instruction& instruction) {
    std::string names;
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        const std::string_view path = instruction.words[k].value;
        const std::string_view name = file_name(path);
        if (!name.empty() && name.find_first_of(".*?[$") == npos)
            names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names + (names.empty() ? "" : " in ") + instruction.words.back().value;
}

constexpr std::array<std::string_view, 8> distributions = {"ubuntu", "debian", "centos", "fedora",
                                                           "rhel",   "redhat", "rocky",  "almalinux"};

bool is_archive(std::string_view name) {
    constexpr std::array<std::string_view, 9> endings = {".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".zip",
                                                         ".tar",    ".gz",  ".bz2",    ".xz"};
    return name.find("amd64") != npos || name.find("x86_64") != npos ||
           std::any_of(endings.begin(), endings.end(), [&](std::string_view one) { return name.ends_with(one); });
}

bool is_default_shell(const Instruction& instruction) {
    return instruction.words.size() == 2 && instruction.words[0].value == "/bin/sh" &&
           instruction.words[1].value == "-c";
}

std::string written_value(const document::KeyValue& pair) { return pair.value ? *pair.value : std::string{}; }

std::vector<std::string> values(const Instruction& instruction, std::size_t from) {
    std::vector<std::string> words;
    for (std::size_t k = from; k < instruction.words.size(); ++k)
        words.push_back(instruction.words[k].value);
    return words;
}

} // namespace

void AlpineJudge::look_at(const Instruction& instruction) {
    instruction_ = instruction.index;
    position_ = 0;
    piped_ = false;
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
                path && (*path == "/var" || *path == "/home" || *path == "/root"))
                refuse("system-path", instruction, "VOLUME " + word.value + " shows what the base has there");
            else if (path && path_owner(*path) == PathOwner::base && !names_hard_files(*path + "/"))
                note(paths_, "VOLUME " + word.value, instruction);
            else if (!path || path_owner(*path) == PathOwner::base)
                refuse("system-path", instruction, "VOLUME " + word.value + " may hold files of the base");
        look_at_expansions(instruction);
        break;
    case InstructionKind::shell:
        if (is_bash_shell(instruction))
            want("bash");
        else if (!is_default_shell(instruction))
            refuse("shell-changed", instruction,
                   "SHELL names another shell than /bin/sh -c, or bash with other options");
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
    case InstructionKind::label:
        look_at_label(instruction);
        look_at_expansions(instruction);
        break;
    default:
        look_at_expansions(instruction);
    }
}

void AlpineJudge::look_at_label(const Instruction& instruction) {
    for (const document::KeyValue& pair : instruction.pairs) {
        const std::string text = lower(written_value(pair));
        if (text.find("://") != npos || text.find('@') != npos)
            continue;
        for (const std::string_view name : distributions)
            if (text.find(name) != npos)
                return refuse("comment-at-base", instruction,
                              "this label says that the image is made of " + std::string(name) +
                                  ", which it would no longer be");
    }
}

void AlpineJudge::look_at_expansions(const Instruction& instruction) {
    if (!base_)
        return;
    for (const std::string_view name : catalog::words_of(base_->env))
        for (const char* open : {"$", "${"})
            if (name != "PATH" && instruction.rest().find(open + std::string(name)) != npos)
                refuse("environment", instruction, "it uses " + std::string(name) + ", which only the old base sets");
}

void AlpineJudge::look_at_variables(const Instruction& instruction) {
    look_at_expansions(instruction);
    for (std::size_t k = 0; k < instruction.pairs.size(); ++k) {
        const document::KeyValue& pair = instruction.pairs[k];
        const bool plain = !pair.key.empty() && pair.key.find_first_of("$\"'\\`") == npos;
        if (!plain) {
            // BuildKit takes quotes off a name and expands it
            refuse("environment", instruction, pair.key + " may be any variable's name");
        } else if (const auto path = written_value(pair);
                   pair.key == "PATH" && path.find('$') != npos &&
                   (path.find("$PATH") != npos || path.find("${PATH}") != npos)) {
            note(paths_, "PATH", instruction);
            path_set_ = &instruction;
        } else if (const auto given = value_of(instruction, pair.key);
                   pair.key == "HOME" && given && given->starts_with("/") && !names_hard_files(*given)) {
            note(paths_, "HOME=" + *given, instruction);
        } else if (pair.key == "TZ") {
            look_at_time_zone(given ? *given : written_value(pair), instruction);
        } else if (changes_programs(pair.key)) {
            refuse("environment", instruction, pair.key + " changes how programs are found or what they do");
        } else if (given && names_system_files(*given, false)) {
            if (names_hard_files(*given))
                refuse("environment", instruction, pair.key + "=" + *given + " may name a file of the base");
            else
                note(paths_, pair.key + "=" + *given, instruction);
        } else if (is_locale(pair.key)) {
            const auto value = value_of(instruction, pair.key);
            if (value && value->find("UTF-8") == npos && value->find("utf8") == npos && !is_plain_locale(*value) &&
                pair.key != "LANGUAGE")
                refuse("environment", instruction, pair.key + " asks for a locale that Alpine and BusyBox do not have");
            else if (instruction.kind == InstructionKind::arg || !value || !is_plain_locale(*value))
                assume("environment", instruction,
                       "nothing depends on the language, order or formats of " + pair.key +
                           (value ? "=" + *value : "") + ": musl knows C.UTF-8 alone");
        }
    }
}

void AlpineJudge::look_at_time_zone(const std::string& zone, const Instruction& instruction) {
    if (zone == "UTC" || zone.empty())
        return;
    if (zone[0] == '/' || zone[0] == ':' || zone.find("..") != npos)
        return refuse("environment", instruction, "TZ=" + zone + " names a file of the base");
    want("tzdata");
    note(zones_, zone, instruction);
}

std::optional<std::string> AlpineJudge::expanded(std::string_view text, const Instruction& instruction) const {
    std::string result;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find('$'), text.size());
        result += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty())
            break;
        const bool braces = text.starts_with("${");
        text.remove_prefix(braces ? 2 : 1);
        std::size_t end = 0;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
            ++end;
        std::optional<std::string> value;
        for (const document::Variable& variable : stage_.variables)
            if (variable.instruction < instruction.index && variable.name == text.substr(0, end))
                value = variable.value;
        if (!value || (braces && (end >= text.size() || text[end] != '}')))
            return std::nullopt;
        result += *value;
        text.remove_prefix(end + (braces ? 1 : 0));
    }
    return result;
}

std::optional<std::string> AlpineJudge::value_of(const Instruction& instruction, std::string_view key) const {
    std::optional<std::string> value;
    for (const document::Variable& variable : stage_.variables)
        if (variable.instruction == instruction.index && variable.name == key)
            value = variable.value;
    return value;
}

void AlpineJudge::look_at_user(const Instruction& instruction) {
    const std::string text = instruction.words.empty() ? "" : with_shared_values(instruction.words[0].value);
    const std::string_view user = std::string_view(text).substr(0, text.find(':'));
    const std::string_view group = user.size() == text.size() ? "0" : std::string_view(text).substr(user.size() + 1);
    const auto is_root = [](std::string_view name) { return name == "root" || name == "0"; };
    // Below 1000 a number may belong to somebody in one base's passwd and not in the other's, and with it a home
    // and groups; 1000 is the user ubuntu of library/ubuntu since 23.04.
    const bool free = is_number(user) && std::stoul(std::string(user)) >= (system_ == "ubuntu" ? 1001U : 1000U) &&
                      std::stoul(std::string(user)) < 60000;
    const bool made_here =
        users_.count(std::string(user)) != 0 || user == "nobody" || (own_ && catalog::has_word(own_->users, user));
    if (user == "nobody")
        assume("user-not-numeric", instruction,
               "nothing depends on the number and home of nobody, which are not the same on all systems");
    const bool group_made_here = users_.count(std::string(group)) != 0 || user.size() == text.size();
    if (made_here && (group_made_here || is_root(group) || is_number(group)))
        return;
    if ((!is_root(user) && !free) || (!is_root(group) && !is_number(group)))
        refuse("user-not-numeric", instruction, "USER " + text + " is looked up in the base's own list of users");
}

void AlpineJudge::look_at_workdir(const Instruction& instruction) {
    std::string text = instruction.words.empty() ? std::string{} : instruction.words[0].value;
    if (text.size() > 2 && (text[0] == '"' || text[0] == '\'') && text.find(text[0], 1) + 1 == text.size() &&
        text.find('\\') == npos)
        text = text.substr(1, text.size() - 2); // BuildKit takes them off
    const auto path = resolve(expanded(text, instruction).value_or(text));
    if (path)
        brought_folders_.insert(*path);
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

void AlpineJudge::look_at_copy(const Instruction& instruction) {
    forget_overwritten(static_paths_, instruction, cwd_);
    for (const document::Flag& flag : instruction.flags) {
        if (flag.name == "from") {
            look_at_copied_stage(instruction, flag.value);
            continue;
        }
        const bool owner = flag.name == "chown" && is_known_owner(with_shared_values(flag.value));
        const bool mode = flag.name == "chmod" && is_number(flag.value);
        const bool link = flag.name == "link" && (!flag.has_value || flag.value == "true");
        const bool same = flag.name == "checksum" || flag.name == "keep-git-dir" || flag.name == "exclude";
        if (!owner && !mode && !link && !same)
            refuse("copy-flag", instruction,
                   "--" + flag.name + (flag.has_value ? "=" + flag.value : "") +
                       (flag.name == "chown" ? " is looked up in the base's own list of users" : " is not followed"));
    }
    for (const document::Heredoc& one : instruction.heredocs)
        use_known_text(document_.slice(one.body), instruction);
    if (instruction.words.size() < 2)
        return;
    const bool add = instruction.kind == InstructionKind::add;
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        const std::string& word = instruction.words[k].value;
        const std::string url =
            add ? expanded(word, instruction).value_or(with_written_values(word, instruction)) : word;
        if (add && url.find("://") != npos && names_glibc_build(url))
            refuse_glibc_build("ADD fetches", url, instruction);
        if (add && url.find("://") != npos && !names_text_file(lower(url)))
            note(fetched_, "ADD", instruction);
    }
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        const std::string name = lower(instruction.words[k].value);
        const bool glibc = name.find("instantclient") != npos || name.ends_with("/oracle") || name == "oracle";
        if (name.ends_with(".deb") || name.ends_with(".udeb") || name.ends_with(".rpm") || glibc)
            refuse("glibc-needed", instruction,
                   instruction.words[k].value + (glibc ? " is Oracle's client, which is built for glibc"
                                                       : " is for another package manager, and Alpine has only apk"));
        else if (instruction.flag("from") == nullptr && name.find("://") == npos && is_archive(name) &&
                 names_glibc_build(name))
            refuse("glibc-needed", instruction,
                   instruction.words[k].value + " is copied, " + std::string(why_not_on_musl(name)));
    }
    const std::string& to = instruction.words.back().value;
    look_at_configuration(instruction, to);
    auto path = resolve(expanded(to, instruction).value_or(to));
    bool into = to.ends_with("/") || to.ends_with("/.") || to == "." || instruction.words.size() > 2;
    const bool all_known = instruction.heredocs.size() + 1 == instruction.words.size();
    if (all_known && instruction.heredocs.size() == 1 && into && path) {
        path = (*path == "/" ? "" : *path) + "/" + instruction.heredocs.front().opener.name;
        into = false;
    }
    const PathOwner owner = path ? path_owner(*path) : PathOwner::base;
    if (path) {
        landed_.insert(*path);
        brought_folders_.insert(into ? *path : parent(*path));
    }
    if (owner == PathOwner::base || *path == "/" || owner == PathOwner::folder) {
        // into /opt/, /tmp/...: what lands there has the names of the context's files
        // into a working folder that is not known: its own instruction has said so
        if (path ? names_hard_files(*path + "/")
                 : to.find_first_of("$~") == npos && (to.starts_with("/") || to.find("..") != npos))
            refuse("copy-destination", instruction, to + " is a folder of the base, or cannot be told from one");
        else
            note(paths_, "COPY to " + to, instruction);
        if (!all_known) {
            const bool folder =
                std::any_of(instruction.words.begin(), instruction.words.end() - 1, [](const auto& one) {
                    return one.value.find('.', one.value.rfind('/') + 1) == npos || one.value.ends_with(".");
                });
            const bool programs = path && (path->ends_with("/bin") || path->ends_with("/sbin") ||
                                           (folder && (*path == "/" || *path == "/usr/local")));
            note(programs ? unseen_ : copies_, copied_names(instruction), instruction);
        }
        foreign_ = true;
        return;
    }
    below_copied(*path, instruction);
    made(into ? *path : parent(*path));
    const bool pattern = instruction.words[0].value.find_first_of("*?[") != npos;
    if (!all_known)
        note(copies_, copied_names(instruction), instruction);
    copied_.emplace_back(*path, !into && !pattern && instruction.words.size() == 2);
}

void AlpineJudge::look_at_configuration(const Instruction& instruction, const std::string& to) {
    constexpr std::array<std::string_view, 4> places = {
        "/etc/nginx", "/etc/nginx/nginx.conf", "/usr/local/apache2/conf", "/usr/local/apache2/conf/httpd.conf"};
    if (image_ != "nginx" && image_ != "httpd")
        return;
    const auto path = resolve(expanded(to, instruction).value_or(to));
    const bool folder = path && !path->ends_with(".conf");
    for (std::size_t k = 0; path && (contains(places, *path) || *path == "/") && k + 1 < instruction.words.size();
         ++k) {
        const std::string_view source = instruction.words[k].value;
        const std::string_view name = file_name(source);
        if (folder && name.find('.') != npos && name != "." && !name.ends_with(".conf"))
            continue; // another file
        assume("user-not-numeric", instruction,
               "the configuration that goes to " + to + " (line " + std::to_string(line_of(instruction)) +
                   ") names no user or group that Alpine lacks, such as www-data");
    }
}

void AlpineJudge::look_at_numbers() {
    if (!own_ || variant_ == nullptr)
        return;
    for (std::string_view user : catalog::words_of(own_->numbers)) {
        if (const std::size_t limit = user.find('<'); limit != npos) { // the same since then
            if (!catalog::is_before(reference_->tag, user.substr(limit + 1)))
                continue;
            user = user.substr(0, limit);
        }
        assume("user-not-numeric", from(),
               "no volume, mount or other image counts on the number of the user " + std::string(user) +
                   ", which is another on Alpine");
    }
}

bool AlpineJudge::is_served(const std::string& target) const {
    if (std::any_of(served_folders.begin(), served_folders.end(),
                    [&](std::string_view folder) { return target.starts_with(folder); }))
        return true;
    constexpr std::array<std::string_view, 12> of_programs = {
        "bin", "sbin", "lib", "lib64", "usr", "etc", "opt", "root", "home", "tmp", "docker-entrypoint.d", ""};
    const std::string_view first = std::string_view(target).substr(1, target.find('/', 1) - 1);
    return !contains(of_programs, first) &&
           std::none_of(document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.from),
                        document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.end),
                        [&](const Instruction& one) {
                            const bool starts = one.kind == InstructionKind::run || one.kind == InstructionKind::cmd ||
                                                one.kind == InstructionKind::entrypoint ||
                                                one.kind == InstructionKind::healthcheck;
                            return starts && one.rest().find(target + "/") != npos;
                        });
}

bool AlpineJudge::copies_portable_files(const Instruction& instruction) {
    const std::string& to = instruction.words.back().value;
    const auto target = resolve(expanded(to, instruction).value_or(to));
    if (target && (image_ == "nginx" || image_ == "httpd") && is_served(*target))
        return true;
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        if (!is_portable_file(instruction.words[k].value))
            return false;
    }
    return instruction.words.size() > 1;
}

void AlpineJudge::look_at_copied_stage(const Instruction& instruction, const std::string& name) {
    if (copies_portable_files(instruction)) {
        note(portable_, name, instruction);
        return;
    }
    const std::size_t source = document_.find_stage(name, stage_.index, true);
    if (source != none) {
        const Stage& from_stage = document_.stages[source];
        const auto reference = from_stage.base ? document::parse_image_reference(*from_stage.base) : std::nullopt;
        const auto config = reference && from_stage.parent == none
                                ? catalog::base_config(reference->catalog_name(), reference->tag)
                                : std::nullopt;
        if (config && (config->family == "alpine" || config->family == "scratch")) {
            if (const auto fetched = fetched_for_glibc(document_, from_stage))
                return refuse("glibc-needed", instruction,
                              "what is copied from " + name + " may hold " + fetched->name + " (line " +
                                  std::to_string(line_of(document_.instructions[fetched->fetched])) +
                                  "), which is fetched there, and may be built for glibc");
            note(from_musl_, name, instruction);
            return;
        }
        if (use_static_programs(instruction, from_stage))
            return;
        if (use_published_code(instruction, name, from_stage))
            return;
        if (makes_go_without_c(document_, from_stage)) {
            note(static_, name, instruction);
            return;
        }
        if (partners_.count(source) != 0 && copies_made_files(instruction, from_stage)) {
            note(from_partners_, name, instruction);
            return;
        }
        if (copies_made_files(instruction, from_stage))
            sources_on_glibc_.insert(source);
    }
    refuse("copied-from-stage", instruction, "what is copied from " + name + " may need the old base's libraries");
}

bool AlpineJudge::copies_made_files(const Instruction& instruction, const Stage& source) const {
    const document::Settings& settings = document_.settings_before(document_.instructions[source.end - 1]);
    const bool known = settings.workdir_known && settings.workdir;
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        const std::string& word = instruction.words[k].value;
        const auto path = join_path("/", word); // COPY --from counts from the root
        const bool installed = path && (path->starts_with("/usr/local/") || path->starts_with("/root/"));
        if (!path || *path == "/" || word.find_first_of("$*?[") != npos || names_hard_files(*path + "/") ||
            (path_owner(*path) != PathOwner::stage && !installed &&
             !(known && path->starts_with(*settings.workdir + "/"))))
            return false;
    }
    return instruction.words.size() > 1;
}

bool AlpineJudge::use_static_programs(const Instruction& instruction, const Stage& source) {
    const auto programs = static_programs(document_, source);
    const std::string& to = instruction.words.back().value;
    const auto target = resolve(expanded(to, instruction).value_or(to));
    const bool into = to.ends_with("/") || to == "." || instruction.words.size() > 2;
    std::vector<std::string> places;
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        const std::string& path = instruction.words[k].value;
        if (!target || !is_static_program(programs, path))
            return false;
        places.push_back(into ? (*target == "/" ? "" : *target) + path.substr(path.rfind('/')) : *target);
    }
    static_paths_.insert(places.begin(), places.end());
    return !places.empty();
}

std::string AlpineJudge::with_shared_values(std::string text) const {
    if (!own_ || !base_)
        return text;
    for (const std::string_view pair : catalog::words_of(own_->sets)) {
        const std::string_view name = pair.substr(0, pair.find('='));
        const bool changed = std::any_of(stage_.variables.begin(), stage_.variables.end(),
                                         [&](const auto& one) { return one.name == name; });
        if (changed || !catalog::has_word(base_->env, name))
            continue;
        for (const std::string& use : {"${" + std::string(name) + "}", "$" + std::string(name)})
            for (std::size_t at = text.find(use); at != npos; at = text.find(use, at + 1)) {
                const std::size_t end = at + use.size();
                if (end == text.size() || text[end] == ':')
                    text.replace(at, use.size(), pair.substr(name.size() + 1));
            }
    }
    return text;
}

bool AlpineJudge::is_known_owner(std::string_view text) const {
    const std::size_t colon = text.find(':');
    const auto one = [&](std::string_view name) {
        return name == "root" || (is_number(name) && !(variant_ != nullptr && is_system_number(name))) ||
               users_.count(std::string(name)) != 0 || (own_ && catalog::has_word(own_->users, name));
    };
    return one(text.substr(0, colon)) && (colon == npos || one(text.substr(colon + 1)));
}

void AlpineJudge::look_at_run(const Instruction& instruction) {
    for (const document::Mount& mount : document::mounts_of(instruction))
        if (!mount.known || mount.type == "bind" || names_hard_files(mount.target + "/"))
            refuse("run-flags", instruction, "RUN --mount of " + mount.target + " is not followed");
    for (const document::Flag& flag : instruction.flags)
        if (flag.name != "mount" && flag.name != "network")
            refuse("run-flags", instruction, "RUN --" + flag.name + " is not followed");
    if (!instruction.heredocs.empty())
        return look_at_documents(instruction);
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
    const EmbeddedScript* script = script_of(instruction);
    read_script(script->script, instruction, script, dialect_at(instruction) == grammar::ShellDialect::bash);
}

void AlpineJudge::look_at_comments_on_fetched() {
    for_each_comment([&](std::string_view text, std::size_t line) {
        if (std::none_of(distributions.begin(), distributions.end(),
                         [&](std::string_view name) { return text.find(name) != npos; }))
            return false;
        const auto below =
            std::find_if(document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.from) + 1,
                         document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.end),
                         [&](const Instruction& one) { return document_.position(one.bytes.end - 1).line >= line; });
        if (below == document_.instructions.begin() + static_cast<std::ptrdiff_t>(stage_.end) ||
            line < line_of(from()) || document_.slice(below->bytes).find("://") == npos)
            return false;
        refuse("glibc-needed", *below,
               "the comment at line " + std::to_string(line) + " names the distribution that what is fetched is for");
        return true;
    });
}

void AlpineJudge::look_at_commands() {
    instruction_ = stage_.end; // they run when all else is done
    piped_ = false;

    if (healthcheck_ != nullptr && !healthcheck_->words.empty() && healthcheck_->words[0].value != "NONE") {
        if (healthcheck_->json)
            use_program(values(*healthcheck_, 1), *healthcheck_, false);
        else
            read_text(document::shell_text(*healthcheck_), *healthcheck_, dialect_at(*healthcheck_));
    }
    const auto starts_nothing = [](const Instruction* one) {
        return one == nullptr || (one->json && (one->words.empty() || one->words[0].value.empty()));
    };
    look_at_purpose(!starts_nothing(cmd_) || !starts_nothing(entrypoint_));
    if (starts_nothing(cmd_) && starts_nothing(entrypoint_)) {
        const bool shell = !base_ || base_->cmd.empty() || base_->cmd.find("sh\"]") != npos;
        assume("no-command", from(),
               "nobody builds on this image, or starts its shell or another program, with what only the old image "
               "has" +
                   (shell ? std::string()
                          : ", and what it starts, " + std::string(base_->cmd) +
                                ", needs nothing but what Alpine's variant has") +
                   ": it sets neither CMD nor ENTRYPOINT");
        if (variant_ == nullptr && !(tools_of_manager_.empty() && helpers_.empty())) {
            const Noted& tool = tools_of_manager_.empty() ? helpers_.front() : tools_of_manager_.front();
            refuse("base-for-others", *tool.where,
                   tool.text + " is installed for apt-get, and nothing here starts: others install more on this image");
        }
        look_at_quiet_base();
        look_at_replaced_entrypoint();
        return;
    }
    if (entrypoint_ == nullptr) {
        look_at_replaced_entrypoint();
        use_command_line(*cmd_, {});
        look_at_other_commands();
        return;
    }
    if (!entrypoint_->json) {
        // /bin/sh -c TEXT: what CMD says becomes parameters that a text without variables does not see
        read_text(document::shell_text(*entrypoint_), *entrypoint_, dialect_at(*entrypoint_));
        return;
    }
    if (starts_nothing(entrypoint_)) {
        use_command_line(*cmd_, {});
        return;
    }
    std::vector<std::string> words = values(*entrypoint_, 0);
    if (cmd_ != nullptr && !cmd_->json) {
        refuse("control-flow", *cmd_, "a CMD in shell form behind an ENTRYPOINT hands it a shell and its text");
        return;
    }
    const std::string bare(file_name(words[0]));
    const auto program = catalog::package_program(bare);
    if (catalog::has_applet_rows(bare) || (program && program->in_parts))
        assume("entrypoint-arguments", *entrypoint_,
               "nobody runs the image with other arguments than " + bare +
                   (program ? " of Alpine's package takes" : " of BusyBox takes"));
    open_arguments_ = true;
    if (cmd_ != nullptr && (installs_language_packages(bare) || runs_unseen_code(bare) || bare == "sh" ||
                            bare == "bash" || (own_ && catalog::is_own_program(*own_, bare))))
        use_program(words, *entrypoint_, false); // whoever runs the image may give other words than CMD
    if (cmd_ != nullptr)
        for (std::string& word : values(*cmd_, 0))
            words.push_back(std::move(word));
    use_program(words, *entrypoint_, false);
    open_arguments_ = false;
    const std::string_view name = file_name(words[0]);
    const bool open = std::all_of(entrypoint_->words.begin() + 1, entrypoint_->words.end(), [](const auto& word) {
        return word.value.starts_with("-") || word.value.find('=') != npos;
    });
    if (open && (runs_its_operands(name) || name == "sh" || name == "bash"))
        note(unseen_, words[0] + " with other arguments", *entrypoint_);
}

void AlpineJudge::look_at_quiet_base() {
    const Instruction* quiet = nullptr;
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k) {
        const Instruction& one = document_.instructions[k];
        if (one.kind == InstructionKind::run && one.rest().find("apt") != npos)
            return;
        if (one.kind == InstructionKind::env && one.rest().find("DEBIAN_FRONTEND") != npos)
            quiet = &one;
    }
    if (variant_ == nullptr && quiet != nullptr)
        refuse("base-for-others", *quiet,
               "DEBIAN_FRONTEND is set for apt-get, and nothing here calls it: others do on this image");
}

void AlpineJudge::look_at_other_commands() {
    constexpr std::array<std::string_view, 5> handing_out = {"cp", "mv", "rsync", "install", "tar"};
    std::string first = cmd_->json && !cmd_->words.empty() ? cmd_->words.front().value : std::string(cmd_->rest());
    first = file_name(std::string_view(first).substr(0, first.find_first_of(" \t")));
    if (contains(handing_out, first) && (interprets_ || has_compiler() || image_ == "golang" || image_ == "rust"))
        assume("unseen-programs", *cmd_, "what " + first + " hands out is used on no system with glibc");
    if (!installers_.empty() || interprets_ || !unseen_.empty())
        return; // they may use all of it
    std::set<std::string> used;
    const auto use = [&](std::string_view program) {
        used.emplace(program);
        for (const std::string_view package : catalog::packages_with(program))
            used.emplace(package);
    };
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k)
        if (document_.instructions[k].kind == InstructionKind::run)
            if (const auto run = read_run(document_, document_.instructions[k]))
                for (const Call& call : run->calls)
                    use(call.name);
    const std::string_view text = cmd_->rest();
    if (!cmd_->words.empty())
        use(file_name(cmd_->words.front().value));
    constexpr std::array<std::string_view, 3> of_all = {"ca-certificates", "tzdata", "locales"};
    for (const std::string& package : installed_)
        if (!contains(of_all, package) && !package.starts_with("lib") && text.find(package) == npos &&
            used.count(package) == 0) {
            assume("no-command", *cmd_,
                   "nobody starts bash, or another program or script that needs what Alpine lacks, in place of this "
                   "CMD: nothing in this file uses " +
                       package);
            return;
        }
}

void AlpineJudge::look_at_replaced_entrypoint() {
    if (!base_)
        return;
    if (const auto name = program_of_entrypoint(base_->entrypoint);
        const Instruction* copy = copied_by_name(document_, stage_, name))
        note(unseen_, name, *copy);
}

void AlpineJudge::use_command_line(const Instruction& instruction, std::vector<std::string>) {
    if (!instruction.json) {
        read_text(document::shell_text(instruction), instruction, dialect_at(instruction));
        return;
    }
    const std::vector<std::string> words = values(instruction, 0);
    if (words.empty() || words[0].empty())
        refuse("program-unknown", instruction, "an empty command");
    else
        use_program(words, instruction, false);
}

} // namespace imgfix::rewrite
