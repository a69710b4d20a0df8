/* Mentions of a number that say no date: they are the document that their own source dates, or the one that they can
 * mean, else they stay ambiguous.  A local number without a date is no document of years ago. */
#include "resolve/numbered.h"

#include "base/date.h"
#include "text/fold.h"

#include <stdlib.h>

enum {
    YEARS_REMEMBERED = 1, /* how long a local number is cited without its date */
    CANDIDATES_MAX = 64   /* of a number without date; a hundred communes that each gave it every year are no answer */
};

static int near_cmp(const void *a, const void *b)
{
    const vd_dating *x = a;
    const vd_dating *y = b;
    return x->carried != y->carried ? x->carried - y->carried : x->slot - y->slot;
}

vd_dating *vd_near_list(const vd_number_group *g, size_t *count)
{
    vd_dating *list = VD_SCRATCH_ARRAY(g->pool, vd_dating, g->count + 1);
    *count = 0;
    for (size_t i = 0; i < g->count && list; i++) {
        if (g->of[i] >= 0) {
            list[(*count)++] = (vd_dating){g->pool->carried[g->refs[i]->source], g->of[i]};
        }
    }
    if (*count) {
        qsort(list, *count, sizeof *list, near_cmp);
    }
    return list;
}

/* A title that names a number of a later year is none of a document of this date: "về việc thực hiện Nghị quyết số
 * 23/2025/QH15" of no directive of 2024. */
static bool title_later(vd_str title, vd_date date)
{
    bool later = false;
    for (size_t at = 0; at + 5 < title.len && date.year && !later; at++) {
        const char *digits = title.ptr + at + 1;
        int year = 0;
        for (size_t i = 0; i < 4 && vd_fold_digit(digits[i]); i++) {
            year = year * 10 + (digits[i] - '0');
        }
        later = title.ptr[at] == '/' && digits[4] == '/' && year > date.year && year < 2100;
    }
    return later;
}

/* The one slot that the source of `ref` dates and that agrees with it, or -1. */
static int near_find(const vd_number_group *g, const vd_dating *list, size_t count, const vd_ref *ref,
                     const vd_number_slot *said)
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
        const vd_number_slot *s = &g->slots[list[low].slot];
        if (list[low].slot != found && vd_slots_agree(s, said) && vd_dates_agree(s->date, said->date) &&
            !title_later(ref->m->fold, s->date)) {
            if (found >= 0) {
                return -1;
            }
            found = list[low].slot;
        }
    }
    return found;
}

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
static bool slot_possible(const vd_number_group *g, const vd_number_slot *s, const vd_ref *ref,
                          const vd_number_slot *said, vd_str title)
{
    return s->into < 0 && !s->offered && vd_slots_agree(s, said) && vd_dates_agree(s->date, said->date) &&
           vd_ref_could_mean(g->pool, ref, s->date) && !title_later(title, s->date) &&
           (said->date.year || s->entity < 0 || !titles_differ(g->pool, ref, title, &g->pool->entities[s->entity]));
}

/* A local number is not cited without a date when it is of years ago; what the catalogue knows is no local one. */
static bool slot_recent(const vd_number_group *g, const vd_number_slot *s, const vd_ref *ref)
{
    int year = source_year(g->pool, ref->source);
    bool known = s->entity >= 0 && g->pool->entities[s->entity].catalogue >= 0;
    return known || !g->local || s->date.year == 0 || year == 0 || year - s->date.year <= YEARS_REMEMBERED;
}

/* Newest first. */
static int slot_newer(const void *a, const void *b)
{
    const vd_number_slot *x = *(const vd_number_slot *const *)a;
    const vd_number_slot *y = *(const vd_number_slot *const *)b;
    int order = vd_date_cmp(y->date, x->date);
    order = order ? order : vd_str_cmp(x->level, y->level);
    return order ? order : x->entity - y->entity;
}

static void group_ambiguous(const vd_number_group *g, const vd_ref *ref, const vd_number_slot **possible, size_t count,
                            const char *basis)
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

/* What no known document can be: one of its own, for all central mentions, or for local ones of one year. */
static int undated_slot(vd_number_group *g, const vd_ref *ref, const vd_number_slot *said, vd_str title)
{
    int year = source_year(g->pool, ref->source);
    int carried = g->pool->carried[ref->source];
    for (size_t i = g->undated; i < g->slot_count; i++) {
        const vd_number_slot *s = &g->slots[i];
        bool term = g->local || vd_str_eq(s->term, said->term);
        bool time = !g->local || s->carried == carried || (year && s->year == year);
        if (time && term && vd_slots_agree(s, said) &&
            !titles_differ(g->pool, ref, title, &g->pool->entities[s->entity])) {
            return (int)i;
        }
    }
    vd_number_slot made = *said;
    made.entity = vd_pool_add(g->pool);
    made.year = year;
    made.carried = carried;
    vd_entity_learn(g->pool, made.entity, ref);
    if (made.entity >= 0 && said->term.len) {
        vd_entity *entity = &g->pool->entities[made.entity];
        entity->term = said->term;
        entity->earliest = said->first;
        entity->latest = said->last;
    }
    g->slots[g->slot_count++] = made;
    return (int)g->slot_count - 1;
}

/* By what a mention without date means its one document. */
static const char *number_basis(const vd_number_slot *said, bool dated)
{
    return said->term.len ? "number and term" : dated ? "number; date from another source" : "number";
}

/* What no known document can be: the catalogue's, or one of its own. */
static void group_unknown(vd_number_group *g, size_t at, const vd_number_slot *said)
{
    const vd_ref *ref = g->refs[at];
    int offered = vd_term_slot(g, ref, said);
    if (offered >= 0) {
        vd_number_slot *s = &g->slots[offered];
        s->entity = s->entity >= 0 ? s->entity : vd_pool_entry(g->pool, (size_t)s->entry);
        g->termed = true;
    }
    g->of[at] = offered >= 0 ? offered : undated_slot(g, ref, said, ref->m->fold);
    int entity = g->slots[g->of[at]].entity;
    if (entity >= 0) {
        vd_pool_link(g->pool, ref, entity, 0.85 * ref->m->confidence,
                     offered >= 0 ? "number; the one of that term in the catalogue" : number_basis(said, false));
    }
}

/* Behind those with a day, documents that are known by their term: to a text of that term or without a date. */
static size_t terms_possible(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *said,
                             const vd_number_slot **possible, size_t count)
{
    for (size_t i = g->undated; i < g->slot_count && said->term.len == 0 && !g->local; i++) {
        const vd_number_slot *s = &g->slots[i];
        bool could = s->term.len && vd_slots_agree(s, said) &&
                     !titles_differ(g->pool, ref, ref->m->fold, &g->pool->entities[s->entity]);
        if (could && vd_term_of_text(g, ref, s) != VD_TERM_ANOTHER) {
            possible[count++] = s;
        }
    }
    return count;
}

/* The one document that is possible is known by a term, and nothing says that the text is of that. */
static bool term_unsure(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *said,
                        const vd_number_slot *only)
{
    return only->term.len && said->term.len == 0 && !g->local && vd_term_of_text(g, ref, only) != VD_TERM_ITS_OWN;
}

void vd_group_undated(vd_number_group *g, size_t at, const vd_number_slot **possible, const vd_dating *list,
                      size_t listed)
{
    const vd_ref *ref = g->refs[at];
    vd_number_slot said = vd_group_said(g, ref);
    vd_str title = ref->m->fold;
    int near = near_find(g, list, listed, ref, &said);
    size_t count = 0;
    g->loose = g->loose || near < 0;
    for (size_t i = 0; i < g->undated && near < 0; i++) {
        if (slot_possible(g, &g->slots[i], ref, &said, title)) {
            possible[count++] = &g->slots[i];
        }
    }
    g->termed = g->termed || said.term.len > 0;
    count = near < 0 ? terms_possible(g, ref, &said, possible, count) : count;
    count = count == 1 && term_unsure(g, ref, &said, possible[0]) ? 0 : count;
    if (near >= 0) {
        g->of[at] = near;
        vd_pool_link(g->pool, ref, g->slots[near].entity, 0.97 * ref->m->confidence,
                     g->slots[near].term.len ? "number; term elsewhere in the text"
                                             : "number; date elsewhere in the text");
    } else if (count > 1) {
        group_ambiguous(g, ref, possible, count, "number given to several documents");
    } else if (count == 1 && !slot_recent(g, possible[0], ref)) {
        group_ambiguous(g, ref, possible, count, "number; the year is not said");
    } else if (count == 1) {
        bool sure = !g->local || source_year(g->pool, ref->source);
        g->of[at] = (int)(possible[0] - g->slots);
        vd_pool_link(g->pool, ref, possible[0]->entity, (sure ? 0.93 : 0.85) * ref->m->confidence,
                     number_basis(&said, possible[0]->date.year > 0));
    } else {
        group_unknown(g, at, &said);
    }
}
