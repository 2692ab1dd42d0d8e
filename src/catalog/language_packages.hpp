// Packages of PyPI, npm, RubyGems and NuGet that a smaller base may fail to install or run.
//
// Source: fixers/data/language_packages.tsv (make_language_packages.py: pip's own answers; the rest by hand).
#pragma once

#include <cstdint>
#include <string_view>

namespace imgfix::catalog {

enum class PackageRisk : std::uint8_t {
    none,     // not on the list, or there are builds for both C libraries
    compiled, // it is compiled where it is installed
    glibc,    // there is a build for glibc and none for musl
    icu,      // it does not work without ICU: .NET's globalization-invariant mode
};

/// ecosystem: pypi, npm, gem or nuget. name: as the installer takes it, without a version; of PyPI in any spelling that
/// PEP 503 takes as the same, of NuGet in lower case.
PackageRisk package_risk(std::string_view ecosystem, std::string_view name);

} // namespace imgfix::catalog
