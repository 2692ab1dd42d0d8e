// What a base image's config hands to a Dockerfile built on it: shell, user, volumes, entry point.
//
// Source: fixers/data/base_config.tsv, read off the official Dockerfiles; each row names its source. Rows that
// could not be read are marked unverified and never returned.
#pragma once

#include <optional>
#include <string_view>

namespace imgfix::catalog {

/// Which program /bin/sh is.
enum class ShellProgram {
  unknown,
  none,  // scratch, distroless: no shell
  dash,
  ash,   // BusyBox
  bash,
};

/// Views into the embedded data; lists are parted by blanks, an empty view means "none".
struct BaseConfig {
  std::string_view image;
  std::string_view family;   // debian ubuntu alpine rhel busybox suse arch photon windows scratch
  ShellProgram sh = ShellProgram::unknown;
  bool default_shell = true;       // SHELL was not set: ["/bin/sh", "-c"]
  std::string_view shell;          // JSON when set
  std::string_view volumes;
  std::string_view user;           // empty: root
  std::string_view workdir;        // empty: /
  std::string_view entrypoint;     // JSON, empty: none
  std::string_view cmd;            // JSON, empty: none
  std::string_view env;            // names of the variables it sets, PATH only where it adds to the usual one
  std::string_view exposed;        // EXPOSE, as "80/tcp"
  std::string_view stop_signal;
  bool healthcheck = false;
  bool onbuild = false;            // has ONBUILD triggers
  std::string_view manager;        // apt apk dnf yum microdnf tdnf zypper pacman, empty: none
  std::string_view source;
};

/// The facts of an official image's tag (empty: latest); nothing when they are not known for certain.
/// `scratch` is known too.
std::optional<BaseConfig> base_config(std::string_view image, std::string_view tag);

/// Answer of manager_has_option.
enum class Known { no, yes, unknown };

/// Does the package manager of this base know the option? `manager` is apk, apt-get, pip, gem, npm..., `option` as
/// it is written (--no-cache), `family` and `release` as in alpine 3.2, debian 8, ubuntu 14.04, or an image and its
/// version (python 3.12). An unknown or empty release of a family gives `unknown`.
Known manager_has_option(std::string_view manager, std::string_view option, std::string_view family,
                         std::string_view release);

}  // namespace imgfix::catalog
