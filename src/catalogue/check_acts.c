/* What one document does to another, by rows and texts: no row is of it, its number does not tell which document it is,
 * or two things are said that exclude each other. */
#include "base/error.h"
#include "catalogue/finding.h"
#include "store/store.h"
#include "tables/tables.h"

#include <stdlib.h>

/* ---- Documents named by rows ------------------------------------------------------------------------------------- */

/* Why the words mean no document that can be relied upon; NULL when they do.  A number without its year is taken for
 * the only one there is, until the catalogue grows. */
static const char *words_fault(vd_check *c, vd_str words, vd_str known, const char **note)
{
    const vd_known_group *group = NULL;
    bool undated = false;
    vd_str id = VD_NONE;
    c->failed = c->failed || vd_known_find(&c->arena, &c->all.groups, words, &group, &id, NULL) != VD_OK;
    if (group == NULL && known.ptr) {
        c->failed = c->failed || vd_known_find(&c->arena, &c->all.groups, known, &group, &id, NULL) != VD_OK;
    }
    bool law = group && vd_type_law(vd_type_named(vd_known_value(group, VD_KNOWN_TYPE))); /* "13-L/CTN" is given once */
    c->failed = c->failed || vd_known_undated(&c->arena, words, &undated, NULL) != VD_OK;
    if (undated && !law) {
        *note = "a number without its year is given again and again; add its date or year: 33/CT-TTg 2021";
        return "undated_reference";
    }
    *note = "no row is of this document";
    return group ? NULL : "unknown_document";
}

static void named_find(vd_check *c, const vd_known_event *event, bool acting)
{
    bool change = vd_known_change(event->row);
    /* Where a document was found its number stands in the event: here what the row says counts. */
    vd_str words = acting ? event->acting_words : event->row->field[VD_KNOWN_TARGET];
    if (words.ptr == NULL) {
        return;
    }
    vd_found found = {0};
    found.kind = words_fault(c, words, acting ? event->acting : event->target, &found.note);
    if (found.kind == NULL || c->failed) {
        return;
    }
    found.field = vd_known_name(!change ? VD_KNOWN_SUPERSEDED_BY : acting ? VD_KNOWN_ACTING : VD_KNOWN_TARGET);
    found.id = event->target;
    found.number = event->target_number;
    found.value = words;
    found.by.row = event->row;
    vd_found_add(c, &found);
}

/* ---- Two things that exclude each other -------------------------------------------------------------------------- */

typedef struct act {
    vd_str target, acting, number;
    bool supersedes; /* else amends */
    vd_teller by;
} act;

typedef struct acts {
    act *items;
    size_t count;
} acts;

static int teller_cmp(const vd_teller *a, const vd_teller *b)
{
    if (a->row && b->row) {
        return vd_known_cmp(a->row, b->row);
    }
    int order = (a->row == NULL) - (b->row == NULL); /* rows first */
    order = order ? order : vd_str_cmp(a->path, b->path);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int act_cmp(const void *a, const void *b)
{
    const act *x = a;
    const act *y = b;
    int order = vd_str_cmp(x->target, y->target);
    order = order ? order : vd_str_cmp(x->acting, y->acting);
    order = order ? order : (int)y->supersedes - (int)x->supersedes;
    return order ? order : teller_cmp(&x->by, &y->by);
}

static void acts_add_events(const vd_all *all, acts *out)
{
    for (size_t i = 0; i < all->event_count; i++) {
        const vd_known_event *event = &all->events[i];
        bool supersedes = strcmp(event->kind, "superseded") == 0 && event->pinpoint.ptr == NULL;
        bool named = event->target.ptr && event->acting.ptr;
        if (named && (supersedes || strcmp(event->kind, "amended") == 0)) {
            out->items[out->count++] =
                (act){event->target, event->acting, event->target_number, supersedes, {.row = event->row}};
        }
    }
}

static void acts_add_texts(const vd_stated_act *stated, size_t count, acts *out)
{
    for (size_t i = 0; i < count; i++) {
        out->items[out->count++] = (act){stated[i].target,
                                         stated[i].acting,
                                         stated[i].target_number,
                                         stated[i].supersedes,
                                         {.path = stated[i].path, .line = stated[i].line}};
    }
}

/* Acts from `from` to `to` are of one document on another, those that supersede first. */
static void pair_find(vd_check *c, const act *items, size_t from, size_t to)
{
    size_t amends = from;
    while (amends < to && items[amends].supersedes) {
        amends++;
    }
    if (amends > from && amends < to) {
        vd_found found = {.kind = "amends_and_supersedes",
                          .field = vd_known_name(VD_KNOWN_ACTING),
                          .note = "said to supersede the whole and to amend it; one is wrong, or concerns a part",
                          .id = items[from].target,
                          .number = items[from].number,
                          .value = items[from].acting,
                          .by = items[from].by,
                          .other = items[amends].by};
        vd_found_add(c, &found);
    }
}

static void pairs_find(vd_check *c, const vd_stated_act *stated, size_t count)
{
    acts all = {.items = VD_ARENA_ARRAY(&c->arena, act, c->all.event_count + count + 1)};
    if (all.items == NULL) {
        c->failed = true;
        return;
    }
    acts_add_events(&c->all, &all);
    acts_add_texts(stated, count, &all);
    qsort(all.items, all.count, sizeof *all.items, act_cmp);
    for (size_t from = 0, to = 0; from < all.count; from = to) {
        for (to = from; to < all.count && vd_str_eq(all.items[to].target, all.items[from].target) &&
                        vd_str_eq(all.items[to].acting, all.items[from].acting);
             to++) {
        }
        pair_find(c, all.items, from, to);
    }
}

vd_status vd_check_acts(vd_check *c, vd_db *db, vd_error *err)
{
    vd_stated_act *stated = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->all.event_count && !c->failed; i++) {
        named_find(c, &c->all.events[i], false);
        named_find(c, &c->all.events[i], true);
    }
    vd_status status = vd_store_acts_load(db, &c->arena, vd_check_ids(c), &stated, &count, err);
    if (status == VD_OK) {
        pairs_find(c, stated, count);
    }
    return status == VD_OK && c->failed ? vd_fail_memory(err) : status;
}
