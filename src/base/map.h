/** Hash map from strings to size_t.  Keys are borrowed. */
#ifndef VD_BASE_MAP_H
#define VD_BASE_MAP_H

#include "base/str.h"

typedef struct vd_map_slot {
    vd_str key;
    size_t value;
    uint64_t hash;
} vd_map_slot;

/** Zero-initialise to use; vd_map_clear() at the end. */
typedef struct vd_map {
    vd_map_slot *slots;
    size_t count, cap; /* cap is 0 or a power of two */
} vd_map;

/** The value under `key`, or NULL. */
size_t *vd_map_get(const vd_map *map, vd_str key);
/** The key that was put, equal to `key`; absent when there is none. */
vd_str vd_map_key(const vd_map *map, vd_str key);
/** The place of `key`, made with `value` when it is not there; *made (may be NULL) tells.  NULL when out of memory. */
size_t *vd_map_put(vd_map *map, vd_str key, size_t value, bool *made);
void vd_map_clear(vd_map *map);

#endif
