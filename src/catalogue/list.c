/** One row a document: the values that count, and whether it was in force on a day. */
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "catalogue/load.h"
#include "tables/tables.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

#define TYPES_ROOM 384 /* of the words of an error */

static const vd_column columns[] = {{"id", true},
                                    {"type", false},
                                    {"number", true},
                                    {"title", true},
                                    {"issuer", false},
                                    {"place", false},
                                    {"passed", true},
                                    {"effective", true},
                                    {"expires", false},
                                    {"state", true},
                                    {"status", false},
                                    {"superseded_by", true},
                                    {"superseded_from", false},
                                    {"short_titles", false},
                                    {"confidence", false},
                                    {"source", false},
                                    {"origin", true},
                                    {"rows", false},
                                    {"conflict", false}};
#define WIDTH (sizeof columns / sizeof *columns)

/* What columns hold that are fields. */
static const struct {
    size_t column;
    vd_known_field field;
} fields[] = {{1, VD_KNOWN_TYPE},
              {2, VD_KNOWN_NUMBER},
              {3, VD_KNOWN_TITLE},
              {4, VD_KNOWN_ISSUER},
              {5, VD_KNOWN_PLACE},
              {6, VD_KNOWN_PASSED},
              {7, VD_KNOWN_EFFECTIVE},
              {8, VD_KNOWN_EXPIRES},
              {10, VD_KNOWN_STATUS},
              {11, VD_KNOWN_SUPERSEDED_BY},
              {12, VD_KNOWN_SUPERSEDED_FROM},
              {13, VD_KNOWN_SHORT_TITLES}};
enum { COL_ID = 0, COL_STATE = 9, COL_CONFIDENCE = 14, COL_SOURCE, COL_ORIGIN, COL_ROWS, COL_CONFLICT };

/* Do two rows give two values of some field? */
static bool group_conflict(const vd_known_group *group)
{
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        vd_str value = vd_known_value(group, fields[f].field);
        for (size_t i = 0; i < group->count && value.ptr; i++) {
            vd_str other = group->row[i]->field[fields[f].field];
            if (other.ptr && !vd_str_eq(other, value)) {
                return true;
            }
        }
    }
    return false;
}

static bool folds_equal(vd_arena *arena, vd_str a, vd_str b, bool *failed)
{
    vd_str x = vd_fold_copy(arena, a);
    vd_str y = vd_fold_copy(arena, b);
    *failed = *failed || x.ptr == NULL || y.ptr == NULL;
    return vd_str_eq(x, y);
}

/* By name, or by abbreviation: "KH" is every type that it abbreviates. */
static bool type_fits(vd_arena *arena, vd_str type, vd_str wanted, bool *failed)
{
    vd_str x = vd_fold_copy(arena, type);
    vd_str y = vd_fold_copy(arena, wanted);
    *failed = *failed || x.ptr == NULL || y.ptr == NULL;
    bool fits = type.len > 0 && vd_str_eq(x, y);
    for (const vd_type_row *row = *failed ? NULL : vd_type_by_abbr(y); row && !fits;
         row = vd_type_by_abbr_next(y, row)) {
        fits = vd_str_eq(x, vd_str_of(row->fold));
    }
    return fits;
}

static bool source_there(const vd_known_group *group, vd_str source)
{
    for (size_t i = 0; i < group->count; i++) {
        if (vd_str_eq(vd_row_origin(group->row[i]), source) ||
            vd_str_eq(group->row[i]->field[VD_KNOWN_SOURCE], source)) {
            return true;
        }
    }
    return false;
}

static bool group_wanted(vd_arena *arena, const vd_known_group *group, const vd_catalogue_filter *filter,
                         const char *state, bool *failed)
{
    return (!filter->source.ptr || source_there(group, filter->source)) &&
           (!filter->status.ptr || vd_str_eq(filter->status, vd_str_of(state))) &&
           (!filter->type.ptr || type_fits(arena, vd_known_value(group, VD_KNOWN_TYPE), filter->type, failed)) &&
           (!filter->issuer.ptr || folds_equal(arena, vd_known_value(group, VD_KNOWN_ISSUER), filter->issuer, failed));
}

static bool group_add(vd_rows *rows, const vd_known_group *group, const char *state)
{
    bool failed = false;
    vd_cell *cells = vd_rows_add(rows);
    if (cells == NULL) {
        return false;
    }
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        cells[fields[f].column] = vd_all_cell(rows, vd_known_value(group, fields[f].field), &failed);
    }
    cells[COL_ID] = vd_all_cell(rows, group->id, &failed);
    cells[COL_STATE] = vd_cell_text(vd_str_of(state));
    cells[COL_CONFIDENCE] = vd_all_cell(rows, group->row[0]->field[VD_KNOWN_CONFIDENCE], &failed);
    cells[COL_SOURCE] = vd_all_cell(rows, group->row[0]->field[VD_KNOWN_SOURCE], &failed);
    cells[COL_ORIGIN] = vd_all_cell(rows, vd_row_origin(group->row[0]), &failed);
    cells[COL_ROWS] = vd_cell_int((int64_t)group->count);
    cells[COL_CONFLICT] = vd_cell_bool(group_conflict(group));
    return !failed;
}

static int group_cmp(const void *a, const void *b)
{
    const vd_known_group *x = *(const vd_known_group *const *)a;
    const vd_known_group *y = *(const vd_known_group *const *)b;
    int order = vd_str_cmp(x->id, y->id);
    return order ? order : vd_str_cmp(x->key, y->key);
}

static vd_status groups_list(vd_arena *arena, const vd_all *all, const vd_catalogue_filter *filter, vd_date day,
                             vd_rows *rows, vd_error *err)
{
    const vd_known_group **order = VD_ARENA_ARRAY(arena, const vd_known_group *, all->groups.count + 1);
    bool failed = order == NULL;
    for (size_t i = 0; !failed && i < all->groups.count; i++) {
        order[i] = &all->groups.items[i];
    }
    if (!failed && all->groups.count) {
        qsort(order, all->groups.count, sizeof *order, group_cmp);
    }
    for (size_t i = 0; !failed && i < all->groups.count; i++) {
        const char *state = vd_all_state(all, order[i], day);
        if (filter->limit && vd_rows_count(rows) >= filter->limit) {
            break;
        }
        if (group_wanted(arena, order[i], filter, state, &failed) && !failed) {
            failed = !group_add(rows, order[i], state);
        }
    }
    return failed ? vd_fail_memory(err) : VD_OK;
}

/* The types that documents of the catalogue have, each once, as "Nghị định, Luật"; as many as there is room for. */
static bool types_tell(vd_arena *arena, const vd_all *all, vd_str wanted, char *out, size_t size, bool *failed)
{
    size_t len = 0;
    vd_map told = {0};
    bool there = false;
    out[0] = '\0';
    for (size_t i = 0; i < all->groups.count && !there && !*failed; i++) {
        vd_str type = vd_known_value(&all->groups.items[i], VD_KNOWN_TYPE);
        bool fresh = false;
        there = type_fits(arena, type, wanted, failed);
        *failed = *failed || vd_map_put(&told, type, 0, &fresh) == NULL;
        if (!*failed && fresh && type.len > 0 && len + type.len + 3 < size) {
            len += (size_t)snprintf(out + len, size - len, "%s%.*s", len ? ", " : "", (int)type.len, type.ptr);
        }
    }
    vd_map_clear(&told);
    return there;
}

static bool type_known(vd_arena *arena, vd_str type, bool *failed)
{
    vd_str fold = vd_fold_copy(arena, type);
    *failed = *failed || fold.ptr == NULL;
    return fold.ptr != NULL && (vd_type_find(fold) || vd_type_by_abbr(fold));
}

/* A word that is no type would list nothing, and look as if the catalogue had none of them. */
static vd_status type_check(vd_arena *arena, const vd_all *all, vd_str type, vd_error *err)
{
    char there[TYPES_ROOM];
    bool failed = false;
    if (type.ptr == NULL || type_known(arena, type, &failed) ||
        types_tell(arena, all, type, there, sizeof there, &failed)) {
        return VD_OK;
    }
    return failed ? vd_fail_memory(err)
                  : vd_fail(err, VD_INVALID, "no type \"%.*s\"; the catalogue has %s",
                            type.len > 60 ? 60 : (int)type.len, type.ptr, there);
}

static vd_status filter_check(const vd_catalogue_filter *filter, vd_error *err)
{
    static const char *const states[] = {"in_force", "not_yet_in_force", "ended", "unknown"};
    bool known = filter->status.ptr == NULL || VD_STR_IN(filter->status, states);
    return known ? VD_OK
                 : vd_fail(err, VD_INVALID, "no status \"%.*s\"; there are in_force not_yet_in_force ended unknown",
                           (int)filter->status.len, filter->status.ptr);
}

vd_status vd_db_catalogue_list(vd_db *db, const vd_catalogue_filter *filter, vd_rows **out, vd_error *err)
{
    static const vd_catalogue_filter none = {0};
    vd_arena arena = {0};
    vd_all all;
    vd_rows *rows = NULL;
    filter = filter ? filter : &none;
    vd_date day = vd_date_last(filter->as_of);
    *out = NULL;
    vd_status status = filter_check(filter, err);
    if (status == VD_OK && day.year == 0) {
        status = vd_all_today(&day, err);
    }
    if (status == VD_OK) {
        status = vd_all_load(db, &arena, &all, err);
    }
    if (status == VD_OK) {
        status = type_check(&arena, &all, filter->type, err);
    }
    if (status == VD_OK) {
        status = vd_rows_new(columns, WIDTH, &rows, err);
    }
    if (status == VD_OK) {
        status = groups_list(&arena, &all, filter, day, rows, err);
    }
    vd_arena_clear(&arena);
    if (status != VD_OK) {
        vd_rows_free(rows);
        return status;
    }
    *out = rows;
    return VD_OK;
}
