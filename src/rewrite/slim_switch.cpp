#include "rewrite/slim_switch.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "rewrite/calls.hpp"
#include "rewrite/package_lists.hpp"
#include "rewrite/slim_paths.hpp"
#include "rewrite/switch_judge.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

using catalog::VariantKind;
using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;

bool is_apt(std::string_view name) { return name == "apt-get" || name == "apt" || name == "aptitude"; }

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '.';
}

/// Does the text hold the word, with no character of a name beside it?
bool holds_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_character(text[at - 1]);
        const std::size_t end = at + word.size();
        if (begins && (end == text.size() || !is_word_character(text[end])))
            return true;
    }
    return false;
}

class SlimJudge final : private SwitchJudge {
public:
    /// added: packages that a RUN behind the FROM installs.
    SlimJudge(const Document& document, const Stage& stage, const catalog::Equivalent& target, const Context& context,
              std::set<std::string> added)
        : SwitchJudge(document, stage, context), target_(target), added_(std::move(added)) {}

    /// The packages whose lack is all that speaks against the switch, and that a RUN behind the FROM could install,
    /// with those that are added now; empty: there are none.
    std::set<std::string> packages_to_add(const SwitchPlan& plan) const {
        const bool lacks_tools_alone =
            std::all_of(plan.obstacles.begin(), plan.obstacles.end(),
                        [](const SwitchObstacle& one) { return one.assumption || one.reason == "needs-lost-package"; });
        if (plan.possible || !lacks_tools_alone || !tools_alone_ || tools_.empty() || !may_add_packages())
            return {};
        std::set<std::string> packages = added_;
        packages.insert(tools_.begin(), tools_.end());
        return packages.size() > added_.size() ? packages : std::set<std::string>{};
    }

    SwitchPlan run() {
        const auto reference = stage_.base ? document::parse_image_reference(*stage_.base) : std::nullopt;
        if (!reference || from().words.empty())
            return std::move(plan_);
        plan_.applicable = true;
        image_ = reference->official_name();
        facts_ = catalog::variant_facts(image_);
        const bool known = read_base(*reference);
        if (facts_ && target_.kind == VariantKind::slim)
            lost_packages_ = facts_->lost;
        for (const std::string& package : added_)
            install(from(), package, false);
        if (!added_.empty())
            assume("needs-lost-package", from(),
                   "the packages " + list_of({added_.begin(), added_.end()}) +
                       ", which a RUN adds, are there when it "
                       "is built, and do what those of " +
                       old_name() + " do");
        read_stage(stage_);
        look_at_copies_from(stage_);
        look_at_end();
        if (known)
            compare_configs(*reference);
        tell_unseen();
        finish(*reference);
        return std::move(plan_);
    }

private:
    /// May a RUN with apt-get stand behind the FROM? Today's tag, whose packages are on the mirrors; built by root;
    /// mirrors and proxies as the base has them.
    bool may_add_packages() const {
        const auto config = catalog::base_config(image_, target_.tag);
        if (!target_.certain || !target_.current || target_.kind != VariantKind::slim || !config ||
            !(config->user.empty() || config->user == "root") || config->manager != "apt" ||
            !document_.slice(from().bytes).ends_with("\n"))
            return false;
        const document::Span text{document_.instructions[stage_.from].bytes.begin,
                                  document_.instructions[stage_.end - 1].bytes.end};
        return document_.slice(text).find("/etc/apt") == npos &&
               std::none_of(stage_.variables.begin(), stage_.variables.end(), [](const document::Variable& one) {
                   return one.name.ends_with("_proxy") || one.name.ends_with("_PROXY");
               });
    }

    /// The package that brings a lost program to a slim image, when it is a tool that needs nothing else; empty: it is
    /// a compiler, a library or the like.
    static std::string_view tool_package(std::string_view package) {
        constexpr std::array<std::string_view, 10> tools = {"curl",           "wget",  "git",   "gnupg",
                                                            "xz-utils",       "bzip2", "unzip", "ca-certificates",
                                                            "openssh-client", "procps"};
        if (package == "gpg" || package == "gpg-agent" || package == "gpgconf" || package == "gpgv" ||
            package == "gnupg-utils" || package == "dirmngr")
            return "gnupg";
        return contains(tools, package) ? package : std::string_view{};
    }

    void refuse_lost(const Instruction& instruction, std::string_view package, std::string message) {
        const std::string_view tool = tool_package(package);
        if (tool.empty())
            tools_alone_ = false;
        else
            tools_.emplace(tool);
        refuse("needs-lost-package", instruction, std::move(message));
    }

    std::string old_name() const { return *stage_.base; }
    std::string new_name() const { return image_ + ":" + target_.tag; }

    /// An assumption that several instructions call for is named at the first of them.
    void assume(std::string_view reason, const Instruction& where, std::string message) {
        if (std::none_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                         [&](const SwitchObstacle& old) { return old.reason == reason && old.message == message; }))
            SwitchJudge::assume(reason, where, std::move(message));
    }

    /// False when what the bases hand to the image is not known.
    bool read_base(const document::ImageReference& reference) {
        read_reference(reference);
        const bool before = catalog::base_config(image_, reference.tag).has_value();
        const bool after = catalog::base_config(image_, target_.tag).has_value();
        if (!before || !after)
            refuse("base-config-unknown", from(),
                   "what " + (before ? new_name() : old_name()) +
                       " hands to the image (shell, environment, user) is not known");
        if (!facts_ || (target_.kind == VariantKind::slim && facts_->lost.empty() && image_ != "debian"))
            refuse("variant-unknown", from(), "what " + old_name() + " has beyond " + new_name() + " is not known");
        if (!target_.certain)
            assume("tag-not-listed", from(), new_name() + " was published, as other versions of its line were");
        if (!stage_.platform.empty() && !stage_.platform.starts_with("$")) {
            const auto old_build = context_.catalog->find_build(image_, reference.tag);
            const auto new_build = context_.catalog->find_build(image_, target_.tag);
            if (!old_build || !new_build || old_build->architectures != new_build->architectures)
                assume("platform", from(), new_name() + " has the platform " + stage_.platform);
        }
        return before && after;
    }

    /// What the bases hand to the image must be the same, but for a Cmd that the stage replaces.
    void compare_configs(const document::ImageReference& reference) {
        const auto before = catalog::base_config(image_, reference.tag);
        const auto after = catalog::base_config(image_, target_.tag);
        if (before->entrypoint != after->entrypoint || (!has_command_ && before->cmd != after->cmd) ||
            before->volumes != after->volumes || before->user != after->user || before->workdir != after->workdir ||
            before->exposed != after->exposed || before->stop_signal != after->stop_signal ||
            before->healthcheck != after->healthcheck || before->onbuild != after->onbuild ||
            before->default_shell != after->default_shell || before->family != after->family)
            refuse("base-config-unknown", from(), "the variants hand different settings to the image");
        else if (before->onbuild)
            refuse("onbuild", from(), "the base has ONBUILD triggers");
    }

    bool is_installed(std::string_view package) const { return installed_.count(std::string(package)) != 0; }

    enum class Presence { there, lost, unknown };
    /// Is the program in the slim image, or brought by what the stage has installed so far?
    /// in_system: its file in /usr/bin and the like, where no image keeps programs of its own.
    Presence presence(std::string_view program, std::string& package, bool in_system = false) const {
        if (const std::string_view needed = facts_ ? catalog::needed_by_own(*facts_, program) : std::string_view{};
            !needed.empty() && !in_system && catalog::has_word(lost_packages_, needed) && !is_installed(needed)) {
            package = needed;
            return Presence::lost;
        }
        if (!in_system && (is_shell_builtin(program) || (facts_ && catalog::is_own_program(*facts_, program))))
            return Presence::there;
        if (facts_ && target_.kind == VariantKind::jre && catalog::has_word(facts_->jdk, program)) {
            package = "the JDK";
            return Presence::lost;
        }
        const auto packages = catalog::packages_with(program);
        bool lost = false;
        for (const std::string_view one : packages) {
            if (catalog::in_debian_base(one) || is_installed(one) || (facts_ && catalog::has_word(facts_->kept, one)))
                return Presence::there;
            if (catalog::has_word(lost_packages_, one)) {
                lost = true;
                package = one;
            }
        }
        return lost ? Presence::lost : Presence::unknown;
    }

    // --- the instructions of the stage and of the stages that go on from it

    void read_stage(const Stage& stage) {
        for (std::size_t k = stage.from + 1; k < stage.end; ++k)
            look_at(document_.instructions[k]);
        const auto installed = installed_;
        if (&stage == &stage_)
            least_installed_ = installed;
        for (const std::size_t child : stage.children) {
            read_stage(document_.stages[child]);
            installed_ = installed;
        }
        // They can be reached in many ways, in each with what the judged stage has installed, and perhaps with more.
        for (const std::size_t child : stage.possible_children)
            if (possible_read_.insert(child).second) {
                installed_ = least_installed_;
                read_stage(document_.stages[child]);
                installed_ = installed;
            }
    }

    /// Other stages that copy from it may take what slim images lack.
    void look_at_copies_from(const Stage& stage) {
        for (const std::size_t other : stage.dependents)
            if (!contains_index(stage.children, other))
                assume("copied-from-stage", document_.instructions[document_.stages[other].from],
                       "the stage at line " +
                           std::to_string(line_of(document_.instructions[document_.stages[other].from])) +
                           " takes from this one nothing that only " + old_name() + " has");
        for (const std::size_t child : stage.children)
            look_at_copies_from(document_.stages[child]);
    }

    static bool contains_index(const std::vector<std::size_t>& list, std::size_t one) {
        return std::find(list.begin(), list.end(), one) != list.end();
    }

    void look_at(const Instruction& instruction) {
        switch (instruction.kind) {
        case InstructionKind::run:
            look_at_folders(instruction);
            look_at_run(instruction);
            break;
        case InstructionKind::copy:
        case InstructionKind::add:
            look_at_folders(instruction);
            look_at_destination(instruction);
            if (const document::Flag* flag = instruction.flag("from"))
                look_at_copied_stage(instruction, flag->value);
            break;
        case InstructionKind::env:
        case InstructionKind::arg:
            look_at_folders(instruction);
            look_at_values(instruction);
            for (const document::Variable& variable : document_.stages[instruction.stage].variables)
                if (variable.instruction == instruction.index && variable.value && is_locale(variable.name) &&
                    !is_plain_locale(*variable.value))
                    assume("environment", instruction,
                           "messages in the language of " + variable.name + "=" + *variable.value +
                               " are not needed: slim images have no translations");
            break;
        case InstructionKind::cmd:
        case InstructionKind::entrypoint:
        case InstructionKind::healthcheck:
            look_at_folders(instruction);
            look_at_command_line(instruction);
            break;
        case InstructionKind::workdir:
            look_at_folders(instruction);
            look_at_working_folder(instruction, parts_of("/", folder_behind(instruction)));
            break;
        case InstructionKind::volume:
            look_at_folders(instruction);
            for (const grammar::Word& word : instruction.words)
                look_at_word(instruction, "VOLUME", marked_word(word.value), Use::reads);
            break;
        case InstructionKind::onbuild:
            refuse("onbuild", instruction, "what an ONBUILD trigger does in other files is not seen here");
            break;
        default:
            look_at_folders(instruction);
        }
    }

    /// Text that names a folder which slim images keep empty.
    void look_at_folders(const Instruction& instruction) {
        const std::string_view text = document_.slice(instruction.bytes);
        for (const std::string_view folder : catalog::removed_folders()) {
            if (text.find(folder) == npos || only_cleared(instruction, folder))
                continue;
            refuse("removed-folder", instruction,
                   source_ + " names " + std::string(folder) + ", which slim images keep empty");
        }
    }

    /// Is the folder named only to be removed with force, made, or as text?
    bool only_cleared(const Instruction& instruction, std::string_view folder) const {
        const auto run = read_run(document_, instruction);
        if (!run)
            return false;
        for (const Call& call : run->calls) {
            const std::string_view text =
                run->script(call).text.substr(call.command->begin, call.command->end - call.command->begin);
            if (call.opened || text.find(folder) == npos)
                continue;
            bool forced = false;
            for (std::size_t w = 1; w < call.words().size(); ++w)
                if (const std::string_view word = call.word(w); is_option(word) && !word.starts_with("--"))
                    forced = forced || word.find(call.name == "rm" ? 'f' : 'p') != npos;
            if (!(call.name == "rm" && forced) && !(call.name == "mkdir" && forced))
                return false;
        }
        return true;
    }

    // --- paths

    /// What an instruction or command does with a path that a word names.
    enum class Use {
        reads,
        opens,  // as a file: a folder is an error
        lists,  // what stands directly in it
        names,  // a folder above one that is empty tells nothing of it
        writes, // makes it, or makes something below it
        clears, // removes it if it is there, or makes it if it is not
    };

    /// The working folder before an instruction, marked.
    std::string folder_of(const Instruction& instruction) const {
        const document::Settings& settings = document_.settings_before(instruction);
        if (!settings.workdir_known)
            return std::string(1, any_text);
        const std::string folder = settings.workdir.value_or("/");
        return folder.starts_with("/") ? folder : "/" + folder;
    }

    /// The one behind a WORKDIR.
    std::string folder_behind(const Instruction& instruction) const {
        const std::size_t next = instruction.index + 1;
        if (next < document_.stages[instruction.stage].end)
            return folder_of(document_.instructions[next]);
        std::string folder;
        for (const std::string& part :
             parts_of(folder_of(instruction),
                      marked_word(instruction.words.empty() ? std::string_view{} : instruction.words.back().value)))
            folder += "/" + part;
        return folder;
    }

    /// A word that may name a folder which slim images keep empty, or one above it.
    void look_at_word(const Instruction& instruction, std::string_view user, const std::string& marked, Use use) {
        const std::vector<std::string> folders =
            folders_.empty() ? std::vector<std::string>{folder_of(instruction)} : folders_;
        for (const std::string& folder : folders)
            for (const PathParts& path : paths_in(marked, folder))
                look_at_path(instruction, user, path, use);
    }

    void look_at_path(const Instruction& instruction, std::string_view user, const PathParts& path, Use use) {
        if (use == Use::clears) {
            if (user == "mkdir")
                make(path);
            return;
        }
        bool noted = false;
        const auto look = [&](std::string_view folder, bool differs) {
            switch (reach(path, folder)) {
            case Reach::apart:
                break;
            case Reach::inside:
                if (use == Use::writes && differs)
                    break;
                refuse("removed-folder", instruction,
                       source_ + " names " + std::string(folder) +
                           (differs ? ", which slim images have a file more in" : ", which slim images keep empty"));
                break;
            case Reach::above: {
                const bool parent =
                    std::count(folder.begin(), folder.end(), '/') == static_cast<std::ptrdiff_t>(path.size()) + 1;
                noted = noted || use == Use::reads || (use == Use::lists && parent);
                break;
            }
            case Reach::maybe:
                noted = noted || use != Use::writes;
                break;
            case Reach::unknown:
                noted = noted || use == Use::reads || use == Use::opens || use == Use::lists;
                break;
            }
        };
        for (const std::string_view folder : catalog::removed_folders())
            look(folder, false);
        for (const std::string_view folder : catalog::differing_folders())
            look(folder, true);
        if (noted)
            note(open_paths_, std::string(user) + " " + shown(path), instruction);
        look_at_system_path(instruction, user, path, use);
    }

    /// A file in the folders that packages fill, where the old image has more packages.
    void look_at_system_path(const Instruction& instruction, std::string_view user, const PathParts& path, Use use) {
        if (!lacks_packages() || path.empty() || is_made(path))
            return;
        if (use == Use::writes) {
            make(path);
            return;
        }
        if (target_.kind == VariantKind::jre && path.size() > 1 && path[0] == "opt" && path[1] == "java") {
            std::string package;
            if (presence(path.back(), package) == Presence::lost)
                lost(instruction, path.back(), package);
            else
                note(system_paths_, std::string(user) + " " + shown(path), instruction);
            return;
        }
        if (lost_packages_.empty() || same_in_all(path))
            return;
        const bool below_usr = path[0] == "usr" && path.size() > 1;
        const std::string_view folder = below_usr ? path[1] : path[0];
        const bool programs = folder == "bin" || folder == "sbin";
        const bool known_folder = programs || folder == "include" || folder.starts_with("lib") || folder == "share" ||
                                  (!below_usr && folder == "etc");
        if (!known_folder) {
            // /usr/$X, /u*/include: reach() tells of /usr/share, which is one of them
            return;
        }
        const std::size_t depth = below_usr ? 2 : 1;
        if (path.size() == depth && use == Use::names)
            return; // PATH, test -d, chmod
        if (programs && path.size() == depth + 1 && path[depth].find_first_of("\1\2") == npos) {
            std::string package;
            const Presence found = presence(path[depth], package, true);
            if (found == Presence::lost && !after_unseen_install_)
                lost(instruction, shown(path), package);
            if (found == Presence::there || (found == Presence::lost && !after_unseen_install_))
                return;
        }
        note(system_paths_, std::string(user) + " " + shown(path), instruction);
    }

    bool lacks_packages() const { return !lost_packages_.empty() || target_.kind == VariantKind::jre; }

    /// Files that every Debian image has.
    static bool same_in_all(const PathParts& path) {
        constexpr std::array<std::string_view, 16> same = {
            "/usr/share/zoneinfo", "/etc/apt",         "/etc/passwd",     "/etc/group",
            "/etc/hosts",          "/etc/resolv.conf", "/etc/os-release", "/etc/localtime",
            "/etc/timezone",       "/etc/hostname",    "/etc/shadow",     "/etc/profile",
            "/etc/bash.bashrc",    "/etc/skel",        "/etc/login.defs", "/usr/lib/os-release"};
        return std::any_of(same.begin(), same.end(), [&](std::string_view one) {
            return reach(path, one) == Reach::inside && path.back().find(any_name) == std::string::npos;
        });
    }

    void make(const PathParts& path) {
        if (std::none_of(path.begin(), path.end(),
                         [](const std::string& part) { return part.find_first_of("\1\2") != npos; }))
            made_.push_back(path);
    }

    /// Has the stage made it, or copied something over it?
    bool is_made(const PathParts& path) const {
        return std::any_of(made_.begin(), made_.end(), [&](const PathParts& one) {
            return !one.empty() && one.size() <= path.size() && std::equal(one.begin(), one.end(), path.begin()) &&
                   (one.size() > 2 || one.size() == path.size());
        });
    }

    /// A folder that words without a slash in front are read in.
    void look_at_working_folder(const Instruction& instruction, const PathParts& path) {
        for (const std::string_view folder : catalog::removed_folders()) {
            const Reach found = reach(path, folder);
            if (found == Reach::inside)
                refuse("removed-folder", instruction,
                       source_ + " names " + std::string(folder) + ", which slim images keep empty");
            else if (found != Reach::apart && !path.empty())
                note(open_paths_, "the working folder " + shown(path), instruction);
        }
    }

    void look_at_destination(const Instruction& instruction) {
        if (!instruction.words.empty())
            look_at_word(instruction, instruction.keyword, marked_word(instruction.words.back().value), Use::writes);
    }

    /// ENV, ARG: a value that names a folder, or begins so, may stand in any word.
    void look_at_values(const Instruction& instruction) {
        for (const document::KeyValue& pair : instruction.pairs)
            if (pair.value)
                look_at_value(instruction, pair.key, marked_word(*pair.value));
    }

    void look_at_value(const Instruction& instruction, std::string_view name, const std::string& marked) {
        if (marked.find('/') == npos || marked[0] == any_text)
            return;
        const bool is_list = name == "PATH" || name == "MANPATH" || name == "PKG_CONFIG_PATH";
        for (const PathParts& path : paths_in(marked, "/"))
            look_at_path(instruction, name, path, is_list ? Use::names : Use::reads);
    }

    /// The paths in the words of a command, and in what it is redirected from.
    void look_at_paths(const Instruction& instruction, const Call& call) {
        std::vector<std::string> words;
        for (std::size_t k = call.program == none ? 0 : call.program + 1; k < call.words().size(); ++k)
            words.push_back(marked_word(call.words()[k].raw));
        for (const document::ShellAssignment& one : call.command->assignments)
            look_at_value(instruction, one.name, marked_word(one.value.raw));
        for (const document::ShellRedirection& one : call.command->redirections) {
            const bool copies = one.operation == ">&" || one.operation == "<&" || one.operation.starts_with("<<");
            if (!copies)
                look_at_word(instruction, "a redirection", marked_word(one.target.raw),
                             one.operation.starts_with("<") ? Use::reads : Use::writes);
        }
        if (call.program != none)
            look_at_operands_paths(instruction, call.name, words);
        words_ = std::move(words);
    }

    void look_at_operands_paths(const Instruction& instruction, std::string_view name,
                                const std::vector<std::string>& words) {
        if (reads_all_files(name) || (name == "dpkg" && !words.empty() && (words[0] == "-V" || words[0] == "--verify")))
            note(open_paths_, std::string(name), instruction);
        if (name == "export" || name == "readonly" || name == "declare" || name == "local" || name == "typeset")
            for (const std::string& word : words)
                if (const std::size_t equals = word.find('='); equals != npos)
                    look_at_value(instruction, word.substr(0, equals), word.substr(equals + 1));
        if (name == "cd" || name == "pushd")
            change_folder(instruction, words);
        look_at_names(instruction, name, words);
        if (name == "tar")
            look_at_archive(instruction, words);
        if (reads_no_file(name) || is_apt(name) || name == "cd" || name == "pushd") {
            // the shell looks for what a pattern matches
            for (const std::string& word : words)
                if (word.find(any_name) != npos && word.find('/') != npos)
                    look_at_word(instruction, name, word, Use::lists);
            return;
        }
        std::string package;
        const bool unseen = runs_unseen_code(name) || installs_language_packages(name) ||
                            (name.find('/') == npos && presence(name, package) == Presence::unknown);
        bool operand_seen = false;
        const bool recursive = reads_working_folder(name) ||
                               (name.ends_with("grep") && std::any_of(words.begin(), words.end(), [](const auto& one) {
                                    return one == "--recursive" || one == "--dereference-recursive" ||
                                           one == "--directories=recurse" ||
                                           (is_option(one) && one[1] != '-' && one.find_first_of("rRd") != npos);
                                }));
        for (std::size_t k = 0; k < words.size(); ++k) {
            Use use = use_of(name, words, k);
            if (use == Use::reads && unseen)
                use = Use::names; // what it reads is assumed as a whole
            else if (use == Use::reads && (reads_files(name) || (name.ends_with("grep") && !recursive)))
                use = Use::opens;
            if (!is_option(words[k]))
                operand_seen = operand_seen || !(name == "find" && k > 0 && !operand_seen);
            look_at_word(instruction, name, words[k], use);
        }
        if (name.ends_with("grep"))
            operand_seen =
                std::count_if(words.begin(), words.end(), [](const auto& one) { return !is_option(one); }) > 1;
        if (recursive && !operand_seen) {
            std::vector<std::string> here = words;
            here.emplace_back(".");
            look_at_word(instruction, name, ".", use_of(name, here, words.size()));
        }
        if (name == "xargs" && !(words.size() > 1 && reads_no_tree(last_name(words))))
            note(open_paths_, "what xargs is given", instruction);
    }

    /// Programs whose operands are names of programs, or of packages: which gcc, command -v git, dpkg -s curl.
    void look_at_names(const Instruction& instruction, std::string_view name, const std::vector<std::string>& words) {
        if (!lacks_packages())
            return;
        const bool looks_up = name == "which" || name == "type" || name == "hash" || name == "whereis" ||
                              (name == "command" && !words.empty() && (words[0] == "-v" || words[0] == "-V"));
        const bool asks_dpkg = name == "dpkg" && !words.empty() &&
                               (words[0] == "-s" || words[0] == "-l" || words[0] == "-L" || words[0] == "-S" ||
                                words[0].starts_with("--get-sel") || words[0] == "--list" || words[0] == "--status" ||
                                words[0] == "--listfiles" || words[0] == "--search");
        const bool lists = asks_dpkg || name == "dpkg-query" || (name == "apt" && !words.empty() && words[0] == "list");
        if (name == "ldconfig" && !words.empty() && words[0].starts_with("-p"))
            note(system_paths_, "ldconfig -p", instruction);
        if (!looks_up && !lists)
            return;
        bool known = false;
        for (const std::string& word : words) {
            if (word.empty() || is_option(word) || (lists && word == "list"))
                continue;
            const bool constant = word.find_first_of("\1\2") == npos;
            std::string package;
            if (constant && looks_up && word.find('/') == npos) {
                const Presence found = presence(word, package);
                if (found == Presence::lost && !after_unseen_install_)
                    lost(instruction, word, package);
                known = found != Presence::unknown;
            } else if (constant && catalog::has_word(lost_packages_, word) && !is_installed(word)) {
                lost(instruction, word, word);
                known = true;
            }
            if (!known)
                note(system_paths_, std::string(name) + " " + shown(std::string_view(word)), instruction);
        }
        if (lists && !known)
            note(system_paths_, std::string(name), instruction);
    }

    /// tar starts the program that an archive is packed by: xz-utils and bzip2 are lost.
    void look_at_archive(const Instruction& instruction, const std::vector<std::string>& words) {
        if (lost_packages_.empty() || words.empty() || after_unseen_install_)
            return;
        std::string letters;
        bool named = false; // the program is: z, J, --gzip
        bool by_name = false;
        const auto packed_by = [&](std::string_view program) {
            named = true;
            needs(instruction, program, "tar");
        };
        for (const std::string& word : words) {
            const bool first = &word == &words.front() && !is_option(word) && word.find_first_of("/.=\1\2") == npos;
            if (first || (is_option(word) && word[1] != '-'))
                letters += word.substr(0, word.find('/'));
            if (word == "--xz" || word == "--lzma")
                packed_by("xz");
            else if (word == "--bzip2")
                packed_by("bzip2");
            else if (word == "--gzip" || word == "--gunzip" || word == "--ungzip")
                named = true;
            else if (word.starts_with("--use-compress") || word == "-I")
                note(unseen_, "tar " + shown(std::string_view(word)), instruction);
            by_name = by_name || word == "--auto-compress";
        }
        if (letters.find('J') != npos)
            packed_by("xz");
        if (letters.find('j') != npos)
            packed_by("bzip2");
        if (letters.find('z') != npos)
            named = true;
        const bool reads = unpacks(words) || letters.find('t') != npos;
        if (named || !(reads || by_name || letters.find('a') != npos))
            return;
        const auto ends = [](std::string_view word, std::initializer_list<std::string_view> list) {
            return std::any_of(list.begin(), list.end(), [&](std::string_view one) { return word.ends_with(one); });
        };
        bool told = false;
        for (const std::string& word : words) {
            if (is_option(word) && !word.starts_with("--file="))
                continue;
            if (ends(word, {".xz", ".txz", ".lzma", ".tlz"}))
                needs(instruction, "xz", "tar of " + shown(std::string_view(word)));
            else if (ends(word, {".bz2", ".tbz", ".tbz2", ".tb2"}))
                needs(instruction, "bzip2", "tar of " + shown(std::string_view(word)));
            else if (!ends(word, {".gz", ".tgz", ".tar"}) && word != "-")
                continue;
            told = true;
        }
        std::string package;
        const bool piped = std::none_of(words.begin(), words.end(),
                                        [](const std::string& one) { return one.find_first_of("/.\1\2") != npos; });
        if (!told && !piped &&
            (presence("xz", package) == Presence::lost || presence("bzip2", package) == Presence::lost))
            assume("needs-lost-package", instruction,
                   "the archive that tar takes apart is not packed by xz or bzip2: " + new_name() + " lacks " +
                       package);
    }

    /// The program that xargs starts, when it is given none or plain options.
    static std::string_view last_name(const std::vector<std::string>& words) {
        for (const std::string& word : words)
            if (!is_option(word) && !is_number(word))
                return file_name(word);
        return {};
    }

    /// What a command does with the path in one of its words.
    static Use use_of(std::string_view name, const std::vector<std::string>& words, std::size_t k) {
        const auto has_letter = [&](char letter) {
            return std::any_of(words.begin(), words.end(), [&](const std::string& one) {
                return is_option(one) && one[1] != '-' && one.find(letter) != npos;
            });
        };
        if ((name == "ls" || name == "dir" || name == "vdir") && !has_letter('R') && !contains(words, "--recursive"))
            return Use::lists;
        const std::string_view before = k > 0 ? std::string_view(words[k - 1]) : std::string_view{};
        if ((name == "rm" && has_letter('f')) || (name == "mkdir" && has_letter('p')))
            return Use::clears;
        if (name == "cp" || name == "mv" || name == "install" || name == "ln") {
            const bool named_goal = std::any_of(words.begin(), words.end(), [](const std::string& one) {
                return one.starts_with("--target") || (is_option(one) && one[1] != '-' && one.find('t') != npos);
            });
            const bool several =
                std::count_if(words.begin(), words.end(), [](const auto& one) { return !is_option(one); }) > 1;
            return !named_goal && several && k + 1 == words.size() ? Use::writes : Use::reads;
        }
        if ((name == "curl" || name == "wget") && (before == "-o" || before == "-O" || before == "--output" ||
                                                   before == "-P" || before == "--output-document"))
            return Use::writes;
        const bool to_folder = before == "-C" || before == "--directory" || words[k].starts_with("--directory=");
        if (name == "tar" && to_folder && unpacks(words))
            return Use::writes;
        if (name == "mkdir" || (name == "unzip" && before == "-d") || name == "tee" || name == "touch")
            return Use::writes;
        if (name == "git" && k + 1 == words.size() && words[0] == "clone")
            return Use::writes;
        return reads_no_tree(name) ? Use::names : Use::reads;
    }

    /// Does tar take an archive apart?
    static bool unpacks(const std::vector<std::string>& words) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& one) {
            const bool cluster = &one == &words.front() && one.find_first_of("/.=") == npos;
            return one == "--extract" || one == "--get" ||
                   ((cluster || (is_option(one) && one[1] != '-')) && one.find('x') != npos && one.find('c') == npos);
        });
    }

    void change_folder(const Instruction& instruction, const std::vector<std::string>& words) {
        if (folders_.empty())
            folders_.push_back(folder_of(instruction));
        std::string goal = "/root";
        for (const std::string& word : words)
            if (!is_option(word))
                goal = word == "-" ? "." : word;
        std::vector<std::string> more;
        for (const std::string& folder : folders_) {
            const PathParts path = parts_of(folder, goal);
            look_at_working_folder(instruction, path);
            std::string text = path.empty() ? "/" : "";
            for (const std::string& part : path)
                text += (part[0] == any_text && text.empty() ? "" : "/") + part;
            if (!contains(folders_, text) && !contains(more, text))
                more.push_back(text);
        }
        folders_.insert(folders_.end(), more.begin(), more.end());
        if (folders_.size() > 16)
            folders_ = {std::string(1, any_text)};
    }

    void look_at_copied_stage(const Instruction& instruction, const std::string& from) {
        if (lost_packages_.empty())
            return; // debian and debian slim have the same libraries
        assume("copied-from-stage", instruction,
               "what is copied from " + from + " (line " + std::to_string(line_of(instruction)) +
                   ") needs no library or program that only " + old_name() + " has");
    }

    // --- commands

    void look_at_run(const Instruction& instruction) {
        const auto run = read_run(document_, instruction);
        if (!run) {
            look_at_text(instruction, document_.slice(instruction.bytes));
            return;
        }
        folders_.clear();
        std::set<std::string> functions;
        for (const EmbeddedScript& one : run->scripts)
            add_functions(one.script, functions);
        for (const Call& call : run->calls)
            if (!call.opened)
                look_at_call(instruction, call, functions);
    }

    /// A text that is not read as a script: a lost program's name in it refuses, all else is unseen.
    void look_at_text(const Instruction& instruction, std::string_view text) {
        for (catalog::Lines lines(catalog::fact_text(catalog::Fact::debian_programs)); lines.next();) {
            if (!catalog::has_word(lost_packages_, catalog::field(lines.line(), 0)))
                continue;
            for (const std::string_view program : catalog::words_of(catalog::field(lines.line(), 2))) {
                std::string package;
                if (program.size() > 1 && holds_word(text, program) && presence(program, package) == Presence::lost)
                    lost(instruction, program, package);
            }
        }
        note(unseen_, "the script", instruction);
    }

    void look_at_script(const Instruction& instruction, const document::ShellScript& script) {
        std::set<std::string> functions;
        add_functions(script, functions);
        for (std::size_t k = 0; k < script.commands.size(); ++k) {
            const Call call = resolve_call(script, k);
            const std::size_t text = shell_text_word(call);
            const std::string inner = text == document::none ? std::string() : std::string(call.word(text));
            const document::ShellScript inner_script = document::parse_script(inner, grammar::ShellDialect::posix);
            if (text != document::none && !inner_script.opaque() && inner.size() < script.text.size())
                look_at_script(instruction, inner_script);
            else
                look_at_call(instruction, call, functions);
        }
    }

    static void add_functions(const document::ShellScript& script, std::set<std::string>& functions) {
        for (std::size_t k = 0; k < script.tree.nodes.size(); ++k)
            if (script.tree.nodes[k].kind == grammar::Kind::function_definition)
                functions.insert(function_name(script, k));
    }

    static std::string function_name(const document::ShellScript& script, std::size_t node) {
        std::string_view text = script.text.substr(script.tree.nodes[node].begin);
        if (text.starts_with("function"))
            text.remove_prefix(8);
        while (!text.empty() && (text[0] == ' ' || text[0] == '\t'))
            text.remove_prefix(1);
        std::size_t end = 0;
        while (end < text.size() && is_word_character(text[end]))
            ++end;
        return std::string(text.substr(0, end));
    }

    void look_at_call(const Instruction& instruction, const Call& call, const std::set<std::string>& functions) {
        look_at_paths(instruction, call);
        if (call.words().empty())
            return; // assignments and redirections alone
        if (call.program == none || call.name.empty()) {
            note(unseen_, "what a variable names", instruction);
            return;
        }
        // sudo, env, time...: programs themselves
        for (std::size_t k = 0; k < call.program; ++k)
            if (const std::string_view word = call.word(k); k == 0 && !word.empty())
                use_name(instruction, word);
        if (functions.count(call.name) != 0)
            return;
        std::vector<std::string_view> operands;
        bool constant = true;
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            operands.push_back(call.word(k));
            constant = constant && call.words()[k].literal;
        }
        use_program(instruction, call.word(call.program), operands, constant);
    }

    /// CMD, ENTRYPOINT, HEALTHCHECK.
    void look_at_command_line(const Instruction& instruction) {
        has_command_ = has_command_ || instruction.kind != InstructionKind::healthcheck;
        folders_.clear();
        if (instruction.json) {
            look_at_words(instruction);
            return;
        }
        const std::string_view text = document::shell_text(instruction);
        if (instruction.kind == InstructionKind::healthcheck && instruction.words.size() == 1 &&
            instruction.words[0].value == "NONE")
            return;
        const document::ShellScript script = document::parse_script(text, grammar::ShellDialect::posix);
        if (text.empty() || script.opaque())
            look_at_text(instruction, document_.slice(instruction.bytes));
        else
            look_at_script(instruction, script);
    }

    void look_at_words(const Instruction& instruction) {
        std::vector<std::string_view> words;
        for (const grammar::Word& word : instruction.words)
            words.push_back(word.value);
        if (instruction.kind == InstructionKind::healthcheck && !words.empty() &&
            (words[0] == "CMD" || words[0] == "NONE"))
            words.erase(words.begin());
        if (words.empty() || words[0].empty())
            return;
        const bool options = std::all_of(words.begin(), words.end(), is_option);
        if (options && instruction.kind == InstructionKind::cmd)
            return; // arguments of an ENTRYPOINT
        const std::string_view name = file_name(words[0]);
        if ((name == "sh" || name == "bash") && words.size() > 2 && is_option(words[1]) && words[1].ends_with("c")) {
            const document::ShellScript script = document::parse_script(words[2], grammar::ShellDialect::posix);
            if (!script.opaque()) {
                look_at_script(instruction, script);
                return;
            }
        }
        words_.assign(words.begin() + 1, words.end());
        look_at_operands_paths(instruction, name, words_);
        use_program(instruction, words[0], {words.begin() + 1, words.end()}, true);
    }

    void lost(const Instruction& instruction, std::string_view program, std::string_view package) {
        refuse_lost(instruction, package,
                    std::string(program) + (package == program ? "" : " (package " + std::string(package) + ")") +
                        " is in " + old_name() + ", but not in " + new_name());
    }

    /// A program's name alone; true when it is known to be there.
    bool use_name(const Instruction& instruction, std::string_view word) {
        if (word.find('/') != npos && read_copied(instruction, word, false))
            return false;
        const std::string_view name = file_name(word);
        const bool elsewhere = word.find('/') != npos && !word.starts_with("/bin/") && !word.starts_with("/usr/bin/") &&
                               !word.starts_with("/sbin/") && !word.starts_with("/usr/sbin/") &&
                               !word.starts_with("/usr/local/bin/");
        const bool in_system = word.find('/') != npos && !word.starts_with("/usr/local/bin/");
        std::string package;
        if (!elsewhere) {
            switch (presence(name, package, in_system)) {
            case Presence::there:
                return true;
            case Presence::lost:
                if (!after_unseen_install_)
                    lost(instruction, name, package);
                else
                    assume("needs-lost-package", instruction,
                           std::string(name) + " is brought by packages whose names only the build knows");
                return true;
            case Presence::unknown:
                break;
            }
        }
        note(unseen_, std::string(word), instruction);
        return false;
    }

    /// A copied script that the named context shows: its commands are looked at. False when nothing is known of it.
    bool read_copied(const Instruction& instruction, std::string_view word, bool by_shell) {
        if (depth_ > 4)
            return false;
        const auto file = find_copied(document_, document_.stages[instruction.stage], instruction.index, word,
                                      context_.build_context);
        if (!file || (file->kind != FileKind::sh_script && file->kind != FileKind::bash_script &&
                      !(by_shell && file->kind == FileKind::text)))
            return false;
        const document::ShellScript script =
            document::parse_script(file->bytes, file->kind == FileKind::bash_script ? grammar::ShellDialect::bash
                                                                                    : grammar::ShellDialect::posix);
        if (script.opaque())
            return false;
        for (const std::string_view folder : catalog::removed_folders())
            if (file->bytes.find(folder) != std::string::npos)
                refuse("removed-folder", instruction,
                       file->source + " names " + std::string(folder) + ", which slim images keep empty");
        ++depth_;
        const std::string outer = std::exchange(source_, file->source);
        look_at_script(instruction, script);
        source_ = outer;
        --depth_;
        return context_.build_context->named();
    }

    void use_program(const Instruction& instruction, std::string_view word,
                     const std::vector<std::string_view>& operands, bool constant) {
        const std::string_view name = file_name(word);
        if (is_apt(name)) {
            use_apt(instruction, operands, constant);
            return;
        }
        if (word == "." || word == "source" || word == "eval") {
            note(unseen_, std::string(word), instruction);
            return;
        }
        if (name == "apt-key" || name == "add-apt-repository" || name == "apt-add-repository")
            needs(instruction, "gpg", name);
        if (!use_name(instruction, word)) {
            if (installs_language_packages(name)) // pnpm, poetry: installed themselves
                look_at_lists(instruction, name, operands);
            return;
        }
        if (runs_its_operands(name)) {
            look_at_operands(instruction, name, operands);
            return;
        }
        const bool module = operands.size() > 1 && operands[0] == "-m" && installs_language_packages(operands[1]);
        if (installs_language_packages(name) || module) {
            use_installer(instruction, module ? operands[1] : name, operands);
            return;
        }
        if ((name == "sh" || name == "bash") && !operands.empty() && !is_option(operands[0]) &&
            read_copied(instruction, operands[0], true))
            return;
        if (runs_unseen_code(name) && !asks_for_version(operands)) {
            note(unseen_, std::string(name), instruction);
            return;
        }
        if (starts_configured_programs(name) || (may_start_programs(name) && has_copied_settings(instruction)))
            note(unseen_, "what " + std::string(name) + " is configured to start", instruction);
        look_at_certificates(instruction, name, operands);
    }

    /// Has the stage taken files, other than to where pages are served from?
    bool has_copied_settings(const Instruction& instruction) const {
        constexpr std::array<std::string_view, 3> pages = {"/var/www", "/srv", "/usr/share/nginx/html"};
        for (std::size_t k = stage_.from; k < instruction.index; ++k) {
            const Instruction& one = document_.instructions[k];
            if ((one.kind != InstructionKind::copy && one.kind != InstructionKind::add) || one.words.empty())
                continue;
            const PathParts goal = parts_of(folder_of(one), marked_word(one.words.back().value));
            if (std::none_of(pages.begin(), pages.end(),
                             [&](std::string_view folder) { return reach(goal, folder) == Reach::inside; }))
                return true;
        }
        return false;
    }

    /// xargs, find -exec, tini: one of the words is a program.
    void look_at_operands(const Instruction& instruction, std::string_view name,
                          const std::vector<std::string_view>& operands) {
        const bool find = name == "find";
        bool behind_exec = !find;
        for (const std::string_view operand : operands) {
            if (find && operand.starts_with("-exec")) {
                behind_exec = true;
                continue;
            }
            if (find && behind_exec && (operand == ";" || operand == "+")) {
                behind_exec = false;
                continue;
            }
            if (!behind_exec || is_option(operand) || (!operand.empty() && operand[0] >= '0' && operand[0] <= '9'))
                continue;
            std::string package;
            const bool path = operand.find('/') != npos;
            const Presence found = path || operand.empty() ? Presence::unknown : presence(operand, package);
            if (found == Presence::lost)
                use_name(instruction, operand);
            else if (found == Presence::unknown || runs_unseen_code(operand))
                note(unseen_, std::string(name) + (operand.empty() ? "" : " " + std::string(operand)), instruction);
            if (!find && !operand.empty())
                return;
            behind_exec = !find; // what follows is the program's
        }
    }

    static bool asks_for_version(const std::vector<std::string_view>& operands) {
        return operands.size() == 1 && (operands[0] == "--version" || operands[0] == "-V" || operands[0] == "-version");
    }

    void needs(const Instruction& instruction, std::string_view program, std::string_view user) {
        if (std::string package; presence(program, package) == Presence::lost && !after_unseen_install_)
            refuse_lost(instruction, package,
                        std::string(user) + " needs " + package + ", which is in " + old_name() + ", but not in " +
                            new_name());
    }

    /// https by a program that reads the system's certificates.
    void look_at_certificates(const Instruction& instruction, std::string_view name,
                              const std::vector<std::string_view>& operands) {
        if (name == "git" && std::any_of(words_.begin(), words_.end(), [](const std::string& one) {
                return one.find("git@") != npos || one.find("ssh://") != npos;
            }))
            needs(instruction, "ssh", "git of a repository over ssh");
        constexpr std::array<std::string_view, 5> fetchers = {"curl", "wget", "git", "svn", "aria2c"};
        if (!contains(fetchers, name) || certificates_ || !catalog::has_word(lost_packages_, "ca-certificates"))
            return;
        if (std::any_of(operands.begin(), operands.end(),
                        [](std::string_view one) { return one.empty() || one.find("https:") != npos; }))
            refuse_lost(instruction, "ca-certificates",
                        std::string(name) + " needs ca-certificates, which is in " + old_name() + ", but not in " +
                            new_name());
    }

    void needs_compiler(const Instruction& instruction, std::string_view user) {
        const bool has_clang = std::any_of(installed_.begin(), installed_.end(),
                                           [](const std::string& one) { return one.starts_with("clang"); });
        if (!has_clang)
            needs(instruction, "gcc", user);
    }

    /// Variables that tell an installer to take no package that is ready-built.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> asks_to_compile = {
        {{"bundle", "BUNDLE_FORCE_RUBY_PLATFORM"},
         {"pip", "PIP_NO_BINARY"},
         {"npm", "npm_config_build_from_source"},
         {"yarn", "npm_config_build_from_source"}}};

    void use_installer(const Instruction& instruction, std::string_view name,
                       const std::vector<std::string_view>& operands) {
        if (!installer_acts(name, operands))
            return; // cache clean, config set, --version
        for (const std::string& word : words_)
            if (const std::string_view program = fetched_with(name, word); !program.empty()) {
                const std::string user = std::string(name) + " of " + shown(std::string_view(word));
                needs(instruction, program, user);
                if (word.find("https:") == npos)
                    needs(instruction, "ssh", user);
                look_at_certificates(instruction, "git", {word});
            }
        for (const std::string_view operand : operands) {
            if (operand.starts_with("--no-binary") || operand.starts_with("--build-from-source"))
                needs_compiler(instruction, std::string(name) + " " + std::string(operand));
        }
        if (const std::string_view compiled = compiled_package(name, operands); !compiled.empty())
            needs_compiler(instruction, std::string(compiled) + ", which is compiled when it is installed,");
        look_at_lists(instruction, name, operands);
        // headers are installed for a compiler, and the stage brings none of its own
        if (!headers_.empty())
            needs_compiler(instruction, "what " + std::string(name) + " installs behind " + headers_);
        if (!headers_.empty() && name == "cargo")
            needs(instruction, "pkg-config", "what cargo builds behind " + headers_);
        for (const auto& [installer, variable] : asks_to_compile)
            if (const std::string value = document_.variable(variable, instruction).value_or("");
                name.starts_with(installer) && !value.empty() && value != "false" && value != "0" && value != ":none:")
                needs_compiler(instruction, std::string(name) + " with " + std::string(variable));
        note(installers_, std::string(name), instruction);
        // it runs the application, too
        if (std::any_of(operands.begin(), operands.end(),
                        [](std::string_view one) {
                            return one == "start" || one == "run" || one == "test" || one == "exec";
                        }) ||
            name == "npx")
            note(unseen_, std::string(name), instruction);
    }

    /// What the lists of the build context ask for that needs a compiler or library which is lost.
    void look_at_lists(const Instruction& instruction, std::string_view name,
                       const std::vector<std::string_view>& operands) {
        if (!installs_by_list(name, operands))
            return;
        std::vector<PackageList> lists;
        std::vector<std::optional<std::string>> places(folders_.begin(), folders_.end());
        if (places.empty())
            places.emplace_back(); // where the instruction runs
        for (const std::optional<std::string>& place : places)
            if (!place || place->find_first_of("\1\2") == npos)
                for (PackageList& list : package_lists(document_, document_.stages[instruction.stage], instruction,
                                                       context_.build_context, name, operands, place))
                    lists.push_back(std::move(list));
        if (const auto package = risky_package(lists, catalog::PackageRisk::compiled, false))
            needs_compiler(instruction,
                           package->name + " of " + package->source + ", which is compiled when it is installed,");
        for (const RiskyPackage& crate : demanding_crates(lists))
            for (const std::string& need : crate.needs)
                if (catalog::has_word(lost_packages_, need) && !is_installed(need) && !after_unseen_install_)
                    refuse_lost(instruction, need,
                                crate.name + " of " + crate.source + " needs " + need + ", which is in " + old_name() +
                                    ", but not in " + new_name());
    }

    void use_apt(const Instruction& instruction, const std::vector<std::string_view>& operands, bool constant) {
        auto verb = operands.begin();
        while (verb != operands.end() && (verb->empty() || is_option(*verb)))
            verb += (*verb == "-o" || *verb == "-t" || *verb == "-c") && verb + 1 != operands.end() ? 2 : 1;
        if (verb == operands.end() || (*verb != "install" && *verb != "build-dep" && *verb != "satisfy"))
            return;
        bool recommends = true;
        for (const std::string_view operand : operands)
            recommends =
                recommends && operand != "--no-install-recommends" && operand.find("APT::Install-Recommends") == npos;
        if (!constant || *verb != "install") {
            after_unseen_install_ = true;
            certificates_ = true;
            note(unknown_packages_, *verb == "install" ? "that a variable names" : std::string(*verb), instruction);
        }
        for (auto it = verb + 1; it != operands.end(); ++it) {
            if (*it == "-o" || *it == "-t" || *it == "-c" || *it == "--option" || *it == "--target-release") {
                if (++it == operands.end())
                    break;
                continue;
            }
            if (it->empty() || is_option(*it))
                continue;
            std::string_view package = it->substr(0, it->find_first_of("=/:"));
            if (!catalog::is_known_package(package) && (package.ends_with("-") || package.ends_with("+")) &&
                !package.ends_with("++"))
                package.remove_suffix(1);
            if (package.find_first_of("*?[^~") != npos || it->starts_with("./") || it->starts_with("/")) {
                after_unseen_install_ = true;
                note(unseen_, std::string(*it), instruction);
                continue;
            }
            install(instruction, package, recommends);
        }
    }

    void install(const Instruction& instruction, std::string_view package, bool recommends) {
        std::vector<std::string_view> names = catalog::words_of(catalog::brought_by(package));
        names.insert(names.begin(), package);
        bool told = false;
        for (const std::string_view name : names) {
            installed_.insert(std::string(name));
            const std::string_view folder = catalog::removed_folder_needed_by(name);
            if (!folder.empty() && !makes_folder(instruction, folder) && !std::exchange(told, true))
                refuse("removed-folder", instruction,
                       std::string(package) + (name == package ? "" : " (with " + std::string(name) + ")") + " needs " +
                           std::string(folder) + ", which slim images lack");
        }
        if (package.ends_with("-dev"))
            headers_ = package;
        certificates_ = certificates_ || recommends || is_installed("ca-certificates");
        if (!catalog::is_known_package(package) && !is_listed_name(package) && !told)
            note(unknown_packages_, std::string(package), instruction);
    }

    /// The usual names of libraries and headers bring nothing that matters here.
    static bool is_listed_name(std::string_view package) {
        return package.starts_with("lib") || package.ends_with("-dev");
    }

    /// Does this RUN, or one before it, make the folder?
    bool makes_folder(const Instruction& instruction, std::string_view folder) const {
        for (std::size_t k = stage_.from; k <= instruction.index; ++k) {
            const Instruction& one = document_.instructions[k];
            if (one.kind != InstructionKind::run)
                continue;
            const auto run = read_run(document_, one);
            if (!run)
                continue;
            for (const Call& call : run->calls) {
                if (call.name != "mkdir")
                    continue;
                for (std::size_t w = 1; w < call.words().size(); ++w)
                    if (call.word(w).starts_with(folder) && call.word(w).size() <= folder.size() + 1)
                        return true;
            }
        }
        return false;
    }

    // --- the verdict

    void look_at_end() {
        if (!has_command_)
            assume("no-command", from(),
                   "nobody builds on this image, or starts it, with what only " + old_name() +
                       " has: it sets neither CMD nor ENTRYPOINT");
    }

    /// The best known of what is lost.
    std::string lost_tools() const {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 5> tools = {
            {{"gcc", "compiler"}, {"g++", "C++ compiler"}, {"make", "make"}, {"git", "git"}, {"curl", "curl"}}};
        std::vector<std::string> names;
        for (const auto& [package, name] : tools)
            if (catalog::has_word(lost_packages_, package) && added_.count(std::string(package)) == 0 &&
                (package != "g++" || names.empty()))
                names.emplace_back(name);
        return list_of(names);
    }

    void tell_unseen() {
        const std::string lacking =
            target_.kind == VariantKind::jre ? "uses no tool of the JDK"
            : lacks_packages()
                ? "uses no " + lost_tools() + ", header or other package that only " + old_name() + " has"
                : "reads no manual, document or translation, which slim images lack";
        if (!installers_.empty())
            assume("language-packages", *installers_.front().where,
                   "what " + listed(installers_) + " installs " +
                       (lost_packages_.empty() ? lacking
                                               : "is there ready-built, or builds without what " + new_name() +
                                                     " lacks: " + lost_tools() + ", headers"));
        if (!unseen_.empty())
            assume("unseen-programs", *unseen_.front().where, listed(unseen_) + " " + lacking);
        if (!system_paths_.empty())
            assume("system-path", *system_paths_.front().where,
                   listed(system_paths_) + (system_paths_.size() == 1 ? " reads" : " read") + " nothing that only " +
                       old_name() + " has");
        if (!open_paths_.empty())
            assume("removed-folder", *open_paths_.front().where,
                   listed(open_paths_) + (open_paths_.size() == 1 ? " leads" : " lead") +
                       " to no manual, document or translation, which slim images lack");
        if (!unknown_packages_.empty())
            assume("unseen-programs", *unknown_packages_.front().where,
                   "the packages " + listed(unknown_packages_) + " need no folder that slim images lack");
    }

    void finish(const document::ImageReference& reference) {
        replace_base(reference, image_, target_.tag);
        conclude();
        plan_.target = target_.kind == VariantKind::jre ? SwitchTarget::jre : SwitchTarget::slim;
        plan_.image = image_;
        plan_.tag = target_.tag;
        plan_.gain = gain_in_size(image_, reference.tag, image_, target_.tag);
        if (!plan_.possible)
            return;
        plan_.edits = base_edits_;
        if (added_.empty())
            return;
        plan_.claim.packages.assign(added_.begin(), added_.end());
        plan_.claim.apt = true;
        plan_.gain += (plan_.gain.empty() ? "adds " : "; adds ") + list_of(plan_.claim.packages);
        const std::uint32_t end = from().bytes.end;
        const std::string_view line_end = document_.slice(from().bytes).ends_with("\r\n") ? "\r\n" : "\n";
        plan_.edits.push_back({end, end, line_for_packages(plan_.claim) + std::string(line_end)});
    }

    const catalog::Equivalent& target_;
    std::set<std::string> added_;
    std::set<std::string> tools_; // packages of tools that are lost and needed
    bool tools_alone_ = true;     // nothing else is
    std::string image_;
    std::optional<catalog::VariantFacts> facts_;
    std::string_view lost_packages_;        // packages that only the old image has
    std::set<std::string> installed_;       // by apt in the stage so far, with what came along
    std::set<std::string> least_installed_; // by the judged stage at its end
    std::set<std::size_t> possible_read_;   // stages that an ARG may put on this one
    std::string source_ = "it";             // what holds the script looked at, for messages
    int depth_ = 0;                         // of scripts in scripts
    bool after_unseen_install_ = false;     // apt has installed packages whose names are not known
    bool certificates_ = false;
    bool has_command_ = false;
    std::vector<Noted> unseen_;
    std::vector<Noted> installers_;
    std::vector<Noted> unknown_packages_;
    std::vector<Noted> system_paths_;  // that packages may fill
    std::vector<PathParts> made_;      // by the stage
    std::vector<Noted> open_paths_;    // that may lead to what slim images lack
    std::vector<std::string> words_;   // behind the program's name in the command looked at, marked
    std::string headers_;              // a package of headers that the stage has installed
    std::vector<std::string> folders_; // where a script may stand, marked; empty: where its instruction does
};

} // namespace

SwitchPlan plan_slim(const Document& document, std::size_t stage, const catalog::Equivalent& target,
                     const Context& context) {
    SlimJudge judge(document, document.stages[stage], target, context, {});
    const SwitchPlan plan = judge.run();
    // what is added may need more: git needs ca-certificates
    std::set<std::string> added = judge.packages_to_add(plan);
    for (int turn = 0; turn < 4 && !added.empty(); ++turn) {
        SlimJudge again(document, document.stages[stage], target, context, added);
        SwitchPlan better = again.run();
        if (better.possible)
            return better;
        added = again.packages_to_add(better);
    }
    return plan;
}

} // namespace imgfix::rewrite
