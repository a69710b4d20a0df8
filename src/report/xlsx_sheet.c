/* One sheet of a workbook: its heading, its rows as they come, and how it settles once all are there.  A sheet's
 * limits, and why cells are texts, stand in xlsx.c. */
#include "report/xlsx.h"

#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"

#include <stdio.h>

enum { ROWS_MOST = 1048576, COLUMNS_MOST = 16384, LINKS_MOST = 65530, LINK_TEXT_MOST = 2000 };
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

/* One sheet on its way. */
typedef struct writing {
    vd_xlsx *w;
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
    vd_xlsx *w = s->w;
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

static lxw_error text_put(writing *s, size_t row, size_t column, vd_xlsx_face how, const vd_dress *dress)
{
    vd_xlsx *w = s->w;
    lxw_row_t r = (lxw_row_t)row;
    lxw_col_t c = (lxw_col_t)column;
    bool linked = link_make(s, dress);
    lxw_format *format = vd_xlsx_format(w, how, dress->tone, linked);
    lxw_error code = LXW_NO_ERROR;
    if (linked) {
        s->links++;
        code = vd_lxw.worksheet_write_url_opt(s->lxw, r, c, w->link.ptr, format, w->text.ptr, NULL);
    }
    /* Also behind a link, which keeps its cell: libxlsxwriter gives the words of one to a file the other slashes, too.
     */
    return code == LXW_NO_ERROR ? vd_lxw.worksheet_write_string(s->lxw, r, c, w->text.ptr, format) : code;
}

static vd_xlsx_face face_of(vd_holds holds)
{
    return holds == VD_HOLDS_MARK ? VD_FACE_MARK : holds == VD_HOLDS_TEXT ? VD_FACE_WRAP : VD_FACE_TEXT;
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
    return whole ? (double)(vd_xlsx_days(day) + 25569) : 0;
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
    return vd_xlsx_check(vd_lxw.worksheet_set_row(s->lxw, (lxw_row_t)row, height < 409 ? height : 409, NULL), err);
}

/* The current row's cell; rows count from 0, the heading among them. */
static vd_status cell_put(writing *s, size_t row, size_t column, vd_error *err)
{
    vd_xlsx *w = s->w;
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
        code = vd_lxw.worksheet_write_blank(s->lxw, r, c, vd_xlsx_format(w, face_of(holds), dress.tone, false));
        return vd_xlsx_check(code, err);
    }
    if (cell.kind == VD_CELL_INT) {
        code = vd_lxw.worksheet_write_number(s->lxw, r, c, (double)cell.integer,
                                             vd_xlsx_format(w, VD_FACE_NUMBER, dress.tone, false));
        return vd_xlsx_check(code, err);
    }
    if (cell.kind == VD_CELL_REAL && cell.real - cell.real == 0) { /* finite */
        code =
            vd_lxw.worksheet_write_number(s->lxw, r, c, cell.real, vd_xlsx_format(w, VD_FACE_REAL, dress.tone, false));
        return vd_xlsx_check(code, err);
    }
    double serial = holds == VD_HOLDS_DAY ? day_serial(cell) : 0;
    if (serial > 0) {
        s->most[column] = s->most[column] > DAY_FITS ? s->most[column] : DAY_FITS;
        code = vd_lxw.worksheet_write_number(s->lxw, r, c, serial, vd_xlsx_format(w, VD_FACE_DAY, dress.tone, false));
        return vd_xlsx_check(code, err);
    }
    vd_buf_reset(&w->link);
    vd_leaf_cell(w->book, s->sheet, column, &w->link);
    size_t wide = vd_xlsx_text(&w->text, vd_buf_str(&w->link));
    if (!vd_buf_ok(&w->link) || !vd_buf_ok(&w->text)) {
        return vd_fail_memory(err);
    }
    s->most[column] = wide > s->most[column] ? wide : s->most[column];
    if (holds == VD_HOLDS_TEXT && s->shown[column]) {
        size_t lines = lines_count(w->text.ptr);
        s->lines = lines > s->lines ? lines : s->lines;
    }
    return vd_xlsx_check(text_put(s, row, column, face_of(holds), &dress), err);
}

/* Before the row's cells: its height is written with them.  Upright headings need their length, others wrap. */
static vd_status header_height(writing *s, vd_error *err)
{
    size_t longest = 0;
    size_t lines = 1;
    for (size_t i = 0; i < s->width; i++) {
        size_t len = vd_xlsx_text(&s->w->text, vd_leaf_heading(s->w->book, s->sheet, i));
        bool upright = s->upright && i >= s->sheet->marks;
        longest = upright && len > longest ? len : longest;
        lines = !upright && s->shown[i] && len / HEAD_FITS + 1 > lines ? len / HEAD_FITS + 1 : lines;
    }
    double height = 7.0 * (double)((longest < UPRIGHT_FITS ? longest : UPRIGHT_FITS) + 2);
    double wrapped = LINE_HEIGHT * (double)(lines < 4 ? lines : 4) + 3;
    height = s->upright && height > wrapped ? height : wrapped;
    return vd_xlsx_check(vd_lxw.worksheet_set_row(s->lxw, 0, height, NULL), err);
}

static vd_status header_put(writing *s, vd_error *err)
{
    vd_status status = header_height(s, err);
    for (size_t i = 0; status == VD_OK && i < s->width; i++) {
        vd_dress dress = vd_leaf_dress(s->sheet, VD_BOOK_NONE, i);
        size_t wide = vd_xlsx_text(&s->w->text, vd_leaf_heading(s->w->book, s->sheet, i));
        bool upright = s->upright && i >= s->sheet->marks;
        s->most[i] = wide < HEAD_FITS ? wide + 2 : HEAD_FITS + 2; /* room for the filter's arrow */
        status = !vd_buf_ok(&s->w->text)
                     ? vd_fail_memory(err)
                     : vd_xlsx_check(text_put(s, 0, i, upright ? VD_FACE_UPRIGHT : VD_FACE_HEAD, &dress), err);
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
    vd_xlsx *w = s->w;
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
    return vd_xlsx_check(vd_lxw.worksheet_data_validation_cell(s->lxw, 0, 0, &box), err);
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

vd_status vd_xlsx_sheet(vd_xlsx *w, size_t at, size_t *count, vd_error *err)
{
    vd_arena arena = {0};
    writing s = {.w = w, .sheet = &w->book->sheets[at], .width = vd_rows_width(w->book->sheets[at].rows)};
    vd_status status = VD_OK;
    vd_xlsx_text(&w->text, s.sheet->name);
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
