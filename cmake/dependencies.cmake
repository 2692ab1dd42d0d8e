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

if(BUILD_TESTING)
  find_package(Catch2 CONFIG REQUIRED) # 2 and 3
endif()
