#include "rewrite/slim_switch.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/base_config.hpp"
#include "rewrite/copied_programs.hpp"
#include "rewrite/slim_judge.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

bool contains_index(const std::vector<std::size_t>& list, std::size_t one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

/// What most full images have and most slim ones lack, and its name for readers.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> tools_of_images = {{{"gcc", "compiler"},
                                                                                            {"bzip2", "bzip2"},
                                                                                            {"unzip", "unzip"},
                                                                                            {"xz-utils", "xz"},
                                                                                            {"g++", "C++ compiler"},
                                                                                            {"make", "make"},
                                                                                            {"git", "git"},
                                                                                            {"curl", "curl"},
                                                                                            {"python3", "python3"},
                                                                                            {"openssh-client", "ssh"},
                                                                                            {"iputils-ping", "ping"},
                                                                                            {"iproute2", "ip"}}};

} // namespace

SwitchPlan SlimJudge::run() {
    const auto reference = stage_.base ? document::parse_image_reference(*stage_.base) : std::nullopt;
    if (!reference || from().words.empty())
        return std::move(plan_);
    plan_.applicable = true;
    image_ = reference->official_name();
    facts_ = catalog::variant_facts(image_, reference->tag);
    const bool known = read_base(*reference);
    if (facts_ && target_.kind == VariantKind::slim)
        lost_packages_ = facts_->lost;
    const int release = debian_release(*reference);
    if (release != 0 ? release < 12 : !target_.current && image_ != "debian")
        old_release_ = std::max(release, 7); // not known: as the oldest
    if (target_.kind == VariantKind::slim && release != 0 && release <= 10) {
        const auto debian = catalog::variant_facts("debian", "");
        with_old_ = std::string(lost_packages_) + (lost_packages_.empty() ? "" : " ") +
                    std::string(debian ? debian->old : std::string_view{});
        // on buildpack-deps-scm
        if (const auto scm = catalog::variant_facts("buildpack-deps-scm", "");
            scm && catalog::has_word(lost_packages_, "mercurial"))
            old_programs_ = scm->old;
        lost_packages_ = with_old_;
    }
    if (added_.instruction == none)
        install_added(from(), false);
    assume_added();
    read_stage(stage_);
    look_at_copies_from(stage_);
    look_at_end();
    look_at_replaced_entrypoint();
    assume_folders();
    if (known)
        compare_configs(*reference);
    tell_unseen();
    finish(*reference);
    return std::move(plan_);
}

void SlimJudge::assume(std::string_view reason, const Instruction& where, std::string message) {
    if (std::none_of(plan_.obstacles.begin(), plan_.obstacles.end(),
                     [&](const SwitchObstacle& old) { return old.reason == reason && old.message == message; }))
        SwitchJudge::assume(reason, where, std::move(message));
}

bool SlimJudge::read_base(const document::ImageReference& reference) {
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
    if (chooses_platform() && !stage_.platform.starts_with("$")) {
        const auto old_build = context_.catalog->find_build(image_, reference.tag);
        const auto new_build = context_.catalog->find_build(image_, target_.tag);
        if (!old_build || !new_build || old_build->architectures != new_build->architectures)
            assume("platform", from(), new_name() + " has the platform " + stage_.platform);
    }
    return before && after;
}

void SlimJudge::compare_configs(const document::ImageReference& reference) {
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

void SlimJudge::read_stage(const Stage& stage) {
    for (std::size_t k = stage.from + 1; k < stage.end; ++k)
        look_at(document_.instructions[k]);
    for (const Written& one : written_)
        if (document_.stages[one.where->stage].index == stage.index)
            look_at_written(one);
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

void SlimJudge::look_at_copies_from(const Stage& stage) {
    for (const std::size_t other : stage.dependents)
        if (!contains_index(stage.children, other))
            assume("copied-from-stage", document_.instructions[document_.stages[other].from],
                   "the stage at line " +
                       std::to_string(line_of(document_.instructions[document_.stages[other].from])) +
                       " takes from this one nothing that only " + old_name() + " has");
    for (const std::size_t child : stage.children)
        look_at_copies_from(document_.stages[child]);
}

void SlimJudge::look_at_end() {
    if (target_.kind == VariantKind::slim) {
        constexpr std::array<std::string_view, 1> of_target = {"slim"};
        look_at_comments(of_target);
    }
    for_each_comment([&](std::string_view text, std::size_t line) {
        const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
        if (!lacks_packages() || !has("alpine") || !(has("gcc") || has("compil") || has("to build")))
            return false;
        refuse("comment-at-base", from(),
               "the comment at line " + std::to_string(line) +
                   " speaks of what is built here and not on Alpine, and slim images lack compilers as well");
        return true;
    });
    look_at_purpose(has_command_);
    for (const document::Variable& one : stage_.variables)
        if (!unseen_.empty() && one.value && names_git_repository(*one.value)) {
            const std::string user =
                unseen_.front().text + ", which may fetch what " + one.name + " names,"; // nobody else would
            needs(document_.instructions[one.instruction], "git", user);
            words_ = {*one.value};
            look_at_certificates(document_.instructions[one.instruction], "git", {*one.value});
        }
    for (const document::Variable& one : stage_.variables) { // "curl -f localhost": a script runs it
        if (unseen_.empty() || !one.value || one.value->find(" -") == std::string::npos)
            continue;
        const std::string_view program = std::string_view(*one.value).substr(0, one.value->find(' '));
        if (std::string package; presence(program, package) == Presence::lost)
            needs(document_.instructions[one.instruction], program, "what " + one.name + " holds");
    }
    if (!has_command_ && !headers_.empty() && lacks_packages())
        needs_compiler(from(), "what is built on this image with " + headers_);
    if (!has_command_)
        assume("no-command", from(),
               "nobody builds on this image, or starts its shell or another program, with what only " + old_name() +
                   " has: it sets neither CMD nor ENTRYPOINT");
}

void SlimJudge::look_at_replaced_entrypoint() {
    const auto config = catalog::base_config(image_, target_.tag);
    if (!config || entrypoint_of(stage_) != nullptr)
        return;
    const std::string name = program_of_entrypoint(config->entrypoint);
    if (const Instruction* copy = copied_by_name(document_, stage_, name))
        note_use(unseen_, name, *copy);
}

int SlimJudge::debian_release(const document::ImageReference& reference) const {
    const catalog::TagParts parts = catalog::parse_tag(reference.tag);
    std::string line;
    if (const auto name = catalog::codename("debian", parts.distro))
        line = name->line;
    else if (image_ == "debian")
        line = parts.version.text;
    else if (const auto config = catalog::base_config(image_, reference.tag);
             config && config->family == "debian" && !target_.current)
        line = config->release; // today's are all on a newer one
    const std::string digits = line.substr(0, line.find_first_not_of("0123456789"));
    return digits.empty() || digits.size() > 2 ? 0 : std::stoi(digits);
}

void SlimJudge::note_use(std::vector<Noted>& list, std::string text, const Instruction& where) {
    if (&list == &unseen_ && where.kind == InstructionKind::run && text.ends_with(".sh"))
        look_at_script_name(text, where);
    note(list, std::move(text), where);
    for (const auto& [package, name] : tools_of_images)
        if (!is_installed(package) || perhaps_installed_.count(std::string(package)) != 0)
            missing_.emplace(package);
}

void SlimJudge::look_at_script_name(std::string_view path, const Instruction& where) {
    std::string_view name = path.substr(path.rfind('/') + 1);
    const std::string script(name);
    while (!name.empty()) {
        const std::size_t end = std::min(name.find_first_of("-_."), name.size());
        const std::string_view part = name.substr(0, end);
        if (part.size() > 2 && catalog::has_word(lost_packages_, part) && !is_installed(part))
            refuse_lost(where, part,
                        script + " speaks of " + std::string(part) + " in its name, which is in " + old_name() +
                            ", but not in " + new_name());
        name.remove_prefix(std::min(end + 1, name.size()));
    }
}

std::vector<std::string> SlimJudge::lost_tools() const {
    std::vector<std::string> names;
    for (const auto& [package, name] : tools_of_images)
        if (catalog::has_word(lost_packages_, package) && missing_.count(package) != 0 &&
            !(package == "python3" && image_ == "python") && (package != "g++" || names.empty()))
            names.emplace_back(name);
    if (!old_programs_.empty() && image_ != "python")
        names.emplace_back("python (Python 2)");
    return names;
}

void SlimJudge::tell_unseen() {
    const auto with = [&](std::initializer_list<std::string> more) {
        std::vector<std::string> names = lost_tools();
        for (const std::string& one : more)
            if (!one.empty())
                names.push_back(one);
        return list_of(names);
    };
    const std::string font = catalog::has_word(lost_packages_, "fontconfig") ? "font (fontconfig)" : "";
    const auto lost = catalog::words_of(lost_packages_);
    const bool headers =
        std::any_of(lost.begin(), lost.end(), [](std::string_view one) { return one.ends_with("-dev"); });
    const std::string lacking =
        target_.kind == VariantKind::jre ? "uses no tool or module of the JDK"
        : lacks_packages()
            ? "uses no " + with({font, headers ? "header" : "", headers ? "library (GLib, image formats)" : ""}) +
                  " or other package that only " + old_name() + " has, and reads no manual, document or translation"
            : "reads no manual, document or translation, which slim images lack";
    if (!fetchers_.empty() && !certificates_ && catalog::has_word(lost_packages_, "ca-certificates"))
        assume("needs-lost-package", *fetchers_.front().where,
               listed(fetchers_) + " asks no server over https where nobody sees it: " + new_name() +
                   " lacks ca-certificates, and --no-install-recommends leaves them out");
    if (!installers_.empty())
        assume("language-packages", *installers_.front().where,
               "what " + listed(installers_) + " installs " +
                   (lost_packages_.empty() ? lacking
                                           : "is there ready-built, or builds without what " + new_name() + " lacks: " +
                                                 with({headers ? "headers and libraries (GLib, image formats)" : ""})));
    // what installs packages while the image is built
    const bool in_build = std::any_of(unseen_.begin(), unseen_.end(),
                                      [](const Noted& one) { return one.where->kind == InstructionKind::run; });
    if (!unseen_.empty())
        assume("unseen-programs", *unseen_.front().where,
               listed(unseen_) + " " + lacking +
                   (in_build && target_.kind == VariantKind::slim
                        ? ", and installs no package that needs a folder which slim images keep empty"
                        : ""));
    if (!system_paths_.empty())
        assume("system-path", *system_paths_.front().where,
               listed(system_paths_) + (system_paths_.size() == 1 ? " reads" : " read") + " nothing that only " +
                   old_name() + " has");
    if (!open_paths_.empty())
        assume("removed-folder", *open_paths_.front().where,
               listed(open_paths_) + (open_paths_.size() == 1 ? " leads" : " lead") +
                   " to no manual, document or translation, which slim images lack");
    // those that need a folder most often, as the list is cut
    std::stable_partition(unknown_packages_.begin(), unknown_packages_.end(), [](const Noted& one) {
        return one.text.find("jre") != std::string::npos || one.text.find("jdk") != std::string::npos;
    });
    if (!unknown_packages_.empty())
        assume("unseen-programs", *unknown_packages_.front().where,
               "the packages " + listed(unknown_packages_) + " need no folder that slim images lack");
}

void SlimJudge::finish(const document::ImageReference& reference) {
    replace_base(reference, image_, target_.tag, !added_.empty());
    conclude();
    plan_.target = target_.kind == VariantKind::jre ? SwitchTarget::jre : SwitchTarget::slim;
    plan_.image = image_;
    plan_.tag = target_.tag;
    plan_.gain = gain_in_size(image_, reference.tag, image_, target_.tag);
    if (!plan_.possible)
        return;
    plan_.edits = base_edits_;
    write_added();
}

SwitchPlan plan_slim(const Document& document, std::size_t stage, const catalog::Equivalent& target,
                     const Context& context) {
    SlimJudge judge(document, document.stages[stage], target, context, {});
    SwitchPlan plan = judge.run();
    const Additions lacking = judge.lacking(plan);
    if (lacking.empty())
        return plan;
    // packages go into an install that is there already, else into a RUN of its own, which makes the folders too
    std::vector<Additions> ways;
    const bool run = judge.no_run().empty();
    const std::string no_packages = lacking.packages.empty() ? "" : judge.no_run_for_packages();
    if (auto install = judge.first_install(); install && !lacking.packages.empty() && (run || lacking.folders.empty()))
        ways.push_back(std::move(*install));
    if (run && no_packages.empty())
        ways.push_back({});
    for (Additions& way : ways) {
        way.packages = lacking.packages;
        way.folders = lacking.folders;
        // what is added may need more: git needs ca-certificates
        for (int turn = 0; turn < 4 && !way.empty(); ++turn) {
            SlimJudge again(document, document.stages[stage], target, context, way);
            SwitchPlan better = again.run();
            if (better.possible)
                return better;
            const Additions more = again.lacking(better);
            way.packages = more.packages;
            way.folders = more.folders;
        }
    }
    for (SwitchObstacle& one : plan.obstacles)
        if (one.reason == "needs-lost-package" && !one.assumption && !no_packages.empty())
            one.message += ", and no RUN that brings it is added: " + no_packages;
    return plan;
}

} // namespace imgfix::rewrite
