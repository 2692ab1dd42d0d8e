// TRAPS A2 and A3: what the shell itself carries from one script to the next.
#include "catalog/base_config.hpp"
#include "rewrite/join_rules.hpp"

namespace imgfix::rewrite::effects {

using document::Joiner;

namespace {

/// A2: builtins and reserved words that change the shell in one of dash, BusyBox ash and bash.
struct StateBuiltin {
    std::string_view name;
    std::string_view reason;
};
constexpr std::array<StateBuiltin, 58> state_builtins{{
    {"cd", "leaks-working-directory"},
    {"chdir", "leaks-working-directory"},
    {"pushd", "leaks-working-directory"},
    {"popd", "leaks-working-directory"},
    {"dirs", "leaks-working-directory"},
    {"export", "leaks-variable"},
    {"readonly", "leaks-variable"},
    {"unset", "leaks-variable"},
    {"read", "leaks-variable"},
    {"getopts", "leaks-variable"},
    {"declare", "leaks-variable"},
    {"typeset", "leaks-variable"},
    {"local", "leaks-variable"},
    {"let", "leaks-variable"},
    {"mapfile", "leaks-variable"},
    {"readarray", "leaks-variable"},
    {"shift", "leaks-variable"},
    {"set", "leaks-shell-options"},
    {"shopt", "leaks-shell-options"},
    {"enable", "leaks-shell-options"},
    {"umask", "leaks-shell-options"},
    {"ulimit", "leaks-shell-options"},
    {"trap", "leaks-shell-options"},
    {"alias", "leaks-function"},
    {"unalias", "leaks-function"},
    {"hash", "leaks-function"},
    {"bind", "leaks-shell-options"},
    {"complete", "leaks-shell-options"},
    {"compopt", "leaks-shell-options"},
    {"compgen", "leaks-shell-options"},
    {"fc", "leaks-shell-options"},
    {"history", "leaks-shell-options"},
    {"exit", "ends-shell"},
    {"exec", "ends-shell"},
    {"return", "ends-shell"},
    {"logout", "ends-shell"},
    {"suspend", "ends-shell"},
    {".", "runs-unknown-text"},
    {"source", "runs-unknown-text"},
    {"eval", "runs-unknown-text"},
    {"wait", "background-job"},
    {"jobs", "background-job"},
    {"bg", "background-job"},
    {"fg", "background-job"},
    {"disown", "background-job"},
    {"coproc", "background-job"},
    {"kill", "background-job"},
    {"times", "reads-shell-state"},
    {"caller", "reads-shell-state"},
    {"help", "reads-shell-state"},
    {"break", "leaks-shell-options"},
    {"continue", "leaks-shell-options"},
    {"function", "leaks-function"},
    {"select", "leaks-variable"},
    {"[[", "unreadable-script"},
    {"command", ""},
    {"builtin", ""},
    {"time", ""},
}};

const StateBuiltin* state_builtin(std::string_view name) {
    for (const StateBuiltin& one : state_builtins)
        if (one.name == name)
            return &one;
    return nullptr;
}

} // namespace

bool is_state_builtin(std::string_view name) { return state_builtin(name) != nullptr; }

bool forgets_commands(const Use& use) {
    return use.path == "hash" && use.direct && use.operands.size() == 1 && use.operands.front()->is("-r");
}

namespace {

/// A3: expansions that assign.
bool has_assigning_expansion(const ShellScript& script) {
    if (script.text.find("$[") != std::string_view::npos) // bash's older arithmetic
        return true;
    const auto assigns = [](std::string_view text) {
        for (std::size_t k = 0; k < text.size(); ++k) {
            if ((text[k] == '+' || text[k] == '-') && k + 1 < text.size() && text[k + 1] == text[k])
                return true;
            if (text[k] != '=')
                continue;
            const char before = k > 0 ? text[k - 1] : ' ';
            const char after = k + 1 < text.size() ? text[k + 1] : ' ';
            const bool shift = (before == '<' || before == '>') && k > 1 && text[k - 2] == before; // <<=
            if (after == '=') {
                ++k;
                continue;
            }
            if ((before != '<' && before != '>' && before != '!') || shift)
                return true;
        }
        return false;
    };
    for (const Node& node : script.tree.nodes) {
        const std::string_view text = script.text.substr(node.begin, node.end - node.begin);
        // a name stands for its value, which bash and BusyBox read as an expression again
        if (node.kind == Kind::arithmetic &&
            (assigns(text.substr(3)) || std::any_of(text.begin(), text.end(), [](char c) {
                 return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '`';
             })))
            return true;
        if (node.kind != Kind::parameter_expansion)
            continue;
        std::size_t k = 2;
        while (k < text.size() && (text[k] == '!' || text[k] == '#'))
            ++k;
        while (k < text.size() && is_name_char(text[k]) && text[k] != '-' && text[k] != '.')
            ++k;
        if (k >= text.size())
            continue;
        if (text[k] == '=' || text[k] == '[' || text.substr(k).starts_with(":="))
            return true;
        if (text[k] == ':' && k + 1 < text.size() && text[k + 1] != '-' && text[k + 1] != '+' && text[k + 1] != '?' &&
            assigns(text.substr(k)))
            return true; // bash evaluates the offset of ${x:offset}
    }
    return false;
}

/// Options that `set` words turn on, as letters of e, u, x and p (pipefail); nullopt: it does something else.
std::optional<std::string> options_set(const Use& use) {
    std::string options;
    if (use.operands.empty())
        return std::nullopt;
    for (std::size_t k = 0; k < use.operands.size(); ++k) {
        const auto& word = use.operands[k]->literal;
        if (!word || word->size() < 2 || (*word)[0] != '-')
            return std::nullopt;
        for (std::size_t c = 1; c < word->size(); ++c) {
            const char letter = (*word)[c];
            if (letter == 'e' || letter == 'u' || letter == 'x') {
                options += letter;
                continue;
            }
            if (letter != 'o' || c + 1 != word->size() || ++k >= use.operands.size() ||
                !use.operands[k]->is("pipefail"))
                return std::nullopt;
            options += 'p';
            break;
        }
    }
    return options;
}

} // namespace

std::optional<std::string> first_options(const Part& part) {
    if (part.uses.empty())
        return std::nullopt;
    const Use& use = part.uses.front();
    if (use.program != "set" || use.path != "set" || !use.direct || use.isolated || !use.command->top_level ||
        use.command->negated || use.command->joiner != Joiner::first || !use.command->redirections.empty() ||
        !use.command->assignments.empty())
        return std::nullopt;
    return options_set(use);
}

namespace {

/// Issue 4: a `set -e...` of A is no leak when B starts with one that sets the same options, or more.
bool sets_same_options(const Use& use, const Part& b) {
    if (!use.command->top_level || use.command->negated || !use.command->redirections.empty())
        return false;
    const auto mine = options_set(use);
    const auto next = first_options(b);
    return mine && next && mine->find_first_not_of(*next) == std::string::npos;
}

/// A variable of A's shell that nothing can see afterwards: it is not in the environment (so no program gets it), the
/// shell itself does not read it, and B never writes its name nor lists variables.
bool is_private_variable(std::string_view name, const Part& b, const Ground& ground) {
    if (!ground.environment_known || b.runs_unknown_text || catalog::is_download_variable(name) ||
        ground.variables.contains(std::string(name)))
        return false;
    // all capitals: the shells' own variables and what builders put into the environment
    if (std::all_of(name.begin(), name.end(),
                    [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }))
        return false;
    // builders pass proxies on in small letters too
    if (name.size() > 5 && name.ends_with("proxy"))
        return false;
    // bash reads these
    if (name == "auto_resume" || name == "histchars")
        return false;
    for (const Use& use : b.uses) {
        constexpr std::array<std::string_view, 9> listers{"set",   "export", "readonly", "declare", "typeset",
                                                          "local", "let",    "compgen",  "unset"};
        if (use.program == "set" && options_set(use))
            continue;
        if (is_one_of(use.program, listers))
            return false;
    }
    for (std::size_t at = b.text.find(name); at != std::string_view::npos; at = b.text.find(name, at + 1)) {
        const auto part_of_name = [&](std::size_t k) {
            return k < b.text.size() && is_name_char(b.text[k]) && b.text[k] != '-' && b.text[k] != '.';
        };
        const bool option = at > 0 && b.text[at - 1] == '-' && (at < 2 || b.text[at - 2] == ' '); // sed -i
        if (!option && !(at > 0 && part_of_name(at - 1)) && !part_of_name(at + name.size()))
            return false;
    }
    for (const Node& node : b.script.tree.nodes) { // ${!x} and arithmetic on a value name variables indirectly
        const std::string_view text = b.script.text.substr(node.begin, node.end - node.begin);
        if (node.kind == Kind::parameter_expansion && text.starts_with("${!"))
            return false;
        if (node.kind == Kind::arithmetic)
            return false;
    }
    return true;
}

} // namespace

namespace {

/// Does a [[ ... ]] evaluate arithmetic, which may assign?
bool evaluates(std::string_view text) {
    for (const std::string_view one : {"-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-v"})
        if (text.find(one) != std::string_view::npos)
            return true;
    return false;
}

} // namespace

Found leaves_state(const Part& a, const Part& b, const Ground& ground, bool in_subshell) {
    for (const Node& node : a.script.tree.nodes) {
        if (node.kind == Kind::ampersand)
            return Problem{"background-job", "the earlier RUN starts a background job, which ends with its RUN"};
        if (node.kind == Kind::process_substitution)
            return Problem{"background-job",
                           "a process substitution runs beside the earlier RUN, which does not wait for it"};
        const std::string_view text = a.script.text.substr(node.begin, node.end - node.begin);
        if (!in_subshell && (node.kind == Kind::arithmetic_command || node.kind == Kind::array_assignment ||
                             (node.kind == Kind::double_bracket && evaluates(text))))
            return Problem{"leaks-variable",
                           "the earlier RUN evaluates " + quoted(text) + ", which may set a variable"};
        if (node.kind == Kind::function_definition)
            return Problem{"leaks-function", "the earlier RUN defines a function"};
        if (node.kind == Kind::for_clause && !in_subshell) {
            const std::size_t index = static_cast<std::size_t>(&node - a.script.tree.nodes.data());
            std::string_view name;
            grammar::for_each_child(a.script.tree.nodes, index, [&](std::size_t child) {
                const Node& part = a.script.tree.nodes[child];
                if (name.empty() && part.kind == Kind::word)
                    name = a.script.text.substr(part.begin, part.end - part.begin);
            });
            if (name.empty() || !is_private_variable(name, b, ground))
                return Problem{"leaks-variable", "a for loop of the earlier RUN leaves a variable set"};
        }
    }
    for (const SimpleCommand& command : a.script.commands)
        for (const document::ShellRedirection& one : command.redirections)
            if (one.descriptor > 9999) // {name}>: bash keeps it open, and its number in a variable
                return Problem{"leaks-variable", "a redirection of the earlier RUN leaves a descriptor and a variable"};
    if (!in_subshell && has_assigning_expansion(a.script))
        return Problem{"leaks-variable", "one of its expansions assigns a variable"};
    for (const Use& use : a.uses) {
        if (!use.direct)
            continue;
        const SimpleCommand& command = *use.command;
        if (use.program == "set" && use.isolated)
            return Problem{"leaks-shell-options", "`set` in a subshell works in another way before `&&`"};
        if (use.isolated || (forgets_commands(use) && command.assignments.empty() && command.redirections.empty()))
            continue;
        // exit and exec end a subshell as they end a RUN; a folder and variables are its own
        if (in_subshell) {
            const StateBuiltin* builtin = state_builtin(use.program);
            if (builtin != nullptr && use.path.find('/') == std::string_view::npos && !builtin->reason.empty() &&
                builtin->reason != "leaks-working-directory" && builtin->reason != "leaks-variable" &&
                use.program != "exit" && use.program != "exec" &&
                !((use.program == "break" || use.program == "continue") && use.in_loop))
                return Problem{std::string(builtin->reason), "the earlier RUN runs " + quoted(use.program) +
                                                                 ", which changes the shell for what comes after it"};
            continue;
        }
        for (const document::ShellAssignment& assignment : command.assignments) {
            const bool builtin = command.words.empty() || !command.words.front().literal ||
                                 is_one_of(command.name(), harmless_builtins) || command.name() == ":" ||
                                 state_builtin(command.name()) != nullptr;
            if (command.words.empty() && is_private_variable(assignment.name, b, ground))
                continue;
            if (builtin || assignment.name == "PATH")
                return Problem{"leaks-variable", "the earlier RUN sets the variable " + std::string(assignment.name)};
        }
        if (command.words.empty() && command.assignments.empty() && !command.redirections.empty())
            continue; // > file
        if (use.program == ":" && (!command.redirections.empty() || !command.assignments.empty()))
            return Problem{"leaks-variable", "`:` with a redirection or an assignment"};
        if ((use.program == "test" || use.program == "[") &&
            std::any_of(use.operands.begin(), use.operands.end(), [](const ShellWord* word) { return word->is("-v"); }))
            return Problem{"leaks-variable", "`test -v` of bash evaluates what stands in brackets"};
        if (use.program == "printf" && !use.operands.empty() &&
            (!use.operands.front()->literal
                 ? use.operands.front()->raw.find_first_of("$`") == 0 || use.operands.front()->raw.starts_with("\"$")
                 : use.operands.front()->literal->starts_with("-v")))
            return Problem{"leaks-variable", "printf may assign a variable"};
        if (use.path.find('/') != std::string_view::npos)
            continue;
        const StateBuiltin* builtin = state_builtin(use.program);
        if (builtin == nullptr || builtin->reason.empty())
            continue;
        if ((use.program == "break" || use.program == "continue") && use.in_loop)
            continue;
        if (use.program == "set" && sets_same_options(use, b))
            continue;
        return Problem{std::string(builtin->reason), "the earlier RUN runs " + quoted(use.program) +
                                                         ", which changes the shell for what comes after it"};
    }
    return std::nullopt;
}

Found reads_state(const Part& b) {
    for (const Node& node : b.script.tree.nodes) {
        if (node.kind != Kind::parameter && node.kind != Kind::parameter_expansion)
            continue;
        std::string_view name = b.script.text.substr(node.begin + 1, node.end - node.begin - 1);
        if (name.starts_with("{"))
            name.remove_prefix(1);
        while (name.size() > 1 && (name[0] == '!' || name[0] == '#') && is_name_char(name[1]))
            name.remove_prefix(1);
        std::size_t end = 0;
        while (end < name.size() && is_name_char(name[end]) && name[end] != '-' && name[end] != '.')
            ++end;
        name = end == 0 ? name.substr(0, 1) : name.substr(0, end);
        constexpr std::array<std::string_view, 22> names{"BASH_EXECUTION_STRING",
                                                         "BASH_REMATCH",
                                                         "?",
                                                         "_",
                                                         "!",
                                                         "-",
                                                         "$",
                                                         "OLDPWD",
                                                         "SECONDS",
                                                         "RANDOM",
                                                         "SRANDOM",
                                                         "LINENO",
                                                         "PPID",
                                                         "BASHPID",
                                                         "PIPESTATUS",
                                                         "EPOCHSECONDS",
                                                         "EPOCHREALTIME",
                                                         "BASH_COMMAND",
                                                         "HISTCMD",
                                                         "BASH_ARGV",
                                                         "SHLVL",
                                                         "BASH_CMDS"};
        if (is_one_of(name, names))
            return Problem{"reads-shell-state",
                           "this RUN reads $" + std::string(name) + ", which is another one in a shell that goes on"};
    }
    for (const Use& use : b.uses) {
        if (use.direct && !forgets_commands(use) &&
            (use.program == "hash" || use.program == "times" || use.program == "history" || use.program == "fc"))
            return Problem{"reads-shell-state",
                           "this RUN runs " + quoted(use.program) + ", which shows what the shell did before"};
        // lists of all variables hold _, PIPESTATUS and the text of the script
        const bool lister = use.program == "export" || use.program == "declare" || use.program == "typeset" ||
                            use.program == "readonly" || use.program == "local";
        if (use.direct && ((lister && (use.operands.empty() || has_option(use, 'p', "-p"))) ||
                           (use.program == "set" && use.operands.empty()) || use.program == "compgen"))
            return Problem{
                "reads-shell-state",
                "this RUN lists the shell's variables, some of which are other ones in a shell that goes on"};
        if (use.program == "printenv" || (use.program == "env" && !use.row))
            return Problem{"reads-shell-state", "this RUN prints its environment, where SHLVL and _ may differ"};
        constexpr std::array<std::string_view, 10> viewers{"ps",    "pgrep", "pkill",  "killall", "pidof",
                                                           "fuser", "lsof",  "pstree", "top",     "kill"};
        if (is_one_of(use.program, viewers))
            return Problem{"looks-at-processes",
                           "this RUN runs " + quoted(use.program) + ", which sees the shell and its command line"};
    }
    return std::nullopt;
}

} // namespace imgfix::rewrite::effects
