/** The listing of mentions. */
#include "store/passage.h"
#include "store/query.h"
#include "store/store.h"

static const vd_column columns[] = {{"source", true},
                                    {"start", false},
                                    {"end", false},
                                    {"surface", true},
                                    {"form", true},
                                    {"type", false},
                                    {"number", false},
                                    {"symbol", false},
                                    {"year", false},
                                    {"date", false},
                                    {"issuer", false},
                                    {"term", false},
                                    {"title", false},
                                    {"pinpoint", false},
                                    {"confidence", false},
                                    {"repairs", false},
                                    {"target_id", true},
                                    {"target_type", false},
                                    {"target_number", false},
                                    {"target_title", false},
                                    {"target_date", false},
                                    {"target_candidates", false},
                                    {"line", true},
                                    {"column", false},
                                    {"place", false},
                                    {"core", false},
                                    {"basis", false},
                                    {"parent_start", false},
                                    {"target_confidence", false},
                                    {"sentence", false}};
#define WIDTH (sizeof columns / sizeof *columns)

/* In the order of `columns` up to `sentence`; year is NULL for none; two columns unseen at the end. */
static const char select[] =
    "SELECT s.path, m.start, m.stop, m.surface, m.form, m.type, m.number, m.symbol, nullif(m.year, 0), m.date, "
    "m.issuer, m.term, m.title, m.pinpoint, m.confidence, m.repairs, d.id, d.type, d.number, d.title, d.date, NULL, "
    "m.line, "
    "m.col, m.place, m.core, l.basis, p.start, l.confidence, " VD_SHOWN_OF_M ", m.source, "
    "m.ordinal "
    "FROM source s CROSS JOIN mention m ON m.source = s.source "
    "LEFT JOIN link l ON l.source = m.source AND l.mention = m.ordinal "
    "LEFT JOIN document d ON d.document = l.document "
    "LEFT JOIN mention p ON p.source = m.source AND p.ordinal = m.parent";

enum {
    COL_YEAR = 8,
    COL_DATE = 9,
    COL_CONFIDENCE = 14,
    COL_REPAIRS = 15,
    COL_TARGET_DATE = 20,
    COL_CANDIDATES = 21,
    COL_CORE = 25,
    COL_TARGET_CONFIDENCE = 28,
    COL_SOURCE = 30,
    COL_ORDINAL = 31
};

static vd_status mention_fill(vd_query *query, vd_cell *cells, vd_error *err)
{
    for (int i = 0; i < (int)WIDTH; i++) {
        cells[i] = vd_query_cell(query, i);
    }
    cells[COL_CORE] = vd_query_bool(query, COL_CORE);
    vd_status status = vd_query_date(query, COL_DATE, &cells[COL_DATE], err);
    if (status == VD_OK) {
        status = vd_query_date(query, COL_TARGET_DATE, &cells[COL_TARGET_DATE], err);
    }
    if (status == VD_OK) {
        status = vd_query_split(query, COL_REPAIRS, &cells[COL_REPAIRS], err);
    }
    if (status != VD_OK) {
        return status;
    }
    return vd_query_list(query, 0, sqlite3_column_int64(query->statement, COL_SOURCE),
                         sqlite3_column_int64(query->statement, COL_ORDINAL), &cells[COL_CANDIDATES], err);
}

vd_status vd_db_mentions(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err)
{
    static const vd_query_plan plan = {
        .select = select,
        .order = "ORDER BY s.path, m.ordinal",
        .lists = {"SELECT d.id FROM candidate c JOIN document d ON d.document = c.document "
                  "WHERE c.source = ? AND c.mention = ? ORDER BY c.rank"},
        .fill = mention_fill,
        .columns = columns,
        .width = WIDTH,
        .source = VD_QUERY_SOURCE,
        .document = "d.id = :document",
        .form = "m.form = :form",
        .relation = "EXISTS (SELECT 1 FROM statement t WHERE t.source = m.source AND t.to_mention = m.ordinal "
                    "AND t.relation = :relation)",
    };
    return vd_query_open(db, &plan, filter, out, err);
}
