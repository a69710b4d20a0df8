/** Folding whole texts: white space, what vanishes, damage, lines and columns. */
#include "base/alloc.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static vd_arena arena;

static int arena_clear(void **state)
{
    (void)state;
    vd_arena_clear(&arena);
    return 0;
}

static vd_text fold(vd_str bytes)
{
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, bytes, &text, NULL), VD_OK);
    assert_int_equal(text.fold[text.fold_len], '\0');
    assert_int_equal(text.at[text.fold_len], bytes.len);
    return text;
}

static void fold_is(vd_str bytes, const char *expected)
{
    vd_text text = fold(bytes);
    assert_string_equal(text.fold, expected);
    assert_int_equal(text.fold_len, strlen(expected));
}

static void every_writing_folds_alike(void **state)
{
    (void)state;
    fold_is(VD_LIT("Quyết định số 23-QĐ/TW của Ủy ban"), "quyet dinh so 23-qd/tw cua uy ban");
    fold_is(VD_LIT("QUYẾT ĐỊNH SỐ 23–QÐ/TW CỦA UỶ BAN"), "quyet dinh so 23-qd/tw cua uy ban");
    fold_is(
        VD_LIT("Quye\xCC\x82\xCC\x81t \xC4\x91i\xCC\xA3nh s\xC3\xB4\xCC\x81 23\xE2\x80\x91QD/TW cua \xE1\xBB\xA6y ban"),
        "quyet dinh so 23-qd/tw cua uy ban");
    fold_is(VD_LIT("hoà thuỷ hòa thủy"), "hoa thuy hoa thuy");
    fold_is(VD_LIT("thành phố¹ “Dân vận khéo”…"), "thanh pho\x7F \"dan van kheo\".");
}

static void white_space_runs_are_one_blank(void **state)
{
    (void)state;
    fold_is(VD_LIT("a \t\xC2\xA0\xE2\x80\x89 b"), "a b");
    fold_is(VD_LIT("a\xE3\x80\x80\x62"), "a b");
    fold_is(VD_LIT("a\fb\vc"), "a b c");
    fold_is(VD_LIT("  a  "), " a ");
    fold_is(VD_LIT(" \n a \n "), "\na\n");
    fold_is(VD_LIT("a \xE2\x80\x8B b"), "a b"); /* invisible between blanks */
    fold_is(VD_LIT(" "), " ");
    fold_is(VD_LIT("\r\n"), "\n");
    fold_is(VD_LIT(""), "");
    fold_is(VD_NONE, "");
}

static void invisible_characters_vanish(void **state)
{
    (void)state;
    fold_is(VD_LIT("\xEF\xBB\xBFK\xC2\xAD\xE2\x80\x8B\xE2\x80\x8C\xE2\x80\x8D\xE2\x81\xA0\xE2\x80\x8F\xEF\xBB\xBFT"),
            "kt");
    fold_is(VD_LIT("\xCC\x81x"), "x"); /* a mark on nothing */
}

static void line_ends_of_all_kinds(void **state)
{
    (void)state;
    static const char *const texts[] = {"một dòng\nhai dòng", "một dòng\r\nhai dòng", "một dòng\rhai dòng",
                                        "một dòng \n\n hai dòng"};
    for (size_t i = 0; i < 4; i++) {
        vd_text text = fold(vd_str_of(texts[i]));
        assert_string_equal(text.fold, "mot dong hai dong");
        assert_int_equal(text.line_count, i == 3 ? 3 : 2);
        vd_line first = text.lines[0];
        assert_memory_equal(texts[i] + first.start, "một dòng", strlen("một dòng"));
        assert_int_equal(text.lines[text.line_count - 1].end, strlen(texts[i]));
    }
    vd_text text = fold(VD_LIT("a\r\r\nb\n"));
    assert_int_equal(text.line_count, 4);
    assert_int_equal(text.lines[3].start, 6);
    assert_int_equal(text.lines[3].end, 6);
    assert_int_equal(fold(VD_LIT("")).line_count, 1);
}

static void damage_is_counted_and_kept_apart(void **state)
{
    (void)state;
    vd_text text = fold(VD_LIT("số \xFF\xE1\xBB x\0y"));
    assert_string_equal(text.fold, "so \x7F\x7F\x7F x\x7Fy");
    assert_int_equal(text.invalid_count, 2); /* NUL is a character */
    assert_int_equal(text.invalid_first, strlen("số "));
    text = fold(VD_LIT("tốt"));
    assert_int_equal(text.invalid_count, 0);
    assert_true(text.invalid_first == SIZE_MAX);
    /* Latin-1 bytes and surrogates in UTF-8 */
    text = fold(VD_LIT("Qu\xFD \xED\xA0\x80"));
    assert_string_equal(text.fold, "qu\x7F \x7F\x7F\x7F");
    assert_int_equal(text.invalid_count, 4);
}

static void position_is(const vd_text *text, size_t offset, size_t line, size_t column)
{
    size_t found_line;
    size_t found_column;
    vd_text_position(text, offset, &found_line, &found_column);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
}

static void positions_count_characters(void **state)
{
    (void)state;
    vd_text text = fold(VD_LIT("Số 33\nđiều\r\n\nx"));
    position_is(&text, 0, 1, 1);
    position_is(&text, 1, 1, 2);
    position_is(&text, 2, 1, 2); /* inside "ố" */
    position_is(&text, 4, 1, 3);
    position_is(&text, 7, 1, 6); /* the line end */
    position_is(&text, 8, 2, 1);
    position_is(&text, 10, 2, 2);
    position_is(&text, 17, 3, 1);
    position_is(&text, 18, 4, 1);
    position_is(&text, 19, 4, 2);
    position_is(&text, 1000, 4, 2); /* behind the end: the end */
    text = fold(VD_LIT("\xEF\xBB\xBFKế"));
    position_is(&text, 0, 1, 1);
    position_is(&text, 3, 1, 1);
    position_is(&text, 4, 1, 2);
}

/* A second line of so many characters, of one and three bytes by turns. */
static void columns_count(size_t count)
{
    enum { MOST = 30000 };
    static char bytes[MOST * 4 + 3];
    size_t len = 0;
    assert_true(count <= MOST);
    bytes[len++] = 'x';
    bytes[len++] = '\n';
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes + len, i % 2 ? "\xE1\xBA\xBF" : "a", i % 2 ? 3 : 1);
        len += i % 2 ? 3 : 1;
    }
    vd_text text = fold((vd_str){bytes, len});
    for (size_t i = 0; i < count; i += 2) {
        position_is(&text, 2 + i * 2, 2, i + 1);
        position_is(&text, 2 + i * 2 + 1, 2, i + 2);
        position_is(&text, 2 + i * 2 + 3, 2, i + 2);
    }
}

/* Lines are counted through up to some length, and looked up in counts beyond. */
static void columns_of_a_long_line(void **state)
{
    (void)state;
    static const size_t counts[] = {40, 480, 482, 1918, 1920, 1922, 2400, 30000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        columns_count(counts[i]);
    }
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    vd_str bytes = VD_LIT("Căn cứ Luật\nsố 10/2022/QH15;\nTheo đề nghị\xFF");
    for (size_t nth = 1;; nth++) {
        vd_arena own = {0};
        vd_text text = {.fold_len = 77};
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_text_fold(&own, bytes, &text, &err);
        vd_alloc_fail_at(0);
        if (status != VD_OK) {
            assert_int_equal(status, VD_NO_MEMORY);
            assert_int_equal(err.status, VD_NO_MEMORY);
            assert_int_equal(text.fold_len, 77); /* untouched */
        }
        vd_arena_clear(&own);
        if (status == VD_OK) {
            assert_true(nth > 1);
            break;
        }
    }
}

static void a_text_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    vd_text text;
    vd_error err;
    vd_str bytes = {"", VD_SOURCE_MAX + 1}; /* the length alone decides: nothing is read */
    assert_int_equal(vd_text_fold(&arena, bytes, &text, &err), VD_LIMIT);
    assert_int_equal(err.status, VD_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_writing_folds_alike, arena_clear),
        cmocka_unit_test_teardown(white_space_runs_are_one_blank, arena_clear),
        cmocka_unit_test_teardown(invisible_characters_vanish, arena_clear),
        cmocka_unit_test_teardown(line_ends_of_all_kinds, arena_clear),
        cmocka_unit_test_teardown(damage_is_counted_and_kept_apart, arena_clear),
        cmocka_unit_test_teardown(positions_count_characters, arena_clear),
        cmocka_unit_test_teardown(columns_of_a_long_line, arena_clear),
        cmocka_unit_test_teardown(every_allocation_may_fail, arena_clear),
        cmocka_unit_test_teardown(a_text_beyond_the_limit_is_refused, arena_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
