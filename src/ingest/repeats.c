/** Whether an id came before: a set of hashes, so that a stream of any length costs a few bytes a line.  Two ids of one
 *  hash among a million are one chance in ten million, and would cost a wrong remark and no text. */
#include "ingest/repeats.h"

#include "base/alloc.h"

#include <string.h>

enum { CAP_FIRST = 1024 };

/* The place of a hash, or the free one where it goes; there always is one. */
static size_t place_find(const uint64_t *ids, size_t cap, uint64_t hash)
{
    size_t at = (size_t)(hash & (cap - 1));
    while (ids[at] != 0 && ids[at] != hash) {
        at = (at + 1) & (cap - 1);
    }
    return at;
}

static bool set_grow(vd_repeats *repeats)
{
    size_t cap = repeats->cap ? repeats->cap * 2 : CAP_FIRST;
    uint64_t *ids = vd_alloc_zero(cap * sizeof *ids);
    if (ids == NULL) {
        return false;
    }
    for (size_t i = 0; i < repeats->cap; i++) {
        if (repeats->ids[i] != 0) {
            ids[place_find(ids, cap, repeats->ids[i])] = repeats->ids[i];
        }
    }
    vd_free(repeats->ids);
    repeats->ids = ids;
    repeats->cap = cap;
    return true;
}

bool vd_repeats_note(vd_repeats *repeats, vd_str id, bool *before)
{
    uint64_t hash = vd_str_hash(id);
    hash += hash == 0;
    if (repeats->count * 2 >= repeats->cap && !set_grow(repeats)) {
        return false;
    }
    size_t at = place_find(repeats->ids, repeats->cap, hash);
    *before = repeats->ids[at] == hash;
    repeats->count += !*before;
    repeats->ids[at] = hash;
    return true;
}

void vd_repeats_lost(vd_repeats *repeats, vd_str where, size_t line, vd_str id)
{
    if (repeats->lost++ > 0) {
        return;
    }
    size_t len = id.len < VD_REPEAT_SHOWN ? id.len : VD_REPEAT_SHOWN;
    while (len < id.len && len > 0 && ((unsigned char)id.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    memcpy(repeats->first, id.ptr, len);
    repeats->first[len] = '\0';
    repeats->where = where;
    repeats->line = line;
}

void vd_repeats_clear(vd_repeats *repeats)
{
    vd_free(repeats->ids);
    *repeats = (vd_repeats){0};
}
