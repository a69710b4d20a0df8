/* What is put comes back as it was, is replaced and removed as a whole, and the derived half knows when it is old. */
#include "raw.h"

static void assert_str(vd_str got, vd_str expected)
{
    /* Absent and empty are two things. */
    assert_int_equal(got.ptr == NULL, expected.ptr == NULL);
    assert_int_equal(got.len, expected.len);
    if (got.len > 0) {
        assert_memory_equal(got.ptr, expected.ptr, got.len);
    }
}

/* As much as resolving takes; that nothing is lost on the way in is told by what is listed. */
static void assert_mention(const vd_said *got, const vd_mention *m)
{
    bool words = m->form == VD_FORM_TRUNCATED || (m->form == VD_FORM_NAMED && m->core);
    assert_int_equal(got->start, m->start);
    assert_int_equal(got->end, m->end);
    assert_str(got->m->surface, words ? m->surface : VD_NONE);
    assert_int_equal(got->m->form, m->form);
    assert_str(got->m->type, m->type);
    assert_str(got->m->number, m->number);
    assert_str(got->m->symbol, m->symbol);
    assert_int_equal(got->m->year, m->year);
    assert_true(vd_date_eq(got->m->date, m->date));
    assert_str(got->m->issuer, m->issuer);
    assert_int_equal(got->m->issuer_stated, m->issuer_stated);
    assert_str(got->m->place, m->place);
    assert_str(got->m->term, m->term);
    assert_str(got->m->title, m->title);
    assert_true(got->m->confidence >= m->confidence && got->m->confidence <= m->confidence);
    assert_int_equal(got->parent, m->parent);
    assert_int_equal(got->m->core, m->core);
    assert_int_equal(got->antecedent, m->antecedent);
    assert_int_equal(got->among, m->among);
}

static void assert_claim(const vd_claim *got, const vd_statement *s)
{
    assert_int_equal(got->relation, s->relation);
    assert_int_equal(got->from, s->from);
    assert_int_equal(got->to, s->to);
    assert_int_equal(got->start, s->start);
    assert_true(got->confidence >= s->confidence && got->confidence <= s->confidence);
}

static void assert_source(const vd_resolve_source *got, const fixture_source *f)
{
    const vd_extraction *e = &f->extraction;
    assert_str(got->path, f->stored.path);
    assert_memory_equal(got->print, f->print, sizeof f->print);
    assert_int_equal(got->marks_lost, f->stored.marks_lost);
    assert_int_equal(got->mention_count, e->mention_count);
    for (size_t i = 0; i < e->mention_count; i++) {
        assert_mention(&got->mentions[i], &e->mentions[i]);
    }
    assert_int_equal(got->claim_count, e->statement_count);
    for (size_t i = 0; i < e->statement_count; i++) {
        assert_claim(&got->claims[i], &e->statements[i]);
    }
    const vd_header *h = &got->header, *expected = &e->header;
    assert_str(h->type, expected->type);
    assert_str(h->number, expected->number);
    assert_str(h->symbol, expected->symbol);
    assert_str(h->issuer, expected->issuer);
    assert_int_equal(h->issuer_stated, expected->issuer_stated);
    assert_str(h->place, expected->place);
    assert_str(h->title, expected->title);
    assert_str(h->signer, expected->signer);
    assert_str(h->signer_role, expected->signer_role);
    assert_true(vd_date_eq(h->date, expected->date));
}

static void test_sources_come_back_whole(void **state)
{
    (void)state;
    vd_db *db = NULL;
    fixture_source a, b;
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    source_a(&a);
    source_b(&b);
    assert_int_equal(vd_store_put_source(db, &b.stored, NULL), VD_OK);
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    assert_int_equal(count, 2);
    assert_source(&sources[0], &a);
    assert_source(&sources[1], &b);
    vd_arena_clear(&arena);
    fixture_free(&a);
    fixture_free(&b);
    vd_db_close(db);
}

static void test_hash(void **state)
{
    (void)state;
    vd_db *db = NULL;
    fixture_source a;
    bool found = true;
    uint64_t hash = 1;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_store_source_hash(db, VD_LIT(PATH_A), &found, &hash, NULL), VD_OK);
    assert_false(found);
    source_a(&a);
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    assert_int_equal(vd_store_source_hash(db, VD_LIT(PATH_A), &found, &hash, NULL), VD_OK);
    assert_true(found);
    assert_true(hash == a.stored.hash);
    fixture_free(&a);
    vd_db_close(db);
}

static void assert_counts(vd_db *db, size_t documents, size_t mentions, size_t edges)
{
    size_t d = 0, m = 0, e = 0;
    assert_int_equal(vd_store_counts(db, &d, &m, &e, NULL), VD_OK);
    assert_int_equal(d, documents);
    assert_int_equal(m, mentions);
    assert_int_equal(e, edges);
}

static void assert_stale(vd_db *db, bool expected)
{
    bool stale = !expected;
    assert_int_equal(vd_store_stale(db, &stale, NULL), VD_OK);
    assert_int_equal(stale, expected);
}

static void test_replacing_and_removing(void **state)
{
    (void)state;
    vd_db *db = NULL;
    fixture_source a;
    vd_arena arena = {0};
    vd_str *paths = NULL;
    size_t count = 0;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_stale(db, false);
    db_fill(db, false);
    assert_stale(db, false);
    assert_counts(db, DOC_COUNT, 10, 6);

    source_a(&a);
    a.extraction.mention_count = 2;
    a.extraction.statement_count = 1;
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    assert_stale(db, true);
    assert_counts(db, DOC_COUNT, 5, 2); /* what was derived from the earlier version is gone with it */
    fixture_free(&a);

    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_B), NULL), VD_OK);
    assert_counts(db, DOC_COUNT, 2, 0);
    assert_int_equal(vd_store_paths(db, &arena, &paths, &count, NULL), VD_OK);
    assert_int_equal(count, 1);
    assert_str(paths[0], VD_LIT(PATH_A));
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_removing_the_unknown_changes_nothing(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    assert_int_equal(vd_store_remove_source(db, VD_LIT("elsewhere.txt"), NULL), VD_OK);
    assert_stale(db, false);
    vd_db_close(db);
}

static void test_no_sources(void **state)
{
    (void)state;
    vd_db *db = NULL;
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    vd_str *paths = NULL;
    size_t count = 9;
    vd_resolution nothing = {0};
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_store_paths(db, &arena, &paths, &count, NULL), VD_OK);
    assert_int_equal(count, 0);
    count = 9;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    assert_int_equal(count, 0);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &nothing, NULL), VD_OK);
    assert_counts(db, 0, 0, 0);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void assert_refused(vd_db *db, const fixture_source *f)
{
    vd_error err = {0};
    assert_int_equal(vd_store_put_source(db, &f->stored, &err), VD_INVALID);
    assert_int_equal(err.status, VD_INVALID);
    assert_non_null(strstr(err.text, PATH_A));
    assert_counts(db, 0, 0, 0);
}

static void test_extractions_out_of_shape_are_refused(void **state)
{
    (void)state;
    vd_db *db = NULL;
    fixture_source a;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    source_a(&a);
    a.mentions[2].parent = 7;
    assert_refused(db, &a);
    a.mentions[2].parent = 1;
    a.mentions[2].antecedent = a.mentions[2].among = 3;
    assert_refused(db, &a);
    a.mentions[2].antecedent = 1;
    a.mentions[2].among = 2;
    assert_refused(db, &a);
    a.mentions[2].antecedent = a.mentions[2].among = 0;
    a.mentions[6].end = sizeof text_a;
    assert_refused(db, &a);
    a.mentions[6].end = a.mentions[6].start;
    a.mentions[3].start = 0;
    assert_refused(db, &a);
    a.mentions[3].start = a.mentions[2].end;
    a.statements[1].to = -2;
    assert_refused(db, &a);
    a.statements[1].to = 2;
    a.mentions[1].catalogue = 1 << 30;
    assert_refused(db, &a);
    a.mentions[1].catalogue = 0;
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    fixture_free(&a);
    vd_db_close(db);
}

static void resolution_refuse(vd_db *db, const vd_resolve_source *sources, size_t count, const vd_resolution *r)
{
    vd_error err = {0};
    assert_int_equal(vd_store_put_resolution(db, sources, count, r, &err), VD_INVALID);
    assert_true(err.text[0] != '\0');
    assert_counts(db, DOC_COUNT, 10, 6);
}

static void test_resolutions_out_of_shape_are_refused(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = resolution_make(&arena, sources, count);
    r.links[0][0].document = DOC_COUNT;
    resolution_refuse(db, sources, count, &r);
    r.links[0][0].document = DOC_PLAN_70;
    r.edges[1].statement = 99;
    resolution_refuse(db, sources, count, &r);
    r.edges[1].statement = 1;
    r.source_document[1] = -2;
    resolution_refuse(db, sources, count, &r);
    r.source_document[1] = DOC_PLAN_24;
    sources[1].path = VD_LIT("elsewhere.txt");
    resolution_refuse(db, sources, count, &r);
    sources[1].path = VD_LIT(PATH_B);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_a_resolution_of_the_past_is_refused(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = resolution_make(&arena, sources, count);
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_B), NULL), VD_OK);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_BUSY);
    assert_stale(db, true);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

/* The same, put again while somebody reads rows through the same connection; what refers to what is told as before
 * afterwards, also of sources whose rows do not stand in the order of their paths. */
static void test_a_resolution_put_again(void **state)
{
    (void)state;
    vd_db *db = NULL;
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    vd_rows *rows = NULL;
    size_t count = 0;
    bool more = false;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    db_fill(db, true); /* b before a */
    char *before = db_dump(db);
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = resolution_make(&arena, sources, count);
    assert_int_equal(vd_db_mentions(db, NULL, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(more);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    while (more) {
        assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    }
    vd_rows_free(rows);
    char *after = db_dump(db);
    assert_string_equal(before, after);
    free(before);
    free(after);
    /* References are looked after again. */
    assert_int_equal(sqlite3_exec(db->sql, "INSERT INTO alias VALUES (99, 0, 'vn/x')", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT_FOREIGNKEY);
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_B), NULL), VD_OK);
    assert_counts(db, DOC_COUNT, 7, 4);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_come_back_whole),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_replacing_and_removing),
        cmocka_unit_test(test_removing_the_unknown_changes_nothing),
        cmocka_unit_test(test_no_sources),
        cmocka_unit_test(test_extractions_out_of_shape_are_refused),
        cmocka_unit_test(test_resolutions_out_of_shape_are_refused),
        cmocka_unit_test(test_a_resolution_of_the_past_is_refused),
        cmocka_unit_test(test_a_resolution_put_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
