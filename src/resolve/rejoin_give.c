/* What is to be written of numbers that were decided anew: the links and edges of the sources that were there, and
 * those of the new ones.  Documents that are kept are listed behind those given, by their rows. */
#include "resolve/rejoin.h"

/* The place of a kept document among those given. */
static int row_list(vd_rejoining *j, int64_t row)
{
    vd_resolution *r = &j->given->resolution;
    for (size_t i = 0; i < r->document_count; i++) {
        if (r->documents[i].row == row) {
            return (int)i;
        }
    }
    if (r->document_count == j->documents_cap) {
        j->pool->failed = true;
        return VD_NOT_MET;
    }
    r->documents[r->document_count] = (vd_document){.row = row};
    return (int)r->document_count++;
}

/* What a mention means in the end, and how sure that is. */
static int link_end(vd_rejoining *j, size_t source, size_t mention, double *confidence)
{
    const vd_kept_link *kept = &j->kept->links[source][mention];
    const vd_link *is = vd_rejoin_link(&j->is, source, mention);
    bool open = vd_rejoin_open(j, source, mention);
    *confidence = open ? is->confidence : kept->confidence;
    return open ? is->document : kept->document ? row_list(j, kept->document) : VD_NOT_MET;
}

static void edges_give(vd_rejoining *j, size_t source)
{
    const vd_resolve_source *s = &j->kept->sources[source];
    vd_resolution *r = &j->out->resolution;
    for (size_t i = 0; i < s->claim_count && !j->pool->failed; i++) {
        const vd_claim *claim = &s->claims[i];
        double from_sure = 0, to_sure = 0;
        int from = claim->from >= 0 ? link_end(j, source, (size_t)claim->from, &from_sure)
                                    : row_list(j, j->kept->documents[source]);
        int to = link_end(j, source, (size_t)claim->to, &to_sure);
        double sure = vd_edge_sure(claim, claim->from >= 0 ? &from_sure : NULL, to_sure);
        if (from >= 0 && to >= 0 && from != to) {
            r->edges[r->edge_count++] = (vd_edge){sure, from, to, (uint32_t)source, (uint32_t)i};
        }
    }
}

/* Of the old sources. */
void vd_rejoin_give_revision(vd_rejoining *j)
{
    size_t claims = 0;
    for (size_t s = 0; s < j->kept->count; s++) {
        claims += j->out->restated[s] ? j->kept->sources[s].claim_count : 0;
    }
    j->out->resolution.links = VD_POOL_ARRAY(j->pool, vd_link *, j->kept->count + 1);
    j->out->resolution.edges = VD_POOL_ARRAY(j->pool, vd_edge, claims + 1);
    for (size_t s = 0; s < j->kept->count && !j->pool->failed; s++) {
        j->out->resolution.links[s] = j->is.r.links[j->is.places[s]];
        if (j->out->restated[s]) {
            edges_give(j, s);
        }
    }
    j->out->touched = *j->kept;
    j->out->resolution.documents = j->given->resolution.documents;
    j->out->resolution.document_count = j->given->resolution.document_count;
}

/* Of the new ones, in their order. */
void vd_rejoin_give_addition(vd_rejoining *j)
{
    const vd_reopened *of = j->is.of;
    vd_resolution *r = &j->given->resolution;
    size_t count = 0, edges = 0;
    int *new = VD_POOL_ARRAY(j->pool, int, of->count + 1);
    vd_link **links = VD_POOL_ARRAY(j->pool, vd_link *, of->count + 1);
    int *documents = VD_POOL_ARRAY(j->pool, int, of->count + 1);
    for (size_t i = 0; i < of->count && !j->pool->failed; i++) {
        new[i] = of->kept[i] < 0 ? (int)count : VD_NOT_MET;
        if (of->kept[i] < 0) {
            links[count] = r->links[i];
            documents[count++] = r->source_document[i];
        }
    }
    for (size_t i = 0; i < r->edge_count && !j->pool->failed; i++) { /* there are none of the others */
        r->edges[edges] = r->edges[i];
        r->edges[edges++].source = (uint32_t) new[r->edges[i].source];
    }
    r->links = links;
    r->source_document = documents;
    r->edge_count = edges;
}

/* Room for all documents that can be given. */
void vd_rejoin_room(vd_rejoining *j)
{
    size_t claims = 0;
    vd_resolution *r = &j->given->resolution;
    for (size_t s = 0; s < j->kept->count; s++) {
        claims += j->kept->sources[s].claim_count;
    }
    j->documents_cap = r->document_count + 2 * claims + 1;
    vd_document *documents = VD_POOL_ARRAY(j->pool, vd_document, j->documents_cap);
    j->out->rewritten = VD_POOL_ARRAY(j->pool, bool, j->documents_cap);
    j->out->gone = VD_POOL_ARRAY(j->pool, int64_t, j->a->met_count + 1);
    j->out->relinked = VD_POOL_ARRAY(j->pool, bool *, j->kept->count + 1);
    j->out->restated = VD_POOL_ARRAY(j->pool, bool, j->kept->count + 1);
    if (!j->pool->failed) {
        memcpy(documents, r->documents, r->document_count * sizeof *documents);
        r->documents = documents;
        j->is.r.documents = documents;
    }
}
