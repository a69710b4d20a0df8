/** Which documents a question can mean.  The ways of naming one are tried from the surest to the loosest; the first
 * that finds anything decides, so several rows mean that the name is ambiguous. */
#include "base/date.h"
#include "base/error.h"
#include "base/rows.h"
#include "store/key.h"
#include "store/pack.h"
#include "store/query.h"
#include "store/question.h"
#include "store/row_name.h"

static const vd_column columns[] = {{"id", true},   {"type", true},   {"number", true},
                                    {"date", true}, {"issuer", true}, {"title", true}};
#define WIDTH (sizeof columns / sizeof *columns)

typedef struct hit {
    vd_cell cells[WIDTH];
    vd_str type_key;
    vd_date date, earliest, latest;
} hit;

typedef struct finder {
    vd_db *db;
    vd_rows *rows;
    vd_arena *arena; /* of the rows */
    vd_question question;
    hit *hits;
    size_t count, cap;
} finder;

static hit *hit_new(finder *f)
{
    if (f->count == f->cap) {
        hit *grown = vd_arena_grown(f->arena, f->hits, &f->cap, 8, sizeof *grown);
        if (grown == NULL) {
            return NULL;
        }
        f->hits = grown;
    }
    return &f->hits[f->count++];
}

static vd_status hit_read(finder *f, sqlite3_stmt *statement, vd_error *err)
{
    hit *h = hit_new(f);
    if (h == NULL) {
        return vd_fail_memory(err);
    }
    static const int texts[] = {0, 1, 2, 4, 5};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vd_str text = vd_sql_text(statement, texts[i]);
        h->cells[texts[i]] = vd_cell_text(text.ptr == NULL ? VD_NONE : vd_arena_copy(f->arena, text));
        if (text.ptr != NULL && h->cells[texts[i]].text.ptr == NULL) {
            return vd_fail_memory(err);
        }
    }
    vd_str type = vd_sql_text(statement, 8);
    h->type_key = type.ptr == NULL ? VD_NONE : vd_arena_copy(f->arena, type);
    if (type.ptr != NULL && h->type_key.ptr == NULL) {
        return vd_fail_memory(err);
    }
    int64_t date = sqlite3_column_int64(statement, 3);
    bool dated = vd_unpack_date(date, &h->date) && vd_unpack_date(sqlite3_column_int64(statement, 6), &h->earliest) &&
                 vd_unpack_date(sqlite3_column_int64(statement, 7), &h->latest);
    if (!dated) {
        return vd_sql_damaged(f->db->sql, "a date", err);
    }
    return vd_date_cell(f->arena, date, &h->cells[3], err);
}

#define HITS                                                                                                      \
    "SELECT d.id, d.type, d.number, d.date, d.issuer, d.title, d.earliest, d.latest, d.type_key FROM document d " \
    "WHERE "
#define HITS_ORDER " ORDER BY d.id"

/* Adds the documents that the statement gives for the value. */
static vd_status hits_take(finder *f, sqlite3_stmt *statement, vd_str value, vd_error *err)
{
    bool more = true;
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, value);
    vd_status status = vd_bind_done(&bind, err);
    while (status == VD_OK) {
        status = vd_sql_step(statement, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        status = hit_read(f, statement, err);
    }
    return status;
}

/* Adds the documents for which `condition` (of `d`, with the parameter ?1) holds, by id. */
static vd_status hits_read(finder *f, const char *condition, vd_str value, vd_error *err)
{
    if (value.ptr == NULL) {
        return VD_OK;
    }
    vd_buf text = {0};
    vd_buf_add_text(&text, HITS);
    vd_buf_add_text(&text, condition);
    vd_buf_add_text(&text, HITS_ORDER);
    sqlite3_stmt *statement = NULL;
    vd_status status =
        vd_buf_ok(&text) ? vd_sql_prepare(f->db->sql, vd_buf_str(&text), &statement, err) : vd_fail_memory(err);
    vd_buf_clear(&text);
    if (status == VD_OK) {
        status = hits_take(f, statement, value, err);
    }
    sqlite3_finalize(statement);
    return status;
}

/* The same with a statement that stays prepared: in a session every question begins with one of these, and preparing
 * takes longer than answering. */
static vd_status hits_read_often(finder *f, vd_slot slot, const char *text, vd_str value, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(f->db, slot, text, &statement, err);
    if (status == VD_OK) {
        status = hits_take(f, statement, value, err);
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    return status;
}

/* How well what is known of a document goes with the date asked for: 0 not at all, 1 nothing speaks against it, 2 it
 * says the same. */
static int date_fit(const hit *h, vd_date asked)
{
    vd_date first = vd_date_first(asked), last = vd_date_last(asked);
    if (h->date.year != 0) {
        vd_date from = vd_date_first(h->date), to = vd_date_last(h->date);
        bool inside = vd_date_cmp(first, from) <= 0 && vd_date_cmp(to, last) <= 0;
        bool apart = vd_date_cmp(to, first) < 0 || vd_date_cmp(last, from) < 0;
        return inside ? 2 : apart ? 0 : 1;
    }
    bool late = h->earliest.year != 0 && vd_date_cmp(last, h->earliest) < 0;
    bool early = h->latest.year != 0 && vd_date_cmp(h->latest, first) < 0;
    return late || early ? 0 : 1;
}

static void hits_filter_date(finder *f, vd_date asked)
{
    if (asked.year == 0) {
        return;
    }
    int best = 1;
    for (size_t i = 0; i < f->count; i++) {
        int fit = date_fit(&f->hits[i], asked);
        best = fit > best ? fit : best;
    }
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        if (date_fit(&f->hits[i], asked) >= best) {
            f->hits[kept++] = f->hits[i];
        }
    }
    f->count = kept;
}

/* A document whose type is unknown may be of any. */
static void hits_filter_type(finder *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        const hit *h = &f->hits[i];
        if (f->question.type_key.ptr == NULL || h->type_key.ptr == NULL ||
            vd_str_eq(f->question.type_key, h->type_key)) {
            f->hits[kept++] = *h;
        }
    }
    f->count = kept;
}

/* Among "24-KH/VP" and "24/KH-VP" the one that is written as asked, if there is. */
static vd_status hits_filter_spelling(finder *f, vd_error *err)
{
    size_t same = 0;
    for (int pass = 0; pass < 2; pass++) {
        size_t kept = 0;
        for (size_t i = 0; i < f->count; i++) {
            vd_str spelling;
            if (!vd_key_spelling(f->arena, f->hits[i].cells[2].text, &spelling)) {
                return vd_fail_memory(err);
            }
            if (vd_str_eq(spelling, f->question.spelling)) {
                same += pass == 0;
                if (pass == 1) {
                    f->hits[kept++] = f->hits[i];
                }
            }
        }
        if (same == 0) {
            return VD_OK;
        }
        f->count = pass == 1 ? kept : f->count;
    }
    return VD_OK;
}

static vd_status number_find(finder *f, vd_error *err)
{
    vd_str key = f->question.number_key;
    if (key.ptr == NULL) {
        return VD_OK;
    }
    vd_status status = hits_read_often(f, VD_SLOT_FIND_NUMBER, HITS "d.number_key = ?1" HITS_ORDER, key, err);
    /* "chỉ thị 33": all numbers that go on after these digits.  '~' sorts behind every character of a key. */
    if (status == VD_OK && f->count == 0 && f->question.bare) {
        bool year = memchr(key.ptr, '-', key.len) != NULL;
        status = hits_read(f,
                           year ? "d.number_key >= ?1 AND d.number_key < ?1 || '~'"
                                : "d.number_key >= ?1 || '-' AND d.number_key < ?1 || '-~'",
                           key, err);
    } else if (status == VD_OK && f->count == 0 && f->question.technical) {
        /* "QCVN 06" goes on with its year, "QCVN 06:2022" with its body. */
        bool year = vd_str_find(f->question.fold, VD_LIT(":"), 0) != SIZE_MAX;
        status = hits_read(f,
                           year ? "d.number_key >= ?1 || 'a' AND d.number_key < ?1 || '~'"
                                : "d.number_key >= ?1 || '19' AND d.number_key < ?1 || '21'",
                           key, err);
    } else if (status == VD_OK && f->count > 1) {
        status = hits_filter_spelling(f, err);
    }
    hits_filter_type(f);
    hits_filter_date(f, f->question.date);
    return status;
}

/* A law that people call by another name than its own; several where one was replaced under the same name. */
static vd_status short_title_find(finder *f, vd_str fold, vd_error *err)
{
    vd_str number, key;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && vd_row_number(fold, i, &number); i++) {
        status = vd_key_number(f->arena, number, &key) ? hits_read(f, "d.number_key = ?1 AND d.in_catalogue", key, err)
                                                       : vd_fail_memory(err);
    }
    return status;
}

static vd_status name_find(finder *f, vd_str key, vd_str fold, vd_date date, vd_error *err)
{
    static const char *const ways[] = {
        "d.name_key = ?1",
        "d.bare_key = ?1",
        ("d.document IN (SELECT l.document FROM mention m JOIN link l ON l.source = m.source AND l.mention = m.ordinal "
         "WHERE m.name_key = ?1)"),
        /* Read from the index of names alone: a fifth of what the documents are. */
        "d.document IN (SELECT n.document FROM document n WHERE instr('-' || n.name_key || '-', '-' || ?1 || '-') > 0)",
    };
    bool words = key.ptr != NULL && memchr(key.ptr, '-', key.len) != NULL;
    size_t count = sizeof ways / sizeof *ways - (words ? 0 : 1); /* one word is in too many titles */
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && f->count == 0 && i < count; i++) {
        status = hits_read(f, ways[i], key, err);
        if (status == VD_OK && f->count == 0 && i == 1) {
            status = short_title_find(f, fold, err);
        }
        hits_filter_date(f, date);
    }
    return status;
}

static vd_status id_find(finder *f, vd_error *err)
{
    static const char text[] =
        HITS "d.document IN (SELECT document FROM document WHERE id = ?1 UNION "
             "SELECT document FROM document WHERE urn = ?1 UNION SELECT document FROM alias WHERE id = ?1)" HITS_ORDER;
    return hits_read_often(f, VD_SLOT_FIND_ID, text, f->question.whole, err);
}

#define CARRIED_BY(condition)                                                                       \
    "d.document IN (SELECT o.document FROM source s JOIN document_source o ON o.source = s.source " \
    "WHERE o.main = 1 AND " condition ")"

/* What stands behind the last '/'. */
#define LAST_PART "replace(?1, rtrim(?1, replace(?1, '/', '')), '')"

/* Ranges of names, so that the index finds them among many files: from "a." up to "a/", the character behind '.'; from
 * "a" up to "a" and the last character there is. */
static vd_status file_find(finder *f, vd_error *err)
{
    static const char *const ways[] = {
        CARRIED_BY("s.path = ?1"),
        CARRIED_BY("(s.name = ?1 OR (s.name >= ?1 || '.' AND s.name < ?1 || '/') OR "
                   "(s.name = " LAST_PART " AND substr(s.path, -length(?1) - 1) = '/' || ?1))"),
        CARRIED_BY("s.name >= ?1 AND s.name < ?1 || char(1114111) AND substr(s.name, length(?1) + 1, 1) NOT GLOB "
                   "'[0-9A-Za-z]'"),
    };
    vd_str name = f->question.whole;
    while (vd_str_starts(name, VD_LIT("./"))) {
        name = vd_str_slice(name, 2, name.len);
    }
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && f->count == 0 && name.len > 0 && i < sizeof ways / sizeof *ways; i++) {
        status = hits_read(f, ways[i], name, err);
    }
    return status;
}

static vd_status question_answer(finder *f, vd_error *err)
{
    if (f->question.whole.len == 0) {
        return VD_OK;
    }
    vd_status status = id_find(f, err);
    if (status == VD_OK && f->count == 0) {
        status = file_find(f, err);
    }
    if (status == VD_OK && f->count == 0) {
        status = number_find(f, err);
    }
    /* First with the date as part of the name ("Chương trình công tác năm 2026"), then without it. */
    const vd_question *q = &f->question;
    if (status == VD_OK && f->count == 0) {
        status = name_find(f, q->name_key, q->fold, (vd_date){0}, err);
    }
    if (status == VD_OK && f->count == 0 && q->head_key.ptr != NULL) {
        status = name_find(f, q->head_key, q->head, q->head_date, err);
    }
    return status;
}

static vd_status hits_write(finder *f, vd_error *err)
{
    for (size_t i = 0; i < f->count; i++) {
        vd_cell *cells = vd_rows_add(f->rows);
        if (cells == NULL) {
            return vd_fail_memory(err);
        }
        memcpy(cells, f->hits[i].cells, sizeof f->hits[i].cells);
    }
    return VD_OK;
}

vd_status vd_db_find(vd_db *db, vd_str name, vd_rows **out, vd_error *err)
{
    *out = NULL;
    finder f = {.db = db};
    vd_status status = vd_rows_new(columns, WIDTH, &f.rows, err);
    if (status != VD_OK) {
        return status;
    }
    f.arena = vd_rows_arena(f.rows);
    status = vd_question_read(f.arena, name, &f.question) ? question_answer(&f, err) : vd_fail_memory(err);
    if (status == VD_OK) {
        status = hits_write(&f, err);
    }
    if (status == VD_OK) {
        *out = f.rows;
    } else {
        vd_rows_free(f.rows);
    }
    return status;
}
