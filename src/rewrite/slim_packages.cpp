#include "rewrite/slim_judge.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/base_config.hpp"
#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// -y, -qq, --yes: an install with other options is left alone.
bool is_plain_option(std::string_view option) {
    constexpr std::array<std::string_view, 6> plain = {"--yes",   "--assume-yes",          "--no-install-recommends",
                                                       "--quiet", "--no-install-suggests", "--fix-missing"};
    return contains(plain, option) || (option.size() > 1 && option.substr(1).find_first_not_of("yq") == npos);
}

bool says_yes(std::string_view option) {
    return option == "--yes" || option == "--assume-yes" || option == "-qq" ||
           (option[1] != '-' && option.find('y') != npos);
}

constexpr OptionTable apt_options{"-t -o -c -a --option --target-release --default-release --config-file"};

/// The day so many years later.
std::string years_later(std::string_view day, int years) {
    return std::to_string(std::stoi(std::string(day.substr(0, 4))) + years) + std::string(day.substr(4));
}

/// The usual names of libraries and headers bring nothing that matters here.
bool is_listed_name(std::string_view package) { return package.starts_with("lib") || package.ends_with("-dev"); }

/// Does the text name a file below /etc/apt that may say how the base's own servers are reached, or that they are not
/// to be used? Lists and keys of more servers do not.
bool changes_servers(std::string_view text) {
    constexpr std::string_view folder = "/etc/apt";
    constexpr std::array<std::string_view, 4> beside = {"/sources.list.d/", "/keyrings", "/trusted.gpg",
                                                        "/preferences"};
    for (std::size_t at = text.find(folder); at != npos; at = text.find(folder, at + 1)) {
        const std::string_view rest = text.substr(at + folder.size());
        const bool more =
            std::any_of(beside.begin(), beside.end(), [&](std::string_view one) { return rest.starts_with(one); });
        const std::string_view name = rest.substr(0, rest.find_first_of(" \t\r\n\"';&|)"));
        // debian.sources: where releases since Debian 12 keep their own
        if (!more || name.find_first_of("*?[{$") != npos || name.find("/debian.") != npos)
            return true;
    }
    return false;
}

/// Does it, or a library that it brings, recommend ca-certificates?
bool recommends_certificates(std::string_view package) {
    constexpr std::array<std::string_view, 8> names = {"curl",     "wget",     "git",         "aria2",
                                                       "libcurl3", "libcurl4", "libcurl4t64", "libcurl3-gnutls"};
    return contains(names, package);
}

} // namespace

std::string_view tool_package(std::string_view package) {
    constexpr std::array<std::string_view, 17> tools = {
        "curl",           "wget",   "git",        "gnupg",     "xz-utils", "bzip2", "unzip",   "ca-certificates",
        "openssh-client", "procps", "subversion", "mercurial", "patch",    "file",  "openssl", "adduser",
        "dirmngr"};
    if (package == "gpg" || package == "gpg-agent" || package == "gpgconf" || package == "gpgv" ||
        package == "gnupg-utils")
        return "gnupg";
    if (package == "python3-minimal")
        return "python3";
    return contains(tools, package) ? package : std::string_view{};
}

Additions SlimJudge::lacking(const SwitchPlan& plan) const {
    const bool mendable = std::all_of(plan.obstacles.begin(), plan.obstacles.end(), [&](const SwitchObstacle& one) {
        return one.assumption || mendable_.count(one.message) != 0;
    });
    if (plan.possible || !mendable || lacking_.empty() || target_.kind != VariantKind::slim)
        return {};
    Additions all = added_;
    all.packages.insert(lacking_.packages.begin(), lacking_.packages.end());
    all.folders.insert(lacking_.folders.begin(), lacking_.folders.end());
    return all.packages.size() + all.folders.size() > added_.packages.size() + added_.folders.size() ? all
                                                                                                     : Additions{};
}

std::optional<Additions> SlimJudge::first_install() const {
    bool lists = false; // that the stage has fetched
    const document::Span all{document_.instructions[stage_.from].bytes.begin,
                             document_.instructions[stage_.end - 1].bytes.end};
    if (document_.slice(all).find("apt-mark") != npos)
        return std::nullopt; // it may take away again what nobody names
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k) {
        const Instruction& instruction = document_.instructions[k];
        const std::string_view text = document_.slice(instruction.bytes);
        const auto run = instruction.kind == InstructionKind::run ? read_run(document_, instruction) : std::nullopt;
        if (!run)
            continue;
        const Call* update = nullptr;
        for (const Call& call : run->calls) {
            if ((call.name != "apt-get" && call.name != "apt") || call.script != 0 || call.in_word ||
                call.in_function || call.opened || call.command->in_pipeline || !call.command->redirections.empty() ||
                !run->must_succeed(call))
                continue;
            const CommandLine line = read_command_line(call, call.program + 1, apt_options);
            if (line.name == "update")
                update = &call;
            const bool fresh = lists || (update != nullptr && run->runs_after(*update, call));
            if (line.name != "install" || !fresh || !line.certain || line.open || line.operands.empty() ||
                run->scripts[0].place != ScriptPlace::shell_form)
                continue;
            const auto option_holds = [&](auto test) {
                return [&, test](std::size_t word) { return test(call.word(word)); };
            };
            if (std::all_of(line.options.begin(), line.options.end(), option_holds(is_plain_option)) &&
                std::any_of(line.options.begin(), line.options.end(), option_holds(says_yes)) &&
                line.operands.size() + line.options.size() + 1 == call.words().size() - call.program - 1)
                return Additions{{}, {}, k, call.index};
        }
        lists = (lists || update != nullptr) && text.find("/var/lib/apt") == npos;
    }
    return std::nullopt;
}

std::string SlimJudge::no_run() const {
    const auto config = catalog::base_config(image_, target_.tag);
    if (!config || config->manager != "apt")
        return new_name() + " has no apt-get";
    if (!config->user.empty() && config->user != "root")
        return "the user of " + new_name() + " is " + std::string(config->user);
    if (!document_.slice(from().bytes).ends_with("\n"))
        return "no line end is behind the FROM";
    return {};
}

std::string SlimJudge::no_run_for_packages() const {
    if (std::string trouble = no_run(); !trouble.empty())
        return trouble;
    const document::Span text{document_.instructions[stage_.from].bytes.begin,
                              document_.instructions[stage_.end - 1].bytes.end};
    if (changes_servers(document_.slice(text)))
        return "the stage changes /etc/apt, so the base's own servers may not be the right ones";
    if (std::any_of(stage_.variables.begin(), stage_.variables.end(), [](const document::Variable& one) {
            return one.name.ends_with("_proxy") || one.name.ends_with("_PROXY");
        }))
        return "the stage sets a proxy, which it would need";
    if (servers() == Servers::gone && !updates_lists())
        return "the packages of " + new_name() + " have left Debian's servers";
    return {};
}

SlimJudge::Servers SlimJudge::servers() const {
    // a year after its end they may leave; with its long-term support, two years more, they do
    std::string_view word = catalog::parse_tag(target_.tag).distro;
    const auto build = context_.catalog->find_build(image_, target_.tag);
    for (std::size_t k = 0; build && word.empty() && k < build->tags.size(); ++k)
        word = catalog::parse_tag(build->tags[k]).distro;
    const auto name = catalog::codename("debian", word);
    // without a name: it was rebuilt last before it left, on no release that came after that
    const std::string left = target_.current || name ? std::string() : catalog::tag_gone_on(image_, target_.tag);
    // an exact version has no day: the oldest release that it can have been built on
    const auto config = name || !left.empty() ? std::nullopt : catalog::base_config(image_, target_.tag);
    const std::string oldest = config && !target_.current && config->family == "debian" ? config->release : "";
    for (const catalog::ReleaseLine& line : catalog::release_lines("debian")) { // the newest first
        if (line.eol.size() != 10 || context_.today.size() != 10 ||
            !(name              ? line.cycle == name->line
              : !oldest.empty() ? line.cycle == oldest
                                : !left.empty() && line.released <= left))
            continue;
        if (years_later(line.eol, 3) < context_.today)
            return Servers::gone;
        return !name || years_later(line.eol, 1) < context_.today ? Servers::perhaps : Servers::there;
    }
    return target_.current ? Servers::there : Servers::perhaps;
}

bool SlimJudge::must_update(const Instruction& instruction) const {
    const auto run = instruction.kind == InstructionKind::run ? read_run(document_, instruction) : std::nullopt;
    return run && std::any_of(run->calls.begin(), run->calls.end(), [&](const Call& call) {
               return is_apt(call.name) && call.has_word("update") && run->must_succeed(call);
           });
}

bool SlimJudge::updates_lists() const {
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k)
        if (must_update(document_.instructions[k]))
            return true;
    return false;
}

void SlimJudge::assume_folders() {
    if (!installed_by_folders_.empty())
        assume("removed-folder", *installed_by_folders_.front().where,
               listed(installed_by_folders_) + (installed_by_folders_.size() == 1 ? " needs" : " need") +
                   " no more of what slim images lack than " + list_of({added_.folders.begin(), added_.folders.end()}) +
                   ", which a RUN makes");
}

void SlimJudge::assume_added() {
    if (added_.packages.empty())
        return;
    const std::string names = list_of({added_.packages.begin(), added_.packages.end()});
    if (added_.instruction != none) {
        const Instruction& where = document_.instructions[added_.instruction];
        assume("needs-lost-package", where,
               "the packages " + names + ", which apt-get (line " + std::to_string(line_of(where)) +
                   ") installs too from now on, do what those of " + old_name() + " do");
        return;
    }
    assume("needs-lost-package", from(),
           "the packages " + names + ", which a RUN adds without what they recommend, are there when it is built, " +
               "and do what those of " + old_name() + " do");
    if (servers() != Servers::there)
        assume("base-past-end-of-life", from(),
               "Debian's servers still have packages for " + new_name() +
                   ", which is no longer maintained: " + old_name() + " brought them itself");
}

void SlimJudge::install_added(const Instruction& where, bool recommends) {
    for (const std::string& package : added_.packages)
        install(where, package, recommends);
}

void SlimJudge::write_added() {
    if (added_.empty())
        return;
    const std::vector<std::string> packages(added_.packages.begin(), added_.packages.end());
    const bool in_install = added_.instruction != none;
    std::vector<std::string> names = packages;
    names.insert(names.end(), added_.folders.begin(), added_.folders.end());
    plan_.gain += (plan_.gain.empty() ? "adds " : "; adds ") + list_of(names);
    plan_.claim.apt = true;
    plan_.claim.folders.assign(added_.folders.begin(), added_.folders.end());
    if (!in_install)
        plan_.claim.packages = packages;
    if (const std::string line = added_run(plan_.claim); !line.empty()) {
        const std::uint32_t end = from().bytes.end;
        const std::string_view line_end = document_.slice(from().bytes).ends_with("\r\n") ? "\r\n" : "\n";
        plan_.edits.push_back({end, end, line + std::string(line_end)});
    }
    if (!in_install)
        return;
    const Instruction& instruction = document_.instructions[added_.instruction];
    const auto run = read_run(document_, instruction);
    const EmbeddedScript& script = run->scripts[0];
    const Call call = resolve_call(script.script, added_.command);
    // behind the last package, parted from it as it is from the word before
    const document::ShellWord& last =
        call.words()[read_command_line(call, call.program + 1, apt_options).operands.back()];
    const document::ShellWord& before_last = *(&last - 1);
    const std::uint32_t end = script.source_end(last.end);
    std::string parting(document_.slice({script.source_end(before_last.end), script.source_begin(last.begin)}));
    if (parting.find('#') != npos)
        parting = " ";
    CommandRewrite row{instruction.index, added_.command, {}, {}};
    for (const document::ShellToken& token : document::canonical_tokens(script.script))
        if (token.command == added_.command)
            row.before.push_back(token.text);
    row.after = row.before;
    const auto place = std::find(row.after.rbegin(), row.after.rend(), last.raw).base();
    row.after.insert(place, packages.begin(), packages.end());
    plan_.claim.table.push_back(std::move(row));
    std::string text;
    for (const std::string& package : packages)
        text += parting + package;
    plan_.edits.push_back({end, end, text});
}

void SlimJudge::refuse_lost(const Instruction& instruction, std::string_view package, std::string message) {
    const std::string_view tool = tool_package(package);
    if (!tool.empty() &&
        !(tool == "python3" && image_ == "pypy")) { // newer releases of PyPy may bring one of their own
        lacking_.packages.emplace(tool);
        mendable_.insert(message);
    }
    refuse("needs-lost-package", instruction, std::move(message));
}

void SlimJudge::needs_folder(const Instruction& instruction, const std::string& package, std::string_view folders,
                             std::string message) {
    const std::vector<std::string_view> list = catalog::words_of(folders);
    const auto is_added = [&](std::string_view one) { return added_.folders.count(std::string(one)) != 0; };
    if (std::all_of(list.begin(), list.end(), is_added))
        return note(installed_by_folders_, package, instruction);
    // links to manual pages go there: it may be empty
    if (std::all_of(list.begin(), list.end(),
                    [](std::string_view one) { return one.starts_with("/usr/share/man/man"); })) {
        lacking_.folders.insert(list.begin(), list.end());
        mendable_.insert(message);
    }
    refuse("removed-folder", instruction, std::move(message));
}

std::string_view SlimJudge::lacking_folder(const Instruction& instruction, std::string_view package,
                                           bool recommends) const {
    const std::string_view folders = catalog::removed_folder_needed_by(package, recommends);
    const std::vector<std::string_view> list = catalog::words_of(folders);
    const bool made =
        std::all_of(list.begin(), list.end(), [&](std::string_view one) { return makes_folder(instruction, one); });
    return made ? std::string_view{} : folders;
}

void SlimJudge::use_apt(const Instruction& instruction, const std::vector<std::string_view>& operands, bool constant) {
    auto verb = operands.begin();
    while (verb != operands.end() && (verb->empty() || is_option(*verb)))
        verb += (*verb == "-o" || *verb == "-t" || *verb == "-c") && verb + 1 != operands.end() ? 2 : 1;
    if (verb == operands.end()) {
        if (contains(operands, ""))
            note_use(unseen_, "apt-get with other arguments", instruction);
        return;
    }
    constexpr std::array<std::string_view, 5> take_names = {"install", "reinstall", "remove", "purge", "autoremove"};
    if (*verb == "update") {
        if (call_ == nullptr || !call_->command->in_background) // else they are there perhaps too late
            lists_of_ = instruction.index;
        look_at_servers(instruction);
    } else if (*verb == "dist-clean") {
        lists_of_ = none;
    } else if (*verb == "changelog") { // of /usr/share/doc, where it is
        note(open_paths_, "apt-get changelog", instruction);
    } else if (*verb == "source" && std::none_of(operands.begin(), operands.end(), [](std::string_view one) {
                   return one == "--download-only" || one == "-d";
               })) {
        needs(instruction, "dpkg-source", "apt-get source");
    } else if (std::find(take_names.begin(), take_names.end(), *verb) != take_names.end()) {
        use_package_names(instruction, "apt-get " + std::string(*verb), operands,
                          static_cast<std::size_t>(verb - operands.begin()) + 1);
    }
    remove_unneeded(*verb, operands, constant);
    if ((*verb != "install" && *verb != "build-dep" && *verb != "satisfy"))
        return;
    const auto has = [&](auto test) { return std::any_of(operands.begin(), operands.end(), test); };
    if (has([](std::string_view one) {
            return one == "--download-only" || one == "--dry-run" || one == "--simulate" || one == "--just-print" ||
                   one == "--no-act" || one == "--recon" || one == "--print-uris" ||
                   (is_option(one) && one.find_first_not_of("-yqdsfmuVb") == npos && one.find_first_of("ds") != npos);
        }))
        return; // installs nothing
    // into another tree, or nothing that is not there yet
    if (has([](std::string_view one) {
            return one == "--only-upgrade" || one.find("Simulate=") != npos || one.find("Download-Only=") != npos ||
                   one.find("Just-Print=") != npos || one.find("Dir=") != npos || one.find("root=") != npos ||
                   one.find("Chroot") != npos;
        }))
        return;
    if (has([](std::string_view one) { return one == "--install-suggests" || one.find("Install-Suggests") != npos; }))
        note(unknown_packages_, "that these suggest", instruction);
    const bool fetches_nothing = has([](std::string_view one) { return one == "--no-download"; });
    // it asks, and nobody answers: but not where the full image has all that it names
    const bool asks =
        constant && !has([](std::string_view one) {
            return (is_option(one) && says_yes(one)) || one.find("ssume-") != npos || one.find("rivial") != npos;
        }) &&
        !(call_ != nullptr && call_->command->in_pipeline) && document_.source().find("ssume-Y") == npos;
    const bool brings_more = std::any_of(verb + 1, operands.end(), [&](std::string_view one) {
        return !one.empty() && !is_option(one) && !is_installed(one) && !catalog::has_word(lost_packages_, one);
    });
    if (asks && brings_more && image_ != "debian" && !lost_packages_.empty())
        refuse("needs-lost-package", instruction,
               "apt-get install asks without -y where it needs more than it names, and what that is may be in " +
                   old_name() + " already");
    if (asks || fetches_nothing)
        use_lost_names(instruction, operands, static_cast<std::size_t>(verb - operands.begin()) + 1,
                       fetches_nothing ? "fetches nothing that it installs, such as "
                                       : "asks without -y before it installs ");
    bool recommends = true;
    for (const std::string_view operand : operands) {
        const std::size_t setting = operand.find("APT::Install-Recommends=");
        const std::string_view value = setting == npos ? std::string_view{} : operand.substr(operand.find('=') + 1);
        if (operand == "--no-install-recommends" || value == "false" || value == "0" || value == "no" || value == "off")
            recommends = false;
        else if (operand == "--install-recommends" || setting != npos)
            recommends = true;
    }
    if (!constant || *verb != "install") {
        after_unseen_install_ = true;
        certificates_ = true;
        const auto pattern = std::find_if(words_.begin(), words_.end(), [](const std::string& one) {
            return one.find(any_name) != npos && one.find(any_text) == npos;
        });
        note(unknown_packages_,
             *verb != "install"        ? "that " + std::string(*verb) + " brings"
             : pattern != words_.end() ? shown(std::string_view(*pattern))
                                       : "that a variable names",
             instruction);
        look_at_possible_packages(instruction);
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
            if (!it->ends_with(".deb")) // what one asks for is no compiler
                after_unseen_install_ = true;
            note_use(unseen_, std::string(*it), instruction);
            continue;
        }
        install(instruction, package, recommends);
    }
}

void SlimJudge::remove_unneeded(std::string_view verb, const std::vector<std::string_view>& operands, bool constant) {
    const bool removes = verb == "remove" || verb == "purge" || verb == "autoremove" || verb == "autopurge";
    const bool unneeded = verb.starts_with("auto") || std::any_of(operands.begin(), operands.end(), [](auto one) {
                              return one == "--auto-remove" || one == "--autoremove";
                          });
    if (removes)
        for (const std::string_view operand : operands)
            if (named_.count(std::string(operand)) != 0)
                removed_.emplace(operand);
    if (!removes || !unneeded)
        return;
    // the full image had them for good: there they stay
    std::set<std::string> stays;
    bool fetcher = false;
    for (const std::string& package : named_) {
        stays.insert(package); // what is removed by name is missing on both
        if (!constant || removed_.count(package) != 0)
            continue;
        fetcher = fetcher || recommends_certificates(package);
        for (const std::string_view one : brought_by(package))
            stays.insert(std::string(one));
    }
    keep_common(installed_, stays);
    certificates_ = is_installed("ca-certificates") || (certificates_ && fetcher);
}

void SlimJudge::look_at_servers(const Instruction& instruction) {
    if (certificates_ || !catalog::has_word(lost_packages_, "ca-certificates"))
        return;
    const document::Span before{document_.instructions[document_.stages[instruction.stage].from].bytes.begin,
                                instruction.bytes.end};
    std::string_view text = document_.slice(before);
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.find("https:") != npos && (line.find("deb ") != npos || line.find("deb-src ") != npos ||
                                            line.find("URIs:") != npos || line.find("add-apt-repository") != npos)) {
            refuse_lost(instruction, "ca-certificates",
                        "apt-get needs ca-certificates for servers over https, and it is in " + old_name() +
                            ", but not in " + new_name());
            return;
        }
    }
    for (std::size_t k = document_.stages[instruction.stage].from; k < instruction.index; ++k) {
        const Instruction& one = document_.instructions[k];
        if ((one.kind == InstructionKind::copy || one.kind == InstructionKind::add) && !one.words.empty() &&
            one.words.back().value.find("/etc/apt/sources") != npos)
            assume("needs-lost-package", one,
                   "the servers that " + one.words.front().value + " names are not asked over https: " + new_name() +
                       " lacks ca-certificates");
    }
}

void SlimJudge::use_lost_names(const Instruction& instruction, const std::vector<std::string_view>& operands,
                               std::size_t first, std::string_view trouble) {
    for (std::size_t k = first; k < operands.size(); ++k)
        if (!operands[k].empty() && catalog::has_word(lost_packages_, operands[k]) && !is_installed(operands[k]))
            refuse_lost(instruction, operands[k],
                        "apt-get install " + std::string(trouble) + std::string(operands[k]) + ", which is in " +
                            old_name() + ", but not in " + new_name());
}

bool SlimJudge::has_lists(const Instruction& instruction) const {
    if (lists_of_ == none || (servers() != Servers::there && !must_update(document_.instructions[lists_of_])))
        return false; // where the servers may have nothing left, an update whose failure is ignored brings nothing
    // a cache mount takes them away behind its RUN
    return lists_of_ == instruction.index || document_.instructions[lists_of_].flag("mount") == nullptr;
}

void SlimJudge::use_package_names(const Instruction& instruction, std::string_view command,
                                  const std::vector<std::string_view>& operands, std::size_t first) {
    if (has_lists(instruction) || lost_packages_.empty())
        return;
    const bool unseen_runs = std::any_of(unseen_.begin(), unseen_.end(), [](const Noted& one) {
        return one.where->kind == InstructionKind::run; // may fetch lists, too
    });
    for (std::size_t k = first; k < operands.size(); ++k) {
        const std::string_view operand = operands[k];
        if (operand == "-o" || operand == "-t" || operand == "-c") {
            ++k;
            continue;
        }
        if (operand.empty() || is_option(operand) || operand.find('/') != npos)
            continue;
        std::string_view package = operand.substr(0, operand.find_first_of("=:"));
        if (!catalog::is_known_package(package) && (package.ends_with("-") || package.ends_with("+")))
            package.remove_suffix(1);
        if (package.find_first_of("*?[^~") != npos)
            refuse("needs-lost-package", instruction,
                   std::string(command) + " takes the pattern " + std::string(operand) +
                       ", which may match nothing in " + new_name() +
                       ": without apt-get update before it that is an error");
        else if (catalog::has_word(lost_packages_, package) && !is_installed(package))
            refuse_lost(instruction, package,
                        std::string(command) + " names " + std::string(package) + ", which is in " + old_name() +
                            ", but not in " + new_name() + ": without apt-get update before it that is an error");
        else if (command == "apt-get install" && lists_of_ == none && !unseen_runs &&
                 !catalog::in_debian_base(package) && !is_installed(package))
            refuse("needs-lost-package", instruction,
                   std::string(command) + " of " + std::string(package) +
                       " without apt-get update before it can only end well where " + old_name() +
                       " has it already, by this name or another");
    }
}

bool SlimJudge::may_end_before(const Call& call) const {
    return std::any_of(run_->calls.begin(), run_->calls.end(), [&](const Call& one) {
        const bool ends = one.name == "exit" && (one.words().size() < 2 || one.word(1) == "0" || one.word(1).empty());
        const bool replaces = one.name == "exec" || (one.words().size() > 1 && one.word(0) == "exec");
        return one.script == call.script && one.order < call.order && (ends || replaces);
    });
}

void SlimJudge::look_at_possible_packages(const Instruction& instruction) {
    const auto look = [&](std::string_view text) {
        while (!text.empty()) {
            const std::size_t end =
                std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+.-"), text.size());
            const std::string token(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            if (token.size() < 5)
                continue;
            for (const std::string& name : {token, token + "-"}) { // openjdk-$V, $p-17-jdk
                const std::string_view folder =
                    name.find('-') == npos ? std::string_view() : lacking_folder(instruction, name, true);
                if (folder.empty())
                    continue;
                return needs_folder(instruction, "what a variable names", folder,
                                    "a variable may name a package like " + token + ", which needs " +
                                        std::string(folder) + ", and slim images lack that");
            }
        }
    };
    look(document_.slice(instruction.bytes));
    for (const document::Variable& one : document_.stages[instruction.stage].variables)
        if (one.instruction <= instruction.index && one.value)
            look(*one.value);
}

std::vector<std::string_view> SlimJudge::brought_by(std::string_view package) const {
    return old_release_ != 0 ? catalog::brought_since(package, old_release_)
                             : catalog::words_of(catalog::brought_by(package));
}

void SlimJudge::install(const Instruction& instruction, std::string_view package, bool recommends) {
    std::vector<std::string_view> names = brought_by(package);
    names.insert(names.begin(), package);
    named_.insert(std::string(package));
    removed_.erase(std::string(package));
    recommends_ = recommends_ || recommends;
    const bool certain = run_ == nullptr || (run_->must_succeed(*call_) && !may_end_before(*call_));
    for (const std::string_view name : names) {
        if (certain)
            perhaps_installed_.erase(std::string(name));
        else if (!is_installed(name))
            perhaps_installed_[std::string(name)] = {&instruction, call_};
        installed_.insert(std::string(name));
    }
    bool told = false;
    names = catalog::words_of(catalog::brought_by(package)); // what perhaps comes may need a folder, too
    names.insert(names.begin(), package);
    for (const std::string_view name : names) {
        const std::string_view folder = lacking_folder(instruction, name, recommends && name == package);
        if (name == "man-db" && package != "man-db") { // debhelper, fish: it comes along, and shows what is there
            note(open_paths_, "man-db, with " + std::string(package) + ",", instruction);
            continue;
        }
        if (!folder.empty() && !std::exchange(told, true))
            needs_folder(instruction, std::string(package), folder,
                         std::string(package) + (name == package ? "" : " (with " + std::string(name) + ")") +
                             " needs " + std::string(folder) + ", which slim images lack");
    }
    if (!recommends && (package == "git" || package == "curl" || package == "wget") &&
        added_.packages.count(std::string(package)) == 0)
        note(fetchers_, std::string(package), instruction);
    if (package.ends_with("-dev"))
        headers_ = package;
    certificates_ = certificates_ || is_installed("ca-certificates") ||
                    (recommends && std::any_of(installed_.begin(), installed_.end(),
                                               [](const std::string& one) { return recommends_certificates(one); }));
    if (!catalog::is_known_package(package) && !is_listed_name(package) && !told)
        note(unknown_packages_, std::string(package), instruction);
}

bool SlimJudge::makes_folder(const Instruction& instruction, std::string_view folder) const {
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

} // namespace imgfix::rewrite
