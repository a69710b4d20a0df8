/** Rows of tasks (columns document_id, source, start, end, line, path, what, lead, deadline; others are passed over) as
 *  the matrix wants them.  A list stands joined; a task of a document that the graph does not have is left out. */
#include "base/buf.h"
#include "base/error.h"
#include "base/rows.h"
#include "report/matrix.h"

#include <stdlib.h>

enum { DOCUMENT, SOURCE, START, END, LINE, PATH, WHAT, LEAD, DEADLINE, COLUMNS };

static const char *const names[COLUMNS] = {"document_id", "source", "start", "end",     "line",
                                           "path",        "what",   "lead",  "deadline"};

typedef struct reading {
    vd_arena *arena;
    const vd_graph_data *data;
    vd_rows *rows;
    size_t column[COLUMNS]; /* SIZE_MAX: there is none */
    vd_buf tasks;           /* of vd_matrix_task */
    vd_buf text;
} reading;

static vd_cell cell_of(const reading *r, int what)
{
    return vd_rows_cell(r->rows, r->column[what]);
}

static size_t size_of(const reading *r, int what)
{
    vd_cell cell = cell_of(r, what);
    return cell.kind == VD_CELL_INT && cell.integer > 0 ? (size_t)cell.integer : 0;
}

/* A text or list into the arena; false when out of memory. */
static bool text_keep(reading *r, int what, vd_str *out)
{
    vd_cell cell = cell_of(r, what);
    vd_buf_reset(&r->text);
    *out = VD_NONE;
    if (cell.kind == VD_CELL_TEXT) {
        vd_buf_add(&r->text, cell.text);
    }
    for (size_t i = 0; cell.kind == VD_CELL_LIST && i < cell.count; i++) {
        vd_buf_add_text(&r->text, i ? "; " : "");
        vd_buf_add(&r->text, cell.items[i]);
    }
    if (r->text.len > 0) {
        *out = vd_arena_copy(r->arena, vd_buf_str(&r->text));
    }
    return vd_buf_ok(&r->text) && (r->text.len == 0 || out->ptr);
}

static bool task_read(reading *r)
{
    vd_cell id = cell_of(r, DOCUMENT);
    int document = id.kind == VD_CELL_TEXT ? vd_graph_document_find(r->data, id.text) : -1;
    if (document < 0) {
        return true;
    }
    vd_matrix_task task = {
        .document = (uint32_t)document, .start = size_of(r, START), .end = size_of(r, END), .line = size_of(r, LINE)};
    bool good = text_keep(r, SOURCE, &task.source) && text_keep(r, PATH, &task.place) &&
                text_keep(r, WHAT, &task.text) && text_keep(r, LEAD, &task.lead) &&
                text_keep(r, DEADLINE, &task.deadline);
    vd_buf_add(&r->tasks, (vd_str){(const char *)&task, sizeof task});
    return good && vd_buf_ok(&r->tasks);
}

static int task_cmp(const void *a, const void *b)
{
    const vd_matrix_task *s = a;
    const vd_matrix_task *t = b;
    if (s->document != t->document) {
        return s->document < t->document ? -1 : 1;
    }
    int order = vd_str_cmp(s->source, t->source);
    return order ? order : (s->start > t->start) - (s->start < t->start);
}

vd_status vd_matrix_tasks_read(vd_arena *arena, const vd_graph_data *data, vd_rows *rows, vd_matrix_tasks *out,
                               vd_error *err)
{
    reading r = {.arena = arena, .data = data, .rows = rows};
    vd_status status = VD_OK;
    *out = (vd_matrix_tasks){0};
    for (int what = 0; what < COLUMNS; what++) {
        r.column[what] = SIZE_MAX;
        for (size_t i = 0; i < vd_rows_width(rows); i++) {
            r.column[what] = vd_str_eq(vd_rows_name(rows, i), vd_str_of(names[what])) ? i : r.column[what];
        }
    }
    for (bool more = true; status == VD_OK;) {
        status = vd_rows_next(rows, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        status = task_read(&r) ? VD_OK : vd_fail_memory(err);
    }
    size_t count = r.tasks.len / sizeof(vd_matrix_task);
    vd_matrix_task *items = status == VD_OK ? VD_ARENA_ARRAY(arena, vd_matrix_task, count) : NULL;
    if (status == VD_OK && !items) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK && count > 0) {
        memcpy(items, r.tasks.ptr, r.tasks.len);
        qsort(items, count, sizeof *items, task_cmp);
    }
    if (status == VD_OK) {
        *out = (vd_matrix_tasks){items, count};
    }
    vd_buf_clear(&r.tasks);
    vd_buf_clear(&r.text);
    return status;
}
