/** The tables of amendments and of laws as one sorted list of changes. */
#include "report/changes.h"

#include "base/date.h"
#include "base/error.h"
#include "store/store.h"
#include "tables/tables.h"

#include <stdlib.h>
#include <string.h>

static int change_cmp(const void *a, const void *b)
{
    const vd_change *c = a;
    const vd_change *d = b;
    int order = vd_str_cmp(c->target, d->target);
    order = order ? order : vd_str_cmp(c->acting, d->acting);
    return order ? order : (int)c->relation - (int)d->relation;
}

static int effect_cmp(const void *a, const void *b)
{
    const vd_effect *e = a;
    const vd_effect *f = b;
    return vd_str_cmp(e->number, f->number);
}

void vd_changes_sort(vd_change *items, size_t count, vd_effect *effects, size_t effect_count)
{
    if (count > 0) {
        qsort(items, count, sizeof items[0], change_cmp);
    }
    if (effect_count > 0) {
        qsort(effects, effect_count, sizeof effects[0], effect_cmp);
    }
}

static vd_date date_of(const char *text)
{
    vd_date date = {0};
    return vd_date_parse(vd_str_of(text), &date) ? date : (vd_date){0};
}

static size_t amendments_add(vd_change *items)
{
    size_t count = 0;
    for (size_t i = 0; i < vd_amendments_count; i++) {
        const vd_amendment_row *row = &vd_amendments[i];
        vd_relation relation;
        if (vd_relation_parse(vd_str_of(row->relation), &relation)) {
            items[count++] = (vd_change){vd_str_of(row->target), vd_str_of(row->acting), relation,
                                         date_of(row->effective), vd_str_of(row->source)};
        }
    }
    return count;
}

/* The catalogue's "superseded by", "A|B" for several, where the amendments do not say the same. */
static size_t superseded_add(vd_change *items, size_t count)
{
    size_t known = count;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        vd_str by = vd_str_of(row->superseded_by);
        for (size_t from = 0; row->number[0] && from < by.len;) {
            size_t to = vd_str_find(by, VD_LIT("|"), from);
            to = to == SIZE_MAX ? by.len : to;
            vd_change change = {vd_str_of(row->number), vd_str_slice(by, from, to), VD_REL_SUPERSEDES,
                                date_of(row->superseded_from), vd_str_of(row->source)};
            bool twice = false;
            for (size_t k = 0; k < known && !twice; k++) {
                twice = items[k].relation != VD_REL_AMENDS && vd_str_eq(items[k].target, change.target) &&
                        vd_str_eq(items[k].acting, change.acting);
            }
            if (!twice && to > from) {
                items[count++] = change;
            }
            from = to + 1;
        }
    }
    return count;
}

/* A decree whose number has its year in it; other numbers of the table are given again and again. */
static bool decree_unique(const vd_decree_row *row)
{
    const char *slash = strchr(row->number, '/');
    return slash && strspn(slash + 1, "0123456789") == 4 && slash[5] == '/';
}

/* What decrees supersede, and since when they have effect. */
static size_t decrees_add(vd_change *items, size_t count, vd_effect *effects, size_t *effect_count)
{
    for (size_t i = 0; i < vd_decrees_count; i++) {
        const vd_decree_row *row = &vd_decrees[i];
        if (!decree_unique(row)) {
            continue;
        }
        effects[(*effect_count)++] = (vd_effect){vd_str_of(row->number), date_of(row->effective)};
        if (row->superseded_by[0]) {
            items[count++] = (vd_change){vd_str_of(row->number), vd_str_of(row->superseded_by), VD_REL_SUPERSEDES,
                                         date_of(row->superseded_from), vd_str_of(row->source)};
        }
    }
    return count;
}

static size_t superseded_most(void)
{
    size_t count = 0;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        count += vd_catalogue[i].superseded_by[0] != '\0';
        for (const char *c = vd_catalogue[i].superseded_by; *c; c++) {
            count += *c == '|';
        }
    }
    return count;
}

vd_status vd_changes_builtin(vd_arena *arena, vd_changes *out, vd_error *err)
{
    vd_change *items = VD_ARENA_ARRAY(arena, vd_change, vd_amendments_count + superseded_most() + vd_decrees_count);
    vd_effect *effects = VD_ARENA_ARRAY(arena, vd_effect, vd_catalogue_count + vd_decrees_count);
    if (!items || !effects) {
        return vd_fail_memory(err);
    }
    size_t count = superseded_add(items, amendments_add(items));
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        effects[i] = (vd_effect){vd_str_of(vd_catalogue[i].number), date_of(vd_catalogue[i].effective)};
    }
    size_t effect_count = vd_catalogue_count;
    count = decrees_add(items, count, effects, &effect_count);
    vd_changes_sort(items, count, effects, effect_count);
    *out = (vd_changes){items, count, effects, effect_count};
    return VD_OK;
}

static bool kind_relation(const char *kind, vd_relation *out)
{
    static const struct {
        const char *kind;
        vd_relation relation;
    } kinds[] = {{"amended", VD_REL_AMENDS}, {"superseded", VD_REL_SUPERSEDES}, {"repealed", VD_REL_REPEALS}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kind, kinds[i].kind) == 0) {
            *out = kinds[i].relation;
            return true;
        }
    }
    return false;
}

/* Events of one document and kind stand together, the better row's first: that one counts. */
static vd_status events_take(vd_arena *arena, const vd_known_event *events, size_t count, vd_changes *out,
                             vd_error *err)
{
    vd_change *items = VD_ARENA_ARRAY(arena, vd_change, count + 1);
    vd_effect *effects = VD_ARENA_ARRAY(arena, vd_effect, count + 1);
    size_t item_count = 0, effect_count = 0;
    if (!items || !effects) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        const vd_known_event *e = &events[i], *before = i ? e - 1 : NULL;
        vd_relation relation;
        bool again = before && vd_str_eq(before->target, e->target) && strcmp(before->kind, e->kind) == 0 &&
                     vd_str_eq(before->target_number, e->target_number);
        if (e->target_number.ptr == NULL) {
            continue;
        }
        if (kind_relation(e->kind, &relation) &&
            !(again && vd_str_eq(before->acting, e->acting) && vd_str_eq(before->acting_number, e->acting_number))) {
            items[item_count++] =
                (vd_change){e->target_number, e->acting_number, relation, e->effective, e->row->field[VD_KNOWN_SOURCE]};
        } else if (strcmp(e->kind, "effective") == 0 && !again) {
            effects[effect_count++] = (vd_effect){e->target_number, e->effective};
        }
    }
    vd_changes_sort(items, item_count, effects, effect_count);
    *out = (vd_changes){items, item_count, effects, effect_count};
    return VD_OK;
}

vd_status vd_changes_load(vd_db *db, vd_arena *arena, vd_changes *out, vd_error *err)
{
    vd_known builtin, imported;
    vd_known_groups groups;
    vd_known_event *events = NULL;
    size_t count = 0;
    vd_status status = vd_store_known_load(db, arena, &imported, err);
    if (status == VD_OK && imported.count == 0) {
        return vd_changes_builtin(arena, out, err);
    }
    if (status == VD_OK) {
        status = vd_known_builtin(arena, &builtin, err);
    }
    if (status == VD_OK) {
        status = vd_known_group_all(arena, &builtin, &imported, &groups, err);
    }
    if (status == VD_OK) {
        status = vd_known_events(arena, &groups, &builtin, &imported, &events, &count, err);
    }
    return status == VD_OK ? events_take(arena, events, count, out, err) : status;
}

/* A type not in the tables, or none at all, may be a law's. */
static bool type_may_be_law(vd_str type)
{
    for (size_t i = 0; i < vd_types_count; i++) {
        if (vd_str_eq(type, vd_str_of(vd_types[i].name))) {
            return strcmp(vd_types[i].kind, "law") == 0;
        }
    }
    return true;
}

/* Do number and type mean one document? */
static bool number_decides(vd_str number, vd_str type)
{
    const vd_decree_row *decree = vd_decree_by_number(number, NULL);
    return type_may_be_law(type) || (decree && decree_unique(decree) && vd_str_eq(type, vd_str_of(decree->type)));
}

const vd_change *vd_changes_of(const vd_changes *changes, vd_str number, vd_str type, size_t *count)
{
    size_t low = 0;
    size_t high = changes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (vd_str_cmp(changes->items[middle].target, number) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *count = 0;
    if (number.len > 0 && number_decides(number, type)) {
        while (low + *count < changes->count && vd_str_eq(changes->items[low + *count].target, number)) {
            ++*count;
        }
    }
    return changes->items + low;
}

vd_date vd_changes_effective(const vd_changes *changes, vd_str number, vd_str type)
{
    vd_effect key = {number, {0}};
    const vd_effect *found = number.len > 0 && changes->effect_count > 0 && number_decides(number, type)
                                 ? bsearch(&key, changes->effects, changes->effect_count, sizeof key, effect_cmp)
                                 : NULL;
    return found ? found->effective : (vd_date){0};
}
