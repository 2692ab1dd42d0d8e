#include "rewrite/gate.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "document/base_pieces.hpp"
#include "document/shell.hpp"
#include "rewrite/base_switch.hpp"
#include "rewrite/caches.hpp"
#include "rewrite/effects.hpp"
#include "rewrite/needless.hpp"
#include "rewrite/pins.hpp"
#include "rewrite/scripts.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::ShellScript;
using document::ShellToken;
using document::SimpleCommand;
using grammar::Kind;
using grammar::Node;

namespace {

struct HeredocContent {
    std::string name;
    unsigned descriptor;
    bool expand;
    bool chomp;
    std::string body;
    std::string_view terminator;
    friend bool operator==(const HeredocContent&, const HeredocContent&) = default;
};

/// All that an instruction says, free of its layout.
struct Meaning {
    std::string keyword; // as written
    std::vector<std::string> flags;
    bool json = false;
    bool shell = false;             // tokens hold it
    std::vector<std::string> words; // raw text of each word, or the whole text of an opaque script
    std::vector<ShellToken> tokens;
    std::vector<HeredocContent> heredocs;
    std::map<std::size_t, std::vector<ShellToken>> opened; // scripts inside that claims name, by number
    std::vector<std::string> comments;                     // inner comments, in order, white space at their ends aside
    bool gone = false;                                     // the instruction is claimed to be removed

    bool operator==(const Meaning& other) const {
        return keyword == other.keyword && flags == other.flags && json == other.json && shell == other.shell &&
               words == other.words && tokens == other.tokens && opened == other.opened && heredocs == other.heredocs &&
               comments == other.comments;
    }
};

/// The script of an instruction that a claim names.
std::size_t script_of(const Claim& claim) {
    return std::visit(
        [](const auto& one) -> std::size_t {
            if constexpr (requires { one.script; })
                return one.script;
            else
                return 0;
        },
        claim);
}

/// Token of words[word] of a command.
std::size_t find_word(const std::vector<ShellToken>& tokens, std::size_t command, std::size_t word);

/// Reads scripts that stand inside others, or in heredocs and exec forms, as trees instead of bytes. What held their
/// bytes names them by number instead.
void open_scripts(const Document& document, const Instruction& instruction, const std::set<std::size_t>& numbers,
                  Meaning& meaning) {
    const std::deque<EmbeddedScript> scripts = scripts_of(document, instruction);
    if (scripts.empty())
        return;
    const auto mark = [](std::size_t number) { return "script " + std::to_string(number) + '\1'; };
    if (scripts.front().place != ScriptPlace::shell_form) {
        meaning.shell = true;
        meaning.tokens = document::canonical_tokens(scripts.front().script);
        if (scripts.front().place == ScriptPlace::heredoc)
            meaning.heredocs.front().body = "the script";
        else
            meaning.words.clear();
    }
    std::set<std::size_t> wanted; // with all that hold them
    for (std::size_t number : numbers)
        for (; number < scripts.size() && number != 0; number = scripts[number].parent)
            wanted.insert(number);
    for (const std::size_t number : wanted) {
        const EmbeddedScript& one = scripts[number];
        meaning.opened[number] = document::canonical_tokens(one.script);
        auto& outer = one.parent == 0 ? meaning.tokens : meaning.opened[one.parent];
        const std::size_t at = find_word(outer, one.command, one.word);
        if (at != none)
            outer[at].text = mark(number);
    }
}

Meaning meaning_of(const Document& document, const Instruction& instruction,
                   const std::optional<std::set<std::size_t>>& opened = std::nullopt) {
    Meaning meaning;
    const auto& parts = instruction.parts;
    meaning.keyword = instruction.logical().substr(parts.keyword_begin, parts.keyword_end - parts.keyword_begin);
    for (const grammar::Word& flag : parts.flags)
        meaning.flags.push_back(flag.value);
    meaning.json = instruction.json;
    const std::string_view text = document::shell_text(instruction);
    if (!text.empty()) {
        const ShellScript script = document::parse_script_of(text, document::runs_in_bash(document, instruction));
        if (!script.opaque()) {
            meaning.shell = true;
            meaning.tokens = document::canonical_tokens(script);
        }
    }
    if (!meaning.shell) {
        if (instruction.kind == InstructionKind::from || instruction.kind == InstructionKind::copy ||
            instruction.kind == InstructionKind::add)
            for (const grammar::Word& word : instruction.words)
                meaning.words.push_back(word.value);
        else
            meaning.words.emplace_back(instruction.rest());
    }
    const Instruction& owner = instruction.trigger ? *instruction.trigger : instruction;
    for (const document::Heredoc& heredoc : owner.heredocs)
        meaning.heredocs.push_back({heredoc.opener.name, heredoc.opener.descriptor, heredoc.opener.expand,
                                    heredoc.opener.chomp, std::string(document.slice(heredoc.body)),
                                    document.slice(heredoc.terminator)});
    grammar::for_each_child(document.nodes(), instruction.node, [&](std::size_t child) {
        const Node& part = document.nodes()[child];
        if (part.kind == Kind::inner_comment)
            meaning.comments.emplace_back(grammar::trim_space(document.slice({part.begin, part.end})));
    });
    if (opened && (!meaning.shell || !opened->empty()))
        open_scripts(document, instruction, *opened, meaning);
    return meaning;
}

struct IndexedToken {
    std::size_t command;
    std::size_t word; // index among the command's words; none for other tokens
};

bool is_assignment(const ShellToken& token) {
    const std::size_t equals = token.text.find('=');
    if (equals == std::string::npos || equals == 0 || (token.text[0] >= '0' && token.text[0] <= '9'))
        return false;
    return std::all_of(token.text.begin(), token.text.begin() + static_cast<std::ptrdiff_t>(equals), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::vector<IndexedToken> index_words(const std::vector<ShellToken>& tokens) {
    std::vector<IndexedToken> list;
    std::vector<std::size_t> counts;
    bool after_redirection = false;
    for (const ShellToken& token : tokens) {
        std::size_t word = none;
        const bool is_redirection = !token.is_word && token.command != none;
        if (token.command != none && token.is_word) {
            if (counts.size() <= token.command)
                counts.resize(token.command + 1, 0);
            const bool assignment = counts[token.command] == 0 && is_assignment(token);
            if (!after_redirection && !assignment)
                word = counts[token.command]++;
        }
        after_redirection = is_redirection && token.text.find_first_of("<>") != std::string::npos;
        list.push_back({token.command, word});
    }
    return list;
}

std::size_t find_word(const std::vector<ShellToken>& tokens, std::size_t command, std::size_t word) {
    const auto list = index_words(tokens);
    for (std::size_t k = 0; k < list.size(); ++k)
        if (list[k].command == command && list[k].word == word)
            return k;
    return none;
}

using Problem = std::optional<std::string>;

/// Applies claims to the meanings of the document before; finds broken preconditions.
class Expectation {
public:
    Expectation(const Document& before, const std::vector<Claim>& claims, const Context& context)
        : before_(before), claims_(claims), context_(context) {}

    std::vector<std::optional<Meaning>> meanings; // by instruction of before; nullopt: untouched
    std::set<std::size_t> joined;                 // instructions that vanish into an earlier one
    std::map<std::size_t, std::string> new_bases; // stages whose base is switched, and what it must be
    std::map<std::size_t, std::string> new_runs;  // behind these instructions a RUN of this text is new
    bool arguments_change = false;                // bases made from ARGs change
    std::optional<std::string> syntax;            // the new image of the syntax directive
    document::Span syntax_place;

    /// The bytes that an instruction must have when claims reach into a text that BuildKit sees as a string (a heredoc,
    /// a JSON string, quotes): layout counts there too. Empty: it has no such claims.
    std::string exact_bytes(std::size_t index) const {
        const auto at = opened_.find(index);
        if (at == opened_.end() || !at->second)
            return {};
        const Instruction& instruction = before_.instructions[index];
        if (at->second->empty() && !instruction.json && instruction.heredocs.empty())
            return {};
        if (const auto text = switched_.find(index); text != switched_.end())
            return text->second;
        std::vector<Claim> own;
        for (const Claim& claim : claims_)
            if (touched_instructions(before_, claim) == std::vector<std::size_t>{index})
                own.push_back(claim);
        auto edits = edits_of(before_, index, own);
        if (!edits)
            return "no edits";
        for (Edit& edit : *edits) {
            edit.begin -= instruction.bytes.begin;
            edit.end -= instruction.bytes.begin;
        }
        return apply_edits(before_.slice(instruction.bytes), std::move(*edits));
    }

    /// What an instruction of after says, read as its counterpart before.
    Meaning now(const Document& after, const Instruction& instruction, std::size_t index) const {
        const auto at = opened_.find(index);
        return meaning_of(after, instruction, at == opened_.end() ? std::nullopt : at->second);
    }

    Problem build() {
        meanings.assign(before_.instructions.size(), std::nullopt);
        for (const Claim& claim : claims_)
            for (const std::size_t index : touched_instructions(before_, claim)) {
                if (index >= before_.instructions.size())
                    return "a claim names an instruction that does not exist";
                if (std::holds_alternative<InsertWord>(claim) || std::holds_alternative<RemoveWord>(claim) ||
                    std::holds_alternative<ReplaceWord>(claim) || std::holds_alternative<RemoveCommand>(claim) ||
                    std::holds_alternative<AppendCommand>(claim) || std::holds_alternative<InsertCommand>(claim)) {
                    auto& opened = opened_[index];
                    opened = opened.value_or(std::set<std::size_t>());
                    if (script_of(claim) != 0)
                        opened->insert(script_of(claim));
                } else if (std::holds_alternative<SwitchBase>(claim) && !before_.instructions[index].heredocs.empty()) {
                    opened_[index] = std::set<std::size_t>();
                } else {
                    opened_.try_emplace(index);
                }
            }
        for (const auto& [index, opened] : opened_)
            meanings[index] = meaning_of(before_, before_.instructions[index], opened);
        // Word positions of a command stay valid while words are inserted and removed because tokens keep the command
        // and its original word index.
        for (std::size_t k = 0; k < meanings.size(); ++k) {
            if (!meanings[k])
                continue;
            words_of_[{k, 0}] = index_words(meanings[k]->tokens);
            for (const auto& [script, tokens] : meanings[k]->opened)
                words_of_[{k, script}] = index_words(tokens);
        }
        for (const Claim& claim : claims_)
            if (!std::holds_alternative<JoinRuns>(claim))
                if (Problem problem = std::visit([&](const auto& one) { return apply(one); }, claim))
                    return problem;
        // later joins first, so that chains collapse from behind
        std::vector<JoinRuns> joins;
        for (const Claim& claim : claims_)
            if (const auto* join = std::get_if<JoinRuns>(&claim))
                joins.push_back(*join);
        std::sort(joins.begin(), joins.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        for (const JoinRuns& join : joins)
            if (Problem problem = apply(join))
                return problem;
        return std::nullopt;
    }

private:
    /// The tokens of a script of an instruction, and what they are in its commands.
    std::vector<ShellToken>& tokens_of(std::size_t instruction, std::size_t script) {
        return script == 0 ? meanings[instruction]->tokens : meanings[instruction]->opened[script];
    }

    std::size_t find_word(std::size_t instruction, std::size_t script, std::size_t command, std::size_t word) {
        const auto& list = words_of_[{instruction, script}];
        for (std::size_t k = 0; k < list.size(); ++k)
            if (list[k].command == command && list[k].word == word)
                return k;
        return none;
    }

    void insert_token(std::size_t instruction, std::size_t script, std::size_t at, ShellToken token,
                      IndexedToken mark) {
        auto& tokens = tokens_of(instruction, script);
        tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), std::move(token));
        auto& list = words_of_[{instruction, script}];
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), mark);
    }
    void erase_token(std::size_t instruction, std::size_t script, std::size_t at) {
        auto& tokens = tokens_of(instruction, script);
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at));
        auto& list = words_of_[{instruction, script}];
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
    }

    bool has_shell(std::size_t instruction, std::size_t script = 0) const {
        return meanings[instruction] && meanings[instruction]->shell &&
               (script == 0 || meanings[instruction]->opened.count(script) != 0);
    }

    Problem apply(const ReplaceImageRef& claim) {
        const auto uses = document::image_uses(before_);
        const auto use = std::find_if(uses.begin(), uses.end(), [&](const auto& one) {
            return one.site == claim.site && one.text == claim.before;
        });
        if (use == uses.end() || !use->whole)
            return "the image reference is not at the claimed place";
        if (use->arguments) { // bases_disagree() looks at what it makes
            if (document::variables_in(claim.before) != document::variables_in(claim.after))
                return "the variables of the image reference change";
            arguments_change = true;
        } else if (Problem problem = forbids_pin(claim.before, claim.after, use->platform, context_)) {
            return problem;
        }
        if (claim.site.kind == ImageSiteKind::syntax) {
            if (document::parse_image_reference(claim.after)->digest.empty())
                return "the syntax directive may get a digest only";
            syntax = claim.after;
            syntax_place = use->place;
            return std::nullopt;
        }
        Meaning& meaning = *meanings[claim.site.instruction];
        const Instruction& instruction = before_.instructions[claim.site.instruction];
        switch (claim.site.kind) {
        case ImageSiteKind::from:
            if (meaning.words.empty() || meaning.words[0] != claim.before)
                return "the image reference is not at the claimed place";
            meaning.words[0] = claim.after;
            return std::nullopt;
        case ImageSiteKind::copy_from:
        case ImageSiteKind::mount_from:
            return replace_in(meaning.flags[claim.site.flag], 0, claim);
        case ImageSiteKind::onbuild_copy_from:
        case ImageSiteKind::onbuild_mount_from:
            return replace_in(meaning.words[0],
                              instruction.trigger->flags[claim.site.flag].begin - instruction.parts.rest_begin, claim);
        case ImageSiteKind::syntax:
            break;
        }
        return "unknown image site";
    }

    /// Replaces the reference behind the first from= at or after offset.
    static Problem replace_in(std::string& text, std::size_t offset, const ReplaceImageRef& claim) {
        const std::string key = "from=" + claim.before;
        for (std::size_t at = text.find(key, offset); at != std::string::npos; at = text.find(key, at + 1)) {
            const char before = at == 0 ? '\0' : text[at - 1];
            const std::size_t end = at + key.size();
            if ((before != '-' && before != ',' && before != '=' && before != '"') ||
                (end != text.size() && std::string_view(", \t\"").find(text[end]) == std::string_view::npos))
                continue;
            text.replace(at + 5, claim.before.size(), claim.after);
            return std::nullopt;
        }
        return "the image reference is not at the claimed place";
    }

    Problem apply(const ReplaceArgDefault& claim) {
        arguments_change = true;
        return replace_default(claim);
    }

    Problem replace_default(const ReplaceArgDefault& claim) {
        const Instruction& instruction = before_.instructions[claim.instruction];
        if (instruction.kind != InstructionKind::arg || instruction.stage != none ||
            claim.pair >= instruction.pairs.size())
            return "the ARG is not at the claimed place";
        const document::KeyValue& pair = instruction.pairs[claim.pair];
        if (!pair.value || *pair.value != claim.before)
            return "the default of the ARG is not the claimed one";
        if (const auto conflict = forbids_default(before_, pair.key, context_))
            return conflict->message;
        if (document::variables_in(claim.before) != document::variables_in(claim.after))
            return "the variables of the ARG's default change";
        Meaning& meaning = *meanings[claim.instruction];
        const std::size_t at = pair.word.end - claim.before.size() - instruction.parts.rest_begin;
        std::string& text = meaning.words[0];
        if (at > text.size() || text.compare(at, claim.before.size(), claim.before) != 0)
            return "the default of the ARG is not at the claimed place";
        text.replace(at, claim.before.size(), claim.after);
        return std::nullopt;
    }

    Problem apply(const InsertWord& claim) {
        if (!has_shell(claim.instruction, claim.script))
            return "a word is inserted into text that is no readable shell script";
        if (auto problem = forbids_insert(before_, claim, context_))
            return problem;
        std::size_t at = find_word(claim.instruction, claim.script, claim.command, claim.position);
        if (at == none) {
            if (claim.position == 0)
                return "the command to insert into does not exist";
            at = find_word(claim.instruction, claim.script, claim.command, claim.position - 1);
            if (at == none)
                return "the place to insert at does not exist";
            ++at;
        }
        insert_token(claim.instruction, claim.script, at, {claim.word, true, claim.command}, {claim.command, none});
        return std::nullopt;
    }

    Problem apply(const RemoveWord& claim) {
        if (!has_shell(claim.instruction, claim.script))
            return "a word is removed from text that is no readable shell script";
        if (auto problem = forbids_removal(before_, claim, context_))
            return problem;
        const std::size_t at = find_word(claim.instruction, claim.script, claim.command, claim.position);
        if (at == none || tokens_of(claim.instruction, claim.script)[at].text != claim.word)
            return "the word to remove is not at the claimed place";
        erase_token(claim.instruction, claim.script, at);
        return std::nullopt;
    }

    Problem apply(const ReplaceWord& claim) {
        if (!has_shell(claim.instruction, claim.script))
            return "a word is replaced in text that is no readable shell script";
        if (auto problem = forbids_replacement(before_, claim, context_))
            return problem;
        const std::size_t at = find_word(claim.instruction, claim.script, claim.command, claim.position);
        if (at == none || tokens_of(claim.instruction, claim.script)[at].text != claim.before)
            return "the word to replace is not at the claimed place";
        tokens_of(claim.instruction, claim.script)[at].text = claim.after;
        return std::nullopt;
    }

    Problem apply(const RemoveCommand& claim) {
        if (!has_shell(claim.instruction, claim.script))
            return "a command is removed from text that is no readable shell script";
        if (auto problem = forbids_removal(before_, claim, context_))
            return problem;
        return erase_command(claim.instruction, claim.command, claim.script);
    }

    /// Takes a command and one && beside it out, or the ; or line end behind it when it is a list of its own;
    /// in_sequence: or the ; before it when it is the last list (only where its status is nobody's condition).
    /// end: the last command of the pipeline that it begins.
    Problem erase_command(std::size_t instruction, std::size_t command, std::size_t script = 0,
                          bool in_sequence = false, std::size_t end = none) {
        auto& list = words_of_[{instruction, script}];
        auto& tokens = tokens_of(instruction, script);
        std::size_t first = none;
        std::size_t last = none;
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (list[k].command == command || (end != none && list[k].command == end)) {
                first = first == none ? k : first;
                last = k;
            }
        }
        if (first == none)
            return "the command to remove does not exist";
        // inner comments are no shell tokens; shell comments and operators other than && must not be its neighbours
        std::size_t from = first;
        std::size_t to = last + 1;
        if (to < tokens.size() && tokens[to].text == "&&" && !tokens[to].is_word &&
            (from == 0 || is_list_start(tokens[from - 1]))) {
            ++to;
        } else if (from > 0 && tokens[from - 1].text == "&&" && !tokens[from - 1].is_word) {
            --from;
            if (to < tokens.size() && tokens[to].text == "||")
                return "a command before || is removed";
        } else if (in_sequence && from > 0 && to < tokens.size() && !tokens[from - 1].is_word &&
                   tokens[from - 1].text == ";" && !tokens[to].is_word && tokens[to].text == "\n") {
            --from; // the line end stays
        } else if (to + 1 < tokens.size() && (tokens[to].text == ";" || tokens[to].text == "\n") &&
                   !tokens[to].is_word && (from == 0 || is_list_start(tokens[from - 1]))) {
            ++to;
        } else if (in_sequence && from > 0 && is_separator(tokens, from - 1) &&
                   (to == tokens.size() || (to + 1 == tokens.size() && is_separator(tokens, to)))) {
            --from;
        } else {
            return "the command to remove is not joined by &&";
        }
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                     tokens.begin() + static_cast<std::ptrdiff_t>(to));
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(from), list.begin() + static_cast<std::ptrdiff_t>(to));
        // two line ends in a row are one, and none stands at the beginning: as canonical_tokens() has it
        const auto is_line_end = [&](std::size_t at) { return !tokens[at].is_word && tokens[at].text == "\n"; };
        if (from < tokens.size() && is_line_end(from) && (from == 0 || is_line_end(from - 1)))
            erase_token(instruction, script, from);
        return std::nullopt;
    }

    static bool is_separator(const std::vector<ShellToken>& tokens, std::size_t at) {
        return at < tokens.size() && !tokens[at].is_word && (tokens[at].text == ";" || tokens[at].text == "\n");
    }

    static bool is_list_start(const ShellToken& token) {
        return !token.is_word && (token.text == ";" || token.text == "\n" || token.text == "(");
    }

    Problem apply(const AppendCommand& claim) {
        if (!has_shell(claim.instruction, claim.script))
            return "a command is appended to text that is no readable shell script";
        if (auto problem = forbids_append(before_, claim, context_))
            return problem;
        const ShellScript script = document::parse_script(claim.text, grammar::ShellDialect::posix);
        if (script.opaque() || !script.and_list_of_pipelines)
            return "the appended command is not readable";
        auto& tokens = tokens_of(claim.instruction, claim.script);
        // behind the last command: what a here-document ends with is no command, nor is a `;` at the end
        auto at = tokens.end();
        while (at != tokens.begin() && !(at - 1)->is_word &&
               ((at - 1)->text == "\n" || (at - 1)->text == ";" || (at - 1)->text.starts_with('#')))
            --at;
        std::vector<ShellToken> added{{"&&", false, none}};
        for (ShellToken token : document::canonical_tokens(script)) {
            token.command = none;
            added.push_back(std::move(token));
        }
        tokens.insert(at, added.begin(), added.end());
        return std::nullopt;
    }

    Problem apply(const InsertCommand& claim) {
        if (!has_shell(claim.instruction, claim.script))
            return "a command is put into text that is no readable shell script";
        if (auto problem = forbids_insert(before_, claim, context_))
            return problem;
        const ShellScript script = document::parse_script(claim.text, grammar::ShellDialect::posix);
        if (script.opaque() || !script.and_list_of_pipelines)
            return "the command put in is not readable";
        const auto scripts = scripts_of(before_, before_.instructions[claim.instruction]);
        if (claim.script >= scripts.size() || claim.command >= scripts[claim.script].script.commands.size())
            return "the command beside which one is put does not exist";
        const SimpleCommand& beside = scripts[claim.script].script.commands[claim.command];
        if (beside.depth != 0 || !beside.top_level || beside.in_pipeline || beside.negated || beside.in_background)
            return "the command beside which one is put is no operand of the top list";
        const auto& list = words_of_[{claim.instruction, claim.script}];
        std::size_t first = none;
        std::size_t last = none;
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (list[k].command == claim.command) {
                first = first == none ? k : first;
                last = k;
            }
        }
        if (first == none)
            return "the command beside which one is put does not exist";
        const ShellToken glue{claim.sequence ? ";" : "&&", false, none};
        std::vector<ShellToken> added;
        if (claim.behind)
            added.push_back(glue);
        for (ShellToken token : document::canonical_tokens(script)) {
            token.command = none;
            added.push_back(std::move(token));
        }
        if (!claim.behind)
            added.push_back(glue);
        std::size_t at = claim.behind ? last + 1 : first;
        for (ShellToken& token : added)
            insert_token(claim.instruction, claim.script, at++, std::move(token), {none, none});
        return std::nullopt;
    }

    Problem apply(const RemoveInstruction& claim) {
        if (auto problem = forbids_removal(before_, claim, context_))
            return problem;
        meanings[claim.instruction]->gone = true;
        return std::nullopt;
    }

    Problem apply(const JoinRuns& claim) {
        if (claim.grouping == Grouping::documents)
            return join_documents(claim);
        if (!has_shell(claim.first) || !has_shell(claim.second))
            return "RUNs are joined that are no readable shell scripts";
        const JoinVerdict verdict = may_join(before_, claim.first, claim.second, context_);
        if (!verdict.allowed)
            return "the RUNs may not be joined: " + verdict.message;
        if (verdict.grouping != claim.grouping || verdict.subshell != claim.subshell || verdict.rehash != claim.rehash)
            return "the RUNs need another grouping";
        Meaning& into = *meanings[claim.first];
        Meaning& from = *meanings[claim.second];
        if (into.flags != from.flags)
            return "the RUNs have different flags";
        const ShellToken glue{claim.grouping == Grouping::sequence ? ";" : "&&", false, none};
        if (!into.tokens.empty() && into.tokens.back() == ShellToken{";", false, none})
            into.tokens.pop_back();
        if (claim.subshell) {
            into.tokens.insert(into.tokens.begin(), {"(", false, none});
            into.tokens.push_back({")", false, none});
        }
        into.tokens.push_back(glue);
        if (claim.rehash) {
            into.tokens.push_back({"hash", true, none});
            into.tokens.push_back({"-r", true, none});
            into.tokens.push_back(glue);
        }
        if (claim.grouping == Grouping::braces)
            into.tokens.push_back({"{", false, none});
        into.tokens.insert(into.tokens.end(), from.tokens.begin(), from.tokens.end());
        if (claim.grouping == Grouping::braces) {
            into.tokens.push_back({";", false, none});
            into.tokens.push_back({"}", false, none});
        }
        for (std::string& comment : comments_between(claim.first, claim.second))
            into.comments.push_back(std::move(comment));
        into.comments.insert(into.comments.end(), from.comments.begin(), from.comments.end());
        joined.insert(claim.second);
        return std::nullopt;
    }

    Problem join_documents(const JoinRuns& claim) {
        const JoinVerdict verdict = may_join(before_, claim.first, claim.second, context_);
        if (!verdict.allowed || verdict.grouping != claim.grouping || claim.subshell || claim.rehash)
            return "the here-documents may not be joined: " + verdict.message;
        Meaning& into = *meanings[claim.first];
        const Meaning& from = *meanings[claim.second];
        if (into.flags != from.flags || into.words != from.words || into.heredocs.size() != 1 ||
            from.heredocs.size() != 1)
            return "the RUNs have different flags or openers";
        const auto& nodes = before_.nodes();
        for (std::size_t at =
                 before_.instructions[claim.first].node + nodes[before_.instructions[claim.first].node].size;
             at < before_.instructions[claim.second].node; at += nodes[at].size)
            if (nodes[at].kind == Kind::comment) {
                const std::size_t begin = before_.source().rfind('\n', nodes[at].begin) + 1;
                into.heredocs[0].body.append(before_.source().substr(begin, nodes[at].end - begin)).append("\n");
            }
        into.heredocs[0].body += from.heredocs[0].body;
        into.heredocs[0].terminator = from.heredocs[0].terminator;
        joined.insert(claim.second);
        return std::nullopt;
    }

    std::vector<std::string> comments_between(std::size_t first, std::size_t second) const {
        std::vector<std::string> comments;
        const auto& nodes = before_.nodes();
        const std::size_t end = before_.instructions[second].node;
        std::size_t at = before_.instructions[first].node;
        for (at += nodes[at].size; at < end; at += nodes[at].size)
            if (nodes[at].kind == Kind::comment)
                comments.emplace_back(grammar::trim_space(before_.slice({nodes[at].begin, nodes[at].end})));
        return comments;
    }

    static bool same(const SwitchBase& a, const SwitchBase& b) {
        return a.stage == b.stage && describe(Claim(a)) == describe(Claim(b));
    }

    /// Do the claims hold all that a plan changes: its own stage, and those that go with it?
    bool is_whole(const SwitchPlan& plan) const {
        const auto claimed = [&](const SwitchBase& wanted) {
            return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& one) {
                const auto* claim = std::get_if<SwitchBase>(&one);
                return claim != nullptr && same(*claim, wanted);
            });
        };
        return plan.possible && claimed(plan.claim) && std::all_of(plan.partners.begin(), plan.partners.end(), claimed);
    }

    /// The plan for the claim's stage that says the same, or that of another claimed stage which takes this one along.
    std::optional<SwitchPlan> plan_that_holds(const SwitchBase& claim, const std::vector<SwitchPlan>& plans) const {
        for (const SwitchPlan& plan : plans)
            if (same(plan.claim, claim) && is_whole(plan))
                return plan;
        for (const Claim& one : claims_) {
            const auto* other = std::get_if<SwitchBase>(&one);
            if (other == nullptr || other->stage == claim.stage)
                continue;
            for (const SwitchPlan& plan : plan_switches(before_, other->stage, context_))
                if (is_whole(plan) && std::any_of(plan.partners.begin(), plan.partners.end(),
                                                  [&](const SwitchBase& partner) { return same(partner, claim); }))
                    return plan;
        }
        return std::nullopt;
    }

    Problem apply(const SwitchBase& claim) {
        if (claim.stage >= before_.stages.size())
            return "the stage does not exist";
        const std::vector<SwitchPlan> plans = plan_switches(before_, claim.stage, context_);
        const std::optional<SwitchPlan> plan = plan_that_holds(claim, plans);
        if (!plan && std::none_of(plans.begin(), plans.end(), [](const SwitchPlan& one) { return one.possible; }))
            return "the base may not be switched: " + (plans.empty() || plans.front().obstacles.empty()
                                                           ? std::string("no plan")
                                                           : plans.front().obstacles.front().message);
        if (!plan)
            return "the switch is not the one the rules give";
        if (Problem problem = expect_bytes(claim, *plan))
            return problem;
        Meaning& from = *meanings[before_.stages[claim.stage].from];
        if (from.words.empty() || from.words[0] != claim.before)
            return "the base is not the claimed one";
        from.words[0] = claim.after;
        new_bases[claim.stage] = claim.base;
        if (claim.argument) {
            const SwitchBase::Argument& one = *claim.argument;
            if (Problem problem = replace_default({one.instruction, one.pair, one.before, one.after}))
                return problem;
        }
        if (const std::string run = added_run(claim); !run.empty())
            new_runs[before_.stages[claim.stage].from] = run;
        for (const CommandRewrite& row : claim.table) {
            if (!has_shell(row.instruction) || before_.instructions[row.instruction].stage != claim.stage)
                return "a command of another stage, or no readable command, is translated";
            if (Problem problem = rewrite_command(row))
                return problem;
        }
        return std::nullopt;
    }

    /// Layout counts inside a here-document: there the bytes are those that the rules give for the text before.
    Problem expect_bytes(const SwitchBase& claim, const SwitchPlan& plan) {
        for (const CommandRewrite& row : claim.table) {
            const Instruction& instruction = before_.instructions[row.instruction];
            if (instruction.heredocs.empty())
                continue;
            std::vector<Edit> edits;
            for (Edit edit : plan.edits) // one that ends where it begins is the RUN of packages before it
                if (edit.begin >= instruction.bytes.begin && edit.end > instruction.bytes.begin &&
                    edit.end <= instruction.bytes.end) {
                    edit.begin -= instruction.bytes.begin;
                    edit.end -= instruction.bytes.begin;
                    edits.push_back(std::move(edit));
                }
            switched_[row.instruction] = apply_edits(before_.slice(instruction.bytes), std::move(edits));
        }
        return std::nullopt;
    }

    Problem rewrite_command(const CommandRewrite& row) {
        auto& list = words_of_[{row.instruction, 0}];
        auto& tokens = meanings[row.instruction]->tokens;
        const std::size_t end = row.last == none ? row.command : row.last;
        const auto is_own = [&](const IndexedToken& token) {
            return token.command != none && token.command >= row.command && token.command <= end;
        };
        std::vector<std::string> words;
        std::size_t first = none;
        std::size_t last = none;
        for (std::size_t k = 0; k < list.size(); ++k) {
            if (!is_own(list[k]))
                continue;
            first = first == none ? k : first;
            last = k;
            words.push_back(tokens[k].text);
        }
        if (words != row.before || first == none)
            return "a translated command is not the claimed one";
        for (std::size_t k = first; k < last; ++k)
            if (!is_own(list[k]) && (!row.after.empty() || tokens[k].text != "|"))
                return "a translated command is not in one piece";
        if (row.after.empty()) {
            bool other = false;
            const auto is_between = [](const ShellToken& token) {
                return !token.is_word && (token.text == "&&" || token.text == ";" || token.text == "|" ||
                                          token.text == "\n" || token.text.starts_with("#"));
            };
            for (std::size_t k = 0; k < list.size(); ++k)
                other = other || !(is_own(list[k]) || (list[k].command == none && is_between(tokens[k])));
            if (!other) {
                meanings[row.instruction]->gone = true;
                return std::nullopt;
            }
            return erase_command(row.instruction, row.command, 0, true, end);
        }
        if (end != row.command)
            return "a pipeline is translated";
        for (std::size_t k = last + 1; k-- > first;) { // redirections stay
            const bool target =
                k > first && !tokens[k - 1].is_word && tokens[k - 1].text.find_first_of("<>") != std::string::npos;
            if (tokens[k].is_word && !target)
                erase_token(row.instruction, 0, k);
        }
        for (std::size_t k = 0; k < row.after.size(); ++k)
            insert_token(row.instruction, 0, first + k, {row.after[k], true, row.command}, {row.command, k});
        return std::nullopt;
    }

    const Document& before_;
    const std::vector<Claim>& claims_;
    const Context& context_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<IndexedToken>> words_of_; // instruction, script
    std::map<std::size_t, std::string> switched_; // RUNs with a here-document whose commands a switch translates
    /// Instructions that claims touch. No set: their texts are compared as they are; a set: a claim of words and
    /// commands touches these scripts inside them.
    std::map<std::size_t, std::optional<std::set<std::size_t>>> opened_;
};

/// Line ends used inside a range: bit 1 for LF, bit 2 for CR LF.
int line_ends(std::string_view text) {
    int found = 0;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        found |= at > 0 && text[at - 1] == '\r' ? 2 : 1;
    return found;
}

/// Walks the top-level items of both documents side by side.
class Comparison {
public:
    Comparison(const Document& before, const Document& after, const Expectation& expectation)
        : before_(before), after_(after), expectation_(expectation) {}

    Problem run() {
        std::size_t next_before = 0;
        std::size_t next_after = 0;
        std::vector<std::size_t> left = children(before_);
        std::vector<std::size_t> right = children(after_);
        std::size_t instruction = 0; // of before
        std::size_t counterpart = 0; // of after
        std::size_t k = 0;
        for (std::size_t j = 0; j < left.size(); ++j) {
            const Node& item = before_.nodes()[left[j]];
            if (item.kind != Kind::instruction) {
                // a comment or blank line between joined RUNs moves or goes: its comment is expected inside
                if (before_joined(instruction))
                    continue;
                if (k >= right.size() ||
                    !(same_bytes(item, after_.nodes()[right[k]]) || is_new_syntax(item, after_.nodes()[right[k]])))
                    return "a line outside the changed instructions differs, near line " + line_of(before_, item.begin);
                ++k;
                continue;
            }
            const std::size_t index = instruction++;
            if (expectation_.joined.count(index) != 0)
                continue;
            const auto& expected = expectation_.meanings[index];
            if (expected && expected->gone)
                continue;
            if (k >= right.size() || after_.nodes()[right[k]].kind != Kind::instruction)
                return "an instruction is lost, near line " + line_of(before_, item.begin);
            const Node& other = after_.nodes()[right[k]];
            const Instruction& now = after_.instructions[counterpart++];
            ++k;
            if (!expected) {
                if (!same_bytes(item, other))
                    return "an instruction without a claim differs, near line " + line_of(before_, item.begin);
                continue;
            }
            const Meaning found = expectation_.now(after_, now, index);
            if (!(found == *expected))
                return "a changed instruction is not what its claims make of it, near line " +
                       line_of(before_, item.begin) + difference(*expected, found);
            if (const std::string exact = expectation_.exact_bytes(index);
                !exact.empty() && exact != after_.slice(now.bytes))
                return "a text that holds a script is not what its claims make of it, near line " +
                       line_of(before_, item.begin);
            // one argument of a program: MAX_ARG_STRLEN with some room for the shell's own
            if (now.kind == InstructionKind::run && now.rest().size() > 131000 &&
                now.rest().size() > before_.instructions[index].rest().size())
                return "the script grows longer than the system takes, near line " + line_of(before_, item.begin);
            if (const auto line = expectation_.new_runs.find(index); line != expectation_.new_runs.end()) {
                if (k >= right.size() || !is_added_run(after_.nodes()[right[k]], item, line->second))
                    return "an added RUN is not the claimed one, near line " + line_of(before_, item.begin);
                ++k;
                ++counterpart;
            }
            const std::string_view new_text = after_.slice({other.begin, other.end});
            const std::string_view old_text =
                before_.slice({item.begin, before_.instructions[last_joined(index)].bytes.end});
            const int old_ends = line_ends(before_.source());
            if ((line_ends(new_text) & ~line_ends(old_text)) != 0 && (line_ends(new_text) & ~old_ends) != 0)
                return "a line end of another kind appears, near line " + line_of(before_, item.begin);
            if (old_text.ends_with('\n') != new_text.ends_with('\n'))
                return "the line end behind an instruction changes, near line " + line_of(before_, item.begin);
        }
        (void)next_before;
        (void)next_after;
        if (k != right.size())
            return "a line is added that no claim explains, near line " +
                   line_of(after_, after_.nodes()[right[k]].begin);
        return std::nullopt;
    }

private:
    static std::vector<std::size_t> children(const Document& document) {
        std::vector<std::size_t> list;
        grammar::for_each_child(document.nodes(), 0, [&](std::size_t child) { list.push_back(child); });
        return list;
    }

    /// Is it a RUN of this text, its line ended as the instruction before it is?
    bool is_added_run(const Node& node, const Node& behind, std::string_view text) const {
        const std::string_view above = before_.slice({behind.begin, behind.end});
        const std::string_view end = above.ends_with("\r\n") ? "\r\n" : "\n";
        return node.kind == Kind::instruction && above.ends_with('\n') &&
               after_.slice({node.begin, node.end}) == std::string(text) + std::string(end);
    }

    /// True when the next instruction of before is joined into the one before it.
    bool before_joined(std::size_t next_instruction) const { return expectation_.joined.count(next_instruction) != 0; }

    std::size_t last_joined(std::size_t index) const {
        while (expectation_.joined.count(index + 1) != 0)
            ++index;
        return index;
    }

    bool same_bytes(const Node& a, const Node& b) const {
        return a.kind == b.kind && before_.slice({a.begin, a.end}) == after_.slice({b.begin, b.end});
    }

    bool is_new_syntax(const Node& a, const Node& b) const {
        const document::Span place = expectation_.syntax_place;
        if (!expectation_.syntax || a.kind != b.kind || place.begin < a.begin || place.end > a.end)
            return false;
        std::string text(before_.slice({a.begin, a.end}));
        text.replace(place.begin - a.begin, place.end - place.begin, *expectation_.syntax);
        return text == after_.slice({b.begin, b.end});
    }

    static std::string line_of(const Document& document, std::size_t offset) {
        return std::to_string(document.position(offset).line);
    }

    static std::string difference(const Meaning& expected, const Meaning& found) {
        if (expected.comments != found.comments)
            return " (comments)";
        if (expected.heredocs != found.heredocs)
            return " (heredocs)";
        if (expected.flags != found.flags)
            return " (flags)";
        if (expected.tokens != found.tokens) {
            for (std::size_t k = 0; k < std::max(expected.tokens.size(), found.tokens.size()); ++k) {
                const std::string want = k < expected.tokens.size() ? expected.tokens[k].text : "the end";
                const std::string have = k < found.tokens.size() ? found.tokens[k].text : "the end";
                if (want != have)
                    return " (expected '" + want + "', found '" + have + "')";
            }
        }
        return "";
    }

    const Document& before_;
    const Document& after_;
    const Expectation& expectation_;
};

Problem compare_stages(const Document& before, const Document& after) {
    if (before.stages.size() != after.stages.size())
        return "the number of stages changes";
    for (std::size_t k = 0; k < before.stages.size(); ++k) {
        const auto& a = before.stages[k];
        const auto& b = after.stages[k];
        if (a.name != b.name || a.parent != b.parent || a.platform != b.platform || a.dependents != b.dependents ||
            a.children != b.children)
            return "the stage graph changes at stage " + std::to_string(k);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> check(const Document& before, const Document& after, const std::vector<Claim>& claims,
                                 const Context& context) {
    if (!before.errors().empty())
        return "the text before does not parse";
    if (!after.errors().empty())
        return "the text after does not parse: " + after.errors().front().message;
    if (before.escape() != after.escape())
        return "the escape character changes";
    Expectation expectation(before, claims, context);
    if (Problem problem = expectation.build())
        return problem;
    if (after.syntax() != expectation.syntax.value_or(before.syntax()))
        return "the syntax directive changes";
    if (Problem problem = forbids_part(before, claims, context))
        return problem;
    if (Problem problem = Comparison(before, after, expectation).run())
        return problem;
    if (expectation.arguments_change)
        if (Problem problem = bases_disagree(before, after, context))
            return problem;
    if (Problem problem = compare_stages(before, after))
        return problem;
    for (std::size_t k = 0; k < after.stages.size(); ++k) {
        const auto wanted = expectation.new_bases.find(k);
        if (wanted != expectation.new_bases.end() && after.stages[k].base != wanted->second)
            return "the base of stage " + std::to_string(k) + " is not " + wanted->second;
        // no other stage may get another base through an ARG
        if (!expectation.new_bases.empty() && wanted == expectation.new_bases.end() &&
            after.stages[k].base != before.stages[k].base)
            return "the base of stage " + std::to_string(k) + " changes too";
    }
    return std::nullopt;
}

} // namespace imgfix::rewrite
