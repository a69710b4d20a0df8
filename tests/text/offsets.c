/** The way back from the fold to the bytes, on texts made at random. */
#include "base/utf8.h"
#include "text/text.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/random.h"

static uint64_t seed = 1;

static const char *const pieces[] = {
    "a",
    "B",
    "9",
    "/",
    "-",
    ".",
    ";",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\f",
    "đ",
    "Ð",
    "ế",
    "Ự",
    "é",
    "e\xCC\x82\xCC\x81",
    "o\xCC\x9B\xCC\xA3",
    "–",
    "“",
    "…",
    "¹",
    "•",
    "中",
    "\xF0\x9F\x98\x80",
    "\xC2\xA0",
    "\xE2\x80\xA8",
    "\xE2\x80\x8B",
    "\xC2\xAD",
    "\xEF\xBB\xBF",
    "\xCC\x81",
    "\xFF",
    "\x80",
    "\xE1\xBB",
    "\xC0\xAF",
    "\xED\xA0\x80",
    "\x01",
    "Điều 5",
    "I. ",
    "a) ",
    "- ",
    "\xEF\xBC\xA1",
    "của",
    "số\n",
    "QH15",
    "‘",
};

static vd_str text_make(char *out, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        const char *piece = pieces[random_below(&seed, sizeof pieces / sizeof pieces[0])];
        memcpy(out + len, piece, strlen(piece));
        len += strlen(piece);
    }
    if (count > 5 && random_below(&seed, 3) == 0) {
        out[random_below(&seed, len)] = '\0';
    }
    return (vd_str){out, len};
}

/* boundary[i]: a character starts at byte i (each byte that belongs to none is its own). */
static void boundaries_mark(vd_str bytes, bool *boundary)
{
    memset(boundary, 0, bytes.len + 1);
    for (size_t i = 0; i < bytes.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(bytes.ptr + i, bytes.len - i, &code);
        boundary[i] = true;
        for (size_t k = 1; code == VD_UTF8_INVALID && k < len; k++) {
            boundary[i + k] = true;
        }
        i += len;
    }
    boundary[bytes.len] = true;
}

static bool blank(char c)
{
    return c == ' ' || c == '\n';
}

static void text_check(vd_arena *arena, vd_str bytes, bool *boundary)
{
    vd_text text;
    assert_int_equal(vd_text_fold(arena, bytes, &text, NULL), VD_OK);
    assert_true(text.fold_len <= bytes.len);
    boundaries_mark(bytes, boundary);
    for (size_t i = 0; i < text.fold_len; i++) {
        size_t start;
        size_t end;
        vd_text_span(&text, i, i + 1, &start, &end);
        assert_true(text.at[i] < text.at[i + 1] || i + 1 == text.fold_len);
        assert_true(start == text.at[i] && start < end && end <= text.at[i + 1]);
        assert_true(boundary[start] && boundary[end]);
        assert_false(i > 0 && blank(text.fold[i]) && blank(text.fold[i - 1]));
        assert_int_equal(vd_text_fold_at(&text, start), i);
        assert_int_equal(vd_text_fold_at(&text, start + 1), i + 1);
        vd_str folded = vd_fold_copy(arena, vd_str_slice(bytes, start, end));
        if (blank(text.fold[i])) {
            assert_int_equal(folded.len, 0);
        } else {
            assert_int_equal(folded.len, 1);
            assert_int_equal(folded.ptr[0], text.fold[i]);
        }
    }
    /* The whole, but for hard breaks and the ends, is what the short way makes of it. */
    vd_str folded = vd_fold_copy(arena, bytes);
    for (size_t i = 0; i < text.fold_len; i++) {
        text.fold[i] = text.fold[i] == '\n' ? ' ' : text.fold[i];
    }
    vd_str whole = {text.fold, text.fold_len};
    whole = whole.len > 0 && whole.ptr[0] == ' ' ? vd_str_slice(whole, 1, whole.len) : whole;
    whole = vd_str_ends(whole, VD_LIT(" ")) ? vd_str_slice(whole, 0, whole.len - 1) : whole;
    assert_true(vd_str_eq(whole, folded));
}

static void spans_lie_on_characters(void **state)
{
    (void)state;
    static char bytes[8192];
    static bool boundary[8193];
    for (size_t round = 0; round < 3000; round++) {
        vd_arena arena = {0};
        text_check(&arena, text_make(bytes, random_below(&seed, 60)), boundary);
        vd_arena_clear(&arena);
    }
}

static void positions_agree_with_counting(void **state)
{
    (void)state;
    static char bytes[8192];
    for (size_t round = 0; round < 300; round++) {
        vd_arena arena = {0};
        vd_str text_bytes = text_make(bytes, random_below(&seed, 60));
        vd_text text;
        assert_int_equal(vd_text_fold(&arena, text_bytes, &text, NULL), VD_OK);
        size_t line = 1;
        size_t on = 0;
        for (size_t i = 0; i < text_bytes.len; i++) {
            size_t found_line;
            size_t found_column;
            vd_text_position(&text, i, &found_line, &found_column);
            assert_int_equal(found_line, line);
            if (random_below(&seed, 4) == 0) { /* … or from any place before */
                size_t on_column;
                vd_text_position_on(&text, i, &on, &on_column);
                assert_int_equal(on, line);
                assert_int_equal(on_column, found_column);
            }
            assert_true(found_column >= 1 && found_column <= i + 1);
            char next = i + 1 < text_bytes.len ? text_bytes.ptr[i + 1] : '\0';
            line += text_bytes.ptr[i] == '\n' || (text_bytes.ptr[i] == '\r' && next != '\n');
        }
        assert_int_equal(text.line_count, line);
        vd_arena_clear(&arena);
    }
}

static void span_is(const vd_text *text, size_t from, size_t to, const char *expected)
{
    size_t start;
    size_t end;
    vd_text_span(text, from, to, &start, &end);
    assert_int_equal(end - start, strlen(expected));
    assert_memory_equal(text->bytes.ptr + start, expected, end - start);
}

static void a_span_has_its_marks_and_no_more(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, VD_LIT("s\xC3\xB4\xCC\x81\xE2\x80\x8B  33\xC2\xAD, x \n"), &text, NULL),
                     VD_OK);
    assert_string_equal(text.fold, "so 33, x\n");
    span_is(&text, 0, 2, "s\xC3\xB4\xCC\x81");
    span_is(&text, 0, 3, "s\xC3\xB4\xCC\x81\xE2\x80\x8B  ");
    span_is(&text, 0, 5, "s\xC3\xB4\xCC\x81\xE2\x80\x8B  33");
    span_is(&text, 7, 8, "x");
    span_is(&text, 7, 9, "x \n");
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_lie_on_characters),
        cmocka_unit_test(positions_agree_with_counting),
        cmocka_unit_test(a_span_has_its_marks_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
