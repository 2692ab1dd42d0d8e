// merge-run: adjacent RUNs become one where the effect model proves that the build stays the same.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "document/shell.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/effects.hpp"

namespace imgfix::fixers {

namespace {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::ShellScript;
using grammar::Kind;
using grammar::Node;
using rewrite::Context;
using rewrite::Edit;
using rewrite::Findings;
using rewrite::Grouping;

const rewrite::FixerInfo information{
    .id = "merge-run",
    .title = "Join adjacent RUNs into one layer",
    .contract = rewrite::Contract::same_image,
    .safety = rewrite::Safety::safe,
    .enabled = true,
    .phase = rewrite::Phase::structure,
    .why =
        "Each RUN is a layer: what a later RUN removes or changes still ships in the layer below, and each layer costs "
        "time to push and pull. Two RUNs are joined only where a model of everything that one shell hands to what "
        "comes after it (working directory, variables, options, remembered commands, processes, mounts, volumes) "
        "says that the build cannot tell the difference. Only the glue between the two changes.",
    .sources = {"POSIX XCU 2.9 (lists, errexit), 2.9.1 (command search)",
                "Dockerfile reference: RUN, SHELL, VOLUME, RUN --mount",
                "BuildKit: frontend/dockerfile/dockerfile2llb"},
    .reasons = {{"stage-does-not-ship", "the stage's files do not ship: merging its RUNs would only cost cache"},
                {"does-not-pay", "in one layer the two RUNs are not smaller, and the configuration asks for that"},
                {"kept-apart", "the configuration wants a layer boundary behind this command"},
                {"exec-form", "a RUN in JSON form is not run by a shell"},
                {"heredoc", "a here-document that cannot be joined to what stands beside it"},
                {"unreadable-script", "the script is not one that dash, BusyBox ash and bash read alike"},
                {"foreign-shell", "the effective SHELL is not sh, ash, dash or bash with options that are known"},
                {"unknown-shell", "nothing is known about the shell that the base image brings"},
                {"windows", "the stage is for Windows"},
                {"startup-file", "each shell reads a start-up file or options from its environment"},
                {"different-flags", "the two RUNs have different mounts or other flags"},
                {"mount-not-shared", "a mount that each RUN has anew (tmpfs, private cache, writable bind)"},
                {"comment-between",
                 "a comment between the two speaks to a tool about the RUN below it, of layers, or is an "
                 "instruction that was commented out"},
                {"not-a-list", "the script ends in a separator, so nothing can be joined to it"},
                {"ends-in-comment", "the script ends in a shell comment, which would swallow the next RUN"},
                {"errexit-unknown", "the shell has or may have -e, which works in another way before `&&`"},
                {"background-job", "a background job ends with its RUN"},
                {"leaks-working-directory", "the earlier RUN changes the working directory of its shell"},
                {"leaks-variable", "the earlier RUN sets a variable of its shell"},
                {"leaks-shell-options", "the earlier RUN changes options, limits or traps of its shell"},
                {"leaks-function", "the earlier RUN defines functions or aliases"},
                {"ends-shell", "the earlier RUN may end its shell before its last command"},
                {"runs-unknown-text", "the earlier RUN lets its shell read text that the file does not show"},
                {"reads-shell-state", "the later RUN reads what its shell did before"},
                {"unknown-program", "a program of the earlier RUN is not known to leave no process behind"},
                {"looks-at-processes", "the later RUN looks at processes, and would see its own longer command line"},
                {"fresh-container", "a folder or file that each RUN has anew (/dev/shm, /proc, /etc/hosts...)"},
                {"edits-users", "the earlier RUN edits users or groups that the later one starts with"},
                {"hard-link", "layers tear hard links apart, one layer does not"},
                {"volume", "the earlier RUN may write to a volume, which some builders empty after each RUN"},
                {"removes-working-directory",
                 "the earlier RUN may take away the directory that the later one starts in"},
                {"changes-shell", "the earlier RUN may change which shell runs the later one"},
                {"changes-locale", "the earlier RUN makes locales, which a shell reads once when it starts"},
                {"too-long", "the joined script or a line of it would be longer than a builder takes"},
                {"ignored-by-comment", "an ignore comment keeps it"}},
    .options = {{.name = "stages",
                 .values = {"shipped", "all"},
                 .fallback = "shipped",
                 .help = "shipped: stages whose files are in the image; all: builder stages too"},
                {.name = "when",
                 .values = {"always", "pays"},
                 .fallback = "always",
                 .help = "always; pays: only where a later RUN removes, moves or changes owner or mode of what an "
                         "earlier one wrote, or installs from the lists that it updated"},
                {.name = "keep-apart",
                 .values = {},
                 .fallback = "",
                 .help = "commands (\"npm ci\", \"pip install -r\") behind which a layer boundary is kept",
                 .is_list = true}},
    .example_before = "FROM alpine:3.24\nRUN mkdir /app\nRUN echo hello > /app/hello.txt\n",
    .example_after = "FROM alpine:3.24\nRUN mkdir /app && \\\n    echo hello > /app/hello.txt\n",
};

/// How a file breaks its lines at &&.
struct Style {
    bool leading = false; // `\` newline `&& b`; else `&& \` newline `b`
    std::string indent = "    ";
};

std::string blanks_before(std::string_view source, std::uint32_t offset) {
    std::uint32_t begin = offset;
    while (begin > 0 && (source[begin - 1] == ' ' || source[begin - 1] == '\t'))
        --begin;
    return begin == 0 || source[begin - 1] == '\n' ? std::string(source.substr(begin, offset - begin)) : std::string();
}

bool same_line(std::string_view source, std::uint32_t from, std::uint32_t to) {
    return source.substr(from, to - from).find('\n') == std::string_view::npos;
}

/// The style of one RUN's own breaks at &&, the last one counts.
std::optional<Style> own_style(const Document& document, const Instruction& run) {
    const std::string_view text = document::shell_text(run);
    if (text.empty() || run.line->pieces().size() < 2)
        return std::nullopt;
    const ShellScript script = document::parse_script_of(text, document::runs_in_bash(document, run));
    if (script.opaque())
        return std::nullopt;
    const auto& nodes = script.tree.nodes;
    const std::uint32_t shift = document::shell_text_offset(run);
    std::optional<Style> style;
    grammar::for_each_child(nodes, 0, [&](std::size_t list) {
        if (nodes[list].kind != Kind::and_or_list)
            return;
        std::size_t previous = 0;
        std::size_t before_operator = 0;
        std::size_t operation = 0;
        grammar::for_each_child(nodes, list, [&](std::size_t part) {
            if (nodes[part].kind == Kind::and_if) {
                before_operator = previous;
                operation = part;
            } else if (operation != 0) {
                const std::uint32_t end = run.line->to_source_end(shift + nodes[before_operator].end);
                const std::uint32_t sign = run.line->to_source(shift + nodes[operation].begin);
                const std::uint32_t next = run.line->to_source(shift + nodes[part].begin);
                if (!same_line(document.source(), end, sign))
                    style = Style{true, blanks_before(document.source(), sign)};
                else if (!same_line(document.source(), sign, next))
                    style = Style{false, blanks_before(document.source(), next)};
                operation = 0;
            }
            previous = part;
        });
    });
    return style;
}

Style style_for(const Document& document, const Instruction& first, const Instruction& second) {
    for (const Instruction* run : {&first, &second})
        if (auto style = own_style(document, *run))
            return *style;
    for (const Instruction& instruction : document.instructions)
        if (instruction.kind == InstructionKind::run)
            if (auto style = own_style(document, instruction))
                return *style;
    Style style;
    // no break at && anywhere: the smallest indent of the first RUN's own continuation lines
    std::optional<std::string> smallest;
    for (const auto& piece : first.line->pieces()) {
        if (piece.logical == 0)
            continue;
        const std::string_view rest = document.source().substr(piece.source);
        const std::string blanks(rest.substr(0, std::min(rest.find_first_not_of(" \t"), rest.size())));
        if (!smallest || blanks.size() < smallest->size())
            smallest = blanks;
    }
    if (smallest && !smallest->empty())
        style.indent = *smallest;
    return style;
}

/// The comment lines in [begin, end), whole lines without their ends.
std::vector<std::string_view> comment_lines(const Document& document, std::uint32_t begin, std::uint32_t end) {
    std::vector<std::string_view> lines;
    const auto& nodes = document.nodes();
    const auto add = [&](const Node& node) {
        if (node.begin < begin || node.begin >= end)
            return;
        std::size_t start = document.source().rfind('\n', node.begin);
        start = start == std::string_view::npos ? 0 : start + 1;
        lines.push_back(document.source().substr(start, node.end - start));
    };
    grammar::for_each_child(nodes, 0, [&](std::size_t child) {
        if (nodes[child].kind == Kind::comment)
            add(nodes[child]);
        else if (nodes[child].kind == Kind::instruction && nodes[child].end > begin && nodes[child].begin < end)
            grammar::for_each_child(nodes, child, [&](std::size_t part) {
                if (nodes[part].kind == Kind::inner_comment)
                    add(nodes[part]);
            });
    });
    return lines;
}

/// Logical begin of the first command and end of the last one.
std::pair<std::uint32_t, std::uint32_t> command_range(const ShellScript& script) {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool first = true;
    grammar::for_each_child(script.tree.nodes, 0, [&](std::size_t child) {
        const Node& node = script.tree.nodes[child];
        if (node.kind != Kind::and_or_list)
            return;
        if (first)
            begin = node.begin;
        first = false;
        end = node.end;
    });
    return {begin, end};
}

/// The lines of the second here-document behind those of the first; what parts the two bodies goes, but for comments.
std::vector<Edit> join_documents(const Document& document, const Instruction& first, const Instruction& second) {
    const std::uint32_t from = first.heredocs.front().terminator.begin;
    const std::uint32_t to = second.heredocs.front().body.begin;
    std::string comments;
    for (const std::string_view line : comment_lines(document, from, to))
        comments.append(line).append("\n");
    return {{from, to, std::move(comments)}};
}

} // namespace

std::vector<Edit> join_edits(const Document& document, const rewrite::JoinRuns& join) {
    const Instruction& first = document.instructions[join.first];
    const Instruction& second = document.instructions[join.second];
    if (join.grouping == Grouping::documents)
        return join_documents(document, first, second);
    const ShellScript one =
        document::parse_script_of(document::shell_text(first), document::runs_in_bash(document, first));
    const ShellScript two =
        document::parse_script_of(document::shell_text(second), document::runs_in_bash(document, second));
    const auto [one_begin, one_end] = command_range(one);
    const std::uint32_t from = first.line->to_source_end(document::shell_text_offset(first) + one_end);
    const auto [two_begin, two_end] = command_range(two);
    const std::uint32_t to = second.line->to_source(document::shell_text_offset(second) + two_begin);

    const Style style = style_for(document, first, second);
    const std::string line_end(document.line_ending_at(from));
    const bool sequence = join.grouping == Grouping::sequence;
    const std::string break_line = document.escape() + line_end;
    const std::string behind = (sequence ? "; " : style.leading ? " " : " && ") + break_line;
    const std::string before = style.indent + (style.leading && !sequence ? "&& " : "");
    std::string glue = join.subshell ? ")" : "";
    glue += behind;
    for (const std::string_view line : comment_lines(document, from, to))
        glue.append(line).append(line_end);
    if (join.rehash)
        glue += before + "hash -r" + behind;
    glue += before;
    std::vector<Edit> edits;
    if (join.subshell) { // `((` would be arithmetic
        const std::uint32_t begin = first.line->to_source(document::shell_text_offset(first) + one_begin);
        edits.push_back({begin, begin, one.text[one_begin] == '(' ? "( " : "("});
    }
    if (join.grouping == Grouping::braces) {
        glue += "{ ";
        const std::uint32_t end = second.line->to_source_end(document::shell_text_offset(second) + two_end);
        edits.push_back({end, end, "; }"});
    }
    edits.push_back({from, to, std::move(glue)});
    return edits;
}

namespace {

class MergeRun final : public rewrite::Fixer {
public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const Document& document, const Context& context, Findings& findings) const override {
        const bool all = context.option("merge-run", "stages", "shipped") == "all";
        const std::string_view keep = context.option("merge-run", "keep-apart", "");
        const bool only_where_it_pays = context.option("merge-run", "when", "always") == "pays";
        std::size_t told = document::none; // stage whose refusal was given
        for (std::size_t k = 1; k < document.instructions.size(); ++k) {
            const Instruction& first = document.instructions[k - 1];
            const Instruction& second = document.instructions[k];
            if (first.kind != InstructionKind::run || second.kind != InstructionKind::run ||
                first.stage == document::none || first.stage != second.stage)
                continue;
            const auto refuse = [&](std::string reason, std::string message) {
                findings.refusals.push_back({"merge-run", std::move(reason), second.text.begin, std::move(message)});
            };
            if (!all && !document.ships(first.stage)) {
                if (told != first.stage)
                    refuse(
                        "stage-does-not-ship",
                        "the RUNs of this stage stay apart: its files do not ship, merging them would only cost cache");
                told = first.stage;
                continue;
            }
            if (const std::string command = kept_apart(document, first, keep); !command.empty()) {
                refuse("kept-apart", "kept apart: a layer boundary is wanted behind `" + command + "`");
                continue;
            }
            if (only_where_it_pays && !pays(document, k, context)) {
                refuse("does-not-pay", "kept apart: joined with the RUN before it would save no bytes");
                continue;
            }
            rewrite::JoinVerdict verdict = rewrite::may_join(document, k - 1, k, context);
            if (!verdict.allowed) {
                refuse(std::move(verdict.reason), "kept apart from the RUN before: " + verdict.message);
                continue;
            }
            rewrite::Fix fix;
            fix.fixer = "merge-run";
            fix.offset = second.text.begin;
            fix.message = "joined with the RUN before: one layer less";
            const rewrite::JoinRuns join{k - 1, k, verdict.grouping, verdict.subshell, verdict.rehash};
            fix.edits = join_edits(document, join);
            fix.claims = {join};
            findings.fixes.push_back(std::move(fix));
        }
    }

private:
    /// Is there a later RUN, k or one behind it without a gap, that pays in one layer with an earlier one, k - 1 or one
    /// before it?
    static bool pays(const Document& document, std::size_t k, const Context& context) {
        constexpr std::size_t reach = 8;
        const auto is_run = [&](std::size_t at) {
            return at < document.instructions.size() && document.instructions[at].kind == InstructionKind::run &&
                   document.instructions[at].stage == document.instructions[k].stage;
        };
        for (std::size_t first = k; first-- > 0 && k - first <= reach && is_run(first);)
            for (std::size_t second = k; second < k + reach && is_run(second); ++second)
                if (rewrite::join_pays(document, first, second, context))
                    return true;
        return false;
    }

    /// The entry of keep-apart (lines of words) that a command of the RUN begins with.
    static std::string kept_apart(const Document& document, const Instruction& run, std::string_view keep) {
        if (keep.empty())
            return {};
        const ShellScript script =
            document::parse_script_of(document::shell_text(run), document::runs_in_bash(document, run));
        while (!keep.empty()) {
            const std::size_t feed = keep.find('\n');
            const std::string_view entry = grammar::trim_space(keep.substr(0, feed));
            keep = feed == std::string_view::npos ? std::string_view{} : keep.substr(feed + 1);
            if (entry.empty())
                continue;
            for (const document::SimpleCommand& command : script.commands) {
                const std::string words = document::joined(command.words);
                if (words == entry || words.starts_with(std::string(entry) + " "))
                    return std::string(entry);
            }
        }
        return {};
    }
};

} // namespace

const rewrite::Fixer& merge_run() {
    static const MergeRun fixer;
    return fixer;
}

} // namespace imgfix::fixers
