/** Rows as they can be imported again. */
#include "base/error.h"
#include "catalogue/load.h"
#include "store/store.h"

#include <stdlib.h>

static const vd_known_field documents[] = {VD_KNOWN_NUMBER,       VD_KNOWN_TYPE,          VD_KNOWN_TITLE,
                                           VD_KNOWN_SHORT_TITLES, VD_KNOWN_ISSUER,        VD_KNOWN_PLACE,
                                           VD_KNOWN_PASSED,       VD_KNOWN_EFFECTIVE,     VD_KNOWN_EXPIRES,
                                           VD_KNOWN_STATUS,       VD_KNOWN_SUPERSEDED_BY, VD_KNOWN_SUPERSEDED_FROM,
                                           VD_KNOWN_SOURCE,       VD_KNOWN_CONFIDENCE};
static const vd_known_field changes[] = {VD_KNOWN_ACTING,   VD_KNOWN_RELATION, VD_KNOWN_TARGET,    VD_KNOWN_EFFECTIVE,
                                         VD_KNOWN_PINPOINT, VD_KNOWN_SOURCE,   VD_KNOWN_CONFIDENCE};

/* By what the rows say, not by where they came from. */
static int fields_cmp(const void *a, const void *b, const vd_known_field *fields, size_t count)
{
    const vd_known_row *x = *(const vd_known_row *const *)a;
    const vd_known_row *y = *(const vd_known_row *const *)b;
    int order = 0;
    for (size_t f = 0; f < count && order == 0; f++) {
        order = vd_str_cmp(x->field[fields[f]], y->field[fields[f]]);
    }
    return order;
}

static int document_cmp(const void *a, const void *b)
{
    return fields_cmp(a, b, documents, sizeof documents / sizeof *documents);
}

static int change_cmp(const void *a, const void *b)
{
    return fields_cmp(a, b, changes, sizeof changes / sizeof *changes);
}

static bool row_wanted(const vd_known_row *row, bool change, vd_str source)
{
    return vd_known_change(row) == change && (source.ptr == NULL || vd_str_eq(vd_row_origin(row), source) ||
                                              vd_str_eq(row->field[VD_KNOWN_SOURCE], source));
}

static vd_status rows_export(vd_arena *arena, const vd_known *known, bool change, vd_str source, vd_rows *rows,
                             vd_error *err)
{
    const vd_known_field *fields = change ? changes : documents;
    size_t width = change ? sizeof changes / sizeof *changes : sizeof documents / sizeof *documents;
    const vd_known_row **order = VD_ARENA_ARRAY(arena, const vd_known_row *, known->count + 1);
    int (*compare)(const void *, const void *) = change ? change_cmp : document_cmp;
    size_t count = 0;
    bool failed = order == NULL;
    for (size_t i = 0; !failed && i < known->count; i++) {
        if (row_wanted(&known->rows[i], change, source)) {
            order[count++] = &known->rows[i];
        }
    }
    if (count) {
        qsort(order, count, sizeof *order, compare);
    }
    for (size_t i = 0; !failed && i < count; i++) {
        if (i > 0 && compare(&order[i - 1], &order[i]) == 0) {
            continue; /* two files say the same */
        }
        vd_cell *cells = vd_rows_add(rows);
        failed = cells == NULL;
        for (size_t c = 0; !failed && c < width; c++) {
            cells[c] = vd_all_cell(rows, order[i]->field[fields[c]], &failed);
        }
    }
    return failed ? vd_fail_memory(err) : VD_OK;
}

vd_status vd_db_catalogue_export(vd_db *db, bool change, vd_str source, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_known known;
    vd_rows *rows = NULL;
    vd_column columns[VD_KNOWN_FIELDS];
    const vd_known_field *fields = change ? changes : documents;
    size_t width = change ? sizeof changes / sizeof *changes : sizeof documents / sizeof *documents;
    for (size_t i = 0; i < width; i++) {
        columns[i] = (vd_column){vd_known_name(fields[i]), true};
    }
    *out = NULL;
    vd_status status = vd_str_eq(source, VD_LIT("built-in")) ? vd_known_builtin(&arena, &known, err)
                                                             : vd_store_known_load(db, &arena, &known, err);
    if (status == VD_OK) {
        status = vd_rows_new(columns, width, &rows, err);
    }
    if (status == VD_OK) {
        status = rows_export(&arena, &known, change, source, rows, err);
    }
    vd_arena_clear(&arena);
    if (status != VD_OK) {
        vd_rows_free(rows);
        return status;
    }
    *out = rows;
    return VD_OK;
}
