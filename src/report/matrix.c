/** Documents we hold against documents they act on: one letter a relation, doubts marked.
 *
 *  A cell has, in this order: B based_on, P implements in the preamble, T implements in a task, L linked, H guided_by,
 *  C cites, A amends, S supersedes, X repeals, D details, K promulgates, R corrects, N consolidates, U suspends; or
 *  'e' alone when the document only occurs inside another one's title.  '?' when the best evidence of the letters has
 *  a confidence below 0.8, '??' below 0.5. */
#include "report/report.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "base/rows.h"

#include <stdlib.h>

enum { FIXED = 3 }; /* id, number, title */

static const char letters[] = "BPTLHCASXDKRNU";

/* The letter of an edge as its place in `letters`. */
static unsigned edge_letter(const vd_graph_edge *edge)
{
    static const char by_relation[VD_REL_COUNT] = {
        [VD_REL_BASED_ON] = 'B',    [VD_REL_IMPLEMENTS] = 'T', [VD_REL_DETAILS] = 'D',      [VD_REL_GUIDED_BY] = 'H',
        [VD_REL_CITES] = 'C',       [VD_REL_AMENDS] = 'A',     [VD_REL_SUPERSEDES] = 'S',   [VD_REL_REPEALS] = 'X',
        [VD_REL_PROMULGATES] = 'K', [VD_REL_CORRECTS] = 'R',   [VD_REL_CONSOLIDATES] = 'N', [VD_REL_SUSPENDS] = 'U',
    };
    char letter = by_relation[edge->relation];
    if (edge->relation == VD_REL_IMPLEMENTS && (edge->preamble || edge->strength == VD_STRENGTH_PRIMARY)) {
        letter = 'P';
    } else if (edge->relation == VD_REL_IMPLEMENTS && edge->strength == VD_STRENGTH_LINKED) {
        letter = 'L';
    }
    return (unsigned)(strchr(letters, letter) - letters);
}

/* What one plan does to one target. */
typedef struct matrix_cell {
    uint32_t target, column;
    uint16_t letters;  /* bits by place in `letters`; 0: only named in a title */
    double confidence; /* best of the letters */
} matrix_cell;

/* One row: a target and its cells. */
typedef struct matrix_line {
    vd_str id, number, title;
    const matrix_cell *cells; /* by column */
    size_t count;
    size_t citing; /* cells with letters */
    uint32_t target;
} matrix_line;

/* Few cells of a matrix are filled: only those are kept, and rows are made one at a time. */
typedef struct matrix {
    vd_arena arena;
    matrix_cell *cells; /* by target, column */
    size_t cell_count;
    matrix_line *lines; /* as they are shown */
    size_t line_count, next;
    char (*texts)[sizeof letters + 2]; /* of the current row, by column */
} matrix;

/* The documents we hold. */
typedef struct matrix_plans {
    const vd_graph_data *data;
    vd_arena arena;
    uint32_t *column; /* per document: its column, or VD_GRAPH_NONE */
    uint32_t *documents;
    size_t count;
} matrix_plans;

static bool plans_init(matrix_plans *plans)
{
    size_t count = plans->data->document_count;
    plans->column = VD_ARENA_ARRAY(&plans->arena, uint32_t, count);
    plans->documents = VD_ARENA_ARRAY(&plans->arena, uint32_t, count);
    if (!plans->column || !plans->documents) {
        return false;
    }
    for (size_t v = 0; v < count; v++) {
        plans->column[v] = VD_GRAPH_NONE;
        if (plans->data->documents[v].in_corpus) {
            plans->column[v] = (uint32_t)plans->count;
            plans->documents[plans->count++] = (uint32_t)v;
        }
    }
    return true;
}

/* ---- Cells ---- */

static void cell_add(matrix *m, uint32_t target, uint32_t column, unsigned letter, double confidence)
{
    m->cells[m->cell_count++] = (matrix_cell){target, column, (uint16_t)letter, confidence};
}

/* The text of one document names both ends of an edge between others. */
static void embedded_add(matrix *m, const matrix_plans *plans, const vd_graph_edge *edge)
{
    int by = edge->stated_by.ptr ? vd_graph_document_find(plans->data, edge->stated_by) : -1;
    uint32_t column = by < 0 ? VD_GRAPH_NONE : plans->column[by];
    if (column == VD_GRAPH_NONE) {
        return;
    }
    if (edge->from != (uint32_t)by) {
        cell_add(m, edge->from, column, 0, 0);
    }
    if (edge->to != (uint32_t)by) {
        cell_add(m, edge->to, column, 0, 0);
    }
}

static int cell_cmp(const void *a, const void *b)
{
    const matrix_cell *c = a;
    const matrix_cell *d = b;
    if (c->target != d->target) {
        return c->target < d->target ? -1 : 1;
    }
    return (c->column > d->column) - (c->column < d->column);
}

/* Sorted, those of one place made one. */
static void cells_merge(matrix *m)
{
    size_t all = m->cell_count;
    if (all > 0) {
        qsort(m->cells, all, sizeof(matrix_cell), cell_cmp);
    }
    m->cell_count = 0;
    for (size_t i = 0; i < all; i++) {
        const matrix_cell *cell = &m->cells[i];
        matrix_cell *last = m->cell_count ? &m->cells[m->cell_count - 1] : NULL;
        if (!last || cell_cmp(last, cell) != 0) {
            m->cells[m->cell_count++] = *cell;
            continue;
        }
        if (cell->letters && (!last->letters || cell->confidence > last->confidence)) {
            last->confidence = cell->confidence;
        }
        last->letters = (uint16_t)(last->letters | cell->letters);
    }
}

static bool cells_make(matrix *m, const matrix_plans *plans)
{
    const vd_graph_data *data = plans->data;
    m->cells = VD_ARENA_ARRAY(&m->arena, matrix_cell, 2 * data->edge_count);
    if (!m->cells) {
        return false;
    }
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        if (edge->from == edge->to) {
            continue;
        }
        if (edge->third_party) {
            embedded_add(m, plans, edge);
        } else if (plans->column[edge->from] != VD_GRAPH_NONE) {
            cell_add(m, edge->to, plans->column[edge->from], 1U << edge_letter(edge), edge->confidence);
        }
    }
    cells_merge(m);
    return true;
}

/* The text of a cell into `text`. */
static vd_str cell_text(const matrix_cell *cell, char text[sizeof letters + 2])
{
    size_t len = 0;
    for (size_t i = 0; letters[i]; i++) {
        if (cell->letters >> i & 1U) {
            text[len++] = letters[i];
        }
    }
    if (len == 0) {
        return VD_LIT("e");
    }
    for (size_t i = 0; i < 2; i++) {
        if (cell->confidence < (i == 0 ? 0.8 : 0.5)) {
            text[len++] = '?';
        }
    }
    return (vd_str){text, len};
}

/* ---- Lines ---- */

static int line_cmp(const void *a, const void *b)
{
    const matrix_line *p = a;
    const matrix_line *q = b;
    if (p->citing != q->citing) {
        return p->citing > q->citing ? -1 : 1;
    }
    return (p->target > q->target) - (p->target < q->target); /* targets are in the order of ids */
}

static bool line_name(matrix *m, matrix_line *line, const vd_graph_document *target)
{
    line->id = vd_arena_copy(&m->arena, target->id);
    line->number = vd_arena_copy(&m->arena, target->number);
    line->title = vd_arena_copy(&m->arena, target->title);
    return line->id.ptr && (line->number.ptr || !target->number.ptr) && (line->title.ptr || !target->title.ptr);
}

static bool lines_make(matrix *m, const matrix_plans *plans)
{
    m->lines = VD_ARENA_ARRAY(&m->arena, matrix_line, m->cell_count);
    m->texts = vd_arena_alloc_array(&m->arena, plans->count, sizeof *m->texts);
    if (!m->lines || !m->texts) {
        return false;
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        const matrix_cell *cell = &m->cells[i];
        if (i == 0 || m->cells[i - 1].target != cell->target) {
            matrix_line *line = &m->lines[m->line_count++];
            line->target = cell->target;
            line->cells = cell;
            if (!line_name(m, line, &plans->data->documents[cell->target])) {
                return false;
            }
        }
        m->lines[m->line_count - 1].count++;
        m->lines[m->line_count - 1].citing += cell->letters != 0;
    }
    if (m->line_count > 0) {
        qsort(m->lines, m->line_count, sizeof(matrix_line), line_cmp);
    }
    return true;
}

static vd_status line_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    matrix *m = context;
    (void)err;
    *more = m->next < m->line_count;
    if (*more) {
        const matrix_line *line = &m->lines[m->next++];
        cells[0] = vd_cell_text(line->id);
        cells[1] = vd_cell_text(line->number);
        cells[2] = vd_cell_text(line->title);
        for (size_t i = 0; i < line->count; i++) {
            uint32_t column = line->cells[i].column;
            cells[FIXED + column] = vd_cell_text(cell_text(&line->cells[i], m->texts[column]));
        }
    }
    return VD_OK;
}

static void matrix_free(void *context)
{
    matrix *m = context;
    vd_arena_clear(&m->arena);
    vd_free(m);
}

/* ---- Columns ---- */

/* Per column, the first source that carries the plan, as far as its edges tell. */
static vd_str *sources_find(matrix_plans *plans)
{
    vd_str *sources = VD_ARENA_ARRAY(&plans->arena, vd_str, plans->count);
    for (size_t i = 0; sources && i < plans->data->edge_count; i++) {
        const vd_graph_edge *edge = &plans->data->edges[i];
        int by = edge->stated_by.ptr ? vd_graph_document_find(plans->data, edge->stated_by) : -1;
        vd_str *source = by >= 0 && plans->column[by] != VD_GRAPH_NONE ? &sources[plans->column[by]] : NULL;
        if (source && (!source->ptr || vd_str_cmp(edge->source, *source) < 0)) {
            *source = edge->source;
        }
    }
    return sources;
}

/* Names of the columns: number or file name where only one document has it, else the id. */
static vd_status names_make(matrix_plans *plans, vd_column *columns, vd_error *err)
{
    vd_map map = {0};
    vd_str *names = sources_find(plans);
    vd_status status = names ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0; i < plans->count && status == VD_OK; i++) {
        const vd_graph_document *plan = &plans->data->documents[plans->documents[i]];
        names[i] = plan->number.len ? plan->number : vd_path_stem(names[i]);
        names[i] = names[i].len ? names[i] : plan->id;
        size_t *uses = vd_map_put(&map, names[i], 0, NULL);
        if (uses) {
            ++*uses;
        } else {
            status = vd_fail_memory(err);
        }
    }
    for (size_t i = 0; i < plans->count && status == VD_OK; i++) {
        bool alone = *vd_map_get(&map, names[i]) == 1;
        vd_str id = plans->data->documents[plans->documents[i]].id;
        vd_str name = vd_arena_copy(&plans->arena, alone ? names[i] : id); /* ends in NUL */
        columns[i] = (vd_column){name.ptr, true};
        status = name.ptr ? VD_OK : vd_fail_memory(err);
    }
    vd_map_clear(&map);
    return status;
}

static vd_status columns_make(matrix_plans *plans, vd_column **out, vd_error *err)
{
    vd_column *columns = VD_ARENA_ARRAY(&plans->arena, vd_column, plans->count + FIXED);
    if (!columns) {
        return vd_fail_memory(err);
    }
    columns[0] = (vd_column){"id", false};
    columns[1] = (vd_column){"number", true};
    columns[2] = (vd_column){"title", true};
    *out = columns;
    return names_make(plans, columns + FIXED, err);
}

/* ---- All of it ---- */

static vd_status matrix_make(matrix *m, matrix_plans *plans, vd_column **columns, vd_error *err)
{
    vd_csr csr; /* built for its checks */
    vd_status status = vd_csr_build(&plans->arena, plans->data, &csr, err);
    if (status != VD_OK) {
        return status;
    }
    if (!plans_init(plans) || !cells_make(m, plans) || !lines_make(m, plans)) {
        return vd_fail_memory(err);
    }
    return columns_make(plans, columns, err);
}

vd_status vd_report_matrix(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    matrix_plans plans = {.data = data};
    vd_column *columns = NULL;
    matrix *m = vd_alloc_zero(sizeof *m);
    *out = NULL;
    vd_status status = m ? matrix_make(m, &plans, &columns, err) : vd_fail_memory(err);
    if (status == VD_OK) {
        vd_rows_stream stream = {line_step, matrix_free, m};
        status = vd_rows_new_stream(columns, plans.count + FIXED, stream, out, err); /* m is the rows' now */
    } else if (m) {
        matrix_free(m);
    }
    vd_arena_clear(&plans.arena);
    return status;
}
