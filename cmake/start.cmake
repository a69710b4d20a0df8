# Starting costs as little as it can.

# Tables of the law are full of pointers, each of which the loader sets right at every start: with this it reads a
# bitmap of where they are instead of 24 bytes for each.
include(CheckLinkerFlag)
check_linker_flag(C "-Wl,-z,pack-relative-relocs" VD_PACKS_RELOCATIONS)
if(VD_PACKS_RELOCATIONS)
    add_link_options("-Wl,-z,pack-relative-relocs")
endif()

# A library that `room` loads when it is first needed (src/base/library.h) instead of being linked with it: its headers,
# and the name under which the loader knows it as VD_<name>_FILE.  `prefix` is what pkg_check_modules() was given.
function(vd_loads_later room prefix)
    list(GET ${prefix}_LINK_LIBRARIES 0 file)
    file(REAL_PATH ${file} file)
    # Its own name says which versions fit: the same that the link editor would write down.
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${file} OUTPUT_VARIABLE headers ERROR_QUIET)
    if(headers MATCHES "SONAME +([^ \n]+)")
        set(file ${CMAKE_MATCH_1})
    endif()
    message(STATUS "${prefix} is loaded when needed: ${file}")
    target_compile_definitions(vd_${room} PRIVATE VD_${prefix}_FILE="${file}")
    target_compile_options(vd_${room} PRIVATE ${${prefix}_CFLAGS_OTHER})
    target_include_directories(vd_${room} SYSTEM PRIVATE ${${prefix}_INCLUDE_DIRS})
endfunction()
