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
                "5/2001/NĐ-CP,,,2001-01-01,,,,Hết hiệu lực,Về một việc\n");
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
    assert_holds(shelf_check(&s), "status|vn/nghi-dinh/2001/5-2001-nd-cp|5/2001/NĐ-CP|status|in_force|ended|");
    assert_holds(shelf_check(&s), "duplicate|vn/nghi-dinh/2001/5-2001-nd-cp|");
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
        cmocka_unit_test(texts_contradict),
        cmocka_unit_test(states_on_a_day),
        cmocka_unit_test(imports_decide_what_texts_mean),
        cmocka_unit_test(references_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
