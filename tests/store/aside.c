/* Indexes taken away while the derived half is written come back as they were: also where that fails midway. */
#include "raw.h"

#include "base/alloc.h"
#include "store/aside.h"

/* What makes the indexes of the derived half, and how many there are. */
#define INDEX_TEXTS                                                                                       \
    "SELECT count(*) || group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE type = 'index' " \
    "AND sql IS NOT NULL ORDER BY name)"
#define EDGES ((size_t)20000)

static char *index_texts(vd_db *db)
{
    return strdup(raw_value(db->sql, INDEX_TEXTS));
}

static void assert_indexes(vd_db *db, const char *before)
{
    assert_string_equal(raw_value(db->sql, INDEX_TEXTS), before);
    assert_string_equal(raw_value(db->sql, "PRAGMA integrity_check"), "ok");
}

static void test_taken_and_restored(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_aside aside;
    raw_exec(db->sql, "CREATE INDEX \"of a \"\"user\"\"\" ON document (title)");
    char *before = index_texts(db);
    assert_int_equal(vd_aside_take(db, &arena, &aside, NULL), VD_OK);
    assert_true(aside.count >= 10);
    assert_string_equal(raw_value(db->sql,
                                  "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
                                  "AND tbl_name IN ('document', 'link', 'candidate', 'edge', 'alias')"),
                        "0");
    assert_int_equal(vd_aside_restore(db, &aside, NULL), VD_OK);
    assert_indexes(db, before);
    free(before);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static vd_status both(vd_db *db, vd_error *err)
{
    vd_arena arena = {0};
    vd_aside aside;
    vd_status status = vd_sql_begin(db, err);
    if (status == VD_OK) {
        status = vd_aside_take(db, &arena, &aside, err);
        status = vd_sql_end(db, status == VD_OK ? vd_aside_restore(db, &aside, err) : status, err);
    }
    vd_arena_clear(&arena);
    return status;
}

static void test_without_memory_nothing_is_lost(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    char *before = index_texts(db);
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status != VD_OK; nth++) {
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        status = both(db, &err);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || status == VD_NO_MEMORY);
        assert_true(sqlite3_get_autocommit(db->sql));
        assert_indexes(db, before);
    }
    free(before);
    vd_db_close(db);
}

/* A resolution of so many rows that indexes are taken away: most edges say what the first one says. */
static vd_resolution large_make(vd_arena *arena, const vd_resolve_source *sources, size_t count)
{
    vd_resolution r = resolution_make(arena, sources, count);
    vd_edge *edges = VD_ARENA_ARRAY(arena, vd_edge, EDGES + r.edge_count);
    assert_non_null(edges);
    for (size_t i = 0; i < EDGES; i++) {
        edges[i] = r.edges[0];
    }
    memcpy(edges + EDGES, r.edges, r.edge_count * sizeof *edges);
    r.edges = edges;
    r.edge_count += EDGES;
    return r;
}

static void test_a_large_resolution(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    vd_rows *rows = NULL;
    size_t count = 0;
    bool more = false;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = large_make(&arena, sources, count);
    char *before = db_dump(db), *indexes = index_texts(db);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    assert_indexes(db, indexes);
    /* What is wrong is told at the end: all is as before. */
    r.edges[r.edge_count - 1].to = DOC_COUNT;
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_INVALID);
    assert_indexes(db, indexes);
    r.edges[r.edge_count - 1].to = DOC_DEMOCRACY;
    /* Somebody in the middle of his rows keeps the indexes in place. */
    assert_int_equal(vd_db_mentions(db, NULL, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(more);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    vd_rows_free(rows);
    assert_indexes(db, indexes);
    char *after = db_dump(db);
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(indexes);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken_and_restored),
        cmocka_unit_test(test_without_memory_nothing_is_lost),
        cmocka_unit_test(test_a_large_resolution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
