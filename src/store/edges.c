/** The listing of edges. */
#include "store/passage.h"
#include "store/query.h"
#include "store/store.h"

static const vd_column columns[] = {
    {"source", true},       {"start", false},   {"end", false},       {"relation", true},     {"strength", true},
    {"from_source", false}, {"from_id", true},  {"from_type", false}, {"from_number", false}, {"from_title", false},
    {"to_id", true},        {"to_type", false}, {"to_number", false}, {"to_title", false},    {"confidence", false},
    {"stated_by", false},   {"line", true},     {"column", false},    {"pinpoint", false},    {"sentence", false}};
#define WIDTH (sizeof columns / sizeof *columns)

/* from_source: the stating file where it carries the acting document, else the first other file that does. */
static const char select[] =
    "SELECT s.path, t.start, t.stop, t.relation, t.strength, "
    "coalesce((SELECT s.path FROM document_source o WHERE o.source = s.source AND o.document = f.document), "
    "(SELECT min(x.path) FROM document_source o JOIN source x ON x.source = o.source WHERE o.document = f.document)), "
    "f.id, f.type, f.number, f.title, g.id, g.type, g.number, g.title, e.confidence, "
    "(SELECT y.id FROM document_source o JOIN document y ON y.document = o.document "
    "WHERE o.source = s.source AND o.main = 1), "
    "t.line, t.col, m.pinpoint, " VD_SHOWN_OF_T " "
    "FROM source s CROSS JOIN edge e ON e.source = s.source "
    "JOIN statement t ON t.source = e.source AND t.ordinal = e.statement "
    "JOIN document f ON f.document = e.from_document "
    "JOIN document g ON g.document = e.to_document "
    "LEFT JOIN mention m ON m.source = t.source AND m.ordinal = t.to_mention";

static vd_status edge_fill(vd_query *query, vd_cell *cells, vd_error *err)
{
    (void)err;
    for (int i = 0; i < (int)WIDTH; i++) {
        cells[i] = vd_query_cell(query, i);
    }
    return VD_OK;
}

vd_status vd_db_edges(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err)
{
    static const vd_query_plan plan = {
        .select = select,
        .order = "ORDER BY s.path, t.start, t.relation, g.id, f.id, t.ordinal",
        .fill = edge_fill,
        .columns = columns,
        .width = WIDTH,
        .source = VD_QUERY_SOURCE,
        .document = ":document IN (f.id, g.id)",
        .form = "m.form = :form",
        .relation = "t.relation = :relation",
    };
    return vd_query_open(db, &plan, filter, out, err);
}
