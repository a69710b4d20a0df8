/** Chunks of the graph in the database, and views of it.
 *
 *  The derived half of a database has a number, the count of changes it was made at.  Chunks bear the number of the
 * half they were made from: where it is not the present one, or the half itself is behind its sources, they are not
 * used and the edges are read instead.  So a stale graph is never asked.
 *
 *  A view holds a statement open on the state of the database: SQLite then shows this connection one moment until the
 *  view is released, whatever others write. */
#include "store/net_store.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/net_added.h"
#include "store/net_link.h"
#include "store/net_read.h"
#include "store/net_words.h"

#include <stdlib.h>
#include <string.h>

struct vd_net_kept {
    vd_net net;
    size_t users; /* the database and its views */
    int64_t changed, resolved;
    sqlite3_stmt *chunk;
    vd_net_linked linked;
    vd_net_words words;
};

typedef enum hold_statement { HOLD_MOMENT, HOLD_SAME, HOLD_FIND, HOLD_HELD, HOLD_COUNT } hold_statement;

struct vd_net_hold {
    vd_db *db; /* NULL: closed meanwhile */
    vd_net_kept *kept;
    sqlite3_stmt *statements[HOLD_COUNT];
    vd_net_hold *next; /* of the database's, in use or not */
    size_t views;      /* that share it; 0: not in use */
    int64_t changes;   /* that this connection had made when the moment was found */
};

/* ---- The graph kept open ---------------------------------------------------------------------------------------- */

static void kept_leave(vd_net_kept *kept)
{
    if (kept != NULL && --kept->users == 0) {
        sqlite3_finalize(kept->chunk);
        vd_net_linked_clear(&kept->linked);
        vd_net_words_clear(&kept->words);
        vd_net_clear(&kept->net);
        vd_free(kept);
    }
}

static vd_status chunk_fetch(void *context, vd_net_part part, uint32_t number, vd_net_chunk **out, vd_error *err)
{
    vd_net_kept *kept = context;
    vd_status status = vd_net_stored_read(&kept->net, kept->chunk, part, number, out, err);
    return status == VD_OK && *out == NULL ? vd_sql_damaged(sqlite3_db_handle(kept->chunk), "the graph", err) : status;
}

static vd_status link_fetch(void *context, uint32_t from, uint32_t to, vd_arena *arena, vd_net_proof **out,
                            size_t *count, vd_error *err)
{
    vd_net_kept *kept = context;
    return vd_net_linked_read(&kept->linked, from, to, arena, out, count, err);
}

/* The tables themselves, where the chunks are none or old. */
static vd_status kept_read(vd_net_kept *kept, sqlite3 *sql, vd_error *err)
{
    vd_net_tables tables;
    vd_status status = vd_net_tables_read(sql, &tables, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_net_init(&kept->net, tables.input.bound, tables.input.source_bound, err);
    if (status == VD_OK) {
        kept->net.document_count = tables.document_count;
        status = vd_net_build(&tables.input, vd_net_keep, &kept->net, err);
    }
    vd_net_tables_clear(&tables);
    return status;
}

/* Columns of the moment. */
enum { AT_CHANGED, AT_RESOLVED, AT_STAMP, AT_FORMAT, AT_BOUND, AT_SOURCE_BOUND, AT_DOCUMENTS, AT_MOST };

static bool chunks_fit(sqlite3_stmt *moment)
{
    int64_t bound = sqlite3_column_int64(moment, AT_BOUND);
    int64_t source_bound = sqlite3_column_int64(moment, AT_SOURCE_BOUND);
    int64_t resolved = sqlite3_column_int64(moment, AT_RESOLVED);
    return sqlite3_column_type(moment, AT_STAMP) != SQLITE_NULL && sqlite3_column_int64(moment, AT_STAMP) == resolved &&
           sqlite3_column_int64(moment, AT_CHANGED) == resolved &&
           sqlite3_column_int64(moment, AT_FORMAT) == vd_net_format() &&
           bound >= sqlite3_column_int64(moment, AT_MOST) && bound < VD_NET_NONE / 2 && source_bound >= 0 &&
           source_bound < VD_NET_NONE / 2;
}

static vd_status kept_open(vd_net_kept *kept, sqlite3 *sql, sqlite3_stmt *moment, vd_error *err)
{
    kept->changed = sqlite3_column_int64(moment, AT_CHANGED);
    kept->resolved = sqlite3_column_int64(moment, AT_RESOLVED);
    if (!chunks_fit(moment)) {
        return kept_read(kept, sql, err);
    }
    vd_status status = vd_sql_prepare(sql, VD_LIT(VD_NET_CHUNK_TEXT), &kept->chunk, err);
    if (status == VD_OK) {
        status = vd_net_init(&kept->net, (uint32_t)sqlite3_column_int64(moment, AT_BOUND),
                             (uint32_t)sqlite3_column_int64(moment, AT_SOURCE_BOUND), err);
    }
    if (status == VD_OK) {
        kept->net.document_count = (size_t)sqlite3_column_int64(moment, AT_DOCUMENTS);
        kept->net.fetch = chunk_fetch;
        kept->net.link = link_fetch;
        kept->linked = (vd_net_linked){.sql = sql, .net = &kept->net};
        kept->net.context = kept;
    }
    return status;
}

/* A new graph, of this moment, in place of the one that is open. */
static vd_status kept_renew(vd_db *db, sqlite3_stmt *moment, vd_error *err)
{
    vd_net_kept *old = db->kept;
    vd_net_kept *kept = vd_alloc_zero(sizeof *kept);
    if (kept == NULL) {
        return vd_fail_memory(err);
    }
    kept->users = 1;
    kept->words.sql = db->sql;
    /* Rows of an answer lie all over the file: 2 MB of it in memory, as is SQLite's habit, would be read over again. */
    vd_status status = vd_sql_exec(db->sql, "PRAGMA cache_size = -65536", err);
    if (status == VD_OK) {
        status = kept_open(kept, db->sql, moment, err);
    }
    if (status != VD_OK) {
        kept_leave(kept);
        return status;
    }
    kept_leave(old);
    db->kept = kept;
    return VD_OK;
}

/* ---- Views ------------------------------------------------------------------------------------------------------ */

static const char *const hold_texts[HOLD_COUNT] = {
    [HOLD_MOMENT] = ("SELECT s.changed, s.resolved, g.stamp, g.format, g.bound, g.source_bound, g.documents, "
                     "(SELECT coalesce(max(document), -1) + 1 FROM document) FROM state s LEFT JOIN graph g"),
    [HOLD_SAME] = "SELECT changed, resolved FROM state WHERE id = 1",
    [HOLD_FIND] = "SELECT document FROM document WHERE id = ?",
    [HOLD_HELD] = "SELECT EXISTS (SELECT 1 FROM document_source WHERE document = ?)",
};

static void hold_free(vd_net_hold *hold)
{
    for (int i = 0; i < HOLD_COUNT; i++) {
        sqlite3_finalize(hold->statements[i]);
    }
    vd_free(hold);
}

static void hold_release(void *context)
{
    vd_net_hold *hold = context;
    if (--hold->views > 0) {
        return;
    }
    sqlite3_reset(hold->statements[HOLD_MOMENT]);
    sqlite3_reset(hold->statements[HOLD_SAME]);
    kept_leave(hold->kept);
    hold->kept = NULL;
    if (hold->db == NULL) {
        hold_free(hold);
    }
}

/* One that is not in use, or a new one. */
static vd_status hold_find(vd_db *db, vd_net_hold **out, vd_error *err)
{
    vd_net_hold *hold = db->holds;
    while (hold != NULL && hold->views > 0) {
        hold = hold->next;
    }
    vd_status status = VD_OK;
    if (hold == NULL) {
        hold = vd_alloc_zero(sizeof *hold);
        if (hold == NULL) {
            return vd_fail_memory(err);
        }
        hold->db = db;
        for (int i = 0; status == VD_OK && i < HOLD_COUNT; i++) {
            status = vd_sql_prepare(db->sql, vd_str_of(hold_texts[i]), &hold->statements[i], err);
        }
        if (status != VD_OK) {
            hold_free(hold);
            return status;
        }
        hold->next = db->holds;
        db->holds = hold;
    }
    hold->views = 1;
    *out = hold;
    return VD_OK;
}

void vd_net_forget(vd_db *db)
{
    kept_leave(db->kept);
    db->kept = NULL;
    for (vd_net_hold *hold = db->holds, *next = NULL; hold != NULL; hold = next) {
        next = hold->next;
        hold->db = NULL;
        if (hold->views == 0) {
            hold_free(hold);
        }
    }
    db->holds = NULL;
}

static vd_status hold_row(void *context, vd_str id, uint32_t *out, vd_error *err)
{
    sqlite3_stmt *statement = ((vd_net_hold *)context)->statements[HOLD_FIND];
    bool row = false;
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, id.ptr != NULL ? id : VD_LIT(""));
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    if (row) {
        *out = (uint32_t)sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (status == VD_OK && !row) {
        int len = id.len < 200 ? (int)id.len : 200;
        return vd_fail(err, VD_NOT_FOUND, "no such document: %.*s", len, id.ptr ? id.ptr : "");
    }
    return status;
}

static vd_status hold_id(void *context, uint32_t at, vd_arena *arena, vd_str *out, vd_error *err)
{
    return vd_net_words_id(&((vd_net_hold *)context)->kept->words, at, arena, out, err);
}

static vd_status hold_document(void *context, uint32_t at, vd_arena *arena, vd_graph_document *out, vd_error *err)
{
    return vd_net_words_document(&((vd_net_hold *)context)->kept->words, at, arena, out, err);
}

static vd_status hold_evidence(void *context, const vd_net_proof *proof, vd_arena *arena, vd_graph_edge *out,
                               vd_error *err)
{
    return vd_net_words_evidence(&((vd_net_hold *)context)->kept->words, proof, arena, out, err);
}

static vd_status hold_held(void *context, uint32_t at, bool *out, vd_error *err)
{
    sqlite3_stmt *statement = ((vd_net_hold *)context)->statements[HOLD_HELD];
    bool row = false;
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, at);
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    *out = row && sqlite3_column_int64(statement, 0) != 0;
    sqlite3_reset(statement);
    return status;
}

/* What was computed lies among the chunks, which go when the graph changes. */
static vd_status hold_recall(void *context, vd_buf *out, vd_error *err)
{
    const vd_net_hold *hold = context;
    sqlite3_stmt *chunk = hold->kept->chunk;
    vd_str bytes = VD_NONE;
    vd_buf_reset(out);
    if (chunk == NULL) {
        return VD_OK;
    }
    vd_status status = vd_net_bytes_read(chunk, VD_NET_COMPUTED, &bytes, err);
    vd_buf_add(out, bytes);
    sqlite3_reset(chunk);
    return status == VD_OK && !vd_buf_ok(out) ? vd_fail_memory(err) : status;
}

static vd_status computed_write(vd_db *db, vd_str bytes)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(
        db->sql, VD_LIT("INSERT OR REPLACE INTO graph_chunk (chunk, bytes) VALUES (?, ?)"), &statement, NULL);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, VD_NET_COMPUTED);
        vd_bind_blob(&bind, bytes);
        status = vd_bind_run(&bind, NULL);
    }
    sqlite3_finalize(statement);
    return status;
}

/* A question may be asked of a database that nobody may write, or that somebody else is writing: then the next question
 * computes again.  SQLite refuses the transaction when the moment seen is not the last one any more. */
static void hold_remember(void *context, vd_str bytes)
{
    const vd_net_hold *hold = context;
    vd_db *db = hold->db;
    if (db == NULL || hold->kept->chunk == NULL || sqlite3_db_readonly(db->sql, "main") == 1) {
        return;
    }
    int64_t asks_only = 0;
    vd_status status = vd_sql_number(db->sql, "PRAGMA query_only", &asks_only, NULL);
    if (status == VD_OK && asks_only) {
        status = vd_sql_exec(db->sql, "PRAGMA query_only = OFF", NULL);
    }
    sqlite3_busy_timeout(db->sql, 0);
    if (status == VD_OK) {
        status = vd_sql_begin(db, NULL);
    }
    if (status == VD_OK) {
        status = vd_sql_end(db, computed_write(db, bytes), NULL);
    }
    sqlite3_busy_timeout(db->sql, VD_SQL_BUSY_MILLISECONDS);
    if (asks_only) {
        status = vd_sql_exec(db->sql, "PRAGMA query_only = ON", NULL);
    }
    (void)status; /* only a convenience was lost */
}

/* One of the statements that give the state, which then hold the moment. */
static vd_status moment_step(vd_net_hold *hold, hold_statement which, vd_error *err)
{
    bool row = false;
    vd_status status = vd_sql_step(hold->statements[which], &row, err);
    return status == VD_OK && !row ? vd_sql_damaged(hold->db->sql, "no state", err) : status;
}

/* Makes db->kept the graph of this moment, which it mostly is already. */
static vd_status kept_find(vd_db *db, vd_net_hold *hold, vd_error *err)
{
    if (db->kept != NULL) {
        sqlite3_stmt *same = hold->statements[HOLD_SAME];
        vd_status status = moment_step(hold, HOLD_SAME, err);
        if (status != VD_OK || (sqlite3_column_int64(same, AT_CHANGED) == db->kept->changed &&
                                sqlite3_column_int64(same, AT_RESOLVED) == db->kept->resolved)) {
            return status;
        }
    }
    vd_status status = moment_step(hold, HOLD_MOMENT, err);
    return status == VD_OK ? kept_renew(db, hold->statements[HOLD_MOMENT], err) : status;
}

/* One that shows the present moment already: while it is in use, others may write, but only this connection's own
 * changes would be seen. */
static vd_net_hold *hold_shared(const vd_db *db)
{
    vd_net_hold *hold = db->holds;
    while (hold != NULL &&
           (hold->views == 0 || hold->kept != db->kept || hold->changes != sqlite3_total_changes64(db->sql))) {
        hold = hold->next;
    }
    return hold;
}

static vd_status hold_open(vd_db *db, vd_net_hold **out, vd_error *err)
{
    vd_net_hold *hold = NULL;
    vd_status status = hold_find(db, &hold, err);
    if (status != VD_OK) {
        return status;
    }
    status = kept_find(db, hold, err);
    if (status != VD_OK) {
        hold_release(hold);
        return status;
    }
    hold->changes = sqlite3_total_changes64(db->sql);
    hold->kept = db->kept;
    hold->kept->users++;
    *out = hold;
    return VD_OK;
}

vd_status vd_store_view(vd_db *db, vd_net_view *out, vd_error *err)
{
    vd_net_hold *hold = hold_shared(db);
    vd_status status = VD_OK;
    *out = (vd_net_view){0};
    if (hold != NULL) {
        hold->views++;
    } else {
        status = hold_open(db, &hold, err);
    }
    if (status != VD_OK) {
        return status;
    }
    *out = (vd_net_view){.net = &hold->kept->net,
                         .context = hold,
                         .find = hold_row,
                         .document = hold_document,
                         .held = hold_held,
                         .id = hold_id,
                         .evidence = hold_evidence,
                         .recall = hold_recall,
                         .remember = hold_remember,
                         .release = hold_release};
    return VD_OK;
}

/* ---- Is it there? ------------------------------------------------------------------------------------------------ */

static vd_status graph_there(vd_db *db, bool *out, vd_error *err)
{
    sqlite3_stmt *moment = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(hold_texts[HOLD_MOMENT]), &moment, err);
    if (status == VD_OK) {
        status = vd_sql_step(moment, &row, err);
    }
    /* Behind its sources, the derived half is about to be made anew: no use in writing it down now. */
    *out = row && (chunks_fit(moment) ||
                   sqlite3_column_int64(moment, AT_CHANGED) != sqlite3_column_int64(moment, AT_RESOLVED));
    sqlite3_finalize(moment);
    return status;
}

vd_status vd_store_graph_pack(vd_db *db, vd_error *err)
{
    bool there = false;
    vd_status status = graph_there(db, &there, err);
    if (status != VD_OK || there) {
        return status;
    }
    status = vd_sql_begin(db, err);
    if (status == VD_OK) {
        status = vd_sql_end(db, vd_net_write(db, err), err);
    }
    return status;
}
