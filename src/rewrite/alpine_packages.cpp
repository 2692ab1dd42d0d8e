#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <cctype>

#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// Settings of apt about fetching and asking, which apk has no need of.
/// A setting of apt that changes neither what is installed nor how its servers are reached.
bool is_harmless_setting(std::string_view setting) {
    constexpr std::array<std::string_view, 8> ways = {"Retries",   "Timeout",     "ForceIPv4", "Check-Valid-Until",
                                                      "Languages", "GzipIndexes", "No-Cache",  "Pipeline-Depth"};
    return (setting.starts_with("Acquire::") &&
            std::any_of(ways.begin(), ways.end(), [&](std::string_view one) { return setting.find(one) != npos; })) ||
           setting.starts_with("Dpkg::Options::=--force-conf") || setting.starts_with("APT::Install-Recommends") ||
           setting.starts_with("APT::Install-Suggests") || setting.starts_with("Dpkg::Use-Pty") ||
           setting.starts_with("APT::Get::Assume-Yes");
}

bool is_known_option(const std::string& text, bool apt, bool& yes, std::size_t& quiet) {
    if (text == "-y" || text == "--yes" || text == "--assume-yes" || text == "--assumeyes") {
        yes = true;
        return apt ? text != "--assumeyes" : text == "-y" || text == "--assumeyes";
    }
    if (apt && (text == "-q=2" || text == "--quiet=2")) {
        quiet += 2;
        return true;
    }
    if (text == "--quiet") {
        ++quiet;
        return true;
    }
    if (!text.starts_with("--") && text.find_first_not_of("yq", 1) == npos && text.size() > 1) {
        yes = yes || text.find('y') != npos;
        if (apt)
            quiet += static_cast<std::size_t>(std::count(text.begin(), text.end(), 'q'));
        return true;
    }
    if (apt)
        return text == "--no-install-recommends" || text == "--no-install-suggests" || text == "--purge" ||
               text == "--auto-remove" || text == "--autoremove" || text == "--fix-missing" || text == "--update";
    return text == "--nodocs" || text == "--setopt=tsflags=nodocs" || text == "--setopt=install_weak_deps=False" ||
           text == "--setopt=install_weak_deps=false" || text == "--setopt=install_weak_deps=0" ||
           text == "--setopt=tsflags=nodocs";
}

/// Redirections that apk may have as well: to and from nowhere, and of one stream to the other, behind all words.
bool are_idle_redirections(const SimpleCommand& command) {
    return std::all_of(
        command.redirections.begin(), command.redirections.end(), [&](const document::ShellRedirection& one) {
            const bool nowhere =
                (one.operation == ">" || one.operation == ">>" || one.operation == "<") && one.target.is("/dev/null");
            const bool copy = one.operation == ">&" && (one.target.is("1") || one.target.is("2"));
            return (nowhere || copy) && one.descriptor < 3 && one.target.begin > command.words.back().end;
        });
}

/// Questions of debconf whose answers change nothing that is installed: who asks (debconf(7)), whether services are
/// restarted (the templates of glibc and PAM), whether an index of manuals is made (the template of man-db).
bool is_idle_question(std::string_view question) {
    return question == "debconf/frontend" || question == "debconf/priority" ||
           question == "libraries/restart-without-asking" || question == "man-db/auto-update";
}

/// `echo 'debconf debconf/frontend select Noninteractive'`: lines of owner, question, type and value.
bool are_idle_answers(const SimpleCommand& command) {
    std::string text;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        if (!command.words[k].literal)
            return false;
        text += (k > 1 ? " " : "") + *command.words[k].literal;
    }
    if (command.name() != "echo" || text.empty() || text[0] == '-' || text.find('\\') != npos)
        return false;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const auto fields = catalog::words_of(rest.substr(0, end));
        if (!fields.empty() && (fields.size() < 3 || !is_idle_question(fields[1])))
            return false;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

/// The release package of EPEL, by its name or its file's: it brings a list of repositories alone.
bool is_epel(std::string_view name) {
    const std::string_view file = file_name(name);
    return name == "epel-release" || (file.starts_with("epel-release-") && file.ends_with(".noarch.rpm"));
}

/// bullseye-20220328 -> bullseye: a snapshot of a release ends with it.
std::string without_day(std::string tag) {
    for (std::size_t at = tag.find("-20"); at != npos; at = tag.find("-20", at + 1)) {
        std::size_t end = at + 1;
        while (end < tag.size() && (std::isdigit(static_cast<unsigned char>(tag[end])) != 0 || tag[end] == '.'))
            ++end;
        if (end - at >= 9 && (end == tag.size() || tag[end] == '-'))
            return tag.erase(at, end - at);
    }
    return tag;
}

/// A RHEL name, by the same bar as catalog::alpine_package.
std::optional<catalog::Package> rhel_package(std::string_view name) {
    const auto package = catalog::find_rhel_package(name);
    return package ? catalog::alpine_package(package->debian) : std::nullopt;
}

/// A script of sed that holds nothing but s commands without the flags e and w: it writes no other file and runs
/// nothing. A substitution of the shell's in it is none.
bool only_substitutes(std::string_view script) {
    if (script.find('`') != npos || script.find("$(") != npos || script.find('\n') != npos)
        return false;
    while (!script.empty()) {
        if (script.size() < 4 || script[0] != 's')
            return false;
        const char delimiter = script[1];
        std::size_t at = 2;
        for (int found = 0; at < script.size() && found < 2; ++at) {
            if (script[at] == '\\')
                ++at;
            else if (script[at] == delimiter)
                ++found;
        }
        if (at > script.size() || script[at - 1] != delimiter)
            return false;
        const std::size_t end = std::min(script.find(';', at), script.size());
        if (script.substr(at, end - at).find_first_not_of("gIi0123456789 ") != npos)
            return false;
        script.remove_prefix(std::min(end + 1, script.size()));
        while (script.starts_with(" "))
            script.remove_prefix(1);
    }
    return true;
}

} // namespace

void AlpineJudge::want(std::string_view package) { wanted_.push_back({std::string(package), instruction_, position_}); }

void AlpineJudge::add_packages() {
    auto& table = plan_.claim.table;
    for (const Wanted& one : wanted_) {
        const auto brings = [&](const CommandRewrite& row) {
            return contains(row.after, "add") &&
                   std::pair(row.instruction, row.command) < std::pair(one.instruction, one.command);
        };
        if (std::any_of(table.begin(), table.end(),
                        [&](const CommandRewrite& row) { return brings(row) && contains(row.after, one.package); }))
            continue;
        // Only what certainly runs brings it: a command joined by && from the beginning of its RUN.
        const auto row = std::find_if(table.begin(), table.end(), [&](const CommandRewrite& candidate) {
            return brings(candidate) && script_of(document_.instructions[candidate.instruction])->script.and_list;
        });
        if (row == table.end()) {
            if (!contains(plan_.claim.packages, one.package))
                plan_.claim.packages.push_back(one.package);
            packages_ = true;
            continue;
        }
        auto& tokens = words_[static_cast<std::size_t>(row - table.begin())];
        const auto last =
            std::find_if(tokens.rbegin(), tokens.rend(), [](const Token& token) { return !token.text.empty(); });
        last->text += " " + one.package;
        row->after.push_back(one.package);
    }
}

std::optional<std::vector<std::string>> AlpineJudge::names_in_variable(const ShellScript& script, std::size_t index,
                                                                       std::string_view raw,
                                                                       const Instruction& instruction) const {
    if (!raw.starts_with("$"))
        return std::nullopt;
    const bool braces = raw.starts_with("${") && raw.ends_with("}");
    const std::string name(braces ? raw.substr(2, raw.size() - 3) : raw.substr(1));
    if (name.empty() ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") != npos)
        return std::nullopt;
    std::optional<std::string> value;
    // Set once, by a command of its own that certainly runs before; else by ENV, and nowhere in the script.
    const auto is_written = [&](std::string_view text) {
        for (const char* way : {"for ", "read ", "unset ", "local ", "readonly ", "export ", "getopts ", ":="})
            for (std::size_t at = text.find(way); at != npos; at = text.find(way, at + 1)) {
                const std::string_view line = text.substr(at, text.find_first_of(";&|\n", at) - at);
                if (line.find(name) != npos)
                    return true;
            }
        return false;
    };
    if (is_written(script.text))
        return std::nullopt;
    std::size_t written = 0;
    for (std::size_t k = 0; k < script.commands.size(); ++k) {
        const SimpleCommand& one = script.commands[k];
        for (const document::ShellAssignment& assignment : one.assignments) {
            if (assignment.name != name)
                continue;
            ++written;
            if (k < index && one.words.empty() && one.top_level && !one.in_pipeline && !one.negated &&
                one.joiner != document::Joiner::or_if && assignment.value.literal)
                value = *assignment.value.literal;
        }
    }
    if (written > 1 || (written == 1 && !value))
        return std::nullopt;
    if (written == 0)
        for (const document::Variable& variable : stage_.variables)
            if (variable.instruction < instruction.index && variable.name == name)
                value = variable.is_arg ? std::nullopt : variable.value;
    if (!value)
        return std::nullopt;
    std::vector<std::string> names;
    for (const std::string_view one : catalog::words_of(*value)) {
        if (one.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") != npos || one.starts_with("-"))
            return std::nullopt;
        names.emplace_back(one);
    }
    return names.empty() ? std::nullopt : std::optional(names);
}

bool AlpineJudge::use_manager(const ShellScript& script, std::size_t index, const Instruction& instruction,
                              std::vector<Token>& plan) {
    if (std::any_of(script.commands[index].words.begin(), script.commands[index].words.end(), [](const auto& word) {
            return word.is("install") || word.is("groupinstall") || word.is("build-dep");
        }))
        prepared_ = nullptr;
    const SimpleCommand& command = script.commands[index];
    const std::string name(command.name());
    const bool apt = name == "apt" || name == "apt-get";
    const auto fail = [&](const std::string& why) {
        refuse("package-command", instruction, name + ": " + why);
        unread_install_ = true;
        return false;
    };
    if (apt != (system_ != "rhel"))
        return fail("it is not this base's package manager");
    for (const document::ShellAssignment& one : command.assignments)
        if (one.name != "DEBIAN_FRONTEND" && one.name != "DEBIAN_PRIORITY" &&
            one.name != "DEBCONF_NONINTERACTIVE_SEEN" && !is_locale(one.name))
            return fail("the variable " + std::string(one.name) + " is set for it");
    if (!are_idle_redirections(command))
        return fail("its output is redirected, to another place than /dev/null");
    std::string verb;
    std::vector<PackageOperand> operands;
    // its default until 3.7 (commit 9e028a5): RHEL 8 assumes yes
    bool yes = name == "microdnf" &&
               (reference_->tag == "8" || reference_->tag.starts_with("8.") || reference_->tag.starts_with("8-"));
    std::size_t quiet = 0;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        const document::ShellWord& word = command.words[k];
        if (auto names = word.literal ? std::nullopt : names_in_variable(script, index, word.raw, instruction);
            names && !verb.empty()) {
            operands.push_back({k, std::move(*names)});
            continue;
        }
        if (!word.literal) {
            const bool pattern = word.raw.find_first_of("$`") == npos;
            refuse("word-not-constant", instruction,
                   name + "'s argument " + std::string(word.raw) +
                       (pattern ? " is a pattern, which apk takes for a name" : " is known only when it runs"));
            unread_install_ = true;
            return false;
        }
        const std::string& text = *word.literal;
        if (apt && text == "-o" && k + 1 < command.words.size() && command.words[k + 1].literal &&
            is_harmless_setting(*command.words[k + 1].literal)) {
            ++k;
        } else if (apt && text.starts_with("-o") && is_harmless_setting(std::string_view(text).substr(2))) {
            continue;
        } else if (text.starts_with("-")) {
            lists_ = lists_ || (apt && text == "--update"); // apt-get(8) of Debian 13
            if (!is_known_option(text, apt, yes, quiet))
                return fail("the option " + text + " is not translated");
        } else if (verb.empty()) {
            verb = text;
        } else {
            operands.push_back({k, {text}});
        }
    }
    yes = yes || quiet > 1; // apt-get(8): -qq implies -y
    const bool upgrade =
        verb == "upgrade" || (apt ? verb == "dist-upgrade" || verb == "full-upgrade" : verb == "update");
    const std::size_t words_begin = command.assignments.size(); // in plan
    if (apt && (verb == "dist-clean" || verb == "distclean") && operands.empty()) {
        lists_ = false;
        erase(plan);
        return true;
    }
    if ((apt && verb == "update" && operands.empty()) || (!apt && verb == "makecache")) {
        lists_ = true;
        prepared_ = &instruction;
        erase(plan);
        return true;
    }
    const bool removes =
        verb == "remove" || verb == "purge" || verb == "erase" || (apt && verb == "autoremove" && !operands.empty());
    if (!removes && (verb == "clean" || verb == "autoclean" || verb == "auto-clean" || verb == "autoremove" ||
                     verb == "auto-remove")) {
        if (verb.starts_with("auto") && !operands.empty())
            return fail(verb + " with names is not translated");
        if (!apt && verb == "clean" && operands.empty())
            return fail("clean needs to know what");
        erase(plan);
        return true;
    }
    if (removes) {
        if (!yes)
            return fail("without -y it asks, and the build stops");
        return use_removal(operands, instruction, words_begin, plan);
    }
    if (!upgrade && verb != "install")
        return fail(verb.empty() ? "what it does is not said" : verb + " is not translated");
    if (!yes)
        return fail("without -y it asks, and the build stops");
    if (upgrade) {
        if (!operands.empty())
            return fail(verb + " with names is not translated");
        look_at_life();
        erase(plan);
        plan.front().text = "apk upgrade --no-cache";
        packages_ = true;
        return true;
    }
    if (operands.empty())
        return fail("install without names");
    if (apt && !lists_)
        refuse("package-lists-missing", instruction,
               "packages are installed without apt-get update before: on the old base this fails");
    return use_install(operands, instruction, words_begin, apt, plan);
}

bool AlpineJudge::use_removal(const std::vector<PackageOperand>& operands, const Instruction& instruction,
                              std::size_t words_begin, std::vector<Token>& plan) {
    erase(plan);
    std::set<std::string> gone;
    for (const PackageOperand& operand : operands) {
        std::string& text = plan[words_begin + operand.word].text;
        for (const std::string& name : operand.names) {
            const auto found = added_.find(name);
            if (found == added_.end() || found->second.empty()) {
                // what a refused command installs is not among them
                if (!unread_install_ && unproven_.count(name) == 0)
                    refuse("package-command", instruction, name + " is removed, but was not installed by this stage");
                return false;
            }
            for (const std::string& one : found->second)
                if (gone.insert(one).second)
                    text += (text.empty() ? "" : " ") + one;
        }
    }
    for (const PackageOperand& operand : operands)
        for (const std::string& name : operand.names) {
            installed_.erase(name);
            added_.erase(name);
        }
    for (const auto& [name, packages] : added_)
        for (const std::string& one : packages)
            if (gone.count(one) != 0) {
                refuse("package-command", instruction, one + " would go, but " + name + " needs it too");
                return false;
            }
    if (gone.empty())
        return false;
    // Debian's own apt keeps the C++ library; on Alpine it comes, and goes, with the compiler
    for (const char* compiler : {"build-base", "g++", "gcc", "gfortran"}) {
        if (gone.count(compiler) == 0)
            continue;
        const bool of_c = std::string_view(compiler) == "gcc" || std::string_view(compiler) == "gfortran";
        if (!of_c)
            want("libstdc++");
        assume("package-parts", instruction,
               std::string("what was built with ") + compiler + " needs no library that goes with it" +
                   (installed_.count("libgomp1") != 0 || installed_.count("libgomp") != 0 ? ""
                    : of_c ? ", such as libgfortran or libgomp"
                           : " beyond libstdc++, such as libgomp"));
    }
    plan.front().text = "apk del";
    return true;
}

bool AlpineJudge::repositories_gone() const {
    const auto is_gone = [&](std::string_view image, const std::string& tag) {
        const catalog::PinResult pin = context_.catalog->resolve_pin(image, tag, context_.today);
        if (pin.reason == catalog::PinReason::image_removed)
            return true;
        if (pin.eol.size() < 10 || context_.today.size() < 10)
            return false;
        std::string year_later(pin.eol);
        const int year = std::stoi(year_later.substr(0, 4)) + 1;
        return std::to_string(year) + year_later.substr(4) < context_.today;
    };
    return is_gone(image_, without_day(std::string(reference_->tag))) ||
           (variant_ != nullptr && base_ && base_->family == "debian" && !base_->release.empty() &&
            !context_.catalog->find_build(image_, reference_->tag) && is_gone("debian", base_->release));
}

bool AlpineJudge::is_before_releases(const Releases& first) const {
    const std::string_view tag = reference_->tag;
    const auto codename = catalog::codename(image_, catalog::parse_tag(tag).distro);
    const std::string line(codename ? codename->line : tag);
    if (line.empty() || line[0] < '0' || line[0] > '9')
        return image_ == "centos"; // latest, stable: today's
    return catalog::is_before(line, image_ == "debian"        ? first.debian
                                    : image_ == "ubuntu"      ? first.ubuntu
                                    : image_ == "fedora"      ? first.fedora
                                    : image_ == "amazonlinux" ? first.amazon
                                                              : first.rhel);
}

bool AlpineJudge::is_before_openssl_3() const { return is_before_releases({"12", "22", "36", "2023", "9"}); }

void AlpineJudge::look_at_old_sources() {
    // gcc 14 made errors of much that older code does, and 15 took C23
    if (variant_ != nullptr || compilers_.empty() || !is_before_releases({"13", "25", "40", "2024", "10"}))
        return;
    constexpr std::array<std::string_view, 6> building = {"make", "./configure", "./config", "cmake", "gcc ", "g++ "};
    const Instruction* fetched = nullptr;
    bool builds = false;
    for (std::size_t k = stage_.from + 1; k < stage_.end; ++k) {
        const Instruction& one = document_.instructions[k];
        const std::string_view text = one.rest();
        const bool run = one.kind == InstructionKind::run;
        const bool archive = text.find("://") != npos && (text.find(".tar") != npos || text.find(".tgz") != npos ||
                                                          text.find(".zip") != npos || text.find(".tbz") != npos);
        const bool commit =
            run && text.find("git ") != npos &&
            (text.find("checkout ") != npos || text.find("clone -b") != npos || text.find("--branch") != npos ||
             text.find("git reset") != npos || text.find("git fetch") != npos);
        if (fetched == nullptr && ((one.kind == InstructionKind::add && archive) || (run && (archive || commit))))
            fetched = &one;
        builds = builds || (run && fetched != nullptr &&
                            std::any_of(building.begin(), building.end(),
                                        [&](std::string_view sign) { return text.find(sign) != npos; }));
    }
    if (fetched != nullptr && builds)
        refuse("package-parts", *fetched,
               "this source of one release is compiled with " + compilers_.front().text + ", which is older on " +
                   *stage_.base + ": Alpine 3.24's gcc 15 refuses much of what was written before gcc 14");
}

void AlpineJudge::look_at_life() {
    if (repositories_gone())
        assume("base-past-end-of-life", from(),
               "the packages of " + *stage_.base + ", whose life has ended, can still be had, so that it builds today");
}

bool AlpineJudge::use_install(const std::vector<PackageOperand>& operands, const Instruction& instruction,
                              std::size_t words_begin, bool apt, std::vector<Token>& plan) {
    look_at_life();
    std::vector<std::string> pinned;
    std::vector<std::string> files;
    std::vector<std::string> unknown;
    std::vector<std::string> old;
    std::set<std::string> added;
    std::vector<std::pair<std::size_t, std::string_view>> parts; // behind the word
    bool services = false;
    erase(plan);
    for (const PackageOperand& operand : operands)
        for (const std::string& name : operand.names) {
            if (!apt && is_epel(name))
                continue; // each package that comes from there must have its row
            if (name.find('/') != npos && (name.ends_with(".deb") || name.ends_with(".rpm"))) {
                files.push_back(name);
                continue;
            }
            if (name.find('=') != npos || name.find('/') != npos) {
                pinned.push_back(name);
                continue;
            }
            if (const std::string_view differs = catalog::service_difference(name); !differs.empty()) {
                refuse("package-parts", instruction,
                       name + " is a server that Alpine's package sets up in another way: " + std::string(differs));
                services = true;
                unproven_.insert(name);
                continue;
            }
            const auto row = apt ? catalog::find_package(name) : catalog::find_rhel_package(name);
            if (row && row->kind == catalog::PackageKind::not_needed && row->absent) {
                installed_.insert(name); // Alpine has it built in
                if (name == "apt-transport-https" || name.ends_with("software-properties-common"))
                    note(tools_of_manager_, name, instruction);
                else if (name == "apt-utils")
                    note(helpers_, name, instruction);
                if (const std::string_view brought = catalog::brought_by(name); !brought.empty())
                    assume("package-parts", instruction,
                           "nothing needs what " + name + ", which Alpine lacks, brings: " +
                               std::string(brought.substr(0, brought.find(' ', 80))));
                continue;
            }
            auto package = apt ? catalog::alpine_package(name) : rhel_package(name);
            const bool sure = package && package->evidence != catalog::Evidence::weak;
            if (!sure && row && row->corroborated && !row->alpine.empty() &&
                (row->kind == catalog::PackageKind::same || row->kind == catalog::PackageKind::rename ||
                 row->kind == catalog::PackageKind::busybox))
                package = row;
            else if (!sure) {
                unknown.push_back(name);
                unproven_.insert(name);
                continue;
            }
            if (package->kind == catalog::PackageKind::base)
                continue; // its programs are those of Alpine's base
            installed_.insert(name);
            if (!sure || package->evidence == catalog::Evidence::indexed)
                old.push_back(std::string(package->alpine));
            std::string& text = plan[words_begin + operand.word].text;
            for (const std::string_view one : catalog::words_of(package->alpine)) {
                added_[name].emplace_back(one);
                if (added.emplace(one).second)
                    text += (text.empty() ? "" : " ") + std::string(one);
            }
            catalog::PackageParts more = catalog::package_parts(package->debian);
            if (more.add.empty() && more.lacks.empty()) // git-core is git
                more = catalog::package_parts(package->alpine);
            for (const std::string_view one : catalog::words_of(more.add)) {
                parts.emplace_back(operand.word, one);
                added_[name].emplace_back(one);
            }
            std::string lacks(more.lacks);
            if (const std::size_t of_release = lacks.find(" (Alpine 3."); variant_ != nullptr && of_release != npos)
                lacks.erase(of_release, lacks.find(')', of_release) + 1 - of_release); // the variant has its own
            if (lacks.find("OpenSSL 3") != npos && !is_before_openssl_3())
                lacks.clear();
            if (lacks.find("compiler's release") != npos)
                compilers_.push_back({name, &instruction});
            if (!lacks.empty())
                assume("package-parts", instruction,
                       "nothing needs what " + name + " has on the old base beyond Alpine's " +
                           std::string(package->alpine) + ": " + lacks);
        }
    for (const auto& [word, package] : parts)
        if (added.emplace(package).second)
            plan[words_begin + word].text += " " + std::string(package);
    if (!pinned.empty())
        refuse("package-version-pinned", instruction, "Alpine has other versions than " + list_of(pinned));
    if (!files.empty())
        refuse("package-command", instruction,
               list_of(files) + (apt ? " is a package file of Debian's, and Alpine has no dpkg"
                                     : " is a package file of RHEL's, and Alpine has no rpm"));
    if (!unknown.empty())
        refuse("package-unverified", instruction,
               "no Alpine package is known for certain to be the same as " + list_of(unknown));
    if (!old.empty())
        assume("package-name-age", instruction,
               "Alpine calls these packages " + list_of(old) + ", as 3.17 did, or as others say");
    if (!pinned.empty() || !unknown.empty() || !files.empty() || services) {
        unread_install_ = unread_install_ || !pinned.empty() || !files.empty();
        return false;
    }
    if (!added.empty()) {
        packages_ = true;
        plan.front().text = "apk add --no-cache";
    }
    return true;
}

bool AlpineJudge::use_answers(const ShellScript& script, std::size_t index, const std::vector<ShellToken>& tokens,
                              const Instruction& instruction) {
    const auto& commands = script.commands;
    const SimpleCommand& command = commands[index];
    if (command.name() == "debconf-set-selections" && !plan_.claim.table.empty()) {
        const CommandRewrite& row = plan_.claim.table.back();
        return row.instruction == instruction.index && row.command + 1 == index && row.last == index;
    }
    const std::size_t last = index + 1;
    if (last >= commands.size() || commands[last].name() != "debconf-set-selections" ||
        commands[last].joiner != document::Joiner::pipe || commands[last].words.size() != 1 ||
        command.joiner == document::Joiner::pipe || command.pipeline != commands[last].pipeline ||
        (last + 1 < commands.size() && commands[last + 1].joiner == document::Joiner::pipe) || system_ == "rhel" ||
        !are_idle_answers(command))
        return false;
    for (const SimpleCommand* one : {&command, &commands[last]})
        if (one->depth != 0 || one->negated || !one->assignments.empty() || !one->redirections.empty())
            return false;
    std::vector<Token> plan = tokens_of(command, instruction);
    for (Token& token : tokens_of(commands[last], instruction))
        plan.push_back(std::move(token));
    erase(plan);
    add_row(instruction, index, tokens, std::move(plan), last);
    return true;
}

bool AlpineJudge::clears_caches(const SimpleCommand& command) {
    return std::any_of(command.words.begin(), command.words.end(),
                       [](const auto& word) { return is_package_cache(word.raw); });
}

bool AlpineJudge::changes_package_sources(const SimpleCommand& command) const {
    if (command.name() != "sed" || command.in_pipeline || command.negated || command.depth != 0 ||
        !command.assignments.empty() || !command.redirections.empty())
        return false;
    bool in_place = false;
    bool script = false;
    bool script_follows = false;
    std::size_t files = 0;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        const document::ShellWord& word = command.words[k];
        if (script_follows || (!script && !word.raw.starts_with("-"))) {
            // only s commands: nothing is written to another file, and nothing runs
            const std::string_view text = word.literal ? std::string_view(*word.literal) : word.raw;
            const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
            if (!only_substitutes(quoted ? text.substr(1, text.size() - 2) : text))
                return false;
            script = true;
            script_follows = false;
        } else if (word.raw == "-e") {
            script_follows = true;
        } else if (word.raw.starts_with("-")) {
            if (word.raw.find_first_not_of("-iErn.bak") != npos)
                return false;
            in_place = in_place || word.raw.find('i') != npos;
            script_follows = script_follows || (word.raw.ends_with("e") && word.raw[1] != '-');
        } else {
            const bool apt = system_ != "rhel" &&
                             (word.raw == "/etc/apt/sources.list" || word.raw.starts_with("/etc/apt/sources.list.d/"));
            const bool yum = system_ == "rhel" && word.raw.starts_with("/etc/yum.repos.d/");
            if ((!apt && !yum) || word.raw.find("..") != npos || word.raw.find_first_of("$`") != npos)
                return false;
            ++files;
        }
    }
    return in_place && script && files > 0;
}

bool AlpineJudge::use_cache_removal(const SimpleCommand& command, const Instruction& instruction,
                                    std::vector<Token>& plan) {
    std::vector<std::string> words{"rm"};
    bool all_forced = false;
    bool left = false;
    std::size_t operands = 0;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        const document::ShellWord& word = command.words[k];
        if (is_package_cache(word.raw)) {
            plan[command.assignments.size() + k].text.clear();
            lists_ = lists_ && !word.raw.starts_with("/var/lib/apt");
            ++operands;
        } else if (is_temporary_pattern(word.raw)) {
            left = true;
            ++operands;
        } else if (!word.literal) {
            refuse("word-not-constant", instruction,
                   "rm's argument " + std::string(word.raw) + " is known only when it runs");
            return false;
        } else {
            const bool option = word.raw.starts_with("-") && operands == 0;
            all_forced = all_forced || (option && is_recursive_force(word.raw));
            left = left || !option;
            words.push_back(*word.literal);
            operands += option ? 0 : 1;
        }
    }
    if (!command.assignments.empty() || (left && !command.redirections.empty()) || !are_idle_redirections(command)) {
        refuse("package-command", instruction, "rm: a removal of caches in this form is not translated");
        return false;
    }
    if (left) {
        if (!all_forced) {
            refuse("program-form-unproven", instruction, "rm removes caches and other things, but not with -rf");
            return false;
        }
        // What stays must be a removal of the stage's own files.
        if (words.size() > 2)
            use_program(words, instruction, true);
        return true;
    }
    erase(plan);
    return true;
}

} // namespace imgfix::rewrite
