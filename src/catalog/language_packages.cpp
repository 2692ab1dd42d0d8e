#include "catalog/language_packages.hpp"

#include <string>

#include "catalog/facts.hpp"

namespace imgfix::catalog {

namespace {

/// PEP 503: lower case, runs of `-`, `_` and `.` are one `-`.
std::string normalized(std::string_view name) {
    std::string text;
    for (const char one : name) {
        const bool separator = one == '-' || one == '_' || one == '.';
        if (separator && !text.empty() && text.back() == '-')
            continue;
        text += separator ? '-' : one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one;
    }
    return text;
}

} // namespace

PackageRisk package_risk(std::string_view ecosystem, std::string_view name) {
    const std::string wanted = ecosystem == "pypi" ? normalized(name) : std::string(name);
    for (Lines lines(sorted_rows(fact_text(Fact::language_packages), ecosystem)); lines.next();)
        if (field(lines.line(), 1) == wanted)
            return field(lines.line(), 2) == "compiled" ? PackageRisk::compiled
                   : field(lines.line(), 2) == "glibc"  ? PackageRisk::glibc
                   : field(lines.line(), 2) == "icu"    ? PackageRisk::icu
                                                        : PackageRisk::none;
    return PackageRisk::none;
}

std::string_view program_run_by(std::string_view ecosystem, std::string_view name) {
    const std::string wanted = ecosystem == "pypi" ? normalized(name) : std::string(name);
    for (Lines lines(sorted_rows(fact_text(Fact::language_packages), ecosystem)); lines.next();)
        if (field(lines.line(), 1) == wanted && field(lines.line(), 2) == "runs")
            return field(lines.line(), 4);
    return {};
}

std::optional<CrateNeeds> needs_of_crate(std::string_view name) {
    const auto listed = [](std::string_view words) { return words == "-" ? std::string_view{} : words; };
    for (Lines lines(sorted_rows(fact_text(Fact::language_packages), "cargo")); lines.next();)
        if (field(lines.line(), 1) == name)
            return CrateNeeds{listed(field(lines.line(), 4)), listed(field(lines.line(), 5))};
    return std::nullopt;
}

} // namespace imgfix::catalog
