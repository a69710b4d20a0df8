/** Documents by how much of the graph leads to them. */
#include "graph/fill.h"
#include "graph/graph.h"

#include "base/error.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"rank", true},      {"id", true},         {"number", true},    {"title", true}, {"score", true},
    {"in_degree", true}, {"out_degree", true}, {"component", true}, {"cycle", true},
};

typedef struct ranked {
    double score; /* as printed */
    uint32_t document;
} ranked;

static int place_cmp(const void *a, const void *b)
{
    const ranked *p = a;
    const ranked *q = b;
    if (p->score != q->score) {
        return p->score > q->score ? -1 : 1;
    }
    return (p->document > q->document) - (p->document < q->document);
}

static void rank_fill(vd_fill *fill, const vd_graph_data *data, const vd_measures *measures, const ranked *places)
{
    int64_t rank = 0;
    for (size_t i = 0; i < data->document_count; i++) {
        const ranked *place = &places[i];
        const vd_graph_document *document = &data->documents[place->document];
        if (i == 0 || place->score < places[i - 1].score) { /* equal scores share a rank */
            rank = (int64_t)i + 1;
        }
        vd_fill_row(fill);
        vd_fill_int(fill, rank);
        vd_fill_text(fill, document->id);
        vd_fill_text(fill, document->number);
        vd_fill_text(fill, document->title);
        vd_fill_real(fill, place->score);
        vd_fill_int(fill, measures->in_degree[place->document]);
        vd_fill_int(fill, measures->out_degree[place->document]);
        vd_fill_int(fill, measures->component[place->document]);
        vd_fill_bool(fill, measures->cycle[place->document]);
    }
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

vd_status vd_graph_rank(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_fill fill = {0};
    vd_measures measures;
    *out = NULL;
    vd_status status = vd_graph_measure(&arena, data, &measures, err);
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    }
    if (status == VD_OK) {
        ranked *places = places_sort(&arena, &measures, data->document_count);
        if (places) {
            rank_fill(&fill, data, &measures, places);
        } else {
            status = vd_fail_memory(err);
        }
    }
    vd_arena_clear(&arena);
    return vd_fill_done(&fill, status, out, err);
}
