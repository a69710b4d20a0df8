/* Entities become documents: their fields, where each was learnt, and then links and edges. */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "resolve/past.h"
#include "resolve/reopen.h"

#include <stdlib.h>

/* ---- Fields ------------------------------------------------------------------------------------------------------ */

static vd_str learnt_text(vd_pool *pool, const char *name, int source, size_t start)
{
    vd_buf buf = {0};
    vd_buf_add_text(&buf, name);
    vd_buf_add_text(&buf, ": ");
    vd_buf_add(&buf, source >= 0 ? pool->sources[source].path : VD_LIT("catalogue"));
    if (source >= 0 && start > 0) {
        vd_buf_add_format(&buf, " byte %zu", start);
    }
    vd_str text = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || text.ptr == NULL;
    return text;
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
    vd_str *learnt = VD_POOL_ARRAY(pool, vd_str, 8);
    size_t count = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && learnt; i++) {
        if (fields[i].field->rank) {
            learnt[count++] = learnt_text(pool, fields[i].name, fields[i].field->source, fields[i].field->start);
        }
    }
    if (entity->date.year && learnt) {
        learnt[count++] = learnt_text(pool, "date", entity->date_source, entity->date_start);
    }
    document->learnt = learnt;
    document->learnt_count = count;
}

/* First and last day that the document can be of. */
static void document_dates(const vd_entity *entity, vd_document *document)
{
    vd_date known = entity->date.year ? entity->date : (vd_date){(int16_t)entity->year, 0, 0};
    bool bounded = !vd_date_whole(entity->date) && (entity->held || entity->term.len);
    document->date = entity->date;
    document->earliest = bounded && entity->earliest.year ? entity->earliest : vd_date_first(known);
    document->latest = bounded && entity->latest.year ? entity->latest : vd_date_last(known);
}

static uint32_t document_ranks(const vd_entity *entity)
{
    const int ranks[] = {entity->type.rank,  entity->number.rank, entity->symbol.rank, entity->issuer.rank,
                         entity->place.rank, entity->title.rank,  entity->date_rank};
    uint32_t all = entity->late ? VD_RANKS_LATE : 0;
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        all |= (uint32_t)ranks[i] << 4 * i;
    }
    return all;
}

static void document_make(vd_pool *pool, const vd_made *made, vd_document *document)
{
    const vd_entity *entity = made->entity;
    bool central = entity->symbol.value.ptr && !vd_entity_local(pool, entity);
    document->id = made->id;
    document->urn = vd_entity_urn(pool, entity);
    document->type = entity->type.value;
    document->number = entity->number.value;
    document->symbol = entity->symbol.value;
    document->issuer = entity->issuer.value;
    document->place = central ? VD_NONE : entity->place.value; /* "Hà Nội, ngày …" is where it was signed */
    document->title = entity->title.value;
    document->signer = entity->signer.value;
    document->signer_role = entity->signer_role.value;
    document->in_catalogue = entity->catalogue >= 0;
    document->entry = entity->catalogue >= 0 ? pool->catalogue->entries[entity->catalogue].name : VD_ENTRY_NONE;
    document->ranks = document_ranks(entity);
    document_dates(entity, document);
    document_learnt(pool, entity, document);
}

/* ---- All together ------------------------------------------------------------------------------------------------ */

/* Only what a source means, or may mean, becomes a document. */
static void entities_used(const vd_pool *pool, bool *used)
{
    for (size_t s = 0; s < pool->source_count; s++) {
        used[pool->carried[s]] = used[pool->carried[s]] || vd_reopened_carried(pool, s) == 0;
        for (size_t m = 0; m < pool->sources[s].mention_count; m++) {
            const vd_link *link = &pool->links[s][m];
            if (link->document >= 0) {
                used[link->document] = true;
            }
            for (size_t c = 0; c < link->candidate_count; c++) {
                used[link->candidates[c]] = true;
            }
        }
    }
    for (size_t i = 0; i < pool->clues.count; i++) { /* something new is noted of what is there already */
        int entity = pool->clues.items[i].entity;
        if (entity >= 0 && pool->entities[entity].row) {
            used[entity] = true;
        }
    }
}

/* The paths of each document's files, in the order of paths. */
static void documents_sources(vd_pool *pool, vd_document *documents)
{
    vd_str *paths = VD_POOL_ARRAY(pool, vd_str, pool->source_count + 1);
    size_t *start = VD_POOL_ARRAY(pool, size_t, pool->count + 1);
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        if (vd_reopened_carried(pool, s) == 0) {
            documents[pool->entities[pool->carried[s]].document].source_count++;
        }
    }
    size_t total = 0;
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        start[i] = total;
        int document = pool->entities[i].row ? -1 : pool->entities[i].document;
        total += document >= 0 ? documents[document].source_count : 0;
        if (document >= 0 && documents[document].source_count) {
            documents[document].sources = paths + start[i];
        }
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) { /* new ones carry no known document */
        if (vd_reopened_carried(pool, s) == 0) {
            paths[start[pool->carried[s]]++] = pool->sources[s].path;
        }
    }
}

/* Behind the new ones those that were decided before, of which nothing changes. */
static void documents_recall(vd_pool *pool, const bool *used, size_t count, vd_resolution *out)
{
    for (size_t i = 0; i < count; i++) {
        if (used[i] && pool->entities[i].row) {
            out->documents[out->document_count] = *vd_past_document(pool, (int)i);
            pool->entities[i].document = (int)out->document_count++;
        }
    }
}

static void documents_make(vd_pool *pool, vd_resolution *out)
{
    bool *used = VD_POOL_ARRAY(pool, bool, pool->count + 1);
    vd_made *all = vd_alloc((pool->count + 1) * sizeof *all);
    size_t count = 0;
    pool->failed = pool->failed || all == NULL;
    if (!pool->failed) {
        entities_used(pool, used);
    }
    size_t known = 0;
    size_t entities = pool->count; /* more are recalled when ids are given */
    for (size_t i = 0; i < entities && !pool->failed; i++) {
        known += used[i] && pool->entities[i].row;
        if (used[i] && pool->entities[i].row == 0) {
            all[count++] = (vd_made){vd_entity_id(pool, &pool->entities[i], false), &pool->entities[i]};
        }
    }
    vd_document *documents = VD_POOL_ARRAY(pool, vd_document, count + known + 1);
    if (!pool->failed) {
        vd_ids_unique(pool, all, count);
    }
    for (size_t i = 0; i < count && !pool->failed; i++) {
        document_make(pool, &all[i], &documents[i]);
    }
    if (!pool->failed) {
        vd_ids_alias(pool, all, count, documents);
        documents_sources(pool, documents);
    }
    vd_free(all);
    out->documents = documents;
    out->document_count = count;
    if (!pool->failed && known) {
        documents_recall(pool, used, entities, out);
    }
}

static void links_finish(vd_pool *pool)
{
    for (size_t s = 0; s < pool->source_count; s++) {
        for (size_t m = 0; m < pool->sources[s].mention_count; m++) {
            vd_link *link = &pool->links[s][m];
            link->document = link->document >= 0 ? pool->entities[link->document].document : -1;
            if (link->candidate_count == 0) {
                continue;
            }
            int *candidates = VD_POOL_ARRAY(pool, int, link->candidate_count);
            if (candidates == NULL) {
                return;
            }
            for (size_t c = 0; c < link->candidate_count; c++) {
                candidates[c] = pool->entities[link->candidates[c]].document;
            }
            link->candidates = candidates;
        }
    }
}

/* ---- Edges ------------------------------------------------------------------------------------------------------- */

/* An edge of one source with what it is sorted by. */
typedef struct ranked {
    vd_edge edge;
    uint32_t start;
    vd_relation relation;
} ranked;

static int ranked_cmp(const void *a, const void *b)
{
    const ranked *x = a;
    const ranked *y = b;
    int order = (x->start > y->start) - (x->start < y->start);
    order = order ? order : (int)x->relation - (int)y->relation;
    order = order ? order : x->edge.from - y->edge.from; /* documents are in the order of their ids */
    order = order ? order : x->edge.to - y->edge.to;
    return order ? order : (x->edge.statement > y->edge.statement) - (x->edge.statement < y->edge.statement);
}

double vd_edge_sure(const vd_claim *claim, const double *from, double to)
{
    double sure = claim->confidence < to ? claim->confidence : to;
    return from && *from < sure ? *from : sure;
}

static size_t edges_of_source(const vd_pool *pool, size_t s, ranked *edges)
{
    const vd_resolve_source *source = &pool->sources[s];
    int own = pool->entities[pool->carried[s]].document;
    size_t count = 0;
    for (size_t i = 0; i < source->claim_count; i++) {
        const vd_claim *claim = &source->claims[i];
        const vd_link *to = &pool->links[s][claim->to];
        const vd_link *from = claim->from >= 0 ? &pool->links[s][claim->from] : NULL;
        int acting = from ? from->document : own;
        if (acting < 0 || to->document < 0 || acting == to->document) {
            continue;
        }
        double confidence = vd_edge_sure(claim, from ? &from->confidence : NULL, to->confidence);
        vd_edge edge = {confidence, acting, to->document, (uint32_t)s, (uint32_t)i};
        edges[count++] = (ranked){edge, claim->start, claim->relation};
    }
    return count;
}

static void edges_make(vd_pool *pool, vd_resolution *out)
{
    size_t all = 0;
    size_t most = 0;
    for (size_t s = 0; s < pool->source_count; s++) {
        size_t claims = pool->sources[s].claim_count;
        all += claims;
        most = claims > most ? claims : most;
    }
    ranked *found = VD_SCRATCH_ARRAY(pool, ranked, most + 1);
    vd_edge *edges = VD_POOL_ARRAY(pool, vd_edge, all + 1);
    size_t count = 0;
    if (pool->failed) {
        return;
    }
    for (size_t s = 0; s < pool->source_count; s++) {
        if (vd_reopened_kept(pool, s)) {
            continue;
        }
        size_t here = edges_of_source(pool, s, found);
        if (here) {
            qsort(found, here, sizeof *found, ranked_cmp);
        }
        for (size_t i = 0; i < here; i++) {
            edges[count++] = found[i].edge;
        }
    }
    out->edges = edges;
    out->edge_count = count;
}

vd_status vd_step_documents(vd_pool *pool, vd_resolution *out, vd_error *err)
{
    documents_make(pool, out);
    if (!pool->failed) {
        links_finish(pool);
    }
    if (!pool->failed) {
        edges_make(pool, out);
    }
    if (!pool->failed) {
        vd_clues_give(pool, out);
    }
    return pool->failed ? vd_past_failure(pool, err) : VD_OK;
}
