// Here-documents: scripts of a RUN, texts that commands read, files that COPY and ADD write.
#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "grammar/parse.hpp"
#include "rewrite/build_context.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

using grammar::Kind;
using grammar::Node;

bool opens_document(std::string_view operation) { return operation == "<<" || operation == "<<-"; }

std::string_view slice(const ShellScript& script, const Node& node) {
    return script.text.substr(node.begin, node.end - node.begin);
}

/// A here-document of a script.
struct KnownText {
    std::string_view body;
    bool expands = false; // the shell puts values into it
};

/// The one whose delimiter stands at an offset. nullopt: openers and bodies cannot be told apart.
std::optional<KnownText> document_at(const ShellScript& script, const document::ShellWord& delimiter) {
    std::vector<const Node*> bodies;
    std::size_t openers = 0;
    std::size_t number = 0; // of the one that is looked for
    for (const Node& node : script.tree.nodes) {
        if (node.kind == Kind::heredoc_content)
            bodies.push_back(&node);
        if (node.kind != Kind::redirection_operator || !opens_document(slice(script, node)))
            continue;
        ++openers;
        if (node.begin < delimiter.begin)
            number = openers;
    }
    if (number == 0 || openers != bodies.size())
        return std::nullopt;
    std::string_view body = slice(script, *bodies[number - 1]);
    if (body.ends_with("\n"))
        body.remove_suffix(1);
    body = body.substr(0, body.rfind('\n') + 1); // without the line that ends it
    return KnownText{body, delimiter.raw.find_first_of("'\"\\") == std::string_view::npos};
}

/// A shell that reads its script on its standard input: its name and plain options.
bool reads_script(const SimpleCommand& command) {
    const std::string_view name = command.name();
    const std::string_view base_name = file_name(name);
    if (base_name != "sh" && base_name != "bash" && base_name != "dash")
        return false;
    return std::all_of(command.words.begin() + 1, command.words.end(), [](const document::ShellWord& word) {
        return word.literal && word.literal->size() > 1 && word.literal->front() == '-' &&
               word.literal->find_first_not_of("euxs", 1) == std::string::npos;
    });
}

/// Programs that stand at the same path on both bases.
bool is_shared_interpreter(std::string_view program) {
    return program == "/bin/sh" || program == "/bin/bash" || program == "/usr/bin/env";
}

/// The words of the first line behind #!.
std::vector<std::string> interpreter_of(std::string_view text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::vector<std::string> words;
    for (std::string_view rest = text.starts_with("#!") ? text.substr(2, end - 2) : std::string_view{};
         !rest.empty();) {
        const std::size_t begin = rest.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos)
            break;
        rest.remove_prefix(begin);
        const std::size_t length = std::min(rest.find_first_of(" \t\r"), rest.size());
        words.emplace_back(rest.substr(0, length));
        rest.remove_prefix(length);
    }
    return words;
}

} // namespace

bool AlpineJudge::lacks_interpreter(std::string_view text, const Instruction& instruction) {
    const std::vector<std::string> words = interpreter_of(text);
    if (words.empty())
        return false;
    const std::string_view name = file_name(words[0]);
    const bool shell = name == "sh" || name == "bash" || name == "dash" || name == "ash";
    const bool dash = name == "env" && words.size() > 1 && words[1] == "dash";
    if ((!shell || is_shared_interpreter(words[0])) && !dash)
        return false;
    refuse("program-unknown", instruction,
           "a script begins with #!" + words[0] + (dash ? " dash" : "") +
               ", and Alpine has only /bin/sh and /bin/bash");
    return true;
}

void AlpineJudge::use_known_text(std::string_view text, const Instruction& instruction) {
    if (names_package_manager(text))
        refuse("package-command", instruction, "a here-document or script names a package manager of the old base");
    if (!lacks_interpreter(text, instruction) && kind_of_file(text) == FileKind::bash_script)
        want("bash");
    if (text.starts_with("#!/usr/bin/env -"))
        want("coreutils"); // BusyBox's env has no -S
    look_at_started_in(text);
}

void AlpineJudge::look_at_started_in(std::string_view text) {
    if (!own_ || text.size() > 100'000)
        return;
    const ShellScript script = document::parse_script(text, grammar::ShellDialect::bash);
    if (script.opaque())
        return;
    for (const SimpleCommand& command : script.commands)
        if (const std::string_view name = command.name(); !name.empty() && !catalog::is_alpine_applet(name) &&
                                                          !catalog::is_own_program(*own_, name) &&
                                                          !installed_program(name))
            want_lost_program(name);
}

void AlpineJudge::look_at_documents(const Instruction& instruction) {
    const bool bash_runs = dialect_at(instruction) == grammar::ShellDialect::bash;
    const document::Heredoc& first = instruction.heredocs.front();
    const std::string_view body = document_.slice(first.body);
    const bool plain = grammar::trim_space(instruction.rest()).starts_with("<<"); // <<EOF, nothing before it
    if (const EmbeddedScript* place = script_of(instruction)) {
        if (plain && lacks_interpreter(body, instruction))
            return;
        if (!plain) { // sh <<'EOF': the shell is a word of the old base's
            const ShellScript head = document::parse_script(instruction.rest().substr(0, instruction.rest().find("<<")),
                                                            grammar::ShellDialect::posix);
            const std::string name(head.commands.empty() ? "" : head.commands.front().name());
            if (name != "sh" && name != "bash" && !is_shared_interpreter(name))
                return refuse("program-unknown", instruction, name + " is not on Alpine, or stands elsewhere");
        }
        if (place->shell == "bash")
            want("bash");
        read_script(place->script, instruction, place, place->shell.empty() ? bash_runs : place->shell == "bash");
        return;
    }
    std::string text(instruction.rest());
    for (const document::Heredoc& one : instruction.heredocs) {
        if (document_.slice(one.body).find('\r') != npos)
            return refuse("heredoc", instruction, "the lines of a here-document end with a carriage return");
        text += "\n" + std::string(document_.slice(one.body)) + one.opener.name;
    }
    if (plain && instruction.heredocs.size() == 1 &&
        grammar::heredoc_of_word(grammar::trim_space(instruction.rest()))) {
        // RUN <<EOF: a program that #! names, or the SHELL, reads it
        std::vector<std::string> words = interpreter_of(body);
        if (words.size() > 1 && words[0] == "/usr/bin/env")
            words.erase(words.begin());
        if (words.empty() || kind_of_file(body) != FileKind::other_script)
            return refuse("script-not-read", instruction, "the script of the here-document is not read for certain");
        use_known_text(body, instruction);
        use_program(words, instruction, true);
        return;
    }
    const ShellScript script = document::parse_script(text, dialect_at(instruction));
    if (std::any_of(script.commands.begin(), script.commands.end(),
                    [](const SimpleCommand& one) { return manages_packages(one.name()); }))
        return refuse("heredoc", instruction, "a package command beside a here-document is not translated");
    read_script(script, instruction, nullptr, bash_runs);
}

bool AlpineJudge::use_documents(const ShellScript& script, const SimpleCommand& command,
                                const Instruction& instruction) {
    for (const document::ShellRedirection& one : command.redirections) {
        if (!opens_document(one.operation))
            continue;
        const auto found = document_at(script, one.target);
        if (!found) {
            refuse("heredoc", instruction, "it is not certain which here-document a command reads");
            return true;
        }
        if (!reads_script(command)) {
            use_known_text(found->body, instruction);
            if (found->expands && (found->body.find("$(") != npos || found->body.find('`') != npos))
                note(unseen_, "what a here-document substitutes", instruction);
            if (catalog::has_applet_rows(command.name()))
                note(forms_, std::string(command.name()), instruction);
            continue;
        }
        const std::string name(command.name());
        const bool bash = name.ends_with("bash");
        if (name != "sh" && name != "bash" && !is_shared_interpreter(name))
            refuse("program-unknown", instruction, name + " is not on Alpine, or stands elsewhere");
        else if (found->expands && found->body.find_first_of("$`\\") != npos)
            refuse("heredoc", instruction, "the script that " + name + " reads is known only when it runs");
        else if (names_package_manager(found->body))
            refuse("heredoc", instruction,
                   "a shell reads a here-document with package commands in this form: they are translated in RUN <<" +
                       std::string(one.target.raw) + " alone");
        else
            read_text(found->body, instruction, bash ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
        if (bash)
            want("bash");
        return true;
    }
    return false;
}

void AlpineJudge::use_redirections_of_groups(const ShellScript& script, const Instruction& instruction) {
    const auto& nodes = script.tree.nodes;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        if (nodes[k].kind != Kind::redirection)
            continue;
        const bool of_command =
            std::any_of(script.commands.begin(), script.commands.end(), [&](const SimpleCommand& one) {
                return std::any_of(one.redirections.begin(), one.redirections.end(), [&](const auto& redirection) {
                    return redirection.target.begin >= nodes[k].begin && redirection.target.end <= nodes[k].end;
                });
            });
        if (of_command)
            continue;
        const std::string_view text = slice(script, nodes[k]);
        const std::size_t target = text.find_first_not_of("0123456789<>|&- \t");
        if (text.find("<<") != npos)
            refuse("heredoc", instruction, "a group or loop reads a here-document");
        else if (text.find("/dev/null") == npos && target != npos && !use_home(text.substr(target), instruction))
            use_path(std::string(text.substr(target)), instruction, "a redirection");
    }
}

void AlpineJudge::look_at_loose_word(std::string_view text, const Instruction& instruction) {
    constexpr std::string_view ends = " \t\n;\"'()";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(ends), text.size());
        const std::string word(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t home = word.find('~');
        if (home != npos && home + 1 < word.size() && std::isalpha(static_cast<unsigned char>(word[home + 1])) != 0 &&
            (home == 0 || word[home - 1] == '=' || word[home - 1] == ':'))
            refuse("system-path", instruction, word + " is the home of a user of the base's own");
        else if (!word.empty() && look_at_paths({"", word}, 1, instruction) && names_system_files(word, false))
            note(paths_, word, instruction);
    }
}

void AlpineJudge::look_at_loose_words(const ShellScript& script, const Instruction& instruction) {
    for (const grammar::Node& node : script.tree.nodes) {
        const std::string_view text = slice(script, node);
        if (node.kind == Kind::double_bracket) {
            look_at_loose_word(text, instruction);
            note(forms_, "[[ ]]", instruction);
        } else if (node.kind == Kind::for_clause) {
            look_at_loose_word(text.substr(0, text.find_first_of(";\n")), instruction);
        } else if (node.kind == Kind::case_clause) {
            look_at_loose_word(text.substr(0, text.find('\n')), instruction);
        } else if (node.kind == Kind::command_substitution && text.starts_with("$(<")) {
            look_at_loose_word(text.substr(3), instruction);
        }
    }
    for (const SimpleCommand& command : script.commands) {
        for (const document::ShellAssignment& one : command.assignments)
            look_at_loose_word(one.value.raw, instruction);
        for (const document::ShellWord& word : command.words)
            if (word.raw.size() > 1 && word.raw[0] == '~' && std::isalpha(static_cast<unsigned char>(word.raw[1])) != 0)
                look_at_loose_word(word.raw, instruction);
    }
    const bool beyond_ascii = std::any_of(script.text.begin(), script.text.end(),
                                          [](char one) { return static_cast<unsigned char>(one) > 0x7f; });
    if (in_bash_ && (beyond_ascii || script.text.find("\\u") != npos || script.text.find("\\U") != npos))
        look_at_default_locale("bash", instruction);
    for (const std::string_view own : {"OSTYPE", "MACHTYPE", "HOSTTYPE", "BASH_VERS"})
        for (const char* open : {"$", "${"})
            if (script.text.find(open + std::string(own)) != npos)
                assume("environment", instruction,
                       "nothing depends on bash's own " + std::string(own) + ", which is another on Alpine");
}

} // namespace imgfix::rewrite
