// The judge of a switch to Alpine, to the Alpine variant of an image or to BusyBox. One class in several files: it
// reads a stage from top to bottom and must know, at each command, all that came before.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/applets.hpp"
#include "catalog/base_config.hpp"
#include "catalog/packages.hpp"
#include "catalog/variants.hpp"
#include "document/shell.hpp"
#include "rewrite/calls.hpp"
#include "rewrite/scripts.hpp"
#include "rewrite/shell_values.hpp"
#include "rewrite/switch_judge.hpp"

namespace imgfix::rewrite {

using catalog::PathOwner;
using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::ShellScript;
using document::ShellToken;
using document::SimpleCommand;
using document::Span;
using document::Stage;

/// One word or assignment of a translated command: its text from now on; empty: it goes.
struct Token {
    Span place;
    std::string text;
};

/// A word of an install or removal, and the packages that it names: more than one when a variable holds them.
struct PackageOperand {
    std::size_t word = 0; // index in SimpleCommand::words
    std::vector<std::string> names;
};

/// All words and assignments go.
inline void erase(std::vector<Token>& plan) {
    for (Token& token : plan)
        token.text.clear();
}

class AlpineJudge final : private SwitchJudge {
public:
    /// variant: the Alpine variant of the same image; nullptr: Alpine or BusyBox for an operating system's image.
    AlpineJudge(const Document& document, const Stage& stage, const Context& context,
                const catalog::Equivalent* variant)
        : SwitchJudge(document, stage, context), variant_(variant) {}

    /// The stage is no last one: another one copies what it makes, and goes to Alpine with it.
    void set_source() { is_source_ = true; }
    /// Stages that go to Alpine with this one.
    void set_partners(std::set<std::size_t> stages) { partners_ = std::move(stages); }
    /// Packages that the stage has installed, by their names on the old base, once it has run.
    [[nodiscard]] const std::set<std::string>& installed() const { return installed_; }
    /// Stages whose files this one copies and that kept it from going, once it has run.
    [[nodiscard]] const std::set<std::size_t>& sources_on_glibc() const { return sources_on_glibc_; }

    SwitchPlan run();

private:
    static constexpr auto npos = std::string_view::npos;
    /// False when this fixer has nothing to say about the stage.
    bool read_base();
    /// What commands of Go may need and golang's Alpine variant still lacks.
    [[nodiscard]] std::string list_of_lacking_for_go() const;
    /// Copied files that may be programs for glibc.
    void look_at_copied_programs();
    void tell_assumptions();
    void compare_configs();

    // instructions: alpine_instructions.cpp
    void look_at(const Instruction& instruction);
    /// A variable that the old base sets and the new one does not must not stand in the text.
    void look_at_expansions(const Instruction& instruction);
    void look_at_variables(const Instruction& instruction);
    /// A time zone's name needs the package tzdata.
    void look_at_time_zone(const std::string& zone, const Instruction& instruction);
    /// The text with the variables of ENV and ARG replaced (by their defaults); nothing when one is not known.
    std::optional<std::string> expanded(std::string_view text, const Instruction& instruction) const;
    /// The value that ENV gives the variable, expanded.
    std::optional<std::string> value_of(const Instruction& instruction, std::string_view key) const;
    void look_at_user(const Instruction& instruction);
    void look_at_workdir(const Instruction& instruction);
    void look_at_copy(const Instruction& instruction);
    /// A folder that nginx or httpd only hands out: the image's own, or one that nothing is started from.
    bool is_served(const std::string& target) const;
    /// Is all that it copies no machine's code by its name, or put where a server only hands it out?
    bool copies_portable_files(const Instruction& instruction);
    /// What a stage hands over runs on musl when it was made on musl, or is a static program.
    void look_at_copied_stage(const Instruction& instruction, const std::string& name);
    /// Does it copy only what the stage itself has made there, by its place?
    bool copies_made_files(const Instruction& instruction, const Stage& source) const;
    /// Notes where the static programs of another stage lie from now on; false: not all that is copied is one.
    bool use_static_programs(const Instruction& instruction, const Stage& source);
    bool is_known_owner(std::string_view text) const;
    /// The text with the variables that both bases set alike: $APP_UID.
    std::string with_shared_values(std::string text) const;
    void look_at_run(const Instruction& instruction);
    void look_at_commands();
    /// "# archive for Ubuntu 16": what is fetched below was built for that.
    void look_at_comments_on_fetched();
    /// Words that would be false on Alpine.
    void look_at_label(const Instruction& instruction);
    /// DEBIAN_FRONTEND where nothing calls apt-get.
    void look_at_quiet_base();
    /// A CMD without ENTRYPOINT is only a default: packages that nothing uses are there for other commands.
    void look_at_other_commands();
    /// A COPY over the program that the base's own ENTRYPOINT starts.
    void look_at_replaced_entrypoint();
    /// Fetched programs that may be for glibc, and scripts that nobody sees.
    void look_at_fetched_programs();
    /// Packages for a variant that stands on an Alpine of which no list was read.
    void tell_old_names(std::string_view release);
    /// What is unseen beside a variable that holds the address of a git repository.
    void look_at_repositories();
    /// Is the program in the old base, and neither in Alpine's variant nor added by the stage?
    [[nodiscard]] bool loses_program(std::string_view name) const;
    /// What installers of languages like to start, and lose; empty: nothing.
    [[nodiscard]] std::string lost_to_installers() const;
    /// Copied programs in a language whose interpreter the old base has and Alpine lacks.
    void look_at_copied_scripts();
    /// The main configuration of a server, which names the user that it becomes.
    void look_at_configuration(const Instruction& instruction, const std::string& to);
    /// The image's own users have other numbers on Alpine.
    void look_at_numbers();
    void use_command_line(const Instruction& instruction, std::vector<std::string>);

    // paths: alpine_paths.cpp
    /// Files that differ between the bases for certain: libraries, package managers' and services' own.
    bool names_hard_files(std::string_view text) const;
    /// The absolute path without `.` and double slashes; nothing when it holds `..`, a variable or a pattern, or when
    /// the folder it counts from is not known.
    std::optional<std::string> resolve(std::string_view text) const;
    static std::string parent(const std::string& path);
    static PathOwner path_owner(std::string_view path);
    /// The folder and those above it exist from now on.
    void made(std::string path);
    /// The folder must be there in the new base.
    void need(const std::string& folder);
    /// What was copied, or made by a program, may hold symbolic links that lead to the base's files.
    void below_copied(const std::string& path, const Instruction& instruction);
    /// Judges a path that a program reads or changes; false when it was refused.
    bool use_path(const std::string& word, const Instruction& instruction, const std::string& command);
    /// A file in the home of who runs the command; false: the target is none.
    bool use_home(std::string_view target, const Instruction& instruction);
    void use_redirections(const SimpleCommand& command, const Instruction& instruction);
    /// Has the stage copied the path, made the folder it lies in, or a virtual environment of Python's around it?
    bool stage_made(const std::string& path, const Instruction& instruction) const;
    /// Is the path in a folder of the image itself, which all its variants have?
    bool in_own_folder(std::string_view path) const;
    /// An absolute path, or the beginning of one, that a program gets: may the old base alone have it?
    bool is_only_on_old_base(const std::string& path, const Instruction& instruction);
    /// Refuses absolute paths of the old base in the words of a program whose files are not proven, also behind `=`:
    /// from words[first] on. False: one was refused.
    bool look_at_paths(const std::vector<std::string>& words, std::size_t first, const Instruction& instruction);
    /// A program of the image's own that is called by a path: only where all variants have it. False: refused.
    bool is_own_path(const std::string& name, const Instruction& instruction);
    /// Is goal certainly not source, below it, or the folder it lies in?
    bool apart(const std::string& source, const std::string& goal) const;

    // .NET: alpine_dotnet.cpp
    /// .NET code that another stage has published for any system; false: that stage publishes none.
    bool use_published_code(const Instruction& instruction, const std::string& name, const Stage& source);
    /// Refuses a program that dotnet publish has made beside its code, and that is linked to glibc.
    bool runs_published(const std::vector<std::string>& words, const Instruction& instruction);
    /// The same for a program whose name holds a variable.
    bool runs_published_by_variable(std::string_view raw, const Instruction& instruction);
    bool is_published(const std::string& program) const;
    /// Does ENV PATH name where it lies?
    bool path_leads_to_published() const;
    /// Is the first program `dotnet`?
    bool starts_with_dotnet() const;
    /// Project files of the context: a system that they choose, packages that need glibc or ICU.
    void look_at_projects();
    /// Does the file switch .NET's globalization-invariant mode on, on both bases?
    bool is_invariant() const;
    /// ICU and time zones, which Alpine variants lack.
    void look_at_culture_data();

    // here-documents: alpine_documents.cpp
    /// A RUN with here-documents.
    void look_at_documents(const Instruction& instruction);
    /// What here-documents give to a command on its standard input; true: that is all there is to judge.
    bool use_documents(const ShellScript& script, const SimpleCommand& command, const Instruction& instruction);
    /// Where a group, a loop or a condition writes to or reads from.
    void use_redirections_of_groups(const ShellScript& script, const Instruction& instruction);
    /// A text that a program gets or that becomes a file: its interpreter must be there, and it must not name a
    /// package manager, which somebody may then run.
    void use_known_text(std::string_view text, const Instruction& instruction);
    /// The interpreter that #! names stands elsewhere on Alpine: refused, and true.
    bool lacks_interpreter(std::string_view text, const Instruction& instruction);

    // programs: alpine_programs.cpp
    /// A script of CMD, ENTRYPOINT, HEALTHCHECK, sh -c or a file: its commands are judged and not changed.
    void read_text(std::string_view text, const Instruction& instruction,
                   grammar::ShellDialect dialect = grammar::ShellDialect::posix);
    /// place: where the script of a RUN stands, whose commands are translated; nullptr: they are not.
    void read_script(const ShellScript& script, const Instruction& instruction, const EmbeddedScript* place, bool bash);
    /// The language of a RUN, CMD, ENTRYPOINT or HEALTHCHECK in shell form.
    grammar::ShellDialect dialect_at(const Instruction& instruction) const;
    /// The script of a RUN that can be translated: its own text, or a here-document that a shell reads; nullptr: it is
    /// none, or is not read for certain.
    const EmbeddedScript* script_of(const Instruction& instruction);
    /// On RHEL's kin /bin/sh is bash: what only bash reads that way is refused.
    void look_at_syntax_of_bash(const ShellScript& script, const Instruction& instruction);
    /// Functions hide what their commands are called with.
    /// Where no locale is set, glibc's is C and musl's C.UTF-8: programs that read characters see others in bytes
    /// beyond ASCII.
    void look_at_default_locale(const std::string& what, const Instruction& instruction);
    /// A text that is written into a file: programs that only the full image has, where it is a script.
    void look_at_started_in(std::string_view text);
    /// command -v, which, type, hash: the program that is looked up must be there.
    void look_at_lookups(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                         const Instruction& instruction);
    /// Words of for and case, tests in double brackets, values of assignments: paths of the old base in them, users'
    /// homes, and what bash itself knows of its system.
    void look_at_loose_words(const ShellScript& script, const Instruction& instruction);
    void look_at_loose_word(std::string_view text, const Instruction& instruction);
    void look_at_functions(const ShellScript& script, const Instruction& instruction);
    void use_command(const ShellScript& script, std::size_t index, const std::vector<ShellToken>& tokens,
                     const Instruction& instruction, bool translate);
    /// A compound command that is not at its end yet: where it ends, and the working folder before it.
    struct OpenCompound {
        std::uint32_t end;
        bool subshell;
        std::optional<std::string> folder;
    };
    /// Leaves those that end before a place: `cd` in a subshell ends with it, and in a branch nobody knows.
    void close_compounds(std::vector<OpenCompound>& open, std::uint32_t at);
    /// A file in a folder that Alpine's base has not (absent_folders.tsv).
    void look_at_absent_folders(const SimpleCommand& command, const Instruction& instruction);
    void look_at_absent_targets(const SimpleCommand& command, const Instruction& instruction);
    void look_at_absent_folder(std::string_view word, bool makes, const Instruction& instruction);
    /// The words of a command in all the forms that the values of its variables give it.
    std::vector<std::string> spelled_out(const SimpleCommand& command, const Instruction& instruction) const;
    /// A command some words of which are known only when it runs, or with variables of its own.
    void use_open_program(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                          const Instruction& instruction);
    /// chown 33 on a variant: the image's own users have other numbers on Alpine.
    void look_at_owner(const std::vector<std::string>& words, const Instruction& instruction);
    void use_program_or_open(const std::vector<std::string>& words, const std::vector<std::string_view>& known,
                             const Instruction& instruction);
    /// The full program is there when its package is added before: then it is the same upstream program.
    void use_gnu(std::string_view package, const std::vector<std::string>& words, const Instruction& instruction);
    /// Refuses a program that a package of Debian's brings, unless the command that may install it was refused already.
    void lacks_program(std::string_view name, std::string_view package, const Instruction& instruction);
    /// A program that the full image has by a package and Alpine's variant has not: the package joins what apk adds.
    /// False: the full image is not known to have it, or Alpine has no package that is sure.
    bool want_lost_program(std::string_view name);
    /// The program that xargs, timeout, env and their kin run, where a word names a known one.
    void use_operand_program(const std::vector<std::string>& words, const Instruction& instruction);
    /// Anything that is neither a small program of BusyBox nor a package's known program.
    void use_other_program(const std::vector<std::string>& words, const Instruction& instruction);
    /// A copied program that the named context shows. False when nothing is known of it.
    bool read_copied(const std::string& name, const Instruction& instruction, bool by_shell);
    /// Does an installed package with an Alpine twin hold the program?
    bool installed_program(std::string_view name) const;
    /// Is the package of Alpine's among those that the stage gets for what it lost?
    [[nodiscard]] bool is_wanted(std::string_view package) const;
    /// build-essential and the like: Alpine's package brings what Debian's does.
    bool installs_parts(std::string_view package) const;
    /// Does the package come with an installed one on Alpine too, as gcc does with build-essential?
    bool comes_along(std::string_view package) const;
    /// Has the stage copied a file of the program's name among programs?
    bool is_overwritten(const std::string& name) const;
    /// Does it list what stands in the root folder?
    bool lists_root(const std::vector<std::string>& words, const Instruction& instruction) const;
    /// One program with its words; in_shell: the shell runs it, so a builtin goes first.
    void use_program(const std::vector<std::string>& words, const Instruction& instruction, bool in_shell);
    /// Ubuntu since 25.10, whose coreutils are written anew: no row of applets.tsv was run on them.
    bool has_other_coreutils() const;
    /// golang before 1.20, whose cgo is on when no C compiler is there too.
    bool needs_old_cgo() const;
    /// Does the file itself ask a command of Go for C: by an option, or by CGO_ENABLED=1 somewhere before?
    bool asks_for_cgo(const std::vector<std::string>& go, const Instruction& instruction) const;
    /// A program that the image itself brings, in all its variants; false: it is none.
    bool use_own_program(const std::vector<std::string>& words, const Instruction& instruction);
    bool brings(const catalog::PackageProgram& program) const;
    void use_applet(const std::vector<std::string>& words, const catalog::AppletForm& form,
                    const Instruction& instruction);

    // users and groups: alpine_accounts.cpp
    /// Users and groups are looked up in the base's own lists: only root, numbers, nobody, and those made here are
    /// sure.
    bool names_unknown_owner(const std::vector<std::string>& words) const;
    static bool is_account_tool(std::string_view name);
    /// useradd and its kin are the programs of shadow, which Alpine has as a package.
    void use_account_tool(const std::vector<std::string>& words, const Instruction& instruction);
    /// A group of this name or number is in both bases, or was made by the stage.
    bool is_shared_group(std::string_view name) const;
    bool names_unknown_group(std::string_view list) const;
    /// audio is 29 on Debian and 18 on Alpine.
    void look_at_group_numbers(std::string_view list, const Instruction& instruction);
    /// False, and refused, when a user or group of Alpine has the number.
    bool use_new_number(std::string_view number, const Instruction& instruction);
    /// A user's shell must be there.
    void use_login_shell(std::string_view shell);
    /// useradd, groupadd, usermod, userdel, groupdel in the forms that BusyBox's adduser, addgroup, deluser and
    /// delgroup have too (commands.md). False: not these, and plan may be half changed.
    bool translate_account_tool(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan);
    /// May the folder be there before the command: of the base's, or by what the stage does above it?
    [[nodiscard]] bool may_be_there(std::string_view home, const SimpleCommand& command,
                                    const Instruction& instruction) const;
    bool use_useradd(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan);
    bool use_group_member(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan);
    bool use_userdel(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan);
    /// Has a package command of the stage been translated, so that packages may join it?
    bool stage_adds_packages() const;
    /// Debian's adduser and addgroup: the options that BusyBox's take too; others go, or refuse.
    bool use_adduser(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan);

    // package managers: alpine_packages.cpp
    /// A package that the stage does not ask for by name: it joins the first package command when that comes before,
    /// else a RUN of its own behind the FROM.
    void want(std::string_view package);
    /// Where the packages go that commands need.
    void add_packages();
    /// apt-get, apt, yum, dnf, microdnf: fills in what each word becomes; false when it was refused.
    bool use_manager(const ShellScript& script, std::size_t index, const Instruction& instruction,
                     std::vector<Token>& plan);
    /// remove, purge: what this stage has installed goes, with what came with it.
    bool use_removal(const std::vector<PackageOperand>& operands, const Instruction& instruction,
                     std::size_t words_begin, std::vector<Token>& plan);
    /// True when the release's life ended a year ago or more: its repositories may be moved or gone.
    bool repositories_gone() const;
    /// The first releases of the distributions that have something.
    struct Releases {
        std::string_view debian, ubuntu, fedora, amazon, rhel;
    };
    bool is_before_releases(const Releases& first) const;
    /// Code of a named release, for an older compiler than Alpine's.
    void look_at_old_sources();
    /// Has the old base an older OpenSSL than Alpine?
    bool is_before_openssl_3() const;
    /// The old base must still build, else the switch would repair it.
    void look_at_life();
    bool use_install(const std::vector<PackageOperand>& operands, const Instruction& instruction,
                     std::size_t words_begin, bool apt, std::vector<Token>& plan);
    /// The names in `$list`, where the script has set the variable for certain, or ENV has.
    std::optional<std::vector<std::string>> names_in_variable(const ShellScript& script, std::size_t index,
                                                              std::string_view raw,
                                                              const Instruction& instruction) const;
    /// echo ... | debconf-set-selections: answers without effect go; false: it is something else.
    bool use_answers(const ShellScript& script, std::size_t index, const std::vector<ShellToken>& tokens,
                     const Instruction& instruction);
    static bool clears_caches(const SimpleCommand& command);
    /// sed -i of the lists of package servers: Alpine has its own.
    bool changes_package_sources(const SimpleCommand& command) const;
    /// rm -rf /var/lib/apt/lists/*: these operands go, others stay.
    bool use_cache_removal(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan);

    // what nobody sees: alpine_unseen.cpp
    /// "curl fetches", and a word that names_glibc_build(): the refusal that tells why it does not run on musl.
    void refuse_glibc_build(const std::string& does, std::string_view word, const Instruction& instruction);
    /// curl, wget...: what they fetch may be built for glibc.
    void use_fetch(std::string_view program, const std::vector<std::string>& words, const Instruction& instruction);
    void want_bash_for(std::string_view shell);
    /// A program that nobody sees, unless its words name a package manager of the old base.
    void use_unseen(const std::vector<std::string>& words, const std::string& text, const Instruction& instruction);
    /// The text with the values that ENV and ARG write, even where these hold variables themselves.
    std::string with_written_values(std::string text, const Instruction& instruction) const;
    void use_interpreter(const std::vector<std::string>& words, const Instruction& instruction);
    void use_package_program(const std::vector<std::string>& words, const catalog::PackageProgram& program,
                             const Instruction& instruction);
    /// sh and bash with their words.
    void use_shell(const std::vector<std::string>& words, const Instruction& instruction);
    /// What scripts that nobody sees run, by words elsewhere: a command in a variable, a copied openssl.cnf.
    void look_at_words_of_others();
    /// Libraries that are installed by name, and nothing that is compiled here: for what is fetched.
    void look_at_libraries_alone();
    /// A Java runtime that comes with what is copied or fetched.
    void look_at_bundled_java();
    /// Does it copy a script, by its name?
    [[nodiscard]] bool copies_scripts() const;

    // languages' packages: alpine_languages.cpp
    /// pip, npm, gem and their kin, also as python -m pip; false: the program is none of them.
    bool use_installer(const std::vector<std::string>& words, const Instruction& instruction);
    /// The pip of Debian's python3-pip where it is told to install beside the distribution's own packages, as Alpine's
    /// needs to be told (PEP 668). False: it is not, or what it installs has no build for musl.
    bool use_system_pip(const std::vector<std::string>& words, const std::vector<std::string_view>& operands,
                        const Instruction& instruction);
    /// What requirements.txt, package.json, locks and Cargo.toml of the context ask for: what needs glibc, or a
    /// compiler or library that the variant lacks.
    void look_at_lists(std::string_view installer, const std::vector<std::string_view>& operands,
                       const Instruction& instruction);
    /// The same for go.mod. operands: the words behind `go`.
    void look_at_modules(const std::vector<std::string_view>& operands, const Instruction& instruction);
    /// Does the stage install a C compiler?
    bool has_compiler() const;

    // lists: alpine_lists.cpp
    /// Commands that go must leave lists that mean the same: where their status is somebody's condition, or the
    /// script's own, `true` stands in for them.
    void keep_lists(const ShellScript& script, const Instruction& instruction, std::size_t first_row);
    /// What becomes of a script when a command of its own list fails, where the script does not test it.
    enum class OnFailure : std::uint8_t { goes_on, may_stop, stops };
    OnFailure on_failure(const ShellScript& script, std::size_t index) const;
    /// Edits for the rows of one RUN.
    void write(const EmbeddedScript& place, const Instruction& instruction, std::size_t first_row, std::size_t end_row);
    /// Commands and lists that go, each with an operator or line end beside it.
    void erase_lists(const EmbeddedScript& place, const Instruction& instruction, std::size_t first_row,
                     std::size_t end_row);
    /// Lists that stand alone on whole lines of a here-document go with their lines; false: they share a line.
    bool erase_lines(const EmbeddedScript& place, const Instruction& instruction, std::uint32_t begin,
                     std::uint32_t end);

    // text: alpine_edits.cpp
    /// The places of a command's words and assignments, with their text.
    std::vector<Token> tokens_of(const SimpleCommand& command, const Instruction& instruction);
    Span span(const Instruction& instruction, std::uint32_t begin, std::uint32_t end);
    void add_row(const Instruction& instruction, std::size_t command, const std::vector<ShellToken>& tokens,
                 std::vector<Token> plan, std::size_t last = none);
    void write_all();
    void erase_text(const Instruction& instruction, std::uint32_t begin, std::uint32_t end);
    void finish();

    struct Wanted {
        std::string package;
        std::size_t instruction = 0;
        std::size_t command = 0;
    };
    const catalog::Equivalent* variant_;
    bool is_source_ = false;
    std::set<std::size_t> partners_;
    std::set<std::size_t> sources_on_glibc_;
    std::vector<Noted> from_partners_;
    std::optional<catalog::VariantFacts> own_;  // of a variant
    std::vector<std::string_view> own_folders_; // of the image itself, the same in all its variants
    std::optional<document::ImageReference> reference_;
    std::string image_;
    std::string_view system_;
    std::optional<catalog::BaseConfig> base_;
    std::string target_;
    std::string tag_;
    std::optional<std::string> cwd_ = "/";             // of the next command; nothing: not known
    std::set<std::string> made_;                       // folders that the stage has made for certain
    std::set<std::string> needed_;                     // folders of the base that must be in the new one
    std::vector<std::pair<std::string, bool>> copied_; // where context files lie; true: the name of one copied thing
    std::set<std::string> brought_folders_;          // that COPY, ADD, WORKDIR and mkdir -p make, among the base's too
    std::set<std::string> landed_;                   // where COPY and ADD put something, base's folders too
    bool foreign_ = false;                           // a program may have made files of unknown kinds
    bool set_id_ = false;                            // a folder may have a set-ID bit
    bool links_ = false;                             // ln has run
    bool lists_ = false;                             // apt-get update has run and its lists are there
    const Instruction* prepared_ = nullptr;          // what made apt ready, and no package command has come since
    bool packages_ = false;                          // something is left that needs apk
    std::set<std::string> installed_;                // by their names on the old base
    std::vector<std::vector<Token>> words_;          // for each row of the table
    std::set<std::string> unproven_;                 // packages that were refused: servers, unproven names
    bool unread_install_ = false;                    // a package command was refused: what it installs is not known
    std::size_t instruction_ = 0;                    // index of the instruction that is looked at
    std::size_t position_ = 0;                       // index of the command in its script
    std::set<std::string> users_;                    // users and groups that the stage has made
    std::map<std::string, std::string> group_names_; // of groups that the stage has made, by their numbers
    std::map<std::string, std::vector<std::string>> added_; // by the old name: Alpine's packages
    std::vector<Wanted> wanted_;
    std::vector<std::pair<const Instruction*, std::size_t>> translated_; // RUNs with their first row
    std::map<std::size_t, std::deque<EmbeddedScript>> scripts_;          // of RUNs, by instruction
    const EmbeddedScript* place_ = nullptr;                              // of the script that is translated now
    std::vector<Noted> unseen_;
    std::vector<Noted> installers_;
    std::vector<Noted> forms_;
    std::vector<Noted> parts_;
    std::vector<Noted> paths_;
    std::vector<Noted> zones_;
    std::vector<Noted> sources_;
    std::vector<Noted> accounts_;
    bool open_arguments_ = false;      // more words, or others, may follow when the image is run
    bool piped_ = false;               // the command is part of a pipeline
    ShellValues values_{document_};    // of the RUN looked at
    std::vector<std::string> spelled_; // spelled_out() of the command looked at, if some of its words are not constant
    bool in_bash_ = false;             // the script is run by bash, which both bases have
    int depth_ = 0;                    // of scripts in scripts
    std::vector<Noted> static_files_;
    std::set<std::string> static_paths_; // of static programs that another stage has made
    std::vector<Noted> links_below_;
    const Instruction* path_set_ = nullptr; // ENV PATH
    bool interprets_ = false;               // a package's interpreter runs code that is not seen
    bool runs_others_ = false;              // a program that runs what its words or files name
    std::vector<Noted> lists_of_others_;    // what is no plain list of &&
    std::vector<Noted> copies_;
    std::vector<Noted> fetched_;
    std::vector<Noted> compilers_;        // packages whose compiler is a newer one on Alpine
    std::vector<Noted> helpers_;          // that make installing quieter
    std::vector<Noted> tools_of_manager_; // that are installed for apt alone
    std::vector<Noted> from_musl_;
    std::vector<Noted> static_;
    std::vector<Noted> published_;                // by `dotnet publish` for no system alone
    std::vector<std::string> published_places_;   // where that lies from now on
    bool project_is_invariant_ = false;           // a project file says so, which goes before the variable
    std::vector<std::string> published_projects_; // files of the projects, as far as they are named
    std::vector<Noted> portable_;                 // jars and the like, and what a server only hands out
    const Instruction* cmd_ = nullptr;
    const Instruction* entrypoint_ = nullptr;
    const Instruction* healthcheck_ = nullptr;
};

} // namespace imgfix::rewrite
