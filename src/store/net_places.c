/** Where rows that came stand among the others, and who moves for them; which rows have no place any more.
 *
 *  A row takes the middle between its neighbours.  Numbers and files that come one behind the other all fall into one
 *  gap, which a dozen fill: then the nearest rows are spread out over the room that they have, and if that is little,
 *  twice as many. */
#include "store/net_places.h"

#include "base/arena.h"
#include "base/error.h"

/* Rows on each side that move; of more than the last, writing all is as well. */
enum { MOVED_FIRST = 16, MOVED_LAST = 4096 };

typedef struct texts {
    const char *there, *before, *after;
} texts;

static const texts document_texts = {
    "SELECT 1 FROM document WHERE document = ?",
    "SELECT document FROM document WHERE id < (SELECT id FROM document WHERE document = ?) ORDER BY id DESC",
    "SELECT document FROM document WHERE id > (SELECT id FROM document WHERE document = ?) ORDER BY id",
};
static const texts source_texts = {
    "SELECT 1 FROM source WHERE source = ?",
    "SELECT source FROM source WHERE path < (SELECT path FROM source WHERE source = ?) ORDER BY path DESC",
    "SELECT source FROM source WHERE path > (SELECT path FROM source WHERE source = ?) ORDER BY path",
};

typedef struct places {
    vd_net_edit *edit;
    vd_net_part part;
    sqlite3_stmt *there, *before, *after;
    uint32_t step; /* between two places where all are new */
} places;

/* Rows on one side, the nearest first, and the place of the last. */
typedef struct side {
    uint32_t *rows;
    size_t count;
    uint32_t end; /* where `rows` are as many as were wanted; else where places begin or end */
} side;

/* Up to `most` rows that have a place; those that came too have none yet. */
static vd_status side_take(places *p, sqlite3_stmt *statement, uint32_t row, size_t most, side *out, vd_error *err)
{
    bool more = true;
    uint32_t end = out->end;
    out->count = 0;
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, row);
    vd_status status = vd_bind_done(&bind, err);
    while (status == VD_OK && out->count < most && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        uint32_t other = (uint32_t)sqlite3_column_int64(statement, 0), place = VD_NET_NONE;
        status = vd_net_place(&p->edit->net, p->part, other, &place, err);
        if (status == VD_OK && place != VD_NET_NONE) {
            out->rows[out->count++] = other;
            end = place;
        }
    }
    out->end = out->count == most ? end : out->end;
    sqlite3_reset(statement);
    return status;
}

/* How far apart so many rows have to come to lie for moving them to be worth it: the more move, the longer it shall
 * last; as they were in the beginning they will not be again. */
static uint32_t apart_least(const places *p, size_t count)
{
    size_t least = 16 * count, most = p->step / 2;
    return (uint32_t)(least < most ? least : most);
}

static vd_status spread(places *p, const side *before, uint32_t row, const side *after, uint32_t apart, vd_error *err)
{
    uint32_t place = before->end;
    vd_status status = VD_OK;
    for (size_t i = before->count; status == VD_OK && i > 0; i--) {
        status = vd_net_edit_number(p->edit, p->part, before->rows[i - 1], place += apart, err);
    }
    if (status == VD_OK) {
        status = vd_net_edit_number(p->edit, p->part, row, place += apart, err);
    }
    for (size_t i = 0; status == VD_OK && i < after->count; i++) {
        status = vd_net_edit_number(p->edit, p->part, after->rows[i], place += apart, err);
    }
    return status;
}

static vd_status neighbours_move(places *p, uint32_t row, bool *crowded, vd_error *err)
{
    vd_arena arena = {0};
    vd_status status = VD_OK;
    bool done = false;
    for (size_t moved = MOVED_FIRST; status == VD_OK && !done && !*crowded; moved *= 2) {
        side before = {.rows = VD_ARENA_RAW(&arena, uint32_t, moved + 1)};
        side after = {.rows = VD_ARENA_RAW(&arena, uint32_t, moved + 1), .end = VD_NET_NONE};
        status =
            before.rows && after.rows ? side_take(p, p->before, row, moved + 1, &before, err) : vd_fail_memory(err);
        if (status == VD_OK) {
            status = side_take(p, p->after, row, moved + 1, &after, err);
        }
        before.count -= before.count > moved; /* the last one stays */
        after.count -= after.count > moved;
        size_t count = before.count + 1 + after.count;
        uint32_t apart = (uint32_t)((after.end - before.end) / (count + 1));
        done = apart > 0 && apart >= apart_least(p, count);
        *crowded = !done && moved >= MOVED_LAST;
        if (status == VD_OK && done) {
            status = spread(p, &before, row, &after, apart, err);
        }
    }
    vd_arena_clear(&arena);
    return status;
}

/* The places of its neighbours. */
static vd_status gap_find(places *p, uint32_t row, uint32_t *from, uint32_t *to, vd_error *err)
{
    uint32_t nearest[2];
    side before = {.rows = &nearest[0]}, after = {.rows = &nearest[1], .end = VD_NET_NONE};
    vd_status status = side_take(p, p->before, row, 1, &before, err);
    if (status == VD_OK) {
        status = side_take(p, p->after, row, 1, &after, err);
    }
    *from = before.end;
    *to = after.end;
    return status;
}

static vd_status place_make(places *p, uint32_t row, bool *crowded, vd_error *err)
{
    uint32_t from = 0, to = 0;
    vd_status status = gap_find(p, row, &from, &to, err);
    if (status != VD_OK) {
        return status;
    }
    return to - from < 2 ? neighbours_move(p, row, crowded, err)
                         : vd_net_edit_number(p->edit, p->part, row, from + (to - from) / 2, err);
}

static vd_status row_there(places *p, uint32_t row, bool *out, vd_error *err)
{
    vd_bind bind = {.statement = p->there};
    vd_bind_int(&bind, row);
    vd_status status = vd_bind_done(&bind, err);
    *out = false;
    if (status == VD_OK) {
        status = vd_sql_step(p->there, out, err);
    }
    sqlite3_reset(p->there);
    return status;
}

/* A place that is not, or no longer, between those of the neighbours is taken away. */
static vd_status place_check(places *p, uint32_t row, vd_net_rows *lost, vd_error *err)
{
    uint32_t place = VD_NET_NONE, from = 0, to = 0;
    bool there = false;
    vd_status status = vd_net_place(&p->edit->net, p->part, row, &place, err);
    if (status != VD_OK || place == VD_NET_NONE) {
        return status;
    }
    status = row_there(p, row, &there, err);
    if (status == VD_OK && there) {
        status = gap_find(p, row, &from, &to, err);
    }
    if (status != VD_OK || (there && from < place && place < to)) {
        return status;
    }
    status = vd_net_edit_number(p->edit, p->part, row, VD_NET_NONE, err);
    return status == VD_OK ? vd_net_rows_add(lost, row, err) : status;
}

/* Until every one of the rows stands right to its neighbours: they may have been wrong themselves. */
static vd_status places_check(places *p, const vd_net_rows *rows, uint32_t bound, vd_net_rows *lost, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t before = SIZE_MAX; status == VD_OK && lost->count != before;) {
        before = lost->count;
        for (size_t i = 0; status == VD_OK && i < rows->count; i++) {
            status = rows->items[i] < bound ? place_check(p, (uint32_t)rows->items[i], lost, err) : VD_OK;
        }
    }
    return status;
}

static vd_status places_open(places *p, vd_error *err)
{
    const texts *t = p->part == VD_NET_ORDER ? &document_texts : &source_texts;
    sqlite3 *sql = p->edit->db->sql;
    vd_status status = vd_sql_prepare(sql, vd_str_of(t->there), &p->there, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(sql, vd_str_of(t->before), &p->before, err);
    }
    return status == VD_OK ? vd_sql_prepare(sql, vd_str_of(t->after), &p->after, err) : status;
}

/* In the order of rows, which new ones get in the order of ids or paths: so each mostly comes behind the one before. */
static vd_status places_fill(places *p, const vd_net_rows *rows, uint32_t bound, bool *crowded, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && !*crowded && i < rows->count && rows->items[i] < bound; i++) {
        uint32_t row = (uint32_t)rows->items[i], place = 0;
        bool there = false;
        status = vd_net_place(&p->edit->net, p->part, row, &place, err);
        if (status == VD_OK && place == VD_NET_NONE) {
            status = row_there(p, row, &there, err);
        }
        if (status == VD_OK && there) {
            status = place_make(p, row, crowded, err);
        }
    }
    return status;
}

vd_status vd_net_places_make(vd_net_edit *edit, vd_net_part part, const vd_net_rows *rows, vd_net_rows *lost,
                             bool *crowded, vd_error *err)
{
    uint32_t bound = part == VD_NET_ORDER ? edit->net.bound : edit->net.source_bound;
    places p = {.edit = edit, .part = part, .step = (VD_NET_NONE - 1) / (bound + 1)};
    vd_status status = places_open(&p, err);
    *crowded = false;
    if (status == VD_OK) {
        status = places_check(&p, rows, bound, lost, err);
    }
    if (status == VD_OK) {
        status = places_fill(&p, rows, bound, crowded, err);
    }
    sqlite3_finalize(p.there);
    sqlite3_finalize(p.before);
    sqlite3_finalize(p.after);
    return status;
}
