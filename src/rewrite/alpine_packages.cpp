#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

void erase(std::vector<Token>& plan) {
    for (Token& token : plan)
        token.text.clear();
}

/// Settings of apt about fetching and asking, which apk has no need of.
bool is_harmless_setting(std::string_view setting) {
    return setting.starts_with("Acquire::") || setting.starts_with("Dpkg::Options::=--force-conf") ||
           setting.starts_with("APT::Install-Recommends") || setting.starts_with("APT::Install-Suggests") ||
           setting.starts_with("Dpkg::Use-Pty") || setting.starts_with("APT::Get::Assume-Yes");
}

bool is_known_option(const std::string& text, bool apt, bool& yes, std::size_t& quiet) {
    if (text == "-y" || text == "--yes" || text == "--assume-yes" || text == "--assumeyes") {
        yes = true;
        return apt ? text != "--assumeyes" : text == "-y" || text == "--assumeyes";
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
               text == "--auto-remove" || text == "--autoremove" || text == "--fix-missing";
    return text == "--nodocs" || text == "--setopt=tsflags=nodocs" || text == "--setopt=install_weak_deps=False" ||
           text == "--setopt=install_weak_deps=false" || text == "--setopt=install_weak_deps=0" ||
           text == "--setopt=tsflags=nodocs";
}

/// A RHEL name, by the same bar as catalog::alpine_package.
std::optional<catalog::Package> rhel_package(std::string_view name) {
    const auto package = catalog::find_rhel_package(name);
    return package ? catalog::alpine_package(package->debian) : std::nullopt;
}

} // namespace

void AlpineJudge::want(const std::string& package, const Instruction& instruction, std::string_view reason,
                       std::string message) {
    wanted_.push_back({package, &instruction, position_, std::string(reason), std::move(message)});
}

void AlpineJudge::add_packages() {
    for (const Wanted& one : wanted_) {
        auto& table = plan_.claim.table;
        std::size_t row = 0;
        while (row < table.size() && (table[row].after.size() < 2 || table[row].after[1] != "add"))
            ++row;
        const bool before =
            row < table.size() && (table[row].instruction < one.where->index ||
                                   (table[row].instruction == one.where->index && table[row].command < one.command));
        if (!before) {
            refuse(one.reason, *one.where,
                   one.message + ", and no package command stands before it to add " + one.package);
            continue;
        }
        if (std::find(table[row].after.begin(), table[row].after.end(), one.package) != table[row].after.end())
            continue;
        auto& tokens = words_[row];
        const auto last =
            std::find_if(tokens.rbegin(), tokens.rend(), [](const Token& token) { return !token.text.empty(); });
        last->text += " " + one.package;
        table[row].after.push_back(one.package);
    }
}

bool AlpineJudge::use_manager(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
    const std::string name(command.name());
    const bool apt = name == "apt" || name == "apt-get";
    const auto fail = [&](const std::string& why) {
        refuse("package-command", instruction, name + ": " + why);
        return false;
    };
    if (apt != (system_ != "rhel"))
        return fail("it is not this base's package manager");
    for (const document::ShellAssignment& one : command.assignments)
        if (one.name != "DEBIAN_FRONTEND" && one.name != "DEBIAN_PRIORITY" && one.name != "DEBCONF_NONINTERACTIVE_SEEN")
            return fail("the variable " + std::string(one.name) + " is set for it");
    std::string verb;
    std::vector<std::size_t> operands; // indices of command.words
    bool yes = false;
    std::size_t quiet = 0;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        const document::ShellWord& word = command.words[k];
        if (!word.literal) {
            refuse("word-not-constant", instruction,
                   name + "'s argument " + std::string(word.raw) + " is known only when it runs");
            return false;
        }
        const std::string& text = *word.literal;
        if (apt && text == "-o" && k + 1 < command.words.size() && command.words[k + 1].literal &&
            is_harmless_setting(*command.words[k + 1].literal)) {
            ++k;
        } else if (apt && text.starts_with("-o") && is_harmless_setting(std::string_view(text).substr(2))) {
            continue;
        } else if (text.starts_with("-")) {
            if (!is_known_option(text, apt, yes, quiet))
                return fail("the option " + text + " is not translated");
        } else if (verb.empty()) {
            verb = text;
        } else {
            operands.push_back(k);
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
        erase(plan);
        return true;
    }
    if (verb == "clean" || verb == "autoclean" || verb == "auto-clean" || verb == "autoremove" ||
        verb == "auto-remove") {
        if (apt ? !operands.empty() : verb == "autoremove" && !operands.empty())
            return fail(verb + " with names is not translated");
        if (!apt && verb == "clean" && operands.empty())
            return fail("clean needs to know what");
        erase(plan);
        return true;
    }
    if (verb == "remove" || verb == "purge" || verb == "erase") {
        if (!yes)
            return fail("without -y it asks, and the build stops");
        return use_removal(command, instruction, operands, words_begin, plan);
    }
    if (!upgrade && verb != "install")
        return fail(verb.empty() ? "what it does is not said" : verb + " is not translated");
    if (!command.redirections.empty())
        return fail("its output is redirected");
    if (!yes)
        return fail("without -y it asks, and the build stops");
    if (upgrade) {
        if (!operands.empty())
            return fail(verb + " with names is not translated");
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
    return use_install(command, instruction, operands, words_begin, apt, plan);
}

bool AlpineJudge::use_removal(const SimpleCommand& command, const Instruction& instruction,
                              const std::vector<std::size_t>& operands, std::size_t words_begin,
                              std::vector<Token>& plan) {
    erase(plan);
    std::set<std::string> gone;
    for (const std::size_t k : operands) {
        const std::string& name = *command.words[k].literal;
        const auto found = added_.find(name);
        if (found == added_.end() || found->second.empty()) {
            refuse("package-command", instruction, name + " is removed, but was not installed by this stage");
            return false;
        }
        gone.insert(found->second.begin(), found->second.end());
        std::string text;
        for (const std::string& one : found->second)
            text += (text.empty() ? "" : " ") + std::string(one);
        plan[words_begin + k].text = text;
    }
    for (const std::size_t k : operands) {
        installed_.erase(*command.words[k].literal);
        added_.erase(*command.words[k].literal);
    }
    for (const auto& [name, packages] : added_)
        for (const std::string& one : packages)
            if (gone.count(one) != 0) {
                refuse("package-command", instruction, one + " would go, but " + name + " needs it too");
                return false;
            }
    if (gone.empty())
        return false;
    plan.front().text = "apk del";
    return true;
}

bool AlpineJudge::repositories_gone() const {
    const catalog::PinResult pin = context_.catalog->resolve_pin(image_, reference_->tag, context_.today);
    if (pin.reason == catalog::PinReason::image_removed)
        return true;
    if (pin.eol.size() < 10 || context_.today.size() < 10)
        return false;
    std::string year_later(pin.eol);
    const int year = std::stoi(year_later.substr(0, 4)) + 1;
    return std::to_string(year) + year_later.substr(4) < context_.today;
}

bool AlpineJudge::use_install(const SimpleCommand& command, const Instruction& instruction,
                              const std::vector<std::size_t>& operands, std::size_t words_begin, bool apt,
                              std::vector<Token>& plan) {
    if (repositories_gone())
        assume("base-past-end-of-life", from(),
               "the packages of " + *stage_.base + ", whose life has ended, can still be had, so that it builds today");
    std::vector<std::string> pinned;
    std::vector<std::string> unknown;
    std::vector<std::string> old;
    std::set<std::string> added;
    erase(plan);
    for (const std::size_t k : operands) {
        const std::string& name = *command.words[k].literal;
        if (name.find('=') != npos || name.find('/') != npos) {
            pinned.push_back(name);
            continue;
        }
        const auto package = apt ? catalog::alpine_package(name) : rhel_package(name);
        if (const auto row = catalog::find_package(name);
            apt && row && row->kind == catalog::PackageKind::not_needed && row->absent) {
            installed_.insert(name); // Alpine has it built in
            continue;
        }
        if (!package || package->evidence == catalog::Evidence::weak) {
            const auto row = apt ? catalog::find_package(name) : std::nullopt;
            const bool likely = row && row->corroborated && !row->alpine.empty() &&
                                (row->kind == catalog::PackageKind::same || row->kind == catalog::PackageKind::rename);
            if (!likely) {
                unknown.push_back(name);
                continue;
            }
            old.push_back(std::string(row->alpine));
            installed_.insert(name);
            std::string text;
            for (const std::string_view one : catalog::words_of(row->alpine)) {
                added_[name].emplace_back(one);
                if (added.emplace(one).second)
                    text += (text.empty() ? "" : " ") + std::string(one);
            }
            plan[words_begin + k].text = text;
            continue;
        }
        installed_.insert(name);
        if (package->kind == catalog::PackageKind::base)
            continue;
        if (package->evidence == catalog::Evidence::indexed)
            old.push_back(std::string(package->alpine));
        std::string text;
        for (const std::string_view one : catalog::words_of(package->alpine)) {
            added_[name].emplace_back(one);
            if (added.emplace(one).second)
                text += (text.empty() ? "" : " ") + std::string(one);
        }
        plan[words_begin + k].text = text;
    }
    if (!pinned.empty())
        refuse("package-version-pinned", instruction, "Alpine has other versions than " + list_of(pinned));
    if (!unknown.empty())
        refuse("package-unverified", instruction,
               "no Alpine package is known for certain to be the same as " + list_of(unknown));
    if (!old.empty())
        assume("package-name-age", instruction,
               "Alpine calls these packages " + list_of(old) + ", as 3.17 did, or as others say");
    if (!pinned.empty() || !unknown.empty())
        return false;
    if (!added.empty()) {
        packages_ = true;
        plan.front().text = "apk add --no-cache";
    }
    return true;
}

bool AlpineJudge::clears_caches(const SimpleCommand& command) {
    return std::any_of(command.words.begin(), command.words.end(),
                       [](const auto& word) { return is_package_cache(word.raw); });
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
    if (!command.assignments.empty() || (left && !command.redirections.empty())) {
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
