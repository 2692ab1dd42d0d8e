// Where a build stage has what `dotnet publish` makes, when that runs on any system.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace imgfix::rewrite {

/// What the `dotnet publish` of a stage, and of the stages that it is FROM, leave for any system. Known is .NET's own
/// SDK image, with options that choose no system; a project file may still choose one. Source: dotnet publish and
/// MSBuild command-line reference.
struct PublishedCode {
    std::vector<std::string> folders; // absolute: of -o, --output
    /// A publish names no folder, and leaves its code in bin/CONFIGURATION/FRAMEWORK/publish below a project.
    bool below_projects = false;
    /// Does anything publish at all?
    bool publishes = false;
    /// The files of projects that are named to it, without their folders; one that is no *.*proj, or empty: any.
    std::vector<std::string> projects;
    /// Why nothing is known for certain, as a part of a message; empty: there is no such reason.
    std::string obstacle;
    /// Does the path lie in what was published?
    [[nodiscard]] bool holds(std::string_view path) const;
};

/// sdk: the name of .NET's own SDK image, without a tag.
PublishedCode published_code(const document::Document& document, const document::Stage& stage, std::string_view sdk);

/// The absolute path that `path` names in `folder`, without `.`, `..` and double slashes.
std::string normal_path(std::string_view folder, std::string_view path);

} // namespace imgfix::rewrite
