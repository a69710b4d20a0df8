/** Where rows that came stand among the others, and who moves for them.
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
    const char *list, *before, *after;
} texts;

/* A list is sorted by an expression: the few that came are to be sorted, not all rows looked through in the order of
 * the index. */
static const texts document_texts = {
    "SELECT document FROM document WHERE document >= ? ORDER BY +id",
    "SELECT document FROM document WHERE id < (SELECT id FROM document WHERE document = ?) ORDER BY id DESC",
    "SELECT document FROM document WHERE id > (SELECT id FROM document WHERE document = ?) ORDER BY id",
};
static const texts source_texts = {
    "SELECT source FROM source WHERE source >= ? ORDER BY +path",
    "SELECT source FROM source WHERE path < (SELECT path FROM source WHERE source = ?) ORDER BY path DESC",
    "SELECT source FROM source WHERE path > (SELECT path FROM source WHERE source = ?) ORDER BY path",
};

typedef struct places {
    vd_net_edit *edit;
    vd_net_part part;
    sqlite3_stmt *list, *before, *after;
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

static vd_status place_make(places *p, uint32_t row, bool *crowded, vd_error *err)
{
    uint32_t nearest[2];
    side before = {.rows = &nearest[0]}, after = {.rows = &nearest[1], .end = VD_NET_NONE};
    vd_status status = side_take(p, p->before, row, 1, &before, err);
    if (status == VD_OK) {
        status = side_take(p, p->after, row, 1, &after, err);
    }
    if (status != VD_OK) {
        return status;
    }
    return after.end - before.end < 2
               ? neighbours_move(p, row, crowded, err)
               : vd_net_edit_number(p->edit, p->part, row, before.end + (after.end - before.end) / 2, err);
}

static vd_status places_open(places *p, int64_t first, vd_error *err)
{
    const texts *t = p->part == VD_NET_ORDER ? &document_texts : &source_texts;
    sqlite3 *sql = p->edit->db->sql;
    vd_status status = vd_sql_prepare(sql, vd_str_of(t->list), &p->list, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(sql, vd_str_of(t->before), &p->before, err);
    }
    if (status == VD_OK) {
        status = vd_sql_prepare(sql, vd_str_of(t->after), &p->after, err);
    }
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = p->list};
    vd_bind_int(&bind, first);
    return vd_bind_done(&bind, err);
}

vd_status vd_net_places_make(vd_net_edit *edit, vd_net_part part, int64_t first, bool *crowded, vd_error *err)
{
    uint32_t rows = part == VD_NET_ORDER ? edit->net.bound : edit->net.source_bound;
    places p = {.edit = edit, .part = part, .step = (VD_NET_NONE - 1) / (rows + 1)};
    bool more = false;
    vd_status status = places_open(&p, first, err);
    *crowded = false;
    while (status == VD_OK && !*crowded && (status = vd_sql_step(p.list, &more, err)) == VD_OK && more) {
        status = place_make(&p, (uint32_t)sqlite3_column_int64(p.list, 0), crowded, err);
    }
    sqlite3_finalize(p.list);
    sqlite3_finalize(p.before);
    sqlite3_finalize(p.after);
    return status;
}
