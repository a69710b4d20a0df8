/** Ways to one target through others, for all documents at once.
 *
 *  A document that acts on the target itself needs a way that does not end with its own edge.  So a breadth-first walk
 *  back from the target gives every document up to two ways, shortest first, whose last documents before the target
 *  differ: whoever goes on from there finds one among the two that does not end with itself, and no other way is
 *  shorter.  Such a way passes no document twice: a document passed earlier has that end among its own two ways
 *  already, and does not take it again. */
#include "graph/graph.h"

#include "base/error.h"

typedef struct chain_place {
    uint32_t vertex, slot;
} chain_place;

typedef struct chain_search {
    vd_chain_step (*steps)[2];
    chain_place *queue; /* room for every step */
    size_t count;
} chain_search;

/* Give `vertex` a way, unless it has two or one with the same end. */
static void step_offer(chain_search *search, uint32_t vertex, vd_chain_step step)
{
    vd_chain_step *steps = search->steps[vertex];
    uint32_t slot = steps[0].last == VD_GRAPH_NONE ? 0 : 1;
    if (steps[slot].last != VD_GRAPH_NONE || (slot == 1 && steps[0].last == step.last)) {
        return;
    }
    steps[slot] = step;
    search->queue[search->count++] = (chain_place){vertex, slot};
}

static void search_run(chain_search *search, const vd_graph_data *data, const vd_csr *csr, uint32_t relations,
                       uint32_t target)
{
    for (uint32_t i = csr->in_start[target]; i < csr->in_start[target + 1]; i++) {
        const vd_graph_edge *edge = &data->edges[csr->in_edges[i]];
        if (vd_edge_among(edge, relations)) {
            step_offer(search, edge->from, (vd_chain_step){edge->from, 1, csr->in_edges[i], 0});
        }
    }
    for (size_t head = 0; head < search->count; head++) {
        chain_place at = search->queue[head];
        vd_chain_step step = search->steps[at.vertex][at.slot];
        for (uint32_t i = csr->in_start[at.vertex]; i < csr->in_start[at.vertex + 1]; i++) {
            const vd_graph_edge *edge = &data->edges[csr->in_edges[i]];
            if (vd_edge_among(edge, relations) && edge->from != target) {
                step_offer(search, edge->from, (vd_chain_step){step.last, step.depth + 1, csr->in_edges[i], at.slot});
            }
        }
    }
}

vd_status vd_chains_find(vd_arena *arena, const vd_graph_data *data, const vd_csr *csr, uint32_t relations,
                         uint32_t target, vd_chains *out, vd_error *err)
{
    chain_search search = {
        .steps = vd_arena_alloc_array(arena, data->document_count, sizeof *search.steps),
        .queue = vd_arena_alloc_array(arena, data->document_count, 2 * sizeof(chain_place)),
    };
    if (!search.steps || !search.queue) {
        return vd_fail_memory(err);
    }
    for (size_t v = 0; v < data->document_count; v++) {
        search.steps[v][0].last = search.steps[v][1].last = VD_GRAPH_NONE;
    }
    search_run(&search, data, csr, relations, target);
    *out = (vd_chains){data, target, search.steps};
    return VD_OK;
}

/* The way that does not end with the document's own edge; NULL: there is none. */
static const vd_chain_step *chain_first(const vd_chains *chains, uint32_t document)
{
    for (size_t slot = 0; slot < 2; slot++) {
        const vd_chain_step *step = &chains->steps[document][slot];
        if (step->last != VD_GRAPH_NONE && step->last != document) {
            return step;
        }
    }
    return NULL;
}

size_t vd_chain_depth(const vd_chains *chains, uint32_t document)
{
    const vd_chain_step *step = chain_first(chains, document);
    return step ? step->depth : 0;
}

void vd_chain_path(const vd_chains *chains, uint32_t document, const vd_graph_edge **path)
{
    const vd_chain_step *step = chain_first(chains, document);
    size_t count = step ? step->depth : 0;
    for (size_t i = 0; i < count; i++) {
        path[i] = &chains->data->edges[step->edge];
        step = &chains->steps[path[i]->to][step->slot];
    }
}
