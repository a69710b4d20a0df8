/** Links that came or went since their chunk was written: what the chunk is with them. */
#include "store/net_added.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/order.h"
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
    uint32_t place, at; /* of `from`, where the link is there; among the notes */
    bool went;          /* now or before */
} note;

static int note_cmp(const void *left, const void *right)
{
    const note *a = left, *b = right;
    int order = vd_order_numbers(a->link.to, b->link.to);
    order = order ? order : vd_order_numbers(a->link.from, b->link.from);
    return order ? order : vd_order_numbers(a->at, b->at);
}

static int place_cmp(const void *left, const void *right)
{
    const note *a = left, *b = right;
    int order = vd_order_numbers(a->link.to, b->link.to);
    return order ? order : vd_order_numbers(a->place, b->place);
}

static vd_status damaged(vd_error *err)
{
    return vd_fail(err, VD_NOT_A_DATABASE, "the graph kept in the database is damaged");
}

/* The last note of each link. */
static size_t notes_join(note *notes, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const note *last = kept > 0 ? &notes[kept - 1] : NULL;
        bool again = last && last->link.to == notes[i].link.to && last->link.from == notes[i].link.from;
        bool went = notes[i].link.kinds == 0 || (again && last->went);
        kept += !again;
        notes[kept - 1] = notes[i];
        notes[kept - 1].went = went;
    }
    return kept;
}

/* The notes in the order of the chunk; of a document whose link went nobody asks the place. */
static vd_status notes_sort(vd_net *net, uint32_t number, vd_str bytes, vd_arena *arena, note **out, size_t *count,
                            vd_error *err)
{
    size_t all = bytes.len / sizeof(vd_net_added);
    note *notes = VD_ARENA_ARRAY(arena, note, all + 1);
    vd_status status = notes ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < all; i++) {
        vd_net_added *link = &notes[i].link;
        memcpy(link, bytes.ptr + i * sizeof *link, sizeof *link);
        notes[i].at = (uint32_t)i;
        bool good = link->to >> VD_NET_SHIFT == number && link->to < net->bound && link->from < net->bound &&
                    link->kinds <= UINT16_MAX;
        status = good ? VD_OK : damaged(err);
    }
    if (status != VD_OK) {
        return status;
    }
    qsort(notes, all, sizeof *notes, note_cmp);
    *count = notes_join(notes, all);
    *out = notes;
    for (size_t i = 0; status == VD_OK && i < *count; i++) {
        if (notes[i].link.kinds != 0) {
            status = vd_net_place(net, VD_NET_ORDER, notes[i].link.from, &notes[i].place, err);
            status = status == VD_OK && notes[i].place == VD_NET_NONE ? damaged(err) : status;
        }
    }
    if (status == VD_OK) {
        qsort(notes, *count, sizeof *notes, place_cmp);
    }
    return status;
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

/* The links of one row as they were, as far as they are not yet read. */
typedef struct run {
    const uint32_t *other;
    const uint16_t *kinds;
    size_t read, end;
} run;

typedef struct merged {
    vd_net *net;
    const vd_net_links *old;
    uint32_t start[VD_NET_SPAN + 1], *other;
    uint16_t *kinds;
    size_t count;
    /* For rows that lost links: what is left of the old ones, and a mark for each document that is noted. */
    uint32_t *left_other;
    uint16_t *left_kinds;
    uint64_t *noted;
} merged;

static void links_pass(merged *m, run *r, size_t end)
{
    size_t count = end - r->read;
    if (count > 0) {
        memcpy(m->other + m->count, r->other + r->read, count * sizeof *m->other);
        memcpy(m->kinds + m->count, r->kinds + r->read, count * sizeof *m->kinds);
    }
    m->count += count;
    r->read = end;
}

static vd_status note_put(merged *m, run *r, const note *n, vd_error *err)
{
    size_t at = 0;
    if (n->link.kinds == 0) {
        return VD_OK;
    }
    vd_status status = place_find(m->net, r->other, r->read, r->end, n->place, &at, err);
    if (status != VD_OK) {
        return status;
    }
    links_pass(m, r, at);
    r->read += at < r->end && r->other[at] == n->link.from; /* it had other kinds */
    m->other[m->count] = n->link.from;
    m->kinds[m->count++] = (uint16_t)n->link.kinds;
    return VD_OK;
}

/* Documents whose links went may have no place any more, or another one: the others are what can be searched by place.
 */
static run rest_of(merged *m, const run *r, const note *notes, size_t count)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        m->noted[notes[i].link.from / 64] |= (uint64_t)1 << notes[i].link.from % 64;
    }
    for (size_t i = r->read; i < r->end; i++) {
        uint32_t other = r->other[i];
        m->left_other[left] = other;
        m->left_kinds[left] = r->kinds[i];
        left += (m->noted[other / 64] >> other % 64 & 1) == 0;
    }
    for (size_t i = 0; i < count; i++) {
        m->noted[notes[i].link.from / 64] = 0;
    }
    return (run){m->left_other, m->left_kinds, 0, left};
}

static vd_status row_merge(merged *m, run r, const note *notes, size_t count, vd_error *err)
{
    bool went = false;
    vd_status status = VD_OK;
    for (size_t i = 0; i < count; i++) {
        went = went || notes[i].went;
    }
    if (went) {
        r = rest_of(m, &r, notes, count);
    }
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = note_put(m, &r, &notes[i], err);
    }
    links_pass(m, &r, r.end);
    return status;
}

static vd_status rows_merge(merged *m, const note *notes, size_t count, vd_error *err)
{
    size_t next = 0;
    vd_status status = VD_OK;
    for (uint32_t r = 0; status == VD_OK && r < VD_NET_SPAN; r++) {
        size_t first = next;
        while (next < count && (notes[next].link.to & (VD_NET_SPAN - 1)) == r) {
            next++;
        }
        run old = {m->old->other, m->old->kinds, m->old->start[r], m->old->start[r + 1]};
        status = row_merge(m, old, notes + first, next - first, err);
        m->start[r + 1] = (uint32_t)m->count;
    }
    return status;
}

static void merged_add(const merged *m, vd_buf *out)
{
    uint64_t count = m->count;
    vd_buf_add(out, (vd_str){(const char *)&count, sizeof count});
    vd_buf_add(out, (vd_str){(const char *)m->start, sizeof m->start});
    vd_buf_add(out, (vd_str){(const char *)m->other, m->count * sizeof *m->other});
    vd_buf_add(out, (vd_str){(const char *)m->kinds, m->count * sizeof *m->kinds});
}

static merged *merged_make(vd_arena *arena, vd_net *net, const vd_net_chunk *chunk, size_t notes)
{
    merged *m = VD_ARENA_RAW(arena, merged, 1);
    size_t most = chunk->count + notes;
    if (m == NULL) {
        return NULL;
    }
    *m = (merged){.net = net,
                  .old = &chunk->links,
                  .other = VD_ARENA_RAW(arena, uint32_t, most),
                  .kinds = VD_ARENA_RAW(arena, uint16_t, most),
                  .left_other = VD_ARENA_RAW(arena, uint32_t, chunk->count + 1),
                  .left_kinds = VD_ARENA_RAW(arena, uint16_t, chunk->count + 1),
                  .noted = VD_ARENA_ARRAY(arena, uint64_t, net->bound / 64 + 1)};
    return m->other && m->kinds && m->left_other && m->left_kinds && m->noted ? m : NULL;
}

vd_status vd_net_added_merge(vd_net *net, uint32_t number, const vd_net_chunk *chunk, vd_str bytes, vd_buf *out,
                             vd_error *err)
{
    vd_arena arena = {0};
    note *notes = NULL;
    merged *m = NULL;
    size_t count = 0;
    vd_status status =
        bytes.len % sizeof(vd_net_added) ? damaged(err) : notes_sort(net, number, bytes, &arena, &notes, &count, err);
    if (status == VD_OK) {
        m = merged_make(&arena, net, chunk, count);
        status = m ? rows_merge(m, notes, count, err) : vd_fail_memory(err);
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
