#include "rewrite/static_programs.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "document/shell.hpp"
#include "rewrite/build_context.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::SimpleCommand;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;

/// The value that ENV or ARG gives a variable before the instruction, the last one.
std::optional<std::string> value_before(const Stage& stage, const Instruction& instruction, std::string_view name) {
    std::optional<std::string> value;
    for (const document::Variable& variable : stage.variables)
        if (variable.instruction < instruction.index && variable.name == name)
            value = variable.value;
    return value;
}

std::optional<std::string> value_of(const SimpleCommand& command, std::string_view name) {
    for (const document::ShellAssignment& one : command.assignments)
        if (one.name == name)
            return one.value.literal;
    if (command.name() == "export" || command.name() == "env")
        for (std::size_t k = 1; k < command.words.size(); ++k)
            if (command.words[k].literal && command.words[k].literal->starts_with(std::string(name) + "="))
                return command.words[k].literal->substr(name.size() + 1);
    return std::nullopt;
}

/// Programs that leave what a static program is as it is, and the compilers themselves.
bool only_looks(std::string_view name) {
    constexpr std::array<std::string_view, 14> names = {"go", "cargo", "env", "chmod", "chown", "strip",     "upx",
                                                        "ls", "file",  "ldd", "test",  "[",     "sha256sum", "echo"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The words from `go` on: behind `env NAME=VALUE...`.
std::size_t program_word(const SimpleCommand& command) {
    std::size_t k = 0;
    if (command.name() == "env")
        for (k = 1; k < command.words.size() && command.words[k].raw.find('=') != npos;)
            ++k;
    return k;
}

void add_go(const SimpleCommand& command, std::size_t first, const std::optional<std::string>& folder,
            std::vector<std::string>& found) {
    const auto& words = command.words;
    if (first + 1 >= words.size() || !words[first + 1].literal)
        return;
    const std::string& verb = *words[first + 1].literal;
    std::optional<std::string> output;
    for (std::size_t k = first + 2; k < words.size(); ++k) {
        const std::string_view raw = words[k].raw;
        for (const char* not_static : {"-race", "-msan", "-asan", "-buildmode", "linkmode", "-toolexec"})
            if (raw.find(not_static) != npos)
                return;
        if (raw == "-o" && k + 1 < words.size())
            output = words[k + 1].literal;
        else if (raw.starts_with("-o=") && words[k].literal)
            output = words[k].literal->substr(3);
    }
    if (verb == "install") {
        found.emplace_back("/go/bin/");
    } else if (verb == "build" && output && (output->starts_with("/") || folder)) {
        if (const auto path = join_path(folder.value_or("/"), *output))
            found.push_back(*path + (output->ends_with("/") ? "/" : ""));
    }
}

void add_cargo(const SimpleCommand& command, const std::optional<std::string>& folder,
               std::vector<std::string>& found) {
    const auto& words = command.words;
    if (words.size() < 2 || !words[1].is("build") || !folder)
        return;
    for (std::size_t k = 2; k < words.size(); ++k) {
        std::string target;
        if (words[k].is("--target") && k + 1 < words.size() && words[k + 1].literal)
            target = *words[k + 1].literal;
        else if (words[k].literal && words[k].literal->starts_with("--target="))
            target = words[k].literal->substr(9);
        if (target.ends_with("-linux-musl") && target.find('/') == npos)
            found.push_back((*folder == "/" ? "" : *folder) + "/target/" + target + "/release/");
    }
}

} // namespace

std::vector<std::string> static_programs(const Document& document, const Stage& stage) {
    std::vector<std::string> found;
    std::vector<std::string> with_c;  // what the same stage makes with cgo
    std::vector<std::string> handled; // what other commands name, and may replace
    const auto reference = stage.base ? document::parse_image_reference(*stage.base) : std::nullopt;
    const std::string image(reference && stage.parent == document::none ? reference->official_name() : "");
    if (image != "golang" && image != "rust")
        return found;
    if (document.source().find("crt-static") != npos)
        return found;
    for (std::size_t k = stage.from + 1; k < stage.end; ++k) {
        const Instruction& instruction = document.instructions[k];
        if (instruction.kind != InstructionKind::run || instruction.json || !instruction.heredocs.empty())
            continue;
        const auto script = document::parse_script(document::shell_text(instruction), grammar::ShellDialect::posix);
        if (script.opaque())
            continue;
        const document::Settings& settings = document.settings_before(instruction);
        std::optional<std::string> folder;
        if (settings.workdir_known)
            folder = settings.workdir ? join_path("/", *settings.workdir)
                                      : std::optional<std::string>(image == "golang" ? "/go" : "/");
        std::optional<std::string> cgo = value_before(stage, instruction, "CGO_ENABLED");
        for (const SimpleCommand& command : script.commands) {
            const std::string_view name = command.name();
            if (name == "cd" || name == "pushd" || name == "popd")
                folder.reset();
            if (const auto set = value_of(command, "CGO_ENABLED"); set && (command.words.empty() || name == "export"))
                cgo = set;
            if (!only_looks(name))
                for (const document::ShellWord& word : command.words)
                    handled.push_back(word.literal ? *word.literal : std::string(word.raw));
            for (const document::ShellRedirection& one : command.redirections)
                handled.emplace_back(one.target.raw);
            const std::size_t first = program_word(command);
            if (first >= command.words.size())
                continue;
            if (image == "golang" && command.words[first].is("go"))
                add_go(command, first, folder,
                       value_of(command, "CGO_ENABLED").value_or(cgo.value_or("1")) == "0" ? found : with_c);
            else if (image == "rust" && command.words[first].is("cargo"))
                add_cargo(command, folder, found);
        }
    }
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const std::string& one) {
                                   return std::find(with_c.begin(), with_c.end(), one) != with_c.end() ||
                                          std::find(handled.begin(), handled.end(), one) != handled.end();
                               }),
                found.end());
    return found;
}

void forget_overwritten(std::set<std::string>& programs, const Instruction& instruction,
                        const std::optional<std::string>& folder) {
    if (instruction.words.empty())
        return;
    const std::string& to = instruction.words.back().value;
    const auto target = to.starts_with("/") || folder ? join_path(folder.value_or("/"), to) : std::nullopt;
    for (auto it = programs.begin(); it != programs.end();) {
        bool covered = !target || *it == *target;
        if (target && (*target == "/" || it->starts_with(*target + "/"))) {
            const std::string_view rest = std::string_view(*it).substr(*target == "/" ? 1 : target->size() + 1);
            for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
                const std::string_view source = instruction.words[k].value;
                const std::string_view name = source.substr(source.rfind('/') + 1);
                // a file of that name, or a folder or pattern that may hold one
                covered = covered || name == rest || name.find('.') == npos || name == "." ||
                          name.find_first_of("*?[$") != npos;
            }
        }
        it = covered ? programs.erase(it) : std::next(it);
    }
}

bool is_static_program(const std::vector<std::string>& programs, std::string_view path) {
    return path.find_first_of("*?[$") == npos &&
           std::any_of(programs.begin(), programs.end(), [&](const std::string& one) {
               return one.ends_with("/") ? path.starts_with(one) && path.substr(one.size()).find('/') == npos
                                         : path == one;
           });
}

} // namespace imgfix::rewrite
