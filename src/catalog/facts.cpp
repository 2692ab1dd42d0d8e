#include "catalog/facts.hpp"

// Begin and end of each embedded file (facts.S).
#define IMGFIX_FACT(name)                                                                                              \
    extern const char imgfix_fact_##name[];                                                                            \
    extern const char imgfix_fact_##name##_end[];

extern "C" {
IMGFIX_FACT(catalog)
IMGFIX_FACT(status)
IMGFIX_FACT(old_tags)
IMGFIX_FACT(windows_tags)
IMGFIX_FACT(eol)
IMGFIX_FACT(codenames)
IMGFIX_FACT(packages)
IMGFIX_FACT(alpine_applets)
IMGFIX_FACT(busybox_applets)
IMGFIX_FACT(base_config)
IMGFIX_FACT(managers)
IMGFIX_FACT(external)
IMGFIX_FACT(sizes)
IMGFIX_FACT(equivalents)
IMGFIX_FACT(programs)
IMGFIX_FACT(applets)
IMGFIX_FACT(base_folders)
IMGFIX_FACT(package_programs)
IMGFIX_FACT(caches)
IMGFIX_FACT(debian_programs)
IMGFIX_FACT(variant_packages)
IMGFIX_FACT(applet_options)
IMGFIX_FACT(removed_folders)
}

#undef IMGFIX_FACT

namespace imgfix::catalog {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

} // namespace

std::string_view fact_text(Fact fact) {
    switch (fact) {
#define IMGFIX_FACT(name)                                                                                              \
    case Fact::name:                                                                                                   \
        return between(imgfix_fact_##name, imgfix_fact_##name##_end);
        IMGFIX_FACT(catalog)
        IMGFIX_FACT(status)
        IMGFIX_FACT(old_tags)
        IMGFIX_FACT(windows_tags)
        IMGFIX_FACT(eol)
        IMGFIX_FACT(codenames)
        IMGFIX_FACT(packages)
        IMGFIX_FACT(alpine_applets)
        IMGFIX_FACT(busybox_applets)
        IMGFIX_FACT(base_config)
        IMGFIX_FACT(managers)
        IMGFIX_FACT(external)
        IMGFIX_FACT(sizes)
        IMGFIX_FACT(equivalents)
        IMGFIX_FACT(programs)
        IMGFIX_FACT(applets)
        IMGFIX_FACT(base_folders)
        IMGFIX_FACT(package_programs)
        IMGFIX_FACT(caches)
        IMGFIX_FACT(debian_programs)
        IMGFIX_FACT(variant_packages)
        IMGFIX_FACT(applet_options)
        IMGFIX_FACT(removed_folders)
#undef IMGFIX_FACT
    }
    return {};
}

bool Lines::next() {
    if (rest_.empty())
        return false;
    const std::size_t end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    return true;
}

std::string_view field(std::string_view line, std::size_t n) {
    for (; n > 0; --n) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            return {};
        line.remove_prefix(tab + 1);
    }
    return line.substr(0, line.find('\t'));
}

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        if (list.substr(0, end) == word)
            return true;
        if (end == std::string_view::npos)
            break;
        list.remove_prefix(end + 1);
    }
    return false;
}

} // namespace imgfix::catalog
