/** A book as one HTML page: needs no other file and no script, prints on A4 landscape.
 *
 *  Headings repeat on every printed page, rows are not torn, colours print.  Links lead from a cell to its evidence and
 *  back, and from evidence to its file, relative to where the page lies (vd_style.way). */
#include "report/book.h"

#include "base/error.h"
#include "base/utf8.h"
#include "report/width.h"

/* More marks than this: their headings stand upright. */
enum { UPRIGHT = 6 };

static const char style[] =
    "@page{size:A4 landscape;margin:12mm 10mm}\n"
    "*{box-sizing:border-box}\n"
    "body{font:14px/1.4 'Noto Sans','DejaVu Sans','Segoe "
    "UI',Arial,sans-serif;color:#1a1a1a;background:#fff;margin:16px;"
    "-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    "h1{font-size:22px;margin:0 0 6px}\n"
    "h2{font-size:17px;margin:22px 0 6px;break-after:avoid}\n"
    "dl.facts{display:flex;flex-wrap:wrap;gap:2px 22px;margin:0 0 8px}\n"
    "dl.facts div{display:flex;gap:6px}\n"
    "dt{color:#555}\n"
    "dt::after{content:':'}\n"
    "dd{margin:0;font-weight:600}\n"
    "ul.legend{list-style:none;display:flex;flex-wrap:wrap;gap:3px 16px;margin:0 0 8px;padding:0;font-size:12px}\n"
    "ul.legend b{display:inline-block;min-width:20px;padding:0 4px;border:1px solid #999;text-align:center;"
    "margin-right:4px;color:#1a1a1a}\n"
    "nav a{margin-right:14px}\n"
    "table{border-collapse:collapse;font-size:12px;line-height:1.3}\n"
    "th,td{border:1px solid #bbb;padding:2px 5px;vertical-align:top;text-align:left;overflow-wrap:anywhere}\n"
    "thead{display:table-header-group}\n"
    "thead th{background:#e9edf2;vertical-align:bottom;overflow-wrap:normal}\n"
    "tr{break-inside:avoid}\n"
    "td.n{text-align:right;white-space:nowrap;overflow-wrap:normal}\n"
    "td.a,th.a{white-space:nowrap;overflow-wrap:normal}\n"
    "td.l{min-width:170px;max-width:260px}\n"
    "td.t{min-width:170px;max-width:430px}\n"
    "td.w{min-width:110px;max-width:430px}\n"
    "td.e{min-width:260px;max-width:560px}\n"
    "td.m,th.m{text-align:center;min-width:26px;white-space:nowrap;overflow-wrap:normal}\n"
    "thead th.m{white-space:normal;max-width:110px;overflow-wrap:anywhere}\n"
    "th.u{height:120px;padding:4px 2px;vertical-align:bottom}\n"
    "th.u span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block;max-height:190px;"
    "white-space:normal;text-align:left;overflow-wrap:anywhere}\n"
    "a{color:inherit;text-decoration:underline;text-decoration-color:#aaa;text-underline-offset:2px}\n"
    "tr:target td,td:target{outline:2px solid #0072b2}\n"
    "@media screen{thead th{position:sticky;top:0;z-index:1}}\n"
    "@media print{body{margin:0;font-size:10px}h1{font-size:15px}h2{font-size:12px;margin:12px 0 4px}"
    "table{font-size:8.5px}ul.legend{font-size:8.5px}td.l{min-width:80px;max-width:none}td.t,td.w{min-width:70px;max-"
    "width:none}td.e{"
    "min-"
    "width:190px;max-width:"
    "none}nav{display:none}"
    "th,td{padding:1px 3px}td.m,th.m{min-width:18px}section.new{break-before:page}}\n";

/* ---- Pieces ---- */

/* A path as a link: relative stays relative, and none can be taken for a scheme such as javascript: */
static void href_write(vd_buf *buf, vd_str path)
{
    bool absolute = path.len > 0 && path.ptr[0] == '/';
    bool above = vd_str_starts(path, VD_LIT("../"));
    vd_buf_add_text(buf, absolute ? "file://" : above ? "" : "./");
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (c != '\0' && strchr("-_.~/", c));
        if (plain) {
            vd_buf_add_char(buf, (char)c);
        } else {
            vd_buf_add_format(buf, "%%%02X", c);
        }
    }
}

/* Text between tags; line breaks shown. */
static void text_write(vd_buf *buf, vd_str text)
{
    for (size_t from = 0; from <= text.len && text.ptr;) {
        size_t to = vd_str_find(text, VD_LIT("\n"), from);
        vd_out_xml(buf, vd_str_slice(text, from, to == SIZE_MAX ? text.len : to));
        if (to == SIZE_MAX) {
            break;
        }
        vd_buf_add_text(buf, "<br>");
        from = to + 1;
    }
}

typedef struct page {
    const vd_book *book;
    const vd_leaf *sheet;
    size_t at; /* number of the sheet */
    const size_t *columns;
    size_t width;
    vd_out *out;
    vd_buf text, path;
} page;

/* The opening of a link that a dress asks for; false: none. */
static bool link_open(page *p, const vd_dress *dress, vd_buf *buf)
{
    const vd_book *book = p->book;
    if (dress->sheet < book->sheet_count) {
        vd_buf_add_format(buf, "<a href=\"#s%zur%zu\">", dress->sheet + 1, dress->row + 1);
        return true;
    }
    if (dress->file.len > 0) {
        vd_buf_reset(&p->path);
        vd_book_path(book, dress->file, &p->path);
        vd_buf_add_text(buf, "<a href=\"");
        href_write(buf, vd_buf_str(&p->path));
        vd_buf_add_text(buf, "\">");
        return true;
    }
    return false;
}

/* ---- Tables ---- */

static void tone_write(vd_buf *buf, vd_tone tone)
{
    if (tone != VD_TONE_NONE) {
        vd_buf_add_format(buf, " style=\"background:%s\"", vd_tone_color(tone));
    }
}

static void header_write(page *p)
{
    vd_buf *buf = &p->out->buf;
    size_t marks = 0;
    for (size_t i = 0; i < p->width; i++) {
        marks += vd_leaf_holds(p->sheet, p->columns[i]) == VD_HOLDS_MARK;
    }
    vd_buf_add_text(buf, "<table>\n<thead><tr>");
    for (size_t i = 0; i < p->width; i++) {
        vd_holds holds = vd_leaf_holds(p->sheet, p->columns[i]);
        vd_dress dress = vd_leaf_dress(p->sheet, VD_BOOK_NONE, p->columns[i]);
        bool mark = holds == VD_HOLDS_MARK;
        bool upright = mark && marks > UPRIGHT;
        vd_buf_add_format(buf, "<th scope=\"col\"%s", mark ? upright ? " class=\"m u\"" : " class=\"m\"" : "");
        tone_write(buf, dress.tone);
        vd_buf_add_text(buf, upright ? "><span>" : ">");
        bool linked = link_open(p, &dress, buf);
        text_write(buf, vd_leaf_heading(p->book, p->sheet, p->columns[i]));
        vd_buf_add_text(buf, linked ? "</a>" : "");
        vd_buf_add_text(buf, upright ? "</span></th>" : "</th>");
    }
    vd_buf_add_text(buf, "</tr></thead>\n<tbody>\n");
}

/* A number or a day is never broken; what is longer (an id, a path, the number of a joint circular) would keep its
 * column so wide that the texts beside it get no room. */
enum { ATOM_MAX = 24 };
/* Words of more than some three lines in a narrow column ask for a wider one. */
enum { WORDS_MAX = 60 };

/* How the cell whose words are p->text stands. */
static const char *holds_class(const page *p, size_t column)
{
    vd_holds holds = vd_leaf_holds(p->sheet, column);
    size_t width = vd_width(vd_buf_str(&p->text));
    const char *atom = width > ATOM_MAX ? "l" : "a";
    const char *words = width > WORDS_MAX ? "t" : "w";
    return holds == VD_HOLDS_NUMBER ? "n" : holds == VD_HOLDS_MARK ? "m" : holds == VD_HOLDS_TEXT ? words : atom;
}

static void cell_write(page *p, size_t row, size_t column)
{
    vd_buf *buf = &p->out->buf;
    vd_dress dress = vd_leaf_dress(p->sheet, row, column);
    vd_buf_reset(&p->text);
    bool there = vd_leaf_cell(p->book, p->sheet, column, &p->text);
    if (!there && dress.tone == VD_TONE_NONE) {
        vd_buf_add_text(buf, "<td></td>");
        return;
    }
    vd_str name = vd_rows_name(p->sheet->rows, column);
    bool evidence = vd_str_ends(name, VD_LIT("sentence"));
    vd_buf_add_format(buf, "<td class=\"%s\"", evidence ? "e" : holds_class(p, column));
    tone_write(buf, dress.tone);
    vd_buf_add_char(buf, '>');
    bool linked = there && link_open(p, &dress, buf);
    text_write(buf, vd_buf_str(&p->text));
    vd_buf_add_text(buf, linked ? "</a></td>" : "</td>");
}

static vd_status rows_write(page *p, size_t *count, vd_error *err)
{
    vd_status status = VD_OK;
    for (bool more = true; status == VD_OK;) {
        status = vd_rows_next(p->sheet->rows, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        if (*count == 0) {
            header_write(p);
        }
        vd_buf_add_format(&p->out->buf, "<tr id=\"s%zur%zu\">", p->at + 1, *count + 1);
        for (size_t i = 0; i < p->width; i++) {
            cell_write(p, *count, p->columns[i]);
        }
        vd_buf_add_text(&p->out->buf, "</tr>\n");
        ++*count;
        status = vd_buf_ok(&p->text) && vd_buf_ok(&p->path) ? vd_out_settle(p->out, err) : vd_fail_memory(err);
    }
    if (*count > 0) {
        vd_buf_add_text(&p->out->buf, "</tbody>\n</table>\n");
    }
    return status;
}

static vd_status sheet_write(const vd_book *book, size_t at, vd_out *out, size_t *count, vd_error *err)
{
    vd_arena arena = {0};
    page p = {.book = book, .sheet = &book->sheets[at], .at = at, .out = out};
    size_t *columns = VD_ARENA_ARRAY(&arena, size_t, vd_rows_width(p.sheet->rows));
    vd_status status = columns ? VD_OK : vd_fail_memory(err);
    vd_buf_add_format(&out->buf, "<section id=\"s%zu\"%s>\n", at + 1, at ? " class=\"new\"" : "");
    if (book->sheet_count > 1) {
        vd_buf_add_text(&out->buf, "<h2>");
        text_write(&out->buf, p.sheet->name);
        vd_buf_add_text(&out->buf, "</h2>\n");
    }
    if (status == VD_OK) {
        p.width = vd_leaf_columns(p.sheet, columns);
        p.columns = columns;
        status = rows_write(&p, count, err);
    }
    if (*count == 0) {
        vd_buf_add_format(&out->buf, "<p>%s</p>\n", vd_word(VD_WORD_NOTHING, book->lang));
    }
    vd_buf_add_text(&out->buf, "</section>\n");
    vd_buf_clear(&p.text);
    vd_buf_clear(&p.path);
    vd_arena_clear(&arena);
    return status;
}

/* ---- The page ---- */

static void facts_write(const vd_book *book, vd_buf *buf)
{
    vd_buf_add_text(buf, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < book->fact_count; i++) {
        vd_buf_add_text(buf, "<div><dt>");
        text_write(buf, book->facts[i].name);
        vd_buf_add_text(buf, "</dt><dd>");
        text_write(buf, book->facts[i].value);
        vd_buf_add_text(buf, "</dd></div>\n");
    }
    vd_buf_add_text(buf, "</dl>\n");
}

static void legend_write(const vd_book *book, vd_buf *buf)
{
    vd_buf_add_text(buf, "<ul class=\"legend\">\n");
    for (int tone = 0; tone < VD_TONE_COUNT; tone++) {
        const char *sign = vd_tone_sign((vd_tone)tone);
        if (sign[0]) {
            vd_buf_add_text(buf, "<li><b");
            tone_write(buf, (vd_tone)tone);
            vd_buf_add_format(buf, ">%s</b>%s</li>\n", sign, vd_tone_words((vd_tone)tone, book->lang));
        }
    }
    vd_buf_add_format(buf, "<li><b>?</b>%s</li>\n</ul>\n", vd_word(VD_WORD_DOUBT, book->lang));
}

static void head_write(const vd_book *book, vd_buf *buf)
{
    vd_buf_add_format(buf, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                      book->lang == VD_LANG_EN ? "en" : "vi");
    vd_buf_add_text(buf, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    text_write(buf, book->title);
    vd_buf_add_text(buf, "</title>\n<style>\n");
    vd_buf_add_text(buf, style);
    vd_buf_add_text(buf, "</style>\n</head>\n<body>\n<h1>");
    text_write(buf, book->title);
    vd_buf_add_text(buf, "</h1>\n");
    if (book->fact_count > 0) {
        facts_write(book, buf);
    }
    if (book->legend) {
        legend_write(book, buf);
    }
    if (book->sheet_count > 1) {
        vd_buf_add_text(buf, "<nav>");
        for (size_t i = 0; i < book->sheet_count; i++) {
            vd_buf_add_format(buf, "<a href=\"#s%zu\">", i + 1);
            text_write(buf, book->sheets[i].name);
            vd_buf_add_text(buf, "</a>\n");
        }
        vd_buf_add_text(buf, "</nav>\n");
    }
}

vd_status vd_book_html(const vd_book *book, vd_out *out, size_t *count, vd_error *err)
{
    vd_status status = VD_OK;
    head_write(book, &out->buf);
    for (size_t i = 0; status == VD_OK && i < book->sheet_count; i++) {
        size_t rows = 0;
        status = sheet_write(book, i, out, &rows, err);
        *count = i == 0 ? rows : *count;
    }
    vd_buf_add_text(&out->buf, "</body>\n</html>\n");
    return status;
}
