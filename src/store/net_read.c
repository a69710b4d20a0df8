/** Reading the edges out of the tables that the chunks of the graph are made of. */
#include "store/net_read.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/pack.h"

/* `text` gives rows in some order: each one's place in it, by row, and how many there are. */
static vd_status places_read(sqlite3 *sql, const char *text, uint32_t *places, uint32_t bound, size_t *count,
                             vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    for (uint32_t i = 0; i < bound; i++) {
        places[i] = VD_NET_NONE;
    }
    *count = 0;
    vd_status status = vd_sql_prepare(sql, vd_str_of(text), &statement, err);
    while (status == VD_OK && (status = vd_sql_step(statement, &row, err)) == VD_OK && row) {
        int64_t at = sqlite3_column_int64(statement, 0);
        if (at < 0 || at >= bound) {
            status = vd_sql_damaged(sql, "a row below zero", err);
            break;
        }
        places[at] = (uint32_t)(*count)++;
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status days_read(sqlite3 *sql, vd_net_tables *tables, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status =
        vd_sql_prepare(sql, VD_LIT("SELECT document, date, earliest, latest FROM document"), &statement, err);
    while (status == VD_OK && (status = vd_sql_step(statement, &row, err)) == VD_OK && row) {
        vd_date dates[3];
        int64_t at = sqlite3_column_int64(statement, 0);
        for (int i = 0; status == VD_OK && i < 3; i++) {
            if (!vd_unpack_date(sqlite3_column_int64(statement, i + 1), &dates[i])) {
                status = vd_sql_damaged(sql, "a date", err);
            }
        }
        if (status == VD_OK && at >= 0 && at < tables->input.bound) {
            vd_net_days(dates[0], dates[1], dates[2], &tables->first[at], &tables->last[at]);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status mains_read(sqlite3 *sql, vd_net_tables *tables, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status =
        vd_sql_prepare(sql, VD_LIT("SELECT source, document FROM document_source WHERE main = 1"), &statement, err);
    while (status == VD_OK && (status = vd_sql_step(statement, &row, err)) == VD_OK && row) {
        int64_t source = sqlite3_column_int64(statement, 0);
        if (source >= 0 && source < tables->input.source_bound) {
            tables->main[source] = (uint32_t)sqlite3_column_int64(statement, 1);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

static bool row_fits(sqlite3_stmt *statement, int column, uint32_t *out)
{
    int64_t value = sqlite3_column_int64(statement, column);
    *out = (uint32_t)value;
    return value >= 0 && value < VD_NET_NONE;
}

static vd_status name_read(sqlite3_stmt *statement, const char *name, int64_t *out, vd_error *err)
{
    bool row = false;
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, vd_str_of(name));
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    *out = row ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_reset(statement);
    return status;
}

vd_status vd_net_names_read(sqlite3 *sql, vd_net_names *out, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(sql, VD_LIT("SELECT word FROM word WHERE text = ?"), &statement, err);
    for (int i = 0; status == VD_OK && i < VD_REL_COUNT; i++) {
        status = name_read(statement, vd_relation_name((vd_relation)i), &out->relations[i], err);
    }
    for (int i = VD_STRENGTH_PRIMARY; status == VD_OK && i <= VD_STRENGTH_LINKED; i++) {
        status = name_read(statement, vd_strength_name((vd_strength)i), &out->strengths[i], err);
    }
    sqlite3_finalize(statement);
    return status;
}

static bool name_find(sqlite3_stmt *statement, int column, const int64_t *words, int first, int end, uint8_t *out)
{
    int64_t word = sqlite3_column_int64(statement, column);
    int at = first;
    while (at < end && words[at] != word) {
        at++;
    }
    *out = (uint8_t)at;
    return at < end;
}

/* The columns of VD_NET_EDGE as an edge; third_party is left.    Errors: NOT_A_DATABASE when they are none. */
static vd_status edge_read(sqlite3_stmt *statement, uint32_t source_bound, const vd_net_names *names, vd_net_edge *out,
                           vd_error *err)
{
    vd_net_edge edge = {.confidence = sqlite3_column_double(statement, 7)};
    bool good = row_fits(statement, 0, &edge.from) && row_fits(statement, 1, &edge.to) &&
                row_fits(statement, 2, &edge.source) && row_fits(statement, 3, &edge.statement) &&
                row_fits(statement, 8, &edge.start) && row_fits(statement, 9, &edge.end) &&
                edge.source < source_bound &&
                name_find(statement, 4, names->relations, 0, VD_REL_COUNT, &edge.relation);
    if (good && sqlite3_column_type(statement, 5) != SQLITE_NULL) {
        good = name_find(statement, 5, names->strengths, VD_STRENGTH_PRIMARY, VD_STRENGTH_LINKED + 1, &edge.strength);
    }
    if (!good) {
        return vd_sql_damaged(sqlite3_db_handle(statement), "an edge", err);
    }
    edge.preamble = sqlite3_column_int64(statement, 6) != 0;
    *out = edge;
    return VD_OK;
}

vd_status vd_net_edge_own_read(sqlite3_stmt *statement, uint32_t source_bound, const vd_net_names *names,
                               vd_net_edge *out, vd_error *err)
{
    vd_status status = edge_read(statement, source_bound, names, out, err);
    if (status == VD_OK) {
        out->third_party = sqlite3_column_int64(statement, 10) != out->from;
    }
    return status;
}

#define STATED " FROM edge e JOIN statement_row t ON t.source = e.source AND t.ordinal = e.statement "

/* In the order of files, so that the statements lie next to each other. */
static const char edges_text[] = "SELECT " VD_NET_EDGE STATED "ORDER BY e.source, e.statement";

static vd_status edges_read(sqlite3 *sql, vd_net_tables *tables, size_t most, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_net_names names;
    vd_net_input *input = &tables->input;
    vd_status status = vd_net_names_read(sql, &names, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(sql, vd_str_of(edges_text), &statement, err);
    }
    while (status == VD_OK && input->edge_count < most && (status = vd_sql_step(statement, &row, err)) == VD_OK &&
           row) {
        vd_net_edge *edge = &tables->edges[input->edge_count];
        status = edge_read(statement, input->source_bound, &names, edge, err);
        if (status == VD_OK) {
            edge->third_party = tables->main[edge->source] != edge->from;
            input->edge_count++;
        }
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status room_make(vd_net_tables *tables, int64_t bound, int64_t source_bound, int64_t edges, vd_error *err)
{
    if (bound >= VD_NET_NONE / 2 || source_bound >= VD_NET_NONE / 2 || edges >= VD_NET_NONE) {
        return vd_fail(err, VD_LIMIT, "more documents or edges than a graph can have");
    }
    tables->input.bound = (uint32_t)bound;
    tables->input.source_bound = (uint32_t)source_bound;
    tables->edges = vd_alloc(((size_t)edges + 1) * sizeof *tables->edges);
    tables->order = vd_alloc(((size_t)bound + 1) * sizeof *tables->order);
    tables->first = vd_alloc_zero(((size_t)bound + 1) * sizeof *tables->first);
    tables->last = vd_alloc_zero(((size_t)bound + 1) * sizeof *tables->last);
    tables->path = vd_alloc(((size_t)source_bound + 1) * sizeof *tables->path);
    tables->main = vd_alloc_zero(((size_t)source_bound + 1) * sizeof *tables->main);
    return tables->edges && tables->order && tables->first && tables->last && tables->path && tables->main
               ? VD_OK
               : vd_fail_memory(err);
}

vd_status vd_net_tables_read(sqlite3 *sql, vd_net_tables *out, vd_error *err)
{
    int64_t bound = 0, source_bound = 0, edges = 0;
    size_t sources = 0;
    *out = (vd_net_tables){0};
    vd_status status = vd_sql_number(sql, "SELECT coalesce(max(document), -1) + 1 FROM document", &bound, err);
    if (status == VD_OK) {
        status = vd_sql_number(sql, "SELECT coalesce(max(source), -1) + 1 FROM source", &source_bound, err);
    }
    if (status == VD_OK) {
        status = vd_sql_number(sql, "SELECT count(*) FROM edge", &edges, err);
    }
    if (status == VD_OK) {
        status = room_make(out, bound, source_bound, edges, err);
    }
    if (status == VD_OK) {
        status = places_read(sql, "SELECT document FROM document ORDER BY id", out->order, out->input.bound,
                             &out->document_count, err);
    }
    if (status == VD_OK) {
        status = places_read(sql, "SELECT source FROM source ORDER BY path", out->path, out->input.source_bound,
                             &sources, err);
    }
    if (status == VD_OK) {
        status = days_read(sql, out, err);
    }
    if (status == VD_OK) {
        status = mains_read(sql, out, err);
    }
    if (status == VD_OK) {
        status = edges_read(sql, out, (size_t)edges, err);
    }
    out->input.edges = out->edges;
    out->input.order = out->order;
    out->input.first = out->first;
    out->input.last = out->last;
    out->input.path = out->path;
    if (status != VD_OK) {
        vd_net_tables_clear(out);
    }
    return status;
}

void vd_net_tables_clear(vd_net_tables *tables)
{
    vd_free(tables->edges);
    vd_free(tables->order);
    vd_free(tables->first);
    vd_free(tables->last);
    vd_free(tables->path);
    vd_free(tables->main);
    *tables = (vd_net_tables){0};
}

/* ---- Of one document -------------------------------------------------------------------------------------------- */

vd_status vd_net_edges_begin(vd_net_edge_reader *reader, sqlite3 *sql, uint32_t source_bound, vd_error *err)
{
    static const char text[] = "SELECT " VD_NET_EDGE_OWN STATED "WHERE e.from_document = ?";
    reader->source_bound = source_bound;
    vd_status status = vd_net_names_read(sql, &reader->names, err);
    return status == VD_OK ? vd_sql_prepare(sql, vd_str_of(text), &reader->statement, err) : status;
}

vd_status vd_net_edges_of(vd_net_edge_reader *reader, uint32_t from, vd_error *err)
{
    sqlite3_reset(reader->statement);
    vd_bind bind = {.statement = reader->statement};
    vd_bind_int(&bind, from);
    return vd_bind_done(&bind, err);
}

vd_status vd_net_edge_next(vd_net_edge_reader *reader, vd_net_edge *out, vd_error *err)
{
    return vd_net_edge_own_read(reader->statement, reader->source_bound, &reader->names, out, err);
}

void vd_net_edges_end(vd_net_edge_reader *reader)
{
    sqlite3_finalize(reader->statement);
    *reader = (vd_net_edge_reader){0};
}
