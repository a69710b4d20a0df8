/** What a matrix lacks: directives nobody carries out, plans that carry out nothing, directives that the plan above
 *  acts on and the plan below does not name, tasks without deadline or lead.
 *
 *  Traps:
 *  - A text promulgated with a decision ("Quy chế ban hành kèm theo …") goes with the decision: who implements the
 *    one carries out the other.
 *  - A plan at the foot of the tree is nobody's directive: a document we hold counts only when another one acts on it
 *    or the query asks for it.
 *  - A law or decree above a plan cites dozens of others that are no business of the plan's: only documents that set
 *    work (not laws, decrees, circulars) hand down, and of the rules above them not those they rest on or cite.
 *  - A document without a number that nobody acts on is as a rule one that is still to be drafted ("xây dựng Nghị quyết
 *    quy định …"). */
#include "base/alloc.h"
#include "base/error.h"
#include "base/rows.h"
#include "report/matrix.h"

#include <stdlib.h>

const char *vd_gap_name(vd_gap gap)
{
    static const char *const names[] = {
#define X(name, text) text,
        VD_GAP_LIST(X)
#undef X
    };
    return gap < VD_GAP_COUNT ? names[gap] : "";
}

static const vd_column columns[] = {
    {"gap", true},
    {"plan_id", false},
    {"plan", true},
    {"plan_date", false},
    {"plan_source", false},
    {"to_id", false},
    {"to_number", true},
    {"to_title", true},
    {"why", true},
    {"acting", true},
    {"through_id", false},
    {"through", true},
    {"through_letters", false},
    {"state", false},
    {"source", false},
    {"line", false},
    {"sentence", true}, /* of a task what is to be done: nobody knows it by its place */
    {"task", true},
    {"lead", false},
    {"deadline", false},
};

typedef struct gaps {
    vd_arena arena;
    const vd_matrix *m;
    const vd_matrix_query *query;
    vd_csr csr;
    vd_rows *rows;
    uint32_t *mark; /* per document: plan that names it, and one */
} gaps;

static vd_cell *gap_add(gaps *g, vd_gap kind)
{
    vd_cell *cells = vd_rows_add(g->rows);
    if (cells) {
        cells[0] = vd_cell_text(vd_str_of(vd_gap_name(kind)));
    }
    return cells;
}

static void plan_put(const gaps *g, const vd_matrix_plan *plan, vd_cell *cells)
{
    const vd_graph_document *d = &g->m->data->documents[plan->document];
    cells[1] = vd_cell_text(d->id);
    cells[2] = vd_cell_text(plan->name);
    cells[3] = vd_cell_text(d->date);
    cells[4] = vd_cell_text(plan->source);
}

static void directive_put(const gaps *g, uint32_t document, vd_cell *cells)
{
    const vd_graph_document *d = &g->m->data->documents[document];
    cells[5] = vd_cell_text(d->id);
    cells[6] = vd_cell_text(d->number);
    cells[7] = vd_cell_text(d->title);
    const char *state = vd_state_name(vd_matrix_state(g->m, document, g->m->as_of).kind);
    cells[13] = vd_cell_text(state[0] ? vd_str_of(state) : VD_NONE);
}

static bool document_ended(const gaps *g, uint32_t document)
{
    return vd_state_ended(vd_matrix_state(g->m, document, g->m->as_of).kind);
}

static void evidence_put(const vd_graph_edge *edge, vd_cell *cells)
{
    cells[14] = vd_cell_text(edge->source);
    cells[15] = vd_cell_int((int64_t)edge->line);
    cells[16] = vd_cell_text(edge->sentence);
}

/* ---- Directives nobody carries out ---- */

static const char *directive_why(const vd_matrix_directive *directive)
{
    return directive && directive->acting > 0  ? "only_cited"
           : directive && directive->count > 0 ? "only_named"
                                               : "only_known";
}

static vd_status directive_gap(gaps *g, uint32_t document, vd_error *err)
{
    uint32_t at = g->m->row_of[document];
    const vd_matrix_directive *row = at != VD_GRAPH_NONE ? &g->m->directives[at] : NULL;
    vd_cell *cells = gap_add(g, VD_GAP_DIRECTIVE);
    if (!cells) {
        return vd_fail_memory(err);
    }
    directive_put(g, document, cells);
    cells[8] = vd_cell_text(vd_str_of(directive_why(row)));
    cells[9] = vd_cell_int(row ? (int64_t)row->acting : 0);
    const vd_matrix_cell *best = NULL;
    for (size_t i = 0; row && i < row->count; i++) {
        const vd_matrix_cell *cell = &g->m->cells[row->first + i];
        best = !best || (!best->letters && cell->letters) ? cell : best;
    }
    if (best) {
        evidence_put(&g->m->data->edges[best->best], cells);
    }
    return VD_OK;
}

/* May a document that no plan acts on or names be a gap? */
static bool known_open(const gaps *g, uint32_t document)
{
    const vd_matrix *m = g->m;
    const vd_graph_document *d = &m->data->documents[document];
    if (d->in_corpus || m->row_of[document] != VD_GRAPH_NONE || d->number.len == 0 || document >= m->undecided_first) {
        return false;
    }
    return m->any_directive || (!document_ended(g, document) && vd_type_directs(d->type) != VD_DIRECTS_NOTHING);
}

/* Those that plans act on first, in the order of the matrix; then those that are only known. */
static vd_status gaps_directives(gaps *g, vd_error *err)
{
    const vd_graph_data *data = g->m->data;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < g->m->directive_count; i++) {
        if (g->m->directives[i].open) {
            status = directive_gap(g, g->m->directives[i].document, err);
        }
    }
    bool *taken = NULL;
    if (status == VD_OK && g->query->top == 0) {
        status = vd_matrix_side_take(&g->arena, data, &g->query->directives, &taken, err);
    }
    for (uint32_t v = 0; status == VD_OK && taken && v < data->document_count; v++) {
        if (taken[v] && known_open(g, v)) {
            status = directive_gap(g, v, err);
        }
    }
    return status;
}

/* ---- Plans that carry out nothing ---- */

static const char *plan_why(const vd_matrix *m, size_t first, size_t end, size_t acting)
{
    size_t undecided = 0;
    for (size_t i = first; i < end; i++) {
        undecided += m->plans[i].undecided;
    }
    return acting > 0 ? "only_cites" : undecided > 0 ? "only_undecided" : "acts_on_nothing";
}

static vd_status gaps_plans(gaps *g, vd_error *err)
{
    const vd_matrix *m = g->m;
    for (size_t first = 0, end, acting; first < m->plan_count; first = end) {
        if (!vd_matrix_idle(m, first, &end, &acting)) {
            continue;
        }
        vd_cell *cells = gap_add(g, VD_GAP_PLAN);
        if (!cells) {
            return vd_fail_memory(err);
        }
        plan_put(g, &m->plans[first], cells);
        cells[8] = vd_cell_text(vd_str_of(plan_why(m, first, end, acting)));
        cells[9] = vd_cell_int((int64_t)acting);
    }
    return VD_OK;
}

/* ---- What the plan above has and the plan below has not ---- */

/* Is it the plan's business what the document above does to another by these letters?  What that rests on and which
 * rules it cites is its own. */
static bool handed_down(const gaps *g, uint32_t document, uint16_t bits)
{
    uint32_t basis = vd_matrix_letters(1U << VD_REL_BASED_ON | 1U << VD_REL_CITES);
    uint32_t ending = vd_matrix_letters(1U << VD_REL_SUPERSEDES | 1U << VD_REL_REPEALS);
    vd_directs directs = vd_type_directs(g->m->data->documents[document].type);
    if (g->m->any_directive) {
        return (bits & (g->m->doing | basis)) != 0;
    }
    return directs != VD_DIRECTS_NOTHING && !(bits & ending) &&
           (bits & (directs == VD_DIRECTS_RULE ? g->m->doing & ~basis : g->m->doing | basis)) != 0;
}

/* Everything that the plan, any task of it, or its text names gets the mark of the plan. */
static void names_mark(gaps *g, size_t first, size_t end)
{
    uint32_t document = g->m->plans[first].document;
    for (uint32_t i = g->csr.out_start[document]; i < g->csr.out_start[document + 1]; i++) {
        g->mark[g->m->data->edges[g->csr.out_edges[i]].to] = document + 1;
    }
    for (size_t i = g->m->plan_first[first]; i < g->m->plan_first[end]; i++) {
        g->mark[g->m->directives[g->m->cells[g->m->by_plan[i]].directive].document] = document + 1;
    }
    g->mark[document] = document + 1;
}

static vd_status inherited_gap(gaps *g, const vd_matrix_plan *plan, uint32_t above, const vd_graph_edge *edge,
                               uint16_t bits, vd_error *err)
{
    const vd_graph_document *through = &g->m->data->documents[above];
    char text[VD_MATRIX_TEXT];
    vd_matrix_cell cell = {.letters = bits, .confidence = edge->confidence};
    vd_cell *cells = gap_add(g, VD_GAP_INHERITED);
    vd_str shown = cells ? vd_arena_copy(vd_rows_arena(g->rows), vd_matrix_text(&cell, text)) : VD_NONE;
    if (!shown.ptr) {
        return vd_fail_memory(err);
    }
    plan_put(g, plan, cells);
    directive_put(g, edge->to, cells);
    bool does = (bits & g->m->doing) != 0;
    cells[8] = vd_cell_text(does ? VD_LIT("implemented_above") : VD_LIT("cited_above"));
    cells[10] = vd_cell_text(through->id);
    cells[11] = vd_cell_text(through->number.len ? through->number : through->title.len ? through->title : through->id);
    cells[12] = vd_cell_text(shown);
    evidence_put(edge, cells);
    return VD_OK;
}

/* One document above: what it acts on (edges by target) and the plan does not name. */
static vd_status above_compare(gaps *g, const vd_matrix_plan *plan, uint32_t above, const bool *taken, vd_error *err)
{
    const vd_graph_data *data = g->m->data;
    uint32_t end = g->csr.out_start[above + 1];
    vd_status status = VD_OK;
    for (uint32_t i = g->csr.out_start[above]; status == VD_OK && i < end;) {
        const vd_graph_edge *best = &data->edges[g->csr.out_edges[i]];
        uint32_t to = best->to;
        uint16_t bits = 0;
        for (; i < end && data->edges[g->csr.out_edges[i]].to == to; i++) {
            const vd_graph_edge *edge = &data->edges[g->csr.out_edges[i]];
            best = vd_evidence_cmp(edge, best) < 0 ? edge : best;
            bits = (uint16_t)(bits | 1U << vd_matrix_letter(edge));
        }
        if (to != above && to < g->m->undecided_first && taken[to] && g->mark[to] != plan->document + 1 &&
            best->confidence >= g->query->min_confidence && handed_down(g, to, bits) && !document_ended(g, to)) {
            g->mark[to] = plan->document + 1; /* once, through the first document above */
            status = inherited_gap(g, plan, above, best, bits, err);
        }
    }
    return status;
}

static vd_status gaps_inherited(gaps *g, vd_error *err)
{
    const vd_matrix *m = g->m;
    bool *taken = NULL;
    g->mark = VD_ARENA_ARRAY(&g->arena, uint32_t, m->data->document_count);
    vd_status status = g->mark ? vd_csr_build(&g->arena, m->data, &g->csr, err) : vd_fail_memory(err);
    if (status == VD_OK) {
        status = vd_matrix_side_take(&g->arena, m->data, &g->query->directives, &taken, err);
    }
    for (size_t i = 0; status == VD_OK && i < m->plan_count;) {
        size_t first = i;
        while (i < m->plan_count && m->plans[i].document == m->plans[first].document) {
            i++;
        }
        uint32_t document = m->plans[first].document;
        if (!m->any_plan && vd_type_directs(m->data->documents[document].type) < VD_DIRECTS_TASK) {
            continue;
        }
        names_mark(g, first, i);
        uint32_t last = VD_GRAPH_NONE;
        for (uint32_t e = g->csr.out_start[document]; status == VD_OK && e < g->csr.out_start[document + 1]; e++) {
            const vd_graph_edge *edge = &m->data->edges[g->csr.out_edges[e]];
            bool above = (1U << vd_matrix_letter(edge)) & m->doing && edge->to != last && edge->to != document &&
                         edge->confidence >= g->query->min_confidence;
            if (above && vd_type_directs(m->data->documents[edge->to].type) >= VD_DIRECTS_TASK) {
                last = edge->to;
                status = above_compare(g, &m->plans[first], edge->to, taken, err);
            }
        }
    }
    return status;
}

/* ---- Tasks ---- */

static vd_status gaps_tasks(gaps *g, const vd_matrix_tasks *tasks, vd_error *err)
{
    size_t plan = 0;
    for (size_t i = 0; i < tasks->count; i++) {
        const vd_matrix_task *task = &tasks->items[i];
        while (plan < g->m->plan_count && g->m->plans[plan].document < task->document) {
            plan++;
        }
        bool ours = plan < g->m->plan_count && g->m->plans[plan].document == task->document;
        if (!ours || (task->lead.len > 0 && task->deadline.len > 0)) {
            continue;
        }
        vd_cell *cells = gap_add(g, VD_GAP_TASK);
        if (!cells) {
            return vd_fail_memory(err);
        }
        plan_put(g, &g->m->plans[plan], cells);
        cells[8] = vd_cell_text(task->lead.len > 0       ? VD_LIT("no_deadline")
                                : task->deadline.len > 0 ? VD_LIT("no_lead")
                                                         : VD_LIT("no_lead_no_deadline"));
        cells[14] = vd_cell_text(task->source);
        cells[15] = vd_cell_int((int64_t)task->line);
        cells[16] = vd_cell_text(task->text);
        cells[17] = vd_cell_text(task->place);
        cells[18] = vd_cell_text(task->lead);
        cells[19] = vd_cell_text(task->deadline);
    }
    return VD_OK;
}

/* ---- All of them ---- */

vd_status vd_matrix_gaps(const vd_matrix *matrix, const vd_matrix_query *query, const vd_matrix_tasks *tasks,
                         uint32_t kinds, vd_rows **out, vd_error *err)
{
    static const vd_matrix_query all;
    gaps g = {.m = matrix, .query = query ? query : &all};
    uint32_t wanted = kinds ? kinds : (1U << VD_GAP_COUNT) - 1;
    *out = NULL;
    vd_status status = vd_rows_new(columns, sizeof columns / sizeof *columns, &g.rows, err);
    if (status == VD_OK && (wanted >> VD_GAP_DIRECTIVE & 1U)) {
        status = gaps_directives(&g, err);
    }
    if (status == VD_OK && (wanted >> VD_GAP_PLAN & 1U)) {
        status = gaps_plans(&g, err);
    }
    if (status == VD_OK && (wanted >> VD_GAP_INHERITED & 1U)) {
        status = gaps_inherited(&g, err);
    }
    if (status == VD_OK && tasks && (wanted >> VD_GAP_TASK & 1U)) {
        status = gaps_tasks(&g, tasks, err);
    }
    if (status == VD_OK) {
        *out = g.rows;
        g.rows = NULL;
    }
    vd_rows_free(g.rows);
    vd_arena_clear(&g.arena);
    return status;
}
