/* All rows together. */
#include "catalogue/load.h"

#include "base/date.h"
#include "base/error.h"
#include "store/store.h"

#include <time.h>

vd_status vd_all_load(vd_db *db, vd_arena *arena, vd_all *out, vd_error *err)
{
    *out = (vd_all){0};
    vd_status status = vd_known_builtin(arena, &out->builtin, err);
    if (status == VD_OK) {
        status = vd_store_known_load(db, arena, &out->imported, err);
    }
    if (status == VD_OK) {
        status = vd_known_group_all(arena, &out->builtin, &out->imported, &out->groups, err);
    }
    return status == VD_OK ? vd_known_events(arena, &out->groups, &out->builtin, &out->imported, &out->events,
                                             &out->event_count, err)
                           : status;
}

const vd_known_event *vd_all_events(const vd_all *all, vd_str id, size_t *count)
{
    size_t low = 0;
    for (size_t high = all->event_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (vd_str_cmp(all->events[middle].target, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *count = 0;
    while (low + *count < all->event_count && vd_str_eq(all->events[low + *count].target, id)) {
        ++*count;
    }
    return all->events + low;
}

/* The day of the first event of a kind, in the order of precedence; {0,0,0} without one. */
static vd_date event_day(const vd_known_event *events, size_t count, const char *kind, bool *any)
{
    vd_date day = {0};
    const vd_known_row *best = NULL;
    *any = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(events[i].kind, kind) != 0) {
            continue;
        }
        *any = true;
        if (events[i].effective.year && (best == NULL || vd_known_cmp(events[i].row, best) < 0)) {
            best = events[i].row;
            day = events[i].effective;
        }
    }
    return day;
}

const char *vd_all_state(const vd_all *all, const vd_known_group *group, vd_date day)
{
    static const char *const ends[] = {"superseded", "repealed", "expired"};
    size_t count;
    bool any = false, undated = false;
    const vd_known_event *events = vd_all_events(all, group->id, &count);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        vd_date end = event_day(events, count, ends[i], &any);
        if (end.year && vd_date_cmp(end, day) <= 0) {
            return "ended";
        }
        undated = undated || (any && !end.year);
    }
    vd_date passed = event_day(events, count, "issued", &any);
    vd_date effective = event_day(events, count, "effective", &any);
    if ((effective.year && vd_date_cmp(effective, day) > 0) || (passed.year && vd_date_cmp(passed, day) > 0)) {
        return "not_yet_in_force";
    }
    return effective.year && !undated ? "in_force" : "unknown";
}

vd_str vd_row_origin(const vd_known_row *row)
{
    return row->origin.ptr ? row->origin : VD_LIT("built-in");
}

vd_cell vd_all_cell(vd_rows *rows, vd_str text, bool *failed)
{
    if (text.ptr == NULL) {
        return (vd_cell){0};
    }
    vd_str copy = vd_arena_copy(vd_rows_arena(rows), text);
    *failed = *failed || copy.ptr == NULL;
    return vd_cell_text(copy);
}

vd_status vd_all_today(vd_date *out, vd_error *err)
{
    time_t now = time(NULL);
    struct tm day;
    if (now == (time_t)-1 || !localtime_r(&now, &day)) {
        return vd_fail(err, VD_INTERNAL, "the clock gives no date");
    }
    *out = (vd_date){(int16_t)(day.tm_year + 1900), (int8_t)(day.tm_mon + 1), (int8_t)day.tm_mday};
    return VD_OK;
}
