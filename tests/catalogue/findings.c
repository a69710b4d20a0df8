/* Which value counts, what contradicts it, and what imported rows do to answers. */
#include "shelf.h"

static void shelf_text(shelf *s, const char *text)
{
    vd_grammar *grammar = NULL;
    vd_ingest_report report;
    const char *path = shelf_path(s, "text.txt");
    shelf_write(s, "text.txt", text);
    assert_int_equal(vd_grammar_new(&grammar, NULL), VD_OK);
    assert_int_equal(vd_db_ingest(s->db, grammar, &path, 1, NULL, &report, NULL), VD_OK);
    vd_grammar_free(grammar);
}

static void confidence_decides(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "a.csv", "number,effective,source,confidence\n30/2020/NĐ-CP,2020-03-06,A,medium\n");
    shelf_import(&s, "a.csv");
    /* Built-in rows of high confidence go before medium ones of a file. */
    assert_holds(shelf_list(&s, (vd_catalogue_filter){.source = VD_LIT("a.csv")}), "|2020-03-05|2020-03-05|");
    assert_holds(shelf_show(&s, "30/2020/NĐ-CP"),
                 "effective|2020-03-06|0|a better row says otherwise|medium|A|a.csv|2\n");
    shelf_write(&s, "b.csv", "number,effective,source,confidence\n30/2020/NĐ-CP,2020-03-07,B,high\n");
    shelf_import(&s, "b.csv");
    assert_holds(shelf_show(&s, "30/2020/NĐ-CP"), "effective|2020-03-07|1|imported, confidence high|high|B|b.csv|2\n");
    assert_holds(shelf_show(&s, "30/2020/NĐ-CP"), "effective|2020-03-05|0|a better row says otherwise|high|");
    assert_holds(shelf_check(&s),
                 "conflict|vn/nghi-dinh/2020/30-2020-nd-cp|30/2020/NĐ-CP|effective|2020-03-07|2020-03-05|");
    assert_holds(shelf_check(&s), "|effective|2020-03-07|2020-03-06|");
    shelf_close(&s);
}

static void what_is_found(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    char *text = shelf_check(&s);
    assert_string_equal(text, ""); /* built-in rows alone are no user's business */
    free(text);
    shelf_write(&s, "a.csv",
                "number,type,passed,effective,expires,superseded_by,superseded_from,status,title\n"
                "1/2031/NĐ-CP,,2031-05-01,2031-04-01,,2/2031/NĐ-CP,2031-03-01,,\n"
                "2/2031/NĐ-CP,,,,,3/2031/NĐ-CP,,,\n"
                "3/2031/NĐ-CP,,,2031-06-01,2031-01-01,1/2031/NĐ-CP,,,\n"
                "4/2031/NĐ-CP,,,,,999/2032/NĐ-CP,,,\n"
                "7/CT-TTg,,,,,,,,\n"
                "5/2001/NĐ-CP,,,2001-01-01,,,,Hết hiệu lực,Về một việc\n"
                "6/2001/NĐ-CP,,,2001-01-01,2010-01-01,,,Còn hiệu lực,Về việc khác\n");
    shelf_write(&s, "b.csv", "number,title\n5/2001/NĐ-CP,Về một việc\n");
    shelf_import(&s, "a.csv");
    shelf_import(&s, "b.csv");
    assert_holds(
        shelf_check(&s),
        "effective_before_passed|vn/nghi-dinh/2031/1-2031-nd-cp|1/2031/NĐ-CP|effective|2031-04-01|2031-05-01|");
    assert_holds(shelf_check(&s), "superseded_before_effective|");
    assert_holds(shelf_check(&s), "expires_before_effective|");
    assert_holds(shelf_check(&s), "cycle|vn/nghi-dinh/2031/1-2031-nd-cp|1/2031/NĐ-CP|superseded_by|"
                                  "vn/nghi-dinh/2031/1-2031-nd-cp -> vn/nghi-dinh/2031/2-2031-nd-cp -> "
                                  "vn/nghi-dinh/2031/3-2031-nd-cp -> vn/nghi-dinh/2031/1-2031-nd-cp|");
    assert_holds(shelf_check(&s),
                 "unknown_document|vn/nghi-dinh/2031/4-2031-nd-cp|4/2031/NĐ-CP|superseded_by|999/2032/NĐ-CP|");
    assert_holds(shelf_check(&s), "undated|vn/chi-thi/_/7-ct-ttg|7/CT-TTg|passed|");
    assert_holds(shelf_check(&s), "status|vn/nghi-dinh/2001/6-2001-nd-cp|6/2001/NĐ-CP|status|ended|in_force|");
    assert_lacks(shelf_check(&s), "status|vn/nghi-dinh/2001/5-2001-nd-cp|"); /* since when is not known, no more */
    assert_holds(shelf_check(&s), "duplicate|vn/nghi-dinh/2001/5-2001-nd-cp|");
    shelf_close(&s);
}

/* Each row beside one that differs in what is found only. */
static void days_in_order(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "a.csv",
                "number,passed,effective,expires\n"
                "1/2031/NĐ-CP,2031-05-01,2031-06-01,2031-04-30\n"
                "2/2031/NĐ-CP,2031-05-01,2031-06-01,2031-05-01\n"
                "3/2031/NĐ-CP,2031-05-01,,2031-05-01\n"
                "4/2031/NĐ-CP,,2031-06-01,2031-06-01\n");
    shelf_import(&s, "a.csv");
    assert_holds(shelf_check(&s),
                 "expires_before_passed|vn/nghi-dinh/2031/1-2031-nd-cp|1/2031/NĐ-CP|expires|2031-04-30|2031-05-01|");
    assert_holds(shelf_check(&s), "expires_before_effective|vn/nghi-dinh/2031/2-2031-nd-cp|");
    assert_lacks(shelf_check(&s), "expires_before_effective|vn/nghi-dinh/2031/1-2031-nd-cp|"); /* once is enough */
    assert_lacks(shelf_check(&s), "expires_before_passed|vn/nghi-dinh/2031/2-2031-nd-cp|");
    assert_lacks(shelf_check(&s), "3/2031/NĐ-CP|expires");
    assert_lacks(shelf_check(&s), "4/2031/NĐ-CP|expires");
    shelf_close(&s);
}

static void types_of_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *number, *type, *named; /* NULL: nothing to say */
    } cases[] = {
        {"13/2031/NĐ-CP", "Thông tư", "Nghị định"},
        {"12/2031/NĐ-CP", "Nghị định", NULL},
        {"14/2031/QĐ-TTg", "Chỉ thị", "Quyết định|Quy định"},
        {"14-QĐ/TW", "Quy định", NULL}, /* the Party's QĐ may be either */
        {"24-QĐ/TW", "Quyết định", NULL},
        {"15-CT/TW", "Nghị quyết", "Chỉ thị"},
        {"16/2031/TT-BTC", "Thông tư liên tịch", "Thông tư|Thông tri"},
        {"17/TC-NSNN", "Công văn", NULL}, /* the Ministry of Finance, no Thông cáo */
        {"18/CT-CS", "Công văn", NULL},   /* the tax department */
        {"18/CT-UBND", "Công văn", "Chỉ thị"},
        {"19/2031/QĐ-UBND", "Điều lệ", NULL}, /* attached to the decision of this number */
        {"20-L/CTN", "Luật", NULL},           /* the number of the order that promulgates it */
        {"21/2031/QH17", "Nghị quyết", NULL},
        {"22/NQ", "Chỉ thị", NULL},
        {"23/BXD-KHCN", "Thông tư", NULL},
    };
    vd_buf file = {0};
    shelf s;
    shelf_open(&s);
    vd_buf_add_text(&file, "number,type,title,passed\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vd_buf_add_format(&file, "%s,%s,Về một việc,%d-05-01\n", cases[i].number, cases[i].type, 2000 + (int)i);
    }
    assert_true(vd_buf_ok(&file));
    shelf_write_bytes(&s, "a.csv", file.ptr, file.len);
    vd_buf_clear(&file);
    shelf_import(&s, "a.csv");
    char *text = shelf_check(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char wanted[256];
        snprintf(wanted, sizeof wanted, "|%s|type|%s|%s", cases[i].number, cases[i].type,
                 cases[i].named ? cases[i].named : "");
        if ((strstr(text, wanted) != NULL) != (cases[i].named != NULL)) {
            fail_msg("%s as %s:\n%s", cases[i].number, cases[i].type, text);
        }
    }
    free(text);
    shelf_close(&s);
}

static void numbers_of_no_single_document(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "a.csv",
                "number,passed,superseded_by\n"
                "1/2031/NĐ-CP,2031-05-01,01/CT-TTg\n" /* the tables have one of several */
                "2/2031/NĐ-CP,2031-05-01,991/CT-TTg\n"
                "3/2031/NĐ-CP,2031-05-01,991/CT-TTg 2031\n"
                "4/2031/NĐ-CP,2031-05-01,991/CT-TTg ngày 02/05/2031\n"
                "5/2031/NĐ-CP,2031-05-01,13-L/CTN\n"
                "6/2031/NĐ-CP,2031-05-01,vn/chi-thi/2031/991-ct-ttg\n"
                "991/CT-TTg,2031-05-02,\n");
    shelf_write(&s, "b.csv",
                "acting,relation,target,effective\n"
                "992/CT-TTg,amends,1/2031/NĐ-CP,2031-06-01\n"
                "2/2031/NĐ-CP,amends,993/CT-TTg,2031-06-01\n");
    shelf_import(&s, "a.csv");
    shelf_import(&s, "b.csv");
    assert_holds(shelf_check(&s),
                 "undated_reference|vn/nghi-dinh/2031/1-2031-nd-cp|1/2031/NĐ-CP|superseded_by|01/CT-TTg||");
    assert_holds(shelf_check(&s), "|2/2031/NĐ-CP|superseded_by|991/CT-TTg||");
    assert_holds(shelf_check(&s), "|1/2031/NĐ-CP|acting|992/CT-TTg||");
    assert_holds(shelf_check(&s), "|target|993/CT-TTg||");
    assert_holds(shelf_check(&s), "add its date or year");
    for (int i = 3; i <= 6; i++) {
        char number[32];
        snprintf(number, sizeof number, "|%d/2031/NĐ-CP|superseded_by|", i);
        assert_lacks(shelf_check(&s), number);
    }
    assert_lacks(shelf_check(&s), "unknown_document");
    shelf_close(&s);
}

static void amended_and_superseded(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "a.csv",
                "number,passed,superseded_by\n1/2031/NĐ-CP,2031-01-01,9/2032/NĐ-CP\n"
                "2/2031/NĐ-CP,2031-01-01,9/2032/NĐ-CP\n3/2031/NĐ-CP,2031-01-01,\n4/2031/NĐ-CP,2031-01-01,\n"
                "8/2032/NĐ-CP,2032-01-01,\n9/2032/NĐ-CP,2032-01-01,\n");
    shelf_write(&s, "b.csv",
                "acting,relation,target,pinpoint\n9/2032/NĐ-CP,amends,1/2031/NĐ-CP,\n"
                "8/2032/NĐ-CP,amends,2/2031/NĐ-CP,\n" /* two documents, one after the other */
                "9/2032/NĐ-CP,amends,3/2031/NĐ-CP,\n9/2032/NĐ-CP,supersedes,3/2031/NĐ-CP,Phụ lục I\n");
    shelf_import(&s, "a.csv");
    shelf_import(&s, "b.csv");
    assert_holds(shelf_check(&s), "amends_and_supersedes|vn/nghi-dinh/2031/1-2031-nd-cp|1/2031/NĐ-CP|acting|"
                                  "vn/nghi-dinh/2032/9-2032-nd-cp||");
    assert_lacks(shelf_check(&s), "amends_and_supersedes|vn/nghi-dinh/2031/2-");
    assert_lacks(shelf_check(&s), "amends_and_supersedes|vn/nghi-dinh/2031/3-"); /* a part only */
    /* What a text says counts as well. */
    shelf_text(&s, "CHÍNH PHỦ\nSố: 9/2032/NĐ-CP\nHà Nội, ngày 01 tháng 01 năm 2032\n\nNGHỊ ĐỊNH\nVề một việc\n\n"
                   "Điều 1. Sửa đổi, bổ sung Điều 5 Nghị định số 2/2031/NĐ-CP ngày 01 tháng 01 năm 2031.\n"
                   "Điều 2. Sửa đổi, bổ sung Điều 5 Nghị định số 4/2031/NĐ-CP ngày 01 tháng 01 năm 2031.\n");
    assert_holds(shelf_check(&s), "amends_and_supersedes|vn/nghi-dinh/2031/2-2031-nd-cp|2/2031/NĐ-CP|acting|"
                                  "vn/nghi-dinh/2032/9-2032-nd-cp||");
    assert_lacks(shelf_check(&s), "amends_and_supersedes|vn/nghi-dinh/2031/4-");
    shelf_close(&s);
}

static void texts_contradict(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_text(&s, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 06 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n"
                   "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.\n");
    assert_holds(shelf_check(&s), "text|vn/nghi-dinh/2020/30-2020-nd-cp|30/2020/NĐ-CP|passed|2020-03-05|2020-03-06|");
    char *text = shelf_check(&s);
    assert_null(strchr(strchr(text, '\n') + 1, '\n')); /* one finding */
    free(text);
    shelf_close(&s);
}

/* What an import tells of is about its rows, their documents, and what texts say of those. */
static void findings_of_an_import(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_text(&s, "CHÍNH PHỦ\nSố: 9/2032/NĐ-CP\nHà Nội, ngày 01 tháng 01 năm 2032\n\nNGHỊ ĐỊNH\nVề một việc\n\n"
                   "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 06 tháng 3 năm 2020 của Chính phủ;\n"
                   "Căn cứ Nghị định số 3/2031/NĐ-CP ngày 02 tháng 01 năm 2031 của Chính phủ;\n"
                   "Điều 1. Sửa đổi, bổ sung Điều 5 Nghị định số 2/2031/NĐ-CP ngày 01 tháng 01 năm 2031.\n");
    shelf_write(&s, "a.csv", "number,passed\n1/2031/NĐ-CP,2031-01-01\n");
    shelf_write(&s, "b.csv", "number,passed\n3/2031/NĐ-CP,2031-01-01\n");
    shelf_write(&s, "c.csv", "number,passed,superseded_by\n2/2031/NĐ-CP,2031-01-01,9/2032/NĐ-CP\n9/2032/NĐ-CP,,\n");
    shelf_write(&s, "d.csv", "acting,relation,target\n9/2032/NĐ-CP,amends,7/2031/NĐ-CP\n");
    shelf_import(&s, "a.csv");
    assert_int_equal(s.report.findings, 0);
    assert_holds(shelf_check(&s), "text|vn/nghi-dinh/2020/30-2020-nd-cp|");
    shelf_import(&s, "b.csv");
    assert_int_equal(s.report.findings, 1); /* another day */
    shelf_import(&s, "c.csv");
    assert_int_equal(s.report.findings, 1); /* amends and supersedes */
    shelf_import(&s, "d.csv");
    assert_int_equal(s.report.findings, 1); /* no row is of it */
    shelf_import(&s, "b.csv");
    assert_int_equal(s.report.findings, 1);
    shelf_close(&s);
}

static void states_on_a_day(void **state)
{
    (void)state;
    static const struct {
        vd_date day;
        const char *state;
    } days[] = {{{2031, 4, 30}, "not_yet_in_force"},
                {{2031, 5, 31}, "not_yet_in_force"},
                {{2031, 6, 1}, "in_force"},
                {{2032, 12, 31}, "in_force"},
                {{2033, 1, 1}, "ended"}};
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "a.csv", "number,passed,effective\n1/2031/NĐ-CP,1/5/2031,1/6/2031\n2/2031/NĐ-CP,1/5/2031,\n");
    shelf_write(&s, "c.csv", "acting,relation,target,effective\n9/2032/NĐ-CP,repeals,1/2031/NĐ-CP,1/1/2033\n");
    shelf_import(&s, "a.csv");
    shelf_import(&s, "c.csv");
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        vd_catalogue_filter filter = {
            .source = VD_LIT("a.csv"), .as_of = days[i].day, .status = vd_str_of(days[i].state)};
        assert_holds(shelf_list(&s, filter), "1/2031/NĐ-CP");
    }
    vd_catalogue_filter unknown = {.source = VD_LIT("a.csv"), .as_of = {2031, 6, 1}, .status = VD_LIT("unknown")};
    assert_holds(shelf_list(&s, unknown), "2/2031/NĐ-CP");
    assert_lacks(shelf_list(&s, unknown), "1/2031/NĐ-CP");
    vd_catalogue_filter decrees = {.type = VD_LIT("nghị ĐỊNH"), .issuer = VD_LIT("chính phủ"), .limit = 2};
    char *text = shelf_list(&s, decrees);
    assert_null(strchr(strchr(strchr(text, '\n') + 1, '\n') + 1, '\n'));
    free(text);
    vd_rows *rows = NULL;
    vd_catalogue_filter wrong = {.status = VD_LIT("perhaps")};
    assert_int_equal(vd_db_catalogue_list(s.db, &wrong, &rows, NULL), VD_INVALID);
    shelf_close(&s);
}

/* The documents of the database, after what was imported. */
static char *documents(shelf *s)
{
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_documents(s->db, NULL, &rows, NULL), VD_OK);
    return rows_text(rows);
}

static void imports_decide_what_texts_mean(void **state)
{
    (void)state;
    size_t removed;
    shelf s;
    shelf_open(&s);
    shelf_text(&s,
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 70/KH-UBND\nCần Thơ, ngày 15 tháng 9 năm 2031\n\nKẾ HOẠCH\n"
               "Về công tác dân vận\n\nThực hiện Nghị định số 777/2031/NĐ-CP; Luật Dân vận; Chỉ thị số 99/CT-TTg ngày "
               "01/02/2031 của Thủ tướng Chính phủ; Chỉ thị số 98/CT-TTg.\n");
    assert_lacks(documents(&s), "Về việc lạ");
    shelf_write(&s, "a.csv",
                "number,type,title,passed,effective,source\n777/2031/NĐ-CP,,Về việc lạ,2031-04-05,,A\n"
                "5/2031/QH17,Luật,Dân vận,2031-01-02,2031-03-01,A\n99/CT-TTg,,Về việc hay,2031-02-01,,A\n"
                "98/CT-TTg,,Về việc không dùng,2031-02-01,,A\n");
    shelf_import(&s, "a.csv");
    assert_holds(documents(&s), "vn/nghi-dinh/2031/777-2031-nd-cp|Nghị định|777/2031/NĐ-CP|2031-04-05");
    assert_holds(documents(&s), "Về việc lạ");
    assert_holds(documents(&s), "vn/luat/2031/5-2031-qh17|Luật|5/2031/QH17|2031-01-02");
    assert_holds(documents(&s), "Về việc hay");
    assert_lacks(documents(&s), "Về việc không dùng"); /* by number alone nothing is decided */
    assert_int_equal(vd_db_catalogue_forget(s.db, VD_LIT("a.csv"), &removed, NULL), VD_OK);
    assert_lacks(documents(&s), "Về việc lạ");
    shelf_close(&s);
}

/* What was imported takes part in the judgement of citations. */
static void references_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *words, *id;
    } cases[] = {
        {"30/2020/NĐ-CP", "vn/nghi-dinh/2020/30-2020-nd-cp"},
        {"nghị định số 30/2020/nđ-cp", "vn/nghi-dinh/2020/30-2020-nd-cp"},
        {"vn/nghi-dinh/2020/30-2020-nd-cp", "vn/nghi-dinh/2020/30-2020-nd-cp"},
        {"27-NQ/TW 2022", "vn/nghi-quyet/2022/27-nq-tw"},
        {"Nghị quyết 27-NQ/TW ngày 21/5/2018", "vn/nghi-quyet/2018/27-nq-tw"},
        {"10/2022/QH15", "vn/luat/2022/10-2022-qh15"},
        {"Luật Thực hiện dân chủ ở cơ sở", "vn/luat/2022/10-2022-qh15"},
        {"27-NQ/TW", NULL},
        {"Nghị quyết 10/2022/QH15", NULL},
        {"12345/2020/NĐ-CP", NULL},
        {"", NULL},
    };
    shelf s;
    shelf_open(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = shelf_show(&s, cases[i].words);
        if (cases[i].id == NULL ? *text != '\0' : strncmp(text, cases[i].id, strlen(cases[i].id)) != 0) {
            fail_msg("\"%s\" shows:\n%s", cases[i].words, text);
        }
        free(text);
    }
    shelf_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(confidence_decides),
        cmocka_unit_test(what_is_found),
        cmocka_unit_test(days_in_order),
        cmocka_unit_test(types_of_numbers),
        cmocka_unit_test(numbers_of_no_single_document),
        cmocka_unit_test(amended_and_superseded),
        cmocka_unit_test(texts_contradict),
        cmocka_unit_test(findings_of_an_import),
        cmocka_unit_test(states_on_a_day),
        cmocka_unit_test(imports_decide_what_texts_mean),
        cmocka_unit_test(references_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
