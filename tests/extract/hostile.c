/** Texts made to be slow, deep or senseless: each is read in bounded time, none is refused, and nothing is found in
 * those that say nothing. */
#include "support/grammar.h"
#include "text.h"

#include <stdlib.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SECONDS = 10, MEGABYTE = 1 << 20 };

/* A text of `size` bytes of repeated words.  `says`: mentions may be found in it. */
typedef struct hostile {
    const char *words;
    size_t size;
    bool says;
} hostile;

static const hostile texts[] = {
    {"Luật ", MEGABYTE / 8, true},
    {"số ", MEGABYTE, false},
    {"12/34-5/6", MEGABYTE, false},
    {"1/", MEGABYTE, false},
    {"1-", MEGABYTE, false},
    {"12.", MEGABYTE, false},
    {"9", MEGABYTE, false},
    {"A-", MEGABYTE, false},
    {"12/A-", MEGABYTE, false},
    {"“", MEGABYTE, false},
    {"(", MEGABYTE, false},
    {"“Chỉ thị (", MEGABYTE, false},
    {" ", MEGABYTE, false},
    {"\n", MEGABYTE, false},
    {"a", MEGABYTE, false},
    {"e\xCC\x81", MEGABYTE, false},
    {"\xCC\x81", MEGABYTE, false},
    {"\xFF", MEGABYTE, false},
    {"\xE1\xBB", MEGABYTE, false},
    {"12/QĐ", MEGABYTE / 2, true},
    {"33/CT", MEGABYTE / 2, true},
    {"Căn cứ ", MEGABYTE, false},
    {"thực hiện ", MEGABYTE, false},
    {"sửa đổi, bổ sung ", MEGABYTE, false},
    {"khoản 1 Điều 2 ", MEGABYTE, false},
    {"của Chính phủ ", MEGABYTE, false},
    {"ngày 1 tháng 2 năm 2020 ", MEGABYTE, false},
    {"tỉnh Đồng Tháp ", MEGABYTE, false},
    {"ban hành Quy chế ", MEGABYTE, false},
    {"ban hành kế hoạch a, ", MEGABYTE, false},
    {"NGHỊ QUYẾT ", MEGABYTE, true},
    {"QUYẾT ĐỊNH\n", MEGABYTE / 4, true},
    {"Số: 12/QĐ-UBND\n", MEGABYTE / 8, true},
    {"12/QĐ-UBND ", MEGABYTE / 8, true},
    {"Nghị định số 12/2020/NĐ-CP ", MEGABYTE / 4, true},
    {"Nghị định số 12/2020/NĐ-CP ngày 1/2/2020 của Chính phủ về việc ", MEGABYTE / 4, true},
    {"thực hiện Nghị định số 12/2020/NĐ-CP; ", MEGABYTE / 4, true},
    {"Nghị định số 12/2020/NĐ-CP về x; b, ", MEGABYTE / 4, true},
    {"Nghị định số 12/2020/NĐ-CP về Nghị định số 13/2020/NĐ-CP về x; b; b; b; b; b; b; b.\n", MEGABYTE / 4, true},
    {"Luật sửa đổi, bổ sung một số điều của Luật Đất đai, ", MEGABYTE / 4, true},
    {"Căn cứ Luật Đất đai;\n", MEGABYTE / 4, true},
    {"Điều 1. Quyết định số 5/QĐ-UBND được thay thế bởi ", MEGABYTE / 4, true},
    {"Chỉ thị số 33/CT Luật Thực hiện dân ", MEGABYTE / 8, true},
    {"các nghị quyết, ", MEGABYTE / 8, true},
    {"Kế hoạch này ", MEGABYTE / 8, true},
    {"Kế hoạch ", MEGABYTE / 16, true},
    {"Chương trình a ", MEGABYTE / 16, true},
    {"Luat Thye hién ", MEGABYTE / 256, true},
    {"Nghị quyết Trung ương 4 khóa XI ", MEGABYTE / 2, true},
    {"Nghị quyết Trung ương 4. ", MEGABYTE / 2, true},
    {"Nghị quyết Đại hội XIII của Đảng, ", MEGABYTE / 4, true},
};

static void text_fill(char *out, size_t size, const char *words)
{
    size_t len = strlen(words);
    for (size_t i = 0; i < size; i++) {
        out[i] = words[i % len];
    }
}

/* Extract; seconds of processor time, and the mentions that are documents. */
static double text_time(vd_str bytes, size_t *mentions)
{
    clock_t start = clock();
    reading r = reading_open(grammar, bytes);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_int_equal(r.status, VD_OK);
    *mentions = 0;
    for (size_t i = 0; i < r.found.mention_count; i++) {
        *mentions += r.found.mentions[i].form != VD_FORM_SELF && r.found.mentions[i].form != VD_FORM_GENERIC;
    }
    reading_close(&r);
    return seconds;
}

static void repeated_words_end_in_time(void **state)
{
    (void)state;
    char *bytes = malloc(MEGABYTE);
    assert_non_null(bytes);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t mentions;
        text_fill(bytes, texts[i].size, texts[i].words);
        double seconds = text_time((vd_str){bytes, texts[i].size}, &mentions);
        if (getenv("VD_SHOW_TIMES")) {
            printf("%8.3f s  %6zu mentions  %s\n", seconds, mentions, texts[i].words);
        }
        if (seconds > SECONDS || (mentions > 0 && !texts[i].says)) {
            fprintf(stderr, "\"%s\": %.1f s, %zu mentions\n", texts[i].words, seconds, mentions);
            wrong++;
        }
    }
    free(bytes);
    assert_int_equal(wrong, 0);
}

/* What is looked for from many places must not be looked for from each anew: eight times the text takes about eight
 * times as long, and not sixty-four. */
static void time_grows_with_the_text(void **state)
{
    (void)state;
    enum { SIZE = 60000, TIMES = 8, MOST = 3 * TIMES, TRIES = 3 };
    static const char *const words[] = {
        "12/2020/NĐ-CP, ",
        "Căn cứ Nghị định số 12/2020/NĐ-CP ngày 15 tháng 3 năm 2020 của Chính phủ; các đơn vị thực hiện nhiệm vụ. ",
        "các đơn vị thực hiện nhiệm vụ được giao theo quy định ",
        "(",
        "Luật ",
        "Nghị định Thông tư Kế hoạch ",
        "12/34/56 7/8/2020/ ",
        "“a” “b ",
        "A. b. 1.1. ",
        "a) Căn cứ Luật Đất đai;\n",
        "(sau đây gọi tắt là Đề án 06) Đề án ",
        "Nghị định này ",
        "ban hành quyết định ",
        "khoản 1 ",
        "Nghị định số 12/2020/NĐ-CP về x; b, ",
        "Nghị định số 12/2020/NĐ-CP về x; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b; b.\n",
        "Nghị quyết Trung ương 4 khóa XI ",
        "Nghị quyết Trung ương 4 khóa XI. Nghị quyết Trung ương 4 khóa XI về xây dựng Đảng; ",
        "Điều 1 Nghị định số 1/2020/NĐ-CP, ",
        "(thay thế Nghị định số 1/2020/NĐ-CP (bãi bỏ ",
    };
    char *bytes = malloc((size_t)SIZE * TIMES);
    assert_non_null(bytes);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        text_fill(bytes, (size_t)SIZE * TIMES, words[i]);
        bool grows = true;
        for (int k = 0; k < TRIES && grows; k++) { /* what else the machine does may disturb one */
            size_t mentions;
            double once = text_time((vd_str){bytes, SIZE}, &mentions);
            double more = text_time((vd_str){bytes, (size_t)SIZE * TIMES}, &mentions);
            grows = more > MOST * once + 0.02; /* the clock's grain */
            if (grows) {
                fprintf(stderr, "\"%s\": %.3f s, %d times as much: %.3f s\n", words[i], once, TIMES, more);
            }
        }
        wrong += grows;
    }
    free(bytes);
    assert_int_equal(wrong, 0);
}

/* What is cited around words glued into one is read; and where their like has no end, that something was given up is
 * told, with where. */
static void glued_words_take_nothing_along(void **state)
{
    (void)state;
    enum { SHORT = 300, ENDLESS = 200000 };
    static const char *const glued[] = {"12/QĐ", "33/CT"};
    static const char before[] = "KẾ HOẠCH\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n";
    static const char after[] = "\nThực hiện Chỉ thị số 33/CT-TTg ngày 01/12/2020.\n";
    for (size_t i = 0; i < sizeof glued / sizeof *glued; i++) {
        for (size_t count = SHORT; count <= ENDLESS; count += ENDLESS - SHORT) {
            vd_buf text = {0};
            vd_buf_add_text(&text, before);
            for (size_t k = 0; k < count; k++) {
                vd_buf_add_text(&text, glued[i]);
            }
            vd_buf_add_text(&text, after);
            reading r = reading_open(grammar, vd_buf_str(&text));
            assert_int_equal(r.status, VD_OK);
            assert_true(r.found.mention_count >= 3);
            const vd_mention *last = &r.found.mentions[r.found.mention_count - 1];
            assert_true(vd_str_eq(r.found.mentions[1].number, VD_LIT("30/2020/NĐ-CP")));
            assert_true(vd_str_eq(last->number, VD_LIT("33/CT-TTg")));
            assert_int_equal(r.found.given_up > 0, count == ENDLESS);
            assert_true(r.found.given_up == 0 || r.found.given_up_first >= sizeof before - 1);
            reading_close(&r);
            vd_buf_clear(&text);
        }
    }
}

/* Nor does a member of a list look back to the head of the list. */
static void time_grows_with_the_list(void **state)
{
    (void)state;
    enum { SIZE = 60000, TIMES = 8, MOST = 3 * TIMES, TRIES = 3 };
    static const struct {
        const char *head, *member;
    } lists[] = {
        {"Bãi bỏ các Quyết định: ", "số 1/2010/QĐ-UBND; "},
        {"Căn cứ ", "Quyết định số 1/2010/QĐ-UBND;\n"},
        {"Thực hiện:\n1. ", "Quyết định số 1/2010/QĐ-UBND, "},
    };
    char *bytes = malloc((size_t)SIZE * TIMES);
    assert_non_null(bytes);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t head = strlen(lists[i].head);
        memcpy(bytes, lists[i].head, head);
        text_fill(bytes + head, (size_t)SIZE * TIMES - head, lists[i].member);
        bool grows = true;
        for (int k = 0; k < TRIES && grows; k++) {
            size_t mentions;
            double once = text_time((vd_str){bytes, SIZE}, &mentions);
            double more = text_time((vd_str){bytes, (size_t)SIZE * TIMES}, &mentions);
            grows = more > MOST * once + 0.02;
            if (grows) {
                fprintf(stderr, "\"%s\": %.3f s, %d times as much: %.3f s\n", lists[i].head, once, TIMES, more);
            }
        }
        wrong += grows;
    }
    free(bytes);
    assert_int_equal(wrong, 0);
}

static void nothing_but_nul(void **state)
{
    (void)state;
    char *bytes = calloc(MEGABYTE, 1);
    assert_non_null(bytes);
    size_t mentions;
    double seconds = text_time((vd_str){bytes, MEGABYTE}, &mentions);
    free(bytes);
    assert_int_equal(mentions, 0);
    assert_true(seconds < SECONDS);
}

static void random_bytes(void **state)
{
    (void)state;
    char *bytes = malloc(MEGABYTE);
    assert_non_null(bytes);
    uint64_t seed = 7;
    for (size_t i = 0; i < MEGABYTE; i++) {
        bytes[i] = (char)random_below(&seed, 256);
    }
    size_t mentions;
    double seconds = text_time((vd_str){bytes, MEGABYTE}, &mentions);
    free(bytes);
    assert_int_equal(mentions, 0);
    assert_true(seconds < SECONDS);
}

/* Letters, digits and signs of numbers, at random: no number without a type that exists. */
static void random_codes(void **state)
{
    (void)state;
    static const char signs[] = "0123456789/-./ABCabc Đ";
    char *bytes = malloc(MEGABYTE);
    assert_non_null(bytes);
    uint64_t seed = 11;
    for (size_t i = 0; i < MEGABYTE; i++) {
        bytes[i] = signs[random_below(&seed, sizeof signs - 1)];
    }
    size_t mentions;
    double seconds = text_time((vd_str){bytes, MEGABYTE}, &mentions);
    free(bytes);
    assert_true(mentions < 20);
    assert_true(seconds < SECONDS);
}

static void all_in_capitals(void **state)
{
    (void)state;
    static const char words[] =
        "CĂN CỨ LUẬT ĐẤT ĐAI SỐ 31/2024/QH15 VÀ NGHỊ ĐỊNH SỐ 102/2024/NĐ-CP, THỰC HIỆN CÔNG TÁC DÂN VẬN; ";
    size_t size = 64 * (sizeof words - 1);
    char *bytes = malloc(size);
    assert_non_null(bytes);
    text_fill(bytes, size, words);
    size_t mentions;
    double seconds = text_time((vd_str){bytes, size}, &mentions);
    free(bytes);
    assert_int_equal(mentions, 128);
    assert_true(seconds < SECONDS);
}

static void quotation_marks_in_one_another(void **state)
{
    (void)state;
    vd_buf text = {0};
    for (int i = 0; i < 2000; i++) {
        vd_buf_add_text(&text, "Quyết định số 5/QĐ-UBND về việc ban hành “Quy chế thực hiện (");
    }
    for (int i = 0; i < 2000; i++) {
        vd_buf_add_text(&text, ")”");
    }
    size_t mentions;
    double seconds = text_time(vd_buf_str(&text), &mentions);
    vd_buf_clear(&text);
    assert_true(mentions >= 2000);
    assert_true(seconds < SECONDS);
}

static void next_to_nothing(void **state)
{
    (void)state;
    static const char *const tiny[] = {"",  "1",  "/",  "S",         "Số", "Số:",  "Luật",
                                       "L", "\n", "1/", "33/CT-TTg", "“",  "\xE1", "a\0b"};
    for (size_t i = 0; i < sizeof tiny / sizeof *tiny; i++) {
        size_t mentions;
        (void)text_time(vd_str_of(tiny[i]), &mentions);
        assert_int_equal(mentions, strchr(tiny[i], 'T') ? 1 : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeated_words_end_in_time),
        cmocka_unit_test(time_grows_with_the_text),
        cmocka_unit_test(glued_words_take_nothing_along),
        cmocka_unit_test(time_grows_with_the_list),
        cmocka_unit_test(nothing_but_nul),
        cmocka_unit_test(random_bytes),
        cmocka_unit_test(random_codes),
        cmocka_unit_test(all_in_capitals),
        cmocka_unit_test(quotation_marks_in_one_another),
        cmocka_unit_test(next_to_nothing),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
