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

/// The package that brings a lost program to a slim image, when it is a tool that needs nothing else; empty: it is
/// a compiler, a library or the like.
std::string_view tool_package(std::string_view package) {
    constexpr std::array<std::string_view, 10> tools = {
        "curl", "wget", "git", "gnupg", "xz-utils", "bzip2", "unzip", "ca-certificates", "openssh-client", "procps"};
    if (package == "gpg" || package == "gpg-agent" || package == "gpgconf" || package == "gpgv" ||
        package == "gnupg-utils" || package == "dirmngr")
        return "gnupg";
    return contains(tools, package) ? package : std::string_view{};
}

/// The usual names of libraries and headers bring nothing that matters here.
bool is_listed_name(std::string_view package) { return package.starts_with("lib") || package.ends_with("-dev"); }

} // namespace

std::set<std::string> SlimJudge::packages_to_add(const SwitchPlan& plan) const {
    const bool lacks_tools_alone =
        std::all_of(plan.obstacles.begin(), plan.obstacles.end(),
                    [](const SwitchObstacle& one) { return one.assumption || one.reason == "needs-lost-package"; });
    if (plan.possible || !lacks_tools_alone || !tools_alone_ || tools_.empty() || !may_add_packages())
        return {};
    std::set<std::string> packages = added_;
    packages.insert(tools_.begin(), tools_.end());
    return packages.size() > added_.size() ? packages : std::set<std::string>{};
}

bool SlimJudge::may_add_packages() const {
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

void SlimJudge::refuse_lost(const Instruction& instruction, std::string_view package, std::string message) {
    const std::string_view tool = tool_package(package);
    if (tool.empty())
        tools_alone_ = false;
    else
        tools_.emplace(tool);
    refuse("needs-lost-package", instruction, std::move(message));
}

void SlimJudge::use_apt(const Instruction& instruction, const std::vector<std::string_view>& operands, bool constant) {
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

void SlimJudge::install(const Instruction& instruction, std::string_view package, bool recommends) {
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
