/** A sheet as one JSON object. */
#include "report/sheet.h"

#include "base/date.h"
#include "report/labels.h"
#include "report/rows_write.h"

#define FIELDS_WRITE(buf, fields) vd_json_texts((buf), (fields), sizeof(fields) / sizeof *(fields))

static void document_fields(vd_buf *buf, const vd_graph_document *document)
{
    const vd_json_field fields[] = {{"id", document->id},         {"type", document->type},
                                    {"number", document->number}, {"date", document->date},
                                    {"issuer", document->issuer}, {"title", document->title}};
    FIELDS_WRITE(buf, fields);
}

static void evidence_write(vd_buf *buf, const vd_graph_edge *edge)
{
    vd_buf_add_char(buf, '{');
    vd_json_text(buf, "source", edge->source);
    vd_buf_add_format(buf, ",\"line\":%zu,\"column\":%zu,\"start\":%zu,\"end\":%zu,\"preamble\":%s,\"confidence\":",
                      edge->line, edge->column, edge->start, edge->end, edge->preamble ? "true" : "false");
    vd_out_real(buf, edge->confidence);
    vd_buf_add_char(buf, ',');
    const vd_json_field fields[] = {
        {"pinpoint", edge->pinpoint}, {"stated_by", edge->stated_by}, {"sentence", edge->sentence}};
    FIELDS_WRITE(buf, fields);
    vd_buf_add_char(buf, '}');
}

static void entry_write(vd_buf *buf, const vd_sheet *sheet, const vd_sheet_entry *entry)
{
    vd_str strength = vd_str_of(vd_strength_name(entry->strength));
    vd_buf_add_char(buf, '{');
    const vd_json_field fields[] = {{"relation", vd_str_of(vd_relation_name(entry->relation))},
                                    {"group", vd_str_of(vd_label_relation(entry->relation, entry->acting, VD_LANG_VI))},
                                    {"strength", strength.len ? strength : VD_NONE}};
    FIELDS_WRITE(buf, fields);
    vd_buf_add_char(buf, ',');
    document_fields(buf, &sheet->data->documents[entry->other]);
    vd_buf_add_text(buf, ",\"evidence\":[");
    for (size_t i = 0; i < entry->count; i++) {
        vd_buf_add_text(buf, i ? "," : "");
        evidence_write(buf, entry->edges[i]);
    }
    vd_buf_add_text(buf, "]}");
}

static void side_write(vd_buf *buf, const vd_sheet *sheet, bool acting)
{
    size_t count = 0;
    vd_buf_add_text(buf, acting ? ",\n\"acts_on\":[" : ",\n\"acted_on_by\":[");
    for (size_t first = 0, end = 0, shown = 0; first < sheet->entry_count; first = end) {
        end = vd_sheet_group(sheet, first, &shown);
        for (size_t i = first; i < shown && sheet->entries[i].acting == acting; i++) {
            vd_buf_add_text(buf, count++ ? ",\n" : "\n");
            entry_write(buf, sheet, &sheet->entries[i]);
        }
    }
    vd_buf_add_text(buf, count ? "\n]" : "]");
}

static void changes_write(vd_buf *buf, const vd_sheet *sheet)
{
    char date[16];
    vd_buf_add_text(buf, ",\n\"changes\":[");
    for (size_t i = 0; i < sheet->change_count; i++) {
        const vd_step *step = &sheet->changes[i];
        vd_buf_add_text(buf, i ? ",{" : "{");
        vd_json_text(buf, "change", vd_str_of(vd_step_name(step->kind)));
        vd_buf_add_char(buf, ',');
        vd_json_text(buf, "changed_by", step->acting_number);
        vd_buf_add_char(buf, ',');
        vd_json_text(buf, "changed_on", vd_date_format(step->effective, date));
        vd_buf_add_char(buf, ',');
        vd_json_text(buf, "pinpoint", step->pinpoint);
        vd_buf_add_char(buf, ',');
        vd_json_text(buf, "evidence_source", step->source);
        vd_buf_add_char(buf, '}');
    }
    vd_buf_add_char(buf, ']');
}

void vd_sheet_json(const vd_sheet *sheet, const vd_rows *identity, vd_out *out)
{
    vd_buf *buf = &out->buf;
    vd_buf_add_text(buf, "{\"document\":");
    if (identity) {
        vd_json_row(buf, identity);
    } else {
        vd_buf_add_char(buf, '{');
        document_fields(buf, &sheet->data->documents[sheet->document]);
        vd_buf_add_char(buf, '}');
    }
    changes_write(buf, sheet);
    side_write(buf, sheet, true);
    side_write(buf, sheet, false);
    vd_buf_add_text(buf, "}\n");
}
