/** The listing of documents. */
#include "store/query.h"
#include "store/store.h"

static const vd_column columns[] = {
    {"id", true},           {"type", false},     {"number", true}, {"date", true},     {"date_earliest", false},
    {"date_latest", false}, {"issuer", true},    {"place", false}, {"title", true},    {"signer", false},
    {"sources", false},     {"in_corpus", true}, {"urn", false},   {"aliases", false}, {"learnt", false},
    {"in_catalogue", false}};
#define WIDTH (sizeof columns / sizeof *columns)

static const char select[] =
    "SELECT d.id, d.type, d.number, d.date, d.earliest, d.latest, d.issuer, d.place, d.title, d.signer, NULL, "
    "EXISTS (SELECT 1 FROM document_source o WHERE o.document = d.document), d.urn, NULL, NULL, d.in_catalogue, "
    "d.document FROM document d";

enum {
    COL_DATE = 3,
    COL_LATEST = 5,
    COL_SOURCES = 10,
    COL_IN_CORPUS = 11,
    COL_ALIASES = 13,
    COL_LEARNT = 14,
    COL_IN_CATALOGUE = 15,
    COL_DOCUMENT = 16
};

static vd_status document_fill(vd_query *query, vd_cell *cells, vd_error *err)
{
    static const int lists[] = {COL_SOURCES, COL_ALIASES, COL_LEARNT};
    vd_status status = VD_OK;
    for (int i = 0; i < (int)WIDTH; i++) {
        cells[i] = vd_query_cell(query, i);
    }
    cells[COL_IN_CORPUS] = vd_query_bool(query, COL_IN_CORPUS);
    cells[COL_IN_CATALOGUE] = vd_query_bool(query, COL_IN_CATALOGUE);
    for (int i = COL_DATE; status == VD_OK && i <= COL_LATEST; i++) {
        status = vd_query_date(query, i, &cells[i], err);
    }
    int64_t document = sqlite3_column_int64(query->statement, COL_DOCUMENT);
    for (size_t i = 0; status == VD_OK && i < sizeof lists / sizeof *lists; i++) {
        status = vd_query_list(query, i, document, 0, &cells[lists[i]], err);
    }
    return status;
}

vd_status vd_db_documents(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err)
{
    static const vd_query_plan plan = {
        .select = select,
        .order = "ORDER BY d.id",
        .lists = {"SELECT s.path FROM document_source o JOIN source s ON s.source = o.source "
                  "WHERE o.document = ? ORDER BY s.path",
                  "SELECT id FROM alias WHERE document = ? ORDER BY ordinal",
                  "SELECT text FROM learnt WHERE document = ? ORDER BY ordinal"},
        .fill = document_fill,
        .columns = columns,
        .width = WIDTH,
        .source = "EXISTS (SELECT 1 FROM document_source o JOIN source s ON s.source = o.source "
                  "WHERE o.document = d.document AND " VD_QUERY_SOURCE ")",
        .document = "d.id = :document",
        .in_corpus = "EXISTS (SELECT 1 FROM document_source o WHERE o.document = d.document)",
    };
    return vd_query_open(db, &plan, filter, out, err);
}
