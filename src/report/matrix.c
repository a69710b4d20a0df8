/** What each plan does to each directive: one letter a relation, doubts marked.
 *
 *  A cell has, in this order: B based_on, P implements in the preamble, T implements in a task, L linked, H guided_by,
 *  C cites, A amends, S supersedes, X repeals, D details, K promulgates, R corrects, N consolidates, U suspends; or
 *  'e' alone when the document only occurs inside another one's title.  '?' when the best evidence of the letters has
 *  a confidence below 0.8, '??' below 0.5.
 *
 *  A directive is carried out by who rests on it (B), implements it (P, T, L), follows its guidance (H) or details it
 *  (D).  One that is only cited or changed is a gap (matrix_open.c). */
#include "report/matrix_making.h"

#include "base/date.h"
#include "base/error.h"

#include <stdlib.h>

static const char letters[] = VD_MATRIX_LETTERS;

static const uint32_t carrying =
    1U << VD_REL_BASED_ON | 1U << VD_REL_IMPLEMENTS | 1U << VD_REL_DETAILS | 1U << VD_REL_GUIDED_BY;

static const char by_relation[VD_REL_COUNT] = {
    [VD_REL_BASED_ON] = 'B',    [VD_REL_IMPLEMENTS] = 'T', [VD_REL_DETAILS] = 'D',      [VD_REL_GUIDED_BY] = 'H',
    [VD_REL_CITES] = 'C',       [VD_REL_AMENDS] = 'A',     [VD_REL_SUPERSEDES] = 'S',   [VD_REL_REPEALS] = 'X',
    [VD_REL_PROMULGATES] = 'K', [VD_REL_CORRECTS] = 'R',   [VD_REL_CONSOLIDATES] = 'N', [VD_REL_SUSPENDS] = 'U',
};

static unsigned letter_place(char letter)
{
    return (unsigned)(strchr(letters, letter) - letters);
}

unsigned vd_matrix_letter(const vd_graph_edge *edge)
{
    char letter = by_relation[edge->relation];
    if (edge->relation == VD_REL_IMPLEMENTS && (edge->preamble || edge->strength == VD_STRENGTH_PRIMARY)) {
        letter = 'P';
    } else if (edge->relation == VD_REL_IMPLEMENTS && edge->strength == VD_STRENGTH_LINKED) {
        letter = 'L';
    }
    return letter_place(letter);
}

uint32_t vd_matrix_letters(uint32_t relations)
{
    uint32_t out = 0;
    for (unsigned i = 0; i < VD_REL_COUNT; i++) {
        out |= relations >> i & 1U ? 1U << letter_place(by_relation[i]) : 0;
    }
    if (relations >> VD_REL_IMPLEMENTS & 1U) {
        out |= 1U << letter_place('P') | 1U << letter_place('L');
    }
    return out;
}

vd_str vd_matrix_text(const vd_matrix_cell *cell, char text[VD_MATRIX_TEXT])
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
    text[len] = '\0';
    return (vd_str){text, len};
}

vd_date vd_matrix_day(const vd_graph_document *document)
{
    vd_date day = {0};
    if (vd_date_parse(document->earliest.ptr ? document->earliest : document->date, &day)) {
        return vd_date_first(day);
    }
    return (vd_date){0};
}

/* ---- Plans ---- */

static void plan_add(vd_matrix_making *k, uint32_t document, const vd_matrix_task *task)
{
    if (k->plan[document] == VD_GRAPH_NONE) {
        k->plan[document] = (uint32_t)k->m->plan_count;
    }
    k->plan_count[document]++;
    k->m->plans[k->m->plan_count++] = (vd_matrix_plan){.document = document, .task = task};
}

/* The documents we hold that the query takes, and those it names; each with its tasks. */
static bool plans_make(vd_matrix_making *k, const bool *taken)
{
    const vd_graph_data *data = k->in->data;
    size_t tasks = k->in->tasks ? k->in->tasks->count : 0;
    size_t task = 0;
    k->plan = VD_ARENA_ARRAY(k->arena, uint32_t, data->document_count);
    k->plan_count = VD_ARENA_ARRAY(k->arena, uint32_t, data->document_count);
    k->m->plans = VD_ARENA_ARRAY(k->arena, vd_matrix_plan, data->document_count + tasks);
    if (!k->plan || !k->plan_count || !k->m->plans) {
        return false;
    }
    bool named = k->query.plans.document_count > 0;
    for (uint32_t v = 0; v < data->document_count; v++) {
        k->plan[v] = VD_GRAPH_NONE;
        if (taken[v] && (named || data->documents[v].in_corpus)) {
            plan_add(k, v, NULL);
        }
        for (; task < tasks && k->in->tasks->items[task].document <= v; task++) {
            if (k->in->tasks->items[task].document == v && k->plan[v] != VD_GRAPH_NONE) {
                plan_add(k, v, &k->in->tasks->items[task]);
            }
        }
    }
    return true;
}

/* ---- Directives ---- */

static int directive_cmp(const void *a, const void *b)
{
    const vd_matrix_directive *p = a;
    const vd_matrix_directive *q = b;
    if (p->decided != q->decided) {
        return p->decided ? -1 : 1;
    }
    if (p->acting != q->acting) {
        return p->acting > q->acting ? -1 : 1;
    }
    return (p->document > q->document) - (p->document < q->document); /* documents are in the order of ids */
}

static void directives_count(vd_matrix_making *k)
{
    for (size_t i = 0; i < k->m->cell_count; i++) {
        const vd_matrix_cell *cell = &k->m->cells[i];
        vd_matrix_directive *directive = &k->m->directives[k->row[cell->directive]];
        directive->count++;
        directive->acting += cell->letters != 0;
    }
}

void vd_matrix_count(vd_matrix *matrix, uint32_t doing)
{
    matrix->doing = doing;
    for (size_t i = 0; i < matrix->directive_count; i++) {
        matrix->directives[i].doing = 0;
    }
    for (size_t i = 0; i < matrix->plan_count; i++) {
        matrix->plans[i].doing = matrix->plans[i].acting = matrix->plans[i].undecided = 0;
    }
    for (size_t i = 0; i < matrix->cell_count; i++) {
        const vd_matrix_cell *cell = &matrix->cells[i];
        bool does = (cell->letters & doing) != 0;
        bool decided = matrix->directives[cell->directive].decided;
        matrix->directives[cell->directive].doing += does;
        matrix->plans[cell->plan].doing += does && decided;
        matrix->plans[cell->plan].acting += cell->letters != 0 && decided;
        matrix->plans[cell->plan].undecided += !decided;
    }
    vd_matrix_open(matrix);
}

/* Cells take the order of the rows; those of rows beyond `top` go. */
static void cells_settle(vd_matrix_making *k)
{
    vd_matrix *m = k->m;
    size_t kept = 0;
    for (size_t i = 0; i < m->directive_count; i++) {
        k->row[m->directives[i].document] = (uint32_t)i;
    }
    for (; k->query.top > 0 && m->directive_count > k->query.top; m->directive_count--) {
        k->row[m->directives[m->directive_count - 1].document] = VD_GRAPH_NONE;
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        m->cells[i].directive = k->row[m->cells[i].directive];
        if (m->cells[i].directive != VD_GRAPH_NONE) {
            m->cells[kept++] = m->cells[i];
        }
    }
    m->known_count = m->directive_count;
    while (m->known_count > 0 && !m->directives[m->known_count - 1].decided) {
        m->known_count--;
    }
    m->row_of = k->row;
    m->cell_count = kept;
    if (kept > 0) {
        qsort(m->cells, kept, sizeof(vd_matrix_cell), vd_matrix_cell_cmp);
    }
    size_t first = 0;
    for (size_t i = 0; i < m->directive_count; i++) {
        m->directives[i].first = first;
        first += m->directives[i].count;
    }
}

/* A row for every document with cells; with conditions, for every one that satisfies them. */
static bool directives_make(vd_matrix_making *k)
{
    const vd_graph_data *data = k->in->data;
    vd_matrix *m = k->m;
    bool all = vd_matrix_side_asks(&k->query.directives);
    k->row = VD_ARENA_ARRAY(k->arena, uint32_t, data->document_count);
    m->directives = VD_ARENA_ARRAY(k->arena, vd_matrix_directive, data->document_count);
    if (!k->row || !m->directives) {
        return false;
    }
    for (uint32_t v = 0; v < data->document_count; v++) {
        k->row[v] = all && k->directive[v] && v < m->undecided_first ? 0 : VD_GRAPH_NONE;
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        k->row[m->cells[i].directive] = 0;
    }
    for (uint32_t v = 0; v < data->document_count; v++) {
        if (k->row[v] != VD_GRAPH_NONE) {
            k->row[v] = (uint32_t)m->directive_count;
            m->directives[m->directive_count++] =
                (vd_matrix_directive){.document = v, .decided = v < m->undecided_first};
        }
    }
    directives_count(k);
    if (m->directive_count > 0) {
        qsort(m->directives, m->directive_count, sizeof(vd_matrix_directive), directive_cmp);
    }
    cells_settle(k);
    return true;
}

/* Of tasks only those that do something: all of them unless directives were asked for, but never what stands outside
 * of a plan's tasks and does nothing. */
static bool plans_settle(vd_matrix_making *k)
{
    vd_matrix *m = k->m;
    bool asked = vd_matrix_side_asks(&k->query.directives);
    uint32_t *place = VD_ARENA_ARRAY(k->arena, uint32_t, m->plan_count + 1);
    size_t kept = 0;
    if (!place) {
        return false;
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        place[m->cells[i].plan] = 1;
    }
    for (size_t i = 0; i < m->plan_count; i++) {
        bool rest = m->plans[i].task == NULL && i + 1 < m->plan_count && m->plans[i + 1].task &&
                    m->plans[i + 1].document == m->plans[i].document;
        bool keeps = place[i] || (!asked && !rest);
        place[i] = (uint32_t)kept;
        if (keeps) {
            m->plans[kept++] = m->plans[i];
        }
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        m->cells[i].plan = place[m->cells[i].plan];
    }
    m->plan_count = kept;
    return true;
}

static void states_judge(vd_matrix *m)
{
    for (size_t i = 0; i < m->directive_count; i++) {
        m->directives[i].now = vd_matrix_state(m, m->directives[i].document, m->as_of);
    }
}

/* Cells by plan: counted, then put. */
static bool by_plan_make(vd_matrix_making *k)
{
    vd_matrix *m = k->m;
    size_t *first = VD_ARENA_ARRAY(k->arena, size_t, m->plan_count + 2);
    uint32_t *cells = VD_ARENA_ARRAY(k->arena, uint32_t, m->cell_count);
    if (!first || !cells) {
        return false;
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        first[m->cells[i].plan + 2]++;
    }
    for (size_t i = 2; i < m->plan_count + 2; i++) {
        first[i] += first[i - 1];
    }
    for (size_t i = 0; i < m->cell_count; i++) {
        cells[first[m->cells[i].plan + 1]++] = (uint32_t)i;
    }
    m->by_plan = cells;
    m->plan_first = first;
    return true;
}

const vd_matrix_cell *vd_matrix_at(const vd_matrix *matrix, size_t directive, size_t plan)
{
    const vd_matrix_directive *row = &matrix->directives[directive];
    size_t low = row->first;
    size_t high = row->first + row->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (matrix->cells[middle].plan < plan) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool there = low < row->first + row->count && matrix->cells[low].plan == plan;
    return there ? &matrix->cells[low] : NULL;
}

/* ---- All of it ---- */

vd_status vd_matrix_make(vd_arena *arena, const vd_matrix_input *input, vd_matrix *out, vd_error *err)
{
    static const vd_matrix_query all;
    vd_matrix_making k = {.arena = arena, .in = input, .query = input->query ? *input->query : all, .m = out};
    vd_csr csr; /* built for its checks */
    bool *plans = NULL;
    *out = (vd_matrix){
        .data = input->data,
        .doing = vd_matrix_letters(k.query.relations ? k.query.relations : carrying),
        .tasks = input->tasks != NULL,
        .any_directive = k.query.directives.document_count > 0 || k.query.directives.type_count > 0,
        .any_plan = k.query.plans.document_count > 0 || k.query.plans.type_count > 0,
        .states = input->states,
        .as_of = k.query.as_of,
        .undecided_first = input->undecided ? input->undecided->first : UINT32_MAX,
        .undecided = input->undecided ? input->undecided->items : NULL,
    };
    vd_status status = vd_csr_build(arena, input->data, &csr, err);
    if (status == VD_OK) {
        status = vd_matrix_side_take(arena, input->data, &k.query.plans, &plans, err);
    }
    if (status == VD_OK) {
        status = vd_matrix_side_take(arena, input->data, &k.query.directives, &k.directive, err);
    }
    if (status != VD_OK) {
        return status;
    }
    if (!plans_make(&k, plans) || !vd_matrix_cells_make(&k) || !directives_make(&k) ||
        (out->tasks && !plans_settle(&k)) || !by_plan_make(&k)) {
        return vd_fail_memory(err);
    }
    states_judge(out); /* what has ended is no gap */
    vd_matrix_count(out, out->doing);
    return vd_matrix_names(arena, out, err);
}
