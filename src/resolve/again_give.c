/* What differs between deciding sources with the catalogue as it was and as it is, as it is to be written. */
#include "resolve/again_compare.h"

void vd_compare_make_room(vd_compare *c)
{
    vd_pool *pool = c->pool;
    size_t claims = 0;
    for (size_t s = 0; s < c->kept->count; s++) {
        claims += c->kept->sources[s].claim_count;
    }
    c->listed_cap = c->is.r.document_count + c->was.r.document_count + 3 * claims + 1;
    c->out->resolution.documents = VD_POOL_ARRAY(pool, vd_document, c->listed_cap);
    c->out->rewritten = VD_POOL_ARRAY(pool, bool, c->listed_cap);
    c->out->resolution.edges = VD_POOL_ARRAY(pool, vd_edge, claims + 1);
    c->out->resolution.links = VD_POOL_ARRAY(pool, vd_link *, c->kept->count + 1);
}

/* The place of a document among those given, by its row, or where that is 0, of the side `is`; clues and links mean it
 * so. */
static int document_list(vd_compare *c, int64_t row, int is)
{
    vd_pool *pool = c->pool;
    vd_resolution *r = &c->out->resolution;
    bool made = false;
    int64_t key = row ? row : -1 - (int64_t)is;
    char *kept = VD_POOL_ARRAY(pool, char, sizeof key);
    if (kept == NULL) {
        return VD_NOWHERE;
    }
    memcpy(kept, &key, sizeof key);
    size_t *place = vd_map_put(&c->listed, (vd_str){kept, sizeof key}, r->document_count, &made);
    if (place == NULL || r->document_count == c->listed_cap) {
        pool->failed = true;
        return VD_NOWHERE;
    }
    if (made) {
        int was = is >= 0 ? c->is.other[is] : VD_NOWHERE;
        r->documents[r->document_count] = is >= 0 ? c->is.r.documents[is] : (vd_document){0};
        r->documents[r->document_count].row = row;
        c->out->rewritten[r->document_count] = is >= 0 && (was < 0 || c->changed[was]);
        r->document_count++;
    }
    return (int)*place;
}

int vd_compare_list_new(vd_compare *c, int is)
{
    int was = is >= 0 ? c->is.other[is] : VD_NOWHERE;
    return is < 0 ? VD_NOWHERE : document_list(c, was >= 0 ? vd_compare_row(c, was) : 0, is);
}

/* What a mention means in the end: a document of those given, and how sure that is. */
static int link_end(vd_compare *c, size_t source, size_t mention, double *confidence)
{
    const vd_kept_link *kept = &c->kept->links[source][mention];
    const vd_link *is = &c->is.r.links[source][mention];
    if (c->out->relinked[source][mention]) {
        *confidence = is->confidence;
        return vd_compare_list_new(c, is->document);
    }
    *confidence = kept->confidence;
    return kept->document ? document_list(c, kept->document, VD_NOWHERE) : VD_NOWHERE;
}

static void edges_give(vd_compare *c, size_t source)
{
    const vd_resolve_source *s = &c->kept->sources[source];
    vd_resolution *r = &c->out->resolution;
    for (size_t i = 0; i < s->claim_count && !c->pool->failed; i++) {
        const vd_claim *claim = &s->claims[i];
        double from_sure = 0, to_sure = 0;
        int from = claim->from >= 0 ? link_end(c, source, (size_t)claim->from, &from_sure)
                                    : document_list(c, c->kept->documents[source], VD_NOWHERE);
        int to = link_end(c, source, (size_t)claim->to, &to_sure);
        double sure = vd_edge_sure(claim, claim->from >= 0 ? &from_sure : NULL, to_sure);
        if (from >= 0 && to >= 0 && from != to) {
            r->edges[r->edge_count++] = (vd_edge){sure, from, to, (uint32_t)source, (uint32_t)i};
        }
    }
}

static void link_give(vd_compare *c, size_t source, size_t mention)
{
    const vd_link *is = &c->is.r.links[source][mention];
    vd_link *out = &c->out->resolution.links[source][mention];
    int *candidates = VD_POOL_ARRAY(c->pool, int, is->candidate_count + 1);
    if (candidates == NULL) {
        return;
    }
    *out = *is;
    out->document = vd_compare_list_new(c, is->document);
    out->candidates = candidates;
    for (size_t i = 0; i < is->candidate_count; i++) {
        candidates[i] = vd_compare_list_new(c, is->candidates[i]);
    }
}

void vd_compare_give_links(vd_compare *c)
{
    vd_pool *pool = c->pool;
    for (size_t s = 0; s < c->kept->count && !pool->failed; s++) {
        size_t count = c->kept->sources[s].mention_count;
        c->out->resolution.links[s] = VD_POOL_ARRAY(pool, vd_link, count + 1);
        for (size_t m = 0; m < count && !pool->failed; m++) {
            if (c->out->relinked[s][m]) {
                link_give(c, s, m);
            }
        }
        if (c->out->restated[s]) {
            c->out->redrawn = true;
            edges_give(c, s);
        }
    }
}

void vd_compare_give_documents(vd_compare *c)
{
    vd_pool *pool = c->pool;
    c->out->gone = VD_POOL_ARRAY(pool, int64_t, c->was.r.document_count + 1);
    for (size_t i = 0; i < c->was.r.document_count && !pool->failed; i++) {
        int other = c->was.other[i];
        if (other < 0) {
            c->out->gone[c->out->gone_count++] = vd_compare_row(c, (int)i);
        } else if (c->changed[i]) {
            (void)vd_compare_list_new(c, other);
        }
        c->out->redrawn = c->out->redrawn || other < 0 || c->shifted[i];
    }
    for (size_t i = 0; i < c->is.r.document_count && !pool->failed; i++) {
        if (c->is.other[i] < 0) {
            (void)vd_compare_list_new(c, (int)i);
            c->out->redrawn = true;
        }
    }
}
