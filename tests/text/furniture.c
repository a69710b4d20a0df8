/** What pages print beside their text: taken out where a sentence goes on behind it, and only there. */
#include "text/text.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define GAZETTE "CÔNG BÁO/Số 743 + 744/Ngày 24-6-2024\n"
#define STAMP                                                                                                                 \
    "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\nCHÍNH PHỦ\nEmail: tin@example.vn\nCơ quan: VĂN PHÒNG CHÍNH PHỦ\n" \
    "Thời gian ký: 27.06.2024 15:23:44 +07:00\n"
/* What a sentence is that goes on, and one that is over. */
#define OPEN "hướng dẫn thi hành một số điều của\n"
#define OVER "hướng dẫn thi hành một số điều của Luật này.\n"
#define BEHIND "Luật Đất đai và các văn bản có liên quan\n"

/* Every position, looked for from the front. */
static void map_holds(const vd_text *text)
{
    static uint32_t places[1024];
    assert_true(text->line_count < sizeof places / sizeof *places);
    vd_text_fold_lines(text, places);
    for (size_t line = 0; line < text->line_count; line++) {
        assert_int_equal(places[line], vd_text_fold_at(text, text->lines[line].start));
    }
    for (size_t i = 0; i < text->fold_len; i++) {
        assert_true(text->at[i] < text->at[i + 1]);
        assert_true(text->fold[i] != '\0');
    }
    assert_int_equal(text->at[text->fold_len], text->bytes.len);
    assert_int_equal(text->fold[text->fold_len], '\0');
    size_t at = 0;
    for (size_t offset = 0; offset < text->bytes.len; offset++) {
        while (text->at[at] < offset) {
            at++;
        }
        assert_int_equal(vd_text_fold_at(text, offset), at);
    }
}

static void folds_to(const char *bytes, bool bridged, const char *words)
{
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    map_holds(&text);
    if (text.bridged != bridged || !strstr(text.fold, words)) {
        fail_msg("%s\nfolded to\n%s", bytes, text.fold);
    }
    vd_arena_clear(&arena);
}

static void a_sentence_goes_on_behind_it(void **state)
{
    (void)state;
    const char *joined = "dieu cua luat dat dai";
    folds_to(OPEN GAZETTE BEHIND, true, joined);
    folds_to(OPEN "\n\n \n" GAZETTE "93 \n \n" BEHIND, true, joined);
    folds_to(OPEN "92\n" GAZETTE BEHIND, true, joined);
    folds_to(OPEN "92 CÔNG BÁO/Số 251/Ngày 27-04-2026\n" BEHIND, true, joined);
    folds_to(OPEN "CÔNG BÁO/Số 251/Ngày 27-04-2026 92\n" BEHIND, true, joined);
    folds_to(OPEN STAMP "\n" GAZETTE "93\n" BEHIND, true, joined);
    folds_to(OPEN "Người ký: Cổng Thông tin\nNgày ký: 2026-06-10 08:02\n" BEHIND, true, joined);
    folds_to(OPEN GAZETTE "93\n" OPEN "94\n" GAZETTE BEHIND, true, "dieu cua huong dan thi hanh mot so dieu cua luat");
    folds_to(OPEN GAZETTE "93\nđiều 5", true, "dieu cua dieu 5"); /* in small letters, too */
}

static void a_list_goes_on_behind_it(void **state)
{
    (void)state;
    folds_to("các văn bản sau đây:\n" GAZETTE "93\na) Luật Đất đai\n", true, "sau day:\na) luat dat dai");
    folds_to("Căn cứ Luật Đất đai;\n" STAMP GAZETTE "Căn cứ Luật Dược;\n", true, "dat dai;\ncan cu luat duoc;");
    folds_to(OVER GAZETTE "93\nb) Luật Dược.\n", true, "luat nay.\nb) luat duoc");
}

static void where_it_is_over_lines_stay(void **state)
{
    (void)state;
    folds_to(OVER GAZETTE BEHIND, false, "luat nay.\ncong bao/so 743 + 744/ngay 24-6-2024");
    folds_to("ĐIỀU KHOẢN THI HÀNH\n" GAZETTE BEHIND, false, "cong bao/so 743");
    folds_to("Nơi nhận\n" STAMP BEHIND, false, "nguoi ky: cong thong tin");
}

static void what_only_looks_like_it_stays(void **state)
{
    (void)state;
    folds_to(OPEN "12\n" BEHIND, false, "dieu cua 12"); /* the number of a row, as well */
    folds_to(OPEN "Người ký: Trần Văn A\nBộ trưởng\n" BEHIND, false, "cua nguoi ky: tran van a");
    folds_to(OPEN "công báo/số 743/ngày 24\n" BEHIND, false, "cua cong bao/so 743");
    folds_to(OPEN "CÔNG BÁO/Số lượng phát hành\n" BEHIND, false, "cua cong bao/so luong");
    folds_to(OPEN "12\n13\n" GAZETTE BEHIND, false, "cua 12"); /* a page has one number */
}

static void at_the_ends_of_the_text(void **state)
{
    (void)state;
    folds_to(GAZETTE BEHIND, false, "cong bao/so 743");
    folds_to(OPEN GAZETTE, false, "cong bao/so 743");
    folds_to(OPEN STAMP "93", false, "nguoi ky:");
    folds_to(GAZETTE, false, "cong bao/so 743");
}

/* Longer than what is noted of the map at one time. */
static void behind_it_the_map_is_whole(void **state)
{
    (void)state;
    char bytes[20000] = "";
    for (int i = 0; i < 40; i++) {
        strcat(bytes, OPEN "\n" STAMP "\n" GAZETTE "93\n");
        strcat(bytes, BEHIND "theo quy định của pháp luật.\n");
    }
    folds_to(bytes, true, "phap luat.\nhuong dan thi hanh mot so dieu cua luat dat dai va cac van ban");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_goes_on_behind_it), cmocka_unit_test(a_list_goes_on_behind_it),
        cmocka_unit_test(where_it_is_over_lines_stay),  cmocka_unit_test(what_only_looks_like_it_stays),
        cmocka_unit_test(at_the_ends_of_the_text),      cmocka_unit_test(behind_it_the_map_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
