// Names of registries: the default one, its API, and what counts as local (distribution/reference, moby/registry).
#pragma once

#include <string>
#include <string_view>

namespace imgfix::registry {

/// The registry of a reference that names none.
inline constexpr std::string_view default_registry = "docker.io";

/// The default registry in any spelling.
bool is_default_registry(std::string_view host);
/// Host of the API of a registry: that of the default one differs from its name.
std::string api_host(const std::string& registry);
/// The key under which credential helpers keep a registry.
std::string helper_key(const std::string& registry);
/// localhost, 127.0.0.0/8 and [::1], with any port.
bool is_loopback(std::string_view host);

} // namespace imgfix::registry
