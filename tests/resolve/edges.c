/** Statements become edges between documents. */
#include "resolve/resolve.h"

#include "world.h"

static vd_statement states(vd_relation relation, int from, int to, size_t start, double confidence)
{
    return (vd_statement){
        .relation = relation, .from = from, .to = to, .start = start, .end = start + 10, .confidence = confidence};
}

static void with_statements(world *w, world_source *source, const vd_statement *statements, size_t count)
{
    vd_statement *copy = VD_ARENA_ARRAY(&w->arena, vd_statement, count + 1);
    memcpy(copy, statements, count * sizeof *copy);
    source->extraction.statements = copy;
    source->extraction.statement_count = count;
}

static const vd_edge *edge_of(const world *w, size_t source, size_t statement)
{
    for (size_t i = 0; i < w->r.edge_count; i++) {
        if (w->r.edges[i].source == source && w->r.edges[i].statement == statement) {
            return &w->r.edges[i];
        }
    }
    return NULL;
}

static vd_mention three(int i)
{
    const vd_mention many[] = {cited("Nghị định", "59/2023/NĐ-CP", "2023-08-14"),
                               cited("Nghị định", "61/2023/NĐ-CP", "2023-08-16"), cited("Chỉ thị", "05/CT-TTg", NULL)};
    return many[i];
}

static void from_the_source_or_between_others(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention many[] = {three(0), three(1)};
    const vd_statement statements[] = {states(VD_REL_BASED_ON, -1, 0, 10, 0.9), states(VD_REL_AMENDS, 1, 0, 20, 0.8)};
    world_source *a = world_made(&w, "a.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", NULL), many, 2);
    with_statements(&w, a, statements, 2);
    world_resolve(&w);
    assert_int_equal(w.r.edge_count, 2);
    const vd_edge *own = edge_of(&w, 0, 0);
    assert_int_equal(own->from, w.r.source_document[0]);
    assert_str(w.r.documents[own->to].id, "vn/nghi-dinh/2023/59-2023-nd-cp");
    const vd_edge *third = edge_of(&w, 0, 1);
    assert_str(w.r.documents[third->from].id, "vn/nghi-dinh/2023/61-2023-nd-cp");
    assert_str(w.r.documents[third->to].id, "vn/nghi-dinh/2023/59-2023-nd-cp");
    world_free(&w);
}

static void an_edge_is_as_sure_as_its_weakest_part(void **state)
{
    (void)state;
    const double sure[][3] = {{0.9, 0.8, 0.7}, {0.7, 0.9, 0.8}, {0.8, 0.7, 0.9}};
    for (size_t i = 0; i < 3; i++) {
        world w = {0};
        vd_mention many[] = {three(0), three(1)};
        many[0].confidence = sure[i][0];
        many[1].confidence = sure[i][1];
        const vd_statement statement = states(VD_REL_AMENDS, 1, 0, 20, sure[i][2]);
        with_statements(&w, world_made(&w, "a.txt", (vd_header){0}, many, 2), &statement, 1);
        world_resolve(&w);
        assert_int_equal(w.r.edge_count, 1);
        assert_true(w.r.edges[0].confidence > 0.699 && w.r.edges[0].confidence < 0.701);
        world_free(&w);
    }
}

static void nothing_acts_on_itself_or_on_what_is_not_known(void **state)
{
    (void)state;
    world w = {0};
    vd_mention many[] = {three(0), three(0), three(2), cited("Kế hoạch", "41/KH-UBND", "2025-03-20")};
    const vd_mention years[] = {cited("Chỉ thị", "05/CT-TTg", "2013-05-15"),
                                cited("Chỉ thị", "05/CT-TTg", "2021-02-02")};
    const vd_statement statements[] = {
        states(VD_REL_AMENDS, 1, 0, 10, 0.9),   /* one decree, mentioned twice */
        states(VD_REL_CITES, -1, 2, 20, 0.9),   /* ambiguous */
        states(VD_REL_CITES, 2, 0, 30, 0.9),    /* by the ambiguous one */
        states(VD_REL_BASED_ON, -1, 3, 40, 0.9) /* the plan itself, by its number */
    };
    world_source *a = world_made(&w, "a.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", NULL), many, 4);
    with_statements(&w, a, statements, 4);
    world_made(&w, "b.txt", (vd_header){0}, years, 2);
    world_resolve(&w);
    assert_int_equal(link_of(&w, "a.txt", "05/CT-TTg")->candidate_count, 2);
    assert_int_equal(w.r.edge_count, 0);
    world_free(&w);
}

/* Twins state their own edges each, and both from the one document. */
static void two_copies_state_the_same(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention m = three(0);
    const vd_statement statement = states(VD_REL_BASED_ON, -1, 0, 10, 0.9);
    vd_header head = header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", NULL);
    with_statements(&w, world_made(&w, "b.txt", head, &m, 1), &statement, 1);
    with_statements(&w, world_made(&w, "a.txt", head, &m, 1), &statement, 1);
    world_resolve(&w);
    assert_int_equal(w.r.edge_count, 2);
    assert_int_equal(w.r.edges[0].from, w.r.edges[1].from);
    assert_int_equal(w.r.edges[0].to, w.r.edges[1].to);
    assert_int_equal(w.r.edges[0].source, 1); /* by path: a.txt was given second */
    assert_int_equal(w.r.edges[1].source, 0);
    world_free(&w);
}

/* By path, start, relation, then ids, in whatever order the extraction states them. */
static void edges_are_in_order(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention many[] = {three(0), three(1)};
    const vd_statement statements[] = {states(VD_REL_CITES, -1, 1, 30, 0.9), states(VD_REL_CITES, -1, 1, 20, 0.9),
                                       states(VD_REL_BASED_ON, -1, 1, 20, 0.9), states(VD_REL_CITES, -1, 0, 20, 0.9)};
    with_statements(&w, world_made(&w, "a.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", NULL), many, 2),
                    statements, 4);
    world_resolve(&w);
    assert_int_equal(w.r.edge_count, 4);
    const size_t order[] = {2, 3, 1, 0};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(w.r.edges[i].statement, order[i]);
    }
    world_free(&w);
}

static void edges_as_a_text_states_them(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "a.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 41/KH-UBND\nCần Thơ, ngày 20 tháng 8 năm 2025\n\nKẾ HOẠCH\n"
               "Chỉnh trang đô thị năm 2025\n\nCăn cứ Luật số 10/2022/QH15 được sửa đổi, bổ sung bởi Luật số "
               "97/2025/QH15;\nThực hiện Kế hoạch số 30/KH-UBND ngày 19/02/2025 của Ủy ban nhân dân thành phố triển "
               "khai thực hiện Nghị quyết số 65/NQ-HĐND ngày 12/12/2024 của Hội đồng nhân dân thành phố, Ủy ban nhân "
               "dân thành phố ban hành Kế hoạch như sau:\n");
    world_resolve(&w);
    assert_true(edges_between(&w, "vn/can-tho/ke-hoach/2025/41-kh-ubnd", "vn/luat/2022/10-2022-qh15") == 1);
    assert_true(edges_between(&w, "vn/luat/2025/97-2025-qh15", "vn/luat/2022/10-2022-qh15") == 1);
    assert_true(edges_between(&w, "vn/can-tho/ke-hoach/2025/41-kh-ubnd", "vn/can-tho/ke-hoach/2025/30-kh-ubnd") == 1);
    assert_true(edges_between(&w, "vn/can-tho/ke-hoach/2025/30-kh-ubnd", "vn/can-tho/nghi-quyet/2024/65-nq-hdnd") == 1);
    assert_true(edges_between(&w, "vn/can-tho/ke-hoach/2025/41-kh-ubnd", "vn/can-tho/nghi-quyet/2024/65-nq-hdnd") == 0);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_the_source_or_between_others),
        cmocka_unit_test(an_edge_is_as_sure_as_its_weakest_part),
        cmocka_unit_test(nothing_acts_on_itself_or_on_what_is_not_known),
        cmocka_unit_test(two_copies_state_the_same),
        cmocka_unit_test(edges_are_in_order),
        cmocka_unit_test(edges_as_a_text_states_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
