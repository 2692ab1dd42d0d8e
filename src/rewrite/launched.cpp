// What known programs run for their operands: find -exec, xargs, git submodule foreach, awk's system(), sed's e.
#include <algorithm>
#include <array>

#include "catalog/caches.hpp"
#include "catalog/programs.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The text of a word, as written where it holds a variable.
std::string_view text_of(const Call& call, std::size_t k) {
    const auto& word = call.words()[k];
    return word.literal ? std::string_view(*word.literal) : word.raw;
}

/// Is the command in words [begin, end) a plain one: known, no package manager, and no shell or interpreter?
bool is_plain(const Call& call, std::size_t begin, std::size_t end) {
    if (begin >= end)
        return false;
    document::SimpleCommand command;
    command.words.assign(call.words().begin() + static_cast<std::ptrdiff_t>(begin),
                         call.words().begin() + static_cast<std::ptrdiff_t>(end));
    const Call inner = read_words(command);
    if (inner.program == none || inner.name.empty() || !is_known_program(inner))
        return false;
    std::vector<std::string_view> operands;
    for (std::size_t k = inner.program + 1; k < inner.words().size(); ++k)
        operands.push_back(inner.word(k));
    const auto row = catalog::find_program(inner.name, operands);
    const auto& managers = catalog::cache_folders();
    return (!row || !(row->has("manager") || row->has("installs"))) && !inner.name.starts_with("apt") &&
           !inner.name.starts_with("pip") && !inner.name.starts_with("python") && inner.name != "apk" &&
           std::none_of(managers.begin(), managers.end(),
                        [&](const auto& one) { return catalog::has_word(one.programs, inner.name); });
}

bool find_runs(const Call& call) {
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        if (!is_one_of(call.word(k), {"-exec", "-execdir", "-ok", "-okdir"}))
            continue;
        std::size_t end = k + 1;
        while (end < call.words().size() && call.word(end) != ";" && call.word(end) != "+")
            ++end;
        if (!is_plain(call, k + 1, end))
            return true;
        k = end;
    }
    return false;
}

bool xargs_runs(const Call& call) {
    std::size_t k = call.program + 1;
    for (; k < call.words().size() && is_option(call.word(k)); ++k) {
        const std::string_view word = call.word(k);
        if (is_one_of(word, {"-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--arg-file", "--delimiter", "--max-args",
                             "--max-procs", "--max-lines", "--max-chars", "--replace"}))
            ++k;
    }
    return k < call.words().size() && !is_plain(call, k, call.words().size()); // alone it is echo
}

bool git_runs(const Call& call) {
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        const std::string_view text = text_of(call, k);
        if (is_one_of(text, {"foreach", "bisect", "filter-branch", "difftool", "mergetool", "send-email", "-x",
                             "--exec", "hook"}) ||
            text.starts_with("alias.") || text.starts_with("filter.") || text.starts_with("--upload-pack") ||
            text.starts_with("core.hooksPath") || text.starts_with("core.sshCommand") ||
            text.starts_with("core.editor"))
            return true;
    }
    return false;
}

bool awk_runs(const Call& call) {
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        const std::string_view text = text_of(call, k);
        if (text.starts_with("-F") || text.starts_with("-v") || text == "--assign" || text == "--field-separator") {
            k += text.size() == 2 || text.starts_with("--") ? 1 : 0; // its value
            continue;
        }
        if (is_option(text))
            return true; // -f FILE and the like
        // system(...), print | "cmd", "cmd" | getline; a | in a regular expression has no text in quotes beside it
        const bool pipes =
            text.find('|') != std::string_view::npos &&
            (text.find("getline") != std::string_view::npos || text.find("print") != std::string_view::npos) &&
            text.find('"') != std::string_view::npos;
        return pipes || text.find("system") != std::string_view::npos || text.find('@') != std::string_view::npos;
    }
    return false;
}

/// Does a sed script have the command e, or s with the flag e? True also where the script is not understood.
bool sed_script_runs(std::string_view text) {
    std::size_t k = 0;
    const auto skip_to = [&](char end, bool classes) { // behind the next end that no backslash escapes
        for (bool in_class = false; k < text.size(); ++k) {
            if (text[k] == '\\') {
                ++k;
            } else if (classes && text[k] == '[' && !in_class) {
                in_class = true;
                k += k + 1 < text.size() && text[k + 1] == '^' ? 1 : 0;
                k += k + 1 < text.size() && text[k + 1] == ']' ? 1 : 0;
            } else if (text[k] == ']') {
                in_class = false;
            } else if (text[k] == end && !in_class) {
                ++k;
                return true;
            }
        }
        return false;
    };
    const auto skip_line = [&] { k = std::min(text.find('\n', k), text.size()); };
    while (k < text.size()) {
        const char c = text[k];
        if (std::string_view(" \t\n;{}!,$+~0123456789IM").find(c) != std::string_view::npos) {
            ++k;
        } else if (c == '/' || (c == '\\' && k + 1 < text.size())) { // an address
            const char end = c == '/' ? '/' : text[k + 1];
            k += c == '/' ? 1 : 2;
            if (!skip_to(end, true))
                return true;
        } else if (c == 's' || c == 'y') {
            if (k + 1 >= text.size())
                return true;
            const char end = text[k + 1];
            k += 2;
            if (!skip_to(end, c == 's') || !skip_to(end, false))
                return true;
            for (; k < text.size() && std::string_view(";\n}").find(text[k]) == std::string_view::npos; ++k) {
                if (text[k] == 'e')
                    return true;
                if (text[k] == 'w') { // the rest of the line is a file's name
                    skip_line();
                    break;
                }
            }
        } else if (std::string_view("aicrRwWbtT:#").find(c) != std::string_view::npos) {
            if (std::string_view("btT:").find(c) != std::string_view::npos) { // a label
                k = std::min(text.find_first_of(";}\n", k), text.size());
                continue;
            }
            skip_line();
            while ((c == 'a' || c == 'i' || c == 'c') && k < text.size() && text[k - 1] == '\\') {
                ++k; // the text goes on behind a backslash
                skip_line();
            }
        } else if (std::string_view("dDgGhHnNpPqQxz=lFv").find(c) != std::string_view::npos) {
            ++k;
        } else {
            return true;
        }
    }
    return false;
}

bool sed_runs(const Call& call) {
    const auto runs = [](std::string_view text) {
        if (text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
            text = text.substr(1, text.size() - 2);
        return sed_script_runs(text);
    };
    bool script = true; // the next operand is the script
    for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
        const std::string_view text = text_of(call, k);
        if (text == "-e" || text == "--expression") {
            script = false;
            if (k + 1 < call.words().size() && runs(text_of(call, k + 1)))
                return true;
            ++k;
        } else if (text.starts_with("--expression=")) {
            script = false;
            if (runs(text.substr(13)))
                return true;
        } else if (text == "-f" || text.starts_with("--file")) {
            return true; // a script in a file
        } else if (is_option(text)) {
            const bool cluster = text[1] != '-';
            if (cluster && text.find('f') != std::string_view::npos && text[1] != 'i')
                return true;
            if (cluster && text.ends_with('e') && text[1] != 'i') { // -ie names a backup, -ne 'script' does not
                script = false;
                if (k + 1 < call.words().size() && runs(text_of(call, k + 1)))
                    return true;
                ++k;
            }
        } else if (script) {
            script = false;
            if (runs(text))
                return true;
        }
    }
    return false;
}

} // namespace

bool runs_unseen(const Call& call) {
    if (call.name == "find")
        return find_runs(call);
    if (call.name == "xargs")
        return xargs_runs(call);
    if (call.name == "git")
        return git_runs(call);
    if (call.name == "awk" || call.name == "gawk" || call.name == "mawk")
        return awk_runs(call);
    return call.name == "sed" && sed_runs(call);
}

} // namespace imgfix::rewrite
