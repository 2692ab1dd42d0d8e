#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "catalog/accounts.hpp"
#include "catalog/facts.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

} // namespace

bool AlpineJudge::names_unknown_owner(const std::vector<std::string>& words) const {
    const auto known_owner = [&](std::string_view text) {
        const auto one = [&](std::string_view name) {
            return name.empty() || name == "root" || name == "nobody" || name.find_first_not_of("0123456789") == npos ||
                   name.find('$') != npos || users_.count(std::string(name)) != 0 ||
                   (own_ && catalog::has_word(own_->users, name));
        };
        const std::size_t colon = text.find_first_of(":.");
        return one(text.substr(0, colon)) && (colon == npos || one(text.substr(colon + 1)));
    };
    if (words[0] == "install") {
        for (std::size_t k = 1; k + 1 < words.size(); ++k)
            if ((words[k] == "-o" || words[k] == "-g") && !known_owner(words[k + 1]))
                return true;
        return false;
    }
    for (std::size_t k = 1; k < words.size(); ++k)
        if (!words[k].starts_with("-"))
            return !known_owner(words[k]);
    return false;
}

bool AlpineJudge::is_account_tool(std::string_view name) {
    constexpr std::array<std::string_view, 12> names = {"useradd",  "usermod",  "userdel", "groupadd",
                                                        "groupmod", "groupdel", "gpasswd", "chage",
                                                        "newusers", "vipw",     "chsh",    "chfn"};
    return contains(names, name);
}

bool AlpineJudge::is_shared_group(std::string_view name) const {
    return catalog::is_shared_account(catalog::AccountKind::group, name) || is_number(name) ||
           users_.count(std::string(name)) != 0 || (own_ && catalog::has_word(own_->users, name)) ||
           (system_ == "rhel" && name == "wheel");
}

bool AlpineJudge::names_unknown_group(std::string_view list) const {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (!is_shared_group(list.substr(0, end)))
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool AlpineJudge::use_new_number(std::string_view number, const Instruction& instruction) {
    if (!is_number(number) || (!catalog::is_number_taken_on_alpine(catalog::AccountKind::user, number) &&
                               !catalog::is_number_taken_on_alpine(catalog::AccountKind::group, number)))
        return true;
    refuse("user-not-numeric", instruction,
           "the number " + std::string(number) + " belongs to a user or group of Alpine's own");
    return false;
}

void AlpineJudge::look_at_group_numbers(std::string_view list, const Instruction& instruction) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view name = list.substr(0, end);
        if (users_.count(std::string(name)) == 0 && !is_number(name) &&
            !(own_ && catalog::has_word(own_->users, name)) &&
            catalog::has_other_number(catalog::AccountKind::group, name))
            assume("user-not-numeric", instruction,
                   "no device, volume or mount counts on the number of the group " + std::string(name) +
                       ", which is another on Alpine");
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

void AlpineJudge::use_login_shell(std::string_view shell) {
    if (shell == "/bin/bash")
        want("bash");
}

void AlpineJudge::use_account_tool(const std::vector<std::string>& words, const Instruction& instruction) {
    want("shadow");
    const std::string& tool = words[0];
    for (std::size_t k = 1; k < words.size(); ++k) {
        const std::string& word = words[k];
        const std::size_t equals = word.find('=');
        const bool is_long = word.starts_with("--");
        const std::string_view option = std::string_view(word).substr(0, equals);
        const std::string_view value = is_long && equals != npos ? std::string_view(word).substr(equals + 1)
                                       : k + 1 < words.size()    ? std::string_view(words[k + 1])
                                                                 : std::string_view();
        const bool cluster = !is_long && word.size() > 1 && word[0] == '-';
        const bool groups =
            (tool == "useradd" || tool == "usermod") &&
            (option == "--gid" || option == "--groups" || (cluster && (word.ends_with('g') || word.ends_with('G'))));
        if (option == "--uid" || option == "--gid" || (cluster && (word.ends_with('u') || word.ends_with('g'))))
            if (!use_new_number(value, instruction))
                return;
        if (groups)
            look_at_group_numbers(value, instruction);
        if (groups && names_unknown_group(value))
            return refuse("user-not-numeric", instruction,
                          tool + " names a group of " + std::string(value) + " that the bases do not share");
        if (option == "--shell" || (cluster && word.ends_with('s')))
            use_login_shell(value);
        else if (cluster && word.ends_with("s/bin/bash"))
            use_login_shell("/bin/bash");
    }
    if ((tool == "gpasswd" || tool == "groupmod" || tool == "groupdel") && names_unknown_group(words.back()))
        return refuse("user-not-numeric", instruction,
                      tool + " names the group " + words.back() + ", which the bases do not share");
    const bool changes_user =
        tool == "usermod" || tool == "userdel" || tool == "chage" || tool == "chsh" || tool == "chfn";
    if (changes_user && users_.count(words.back()) == 0 &&
        !catalog::is_shared_account(catalog::AccountKind::user, words.back()))
        return refuse("user-not-numeric", instruction,
                      tool + " names the user " + words.back() + ", whom the bases do not share");
    if ((tool == "useradd" || tool == "groupadd") && !words.back().empty() && words.back()[0] != '-')
        users_.insert(words.back());
    note(accounts_, tool, instruction);
}

bool AlpineJudge::may_be_there(std::string_view home, const SimpleCommand& command,
                               const Instruction& instruction) const {
    const std::string_view name = home.substr(std::min(home.find_last_of('/') + 1, home.size()));
    const bool of_base_user = name == "ubuntu" || (own_ && catalog::has_word(own_->users, name));
    if ((home.starts_with("/home/") && of_base_user) || path_owner(home) != PathOwner::stage)
        return true;
    const auto names_it = [&](std::string_view text) {
        for (std::size_t at = text.find(home); at != npos; at = text.find(home, at + 1)) {
            const std::size_t end = at + home.size();
            const char next = end < text.size() ? text[end] : ' ';
            if (std::isalnum(static_cast<unsigned char>(next)) == 0 && next != '-' && next != '_' && next != '.')
                return true;
        }
        return false;
    };
    for (std::size_t k = stage_.from + 1; k < instruction.index; ++k)
        if (names_it(document_.slice(document_.instructions[k].bytes)))
            return true;
    // what stands before the command in its own instruction: up to the part that holds all its words
    const std::string_view text = document_.slice(instruction.bytes);
    const std::string_view tool = command.words.front().raw;
    for (std::size_t at = text.find(tool); at != npos; at = text.find(tool, at + 1)) {
        const std::string_view part = text.substr(at, text.find_first_of("&;|", at) - at);
        if (std::all_of(command.words.begin(), command.words.end(),
                        [&](const document::ShellWord& word) { return part.find(word.raw) != npos; }))
            return names_it(text.substr(0, at));
    }
    return true;
}

bool AlpineJudge::use_useradd(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
    const std::string tool(command.name());
    const bool group = tool == "groupadd";
    const std::size_t first = command.assignments.size();
    std::vector<Token> next = plan;
    std::string name;
    std::string shell;
    std::string folder;
    std::string number; // of a group
    bool system = false;
    bool home = false;
    bool primary = false;
    bool alone = false; // no group of its own: users, unless one is named
    // What one letter becomes; nothing: no counterpart. Letters that take a value stand last.
    const auto letter = [&](char one) -> std::optional<std::string> {
        switch (one) {
        case 'r':
            system = true;
            return "-S";
        case 'm':
            home = true;
            return group ? std::nullopt : std::optional<std::string>("");
        case 'N':
            alone = true;
            return group ? std::nullopt : std::optional<std::string>("");
        case 'M':
        case 'l':
        case 'U':
            return group ? std::nullopt : std::optional<std::string>("");
        case 'u':
            return group ? std::nullopt : std::optional<std::string>("-u");
        case 'g':
            primary = true;
            return group ? "-g" : "-G";
        case 'd':
            return group ? std::nullopt : std::optional<std::string>("-h");
        case 's':
            return group ? std::nullopt : std::optional<std::string>("-s");
        case 'c':
            return group ? std::nullopt : std::optional<std::string>("-g");
        default:
            return std::nullopt;
        }
    };
    constexpr std::array<std::pair<std::string_view, char>, 13> long_names{{{"--system", 'r'},
                                                                            {"--create-home", 'm'},
                                                                            {"--no-create-home", 'M'},
                                                                            {"--no-log-init", 'l'},
                                                                            {"--user-group", 'U'},
                                                                            {"--no-user-group", 'N'},
                                                                            {"--uid", 'u'},
                                                                            {"--gid", 'g'},
                                                                            {"--home-dir", 'd'},
                                                                            {"--home", 'd'},
                                                                            {"--shell", 's'},
                                                                            {"--comment", 'c'},
                                                                            {"--base", ' '}}};
    constexpr std::string_view valued = "ugdsc";
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        if (!command.words[k].literal)
            return false;
        const std::string_view word = *command.words[k].literal;
        if (!word.starts_with("-")) {
            if (!name.empty())
                return false;
            name = word;
            continue;
        }
        const std::size_t equals = word.find('=');
        std::string letters(word.substr(1));
        if (word.starts_with("--")) {
            const auto known = std::find_if(long_names.begin(), long_names.end(),
                                            [&](const auto& one) { return one.first == word.substr(0, equals); });
            if (known == long_names.end())
                return false;
            letters = known->second;
        }
        std::string text;
        for (std::size_t at = 0; at < letters.size(); ++at) {
            const auto one = letter(letters[at]);
            const bool last = at + 1 == letters.size();
            if (!one || (!last && valued.find(letters[at]) != npos))
                return false;
            text += (text.empty() || one->empty() ? "" : " ") + *one;
        }
        next[first + k].text = text;
        if (letters.empty() || valued.find(letters.back()) == npos)
            continue;
        std::string value;
        if (word.starts_with("--") && equals != npos) {
            const std::string_view raw = command.words[k].raw;
            if (raw.find_first_of(" \t") != npos)
                return false; // one word that a blank would part
            value = word.substr(equals + 1);
            next[first + k].text += " " + std::string(raw.substr(raw.find('=') + 1));
        } else {
            if (++k >= command.words.size() || !command.words[k].literal)
                return false;
            value = *command.words[k].literal;
        }
        // a group by its number: adduser takes names only
        if (const auto known = group_names_.find(value);
            letters.back() == 'g' && !group && known != group_names_.end()) {
            value = known->second;
            next[first + k].text = next[first + k].text.starts_with("-G ") ? "-G " + value : value;
        }
        if (letters.back() == 'g' && !group && (is_number(value) || names_unknown_group(value)))
            return false;
        if (letters.back() == 'g' && group)
            number = value;
        if (letters.back() == 'g' && group && !is_number(value))
            return false;
        if (letters.back() == 's')
            shell = value;
        if (letters.back() == 'd')
            folder = value;
        if ((letters.back() == 'u' || (letters.back() == 'g' && group)) && !use_new_number(value, instruction))
            return true; // and refused
    }
    if (name.empty() || (!group && system && !primary && !alone))
        return false;
    // BusyBox's adduser takes over a home that is there, and shadow's useradd leaves it alone
    if (home && may_be_there(folder.empty() ? "/home/" + name : folder, command, instruction))
        return false;
    next[first].text = group ? "addgroup" : home ? "adduser -D" : "adduser -D -H";
    if (alone && !primary)
        next[first].text += " -G users";
    if (!group && system && shell.empty())
        next[first].text += " -s /bin/sh"; // adduser -S takes /sbin/nologin, useradd -r does not
    plan = std::move(next);
    users_.insert(name);
    if (!number.empty())
        group_names_[number] = name;
    use_login_shell(shell);
    note(accounts_, tool, instruction);
    return true;
}

bool AlpineJudge::use_group_member(const SimpleCommand& command, const Instruction& instruction,
                                   std::vector<Token>& plan) {
    // usermod -aG GROUP USER, usermod -a -G GROUP USER
    const std::size_t size = command.words.size();
    const std::size_t first = command.assignments.size();
    const bool joined = size == 4 && (command.words[1].is("-aG") || command.words[1].is("-Ga"));
    const bool apart = size == 5 && command.words[1].is("-a") && command.words[2].is("-G");
    if ((!joined && !apart) || !command.words[size - 2].literal || !command.words[size - 1].literal)
        return false;
    const std::string& group = *command.words[size - 2].literal;
    const std::string& user = *command.words[size - 1].literal;
    if (group.find(',') != npos || is_number(group) || !is_shared_group(group) || users_.count(user) == 0)
        return false;
    look_at_group_numbers(group, instruction);
    for (std::size_t k = 1; k + 2 < size; ++k)
        plan[first + k].text.clear();
    plan[first].text = "adduser";
    std::swap(plan[first + size - 2].text, plan[first + size - 1].text);
    note(accounts_, "usermod", instruction);
    return true;
}

bool AlpineJudge::use_userdel(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
    const std::size_t first = command.assignments.size();
    const bool group = command.name() == "groupdel";
    std::string name;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        if (!command.words[k].literal)
            return false;
        const std::string& word = *command.words[k].literal;
        if (!group && (word == "-r" || word == "--remove"))
            plan[first + k].text = "--remove-home";
        else if (word.starts_with("-") || !name.empty())
            return false;
        else
            name = word;
    }
    if (users_.erase(name) == 0)
        return false; // of the base: not on Alpine
    plan[first].text = group ? "delgroup" : "deluser";
    note(accounts_, std::string(command.name()), instruction);
    return true;
}

bool AlpineJudge::translate_account_tool(const SimpleCommand& command, const Instruction& instruction,
                                         std::vector<Token>& plan) {
    const std::string_view name = command.name();
    if (name == "useradd" || name == "groupadd")
        return use_useradd(command, instruction, plan);
    if (name == "usermod")
        return use_group_member(command, instruction, plan);
    return (name == "userdel" || name == "groupdel") && use_userdel(command, instruction, plan);
}

bool AlpineJudge::stage_adds_packages() const {
    return std::any_of(plan_.claim.table.begin(), plan_.claim.table.end(),
                       [](const CommandRewrite& row) { return row.after.size() > 1 && row.after[1] == "add"; });
}

bool AlpineJudge::use_adduser(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
    constexpr std::array<std::string_view, 9> same = {
        "--disabled-password", "--gecos", "--uid",    "--home",          "--shell",
        "--ingroup",           "--gid",   "--system", "--no-create-home"};
    constexpr std::array<std::string_view, 4> valued = {"--gecos", "--uid", "--home", "--shell"};
    constexpr std::array<std::string_view, 4> drop = {"--quiet", "--force-badname", "--disabled-login",
                                                      "--allow-bad-names"};
    const std::string name(command.name());
    const auto fail = [&](const std::string& why) {
        refuse("program-form-unproven", instruction, name + ": " + why);
        return false;
    };
    const std::size_t first = command.assignments.size();
    std::vector<std::string> operands;
    bool password = false;
    bool system = false;
    bool group = false;
    bool without_home = false;
    std::string folder;
    for (std::size_t k = 1; k < command.words.size(); ++k) {
        if (!command.words[k].literal)
            return fail("a word is known only when it runs");
        std::string_view word = *command.words[k].literal;
        if (!word.starts_with("-")) {
            operands.emplace_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string_view option = word.substr(0, equals);
        if (contains(drop, option)) {
            password = password || option == "--disabled-login";
            plan[first + k].text = option == "--disabled-login" ? "--disabled-password" : "";
            continue;
        }
        if (!contains(same, option) || (option == "--gid" && name == "adduser")) // BusyBox's adduser knows no --gid
            return fail("the option " + std::string(option) + " has no counterpart that is sure");
        password = password || option == "--disabled-password";
        without_home = without_home || option == "--no-create-home";
        system = system || option == "--system";
        group = group || option == "--ingroup";
        std::string value(equals == npos ? std::string_view() : word.substr(equals + 1));
        if (equals == npos && (contains(valued, option) || option == "--ingroup" || option == "--gid")) {
            if (++k >= command.words.size() || !command.words[k].literal)
                return fail("a word is known only when it runs");
            value = *command.words[k].literal;
        }
        if (option == "--ingroup" && (is_number(value) || names_unknown_group(value)))
            return fail("the group " + value + " is not one that the bases share");
        if (option == "--shell")
            use_login_shell(value);
        if (option == "--home")
            folder = value;
        if ((option == "--uid" || option == "--gid") && !use_new_number(value, instruction))
            return false;
    }
    if (operands.size() == 2 && command.words.size() == 3) { // adduser USER GROUP
        if (users_.count(operands[0]) == 0 || !is_shared_group(operands[1]) || is_number(operands[1]))
            return fail("a user or group that the bases do not share");
        note(accounts_, name, instruction);
        return true;
    }
    if (operands.size() != 1)
        return fail("two names, or none");
    if (name == "adduser" && !password && !system)
        return fail("without --disabled-password it asks for one");
    if (name == "adduser" && system && !group)
        return fail("--system without --ingroup gives other groups on the two bases");
    if (name == "adduser" && !without_home && (!system || !folder.empty()))
        if (const std::string home = folder.empty() ? "/home/" + operands[0] : folder;
            may_be_there(home, command, instruction))
            return fail("its home " + home + " may be there before, and BusyBox's adduser would take it over");
    users_.insert(operands[0]);
    note(accounts_, name, instruction);
    return true;
}

} // namespace imgfix::rewrite
