/* The rows that mean documents: what mentions mean, the edges that statements make, and clues for later sources. */
#include "store/derived.h"

#include "base/error.h"

vd_status vd_derived_put_link(vd_derived *p, size_t source, size_t mention, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    const vd_link *link = &r->links[source][mention];
    sqlite3_stmt *statement = NULL, *candidate = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_LINK_PUT,
                                   "INSERT INTO link (source, mention, document, confidence, basis) "
                                   "VALUES (?, ?, nullif(?, 0), ?, ?)",
                                   &statement, err);
    if (status == VD_OK) {
        status =
            vd_sql_slot(p->db, VD_SLOT_CANDIDATE_PUT,
                        "INSERT INTO candidate (source, mention, rank, document) VALUES (?, ?, ?, ?)", &candidate, err);
    }
    if (status == VD_OK && link->document != -1 && !vd_derived_fits(r, link->document)) {
        status = vd_derived_misplaced("link in source", source, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, p->rows[source]);
        vd_bind_size(&bind, mention);
        vd_bind_int(&bind, link->document < 0 ? 0 : vd_derived_row(p, link->document)); /* 0: none */
        vd_bind_real(&bind, link->confidence);
        vd_bind_text(&bind, vd_str_of(link->basis));
        status = vd_bind_run(&bind, err);
    }
    for (size_t i = 0; status == VD_OK && i < link->candidate_count; i++) {
        if (!vd_derived_fits(r, link->candidates[i])) {
            return vd_derived_misplaced("candidate in source", source, err);
        }
        vd_bind bind = {.statement = candidate};
        vd_bind_int(&bind, p->rows[source]);
        vd_bind_size(&bind, mention);
        vd_bind_size(&bind, i);
        vd_bind_int(&bind, vd_derived_row(p, link->candidates[i]));
        status = vd_bind_run(&bind, err);
    }
    return status;
}

vd_status vd_derived_put_links(vd_derived *p, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t o = 0; status == VD_OK && o < p->source_count; o++) {
        size_t i = p->order[o];
        vd_derived_tell(p);
        for (size_t j = 0; status == VD_OK && j < p->sources[i].mention_count; j++) {
            status = vd_derived_put_link(p, i, j, err);
        }
    }
    return status;
}

static vd_status edge_put(vd_derived *p, sqlite3_stmt *statement, size_t at, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    const vd_edge *e = &r->edges[at];
    if (!vd_derived_fits(r, e->from) || !vd_derived_fits(r, e->to) ||
        e->statement >= p->sources[e->source].claim_count) {
        return vd_derived_misplaced("edge", at, err);
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->rows[e->source]);
    vd_bind_size(&bind, e->statement);
    vd_bind_int(&bind, vd_derived_row(p, e->from));
    vd_bind_int(&bind, vd_derived_row(p, e->to));
    vd_bind_real(&bind, e->confidence);
    vd_status status = vd_bind_run(&bind, err);
    p->edges += status == VD_OK && sqlite3_changes(p->db->sql) > 0;
    return status;
}

/* Where the edges of each source begin, from 1: they stand together. */
static vd_status edges_begin(vd_derived *p, uint32_t **out, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    *out = VD_ARENA_ARRAY(&p->arena, uint32_t, p->source_count + 1);
    if (*out == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < r->edge_count; i++) {
        uint32_t source = r->edges[i].source;
        if (source >= p->source_count) {
            return vd_derived_misplaced("edge", i, err);
        }
        bool first = i == 0 || r->edges[i - 1].source != source;
        if (first && (*out)[source]) {
            return vd_derived_misplaced("edge", i, err);
        }
        (*out)[source] = first ? (uint32_t)i + 1 : (*out)[source];
    }
    return VD_OK;
}

vd_status vd_derived_put_edges(vd_derived *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    /* One statement says one thing of two documents once. */
    static const char text[] = "INSERT INTO edge (source, statement, from_document, to_document, confidence) "
                               "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    sqlite3_stmt *statement = NULL;
    uint32_t *begin = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_EDGE_PUT, text, &statement, err);
    if (status == VD_OK) {
        status = edges_begin(p, &begin, err);
    }
    for (size_t o = 0; status == VD_OK && o < p->source_count; o++) {
        uint32_t source = p->order[o];
        size_t from = begin[source];
        vd_derived_tell(p);
        for (size_t i = from; from && status == VD_OK && i <= r->edge_count && r->edges[i - 1].source == source; i++) {
            status = edge_put(p, statement, i - 1, err);
        }
    }
    return status;
}

/* In the order of their keys, so that the table only grows at its end. */
vd_status vd_derived_put_clues(vd_derived *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    sqlite3_stmt *statement = NULL;
    vd_status status =
        vd_sql_slot(p->db, VD_SLOT_CLUE_PUT, "INSERT OR IGNORE INTO clue (key, what) VALUES (?, ?)", &statement, err);
    for (size_t i = 0; status == VD_OK && i < r->clue_count; i++) {
        const vd_clue *clue = &r->clues[i];
        bool fits = clue->source >= 0 ? (size_t)clue->source < p->source_count
                                      : clue->document < 0 || vd_derived_fits(r, clue->document);
        if (!fits) {
            return vd_derived_misplaced("clue", i, err);
        }
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, (int64_t)clue->key);
        vd_bind_int(&bind, clue->source >= 0     ? -p->rows[clue->source]
                           : clue->document >= 0 ? vd_derived_row(p, clue->document)
                                                 : 0);
        status = vd_bind_run(&bind, err);
    }
    return status;
}
