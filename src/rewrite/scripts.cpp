#include "rewrite/scripts.hpp"

#include <algorithm>

#include "rewrite/calls.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::ShellWord;
using grammar::ShellDialect;

namespace {

constexpr int max_scripts = 64;

bool is_shell(std::string_view name) { return name == "sh" || name == "ash" || name == "dash" || name == "bash"; }

/// Options of a shell that leave alone how it reads its script: clusters of e, u, x, l, and c, if it may be there.
bool plain_options(std::string_view word, bool with_command) {
    if (!is_option(word) || word[1] == '-')
        return false;
    const std::string_view letters = word.substr(1);
    return letters.find_first_not_of("euxlc") == std::string_view::npos &&
           (with_command == (letters.find('c') != std::string_view::npos));
}

/// A text in quotes: each byte of its value with the bytes it is written with. False: it has another form.
class Unquoted {
public:
    std::string text;
    std::vector<std::uint32_t> begins; // offsets in raw
    std::vector<std::uint32_t> ends;

    bool shell(std::string_view raw) {
        if (raw.size() < 2 || raw.front() != raw.back() || (raw[0] != '\'' && raw[0] != '"'))
            return false;
        const bool single = raw[0] == '\'';
        for (std::size_t k = 1; k + 1 < raw.size(); ++k) {
            if (raw[k] == raw[0] || (!single && (raw[k] == '$' || raw[k] == '`')))
                return false;
            if (!single && raw[k] == '\\' && k + 2 < raw.size() &&
                std::string_view("$`\"\\").find(raw[k + 1]) != std::string_view::npos) {
                put(raw[k + 1], k, k + 2);
                ++k;
            } else if (!single && raw[k] == '\\' && k + 1 < raw.size() && raw[k + 1] == '\n') {
                return false;
            } else {
                put(raw[k], k, k + 1);
            }
        }
        return true;
    }

    bool json(std::string_view raw) {
        if (raw.size() < 2 || raw.front() != '"' || raw.back() != '"')
            return false;
        for (std::size_t k = 1; k + 1 < raw.size(); ++k) {
            if (raw[k] != '\\') {
                put(raw[k], k, k + 1);
                continue;
            }
            if (k + 2 >= raw.size() || std::string_view("\"\\/").find(raw[k + 1]) == std::string_view::npos)
                return false;
            put(raw[k + 1], k, k + 2);
            ++k;
        }
        return true;
    }

private:
    void put(char c, std::size_t begin, std::size_t end) {
        text += c;
        begins.push_back(static_cast<std::uint32_t>(begin));
        ends.push_back(static_cast<std::uint32_t>(end));
    }
};

class Collector {
public:
    Collector(const Document& document, const Instruction& run) : document_(document), run_(run) {}

    std::deque<EmbeddedScript> collect() {
        if (run_.kind != document::InstructionKind::run || !run_.error.empty())
            return {};
        if (run_.json)
            read_exec_words();
        else if (run_.heredocs.empty())
            read_shell_form();
        else
            read_heredoc();
        if (!scripts_.empty())
            read_quoted(0);
        return std::move(scripts_);
    }

private:
    /// Parses the script last added; takes it away when it is not readable.
    bool parse(bool bash) {
        EmbeddedScript& made = scripts_.back();
        made.script = document::parse_script(made.text, ShellDialect::posix);
        if (made.script.opaque() && bash)
            made.script = document::parse_script(made.text, ShellDialect::bash);
        if (!made.script.opaque() && !made.script.commands.empty())
            return true;
        scripts_.pop_back();
        return false;
    }

    void read_shell_form() {
        EmbeddedScript& made = scripts_.emplace_back();
        made.text = document::shell_text(run_);
        made.line = run_.line;
        made.shift = document::shell_text_offset(run_);
        parse(false);
    }

    /// RUN <<EOF: BuildKit gives the body to the shell; RUN sh <<'EOF': the shell reads it on its standard input.
    void read_heredoc() {
        if (run_.heredocs.size() != 1)
            return;
        const document::Heredoc& heredoc = run_.heredocs.front();
        const std::string_view body = document_.slice(heredoc.body);
        if (body.find('\r') != std::string_view::npos)
            return;
        std::string_view opener = grammar::trim_space(run_.rest());
        std::string_view shell;
        bool stops = false;
        if (!opener.starts_with("<<")) {
            // a program in front: a shell with plain options alone, and nothing that it expands in the body
            const std::size_t operation = opener.find("<<");
            const std::string head(opener.substr(0, operation));
            const document::ShellScript script = document::parse_script(head, ShellDialect::posix);
            if (operation == std::string_view::npos || script.opaque() || script.commands.size() != 1)
                return;
            const auto& command = script.commands.front();
            if (!is_shell(file_name(command.name())) || !command.assignments.empty() || !command.redirections.empty())
                return;
            for (std::size_t k = 1; k < command.words.size(); ++k) {
                if (!command.words[k].literal || !plain_options(*command.words[k].literal, false))
                    return;
                stops = stops || command.words[k].literal->find('e') != std::string::npos;
            }
            if (heredoc.opener.expand && body.find_first_of("$`\\") != std::string_view::npos)
                return;
            shell = file_name(command.name()) == "bash" ? "bash" : "sh";
            opener.remove_prefix(operation);
        }
        // nothing may stand behind the delimiter
        if (opener.find_first_of(" \t;&|()>") != std::string_view::npos)
            return;
        if (shell.empty() && body.starts_with("#!")) {
            const std::string_view first = body.substr(2, body.find('\n') - 2);
            const std::string_view program = grammar::trim_space(first);
            if (program != "/bin/sh" && program != "/bin/bash" && program != "/bin/sh -e" && program != "/bin/sh -ex" &&
                program != "/bin/bash -e" && program != "/bin/bash -ex" && program != "/usr/bin/env bash" &&
                program != "/usr/bin/env sh" && program != "/bin/ash" && program != "/usr/bin/bash")
                return;
            shell = program.find("bash") != std::string_view::npos ? "bash" : "sh";
            stops = program.find(" -e") != std::string_view::npos;
        }
        EmbeddedScript& made = scripts_.emplace_back();
        made.place = ScriptPlace::heredoc;
        made.shell = shell;
        made.stops = stops;
        bool line_start = true;
        for (std::size_t k = 0; k < body.size(); ++k) {
            if (line_start && heredoc.opener.chomp && body[k] == '\t')
                continue;
            line_start = body[k] == '\n';
            made.text += body[k];
            made.begins.push_back(heredoc.body.begin + static_cast<std::uint32_t>(k));
            made.ends.push_back(heredoc.body.begin + static_cast<std::uint32_t>(k) + 1);
        }
        parse(shell == "bash" || (shell.empty() && document::runs_in_bash(document_, run_)));
    }

    void read_exec_words() {
        EmbeddedScript& made = scripts_.emplace_back();
        made.place = ScriptPlace::exec_words;
        for (const grammar::Word& word : run_.words) {
            if (word.value.find('\'') != std::string::npos && word.value.find_first_of("\"$`\\") != std::string::npos) {
                scripts_.pop_back();
                return;
            }
            const bool plain = !word.value.empty() &&
                               word.value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                            "0123456789-_./:+,@%") == std::string::npos;
            const char quote = word.value.find('\'') == std::string::npos ? '\'' : '"';
            std::string text = made.text.empty() ? "" : " ";
            text += plain ? word.value : quote + word.value + quote;
            made.text += text;
            for (std::size_t k = 0; k < text.size(); ++k) {
                made.begins.push_back(run_.line->to_source(word.begin));
                made.ends.push_back(run_.line->to_source_end(word.end));
            }
        }
        parse(false);
    }

    /// The texts that commands of a script give to a shell.
    void read_quoted(std::size_t parent) {
        for (std::size_t k = 0; k < scripts_[parent].script.commands.size(); ++k) {
            if (scripts_.size() >= max_scripts)
                return;
            const Call call = resolve_call(scripts_[parent].script, k);
            const std::size_t word = shell_text_word(call);
            if (word == none)
                continue;
            EmbeddedScript& outer = scripts_[parent];
            EmbeddedScript& made = scripts_.emplace_back();
            made.place = ScriptPlace::quoted;
            made.parent = parent;
            made.command = k;
            made.word = word;
            if (!unquote(outer, call.words()[word], made)) {
                scripts_.pop_back();
                continue;
            }
            const std::size_t own = scripts_.size() - 1;
            if (parse(call.name == "bash"))
                read_quoted(own);
        }
    }

    bool unquote(const EmbeddedScript& outer, const ShellWord& word, EmbeddedScript& made) const {
        Unquoted text;
        if (outer.place == ScriptPlace::exec_words) {
            const grammar::Word* json = nullptr; // the JSON string of this word
            for (const grammar::Word& one : run_.words)
                if (run_.line->to_source(one.begin) == outer.source_begin(word.begin))
                    json = &one;
            if (json == nullptr || !run_.line->is_contiguous(json->begin, json->end) ||
                !text.json(run_.logical().substr(json->begin, json->end - json->begin)))
                return false;
            const std::uint32_t begin = run_.line->to_source(json->begin);
            for (std::size_t k = 0; k < text.text.size(); ++k) {
                made.begins.push_back(begin + text.begins[k]);
                made.ends.push_back(begin + text.ends[k]);
            }
        } else {
            if (!text.shell(word.raw))
                return false;
            for (std::size_t k = 0; k < text.text.size(); ++k) {
                made.begins.push_back(outer.source_begin(word.begin + text.begins[k]));
                made.ends.push_back(outer.source_end(word.begin + text.ends[k]));
            }
        }
        made.text = std::move(text.text);
        return true;
    }

    const Document& document_;
    const Instruction& run_;
    std::deque<EmbeddedScript> scripts_;
};

} // namespace

std::uint32_t EmbeddedScript::source_begin(std::uint32_t offset) const {
    if (line != nullptr)
        return line->to_source(shift + offset);
    return offset < begins.size() ? begins[offset] : ends.back();
}

std::uint32_t EmbeddedScript::source_end(std::uint32_t offset) const {
    if (line != nullptr)
        return line->to_source_end(shift + offset);
    return offset == 0 ? begins.front() : ends[offset - 1];
}

std::size_t shell_text_word(const Call& call) {
    if (call.program == none || !is_shell(call.name) || call.in_word)
        return none;
    std::size_t k = call.program + 1;
    for (; k < call.words().size(); ++k) {
        const std::string_view word = call.word(k);
        const bool sets = word == "-o" || (word.size() > 2 && word.ends_with("o") &&
                                           plain_options(word.substr(0, word.size() - 1), false)); // -euxo pipefail
        if (sets && call.word(k + 1) == "pipefail")
            ++k;
        else if (!plain_options(word, false))
            break;
    }
    if (k + 1 >= call.words().size())
        return none;
    const std::string_view last = call.word(k);
    // bash -exo pipefail -c and the like: not read
    return plain_options(last, true) && call.words()[k + 1].literal ? k + 1 : none;
}

std::deque<EmbeddedScript> scripts_of(const Document& document, const Instruction& run) {
    return Collector(document, run).collect();
}

} // namespace imgfix::rewrite
