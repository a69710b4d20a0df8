/** Short strings: folded, as parts of ids, and as they are shown. */
#include "base/alloc.h"
#include "text/letter.h"
#include "text/text.h"

#include <utf8proc.h>

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef vd_str copy_function(vd_arena *arena, vd_str s);

static void copy_is(copy_function *copy, vd_str s, const char *expected)
{
    vd_arena arena = {0};
    vd_str result = copy(&arena, s);
    assert_non_null(result.ptr);
    assert_string_equal(result.ptr, expected);
    assert_int_equal(result.len, strlen(expected));
    vd_arena_clear(&arena);
}

static void folded_copies(void **state)
{
    (void)state;
    copy_is(vd_fold_copy, VD_LIT("  Ủy ban \n nhân dân\xC2\xA0"), "uy ban nhan dan");
    copy_is(vd_fold_copy, VD_LIT("33/CT–TTg"), "33/ct-ttg");
    copy_is(vd_fold_copy, VD_LIT("Uy\xCC\x89 ban"), "uy ban");
    copy_is(vd_fold_copy, VD_LIT("a\xFF\0b¹"), "a\x7F\x7F\x62\x7F");
    copy_is(vd_fold_copy, VD_LIT(""), "");
    copy_is(vd_fold_copy, VD_LIT(" \t\r\n"), "");
    copy_is(vd_fold_copy, VD_NONE, "");
}

static void slugs(void **state)
{
    (void)state;
    copy_is(vd_fold_slug, VD_LIT("33/CT-TTg"), "33-ct-ttg");
    copy_is(vd_fold_slug, VD_LIT("10/2022/QH15"), "10-2022-qh15");
    copy_is(vd_fold_slug, VD_LIT("6217/SNV-XDCQ&CTTN"), "6217-snv-xdcq-cttn");
    copy_is(vd_fold_slug, VD_LIT(" Cần  Thơ, "), "can-tho");
    copy_is(vd_fold_slug, VD_LIT("Đắk Lắk"), "dak-lak");
    copy_is(vd_fold_slug, VD_LIT("23-QÐ/ TW\xFF"), "23-qd-tw");
    copy_is(vd_fold_slug, VD_LIT("--/--"), "");
    copy_is(vd_fold_slug, VD_NONE, "");
}

static void clean_copies(void **state)
{
    (void)state;
    copy_is(vd_text_clean, VD_LIT("  Chỉ thị \r\n\r\n số\t33 "), "Chỉ thị số 33");
    copy_is(vd_text_clean, VD_LIT("plain  text"), "plain text");
    copy_is(vd_text_clean, VD_LIT("s\x6F\xCC\x82\xCC\x81 \xC4\x90i\xC3\xAA\xCC\x80u"), "số Điều");
    copy_is(vd_text_clean, VD_LIT("o\xCC\x81\xCC\x82"), "\xC3\xB3\xCC\x82"); /* acute before circumflex is no ố */
    copy_is(vd_text_clean, VD_LIT("\xEF\xBB\xBFK\xC2\xAD\xE2\x80\x8Bế"), "Kế");
    copy_is(vd_text_clean, VD_LIT("a\xFF\0b\x7F"), "a\xEF\xBF\xBD\xEF\xBF\xBD\x62\xEF\xBF\xBD");
    copy_is(vd_text_clean, VD_LIT("“Dân vận – khéo”¹"), "“Dân vận – khéo”¹");
    copy_is(vd_text_clean, VD_LIT(""), "");
    copy_is(vd_text_clean, VD_NONE, "");
}

static void letters_small_and_proper(void **state)
{
    (void)state;
    copy_is(vd_text_lower, VD_LIT("ỦY BAN NHÂN DÂN XÃ ĐẮK PƠ"), "ủy ban nhân dân xã đắk pơ");
    copy_is(vd_text_proper, VD_LIT("BÀ RỊA - VŨNG TÀU, QUẬN 1A"), "Bà Rịa - Vũng Tàu, Quận 1a");
    copy_is(vd_text_proper,
            VD_LIT("(nhà\xFF"
                   "B"),
            "(Nhà\xFF"
            "b");
    copy_is(vd_text_lower, VD_LIT(""), "");
    copy_is(vd_text_proper, VD_NONE, "");
}

/* Every character that is no blank and not left out, before a mark and alone, is composed as the library composes. */
static void clean_copies_are_composed(void **state)
{
    (void)state;
    size_t compared = 0;
    for (utf8proc_int32_t code = 0xA1; code < 0x3100; code++) {
        for (int marked = 0; marked < 2; marked++) {
            char text[16] = "x";
            vd_arena arena = {0};
            size_t len = 1 + (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)text + 1);
            memcpy(text + len, marked ? "\xCC\x81y" : "y", marked ? 4 : 2);
            vd_str clean = vd_text_clean(&arena, vd_str_of(text));
            utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)text);
            assert_non_null(composed);
            uint8_t flags;
            char fold = vd_letter_fold((uint32_t)code, &flags);
            if (fold != ' ' && fold != VD_FOLD_GONE && code != '\n') {
                compared++;
                assert_string_equal(clean.ptr, (const char *)composed);
            }
            free(composed);
            vd_arena_clear(&arena);
        }
    }
    assert_true(compared > 10000);
}

/* Thousands of marks on one letter: a form that takes quadratic time elsewhere. */
static void a_heap_of_marks_is_cut(void **state)
{
    (void)state;
    size_t count = 200000;
    char *bytes = malloc(count * 2 + 1);
    assert_non_null(bytes);
    bytes[0] = 'a';
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes + 1 + 2 * i, i % 2 ? "\xCC\xA3" : "\xCC\x81", 2);
    }
    vd_arena arena = {0};
    vd_str clean = vd_text_clean(&arena, (vd_str){bytes, count * 2 + 1});
    assert_non_null(clean.ptr);
    assert_true(clean.len < 80);
    assert_memory_equal(clean.ptr, "ạ", strlen("ạ"));
    vd_arena_clear(&arena);
    free(bytes);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static copy_function *const functions[] = {vd_fold_copy, vd_fold_slug, vd_text_clean, vd_text_lower,
                                               vd_text_proper};
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
        for (size_t nth = 1;; nth++) {
            vd_arena arena = {0};
            vd_alloc_fail_at(nth);
            vd_str result = functions[f](&arena, VD_LIT("Kế  hoạch"));
            vd_alloc_fail_at(0);
            vd_arena_clear(&arena);
            if (result.ptr) {
                assert_true(nth > 1);
                break;
            }
            assert_int_equal(result.len, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folded_copies),
        cmocka_unit_test(slugs),
        cmocka_unit_test(clean_copies),
        cmocka_unit_test(clean_copies_are_composed),
        cmocka_unit_test(letters_small_and_proper),
        cmocka_unit_test(a_heap_of_marks_is_cut),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
