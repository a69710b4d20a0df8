/** Which documents a side of the matrix takes.
 *
 *  Types are known by name or abbreviation, places by name or slug, bodies by words of their name; case and marks do
 *  not matter.  A document counts as issued within a window when it may have been: its date is often known in part. */
#include "report/matrix.h"

#include "base/date.h"
#include "base/error.h"
#include "tables/tables.h"
#include "text/text.h"

#include <stdio.h>

/* A side's values, folded as the fields are compared. */
typedef struct filter {
    vd_arena *arena;
    const vd_matrix_side *side;
    vd_str *types, *issuers, *places;
    vd_date from, to;
} filter;

bool vd_matrix_side_asks(const vd_matrix_side *side)
{
    return side->document_count > 0 || side->type_count > 0 || side->issuer_count > 0 || side->place_count > 0 ||
           side->from.year != 0 || side->to.year != 0;
}

typedef vd_str folder(vd_arena *arena, vd_str text);

static bool values_fold(vd_arena *arena, const vd_str *values, size_t count, folder *fold, vd_str **out)
{
    *out = VD_ARENA_ARRAY(arena, vd_str, count);
    for (size_t i = 0; *out && i < count; i++) {
        (*out)[i] = fold(arena, values[i]);
        if (!(*out)[i].ptr) {
            return false;
        }
    }
    return *out != NULL;
}

/* "KH" is every type that it abbreviates. */
static bool type_is(vd_str type, vd_str wanted)
{
    if (vd_str_eq(type, wanted)) {
        return true;
    }
    const vd_type_row *row = vd_type_by_abbr(wanted);
    while (row && !vd_str_eq(type, vd_str_of(row->fold))) {
        row = vd_type_by_abbr_next(wanted, row);
    }
    return row != NULL;
}

static bool words_hold(vd_str text, vd_str wanted)
{
    return wanted.len > 0 && vd_str_find(text, wanted, 0) != SIZE_MAX;
}

static bool place_is(vd_str place, vd_str wanted)
{
    return vd_str_eq(place, wanted);
}

/* Does `text`, folded, satisfy one of the values?  No values: yes. */
static bool field_fits(vd_str text, folder *fold, const vd_str *values, size_t count,
                       bool (*fits)(vd_str text, vd_str wanted), bool *ok)
{
    if (count == 0) {
        return true;
    }
    vd_arena scratch = {0};
    vd_str folded = fold(&scratch, text);
    bool found = false;
    *ok = *ok && folded.ptr;
    for (size_t i = 0; folded.ptr && !found && i < count; i++) {
        found = fits(folded, values[i]);
    }
    vd_arena_clear(&scratch);
    return found;
}

static bool date_fits(const filter *f, const vd_graph_document *document)
{
    vd_date first = {0};
    vd_date last = {0};
    if (f->from.year == 0 && f->to.year == 0) {
        return true;
    }
    if (!vd_date_parse(document->earliest.ptr ? document->earliest : document->date, &first)) {
        return false;
    }
    if (!vd_date_parse(document->latest.ptr ? document->latest : document->date, &last)) {
        last = first;
    }
    return (f->from.year == 0 || vd_date_cmp(vd_date_last(last), f->from) >= 0) &&
           (f->to.year == 0 || vd_date_cmp(vd_date_first(first), f->to) <= 0);
}

static bool document_fits(const filter *f, const vd_graph_document *d, bool *ok)
{
    const vd_matrix_side *s = f->side;
    return date_fits(f, d) && field_fits(d->type, vd_fold_copy, f->types, s->type_count, type_is, ok) &&
           field_fits(d->issuer, vd_fold_copy, f->issuers, s->issuer_count, words_hold, ok) &&
           field_fits(d->place, vd_fold_slug, f->places, s->place_count, place_is, ok);
}

/* ---- Values that name nothing ------------------------------------------------------------------------------------ */

/* How many letters two folded names have in common from the start, blanks and hyphens aside. */
static size_t letters_shared(vd_str a, vd_str b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0;; i++, j++, shared++) {
        while (i < a.len && (a.ptr[i] == ' ' || a.ptr[i] == '-')) {
            i++;
        }
        while (j < b.len && (b.ptr[j] == ' ' || b.ptr[j] == '-')) {
            j++;
        }
        if (i >= a.len || j >= b.len || a.ptr[i] != b.ptr[j]) {
            return shared;
        }
    }
}

static vd_str type_fold_at(size_t i)
{
    return vd_str_of(vd_types[i].fold);
}
static vd_str type_name_at(size_t i)
{
    return vd_str_of(vd_types[i].name);
}
static vd_str place_fold_at(size_t i)
{
    return vd_str_of(vd_places[i].slug);
}
static vd_str place_name_at(size_t i)
{
    return vd_str_of(vd_places[i].name);
}

/* What a table's names are, folded as values are, and as people write them. */
typedef struct names {
    const char *what, *example;
    vd_str (*fold_at)(size_t i);
    vd_str (*name_at)(size_t i);
    size_t count;
} names;

enum { NEAR_LEAST = 2, NEAR_MOST = 3 }; /* letters in common; names told */

/* "no type of document is called 'Kehoach'; near: Kế hoạch". */
static vd_status name_refuse(const names *known, vd_str value, vd_str folded, vd_error *err)
{
    char near[128] = "";
    size_t best = NEAR_LEAST, len = 0, told = 0;
    vd_str last = VD_NONE;
    for (size_t i = 0; i < known->count; i++) {
        size_t shared = letters_shared(folded, known->fold_at(i));
        best = shared > best ? shared : best;
    }
    for (size_t i = 0; i < known->count && told < NEAR_MOST; i++) {
        vd_str name = known->name_at(i);
        bool again = vd_str_eq(name, last); /* a place has a row for each rank it had */
        if (letters_shared(folded, known->fold_at(i)) < best || again || len + name.len + 3 > sizeof near) {
            continue;
        }
        len += (size_t)snprintf(near + len, sizeof near - len, "%s%.*s", told ? ", " : "", (int)name.len, name.ptr);
        last = name;
        told++;
    }
    int shown = value.len > 60 ? 60 : (int)value.len;
    return vd_fail(err, VD_INVALID, "no %s is called '%.*s'; %s %s", known->what, shown, value.ptr,
                   told ? "near:" : "it is written as", told ? near : known->example);
}

static bool type_known(vd_str folded)
{
    return vd_type_find(folded) || vd_type_by_abbr(folded);
}

static bool place_known(vd_str slug)
{
    bool known = false;
    for (size_t i = 0; i < vd_places_count && !known; i++) {
        known = vd_str_eq(vd_str_of(vd_places[i].slug), slug);
    }
    return known;
}

/* A word that names no type and no province would leave nothing, and look as if there were nothing. */
static vd_status values_check(const filter *f, vd_error *err)
{
    const names types = {"type of document", "'Kế hoạch' or KH", type_fold_at, type_name_at, vd_types_count};
    const names places = {"province", "'Cần Thơ' or can-tho", place_fold_at, place_name_at, vd_places_count};
    for (size_t i = 0; i < f->side->type_count; i++) {
        if (!type_known(f->types[i])) {
            return name_refuse(&types, f->side->types[i], f->types[i], err);
        }
    }
    for (size_t i = 0; i < f->side->place_count; i++) {
        if (!place_known(f->places[i])) {
            return name_refuse(&places, f->side->places[i], f->places[i], err);
        }
    }
    return VD_OK;
}

/* ---- Taking ------------------------------------------------------------------------------------------------------ */

/* The documents named; all when none is. */
static vd_status documents_take(const vd_graph_data *data, const vd_matrix_side *side, bool *taken, vd_error *err)
{
    for (size_t v = 0; v < data->document_count; v++) {
        taken[v] = side->document_count == 0;
    }
    for (size_t i = 0; i < side->document_count; i++) {
        uint32_t document;
        vd_status status = vd_graph_require(data, side->documents[i], &document, err);
        if (status != VD_OK) {
            return status;
        }
        taken[document] = true;
    }
    return VD_OK;
}

vd_status vd_matrix_side_take(vd_arena *arena, const vd_graph_data *data, const vd_matrix_side *side, bool **out,
                              vd_error *err)
{
    filter f = {.arena = arena, .side = side, .from = vd_date_first(side->from), .to = vd_date_last(side->to)};
    bool *taken = VD_ARENA_ARRAY(arena, bool, data->document_count);
    bool ok = taken && values_fold(arena, side->types, side->type_count, vd_fold_copy, &f.types) &&
              values_fold(arena, side->issuers, side->issuer_count, vd_fold_copy, &f.issuers) &&
              values_fold(arena, side->places, side->place_count, vd_fold_slug, &f.places);
    vd_status status = ok ? values_check(&f, err) : vd_fail_memory(err);
    if (status == VD_OK) {
        status = documents_take(data, side, taken, err);
    }
    for (size_t v = 0; status == VD_OK && v < data->document_count; v++) {
        taken[v] = taken[v] && document_fits(&f, &data->documents[v], &ok);
        status = ok ? VD_OK : vd_fail_memory(err);
    }
    *out = taken;
    return status;
}
