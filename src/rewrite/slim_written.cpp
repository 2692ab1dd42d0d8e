// Files that the Dockerfile writes itself, from here-documents and by echo, printf, cat and tee: scripts, and lines
// that cron, supervisor, systemd and the like start. They run later, so they are looked at behind the stage's last RUN.
#include "rewrite/slim_judge.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// The path of lines that nothing tells the place of, but that a shell reads.
constexpr std::string_view of_a_shell = "(sh)";
constexpr std::string_view of_crontab = "(crontab)";

/// \n of printf and echo as line ends; quotes of a shell gone, expansions left as anything.
std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] == '\\' && k + 1 < text.size() && (text[k + 1] == 'n' || text[k + 1] == 't')) {
            result += text[k + 1] == 'n' ? '\n' : ' ';
            ++k;
        } else {
            result += text[k] == any_text ? 'x' : text[k] == any_name ? '*' : text[k];
        }
    }
    return result;
}

/// %s and the like of printf gone.
std::string without_conversions(std::string_view text) {
    std::string result;
    for (std::size_t k = 0; k < text.size(); ++k)
        if (text[k] == '%' && k + 1 < text.size() && std::string_view("sbdqci").find(text[k + 1]) != npos)
            ++k;
        else
            result += text[k];
    return result;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

/// Takes the first word off.
std::string_view take_word(std::string_view& text) {
    text = without_blanks(text);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text = without_blanks(text.substr(end));
    return word;
}

/// What cron starts by the line; empty: it is none of cron's. with_user: a user's name stands before the command.
std::string_view command_of_cron(std::string_view line, bool with_user) {
    line = without_blanks(line);
    if (line.starts_with("@")) {
        const std::string_view when = take_word(line);
        constexpr std::array<std::string_view, 8> known = {"@reboot", "@yearly", "@annually", "@monthly",
                                                           "@weekly", "@daily",  "@midnight", "@hourly"};
        if (!contains(known, when))
            return {};
    } else {
        for (int field = 0; field < 5; ++field) {
            const std::string_view when = take_word(line);
            const bool names = field > 2; // months and days
            if (when.empty() ||
                when.find_first_not_of(names ? "0123456789*/,-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             : "0123456789*/,-") != npos ||
                (names && when.find_first_of("0123456789*") == npos && when.size() < 3))
                return {};
        }
    }
    if (with_user)
        take_word(line);
    return line;
}

/// What supervisor, systemd and the like start by the line; empty: nothing.
std::string_view command_of_settings(std::string_view line) {
    line = without_blanks(line);
    const std::size_t equals = line.find('=');
    if (equals == npos)
        return {};
    const std::string_view key = without_blanks(line.substr(0, equals));
    if (key != "command" && !key.starts_with("Exec") && key != "exec" && key != "prestart" && key != "poststart")
        return {};
    std::string_view command = without_blanks(line.substr(equals + 1));
    while (!command.empty() && std::string_view("-@+!:").find(command[0]) != npos)
        command.remove_prefix(1);
    return command;
}

bool is_shell_file(std::string_view path) {
    const std::string_view name = file_name(path);
    constexpr std::array<std::string_view, 9> names = {".bashrc",      ".profile",    ".bash_profile",
                                                       ".bash_login",  "bash.bashrc", "profile",
                                                       ".bash_logout", "rc.local",    ".envrc"};
    constexpr std::array<std::string_view, 6> folders = {"/etc/profile.d/",  "/etc/init.d/",      "/etc/cron.hourly/",
                                                         "/etc/cron.daily/", "/etc/cron.weekly/", "/docker-entrypoint"};
    return path == of_a_shell || path.ends_with(".sh") || path.ends_with(".bash") || contains(names, name) ||
           path.find("/bin/") != npos || path.find("/sbin/") != npos ||
           std::any_of(folders.begin(), folders.end(), [&](std::string_view one) { return path.starts_with(one); });
}

/// Does the text name the file, and not one whose name is longer?
bool names_file(std::string_view text, std::string_view name) {
    const auto goes_on = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    };
    for (std::size_t at = text.find(name); at != npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !goes_on(text[at - 1])) && (end == text.size() || !goes_on(text[end])))
            return true;
    }
    return false;
}

bool is_other_script(std::string_view path) {
    return path.ends_with(".py") || path.ends_with(".pl") || path.ends_with(".rb") || path.ends_with(".js") ||
           path.ends_with(".mjs") || path.ends_with(".php") || path.ends_with(".lua") || path.ends_with(".tcl");
}

/// Names that are words of other languages, too: fields, functions, keys.
bool is_common_word(std::string_view program) {
    constexpr std::array<std::string_view, 20> words = {
        "file",    "patch",    "top",    "free",  "watch", "size", "strings", "import", "display", "compare",
        "convert", "identify", "stream", "tload", "kill",  "as",   "animate", "ar",     "nm",      "composite"};
    return program.size() < 2 || contains(words, program);
}

/// The bodies of the here-documents of a script, by the places of the words behind their operators: they follow each
/// other in the same order, those of groups and loops among them.
std::map<std::uint32_t, std::string_view> bodies_of(const document::ShellScript& script) {
    const auto& nodes = script.tree.nodes;
    const auto slice = [&](std::size_t node) {
        return script.text.substr(nodes[node].begin, nodes[node].end - nodes[node].begin);
    };
    std::vector<std::uint32_t> places;
    std::vector<std::string_view> texts;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        if (nodes[k].kind == grammar::Kind::heredoc_content)
            texts.push_back(slice(k));
        if (nodes[k].kind == grammar::Kind::redirection_operator && (slice(k) == "<<" || slice(k) == "<<-") &&
            k + 1 < nodes.size())
            places.push_back(nodes[k + 1].begin);
    }
    std::sort(places.begin(), places.end());
    std::map<std::uint32_t, std::string_view> bodies;
    for (std::size_t k = 0; k < std::min(places.size(), texts.size()); ++k)
        bodies[places[k]] = texts[k];
    return bodies;
}

std::string without_last_line(std::string_view body) {
    while (body.ends_with("\n"))
        body.remove_suffix(1);
    const std::size_t last = body.rfind('\n');
    return std::string(body.substr(0, last == npos ? 0 : last + 1));
}

} // namespace

void SlimJudge::look_at_names_in(const Instruction& instruction, std::string_view text) {
    if (text.find_first_of("\"'`\n ") == npos)
        return;
    if (lost_programs_.empty())
        for (catalog::Lines lines(catalog::fact_text(catalog::Fact::debian_programs)); lines.next();)
            if (catalog::has_word(lost_packages_, catalog::field(lines.line(), 0)))
                for (const std::string_view program : catalog::words_of(catalog::field(lines.line(), 2)))
                    if (!is_common_word(program))
                        lost_programs_.push_back(program);
    for (const std::string_view program : lost_programs_)
        for (std::size_t at = text.find(program); at != npos; at = text.find(program, at + 1)) {
            const char before = at == 0 ? '\n' : text[at - 1];
            const char after = at + program.size() < text.size() ? text[at + program.size()] : '\n';
            std::string package;
            if (std::string_view("\"'`\n").find(before) != npos && std::string_view(" \"'`\n;|").find(after) != npos &&
                presence(program, package) == Presence::lost && !after_unseen_install_) {
                lost(instruction, program, package);
                break;
            }
        }
}

void SlimJudge::add_written(const Instruction& instruction, const std::string& path, std::string_view text) {
    if (text.empty())
        return;
    for (Written& old : written_)
        if (old.path == path && !path.empty() && old.text.size() + text.size() < 65536 &&
            document_.instructions[old.where->index].stage == instruction.stage) {
            old.text += "\n" + std::string(text);
            return;
        }
    if (written_.size() < 64)
        written_.push_back({path, std::string(text), &instruction});
    else
        note_use(unseen_, "what is written", instruction);
}

void SlimJudge::read_written(const Instruction& copy) {
    if (copy.heredocs.empty() || copy.words.empty())
        return;
    const std::string target = marked_word(copy.words.back().value);
    const bool into = target.ends_with("/") || target == "." || copy.heredocs.size() > 1;
    for (const document::Heredoc& one : copy.heredocs) {
        std::string path;
        for (const std::string& part :
             parts_of(folder_of(copy), into ? target + "/" + std::string(one.opener.name) : target))
            path += "/" + part;
        add_written(copy, path, document_.slice(one.body));
    }
}

void SlimJudge::read_written(const Instruction& instruction, const RunScript& run) {
    const auto path_of = [&](std::string_view raw) {
        std::string path;
        for (const std::string& part : parts_of(folder_of(instruction), marked_word(raw)))
            path += "/" + part;
        return path;
    };
    const auto target_of = [&](const document::SimpleCommand& command) -> std::optional<std::string> {
        for (const document::ShellRedirection& one : command.redirections)
            if ((one.operation == ">" || one.operation == ">>" || one.operation == ">|") && one.descriptor < 2)
                return path_of(one.target.raw);
        return std::nullopt;
    };
    std::vector<std::map<std::uint32_t, std::string_view>> bodies;
    for (const EmbeddedScript& one : run.scripts)
        bodies.push_back(bodies_of(one.script));
    for (std::size_t k = 0; k < run.calls.size(); ++k) {
        const Call& call = run.calls[k];
        std::string text;
        for (const document::ShellRedirection& one : call.command->redirections) {
            if (one.operation == "<<" || one.operation == "<<-")
                text += without_last_line(bodies[call.script][one.target.begin]);
            else if (one.operation == "<<<")
                text += unescaped(marked_word(one.target.raw)) + "\n";
        }
        const bool here = !text.empty();
        if (call.name == "echo" || call.name == "printf") {
            for (std::size_t w = call.program + 1; w < call.words().size(); ++w) {
                const std::string word = unescaped(marked_word(call.words()[w].raw));
                if (w == call.program + 1 &&
                    (word == "-e" || word == "-n" || word == "-ne" || word == "-en" || word == "--"))
                    continue;
                text += word + (call.name == "echo" ? " " : "\n");
            }
            text = unescaped(text);
            if (call.name == "printf")
                text = without_conversions(text);
        }
        if (text.empty())
            continue;
        std::optional<std::string> target = target_of(*call.command);
        const auto read_by = [&](const Call& other) {
            if (other.name == "tee")
                for (std::size_t w = other.program + 1; w < other.words().size(); ++w)
                    if (!is_option(other.word(w)))
                        target = path_of(other.words()[w].raw);
            if (other.name == "sh" || other.name == "bash" || other.name == "dash" || other.name == "ash")
                target = std::string(of_a_shell);
            if (other.name == "crontab")
                target = std::string(of_crontab);
            if (other.name == "cat" && target_of(*other.command))
                target = target_of(*other.command);
        };
        if (here && (call.name != "cat" || !target))
            read_by(call);
        for (std::size_t later = k + 1; !target && later < run.calls.size(); ++later)
            if (run.calls[later].script == call.script &&
                (run.calls[later].command->pipeline == call.command->pipeline || call.command->depth > 0 ||
                 !call.command->top_level) &&
                run.calls[later].command->in_pipeline)
                read_by(run.calls[later]);
        if (here && !target && call.name != "cat") {
            if (runs_unseen_code(call.name))
                add_written(instruction, "(" + call.name + ")", text);
            continue;
        }
        const bool grouped = call.command->in_pipeline || !call.command->top_level || call.command->depth > 0;
        if (target || grouped)
            add_written(instruction, target.value_or(std::string()), text);
    }
}

bool SlimJudge::is_started(const Written& written) const {
    const std::string_view name = file_name(written.path);
    if (name.empty() || name.find_first_of("\1\2") != npos)
        return false;
    const Stage& stage = document_.stages[written.where->stage];
    for (std::size_t k = stage.from; k < stage.end; ++k) {
        const Instruction& one = document_.instructions[k];
        const std::string_view text = document_.slice(one.bytes);
        if (!names_file(text, name))
            continue;
        if (one.kind == InstructionKind::cmd || one.kind == InstructionKind::entrypoint ||
            one.kind == InstructionKind::healthcheck || one.flag("chmod") != nullptr)
            return true;
        const auto run = one.kind == InstructionKind::run ? read_run(document_, one) : std::nullopt;
        if (!run)
            continue;
        for (const Call& call : run->calls) {
            const bool starts = call.name == name || call.name == "chmod" || call.name == "." ||
                                call.name == "source" || runs_unseen_code(call.name);
            for (std::size_t w = 0; starts && w < call.words().size(); ++w)
                if (file_name(call.word(w)) == name)
                    return true;
        }
    }
    return false;
}

void SlimJudge::look_at_written_list(const Instruction& instruction, std::string_view installer, const Written& list) {
    for (const std::string_view line : lines_of(list.text)) {
        std::string_view rest = line;
        while (!rest.empty()) {
            const std::string_view word = take_word(rest);
            // paths alone may be anything here
            const std::string_view program =
                word.find(':') == npos ? std::string_view{} : fetched_with(installer, word);
            if (program.empty())
                continue;
            const std::string user = std::string(installer) + " of " + shown(list.path);
            needs(instruction, program, user);
            if (word.find("https:") == npos)
                needs(instruction, "ssh", user);
            look_at_certificates(instruction, "git", {word});
        }
    }
}

void SlimJudge::look_at_written(const Written& written) {
    look_at_perhaps([&] { look_at_what_is_written(written); });
}

void SlimJudge::look_at_what_is_written(const Written& written) {
    const Instruction& where = *written.where;
    const std::string_view text =
        std::string_view(written.text).substr(std::min(written.text.find_first_not_of(" \n"), written.text.size()));
    const std::string_view path = written.path;
    folders_.clear();
    if (text.starts_with("#!") && text.size() > 2) {
        std::string_view first = without_blanks(lines_of(text).front().substr(2));
        std::string_view interpreter = file_name(take_word(first));
        if (interpreter == "env")
            interpreter = take_word(first);
        const bool shell =
            interpreter == "sh" || interpreter == "bash" || interpreter == "dash" || interpreter == "ash";
        if (shell) {
            look_at_shell_text(where, written.text);
        } else {
            use_name(where, interpreter);
            note_use(unseen_, path.empty() ? "a script that is written" : shown(path), where);
            look_at_names_in(where, text);
        }
        return;
    }
    const bool of_interpreter = path.starts_with("(") && path != of_a_shell && path != of_crontab;
    if (of_interpreter || is_other_script(path)) {
        if (!of_interpreter) // it is noted itself
            note_use(unseen_, shown(path), where);
        look_at_names_in(where, text);
        return;
    }
    const bool of_cron = path.find("cron") != npos;
    const bool started = is_shell_file(path) || (!of_cron && is_started(written));
    if (started) {
        look_at_shell_text(where, written.text);
        return;
    }
    for (const std::string_view line : lines_of(text)) {
        // in a crontab of the system a user stands before the command
        const bool with_user = of_cron && path != of_crontab && path.find("/spool/") == npos;
        std::string_view command = path.empty() || of_cron ? command_of_cron(line, false) : std::string_view{};
        if (!command.empty() && with_user) {
            look_at_shell_text(where, std::string(command_of_cron(line, true)));
            // crontab FILE reads it without one
            std::string_view first = command;
            std::string package;
            if (presence(file_name(take_word(first)), package) != Presence::lost)
                continue;
        }
        if (command.empty() && (file_name(path) == "Procfile"))
            command = line.substr(std::min(line.find(':'), line.size() - 1) + 1);
        if (command.empty())
            command = command_of_settings(line);
        if (command.empty() && path.empty()) {
            // text that goes anywhere: only where it begins with a lost program
            std::string_view rest = line;
            std::string package;
            if (presence(file_name(take_word(rest)), package) == Presence::lost && !rest.empty())
                command = line;
        }
        if (!command.empty())
            look_at_shell_text(where, std::string(command));
    }
}

} // namespace imgfix::rewrite
