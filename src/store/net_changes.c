/** Noting rows on which the graph's chunks hang. */
#include "store/net_changes.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

vd_status vd_net_rows_add(vd_net_rows *rows, int64_t row, vd_error *err)
{
    if (rows->count == rows->cap) {
        int64_t *grown = vd_grown(rows->items, &rows->cap, 64, sizeof *grown);
        if (grown == NULL) {
            return vd_fail_memory(err);
        }
        rows->items = grown;
    }
    rows->items[rows->count++] = row;
    return VD_OK;
}

static int row_cmp(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

void vd_net_rows_sort(vd_net_rows *rows)
{
    size_t kept = 0;
    if (rows->count > 1) {
        qsort(rows->items, rows->count, sizeof *rows->items, row_cmp);
    }
    for (size_t i = 0; i < rows->count; i++) {
        if (kept == 0 || rows->items[kept - 1] != rows->items[i]) {
            rows->items[kept++] = rows->items[i];
        }
    }
    rows->count = kept;
}

bool vd_net_rows_have(const vd_net_rows *rows, int64_t row)
{
    return rows->count > 0 && bsearch(&row, rows->items, rows->count, sizeof row, row_cmp) != NULL;
}

/* The rows that a statement with one number gives. */
static vd_status rows_of(vd_net_rows *rows, vd_db *db, const char *text, int64_t number, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool more = false;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, number);
        status = vd_bind_done(&bind, err);
    }
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        status = vd_net_rows_add(rows, sqlite3_column_int64(statement, 0), err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_net_changes_document(vd_net_changes *changes, int64_t document, vd_error *err)
{
    return vd_net_rows_add(&changes->documents, document, err);
}

vd_status vd_net_changes_behind(vd_net_changes *changes, vd_db *db, int64_t document, vd_error *err)
{
    return rows_of(&changes->documents, db, "SELECT document FROM document WHERE document > ?", document, err);
}

vd_status vd_net_changes_source(vd_net_changes *changes, vd_db *db, int64_t source, vd_error *err)
{
    static const char text[] = "SELECT DISTINCT from_document FROM edge WHERE source = ?";
    vd_status status = vd_net_rows_add(&changes->sources, source, err);
    return status == VD_OK ? rows_of(&changes->acting, db, text, source, err) : status;
}

void vd_net_changes_clear(vd_net_changes *changes)
{
    vd_free(changes->documents.items);
    vd_free(changes->sources.items);
    vd_free(changes->acting.items);
    *changes = (vd_net_changes){0};
}
