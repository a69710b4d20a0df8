/** What a few documents and edges that came change in the chunks of the graph. */
#include "store/net_patch.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/net_edit.h"
#include "store/net_places.h"
#include "store/net_read.h"
#include "store/net_store.h"
#include "store/pack.h"

#include <stdlib.h>
#include <string.h>

/* What is not read of the database, but made of what came. */
typedef struct patch {
    vd_net_edit edit;
    bool crowded; /* no room between two places, however many move */
} patch;

static void number_add(vd_buf *out, uint32_t number)
{
    vd_buf_add(out, (vd_str){(const char *)&number, sizeof number});
}

/* Where the rows begin once the splice is done in row `at`. */
static void starts_add(vd_buf *out, const vd_net_splice *s, const uint32_t *start, uint32_t at)
{
    for (uint32_t r = 0; r <= VD_NET_SPAN; r++) {
        number_add(out, r <= at ? start[r] : (uint32_t)(start[r] - (s->to - s->from) + s->count));
    }
}

/* ---- Edges ------------------------------------------------------------------------------------------------------ */

typedef struct edges {
    vd_net_edge *items;
    size_t count, cap;
} edges;

static bool edges_add(edges *all, const vd_net_edge *edge)
{
    if (all->count == all->cap) {
        vd_net_edge *grown = vd_grown(all->items, &all->cap, 64, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        all->items = grown;
    }
    all->items[all->count++] = *edge;
    return true;
}

/* All edges of one acting document, the best evidence of each link first. */
static vd_status edges_load(patch *p, vd_net_edge_reader *reader, uint32_t from, edges *out, vd_error *err)
{
    bool more = false;
    out->count = 0;
    vd_status status = vd_net_edges_of(reader, from, err);
    while (status == VD_OK && (status = vd_sql_step(reader->statement, &more, err)) == VD_OK && more) {
        vd_net_edge edge;
        status = vd_net_edge_next(reader, &edge, err);
        if (status == VD_OK && edge.from != edge.to) {
            status = vd_net_place(&p->edit.net, VD_NET_ORDER, edge.to, &edge.to_place, err);
            if (status == VD_OK) {
                status = vd_net_place(&p->edit.net, VD_NET_PATH, edge.source, &edge.path_place, err);
            }
            if (status == VD_OK && !edges_add(out, &edge)) {
                status = vd_fail_memory(err);
            }
        }
    }
    sqlite3_reset(reader->statement);
    if (status == VD_OK) {
        vd_net_edges_sort(out->items, out->count);
    }
    return status;
}

/* The links that the edges make, in the form of a row of chunks. */
typedef struct row_links {
    uint32_t *to, *first; /* first: of each link's edges, and one more */
    uint16_t *kinds;
    size_t count;
} row_links;

static bool links_make(vd_arena *arena, const edges *all, row_links *out)
{
    *out = (row_links){VD_ARENA_ARRAY(arena, uint32_t, all->count + 1), VD_ARENA_ARRAY(arena, uint32_t, all->count + 1),
                       VD_ARENA_ARRAY(arena, uint16_t, all->count + 1), 0};
    if (!out->to || !out->first || !out->kinds) {
        return false;
    }
    for (size_t i = 0; i < all->count; i++) {
        if (i == 0 || all->items[i].to != all->items[i - 1].to) {
            out->to[out->count] = all->items[i].to;
            out->first[out->count++] = (uint32_t)i;
        }
        out->kinds[out->count - 1] |= vd_net_edge_kinds(&all->items[i]);
    }
    out->first[out->count] = (uint32_t)all->count;
    return true;
}

static vd_status proofs_put(patch *p, uint32_t from, const edges *all, uint32_t first, uint32_t end, vd_arena *arena,
                            vd_error *err)
{
    const vd_net_chunk *chunk = NULL;
    vd_status status = vd_net_chunk_of(&p->edit.net, VD_NET_PROOF, from, &chunk, err);
    size_t count = all->count;
    double *confidence = VD_ARENA_ARRAY(arena, double, count + 1);
    uint32_t *numbers = VD_ARENA_ARRAY(arena, uint32_t, 3 * count + 1);
    uint8_t *bits = VD_ARENA_ARRAY(arena, uint8_t, count + 1);
    if (status == VD_OK && (!confidence || !numbers || !bits)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK && (first > end || end > chunk->count)) {
        status = vd_sql_damaged(p->edit.db->sql, "the graph", err);
    }
    if (status != VD_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        confidence[i] = all->items[i].confidence;
        numbers[i] = all->items[i].source;
        numbers[count + i] = all->items[i].statement;
        numbers[2 * count + i] = all->items[i].start;
        bits[i] = vd_net_edge_bits(&all->items[i]);
    }
    vd_buf bytes = {0};
    vd_net_splice s = {first, end, count, chunk->count};
    vd_net_splice_count(&bytes, &s);
    vd_net_splice_add(&bytes, &s, sizeof(double), chunk->proofs.confidence, confidence);
    vd_net_splice_add(&bytes, &s, sizeof(uint32_t), chunk->proofs.source, numbers);
    vd_net_splice_add(&bytes, &s, sizeof(uint32_t), chunk->proofs.statement, numbers + count);
    vd_net_splice_add(&bytes, &s, sizeof(uint32_t), chunk->proofs.start, numbers + 2 * count);
    vd_net_splice_add(&bytes, &s, sizeof(uint8_t), chunk->proofs.bits, bits);
    status = vd_net_edit_put(&p->edit, VD_NET_PROOF, from >> VD_NET_SHIFT, &bytes, err);
    vd_buf_clear(&bytes);
    return status;
}

static vd_status out_put(patch *p, uint32_t from, const edges *all, const row_links *links, vd_arena *arena,
                         vd_error *err)
{
    const vd_net_chunk *chunk = NULL;
    uint32_t at = from & (VD_NET_SPAN - 1);
    vd_status status = vd_net_chunk_of(&p->edit.net, VD_NET_OUT, from, &chunk, err);
    if (status != VD_OK) {
        return status;
    }
    const vd_net_links *old = &chunk->links;
    vd_net_splice s = {old->start[at], old->start[at + 1], links->count, chunk->count};
    uint32_t first = old->proof[s.from], end = old->proof[s.to];
    vd_buf bytes = {0};
    vd_net_splice_count(&bytes, &s);
    starts_add(&bytes, &s, old->start, at);
    vd_net_splice_add(&bytes, &s, sizeof(uint32_t), old->other, links->to);
    for (size_t i = 0; i < s.from; i++) {
        number_add(&bytes, old->proof[i]);
    }
    for (size_t i = 0; i < links->count; i++) {
        number_add(&bytes, first + links->first[i]);
    }
    for (size_t i = s.to; i <= s.all; i++) {
        number_add(&bytes, (uint32_t)(old->proof[i] - (end - first) + all->count));
    }
    vd_net_splice_add(&bytes, &s, sizeof(uint16_t), old->kinds, links->kinds);
    status = vd_net_edit_put(&p->edit, VD_NET_OUT, from >> VD_NET_SHIFT, &bytes, err);
    vd_buf_clear(&bytes);
    return status == VD_OK ? proofs_put(p, from, all, first, end, arena, err) : status;
}

/* Links that are new, or have new kinds of evidence.  What an acting document's list held before is in it still, in the
 * same order. */
static vd_status in_put(patch *p, uint32_t from, const row_links *links, vd_error *err)
{
    vd_net_list old;
    size_t at = 0;
    vd_status status = vd_net_list_of(&p->edit.net, VD_NET_OUT, from, &old, err);
    for (size_t i = 0; status == VD_OK && i < links->count; i++) {
        bool there = at < old.count && old.other[at] == links->to[i];
        if (!there || old.kinds[at] != links->kinds[i]) {
            status = vd_net_edit_link(&p->edit, from, links->to[i], links->kinds[i], err);
        }
        at += there;
    }
    return status;
}

static vd_status acting_put(patch *p, vd_net_edge_reader *reader, uint32_t from, edges *all, vd_error *err)
{
    vd_arena arena = {0};
    row_links links = {0};
    vd_status status = edges_load(p, reader, from, all, err);
    if (status == VD_OK && !links_make(&arena, all, &links)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = in_put(p, from, &links, err);
    }
    if (status == VD_OK) {
        status = out_put(p, from, all, &links, &arena, err);
    }
    vd_arena_clear(&arena);
    return status;
}

/* Every document that acts in the words of the source. */
static vd_status source_put(patch *p, vd_net_edge_reader *reader, sqlite3_stmt *acting, int64_t source, edges *all,
                            vd_error *err)
{
    bool more = false;
    sqlite3_reset(acting);
    vd_bind bind = {.statement = acting};
    vd_bind_int(&bind, source);
    vd_status status = vd_bind_done(&bind, err);
    while (status == VD_OK && (status = vd_sql_step(acting, &more, err)) == VD_OK && more) {
        status = acting_put(p, reader, (uint32_t)sqlite3_column_int64(acting, 0), all, err);
    }
    return status;
}

static vd_status edges_put(patch *p, const int64_t *sources, size_t source_count, vd_error *err)
{
    vd_net_edge_reader reader = {0};
    sqlite3_stmt *acting = NULL;
    edges all = {0};
    vd_status status = vd_net_edges_begin(&reader, p->edit.db->sql, p->edit.net.source_bound, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(p->edit.db->sql, VD_LIT("SELECT DISTINCT from_document FROM edge WHERE source = ?"),
                                &acting, err);
    }
    for (size_t i = 0; status == VD_OK && i < source_count; i++) {
        status = source_put(p, &reader, acting, sources[i], &all, err);
    }
    sqlite3_finalize(acting);
    vd_net_edges_end(&reader);
    vd_free(all.items);
    return status;
}

/* ---- Days ------------------------------------------------------------------------------------------------------- */

static vd_status days_put(patch *p, int64_t behind, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool more = false;
    vd_status status = vd_sql_prepare(
        p->edit.db->sql, VD_LIT("SELECT document, date, earliest, latest FROM document WHERE document > ?"), &statement,
        err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, behind);
        status = vd_bind_done(&bind, err);
    }
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        vd_date dates[3];
        bool good = true;
        uint32_t row = (uint32_t)sqlite3_column_int64(statement, 0), first = 0, last = 0;
        for (int i = 0; i < 3; i++) {
            good = vd_unpack_date(sqlite3_column_int64(statement, i + 1), &dates[i]) && good;
        }
        if (!good) {
            status = vd_sql_damaged(p->edit.db->sql, "a date", err);
            break;
        }
        vd_net_days(dates[0], dates[1], dates[2], &first, &last);
        status = vd_net_edit_number(&p->edit, VD_NET_FIRST, row, first, err);
        if (status == VD_OK) {
            status = vd_net_edit_number(&p->edit, VD_NET_LAST, row, last, err);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* ---- All together ----------------------------------------------------------------------------------------------- */

static vd_status patch_make(patch *p, int64_t behind, const int64_t *sources, size_t source_count, vd_error *err)
{
    int64_t first = INT64_MAX;
    for (size_t i = 0; i < source_count; i++) {
        first = sources[i] < first ? sources[i] : first;
    }
    vd_status status = vd_net_places_make(&p->edit, VD_NET_ORDER, behind + 1, &p->crowded, err);
    if (status == VD_OK && !p->crowded) {
        status = vd_net_places_make(&p->edit, VD_NET_PATH, first, &p->crowded, err);
    }
    if (status == VD_OK && !p->crowded) {
        status = days_put(p, behind, err);
    }
    return status == VD_OK && !p->crowded ? edges_put(p, sources, source_count, err) : status;
}

vd_status vd_net_patch(vd_db *db, int64_t behind, const int64_t *sources, size_t source_count, vd_error *err)
{
    patch p = {0};
    bool fits = false;
    vd_status status = vd_net_format_fits(db, &fits, err);
    if (status != VD_OK || !fits) {
        return status;
    }
    status = vd_net_edit_begin(&p.edit, db, err);
    if (status == VD_OK) {
        status = patch_make(&p, behind, sources, source_count, err);
    }
    if (status == VD_OK && !p.crowded) {
        status = vd_net_edit_write(&p.edit, err);
    }
    vd_net_edit_end(&p.edit);
    return status;
}
