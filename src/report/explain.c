/** vd_explain: gathering the facts of one mention, and in which form they are written. */
#include "report/explain.h"

#include "base/date.h"
#include "base/error.h"
#include "extract/source.h"
#include "report/rows_write.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- Facts ------------------------------------------------------------------------------------------------------- */

static bool facts_grow(vd_explanation *e)
{
    vd_fact *grown = vd_arena_grown(e->arena, e->facts, &e->cap, 64, sizeof *grown);
    if (grown == NULL) {
        e->failed = true;
        return false;
    }
    e->facts = grown;
    return true;
}

vd_fact *vd_fact_add(vd_explanation *e, vd_part part, const char *what, vd_str value)
{
    bool room = e->count < e->cap || facts_grow(e);
    vd_fact *fact = room ? &e->facts[e->count++] : &e->spare;
    *fact = (vd_fact){.part = part, .what = what, .value = value};
    return fact;
}

void vd_fact_row(vd_fact *fact, const char *table, const char *row, const char *basis)
{
    fact->table = table;
    fact->row = vd_str_of(row);
    fact->basis = vd_str_of(basis);
}

void vd_fact_bytes(vd_explanation *e, vd_fact *fact, size_t start, size_t end)
{
    if (end <= start) {
        return;
    }
    vd_str words = vd_text_clean(e->arena, vd_str_slice(e->text->bytes, start, end));
    e->failed = e->failed || words.ptr == NULL;
    fact->words = words;
    fact->start = start;
    fact->end = end;
}

void vd_fact_stretch(vd_explanation *e, vd_fact *fact, vd_stretch stretch)
{
    size_t start = 0, end = 0;
    if (stretch.to > stretch.from) {
        vd_text_span(e->text, stretch.from, stretch.to, &start, &end);
        vd_fact_bytes(e, fact, start, end);
    }
}

vd_str vd_explain_text(vd_explanation *e, const char *format, ...)
{
    char small[512];
    va_list values;
    va_start(values, format);
    int len = vsnprintf(small, sizeof small, format, values);
    va_end(values);
    size_t size = len < 0 ? 0 : (size_t)len;
    char *text = vd_arena_alloc(e->arena, size + 1);
    if (len < 0 || text == NULL) {
        e->failed = true;
        return VD_LIT("");
    }
    if (size < sizeof small) {
        memcpy(text, small, size + 1);
    } else {
        va_start(values, format);
        (void)vsnprintf(text, size + 1, format, values);
        va_end(values);
    }
    return (vd_str){text, size};
}

vd_str vd_explain_fold(vd_explanation *e, vd_str s)
{
    vd_str fold = vd_fold_copy(e->arena, s);
    e->failed = e->failed || fold.ptr == NULL;
    return fold.ptr ? fold : VD_LIT("");
}

vd_str vd_explain_mention(vd_explanation *e, int index)
{
    const vd_mention *m = &e->extraction->mentions[index];
    vd_str words = vd_text_clean(e->arena, m->surface);
    size_t line = 0, column = 0;
    e->failed = e->failed || words.ptr == NULL;
    vd_source_position(e->source, m->start, &line, &column);
    return vd_explain_text(e, "\"%.*s\" (%zu:%zu)", VD_ARG(words), line, column);
}

/* ---- One mention ------------------------------------------------------------------------------------------------- */

/* Where its number and its type word stand: many facts need that. */
static void reading_locate(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    e->span = (vd_stretch){vd_text_fold_at(e->text, m->start), vd_text_fold_at(e->text, m->end)};
    if (!vd_words_number(e, &e->number)) {
        e->number = (vd_stretch){0, 0};
    }
    const vd_type_row *row = m->type.ptr ? vd_type_find(vd_explain_fold(e, m->type)) : NULL;
    size_t to = 0;
    if (row && vd_words_at(e, e->span.from, row->fold, &to)) {
        e->type = (vd_stretch){e->span.from, to};
    }
    if (vd_date_valid(e->extraction->header.date)) {
        e->latest = vd_date_last(e->extraction->header.date);
    }
}

static vd_status facts_gather(vd_explanation *e, vd_error *err)
{
    reading_locate(e);
    vd_status status = e->db ? vd_explain_ask(e, err) : VD_OK;
    if (status != VD_OK) {
        return status;
    }
    vd_explain_form(e);
    vd_explain_antecedent(e);
    vd_explain_type(e);
    vd_explain_number(e);
    vd_explain_repairs(e);
    vd_explain_fields(e);
    vd_explain_name(e);
    vd_explain_inside(e);
    vd_explain_relations(e);
    vd_explain_confidence(e);
    status = vd_explain_link(e, err);
    return status == VD_OK && e->failed ? vd_fail_memory(err) : status;
}

static vd_status explanation_make(vd_arena *arena, const vd_source *source, const vd_extraction *extraction,
                                  size_t mention, vd_db *db, vd_lang lang, vd_explanation *out, vd_error *err)
{
    *out = (vd_explanation){.source = source, .extraction = extraction, .db = db, .lang = lang, .arena = arena};
    if (mention >= extraction->mention_count) {
        return vd_fail(err, VD_INVALID, "no mention number %zu: the text has %zu", mention, extraction->mention_count);
    }
    out->text = vd_source_text(source);
    out->mention = &extraction->mentions[mention];
    out->index = (int)mention;
    return facts_gather(out, err);
}

vd_status vd_explain_rows(const vd_source *source, const vd_extraction *extraction, size_t mention, vd_db *db,
                          vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_explanation e;
    *out = NULL;
    vd_status status = explanation_make(&arena, source, extraction, mention, db, VD_LANG_EN, &e, err);
    if (status == VD_OK) {
        status = vd_explain_table(&e, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status page_form(void *answer, const vd_style *style, vd_out *out, vd_error *err)
{
    return vd_explain_page(answer, style, out, err);
}

static vd_status json_form(void *answer, vd_out *out, vd_error *err)
{
    vd_explanation *e = answer;
    vd_explain_json(e, out);
    return e->failed ? vd_fail_memory(err) : VD_OK;
}

static vd_status rows_form(void *answer, vd_rows **out, vd_error *err)
{
    return vd_explain_table(answer, out, err);
}

/* Programs look for the words that they know. */
static vd_lang lang_of(vd_format format, const vd_style *style)
{
    bool people = format == VD_FORMAT_TABLE || format == VD_FORMAT_MARKDOWN || format == VD_FORMAT_HTML ||
                  format == VD_FORMAT_XLSX;
    vd_lang asked = style ? style->lang : VD_LANG_VI;
    return people ? asked : VD_LANG_EN;
}

vd_status vd_explain(const vd_source *source, const vd_extraction *extraction, size_t mention, vd_db *db,
                     vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    vd_arena arena = {0};
    vd_explanation e;
    vd_status status = explanation_make(&arena, source, extraction, mention, db, lang_of(format, style), &e, err);
    if (status == VD_OK) {
        vd_forms forms = {page_form, json_form, rows_form, &e, NULL};
        status = vd_forms_write(&forms, format, style, sink, err);
    }
    vd_arena_clear(&arena);
    return status;
}

/* The facts of one mention behind those of others; its arena goes with it. */
static vd_status mention_add(const vd_source *source, const vd_extraction *extraction, size_t mention, vd_lang lang,
                             vd_rows *rows, vd_error *err)
{
    vd_arena arena = {0};
    vd_explanation e;
    vd_status status = explanation_make(&arena, source, extraction, mention, NULL, lang, &e, err);
    if (status == VD_OK) {
        status = vd_explain_rows_add(&e, rows, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_explain_book(const vd_source *source, const vd_extraction *extraction, unsigned forms, vd_format format,
                          const vd_style *style, vd_sink sink, size_t *count, vd_error *err)
{
    vd_arena arena = {0};
    vd_rows *rows = NULL;
    vd_style named = style ? *style : (vd_style){0};
    vd_str name = vd_source_name(source);
    char *title = vd_arena_alloc(&arena, name.len + 1);
    size_t told = 0;
    vd_status status = title ? vd_explain_rows_many(&rows, err) : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < extraction->mention_count; i++) {
        if (forms == 0 || (forms & VD_FORM_BIT(extraction->mentions[i].form)) != 0) {
            status = mention_add(source, extraction, i, named.lang, rows, err);
            told++;
        }
    }
    if (status == VD_OK) {
        memcpy(title, name.ptr, name.len);
        title[name.len] = '\0';
        named.title = title;
        status = vd_rows_write(rows, format, &named, sink, NULL, err);
    }
    vd_rows_free(rows);
    vd_arena_clear(&arena);
    if (count && status == VD_OK) {
        *count = told;
    }
    return status;
}
