/* Mentions with a whole number.
 *
 * All mentions of one number in one place are looked at together.  What tells its documents apart is
 *   - for central bodies the year: a second date in one year is a slip of the pen, and so is a second type ("Quyết
 *     định số 124-QĐ/TW" for Quy định), since all that bears one symbol is numbered in one row;
 *   - for local bodies the whole date and the body's level: a commune numbers its plans as the province does, and
 *     numbering starts anew when provinces are merged.
 * Mentions that say less (a year, nothing) are sorted in afterwards: they are the one document that they can mean, else
 * they stay ambiguous.  A local number without a date is no document of years ago. */
#include "base/alloc.h"
#include "base/date.h"
#include "resolve/past.h"
#include "resolve/reopen.h"

#include <stdlib.h>

enum {
    YEARS_REMEMBERED = 1, /* how long a local number is cited without its date */
    CANDIDATES_MAX = 64   /* of a number without date; a hundred communes that each gave it every year are no answer */
};

/* One document of a group. */
typedef struct slot {
    int entity;   /* -1: still to be made */
    int entry;    /* of the catalogue, which becomes an entity when a mention says its date; -1: none */
    int into;     /* the slot that it turned out to be, or -1 */
    vd_date date; /* whole, in part, or unknown */
    vd_str place, level;
    bool level_known;
    bool held;   /* or in the catalogue: there before any mention */
    int year;    /* of one for mentions that say no date: when the citing source was written, or 0 */
    int carried; /* and the document that cites it */
    int next;    /* the next slot of its bucket, or -1 */
} slot;

typedef struct group {
    vd_pool *pool;
    const vd_ref **refs; /* those that say most first */
    size_t count;
    slot *slots;
    size_t slot_count;
    size_t undated; /* where the undated slots begin, which come last */
    int *buckets;   /* slots by what slot_is() compares: the newest of each, or -1 */
    size_t bucket_mask;
    int *of;      /* per ref: its slot, or -1 */
    bool local;   /* given by bodies of one province */
    bool lasting; /* the number holds its year, and a central body gives it once */
    bool loose; /* what is meant hangs on which documents there are, since neither the words nor their text say a day */
    size_t room; /* that is needed of slots but for these: */
    size_t past; /* slots of documents that were decided before: the first ones */
} group;

/* ---- What mentions say --------------------------------------------------------------------------------------------
 */

/* The date of a mention; the year in the number stands in for it, and is the better year. */
static vd_date wording_date(const vd_wording *m)
{
    return m->year && m->year != m->date.year ? (vd_date){(int16_t)m->year, 0, 0} : m->date;
}

static vd_date ref_date(const vd_ref *ref)
{
    return wording_date(ref->m);
}

static int date_parts(vd_date date)
{
    return vd_date_whole(date) ? 3 : date.year && date.month ? 2 : date.year ? 1 : 0;
}

/* A mention with what it is sorted by. */
typedef struct numbered {
    const vd_wording *m;
    const vd_str *scope;
    int source, mention;
} numbered;

static int group_cmp(const numbered *x, const numbered *y)
{
    int order = x->m == y->m ? 0 : vd_str_cmp(x->m->key, y->m->key);
    return order || x->scope == y->scope ? order : vd_str_cmp(*x->scope, *y->scope);
}

/* Numbers together, and of each those mentions first that say most. */
static int numbered_cmp(const void *a, const void *b)
{
    const numbered *x = a;
    const numbered *y = b;
    int order = group_cmp(x, y);
    order = order ? order : date_parts(wording_date(y->m)) - date_parts(wording_date(x->m));
    order = order ? order : x->source - y->source;
    return order ? order : x->mention - y->mention;
}

/* The level that the body `issuer` speaks for; unknown where there is none. */
static void slot_level(const group *g, slot *s, vd_str issuer)
{
    s->level = g->local && issuer.len > 0 ? vd_issuer_level(vd_pool_fold_often(g->pool, issuer)) : VD_NONE;
    s->level_known = s->level.ptr != NULL;
}

static slot slot_of(const group *g, const vd_ref *ref)
{
    slot said = {.entity = -1, .entry = -1, .into = -1, .date = ref_date(ref), .place = ref->m->place};
    slot_level(g, &said, ref->m->issuer_stated ? ref->m->issuer : VD_NONE);
    return said;
}

/* Nothing but the date can tell the two apart. */
static bool slots_agree(const slot *a, const slot *b)
{
    bool level = !a->level_known || !b->level_known ||
                 (a->level.len && b->level.len ? vd_prefix_agree(a->level, b->level) : a->level.len == b->level.len);
    return level && (a->place.len == 0 || b->place.len == 0 || vd_str_eq(a->place, b->place));
}

/* A mention with a whole date means the slot's document. */
static bool slot_is(const group *g, const slot *s, const slot *said)
{
    if (!slots_agree(s, said)) {
        return false;
    }
    bool year = s->date.year == said->date.year;
    return vd_date_eq(s->date, said->date) || g->lasting || (!g->local && year);
}

/* ---- Slots by date --------------------------------------------------------------------------------------------
 */

/* What slots that slot_is() takes for one have in common: nothing, the year, or the day. */
static size_t bucket_of(const group *g, vd_date date)
{
    size_t year = (size_t)(date.year + 1);
    size_t value = g->lasting ? 0 : !g->local ? year : (year * 16 + (size_t)date.month) * 32 + (size_t)date.day;
    return (value * 0x9e3779b97f4a7c15ULL >> 20) & g->bucket_mask;
}

static bool buckets_make(group *g, size_t most)
{
    size_t count = 4;
    while (count < most && count < ((size_t)1 << 20)) {
        count *= 2;
    }
    g->buckets = VD_SCRATCH_ARRAY(g->pool, int, count);
    g->bucket_mask = count - 1;
    for (size_t i = 0; i < count && g->buckets; i++) {
        g->buckets[i] = -1;
    }
    return g->buckets != NULL;
}

static void slot_add(group *g, slot made)
{
    size_t bucket = bucket_of(g, made.date);
    made.next = g->buckets[bucket];
    g->buckets[bucket] = (int)g->slot_count;
    g->slots[g->slot_count++] = made;
}

/* ---- Documents that are there before any mention ------------------------------------------------------------------
 */

static void slot_known(group *g, int entity)
{
    const vd_entity *known = &g->pool->entities[entity];
    slot made = {.entity = entity, .entry = -1, .into = -1, .date = known->date, .held = true};
    made.place = known->place.value;
    slot_level(g, &made, known->issuer.rank > VD_RANK_IMPLIED ? known->issuer.value : VD_NONE);
    made.date = made.date.year || !known->year ? made.date : (vd_date){(int16_t)known->year, 0, 0};
    g->loose = g->loose || (known->held && !vd_date_whole(known->date));
    slot_add(g, made);
}

static bool group_knows(const group *g, int entity)
{
    bool known = false;
    for (size_t i = 0; i < g->slot_count && !known; i++) {
        known = g->slots[i].entity == entity;
    }
    return known;
}

/* A document that the catalogue knows by number and year: others may bear the number, so that it is there only for
 * mentions that say the year. */
static void slot_offered(group *g, size_t entry)
{
    const vd_catalogue_entry *known = &g->pool->catalogue->entries[entry];
    int year = vd_number_year(g->refs[0]->m->key);
    slot made = {.entity = -1, .entry = (int)entry, .into = -1, .date = known->passed, .place = known->place};
    made.date = made.date.year || !year ? made.date : (vd_date){(int16_t)year, 0, 0};
    slot_level(g, &made, known->issuer);
    if (made.date.year) {
        slot_add(g, made);
    }
}

static void group_entry(group *g, size_t entry)
{
    const vd_catalogue_entry *known = &g->pool->catalogue->entries[entry];
    bool law = vd_entry_law(known);
    if (!law && !vd_entry_here(known, g->refs[0]->scope)) {
        return;
    }
    int entity = law ? vd_pool_entry(g->pool, entry) : g->pool->entity_of_entry[entry];
    if (entity >= 0 && !group_knows(g, entity)) {
        slot_known(g, entity);
    } else if (!law && entity < 0) {
        slot_offered(g, entry);
    }
}

static void group_start(group *g, vd_run held, vd_run entries)
{
    const vd_ref *first = g->refs[0];
    for (size_t i = 0; i < held.count; i++) {
        int entity = (int)held.rows[i].value;
        vd_str place = g->pool->entities[entity].place.value;
        bool here = !g->local || (place.ptr && vd_str_eq(place, first->scope)) ||
                    (first->scope.ptr[0] == '?' && g->pool->carried[first->source] == entity);
        if (here && !group_knows(g, entity)) {
            slot_known(g, entity);
        }
    }
    for (size_t i = 0; i < entries.count && !g->pool->failed; i++) {
        if (g->pool->past) {
            (void)vd_past_entry(g->pool, entries.rows[i].value);
        }
        group_entry(g, entries.rows[i].value);
    }
}

/* ---- Documents decided before -------------------------------------------------------------------------------------
 */

static bool group_named(const group *g)
{
    return g->refs[0]->scope.len == 0 || g->refs[0]->scope.ptr[0] != '?';
}

/* The date of a document that was decided before is that of every mention of it, unless that was noted. */
static void past_check(group *g)
{
    vd_pool *pool = g->pool;
    vd_str key = g->refs[0]->m->key;
    vd_str scope = g->refs[0]->scope;
    bool loose = vd_past_any(pool, VD_CLUE_LOOSE, key, scope);
    bool slip = vd_past_any(pool, VD_CLUE_SLIP, key, scope);
    bool same = false;
    bool open = false;
    for (size_t i = 0; i < g->past; i++) {
        open = open || !vd_date_whole(g->slots[i].date);
        for (size_t j = 0; j < i; j++) {
            vd_date a = g->slots[i].date;
            vd_date b = g->slots[j].date;
            same = same || (g->local ? vd_date_eq(a, b) : a.year == b.year);
        }
    }
    if (g->lasting ? g->past > 1 : open || same) {
        vd_pool_shut(pool, key, "a number whose documents are not told apart by their days");
    }
    for (size_t i = 0; i < g->count && g->past; i++) {
        slot said = slot_of(g, g->refs[i]);
        bool whole = vd_date_whole(said.date);
        bool known = g->lasting;
        for (size_t j = 0; j < g->past && whole && !known; j++) {
            const slot *s = &g->slots[j];
            bool then = g->local ? vd_date_eq(s->date, said.date) : s->date.year == said.date.year;
            bool level = !said.level_known || (s->level_known && vd_str_eq(s->level, said.level));
            known = then && level;
            if (then && !level) {
                vd_pool_shut(pool, key, "a number and day, of a body that may be another");
            }
        }
        if (!g->local && said.place.len) {
            vd_pool_shut(pool, key, "a central number with a place");
        }
        if (!whole && (slip || (g->local && said.level_known))) {
            vd_pool_shut(pool, key, "a number without its day where days differ");
        }
        if (loose && !known && date_parts(said.date) > 0) {
            vd_pool_shut(pool, key, "a new day of a number that is cited without one");
        }
    }
}

static void past_start(group *g)
{
    vd_pool *pool = g->pool;
    vd_str key = g->refs[0]->m->key;
    vd_str scope = g->refs[0]->scope;
    if (!group_named(g) || vd_reopened_number(pool, key)) {
        return;
    }
    vd_past_run run = vd_past_find(pool, VD_CLUE_GROUP, key, scope);
    vd_past_run held =
        g->local ? vd_past_find(pool, VD_CLUE_HELD, key, scope) : vd_past_find(pool, VD_CLUE_TEXT, key, VD_NONE);
    slot *slots = VD_SCRATCH_ARRAY(pool, slot, g->room + run.count + held.count + 1);
    if (pool->failed || pool->wide) {
        return;
    }
    g->slots = slots;
    for (size_t i = 0; i < run.count; i++) {
        slot_known(g, run.entities[i]);
    }
    for (size_t i = 0; i < held.count; i++) {
        const vd_entity *entity = &pool->entities[held.entities[i]];
        if (g->local && entity->place.value.len == 0) {
            vd_pool_shut(pool, key, "a central number at a province");
        }
        bool here = !g->local || vd_str_eq(entity->place.value, scope);
        if (here && !group_knows(g, held.entities[i])) {
            slot_known(g, held.entities[i]);
        }
    }
    g->past = g->slot_count;
    past_check(g);
}

/* What later mentions of the number can be held against. */
static void group_note(const group *g)
{
    vd_pool *pool = g->pool;
    vd_str key = g->refs[0]->m->key;
    vd_str scope = g->refs[0]->scope;
    if (!group_named(g)) {
        return;
    }
    for (size_t i = 0; i < g->slot_count; i++) {
        int entity = g->slots[i].into < 0 ? g->slots[i].entity : -1;
        if (entity >= 0 && !vd_held_at(pool, &pool->entities[entity], scope)) {
            vd_clue_note(pool, VD_CLUE_GROUP, key, scope, entity);
        }
    }
    bool slip = false;
    for (size_t i = 0; i < g->count; i++) {
        vd_date date = ref_date(g->refs[i]);
        int entity = g->of[i] >= 0 ? g->slots[g->of[i]].entity : -1;
        slip = slip || (vd_date_whole(date) && entity >= 0 && !vd_date_eq(date, pool->entities[entity].date));
    }
    if (g->loose) {
        vd_clue_note(pool, VD_CLUE_LOOSE, key, scope, -1);
    }
    if (slip) {
        vd_clue_note(pool, VD_CLUE_SLIP, key, scope, -1);
    }
}

/* ---- Dated mentions -----------------------------------------------------------------------------------------------
 */

static void group_whole(group *g, size_t at)
{
    slot said = slot_of(g, g->refs[at]);
    int found = -1;
    for (int i = g->buckets[bucket_of(g, said.date)]; i >= 0; i = g->slots[i].next) {
        found = slot_is(g, &g->slots[i], &said) ? i : found; /* the first that was made */
    }
    if (found < 0) {
        found = (int)g->slot_count;
        slot_add(g, said);
    }
    g->of[at] = found;
}

/* A held document whose own date is cut off or left blank is the one dated mention that falls into its time. */
static void group_complete(group *g)
{
    size_t dated = g->slot_count;
    for (size_t h = 0; h < dated; h++) {
        slot *held = &g->slots[h];
        if (!held->held || vd_date_whole(held->date)) {
            continue;
        }
        const vd_entity *known = &g->pool->entities[held->entity];
        int fits = -1;
        size_t count = 0;
        for (size_t i = 0; i < dated; i++) {
            const slot *s = &g->slots[i];
            bool after = known->earliest.year == 0 || vd_date_cmp(known->earliest, s->date) <= 0;
            bool before = known->latest.year == 0 || vd_date_cmp(s->date, known->latest) <= 0;
            if (!s->held && s->entry < 0 && s->into < 0 && vd_dates_agree(s->date, held->date) && after && before &&
                slots_agree(s, held)) {
                fits = (int)i;
                count++;
            }
        }
        if (count == 1) {
            g->slots[fits].into = (int)h;
            held->date = g->slots[fits].date;
        }
    }
    for (size_t i = 0; i < g->count; i++) {
        g->of[i] = g->of[i] >= 0 && g->slots[g->of[i]].into >= 0 ? g->slots[g->of[i]].into : g->of[i];
    }
}

/* ---- Which document a source itself dates -------------------------------------------------------------------------
 */

typedef struct dating {
    int carried, slot;
} dating;

static int near_cmp(const void *a, const void *b)
{
    const dating *x = a;
    const dating *y = b;
    return x->carried != y->carried ? x->carried - y->carried : x->slot - y->slot;
}

/* Per document that cites the number with a date: the slots it means, sorted. */
static dating *near_list(const group *g, size_t *count)
{
    dating *list = VD_SCRATCH_ARRAY(g->pool, dating, g->count + 1);
    *count = 0;
    for (size_t i = 0; i < g->count && list; i++) {
        if (g->of[i] >= 0) {
            list[(*count)++] = (dating){g->pool->carried[g->refs[i]->source], g->of[i]};
        }
    }
    if (*count) {
        qsort(list, *count, sizeof *list, near_cmp);
    }
    return list;
}

/* The one slot that the source of `ref` dates and that agrees with it, or -1. */
static int near_find(const group *g, const dating *list, size_t count, const vd_ref *ref, const slot *said)
{
    int carried = g->pool->carried[ref->source];
    size_t low = 0;
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].carried < carried) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    int found = -1;
    for (; low < count && list[low].carried == carried; low++) {
        const slot *s = &g->slots[list[low].slot];
        if (list[low].slot != found && slots_agree(s, said) && vd_dates_agree(s->date, said->date)) {
            if (found >= 0) {
                return -1;
            }
            found = list[low].slot;
        }
    }
    return found;
}

/* ---- Mentions with less than a date -------------------------------------------------------------------------------
 */

/* Two titles that are read well and have hardly a word in common are of two documents. */
static bool titles_differ(const vd_pool *pool, const vd_ref *ref, vd_str a, const vd_entity *entity)
{
    bool damaged = pool->sources[ref->source].marks_lost || entity->title.rank == VD_RANK_DAMAGED ||
                   entity->title.rank == VD_RANK_OWN_DAMAGED;
    if (damaged || entity->title.rank == 0 || ref->m->confidence < 0.6) {
        return false;
    }
    return vd_titles_differ(a, entity->title_fold);
}

static int source_year(const vd_pool *pool, int source)
{
    vd_date latest = vd_source_latest(pool, source);
    return latest.year ? latest.year : vd_source_earliest(pool, source).year;
}

/* Can the mention mean the slot's document? */
static bool slot_possible(const group *g, const slot *s, const vd_ref *ref, const slot *said, vd_str title)
{
    bool offered = s->entry >= 0 && s->entity < 0;
    return s->into < 0 && !offered && slots_agree(s, said) && vd_dates_agree(s->date, said->date) &&
           vd_ref_could_mean(g->pool, ref, s->date) &&
           (said->date.year || s->entity < 0 || !titles_differ(g->pool, ref, title, &g->pool->entities[s->entity]));
}

/* A local number is not cited without a date when it is of years ago; what the catalogue knows is no local one. */
static bool slot_recent(const group *g, const slot *s, const vd_ref *ref)
{
    int year = source_year(g->pool, ref->source);
    bool known = s->entity >= 0 && g->pool->entities[s->entity].catalogue >= 0;
    return known || !g->local || s->date.year == 0 || year == 0 || year - s->date.year <= YEARS_REMEMBERED;
}

/* Newest first. */
static int slot_newer(const void *a, const void *b)
{
    const slot *x = *(const slot *const *)a;
    const slot *y = *(const slot *const *)b;
    int order = vd_date_cmp(y->date, x->date);
    order = order ? order : vd_str_cmp(x->level, y->level);
    return order ? order : x->entity - y->entity;
}

static void group_ambiguous(const group *g, const vd_ref *ref, const slot **possible, size_t count, const char *basis)
{
    int *candidates = VD_SCRATCH_ARRAY(g->pool, int, count);
    if (candidates == NULL) {
        return;
    }
    qsort(possible, count, sizeof *possible, slot_newer);
    count = count < CANDIDATES_MAX ? count : CANDIDATES_MAX;
    for (size_t i = 0; i < count; i++) {
        candidates[i] = possible[i]->entity;
    }
    vd_pool_ambiguous(g->pool, ref, candidates, count, basis);
}

/* A mention that says the year only, or year and month. */
static void group_partial(group *g, size_t at)
{
    slot said = slot_of(g, g->refs[at]);
    int fits = -1;
    size_t count = 0;
    g->loose = g->loose || !g->lasting;
    for (size_t i = 0; i < g->slot_count && count < 2; i++) {
        const slot *s = &g->slots[i];
        bool date = g->lasting || vd_dates_agree(s->date, said.date);
        if (s->into < 0 && date && slots_agree(s, &said)) {
            fits = (int)i;
            count++;
        }
    }
    if (count == 0) {
        fits = (int)g->slot_count;
        slot_add(g, said);
    }
    g->of[at] = count < 2 ? fits : -1;
}

/* What no known document can be: one of its own, for all central mentions, or for local ones of one year. */
static int undated_slot(group *g, const vd_ref *ref, const slot *said, vd_str title)
{
    int year = source_year(g->pool, ref->source);
    int carried = g->pool->carried[ref->source];
    for (size_t i = g->undated; i < g->slot_count; i++) {
        const slot *s = &g->slots[i];
        bool time = !g->local || s->carried == carried || (year && s->year == year);
        if (time && slots_agree(s, said) && !titles_differ(g->pool, ref, title, &g->pool->entities[s->entity])) {
            return (int)i;
        }
    }
    slot made = *said;
    made.entity = vd_pool_add(g->pool);
    made.year = year;
    made.carried = carried;
    vd_entity_learn(g->pool, made.entity, ref);
    g->slots[g->slot_count++] = made;
    return (int)g->slot_count - 1;
}

static void undated_link(group *g, size_t at, const slot **possible, const dating *list, size_t listed)
{
    const vd_ref *ref = g->refs[at];
    slot said = slot_of(g, ref);
    vd_str title = ref->m->fold;
    int near = near_find(g, list, listed, ref, &said);
    size_t count = 0;
    g->loose = g->loose || near < 0;
    for (size_t i = 0; i < g->undated && near < 0; i++) {
        if (slot_possible(g, &g->slots[i], ref, &said, title)) {
            possible[count++] = &g->slots[i];
        }
    }
    if (near >= 0) {
        g->of[at] = near;
        vd_pool_link(g->pool, ref, g->slots[near].entity, 0.97 * ref->m->confidence,
                     "number; date elsewhere in the text");
    } else if (count > 1) {
        group_ambiguous(g, ref, possible, count, "number given to several documents");
    } else if (count == 1 && !slot_recent(g, possible[0], ref)) {
        group_ambiguous(g, ref, possible, count, "number; the year is not said");
    } else if (count == 1) {
        bool sure = !g->local || source_year(g->pool, ref->source);
        g->of[at] = (int)(possible[0] - g->slots);
        vd_pool_link(g->pool, ref, possible[0]->entity, (sure ? 0.93 : 0.85) * ref->m->confidence,
                     possible[0]->date.year ? "number; date from another source" : "number");
    } else {
        g->of[at] = undated_slot(g, ref, &said, title);
        vd_pool_link(g->pool, ref, g->slots[g->of[at]].entity, 0.85 * ref->m->confidence, "number");
    }
}

/* ---- Groups -------------------------------------------------------------------------------------------------------
 */

static int of_cmp(const void *a, const void *b)
{
    const dating *x = a;
    const dating *y = b;
    return x->slot != y->slot ? x->slot - y->slot : x->carried - y->carried;
}

/* A document decided before has its place from mentions of this scope, or from its own words. */
static bool place_offered(vd_pool *pool, int entity)
{
    const vd_entity *known = &pool->entities[entity];
    if (known->row && known->place.rank == 0) {
        vd_pool_wide(pool, "a document of a province that it does not name");
    }
    return known->row != 0;
}

/* Every slot's entity learns what most of its mentions say. */
static void group_vote(const group *g)
{
    dating *order = VD_SCRATCH_ARRAY(g->pool, dating, g->count + 1); /* .carried is the ref's place here */
    const vd_ref **refs = VD_SCRATCH_ARRAY(g->pool, const vd_ref *, g->count + 1);
    vd_str scope = g->refs[0]->scope;
    size_t count = 0;
    if (g->pool->failed) {
        return;
    }
    for (size_t i = 0; i < g->count; i++) {
        if (g->of[i] >= 0) {
            order[count++] = (dating){(int)i, g->of[i]};
        }
    }
    qsort(order, count, sizeof *order, of_cmp);
    for (size_t i = 0; i < count; i++) {
        refs[i] = g->refs[order[i].carried];
    }
    for (size_t from = 0; from < count && !g->pool->failed;) {
        size_t to = from;
        while (to < count && order[to].slot == order[from].slot) {
            to++;
        }
        int entity = g->slots[order[from].slot].entity;
        vd_entity_vote(g->pool, entity, refs + from, to - from);
        bool here = scope.len && scope.ptr[0] != '?' && entity >= 0;
        if (here && !place_offered(g->pool, entity)) {
            const vd_ref *first = refs[from];
            vd_field *place = &g->pool->entities[entity].place;
            vd_field_offer(place, scope, VD_RANK_IMPLIED, first->source, first->at->start);
        }
        from = to;
    }
}

/* What a mention with this date has in common with the slot's document. */
static const char *dated_basis(const group *g, const slot *s, vd_date date)
{
    int entry = g->pool->entities[s->entity].catalogue;
    vd_date passed = entry >= 0 ? g->pool->catalogue->entries[entry].passed : (vd_date){0};
    if (date_parts(date) < 3) {
        return "number and year";
    }
    return passed.year && !vd_dates_agree(passed, date) ? "number and year; another day" : "number and date";
}

static void dated_link(group *g, size_t count)
{
    for (size_t i = 0; i < g->slot_count && !g->pool->failed; i++) {
        if (g->slots[i].entity < 0 && g->slots[i].entry < 0 && g->slots[i].into < 0) {
            g->slots[i].entity = vd_pool_add(g->pool);
        }
    }
    for (size_t i = 0; i < count && !g->pool->failed; i++) {
        if (g->of[i] < 0) {
            continue;
        }
        slot *meant = &g->slots[g->of[i]];
        if (meant->entity < 0) {
            meant->entity = vd_pool_entry(g->pool, (size_t)meant->entry);
        }
        if (meant->entity >= 0) {
            vd_pool_link(g->pool, g->refs[i], meant->entity, g->refs[i]->m->confidence,
                         dated_basis(g, meant, ref_date(g->refs[i])));
        }
    }
}

/* `g` has its refs; `known` documents may join it. */
static void group_resolve(group *g, vd_run held, vd_run entries)
{
    vd_pool *pool = g->pool;
    const vd_ref *first = g->refs[0];
    size_t most = held.count + entries.count + g->count;
    g->room = most;
    g->slots = VD_SCRATCH_ARRAY(pool, slot, most + 1);
    g->of = VD_SCRATCH_ARRAY(pool, int, g->count + 1);
    if (pool->failed || !buckets_make(g, most)) {
        return;
    }
    g->local = first->scope.len > 0;
    g->lasting = !g->local && vd_number_year(first->m->key);
    if (pool->past) {
        past_start(g);
    }
    group_start(g, held, entries);
    if (pool->failed || pool->wide || vd_pool_is_shut(pool, first->m->key)) {
        return;
    }
    size_t dated = 0;
    const slot **possible = VD_SCRATCH_ARRAY(pool, const slot *, g->slot_count + g->count + 1);
    if (pool->failed) {
        return;
    }
    for (; dated < g->count && date_parts(ref_date(g->refs[dated])) == 3; dated++) {
        group_whole(g, dated);
    }
    for (size_t i = dated; i < g->count; i++) {
        g->of[i] = -1;
    }
    group_complete(g);
    for (; dated < g->count && date_parts(ref_date(g->refs[dated])) > 0; dated++) {
        group_partial(g, dated);
    }
    dated_link(g, dated);
    group_vote(g);
    g->undated = g->slot_count;
    size_t listed = 0;
    const dating *list = pool->failed ? NULL : near_list(g, &listed);
    for (size_t i = 0; i < g->count && !pool->failed; i++) {
        if (g->of[i] < 0) {
            undated_link(g, i, possible, list, listed);
        }
    }
    if (dated < g->count && !pool->failed) {
        group_vote(g);
    }
    if (!pool->failed) {
        group_note(g);
    }
}

/* The source's own number with another date is another document's: numbering starts anew. */
static bool ref_own(const vd_pool *pool, const vd_ref *ref)
{
    vd_date own = pool->entities[pool->carried[ref->source]].date;
    return ref->m->form == VD_FORM_SELF && (!vd_date_whole(ref->m->date) || vd_dates_agree(ref->m->date, own));
}

static bool ref_numbered(const vd_pool *pool, const vd_ref *ref)
{
    bool cited = ref->m->form == VD_FORM_NUMBERED || (ref->m->form == VD_FORM_SELF && !ref_own(pool, ref));
    return cited && ref->m->key.len > 0 && !vd_number_untyped(ref->m);
}

/* Where to find every document that has a number by now. */
static void numbers_index(vd_pool *pool)
{
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->number.value.ptr == NULL || entity->row) {
            continue;
        }
        vd_str key = vd_number_key(pool, entity->number.value, entity->type.value);
        bool added = vd_index_add(&pool->numbers, key, i);
        if (vd_str_find(vd_pool_fold_now(pool, entity->number.value), VD_LIT(" "), 0) != SIZE_MAX) {
            vd_clue_note(pool, VD_CLUE_SPELT, key, VD_NONE, (int)i);
        }
        vd_arena_reset(&pool->scratch);
        bool named = entity->catalogue >= 0 && vd_entry_law(&pool->catalogue->entries[entity->catalogue]);
        if (added && entity->title_fold.len && !named) {
            added = vd_index_add(&pool->numbered_names, entity->title_fold, i);
        }
        pool->failed = pool->failed || !added;
    }
    vd_index_sort(&pool->numbers);
    vd_index_sort(&pool->numbered_names);
}

/* The mentions [from, to) of one number in one place. */
static void numbered_resolve(vd_pool *pool, const numbered *all, size_t count)
{
    vd_ref *refs = VD_SCRATCH_ARRAY(pool, vd_ref, count);
    const vd_ref **order = VD_SCRATCH_ARRAY(pool, const vd_ref *, count);
    for (size_t i = 0; i < count && !pool->failed; i++) {
        refs[i] = vd_ref_of(pool, all[i].source, (size_t)all[i].mention);
        order[i] = &refs[i];
    }
    group g = {.pool = pool, .refs = order, .count = count};
    if (!pool->failed) {
        group_resolve(&g, vd_index_find(&pool->held_numbers, all->m->key),
                      vd_index_find(&pool->entry_numbers, all->m->key));
    }
    vd_arena_clear(&pool->scratch);
}

void vd_step_numbered(vd_pool *pool)
{
    size_t count = 0;
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        count += ref_numbered(pool, &ref);
    }
    numbered *all = vd_alloc((count + 1) * sizeof *all);
    pool->failed = pool->failed || all == NULL;
    count = 0;
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        if (ref_numbered(pool, &ref)) {
            all[count++] = (numbered){ref.m, pool->scopes[ref.source][ref.mention], ref.source, ref.mention};
        }
    }
    if (count) {
        qsort(all, count, sizeof *all, numbered_cmp);
    }
    for (size_t from = 0; from < count && !pool->failed;) {
        size_t to = from + 1;
        while (to < count && group_cmp(&all[to], &all[from]) == 0) {
            to++;
        }
        numbered_resolve(pool, all + from, to - from);
        from = to;
    }
    vd_free(all);
    pool->voted = true;
    if (!pool->failed) {
        numbers_index(pool);
    }
}
