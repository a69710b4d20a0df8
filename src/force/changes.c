/** The tables of amendments and of laws as one sorted list of rows, and what the database adds to them. */
#include "force/changes.h"

#include "base/date.h"
#include "base/error.h"
#include "store/store.h"
#include "tables/tables.h"

#include <stdlib.h>
#include <string.h>

static const char *const step_names[VD_STEP_COUNT] = {
#define X(name, text) text,
    VD_STEP_LIST(X)
#undef X
};

const char *vd_step_name(vd_step_kind kind)
{
    return step_names[kind];
}

bool vd_step_parse(vd_str name, vd_step_kind *out)
{
    for (int i = 0; i < VD_STEP_COUNT; i++) {
        if (vd_str_eq(name, vd_str_of(step_names[i]))) {
            *out = (vd_step_kind)i;
            return true;
        }
    }
    return false;
}

bool vd_step_of_relation(vd_relation relation, bool pinpoint, vd_step_kind *out)
{
    switch (relation) {
    case VD_REL_AMENDS:
        *out = VD_STEP_AMENDED;
        return true;
    case VD_REL_SUPERSEDES:
        *out = pinpoint ? VD_STEP_AMENDED : VD_STEP_SUPERSEDED;
        return true;
    case VD_REL_REPEALS:
        *out = pinpoint ? VD_STEP_REPEALED_PART : VD_STEP_REPEALED;
        return true;
    case VD_REL_CORRECTS:
        *out = VD_STEP_CORRECTED;
        return true;
    case VD_REL_SUSPENDS:
        *out = VD_STEP_SUSPENDED;
        return true;
    default:
        return false;
    }
}

static int change_cmp(const void *a, const void *b)
{
    const vd_change *c = a;
    const vd_change *d = b;
    int order = vd_str_cmp(c->target, d->target);
    order = order ? order : (int)c->kind - (int)d->kind;
    order = order ? order : vd_str_cmp(c->acting, d->acting);
    order = order ? order : (c->confidence < d->confidence) - (c->confidence > d->confidence);
    order = order ? order : (int)d->imported - (int)c->imported;
    order = order ? order : vd_date_cmp(c->effective, d->effective);
    order = order ? order : vd_str_cmp(c->source, d->source);
    return order ? order : vd_str_cmp(c->pinpoint, d->pinpoint);
}

void vd_changes_sort(vd_change *items, size_t count)
{
    if (count > 0) {
        qsort(items, count, sizeof items[0], change_cmp);
    }
}

static vd_date date_of(const char *text)
{
    vd_date date = {0};
    return vd_date_parse(vd_str_of(text), &date) ? date : (vd_date){0};
}

/* The tables know two grades; both are far from a guess. */
static double confidence_of(const char *grade)
{
    return strcmp(grade, "high") == 0 ? 0.95 : 0.8;
}

static size_t amendments_add(vd_change *items, size_t count)
{
    for (size_t i = 0; i < vd_amendments_count; i++) {
        const vd_amendment_row *row = &vd_amendments[i];
        vd_relation relation;
        vd_step_kind kind;
        if (vd_relation_parse(vd_str_of(row->relation), &relation) && vd_step_of_relation(relation, false, &kind)) {
            items[count++] = (vd_change){.target = vd_str_of(row->target),
                                         .acting = vd_str_of(row->acting),
                                         .kind = kind,
                                         .effective = date_of(row->effective),
                                         .confidence = confidence_of(row->confidence),
                                         .source = vd_str_of(row->source)};
        }
    }
    return count;
}

static size_t superseded_add(vd_change *items, size_t count, const vd_catalogue_row *row)
{
    vd_str by = vd_str_of(row->superseded_by);
    for (size_t from = 0; from < by.len;) { /* "A|B": several */
        size_t to = vd_str_find(by, VD_LIT("|"), from);
        to = to == SIZE_MAX ? by.len : to;
        if (to > from) {
            items[count++] = (vd_change){.target = vd_str_of(row->number),
                                         .acting = vd_str_slice(by, from, to),
                                         .kind = VD_STEP_SUPERSEDED,
                                         .effective = date_of(row->superseded_from),
                                         .confidence = confidence_of(row->confidence),
                                         .source = vd_str_of(row->source)};
        }
        from = to + 1;
    }
    return count;
}

static size_t day_add(vd_change *items, size_t count, const vd_catalogue_row *row, vd_step_kind kind, const char *day)
{
    if (day[0]) {
        items[count++] = (vd_change){.target = vd_str_of(row->number),
                                     .kind = kind,
                                     .effective = date_of(day),
                                     .confidence = confidence_of(row->confidence),
                                     .source = vd_str_of(row->source)};
    }
    return count;
}

static size_t catalogue_add(vd_change *items, size_t count)
{
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        if (row->number[0]) {
            count = day_add(items, count, row, VD_STEP_ISSUED, row->passed);
            count = day_add(items, count, row, VD_STEP_EFFECTIVE, row->effective);
            count = superseded_add(items, count, row);
        }
    }
    return count;
}

static size_t builtin_most(void)
{
    size_t count = vd_amendments_count + 3 * vd_catalogue_count;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        for (const char *c = vd_catalogue[i].superseded_by; *c; c++) {
            count += *c == '|';
        }
    }
    return count;
}

vd_status vd_changes_builtin(vd_arena *arena, vd_changes *out, vd_error *err)
{
    vd_change *items = VD_ARENA_ARRAY(arena, vd_change, builtin_most());
    if (!items) {
        return vd_fail_memory(err);
    }
    size_t count = catalogue_add(items, amendments_add(items, 0));
    vd_changes_sort(items, count);
    *out = (vd_changes){items, count};
    return VD_OK;
}

/* ---- Decrees and what was imported ---- */

/* In the order of precedence of known.h; a row of low confidence is less likely than not to decide anything. */
static double rank_confidence(const vd_known_row *row)
{
    static const double ranks[] = {0, 0.45, 0.8, 0.85, 0.95, 0.97};
    return ranks[vd_known_rank(row)];
}

/* Laws are named by their numbers; a constitution has none. */
static vd_str event_name(vd_str id, vd_str number, vd_str type)
{
    return (vd_type_law(vd_type_named(type)) && number.len > 0) || id.ptr == NULL ? number : id;
}

static bool event_change(const vd_known_event *event, vd_change *out)
{
    bool law = vd_type_law(vd_type_named(event->target_type)) && event->target_number.len > 0;
    bool told = !event->row->origin.ptr && (law || vd_known_change(event->row)); /* by vd_changes_builtin() */
    *out = (vd_change){.target = event_name(event->target, event->target_number, event->target_type),
                       .acting = event_name(event->acting, event->acting_number, event->acting_type),
                       .effective = event->effective,
                       .pinpoint = event->pinpoint,
                       .confidence = rank_confidence(event->row),
                       .source = event->row->field[VD_KNOWN_SOURCE],
                       .imported = event->row->origin.ptr != NULL,
                       .target_number = event->target_number,
                       .acting_number = event->acting_number};
    return !told && out->target.len > 0 && vd_step_parse(vd_str_of(event->kind), &out->kind);
}

static vd_status events_join(vd_arena *arena, const vd_known_event *events, size_t count, vd_changes *out,
                             vd_error *err)
{
    vd_change *items = VD_ARENA_ARRAY(arena, vd_change, out->count + count + 1);
    size_t used = out->count;
    if (!items) {
        return vd_fail_memory(err);
    }
    if (used) {
        memcpy(items, out->items, used * sizeof *items);
    }
    for (size_t i = 0; i < count; i++) {
        used += event_change(&events[i], &items[used]);
    }
    vd_changes_sort(items, used);
    *out = (vd_changes){items, used};
    return VD_OK;
}

vd_status vd_changes_load(vd_db *db, vd_arena *arena, vd_changes *out, vd_error *err)
{
    vd_known builtin, imported;
    vd_known_groups groups;
    vd_known_event *events = NULL;
    size_t count = 0;
    vd_status status = vd_changes_builtin(arena, out, err);
    if (status == VD_OK) {
        status = vd_known_builtin(arena, &builtin, err);
    }
    if (status == VD_OK) {
        status = vd_store_known_load(db, arena, &imported, err);
    }
    if (status == VD_OK) {
        status = vd_known_group_all(arena, &builtin, &imported, &groups, err);
    }
    if (status == VD_OK) {
        status = vd_known_events(arena, &groups, &builtin, &imported, &events, &count, err);
    }
    return status == VD_OK ? events_join(arena, events, count, out, err) : status;
}
