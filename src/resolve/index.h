/** Several values under a string: filled, sorted once, then asked.
 *  Only files of this room see this header. */
#ifndef VD_RESOLVE_INDEX_H
#define VD_RESOLVE_INDEX_H

#include "base/str.h"

typedef struct vd_index_row {
    vd_str key;
    size_t value;
} vd_index_row;

/** Zero-initialise to use; vd_index_clear() at the end.  Keys are borrowed. */
typedef struct vd_index {
    vd_index_row *rows;
    size_t count, cap;
} vd_index;

/** A run of rows. */
typedef struct vd_run {
    const vd_index_row *rows;
    size_t count;
} vd_run;

/** false when out of memory. */
bool vd_index_add(vd_index *index, vd_str key, size_t value);
/** By key, then by value; a pair that stands twice is kept once. */
void vd_index_sort(vd_index *index);
void vd_index_clear(vd_index *index);
/** The rows of exactly this key. */
vd_run vd_index_find(const vd_index *index, vd_str key);
/** The rows whose keys begin so. */
vd_run vd_index_prefix(const vd_index *index, vd_str prefix);

#endif
