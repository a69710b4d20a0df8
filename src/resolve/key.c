/* What makes a number unique.  State numbers restart every 1 January, Party numbers with every committee's term, and
 * local numbers exist once a province: the number alone is no identity. */
#include "base/buf.h"
#include "base/date.h"
#include "resolve/pool.h"
#include "tables/tables.h"
#include "text/text.h"

vd_str vd_number_key(vd_pool *pool, vd_str number)
{
    vd_str fold = vd_pool_fold(pool, number);
    vd_buf buf = {0};
    bool leading = true;
    for (size_t i = 0; i < fold.len; i++) {
        char c = fold.ptr[i];
        bool digit_next = i + 1 < fold.len && fold.ptr[i + 1] >= '0' && fold.ptr[i + 1] <= '9';
        if (c == ' ' || (leading && c == '0' && digit_next)) {
            continue;
        }
        leading = false;
        vd_buf_add_char(&buf, c);
    }
    vd_str key = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, buf.len ? vd_buf_str(&buf) : VD_LIT("")) : VD_NONE;
    vd_buf_clear(&buf);
    if (key.ptr == NULL) {
        pool->failed = true;
        return VD_LIT("");
    }
    return key;
}

bool vd_number_needs_type(vd_str symbol_fold)
{
    return vd_str_starts(symbol_fold, VD_LIT("qh")) || vd_str_starts(symbol_fold, VD_LIT("ubtvqh"));
}

static vd_str symbol_last(vd_str fold)
{
    size_t from = fold.len;
    while (from > 0 && fold.ptr[from - 1] != '-' && fold.ptr[from - 1] != '/') {
        from--;
    }
    return vd_str_slice(fold, from, fold.len);
}

static vd_str symbol_first(vd_str fold)
{
    size_t to = 0;
    while (to < fold.len && fold.ptr[to] != '-' && fold.ptr[to] != '/') {
        to++;
    }
    return vd_str_slice(fold, 0, to);
}

/* A body of this symbol sits at the centre.  Spelling decides where it can: TƯ is the centre, TU a province. */
static bool symbol_national(vd_str fold, vd_str printed)
{
    bool national = false;
    for (const vd_issuer_row *row = vd_issuer_find(fold, NULL); row; row = vd_issuer_find(fold, row)) {
        bool central = strcmp(row->level, "national") == 0;
        if (vd_str_eq(vd_str_of(row->symbol), printed)) {
            return central;
        }
        national = national || central;
    }
    return national;
}

vd_str vd_source_place(const vd_pool *pool, int source)
{
    vd_str place = pool->sources[source].extraction.header.place;
    if (place.ptr == NULL) {
        return VD_NONE;
    }
    vd_str fold = vd_fold_copy(pool->arena, place);
    const vd_place_row *row = fold.ptr ? vd_place_by_fold(fold) : NULL;
    return row ? vd_str_of(row->slug) : VD_NONE;
}

vd_str vd_number_scope(vd_pool *pool, const vd_mention *mention, int source)
{
    vd_str fold = vd_pool_fold(pool, mention->symbol);
    vd_str first = symbol_first(fold);
    bool dispatch = vd_type_by_abbr(first) == NULL && !vd_number_needs_type(fold);
    vd_str body = dispatch ? first : symbol_last(fold);
    vd_str printed = dispatch ? symbol_first(mention->symbol) : symbol_last(mention->symbol);
    if (vd_number_needs_type(fold) || symbol_national(body, printed)) {
        return VD_LIT("");
    }
    if (mention->place.ptr) {
        return mention->place;
    }
    vd_str place = vd_source_place(pool, source);
    return place.ptr ? place : VD_LIT("?");
}

vd_date vd_source_latest(const vd_pool *pool, int source)
{
    int entity = pool->carried[source];
    return entity >= 0 ? pool->entities[entity].latest : (vd_date){0};
}

vd_date vd_source_earliest(const vd_pool *pool, int source)
{
    int entity = pool->carried[source];
    return entity >= 0 ? pool->entities[entity].earliest : (vd_date){0};
}
