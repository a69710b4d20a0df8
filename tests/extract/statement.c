/** What a citation stands behind: found without walking through the text. */
#include "extract/relation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TITLES = 1000 };

/* Documents one after the other, with `inner` others in the title of each. */
static void drafts_fill(vd_draft *drafts, size_t inner)
{
    for (size_t i = 0; i < TITLES * (inner + 1); i++) {
        size_t first = i - i % (inner + 1);
        drafts[i] = (vd_draft){.span = {i * 10, i * 10 + 5}, .form = VD_FORM_NUMBERED};
        drafts[i].parent = i == first ? -1 : (int)first;
    }
}

static void what_stands_before_is_of_the_same_title(void **state)
{
    (void)state;
    static vd_draft drafts[TITLES * 3];
    vd_scan scan = {.drafts = drafts, .draft_count = TITLES * 3};
    drafts_fill(drafts, 2);
    assert_int_equal(vd_draft_before(&scan, 0), -1);
    assert_int_equal(vd_draft_before(&scan, 3), 0);
    assert_int_equal(vd_draft_before(&scan, 4), -1); /* the first in its title */
    assert_int_equal(vd_draft_before(&scan, 5), 4);
    drafts[4].form = VD_FORM_GENERIC;
    assert_int_equal(vd_draft_before(&scan, 5), -1);
}

/* The title of the last document is claimed by all others, which no text can do: none of them is looked at. */
static void nothing_before_the_title_is_looked_at(void **state)
{
    (void)state;
    static vd_draft drafts[TITLES * 2];
    vd_scan scan = {.drafts = drafts, .draft_count = TITLES * 2};
    drafts_fill(drafts, 1);
    const int last = TITLES * 2 - 1;
    for (int i = 0; i < last - 1; i++) {
        drafts[i].parent = last - 1;
    }
    assert_int_equal(vd_title_of(&scan, last), last - 1);
    assert_int_equal(vd_draft_before(&scan, last), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_before_is_of_the_same_title),
        cmocka_unit_test(nothing_before_the_title_is_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
