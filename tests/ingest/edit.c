/* A document that was edited, and says and cites what it did, leaves everything decided as it is; where it says or
 * cites otherwise, it goes and comes again, each decided by itself.  What is in the database afterwards is what reading
 * and deciding all anew would have put there. */
#include "derived.h"

#include "base/alloc.h"
#include "support/random.h"

enum { BASE = 14, EDITS = 20, ROUNDS = 6 };

static char *file_read(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 16);
    assert_non_null(file);
    assert_non_null(bytes);
    *len = fread(bytes, 1, (1 << 16) - 1, file);
    bytes[*len] = '\0';
    assert_int_equal(fclose(file), 0);
    return bytes;
}

/* Puts words behind one of its lines, or takes the line away. */
static void file_edit(const char *path, uint32_t line, const char *words)
{
    size_t len = 0, at = 0;
    char *bytes = file_read(path, &len);
    while (line > 0 && at < len) {
        line -= bytes[at++] == '\n';
    }
    size_t end = at;
    while (words == NULL && end < len && bytes[end++] != '\n') {
    }
    vd_buf text = {0};
    vd_buf_add(&text, (vd_str){bytes, at});
    vd_buf_add_text(&text, words ? words : "");
    vd_buf_add(&text, (vd_str){bytes + end, len - end});
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
    free(bytes);
}

/* Reads it again, and says whether not all was decided anew. */
static bool stays(const char *path)
{
    mark("INSERT INTO clue VALUES (1, 0)");
    ingest("added.db", path);
    return mark_survived();
}

static void edit_draw(const char *path)
{
    static const char *const words[] = {"Các cơ quan, đơn vị báo cáo kết quả thực hiện trước khi kết thúc năm.\n", "\n",
                                        "Giao Sở Nội vụ chủ trì, phối hợp với các sở tham mưu thực hiện.\n",
                                        "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n"};
    uint32_t kind = draw(8);
    file_edit(path, 3 + draw(12), kind == 0 ? NULL : kind == 1 ? words[3] : words[kind % 3]);
}

static void test_drawn(void **state)
{
    (void)state;
    char path[32];
    size_t stayed = 0, all = 0;
    uint64_t first = number_asked("EDIT_SEED", 0), rounds = number_asked("EDIT_ROUNDS", ROUNDS);
    for (uint64_t round = first; round < first + rounds; round++) {
        base_draw(round + 100, round % 6 + 1, BASE);
        for (int i = 0; i < EDITS; i++, all++) {
            file_name(path, sizeof path, (int)draw(BASE));
            edit_draw(path);
            stayed += stays(path);
            assert_as_at_once();
        }
    }
    printf("%zu of %zu edits were decided alone\n", stayed, all);
    assert_true(stayed > all / 2);
}

/* Some are edited, some are others altogether, some come and some are gone, all at once. */
static void test_several(void **state)
{
    (void)state;
    char path[32];
    size_t stayed = 0, all = 0;
    uint64_t first = number_asked("EDIT_SEED", 0), rounds = number_asked("EDIT_ROUNDS", ROUNDS);
    for (uint64_t round = first; round < first + rounds; round++) {
        base_draw(round + 150, (round + 50) % 6 + 1, BASE);
        for (int i = 0; i < EDITS / 2; i++, all++) {
            for (uint32_t n = 1 + draw(3); n > 0; n--) {
                uint32_t kind = draw(6);
                file_name(path, sizeof path, (int)draw(kind == 0 ? 2 * BASE : BASE));
                if (kind == 5 && access(path, F_OK) == 0) {
                    assert_int_equal(unlink(path), 0);
                } else if (kind < 3 || access(path, F_OK) != 0) {
                    file_draw(path);
                } else {
                    edit_draw(path);
                }
            }
            mark("INSERT INTO clue VALUES (1, 0)");
            ingest_as("added.db", "in", &(vd_ingest_options){.prune = true});
            stayed += mark_survived();
            assert_as_at_once();
        }
    }
    printf("%zu of %zu such ingests were decided alone\n", stayed, all);
    assert_true(stayed > all / 4);
}

#define HEAD                                                                                                                              \
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: %d/KH-UBND\nCần Thơ, ngày 3 tháng 2 năm 2025\n\nKẾ HOẠCH\nVề một " \
    "việc\n\n"

static void plan_file(const char *path, int number, const char *body)
{
    vd_buf text = {0};
    vd_buf_add_format(&text, HEAD "%s", number, body);
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

/* Of what others learnt from it the byte is brought up to date. */
static void test_learnt(void **state)
{
    (void)state;
    folder_make("in");
    plan_file("in/a.txt", 1, "Căn cứ Luật Đất đai;\n" DECREE "Thay thế Kế hoạch số 3/KH-UBND ngày 5/1/2024.\n");
    plan_file("in/b.txt", 2, DECREE);
    ingest("added.db", "in");
    char *before = database_see("added.db");
    file_edit("in/a.txt", 8, "Giao các sở thực hiện.\n");
    assert_true(stays("in/a.txt"));
    assert_as_at_once();
    char *after = database_see("added.db");
    assert_non_null(strstr(before, "in/a.txt byte "));
    assert_string_not_equal(before, after);
    free(before);
    free(after);
    /* Something is cited otherwise, or the text is called otherwise. */
    file_edit("in/a.txt", 9, "Căn cứ Luật Việc làm;\n");
    assert_true(stays("in/a.txt"));
    assert_as_at_once();
    file_edit("in/a.txt", 7, " trên địa bàn\n");
    assert_true(stays("in/a.txt"));
    assert_as_at_once();
    /* It is stated more strongly. */
    plan_file("in/c.txt", 4, "Kế hoạch này thực hiện Kế hoạch số 3/KH-UBND ngày 5/1/2024.\n");
    ingest("added.db", "in/c.txt");
    plan_file("in/c.txt", 4, "Kế hoạch này thay thế Kế hoạch số 3/KH-UBND ngày 5/1/2024.\n");
    assert_true(stays("in/c.txt"));
    assert_as_at_once();
    /* It takes effect when another law of the name is in force. */
    plan_file("in/d.txt", 6, "Theo Luật Bảo hiểm xã hội.\nKế hoạch này có hiệu lực từ ngày 01 tháng 6 năm 2025.\n");
    ingest("added.db", "in/d.txt");
    plan_file("in/d.txt", 6, "Theo Luật Bảo hiểm xã hội.\nKế hoạch này có hiệu lực từ ngày 01 tháng 8 năm 2025.\n");
    assert_true(stays("in/d.txt"));
    assert_as_at_once();
}

/* The words of a text tell which one a copy without number is of. */
static void test_copy_beside(void **state)
{
    (void)state;
    folder_make("in");
    plan_file("in/a.txt", 1, DECREE "Thay thế Kế hoạch số 3/KH-UBND ngày 5/1/2024.\n");
    file_make("in/b.txt", VD_LIT("KẾ HOẠCH\nVề một việc\n\n" DECREE "Thay thế Kế hoạch số 3/KH-UBND ngày 5/1/2024.\n"));
    plan_file("in/c.txt", 5, "Căn cứ Luật Đất đai;\nCăn cứ Kế hoạch số 7/KH-UBND ngày 6/1/2024;\n");
    ingest("added.db", "in");
    file_edit("in/c.txt", 8, "Giao các sở thực hiện.\n");
    assert_true(stays("in/c.txt"));
    assert_as_at_once();
    file_edit("in/a.txt", 8, "Giao các sở thực hiện.\n");
    assert_false(stays("in/a.txt"));
    assert_as_at_once();
    file_edit("in/b.txt", 3, "Giao các sở thực hiện.\n");
    assert_false(stays("in/b.txt"));
    assert_as_at_once();
}

/* Decisions that other rules made do not stay. */
static void test_other_rules(void **state)
{
    (void)state;
    folder_make("in");
    plan_file("in/a.txt", 1, DECREE);
    ingest("added.db", "in");
    mark("UPDATE state SET rules = 'others'");
    file_edit("in/a.txt", 8, "Giao các sở thực hiện.\n");
    assert_false(stays("in/a.txt"));
    file_edit("in/a.txt", 8, "Giao các sở thực hiện.\n");
    assert_true(stays("in/a.txt"));
    assert_as_at_once();
}

/* Without memory nothing is half done. */
static void edit_without_memory(const char *words)
{
    const char *const path = "in/a.txt";
    vd_db *db = NULL;
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    file_edit(path, 8, words);
    mark("INSERT INTO clue VALUES (1, 0)");
    assert_int_equal(vd_db_open("added.db", VD_OPEN_EXISTING, &db, NULL), VD_OK);
    while (status != VD_OK) {
        vd_alloc_fail_at(++nth);
        status = vd_db_ingest(db, grammar, &path, 1, NULL, &(vd_ingest_report){0}, NULL);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || status == VD_NO_MEMORY);
    }
    vd_db_close(db);
    assert_true(nth > 30);
    assert_true(mark_survived());
    assert_as_at_once();
}

static void test_memory(void **state)
{
    (void)state;
    folder_make("in");
    plan_file("in/a.txt", 1, "Căn cứ Luật Đất đai;\n" DECREE);
    plan_file("in/b.txt", 2, DECREE);
    ingest("added.db", "in");
    edit_without_memory("Giao các sở thực hiện.\n");
    edit_without_memory("Căn cứ Luật Việc làm;\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_drawn, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_several, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_learnt, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_copy_beside, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_other_rules, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_memory, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
