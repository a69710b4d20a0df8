/* tablec folds like the text room: by example, and on every cell of the tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tables/tablec.h"
#include "tables/tables.h"
#include "text/text.h"

static void same_fold(const char *text)
{
    vd_arena arena = {0};
    vd_str want = vd_fold_copy(&arena, vd_str_of(text));
    char *got = tablec_fold(text);
    assert_non_null(want.ptr);
    assert_non_null(got);
    assert_int_equal(strlen(got), want.len);
    assert_memory_equal(got, want.ptr, want.len);
    free(got);

    want = vd_fold_slug(&arena, vd_str_of(text));
    got = tablec_slug(text);
    assert_non_null(got);
    assert_int_equal(strlen(got), want.len);
    assert_memory_equal(got, want.ptr, want.len);
    free(got);
    vd_arena_clear(&arena);
}

static void examples(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fold, *slug;
    } cases[] = {
        {"Chỉ thị", "chi thi", "chi-thi"},
        {"ĐÐđð", "dddd", "dddd"},
        {"uỷ ủy", "uy uy", "uy-uy"},
        {"Ho\xCC\x9B\xCC\x81", "ho", "ho"},
        {"46–CT/TW", "46-ct/tw", "46-ct-tw"},
        {"“a” ‘b’", "\"a\" 'b'", "a-b"},
        {" a \t\xC2\xA0  b ", "a b", "a-b"},
        {"s¢ hi€n", "s\x7f hi\x7fn", "s-hi-n"},
        {"a\xC2\xAD\xE2\x80\x8B"
         "b",
         "ab", "ab"},
        {"Bà Rịa - Vũng Tàu", "ba ria - vung tau", "ba-ria-vung-tau"},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *fold = tablec_fold(cases[i].text), *slug = tablec_slug(cases[i].text);
        assert_string_equal(fold, cases[i].fold);
        assert_string_equal(slug, cases[i].slug);
        free(fold);
        free(slug);
        same_fold(cases[i].text);
    }
    assert_null(tablec_fold("\xC3"));
}

static void every_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_types_count; i++)
        same_fold(vd_types[i].name);
    for (size_t i = 0; i < vd_issuers_count; i++) {
        same_fold(vd_issuers[i].symbol);
        same_fold(vd_issuers[i].name);
    }
    for (size_t i = 0; i < vd_places_count; i++)
        same_fold(vd_places[i].name);
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        same_fold(vd_catalogue[i].number);
        same_fold(vd_catalogue[i].title);
    }
    for (size_t i = 0; i < vd_abbreviations_count; i++)
        same_fold(vd_abbreviations[i].full);
}

static size_t utf8_encode(unsigned code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(0xF0U << (4 - len) | code);
    return len;
}

static void every_character(void **state)
{
    (void)state;
    for (unsigned code = 1; code < 0x20000; code++) {
        char text[8] = "x";
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t len = utf8_encode(code, text + 1);
        text[1 + len] = 'y';
        text[2 + len] = '\0';
        same_fold(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples),
        cmocka_unit_test(every_cell),
        cmocka_unit_test(every_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
