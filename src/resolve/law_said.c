/* Which law of a name a text means by what it says itself: the number or the day that it gives with the name elsewhere.
 *
 * An act is signed while the law it carries out waits to come into force: its recitals have the law's number or day,
 * and from there on it is called by its name alone.  What the text rests on, details or implements counts for more than
 * what it only names, as an old law is where the act says what becomes of cases under it.  Words inside the titles of
 * other documents say nothing of this text. */
#include "resolve/law.h"

#include "base/buf.h"
#include "base/date.h"

/* "luat dat dai|2024-01-18", or the year alone: under what a dated name is kept. */
static vd_str day_key(vd_pool *pool, vd_arena *arena, vd_str name, vd_date date, bool whole)
{
    vd_buf buf = {0};
    vd_buf_add(&buf, name);
    vd_buf_add_format(&buf, whole ? "|%d-%d-%d" : "|%d", date.year, date.month, date.day);
    vd_str key = vd_buf_ok(&buf) ? vd_arena_copy(arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || key.ptr == NULL;
    return key;
}

bool vd_ref_own(const vd_pool *pool, const vd_ref *ref)
{
    const vd_wording *parent = vd_ref_parent(pool, ref);
    return parent == NULL || parent->form == VD_FORM_SELF;
}

/* Under what the mention's law is found: its number, or its name and day; absent where it says neither. */
static vd_str said_key(vd_pool *pool, const vd_ref *ref)
{
    const vd_wording *m = ref->m;
    if (m->form == VD_FORM_NUMBERED) {
        return m->key.len ? m->key : VD_NONE;
    }
    if (m->form != VD_FORM_NAMED || !m->core || ref->at->antecedent) {
        return VD_NONE;
    }
    int year = 0;
    vd_str bare = vd_law_bare_name(m->fold, &year);
    vd_date date = vd_law_date(pool, ref, year);
    return date.year ? day_key(pool, &pool->laws.keys, bare, date, vd_date_whole(date)) : VD_NONE;
}

static bool claim_carries_out(const vd_resolve_source *source, const vd_claim *claim)
{
    bool own = claim->from < 0 || source->mentions[claim->from].m->form == VD_FORM_SELF;
    bool rests =
        claim->relation == VD_REL_BASED_ON || claim->relation == VD_REL_DETAILS || claim->relation == VD_REL_IMPLEMENTS;
    return own && rests;
}

/* All that one source says: each number, and each name with its day, once. */
static void laws_read(vd_pool *pool, int at)
{
    const vd_resolve_source *source = &pool->sources[at];
    bool *rests = VD_SCRATCH_ARRAY(pool, bool, source->mention_count + 1);
    vd_laws_clear(&pool->laws);
    for (size_t i = 0; i < source->claim_count && rests; i++) {
        const vd_claim *claim = &source->claims[i];
        rests[claim->to] = rests[claim->to] || claim_carries_out(source, claim);
    }
    for (size_t i = 0; i < source->mention_count && !pool->failed; i++) {
        vd_ref ref = vd_ref_of(pool, at, i);
        vd_str key = vd_ref_own(pool, &ref) ? said_key(pool, &ref) : VD_NONE;
        size_t weight = rests[i] ? 2 : 1;
        size_t *kept = key.len ? vd_map_put(&pool->laws.said, key, weight, NULL) : &weight;
        pool->failed = pool->failed || kept == NULL;
        if (kept && *kept < weight) {
            *kept = weight;
        }
    }
    pool->laws.source = at + 1;
}

static size_t weight_of(const vd_pool *pool, vd_str key)
{
    const size_t *kept = key.len ? vd_map_get(&pool->laws.said, key) : NULL;
    return kept ? *kept : 0;
}

static size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

size_t vd_law_said(vd_pool *pool, const vd_ref *ref, vd_str name, int entity)
{
    if (pool->laws.source != ref->source + 1) {
        laws_read(pool, ref->source);
    }
    const vd_entity *law = &pool->entities[entity];
    size_t weight = 0;
    if (law->number.value.ptr && !pool->failed) {
        weight = weight_of(pool, vd_number_key(pool, law->number.value, law->type.value));
    }
    for (int whole = 0; whole < 2 && !pool->failed; whole++) {
        bool known = whole ? vd_date_whole(law->date) : law->date.year != 0;
        vd_str key = known ? day_key(pool, &pool->scratch, name, law->date, whole) : VD_NONE;
        weight = most_of(weight, weight_of(pool, key));
    }
    return weight;
}

void vd_laws_clear(vd_laws_said *laws)
{
    vd_map_clear(&laws->said);
    vd_arena_clear(&laws->keys);
    laws->source = 0;
}
