/** Every form of the fast loops against the unfast way: made-up texts with all that is awkward in them, and the corpus.
 */
#include "base/cpu.h"
#include "reference.h"
#include "text/fold.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/random.h"

static const char *const everyday[] = {"a",  "b",  "Z",   "Q",    "7",          "0",           ".",   "/", "-",
                                       " ",  "ế",  "Ộ",   "đ",    "Đ",          "ư",           "Ơ",   "é", "ữ",
                                       "th", "ng", " s",  ", ",   "–",          "“",           "”",   "…", "à",
                                       "Ỹ",  "\n", "số ", "của ", "Nghị định ", "QUYẾT ĐỊNH ", "\n- "};
static const char *const awkward[] = {" ",
                                      "\n",
                                      "\r\n",
                                      "\r",
                                      "\t",
                                      "\v",
                                      "\f",
                                      " \n",
                                      " \n \n",
                                      "(",
                                      ")",
                                      ",",
                                      ";",
                                      "( ",
                                      " )",
                                      " ,",
                                      " ;",
                                      "(\n",
                                      "\n)",
                                      "\xCC\x81",
                                      "\xCC\xA3",
                                      "\xCC\x88\xCC\x81",
                                      "\xC2\xA0",
                                      "\xE2\x80\x8B",
                                      "\xE2\x80\xA8",
                                      "\xEF\xBB\xBF",
                                      "\xC2\xAD",
                                      "\xE3\x80\x80",
                                      "\x01",
                                      "\x7F",
                                      "\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC3",
                                      "\xE1",
                                      "\xE1\xBA",
                                      "\xE0\x80\x80",
                                      "\xE0\xB8\x81",
                                      "\xED\xA0\x80",
                                      "\xED\x95\x9C",
                                      "\xF0\x9F\x98\x80",
                                      "\xF0\x9F",
                                      "\xF4\x90\x80\x80",
                                      "\xFF",
                                      "\xE2\x80",
                                      "\xE2\x80\xA2",
                                      "\xE2\x81\x84",
                                      "\xC9\x8F",
                                      "\xC9\x90",
                                      "\xC9\x96",
                                      "\xCA\xBC",
                                      "\xC2\xB0",
                                      "\xC3\x97",
                                      "\xE1\xBC\x80",
                                      "\xE1\xB7\x80",
                                      "\xE2\x88\x92",
                                      "\xEF\xBC\x88",
                                      "\xEF\xBC\x8C",
                                      "\xEF\xBC\x81",
                                      "\xCD\x8F",
                                      "ẫ\xCC\x80",
                                      "a\xCC\x82\xCC\xA3"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static uint64_t seed = 1;

/* `odds` pieces of a hundred are awkward ones. */
static size_t text_make(char *out, size_t room, size_t odds)
{
    size_t len = 0;
    for (;;) {
        const char *piece = random_below(&seed, 100) < odds ? awkward[random_below(&seed, COUNT(awkward))]
                                                            : everyday[random_below(&seed, COUNT(everyday))];
        size_t more = strlen(piece);
        if (len + more > room) {
            return len;
        }
        memcpy(out + len, piece, more);
        len += more;
    }
}

static void lines_check(vd_arena *arena, const vd_text *text)
{
    vd_line *lines;
    size_t count;
    reference_lines(arena, text->bytes, &lines, &count);
    assert_int_equal(text->line_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(text->lines[i].start, lines[i].start);
        assert_int_equal(text->lines[i].end, lines[i].end);
    }
}

static void ways_check(const vd_text *text, size_t step)
{
    for (size_t i = 0; i <= text->bytes.len; i += 1 + random_below(&seed, step)) {
        size_t line, column, expected_line, expected_column;
        assert_int_equal(vd_text_fold_at(text, i), reference_fold_at(text, i));
        vd_text_position(text, i, &line, &column);
        reference_position(text->bytes, i, &expected_line, &expected_column);
        assert_int_equal(line, expected_line);
        assert_int_equal(column, expected_column);
    }
    assert_int_equal(vd_text_fold_at(text, text->bytes.len + 5), text->fold_len);
}

/* All lines at once are where each by itself is. */
static void places_check(vd_arena *arena, const vd_text *text)
{
    uint32_t *places = VD_ARENA_RAW(arena, uint32_t, text->line_count + 1);
    assert_non_null(places);
    vd_text_fold_lines(text, places);
    for (size_t i = 0; i < text->line_count; i++) {
        assert_int_equal(places[i], vd_text_fold_at(text, text->lines[i].start));
    }
    assert_int_equal(places[text->line_count], text->fold_len);
}

/* One text in every form; the bytes lie at the very end of their block, so that a read behind them is seen. */
static void text_check(vd_str bytes, size_t step)
{
    vd_arena arena = {0};
    vd_text expected;
    char *block = malloc(bytes.len ? bytes.len : 1);
    assert_non_null(block);
    memcpy(block, bytes.ptr, bytes.len);
    bytes.ptr = block;
    reference_fold(&arena, bytes, &expected);
    for (int cpu = VD_CPU_PLAIN; cpu <= (int)vd_cpu_best(); cpu++) {
        vd_text text;
        vd_cpu_force((vd_cpu)cpu);
        assert_int_equal(vd_text_fold(&arena, bytes, &text, NULL), VD_OK);
        places_check(&arena, &text);
        vd_fold_fill(&text); /* again: as it was before line breaks were settled */
        assert_int_equal(text.fold_len, expected.fold_len);
        assert_memory_equal(text.fold, expected.fold, text.fold_len + 1);
        assert_memory_equal(text.flags, expected.flags, text.fold_len);
        assert_memory_equal(text.at, expected.at, (text.fold_len + 1) * sizeof *text.at);
        assert_int_equal(text.invalid_count, expected.invalid_count);
        assert_int_equal(text.invalid_first, expected.invalid_first);
        lines_check(&arena, &text);
        ways_check(&text, step);
    }
    vd_cpu_force(vd_cpu_best());
    vd_arena_clear(&arena);
    free(block);
}

static void made_up_texts_fold_alike(void **state)
{
    (void)state;
    static const size_t odds[] = {0, 1, 5, 30, 100};
    char bytes[700];
    for (size_t round = 0; round < 4000; round++) {
        text_check((vd_str){bytes, text_make(bytes, random_below(&seed, sizeof bytes), odds[round % COUNT(odds)])}, 20);
    }
}

/* Each awkward piece at each place of a block, alone and with each other one behind it. */
static void nothing_depends_on_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(awkward) * COUNT(awkward); i++) {
        const char *first = awkward[i / COUNT(awkward)], *second = awkward[i % COUNT(awkward)];
        char bytes[256];
        for (size_t before = 58 + i % 3; before < 70; before += 3) {
            int len =
                snprintf(bytes, sizeof bytes, "%.*s%s%s%s", (int)before,
                         "aB c.d 1/2-3 e\nf gh ij kl mn op qr st uv wx yz AB CD EF GH IJ KL MN OP QR", first, second,
                         "ghi ế jk ộ lmn 12/2024 op QRST uv wx yz abc def ghi jkl mno pqr stu vwx yz abc def ghi");
            text_check((vd_str){bytes, (size_t)len}, 9);
        }
    }
}

static void long_lines_have_columns(void **state)
{
    (void)state;
    enum { LONG = 20000 };
    char *bytes = malloc(LONG);
    assert_non_null(bytes);
    size_t len = 0;
    while (len + 8 < LONG) {
        len += (size_t)snprintf(bytes + len, 8, random_below(&seed, 3) ? "ab" : "ệ");
    }
    text_check((vd_str){bytes, len}, 3000);
    free(bytes);
}

static void corpus_texts_fold_alike(void **state)
{
    (void)state;
    const char *folder = VD_ROOT "/corpus/plans";
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    size_t count = 0;
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *file = strstr(entry->d_name, ".txt") ? fopen(path, "rb") : NULL;
        if (!file) {
            continue;
        }
        static char bytes[1 << 20];
        text_check((vd_str){bytes, fread(bytes, 1, sizeof bytes, file)}, 4000);
        fclose(file);
        count++;
    }
    closedir(dir);
    assert_true(count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_up_texts_fold_alike),
        cmocka_unit_test(nothing_depends_on_the_place),
        cmocka_unit_test(long_lines_have_columns),
        cmocka_unit_test(corpus_texts_fold_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
