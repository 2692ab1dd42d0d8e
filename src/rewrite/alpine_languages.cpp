#include "rewrite/alpine_judge.hpp"

#include <algorithm>

#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

bool AlpineJudge::use_installer(const std::vector<std::string>& words, const Instruction& instruction) {
    const std::string& name = words[0];
    const std::string_view base_name = std::string_view(name).substr(name.rfind('/') + 1);
    const bool module =
        base_name.starts_with("python") && words.size() > 2 && words[1] == "-m" && installs_language_packages(words[2]);
    if (!installs_language_packages(base_name) && !module)
        return false;
    const bool pip = module || base_name.starts_with("pip");
    const std::string_view what = module ? std::string_view(words[2]) : base_name;
    const std::vector<std::string_view> operands(words.begin() + (module ? 3 : 1), words.end());
    if (own_ && !compiled_package(what, operands).empty() && !installed_program("gcc")) {
        refuse("language-packages", instruction,
               std::string(compiled_package(what, operands)) + " is compiled when it is installed, and no compiler is");
        return true;
    }
    if (own_ && (module || catalog::is_own_program(*own_, base_name)) && glibc_package(what, operands).empty()) {
        if (installer_acts(what, operands)) {
            const bool compiler = installed_program("gcc") || installed_.count("build-essential") != 0;
            const auto headers = std::find_if(installed_.begin(), installed_.end(),
                                              [](const std::string& one) { return one.ends_with("-dev"); });
            if (headers != installed_.end() && !compiler)
                refuse("needs-lost-package", instruction,
                       *headers + " is there for " + std::string(what) +
                           " to compile something, and Alpine's variant has no compiler");
            for (const std::string_view operand : operands) {
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
            look_at_requirements(what, operands, instruction);
        }
        return true;
    }
    refuse("language-packages", instruction,
           pip ? name + (module ? " -m " + words[2] : "") +
                     ": Alpine has no pip3 without py3-pip, refuses to install outside a virtual environment "
                     "(externally managed, since 3.19), and whether wheels for musl exist is unknown"
               : name + ": whether its packages work with musl is unknown");
    return true;
}

void AlpineJudge::look_at_requirements(std::string_view installer, const std::vector<std::string_view>& operands,
                                       const Instruction& instruction) {
    std::string list = installer.starts_with("pip") ? "" : "package.json";
    for (std::size_t k = 0; k + 1 < operands.size(); ++k)
        if (operands[k] == "-r" || operands[k] == "--requirement")
            list = operands[k + 1];
    if (list.empty())
        return;
    const auto file = find_copied(document_, stage_, instruction.index, list, context_.build_context);
    if (!file)
        return;
    // words of both files: names of packages stand between quotes, blanks, line ends and version operators
    std::vector<std::string_view> names;
    std::string_view text = file->bytes;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n\",:=<>~!;[]{}"), text.size());
        if (end > 0)
            names.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (const std::string_view name = glibc_package(installer, names); !name.empty())
        refuse("language-packages", instruction,
               file->source + " asks for " + std::string(name) + ", which has no build for musl");
}

} // namespace imgfix::rewrite
