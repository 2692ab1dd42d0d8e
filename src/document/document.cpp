#include "document/document.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <cstring>
#include <utility>

#include "document/validate.hpp"

namespace imgfix::document {

using grammar::Kind;
using grammar::Node;

namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return result;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

constexpr std::array<std::pair<std::string_view, InstructionKind>, 18> keywords{{
    {"ADD", InstructionKind::add},
    {"ARG", InstructionKind::arg},
    {"CMD", InstructionKind::cmd},
    {"COPY", InstructionKind::copy},
    {"ENTRYPOINT", InstructionKind::entrypoint},
    {"ENV", InstructionKind::env},
    {"EXPOSE", InstructionKind::expose},
    {"FROM", InstructionKind::from},
    {"HEALTHCHECK", InstructionKind::healthcheck},
    {"LABEL", InstructionKind::label},
    {"MAINTAINER", InstructionKind::maintainer},
    {"ONBUILD", InstructionKind::onbuild},
    {"RUN", InstructionKind::run},
    {"SHELL", InstructionKind::shell},
    {"STOPSIGNAL", InstructionKind::stopsignal},
    {"USER", InstructionKind::user},
    {"VOLUME", InstructionKind::volume},
    {"WORKDIR", InstructionKind::workdir},
}};

/// Splits a logical line into a typed instruction. Returns a parser-phase error, empty when there is none.
std::string read_arguments(Instruction& instruction, char escape) {
    const std::string_view line = instruction.logical();
    const std::uint32_t begin = instruction.parts.rest_begin;
    const std::uint32_t end = instruction.parts.rest_end;
    const auto whole = [&] {
        if (begin < end)
            instruction.words.push_back({begin, end, std::string(line.substr(begin, end - begin))});
    };
    const auto json_or = [&](auto&& otherwise, std::uint32_t from) -> std::string {
        switch (grammar::parse_json_words(line, from, end, instruction.words)) {
        case grammar::JsonForm::strings:
            instruction.json = true;
            return {};
        case grammar::JsonForm::not_strings:
            return "when using JSON array syntax, arrays must be comprised of strings only";
        case grammar::JsonForm::not_json:
            otherwise();
        }
        return {};
    };
    switch (instruction.kind) {
    case InstructionKind::from:
    case InstructionKind::expose:
        instruction.words = grammar::split_blanks(line, begin, end);
        return {};
    case InstructionKind::maintainer:
    case InstructionKind::stopsignal:
    case InstructionKind::user:
    case InstructionKind::workdir:
        whole();
        return {};
    case InstructionKind::run:
    case InstructionKind::cmd:
    case InstructionKind::entrypoint:
    case InstructionKind::shell:
        return json_or(whole, begin);
    case InstructionKind::add:
    case InstructionKind::copy:
    case InstructionKind::volume:
        return json_or([&] { instruction.words = grammar::split_blanks(line, begin, end); }, begin);
    case InstructionKind::arg:
        instruction.words = grammar::split_words(line, begin, end, escape);
        for (const Word& word : instruction.words) {
            const std::size_t equals = word.value.find('=');
            KeyValue pair{word.value.substr(0, equals), std::nullopt, false, word};
            if (equals != std::string::npos)
                pair.value = word.value.substr(equals + 1);
            instruction.pairs.push_back(std::move(pair));
        }
        return {};
    case InstructionKind::env:
    case InstructionKind::label: {
        instruction.words = grammar::split_words(line, begin, end, escape);
        if (instruction.words.empty())
            return {};
        if (instruction.words.front().value.find('=') == std::string::npos) {
            const std::string_view rest = line.substr(begin, end - begin);
            const std::size_t blank = rest.find_first_of("\t\v\f\r ");
            if (blank == std::string_view::npos)
                return instruction.keyword + " must have two arguments";
            const std::size_t value = std::min(rest.find_first_not_of("\t\v\f\r ", blank), rest.size());
            const Word word{begin + static_cast<std::uint32_t>(value), end, std::string(rest.substr(value))};
            instruction.pairs.push_back({std::string(rest.substr(0, blank)), word.value, true, word});
            return {};
        }
        for (const Word& word : instruction.words) {
            const std::size_t equals = word.value.find('=');
            if (equals == std::string::npos)
                return "Syntax error - can't find = in \"" + word.value + "\". Must be of the form: name=value";
            instruction.pairs.push_back({word.value.substr(0, equals), word.value.substr(equals + 1), false, word});
        }
        return {};
    }
    case InstructionKind::healthcheck: {
        const auto is_space = [&](std::uint32_t k) {
            return std::strchr("\t\n\v\f\r \x85\xA0", line[k]) != nullptr && line[k] != '\0';
        };
        std::uint32_t type_end = begin;
        while (type_end < end && !is_space(type_end))
            ++type_end;
        std::uint32_t rest = type_end;
        while (rest < end && is_space(rest))
            ++rest;
        if (type_end == begin)
            return {};
        Word type{begin, type_end, std::string(line.substr(begin, type_end - begin))};
        std::string error = json_or(
            [&] {
                if (rest < end)
                    instruction.words.push_back({rest, end, std::string(line.substr(rest, end - rest))});
            },
            rest);
        instruction.words.insert(instruction.words.begin(), std::move(type));
        return error;
    }
    case InstructionKind::onbuild:
    case InstructionKind::unknown:
        return {};
    }
    return {};
}

/// Fills instruction from the logical line at begin. Returns a parser-phase error, empty when there is none.
std::string read_instruction(Instruction& instruction, std::uint32_t begin, char escape, int depth) {
    const std::string_view line = instruction.logical();
    instruction.parts = grammar::split_instruction(line, begin, escape);
    const auto& parts = instruction.parts;
    instruction.keyword = upper(line.substr(parts.keyword_begin, parts.keyword_end - parts.keyword_begin));
    instruction.kind = kind_of_keyword(instruction.keyword);
    for (const auto& [name, kind] : keywords)
        if (kind == instruction.kind)
            instruction.keyword = name;
    for (const Word& word : parts.flags) {
        Flag flag;
        const std::size_t equals = word.value.find('=');
        const std::size_t dashes = std::min<std::size_t>(word.value.starts_with("--") ? 2 : 0, word.value.size());
        flag.name = word.value.substr(dashes, equals == std::string::npos ? equals : equals - dashes);
        flag.has_value = equals != std::string::npos;
        if (flag.has_value)
            flag.value = word.value.substr(equals + 1);
        flag.begin = word.begin;
        flag.end = word.end;
        instruction.flags.push_back(std::move(flag));
    }
    if (instruction.kind == InstructionKind::onbuild && parts.rest_begin < parts.rest_end) {
        // deeper chains are refused by BuildKit anyway; do not let them recurse without bound
        if (depth > 1)
            return {};
        instruction.trigger = std::make_unique<Instruction>();
        instruction.trigger->index = instruction.index;
        instruction.trigger->node = instruction.node;
        instruction.trigger->line = instruction.line;
        return read_instruction(*instruction.trigger, parts.rest_begin, escape, depth + 1);
    }
    return read_arguments(instruction, escape);
}

/// The image of `# syntax=` as BuildKit's DetectSyntax finds it.
std::string detect_syntax(std::string_view source) {
    if (source.starts_with("\xEF\xBB\xBF"))
        source.remove_prefix(3);
    if (source.starts_with("#!"))
        source.remove_prefix(std::min(source.find('\n'), source.size() - 1) + 1);
    const auto find = [](std::string_view text, std::string_view mark) -> std::string {
        while (text.starts_with(mark)) {
            std::string_view line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(line.size() + 1, text.size()));
            line = grammar::trim_space(line.substr(mark.size()));
            const std::size_t equals = line.find('=');
            if (equals == std::string_view::npos)
                return {};
            const std::string name = lower(grammar::trim_space(line.substr(0, equals)));
            const std::string_view value = grammar::trim_space(line.substr(equals + 1));
            if (value.empty() || (name != "syntax" && name != "escape" && name != "check"))
                return {};
            if (name == "syntax")
                return std::string(value.substr(0, value.find(' ')));
        }
        return {};
    };
    std::string image = find(source, "#");
    if (image.empty())
        image = find(source, "//");
    if (image.empty() && grammar::trim_space(source).starts_with("{")) {
        // JSON front ends: any file that is a JSON object is not a Dockerfile of ours
        const std::size_t key = source.find("\"syntax\"");
        if (key != std::string_view::npos)
            image = "json";
    }
    return image;
}

} // namespace

InstructionKind kind_of_keyword(std::string_view keyword) {
    std::string wanted = upper(keyword);
    if (const std::size_t kelvin = wanted.find("\xE2\x84\xAA"); kelvin != std::string::npos)
        wanted.replace(kelvin, 3, "K"); // Go folds the Kelvin sign
    for (const auto& [name, kind] : keywords)
        if (name == wanted)
            return kind;
    return InstructionKind::unknown;
}

const Flag* Instruction::flag(std::string_view name) const {
    const auto found = std::find_if(flags.begin(), flags.end(), [&](const Flag& flag) { return flag.name == name; });
    return found == flags.end() ? nullptr : &*found;
}

std::vector<Mount> mounts_of(const Instruction& run) {
    std::vector<Mount> mounts;
    for (const Flag& flag : run.flags) {
        if (flag.name != "mount")
            continue;
        Mount mount;
        mount.known = flag.value.find('"') == std::string::npos;
        std::string_view fields = flag.value;
        while (!fields.empty()) {
            const std::string_view field = fields.substr(0, fields.find(','));
            fields.remove_prefix(std::min(field.size() + 1, fields.size()));
            const std::size_t equals = std::min(field.find('='), field.size());
            const std::string key = lower(field.substr(0, equals));
            const std::string value(field.substr(std::min(equals + 1, field.size())));
            if (key == "type")
                mount.type = lower(value);
            else if (key == "from")
                mount.from = value;
            else if (key == "source" || key == "src")
                mount.source = value;
            else if (key == "target" || key == "dst" || key == "destination")
                mount.target = value;
            else if (key == "sharing")
                mount.sharing = lower(value);
            else if (key == "rw" || key == "readwrite")
                mount.read_write = value.empty() || value == "true" || value == "1";
            else if (key == "ro" || key == "readonly")
                mount.read_write = !(value.empty() || value == "true" || value == "1");
            else if (key != "id" && key != "required" && key != "size" && key != "mode" && key != "uid" &&
                     key != "gid" && key != "env")
                mount.known = false;
        }
        mounts.push_back(std::move(mount));
    }
    return mounts;
}

Document::Document(std::string_view source) : source_(source), tree_(grammar::parse_dockerfile(source)) {
    static std::atomic<std::uint64_t> documents{0};
    id_ = ++documents;
    build();
}

void Document::build() {
    errors_ = tree_.errors;
    parser_accepts_ = errors_.empty();
    syntax_ = detect_syntax(source_);
    grammar::for_each_child(tree_.nodes, 0, [&](std::size_t child) {
        if (tree_.nodes[child].kind == Kind::instruction) {
            add_instruction(child);
        } else if (tree_.nodes[child].kind == Kind::directive) {
            Directive directive;
            directive.node = child;
            grammar::for_each_child(tree_.nodes, child, [&](std::size_t part) {
                const Node& node = tree_.nodes[part];
                const std::string text(source_.substr(node.begin, node.end - node.begin));
                if (node.kind == Kind::directive_name)
                    directive.name = lower(text);
                else if (node.kind == Kind::directive_value)
                    directive.value = text;
            });
            directives.push_back(std::move(directive));
        }
    });
    if (instructions.empty()) {
        errors_.push_back({0, "file with no instructions"});
        parser_accepts_ = false;
    }
    build_stages();
    build_settings();
    if (stages.empty() && errors_.empty())
        errors_.push_back({0, "dockerfile contains no stages to build"});
    std::stable_sort(errors_.begin(), errors_.end(), [](const auto& a, const auto& b) { return a.offset < b.offset; });
}

void Document::add_instruction(std::size_t node) {
    lines_.emplace_back(source_, tree_.nodes, node);
    Instruction& instruction = instructions.emplace_back();
    instruction.index = instructions.size() - 1;
    instruction.node = node;
    instruction.line = &lines_.back();
    instruction.bytes = {tree_.nodes[node].begin, tree_.nodes[node].end};
    std::string error = read_instruction(instruction, 0, tree_.escape, 0);
    instruction.text = instruction.source_span(
        instruction.parts.keyword_begin, static_cast<std::uint32_t>(grammar::trim_space(instruction.logical()).size() +
                                                                    instruction.parts.keyword_begin));
    Instruction& owner = instruction.trigger ? *instruction.trigger : instruction;
    std::vector<Heredoc> bodies;
    grammar::for_each_child(tree_.nodes, node, [&](std::size_t child) {
        const Node& part = tree_.nodes[child];
        if (part.kind == Kind::inner_comment)
            instruction.has_inner_comments = true;
        if (part.kind != Kind::heredoc)
            return;
        Heredoc heredoc;
        grammar::for_each_child(tree_.nodes, child, [&](std::size_t piece) {
            const Node& leaf = tree_.nodes[piece];
            (leaf.kind == Kind::heredoc_body ? heredoc.body : heredoc.terminator) = {leaf.begin, leaf.end};
        });
        bodies.push_back(std::move(heredoc));
    });
    if (!bodies.empty()) {
        auto found = grammar::find_heredocs(instruction.logical());
        for (std::size_t k = 0; found && k < bodies.size() && k < found->size(); ++k)
            bodies[k].opener = std::move((*found)[k]);
        owner.heredocs = std::move(bodies);
    }
    if (!error.empty()) {
        parser_accepts_ = false;
    } else {
        error = validate(instruction);
    }
    if (!error.empty()) {
        instruction.error = error;
        errors_.push_back({instruction.text.begin, std::move(error)});
    }
}

std::string_view Document::comments_above(const Instruction& instruction) const {
    const std::size_t end = source_.rfind('\n', instruction.text.begin) + 1; // 0 in the first line
    std::size_t begin = std::min<std::size_t>(end, instruction.text.begin);
    while (begin > 0) {
        const std::size_t line = begin < 2 ? 0 : source_.rfind('\n', begin - 2) + 1;
        const std::size_t mark = source_.find_first_not_of(" \t", line);
        if (source_[mark] != '#')
            break;
        begin = line;
    }
    return source_.substr(begin, end - begin);
}

const Directive* Document::directive(std::string_view name) const {
    const auto found = std::find_if(directives.begin(), directives.end(),
                                    [&](const Directive& directive) { return directive.name == name; });
    return found == directives.end() ? nullptr : &*found;
}

namespace {

struct GlobalScope final : grammar::VariableScope {
    explicit GlobalScope(const std::vector<Variable>& list) : variables(list) {}
    std::optional<std::string> lookup(std::string_view name) const override {
        for (auto variable = variables.rbegin(); variable != variables.rend(); ++variable)
            if (variable->name == name)
                return variable->value;
        return std::nullopt;
    }
    const std::vector<Variable>& variables;
};

struct StageScope final : grammar::VariableScope {
    StageScope(const Document& owner, std::size_t index, std::size_t number)
        : document(owner), stage(index), count(number) {}
    std::optional<std::string> lookup(std::string_view name) const override {
        bool known = true;
        if (auto value = find(stage, count, name, false, known); value || !known)
            return value;
        return find(stage, count, name, true, known);
    }
    std::optional<std::string> find(std::size_t in, std::size_t number, std::string_view name, bool arguments,
                                    bool& known) const {
        const Stage& here = document.stages[in];
        const auto& names = arguments ? here.arg_names : here.env_names;
        if (const auto found = names.find(std::string(name)); found != names.end()) {
            const auto behind = std::lower_bound(found->second.begin(), found->second.end(), number);
            if (behind != found->second.begin()) {
                const Variable& variable = here.variables[*(behind - 1)];
                known = variable.value.has_value();
                return variable.value;
            }
        }
        if (!arguments && here.parent != none)
            return find(here.parent, document.stages[here.parent].variables.size(), name, false, known);
        return std::nullopt;
    }
    const Document& document;
    std::size_t stage;
    std::size_t count;
};

/// May a word with variables in it be this name? Each variable may be anything.
bool fits(std::string_view name, std::string_view pattern) {
    std::vector<std::string_view> parts; // between the variables
    std::size_t begin = 0;
    for (std::size_t at = pattern.find('$'); at != std::string_view::npos; at = pattern.find('$', begin)) {
        parts.push_back(pattern.substr(begin, at - begin));
        begin = at + 1;
        if (begin < pattern.size() && pattern[begin] == '{') {
            for (int depth = 0; begin < pattern.size();) {
                const char c = pattern[begin++];
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (depth == 0)
                    break;
            }
        } else {
            while (begin < pattern.size() &&
                   (std::isalnum(static_cast<unsigned char>(pattern[begin])) != 0 || pattern[begin] == '_'))
                ++begin;
        }
    }
    if (parts.empty() || !name.starts_with(parts.front()))
        return false;
    std::size_t at = parts.front().size();
    for (std::size_t k = 1; k < parts.size(); ++k) {
        at = name.find(parts[k], at);
        if (at == std::string_view::npos)
            return false;
        at += parts[k].size();
    }
    const std::string_view last = pattern.substr(begin);
    return name.size() >= at + last.size() && name.ends_with(last);
}

} // namespace

void Document::build_stages() {
    for (Instruction& instruction : instructions) {
        if (instruction.kind != InstructionKind::from) {
            instruction.stage = stages.empty() ? none : stages.size() - 1;
            if (instruction.trigger)
                instruction.trigger->stage = instruction.stage;
            if (!stages.empty())
                continue;
            if (instruction.kind == InstructionKind::arg) {
                for (const KeyValue& pair : instruction.pairs) {
                    Variable variable{pair.key, std::nullopt, true, instruction.index};
                    if (pair.value)
                        variable.value = grammar::expand_word(*pair.value, escape(), GlobalScope(global_arguments));
                    global_arguments.push_back(std::move(variable));
                }
            } else if (instruction.error.empty()) {
                instruction.error =
                    "no build stage in current context: an instruction other than ARG stands before FROM";
                errors_.push_back({instruction.text.begin, instruction.error});
            }
            continue;
        }
        if (!stages.empty())
            stages.back().end = instruction.index;
        Stage stage;
        stage.index = stages.size();
        stage.from = instruction.index;
        stage.end = instructions.size();
        instruction.stage = stage.index;
        if (const Flag* platform = instruction.flag("platform"))
            stage.platform = platform->value;
        if (instruction.words.size() == 3)
            stage.name = lower(instruction.words[2].value);
        if (!instruction.words.empty()) {
            stage.base_word = instruction.words.front();
            std::vector<std::string> unset;
            stage.base_uses_arguments = stage.base_word.value.find('$') != std::string::npos;
            stage.base = grammar::expand_word(stage.base_word.value, escape(), GlobalScope(global_arguments), &unset);
            for (const std::string& name : unset)
                if (stage.base && stage.base_word.value.find("${" + name + ":") == std::string::npos &&
                    stage.base_word.value.find("${" + name + "-") == std::string::npos)
                    stage.base.reset();
            if (stage.base && stage.base->empty())
                stage.base.reset();
            if (stage.base)
                stage.parent = find_stage(*stage.base, stage.index, false);
        }
        stages.push_back(std::move(stage));
    }
    for (const Instruction& instruction : instructions) {
        if (instruction.stage == none)
            continue;
        const auto uses = [&](std::size_t stage) {
            if (stage == none || stage == instruction.stage)
                return;
            auto& list = stages[stage].dependents;
            if (std::find(list.begin(), list.end(), instruction.stage) == list.end())
                list.push_back(instruction.stage);
        };
        if (instruction.kind == InstructionKind::from) {
            const std::size_t parent = stages[instruction.stage].parent;
            uses(parent);
            if (parent != none)
                stages[parent].children.push_back(instruction.stage);
            if (const Stage& own = stages[instruction.stage]; own.base_uses_arguments)
                for (std::size_t other = 0; other < own.index; ++other)
                    if (other != parent && !stages[other].name.empty() &&
                        fits(stages[other].name, lower(own.base_word.value)))
                        stages[other].possible_children.push_back(instruction.stage);
        } else if (instruction.kind == InstructionKind::copy) {
            if (const Flag* from = instruction.flag("from"))
                uses(find_stage(from->value, instruction.stage, true));
        } else if (instruction.kind == InstructionKind::run) {
            for (const Mount& mount : mounts_of(instruction))
                if (!mount.from.empty())
                    uses(find_stage(mount.from, instruction.stage, false));
        }
    }
}

std::size_t Document::find_stage(std::string_view name, std::size_t before_stage, bool numbers) const {
    const std::string wanted = lower(name);
    if (numbers && !wanted.empty() && wanted.size() < 9 &&
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        const std::size_t index = std::stoul(wanted);
        return index < std::min(before_stage, stages.size()) ? index : none;
    }
    for (std::size_t k = std::min(before_stage, stages.size()); k-- > 0;)
        if (!stages[k].name.empty() && stages[k].name == wanted)
            return k;
    return none;
}

void Document::build_settings() {
    settings_.emplace_back();
    std::vector<std::size_t> last_of_stage(stages.size(), 0);
    setting_of_.assign(instructions.size(), 0);
    for (const Instruction& instruction : instructions) {
        if (instruction.stage == none)
            continue;
        Stage& stage = stages[instruction.stage];
        if (instruction.kind == InstructionKind::from) {
            Settings start = stage.parent == none ? Settings{} : settings_[last_of_stage[stage.parent]];
            start.variables = 0;
            if (stage.parent != none)
                stage.volumes = stages[stage.parent].volumes;
            settings_.push_back(std::move(start));
            last_of_stage[stage.index] = settings_.size() - 1;
        }
        setting_of_[instruction.index] = last_of_stage[instruction.stage];
        const Settings& before = settings_[last_of_stage[instruction.stage]];
        const StageScope scope(*this, stage.index, stage.variables.size());
        const auto expand = [&](const std::string& word) -> std::optional<std::string> {
            std::vector<std::string> unset;
            auto value = grammar::expand_word(word, escape(), scope, &unset);
            return unset.empty() ? value : std::nullopt;
        };
        Settings after;
        switch (instruction.kind) {
        case InstructionKind::shell:
            after = before;
            after.shell.inherited = false;
            after.shell.argv.clear();
            for (const Word& word : instruction.words)
                after.shell.argv.push_back(word.value);
            break;
        case InstructionKind::user:
            after = before;
            after.user = instruction.words.empty() ? std::nullopt : expand(instruction.words.front().value);
            after.user_known = after.user.has_value();
            break;
        case InstructionKind::workdir: {
            after = before;
            auto path = instruction.words.empty() ? std::nullopt : expand(instruction.words.front().value);
            if (path && path->starts_with("/"))
                after.workdir_known = true;
            else if (path && after.workdir)
                path = *after.workdir + (after.workdir->ends_with("/") ? "" : "/") + *path;
            else
                after.workdir_known = after.workdir_known && path.has_value();
            after.workdir = path;
            after.workdir_known = after.workdir_known && path.has_value();
            break;
        }
        case InstructionKind::volume:
            after = before;
            for (const Word& word : instruction.words)
                stage.volumes.push_back(expand(word.value).value_or(word.value));
            after.volumes = stage.volumes.size();
            break;
        case InstructionKind::env:
        case InstructionKind::arg: {
            std::vector<Variable> added;
            for (const KeyValue& pair : instruction.pairs) {
                Variable variable{pair.key, std::nullopt, instruction.kind == InstructionKind::arg, instruction.index};
                if (pair.value) {
                    variable.value = expand(*pair.value);
                } else {
                    variable.value = GlobalScope(global_arguments).lookup(pair.key);
                }
                added.push_back(std::move(variable));
            }
            after = before;
            for (Variable& variable : added) {
                (variable.is_arg ? stage.arg_names : stage.env_names)[variable.name].push_back(stage.variables.size());
                stage.variables.push_back(std::move(variable));
            }
            after.variables = stage.variables.size();
            break;
        }
        default:
            continue;
        }
        settings_.push_back(std::move(after));
        last_of_stage[instruction.stage] = settings_.size() - 1;
    }
}

std::optional<std::string> Document::variable(std::string_view name, const Instruction& instruction) const {
    if (instruction.stage == none)
        return GlobalScope(global_arguments).lookup(name);
    return StageScope(*this, instruction.stage, settings_before(instruction).variables).lookup(name);
}

std::string_view Document::line_ending_at(std::size_t offset) const {
    const std::size_t feed = source_.find('\n', offset);
    if (feed != std::string_view::npos)
        return feed > 0 && source_[feed - 1] == '\r' ? "\r\n" : "\n";
    const std::size_t before = source_.rfind('\n', offset);
    return before != std::string_view::npos && before > 0 && source_[before - 1] == '\r' ? "\r\n" : "\n";
}

void Document::set_targets(const std::vector<std::string>& names) {
    targets_.assign(stages.size(), false);
    for (const std::string& name : names)
        if (const std::size_t stage = find_stage(name, stages.size(), true); stage != none)
            targets_[stage] = true;
}

bool Document::ships(std::size_t stage) const {
    if (stage >= stages.size())
        return false;
    if (stage + 1 == stages.size() || stages[stage].dependents.empty() || (!targets_.empty() && targets_[stage]))
        return true;
    return std::any_of(stages[stage].children.begin(), stages[stage].children.end(),
                       [&](std::size_t child) { return ships(child); });
}

} // namespace imgfix::document
