/** A book as an XLSX workbook, written by libxlsxwriter.
 *
 *  Rows go to disk as they come (constant memory), so a large answer needs no more memory than a small one.  Every text
 *  is written as a string and its cell formatted as text: neither reading nor editing it makes it a formula.  The same
 *  book gives the same bytes: the only date in the file is the book's.
 *
 *  Limits of worksheets: 1,048,576 rows, 16,384 columns, 32,767 characters a cell, 65,530 links a sheet, 31 characters
 *  a sheet's name.  Source: ECMA-376 and the limits page of the program that most people open the file with. */
#include "report/book.h"
#include "report/xlsx_load.h"

#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"
#include "report/spoken.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROWS_MOST = 1048576, COLUMNS_MOST = 16384, TEXT_MOST = 32767, LINKS_MOST = 65530, LINK_TEXT_MOST = 2000 };
/* Widths in characters. */
enum { WIDTH_LEAST = 6, WIDTH_NAME = 30, WIDTH_TEXT = 52, WIDTH_MARK = 6, UPRIGHT = 6 };
/* Characters on a line of WIDTH_TEXT, with what wrapping leaves empty; points of a line. */
enum { LINE_FITS = 60, HEAD_FITS = 12, LINE_HEIGHT = 13 };
/* Characters of an upright heading before it takes a second line: a band as high as a title is long leaves no room for
 * the rows. */
enum { UPRIGHT_FITS = 18 };
/* Grids with no more marks a row get their empty cells framed, too. */
enum { FRAMED_MOST = 200 };
/* Characters of a day. */
enum { DAY_FITS = 10 };

/* How a cell is formatted, besides its colour. */
typedef enum face {
    FACE_TEXT,
    FACE_WRAP,
    FACE_NUMBER,
    FACE_REAL,
    FACE_DAY,
    FACE_MARK,
    FACE_HEAD,
    FACE_UPRIGHT,
    FACE_COUNT
} face;

typedef struct workbook {
    const vd_book *book;
    lxw_workbook *lxw;
    lxw_format *formats[FACE_COUNT][VD_TONE_COUNT][2]; /* plain, link; made when first used */
    vd_buf text, link, path;
    bool links_cut; /* in any sheet */
} workbook;

/* One sheet on its way. */
typedef struct writing {
    workbook *w;
    const vd_leaf *sheet;
    lxw_worksheet *lxw;
    size_t width, links;
    size_t *most; /* widest text of a column */
    vd_holds *holds;
    bool *shown;  /* the others are there to be unfolded */
    size_t lines; /* of the current row */
    bool upright;
    bool links_cut;
} writing;

static lxw_format *format_of(workbook *w, face how, vd_tone tone, bool link)
{
    lxw_format **slot = &w->formats[how][tone][link];
    if (*slot || !(*slot = vd_lxw.workbook_add_format(w->lxw))) {
        return *slot;
    }
    const char *color = vd_tone_color(tone);
    lxw_format *format = *slot;
    bool head = how == FACE_HEAD || how == FACE_UPRIGHT;
    vd_lxw.format_set_font_name(format, "Arial");
    vd_lxw.format_set_font_size(format, 10);
    vd_lxw.format_set_border(format, LXW_BORDER_THIN);
    vd_lxw.format_set_border_color(format, 0xBBBBBB);
    vd_lxw.format_set_align(format, head ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
    if (color[0] || head) {
        vd_lxw.format_set_bg_color(format, color[0] ? (lxw_color_t)strtoul(color + 1, NULL, 16) : 0xE9EDF2);
    }
    if (head) {
        vd_lxw.format_set_bold(format);
    }
    if (how == FACE_WRAP || head) {
        vd_lxw.format_set_text_wrap(format);
    }
    if (how == FACE_UPRIGHT) {
        vd_lxw.format_set_rotation(format, 90);
    }
    if (how == FACE_MARK || how == FACE_NUMBER || how == FACE_REAL) {
        vd_lxw.format_set_align(format, LXW_ALIGN_CENTER);
    }
    if (how == FACE_REAL) {
        vd_lxw.format_set_num_format(format, "0.00");
    } else if (how == FACE_DAY) {
        vd_lxw.format_set_align(format, LXW_ALIGN_LEFT); /* what is no day in such a column is text all the same */
        vd_lxw.format_set_num_format(format, vd_spoken_day_format(w->book->lang));
    } else if (how != FACE_NUMBER) {
        vd_lxw.format_set_num_format_index(format, 49); /* "@": what is typed over it stays text, too */
    }
    if (link) {
        vd_lxw.format_set_underline(format, LXW_UNDERLINE_SINGLE);
        vd_lxw.format_set_font_color(format, 0x0B4F8A);
    }
    return format;
}

/* ---- Texts ---- */

static bool text_is_escape(vd_str text, size_t i)
{
    if (text.len - i < 7 || text.ptr[i] != '_' || text.ptr[i + 1] != 'x' || text.ptr[i + 6] != '_') {
        return false;
    }
    for (size_t k = 2; k < 6; k++) {
        char c = text.ptr[i + k];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
            return false;
        }
    }
    return true;
}

/* `text` as a worksheet can hold it: UTF-8 without control characters, "_x0041_" not taken for an escape, not too long.
 * NUL-terminated in `out`; returns its width in characters of the longest line. */
static size_t text_make(vd_buf *out, vd_str text)
{
    size_t units = 0;
    size_t line = 0;
    size_t widest = 0;
    vd_buf_reset(out);
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + i, text.len - i, &code);
        bool escape = code == '_' && text_is_escape(text, i);
        units += escape ? 8 : code > 0xFFFF ? 2 : 1;
        if (units >= TEXT_MOST) {
            vd_buf_add_text(out, "\xE2\x80\xA6");
            break;
        }
        if (code == VD_UTF8_INVALID || (code < 0x20 && code != '\n' && code != '\t') || code == 0x7F ||
            code == 0xFFFE || code == 0xFFFF) {
            vd_buf_add_text(out, code == '\r' ? " " : "\xEF\xBF\xBD");
        } else {
            vd_buf_add_text(out, escape ? "_x005F" : "");
            vd_buf_add(out, vd_str_slice(text, i, i + len));
        }
        line = code == '\n' ? 0 : line + 1;
        widest = line > widest ? line : widest;
        i += len;
    }
    vd_buf_add_char(out, '\0');
    return widest;
}

static vd_status lxw_check(lxw_error code, vd_error *err)
{
    switch (code) {
    case LXW_NO_ERROR:
        return VD_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return vd_fail_memory(err);
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
        return vd_fail(err, VD_IO, "cannot write the workbook's temporary file; is there room in TMPDIR?");
    default:
        return vd_fail(err, VD_INTERNAL, "the workbook: %s", vd_lxw.lxw_strerror(code));
    }
}

/* ---- Cells ---- */

/* A path as the target of a link.  libxlsxwriter makes its slashes backslashes, as Excel itself writes the targets of
 * files; LibreOffice takes both on every system.  What is not plain in ASCII is percent-encoded, since libxlsxwriter
 * writes it as it comes.  False for a name that is no text, or has a '#': what follows that would be a place in the
 * file. */
static bool path_link(vd_buf *buf, vd_str path)
{
    if (path.len == 0 || path.len > LINK_TEXT_MOST / 3) {
        return false;
    }
    vd_buf_add_text(buf, "external:");
    for (size_t i = 0; i < path.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(path.ptr + i, path.len - i, &code);
        if (code == VD_UTF8_INVALID || code < 0x20 || code == '#' || code == 0xFFFE || code == 0xFFFF) {
            return false;
        }
        bool plain = code >= 0x80 || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
                     (code >= '0' && code <= '9') || strchr("-_.~/", (int)code);
        if (plain) {
            vd_buf_add(buf, vd_str_slice(path, i, i + len));
        } else {
            vd_buf_add_format(buf, "%%%02X", (unsigned)code);
        }
        i += len;
    }
    return true;
}

/* Where a dress leads, as libxlsxwriter writes it, into w->link; false: nowhere, or it cannot be said. */
static bool link_make(writing *s, const vd_dress *dress)
{
    workbook *w = s->w;
    vd_buf_reset(&w->link);
    if (s->links >= LINKS_MOST) {
        s->links_cut = s->links_cut || dress->sheet < w->book->sheet_count || dress->file.len > 0;
        return false;
    }
    if (dress->sheet < w->book->sheet_count) {
        char cell[LXW_MAX_CELL_NAME_LENGTH];
        if (dress->row + 1 >= ROWS_MOST || dress->column >= COLUMNS_MOST) {
            return false;
        }
        vd_lxw.lxw_rowcol_to_cell(cell, (lxw_row_t)(dress->row + 1), (lxw_col_t)dress->column);
        vd_buf_add_text(&w->link, "internal:'");
        vd_buf_add(&w->link, w->book->sheets[dress->sheet].name);
        vd_buf_add_format(&w->link, "'!%s", cell);
    } else if (dress->file.len > 0) {
        vd_buf_reset(&w->path);
        vd_book_path(w->book, dress->file, &w->path);
        if (!vd_buf_ok(&w->path) || !path_link(&w->link, vd_buf_str(&w->path))) {
            return false;
        }
    } else {
        return false;
    }
    vd_buf_add_char(&w->link, '\0');
    return vd_buf_ok(&w->link);
}

static lxw_error text_put(writing *s, size_t row, size_t column, face how, const vd_dress *dress)
{
    workbook *w = s->w;
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;
    bool linked = link_make(s, dress);
    lxw_format *format = format_of(w, how, dress->tone, linked);
    lxw_error code = LXW_NO_ERROR;
    if (linked) {
        s->links++;
        code = vd_lxw.worksheet_write_url_opt(s->lxw, r, c, w->link.ptr, format, w->text.ptr, NULL);
    }
    /* Also behind a link, which keeps its cell: libxlsxwriter gives the words of one to a file the other slashes, too.
     */
    return code == LXW_NO_ERROR ? vd_lxw.worksheet_write_string(s->lxw, r, c, w->text.ptr, format) : code;
}

static face face_of(vd_holds holds)
{
    return holds == VD_HOLDS_MARK ? FACE_MARK : holds == VD_HOLDS_TEXT ? FACE_WRAP : FACE_TEXT;
}

/* Days since 1970 of a whole day, by the civil calendar with years beginning in March. */
static long day_count(vd_date day)
{
    bool early = day.month <= 2;
    long y = day.year - early;
    long era = y / 400;
    long year = y - era * 400;
    long days = era * 146097 + year * 365 + year / 4 - year / 100 + (153 * (day.month + (early ? 9 : -3)) + 2) / 5 +
                day.day - 1;
    return days - 719468;
}

/* The day that a cell of a column of days holds, as worksheets count them; 0: none, or not one whole day, which stays
 * text.  Worksheets know no day before 1900, and take the 29th of February of that year for one. */
static double day_serial(vd_cell cell)
{
    static const vd_date first = {1900, 3, 1};
    vd_str text = cell.kind == VD_CELL_TEXT                      ? cell.text
                  : cell.kind == VD_CELL_LIST && cell.count == 1 ? cell.items[0]
                                                                 : VD_NONE;
    vd_date day;
    bool whole = text.ptr && vd_date_parse(text, &day) && vd_date_whole(day) && vd_date_cmp(day, first) >= 0;
    return whole ? (double)(day_count(day) + 25569) : 0;
}

/* Lines that a wrapped text takes.  A column narrower than WIDTH_TEXT holds no text that needs a second one. */
static size_t lines_count(const char *text)
{
    size_t lines = 1;
    size_t used = 0;
    for (const char *c = text; *c; c++) {
        bool begins = ((unsigned char)*c & 0xC0) != 0x80;
        if (*c == '\n' || (begins && used == LINE_FITS)) {
            lines++;
            used = 0;
        }
        used += begins && *c != '\n';
    }
    return lines;
}

/* Height for the current row: not every program finds it itself. */
static vd_status row_fit(writing *s, size_t row, vd_error *err)
{
    double height = LINE_HEIGHT * (double)s->lines + 3;
    if (s->lines < 2) {
        return VD_OK;
    }
    return lxw_check(vd_lxw.worksheet_set_row(s->lxw, (lxw_row_t)row, height < 409 ? height : 409, NULL), err);
}

/* The current row's cell; rows count from 0, the heading among them. */
static vd_status cell_put(writing *s, size_t row, size_t column, vd_error *err)
{
    workbook *w = s->w;
    vd_holds holds = s->holds[column];
    vd_cell cell = vd_rows_cell(s->sheet->rows, column);
    if (cell.kind == VD_CELL_NULL && holds == VD_HOLDS_MARK && s->width - s->sheet->marks > FRAMED_MOST) {
        return VD_OK; /* most cells of a large grid */
    }
    vd_dress dress = vd_leaf_dress(s->sheet, row - 1, column);
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;
    lxw_error code = LXW_NO_ERROR;
    if (cell.kind == VD_CELL_NULL) {
        code = vd_lxw.worksheet_write_blank(s->lxw, r, c, format_of(w, face_of(holds), dress.tone, false));
        return lxw_check(code, err);
    }
    if (cell.kind == VD_CELL_INT) {
        code = vd_lxw.worksheet_write_number(s->lxw, r, c, (double)cell.integer,
                                             format_of(w, FACE_NUMBER, dress.tone, false));
        return lxw_check(code, err);
    }
    if (cell.kind == VD_CELL_REAL && cell.real - cell.real == 0) { /* finite */
        code = vd_lxw.worksheet_write_number(s->lxw, r, c, cell.real, format_of(w, FACE_REAL, dress.tone, false));
        return lxw_check(code, err);
    }
    double serial = holds == VD_HOLDS_DAY ? day_serial(cell) : 0;
    if (serial > 0) {
        s->most[column] = s->most[column] > DAY_FITS ? s->most[column] : DAY_FITS;
        code = vd_lxw.worksheet_write_number(s->lxw, r, c, serial, format_of(w, FACE_DAY, dress.tone, false));
        return lxw_check(code, err);
    }
    vd_buf_reset(&w->link);
    vd_leaf_cell(w->book, s->sheet, column, &w->link);
    size_t wide = text_make(&w->text, vd_buf_str(&w->link));
    if (!vd_buf_ok(&w->link) || !vd_buf_ok(&w->text)) {
        return vd_fail_memory(err);
    }
    s->most[column] = wide > s->most[column] ? wide : s->most[column];
    if (holds == VD_HOLDS_TEXT && s->shown[column]) {
        size_t lines = lines_count(w->text.ptr);
        s->lines = lines > s->lines ? lines : s->lines;
    }
    return lxw_check(text_put(s, row, column, face_of(holds), &dress), err);
}

/* Before the row's cells: its height is written with them.  Upright headings need their length, others wrap. */
static vd_status header_height(writing *s, vd_error *err)
{
    size_t longest = 0;
    size_t lines = 1;
    for (size_t i = 0; i < s->width; i++) {
        size_t len = text_make(&s->w->text, vd_leaf_heading(s->w->book, s->sheet, i));
        bool upright = s->upright && i >= s->sheet->marks;
        longest = upright && len > longest ? len : longest;
        lines = !upright && s->shown[i] && len / HEAD_FITS + 1 > lines ? len / HEAD_FITS + 1 : lines;
    }
    double height = 7.0 * (double)((longest < UPRIGHT_FITS ? longest : UPRIGHT_FITS) + 2);
    double wrapped = LINE_HEIGHT * (double)(lines < 4 ? lines : 4) + 3;
    height = s->upright && height > wrapped ? height : wrapped;
    return lxw_check(vd_lxw.worksheet_set_row(s->lxw, 0, height, NULL), err);
}

static vd_status header_put(writing *s, vd_error *err)
{
    vd_status status = header_height(s, err);
    for (size_t i = 0; status == VD_OK && i < s->width; i++) {
        vd_dress dress = vd_leaf_dress(s->sheet, VD_BOOK_NONE, i);
        size_t wide = text_make(&s->w->text, vd_leaf_heading(s->w->book, s->sheet, i));
        bool upright = s->upright && i >= s->sheet->marks;
        s->most[i] = wide < HEAD_FITS ? wide + 2 : HEAD_FITS + 2; /* room for the filter's arrow */
        status = !vd_buf_ok(&s->w->text)
                     ? vd_fail_memory(err)
                     : lxw_check(text_put(s, 0, i, upright ? FACE_UPRIGHT : FACE_HEAD, &dress), err);
    }
    return status;
}

static void columns_fit(writing *s)
{
    for (size_t i = 0; i < s->width; i++) {
        vd_holds holds = s->holds[i];
        size_t cap = holds == VD_HOLDS_TEXT ? (size_t)WIDTH_TEXT : (size_t)WIDTH_NAME;
        size_t wide = s->most[i] + 2 < cap ? s->most[i] + 2 : cap;
        wide = wide < WIDTH_LEAST ? WIDTH_LEAST : wide;
        if (holds == VD_HOLDS_MARK && s->upright) {
            wide = WIDTH_MARK;
        }
        lxw_row_col_options folded = {.hidden = LXW_TRUE, .level = 1};
        vd_lxw.worksheet_set_column_opt(s->lxw, (lxw_col_t)i, (lxw_col_t)i, (double)wide, NULL,
                                        s->shown[i] ? NULL : &folded);
    }
}

/* What stays in view: the heading, and the columns that name a row of a grid. */
static void sheet_settle(writing *s, size_t rows)
{
    lxw_col_t last = (lxw_col_t)(s->width ? s->width - 1 : 0);
    bool grid = s->sheet->marks != VD_BOOK_NONE;
    columns_fit(s);
    vd_lxw.worksheet_freeze_panes(s->lxw, 1, grid ? 3 : 0);
    if (rows > 0) {
        vd_lxw.worksheet_autofilter(s->lxw, 0, 0, (lxw_row_t)rows, last);
    }
    vd_lxw.worksheet_set_landscape(s->lxw);
    vd_lxw.worksheet_set_paper(s->lxw, 9); /* A4 */
    vd_lxw.worksheet_set_margins(s->lxw, 0.4, 0.4, 0.5, 0.5);
    vd_lxw.worksheet_repeat_rows(s->lxw, 0, 0);
    if (grid && s->width > 30) {
        vd_lxw.worksheet_repeat_columns(s->lxw, 0, 2);
        vd_lxw.worksheet_set_print_scale(s->lxw, 55);
    } else {
        vd_lxw.worksheet_fit_to_pages(s->lxw, 1, 0);
    }
    vd_lxw.worksheet_set_footer(s->lxw, "&L&A&R&P/&N");
}

/* A sheet whose links did not all fit says so at its first cell, which is the one selected when it is opened.  Rows
 * that are written take no comment any more, but an input message. */
static vd_status links_settle(writing *s, vd_error *err)
{
    workbook *w = s->w;
    const vd_style *style = w->book->style;
    char words[256];
    if (!s->links_cut) {
        return VD_OK;
    }
    if (!w->links_cut && style && style->note) {
        style->note(style->note_context, "a sheet of the workbook holds 65,530 links; cells behind them have none");
    }
    w->links_cut = true;
    snprintf(words, sizeof words, "%s", vd_word(VD_WORD_NO_LINKS, w->book->lang));
    lxw_data_validation box = {.validate = LXW_VALIDATION_TYPE_ANY, .input_message = words};
    return lxw_check(vd_lxw.worksheet_data_validation_cell(s->lxw, 0, 0, &box), err);
}

static vd_status sheet_put(writing *s, size_t *count, vd_error *err)
{
    vd_status status = header_put(s, err);
    for (bool more = true; status == VD_OK;) {
        status = vd_rows_next(s->sheet->rows, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        if (++*count >= ROWS_MOST) {
            return vd_fail(err, VD_LIMIT, "a worksheet holds %d rows at most; ask for less, or take csv", ROWS_MOST);
        }
        s->lines = 1;
        for (size_t i = 0; status == VD_OK && i < s->width; i++) {
            status = cell_put(s, *count, i, err);
        }
        status = status == VD_OK ? row_fit(s, *count, err) : status;
    }
    if (status == VD_OK) {
        sheet_settle(s, *count);
        status = links_settle(s, err);
    }
    return status;
}

/* What is known of the columns before the first row. */
static bool columns_prepare(writing *s, vd_arena *arena)
{
    size_t *columns = VD_ARENA_ARRAY(arena, size_t, s->width);
    s->most = VD_ARENA_ARRAY(arena, size_t, s->width);
    s->shown = VD_ARENA_ARRAY(arena, bool, s->width);
    s->holds = VD_ARENA_ARRAY(arena, vd_holds, s->width);
    if (!columns || !s->most || !s->shown || !s->holds) {
        return false;
    }
    for (size_t i = 0; i < s->width; i++) {
        s->holds[i] = vd_leaf_holds(s->sheet, i);
    }
    for (size_t i = vd_leaf_columns(s->sheet, columns); i > 0; i--) {
        s->shown[columns[i - 1]] = true;
    }
    s->upright = s->sheet->marks != VD_BOOK_NONE && s->width - s->sheet->marks > UPRIGHT;
    return true;
}

static vd_status sheet_write(workbook *w, size_t at, size_t *count, vd_error *err)
{
    vd_arena arena = {0};
    writing s = {.w = w, .sheet = &w->book->sheets[at], .width = vd_rows_width(w->book->sheets[at].rows)};
    vd_status status = VD_OK;
    text_make(&w->text, s.sheet->name);
    if (s.width > COLUMNS_MOST) {
        status = vd_fail(err, VD_LIMIT,
                         "a worksheet holds %d columns at most, this has %zu; ask for less, or turn the matrix: with "
                         "--transpose, or without",
                         COLUMNS_MOST, s.width);
    } else if (!columns_prepare(&s, &arena) || !vd_buf_ok(&w->text)) {
        status = vd_fail_memory(err);
    } else {
        s.lxw = vd_lxw.workbook_add_worksheet(w->lxw, w->text.ptr);
        status = s.lxw ? sheet_put(&s, count, err) : vd_fail_memory(err);
    }
    vd_arena_clear(&arena);
    return status;
}

/* ---- Legend and facts: the last sheet ---- */

static lxw_error legend_line(workbook *w, lxw_worksheet *sheet, lxw_row_t row, const char *sign, vd_str words,
                             vd_tone tone)
{
    lxw_error code = vd_lxw.worksheet_write_string(sheet, row, 0, sign, format_of(w, FACE_WRAP, tone, false));
    text_make(&w->text, words);
    if (code == LXW_NO_ERROR && vd_buf_ok(&w->text)) {
        code = vd_lxw.worksheet_write_string(sheet, row, 1, w->text.ptr, format_of(w, FACE_WRAP, VD_TONE_NONE, false));
    }
    return code;
}

static lxw_error facts_put(workbook *w, lxw_worksheet *sheet, lxw_row_t *row)
{
    lxw_error code = LXW_NO_ERROR;
    for (size_t i = 0; code == LXW_NO_ERROR && i < w->book->fact_count; i++) {
        text_make(&w->text, w->book->facts[i].name);
        if (vd_buf_ok(&w->text)) {
            code = vd_lxw.worksheet_write_string(sheet, *row, 0, w->text.ptr,
                                                 format_of(w, FACE_WRAP, VD_TONE_NONE, false));
        }
        text_make(&w->text, w->book->facts[i].value);
        if (code == LXW_NO_ERROR && vd_buf_ok(&w->text)) {
            code = vd_lxw.worksheet_write_string(sheet, (*row)++, 1, w->text.ptr,
                                                 format_of(w, FACE_WRAP, VD_TONE_NONE, false));
        }
    }
    return code;
}

/* The last sheet: what the book is about, and what its signs mean. */
static vd_status legend_write(workbook *w, vd_error *err)
{
    vd_lang lang = w->book->lang;
    bool signs = w->book->legend;
    const char *name = vd_word(signs ? VD_WORD_LEGEND : VD_WORD_ABOUT, lang);
    lxw_worksheet *sheet = vd_lxw.workbook_add_worksheet(w->lxw, name);
    lxw_row_t row = 1;
    if (!sheet) {
        return vd_fail_memory(err);
    }
    text_make(&w->text, w->book->title);
    lxw_error code = vd_buf_ok(&w->text) ? vd_lxw.worksheet_write_string(sheet, 0, 0, w->text.ptr,
                                                                         format_of(w, FACE_TEXT, VD_TONE_NONE, false))
                                         : LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (code == LXW_NO_ERROR) {
        code = facts_put(w, sheet, &row);
    }
    for (int tone = 0; signs && code == LXW_NO_ERROR && tone < VD_TONE_COUNT; tone++) {
        const char *sign = vd_tone_sign((vd_tone)tone);
        if (sign[0]) {
            code = legend_line(w, sheet, row++, sign, vd_str_of(vd_tone_words((vd_tone)tone, lang)), (vd_tone)tone);
        }
    }
    if (code == LXW_NO_ERROR && signs) {
        code = legend_line(w, sheet, row++, "?", vd_str_of(vd_word(VD_WORD_DOUBT, lang)), VD_TONE_NONE);
    }
    if (code == LXW_NO_ERROR && w->links_cut) {
        code = legend_line(w, sheet, row, "", vd_str_of(vd_word(VD_WORD_NO_LINKS, lang)), VD_TONE_NONE);
    }
    vd_lxw.worksheet_set_column(sheet, 0, 0, 34, NULL);
    vd_lxw.worksheet_set_column(sheet, 1, 1, 80, NULL);
    vd_lxw.worksheet_set_landscape(sheet);
    vd_lxw.worksheet_set_paper(sheet, 9);
    vd_lxw.worksheet_fit_to_pages(sheet, 1, 0);
    return vd_buf_ok(&w->text) ? lxw_check(code, err) : vd_fail_memory(err);
}

/* ---- The file ---- */

/* Seconds since 1970 of a day; the zip format's first day when there is none. */
static time_t day_time(vd_date day)
{
    static const vd_date none = {1980, 1, 1};
    day = vd_date_first(day);
    return (time_t)day_count(day.year ? day : none) * 86400;
}

static vd_status properties_set(workbook *w, vd_error *err)
{
    char program[] = "viendan " VD_VERSION;
    text_make(&w->text, w->book->title);
    if (!vd_buf_ok(&w->text)) {
        return vd_fail_memory(err);
    }
    lxw_doc_properties properties = {
        .title = w->text.ptr, .author = program, .comments = program, .created = day_time(w->book->day)};
    return lxw_check(vd_lxw.workbook_set_properties(w->lxw, &properties), err);
}

/* Everything but closing: what closing frees is freed by it even then. */
static vd_status sheets_write(workbook *w, size_t *count, vd_error *err)
{
    vd_status status = properties_set(w, err);
    for (size_t i = 0; status == VD_OK && i < w->book->sheet_count; i++) {
        size_t rows = 0;
        status = sheet_write(w, i, &rows, err);
        *count = i == 0 ? rows : *count;
    }
    bool about = w->book->legend || w->book->fact_count > 0;
    return status == VD_OK && about ? legend_write(w, err) : status;
}

/* The finished file into the output. */
static vd_status file_copy(const char *path, vd_out *out, vd_error *err)
{
    FILE *file = fopen(path, "rb");
    vd_status status = file ? VD_OK : vd_fail(err, VD_IO, "cannot read the workbook's temporary file");
    while (status == VD_OK) {
        size_t got = 0;
        if (vd_buf_reserve(&out->buf, 1 << 16)) {
            got = fread(out->buf.ptr + out->buf.len, 1, 1 << 16, file);
            out->buf.len += got;
        }
        status = vd_out_settle(out, err);
        if (got == 0) {
            break;
        }
    }
    if (status == VD_OK && ferror(file)) {
        status = vd_fail(err, VD_IO, "cannot read the workbook's temporary file");
    }
    if (file) {
        fclose(file);
    }
    return status;
}

/* The name of a new, empty file. */
static vd_status temp_make(vd_buf *path, vd_error *err)
{
    const char *folder = getenv("TMPDIR");
    vd_buf_add_text(path, folder && folder[0] ? folder : "/tmp");
    vd_buf_add_text(path, "/viendan-XXXXXX");
    vd_buf_add_char(path, '\0');
    if (!vd_buf_ok(path)) {
        return vd_fail_memory(err);
    }
    int fd = mkstemp(path->ptr);
    if (fd < 0) {
        vd_buf_reset(path);
        return vd_fail(err, VD_IO, "cannot make a temporary file; is TMPDIR a folder to write to?");
    }
    close(fd);
    return VD_OK;
}

vd_status vd_book_xlsx(const vd_book *book, vd_out *out, size_t *count, vd_error *err)
{
    workbook w = {.book = book};
    vd_buf path = {0};
    vd_status status = vd_xlsx_load(err);
    if (status == VD_OK) {
        status = temp_make(&path, err);
    }
    if (status == VD_OK) {
        lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = getenv("TMPDIR")};
        w.lxw = vd_lxw.workbook_new_opt(path.ptr, &options);
        status = w.lxw ? sheets_write(&w, count, err) : vd_fail_memory(err);
    }
    if (w.lxw && status == VD_OK) {
        status = lxw_check(vd_lxw.workbook_close(w.lxw), err);
    } else if (w.lxw) {
        vd_lxw.lxw_workbook_free(w.lxw);
    }
    if (status == VD_OK) {
        status = file_copy(path.ptr, out, err);
    }
    if (path.len > 0) {
        unlink(path.ptr);
    }
    vd_buf_clear(&w.text);
    vd_buf_clear(&w.link);
    vd_buf_clear(&w.path);
    vd_buf_clear(&path);
    return status;
}
