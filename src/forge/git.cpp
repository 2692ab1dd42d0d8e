#include "forge/git.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include "registry/process.hpp"

namespace imgfix::forge {

namespace fs = std::filesystem;

namespace {

constexpr int git_seconds = 900;             // for one git command
constexpr std::size_t max_tree = 512U << 20; // bytes of a listing
constexpr std::size_t max_words = 400;       // bytes of git's words in an error
constexpr std::size_t max_path = 4096;       // bytes
constexpr std::size_t max_refs = 16U << 20;  // bytes of ls-remote
constexpr std::size_t max_branches = 1000;

/// Calls take with each part of text that ends with end.
template <typename Take> void each(std::string_view text, char end, Take take) {
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find(end));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        take(one);
    }
}

bool is_object_name(std::string_view text) {
    return (text.size() == 40 || text.size() == 64) &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// False for paths that could lead out of a folder, or into a .git.
bool stays_inside(std::string_view path) {
    if (path.empty() || path.size() > max_path || path.front() == '/' || path.back() == '/')
        return false;
    bool good = true;
    each(path, '/', [&](std::string_view part) {
        std::string lower(part);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        good = good && !part.empty() && part != "." && part != ".." && lower != ".git" && part.size() < 256;
    });
    return good;
}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

/// The lines of git's standard error that say what is wrong, on one line.
std::string words_of(std::string_view errors) {
    std::string words;
    each(errors, '\n', [&](std::string_view line) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        if (!line.empty() && words.size() < max_words && !line.starts_with("hint:"))
            words += (words.empty() ? "" : "; ") + std::string(line);
    });
    std::replace_if(
        words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return without_credentials(words.substr(0, max_words));
}

} // namespace

std::string without_credentials(std::string_view text) {
    std::string out;
    for (;;) {
        const std::size_t at = text.find("://");
        if (at == std::string_view::npos)
            return out + std::string(text);
        out += text.substr(0, at + 3);
        text.remove_prefix(at + 3);
        const std::size_t end = std::min(text.find_first_of("/ '\"\t\n"), text.size());
        const std::size_t sign = text.substr(0, end).rfind('@');
        if (sign != std::string_view::npos)
            text.remove_prefix(sign + 1);
    }
}

bool is_remote_address(std::string_view address) {
    if (address.empty() || address.size() > max_path || address.front() == '-' ||
        std::any_of(address.begin(), address.end(), [](char c) { return static_cast<unsigned char>(c) < 0x21; }))
        return false;
    if (address.find("::") != std::string_view::npos && address.find("://") == std::string_view::npos)
        return false; // helper::address
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos)
        return true; // a path, or user@host:path
    for (const std::string_view known : {"https", "http", "ssh", "git+ssh", "file"})
        if (address.substr(0, scheme) == known)
            return true;
    return false;
}

void prepare_git() {
    for (const char* name : {"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE",
                             "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_REPLACE_REF_BASE",
                             "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_TEMPLATE_DIR",
                             "GIT_EXTERNAL_DIFF", "GIT_TRACE", "GIT_TRACE_CURL", "GIT_CURL_VERBOSE"})
        ::unsetenv(name); // NOLINT: no threads yet
    for (const auto& [name, value] : {std::pair<const char*, const char*>{"GIT_TERMINAL_PROMPT", "0"},
                                      {"GIT_OPTIONAL_LOCKS", "0"},
                                      {"GIT_NO_REPLACE_OBJECTS", "1"},
                                      {"GIT_ADVICE", "0"},
                                      {"LC_ALL", "C"}})
        ::setenv(name, value, 1); // NOLINT: no threads yet
}

TemporaryFolder::TemporaryFolder() {
    const char* named = std::getenv("TMPDIR");
    std::string name = std::string(named != nullptr && *named == '/' ? named : "/tmp") + "/imgfix-bot-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("no temporary folder can be made in " + fs::path(name).parent_path().string());
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code code;
    fs::remove_all(path_, code);
}

Git::Git(fs::path folder, std::string remote, fs::path work)
    : folder_(std::move(folder)), remote_(std::move(remote)), work_(std::move(work)) {}

Git Git::make(const fs::path& folder, std::string remote, fs::path work) {
    Git git(work, std::move(remote), work);
    git.run({"init", "--quiet", "--bare", "--template=", "--", folder.string()});
    git.folder_ = folder;
    git.own_ = true;
    return git;
}

Git::Ran Git::start(const std::vector<std::string>& arguments, const std::string& input, std::size_t limit) const {
    registry::Program program;
    program.argv = {"git"};
    for (const char* setting : {"core.hooksPath=/dev/null",
                                "core.fsmonitor=false",
                                "core.attributesFile=/dev/null",
                                "core.pager=cat",
                                "core.quotePath=false",
                                "core.untrackedCache=false",
                                "protocol.ext.allow=never",
                                "protocol.file.allow=user",
                                "submodule.recurse=false",
                                "fetch.recurseSubmodules=false",
                                "push.recurseSubmodules=no",
                                "push.followTags=false",
                                "fetch.prune=false",
                                "fetch.writeCommitGraph=false",
                                "fetch.negotiationAlgorithm=default",
                                "gc.auto=0",
                                "maintenance.auto=false",
                                "color.ui=false",
                                "user.useConfigOnly=true",
                                "log.showSignature=false"}) {
        program.argv.emplace_back("-c");
        program.argv.emplace_back(setting);
    }
    program.argv.insert(program.argv.end(), arguments.begin(), arguments.end());
    program.input = input;
    program.limit = limit;
    program.seconds = git_seconds;
    program.folder = folder_.string();
    program.environment.push_back("GIT_INDEX_FILE=" + (work_ / "index").string());
    if (own_)
        program.environment.push_back("GIT_DIR=" + folder_.string());
    program.take_errors = true;
    registry::Finished done = run_program(program);
    return {done.status, std::move(done.output), std::move(done.errors)};
}

std::string Git::run(const std::vector<std::string>& arguments, const std::string& input, std::size_t limit) const {
    Ran ran = start(arguments, input, limit);
    if (ran.status == 0)
        return std::move(ran.output);
    const std::string words = words_of(ran.errors);
    throw GitFailed("git " + arguments.front() + ": " +
                    (!words.empty()   ? words
                     : ran.status < 0 ? "it did not start, or took too long"
                                      : "it failed"));
}

std::string Git::remote_address() const {
    const Ran ran = start({"remote", "get-url", "--", remote_}, {}, max_path);
    return ran.status == 0 ? first_line(ran.output) : std::string();
}

std::string Git::current_commit() const {
    const Ran ran = start({"rev-parse", "--verify", "--quiet", "HEAD^{commit}"}, {}, max_path);
    return ran.status == 0 ? first_line(ran.output) : std::string();
}

std::string Git::current_branch() const {
    const Ran ran = start({"symbolic-ref", "--quiet", "--short", "HEAD"}, {}, max_path);
    return ran.status == 0 ? first_line(ran.output) : std::string();
}

Remote Git::look(const std::string& prefix) const {
    const std::string text =
        run({"ls-remote", "--symref", "--", remote_, "HEAD", "refs/heads/" + prefix + "*"}, {}, max_refs);
    Remote remote;
    each(text, '\n', [&](std::string_view line) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            return;
        const std::string_view what = line.substr(0, tab);
        const std::string_view name = line.substr(tab + 1);
        constexpr std::string_view heads = "refs/heads/";
        if (what.starts_with("ref: refs/heads/") && name == "HEAD")
            remote.default_branch = what.substr(5 + heads.size());
        else if (name == "HEAD" && is_object_name(what))
            remote.head = what;
        else if (name.starts_with(heads) && name.substr(heads.size()).starts_with(prefix) && is_object_name(what) &&
                 remote.branches.size() < max_branches)
            remote.branches.emplace(name.substr(heads.size()), what);
    });
    return remote;
}

void Git::fetch(const std::vector<std::string>& branches) const {
    std::vector<std::string> arguments{
        "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap="};
    // with its parent, against which a branch is read; a checkout with its whole history stays so
    if (own_ || first_line(start({"rev-parse", "--is-shallow-repository"}, {}, max_path).output) == "true")
        arguments.emplace_back("--depth=2");
    arguments.insert(arguments.end(), {"--", remote_});
    for (const std::string& branch : branches)
        arguments.push_back("+refs/heads/" + branch + (own_ ? ":refs/heads/" + branch : ""));
    run(arguments);
}

std::string Git::fetch_reference(const std::string& reference) const {
    const std::string text = run({"ls-remote", "--", remote_, reference}, {}, max_refs);
    const std::string commit = text.substr(0, text.find('\t'));
    if (!is_object_name(commit))
        throw GitFailed("git ls-remote: no " + reference);
    if (!has(commit))
        run({"fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
             "--refmap=", "--depth=1", "--", remote_, "+" + reference + (own_ ? ":refs/imgfix/head" : "")});
    return commit;
}

bool Git::has(const std::string& commit) const {
    return start({"cat-file", "-e", commit + "^{tree}"}, {}, max_path).status == 0;
}

std::vector<TreeFile> Git::files(const std::string& commit, const std::function<bool(std::string_view)>& wanted,
                                 std::size_t limit) const {
    std::vector<TreeFile> found;
    const std::string text = run({"ls-tree", "-r", "-z", "--full-tree", commit}, {}, max_tree);
    each(text, '\0', [&](std::string_view entry) {
        const std::size_t tab = entry.find('\t');
        if (tab == std::string_view::npos)
            return;
        const std::string_view path = entry.substr(tab + 1);
        const std::string_view mode = entry.substr(0, 6);
        if ((mode != "100644" && mode != "100755") || !stays_inside(path) || !wanted(path))
            return;
        const std::string_view object = entry.substr(0, tab).substr(entry.find(' ', 7) + 1);
        if (!is_object_name(object))
            return;
        if (found.size() >= limit)
            throw GitFailed("more than " + std::to_string(limit) + " files to look at");
        found.push_back({std::string(path), std::string(mode), std::string(object)});
    });
    return found;
}

std::vector<std::pair<std::string, std::string>> Git::links(const std::string& commit,
                                                            const std::function<bool(std::string_view)>& wanted) const {
    std::vector<std::string> paths;
    std::vector<std::string> objects;
    const std::string text = run({"ls-tree", "-r", "-z", "--full-tree", commit}, {}, max_tree);
    each(text, '\0', [&](std::string_view entry) {
        const std::size_t tab = entry.find('\t');
        if (tab == std::string_view::npos || !entry.starts_with("120000 ") || paths.size() >= max_branches)
            return;
        const std::string_view path = entry.substr(tab + 1);
        const std::string_view object = entry.substr(0, tab).substr(entry.find(' ', 7) + 1);
        if (stays_inside(path) && wanted(path) && is_object_name(object)) {
            paths.emplace_back(path);
            objects.emplace_back(object);
        }
    });
    std::vector<std::pair<std::string, std::string>> found;
    const auto targets = read(objects, max_path);
    for (std::size_t k = 0; k < targets.size(); ++k) {
        if (!targets[k] || targets[k]->find('\0') != std::string::npos)
            continue;
        const std::string target = (fs::path(paths[k]).parent_path() / *targets[k]).lexically_normal().string();
        if (!stays_inside(target))
            continue;
        const auto blob = blobs(commit, {target});
        if (const auto file = blob.find(target); file != blob.end())
            found.emplace_back(paths[k], file->second);
    }
    return found;
}

std::vector<std::optional<std::string>> Git::read(const std::vector<std::string>& objects, std::size_t max_size) const {
    std::vector<std::optional<std::string>> texts;
    if (objects.empty())
        return texts;
    std::string names;
    for (const std::string& one : objects)
        names += one + "\n";
    // sizes first, so that none is read that is too large
    const std::string sizes = run({"cat-file", "--batch-check=%(objectsize)"}, names);
    std::string small;
    std::vector<bool> is_small;
    std::size_t total = 0;
    each(sizes, '\n', [&](std::string_view line) {
        const bool number =
            !line.empty() && line.size() < 12 && line.find_first_not_of("0123456789") == std::string_view::npos;
        const std::size_t size = number ? std::stoull(std::string(line)) : max_size + 1;
        is_small.push_back(size <= max_size);
        if (is_small.back() && is_small.size() <= objects.size()) {
            total += size + 128;
            small += objects[is_small.size() - 1] + "\n";
        }
    });
    is_small.resize(objects.size(), false);
    const std::string text = small.empty() ? std::string() : run({"cat-file", "--batch"}, small, total + 4096);
    std::string_view rest = text;
    for (const bool one : is_small) {
        if (!one) {
            texts.emplace_back(std::nullopt);
            continue;
        }
        const std::string_view head = rest.substr(0, rest.find('\n')); // name, kind, size
        const std::size_t size = std::strtoull(std::string(head.substr(head.rfind(' ') + 1)).c_str(), nullptr, 10);
        if (head.size() + 1 + size > rest.size())
            throw GitFailed("git cat-file: an object cannot be read");
        texts.emplace_back(rest.substr(head.size() + 1, size));
        rest.remove_prefix(std::min(head.size() + size + 2, rest.size()));
    }
    return texts;
}

std::optional<Commit> Git::commit(const std::string& id) const {
    const Ran ran = start({"cat-file", "commit", id}, {}, 1U << 20);
    if (ran.status != 0)
        return std::nullopt;
    Commit commit;
    commit.id = id;
    std::string_view text = ran.output;
    while (!text.empty() && text.front() != '\n') {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.starts_with("tree "))
            commit.tree = line.substr(5);
        else if (line.starts_with("parent "))
            commit.parents.emplace_back(line.substr(7));
    }
    commit.message = text.substr(std::min<std::size_t>(1, text.size()));
    return commit;
}

std::map<std::string, std::string> Git::blobs(const std::string& commit, const std::vector<std::string>& paths) const {
    std::vector<std::string> arguments{"--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--"};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    std::map<std::string, std::string> found;
    if (paths.empty())
        return found;
    const std::string text = run(arguments);
    each(text, '\0', [&](std::string_view entry) {
        const std::size_t tab = entry.find('\t');
        if (tab != std::string_view::npos && entry.starts_with("100"))
            found.emplace(entry.substr(tab + 1), entry.substr(0, tab).substr(entry.find(' ', 7) + 1));
    });
    return found;
}

std::string Git::hash(const std::string& text) const { return first_line(run({"hash-object", "--stdin"}, text)); }

std::optional<std::string> Git::merge(const std::string& ancestor, const std::string& ours,
                                      const std::string& theirs) const {
    std::vector<std::string> arguments{"merge-file", "-p", "--quiet"};
    for (const auto& [name, text] :
         {std::pair<const char*, const std::string*>{"ours", &ours}, {"ancestor", &ancestor}, {"theirs", &theirs}}) {
        const fs::path path = work_ / (std::string("merge-") + name);
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file << *text;
        arguments.push_back(path.string());
    }
    Ran ran = start(arguments, {}, 64U << 20);
    return ran.status == 0 ? std::optional<std::string>(std::move(ran.output)) : std::nullopt;
}

std::string Git::write_tree(const std::string& commit,
                            const std::vector<std::pair<TreeFile, std::string>>& changes) const {
    // through files, so that all blobs are written by one program
    std::string names;
    for (std::size_t k = 0; k < changes.size(); ++k) {
        const fs::path path = work_ / ("blob-" + std::to_string(k));
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file << changes[k].second;
        if (!file.flush())
            throw GitFailed("cannot write " + path.string());
        names += path.string() + "\n";
    }
    const std::string objects = run({"hash-object", "-w", "--no-filters", "--stdin-paths"}, names);
    std::string entries;
    std::size_t k = 0;
    each(objects, '\n', [&](std::string_view object) {
        if (k < changes.size() && is_object_name(object))
            entries +=
                changes[k].first.mode + " " + std::string(object) + "\t" + changes[k].first.path + std::string(1, '\0');
        ++k;
    });
    if (k != changes.size())
        throw GitFailed("git hash-object: not every file was stored");
    run({"read-tree", commit});
    run({"update-index", "-z", "--index-info"}, entries);
    return first_line(run({"write-tree"}));
}

std::string Git::write_commit(const std::string& tree, const std::string& parent, const std::string& message) const {
    std::vector<std::string> arguments{"commit-tree", tree, "-p", parent, "-F", "-"};
    if (first_line(start({"config", "--type=bool", "commit.gpgSign"}, {}, max_path).output) == "true")
        arguments.insert(arguments.begin() + 1, "-S");
    // without a name of the user's own
    if (start({"var", "GIT_COMMITTER_IDENT"}, {}, max_path).status != 0)
        arguments.insert(arguments.begin(), {"-c", "user.name=imgfix", "-c", "user.email=imgfix@localhost"});
    return first_line(run(arguments, message));
}

std::string Git::identity() const {
    const Ran ran = start({"var", "GIT_COMMITTER_IDENT"}, {}, max_path);
    const std::string line = ran.status == 0 ? first_line(ran.output) : "imgfix <imgfix@localhost> ";
    return line.substr(0, line.find('>') + 1);
}

void Git::push(const std::string& branch, const std::string& commit, const std::string& expected) const {
    const std::string name = "refs/heads/" + branch;
    run({"push", "--quiet", "--porcelain", "--no-verify", "--force-with-lease=" + name + ":" + expected, "--", remote_,
         commit + ":" + name});
}

} // namespace imgfix::forge
