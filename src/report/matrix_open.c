/** Which documents can be gaps: what nobody carries out, and who carries out nothing.
 *
 *  Only what lays down rules or sets work can be carried out: a Tờ trình asks, a Báo cáo reports.  Nobody has to carry
 * out what has been superseded, repealed or has expired, whether that is known from outside or a plan does it itself.
 * Only what sets work is expected to carry something out.  A query that names documents or types is taken at its word.
 */
#include "report/matrix_making.h"
#include "tables/tables.h"

vd_directs vd_type_directs(vd_str type)
{
    const vd_type_row *row = vd_type_named(type);
    if (row == NULL) {
        return VD_DIRECTS_UNKNOWN;
    }
    return strcmp(row->directs, "task") == 0   ? VD_DIRECTS_TASK
           : strcmp(row->directs, "rule") == 0 ? VD_DIRECTS_RULE
                                               : VD_DIRECTS_NOTHING;
}

bool vd_state_ended(vd_state_kind kind)
{
    return kind == VD_STATE_SUPERSEDED || kind == VD_STATE_REPEALED || kind == VD_STATE_EXPIRED;
}

/* Known to have ended, or ended by a plan. */
static bool directive_ended(const vd_matrix *matrix, const vd_matrix_directive *directive)
{
    uint32_t ending = vd_matrix_letters(1U << VD_REL_SUPERSEDES | 1U << VD_REL_REPEALS);
    bool ended = vd_state_ended(directive->now.kind);
    for (size_t i = 0; i < directive->count; i++) {
        ended = ended || (matrix->cells[directive->first + i].letters & ending) != 0;
    }
    return ended;
}

/* A text promulgated with a decision goes with it, in what it is carried out by as in its end; an annex of an annex is
 * not looked for. */
static void annexes_follow(vd_matrix *m)
{
    for (size_t i = 0; i < m->data->edge_count; i++) {
        const vd_graph_edge *edge = &m->data->edges[i];
        uint32_t from = m->row_of[edge->from];
        uint32_t to = m->row_of[edge->to];
        if (edge->relation == VD_REL_PROMULGATES && from != VD_GRAPH_NONE && to != VD_GRAPH_NONE) {
            m->directives[to].carried = m->directives[to].carried || m->directives[from].doing > 0;
            m->directives[to].ended = m->directives[to].ended || directive_ended(m, &m->directives[from]);
        }
    }
}

void vd_matrix_open(vd_matrix *matrix)
{
    for (size_t i = 0; i < matrix->directive_count; i++) {
        matrix->directives[i].carried = matrix->directives[i].doing > 0;
        matrix->directives[i].ended = directive_ended(matrix, &matrix->directives[i]);
    }
    annexes_follow(matrix);
    for (size_t i = 0; i < matrix->directive_count; i++) {
        vd_matrix_directive *directive = &matrix->directives[i];
        vd_directs directs = vd_type_directs(matrix->data->documents[directive->document].type);
        bool counts = matrix->any_directive || (!directive->ended && directs != VD_DIRECTS_NOTHING);
        directive->open = counts && directive->decided && !directive->carried;
    }
}

bool vd_matrix_idle(const vd_matrix *matrix, size_t first, size_t *end, size_t *acting)
{
    size_t doing = 0;
    uint32_t document = matrix->plans[first].document;
    *acting = 0;
    for (*end = first; *end < matrix->plan_count && matrix->plans[*end].document == document; ++*end) {
        doing += matrix->plans[*end].doing;
        *acting += matrix->plans[*end].acting;
    }
    return doing == 0 &&
           (matrix->any_plan || vd_type_directs(matrix->data->documents[document].type) >= VD_DIRECTS_TASK);
}
