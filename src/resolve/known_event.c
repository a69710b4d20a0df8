/* What rows say happened to documents. */
#include "resolve/known.h"

#include "base/date.h"
#include "base/error.h"
#include "resolve/pool.h"

#include <stdlib.h>

typedef struct gather {
    vd_arena *arena;
    const vd_known_groups *groups;
    vd_known_event *events;
    size_t count, cap;
    bool failed;
} gather;

static void event_add(gather *g, vd_known_event event)
{
    if (g->count == g->cap) {
        size_t cap = g->cap ? 2 * g->cap : 256;
        vd_known_event *grown = VD_ARENA_ARRAY(g->arena, vd_known_event, cap);
        if (grown == NULL) {
            g->failed = true;
            return;
        }
        if (g->count) {
            memcpy(grown, g->events, g->count * sizeof *grown);
        }
        g->events = grown;
        g->cap = cap;
    }
    g->events[g->count++] = event;
}

/* The document that words mean, as an id and a number; what cannot be told keeps its words as the number. */
static void words_name(gather *g, vd_str words, vd_str *id, vd_str *number, vd_str *type)
{
    const vd_known_group *group = NULL;
    g->failed = g->failed || vd_known_find(g->arena, g->groups, words, &group, id, NULL) != VD_OK;
    vd_str known = group ? vd_known_value(group, VD_KNOWN_NUMBER) : VD_NONE;
    *number = known.ptr ? known : words;
    *type = group ? vd_known_value(group, VD_KNOWN_TYPE) : VD_NONE;
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static vd_known_event event_of(const vd_known_group *group, const vd_known_row *row, const char *kind, vd_date day)
{
    return (vd_known_event){.target = group->id,
                            .target_number = vd_known_value(group, VD_KNOWN_NUMBER),
                            .target_type = vd_known_value(group, VD_KNOWN_TYPE),
                            .kind = kind,
                            .effective = day,
                            .row = row};
}

static void superseded_add(gather *g, const vd_known_group *group, const vd_known_row *row)
{
    vd_str list = row->field[VD_KNOWN_SUPERSEDED_BY];
    for (size_t from = 0; from < list.len;) {
        size_t to = vd_str_find(list, VD_LIT("|"), from);
        to = to == SIZE_MAX ? list.len : to;
        vd_known_event event = event_of(group, row, "superseded", vd_known_date(row, VD_KNOWN_SUPERSEDED_FROM));
        event.acting_words = vd_str_slice(list, from, to);
        words_name(g, event.acting_words, &event.acting, &event.acting_number, &event.acting_type);
        event_add(g, event);
        from = to + 1;
    }
}

/* A row says that the document has ended, and no row since when or by what: the day is not known, but that it has gone
 * by is. */
static void ended_add(gather *g, const vd_known_group *group)
{
    const vd_known_row *row = vd_known_best(group, VD_KNOWN_STATUS);
    if (row && vd_str_eq(row->field[VD_KNOWN_STATUS], VD_LIT("ended")) && !vd_known_best(group, VD_KNOWN_EXPIRES) &&
        !vd_known_best(group, VD_KNOWN_SUPERSEDED_BY)) {
        event_add(g, event_of(group, row, "expired", (vd_date){0}));
    }
}

static void group_events(gather *g, const vd_known_group *group)
{
    static const struct {
        vd_known_field field;
        const char *kind;
    } days[] = {{VD_KNOWN_PASSED, "issued"}, {VD_KNOWN_EFFECTIVE, "effective"}, {VD_KNOWN_EXPIRES, "expired"}};
    for (size_t i = 0; i < group->count; i++) {
        for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
            vd_date day = vd_known_date(group->row[i], days[d].field);
            if (day.year) {
                event_add(g, event_of(group, group->row[i], days[d].kind, day));
            }
        }
        superseded_add(g, group, group->row[i]);
    }
    ended_add(g, group);
}

/* ---- Changes ----------------------------------------------------------------------------------------------------- */

static const char *kind_of(vd_str relation)
{
    static const struct {
        const char *relation, *kind;
    } kinds[] = {{"amends", "amended"},     {"corrects", "corrected"}, {"repeals_part", "repealed_part"},
                 {"suspends", "suspended"}, {"resumes", "resumed"},    {"supersedes", "superseded"},
                 {"repeals", "repealed"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (vd_str_eq(relation, vd_str_of(kinds[i].relation))) {
            return kinds[i].kind;
        }
    }
    return NULL;
}

static void changes_add(gather *g, const vd_known *known)
{
    for (size_t i = 0; i < known->count && !g->failed; i++) {
        const vd_known_row *row = &known->rows[i];
        const char *kind = vd_known_change(row) ? kind_of(row->field[VD_KNOWN_RELATION]) : NULL;
        if (kind == NULL) {
            continue;
        }
        vd_known_event event = {.kind = kind, .row = row};
        event.effective = vd_known_date(row, VD_KNOWN_EFFECTIVE);
        event.pinpoint = row->field[VD_KNOWN_PINPOINT];
        words_name(g, row->field[VD_KNOWN_TARGET], &event.target, &event.target_number, &event.target_type);
        event.acting_words = row->field[VD_KNOWN_ACTING];
        words_name(g, event.acting_words, &event.acting, &event.acting_number, &event.acting_type);
        event_add(g, event);
    }
}

static int event_cmp(const void *a, const void *b)
{
    const vd_known_event *x = a;
    const vd_known_event *y = b;
    int order = vd_str_cmp(x->target, y->target);
    order = order ? order : vd_str_cmp(x->target_number, y->target_number);
    order = order ? order : strcmp(x->kind, y->kind);
    order = order ? order : vd_str_cmp(x->acting, y->acting);
    order = order ? order : vd_str_cmp(x->acting_number, y->acting_number);
    order = order ? order : vd_known_cmp(x->row, y->row);
    return order ? order : vd_str_cmp(x->pinpoint, y->pinpoint);
}

vd_status vd_known_events(vd_arena *arena, const vd_known_groups *groups, const vd_known *builtin,
                          const vd_known *imported, vd_known_event **out, size_t *count, vd_error *err)
{
    gather g = {.arena = arena, .groups = groups};
    *out = NULL;
    *count = 0;
    for (size_t i = 0; i < groups->count && !g.failed; i++) {
        group_events(&g, &groups->items[i]);
    }
    changes_add(&g, builtin);
    changes_add(&g, imported);
    if (g.failed) {
        return vd_fail_memory(err);
    }
    if (g.count) {
        qsort(g.events, g.count, sizeof *g.events, event_cmp);
    }
    *out = g.events;
    *count = g.count;
    return VD_OK;
}
