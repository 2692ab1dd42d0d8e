// What Alpine calls a Debian, Ubuntu or RHEL package, and which commands BusyBox brings.
//
// Source: fixers/data/packages.tsv (Alpine package indexes, official Dockerfiles, public maps; see its first line).
#pragma once

#include <optional>
#include <string_view>

namespace imgfix::catalog {

/// How the Alpine package relates to the Debian one.
enum class PackageKind {
    same,       // same name, same upstream program
    rename,     // another name, same upstream program
    split,      // several packages
    busybox,    // an applet of the base does the basic job; the package is the full program
    base,       // part of Alpine's base image
    replace,    // another program or major version: advise, do not rewrite
    varies,     // the version is part of Alpine's name
    not_needed, // no counterpart is wanted
    none,       // Alpine has no such package
};

/// What the claim rests on, strongest first.
enum class Evidence {
    built,   // an official Dockerfile on Alpine 3.18 or later adds it, or its APKBUILD was read
    mapped,  // the same pair stands in a map that is maintained (2026)
    indexed, // the Alpine 3.17 index of 2023: the name may have changed since
    weak,
};

struct Package {
    std::string_view debian;
    std::string_view rhel;   // several parted by blanks; empty when not known
    std::string_view alpine; // several parted by blanks; empty when none
    PackageKind kind = PackageKind::none;
    bool verified = false;     // status "verified": found in an index or in an official Dockerfile
    bool corroborated = false; // status "corroborated": several projects say so, no index was seen
    bool absent = false;       // status "absent": Alpine has no such package, as far as all sources go
    Evidence evidence = Evidence::weak;
};

std::string_view to_string(PackageKind kind);

/// The row of a Debian name as it stands, whatever its status.
std::optional<Package> find_package(std::string_view debian_name);

/// The same for a RHEL name; only rows whose RHEL side is confirmed.
std::optional<Package> find_rhel_package(std::string_view rhel_name);

/// Only what a rewrite may use: verified, and of a kind same, rename, split, busybox or base.
std::optional<Package> alpine_package(std::string_view debian_name);

/// How a server's package differs on Alpine, by its Debian or RHEL name (services.tsv); empty: it is none.
std::string_view service_difference(std::string_view package);

/// What Debian's package brings along and Alpine's does not (package_parts.tsv).
struct PackageParts {
    std::string_view add;    // packages of Alpine's that have it too, parted by blanks
    std::string_view lacks;  // what is lacking all the same, in words; empty: nothing
    std::string_view brings; // Debian's packages whose programs come with it on Alpine too
};
PackageParts package_parts(std::string_view debian_name);

/// The package of Alpine's that has a program which Debian packs elsewhere (alpine_programs.tsv); "-": none that is
/// sure; empty: it is where its package is.
std::string_view alpine_package_of_program(std::string_view program);

/// Is the name a command of Alpine's base image (BusyBox applets of Alpine 3.20, run and listed)?
bool is_alpine_applet(std::string_view name);

/// Is the name a command of the official busybox image? See fixers/data/busybox_applets.txt for how sure that is.
bool is_busybox_applet(std::string_view name);

} // namespace imgfix::catalog
