/* Rows of the catalogue that come, change or go: no more is decided anew than they can change where that can be told,
 * and what is in the database afterwards is what deciding all anew would have put there. */
#include "ingest/derived.h"

#include "base/alloc.h"

enum { BASE = 16, STEPS = 16, ROUNDS = 3, ORIGINS = 6 };

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

#define HEADER "number,type,title,short_titles,place,passed,effective,superseded_by,source,confidence\n"

static vd_buf origins[ORIGINS]; /* what each file of rows holds now; empty: it is not imported */

static void decree_add(vd_buf *text)
{
    static const char *const decrees[] = {
        "59/2023/NĐ-CP,Nghị định",  "999/2024/NĐ-CP,Nghị định", "998/2024/TT-BTC,Thông tư", "7/2024/QĐ-TTg,Quyết định",
        "997/2024/NĐ-CP,Nghị định", "30/CT-TTg,Chỉ thị",        "33/CT-TTg,Chỉ thị"};
    uint32_t which = draw(7);
    vd_buf_add_format(text, "%s,%s,,,", decrees[which], draw(3) ? "" : draw(2) ? "Về một việc" : PICK(titles));
    if (draw(6)) {
        vd_buf_add_format(text, "%u-01-%u", which == 0 ? 2023U : 2024U, draw(8) ? 10 + which % 4 : 20U);
    }
}

static void law_add(vd_buf *text)
{
    static const char *const rows[] = {"31/2024/QH15,Luật,Luật Tinh Hoa,,,2024-05-06",
                                       "31/2020/QH14,Luật,Luật Tinh Hoa,,,2020-05-06",
                                       ",Luật,Luật Tinh Hoa,,,2020-01-02",
                                       "96/2031/QH19,Luật,Luật Đất đai,Luật Đất,,2031-05-06",
                                       "77/2024/QH15,Luật,Luật Phong Thuỷ,Luật Tinh Hoa|Luật Phong,,2024-11-06",
                                       "12/2012/QH13,Luật,Luật Công đoàn,,,2012-06-20",
                                       "38/2013/QH13,Luật,Luật Việc làm,,,2013-11-16"};
    vd_buf_add_text(text, PICK(rows));
}

static void local_add(vd_buf *text)
{
    static const char *const slugs[] = {"Cần Thơ", "Hậu Giang", "Lào Cai"};
    bool plan = draw(2);
    vd_buf_add_format(text, "%u/%s-UBND,%s,%s,,%s,%u-%02u-%02u", 1 + draw(numbers), plan ? "KH" : "QĐ",
                      plan ? "Kế hoạch" : "Quyết định", draw(2) ? "Về một việc" : PICK(titles), PICK(slugs),
                      2024 + draw(2), 1 + draw(2), 3 + draw(3));
}

/* Some rows, of documents that texts cite and of others. */
static void rows_draw(vd_buf *text)
{
    vd_buf_reset(text);
    vd_buf_add_text(text, HEADER);
    for (uint32_t i = 1 + draw(2); i > 0; i--) {
        uint32_t kind = draw(6);
        if (kind < 3) {
            decree_add(text);
        } else if (kind == 3) {
            law_add(text);
        } else if (kind == 4) {
            local_add(text);
        } else {
            vd_buf_add_format(text, "%u/2031/NĐ-CP,Nghị định,Về việc thứ %u,,,2031-02-03", draw(90), draw(90));
        }
        vd_buf_add_format(text, ",%s,%s,S,%s\n", draw(3) ? "" : "2024-07-01", draw(3) ? "" : "996/2031/NĐ-CP",
                          draw(3) ? "high" : "medium");
    }
}

static void origin_name(char *path, size_t size, size_t origin)
{
    snprintf(path, size, "rows%zu.csv", origin);
}

static void import(const char *db_path, size_t origin)
{
    char path[32];
    const char *paths[] = {path};
    vd_catalogue_options options = {.replace = true};
    vd_catalogue_report report;
    vd_error err = {0};
    vd_db *db = NULL;
    origin_name(path, sizeof path, origin);
    vd_status status = vd_db_open(db_path, VD_OPEN_CREATE, &db, &err);
    if (status == VD_OK) {
        status = vd_db_catalogue_import(db, paths, 1, &options, &report, &err);
    }
    vd_db_close(db);
    if (status != VD_OK || report.bad > 0) {
        fail_msg("status %d: %s; %zu bad", (int)status, err.text, report.bad);
    }
}

static void forget(const char *db_path, size_t origin)
{
    char path[32];
    size_t removed = 0;
    vd_db *db = NULL;
    origin_name(path, sizeof path, origin);
    assert_int_equal(vd_db_open(db_path, VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_db_catalogue_forget(db, vd_str_of(path), &removed, NULL), VD_OK);
    vd_db_close(db);
    assert_true(removed > 0);
}

static void origin_put(size_t origin, const char *text)
{
    char path[32];
    origin_name(path, sizeof path, origin);
    file_make(path, vd_str_of(text));
}

static void assert_like_whole(void)
{
    unlink("whole.db");
    for (size_t i = 0; i < ORIGINS; i++) {
        if (origins[i].len) {
            import("whole.db", i);
        }
    }
    ingest("whole.db", "in");
    char *added = database_see("added.db"), *whole = database_see("whole.db");
    assert_seen(added, whole);
    free(added);
    free(whole);
}

/* ---- The tests -------------------------------------------------------------------------------------------------- */

static void begin(uint64_t with, uint32_t many)
{
    char path[32];
    seed = with;
    numbers = many;
    tree_remove("in");
    folder_make("in");
    unlink("added.db");
    for (size_t i = 0; i < ORIGINS; i++) {
        vd_buf_reset(&origins[i]);
    }
    for (int i = 0; i < BASE; i++) {
        file_name(path, sizeof path, i);
        file_draw(path);
    }
    ingest("added.db", "in");
}

/* Whether one step did without deciding all. */
static bool step(int number)
{
    char path[32];
    size_t origin = draw(ORIGINS);
    mark("INSERT INTO clue VALUES (1, 0)");
    if (draw(5) == 0) {
        file_name(path, sizeof path, BASE + number);
        file_draw(path);
        ingest("added.db", "in");
    } else if (origins[origin].len && draw(3) == 0) {
        vd_buf_reset(&origins[origin]);
        forget("added.db", origin);
    } else {
        rows_draw(&origins[origin]);
        assert_true(vd_buf_ok(&origins[origin]));
        vd_buf_add_char(&origins[origin], '\0');
        origin_put(origin, origins[origin].ptr);
        import("added.db", origin);
    }
    return mark_survived();
}

static void test_drawn(void **state)
{
    (void)state;
    size_t narrow = 0;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        begin(100 + round, (uint32_t)(4 * round * round));
        for (int i = 0; i < STEPS; i++) {
            narrow += step(i);
            assert_like_whole();
        }
    }
    for (size_t i = 0; i < ORIGINS; i++) {
        vd_buf_clear(&origins[i]);
    }
    printf("%zu of %d without deciding all\n", narrow, ROUNDS * STEPS);
    assert_true(narrow > ROUNDS * STEPS / 4);
}

/* What no table knows, so that rows can tell it. */
#define CITED "Căn cứ Nghị định số 99/2030/NĐ-CP ngày 14/8/2030 của Chính phủ;\n"

/* Imports `rows` in place of what the file of that number held, and says whether not all was decided. */
static bool imported_alone(size_t origin, const char *rows)
{
    vd_buf_reset(&origins[origin]);
    vd_buf_add_format(&origins[origin], "%s%s", HEADER, rows);
    vd_buf_add_char(&origins[origin], '\0');
    origin_put(origin, origins[origin].ptr);
    mark("INSERT INTO clue VALUES (1, 0)");
    import("added.db", origin);
    bool alone = mark_survived();
    assert_like_whole();
    return alone;
}

static void origins_clear(void)
{
    for (size_t i = 0; i < ORIGINS; i++) {
        vd_buf_clear(&origins[i]);
    }
}

static void plain_begin(void)
{
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2031", CITED);
    plain_file("in/n.txt", 2, "3 tháng 2 năm 2031", CITED "Căn cứ Luật Phong Thuỷ;\nCăn cứ Kế hoạch số 3/KH-UBND;\n");
    plain_file("in/o.txt", 3, "3 tháng 2 năm 2031", "Căn cứ Luật Công đoàn;\n");
    ingest("added.db", "in");
}

static void test_alone(void **state)
{
    (void)state;
    plain_begin();
    mark("INSERT INTO graph_chunk VALUES (-1, x'')"); /* goes where all chunks are written */
    /* Nobody cites it. */
    assert_true(imported_alone(0, "1/2031/NĐ-CP,Nghị định,Về một việc,,,2031-05-06,,,S,high\n"));
    /* When it ends is asked for later. */
    assert_true(imported_alone(0, "1/2031/NĐ-CP,Nghị định,Về một việc,,,2031-05-06,,2/2031/NĐ-CP,S,high\n"));
    /* Its title becomes known, and then its day another one. */
    assert_true(imported_alone(1, "99/2030/NĐ-CP,Nghị định,Về hai việc,,,2030-08-14,,,S,high\n"));
    assert_int_equal(stored("SELECT count(*) FROM document WHERE in_catalogue AND title = 'Về hai việc'"), 1);
    assert_true(imported_alone(1, "99/2030/NĐ-CP,Nghị định,Về hai việc,,,2030-08-15,,,S,high\n"));
    assert_int_equal(stored("SELECT count(*) FROM link WHERE basis = 'number and year; another day'"), 2);
    /* A law of which only the name was known. */
    assert_true(imported_alone(2, "77/2030/QH19,Luật,Luật Phong Thuỷ,,,2030-11-06,,,S,high\n"));
    assert_int_equal(stored("SELECT count(*) FROM document WHERE id = 'vn/luat/2030/77-2030-qh19'"), 1);
    assert_int_equal(stored("SELECT count(*) FROM document WHERE id LIKE 'vn/luat/_/%'"), 0);
    assert_int_equal(stored("SELECT count(*) FROM graph_chunk WHERE chunk < 0"), 1);
    /* Then there is a document again that no entry names. */
    assert_false(imported_alone(2, "78/2030/QH19,Luật,Luật Khác,,,2030-11-06,,,S,high\n"));
    /* The text of what an entry is of is there: called otherwise, it is another document. */
    assert_false(imported_alone(3, "3/KH-UBND,Chương trình,Về ba việc,,Cần Thơ,2031-02-03,,,S,high\n") &&
                 stored("SELECT count(*) FROM document WHERE id LIKE '%/chuong-trinh/%'"));
    origins_clear();
}

/* Rows and files that come between two decisions: a program was ended in the middle. */
static void test_interrupted(void **state)
{
    (void)state;
    vd_known_row row = {.origin = VD_LIT("rows0.csv"), .line = 2};
    vd_known_report report;
    vd_db *db = NULL;
    plain_begin();
    row.field[VD_KNOWN_NUMBER] = VD_LIT("99/2030/NĐ-CP");
    row.field[VD_KNOWN_TYPE] = VD_LIT("Nghị định");
    row.field[VD_KNOWN_TITLE] = VD_LIT("Về hai việc");
    row.field[VD_KNOWN_PASSED] = VD_LIT("2030-08-14");
    row.field[VD_KNOWN_SOURCE] = VD_LIT("S");
    row.field[VD_KNOWN_CONFIDENCE] = VD_LIT("high");
    for (int file = 0; file < 2; file++) {
        assert_int_equal(vd_db_open("added.db", VD_OPEN_CREATE, &db, NULL), VD_OK);
        assert_int_equal(vd_store_known_put(db, &(vd_known){&row, 1}, NULL, 0, &report, NULL), VD_OK);
        vd_db_close(db);
        mark("INSERT INTO clue VALUES (1, 0)");
        if (file) {
            plain_file("in/p.txt", 4, "3 tháng 2 năm 2031", CITED);
        }
        ingest("added.db", "in");
        assert_int_equal(mark_survived(), !file);
        vd_buf_reset(&origins[0]);
        vd_buf_add_text(&origins[0], HEADER "99/2030/NĐ-CP,Nghị định,Về hai việc,,,2030-08-14,,,S,high\n");
        vd_buf_add_text(&origins[0], file ? "98/2030/NĐ-CP,Nghị định,Về hai việc,,,2030-08-14,,,S,high\n" : "");
        vd_buf_add_char(&origins[0], '\0');
        origin_put(0, origins[0].ptr);
        assert_like_whole();
        row.field[VD_KNOWN_NUMBER] = VD_LIT("98/2030/NĐ-CP");
    }
    origins_clear();
}

static void test_out_of_memory(void **state)
{
    (void)state;
    const char *paths[] = {"rows0.csv"};
    size_t failures = 0;
    vd_catalogue_report report;
    plain_begin();
    vd_buf_add_text(&origins[0], HEADER "99/2030/NĐ-CP,Nghị định,Về hai việc,,,2030-08-15,,,S,high\n"
                                        "77/2030/QH19,Luật,Luật Phong Thuỷ,,,2030-11-06,,,S,high\n");
    vd_buf_add_char(&origins[0], '\0');
    origin_put(0, origins[0].ptr);
    mark("INSERT INTO clue VALUES (1, 0)");
    for (size_t nth = 1;; nth += nth < 40 ? 1 : 499) {
        vd_db *db = NULL;
        assert_int_equal(vd_db_open("added.db", VD_OPEN_CREATE, &db, NULL), VD_OK);
        vd_alloc_fail_at(nth);
        vd_status status = vd_db_catalogue_import(db, paths, 1, NULL, &report, NULL);
        vd_alloc_fail_at(0);
        vd_db_close(db);
        if (status == VD_OK) {
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        failures++;
    }
    assert_true(failures > 40);
    assert_true(mark_survived());
    assert_like_whole();
    origins_clear();
}

/* ---- What it costs ---------------------------------------------------------------------------------------------- */

/* How many rows are passed over to import a row that one of so many files cites. */
static int64_t cost_among(int count)
{
    char path[32];
    tree_remove("in");
    folder_make("in");
    unlink("added.db");
    for (int i = 1; i < count; i++) {
        snprintf(path, sizeof path, "in/b%03d.txt", i);
        plain_file(path, i, "3 tháng 2 năm 2031", "Căn cứ Luật Đất đai;\n");
    }
    plain_file("in/a.txt", count, "3 tháng 2 năm 2031", CITED);
    ingest("added.db", "in");
    origin_put(0, HEADER "99/2030/NĐ-CP,Nghị định,Về hai việc,,,2030-08-14,,,S,high\n");
    mark("INSERT INTO clue VALUES (1, 0)");
    assert_true(passed > 0); /* it is counted */
    passed = 0;
    import("added.db", 0);
    int64_t cost = passed;
    assert_true(mark_survived());
    return cost;
}

static void test_cost_does_not_grow(void **state)
{
    (void)state;
    assert_int_equal(sqlite3_auto_extension((void (*)(void))connection_watch), SQLITE_OK);
    int64_t few = cost_among(10), many = cost_among(60);
    sqlite3_reset_auto_extension();
    assert_int_equal(many, few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_drawn, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_alone, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_interrupted, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_out_of_memory, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_cost_does_not_grow, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
