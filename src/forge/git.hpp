// Repositories through the git program: no shell, no hooks, no fsmonitor, no file of the repository on disk but those
// that are read here. What is in a repository is hostile input.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::forge {

/// git's own words, without credentials, on one line.
struct GitFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A regular file of a commit.
struct TreeFile {
    std::string path;
    std::string mode;   // 100644 or 100755
    std::string object; // blob
};

/// A commit as its object says.
struct Commit {
    std::string id;
    std::string tree;
    std::vector<std::string> parents;
    std::string message;
};

/// What a remote repository shows.
struct Remote {
    std::string default_branch;                  // empty: HEAD leads nowhere
    std::string head;                            // commit of the default branch; empty: there is none
    std::map<std::string, std::string> branches; // of the bot: name -> commit
};

/// Removes a folder at the end of its scope.
class TemporaryFolder {
public:
    /// A new folder under $TMPDIR. Throws std::runtime_error.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// One repository. All functions throw GitFailed.
class Git {
public:
    /// folder: a checkout (its own index and work tree are never touched) or a bare repository. remote: what fetch and
    /// push name. work: for the index and other files of this run.
    Git(std::filesystem::path folder, std::string remote, std::filesystem::path work);
    /// A new bare repository in folder, which must not exist.
    static Git make(const std::filesystem::path& folder, std::string remote, std::filesystem::path work);
    /// The address behind a remote's name in a checkout; empty when there is none.
    [[nodiscard]] std::string remote_address() const;
    /// The commit that the checkout is at; empty: none yet.
    [[nodiscard]] std::string current_commit() const;
    [[nodiscard]] std::string current_branch() const;

    /// HEAD and the branches whose names begin with prefix.
    [[nodiscard]] Remote look(const std::string& prefix) const;
    /// Gets commits by their branches, of a bare repository with their parents only.
    void fetch(const std::vector<std::string>& branches) const;
    /// Gets the commit that a reference names, whatever it is (refs/pull/1/head), and returns it.
    [[nodiscard]] std::string fetch_reference(const std::string& reference) const;
    [[nodiscard]] bool has(const std::string& commit) const;

    /// Regular files of a commit for which wanted is true. Symbolic links, submodules and paths that leave the tree are
    /// none. limit: of files, else it throws.
    [[nodiscard]] std::vector<TreeFile>
    files(const std::string& commit, const std::function<bool(std::string_view)>& wanted, std::size_t limit) const;
    /// Symbolic links of a commit for which wanted is true, and the regular file of the same commit that each leads to
    /// (one step); those that lead elsewhere are left out.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    links(const std::string& commit, const std::function<bool(std::string_view)>& wanted) const;
    /// The bytes of objects, in their order; nullopt for those over max_size.
    [[nodiscard]] std::vector<std::optional<std::string>> read(const std::vector<std::string>& objects,
                                                               std::size_t max_size) const;
    [[nodiscard]] std::optional<Commit> commit(const std::string& id) const;
    /// Blobs of paths in a commit; those that are no regular files there are left out.
    [[nodiscard]] std::map<std::string, std::string> blobs(const std::string& commit,
                                                           const std::vector<std::string>& paths) const;
    /// git's name for text as a blob, which is not stored.
    [[nodiscard]] std::string hash(const std::string& text) const;
    /// Merges as git does, by text; nullopt on a conflict.
    [[nodiscard]] std::optional<std::string> merge(const std::string& ancestor, const std::string& ours,
                                                   const std::string& theirs) const;

    /// A tree like that of commit with other texts in some files.
    [[nodiscard]] std::string write_tree(const std::string& commit,
                                         const std::vector<std::pair<TreeFile, std::string>>& changes) const;
    /// A commit with one parent, signed when git is configured so. No branch names it yet.
    [[nodiscard]] std::string write_commit(const std::string& tree, const std::string& parent,
                                           const std::string& message) const;
    /// Name and address for a Signed-off-by line.
    [[nodiscard]] std::string identity() const;

    /// Sets a remote branch to commit (empty: deletes it) if it is still at expected (empty: does not exist).
    void push(const std::string& branch, const std::string& commit, const std::string& expected) const;

private:
    struct Ran {
        int status;
        std::string output;
        std::string errors;
    };
    [[nodiscard]] Ran start(const std::vector<std::string>& arguments, const std::string& input,
                            std::size_t limit) const;
    std::string run(const std::vector<std::string>& arguments, const std::string& input = {},
                    std::size_t limit = 64U << 20) const;

    std::filesystem::path folder_;
    std::string remote_;
    std::filesystem::path work_;
    bool own_ = false; // made here: bare and shallow
};

/// Takes the variables of the environment away that would lead git to another repository. Before there are threads.
void prepare_git();

/// Is this an address that git may be given: https, ssh, a path, and http? No options, no other helpers, no control
/// characters.
bool is_remote_address(std::string_view address);

/// text without what stands between :// and @.
std::string without_credentials(std::string_view text);

} // namespace imgfix::forge
