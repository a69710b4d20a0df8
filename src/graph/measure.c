/** PageRank, components and cycles.
 *
 *  This file owns igraph: nothing else calls it.  Debian's build of it keeps its state in globals and aborts by
 *  default, so handlers that return are installed around every use and taken back afterwards, and no two threads may
 *  be in here at once. */
#include "graph/graph.h"
#include "graph/igraph.h"

#include "base/alloc.h"
#include "base/error.h"

#include <setjmp.h>

static jmp_buf fatal_return;

/* igraph's last resort on an internal contradiction; it may not return to igraph. */
static void fatal_handle(const char *reason, const char *file, int line)
{
    (void)reason;
    (void)file;
    (void)line;
    longjmp(fatal_return, 1);
}

static vd_status status_of(igraph_error_t code, vd_error *err)
{
    switch (code) {
    case IGRAPH_SUCCESS:
        return VD_OK;
    case IGRAPH_ENOMEM:
        return vd_fail_memory(err);
    default:
        return vd_fail(err, VD_INTERNAL, "igraph: %s", vd_igraph.igraph_strerror(code));
    }
}

/* What is measured: documents by their place in the order of ids, links as they come. */
typedef struct links {
    uint32_t *pairs; /* from, to, from, to … */
    size_t count;    /* of links */
    size_t documents;
} links;

/* igraph asks for links one by one; they are gathered before it holds anything. */
static vd_status links_gather(vd_net *net, const uint32_t *rows, links *out, vd_error *err)
{
    vd_status status = VD_OK;
    vd_net_list list;
    size_t count = 0;
    uint32_t *place = vd_alloc(((size_t)net->bound + 1) * sizeof *place); /* by row */
    if (!place) {
        return vd_fail_memory(err);
    }
    for (size_t row = 0; row < net->bound; row++) {
        place[row] = VD_NET_NONE;
    }
    for (size_t v = 0; status == VD_OK && v < net->document_count; v++) {
        place[rows[v]] = (uint32_t)v;
        status = vd_net_list_of(net, VD_NET_OUT, rows[v], &list, err);
        count += status == VD_OK ? list.count : 0;
    }
    out->documents = net->document_count;
    out->pairs = status == VD_OK ? vd_alloc((2 * count + 1) * sizeof *out->pairs) : NULL;
    if (status == VD_OK && !out->pairs) {
        status = vd_fail_memory(err);
    }
    for (uint32_t v = 0; status == VD_OK && v < net->document_count; v++) {
        status = vd_net_list_of(net, VD_NET_OUT, rows[v], &list, err);
        for (size_t i = 0; status == VD_OK && i < list.count; i++) {
            if (place[list.other[i]] == VD_NET_NONE) {
                status = vd_fail(err, VD_INVALID, "a link of the graph leads nowhere");
            }
            out->pairs[2 * out->count] = v;
            out->pairs[2 * out->count++ + 1] = place[list.other[i]];
        }
    }
    vd_free(place);
    return status;
}

static igraph_error_t pairs_make(const links *data, igraph_vector_int_t *pairs)
{
    igraph_error_t code = vd_igraph.igraph_vector_int_resize(pairs, (igraph_integer_t)(2 * data->count));
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < 2 * data->count; i++) {
        VECTOR(*pairs)[i] = data->pairs[i];
    }
    return code;
}

static igraph_error_t rank_measure(const igraph_t *graph, igraph_vector_t *values, vd_measures *out)
{
    igraph_real_t eigenvalue;
    igraph_error_t code = vd_igraph.igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, values, &eigenvalue,
                                                    vd_igraph.igraph_vss_all(), IGRAPH_DIRECTED, 0.85, NULL, NULL);
    for (igraph_integer_t v = 0; code == IGRAPH_SUCCESS && v < vd_igraph.igraph_vector_size(values); v++) {
        out->score[v] = VECTOR(*values)[v];
    }
    return code;
}

static igraph_error_t component_measure(const igraph_t *graph, igraph_vector_int_t *member, igraph_vector_int_t *size,
                                        uint32_t *number, vd_measures *out)
{
    igraph_integer_t count = 0;
    igraph_error_t code = vd_igraph.igraph_connected_components(graph, member, size, &count, IGRAPH_WEAK);
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    /* igraph's numbers are its own business: count again in document order. */
    uint32_t last = 0;
    for (igraph_integer_t v = 0; v < vd_igraph.igraph_vector_int_size(member); v++) {
        uint32_t *own = &number[VECTOR(*member)[v]];
        if (*own == 0) {
            *own = ++last;
        }
        out->component[v] = *own;
    }
    code = vd_igraph.igraph_connected_components(graph, member, size, &count, IGRAPH_STRONG);
    for (igraph_integer_t v = 0; code == IGRAPH_SUCCESS && v < vd_igraph.igraph_vector_int_size(member); v++) {
        out->cycle[v] = VECTOR(*size)[VECTOR(*member)[v]] > 1;
    }
    return code;
}

/* igraph's own containers, together so that one place makes them and one ends them. */
typedef struct igraph_work {
    igraph_t graph;
    igraph_vector_int_t pairs, member, size;
    igraph_vector_t values;
    bool made; /* the graph is */
} igraph_work;

static igraph_error_t work_init(igraph_work *work, const links *data)
{
    igraph_error_t code = vd_igraph.igraph_vector_int_init(&work->pairs, 0);
    if (code == IGRAPH_SUCCESS) {
        code = vd_igraph.igraph_vector_int_init(&work->member, 0);
    }
    if (code == IGRAPH_SUCCESS) {
        code = vd_igraph.igraph_vector_int_init(&work->size, 0);
    }
    if (code == IGRAPH_SUCCESS) {
        code = vd_igraph.igraph_vector_init(&work->values, 0);
    }
    if (code == IGRAPH_SUCCESS) {
        code = pairs_make(data, &work->pairs);
    }
    if (code == IGRAPH_SUCCESS) {
        code = vd_igraph.igraph_create(&work->graph, &work->pairs, (igraph_integer_t)data->documents, IGRAPH_DIRECTED);
        work->made = code == IGRAPH_SUCCESS;
    }
    return code;
}

static void work_clear(igraph_work *work)
{
    if (work->made) {
        vd_igraph.igraph_destroy(&work->graph);
    }
    /* A vector of zeroes is one that was never made, and may be destroyed. */
    vd_igraph.igraph_vector_destroy(&work->values);
    vd_igraph.igraph_vector_int_destroy(&work->size);
    vd_igraph.igraph_vector_int_destroy(&work->member);
    vd_igraph.igraph_vector_int_destroy(&work->pairs);
}

static igraph_error_t graph_measure(const links *data, uint32_t *number, vd_measures *out)
{
    igraph_work work = {0};
    igraph_error_t code = work_init(&work, data);
    for (igraph_integer_t i = 0; work.made && i + 1 < vd_igraph.igraph_vector_int_size(&work.pairs); i += 2) {
        out->out_degree[VECTOR(work.pairs)[i]]++;
        out->in_degree[VECTOR(work.pairs)[i + 1]]++;
    }
    if (code == IGRAPH_SUCCESS) {
        code = rank_measure(&work.graph, &work.values, out);
    }
    if (code == IGRAPH_SUCCESS) {
        code = component_measure(&work.graph, &work.member, &work.size, number, out);
    }
    work_clear(&work);
    return code;
}

/* Under handlers of ours.  What igraph held when it gave up for good stays held: there is no way to ask for it. */
static vd_status measure_guarded(const links *data, uint32_t *number, vd_measures *out, vd_error *err)
{
    igraph_error_handler_t *errors = vd_igraph.igraph_set_error_handler(vd_igraph.igraph_error_handler_ignore);
    igraph_warning_handler_t *warnings = vd_igraph.igraph_set_warning_handler(vd_igraph.igraph_warning_handler_ignore);
    igraph_fatal_handler_t *fatals = vd_igraph.igraph_set_fatal_handler(fatal_handle);
    volatile igraph_error_t code = IGRAPH_EINTERNAL;
    if (setjmp(fatal_return) == 0) {
        code = graph_measure(data, number, out);
    }
    vd_igraph.igraph_set_fatal_handler(fatals);
    vd_igraph.igraph_set_warning_handler(warnings);
    vd_igraph.igraph_set_error_handler(errors);
    return status_of(code, err);
}

vd_status vd_net_measure(vd_arena *arena, vd_net *net, const uint32_t *rows, vd_measures *out, vd_error *err)
{
    size_t count = net->document_count;
    links data = {0};
    vd_measures measures = {
        .score = VD_ARENA_ARRAY(arena, double, count),
        .in_degree = VD_ARENA_ARRAY(arena, uint32_t, count),
        .out_degree = VD_ARENA_ARRAY(arena, uint32_t, count),
        .component = VD_ARENA_ARRAY(arena, uint32_t, count),
        .cycle = VD_ARENA_ARRAY(arena, uint8_t, count),
    };
    uint32_t *number = VD_ARENA_ARRAY(arena, uint32_t, count);
    if (!measures.score || !measures.in_degree || !measures.out_degree || !measures.component || !measures.cycle ||
        !number) {
        return vd_fail_memory(err);
    }
    vd_status status = links_gather(net, rows, &data, err);
    if (status == VD_OK && count > 0) {
        status = vd_igraph_load(err);
    }
    if (status == VD_OK && count > 0) {
        status = measure_guarded(&data, number, &measures, err);
    }
    vd_free(data.pairs);
    if (status == VD_OK) {
        *out = measures;
    }
    return status;
}

/* A row, with its place in the upper half. */
static int placed_cmp(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return (*x > *y) - (*x < *y);
}

vd_status vd_net_rows_by_place(vd_arena *arena, vd_net *net, uint32_t **out, vd_error *err)
{
    size_t count = 0;
    uint64_t *placed = vd_alloc(((size_t)net->bound + 1) * sizeof *placed);
    *out = VD_ARENA_ARRAY(arena, uint32_t, net->document_count);
    vd_status status = *out && placed ? VD_OK : vd_fail_memory(err);
    for (uint32_t row = 0; status == VD_OK && row < net->bound; row++) {
        uint32_t place = 0;
        status = vd_net_place(net, VD_NET_ORDER, row, &place, err);
        if (status == VD_OK && place != VD_NET_NONE) {
            placed[count++] = (uint64_t)place << 32 | row;
        }
    }
    if (status == VD_OK && count != net->document_count) {
        status = vd_fail(err, VD_INVALID, "the graph counts other documents than it holds");
    }
    if (status == VD_OK && count > 0) {
        qsort(placed, count, sizeof *placed, placed_cmp);
    }
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        (*out)[i] = (uint32_t)placed[i];
    }
    vd_free(placed);
    return status;
}

vd_status vd_graph_measure(vd_arena *arena, const vd_graph_data *data, vd_measures *out, vd_error *err)
{
    vd_net_view view;
    uint32_t *rows = NULL;
    vd_status status = vd_view_of_data(data, &view, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_net_rows_by_place(arena, view.net, &rows, err);
    if (status == VD_OK) {
        status = vd_net_measure(arena, view.net, rows, out, err);
    }
    view.release(view.context);
    return status;
}
