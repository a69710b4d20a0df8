/** Graphviz: a box a document, a line for all edges alike, evidence as tooltip. */
#include "report/report.h"
#include "report/width.h"

#include "base/error.h"

/* `text` inside a quoted DOT string; '\' is an escape there, so it is doubled. */
static void quoted_add(vd_buf *buf, vd_str text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\') {
            vd_buf_add(buf, vd_str_slice(text, done, i));
            vd_buf_add_char(buf, '\\');
            done = i;
        }
    }
    vd_buf_add(buf, text.len ? vd_str_slice(text, done, text.len) : text);
}

/* The same of a text that may hold anything: first one clean line. */
static vd_status text_add(vd_arena *arena, vd_buf *buf, vd_str text, vd_error *err)
{
    vd_str clean = vd_width_clean(arena, text);
    if (!clean.ptr) {
        return vd_fail_memory(err);
    }
    quoted_add(buf, clean);
    return VD_OK;
}

static vd_status node_write(vd_out *out, const vd_graph_document *document, vd_band band, vd_error *err)
{
    vd_buf *buf = &out->buf;
    vd_arena arena = {0};
    vd_buf_add_text(buf, "  \"");
    quoted_add(buf, document->id);
    vd_buf_add_text(buf, "\" [label=\"");
    vd_status status = text_add(&arena, buf, vd_document_label(document), err);
    if (document->date.len) {
        vd_buf_add_text(buf, "\\n");
        quoted_add(buf, document->date);
    }
    vd_buf_add_text(buf, "\", tooltip=\"");
    if (status == VD_OK) {
        status = text_add(&arena, buf, document->title.len ? document->title : document->id, err);
    }
    vd_buf_add_format(buf, "\", fillcolor=\"%s\"%s];\n", vd_band_color(band),
                      document->in_corpus ? ", penwidth=2" : "");
    vd_arena_clear(&arena);
    return status == VD_OK ? vd_out_settle(out, err) : status;
}

static vd_status line_write(vd_out *out, const vd_graph_data *data, const vd_link_line *line, vd_error *err)
{
    vd_buf *buf = &out->buf;
    vd_arena arena = {0};
    vd_buf_add_text(buf, "  \"");
    quoted_add(buf, data->documents[line->from].id);
    vd_buf_add_text(buf, "\" -> \"");
    quoted_add(buf, data->documents[line->to].id);
    vd_buf_add_format(buf, "\" [label=\"%s\", color=\"%s\", tooltip=\"", vd_relation_name(line->relation),
                      vd_relation_color(line->relation));
    quoted_add(buf, line->best->source);
    vd_buf_add_format(buf, ":%zu: ", line->best->line);
    vd_status status = text_add(&arena, buf, line->best->sentence, err);
    vd_buf_add_format(buf, "\"%s];\n", line->best->confidence < 0.8 ? ", style=dashed" : "");
    vd_arena_clear(&arena);
    return status == VD_OK ? vd_out_settle(out, err) : status;
}

vd_status vd_dot_write(const vd_graph_data *data, vd_out *out, vd_error *err)
{
    vd_arena arena = {0};
    vd_layout layout;
    vd_link_line *lines = NULL;
    size_t count = 0;
    vd_status status = vd_graph_layout(&arena, data, &layout, err);
    if (status == VD_OK) {
        status = vd_link_lines(&arena, data, &lines, &count, err);
    }
    vd_buf_add_text(&out->buf, "digraph viendan {\n"
                               "  rankdir=BT;\n"
                               "  node [shape=box, style=filled, fontname=\"sans-serif\", fontsize=11];\n"
                               "  edge [fontname=\"sans-serif\", fontsize=8];\n");
    for (size_t i = 0; i < data->document_count && status == VD_OK; i++) {
        if (layout.drawn[i]) {
            status = node_write(out, &data->documents[i], layout.band[i], err);
        }
    }
    for (size_t i = 0; i < count && status == VD_OK; i++) {
        status = line_write(out, data, &lines[i], err);
    }
    vd_buf_add_text(&out->buf, "}\n");
    vd_arena_clear(&arena);
    return status;
}
