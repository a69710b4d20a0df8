/** Links that came since their chunk was written: their places among the others. */
#include "store/net_added.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

/* Notes are written again with each that comes, a chunk with all that are noted: so what an added document writes grows
 * least where both cost about the same.  A page or two are always as cheap as none. */
enum { FEW_BYTES = 64 * sizeof(vd_net_added), MANY_BYTES = 32 * 1024, SHARE = 16 };

bool vd_net_added_many(size_t bytes, size_t chunk_bytes)
{
    size_t most = chunk_bytes / SHARE;
    most = most < FEW_BYTES ? FEW_BYTES : most;
    return bytes > (most > MANY_BYTES ? MANY_BYTES : most);
}

/* ---- Places ----------------------------------------------------------------------------------------------------- */

typedef struct note {
    vd_net_added link;
    uint32_t place, at; /* of `from`; among the notes */
} note;

static int number_cmp(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int note_cmp(const void *left, const void *right)
{
    const note *a = left, *b = right;
    int order = number_cmp(a->link.to, b->link.to);
    order = order ? order : number_cmp(a->place, b->place);
    return order ? order : number_cmp(a->at, b->at);
}

static vd_status damaged(vd_error *err)
{
    return vd_fail(err, VD_NOT_A_DATABASE, "the graph kept in the database is damaged");
}

/* The notes in the order of the chunk, the last one of each link. */
static vd_status notes_sort(vd_net *net, uint32_t number, vd_str bytes, vd_arena *arena, note **out, size_t *count,
                            vd_error *err)
{
    size_t all = bytes.len / sizeof(vd_net_added), kept = 0;
    note *notes = VD_ARENA_ARRAY(arena, note, all + 1);
    vd_status status = notes ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < all; i++) {
        vd_net_added *link = &notes[i].link;
        memcpy(link, bytes.ptr + i * sizeof *link, sizeof *link);
        notes[i].at = (uint32_t)i;
        bool good = link->to >> VD_NET_SHIFT == number && link->to < net->bound && link->from < net->bound &&
                    link->kinds <= UINT16_MAX;
        status = good ? vd_net_place(net, VD_NET_ORDER, link->from, &notes[i].place, err) : damaged(err);
        if (status == VD_OK && notes[i].place == VD_NET_NONE) {
            status = damaged(err);
        }
    }
    if (status != VD_OK) {
        return status;
    }
    qsort(notes, all, sizeof *notes, note_cmp);
    for (size_t i = 0; i < all; i++) {
        bool again =
            kept > 0 && notes[kept - 1].link.to == notes[i].link.to && notes[kept - 1].link.from == notes[i].link.from;
        notes[again ? kept - 1 : kept] = notes[i];
        kept += !again;
    }
    *out = notes;
    *count = kept;
    return VD_OK;
}

/* The first of the links low .. high that stands at this place or behind it. */
static vd_status place_find(vd_net *net, const uint32_t *others, size_t low, size_t high, uint32_t wanted, size_t *out,
                            vd_error *err)
{
    vd_status status = VD_OK;
    while (status == VD_OK && low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t place = 0;
        status = vd_net_place(net, VD_NET_ORDER, others[middle], &place, err);
        if (place < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = low;
    return status;
}

/* ---- Putting them in -------------------------------------------------------------------------------------------- */

typedef struct merged {
    const vd_net_links *old;
    size_t read; /* of the old ones */
    uint32_t start[VD_NET_SPAN + 1], *other;
    uint16_t *kinds;
    size_t count;
} merged;

static void links_pass(merged *m, size_t end)
{
    size_t count = end - m->read;
    if (count > 0) {
        memcpy(m->other + m->count, m->old->other + m->read, count * sizeof *m->other);
        memcpy(m->kinds + m->count, m->old->kinds + m->read, count * sizeof *m->kinds);
    }
    m->count += count;
    m->read = end;
}

static vd_status note_put(merged *m, vd_net *net, const note *n, size_t end, vd_error *err)
{
    size_t at = 0;
    vd_status status = place_find(net, m->old->other, m->read, end, n->place, &at, err);
    if (status != VD_OK) {
        return status;
    }
    links_pass(m, at);
    m->read += at < end && m->old->other[at] == n->link.from; /* it had other kinds */
    m->other[m->count] = n->link.from;
    m->kinds[m->count++] = (uint16_t)n->link.kinds;
    return VD_OK;
}

static vd_status rows_merge(merged *m, vd_net *net, const note *notes, size_t count, vd_error *err)
{
    size_t next = 0;
    for (uint32_t r = 0; r < VD_NET_SPAN; r++) {
        size_t end = m->old->start[r + 1];
        for (; next < count && (notes[next].link.to & (VD_NET_SPAN - 1)) == r; next++) {
            vd_status status = note_put(m, net, &notes[next], end, err);
            if (status != VD_OK) {
                return status;
            }
        }
        links_pass(m, end);
        m->start[r + 1] = (uint32_t)m->count;
    }
    return VD_OK;
}

static void merged_add(const merged *m, vd_buf *out)
{
    uint64_t count = m->count;
    vd_buf_add(out, (vd_str){(const char *)&count, sizeof count});
    vd_buf_add(out, (vd_str){(const char *)m->start, sizeof m->start});
    vd_buf_add(out, (vd_str){(const char *)m->other, m->count * sizeof *m->other});
    vd_buf_add(out, (vd_str){(const char *)m->kinds, m->count * sizeof *m->kinds});
}

vd_status vd_net_added_merge(vd_net *net, uint32_t number, const vd_net_chunk *chunk, vd_str bytes, vd_buf *out,
                             vd_error *err)
{
    vd_arena arena = {0};
    note *notes = NULL;
    size_t count = 0;
    vd_status status =
        bytes.len % sizeof(vd_net_added) ? damaged(err) : notes_sort(net, number, bytes, &arena, &notes, &count, err);
    merged *m = VD_ARENA_RAW(&arena, merged, 1);
    if (status == VD_OK && m) {
        *m = (merged){.old = &chunk->links,
                      .other = VD_ARENA_RAW(&arena, uint32_t, chunk->count + count),
                      .kinds = VD_ARENA_RAW(&arena, uint16_t, chunk->count + count)};
    }
    if (status == VD_OK && (!m || !m->other || !m->kinds)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = rows_merge(m, net, notes, count, err);
    }
    if (status == VD_OK) {
        merged_add(m, out);
        status = vd_buf_ok(out) ? VD_OK : vd_fail_memory(err);
    }
    vd_arena_clear(&arena);
    return status;
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

vd_status vd_net_bytes_read(sqlite3_stmt *statement, int64_t key, vd_str *out, vd_error *err)
{
    bool row = false;
    *out = VD_NONE;
    sqlite3_reset(statement);
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, key);
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    if (row) {
        *out = vd_sql_text(statement, 0);
    }
    return status;
}

/* The same chunk with its notes. */
static vd_status notes_take(vd_net *net, uint32_t number, vd_str notes, vd_net_chunk **chunk, vd_error *err)
{
    vd_buf bytes = {0};
    vd_net_chunk *old = *chunk;
    *chunk = NULL;
    vd_status status = vd_net_added_merge(net, number, old, notes, &bytes, err);
    vd_free(old);
    if (status == VD_OK) {
        status = vd_net_chunk_read(net, VD_NET_IN, number, vd_buf_str(&bytes), chunk, err);
    }
    vd_buf_clear(&bytes);
    return status;
}

vd_status vd_net_stored_read(vd_net *net, sqlite3_stmt *statement, vd_net_part part, uint32_t number,
                             vd_net_chunk **out, vd_error *err)
{
    vd_str bytes = VD_NONE;
    vd_buf notes = {0};
    *out = NULL;
    vd_status status = vd_net_bytes_read(statement, vd_net_key(part, number), &bytes, err);
    if (status == VD_OK && bytes.ptr != NULL) {
        status = vd_net_chunk_read(net, part, number, bytes, out, err);
    }
    if (status == VD_OK && *out != NULL && part == VD_NET_IN) {
        status = vd_net_bytes_read(statement, vd_net_added_key(number), &bytes, err);
        vd_buf_add(&notes, bytes); /* places are read by the same statement */
        if (status == VD_OK && !vd_buf_ok(&notes)) {
            status = vd_fail_memory(err);
        }
    }
    sqlite3_reset(statement);
    if (status == VD_OK && notes.len > 0) {
        status = notes_take(net, number, vd_buf_str(&notes), out, err);
    }
    if (status != VD_OK) {
        vd_free(*out);
        *out = NULL;
    }
    vd_buf_clear(&notes);
    return status;
}
