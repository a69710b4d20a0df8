/** Every allocation of viendan goes through here, so that tests can make the n-th one fail. */
#ifndef VD_BASE_ALLOC_H
#define VD_BASE_ALLOC_H

#include <stddef.h>

/** malloc/realloc/free; NULL on failure. */
void *vd_alloc(size_t size);
void *vd_alloc_zero(size_t size); /* zeroed; large blocks cost nothing until they are touched */
void *vd_realloc(void *block, size_t size);
void vd_free(void *block);

/** The array of `*cap` items of `size` bytes at `block`, made twice as long, or `first` long where there was none;
 * `*cap` follows. NULL, and nothing has changed, where memory ends. */
void *vd_grown(void *block, size_t *cap, size_t first, size_t size);

/** Make the `nth` next allocation (1 = the next) and all after it fail; 0: none fails.  For tests. */
void vd_alloc_fail_at(size_t nth);
/** Allocations since the last vd_alloc_fail_at().  For tests. */
size_t vd_alloc_count(void);

#endif
