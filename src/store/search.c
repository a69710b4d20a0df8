/** Full-text search.  Texts are kept whole, deflated, beside what was extracted from them, and SQLite's FTS5 indexes
 * their words: letters without case and marks, so that "chi thi" finds "Chỉ thị", and a scan that lost its marks is
 * found, too.  Only databases that somebody asked it of have these tables.
 *
 *  A text is put with its source and indexed later: `indexed` tells what is left to do, whatever ended the run before.
 */
#include "store/search.h"

#include "base/error.h"
#include "store/passage.h"
#include "store/query.h"
#include "store/store.h"

#include <string.h>

static const char tables[] =
    "CREATE TABLE search_text (number INTEGER PRIMARY KEY, source INTEGER UNIQUE REFERENCES source ON DELETE SET NULL, "
    "words BLOB NOT NULL, size INTEGER NOT NULL, indexed INTEGER NOT NULL DEFAULT 0, "
    "text TEXT AS (shown(words, 0, size)) VIRTUAL) STRICT;"
    "CREATE INDEX search_waiting ON search_text (number) WHERE NOT indexed;"
    "CREATE INDEX search_gone ON search_text (number) WHERE source IS NULL;"
    "CREATE VIRTUAL TABLE search USING fts5(text, content = search_text, content_rowid = number, tokenize = viendan)";

/* ---- Tokens ------------------------------------------------------------------------------------------------------ */

/* unicode61 takes marks off letters but for the bar of "đ". */
typedef struct bar {
    void *context;
    int (*give)(void *context, int flags, const char *token, int len, int start, int end);
} bar;

static int token_give(void *context, int flags, const char *token, int len, int start, int end)
{
    char plain[256];
    const bar *b = context;
    int out = 0;
    for (int i = 0; i < len && out < (int)sizeof plain; i++, out++) {
        bool barred = i + 1 < len && (memcmp(token + i, "\xC4\x91", 2) == 0 || memcmp(token + i, "\xC3\xB0", 2) == 0);
        plain[out] = barred ? 'd' : token[i];
        i += barred;
    }
    return b->give(b->context, flags, plain, out, start, end);
}

typedef struct tokenizer {
    fts5_tokenizer inner;
    Fts5Tokenizer *made;
} tokenizer;

static void tokenizer_delete(Fts5Tokenizer *self)
{
    tokenizer *t = (tokenizer *)self;
    t->inner.xDelete(t->made);
    sqlite3_free(t);
}

static int tokenizer_create(void *context, const char **words, int count, Fts5Tokenizer **out)
{
    static const char *options[] = {"remove_diacritics", "2"};
    fts5_api *api = context;
    void *inner = NULL;
    (void)words;
    (void)count;
    tokenizer *t = sqlite3_malloc(sizeof *t);
    *out = NULL;
    if (t == NULL) {
        return SQLITE_NOMEM;
    }
    int code = api->xFindTokenizer(api, "unicode61", &inner, &t->inner);
    if (code == SQLITE_OK) {
        code = t->inner.xCreate(inner, options, 2, &t->made);
    }
    if (code != SQLITE_OK) {
        sqlite3_free(t);
        return code;
    }
    *out = (Fts5Tokenizer *)t;
    return SQLITE_OK;
}

static int tokenizer_run(Fts5Tokenizer *self, void *context, int flags, const char *text, int len,
                         int (*give)(void *, int, const char *, int, int, int))
{
    tokenizer *t = (tokenizer *)self;
    bar b = {context, give};
    return t->inner.xTokenize(t->made, &b, flags, text, len, token_give);
}

vd_status vd_search_register(sqlite3 *sql, vd_error *err)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sql, "SELECT fts5(?1)", -1, &statement, NULL);
    if (code == SQLITE_ERROR) {
        return VD_OK; /* no such function: no FTS5 */
    }
    if (code == SQLITE_OK) {
        code = sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement) == SQLITE_ROW ? SQLITE_OK : sqlite3_errcode(sql);
    }
    sqlite3_finalize(statement);
    fts5_tokenizer functions = {tokenizer_create, tokenizer_delete, tokenizer_run};
    if (code == SQLITE_OK && api != NULL) {
        code = api->xCreateTokenizer(api, "viendan", api, &functions, NULL);
    }
    return code == SQLITE_OK ? VD_OK : vd_sql_fail(sql, code, NULL, err);
}

/* ---- Keeping ----------------------------------------------------------------------------------------------------- */

static vd_status tables_there(vd_db *db, bool *there, vd_error *err)
{
    int64_t count = 0;
    vd_status status =
        vd_sql_number(db->sql, "SELECT count(*) FROM sqlite_schema WHERE name = 'search_text'", &count, err);
    *there = count > 0;
    return status;
}

vd_status vd_store_search_begin(vd_db *db, bool wanted, vd_error *err)
{
    bool there = false;
    vd_status status = tables_there(db, &there, err);
    if (status == VD_OK && wanted && !there) {
        status = vd_sql_begin(db, err);
        if (status == VD_OK) {
            status = vd_sql_end(db, vd_sql_exec(db->sql, tables, err), err);
        }
    }
    db->searches = status == VD_OK && (there || wanted);
    return status;
}

vd_status vd_store_text_kept(vd_db *db, vd_str path, bool *kept, vd_error *err)
{
    static const char ask[] = "SELECT 1 FROM source s JOIN search_text t ON t.source = s.source WHERE s.path = ?";
    int64_t one = 0;
    *kept = true;
    return db->searches ? vd_sql_slot_look_up(db, VD_SLOT_TEXT_KEPT, ask, path, kept, &one, err) : VD_OK;
}

vd_status vd_db_texts(vd_db *db, size_t *kept, size_t *all, vd_error *err)
{
    int64_t texts = 0, sources = 0;
    bool there = false;
    vd_status status = tables_there(db, &there, err);
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "SELECT count(*) FROM source", &sources, err);
    }
    if (status == VD_OK && there) {
        status = vd_sql_number(db->sql, "SELECT count(source) FROM search_text", &texts, err);
    }
    *kept = (size_t)texts;
    *all = (size_t)sources;
    return status;
}

vd_status vd_search_put(vd_db *db, int64_t row, vd_str text, vd_error *err)
{
    static const char put[] = "INSERT INTO search_text (source, words, size) VALUES (?, ?, ?)";
    if (!db->searches) {
        return VD_OK;
    }
    sqlite3_stmt *statement = NULL;
    vd_buf packed = {0};
    vd_span whole = {0, text.len};
    vd_status status = vd_passages_pack(text, &whole, 1, &packed, err);
    if (status == VD_OK) {
        status = vd_sql_slot(db, VD_SLOT_SEARCH_PUT, put, &statement, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, row);
        vd_bind_blob(&bind, vd_buf_str(&packed));
        vd_bind_size(&bind, text.len);
        status = vd_bind_run(&bind, err);
    }
    vd_buf_clear(&packed);
    return status;
}

/* The index needs the text of what it forgets, which so stays until then. */
static const char *const forget_steps[] = {
    "INSERT INTO search (search, rowid, text) SELECT 'delete', number, text FROM search_text "
    "WHERE source IS NULL AND indexed AND number <= ?",
    "DELETE FROM search_text WHERE source IS NULL AND number <= ?"};
static const char *const index_steps[] = {
    "INSERT INTO search (rowid, text) SELECT number, text FROM search_text WHERE NOT indexed AND number <= ?",
    "UPDATE search_text SET indexed = 1 WHERE NOT indexed AND number <= ?"};

/* Two steps for the texts that `waiting` gives the last number of, until it gives none; a transaction each time. */
static vd_status texts_work(vd_db *db, const char *waiting, const char *const *steps, vd_error *err)
{
    vd_status status = VD_OK;
    int64_t last = 1;
    while (status == VD_OK && last > 0) {
        status = vd_sql_number(db->sql, waiting, &last, err);
        if (status != VD_OK || last == 0) {
            break;
        }
        status = vd_sql_begin(db, err);
        if (status == VD_OK) {
            status = vd_sql_run_row(db, steps[0], last, err);
            status = status == VD_OK ? vd_sql_run_row(db, steps[1], last, err) : status;
            status = vd_sql_end(db, status, err);
        }
    }
    return status;
}

#define WAITING(where) \
    "SELECT max(number) FROM (SELECT number FROM search_text WHERE " where " ORDER BY number LIMIT 512)"

vd_status vd_store_search_index(vd_db *db, vd_error *err)
{
    if (!db->searches) {
        return VD_OK;
    }
    vd_status status = texts_work(db, WAITING("source IS NULL"), forget_steps, err);
    return status == VD_OK ? texts_work(db, WAITING("NOT indexed"), index_steps, err) : status;
}

/* ---- Searching --------------------------------------------------------------------------------------------------- */

static const vd_column columns[] = {{"source", true}, {"id", false},   {"type", true},   {"number", true},
                                    {"date", true},   {"title", true}, {"passage", true}};
#define WIDTH (sizeof columns / sizeof *columns)
enum { COL_DATE = 4 };

/* Words in brackets only for the rows that somebody reads. */
static const char select[] =
    "SELECT h.path, d.id, d.type, d.number, d.date, d.title, "
    "(SELECT snippet(search, 0, '[', ']', '…', 32) FROM search WHERE search MATCH :match AND rowid = h.number) "
    "FROM (SELECT t.number, t.source, s.path FROM search JOIN search_text t ON t.number = search.rowid "
    "JOIN source s ON s.source = t.source WHERE search MATCH :match ORDER BY search.rank, s.path LIMIT -1) h "
    "LEFT JOIN document_source o ON o.source = h.source AND o.main "
    "LEFT JOIN document d ON d.document = o.document";

static vd_status hit_fill(vd_query *query, vd_cell *cells, vd_error *err)
{
    for (int i = 0; i < (int)WIDTH; i++) {
        cells[i] = vd_query_cell(query, i);
    }
    return vd_query_date(query, COL_DATE, &cells[COL_DATE], err);
}

/* "chuyển đổi số + bệnh viện": each part as a phrase, and all of them; false where there is no word. */
static bool match_write(vd_str text, vd_buf *out)
{
    bool any = false;
    for (size_t at = 0; at <= text.len; at++) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != '+') {
            end++;
        }
        vd_str part = vd_str_trim(vd_str_slice(text, at, end));
        at = end;
        if (part.len == 0) {
            continue;
        }
        vd_buf_add_text(out, any ? " AND \"" : "\"");
        for (size_t i = 0; i < part.len; i++) {
            vd_buf_add_char(out, part.ptr[i] == '"' ? ' ' : part.ptr[i]);
        }
        vd_buf_add_text(out, "\"");
        any = true;
    }
    return any;
}

static vd_status lacking_check(vd_db *db, vd_error *err)
{
    bool there = false;
    vd_status status = tables_there(db, &there, err);
    if (status == VD_OK && !there) {
        status = vd_fail(err, VD_INVALID,
                         "this database keeps no texts to search; \"viendan ingest --search\" with the same files "
                         "keeps them");
    }
    return status;
}

static vd_status text_fill(vd_query *query, vd_cell *cells, vd_error *err)
{
    (void)err;
    cells[0] = vd_query_cell(query, 0);
    return VD_OK;
}

vd_status vd_db_text(vd_db *db, vd_str source, vd_rows **out, vd_error *err)
{
    static const vd_column text[] = {{"text", true}};
    static const vd_query_plan plan = {
        .select = "SELECT kept(t.words, 0, t.size) FROM search_text t JOIN source s ON s.source = t.source",
        .order = "",
        .fill = text_fill,
        .columns = text,
        .width = 1};
    vd_condition condition = {"s.path = :path", ":path", vd_cell_text(source)};
    *out = NULL;
    vd_status status = lacking_check(db, err);
    return status == VD_OK ? vd_query_open_where(db, &plan, &condition, 1, out, err) : status;
}

vd_status vd_db_search(vd_db *db, vd_str text, vd_rows **out, vd_error *err)
{
    static const vd_query_plan plan = {
        .select = select, .order = "", .fill = hit_fill, .columns = columns, .width = WIDTH};
    *out = NULL;
    vd_buf match = {0};
    vd_status status = lacking_check(db, err);
    if (status == VD_OK && !match_write(text, &match)) {
        status = vd_fail(err, VD_INVALID, "no word to look for");
    }
    if (status == VD_OK) {
        vd_condition condition = {"true", ":match", vd_cell_text(vd_buf_str(&match))};
        status = vd_buf_ok(&match) ? vd_query_open_where(db, &plan, &condition, 1, out, err) : vd_fail_memory(err);
    }
    vd_buf_clear(&match);
    return status;
}
