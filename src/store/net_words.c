/** Reading the words about rows, and keeping those that were asked for last. */
#include "store/net_words.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/query.h"

#include <string.h>

/* Some dozens of pages of rows; when they have become so many bytes, all go. */
enum { SET_BITS = 12, SET = 4, ENTRIES = SET << SET_BITS, BYTES_MOST = 8 * 1024 * 1024 };

enum { TEXT_COUNT = 6, NUMBER_COUNT = 4 };

/* What one row of an answer takes from the database; of documents or of evidence. */
typedef struct said {
    vd_str texts[TEXT_COUNT];
    size_t numbers[NUMBER_COUNT];
} said;
enum { SAID_ID, SAID_TYPE, SAID_NUMBER, SAID_ISSUER, SAID_TITLE, SAID_DATE };
enum { SAID_PATH, SAID_SENTENCE };
enum { SAID_START, SAID_END, SAID_LINE, SAID_COLUMN };

struct vd_net_words_entry {
    uint64_t key; /* 0: none */
    const said *said;
};

static const char document_text[] = "SELECT id, type, number, issuer, title, date FROM document WHERE document = ?";
static const char evidence_text[] =
    "SELECT s.path, t.start, t.stop, t.line, t.col, t.shown_start, t.shown_stop, w.words "
    "FROM statement_row t JOIN source s ON s.source = t.source "
    "LEFT JOIN passage w ON w.source = t.source WHERE t.source = ? AND t.ordinal = ?";

/* ---- Keeping ---------------------------------------------------------------------------------------------------- */

static uint64_t document_key(uint32_t row)
{
    return (uint64_t)1 << 32 | row;
}

static uint64_t evidence_key(const vd_net_proof *proof)
{
    return (uint64_t)1 << 63 | (uint64_t)proof->source << 32 | proof->statement;
}

/* The first of the few entries that may be of this key; the one that came last stands first. */
static vd_net_words_entry *set_of(const vd_net_words *words, uint64_t key)
{
    return &words->entries[(key * UINT64_C(0x9e3779b97f4a7c15) >> (64 - SET_BITS)) * SET];
}

static bool said_copy(vd_arena *arena, const said *from, said *out)
{
    *out = *from;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        out->texts[i] = from->texts[i].ptr != NULL ? vd_arena_copy(arena, from->texts[i]) : VD_NONE;
        if (from->texts[i].ptr != NULL && out->texts[i].ptr == NULL) {
            return false;
        }
    }
    return true;
}

/* Only a convenience: without memory nothing is kept. */
static void said_keep(vd_net_words *words, uint64_t key, const said *what)
{
    size_t bytes = sizeof *what;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        bytes += what->texts[i].len + 1;
    }
    if (words->entries == NULL) {
        words->entries = vd_alloc_zero(ENTRIES * sizeof *words->entries);
    }
    if (words->entries == NULL || bytes > BYTES_MOST / 64) {
        return;
    }
    if (words->bytes + bytes > BYTES_MOST) {
        memset(words->entries, 0, ENTRIES * sizeof *words->entries);
        vd_arena_clear(&words->kept);
        words->bytes = 0;
    }
    words->bytes += bytes;
    said *copy = VD_ARENA_RAW(&words->kept, said, 1);
    if (copy != NULL && said_copy(&words->kept, what, copy)) {
        vd_net_words_entry *set = set_of(words, key);
        memmove(set + 1, set, (SET - 1) * sizeof *set);
        *set = (vd_net_words_entry){key, copy};
    }
}

static const said *said_find(const vd_net_words *words, uint64_t key)
{
    const vd_net_words_entry *set = words->entries != NULL ? set_of(words, key) : NULL;
    for (size_t i = 0; set != NULL && i < SET; i++) {
        if (set[i].key == key) {
            return set[i].said;
        }
    }
    return NULL;
}

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

/* Step to the row with this number, and that one. */
static vd_status row_seek(sqlite3_stmt *statement, uint32_t first, const uint32_t *second, vd_error *err)
{
    bool row = false;
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, first);
    if (second != NULL) {
        vd_bind_int(&bind, *second);
    }
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    return status == VD_OK && !row ? vd_sql_damaged(sqlite3_db_handle(statement), "the graph", err) : status;
}

static bool text_copy(sqlite3_stmt *statement, int column, vd_arena *arena, vd_str *out)
{
    vd_str text = vd_sql_text(statement, column);
    *out = text.ptr == NULL ? VD_NONE : vd_arena_copy(arena, text);
    return text.ptr == NULL || out->ptr != NULL;
}

static vd_status prepare(vd_net_words *words, const char *text, sqlite3_stmt **statement, vd_error *err)
{
    return *statement != NULL ? VD_OK : vd_sql_prepare(words->sql, vd_str_of(text), statement, err);
}

static vd_status document_read(vd_net_words *words, uint32_t row, vd_arena *arena, said *out, vd_error *err)
{
    vd_status status = prepare(words, document_text, &words->document, err);
    if (status != VD_OK) {
        return status;
    }
    vd_cell date = {0};
    status = row_seek(words->document, row, NULL, err);
    for (int i = 0; status == VD_OK && i < SAID_DATE; i++) {
        status = text_copy(words->document, i, arena, &out->texts[i]) ? VD_OK : vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = vd_date_cell(arena, sqlite3_column_int64(words->document, SAID_DATE), &date, err);
        out->texts[SAID_DATE] = date.text;
    }
    sqlite3_reset(words->document);
    return status;
}

/* The sentence on one line, where its source keeps words. */
static vd_status sentence_read(vd_net_words *words, vd_arena *arena, vd_str *out, vd_error *err)
{
    sqlite3_stmt *statement = words->evidence;
    int64_t start = sqlite3_column_int64(statement, 5), end = sqlite3_column_int64(statement, 6);
    vd_str packed = vd_sql_text(statement, 7);
    *out = VD_NONE;
    if (packed.ptr == NULL || start < 0 || end < start) {
        return VD_OK;
    }
    return vd_passage_part(&words->unpacker, packed, (vd_span){(size_t)start, (size_t)end}, arena, out, err);
}

static vd_status evidence_read(vd_net_words *words, const vd_net_proof *proof, vd_arena *arena, said *out,
                               vd_error *err)
{
    vd_status status = prepare(words, evidence_text, &words->evidence, err);
    if (status != VD_OK) {
        return status;
    }
    sqlite3_stmt *statement = words->evidence;
    status = row_seek(statement, proof->source, &proof->statement, err);
    if (status == VD_OK && !text_copy(statement, 0, arena, &out->texts[SAID_PATH])) {
        status = vd_fail_memory(err);
    }
    for (int i = 0; status == VD_OK && i < NUMBER_COUNT; i++) {
        status = vd_sql_size(statement, 1 + i, &out->numbers[i]) ? VD_OK : vd_sql_damaged(words->sql, "an edge", err);
    }
    if (status == VD_OK) {
        status = sentence_read(words, arena, &out->texts[SAID_SENTENCE], err);
    }
    sqlite3_reset(statement);
    return status;
}

/* What is said of a row, its texts in `arena`: kept from before, or read and kept. */
static vd_status said_take(vd_net_words *words, uint32_t row, const vd_net_proof *proof, vd_arena *arena, said *out,
                           vd_error *err)
{
    uint64_t key = proof != NULL ? evidence_key(proof) : document_key(row);
    const said *kept = said_find(words, key);
    *out = (said){0};
    if (kept != NULL) {
        return said_copy(arena, kept, out) ? VD_OK : vd_fail_memory(err);
    }
    vd_status status =
        proof != NULL ? evidence_read(words, proof, arena, out, err) : document_read(words, row, arena, out, err);
    if (status == VD_OK) {
        said_keep(words, key, out);
    }
    return status;
}

/* ---- Answers ---------------------------------------------------------------------------------------------------- */

vd_status vd_net_words_document(vd_net_words *words, uint32_t row, vd_arena *arena, vd_graph_document *out,
                                vd_error *err)
{
    said s;
    vd_status status = said_take(words, row, NULL, arena, &s, err);
    *out = (vd_graph_document){.id = s.texts[SAID_ID],
                               .type = s.texts[SAID_TYPE],
                               .number = s.texts[SAID_NUMBER],
                               .issuer = s.texts[SAID_ISSUER],
                               .title = s.texts[SAID_TITLE],
                               .date = s.texts[SAID_DATE]};
    return status;
}

vd_status vd_net_words_id(vd_net_words *words, uint32_t row, vd_arena *arena, vd_str *out, vd_error *err)
{
    said s;
    vd_status status = said_take(words, row, NULL, arena, &s, err);
    *out = s.texts[SAID_ID];
    return status;
}

vd_status vd_net_words_evidence(vd_net_words *words, const vd_net_proof *proof, vd_arena *arena, vd_graph_edge *out,
                                vd_error *err)
{
    said s;
    vd_status status = said_take(words, 0, proof, arena, &s, err);
    *out = (vd_graph_edge){.from = proof->from,
                           .to = proof->to,
                           .relation = proof->relation,
                           .strength = proof->strength,
                           .preamble = proof->preamble,
                           .confidence = proof->confidence,
                           .third_party = proof->third_party,
                           .source = s.texts[SAID_PATH],
                           .sentence = s.texts[SAID_SENTENCE],
                           .start = s.numbers[SAID_START],
                           .end = s.numbers[SAID_END],
                           .line = s.numbers[SAID_LINE],
                           .column = s.numbers[SAID_COLUMN]};
    return status;
}

void vd_net_words_clear(vd_net_words *words)
{
    sqlite3_finalize(words->document);
    sqlite3_finalize(words->evidence);
    vd_unpacker_clear(&words->unpacker);
    vd_free(words->entries);
    vd_arena_clear(&words->kept);
    *words = (vd_net_words){0};
}
