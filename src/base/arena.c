/** Arena: a chain of zeroed blocks.  What was in use before a reset is cleared when it is handed out again, and nothing
 *  else is cleared twice. */
#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>

#define BLOCK_FIRST ((size_t)4096)
#define BLOCK_MOST ((size_t)1 << 20)
/* More is not kept over a reset: the rare text of that size can afford to ask again. */
#define KEPT_MOST ((size_t)32 << 20)

struct vd_arena_block {
    vd_arena_block *next;
    size_t used, cap; /* bytes of data */
    size_t soiled;    /* bytes that may not be zero any more, behind `used` those of before a reset */
    alignas(max_align_t) unsigned char data[];
};

static vd_arena_block *block_new(size_t cap)
{
    if (cap > SIZE_MAX - sizeof(vd_arena_block)) {
        return NULL;
    }
    vd_arena_block *block = vd_alloc_zero(sizeof(vd_arena_block) + cap);
    if (block) {
        block->cap = cap;
    }
    return block;
}

/* A block with room for `size`: blocks double up to BLOCK_MOST. */
static vd_arena_block *arena_grow(vd_arena *arena, size_t size)
{
    vd_arena_block *head = arena->blocks;
    size_t cap = head ? head->cap * 2 : BLOCK_FIRST;
    cap = cap < BLOCK_FIRST ? BLOCK_FIRST : cap > BLOCK_MOST ? BLOCK_MOST : cap;
    bool first = !head && size <= arena->expected;
    cap = first && cap < arena->expected ? arena->expected : cap;
    bool alone =
        !first && size > cap / 2; /* a large piece gets a block of its own, behind a head that still has room */
    vd_arena_block *block = block_new(alone ? size : cap);
    if (!block) {
        return NULL;
    }
    if (alone && head) {
        block->next = head->next;
        head->next = block;
    } else {
        block->next = head;
        arena->blocks = block;
    }
    return block;
}

/* A piece and the block it lies in. */
static unsigned char *piece_take(vd_arena *arena, size_t size, vd_arena_block **from)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align) {
        return NULL;
    }
    size = size == 0 ? align : (size + align - 1) / align * align;
    vd_arena_block *block = arena->blocks;
    if (!block || block->cap - block->used < size) {
        block = arena_grow(arena, size);
        if (!block) {
            return NULL;
        }
    }
    unsigned char *piece = block->data + block->used;
    block->used += size;
    *from = block;
    return piece;
}

void *vd_arena_alloc(vd_arena *arena, size_t size)
{
    vd_arena_block *block;
    unsigned char *piece = piece_take(arena, size, &block);
    if (piece && piece < block->data + block->soiled) {
        size_t left = (size_t)(block->data + block->soiled - piece);
        memset(piece, 0, size < left ? size : left);
    }
    return piece;
}

void *vd_arena_alloc_raw(vd_arena *arena, size_t size)
{
    vd_arena_block *block;
    return piece_take(arena, size, &block);
}

void *vd_arena_alloc_array(vd_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    return vd_arena_alloc(arena, count * size);
}

void *vd_arena_alloc_array_raw(vd_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    return vd_arena_alloc_raw(arena, count * size);
}

void *vd_arena_grown(vd_arena *arena, const void *items, size_t *cap, size_t first, size_t size)
{
    size_t wanted = *cap > SIZE_MAX / 2 ? SIZE_MAX : *cap ? *cap * 2 : first;
    void *grown = vd_arena_alloc_array(arena, wanted, size);
    if (grown) {
        if (*cap > 0) {
            memcpy(grown, items, *cap * size);
        }
        *cap = wanted;
    }
    return grown;
}

vd_str vd_arena_copy(vd_arena *arena, vd_str str)
{
    if (!str.ptr || str.len == SIZE_MAX) {
        return VD_NONE;
    }
    char *copy = vd_arena_alloc(arena, str.len + 1);
    if (!copy) {
        return VD_NONE;
    }
    memcpy(copy, str.ptr, str.len);
    return (vd_str){copy, str.len};
}

void vd_arena_clear(vd_arena *arena)
{
    vd_arena_block *block = arena->blocks;
    while (block) {
        vd_arena_block *next = block->next;
        vd_free(block);
        block = next;
    }
    arena->blocks = NULL;
    arena->expected = 0;
}

void vd_arena_reset(vd_arena *arena)
{
    vd_arena_block *head = arena->blocks;
    if (!head) {
        return;
    }
    if (!head->next && head->cap <= KEPT_MOST) {
        head->soiled = head->used > head->soiled ? head->used : head->soiled;
        head->used = 0;
        return;
    }
    size_t total = 0;
    for (const vd_arena_block *block = head; block; block = block->next) {
        total += block->cap;
    }
    vd_arena_clear(arena);
    /* Twice as much, so that texts of growing size do not ask again each time; what is not used costs no memory. */
    arena->expected = total <= KEPT_MOST / 2 ? total * 2 : KEPT_MOST;
}
