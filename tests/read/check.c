/** What is text by its bytes. */
#include "read/read.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void refused(vd_str bytes, size_t offset, const char *words)
{
    vd_error err = {0};
    assert_int_equal(vd_read_check(bytes, &err), VD_NOT_TEXT);
    assert_int_equal(err.status, VD_NOT_TEXT);
    assert_int_equal(err.offset, offset);
    assert_non_null(strstr(err.text, words));
}

static void text_is_taken(void **state)
{
    (void)state;
    assert_int_equal(vd_read_check(VD_LIT("Căn cứ Nghị định số 59/2023/NĐ-CP\r\n\tngày\f\v"), NULL), VD_OK);
    assert_int_equal(vd_read_check(VD_LIT("\xEF\xBB\xBFKế hoạch"), NULL), VD_OK);
    assert_int_equal(vd_read_check(VD_LIT("Qu\xFD \xFEnh c\xF5"), NULL), VD_OK); /* damage is kept, not refused */
    assert_int_equal(vd_read_check(VD_LIT(""), NULL), VD_OK);
    assert_int_equal(vd_read_check(VD_NONE, NULL), VD_OK);
}

static void known_formats_are_refused_with_advice(void **state)
{
    (void)state;
    refused(VD_LIT("%PDF-1.7\n"), 0, "pdftotext");
    refused(VD_LIT("PK\3\4rest"), 0, "pandoc");
    refused(VD_LIT("\xD0\xCF\x11\xE0rest"), 0, "catdoc");
    refused(VD_LIT("{\\rtf1\\ansi"), 0, "unrtf");
    refused(VD_LIT("SQLite format 3\0rest"), 0, "SQLite");
    refused(VD_LIT("\xFF\xFEK\0"), 0, "iconv -f UTF-16 -t UTF-8");
    refused(VD_LIT("\xFE\xFF\0K"), 0, "iconv -f UTF-16 -t UTF-8");
    refused(VD_LIT("\xFF\xFE\0\0K\0\0\0"), 0, "iconv -f UTF-32 -t UTF-8");
    refused(VD_LIT("\0\0\xFE\xFF\0\0\0K"), 0, "iconv -f UTF-32 -t UTF-8");
}

static void utf_16_without_a_mark_is_told(void **state)
{
    (void)state;
    refused(VD_LIT("S\0o\0 \0003\0003\0/\0C\0T\0"), 1, "iconv -f UTF-16LE");
    refused(VD_LIT("\0S\0o\0 \0003\0003\0/\0C\0T"), 0, "iconv -f UTF-16BE");
}

static void one_nul_is_damage_and_many_are_binary(void **state)
{
    (void)state;
    char bytes[640];
    memset(bytes, 'a', sizeof bytes);
    bytes[100] = '\0';
    assert_int_equal(vd_read_check((vd_str){bytes, sizeof bytes}, NULL), VD_OK);
    assert_int_equal(vd_read_check(VD_LIT("a\0b"), NULL), VD_OK);
    for (int i = 1; i < 10; i++) {
        bytes[100 + 13 * i] = '\x01';
    }
    assert_int_equal(vd_read_check((vd_str){bytes, sizeof bytes}, NULL), VD_OK); /* 10 of 640: not above 1 in 64 */
    bytes[600] = '\x7F';
    refused((vd_str){bytes, sizeof bytes}, 100, "binary file");
    refused(VD_LIT("\0"), 0, "binary file");
    refused(VD_LIT("\x7F"
                   "ELF\x02\x01\x01\0\0\0"),
            0, "binary file");
}

static void only_the_beginning_decides(void **state)
{
    (void)state;
    static char bytes[1 << 17];
    memset(bytes, 'a', sizeof bytes);
    memset(bytes + (1 << 16), '\x01', 1 << 16);
    assert_int_equal(vd_read_check((vd_str){bytes, sizeof bytes}, NULL), VD_OK);
    memset(bytes + (1 << 15), '\x01', 1 << 15);
    refused((vd_str){bytes, sizeof bytes}, 1 << 15, "binary file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_taken),
        cmocka_unit_test(known_formats_are_refused_with_advice),
        cmocka_unit_test(utf_16_without_a_mark_is_told),
        cmocka_unit_test(one_nul_is_damage_and_many_are_binary),
        cmocka_unit_test(only_the_beginning_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
