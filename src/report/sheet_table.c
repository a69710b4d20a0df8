/** A sheet for people: identity, then group after group, each with the words that prove it. */
#include "report/sheet.h"

#include "base/date.h"
#include "base/error.h"
#include "report/labels.h"
#include "report/spoken.h"
#include "report/step_text.h"
#include "report/width.h"

#include <stdio.h>

enum { LABEL_WIDTH = 18, EVIDENCE_MOST = 3 };

typedef struct sheet_page {
    const vd_sheet *sheet;
    const vd_rows *identity;
    vd_out *out;
    bool color;
    vd_lang lang;
    size_t limit; /* SIZE_MAX: none */
    vd_buf line;  /* being put together */
    bool failed;
} sheet_page;

/* Write page->line, cleaned and cut, behind `indent` blanks; the line is empty afterwards. */
static void line_end(sheet_page *page, size_t indent, bool strong)
{
    vd_buf *buf = &page->out->buf;
    vd_arena arena = {0};
    vd_str clean = vd_width_clean(&arena, vd_buf_str(&page->line));
    page->failed = page->failed || !clean.ptr || !vd_buf_ok(&page->line);
    for (size_t i = 0; i < indent; i++) {
        vd_buf_add_char(buf, ' ');
    }
    vd_buf_add_text(buf, strong && page->color ? "\x1b[1m" : "");
    vd_width_add(buf, clean, page->limit > indent ? page->limit - indent : 1);
    vd_buf_add_text(buf, strong && page->color ? "\x1b[0m\n" : "\n");
    vd_buf_reset(&page->line);
    vd_arena_clear(&arena);
}

static void text_line(sheet_page *page, size_t indent, bool strong, vd_str text)
{
    vd_buf_add(&page->line, text);
    line_end(page, indent, strong);
}

/* "  Số hiệu           33/CT-TTg"; page->line holds the value. */
static void field_end(sheet_page *page, const char *label)
{
    vd_buf *buf = &page->out->buf;
    vd_arena arena = {0};
    size_t width = vd_width(vd_str_of(label));
    vd_str clean = vd_width_clean(&arena, vd_buf_str(&page->line));
    page->failed = page->failed || !clean.ptr || !vd_buf_ok(&page->line);
    vd_buf_add_format(buf, "  %s", label);
    for (; width < LABEL_WIDTH; width++) {
        vd_buf_add_char(buf, ' ');
    }
    vd_width_add(buf, clean, page->limit > LABEL_WIDTH + 2 ? page->limit - LABEL_WIDTH - 2 : 1);
    vd_buf_add_char(buf, '\n');
    vd_buf_reset(&page->line);
    vd_arena_clear(&arena);
}

/* The cell of the row of `documents`; NULL kind when there is none. */
static vd_cell identity_cell(const sheet_page *page, vd_str name)
{
    for (size_t i = 0; page->identity && i < vd_rows_width(page->identity); i++) {
        if (vd_str_eq(vd_rows_name(page->identity, i), name)) {
            return vd_rows_cell(page->identity, i);
        }
    }
    return (vd_cell){0};
}

/* What the graph knows of the field, onto page->line. */
static void known_add(sheet_page *page, vd_str name)
{
    const vd_graph_document *document = &page->sheet->data->documents[page->sheet->document];
    const struct {
        vd_str name, value;
    } known[] = {
        {VD_LIT("id"), document->id},         {VD_LIT("number"), document->number}, {VD_LIT("type"), document->type},
        {VD_LIT("issuer"), document->issuer}, {VD_LIT("date"), document->date},     {VD_LIT("title"), document->title},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        vd_spoken(&page->line, name, vd_str_eq(known[i].name, name) ? known[i].value : VD_NONE, page->lang);
    }
    if (page->line.len == 0 && vd_str_eq(name, VD_LIT("date")) && (document->earliest.ptr || document->latest.ptr)) {
        vd_spoken_day(&page->line, document->earliest, page->lang);
        vd_buf_add_text(&page->line, " \xE2\x80\xA6 "); /* … */
        vd_spoken_day(&page->line, document->latest, page->lang);
    }
}

/* One field, from the row of `documents` or else from the graph; of a list, one item a line. */
static void field_write(sheet_page *page, const vd_field_label *label)
{
    vd_cell cell = identity_cell(page, vd_str_of(label->name));
    for (size_t i = 0; cell.kind == VD_CELL_LIST && i < cell.count; i++) {
        if (strcmp(label->name, "learnt") == 0) {
            vd_spoken_learnt(&page->line, cell.items[i], page->lang);
        } else {
            vd_buf_add(&page->line, cell.items[i]);
        }
        field_end(page, i == 0 ? label->in[page->lang] : "");
    }
    if (cell.kind == VD_CELL_TEXT) {
        vd_arena scratch = {0};
        bool title = strcmp(label->name, "title") == 0;
        vd_str text =
            title ? vd_spoken_title(&scratch, cell.text, identity_cell(page, VD_LIT("number")).text) : cell.text;
        vd_spoken(&page->line, vd_str_of(label->name), text, page->lang);
        vd_arena_clear(&scratch);
    }
    if (page->line.len == 0) {
        known_add(page, vd_str_of(label->name));
    }
    if (page->line.len > 0) {
        field_end(page, label->in[page->lang]);
    }
}

/* "Được sửa đổi, bổ sung bởi 97/2025/QH15 từ 01/07/2025 (source)" onto page->line. */
static void change_add(sheet_page *page, const vd_step *step)
{
    char date[16];
    vd_buf_add_text(&page->line, vd_label_step(step->kind, page->lang));
    vd_spoken_by(&page->line, vd_step_acting(step, page->sheet->data), page->lang);
    if (step->pinpoint.len > 0) {
        vd_buf_add_text(&page->line, " [");
        vd_buf_add(&page->line, step->pinpoint);
        vd_buf_add_char(&page->line, ']');
    }
    vd_spoken_from(&page->line, vd_date_format(step->effective, date), page->lang);
    vd_buf_add_text(&page->line, " (");
    if (step->source.ptr) {
        vd_spoken_source(&page->line, step->source, page->lang);
    } else if (step->edge) {
        vd_buf_add(&page->line, step->edge->source);
        vd_buf_add_format(&page->line, ":%zu", step->edge->line);
    }
    vd_buf_add_char(&page->line, ')');
}

static void identity_write(sheet_page *page)
{
    const vd_graph_document *document = &page->sheet->data->documents[page->sheet->document];
    text_line(page, 0, true, vd_document_label(document));
    for (size_t i = 0; i < vd_field_label_count; i++) {
        field_write(page, &vd_field_labels[i]);
    }
    for (size_t i = 0; i < page->sheet->change_count; i++) {
        change_add(page, &page->sheet->changes[i]);
        field_end(page, i == 0 ? vd_phrase(VD_PHRASE_force, page->lang) : "");
    }
}

/* "  33/CT-TTg · 26/11/2021 [phần mở đầu] · title", its id, and up to EVIDENCE_MOST places. */
static void entry_write(sheet_page *page, const vd_sheet_entry *entry)
{
    const vd_graph_document *other = &page->sheet->data->documents[entry->other];
    vd_buf *line = &page->line;
    vd_buf_add(line, vd_document_label(other));
    vd_buf_add_text(line, other->date.len ? " \xC2\xB7 " : ""); /* · */
    vd_spoken_day(line, other->date, page->lang);
    if (entry->strength != VD_STRENGTH_NONE) {
        vd_buf_add_format(line, " [%s]", vd_label_strength(entry->strength, page->lang));
    }
    if (other->number.len && other->title.len) {
        vd_buf_add_text(line, " \xC2\xB7 ");
        vd_arena scratch = {0};
        vd_buf_add(line, vd_spoken_title(&scratch, other->title, other->number));
        vd_arena_clear(&scratch);
    }
    line_end(page, 2, false);
    text_line(page, 6, false, other->id);
    for (size_t i = 0; i < entry->count && i < EVIDENCE_MOST; i++) {
        vd_buf_add(line, entry->edges[i]->source);
        vd_buf_add_format(line, ":%zu: ", entry->edges[i]->line);
        vd_buf_add(line, entry->edges[i]->sentence);
        line_end(page, 6, false);
    }
    if (entry->count > EVIDENCE_MOST) {
        vd_buf_add_format(line, "+ %zu %s", entry->count - EVIDENCE_MOST, vd_phrase(VD_PHRASE_more, page->lang));
        line_end(page, 6, false);
    }
}

/* Those of one side and relation under their heading; what is left out is counted. */
static vd_status group_write(sheet_page *page, size_t first, size_t shown, size_t end, vd_error *err)
{
    const vd_sheet_entry *entry = &page->sheet->entries[first];
    vd_status status = VD_OK;
    vd_buf_add_char(&page->out->buf, '\n');
    vd_buf_add_format(&page->line, "%s (%zu)", vd_label_relation(entry->relation, entry->acting, page->lang),
                      end - first);
    line_end(page, 0, true);
    for (size_t i = first; i < shown && status == VD_OK; i++) {
        entry_write(page, &page->sheet->entries[i]);
        status = vd_out_settle(page->out, err);
    }
    if (shown < end) {
        vd_buf_add_format(&page->line, "+ %zu %s", end - shown, vd_phrase(VD_PHRASE_further, page->lang));
        line_end(page, 2, false);
    }
    return status;
}

static vd_status groups_write(sheet_page *page, bool *cut, vd_error *err)
{
    const vd_sheet *sheet = page->sheet;
    vd_status status = VD_OK;
    for (size_t first = 0, end = 0, shown = 0; first < sheet->entry_count && status == VD_OK; first = end) {
        end = vd_sheet_group(sheet, first, &shown);
        *cut = *cut || shown < end;
        status = group_write(page, first, shown, end, err);
    }
    if (sheet->entry_count == 0) {
        vd_buf_add_char(&page->out->buf, '\n');
        text_line(page, 0, false, vd_str_of(vd_phrase(VD_PHRASE_nothing, page->lang)));
    }
    return status;
}

static void cut_note(const vd_sheet *sheet, const vd_style *style)
{
    char words[80];
    snprintf(words, sizeof words, "of each relation, the first %zu documents are shown", sheet->most);
    style->note(style->note_context, words);
}

vd_status vd_sheet_table(const vd_sheet *sheet, const vd_rows *identity, const vd_style *style, vd_out *out,
                         vd_error *err)
{
    sheet_page page = {
        .sheet = sheet,
        .identity = identity,
        .out = out,
        .color = style && style->color,
        .lang = style && style->lang == VD_LANG_EN ? VD_LANG_EN : VD_LANG_VI,
        .limit = style && style->width > 0 ? (size_t)style->width : SIZE_MAX,
    };
    identity_write(&page);
    bool cut = false;
    vd_status status = groups_write(&page, &cut, err);
    vd_buf_clear(&page.line);
    if (cut && style && style->note) {
        cut_note(sheet, style);
    }
    return status == VD_OK && page.failed ? vd_fail_memory(err) : status;
}
