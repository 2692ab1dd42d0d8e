#include "registry/names.hpp"

#include <algorithm>

namespace imgfix::registry {

namespace {

const std::string index_host = "index." + std::string(default_registry);
const std::string default_api = "registry-1." + std::string(default_registry);

} // namespace

bool is_default_registry(std::string_view host) {
    return host.empty() || host == default_registry || host == index_host || host == default_api;
}

std::string api_host(const std::string& registry) { return is_default_registry(registry) ? default_api : registry; }

std::string helper_key(const std::string& registry) {
    return is_default_registry(registry) ? "https://" + index_host + "/v1/" : registry;
}

bool is_loopback(std::string_view host) {
    if (host.starts_with("[::1]"))
        return host.size() == 5 || host[5] == ':';
    host = host.substr(0, host.rfind(':'));
    return host == "localhost" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

} // namespace imgfix::registry
