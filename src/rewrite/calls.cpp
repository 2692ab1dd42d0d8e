#include "rewrite/calls.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

using document::Joiner;
using document::ShellScript;
using document::ShellWord;
using document::SimpleCommand;
using grammar::Kind;

namespace {

bool is_assignment_word(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0 || (word[0] >= '0' && word[0] <= '9'))
        return false;
    return std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(equals), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// Steps over a launcher's own words; none when what it launches is not certain.
class Launcher {
public:
    Launcher(const std::vector<ShellWord>& words, std::size_t at) : words_(words), at_(at) {}

    /// Options of the launcher: plain ones, those with a value, and variables if it takes them.
    std::size_t skip(std::string_view plain, std::string_view with_value, bool variables) {
        while (at_ < words_.size()) {
            if (!words_[at_].literal) {
                // NAME="$value" sets a variable all the same
                if (variables && is_assignment_word(words_[at_].raw)) {
                    ++at_;
                    continue;
                }
                return at_;
            }
            const std::string& word = *words_[at_].literal;
            if (word == "--") {
                ++at_;
                break;
            }
            if (variables && is_assignment_word(word)) {
                ++at_;
            } else if (!word.starts_with("-") || word == "-") {
                break;
            } else if (catalog::has_word(plain, word)) {
                ++at_;
            } else if (catalog::has_word(with_value, word)) {
                at_ += 2;
            } else if (word.starts_with("--") && word.find('=') != std::string::npos) {
                ++at_;
            } else {
                return none;
            }
        }
        while (variables && at_ < words_.size() && is_assignment_word(words_[at_].raw))
            ++at_;
        return at_ < words_.size() ? at_ : none;
    }

private:
    const std::vector<ShellWord>& words_;
    std::size_t at_;
};

bool harmless_redirections(const SimpleCommand& command) {
    return std::all_of(command.redirections.begin(), command.redirections.end(), [](const auto& one) {
        return one.target.literal &&
               (*one.target.literal == "/dev/null" || one.operation == ">&" || one.operation == "<&");
    });
}

bool constant_words(const SimpleCommand& command) {
    return std::all_of(
               command.words.begin(), command.words.end(),
               [](const ShellWord& word) { return word.literal || word.raw.find('*') != std::string_view::npos; }) &&
           std::all_of(command.assignments.begin(), command.assignments.end(),
                       [](const auto& one) { return one.value.literal.has_value(); });
}

} // namespace

std::string_view file_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

std::string_view Call::word(std::size_t k) const {
    return k < words().size() && words()[k].literal ? std::string_view(*words()[k].literal) : std::string_view{};
}

bool Call::has_word(std::string_view value) const {
    for (std::size_t k = program == none ? 0 : program + 1; k < words().size(); ++k)
        if (words()[k].is(value))
            return true;
    return false;
}

Call read_words(const SimpleCommand& command) {
    Call call;
    call.command = &command;
    const auto& words = call.command->words;
    std::size_t at = 0;
    for (int turn = 0; turn < 8 && at < words.size(); ++turn) {
        const std::string_view name = words[at].literal ? file_name(*words[at].literal) : std::string_view{};
        Launcher launcher(words, at + 1);
        std::size_t next = none;
        if (name == "sudo") {
            call.elevated = true;
            for (std::size_t k = at + 1; k < words.size() && is_option(call.word(k)); ++k)
                call.as_user = call.as_user || call.word(k).starts_with("-u") || call.word(k).starts_with("--user");
            next = launcher.skip("-E -H -n -S -k -P --preserve-env --set-home --non-interactive",
                                 "-u -g -p -C -h --user --group", true);
        } else if (name == "env") {
            next = launcher.skip("-i - --ignore-environment", "-u -C --unset --chdir", true);
        } else if (name == "exec") {
            next = launcher.skip("-c -l", "-a", false);
        } else if (name == "time") {
            next = launcher.skip("-p -v", "", false);
        } else if (name == "command" && call.word(at + 1) != "-v" && call.word(at + 1) != "-V") {
            next = launcher.skip("-p", "", false);
        } else if (name == "nice") {
            next = launcher.skip("", "-n", false);
        } else if (name == "ionice") {
            next = launcher.skip("-t", "-c -n", false);
        } else if (name == "eatmydata" || name == "nohup" || name == "builtin") {
            next = launcher.skip("", "", false);
        } else {
            call.program = at;
            call.name = name;
            break;
        }
        if (next == none) {
            // sudo alone, `env` that prints, options that are not known
            call.program = at;
            call.name = name;
            break;
        }
        at = next;
    }
    return call;
}

Call resolve_call(const ShellScript& script, std::size_t index) {
    Call call = read_words(script.commands[index]);
    call.index = index;
    const auto& nodes = script.tree.nodes;
    const std::size_t node = call.command->node;
    for (std::size_t k = 0; k < node; ++k) {
        if (k + nodes[k].size <= node)
            continue;
        call.in_word = call.in_word || nodes[k].kind == Kind::command_substitution ||
                       nodes[k].kind == Kind::backquoted || nodes[k].kind == Kind::process_substitution;
        call.in_function = call.in_function || nodes[k].kind == Kind::function_definition;
    }
    return call;
}

namespace {

/// Does the value of PATH begin with anything but the old one or folders that are first in it anyhow?
bool moves_path(std::string_view value) {
    while (value.starts_with('"'))
        value.remove_prefix(1);
    for (const std::string_view first :
         {"/usr/local/sbin:", "/usr/local/sbin/:", "/usr/local/bin:", "/usr/local/bin/:"})
        if (value.starts_with(first))
            value.remove_prefix(first.size());
    return !value.starts_with("$PATH") && !value.starts_with("${PATH}");
}

/// May a command that is put into the script mean another one: another PATH, a function or alias, file name patterns
/// that fail or match more?
bool changes_commands(const RunScript& run, std::size_t script) {
    constexpr std::array<std::string_view, 11> appended{"rm",     "apt-get", "yum",   "dnf",        "microdnf", "tdnf",
                                                        "zypper", "conda",   "mamba", "micromamba", "gem"};
    if (std::any_of(appended.begin(), appended.end(),
                    [&](std::string_view one) { return defines_function(run, one); }) ||
        defines_function(run, "pnpm"))
        return true;
    return std::any_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
        if (call.script != script)
            return false; // another process
        if (call.words().empty())
            return std::any_of(call.command->assignments.begin(), call.command->assignments.end(),
                               [](const auto& one) { return one.name == "PATH" && moves_path(one.value.raw); });
        if (call.name == "unset" && call.has_word("PATH"))
            return true;
        if (call.name == "alias") // `alias` alone prints
            for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
                const std::string_view raw = call.words()[k].raw;
                const std::string_view name = raw.substr(0, raw.find('='));
                if (name.find_first_of("$\"'") != std::string_view::npos ||
                    std::find(appended.begin(), appended.end(), name) != appended.end() || name == "pnpm")
                    return true;
            }
        if (call.name == "shopt") // those that leave patterns alone
            for (std::size_t k = call.program + 1; k < call.words().size(); ++k)
                if (!catalog::has_word("-s -u -q -o extglob globstar lastpipe inherit_errexit pipefail errexit",
                                       call.word(k)))
                    return true;
        const bool declares = call.name == "export" || call.name == "declare" || call.name == "readonly" ||
                              call.name == "typeset" || call.name == "local";
        return declares && std::any_of(call.words().begin(), call.words().end(), [](const ShellWord& word) {
                   return word.raw.starts_with("PATH=") && moves_path(word.raw.substr(5));
               });
    });
}

} // namespace

RunScript::Place RunScript::place(const Call& call) const {
    const auto& nodes = script(call).tree.nodes;
    const std::size_t pipeline = call.command->pipeline;
    Place found;
    for (std::size_t k = 0; k < pipeline; ++k)
        if (nodes[k].kind == Kind::and_or_list && pipeline < k + nodes[k].size)
            found.list = k;
    if (found.list == none)
        return found;
    Kind operation = Kind::script;
    bool passed = false;
    grammar::for_each_child(nodes, found.list, [&](std::size_t child) {
        const Kind kind = nodes[child].kind;
        if (child == pipeline) {
            found.before = operation;
            passed = true;
        } else if (kind == Kind::and_if || kind == Kind::or_if) {
            operation = kind;
            if (passed && found.after == Kind::script)
                found.after = kind;
            (passed ? found.or_after : found.or_before) =
                (passed ? found.or_after : found.or_before) || kind == Kind::or_if;
        }
    });
    return found;
}

const Call* RunScript::holder(const Call& call) const {
    const EmbeddedScript& own = scripts[call.script];
    if (own.parent == none)
        return nullptr;
    for (const Call& one : calls)
        if (one.script == own.parent && one.index == own.command)
            return &one;
    return nullptr;
}

bool RunScript::removable(const Call& call) const {
    const SimpleCommand& command = *call.command;
    if (command.depth != 0 || !command.top_level || command.negated || command.in_background ||
        !harmless_redirections(command) || !constant_words(command))
        return false;
    const Place at = place(call);
    if (at.before == Kind::and_if)
        return at.after != Kind::or_if;
    if (at.before != Kind::script || command.joiner == Joiner::ampersand)
        return false;
    return at.after == Kind::and_if || (at.after == Kind::script && script(call).next_list(call.index) != 0);
}

bool RunScript::unconditional_in_script(const Call& call) const {
    const SimpleCommand& command = *call.command;
    if (command.depth != 0 || !command.top_level || command.in_background || command.negated)
        return false;
    const Place at = place(call);
    if (at.list == none)
        return false;
    // in the last list, the script succeeds only when every operand behind the last || has
    if (in_last_list(call) && !at.or_after && (at.before == Kind::and_if || at.before == Kind::script))
        return true;
    if (at.or_before)
        return false;
    return at.before == Kind::script; // -e does not end the script for an operand in front of &&
}

bool RunScript::in_last_list(const Call& call) const {
    const std::size_t list = place(call).list;
    bool last = list != none;
    const auto& nodes = script(call).tree.nodes;
    grammar::for_each_child(
        nodes, 0, [&](std::size_t child) { last = last && (child <= list || nodes[child].kind != Kind::and_or_list); });
    return last;
}

bool RunScript::stops_at_errors(const Call& call) const {
    bool stops = false;
    for (const Call& one : calls) {
        if (one.script != call.script || one.name != "set")
            continue;
        for (std::size_t k = one.program + 1; k < one.words().size(); ++k)
            if (one.words()[k].raw.starts_with('+'))
                return false;
        const SimpleCommand& command = *one.command;
        stops = stops ||
                (one.index < call.index && command.depth == 0 && command.top_level && !command.negated &&
                 !command.in_background && place(one).before == Kind::script && is_option(one.word(one.program + 1)) &&
                 one.word(one.program + 1).find('e') != std::string_view::npos);
    }
    return stops;
}

bool RunScript::must_succeed_in_script(const Call& call) const {
    const SimpleCommand& command = *call.command;
    if (command.depth != 0 || !command.top_level || command.in_background || command.negated)
        return false;
    const Place at = place(call);
    if (at.list == none || at.or_before || at.or_after)
        return false;
    // -e does nothing for an operand in front of &&
    return in_last_list(call) || (stops_at_errors(call) && at.after == Kind::script);
}

bool RunScript::must_succeed(const Call& call) const {
    for (const Call* one = &call; one != nullptr; one = holder(*one))
        if (!must_succeed_in_script(*one))
            return false;
    return true;
}

bool RunScript::unconditional(const Call& call) const {
    for (const Call* one = &call; one != nullptr; one = holder(*one))
        if (!unconditional_in_script(*one))
            return false;
    return true;
}

bool RunScript::runs_after(const Call& first, const Call& later) const {
    if (first.order >= later.order)
        return false;
    if (unconditional(first))
        return true; // a failure there ends the list, or is looked over by what follows it anyhow
    // up to the script that holds the first one
    const Call* other = &later;
    while (other != nullptr && other->script != first.script)
        other = holder(*other);
    if (other == nullptr)
        return false;
    const Place a = place(first);
    const Place b = place(*other);
    return a.list != none && a.list == b.list && !a.or_before && !b.or_before;
}

std::size_t RunScript::last_script() const {
    if (scripts.front().place != ScriptPlace::exec_words)
        return 0;
    return scripts.size() > 1 && scripts[1].parent == 0 && scripts[1].command == 0 && calls.front().program == 0 ? 1
                                                                                                                 : none;
}

RunScript::Beside RunScript::may_insert_behind(const Call& call) const {
    const SimpleCommand& command = *call.command;
    if (call.script != last_script() || command.depth != 0 || !command.top_level || command.in_pipeline ||
        command.negated || command.in_background || !plain_patterns(call.script))
        return Beside::no;
    const Place at = place(call);
    if (at.list == none || at.or_before || at.after == Kind::or_if)
        return Beside::no;
    if (at.after == Kind::and_if)
        return Beside::and_if; // what follows runs after both, as before
    // a list that is not the last: its status is nobody's but `$?`'s
    if (in_last_list(call) || scripts[call.script].text.find("$?") != std::string::npos ||
        std::any_of(calls.begin(), calls.end(), [](const Call& one) { return one.command->in_background; }))
        return Beside::no;
    // under -e a failure ends the RUN before the one put in; without, it runs all the same
    return Beside::sequence;
}

RunScript::Beside RunScript::may_insert_before(const Call& call) const {
    const SimpleCommand& command = *call.command;
    if (call.script != last_script() || scripts[call.script].place == ScriptPlace::exec_words || command.depth != 0 ||
        !command.top_level || command.in_pipeline || command.negated || command.in_background)
        return Beside::no;
    const Place at = place(call);
    if (at.list == none || at.or_before || at.or_after)
        return Beside::no;
    if (in_last_list(call))
        return Beside::and_if;
    // -e does nothing for an operand in front of &&
    const bool alone = at.before == Kind::script && at.after == Kind::script;
    return alone && stops_at_errors(call) ? Beside::sequence : Beside::no;
}

bool RunScript::plain_patterns(std::size_t script) const {
    if (changes_commands(*this, script))
        return false;
    return std::none_of(calls.begin(), calls.end(), [&](const Call& call) {
        if (call.script != script || (call.name != "set" && call.name != "shopt"))
            return false;
        for (const auto& word : call.words()) {
            if (word.is("--"))
                return false;
            if (!word.literal || *word.literal == "noglob" ||
                (is_option(*word.literal) && word.literal->find('f') != std::string::npos))
                return true;
        }
        return false;
    });
}

bool RunScript::same_body(const Call& first, const Call& later) const {
    if (first.script != later.script || later.order <= first.order)
        return false;
    const auto& nodes = script(first).tree.nodes;
    const auto body = [&](const Call& call) {
        std::size_t found = none;
        for (std::size_t k = 0; k < call.command->node; ++k)
            if (nodes[k].kind == Kind::script && call.command->node < k + nodes[k].size)
                found = k;
        return found;
    };
    return body(first) == body(later) && !later.command->in_background && !later.command->in_pipeline;
}

bool RunScript::in_every_branch(const Call& from, const std::function<bool(const Call&)>& matches) const {
    const auto& nodes = script(from).tree.nodes;
    for (std::size_t k = from.command->node; k < nodes.size(); ++k) {
        if (nodes[k].kind != Kind::if_clause)
            continue;
        std::vector<std::size_t> parts; // condition, branch, condition, branch..., else
        grammar::for_each_child(nodes, k, [&](std::size_t child) {
            if (nodes[child].kind == Kind::script)
                parts.push_back(child);
        });
        bool every = parts.size() % 2 == 1 && parts.size() > 1;
        for (std::size_t part = 1; part < parts.size() && every; part += part + 2 < parts.size() ? 2 : 1)
            every = std::any_of(calls.begin(), calls.end(), [&](const Call& call) {
                return call.script == from.script && call.command->node > parts[part] &&
                       call.command->node < parts[part] + nodes[parts[part]].size && matches(call);
            });
        if (every)
            return true;
    }
    return false;
}

std::string_view RunScript::no_append(bool errors_stop) const {
    const std::size_t end = last_script();
    if (end == none)
        return "the RUN has no shell that could run more";
    const ShellScript& script = scripts[end].script;
    const auto& nodes = script.tree.nodes;
    if (script.commands.empty() || (script.has_comment && scripts[end].place != ScriptPlace::heredoc))
        return "a comment in the script may swallow what is appended";
    if (script.contains(0, Kind::heredoc_content))
        return "the script ends in a here-document";
    if (changes_commands(*this, end))
        return "PATH, a function, an alias or shopt may give what is appended another meaning";
    std::size_t list = none;
    bool open = false;
    grammar::for_each_child(nodes, 0, [&](std::size_t child) {
        const Kind kind = nodes[child].kind;
        if (kind == Kind::and_or_list)
            list = child;
        open = kind == Kind::ampersand || (open && kind != Kind::and_or_list);
    });
    if (list == none || open)
        return "the script ends with a background job";
    bool sets_errors_stop = errors_stop || scripts[end].place != ScriptPlace::shell_form;
    for (const Call& call : calls) {
        if (call.script != end)
            continue; // another process
        // exit with another status than 0 fails the RUN, as before
        const std::string_view status = call.name == "exit" ? call.word(call.program + 1) : std::string_view{};
        const bool fails = !status.empty() && status.size() < 4 && status != "0" && status != "00" && status != "000" &&
                           status.find_first_not_of("0123456789") == std::string_view::npos && status != "256";
        if ((call.name == "exit" && !fails) || call.name == "exec" || call.name == "return" || call.name == "trap" ||
            call.name == "eval" || (!call.words().empty() && call.word(0) == "exec"))
            return "the script may end before what is appended";
        if (call.command->in_background)
            return "the script has background jobs";
        if (call.name == "set" || call.name == "shopt") {
            sets_errors_stop = true;
            for (const auto& word : call.words())
                if (word.is("--"))
                    break;
                else if (!word.literal || *word.literal == "noglob" ||
                         (is_option(*word.literal) && word.literal->find('f') != std::string::npos))
                    return "the script may switch file name patterns off";
        }
    }
    if (!sets_errors_stop)
        return {};
    if (script.contains(0, Kind::function_definition))
        return "set -e would no longer stop inside its last command"; // which may be the function
    // -e does nothing in an operand of &&: the last one, where it had something to do, must hold nothing where it could
    std::size_t operand = list;
    grammar::for_each_child(nodes, list, [&](std::size_t child) {
        if (nodes[child].kind == Kind::pipeline)
            operand = child;
    });
    for (std::size_t k = operand + 1; k < operand + nodes[operand].size; ++k) {
        const Kind kind = nodes[k].kind;
        // a failure in the one list of a body is the status of the body with -e and without; in a loop it is not
        std::size_t lists = 0;
        if (kind == Kind::script)
            grammar::for_each_child(
                nodes, k, [&](std::size_t child) { lists += nodes[child].kind == Kind::and_or_list ? 1 : 0; });
        if (lists > 1 || kind == Kind::for_clause || kind == Kind::while_clause || kind == Kind::until_clause)
            return "set -e would no longer stop inside its last command";
        if (kind != Kind::command_substitution && kind != Kind::backquoted)
            continue;
        // $(one command) has no place where -e could stop
        std::size_t pipelines = 0;
        for (std::size_t inner = k; inner < k + nodes[k].size; ++inner)
            pipelines += nodes[inner].kind == Kind::pipeline ? 1 : 0;
        if (pipelines > 1)
            return "set -e would no longer stop inside its last command";
    }
    return {};
}

CommandLine read_command_line(const Call& call, std::size_t from, const OptionTable& table) {
    CommandLine line;
    bool options_end = false;
    for (std::size_t k = from; k < call.words().size(); ++k) {
        const ShellWord& word = call.words()[k];
        if (!word.literal) {
            if (line.subcommand == none) {
                line.certain = false;
            } else {
                // "$x" as an operand, $x or ${x:+-U} as anything
                line.open = true;
                line.operands.push_back(k);
            }
            continue;
        }
        if (!options_end && *word.literal == "--" && line.subcommand != none) {
            options_end = true;
        } else if (!options_end && is_option(*word.literal)) {
            line.options.push_back(k);
            if (catalog::has_word(table.with_value, *word.literal))
                ++k;
        } else if (line.subcommand == none) {
            line.subcommand = k;
            line.name = *word.literal;
        } else {
            line.operands.push_back(k);
        }
    }
    return line;
}

namespace {

/// The calls of a script and, behind each sh -c, those of its text.
void add_calls(RunScript& run, std::size_t script, const Call* holder) {
    const Call from = holder == nullptr ? Call{} : *holder;
    for (std::size_t k = 0; k < run.scripts[script].script.commands.size(); ++k) {
        Call call = resolve_call(run.scripts[script].script, k);
        call.script = script;
        call.order = run.calls.size();
        call.elevated = call.elevated || from.elevated;
        call.as_user = call.as_user || from.as_user;
        call.in_function = call.in_function || from.in_function;
        std::size_t inner = none;
        for (std::size_t s = script + 1; s < run.scripts.size() && inner == none; ++s)
            if (run.scripts[s].parent == script && run.scripts[s].command == k)
                inner = s;
        call.opened = inner != none;
        run.calls.push_back(call);
        if (inner != none)
            add_calls(run, inner, &call);
    }
}

} // namespace

std::optional<RunScript> read_run(const document::Document& document, const document::Instruction& run) {
    RunScript result;
    result.scripts = scripts_of(document, run);
    if (result.scripts.empty())
        return std::nullopt;
    add_calls(result, 0, nullptr);
    return result;
}

std::optional<RunScript> read_script_file(std::string text, bool bash) {
    RunScript result;
    if (text.find('\r') != std::string::npos)
        return std::nullopt;
    EmbeddedScript& made = result.scripts.emplace_back();
    made.place = ScriptPlace::heredoc; // a text that a shell reads whole
    made.text = std::move(text);
    made.script = document::parse_script(made.text, bash ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
    if (made.script.opaque() || made.script.commands.empty())
        return std::nullopt;
    add_calls(result, 0, nullptr);
    return result;
}

} // namespace imgfix::rewrite
