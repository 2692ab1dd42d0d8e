#include "rewrite/dotnet_publish.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "document/shell.hpp"
#include "rewrite/stage_ground.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::SimpleCommand;
using document::Stage;
using effects::lies_in;

namespace {

constexpr auto npos = std::string_view::npos;

/// MSBuild's properties that choose a system, or make code for the one that builds. It reads variables of the
/// environment as properties, and ignores case.
bool names_system_property(std::string_view text) {
    constexpr std::array<std::string_view, 7> names = {"publishprofile",   "runtimeidentifier", "selfcontained",
                                                       "publishaot",       "publishsinglefile", "publishtrimmed",
                                                       "publishreadytorun"};
    const std::string plain = lower(text);
    return std::any_of(names.begin(), names.end(), [&](std::string_view one) { return plain.find(one) != npos; });
}

/// One NAME=VALUE of -p: does it leave the code as it is, or the name alone of what reads it?
bool is_harmless_property(std::string_view text) {
    constexpr std::array<std::string_view, 31> names = {"useapphost",
                                                        "version",
                                                        "versionprefix",
                                                        "versionsuffix",
                                                        "assemblyversion",
                                                        "fileversion",
                                                        "informationalversion",
                                                        "packageversion",
                                                        "configuration",
                                                        "erroronduplicatepublishoutputfiles",
                                                        "debugtype",
                                                        "debugsymbols",
                                                        "continuousintegrationbuild",
                                                        "deterministic",
                                                        "treatwarningsaserrors",
                                                        "warninglevel",
                                                        "nowarn",
                                                        "restorepackageswithlockfile",
                                                        "restorelockedmode",
                                                        "sourcerevisionid",
                                                        "copyoutputsymbolstopublishdirectory",
                                                        "generatedocumentationfile",
                                                        "optimize",
                                                        "buildinparallel",
                                                        "environmentname",
                                                        "satelliteresourcelanguages",
                                                        "targetframework",
                                                        "usesharedcompilation",
                                                        "nugetaudit",
                                                        "restoredisableparallel",
                                                        "includesourcerevisionininformationalversion"};
    const std::size_t equals = text.find('=');
    if (equals == npos)
        return false;
    const std::string name = lower(text.substr(0, equals));
    const std::string value = lower(text.substr(equals + 1));
    const bool switched_off = value == "false" && names_system_property(name) && name.find("identifier") == npos;
    return switched_off || contains(names, name);
}

bool are_harmless_properties(std::string_view list) {
    while (true) {
        const std::size_t end = list.find_first_of(";,");
        if (!is_harmless_property(list.substr(0, end)))
            return false;
        if (end == npos)
            return true;
        list.remove_prefix(end + 1);
    }
}

/// A word of a command. text: its value, with the variables of ARG and ENV (their defaults); nothing: not known.
struct KnownWord {
    std::optional<std::string> text;
    std::string raw;
};

struct Command {
    const Instruction* where = nullptr;
    std::vector<KnownWord> words;
    std::vector<KnownWord> written; // targets of redirections
    std::optional<std::string> folder;
    [[nodiscard]] std::string name() const {
        const std::string text = words.empty() ? "" : words[0].text.value_or("");
        return text.substr(text.rfind('/') + 1);
    }
};

/// The words of dotnet publish, build and restore.
class Options {
public:
    explicit Options(const Command& command) : command_(command) {}
    /// False: an option may choose a system, or is not known; obstacle names it.
    bool read() {
        for (at_ = 2; at_ < command_.words.size(); ++at_)
            if (const std::size_t word = at_; !read_word(command_.words[word]))
                obstacle += (obstacle.empty() ? "" : ", ") + command_.words[word].raw;
        return obstacle.empty();
    }
    std::optional<KnownWord> output;
    std::string project;
    std::string obstacle;

private:
    bool read_word(const KnownWord& word) {
        const std::string text = word.text.value_or(unquoted(word.raw));
        if (is_project(text)) {
            project = text.substr(text.rfind('/') + 1);
            return true;
        }
        const bool slash = text.starts_with("/");
        if (!text.starts_with("-") && !slash)
            return false;
        const std::size_t equals = std::min(text.find_first_of("=:"), text.size());
        std::string name = text.substr(0, equals);
        std::optional<KnownWord> value;
        if (equals < text.size())
            value =
                KnownWord{word.text ? std::optional(text.substr(equals + 1)) : std::nullopt, text.substr(equals + 1)};
        if (slash)
            name[0] = '-';
        return read_option(name, value);
    }

    /// A project, solution or folder: for MSBuild, what begins with a slash may be a switch.
    static bool is_project(std::string_view text) {
        if (text.empty() || text.find_first_of(":;,@*?`(") != npos)
            return false;
        if (text[0] == '/')
            return text.find('/', 1) != npos || text.ends_with("proj") || text.ends_with(".sln");
        return std::isalnum(static_cast<unsigned char>(text[0])) != 0 || text[0] == '.' || text[0] == '_';
    }

    bool read_option(const std::string& name, std::optional<KnownWord> value) {
        constexpr std::array<std::string_view, 33> flags = {"--no-restore",
                                                            "--no-build",
                                                            "--no-dependencies",
                                                            "--nologo",
                                                            "-nologo",
                                                            "--no-incremental",
                                                            "--no-cache",
                                                            "--no-http-cache",
                                                            "--force",
                                                            "--disable-parallel",
                                                            "--disable-build-servers",
                                                            "--ignore-failed-sources",
                                                            "--use-lock-file",
                                                            "--locked-mode",
                                                            "--no-self-contained",
                                                            "--force-evaluate",
                                                            "-m",
                                                            "-maxcpucount",
                                                            "--maxcpucount",
                                                            "-nr",
                                                            "-nodeReuse",
                                                            "--nodeReuse",
                                                            "-nodereuse",
                                                            "-warnaserror",
                                                            "-nowarn",
                                                            "-clp",
                                                            "-consoleloggerparameters",
                                                            "-tl",
                                                            "--tl",
                                                            "-restore",
                                                            "-terminalLogger",
                                                            "--interactive",
                                                            "--no-logo"};
        constexpr std::array<std::string_view, 13> with_value = {"-c",
                                                                 "--configuration",
                                                                 "-v",
                                                                 "-verbosity",
                                                                 "--verbosity",
                                                                 "-f",
                                                                 "--framework",
                                                                 "--version-suffix",
                                                                 "-s",
                                                                 "--source",
                                                                 "--configfile",
                                                                 "--packages",
                                                                 "--lock-file-path"};
        if (contains(flags, name))
            return true;
        const bool output_folder = name == "-o" || name == "--output";
        const bool self_contained = name == "--self-contained" || name == "--sc";
        const std::string plain = lower(name);
        const bool properties = plain == "-p" || plain == "--p" || plain == "-property" || plain == "--property";
        if (!contains(with_value, name) && !output_folder && !self_contained && !properties)
            return false;
        if (!value) {
            if (++at_ >= command_.words.size()) {
                --at_;
                return false;
            }
            value = command_.words[at_];
        }
        if (output_folder)
            output = value;
        if (self_contained)
            return value->text && lower(*value->text) == "false";
        const std::string text = value->text ? *value->text : unquoted(value->raw);
        if (properties)
            return are_harmless_properties(text);
        return !text.starts_with("-");
    }

    static std::string unquoted(std::string text) {
        text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
        return text;
    }

    const Command& command_;
    std::size_t at_ = 0;
};

/// Programs that put no machine's code anywhere, wherever they are pointed at.
bool makes_no_code(const Command& command) {
    constexpr std::array<std::string_view, 28> names = {"cd",   "mkdir", "rm",     "rmdir", "ls",     "chmod", "chown",
                                                        "cat",  "echo",  "printf", "test",  "[",      "true",  ":",
                                                        "pwd",  "set",   "du",     "stat",  "export", "grep",  "head",
                                                        "tail", "wc",    "exit",   "sleep", "false",  "tree",  "unset"};
    const std::string name = command.name();
    if (name == "find")
        return std::none_of(command.words.begin(), command.words.end(), [](const KnownWord& word) {
            return word.raw.starts_with("-exec") || word.raw.starts_with("-ok") || word.raw.starts_with("-f");
        });
    if (!command.written.empty() && name != "echo" && name != "printf")
        return false;
    return contains(names, name);
}

/// Programs that write what they are given to where a word says.
bool copies_or_fetches(std::string_view name) {
    constexpr std::array<std::string_view, 12> names = {"cp",    "mv",   "ln",   "install", "tar",       "unzip",
                                                        "rsync", "curl", "wget", "dotnet",  "dotnet-ef", "git"};
    return contains(names, name);
}

/// Collects the commands of a stage and its parents, in their order.
class Reader {
public:
    Reader(const Document& document, std::string_view sdk) : document_(document), sdk_(sdk) {}

    void read(const Stage& stage) {
        if (stage.parent != document::none) {
            read(document_.stages[stage.parent]);
        } else {
            const auto base = stage.base ? document::parse_image_reference(*stage.base) : std::nullopt;
            if (!base || base->catalog_name() != sdk_)
                fail("its base is not .NET's own SDK", document_.instructions[stage.from]);
        }
        for (std::size_t k = stage.from + 1; k < stage.end; ++k)
            read(document_.instructions[k]);
    }

    std::vector<Command> commands;
    std::vector<std::pair<const Instruction*, std::optional<std::string>>> copies; // COPY and ADD, with their targets
    std::string obstacle;

    void fail(std::string_view why, const Instruction& where) {
        if (obstacle.empty())
            obstacle = std::string(why) + " (line " + std::to_string(document_.position(where.text.begin).line) + ")";
    }

private:
    void read(const Instruction& instruction) {
        switch (instruction.kind) {
        case InstructionKind::env:
        case InstructionKind::arg:
            for (const document::KeyValue& pair : instruction.pairs)
                if (names_system_property(pair.key))
                    fail(pair.key + " chooses a system", instruction);
            break;
        case InstructionKind::copy:
        case InstructionKind::add:
            read_copy(instruction);
            break;
        case InstructionKind::run:
            read_run(instruction);
            break;
        default:
            break;
        }
    }

    void read_copy(const Instruction& instruction) {
        for (const document::Heredoc& one : instruction.heredocs) // a project file, perhaps
            if (names_system_property(document_.slice(one.body)))
                fail("a here-document chooses a system", instruction);
        if (instruction.words.size() > 1 && instruction.heredocs.empty() &&
            std::all_of(instruction.words.begin(), instruction.words.end() - 1,
                        [](const grammar::Word& word) { return is_portable_file(word.value); }))
            return; // settings
        const auto folder = folder_before(document_, instruction);
        const auto to =
            instruction.words.empty() ? std::nullopt : expanded(instruction.words.back().value, instruction, {});
        if (to && (folder || to->starts_with("/")))
            copies.emplace_back(&instruction, normal_path(folder.value_or("/"), *to));
        else
            copies.emplace_back(&instruction, std::nullopt);
    }

    void read_run(const Instruction& instruction) {
        if (instruction.json) {
            Command& command = commands.emplace_back();
            command.where = &instruction;
            command.folder = folder_before(document_, instruction);
            for (const auto& word : instruction.words)
                command.words.push_back({word.value, word.value});
            return;
        }
        const document::ShellForm& shell = document_.settings_before(instruction).shell;
        const std::string_view program = shell.inherited || shell.argv.empty() ? "sh" : std::string_view(shell.argv[0]);
        const std::string_view name = program.substr(program.rfind('/') + 1);
        const auto script = document::parse_script_of(document::shell_text(instruction),
                                                      document::runs_in_bash(document_, instruction));
        if (!instruction.heredocs.empty() || script.opaque() || (name != "sh" && name != "bash") ||
            script.contains(0, grammar::Kind::function_definition))
            return fail("a script is not read for certain", instruction);
        std::optional<std::string> folder = folder_before(document_, instruction);
        for (const SimpleCommand& one : script.commands) {
            for (const document::ShellAssignment& assignment : one.assignments)
                if (names_system_property(assignment.name))
                    fail(std::string(assignment.name) + " chooses a system", instruction);
            if (one.words.empty())
                continue;
            Command command;
            command.where = &instruction;
            command.folder = folder;
            for (const document::ShellWord& word : one.words)
                command.words.push_back(known(word, instruction, script.text));
            for (const document::ShellRedirection& written : one.redirections)
                if (written.operation.starts_with(">") && !written.target.is("/dev/null") &&
                    !written.operation.ends_with("&"))
                    command.written.push_back(known(written.target, instruction, script.text));
            if (command.name() == "cd" || command.name() == "pushd" || command.name() == "popd") {
                const auto to =
                    command.words.size() == 2 && command.name() == "cd" ? command.words[1].text : std::nullopt;
                if (one.top_level && to && !to->starts_with("-") && (folder || to->starts_with("/")))
                    folder = normal_path(folder.value_or("/"), *to);
                else
                    folder.reset();
            }
            commands.push_back(std::move(command));
        }
    }

    KnownWord known(const document::ShellWord& word, const Instruction& instruction, std::string_view script) const {
        return {word.literal ? word.literal : expanded(word.raw, instruction, script), std::string(word.raw)};
    }

    /// The text with the variables of ENV and ARG, where the script sets none of that name.
    std::optional<std::string> expanded(std::string_view raw, const Instruction& instruction,
                                        std::string_view script) const {
        const bool quoted = raw.size() > 1 && raw.front() == '"' && raw.back() == '"';
        if (quoted)
            raw = raw.substr(1, raw.size() - 2);
        std::string result;
        while (!raw.empty()) {
            if (raw[0] != '$') {
                if (std::string_view("\\'\"`*?[~(){}").find(raw[0]) != npos)
                    return std::nullopt;
                result += raw[0];
                raw.remove_prefix(1);
                continue;
            }
            const bool braces = raw.starts_with("${");
            raw.remove_prefix(braces ? 2 : 1);
            std::size_t end = 0;
            while (end < raw.size() && (std::isalnum(static_cast<unsigned char>(raw[end])) != 0 || raw[end] == '_'))
                ++end;
            const std::string name(raw.substr(0, end));
            if (name.empty() || (braces && (end >= raw.size() || raw[end] != '}')) || sets(script, name))
                return std::nullopt;
            const auto value = document_.variable(name, instruction);
            if (!value || (!quoted && value->find_first_of(" \t*?[") != npos))
                return std::nullopt;
            result += *value;
            raw.remove_prefix(end + (braces ? 1 : 0));
        }
        return result;
    }

    /// Does the script give the variable a value of its own?
    static bool sets(std::string_view script, const std::string& name) {
        return script.find(name + "=") != npos || script.find("for " + name) != npos || script.find("read ") != npos;
    }

    const Document& document_;
    std::string_view sdk_;
};

/// May the command write into the folder, as far as its words tell?
bool may_write_into(const Command& command, std::string_view folder) {
    if (makes_no_code(command))
        return false;
    if (!command.folder || lies_in(*command.folder, folder))
        return true;
    const auto names = [&](std::string_view text) {
        for (std::size_t at = text.find(folder); at != npos; at = text.find(folder, at + 1)) {
            const std::size_t end = at + folder.size();
            const bool begins = at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 &&
                                            text[at - 1] != '/' && text[at - 1] != '.');
            const bool ends = end == text.size() || (std::isalnum(static_cast<unsigned char>(text[end])) == 0 &&
                                                     text[end] != '-' && text[end] != '_' && text[end] != '.');
            // -o/app/tool
            if ((begins || (at == 2 && text[0] == '-')) && ends)
                return true;
        }
        const std::string_view value = text.substr(text.find('=') == npos ? 0 : text.find('=') + 1);
        return lies_in(normal_path(*command.folder, text), folder) ||
               lies_in(normal_path(*command.folder, value), folder);
    };
    const auto word_names = [&](const KnownWord& word) {
        if (word.text)
            return names(*word.text);
        const std::size_t first = std::min(word.raw.find_first_not_of('"'), word.raw.size());
        return names(word.raw) || (copies_or_fetches(command.name()) && word.raw.substr(first).starts_with("$"));
    };
    return std::any_of(command.words.begin() + 1, command.words.end(), word_names) ||
           std::any_of(command.written.begin(), command.written.end(), word_names);
}

/// .../bin/Release/net8.0/publish: with a runtime identifier, a folder of its name stands before the last.
bool is_below_project(std::string_view path) {
    for (std::size_t at = path.find("/bin/"); at != npos; at = path.find("/bin/", at + 1)) {
        const std::size_t framework = path.find('/', at + 5);
        const std::size_t last = framework == npos ? npos : path.find('/', framework + 1);
        if (last != npos && path.substr(framework).starts_with("/net") && lies_in(path.substr(last), "/publish"))
            return true;
    }
    return false;
}

bool names_publish_folder(const Command& command) {
    return !makes_no_code(command) &&
           std::any_of(command.words.begin() + 1, command.words.end(), [](const KnownWord& word) {
               return word.raw.find("bin/") != npos && word.raw.find("publish") != npos;
           });
}

} // namespace

std::string normal_path(std::string_view folder, std::string_view path) {
    return effects::normal_path(path.starts_with("/") ? std::string(path)
                                                      : std::string(folder) + "/" + std::string(path));
}

bool PublishedCode::holds(std::string_view path) const {
    return std::any_of(folders.begin(), folders.end(),
                       [&](const std::string& folder) { return lies_in(path, folder); }) ||
           (below_projects && is_below_project(path));
}

PublishedCode published_code(const Document& document, const Stage& stage, std::string_view sdk) {
    Reader reader(document, sdk);
    reader.read(stage);
    PublishedCode code;
    std::vector<const Command*> others;
    for (const Command& command : reader.commands) {
        const std::string verb =
            command.name() == "dotnet" && command.words.size() > 1 ? command.words[1].text.value_or("") : "";
        if (verb != "publish" && verb != "build" && verb != "restore") {
            std::string text;
            for (const KnownWord& word : command.words)
                text += " " + word.raw;
            if (names_system_property(text) || (text.find("dotnet") != npos && text.find("publish") != npos))
                reader.fail("a command may publish for one system", *command.where);
            others.push_back(&command);
            continue;
        }
        Options options(command);
        code.publishes = code.publishes || verb == "publish";
        if (!options.read()) {
            reader.fail("dotnet " + verb + " with " + options.obstacle + " may be for one system", *command.where);
            continue;
        }
        if (verb != "publish")
            continue;
        code.projects.push_back(options.project);
        if (!options.output)
            code.below_projects = true;
        else if (const auto& to = options.output->text; to && !to->empty() && (command.folder || to->starts_with("/")))
            code.folders.push_back(normal_path(command.folder.value_or("/"), *to));
    }
    if (!reader.obstacle.empty()) {
        code.folders.clear();
        code.below_projects = false;
    }
    std::sort(code.folders.begin(), code.folders.end());
    code.folders.erase(std::unique(code.folders.begin(), code.folders.end()), code.folders.end());
    const auto is_written = [&](const std::string& folder) {
        if (folder == "/")
            return true;
        const auto copied = std::find_if(reader.copies.begin(), reader.copies.end(), [&](const auto& copy) {
            return !copy.second || lies_in(*copy.second, folder);
        });
        if (copied != reader.copies.end())
            reader.fail("what is copied there lies beside what is published in " + folder, *copied->first);
        const auto other = std::find_if(others.begin(), others.end(),
                                        [&](const Command* one) { return may_write_into(*one, folder); });
        if (other != others.end())
            reader.fail((*other)->words[0].raw + " may write into " + folder + " too", *(*other)->where);
        return copied != reader.copies.end() || other != others.end();
    };
    code.folders.erase(std::remove_if(code.folders.begin(), code.folders.end(), is_written), code.folders.end());
    code.below_projects = code.below_projects && std::none_of(others.begin(), others.end(), [](const Command* one) {
                              return names_publish_folder(*one);
                          });
    code.obstacle = reader.obstacle;
    return code;
}

} // namespace imgfix::rewrite
