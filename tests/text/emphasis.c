/** Marks of emphasis: taken out where they stand in pairs around words, and only there. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void folds_to(const char *bytes, const char *fold)
{
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    assert_string_equal(text.fold, fold);
    for (size_t i = 0; i < text.fold_len; i++) {
        assert_true(text.at[i] < text.at[i + 1]);
        assert_int_equal(vd_text_fold_at(&text, text.at[i]), i);
    }
    assert_int_equal(text.at[text.fold_len], text.bytes.len);
    vd_arena_clear(&arena);
}

static void pairs_vanish(void **state)
{
    (void)state;
    folds_to("Số __165/2024/NĐ-CP__ ngày", "so 165/2024/nd-cp ngay");
    folds_to("**Luật Đất đai** số **31/2024/QH15**;", "luat dat dai so 31/2024/qh15;");
    folds_to("xem *Thông tư* và _Nghị định_.", "xem thong tu va nghi dinh.");
    folds_to("***Căn cứ*** **__Luật__**", "can cu luat");
    folds_to("**Số:**12", "**so:**12"); /* glued behind: who knows */
    folds_to("(**Ban hành** kèm theo)", "(ban hanh kem theo)");
    folds_to("**- Điều 1**", "- dieu 1");
    folds_to("__Sửa đổi định mức\nnhư sau:__ a", "sua doi dinh muc nhu sau: a"); /* over a line's end */
}

static void others_stay(void **state)
{
    (void)state;
    folds_to("Số: ____/KH-UBND ngày __ tháng __", "so: ____/kh-ubnd ngay __ thang __");
    folds_to("Số: __/KH-UBND và __/TB", "so: __/kh-ubnd va __/tb");
    folds_to("Luật này* và Luật kia*", "luat nay* va luat kia*");
    folds_to("(*) Ghi chú (*)", "(*) ghi chu (*)");
    folds_to("* Điều 1 * Điều 2", "* dieu 1 * dieu 2");
    folds_to("so_hieu_van_ban a__b__c", "so_hieu_van_ban a__b__c");
    folds_to("**Căn cứ", "**can cu");
    folds_to("**Căn cứ Luật *", "**can cu luat *");
    folds_to("2*3*4 = 24", "2*3*4 = 24");
    folds_to("**(** a", "**(** a");
}

/* One mark sets apart on its line, more within their paragraph. */
static void paragraphs_bound_them(void **state)
{
    (void)state;
    folds_to("*Căn cứ Luật\nĐất đai* a.", "*can cu luat dat dai* a.");
    folds_to("**Căn cứ Luật.\n\nĐất đai** a.", "**can cu luat.\ndat dai** a.");
}

/* The stop at a row of marks of any length is no search from each of them. */
static void rows_are_passed_once(void **state)
{
    (void)state;
    enum { COUNT = 4 << 20 };
    vd_arena arena = {0};
    char *bytes = vd_arena_alloc(&arena, COUNT + 1);
    assert_non_null(bytes);
    memset(bytes, '*', COUNT);
    for (size_t i = 0; i < COUNT; i += 3) {
        bytes[i] = 'a'; /* "a**a**a**" */
    }
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, (vd_str){bytes, COUNT}, &text, NULL), VD_OK);
    assert_int_equal(text.fold_len, COUNT);
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_vanish),
        cmocka_unit_test(others_stay),
        cmocka_unit_test(paragraphs_bound_them),
        cmocka_unit_test(rows_are_passed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
