/** Documents by how much of the graph leads to them.
 *
 *  What is measured hangs on the graph alone: a view keeps it, and only the first question after a change computes. */
#include "graph/graph.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/rows.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"rank", true},      {"id", true},         {"number", true},    {"title", true}, {"score", true},
    {"in_degree", true}, {"out_degree", true}, {"component", true}, {"cycle", true},
};

typedef struct ranked {
    double score; /* as printed */
    uint32_t document;
} ranked;

typedef struct ranking {
    vd_net_view view;
    vd_arena arena, row; /* of the whole, of the present row */
    uint32_t *rows;      /* by place */
    vd_measures measures;
    ranked *order;
    size_t next;
    int64_t rank;
} ranking;

static void ranking_release(void *context)
{
    ranking *r = context;
    vd_arena_clear(&r->arena);
    vd_arena_clear(&r->row);
    r->view.release(r->view.context);
    vd_free(r);
}

static int place_cmp(const void *a, const void *b)
{
    const ranked *p = a;
    const ranked *q = b;
    if (p->score != q->score) {
        return p->score > q->score ? -1 : 1;
    }
    return (p->document > q->document) - (p->document < q->document);
}

static vd_status ranking_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    ranking *r = context;
    vd_graph_document document;
    *more = r->next < r->view.net->document_count;
    if (!*more) {
        return VD_OK;
    }
    const ranked *place = &r->order[r->next];
    if (r->next == 0 || place->score < r->order[r->next - 1].score) { /* equal scores share a rank */
        r->rank = (int64_t)r->next + 1;
    }
    r->next++;
    vd_arena_clear(&r->row);
    vd_status status = r->view.document(r->view.context, r->rows[place->document], &r->row, &document, err);
    if (status == VD_OK) {
        cells[0] = vd_cell_int(r->rank);
        cells[1] = vd_cell_text(document.id);
        cells[2] = vd_cell_text(document.number);
        cells[3] = vd_cell_text(document.title);
        cells[4] = vd_cell_real(place->score);
        cells[5] = vd_cell_int(r->measures.in_degree[place->document]);
        cells[6] = vd_cell_int(r->measures.out_degree[place->document]);
        cells[7] = vd_cell_int(r->measures.component[place->document]);
        cells[8] = vd_cell_bool(r->measures.cycle[place->document] != 0);
    }
    return status;
}

/* Six decimals: below that, the order would hang on rounding inside igraph. */
static ranked *places_sort(vd_arena *arena, const vd_measures *measures, size_t count)
{
    ranked *places = VD_ARENA_ARRAY(arena, ranked, count);
    for (size_t i = 0; places && i < count; i++) {
        places[i] = (ranked){(double)(int64_t)(measures->score[i] * 1e6 + 0.5) / 1e6, (uint32_t)i};
    }
    if (places && count > 0) {
        qsort(places, count, sizeof places[0], place_cmp);
    }
    return places;
}

/* The arrays of `measures` one behind the other, `count` members each. */
typedef struct array {
    void *members;
    size_t size;
} array;

enum { ARRAYS = 5 };

static void arrays_of(const vd_measures *measures, array out[ARRAYS])
{
    out[0] = (array){measures->score, sizeof *measures->score};
    out[1] = (array){measures->in_degree, sizeof *measures->in_degree};
    out[2] = (array){measures->out_degree, sizeof *measures->out_degree};
    out[3] = (array){measures->component, sizeof *measures->component};
    out[4] = (array){measures->cycle, sizeof *measures->cycle};
}

/* What was kept; *found is false when it is not of so many documents. */
static vd_status measures_recall(ranking *r, bool *found, vd_error *err)
{
    size_t count = r->view.net->document_count, at = 0;
    array arrays[ARRAYS];
    vd_buf bytes = {0};
    *found = false;
    vd_status status = r->view.recall ? r->view.recall(r->view.context, &bytes, err) : VD_OK;
    vd_measures measures = {
        .score = VD_ARENA_ARRAY(&r->arena, double, count),
        .in_degree = VD_ARENA_ARRAY(&r->arena, uint32_t, count),
        .out_degree = VD_ARENA_ARRAY(&r->arena, uint32_t, count),
        .component = VD_ARENA_ARRAY(&r->arena, uint32_t, count),
        .cycle = VD_ARENA_ARRAY(&r->arena, uint8_t, count),
    };
    if (status == VD_OK &&
        (!measures.score || !measures.in_degree || !measures.out_degree || !measures.component || !measures.cycle)) {
        status = vd_fail_memory(err);
    }
    arrays_of(&measures, arrays);
    for (size_t i = 0; i < ARRAYS; i++) {
        at += count * arrays[i].size;
    }
    *found = status == VD_OK && count > 0 && bytes.len == at;
    at = 0;
    for (size_t i = 0; *found && i < ARRAYS; i++) {
        memcpy(arrays[i].members, bytes.ptr + at, count * arrays[i].size);
        at += count * arrays[i].size;
    }
    vd_buf_clear(&bytes);
    for (size_t i = 0; *found && i < count; i++) { /* bytes of a file: anything may stand there */
        *found = measures.score[i] >= 0 && measures.score[i] <= 1;
    }
    if (*found) {
        r->measures = measures;
    }
    return status;
}

static void measures_remember(const ranking *r)
{
    array arrays[ARRAYS];
    vd_buf bytes = {0};
    arrays_of(&r->measures, arrays);
    for (size_t i = 0; i < ARRAYS; i++) {
        vd_buf_add(&bytes, (vd_str){arrays[i].members, r->view.net->document_count * arrays[i].size});
    }
    if (vd_buf_ok(&bytes) && bytes.len > 0 && r->view.remember) {
        r->view.remember(r->view.context, vd_buf_str(&bytes));
    }
    vd_buf_clear(&bytes);
}

static vd_status ranking_open(ranking *r, vd_error *err)
{
    bool found = false;
    vd_status status = vd_net_rows_by_place(&r->arena, r->view.net, &r->rows, err);
    if (status == VD_OK) {
        status = measures_recall(r, &found, err);
    }
    if (status == VD_OK && !found) {
        status = vd_net_measure(&r->arena, r->view.net, r->rows, &r->measures, err);
        if (status == VD_OK) {
            measures_remember(r);
        }
    }
    if (status == VD_OK) {
        r->order = places_sort(&r->arena, &r->measures, r->view.net->document_count);
        status = r->order ? VD_OK : vd_fail_memory(err);
    }
    return status;
}

vd_status vd_net_rank(vd_net_view view, vd_rows **out, vd_error *err)
{
    ranking *r = vd_alloc_zero(sizeof *r);
    *out = NULL;
    if (!r) {
        view.release(view.context);
        return vd_fail_memory(err);
    }
    r->view = view;
    vd_status status = ranking_open(r, err);
    if (status != VD_OK) {
        ranking_release(r);
        return status;
    }
    vd_rows_stream stream = {ranking_step, ranking_release, r};
    return vd_rows_new_stream(columns, sizeof columns / sizeof columns[0], stream, out, err);
}

vd_status vd_graph_rank(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_view_of_data(data, &view, err);
    return status == VD_OK ? vd_net_rank(view, out, err) : status;
}
