#include "catalog/packages.hpp"

#include <string>

#include "catalog/facts.hpp"

namespace imgfix::catalog {
namespace {

constexpr auto npos = std::string_view::npos;

PackageKind read_kind(std::string_view word) {
    if (word == "same")
        return PackageKind::same;
    if (word == "rename")
        return PackageKind::rename;
    if (word == "split")
        return PackageKind::split;
    if (word == "busybox")
        return PackageKind::busybox;
    if (word == "base")
        return PackageKind::base;
    if (word == "replace")
        return PackageKind::replace;
    if (word == "varies")
        return PackageKind::varies;
    if (word == "notneeded")
        return PackageKind::not_needed;
    return PackageKind::none;
}

Evidence read_evidence(std::string_view word) {
    if (word == "built")
        return Evidence::built;
    if (word == "mapped")
        return Evidence::mapped;
    if (word == "indexed")
        return Evidence::indexed;
    return Evidence::weak;
}

Package read_package(std::string_view row) {
    Package package;
    package.debian = field(row, 0);
    package.rhel = field(row, 1);
    package.alpine = field(row, 2);
    package.kind = read_kind(field(row, 3));
    package.verified = field(row, 4) == "verified";
    package.corroborated = field(row, 4) == "corroborated";
    package.absent = field(row, 4) == "absent";
    package.evidence = read_evidence(field(row, 5));
    return package;
}

// Is `\n` + name + `\n` in the list?
bool has_line(std::string_view text, std::string_view name) {
    if (name.empty() || name.front() == '#' || name.find('\n') != npos)
        return false;
    std::string mark = "\n";
    mark += name;
    mark += '\n';
    return text.find(mark) != npos;
}

} // namespace

std::string_view to_string(PackageKind kind) {
    switch (kind) {
    case PackageKind::same:
        return "same";
    case PackageKind::rename:
        return "rename";
    case PackageKind::split:
        return "split";
    case PackageKind::busybox:
        return "busybox";
    case PackageKind::base:
        return "base";
    case PackageKind::replace:
        return "replace";
    case PackageKind::varies:
        return "varies";
    case PackageKind::not_needed:
        return "not-needed";
    case PackageKind::none:
        return "none";
    }
    return "";
}

std::optional<Package> find_package(std::string_view debian_name) {
    Lines lines(sorted_rows(fact_text(Fact::packages), debian_name));
    return lines.next() ? std::optional(read_package(lines.line())) : std::nullopt;
}

std::optional<Package> find_rhel_package(std::string_view rhel_name) {
    if (rhel_name.empty() || rhel_name.find(' ') != npos)
        return std::nullopt;
    for (Lines lines(fact_text(Fact::packages)); lines.next();) {
        // A row with several RHEL packages says what they are together, not what one of them is.
        if (lines.line().front() != '#' && field(lines.line(), 1) == rhel_name && rhel_name != "rhel") {
            return read_package(lines.line());
        }
    }
    return std::nullopt;
}

std::optional<Package> alpine_package(std::string_view debian_name) {
    auto package = find_package(debian_name);
    if (!package || !package->verified || package->alpine.empty())
        return std::nullopt;
    switch (package->kind) {
    case PackageKind::same:
    case PackageKind::rename:
    case PackageKind::split:
    case PackageKind::busybox:
    case PackageKind::base:
        return package;
    default:
        return std::nullopt;
    }
}

std::string_view service_difference(std::string_view package) {
    return field(sorted_row(fact_text(Fact::services), package), 1);
}

PackageParts package_parts(std::string_view debian_name) {
    const std::string_view row = sorted_row(fact_text(Fact::package_parts), debian_name);
    return {field(row, 1), field(row, 2), field(row, 3)};
}

std::string_view alpine_package_of_program(std::string_view program) {
    return field(sorted_row(fact_text(Fact::alpine_programs), program), 1);
}

bool is_alpine_applet(std::string_view name) { return has_line(fact_text(Fact::alpine_applets), name); }

bool is_busybox_applet(std::string_view name) { return has_line(fact_text(Fact::busybox_applets), name); }

} // namespace imgfix::catalog
