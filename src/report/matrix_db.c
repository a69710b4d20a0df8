/** The matrix of viendan.h: load the graph, make the model, answer, let both go together. */
#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"
#include "base/rows.h"
#include "report/matrix_book.h"
#include "report/report.h"

/* Everything that rows of a matrix stand on. */
typedef struct session {
    vd_arena arena;
    vd_graph_data data;
    vd_changes changes;
    vd_force force;
    vd_matrix_tasks tasks;
    vd_matrix_undecided undecided;
    vd_matrix_query query;
    vd_matrix matrix;
    vd_rows *rows; /* what the caller's rows step through */
} session;

static void session_free(void *context)
{
    session *s = context;
    if (s) {
        vd_rows_free(s->rows);
        vd_arena_clear(&s->arena);
        vd_free(s);
    }
}

/* The tasks of all plans. */
static vd_status tasks_load(vd_db *db, session *s, vd_error *err)
{
    vd_task_filter all = {0};
    vd_rows *rows = NULL;
    vd_status status = vd_db_tasks(db, &all, &rows, err);
    if (status == VD_OK) {
        status = vd_matrix_tasks_read(&s->arena, &s->data, rows, &s->tasks, err);
    }
    vd_rows_free(rows);
    return status;
}

/* The graph with what plans act on without our knowing what it is. */
static vd_status undecided_load(vd_db *db, session *s, vd_error *err)
{
    vd_citation *citations = NULL;
    size_t count = 0;
    vd_status status = VD_OK;
    if (!s->query.decided) {
        status = vd_store_load_citations(db, &s->arena, &s->data, &citations, &count, err);
    }
    return status == VD_OK ? vd_matrix_undecided_add(&s->arena, &s->data, citations, count, &s->undecided, err)
                           : status;
}

static vd_status model_make(session *s, vd_error *err)
{
    vd_matrix_input input = {.data = &s->undecided.data,
                             .query = &s->query,
                             .tasks = s->query.by_task ? &s->tasks : NULL,
                             .states = vd_states_of_force(&s->force),
                             .undecided = &s->undecided};
    return vd_matrix_make(&s->arena, &input, &s->matrix, err);
}

/* `tasks`: the answer says something of tasks, whether they are rows or not. */
static vd_status session_open(vd_db *db, const vd_matrix_query *query, bool tasks, session **out, vd_error *err)
{
    session *s = vd_alloc_zero(sizeof *s);
    *out = NULL;
    if (!s) {
        return vd_fail_memory(err);
    }
    static const vd_matrix_query all;
    s->query = query ? *query : all;
    vd_status status = s->query.as_of.year == 0 ? vd_report_today(&s->query.as_of, err) : VD_OK;
    s->query.as_of = vd_date_last(s->query.as_of); /* "2025" asks for its end */
    if (status == VD_OK) {
        status = vd_store_load_graph(db, &s->arena, &s->data, err);
    }
    if (status == VD_OK) {
        status = vd_changes_load(db, &s->arena, &s->changes, err);
    }
    if (status == VD_OK) {
        status = vd_force_make(&s->arena, &s->data, &s->changes, &s->force, err);
    }
    if (status == VD_OK && (tasks || s->query.by_task)) {
        status = tasks_load(db, s, err);
    }
    if (status == VD_OK) {
        status = undecided_load(db, s, err);
    }
    if (status == VD_OK) {
        status = model_make(s, err);
    }
    if (status == VD_OK) {
        *out = s;
    } else {
        session_free(s);
    }
    return status;
}

vd_status vd_report_matrix(const vd_matrix *matrix, const vd_matrix_query *query, vd_rows **out, vd_error *err)
{
    if (query->shape == VD_MATRIX_LIST) {
        return vd_matrix_list(matrix, query->transpose, out, err);
    }
    size_t across = query->transpose ? matrix->directive_count : matrix->plan_count;
    return vd_matrix_grid(matrix, query->transpose, (vd_matrix_part){0, across}, out, err);
}

/* The inner rows' row as one's own. */
static vd_status session_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    session *s = context;
    vd_status status = vd_rows_next(s->rows, more, err);
    size_t width = vd_rows_width(s->rows);
    for (size_t i = 0; status == VD_OK && *more && i < width; i++) {
        cells[i] = vd_rows_cell(s->rows, i);
    }
    return status;
}

/* Rows that keep the session alive: it goes with them. */
static vd_status session_rows(session *s, vd_rows **out, vd_error *err)
{
    size_t width = vd_rows_width(s->rows);
    vd_column *columns = VD_ARENA_ARRAY(&s->arena, vd_column, width);
    if (!columns) {
        session_free(s);
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < width; i++) {
        columns[i] = (vd_column){vd_rows_name(s->rows, i).ptr, vd_rows_shown(s->rows, i)};
    }
    return vd_rows_new_stream(columns, width, (vd_rows_stream){session_step, session_free, s}, out, err);
}

vd_status vd_db_matrix(vd_db *db, const vd_matrix_query *query, vd_rows **out, vd_error *err)
{
    session *s;
    *out = NULL;
    vd_status status = session_open(db, query, false, &s, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_report_matrix(&s->matrix, &s->query, &s->rows, err);
    if (status != VD_OK) {
        session_free(s);
        return status;
    }
    return session_rows(s, out, err);
}

vd_status vd_db_matrix_write(vd_db *db, const vd_matrix_query *query, vd_format format, const vd_style *style,
                             vd_sink sink, size_t *count, vd_error *err)
{
    static const vd_style plain = {0};
    vd_out out = {.sink = sink};
    size_t written = 0;
    session *s;
    bool book = format == VD_FORMAT_MARKDOWN || format == VD_FORMAT_HTML || format == VD_FORMAT_XLSX;
    vd_status status = session_open(db, query, book, &s, err);
    style = style ? style : &plain;
    if (status != VD_OK) {
        return status;
    }
    if (book && s->query.shape == VD_MATRIX_GRID) {
        status = vd_matrix_book(&s->matrix, &s->query, &s->tasks, format, style, &out, &written, err);
        status = vd_out_finish(&out, status, err);
    } else {
        status = vd_report_matrix(&s->matrix, &s->query, &s->rows, err);
        status = status == VD_OK ? vd_rows_write(s->rows, format, style, sink, &written, err) : status;
    }
    session_free(s);
    if (count && status == VD_OK) {
        *count = written;
    }
    return status;
}

vd_status vd_db_gaps(vd_db *db, const vd_matrix_query *query, uint32_t kinds, vd_rows **out, vd_error *err)
{
    session *s;
    *out = NULL;
    /* Weaker relations still tell that a directive is known: they make cells, and only do not count as doing. */
    static const vd_matrix_query everything;
    vd_matrix_query all = query ? *query : everything;
    uint32_t relations = all.relations;
    all.relations = 0;
    vd_status status = session_open(db, &all, true, &s, err);
    if (status != VD_OK) {
        return status;
    }
    if (relations) {
        vd_matrix_count(&s->matrix, vd_matrix_letters(relations));
    }
    status = vd_matrix_gaps(&s->matrix, &s->query, &s->tasks, kinds, &s->rows, err);
    if (status != VD_OK) {
        session_free(s);
        return status;
    }
    return session_rows(s, out, err);
}
