/** The edges between two documents, as chunks would give them. */
#include "store/net_link.h"

#include "base/error.h"

/* The index by acting documents knows everything that an edge is found by, so only the right ones are looked up. */
static const char link_text[] =
    "SELECT " VD_NET_EDGE_OWN " "
    "FROM edge k INDEXED BY edge_by_from CROSS JOIN edge e ON e.source = k.source AND e.statement = k.statement "
    "AND e.from_document = k.from_document AND e.to_document = k.to_document "
    "CROSS JOIN statement_row t ON t.source = e.source AND t.ordinal = e.statement "
    "WHERE k.from_document = ?1 AND k.to_document = ?2";

static vd_status linked_open(vd_net_linked *linked, vd_error *err)
{
    if (linked->statement != NULL) {
        return VD_OK;
    }
    vd_status status = vd_net_names_read(linked->sql, &linked->names, err);
    return status == VD_OK ? vd_sql_prepare(linked->sql, VD_LIT(link_text), &linked->statement, err) : status;
}

/* The edges as they come, in `arena`. */
static vd_status edges_read(const vd_net_linked *linked, vd_arena *arena, vd_net_edge **out, size_t *count,
                            vd_error *err)
{
    vd_net_edge *edges = NULL;
    size_t cap = 0;
    bool row = false;
    vd_status status = VD_OK;
    while ((status = vd_sql_step(linked->statement, &row, err)) == VD_OK && row) {
        if (*count == cap) {
            vd_net_edge *grown = vd_arena_grown(arena, edges, &cap, 4, sizeof *grown);
            if (grown == NULL) {
                return vd_fail_memory(err);
            }
            edges = grown;
        }
        vd_net_edge *edge = &edges[*count];
        status = vd_net_edge_own_read(linked->statement, linked->net->source_bound, &linked->names, edge, err);
        if (status != VD_OK) {
            return status;
        }
        ++*count;
    }
    *out = edges;
    return status;
}

static vd_net_proof proof_of(const vd_net_edge *edge)
{
    return (vd_net_proof){
        .from = edge->from,
        .to = edge->to,
        .relation = (vd_relation)edge->relation,
        .strength = (vd_strength)edge->strength,
        .third_party = edge->third_party,
        .preamble = edge->preamble,
        .confidence = edge->confidence,
        .source = edge->source,
        .statement = edge->statement,
        .start = edge->start,
    };
}

static vd_status proofs_make(vd_net *net, vd_net_edge *edges, size_t count, vd_arena *arena, vd_net_proof **out,
                             vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && count > 1 && i < count; i++) {
        status = vd_net_place(net, VD_NET_PATH, edges[i].source, &edges[i].path_place, err);
    }
    if (status != VD_OK || count == 0) {
        return status;
    }
    vd_net_edges_sort(edges, count);
    *out = VD_ARENA_ARRAY(arena, vd_net_proof, count);
    for (size_t i = 0; *out != NULL && i < count; i++) {
        (*out)[i] = proof_of(&edges[i]);
    }
    return *out != NULL ? VD_OK : vd_fail_memory(err);
}

vd_status vd_net_linked_read(vd_net_linked *linked, uint32_t from, uint32_t to, vd_arena *arena, vd_net_proof **out,
                             size_t *count, vd_error *err)
{
    vd_net_edge *edges = NULL;
    *out = NULL;
    *count = 0;
    vd_status status = linked_open(linked, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = linked->statement};
        vd_bind_int(&bind, from);
        vd_bind_int(&bind, to);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = edges_read(linked, arena, &edges, count, err);
    }
    sqlite3_reset(linked->statement);
    return status == VD_OK ? proofs_make(linked->net, edges, *count, arena, out, err) : status;
}

void vd_net_linked_clear(vd_net_linked *linked)
{
    sqlite3_finalize(linked->statement);
    linked->statement = NULL;
}
