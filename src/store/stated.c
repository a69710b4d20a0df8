/** What texts say of documents that rows are about, too: of which document, and only where it is of use. */
#include "base/buf.h"
#include "base/error.h"
#include "store/pack.h"
#include "store/sql.h"
#include "store/store.h"

#include <inttypes.h>

/* One row of what is read, at `row`; false: out of memory. */
typedef bool (*row_take)(sqlite3_stmt *statement, vd_arena *arena, void *row);

/* Rows of one size as they are read. */
typedef struct taking {
    vd_arena *arena;
    row_take take;
    size_t size;
    char *rows;
    size_t used, cap;
} taking;

/* All rows of a statement that has its values. */
static vd_status rows_take(taking *t, vd_bind *bind, vd_error *err)
{
    bool more = true;
    vd_status status = vd_bind_done(bind, err);
    while (status == VD_OK && (status = vd_sql_step(bind->statement, &more, err)) == VD_OK && more) {
        t->rows = t->used < t->cap ? t->rows : vd_arena_grown(t->arena, t->rows, &t->cap, 256, t->size);
        status =
            t->rows && t->take(bind->statement, t->arena, t->rows + t->size * t->used++) ? VD_OK : vd_fail_memory(err);
    }
    sqlite3_reset(bind->statement);
    return status;
}

/* Of more documents than this, all rows are read at once. */
#define IDS_FEW 256

static bool ids_few(vd_store_ids ids)
{
    return !ids.all && ids.count <= IDS_FEW;
}

/* The rows of `all`, or those that `one` gives for each of few documents. */
static vd_status ids_take(vd_db *db, taking *t, const char *all, const char *one, vd_store_ids ids, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool few = ids_few(ids);
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(few ? one : all), &statement, err);
    for (size_t i = 0; status == VD_OK && i < (few ? ids.count : 1); i++) {
        vd_bind bind = {.statement = statement};
        if (few) {
            vd_bind_text(&bind, ids.items[i]);
        }
        status = rows_take(t, &bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

static bool catalogued_read(sqlite3_stmt *statement, vd_arena *arena, void *row)
{
    vd_catalogued *out = row;
    *out = (vd_catalogued){.row = sqlite3_column_int64(statement, 0)};
    out->id = vd_arena_copy(arena, vd_sql_text(statement, 1));
    return out->id.ptr != NULL;
}

vd_status vd_store_catalogued_load(vd_db *db, vd_arena *arena, vd_store_ids ids, vd_catalogued **out, size_t *count,
                                   vd_error *err)
{
    taking t = {.arena = arena, .take = catalogued_read, .size = sizeof **out};
    vd_status status = ids_take(db, &t, "SELECT document, id FROM document WHERE in_catalogue ORDER BY id",
                                "SELECT document, id FROM document WHERE in_catalogue AND id = ?", ids, err);
    *out = status == VD_OK ? (void *)t.rows : NULL;
    *count = status == VD_OK ? t.used : 0;
    return status;
}

static bool stated_read(sqlite3_stmt *statement, vd_arena *arena, void *row)
{
    vd_stated *out = row;
    vd_str type = vd_sql_text(statement, 4);
    out->path = vd_arena_copy(arena, vd_sql_text(statement, 1));
    out->type = type.ptr ? vd_arena_copy(arena, type) : VD_NONE;
    return out->path.ptr && (!type.ptr || out->type.ptr) && vd_sql_size(statement, 0, &out->document) &&
           vd_sql_size(statement, 2, &out->line) && vd_unpack_date(sqlite3_column_int64(statement, 3), &out->date);
}

/* The number of a word; 0, which none has, where there is no such word. */
static vd_status word_ask(sqlite3_stmt *find, vd_str text, int64_t *out, vd_error *err)
{
    bool row = false;
    vd_bind bind = {.statement = find};
    vd_bind_text(&bind, text);
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(find, &row, err);
    }
    *out = row ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    return status;
}

/* "[[row, passed, word of the type], …]", what does not count as -1. */
static vd_status asked_write(vd_db *db, const vd_catalogued *documents, size_t count, vd_buf *out, vd_error *err)
{
    sqlite3_stmt *find = NULL;
    vd_status status = vd_sql_prepare(db->sql, VD_LIT("SELECT word FROM word WHERE text = ?"), &find, err);
    vd_buf_add_char(out, '[');
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        const vd_catalogued *d = &documents[i];
        int64_t type = -1;
        status = d->type.ptr ? word_ask(find, d->type, &type, err) : VD_OK;
        vd_buf_add_format(out, "%s[%" PRId64 ",%" PRId64 ",%" PRId64 "]", i > 0 ? "," : "", d->row,
                          d->dated ? vd_pack_date(d->passed) : -1, type);
    }
    vd_buf_add_char(out, ']');
    sqlite3_finalize(find);
    return status == VD_OK && !vd_buf_ok(out) ? vd_fail_memory(err) : status;
}

/* Of few documents, what is linked to each; of many, all links in their order, next to which the mentions lie in
 * theirs: what very many mention would else be looked up all over the file.  The condition on the source means all of
 * them, and makes that order.  The casts let SQLite make an index of what is asked for. */
#define ASKED                                                                                      \
    "WITH asked(place, document, day, type) AS MATERIALIZED (SELECT key, "                         \
    "CAST(json_extract(value, '$[0]') AS INTEGER), CAST(json_extract(value, '$[1]') AS INTEGER), " \
    "CAST(json_extract(value, '$[2]') AS INTEGER) FROM json_each(?1)) "
#define OTHERWISE(date, type)                                                                               \
    "(a.day >= 0 AND " date " % 100 > 0 AND " date " / 100 % 100 > 0 AND " date " <> a.day OR a.type >= 0 " \
    "AND " type ")"
#define HEADS                                                                                             \
    "SELECT a.place, s.path, 1, s.date, s.type, 0, 0 AS start, 0 AS ordinal FROM asked a "                \
    "CROSS JOIN document_source o ON o.document = a.document CROSS JOIN source s ON s.source = o.source " \
    "WHERE " OTHERWISE("s.date", "s.type IS NOT NULL AND s.type IS NOT (SELECT text FROM word WHERE word = a.type)")
#define MENTIONS(from, condition)                                                                                      \
    "SELECT a.place, s.path, m.line, m.date, (SELECT text FROM word WHERE word = m.type_word), 1, m.start, m.ordinal " \
    "FROM " from "CROSS JOIN mention_row m ON m.source = l.source AND m.ordinal = l.mention "                          \
    "CROSS JOIN source s ON s.source = l.source "                                                                      \
    "WHERE m.form_word IN (SELECT word FROM word WHERE text IN ('numbered', 'named')) " condition                      \
    "AND " OTHERWISE("m.date", "m.type_word IS NOT NULL AND m.type_word <> a.type")
#define STATED(from, condition) ASKED HEADS " UNION ALL " MENTIONS(from, condition) " ORDER BY 1, 6, 2, 7, 8"

vd_status vd_store_stated_load(vd_db *db, vd_arena *arena, const vd_catalogued *documents, size_t document_count,
                               vd_stated **out, size_t *count, vd_error *err)
{
    static const char few[] = STATED("asked a CROSS JOIN link l ON l.document = a.document ", "");
    static const char many[] = STATED("link l CROSS JOIN asked a ON a.document = l.document ", "AND l.source > 0 ");
    vd_buf asked = {0};
    sqlite3_stmt *statement = NULL;
    taking t = {.arena = arena, .take = stated_read, .size = sizeof **out};
    vd_status status = asked_write(db, documents, document_count, &asked, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_str_of(document_count <= IDS_FEW ? few : many), &statement, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, vd_buf_str(&asked));
        status = rows_take(&t, &bind, err);
    }
    sqlite3_finalize(statement);
    vd_buf_clear(&asked);
    *out = status == VD_OK ? (void *)t.rows : NULL;
    *count = status == VD_OK ? t.used : 0;
    return status;
}

static bool act_read(sqlite3_stmt *statement, vd_arena *arena, void *row)
{
    vd_stated_act *out = row;
    vd_str number = vd_sql_text(statement, 2);
    out->target = vd_arena_copy(arena, vd_sql_text(statement, 0));
    out->acting = vd_arena_copy(arena, vd_sql_text(statement, 1));
    out->target_number = number.ptr ? vd_arena_copy(arena, number) : VD_NONE;
    out->supersedes = sqlite3_column_int(statement, 3) != 0;
    out->path = vd_arena_copy(arena, vd_sql_text(statement, 4));
    return out->target.ptr && out->acting.ptr && (!number.ptr || out->target_number.ptr) && out->path.ptr &&
           vd_sql_size(statement, 5, &out->line);
}

vd_status vd_store_acts_load(vd_db *db, vd_arena *arena, vd_store_ids ids, vd_stated_act **out, size_t *count,
                             vd_error *err)
{
    /* "thay thế Phụ lục I" leaves the document in its place. */
#define ACTS_BEGIN "SELECT d.id, f.id, d.number, r.text = 'supersedes', s.path, t.line FROM "
#define ACTS_END                                                                                           \
    "CROSS JOIN word r ON r.word = t.relation_word CROSS JOIN document f ON f.document = e.from_document " \
    "CROSS JOIN source s ON s.source = t.source "                                                          \
    "LEFT JOIN mention_row m ON m.source = t.source AND m.ordinal = t.to_mention "                         \
    "WHERE (r.text = 'amends' OR (r.text = 'supersedes' AND m.pinpoint_word IS NULL)) "
#define ACTS_ORDER "ORDER BY 1, 2, 4, 5, t.start"
    /* Few statements of all are such: what they are about is looked up for them alone. */
    static const char all[] =
        ACTS_BEGIN "statement_row t CROSS JOIN edge e ON e.source = t.source AND e.statement = t.ordinal "
                   "CROSS JOIN document d ON d.document = e.to_document " ACTS_END
                   "AND t.relation_word IN (SELECT word FROM word WHERE text IN ('amends', 'supersedes')) " ACTS_ORDER;
    static const char one[] =
        ACTS_BEGIN "document d CROSS JOIN edge e ON e.to_document = d.document "
                   "CROSS JOIN statement_row t ON t.source = e.source AND t.ordinal = e.statement " ACTS_END
                   "AND d.id = ? " ACTS_ORDER;
    taking t = {.arena = arena, .take = act_read, .size = sizeof **out};
    vd_status status = ids_take(db, &t, all, one, ids, err);
    *out = status == VD_OK ? (void *)t.rows : NULL;
    *count = status == VD_OK ? t.used : 0;
    return status;
}
