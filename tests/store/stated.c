/* What texts say of documents that rows are about: only what is said otherwise, the same of few documents and of many.
 */
#include "raw.h"

enum { MANY = 300 };

static int64_t row_of(vd_db *db, const char *id)
{
    char text[128];
    snprintf(text, sizeof text, "SELECT document FROM document WHERE id = '%s'", id);
    return atoll(raw_value(db->sql, text));
}

/* "0 path:line date type", a line each. */
static char *stated_said(vd_db *db, const vd_catalogued *documents, size_t count)
{
    vd_arena arena = {0};
    vd_stated *stated = NULL;
    size_t stated_count = 0;
    vd_buf all = {0};
    assert_int_equal(vd_store_stated_load(db, &arena, documents, count, &stated, &stated_count, NULL), VD_OK);
    for (size_t i = 0; i < stated_count; i++) {
        char date[16];
        vd_buf_add_format(&all, "%zu ", stated[i].document);
        vd_buf_add(&all, stated[i].path);
        vd_buf_add_format(&all, ":%zu ", stated[i].line);
        vd_buf_add(&all, vd_date_format(stated[i].date, date));
        vd_buf_add_char(&all, ' ');
        vd_buf_add(&all, stated[i].type);
        vd_buf_add_char(&all, '\n');
    }
    vd_buf_add_char(&all, '\0');
    assert_true(vd_buf_ok(&all));
    vd_arena_clear(&arena);
    return all.ptr;
}

/* Asked of these alone, and among documents of which nothing is said. */
static void assert_stated(vd_db *db, const vd_catalogued *documents, size_t count, const char *expected)
{
    vd_catalogued many[MANY];
    for (size_t i = 0; i < MANY; i++) {
        many[i] = (vd_catalogued){.row = 1000000 + (int64_t)i, .type = VD_LIT("Luật")};
    }
    memcpy(many, documents, count * sizeof *documents);
    const size_t counts[] = {count, MANY};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        char *said = stated_said(db, i == 0 ? documents : many, counts[i]);
        assert_string_equal(said, expected);
        free(said);
    }
}

static void test_what_is_said_otherwise(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_catalogued d = {.row = row_of(db, "vn/chi-thi/2021/33-ct-ttg"),
                       .dated = true,
                       .passed = {2021, 11, 26},
                       .type = VD_LIT("Chỉ thị")};
    assert_stated(db, &d, 1, "");
    d.passed.day = 27;
    assert_stated(db, &d, 1, "0 " PATH_A ":3 2021-11-26 Chỉ thị\n");
    d.passed = (vd_date){0};
    assert_stated(db, &d, 1, "0 " PATH_A ":3 2021-11-26 Chỉ thị\n");
    d.dated = false;
    assert_stated(db, &d, 1, "");
    d.type = VD_LIT("Quyết định");
    assert_stated(db, &d, 1, "0 " PATH_A ":3 2021-11-26 Chỉ thị\n0 " PATH_B ":1  Chỉ thị\n");
    d.type = VD_LIT("Thông tư"); /* nobody says the word */
    assert_stated(db, &d, 1, "0 " PATH_A ":3 2021-11-26 Chỉ thị\n0 " PATH_B ":1  Chỉ thị\n");
    d.type = VD_NONE;
    assert_stated(db, &d, 1, "");
    vd_db_close(db);
}

/* Not what is cut off, nor a day that is no whole one; in the order asked, heads first. */
static void test_heads_and_order(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_catalogued d[] = {{.row = row_of(db, "vn/ket-luan/2021/01-kl-tw"), .type = VD_LIT("Luật")},
                         {.row = row_of(db, "vn/luat/2022/10-2022-qh15"), .type = VD_LIT("Bộ luật")},
                         {.row = row_of(db, "vn/can-tho/ke-hoach/2025/70-kh-ubnd"),
                          .dated = true,
                          .passed = {2025, 9, 1},
                          .type = VD_LIT("Luật")}};
    assert_stated(db, d, 3, "1 " PATH_B ":1  Luật\n2 " PATH_A ":1 2025-09 Kế hoạch\n");
    vd_db_close(db);
}

static void test_catalogued(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_catalogued *documents = NULL;
    size_t count = 0;
    assert_int_equal(vd_store_catalogued_load(db, &arena, (vd_store_ids){.all = true}, &documents, &count, NULL),
                     VD_OK);
    assert_int_equal(count, 3);
    assert_memory_equal(documents[1].id.ptr, "vn/luat/2022/10-2022-qh15", documents[1].id.len);
    assert_int_equal(documents[1].row, row_of(db, "vn/luat/2022/10-2022-qh15"));
    assert_false(documents[1].dated);
    const vd_str ids[] = {VD_LIT("vn/chi-thi/2021/33-ct-ttg"), VD_LIT("vn/luat/2025/97-2025-qh15")};
    assert_int_equal(vd_store_catalogued_load(db, &arena, (vd_store_ids){ids, 2, false}, &documents, &count, NULL),
                     VD_OK);
    assert_int_equal(count, 1);
    assert_int_equal(documents[0].row, row_of(db, "vn/luat/2025/97-2025-qh15"));
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_acts(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    const vd_str ids[] = {VD_LIT("vn/luat/2012/12-2012-qh13"), VD_LIT("vn/luat/2022/10-2022-qh15")};
    const vd_store_ids asked[] = {{.all = true}, {ids, 2, false}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        vd_stated_act *acts = NULL;
        size_t count = 0;
        assert_int_equal(vd_store_acts_load(db, &arena, asked[i], &acts, &count, NULL), VD_OK);
        assert_int_equal(count, 1);
        assert_memory_equal(acts[0].target.ptr, ids[0].ptr, ids[0].len);
        assert_memory_equal(acts[0].acting.ptr, "vn/luat/2025/97-2025-qh15", acts[0].acting.len);
        assert_false(acts[0].supersedes);
    }
    /* "thay thế Phụ lục I" leaves the document in its place */
    raw_exec(db->sql, "INSERT INTO word (text) VALUES ('supersedes'); UPDATE statement_row SET relation_word = "
                      "(SELECT word FROM word WHERE text = 'supersedes') WHERE ordinal = 1 AND from_mention >= 0");
    for (int part = 0; part < 2; part++) {
        for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
            vd_stated_act *acts = NULL;
            size_t count = 9;
            assert_int_equal(vd_store_acts_load(db, &arena, asked[i], &acts, &count, NULL), VD_OK);
            assert_int_equal(count, part == 0);
            assert_true(part == 1 || acts[0].supersedes);
        }
        raw_exec(db->sql, "UPDATE mention_row SET pinpoint_word = 1 WHERE ordinal = 2");
    }
    vd_arena_clear(&arena);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_said_otherwise),
        cmocka_unit_test(test_heads_and_order),
        cmocka_unit_test(test_catalogued),
        cmocka_unit_test(test_acts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
