/* Laws and plans by name.  A law's name means the law of that name which was in force when the citing document was
 * written, or the one passed on the date given; a text promulgated with a decision is found through the decision. */
#include "base/buf.h"
#include "base/date.h"
#include "resolve/pool.h"

enum { CANDIDATE_MAX = 24 };

/* ---- Laws ---------------------------------------------------------------------------------------------------------
 */

static bool entry_has_name(vd_pool *pool, size_t index, vd_str fold)
{
    const vd_catalogue_entry *entry = &pool->catalogue->entries[index];
    if (vd_str_eq(pool->entry_folds[index], fold)) {
        return true;
    }
    for (size_t i = 0; i < entry->short_title_count; i++) {
        if (vd_str_eq(vd_pool_fold(pool, entry->short_titles[i]), fold)) {
            return true;
        }
    }
    return false;
}

/* The name without a year at its end: "luat dat dai nam 2024" -> "luat dat dai". */
static vd_str name_without_year(vd_str fold)
{
    vd_str name = fold;
    size_t digits = 0;
    while (name.len > 0 && name.ptr[name.len - 1] >= '0' && name.ptr[name.len - 1] <= '9') {
        name.len--;
        digits++;
    }
    if (digits != 4) {
        return fold;
    }
    name = vd_str_trim(name);
    if (vd_str_ends(name, VD_LIT(" nam"))) {
        name.len -= 4;
    }
    return name;
}

/* Entries of this name; when the mention gives a date or year, only those passed then. */
static size_t entries_named(vd_pool *pool, const vd_ref *ref, size_t *entries)
{
    const vd_catalogue_view *catalogue = pool->catalogue;
    size_t count = 0;
    vd_str fold = name_without_year(vd_pool_fold(pool, ref->m->title));
    for (size_t i = 0; i < catalogue->count && count < CANDIDATE_MAX; i++) {
        vd_date passed = catalogue->entries[i].passed;
        vd_date date = ref->m->date;
        bool then = date.year == 0 || (passed.year == date.year && (date.day == 0 || vd_date_eq(passed, date)));
        if (then && entry_has_name(pool, i, fold)) {
            entries[count++] = i;
        }
    }
    return count;
}

/* Of laws that replaced each other under one name, the last one passed before the source was written. */
static int entry_in_time(const vd_pool *pool, const size_t *entries, size_t count, vd_date when)
{
    int best = -1;
    for (size_t i = 0; i < count; i++) {
        const vd_catalogue_entry *entry = &pool->catalogue->entries[entries[i]];
        vd_date from = entry->passed.year ? entry->passed : entry->effective;
        if (when.year && from.year && vd_date_cmp(from, when) > 0) {
            continue;
        }
        if (best < 0 || vd_date_cmp(pool->catalogue->entries[best].passed, entry->passed) < 0) {
            best = (int)entries[i];
        }
    }
    return best;
}

static void law_ambiguous(vd_pool *pool, const vd_ref *ref, const size_t *entries, size_t count, const char *basis)
{
    int candidates[CANDIDATE_MAX];
    for (size_t i = 0; i < count; i++) {
        candidates[i] = vd_pool_entry(pool, entries[i]);
    }
    if (!pool->failed) {
        vd_pool_ambiguous(pool, ref, candidates, count, basis);
    }
}

/* A law known by name only: one entity a name. */
static int name_entity(vd_pool *pool, vd_str key, const vd_ref *ref)
{
    bool made = false;
    size_t *place = vd_map_put(&pool->by_name, key, pool->count, &made);
    if (place == NULL) {
        pool->failed = true;
        return -1;
    }
    if (made) {
        int entity = vd_pool_add(pool);
        if (entity < 0) {
            return -1;
        }
        pool->entities[entity].named = true;
    }
    int entity = (int)*place;
    vd_entity_learn(pool, entity, ref);
    return entity;
}

/* A numbered mention of some source that gives this law's name too, or -1. */
static int law_by_numbered(vd_pool *pool, vd_str fold)
{
    int found = -1;
    for (size_t i = 0; i < pool->count; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->number.value.ptr && entity->title_fold.ptr && vd_str_eq(entity->title_fold, fold)) {
            if (found >= 0) {
                return -1;
            }
            found = (int)i;
        }
    }
    return found;
}

static size_t entries_amending(vd_pool *pool, const vd_ref *ref, size_t *entries);

void vd_law_link(vd_pool *pool, const vd_ref *ref)
{
    size_t entries[CANDIDATE_MAX];
    size_t count = entries_named(pool, ref, entries);
    vd_str fold = name_without_year(vd_pool_fold(pool, ref->m->title));
    const char *basis = ref->m->date.year ? "name and date" : "name";
    if (count == 0 && vd_str_find(fold, VD_LIT("sua doi"), 0) != SIZE_MAX) {
        count = entries_amending(pool, ref, entries);
        basis = "beginning of the title";
    }
    if (count == 0) {
        int entity = law_by_numbered(pool, fold);
        if (entity < 0) {
            entity = name_entity(pool, fold, ref);
        }
        vd_pool_link(pool, ref, entity, 0.8 * ref->m->confidence, "name; not in the catalogue");
        return;
    }
    vd_date when = vd_source_latest(pool, ref->source);
    int entry = entry_in_time(pool, entries, count, when);
    if (entry < 0 || (count > 1 && when.year == 0)) {
        law_ambiguous(pool, ref, entries, count, "several laws of this name");
        return;
    }
    int entity = vd_pool_entry(pool, (size_t)entry);
    vd_pool_link(pool, ref, entity, (count > 1 ? 0.93 : 0.97) * ref->m->confidence,
                 count > 1 ? "name, in force at the citing date" : basis);
    vd_entity_learn(pool, entity, ref);
}

/* ---- Amending laws by a shortened title ---------------------------------------------------------------------------
 */

/* Entries whose long title begins with the mention's, passed no later than the source. */
static size_t entries_amending(vd_pool *pool, const vd_ref *ref, size_t *entries)
{
    vd_str fold = vd_pool_fold(pool, ref->m->title);
    vd_date latest = vd_source_latest(pool, ref->source);
    size_t count = 0;
    for (size_t i = 0; i < pool->catalogue->count && count < CANDIDATE_MAX; i++) {
        const vd_catalogue_entry *entry = &pool->catalogue->entries[i];
        bool then = ref->m->date.year == 0 || vd_date_eq(ref->m->date, entry->passed);
        bool before = latest.year == 0 || entry->passed.year == 0 || vd_date_cmp(entry->passed, latest) <= 0;
        if (then && before && vd_str_starts(pool->entry_folds[i], fold)) {
            entries[count++] = i;
        }
    }
    return count;
}

/* ---- Plans --------------------------------------------------------------------------------------------------------
 */

/* "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng" -> "Nghị quyết Đại hội XIV của Đảng": one name for all its forms.
 */
static vd_str congress_title(vd_pool *pool, vd_str title)
{
    static const char *const drop[] = {"đại biểu toàn quốc ", "đại biểu ", "toàn quốc ", "lần thứ "};
    vd_str fold = vd_pool_fold(pool, title);
    if (vd_str_find(fold, VD_LIT("dai hoi"), 0) == SIZE_MAX || vd_str_find(fold, VD_LIT("cua dang"), 0) == SIZE_MAX) {
        return title;
    }
    vd_buf buf = {0};
    if (!vd_str_starts(fold, VD_LIT("nghi quyet"))) {
        vd_buf_add_text(&buf, "Nghị quyết ");
    }
    for (size_t at = 0; at < title.len;) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof drop / sizeof *drop && skip == 0; i++) {
            skip = vd_str_starts(vd_str_slice(title, at, title.len), vd_str_of(drop[i])) ? strlen(drop[i]) : 0;
        }
        if (skip == 0) {
            vd_buf_add_char(&buf, title.ptr[at]);
            skip = 1;
        }
        at += skip;
    }
    vd_str out = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    if (out.ptr == NULL) {
        pool->failed = true;
        return title;
    }
    return out;
}

/* The decision in whose title the mention stands, as an entity, or -1. */
static int promulgator_of(vd_pool *pool, const vd_ref *ref)
{
    if (ref->m->parent < 0) {
        return -1;
    }
    const vd_mention *parent = &pool->sources[ref->source].extraction.mentions[ref->m->parent];
    return parent->number.ptr ? pool->links[ref->source][ref->m->parent].document : -1;
}

static int promulgated_entity(vd_pool *pool, int promulgator, vd_str type)
{
    for (size_t i = 0; i < pool->count; i++) {
        if (pool->entities[i].promulgator == promulgator && vd_str_eq(pool->entities[i].type.value, type)) {
            return (int)i;
        }
    }
    return -1;
}

/* The held document of this title, type and place, or -1: a plan cited by the title that it bears itself. */
static int held_by_title(vd_pool *pool, const vd_ref *ref, vd_str fold, vd_str place)
{
    vd_str type = vd_pool_fold(pool, ref->m->type);
    vd_str bare =
        vd_str_starts(fold, type) && fold.len > type.len + 1 ? vd_str_slice(fold, type.len + 1, fold.len) : fold;
    int found = -1;
    for (size_t i = 0; i < pool->source_count; i++) {
        const vd_entity *entity = &pool->entities[pool->carried[i]];
        bool same = entity->title_fold.ptr && vd_str_eq(entity->title_fold, bare) &&
                    vd_str_eq(entity->type.value, ref->m->type);
        bool local = place.ptr == NULL || entity->place.value.ptr == NULL || vd_str_eq(place, entity->place.value);
        if (same && local && pool->carried[i] != found) {
            if (found >= 0) {
                return -1;
            }
            found = pool->carried[i];
        }
    }
    return found;
}

static void plan_link(vd_pool *pool, const vd_ref *ref)
{
    vd_mention mention = *ref->m;
    mention.title = congress_title(pool, ref->m->title);
    vd_ref named = *ref;
    named.m = &mention;
    bool national = mention.title.ptr != ref->m->title.ptr;
    vd_str fold = vd_pool_fold(pool, mention.title);
    int promulgator = promulgator_of(pool, ref);
    int entity = promulgator >= 0 ? promulgated_entity(pool, promulgator, mention.type) : -1;
    vd_str place = mention.place.ptr ? mention.place : vd_source_place(pool, ref->source);
    const char *basis = promulgator >= 0 ? "promulgated with a decision" : "title";
    if (entity < 0 && promulgator < 0) {
        entity = held_by_title(pool, ref, fold, place);
    }
    if (entity < 0) {
        bool central = national || promulgator >= 0;
        vd_str parts[] = {fold, central || place.ptr == NULL ? VD_LIT("") : place};
        entity = name_entity(pool, vd_pool_join(pool, "|", parts, 2), &named);
        if (entity >= 0 && !central) {
            vd_field_offer(&pool->entities[entity].place, place, VD_RANK_IMPLIED, ref->source, mention.start);
        }
    } else {
        vd_entity_learn(pool, entity, &named);
    }
    if (entity >= 0 && promulgator >= 0) {
        pool->entities[entity].promulgator = promulgator;
    }
    if (entity >= 0) {
        vd_pool_link(pool, ref, entity, 0.9 * mention.confidence, basis);
    }
}

/* "Chương trình … theo Nghị quyết số 76/NQ-CP": promulgates by position, not by title. */
static void promulgators_by_statement(vd_pool *pool)
{
    for (size_t s = 0; s < pool->source_count; s++) {
        const vd_extraction *extraction = &pool->sources[s].extraction;
        for (size_t i = 0; i < extraction->statement_count; i++) {
            const vd_statement *statement = &extraction->statements[i];
            if (statement->relation != VD_REL_PROMULGATES || statement->from < 0) {
                continue;
            }
            int from = pool->links[s][statement->from].document;
            int to = pool->links[s][statement->to].document;
            if (from >= 0 && to >= 0 && pool->entities[to].promulgator < 0 && pool->entities[to].named) {
                pool->entities[to].promulgator = from;
            }
        }
    }
}

/* What a decision promulgates has its body and place. */
static void promulgated_inherit(vd_pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        vd_entity *entity = &pool->entities[i];
        if (entity->promulgator >= 0) {
            entity->place = pool->entities[entity->promulgator].place;
            entity->issuer = pool->entities[entity->promulgator].issuer;
        }
    }
}

void vd_step_named(vd_pool *pool)
{
    for (int damaged = 0; damaged < 2 && !pool->failed; damaged++) { /* clean sources name things first */
        for (size_t i = 0; i < pool->ref_count && !pool->failed; i++) {
            const vd_ref *ref = &pool->refs[i];
            bool doubtful = pool->sources[ref->source].marks_lost || ref->m->confidence < 0.6;
            if (ref->m->form != VD_FORM_NAMED || doubtful != (damaged == 1)) {
                continue;
            }
            if (ref->m->core) {
                vd_law_link(pool, ref);
            } else {
                plan_link(pool, ref);
            }
        }
    }
    promulgators_by_statement(pool);
    promulgated_inherit(pool);
}
