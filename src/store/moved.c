/** What is written of a source that was edited and still says and cites what it did.
 *
 *  Its rows are written in place: links, candidates and edges belong to mentions and statements by their ordinals, the
 *  graph's chunks name statements so, too.  Besides, a document says at which byte it was learnt. */
#include "store/moved.h"

#include "base/alloc.h"
#include "base/error.h"
#include "resolve/wording.h"
#include "store/addition.h"
#include "store/key.h"
#include "store/pack.h"
#include "store/search.h"

/* ---- Is it so? --------------------------------------------------------------------------------------------------- */

/* Is there a source of that path, and was the derived half made by these rules? */
static vd_status decided(vd_db *db, vd_str path, const char *rules, bool *out, vd_error *err)
{
    static const char text[] = "SELECT 1 FROM state WHERE rules = ? AND documents > 0 AND "
                               "EXISTS (SELECT 1 FROM source WHERE path = ?)";
    sqlite3_stmt *statement = NULL;
    *out = false;
    if (rules == NULL) {
        return VD_OK;
    }
    vd_status status = vd_sql_slot(db, VD_SLOT_DECIDED, text, &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, vd_str_of(rules));
        vd_bind_text(&bind, path);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = vd_sql_step(statement, out, err);
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    return status;
}

static int order_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Does `s` end before, with or behind the one before it as it did?  So the graph orders what proves a link where starts
 * are one; whether these are is asked with the statements themselves. */
static bool ends_same(const int64_t was[2], const int64_t before[2], const vd_statement *s)
{
    return was[0] != before[0] || order_of(was[1], before[1]) == order_of((int64_t)s->end, (int64_t)s[-1].end);
}

/* Edges show more of a statement than decides where they lead. */
static vd_status statements_same(vd_db *db, int64_t row, const vd_extraction *e, bool *same, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool more = true;
    int64_t before[2] = {0, 0};
    vd_status status = vd_sql_prepare(
        db->sql, VD_LIT("SELECT strength, preamble, start, stop FROM statement WHERE source = ? ORDER BY ordinal"),
        &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, row);
        status = vd_bind_done(&bind, err);
    }
    for (size_t i = 0; status == VD_OK && *same && i < e->statement_count; i++) {
        status = vd_sql_step(statement, &more, err);
        vd_str strength = vd_pack_strength(e->statements[i].strength);
        int64_t was[2] = {sqlite3_column_int64(statement, 2), sqlite3_column_int64(statement, 3)};
        *same = status == VD_OK && more && vd_str_eq(vd_sql_text(statement, 0), strength) &&
                (sqlite3_column_int64(statement, 1) != 0) == e->statements[i].preamble &&
                (i == 0 || ends_same(was, before, &e->statements[i]));
        before[0] = was[0];
        before[1] = was[1];
    }
    sqlite3_finalize(statement);
    return status;
}

/* ---- What was learnt from it ------------------------------------------------------------------------------------- */

/* The byte in "issuer: a/b.txt byte 12", where the text is of that path; 0: it is not.  *head: what stands before. */
static size_t learnt_byte(vd_str text, vd_str path, vd_str *head)
{
    size_t end = text.len, value = 0, unit = 1;
    while (end > 0 && text.ptr[end - 1] >= '0' && text.ptr[end - 1] <= '9' && unit < SIZE_MAX / 100) {
        value += (size_t)(text.ptr[--end] - '0') * unit;
        unit *= 10;
    }
    *head = vd_str_slice(text, 0, end);
    size_t name = vd_str_find(text, VD_LIT(": "), 0);
    vd_str middle = name == SIZE_MAX || end < name + 2 ? VD_NONE : vd_str_slice(text, name + 2, end);
    bool here = middle.len == path.len + 6 && vd_str_starts(middle, path) && vd_str_ends(middle, VD_LIT(" byte "));
    return here ? value : 0;
}

/* Notes what one row of `learnt` becomes; *known: its byte is that of a mention. */
static vd_status learnt_note(vd_moved *m, sqlite3_stmt *statement, const vd_resolve_source *was,
                             const vd_resolve_source *is, bool *known, vd_error *err)
{
    vd_str head;
    size_t byte = learnt_byte(vd_sql_text(statement, 2), was->path, &head), at = 0;
    if (byte == 0) {
        return VD_OK;
    }
    while (at < was->mention_count && was->mentions[at].start != byte) {
        at++;
    }
    *known = *known && at < was->mention_count;
    if (!*known || is->mentions[at].start == byte) {
        return VD_OK;
    }
    if (m->learnt_count == m->learnt_cap) {
        struct vd_learnt *grown = vd_grown(m->learnt, &m->learnt_cap, 16, sizeof *grown);
        if (grown == NULL) {
            return vd_fail_memory(err);
        }
        m->learnt = grown;
    }
    vd_buf text = {0};
    vd_buf_add(&text, head);
    vd_buf_add_format(&text, "%zu", (size_t)is->mentions[at].start);
    vd_str kept = vd_buf_ok(&text) ? vd_arena_copy(&m->arena, vd_buf_str(&text)) : VD_NONE;
    vd_buf_clear(&text);
    m->learnt[m->learnt_count++] =
        (struct vd_learnt){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1), kept};
    return kept.ptr ? VD_OK : vd_fail_memory(err);
}

static vd_status learnt_rows(vd_moved *m, const vd_bind *bind, const vd_resolve_source *was,
                             const vd_resolve_source *is, bool *known, vd_error *err)
{
    bool more = true;
    vd_status status = vd_bind_done(bind, err);
    while (status == VD_OK && *known && (status = vd_sql_step(bind->statement, &more, err)) == VD_OK && more) {
        status = learnt_note(m, bind->statement, was, is, known, err);
    }
    sqlite3_reset(bind->statement);
    return status;
}

#define LEARNT "SELECT document, ordinal, text FROM learnt WHERE document IN "

/* A mention tells of what it means or could mean, or of another document of its number. */
static vd_status learnt_find(vd_db *db, vd_moved *m, const vd_resolve_source *was, const vd_resolve_source *is,
                             bool *known, vd_error *err)
{
    static const char linked[] = LEARNT "(SELECT document FROM link WHERE source = ?1 AND document IS NOT NULL UNION "
                                        "SELECT document FROM candidate WHERE source = ?1 UNION "
                                        "SELECT document FROM document_source WHERE source = ?1)";
    static const char numbered[] = LEARNT "(SELECT document FROM document WHERE number_key = ?)";
    sqlite3_stmt *all = NULL, *one = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(linked), &all, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_str_of(numbered), &one, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = all};
        vd_bind_int(&bind, m->row);
        status = learnt_rows(m, &bind, was, is, known, err);
    }
    for (size_t i = 0; status == VD_OK && *known && i < was->mention_count; i++) {
        vd_str key = VD_NONE;
        if (!vd_key_number(&m->arena, was->mentions[i].m->number, &key)) {
            status = vd_fail_memory(err);
        } else if (key.ptr) {
            vd_bind bind = {.statement = one};
            vd_bind_text(&bind, key);
            status = learnt_rows(m, &bind, was, is, known, err);
        }
    }
    sqlite3_finalize(all);
    sqlite3_finalize(one);
    return status;
}

/* ---- All together ------------------------------------------------------------------------------------------------ */

static vd_status source_compare(vd_db *db, const vd_stored_source *source, vd_wordings *all, vd_moved *m, bool *same,
                                vd_error *err)
{
    vd_resolve_source was = {0}, is = {0};
    vd_status status = vd_store_load_source(db, source->path, all, &m->row, &was, err);
    if (status != VD_OK || m->row == 0) {
        return status;
    }
    status = vd_resolve_source_of(all, source->path, source->extraction, &is, err);
    is.print = source->print;
    is.marks_lost = source->marks_lost;
    if (status == VD_OK) {
        status = vd_store_same(db, &m->arena, &was, &is, same, err);
    }
    if (status == VD_OK && *same) {
        status = statements_same(db, m->row, source->extraction, same, err);
    }
    return status == VD_OK && *same ? learnt_find(db, m, &was, &is, same, err) : status;
}

vd_status vd_moved_ask(vd_db *db, const vd_stored_source *source, vd_moved *out, vd_error *err)
{
    bool there = false, same = false;
    vd_wordings all = {.arena = &out->arena};
    vd_status status = decided(db, source->path, source->rules, &there, err);
    if (status == VD_OK && there) {
        status = source_compare(db, source, &all, out, &same, err);
    }
    vd_wordings_clear(&all);
    out->row = status == VD_OK && same ? out->row : 0;
    return status;
}

static vd_status source_update(vd_db *db, int64_t row, const vd_stored_source *s, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    char print[VD_PACK_PRINT_BYTES];
    vd_pack_print(s->print, print);
    vd_status status = vd_sql_prepare(
        db->sql,
        VD_LIT("UPDATE source SET hash = ?, size = ?, streamed = ?, print = ?, effective = ? WHERE source = ?"),
        &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, (int64_t)s->hash);
        vd_bind_int(&bind, (int64_t)s->size);
        vd_bind_bool(&bind, s->streamed);
        vd_bind_blob(&bind, (vd_str){print, sizeof print});
        vd_bind_int(&bind, vd_pack_date(s->extraction->header.effective));
        vd_bind_int(&bind, row);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_moved_begin(vd_db *db, const vd_moved *moved, const vd_stored_source *source, vd_error *err)
{
    vd_status status = source_update(db, moved->row, source, err);
    if (status == VD_OK) {
        status = vd_sql_run_row(db, "DELETE FROM passage WHERE source = ?", moved->row, err);
    }
    if (status == VD_OK) {
        status = vd_sql_run_row(db, "DELETE FROM task WHERE source = ?", moved->row, err);
    }
    if (status == VD_OK && db->searches) {
        status = vd_sql_run_row(db, "UPDATE search_text SET source = NULL WHERE source = ?", moved->row, err);
    }
    return status;
}

vd_status vd_moved_end(vd_db *db, const vd_moved *moved, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, VD_LIT("UPDATE learnt SET text = ? WHERE document = ? AND ordinal = ?"),
                                      &statement, err);
    for (size_t i = 0; status == VD_OK && i < moved->learnt_count; i++) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, moved->learnt[i].text);
        vd_bind_int(&bind, moved->learnt[i].document);
        vd_bind_int(&bind, moved->learnt[i].ordinal);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    /* Whoever has read the old places, or is deciding from them, sees that they are old; and nothing is stale by it. */
    return status == VD_OK ? vd_sql_exec(db->sql,
                                         "UPDATE state SET changed = changed + 1, resolved = resolved + 1; "
                                         "UPDATE graph SET stamp = stamp + 1",
                                         err)
                           : status;
}

void vd_moved_clear(vd_moved *moved)
{
    vd_free(moved->learnt);
    vd_arena_clear(&moved->arena);
    *moved = (vd_moved){0};
}
