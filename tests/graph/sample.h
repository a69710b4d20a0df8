/** Graphs written by hand, for the tests of graph and report. */
#ifndef VD_TESTS_GRAPH_SAMPLE_H
#define VD_TESTS_GRAPH_SAMPLE_H

#include "graph/graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/** VD_LIT for arrays at file scope, where ISO C takes no compound literal. */
#define SAMPLE_STR(literal)            \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

enum { SAMPLE_DOCUMENTS = 40, SAMPLE_EDGES = 120 };

/** Zero-initialise; add documents in the order of their ids, then edges, then sample_done(). */
typedef struct sample_graph {
    vd_graph_document documents[SAMPLE_DOCUMENTS];
    vd_graph_edge edges[SAMPLE_EDGES];
    vd_graph_data data;
} sample_graph;

static inline vd_graph_document *sample_document(sample_graph *sample, const char *id, const char *number)
{
    vd_graph_document *document = &sample->documents[sample->data.document_count++];
    assert_true(sample->data.document_count <= SAMPLE_DOCUMENTS);
    *document = (vd_graph_document){.id = vd_str_of(id), .number = vd_str_of(number)};
    sample->data.documents = sample->documents;
    return document;
}

static inline uint32_t sample_find(const sample_graph *sample, const char *id)
{
    int found = vd_graph_document_find(&sample->data, vd_str_of(id));
    assert_true(found >= 0);
    return (uint32_t)found;
}

/** An edge that the acting document's own text states; `source` also orders evidence. */
static inline vd_graph_edge *sample_edge(sample_graph *sample, const char *from, vd_relation relation, const char *to,
                                         const char *source, size_t start)
{
    vd_graph_edge *edge = &sample->edges[sample->data.edge_count++];
    assert_true(sample->data.edge_count <= SAMPLE_EDGES);
    *edge = (vd_graph_edge){
        .from = sample_find(sample, from),
        .to = sample_find(sample, to),
        .relation = relation,
        .confidence = 1,
        .source = vd_str_of(source),
        .start = start,
        .end = start + 10,
        .line = start / 10 + 1,
        .column = 1,
        .sentence = VD_LIT("Thực hiện Chỉ thị."),
        .stated_by = vd_str_of(from),
    };
    sample->data.edges = sample->edges;
    return edge;
}

/** The same, as an implementation of some strength. */
static inline vd_graph_edge *sample_implements(sample_graph *sample, const char *from, const char *to,
                                               vd_strength strength, const char *source, size_t start)
{
    vd_graph_edge *edge = sample_edge(sample, from, VD_REL_IMPLEMENTS, to, source, start);
    edge->strength = strength;
    edge->preamble = strength == VD_STRENGTH_PRIMARY;
    return edge;
}

/** `edge` is stated by the text of another document. */
static inline void sample_third_party(vd_graph_edge *edge, const char *stated_by)
{
    edge->stated_by = vd_str_of(stated_by);
    edge->third_party = true;
}

static inline int sample_edge_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = a;
    const vd_graph_edge *f = b;
    if (e->from != f->from) {
        return e->from < f->from ? -1 : 1;
    }
    if (e->to != f->to) {
        return e->to < f->to ? -1 : 1;
    }
    if (e->relation != f->relation) {
        return e->relation < f->relation ? -1 : 1;
    }
    int order = vd_str_cmp(e->source, f->source);
    return order ? order : (e->start > f->start) - (e->start < f->start);
}

static inline const vd_graph_data *sample_done(sample_graph *sample)
{
    qsort(sample->edges, sample->data.edge_count, sizeof sample->edges[0], sample_edge_cmp);
    return &sample->data;
}

/** The cell of the current row under `name`. */
static inline vd_cell row_cell(const vd_rows *rows, const char *name)
{
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        if (vd_str_eq(vd_rows_name(rows, i), vd_str_of(name))) {
            return vd_rows_cell(rows, i);
        }
    }
    fail_msg("no column %s", name);
    return (vd_cell){0};
}

static inline bool row_has(const vd_rows *rows, const char *name, const char *text)
{
    vd_cell cell = row_cell(rows, name);
    return text ? cell.kind == VD_CELL_TEXT && vd_str_eq(cell.text, vd_str_of(text)) : cell.kind == VD_CELL_NULL;
}

/** Step to the next row and check texts: pairs of column and text (NULL: no value), then NULL. */
static inline void row_expect(vd_rows *rows, ...)
{
    bool more = false;
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(more);
    va_list args;
    va_start(args, rows);
    for (const char *name = va_arg(args, const char *); name; name = va_arg(args, const char *)) {
        const char *text = va_arg(args, const char *);
        if (!row_has(rows, name, text)) {
            vd_cell cell = row_cell(rows, name);
            fail_msg("%s is %d '%.*s', not '%s'", name, (int)cell.kind, (int)cell.text.len,
                     cell.text.ptr ? cell.text.ptr : "", text ? text : "NULL");
        }
    }
    va_end(args);
}

static inline int64_t row_int(const vd_rows *rows, const char *name)
{
    vd_cell cell = row_cell(rows, name);
    assert_true(cell.kind == VD_CELL_INT || cell.kind == VD_CELL_BOOL);
    return cell.integer;
}

/** A list cell as "a > b > c". */
static inline void row_list(const vd_rows *rows, const char *name, const char *joined)
{
    char text[1024] = "";
    size_t len = 0;
    vd_cell cell = row_cell(rows, name);
    assert_int_equal(cell.kind, VD_CELL_LIST);
    for (size_t i = 0; i < cell.count; i++) {
        assert_true(len + cell.items[i].len + 4 < sizeof text);
        memcpy(text + len, i ? " > " : "", i ? 3 : 0);
        len += i ? 3 : 0;
        memcpy(text + len, cell.items[i].ptr, cell.items[i].len);
        len += cell.items[i].len;
    }
    text[len] = '\0';
    assert_string_equal(text, joined);
}

/** No row is left; frees the rows. */
static inline void rows_end(vd_rows *rows)
{
    bool more = true;
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_false(more);
    vd_rows_free(rows);
}

/** The same of rows that what lies in an arena was shown by. */
static inline void rows_and_arena_end(vd_arena *arena, vd_rows *rows)
{
    rows_end(rows);
    vd_arena_clear(arena);
}

/** Random numbers that are the same everywhere (xorshift). */
static inline uint32_t sample_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/** A random graph: documents "a00", "a01" …, edges between any two, loops and repetitions among them. */
static inline const vd_graph_data *sample_scatter(sample_graph *out, uint32_t *state)
{
    static char ids[SAMPLE_DOCUMENTS][4];
    *out = (sample_graph){0};
    size_t documents = 1 + sample_random(state) % 12;
    size_t edges = sample_random(state) % 30;
    for (size_t i = 0; i < documents; i++) {
        ids[i][0] = 'a';
        ids[i][1] = (char)('0' + i / 10);
        ids[i][2] = (char)('0' + i % 10);
        sample_document(out, ids[i], NULL);
    }
    for (size_t i = 0; i < edges; i++) {
        vd_relation relation = sample_random(state) % 3 ? VD_REL_IMPLEMENTS : VD_REL_CITES;
        const char *from = ids[sample_random(state) % documents];
        sample_edge(out, from, relation, ids[sample_random(state) % documents], "s.txt", i * 10);
    }
    return sample_done(out);
}

#endif
