/** Writing one source: what was extracted from it, with the words around every mention and statement. */
#include "store/moved.h"
#include "store/pack.h"
#include "store/prepare.h"
#include "store/row_name.h"
#include "store/search.h"
#include "store/store.h"
#include "store/tasks.h"
#include "store/word.h"

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

/* It was not there before. */
static vd_status fresh_put(vd_db *db, int64_t source, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(db, VD_SLOT_FRESH_PUT, "INSERT INTO fresh (source) VALUES (?)", &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, source);
    return vd_bind_run(&bind, err);
}

static vd_status source_put(vd_db *db, const vd_stored_source *s, vd_error *err)
{
    static const char text[] =
        "INSERT INTO source (path, name, hash, size, streamed, print, marks_lost, type, number, symbol, "
        "issuer, issuer_stated, place, title, signer, signer_role, date, effective) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
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
    vd_bind_text(&bind, vd_str_file_name(s->path));
    vd_bind_int(&bind, (int64_t)s->hash);
    vd_bind_int(&bind, (int64_t)s->size);
    vd_bind_bool(&bind, s->streamed);
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
    vd_bind_int(&bind, vd_pack_date(h->effective));
    return vd_bind_run(&bind, err);
}

/* What is being written. */
typedef struct put {
    vd_db *db;
    const vd_stored_source *stored;
    const vd_prepared *prepared;
    int64_t row; /* of the source */
} put;

static vd_status passage_put(put *p, vd_error *err)
{
    static const char text[] = "INSERT INTO passage (source, words) VALUES (?, ?)";
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_PASSAGE_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->row);
    vd_bind_blob(&bind, vd_buf_str(&p->prepared->words));
    return vd_bind_run(&bind, err);
}

/* Binds the words first, because making a new one runs other statements. */
static vd_status words_bind(put *p, vd_bind *bind, const vd_str *words, size_t count, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = vd_word_bind(p->db, bind, words[i], err);
    }
    return status;
}

static void mention_bind_rest(vd_bind *bind, const vd_mention *m)
{
    vd_bind_blob(bind, m->surface.ptr != NULL ? m->surface : VD_LIT(""));
    vd_bind_int(bind, m->year);
    vd_bind_int(bind, vd_pack_date(m->date));
    vd_bind_bool(bind, m->issuer_stated);
    vd_bind_real(bind, m->confidence);
    vd_bind_int(bind, m->parent);
    vd_bind_bool(bind, m->core);
    vd_bind_int(bind, m->antecedent);
    vd_bind_int(bind, m->among);
}

static void place_bind(vd_bind *bind, vd_span span, const vd_place *place)
{
    vd_bind_size(bind, span.start);
    vd_bind_size(bind, span.end);
    vd_bind_size(bind, place->line);
    vd_bind_size(bind, place->column);
    vd_bind_size(bind, place->shown.start);
    vd_bind_size(bind, place->shown.end);
}

#define MENTION_COLUMNS(as, between)    \
    as(form_word) between as(type_word) \
    between as(number_word)             \
    between as(symbol_word)             \
    between as(issuer_word)             \
    between as(place_word)              \
    between as(term_word)               \
    between as(title_word)              \
    between as(pinpoint_word)           \
    between as(repairs_word)            \
    between as(catalogue_word)          \
    between as(start)                   \
    between as(stop)                    \
    between as(line)                    \
    between as(col)                     \
    between as(shown_start)             \
    between as(shown_stop)              \
    between as(surface)                 \
    between as(year)                    \
    between as(date)                    \
    between as(issuer_stated)           \
    between as(confidence)              \
    between as(parent)                  \
    between as(core)                    \
    between as(antecedent)              \
    between as(among)                   \
    between as(name_key)

static vd_status mention_put(put *p, size_t at, vd_error *err)
{
    static const char text[] = VD_SQL_UPSERT("mention_row", "source, ordinal", "?, ?", MENTION_COLUMNS);
    const vd_mention *m = &p->stored->extraction->mentions[at];
    vd_str catalogue = VD_NONE;
    sqlite3_stmt *statement = NULL;
    if (!vd_row_name(m->catalogue, &catalogue)) {
        return vd_extraction_misplaced("mention", at, p->stored->path, err);
    }
    vd_status status = vd_sql_slot(p->db, VD_SLOT_MENTION_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    const vd_str words[] = {vd_str_of(vd_form_name(m->form)),
                            m->type,
                            m->number,
                            m->symbol,
                            m->issuer,
                            m->place,
                            m->term,
                            m->title,
                            m->pinpoint,
                            m->repairs,
                            catalogue};
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->row);
    vd_bind_size(&bind, at);
    status = words_bind(p, &bind, words, sizeof words / sizeof *words, err);
    place_bind(&bind, (vd_span){m->start, m->end}, &p->prepared->mentions[at]);
    mention_bind_rest(&bind, m);
    vd_bind_text(&bind, p->prepared->names[at]);
    return status == VD_OK ? vd_bind_run(&bind, err) : status;
}

#define STATEMENT_COLUMNS(as, between)          \
    as(relation_word) between as(strength_word) \
    between as(start)                           \
    between as(stop)                            \
    between as(line)                            \
    between as(col)                             \
    between as(shown_start)                     \
    between as(shown_stop)                      \
    between as(from_mention)                    \
    between as(to_mention)                      \
    between as(cue_start)                       \
    between as(cue_stop)                        \
    between as(sentence_start)                  \
    between as(sentence_stop)                   \
    between as(preamble)                        \
    between as(confidence)

static vd_status statement_put(put *p, size_t at, vd_error *err)
{
    static const char text[] = VD_SQL_UPSERT("statement_row", "source, ordinal", "?, ?", STATEMENT_COLUMNS);
    const vd_statement *t = &p->stored->extraction->statements[at];
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_STATEMENT_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    const vd_str words[] = {vd_str_of(vd_relation_name(t->relation)), vd_pack_strength(t->strength)};
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->row);
    vd_bind_size(&bind, at);
    status = words_bind(p, &bind, words, sizeof words / sizeof *words, err);
    place_bind(&bind, (vd_span){t->start, t->end}, &p->prepared->statements[at]);
    vd_bind_int(&bind, t->from);
    vd_bind_int(&bind, t->to);
    vd_bind_size(&bind, t->cue_start);
    vd_bind_size(&bind, t->cue_end);
    vd_bind_size(&bind, t->sentence_start);
    vd_bind_size(&bind, t->sentence_end);
    vd_bind_bool(&bind, t->preamble);
    vd_bind_real(&bind, t->confidence);
    return status == VD_OK ? vd_bind_run(&bind, err) : status;
}

static vd_status content_put(put *p, vd_error *err)
{
    const vd_extraction *e = p->stored->extraction;
    vd_status status = passage_put(p, err);
    if (status == VD_OK) {
        status = vd_search_put(p->db, p->row, vd_source_bytes(p->stored->source), err);
    }
    for (size_t i = 0; status == VD_OK && i < e->mention_count; i++) {
        status = mention_put(p, i, err);
    }
    for (size_t i = 0; status == VD_OK && i < e->statement_count; i++) {
        status = statement_put(p, i, err);
    }
    return status;
}

/* It says and cites what it did: nothing that was decided changes, but for where it stands. */
static vd_status source_move(vd_db *db, const vd_stored_source *s, const vd_prepared *prepared, const vd_moved *moved,
                             vd_error *err)
{
    put p = {.db = db, .stored = s, .prepared = prepared, .row = moved->row};
    vd_status status = vd_moved_begin(db, moved, s, err);
    if (status == VD_OK) {
        status = content_put(&p, err);
    }
    if (status == VD_OK && s->tasks != NULL) {
        status = vd_tasks_put(db, p.row, s, err);
    }
    return status == VD_OK ? vd_moved_end(db, moved, err) : status;
}

static vd_status source_replace(vd_db *db, const vd_stored_source *s, const vd_prepared *prepared, vd_error *err)
{
    vd_status status = source_remove(db, s->path, err);
    bool fresh = status == VD_OK && sqlite3_changes(db->sql) == 0;
    if (status == VD_OK) {
        status = source_put(db, s, err);
    }
    if (status != VD_OK) {
        return status;
    }
    put p = {.db = db, .stored = s, .prepared = prepared, .row = sqlite3_last_insert_rowid(db->sql)};
    status = content_put(&p, err);
    if (status == VD_OK && fresh) {
        status = fresh_put(db, p.row, err);
    }
    if (status == VD_OK && s->tasks != NULL) {
        status = vd_tasks_put(db, p.row, s, err);
    }
    return status == VD_OK ? change_note(db, err) : status;
}

static vd_status source_write(vd_db *db, const vd_stored_source *s, const vd_prepared *prepared, vd_error *err)
{
    vd_moved moved = {0};
    vd_status status = vd_moved_ask(db, s, &moved, err);
    if (status == VD_OK && moved.row == 0 && s->part != NULL) {
        status = s->part(s->part_context, s->path, err);
    }
    if (status == VD_OK) {
        status = moved.row ? source_move(db, s, prepared, &moved, err) : source_replace(db, s, prepared, err);
    }
    vd_moved_clear(&moved);
    return status;
}

vd_status vd_store_put_source(vd_db *db, const vd_stored_source *source, vd_error *err)
{
    vd_prepared *own = NULL;
    vd_status status = VD_OK;
    if (source->prepared == NULL) {
        status = vd_store_prepare(source->path, source->source, source->extraction, &own, err);
    }
    if (status == VD_OK) {
        status = vd_sql_begin(db, err);
    }
    if (status == VD_OK) {
        status = vd_sql_end(db, source_write(db, source, own != NULL ? own : source->prepared, err), err);
    }
    vd_prepared_free(own);
    return status;
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

vd_status vd_store_remove_sources(vd_db *db, const vd_str *paths, size_t count, vd_error *err)
{
    vd_status status = vd_sql_begin(db, err);
    if (status != VD_OK) {
        return status;
    }
    for (size_t i = 0; i < count && status == VD_OK; i++) {
        status = source_forget(db, paths[i], err);
    }
    return vd_sql_end(db, status, err);
}

vd_status vd_store_remove_source(vd_db *db, vd_str path, vd_error *err)
{
    return vd_store_remove_sources(db, &path, 1, err);
}
