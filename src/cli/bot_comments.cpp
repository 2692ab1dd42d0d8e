#include "cli/bot_comments.hpp"

#include <algorithm>

#include "cli/files.hpp"
#include "cli/proposals.hpp"
#include "forge/git.hpp"
#include "report/diff.hpp"
#include "report/markdown.hpp"

namespace imgfix::cli {

namespace {

/// Lines that are replaced by others.
struct Block {
    long first = 0; // line of the old text, from 1
    long count = 0; // of old lines
    std::vector<std::string_view> fresh;
};

/// The runs of changed lines of a unified diff.
std::vector<Block> blocks_of(std::string_view diff) {
    std::vector<Block> blocks;
    long line = 0;
    bool open = false;
    while (!diff.empty()) {
        const std::string_view one = diff.substr(0, diff.find('\n'));
        diff.remove_prefix(std::min(one.size() + 1, diff.size()));
        if (one.starts_with("@@ -")) {
            line = std::strtol(std::string(one.substr(4, 12)).c_str(), nullptr, 10);
            open = false;
        } else if (line != 0 && (one.starts_with('-') || one.starts_with('+'))) {
            if (!open)
                blocks.push_back({line, 0, {}});
            open = true;
            if (one.front() == '-') {
                ++blocks.back().count;
                ++line;
            } else {
                blocks.back().fresh.push_back(one.substr(1));
            }
        } else if (line != 0 && one.starts_with(' ')) {
            ++line;
            open = false;
        }
    }
    return blocks;
}

std::string fence_for(const std::vector<std::string_view>& lines) {
    std::size_t longest = 2;
    for (const std::string_view line : lines) {
        std::size_t run = 0;
        for (const char c : line) {
            run = c == '`' ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    }
    return std::string(longest + 1, '`');
}

} // namespace

std::vector<forge::LineComment> suggestions_of(const report::FileReport& file,
                                               const std::vector<std::pair<long, long>>& lines, forge::Kind kind) {
    std::vector<forge::LineComment> comments;
    const std::string diff = report::unified_diff("f", file.before, file.result.text, false);
    for (const Block& block : blocks_of(diff)) {
        const long last = block.first + block.count - 1;
        const bool inside = lines.empty() || std::any_of(lines.begin(), lines.end(), [&](const auto& range) {
                                return range.first <= block.first && last <= range.second;
                            });
        // a suggestion replaces lines; a new line alone has none
        if (block.count == 0 || !inside || file.before.find('\r') != std::string::npos)
            continue;
        std::string body;
        for (const auto& fix : file.result.fixes)
            if (static_cast<long>(fix.line) >= block.first && static_cast<long>(fix.line) <= last)
                body += report::markdown_escaped(fix.message) + " (" + report::markdown_code(fix.fixer) + ")\n\n";
        if (body.empty())
            continue;
        const std::string fence = fence_for(block.fresh);
        if (kind == forge::Kind::gitea) {
            body += fence + "dockerfile\n"; // it has no suggestions
        } else {
            body += fence + "suggestion";
            if (kind == forge::Kind::gitlab)
                body += ":-" + std::to_string(block.count - 1) + "+0";
            body += "\n";
        }
        for (const std::string_view line : block.fresh)
            body += std::string(line) + "\n";
        comments.push_back({file.path, block.first, last, body + fence + "\n"});
    }
    return comments;
}

Outcome comment_on(const Target& target, const BotOptions& options, forge::Client& client) {
    Outcome outcome;
    try {
        const forge::PullFiles files = client.pull_files(target.path, options.comment);
        const forge::TemporaryFolder temporary;
        const forge::Git git = target.checkout.empty()
                                   ? forge::Git::make(temporary.path() / "repository", target.address, temporary.path())
                                   : forge::Git(target.checkout, "origin", temporary.path());
        const forge::Kind kind = client.kind();
        const std::string commit =
            git.fetch_reference((kind == forge::Kind::gitlab ? "refs/merge-requests/" : "refs/pull/") +
                                std::to_string(options.comment) + "/head");
        if (commit != files.head)
            throw forge::GitFailed("the pull request changed meanwhile");
        const Tree tree(git, commit, temporary.path() / "tree");
        std::vector<std::string> paths;
        for (const forge::ChangedFile& one : files.files)
            if (tree.has(one.path) && is_dockerfile_name(one.path.substr(one.path.rfind('/') + 1)))
                paths.push_back(one.path);
        std::vector<forge::LineComment> comments;
        if (!paths.empty()) {
            std::string only;
            for (const BotGroup* group : groups_for(options, {}))
                only += (only.empty() ? "" : ",") + std::string(group->fixers);
            std::vector<Change> changes;
            for (const report::FileReport& file : tree.fix(only, options.fixing, paths, changes)) {
                const auto changed = std::find_if(files.files.begin(), files.files.end(),
                                                  [&](const auto& one) { return one.path == file.path; });
                if (changed != files.files.end() && file.changed())
                    for (forge::LineComment& one : suggestions_of(file, changed->lines, kind))
                        comments.push_back(std::move(one));
            }
        }
        std::erase_if(comments, [&](const forge::LineComment& one) {
            return std::any_of(files.comments.begin(), files.comments.end(), [&](const forge::LineComment& other) {
                return other.path == one.path && other.body == one.body;
            });
        });
        if (comments.empty()) {
            outcome.quiet = "nothing to comment on";
            return outcome;
        }
        const std::string words = std::to_string(comments.size()) +
                                  (comments.size() == 1 ? " comment on #" : " comments on #") +
                                  std::to_string(options.comment);
        if (!options.open) {
            outcome.lines.push_back("would make " + words);
            for (const forge::LineComment& one : comments)
                outcome.lines.push_back("\n" + one.path + ":" + std::to_string(one.first_line) + "\n" + one.body);
            return outcome;
        }
        client.comment(target.path, options.comment, files, comments);
        outcome.lines.push_back("made " + words);
    } catch (const std::exception& error) {
        outcome.error = error.what();
    }
    return outcome;
}

} // namespace imgfix::cli
