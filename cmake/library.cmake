# libviendan for other programs: the rooms below the command line in one shared library that shows nothing but what the
# public header declares, and what pkg-config says of it.
include(GNUInstallDirs)
block()

set(header ${PROJECT_SOURCE_DIR}/include/viendan.h)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${header})
file(READ ${header} declared)
string(REGEX REPLACE "[][;]" " " declared "${declared}") # a list is to be made of it
string(REGEX MATCHALL "vd_[a-z0-9_]+\\(" declared "${declared}")
list(REMOVE_DUPLICATES declared)
string(REGEX REPLACE "\\(;?" ";\n    " declared "${declared}")
# Versions that a program built with this one can run with: before 1.0 each may change what the header declares.
set(fits ${PROJECT_VERSION_MAJOR})
if(fits EQUAL 0)
    set(fits 0.${PROJECT_VERSION_MINOR})
endif()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/viendan.map @ONLY
    CONTENT "VIENDAN_@fits@ {\nglobal:\n    @declared@local:\n    *;\n};\n")

set(rooms base tables read text extract resolve store graph force ingest catalogue report)
list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:vd_\\1>" OUTPUT_VARIABLE objects)
add_library(libviendan SHARED ${objects})
target_link_libraries(libviendan PRIVATE PkgConfig::PCRE2 PkgConfig::UTF8PROC PkgConfig::SQLITE PkgConfig::ZLIB
    Threads::Threads ${CMAKE_DL_LIBS} m)
target_link_options(libviendan PRIVATE "LINKER:--version-script,${PROJECT_BINARY_DIR}/viendan.map"
    "LINKER:-Bsymbolic-functions")
set_target_properties(libviendan PROPERTIES LINKER_LANGUAGE C OUTPUT_NAME viendan VERSION ${PROJECT_VERSION}
    SOVERSION ${fits} LINK_DEPENDS ${PROJECT_BINARY_DIR}/viendan.map)

# Found from the file itself, so that the folder may be given when it is installed, or moved later; not where the place
# of libraries is one for all.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    set(prefix ${CMAKE_INSTALL_PREFIX})
else()
    file(RELATIVE_PATH above /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
    string(REGEX REPLACE "/$" "" above "${above}")
    set(prefix "\${pcfiledir}/${above}")
endif()
foreach(folder INCLUDEDIR LIBDIR)
    set(${folder} ${CMAKE_INSTALL_${folder}})
    if(NOT IS_ABSOLUTE "${${folder}}")
        string(PREPEND ${folder} "\${prefix}/")
    endif()
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/viendan.pc @ONLY CONTENT
"prefix=@prefix@
includedir=@INCLUDEDIR@
libdir=@LIBDIR@

Name: viendan
Description: @PROJECT_DESCRIPTION@
Version: @PROJECT_VERSION@
Cflags: -I\${includedir}
Libs: -L\${libdir} -lviendan
")
install(TARGETS libviendan LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_BINARY_DIR}/viendan.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

endblock()
