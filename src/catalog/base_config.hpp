// What a base image's config hands to a Dockerfile built on it: shell, user, volumes, entry point.
//
// Source: fixers/data/base_config.tsv, read off the official Dockerfile of each tag's last build (make_base_config.py)
// and, for images built from an archive, by hand. What could not be read, or where builds disagree, is not known here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imgfix::catalog {

/// Which program /bin/sh is.
enum class ShellProgram {
    unknown,
    none, // scratch, distroless: no shell
    dash,
    ash, // BusyBox
    bash,
};

/// Views into the embedded data; lists are parted by blanks, an empty view means "none".
struct BaseConfig {
    std::string_view family; // debian ubuntu alpine rhel fedora amazon busybox arch photon scratch windows
    std::string release;     // of the family, the oldest that the tag can have (8, 14.04, 3.6); empty: not known
    ShellProgram sh = ShellProgram::unknown;
    bool default_shell = true; // SHELL was not set: ["/bin/sh", "-c"]
    std::string_view shell;    // JSON when set
    std::string_view volumes;
    std::string_view user;       // empty: root
    std::string_view workdir;    // empty: /
    std::string_view entrypoint; // JSON, empty: none
    std::string_view cmd;        // JSON, empty: none
    std::string_view env;        // names of the variables it sets, but those that only tell what was downloaded
                                 // (..._VERSION, ..._SHA256, ..._URL, GPG_KEY: is_download_variable)
    std::string_view exposed;    // EXPOSE, as "80/tcp"
    std::string_view stop_signal;
    bool healthcheck = false;
    bool onbuild = false;     // has ONBUILD triggers
    std::string_view manager; // apt apk dnf yum microdnf tdnf pacman, empty: none
};

/// The facts of an official image's tag (empty: latest); nothing when they are not known for certain.
/// `scratch` is known too. A tag that floats counts as what it was on the catalog's day.
std::optional<BaseConfig> base_config(std::string_view image, std::string_view tag);

/// Does an image set this variable, as far as its name goes, only to tell what it downloaded? Any official image may
/// have some of these, and `env` does not list them.
bool is_download_variable(std::string_view name);

/// Answer of manager_has_option.
enum class Known { no, yes, unknown };

/// Does the package manager of this base know the option? `manager` is apk, apt-get, pip, gem, npm..., `option` as
/// it is written (--no-cache), `family` and `release` as in alpine 3.2, debian 8, ubuntu 14.04, or an image and its
/// version (python 3.12). An unknown or empty release of a family gives `unknown`.
Known manager_has_option(std::string_view manager, std::string_view option, std::string_view family,
                         std::string_view release);

/// The same for the image a stage begins with: its own manager (pip of python:3.12), else that of its family's release
/// (pip that apt installs on node:24). Tag empty: latest.
Known base_has_option(std::string_view image, std::string_view tag, std::string_view manager, std::string_view option);

} // namespace imgfix::catalog
