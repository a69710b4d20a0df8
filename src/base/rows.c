/** Rows: one shape over what lies in memory and what is made on demand. */
#include "base/rows.h"

#include "base/alloc.h"
#include "base/error.h"

typedef struct row {
    vd_cell *cells;
    size_t order; /* of arrival: keeps the sort stable */
} row;

struct vd_rows {
    vd_arena arena;
    vd_column *columns;
    size_t width;
    const vd_cell *current; /* NULL: before the first row, or behind the last */
    row *rows;              /* in memory */
    size_t count, cap, next;
    vd_rows_stream stream; /* step == NULL: in memory */
    vd_cell *cells;        /* the stream's row */
    bool limited, ended;
    size_t left; /* rows still to be given, when limited */
};

static vd_rows *rows_make(const vd_column *columns, size_t width)
{
    vd_rows *rows = vd_alloc_zero(sizeof *rows);
    if (!rows) {
        return NULL;
    }
    rows->width = width;
    rows->columns = VD_ARENA_ARRAY(&rows->arena, vd_column, width);
    rows->cells = VD_ARENA_ARRAY(&rows->arena, vd_cell, width);
    bool ok = rows->columns && rows->cells;
    for (size_t i = 0; ok && i < width; i++) {
        rows->columns[i] = (vd_column){vd_arena_copy(&rows->arena, vd_str_of(columns[i].name)).ptr, columns[i].shown};
        ok = rows->columns[i].name != NULL;
    }
    if (!ok) {
        vd_rows_free(rows);
        return NULL;
    }
    return rows;
}

vd_status vd_rows_new(const vd_column *columns, size_t width, vd_rows **out, vd_error *err)
{
    *out = rows_make(columns, width);
    return *out ? VD_OK : vd_fail_memory(err);
}

vd_status vd_rows_new_stream(const vd_column *columns, size_t width, vd_rows_stream stream, vd_rows **out,
                             vd_error *err)
{
    *out = rows_make(columns, width);
    if (!*out) {
        if (stream.release) {
            stream.release(stream.context);
        }
        return vd_fail_memory(err);
    }
    (*out)->stream = stream;
    return VD_OK;
}

vd_arena *vd_rows_arena(vd_rows *rows)
{
    return &rows->arena;
}

vd_cell *vd_rows_add(vd_rows *rows)
{
    if (rows->count == rows->cap) {
        row *grown = vd_grown(rows->rows, &rows->cap, 16, sizeof *grown);
        if (grown == NULL) {
            return NULL;
        }
        rows->rows = grown;
    }
    vd_cell *cells = VD_ARENA_ARRAY(&rows->arena, vd_cell, rows->width);
    if (cells) {
        rows->rows[rows->count] = (row){cells, rows->count};
        rows->count++;
    }
    return cells;
}

size_t vd_rows_count(const vd_rows *rows)
{
    return rows->count;
}

static bool row_before(const row *a, const row *b, int (*compare)(const vd_cell *, const vd_cell *))
{
    int order = compare(a->cells, b->cells);
    return order != 0 ? order < 0 : a->order < b->order;
}

/* Lets rows[top] sink until no row below it in the heap of `count` rows sorts behind it. */
static void heap_sink(row *rows, size_t top, size_t count, int (*compare)(const vd_cell *, const vd_cell *))
{
    row sinking = rows[top];
    for (size_t child = 2 * top + 1; child < count; child = 2 * top + 1) {
        if (child + 1 < count && row_before(&rows[child], &rows[child + 1], compare)) {
            child++;
        }
        if (!row_before(&sinking, &rows[child], compare)) {
            break;
        }
        rows[top] = rows[child];
        top = child;
    }
    rows[top] = sinking;
}

/* Heap sort: qsort() passes no context to its comparison, and a merge would need memory that may not be there. */
void vd_rows_sort(vd_rows *rows, int (*compare)(const vd_cell *a, const vd_cell *b))
{
    for (size_t i = rows->count / 2; i-- > 0;) {
        heap_sink(rows->rows, i, rows->count, compare);
    }
    for (size_t i = rows->count; i-- > 1;) {
        row last = rows->rows[0];
        rows->rows[0] = rows->rows[i];
        rows->rows[i] = last;
        heap_sink(rows->rows, 0, i, compare);
    }
    for (size_t i = 0; i < rows->count; i++) {
        rows->rows[i].order = i;
    }
}

static vd_status stream_next(vd_rows *rows, bool *more, vd_error *err)
{
    for (size_t i = 0; i < rows->width; i++) {
        rows->cells[i] = (vd_cell){0};
    }
    vd_status status = rows->stream.step(rows->stream.context, rows->cells, more, err);
    if (status != VD_OK) {
        *more = false;
    }
    rows->ended = !*more;
    rows->current = *more ? rows->cells : NULL;
    return status;
}

void vd_rows_limit(vd_rows *rows, size_t most)
{
    rows->limited = most > 0;
    rows->left = most;
}

vd_status vd_rows_next(vd_rows *rows, bool *more, vd_error *err)
{
    *more = false;
    if (rows->limited && rows->left-- == 0) {
        rows->ended = true;
        rows->current = NULL;
    }
    if (rows->ended) {
        rows->limited = false;
        return VD_OK;
    }
    if (rows->stream.step) {
        return stream_next(rows, more, err);
    }
    *more = rows->next < rows->count;
    rows->current = *more ? rows->rows[rows->next++].cells : NULL;
    return VD_OK;
}

size_t vd_rows_width(const vd_rows *rows)
{
    return rows->width;
}

vd_str vd_rows_name(const vd_rows *rows, size_t column)
{
    return column < rows->width ? vd_str_of(rows->columns[column].name) : VD_NONE;
}

bool vd_rows_shown(const vd_rows *rows, size_t column)
{
    return column < rows->width && rows->columns[column].shown;
}

const vd_cell *vd_rows_current(const vd_rows *rows)
{
    return rows->current;
}

vd_cell vd_rows_cell(const vd_rows *rows, size_t column)
{
    return rows->current && column < rows->width ? rows->current[column] : (vd_cell){0};
}

void vd_rows_free(vd_rows *rows)
{
    if (!rows) {
        return;
    }
    if (rows->stream.release) {
        rows->stream.release(rows->stream.context);
    }
    vd_free(rows->rows);
    vd_arena_clear(&rows->arena);
    vd_free(rows);
}
