/** Who acts on a document: directly, one row a document, relation and strength; and through others, with the chain.
 *
 *  A chain is made of edges among the relations asked for, and nothing is concluded beyond it: "A implements B, B
 *  implements C" is printed as just that.  Every document that reaches the target through others gets one chain, its
 *  shortest, also when it acts on the target directly as well.
 *
 *  As of a day, documents that were certainly not issued by then do not act; a date that is a window reaching beyond
 *  the day, or not known at all, leaves it possible.
 *
 *  Rows are made when they are read: those that act directly come straight from the target's links, class of strength
 *  by class, and the walk goes one level further only when a row of that level is wanted.  So the first page of an
 *  answer costs a page, however much hangs on the document. */
#include "graph/fill.h"
#include "graph/graph.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"
#include "base/rows.h"

static const vd_column columns[] = {
    {"id", false},       {"type", false},   {"name", true},   {"number", false},     {"date", true},
    {"issued", false},   {"issuer", false}, {"title", true},  {"relation", true},    {"strength", true},
    {"preamble", false}, {"depth", true},   {"path", false},  {"confidence", false}, {"source", true},
    {"line", true},      {"column", false}, {"start", false}, {"end", false},        {"sentence", true},
    {"mentions", true},
};

/* Strongest first: primary, task, linked, none. */
enum { CLASSES = 4, GROUPS = VD_REL_COUNT * CLASSES };

/* One direct row: the best evidence of one relation and strength. */
typedef struct group {
    vd_net_proof best;
    unsigned strengths; /* bits of vd_strength */
    size_t mentions;    /* places of one file; counted when the row is shown */
} group;

typedef struct question {
    vd_net_view view;
    vd_marks *marks; /* NULL: no chains are asked for */
    uint32_t relations, target;
    uint32_t day;     /* yyyymmdd; 0: none */
    bool joined;      /* one row a document and relation */
    vd_net_list list; /* who acts on the target */
    uint32_t kinds;   /* of all of them: a class that none has is not looked for */
    vd_str id;        /* the target's, in `kept` */
    vd_arena kept;
    int strongest; /* the class that is listed now; CLASSES: all are */
    size_t at;     /* the link looked at next */
    group groups[GROUPS];
    size_t group_count, group_next;
    vd_net_proof *proofs; /* of the present link, in `link` */
    size_t proof_count;
    vd_reach reach;
    size_t level_next;
    vd_arena link; /* of the present link's groups */
    vd_arena row;  /* of the present row */
} question;

static void question_release(void *context)
{
    question *q = context;
    vd_reach_clear(&q->reach);
    if (q->marks) {
        vd_marks_give(q->view.net, q->marks);
    }
    vd_arena_clear(&q->kept);
    vd_arena_clear(&q->link);
    vd_arena_clear(&q->row);
    q->view.release(q->view.context);
    vd_free(q);
}

/* ---- Directly --------------------------------------------------------------------------------------------------- */

static bool group_takes(const question *q, const group *g, const vd_net_proof *proof)
{
    return g->best.relation == proof->relation && (q->joined || g->best.strength == proof->strength);
}

/* The proofs of a link by relation and strength, stronger ones first; they come best first already. */
static vd_status groups_make(question *q, uint32_t from, vd_error *err)
{
    q->group_count = q->group_next = q->proof_count = 0;
    vd_arena_clear(&q->link);
    vd_status status = vd_net_proofs_of(q->view.net, from, q->target, &q->link, &q->proofs, &q->proof_count, err);
    for (size_t i = 0; i < q->proof_count; i++) {
        const vd_net_proof *proof = &q->proofs[i];
        if ((q->relations >> proof->relation & 1U) == 0) {
            continue;
        }
        size_t at = 0;
        while (at < q->group_count && !group_takes(q, &q->groups[at], proof)) {
            at++;
        }
        if (at < q->group_count) {
            q->groups[at].strengths |= 1U << proof->strength;
            continue;
        }
        /* Strengths arrive in their order: only relations of the same one change places. */
        for (; at > 0 && q->groups[at - 1].best.strength == proof->strength &&
               q->groups[at - 1].best.relation > proof->relation;
             at--) {
            q->groups[at] = q->groups[at - 1];
        }
        q->groups[at] = (group){*proof, 1U << proof->strength, 0};
        q->group_count++;
    }
    return status;
}

/* The class of a link's strongest evidence, as far as its kinds tell: a strength may belong to a relation that is not
 * asked for, and then only the proofs know. */
static vd_status class_of(question *q, size_t link, int *out, vd_error *err)
{
    uint32_t kinds = q->list.kinds[link];
    uint32_t strengths = kinds >> VD_REL_COUNT;
    if (strengths != 0 && (kinds & VD_GRAPH_ANY & ~q->relations) != 0) {
        vd_status status = groups_make(q, q->list.other[link], err);
        if (status == VD_OK && q->group_count > 0) {
            *out = vd_net_strength_rank(q->groups[0].best.strength);
        }
        q->group_count = 0;
        return status;
    }
    *out = strengths & 1U ? 0 : strengths & 2U ? 1 : strengths & 4U ? 2 : 3;
    return VD_OK;
}

/* The next link of the present class; *found is false when no class has one left. */
static vd_status link_next(question *q, bool *found, vd_error *err)
{
    *found = false;
    for (; q->strongest < CLASSES; q->strongest++, q->at = 0) {
        bool none = q->strongest < CLASSES - 1 && (q->kinds >> (VD_REL_COUNT + q->strongest) & 1U) == 0;
        while (!none && q->at < q->list.count) {
            size_t link = q->at++;
            int strongest = CLASSES;
            vd_issue by = VD_ISSUED;
            if ((q->list.kinds[link] & q->relations) == 0) {
                continue;
            }
            vd_status status = q->day ? vd_net_issue(q->view.net, q->list.other[link], q->day, &by, err) : VD_OK;
            if (status == VD_OK && by != VD_ISSUED_LATER) {
                status = class_of(q, link, &strongest, err);
            }
            if (status == VD_OK && strongest == q->strongest) {
                status = groups_make(q, q->list.other[link], err);
                *found = q->group_count > 0;
            }
            if (status != VD_OK || *found) {
                return status;
            }
        }
    }
    return VD_OK;
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* "yes" when everybody on the chain had issued by the day. */
static vd_status chain_issued(question *q, const uint32_t *path, size_t depth, vd_str *out, vd_error *err)
{
    vd_status status = VD_OK;
    *out = q->day ? VD_LIT("yes") : VD_NONE;
    for (size_t i = 0; q->day && status == VD_OK && i < depth; i++) {
        vd_issue by = VD_ISSUED;
        status = vd_net_issue(q->view.net, path[i], q->day, &by, err);
        *out = by == VD_ISSUED ? *out : VD_LIT("possible");
    }
    return status;
}

/* "primary, task"; absent where no strength is known. */
static vd_str strengths_text(unsigned strengths, char *out, size_t size)
{
    static const vd_strength order[] = {VD_STRENGTH_PRIMARY, VD_STRENGTH_TASK, VD_STRENGTH_LINKED};
    size_t len = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        vd_str name = vd_str_of(vd_strength_name(order[i]));
        if (strengths & 1U << order[i] && len + name.len + 2 < size) {
            memcpy(out + len, ", ", len ? 2 : 0);
            len += len ? 2 : 0;
            memcpy(out + len, name.ptr, name.len);
            len += name.len;
        }
    }
    return len ? (vd_str){out, len} : VD_NONE;
}

enum { STRENGTHS = 64 }; /* bytes */

static vd_status row_fill(question *q, const group *shown, const uint32_t *path, size_t depth, vd_cell *cells,
                          vd_error *err)
{
    const vd_net_proof *best = &shown->best;
    vd_str issued, name;
    char *strengths = VD_ARENA_ARRAY(&q->row, char, STRENGTHS);
    vd_graph_document document;
    vd_graph_edge edge;
    vd_str *ids = VD_ARENA_ARRAY(&q->row, vd_str, depth + 1);
    vd_status status =
        ids && strengths ? q->view.document(q->view.context, best->from, &q->row, &document, err) : vd_fail_memory(err);
    if (status == VD_OK) {
        status = q->view.evidence(q->view.context, best, &q->row, &edge, err);
    }
    for (size_t i = 1; status == VD_OK && i < depth; i++) {
        status = q->view.id(q->view.context, path[i], &q->row, &ids[i], err);
    }
    if (status == VD_OK) {
        status = chain_issued(q, path, depth, &issued, err);
    }
    if (status == VD_OK && !vd_document_name(&q->row, &document, &name)) {
        status = vd_fail_memory(err);
    }
    if (status != VD_OK) {
        return status;
    }
    ids[0] = document.id;
    ids[depth] = q->id;
    const vd_cell made[] = {
        vd_cell_text(document.id),
        vd_cell_text(document.type),
        vd_cell_text(name),
        vd_cell_text(document.number),
        vd_cell_text(document.date),
        vd_cell_text(issued),
        vd_cell_text(document.issuer),
        vd_cell_text(document.title),
        vd_cell_text(vd_str_of(vd_relation_name(best->relation))),
        vd_cell_text(strengths_text(shown->strengths, strengths, STRENGTHS)),
        vd_cell_bool(best->preamble),
        vd_cell_int((int64_t)depth),
        vd_cell_list(ids, depth + 1),
        vd_cell_real(best->confidence),
        vd_cell_text(edge.source),
        vd_cell_int((int64_t)edge.line),
        vd_cell_int((int64_t)edge.column),
        vd_cell_int((int64_t)edge.start),
        vd_cell_int((int64_t)edge.end),
        vd_cell_text(edge.sentence),
        vd_cell_int((int64_t)shown->mentions),
    };
    memcpy(cells, made, sizeof made);
    return VD_OK;
}

static vd_status direct_next(question *q, vd_cell *cells, bool *more, vd_error *err)
{
    vd_status status = VD_OK;
    *more = q->group_next < q->group_count;
    if (!*more) {
        status = link_next(q, more, err);
    }
    if (status != VD_OK || !*more) {
        return status;
    }
    group *next = &q->groups[q->group_next++];
    if (!vd_net_places(q->proofs, q->proof_count, next->best.relation, next->strengths, &q->row, &next->mentions)) {
        return vd_fail_memory(err);
    }
    const uint32_t path[] = {next->best.from, q->target};
    return row_fill(q, next, path, 1, cells, err);
}

static vd_status chain_next(question *q, vd_cell *cells, bool *more, vd_error *err)
{
    vd_status status = VD_OK;
    *more = true;
    if (!q->reach.net) {
        status = vd_reach_begin(&q->reach, q->view.net, q->marks, q->relations, q->target, q->day, err);
    }
    while (status == VD_OK && *more && q->level_next == q->reach.count) {
        q->level_next = 0;
        status = vd_reach_next(&q->reach, more, err);
    }
    if (status != VD_OK || !*more) {
        return status;
    }
    uint32_t row = q->reach.level[q->level_next++];
    uint32_t *path = VD_ARENA_ARRAY(&q->row, uint32_t, (size_t)q->reach.depth + 1);
    group shown = {0};
    if (!path) {
        return vd_fail_memory(err);
    }
    vd_reach_path(&q->reach, row, path);
    status = vd_net_best(q->view.net, q->relations, row, path[1], &q->row, &shown.best, &shown.mentions, err);
    shown.strengths = 1U << shown.best.strength;
    return status == VD_OK ? row_fill(q, &shown, path, q->reach.depth, cells, err) : status;
}

static vd_status question_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    question *q = context;
    vd_arena_clear(&q->row);
    vd_status status = VD_OK;
    *more = false;
    if (q->strongest < CLASSES || q->group_next < q->group_count) {
        status = direct_next(q, cells, more, err);
    }
    return status == VD_OK && !*more && q->marks ? chain_next(q, cells, more, err) : status;
}

/* The table has no room for all: with chains it shows them, without it shows the words. */
static vd_status rows_make(question *q, bool transitive, vd_rows **out, vd_error *err)
{
    enum { width = sizeof columns / sizeof columns[0] };
    vd_column own[width];
    for (size_t i = 0; i < width; i++) {
        own[i] = columns[i];
        if (strcmp(own[i].name, "path") == 0 || strcmp(own[i].name, "depth") == 0) {
            own[i].shown = transitive;
        } else if (strcmp(own[i].name, "sentence") == 0) {
            own[i].shown = !transitive;
        } else if (strcmp(own[i].name, "issued") == 0) {
            own[i].shown = q->day != 0;
        }
    }
    vd_rows_stream stream = {question_step, question_release, q};
    return vd_rows_new_stream(own, width, stream, out, err);
}

static vd_status question_open(question *q, vd_str id, bool transitive, vd_error *err)
{
    vd_status status = q->view.find(q->view.context, id, &q->target, err);
    if (status == VD_OK) {
        status = vd_net_list_of(q->view.net, VD_NET_IN, q->target, &q->list, err);
    }
    for (size_t i = 0; status == VD_OK && i < q->list.count; i++) {
        q->kinds |= q->list.kinds[i];
    }
    if (status == VD_OK) {
        q->id = vd_arena_copy(&q->kept, id); /* by which it was found */
        status = q->id.ptr ? VD_OK : vd_fail_memory(err);
    }
    if (status == VD_OK && transitive) {
        status = vd_marks_take(q->view.net, &q->marks, err);
    }
    return status;
}

vd_status vd_net_who(vd_net_view view, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    question *q = vd_alloc_zero(sizeof *q);
    *out = NULL;
    if (!q) {
        view.release(view.context);
        return vd_fail_memory(err);
    }
    q->view = view;
    q->relations = query->relations & VD_GRAPH_ANY;
    q->joined = query->joined;
    q->day = vd_net_day(vd_date_last(query->as_of));
    vd_status status = question_open(q, query->document, query->transitive, err);
    if (status != VD_OK) {
        question_release(q);
        return status;
    }
    return rows_make(q, query->transitive, out, err);
}

vd_status vd_graph_who(const vd_graph_data *data, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_view_of_data(data, &view, err);
    return status == VD_OK ? vd_net_who(view, query, out, err) : status;
}
