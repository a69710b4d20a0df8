/* Entities and links: making, finding, learning fields. */
#include "resolve/known.h"
#include "resolve/past.h"
#include "resolve/reopen.h"

#include "base/alloc.h"
#include "base/date.h"
#include "tables/tables.h"
#include "text/text.h"

#include <stdlib.h>

void *vd_pool_array(vd_pool *pool, size_t count, size_t size)
{
    void *array = vd_arena_alloc_array(pool->arena, count, size);
    pool->failed = pool->failed || array == NULL;
    return array;
}

void *vd_pool_scratch(vd_pool *pool, size_t count, size_t size)
{
    void *array = vd_arena_alloc_array(&pool->scratch, count, size);
    pool->failed = pool->failed || array == NULL;
    return array;
}

vd_ref vd_ref_of(const vd_pool *pool, int source, size_t mention)
{
    const vd_said *at = &pool->sources[source].mentions[mention];
    return (vd_ref){source, (int)mention, at, at->m, *pool->scopes[source][mention]};
}

bool vd_ref_next(const vd_pool *pool, vd_ref *ref)
{
    int source = ref->source;
    size_t mention = (size_t)ref->mention + 1; /* 0 behind -1 */
    while ((size_t)source < pool->source_count &&
           (mention >= pool->sources[source].mention_count || !vd_reopened_mention(pool, (size_t)source, mention))) {
        bool end = mention >= pool->sources[source].mention_count;
        source += end;
        mention = end ? 0 : mention + 1;
    }
    if ((size_t)source >= pool->source_count || pool->failed) {
        return false;
    }
    *ref = vd_ref_of(pool, source, mention);
    return true;
}

int vd_pool_add(vd_pool *pool)
{
    if (pool->count == pool->cap) {
        vd_entity *grown = vd_grown(pool->entities, &pool->cap, 256, sizeof *grown);
        if (grown == NULL) {
            pool->failed = true;
            return -1;
        }
        pool->entities = grown;
    }
    vd_entity *entity = &pool->entities[pool->count];
    *entity = (vd_entity){.catalogue = -1, .promulgator = -1, .next = -1, .document = -1};
    return (int)pool->count++;
}

void vd_field_offer(vd_field *field, vd_str value, int rank, int source, size_t start)
{
    if (value.ptr && value.len && rank > field->rank) {
        *field = (vd_field){value, rank, source, start};
    }
}

void vd_date_offer(vd_entity *entity, vd_date date, int rank, int source, size_t start)
{
    bool better = rank > entity->date_rank || (rank == entity->date_rank && !vd_date_whole(entity->date));
    bool fuller = vd_date_whole(date) && !vd_date_whole(entity->date) && vd_dates_agree(date, entity->date);
    if (date.year && (fuller || (better && (vd_date_whole(date) || !vd_date_whole(entity->date))))) {
        entity->date = date;
        entity->date_rank = rank;
        entity->date_source = source;
        entity->date_start = start;
    }
}

int vd_ref_rank(const vd_pool *pool, const vd_ref *ref)
{
    return pool->sources[ref->source].marks_lost ? VD_RANK_DAMAGED : VD_RANK_STATED;
}

/* Clean sources and mentions say things first: their spelling is kept. */
bool vd_ref_doubtful(const vd_pool *pool, const vd_ref *ref)
{
    return pool->sources[ref->source].marks_lost || ref->m->confidence < 0.6;
}

/* Has anything been learnt? */
static bool entity_differs(const vd_entity *a, const vd_entity *b)
{
    const vd_field *const x[] = {&a->type, &a->number, &a->symbol, &a->issuer, &a->place, &a->title};
    const vd_field *const y[] = {&b->type, &b->number, &b->symbol, &b->issuer, &b->place, &b->title};
    bool differ = !vd_date_eq(a->date, b->date) || a->date_rank != b->date_rank || a->date_source != b->date_source ||
                  a->date_start != b->date_start;
    for (size_t i = 0; i < sizeof x / sizeof *x && !differ; i++) {
        differ = x[i]->rank != y[i]->rank; /* a value is only taken with a higher rank */
    }
    return differ;
}

void vd_entity_learn(vd_pool *pool, int index, const vd_ref *ref)
{
    if (index < 0) {
        return;
    }
    if (pool->entities[index].row) {
        vd_past_said(pool, index, ref, false);
        return;
    }
    vd_entity *entity = &pool->entities[index];
    const vd_wording *m = ref->m;
    vd_entity before = *entity;
    int rank = vd_ref_rank(pool, ref);
    bool whole = m->form != VD_FORM_TRUNCATED;
    int from = ref->source;
    size_t start = ref->at->start;
    vd_str title = entity->title.value;
    vd_field_offer(&entity->type, m->type, rank, from, start);
    vd_field_offer(&entity->number, whole ? m->number : VD_NONE, rank, from, start);
    vd_field_offer(&entity->symbol, whole ? m->symbol : VD_NONE, rank, from, start);
    vd_field_offer(&entity->issuer, m->issuer, m->issuer_stated ? rank : VD_RANK_IMPLIED, from, start);
    vd_field_offer(&entity->title, whole ? m->title : VD_NONE, rank, from, start);
    vd_field_offer(&entity->place, m->place, rank, from, start);
    vd_date_offer(entity, m->date, rank, from, start);
    if (entity->title.value.ptr != title.ptr) {
        entity->title_fold = m->fold;
    }
    bool plain = m->form == VD_FORM_NAMED && m->date.year == 0 && !vd_ref_doubtful(pool, ref);
    bool last = entity->number.value.ptr ? pool->voted : !plain;
    entity->late = entity->late || (last && entity_differs(&before, entity));
}

/* ---- What most mentions say -------------------------------------------------------------------------------------- */

typedef struct vote {
    vd_str value;
    vd_date date;
    int rank, source;
    size_t start;
} vote;

/* Better origins first, equal values together, each by place. */
static int vote_cmp(const void *a, const void *b)
{
    const vote *x = a;
    const vote *y = b;
    int order = y->rank - x->rank;
    order = order ? order : vd_str_cmp(x->value, y->value);
    order = order ? order : vd_date_cmp(x->date, y->date);
    order = order ? order : x->source - y->source;
    return order ? order : (x->start > y->start) - (x->start < y->start);
}

/* A run of equal votes wins over another: "05-CT/TW" over any number of "5-CT/TW", else by votes, else cast first. */
static bool run_wins(const vote *a, size_t count, const vote *b, size_t most)
{
    bool x = a->value.len && a->value.ptr[0] == '0';
    bool y = b->value.len && b->value.ptr[0] == '0';
    if (x != y) {
        return x;
    }
    if (count != most) {
        return count > most;
    }
    return a->source != b->source ? a->source < b->source : a->start < b->start;
}

/* The value that most votes of the best rank give. */
static const vote *votes_win(vote *votes, size_t count)
{
    const vote *best = NULL;
    size_t most = 0;
    if (count) {
        qsort(votes, count, sizeof *votes, vote_cmp);
    }
    for (size_t from = 0; from < count && votes[from].rank == votes[0].rank;) {
        size_t to = from;
        while (to < count && votes[to].rank == votes[0].rank && vd_str_eq(votes[to].value, votes[from].value) &&
               vd_date_eq(votes[to].date, votes[from].date)) {
            to++;
        }
        if (best == NULL || run_wins(&votes[from], to - from, best, most)) {
            best = &votes[from];
            most = to - from;
        }
        from = to;
    }
    return best;
}

static void field_vote(vd_field *field, vote *votes, size_t count)
{
    const vote *won = votes_win(votes, count);
    if (won && won->rank >= field->rank && field->rank <= VD_RANK_STATED) {
        *field = (vd_field){won->value, won->rank, won->source, won->start};
    }
}

enum { VOTE_TYPE, VOTE_NUMBER, VOTE_SYMBOL, VOTE_ISSUER, VOTE_TITLE, VOTE_PLACE, VOTE_FIELDS };

static size_t votes_field(const vd_pool *pool, int which, const vd_ref *const *refs, size_t count, vote *votes)
{
    size_t cast = 0;
    for (size_t i = 0; i < count; i++) {
        const vd_wording *m = refs[i]->m;
        const vd_str values[VOTE_FIELDS] = {m->type, m->number, m->symbol, m->issuer, m->title, m->place};
        bool implied = which == VOTE_ISSUER && !m->issuer_stated;
        if (values[which].ptr && values[which].len) {
            int rank = implied ? VD_RANK_IMPLIED : vd_ref_rank(pool, refs[i]);
            votes[cast++] = (vote){values[which], {0}, rank, refs[i]->source, refs[i]->at->start};
        }
    }
    return cast;
}

static void date_vote(vd_pool *pool, vd_entity *entity, const vd_ref *const *refs, size_t count, vote *votes)
{
    size_t cast = 0;
    for (size_t i = 0; i < count; i++) {
        const vd_wording *m = refs[i]->m;
        if (vd_date_whole(m->date)) {
            votes[cast++] = (vote){VD_NONE, m->date, vd_ref_rank(pool, refs[i]), refs[i]->source, refs[i]->at->start};
        } else {
            vd_date_offer(entity, m->date, vd_ref_rank(pool, refs[i]), refs[i]->source, refs[i]->at->start);
        }
        entity->year = m->year ? m->year : entity->year;
    }
    const vote *won = votes_win(votes, cast);
    if (won) {
        if (entity->date_rank <= VD_RANK_STATED && entity->date_rank) {
            entity->date_rank = 0; /* what single mentions offered before */
            entity->date = (vd_date){0};
        }
        vd_date_offer(entity, won->date, won->rank, won->source, won->start);
    }
}

void vd_entity_vote(vd_pool *pool, int index, const vd_ref *const *refs, size_t count)
{
    vote *votes = VD_SCRATCH_ARRAY(pool, vote, count + 1);
    if (votes == NULL || index < 0) {
        return;
    }
    if (pool->entities[index].row) {
        for (size_t i = 0; i < count; i++) {
            vd_past_said(pool, index, refs[i], true);
        }
        return;
    }
    vd_entity *entity = &pool->entities[index];
    vd_field *const fields[VOTE_FIELDS] = {&entity->type,   &entity->number, &entity->symbol,
                                           &entity->issuer, &entity->title,  &entity->place};
    for (int which = 0; which < VOTE_FIELDS; which++) {
        field_vote(fields[which], votes, votes_field(pool, which, refs, count, votes));
    }
    date_vote(pool, entity, refs, count, votes);
    vd_str fold = entity->title_fold;
    for (size_t i = 0; i < count; i++) { /* the fold of the title that won is known to who said it */
        fold = refs[i]->m->title.ptr == entity->title.value.ptr ? refs[i]->m->fold : fold;
    }
    entity->title_fold = fold;
}

/* ---- The catalogue's entries ------------------------------------------------------------------------------------- */

bool vd_entry_law(const vd_catalogue_entry *entry)
{
    return vd_type_law(vd_type_named(entry->type));
}

bool vd_entry_here(const vd_catalogue_entry *entry, vd_str scope)
{
    return entry->place.len == scope.len && (scope.len == 0 || vd_str_eq(entry->place, scope));
}

void vd_entity_is_entry(vd_pool *pool, int index, size_t entry)
{
    const vd_catalogue_entry *known = &pool->catalogue->entries[entry];
    vd_entity *entity = &pool->entities[index];
    entity->catalogue = (int)entry;
    pool->entity_of_entry[entry] = index;
    vd_field_offer(&entity->type, known->type, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->number, known->number, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->issuer, known->issuer, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->title, known->title, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->place, known->place, VD_RANK_CATALOGUE, -1, 0);
    vd_date_offer(entity, known->passed, VD_RANK_CATALOGUE, -1, 0);
    vd_str key = known->number.ptr ? vd_number_key(pool, known->number, known->type) : VD_LIT("");
    entity->year = vd_number_year(key);
    entity->title_fold = vd_pool_fold(pool, entity->title.value);
}

int vd_pool_entry(vd_pool *pool, size_t entry)
{
    if (pool->entity_of_entry[entry] < 0 && (pool->past == NULL || vd_past_entry(pool, entry) < 0)) {
        int index = vd_pool_add(pool);
        if (index >= 0) {
            vd_entity_is_entry(pool, index, entry);
        }
    }
    return pool->entity_of_entry[entry];
}

/* ---- Links and names --------------------------------------------------------------------------------------------- */

vd_link *vd_pool_link_of(vd_pool *pool, const vd_ref *ref)
{
    return &pool->links[ref->source][ref->mention];
}

void vd_pool_link(vd_pool *pool, const vd_ref *ref, int entity, double confidence, const char *basis)
{
    if (entity >= 0) {
        const char *said = ref->m->misterm ? "number; its term is misprinted" : basis;
        pool->entities[entity].cited = true;
        *vd_pool_link_of(pool, ref) = (vd_link){.document = entity, .confidence = confidence, .basis = said};
    }
}

void vd_pool_ambiguous(vd_pool *pool, const vd_ref *ref, const int *candidates, size_t count, const char *basis)
{
    int *copy = VD_POOL_ARRAY(pool, int, count + 1);
    if (copy == NULL) {
        return;
    }
    memcpy(copy, candidates, count * sizeof *copy);
    *vd_pool_link_of(pool, ref) =
        (vd_link){.document = -1, .candidates = copy, .candidate_count = (uint32_t)count, .basis = basis};
}

int vd_pool_named(vd_pool *pool, vd_str name)
{
    vd_past_name(pool, name);
    return vd_pool_named_here(pool, name);
}

int vd_pool_named_here(const vd_pool *pool, vd_str name)
{
    const size_t *first = vd_map_get(&pool->by_name, name);
    return first ? (int)*first : -1;
}

void vd_pool_name(vd_pool *pool, vd_str name, int entity)
{
    bool made = false;
    size_t *first = vd_map_put(&pool->by_name, name, (size_t)entity, &made);
    if (first == NULL) {
        pool->failed = true;
    } else if (!made) {
        vd_entity *entities = pool->entities;
        entities[entity].next = entities[*first].next;
        entities[*first].next = entity;
    }
}

static vd_str join_into(vd_pool *pool, vd_arena *arena, const char *separator, const vd_str *parts, size_t count)
{
    size_t gap = strlen(separator);
    size_t len = count ? gap * (count - 1) : 0;
    for (size_t i = 0; i < count; i++) {
        len += parts[i].len;
    }
    char *text = VD_ARENA_ARRAY(arena, char, len + 1);
    pool->failed = pool->failed || text == NULL;
    if (text == NULL) {
        return VD_LIT("");
    }
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(text + at, separator, i ? gap : 0);
        at += i ? gap : 0;
        if (parts[i].len) {
            memcpy(text + at, parts[i].ptr, parts[i].len);
        }
        at += parts[i].len;
    }
    return (vd_str){text, len};
}

vd_str vd_pool_join(vd_pool *pool, const char *separator, const vd_str *parts, size_t count)
{
    return join_into(pool, pool->arena, separator, parts, count);
}

vd_str vd_pool_join_now(vd_pool *pool, const char *separator, const vd_str *parts, size_t count)
{
    return join_into(pool, &pool->scratch, separator, parts, count);
}

static vd_str fold_into(vd_pool *pool, vd_arena *arena, vd_str s)
{
    if (s.ptr == NULL) {
        return VD_NONE;
    }
    vd_str fold = vd_fold_copy(arena, s);
    if (fold.ptr == NULL) {
        pool->failed = true;
        return VD_LIT("");
    }
    return fold;
}

vd_str vd_pool_fold(vd_pool *pool, vd_str s)
{
    return fold_into(pool, pool->arena, s);
}

vd_str vd_pool_fold_now(vd_pool *pool, vd_str s)
{
    return fold_into(pool, &pool->scratch, s);
}

vd_str vd_pool_fold_often(vd_pool *pool, vd_str s)
{
    const size_t *known = s.len ? vd_map_get(&pool->folds, s) : NULL;
    if (known || s.len == 0 || !pool->remembers) {
        return known ? pool->folded[*known] : vd_pool_fold(pool, s);
    }
    size_t count = pool->folds.count;
    if (count == pool->folded_cap) {
        vd_str *grown = vd_grown(pool->folded, &pool->folded_cap, 64, sizeof *grown);
        if (grown == NULL) {
            pool->failed = true;
            return VD_LIT("");
        }
        pool->folded = grown;
    }
    vd_str fold = vd_pool_fold(pool, s);
    pool->folded[count] = fold;
    pool->failed = pool->failed || !vd_map_put(&pool->folds, s, count, NULL);
    return fold;
}
