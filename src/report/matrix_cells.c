/** The cells of a matrix: every statement put under its plan or task and its directive, those of one cell made one.
 *
 *  One document is one row, however many files carry it:
 *  - Places are counted in the file that has most of them: what a scan and its clean text both say is said once.
 *  - Tasks are read from one file.  What another file of the document says as well does not stand in the plan's own row
 *    for want of tasks there; what only that file says does. */
#include "report/matrix_making.h"

#include <stdlib.h>

/* ---- What the statements make ---- */

/* The plan, or the task of it, whose text holds the edge's evidence. */
static uint32_t plan_of(const vd_matrix_making *k, uint32_t document, const vd_graph_edge *edge)
{
    uint32_t first = k->plan[document];
    for (uint32_t i = 1; first != VD_GRAPH_NONE && i < k->plan_count[document]; i++) {
        const vd_matrix_task *task = k->m->plans[first + i].task;
        if (edge->start >= task->start && edge->start < task->end && vd_str_eq(edge->source, task->source)) {
            return first + i;
        }
    }
    return first;
}

/* While they are made, `directive` is the document. */
static void cell_add(vd_matrix_making *k, uint32_t target, uint32_t plan, size_t edge, uint32_t letter)
{
    if (k->directive[target]) {
        double confidence = letter ? k->in->data->edges[edge].confidence : 0;
        k->m->cells[k->m->cell_count++] =
            (vd_matrix_cell){target, plan, (uint32_t)edge, 1, (uint16_t)letter, confidence};
    }
}

/* The text of one document names both ends of an edge between others. */
static void embedded_add(vd_matrix_making *k, size_t at)
{
    const vd_graph_edge *edge = &k->in->data->edges[at];
    int by = edge->stated_by.ptr ? vd_graph_document_find(k->in->data, edge->stated_by) : -1;
    if (by < 0 || k->plan[by] == VD_GRAPH_NONE) {
        return;
    }
    uint32_t plan = plan_of(k, (uint32_t)by, edge);
    if (edge->from != (uint32_t)by) {
        cell_add(k, edge->from, plan, at, 0);
    }
    if (edge->to != (uint32_t)by) {
        cell_add(k, edge->to, plan, at, 0);
    }
}

static void cells_collect(vd_matrix_making *k)
{
    const vd_graph_data *data = k->in->data;
    uint32_t relations = k->query.relations ? k->query.relations : VD_GRAPH_ANY;
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        if (edge->from == edge->to || edge->confidence < k->query.min_confidence) {
            continue;
        }
        /* Of a document that we do not hold, others tell what it does. */
        bool own =
            k->plan[edge->from] != VD_GRAPH_NONE && (!edge->third_party || !data->documents[edge->from].in_corpus);
        if (own && (relations >> edge->relation & 1U)) {
            cell_add(k, edge->to, plan_of(k, edge->from, edge), i, 1U << vd_matrix_letter(edge));
        }
        if (edge->third_party && !k->query.relations) {
            embedded_add(k, i);
        }
    }
}

int vd_matrix_cell_cmp(const void *a, const void *b)
{
    const vd_matrix_cell *c = a;
    const vd_matrix_cell *d = b;
    if (c->directive != d->directive) {
        return c->directive < d->directive ? -1 : 1;
    }
    if (c->plan != d->plan) {
        return c->plan < d->plan ? -1 : 1;
    }
    return (c->best > d->best) - (c->best < d->best);
}

/* ---- Copies of a plan with tasks ---- */

static bool cell_is_home(const vd_matrix_making *k, const vd_matrix_cell *cell, vd_str home)
{
    return vd_str_eq(k->in->data->edges[cell->best].source, home);
}

/* Cells [from, to) of one document and directive, sorted: keeps what the file of the tasks says and what it does not
 * say at all, from `kept` on; returns the end of those kept. */
static size_t copies_drop(const vd_matrix_making *k, size_t from, size_t to, size_t kept)
{
    vd_matrix_cell *cells = k->m->cells;
    uint32_t document = k->m->plans[cells[from].plan].document;
    bool tasks = k->plan_count[document] > 1;
    vd_str home = tasks ? k->m->plans[k->plan[document] + 1].task->source : VD_NONE;
    uint32_t said = 0;
    bool named = false;
    for (size_t i = from; tasks && i < to; i++) {
        if (cell_is_home(k, &cells[i], home)) {
            said |= cells[i].letters;
            named = true;
        }
    }
    for (size_t i = from; i < to; i++) {
        bool repeats = named && (cells[i].letters & ~said) == 0 && !cell_is_home(k, &cells[i], home);
        if (!repeats) {
            cells[kept++] = cells[i];
        }
    }
    return kept;
}

static void copies_leave(vd_matrix_making *k)
{
    vd_matrix *m = k->m;
    size_t kept = 0;
    for (size_t from = 0, to; from < m->cell_count; from = to) {
        uint32_t document = m->plans[m->cells[from].plan].document;
        for (to = from + 1; to < m->cell_count && m->cells[to].directive == m->cells[from].directive &&
                            m->plans[m->cells[to].plan].document == document;) {
            to++;
        }
        kept = copies_drop(k, from, to, kept);
    }
    m->cell_count = kept;
}

/* ---- Those of one place made one ---- */

/* What a plan says itself is better evidence than a title that it repeats. */
static bool cell_better(const vd_graph_data *data, const vd_matrix_cell *a, const vd_matrix_cell *b)
{
    if ((a->letters == 0) != (b->letters == 0)) {
        return a->letters != 0;
    }
    return vd_evidence_cmp(&data->edges[a->best], &data->edges[b->best]) < 0;
}

static int place_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = *(const vd_graph_edge *const *)a;
    const vd_graph_edge *f = *(const vd_graph_edge *const *)b;
    int order = vd_str_cmp(e->source, f->source);
    return order ? order : (e->start > f->start) - (e->start < f->start);
}

/* Places of the file that has most; two relations of the same words are one place. */
static uint32_t places_count(const vd_graph_edge **places, size_t count)
{
    uint32_t most = 0;
    uint32_t in_file = 0;
    if (count > 1) {
        qsort(places, count, sizeof *places, place_cmp);
    }
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && vd_str_eq(places[i - 1]->source, places[i]->source);
        in_file = !same ? 1 : places[i - 1]->start != places[i]->start ? in_file + 1 : in_file;
        most = in_file > most ? in_file : most;
    }
    return most;
}

/* Sorted cells [from, to) of one plan and directive; `places` has room for as many. */
static vd_matrix_cell cells_join(const vd_matrix_making *k, size_t from, size_t to, const vd_graph_edge **places)
{
    const vd_graph_data *data = k->in->data;
    const vd_matrix_cell *cells = k->m->cells;
    vd_matrix_cell out = cells[from];
    size_t count = 0;
    for (size_t i = from + 1; i < to; i++) {
        if (cell_better(data, &cells[i], &out)) {
            out.best = cells[i].best;
        }
        if (cells[i].letters && (!out.letters || cells[i].confidence > out.confidence)) {
            out.confidence = cells[i].confidence;
        }
        out.letters = (uint16_t)(out.letters | cells[i].letters);
    }
    for (size_t i = from; i < to; i++) {
        if ((cells[i].letters != 0) == (out.letters != 0)) {
            places[count++] = &data->edges[cells[i].best];
        }
    }
    out.count = places_count(places, count);
    return out;
}

bool vd_matrix_cells_make(vd_matrix_making *k)
{
    vd_matrix *m = k->m;
    m->cells = VD_ARENA_ARRAY(k->arena, vd_matrix_cell, 3 * k->in->data->edge_count);
    if (!m->cells) {
        return false;
    }
    cells_collect(k);
    if (m->cell_count > 0) {
        qsort(m->cells, m->cell_count, sizeof *m->cells, vd_matrix_cell_cmp);
    }
    const vd_graph_edge **places = VD_ARENA_ARRAY(k->arena, const vd_graph_edge *, m->cell_count);
    if (!places) {
        return false;
    }
    copies_leave(k);
    size_t kept = 0;
    for (size_t from = 0, to; from < m->cell_count; from = to) {
        for (to = from + 1; to < m->cell_count && m->cells[to].directive == m->cells[from].directive &&
                            m->cells[to].plan == m->cells[from].plan;) {
            to++;
        }
        m->cells[kept++] = cells_join(k, from, to, places);
    }
    m->cell_count = kept;
    return true;
}
