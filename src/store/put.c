/** Writing one source: what was extracted from it, with the words around every mention and statement. */
#include "base/error.h"
#include "store/key.h"
#include "store/pack.h"
#include "store/row_name.h"
#include "store/shown.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/tasks.h"
#include "text/text.h"

static vd_status index_fail(const char *what, size_t at, vd_str path, vd_error *err)
{
    return vd_fail(err, VD_INVALID, "%.*s: the extraction's %s %zu is out of place", (int)path.len, path.ptr, what, at);
}

static bool index_fits(int index, size_t count)
{
    return index >= -1 && (index < 0 || (size_t)index < count);
}

/* What a mention stands for comes before it. */
static bool antecedent_fits(const vd_mention *m, size_t at)
{
    bool none = m->antecedent == 0 && m->among == 0;
    return none || (m->among > 0 && m->among <= m->antecedent && (size_t)m->antecedent <= at);
}

static bool span_fits(size_t start, size_t end, size_t len)
{
    return start <= end && end <= len;
}

/* What is read back is trusted to keep these. */
static vd_status extraction_check(const vd_stored_source *s, vd_error *err)
{
    const vd_extraction *e = s->extraction;
    size_t len = vd_source_bytes(s->source).len;
    for (size_t i = 0; i < e->mention_count; i++) {
        const vd_mention *m = &e->mentions[i], *before = i == 0 ? m : m - 1;
        bool sorted = before->start < m->start || (before->start == m->start && before->end >= m->end);
        if (!sorted || !span_fits(m->start, m->end, len) || !index_fits(m->parent, e->mention_count) ||
            !antecedent_fits(m, i)) {
            return index_fail("mention", i, s->path, err);
        }
    }
    for (size_t i = 0; i < e->statement_count; i++) {
        const vd_statement *t = &e->statements[i];
        if (!index_fits(t->from, e->mention_count) || !index_fits(t->to, e->mention_count) ||
            !span_fits(t->start, t->end, len) || !span_fits(t->cue_start, t->cue_end, len) ||
            !span_fits(t->sentence_start, t->sentence_end, len)) {
            return index_fail("statement", i, s->path, err);
        }
    }
    return VD_OK;
}

static vd_str name_of(vd_str path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/') {
        at--;
    }
    return vd_str_slice(path, at, path.len);
}

static vd_status source_remove(vd_db *db, vd_str path, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(db, VD_SLOT_SOURCE_REMOVE, "DELETE FROM source WHERE path = ?", &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, path);
    return vd_bind_run(&bind, err);
}

static vd_status change_note(vd_db *db, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(db, VD_SLOT_CHANGED, "UPDATE state SET changed = changed + 1", &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    return vd_bind_run(&bind, err);
}

static vd_status source_put(vd_db *db, const vd_stored_source *s, vd_error *err)
{
    static const char text[] = "INSERT INTO source (path, name, hash, size, print, marks_lost, type, number, symbol, "
                               "issuer, issuer_stated, place, title, signer, signer_role, date) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(db, VD_SLOT_SOURCE_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    char print[VD_PACK_PRINT_BYTES];
    vd_pack_print(s->print, print);
    const vd_header *h = &s->extraction->header;
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, s->path);
    vd_bind_text(&bind, name_of(s->path));
    vd_bind_int(&bind, (int64_t)s->hash);
    vd_bind_int(&bind, (int64_t)s->size);
    vd_bind_blob(&bind, (vd_str){print, sizeof print});
    vd_bind_bool(&bind, s->marks_lost);
    vd_bind_text(&bind, h->type);
    vd_bind_text(&bind, h->number);
    vd_bind_text(&bind, h->symbol);
    vd_bind_text(&bind, h->issuer);
    vd_bind_bool(&bind, h->issuer_stated);
    vd_bind_text(&bind, h->place);
    vd_bind_text(&bind, h->title);
    vd_bind_text(&bind, h->signer);
    vd_bind_text(&bind, h->signer_role);
    vd_bind_int(&bind, vd_pack_date(h->date));
    return vd_bind_run(&bind, err);
}

/* What is being written; `scratch` is emptied row by row, for a file may hold a million of them. */
typedef struct put {
    vd_db *db;
    const vd_stored_source *stored;
    int64_t row; /* of the source */
    vd_arena scratch;
    vd_span shown; /* written last: mentions of one sentence follow each other */
} put;

static vd_status sentence_put(put *p, vd_span shown, vd_error *err)
{
    static const char text[] = "INSERT INTO sentence (source, start, stop, text) VALUES (?, ?, ?, ?) "
                               "ON CONFLICT DO NOTHING";
    if (shown.end != 0 && shown.start == p->shown.start && shown.end == p->shown.end) {
        return VD_OK;
    }
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_SENTENCE_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_str bytes = vd_source_bytes(p->stored->source);
    vd_str clean = vd_text_clean(&p->scratch, vd_str_slice(bytes, shown.start, shown.end));
    if (clean.ptr == NULL) {
        return vd_fail_memory(err);
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->row);
    vd_bind_size(&bind, shown.start);
    vd_bind_size(&bind, shown.end);
    vd_bind_text(&bind, clean);
    p->shown = shown;
    return vd_bind_run(&bind, err);
}

static void mention_bind_words(vd_bind *bind, const vd_mention *m)
{
    vd_bind_text(bind, vd_str_of(vd_form_name(m->form)));
    vd_bind_text(bind, m->type);
    vd_bind_text(bind, m->number);
    vd_bind_text(bind, m->symbol);
    vd_bind_int(bind, m->year);
    vd_bind_int(bind, vd_pack_date(m->date));
    vd_bind_text(bind, m->issuer);
    vd_bind_bool(bind, m->issuer_stated);
    vd_bind_text(bind, m->place);
    vd_bind_text(bind, m->title);
    vd_bind_text(bind, m->pinpoint);
    vd_bind_text(bind, m->repairs);
    vd_bind_real(bind, m->confidence);
    vd_bind_int(bind, m->parent);
    vd_bind_bool(bind, m->core);
    vd_bind_int(bind, m->antecedent);
    vd_bind_int(bind, m->among);
}

/* Where it is, and which words are shown with it. */
static void place_bind(vd_bind *bind, const put *p, vd_span span, vd_span shown)
{
    size_t line = 0, column = 0;
    vd_source_position(p->stored->source, span.start, &line, &column);
    vd_bind_size(bind, span.start);
    vd_bind_size(bind, span.end);
    vd_bind_size(bind, line);
    vd_bind_size(bind, column);
    vd_bind_size(bind, shown.start);
    vd_bind_size(bind, shown.end);
}

static vd_status mention_put(put *p, size_t at, const vd_statement *evidence, vd_error *err)
{
    static const char text[] =
        "INSERT INTO mention (source, ordinal, start, stop, line, col, shown_start, shown_stop, surface, form, type, "
        "number, symbol, year, date, issuer, issuer_stated, place, title, pinpoint, repairs, confidence, parent, core, "
        "antecedent, among, catalogue, name_key) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    const vd_mention *m = &p->stored->extraction->mentions[at];
    vd_str bytes = vd_source_bytes(p->stored->source), catalogue, name = VD_NONE;
    if (!vd_row_name(m->catalogue, &catalogue)) {
        return index_fail("mention", at, p->stored->path, err);
    }
    if (m->form == VD_FORM_NAMED && !vd_key_name(&p->scratch, m->surface, &name)) {
        return vd_fail_memory(err);
    }
    vd_span span = {m->start, m->end}, shown = vd_shown_around(bytes, span);
    if (evidence != NULL) {
        shown = vd_shown_sentence(bytes, (vd_span){evidence->sentence_start, evidence->sentence_end}, span);
    }
    vd_status status = sentence_put(p, shown, err);
    sqlite3_stmt *statement = NULL;
    if (status == VD_OK) {
        status = vd_sql_slot(p->db, VD_SLOT_MENTION_PUT, text, &statement, err);
    }
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->row);
    vd_bind_size(&bind, at);
    place_bind(&bind, p, span, shown);
    vd_bind_blob(&bind, m->surface.ptr != NULL ? m->surface : VD_LIT(""));
    mention_bind_words(&bind, m);
    vd_bind_text(&bind, catalogue);
    vd_bind_text(&bind, name);
    return vd_bind_run(&bind, err);
}

static vd_status statement_put(put *p, size_t at, vd_error *err)
{
    static const char text[] =
        "INSERT INTO statement (source, ordinal, start, stop, line, col, shown_start, shown_stop, relation, strength, "
        "from_mention, to_mention, cue_start, cue_stop, sentence_start, sentence_stop, preamble, confidence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    const vd_statement *t = &p->stored->extraction->statements[at];
    vd_span span = {t->start, t->end}, sentence = {t->sentence_start, t->sentence_end};
    vd_span shown = vd_shown_sentence(vd_source_bytes(p->stored->source), sentence, span);
    vd_status status = sentence_put(p, shown, err);
    sqlite3_stmt *statement = NULL;
    if (status == VD_OK) {
        status = vd_sql_slot(p->db, VD_SLOT_STATEMENT_PUT, text, &statement, err);
    }
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->row);
    vd_bind_size(&bind, at);
    place_bind(&bind, p, span, shown);
    vd_bind_text(&bind, vd_str_of(vd_relation_name(t->relation)));
    vd_bind_text(&bind, vd_pack_strength(t->strength));
    vd_bind_int(&bind, t->from);
    vd_bind_int(&bind, t->to);
    vd_bind_size(&bind, t->cue_start);
    vd_bind_size(&bind, t->cue_end);
    vd_bind_size(&bind, t->sentence_start);
    vd_bind_size(&bind, t->sentence_end);
    vd_bind_bool(&bind, t->preamble);
    vd_bind_real(&bind, t->confidence);
    return vd_bind_run(&bind, err);
}

/* Per mention the first statement about it, whose sentence it is shown with; NULL entries where there is none. */
static const vd_statement **evidence_find(vd_arena *arena, const vd_extraction *e)
{
    const vd_statement **found = VD_ARENA_ARRAY(arena, const vd_statement *, e->mention_count + 1);
    for (size_t i = e->statement_count; found != NULL && i-- > 0;) {
        const vd_statement *t = &e->statements[i];
        if (t->from >= 0) {
            found[t->from] = t;
        }
        if (t->to >= 0) {
            found[t->to] = t;
        }
    }
    return found;
}

static vd_status content_put(put *p, vd_error *err)
{
    const vd_extraction *e = p->stored->extraction;
    vd_arena arena = {0};
    const vd_statement **evidence = evidence_find(&arena, e);
    vd_status status = evidence == NULL ? vd_fail_memory(err) : VD_OK;
    for (size_t i = 0; status == VD_OK && i < e->mention_count; i++) {
        status = mention_put(p, i, evidence[i], err);
        vd_arena_clear(&p->scratch);
    }
    for (size_t i = 0; status == VD_OK && i < e->statement_count; i++) {
        status = statement_put(p, i, err);
        vd_arena_clear(&p->scratch);
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status source_replace(vd_db *db, const vd_stored_source *s, vd_error *err)
{
    vd_status status = source_remove(db, s->path, err);
    if (status == VD_OK) {
        status = source_put(db, s, err);
    }
    if (status != VD_OK) {
        return status;
    }
    put p = {.db = db, .stored = s, .row = sqlite3_last_insert_rowid(db->sql)};
    status = content_put(&p, err);
    if (status == VD_OK && s->tasks != NULL) {
        status = vd_tasks_put(db, p.row, s, err);
    }
    return status == VD_OK ? change_note(db, err) : status;
}

vd_status vd_store_put_source(vd_db *db, const vd_stored_source *source, vd_error *err)
{
    vd_status status = extraction_check(source, err);
    if (status == VD_OK) {
        status = vd_sql_begin(db, err);
    }
    return status == VD_OK ? vd_sql_end(db, source_replace(db, source, err), err) : status;
}

void vd_store_batch_begin(vd_db *db)
{
    vd_sql_batch_begin(db);
}

vd_status vd_store_batch_end(vd_db *db, vd_error *err)
{
    return vd_sql_batch_end(db, err);
}

vd_status vd_store_empty(vd_db *db, bool *empty, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(db->sql, VD_LIT("SELECT NOT EXISTS (SELECT 1 FROM source)"), &statement, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    *empty = row && sqlite3_column_int(statement, 0) != 0;
    sqlite3_finalize(statement);
    return status;
}

static vd_status source_forget(vd_db *db, vd_str path, vd_error *err)
{
    vd_status status = source_remove(db, path, err);
    if (status == VD_OK && sqlite3_changes(db->sql) > 0) {
        status = change_note(db, err);
    }
    return status;
}

vd_status vd_store_remove_source(vd_db *db, vd_str path, vd_error *err)
{
    vd_status status = vd_sql_begin(db, err);
    return status == VD_OK ? vd_sql_end(db, source_forget(db, path, err), err) : status;
}
