/** When sources that came can be added to what is derived already, and what deciding them asks the database. */
#include "store/addition.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/key.h"
#include "store/pack.h"

enum { ASK_CLUE, ASK_DOCUMENT, ASK_LEARNT, ASK_IDS, ASK_ALIAS, ASK_NUMBER, ASK_TITLED, ASK_COUNT };

static const char *const ask_texts[ASK_COUNT] = {
    [ASK_CLUE] = "SELECT what FROM clue WHERE key = ?",
    [ASK_DOCUMENT] = ("SELECT id, type, number, symbol, issuer, place, title, signer, signer_role, date, earliest, "
                      "latest, in_catalogue, entry, ranks, "
                      "EXISTS (SELECT 1 FROM document_source o WHERE o.document = d.document), "
                      "EXISTS (SELECT 1 FROM link l WHERE l.document = d.document) FROM document d WHERE document = ?"),
    [ASK_LEARNT] = "SELECT text FROM learnt WHERE document = ? ORDER BY ordinal",
    [ASK_IDS] = "SELECT document FROM document WHERE id >= ? AND id < ? ORDER BY id LIMIT 1",
    [ASK_ALIAS] = "SELECT document FROM alias WHERE id = ? LIMIT 1",
    [ASK_NUMBER] = "SELECT document FROM document WHERE number_key = ?",
    [ASK_TITLED] = ("SELECT document FROM document WHERE name_key = ?1 UNION "
                    "SELECT document FROM document WHERE bare_key = ?1"),
};

typedef struct asking {
    vd_db *db;
    sqlite3_stmt *statements[ASK_COUNT];
    int64_t *rows;
    size_t cap;
} asking;

/* The first column of all rows, as long as nothing else is asked. */
static vd_status rows_of(asking *a, const vd_bind *bind, const int64_t **rows, size_t *count, vd_error *err)
{
    sqlite3_stmt *statement = bind->statement;
    bool more = false;
    *count = 0;
    vd_status status = vd_bind_done(bind, err);
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        if (*count == a->cap) {
            int64_t *grown = vd_grown(a->rows, &a->cap, 64, sizeof *grown);
            if (grown == NULL) {
                status = vd_fail_memory(err);
                break;
            }
            a->rows = grown;
        }
        a->rows[(*count)++] = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    *rows = a->rows;
    return status;
}

static vd_status past_find(void *context, uint64_t key, const int64_t **rows, size_t *count, vd_error *err)
{
    asking *a = context;
    vd_bind bind = {.statement = a->statements[ASK_CLUE]};
    vd_bind_int(&bind, (int64_t)key);
    return rows_of(a, &bind, rows, count, err);
}

static vd_status past_numbered(void *context, vd_str number, const int64_t **rows, size_t *count, vd_error *err)
{
    asking *a = context;
    vd_arena arena = {0};
    vd_str key;
    *rows = NULL;
    *count = 0;
    vd_status status = vd_key_number(&arena, number, &key) ? VD_OK : vd_fail_memory(err);
    if (status == VD_OK && key.ptr) {
        vd_bind bind = {.statement = a->statements[ASK_NUMBER]};
        vd_bind_text(&bind, key);
        status = rows_of(a, &bind, rows, count, err);
        sqlite3_clear_bindings(a->statements[ASK_NUMBER]);
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status past_touched(void *context, const int64_t *rows, size_t count, size_t most, vd_arena *arena,
                              vd_touched *out, vd_error *err)
{
    const asking *a = context;
    return vd_store_touched(a->db, rows, count, most, arena, out, err);
}

static vd_status past_beside(void *context, const vd_beside *which, vd_arena *arena, vd_touched *out, vd_error *err)
{
    const asking *a = context;
    return vd_store_beside(a->db, which, arena, out, err);
}

static vd_status past_sure(void *context, int64_t row, vd_str path, unsigned *fields, vd_error *err)
{
    const asking *a = context;
    return vd_store_sure(a->db, row, path, fields, err);
}

static vd_status past_titled(void *context, vd_str title, const int64_t **rows, size_t *count, vd_error *err)
{
    asking *a = context;
    vd_bind bind = {.statement = a->statements[ASK_TITLED]};
    vd_bind_text(&bind, title);
    vd_status status = rows_of(a, &bind, rows, count, err);
    sqlite3_clear_bindings(a->statements[ASK_TITLED]);
    return status;
}

/* The next column's text, in the arena. */
static vd_str text_next(sqlite3_stmt *statement, int *column, vd_arena *arena, bool *full)
{
    vd_str text = vd_sql_text(statement, (*column)++);
    if (text.ptr == NULL) {
        return VD_NONE;
    }
    text = vd_arena_copy(arena, text);
    *full = *full || text.ptr == NULL;
    return text;
}

static vd_status document_read(sqlite3_stmt *statement, vd_arena *arena, vd_document *out, bool *held, bool *known,
                               vd_error *err)
{
    int at = 0;
    bool full = false;
    vd_str *const texts[] = {&out->id,    &out->type,  &out->number, &out->symbol,     &out->issuer,
                             &out->place, &out->title, &out->signer, &out->signer_role};
    vd_date *const dates[] = {&out->date, &out->earliest, &out->latest};
    bool good = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = text_next(statement, &at, arena, &full);
    }
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        good = vd_unpack_date(sqlite3_column_int64(statement, at++), dates[i]) && good;
    }
    out->in_catalogue = sqlite3_column_int64(statement, at++) != 0;
    out->entry = sqlite3_column_int64(statement, at++);
    good = good && out->in_catalogue == (out->entry >= 0);
    out->ranks = (uint32_t)sqlite3_column_int64(statement, at++);
    *held = sqlite3_column_int64(statement, at++) != 0;
    *known = sqlite3_column_int64(statement, at++) != 0;
    if (full) {
        return vd_fail_memory(err);
    }
    return good ? VD_OK : vd_sql_damaged(sqlite3_db_handle(statement), "a document", err);
}

enum { LEARNT_MOST = 8 };

static vd_status learnt_read(sqlite3_stmt *statement, vd_arena *arena, vd_document *out, vd_error *err)
{
    vd_str *learnt = VD_ARENA_ARRAY(arena, vd_str, LEARNT_MOST);
    bool more = true, full = learnt == NULL;
    vd_status status = VD_OK;
    while (!full && status == VD_OK && out->learnt_count < LEARNT_MOST &&
           (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        int column = 0;
        learnt[out->learnt_count++] = text_next(statement, &column, arena, &full);
    }
    out->learnt = learnt;
    return full ? vd_fail_memory(err) : status;
}

static vd_status past_document(void *context, int64_t row, vd_arena *arena, vd_document *out, bool *held, bool *known,
                               vd_error *err)
{
    asking *a = context;
    sqlite3_stmt *document = a->statements[ASK_DOCUMENT], *learnt = a->statements[ASK_LEARNT];
    bool found = false;
    *out = (vd_document){.row = row};
    vd_bind bind = {.statement = document};
    vd_bind_int(&bind, row);
    vd_bind words = {.statement = learnt};
    vd_bind_int(&words, row);
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_bind_done(&words, err);
    }
    if (status == VD_OK) {
        status = vd_sql_step(document, &found, err);
    }
    if (status == VD_OK) {
        status = found ? document_read(document, arena, out, held, known, err)
                       : vd_sql_damaged(a->db->sql, "a document is missing", err);
    }
    if (status == VD_OK) {
        status = learnt_read(learnt, arena, out, err);
    }
    sqlite3_reset(document);
    sqlite3_reset(learnt);
    return status;
}

/* The first column of the first row, or 0. */
static vd_status first_of(sqlite3_stmt *statement, vd_str first, const vd_str *second, int64_t *out, vd_error *err)
{
    bool row = false;
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, first);
    if (second) {
        vd_bind_text(&bind, *second);
    }
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    *out = row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
}

static vd_status past_ids(void *context, vd_str first, vd_str end, int64_t *out, vd_error *err)
{
    asking *a = context;
    vd_buf next = {0};
    vd_buf_add(&next, first);
    vd_buf_add_char(&next, '\1'); /* the next string; no id has it */
    vd_str until = end.len ? end : vd_buf_str(&next);
    vd_status status =
        vd_buf_ok(&next) ? first_of(a->statements[ASK_IDS], first, &until, out, err) : vd_fail_memory(err);
    vd_buf_clear(&next);
    return status;
}

static vd_status past_alias(void *context, vd_str id, int64_t *out, vd_error *err)
{
    asking *a = context;
    return first_of(a->statements[ASK_ALIAS], id, NULL, out, err);
}

/* What changed since the derived half was made, where these rules made it, and its graph is there. */
typedef struct since {
    bool fits;
    int64_t sources, rows; /* that came, and times that rows were imported or forgotten; these are all changes */
} since;

static vd_status since_ask(vd_db *db, const char *rules, vd_few few, since *out, vd_error *err)
{
    static const char text[] =
        "SELECT s.rules = ?1 AND s.documents > 0 AND s.changed - s.resolved = f.count + s.catalogued AND "
        "f.count <= min(?2, max(?3, s.documents / ?4)) AND g.stamp = s.resolved, f.count, s.catalogued FROM state s "
        "JOIN (SELECT count(*) AS count FROM (SELECT 1 FROM fresh LIMIT ?2 + 1)) f LEFT JOIN graph g";
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, vd_str_of(rules));
        vd_bind_size(&bind, few.most);
        vd_bind_size(&bind, few.always);
        vd_bind_size(&bind, few.share);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    *out = (since){0};
    if (row) {
        *out = (since){sqlite3_column_int64(statement, 0) != 0, sqlite3_column_int64(statement, 1),
                       sqlite3_column_int64(statement, 2)};
    }
    sqlite3_finalize(statement);
    return status;
}

/* Who decides what; one of them. */
typedef struct decider {
    vd_store_decide more;
    vd_store_redecide again;
    vd_store_reduce less;
    void *context;
    vd_str path; /* of the source that goes */
} decider;

static vd_status more_decide(asking *a, const decider *d, const vd_past *past, vd_arena *arena, bool *done,
                             vd_error *err)
{
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_addition addition = {0};
    vd_status status = vd_store_load_fresh(a->db, arena, &sources, &count, err);
    if (status == VD_OK) {
        status = d->more(d->context, arena, sources, count, past, &addition, err);
    }
    if (status == VD_OK && addition.wide == NULL) {
        status = vd_store_addition_put(a->db, sources, count, &addition, err);
        *done = status == VD_OK;
    }
    return status;
}

static vd_status again_decide(asking *a, const decider *d, const vd_past *past, vd_arena *arena, bool *done,
                              vd_error *err)
{
    vd_revision revision = {0};
    vd_status status = d->again(d->context, arena, past, &revision, err);
    if (status == VD_OK && revision.wide == NULL) {
        status = vd_store_revision_put(a->db, &revision, err);
        *done = status == VD_OK;
    }
    return status;
}

static vd_status less_decide(asking *a, const decider *d, const vd_past *past, vd_arena *arena, bool *done,
                             vd_error *err)
{
    vd_leaving leaving = {0};
    vd_revision revision = {0};
    int64_t source = 0;
    vd_status status = vd_store_leaving(a->db, d->path, arena, &source, &leaving, err);
    if (status == VD_OK && source) {
        status = d->less(d->context, arena, &leaving, past, &revision, err);
    }
    if (status == VD_OK && source && revision.wide == NULL) {
        status = vd_store_departure_put(a->db, source, &revision, err);
        *done = status == VD_OK;
    }
    return status;
}

/* In a transaction. */
static vd_status decide(vd_db *db, const decider *d, bool *done, vd_error *err)
{
    asking a = {.db = db};
    vd_arena arena = {0};
    const vd_past past = {&a,           past_find,   past_document, past_ids,   past_alias, past_numbered,
                          past_touched, past_beside, past_sure,     past_titled};
    vd_status status = VD_OK;
    for (int i = 0; status == VD_OK && i < ASK_COUNT; i++) {
        status = vd_sql_prepare(db->sql, vd_str_of(ask_texts[i]), &a.statements[i], err);
    }
    if (status == VD_OK) {
        status = d->more   ? more_decide(&a, d, &past, &arena, done, err)
                 : d->less ? less_decide(&a, d, &past, &arena, done, err)
                           : again_decide(&a, d, &past, &arena, done, err);
    }
    for (int i = 0; i < ASK_COUNT; i++) {
        sqlite3_finalize(a.statements[i]);
    }
    vd_free(a.rows);
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_store_add(vd_db *db, const char *rules, vd_few few, vd_store_decide decided, void *context, bool *done,
                       vd_error *err)
{
    const decider d = {.more = decided, .context = context};
    since changes;
    *done = false;
    vd_status status = vd_sql_begin(db, err);
    if (status == VD_OK) {
        status = since_ask(db, rules, few, &changes, err);
        bool can = status == VD_OK && changes.fits && changes.rows == 0 && changes.sources > 0;
        status = vd_sql_end(db, can ? decide(db, &d, done, err) : status, err);
    }
    *done = *done && status == VD_OK;
    return status;
}

vd_status vd_store_revise(vd_db *db, const char *rules, vd_store_redecide decided, void *context, bool *done,
                          vd_error *err)
{
    const decider d = {.again = decided, .context = context};
    since changes;
    *done = false;
    vd_status status = vd_sql_begin(db, err);
    if (status == VD_OK) {
        status = since_ask(db, rules, (vd_few){1, 1, 1}, &changes, err);
        bool can = status == VD_OK && changes.fits && changes.rows > 0 && changes.sources == 0;
        status = vd_sql_end(db, can ? decide(db, &d, done, err) : status, err);
    }
    *done = *done && status == VD_OK;
    return status;
}

/* Each by itself, one behind the other: where one of them cannot, none has gone.  Sources that came and are not decided
 * yet touch nothing. */
static vd_status each_leave(vd_db *db, const char *rules, vd_str *paths, size_t count, decider *d, bool *done,
                            vd_error *err)
{
    static const vd_few beside = {.always = 1024, .share = 1, .most = 1024};
    vd_status status = VD_OK;
    *done = count > 0;
    for (size_t i = 0; status == VD_OK && *done && i < count; i++) {
        since changes;
        d->path = paths[i];
        status = since_ask(db, rules, beside, &changes, err);
        *done = status == VD_OK && changes.fits && changes.rows == 0;
        if (*done) {
            *done = false;
            status = decide(db, d, done, err);
        }
    }
    return status;
}

vd_status vd_store_leave(vd_db *db, const char *rules, vd_str *paths, size_t count, vd_store_reduce decided,
                         void *context, bool *done, vd_error *err)
{
    decider d = {.less = decided, .context = context};
    *done = false;
    vd_status status = vd_sql_begin(db, err);
    if (status != VD_OK) {
        return status;
    }
    status = each_leave(db, rules, paths, count, &d, done, err);
    if (status == VD_OK && !*done) {
        vd_error undone;
        vd_status stopped = vd_sql_end(db, vd_fail(&undone, VD_STOPPED, "not alone"), NULL);
        return stopped == VD_STOPPED ? VD_OK : stopped;
    }
    status = vd_sql_end(db, status, err);
    *done = *done && status == VD_OK;
    return status;
}

vd_status vd_store_same(vd_db *db, vd_arena *arena, const vd_resolve_source *was, const vd_resolve_source *is,
                        bool *same, vd_error *err)
{
    asking a = {.db = db};
    const vd_past past = {.context = &a, .find = past_find};
    *same = false;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(ask_texts[ASK_CLUE]), &a.statements[ASK_CLUE], err);
    if (status == VD_OK) {
        status = vd_resolve_same(arena, was, is, &past, same, err);
    }
    sqlite3_finalize(a.statements[ASK_CLUE]);
    vd_free(a.rows);
    return status;
}
