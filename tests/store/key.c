/* Spellings that meet in one key, and those that do not. */
#include "fixture.h"

#include "base/alloc.h"
#include "store/key.h"

typedef bool (*key_fn)(vd_arena *arena, vd_str text, vd_str *out);

static void assert_key(key_fn make, const char *text, const char *expected)
{
    vd_arena arena = {0};
    vd_str key = VD_NONE;
    assert_true(make(&arena, vd_str_of(text), &key));
    if (expected == NULL) {
        assert_null(key.ptr);
    } else if (!vd_str_eq(key, vd_str_of(expected))) {
        fail_msg("\"%s\" gives \"%.*s\"", text, (int)key.len, key.ptr);
    }
    vd_arena_clear(&arena);
}

static void test_numbers(void **state)
{
    (void)state;
    static const char *const same[] = {"33/CT-TTg",  "33/ct-ttg", "33 / CT – TTg",
                                       "033-CT_TTG", "33CT.TTg",  " 33/CT-TTg."};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_key(vd_key_number, same[i], "33-ctttg");
    }
    assert_key(vd_key_number, "12/QĐ-UBND", "12-qdubnd");
    assert_key(vd_key_number, "12/QÐ-UBND", "12-qdubnd"); /* U+00D0, the Icelandic letter */
    assert_key(vd_key_number, "10/2022/QH15", "10-2022qh15");
    assert_key(vd_key_number, "6217/SNV-XDCQ&CTTN", "6217-snvxdcqcttn");
    assert_key(vd_key_number, "33", "33");
    assert_key(vd_key_number, "000", "0");
    assert_key(vd_key_number, "QĐ-7", "qd7");
    assert_key(vd_key_number, NULL, NULL);
    assert_key(vd_key_number, "", NULL);
    assert_key(vd_key_number, " /-", NULL);
}

static void test_spellings(void **state)
{
    (void)state;
    assert_key(vd_key_spelling, "024 – KH / VP", "24-kh/vp");
    assert_key(vd_key_spelling, "24/KH-VP", "24/kh-vp");
    assert_key(vd_key_spelling, NULL, NULL);
}

static void test_names(void **state)
{
    (void)state;
    assert_key(vd_key_name, " Luật  \"Dân chủ\",\nở cơ sở.", "luat-dan-chu-o-co-so");
    assert_key(vd_key_name, "…", NULL);
    assert_key(vd_key_name, NULL, NULL);
}

static void assert_title(const char *type, const char *title, const char *name, const char *bare)
{
    vd_arena arena = {0};
    vd_str got_name, got_bare;
    assert_true(vd_key_title(&arena, vd_str_of(type), vd_str_of(title), &got_name, &got_bare));
    assert_true(vd_str_eq(got_name, vd_str_of(name)));
    assert_true(vd_str_eq(got_bare, vd_str_of(bare)));
    vd_arena_clear(&arena);
}

static void test_titles(void **state)
{
    (void)state;
    assert_title("luat", "Luật Công đoàn", "luat-cong-doan", "cong-doan");
    assert_title("ke-hoach", "thực hiện dân chủ", "ke-hoach-thuc-hien-dan-chu", "thuc-hien-dan-chu");
    assert_title("luat", "Luật", "luat", "luat");
    assert_title("luat", "Luật-sư", "luat-su", "su");
    assert_title("luat", "Luậtsư", "luat-luatsu", "luatsu");
    assert_title(NULL, "Luật Công đoàn", "luat-cong-doan", "luat-cong-doan");
    assert_title("luat", NULL, NULL, NULL);
}

static void test_memory(void **state)
{
    (void)state;
    size_t nth = 0;
    bool made = false;
    while (!made) {
        vd_arena arena = {0};
        vd_str key, name, bare;
        vd_alloc_fail_at(++nth);
        made = vd_key_number(&arena, VD_LIT("33/CT-TTg"), &key) &&
               vd_key_title(&arena, VD_LIT("luat"), VD_LIT("Công đoàn"), &name, &bare);
        size_t asked = vd_alloc_count();
        vd_alloc_fail_at(0);
        assert_true(made || asked >= nth);
        vd_arena_clear(&arena);
    }
    assert_true(nth > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_spellings), cmocka_unit_test(test_names),
        cmocka_unit_test(test_titles),  cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
