/* The graph in chunks: that it says what the tables say, and that a stale or damaged one is never asked. */
#include "raw.h"

#include "base/alloc.h"
#include "store/net.h"
#include "store/net_added.h"
#include "store/net_places.h"
#include "support/random.h"

/* All links of a view as lines "from>to kinds", by place in the order of ids; in both directions they must agree. */
static void links_dump(const vd_net_view *view, vd_buf *out)
{
    vd_arena arena = {0};
    for (uint32_t row = 0; row < view->net->bound; row++) {
        vd_net_list list, back;
        assert_int_equal(vd_net_list_of(view->net, VD_NET_OUT, row, &list, NULL), VD_OK);
        for (size_t i = 0; i < list.count; i++) {
            vd_str from, to;
            size_t found = 0;
            vd_net_proof *proofs = NULL;
            size_t count = 0;
            assert_int_equal(vd_net_list_of(view->net, VD_NET_IN, list.other[i], &back, NULL), VD_OK);
            for (size_t k = 0; k < back.count; k++) {
                found += back.other[k] == row && back.kinds[k] == list.kinds[i];
            }
            assert_int_equal(found, 1);
            assert_int_equal(view->id(view->context, row, &arena, &from, NULL), VD_OK);
            assert_int_equal(view->id(view->context, list.other[i], &arena, &to, NULL), VD_OK);
            assert_int_equal(vd_net_proofs_of(view->net, row, list.other[i], &arena, &proofs, &count, NULL), VD_OK);
            assert_true(count > 0);
            vd_buf_add_format(out, "%s>%s %x:", from.ptr, to.ptr, list.kinds[i]);
            for (size_t k = 0; k < count; k++) {
                vd_graph_edge edge;
                assert_int_equal(view->evidence(view->context, &proofs[k], &arena, &edge, NULL), VD_OK);
                assert_int_equal(edge.start, proofs[k].start);
                vd_buf_add_format(out, " %s@%zu:%zu-%zu/%s%s%s", vd_relation_name(edge.relation), edge.line, edge.start,
                                  edge.end, edge.source.ptr, edge.third_party ? " third" : "",
                                  edge.sentence.ptr ? edge.sentence.ptr : "");
            }
            vd_buf_add_text(out, "\n");
        }
    }
    vd_arena_clear(&arena);
}

static char *view_dump(vd_db *db)
{
    vd_net_view view;
    vd_buf out = {0};
    vd_error err = {0};
    if (vd_store_view(db, &view, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
    links_dump(&view, &out);
    view.release(view.context);
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

/* What vd_store_load_graph() finds, link by link: as many edges between any two documents, loops aside. */
static void test_says_what_the_edges_say(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_graph_data g;
    vd_net_view view;
    assert_int_equal(vd_store_load_graph(db, &arena, &g, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    assert_int_equal(view.net->document_count, g.document_count);
    size_t edges = 0;
    for (size_t a = 0; a < g.document_count; a++) {
        uint32_t from = 0;
        assert_int_equal(view.find(view.context, g.documents[a].id, &from, NULL), VD_OK);
        for (size_t b = 0; b < g.document_count; b++) {
            uint32_t to = 0;
            vd_net_proof *proofs = NULL;
            size_t count = 0, expected = 0;
            assert_int_equal(view.find(view.context, g.documents[b].id, &to, NULL), VD_OK);
            assert_int_equal(vd_net_proofs_of(view.net, from, to, &arena, &proofs, &count, NULL), VD_OK);
            for (size_t i = 0; i < g.edge_count; i++) {
                expected += g.edges[i].from == a && g.edges[i].to == b && a != b;
            }
            assert_int_equal(count, expected);
            edges += count;
        }
    }
    assert_true(edges > 3);
    vd_graph_document document;
    uint32_t row = 0;
    assert_int_equal(view.find(view.context, g.documents[DOC_PLAN_70].id, &row, NULL), VD_OK);
    assert_int_equal(view.document(view.context, row, &arena, &document, NULL), VD_OK);
    bool held = false;
    assert_int_equal(view.held(view.context, row, &held, NULL), VD_OK);
    assert_true(held);
    assert_int_equal(held, g.documents[DOC_PLAN_70].in_corpus);
    assert_true(vd_str_eq(document.date, g.documents[DOC_PLAN_70].date));
    assert_int_equal(view.find(view.context, VD_LIT("vn/none"), &row, NULL), VD_NOT_FOUND);
    view.release(view.context);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_chunks_say_the_same(void **state)
{
    (void)state;
    const char *path = fixture_path("net.db");
    vd_db *db = NULL;
    file_fill(path);
    assert_int_equal(vd_db_open(path, VD_OPEN_EXISTING, &db, NULL), VD_OK);
    char *read = view_dump(db);
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM graph_chunk"), "0");
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    vd_db_close(db);
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL), VD_OK);
    assert_string_not_equal(raw_value(db->sql, "SELECT count(*) FROM graph_chunk"), "0");
    char *kept = view_dump(db);
    assert_string_equal(kept, read);
    assert_non_null(strstr(read, "\n"));
    vd_db_close(db);
    free(read);
    free(kept);
    fixture_remove(path);
}

static void proofs_same(const vd_net_proof *a, const vd_net_proof *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(a[i].from, b[i].from);
        assert_int_equal(a[i].to, b[i].to);
        assert_int_equal(a[i].relation, b[i].relation);
        assert_int_equal(a[i].strength, b[i].strength);
        assert_int_equal(a[i].third_party, b[i].third_party);
        assert_int_equal(a[i].preamble, b[i].preamble);
        assert_true(a[i].confidence >= b[i].confidence && a[i].confidence <= b[i].confidence);
        assert_int_equal(a[i].source, b[i].source);
        assert_int_equal(a[i].statement, b[i].statement);
        assert_int_equal(a[i].start, b[i].start);
    }
}

/* A link by itself has the proofs that its chunk gives it, in that order; the chunk comes when more is asked of it. */
static void test_a_link_alone_says_the_same(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_net_view view;
    vd_arena arena = {0};
    size_t several = 0, third = 0;
    /* Two files of one text, which is where links get several proofs. */
    raw_exec(db->sql, "INSERT INTO edge SELECT source, statement, (SELECT min(from_document) FROM edge), "
                      "(SELECT max(to_document) FROM edge), confidence FROM edge WHERE true ON CONFLICT DO NOTHING");
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    vd_net *net = view.net;
    assert_non_null(net->link);
    for (uint32_t from = 0; from < net->bound; from++) {
        for (uint32_t to = 0; to < net->bound; to++) {
            vd_net_proof *alone = NULL, *proofs = NULL;
            size_t alone_count = 0, count = 0;
            if (from == to) {
                continue;
            }
            assert_int_equal(net->link(net->context, from, to, &arena, &alone, &alone_count, NULL), VD_OK);
            net->linked[0] = UINT8_MAX;
            assert_int_equal(vd_net_proofs_of(net, from, to, &arena, &proofs, &count, NULL), VD_OK);
            assert_int_equal(alone_count, count);
            proofs_same(alone, proofs, count);
            several += count > 1;
            for (size_t i = 0; i < count; i++) {
                third += proofs[i].third_party;
            }
        }
    }
    assert_true(several > 0 && third > 0);
    vd_net_proof *proofs = NULL;
    size_t count = 0;
    assert_int_equal(vd_net_proofs_of(net, 1, 1, &arena, &proofs, &count, NULL), VD_OK);
    assert_int_equal(count, 0);
    view.release(view.context);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_a_chunk_comes_when_it_is_wanted_often(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_net_view view;
    vd_arena arena = {0};
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    for (int i = 0; i < 3; i++) {
        vd_net_proof *proofs = NULL;
        size_t count = 0;
        assert_null(view.net->parts[VD_NET_PROOF][0]);
        assert_int_equal(vd_net_proofs_of(view.net, 1, 2, &arena, &proofs, &count, NULL), VD_OK);
    }
    assert_non_null(view.net->parts[VD_NET_OUT][0]);
    view.release(view.context);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

/* Chunks that belong to another state, kind of machine or set of rows are passed over; what is written anew fits. */
static void test_stale_chunks_are_not_asked(void **state)
{
    (void)state;
    static const char *const spoilt[] = {
        "UPDATE graph SET stamp = stamp - 1; UPDATE graph_chunk SET bytes = x'00'",
        "UPDATE graph SET format = format + 1; UPDATE graph_chunk SET bytes = x'00'",
        "UPDATE graph SET bound = bound - 1; UPDATE graph_chunk SET bytes = x'00'",
        "UPDATE state SET changed = changed + 1; UPDATE graph_chunk SET bytes = x'00'",
        "DELETE FROM graph; DELETE FROM graph_chunk",
    };
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
        vd_db *db = db_filled();
        char *read = view_dump(db);
        assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
        raw_exec(db->sql, spoilt[i]);
        raw_exec(db->sql,
                 "UPDATE state SET changed = changed + 1, resolved = resolved + 1; UPDATE graph SET stamp = stamp + 1");
        char *after = view_dump(db);
        assert_string_equal(after, read);
        raw_exec(db->sql, "UPDATE state SET resolved = changed");
        assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
        assert_string_equal(raw_value(db->sql, "SELECT stamp = (SELECT resolved FROM state) FROM graph"), "1");
        free(after);
        after = view_dump(db);
        assert_string_equal(after, read);
        free(after);
        free(read);
        vd_db_close(db);
    }
}

static void test_damage_is_told(void **state)
{
    (void)state;
    static const char *const damage[] = {
        "UPDATE graph_chunk SET bytes = x'0000'",
        "UPDATE graph_chunk SET bytes = substr(bytes, 1, length(bytes) - 1)",
        "UPDATE graph_chunk SET bytes = CAST(substr(bytes, 1, 8) || x'01000000' || substr(bytes, 13) AS BLOB)",
        "UPDATE graph_chunk SET bytes = zeroblob(length(bytes))",
        "DELETE FROM graph_chunk",
    };
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        vd_db *db = db_filled();
        vd_net_view view;
        vd_arena arena = {0};
        vd_error err = {0};
        assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
        raw_exec(db->sql, damage[i]);
        assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
        vd_status status = VD_OK;
        for (uint32_t row = 0; row < view.net->bound && status == VD_OK; row++) {
            vd_net_list list;
            status = vd_net_list_of(view.net, VD_NET_OUT, row, &list, &err);
            for (size_t k = 0; status == VD_OK && k < list.count; k++) {
                vd_net_proof *proofs = NULL;
                size_t count = 0;
                status = vd_net_proofs_of(view.net, row, list.other[k], &arena, &proofs, &count, &err);
            }
        }
        assert_int_equal(status, VD_NOT_A_DATABASE);
        view.release(view.context);
        vd_arena_clear(&arena);
        vd_db_close(db);
    }
}

/* ---- Words ---- */

enum { SAID = 60000 };

static void documents_insert(vd_db *db, int count)
{
    char text[400];
    snprintf(text, sizeof text,
             "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
             "INSERT INTO document (document, id, title, date, earliest, latest, in_catalogue) "
             "SELECT i, 'vn/d' || i, CASE i %% 3 WHEN 0 THEN NULL ELSE 'số ' || i END, 0, 0, 0, 0 FROM n",
             999 + count);
    raw_exec(db->sql, text);
}

static void assert_said(const vd_net_view *view, uint32_t row)
{
    vd_arena arena = {0};
    vd_graph_document document;
    char expected[40];
    assert_int_equal(view->document(view->context, row, &arena, &document, NULL), VD_OK);
    snprintf(expected, sizeof expected, "vn/d%u", row);
    assert_true(vd_str_eq(document.id, vd_str_of(expected)));
    snprintf(expected, sizeof expected, "số %u", row);
    assert_true(row % 3 ? vd_str_eq(document.title, vd_str_of(expected)) : document.title.ptr == NULL);
    vd_arena_clear(&arena);
}

/* Of more rows than are kept, in an order that asks for some again soon, for others late: each says its own. */
static void test_words_are_those_of_the_row(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_net_view view;
    uint64_t random = 3;
    documents_insert(db, SAID);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    for (uint32_t i = 0; i < SAID; i++) {
        assert_said(&view, 1000 + i);
        if (i % 4 == 0) {
            assert_said(&view, 1000 + (uint32_t)random_below(&random, i + 1));
        }
    }
    view.release(view.context);
    vd_db_close(db);
}

/* What is kept of rows goes with the graph that they were asked of. */
static void test_words_are_of_the_moment(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_net_view view;
    vd_arena arena = {0};
    vd_graph_document document;
    for (int i = 0; i < 3; i++) {
        char text[200], title[20];
        snprintf(title, sizeof title, "lần %d", i);
        snprintf(text, sizeof text,
                 "UPDATE document SET title = '%s'; UPDATE state SET changed = changed + 1, resolved = changed + 1",
                 title);
        raw_exec(db->sql, text);
        assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
        for (int k = 0; k < 2; k++) {
            assert_int_equal(view.document(view.context, 1, &arena, &document, NULL), VD_OK);
            assert_true(vd_str_eq(document.title, vd_str_of(title)));
        }
        view.release(view.context);
    }
    vd_arena_clear(&arena);
    vd_db_close(db);
}

/* One view sees one moment; the next one what was written meanwhile. */
static void test_a_view_is_of_one_moment(void **state)
{
    (void)state;
    const char *path = fixture_path("moment.db");
    vd_db *db = NULL, *writer = NULL;
    vd_net_view view, second;
    vd_buf before = {0}, after = {0};
    file_fill(path);
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL), VD_OK);
    assert_int_equal(vd_db_open(path, VD_OPEN_EXISTING, &writer, NULL), VD_OK);
    assert_int_equal(vd_store_graph_pack(writer, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    vd_net *net = view.net;
    raw_exec(writer->sql, "DELETE FROM edge; UPDATE state SET changed = changed + 1, resolved = changed + 1");
    assert_int_equal(vd_store_graph_pack(writer, NULL), VD_OK);
    links_dump(&view, &before);
    assert_true(before.len > 0);
    assert_int_equal(vd_store_view(db, &second, NULL), VD_OK);
    assert_ptr_equal(second.net, net); /* still of that moment */
    view.release(view.context);        /* and it stays so for whoever came second */
    vd_buf_reset(&after);
    links_dump(&second, &after);
    assert_true(vd_str_eq(vd_buf_str(&after), vd_buf_str(&before)));
    vd_buf_reset(&after);
    second.release(second.context);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    links_dump(&view, &after);
    assert_int_equal(after.len, 0);
    vd_db_close(db); /* a view may outlive its database */
    view.release(view.context);
    vd_db_close(writer);
    vd_buf_clear(&before);
    vd_buf_clear(&after);
    fixture_remove(path);
}

/* What this connection writes is seen by the next view, though another one is open. */
static void test_own_changes_are_seen(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_net_view view, second;
    vd_buf left = {0};
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    raw_exec(db->sql, "DELETE FROM edge; UPDATE state SET changed = changed + 1, resolved = changed + 1");
    assert_int_equal(vd_store_view(db, &second, NULL), VD_OK);
    assert_ptr_not_equal(second.net, view.net);
    links_dump(&second, &left);
    assert_int_equal(left.len, 0);
    second.release(second.context);
    view.release(view.context);
    vd_db_close(db);
}

static void test_what_was_computed_goes_with_the_graph(void **state)
{
    (void)state;
    const char *path = fixture_path("computed.db");
    vd_db *db = NULL;
    vd_net_view view;
    vd_buf bytes = {0};
    file_fill(path);
    assert_int_equal(vd_db_open(path, VD_OPEN_EXISTING, &db, NULL), VD_OK);
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    vd_db_close(db);
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    assert_int_equal(view.recall(view.context, &bytes, NULL), VD_OK);
    assert_int_equal(bytes.len, 0);
    view.remember(view.context, VD_LIT("figures"));
    view.release(view.context);
    /* Asking stays asking. */
    assert_int_not_equal(sqlite3_exec(db->sql, "DELETE FROM edge", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    assert_int_equal(view.recall(view.context, &bytes, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&bytes), VD_LIT("figures")));
    view.release(view.context);
    vd_db_close(db);
    assert_int_equal(vd_db_open(path, VD_OPEN_EXISTING, &db, NULL), VD_OK);
    raw_exec(db->sql, "UPDATE state SET changed = changed + 1, resolved = changed + 1");
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    assert_int_equal(view.recall(view.context, &bytes, NULL), VD_OK);
    assert_int_equal(bytes.len, 0);
    view.release(view.context);
    vd_db_close(db);
    vd_buf_clear(&bytes);
    fixture_remove(path);
}

static vd_status links_ask(vd_net_view view, vd_error *err)
{
    vd_arena arena = {0};
    vd_status status = VD_OK;
    for (uint32_t row = 0; row < view.net->bound && status == VD_OK; row++) {
        vd_net_list list;
        status = vd_net_list_of(view.net, VD_NET_OUT, row, &list, err);
        for (size_t i = 0; status == VD_OK && i < list.count; i++) {
            vd_net_proof *proofs = NULL;
            size_t count = 0;
            status = vd_net_proofs_of(view.net, row, list.other[i], &arena, &proofs, &count, err);
        }
    }
    view.release(view.context);
    vd_arena_clear(&arena);
    return status;
}

static vd_status pack_and_view(vd_db *db, vd_error *err)
{
    vd_net_view view;
    vd_status status = vd_store_view(db, &view, err); /* from the tables */
    if (status == VD_OK) {
        view.release(view.context);
        status = vd_store_graph_pack(db, err);
    }
    if (status == VD_OK) {
        raw_exec(db->sql, "UPDATE state SET changed = changed + 1, resolved = resolved + 1; "
                          "UPDATE graph SET stamp = stamp + 1");
        status = vd_store_view(db, &view, err); /* from chunks */
    }
    return status == VD_OK ? links_ask(view, err) : status;
}

static void test_without_memory(void **state)
{
    (void)state;
    for (size_t nth = 1;; nth++) {
        vd_db *db = db_filled();
        vd_error err = {0};
        assert_true(nth < 10000);
        vd_alloc_fail_at(nth);
        vd_status status = pack_and_view(db, &err);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            vd_db_close(db);
            assert_true(nth > 10);
            return;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
        vd_db_close(db);
    }
}

/* ---- Chunks themselves: many rows, random edges, order of ids unlike that of rows ---- */

enum { ROWS = 3000, EDGES = 9000 };

static void test_many_chunks(void **state)
{
    (void)state;
    static vd_net_edge edges[EDGES], copy[EDGES];
    static uint32_t order[ROWS], path[1] = {0};
    uint64_t random = 5;
    for (uint32_t i = 0; i < ROWS; i++) {
        order[i] = i % 7 == 6 ? VD_NET_NONE : (i * 1999U) % ROWS; /* 1999 and 3000 have no factor in common */
    }
    /* Places without gaps: count the smaller ones. */
    static uint32_t dense[ROWS];
    for (uint32_t i = 0; i < ROWS; i++) {
        dense[i] = order[i] == VD_NET_NONE ? VD_NET_NONE : 0;
        for (uint32_t k = 0; k < ROWS && dense[i] != VD_NET_NONE; k++) {
            dense[i] += order[k] < order[i];
        }
    }
    for (size_t i = 0; i < EDGES; i++) {
        uint32_t from = (uint32_t)random_below(&random, ROWS);
        uint32_t to = (uint32_t)random_below(&random, i % 2 ? 60 : ROWS);
        from -= from % 7 == 6;
        to -= to % 7 == 6;
        edges[i] = (vd_net_edge){.from = from, .to = to, .statement = (uint32_t)i, .relation = (uint8_t)(i % 5)};
    }
    memcpy(copy, edges, sizeof edges);
    vd_net net;
    vd_net_input input = {
        .edges = edges, .edge_count = EDGES, .order = dense, .path = path, .bound = ROWS, .source_bound = 1};
    assert_int_equal(vd_net_init(&net, ROWS, 1, NULL), VD_OK);
    assert_int_equal(vd_net_build(&input, vd_net_keep, &net, NULL), VD_OK);
    assert_int_equal(vd_net_chunk_count(&net, VD_NET_OUT), 3);
    vd_arena arena = {0};
    size_t links[2] = {0, 0};
    for (int part = VD_NET_IN; part <= VD_NET_OUT; part++) {
        for (uint32_t row = 0; row < ROWS; row++) {
            vd_net_list list;
            assert_int_equal(vd_net_list_of(&net, (vd_net_part)part, row, &list, NULL), VD_OK);
            for (size_t i = 1; i < list.count; i++) {
                assert_true(dense[list.other[i - 1]] < dense[list.other[i]]);
            }
            links[part] += list.count;
        }
    }
    assert_int_equal(links[0], links[1]);
    for (size_t i = 0; i < EDGES; i++) {
        vd_net_proof *proofs = NULL;
        size_t count = 0, found = 0;
        assert_int_equal(vd_net_proofs_of(&net, copy[i].from, copy[i].to, &arena, &proofs, &count, NULL), VD_OK);
        for (size_t k = 0; k < count; k++) {
            found += proofs[k].statement == copy[i].statement && (uint8_t)proofs[k].relation == copy[i].relation;
        }
        assert_int_equal(found, copy[i].from == copy[i].to ? 0 : 1);
        vd_arena_clear(&arena);
    }
    vd_net_clear(&net);
}

/* ---- Links that come later ---- */

enum { MANY = 1500, LINKS = 6000 };

typedef struct chunks {
    vd_buf in[2];
    vd_net net;
} chunks;

static vd_status chunks_put(void *context, vd_net_part part, uint32_t number, vd_str bytes, vd_error *err)
{
    chunks *c = context;
    if (part == VD_NET_IN) {
        vd_buf_add(&c->in[number], bytes);
    }
    return vd_net_keep(&c->net, part, number, bytes, err);
}

static void chunks_make(chunks *c, const vd_net_edge *edges, size_t count)
{
    static vd_net_edge copy[LINKS];
    static uint32_t order[MANY], path[1];
    for (uint32_t i = 0; i < MANY; i++) {
        order[i] = i * 1001U % MANY;
    }
    memcpy(copy, edges, count * sizeof *copy);
    vd_net_input input = {
        .edges = copy, .edge_count = count, .order = order, .path = path, .bound = MANY, .source_bound = 1};
    *c = (chunks){0};
    assert_int_equal(vd_net_init(&c->net, MANY, 1, NULL), VD_OK);
    assert_int_equal(vd_net_build(&input, chunks_put, c, NULL), VD_OK);
}

static void chunks_clear(chunks *c)
{
    vd_net_clear(&c->net);
    vd_buf_clear(&c->in[0]);
    vd_buf_clear(&c->in[1]);
}

static bool link_has(vd_net *net, uint32_t from, uint32_t to, uint16_t kinds)
{
    vd_net_list list;
    assert_int_equal(vd_net_list_of(net, VD_NET_OUT, from, &list, NULL), VD_OK);
    for (size_t i = 0; i < list.count; i++) {
        if (list.other[i] == to) {
            return list.kinds[i] == kinds;
        }
    }
    return false;
}

/* What `whole` has beyond `part`, the last first, and everything wrong before it is right. */
static void notes_make(chunks *part, chunks *whole, uint32_t number, vd_buf *out)
{
    for (uint32_t from = MANY; from-- > 0;) {
        vd_net_list list;
        assert_int_equal(vd_net_list_of(&whole->net, VD_NET_OUT, from, &list, NULL), VD_OK);
        for (size_t i = 0; i < list.count; i++) {
            vd_net_added link = {list.other[i], from, list.kinds[i]}, wrong = {list.other[i], from, 0x8000};
            if (list.other[i] >> VD_NET_SHIFT == number && !link_has(&part->net, from, link.to, list.kinds[i])) {
                vd_buf_add(out, (vd_str){(const char *)&wrong, from % 3 ? 0 : sizeof wrong});
                vd_buf_add(out, (vd_str){(const char *)&link, sizeof link});
            }
        }
    }
    assert_true(vd_buf_ok(out));
}

/* Put beside a chunk that lacks some of the links, they make the chunk that has them all. */
static void test_links_that_came(void **state)
{
    (void)state;
    static vd_net_edge edges[LINKS];
    uint64_t random = 11;
    for (size_t i = 0; i < LINKS; i++) {
        uint32_t from = (uint32_t)random_below(&random, MANY);
        uint32_t to = (uint32_t)random_below(&random, i % 2 ? 9 : MANY);
        edges[i] = (vd_net_edge){.from = from, .to = to, .statement = (uint32_t)i, .relation = (uint8_t)(i % 5)};
    }
    for (size_t had = 0; had <= LINKS; had += LINKS / 3) {
        chunks part, whole;
        chunks_make(&part, edges, had);
        chunks_make(&whole, edges, LINKS);
        for (uint32_t number = 0; number < 2; number++) {
            vd_buf notes = {0}, made = {0};
            notes_make(&part, &whole, number, &notes);
            assert_int_equal(notes.len > 0, had < LINKS);
            const vd_net_chunk *chunk = part.net.parts[VD_NET_IN][number];
            assert_int_equal(vd_net_added_merge(&part.net, number, chunk, vd_buf_str(&notes), &made, NULL), VD_OK);
            assert_true(vd_str_eq(vd_buf_str(&made), vd_buf_str(&whole.in[number])));
            vd_buf_clear(&notes);
            vd_buf_clear(&made);
        }
        chunks_clear(&part);
        chunks_clear(&whole);
    }
}

/* Notes lie beside their chunk in the database; those that cannot be right are told. */
static void test_damaged_notes(void **state)
{
    (void)state;
    static const char *const notes[] = {
        "0100000002000000010000",   /* half a note */
        "01000000ffffff7f01000000", /* no such rows */
        "ffffffff0200000001000000", /* of no chunk */
        "000400000200000001000000", /* of another chunk */
        "010000000200000000000100", /* no such kinds */
    };
    for (size_t i = 0; i <= sizeof notes / sizeof *notes; i++) {
        vd_db *db = db_filled();
        vd_net_view view;
        vd_net_list list;
        vd_error err = {0};
        bool good = i == sizeof notes / sizeof *notes;
        char text[200];
        assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
        snprintf(text, sizeof text, "INSERT INTO graph_chunk VALUES (%lld, x'%s')", (long long)vd_net_added_key(0),
                 good ? "010000000300000001000000" : notes[i]);
        raw_exec(db->sql, text);
        assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
        assert_int_equal(vd_net_list_of(view.net, VD_NET_IN, 1, &list, &err), good ? VD_OK : VD_NOT_A_DATABASE);
        view.release(view.context);
        vd_db_close(db);
    }
}

/* ---- Places ---- */

enum { SOURCES = 3000 };

static void source_insert(vd_db *db, const char *path)
{
    char text[400];
    snprintf(text, sizeof text,
             "INSERT INTO source (path, name, hash, size, print, marks_lost, issuer_stated, date) "
             "SELECT '%s', name, hash, size, print, marks_lost, issuer_stated, date FROM source WHERE source = 1",
             path);
    raw_exec(db->sql, text);
}

/* How many sources have another place than the one noted of them; and do places rise with the paths? */
static size_t moved_count(vd_db *db, vd_net *net, uint32_t *noted)
{
    sqlite3_stmt *statement = NULL;
    uint32_t before = 0;
    size_t moved = 0;
    assert_int_equal(vd_sql_prepare(db->sql, VD_LIT("SELECT source FROM source ORDER BY path"), &statement, NULL),
                     VD_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        uint32_t row = (uint32_t)sqlite3_column_int64(statement, 0), place = 0;
        assert_int_equal(vd_net_place(net, VD_NET_PATH, row, &place, NULL), VD_OK);
        assert_true(place > before && place != VD_NET_NONE);
        moved += noted[row] != 0 && noted[row] != place;
        noted[row] = before = place;
    }
    sqlite3_finalize(statement);
    return moved;
}

/* Sources come one by one, each into the place that `path` gives it: all get places, few others move, and never all. */
static void places_try(void (*path)(char *out, size_t size, int i))
{
    static uint32_t noted[SOURCES];
    char text[80];
    size_t moved = 0, most = 0, times = 0;
    vd_db *db = db_filled();
    memset(noted, 0, sizeof noted);
    for (int i = 0; i < 1000; i++) {
        snprintf(text, sizeof text, "a%04d", i);
        source_insert(db, text);
    }
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    for (int i = 0; i < 400; i++) {
        vd_net_edit edit;
        bool crowded = false;
        path(text, sizeof text, i);
        source_insert(db, text);
        assert_int_equal(vd_net_edit_begin(&edit, db, NULL), VD_OK);
        int64_t row = edit.net.source_bound - 1;
        vd_net_rows rows = {&row, 1, 1}, lost = {0};
        assert_int_equal(vd_net_places_make(&edit, VD_NET_PATH, &rows, &lost, &crowded, NULL), VD_OK);
        assert_int_equal(lost.count, 0);
        assert_false(crowded);
        size_t now = moved_count(db, &edit.net, noted);
        assert_int_equal(vd_net_edit_write(&edit, NULL), VD_OK);
        vd_net_edit_end(&edit);
        moved += now;
        times += now > 0;
        most = now > most ? now : most;
    }
    assert_in_range(times, 5, 60);
    assert_in_range(moved, 1, 400 * 10);
    assert_in_range(most, 1, 512);
    vd_db_close(db);
}

static void path_behind(char *out, size_t size, int i)
{
    snprintf(out, size, "a0500-%03d", i);
}

static void path_before(char *out, size_t size, int i)
{
    snprintf(out, size, "a0500-%03d", 999 - i);
}

/* From both ends to the middle. */
static void path_between(char *out, size_t size, int i)
{
    snprintf(out, size, "a0500-%03d", i % 2 ? 999 - i : i);
}

static void test_places(void **state)
{
    (void)state;
    places_try(path_behind);
    places_try(path_before);
    places_try(path_between);
}

/* All in one gap at once, too. */
static void test_places_at_once(void **state)
{
    (void)state;
    static uint32_t noted[SOURCES];
    vd_db *db = db_filled();
    vd_net_edit edit;
    bool crowded = true;
    char text[80];
    memset(noted, 0, sizeof noted);
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    vd_net_rows rows = {0}, lost = {0};
    for (int i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "corpus/%04d", i);
        source_insert(db, text);
        assert_int_equal(vd_net_rows_add(&rows, sqlite3_last_insert_rowid(db->sql), NULL), VD_OK);
    }
    assert_int_equal(vd_net_edit_begin(&edit, db, NULL), VD_OK);
    assert_int_equal(vd_net_places_make(&edit, VD_NET_PATH, &rows, &lost, &crowded, NULL), VD_OK);
    assert_false(crowded);
    assert_int_equal(lost.count, 0);
    vd_free(rows.items);
    (void)moved_count(db, &edit.net, noted);
    vd_net_edit_end(&edit);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_says_what_the_edges_say),
        cmocka_unit_test(test_chunks_say_the_same),
        cmocka_unit_test(test_a_link_alone_says_the_same),
        cmocka_unit_test(test_a_chunk_comes_when_it_is_wanted_often),
        cmocka_unit_test(test_stale_chunks_are_not_asked),
        cmocka_unit_test(test_damage_is_told),
        cmocka_unit_test(test_words_are_those_of_the_row),
        cmocka_unit_test(test_words_are_of_the_moment),
        cmocka_unit_test(test_a_view_is_of_one_moment),
        cmocka_unit_test(test_own_changes_are_seen),
        cmocka_unit_test(test_what_was_computed_goes_with_the_graph),
        cmocka_unit_test(test_without_memory),
        cmocka_unit_test(test_many_chunks),
        cmocka_unit_test(test_links_that_came),
        cmocka_unit_test(test_damaged_notes),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_places_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
