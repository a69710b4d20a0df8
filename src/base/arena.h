/** Arena: memory that is given back all at once. */
#ifndef VD_BASE_ARENA_H
#define VD_BASE_ARENA_H

#include "base/str.h"

#include <stddef.h>

typedef struct vd_arena_block vd_arena_block;

/** Zero-initialise to use; vd_arena_clear() at the end. */
typedef struct vd_arena {
    vd_arena_block *blocks;
    size_t expected; /* bytes that the next first block should have: what was in use before vd_arena_reset() */
} vd_arena;

/** `size` zeroed bytes, aligned for any type; NULL when out of memory. */
void *vd_arena_alloc(vd_arena *arena, size_t size);
/** The same, but its content is anything: for what is written before it is read. */
void *vd_arena_alloc_raw(vd_arena *arena, size_t size);
/** A copy of `str`, also NUL-terminated behind its end; ptr == NULL when out of memory (or `str` is absent). */
vd_str vd_arena_copy(vd_arena *arena, vd_str str);
void vd_arena_clear(vd_arena *arena);
/** Forget the content and keep the memory, so that the next text of about the same size asks the system for none.
 *  What a very large text took is given back. */
void vd_arena_reset(vd_arena *arena);

/** Array of `count` zeroed items. */
#define VD_ARENA_ARRAY(arena, type, count) ((type *)vd_arena_alloc_array((arena), (count), sizeof(type)))
void *vd_arena_alloc_array(vd_arena *arena, size_t count, size_t size);
/** The same, not zeroed. */
#define VD_ARENA_RAW(arena, type, count) ((type *)vd_arena_alloc_array_raw((arena), (count), sizeof(type)))
void *vd_arena_alloc_array_raw(vd_arena *arena, size_t count, size_t size);
/** A copy of the `*cap` items at `items`, twice as long, or `first` long where there was none; what is new is zeroed
 * and `*cap` follows.  The old array stays in the arena.  NULL, and nothing has changed, where memory ends. */
void *vd_arena_grown(vd_arena *arena, const void *items, size_t *cap, size_t first, size_t size);

#endif
