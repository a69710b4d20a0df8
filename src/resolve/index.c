/* A sorted array of keys and values, searched by halves. */
#include "resolve/index.h"

#include "base/alloc.h"

#include <stdlib.h>

bool vd_index_add(vd_index *index, vd_str key, size_t value)
{
    if (index->count == index->cap) {
        vd_index_row *grown = vd_grown(index->rows, &index->cap, 64, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        index->rows = grown;
    }
    index->rows[index->count++] = (vd_index_row){key, value};
    return true;
}

void vd_index_clear(vd_index *index)
{
    vd_free(index->rows);
    *index = (vd_index){0};
}

static int row_cmp(const void *a, const void *b)
{
    const vd_index_row *x = a;
    const vd_index_row *y = b;
    int order = vd_str_cmp(x->key, y->key);
    return order ? order : (x->value > y->value) - (x->value < y->value);
}

void vd_index_sort(vd_index *index)
{
    if (index->count == 0) {
        return;
    }
    qsort(index->rows, index->count, sizeof *index->rows, row_cmp);
    size_t kept = 1;
    for (size_t i = 1; i < index->count; i++) {
        if (row_cmp(&index->rows[i], &index->rows[kept - 1]) != 0) {
            index->rows[kept++] = index->rows[i];
        }
    }
    index->count = kept;
}

/* How a row's key stands to what is searched: of a prefix only as much as it is long counts. */
static int key_cmp(vd_str key, vd_str wanted, bool prefix)
{
    return prefix && vd_str_starts(key, wanted) ? 0 : vd_str_cmp(key, wanted);
}

/* The first row at or behind `from` whose key is not below what is searched, or (`over`) is above it. */
static size_t row_bound(const vd_index *index, size_t from, vd_str wanted, bool prefix, bool over)
{
    size_t low = from;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = key_cmp(index->rows[middle].key, wanted, prefix);
        if (order < 0 || (over && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static vd_run index_run(const vd_index *index, vd_str wanted, bool prefix)
{
    size_t from = row_bound(index, 0, wanted, prefix, false);
    size_t to = row_bound(index, from, wanted, prefix, true);
    return to > from ? (vd_run){index->rows + from, to - from} : (vd_run){NULL, 0};
}

vd_run vd_index_find(const vd_index *index, vd_str key)
{
    return index_run(index, key, false);
}

vd_run vd_index_prefix(const vd_index *index, vd_str prefix)
{
    return index_run(index, prefix, true);
}
