/** The one place that asks for memory, and the counter by which tests make it fail. */
#define _DEFAULT_SOURCE /* MADV_HUGEPAGE */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Atomic, because objects on several threads allocate at once. */
static atomic_size_t count;
static atomic_size_t fail_at;

/* Counts one allocation; is it one that has to fail?  No object can be larger than PTRDIFF_MAX. */
static bool allocation_fails(size_t size)
{
    size_t number = atomic_fetch_add_explicit(&count, 1, memory_order_relaxed) + 1;
    size_t limit = atomic_load_explicit(&fail_at, memory_order_relaxed);
    return size > PTRDIFF_MAX || (limit != 0 && number >= limit);
}

void *vd_alloc(size_t size)
{
    return allocation_fails(size) ? NULL : malloc(size ? size : 1);
}

/* A large block is filled and then read here and there: in large pages, where the system has them to give, fewer
 * addresses have to be looked up, and fewer pages asked for.  What is touched costs 2 MB at once, what is not nothing.
 */
static void block_widen(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
    const size_t page = (size_t)2 << 20;
    size_t ahead = (page - (uintptr_t)block % page) % page;
    if (block && size >= ahead + page) {
        (void)madvise((char *)block + ahead, (size - ahead) / page * page, MADV_HUGEPAGE);
    }
#else
    (void)block;
    (void)size;
#endif
}

void *vd_alloc_zero(size_t size)
{
    void *block = allocation_fails(size) ? NULL : calloc(size ? size : 1, 1);
    block_widen(block, size);
    return block;
}

void *vd_realloc(void *block, size_t size)
{
    return allocation_fails(size) ? NULL : realloc(block, size ? size : 1);
}

void *vd_grown(void *block, size_t *cap, size_t first, size_t size)
{
    size_t wanted = *cap > SIZE_MAX / 2 ? SIZE_MAX : *cap ? *cap * 2 : first;
    void *grown = wanted > SIZE_MAX / size ? NULL : vd_realloc(block, wanted * size);
    if (grown) {
        *cap = wanted;
    }
    return grown;
}

void vd_free(void *block)
{
    free(block);
}

void vd_alloc_fail_at(size_t nth)
{
    atomic_store(&count, 0);
    atomic_store(&fail_at, nth);
}

size_t vd_alloc_count(void)
{
    return atomic_load(&count);
}
