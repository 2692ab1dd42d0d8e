#include "cli/bot_groups.hpp"

#include <algorithm>

namespace imgfix::cli {

const std::vector<BotGroup>& bot_groups() {
    static const std::vector<BotGroup> groups{
        {"pins", "pin-tag,pin-digest", true, "Pin base images",
         "A tag that floats means another image tomorrow: builds stop being repeatable, and what changed is seen only "
         "when something breaks. This writes down what each tag means today, so that an update is a change that can be "
         "read and reviewed.\n\n"},
        {"caches", "no-cache,apt-get,assume-yes,no-recommends,no-docs,omit-dev", true,
         "Keep package caches out of the image",
         "Package managers leave indexes and downloads behind that no running container needs. They make every image "
         "larger to store, push, pull and scan. This keeps them out, without another package being installed.\n\n"},
        {"merges", "merge-run", false, "Merge RUN instructions",
         "Each RUN is a layer, and what a later one deletes stays in the earlier one. This joins RUNs that can run as "
         "one with the same outcome. The price: a change in one of them runs all of them again.\n\n"},
        {"base", "minimal-base", false, "Use a smaller base image",
         "A smaller base image is quicker to pull and holds less that can be attacked or must be updated. This "
         "switches "
         "where the programs of the file were found to mean the same on the new base.\n\n"},
    };
    return groups;
}

const BotGroup* find_group(std::string_view id) {
    const auto& groups = bot_groups();
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const BotGroup& one) { return one.id == id; });
    return found == groups.end() ? nullptr : &*found;
}

std::string group_names() {
    std::string names;
    for (const BotGroup& one : bot_groups())
        names += (names.empty() ? "" : ", ") + std::string(one.id);
    return names;
}

} // namespace imgfix::cli
