/** What a text cites is found by looking it up: what is looked at does not grow with how often it is cited. */
#include "resolve/cited.h"

#include "resolve/wording.h"
#include "world.h"

enum { MANY = 2000 };

/* A pool of one source, with the links of its mentions. */
typedef struct one_text {
    vd_arena arena;
    vd_wordings wordings;
    vd_said said[2 * MANY];
    vd_link links[2 * MANY];
    vd_link *rows[1];
    vd_resolve_source source;
    vd_pool pool;
    vd_cited cited;
} one_text;

static one_text *text_open(void)
{
    one_text *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->wordings.arena = &t->arena;
    t->rows[0] = t->links;
    t->source.mentions = t->said;
    t->pool = (vd_pool){.sources = &t->source, .source_count = 1, .links = t->rows};
    return t;
}

static void text_close(one_text *t)
{
    assert_false(t->pool.failed);
    vd_cited_clear(&t->cited);
    vd_wordings_clear(&t->wordings);
    vd_arena_clear(&t->arena);
    free(t);
}

static vd_ref text_cites(one_text *t, vd_mention m, int document)
{
    size_t at = t->source.mention_count++;
    t->said[at] = (vd_said){.m = vd_wordings_add(&t->wordings, &m), .start = (uint32_t)at, .end = (uint32_t)at + 1};
    t->links[at] = (vd_link){.document = document};
    return (vd_ref){.source = 0, .mention = (int)at, .at = &t->said[at], .m = t->said[at].m};
}

static vd_mention cut(vd_mention m)
{
    m.form = VD_FORM_TRUNCATED;
    return m;
}

/* One document cited two thousand times is one to look at, and so is each of two under one number. */
static void a_document_is_listed_once(void **state)
{
    (void)state;
    one_text *t = text_open();
    for (int i = 0; i < MANY; i++) {
        vd_mention m = cited("Nghị định", "54/2024/NĐ-CP", i % 2 ? "2024-05-16" : NULL);
        m.title = i % 3 ? VD_LIT("về quản lý chợ") : VD_NONE;
        text_cites(t, m, 7);
        text_cites(t, cited("Nghị định", i == 5 ? "54/2020/NĐ-CP" : "5/2024/NĐ-CP", NULL), i == 5 ? 9 : 8);
    }
    size_t count = 0;
    const vd_cited_number *numbers = vd_cited_numbers(&t->cited, &t->pool, 0, VD_LIT("54"), &count);
    assert_int_equal(count, 2);
    assert_int_equal(numbers[0].document, 7);
    assert_int_equal(numbers[0].first, 0);
    assert_int_equal(numbers[1].document, 9);
    assert_int_equal(numbers[1].first, 11);
    numbers = vd_cited_numbers(&t->cited, &t->pool, 0, VD_LIT("54/2024"), &count); /* whose digits go on, or may */
    assert_int_equal(count, 2);
    numbers = vd_cited_numbers(&t->cited, &t->pool, 0, VD_LIT("5"), &count);
    assert_int_equal(count, 1);
    assert_int_equal(numbers[0].document, 8);
    vd_cited_numbers(&t->cited, &t->pool, 0, VD_LIT("4"), &count);
    assert_int_equal(count, 0);
    text_close(t);
}

static void types_and_what_is_open_are_told_apart(void **state)
{
    (void)state;
    one_text *t = text_open();
    text_cites(t, cited("Nghị định", "54/2024/NĐ-CP", NULL), 1);
    text_cites(t, cited("Quyết định", "54/QĐ-UBND", NULL), 2);
    text_cites(t, cited("Quyết định", "54/QĐ-TTg", NULL), -1); /* nobody knows which: it is none to be meant */
    text_cites(t, cut(cited("Quyết định", "54/QĐ", NULL)), 3);
    text_cites(t, cited(NULL, "54/2024/QH15", NULL), -1); /* told by the same step */
    size_t count = 0;
    const vd_cited_number *numbers = vd_cited_numbers(&t->cited, &t->pool, 0, VD_LIT("54"), &count);
    assert_int_equal(count, 3);
    assert_int_equal(numbers[1].document, 2);
    assert_int_equal(numbers[2].first, 4);
    text_close(t);
}

static void what_is_decided_meanwhile_is_known(void **state)
{
    (void)state;
    one_text *t = text_open();
    for (int i = 0; i < MANY; i++) {
        text_cites(t, cited("Nghị định", "54/2024/NĐ-CP", NULL), 1);
    }
    vd_ref whole = text_cites(t, cited(NULL, "7/2024/QH15", NULL), -1);
    vd_ref part = text_cites(t, cut(cited("Quyết định", "8/QĐ", NULL)), -1);
    assert_true(vd_cited_has(&t->cited, &t->pool, 0, 1, true));
    assert_int_equal(t->cited.documents.count, 1);
    assert_false(vd_cited_has(&t->cited, &t->pool, 0, 2, false));
    t->links[whole.mention].document = 2;
    t->links[part.mention].document = 3;
    vd_cited_told(&t->cited, &t->pool, &whole);
    vd_cited_told(&t->cited, &t->pool, &part);
    assert_true(vd_cited_has(&t->cited, &t->pool, 0, 2, true));
    assert_true(vd_cited_has(&t->cited, &t->pool, 0, 3, false));
    assert_false(vd_cited_has(&t->cited, &t->pool, 0, 3, true)); /* by what was cut off alone */
    text_close(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_is_listed_once),
        cmocka_unit_test(types_and_what_is_open_are_told_apart),
        cmocka_unit_test(what_is_decided_meanwhile_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
