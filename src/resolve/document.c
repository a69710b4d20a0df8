/* Entities become documents: canonical ids, names for exports, where each field was learnt; links and edges follow. */
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "resolve/pool.h"
#include "text/text.h"

#include <stdlib.h>

enum { SLUG_MAX = 48 };

/* ---- Ids ----------------------------------------------------------------------------------------------------------
 */

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

/* An id's part: whole words up to about SLUG_MAX, then the numbers of what was cut. */
static vd_str slug_of(vd_pool *pool, vd_str s)
{
    vd_str slug = vd_fold_slug(pool->arena, s);
    if (slug.ptr == NULL) {
        pool->failed = true;
        return VD_LIT("");
    }
    size_t end = slug.len;
    if (end > SLUG_MAX) {
        end = SLUG_MAX;
        while (end > 1 && slug.ptr[end] != '-') {
            end--;
        }
    }
    if (end == slug.len) {
        return slug;
    }
    vd_buf buf = {0};
    vd_buf_add(&buf, vd_str_slice(slug, 0, end));
    slug_add_digits(&buf, slug, end + 1);
    vd_str cut = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || cut.ptr == NULL;
    return cut.ptr ? cut : VD_LIT("");
}

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

/* Local documents carry their province in the id; those of central bodies do not. */
static bool entity_local(vd_pool *pool, const vd_entity *entity)
{
    if (entity->place.value.ptr == NULL || entity->catalogue >= 0) {
        return false;
    }
    vd_mention probe = {.symbol = entity->symbol.value, .place = entity->place.value};
    return entity->symbol.value.ptr == NULL || vd_number_scope(pool, &probe, 0).len > 0;
}

static vd_str entity_slug(vd_pool *pool, const vd_entity *entity)
{
    if (entity->number.value.ptr) {
        return slug_of(pool, entity->number.value);
    }
    vd_str title = slug_of(pool, entity->title.value.ptr ? entity->title.value : VD_LIT("khong-ten"));
    vd_str type = slug_of(pool, entity->type.value.ptr ? entity->type.value : VD_LIT("van-ban"));
    bool twice = vd_str_starts(title, type) && title.len > type.len + 1 && title.ptr[type.len] == '-';
    vd_str bare = twice ? vd_str_slice(title, type.len + 1, title.len) : title;
    if (entity->symbol.value.ptr) {
        vd_str parts[] = {VD_LIT("_"), slug_of(pool, entity->symbol.value), bare};
        return vd_pool_join(pool, "-", parts, 3);
    }
    return bare;
}

/* vn[/<place>]/<type>/<year>/<number-and-symbol>; "_" for a year that is not known. */
static vd_str entity_id(vd_pool *pool, const vd_entity *entity)
{
    char year[16];
    vd_str parts[5];
    size_t count = 0;
    parts[count++] = VD_LIT("vn");
    if (entity_local(pool, entity)) {
        parts[count++] = entity->place.value;
    }
    parts[count++] = entity->type.value.ptr ? slug_of(pool, entity->type.value) : VD_LIT("van-ban");
    vd_date date = {(int16_t)entity_year(entity), 0, 0};
    vd_str text = vd_date_format(date, year);
    parts[count++] = text.ptr ? text : VD_LIT("_");
    parts[count++] = entity_slug(pool, entity);
    return vd_pool_join(pool, "/", parts, count);
}

/* RFC 9676 syntax: urn:lex:vn[;place]:authority:measure:date;number — locally assigned. */
static vd_str entity_urn(vd_pool *pool, const vd_entity *entity)
{
    char date[16];
    if (entity->number.value.ptr == NULL || entity->issuer.value.ptr == NULL || entity->type.value.ptr == NULL ||
        !entity->date.year) {
        return VD_NONE;
    }
    vd_buf buf = {0};
    vd_buf_add_text(&buf, "urn:lex:vn");
    if (entity_local(pool, entity)) {
        vd_buf_add_char(&buf, ';');
        vd_buf_add(&buf, entity->place.value);
    }
    vd_str parts[] = {slug_of(pool, entity->issuer.value), slug_of(pool, entity->type.value)};
    for (size_t i = 0; i < 2; i++) {
        vd_buf_add_char(&buf, ':');
        for (size_t j = 0; j < parts[i].len; j++) {
            vd_buf_add_char(&buf, parts[i].ptr[j] == '-' ? '.' : parts[i].ptr[j]);
        }
    }
    vd_buf_add_char(&buf, ':');
    vd_buf_add(&buf, vd_date_format(entity->date, date));
    vd_buf_add_char(&buf, ';');
    vd_buf_add(&buf, slug_of(pool, entity->number.value));
    vd_str urn = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || urn.ptr == NULL;
    return urn;
}

/* ---- Fields -------------------------------------------------------------------------------------------------------
 */

static vd_str learnt_text(vd_pool *pool, const char *name, int source, size_t start)
{
    char where[32];
    vd_str path = source >= 0 ? pool->sources[source].path : VD_LIT("catalogue");
    if (source < 0 || start == 0) {
        vd_str parts[] = {vd_str_of(name), path};
        return vd_pool_join(pool, ": ", parts, 2);
    }
    vd_buf buf = {0};
    vd_buf_add_format(&buf, "%zu", start);
    size_t len = buf.len < sizeof where ? buf.len : sizeof where;
    memcpy(where, buf.ptr ? buf.ptr : "", buf.ptr ? len : 0);
    vd_buf_clear(&buf);
    vd_str place[] = {path, {where, len}};
    vd_str parts[] = {vd_str_of(name), vd_pool_join(pool, " byte ", place, 2)};
    return vd_pool_join(pool, ": ", parts, 2);
}

static void document_learnt(vd_pool *pool, const vd_entity *entity, vd_document *document)
{
    const struct {
        const char *name;
        const vd_field *field;
    } fields[] = {{"type", &entity->type},
                  {"number", &entity->number},
                  {"issuer", &entity->issuer},
                  {"title", &entity->title},
                  {"signer", &entity->signer}};
    vd_str *learnt = VD_ARENA_ARRAY(pool->arena, vd_str, 8);
    size_t count = 0;
    if (learnt == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].field->rank) {
            learnt[count++] = learnt_text(pool, fields[i].name, fields[i].field->source, fields[i].field->start);
        }
    }
    if (entity->date.year) {
        learnt[count++] = learnt_text(pool, "date", entity->date_source, entity->date_start);
    }
    document->learnt = learnt;
    document->learnt_count = count;
}

static void document_sources(vd_pool *pool, int index, vd_document *document)
{
    vd_str *paths = VD_ARENA_ARRAY(pool->arena, vd_str, pool->source_count + 1);
    size_t count = 0;
    if (paths == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t s = 0; s < pool->source_count; s++) {
        if (pool->carried[s] == index) {
            paths[count++] = pool->sources[s].path;
        }
    }
    document->sources = paths;
    document->source_count = count;
}

static void document_make(vd_pool *pool, int index, vd_document *document)
{
    vd_entity *entity = &pool->entities[index];
    document->id = entity_id(pool, entity);
    document->urn = entity_urn(pool, entity);
    document->type = entity->type.value;
    document->number = entity->number.value;
    document->symbol = entity->symbol.value;
    document->issuer = entity->issuer.value;
    document->place = entity->place.value;
    document->title = entity->title.value;
    document->signer = entity->signer.value;
    document->signer_role = entity->signer_role.value;
    document->date = entity->date;
    bool whole = vd_date_whole(entity->date);
    document->earliest = whole ? entity->date : entity->earliest;
    document->latest = whole ? entity->date : entity->latest;
    document->in_catalogue = entity->catalogue >= 0;
    if (entity->held) {
        document_sources(pool, index, document);
    }
    document_learnt(pool, entity, document);
}

/* ---- All together -------------------------------------------------------------------------------------------------
 */

/* Only what a source means, or what the catalogue was asked for, becomes a document. */
static void entities_used(const vd_pool *pool, bool *used)
{
    for (size_t s = 0; s < pool->source_count; s++) {
        used[pool->carried[s]] = true;
        for (size_t m = 0; m < pool->sources[s].extraction.mention_count; m++) {
            const vd_link *link = &pool->links[s][m];
            if (link->document >= 0) {
                used[link->document] = true;
            }
            for (size_t c = 0; c < link->candidate_count; c++) {
                used[link->candidates[c]] = true;
            }
        }
    }
}

typedef struct made {
    vd_document document;
    int entity;
} made;

static int made_cmp(const void *a, const void *b)
{
    const made *x = a;
    const made *y = b;
    int order = vd_str_cmp(x->document.id, y->document.id);
    order = order ? order : vd_str_cmp(x->document.title, y->document.title);
    return order ? order : x->entity - y->entity;
}

/* Ids are unique: of several alike the later ones get "~2", "~3". */
static void ids_unique(vd_pool *pool, made *all, size_t count)
{
    for (size_t i = 1, same = 1; i < count; i++) {
        same = vd_str_eq(all[i].document.id, all[i - same].document.id) ? same + 1 : 1;
        if (same > 1) {
            vd_buf buf = {0};
            vd_buf_add(&buf, all[i].document.id);
            vd_buf_add_format(&buf, "~%zu", same);
            vd_str id = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
            vd_buf_clear(&buf);
            pool->failed = pool->failed || id.ptr == NULL;
            all[i].document.id = id.ptr ? id : all[i].document.id;
        }
    }
}

static void documents_make(vd_pool *pool, vd_resolution *out)
{
    bool *used = VD_ARENA_ARRAY(pool->arena, bool, pool->count + 1);
    made *all = VD_ARENA_ARRAY(pool->arena, made, pool->count + 1);
    vd_document *documents = VD_ARENA_ARRAY(pool->arena, vd_document, pool->count + 1);
    size_t count = 0;
    if (used == NULL || all == NULL || documents == NULL) {
        pool->failed = true;
        return;
    }
    entities_used(pool, used);
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        if (used[i]) {
            all[count].entity = (int)i;
            document_make(pool, (int)i, &all[count++].document);
        }
    }
    qsort(all, count, sizeof *all, made_cmp);
    ids_unique(pool, all, count);
    qsort(all, count, sizeof *all, made_cmp);
    for (size_t i = 0; i < count; i++) {
        documents[i] = all[i].document;
        pool->entities[all[i].entity].document = (int)i;
    }
    out->documents = documents;
    out->document_count = count;
}

static void links_finish(vd_pool *pool)
{
    for (size_t s = 0; s < pool->source_count; s++) {
        for (size_t m = 0; m < pool->sources[s].extraction.mention_count; m++) {
            vd_link *link = &pool->links[s][m];
            link->document = link->document >= 0 ? pool->entities[link->document].document : -1;
            int *candidates = VD_ARENA_ARRAY(pool->arena, int, link->candidate_count + 1);
            if (candidates == NULL) {
                pool->failed = true;
                return;
            }
            for (size_t c = 0; c < link->candidate_count; c++) {
                candidates[c] = pool->entities[link->candidates[c]].document;
            }
            link->candidates = candidates;
        }
    }
}

static size_t edges_of_source(vd_pool *pool, size_t s, vd_edge *edges)
{
    const vd_extraction *extraction = &pool->sources[s].extraction;
    size_t count = 0;
    for (size_t i = 0; i < extraction->statement_count; i++) {
        const vd_statement *statement = &extraction->statements[i];
        int own = pool->entities[pool->carried[s]].document;
        int from = statement->from >= 0 ? pool->links[s][statement->from].document : own;
        int to = pool->links[s][statement->to].document;
        if (from < 0 || to < 0 || from == to) {
            continue;
        }
        double confidence = pool->links[s][statement->to].confidence;
        if (statement->from >= 0 && pool->links[s][statement->from].confidence < confidence) {
            confidence = pool->links[s][statement->from].confidence;
        }
        confidence = statement->confidence < confidence ? statement->confidence : confidence;
        edges[count++] = (vd_edge){from, to, s, i, confidence};
    }
    return count;
}

static void edges_make(vd_pool *pool, vd_resolution *out)
{
    size_t most = 0;
    for (size_t s = 0; s < pool->source_count; s++) {
        most += pool->sources[s].extraction.statement_count;
    }
    vd_edge *edges = VD_ARENA_ARRAY(pool->arena, vd_edge, most + 1);
    if (edges == NULL) {
        pool->failed = true;
        return;
    }
    size_t count = 0;
    for (size_t s = 0; s < pool->source_count; s++) {
        count += edges_of_source(pool, s, edges + count);
    }
    out->edges = edges;
    out->edge_count = count;
}

vd_status vd_step_documents(vd_pool *pool, vd_resolution *out, vd_error *err)
{
    if (!pool->failed) {
        documents_make(pool, out);
    }
    if (!pool->failed) {
        links_finish(pool);
    }
    if (!pool->failed) {
        edges_make(pool, out);
    }
    return pool->failed ? vd_fail_memory(err) : VD_OK;
}
