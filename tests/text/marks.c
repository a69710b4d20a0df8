/** Texts that lost their marks. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CLEAN                                                                                                                                                \
    "Căn cứ Luật Tổ chức chính quyền địa phương; thực hiện Nghị quyết của Hội đồng nhân dân thành phố về việc ban " \
    "hành các biện pháp bảo đảm thực hiện dân chủ ở cơ sở, Ủy ban nhân dân ban hành Kế hoạch triển khai thực hiện "     \
    "công tác dân vận của cơ quan hành chính nhà nước trong năm, theo quy định của pháp luật, cụ thể như sau."
/* What an OCR engine for English makes of it: letters with é and è, never a horn or a dot below. */
#define DAMAGED                                                                                                               \
    "Can ctr Luat Té chirc chinh quyén dia phuong; thyc hién Nghi quyét ctia Hoi ddng nhan dan thanh phé vé viéc ban " \
    "hanh cac bién phap bao dam thuc hién dan chu & co sé, Uy ban nhan dan ban hanh Ké hoach trién khai thuc hién "     \
    "cong tac dan van cia co quan hanh chinh nha nudc trong nam, theo quy dinh ciia phap luat, cu thé nhu sau."
#define ENGLISH                                                                                                      \
    "This programme reads public documents as people have them, finds every reference to another document, decides " \
    "which one is meant, and answers questions about the graph: who implements, cites, amends or supersedes what, "  \
    "on which words of which page, and what was in force on the day it was cited by the office that wrote it."

static bool lost(const char *bytes)
{
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    vd_arena_clear(&arena);
    return text.marks_lost;
}

static void damage_is_told_from_other_texts(void **state)
{
    (void)state;
    assert_true(lost(DAMAGED));
    assert_false(lost(CLEAN));
    assert_false(lost(ENGLISH));
    assert_false(lost(""));
}

static void a_little_says_nothing(void **state)
{
    (void)state;
    assert_false(lost("Thuc hien Ke hoach cua Uy ban nhan dan thanh pho")); /* below 200 letters */
}

static void a_clean_page_in_damaged_ones_is_not_lost(void **state)
{
    (void)state;
    assert_false(lost(DAMAGED " " DAMAGED " " CLEAN));
    assert_true(lost(DAMAGED " " DAMAGED " " DAMAGED " " DAMAGED " đ")); /* one letter in a thousand is no matter */
}

static void capitals_count_alike(void **state)
{
    (void)state;
    char upper[] = DAMAGED;
    for (char *c = upper; *c; c++) {
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    assert_true(lost(upper));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_told_from_other_texts),
        cmocka_unit_test(a_little_says_nothing),
        cmocka_unit_test(a_clean_page_in_damaged_ones_is_not_lost),
        cmocka_unit_test(capitals_count_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
