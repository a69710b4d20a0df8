/** Who acts on a document. */
#include "sample.h"

static const uint32_t implements = 1U << VD_REL_IMPLEMENTS;

/* Two plans, an upper plan and a resolution; plan a acts on the resolution itself and through the upper plan. */
static const vd_graph_data *city_make(sample_graph *sample)
{
    sample_document(sample, "vn/ke-hoach/a", "24/KH-VPUB")->in_corpus = true;
    sample_document(sample, "vn/ke-hoach/b", "30/KH-UBND");
    sample_document(sample, "vn/ke-hoach/c", NULL)->in_corpus = true;
    sample_document(sample, "vn/nghi-quyet/n", "65/NQ-HĐND");
    sample_implements(sample, "vn/ke-hoach/a", "vn/ke-hoach/b", VD_STRENGTH_PRIMARY, "2.txt", 10);
    sample_implements(sample, "vn/ke-hoach/a", "vn/nghi-quyet/n", VD_STRENGTH_TASK, "2.txt", 90);
    sample_implements(sample, "vn/ke-hoach/a", "vn/nghi-quyet/n", VD_STRENGTH_TASK, "2.txt", 40);
    sample_implements(sample, "vn/ke-hoach/a", "vn/nghi-quyet/n", VD_STRENGTH_LINKED, "2.txt", 5);
    sample_third_party(sample_implements(sample, "vn/ke-hoach/b", "vn/nghi-quyet/n", VD_STRENGTH_NONE, "2.txt", 20),
                       "vn/ke-hoach/a");
    sample_implements(sample, "vn/ke-hoach/c", "vn/nghi-quyet/n", VD_STRENGTH_PRIMARY, "3.txt", 10);
    sample_edge(sample, "vn/ke-hoach/c", VD_REL_CITES, "vn/nghi-quyet/n", "3.txt", 70);
    sample_edge(sample, "vn/nghi-quyet/n", VD_REL_IMPLEMENTS, "vn/nghi-quyet/n", "9.txt", 0); /* a loop */
    return sample_done(sample);
}

static void direct_rows_are_grouped_strongest_first(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(
        vd_graph_who(
            city_make(&sample),
            &(vd_who_query){.relations = implements, .document = VD_LIT("vn/nghi-quyet/n"), .transitive = false}, &rows,
            NULL),
        VD_OK);
    row_expect(rows, "id", "vn/ke-hoach/c", "strength", "primary", "number", NULL, "source", "3.txt", NULL);
    assert_int_equal(row_int(rows, "preamble"), 1);
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "task", "relation", "implements", NULL);
    assert_int_equal(row_int(rows, "mentions"), 2);
    assert_int_equal(row_int(rows, "start"), 40); /* the earlier place */
    assert_int_equal(row_int(rows, "depth"), 1);
    row_list(rows, "path", "vn/ke-hoach/a > vn/nghi-quyet/n");
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "linked", NULL);
    row_expect(rows, "id", "vn/ke-hoach/b", "strength", NULL, NULL);
    rows_end(rows);
}

static void chains_come_after_with_their_path(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(
        vd_graph_who(
            city_make(&sample),
            &(vd_who_query){.relations = implements, .document = VD_LIT("vn/nghi-quyet/n"), .transitive = true}, &rows,
            NULL),
        VD_OK);
    for (int i = 0; i < 4; i++) {
        row_expect(rows, NULL);
        assert_int_equal(row_int(rows, "depth"), 1);
    }
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "primary", NULL); /* its own edge, to the upper plan */
    assert_int_equal(row_int(rows, "depth"), 2);
    row_list(rows, "path", "vn/ke-hoach/a > vn/ke-hoach/b > vn/nghi-quyet/n");
    rows_end(rows);
}

static void relations_are_a_mask(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = city_make(&sample);
    vd_rows *rows;
    assert_int_equal(
        vd_graph_who(
            data,
            &(vd_who_query){.relations = 1U << VD_REL_CITES, .document = VD_LIT("vn/nghi-quyet/n"), .transitive = true},
            &rows, NULL),
        VD_OK);
    row_expect(rows, "id", "vn/ke-hoach/c", "relation", "cites", NULL);
    rows_end(rows);
    assert_int_equal(vd_graph_who(data,
                                  &(vd_who_query){.relations = 1U << VD_REL_REPEALS,
                                                  .document = VD_LIT("vn/nghi-quyet/n"),
                                                  .transitive = true},
                                  &rows, NULL),
                     VD_OK);
    rows_end(rows);
}

static void unknown_documents_are_named(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    vd_error err;
    assert_int_equal(
        vd_graph_who(city_make(&sample),
                     &(vd_who_query){.relations = implements, .document = VD_LIT("vn/none"), .transitive = true}, &rows,
                     &err),
        VD_NOT_FOUND);
    assert_null(rows);
    assert_string_equal(err.text, "no such document: vn/none");
}

enum { FAR = 1000 };

/* The length of the shortest way from `from` to document 0 that is not an edge straight between them. */
static int chain_plain(const vd_graph_data *data, uint32_t from)
{
    int distance[SAMPLE_DOCUMENTS];
    for (size_t v = 0; v < data->document_count; v++) {
        distance[v] = v == 0 ? 0 : FAR;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < data->edge_count; i++) {
            const vd_graph_edge *edge = &data->edges[i];
            bool direct = edge->from == from && edge->to == 0;
            if (!direct && distance[edge->to] + 1 < distance[edge->from]) {
                distance[edge->from] = distance[edge->to] + 1;
                changed = true;
            }
        }
    }
    return distance[from];
}

/* A chain's row: edges that exist, from its document to document 0, none twice. */
static void chain_check(const vd_graph_data *data, const vd_rows *rows, int *depths)
{
    vd_cell path = row_cell(rows, "path");
    uint32_t at[SAMPLE_DOCUMENTS];
    for (size_t i = 0; i < path.count; i++) {
        at[i] = (uint32_t)vd_graph_document_find(data, path.items[i]);
        for (size_t k = 0; k < i; k++) {
            assert_int_not_equal(at[i], at[k]);
        }
        bool joined = i == 0;
        for (size_t k = 0; k < data->edge_count && !joined; k++) {
            joined = data->edges[k].from == at[i - 1] && data->edges[k].to == at[i];
        }
        assert_true(joined);
    }
    assert_int_equal(at[path.count - 1], 0);
    assert_int_equal(path.count, row_int(rows, "depth") + 1);
    assert_int_equal(depths[at[0]], FAR); /* one a document */
    depths[at[0]] = (int)row_int(rows, "depth");
}

static void every_indirect_document_has_its_shortest_chain(void **state)
{
    (void)state;
    uint32_t random = 23;
    size_t longest = 0;
    for (int round = 0; round < 1000; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        int depths[SAMPLE_DOCUMENTS];
        vd_rows *rows;
        bool more = true;
        int64_t depth = 1;
        for (size_t v = 0; v < data->document_count; v++) {
            depths[v] = FAR;
        }
        assert_int_equal(
            vd_graph_who(data,
                         &(vd_who_query){.relations = VD_GRAPH_ANY, .document = VD_LIT("a00"), .transitive = true},
                         &rows, NULL),
            VD_OK);
        while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
            assert_true(row_int(rows, "depth") >= depth);
            depth = row_int(rows, "depth");
            if (depth > 1) {
                chain_check(data, rows, depths);
            }
        }
        vd_rows_free(rows);
        for (uint32_t v = 1; v < data->document_count; v++) {
            assert_int_equal(depths[v], chain_plain(data, v));
        }
        longest += depth > 3;
    }
    assert_true(longest > 100); /* the graphs are no trivial ones */
}

/* a was issued on the day, b within a window around it, c after it, d is without a date; e acts through c only. */
static const vd_graph_data *dated_make(sample_graph *sample)
{
    sample_document(sample, "a", "1/KH")->date = VD_LIT("2025-05-22");
    vd_graph_document *b = sample_document(sample, "b", "2/KH");
    b->earliest = VD_LIT("2025-05-01");
    b->latest = VD_LIT("2025-06-30");
    sample_document(sample, "c", "3/KH")->date = VD_LIT("2025-05-23");
    sample_document(sample, "d", "4/KH");
    sample_document(sample, "e", "5/KH")->date = VD_LIT("2025-01-01");
    sample_document(sample, "n", "6/NQ")->date = VD_LIT("2026");
    sample_implements(sample, "a", "b", VD_STRENGTH_PRIMARY, "1.txt", 5);
    sample_implements(sample, "a", "n", VD_STRENGTH_PRIMARY, "1.txt", 10);
    sample_implements(sample, "b", "n", VD_STRENGTH_PRIMARY, "2.txt", 10);
    sample_implements(sample, "c", "n", VD_STRENGTH_PRIMARY, "3.txt", 10);
    sample_implements(sample, "d", "n", VD_STRENGTH_PRIMARY, "4.txt", 10);
    sample_implements(sample, "e", "c", VD_STRENGTH_PRIMARY, "5.txt", 10);
    return sample_done(sample);
}

static void a_day_leaves_later_documents_out(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    vd_who_query query = {.relations = implements, .document = VD_LIT("n"), .transitive = true};
    const vd_graph_data *data = dated_make(&sample);
    query.as_of = (vd_date){2025, 5, 22};
    assert_int_equal(vd_graph_who(data, &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "a", "issued", "yes", NULL);
    row_expect(rows, "id", "b", "issued", "possible", NULL);
    row_expect(rows, "id", "d", "issued", "possible", NULL);
    row_expect(rows, "id", "a", "issued", "possible", NULL); /* through b */
    row_list(rows, "path", "a > b > n");
    rows_end(rows);
    query.as_of = (vd_date){2025, 4, 30};
    assert_int_equal(vd_graph_who(data, &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "d", "issued", "possible", NULL);
    rows_end(rows);
    query.transitive = false;
    query.as_of = (vd_date){2025, 6, 0}; /* a month is its last day */
    assert_int_equal(vd_graph_who(data, &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "a", "issued", "yes", NULL);
    row_expect(rows, "id", "b", "issued", "yes", NULL);
    row_expect(rows, "id", "c", "issued", "yes", NULL);
    row_expect(rows, "id", "d", "issued", "possible", NULL);
    rows_end(rows);
    query.as_of = (vd_date){0};
    assert_int_equal(vd_graph_who(data, &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "a", "issued", NULL, NULL);
    vd_rows_free(rows);
}

/* A document is called by its number, or by what is known instead. */
static void a_row_has_a_name(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    vd_graph_document *a = sample_document(&sample, "a", NULL);
    a->type = VD_LIT("Kế hoạch");
    a->date = VD_LIT("2026-02");
    sample_document(&sample, "b", NULL)->type = VD_LIT("Kế hoạch");
    sample_document(&sample, "c", NULL);
    sample_document(&sample, "d", "1/KH");
    vd_graph_document *e = sample_document(&sample, "e", NULL);
    vd_graph_document *f = sample_document(&sample, "f", NULL);
    e->type = f->type = VD_LIT("Kế hoạch");
    e->title = f->title = VD_LIT("trồng cây");
    e->issuer = VD_LIT("Đảng ủy xã An Phú");
    sample_document(&sample, "n", "6/NQ");
    sample_implements(&sample, "a", "n", VD_STRENGTH_PRIMARY, "1.txt", 10);
    sample_implements(&sample, "b", "n", VD_STRENGTH_PRIMARY, "2.txt", 10);
    sample_implements(&sample, "c", "n", VD_STRENGTH_PRIMARY, "3.txt", 10);
    sample_implements(&sample, "d", "n", VD_STRENGTH_PRIMARY, "4.txt", 10);
    sample_implements(&sample, "e", "n", VD_STRENGTH_PRIMARY, "5.txt", 10);
    sample_implements(&sample, "f", "n", VD_STRENGTH_PRIMARY, "6.txt", 10);
    vd_who_query query = {.relations = implements, .document = VD_LIT("n")};
    assert_int_equal(vd_graph_who(sample_done(&sample), &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "a", "name", "Kế hoạch 2026-02", "number", NULL, NULL);
    row_expect(rows, "id", "b", "name", "Kế hoạch (b)", NULL);
    row_expect(rows, "id", "c", "name", "c", NULL);
    row_expect(rows, "id", "d", "name", "1/KH", "number", "1/KH", NULL);
    row_expect(rows, "id", "e", "name", "Kế hoạch của Đảng ủy xã An Phú", NULL);
    row_expect(rows, "id", "f", "name", "Kế hoạch trồng cây", NULL);
    rows_end(rows);
}

static void strengths_are_joined_on_demand(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    vd_who_query query = {.relations = implements | 1U << VD_REL_CITES, .document = VD_LIT("vn/nghi-quyet/n")};
    query.joined = true;
    assert_int_equal(vd_graph_who(city_make(&sample), &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "vn/ke-hoach/c", "strength", "primary", "relation", "implements", NULL);
    row_expect(rows, "id", "vn/ke-hoach/c", "strength", NULL, "relation", "cites", NULL);
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "task, linked", NULL);
    assert_int_equal(row_int(rows, "mentions"), 3);
    assert_int_equal(row_int(rows, "start"), 40); /* the evidence of the strongest */
    row_expect(rows, "id", "vn/ke-hoach/b", "strength", NULL, NULL);
    rows_end(rows);
}

/* The same document, kept in three files, does not say it three times. */
static void copies_count_once(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    sample_document(&sample, "a", NULL);
    sample_document(&sample, "b", NULL);
    sample_document(&sample, "n", NULL);
    static const size_t places[] = {10, 40, 40}; /* two statements of one place are one place */
    for (int file = 0; file < 3; file++) {
        for (size_t i = 0; i < 3; i++) {
            sample_implements(&sample, "a", "n", VD_STRENGTH_TASK,
                              file == 0   ? "1.txt"
                              : file == 1 ? "2.txt"
                                          : "3.txt",
                              places[i]);
        }
        sample_implements(&sample, "b", "a", VD_STRENGTH_TASK, file == 0 ? "4.txt" : "5.txt", 10 * (size_t)file + 10);
    }
    vd_who_query query = {.relations = implements, .document = VD_LIT("n"), .transitive = true};
    assert_int_equal(vd_graph_who(sample_done(&sample), &query, &rows, NULL), VD_OK);
    row_expect(rows, "id", "a", "source", "1.txt", NULL);
    assert_int_equal(row_int(rows, "mentions"), 2);
    row_expect(rows, "id", "b", "source", "4.txt", NULL); /* 5.txt has two places */
    assert_int_equal(row_int(rows, "mentions"), 2);
    rows_end(rows);
}

/* Counted level by level, they are the documents that `who` lists, each in its nearest row. */
static void counts_are_of_what_is_listed(void **state)
{
    (void)state;
    static const vd_date days[] = {{0}, {2025, 1, 1}};
    uint32_t random = 29;
    size_t levels = 0;
    for (int round = 0; round < 600; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        int64_t nearest[SAMPLE_DOCUMENTS] = {0}, together = 0;
        vd_rows *rows;
        bool more = true;
        for (size_t v = 0; v < data->document_count; v++) {
            sample.documents[v].date = v % 3 == 0 ? VD_LIT("2025-06-01") : v % 3 == 1 ? VD_LIT("2024") : VD_NONE;
        }
        vd_who_query query = {.relations = round % 2 ? VD_GRAPH_ANY : implements,
                              .document = VD_LIT("a00"),
                              .transitive = round % 5 != 0,
                              .as_of = days[round % 3 == 0]};
        assert_int_equal(vd_graph_who(data, &query, &rows, NULL), VD_OK);
        while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
            int at = vd_graph_document_find(data, vd_rows_cell(rows, 0).text);
            assert_true(at >= 0);
            nearest[at] = nearest[at] ? nearest[at] : row_int(rows, "depth");
        }
        vd_rows_free(rows);
        assert_int_equal(vd_graph_who_count(data, &query, &rows, NULL), VD_OK);
        for (int64_t depth = 1;; depth++, levels++) {
            int64_t documents = 0;
            for (size_t v = 0; v < data->document_count; v++) {
                documents += nearest[v] == depth;
            }
            together += documents;
            assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
            assert_int_equal(more, documents > 0);
            if (!more) {
                break;
            }
            assert_int_equal(row_int(rows, "depth"), depth);
            assert_int_equal(row_int(rows, "documents"), documents);
            assert_int_equal(row_int(rows, "together"), together);
        }
        vd_rows_free(rows);
    }
    assert_true(levels > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_rows_are_grouped_strongest_first),
        cmocka_unit_test(chains_come_after_with_their_path),
        cmocka_unit_test(relations_are_a_mask),
        cmocka_unit_test(a_day_leaves_later_documents_out),
        cmocka_unit_test(a_row_has_a_name),
        cmocka_unit_test(strengths_are_joined_on_demand),
        cmocka_unit_test(copies_count_once),
        cmocka_unit_test(unknown_documents_are_named),
        cmocka_unit_test(counts_are_of_what_is_listed),
        cmocka_unit_test(every_indirect_document_has_its_shortest_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
