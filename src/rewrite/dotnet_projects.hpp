// What .NET's project files of a build context say of the system that they are for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rewrite/build_context.hpp"

namespace imgfix::rewrite {

/// A project, or what MSBuild reads beside each (Directory.Build.props and its kin). text: in lower case, as MSBuild
/// ignores case, and without comments.
struct ProjectFile {
    std::string source; // relative to the context
    std::string text;
    /// The trimmed text of an element; nullopt: there is none. Of several the first.
    [[nodiscard]] std::optional<std::string> value(std::string_view element) const;
    /// The Include of each element of this name.
    [[nodiscard]] std::vector<std::string> included(std::string_view element) const;
};

/// The files of the context that decide how the named projects (Shop.csproj, without folders) are published: these,
/// what they refer to, and what MSBuild reads beside them. A name that is no project file, or not found: all files.
/// Source: MSBuild reference, "Directory.Build.props"; .NET SDK, "ProjectReference".
std::vector<ProjectFile> project_files(const BuildContext& context, const std::vector<std::string>& names);

} // namespace imgfix::rewrite
