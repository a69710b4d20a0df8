/** Shared libraries that few questions need, loaded when the first of these is asked: what the program names as needed
 *  is mapped, moved into place and searched for symbols at every start, and igraph alone brings thirty libraries. */
#ifndef VD_BASE_LIBRARY_H
#define VD_BASE_LIBRARY_H

#include "viendan.h"

/** One function: where its address goes.  `into` points to a pointer to a function of the right type. */
typedef struct vd_library_symbol {
    const char *name;
    void *into;
} vd_library_symbol;

/** A library and all that is wanted of it; static, `loaded` false. */
typedef struct vd_library {
    const char *file; /* as the loader knows it: "libz.so.1" */
    const vd_library_symbol *symbols;
    size_t count;
    bool loaded;
} vd_library;

/** Fill in the addresses, unless that has been done.  The library stays loaded.  From several threads at once too.
 *  Errors: IO, in words, when the library or one of the symbols is not there.
 *  Cost:   the first time as long as the library takes. */
VD_CHECKED vd_status vd_library_load(vd_library *library, vd_error *err);

/** Says in the program's file which library it will ask for, where package builders look for that.
 *  Source: https://uapi-group.org/specifications/specs/elf_dlopen_metadata/ */
#define VD_LIBRARY_NOTE(name, feature, does, file)                                     \
    VD_LIBRARY_NOTE_TEXT(name, "[{\"feature\":\"" feature "\",\"description\":\"" does \
                               "\",\"priority\":\"recommended\",\"soname\":[\"" file "\"]}]")
#define VD_LIBRARY_NOTE_TEXT(name, text)                                                     \
    __attribute__((used, section(".note.dlopen"))) _Alignas(4) static const struct {         \
        uint32_t owner_size, text_size, type;                                                \
        char owner[4];                                                                       \
        char json[(sizeof(text) + 3) / 4 * 4]; /* the next note begins at a multiple of 4 */ \
    } name = {4, sizeof(text), 0x407c0c0a, "FDO", text}

#endif
