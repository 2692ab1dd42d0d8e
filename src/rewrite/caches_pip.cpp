// The rules of no-cache-pip. pip's cache is $XDG_CACHE_HOME/pip or ~/.cache/pip (pip documentation, "Caching").
#include <algorithm>
#include <array>

#include "catalog/base_config.hpp"
#include "catalog/caches.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

using document::Instruction;
using document::InstructionKind;

constexpr OptionTable options{
    "--python --log --log-file --local-log --proxy --retries --timeout --default-timeout --exists-action --cert "
    "--client-cert --trusted-host --cache-dir --keyring-provider --use-feature --use-deprecated --resume-retries "
    "-r --requirement -c --constraint -e --editable -i --index-url --pypi-url --extra-index-url -f --find-links "
    "-t --target --platform --python-version --implementation --abi --root --root-user-action --prefix --src --source "
    "--source-dir -b --build --build-dir -d --download --download-dir --upgrade-strategy --install-option "
    "--global-option -C --config-settings --no-binary --only-binary --progress-bar --report --build-constraint"};

struct PipCall {
    const Call* call = nullptr;
    CommandLine line;
    bool no_cache = false;
    bool cache_dir = false;
};

bool is_versioned(std::string_view name, std::string_view stem) {
    if (!name.starts_with(stem))
        return false;
    name.remove_prefix(stem.size());
    return name.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// pip install in any spelling; nullopt: another program, or pip with another subcommand.
std::optional<PipCall> read_pip(const Call& call) {
    if (call.program == none || call.name.empty())
        return std::nullopt;
    PipCall pip;
    pip.call = &call;
    std::size_t from = call.program + 1;
    if (is_versioned(call.name, "python") || is_versioned(call.name, "pypy")) {
        bool module = false; // -m pip, -mpip, -Im pip
        for (; from < call.words().size() && is_option(call.word(from)) && !module; ++from) {
            const std::string_view word = call.word(from);
            const std::size_t m = word[1] == '-' ? std::string_view::npos : word.find('m');
            if (word == "-W" || word == "-X" || word == "-c") {
                ++from;
            } else if (m != std::string_view::npos && word.substr(1, m - 1).find_first_of("cWX") == word.npos) {
                module = true;
                const bool apart = m + 1 == word.size();
                if ((apart ? call.word(from + 1) : word.substr(m + 1)) != "pip")
                    return std::nullopt;
                from += apart ? 1 : 0;
            }
        }
        if (!module)
            return std::nullopt;
    } else if (!is_versioned(call.name, "pip")) {
        return std::nullopt;
    }
    pip.line = read_command_line(call, from, options);
    for (const std::size_t k : pip.line.options) {
        const std::string_view word = call.word(k);
        // optparse takes any unambiguous beginning of a name
        pip.no_cache = pip.no_cache || word.starts_with("--no-cac");
        pip.cache_dir = pip.cache_dir || word == "--cache-dir" || word.starts_with("--cache-dir=");
    }
    if (pip.line.name != "install")
        return std::nullopt;
    return pip;
}

/// Where `.cache` ends, does the text go on into another program's folder?
bool is_pip_cache(std::string_view text, std::size_t end) {
    if (!text.substr(0, end).ends_with(".cache") || end >= text.size() || text[end] != '/')
        return true;
    const std::string_view rest = text.substr(end + 1);
    return rest.empty() || rest.starts_with("pip") || rest.starts_with("*") || rest[0] == ' ' || rest[0] == '"' ||
           rest[0] == '\'' || rest[0] == '$';
}

class Pip : CacheJudge {
public:
    Pip(const CacheAnalysis& analysis, const CacheRule& rule) : CacheJudge(analysis, rule, "pip install") {}

    CacheVerdict judge() {
        visit_runs(
            [](std::string_view text) {
                return text.find("--no-cache-dir") == std::string_view::npos &&
                       text.find("PIP_NO_CACHE_DIR") == std::string_view::npos &&
                       (holds_phrase(text, "pip install") || holds_phrase(text, "pip3 install") ||
                        holds_phrase(text, "pip2 install"));
            },
            [this](const Instruction& instruction, const RunScript& run) { judge_run(instruction, run); });
        return std::move(verdict_);
    }

private:
    void judge_run(const Instruction& instruction, const RunScript& run) {
        std::vector<PipCall> calls;
        for (const Call& call : run.calls) {
            if (auto pip = read_pip(call)) {
                if (!pip->no_cache)
                    calls.push_back(std::move(*pip));
                continue;
            }
            if (call.program == none || !call.name.empty() || call.words().empty() || !call.has_word("install"))
                continue;
            const std::string_view raw = call.words()[call.program].raw;
            if ((raw.find("pip") != std::string_view::npos || raw.find("PIP") != std::string_view::npos) &&
                !call.has_word("--no-cache-dir"))
                refuse(instruction, call, "reached-through-variable", "the program comes out of a variable");
        }
        if (calls.empty())
            return;
        const Call& at = *calls.front().call;
        if (!ships(instruction, at) || !cache_unwanted(instruction, at))
            return;
        if (analysis_.variable_has_value("PIP_NO_CACHE_DIR", instruction) ||
            gives_value(run.scripts.front().text, "PIP_NO_CACHE_DIR"))
            return refuse(instruction, at, "needless", "PIP_NO_CACHE_DIR is set");
        if (configured_off(instruction))
            return refuse(instruction, at, "needless", "a configuration written before it turns the cache off");
        if (mounted(instruction))
            return refuse(instruction, at, "cache-mount", "a mount lies on pip's cache");
        if (const std::string user = named_elsewhere(
                analysis_,
                {".cache", "pip cache", "pip config", "pip.conf", "PIP_CACHE_DIR", "XDG_CACHE_HOME", "PIP_CONFIG_FILE"},
                is_pip_cache);
            !user.empty())
            return refuse(instruction, at, "cache-used-elsewhere",
                          user + " in this file names pip's cache or its settings");
        std::vector<Claim> claims;
        std::string assumption;
        bool all_fit = true;
        for (const PipCall& pip : calls)
            all_fit = all_fit && version_of(instruction, run, pip).safe();
        if (is_clean(run, calls.back()))
            return;
        // without the option, or where it changes what is installed: removing the cache at the end is the same
        const bool removes = !all_fit && may_remove(instruction, run, calls);
        for (const PipCall& pip : calls) {
            if (!reachable(instruction, *pip.call))
                continue;
            if (!pip.line.certain) {
                refuse(instruction, *pip.call, "reached-through-variable",
                       "a word before the subcommand comes out of a variable");
                continue;
            }
            if (pip.cache_dir) {
                refuse(instruction, *pip.call, "cache-used-elsewhere", "it names a cache folder itself");
                continue;
            }
            if (!removes && !version_fits(instruction, run, pip, assumption))
                continue;
            if (wheel_may_be_needed(instruction, run, pip)) {
                refuse(instruction, *pip.call, "cache-may-be-needed",
                       "packages are removed behind it, and a later install may need a wheel that was built with them");
                if (removes)
                    return;
                continue;
            }
            if (!removes)
                claims.emplace_back(InsertWord{instruction.index, pip.call->index, pip.line.subcommand + 1,
                                               "--no-cache-dir", pip.call->script});
            else if (claims.empty())
                claims.push_back(*removal_of(instruction, run, calls.back().call, "rm -rf ~/.cache/pip"));
        }
        if (claims.empty())
            return;
        std::string message =
            removes ? "no pip cache stays in the image" : "pip install --no-cache-dir: no pip cache stays in the image";
        if (!assumption.empty())
            message += "; " + assumption;
        change(instruction, at, std::move(claims), std::move(message),
               assumption.empty() ? Safety::safe : Safety::unsafe);
    }

    /// Does the stage, before the RUN, set no-cache-dir = true in pip's configuration: by pip config, a text that a RUN
    /// or COPY writes, or a file of the named context?
    bool configured_off(const Instruction& instruction) const {
        const auto sets = [](std::string_view text) {
            constexpr std::string_view key = "no-cache-dir";
            for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
                if (at > 0 && text[at - 1] == '-')
                    continue; // an option
                std::string_view value = text.substr(at + key.size());
                value.remove_prefix(std::min(value.find_first_not_of(" =\t\"'"), value.size()));
                for (const std::string_view yes : {"true", "True", "1", "yes", "on"})
                    if (value.starts_with(yes))
                        return true;
            }
            return false;
        };
        bool found = false;
        analysis_.earlier(instruction.index, [&](const Instruction& one) {
            const bool writes = one.kind == InstructionKind::run || one.kind == InstructionKind::copy;
            const std::string_view text = document_.slice(one.bytes);
            found = found || (writes && text.find("pip") != std::string_view::npos && sets(text));
            return !found;
        });
        const BuildContext* files = analysis_.context.build_context;
        if (found || files == nullptr || !files->named())
            return found;
        for (const std::string_view path : {"/etc/pip.conf", "/root/.pip/pip.conf", "/root/.config/pip/pip.conf"})
            if (const auto file =
                    find_copied(document_, document_.stages[instruction.stage], instruction.index, path, files))
                found = found || sets(file->bytes);
        return found;
    }

    /// Is the cache removed behind the last call, whenever the RUN succeeds?
    static bool is_clean(const RunScript& run, const PipCall& last) {
        return std::any_of(run.calls.begin(), run.calls.end(), [&](const Call& call) {
            if (call.order <= last.call->order || !is_forced_rm(call) ||
                !(run.unconditional(call) || run.same_body(*last.call, call)))
                return false;
            return std::any_of(call.words().begin(), call.words().end(), [](const auto& word) {
                std::string_view raw = word.raw;
                while (raw.ends_with('/') || raw.ends_with('*') || raw.ends_with('"'))
                    raw.remove_suffix(1);
                return raw.ends_with("/.cache") || raw.ends_with("/.cache/pip");
            });
        });
    }

    /// May rm -rf ~/.cache/pip end the RUN?
    bool may_remove(const Instruction& instruction, const RunScript& run, const std::vector<PipCall>& calls) const {
        for (const PipCall& pip : calls)
            if (pip.call->elevated || !bad_place(*pip.call).empty() || !pip.line.certain || pip.cache_dir)
                return false;
        for (const EmbeddedScript& script : run.scripts)
            if (script.text.find("HOME=") != std::string::npos)
                return false;
        return analysis_.is_root(instruction) && removal_of(instruction, run, calls.back().call, "rm");
    }

    bool mounted(const Instruction& run) const {
        const auto home = analysis_.home(run);
        for (const document::Mount& mount : document::mounts_of(run))
            if (!mount.known || mount.target.find("pip") != std::string::npos || mount.target.ends_with(".cache") ||
                mount.target.ends_with(".cache/") || mount.target.find('$') != std::string::npos)
                return true;
        return analysis_.mounted(run, home.value_or("/root") + std::string(path_.substr(1)));
    }

    /// A pip that an earlier command of the file installed, newest first.
    struct Upgrade {
        bool found = false;
        bool newest = false; // no version given
        std::vector<unsigned> version;
    };

    static Upgrade upgrade_of(const Call& call) {
        Upgrade upgrade;
        if (call.program == none)
            return upgrade;
        const auto pip = read_pip(call);
        // python get-pip.py 'pip==9', curl ... | python - 'pip==9', easy_install pip==9
        const bool other = !pip && (is_versioned(call.name, "python") || call.name.starts_with("easy_install") ||
                                    call.name.starts_with("get-pip"));
        if (!pip && !other)
            return upgrade;
        bool upgrades = false;
        for (std::size_t k = 0; pip && k < pip->line.options.size(); ++k) {
            const std::string_view word = call.word(pip->line.options[k]);
            upgrades = upgrades || word == "-U" || word == "--upgrade";
        }
        for (std::size_t k = call.program; k < call.words().size(); ++k) {
            const std::string_view word = call.word(k);
            const std::string_view raw = call.words()[k].raw;
            if (other && raw.find("get-pip") != std::string_view::npos)
                upgrade.found = true; // the newest for some Python, or what its address names
            if (k == call.program || (pip && k < pip->line.subcommand))
                continue;
            if (word == "pip" && upgrades) {
                upgrade.found = upgrade.newest = true;
            } else if (word.starts_with("pip==") && word[word.size() - 1] != '=') {
                upgrade.found = true;
                upgrade.version = version_in(word.substr(5));
            } else if ((word.size() > 3 && word.starts_with("pip") &&
                        std::string_view("<>~!=").find(word[3]) != std::string_view::npos) ||
                       (word.empty() && raw.find("pip=") != std::string_view::npos)) {
                upgrade.found = true; // some version
            }
        }
        return upgrade;
    }

    static std::vector<unsigned> version_in(std::string_view text) {
        std::vector<unsigned> version{0};
        for (const char c : text) {
            if (c >= '0' && c <= '9')
                version.back() = version.back() * 10 + static_cast<unsigned>(c - '0');
            else if (c == '.')
                version.push_back(0);
            else
                break;
        }
        return version;
    }

    /// Does the call make a virtual environment with a pip of its own?
    enum class Maker : std::uint8_t { none, ensurepip, other };
    static Maker maker_of(const Call& call) {
        if (call.name == "pyvenv")
            return Maker::ensurepip;
        if (call.name == "virtualenv" || call.name == "mkvirtualenv")
            return Maker::other;
        if (!is_versioned(call.name, "python") && !is_versioned(call.name, "pypy"))
            return Maker::none;
        for (std::size_t k = call.program + 1; k < call.words().size(); ++k) {
            const std::string_view module = call.word(k) == "-m" ? call.word(k + 1) : call.word(k);
            if (module == "venv" || module == "-mvenv" || module == "ensurepip" || module == "-mensurepip")
                return Maker::ensurepip;
            if (module == "virtualenv" || module == "-mvirtualenv")
                return Maker::other;
        }
        return Maker::none;
    }

    /// What came before a call: the last upgrade of pip, the last virtual environment, and the upgrade behind it.
    struct Before {
        Upgrade upgrade;
        Maker maker = Maker::none;
        Upgrade in_environment;
    };

    Before before(const Instruction& instruction, const RunScript& run, const PipCall& pip) const {
        Before found;
        const auto look = [&](const RunScript& script, std::size_t end) {
            for (std::size_t k = end; k-- > 0 && found.maker == Maker::none;) {
                if (!found.upgrade.found)
                    found.upgrade = upgrade_of(script.calls[k]);
                found.maker = maker_of(script.calls[k]);
                if (found.maker != Maker::none)
                    found.in_environment = found.upgrade;
            }
            return found.maker == Maker::none;
        };
        bool further = look(run, pip.call->order);
        const auto visit = [&](const Instruction& one) {
            const RunScript* other = one.kind == InstructionKind::run ? analysis_.run(one.index) : nullptr;
            further = other == nullptr || look(*other, other->calls.size());
            return further;
        };
        if (further)
            analysis_.earlier(instruction.index, visit);
        return found;
    }

    /// What is known of the pip that runs.
    struct Version {
        catalog::Known option = catalog::Known::unknown; // does it know --no-cache-dir, without failing?
        catalog::Known layout = catalog::Known::unknown; // does it install the same with it?
        [[nodiscard]] bool safe() const { return option == catalog::Known::yes && layout == catalog::Known::yes; }
    };

    Version version_of(const Instruction& instruction, const RunScript& run, const PipCall& pip) const {
        const Base& base = analysis_.base(instruction.stage);
        Version found;
        if (!base.image.empty()) {
            found.option = catalog::base_has_option(base.image, base.tag, "pip", "--no-cache-dir");
            found.layout = catalog::base_has_option(base.image, base.tag, "pip", "same layout");
        }
        const Before before = this->before(instruction, run, pip);
        apply(before.upgrade, base, found);
        // an environment's own pip, or, by a bare name, whichever of the two comes first in PATH
        const std::string_view program = pip.call->word(pip.call->program);
        const bool named = program.find('/') != std::string_view::npos && !program.starts_with("/usr/") &&
                           !program.starts_with("/bin/");
        if (before.maker == Maker::none) {
            if (named)
                found.layout = catalog::Known::unknown;
            return found;
        }
        Version inner;
        if (!base.image.empty())
            inner.option = catalog::base_has_option(base.image, base.tag, "pip of ensurepip", "--no-cache-dir");
        if (!base.image.empty() && before.maker == Maker::ensurepip)
            inner.layout = catalog::base_has_option(base.image, base.tag, "pip of ensurepip", "same layout");
        apply(before.in_environment, base, inner);
        if (named)
            return inner;
        return {lesser(found.option, inner.option), lesser(found.layout, inner.layout)};
    }

    static catalog::Known lesser(catalog::Known a, catalog::Known b) {
        using catalog::Known;
        return a == Known::no || b == Known::no ? Known::no : a == Known::unknown ? a : b;
    }

    static void apply(const Upgrade& upgrade, const Base& base, Version& found) {
        if (!upgrade.found || base.image.empty())
            return;
        if (!upgrade.version.empty()) {
            found.option = upgrade.version >= std::vector<unsigned>{6} ? catalog::Known::yes : catalog::Known::no;
            found.layout = upgrade.version >= std::vector<unsigned>{19, 1} ? catalog::Known::yes : catalog::Known::no;
            if (upgrade.version >= std::vector<unsigned>{19, 0} && upgrade.version < std::vector<unsigned>{19, 0, 2})
                found.option = catalog::Known::no; // crashes with it
        } else if (upgrade.newest) {
            // the newest pip for any Python from 2.7 and 3.4 on is 19.1.1 or later
            found.option = found.option == catalog::Known::unknown ? found.option : catalog::Known::yes;
            found.layout = found.option;
        } else {
            found.layout = catalog::Known::unknown;
        }
    }

    bool version_fits(const Instruction& instruction, const RunScript& run, const PipCall& pip,
                      std::string& assumption) {
        const Version found = version_of(instruction, run, pip);
        if (found.option == catalog::Known::unknown) {
            refuse(instruction, *pip.call, "unknown-manager-version",
                   "the base " + analysis_.base(instruction.stage).written +
                       " does not say which pip it has, nor who owns its cache");
            return false;
        }
        if (found.option == catalog::Known::no) {
            refuse(instruction, *pip.call, "manager-too-old", "this pip does not know --no-cache-dir or fails with it");
            return false;
        }
        if (found.layout != catalog::Known::yes)
            assumption = "it assumes that all packages come as wheels, since this pip may be older than 19.1 and then "
                         "installs what it builds from source with other metadata folders";
        return true;
    }

    /// Packages (compilers, headers) go away behind this install, and something is installed later: a wheel that this
    /// install builds could not be built again then.
    bool wheel_may_be_needed(const Instruction& instruction, const RunScript& run, const PipCall& pip) const {
        bool removed = false;
        bool needed = false;
        const auto look = [&](const Call& call) {
            if (call.name == "apk")
                removed = removed || call.has_word("del");
            else if (call.name == "apt-get" || call.name == "apt" || call.name == "aptitude" || call.name == "yum" ||
                     call.name == "dnf" || call.name == "microdnf")
                removed = removed || call.has_word("remove") || call.has_word("purge") || call.has_word("autoremove") ||
                          call.has_word("erase");
            else if (removed)
                needed = needed || another_environment(call);
        };
        for (std::size_t k = pip.call->order + 1; k < run.calls.size(); ++k)
            look(run.calls[k]);
        // only the visits count: each one says that nothing was found, so that all are made
        (void)analysis_.later(instruction.index, "/root" + std::string(path_.substr(1)),
                              [&](const Instruction& one) -> Later {
                                  if (const RunScript* other = analysis_.run(one.index))
                                      for (const Call& call : other->calls)
                                          look(call);
                                  return {};
                              });
        return needed;
    }

    /// Installs that do not see what is installed already: another interpreter's folder.
    static bool another_environment(const Call& call) {
        if (call.name == "tox" || call.name == "nox" || call.name == "pipx" || call.name == "pipenv" ||
            call.name == "poetry" || call.name == "virtualenv" || call.name == "pip-sync")
            return true;
        const auto pip = read_pip(call);
        if (!pip)
            return (is_versioned(call.name, "python") && (call.has_word("venv") || call.has_word("virtualenv")));
        for (const std::size_t k : pip->line.options) {
            const std::string_view word = call.word(k);
            if (word == "-t" || word.starts_with("--target") || word.starts_with("--prefix") || word == "--user" ||
                word.starts_with("--root") || word == "--force-reinstall" || word == "-I" ||
                word == "--ignore-installed")
                return true;
        }
        const std::string_view program = call.word(call.program);
        return program.find('/') != std::string_view::npos && !program.starts_with("/usr/");
    }

    std::string_view path_ = catalog::cache_folder("pip")->path; // ~/...
};

} // namespace

CacheVerdict judge_pip(const CacheAnalysis& analysis, const CacheRule& rule) { return Pip(analysis, rule).judge(); }

} // namespace imgfix::rewrite
