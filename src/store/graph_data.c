/** The database as the graph room wants it: vertices by id, edges by index; all of it, or what lies next to a document.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "store/key.h"
#include "store/net_changes.h"
#include "store/pack.h"
#include "store/passage.h"
#include "store/query.h"
#include "store/store.h"

#include <stdlib.h>

/* One string of a row into the arena. */
static bool text_keep(sqlite3_stmt *statement, int column, vd_arena *arena, vd_str *out)
{
    vd_str text = vd_sql_text(statement, column);
    *out = text.ptr == NULL ? VD_NONE : vd_arena_copy(arena, text);
    return text.ptr == NULL || out->ptr != NULL;
}

static vd_status date_keep(sqlite3_stmt *statement, int column, vd_arena *arena, vd_str *out, vd_error *err)
{
    vd_cell cell;
    vd_status status = vd_date_cell(arena, sqlite3_column_int64(statement, column), &cell, err);
    *out = cell.text;
    return status;
}

static vd_status document_read(sqlite3_stmt *statement, vd_arena *arena, vd_graph_document *d, vd_error *err)
{
    vd_str *const texts[] = {&d->id, &d->urn, &d->type, &d->number, &d->issuer, &d->place, &d->title};
    vd_str *const dates[] = {&d->date, &d->earliest, &d->latest};
    int column = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!text_keep(statement, column++, arena, texts[i])) {
            return vd_fail_memory(err);
        }
    }
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < sizeof dates / sizeof *dates; i++) {
        status = date_keep(statement, column++, arena, dates[i], err);
    }
    d->in_corpus = sqlite3_column_int64(statement, column) != 0;
    if (!text_keep(statement, 13, arena, &d->effective_source) || !text_keep(statement, 14, arena, &d->source)) {
        return vd_fail_memory(err);
    }
    if (!vd_unpack_date(sqlite3_column_int64(statement, 12), &d->effective)) {
        return vd_sql_damaged(sqlite3_db_handle(statement), "a date", err);
    }
    return status;
}

/* The same, where it is mostly what the row before has. */
static bool text_keep_like(sqlite3_stmt *statement, int column, vd_str before, vd_arena *arena, vd_str *out)
{
    vd_str text = vd_sql_text(statement, column);
    if (text.ptr != NULL && before.ptr != NULL && vd_str_eq(text, before)) {
        *out = before;
        return true;
    }
    return text_keep(statement, column, arena, out);
}

/* `before`: the edge of the row before, or one without words. */
static vd_status edge_read(sqlite3_stmt *statement, vd_arena *arena, const vd_graph_data *data,
                           const vd_graph_edge *before, vd_graph_edge *e, vd_error *err)
{
    bool kept = text_keep_like(statement, 6, before->source, arena, &e->source) &&
                text_keep_like(statement, 11, before->sentence, arena, &e->sentence) &&
                text_keep_like(statement, 12, before->pinpoint, arena, &e->pinpoint) &&
                text_keep_like(statement, 13, before->stated_by, arena, &e->stated_by);
    if (!kept) {
        return vd_fail_memory(err);
    }
    vd_str from = vd_sql_text(statement, 0);
    int at_from = vd_graph_document_find(data, from);
    int at_to = vd_graph_document_find(data, vd_sql_text(statement, 1));
    bool good = at_from >= 0 && at_to >= 0 && vd_relation_parse(vd_sql_text(statement, 2), &e->relation) &&
                vd_unpack_strength(vd_sql_text(statement, 3), &e->strength) && vd_sql_size(statement, 7, &e->start) &&
                vd_sql_size(statement, 8, &e->end) && vd_sql_size(statement, 9, &e->line) &&
                vd_sql_size(statement, 10, &e->column);
    if (!good) {
        return vd_sql_damaged(sqlite3_db_handle(statement), "an edge", err);
    }
    e->from = (uint32_t)at_from;
    e->to = (uint32_t)at_to;
    e->preamble = sqlite3_column_int64(statement, 4) != 0;
    e->confidence = sqlite3_column_double(statement, 5);
    e->third_party = !vd_str_eq(from, e->stated_by);
    return VD_OK;
}

static int size_compare(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int edge_compare(const void *left, const void *right)
{
    const vd_graph_edge *a = left, *b = right;
    int order = size_compare(a->from, b->from);
    order = order != 0 ? order : size_compare(a->to, b->to);
    order = order != 0 ? order : (int)a->relation - (int)b->relation;
    order = order != 0 ? order : vd_str_cmp(a->source, b->source);
    order = order != 0 ? order : size_compare(a->start, b->start);
    order = order != 0 ? order : size_compare(a->end, b->end);
    order = order != 0 ? order : (int)a->strength - (int)b->strength;
    order = order != 0 ? order : vd_str_cmp(a->pinpoint, b->pinpoint);
    order = order != 0 ? order : vd_str_cmp(a->sentence, b->sentence);
    return order != 0 ? order : (a->confidence > b->confidence) - (a->confidence < b->confidence);
}

#define DOCUMENT_COLUMNS                                                                                      \
    "d.id, d.urn, d.type, d.number, d.issuer, d.place, d.title, d.date, d.earliest, d.latest, "               \
    "EXISTS (SELECT 1 FROM document_source o WHERE o.document = d.document), count(*) OVER (), t.effective, " \
    "t.path, (SELECT min(s.path) FROM document_source o JOIN source s ON s.source = o.source "                \
    "WHERE o.document = d.document AND o.main = 1) "
/* Files of one document that give two days: one of them is misread. */
#define ONE_DAY "HAVING min(s.effective) = max(s.effective)"

static const char documents_text[] =
    "SELECT " DOCUMENT_COLUMNS
    "FROM document d LEFT JOIN (SELECT o.document, min(s.effective) AS effective, min(s.path) AS path "
    "FROM source s JOIN document_source o ON o.source = s.source AND o.main = 1 WHERE s.effective <> 0 "
    "GROUP BY o.document " ONE_DAY ") t ON t.document = d.document ORDER BY d.id";
static const char document_text[] =
    "SELECT " DOCUMENT_COLUMNS
    "FROM document d LEFT JOIN (SELECT o.document, min(s.effective) AS effective, min(s.path) AS path "
    "FROM document_source o CROSS JOIN source s ON s.source = o.source WHERE o.document = ?1 AND o.main = 1 "
    "AND s.effective <> 0 GROUP BY o.document " ONE_DAY ") t ON t.document = d.document WHERE d.document = ?1";

#define EDGE_COLUMNS                                                                                  \
    "f.id, g.id, t.relation, t.strength, t.preamble, e.confidence, s.path, t.start, t.stop, t.line, " \
    "t.col, " VD_SHOWN_OF_T ", m.pinpoint, (SELECT y.id FROM document_source o JOIN document y ON "   \
    "y.document = o.document WHERE o.source = e.source AND o.main = 1), "
/* In this order: from the documents on, the edges would come as they are cited. */
#define EDGE_JOINED                                                              \
    " e CROSS JOIN source s ON s.source = e.source "                             \
    "CROSS JOIN statement t ON t.source = e.source AND t.ordinal = e.statement " \
    "CROSS JOIN document f ON f.document = e.from_document "                     \
    "CROSS JOIN document g ON g.document = e.to_document "                       \
    "LEFT JOIN mention m ON m.source = t.source AND m.ordinal = t.to_mention"

/* Source for source, so that the text of each is unpacked once. */
static const char edges_text[] =
    "SELECT " EDGE_COLUMNS "(SELECT count(*) FROM edge) FROM edge" EDGE_JOINED " ORDER BY e.source, e.statement";
/* Of one document, in the order of files. */
static const char edges_near_text[] =
    "SELECT " EDGE_COLUMNS "count(*) OVER () FROM (SELECT * FROM edge WHERE from_document = ?1 UNION ALL "
    "SELECT * FROM edge WHERE to_document = ?1 AND from_document <> ?1 ORDER BY 1, 2)" EDGE_JOINED;

/* Room for all rows of a statement that stands on its first one; the column named has their number. */
static vd_status room_make(sqlite3_stmt *statement, int column, bool more, vd_arena *arena, size_t size, void **items,
                           size_t *count, vd_error *err)
{
    *count = 0;
    if (more && !vd_sql_size(statement, column, count)) {
        return vd_sql_damaged(sqlite3_db_handle(statement), "a count", err);
    }
    *items = vd_arena_alloc_array(arena, *count + 1, size);
    return *items == NULL ? vd_fail_memory(err) : VD_OK;
}

static vd_status documents_load(sqlite3_stmt *statement, vd_arena *arena, vd_graph_data *data, vd_error *err)
{
    bool more = false;
    void *items = NULL;
    vd_status status = vd_sql_step(statement, &more, err);
    if (status == VD_OK) {
        status = room_make(statement, 11, more, arena, sizeof(vd_graph_document), &items, &data->document_count, err);
    }
    data->documents = items;
    for (size_t i = 0; status == VD_OK && more && i < data->document_count; i++) {
        status = document_read(statement, arena, &data->documents[i], err);
        /* The last step is left out: a statement at its end no longer holds the moment that the edges are read at. */
        if (status == VD_OK && i + 1 < data->document_count) {
            status = vd_sql_step(statement, &more, err);
        }
    }
    return status;
}

static vd_status edges_load(sqlite3_stmt *statement, vd_arena *arena, vd_graph_data *data, vd_error *err)
{
    bool more = false;
    void *items = NULL;
    vd_status status = vd_sql_step(statement, &more, err);
    if (status == VD_OK) {
        status = room_make(statement, 14, more, arena, sizeof(vd_graph_edge), &items, &data->edge_count, err);
    }
    data->edges = items;
    const vd_graph_edge none = {0};
    size_t read = 0;
    while (status == VD_OK && more && read < data->edge_count) {
        status = edge_read(statement, arena, data, read > 0 ? &data->edges[read - 1] : &none, &data->edges[read], err);
        read++;
        if (status == VD_OK) {
            status = vd_sql_step(statement, &more, err);
        }
    }
    data->edge_count = read;
    if (status == VD_OK && data->edge_count > 1) {
        qsort(data->edges, data->edge_count, sizeof *data->edges, edge_compare);
    }
    return status;
}

vd_status vd_store_load_graph(vd_db *db, vd_arena *arena, vd_graph_data *out, vd_error *err)
{
    *out = (vd_graph_data){0};
    vd_graph_data data = {0};
    sqlite3_stmt *documents = NULL, *edges = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(documents_text), &documents, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_str_of(edges_text), &edges, err);
    }
    if (status == VD_OK) {
        status = documents_load(documents, arena, &data, err);
    }
    if (status == VD_OK && data.document_count > 0) {
        status = edges_load(edges, arena, &data, err);
    }
    if (status == VD_OK) {
        *out = data;
    }
    sqlite3_finalize(edges);
    sqlite3_finalize(documents);
    return status;
}

/* ---- Near one document ------------------------------------------------------------------------------------------ */

typedef struct near_rows {
    vd_db *db;
    const vd_near *near;
    vd_arena scratch;
    vd_net_rows rows; /* documents */
} near_rows;

/* The rows that a statement with one value gives. */
static vd_status rows_find(near_rows *n, const char *text, const vd_str *value, int64_t row, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool more = false;
    vd_status status = vd_sql_prepare(n->db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        if (value != NULL) {
            vd_bind_text(&bind, *value);
        } else {
            vd_bind_int(&bind, row);
        }
        status = vd_bind_done(&bind, err);
    }
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        status = vd_net_rows_add(&n->rows, sqlite3_column_int64(statement, 0), err);
    }
    sqlite3_finalize(statement);
    return status;
}

/* Documents of an id, or of a number as people may spell it. */
static vd_status named_find(near_rows *n, vd_str name, vd_error *err)
{
    vd_str key = VD_NONE;
    vd_status status = rows_find(n, "SELECT document FROM document WHERE id = ?", &name, 0, err);
    if (status == VD_OK && !vd_key_number(&n->scratch, name, &key)) {
        status = vd_fail_memory(err);
    }
    return status == VD_OK && key.ptr != NULL
               ? rows_find(n, "SELECT document FROM document WHERE number_key = ?", &key, 0, err)
               : status;
}

/* All that bear the number of a document which is there already, where that number is one of those that count. */
static vd_status mates_find(near_rows *n, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    size_t count = n->rows.count;
    vd_status status =
        vd_sql_prepare(n->db->sql, VD_LIT("SELECT number FROM document WHERE document = ?"), &statement, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        bool there = false;
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, n->rows.items[i]);
        status = vd_bind_done(&bind, err);
        if (status == VD_OK) {
            status = vd_sql_step(statement, &there, err);
        }
        vd_str number = there ? vd_sql_text(statement, 0) : VD_NONE;
        if (status == VD_OK && number.len > 0 && vd_map_get(n->near->numbers, number) != NULL) {
            status = named_find(n, number, err);
        }
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status near_find(near_rows *n, int64_t row, vd_error *err)
{
    vd_status status = vd_net_rows_add(&n->rows, row, err);
    if (status == VD_OK) {
        status = rows_find(n, "SELECT DISTINCT from_document FROM edge WHERE to_document = ?", NULL, row, err);
    }
    if (status == VD_OK) {
        status = rows_find(n, "SELECT DISTINCT to_document FROM edge WHERE from_document = ?", NULL, row, err);
    }
    for (size_t i = 0; status == VD_OK && i < n->near->name_count; i++) {
        status = named_find(n, n->near->names[i], err);
    }
    vd_net_rows_sort(&n->rows);
    if (status == VD_OK && n->near->numbers != NULL) {
        status = mates_find(n, err);
    }
    vd_net_rows_sort(&n->rows);
    return status;
}

static int document_compare(const void *left, const void *right)
{
    const vd_graph_document *a = left, *b = right;
    return vd_str_cmp(a->id, b->id);
}

static vd_status near_documents(const near_rows *n, vd_arena *arena, vd_graph_data *data, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    data->documents = VD_ARENA_ARRAY(arena, vd_graph_document, n->rows.count + 1);
    vd_status status = data->documents != NULL ? vd_sql_prepare(n->db->sql, vd_str_of(document_text), &statement, err)
                                               : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < n->rows.count; i++) {
        bool there = false;
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, n->rows.items[i]);
        status = vd_bind_done(&bind, err);
        if (status == VD_OK) {
            status = vd_sql_step(statement, &there, err);
        }
        if (status == VD_OK && there) {
            status = document_read(statement, arena, &data->documents[data->document_count++], err);
        }
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    if (status == VD_OK && data->document_count > 1) {
        qsort(data->documents, data->document_count, sizeof *data->documents, document_compare);
    }
    return status;
}

static vd_status near_edges(vd_db *db, int64_t row, vd_arena *arena, vd_graph_data *data, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(edges_near_text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, row);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = edges_load(statement, arena, data, err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_store_load_near(vd_db *db, const vd_near *near, vd_arena *arena, vd_graph_data *out, vd_error *err)
{
    near_rows n = {.db = db, .near = near};
    vd_graph_data data = {0};
    sqlite3_stmt *moment = NULL;
    bool there = false;
    *out = (vd_graph_data){0};
    /* While it stands on its row, all is read at one moment. */
    vd_status status = vd_sql_prepare(db->sql, VD_LIT("SELECT document FROM document WHERE id = ?"), &moment, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = moment};
        vd_bind_text(&bind, near->id);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = vd_sql_step(moment, &there, err);
    }
    int64_t row = there ? sqlite3_column_int64(moment, 0) : 0;
    if (status == VD_OK && there) {
        status = near_find(&n, row, err);
    }
    if (status == VD_OK && there) {
        status = near_documents(&n, arena, &data, err);
    }
    if (status == VD_OK && there) {
        status = near_edges(db, row, arena, &data, err);
    }
    if (status == VD_OK) {
        *out = data;
    }
    sqlite3_finalize(moment);
    vd_free(n.rows.items);
    vd_arena_clear(&n.scratch);
    return status;
}

vd_status vd_store_number_of(vd_db *db, vd_str id, vd_arena *arena, vd_str *out, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool there = false;
    *out = VD_NONE;
    vd_status status = vd_sql_prepare(db->sql, VD_LIT("SELECT number FROM document WHERE id = ?"), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, id);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = vd_sql_step(statement, &there, err);
    }
    if (status == VD_OK && there && !text_keep(statement, 0, arena, out)) {
        status = vd_fail_memory(err);
    }
    sqlite3_finalize(statement);
    return status;
}

int vd_graph_document_find(const vd_graph_data *data, vd_str id)
{
    size_t low = 0, high = data->document_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = vd_str_cmp(data->documents[middle].id, id);
        if (order == 0) {
            return (int)middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return -1;
}
