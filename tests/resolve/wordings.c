/** What is said twice is kept once; what differs in anything that counts is not. */
#include "resolve/wording.h"

#include "world.h"

typedef struct kept {
    vd_arena arena;
    vd_wordings all;
} kept;

static const vd_wording *kept_add(kept *k, vd_mention m)
{
    k->all.arena = &k->arena;
    const vd_wording *w = vd_wordings_add(&k->all, &m);
    assert_non_null(w);
    return w;
}

static void kept_free(kept *k)
{
    vd_wordings_clear(&k->all);
    vd_arena_clear(&k->arena);
}

static void what_is_said_twice_is_kept_once(void **state)
{
    (void)state;
    kept k = {0};
    char number[] = "33/CT-TTg";
    vd_mention m = cited("Chỉ thị", number, "2021-11-26");
    m.start = 10;
    m.end = 20;
    const vd_wording *first = kept_add(&k, m);
    m.start = 500;
    m.end = 520;
    m.surface = VD_LIT("Chỉ thị  số 33/CT-TTg"); /* how it is printed decides nothing here */
    m.parent = 3;
    assert_ptr_equal(kept_add(&k, m), first);
    number[0] = '9'; /* the strings were the mention's own */
    assert_str(first->number, "33/CT-TTg");
    assert_str(first->key, "33/ct/ttg");
    assert_int_equal(k.all.count, 1);
    kept_free(&k);
}

static void what_differs_is_kept_apart(void **state)
{
    (void)state;
    kept k = {0};
    const vd_mention base = cited("Chỉ thị", "33/CT-TTg", "2021-11-26");
    vd_mention other[10];
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        other[i] = base;
    }
    other[1].type = VD_LIT("Quyết định");
    other[2].symbol = VD_LIT("CT");
    other[3].date.day = 0;
    other[4].confidence = 0.5;
    other[5].issuer_stated = true;
    other[6].title = VD_LIT("");
    other[7].form = VD_FORM_BACKWARD;
    other[8].year = 2021;
    other[9].place = VD_LIT("can-tho");
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        const vd_wording *w = kept_add(&k, other[i]);
        assert_int_equal(k.all.count, i + 1);
        assert_ptr_equal(kept_add(&k, other[i]), w);
    }
    assert_null(kept_add(&k, other[0])->title.ptr);
    assert_non_null(kept_add(&k, other[6])->title.ptr); /* absent and empty are two things */
    kept_free(&k);
}

static void the_words_of_a_law_count(void **state)
{
    (void)state;
    kept k = {0};
    vd_mention a = law("Luật Đất đai", NULL);
    vd_mention b = a;
    b.surface = VD_LIT("Luật Đất đai năm 2013");
    assert_ptr_not_equal(kept_add(&k, a), kept_add(&k, b));
    assert_str(kept_add(&k, b)->surface, "Luật Đất đai năm 2013");
    assert_str(kept_add(&k, b)->fold, "luat dat dai");
    vd_mention c = titled("Quy chế", "Quy chế tiếp công dân");
    assert_null(kept_add(&k, c)->surface.ptr);
    kept_free(&k);
}

/* More than the table first has room for, and each found again. */
static void many_are_told_apart(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    kept k = {0};
    static const vd_wording *seen[MANY];
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < MANY; i++) {
            char number[32];
            snprintf(number, sizeof number, "%d/QĐ-UBND", i);
            const vd_wording *w = kept_add(&k, cited("Quyết định", number, NULL));
            assert_str(w->number, number);
            assert_true(turn == 0 || w == seen[i]);
            seen[i] = w;
        }
    }
    assert_int_equal(k.all.count, MANY);
    kept_free(&k);
}

/* What was kept before need not be looked for, and comes to the same. */
static void what_is_kept_is_added_as_it_is(void **state)
{
    (void)state;
    kept k = {0};
    vd_mention m = law("Luật Đất đai", "2024-01-18");
    const vd_wording *w = kept_add(&k, m);
    vd_str *const strings[] = {&m.type, &m.number, &m.symbol, &m.issuer, &m.place, &m.term, &m.title};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        assert_true(vd_wordings_text(&k.all, *strings[i], strings[i]));
    }
    size_t texts = k.all.texts.count;
    assert_ptr_equal(vd_wordings_add_kept(&k.all, &m), w);
    m.date.year = 2013;
    assert_ptr_not_equal(vd_wordings_add_kept(&k.all, &m), w);
    assert_int_equal(k.all.count, 2);
    assert_int_equal(k.all.texts.count, texts);
    kept_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_twice_is_kept_once), cmocka_unit_test(what_differs_is_kept_apart),
        cmocka_unit_test(the_words_of_a_law_count),        cmocka_unit_test(many_are_told_apart),
        cmocka_unit_test(what_is_kept_is_added_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
