/** Making vd_rows: either row by row in memory, or streamed by a callback. */
#ifndef VD_BASE_ROWS_H
#define VD_BASE_ROWS_H

#include "base/arena.h"
#include "base/str.h"

/** One column.  `shown` columns appear in tables. */
typedef struct vd_column {
    const char *name;
    bool shown;
} vd_column;

/** Rows held in memory.  `columns` and their names are copied.
 *  Owner: the caller, vd_rows_free(). */
VD_CHECKED vd_status vd_rows_new(const vd_column *columns, size_t width, vd_rows **out, vd_error *err);
/** The arena that lives with the rows: put cells' text there (or use static text). */
vd_arena *vd_rows_arena(vd_rows *rows);
/** Append a row of NULL cells and return it to be filled in; NULL when out of memory.  Valid until the next call. */
vd_cell *vd_rows_add(vd_rows *rows);
size_t vd_rows_count(const vd_rows *rows);
/** Sort the rows in memory; `compare` gets two rows of `width` cells. */
void vd_rows_sort(vd_rows *rows, int (*compare)(const vd_cell *a, const vd_cell *b));

/** Rows made on demand: `step` fills `cells` (width many, all NULL before) and sets *more; `release` frees the context.
 */
typedef struct vd_rows_stream {
    vd_status (*step)(void *context, vd_cell *cells, bool *more, vd_error *err);
    void (*release)(void *context);
    void *context;
} vd_rows_stream;
/** On failure the context is released. */
VD_CHECKED vd_status vd_rows_new_stream(const vd_column *columns, size_t width, vd_rows_stream stream, vd_rows **out,
                                        vd_error *err);
/** The cells of the current row, as many as it is wide; NULL when there is none. */
const vd_cell *vd_rows_current(const vd_rows *rows);
bool vd_rows_shown(const vd_rows *rows, size_t column);

static inline vd_cell vd_cell_text(vd_str s)
{
    return (vd_cell){.kind = s.ptr ? VD_CELL_TEXT : VD_CELL_NULL, .text = s};
}
static inline vd_cell vd_cell_int(int64_t v)
{
    return (vd_cell){.kind = VD_CELL_INT, .integer = v};
}
static inline vd_cell vd_cell_bool(bool v)
{
    return (vd_cell){.kind = VD_CELL_BOOL, .integer = v};
}
static inline vd_cell vd_cell_real(double v)
{
    return (vd_cell){.kind = VD_CELL_REAL, .real = v};
}
static inline vd_cell vd_cell_list(const vd_str *items, size_t count)
{
    return (vd_cell){.kind = VD_CELL_LIST, .items = items, .count = count};
}

#endif
