#include "rewrite/script_effects.hpp"

#include <algorithm>

#include "catalog/facts.hpp"

namespace imgfix::rewrite::effects {

using document::Joiner;

namespace {

constexpr std::array<std::string_view, 5> system_folders{"/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/",
                                                         "/usr/local/bin/"};

/// Flags per command: in a subshell, in a loop.
void mark_commands(const ShellScript& script, std::vector<std::pair<bool, bool>>& marks) {
    marks.assign(script.tree.nodes.size(), {false, false});
    std::vector<std::pair<std::size_t, Kind>> open;
    for (std::size_t k = 0; k < script.tree.nodes.size(); ++k) {
        while (!open.empty() && k >= open.back().first)
            open.pop_back();
        const Node& node = script.tree.nodes[k];
        switch (node.kind) {
        case Kind::subshell:
        case Kind::command_substitution:
        case Kind::backquoted:
        case Kind::while_clause:
        case Kind::until_clause:
        case Kind::for_clause:
            open.emplace_back(k + node.size, node.kind);
            break;
        case Kind::pipeline: {
            bool several = false;
            grammar::for_each_child(script.tree.nodes, k, [&](std::size_t child) {
                several = several || script.tree.nodes[child].kind == Kind::pipe;
            });
            if (several) // each element runs in a subshell of its own
                open.emplace_back(k + node.size, Kind::subshell);
            break;
        }
        case Kind::simple_command:
            for (const auto& [end, kind] : open) {
                const bool loop = kind == Kind::while_clause || kind == Kind::until_clause || kind == Kind::for_clause;
                (loop ? marks[k].second : marks[k].first) = true;
            }
            break;
        default:
            break;
        }
    }
}

/// Programs that run the command that their operands are.
struct Wrapper {
    std::string_view name;
    std::string_view flags;   // without value
    std::string_view values;  // with a value in the next word
    int skip = 0;             // operands before the command
    bool assignments = false; // NAME=value words before the command
};
constexpr std::array<Wrapper, 12> wrappers{{
    {"sudo", "-E -H -n -S -HE -EH --preserve-env", "-u -g", 0, true},
    {"env", "-i -", "-u", 0, true},
    {"nice", "", "-n", 0, false},
    {"ionice", "", "-c -n", 0, false},
    {"timeout", "--foreground", "-k -s", 1, false},
    {"xargs", "-r -0 -t -r0 -0r -rt -tr --no-run-if-empty --null", "-n -P -I -L -d -s", 0, false},
    {"gosu", "", "", 1, false},
    {"su-exec", "", "", 1, false},
    {"nohup", "", "", 0, false},
    {"stdbuf", "", "-i -o -e", 0, false},
    {"eatmydata", "", "", 0, false},
    {"busybox", "", "", 0, false},
}};

class Uses {
public:
    Uses(Part& part) : part_(part) {}

    void read(const ShellScript& script, bool direct, bool isolated) {
        std::vector<std::pair<bool, bool>> marks;
        mark_commands(script, marks);
        for (const SimpleCommand& command : script.commands) {
            Use use;
            use.command = &command;
            use.direct = direct;
            use.isolated = isolated || marks[command.node].first;
            use.in_loop = marks[command.node].second;
            read_words(use, command.words, 0);
        }
    }

private:
    void read_words(Use use, const std::vector<ShellWord>& words, std::size_t at) {
        if (at >= words.size()) {
            if (at > 0) { // sudo, env without a command
                use.program = *words.front().literal;
                use.bare = use.direct && use.program.find('/') == std::string::npos;
            }
            part_.uses.push_back(std::move(use));
            return;
        }
        const ShellWord& first = words[at];
        if (!first.literal) {
            part_.runs_unknown_text = true;
            for (std::size_t k = at + 1; k < words.size(); ++k)
                use.operands.push_back(&words[k]);
            part_.uses.push_back(std::move(use));
            return;
        }
        use.path = *first.literal;
        use.program = *first.literal;
        for (const std::string_view folder : system_folders)
            if (first.literal->starts_with(folder) && first.literal->find('/', folder.size()) == std::string::npos)
                use.program = first.literal->substr(folder.size());
        // an installation of its own: /opt/venv/bin/pip
        constexpr std::array<std::string_view, 9> installers{"pip",        "pip2", "pip3", "conda", "mamba",
                                                             "micromamba", "npm",  "gem",  "go"};
        if (first.literal->starts_with("/") && is_one_of(basename_of(*first.literal), installers) &&
            first.literal->ends_with("/bin/" + std::string(basename_of(*first.literal))))
            use.program = basename_of(*first.literal);
        use.bare = use.direct && first.literal->find('/') == std::string::npos;
        for (std::size_t k = at + 1; k < words.size(); ++k)
            use.operands.push_back(&words[k]);
        std::vector<std::string_view> literals;
        for (const ShellWord* word : use.operands)
            literals.push_back(word->literal ? std::string_view(*word->literal) : std::string_view{});
        use.row = catalog::find_program(use.program, literals);
        if (use.program.starts_with("python") && literals.size() > 2 && literals[0] == "-m" && literals[1] == "pip")
            use.row = catalog::find_program("pip", {literals.begin() + 2, literals.end()});
        part_.uses.push_back(use);

        if (use.program == "eval" || use.program == "." || use.program == "source")
            part_.runs_unknown_text = true;
        if (use.program == "cd" || use.program == "pushd" || use.program == "popd" || use.program == "chdir")
            part_.changes_folder = true;
        if (use.program == "command" || use.program == "builtin" || use.program == "time" || use.program == "exec") {
            if (at + 1 < words.size() && words[at + 1].literal && words[at + 1].literal->starts_with("-")) {
                query(use);
                return;
            }
            if (at + 1 < words.size()) {
                Use next = blank(use);
                read_words(next, words, at + 1);
            }
            return;
        }
        if (use.program == "type")
            query(use);
        for (const Wrapper& wrapper : wrappers)
            if (wrapper.name == use.program)
                unwrap(use, wrapper, words, at + 1);
        if (use.program == "find")
            read_find(use, words, at + 1);
        if (use.program == "sh" || use.program == "bash" || use.program == "dash" || use.program == "ash")
            read_shell(use);
    }

    static Use blank(const Use& use) {
        Use next;
        next.command = use.command;
        next.direct = use.direct;
        next.isolated = use.isolated;
        next.in_loop = use.in_loop;
        next.by_sudo = use.by_sudo;
        next.fed = use.fed;
        next.roots = use.roots;
        return next;
    }

    /// command -v X, type X: what the shell finds under the name, so it counts as a use of X.
    void query(const Use& use) {
        for (const ShellWord* word : use.operands) {
            if (word->literal && word->literal->starts_with("-"))
                continue;
            Use next = blank(use);
            next.program = word->literal.value_or("");
            next.bare = true;
            next.row = catalog::Program{"type", "*", "-", "none", ""};
            part_.uses.push_back(std::move(next));
        }
    }

    void unwrap(Use& use, const Wrapper& wrapper, const std::vector<ShellWord>& words, std::size_t at) {
        int skip = wrapper.skip;
        for (; at < words.size(); ++at) {
            if (!words[at].literal)
                break;
            const std::string& word = *words[at].literal;
            if (catalog::has_word(wrapper.flags, word) && !word.empty())
                continue;
            if (catalog::has_word(wrapper.values, word) && !word.empty()) {
                ++at;
                continue;
            }
            if (word.starts_with("-")) {
                return; // an option that is not known: the wrapper has no row, so it stays unknown
            }
            if (wrapper.assignments && word.find('=') != std::string::npos && word.find('=') != 0)
                continue;
            if (skip-- > 0)
                continue;
            break;
        }
        if (at >= words.size())
            return;
        part_.uses.back().row =
            catalog::Program{wrapper.name, "*", "-", "none", "runs the command that its operands are"};
        Use next = blank(use);
        next.direct = false;
        next.isolated = true;
        next.by_sudo = next.by_sudo || wrapper.name == "sudo";
        next.fed = next.fed || wrapper.name == "xargs";
        read_words(next, words, at);
    }

    void read_find(const Use& use, const std::vector<ShellWord>& words, std::size_t at) {
        std::vector<const ShellWord*> roots;
        for (std::size_t k = at; k < words.size() && !words[k].raw.starts_with("-") && !words[k].raw.starts_with("(") &&
                                 !words[k].raw.starts_with("\\(") && !words[k].raw.starts_with("!");
             ++k)
            roots.push_back(&words[k]);
        for (; at < words.size(); ++at) {
            if (!words[at].literal)
                continue;
            const std::string& word = *words[at].literal;
            if (word != "-exec" && word != "-execdir" && word != "-ok" && word != "-okdir")
                continue;
            inner_words_.emplace_back();
            for (++at; at < words.size() && !words[at].is(";") && !words[at].is("+"); ++at)
                inner_words_.back().push_back(words[at]);
            Use next = blank(use);
            next.direct = false;
            next.isolated = true;
            next.roots = roots;
            read_words(next, inner_words_.back(), 0);
        }
    }

    /// sh -c 'script': judged like a subshell.
    void read_shell(Use& use) {
        std::size_t k = 0;
        for (; k < use.operands.size(); ++k) {
            const ShellWord* word = use.operands[k];
            if (!word->literal || word->literal->size() < 2 || (*word->literal)[0] != '-' ||
                word->literal->find_first_not_of("ceux", 1) != std::string::npos)
                return;
            if (word->literal->ends_with("c")) {
                ++k;
                break;
            }
        }
        if (k == 0 || k >= use.operands.size() || !use.operands[k]->literal || part_.inner.size() > 20)
            return;
        ShellScript& script =
            part_.inner.emplace_back(document::parse_script(*use.operands[k]->literal, grammar::ShellDialect::posix));
        if (script.opaque())
            return;
        for (const Node& node : script.tree.nodes)
            if (node.kind == Kind::ampersand || node.kind == Kind::function_definition)
                return;
        part_.uses.back().row = catalog::Program{"sh", "*", "-", "none", "runs the script in its operand"};
        read(script, false, true);
    }

    Part& part_;

public:
    std::deque<std::vector<ShellWord>> inner_words_;
};

/// A part with all that its views point into.
struct OwnedPart : Part {
    std::string source;
    bool bash = false;
    std::deque<std::vector<ShellWord>> words; // of find -exec
};

} // namespace

namespace {

/// Part::folder.
std::string first_folder(const Part& part) {
    const auto changes = [](const Use& use) {
        return use.program == "cd" || use.program == "chdir" || use.program == "pushd" || use.program == "popd";
    };
    if (part.uses.empty() || part.runs_unknown_text || std::count_if(part.uses.begin(), part.uses.end(), changes) != 1)
        return {};
    const Use& use = part.uses.front();
    if (use.path != "cd" || !use.direct || use.isolated || !use.command->top_level || use.command->negated ||
        use.command->in_pipeline || use.command->joiner != Joiner::first || use.operands.size() != 1 ||
        !use.operands.front()->literal || !use.operands.front()->literal->starts_with("/"))
        return {};
    std::size_t lists = 0;
    bool plain = true;
    const auto& nodes = part.script.tree.nodes;
    grammar::for_each_child(nodes, 0, [&](std::size_t list) {
        lists += nodes[list].kind == Kind::and_or_list ? 1 : 0;
        plain = plain && nodes[list].kind != Kind::ampersand;
        grammar::for_each_child(nodes, list,
                                [&](std::size_t piece) { plain = plain && nodes[piece].kind != Kind::or_if; });
    });
    return plain && lists == 1 ? normal_path(*use.operands.front()->literal) : std::string();
}

} // namespace

std::shared_ptr<const Part> read_part(std::string_view text, bool bash) {
    // the later RUN of one pair is the earlier one of the next, and the gate asks again: the last few are kept
    thread_local std::array<std::shared_ptr<const OwnedPart>, 16> kept;
    thread_local std::size_t next = 0;
    for (const auto& one : kept)
        if (one && one->source == text && one->bash == bash)
            return one;
    auto part = std::make_shared<OwnedPart>();
    part->source = text;
    part->bash = bash;
    part->text = part->source;
    part->script = document::parse_script_of(part->text, bash);
    if (!part->script.opaque()) {
        Uses uses(*part);
        uses.read(part->script, true, false);
        part->words = std::move(uses.inner_words_);
        part->folder = first_folder(*part);
    }
    if (text.size() < std::size_t{1} << 20)
        kept[next++ % kept.size()] = part;
    return part;
}

/// The places that the words of a use name, and those of its redirections.
Place place_of(std::string_view raw, const std::optional<std::string>& literal, const Part& part,
               const Ground& ground) {
    Place place;
    std::string text;
    if (literal) {
        text = *literal;
    } else {
        // the part before the first glob or expansion
        for (std::size_t k = 0; k < raw.size(); ++k) {
            const char c = raw[k];
            if (c == '"' || c == '\'')
                continue;
            if (c == '*' || c == '?' || c == '[' || c == '{') {
                place.below = true;
                break;
            }
            if (c == '$' || c == '`' || c == '\\' || (c == '~' && text.empty())) {
                place.below = true;
                place.variable = true;
                break;
            }
            text += c;
        }
        place.variable =
            place.variable || raw.find('$') != std::string_view::npos || raw.find('`') != std::string_view::npos;
        if (place.variable && text.empty())
            return Place{{}, true, true};
        text = text.substr(0, text.rfind('/') == std::string::npos ? 0 : text.rfind('/') + 1);
    }
    if (!text.starts_with("/")) {
        const std::string& folder = part.changes_folder ? part.folder : ground.workdir;
        if (folder.empty())
            return Place{{}, place.below, place.variable};
        text = folder + "/" + text;
    }
    place.path = normal_path(text);
    return place;
}

namespace {

/// The operand of sed that is its script and no file; null when options give the script.
const ShellWord* sed_script(const Use& use) {
    for (const ShellWord* word : use.operands) {
        if (!word->raw.starts_with("-"))
            return word;
        if (word->raw.find_first_of("ef") != std::string_view::npos && !word->raw.starts_with("--in-place"))
            return nullptr;
    }
    return nullptr;
}

} // namespace

std::vector<NamedPlace> operand_places(const Use& use, const Part& part, const Ground& ground) {
    std::vector<NamedPlace> places;
    const auto add = [&](const ShellWord& word, std::string_view raw, const std::optional<std::string>& literal) {
        NamedPlace place;
        static_cast<Place&>(place) = place_of(raw, literal, part, ground);
        place.word = &word;
        places.push_back(std::move(place));
    };
    const ShellWord* script = use.program == "sed" ? sed_script(use) : nullptr;
    if (use.fed) { // anywhere
        places.emplace_back();
        places.back().variable = true;
    }
    if (use.roots) {
        for (const ShellWord* root : *use.roots) {
            add(*root, root->raw, root->literal);
            places.back().below = true;
        }
        if (use.roots->empty()) {
            NamedPlace here;
            static_cast<Place&>(here) = place_of("", std::string("."), part, ground);
            here.below = true;
            places.push_back(std::move(here));
        }
    }
    for (const ShellWord* word : use.operands) {
        if (use.roots && word->literal && word->literal->find("{}") != std::string::npos)
            continue; // below the roots
        if (word->literal && word->literal->starts_with("-")) {
            const std::size_t slash = word->literal->find('/');
            if (slash != std::string::npos) // -C/dir, --directory=/dir
                add(*word, {}, word->literal->substr(slash));
            continue;
        }
        if (!word->literal && word->raw.starts_with("-")) { // -o"$X", --dir=$X
            add(*word, "$", std::nullopt);
            continue;
        }
        if (word->literal && (use.program == "chmod" || use.program == "chown" || use.program == "chgrp") &&
            word == use.operands.front())
            continue; // a mode or an owner
        const std::string_view bare = word->raw.substr(word->raw.starts_with("\"") ? 1 : 0);
        if ((word->literal && word->literal->find("://") != std::string::npos) || bare.starts_with("http://") ||
            bare.starts_with("https://"))
            continue; // a URL
        if (word == script)
            continue;
        // dd of=/x, and the like
        if (const std::size_t equals = word->literal ? word->literal->find('=') : std::string::npos;
            equals != std::string::npos &&
            (use.program == "dd" || word->literal->substr(equals + 1).starts_with("/"))) {
            add(*word, {}, word->literal->substr(equals + 1));
            continue;
        }
        add(*word, word->raw, word->literal);
    }
    return places;
}

std::vector<const document::ShellRedirection*> redirections_of(const Part& part) {
    std::vector<const document::ShellRedirection*> all;
    const auto add = [&](const ShellScript& script) {
        for (const SimpleCommand& command : script.commands)
            for (const document::ShellRedirection& one : command.redirections)
                all.push_back(&one);
    };
    add(part.script);
    for (const ShellScript& script : part.inner)
        add(script);
    return all;
}

bool has_option(const Use& use, char letter, std::string_view name) {
    return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
        if (!word->literal)
            return word->raw.starts_with("$") && word->raw.find('"') == std::string_view::npos;
        const std::string& text = *word->literal;
        if (text.starts_with("--")) // getopt_long takes abbreviations
            return text.size() > 2 && (text.starts_with(name) || name.starts_with(text.substr(0, text.find('='))));
        return text == name || (text.size() > 1 && text[0] == '-' && text.find(letter) != std::string::npos);
    });
}

bool surely_has_option(const Use& use, char letter, std::string_view name) {
    return std::any_of(use.operands.begin(), use.operands.end(), [&](const ShellWord* word) {
        if (!word->literal)
            return false;
        const std::string& text = *word->literal;
        return text == name ||
               (text.size() > 1 && text[0] == '-' && text[1] != '-' && text.find(letter) != std::string::npos);
    });
}

bool is_recursive(const Use& use) {
    return has_option(use, 'r', "--recursive") || has_option(use, 'R', "--recursive") ||
           has_option(use, 'a', "--archive");
}

bool names_its_folder(const Use& use) {
    return ((use.program == "tar" || use.program == "bsdtar") && surely_has_option(use, 'C', "--directory")) ||
           (use.program == "unzip" && surely_has_option(use, 'd', "-d"));
}

bool may_delete_folders(const Use& use) {
    if (!use.row || !use.row->has("deletes"))
        return false;
    if (use.program == "ln") // a link to a folder is replaced only so; else the new link goes into the folder
        return (has_option(use, 'n', "--no-dereference") || has_option(use, 'T', "--no-target-directory")) &&
               has_option(use, 'f', "--force");
    return use.program != "rm" || is_recursive(use);
}

bool find_deletes(const Use& use) {
    return use.program == "find" && std::any_of(use.operands.begin(), use.operands.end(), [](const ShellWord* word) {
               return !word->literal || *word->literal == "-delete" || word->literal->starts_with("-exec") ||
                      word->literal->starts_with("-ok");
           });
}

} // namespace imgfix::rewrite::effects
