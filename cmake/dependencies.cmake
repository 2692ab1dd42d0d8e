# The libraries, all header-only but Catch2. Looked up by header, so that any place works:
# another one comes with -D CMAKE_PREFIX_PATH=DIR or -D CMAKE_INCLUDE_PATH=DIR.

function(imgfix_header_library name header package)
  string(TOUPPER IMGFIX_${name}_INCLUDE variable)
  find_path(${variable} ${header} DOC "Folder that holds ${header}")
  mark_as_advanced(${variable})
  if(NOT ${variable})
    message(FATAL_ERROR "No ${header}: it is in Debian's ${package}. ./dev run and ./dev test install what is missing.")
  endif()
  add_library(imgfix_${name} INTERFACE)
  add_library(imgfix::${name} ALIAS imgfix_${name})
  target_include_directories(imgfix_${name} SYSTEM INTERFACE ${${variable}})
endfunction()

imgfix_header_library(pegtl tao/pegtl.hpp tao-pegtl-dev)
imgfix_header_library(cli11 CLI/CLI.hpp libcli11-dev)
imgfix_header_library(fmt fmt/format.h libfmt-dev)
imgfix_header_library(dtl dtl/dtl.hpp libdtl-dev)
imgfix_header_library(json nlohmann/json.hpp nlohmann-json3-dev)
imgfix_header_library(toml toml++/toml.h libtomlplusplus-dev)

# fmt is for everyone; the rest is asked for by name.
target_link_libraries(imgfix_options INTERFACE imgfix::fmt)

# imgfix-net asks registries; imgfix alone works without it.
find_package(CURL 7.85 QUIET)
find_package(OpenSSL 3 QUIET)
if(CURL_FOUND AND OPENSSL_FOUND)
  set(found ON)
else()
  set(found OFF)
endif()
option(IMGFIX_NET "Build imgfix-net, which asks registries (libcurl and OpenSSL)" ${found})
if(IMGFIX_NET)
  find_package(CURL 7.85 REQUIRED)
  find_package(OpenSSL 3 REQUIRED)
endif()

if(BUILD_TESTING)
  find_package(Catch2 CONFIG REQUIRED) # 2 and 3
endif()
