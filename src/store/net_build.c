/** From edges to chunks: the order of proofs is decided here, once, and not by every question. */
#include "store/net.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/order.h"

#include <stdlib.h>

typedef struct build {
    const vd_net_input *input;
    size_t edge_count; /* without loops */
    /* Links by acting document; those of row r are start[r] .. start[r + 1]. */
    uint32_t *start, *to, *first; /* first: of a link's edges, one more at the end */
    uint16_t *kinds;
    uint32_t link_count;
    /* The same, by the document acted on. */
    uint32_t *in_start, *in_from;
    uint16_t *in_kinds;
    uint32_t *row_at; /* rows in the order of ids */
    vd_buf bytes;
    vd_status (*put)(void *context, vd_net_part part, uint32_t number, vd_str bytes, vd_error *err);
    void *context;
} build;

/* By link, then the better evidence first: the stronger implementation, what the acting document itself says, the
 * surer, the earlier place. */
static int edge_cmp(const void *left, const void *right)
{
    const vd_net_edge *a = left, *b = right;
    int order = vd_order_numbers(a->from, b->from);
    order = order ? order : vd_order_numbers(a->to_place, b->to_place);
    order =
        order ? order : vd_net_strength_rank((vd_strength)a->strength) - vd_net_strength_rank((vd_strength)b->strength);
    order = order ? order : (int)a->third_party - (int)b->third_party;
    order = order ? order : vd_confidence_class(a->confidence) - vd_confidence_class(b->confidence);
    order = order ? order : vd_order_numbers(a->path_place, b->path_place);
    order = order ? order : vd_order_numbers(a->start, b->start);
    order = order ? order : (int)a->relation - (int)b->relation;
    order = order ? order : vd_order_numbers(a->end, b->end);
    return order ? order : vd_order_numbers(a->statement, b->statement);
}

void vd_net_edges_sort(vd_net_edge *edges, size_t count)
{
    if (count > 1) {
        qsort(edges, count, sizeof *edges, edge_cmp);
    }
}

uint16_t vd_net_edge_kinds(const vd_net_edge *edge)
{
    unsigned strength = edge->strength != VD_STRENGTH_NONE ? 1U << (VD_REL_COUNT + edge->strength - 1) : 0;
    return (uint16_t)(1U << edge->relation | strength);
}

uint8_t vd_net_edge_bits(const vd_net_edge *edge)
{
    unsigned third = edge->third_party ? VD_NET_THIRD : 0, preamble = edge->preamble ? VD_NET_PREAMBLE : 0;
    return (uint8_t)(edge->relation | (unsigned)edge->strength << 4 | third | preamble);
}

/* Edges change places until each lies among those of its acting document: no second array as large as the first. */
static void edges_gather(vd_net_edge *edges, const uint32_t *start, uint32_t *next, uint32_t bound)
{
    for (uint32_t row = 0; row < bound; row++) {
        while (next[row] < start[row + 1]) {
            vd_net_edge *here = &edges[next[row]];
            if (here->from == row) {
                next[row]++;
                continue;
            }
            vd_net_edge *there = &edges[next[here->from]++];
            vd_net_edge edge = *there;
            *there = *here;
            *here = edge;
        }
    }
}

/* A document has few edges: sorting those of each costs a part of sorting all. */
static bool edges_sort(vd_net_edge *edges, size_t count, uint32_t bound)
{
    uint32_t *start = vd_alloc_zero(((size_t)bound + 1) * sizeof *start);
    uint32_t *next = vd_alloc(((size_t)bound + 1) * sizeof *next);
    bool ok = start && next;
    for (size_t i = 0; ok && i < count; i++) {
        start[edges[i].from + 1]++;
    }
    for (uint32_t row = 0; ok && row < bound; row++) {
        start[row + 1] += start[row];
        next[row] = start[row];
    }
    if (ok) {
        edges_gather(edges, start, next, bound);
    }
    for (uint32_t row = 0; ok && row < bound; row++) {
        vd_net_edges_sort(edges + start[row], start[row + 1] - start[row]);
    }
    vd_free(start);
    vd_free(next);
    return ok;
}

/* Loops go; what is left gets its places. */
static vd_status edges_check(build *b, vd_error *err)
{
    const vd_net_input *in = b->input;
    if (in->edge_count >= VD_NET_NONE || in->bound >= VD_NET_NONE / 2) {
        return vd_fail(err, VD_LIMIT, "more documents or edges than a graph can have");
    }
    for (size_t i = 0; i < in->edge_count; i++) {
        vd_net_edge *edge = &in->edges[i];
        if (edge->from >= in->bound || edge->to >= in->bound || edge->source >= in->source_bound ||
            in->order[edge->from] == VD_NET_NONE || in->order[edge->to] == VD_NET_NONE ||
            edge->relation >= VD_REL_COUNT || edge->strength > VD_STRENGTH_LINKED) {
            return vd_fail(err, VD_INVALID, "edge %zu of the graph is damaged", i);
        }
        if (edge->from != edge->to) {
            edge->to_place = in->order[edge->to];
            edge->path_place = in->path[edge->source];
            in->edges[b->edge_count++] = *edge;
        }
    }
    return edges_sort(in->edges, b->edge_count, in->bound) ? VD_OK : vd_fail_memory(err);
}

static bool link_new(const vd_net_edge *edges, size_t at)
{
    return at == 0 || edges[at].from != edges[at - 1].from || edges[at].to != edges[at - 1].to;
}

static bool room_make(build *b)
{
    size_t rows = (size_t)b->input->bound + 2;
    for (size_t i = 0; i < b->edge_count; i++) {
        b->link_count += link_new(b->input->edges, i);
    }
    size_t links = (size_t)b->link_count + 1;
    b->start = vd_alloc_zero(rows * sizeof *b->start);
    b->in_start = vd_alloc_zero(rows * sizeof *b->in_start);
    b->row_at = vd_alloc_zero(rows * sizeof *b->row_at);
    b->to = vd_alloc(links * sizeof *b->to);
    b->first = vd_alloc(links * sizeof *b->first);
    b->kinds = vd_alloc_zero(links * sizeof *b->kinds);
    b->in_from = vd_alloc(links * sizeof *b->in_from);
    b->in_kinds = vd_alloc(links * sizeof *b->in_kinds);
    return b->start && b->in_start && b->row_at && b->to && b->first && b->kinds && b->in_from && b->in_kinds;
}

static void links_make(build *b)
{
    const vd_net_edge *edges = b->input->edges;
    uint32_t count = 0;
    for (size_t i = 0; i < b->edge_count; i++) {
        if (link_new(edges, i)) {
            b->to[count] = edges[i].to;
            b->first[count++] = (uint32_t)i;
            b->start[edges[i].from + 1]++;
            b->in_start[edges[i].to + 2]++;
        }
        b->kinds[count - 1] |= vd_net_edge_kinds(&edges[i]);
    }
    b->first[count] = (uint32_t)b->edge_count;
    for (size_t v = 1; v <= b->input->bound; v++) {
        b->start[v] += b->start[v - 1];
        b->in_start[v + 1] += b->in_start[v];
    }
}

/* Filled in the order of the acting documents' ids, every list is in that order. */
static void links_turn(build *b)
{
    const vd_net_input *in = b->input;
    for (uint32_t v = 0; v < in->bound; v++) {
        if (in->order[v] != VD_NET_NONE) {
            b->row_at[in->order[v]] = v + 1;
        }
    }
    for (uint32_t i = 0; i < in->bound; i++) {
        uint32_t v = b->row_at[i] - 1; /* no document has this place: none after it does */
        for (uint32_t k = b->row_at[i] ? b->start[v] : 1, end = b->row_at[i] ? b->start[v + 1] : 0; k < end; k++) {
            uint32_t at = b->in_start[b->to[k] + 1]++;
            b->in_from[at] = v;
            b->in_kinds[at] = b->kinds[k];
        }
    }
}

static void bytes_add(build *b, const void *members, size_t count, size_t size)
{
    vd_buf_add(&b->bytes, (vd_str){members, count * size});
}

static void numbers_add(build *b, const uint32_t *numbers, size_t count, uint32_t less)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t number = numbers[i] - less;
        bytes_add(b, &number, 1, sizeof number);
    }
}

static vd_status chunk_put(build *b, vd_net_part part, uint32_t number, vd_error *err)
{
    return vd_buf_ok(&b->bytes) ? b->put(b->context, part, number, vd_buf_str(&b->bytes), err) : vd_fail_memory(err);
}

static void chunk_begin(build *b, uint64_t count)
{
    vd_buf_reset(&b->bytes);
    bytes_add(b, &count, 1, sizeof count);
}

/* The starts of the rows of a chunk; rows behind the last are empty. */
static void starts_add(build *b, const uint32_t *start, uint32_t begin)
{
    for (uint32_t r = 0; r <= VD_NET_SPAN; r++) {
        uint32_t at = begin + r < b->input->bound ? begin + r : b->input->bound;
        uint32_t number = start[at] - start[begin];
        bytes_add(b, &number, 1, sizeof number);
    }
}

static uint32_t chunk_end(const build *b, uint32_t begin)
{
    return b->input->bound - begin < VD_NET_SPAN ? b->input->bound : begin + VD_NET_SPAN;
}

static vd_status in_put(build *b, uint32_t number, vd_error *err)
{
    uint32_t begin = number * VD_NET_SPAN;
    uint32_t from = b->in_start[begin], count = b->in_start[chunk_end(b, begin)] - from;
    chunk_begin(b, count);
    starts_add(b, b->in_start, begin);
    bytes_add(b, b->in_from + from, count, sizeof *b->in_from);
    bytes_add(b, b->in_kinds + from, count, sizeof *b->in_kinds);
    return chunk_put(b, VD_NET_IN, number, err);
}

static vd_status out_put(build *b, uint32_t number, vd_error *err)
{
    uint32_t begin = number * VD_NET_SPAN;
    uint32_t from = b->start[begin], count = b->start[chunk_end(b, begin)] - from;
    chunk_begin(b, count);
    starts_add(b, b->start, begin);
    bytes_add(b, b->to + from, count, sizeof *b->to);
    numbers_add(b, b->first + from, (size_t)count + 1, b->first[from]);
    bytes_add(b, b->kinds + from, count, sizeof *b->kinds);
    return chunk_put(b, VD_NET_OUT, number, err);
}

static vd_status proof_put(build *b, uint32_t number, vd_error *err)
{
    uint32_t begin = number * VD_NET_SPAN;
    uint32_t from = b->first[b->start[begin]], to = b->first[b->start[chunk_end(b, begin)]];
    const vd_net_edge *edges = b->input->edges;
    chunk_begin(b, to - from);
    for (uint32_t i = from; i < to; i++) {
        bytes_add(b, &edges[i].confidence, 1, sizeof edges[i].confidence);
    }
    for (uint32_t i = from; i < to; i++) {
        bytes_add(b, &edges[i].source, 1, sizeof edges[i].source);
    }
    for (uint32_t i = from; i < to; i++) {
        bytes_add(b, &edges[i].statement, 1, sizeof edges[i].statement);
    }
    for (uint32_t i = from; i < to; i++) {
        bytes_add(b, &edges[i].start, 1, sizeof edges[i].start);
    }
    for (uint32_t i = from; i < to; i++) {
        vd_buf_add_char(&b->bytes, (char)vd_net_edge_bits(&edges[i]));
    }
    return chunk_put(b, VD_NET_PROOF, number, err);
}

/* Numbers of the rows of one chunk; rows behind the last have none.  Places lie apart, so that others find room between
 * them later. */
static vd_status places_put(build *b, vd_net_part part, const uint32_t *places, uint32_t bound, vd_error *err)
{
    vd_status status = VD_OK;
    bool apart = part == VD_NET_ORDER || part == VD_NET_PATH;
    uint32_t step = apart ? (VD_NET_NONE - 1) / (bound + 1) : 1;
    for (uint32_t number = 0; status == VD_OK && number * VD_NET_SPAN < bound; number++) {
        chunk_begin(b, VD_NET_SPAN);
        for (uint32_t r = number * VD_NET_SPAN, end = r + VD_NET_SPAN; r < end; r++) {
            uint32_t place = r >= bound ? VD_NET_NONE : places ? places[r] : 0;
            place = apart && place != VD_NET_NONE ? (place + 1) * step : place;
            bytes_add(b, &place, 1, sizeof place);
        }
        status = chunk_put(b, part, number, err);
    }
    return status;
}

static vd_status chunks_put(build *b, vd_error *err)
{
    static vd_status (*const parts[])(build *, uint32_t, vd_error *) = {in_put, out_put, proof_put};
    vd_status status = VD_OK;
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
        for (uint32_t number = 0; status == VD_OK && number * VD_NET_SPAN < b->input->bound; number++) {
            status = parts[part](b, number, err);
        }
    }
    if (status == VD_OK) {
        status = places_put(b, VD_NET_ORDER, b->input->order, b->input->bound, err);
    }
    if (status == VD_OK) {
        status = places_put(b, VD_NET_FIRST, b->input->first, b->input->bound, err);
    }
    if (status == VD_OK) {
        status = places_put(b, VD_NET_LAST, b->input->last, b->input->bound, err);
    }
    return status == VD_OK ? places_put(b, VD_NET_PATH, b->input->path, b->input->source_bound, err) : status;
}

vd_status vd_net_build(const vd_net_input *input,
                       vd_status (*put)(void *context, vd_net_part part, uint32_t number, vd_str bytes, vd_error *err),
                       void *context, vd_error *err)
{
    build b = {.input = input, .put = put, .context = context};
    vd_status status = edges_check(&b, err);
    if (status == VD_OK && !room_make(&b)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        links_make(&b);
        links_turn(&b);
        status = chunks_put(&b, err);
    }
    vd_free(b.start);
    vd_free(b.in_start);
    vd_free(b.row_at);
    vd_free(b.to);
    vd_free(b.first);
    vd_free(b.kinds);
    vd_free(b.in_from);
    vd_free(b.in_kinds);
    vd_buf_clear(&b.bytes);
    return status;
}
