/** What a few documents and edges that came, went or changed make of the chunks of the graph. */
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

typedef struct patch {
    vd_net_edit edit;
    vd_net_changes *changes;
    vd_net_rows moved; /* documents that lost their place: gone, or elsewhere now */
    bool unfit;        /* all is to be written anew: no room between two places, or something was not noted */
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

/* Puts an edge among the others, with its places; one to nowhere cannot be in chunks. */
static vd_status edge_take(patch *p, vd_net_edge *edge, edges *out, vd_error *err)
{
    if (edge->to >= p->edit.net.bound) {
        p->unfit = true;
        return VD_OK;
    }
    vd_status status = vd_net_place(&p->edit.net, VD_NET_ORDER, edge->to, &edge->to_place, err);
    if (status == VD_OK) {
        status = vd_net_place(&p->edit.net, VD_NET_PATH, edge->source, &edge->path_place, err);
    }
    if (status != VD_OK) {
        return status;
    }
    p->unfit = p->unfit || edge->to_place == VD_NET_NONE || edge->path_place == VD_NET_NONE;
    return edges_add(out, edge) ? VD_OK : vd_fail_memory(err);
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
            status = edge_take(p, &edge, out, err);
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

typedef struct ends {
    uint32_t to;
    uint16_t kinds;
} ends;

static int ends_cmp(const void *left, const void *right)
{
    const ends *a = left, *b = right;
    return (a->to > b->to) - (a->to < b->to);
}

/* By row: of documents that are gone nobody knows the place. */
static ends *ends_sort(vd_arena *arena, const uint32_t *to, const uint16_t *kinds, size_t count)
{
    ends *out = VD_ARENA_RAW(arena, ends, count + 1);
    for (size_t i = 0; out != NULL && i < count; i++) {
        out[i] = (ends){to[i], kinds[i]};
    }
    if (out != NULL && count > 1) {
        qsort(out, count, sizeof *out, ends_cmp);
    }
    return out;
}

/* One link, as it was and as it is; NULL: it is not there.  In the list of what a document acts on, one that has moved
 * has to be taken out where it was. */
static vd_status end_put(patch *p, uint32_t from, bool moved, const ends *was, const ends *is, vd_error *err)
{
    vd_status status = VD_OK;
    if (was != NULL && (is == NULL || moved)) {
        status = vd_net_edit_link(&p->edit, from, was->to, 0, err);
    }
    if (status == VD_OK && is != NULL && (was == NULL || moved || was->kinds != is->kinds)) {
        status = vd_net_edit_link(&p->edit, from, is->to, is->kinds, err);
    }
    return status;
}

/* Links that are new, have new kinds of evidence, or are gone. */
static vd_status in_put(patch *p, uint32_t from, const row_links *links, vd_arena *arena, vd_error *err)
{
    vd_net_list old;
    size_t i = 0, k = 0;
    vd_status status = vd_net_list_of(&p->edit.net, VD_NET_OUT, from, &old, err);
    if (status != VD_OK) {
        return status;
    }
    const ends *was = ends_sort(arena, old.other, old.kinds, old.count);
    const ends *is = ends_sort(arena, links->to, links->kinds, links->count);
    bool moved = vd_net_rows_have(&p->moved, from);
    if (was == NULL || is == NULL) {
        return vd_fail_memory(err);
    }
    while (status == VD_OK && (i < old.count || k < links->count)) {
        bool old_next = k == links->count || (i < old.count && was[i].to <= is[k].to);
        bool new_next = i == old.count || (k < links->count && is[k].to <= was[i].to);
        status = end_put(p, from, moved, old_next ? &was[i] : NULL, new_next ? &is[k] : NULL, err);
        i += old_next;
        k += new_next;
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
    if (status == VD_OK && !p->unfit) {
        status = in_put(p, from, &links, &arena, err);
    }
    if (status == VD_OK && !p->unfit) {
        status = out_put(p, from, all, &links, &arena, err);
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status edges_put(patch *p, vd_error *err)
{
    vd_net_edge_reader reader = {0};
    const vd_net_rows *acting = &p->changes->acting;
    edges all = {0};
    vd_status status = vd_net_edges_begin(&reader, p->edit.db->sql, p->edit.net.source_bound, err);
    for (size_t i = 0; status == VD_OK && !p->unfit && i < acting->count; i++) {
        uint32_t from = (uint32_t)acting->items[i];
        status = acting->items[i] < p->edit.net.bound ? acting_put(p, &reader, from, &all, err) : VD_OK;
    }
    vd_net_edges_end(&reader);
    vd_free(all.items);
    return status;
}

/* ---- Days ------------------------------------------------------------------------------------------------------- */

/* Of a document that is not there nothing is known. */
static vd_status day_put(patch *p, sqlite3_stmt *statement, uint32_t row, vd_error *err)
{
    bool there = false;
    uint32_t first = 0, last = 0;
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, row);
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &there, err);
    }
    if (status == VD_OK && there) {
        vd_date dates[3];
        bool good = true;
        for (int i = 0; i < 3; i++) {
            good = vd_unpack_date(sqlite3_column_int64(statement, i), &dates[i]) && good;
        }
        if (good) {
            vd_net_days(dates[0], dates[1], dates[2], &first, &last);
        } else {
            status = vd_sql_damaged(p->edit.db->sql, "a date", err);
        }
    }
    sqlite3_reset(statement);
    if (status == VD_OK) {
        status = vd_net_edit_number(&p->edit, VD_NET_FIRST, row, first, err);
    }
    return status == VD_OK ? vd_net_edit_number(&p->edit, VD_NET_LAST, row, last, err) : status;
}

static vd_status days_put(patch *p, vd_error *err)
{
    const vd_net_rows *documents = &p->changes->documents;
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(
        p->edit.db->sql, VD_LIT("SELECT date, earliest, latest FROM document WHERE document = ?"), &statement, err);
    for (size_t i = 0; status == VD_OK && i < documents->count && documents->items[i] < p->edit.net.bound; i++) {
        status = day_put(p, statement, (uint32_t)documents->items[i], err);
    }
    sqlite3_finalize(statement);
    return status;
}

/* ---- All together ----------------------------------------------------------------------------------------------- */

/* Places, and with them whose lists are in another order, or shorter by a document. */
static vd_status places_put(patch *p, vd_error *err)
{
    vd_net_changes *c = p->changes;
    vd_net_rows paths = {0}; /* the lists that hang on a source's place are those of documents that act in it */
    vd_status status = vd_net_places_make(&p->edit, VD_NET_ORDER, &c->documents, &p->moved, &p->unfit, err);
    if (status == VD_OK && !p->unfit) {
        status = vd_net_places_make(&p->edit, VD_NET_PATH, &c->sources, &paths, &p->unfit, err);
    }
    vd_free(paths.items);
    vd_net_rows_sort(&p->moved);
    for (size_t i = 0; status == VD_OK && !p->unfit && i < p->moved.count; i++) {
        status = vd_net_rows_add(&c->acting, p->moved.items[i], err);
        if (status == VD_OK) {
            status = vd_net_edit_acting(&p->edit, (uint32_t)p->moved.items[i], &c->acting, err);
        }
    }
    vd_net_rows_sort(&c->acting);
    return status;
}

static vd_status patch_make(patch *p, vd_error *err)
{
    vd_net_rows_sort(&p->changes->documents);
    vd_net_rows_sort(&p->changes->sources);
    vd_status status = places_put(p, err);
    if (status == VD_OK && !p->unfit) {
        status = days_put(p, err);
    }
    return status == VD_OK && !p->unfit ? edges_put(p, err) : status;
}

vd_status vd_net_patch(vd_db *db, vd_net_changes *changes, vd_error *err)
{
    patch p = {.changes = changes};
    bool fits = false;
    vd_status status = vd_net_format_fits(db, &fits, err);
    if (status != VD_OK || !fits) {
        return status;
    }
    status = vd_net_edit_begin(&p.edit, db, err);
    if (status == VD_OK) {
        status = patch_make(&p, err);
    }
    if (status == VD_OK && !p.unfit) {
        status = vd_net_edit_write(&p.edit, err);
    }
    vd_net_edit_end(&p.edit);
    vd_free(p.moved.items);
    return status;
}
