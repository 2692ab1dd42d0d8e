// Lists of a language's packages in the build context: requirements.txt, package.json, lock files, go.mod,
// Gemfile.lock, Cargo.toml. They are hostile text: read line by line or string by string, without recursion.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/language_packages.hpp"
#include "rewrite/build_context.hpp"

namespace imgfix::rewrite {

/// A package that a list names.
struct ListedPackage {
    std::string name;         // as language_packages.tsv spells it: no version; a Go module without /v2 and the like
    std::string platform;     // of a gem that is ready-built (x86_64-linux); else empty
    bool development = false; // only for who develops the application
};

/// The packages that a list asks for. Its kind is told by its file's name; a name that is none of the known ones is
/// read as pip's requirements.
std::vector<ListedPackage> packages_in(std::string_view file_name, std::string_view text);

/// A list that lies in the image when a command reads it.
struct PackageList {
    std::string source; // relative to the context
    std::string text;
    std::string_view ecosystem; // of language_packages.tsv
    std::vector<ListedPackage> packages;
};

/// Does this call install, or build, what its lists ask for? installer: pip, npm, yarn, pnpm, bundle, cargo, go and
/// their kin. operands: the words behind its name, empty where not constant.
bool installs_by_list(std::string_view installer, const std::vector<std::string_view>& operands);

/// The lists that the call reads, as far as the context shows them. folder: where it runs; nullopt: where its
/// instruction does.
std::vector<PackageList> package_lists(const document::Document& document, const document::Stage& stage,
                                       const document::Instruction& instruction, const BuildContext* context,
                                       std::string_view installer, const std::vector<std::string_view>& operands,
                                       const std::optional<std::string>& folder);

/// A package of a list.
struct RiskyPackage {
    std::string name;
    std::string source;             // the list's file
    std::vector<std::string> needs; // of a crate: Debian's packages that its build needs
};

/// The first package of the lists that has this risk, and is not ready-built for the target. musl: is the target's C
/// library musl?
std::optional<RiskyPackage> risky_package(const std::vector<PackageList>& lists, catalog::PackageRisk risk, bool musl);

/// The crates of the lists whose build needs more than a C compiler.
std::vector<RiskyPackage> demanding_crates(const std::vector<PackageList>& lists);

/// A Gemfile.lock whose PLATFORMS leave out both musl and `ruby`, for which gems are compiled; nullptr: there is none.
const PackageList* list_without_musl(const std::vector<PackageList>& lists);

} // namespace imgfix::rewrite
