/** Hash map: open addressing with linear probing, at most three quarters full, no removal. */
#include "base/map.h"

#include "base/alloc.h"

#define CAP_FIRST ((size_t)16)

/* Never 0: that marks a free slot. */
static uint64_t key_hash(vd_str key)
{
    uint64_t hash = vd_str_hash(key);
    hash ^= hash >> 32; /* the low bits choose the slot; FNV's high bits are the better mixed ones */
    return hash ? hash : 1;
}

/* The slot of `key`, or the free one where it would go.  cap > 0. */
static vd_map_slot *map_slot(const vd_map *map, vd_str key, uint64_t hash)
{
    size_t mask = map->cap - 1;
    size_t i = (size_t)hash & mask;
    while (map->slots[i].hash != 0 && !(map->slots[i].hash == hash && vd_str_eq(map->slots[i].key, key))) {
        i = (i + 1) & mask;
    }
    return &map->slots[i];
}

static bool map_grow(vd_map *map)
{
    size_t cap = map->cap ? map->cap * 2 : CAP_FIRST;
    if (cap > SIZE_MAX / sizeof(vd_map_slot)) {
        return false;
    }
    vd_map larger = {vd_alloc_zero(cap * sizeof(vd_map_slot)), map->count, cap};
    if (!larger.slots) {
        return false;
    }
    for (size_t i = 0; i < map->cap; i++) {
        if (map->slots[i].hash != 0) {
            *map_slot(&larger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
        }
    }
    vd_free(map->slots);
    *map = larger;
    return true;
}

size_t *vd_map_get(const vd_map *map, vd_str key)
{
    if (map->count == 0) {
        return NULL;
    }
    vd_map_slot *slot = map_slot(map, key, key_hash(key));
    return slot->hash != 0 ? &slot->value : NULL;
}

vd_str vd_map_key(const vd_map *map, vd_str key)
{
    return map->count ? map_slot(map, key, key_hash(key))->key : (vd_str){NULL, 0};
}

size_t *vd_map_put(vd_map *map, vd_str key, size_t value, bool *made)
{
    uint64_t hash = key_hash(key);
    vd_map_slot *slot = map->cap ? map_slot(map, key, hash) : NULL;
    bool found = slot && slot->hash != 0;
    if (!found) {
        if (!slot || map->count + 1 > map->cap / 4 * 3) {
            if (!map_grow(map)) {
                return NULL;
            }
            slot = map_slot(map, key, hash);
        }
        *slot = (vd_map_slot){key, value, hash};
        map->count++;
    }
    if (made) {
        *made = !found;
    }
    return &slot->value;
}

void vd_map_clear(vd_map *map)
{
    vd_free(map->slots);
    *map = (vd_map){0};
}
