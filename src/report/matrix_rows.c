/** The matrix as rows: the grid either way round, its cells as a list, its plans. */
#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"
#include "base/rows.h"
#include "report/matrix.h"

/* Columns of a document at the head of a grid's rows; what follows them are cells. */
static const vd_column directive_columns[] = {
    {"id", false},         {"number", true},       {"title", true},     {"type", false},
    {"date", false},       {"state", true},        {"state_by", false}, {"state_since", false},
    {"candidates", false}, {"implementing", true}, {"acting", false},
};
static const vd_column plan_columns[] = {
    {"id", false},     {"plan", true},    {"title", true},       {"type", false},     {"date", false},
    {"issuer", false}, {"source", false}, {"implemented", true}, {"acted_on", false},
};
static const vd_column task_columns[] = {{"task", true}, {"task_text", true}, {"lead", true}, {"deadline", true}};

enum {
    GRID_CANDIDATES = 8,
    DIRECTIVE_COLUMNS = sizeof directive_columns / sizeof *directive_columns,
    PLAN_COLUMNS = sizeof plan_columns / sizeof *plan_columns,
    TASK_COLUMNS = sizeof task_columns / sizeof *task_columns
};

typedef struct walk {
    const vd_matrix *matrix;
    bool transpose;
    vd_matrix_part part;
    size_t next;
    char dates[4][16];
    char (*texts)[VD_MATRIX_TEXT]; /* of the current row, by column */
    vd_str relations[VD_REL_COUNT];
} walk;

static void walk_free(void *context)
{
    walk *w = context;
    vd_free(w->texts);
    vd_free(w);
}

static vd_cell date_cell(vd_date date, char text[16])
{
    return vd_cell_text(vd_date_format(date, text));
}

static vd_cell name_cell(const char *name)
{
    return vd_cell_text(name[0] ? vd_str_of(name) : VD_NONE);
}

static vd_cell id_cell(const vd_matrix *m, const vd_matrix_directive *row)
{
    return vd_cell_text(row->decided ? m->data->documents[row->document].id : VD_NONE);
}

static vd_cell candidates_cell(const vd_matrix *m, const vd_matrix_directive *row)
{
    const vd_undecided *undecided = vd_matrix_undecided_of(m, row->document);
    return undecided ? vd_cell_list(undecided->candidates, undecided->candidate_count) : (vd_cell){0};
}

/* Is there anything to be said in that column? */
static bool candidates_any(const vd_matrix *m)
{
    for (size_t i = m->known_count; i < m->directive_count; i++) {
        if (m->directives[i].now.kind == VD_STATE_AMBIGUOUS) {
            return true;
        }
    }
    return false;
}

/* ---- Grid ---- */

static void directive_head(walk *w, const vd_matrix_directive *row, vd_cell *cells)
{
    const vd_graph_document *d = &w->matrix->data->documents[row->document];
    cells[0] = id_cell(w->matrix, row);
    cells[1] = vd_cell_text(d->number);
    cells[2] = vd_cell_text(d->title);
    cells[3] = vd_cell_text(d->type);
    cells[4] = vd_cell_text(d->date);
    cells[5] = name_cell(vd_state_name(row->now.kind));
    cells[6] = vd_cell_text(row->now.by);
    cells[7] = date_cell(row->now.since, w->dates[0]);
    cells[GRID_CANDIDATES] = candidates_cell(w->matrix, row);
    cells[9] = vd_cell_int((int64_t)row->doing);
    cells[10] = vd_cell_int((int64_t)row->acting);
}

static void plan_head(const walk *w, const vd_matrix_plan *row, vd_cell *cells)
{
    const vd_graph_document *d = &w->matrix->data->documents[row->document];
    cells[0] = vd_cell_text(d->id);
    cells[1] = vd_cell_text(row->name);
    cells[2] = vd_cell_text(d->title);
    cells[3] = vd_cell_text(d->type);
    cells[4] = vd_cell_text(d->date);
    cells[5] = vd_cell_text(d->issuer);
    cells[6] = vd_cell_text(row->source);
    cells[7] = vd_cell_int((int64_t)row->doing);
    cells[8] = vd_cell_int((int64_t)row->acting);
    if (w->matrix->tasks && row->task) {
        cells[PLAN_COLUMNS] = vd_cell_text(row->task->place);
        cells[PLAN_COLUMNS + 1] = vd_cell_text(row->task->text);
        cells[PLAN_COLUMNS + 2] = vd_cell_text(row->task->lead);
        cells[PLAN_COLUMNS + 3] = vd_cell_text(row->task->deadline);
    }
}

size_t vd_matrix_grid_fixed(const vd_matrix *matrix, bool transpose)
{
    return !transpose ? (size_t)DIRECTIVE_COLUMNS : (size_t)PLAN_COLUMNS + (matrix->tasks ? (size_t)TASK_COLUMNS : 0);
}

static vd_status grid_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    walk *w = context;
    const vd_matrix *m = w->matrix;
    size_t at = w->next++;
    size_t fixed = vd_matrix_grid_fixed(m, w->transpose);
    (void)err;
    *more = at < (w->transpose ? m->plan_count : m->directive_count);
    if (!*more) {
        w->next--;
        return VD_OK;
    }
    size_t from = w->transpose ? m->plan_first[at] : m->directives[at].first;
    size_t to = w->transpose ? m->plan_first[at + 1] : from + m->directives[at].count;
    if (w->transpose) {
        plan_head(w, &m->plans[at], cells);
    } else {
        directive_head(w, &m->directives[at], cells);
    }
    for (size_t i = from; i < to; i++) {
        const vd_matrix_cell *cell = &m->cells[w->transpose ? m->by_plan[i] : i];
        size_t column = w->transpose ? cell->directive : cell->plan;
        if (column >= w->part.first && column - w->part.first < w->part.count) {
            column -= w->part.first;
            cells[fixed + column] = vd_cell_text(vd_matrix_text(cell, w->texts[column]));
        }
    }
    return VD_OK;
}

static vd_column *grid_columns(vd_arena *arena, const walk *w)
{
    size_t fixed = vd_matrix_grid_fixed(w->matrix, w->transpose);
    vd_column *columns = VD_ARENA_ARRAY(arena, vd_column, fixed + w->part.count);
    if (!columns) {
        return NULL;
    }
    memcpy(columns, w->transpose ? plan_columns : directive_columns,
           w->transpose ? sizeof plan_columns : sizeof directive_columns);
    if (!w->transpose) {
        columns[GRID_CANDIDATES].shown = candidates_any(w->matrix);
    }
    if (w->transpose && w->matrix->tasks) {
        memcpy(columns + PLAN_COLUMNS, task_columns, sizeof task_columns);
    }
    for (size_t i = 0; i < w->part.count; i++) {
        size_t at = w->part.first + i;
        vd_str name = w->transpose ? w->matrix->directives[at].name : w->matrix->plans[at].name;
        columns[fixed + i] = (vd_column){name.ptr, true};
    }
    return columns;
}

/* A walk of `width` columns as rows. */
static vd_status walk_rows(walk *w, const vd_column *columns, size_t width,
                           vd_status (*step)(void *, vd_cell *, bool *, vd_error *), vd_rows **out, vd_error *err)
{
    return vd_rows_new_stream(columns, width, (vd_rows_stream){step, walk_free, w}, out, err);
}

vd_status vd_matrix_grid(const vd_matrix *matrix, bool transpose, vd_matrix_part part, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_status status = VD_OK;
    walk *w = vd_alloc_zero(sizeof *w);
    *out = NULL;
    if (w) {
        *w = (walk){.matrix = matrix, .transpose = transpose, .part = part};
        w->texts = vd_alloc((part.count + 1) * sizeof *w->texts);
    }
    vd_column *columns = w && w->texts ? grid_columns(&arena, w) : NULL;
    if (columns) {
        size_t width = vd_matrix_grid_fixed(matrix, transpose) + part.count;
        status = walk_rows(w, columns, width, grid_step, out, err);
    } else {
        status = vd_fail_memory(err);
        if (w) {
            walk_free(w);
        }
    }
    vd_arena_clear(&arena);
    return status;
}

/* ---- List ---- */

static const vd_column list_columns[] = {
    {"plan_id", false},  {"plan", true},        {"plan_title", false}, {"plan_date", false}, {"to_id", false},
    {"to_number", true}, {"to_title", true},    {"letters", true},     {"relations", false}, {"confidence", true},
    {"mentions", true},  {"state_then", true},  {"state", true},       {"state_by", false},  {"state_since", false},
    {"source", true},    {"line", true},        {"column", false},     {"start", false},     {"end", false},
    {"sentence", false}, {"candidates", false}, {"task", false},       {"task_text", false}, {"lead", false},
    {"deadline", false},
};
enum { LIST_COLUMNS = sizeof list_columns / sizeof *list_columns, LIST_CANDIDATES = 21, LIST_TASK };

/* By task a table has room for what is to be done, by whom and until when, not for validity and the place as well. */
static bool list_shows_by_task(size_t column)
{
    static const char *const shown[] = {"plan", "to_number", "to_title", "letters", "task_text", "lead", "deadline"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (strcmp(list_columns[column].name, shown[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void evidence_cells(const vd_graph_edge *edge, vd_cell *cells)
{
    cells[15] = vd_cell_text(edge->source);
    cells[16] = vd_cell_int((int64_t)edge->line);
    cells[17] = vd_cell_int((int64_t)edge->column);
    cells[18] = vd_cell_int((int64_t)edge->start);
    cells[19] = vd_cell_int((int64_t)edge->end);
    cells[20] = vd_cell_text(edge->sentence);
}

static vd_cell relations_cell(walk *w, uint16_t bits)
{
    size_t count = 0;
    for (unsigned i = 0; i < VD_REL_COUNT; i++) {
        if (bits & vd_matrix_letters(1U << i)) {
            w->relations[count++] = vd_str_of(vd_relation_name((vd_relation)i));
        }
    }
    return vd_cell_list(w->relations, count);
}

static void list_fill(walk *w, const vd_matrix_cell *cell, vd_cell *cells)
{
    const vd_matrix *m = w->matrix;
    const vd_matrix_plan *plan = &m->plans[cell->plan];
    const vd_matrix_directive *directive = &m->directives[cell->directive];
    const vd_graph_document *p = &m->data->documents[plan->document];
    const vd_graph_document *d = &m->data->documents[directive->document];
    vd_state then = vd_matrix_state(m, directive->document, vd_matrix_day(p));
    cells[0] = vd_cell_text(p->id);
    cells[1] = vd_cell_text(plan->name);
    cells[2] = vd_cell_text(p->title);
    cells[3] = vd_cell_text(p->date);
    cells[4] = id_cell(m, directive);
    cells[5] = vd_cell_text(d->number);
    cells[6] = vd_cell_text(d->title);
    cells[7] = vd_cell_text(vd_matrix_text(cell, w->texts[0]));
    cells[8] = relations_cell(w, cell->letters);
    cells[9] = vd_cell_real(m->data->edges[cell->best].confidence);
    cells[10] = vd_cell_int(cell->count);
    cells[11] = name_cell(vd_state_name(then.kind));
    cells[12] = name_cell(vd_state_name(directive->now.kind));
    cells[13] = vd_cell_text(directive->now.by);
    cells[14] = date_cell(directive->now.since, w->dates[0]);
    evidence_cells(&m->data->edges[cell->best], cells);
    cells[LIST_CANDIDATES] = candidates_cell(m, directive);
    if (plan->task) {
        cells[LIST_TASK] = vd_cell_text(plan->task->place);
        cells[LIST_TASK + 1] = vd_cell_text(plan->task->text);
        cells[LIST_TASK + 2] = vd_cell_text(plan->task->lead);
        cells[LIST_TASK + 3] = vd_cell_text(plan->task->deadline);
    }
}

static vd_status list_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    walk *w = context;
    (void)err;
    *more = w->next < w->matrix->cell_count;
    if (*more) {
        size_t at = w->transpose ? w->matrix->by_plan[w->next] : w->next;
        w->next++;
        list_fill(w, &w->matrix->cells[at], cells);
    }
    return VD_OK;
}

static walk *walk_make(const vd_matrix *matrix, bool transpose)
{
    walk *w = vd_alloc_zero(sizeof *w);
    if (w) {
        *w = (walk){.matrix = matrix, .transpose = transpose, .texts = vd_alloc(sizeof *w->texts)};
        if (!w->texts) {
            walk_free(w);
            w = NULL;
        }
    }
    return w;
}

/* Without tasks their columns are left out: they are the last. */
static size_t list_width(const vd_matrix *matrix)
{
    return matrix->tasks ? (size_t)LIST_COLUMNS : (size_t)LIST_TASK;
}

/* What a table shows; the book always shows the place. */
static vd_status list_rows(const vd_matrix *matrix, bool transpose, bool by_task, vd_rows **out, vd_error *err)
{
    vd_column columns[LIST_COLUMNS];
    walk *w = walk_make(matrix, transpose);
    *out = NULL;
    for (size_t i = 0; i < LIST_COLUMNS; i++) {
        bool shown = by_task ? list_shows_by_task(i) : list_columns[i].shown;
        columns[i] = (vd_column){list_columns[i].name, shown || (i == LIST_CANDIDATES && candidates_any(matrix))};
    }
    return w ? walk_rows(w, columns, list_width(matrix), list_step, out, err) : vd_fail_memory(err);
}

vd_status vd_matrix_list(const vd_matrix *matrix, bool transpose, vd_rows **out, vd_error *err)
{
    return list_rows(matrix, transpose, matrix->tasks, out, err);
}

vd_status vd_matrix_evidence(const vd_matrix *matrix, vd_rows **out, vd_error *err)
{
    return list_rows(matrix, false, false, out, err);
}

/* ---- Plans ---- */

static const vd_column shown_plan_columns[] = {
    {"id", false},    {"plan", true},   {"title", true},       {"type", false},    {"date", true},
    {"issuer", true}, {"source", true}, {"implemented", true}, {"acted_on", true},
};

static vd_status plan_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    walk *w = context;
    (void)err;
    *more = w->next < w->matrix->plan_count;
    if (*more) {
        walk plain = {.matrix = &(vd_matrix){.data = w->matrix->data}};
        plan_head(&plain, &w->matrix->plans[w->next++], cells);
    }
    return VD_OK;
}

vd_status vd_matrix_plan_rows(const vd_matrix *matrix, vd_rows **out, vd_error *err)
{
    walk *w = walk_make(matrix, false);
    *out = NULL;
    return w ? walk_rows(w, shown_plan_columns, PLAN_COLUMNS, plan_step, out, err) : vd_fail_memory(err);
}
