#include "cli/bot_repository.hpp"

#include <algorithm>

#include "cli/proposals.hpp"
#include "forge/git.hpp"
#include "forge/plan.hpp"
#include "report/markdown.hpp"

namespace imgfix::cli {

namespace fs = std::filesystem;
using forge::Action;

namespace {

constexpr std::size_t default_open = 2;

/// Everything about one repository while it is worked on.
class Work {
public:
    Work(const Target& target, const BotOptions& options, forge::Client* client)
        : target_(target), options_(options), client_(client),
          git_(target.checkout.empty()
                   ? forge::Git::make(temporary_.path() / "repository", target.address, temporary_.path())
                   : forge::Git(target.checkout, "origin", temporary_.path())) {}

    Outcome run() {
        const std::string prefix(forge::branch_prefix);
        if (target_.checkout.empty() || options_.open) {
            remote_ = git_.look(prefix);
            if (remote_.head.empty() || remote_.default_branch.empty()) {
                outcome_.quiet = "empty, or without a default branch";
                return outcome_;
            }
            get();
        } else {
            remote_.head = git_.current_commit();
            remote_.default_branch = git_.current_branch();
            if (remote_.head.empty()) {
                outcome_.quiet = "no commit yet";
                return outcome_;
            }
        }
        const Tree tree(git_, remote_.head, temporary_.path() / "tree");
        std::vector<std::string> errors;
        const fs::path path = find_config(tree.folder(), errors);
        const Config config = path.empty() ? Config() : read_config(path, errors);
        if (!errors.empty()) {
            std::string first = errors.front();
            if (const std::string above = tree.folder().string() + "/"; first.starts_with(above))
                first.erase(0, above.size());
            outcome_.error = first;
            return outcome_;
        }
        if (!config.bot.enabled) {
            outcome_.quiet = "its configuration says enabled = false";
            return outcome_;
        }
        for (const BotGroup* group : groups_for(options_, config.bot)) {
            looked_at_.insert(std::string(group->id));
            Proposal one = propose(tree, git_, *group, options_, config.bot);
            if (!one.changes.empty())
                proposals_.push_back(std::move(one));
        }
        if (!options_.open)
            say();
        else if (proposals_.empty() && remote_.branches.empty() && !options_.dashboard)
            outcome_.quiet = tree.dockerfiles() == 0 ? "no Dockerfile" : "nothing to fix";
        else
            act(options_.max_open.value_or(config.bot.max_open.value_or(default_open)));
        return outcome_;
    }

private:
    void get() {
        std::vector<std::string> branches;
        if (!git_.has(remote_.head))
            branches.push_back(remote_.default_branch);
        for (const auto& [name, commit] : remote_.branches)
            branches.push_back(name);
        if (!branches.empty())
            git_.fetch(branches);
        if (!git_.has(remote_.head))
            throw forge::GitFailed("git fetch: the default branch moved meanwhile");
    }

    /// Without --open: the words of each pull request.
    void say() {
        if (proposals_.empty())
            outcome_.quiet = "nothing to fix";
        for (const Proposal& one : proposals_) {
            outcome_.lines.push_back("would propose " + std::string(one.group->id) + ": " + one.title + " [" +
                                     forge::branch_name(one.group->id, one.content) + "]");
            if (options_.verbose || !target_.checkout.empty())
                outcome_.lines.push_back("\n" + one.body);
        }
    }

    forge::Branch state_of(const std::string& name, const std::string& commit_id) {
        forge::Branch branch;
        branch.commit = commit_id;
        const auto commit = git_.commit(commit_id);
        std::size_t begin = 0;
        const auto seal = commit ? forge::seal_of(commit->message, begin) : std::nullopt;
        if (!seal || commit->parents.size() != 1)
            return branch;
        const std::string& parent = commit->parents.front();
        branch.untouched =
            git_.hash(forge::sealed_text(commit->tree, parent, std::string_view(commit->message).substr(0, begin))) ==
            seal->value;
        branch.content = seal->content;
        const Proposal* proposal = proposal_of(forge::group_of(name));
        if (branch.untouched && proposal != nullptr && proposal->content == branch.content)
            branch.current = gives(commit_id, parent, *proposal);
        return branch;
    }

    /// Would the branch, merged into the base, give exactly the proposal?
    bool gives(const std::string& commit, const std::string& parent, const Proposal& proposal) {
        if (parent == remote_.head)
            return true;
        if (!git_.has(parent))
            return false;
        std::vector<std::string> paths;
        for (const Change& change : proposal.changes)
            paths.push_back(change.file.path);
        const auto then = git_.blobs(parent, paths);
        const auto now = git_.blobs(commit, paths);
        return std::all_of(proposal.changes.begin(), proposal.changes.end(), [&](const Change& change) {
            const auto ancestor = then.find(change.file.path);
            const auto theirs = now.find(change.file.path);
            if (ancestor == then.end() || theirs == now.end())
                return false;
            if (ancestor->second == change.file.object)
                return true; // the file is as it was
            const auto texts = git_.read({ancestor->second, theirs->second}, 4U << 20);
            return texts[0] && texts[1] && git_.merge(*texts[0], change.before, *texts[1]) == change.after;
        });
    }

    const Proposal* proposal_of(std::string_view group) const {
        const auto found = std::find_if(proposals_.begin(), proposals_.end(),
                                        [&](const Proposal& one) { return one.group->id == group; });
        return found == proposals_.end() ? nullptr : &*found;
    }

    void act(std::size_t max_open) {
        if (!target_.listing) {
            const forge::Repository repository = client_->repository(target_.path);
            if (repository.archived) {
                outcome_.quiet = "archived";
                return;
            }
            if (repository.empty) { // Gitea: what was pushed first takes a while to be seen
                outcome_.quiet = "empty, as the forge says";
                return;
            }
            if (!repository.writable)
                throw forge::Failed("the token may not push here", 403);
        }
        std::map<std::string, forge::Branch> branches;
        std::vector<std::string> names;
        for (const auto& [name, commit] : remote_.branches) {
            branches.emplace(name, state_of(name, commit));
            names.push_back(name);
        }
        std::vector<forge::Wanted> wanted;
        for (const Proposal& one : proposals_) {
            wanted.push_back({std::string(one.group->id), one.content});
            const std::string name = forge::branch_name(one.group->id, one.content);
            if (branches.count(name) == 0)
                names.push_back(name);
        }
        const auto pulls = client_->pulls(target_.path, std::string(forge::branch_prefix), names);
        for (const Action& action : forge::make_plan(wanted, looked_at_, branches, pulls, max_open))
            perform(action);
        if (options_.dashboard)
            keep_dashboard();
        if (outcome_.lines.empty())
            outcome_.quiet = "nothing to do";
    }

    void perform(const Action& action) {
        const Proposal* proposal = proposal_of(action.group);
        const std::string number = "#" + std::to_string(action.pull.number);
        forge::Pull pull = action.pull;
        if (action.push)
            push(action, *proposal);
        if (proposal != nullptr) {
            pull.title = proposal->title;
            pull.body = proposal->body;
        }
        switch (action.kind) {
        case Action::Kind::open:
            pull.branch = action.branch;
            pull.base = remote_.default_branch;
            pull = client_->open(target_.path, pull);
            ++outcome_.opened;
            tell("opened #" + std::to_string(pull.number), action, proposal->title + " " + pull.address);
            list(action, "#" + std::to_string(pull.number) + " " + proposal->title);
            break;
        case Action::Kind::update:
        case Action::Kind::retext:
            client_->update(target_.path, pull);
            ++outcome_.updated;
            tell("updated " + number, action, pull.title);
            list(action, number + " " + pull.title);
            break;
        case Action::Kind::close:
            pull.body = "Closed by imgfix: " + action.reason + ".\n\n" +
                        forge::to_text(forge::Marker{action.group, content_of(action.pull), true});
            client_->close(target_.path, pull);
            git_.push(action.branch, {}, action.expected);
            ++outcome_.closed;
            ++outcome_.pushed;
            tell("closed " + number, action, action.reason);
            break;
        case Action::Kind::remove:
            git_.push(action.branch, {}, action.expected);
            ++outcome_.pushed;
            tell("deleted the branch " + action.branch, action, action.reason);
            break;
        case Action::Kind::keep:
            if (options_.verbose)
                tell("kept " + number, action, pull.title);
            list(action, number + " " + proposal->title);
            break;
        case Action::Kind::leave:
        case Action::Kind::wait:
            tell(action.kind == Action::Kind::wait ? "waits" : "left alone", action, action.reason);
            list(action, (action.kind == Action::Kind::wait ? "waits: " : "left alone: ") + action.reason);
            break;
        }
    }

    void tell(const std::string& what, const Action& action, const std::string& more) {
        outcome_.lines.push_back(what + " (" + action.group + "): " + more);
    }

    /// A line of the dashboard: the state of a group, the same as long as it stays.
    void list(const Action& action, const std::string& state) {
        dashboard_ += "- **" + action.group + "**: " + state + "\n";
    }

    void keep_dashboard() {
        constexpr std::string_view marker = "<!-- imgfix: dashboard -->";
        const std::string body = (dashboard_.empty() ? std::string("Nothing to fix.\n") : dashboard_) +
                                 "\n`imgfix bot --dashboard` keeps this issue. Closing it is fine: the next run opens "
                                 "another one, until it is not asked for any more.\n\n" +
                                 std::string(marker) + "\n";
        const std::string address = client_->put_issue(target_.path, std::string(marker),
                                                       "What imgfix proposes for the Dockerfiles here", body);
        if (options_.verbose)
            outcome_.lines.push_back("dashboard: " + address);
    }

    static std::string content_of(const forge::Pull& pull) {
        const auto marker = forge::marker_of(pull.body);
        return marker ? marker->content : "unknown";
    }

    void push(const Action& action, const Proposal& proposal) {
        std::vector<std::pair<forge::TreeFile, std::string>> changes;
        for (const Change& change : proposal.changes)
            changes.emplace_back(change.file, change.after);
        const std::string tree = git_.write_tree(remote_.head, changes);
        std::string message = proposal.message;
        if (options_.sign_off)
            message += "Signed-off-by: " + git_.identity() + "\n";
        const std::string seal = git_.hash(forge::sealed_text(tree, remote_.head, message));
        message += forge::to_text(forge::Seal{proposal.content, seal});
        git_.push(action.branch, git_.write_commit(tree, remote_.head, message), action.expected);
        ++outcome_.pushed;
    }

    const Target& target_;
    const BotOptions& options_;
    forge::Client* client_;
    forge::TemporaryFolder temporary_;
    forge::Git git_;
    forge::Remote remote_;
    std::set<std::string> looked_at_;
    std::vector<Proposal> proposals_;
    std::string dashboard_;
    Outcome outcome_;
};

} // namespace

Outcome work_on(const Target& target, const BotOptions& options, forge::Client* client) {
    try {
        return Work(target, options, client).run();
    } catch (const std::exception& error) {
        Outcome outcome;
        outcome.error = error.what();
        return outcome;
    }
}

} // namespace imgfix::cli
