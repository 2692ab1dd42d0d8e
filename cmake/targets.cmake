# imgfix_add_library(NAME FOLDER dir [EXCEPT file..] [EMBED dir] [LINK target..])
# The static library imgfix_NAME from the sources in one folder; new files are noticed by the next build.
# While the folder is empty it is an interface library, so that what links it configures.
# EMBED: the folder whose files the library's .S sources pull in with .incbin.
function(imgfix_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;EMBED" "EXCEPT;LINK")
  set(dir ${PROJECT_SOURCE_DIR}/${arg_FOLDER})
  file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.S)
  foreach(file IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM sources ${dir}/${file})
  endforeach()

  set(target imgfix_${name})
  if(NOT sources)
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE imgfix::options ${arg_LINK})
    return()
  endif()
  add_library(${target} STATIC ${sources})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${target} PUBLIC imgfix::options ${arg_LINK})

  if(arg_EMBED)
    file(GLOB data CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${arg_EMBED}/*)
    set(assembly ${sources})
    list(FILTER assembly INCLUDE REGEX "\\.S$")
    if(assembly)
      set_source_files_properties(${assembly} PROPERTIES
        OBJECT_DEPENDS "${data}" INCLUDE_DIRECTORIES ${PROJECT_SOURCE_DIR}/${arg_EMBED})
    endif()
  endif()
endfunction()
