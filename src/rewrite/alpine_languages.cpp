#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "rewrite/package_lists.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

bool AlpineJudge::use_installer(const std::vector<std::string>& words, const Instruction& instruction) {
    const std::string& name = words[0];
    const std::string_view base_name = file_name(name);
    const bool module =
        base_name.starts_with("python") && words.size() > 2 && words[1] == "-m" && installs_language_packages(words[2]);
    if (!installs_language_packages(base_name) && !module)
        return false;
    const bool pip = module || base_name.starts_with("pip");
    const std::string_view what = module ? std::string_view(words[2]) : base_name;
    if (own_ && (!is_own_path(name, instruction) || !look_at_paths(words, 1, instruction)))
        return true;
    if (own_ && what == "bundle" && words.size() > 1 && !words[1].starts_with("-") && words[1] != "config" &&
        !installer_acts(what, {words.begin() + 1, words.end()}))
        note(unseen_, "the Gemfile", instruction); // is code, and runs what it likes
    const std::vector<std::string_view> operands(words.begin() + (module ? 3 : 1), words.end());
    std::vector<std::string_view> named = operands; // with the values of variables
    named.insert(named.end(), spelled_.begin(), spelled_.end());
    if (own_ && !compiled_package(what, named).empty() && !installed_program("gcc")) {
        refuse("language-packages", instruction,
               std::string(compiled_package(what, named)) + " is compiled when it is installed, and no compiler is");
        return true;
    }
    if (own_ && !glibc_package(what, named).empty()) {
        refuse("language-packages", instruction, std::string(glibc_package(what, named)) + " has no build for musl");
        return true;
    }
    if (own_ && (module || catalog::is_own_program(*own_, base_name))) {
        constexpr std::array<std::string_view, 8> of_platform = {"env", "show", "info",      "doctor",
                                                                 "-vV", "-Vv",  "--verbose", "debug"};
        if (std::any_of(operands.begin(), operands.end(),
                        [&](std::string_view one) { return contains(of_platform, one); }))
            note(unseen_, std::string(what), instruction); // prints its platform
        const bool open = open_arguments_ && std::all_of(operands.begin(), operands.end(),
                                                         [](std::string_view one) { return one.starts_with("-"); });
        if (open)
            note(unseen_, std::string(what) + " with what it is started with", instruction);
        if (open || installer_acts(what, operands)) {
            const auto headers = std::find_if(installed_.begin(), installed_.end(),
                                              [](const std::string& one) { return one.ends_with("-dev"); });
            if (headers != installed_.end() && !has_compiler())
                refuse("needs-lost-package", instruction,
                       *headers + " is there for " + std::string(what) +
                           " to compile something, and Alpine's variant has no compiler");
            for (std::size_t k = stage_.from + 1; k <= instruction.index && k < stage_.end; ++k)
                if (const std::string_view told =
                        forces_compilation(what, document_.slice(document_.instructions[k].bytes));
                    !told.empty() && !has_compiler())
                    refuse("needs-lost-package", instruction,
                           std::string(what) + " is told to build everything (" + std::string(told) + ", line " +
                               std::to_string(line_of(document_.instructions[k])) +
                               "), and Alpine's variant has no compiler");
            for (const std::string_view operand : named) {
                if (fetched_with(what, operand) == "git" &&
                    (operand.find("ssh") != std::string_view::npos || operand.find("git@") != std::string_view::npos) &&
                    !installed_program("ssh"))
                    want("openssh-client");
                if (fetched_with(what, operand) == "git" && !installed_program("git") && !want_lost_program("git"))
                    refuse("needs-lost-package", instruction,
                           std::string(what) + " of " + std::string(operand) +
                               " needs git, which Alpine's variant lacks");
                if ((operand.starts_with("--no-binary") || operand.starts_with("--build-from-source")) &&
                    !installed_program("gcc"))
                    refuse("needs-lost-package", instruction,
                           std::string(what) + " " + std::string(operand) +
                               " needs a C compiler, which Alpine's variant lacks");
            }
            note(installers_, std::string(what), instruction);
            for (const std::string_view program : programs_of_packages(what, named))
                if (!installed_program(program))
                    want(program);
            if (runs_the_application(what, operands))
                note(unseen_, std::string(what), instruction); // the application
            look_at_lists(what, named, instruction);
            if (std::any_of(operands.begin(), operands.end(),
                            [](std::string_view one) { return one.find("manylinux") != std::string_view::npos; }))
                refuse("language-packages", instruction, std::string(what) + " is told to take builds for glibc");
            for (const document::Mount& mount : document::mounts_of(instruction))
                if (mount.known && mount.type == "ssh") { // for a repository that a list names
                    if (!installed_program("git"))
                        want_lost_program("git");
                    want("openssh-client");
                }
        }
        return true;
    }
    const bool asks_alone = std::all_of(operands.begin(), operands.end(), [](std::string_view one) {
        return one == "--version" || one == "-v" || one == "-V" || one == "--help";
    });
    if (!own_ && !pip && !operands.empty() && asks_alone && installed_program(base_name)) {
        use_other_program(words, instruction); // a program like others
        return true;
    }
    if (pip && use_system_pip(words, named, instruction))
        return true;
    refuse("language-packages", instruction,
           pip ? name + (module ? " -m " + words[2] : "") +
                     ": Alpine has no pip3 without py3-pip, refuses to install outside a virtual environment "
                     "(externally managed, since 3.19), and whether wheels for musl exist is unknown"
               : name + ": whether its packages work with musl is unknown");
    return true;
}

bool AlpineJudge::use_system_pip(const std::vector<std::string>& words, const std::vector<std::string_view>& operands,
                                 const Instruction& instruction) {
    const bool allowed =
        std::any_of(operands.begin(), operands.end(),
                    [](std::string_view one) { return one == "--break-system-packages"; }) ||
        std::any_of(stage_.variables.begin(), stage_.variables.end(), [&](const document::Variable& one) {
            return one.name == "PIP_BREAK_SYSTEM_PACKAGES" && one.instruction < instruction.index &&
                   (one.value == "1" || one.value == "true");
        });
    const bool by_name = words[0] == "pip" || words[0] == "pip3" || words[0] == "python3";
    if (variant_ != nullptr || !allowed || !by_name || added_.count("python3-pip") == 0)
        return false;
    const std::string_view built = compiled_package("pip", operands);
    if (!glibc_package("pip", operands).empty() || (!built.empty() && !has_compiler()) ||
        !look_at_paths(words, 1, instruction))
        return false;
    if (!installer_acts("pip", operands))
        return true;
    note(installers_, "pip", instruction);
    assume("language-packages", instruction,
           "what pip installs works with Alpine's release of Python, and nothing asks for it in /usr/local, where "
           "Debian's pip puts it");
    look_at_lists("pip", operands, instruction);
    foreign_ = true;
    return true;
}

void AlpineJudge::look_at_lists(std::string_view installer, const std::vector<std::string_view>& operands,
                                const Instruction& instruction) {
    const auto lists = package_lists(document_, stage_, instruction, context_.build_context, installer, operands, cwd_);
    if (const auto package = risky_package(lists, catalog::PackageRisk::glibc, true))
        refuse("language-packages", instruction,
               package->source + " asks for " + package->name + ", which has no build for musl");
    if (!installs_by_list(installer, operands))
        return;
    if (const PackageList* list = list_without_musl(lists))
        refuse("language-packages", instruction,
               list->source + " has neither a platform of musl nor `ruby` among its PLATFORMS");
    if (const auto package = risky_package(lists, catalog::PackageRisk::compiled, true); package && !has_compiler())
        refuse("language-packages", instruction,
               package->source + " asks for " + package->name +
                   ", which is compiled when it is installed, and no compiler is");
    for (const RiskyPackage& crate : demanding_crates(lists))
        for (const std::string& need : crate.needs) {
            const bool library = need.ends_with("-dev"); // Rust links statically on Alpine, whose -dev is not enough
            if (!library && (installed_.count(need) != 0 || installs_parts(need)))
                continue;
            refuse("needs-lost-package", instruction,
                   crate.source + " asks for " + crate.name + ", which needs " + need +
                       (library ? ": Alpine's variant has no such library to link statically"
                                : ", which Alpine's variant lacks"));
            break;
        }
}

void AlpineJudge::look_at_modules(const std::vector<std::string_view>& operands, const Instruction& instruction) {
    if (!installs_by_list("go", operands) || document_.variable("CGO_ENABLED", instruction) == "0" ||
        instruction.rest().find("CGO_ENABLED=0") != npos)
        return;
    const auto lists = package_lists(document_, stage_, instruction, context_.build_context, "go", operands, cwd_);
    const bool for_musl = std::any_of(operands.begin(), operands.end(),
                                      [](std::string_view one) { return one.find("musl") != npos; }); // -tags musl
    if (const auto module = risky_package(lists, catalog::PackageRisk::glibc, true);
        module && (!for_musl || !has_compiler()))
        refuse("language-packages", instruction,
               module->source + " asks for " + module->name + ", which brings C libraries that are built for glibc");
    if (const auto module = risky_package(lists, catalog::PackageRisk::compiled, true); module && !has_compiler())
        refuse("needs-lost-package", instruction,
               module->source + " asks for " + module->name +
                   ", which needs cgo, and golang's Alpine variant has no C compiler");
}

bool AlpineJudge::has_compiler() const { return installed_program("gcc") || installed_.count("build-essential") != 0; }

} // namespace imgfix::rewrite
