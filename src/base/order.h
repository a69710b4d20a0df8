/** What comes first, for sorting: comparisons that several files ask for. */
#ifndef VD_BASE_ORDER_H
#define VD_BASE_ORDER_H

#include "base/str.h"

#include <stdint.h>

static inline int vd_order_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/** Two vd_str by their bytes, as qsort() and bsearch() ask. */
static inline int vd_order_strings(const void *a, const void *b)
{
    return vd_str_cmp(*(const vd_str *)a, *(const vd_str *)b);
}

#endif
