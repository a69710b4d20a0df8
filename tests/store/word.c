/* Words: one number each, also after what made one was undone; batches of sources; databases from before. */
#include "raw.h"

#include "store/migrate.h"
#include "store/spelled.h"
#include "support/db.h"

#define WORDS_WRONG                                                                                     \
    "SELECT count(*) FROM mention_row m WHERE m.form_word IS NULL OR NOT EXISTS (SELECT 1 FROM word w " \
    "WHERE w.word = m.form_word)"

static void test_one_number_each(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    assert_string_equal(raw_value(db->sql, WORDS_WRONG), "0");
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM word WHERE text = 'numbered'"), "1");
    long before = strtol(raw_value(db->sql, "SELECT count(*) FROM word"), NULL, 10);
    db_fill(db, false);
    assert_true(before > 0);
    assert_int_equal(strtol(raw_value(db->sql, "SELECT count(*) FROM word"), NULL, 10), before);
    vd_db_close(db);
}

/* A source that is refused in the middle of a batch takes its new words with it, and the others stay. */
static void test_batch(void **state)
{
    (void)state;
    vd_db *db = db_new();
    fixture_source a, b;
    source_a(&a);
    source_b(&b);
    int good = a.mentions[a.extraction.mention_count - 1].catalogue;
    vd_store_batch_begin(db);
    a.mentions[a.extraction.mention_count - 1].catalogue = 1 << 30;
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_INVALID);
    assert_int_equal(vd_store_put_source(db, &b.stored, NULL), VD_OK);
    a.mentions[a.extraction.mention_count - 1].catalogue = good;
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    assert_int_equal(sqlite3_get_autocommit(db->sql), 0);
    assert_int_equal(vd_store_batch_end(db, NULL), VD_OK);
    assert_int_equal(sqlite3_get_autocommit(db->sql), 1);
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM source"), "2");
    assert_string_equal(raw_value(db->sql, WORDS_WRONG), "0");
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    fixture_free(&a);
    fixture_free(&b);
    vd_db_close(db);
}

static void test_empty_batch_locks_nothing(void **state)
{
    (void)state;
    vd_db *db = db_new();
    bool empty = false;
    vd_store_batch_begin(db);
    assert_int_equal(sqlite3_get_autocommit(db->sql), 1);
    assert_int_equal(vd_store_empty(db, &empty, NULL), VD_OK);
    assert_true(empty);
    assert_int_equal(vd_store_batch_end(db, NULL), VD_OK);
    vd_db_close(db);
}

/* What is read of the sources for deciding, as one text. */
static char *sources_said(vd_db *db)
{
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_buf all = {0};
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    for (size_t s = 0; s < count; s++) {
        for (size_t m = 0; m < sources[s].mention_count; m++) {
            const vd_wording *w = sources[s].mentions[m].m;
            const vd_str words[] = {w->surface, w->type, w->number, w->symbol, w->issuer, w->place, w->title};
            vd_buf_add_format(&all, "%d", (int)w->form);
            for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                vd_buf_add_text(&all, words[i].ptr ? "|" : "-");
                vd_buf_add(&all, words[i]);
            }
            vd_buf_add_char(&all, '\n');
        }
        for (size_t c = 0; c < sources[s].claim_count; c++) {
            vd_buf_add_format(&all, "%d\n", (int)sources[s].claims[c].relation);
        }
    }
    vd_buf_add_char(&all, '\0');
    assert_true(vd_buf_ok(&all));
    vd_arena_clear(&arena);
    return all.ptr;
}

/* Words are numbered from 1 on; a file with other numbers says the same. */
static void test_numbers_far_away(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    char *before = sources_said(db);
    assert_non_null(strstr(before, "|"));
    raw_exec(db->sql, "UPDATE word SET word = word + 1000000000000;"
                      "UPDATE mention_row SET form_word = form_word + 1000000000000, "
                      "type_word = type_word + 1000000000000, number_word = number_word + 1000000000000, "
                      "symbol_word = symbol_word + 1000000000000, issuer_word = issuer_word + 1000000000000, "
                      "place_word = place_word + 1000000000000, term_word = term_word + 1000000000000, title_word = "
                      "title_word + 1000000000000;"
                      "UPDATE statement_row SET relation_word = relation_word + 1000000000000");
    char *after = sources_said(db);
    assert_string_equal(after, before);
    free(after);
    free(before);
    vd_db_close(db);
}

/* One source among very many asks for a table of few words, whatever the database holds; that several share a place in
 * it shows in none. */
static void test_few_words(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_wordings wordings = {.arena = &arena};
    vd_spelled spelled = {.wordings = &wordings};
    sqlite3_stmt *words = NULL;
    size_t seen = 0;
    raw_exec(db->sql, "UPDATE word SET word = -word; UPDATE word SET word = -word * 4096");
    assert_int_equal(vd_spelled_begin(&spelled, db, false, NULL), VD_OK);
    assert_in_range(spelled.count, 1, 4096);
    assert_int_equal(vd_sql_prepare(db->sql,
                                    VD_LIT("SELECT word, text FROM word UNION ALL SELECT word, text FROM word"), &words,
                                    NULL),
                     VD_OK);
    for (bool more = true; vd_sql_step(words, &more, NULL) == VD_OK && more; seen++) {
        for (int again = 0; again < 2; again++) {
            vd_str text;
            assert_int_equal(vd_spelled_text(&spelled, words, 0, &text, NULL), VD_OK);
            assert_true(vd_str_eq(text, vd_sql_text(words, 1)));
        }
    }
    assert_true(seen > 10);
    sqlite3_finalize(words);
    vd_spelled_clear(&spelled);
    vd_wordings_clear(&wordings);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

/* A connection that has more than filling wants keeps it. */
static void test_filling_takes_nothing_away(void **state)
{
    static const char *const caches[] = {"-50000", "20000"};
    (void)state;
    vd_db *db = db_new();
    for (size_t i = 0; i < sizeof caches / sizeof *caches; i++) {
        char text[64];
        vd_filling filling;
        snprintf(text, sizeof text, "PRAGMA cache_size = %s; PRAGMA wal_autocheckpoint = 20000", caches[i]);
        raw_exec(db->sql, text);
        vd_store_filling_begin(db, &filling);
        for (int end = 0; end < 2; end++) {
            assert_string_equal(raw_value(db->sql, "PRAGMA cache_size"), caches[i]);
            assert_string_equal(raw_value(db->sql, "PRAGMA wal_autocheckpoint"), "20000");
            vd_store_filling_end(db, &filling);
        }
    }
    vd_db_close(db);
}

/* While very many sources come SQLite is set otherwise, and as it was before afterwards. */
static void test_filling(void **state)
{
    (void)state;
    vd_db *db = db_new();
    vd_db *other = db_filled();
    vd_filling filling;
    vd_rows *rows = NULL;
    bool more = false;
    db_fill(db, false);
    raw_exec(db->sql, "PRAGMA cache_size = 777; PRAGMA temp_store = 1; PRAGMA wal_autocheckpoint = 555");
    assert_int_equal(vd_db_mentions(db, NULL, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    vd_store_filling_begin(db, &filling);
    assert_string_equal(raw_value(db->sql, "PRAGMA temp_store"), "2");
    assert_string_not_equal(raw_value(db->sql, "PRAGMA cache_size"), "777");
    assert_string_equal(raw_value(db->sql, "PRAGMA wal_autocheckpoint"), "8192");
    vd_store_batch_begin(db);
    fixture_source b;
    source_b(&b);
    assert_int_equal(vd_store_put_source(db, &b.stored, NULL), VD_OK);
    fixture_free(&b);
    assert_int_equal(vd_store_batch_end(db, NULL), VD_OK);
    vd_store_filling_end(db, &filling);
    assert_string_equal(raw_value(db->sql, "PRAGMA temp_store"), "1");
    assert_string_equal(raw_value(db->sql, "PRAGMA cache_size"), "777");
    assert_string_equal(raw_value(db->sql, "PRAGMA wal_autocheckpoint"), "555");
    assert_true(more);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    vd_rows_free(rows);
    char *filled = sources_said(db), *plain = sources_said(other);
    assert_string_equal(filled, plain);
    free(filled);
    free(plain);
    vd_db_close(other);
    vd_db_close(db);
}

#define VERSION_BEFORE 5

/* One source with a mention and a statement, as schema 5 had them: they read the same after the upgrade. */
static void test_upgrade(void **state)
{
    (void)state;
    vd_db db = {.loaded = -1};
    assert_int_equal(sqlite3_open(":memory:", &db.sql), SQLITE_OK);
    raw_exec(db.sql, "PRAGMA foreign_keys = ON");
    assert_int_equal(vd_migrate(&db, vd_migrations, VERSION_BEFORE, NULL, NULL), VD_OK);
    raw_exec(db.sql,
             "INSERT INTO source VALUES (3, 'p/a.txt', 'a.txt', 77, 10, x'', 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, "
             "NULL, NULL, 0);"
             "INSERT INTO mention VALUES (3, 0, 1, 2, 1, 2, x'41', 0, 5, 'numbered', 'Nghị định', '1/2023/NĐ-CP', "
             "'NĐ-CP', 2023, 0, 'Chính phủ', 1, NULL, NULL, 'Điều 1', NULL, 0.5, -1, 1, NULL, NULL, 0, 0);"
             "INSERT INTO statement VALUES (3, 0, 'based_on', NULL, -1, 0, 1, 2, 1, 2, 1, 1, 0, 5, 0, 5, 1, 0.5);"
             "INSERT INTO sentence VALUES (3, 0, 5, 'x');"
             "INSERT INTO document (document, id, date, earliest, latest, in_catalogue) VALUES (1, 'vn/x', 0, 0, 0, 0);"
             "INSERT INTO link VALUES (3, 0, 1, 0.5, 'number'); INSERT INTO edge VALUES (3, 0, 1, 1, 0.5)");
    assert_int_equal(vd_migrate(&db, vd_migrations, vd_migration_count, vd_schema_whole, NULL), VD_OK);
    assert_string_equal(raw_value(db.sql, "SELECT form || type || number || symbol || issuer || pinpoint || "
                                          "ifnull(title, '-') || ifnull(place, '-') FROM mention"),
                        "numberedNghị định1/2023/NĐ-CPNĐ-CPChính phủĐiều 1--");
    assert_string_equal(raw_value(db.sql, "SELECT relation || ifnull(strength, '-') FROM statement"), "based_on-");
    assert_string_equal(raw_value(db.sql, "SELECT hash FROM source"), "0");
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM link"), "1");
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM edge"), "1");
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    raw_exec(db.sql, "DELETE FROM source");
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM mention"), "0");
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM link"), "0");
    for (int i = 0; i < VD_SLOT_TOTAL; i++) {
        sqlite3_finalize(db.slots[i]);
    }
    assert_int_equal(sqlite3_close(db.sql), SQLITE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_number_each),
        cmocka_unit_test(test_batch),
        cmocka_unit_test(test_empty_batch_locks_nothing),
        cmocka_unit_test(test_numbers_far_away),
        cmocka_unit_test(test_few_words),
        cmocka_unit_test(test_filling),
        cmocka_unit_test(test_filling_takes_nothing_away),
        cmocka_unit_test(test_upgrade),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
