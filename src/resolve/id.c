/* Canonical ids and names for exports.
 *
 * An id says what is known: place, type, year, number or title.  Of several documents with one id those whose title was
 * cut short get it whole; only what cannot be told apart otherwise is counted ("~2").  What a document would have been
 * called with less knowledge, without its year or by one copy's header alone, stays as an alias where nothing else is
 * called so. */
#include "base/buf.h"
#include "base/date.h"
#include "resolve/less.h"
#include "resolve/past.h"
#include "resolve/reopen.h"
#include "text/text.h"

#include <stdlib.h>

enum {
    SLUG_MAX = 48,
    FAMILY = 9, /* documents of one id whose counted ids are in the order of their numbers */
    SURE = 12   /* of a title longer than that, whatever type and symbol stand before it */
};

/* ---- Slugs: in the scratch, as most of them are parts of what is kept -------------------------------------------- */

/* Numbers that stand behind `from` in a slug: the years that tell one yearly plan from the next. */
static void slug_add_digits(vd_buf *buf, vd_str slug, size_t from)
{
    for (size_t at = from; at < slug.len;) {
        size_t end = at;
        while (end < slug.len && slug.ptr[end] != '-') {
            end++;
        }
        if (end > at && slug.ptr[at] >= '0' && slug.ptr[at] <= '9') {
            vd_buf_add_char(buf, '-');
            vd_buf_add(buf, vd_str_slice(slug, at, end));
        }
        at = end + 1;
    }
}

static vd_str slug_whole(vd_pool *pool, vd_str s)
{
    vd_str slug = vd_fold_slug(&pool->scratch, s);
    pool->failed = pool->failed || slug.ptr == NULL;
    return slug.ptr ? slug : VD_LIT("");
}

/* An id's part: whole words up to about SLUG_MAX, then the numbers of what was cut. */
static vd_str slug_of(vd_pool *pool, vd_str s)
{
    vd_str slug = slug_whole(pool, s);
    size_t end = slug.len;
    if (end > SLUG_MAX) {
        end = SLUG_MAX;
        while (end > 0 && slug.ptr[end] != '-') {
            end--;
        }
        end = end ? end : SLUG_MAX; /* one long word */
    }
    if (end == slug.len) {
        return slug;
    }
    vd_buf buf = {0};
    vd_buf_add(&buf, vd_str_slice(slug, 0, end));
    slug_add_digits(&buf, slug, end);
    vd_str cut = vd_buf_ok(&buf) ? vd_arena_copy(&pool->scratch, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || cut.ptr == NULL;
    return cut.ptr ? cut : VD_LIT("");
}

static vd_str slug_or(vd_pool *pool, vd_str s, const char *otherwise, bool whole)
{
    vd_str slug = s.ptr ? whole ? slug_whole(pool, s) : slug_of(pool, s) : VD_NONE;
    return slug.len ? slug : vd_str_of(otherwise);
}

/* ---- Ids --------------------------------------------------------------------------------------------------------- */

static int entity_year(const vd_entity *entity)
{
    if (entity->year) {
        return entity->year;
    }
    if (entity->date.year) {
        return entity->date.year;
    }
    return entity->earliest.year && entity->earliest.year == entity->latest.year ? entity->earliest.year : 0;
}

bool vd_entity_local(vd_pool *pool, const vd_entity *entity)
{
    if (entity->catalogue >= 0) {
        return pool->catalogue->entries[entity->catalogue].place.len > 0;
    }
    if (entity->place.value.len == 0) {
        return false;
    }
    return entity->symbol.value.ptr == NULL || vd_entity_scope(pool, entity).len > 0;
}

static vd_str entity_slug(vd_pool *pool, const vd_entity *entity, bool whole)
{
    if (entity->number.value.ptr) {
        return slug_or(pool, entity->number.value, "khong-so", whole);
    }
    vd_str title = slug_or(pool, entity->title.value, "khong-ten", whole);
    vd_str type = slug_or(pool, entity->type.value, "van-ban", whole);
    bool twice = vd_str_starts(title, type) && title.len > type.len + 1 && title.ptr[type.len] == '-';
    vd_str bare = twice ? vd_str_slice(title, type.len + 1, title.len) : title;
    if (entity->symbol.value.ptr) {
        vd_str parts[] = {VD_LIT("_"), slug_or(pool, entity->symbol.value, "_", whole), bare};
        return vd_pool_join_now(pool, "-", parts, 3);
    }
    return bare;
}

/* "khoa-xi", "nhiem-ky-2020-2025": what stands for a year that only the body's term tells; "_" where that is not known,
 * either. */
static vd_str term_slug(vd_pool *pool, const vd_entity *entity)
{
    bool years = vd_str_find(entity->term, VD_LIT("-"), 0) != SIZE_MAX;
    vd_str parts[] = {years ? VD_LIT("nhiem-ky") : VD_LIT("khoa"), slug_whole(pool, entity->term)};
    return entity->term.len ? vd_pool_join_now(pool, "-", parts, 2) : VD_LIT("_");
}

/* vn[/<place>]/<type>/<year>/<number-and-symbol>.  In the scratch. */
static vd_str entity_id(vd_pool *pool, const vd_entity *entity, int known, bool whole)
{
    char year[16];
    vd_str parts[5];
    size_t count = 0;
    parts[count++] = VD_LIT("vn");
    if (vd_entity_local(pool, entity)) {
        parts[count++] = entity->place.value;
    }
    parts[count++] = slug_or(pool, entity->type.value, "van-ban", false);
    vd_str text = vd_date_format((vd_date){(int16_t)known, 0, 0}, year);
    parts[count++] = text.ptr ? text : term_slug(pool, entity);
    parts[count++] = entity_slug(pool, entity, whole);
    return vd_pool_join_now(pool, "/", parts, count);
}

vd_str vd_entity_id(vd_pool *pool, const vd_entity *entity, bool whole)
{
    vd_str id = vd_arena_copy(pool->arena, entity_id(pool, entity, entity_year(entity), whole));
    pool->failed = pool->failed || id.ptr == NULL;
    vd_arena_reset(&pool->scratch);
    return id.ptr ? id : VD_LIT("");
}

/* A slug with dots, as names of bodies and units are written. */
static void urn_add(vd_buf *buf, vd_str slug)
{
    for (size_t i = 0; i < slug.len; i++) {
        vd_buf_add_char(buf, slug.ptr[i] == '-' ? '.' : slug.ptr[i]);
    }
}

vd_str vd_entity_urn(vd_pool *pool, const vd_entity *entity)
{
    char date[16];
    if (entity->number.value.ptr == NULL || entity->issuer.value.ptr == NULL || entity->type.value.ptr == NULL ||
        !entity->date.year) {
        return VD_NONE;
    }
    vd_buf buf = {0};
    vd_buf_add_text(&buf, "urn:lex:vn");
    if (vd_entity_local(pool, entity)) {
        vd_buf_add_char(&buf, ';');
        urn_add(&buf, entity->place.value);
    }
    vd_buf_add_char(&buf, ':');
    urn_add(&buf, slug_or(pool, entity->issuer.value, "khong.ro", false));
    vd_buf_add_char(&buf, ':');
    urn_add(&buf, slug_or(pool, entity->type.value, "van.ban", false));
    vd_buf_add_char(&buf, ':');
    vd_buf_add(&buf, vd_date_format(entity->date, date));
    vd_buf_add_char(&buf, ';');
    vd_buf_add(&buf, slug_or(pool, entity->number.value, "khong-so", false));
    vd_str urn = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || urn.ptr == NULL;
    vd_arena_reset(&pool->scratch);
    return urn;
}

/* ---- Unique ------------------------------------------------------------------------------------------------------ */

/* Which of two documents of one id comes first; 0: that hangs on all others. */
static int namesake_cmp(const vd_entity *x, const vd_entity *y)
{
    int order = vd_date_cmp(x->date, y->date);
    order = order ? order : vd_str_cmp(x->title.value, y->title.value);
    return order ? order : vd_str_cmp(x->issuer.value, y->issuer.value);
}

static int made_cmp(const void *a, const void *b)
{
    const vd_made *x = a;
    const vd_made *y = b;
    int order = vd_str_cmp(x->id, y->id);
    order = order ? order : namesake_cmp(x->entity, y->entity);
    return order ? order : (x->entity > y->entity) - (x->entity < y->entity);
}

static size_t run_end(const vd_made *all, size_t from, size_t count)
{
    size_t to = from + 1;
    while (to < count && vd_str_eq(all[to].id, all[from].id)) {
        to++;
    }
    return to;
}

static vd_str id_counted(vd_pool *pool, vd_str id, size_t number)
{
    vd_buf buf = {0};
    vd_buf_add(&buf, id);
    vd_buf_add_format(&buf, "~%zu", number);
    vd_str counted = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || counted.ptr == NULL;
    return counted.ptr ? counted : id;
}

/* Could a document decided before have been called so with the words that an id takes first?  Of a title that is cut,
 * only its beginning is sure to stand in every form of the id. */
static bool title_taken(vd_pool *pool, vd_str id)
{
    size_t slug = id.len;
    while (slug > 0 && id.ptr[slug - 1] != '/') {
        slug--;
    }
    size_t sure = slug + SURE;
    vd_str first = vd_str_slice(id, 0, sure < id.len ? sure : id.len);
    vd_str parts[] = {first, VD_LIT("~")}; /* behind every letter and digit of an id */
    return vd_past_ids(pool, id, VD_NONE) || vd_past_ids(pool, first, vd_pool_join(pool, "", parts, 2));
}

/* Documents decided before that bear the id, counted or not, in their order. */
static size_t family_find(vd_pool *pool, vd_str id, int *family)
{
    size_t count = 0;
    int64_t row = vd_past_ids(pool, id, VD_NONE);
    while (row && count < FAMILY && !pool->failed) {
        family[count] = vd_past_entity(pool, row);
        count++;
        row = vd_past_ids(pool, id_counted(pool, id, count + 1), VD_NONE);
    }
    return count;
}

/* Texts that are counted could each be called by the id alone, which two of them note (see alias_unique()). */
static void family_note(vd_pool *pool, const vd_made *made, const int *family, size_t count, size_t at)
{
    size_t texts = at > 0 && made->entity->held;
    for (size_t i = 0; i < count; i++) {
        texts += (i > 0 || at == 0) && pool->entities[family[i]].held;
    }
    if (texts > 1 && !vd_past_any(pool, VD_CLUE_ALIAS, made->id, VD_NONE)) {
        vd_pool_wide(pool, "a third text of one id");
    }
}

/* A new document takes its place among those of its id, and those behind it count on. */
static void family_join(vd_pool *pool, vd_made *made, const int *family, size_t count)
{
    vd_str id = made->id;
    size_t at = 0;
    while (at < count && namesake_cmp(&pool->entities[family[at]], made->entity) < 0) {
        at++;
    }
    if (count + 1 >= FAMILY || (at < count && namesake_cmp(&pool->entities[family[at]], made->entity) == 0)) {
        vd_pool_wide(pool, "a document called like many, or alike in all");
        return;
    }
    family_note(pool, made, family, count, at);
    vd_str ends[2][2] = {{id, VD_LIT("\1")}, {id, VD_LIT("~")}};
    vd_str behind = vd_pool_join(pool, "", ends[0], 2);
    if (at == 0 && vd_past_ids(pool, behind, vd_pool_join(pool, "", ends[1], 2))) {
        vd_pool_wide(pool, "a document called like another one changes places with a third"); /* "…/5-kh-ubnd-2" */
    }
    for (size_t i = count; i > at && !pool->failed; i--) {
        vd_past_rename(pool, family[i - 1], id_counted(pool, id, i + 1));
    }
    made->id = at ? id_counted(pool, id, at + 1) : id;
}

/* The documents that bear the id of one of `all`; recalling them may move all entities. */
static size_t family_recall(vd_pool *pool, vd_made *all, size_t count, vd_str id, int *family)
{
    size_t *own = VD_SCRATCH_ARRAY(pool, size_t, count);
    for (size_t i = 0; i < count && own; i++) {
        own[i] = (size_t)(all[i].entity - pool->entities);
    }
    size_t found = own ? family_find(pool, id, family) : 0;
    for (size_t i = 0; i < count && own; i++) {
        all[i].entity = &pool->entities[own[i]];
    }
    return found;
}

/* Is a new document called like none that was decided before, or does it find its place among those? */
static void id_check(vd_pool *pool, vd_made *all, size_t count, size_t at)
{
    int family[FAMILY];
    vd_str whole = vd_entity_id(pool, all[at].entity, true);
    if (!vd_str_eq(whole, all[at].id)) {
        if (title_taken(pool, all[at].id)) {
            vd_pool_wide(pool, "a document called like another one");
        }
        return;
    }
    size_t found = family_recall(pool, all, count, all[at].id, family);
    bool several = false;
    for (size_t i = 0; i < count; i++) {
        several = several || (i != at && vd_str_eq(all[i].id, whole));
    }
    if (found && several) {
        vd_pool_wide(pool, "new documents called like another one");
    } else if (found && !pool->failed) {
        family_join(pool, &all[at], family, found);
    }
}

void vd_ids_unique(vd_pool *pool, vd_made *all, size_t count)
{
    for (size_t i = 0; i < count && pool->past && !pool->failed && pool->wide == NULL; i++) {
        id_check(pool, all, count, i);
    }
    if (count == 0) {
        return;
    }
    qsort(all, count, sizeof *all, made_cmp);
    for (size_t from = 0, to = 0; from < count && !pool->failed; from = to) {
        to = run_end(all, from, count);
        for (size_t i = from; i < to && to - from > 1; i++) {
            all[i].id = vd_entity_id(pool, all[i].entity, true);
        }
    }
    qsort(all, count, sizeof *all, made_cmp);
    for (size_t from = 0, to = 0; from < count && !pool->failed; from = to) {
        to = run_end(all, from, count);
        vd_str id = all[from].id;
        for (size_t i = from + 1; i < to && pool->reopened; i++) {
            if (namesake_cmp(all[i - 1].entity, all[i].entity) == 0) {
                vd_pool_wide(pool, "documents called alike whose order hangs on all others");
            }
        }
        for (size_t i = from + 1; i < to; i++) {
            all[i].id = id_counted(pool, id, i - from + 1);
        }
    }
    qsort(all, count, sizeof *all, made_cmp);
}

/* ---- Aliases ----------------------------------------------------------------------------------------------------- */

/* The id that a document would have if one copy's header were all that is known of it; its year may be known from what
 * it cites. */
static vd_str header_id(vd_pool *pool, size_t source, int year)
{
    const vd_header *header = &pool->sources[source].header;
    vd_entity alone = {.catalogue = -1};
    alone.type.value = header->type;
    alone.number.value = header->number;
    alone.symbol.value = header->symbol;
    alone.issuer.value = header->issuer;
    alone.title.value = header->title;
    alone.place.value = pool->said_places[source];
    return entity_id(pool, &alone, year, false);
}

static void alias_add(vd_pool *pool, vd_index *aliases, vd_str id, size_t document)
{
    pool->failed = pool->failed || !vd_index_add(aliases, id, document);
}

/* Is it one document's alias and no document's id?  What is several documents' is noted. */
static bool alias_unique(vd_pool *pool, const vd_index *aliases, const vd_index *ids, vd_str id)
{
    bool alone = vd_index_find(aliases, id).count == 1;
    bool named = vd_index_find(ids, id).count > 0;
    if (pool->less) {
        vd_less_alias(pool, id, alone);
        named = named || vd_past_ids(pool, id, VD_NONE) != 0;
    } else if (pool->past) {
        bool theirs = vd_past_alias(pool, id);
        if (theirs) {
            vd_past_lose(pool, id);
        }
        alone = alone && !theirs && !vd_past_any(pool, VD_CLUE_ALIAS, id, VD_NONE);
        named = named || vd_past_ids(pool, id, VD_NONE) != 0;
    }
    if (!alone) {
        vd_clue_note(pool, VD_CLUE_ALIAS, id, VD_NONE, -1);
    }
    return alone && !named;
}

static int row_by_document(const void *a, const void *b)
{
    const vd_index_row *x = a;
    const vd_index_row *y = b;
    int order = (x->value > y->value) - (x->value < y->value);
    return order ? order : vd_str_cmp(x->key, y->key);
}

/* The aliases that are somebody's alone, to their documents. */
static void aliases_give(vd_pool *pool, const vd_index *aliases, const vd_index *ids, vd_document *documents)
{
    vd_index_row *kept = VD_SCRATCH_ARRAY(pool, vd_index_row, aliases->count + 1);
    size_t rows = 0;
    for (size_t i = 0; i < aliases->count && !pool->failed; i++) {
        if (alias_unique(pool, aliases, ids, aliases->rows[i].key)) {
            kept[rows++] = aliases->rows[i];
        }
    }
    vd_str *names = VD_POOL_ARRAY(pool, vd_str, rows + 1);
    if (rows == 0 || pool->failed) {
        return;
    }
    qsort(kept, rows, sizeof *kept, row_by_document);
    for (size_t i = 0; i < rows; i++) {
        vd_document *document = &documents[kept[i].value];
        names[i] = vd_arena_copy(pool->arena, kept[i].key);
        pool->failed = pool->failed || names[i].ptr == NULL;
        document->aliases = document->alias_count ? document->aliases : &names[i];
        document->alias_count++;
    }
}

/* What a document would be called too.  Mostly that is its id: then it is nobody's alias. */
static void name_add(vd_pool *pool, vd_arena *names, vd_index *aliases, vd_str name, const vd_made *all,
                     const vd_entity *entity)
{
    if (!vd_str_eq(name, all[entity->document].id)) {
        vd_str kept = vd_arena_copy(names, name);
        pool->failed = pool->failed || kept.ptr == NULL;
        alias_add(pool, aliases, kept, (size_t)entity->document);
    }
    vd_arena_reset(&pool->scratch);
}

/* A text that does not say its number could be called as what is known by name. */
static void header_add(vd_pool *pool, vd_arena *names, vd_index *aliases, size_t source, int year, const vd_made *all)
{
    vd_str name = header_id(pool, source, year);
    if (pool->sources[source].header.number.ptr == NULL) {
        vd_clue_note(pool, VD_CLUE_HEADED, name, VD_NONE, -1);
    }
    name_add(pool, names, aliases, name, all, &pool->entities[pool->carried[source]]);
}

static void names_add(vd_pool *pool, const vd_made *all, size_t count, vd_arena *names, vd_index *aliases)
{
    for (size_t i = 0; i < count && !pool->failed; i++) {
        const vd_entity *entity = all[i].entity;
        if (entity->number.value.ptr && entity_year(entity) && !entity->year) {
            name_add(pool, names, aliases, entity_id(pool, entity, 0, false), all, entity);
        }
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        const vd_entity *entity = &pool->entities[pool->carried[s]];
        if (entity->row) {
            continue;
        }
        header_add(pool, names, aliases, s, 0, all);
        header_add(pool, names, aliases, s, entity_year(entity), all);
    }
}

void vd_ids_alias(vd_pool *pool, const vd_made *all, size_t count, vd_document *documents)
{
    vd_arena names = {0};
    vd_index aliases = {0};
    vd_index ids = {0};
    for (size_t i = 0; i < count && !pool->failed; i++) {
        pool->entities[all[i].entity - pool->entities].document = (int)i;
        alias_add(pool, &ids, all[i].id, i);
        if (pool->past && vd_past_alias(pool, all[i].id)) {
            vd_past_lose(pool, all[i].id);
        }
    }
    names_add(pool, all, count, &names, &aliases);
    vd_index_sort(&aliases);
    vd_index_sort(&ids);
    aliases_give(pool, &aliases, &ids, documents);
    vd_index_clear(&aliases);
    vd_index_clear(&ids);
    vd_arena_clear(&names);
    vd_arena_clear(&pool->scratch);
}
