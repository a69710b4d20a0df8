/** Sweeps: every form against a plain look at each byte. */
#include "base/sweep.h"
#include "base/cpu.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/random.h"

static uint64_t seed = 7;

static const char *const pieces[] = {
    "a",
    "Z",
    "9",
    " ",
    "ế",
    "Ộ",
    "đ",
    "–",
    "…",
    "\xE1\xBA",
    "\n",
    "\r",
    "\"",
    "\\",
    "\x1F",
    "\x7F",
    "\x80",
    "\xC3",
    "\xC1\xBF",
    "\xE0\x9F\xBF",
    "ก",
    "\xED\xA0\x80",
    "한",
    "😀",
    "\xF4\x90\x80\x80",
    "\xFF",
    "\xC2\x80",
    "\xEF\xBF\xBF",
    "số của Nghị định",
};

/* Mostly plain text, so that there are long runs. */
static size_t bytes_make(char *out, size_t room)
{
    size_t len = 0;
    size_t odds = random_below(&seed, 30);
    for (;;) {
        const char *piece = pieces[random_below(&seed, 100) < odds ? random_below(&seed, sizeof pieces / sizeof *pieces)
                                                                   : random_below(&seed, 9)];
        size_t more = strlen(piece);
        if (len + more > room) {
            return len;
        }
        memcpy(out + len, piece, more);
        len += more;
    }
}

static size_t first(const char *bytes, size_t len, bool (*ends)(unsigned char))
{
    size_t i = 0;
    while (i < len && !ends((unsigned char)bytes[i])) {
        i++;
    }
    return i;
}

static bool string_ends(unsigned char c)
{
    return c == '"' || c == '\\' || c < 0x20;
}

/* What vd_sweep_clean() counts are whole characters that JSON takes, and it stops early only at what is rare. */
static void clean_check(const char *bytes, size_t len, size_t clean)
{
    size_t i = 0;
    assert_true(clean <= len);
    while (i < clean) {
        uint32_t code;
        assert_false(string_ends((unsigned char)bytes[i]));
        i += vd_utf8_decode(bytes + i, len - i, &code);
        assert_int_not_equal(code, VD_UTF8_INVALID);
    }
    assert_int_equal(i, clean);
    if (clean < len && vd_cpu_use() != VD_CPU_PLAIN) {
        uint32_t code;
        vd_utf8_decode(bytes + clean, len - clean, &code);
        assert_true(code == VD_UTF8_INVALID || string_ends((unsigned char)bytes[clean]) || code >= 0xD000 ||
                    (code >= 0x800 && code < 0x1000));
    }
}

static size_t pair_first(const char *bytes, size_t len, char left, char right, size_t distance)
{
    size_t i = 0;
    while (i + distance < len && (bytes[i] != left || bytes[i + distance] != right)) {
        i++;
    }
    return i + distance < len ? i : len;
}

static size_t behind_last(const char *bytes, size_t len, char c)
{
    while (len > 0 && bytes[len - 1] != c) {
        len--;
    }
    return len;
}

static void every_form_stops_at_the_same_byte(void **state)
{
    (void)state;
    char bytes[300];
    for (size_t round = 0; round < 20000; round++) {
        size_t len = bytes_make(bytes, random_below(&seed, sizeof bytes - VD_SWEEP_BEHIND));
        memset(bytes + len, 0, VD_SWEEP_BEHIND);
        char *block = malloc(len ? len : 1); /* a read behind the end is seen */
        assert_non_null(block);
        memcpy(block, bytes, len);
        size_t from = len ? random_below(&seed, len) : 0;
        for (int cpu = VD_CPU_PLAIN; cpu <= (int)vd_cpu_best(); cpu++) {
            vd_cpu_force((vd_cpu)cpu);
            assert_int_equal(vd_sweep_string(block + from, len - from), first(block + from, len - from, string_ends));
            clean_check(block + from, len - from, vd_sweep_clean(block + from, len - from));
            clean_check(bytes + from, len - from, vd_sweep_clean_ahead(bytes + from, len - from));
            size_t distance = 1 + random_below(&seed, 12);
            assert_int_equal(vd_sweep_pair(block + from, len - from, 'a', 'Z', distance),
                             pair_first(block + from, len - from, 'a', 'Z', distance));
            assert_int_equal(vd_sweep_behind_last(block + from, len - from, '"'),
                             behind_last(block + from, len - from, '"'));
        }
        free(block);
    }
    vd_cpu_force(vd_cpu_best());
}

static void no_more_is_used_than_the_machine_has(void **state)
{
    (void)state;
    vd_cpu_force(VD_CPU_AVX512);
    assert_int_equal(vd_cpu_use(), vd_cpu_best());
    vd_cpu_force(VD_CPU_PLAIN);
    assert_int_equal(vd_cpu_use(), VD_CPU_PLAIN);
    assert_string_equal(vd_cpu_name(vd_cpu_use()), "plain");
    vd_cpu_force(vd_cpu_best());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_stops_at_the_same_byte),
        cmocka_unit_test(no_more_is_used_than_the_machine_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
