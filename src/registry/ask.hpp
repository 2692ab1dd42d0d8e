// imgfix's side of the network: starts imgfix-net, asks, and reads the answers.
#pragma once

#include "registry/protocol.hpp"

namespace imgfix::registry {

/// Asks all questions at once. The program beside this one is taken, else the one in PATH. When it cannot be started or
/// fails, each answer says so.
Report ask(const Settings& settings, const std::vector<Question>& questions);

/// The program: beside this one, else in PATH.
std::string helper_program();

} // namespace imgfix::registry
