/** An explanation as a page for people, as one JSON object, and as rows. */
#include "report/explain.h"

#include "base/error.h"
#include "base/rows.h"
#include "report/rows_write.h"
#include "report/width.h"
#include "store/shown.h"

static const struct {
    const char *name;
} parts[] = {
#define VD_PART(part, name, vi, en) {name},
#include "report/explain.def"
};

/* ---- Page -------------------------------------------------------------------------------------------------------- */

enum { LABEL_WIDTH = 20, DETAIL_WIDTH = 22, WIDTH_MIN = 40 };

typedef struct page {
    vd_explanation *e;
    vd_buf *buf;
    vd_buf line; /* being put together */
    bool color;
    size_t limit; /* SIZE_MAX: none */
} page;

static void blanks_add(vd_buf *buf, size_t count)
{
    while (count-- > 0) {
        vd_buf_add_char(buf, ' ');
    }
}

/* Write page->line from column `at` on, broken between words; later lines begin at `indent`. */
static void line_wrap(page *p, size_t at, size_t indent)
{
    vd_str text = vd_width_clean(p->e->arena, vd_buf_str(&p->line));
    p->e->failed = p->e->failed || text.ptr == NULL || !vd_buf_ok(&p->line);
    bool first = true;
    for (size_t from = 0; from < text.len;) {
        size_t to = vd_str_find(text, VD_LIT(" "), from);
        vd_str word = vd_str_slice(text, from, to == SIZE_MAX ? text.len : to);
        size_t width = vd_width(word);
        if (!first && at + 1 + width > p->limit) {
            vd_buf_add_char(p->buf, '\n');
            blanks_add(p->buf, indent);
            at = indent;
        } else if (!first) {
            vd_buf_add_char(p->buf, ' ');
            at++;
        }
        vd_buf_add(p->buf, word);
        at += width;
        first = false;
        from += word.len + 1;
    }
    vd_buf_add_char(p->buf, '\n');
    vd_buf_reset(&p->line);
}

static void strong_add(page *p, const char *text)
{
    vd_buf_add_text(p->buf, p->color ? "\x1b[1m" : "");
    vd_buf_add_text(p->buf, text);
    vd_buf_add_text(p->buf, p->color ? "\x1b[0m" : "");
}

/* An earlier fact rests on the same row: the page says once what the row itself rests on. */
static bool row_said(const vd_explanation *e, const vd_fact *fact)
{
    for (const vd_fact *before = e->facts; before < fact; before++) {
        if (before->table && strcmp(before->table, fact->table) == 0 && vd_str_eq(before->row, fact->row) &&
            vd_str_eq(before->basis, fact->basis)) {
            return true;
        }
    }
    return false;
}

/* "what: value, from "words" (12:5): note [table, row: basis]" onto page->line. */
static void fact_line(page *p, const vd_fact *fact)
{
    vd_buf *line = &p->line;
    size_t begin = 0;
    if (strcmp(fact->what, "value") != 0) {
        vd_buf_add(line, vd_explain_what(p->e, fact->what));
        vd_buf_add_text(line, ": ");
        begin = line->len;
    }
    vd_buf_add(line, fact->value);
    if (fact->end > fact->start) {
        size_t row = 0, column = 0;
        vd_source_position(p->e->source, fact->start, &row, &column);
        bool same = vd_str_eq(fact->words, fact->value);
        if (same) {
            vd_buf_add_char(line, ' ');
        } else {
            vd_buf_add(line, fact->value.ptr ? VD_SAY(p->e, READ_FROM) : VD_LIT(""));
            vd_buf_add_format(line, "\"%.*s\" ", VD_ARG(fact->words));
        }
        vd_buf_add_format(line, "(%zu:%zu)", row, column);
    }
    if (fact->note.len) {
        vd_buf_add_text(line, line->len > begin ? ": " : "");
        vd_buf_add(line, fact->note);
    }
    if (fact->table) {
        vd_str basis = row_said(p->e, fact) ? VD_NONE : vd_explain_value(p->e, "row_source", fact->basis);
        vd_buf_add_format(line, " [%s%s%.*s", fact->table, fact->row.len ? ", " : "", VD_ARG(fact->row));
        vd_buf_add_format(line, "%s%.*s]", basis.len ? ": " : "", VD_ARG(basis));
    }
}

static void fact_write(page *p, const vd_fact *fact, bool opens)
{
    const char *label = vd_explain_part(p->e, fact->part);
    size_t at = opens ? vd_width(vd_str_of(label)) : 0;
    if (opens) {
        strong_add(p, label);
    }
    blanks_add(p->buf, at < LABEL_WIDTH ? LABEL_WIDTH - at : 1);
    fact_line(p, fact);
    line_wrap(p, LABEL_WIDTH, DETAIL_WIDTH);
}

/* The sentence that its relation was read in, else what stands around it. */
static vd_span sentence_of(const vd_explanation *e)
{
    vd_span span = {e->mention->start, e->mention->end};
    for (size_t i = 0; i < e->extraction->statement_count; i++) {
        const vd_statement *statement = &e->extraction->statements[i];
        bool around = statement->sentence_start <= span.start && span.end <= statement->sentence_end;
        if (around && (statement->to == e->index || statement->from == e->index)) {
            vd_span sentence = {statement->sentence_start, statement->sentence_end};
            return vd_shown_sentence(e->text->bytes, sentence, span);
        }
    }
    return vd_shown_around(e->text->bytes, span);
}

/* The mention, its place, and the words around it with the mention in brackets. */
static void head_write(page *p)
{
    const vd_explanation *e = p->e;
    const vd_mention *m = e->mention;
    vd_span around = sentence_of(e);
    size_t line = 0, column = 0;
    vd_source_position(e->source, m->start, &line, &column);
    vd_str words = vd_width_clean(e->arena, m->surface);
    p->e->failed = p->e->failed || words.ptr == NULL;
    vd_buf_add_text(p->buf, p->color ? "\x1b[1m" : "");
    vd_buf_add(p->buf, words);
    vd_buf_add_text(p->buf, p->color ? "\x1b[0m\n" : "\n");
    vd_str place = vd_explain_text(p->e, "%.*s:%zu:%zu", VD_ARG(vd_source_name(e->source)), line, column);
    vd_buf_add(&p->line,
               VD_SAY_OF(p->e, PLACE, place, vd_explain_count(p->e, m->start), vd_explain_count(p->e, m->end)));
    line_wrap(p, 0, 2);
    blanks_add(p->buf, 2);
    vd_buf_add(&p->line, vd_str_slice(e->text->bytes, around.start, m->start));
    vd_buf_add_text(&p->line, "\xE2\x9F\xA6"); /* ⟦ */
    vd_buf_add(&p->line, m->surface);
    vd_buf_add_text(&p->line, "\xE2\x9F\xA7");
    vd_buf_add(&p->line, vd_str_slice(e->text->bytes, m->end, around.end));
    line_wrap(p, 2, 2);
    vd_buf_add_char(p->buf, '\n');
}

vd_status vd_explain_page(vd_explanation *e, const vd_style *style, vd_out *out, vd_error *err)
{
    size_t width = style && style->width > 0 ? (size_t)style->width : SIZE_MAX;
    page p = {.e = e, .buf = &out->buf, .color = style && style->color};
    p.limit = width < WIDTH_MIN ? WIDTH_MIN : width;
    head_write(&p);
    for (size_t i = 0; i < e->count; i++) {
        fact_write(&p, &e->facts[i], i == 0 || e->facts[i].part != e->facts[i - 1].part);
    }
    vd_buf_clear(&p.line);
    return e->failed ? vd_fail_memory(err) : VD_OK;
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void fact_json(vd_buf *buf, const vd_fact *fact)
{
    vd_buf_add_char(buf, '{');
    vd_json_text(buf, "part", vd_str_of(parts[fact->part].name));
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "what", vd_str_of(fact->what));
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "value", fact->value);
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "words", fact->words);
    if (fact->end > fact->start) {
        vd_buf_add_format(buf, ",\"words_start\":%zu,\"words_end\":%zu,", fact->start, fact->end);
    } else {
        vd_buf_add_text(buf, ",\"words_start\":null,\"words_end\":null,");
    }
    vd_json_text(buf, "table", fact->table ? vd_str_of(fact->table) : VD_NONE);
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "row", fact->row);
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "row_source", fact->basis);
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "note", fact->note);
    vd_buf_add_char(buf, '}');
}

void vd_explain_json(vd_explanation *e, vd_out *out)
{
    const vd_mention *m = e->mention;
    vd_buf *buf = &out->buf;
    size_t line = 0, column = 0;
    vd_span around = sentence_of(e);
    vd_str sentence = vd_text_clean(e->arena, vd_str_slice(e->text->bytes, around.start, around.end));
    vd_source_position(e->source, m->start, &line, &column);
    vd_buf_add_char(buf, '{');
    vd_json_text(buf, "source", vd_source_name(e->source));
    vd_buf_add_format(buf, ",\"start\":%zu,\"end\":%zu,\"line\":%zu,\"column\":%zu,", m->start, m->end, line, column);
    vd_json_text(buf, "surface", m->surface);
    vd_buf_add_char(buf, ',');
    vd_json_text(buf, "sentence", sentence);
    vd_buf_add_text(buf, ",\n\"facts\":[\n");
    for (size_t i = 0; i < e->count; i++) {
        vd_buf_add_text(buf, i ? ",\n" : "");
        fact_json(buf, &e->facts[i]);
    }
    vd_buf_add_text(buf, "\n]}\n");
    e->failed = e->failed || sentence.ptr == NULL;
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

enum {
    COL_SOURCE,
    COL_START,
    COL_END,
    COL_PART,
    COL_WHAT,
    COL_VALUE,
    COL_WORDS,
    COL_WORDS_START,
    COL_WORDS_END,
    COL_TABLE,
    COL_ROW,
    COL_ROW_SOURCE,
    COL_NOTE,
    COL_COUNT
};

#define FACT_COLUMNS                                                                                      \
    {"source", false}, {"start", false}, {"end", false}, {"part", true}, {"what", true}, {"value", true}, \
        {"words", true}, {"words_start", false}, {"words_end", false}, {"table", true}, {"row", true},    \
        {"row_source", false},                                                                            \
    {                                                                                                     \
        "note", true                                                                                      \
    }

static const vd_column columns[COL_COUNT] = {FACT_COLUMNS};

/* Of which mention a fact is, stands in front of it. */
enum { MANY_LINE, MANY_SURFACE, MANY_BEFORE };
static const vd_column many_columns[MANY_BEFORE + COL_COUNT] = {{"line", true}, {"surface", true}, FACT_COLUMNS};

static vd_cell text_kept(vd_arena *arena, vd_str text, bool *failed)
{
    vd_str copy = vd_arena_copy(arena, text);
    *failed = *failed || (text.ptr && !copy.ptr);
    return vd_cell_text(copy);
}

/* Part and role are words for programs, and in Vietnamese, which they do not read, words for people. */
static void fact_called(vd_explanation *e, const vd_fact *fact, vd_arena *arena, vd_cell *cells, bool *failed)
{
    bool people = e->lang != VD_LANG_EN;
    const char *part = people ? vd_explain_part(e, fact->part) : parts[fact->part].name;
    vd_str what = people ? vd_explain_what(e, fact->what) : vd_str_of(fact->what);
    cells[COL_PART] = vd_cell_text(vd_str_of(part));
    cells[COL_WHAT] = text_kept(arena, what, failed);
}

static void fact_row(vd_explanation *e, const vd_fact *fact, vd_arena *arena, vd_cell *cells, bool *failed)
{
    cells[COL_SOURCE] = text_kept(arena, vd_source_name(e->source), failed);
    cells[COL_START] = vd_cell_int((int64_t)e->mention->start);
    cells[COL_END] = vd_cell_int((int64_t)e->mention->end);
    fact_called(e, fact, arena, cells, failed);
    cells[COL_VALUE] = text_kept(arena, fact->value, failed);
    cells[COL_WORDS] = text_kept(arena, fact->words, failed);
    if (fact->end > fact->start) {
        cells[COL_WORDS_START] = vd_cell_int((int64_t)fact->start);
        cells[COL_WORDS_END] = vd_cell_int((int64_t)fact->end);
    }
    cells[COL_TABLE] = vd_cell_text(fact->table ? vd_str_of(fact->table) : VD_NONE);
    cells[COL_ROW] = text_kept(arena, fact->row, failed);
    cells[COL_ROW_SOURCE] = text_kept(arena, fact->basis, failed);
    cells[COL_NOTE] = text_kept(arena, fact->note, failed);
}

vd_status vd_explain_table(vd_explanation *e, vd_rows **out, vd_error *err)
{
    bool failed = false;
    vd_status status = vd_rows_new(columns, COL_COUNT, out, err);
    for (size_t i = 0; status == VD_OK && i < e->count; i++) {
        vd_cell *cells = vd_rows_add(*out);
        if (cells) {
            fact_row(e, &e->facts[i], vd_rows_arena(*out), cells, &failed);
        }
        status = !cells || failed ? vd_fail_memory(err) : VD_OK;
    }
    if (status != VD_OK) {
        vd_rows_free(*out);
        *out = NULL;
    }
    return status;
}

vd_status vd_explain_rows_many(vd_rows **out, vd_error *err)
{
    return vd_rows_new(many_columns, MANY_BEFORE + COL_COUNT, out, err);
}

vd_status vd_explain_rows_add(vd_explanation *e, vd_rows *rows, vd_error *err)
{
    size_t line = 0, column = 0;
    vd_arena *arena = vd_rows_arena(rows);
    vd_str surface = vd_text_clean(arena, e->mention->surface);
    bool failed = surface.ptr == NULL;
    vd_source_position(e->source, e->mention->start, &line, &column);
    for (size_t i = 0; !failed && i < e->count; i++) {
        vd_cell *cells = vd_rows_add(rows);
        failed = !cells;
        if (cells) {
            cells[MANY_LINE] = vd_cell_int((int64_t)line);
            cells[MANY_SURFACE] = vd_cell_text(surface);
            fact_row(e, &e->facts[i], arena, cells + MANY_BEFORE, &failed);
        }
    }
    return failed ? vd_fail_memory(err) : VD_OK;
}
