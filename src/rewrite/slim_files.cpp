#include "rewrite/slim_judge.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

/// Files that every Debian image has.
bool same_in_all(const PathParts& path) {
    constexpr std::array<std::string_view, 16> same = {
        "/usr/share/zoneinfo", "/etc/apt",         "/etc/passwd",     "/etc/group",
        "/etc/hosts",          "/etc/resolv.conf", "/etc/os-release", "/etc/localtime",
        "/etc/timezone",       "/etc/hostname",    "/etc/shadow",     "/etc/profile",
        "/etc/bash.bashrc",    "/etc/skel",        "/etc/login.defs", "/usr/lib/os-release"};
    return std::any_of(same.begin(), same.end(), [&](std::string_view one) {
        return reach(path, one) == Reach::inside && path.back().find(any_name) == std::string::npos;
    });
}

/// The program that xargs starts, when it is given none or plain options.
std::string_view last_name(const std::vector<std::string>& words) {
    for (const std::string& word : words)
        if (!is_option(word) && !is_number(word))
            return file_name(word);
    return {};
}

/// Does tar take an archive apart?
bool unpacks(const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& one) {
        const bool cluster = &one == &words.front() && one.find_first_of("/.=") == npos;
        return one == "--extract" || one == "--get" ||
               ((cluster || (is_option(one) && one[1] != '-')) && one.find('x') != npos && one.find('c') == npos);
    });
}

/// The word that is an owner, a mode or a script of sed, and no path; none: there is none.
std::size_t word_of_no_path(std::string_view name, const std::vector<std::string>& words) {
    const bool of_owner = name == "chown" || name == "chgrp" || name == "chmod";
    const bool clustered = name == "tar" && !words.empty() && words[0].find_first_of("/.=\1\2") == npos;
    if (clustered)
        return 0;
    if (!of_owner && name != "sed" && name != "su")
        return none;
    for (std::size_t k = 0; k < words.size(); ++k) {
        const std::string& word = words[k];
        if (word.starts_with("--reference") || word.starts_with("--expression") || word.starts_with("--file"))
            return none;
        if (name == "chmod" && is_option(word) && word.find_first_not_of("rwxXst", 1) == npos)
            return none;      // -x: it is the mode
        if (!is_option(word)) // a script of sed can name files: r /path; chmod -x /path
            return word.find(name == "sed" ? " /" : "/") != npos ? none : k;
        if (name == "sed" && word[1] != 'i' && (word.ends_with("e") || word.ends_with("f")))
            return word.ends_with("e") && k + 1 < words.size() && words[k + 1].find(" /") == npos ? k + 1 : none;
    }
    return none;
}

/// A program and the path that it is given, for readers.
std::string named(std::string_view program, const PathParts& path) {
    return (program.empty() ? std::string("what a variable names, with") : std::string(program)) + " " + shown(path);
}

} // namespace

void SlimJudge::look_at_word(const Instruction& instruction, std::string_view user, const std::string& marked,
                             Use use) {
    const std::vector<std::string> folders =
        folders_.empty() ? std::vector<std::string>{folder_of(instruction)} : folders_;
    for (const std::string& folder : folders)
        for (const PathParts& path : paths_in(marked, folder))
            look_at_path(instruction, user, path, use);
}

void SlimJudge::look_at_path(const Instruction& instruction, std::string_view user, const PathParts& path, Use use) {
    if (use == Use::clears) {
        if (user == "mkdir")
            make(path);
        return;
    }
    // lists of the files that packages bring, those of removed folders among them
    bool noted = use != Use::writes && use != Use::names && reach(path, "/var/lib/dpkg/info") == Reach::inside;
    const auto look = [&](std::string_view folder, bool differs) {
        switch (reach(path, folder)) {
        case Reach::apart:
            break;
        case Reach::inside:
            if (use == Use::writes && differs)
                break;
            refuse("removed-folder", instruction,
                   source_ + " names " + std::string(folder) +
                       (differs ? ", which slim images have a file more in" : ", which slim images keep empty"));
            break;
        case Reach::above: {
            const bool parent =
                std::count(folder.begin(), folder.end(), '/') == static_cast<std::ptrdiff_t>(path.size()) + 1;
            noted = noted || use == Use::reads || (use == Use::lists && parent);
            break;
        }
        case Reach::maybe:
            noted = true;
            break;
        case Reach::unknown: // a word of which nothing is known names what it will
            noted = noted || use != Use::names || (path.size() > 1 && !user.ends_with("PATH"));
            break;
        }
    };
    for (const std::string_view folder : catalog::removed_folders())
        look(folder, false);
    for (const std::string_view folder : catalog::differing_folders())
        look(folder, true);
    if (noted)
        note(open_paths_, named(user, path), instruction);
    look_at_system_path(instruction, user, path, use);
}

void SlimJudge::look_at_system_path(const Instruction& instruction, std::string_view user, const PathParts& path,
                                    Use use) {
    if (!lacks_packages() || path.empty())
        return;
    if (use == Use::reads || use == Use::opens || use == Use::lists) {
        // what installed packages leave there; programs that only the full image was built with
        for (const std::string_view folder : {"/var/log", "/var/lib", "/var/cache", "/usr/local/bin"}) {
            const Reach found = reach(path, folder);
            const bool holds = folder != "/usr/local/bin" || (facts_ && !facts_->built.empty());
            if (holds && !is_made(path) &&
                (found == Reach::inside ? use == Use::lists || folder == "/var/log"
                                        : found == Reach::above && use == Use::reads))
                note(system_paths_, named(user, path), instruction);
        }
    }
    if (use == Use::writes && !is_made(path)) {
        // what does not make the folders above
        constexpr std::array<std::string_view, 9> plain = {"a redirection", "cp", "mv",   "touch", "tee", "ln",
                                                           "sed",           "dd", "mkdir"};
        const bool parents = user == "mkdir" && std::any_of(words_.begin(), words_.end(), [](const std::string& one) {
                                 return one == "--parents" ||
                                        (one.size() > 1 && one[0] == '-' && one[1] != '-' && one.find('p') != npos);
                             });
        std::string place;
        for (const std::string& part : path)
            place += "/" + part;
        const std::string_view owner = catalog::owner_of_folder(place);
        const bool copies = user == "COPY" || user == "ADD" || user == "copy" || user == "add";
        if (((contains(plain, user) && !parents) || (copies && catalog::is_owned_place(place))) && !owner.empty() &&
            catalog::has_word(lost_packages_, owner) && !is_installed(owner) && !after_unseen_install_)
            refuse_lost(instruction, owner,
                        std::string(user) + " writes " + place + ", which is " + std::string(owner) +
                            "'s, or lies in its folder; it is in " + old_name() + ", but not in " + new_name());
    }
    if (use == Use::writes)
        make(path);
    if (use == Use::writes || is_made(path))
        return;
    if (target_.kind == VariantKind::jre && path.size() > 1 && path[0] == "opt" && path[1] == "java") {
        std::string package;
        if (presence(path.back(), package) == Presence::lost)
            lost(instruction, path.back(), package);
        else
            note(system_paths_, named(user, path), instruction);
        return;
    }
    if (facts_ && path.size() == 4 && reach(path, "/usr/local/bin") == Reach::inside &&
        catalog::has_word(facts_->built, path.back())) {
        lost(instruction, path.back(), path.back());
        return;
    }
    if (lost_packages_.empty() || same_in_all(path))
        return;
    if (use != Use::names && reach(path, "/var/lib/dpkg") == Reach::inside) // what is installed
        note(system_paths_, named(user, path), instruction);
    const bool below_usr = path[0] == "usr" && path.size() > 1;
    const std::string_view folder = below_usr ? path[1] : path[0];
    const bool programs = folder == "bin" || folder == "sbin";
    const bool libraries = below_usr ? folder.starts_with("lib")
                                     : folder == "lib" || folder == "lib32" || folder == "lib64" ||
                                           (folder.starts_with("lib") && folder.find_first_of("\1\2") != npos);
    const bool known_folder =
        programs || folder == "include" || libraries || folder == "share" || (!below_usr && folder == "etc");
    if (!known_folder) {
        // /usr/$X, /u*/include: reach() tells of /usr/share, which is one of them
        return;
    }
    const std::size_t depth = below_usr ? 2 : 1;
    if (path.size() == depth && use == Use::names)
        return; // PATH, test -d, chmod
    if (programs && path.size() == depth + 1 && path[depth].find_first_of("\1\2") == npos) {
        std::string package;
        const Presence found = presence(path[depth], package, true);
        if (found == Presence::lost && !after_unseen_install_)
            lost(instruction, shown(path), package);
        if (found == Presence::there || (found == Presence::lost && !after_unseen_install_))
            return;
    }
    note(system_paths_, named(user, path), instruction);
}

void SlimJudge::make(const PathParts& path) {
    const std::size_t depth = path.size();
    const bool of_path = depth > 1 && depth < 5 && (path[depth - 2] == "bin" || path[depth - 2] == "sbin") &&
                         (depth == 2 || path[0] == "usr") && (depth != 4 || path[1] == "local");
    if (of_path)
        made_programs_.insert(path.back());
    if (std::none_of(path.begin(), path.end(),
                     [](const std::string& part) { return part.find_first_of("\1\2") != npos; }))
        made_.push_back(path);
}

bool SlimJudge::is_made(const PathParts& path) const {
    return std::any_of(made_.begin(), made_.end(), [&](const PathParts& one) {
        return !one.empty() && one.size() <= path.size() && std::equal(one.begin(), one.end(), path.begin()) &&
               (one.size() > 2 || one.size() == path.size());
    });
}

void SlimJudge::look_at_working_folder(const Instruction& instruction, const PathParts& path) {
    for (const std::string_view folder : catalog::removed_folders()) {
        const Reach found = reach(path, folder);
        if (found == Reach::inside)
            refuse("removed-folder", instruction,
                   source_ + " names " + std::string(folder) + ", which slim images keep empty");
        else if (found != Reach::apart && !path.empty())
            note(open_paths_, "the working folder " + shown(path), instruction);
    }
}

void SlimJudge::look_at_paths(const Instruction& instruction, const Call& call) {
    std::vector<std::string> words;
    for (std::size_t k = call.program == none ? 0 : call.program + 1; k < call.words().size(); ++k)
        words.push_back(marked_word(call.words()[k].raw));
    for (const document::ShellAssignment& one : call.command->assignments) {
        look_at_value(instruction, one.name, marked_word(one.value.raw));
        look_at_locale(instruction, one.name, marked_word(one.value.raw));
    }
    for (std::size_t k = 1; k < call.words().size() && (k < call.program || call.name == "update-locale"); ++k) {
        const std::string word = marked_word(call.words()[k].raw); // of env
        if (const std::size_t equals = word.find('='); equals != npos)
            look_at_locale(instruction, word.substr(0, equals), word.substr(equals + 1));
    }
    for (const document::ShellRedirection& one : call.command->redirections) {
        const bool copies = one.operation == ">&" || one.operation == "<&" || one.operation.starts_with("<<");
        if (!copies)
            look_at_word(instruction, "a redirection", marked_word(one.target.raw),
                         one.operation.starts_with("<") ? Use::reads : Use::writes);
    }
    if (call.program != none)
        look_at_operands_paths(instruction, call.name, words);
    words_ = std::move(words);
}

void SlimJudge::look_at_operands_paths(const Instruction& instruction, std::string_view name,
                                       const std::vector<std::string>& words) {
    // what dpkg tells of a package's files, those of the removed folders are among
    const bool asks_for_files =
        name.starts_with("dpkg") && std::any_of(words.begin(), words.end(), [](const std::string& one) {
            return one == "-V" || one == "--verify" || one == "-L" || one == "--listfiles";
        });
    const bool lists_files = std::any_of(words.begin(), words.end(), [&](const std::string& one) {
        return one.starts_with("--files-from") || one.starts_with("--files0-from") || (name == "tar" && one == "-T");
    });
    if (reads_all_files(name) || lists_files || asks_for_files || name == "whereis")
        note(open_paths_, std::string(name), instruction);
    if (name == "export" || name == "readonly" || name == "declare" || name == "local" || name == "typeset")
        for (const std::string& word : words)
            if (const std::size_t equals = word.find('='); equals != npos) {
                look_at_value(instruction, word.substr(0, equals), word.substr(equals + 1));
                look_at_locale(instruction, word.substr(0, equals), word.substr(equals + 1));
            }
    if (name == "rm" || name == "mv")
        for (const std::string& word : words)
            made_programs_.erase(std::string(file_name(word)));
    if (name == "cd" || name == "pushd")
        change_folder(instruction, words);
    look_at_names(instruction, name, words);
    if (name == "tar")
        look_at_archive(instruction, words);
    if (reads_no_file(name) || is_apt(name) || name == "cd" || name == "pushd") {
        // the shell looks for what a pattern matches
        for (const std::string& word : words)
            if (word.find(any_name) != npos && word.find('/') != npos)
                look_at_word(instruction, name, word, Use::lists);
        return;
    }
    std::string package;
    const bool unseen = runs_unseen_code(name) || installs_language_packages(name) ||
                        (name.find('/') == npos && presence(name, package) == Presence::unknown);
    bool operand_seen = false;
    const bool recursive = reads_working_folder(name) ||
                           (name.ends_with("grep") && std::any_of(words.begin(), words.end(), [](const auto& one) {
                                return one == "--recursive" || one == "--dereference-recursive" ||
                                       one == "--directories=recurse" ||
                                       (is_option(one) && one[1] != '-' && one.find_first_of("rRd") != npos);
                            }));
    const std::size_t other = word_of_no_path(name, words);
    for (std::size_t k = 0; k < words.size(); ++k) {
        const bool is_name = unseen && words[k].find('/') == npos && words[k].find("..") == npos; // -m http.server
        const bool is_command =
            runs_its_operands(name) && name != "find" && words[k].size() == 1 && words[k][0] == any_text;
        if (k == other || is_name || is_command) {
            operand_seen = true;
            continue;
        }
        Use use = use_of(name, words, k);
        if (use == Use::reads && unseen)
            use = Use::names; // what it reads is assumed as a whole
        else if (use == Use::reads && (reads_files(name) || (name.ends_with("grep") && !recursive)))
            use = Use::opens;
        if (!is_option(words[k]))
            operand_seen = operand_seen || !(name == "find" && k > 0 && !operand_seen);
        look_at_word(instruction, name, words[k], use);
    }
    if (name.ends_with("grep"))
        operand_seen = std::count_if(words.begin(), words.end(), [](const auto& one) { return !is_option(one); }) > 1;
    if (recursive && !operand_seen) {
        std::vector<std::string> here = words;
        here.emplace_back(".");
        look_at_word(instruction, name, ".", use_of(name, here, words.size()));
    }
    if (name == "xargs" && !(words.size() > 1 && reads_no_tree(last_name(words))))
        note(open_paths_, "what xargs is given", instruction);
}

SlimJudge::Use SlimJudge::use_of(std::string_view name, const std::vector<std::string>& words, std::size_t k) {
    const auto has_letter = [&](char letter) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& one) {
            return is_option(one) && one[1] != '-' && one.find(letter) != npos;
        });
    };
    if ((name == "ls" || name == "dir" || name == "vdir") && !has_letter('R') && !contains(words, "--recursive"))
        return Use::lists;
    const std::string_view before = k > 0 ? std::string_view(words[k - 1]) : std::string_view{};
    if ((name == "rm" && has_letter('f')) || (name == "mkdir" && has_letter('p')))
        return Use::clears;
    if (name == "cp" || name == "mv" || name == "install" || name == "ln") {
        const bool named_goal = std::any_of(words.begin(), words.end(), [](const std::string& one) {
            return one.starts_with("--target") || (is_option(one) && one[1] != '-' && one.find('t') != npos);
        });
        const bool several =
            std::count_if(words.begin(), words.end(), [](const auto& one) { return !is_option(one); }) > 1;
        return !named_goal && several && k + 1 == words.size() ? Use::writes : Use::reads;
    }
    if ((name == "curl" || name == "wget") &&
        (before == "-o" || before == "-O" || before == "--output" || before == "-P" || before == "--output-document"))
        return Use::writes;
    const bool to_folder = before == "-C" || before == "--directory" || words[k].starts_with("--directory=");
    if (name == "tar" && to_folder && unpacks(words))
        return Use::writes;
    if (name == "mkdir" || (name == "unzip" && before == "-d") || name == "tee" || name == "touch")
        return Use::writes;
    if (name == "git" && k + 1 == words.size() && words[0] == "clone")
        return Use::writes;
    return reads_no_tree(name) ? Use::names : Use::reads;
}

void SlimJudge::change_folder(const Instruction& instruction, const std::vector<std::string>& words) {
    if (folders_.empty())
        folders_.push_back(folder_of(instruction));
    std::string goal = "/root";
    for (const std::string& word : words)
        if (!is_option(word))
            goal = word == "-" ? "." : word;
    std::vector<std::string> more;
    for (const std::string& folder : folders_) {
        const PathParts path = parts_of(folder, goal);
        look_at_working_folder(instruction, path);
        std::string text = path.empty() ? "/" : "";
        for (const std::string& part : path)
            text += (part[0] == any_text && text.empty() ? "" : "/") + part;
        if (!contains(folders_, text) && !contains(more, text))
            more.push_back(text);
    }
    folders_.insert(folders_.end(), more.begin(), more.end());
    if (folders_.size() > 16)
        folders_ = {std::string(1, any_text)};
}

void SlimJudge::look_at_archive(const Instruction& instruction, const std::vector<std::string>& words) {
    if (lost_packages_.empty() || words.empty() || after_unseen_install_)
        return;
    std::string letters;
    bool named = false; // the program is: z, J, --gzip
    bool by_name = false;
    const auto packed_by = [&](std::string_view program) {
        named = true;
        needs(instruction, program, "tar");
    };
    for (const std::string& word : words) {
        const bool first = &word == &words.front() && !is_option(word) && word.find_first_of("/.=\1\2") == npos;
        if (first || (is_option(word) && word[1] != '-'))
            letters += word.substr(0, word.find('/'));
        if (word == "--xz" || word == "--lzma")
            packed_by("xz");
        else if (word == "--bzip2")
            packed_by("bzip2");
        else if (word == "--gzip" || word == "--gunzip" || word == "--ungzip")
            named = true;
        else if (word.starts_with("--use-compress") || word == "-I")
            note_use(unseen_, "tar " + shown(std::string_view(word)), instruction);
        by_name = by_name || word == "--auto-compress";
    }
    if (letters.find('J') != npos)
        packed_by("xz");
    if (letters.find('j') != npos)
        packed_by("bzip2");
    if (letters.find('z') != npos)
        named = true;
    const bool reads = unpacks(words) || letters.find('t') != npos;
    if (named || !(reads || by_name || letters.find('a') != npos))
        return;
    const auto ends = [](std::string_view word, std::initializer_list<std::string_view> list) {
        return std::any_of(list.begin(), list.end(), [&](std::string_view one) { return word.ends_with(one); });
    };
    bool told = false;
    for (const std::string& word : words) {
        if (is_option(word) && !word.starts_with("--file="))
            continue;
        if (ends(word, {".xz", ".txz", ".lzma", ".tlz"}))
            needs(instruction, "xz", "tar of " + shown(std::string_view(word)));
        else if (ends(word, {".bz2", ".tbz", ".tbz2", ".tb2"}))
            needs(instruction, "bzip2", "tar of " + shown(std::string_view(word)));
        else if (!ends(word, {".gz", ".tgz", ".tar"}) && word != "-")
            continue;
        told = true;
    }
    std::string package;
    const bool piped = std::none_of(words.begin(), words.end(),
                                    [](const std::string& one) { return one.find_first_of("/.\1\2") != npos; });
    if (!told && !piped && (presence("xz", package) == Presence::lost || presence("bzip2", package) == Presence::lost))
        assume("needs-lost-package", instruction,
               "the archive that tar takes apart is not packed by xz or bzip2: " + new_name() + " lacks " + package);
}

} // namespace imgfix::rewrite
