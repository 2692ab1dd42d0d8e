// OCI distribution client (opencontainers/distribution-spec 1.1; distribution: token authentication).
#pragma once

#include <vector>

#include "registry/protocol.hpp"

namespace imgfix::registry {

/// Answers all questions, many at the same time, each reference once.
Report resolve(const Settings& settings, const std::vector<Question>& questions);

} // namespace imgfix::registry
