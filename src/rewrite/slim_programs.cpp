#include "rewrite/package_lists.hpp"
#include "rewrite/slim_judge.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

bool asks_for_version(const std::vector<std::string_view>& operands) {
    return operands.size() == 1 && (operands[0] == "--version" || operands[0] == "-V" || operands[0] == "-version");
}

/// A script with sed's command e: `1e git init`, `s/a/b/e`.
bool starts_programs_of_sed(std::string_view script) {
    if (script.starts_with("s") && script.size() > 4 && script.ends_with(std::string{script[1], 'e'}))
        return true;
    for (std::size_t at = script.find("e "); at != npos; at = script.find("e ", at + 1))
        if (at == 0 || std::string_view("0123456789;{}$ \n").find(script[at - 1]) != npos)
            return true;
    return false;
}

/// host:path, user@host:path
bool is_remote_path(std::string_view word) {
    const std::size_t colon = word.find(':');
    return colon != npos && colon > 0 && !is_option(word) && word.find('/') > colon && word.substr(colon, 2) != "::" &&
           word.substr(colon, 3) != "://" && word.find_first_of("=\1\2") > colon;
}

/// Does the program open a connection by ssh? words: behind its name.
bool reaches_by_ssh(std::string_view name, const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 5> of_repositories = {"git", "hg", "svn", "bzr", "rsync"};
    if (!contains(of_repositories, name))
        return false;
    const bool takes_remote =
        name == "rsync" || (name == "git" && std::any_of(words.begin(), words.end(), [](const std::string& one) {
                                return one == "clone" || one == "ls-remote" || one == "remote" || one == "submodule";
                            }));
    return std::any_of(words.begin(), words.end(), [&](const std::string& one) {
        return one.find("ssh://") != npos || (name == "git" && one.find("git@") != npos) ||
               (takes_remote && is_remote_path(one));
    });
}

bool is_here(std::string_view word) {
    constexpr std::array<std::string_view, 4> here = {"://localhost", "://127.0.0.1", "://0.0.0.0", "://[::1]"};
    return std::any_of(here.begin(), here.end(), [&](std::string_view one) { return word.find(one) != npos; });
}

/// awk with a program in plain sight that starts no other.
bool only_prints(std::string_view name, const std::vector<std::string_view>& operands) {
    if ((name != "awk" && name != "mawk" && name != "gawk") || operands.empty() || operands[0].empty() ||
        is_option(operands[0]))
        return false;
    constexpr std::array<std::string_view, 3> starting = {"system", "|", "getline"};
    return std::none_of(starting.begin(), starting.end(),
                        [&](std::string_view one) { return operands[0].find(one) != npos; });
}

/// May the program open a connection over https? Servers send from http to https, too.
bool asks_for_certificates(std::string_view name, const std::vector<std::string_view>& operands) {
    if (name == "openssl")
        return contains(operands, "s_client");
    constexpr std::array<std::string_view, 5> fetchers = {"curl", "wget", "git", "svn", "aria2c"};
    constexpr std::array<std::string_view, 6> of_remotes = {"fetch", "pull", "push", "submodule", "lfs", "ls-remote"};
    const auto any = [&](auto test) { return std::any_of(operands.begin(), operands.end(), test); };
    if (name == "gpg" || name == "gpg2" || name == "dirmngr")
        return any([](std::string_view one) { return one.find("hkps:") != npos; });
    if (!contains(fetchers, name))
        return false;
    if (any([](std::string_view one) { return one.empty() || (one.find("https:") != npos && !is_here(one)); }))
        return true;
    const bool follows = name != "curl" || any([](std::string_view one) {
                             return one == "--location" || (is_option(one) && one[1] != '-' && one.find('L') != npos);
                         });
    if (follows && any([](std::string_view one) { return one.find("http:") != npos && !is_here(one); }))
        return true;
    if (name == "curl" && follows) // curl -L example.org
        return any([](std::string_view one) {
            return !is_option(one) && one.find('.') != npos && one.find_first_of("./") != 0 && !is_here(one);
        });
    // the address is in the repository
    return name == "git" && any([&](std::string_view one) { return contains(of_remotes, one); }) &&
           !any([](std::string_view one) { return one.find("://") != npos || one.find('@') != npos; });
}

} // namespace

SlimJudge::Presence SlimJudge::presence(std::string_view program, std::string& package, bool in_system) const {
    if (const std::string_view needed = facts_ ? catalog::needed_by_own(*facts_, program) : std::string_view{};
        !needed.empty() && !in_system && catalog::has_word(lost_packages_, needed) && !is_installed(needed)) {
        package = needed;
        return Presence::lost;
    }
    if (!in_system && is_shell_builtin(program))
        return Presence::there;
    if (!in_system && made_programs_.count(std::string(program)) != 0)
        return Presence::unknown; // the stage brings one of its own
    if (!in_system && facts_ && catalog::is_own_program(*facts_, program))
        return Presence::there;
    if (facts_ && target_.kind == VariantKind::jre && catalog::has_word(facts_->jdk, program)) {
        package = "the JDK";
        return Presence::lost;
    }
    if (target_.kind == VariantKind::jre && !in_system && !is_installed("binutils") &&
        contains(catalog::packages_with(program), "binutils")) {
        package = "binutils"; // which images with a JDK bring for jlink
        return Presence::lost;
    }
    if (facts_ && catalog::has_word(facts_->built, program)) {
        package = program;
        return Presence::lost;
    }
    for (const std::string_view one : catalog::words_of(old_programs_)) {
        const std::size_t equals = one.find('=');
        // nearly every package of a name with python- depends on it, and python2.7 does not
        const auto brings = [&](const std::string& name) {
            return name == one.substr(equals + 1) || (one.find("=python") != npos && name.starts_with("python-")) ||
                   name == "mercurial" || name == "bzr";
        };
        if (one.substr(0, equals) != program)
            continue;
        if (std::any_of(installed_.begin(), installed_.end(), brings))
            return Presence::there;
        package = one.substr(equals + 1);
        return Presence::lost;
    }
    const auto packages = catalog::packages_with(program);
    bool lost = false;
    for (const std::string_view one : packages) {
        if (catalog::in_debian_base(one) || is_installed(one) || (facts_ && catalog::has_word(facts_->kept, one)))
            return Presence::there;
        if (catalog::has_word(lost_packages_, one)) {
            lost = true;
            package = one;
        }
    }
    // debian's variants have it both, or neither
    if (!lost && !packages.empty() && image_ == "debian")
        return Presence::there;
    return lost ? Presence::lost : Presence::unknown;
}

void SlimJudge::look_at_names(const Instruction& instruction, std::string_view name,
                              const std::vector<std::string>& words) {
    if (!lacks_packages())
        return;
    const bool looks_up = name == "which" || name == "type" || name == "hash" || name == "whereis" ||
                          (name == "command" && !words.empty() && (words[0] == "-v" || words[0] == "-V"));
    const bool asks_dpkg = name == "dpkg" && !words.empty() &&
                           (words[0] == "-s" || words[0] == "-l" || words[0] == "-L" || words[0] == "-S" ||
                            words[0].starts_with("--get-sel") || words[0] == "--list" || words[0] == "--status" ||
                            words[0] == "--listfiles" || words[0] == "--search");
    const bool lists = asks_dpkg || name == "dpkg-query" || name == "dpkg-reconfigure" ||
                       (name == "apt" && !words.empty() && words[0] == "list");
    if (name == "ldconfig" && std::any_of(words.begin(), words.end(), [](const std::string& one) {
            return one.starts_with("-p") || one.starts_with("-v") || one == "--verbose" || one == "--print-cache";
        }))
        note(system_paths_, "ldconfig " + words[0], instruction);
    if (name == "apt" && !words.empty() && words[0] == "show")
        note(system_paths_, "apt show", instruction);
    const auto is_one_of = [&](std::initializer_list<std::string_view> list) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return contains(list, word); });
    };
    // what is installed shows in their output
    if ((name == "apt-mark" && !words.empty() && words[0].starts_with("show")) ||
        (name == "apt-cache" && !is_one_of({"madison", "gencaches"})) ||
        (name == "update-alternatives" && is_one_of({"--list", "--display", "--query", "--get-selections", "--config",
                                                     "--auto", "--all", "--remove", "--remove-all"})))
        note(system_paths_, std::string(name) + (words.empty() ? "" : " " + shown(std::string_view(words[0]))),
             instruction);
    if (name == "getent" && !words.empty() && catalog::has_word(lost_packages_, "netbase") &&
        !is_installed("netbase") &&
        (words[0] == "services" || words[0] == "protocols" || words[0] == "networks" || words[0] == "rpc"))
        lost(instruction, "what getent " + words[0] + " reads", "netbase");
    if (!looks_up && !lists)
        return;
    bool known = false;
    for (const std::string& word : words) {
        if (word.empty() || is_option(word) || (lists && word == "list"))
            continue;
        const bool constant = word.find_first_of("\1\2") == npos;
        std::string package;
        if (constant && looks_up && word.find('/') == npos) {
            const Presence found = presence(word, package);
            if (found == Presence::lost && !after_unseen_install_)
                lost(instruction, word, package);
            known = found != Presence::unknown;
        } else if (constant && catalog::has_word(lost_packages_, word) && !is_installed(word)) {
            lost(instruction, word, word);
            known = true;
        } else if (name == "dpkg-reconfigure") {
            known = constant && (catalog::in_debian_base(word) || is_installed(word));
        }
        if (!known)
            note(system_paths_, std::string(name) + " " + shown(std::string_view(word)), instruction);
    }
    if (lists && !known)
        note(system_paths_, std::string(name), instruction);
}

void SlimJudge::lost(const Instruction& instruction, std::string_view program, std::string_view package) {
    refuse_lost(instruction, package,
                std::string(program) + (package == program ? "" : " (package " + std::string(package) + ")") +
                    " is in " + old_name() + ", but not in " + new_name() +
                    (target_.kind == VariantKind::slim && tool_package(package).empty()
                         ? ": keep it, or install " + std::string(package) + " yourself"
                         : ""));
}

void SlimJudge::rely_on(const Instruction& instruction, std::string_view program) {
    if (perhaps_installed_.empty() || is_shell_builtin(program) ||
        (facts_ && catalog::is_own_program(*facts_, program)))
        return;
    const PerhapsInstalled* perhaps = nullptr;
    std::string_view package;
    for (const std::string_view one : catalog::packages_with(program)) {
        const auto found = perhaps_installed_.find(std::string(one));
        if (catalog::in_debian_base(one) || (facts_ && catalog::has_word(facts_->kept, one)) ||
            (is_installed(one) && found == perhaps_installed_.end()))
            return;
        if (found != perhaps_installed_.end() && catalog::has_word(lost_packages_, one)) {
            perhaps = &found->second;
            package = one;
        }
    }
    if (perhaps == nullptr)
        return;
    // behind it in one list of && it has succeeded
    if (call_ != nullptr && perhaps->where == &instruction && perhaps->call != nullptr &&
        !run_->unconditional(*perhaps->call) && run_->runs_after(*perhaps->call, *call_))
        return;
    assume("needs-lost-package", instruction,
           "apt-get (line " + std::to_string(line_of(*perhaps->where)) + ") has installed " + std::string(package) +
               " where " + std::string(program) + " is used, though its RUN does not make sure of it: " + new_name() +
               " lacks it");
}

bool SlimJudge::use_name(const Instruction& instruction, std::string_view word) {
    if (word.find('/') != npos && read_copied(instruction, word, false))
        return false;
    const std::string_view name = file_name(word);
    const bool elsewhere = word.find('/') != npos && !word.starts_with("/bin/") && !word.starts_with("/usr/bin/") &&
                           !word.starts_with("/sbin/") && !word.starts_with("/usr/sbin/") &&
                           !word.starts_with("/usr/local/bin/");
    const bool in_system = word.find('/') != npos && !word.starts_with("/usr/local/bin/");
    std::string package;
    const bool own = in_system && !elsewhere && is_made(parts_of("/", word));
    if (!elsewhere && !own) {
        switch (presence(name, package, in_system)) {
        case Presence::there:
            rely_on(instruction, name);
            return true;
        case Presence::lost:
            if (!after_unseen_install_)
                lost(instruction, name, package);
            else
                assume("needs-lost-package", instruction,
                       std::string(name) + " is brought by packages whose names only the build knows");
            return true;
        case Presence::unknown:
            break;
        }
    }
    if (const std::string_view installer = elsewhere || own ? std::string_view{} : compiled_by(name);
        !installer.empty())
        needs_compiler(instruction, std::string(name) + ", which " + std::string(installer) + " compiles,");
    if (name == "node-gyp" || name == "node-pre-gyp")
        needs_compiler(instruction, name);
    if (name == "n" && !installers_.empty()) { // of npm: fetches releases of Node.js
        needs(instruction, "curl", name);
        look_at_certificates(instruction, "curl", {"https:"});
    }
    if (name == "bower") {
        needs(instruction, "git", name);
        look_at_certificates(instruction, "git", {""});
    }
    note_use(unseen_, std::string(word), instruction);
    return false;
}

std::string_view SlimJudge::compiled_by(std::string_view program) const {
    std::vector<std::string_view> installers;
    for (const Noted& one : installers_)
        installers.push_back(one.text);
    return compiles_program(installers, program);
}

bool SlimJudge::read_copied(const Instruction& instruction, std::string_view word, bool by_shell) {
    if (depth_ > 4)
        return false;
    const auto path = join_path(folder_of(instruction), word);
    for (const Written& one : written_)
        if (path && one.path == *path && one.where->stage == instruction.stage) {
            // what it needs must be there now
            note_use(unseen_, std::string(word), instruction);
            look_at_written(one);
            return false;
        }
    const auto file =
        find_copied(document_, document_.stages[instruction.stage], instruction.index, word, context_.build_context);
    if (!file || (file->kind != FileKind::sh_script && file->kind != FileKind::bash_script &&
                  !(by_shell && file->kind == FileKind::text)))
        return false;
    const document::ShellScript script = document::parse_script(
        file->bytes, file->kind == FileKind::bash_script ? grammar::ShellDialect::bash : grammar::ShellDialect::posix);
    if (script.opaque())
        return false;
    for (const std::string_view folder : catalog::removed_folders())
        if (file->bytes.find(folder) != std::string::npos)
            refuse("removed-folder", instruction,
                   file->source + " names " + std::string(folder) + ", which slim images keep empty");
    ++depth_;
    const std::string outer = std::exchange(source_, file->source);
    look_at_script(instruction, script);
    source_ = outer;
    --depth_;
    return context_.build_context->named();
}

void SlimJudge::use_program(const Instruction& instruction, std::string_view word,
                            const std::vector<std::string_view>& operands, bool constant) {
    const std::string_view name = file_name(word);
    if (is_apt(name)) {
        use_apt(instruction, operands, constant);
        return;
    }
    if (name == "rm" || name == "find" || name == "mv")
        for (const std::string_view operand : operands)
            if (operand.empty() || operand.find("lists") != npos || operand.starts_with("/var"))
                lists_of_ = none;
    if (name == "apt-mark" && !operands.empty())
        for (const std::string_view verb : {"hold", "unhold", "manual", "auto"})
            if (const auto at = std::find(operands.begin(), operands.end(), verb); at != operands.end()) {
                std::vector<std::string_view> names;
                std::copy_if(at + 1, operands.end(), std::back_inserter(names), [](std::string_view one) {
                    return one.find_first_of("*?[^~") == npos; // of what is installed
                });
                use_package_names(instruction, "apt-mark " + std::string(verb), names, 0);
                // autoremove takes these away, where only the full image had them before
                for (auto it = at + 1; verb == "auto" && it != operands.end(); ++it)
                    if (it->empty() || it->find_first_of("*?[^~.") != npos)
                        named_.clear();
                    else
                        named_.erase(std::string(*it));
                for (auto it = at + 1; verb == "manual" && it != operands.end(); ++it)
                    if (is_installed(*it))
                        named_.insert(std::string(*it));
            }
    if (name == "dpkg" && std::any_of(operands.begin(), operands.end(), [](std::string_view one) {
            return one == "--install" || one == "--unpack" || one == "--configure" || one == "--force-all" ||
                   (one.size() > 1 && one[0] == '-' && one[1] != '-' && one.find('i') != npos);
        }))
        note_use(unseen_, "what dpkg installs", instruction);
    if (word == "." || word == "source" || word == "eval") {
        note_use(unseen_, std::string(word), instruction);
        return;
    }
    if (name == "apt-key" || name == "add-apt-repository" || name == "apt-add-repository")
        needs(instruction, "gpg", name);
    if (!use_name(instruction, word)) {
        if (installs_language_packages(name)) // pnpm, poetry: installed themselves
            look_at_lists(instruction, name, operands);
        if (runs_its_operands(name))
            look_at_operands(instruction, name, operands);
        look_at_certificates(instruction, name, operands);
        return;
    }
    look_at_recommended(instruction, name, operands);
    if (runs_its_operands(name)) {
        look_at_operands(instruction, name, operands);
        return;
    }
    const bool module = operands.size() > 1 && operands[0] == "-m" && installs_language_packages(operands[1]);
    if (installs_language_packages(name) || module) {
        use_installer(instruction, module ? operands[1] : name, operands);
        return;
    }
    if ((name == "sh" || name == "bash") && !operands.empty() && !operands[0].empty() && !is_option(operands[0]) &&
        read_copied(instruction, operands[0], true))
        return;
    if (runs_unseen_code(name) && !asks_for_version(operands) && !only_prints(name, operands)) {
        note_use(unseen_, std::string(name), instruction);
        for (const std::string& one : words_)
            look_at_names_in(instruction, one);
        return;
    }
    if (name == "sed" && lacks_packages() && std::any_of(words_.begin(), words_.end(), starts_programs_of_sed))
        note_use(unseen_, "sed", instruction);
    if (starts_configured_programs(name) || (may_start_programs(name) && has_copied_settings(instruction)))
        note_use(unseen_, "what " + std::string(name) + " is configured to start", instruction);
    else if (lacks_packages() && !starts_no_program(name, operands) && !asks_for_version(operands))
        note_use(unseen_, std::string(name), instruction); // it may start what is lost
    look_at_certificates(instruction, name, operands);
}

bool SlimJudge::has_copied_settings(const Instruction& instruction) const {
    constexpr std::array<std::string_view, 3> pages = {"/var/www", "/srv", "/usr/share/nginx/html"};
    for (std::size_t k = stage_.from; k < instruction.index; ++k) {
        const Instruction& one = document_.instructions[k];
        if ((one.kind != InstructionKind::copy && one.kind != InstructionKind::add) || one.words.empty())
            continue;
        const PathParts goal = parts_of(folder_of(one), marked_word(one.words.back().value));
        if (std::none_of(pages.begin(), pages.end(),
                         [&](std::string_view folder) { return reach(goal, folder) == Reach::inside; }))
            return true;
    }
    return false;
}

void SlimJudge::look_at_operands(const Instruction& instruction, std::string_view name,
                                 const std::vector<std::string_view>& operands) {
    const bool find = name == "find";
    bool behind_exec = !find;
    std::string_view before;
    int unknown = 0; // a user, a file that is locked, the value of an option
    for (std::size_t k = 0; k < operands.size(); ++k) {
        const std::string_view operand = operands[k];
        if (find && (operand.starts_with("-exec") || operand.starts_with("-ok"))) {
            behind_exec = true;
            continue;
        }
        if (find && behind_exec && (operand == ";" || operand == "+")) {
            behind_exec = false;
            continue;
        }
        const bool text_for_shell = !find && before == "-c";
        before = operand;
        if (text_for_shell)
            continue;
        if (!behind_exec || is_option(operand) || (!operand.empty() && operand[0] >= '0' && operand[0] <= '9') ||
            operand.find('=') != npos)
            continue;
        std::string package;
        const bool path = operand.find('/') != npos;
        const Presence found = path || operand.empty() ? Presence::unknown : presence(operand, package);
        if (found == Presence::unknown || runs_unseen_code(operand)) {
            note_use(unseen_, std::string(name) + (operand.empty() ? "" : " " + std::string(operand)), instruction);
            if (!find && (found != Presence::unknown || ++unknown > 2))
                return;
        } else {
            look_at_started(instruction, name, operands, k);
            if (!find)
                return;
        }
        behind_exec = !find; // what follows is the program's
    }
}

void SlimJudge::look_at_started(const Instruction& instruction, std::string_view name,
                                const std::vector<std::string_view>& operands, std::size_t program) {
    std::vector<std::string_view> own;
    std::size_t end = program + 1;
    for (; end < operands.size() && !(name == "find" && (operands[end] == ";" || operands[end] == "+")); ++end)
        own.push_back(operands[end]);
    // xargs and find add what nobody sees
    const bool adds = name == "xargs" || name == "find" || name == "parallel";
    if (adds)
        own.emplace_back();
    const std::vector<std::string> words = words_;
    if (words.size() == operands.size())
        words_.assign(words.begin() + static_cast<std::ptrdiff_t>(program) + 1,
                      words.begin() + static_cast<std::ptrdiff_t>(end));
    const bool constant =
        !adds && std::none_of(own.begin(), own.end(), [](std::string_view one) { return one.empty(); });
    ++depth_;
    if (depth_ <= 8)
        use_program(instruction, operands[program], own, constant);
    else
        note_use(unseen_, std::string(operands[program]), instruction);
    --depth_;
    words_ = words;
}

void SlimJudge::needs(const Instruction& instruction, std::string_view program, std::string_view user,
                      std::string_view advice) {
    std::string package;
    const Presence found = presence(program, package);
    if (found == Presence::there)
        rely_on(instruction, program);
    else if (found == Presence::lost && !after_unseen_install_)
        refuse_lost(instruction, package,
                    std::string(user) + " needs " + package + ", which is in " + old_name() + ", but not in " +
                        new_name() + std::string(advice));
}

void SlimJudge::look_at_certificates(const Instruction& instruction, std::string_view name,
                                     const std::vector<std::string_view>& operands) {
    if (reaches_by_ssh(name, words_))
        needs(instruction, "ssh",
              std::string(name) + (name == "rsync" ? " with another machine" : " of a repository over ssh"));
    if (certificates_ || !catalog::has_word(lost_packages_, "ca-certificates") ||
        !asks_for_certificates(name, operands))
        return;
    refuse_lost(instruction, "ca-certificates",
                std::string(name) + " needs ca-certificates, which is in " + old_name() + ", but not in " + new_name());
}

void SlimJudge::needs_compiler(const Instruction& instruction, std::string_view user) {
    const bool has_clang = std::any_of(installed_.begin(), installed_.end(),
                                       [](const std::string& one) { return one.starts_with("clang"); });
    if (!has_clang)
        needs(instruction, "gcc", user, ": keep it, or install gcc and the headers that it is built with yourself");
}

void SlimJudge::look_at_recommended(const Instruction& instruction, std::string_view name,
                                    const std::vector<std::string_view>& operands) {
    constexpr std::array<std::string_view, 5> of_keys = {"--recv-keys", "--recv-key", "--refresh-keys", "--search-keys",
                                                         "--recv"};
    std::string holder;
    if (recommends_ || after_unseen_install_ || asks_for_version(operands) || presence(name, holder) != Presence::there)
        return; // they came along, or it is lost itself
    std::string_view package;
    if (name == "gcc" || name == "cc" || name == "gfortran")
        package = "libc6-dev";
    else if (name == "autoreconf")
        package = "automake";
    else if ((name == "gpg" || name == "gpg2" || name == "apt-key") &&
             std::any_of(operands.begin(), operands.end(),
                         [&](auto one) { return contains(of_keys, one) || one.starts_with("--keyserver"); }))
        package = "dirmngr";
    else
        return;
    // libc6-dev holds no program, and brings libc-dev-bin
    const bool there = is_installed(package) || (package == "libc6-dev" && is_installed("libc-dev-bin")) ||
                       (facts_ && catalog::has_word(facts_->kept, package));
    if (!there && catalog::has_word(lost_packages_, package))
        refuse_lost(instruction, package,
                    std::string(name) + " needs " + std::string(package) + ", which is in " + old_name() +
                        ", but not in " + new_name() + ", and which --no-install-recommends leaves out");
}

void SlimJudge::look_at_lists(const Instruction& instruction, std::string_view name,
                              const std::vector<std::string_view>& operands) {
    if (!installs_by_list(name, operands))
        return;
    std::vector<PackageList> lists;
    std::vector<std::optional<std::string>> places(folders_.begin(), folders_.end());
    if (places.empty())
        places.emplace_back(); // where the instruction runs
    for (const std::optional<std::string>& place : places)
        if (!place || place->find_first_of("\1\2") == npos)
            for (PackageList& list : package_lists(document_, document_.stages[instruction.stage], instruction,
                                                   context_.build_context, name, operands, place))
                lists.push_back(std::move(list));
    if (const auto package = risky_package(lists, catalog::PackageRisk::compiled, false))
        needs_compiler(instruction,
                       package->name + " of " + package->source + ", which is compiled when it is installed,");
    for (const RiskyPackage& crate : demanding_crates(lists))
        for (const std::string& need : crate.needs)
            if (catalog::has_word(lost_packages_, need) && !is_installed(need) && !after_unseen_install_)
                refuse_lost(instruction, need,
                            crate.name + " of " + crate.source + " needs " + need + ", which is in " + old_name() +
                                ", but not in " + new_name());
}

bool SlimJudge::is_switched_on(const std::string& name, const Instruction& instruction) const {
    const std::vector<ShellValues::Value> values = values_.of(name, instruction);
    return std::any_of(values.begin(), values.end(), [](const ShellValues::Value& one) {
        return !one.known || (!one.text.empty() && one.text != "false" && one.text != "0" && one.text != ":none:");
    });
}

void SlimJudge::use_installer(const Instruction& instruction, std::string_view name,
                              const std::vector<std::string_view>& operands) {
    constexpr std::array<std::string_view, 4> settings = {"force_ruby_platform", "no-binary", "build-from-source",
                                                          "build_from_source"};
    for (std::size_t k = 0; k < operands.size(); ++k)
        if (const std::string_view setting = operands[k];
            contains(operands, "config") &&
            std::any_of(
                settings.begin(), settings.end(),
                [&](std::string_view one) { return setting.find(one) != npos && setting.find("=false") == npos; }) &&
            (k + 1 == operands.size() || (operands[k + 1] != "false" && operands[k + 1] != ":none:")))
            compiling_.emplace(name);
    if (!installer_acts(name, operands)) { // cache clean, config set, --version
        if (name == "bundle" && lacks_packages() && !operands.empty() && !is_option(operands[0]) &&
            operands[0] != "config")
            note_use(unseen_, "the Gemfile", instruction); // is code, and runs what it likes
        return;
    }
    for (const std::string& word : words_)
        if (const std::string_view program = fetched_with(name, word); !program.empty()) {
            const std::string user = std::string(name) + " of " + shown(std::string_view(word));
            needs(instruction, program, user);
            if (word.find("https:") == npos)
                needs(instruction, "ssh", user);
            look_at_certificates(instruction, "git", {word});
        }
    for (const Written& list : written_)
        for (const std::string& word : words_)
            if (!word.empty() && file_name(word) == file_name(list.path) && list.where->stage == instruction.stage)
                look_at_written_list(instruction, name, list);
    constexpr std::array<std::string_view, 5> of_phantom = {"phantomjs", "phantomjs-prebuilt", "casperjs",
                                                            "karma-phantomjs-launcher", "grunt-contrib-jasmine"};
    for (const std::string_view operand : operands)
        if (contains(of_phantom, operand.substr(0, operand.find('@', 1)))) { // fetches an archive, and draws text
            needs(instruction, "bzip2", operand);
            needs(instruction, "fc-list", operand);
        }
    for (const std::string_view operand : operands) {
        if (operand.starts_with("--no-binary") || operand.starts_with("--build-from-source"))
            needs_compiler(instruction, std::string(name) + " " + std::string(operand));
    }
    if (name == "cargo" && is_switched_on("CARGO_NET_GIT_FETCH_WITH_CLI", instruction))
        needs(instruction, "git", "cargo with CARGO_NET_GIT_FETCH_WITH_CLI");
    if (builds_what_it_installs(name))
        needs_compiler(instruction, "what " + std::string(name) + " builds from source");
    if (const std::string_view compiled = compiled_package(name, operands); !compiled.empty())
        needs_compiler(instruction, std::string(compiled) + ", which is compiled when it is installed,");
    for (const std::string_view program : programs_of_packages(name, operands))
        needs(instruction, program, "what " + std::string(name) + " installs");
    look_at_lists(instruction, name, operands);
    // headers are installed for a compiler, and the stage brings none of its own
    if (!headers_.empty())
        needs_compiler(instruction, "what " + std::string(name) + " installs behind " + headers_);
    if (!headers_.empty() && name == "cargo")
        needs(instruction, "pkg-config", "what cargo builds behind " + headers_);
    for (const std::string_view variable : compiling_settings(name))
        if (is_switched_on(std::string(variable), instruction))
            needs_compiler(instruction, std::string(name) + " with " + std::string(variable));
    if (compiling_.count(name) != 0)
        needs_compiler(instruction, "what " + std::string(name) + " is set to build from source");
    note_use(installers_, std::string(name), instruction);
    // it runs the application, too
    if (instruction.kind != InstructionKind::run || runs_the_application(name, operands))
        note_use(unseen_, std::string(name), instruction);
}

} // namespace imgfix::rewrite
