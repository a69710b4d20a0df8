/* A document that goes takes no more with it than it said; what is in the database afterwards is what deciding all that
 * is left would have put there: every row, every note for the documents to come, every answer. */
#include "derived.h"

#include "base/alloc.h"
#include "support/random.h"

enum { BASE = 22, STEPS = 16, ROUNDS = 6 };

static void forget(const char *const *paths, size_t count)
{
    vd_ingest_report report;
    vd_error err = {0};
    vd_db *db = NULL;
    vd_status status = vd_db_open("added.db", VD_OPEN_EXISTING, &db, &err);
    if (status == VD_OK) {
        status = vd_db_forget(db, paths, count, NULL, &report, &err);
    }
    vd_db_close(db);
    if (status != VD_OK) {
        fail_msg("status %d: %s", (int)status, err.text);
    }
    assert_int_equal(report.removed, count);
}

/* Takes them away, and says whether nothing else was decided anew. */
static bool left_alone(const char *const *paths, size_t count)
{
    mark("INSERT INTO clue VALUES (1, 0)");
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(unlink(paths[i]), 0);
    }
    forget(paths, count);
    bool alone = mark_survived();
    assert_as_at_once();
    return alone;
}

static bool leaves_alone(const char *path)
{
    return left_alone(&path, 1);
}

/* ---- Drawn texts ------------------------------------------------------------------------------------------------ */

static void path_draw(char *path, size_t size, bool there)
{
    do {
        file_name(path, size, (int)draw(2 * BASE));
    } while ((access(path, F_OK) == 0) != there);
}

/* Some come, more go. */
static void test_one_by_one(void **state)
{
    (void)state;
    char path[32];
    size_t narrow = 0, all = 0;
    uint64_t first = number_asked("LEAVE_SEED", 1), rounds = number_asked("LEAVE_ROUNDS", ROUNDS);
    for (uint64_t round = first; round < first + rounds; round++) {
        base_draw(round + 1000, round % 6 + 1, BASE);
        for (int i = 0; i < STEPS; i++) {
            bool comes = draw(3) == 0;
            path_draw(path, sizeof path, !comes);
            if (comes) {
                file_draw(path);
                ingest("added.db", path);
                assert_as_at_once();
            } else {
                narrow += leaves_alone(path);
                all++;
            }
        }
    }
    printf("%zu of %zu went alone\n", narrow, all);
    assert_true(narrow > all / 3);
}

/* ---- Texts of their own ----------------------------------------------------------------------------------------- */

#define HELD_BY "SELECT count(*) FROM document_source JOIN document USING (document) WHERE id = "

static void test_alone(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", DECREE "Căn cứ Luật Đất đai;\nCăn cứ Kế hoạch xây dựng chợ;\n");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 3/KH-UBND ngày 5/1/2024;\n");
    plain_file("in/n.txt", 2, "4 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 7/KH-UBND ngày 5/2/2025;\n");
    plain_file("in/o.txt", 7, "6 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 3/KH-UBND;\n");
    plain_file("in/s.txt", 3, "5 tháng 1 năm 2024", "Căn cứ Luật Việc làm;\nCăn cứ Luật Đất đai;\n");
    ingest("added.db", "in");
    /* The text of what is cited with a day and without one; the day is learnt from the citation then. */
    assert_int_equal(stored(HELD_BY "'vn/can-tho/ke-hoach/2024/3-kh-ubnd'"), 1);
    assert_true(leaves_alone("in/s.txt"));
    assert_int_equal(stored(HELD_BY "'vn/can-tho/ke-hoach/2024/3-kh-ubnd'"), 0);
    assert_int_equal(stored("SELECT date FROM document WHERE number = '3/KH-UBND'"), 20240105);
    /* The one that said the day. */
    assert_true(leaves_alone("in/m.txt"));
    assert_int_equal(stored("SELECT date FROM document WHERE number = '3/KH-UBND'"), 0);
    /* The first that cited the decree, and the only one that cites a law and a plan by its title. */
    assert_true(leaves_alone("in/a.txt"));
    assert_int_equal(stored("SELECT count(*) FROM document WHERE type = 'Luật' OR title = 'xây dựng chợ'"), 0);
}

/* Two that nothing else hangs on go together, or stay both. */
static void test_several(void **state)
{
    (void)state;
    const char *const both[] = {"in/b.txt", "in/c.txt"};
    folder_make("in");
    for (int i = 0; i < 4; i++) {
        char path[] = "in/a.txt";
        path[3] = (char)('a' + i);
        plain_file(path, 10 + i, "5 tháng 2 năm 2025", DECREE);
    }
    file_make("in/u.txt", VD_LIT("KẾ HOẠCH\nVề một việc\n\nCăn cứ Luật Đất đai;\n"));
    ingest("added.db", "in");
    assert_true(left_alone(both, 2));
    const char *const unnamed[] = {"in/a.txt", "in/u.txt"};
    assert_false(left_alone(unnamed, 2));
}

/* A dated citation of what the catalogue knows tells what others mean that say no day. */
static void test_number_of_a_term(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/a.txt", 1, "3 tháng 2 năm 2025", "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024;\n");
    plain_file("in/b.txt", 2, "4 tháng 2 năm 2025", "Căn cứ Nghị quyết số 57-NQ/TW;\n");
    ingest("added.db", "in");
    assert_int_equal(stored("SELECT count(*) FROM link WHERE basis LIKE '%of that term%'"), 0);
    (void)leaves_alone("in/a.txt");
    assert_int_equal(stored("SELECT count(*) FROM link WHERE basis LIKE '%of that term%'"), 1);
}

/* Of a database made by other rules, or that is stale, nothing is taken over. */
static void test_other_rules(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/a.txt", 1, "3 tháng 2 năm 2025", DECREE);
    plain_file("in/b.txt", 2, "4 tháng 2 năm 2025", DECREE);
    plain_file("in/c.txt", 3, "4 tháng 2 năm 2025", DECREE);
    ingest("added.db", "in");
    mark("UPDATE state SET rules = 'others'");
    assert_false(leaves_alone("in/a.txt"));
    mark("UPDATE state SET changed = changed + 1");
    assert_false(leaves_alone("in/b.txt"));
}

/* Without memory nothing is half done. */
static void test_memory(void **state)
{
    (void)state;
    const char *const path = "in/s.txt";
    vd_db *db = NULL;
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    folder_make("in");
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 3/KH-UBND;\n");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 3/KH-UBND ngày 5/1/2024;\n");
    plain_file(path, 3, "5 tháng 1 năm 2024", DECREE "Căn cứ Luật Việc làm;\nCăn cứ Kế hoạch xây dựng chợ;\n");
    ingest("added.db", "in");
    mark("INSERT INTO clue VALUES (1, 0)");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(vd_db_open("added.db", VD_OPEN_EXISTING, &db, NULL), VD_OK);
    while (status != VD_OK) {
        vd_error err = {0};
        vd_alloc_fail_at(++nth);
        status = vd_db_forget(db, &path, 1, NULL, &(vd_ingest_report){0}, &err);
        vd_alloc_fail_at(0);
        if (status != VD_OK && status != VD_NO_MEMORY) {
            fail_msg("request %zu: status %d: %s", nth, (int)status, err.text);
        }
    }
    vd_db_close(db);
    assert_true(nth > 100);
    assert_true(mark_survived());
    assert_as_at_once();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_by_one, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_alone, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_several, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_number_of_a_term, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_other_rules, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_memory, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
