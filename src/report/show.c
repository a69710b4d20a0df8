/** vd_report_show: which form of the sheet. */
#include "report/rows_write.h"
#include "report/sheet.h"

typedef struct shown {
    vd_sheet sheet;
    const vd_rows *identity;
} shown;

static vd_status page_form(void *answer, const vd_style *style, vd_out *out, vd_error *err)
{
    const shown *s = answer;
    return vd_sheet_table(&s->sheet, s->identity, style, out, err);
}

static vd_status json_form(void *answer, vd_out *out, vd_error *err)
{
    const shown *s = answer;
    (void)err;
    vd_sheet_json(&s->sheet, s->identity, out);
    return VD_OK;
}

static vd_status rows_form(void *answer, vd_rows **out, vd_error *err)
{
    const shown *s = answer;
    return vd_sheet_rows(&s->sheet, out, err);
}

static vd_status book_form(void *answer, vd_format format, const vd_style *style, vd_out *out, vd_error *err)
{
    const shown *s = answer;
    return vd_sheet_book(&s->sheet, s->identity, format, style, out, err);
}

vd_status vd_report_show(const vd_graph_data *data, const vd_changes *changes, vd_str id, const vd_rows *identity,
                         vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    vd_arena arena = {0};
    shown s = {.identity = identity};
    vd_status status = vd_sheet_make(&arena, data, changes, id, &s.sheet, err);
    if (status == VD_OK) {
        s.sheet.most = style ? style->most : 0;
        vd_forms forms = {page_form, json_form, rows_form, &s, book_form};
        status = vd_forms_write(&forms, format, style, sink, err);
    }
    vd_arena_clear(&arena);
    return status;
}
