// Scripts on the way to Alpine: their dialect, their lists, and each command in its turn.
#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "grammar/parse.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

bool runs_in_background(const ShellScript& script) {
    return std::any_of(script.commands.begin(), script.commands.end(),
                       [](const SimpleCommand& one) { return one.in_background; });
}

bool uses_bash(std::string_view text) { return text.find("[[") != npos || text.find("<(") != npos; }

/// Brace expansion, or an expansion that only bash has: ${x^^}, ${x,,}, ${!x}.
bool expands_as_bash(std::string_view raw) {
    char quote = 0;
    for (std::size_t k = 0; k < raw.size(); ++k) {
        const char c = raw[k];
        if (quote == '\'') {
            quote = c == quote ? char{} : quote;
        } else if (c == '\\') {
            ++k;
        } else if (c == '"' || (c == '\'' && quote == 0)) {
            quote = quote == c ? char{} : c;
        } else if (c == '$' && k + 1 < raw.size() && raw[k + 1] == '{') {
            const std::size_t end = raw.find('}', k);
            const std::string_view inner = raw.substr(k + 2, std::min(end, raw.size()) - k - 2);
            const std::size_t name =
                inner.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
            if (inner.starts_with("!") ||
                (name != npos && name > 0 && (inner[name] == '^' || inner[name] == ',' || inner[name] == '@')))
                return true;
            if (end == npos)
                return false;
            k = end;
        } else if (c == '{' && quote == 0) {
            const std::size_t end = raw.find('}', k);
            const std::string_view inner = raw.substr(k, std::min(end, raw.size()) - k);
            if (end != npos && (inner.find(',') != npos || inner.find("..") != npos))
                return true;
        }
    }
    return false;
}

/// date -d yesterday, mktemp /tmp/a.XXX.txt, stat -c %W: what only GNU's programs understand.
bool needs_gnu_operands(const std::vector<std::string>& words) {
    const std::string& name = words[0];
    for (std::size_t k = 1; k < words.size(); ++k) {
        const std::string& before = words[k - 1];
        const bool dates = (name == "date" || name == "touch") && (before == "-d" || before == "--date");
        if (dates && words[k].find_first_not_of("@0123456789:.- ") != npos)
            return true;
        if (name == "mktemp" && !words[k].starts_with("-") && before != "-p" && before != "-t" &&
            words[k].find("XXX") != npos && !words[k].ends_with("XXXXXX"))
            return true;
        if (name == "stat" && (before == "-c" || before.starts_with("--format")) &&
            (words[k].find("%w") != npos || words[k].find("%W") != npos))
            return true;
    }
    return false;
}

bool is_compound(grammar::Kind kind) {
    using grammar::Kind;
    return kind == Kind::subshell || kind == Kind::if_clause || kind == Kind::for_clause ||
           kind == Kind::while_clause || kind == Kind::until_clause || kind == Kind::case_clause;
}

/// rm -rf /tmp/* and the like: nothing is left there on any base.
bool is_temporary_removal(const SimpleCommand& command) {
    if (command.name() != "rm" || command.words.size() < 3 || !is_recursive_force(command.words[1].raw))
        return false;
    return std::all_of(command.words.begin() + 2, command.words.end(),
                       [](const auto& word) { return word.literal || is_temporary_pattern(word.raw); });
}

/// ln -snf /usr/share/zoneinfo/ZONE /etc/localtime, or cp of it.
bool links_time_zone(const SimpleCommand& command) {
    const auto& words = command.words;
    if ((command.name() != "ln" && command.name() != "cp") || words.size() < 3 || !words.back().is("/etc/localtime") ||
        !command.redirections.empty() || !command.assignments.empty() || command.negated || command.in_pipeline)
        return false;
    const std::string_view raw = words[words.size() - 2].raw;
    const std::string_view zone = raw.starts_with("\"") ? raw.substr(1) : raw;
    if (!zone.starts_with("/usr/share/zoneinfo/") || zone.find("..") != npos)
        return false;
    return std::all_of(words.begin() + 1, words.end() - 2, [](const auto& word) {
        return word.raw.starts_with("-") && word.raw.find_first_not_of("-snfrpa") == npos;
    });
}

} // namespace

grammar::ShellDialect AlpineJudge::dialect_at(const Instruction& instruction) const {
    const document::ShellForm& shell = document_.settings_before(instruction).shell;
    return !shell.inherited && !shell.argv.empty() && shell.argv[0].ends_with("bash") ? grammar::ShellDialect::bash
                                                                                      : grammar::ShellDialect::posix;
}

const EmbeddedScript* AlpineJudge::script_of(const Instruction& instruction) {
    const auto [at, added] = scripts_.try_emplace(instruction.index);
    std::deque<EmbeddedScript>& list = at->second;
    if (added && !instruction.heredocs.empty()) {
        list = scripts_of(document_, instruction);
    } else if (added) {
        EmbeddedScript& made = list.emplace_back();
        made.text = document::shell_text(instruction);
        made.line = instruction.line;
        made.shift = document::shell_text_offset(instruction);
        made.script = document::parse_script(made.text, dialect_at(instruction));
    }
    return list.empty() ? nullptr : &list.front();
}

void AlpineJudge::read_text(std::string_view text, const Instruction& instruction, grammar::ShellDialect dialect) {
    read_script(document::parse_script(text, dialect), instruction, nullptr, dialect == grammar::ShellDialect::bash);
}

void AlpineJudge::read_script(const ShellScript& script, const Instruction& instruction, const EmbeddedScript* place,
                              bool bash) {
    const bool translate = place != nullptr;
    if (script.opaque()) {
        refuse("script-not-read", instruction,
               uses_bash(script.text) ? "the script is not read for certain: it is bash's, or nearly"
                                      : "the script is not read for certain");
        return;
    }
    if (runs_in_background(script)) {
        refuse("control-flow", instruction, "the script starts a job in the background");
        return;
    }
    // Another list than one of && keeps its meaning: no command is added, and what goes had no result to test. That
    // the shells run it alike was not shown.
    const bool plain = script.and_list;
    const bool outer_bash = std::exchange(in_bash_, bash); // the same shell on both bases
    const EmbeddedScript* outer = translate ? std::exchange(place_, place) : place_;
    if (!plain && !bash)
        note(lists_of_others_, "the list", instruction);
    if (!plain && translate)
        look_at_functions(script, instruction);
    use_redirections_of_groups(script, instruction);
    look_at_loose_words(script, instruction);
    std::vector<ShellToken> tokens;
    if (translate)
        tokens = document::canonical_tokens(script);
    const std::size_t first_row = plan_.claim.table.size();
    if (translate) // of a RUN before
        values_.clear();
    values_.read(script);
    const auto folder = cwd_; // cd in this RUN ends with it
    if (system_ == "rhel" && !bash)
        look_at_syntax_of_bash(script, instruction);
    std::vector<OpenCompound> open;
    std::size_t node = 0; // nodes and commands stand in the order of their beginnings
    for (std::size_t k = 0; k < script.commands.size(); ++k) {
        const std::uint32_t at = script.commands[k].begin;
        close_compounds(open, at);
        for (; node < script.tree.nodes.size() && script.tree.nodes[node].begin <= at; ++node)
            if (const auto& one = script.tree.nodes[node]; is_compound(one.kind) && one.end > at)
                open.push_back({one.end, one.kind == grammar::Kind::subshell, cwd_});
        use_command(script, k, tokens, instruction, translate);
    }
    cwd_ = folder;
    if (translate)
        keep_lists(script, instruction, first_row);
    in_bash_ = outer_bash;
    place_ = outer;
    if (translate && plan_.claim.table.size() > first_row)
        translated_.emplace_back(&instruction, first_row);
}

void AlpineJudge::close_compounds(std::vector<OpenCompound>& open, std::uint32_t at) {
    while (!open.empty() && open.back().end <= at) {
        if (open.back().subshell)
            cwd_ = open.back().folder;
        else if (cwd_ != open.back().folder) // a branch that may not have run
            cwd_.reset();
        open.pop_back();
    }
}

void AlpineJudge::look_at_syntax_of_bash(const ShellScript& script, const Instruction& instruction) {
    constexpr std::array<std::string_view, 12> builtins = {"pushd",   "popd",   "dirs",    "declare",
                                                           "typeset", "shopt",  "mapfile", "readarray",
                                                           "let",     "disown", "enable",  "caller"};
    bool found = false;
    for (const SimpleCommand& command : script.commands) {
        found = contains(builtins, command.name());
        for (const document::ShellWord& word : command.words)
            found = found || expands_as_bash(word.raw);
        for (const document::ShellAssignment& one : command.assignments)
            found = found || expands_as_bash(one.value.raw);
        const auto has = [&](std::string_view option) {
            return std::any_of(command.words.begin() + 1, command.words.end(),
                               [&](const auto& word) { return word.raw == option; });
        };
        const std::string_view name = command.name();
        if (!command.words.empty())
            found = found || name == "builtin" || (name == "read" && has("-a")) || (name == "printf" && has("-v")) ||
                    (name == "exec" && has("-a")) || (name == "export" && has("-f")) ||
                    ((name == "[" || name == "test") && has("-v")) ||
                    (name == "trap" && (has("ERR") || has("DEBUG") || has("RETURN"))) ||
                    (name == "set" && (has("-E") || has("-T") || has("errtrace") || has("functrace")));
        if (found)
            break;
    }
    for (const auto& node : script.tree.nodes)
        if (node.kind == grammar::Kind::for_clause) {
            const std::string_view text = script.text.substr(node.begin, node.end - node.begin);
            found = found || expands_as_bash(text.substr(0, text.find_first_of(";\n")));
        }
    for (const std::string_view own : {"EUID", "UID", "SECONDS", "GROUPS", "RANDOM", "BASHPID", "FUNCNAME", "LINENO",
                                       "PIPESTATUS", "DIRSTACK", "SHELLOPTS", "BASHOPTS"})
        for (const char* open : {"$", "${"}) {
            const std::size_t at = script.text.find(open + std::string(own));
            found = found || at != npos;
        }
    found =
        found || script.text.find("[@]") != npos || script.text.find("[*]}") != npos || script.text.find("$(<") != npos;
    if (found)
        refuse("control-flow", instruction,
               "the script needs bash, which is /bin/sh on the old base, and BusyBox's ash on Alpine");
}

void AlpineJudge::look_at_functions(const ShellScript& script, const Instruction& instruction) {
    for (const auto& node : script.tree.nodes)
        if (node.kind == grammar::Kind::function_definition) {
            refuse("control-flow", instruction, "the script defines a function");
            return;
        }
}

void AlpineJudge::use_command(const ShellScript& script, std::size_t index, const std::vector<ShellToken>& tokens,
                              const Instruction& instruction, bool translate) {
    const SimpleCommand& command = script.commands[index];
    const std::string_view name = command.name();
    position_ = index;
    if (command.words.empty()) {
        for (const document::ShellAssignment& one : command.assignments)
            if (changes_programs(one.name))
                refuse("environment", instruction,
                       std::string(one.name) + " changes how programs are found or what they do");
        for (const document::ShellAssignment& one : command.assignments) {
            std::string value(one.value.raw);
            value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
            if ((value.find(".tar") != npos || value.find(".tgz") != npos || value.find(".zip") != npos) &&
                names_glibc_build(value))
                refuse_glibc_build(std::string(one.name) + " names", value, instruction);
        }
        if (!in_bash_)
            note(lists_of_others_, "the assignment", instruction);
        return;
    }

    if (translate && (name == "apt-get" || name == "apt" || name == "yum" || name == "dnf" || name == "microdnf")) {
        std::vector<Token> plan = tokens_of(command, instruction);
        if (command.negated || command.in_pipeline || command.depth != 0)
            refuse("control-flow", instruction, "the status or output of " + std::string(name) + " is used");
        else if (use_manager(script, index, instruction, plan))
            add_row(instruction, index, tokens, std::move(plan));
        return;
    }
    if (translate && name == "rm" && clears_caches(command)) {
        std::vector<Token> plan = tokens_of(command, instruction);
        if (use_cache_removal(command, instruction, plan))
            add_row(instruction, index, tokens, std::move(plan));
        return;
    }
    if (translate && changes_package_sources(command)) {
        std::vector<Token> plan = tokens_of(command, instruction);
        note(sources_, std::string(name), instruction);
        prepared_ = &instruction;
        erase(plan);
        add_row(instruction, index, tokens, std::move(plan));
        return;
    }
    if (translate && use_answers(script, index, tokens, instruction))
        return;
    if (links_time_zone(command)) {
        const std::string_view zone = command.words[command.words.size() - 2].raw;
        look_at_time_zone(std::string(zone.substr(zone.find("zoneinfo/") + 9)), instruction);
        return;
    }
    for (const document::ShellAssignment& one : command.assignments)
        if (changes_programs(one.name))
            refuse("environment", instruction,
                   std::string(one.name) + " changes how programs are found or what they do");
    if (!command.assignments.empty() || command.negated)
        note(lists_of_others_, std::string(command.words[0].raw), instruction);
    look_at_absent_folders(command, instruction);
    if (name == "tar" || name == "unzip" || name == "bsdtar") {
        std::vector<std::string> archives = spelled_out(command, instruction);
        for (const document::ShellWord& word : command.words)
            archives.push_back(word.literal ? *word.literal : std::string(word.raw));
        for (const std::string& word : archives)
            if (!word.starts_with("-") && names_glibc_build(word))
                refuse_glibc_build(std::string(name) + " unpacks", word, instruction);
    }
    piped_ = command.in_pipeline;
    const bool temporary = is_temporary_removal(command);
    std::vector<std::string> words;
    std::vector<std::string_view> known; // an empty word: known only when it runs
    bool constant = command.assignments.empty() && !command.negated;
    for (const document::ShellWord& word : command.words) {
        if (temporary && is_temporary_pattern(word.raw))
            continue; // nothing is left there on any base
        constant = constant && word.literal;
        words.push_back(word.literal ? *word.literal : std::string(word.raw));
        known.push_back(word.literal ? std::string_view(*word.literal) : std::string_view{});
    }
    if (!names_package_manager(words[0]))
        for (const std::string& word : words)
            if (word.find("-linux-gnu") != npos && word.find("://") == npos)
                return refuse("system-path", instruction,
                              words[0] + ": " + word + " names Debian's folders by architecture, which Alpine has not");
    if (variant_ == nullptr)
        for (const std::string& word : words)
            if (word.find("/usr/lib/jvm/") != npos)
                return refuse("system-path", instruction,
                              words[0] + ": " + word + " names the JDK's folder, which has another name on Alpine");
    for (const document::ShellRedirection& one : command.redirections)
        if (one.target.raw.find(".bashrc") != npos || one.target.raw.find(".bash_profile") != npos ||
            one.target.raw.find("bash.bashrc") != npos)
            want("bash"); // who else would read it
    use_redirections(command, instruction);
    if (temporary && words.size() == 2)
        return;
    if (use_documents(script, command, instruction))
        return;
    if (!command.words[0].literal) {
        if (runs_published_by_variable(command.words[0].raw, instruction))
            return;
        const std::string name_text = "what " + words[0] + " names";
        std::string first = words[0];
        first.erase(std::remove(first.begin(), first.end(), '"'), first.end());
        const auto value = expanded(first, instruction);
        const auto values = catalog::words_of(value ? std::string_view(*value) : std::string_view{});
        if (values.empty() && std::any_of(words.begin() + 1, words.end(), [](const std::string& one) {
                return one == "install" || one == "update" || one == "upgrade" || one == "dist-upgrade";
            }))
            return refuse("package-command", instruction, name_text + " may be a package manager");
        if (values.empty())
            return use_unseen(words, name_text, instruction);
        note(unseen_, name_text, instruction); // a script may give it another value
        words.erase(words.begin());
        words.insert(words.begin(), values.begin(), values.end());
        return use_program(words, instruction, false);
    }
    if (translate && is_account_tool(name) && command.assignments.empty() && !stage_adds_packages() &&
        !is_wanted("shadow")) {
        std::vector<Token> plan = tokens_of(command, instruction);
        if (translate_account_tool(command, instruction, plan)) {
            add_row(instruction, index, tokens, std::move(plan));
            return;
        }
    }
    if (translate && (name == "adduser" || name == "addgroup") && !command.assignments.empty())
        return refuse("program-form-unproven", instruction, std::string(name) + " with variables of its own");
    if (translate && (name == "adduser" || name == "addgroup")) {
        std::vector<Token> plan = tokens_of(command, instruction);
        if (use_adduser(command, instruction, plan))
            add_row(instruction, index, tokens, std::move(plan));
        return;
    }
    if ((name == "gpg" || name == "gpg2") && std::any_of(words.begin() + 1, words.end(), [](const std::string& one) {
            return one.starts_with("--recv") || one.starts_with("--keyserver") || one.starts_with("--search") ||
                   one.starts_with("--refresh");
        }))
        want("gnupg"); // with its dirmngr
    look_at_owner(words, instruction);
    look_at_lookups(words, known, instruction);
    if (!in_bash_ && system_ != "rhel" && (name == "[" || name == "test") && contains(words, "=="))
        return refuse("control-flow", instruction, "== in [ is an error of dash's, and none of BusyBox's ash");
    if (!in_bash_ && system_ != "rhel" && name == "set" && contains(words, "pipefail"))
        return refuse("control-flow", instruction, "dash knows no pipefail, and BusyBox's ash does");
    if ((name == "deluser" || name == "delgroup") && !command.words.back().literal)
        return refuse("user-not-numeric", instruction, std::string(name) + " of a user that only the build knows");
    if ((name == "deluser" || name == "delgroup") && users_.count(words.back()) == 0)
        return refuse("user-not-numeric", instruction, words.back() + " is a user or group of the base's own");
    if (needs_gnu_operands(words)) {
        use_gnu("coreutils", words, instruction);
        return;
    }
    if ((name == "echo" || name == "printf") && !command.redirections.empty())
        for (std::size_t k = 1; k < known.size(); ++k)
            if (known[k].find_first_of(" \n") != npos)
                look_at_started_in(known[k]);
    if (name == "trap" && known.size() > 1 && known[1].find(' ') != npos)
        read_text(words[1], instruction, in_bash_ ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
    if (constant) {
        use_program(words, instruction, true);
        return;
    }
    spelled_ = spelled_out(command, instruction);
    use_open_program(words, known, instruction);
    spelled_.clear();
}

void AlpineJudge::look_at_absent_folders(const SimpleCommand& command, const Instruction& instruction) {
    const std::string_view name = command.name();
    const auto has_letter = [&](char letter) {
        return std::any_of(command.words.begin() + 1, command.words.end(), [&](const auto& word) {
            return word.raw.starts_with("-") && !word.raw.starts_with("--") && word.raw.find(letter) != npos;
        });
    };
    const bool makes = name == "git" || ((name == "mkdir" || name == "install") &&
                                         (has_letter('p') || has_letter('d') || has_letter('D')));
    if (name == "echo" || name == "printf" || name == "test" || name == "[" || (name == "rm" && has_letter('f')))
        return look_at_absent_targets(command, instruction);
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        std::string raw(command.words[k].literal ? std::string_view(*command.words[k].literal) : command.words[k].raw);
        raw.erase(std::remove(raw.begin(), raw.end(), '"'), raw.end());
        look_at_absent_folder(expanded(raw, instruction).value_or(raw), makes, instruction);
    }
    look_at_absent_targets(command, instruction);
}

void AlpineJudge::look_at_absent_targets(const SimpleCommand& command, const Instruction& instruction) {
    for (const document::ShellRedirection& one : command.redirections) {
        std::string raw(one.target.raw);
        raw.erase(std::remove(raw.begin(), raw.end(), '"'), raw.end());
        look_at_absent_folder(expanded(raw, instruction).value_or(raw), false, instruction);
    }
}

void AlpineJudge::look_at_absent_folder(std::string_view word, bool makes, const Instruction& instruction) {
    if (!word.starts_with("/"))
        return;
    const std::string_view table = catalog::fact_text(catalog::Fact::absent_folders);
    std::string path(word.substr(0, word.find_last_not_of('/') + 1));
    if (makes) {
        brought_folders_.insert(path);
        return;
    }
    for (const std::string& folder : {path, parent(path)}) {
        const std::string_view row = catalog::sorted_row(table, folder);
        if (row.empty() || (variant_ != nullptr && catalog::field(row, 1) == "local") ||
            std::any_of(brought_folders_.begin(), brought_folders_.end(),
                        [&](const std::string& one) { return one == folder || one.starts_with(folder + "/"); }))
            continue;
        return refuse("system-path", instruction,
                      std::string(word) + ": Alpine has no folder " + folder + ", and nothing here makes it");
    }
}

std::vector<std::string> AlpineJudge::spelled_out(const SimpleCommand& command, const Instruction& instruction) const {
    std::vector<std::string> words;
    for (const std::string& text : values_.forms_of(instruction, command.words).texts) {
        const ShellScript script = document::parse_script(text, grammar::ShellDialect::posix);
        for (const SimpleCommand& one : script.commands)
            for (const document::ShellWord& word : one.words)
                if (word.literal)
                    words.push_back(*word.literal);
    }
    return words;
}

void AlpineJudge::look_at_lookups(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                                  const Instruction& instruction) {
    const bool by_option = words[0] == "command" && words.size() > 2 && (words[1] == "-v" || words[1] == "-V");
    if (!by_option && words[0] != "which" && words[0] != "type" && words[0] != "hash")
        return;
    for (std::size_t k = by_option ? 2 : 1; k < words.size(); ++k) {
        const std::string_view program = known[k];
        if (program.empty())
            note(unseen_, words[0] + " " + words[k], instruction);
        if (program.empty() || program[0] == '-' || program.find('/') != npos || is_shell_builtin(program) ||
            catalog::is_alpine_applet(program) || installed_program(program) ||
            (own_ && catalog::is_own_program(*own_, program)) || catalog::packages_with(program).empty() ||
            want_lost_program(program))
            continue;
        refuse("program-unknown", instruction, words[0] + " looks for " + words[k] + ", which Alpine's base has not");
    }
}

} // namespace imgfix::rewrite
