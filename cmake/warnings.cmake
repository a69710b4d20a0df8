# Warnings are errors; sanitizers where VD_SANITIZE is on.
add_library(vd_warnings INTERFACE)
target_compile_options(vd_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wformat=2 -Wvla -Werror)
target_compile_definitions(vd_warnings INTERFACE _POSIX_C_SOURCE=200809L)
if(VD_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()
