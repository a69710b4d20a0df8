/** Prints of texts: alike for the same words, unlike for others. */
#include "resolve/resolve.h"

#include "world.h"

static unsigned likeness(const char *a, const char *b)
{
    uint64_t x[VD_PRINT_SIZE];
    uint64_t y[VD_PRINT_SIZE];
    unsigned same = 0;
    vd_print(vd_str_of(a), x);
    vd_print(vd_str_of(b), y);
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        same += x[i] == y[i];
    }
    return same * 100 / VD_PRINT_SIZE;
}

/* `count` words, beginning with the one of number `from`; `other` of a hundred are different ones. */
static char *words(unsigned from, unsigned count, unsigned other)
{
    static const char consonants[] = "bcdghklmnprstvxz";
    vd_buf buf = {0};
    for (unsigned i = from; i < from + count; i++) {
        vd_buf_add_text(&buf, i * 37 % 100 < other ? "kh" : "t");
        for (unsigned left = i; left; left /= 16) {
            vd_buf_add_char(&buf, 'a');
            vd_buf_add_char(&buf, consonants[left % 16]);
        }
        vd_buf_add_char(&buf, ' ');
    }
    vd_buf_add_char(&buf, '\0');
    assert_true(vd_buf_ok(&buf));
    return buf.ptr;
}

static void the_same_words_are_alike(void **state)
{
    (void)state;
    char *a = words(0, 600, 0);
    assert_int_equal(likeness(a, a), 100);
    assert_int_equal(likeness("ke hoach thuc hien, cong tac", "ke hoach  thuc\nhien cong-tac"), 100);
    assert_true(likeness("ke hoach thuc hien cong tac nam", "cong tac nam ke hoach thuc hien") < 100);
    free(a);
}

/* One word in n changed touches three triples: the share of common ones is (n - 3) / (n + 3). */
static void likeness_falls_with_what_differs(void **state)
{
    (void)state;
    unsigned last = 101;
    const unsigned other[] = {0, 1, 5, 20, 100};
    char *a = words(0, 2000, 0);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        char *b = words(0, 2000, other[i]);
        unsigned now = likeness(a, b);
        assert_true(now < last);
        last = now;
        if (other[i] == 1) {
            assert_true(now >= 85);
        }
        if (other[i] == 20) {
            assert_true(now < 60);
        }
        free(b);
    }
    assert_int_equal(last, 0);
    free(a);
}

static void other_texts_are_unlike(void **state)
{
    (void)state;
    char *a = words(0, 1000, 0);
    char *b = words(5000, 1000, 0);
    assert_true(likeness(a, b) <= 5);
    free(a);
    free(b);
}

/* Half of one text: about a half. */
static void a_part_is_partly_alike(void **state)
{
    (void)state;
    char *a = words(0, 2000, 0);
    char *b = words(0, 1000, 0);
    assert_true(likeness(a, b) > 30 && likeness(a, b) < 70);
    free(a);
    free(b);
}

/* What an engine without Vietnamese makes of a page. */
static void misread_vowels_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(
        likeness("thuc hien ke hoach so 61 cua uy ban nhan dan", "thyc hien ke hoach s6 61 cia uy ban nhan dan"), 100);
    assert_true(likeness("ke hoach so 61 nam nay", "ke hoach so 62 nam nay") < 100); /* a number counts whole */
    assert_true(likeness("ban nhan dan thanh pho", "ban nhan dan tinh") < 100);
}

static void too_few_words_have_no_print(void **state)
{
    (void)state;
    const char *const texts[] = {"", "mot", "mot hai", "... , ;", "a e o y u i"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint64_t print[VD_PRINT_SIZE];
        vd_print(vd_str_of(texts[i]), print);
        for (size_t p = 0; p < VD_PRINT_SIZE; p++) {
            assert_true(print[p] == UINT64_MAX);
        }
    }
    uint64_t print[VD_PRINT_SIZE];
    vd_print(VD_LIT("mot hai ba"), print);
    assert_true(print[0] != UINT64_MAX);
    vd_print(VD_NONE, print);
    assert_true(print[0] == UINT64_MAX);
}

/* Also where there are fewer triples than minima: over many pairs the estimate is the share of common triples. */
static void short_texts_are_compared_as_well(void **state)
{
    (void)state;
    enum { WORDS = 14, PAIRS = 400 };
    unsigned total = 0;
    for (unsigned i = 0; i < PAIRS; i++) {
        char *a = words(i * 100, WORDS, 0), *b = words(i * 100, WORDS + 6, 0);
        total += likeness(a, b);
        free(a);
        free(b);
    }
    /* 12 triples of 18 */
    assert_in_range(total / PAIRS, 63, 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_texts_are_compared_as_well), cmocka_unit_test(the_same_words_are_alike),
        cmocka_unit_test(likeness_falls_with_what_differs), cmocka_unit_test(other_texts_are_unlike),
        cmocka_unit_test(a_part_is_partly_alike),           cmocka_unit_test(misread_vowels_do_not_count),
        cmocka_unit_test(too_few_words_have_no_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
