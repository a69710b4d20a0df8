/** Chunks being changed: which are touched, and what is written of them. */
#include "store/net_edit.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/net_added.h"
#include "store/net_store.h"

#include <stdlib.h>
#include <string.h>

struct vd_net_edit_chunk {
    vd_net_part part;
    uint32_t number;
    vd_buf bytes;
};

struct vd_net_edit_notes {
    uint32_t number;
    vd_buf bytes; /* vd_net_added, those of the database first */
    bool more;    /* than those of the database */
};

/* Room for one more member; false: no memory. */
static bool room_make(void **items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap) {
        return true;
    }
    void *grown = vd_grown(*items, cap, 32, size);
    *items = grown != NULL ? grown : *items;
    return grown != NULL;
}

/* ---- Chunks ----------------------------------------------------------------------------------------------------- */

static uint32_t chunks_before(const vd_net_edit *edit, vd_net_part part)
{
    vd_net was = {.bound = edit->was_bound, .source_bound = edit->was_source_bound};
    return vd_net_chunk_count(&was, part);
}

/* A chunk behind the last one: rows that nothing is known of yet. */
static void empty_make(vd_net_part part, vd_buf *out)
{
    bool places = part >= VD_NET_ORDER;
    uint64_t count = places ? VD_NET_SPAN : 0;
    uint32_t none = part == VD_NET_ORDER || part == VD_NET_PATH ? VD_NET_NONE : 0;
    vd_buf_add(out, (vd_str){(const char *)&count, sizeof count});
    for (uint32_t i = 0; part != VD_NET_PROOF && i < VD_NET_SPAN + (places ? 0 : 1); i++) {
        vd_buf_add(out, (vd_str){(const char *)&none, sizeof none});
    }
    if (part == VD_NET_OUT) { /* where the proofs of no link end */
        vd_buf_add(out, (vd_str){(const char *)&none, sizeof none});
    }
}

static vd_status chunk_fetch(void *context, vd_net_part part, uint32_t number, vd_net_chunk **out, vd_error *err)
{
    vd_net_edit *edit = context;
    vd_buf empty = {0};
    vd_status status = VD_OK;
    *out = NULL;
    if (number < chunks_before(edit, part)) {
        status = vd_net_stored_read(&edit->net, edit->chunk, part, number, out, err);
    } else {
        empty_make(part, &empty);
        status = vd_buf_ok(&empty) ? vd_net_chunk_read(&edit->net, part, number, vd_buf_str(&empty), out, err)
                                   : vd_fail_memory(err);
    }
    vd_buf_clear(&empty);
    return status == VD_OK && *out == NULL ? vd_sql_damaged(edit->db->sql, "the graph", err) : status;
}

static size_t chunk_find(const vd_net_edit *edit, vd_net_part part, uint32_t number)
{
    size_t at = 0;
    while (at < edit->changed_count && !(edit->changed[at].part == part && edit->changed[at].number == number)) {
        at++;
    }
    return at;
}

vd_status vd_net_edit_put(vd_net_edit *edit, vd_net_part part, uint32_t number, vd_buf *bytes, vd_error *err)
{
    vd_net_chunk *made = NULL;
    vd_status status = vd_buf_ok(bytes) ? vd_net_chunk_read(&edit->net, part, number, vd_buf_str(bytes), &made, err)
                                        : vd_fail_memory(err);
    if (status == VD_OK && made == NULL) {
        status = vd_sql_damaged(edit->db->sql, "the graph", err);
    }
    size_t at = chunk_find(edit, part, number);
    if (status == VD_OK &&
        !room_make((void **)&edit->changed, edit->changed_count, &edit->changed_cap, sizeof *edit->changed)) {
        status = vd_fail_memory(err);
    }
    if (status != VD_OK) {
        vd_free(made);
        return status;
    }
    if (at == edit->changed_count) {
        edit->changed[edit->changed_count++] = (vd_net_edit_chunk){part, number, {0}};
    }
    vd_buf_clear(&edit->changed[at].bytes);
    edit->changed[at].bytes = *bytes;
    *bytes = (vd_buf){0};
    vd_free(edit->net.parts[part][number]);
    edit->net.parts[part][number] = made;
    return VD_OK;
}

void vd_net_splice_count(vd_buf *out, const vd_net_splice *s)
{
    uint64_t count = s->all - (s->to - s->from) + s->count;
    vd_buf_add(out, (vd_str){(const char *)&count, sizeof count});
}

void vd_net_splice_add(vd_buf *out, const vd_net_splice *s, size_t size, const void *old, const void *made)
{
    const char *bytes = old;
    vd_buf_add(out, (vd_str){bytes, s->from * size});
    vd_buf_add(out, (vd_str){made, s->count * size});
    vd_buf_add(out, (vd_str){bytes + s->to * size, (s->all - s->to) * size});
}

vd_status vd_net_edit_number(vd_net_edit *edit, vd_net_part part, uint32_t row, uint32_t number, vd_error *err)
{
    const vd_net_chunk *chunk = NULL;
    vd_buf bytes = {0};
    vd_status status = vd_net_chunk_of(&edit->net, part, row, &chunk, err);
    if (status != VD_OK) {
        return status;
    }
    size_t at = row & (VD_NET_SPAN - 1);
    vd_net_splice s = {at, at + 1, 1, VD_NET_SPAN};
    vd_net_splice_count(&bytes, &s);
    vd_net_splice_add(&bytes, &s, sizeof number, chunk->order, &number);
    status = vd_net_edit_put(edit, part, row >> VD_NET_SHIFT, &bytes, err);
    vd_buf_clear(&bytes);
    return status;
}

/* ---- Links that came or went
 * -------------------------------------------------------------------------------------------- */

/* The notes beside a chunk, read from the database where they are touched for the first time. */
static vd_status notes_find(vd_net_edit *edit, uint32_t number, vd_net_edit_notes **out, vd_error *err)
{
    for (size_t i = 0; i < edit->notes_count; i++) {
        if (edit->notes[i].number == number) {
            *out = &edit->notes[i];
            return VD_OK;
        }
    }
    if (!room_make((void **)&edit->notes, edit->notes_count, &edit->notes_cap, sizeof *edit->notes)) {
        return vd_fail_memory(err);
    }
    vd_str bytes = VD_NONE;
    vd_status status = vd_net_bytes_read(edit->chunk, vd_net_added_key(number), &bytes, err);
    *out = &edit->notes[edit->notes_count++];
    **out = (vd_net_edit_notes){.number = number};
    vd_buf_add(&(*out)->bytes, bytes);
    sqlite3_reset(edit->chunk);
    return status;
}

/* A chunk of VD_NET_IN without its notes. */
static vd_status base_read(vd_net_edit *edit, uint32_t number, vd_net_chunk **out, vd_error *err)
{
    vd_str bytes = VD_NONE;
    vd_status status = vd_net_bytes_read(edit->chunk, vd_net_key(VD_NET_IN, number), &bytes, err);
    if (status == VD_OK && bytes.ptr != NULL) {
        status = vd_net_chunk_read(&edit->net, VD_NET_IN, number, bytes, out, err);
    }
    sqlite3_reset(edit->chunk);
    return status == VD_OK && *out == NULL ? vd_sql_damaged(edit->db->sql, "the graph", err) : status;
}

/* In no order: notes are not put in their places, which may be changing. */
vd_status vd_net_edit_acting(vd_net_edit *edit, uint32_t to, vd_net_rows *out, vd_error *err)
{
    vd_net_chunk *chunk = NULL;
    vd_net_edit_notes *notes = NULL;
    uint32_t number = to >> VD_NET_SHIFT, at = to & (VD_NET_SPAN - 1);
    if (number >= chunks_before(edit, VD_NET_IN)) {
        return VD_OK;
    }
    vd_status status = base_read(edit, number, &chunk, err);
    for (uint32_t i = chunk ? chunk->links.start[at] : 0; status == VD_OK && i < chunk->links.start[at + 1]; i++) {
        status = vd_net_rows_add(out, chunk->links.other[i], err);
    }
    if (status == VD_OK) {
        status = notes_find(edit, number, &notes, err);
    }
    for (size_t i = 0; status == VD_OK && i < notes->bytes.len / sizeof(vd_net_added); i++) {
        vd_net_added link;
        memcpy(&link, notes->bytes.ptr + i * sizeof link, sizeof link);
        status = link.to == to ? vd_net_rows_add(out, link.from, err) : VD_OK;
    }
    vd_free(chunk);
    return status;
}

vd_status vd_net_edit_link(vd_net_edit *edit, uint32_t from, uint32_t to, uint16_t kinds, vd_error *err)
{
    vd_net_edit_notes *notes = NULL;
    vd_net_added link = {to, from, kinds};
    vd_status status = notes_find(edit, to >> VD_NET_SHIFT, &notes, err);
    if (status != VD_OK) {
        return status;
    }
    notes->more = true;
    vd_buf_add(&notes->bytes, (vd_str){(const char *)&link, sizeof link});
    return vd_buf_ok(&notes->bytes) ? VD_OK : vd_fail_memory(err);
}

/* ---- All together ----------------------------------------------------------------------------------------------- */

static vd_status bounds_read(vd_net_edit *edit, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    int64_t bounds[4] = {0};
    vd_status status = vd_sql_prepare(edit->db->sql,
                                      VD_LIT("SELECT bound, source_bound, (SELECT max(document) + 1 FROM document), "
                                             "(SELECT max(source) + 1 FROM source) FROM graph"),
                                      &statement, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    for (int i = 0; row && i < 4; i++) {
        bounds[i] = sqlite3_column_int64(statement, i);
    }
    sqlite3_finalize(statement);
    if (status == VD_OK && (bounds[2] >= VD_NET_NONE / 2 || bounds[3] >= VD_NET_NONE / 2)) {
        return vd_fail(err, VD_LIMIT, "more documents than a graph can have");
    }
    if (status == VD_OK &&
        (bounds[0] < 0 || bounds[0] >= VD_NET_NONE / 2 || bounds[1] < 0 || bounds[1] >= VD_NET_NONE / 2)) {
        return vd_sql_damaged(edit->db->sql, "the graph", err);
    }
    edit->was_bound = (uint32_t)bounds[0];
    edit->was_source_bound = (uint32_t)bounds[1];
    /* Where the last rows have gone, it stays as large as it was. */
    int64_t bound = bounds[2] > bounds[0] ? bounds[2] : bounds[0];
    int64_t source_bound = bounds[3] > bounds[1] ? bounds[3] : bounds[1];
    return status == VD_OK ? vd_net_init(&edit->net, (uint32_t)bound, (uint32_t)source_bound, err) : status;
}

vd_status vd_net_edit_begin(vd_net_edit *edit, vd_db *db, vd_error *err)
{
    *edit = (vd_net_edit){.db = db};
    vd_status status = bounds_read(edit, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT(VD_NET_CHUNK_TEXT), &edit->chunk, err);
    }
    edit->net.fetch = chunk_fetch;
    edit->net.context = edit;
    return status;
}

void vd_net_edit_end(vd_net_edit *edit)
{
    for (size_t i = 0; i < edit->changed_count; i++) {
        vd_buf_clear(&edit->changed[i].bytes);
    }
    for (size_t i = 0; i < edit->notes_count; i++) {
        vd_buf_clear(&edit->notes[i].bytes);
    }
    vd_free(edit->changed);
    vd_free(edit->notes);
    sqlite3_finalize(edit->chunk);
    vd_net_clear(&edit->net);
    *edit = (vd_net_edit){0};
}

static vd_status row_write(sqlite3_stmt *statement, int64_t key, vd_str bytes, vd_error *err)
{
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, key);
    vd_bind_blob(&bind, bytes);
    return vd_bind_run(&bind, err);
}

/* Chunks of new rows are there whether somebody has touched them or not: one that is missing is damage. */
static vd_status empty_write(const vd_net_edit *edit, sqlite3_stmt *statement, vd_net_part part, vd_error *err)
{
    vd_buf empty = {0};
    vd_status status = VD_OK;
    empty_make(part, &empty);
    if (!vd_buf_ok(&empty)) {
        status = vd_fail_memory(err);
    }
    for (uint32_t i = chunks_before(edit, part); status == VD_OK && i < vd_net_chunk_count(&edit->net, part); i++) {
        status = row_write(statement, vd_net_key(part, i), vd_buf_str(&empty), err);
    }
    vd_buf_clear(&empty);
    return status;
}

/* Into the chunk, which then is up to date. */
static vd_status notes_fold(vd_net_edit *edit, sqlite3_stmt *statement, const vd_net_edit_notes *notes, vd_error *err)
{
    vd_net_chunk *chunk = NULL;
    vd_buf made = {0};
    vd_status status = base_read(edit, notes->number, &chunk, err);
    if (status == VD_OK) {
        status = vd_net_added_merge(&edit->net, notes->number, chunk, vd_buf_str(&notes->bytes), &made, err);
    }
    if (status == VD_OK) {
        status = row_write(statement, vd_net_key(VD_NET_IN, notes->number), vd_buf_str(&made), err);
    }
    if (status == VD_OK) {
        status = row_write(statement, vd_net_added_key(notes->number), VD_LIT(""), err);
    }
    vd_buf_clear(&made);
    vd_free(chunk);
    return status;
}

static vd_status notes_write(vd_net_edit *edit, sqlite3_stmt *statement, vd_error *err)
{
    sqlite3_stmt *length = NULL;
    bool row = false;
    vd_status status =
        vd_sql_prepare(edit->db->sql, VD_LIT("SELECT length(bytes) FROM graph_chunk WHERE chunk = ?"), &length, err);
    for (size_t i = 0; status == VD_OK && i < edit->notes_count; i++) {
        const vd_net_edit_notes *notes = &edit->notes[i];
        if (!notes->more) {
            continue;
        }
        vd_bind bind = {.statement = length};
        vd_bind_int(&bind, vd_net_key(VD_NET_IN, notes->number));
        status = vd_bind_done(&bind, err);
        if (status == VD_OK) {
            status = vd_sql_step(length, &row, err);
        }
        size_t bytes = row ? (size_t)sqlite3_column_int64(length, 0) : 0;
        sqlite3_reset(length);
        if (status == VD_OK) {
            status = vd_net_added_many(notes->bytes.len, bytes)
                         ? notes_fold(edit, statement, notes, err)
                         : row_write(statement, vd_net_added_key(notes->number), vd_buf_str(&notes->bytes), err);
        }
    }
    sqlite3_finalize(length);
    return status;
}

vd_status vd_net_edit_write(vd_net_edit *edit, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(
        edit->db->sql, VD_LIT("INSERT OR REPLACE INTO graph_chunk (chunk, bytes) VALUES (?, ?)"), &statement, err);
    for (int part = 0; status == VD_OK && part < VD_NET_PART_COUNT; part++) {
        status = empty_write(edit, statement, (vd_net_part)part, err);
    }
    for (size_t i = 0; status == VD_OK && i < edit->changed_count; i++) {
        const vd_net_edit_chunk *chunk = &edit->changed[i];
        status = row_write(statement, vd_net_key(chunk->part, chunk->number), vd_buf_str(&chunk->bytes), err);
    }
    if (status == VD_OK) {
        status = notes_write(edit, statement, err);
    }
    sqlite3_finalize(statement);
    return status == VD_OK ? vd_net_head_write(edit->db, edit->net.bound, edit->net.source_bound, err) : status;
}
