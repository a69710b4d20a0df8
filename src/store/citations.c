/** What documents we hold act on without our knowing what it is: statements about mentions that mean no known document,
 *  or one of several.
 *
 *  Only what the text of a document says of itself counts, and only mentions that print something of what they mean:
 *  "the decree above" without a decree says nothing that people could look up. */
#include "base/error.h"
#include "store/pack.h"
#include "store/passage.h"
#include "store/query.h"
#include "store/store.h"

enum { AT_FROM, AT_RELATION, AT_STRENGTH, AT_PREAMBLE, AT_PATH, AT_START, AT_END, AT_LINE, AT_COLUMN };
enum { AT_SENTENCE = AT_COLUMN + 1, AT_PINPOINT, AT_WORDS, AT_TYPE, AT_NUMBER, AT_ISSUER, AT_DATE, AT_KEY, AT_ORDINAL };

static const char citations_text[] =
    "SELECT f.id, t.relation, t.strength, t.preamble, s.path, t.start, t.stop, t.line, t.col, " VD_SHOWN_OF_T
    ", m.pinpoint, m.surface, m.type, m.number, m.issuer, m.date, m.source, "
    "m.ordinal FROM statement t CROSS JOIN link l ON l.source = t.source AND l.mention = t.to_mention "
    "CROSS JOIN mention m ON m.source = t.source AND m.ordinal = t.to_mention "
    "JOIN source s ON s.source = t.source JOIN document_source o ON o.source = t.source AND o.main = 1 "
    "JOIN document f ON f.document = o.document "
    "WHERE l.document IS NULL AND m.form IN ('numbered', 'named', 'truncated') AND (t.from_mention = -1 OR EXISTS "
    "(SELECT 1 FROM link y WHERE y.source = t.source AND y.mention = t.from_mention AND y.document = o.document)) "
    "ORDER BY f.id, s.path, t.start, m.ordinal, t.ordinal";
static const char candidates_text[] = "SELECT d.id FROM candidate c JOIN document d ON d.document = c.document "
                                      "WHERE c.source = ? AND c.mention = ? ORDER BY c.rank";

typedef struct loading {
    sqlite3_stmt *citations, *candidates;
    vd_arena *arena;
    const vd_graph_data *data;
    vd_buf items; /* of vd_citation */
} loading;

static bool text_keep(const loading *l, int column, vd_str *out)
{
    vd_str text = vd_sql_text(l->citations, column);
    *out = text.ptr == NULL ? VD_NONE : vd_arena_copy(l->arena, text);
    return text.ptr == NULL || out->ptr != NULL;
}

static vd_status evidence_read(const loading *l, vd_graph_edge *e, vd_error *err)
{
    sqlite3_stmt *s = l->citations;
    int from = vd_graph_document_find(l->data, vd_sql_text(s, AT_FROM));
    bool good = from >= 0 && vd_relation_parse(vd_sql_text(s, AT_RELATION), &e->relation) &&
                vd_unpack_strength(vd_sql_text(s, AT_STRENGTH), &e->strength) && vd_sql_size(s, AT_START, &e->start) &&
                vd_sql_size(s, AT_END, &e->end) && vd_sql_size(s, AT_LINE, &e->line) &&
                vd_sql_size(s, AT_COLUMN, &e->column);
    if (!good) {
        return vd_sql_damaged(sqlite3_db_handle(s), "a citation", err);
    }
    e->from = (uint32_t)from;
    e->stated_by = l->data->documents[from].id;
    e->preamble = sqlite3_column_int64(s, AT_PREAMBLE) != 0;
    bool kept = text_keep(l, AT_PATH, &e->source) && text_keep(l, AT_SENTENCE, &e->sentence) &&
                text_keep(l, AT_PINPOINT, &e->pinpoint);
    return kept ? VD_OK : vd_fail_memory(err);
}

static vd_status candidates_read(const loading *l, vd_citation *out, vd_error *err)
{
    sqlite3_reset(l->candidates);
    vd_bind bind = {.statement = l->candidates};
    vd_bind_int(&bind, sqlite3_column_int64(l->citations, AT_KEY));
    vd_bind_int(&bind, sqlite3_column_int64(l->citations, AT_ORDINAL));
    vd_status status = vd_bind_done(&bind, err);
    return status == VD_OK ? vd_strings_read(l->candidates, l->arena, &out->candidates, &out->candidate_count, err)
                           : status;
}

static vd_status citation_read(loading *l, vd_error *err)
{
    vd_citation c = {0};
    vd_cell date;
    vd_status status = evidence_read(l, &c.evidence, err);
    if (status == VD_OK) {
        bool kept = text_keep(l, AT_WORDS, &c.words) && text_keep(l, AT_TYPE, &c.type) &&
                    text_keep(l, AT_NUMBER, &c.number) && text_keep(l, AT_ISSUER, &c.issuer);
        status = kept ? vd_date_cell(l->arena, sqlite3_column_int64(l->citations, AT_DATE), &date, err)
                      : vd_fail_memory(err);
    }
    if (status == VD_OK) {
        c.date = date.text;
        status = candidates_read(l, &c, err);
    }
    vd_buf_add(&l->items, (vd_str){(const char *)&c, sizeof c});
    return status == VD_OK && !vd_buf_ok(&l->items) ? vd_fail_memory(err) : status;
}

static vd_status citations_read(loading *l, vd_citation **out, size_t *count, vd_error *err)
{
    bool more = true;
    vd_status status = VD_OK;
    while (status == VD_OK && more) {
        status = vd_sql_step(l->citations, &more, err);
        if (status == VD_OK && more) {
            status = citation_read(l, err);
        }
    }
    *count = l->items.len / sizeof(vd_citation);
    *out = status == VD_OK ? VD_ARENA_ARRAY(l->arena, vd_citation, *count + 1) : NULL;
    if (status == VD_OK && !*out) {
        return vd_fail_memory(err);
    }
    if (status == VD_OK && *count > 0) {
        memcpy(*out, l->items.ptr, l->items.len);
    }
    return status;
}

vd_status vd_store_load_citations(vd_db *db, vd_arena *arena, const vd_graph_data *data, vd_citation **out,
                                  size_t *count, vd_error *err)
{
    loading l = {.arena = arena, .data = data};
    *out = NULL;
    *count = 0;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(citations_text), &l.citations, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_str_of(candidates_text), &l.candidates, err);
    }
    if (status == VD_OK) {
        status = citations_read(&l, out, count, err);
    }
    sqlite3_finalize(l.candidates);
    sqlite3_finalize(l.citations);
    vd_buf_clear(&l.items);
    return status;
}
