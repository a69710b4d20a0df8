/** Chunks of the graph in memory: what their bytes mean, and looking things up in them.
 *
 *  A chunk's bytes are a count of links or proofs, then its arrays, the widest members first so that each lies as its
 *  type wants it.  Numbers are this machine's own: net_store.c tells a database from another kind of machine. */
#include "store/net.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"

#include <string.h>

vd_status vd_net_init(vd_net *net, uint32_t bound, uint32_t source_bound, vd_error *err)
{
    *net = (vd_net){.bound = bound, .source_bound = source_bound};
    net->linked = vd_alloc_zero(vd_net_chunk_count(net, VD_NET_PROOF) + 1);
    if (net->linked == NULL) {
        return vd_fail_memory(err);
    }
    for (int part = 0; part < VD_NET_PART_COUNT; part++) {
        size_t count = vd_net_chunk_count(net, (vd_net_part)part);
        net->parts[part] = vd_alloc_zero((count + 1) * sizeof(vd_net_chunk *));
        if (net->parts[part] == NULL) {
            vd_net_clear(net);
            return vd_fail_memory(err);
        }
    }
    return VD_OK;
}

void vd_net_clear(vd_net *net)
{
    if (net->spare_free != NULL) {
        net->spare_free(net->spare);
    }
    for (int part = 0; part < VD_NET_PART_COUNT; part++) {
        uint32_t count = net->parts[part] ? vd_net_chunk_count(net, (vd_net_part)part) : 0;
        for (uint32_t i = 0; i < count; i++) {
            vd_free(net->parts[part][i]);
        }
        vd_free(net->parts[part]);
    }
    vd_free(net->linked);
    *net = (vd_net){0};
}

uint32_t vd_net_chunk_count(const vd_net *net, vd_net_part part)
{
    uint32_t rows = part == VD_NET_PATH ? net->source_bound : net->bound;
    return rows / VD_NET_SPAN + (rows % VD_NET_SPAN != 0);
}

vd_status vd_net_fetch(vd_net *net, vd_net_part part, uint32_t number, vd_error *err)
{
    if (net->fetch == NULL) {
        return vd_fail(err, VD_INVALID, "a part of the graph is missing");
    }
    return net->fetch(net->context, part, number, &net->parts[part][number], err);
}

/* The next `count` members of `size` bytes; NULL and *ok false when there are not so many. */
static const void *take(const char **at, const char *end, size_t count, size_t size, bool *ok)
{
    const void *here = *at;
    if (count > (size_t)(end - *at) / size) {
        *ok = false;
        return NULL;
    }
    *at += count * size;
    return here;
}

/* Do the numbers rise from 0 to `last`? */
static bool rises(const uint32_t *numbers, size_t count, size_t last)
{
    bool good = numbers[0] == 0 && numbers[count - 1] == last;
    for (size_t i = 1; i < count; i++) {
        good = good && numbers[i - 1] <= numbers[i];
    }
    return good;
}

static bool below(const uint32_t *numbers, size_t count, uint32_t bound)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = numbers[i] > most ? numbers[i] : most;
    }
    return count == 0 || most < bound;
}

static bool links_take(const vd_net *net, vd_net_part part, const char **at, const char *end, vd_net_chunk *chunk)
{
    vd_net_links *links = &chunk->links;
    bool ok = true;
    links->start = take(at, end, VD_NET_SPAN + 1, sizeof(uint32_t), &ok);
    links->other = take(at, end, chunk->count, sizeof(uint32_t), &ok);
    if (part == VD_NET_OUT) {
        links->proof = take(at, end, chunk->count + 1, sizeof(uint32_t), &ok);
    }
    links->kinds = take(at, end, chunk->count, sizeof(uint16_t), &ok);
    return ok && rises(links->start, VD_NET_SPAN + 1, chunk->count) && below(links->other, chunk->count, net->bound) &&
           (part != VD_NET_OUT || rises(links->proof, chunk->count + 1, links->proof[chunk->count]));
}

static bool proofs_take(const vd_net *net, const char **at, const char *end, vd_net_chunk *chunk)
{
    vd_net_proofs *proofs = &chunk->proofs;
    bool ok = true;
    proofs->confidence = take(at, end, chunk->count, sizeof(double), &ok);
    proofs->source = take(at, end, chunk->count, sizeof(uint32_t), &ok);
    proofs->statement = take(at, end, chunk->count, sizeof(uint32_t), &ok);
    proofs->start = take(at, end, chunk->count, sizeof(uint32_t), &ok);
    proofs->bits = take(at, end, chunk->count, sizeof(uint8_t), &ok);
    for (size_t i = 0; ok && i < chunk->count; i++) {
        ok = (proofs->bits[i] & 0xfU) < VD_REL_COUNT;
    }
    return ok && below(proofs->source, chunk->count, net->source_bound);
}

vd_status vd_net_chunk_read(const vd_net *net, vd_net_part part, uint32_t number, vd_str bytes, vd_net_chunk **out,
                            vd_error *err)
{
    uint64_t count = 0;
    *out = NULL;
    if (number >= vd_net_chunk_count(net, part) || bytes.len < sizeof count) {
        return VD_OK;
    }
    memcpy(&count, bytes.ptr, sizeof count);
    if (count > bytes.len) {
        return VD_OK;
    }
    vd_net_chunk *chunk = vd_alloc(sizeof *chunk + bytes.len);
    if (chunk == NULL) {
        return vd_fail_memory(err);
    }
    *chunk = (vd_net_chunk){.count = (size_t)count};
    char *copy = (char *)(chunk + 1);
    memcpy(copy, bytes.ptr, bytes.len);
    const char *at = copy + sizeof count;
    const char *end = copy + bytes.len;
    bool ok = true;
    if (part == VD_NET_IN || part == VD_NET_OUT) {
        ok = links_take(net, part, &at, end, chunk);
    } else if (part == VD_NET_PROOF) {
        ok = proofs_take(net, &at, end, chunk);
    } else {
        chunk->order = take(&at, end, chunk->count, sizeof(uint32_t), &ok);
        ok = ok && chunk->count == VD_NET_SPAN;
    }
    if (!ok || at != end) {
        vd_free(chunk);
        return VD_OK;
    }
    *out = chunk;
    return VD_OK;
}

vd_status vd_net_keep(void *context, vd_net_part part, uint32_t number, vd_str bytes, vd_error *err)
{
    vd_net *net = context;
    vd_status status = vd_net_chunk_read(net, part, number, bytes, &net->parts[part][number], err);
    if (status == VD_OK && net->parts[part][number] == NULL) {
        return vd_fail(err, VD_INTERNAL, "the graph does not fit together");
    }
    return status;
}

vd_status vd_net_place(vd_net *net, vd_net_part part, uint32_t row, uint32_t *out, vd_error *err)
{
    const vd_net_chunk *chunk = NULL;
    vd_status status = vd_net_chunk_of(net, part, row, &chunk, err);
    if (status == VD_OK) {
        *out = chunk->order[row & (VD_NET_SPAN - 1)];
    }
    return status;
}

/* Which of the links leads to `to`; list->count: none.  Long lists are searched by the order of ids. */
static vd_status link_find(vd_net *net, const vd_net_list *list, uint32_t to, size_t *out, vd_error *err)
{
    size_t low = 0, high = list->count;
    uint32_t wanted = 0, place = 0;
    vd_status status = list->count > 32 ? vd_net_place(net, VD_NET_ORDER, to, &wanted, err) : VD_OK;
    while (status == VD_OK && high - low > 32) {
        size_t middle = low + (high - low) / 2;
        status = vd_net_place(net, VD_NET_ORDER, list->other[middle], &place, err);
        if (place <= wanted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    while (low < high && list->other[low] != to) {
        low++;
    }
    *out = low < high ? low : list->count;
    return status;
}

static vd_net_proof proof_at(const vd_net_proofs *proofs, size_t at, uint32_t from, uint32_t to)
{
    uint8_t bits = proofs->bits[at];
    return (vd_net_proof){
        .from = from,
        .to = to,
        .relation = (vd_relation)(bits & 0xfU),
        .strength = (vd_strength)(bits >> 4 & 3U),
        .third_party = (bits & VD_NET_THIRD) != 0,
        .preamble = (bits & VD_NET_PREAMBLE) != 0,
        .confidence = proofs->confidence[at],
        .source = proofs->source[at],
        .statement = proofs->statement[at],
        .start = proofs->start[at],
    };
}

/* Links of one chunk that are asked for one by one before it is fetched: so many cost about as much. */
enum { LINKED_MOST = 2 };

/* Is the link better asked for by itself? */
static bool link_alone(const vd_net *net, uint32_t from, uint32_t to)
{
    uint32_t number = from >> VD_NET_SHIFT;
    bool there = net->parts[VD_NET_OUT][number] != NULL && net->parts[VD_NET_PROOF][number] != NULL;
    return !there && from != to && net->link != NULL && net->linked[number] < LINKED_MOST;
}

vd_status vd_net_proofs_of(vd_net *net, uint32_t from, uint32_t to, vd_arena *arena, vd_net_proof **out, size_t *count,
                           vd_error *err)
{
    vd_net_list list;
    const vd_net_chunk *chunk = NULL;
    size_t at = 0;
    *out = NULL;
    *count = 0;
    if (link_alone(net, from, to)) {
        net->linked[from >> VD_NET_SHIFT]++;
        return net->link(net->context, from, to, arena, out, count, err);
    }
    vd_status status = vd_net_list_of(net, VD_NET_OUT, from, &list, err);
    if (status == VD_OK) {
        status = link_find(net, &list, to, &at, err);
    }
    if (status == VD_OK) {
        status = vd_net_chunk_of(net, VD_NET_PROOF, from, &chunk, err);
    }
    if (status != VD_OK || at == list.count) {
        return status;
    }
    if (list.proof[at + 1] > chunk->count) {
        return vd_fail(err, VD_NOT_A_DATABASE, "the graph kept in the database is damaged");
    }
    *out = VD_ARENA_ARRAY(arena, vd_net_proof, list.proof[at + 1] - list.proof[at]);
    if (*out == NULL) {
        return vd_fail_memory(err);
    }
    for (uint32_t i = list.proof[at]; i < list.proof[at + 1]; i++) {
        (*out)[(*count)++] = proof_at(&chunk->proofs, i, from, to);
    }
    return VD_OK;
}

void vd_net_days(vd_date date, vd_date earliest, vd_date latest, uint32_t *first, uint32_t *last)
{
    vd_date from = earliest.year ? earliest : date;
    vd_date to = latest.year ? latest : date.year ? date : from;
    *first = vd_net_day(vd_date_first(from));
    *last = *first ? vd_net_day(vd_date_last(to)) : 0;
}
