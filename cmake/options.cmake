# How everything of ours is compiled: imgfix::options, linked by every target.

option(IMGFIX_WERROR "Treat warnings as errors" OFF)
set(IMGFIX_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them (address,undefined)")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

add_library(imgfix_options INTERFACE)
add_library(imgfix::options ALIAS imgfix_options)
target_include_directories(imgfix_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(imgfix_options INTERFACE
  IMGFIX_VERSION="${PROJECT_VERSION}" FMT_HEADER_ONLY=1 TOML_HEADER_ONLY=1
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  set(warnings -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wno-missing-field-initializers)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12: false alarms in std::string, PR 105329 and 105651. clang and the sanitizers look at these, too.
    list(APPEND warnings -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
  if(IMGFIX_WERROR)
    list(APPEND warnings -Werror)
  endif()
  target_compile_options(imgfix_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${warnings}>")
endif()

if(IMGFIX_SANITIZE)
  set(sanitize -fsanitize=${IMGFIX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(imgfix_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:${sanitize}>")
  target_link_options(imgfix_options INTERFACE ${sanitize})
elseif(UNIX AND NOT APPLE)
  # The program needs libc, libm and the loader at run time, nothing else (tests/setup/links.sh).
  target_link_options(imgfix_options INTERFACE -static-libstdc++ -static-libgcc)
endif()
