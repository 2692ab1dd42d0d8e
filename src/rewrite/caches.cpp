#include "rewrite/caches.hpp"

#include <algorithm>
#include <deque>
#include <memory>

#include "catalog/caches.hpp"
#include "rewrite/cache_analysis.hpp"

namespace imgfix::rewrite {

namespace {

const std::vector<OptionInfo> shared_options{
    {.name = "stages",
     .values = {"shipped", "all"},
     .fallback = "shipped",
     .help = "which build stages: shipped = those whose files end in an image, all = every stage"}};

/// The members that caches.tsv describes whole, in its order.
void add_table_rules(std::vector<CacheRule>& rules) {
    static std::deque<std::string> texts; // what the metadata views
    const auto keep = [](std::string text) -> std::string_view { return texts.emplace_back(std::move(text)); };
    std::string_view last;
    for (const catalog::CacheFolder& row : catalog::cache_folders()) {
        if (row.programs.empty())
            continue;
        if (row.manager == last) {
            auto& sources = rules.back().info.sources;
            if (std::find(sources.begin(), sources.end(), row.source) == sources.end())
                sources.push_back(row.source);
            continue;
        }
        last = row.manager;
        const std::string manager(row.manager);
        const bool inserts = row.fix.starts_with("insert ");
        const std::size_t colon = row.fix.find(": ");
        std::string fix(row.fix.substr(inserts ? 7 : colon == std::string_view::npos ? 0 : colon + 2));
        const std::string before = "FROM " + std::string(row.base) + "\nRUN " + std::string(row.example);
        std::string after = before + " && " + fix;
        if (inserts) // behind the verb: its first two words behind the program
            after = "FROM " + std::string(row.base) + "\nRUN uv pip install " + fix +
                    std::string(row.example.substr(std::string_view("uv pip install").size()));
        CacheRule rule;
        rule.judge = judge_by_table;
        FixerInfo& info = rule.info;
        info.id = keep("no-cache-" + manager);
        info.title = keep("Keep the cache of " + manager + " out of the image");
        info.contract = Contract::same_image;
        info.safety = row.manager == "conda" ? Safety::unsafe : Safety::safe;
        info.enabled = true;
        info.phase = Phase::token;
        info.why = keep("It holds: " + std::string(row.holds) + ". It lies in " + std::string(row.path) +
                        " and moves with: " + std::string(row.moves) +
                        ". Nothing in an image reads it again, and whoever misses it fetches it afresh. Kept where the "
                        "file moves it, uses it, or could not fetch again what it holds.");
        info.sources = {row.source};
        info.reasons = with_shared_reasons({});
        const auto drop = [&](std::string_view id) {
            info.reasons.erase(std::remove_if(info.reasons.begin(), info.reasons.end(),
                                              [&](const Reason& reason) { return reason.id == id; }),
                               info.reasons.end());
        };
        if (row.manager != "go") // where its folders lie, a base has to say
            drop("unknown-manager-version");
        drop("manager-too-old");
        const auto add = [&](Reason reason) { info.reasons.insert(info.reasons.end() - 1, reason); };
        if (!row.off.empty() || row.manager == "go" || row.manager == "npm")
            add({"needless", "the environment already keeps it out, or the manager is too old to fill it"});
        add({"cache-may-be-needed", "a later command may need what is in it and could not fetch it again"});
        if (!inserts) {
            add({"not-root", "the user of the RUN may not be allowed to remove it"});
            add({"cannot-append",
                 "a command at the end of the RUN would not run only after success, or change its status"});
        }
        info.options = shared_options;
        info.example_before = keep(before + "\n");
        info.example_after = keep(after + "\n");
        rules.push_back(std::move(rule));
    }
}

std::vector<CacheRule> make_rules() {
    std::vector<CacheRule> rules;
    rules.push_back(
        {{.id = "no-cache-apk",
          .title = "Keep apk's package index out of the image",
          .contract = Contract::same_image,
          .safety = Safety::safe,
          .enabled = true,
          .phase = Phase::token,
          .why = "apk keeps the index of its repositories (some 2 MB) in /var/cache/apk. With --no-cache it reads the "
                 "index, installs, and leaves nothing: apk update, -U and the removal afterwards are then needless. "
                 "Taken only where no later step needs the index.",
          .sources = {"apk-tools: src/database.c, src/apk.c (--no-cache since 2.6.4, index refreshed since 2.10)",
                      "Alpine 3.3.0 release notes", "hadolint DL3018, DL3019"},
          .reasons = with_shared_reasons(
              {{"index-may-be-needed", "a later command needs the index, or may need it"},
               {"update-not-removable", "the apk update before it cannot be taken out of its list for certain"},
               {"index-of-a-failing-build", "without an index this apk add fails; --no-cache would repair it"},
               {"other-repositories",
                "the update before it fetched the index of other repositories than apk add names"},
               {"other-root", "apk works on another root folder, whose cache is another one"}}),
          .options = shared_options,
          .example_before = "FROM alpine:3.24\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*\n",
          .example_after = "FROM alpine:3.24\nRUN apk add --no-cache curl\n"},
         judge_apk});
    rules.push_back(
        {{.id = "no-cache-pip",
          .title = "Keep pip's cache out of the image",
          .contract = Contract::same_image,
          .safety = Safety::safe,
          .enabled = true,
          .phase = Phase::token,
          .why = "pip keeps what it downloads and the wheels it builds in ~/.cache/pip, which nothing in an image "
                 "reads again. --no-cache-dir leaves it out. From pip 19.1 on what is installed is the same; before, "
                 "packages built from source got other metadata folders without a cache (unsafe).",
          .sources =
              {"pip news: 6.0 (--no-cache-dir), 19.0.1 and 19.0.2 (crashes with it), 19.1 (builds wheels with it)",
               "hadolint DL3042"},
          .reasons = with_shared_reasons(
              {{"needless", "the environment already turns pip's cache off"},
               {"cache-may-be-needed", "a later install may need a wheel that only the cache still has"}}),
          .options = shared_options,
          .example_before = "FROM python:3.14\nRUN pip install flask\n",
          .example_after = "FROM python:3.14\nRUN pip install --no-cache-dir flask\n"},
         judge_pip});
    std::vector<OptionInfo> apt_options = shared_options;
    apt_options.push_back(
        {.name = "base-image",
         .values = {"true", "false"},
         .fallback = "false",
         .help = "true: other images are made from this one and install without an update, so keep the lists"});
    rules.push_back(
        {{.id = "no-cache-apt",
          .title = "Remove apt's package lists in the RUN that fetched them",
          .contract = Contract::same_image,
          .safety = Safety::safe,
          .enabled = true,
          .phase = Phase::token,
          .why =
              "apt-get update leaves some 20 MB of package lists in /var/lib/apt/lists. Only a removal in the same RUN "
              "keeps them out of the image. Taken only where every later command is known not to read them; an update "
              "that another RUN needs moves into it where it would fetch the same there. Where the file takes "
              "docker-clean away, apt-get clean removes the downloaded packages too.",
          .sources = {"Docker: building best practices, apt-get", "debuerreotype: docker-clean", "hadolint DL3009"},
          .reasons = with_shared_reasons(
              {{"lists-needed-later", "a later command reads the lists"},
               {"lists-may-be-needed", "a later command is not known, and may read the lists"},
               {"update-alone", "another RUN installs, and the update cannot move into it for certain"},
               {"not-root", "the user of the RUN may not be allowed to remove them"},
               {"cannot-append",
                "a command at the end of the RUN would not run only after success, or change its status"},
               {"base-image", "base-image = true: images made from this one may install without an update"}}),
          .options = apt_options,
          .example_before = "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n",
          .example_after =
              "FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"},
         judge_apt});
    // apt's fix needs no option of apt, so no apt is too old for it
    auto& reasons = rules.back().info.reasons;
    reasons.erase(std::remove_if(reasons.begin(), reasons.end(),
                                 [](const Reason& reason) { return reason.id == "manager-too-old"; }),
                  reasons.end());
    add_table_rules(rules);
    for (CacheRule& rule : word_rules())
        rules.push_back(std::move(rule));
    return rules;
}

/// The last verdicts of this thread: the gate asks for each claim, the fixers for each text.
struct Memory {
    std::uint64_t id = 0; // of the document, which may be gone by now
    Context context;
    std::unique_ptr<CacheAnalysis> analysis;
    std::vector<std::optional<CacheVerdict>> verdicts;

    [[nodiscard]] bool matches(const document::Document& document, const Context& other) const {
        return analysis && id == document.id() && &analysis->document == &document &&
               context.catalog == other.catalog && context.today == other.today && context.builder == other.builder &&
               context.options == other.options && context.build_context == other.build_context;
    }
};

} // namespace

const std::vector<CacheRule>& cache_rules() {
    static const std::vector<CacheRule> rules = make_rules();
    return rules;
}

const CacheRule* cache_rule(std::string_view id) {
    for (const CacheRule& rule : cache_rules())
        if (rule.info.id == id)
            return &rule;
    return nullptr;
}

const CacheVerdict& judge_caches(const document::Document& document, const CacheRule& rule, const Context& context) {
    thread_local Memory memory;
    if (!memory.matches(document, context)) {
        memory.analysis.reset();
        memory.id = document.id();
        memory.context = context;
        memory.analysis = std::make_unique<CacheAnalysis>(document, memory.context);
        memory.verdicts.assign(cache_rules().size(), std::nullopt);
    }
    auto& slot = memory.verdicts[static_cast<std::size_t>(&rule - cache_rules().data())];
    if (!slot)
        slot = rule.judge(*memory.analysis, rule);
    return *slot;
}

} // namespace imgfix::rewrite
