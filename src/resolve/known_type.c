/* Whether a number's code and a type contradict each other. */
#include "resolve/known.h"

#include "base/error.h"
#include "resolve/pool.h"
#include "tables/tables.h"
#include "text/fold.h"

/* The letter groups of a key, "nd" and "cp" of "30/2020/nd/cp": the first and the last; equal when there is one. */
static void groups_take(vd_str key, vd_str *first, vd_str *last)
{
    *first = *last = VD_LIT("");
    for (size_t from = 0, to = 0; from < key.len; from = to + 1) {
        for (to = from; to < key.len && key.ptr[to] != '/'; to++) {
        }
        vd_str part = vd_str_slice(key, from, to);
        if (part.len && !vd_fold_digit(part.ptr[0])) {
            *first = first->len ? *first : part;
            *last = part;
        }
    }
}

/* "10-L/CTN" is the order that promulgates a law, and the law's number; what is attached has its decision's. */
static bool type_borrows(vd_str type)
{
    const vd_type_row *row = vd_type_named(type);
    return row == NULL || vd_type_law(row) || strcmp(row->kind, "attached") == 0; /* NULL: of which nothing is known */
}

vd_status vd_known_type_denied(vd_arena *arena, vd_str number, vd_str type, vd_str *out, vd_error *err)
{
    vd_pool pool = {.arena = arena};
    vd_str first, last;
    vd_str key = vd_number_key(&pool, number, VD_NONE);
    *out = VD_NONE;
    groups_take(key, &first, &last);
    const vd_type_row *row = first.ptr < last.ptr ? vd_type_by_abbr(first) : NULL;
    /* "5253/CT-CS" is a letter of the tax department, "07/CT-UBND" a directive: what stands last decides. */
    bool body = vd_issuer_find(first, NULL) && !vd_issuer_find(last, NULL);
    if (row == NULL || body || type_borrows(type)) {
        return pool.failed ? vd_fail_memory(err) : VD_OK;
    }
    vd_str said = VD_NONE;
    for (; row; row = vd_type_by_abbr_next(first, row)) {
        vd_str parts[] = {said, vd_str_of(row->name)};
        if (vd_str_eq(parts[1], type)) {
            return VD_OK;
        }
        said = said.ptr ? vd_pool_join(&pool, "|", parts, 2) : parts[1];
    }
    *out = pool.failed ? VD_NONE : said;
    return pool.failed ? vd_fail_memory(err) : VD_OK;
}
