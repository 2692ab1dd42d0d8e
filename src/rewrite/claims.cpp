#include "rewrite/claims.hpp"

#include <algorithm>

namespace imgfix::rewrite {

namespace {

template <typename... Ts> struct Overloaded : Ts... { using Ts::operator()...; };
template <typename... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

std::string words_of(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

} // namespace

std::string added_run(const SwitchBase& claim) {
    std::string text;
    const auto add = [&](const std::string& command) { text += (text.empty() ? "RUN " : " && ") + command; };
    if (!claim.folders.empty())
        add("mkdir -p " + words_of(claim.folders));
    if (!claim.packages.empty() && claim.apt)
        add("apt-get update && apt-get install -y --no-install-recommends " + words_of(claim.packages) +
            " && rm -rf /var/lib/apt/lists/*");
    else if (!claim.packages.empty())
        add("apk add --no-cache " + words_of(claim.packages));
    return text;
}

std::vector<std::size_t> touched_instructions(const document::Document& document, const Claim& claim) {
    std::vector<std::size_t> list;
    std::visit(Overloaded{
                   [&](const ReplaceImageRef& one) {
                       if (one.site.kind != ImageSiteKind::syntax)
                           list.push_back(one.site.instruction);
                   },
                   [&](const JoinRuns& one) {
                       list = {one.first, one.second};
                   },
                   [&](const SwitchBase& one) {
                       if (one.stage < document.stages.size())
                           list.push_back(document.stages[one.stage].from);
                       for (const CommandRewrite& row : one.table)
                           list.push_back(row.instruction);
                       if (one.argument)
                           list.push_back(one.argument->instruction);
                   },
                   [&](const auto& one) { list.push_back(one.instruction); },
               },
               claim);
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

std::string describe(const Claim& claim) {
    const auto at = [](std::size_t instruction, std::size_t script = 0) {
        return "@" + std::to_string(instruction) + (script == 0 ? "" : "/" + std::to_string(script));
    };
    return std::visit(
        Overloaded{
            [&](const ReplaceImageRef& one) {
                return "ReplaceImageRef" + at(one.site.instruction) + "(" + one.before + " -> " + one.after + ")";
            },
            [&](const ReplaceArgDefault& one) {
                return "ReplaceArgDefault" + at(one.instruction) + "(" + std::to_string(one.pair) + "," + one.before +
                       " -> " + one.after + ")";
            },
            [&](const InsertWord& one) {
                return "InsertWord" + at(one.instruction, one.script) + "(" + std::to_string(one.command) + "," +
                       std::to_string(one.position) + "," + one.word + ")";
            },
            [&](const RemoveWord& one) {
                return "RemoveWord" + at(one.instruction, one.script) + "(" + std::to_string(one.command) + "," +
                       std::to_string(one.position) + "," + one.word + ")";
            },
            [&](const RemoveCommand& one) {
                return "RemoveCommand" + at(one.instruction, one.script) + "(" + std::to_string(one.command) + ")";
            },
            [&](const AppendCommand& one) {
                return "AppendCommand" + at(one.instruction, one.script) + "(" + one.text + ")";
            },
            [&](const InsertCommand& one) {
                return "InsertCommand" + at(one.instruction, one.script) + "(" + std::to_string(one.command) +
                       (one.behind ? ",behind" : ",before") + (one.sequence ? ",sequence," : ",") + one.text + ")";
            },
            [&](const ReplaceWord& one) {
                return "ReplaceWord" + at(one.instruction, one.script) + "(" + std::to_string(one.command) + "," +
                       std::to_string(one.position) + "," + one.before + " -> " + one.after + ")";
            },
            [&](const RemoveInstruction& one) { return "RemoveInstruction" + at(one.instruction); },
            [&](const JoinRuns& one) {
                return "JoinRuns(" + std::to_string(one.first) + "," + std::to_string(one.second) +
                       (one.grouping == Grouping::bare     ? ",bare)"
                        : one.grouping == Grouping::braces ? ",braces)"
                                                           : ",sequence)") +
                       (one.subshell ? "subshell" : "") + (one.rehash ? "rehash" : "");
            },
            [&](const SwitchBase& one) {
                std::string text = "SwitchBase(" + one.before + " -> " + one.after;
                for (const CommandRewrite& row : one.table)
                    text += "; " + words_of(row.before) + " -> " + words_of(row.after);
                if (one.argument)
                    text += "; ARG" + at(one.argument->instruction) + " " + one.argument->before + " -> " +
                            one.argument->after;
                const std::string run = added_run(one);
                return text + (run.empty() ? "" : "; " + run) + ")";
            },
        },
        claim);
}

} // namespace imgfix::rewrite
