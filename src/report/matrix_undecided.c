/** Citations of which nobody knows what they mean, as rows of their own: one for each wording of a plan.
 *
 *  They become documents behind all others, with the words as printed for a title; so the matrix treats their cells as
 *  all others.  That the plan acts on one known document is not sure at all: their evidence has confidence 0. */
#include "report/matrix_making.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "text/text.h"

#include <stdio.h>

/* Behind every id there is, since ids are UTF-8. */
#define ID_START "\xFF"

typedef struct adding {
    vd_arena *arena;
    vd_graph_data *data;
    uint32_t first;
    vd_undecided *items;
    vd_map known; /* plan and wording -> document */
    vd_buf buf;
} adding;

/* The same words of the same plan. */
static vd_str key_make(adding *a, const vd_citation *citation)
{
    vd_str words = vd_fold_copy(a->arena, citation->words);
    vd_buf_reset(&a->buf);
    vd_buf_add_format(&a->buf, "%u\n", (unsigned)citation->evidence.from);
    vd_buf_add(&a->buf, words);
    return words.ptr && vd_buf_ok(&a->buf) ? vd_arena_copy(a->arena, vd_buf_str(&a->buf)) : VD_NONE;
}

/* “Chỉ thị số … của Thủ tướng” (Thủ tướng Chính phủ, 2025-07): on one line. */
static vd_str title_make(adding *a, const vd_citation *citation)
{
    vd_buf *buf = &a->buf;
    vd_buf_reset(buf);
    vd_buf_add_text(buf, "\xE2\x80\x9C");
    for (size_t i = 0; i < citation->words.len; i++) {
        char c = citation->words.ptr[i];
        bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank || (buf->len > 0 && buf->ptr[buf->len - 1] != ' ')) {
            vd_buf_add_char(buf, blank ? ' ' : c);
        }
    }
    vd_buf_add_text(buf, "\xE2\x80\x9D");
    const vd_str facts[] = {citation->issuer, citation->date};
    size_t told = 0;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].len > 0) {
            vd_buf_add_text(buf, told++ ? ", " : " (");
            vd_buf_add(buf, facts[i]);
        }
    }
    vd_buf_add_text(buf, told ? ")" : "");
    return vd_buf_ok(buf) ? vd_arena_copy(a->arena, vd_buf_str(buf)) : VD_NONE;
}

static bool document_add(adding *a, const vd_citation *citation)
{
    char id[32];
    int len = snprintf(id, sizeof id, ID_START "%010zu", a->data->document_count);
    vd_graph_document *document = &a->data->documents[a->data->document_count++];
    *document = (vd_graph_document){.id = vd_arena_copy(a->arena, (vd_str){id, (size_t)len}),
                                    .type = citation->type,
                                    .number = citation->number,
                                    .issuer = citation->issuer,
                                    .title = title_make(a, citation),
                                    .date = citation->date,
                                    .earliest = citation->date,
                                    .latest = citation->date};
    return document->id.ptr && document->title.ptr;
}

/* Elsewhere the same words may have had other candidates: all of them are told. */
static bool candidates_join(adding *a, vd_undecided *into, const vd_citation *citation)
{
    vd_str *all = VD_ARENA_ARRAY(a->arena, vd_str, into->candidate_count + citation->candidate_count);
    size_t count = into->candidate_count;
    if (!all) {
        return false;
    }
    if (count > 0) {
        memcpy(all, into->candidates, count * sizeof *all);
    }
    for (size_t i = 0; i < citation->candidate_count; i++) {
        bool there = false;
        for (size_t k = 0; k < count && !there; k++) {
            there = vd_str_eq(all[k], citation->candidates[i]);
        }
        if (!there) {
            all[count++] = citation->candidates[i];
        }
    }
    *into = (vd_undecided){all, count};
    return true;
}

static bool citation_add(adding *a, const vd_citation *citation)
{
    bool made = false;
    vd_str key = key_make(a, citation);
    size_t *at = key.ptr ? vd_map_put(&a->known, key, a->data->document_count, &made) : NULL;
    if (!at) {
        return false;
    }
    size_t document = *at;
    vd_graph_edge *edge = &a->data->edges[a->data->edge_count++];
    *edge = citation->evidence;
    edge->to = (uint32_t)document;
    edge->confidence = 0;
    return (!made || document_add(a, citation)) && candidates_join(a, &a->items[document - a->first], citation);
}

vd_status vd_matrix_undecided_add(vd_arena *arena, const vd_graph_data *data, const vd_citation *citations,
                                  size_t count, vd_matrix_undecided *out, vd_error *err)
{
    adding a = {.arena = arena, .data = &out->data, .first = (uint32_t)data->document_count};
    *out = (vd_matrix_undecided){.data = *data, .first = a.first};
    out->data.documents = VD_ARENA_ARRAY(arena, vd_graph_document, data->document_count + count);
    out->data.edges = VD_ARENA_ARRAY(arena, vd_graph_edge, data->edge_count + count);
    a.items = VD_ARENA_ARRAY(arena, vd_undecided, count);
    out->items = a.items;
    bool good = out->data.documents && out->data.edges && a.items;
    if (good && data->document_count > 0) {
        memcpy(out->data.documents, data->documents, data->document_count * sizeof *data->documents);
    }
    if (good && data->edge_count > 0) {
        memcpy(out->data.edges, data->edges, data->edge_count * sizeof *data->edges);
    }
    for (size_t i = 0; good && i < count; i++) {
        good = citation_add(&a, &citations[i]);
    }
    vd_map_clear(&a.known);
    vd_buf_clear(&a.buf);
    return good ? VD_OK : vd_fail_memory(err);
}

const vd_undecided *vd_matrix_undecided_of(const vd_matrix *matrix, uint32_t document)
{
    return document >= matrix->undecided_first ? &matrix->undecided[document - matrix->undecided_first] : NULL;
}

vd_state vd_matrix_state(const vd_matrix *matrix, uint32_t document, vd_date day)
{
    const vd_undecided *undecided = vd_matrix_undecided_of(matrix, document);
    if (undecided) {
        return (vd_state){undecided->candidate_count > 0 ? VD_STATE_AMBIGUOUS : VD_STATE_UNRESOLVED, VD_NONE, {0}};
    }
    return matrix->states.judge ? matrix->states.judge(matrix->states.context, matrix->data, document, day)
                                : (vd_state){VD_STATE_UNKNOWN, VD_NONE, {0}};
}
