/* Rows of what is known from outside: the built-in ones, and which of several goes first. */
#include "resolve/known.h"

#include "base/date.h"
#include "base/error.h"
#include "tables/tables.h"

const char *vd_known_name(vd_known_field field)
{
    static const char *const names[VD_KNOWN_FIELDS] = {
#define X(name, text) text,
        VD_KNOWN_LIST(X)
#undef X
    };
    return names[field];
}

/* What a row of the catalogue and one of the decrees both tell. */
/* clang-format off */
#define DOCUMENT_FIELDS(row)                                      \
    [VD_KNOWN_NUMBER] = vd_str_told((row)->number),                   \
    [VD_KNOWN_TYPE] = vd_str_told((row)->type),                       \
    [VD_KNOWN_TITLE] = vd_str_told((row)->title),                     \
    [VD_KNOWN_ISSUER] = vd_str_told((row)->issuer),                   \
    [VD_KNOWN_PASSED] = vd_str_told((row)->passed),                   \
    [VD_KNOWN_EFFECTIVE] = vd_str_told((row)->effective),             \
    [VD_KNOWN_SUPERSEDED_BY] = vd_str_told((row)->superseded_by),     \
    [VD_KNOWN_SUPERSEDED_FROM] = vd_str_told((row)->superseded_from), \
    [VD_KNOWN_SOURCE] = vd_str_told((row)->source),                   \
    [VD_KNOWN_CONFIDENCE] = vd_str_told((row)->confidence)
/* clang-format on */

static vd_known_row catalogue_row(const vd_catalogue_row *row)
{
    return (vd_known_row){
        .field = {DOCUMENT_FIELDS(row), [VD_KNOWN_SHORT_TITLES] = vd_str_told(row->short_titles)},
    };
}

static vd_known_row decree_row(const vd_decree_row *row)
{
    return (vd_known_row){.field = {DOCUMENT_FIELDS(row)}};
}

static vd_known_row amendment_row(const vd_amendment_row *row)
{
    return (vd_known_row){.field = {
                              [VD_KNOWN_ACTING] = vd_str_told(row->acting),
                              [VD_KNOWN_RELATION] = vd_str_told(row->relation),
                              [VD_KNOWN_TARGET] = vd_str_told(row->target),
                              [VD_KNOWN_EFFECTIVE] = vd_str_told(row->effective),
                              [VD_KNOWN_SOURCE] = vd_str_told(row->source),
                              [VD_KNOWN_CONFIDENCE] = vd_str_told(row->confidence),
                          }};
}

vd_status vd_known_builtin(vd_arena *arena, vd_known *out, vd_error *err)
{
    size_t count = 0;
    *out = (vd_known){0};
    vd_known_row *rows =
        VD_ARENA_ARRAY(arena, vd_known_row, vd_catalogue_count + vd_decrees_count + vd_amendments_count);
    if (rows == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        rows[count++] = catalogue_row(&vd_catalogue[i]);
    }
    for (size_t i = 0; i < vd_decrees_count; i++) {
        rows[count++] = decree_row(&vd_decrees[i]);
    }
    for (size_t i = 0; i < vd_amendments_count; i++) {
        rows[count++] = amendment_row(&vd_amendments[i]);
    }
    *out = (vd_known){rows, count};
    return VD_OK;
}

vd_date vd_known_date(const vd_known_row *row, vd_known_field field)
{
    vd_date date = {0};
    vd_str text = row->field[field];
    return text.ptr && vd_date_parse(text, &date) ? date : (vd_date){0};
}

int vd_known_rank(const vd_known_row *row)
{
    bool imported = row->origin.ptr != NULL;
    vd_str grade = row->field[VD_KNOWN_CONFIDENCE];
    if (vd_str_eq(grade, VD_LIT("high"))) {
        return imported ? 5 : 4;
    }
    if (vd_str_eq(grade, VD_LIT("medium"))) {
        return imported ? 3 : 2;
    }
    return 1;
}

int vd_known_cmp(const vd_known_row *a, const vd_known_row *b)
{
    int order = vd_known_rank(b) - vd_known_rank(a);
    order = order ? order : vd_str_cmp(a->field[VD_KNOWN_SOURCE], b->field[VD_KNOWN_SOURCE]);
    for (int f = 0; f < VD_KNOWN_FIELDS && order == 0; f++) {
        order = vd_str_cmp(a->field[f], b->field[f]);
    }
    return order ? order : vd_str_cmp(a->origin, b->origin);
}

const vd_known_row *vd_known_best(const vd_known_group *group, vd_known_field field)
{
    for (size_t i = 0; i < group->count; i++) {
        if (group->row[i]->field[field].len > 0) {
            return group->row[i];
        }
    }
    return NULL;
}

vd_str vd_known_value(const vd_known_group *group, vd_known_field field)
{
    const vd_known_row *row = vd_known_best(group, field);
    return row ? row->field[field] : VD_NONE;
}
