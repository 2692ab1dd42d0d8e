// Finding, reading and writing files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::cli {

/// One file to work on.
struct InputFile {
    std::filesystem::path path; // empty: standard input
    std::string shown;          // as printed: relative to the current folder where it lies below it
    bool walked = false;
};

/// True for the names a walk takes: Dockerfile, Containerfile (any case), Dockerfile.*, *.dockerfile, ... but not
/// templates, back-ups and .dockerignore.
bool is_dockerfile_name(std::string_view name);

/// Shell pattern with *, ?, ** against a path, its file name, or one of its folders.
bool matches_glob(std::string_view pattern, std::string_view path);

/// True for the names of bake and compose files: docker-bake.hcl, compose.yaml, docker-compose.prod.yml, ...
bool is_build_file_name(std::string_view name);

/// Files of a folder and below it, sorted; symbolic links and .git, .hg, .svn, node_modules are not entered.
/// The bake and compose files seen on the way go into build_files.
std::vector<InputFile> walk(const std::filesystem::path& folder, const std::vector<std::string>& exclude,
                            std::vector<std::string>& errors, std::vector<std::filesystem::path>& build_files);

/// The bake and compose files in a folder.
std::vector<std::filesystem::path> build_files_in(const std::filesystem::path& folder);

/// True for the root of a repository, the home folder and the root folder: nothing above it is looked at.
bool is_top_folder(const std::filesystem::path& folder);

/// The text of a bake or compose file; empty when it is over 1 MiB or cannot be read.
std::string read_build_file(const std::filesystem::path& path);

/// How a path is shown.
std::string shown_path(const std::filesystem::path& path);

/// Reads a whole regular file (or standard input for an empty path). error is a complete message when it fails.
std::string read_file(const std::filesystem::path& path, std::string& error);

/// Replaces path's content by text if it still holds before: temporary file in the same folder, same mode and owner,
/// fsync, rename. Through a symbolic link to its target only inside the current folder (or the link's own, when the
/// link lies outside). Returns an error message, empty when it was done.
std::string write_file(const std::filesystem::path& path, std::string_view before, std::string_view text);

} // namespace imgfix::cli
