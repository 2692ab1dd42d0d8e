#include "rewrite/alpine_judge.hpp"

#include <algorithm>
#include <array>

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

void AlpineJudge::use_account_tool(const std::vector<std::string>& words, const Instruction& instruction) {
    want("shadow", instruction, "program-unknown", words[0] + " is not on Alpine without the package shadow");
    if ((words[0] == "useradd" || words[0] == "groupadd") && !words.back().empty() && words.back()[0] != '-')
        users_.insert(words.back());
    note(accounts_, words[0], instruction);
}

bool AlpineJudge::use_useradd(const SimpleCommand& command, const Instruction& instruction, std::vector<Token>& plan) {
    const bool group = command.name() == "groupadd";
    const std::size_t first = command.assignments.size();
    std::vector<Token> next = plan;
    std::string name;
    bool system = false;
    bool home = false;
    bool primary = false;
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
        std::string& text = next[first + k].text;
        const bool value = k + 1 < command.words.size() && command.words[k + 1].literal;
        if (word == "-r" || word == "--system") {
            system = true;
            text = "-S";
        } else if (group && (word == "-g" || word == "--gid") && value) {
            text = "-g";
            ++k;
        } else if (group) {
            return false;
        } else if (word == "-m" || word == "--create-home") {
            home = true;
            text.clear();
        } else if (word == "-M" || word == "--no-create-home" || word == "-l" || word == "--no-log-init") {
            text.clear();
        } else if ((word == "-u" || word == "--uid") && value) {
            text = "-u";
            ++k;
        } else if ((word == "-g" || word == "--gid") && value && !is_number(*command.words[k + 1].literal)) {
            primary = true;
            text = "-G";
            ++k;
        } else if ((word == "-d" || word == "--home-dir" || word == "--home") && value) {
            text = "-h";
            ++k;
        } else if ((word == "-s" || word == "--shell") && value) {
            text = "-s";
            ++k;
        } else if ((word == "-c" || word == "--comment") && value) {
            text = "-g";
            ++k;
        } else {
            return false;
        }
    }
    if (name.empty() || (!group && system && !primary))
        return false;
    next[first].text = group ? "addgroup" : home ? "adduser -D" : "adduser -D -H";
    plan = std::move(next);
    users_.insert(name);
    note(accounts_, group ? "groupadd" : "useradd", instruction);
    return true;
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
        if (!contains(same, option))
            return fail("the option " + std::string(option) + " has no counterpart that is sure");
        password = password || option == "--disabled-password";
        system = system || option == "--system";
        group = group || option == "--ingroup";
        if (equals == npos && (contains(valued, option) || option == "--ingroup" || option == "--gid"))
            ++k;
    }
    if (operands.size() != 1)
        return fail("two names, or none");
    if (name == "adduser" && !password && !system)
        return fail("without --disabled-password it asks for one");
    if (name == "adduser" && system && !group)
        return fail("--system without --ingroup gives other groups on the two bases");
    users_.insert(operands[0]);
    note(accounts_, name, instruction);
    return true;
}

} // namespace imgfix::rewrite
