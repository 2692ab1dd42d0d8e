// What differs between the versions of the libraries we compile against, in one place.
//
// Most differences need no code, only the right header:
//   fmt 9 to 11    <fmt/format.h>; for fmt::join also <fmt/ranges.h>
//   CLI11 2.1 on   <CLI/CLI.hpp>
//   toml++ 3.3 on  <toml++/toml.h> (3.4 adds toml.hpp and keeps this name)
//   json 3.11 on   <nlohmann/json.hpp>
// Catch2 2 and 3 do differ; tests include this header instead of Catch2's.
#pragma once

#ifdef IMGFIX_TESTS

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_message.hpp>
#include <catch2/catch_session.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/matchers/catch_matchers_all.hpp>

namespace imgfix::compat {
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
} // namespace imgfix::compat

#else
#ifdef IMGFIX_TESTS_MAIN
#define CATCH_CONFIG_RUNNER
#endif
#include <catch2/catch.hpp>

namespace imgfix::compat {
inline auto ContainsSubstring(const std::string& part) { return Catch::Matchers::Contains(part); }
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
} // namespace imgfix::compat
#endif

#endif
