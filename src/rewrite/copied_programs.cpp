#include "rewrite/copied_programs.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "document/shell.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::none;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;

std::string_view file_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Wrappers of build tools and entry points are scripts wherever they are met.
bool is_script_by_name(std::string_view name) {
    constexpr std::array<std::string_view, 4> wrappers = {"gradlew", "mvnw", "sbt", "configure"};
    return std::find(wrappers.begin(), wrappers.end(), name) != wrappers.end() || name.find("entrypoint") != npos;
}

/// +x, a+rx, u=rwx, 755, 0500: does the mode let somebody execute?
bool lets_execute(std::string_view mode) {
    if (mode.find_first_not_of("01234567") == npos)
        return mode.find_first_of("1357", mode.size() > 3 ? mode.size() - 3 : 0) != npos;
    const std::size_t sign = mode.find_first_of("+=");
    return sign != npos && mode.find('x', sign) != npos;
}

/// Does the word of a command name the file, or (recursive) a folder above it?
bool names_file(std::string_view word, std::string_view path, std::string_view name, bool recursive) {
    while (word.size() > 1 && word.ends_with("/"))
        word.remove_suffix(1);
    if (file_part(word) == name || word == path)
        return true;
    return recursive && (word == "." || word == "*" || word == "/" || path.starts_with(std::string(word) + "/"));
}

bool is_among_programs(std::string_view path) {
    const std::string_view folder = path.substr(0, path.rfind('/'));
    return folder.ends_with("/bin") || folder.ends_with("/sbin");
}

enum class Use : std::uint8_t { none, program, text };

/// What a script does with the file.
Use use_in_script(const document::ShellScript& script, std::string_view path, std::string_view name) {
    Use use = script.text.find(name) != npos && script.opaque() ? Use::program : Use::none;
    for (const document::SimpleCommand& command : script.commands) {
        const auto word = [&](std::size_t k) {
            return command.words[k].literal ? std::string_view(*command.words[k].literal) : command.words[k].raw;
        };
        if (command.words.empty())
            continue;
        const std::string_view program = file_part(word(0));
        if (program == name)
            use = Use::program;
        const bool edits = program == "sed" || program == "dos2unix";
        bool executes = runs_its_operands(program) || program == "exec" || program == "setcap";
        if (program == "cp" || program == "mv" || program == "install" || program == "ln") {
            const std::string_view to = word(command.words.size() - 1);
            executes = executes || is_among_programs(std::string(to) + "/") || is_among_programs(to);
        }
        bool recursive = false;
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            if (program == "chmod" && k < 4)
                executes = executes || lets_execute(word(k));
            recursive = recursive || word(k) == "-R" || word(k) == "--recursive";
        }
        for (std::size_t k = 1; k < command.words.size(); ++k) {
            const std::string_view part = word(k).substr(word(k).rfind(program == "socat" ? ':' : '=') + 1);
            if (!names_file(part, path, name, recursive))
                continue;
            if (edits)
                return Use::text;
            if (executes)
                use = Use::program;
        }
    }
    return use;
}

/// The scripts of a stage's instructions, each parsed once, when it is first asked for.
class Scripts {
public:
    explicit Scripts(const Document& document) : document_(document) {}
    /// Of an instruction in shell form: its text, and its here-documents.
    const std::vector<document::ShellScript>& of(const Instruction& instruction) {
        const auto [at, fresh] = scripts_.try_emplace(instruction.index);
        if (fresh) {
            at->second.push_back(document::parse_script(document::shell_text(instruction), dialect));
            for (const document::Heredoc& one : instruction.heredocs)
                at->second.push_back(document::parse_script(document_.slice(one.body), dialect));
        }
        return at->second;
    }

    static constexpr grammar::ShellDialect dialect = grammar::ShellDialect::bash;

private:
    const Document& document_;
    std::map<std::size_t, std::vector<document::ShellScript>> scripts_;
};

/// What an instruction does with the file.
Use use_in(Scripts& scripts, const Instruction& instruction, std::string_view path, std::string_view name) {
    switch (instruction.kind) {
    case InstructionKind::run:
    case InstructionKind::cmd:
    case InstructionKind::entrypoint:
    case InstructionKind::healthcheck:
        break;
    default:
        return Use::none;
    }
    if (!instruction.json) {
        Use use = Use::none;
        for (const document::ShellScript& script : scripts.of(instruction))
            use = std::max(use, use_in_script(script, path, name));
        return use;
    }
    const auto& words = instruction.words;
    for (std::size_t k = 0; k < words.size(); ++k) {
        const std::string_view word = words[k].value;
        if (file_part(word) == name && (k < 2 || word.find('/') != npos) &&
            (k == 0 || !starts_no_program(file_part(words[0].value), {})))
            return Use::program;
        if (k > 0 && words[k - 1].value == "-c")
            if (const Use use = use_in_script(document::parse_script(word, Scripts::dialect), path, name);
                use != Use::none)
                return use;
    }
    return Use::none;
}

/// A name without an ending, or with one that compiled programs and libraries have.
bool may_be_compiled(std::string_view name) {
    constexpr std::array<std::string_view, 4> endings = {".bin", ".out", ".elf", ".so"};
    const std::size_t dot = name.rfind('.'); // tool-0.0.1 has no ending
    const bool ends_alike = dot == npos || (dot + 1 < name.size() && name[dot + 1] >= '0' && name[dot + 1] <= '9');
    return !name.empty() && name.find_first_of("*?[$") == npos &&
           (ends_alike || std::any_of(endings.begin(), endings.end(),
                                      [&](std::string_view ending) { return name.ends_with(ending); }));
}

/// tool-*: names without an ending; a bare * tells as little as a folder.
bool is_pattern_of_programs(std::string_view name) {
    return name.find_first_of("*?[") != npos && name != "*" && name.find_first_of(".$") == npos &&
           name.find("entrypoint") == npos;
}

bool is_compiled_kind(FileKind kind) { return kind == FileKind::glibc_binary || kind == FileKind::other_binary; }

} // namespace

std::vector<CopiedProgram> compiled_suspects(const Document& document, const Stage& stage,
                                             const BuildContext* context) {
    std::vector<CopiedProgram> suspects;
    Scripts scripts(document);
    for (std::size_t k = stage.from + 1; k < stage.end; ++k) {
        const Instruction& copy = document.instructions[k];
        if ((copy.kind != InstructionKind::copy && copy.kind != InstructionKind::add) || copy.words.size() < 2 ||
            copy.flag("from") != nullptr || !copy.heredocs.empty())
            continue;
        const std::string& to = copy.words.back().value;
        const bool into = to.ends_with("/") || to.ends_with("/.") || to == "." || copy.words.size() > 2;
        const document::Settings& settings = document.settings_before(copy);
        const std::string folder = settings.workdir_known && settings.workdir ? *settings.workdir : "/";
        const document::Flag* mode = copy.flag("chmod");
        for (std::size_t w = 0; w + 1 < copy.words.size(); ++w) {
            const std::string_view source = copy.words[w].value;
            const std::string_view source_name = file_part(source);
            const std::string inside = join_path(folder, to).value_or(to) + "/";
            if (is_pattern_of_programs(source_name) && is_among_programs(inside)) {
                suspects.push_back({std::string(source_name), k, k, false});
                continue;
            }
            if (!may_be_compiled(source_name))
                continue;
            auto target = join_path(folder, to);
            if (!target && to.find('$') != npos)
                target = to; // words that name the file write it so, too
            if (!target)
                continue;
            // without a slash at the end it is the file's new name, or, where a folder stands there, that folder
            const std::string below = (*target == "/" ? "" : *target) + "/" + std::string(source_name);
            for (const std::string& path : {into ? below : *target, below}) {
                const std::string_view name = file_part(path);
                if (!may_be_compiled(name) || is_script_by_name(name) || is_script_by_name(source_name))
                    continue;
                CopiedProgram found{std::string(name), k, none, false};
                if (is_among_programs(path) || name.ends_with(".so") || (mode != nullptr && lets_execute(mode->value)))
                    found.used = k;
                Use use = Use::none;
                for (std::size_t later = k + 1; later < stage.end && use != Use::text; ++later) {
                    use = use_in(scripts, document.instructions[later], path, name);
                    if (use == Use::program && found.used == none)
                        found.used = later;
                }
                if (use == Use::text || found.used == none)
                    continue;
                const auto file = find_copied(document, stage, k + 1, path, context);
                if (file && context->named() && !is_compiled_kind(file->kind))
                    continue;
                found.for_glibc = file && file->kind == FileKind::glibc_binary;
                suspects.push_back(std::move(found));
                break;
            }
        }
    }
    return suspects;
}

namespace {

/// What a fetched file is by the end of its name or address.
bool is_script_by_ending(std::string_view name) {
    constexpr std::array<std::string_view, 9> endings = {".sh",  ".bash", ".py", ".pl", ".rb",
                                                         ".php", ".phar", ".js", ".jar"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view one) { return name.ends_with(one); });
}

/// What is published that way is mostly Go's, or for musl.
bool is_static_by_address(std::string_view address) {
    constexpr std::array<std::string_view, 3> tellers = {"musl", "alpine", "static"};
    return is_static_download(lower(fetched_name(address))) ||
           std::any_of(tellers.begin(), tellers.end(), [&](std::string_view one) { return address.find(one) != npos; });
}

/// A file that a command of curl or wget writes.
struct Output {
    std::string path;
    std::string_view address;
};

std::optional<Output> output_of(const document::SimpleCommand& command) {
    const auto word = [&](std::size_t k) {
        return command.words[k].literal ? std::string_view(*command.words[k].literal) : command.words[k].raw;
    };
    if (command.words.empty())
        return std::nullopt;
    const std::string_view program = file_part(word(0));
    if (program != "curl" && program != "wget")
        return std::nullopt;
    Output output;
    const char letter = program == "curl" ? 'o' : 'O';
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        const std::string_view one = word(k);
        if (one.find("://") != npos && output.address.empty())
            output.address = one;
        const bool cluster = one.size() > 1 && one[0] == '-' && one[1] != '-' && one.back() == letter;
        if ((cluster || one == "--output" || one == "--output-document") && k + 1 < command.words.size())
            output.path = word(k + 1);
        else if (one.starts_with("--output=") || one.starts_with("--output-document="))
            output.path = one.substr(one.find('=') + 1);
        else if (one.size() > 2 && one[0] == '-' && one[1] == letter)
            output.path = one.substr(2);
    }
    for (const document::ShellRedirection& one : command.redirections)
        if (one.target.literal && one.operation.starts_with('>'))
            output.path = *one.target.literal;
    const bool own_name =
        program == "wget" || std::any_of(command.words.begin(), command.words.end(), [](const auto& one) {
            return one.raw == "--remote-name" ||
                   (one.raw.size() > 1 && one.raw[0] == '-' && one.raw[1] != '-' && one.raw.find('O') != npos);
        });
    if (output.path.empty() && own_name)
        output.path = file_part(output.address.substr(0, output.address.find_first_of("?#")));
    return output.path.empty() || output.path == "-" || output.path.starts_with("/dev/") ? std::nullopt
                                                                                         : std::optional(output);
}

} // namespace

std::vector<FetchedProgram> fetched_programs(const Document& document, const Stage& stage) {
    std::vector<FetchedProgram> programs;
    Scripts scripts(document);
    for (std::size_t k = stage.from + 1; k < stage.end; ++k) {
        const Instruction& run = document.instructions[k];
        if (run.kind != InstructionKind::run || run.json)
            continue;
        for (const document::ShellScript& script : scripts.of(run))
            for (const document::SimpleCommand& command : script.commands) {
                const auto output = output_of(command);
                const std::string_view name = output ? file_part(output->path) : std::string_view{};
                const std::string_view address = output ? output->address : std::string_view{};
                const bool script_name = is_script_by_ending(name) || is_script_by_ending(address);
                constexpr std::array<std::string_view, 3> known = {"gosu", "dumb-init", "tini-static"};
                if (name.empty() || (!script_name && !may_be_compiled(name) && !name.ends_with(".run")) ||
                    std::find(known.begin(), known.end(), name) != known.end() || is_static_by_address(address))
                    continue;
                FetchedProgram found{std::string(name), k, none, script_name};
                if (is_among_programs(output->path))
                    found.used = k;
                for (std::size_t later = k; later < stage.end && found.used == none; ++later)
                    if (use_in(scripts, document.instructions[later], output->path, name) == Use::program)
                        found.used = later;
                if (found.used != none)
                    programs.push_back(std::move(found));
            }
    }
    return programs;
}

std::optional<FetchedProgram> fetched_for_glibc(const Document& document, const Stage& stage) {
    constexpr std::array<std::string_view, 16> data = {".asc", ".sig", ".sha256", ".md5", ".txt",  ".json",
                                                       ".pem", ".crt", ".gpg",    ".pub", ".html", ".css",
                                                       ".xml", ".yml", ".csv",    ".war"};
    const auto suspect = [&](std::string_view word) -> std::string {
        const std::string_view address = word.substr(0, word.find_first_of("?#\"'", 1));
        if (names_glibc_build(address))
            return std::string(file_part(address));
        if (is_static_by_address(address) || is_script_by_ending(address) ||
            std::any_of(data.begin(), data.end(), [&](std::string_view ending) { return address.ends_with(ending); }))
            return {};
        return std::string(file_part(address));
    };
    Scripts scripts(document);
    for (std::size_t k = stage.from + 1; k < stage.end; ++k) {
        const Instruction& one = document.instructions[k];
        if (one.kind == InstructionKind::add)
            for (const grammar::Word& word : one.words)
                if (std::string name = word.value.find("://") != npos ? suspect(word.value) : ""; !name.empty())
                    return FetchedProgram{std::move(name), k, none, false};
        if (one.kind != InstructionKind::run || one.json)
            continue;
        for (const document::ShellScript& script : scripts.of(one))
            for (const document::SimpleCommand& command : script.commands) {
                const std::string_view program = file_part(command.name());
                if (program != "curl" && program != "wget")
                    continue;
                for (std::size_t w = 1; w < command.words.size(); ++w)
                    if (const std::string_view raw = command.words[w].raw; raw.find("://") != npos)
                        if (std::string name = suspect(raw); !name.empty())
                            return FetchedProgram{std::move(name), k, none, false};
            }
    }
    return std::nullopt;
}

std::string program_of_entrypoint(std::string_view json) {
    const std::size_t begin = json.find('"');
    const std::size_t end = begin == npos ? npos : json.find('"', begin + 1);
    return end == npos ? std::string() : std::string(file_part(json.substr(begin + 1, end - begin - 1)));
}

const Instruction* copied_by_name(const Document& document, const Stage& stage, std::string_view name) {
    for (std::size_t k = stage.from + 1; k < stage.end && !name.empty(); ++k) {
        const Instruction& one = document.instructions[k];
        if ((one.kind == InstructionKind::copy || one.kind == InstructionKind::add) &&
            std::any_of(one.words.begin(), one.words.end(),
                        [&](const grammar::Word& word) { return file_part(word.value) == name; }))
            return &one;
    }
    return nullptr;
}

} // namespace imgfix::rewrite
