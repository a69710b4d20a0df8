/* A grammar file embedded by vd_embed_pcre is the file, byte for byte, with a NUL behind it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

extern const char vd_pcre_sample_form[];

static void embedded_is_the_file(void **state)
{
    (void)state;
    char text[4096];
    FILE *file = fopen(VD_SAMPLE, "r");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    assert_true(len > 0 && len < sizeof text);
    assert_int_equal(strlen(vd_pcre_sample_form), len);
    assert_memory_equal(vd_pcre_sample_form, text, len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(embedded_is_the_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
