/** The drawing: bands from the centre down to the plans, a box a document, a line for all edges alike.
 *  Tooltips (<title>) carry names and evidence; no script and no font from elsewhere. */
#include "report/labels.h"
#include "report/report.h"
#include "report/width.h"

#include "base/error.h"

enum { TITLE_HEIGHT = 46, LEGEND_STEP = 290, LEGEND_ROW = 22, TEXT_COLUMNS = 24, FAN = 60 };

typedef struct drawing {
    const vd_graph_data *data;
    vd_lang lang;
    vd_out *out;
    vd_arena arena;
    vd_layout layout;
    vd_link_line *lines;
    size_t line_count;
} drawing;

/* ---- Lines ---- */

/* Where a line meets its box: shifted towards the other end, so that lines fan out instead of lying on each other. */
static int line_foot(const vd_layout *layout, uint32_t at, uint32_t other, vd_relation relation)
{
    int shift = (layout->x[other] - layout->x[at]) / 8;
    shift = shift > FAN ? FAN : shift < -FAN ? -FAN : shift;
    return layout->x[at] + VD_BOX_WIDTH / 2 + shift + ((int)relation % 5 - 2) * 3;
}

static void line_path(vd_buf *buf, const vd_layout *layout, const vd_link_line *line)
{
    int x1 = line_foot(layout, line->from, line->to, line->relation);
    int x2 = line_foot(layout, line->to, line->from, line->relation);
    int y1 = layout->y[line->from];
    int y2 = layout->y[line->to];
    int bend = (y1 > y2 ? y1 - y2 : y2 - y1) / 2;
    if (y1 > y2) { /* upwards, as nearly all are */
        y2 += VD_BOX_HEIGHT;
        vd_buf_add_format(buf, "M%d %dC%d %d %d %d %d %d", x1, y1, x1, y1 - bend, x2, y2 + bend, x2, y2);
    } else if (y1 < y2) {
        y1 += VD_BOX_HEIGHT;
        vd_buf_add_format(buf, "M%d %dC%d %d %d %d %d %d", x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2);
    } else {
        vd_buf_add_format(buf, "M%d %dC%d %d %d %d %d %d", x1, y1, x1, y1 - 36, x2, y2 - 36, x2, y2);
    }
}

static void line_write(drawing *d, const vd_link_line *line)
{
    vd_buf *buf = &d->out->buf;
    const vd_graph_edge *best = line->best;
    vd_buf_add_format(buf, "<path class=\"l r%d\"%s marker-end=\"url(#a%d)\" d=\"", (int)line->relation,
                      best->confidence < 0.8 ? " stroke-dasharray=\"5 4\"" : "", (int)line->relation);
    line_path(buf, &d->layout, line);
    vd_buf_add_text(buf, "\"><title>");
    vd_out_xml(buf, vd_document_label(&d->data->documents[line->from]));
    vd_buf_add_text(buf, " \xE2\x86\x92 "); /* → */
    vd_out_xml(buf, vd_document_label(&d->data->documents[line->to]));
    vd_buf_add_format(buf, "\n%s", vd_label_relation(line->relation, true, d->lang));
    if (best->strength != VD_STRENGTH_NONE) {
        vd_buf_add_format(buf, " (%s)", vd_label_strength(best->strength, d->lang));
    }
    if (line->count > 1) {
        vd_buf_add_format(buf, " \xC3\x97%zu", line->count); /* × */
    }
    vd_buf_add_text(buf, "\n");
    vd_out_xml(buf, best->source);
    vd_buf_add_format(buf, ":%zu: ", best->line);
    vd_out_xml(buf, best->sentence);
    vd_buf_add_text(buf, "</title></path>\n");
}

/* ---- Boxes ---- */

static void box_line(drawing *d, int x, int y, const char *class, vd_str text)
{
    vd_buf cut = {0};
    vd_width_add(&cut, text, TEXT_COLUMNS);
    vd_buf_add_format(&d->out->buf, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
    vd_out_xml(&d->out->buf, vd_buf_str(&cut));
    vd_buf_add_text(&d->out->buf, "</text>");
    d->out->buf.failed = d->out->buf.failed || !vd_buf_ok(&cut);
    vd_buf_clear(&cut);
}

/* Where the first of two lines ends: behind the last word that fits, or at the end. */
static size_t title_break(vd_str title)
{
    size_t best = title.len;
    for (size_t i = vd_str_find(title, VD_LIT(" "), 0); i < title.len; i = vd_str_find(title, VD_LIT(" "), i + 1)) {
        if (vd_width(vd_str_slice(title, 0, i)) > TEXT_COLUMNS) {
            break;
        }
        best = i;
    }
    return vd_width(title) <= TEXT_COLUMNS ? title.len : best;
}

/* Number over type and date, or the title on two lines. */
static vd_status box_text(drawing *d, const vd_graph_document *document, int x, int y, vd_error *err)
{
    vd_arena arena = {0};
    vd_buf second = {0};
    vd_str label = vd_width_clean(&arena, vd_document_label(document));
    bool numbered = document->number.len > 0;
    size_t end = numbered || !label.ptr ? label.len : title_break(label);
    if (numbered) {
        vd_buf_add(&second, document->type);
        vd_buf_add_text(&second, document->type.len && document->date.len ? " \xC2\xB7 " : ""); /* · */
        vd_buf_add(&second, document->date);
    } else if (end < label.len) {
        vd_buf_add(&second, vd_str_slice(label, end + 1, label.len));
    }
    vd_status status = label.ptr && vd_buf_ok(&second) ? VD_OK : vd_fail_memory(err);
    if (status == VD_OK) {
        box_line(d, x + VD_BOX_WIDTH / 2, y + (second.len ? 20 : 28), numbered ? "n" : "s",
                 vd_str_slice(label, 0, end));
    }
    if (status == VD_OK && second.len) {
        box_line(d, x + VD_BOX_WIDTH / 2, y + 36, "s", vd_buf_str(&second));
    }
    vd_buf_clear(&second);
    vd_arena_clear(&arena);
    return status;
}

static void box_title(vd_buf *buf, const vd_graph_document *document)
{
    vd_str lines[] = {document->number, document->title, document->issuer, document->date, document->id};
    bool begun = false;
    vd_buf_add_text(buf, "<title>");
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].len > 0) {
            vd_buf_add_text(buf, begun ? "\n" : "");
            vd_out_xml(buf, lines[i]);
            begun = true;
        }
    }
    vd_buf_add_text(buf, "</title>");
}

static vd_status box_write(drawing *d, size_t v, vd_error *err)
{
    const vd_graph_document *document = &d->data->documents[v];
    vd_buf *buf = &d->out->buf;
    int x = d->layout.x[v];
    int y = d->layout.y[v];
    vd_buf_add_text(buf, "<g>");
    box_title(buf, document);
    vd_buf_add_format(buf, "<rect class=\"b b%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                      (int)d->layout.band[v], x, y, VD_BOX_WIDTH, VD_BOX_HEIGHT);
    vd_status status = box_text(d, document, x, y, err);
    vd_buf_add_text(buf, "</g>\n");
    return status == VD_OK ? vd_out_settle(d->out, err) : status;
}

/* ---- Frame ---- */

static bool relation_used(const drawing *d, vd_relation relation)
{
    for (size_t i = 0; i < d->line_count; i++) {
        if (d->lines[i].relation == relation) {
            return true;
        }
    }
    return false;
}

static bool band_used(const drawing *d, size_t band)
{
    return d->layout.band_bottom[band] > d->layout.band_top[band];
}

static void styles_write(const drawing *d)
{
    vd_buf *buf = &d->out->buf;
    vd_buf_add_text(buf, "<style>\n"
                         "text{font-family:sans-serif;fill:#1a1a1a}\n"
                         ".h{font-size:18px;font-weight:bold}.k{font-size:12px}.g{font-size:12px;fill:#666}\n"
                         ".n{font-size:12px;font-weight:bold;text-anchor:middle}\n"
                         ".s{font-size:11px;text-anchor:middle}\n"
                         ".l{fill:none;stroke-width:1.4;stroke-opacity:.55}\n"
                         ".l:hover{stroke-width:3;stroke-opacity:1}\n"
                         ".b{stroke:#7a7a7a}.b:hover{stroke:#000;stroke-width:2}\n");
    for (size_t band = 0; band < VD_BAND_COUNT; band++) {
        vd_buf_add_format(buf, ".b%zu{fill:%s}", band, vd_band_color((vd_band)band));
    }
    vd_buf_add_text(buf, "\n");
    for (int relation = 0; relation < VD_REL_COUNT; relation++) {
        if (relation_used(d, (vd_relation)relation)) {
            vd_buf_add_format(buf, ".r%d{stroke:%s}", relation, vd_relation_color((vd_relation)relation));
        }
    }
    vd_buf_add_text(buf, "\n</style>\n<defs>\n");
    for (int relation = 0; relation < VD_REL_COUNT; relation++) {
        if (relation_used(d, (vd_relation)relation)) {
            vd_buf_add_format(buf,
                              "<marker id=\"a%d\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
                              "markerHeight=\"7\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                              "<path d=\"M0 0L8 4L0 8z\" fill=\"%s\"/></marker>\n",
                              relation, vd_relation_color((vd_relation)relation));
        }
    }
    vd_buf_add_text(buf, "</defs>\n");
}

/* One entry of the legend; entries fill rows from the left.  Without a buffer it is only measured. */
static void legend_step(const drawing *d, int *x, int *y)
{
    *x += LEGEND_STEP;
    if (*x + LEGEND_STEP > d->layout.width) {
        *x = 24;
        *y += LEGEND_ROW;
    }
}

/* Draws from `top` and returns where it ends; `buf` NULL: measures. */
static int legend_write(const drawing *d, vd_buf *buf, int top)
{
    int x = 24;
    int y = top;
    for (size_t band = 0; band < VD_BAND_COUNT; band++) {
        if (band_used(d, band)) {
            if (buf) {
                vd_buf_add_format(buf,
                                  "<rect class=\"b%zu\" stroke=\"#7a7a7a\" x=\"%d\" y=\"%d\" width=\"22\" "
                                  "height=\"12\"/><text class=\"k\" x=\"%d\" y=\"%d\">%s</text>\n",
                                  band, x, y - 10, x + 30, y, vd_label_band((vd_band)band, d->lang));
            }
            legend_step(d, &x, &y);
        }
    }
    y += x > 24 ? LEGEND_ROW : 0;
    x = 24;
    for (int relation = 0; relation < VD_REL_COUNT; relation++) {
        if (relation_used(d, (vd_relation)relation)) {
            if (buf) {
                vd_buf_add_format(buf,
                                  "<path class=\"r%d\" stroke-width=\"2\" marker-end=\"url(#a%d)\" d=\"M%d %dH%d\"/>"
                                  "<text class=\"k\" x=\"%d\" y=\"%d\">%s</text>\n",
                                  relation, relation, x, y - 4, x + 24, x + 30, y,
                                  vd_label_relation((vd_relation)relation, true, d->lang));
            }
            legend_step(d, &x, &y);
        }
    }
    return y + (x > 24 ? LEGEND_ROW : 0);
}

static void frame_write(const drawing *d)
{
    vd_buf *buf = &d->out->buf;
    int bottom = TITLE_HEIGHT + d->layout.height + 12;
    int height = legend_write(d, NULL, bottom + 14) + 6;
    int width = d->layout.width < LEGEND_STEP * 2 ? LEGEND_STEP * 2 : d->layout.width;
    vd_buf_add_format(buf,
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" lang=\"%s\" width=\"%d\" height=\"%d\" "
                      "viewBox=\"0 0 %d %d\">\n<title>%s</title>\n",
                      d->lang == VD_LANG_EN ? "en" : "vi", width, height, width, height,
                      vd_phrase(VD_PHRASE_drawing, d->lang));
    styles_write(d);
    vd_buf_add_format(buf, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height);
    vd_buf_add_format(buf, "<text class=\"h\" x=\"24\" y=\"32\">%s</text>\n", vd_phrase(VD_PHRASE_drawing, d->lang));
    legend_write(d, buf, bottom + 14);
    vd_buf_add_format(buf, "<g transform=\"translate(0 %d)\">\n", TITLE_HEIGHT);
    for (size_t band = 0; band < VD_BAND_COUNT; band++) {
        if (band_used(d, band)) {
            vd_buf_add_format(buf, "<text class=\"g\" x=\"24\" y=\"%d\">%s</text>\n", d->layout.band_top[band] - 8,
                              vd_label_band((vd_band)band, d->lang));
        }
    }
}

static vd_status drawing_write(drawing *d, vd_error *err)
{
    vd_status status = vd_graph_layout(&d->arena, d->data, &d->layout, err);
    if (status == VD_OK) {
        status = vd_link_lines(&d->arena, d->data, &d->lines, &d->line_count, err);
    }
    if (status != VD_OK) {
        return status;
    }
    frame_write(d);
    for (size_t i = 0; i < d->line_count && status == VD_OK; i++) {
        if (d->lines[i].from != d->lines[i].to) {
            line_write(d, &d->lines[i]);
            status = vd_out_settle(d->out, err);
        }
    }
    for (size_t v = 0; v < d->data->document_count && status == VD_OK; v++) {
        if (d->layout.drawn[v]) {
            status = box_write(d, v, err);
        }
    }
    vd_buf_add_text(&d->out->buf, "</g>\n</svg>\n");
    return status;
}

vd_status vd_svg_write(const vd_graph_data *data, vd_lang lang, vd_out *out, vd_error *err)
{
    drawing d = {.data = data, .lang = lang, .out = out};
    vd_status status = drawing_write(&d, err);
    vd_arena_clear(&d.arena);
    return status;
}
