// The judge of a switch to a variant of the same image on the same C library. One class in several files: it reads a
// stage from top to bottom and must know, at each command, all that came before.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/variants.hpp"
#include "rewrite/calls.hpp"
#include "rewrite/shell_values.hpp"
#include "rewrite/slim_paths.hpp"
#include "rewrite/switch_judge.hpp"

namespace imgfix::rewrite {

using catalog::VariantKind;
using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::Stage;

inline bool is_apt(std::string_view name) { return name == "apt-get" || name == "apt" || name == "aptitude"; }

/// The package that brings a lost program to a slim image, when it is a tool that needs nothing else; empty: it is
/// a compiler, a library or the like.
std::string_view tool_package(std::string_view package);

/// What a switch adds to the file for what slim lacks.
struct Additions {
    std::set<std::string> packages;
    std::set<std::string> folders;  // of manual pages, which packages cannot be installed without
    std::size_t instruction = none; // the RUN whose apt-get install gets the packages; none: the one behind the FROM
    std::size_t command = none;     // in its script
    [[nodiscard]] bool empty() const { return packages.empty() && folders.empty(); }
};

/// Takes from `list` what `other` lacks.
inline void keep_common(std::set<std::string>& list, const std::set<std::string>& other) {
    std::erase_if(list, [&](const std::string& one) { return other.count(one) == 0; });
}

class SlimJudge final : private SwitchJudge {
public:
    SlimJudge(const Document& document, const Stage& stage, const catalog::Equivalent& target, const Context& context,
              Additions added)
        : SwitchJudge(document, stage, context), target_(target), added_(std::move(added)) {}
    SwitchPlan run();

    /// What would have to be added where its lack is all that speaks against the switch, with what is added now; empty:
    /// nothing would help. plan: what run() gave.
    [[nodiscard]] Additions lacking(const SwitchPlan& plan) const;
    /// The first apt-get install of the stage that could get more packages.
    [[nodiscard]] std::optional<Additions> first_install() const;
    /// Why no RUN may be added behind the FROM; empty: it may.
    [[nodiscard]] std::string no_run() const;
    /// Why it may not install packages; empty: it may.
    [[nodiscard]] std::string no_run_for_packages() const;

private:
    /// Are the packages of the new base on Debian's servers?
    enum class Servers { there, perhaps, gone };
    [[nodiscard]] Servers servers() const;
    /// Does the stage run apt-get update itself, so that it fails already where they are gone?
    /// Does the RUN fail when its `apt-get update` does?
    [[nodiscard]] bool must_update(const Instruction& instruction) const;
    [[nodiscard]] bool updates_lists() const;
    /// What the additions are assumed to do.
    void assume_added();
    void assume_folders();
    void install_added(const Instruction& where, bool recommends);
    /// The edits that carry the addition out, and its part of the claim.
    void write_added();
    void refuse_lost(const Instruction& instruction, std::string_view package, std::string message);
    /// A package cannot be installed without a folder that slim images lack.
    void needs_folder(const Instruction& instruction, const std::string& package, std::string_view folders,
                      std::string message);
    /// The folders that the package needs and slim images lack, unless the stage makes them; parted by blanks.
    [[nodiscard]] std::string_view lacking_folder(const Instruction& instruction, std::string_view package,
                                                  bool recommends) const;
    [[nodiscard]] std::string old_name() const { return *stage_.base; }
    [[nodiscard]] std::string new_name() const { return image_ + ":" + target_.tag; }
    /// An assumption that several instructions call for is named at the first of them.
    void assume(std::string_view reason, const Instruction& where, std::string message);
    /// Notes something unseen, and which tools the stage lacks there.
    void note_use(std::vector<Noted>& list, std::string text, const Instruction& where);
    /// install-subversion.sh: a script of the build that speaks of a lost package in its name.
    void look_at_script_name(std::string_view path, const Instruction& where);
    /// False when what the bases hand to the image is not known.
    bool read_base(const document::ImageReference& reference);
    /// What the bases hand to the image must be the same, but for a Cmd that the stage replaces.
    void compare_configs(const document::ImageReference& reference);
    [[nodiscard]] bool is_installed(std::string_view package) const {
        return installed_.count(std::string(package)) != 0;
    }
    enum class Presence { there, lost, unknown };
    /// Is the program in the slim image, or brought by what the stage has installed so far?
    /// in_system: its file in /usr/bin and the like, where no image keeps programs of its own.
    [[nodiscard]] Presence presence(std::string_view program, std::string& package, bool in_system = false) const;

    // --- the instructions of the stage and of the stages that go on from it
    void read_stage(const Stage& stage);
    /// Other stages that copy from it may take what slim images lack.
    void look_at_copies_from(const Stage& stage);
    void look_at(const Instruction& instruction);
    /// Text that names a folder which slim images keep empty.
    void look_at_folders(const Instruction& instruction);
    /// Is the folder named only to be removed with force, made, or as text?
    [[nodiscard]] bool only_cleared(const Instruction& instruction, std::string_view folder) const;

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
    [[nodiscard]] std::string folder_of(const Instruction& instruction) const;
    /// The one behind a WORKDIR.
    [[nodiscard]] std::string folder_behind(const Instruction& instruction) const;
    /// A word that may name a folder which slim images keep empty, or one above it.
    void look_at_word(const Instruction& instruction, std::string_view user, const std::string& marked, Use use);
    void look_at_path(const Instruction& instruction, std::string_view user, const PathParts& path, Use use);
    /// A file in the folders that packages fill, where the old image has more packages.
    void look_at_system_path(const Instruction& instruction, std::string_view user, const PathParts& path, Use use);
    [[nodiscard]] bool lacks_packages() const { return !lost_packages_.empty() || target_.kind == VariantKind::jre; }
    void make(const PathParts& path);
    /// Has the stage made it, or copied something over it?
    [[nodiscard]] bool is_made(const PathParts& path) const;
    /// A folder that words without a slash in front are read in.
    void look_at_working_folder(const Instruction& instruction, const PathParts& path);
    void look_at_destination(const Instruction& instruction);
    /// ENV, ARG: a value that names a folder, or begins so, may stand in any word.
    void look_at_values(const Instruction& instruction);
    void look_at_value(const Instruction& instruction, std::string_view name, const std::string& marked);
    /// The paths in the words of a command, and in what it is redirected from.
    void look_at_paths(const Instruction& instruction, const Call& call);
    void look_at_operands_paths(const Instruction& instruction, std::string_view name,
                                const std::vector<std::string>& words);
    /// Programs whose operands are names of programs, or of packages: which gcc, command -v git, dpkg -s curl.
    void look_at_names(const Instruction& instruction, std::string_view name, const std::vector<std::string>& words);
    /// tar starts the program that an archive is packed by: xz-utils and bzip2 are lost.
    void look_at_archive(const Instruction& instruction, const std::vector<std::string>& words);
    /// What a command does with the path in one of its words.
    static Use use_of(std::string_view name, const std::vector<std::string>& words, std::size_t k);
    void change_folder(const Instruction& instruction, const std::vector<std::string>& words);
    void look_at_copied_stage(const Instruction& instruction, const std::string& from);

    // --- commands
    void look_at_run(const Instruction& instruction);
    /// apt-mark manual with the names that apt-mark showmanual gave.
    void look_at_marks(const Instruction& instruction);
    /// A text that is not read as a script: a lost program's name in it refuses, all else is unseen.
    void look_at_text(const Instruction& instruction, std::string_view text);
    void look_at_script(const Instruction& instruction, const document::ShellScript& script);
    void look_at_call(const Instruction& instruction, const Call& call, const std::set<std::string>& functions);

    /// Looks at what perhaps runs, or runs later: what it needs or removes counts, what it brings does not.
    void look_at_perhaps(const std::function<void()>& look);
    void look_at_forms(const Instruction& instruction, const ShellValues::Forms& forms);
    /// What stands around commands: the redirections of loops, groups and functions, and the words of `for`.
    void look_at_compounds(const Instruction& instruction, const document::ShellScript& script);
    /// A locale that a command or script chooses.
    void look_at_locale(const Instruction& instruction, std::string_view name, std::string_view marked);
    /// Text that a shell reads; in one that no grammar reads, names of lost programs where commands may stand.
    void look_at_shell_text(const Instruction& instruction, const std::string& text);
    /// eval 'text', trap 'text', su -c 'text'...
    void look_at_inner_texts(const Instruction& instruction, std::string_view name);
    /// Names of lost programs in a text of another language: behind a quote or at the start of a line.
    void look_at_names_in(const Instruction& instruction, std::string_view text);

    // --- files that the file itself writes (slim_written.cpp)
    /// A text that an instruction puts into a file of the image, or hands to a shell or crontab.
    struct Written {
        std::string path; // marked; empty: not known
        std::string text;
        const Instruction* where = nullptr;
    };
    void read_written(const Instruction& instruction, const RunScript& run);
    void read_written(const Instruction& copy);
    void add_written(const Instruction& instruction, const std::string& path, std::string_view text);
    void look_at_written(const Written& written);
    /// A list of packages: what of it is fetched by another program.
    void look_at_written_list(const Instruction& instruction, std::string_view installer, const Written& list);
    void look_at_what_is_written(const Written& written);
    /// Does the stage start the file, or make it one that can be started?
    [[nodiscard]] bool is_started(const Written& written) const;

    /// CMD, ENTRYPOINT, HEALTHCHECK.
    void look_at_command_line(const Instruction& instruction);
    /// An ENTRYPOINT and the CMD that are its words, once: at the later of them.
    void look_at_started_with(const Instruction& instruction);
    /// The instruction of this kind that counts in the stage: the last one.
    [[nodiscard]] const Instruction* last_of(const Stage& stage, InstructionKind kind) const;
    /// The ENTRYPOINT that a CMD of the stage is for, of the stages that it goes on from too; nullptr: the base's.
    [[nodiscard]] const Instruction* entrypoint_of(const Stage& stage) const;
    /// The text behind the keyword, which a shell reads.
    void look_at_shell_form(const Instruction& instruction);
    /// open: whoever starts the image gives more words.
    void look_at_words(const Instruction& instruction, std::vector<std::string_view> words, bool open);
    void lost(const Instruction& instruction, std::string_view program, std::string_view package);
    /// The program is there: does it rest on an install that perhaps did not run?
    void rely_on(const Instruction& instruction, std::string_view program);
    /// A program's name alone; true when it is known to be there.
    bool use_name(const Instruction& instruction, std::string_view word);
    /// A copied script that the named context shows: its commands are looked at. False when nothing is known of it.
    bool read_copied(const Instruction& instruction, std::string_view word, bool by_shell);
    void use_program(const Instruction& instruction, std::string_view word,
                     const std::vector<std::string_view>& operands, bool constant);
    /// Has the stage taken files, other than to where pages are served from?
    [[nodiscard]] bool has_copied_settings(const Instruction& instruction) const;
    /// xargs, find -exec, tini: one of the words is a program.
    void look_at_operands(const Instruction& instruction, std::string_view name,
                          const std::vector<std::string_view>& operands);
    /// The program that the operand `program` names, with those behind it.
    void look_at_started(const Instruction& instruction, std::string_view name,
                         const std::vector<std::string_view>& operands, std::size_t program);
    /// advice: what to do where it is refused.
    void needs(const Instruction& instruction, std::string_view program, std::string_view user,
               std::string_view advice = {});
    /// https by a program that reads the system's certificates.
    void look_at_certificates(const Instruction& instruction, std::string_view name,
                              const std::vector<std::string_view>& operands);
    /// The installer of the stage that has compiled a program of this name, which nothing else brings; empty: none has.
    [[nodiscard]] std::string_view compiled_by(std::string_view program) const;
    void needs_compiler(const Instruction& instruction, std::string_view user);
    /// A program whose package only recommends what it needs.
    void look_at_recommended(const Instruction& instruction, std::string_view name,
                             const std::vector<std::string_view>& operands);
    /// Does the instruction, or the script looked at, give the variable a value that is not `false` or the like?
    [[nodiscard]] bool is_switched_on(const std::string& name, const Instruction& instruction) const;
    /// What the lists of the build context ask for that needs a compiler or library which is lost.
    void look_at_lists(const Instruction& instruction, std::string_view name,
                       const std::vector<std::string_view>& operands);
    void use_installer(const Instruction& instruction, std::string_view name,
                       const std::vector<std::string_view>& operands);
    void use_apt(const Instruction& instruction, const std::vector<std::string_view>& operands, bool constant);
    /// An install that asks would ask now, where the old image had all that it names.
    void use_lost_names(const Instruction& instruction, const std::vector<std::string_view>& operands,
                        std::size_t first, std::string_view trouble);
    /// May the RUN end with success before the call?
    [[nodiscard]] bool may_end_before(const Call& call) const;
    /// Takes from what is installed what --auto-remove and autoremove take away.
    void remove_unneeded(std::string_view verb, const std::vector<std::string_view>& operands, bool constant);
    /// https of apt-get update.
    void look_at_servers(const Instruction& instruction);
    /// Are apt's lists there for certain?
    [[nodiscard]] bool has_lists(const Instruction& instruction) const;
    /// Without lists apt knows only the packages that are installed: it fails for one that only the old image has.
    void use_package_names(const Instruction& instruction, std::string_view command,
                           const std::vector<std::string_view>& operands, std::size_t first);
    /// apt installs what only the build knows: names in the script, and in ARG and ENV, of packages that need a folder.
    void look_at_possible_packages(const Instruction& instruction);
    void install(const Instruction& instruction, std::string_view package, bool recommends);
    /// Does this RUN, or one before it, make the folder?
    [[nodiscard]] bool makes_folder(const Instruction& instruction, std::string_view folder) const;

    // --- the verdict
    void look_at_end();
    /// A COPY over the program that the base's own ENTRYPOINT starts.
    void look_at_replaced_entrypoint();
    /// The Debian release that the full variant is built on; 0: not known, as that of sid.
    [[nodiscard]] int debian_release(const document::ImageReference& reference) const;
    /// What an install of the package brings along for certain.
    [[nodiscard]] std::vector<std::string_view> brought_by(std::string_view package) const;
    /// The best known of what is lost and missing where something unseen runs.
    [[nodiscard]] std::vector<std::string> lost_tools() const;
    void tell_unseen();
    void finish(const document::ImageReference& reference);

    const catalog::Equivalent& target_;
    Additions added_;
    Additions lacking_;                       // what could be added
    std::set<std::string> mendable_;          // messages of refusals that this would answer
    std::vector<Noted> installed_by_folders_; // packages that need what is added in folders
    std::string image_;
    std::optional<catalog::VariantFacts> facts_;
    int old_release_ = 0;             // of Debian, whose dependencies are not known; 0: they are
    std::string_view lost_packages_;  // packages that only the old image has
    std::string with_old_;            // lost_packages_ with what old Debian images have beside
    std::string_view old_programs_;   // that the old image has, with their packages, where it is on Debian 10 or older
    std::set<std::string> installed_; // by apt in the stage so far, with what came along
    /// An install that a condition may leave out, or whose failure the RUN looks over.
    struct PerhapsInstalled {
        const Instruction* where = nullptr;
        const Call* call = nullptr; // while its RUN is looked at
    };
    std::map<std::string, PerhapsInstalled> perhaps_installed_;
    const RunScript* run_ = nullptr; // looked at, and the call in it
    const Call* call_ = nullptr;
    std::set<std::string> named_;                // of these, by name
    std::set<std::string, std::less<>> removed_; // of these, by name, on both images
    std::set<std::string> least_installed_;      // by the judged stage at its end
    std::set<std::size_t> possible_read_;        // stages that an ARG may put on this one
    std::string source_ = "it";                  // what holds the script looked at, for messages
    std::size_t texts_read_ = 0;
    int depth_ = 0;                     // of scripts in scripts
    bool after_unseen_install_ = false; // apt has installed packages whose names are not known
    bool certificates_ = false;
    std::size_t lists_of_ = none; // the RUN whose `apt-get update` brought the lists that are there; none: they are not
    bool has_command_ = false;
    std::vector<Noted> unseen_;
    std::set<std::string, std::less<>> missing_; // tools, where something unseen runs
    bool recommends_ = false;                    // apt has installed what packages recommend, too
    std::vector<Noted> fetchers_;                // installed without what they recommend
    std::vector<Noted> installers_;
    std::set<std::string, std::less<>> compiling_; // installers whose settings ask for what is not ready-built
    std::vector<Noted> unknown_packages_;
    std::vector<Noted> system_paths_; // that packages may fill
    std::vector<PathParts> made_;     // by the stage
    std::vector<Noted> open_paths_;   // that may lead to what slim images lack
    std::vector<std::string> words_;  // behind the program's name in the command looked at, marked
    ShellValues values_{document_};   // of the RUN looked at
    std::vector<Written> written_;
    std::vector<std::string_view> lost_programs_; // whose names mean nothing else; once asked for
    std::set<std::string> made_programs_;         // that the stage has put into folders of PATH
    std::string headers_;                         // a package of headers that the stage has installed
    std::vector<std::string> folders_;            // where a script may stand, marked; empty: where its instruction does
};

} // namespace imgfix::rewrite
