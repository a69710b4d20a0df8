/** Figures to count on, for the tests of the measures. */
#ifndef VD_TESTS_ACCURACY_BENCH_H
#define VD_TESTS_ACCURACY_BENCH_H

#include "accuracy/figures.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka.h needs the two above */
#include <cmocka.h>

typedef struct bench {
    vd_arena arena;
    figures all;
} bench;

static inline int bench_make(void **state)
{
    static bench one;
    one = (bench){0};
    one.all.arena = &one.arena;
    *state = &one;
    return 0;
}

static inline int bench_clear(void **state)
{
    vd_arena_clear(&((bench *)*state)->arena);
    return 0;
}

static inline const json *lines(vd_arena *arena, const char *text)
{
    const json *rows = json_read_lines(arena, vd_str_of(text), NULL);
    assert_non_null(rows);
    return rows;
}

static inline void assert_counts(bench *b, const char *name, size_t right, size_t wrong, size_t missed)
{
    const figure *f = figures_get(&b->all, name, VD_NONE);
    if (f->right != right || f->wrong != wrong || f->missed != missed) {
        fail_msg("%s: %zu %zu %zu, want %zu %zu %zu", name, f->right, f->wrong, f->missed, right, wrong, missed);
    }
}

#endif
