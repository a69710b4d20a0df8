/* What people write, and which documents are found. */
#include "fixture.h"

#define PLAN_70 "\"vn/can-tho/ke-hoach/2025/70-kh-ubnd\"\n"
#define PLAN_24 "\"vn/can-tho/ke-hoach/2026/24-kh-vpub\"\n"
#define DIRECTIVE "\"vn/chi-thi/2021/33-ct-ttg\"\n"
#define CONCLUSION "\"vn/ket-luan/2021/01-kl-tw\"\n"
#define UNION_LAW "\"vn/luat/2012/12-2012-qh13\"\n"
#define DEMOCRACY "\"vn/luat/2022/10-2022-qh15\"\n"
#define AMENDING "\"vn/luat/2025/97-2025-qh15\"\n"
#define DECISION_A "\"vn/tinh-a/quyet-dinh/2020/12-qd-ubnd\"\n"
#define DECISION_B "\"vn/tinh-b/quyet-dinh/2021/12-qd-ubnd\"\n"

typedef struct question {
    const char *text, *answer;
} question;

static void assert_answers(const question *questions, size_t count)
{
    vd_db *db = db_filled();
    for (size_t i = 0; i < count; i++) {
        vd_rows *rows = NULL;
        vd_error err = {0};
        if (vd_db_find(db, vd_str_of(questions[i].text), &rows, &err) != VD_OK) {
            fail_msg("%s: %s", questions[i].text, err.text);
        }
        char *ids = rows_dump(rows, "id");
        if (strcmp(ids, questions[i].answer) != 0) {
            fail_msg("\"%s\" finds\n%sinstead of\n%s", questions[i].text, ids, questions[i].answer);
        }
        free(ids);
    }
    vd_db_close(db);
}

#define ANSWERS(...)                            \
    const question questions[] = {__VA_ARGS__}; \
    assert_answers(questions, sizeof questions / sizeof *questions)

static void test_ids(void **state)
{
    (void)state;
    ANSWERS({"vn/chi-thi/2021/33-ct-ttg", DIRECTIVE}, {"vn/can-tho/ke-hoach/2025/70", PLAN_70},
            {"name:ke-hoach-70", PLAN_70}, {"urn:lex:vn:can-tho:ke.hoach:2025;70-kh-ubnd", PLAN_70},
            {"  vn/chi-thi/2021/33-ct-ttg\n", DIRECTIVE}, {"vn/chi-thi/2021", ""});
}

static void test_files(void **state)
{
    (void)state;
    ANSWERS({PATH_A, PLAN_70}, {"./" PATH_A, PLAN_70}, {"003-ke-hoach-24.txt", PLAN_24}, {"003-ke-hoach-24", PLAN_24},
            {"sub/003-ke-hoach-24.txt", PLAN_24}, {"000", PLAN_70}, {"003-ke", PLAN_24}, {"00", ""}, {"003-k", ""});
}

static void test_numbers(void **state)
{
    (void)state;
    ANSWERS({"33/CT-TTg", DIRECTIVE}, {"33/ct-ttg", DIRECTIVE}, {"33 / CT – TTg", DIRECTIVE}, {"033-CT-TTG", DIRECTIVE},
            {"Chỉ thị số 33/CT-TTg", DIRECTIVE}, {"chi thi so: 33/CT-TTg", DIRECTIVE}, {"CT 33/CT-TTg", DIRECTIVE},
            {"1-KL/TW", CONCLUSION}, {"số hiệu 01-KL/TW", CONCLUSION}, {"97/2025/qh15", AMENDING},
            {"12/QÐ-UBND", DECISION_A DECISION_B}, {"12/QD-UBND", DECISION_A DECISION_B}, {"Nghị định 33/CT-TTg", ""},
            {"34/CT-TTg", ""}, {"3/CT-TTg", ""});
}

static void test_numbers_without_their_symbol(void **state)
{
    (void)state;
    ANSWERS({"Chỉ thị 33", DIRECTIVE}, {"33", DIRECTIVE}, {"luật 10/2022", DEMOCRACY}, {"chỉ thị 12", ""},
            {"12", UNION_LAW DECISION_A DECISION_B}, {"Quyết định 12", DECISION_A DECISION_B}, {"3", ""});
}

static void test_numbers_with_a_date(void **state)
{
    (void)state;
    ANSWERS({"33/CT-TTg 2021", DIRECTIVE}, {"33/ct-ttg ngày 26 tháng 11 năm 2021", DIRECTIVE},
            {"33/CT-TTg ngày 26/11/2021", DIRECTIVE}, {"33/CT-TTg (2021-11-26)", DIRECTIVE},
            {"33/CT-TTg, tháng 11 năm 2021", DIRECTIVE}, {"33/CT-TTg 11/2021", DIRECTIVE}, {"33/CT-TTg 2020", ""},
            {"33/CT-TTg ngày 27/11/2021", ""}, {"01-KL/TW ngày 18/5/2021", CONCLUSION}, {"01-KL/TW 18/6/2021", ""},
            {"12/QĐ-UBND 2020", DECISION_A}, {"12/QĐ-UBND 2021", DECISION_B}, {"12/QĐ-UBND 2022", ""},
            {"Chỉ thị 33 năm 2021", DIRECTIVE});
}

static void test_names(void **state)
{
    (void)state;
    ANSWERS({"Luật Thực hiện dân chủ ở cơ sở", DEMOCRACY}, {"luat thuc hien dan chu o co so", DEMOCRACY},
            {"Thực hiện dân chủ ở cơ sở", DEMOCRACY}, {"Luật Công đoàn", UNION_LAW}, {"công đoàn", UNION_LAW},
            {"Luật sửa đổi bổ sung một số điều của luật công đoàn", AMENDING}, {"một số điều", AMENDING},
            {"dân chủ ở", DEMOCRACY}, {"dân", ""}, {"một  số\nđiều ", AMENDING}, {"", ""}, {" ", ""}, {"?!", ""});
}

static void test_names_with_a_date(void **state)
{
    (void)state;
    ANSWERS({"Luật Công đoàn 2012", UNION_LAW}, {"Luật Công đoàn năm 2012", UNION_LAW}, {"Luật Công đoàn 2024", ""},
            {"Luật Thực hiện dân chủ ở cơ sở ngày 10/11/2022", DEMOCRACY},
            {"Kế hoạch thực hiện dân chủ năm 2025", PLAN_70});
}

/* What the corpus calls a document, or the catalogue does, need not be its title. */
static void test_other_names(void **state)
{
    (void)state;
    ANSWERS({"Luật Dân chủ ở cơ sở", DEMOCRACY});
}

static void test_spelling_decides_between_numbers(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_rows *rows = NULL;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = resolution_make(&arena, sources, count);
    r.documents[DOC_DECISION_2].number = VD_LIT("12-QĐ/UBND");
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    vd_arena_clear(&arena);
    static const question questions[] = {
        {"12/QĐ-UBND", DECISION_A}, {"12-QĐ/UBND", DECISION_B}, {"12 QĐ UBND", DECISION_A DECISION_B}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(vd_db_find(db, vd_str_of(questions[i].text), &rows, NULL), VD_OK);
        char *ids = rows_dump(rows, "id");
        assert_string_equal(ids, questions[i].answer);
        free(ids);
    }
    vd_db_close(db);
}

/* Standards are numbered by series and year; what stands before the series says no more than it does. */
static void test_standards(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_rows *rows = NULL;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = resolution_make(&arena, sources, count);
    r.documents[DOC_DECISION_1].number = VD_LIT("TCVN ISO 9001:2015");
    r.documents[DOC_DECISION_1].type = VD_LIT("Tiêu chuẩn quốc gia");
    r.documents[DOC_DECISION_2].number = VD_LIT("QCVN 06:2022/BXD");
    r.documents[DOC_DECISION_2].type = VD_LIT("Quy chuẩn");
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    vd_arena_clear(&arena);
    static const question questions[] = {
        {"TCVN ISO 9001:2015", DECISION_A},
        {"tcvn iso 9001:2015", DECISION_A},
        {"Tiêu chuẩn TCVN ISO 9001:2015", DECISION_A},
        {"TCVN ISO 9001", DECISION_A},
        {"TCVN 9001:2015", ""},
        {"TCVN ISO 900", ""},
        {"TCVN ISO 9001:2008", ""},
        {"QCVN 06:2022/BXD", DECISION_B},
        {"qcvn06:2022/bxd", DECISION_B},
        {"Quy chuẩn kỹ thuật quốc gia QCVN 06:2022/BXD", DECISION_B},
        {"QCVN 06:2022", DECISION_B},
        {"QCVN 06", DECISION_B},
        {"QCVN 06:2021", ""},
        {"QCVN 0", ""},
        {"QCVN", ""},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        assert_int_equal(vd_db_find(db, vd_str_of(questions[i].text), &rows, NULL), VD_OK);
        char *ids = rows_dump(rows, "id");
        if (strcmp(ids, questions[i].answer) != 0) {
            fail_msg("\"%s\" finds\n%sinstead of\n%s", questions[i].text, ids, questions[i].answer);
        }
        free(ids);
    }
    vd_db_close(db);
}

static void test_columns(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_find(db, VD_LIT("33/CT-TTg"), &rows, NULL), VD_OK);
    char *text = rows_dump(rows, NULL);
    assert_string_equal(text, "id=\"vn/chi-thi/2021/33-ct-ttg\" type=\"Chỉ thị\" number=\"33/CT-TTg\" "
                              "date=\"2021-11-26\" issuer=null title=null \n");
    free(text);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_numbers_without_their_symbol),
        cmocka_unit_test(test_numbers_with_a_date),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_names_with_a_date),
        cmocka_unit_test(test_other_names),
        cmocka_unit_test(test_spelling_decides_between_numbers),
        cmocka_unit_test(test_standards),
        cmocka_unit_test(test_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
