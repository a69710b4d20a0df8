/** What people read instead of what programs do: words, days, sources. */
#include "report/spoken.h"
#include "report/labels.h"

#include "sink.h"

static void shown(const char *column, const char *value, vd_lang lang, const char *expected)
{
    vd_buf buf = {0};
    vd_spoken(&buf, vd_str_of(column), vd_str_of(value), lang);
    vd_buf_add_char(&buf, '\0');
    assert_true(vd_buf_ok(&buf));
    assert_string_equal(buf.ptr, expected);
    vd_buf_clear(&buf);
}

static void days_are_written_as_in_vietnam(void **state)
{
    (void)state;
    shown("date", "2021-11-26", VD_LANG_VI, "26/11/2021");
    shown("date", "2026-02", VD_LANG_VI, "02/2026");
    shown("date", "2026", VD_LANG_VI, "2026");
    shown("when", "2025-08-15 … 2025-11-30", VD_LANG_VI, "15/08/2025 … 30/11/2025");
    shown("date", "2021-02-30", VD_LANG_VI, "2021-02-30");
    shown("date", "2021-11-26", VD_LANG_EN, "2021-11-26");
}

static void a_name_says_what_its_numbers_are(void **state)
{
    (void)state;
    shown("name", "Kế hoạch 2026-02", VD_LANG_VI, "Kế hoạch tháng 02/2026");
    shown("document_name", "Kế hoạch 2025-09-15", VD_LANG_VI, "Kế hoạch ngày 15/09/2025");
    shown("name", "33/CT-TTg", VD_LANG_VI, "33/CT-TTg");
    shown("name", "Đề án 2021-2030", VD_LANG_VI, "Đề án 2021-2030");
    shown("name", "12/2021-11-26", VD_LANG_VI, "12/2021-11-26");
    shown("name", "2021-11-26-QĐ", VD_LANG_VI, "2021-11-26-QĐ");
    shown("to_name", "Kế hoạch 2026-02", VD_LANG_EN, "Kế hoạch 2026-02");
}

static void a_change_says_who_changes_whom(void **state)
{
    (void)state;
    shown("changes", "10/2022/QH15 amended by 97/2025/QH15", VD_LANG_VI,
          "10/2022/QH15 được sửa đổi, bổ sung bởi 97/2025/QH15");
    shown("changes", "10/2022/QH15 amended 97/2025/QH15", VD_LANG_EN, "10/2022/QH15 amended by 97/2025/QH15");
    shown("changes", "QCVN 06:2022/BXD repealed_part by 1/2025/TT-BXD", VD_LANG_EN,
          "QCVN 06:2022/BXD repealed in part by 1/2025/TT-BXD");
    shown("changes", "x repealed ", VD_LANG_VI, "x bị bãi bỏ");
    shown("changes", "2021-11-26: read by nobody", VD_LANG_VI, "2021-11-26: read by nobody");
    shown("changes", "amended", VD_LANG_VI, "amended");
}

static void notes_hold_whole_days(void **state)
{
    (void)state;
    shown("value", "47/2024/QH15, 2025-07-01", VD_LANG_VI, "47/2024/QH15, 01/07/2025");
    shown("value", "niên khóa 2011-12 đến nay", VD_LANG_VI, "niên khóa 2011-12 đến nay");
    shown("value", "2025-07", VD_LANG_VI, "07/2025");
}

static void texts_paths_and_ids_stay(void **state)
{
    (void)state;
    shown("sentence", "task 2021-11-26", VD_LANG_VI, "task 2021-11-26");
    shown("id", "vn/luat/2021-11-26", VD_LANG_VI, "vn/luat/2021-11-26");
    shown("source", "title", VD_LANG_VI, "title");
    shown("title", "implements", VD_LANG_VI, "implements");
}

static void words_depend_on_their_column(void **state)
{
    (void)state;
    shown("strength", "task", VD_LANG_VI, "trong nhiệm vụ");
    shown("gap", "task", VD_LANG_VI, "nhiệm vụ thiếu thời hạn hoặc chủ trì");
    shown("verdict", "unknown", VD_LANG_VI, "có thay đổi, chưa rõ trước hay sau khi được viện dẫn");
    shown("state", "unknown", VD_LANG_VI, "chưa rõ");
    shown("field", "superseded_by", VD_LANG_VI, "Văn bản thay thế");
    shown("learnt", "type: catalogue", VD_LANG_VI, "loại: danh mục");
    shown("learnt", "type: catalogue", VD_LANG_EN, "type: catalogue");
    shown("relation", "no word of ours", VD_LANG_VI, "no word of ours");
}

static void labels_and_names_are_said_in_english(void **state)
{
    (void)state;
    shown("meaning", "Được sửa đổi, bổ sung", VD_LANG_VI, "Được sửa đổi, bổ sung");
    shown("meaning", "Được sửa đổi, bổ sung", VD_LANG_EN, "Amended");
    shown("group", "Được sửa đổi, bổ sung bởi", VD_LANG_EN, "Amended by");
    shown("meaning", "bị bãi bỏ, chưa rõ từ ngày nào", VD_LANG_EN, "repealed, not known since when");
    shown("meaning", "có thể bị bãi bỏ, chưa rõ từ ngày nào", VD_LANG_EN, "possibly repealed, not known since when");
    shown("meaning", "có thể", VD_LANG_EN, "có thể"); /* no label: as it is */
    shown("document_name", "Kế hoạch của Ủy ban nhân dân xã Cẩm Giang", VD_LANG_EN,
          "Kế hoạch of Ủy ban nhân dân xã Cẩm Giang");
    shown("document_name", "Kế hoạch của Ủy ban nhân dân xã Cẩm Giang", VD_LANG_VI,
          "Kế hoạch của Ủy ban nhân dân xã Cẩm Giang");
    shown("plan", "cua/Báo cáo của tôi.txt", VD_LANG_EN, "cua/Báo cáo của tôi.txt"); /* a file */
}

/* Rows hold the Vietnamese words: where they say the same, so must the English ones. */
static void a_label_has_one_english(void **state)
{
    (void)state;
    for (int relation = 0; relation < VD_REL_COUNT; relation++) {
        for (int acting = 0; acting < 2; acting++) {
            const char *said = vd_label_relation((vd_relation)relation, acting, VD_LANG_VI);
            assert_string_equal(vd_label_english(vd_str_of(said)),
                                vd_label_relation((vd_relation)relation, acting, VD_LANG_EN));
        }
    }
    for (int kind = 0; kind < VD_STEP_COUNT; kind++) {
        const char *said = vd_label_step((vd_step_kind)kind, VD_LANG_VI);
        assert_string_equal(vd_label_english(vd_str_of(said)), vd_label_step((vd_step_kind)kind, VD_LANG_EN));
    }
    for (int verdict = 0; verdict < VD_VERDICT_COUNT; verdict++) {
        const char *said = vd_label_verdict((vd_verdict)verdict, VD_LANG_VI);
        assert_string_equal(vd_label_english(vd_str_of(said)), vd_label_verdict((vd_verdict)verdict, VD_LANG_EN));
    }
}

static void sources_of_the_tables(void **state)
{
    (void)state;
    shown("evidence_source", "the act's own text; superseded: Bộ pháp điển", VD_LANG_VI,
          "chính văn bản đó; bị thay thế: Bộ pháp điển");
    shown("evidence_source", "citation in 3 documents: “a”", VD_LANG_VI, "viện dẫn trong 3 văn bản: “a”");
    shown("evidence_source", "status of the law: metadata of thuvienphapluat.vn; list of vbpl.vn", VD_LANG_VI,
          "tình trạng hiệu lực của luật: thuộc tính ghi ở thuvienphapluat.vn; danh sách của vbpl.vn");
    shown("evidence_source", "title of a text", VD_LANG_VI, "title of a text"); /* not half of it */
    shown("evidence_source", "title:12", VD_LANG_VI, "title:12");               /* a file */
    shown("evidence_source", "list of vbpl.vn", VD_LANG_EN, "list of vbpl.vn");
}

static void title(const char *title, const char *number, const char *expected)
{
    vd_arena scratch = {0};
    vd_str shown = vd_spoken_title(&scratch, vd_str_of(title), vd_str_of(number));
    assert_true(vd_str_eq(shown, vd_str_of(expected)));
    vd_arena_clear(&scratch);
}

static void capitals_give_way_to_the_spelling_of_the_tables(void **state)
{
    (void)state;
    title("VIÊN CHỨC", "58/2010/QH12", "Luật Viên chức");
    title("LUẬT VIÊN CHỨC", "58/2010/QH12", "Luật Viên chức");
    title("DÂN SỰ", "91/2015/QH13", "Bộ luật Dân sự");
    title("CÔNG CHỨC", "58/2010/QH12", "CÔNG CHỨC");                              /* of another title */
    title("VIÊN CHỨC", "58/2010/NQ-HĐND", "VIÊN CHỨC");                           /* of another document */
    title("Viên chức", "58/2010/QH12", "Viên chức");                              /* as the text spells it */
    title("QUY CHẾ CỦA THÀNH PHỐ HUẾ", "1/QĐ-UBND", "QUY CHẾ CỦA THÀNH PHỐ HUẾ"); /* "huế"? nobody guesses */
    title("", "58/2010/QH12", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_written_as_in_vietnam),
        cmocka_unit_test(a_name_says_what_its_numbers_are),
        cmocka_unit_test(a_change_says_who_changes_whom),
        cmocka_unit_test(notes_hold_whole_days),
        cmocka_unit_test(texts_paths_and_ids_stay),
        cmocka_unit_test(capitals_give_way_to_the_spelling_of_the_tables),
        cmocka_unit_test(words_depend_on_their_column),
        cmocka_unit_test(labels_and_names_are_said_in_english),
        cmocka_unit_test(a_label_has_one_english),
        cmocka_unit_test(sources_of_the_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
