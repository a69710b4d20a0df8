/* Words of texts: found in whatever way they are written, forgotten with their texts, and only where texts are kept. */
#include "raw.h"

static void ask(vd_db *db, const char *words, const char *paths)
{
    vd_rows *rows = NULL;
    vd_error err = {0};
    if (vd_db_search(db, vd_str_of(words), &rows, &err) != VD_OK) {
        fail_msg("%s: %s", words, err.text);
    }
    char *found = rows_dump(rows, "source");
    if (strcmp(found, paths) != 0) {
        fail_msg("\"%s\" finds\n%sinstead of\n%s", words, found, paths);
    }
    free(found);
}

#define A "\"" PATH_A "\"\n"
#define B "\"" PATH_B "\"\n"

/* Both plans with their texts. */
static vd_db *db_with_texts(fixture_source *a, fixture_source *b)
{
    vd_db *db = db_filled();
    source_a(a);
    source_b(b);
    assert_int_equal(vd_store_search_begin(db, true, NULL), VD_OK);
    assert_int_equal(vd_store_put_source(db, &a->stored, NULL), VD_OK);
    assert_int_equal(vd_store_put_source(db, &b->stored, NULL), VD_OK);
    assert_int_equal(vd_store_search_index(db, NULL), VD_OK);
    return db;
}

static void test_words(void **state)
{
    (void)state;
    fixture_source a, b;
    vd_db *db = db_with_texts(&a, &b);
    ask(db, "tiếp tục quán triệt", A);
    ask(db, "TIEP TUC quan triet", A);
    ask(db, "quyet dinh", B A); /* the shorter text first */
    ask(db, "điều", A);         /* the bar of the letter is a mark as well */
    ask(db, "dieu", A);
    ask(db, "33/CT-TTg", B A);
    ask(db, "33 / ct ttg", B A);
    ask(db, "CT-TTg số 33", ""); /* next to each other, in this order */
    ask(db, "luật + quyết định", B A);
    ask(db, "công đoàn + 33/CT-TTg + dieu 5", A);
    ask(db, "công đoàn + dân chủ", "");
    ask(db, "\"công đoàn\" +", A);
    ask(db, "NEAR(cong OR doan)", ""); /* words, not a language */
    ask(db, "-", "");
    vd_db_close(db);
    fixture_free(&a);
    fixture_free(&b);
}

static void test_passage(void **state)
{
    (void)state;
    fixture_source a, b;
    vd_db *db = db_with_texts(&a, &b);
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_search(db, VD_LIT("dan chu o co so"), &rows, NULL), VD_OK);
    char *text = rows_dump(rows, "passage");
    assert_string_equal(text, "\"Căn cứ Chỉ thị số 33/CT-TTg; Luật [Dân chủ ở cơ sở]; Quyết định số 12/QĐ-UBND.\"\n");
    free(text);
    vd_db_close(db);
    fixture_free(&a);
    fixture_free(&b);
}

static void test_texts_come_and_go(void **state)
{
    (void)state;
    fixture_source a, b;
    vd_db *db = db_with_texts(&a, &b);
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_A), NULL), VD_OK);
    ask(db, "quyet dinh", B); /* before the index knows */
    assert_int_equal(vd_store_search_index(db, NULL), VD_OK);
    ask(db, "quyet dinh", B);
    ask(db, "cong doan", "");
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    assert_int_equal(vd_store_put_source(db, &b.stored, NULL), VD_OK); /* once more */
    ask(db, "quyet dinh", "");
    assert_int_equal(vd_store_search_index(db, NULL), VD_OK);
    ask(db, "quyet dinh", B A);
    assert_string_equal(raw_value(db->sql, "SELECT count(*) || ' ' || sum(indexed) FROM search_text"), "2 2");
    raw_exec(db->sql, "INSERT INTO search (search) VALUES ('integrity-check')");
    vd_db_close(db);
    fixture_free(&a);
    fixture_free(&b);
}

static void test_only_where_asked_for(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_rows *rows = NULL;
    vd_error err = {0};
    assert_int_equal(vd_store_search_begin(db, false, NULL), VD_OK);
    assert_int_equal(vd_db_search(db, VD_LIT("luật"), &rows, &err), VD_INVALID);
    assert_null(rows);
    assert_non_null(strstr(err.text, "ingest --search"));
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'search%'"), "0");
    /* What is there without its text is told from what has changed. */
    bool found = false, kept = false;
    uint64_t hash = 0;
    size_t texts = 1, all = 0;
    assert_int_equal(vd_store_text_kept(db, VD_LIT(PATH_A), &kept, NULL), VD_OK);
    assert_true(kept);
    assert_int_equal(vd_store_search_begin(db, true, NULL), VD_OK);
    assert_int_equal(vd_store_source_hash(db, VD_LIT(PATH_A), &found, &hash, NULL), VD_OK);
    assert_true(found && hash != 0);
    assert_int_equal(vd_store_text_kept(db, VD_LIT(PATH_A), &kept, NULL), VD_OK);
    assert_false(kept);
    assert_int_equal(vd_db_texts(db, &texts, &all, NULL), VD_OK);
    assert_true(texts == 0 && all > 0);
    assert_int_equal(vd_db_search(db, VD_LIT(" + "), &rows, &err), VD_INVALID);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_passage),
        cmocka_unit_test(test_texts_come_and_go),
        cmocka_unit_test(test_only_where_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
