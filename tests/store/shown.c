/* Which words are shown around a mention. */
#include "fixture.h"

#include "store/shown.h"

static void assert_span(vd_str text, vd_span span, const char *expected)
{
    vd_str got = vd_str_slice(text, span.start, span.end);
    if (!vd_str_eq(got, vd_str_of(expected))) {
        fail_msg("\"%.*s\" instead of \"%s\"", (int)got.len, got.ptr, expected);
    }
}

static vd_span span_of(vd_str text, const char *words)
{
    size_t at = vd_str_find(text, vd_str_of(words), 0);
    assert_true(at != SIZE_MAX);
    return (vd_span){at, at + strlen(words)};
}

static void test_around(void **state)
{
    (void)state;
    vd_str text = VD_LIT("Mở đầu. Theo Nghị định 1.2/NĐ và\nLuật A; phần sau. Cuối");
    assert_span(text, vd_shown_around(text, span_of(text, "Nghị định 1.2/NĐ")), " Theo Nghị định 1.2/NĐ và\nLuật A;");
    assert_span(text, vd_shown_around(text, span_of(text, "Mở")), "Mở đầu.");
    assert_span(text, vd_shown_around(text, span_of(text, "Cuối")), " Cuối");
    assert_span(text, vd_shown_around(text, (vd_span){0, text.len}), text.ptr);
}

static void test_around_without_an_end(void **state)
{
    (void)state;
    char long_text[6000];
    for (size_t i = 0; i < sizeof long_text; i += 3) {
        memcpy(long_text + i, "ề", 3);
    }
    vd_str text = {long_text, sizeof long_text};
    vd_span shown = vd_shown_around(text, (vd_span){3000, 3003});
    assert_true(shown.start >= 2700 && shown.start <= 2702 && shown.start % 3 == 0);
    assert_true(shown.end >= 3303 && shown.end <= 3305 && shown.end % 3 == 0);
}

static void test_sentence(void **state)
{
    (void)state;
    vd_str text = VD_LIT("A. Căn cứ Luật B và Luật C; D");
    vd_span sentence = span_of(text, "Căn cứ Luật B và Luật C;");
    assert_span(text, vd_shown_sentence(text, sentence, span_of(text, "Luật C")), "Căn cứ Luật B và Luật C;");
    /* Evidence that reaches out of its sentence is shown, too. */
    assert_span(text, vd_shown_sentence(text, sentence, span_of(text, "Luật C; D")), "Căn cứ Luật B và Luật C; D");
}

static void test_a_long_sentence_is_cut(void **state)
{
    (void)state;
    static char long_text[30000];
    for (size_t i = 0; i < sizeof long_text; i += 3) {
        memcpy(long_text + i, "ề", 3);
    }
    vd_str text = {long_text, sizeof long_text};
    vd_span whole = {0, sizeof long_text};
    vd_span shown = vd_shown_sentence(text, whole, (vd_span){15000, 15030});
    assert_true(shown.start >= 14000 && shown.start < 14003 && shown.start % 3 == 0);
    assert_true(shown.end >= 16030 && shown.end < 16033 && shown.end % 3 == 0);
    /* Long evidence shows its beginning. */
    shown = vd_shown_sentence(text, whole, (vd_span){3000, 27000});
    assert_true(shown.start >= 2000 && shown.start < 2003);
    assert_true(shown.end > 3000 && shown.end < 9000 && shown.end % 3 == 0);
    shown = vd_shown_sentence(text, whole, whole);
    assert_int_equal(shown.start, 0);
    assert_true(shown.end < 6000);
}

static void test_sentences_are_kept_once(void **state)
{
    (void)state;
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    fixture_source f;
    static const char text[] = "Căn cứ Luật A;\n\tLuật \xff B ;";
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    source_start(&f, PATH_A, text);
    f.mentions[0] = mention_of(text, "Luật A", VD_FORM_NAMED);
    f.mentions[1] = mention_of(text, "Luật \xff B", VD_FORM_NAMED);
    f.extraction.mention_count = 2;
    for (int i = 0; i < 2; i++) {
        f.statements[i] = statement_of(f.mentions, VD_REL_BASED_ON, -1, i);
        f.statements[i].sentence_start = 0;
        f.statements[i].sentence_end = sizeof text - 1;
    }
    f.extraction.statement_count = 2;
    assert_int_equal(vd_store_put_source(db, &f.stored, NULL), VD_OK);
    assert_int_equal(vd_db_mentions(db, NULL, &rows, NULL), VD_OK);
    char *sentences = rows_dump(rows, "sentence");
    assert_string_equal(sentences, "\"Căn cứ Luật A; Luật \xEF\xBF\xBD B ;\"\n"
                                   "\"Căn cứ Luật A; Luật \xEF\xBF\xBD B ;\"\n");
    free(sentences);
    fixture_free(&f);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_around),
        cmocka_unit_test(test_around_without_an_end),
        cmocka_unit_test(test_sentence),
        cmocka_unit_test(test_a_long_sentence_is_cut),
        cmocka_unit_test(test_sentences_are_kept_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
