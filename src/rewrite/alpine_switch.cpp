#include "rewrite/alpine_switch.hpp"

#include <algorithm>
#include <array>

#include "catalog/facts.hpp"
#include "rewrite/alpine_judge.hpp"
#include "rewrite/copied_programs.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

/// The operating systems' images and the column of base_folders.tsv that each belongs to.
std::string_view system_of(std::string_view image) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> systems{{
        {"debian", "debian"},
        {"ubuntu", "ubuntu"},
        {"centos", "rhel"},
        {"fedora", "rhel"},
        {"amazonlinux", "rhel"},
        {"rockylinux", "rhel"},
        {"almalinux", "rhel"},
        {"oraclelinux", "rhel"},
    }};
    for (const auto& [name, system] : systems)
        if (name == image)
            return system;
    return {};
}

/// Has the image a Python or pip (before 21.2) that takes no wheels for musl?
bool knows_no_musl_wheels(std::string_view tag) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> first = {
        {{"3.6.", "3.6.15"}, {"3.7.", "3.7.12"}, {"3.8.", "3.8.12"}, {"3.9.", "3.9.7"}}};
    return catalog::is_before(tag, "3.6") || std::any_of(first.begin(), first.end(), [&](const auto& one) {
               return tag.starts_with(one.first) && catalog::is_before(tag, one.second);
           });
}

} // namespace

SwitchPlan AlpineJudge::run() {
    if (!read_base())
        return std::move(plan_);
    plan_.applicable = true;
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k)
        look_at(document_.instructions[k]);
    if (!is_source_)
        look_at_commands();
    for_each_comment([&](std::string_view text, std::size_t) {
        if (text.find("docker ") == npos || text.find("bash") == npos)
            return false;
        want("bash"); // "docker exec -it NAME bash"
        return true;
    });
    look_at_old_sources();
    look_at_libraries_alone();
    look_at_bundled_java();
    look_at_words_of_others();
    if (path_set_ != nullptr && !fetched_.empty()) { // programs of an archive are started by their names
        note(unseen_, "what PATH leads to", *path_set_);
        want("bash");
    }
    if (cmd_ == nullptr && entrypoint_ == nullptr && copies_scripts())
        want("bash"); // somebody starts them
    look_at_repositories();
    look_at_copied_programs();
    look_at_fetched_programs();
    look_at_copied_scripts();
    if (variant_ == nullptr)
        look_at_comments_on_fetched();
    constexpr std::array<std::string_view, 10> of_target = {
        "alpine", "musl",     "glibc",     "busybox", "not static", "dynamically linked",
        "conda",  "bioconda", "miniconda", "anaconda"};
    look_at_comments(of_target);
    if (!is_source_)
        look_at_numbers();
    add_packages();
    if (!plan_.claim.packages.empty() && base_ && !base_->user.empty() && base_->user != "root" && base_->user != "0")
        refuse("package-command", from(),
               "a RUN behind the FROM would have to add " + list_of(plan_.claim.packages) + ", and " + *stage_.base +
                   " runs commands as " + std::string(base_->user) + ", who may not");
    tell_assumptions();
    compare_configs();
    finish();
    return std::move(plan_);
}

bool AlpineJudge::read_base() {
    if ((stage_.index + 1 != document_.stages.size() && !is_source_) || stage_.parent != none || !stage_.base ||
        from().words.empty())
        return false;
    reference_ = document::parse_image_reference(*stage_.base);
    if (!reference_)
        return false;
    image_ = reference_->catalog_name();
    if (variant_ != nullptr) {
        const auto config = catalog::base_config(image_, reference_->tag);
        system_ = !config                                                                                ? "debian"
                  : config->family == "ubuntu"                                                           ? "ubuntu"
                  : config->family == "amazon" || config->family == "rhel" || config->family == "fedora" ? "rhel"
                                                                                                         : "debian";
        own_ = catalog::variant_facts(image_);
        if (own_)
            own_folders_ = catalog::words_of(own_->folders);
    } else {
        system_ = system_of(image_);
    }
    if (system_.empty())
        return false;
    read_reference(*reference_);
    base_ = catalog::base_config(image_, reference_->tag);
    if (base_ && !base_->workdir.empty())
        cwd_ = base_->workdir;
    if (!base_)
        refuse("base-config-unknown", from(),
               "what " + *stage_.base + " hands to the image (shell, environment, user) is not known");
    return true;
}

std::string AlpineJudge::list_of_lacking_for_go() const {
    const bool gcc = is_wanted("gcc") || has_compiler();
    const bool git = is_wanted("git") || installed_program("git");
    const std::string others = "hg, bzr nor svn";
    return (gcc ? "a C library, C++, " : "cgo, ") + (git ? others : "git, " + others);
}

std::string AlpineJudge::lost_to_installers() const {
    std::vector<std::string> lost;
    for (const std::string_view tool : {"git", "curl", "make", "python3"})
        if (loses_program(tool))
            lost.emplace_back(tool);
    return lost.empty() ? "" : ", and neither it nor what it installs runs " + list_of(lost) + ", which are lost";
}

bool AlpineJudge::is_wanted(std::string_view package) const {
    return std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& one) { return one.package == package; });
}

bool AlpineJudge::loses_program(std::string_view name) const {
    if (!own_ || reference_->tag.find("slim") != npos || installed_program(name) || is_wanted(name))
        return false;
    return catalog::has_word(own_->lost, name);
}

void AlpineJudge::look_at_repositories() {
    for (const document::Variable& one : stage_.variables)
        if (!unseen_.empty() && one.value && names_git_repository(*one.value) && loses_program("git"))
            want_lost_program("git");
}

void AlpineJudge::look_at_copied_programs() {
    for (const CopiedProgram& one : compiled_suspects(document_, stage_, context_.build_context))
        refuse("glibc-needed", document_.instructions[one.copied],
               one.name + " is " + (one.used == one.copied ? "put among programs" : "started or made executable") +
                   " (line " + std::to_string(line_of(document_.instructions[one.used])) +
                   (one.for_glibc ? "), and is linked to glibc"
                                  : "), and may be compiled for glibc; --context FOLDER lets imgfix look"));
}

void AlpineJudge::look_at_fetched_programs() {
    for (const FetchedProgram& one : fetched_programs(document_, stage_)) {
        const Instruction& run = document_.instructions[one.fetched];
        if (one.script)
            note(unseen_, one.name, run);
        else
            refuse("glibc-needed", run,
                   one.name + " is fetched, and " +
                       (one.used == one.fetched ? "put among programs, started or made executable"
                                                : "started or made executable later") +
                       " (line " + std::to_string(line_of(document_.instructions[one.used])) +
                       "): it may be compiled for glibc");
    }
}

void AlpineJudge::look_at_copied_scripts() {
    if (variant_ != nullptr)
        return;
    // images with an interpreter of their own
    const auto codename = catalog::codename(image_, catalog::parse_tag(reference_->tag).distro);
    const std::string line(codename ? codename->line : std::string_view(reference_->tag));
    const bool python =
        base_ && (base_->family == "fedora" || base_->family == "amazon" ||
                  (image_ == "centos" && (base_->release.empty() || catalog::is_before(base_->release, "8"))) ||
                  (image_ == "ubuntu" && catalog::is_before(line, "16")));
    const bool perl = system_ != "rhel";
    const auto is_installed = [&](std::string_view name) {
        return std::any_of(installed_.begin(), installed_.end(),
                           [&](const std::string& one) { return one.starts_with(name); });
    };
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k) {
        const Instruction& copy = document_.instructions[k];
        const auto look = [&](std::string_view name) {
            const bool for_python = python && name.ends_with(".py") && !is_installed("python");
            if (for_python || (perl && name.ends_with(".pl") && !is_installed("perl")))
                refuse("program-unknown", copy,
                       std::string(name) + " is code for " + (for_python ? "Python" : "Perl") + ", which " +
                           *stage_.base + " has, and Alpine has not");
        };
        if (copy.kind == InstructionKind::copy || copy.kind == InstructionKind::add)
            for (const grammar::Word& word : copy.words)
                look(word.value);
        else if (copy.kind == InstructionKind::run && !copy.json)
            for (const document::SimpleCommand& command :
                 document::parse_script(document::shell_text(copy), dialect_at(copy)).commands)
                for (const document::ShellWord& word : command.words)
                    if (const std::string_view text = word.literal ? std::string_view(*word.literal) : word.raw;
                        text.find_first_of(" \n") == npos)
                        look(text);
    }
}

void AlpineJudge::tell_assumptions() {
    const auto tell = [&](std::string_view reason, const std::vector<Noted>& list, const std::string& rest) {
        if (!list.empty())
            assume(reason, *list.front().where, listed(list) + " " + rest);
    };
    tell("language-packages", installers_,
         image_ == "golang" ? "needs neither " + list_of_lacking_for_go() + ", which golang's Alpine variant lacks"
         : image_ == "rust" ? "needs no C library beyond those of rust's Alpine variant, and no shared one"
         : image_ == "python" && knows_no_musl_wheels(reference_->tag)
             ? "installs nothing compiled, as a Python or pip this old takes no builds for musl of it" +
                   lost_to_installers()
             : "installs nothing compiled, or has builds for musl of it" + lost_to_installers());
    tell("static-program", static_files_, "is a static program that starts no other and needs no file of the old base");
    tell("copied-from-stage", from_musl_, "hands over what runs on musl, as its own base is Alpine");
    tell("copied-from-stage", from_partners_,
         "hands over what is made there, on Alpine from now on, and nothing of its old base");
    tell("copied-from-stage", static_, "hands over static programs only (CGO_ENABLED=0)");
    if (!published_.empty() && !starts_with_dotnet())
        refuse("glibc-needed", *published_.front().where,
               "what dotnet publish makes (" + listed(published_) +
                   ") is not started by `dotnet`, and its own program would be linked to glibc");
    tell("copied-from-stage", published_,
         "hands over .NET code for any system: no project file names a runtime identifier, no package brings a library "
         "for glibc alone, and no script of its stage puts a program beside it");
    look_at_projects();
    look_at_culture_data();
    tell("copied-from-stage", portable_, "hands over no library that was built for glibc");
    tell("control-flow", lists_of_others_, "runs alike in dash and in BusyBox's ash");
    const bool open = !unseen_.empty() || interprets_ || (cmd_ == nullptr && entrypoint_ == nullptr);
    if (open)
        tell("unseen-programs", fetched_, "fetches nothing that was built for glibc");
    if (unseen_.empty() && (open || !parts_.empty() || runs_others_))
        tell("unseen-programs", copies_, "holds no program that needs glibc, bash or anything else that Alpine lacks");
    const auto has = [&](std::string_view name) { return installed_program(name) || is_wanted(name); };
    const bool bash = has("bash");
    const bool perl = system_ == "rhel" || has("perl"); // Debian's base has it
    std::string tools;                                  // of a full image, that its variant lacks
    for (const auto& [tool, text] : {std::pair("gcc", "a compiler nor "),
                                     {"make", "make nor "},
                                     {"git", "git nor "},
                                     {"curl", "curl nor "},
                                     {"openssh-client", "ssh nor "},
                                     {"python3", "python3 nor "}})
        if (loses_program(tool))
            tools += text;
    constexpr std::array<std::string_view, 3> of_gosu = {"redis", "postgres", "rabbitmq"};
    if (variant_ != nullptr && contains(of_gosu, image_) && !has("gosu"))
        tools += "gosu nor ";
    const std::string lacking = std::string("needs neither glibc nor ") + (bash ? "" : "bash nor ") +
                                (perl ? "" : "perl nor ") + tools + (system_ == "rhel" ? "yum" : "apt-get") +
                                ", nor anything else that Alpine lacks";
    tell("unseen-programs", unseen_,
         lacking + (copies_.empty() ? "" : ", nor does what COPY and ADD bring: " + listed(copies_)));
    const auto is_started = [&](const Noted& one) { return one.where != path_set_; };
    if (!tools_of_manager_.empty() && std::any_of(unseen_.begin(), unseen_.end(), is_started))
        refuse("package-command", *tools_of_manager_.front().where,
               listed(tools_of_manager_) + " is there for apt-get, and " + listed(unseen_) + " may run it");
    tell("program-form-unproven", forms_, "does the same in BusyBox, called like this");
    tell("package-parts", parts_, "is in Alpine's packages too, and works alike with its configuration");
    const auto behind = std::find_if(unseen_.begin(), unseen_.end(), [&](const Noted& one) {
        return prepared_ != nullptr && one.where->index > prepared_->index;
    });
    if (behind != unseen_.end() && variant_ == nullptr)
        refuse("package-command", *prepared_,
               "this makes the package manager ready, and no command behind it installs: " + behind->text + " (line " +
                   std::to_string(line_of(*behind->where)) + ") may");
    tell("system-path", paths_, "means the same among Alpine's own files");
    if (!links_below_.empty())
        assume("copied-folder", *links_below_.front().where,
               "no symbolic link beside or below " + listed(links_below_) + " leads to the base's own files");
    tell("environment", zones_, "is known to Alpine's tzdata by this name, and was known to the old base");
    tell("package-command", sources_,
         "changes only from where packages come, which holds the same as the distribution's own servers");
    tell("user-not-numeric", accounts_,
         "makes users whose number, groups, home and shell do not matter where the command does not give them, nor the "
         "mode and first files of the home");
}

void AlpineJudge::tell_old_names(std::string_view release) {
    // lists of packages were read of Alpine 3.16 and later; these have always been there
    constexpr std::array<std::string_view, 15> ever = {
        "bash", "ca-certificates", "coreutils", "curl",    "file",  "gcc", "git", "g++", "grep", "make",
        "tar",  "musl-dev",        "wget",      "openssh", "tzdata"};
    // Go's first Alpine variants (1.4.3 to 1.5.2, 2015) stood on Alpine 3.2; the other images' began on 3.3
    const bool adds = !added_.empty() || !wanted_.empty() || packages_;
    if (variant_ != nullptr && adds && image_ == "golang" && catalog::is_before(reference_->tag, "1.5.3") &&
        catalog::parse_tag(reference_->tag).version.components == 3)
        refuse("package-command", from(),
               target_ + ":" + tag_ + " stands on Alpine 3.2, whose apk does not know --no-cache");
    for (const auto& [debian, list] : added_)
        for (const std::string& name : list)
            if (const std::string_view since =
                    catalog::field(catalog::sorted_row(catalog::fact_text(catalog::Fact::alpine_since), name), 1);
                variant_ != nullptr && !since.empty() && (release.empty() || catalog::is_before(release, since)))
                refuse("package-unverified", from(),
                       name + " is in no release of Alpine before " + std::string(since) + ", and " + target_ + ":" +
                           tag_ + " may stand on an older one");
    if (variant_ == nullptr || (!release.empty() && !catalog::is_before(release, "3.16")) ||
        context_.catalog->find_build(target_, tag_))
        return;
    std::vector<std::string> names;
    const auto take = [&](std::string_view name) {
        if (!contains(ever, name) && !contains(names, name))
            names.emplace_back(name);
    };
    for (const auto& [debian, list] : added_)
        for (const std::string& name : list)
            take(name);
    for (const Wanted& one : wanted_)
        take(one.package);
    if (!names.empty())
        assume("package-name-age", from(),
               "the Alpine release of " + target_ + ":" + tag_ +
                   ", 3.15 or older, has these packages by these names: " + list_of(names));
}

void AlpineJudge::compare_configs() {
    const bool certain = plan_.obstacles.empty() && !is_source_;
    const bool fits_busybox =
        !packages_ && certain && std::all_of(needed_.begin(), needed_.end(), [](const std::string& folder) {
            return catalog::base_has_folder("busybox", folder);
        });
    target_ = variant_ != nullptr ? image_ : fits_busybox ? "busybox" : "alpine";
    if (variant_ != nullptr) {
        tag_ = variant_->tag;
    } else if (const auto pin = context_.catalog->resolve_pin(target_, "", context_.today);
               pin.verdict == catalog::PinVerdict::pin) {
        tag_ = pin.tag;
    }
    const auto build = context_.catalog->find_build(target_, tag_);
    const auto config = catalog::base_config(target_, tag_);
    if (tag_.empty() || !config || (!build && variant_ == nullptr)) {
        refuse("base-config-unknown", from(),
               variant_ != nullptr && !config
                   ? "what " + target_ + ":" + tag_ + " hands to the image (shell, environment, user) is not known"
                   : "the catalog knows no maintained release of " + target_);
        return;
    }
    if (variant_ != nullptr && variant_->distance == catalog::Distance::data && !is_source_)
        assume("existing-data", from(),
               "no data directory or backup that " + *stage_.base +
                   " wrote is used further (musl sorts text in another way, and the user has another number), and "
                   "nothing depends on the order of text in a locale");
    tell_old_names(config->release);
    if (variant_ != nullptr && !variant_->certain)
        assume("tag-not-listed", from(), target_ + ":" + tag_ + " was published, as other versions of its line were");
    if (base_ &&
        (base_->entrypoint != config->entrypoint || base_->volumes != config->volumes || base_->user != config->user ||
         base_->workdir != config->workdir || base_->exposed != config->exposed ||
         base_->stop_signal != config->stop_signal || base_->healthcheck != config->healthcheck || base_->onbuild ||
         config->onbuild || !base_->default_shell || !config->default_shell))
        refuse("base-config-unknown", from(), "the bases hand different settings to the image");
    if (chooses_platform()) {
        const std::string_view architecture = catalog::architecture_of(stage_.platform);
        if (architecture.empty() || !build || !catalog::has_word(build->architectures, architecture))
            refuse("platform", from(), "whether " + target_ + " has the platform " + stage_.platform + " is not known");
    }
    const std::string_view new_system = variant_ != nullptr ? std::string_view("alpine") : std::string_view(target_);
    for (const std::string& folder : needed_)
        if (!catalog::base_has_folder(new_system, folder) || !catalog::base_has_folder(system_, folder))
            refuse("system-path", from(), "not both bases have the folder " + folder);
}

SwitchPlan plan_alpine(const Document& document, std::size_t stage, const catalog::Equivalent* variant,
                       const Context& context) {
    return AlpineJudge(document, document.stages[stage], context, variant).run();
}

namespace {

constexpr auto npos = std::string_view::npos;

bool is_header_package(std::string_view name) {
    return (name.ends_with("-dev") || name.ends_with("-devel")) && name != "libc6-dev" && name != "linux-libc-dev";
}

/// Does the text of the source show that what it makes needs more than the C library, or another one than musl? Then
/// nobody sees here what the stage that copies it would have to have.
bool shows_libraries(std::string_view text) {
    constexpr std::array<std::string_view, 10> signs = {"linux-gnu",     "glibc",   "linux-x64", "manylinux",
                                                        "import \"C\"",  "CGO_CFL", "CGO_LDFL",  "CGO_CXX",
                                                        "CGO_ENABLED=1", "-tags"};
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view one) { return text.find(one) != npos; });
}

/// May what the stage makes run on an Alpine of any release: by its compiler, and as far as its text shows? user: the
/// stage that copies it.
bool makes_plain_programs(const Document& document, const Stage& source, const Stage& user) {
    const auto image_of = [](const Stage& stage) {
        const auto reference = stage.base ? document::parse_image_reference(*stage.base) : std::nullopt;
        return reference
                   ? std::pair(reference->catalog_name(), std::string(catalog::parse_tag(reference->tag).version.text))
                   : std::pair(std::string(), std::string());
    };
    const auto [image, version] = image_of(source);
    const auto [user_image, user_version] = image_of(user);
    // an interpreter's packages are for one release of it
    const bool same_image = image == user_image && !version.empty() && version == user_version;
    const bool compiles = image == "golang" || image == "rust" || !system_of(image).empty();
    if (!compiles && !same_image)
        return false;
    const Instruction& last = document.instructions[source.end - 1];
    const std::string_view text = document.slice({document.instructions[source.from].bytes.begin, last.bytes.end});
    if (shows_libraries(text))
        return false;
    for (std::size_t k = source.from + 1; k < source.end; ++k) {
        const Instruction& one = document.instructions[k];
        const bool starts = one.kind == InstructionKind::cmd || one.kind == InstructionKind::entrypoint ||
                            one.kind == InstructionKind::healthcheck; // somebody builds it by --target
        const bool fetches = one.kind == InstructionKind::run
                                 ? one.rest().find("curl") != npos || one.rest().find("wget") != npos
                                 : one.kind == InstructionKind::add && one.rest().find("://") != npos;
        if (starts || fetches)
            return false;
    }
    // what is copied: no library, nothing that only the base has, and no file that the stage only copied itself
    for (std::size_t k = user.from + 1; k < user.end; ++k) {
        const Instruction& copy = document.instructions[k];
        const document::Flag* from = copy.flag("from");
        if (copy.kind != InstructionKind::copy || from == nullptr ||
            document.find_stage(from->value, user.index, true) != source.index)
            continue;
        for (std::size_t w = 0; w + 1 < copy.words.size(); ++w) {
            const std::string& path = copy.words[w].value;
            const std::string_view name = file_name(path);
            const bool installed = path.starts_with("/usr/local") || path.starts_with("usr/local");
            if (path.find(".so") != npos || (installed && !same_image && text.find(path) == npos) ||
                copied_by_name(document, source, name) != nullptr)
                return false;
        }
    }
    return true;
}

/// A plan for a stage that the stage `user` copies from.
SwitchPlan plan_source(const Document& document, const Stage& source, std::size_t user, const Context& context,
                       std::set<std::string>& installed) {
    const auto reference = source.base ? document::parse_image_reference(*source.base) : std::nullopt;
    if (!reference || source.parent != none || source.dependents != std::vector<std::size_t>{user} ||
        !source.children.empty() || !source.possible_children.empty() || document.ships(source.index) ||
        !makes_plain_programs(document, source, document.stages[user]))
        return {};
    const std::string image = reference->catalog_name();
    const auto judge = [&](const catalog::Equivalent* variant) {
        AlpineJudge own(document, source, context, variant);
        own.set_source();
        SwitchPlan plan = own.run();
        installed = own.installed();
        return plan;
    };
    if (!system_of(image).empty())
        return judge(nullptr);
    for (const catalog::Equivalent& variant : catalog::equivalents(*context.catalog, image, reference->tag))
        if (variant.distance != catalog::Distance::same_libc)
            return judge(&variant);
    return {};
}

} // namespace

SwitchPlan plan_alpine_with_sources(const Document& document, std::size_t stage, const catalog::Equivalent* variant,
                                    const Context& context) {
    AlpineJudge alone(document, document.stages[stage], context, variant);
    const SwitchPlan before = alone.run();
    const std::set<std::size_t> sources = alone.sources_on_glibc();
    const bool nothing_else =
        std::all_of(before.obstacles.begin(), before.obstacles.end(),
                    [](const SwitchObstacle& one) { return one.assumption || one.reason == "copied-from-stage"; });
    if (sources.empty() || !nothing_else)
        return {};
    AlpineJudge judge(document, document.stages[stage], context, variant);
    judge.set_partners(sources);
    SwitchPlan plan = judge.run();
    // a library that is installed here is for what is copied
    const auto is_library = [](const std::string& one) { return one.starts_with("lib"); };
    if (!plan.possible || std::any_of(judge.installed().begin(), judge.installed().end(), is_library))
        return {};
    std::vector<SwitchObstacle> assumptions;
    std::vector<Edit> edits;
    for (const std::size_t source : sources) {
        std::set<std::string> installed;
        SwitchPlan partner = plan_source(document, document.stages[source], stage, context, installed);
        const bool of_c_plus_plus = std::any_of(installed.begin(), installed.end(), [](const std::string& one) {
            return one.starts_with("g++") || one.starts_with("build-essential") || one.starts_with("clang") ||
                   one == "gcc-c++";
        });
        if (!partner.possible || of_c_plus_plus || std::any_of(installed.begin(), installed.end(), is_header_package))
            return {};
        assumptions.insert(assumptions.end(), partner.obstacles.begin(), partner.obstacles.end());
        edits.insert(edits.end(), partner.edits.begin(), partner.edits.end());
        plan.partners.push_back(std::move(partner.claim));
    }
    plan.obstacles.insert(plan.obstacles.begin(), assumptions.begin(), assumptions.end());
    plan.edits.insert(plan.edits.begin(), edits.begin(), edits.end());
    return plan;
}

std::string_view operating_system(std::string_view image) { return system_of(image); }

} // namespace imgfix::rewrite
