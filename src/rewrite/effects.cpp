#include "rewrite/effects.hpp"

#include <map>
#include <utility>

#include "rewrite/join_rules.hpp"

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;

namespace {

using namespace effects;

/// A7.
Found flags_differ(const Instruction& a, const Instruction& b) {
    if (a.flags.size() != b.flags.size())
        return Problem{"different-flags", "the two RUNs have different flags"};
    for (std::size_t k = 0; k < a.flags.size(); ++k) {
        const document::Flag& one = a.flags[k];
        if (one.name != b.flags[k].name || one.value != b.flags[k].value || one.has_value != b.flags[k].has_value)
            return Problem{"different-flags", "the two RUNs have different flags"};
        if (one.name != "mount" && one.name != "network" && one.name != "security" && one.name != "device")
            return Problem{"different-flags", "what the flag --" + one.name + " does is not known"};
        if (one.name == "mount" && one.value.find('$') != std::string::npos)
            return Problem{"mount-not-shared", "a mount with a variable in it"};
        // an assignment of the first RUN would change what the second one sees
        if (one.name == "mount" && one.value.find("env=") != std::string::npos)
            return Problem{"mount-not-shared", "a secret in the environment"};
    }
    for (const document::Mount& mount : document::mounts_of(a)) {
        const bool plain =
            mount.known &&
            (mount.type == "secret" || mount.type == "ssh" || (mount.type == "bind" && !mount.read_write) ||
             (mount.type == "cache" &&
              (mount.sharing.empty() || mount.sharing == "shared" || mount.sharing == "locked")));
        if (!plain)
            return Problem{"mount-not-shared", "a " + mount.type + " mount that each RUN has anew"};
    }
    return std::nullopt;
}

/// Comments that speak to a tool about the instruction below them: a merge would move them inside a RUN.
bool is_pragma(std::string_view comment) {
    while (!comment.empty() && (comment[0] == '#' || comment[0] == ' ' || comment[0] == '\t'))
        comment.remove_prefix(1);
    constexpr std::array<std::string_view, 18> words{
        "imgfix ",        "hadolint ",       "tally ", "shellcheck ", "check=", "syntax=",
        "escape=",        "renovate",        "trivy:", "checkov:",    "kics",   "nosemgrep",
        "dockerfilelint", "dockerfile_lint", "snyk",   "semgrep",     "nosec",  "noqa"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        if (comment.size() < word.size())
            return false;
        for (std::size_t k = 0; k < word.size(); ++k)
            if ((comment[k] >= 'A' && comment[k] <= 'Z' ? static_cast<char>(comment[k] + 32) : comment[k]) != word[k])
                return false;
        return true;
    });
}

/// Does a comment say that RUNs shall stay apart?
bool says_apart(std::string_view comment) {
    std::string text(comment);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one; });
    constexpr std::array<std::string_view, 5> words{"separate", "split", "layer", "combin", "caching"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

/// The same, or an instruction that was commented out, whose `#` somebody may take away again.
bool wants_apart(std::string_view comment) {
    if (says_apart(comment))
        return true;
    while (!comment.empty() && (comment[0] == '#' || comment[0] == ' ' || comment[0] == '\t'))
        comment.remove_prefix(1);
    constexpr std::array<std::string_view, 12> keywords{"RUN",     "COPY", "ADD",        "ENV",    "ARG",  "USER",
                                                        "WORKDIR", "CMD",  "ENTRYPOINT", "VOLUME", "FROM", "EXPOSE"};
    const std::size_t end = comment.find_first_of(" \t");
    return end != std::string_view::npos &&
           std::find(keywords.begin(), keywords.end(), comment.substr(0, end)) != keywords.end();
}

/// The parts of a script's top level.
struct Shape {
    std::size_t lists = 0;
    bool or_lists = false;
    bool background = false;
    bool newlines = false;
    bool ends_open = false; // the last list is followed by ; or &
    bool ends_in_background = false;
    std::size_t last_list = 0;
};

Shape shape_of(const ShellScript& script) {
    Shape shape;
    const auto& nodes = script.tree.nodes;
    grammar::for_each_child(nodes, 0, [&](std::size_t child) {
        switch (nodes[child].kind) {
        case Kind::and_or_list:
            ++shape.lists;
            shape.last_list = child;
            shape.ends_open = false;
            shape.ends_in_background = false;
            grammar::for_each_child(nodes, child, [&](std::size_t part) {
                shape.or_lists = shape.or_lists || nodes[part].kind == Kind::or_if;
            });
            break;
        case Kind::semicolon:
            shape.ends_open = true;
            break;
        case Kind::ampersand:
            shape.ends_open = true;
            shape.background = true;
            shape.ends_in_background = true;
            break;
        case Kind::newline:
            shape.newlines = true;
            break;
        default:
            break;
        }
    });
    return shape;
}

/// A5: a pipeline means the same with -e wherever it stands in a list when it is simple commands whose substitutions
/// hold one AND list each.
bool pipeline_depends_on_errexit(const ShellScript& script, std::size_t last) {
    const auto& nodes = script.tree.nodes;
    bool depends = false;
    grammar::for_each_child(nodes, last, [&](std::size_t part) {
        const Kind kind = nodes[part].kind;
        depends = depends || (kind != Kind::simple_command && kind != Kind::pipe && kind != Kind::bang);
    });
    for (std::size_t k = last + 1; k < last + nodes[last].size; ++k) {
        if (nodes[k].kind != Kind::script)
            continue;
        std::size_t lists = 0;
        grammar::for_each_child(nodes, k, [&](std::size_t part) {
            if (nodes[part].kind != Kind::and_or_list) {
                depends = true;
                return;
            }
            ++lists;
            grammar::for_each_child(nodes, part, [&](std::size_t piece) {
                depends = depends || nodes[piece].kind == Kind::or_if;
                if (nodes[piece].kind == Kind::pipeline)
                    grammar::for_each_child(nodes, piece, [&](std::size_t one) {
                        depends = depends || (nodes[one].kind != Kind::simple_command && nodes[one].kind != Kind::pipe);
                    });
            });
        });
        depends = depends || lists > 1;
    }
    return depends;
}

/// A5: with -e the last pipeline of A loses its place at the end of a list.
bool depends_on_errexit(const ShellScript& script, std::size_t last_list) {
    const auto& nodes = script.tree.nodes;
    std::size_t last = 0;
    grammar::for_each_child(nodes, last_list, [&](std::size_t part) {
        if (nodes[part].kind == Kind::pipeline)
            last = part;
    });
    return pipeline_depends_on_errexit(script, last);
}

/// May the script stand in `( ... ) &&` and do the same as alone? There -e is off, so where it may be on the script
/// must be one AND list that would stop at the first failure anyway. A `set` would reckon with -e, and text that is not
/// seen may hold one.
bool fits_subshell(const Part& part, const Shape& shape, const Ground& ground) {
    if (part.runs_unknown_text || part.text.find("BASHPID") != std::string_view::npos ||
        part.text.find("BASH_SUBSHELL") != std::string_view::npos)
        return false;
    if (std::any_of(part.uses.begin(), part.uses.end(), [](const Use& use) { return use.program == "set"; }))
        return false;
    // a RUN that only changes its own shell does nothing: whoever wrote it means something else
    if (std::all_of(part.uses.begin(), part.uses.end(), [](const Use& use) {
            return use.program.empty() || use.program == ":" || is_state_builtin(use.program);
        }))
        return false;
    if (!ground.errexit)
        return true;
    bool depends = !part.script.and_list_of_pipelines || shape.lists != 1;
    const auto& nodes = part.script.tree.nodes;
    grammar::for_each_child(nodes, shape.last_list, [&](std::size_t piece) {
        depends = depends || (nodes[piece].kind == Kind::pipeline && pipeline_depends_on_errexit(part.script, piece));
    });
    return !depends;
}

/// The last list of the script is a single pipeline of simple commands without `!`, behind a `;`: with -e its failure
/// ends the shell, so that `;` behind it is as good as `&&`.
bool ends_in_plain_pipeline(const ShellScript& script, const Shape& shape) {
    const auto& nodes = script.tree.nodes;
    bool plain = shape.lists > 1;
    std::size_t pipelines = 0;
    grammar::for_each_child(nodes, shape.last_list, [&](std::size_t part) {
        if (nodes[part].kind != Kind::pipeline) {
            plain = false;
            return;
        }
        ++pipelines;
        grammar::for_each_child(nodes, part, [&](std::size_t piece) {
            plain = plain && (nodes[piece].kind == Kind::simple_command || nodes[piece].kind == Kind::pipe);
        });
    });
    return plain && pipelines == 1;
}

/// The body of `RUN <<EOF`, which BuildKit hands to the shell as its script (dispatchRun); nullopt: a here-document of
/// another form, or one whose last line would swallow what comes behind it.
std::optional<std::string> script_of_heredoc(const Document& document, const Instruction& run) {
    if (run.heredocs.size() != 1 || run.has_inner_comments)
        return std::nullopt;
    const std::string_view opener = grammar::trim_space(run.rest());
    const std::string_view body = document.slice(run.heredocs.front().body);
    if (!opener.starts_with("<<") || opener.find_first_of(" \t;&|()>") != std::string_view::npos ||
        body.starts_with("#!") || body.find('\r') != std::string_view::npos || !body.ends_with('\n') ||
        body.ends_with("\\\n"))
        return std::nullopt;
    if (!run.heredocs.front().opener.chomp)
        return std::string(body);
    std::string text;
    for (std::size_t at = 0; at < body.size();) {
        at = std::min(body.find_first_not_of('\t', at), body.size());
        const std::size_t end = body.find('\n', at) + 1;
        text += body.substr(at, end - at);
        at = end;
    }
    return text;
}

Found readable(const Document& document, const Instruction& run, const char* which, std::string& text) {
    const std::string name = which;
    if (run.json)
        return Problem{"exec-form", name + " is in JSON form, no shell runs it"};
    if (!run.heredocs.empty()) {
        std::optional<std::string> script = script_of_heredoc(document, run);
        if (!script)
            return Problem{"heredoc", name + " has a here-document"};
        text = std::move(*script);
        return std::nullopt;
    }
    text = document::shell_text(run);
    if (text.empty())
        return Problem{"unreadable-script", name + " has no readable script"};
    return std::nullopt;
}

/// May messages of the shell itself, which name lines of the script, end in a file?
bool keeps_messages(const Part& part) {
    for (std::size_t at = part.text.find_first_of("2&"); at != std::string_view::npos;
         at = part.text.find_first_of("2&", at + 1)) {
        const std::string_view rest = part.text.substr(at + 1);
        if (!rest.starts_with(">"))
            continue;
        const std::string_view target = rest.substr(std::min(rest.find_first_not_of("> "), rest.size()));
        if (!target.starts_with("/dev/null"))
            return true;
    }
    return part.text.find(">&") != std::string_view::npos;
}

/// Two bodies can stand behind one opener.
bool same_opener(const Instruction& a, const Instruction& b) {
    const grammar::HeredocOpener& one = a.heredocs.front().opener;
    const grammar::HeredocOpener& two = b.heredocs.front().opener;
    return one.name == two.name && one.descriptor == two.descriptor && one.expand == two.expand &&
           one.chomp == two.chomp;
}

/// A11: bytes of the physical line that holds offset.
std::size_t line_length(std::string_view source, std::size_t offset) {
    const std::size_t feed = source.find('\n', offset);
    const std::size_t end = feed == std::string_view::npos ? source.size() : feed;
    const std::size_t before = offset == 0 ? std::string_view::npos : source.rfind('\n', offset - 1);
    return end - (before == std::string_view::npos ? 0 : before + 1);
}

constexpr std::size_t max_argument = 131071; // MAX_ARG_STRLEN without its NUL
constexpr std::size_t glue_room = 512;       // ` && \`, indent, braces

Found judge(const Document& document, const Instruction& a, const Instruction& b, const Context& context,
            JoinVerdict& verdict) {
    if (a.kind != InstructionKind::run || b.kind != InstructionKind::run || b.index != a.index + 1 ||
        a.stage != b.stage || a.stage == document::none)
        return Problem{"not-adjacent", "the two are not RUNs that stand next to each other"};
    std::string first_text;
    std::string second_text;
    if (Found problem = readable(document, a, "the earlier RUN", first_text))
        return problem;
    if (Found problem = readable(document, b, "this RUN", second_text))
        return problem;
    const bool documents = !a.heredocs.empty();
    if (documents != !b.heredocs.empty())
        return Problem{"heredoc", documents ? "the earlier RUN has a here-document" : "this RUN has a here-document"};
    if (documents && !same_opener(a, b))
        return Problem{"heredoc", "the here-documents of the two are opened in different ways"};
    if (Found problem = flags_differ(a, b))
        return problem;
    if (says_apart(document.comments_above(a)))
        return Problem{"comment-between", "the comment above the earlier RUN speaks of layers"};
    const auto& nodes = document.nodes();
    for (std::size_t k = a.node + nodes[a.node].size; k < b.node; k += nodes[k].size) {
        if (nodes[k].kind != Kind::comment)
            continue;
        const std::string_view comment = grammar::trim_space(document.slice({nodes[k].begin, nodes[k].end}));
        if (is_pragma(comment))
            return Problem{"comment-between", "a comment between the two speaks to a tool about the RUN below it"};
        if (wants_apart(comment))
            return Problem{"comment-between",
                           "a comment between the two speaks of layers, or is an instruction that somebody may bring "
                           "back"};
    }

    const Ground* known = nullptr;
    if (Found problem = read_ground(document, a, context, known))
        return problem;
    const Ground& ground = *known;

    const auto one = read_part(first_text, document::runs_in_bash(document, a));
    const auto two = read_part(second_text, document::runs_in_bash(document, b));
    const Part& first = *one;
    const Part& second = *two;
    if (first.script.opaque() || first.script.commands.empty())
        return Problem{"unreadable-script",
                       "the script of the earlier RUN is not one that dash, ash and bash read alike: " +
                           first.script.tree.error.message};
    if (second.script.opaque() || second.script.commands.empty())
        return Problem{"unreadable-script", "this RUN's script is not one that dash, ash and bash read alike: " +
                                                second.script.tree.error.message};

    // A1: the structure of the joined script
    const Shape left = shape_of(first.script);
    const Shape right = shape_of(second.script);
    if (first.script.has_comment && !documents)
        return Problem{"ends-in-comment", "the earlier RUN ends in a shell comment, which would swallow this RUN"};
    if (left.background)
        return Problem{"background-job", "the earlier RUN starts a background job, which ends with its RUN"};
    if (right.ends_in_background)
        return Problem{"background-job", "this RUN ends in a background job: how far it gets is chance"};
    if (left.lists == 0 || right.lists == 0 || (!documents && (left.newlines || right.newlines)))
        return Problem{"not-a-list", "nothing can be joined behind its last command"};
    for (const ShellScript* script : {&first.script, &second.script})
        for (const Node& node : script->tree.nodes)
            if (node.kind == Kind::heredoc_content)
                return Problem{"heredoc", "a script has a here-document"};
    const bool sets_errexit = std::any_of(first.uses.begin(), first.uses.end(),
                                          [](const Use& use) { return use.direct && use.program == "set"; });
    const bool single = right.lists == 1 && !right.or_lists && !right.background;
    Grouping& grouping = verdict.grouping;
    grouping = single ? Grouping::bare : Grouping::braces;
    const auto options = first_options(first);
    if (!single && options && options->find('e') != std::string::npos && ends_in_plain_pipeline(first.script, left))
        grouping = Grouping::sequence;
    if (documents) {
        if (!options || options->find('e') == std::string::npos || !ends_in_plain_pipeline(first.script, left))
            return Problem{"heredoc", "the first of two here-documents begins without `set -e`, or its last command is "
                                      "no simple one: the second would run when the first fails"};
        if (keeps_messages(second))
            return Problem{"heredoc",
                           "messages of the second here-document go where they may be kept, and they name its "
                           "lines"};
        grouping = Grouping::documents;
    }
    if (grouping != Grouping::sequence && !documents && (ground.errexit || sets_errexit) &&
        depends_on_errexit(first.script, left.last_list))
        return Problem{"errexit-unknown",
                       "the last command of the earlier RUN is no simple one, and the shell has or may have -e, which "
                       "works in another way before `&&`"};
    if (!single && !documents && (right.ends_open || second.script.has_comment))
        return Problem{"not-a-list", "this RUN ends in a separator or a comment and would need braces"};

    if (Found problem = leaves_state(first, second, ground, false)) {
        if (documents || !fits_subshell(first, left, ground) || leaves_state(first, second, ground, true))
            return problem;
        verdict.subshell = true;
    }
    if (Found problem = leaves_process(first))
        return problem;
    if (Found problem = starts_service(first, second, ground))
        return problem;
    if (Found problem = names_fresh_file(first.text, ground.workdir, "the earlier RUN"))
        return problem;
    if (Found problem = names_fresh_file(second.text, ground.workdir, "this RUN"))
        return problem;
    if (Found problem = names_fresh_place(first, ground, "the earlier RUN"))
        return problem;
    if (Found problem = names_fresh_place(second, ground, "this RUN"))
        return problem;
    if (Found problem = reads_state(second))
        return problem;
    // a subshell has its own table of commands
    verdict.rehash = !verdict.subshell && stale_command(first, second, ground).has_value();
    if (verdict.rehash && documents)
        return Problem{"heredoc", "the second here-document may run a program that the first one puts in another's "
                                  "place, and the shell remembers where it found that"};
    if (Found problem = edits_users(first, second, ground))
        return problem;
    if (Found problem = changes_shell(first, ground))
        return problem;
    if (Found problem = removes_folder(first, ground))
        return problem;
    if (Found problem = hard_link(first, second, ground))
        return problem;
    if (Found problem = changes_locale(first, second))
        return problem;
    if (Found problem = writes_to_volume(first, ground))
        return problem;
    if (first.text.size() + second.text.size() + glue_room > max_argument)
        return Problem{"too-long", "the joined script would be longer than one argument may be"};
    if (line_length(document.source(), a.text.end) + glue_room > grammar::max_line_length ||
        line_length(document.source(), b.text.begin) + glue_room > grammar::max_line_length)
        return Problem{"too-long", "a line would be longer than BuildKit reads"};
    return std::nullopt;
}

} // namespace

bool join_pays(const Document& document, std::size_t first, std::size_t second, const Context& context) {
    const Ground* ground = nullptr;
    const Instruction& earlier = document.instructions[first];
    if (document::shell_text(earlier).empty() || document::shell_text(document.instructions[second]).empty() ||
        read_ground(document, earlier, context, ground))
        return false;
    const auto a = read_part(document::shell_text(earlier), document::runs_in_bash(document, earlier));
    const Instruction& later = document.instructions[second];
    const auto b = read_part(document::shell_text(later), document::runs_in_bash(document, later));
    const auto names = [](const Use& use, std::initializer_list<std::string_view> words) {
        return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
            return word->literal && std::find(words.begin(), words.end(), *word->literal) != words.end();
        });
    };
    const auto wrote = [&](const Place& place) {
        return std::any_of(a->uses.begin(), a->uses.end(), [&](const Use& use) {
            if (!use.row || use.row->writes == "none")
                return false;
            const auto under = [&](std::initializer_list<std::string_view> folders) {
                return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) {
                    return !place.known() || overlap(place.path, folder);
                });
            };
            if ((use.row->writes_to("system") && under({"/usr", "/etc", "/var", "/bin", "/sbin", "/lib", "/opt"})) ||
                (use.row->writes_to("home") && under({"/root", "/home"})) ||
                (use.row->writes_to("homes") && under({"/home"})) || (use.row->writes_to("etc") && under({"/etc"})))
                return true;
            std::vector<NamedPlace> places;
            if (use.row->writes_to("operands") || use.row->writes_to("cwd"))
                places = operand_places(use, *a, *ground);
            if (use.row->writes_to("cwd"))
                places.push_back({place_of("", std::string("."), *a, *ground), nullptr});
            return std::any_of(places.begin(), places.end(), [&](const Place& one) {
                return !one.known() || !place.known() || overlap(one.path, place.path);
            });
        });
    };
    return std::any_of(b->uses.begin(), b->uses.end(), [&](const Use& use) {
        if (!use.row)
            return false;
        if (use.row->has("manager") && std::any_of(a->uses.begin(), a->uses.end(), [&](const Use& other) {
                return other.program == use.program && names(other, {"update", "makecache", "-Sy", "refresh"});
            }))
            return true;
        if (use.row->has("removes") || names(use, {"clean", "autoclean", "autoremove"}))
            return std::any_of(a->uses.begin(), a->uses.end(),
                               [&](const Use& other) { return other.program == use.program; });
        const bool removes = use.program == "rm" || use.program == "mv" || use.program == "rmdir" ||
                             use.program == "unlink" || find_deletes(use);
        if (!removes && use.program != "chmod" && use.program != "chown" && use.program != "chgrp")
            return false;
        const auto places = operand_places(use, *b, *ground);
        return std::any_of(places.begin(), places.end(), wrote);
    });
}

JoinVerdict may_join(const Document& document, std::size_t first, std::size_t second, const Context& context) {
    // The verdicts on the last document of this thread: the fixer asks, and then the gate asks again. Nothing but the
    // document and the builder goes into them (read_ground).
    struct Memory {
        std::uint64_t id = 0;
        Builder builder{};
        std::map<std::pair<std::size_t, std::size_t>, JoinVerdict> verdicts;
    };
    thread_local Memory memory;
    if (memory.id != document.id() || memory.builder != context.builder)
        memory = {document.id(), context.builder, {}};
    const auto [kept, is_new] = memory.verdicts.try_emplace({first, second});
    JoinVerdict& verdict = kept->second;
    if (!is_new)
        return verdict;
    if (first >= document.instructions.size() || second >= document.instructions.size()) {
        verdict.reason = "not-adjacent";
        verdict.message = "the two are not RUNs that stand next to each other";
        return verdict;
    }
    if (Found problem =
            judge(document, document.instructions[first], document.instructions[second], context, verdict)) {
        verdict.reason = std::move(problem->reason);
        verdict.message = std::move(problem->message);
        return verdict;
    }
    verdict.allowed = true;
    return verdict;
}

} // namespace imgfix::rewrite
