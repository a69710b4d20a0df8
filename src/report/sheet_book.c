/** A sheet as a page or workbook: what the document is, and a row for each edge at it. */
#include "report/sheet.h"

#include "base/date.h"
#include "base/error.h"
#include "report/book.h"
#include "report/labels.h"
#include "report/spoken.h"
#include "report/step_text.h"

enum { FIELDS = 7, FACTS_MORE = 1 };

typedef struct head {
    const vd_sheet *sheet;
    vd_arena arena;
    vd_lang lang;
    vd_book_fact facts[FIELDS + FACTS_MORE];
    size_t count;
    vd_buf text; /* being put together */
    bool failed;
} head;

/* What was put together, kept; the buffer is empty afterwards. */
static vd_str text_take(head *h)
{
    vd_str kept = vd_buf_ok(&h->text) && h->text.len ? vd_arena_copy(&h->arena, vd_buf_str(&h->text)) : VD_LIT("");
    h->failed = h->failed || !vd_buf_ok(&h->text) || kept.ptr == NULL;
    vd_buf_reset(&h->text);
    return kept;
}

static void fact_add(head *h, vd_str name)
{
    vd_str value = text_take(h);
    if (value.len > 0) {
        h->facts[h->count++] = (vd_book_fact){vd_word_column(name, h->lang), value};
    }
}

/* Of a document whose day is not known, the days between which it lies. */
static void date_add(head *h, const vd_graph_document *document)
{
    vd_spoken_day(&h->text, document->date, h->lang);
    if (h->text.len == 0 && (document->earliest.ptr || document->latest.ptr)) {
        vd_spoken_day(&h->text, document->earliest, h->lang);
        vd_buf_add_text(&h->text, " \xE2\x80\xA6 "); /* … */
        vd_spoken_day(&h->text, document->latest, h->lang);
    }
    fact_add(h, VD_LIT("date"));
}

static void signer_add(head *h, const vd_rows *identity)
{
    for (size_t i = 0; identity && i < vd_rows_width(identity); i++) {
        vd_cell cell = vd_rows_cell(identity, i);
        if (vd_str_eq(vd_rows_name(identity, i), VD_LIT("signer")) && cell.kind == VD_CELL_TEXT) {
            vd_buf_add(&h->text, cell.text);
        }
    }
    fact_add(h, VD_LIT("signer"));
}

/* "được sửa đổi, bổ sung bởi 97/2025/QH15 từ 01/07/2025; …" */
static void changes_add(head *h)
{
    const vd_sheet *sheet = h->sheet;
    for (size_t i = 0; i < sheet->change_count; i++) {
        const vd_step *step = &sheet->changes[i];
        char date[16];
        vd_buf_add_text(&h->text, i ? "; " : "");
        vd_buf_add(&h->text, vd_word_value(VD_LIT("event"), vd_str_of(vd_step_name(step->kind)), h->lang));
        vd_spoken_by(&h->text, vd_step_acting(step, sheet->data), h->lang);
        vd_spoken_from(&h->text, vd_date_format(step->effective, date), h->lang);
    }
    fact_add(h, VD_LIT("changes"));
}

static void head_make(head *h, const vd_rows *identity)
{
    const vd_graph_document *document = &h->sheet->data->documents[h->sheet->document];
    const vd_book_fact plain[] = {{VD_LIT("id"), document->id},
                                  {VD_LIT("number"), document->number},
                                  {VD_LIT("type"), document->type},
                                  {VD_LIT("issuer"), document->issuer},
                                  {VD_LIT("title"), vd_spoken_title(&h->arena, document->title, document->number)}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        vd_buf_add(&h->text, plain[i].value);
        fact_add(h, plain[i].name);
        if (vd_str_eq(plain[i].name, VD_LIT("issuer"))) {
            date_add(h, document);
        }
    }
    signer_add(h, identity);
    changes_add(h);
}

/* "Chỉ thị 33/CT-TTg"; the title of what has no number. */
static vd_str title_make(head *h)
{
    const vd_graph_document *document = &h->sheet->data->documents[h->sheet->document];
    bool typed = document->number.len > 0 && document->type.len > 0;
    vd_buf_add(&h->text, typed ? document->type : VD_LIT(""));
    vd_buf_add_text(&h->text, typed ? " " : "");
    vd_buf_add(&h->text, vd_document_label(document));
    return text_take(h);
}

vd_status vd_sheet_book(const vd_sheet *sheet, const vd_rows *identity, vd_format format, const vd_style *style,
                        vd_out *out, vd_error *err)
{
    head h = {.sheet = sheet, .lang = style->lang};
    vd_leaf leaf = {.name = vd_str_of(vd_word(VD_WORD_LIST_SHEET, style->lang)), .marks = VD_BOOK_NONE};
    size_t count = 0;
    head_make(&h, identity);
    vd_book book = {.title = title_make(&h),
                    .lang = style->lang,
                    .facts = h.facts,
                    .fact_count = h.count,
                    .sheets = &leaf,
                    .sheet_count = 1,
                    .style = style};
    vd_status status = h.failed ? vd_fail_memory(err) : vd_sheet_rows(sheet, &leaf.rows, err);
    if (status == VD_OK) {
        status = vd_book_write(&book, format, out, &count, err);
    }
    vd_rows_free(leaf.rows);
    vd_buf_clear(&h.text);
    vd_arena_clear(&h.arena);
    return status;
}
