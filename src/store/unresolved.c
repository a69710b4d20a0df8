/** What no single document answers: one row for all mentions that say the same, the most frequent first. */
#include "base/error.h"
#include "base/map.h"
#include "base/rows.h"
#include "store/key.h"
#include "store/passage.h"
#include "store/query.h"

static const vd_column columns[] = {{"mentions", true},   {"form", true},     {"type", false},   {"number", false},
                                    {"date", false},      {"issuer", false},  {"title", false},  {"surface", true},
                                    {"candidates", true}, {"sources", false}, {"source", true},  {"start", false},
                                    {"end", false},       {"line", true},     {"column", false}, {"sentence", false}};
#define WIDTH (sizeof columns / sizeof *columns)

enum {
    COL_MENTIONS,
    COL_FORM,
    COL_TYPE,
    COL_NUMBER,
    COL_DATE,
    COL_ISSUER,
    COL_TITLE,
    COL_SURFACE,
    COL_CANDIDATES,
    COL_SOURCES,
    COL_PATH,
    COL_START,
    COL_END,
    COL_LINE,
    COL_COLUMN,
    COL_SENTENCE,
    COL_SOURCE,
    COL_ORDINAL
};

/* In the order of `columns`. */
static const char select[] =
    "SELECT NULL, m.form, m.type, m.number, m.date, m.issuer, m.title, m.surface, NULL, NULL, s.path, m.start, m.stop, "
    "m.line, m.col, " VD_SHOWN_OF_M ", m.source, m.ordinal "
    "FROM source s CROSS JOIN mention m ON m.source = s.source "
    "LEFT JOIN link l ON l.source = m.source AND l.mention = m.ordinal "
    "WHERE l.document IS NULL AND m.form NOT IN ('generic', 'self') ORDER BY s.path, m.ordinal";
static const char candidates[] = "SELECT d.id FROM candidate c JOIN document d ON d.document = c.document "
                                 "WHERE c.source = ? AND c.mention = ? ORDER BY c.rank";

/* Mentions that say the same. */
typedef struct group {
    vd_cell cells[WIDTH]; /* of the first one */
    vd_str *sources;
    size_t source_count, source_cap, mentions;
} group;

typedef struct gathering {
    vd_query query;
    vd_rows *rows;
    vd_arena *arena; /* of the rows */
    vd_map groups;   /* key -> index */
    group **items;
    size_t count, cap;
} gathering;

/* Two mentions say the same when they write one number of one type, or the same words; "the decree above" is another
 * one in every source.  Different candidates are different questions. */
static vd_status key_make(gathering *g, const vd_cell *cells, vd_str *out, vd_error *err)
{
    vd_arena *arena = &g->query.arena;
    vd_str type, number, name;
    if (!vd_key_name(arena, cells[COL_TYPE].text, &type) || !vd_key_number(arena, cells[COL_NUMBER].text, &number) ||
        !vd_key_name(arena, cells[COL_SURFACE].text, &name)) {
        return vd_fail_memory(err);
    }
    vd_buf key = {0};
    if (number.ptr != NULL) {
        vd_buf_add(&key, type);
        vd_buf_add_char(&key, '\n');
        vd_buf_add(&key, number);
    } else {
        vd_buf_add(&key, name.ptr != NULL ? name : cells[COL_SURFACE].text);
        if (vd_str_eq(cells[COL_FORM].text, VD_LIT("backward"))) {
            vd_buf_add_char(&key, '\n');
            vd_buf_add(&key, cells[COL_PATH].text);
        }
    }
    for (size_t i = 0; i < cells[COL_CANDIDATES].count; i++) {
        vd_buf_add_char(&key, '\n');
        vd_buf_add(&key, cells[COL_CANDIDATES].items[i]);
    }
    *out = vd_buf_ok(&key) ? vd_arena_copy(g->arena, vd_buf_str(&key)) : VD_NONE;
    vd_buf_clear(&key);
    return out->ptr == NULL ? vd_fail_memory(err) : VD_OK;
}

static bool cell_keep(vd_arena *arena, vd_cell *cell)
{
    if (cell->kind == VD_CELL_TEXT) {
        cell->text = vd_arena_copy(arena, cell->text);
        return cell->text.ptr != NULL;
    }
    if (cell->kind == VD_CELL_LIST && cell->count > 0) {
        vd_str *items = VD_ARENA_ARRAY(arena, vd_str, cell->count);
        bool ok = items != NULL;
        for (size_t i = 0; ok && i < cell->count; i++) {
            items[i] = vd_arena_copy(arena, cell->items[i]);
            ok = items[i].ptr != NULL;
        }
        cell->items = items;
        return ok;
    }
    return true;
}

static group *group_new(gathering *g, const vd_cell *cells)
{
    if (g->count == g->cap) {
        group **grown = vd_arena_grown(g->arena, g->items, &g->cap, 64, sizeof *grown);
        if (grown == NULL) {
            return NULL;
        }
        g->items = grown;
    }
    group *made = vd_arena_alloc(g->arena, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    memcpy(made->cells, cells, sizeof made->cells);
    for (size_t i = 0; i < WIDTH; i++) {
        if (!cell_keep(g->arena, &made->cells[i])) {
            return NULL;
        }
    }
    g->items[g->count++] = made;
    return made;
}

/* Paths come sorted, so a source seen before is the last one. */
static bool source_note(gathering *g, group *into, vd_str path)
{
    if (into->source_count > 0 && vd_str_eq(into->sources[into->source_count - 1], path)) {
        return true;
    }
    if (into->source_count == into->source_cap) {
        vd_str *grown = vd_arena_grown(g->arena, into->sources, &into->source_cap, 2, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        into->sources = grown;
    }
    vd_str kept = vd_arena_copy(g->arena, path);
    into->sources[into->source_count++] = kept;
    return kept.ptr != NULL;
}

static vd_status mention_gather(gathering *g, vd_error *err)
{
    vd_cell cells[WIDTH];
    vd_str key;
    for (int i = 0; i < (int)WIDTH; i++) {
        cells[i] = vd_query_cell(&g->query, i);
    }
    vd_status status = vd_query_date(&g->query, COL_DATE, &cells[COL_DATE], err);
    if (status == VD_OK) {
        status = vd_query_list(&g->query, 0, sqlite3_column_int64(g->query.statement, COL_SOURCE),
                               sqlite3_column_int64(g->query.statement, COL_ORDINAL), &cells[COL_CANDIDATES], err);
    }
    if (status == VD_OK) {
        status = key_make(g, cells, &key, err);
    }
    if (status != VD_OK) {
        return status;
    }
    bool made = false;
    size_t *at = vd_map_put(&g->groups, key, g->count, &made);
    group *into = at == NULL ? NULL : made ? group_new(g, cells) : g->items[*at];
    if (into == NULL || !source_note(g, into, cells[COL_PATH].text)) {
        return vd_fail_memory(err);
    }
    into->mentions++;
    return VD_OK;
}

static int row_compare(const vd_cell *a, const vd_cell *b)
{
    if (a[COL_MENTIONS].integer != b[COL_MENTIONS].integer) {
        return a[COL_MENTIONS].integer > b[COL_MENTIONS].integer ? -1 : 1;
    }
    int order = vd_str_cmp(a[COL_PATH].text, b[COL_PATH].text);
    if (order != 0) {
        return order;
    }
    return (a[COL_START].integer > b[COL_START].integer) - (a[COL_START].integer < b[COL_START].integer);
}

static vd_status groups_write(gathering *g, vd_error *err)
{
    for (size_t i = 0; i < g->count; i++) {
        vd_cell *cells = vd_rows_add(g->rows);
        if (cells == NULL) {
            return vd_fail_memory(err);
        }
        memcpy(cells, g->items[i]->cells, sizeof g->items[i]->cells);
        cells[COL_MENTIONS] = vd_cell_int((int64_t)g->items[i]->mentions);
        cells[COL_SOURCES] = vd_cell_list(g->items[i]->sources, g->items[i]->source_count);
    }
    vd_rows_sort(g->rows, row_compare);
    return VD_OK;
}

static vd_status unresolved_gather(vd_db *db, gathering *g, vd_error *err)
{
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(select), &g->query.statement, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_str_of(candidates), &g->query.lists[0], err);
    }
    bool more = true;
    while (status == VD_OK) {
        vd_arena_clear(&g->query.arena);
        status = vd_sql_step(g->query.statement, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        status = mention_gather(g, err);
    }
    return status == VD_OK ? groups_write(g, err) : status;
}

vd_status vd_db_unresolved(vd_db *db, vd_rows **out, vd_error *err)
{
    *out = NULL;
    gathering g = {0};
    vd_status status = vd_rows_new(columns, WIDTH, &g.rows, err);
    if (status != VD_OK) {
        return status;
    }
    g.arena = vd_rows_arena(g.rows);
    status = unresolved_gather(db, &g, err);
    sqlite3_finalize(g.query.lists[0]);
    sqlite3_finalize(g.query.statement);
    vd_arena_clear(&g.query.arena);
    vd_map_clear(&g.groups);
    if (status == VD_OK) {
        *out = g.rows;
    } else {
        vd_rows_free(g.rows);
    }
    return status;
}
