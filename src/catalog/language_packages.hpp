// Packages of PyPI, npm, RubyGems, Go, Rust and NuGet that a smaller base may fail to install or run.
//
// Source: fixers/data/language_packages.tsv (make_language_packages.py: pip's own answers; the rest by hand).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace imgfix::catalog {

enum class PackageRisk : std::uint8_t {
    none,     // not on the list, or there are builds for both C libraries
    compiled, // it is compiled where it is installed
    glibc,    // there is a build for glibc and none for musl
    icu,      // it does not work without ICU: .NET's globalization-invariant mode
};

/// ecosystem: pypi, npm, gem, go, cargo or nuget. name: as the installer takes it, without a version (of Go: nor /v2
/// and the like); of PyPI in any spelling that PEP 503 takes as the same, of NuGet in lower case.
PackageRisk package_risk(std::string_view ecosystem, std::string_view name);

/// The program that the package starts when it is used; empty: none is known.
std::string_view program_run_by(std::string_view ecosystem, std::string_view name);

/// What the build of a crate needs beside a C compiler.
struct CrateNeeds {
    std::string_view packages; // Debian's, with blanks between them
    std::string_view unless;   // words of Cargo.toml or Cargo.lock with which it does without
};
/// nullopt: nothing is known.
std::optional<CrateNeeds> needs_of_crate(std::string_view name);

} // namespace imgfix::catalog
