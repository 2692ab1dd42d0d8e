#include "cli/proposals.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "cli/files.hpp"
#include "fixers/fixers.hpp"
#include "forge/plan.hpp"
#include "registry/process.hpp"
#include "report/diff.hpp"
#include "report/markdown.hpp"
#include "report/records.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_files = 10000;       // looked at in one commit
constexpr std::size_t max_file = 4U << 20;     // bytes
constexpr std::size_t max_report = 256U << 20; // bytes of JSON
constexpr int fix_seconds = 600;               // for one group of one repository
constexpr std::size_t max_message_lines = 20;  // of a commit message
constexpr std::size_t max_command_files = 3;   // named in the command that shows the changes

bool is_config_name(std::string_view name) { return name == "imgfix.toml" || name == ".imgfix.toml"; }

/// JSON, in which the report comes, holds nothing else.
bool is_utf8(std::string_view text) {
    for (std::size_t k = 0; k < text.size();) {
        const auto byte = static_cast<unsigned char>(text[k]);
        const std::size_t more = byte < 0x80                   ? 0
                                 : byte >= 0xC2 && byte < 0xE0 ? 1
                                 : byte >= 0xE0 && byte < 0xF0 ? 2
                                                               : 3;
        if (byte >= 0xF5 || (byte >= 0x80 && byte < 0xC2) || k + more >= text.size())
            return false;
        for (std::size_t i = 1; i <= more; ++i)
            if ((static_cast<unsigned char>(text[k + i]) & 0xC0U) != 0x80)
                return false;
        k += more + 1;
    }
    return true;
}

/// Files that are only read.
bool is_told_by(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return is_utf8(path) && (is_build_file_name(name) || is_config_name(name));
}

bool is_wanted(std::string_view path) {
    if (!is_utf8(path))
        return false;
    for (const std::string_view folder : {"node_modules/", ".hg/", ".svn/"}) // as a walk leaves them out
        if (path.starts_with(folder) || path.find("/" + std::string(folder)) != std::string_view::npos)
            return false;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return is_dockerfile_name(name) || is_build_file_name(name) || is_config_name(name);
}

void write_new(const fs::path& path, std::string_view text) {
    std::error_code code;
    fs::create_directories(path.parent_path(), code);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    std::string_view rest = text;
    while (file >= 0 && !rest.empty()) {
        const ssize_t put = ::write(file, rest.data(), rest.size());
        if (put < 0 && errno != EINTR)
            break;
        rest.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
    }
    const bool good = file >= 0 && rest.empty();
    if (file >= 0)
        ::close(file);
    if (!good)
        throw std::runtime_error("cannot write a file of the repository into " + path.parent_path().string());
}

/// A path that needs no quoting anywhere.
bool is_plain(std::string_view path) {
    return !path.empty() && path.front() != '-' && std::all_of(path.begin(), path.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '/' || c == '-';
    });
}

/// text for a commit message: no mention, no reference to an issue, one line.
std::string commit_text(std::string_view text) {
    std::string out;
    for (const char c : report::printable(forge::without_credentials(text))) {
        if (c == '#')
            out += "\\x23";
        else if (c == '@')
            out += "\\x40";
        else
            out += c;
    }
    return out;
}

std::string title_of(const Proposal& proposal, bool conventional) {
    std::string title(proposal.group->title);
    if (conventional)
        title = "build(docker): " + std::string(1, static_cast<char>(title[0] - 'A' + 'a')) + title.substr(1);
    const std::string& path = proposal.changes.front().file.path;
    if (proposal.changes.size() != 1)
        return title + " (" + std::to_string(proposal.changes.size()) + " Dockerfiles)";
    return is_plain(path) && path.size() < 60 ? title + " (" + path + ")" : title;
}

std::string closing_of(const Proposal& proposal, const std::set<std::string>& fired) {
    std::string ids;
    for (const std::string& id : fired)
        ids += (ids.empty() ? "" : ",") + id;
    std::string paths;
    for (const Change& change : proposal.changes)
        paths += " " + change.file.path;
    const bool plain = proposal.changes.size() <= max_command_files &&
                       std::all_of(proposal.changes.begin(), proposal.changes.end(),
                                   [](const Change& change) { return is_plain(change.file.path); });
    const std::string first = ids.substr(0, ids.find(','));
    return "### If you do not want this\n\n"
           "- Close this pull request: it is not opened again for the same changes.\n"
           "- A comment above an instruction keeps imgfix away from it: `# imgfix ignore=" +
           first +
           " -- why`\n"
           "- `imgfix.toml` in the repository is for all files: `ignore = [\"" +
           first +
           "\"]`, or a table `[bot]` with `groups = [\"pins\", \"caches\"]`, `max-open = 1` or `enabled = false`\n\n"
           "### See it yourself\n\n```sh\nimgfix --diff --select " +
           ids + (plain ? paths : " .") +
           "\n```\n\nMade by imgfix " IMGFIX_VERSION ". The branch is left alone once somebody else pushes to it.\n\n" +
           forge::to_text(forge::Marker{std::string(proposal.group->id), proposal.content, false});
}

std::string message_of(const Proposal& proposal, const std::vector<report::FileReport>& reports) {
    std::string message = proposal.title + "\n\n";
    std::size_t lines = 0;
    std::size_t more = 0;
    for (const report::FileReport& report : reports)
        for (const auto& fix : report.result.fixes) {
            if (lines >= max_message_lines) {
                ++more;
                continue;
            }
            ++lines;
            message += "- " + commit_text(report.path) + ":" + std::to_string(fix.line) + ": " +
                       commit_text(fix.message) + "\n";
        }
    if (more != 0)
        message += "- and " + std::to_string(more) + " more\n";
    return message + "\n";
}

/// What is taken away and added in each file: the same when the lines around it change.
std::string content_text(const Proposal& proposal) {
    std::string text(proposal.group->id);
    for (const Change& change : proposal.changes) {
        text += "\n" + change.file.path + "\n";
        const std::string diff = report::unified_diff("f", change.before, change.after, false);
        std::string_view rest = diff;
        for (std::size_t line = 0; !rest.empty(); ++line) {
            const std::string_view one = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(one.size() + 1, rest.size()));
            if (line >= 2 && (one.starts_with('-') || one.starts_with('+')))
                text += std::string(one) + "\n";
        }
    }
    return text;
}

} // namespace

Tree::Tree(const forge::Git& git, const std::string& commit, fs::path folder) : folder_(std::move(folder)) {
    std::vector<forge::TreeFile> found = git.files(commit, is_wanted, max_files);
    std::vector<std::string> objects;
    for (const forge::TreeFile& file : found) {
        objects.push_back(file.object);
        dockerfiles_ += is_dockerfile_name(std::string_view(file.path).substr(file.path.rfind('/') + 1)) ? 1 : 0;
    }
    fs::create_directories(folder_ / ".git"); // nothing above it is looked at
    if (dockerfiles_ == 0)
        return;
    auto texts = git.read(objects, max_file);
    for (std::size_t k = 0; k < found.size(); ++k) {
        if (!texts[k])
            continue;
        write_new(folder_ / found[k].path, *texts[k]);
        std::string path = found[k].path;
        files_.emplace(std::move(path), std::pair(std::move(found[k]), std::move(*texts[k])));
    }
    // a compose file or a configuration may be a link within the tree: imgfix would follow it
    for (const auto& [path, object] : git.links(commit, is_told_by))
        if (const auto text = git.read({object}, max_file).front())
            write_new(folder_ / path, *text);
}

std::vector<report::FileReport> Tree::fix(std::string_view only, const std::vector<std::string>& arguments,
                                          const std::vector<std::string>& paths, std::vector<Change>& changes) const {
    registry::Program program;
    std::error_code code;
    program.argv = {fs::read_symlink("/proc/self/exe", code).string(),
                    "--write",
                    "--quiet",
                    "--format",
                    "json",
                    "--color",
                    "never",
                    "-j",
                    "1",
                    "--only",
                    std::string(only)};
    program.argv.insert(program.argv.end(), arguments.begin(), arguments.end());
    program.argv.emplace_back("--");
    if (paths.empty())
        program.argv.emplace_back(".");
    for (const std::string& path : paths)
        program.argv.push_back("./" + path);
    program.limit = max_report;
    program.seconds = fix_seconds;
    program.folder = folder_.string();
    program.take_errors = true;
    const registry::Finished done = run_program(program);
    std::vector<report::FileReport> reports;
    if (done.status != 0 || !report::parse_json_report(done.output, reports)) {
        std::string words = done.errors.substr(0, done.errors.find('\n'));
        for (const std::string& part : {folder_.string() + "/", std::string("imgfix: "), std::string("error: ")})
            if (const std::size_t at = words.find(part); at != std::string::npos)
                words.erase(at, part.size());
        throw std::runtime_error(words.empty() ? "imgfix took too long, or failed" : words);
    }
    for (report::FileReport& report : reports) {
        if (report.path.starts_with("./"))
            report.path.erase(0, 2);
        const auto file = files_.find(report.path);
        if (file == files_.end())
            continue;
        report.before = file->second.second;
        std::string error;
        std::string after = read_file(folder_ / report.path, error);
        report.result.text = error.empty() ? std::move(after) : report.before;
        if (report.result.text == report.before)
            continue;
        changes.push_back({file->second.first, report.before, report.result.text});
        write_new(folder_ / report.path, report.before);
    }
    std::sort(changes.begin(), changes.end(),
              [](const Change& a, const Change& b) { return a.file.path < b.file.path; });
    return reports;
}

std::vector<const BotGroup*> groups_for(const BotOptions& options, const BotConfig& config) {
    std::vector<const BotGroup*> groups;
    const auto& named = options.groups ? options.groups : config.groups;
    for (const BotGroup& one : bot_groups())
        if (named ? std::find(named->begin(), named->end(), one.id) != named->end() : one.by_default)
            groups.push_back(&one);
    return groups;
}

Proposal propose(const Tree& tree, const forge::Git& git, const BotGroup& group, const BotOptions& options,
                 const BotConfig& config) {
    Proposal proposal;
    proposal.group = &group;
    if (tree.dockerfiles() == 0)
        return proposal;
    auto reports = tree.fix(group.fixers, options.fixing, {}, proposal.changes);
    if (proposal.changes.empty())
        return proposal;
    std::erase_if(reports, [](const report::FileReport& one) { return !one.error.empty(); });
    proposal.content = git.hash(content_text(proposal));
    proposal.title = title_of(proposal, options.conventional || config.conventional.value_or(false));
    proposal.message = message_of(proposal, reports);
    std::set<std::string> fired;
    for (const auto& report : reports)
        for (const auto& fix : report.result.fixes)
            fired.insert(fix.fixer);
    report::MarkdownText text;
    for (const rewrite::Fixer* fixer : fixers::all())
        text.fixers.push_back(&fixer->info());
    text.introduction = group.introduction;
    text.closing = closing_of(proposal, fired);
    proposal.body = report::markdown_report(reports, text);
    return proposal;
}

} // namespace imgfix::cli
