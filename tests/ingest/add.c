/* A document that comes alone is decided alone where that can be told, and what is in the database afterwards is what
 * deciding all anew would have put there: every row, every note for the documents to come, every answer. */
#include "derived.h"

#include "base/alloc.h"

enum { BASE = 14, COME = 26, ROUNDS = 6 };

/* ---- The tests -------------------------------------------------------------------------------------------------- */

static void test_one_by_one(void **state)
{
    (void)state;
    size_t narrow = 0;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        char path[32];
        base_draw(round, round, BASE);
        for (int i = BASE; i < BASE + COME; i++) {
            file_name(path, sizeof path, i);
            file_draw(path);
            if (draw(4) == 0) { /* the next one comes with it */
                continue;
            }
            mark("INSERT INTO clue VALUES (1, 0)");
            ingest("added.db", "in");
            narrow += mark_survived();
            assert_as_at_once();
        }
    }
    printf("%zu of %d added alone\n", narrow, ROUNDS * COME);
    assert_true(narrow > ROUNDS * COME / 3);
}

/* Adds it, and says whether it was added alone. */
static bool added_alone(const char *path)
{
    mark("INSERT INTO clue VALUES (1, 0)");
    ingest("added.db", path);
    bool alone = mark_survived();
    assert_as_at_once();
    return alone;
}

static void test_alone(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE);
    plain_file("in/n.txt", 2, "4 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 3/KH-UBND ngày 5/1/2024;\n");
    ingest("added.db", "in");
    /* Cites what is cited; its file comes before the others, so that the decree is learnt from it. */
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", DECREE "Căn cứ Luật Đất đai;\n");
    assert_true(added_alone("in/a.txt"));
    /* A new day of a number that nobody cites without one. */
    plain_file("in/p.txt", 8, "5 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND ngày 6/1/2025;\n");
    assert_true(added_alone("in/p.txt"));
    /* The number of another one, with an earlier day: the other one is called by another id. */
    plain_file("in/q.txt", 7, "4 tháng 1 năm 2025", "Căn cứ Kế hoạch số 9/KH-UBND ngày 6/1/2025;\n");
    assert_true(added_alone("in/q.txt"));
    /* The same again is the same document: not alone. */
    plain_file("in/r.txt", 7, "4 tháng 1 năm 2025", "Căn cứ Kế hoạch số 9/KH-UBND ngày 6/1/2025;\n");
    assert_false(added_alone("in/r.txt"));
    /* The text of what is cited. */
    plain_file("in/s.txt", 3, "5 tháng 1 năm 2024", "Căn cứ Luật Đất đai;\n");
    assert_true(added_alone("in/s.txt"));
    /* Now there are two of that number for a citation without a day, and the next day of it may be a third. */
    plain_file("in/t.txt", 10, "7 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND;\n");
    (void)added_alone("in/t.txt");
    plain_file("in/u.txt", 11, "7 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND ngày 1/2/2025;\n");
    assert_true(added_alone("in/u.txt"));
    /* Changed: it goes and comes. */
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", "Căn cứ Luật Việc làm;\n");
    assert_true(added_alone("in/a.txt"));
}

static void central_file(const char *path, const char *body, const char *number, const char *day, const char *title)
{
    vd_buf text = {0};
    vd_buf_add_format(&text, "%s\nSố: %s\nHà Nội, ngày %s\n\nNGHỊ ĐỊNH\n%s\n\nCăn cứ Luật Việc làm;\n", body, number,
                      day, title);
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

#define HELD(id) "SELECT count(*) FROM document_source JOIN document USING (document) WHERE id = '" id "'"

/* What new texts change of a number is decided with the sources that cite it. */
static void test_number_reopened(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025",
               DECREE "Căn cứ Nghị định số 901/2024/NĐ-CP;\nCăn cứ Kế hoạch số 3/KH-UBND;\n");
    plain_file("in/n.txt", 2, "4 tháng 2 năm 2025", DECREE "Căn cứ Nghị định số 30/2020/NĐ-CP;\n");
    ingest("added.db", "in");
    /* A citation tells the day of what was cited by its year, and another one the title. */
    plain_file("in/a.txt", 4, "5 tháng 2 năm 2025",
               "Căn cứ Nghị định số 901/2024/NĐ-CP ngày 7/8/2024 của Chính phủ;\n");
    assert_true(added_alone("in/a.txt"));
    assert_int_equal(stored("SELECT date FROM document WHERE number = '901/2024/NĐ-CP'"), 20240807);
    plain_file(
        "in/z.txt", 5, "5 tháng 2 năm 2025",
        "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ quy định chi tiết một số điều của Luật Thực "
        "hiện dân chủ ở cơ sở;\n");
    assert_true(added_alone("in/z.txt"));
    assert_int_equal(stored("SELECT count(title) FROM document WHERE number = '59/2023/NĐ-CP'"), 1);
    /* The text itself, cited by its year and with a day. */
    central_file("in/d.txt", "CHÍNH PHỦ", "901/2024/NĐ-CP", "7 tháng 8 năm 2024", "Quy định về một việc");
    assert_true(added_alone("in/d.txt"));
    assert_int_equal(stored(HELD("vn/nghi-dinh/2024/901-2024-nd-cp")), 1);
    /* The text of a document of the catalogue. */
    central_file("in/e.txt", "CHÍNH PHỦ", "30/2020/NĐ-CP", "5 tháng 3 năm 2020", "Về công tác văn thư");
    assert_true(added_alone("in/e.txt"));
    assert_int_equal(stored(HELD("vn/nghi-dinh/2020/30-2020-nd-cp")), 1);
    /* What a number without its day means: one document, and then one of two. */
    plain_file("in/p.txt", 6, "5 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND ngày 5/1/2025;\n");
    assert_true(added_alone("in/p.txt"));
    assert_int_equal(stored("SELECT count(*) FROM candidate"), 0);
    plain_file("in/q.txt", 3, "6 tháng 1 năm 2025", "Căn cứ Luật Đất đai;\n");
    assert_true(added_alone("in/q.txt"));
    assert_int_equal(stored("SELECT count(*) FROM candidate"), 2);
    /* It is called by an id that another document had: then all are decided. */
    plain_file("in/r.txt", 3, "4 tháng 1 năm 2025", "Căn cứ Luật Đất đai;\n");
    (void)added_alone("in/r.txt");
    assert_int_equal(stored("SELECT count(*) FROM candidate"), 3);
}

/* A Party number without its day is the catalogue's document for a text of its time, and for no older one, whichever
 * comes first. */
static void test_number_of_a_term(void **state)
{
    (void)state;
    const char *none = "SELECT count(*) FROM document WHERE number = '57-NQ/TW' AND date = 0";
    const char *known = "SELECT count(*) FROM document WHERE number = '57-NQ/TW' AND date = 20241222";
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", "Căn cứ Nghị quyết số 57-NQ/TW;\n");
    ingest("added.db", "in");
    assert_int_equal(stored(known), 1);
    plain_file("in/n.txt", 2, "4 tháng 2 năm 2025", DECREE "Căn cứ Nghị quyết số 57-NQ/TW;\n");
    assert_true(added_alone("in/n.txt"));
    plain_file("in/b.txt", 3, "4 tháng 2 năm 2024", DECREE "Căn cứ Nghị quyết số 57-NQ/TW;\n");
    (void)added_alone("in/b.txt");
    assert_int_equal(stored(none), 1);
    assert_int_equal(stored(known), 1);
    plain_file("in/c.txt", 4, "4 tháng 2 năm 2025", DECREE "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024;\n");
    (void)added_alone("in/c.txt");
    assert_int_equal(stored(known), 1);
}

#define SCANNED "Căn cứ Kế hoạch số 41/KH-UBND ngày 5/1/2024;\nCăn cứ Kế hoạch số 42/KH-UBND ngày 6/1/2024;\n"

/* A scan that lost its marks, of its number and day or without them. */
static void scan_file(const char *path, int number, const char *body)
{
    vd_buf text = {0};
    vd_buf_add_format(&text, "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\n");
    if (number) {
        vd_buf_add_format(&text, "Số: %d/KH-UBND\nCần Thơ, ngày 9 tháng 3 năm 2025\n", number);
    }
    vd_buf_add_format(&text,
                      "\nKẾ HOẠCH\nTriển khai công tác trong toàn thành phố\n\n%s"
                      "Ủy ban nhân dân thành phố ban hành kế hoạch và phân công các cơ quan thực hiện theo quy định "
                      "của pháp luật, báo cáo kết quả trong tháng sau.\n",
                      body);
    marks_drop(&text);
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

/* What a scan is compared with is told by the two of them, however often others cite what they do. */
static void test_scans(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE);
    scan_file("in/s.txt", 21, DECREE);
    scan_file("in/t.txt", 0, SCANNED "Căn cứ Kế hoạch số 43/KH-UBND ngày 7/1/2024;\n");
    ingest("added.db", "in");
    assert_int_equal(stored("SELECT sum(marks_lost) FROM source"), 2);
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", DECREE "Căn cứ Luật Đất đai;\nCăn cứ Kế hoạch số 3/KH-UBND;\n");
    assert_true(added_alone("in/a.txt"));
    scan_file("in/b.txt", 22, DECREE);
    assert_true(added_alone("in/b.txt"));
    /* Half of what it cites is what the scan without a number does. */
    plain_file("in/c.txt", 8, "5 tháng 2 năm 2025", SCANNED "Căn cứ Kế hoạch số 44/KH-UBND ngày 8/1/2024;\n");
    assert_false(added_alone("in/c.txt"));
    scan_file("in/d.txt", 0, "Căn cứ Kế hoạch số 51/KH-UBND ngày 8/1/2024;\n");
    assert_false(added_alone("in/d.txt"));
}

/* Texts that are counted could each be called by the id alone: two of them note it, which the third makes them. */
static void test_third_of_one_id(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE);
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", DECREE);
    plain_file("in/b.txt", 7, "6 tháng 2 năm 2025", DECREE);
    ingest("added.db", "in");
    plain_file("in/c.txt", 7, "4 tháng 2 năm 2025", DECREE);
    assert_false(added_alone("in/c.txt"));
    plain_file("in/d.txt", 7, "7 tháng 2 năm 2025", DECREE);
    assert_true(added_alone("in/d.txt"));
}

/* Of a database made by other rules nothing is taken over. */
static void test_other_rules(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE);
    ingest("added.db", "in");
    mark("UPDATE state SET rules = 'others'");
    plain_file("in/n.txt", 2, "3 tháng 2 năm 2025", DECREE);
    assert_false(added_alone("in/n.txt"));
    mark("UPDATE state SET rules = NULL");
    plain_file("in/o.txt", 3, "3 tháng 2 năm 2025", DECREE);
    assert_false(added_alone("in/o.txt"));
    plain_file("in/p.txt", 4, "3 tháng 2 năm 2025", DECREE);
    assert_true(added_alone("in/p.txt"));
}

/* So many in one gap that the places between their neighbours run out: these move, and not all is written anew. */
static void test_crowded(void **state)
{
    (void)state;
    char path[32];
    folder_make("in");
    plain_file("in/a.txt", 500, "3 tháng 2 năm 2025", DECREE);
    plain_file("in/z.txt", 100, "3 tháng 2 năm 2025", DECREE);
    ingest("added.db", "in");
    mark("INSERT INTO graph_chunk VALUES (-1, x'')");
    for (int i = 1; i < 40; i++) {
        snprintf(path, sizeof path, "in/b%03d.txt", 999 - i);
        plain_file(path, 100 + i, "3 tháng 2 năm 2025", DECREE);
        assert_true(i % 13 ? (ingest("added.db", path), true) : added_alone(path));
    }
    assert_int_equal(stored("SELECT count(*) FROM graph_chunk WHERE chunk < 0"), 1);
    assert_as_at_once();
}

/* A file that acts on so many decrees. */
static void hub_file(const char *path, int number, int from, int to)
{
    vd_buf body = {0};
    for (int i = from; i < to; i++) {
        vd_buf_add_format(&body, "Căn cứ Nghị định số %d/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n", i);
    }
    vd_buf_add_char(&body, '\0');
    assert_true(vd_buf_ok(&body));
    plain_file(path, number, "3 tháng 2 năm 2025", body.ptr);
    vd_buf_clear(&body);
}

#define IN_CHUNKS "SELECT count(*) FROM graph_chunk WHERE chunk >> 32 = 0"
#define IN_BYTES "SELECT max(length(bytes)) FROM graph_chunk WHERE chunk >> 32 = 0"
#define NOTES "SELECT coalesce(max(length(bytes)), 0) FROM graph_chunk WHERE chunk >> 32 = 8"

/* Rows of a chunk that was not there: also those that nobody acts on, and that act on nobody. */
static void test_next_chunk(void **state)
{
    (void)state;
    folder_make("in");
    hub_file("in/m.txt", 1, 1, 1022);
    ingest("added.db", "in");
    assert_int_equal(stored(IN_CHUNKS), 1);
    for (int i = 2; i < 6; i++) {
        char path[32];
        snprintf(path, sizeof path, "in/n%d.txt", i);
        hub_file(path, i, 1, i);
        assert_true(added_alone(path));
    }
    assert_int_equal(stored(IN_CHUNKS), 2);
}

/* Links that come are noted beside the chunk of whom they act on, until there are many. */
static void test_notes(void **state)
{
    (void)state;
    char path[32];
    folder_make("in");
    hub_file("in/m.txt", 1, 1, 20);
    ingest("added.db", "in");
    int64_t bytes = stored(IN_BYTES), most = 0, folds = 0;
    for (int i = 2; i < 26; i++) {
        snprintf(path, sizeof path, "in/%c%d.txt", 'a' + i * 7 % 26, i);
        hub_file(path, i, i % 9 + 1, i % 9 + 9); /* eight links each */
        mark("INSERT INTO clue VALUES (1, 0)");
        ingest("added.db", path);
        assert_true(mark_survived());
        int64_t notes = stored(NOTES), now = stored(IN_BYTES);
        assert_true(now == bytes ? notes > 0 : notes == 0);
        folds += now != bytes;
        bytes = now;
        most = notes > most ? notes : most;
        if (folds < 2 && (notes == 0 || i % 5 == 0)) {
            assert_as_at_once();
        }
    }
    assert_true(folds >= 2);
    assert_int_equal(most, 768);
    assert_as_at_once();
}

/* Adds the file as often as it takes, with the first, second, third request for memory refused. */
static void add_without_memory(const char *path)
{
    vd_db *db = NULL;
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    mark("INSERT INTO clue VALUES (1, 0)");
    assert_int_equal(vd_db_open("added.db", VD_OPEN_EXISTING, &db, NULL), VD_OK);
    while (status != VD_OK) {
        vd_error err = {0};
        vd_alloc_fail_at(++nth);
        status = vd_db_ingest(db, grammar, &path, 1, NULL, &(vd_ingest_report){0}, &err);
        vd_alloc_fail_at(0);
        if (status != VD_OK && status != VD_NO_MEMORY) {
            fail_msg("request %zu: status %d: %s", nth, (int)status, err.text);
        }
    }
    vd_db_close(db);
    assert_true(nth > 100);
    assert_true(mark_survived());
}

/* Without memory nothing is half done, and what was left is done when there is some: here with notes that have become
 * many, and then with a number that is decided anew. */
static void test_memory(void **state)
{
    (void)state;
    char path[32];
    folder_make("in");
    hub_file("in/m.txt", 1, 1, 20);
    ingest("added.db", "in");
    for (int i = 2; i < 9; i++) {
        snprintf(path, sizeof path, "in/n%d.txt", i);
        hub_file(path, i, 1, 9);
        ingest("added.db", path);
    }
    assert_int_equal(stored(NOTES), 7 * 8 * 12);
    hub_file("in/a.txt", 9, 1, 10);
    add_without_memory("in/a.txt");
    assert_int_equal(stored(NOTES), 0);
    plain_file("in/p.txt", 10, "5 tháng 2 năm 2025",
               "Căn cứ Kế hoạch số 33/KH-UBND;\nCăn cứ Kế hoạch số 12/KH-UBND;\n");
    add_without_memory("in/p.txt");
    plain_file("in/q.txt", 12, "5 tháng 1 năm 2025", "Căn cứ Kế hoạch số 33/KH-UBND ngày 6/1/2025;\n");
    add_without_memory("in/q.txt");
    assert_as_at_once();
}

/* ---- What it costs ---------------------------------------------------------------------------------------------- */

/* How many rows are passed over to add the last of so many files. */
static int64_t cost_of_last(int count)
{
    char path[32];
    tree_remove("in");
    folder_make("in");
    unlink("added.db");
    for (int i = 1; i < count; i++) {
        snprintf(path, sizeof path, "in/b%03d.txt", i);
        plain_file(path, i, "3 tháng 2 năm 2025", DECREE);
    }
    ingest("added.db", "in");
    plain_file("in/a.txt", count, "4 tháng 2 năm 2025", DECREE);
    mark("INSERT INTO clue VALUES (1, 0)");
    passed = 0;
    ingest("added.db", "in/a.txt");
    int64_t cost = passed;
    assert_true(mark_survived());
    return cost;
}

static void test_cost_does_not_grow(void **state)
{
    (void)state;
    assert_int_equal(sqlite3_auto_extension((void (*)(void))connection_watch), SQLITE_OK);
    int64_t few = cost_of_last(10), many = cost_of_last(60);
    sqlite3_reset_auto_extension();
    assert_true(few > 0); /* it is counted */
    assert_int_equal(many, few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_by_one, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_alone, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_number_reopened, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_number_of_a_term, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_scans, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_third_of_one_id, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_other_rules, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_crowded, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_next_chunk, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_notes, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_memory, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_cost_does_not_grow, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
