/** The names of the public enumerations. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_status_has_its_text(void **state)
{
    (void)state;
    for (int i = VD_OK; i <= VD_INTERNAL; i++) {
        assert_true(strlen(vd_status_text((vd_status)i)) > 0);
        assert_string_not_equal(vd_status_text((vd_status)i), "unknown status");
    }
    assert_string_equal(vd_status_text(VD_OK), "ok");
    assert_string_equal(vd_status_text(VD_INTERNAL), "internal error");
    assert_string_equal(vd_status_text((vd_status)99), "unknown status");
    assert_string_equal(vd_version(), VD_VERSION);
}

static void relations_are_parsed_from_their_names(void **state)
{
    (void)state;
    for (int i = 0; i < VD_REL_COUNT; i++) {
        vd_relation parsed;
        assert_true(vd_relation_parse(vd_str_of(vd_relation_name((vd_relation)i)), &parsed));
        assert_int_equal(parsed, i);
    }
    vd_relation kept = VD_REL_AMENDS;
    assert_false(vd_relation_parse(VD_LIT("amend"), &kept));
    assert_false(vd_relation_parse(VD_LIT("Amends"), &kept));
    assert_false(vd_relation_parse(VD_NONE, &kept));
    assert_int_equal(kept, VD_REL_AMENDS);
    assert_string_equal(vd_relation_name(VD_REL_SUSPENDS), "suspends");
    assert_string_equal(vd_relation_name(VD_REL_COUNT), "");
}

static void forms_and_strengths(void **state)
{
    (void)state;
    assert_string_equal(vd_form_name(VD_FORM_NUMBERED), "numbered");
    assert_string_equal(vd_form_name(VD_FORM_BACKWARD), "backward");
    assert_string_equal(vd_form_name((vd_form)99), "");
    for (vd_form form = VD_FORM_NUMBERED; form <= VD_FORM_BACKWARD; form++) {
        vd_form parsed;
        assert_true(vd_form_parse(vd_str_of(vd_form_name(form)), &parsed));
        assert_int_equal(parsed, form);
    }
    vd_form kept = VD_FORM_SELF;
    assert_false(vd_form_parse(VD_LIT("number"), &kept));
    assert_false(vd_form_parse(VD_LIT("Numbered"), &kept));
    assert_false(vd_form_parse(VD_NONE, &kept));
    assert_int_equal(kept, VD_FORM_SELF);
    assert_string_equal(vd_strength_name(VD_STRENGTH_NONE), "");
    assert_string_equal(vd_strength_name(VD_STRENGTH_PRIMARY), "primary");
    assert_string_equal(vd_strength_name(VD_STRENGTH_TASK), "task");
    assert_string_equal(vd_strength_name(VD_STRENGTH_LINKED), "linked");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_text),
        cmocka_unit_test(relations_are_parsed_from_their_names),
        cmocka_unit_test(forms_and_strengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
