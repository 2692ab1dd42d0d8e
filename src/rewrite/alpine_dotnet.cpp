// .NET's images: code that is published for any system, culture data and time zones.
#include <algorithm>

#include "catalog/language_packages.hpp"
#include "grammar/parse.hpp"
#include "rewrite/alpine_judge.hpp"
#include "rewrite/dotnet_projects.hpp"
#include "rewrite/dotnet_publish.hpp"
#include "rewrite/stage_ground.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

bool AlpineJudge::use_published_code(const Instruction& instruction, const std::string& name, const Stage& source) {
    const std::string sdk = image_.substr(0, image_.rfind('/') + 1) + "sdk";
    const PublishedCode code = published_code(document_, source, sdk);
    if (!code.publishes)
        return false;
    const std::string& to = instruction.words.back().value;
    const auto target = resolve(expanded(to, instruction).value_or(to));
    std::string why = code.obstacle;
    if (!target)
        why = "where " + to + " lies is not known";
    for (std::size_t k = 0; k + 1 < instruction.words.size() && why.empty(); ++k) {
        const std::string& text = instruction.words[k].value;
        std::string path = normal_path("/", expanded(text, instruction).value_or(text));
        if (const std::size_t pattern = path.find_first_of("*?["); pattern != npos)
            path.erase(std::max<std::size_t>(path.rfind('/', pattern), 1));
        if (!code.holds(path))
            why = path + " is not for certain what dotnet publish writes alone";
    }
    if (why.empty()) {
        note(published_, name, instruction);
        published_places_.push_back(*target);
        published_projects_.insert(published_projects_.end(), code.projects.begin(), code.projects.end());
    } else {
        refuse("copied-from-stage", instruction,
               "what is copied from " + name + " may need the old base's libraries: " + why);
    }
    return true;
}

bool AlpineJudge::is_published(const std::string& program) const {
    // a script is no program of its own, and a library is run by dotnet
    if (published_places_.empty() || program.ends_with(".sh") || program.ends_with(".dll"))
        return false;
    const bool bare = program.find('/') == npos;
    if (!bare && !program.starts_with("/") && !cwd_)
        return true;
    const auto is_at = [&](const std::string& path) {
        return std::any_of(published_places_.begin(), published_places_.end(),
                           [&](const std::string& place) { return effects::lies_in(path, place); });
    };
    if (!bare)
        return is_at(normal_path(cwd_.value_or("/"), program));
    for (const char* folder : {"/usr/local/sbin/", "/usr/local/bin/", "/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"})
        if (is_at(folder + program))
            return true;
    return false;
}

bool AlpineJudge::path_leads_to_published() const {
    for (std::size_t k = stage_.from + 1; k < stage_.end && !published_places_.empty(); ++k)
        for (const document::KeyValue& pair : document_.instructions[k].pairs) {
            if (pair.key != "PATH")
                continue;
            std::string value = pair.value.value_or("");
            for (const char* old : {"$PATH", "${PATH}"})
                if (const std::size_t at = value.find(old); at != npos)
                    value.erase(at, std::string_view(old).size());
            const auto known = expanded(value, document_.instructions[k]);
            for (const std::string& place : published_places_)
                if (!known || known->find(place) != npos)
                    return true;
        }
    return false;
}

bool AlpineJudge::runs_published(const std::vector<std::string>& words, const Instruction& instruction) {
    const std::string_view base_name = file_name(words[0]);
    const bool moves = base_name == "cp" || base_name == "mv" || base_name == "ln" || base_name == "install";
    auto found = words.begin();
    if (!is_published(words[0])) {
        // what it runs, or what has another name from now on
        found = std::find_if(words.begin() + 1, words.end(), [&](const std::string& word) {
            if (base_name == "find")
                return !published_places_.empty() && word == "{}" && (&word)[-1].starts_with("-");
            const bool file = word.find('/') != npos || moves;
            return (moves || runs_its_operands(base_name)) && file && !is_portable_file(word) &&
                   is_published(word.find('/') == npos ? "./" + word : word);
        });
    }
    if (found == words.end())
        return false;
    refuse("glibc-needed", instruction,
           (*found == "{}" ? "what find runs" : *found) + " is the own program of what dotnet publish makes (" +
               listed(published_) + "), and linked to glibc: `dotnet` with its .dll runs on any system");
    return true;
}

bool AlpineJudge::runs_published_by_variable(std::string_view raw, const Instruction& instruction) {
    if (published_places_.empty())
        return false;
    std::string text(raw);
    text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
    const auto known = expanded(text, instruction);
    if (known && !known->empty())
        return runs_published({*known}, instruction);
    if (text.find('/') == npos)
        return false;
    refuse("glibc-needed", instruction,
           text + " may be the own program of what dotnet publish makes (" + listed(published_) +
               "), and linked to glibc: `dotnet` with its .dll runs on any system");
    return true;
}

bool AlpineJudge::starts_with_dotnet() const {
    const Instruction* start = entrypoint_ != nullptr ? entrypoint_ : cmd_;
    if (start == nullptr)
        return true; // no-command is told
    if (start->json)
        return !start->words.empty() && start->words.front().value == "dotnet";
    const std::string_view text = grammar::trim_space(start->rest());
    return text.starts_with("dotnet ") || text.starts_with("exec dotnet ");
}

void AlpineJudge::look_at_projects() {
    if (published_.empty() || context_.build_context == nullptr)
        return;
    const Instruction& where = *published_.front().where;
    const auto is_chosen = [](std::string_view identifiers) {
        return identifiers.find("$(") != npos ||
               (identifiers.find("linux") != npos && identifiers.find("musl") == npos);
    };
    for (const ProjectFile& file : project_files(*context_.build_context, published_projects_)) {
        for (const char* element : {"RuntimeIdentifier", "RuntimeIdentifiers"})
            if (const auto value = file.value(element); value && is_chosen(*value))
                refuse("glibc-needed", where,
                       file.source + " of the build context has " + element + " " + *value +
                           ": what is published is linked to glibc");
        if (file.value("InvariantGlobalization") == "false")
            refuse("culture-data", where,
                   file.source + " of the build context has InvariantGlobalization false, and ICU is not in the "
                                 "Alpine variant");
        for (const std::string& name : file.included("PackageReference")) {
            const catalog::PackageRisk risk = catalog::package_risk("nuget", name);
            if (risk == catalog::PackageRisk::glibc)
                refuse("language-packages", where,
                       file.source + " of the build context asks for " + name + ", which has no build for musl");
            else if (risk == catalog::PackageRisk::icu && !is_invariant())
                refuse("culture-data", where,
                       file.source + " of the build context asks for " + name +
                           ", which does not work without ICU, and that is not in the Alpine variant");
        }
        // a condition may hold or not
        const std::size_t name = file.source.rfind('/') == npos ? 0 : file.source.rfind('/') + 1;
        const std::string library = file.source.substr(name, file.source.rfind('.') - name) + ".dll";
        const Instruction* start = entrypoint_ != nullptr ? entrypoint_ : cmd_;
        project_is_invariant_ =
            project_is_invariant_ ||
            (context_.build_context->named() && start != nullptr && start->rest().find(library) != npos &&
             file.value("InvariantGlobalization") == "true" && file.text.find("condition") == npos);
    }
}

bool AlpineJudge::is_invariant() const {
    const auto mode = std::find_if(stage_.variables.rbegin(), stage_.variables.rend(), [](const auto& one) {
        return !one.is_arg && one.name == "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
    });
    return mode != stage_.variables.rend() && (mode->value == "1" || mode->value == "true");
}

void AlpineJudge::look_at_culture_data() {
    if (!own_ || own_->absent.empty())
        return;
    constexpr std::string_view invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
    const auto mode = std::find_if(stage_.variables.rbegin(), stage_.variables.rend(),
                                   [&](const auto& one) { return !one.is_arg && one.name == invariant; });
    const bool is_set = mode != stage_.variables.rend();
    const bool zones = installed_.count("tzdata") != 0 || !zones_.empty(); // Alpine's package comes too
    if (is_set && !is_invariant() && !project_is_invariant_) {
        refuse("culture-data", document_.instructions[mode->instruction],
               std::string(invariant) + " is set to " + mode->value.value_or("what is not known") +
                   ", and ICU is not in the Alpine variant");
    } else if (is_set || project_is_invariant_) {
        if (!zones)
            assume("culture-data", from(),
                   "the application needs no time zones: " + image_ + "'s Alpine variant has no tzdata");
    } else {
        assume("culture-data", from(),
               std::string("the application needs no culture data") + (zones ? "" : " and no time zones") + ": " +
                   image_ + "'s Alpine variant lacks " + std::string(own_->absent) + ", and sets " +
                   std::string(invariant));
    }
}

} // namespace imgfix::rewrite
