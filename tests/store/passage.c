/* Passages: what is packed is found again, in whatever order and overlap it was asked to be kept. */
#include "raw.h"

#include "base/arena.h"
#include "store/passage.h"
#include "text/text.h"

#include <unistd.h>

#define TEXT_MOST 40000

static sqlite3 *sql_new(void)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open(":memory:", &sql), SQLITE_OK);
    assert_int_equal(vd_passages_register(sql, NULL), VD_OK);
    return sql;
}

/* What SQL shows of [start, end), or NULL; in `arena`. */
static vd_str shown(sqlite3 *sql, vd_arena *arena, vd_str packed, size_t start, size_t end)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(sql, "SELECT shown(?, ?, ?)", -1, &statement, NULL), SQLITE_OK);
    vd_bind bind = {.statement = statement};
    vd_bind_blob(&bind, packed);
    vd_bind_size(&bind, start);
    vd_bind_size(&bind, end);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    vd_str text = vd_sql_text(statement, 0);
    text = text.ptr == NULL ? VD_NONE : vd_arena_copy(arena, text);
    sqlite3_finalize(statement);
    return text;
}

/* The same numbers on every machine. */
static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* Words, marks, line breaks, and bytes that are no UTF-8. */
static size_t text_make(char *out, size_t len, uint32_t *seed)
{
    static const char *const words[] = {"Căn cứ ",       "Nghị định số ", "12/2023/NĐ-CP", ";\n",
                                        "của Chính phủ", "\t ",           "a\xff",         "\xe1\xbb"};
    size_t at = 0;
    while (at + 32 < len) {
        const char *word = words[next(seed) % 8];
        memcpy(out + at, word, strlen(word));
        at += strlen(word);
    }
    return at;
}

static void test_found_again(void **state)
{
    (void)state;
    static char text[TEXT_MOST];
    uint32_t seed = 7;
    sqlite3 *sql = sql_new();
    vd_unpacker unpacker = {0};
    for (size_t round = 0; round < 60; round++) {
        size_t len = text_make(text, 64 + next(&seed) % (TEXT_MOST - 64), &seed), count = next(&seed) % 40 + 1;
        vd_span spans[40], asked[40];
        for (size_t i = 0; i < count; i++) {
            size_t start = next(&seed) % len, most = len - start < 900 ? len - start : 900;
            spans[i] = asked[i] = (vd_span){start, start + 1 + next(&seed) % most};
        }
        vd_buf packed = {0};
        vd_arena arena = {0};
        assert_int_equal(vd_passages_pack((vd_str){text, len}, spans, count, &packed, NULL), VD_OK);
        for (size_t i = 0; i < count; i++) {
            vd_str expected = vd_text_clean(&arena, vd_str_slice((vd_str){text, len}, asked[i].start, asked[i].end));
            vd_str found = shown(sql, &arena, vd_buf_str(&packed), asked[i].start, asked[i].end);
            assert_non_null(found.ptr);
            assert_true(vd_str_eq(found, expected));
            assert_int_equal(vd_passage_part(&unpacker, vd_buf_str(&packed), asked[i], &arena, &found, NULL), VD_OK);
            assert_true(vd_str_eq(found, expected));
        }
        vd_str none = VD_LIT("");
        vd_span behind = {len, len + 5};
        assert_null(shown(sql, &arena, vd_buf_str(&packed), len, len + 5).ptr);
        assert_int_equal(vd_passage_part(&unpacker, vd_buf_str(&packed), behind, &arena, &none, NULL), VD_OK);
        assert_null(none.ptr);
        vd_arena_clear(&arena);
        vd_buf_clear(&packed);
    }
    vd_unpacker_clear(&unpacker);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

/* A part out of damaged bytes is told or wrong, and what comes after it is right again. */
static void test_damaged_part(void **state)
{
    (void)state;
    static char text[4000];
    uint32_t seed = 3;
    size_t len = text_make(text, sizeof text, &seed), told = 0;
    vd_span whole = {0, len}, asked = {len / 2, len / 2 + 100};
    vd_buf packed = {0};
    vd_unpacker unpacker = {0};
    vd_arena arena = {0};
    vd_str found;
    assert_int_equal(vd_passages_pack((vd_str){text, len}, &whole, 1, &packed, NULL), VD_OK);
    vd_str right = vd_text_clean(&arena, vd_str_slice((vd_str){text, len}, asked.start, asked.end));
    for (size_t i = 0; i < packed.len; i++) {
        vd_error err = {0};
        char was = packed.ptr[i];
        packed.ptr[i] = (char)(was ^ 0x55);
        vd_status status = vd_passage_part(&unpacker, vd_buf_str(&packed), asked, &arena, &found, &err);
        assert_true(status == VD_OK || status == VD_NOT_A_DATABASE);
        told += status != VD_OK;
        packed.ptr[i] = was;
        assert_int_equal(vd_passage_part(&unpacker, vd_buf_str(&packed), asked, &arena, &found, &err), VD_OK);
        assert_true(vd_str_eq(found, right));
    }
    for (size_t most = 0; most < packed.len / 2; most += 7) {
        assert_int_equal(vd_passage_part(&unpacker, (vd_str){packed.ptr, most}, asked, &arena, &found, NULL),
                         VD_NOT_A_DATABASE);
    }
    assert_true(told > 5);
    vd_unpacker_clear(&unpacker);
    vd_buf_clear(&packed);
    vd_arena_clear(&arena);
}

/* Two sources in turn: what was unpacked last is not taken for the other. */
static void test_two_in_turn(void **state)
{
    (void)state;
    sqlite3 *sql = sql_new();
    vd_arena arena = {0};
    vd_buf a = {0}, b = {0};
    vd_span span_a = {0, 4}, span_b = {0, 4};
    assert_int_equal(vd_passages_pack(VD_LIT("mot hai"), &span_a, 1, &a, NULL), VD_OK);
    assert_int_equal(vd_passages_pack(VD_LIT("ba bon"), &span_b, 1, &b, NULL), VD_OK);
    for (int i = 0; i < 3; i++) {
        assert_true(vd_str_eq(shown(sql, &arena, vd_buf_str(&a), 0, 3), VD_LIT("mot")));
        assert_true(vd_str_eq(shown(sql, &arena, vd_buf_str(&b), 0, 2), VD_LIT("ba")));
        assert_null(shown(sql, &arena, vd_buf_str(&b), 0, 5).ptr);
    }
    vd_buf_clear(&a);
    vd_buf_clear(&b);
    vd_arena_clear(&arena);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

static void test_nothing_kept(void **state)
{
    (void)state;
    sqlite3 *sql = sql_new();
    vd_arena arena = {0};
    vd_buf packed = {0};
    assert_int_equal(vd_passages_pack(VD_LIT("x"), NULL, 0, &packed, NULL), VD_OK);
    assert_null(shown(sql, &arena, vd_buf_str(&packed), 0, 1).ptr);
    vd_buf_clear(&packed);
    vd_arena_clear(&arena);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

static void passage_put(sqlite3 *sql, int source, const char *text, vd_span span)
{
    vd_buf packed = {0};
    sqlite3_stmt *statement = NULL;
    assert_int_equal(vd_passages_pack(vd_str_of(text), &span, 1, &packed, NULL), VD_OK);
    assert_int_equal(sqlite3_prepare_v2(sql, "REPLACE INTO passage VALUES (?, ?)", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_bind_int(statement, 1, source), SQLITE_OK);
    assert_int_equal(sqlite3_bind_blob(statement, 2, packed.ptr, (int)packed.len, SQLITE_STATIC), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
    vd_buf_clear(&packed);
}

static void assert_shown_of(sqlite3 *sql, int source, int stop, const char *expected)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(
                         sql, "SELECT " VD_SHOWN_OF_T " FROM (SELECT ? AS source, 0 AS shown_start, ? AS shown_stop) t",
                         -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_bind_int(statement, 1, source), SQLITE_OK);
    assert_int_equal(sqlite3_bind_int(statement, 2, stop), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    if (expected == NULL) {
        assert_null(text);
    } else {
        assert_string_equal(text, expected);
    }
    sqlite3_finalize(statement);
}

static sqlite3 *sql_with_passages(const char *path)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open(path, &sql), SQLITE_OK);
    assert_int_equal(vd_passages_register(sql, NULL), VD_OK);
    assert_int_equal(sqlite3_exec(sql, "CREATE TABLE IF NOT EXISTS passage (source INTEGER PRIMARY KEY, words BLOB)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    return sql;
}

/* What was unpacked last is not taken for another source, nor for what the same one was before: a change by this
 * connection, one that is taken back, one by another connection. */
static void test_of_a_source(void **state)
{
    (void)state;
    static const char path[] = "passage-test.db";
    unlink(path);
    sqlite3 *sql = sql_with_passages(path);
    passage_put(sql, 1, "mot hai", (vd_span){0, 3});
    passage_put(sql, 2, "ba bon", (vd_span){0, 2});
    for (int i = 0; i < 3; i++) {
        assert_shown_of(sql, 1, 3, "mot");
        assert_shown_of(sql, 1, 4, NULL);
        assert_shown_of(sql, 2, 2, "ba");
        assert_shown_of(sql, 3, 1, NULL);
    }
    passage_put(sql, 2, "sau bay", (vd_span){0, 3});
    assert_shown_of(sql, 2, 3, "sau");
    assert_int_equal(sqlite3_exec(sql, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    passage_put(sql, 2, "tam chin", (vd_span){0, 3});
    assert_shown_of(sql, 2, 3, "tam");
    assert_int_equal(sqlite3_exec(sql, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_shown_of(sql, 2, 3, "sau");
    sqlite3 *other = sql_with_passages(path);
    passage_put(other, 2, "muoi mot", (vd_span){0, 4});
    assert_shown_of(sql, 2, 4, "muoi");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
    unlink(path);
}

/* Rows that are still read outlive the closing of their connection. */
static void test_after_closing(void **state)
{
    (void)state;
    sqlite3_stmt *statement = NULL;
    sqlite3 *sql = sql_with_passages(":memory:");
    passage_put(sql, 1, "mot hai", (vd_span){0, 3});
    passage_put(sql, 2, "ba bon", (vd_span){0, 2});
    static const char text[] = "SELECT " VD_SHOWN_OF(
        "t") " FROM (SELECT source, 0 AS shown_start, 2 AS shown_stop FROM passage) t ORDER BY source";
    assert_int_equal(sqlite3_prepare_v2(sql, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close_v2(sql), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "mo");
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ba");
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found_again), cmocka_unit_test(test_two_in_turn),   cmocka_unit_test(test_nothing_kept),
        cmocka_unit_test(test_of_a_source), cmocka_unit_test(test_after_closing), cmocka_unit_test(test_damaged_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
