#include "rewrite/slim_judge.hpp"

#include <algorithm>
#include <utility>

#include "catalog/facts.hpp"
#include "rewrite/scripts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// The calls of a RUN, each behind those in its words: in `a $(b)`, b runs first.
std::vector<const Call*> in_order_of_running(const RunScript& run) {
    std::vector<const Call*> calls;
    for (const Call& call : run.calls) {
        std::size_t place = calls.size();
        for (std::size_t k = calls.size(); call.in_word && k-- > 0;) {
            if (calls[k]->script != call.script)
                continue;
            if (calls[k]->command->end < call.command->end)
                break;
            place = k;
        }
        calls.insert(calls.begin() + static_cast<std::ptrdiff_t>(place), &call);
    }
    return calls;
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '.';
}

/// Does the text hold the word, with no character of a name beside it?
bool holds_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_character(text[at - 1]);
        const std::size_t end = at + word.size();
        if (begins && (end == text.size() || !is_word_character(text[end])))
            return true;
    }
    return false;
}

std::string function_name(const document::ShellScript& script, std::size_t node) {
    std::string_view text = script.text.substr(script.tree.nodes[node].begin);
    if (text.starts_with("function"))
        text.remove_prefix(8);
    while (!text.empty() && (text[0] == ' ' || text[0] == '\t'))
        text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() && is_word_character(text[end]))
        ++end;
    return std::string(text.substr(0, end));
}

/// Stands for the words that whoever starts an image gives.
constexpr std::string_view other_arguments = "\"$@\"";

std::vector<std::string_view> json_words(const Instruction& instruction) {
    std::vector<std::string_view> words;
    for (const grammar::Word& word : instruction.words)
        words.push_back(word.value);
    return words;
}

void add_functions(const document::ShellScript& script, std::set<std::string>& functions) {
    for (std::size_t k = 0; k < script.tree.nodes.size(); ++k)
        if (script.tree.nodes[k].kind == grammar::Kind::function_definition)
            functions.insert(function_name(script, k));
}

} // namespace

void SlimJudge::look_at(const Instruction& instruction) {
    if (catalog::has_word(lost_packages_, "openssh-client") && !is_installed("openssh-client") &&
        (holds_word(document_.slice(instruction.bytes), "_ssh") ||
         document_.slice(instruction.bytes).find("/etc/group") != std::string_view::npos ||
         document_.slice(instruction.bytes).find("-aG ssh") != std::string_view::npos ||
         document_.slice(instruction.bytes).find("chgrp ssh") != std::string_view::npos))
        refuse_lost(instruction, "openssh-client",
                    "the group _ssh is openssh-client's, which is in " + old_name() + ", but not in " + new_name());
    switch (instruction.kind) {
    case InstructionKind::run:
        look_at_folders(instruction);
        look_at_run(instruction);
        break;
    case InstructionKind::copy:
    case InstructionKind::add:
        look_at_folders(instruction);
        look_at_destination(instruction);
        read_written(instruction);
        if (const document::Flag* flag = instruction.flag("from"))
            look_at_copied_stage(instruction, flag->value);
        break;
    case InstructionKind::env:
    case InstructionKind::arg:
        look_at_folders(instruction);
        look_at_values(instruction);
        for (const document::Variable& variable : document_.stages[instruction.stage].variables)
            if (variable.instruction == instruction.index && variable.value)
                look_at_locale(instruction, variable.name, *variable.value);
        break;
    case InstructionKind::cmd:
    case InstructionKind::entrypoint:
    case InstructionKind::healthcheck:
        look_at_folders(instruction);
        look_at_command_line(instruction);
        break;
    case InstructionKind::workdir:
        look_at_folders(instruction);
        look_at_working_folder(instruction, parts_of("/", folder_behind(instruction)));
        break;
    case InstructionKind::volume:
        look_at_folders(instruction);
        for (const grammar::Word& word : instruction.words)
            look_at_word(instruction, "VOLUME", marked_word(word.value), Use::reads);
        break;
    case InstructionKind::onbuild:
        refuse("onbuild", instruction, "what an ONBUILD trigger does in other files is not seen here");
        break;
    default:
        look_at_folders(instruction);
    }
}

void SlimJudge::look_at_folders(const Instruction& instruction) {
    const std::string_view text = document_.slice(instruction.bytes);
    for (const std::string_view folder : catalog::removed_folders()) {
        if (text.find(folder) == npos || only_cleared(instruction, folder))
            continue;
        refuse("removed-folder", instruction,
               source_ + " names " + std::string(folder) + ", which slim images keep empty");
    }
}

bool SlimJudge::only_cleared(const Instruction& instruction, std::string_view folder) const {
    const auto run = read_run(document_, instruction);
    if (!run)
        return false;
    for (const Call& call : run->calls) {
        const std::string_view text =
            run->script(call).text.substr(call.command->begin, call.command->end - call.command->begin);
        if (call.opened || text.find(folder) == npos)
            continue;
        bool forced = false;
        for (std::size_t w = 1; w < call.words().size(); ++w)
            if (const std::string_view word = call.word(w); is_option(word) && !word.starts_with("--"))
                forced = forced || word.find(call.name == "rm" ? 'f' : 'p') != npos;
        if (!(call.name == "rm" && forced) && !(call.name == "mkdir" && forced))
            return false;
    }
    return true;
}

std::string SlimJudge::folder_of(const Instruction& instruction) const {
    const document::Settings& settings = document_.settings_before(instruction);
    if (!settings.workdir_known)
        return std::string(1, any_text);
    const std::string folder = settings.workdir.value_or("/");
    return folder.starts_with("/") ? folder : "/" + folder;
}

std::string SlimJudge::folder_behind(const Instruction& instruction) const {
    const std::size_t next = instruction.index + 1;
    if (next < document_.stages[instruction.stage].end)
        return folder_of(document_.instructions[next]);
    std::string folder;
    for (const std::string& part :
         parts_of(folder_of(instruction),
                  marked_word(instruction.words.empty() ? std::string_view{} : instruction.words.back().value)))
        folder += "/" + part;
    return folder;
}

void SlimJudge::look_at_destination(const Instruction& instruction) {
    if (instruction.words.empty())
        return;
    const std::string goal = marked_word(instruction.words.back().value);
    look_at_word(instruction, instruction.keyword, goal, Use::writes);
    // a folder's files: programs of any name
    const PathParts path = parts_of(folder_of(instruction), goal);
    const bool above_programs =
        path.empty() || (path.back() == "local" && path.size() == 2) || (path.back() == "usr" && path.size() == 1);
    const bool into_programs = !path.empty() && (path.back() == "bin" || path.back() == "sbin");
    const bool scripts = lacks_packages() && into_programs; // for whoever goes on from the image, too
    if ((scripts && !std::all_of(instruction.words.begin(), instruction.words.end() - 1,
                                 [](const grammar::Word& one) { return one.value.find("entrypoint") != npos; })) ||
        (above_programs && instruction.words.size() == 2 && file_name(instruction.words[0].value).find('.', 1) == npos))
        note_use(unseen_, "what " + instruction.keyword + " puts among programs", instruction);
    // into a folder: under its own name
    if (lacks_packages() && goal.ends_with("/"))
        for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k)
            if (const std::string source = marked_word(file_name(instruction.words[k].value));
                !source.empty() && source.find_first_of("\1\2") == npos)
                make(parts_of(folder_of(instruction), goal + "/" + source));
}

void SlimJudge::look_at_values(const Instruction& instruction) {
    for (const document::KeyValue& pair : instruction.pairs)
        if (pair.value)
            look_at_value(instruction, pair.key, marked_word(*pair.value));
}

void SlimJudge::look_at_value(const Instruction& instruction, std::string_view name, const std::string& marked) {
    if (name == "LD_PRELOAD" && !marked.empty() && marked.find('/') == npos && lacks_packages())
        note(system_paths_, "LD_PRELOAD=" + shown(marked), instruction);
    if (marked.find('/') == npos || marked[0] == any_text)
        return;
    if (name == "PATH" && lacks_packages()) {
        constexpr std::array<std::string_view, 3> of_system = {"/usr", "/bin", "/sbin"};
        const std::string first = marked.substr(0, marked.find(':'));
        if (std::none_of(of_system.begin(), of_system.end(),
                         [&](std::string_view one) { return first.starts_with(one); }))
            note_use(unseen_, "what lies in " + shown(first), instruction);
    }
    const bool is_list = name == "PATH" || name == "MANPATH" || name == "PKG_CONFIG_PATH";
    for (const PathParts& path : paths_in(marked, "/"))
        look_at_path(instruction, name, path, is_list ? Use::names : Use::reads);
}

void SlimJudge::look_at_copied_stage(const Instruction& instruction, const std::string& from) {
    if (lost_packages_.empty())
        return; // debian and debian slim have the same libraries
    assume("copied-from-stage", instruction,
           "what is copied from " + from + " (line " + std::to_string(line_of(instruction)) +
               ") needs no library or program that only " + old_name() + " has");
}

void SlimJudge::look_at_run(const Instruction& instruction) {
    const auto run = read_run(document_, instruction);
    if (!run) {
        look_at_text(instruction, document_.slice(instruction.bytes));
        return;
    }
    look_at_marks(instruction);
    folders_.clear();
    std::vector<std::set<std::string>> functions(run->scripts.size());
    values_.clear();
    for (std::size_t k = 0; k < run->scripts.size(); ++k) {
        add_functions(run->scripts[k].script, functions[k]);
        values_.read(run->scripts[k].script);
    }
    read_written(instruction, *run);
    for (const Call* call : in_order_of_running(*run)) {
        if (call->opened)
            continue;
        run_ = &*run;
        call_ = call;
        look_at_call(instruction, *call, functions[call->script]);
        if (instruction.index == added_.instruction && call->script == 0 && call->index == added_.command)
            install_added(instruction, !call->has_word("--no-install-recommends"));
    }
    run_ = nullptr;
    call_ = nullptr;
    for (const EmbeddedScript& one : run->scripts)
        look_at_compounds(instruction, one.script);
    for (auto& [package, perhaps] : perhaps_installed_)
        perhaps.call = nullptr; // it goes with its RUN
}

void SlimJudge::look_at_marks(const Instruction& instruction) {
    // ping and ip are marked as installed by name in full images, and nothing is in slim ones (debuerreotype-init)
    const std::string_view text = instruction.rest();
    const std::size_t shown = text.find("apt-mark showmanual");
    const std::size_t marked = text.find("apt-mark manual $", std::min(shown, text.size()));
    if (image_ != "debian" || !lacks_packages() || marked == npos || !named_.empty() ||
        text.substr(0, shown).find("install") != npos)
        return;
    const std::string_view between = text.substr(shown, marked - shown);
    if (between.find("-z \"$") == npos && between.find("-n \"$") == npos)
        refuse("system-path", instruction,
               "apt-mark showmanual lists packages of " + old_name() +
                   " alone, and apt-mark manual without names fails");
}

void SlimJudge::look_at_text(const Instruction& instruction, std::string_view text) {
    for (catalog::Lines lines(catalog::fact_text(catalog::Fact::debian_programs)); lines.next();) {
        if (!catalog::has_word(lost_packages_, catalog::field(lines.line(), 0)))
            continue;
        for (const std::string_view program : catalog::words_of(catalog::field(lines.line(), 2))) {
            std::string package;
            if (program.size() > 1 && holds_word(text, program) && presence(program, package) == Presence::lost)
                lost(instruction, program, package);
        }
    }
    note_use(unseen_, "the script", instruction);
}

void SlimJudge::look_at_script(const Instruction& instruction, const document::ShellScript& script) {
    std::set<std::string> functions;
    add_functions(script, functions);
    if (depth_ == 0) // of a RUN before
        values_.clear();
    values_.read(script);
    for (std::size_t k = 0; k < script.commands.size(); ++k) {
        const Call call = resolve_call(script, k);
        const std::size_t text = shell_text_word(call);
        const std::string inner = text == document::none ? std::string() : std::string(call.word(text));
        const document::ShellScript inner_script = document::parse_script(inner, grammar::ShellDialect::posix);
        if (text != document::none && !inner_script.opaque() && inner.size() < script.text.size())
            look_at_script(instruction, inner_script);
        else
            look_at_call(instruction, call, functions);
    }
    look_at_compounds(instruction, script);
}

void SlimJudge::look_at_compounds(const Instruction& instruction, const document::ShellScript& script) {
    const auto& nodes = script.tree.nodes;
    const auto marked = [&](std::size_t node) {
        return marked_word(script.text.substr(nodes[node].begin, nodes[node].end - nodes[node].begin));
    };
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        bool named = false; // the variable of `for` is
        grammar::for_each_child(nodes, k, [&](std::size_t child) {
            if (nodes[child].kind == grammar::Kind::redirection && nodes[k].kind != grammar::Kind::simple_command) {
                std::string_view operation;
                std::string target;
                grammar::for_each_child(nodes, child, [&](std::size_t part) {
                    if (nodes[part].kind == grammar::Kind::redirection_operator)
                        operation = script.text.substr(nodes[part].begin, nodes[part].end - nodes[part].begin);
                    else if (nodes[part].kind == grammar::Kind::word)
                        target = marked(part);
                });
                if (!operation.starts_with("<<") && !operation.ends_with("&"))
                    look_at_word(instruction, "a redirection", target,
                                 operation.starts_with("<") ? Use::reads : Use::writes);
            } else if (nodes[k].kind == grammar::Kind::for_clause && nodes[child].kind == grammar::Kind::word &&
                       std::exchange(named, true)) {
                const std::string word = marked(child);
                if (word.find(any_name) != npos || word.find('/') != npos)
                    look_at_word(instruction, "for", word, Use::names);
            }
        });
    }
}

void SlimJudge::look_at_locale(const Instruction& instruction, std::string_view name, std::string_view marked) {
    if (is_locale(name) && !is_plain_locale(marked))
        assume("environment", instruction,
               "messages in the language of " + std::string(name) + "=" + shown(marked) +
                   " are not needed: slim images have no translations");
}

void SlimJudge::look_at_call(const Instruction& instruction, const Call& call, const std::set<std::string>& functions) {
    look_at_paths(instruction, call);
    if (call.words().empty())
        return; // assignments and redirections alone
    const ShellValues::Forms forms = values_.forms_of(instruction, call.words());
    if (call.program == none || call.name.empty()) {
        const std::string_view raw = call.words()[call.program == none ? 0 : call.program].raw;
        const bool plain = raw.size() < 40 && raw.find_first_of(" \t\n\"'`(") == npos;
        const bool list = raw.starts_with("["); // the shell form of an instruction that was meant to be a list
        note_use(unseen_,
                 raw == other_arguments && !call.word(0).empty()
                     ? std::string(call.word(0)) + " with other arguments"
                     : "what " + (plain || list ? shown(raw) : "a variable") + " names",
                 instruction);
        look_at_forms(instruction, forms);
        return;
    }
    if (is_apt(call.name) && forms.texts.size() == 1 && forms.complete) {
        note(unknown_packages_, "that a variable names", instruction);
        if (!forms.argument.empty() && lacks_packages())
            assume("needs-lost-package", instruction,
                   "a build that passes another " + forms.argument + " installs what the stage uses, too");
        look_at_forms(instruction, forms);
        return;
    }
    // sudo, env, time...: programs themselves
    for (std::size_t k = 0; k < call.program; ++k)
        if (const std::string_view word = call.word(k); k == 0 && !word.empty())
            use_name(instruction, word);
    // behind command, env and the like stands no function; one of a lost program's name may start it
    std::string package;
    if (functions.count(call.name) != 0 && call.program == 0 && call.word(0) == call.name &&
        presence(call.name, package) != Presence::lost)
        return;
    const std::vector<std::string> words = words_;
    std::vector<std::string_view> operands;
    bool constant = true;
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        operands.push_back(call.word(k));
        // package=1.5.*: a pattern is in the version alone
        const std::string& marked = words[k - call.program - 1];
        const bool of_version = is_apt(call.name) && marked.find_first_of("\1\2=") == marked.find('=') &&
                                marked.find('=') != npos && marked.find(any_text) == npos;
        if (operands.back().empty() && of_version)
            operands.back() = std::string_view(marked).substr(0, marked.find('='));
        else
            constant = constant && call.words()[k].literal;
    }
    std::string ssh;
    if (call.name == "git" && forms.texts.empty() && call.has_word("clone") && !after_unseen_install_ &&
        presence("ssh", ssh) == Presence::lost &&
        std::any_of(words_.begin(), words_.end(), [](const std::string& one) { return one[0] == any_text; }))
        assume("needs-lost-package", instruction,
               "git (line " + std::to_string(line_of(instruction)) + ") clones nothing over ssh: " + new_name() +
                   " lacks " + ssh);
    use_program(instruction, call.word(call.program), operands, constant);
    words_ = words;
    look_at_inner_texts(instruction, call.name);
    if (!is_apt(call.name)) // what it may install is no proof
        look_at_forms(instruction, forms);
}

void SlimJudge::look_at_command_line(const Instruction& instruction) {
    const bool starts = !instruction.json || (!instruction.words.empty() && !instruction.words[0].value.empty());
    has_command_ = has_command_ || (starts && instruction.kind != InstructionKind::healthcheck);
    folders_.clear();
    if (instruction.kind != InstructionKind::healthcheck) {
        look_at_started_with(instruction);
        return;
    }
    std::vector<std::string_view> words = json_words(instruction);
    if (instruction.json) {
        if (!words.empty() && (words[0] == "CMD" || words[0] == "NONE"))
            words.erase(words.begin());
        look_at_words(instruction, std::move(words), false);
    } else if (words != std::vector<std::string_view>{"NONE"}) {
        look_at_shell_form(instruction);
    }
}

const Instruction* SlimJudge::last_of(const Stage& stage, InstructionKind kind) const {
    for (std::size_t k = stage.end; k-- > stage.from;)
        if (document_.instructions[k].kind == kind)
            return &document_.instructions[k];
    return nullptr;
}

const Instruction* SlimJudge::entrypoint_of(const Stage& stage) const {
    const Instruction* own = last_of(stage, InstructionKind::entrypoint);
    const bool goes_on = own == nullptr && stage.index != stage_.index && stage.parent != none;
    return goes_on ? entrypoint_of(document_.stages[stage.parent]) : own;
}

void SlimJudge::look_at_started_with(const Instruction& instruction) {
    const Stage& stage = document_.stages[instruction.stage];
    if (last_of(stage, instruction.kind) != &instruction)
        return; // a later one replaces it
    const auto is_empty = [](const Instruction* one) {
        return one == nullptr || (one->json && (one->words.empty() || one->words[0].value.empty()));
    };
    const Instruction* entrypoint = entrypoint_of(stage);
    const Instruction* command = last_of(stage, InstructionKind::cmd);
    const bool is_command = &instruction == command;
    if (is_empty(entrypoint)) {
        std::vector<std::string_view> words = json_words(instruction);
        if (!is_command)
            return;
        if (!instruction.json)
            look_at_shell_form(instruction);
        else if (!words.empty() && is_option(words[0])) {
            if (lacks_packages())
                note_use(unseen_, "what the base starts with " + shown(words[0]), instruction);
            for (const std::string_view word : words)
                look_at_names_in(instruction, word);
        } else {
            look_at_words(instruction, std::move(words), false);
        }
        return;
    }
    if (!entrypoint->json) {
        // the words of CMD are $0, $1... of its text
        const bool reads_words = document::shell_text(*entrypoint).find('$') != npos;
        if (!is_command || (reads_words && !instruction.json))
            look_at_shell_form(instruction);
        else if (reads_words)
            look_at_words(instruction, json_words(instruction), false);
        return;
    }
    const bool joined = !is_empty(command) && command->json;
    if (is_command && !joined) { // the ENTRYPOINT is given a shell and this text
        if (!instruction.json)
            look_at_shell_form(instruction);
        return;
    }
    if (joined && std::max(command->index, entrypoint->index) != instruction.index)
        return; // at the later one
    std::vector<std::string_view> words = json_words(*entrypoint);
    const std::string_view name = file_name(words[0]);
    const auto is_no_program = [&](std::string_view word) {
        return is_option(word) || word.find('=') != npos || (runs_its_operands(name) && word.find('/') == npos);
    };
    const bool of_system = words[0].find('/') == npos || words[0].find("bin/") != npos;
    const bool open = is_empty(command) && of_system && std::all_of(words.begin() + 1, words.end(), is_no_program);
    if (joined)
        for (const std::string_view word : json_words(*command))
            words.push_back(word);
    // a script of its own mostly starts the words it is given
    std::string package;
    const bool starts_words = joined && entrypoint->words.size() == 1 && !starts_no_program(name, {}) &&
                              !installs_language_packages(name) &&
                              presence(command->words[0].value, package) == Presence::lost;
    // whoever runs the image may give other words than CMD
    if (joined && of_system &&
        (installs_language_packages(name) || runs_unseen_code(name) ||
         (facts_ && catalog::is_own_program(*facts_, name))))
        look_at_words(*entrypoint, json_words(*entrypoint), true);
    look_at_words(joined && runs_its_operands(name) ? *command : *entrypoint, std::move(words), open);
    if (starts_words)
        look_at_words(*command, json_words(*command), false);
}

void SlimJudge::look_at_shell_form(const Instruction& instruction) {
    const std::string_view text = document::shell_text(instruction);
    const document::ShellScript script = document::parse_script(text, grammar::ShellDialect::posix);
    if (text.empty() || script.opaque())
        look_at_text(instruction, document_.slice(instruction.bytes));
    else
        look_at_script(instruction, script);
}

void SlimJudge::look_at_words(const Instruction& instruction, std::vector<std::string_view> words, bool open) {
    if (words.empty() || words[0].empty())
        return;
    // read as the shell reads these words in quotes: it sees through env, nice and the like
    std::string text;
    for (const std::string_view word : words) {
        text += text.empty() ? "'" : " '";
        for (const char c : word)
            text += c == '\'' ? std::string("'\\''") : std::string(1, c);
        text += "'";
    }
    if (open)
        text += " " + std::string(other_arguments);
    const document::ShellScript script = document::parse_script(text, grammar::ShellDialect::posix);
    if (script.opaque())
        look_at_text(instruction, document_.slice(instruction.bytes));
    else
        look_at_script(instruction, script);
}

} // namespace imgfix::rewrite
