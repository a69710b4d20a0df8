/* The database as the graph room gets it. */
#include "fixture.h"

static void test_graph(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_graph_data g;
    assert_int_equal(vd_store_load_graph(db, &arena, &g, NULL), VD_OK);
    assert_int_equal(g.document_count, DOC_COUNT);
    assert_int_equal(g.edge_count, 6);
    for (size_t i = 1; i < g.document_count; i++) {
        assert_true(vd_str_cmp(g.documents[i - 1].id, g.documents[i].id) < 0);
    }
    for (size_t i = 1; i < g.edge_count; i++) {
        const vd_graph_edge *a = &g.edges[i - 1], *b = &g.edges[i];
        assert_true(a->from < b->from || (a->from == b->from && a->to <= b->to));
    }
    const vd_graph_document *plan = &g.documents[DOC_PLAN_70], *directive = &g.documents[DOC_DIRECTIVE];
    assert_true(plan->in_corpus);
    assert_false(directive->in_corpus);
    assert_true(vd_str_eq(plan->source, VD_LIT(PATH_A)));
    assert_null(directive->source.ptr);
    assert_true(vd_str_eq(plan->date, VD_LIT("2025-09")));
    assert_true(vd_str_eq(plan->latest, VD_LIT("2025-09-30")));
    assert_null(g.documents[DOC_PLAN_24].date.ptr);
    assert_true(vd_date_eq(plan->effective, (vd_date){2025, 10, 1}));
    assert_true(vd_str_eq(plan->effective_source, VD_LIT(PATH_A)));
    assert_int_equal(directive->effective.year, 0);
    assert_true(vd_str_eq(directive->number, VD_LIT("33/CT-TTg")));
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_edges(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_graph_data g;
    assert_int_equal(vd_store_load_graph(db, &arena, &g, NULL), VD_OK);
    const vd_graph_edge *first = NULL, *amends = NULL;
    for (size_t i = 0; i < g.edge_count; i++) {
        if (g.edges[i].from == DOC_PLAN_70 && g.edges[i].to == DOC_AMENDING) {
            first = &g.edges[i];
        }
        if (g.edges[i].relation == VD_REL_AMENDS) {
            amends = &g.edges[i];
        }
    }
    assert_non_null(first);
    assert_non_null(amends);
    assert_int_equal(first->relation, VD_REL_IMPLEMENTS);
    assert_int_equal(first->strength, VD_STRENGTH_PRIMARY);
    assert_true(first->preamble);
    assert_false(first->third_party);
    assert_true(vd_str_eq(first->source, VD_LIT(PATH_A)));
    assert_int_equal(first->line, 3);
    assert_int_equal(first->column, 11);
    assert_memory_equal(text_a + first->start, "Luật sửa đổi", strlen("Luật sửa đổi"));
    assert_true(vd_str_starts(first->sentence, VD_LIT("Thực hiện Luật sửa đổi")));
    assert_int_equal(amends->from, DOC_AMENDING);
    assert_int_equal(amends->to, DOC_UNION);
    assert_true(amends->third_party);
    assert_true(vd_str_eq(amends->stated_by, VD_LIT("vn/can-tho/ke-hoach/2025/70-kh-ubnd")));
    assert_int_equal(amends->strength, VD_STRENGTH_NONE);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

/* What the first plan cites and two documents answer; what is resolved, and what nothing states, is none. */
static void test_citations(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_graph_data g;
    vd_citation *citations = NULL;
    size_t count = 0;
    assert_int_equal(vd_store_load_graph(db, &arena, &g, NULL), VD_OK);
    assert_int_equal(vd_store_load_citations(db, &arena, &g, &citations, &count, NULL), VD_OK);
    assert_int_equal(count, 1);
    assert_int_equal(citations->evidence.from, DOC_PLAN_70);
    assert_int_equal(citations->evidence.relation, VD_REL_CITES);
    assert_true(vd_str_eq(citations->evidence.source, VD_LIT(PATH_A)));
    assert_true(vd_str_eq(citations->evidence.pinpoint, VD_LIT("khoản 2 Điều 5")));
    assert_true(vd_str_eq(citations->number, VD_LIT("12/QĐ-UBND")));
    assert_true(vd_str_ends(citations->words, VD_LIT("12/QĐ-UBND")));
    assert_int_equal(citations->candidate_count, 2);
    assert_true(vd_str_eq(citations->candidates[0], g.documents[DOC_DECISION_1].id) ||
                vd_str_eq(citations->candidates[0], g.documents[DOC_DECISION_2].id));
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_find(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_graph_data g;
    assert_int_equal(vd_store_load_graph(db, &arena, &g, NULL), VD_OK);
    for (size_t i = 0; i < g.document_count; i++) {
        assert_int_equal(vd_graph_document_find(&g, g.documents[i].id), (int)i);
    }
    assert_int_equal(vd_graph_document_find(&g, VD_LIT("vn/chi-thi")), -1);
    assert_int_equal(vd_graph_document_find(&g, VD_LIT("")), -1);
    assert_int_equal(vd_graph_document_find(&g, VD_LIT("zz")), -1);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_empty(void **state)
{
    (void)state;
    vd_db *db = NULL;
    vd_arena arena = {0};
    vd_graph_data g;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_store_load_graph(db, &arena, &g, NULL), VD_OK);
    assert_int_equal(g.document_count, 0);
    assert_int_equal(g.edge_count, 0);
    assert_int_equal(vd_graph_document_find(&g, VD_LIT("vn")), -1);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graph), cmocka_unit_test(test_edges), cmocka_unit_test(test_citations),
        cmocka_unit_test(test_find),  cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
