/** What the writers of pages and workbooks share: headings, which columns a page shows, cells in words. */
#include "report/book.h"

#include "base/error.h"
#include "report/spoken.h"

/* Columns of running words; a page shows them although a table on a terminal has no room. */
static bool column_words(vd_str name)
{
    static const char *const texts[] = {"title", "sentence", "surface", "task_text", "lead"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (vd_str_ends(name, vd_str_of(texts[i]))) {
            return true;
        }
    }
    return false;
}

static bool column_wraps(vd_str name)
{
    static const char *const texts[] = {"issuer", "candidates",   "path",       "source",     "sources",   "why",
                                        "gap",    "value",        "note",       "words",      "relations", "meaning",
                                        "what",   "cite_instead", "changed_by", "coordinate", "lead"};
    return VD_STR_IN(name, texts) || column_words(name);
}

static bool column_counts(vd_str name)
{
    static const char *const numbers[] = {
        "confidence", "mentions", "line",       "column",    "start",     "end",     "year",         "depth",
        "in_degree",  "score",    "out_degree", "component", "rank",      "acting",  "implementing", "implemented",
        "acted_on",   "places",   "distance",   "step",      "documents", "together"};
    return VD_STR_IN(name, numbers);
}

vd_holds vd_leaf_holds(const vd_leaf *sheet, size_t column)
{
    vd_str name = vd_rows_name(sheet->rows, column);
    return column >= sheet->marks                 ? VD_HOLDS_MARK
           : column_wraps(name)                   ? VD_HOLDS_TEXT
           : column_counts(name)                  ? VD_HOLDS_NUMBER
           : vd_word_kind(name) == VD_SPOKEN_DAYS ? VD_HOLDS_DAY
                                                  : VD_HOLDS_NAME;
}

static size_t column_named(const vd_leaf *sheet, vd_str name)
{
    size_t i = 0;
    while (i < vd_rows_width(sheet->rows) && !vd_str_eq(vd_rows_name(sheet->rows, i), name)) {
        i++;
    }
    return i;
}

vd_str vd_leaf_heading(const vd_book *book, const vd_leaf *sheet, size_t column)
{
    vd_str name = vd_rows_name(sheet->rows, column);
    const char *beside = NULL;
    const char *words = column >= sheet->marks ? NULL : vd_word_beside(name, &beside, book->lang);
    if (words && column_named(sheet, vd_str_of(beside)) < vd_rows_width(sheet->rows)) {
        return vd_str_of(words);
    }
    return column >= sheet->marks ? name : vd_word_column(name, book->lang);
}

size_t vd_leaf_columns(const vd_leaf *sheet, size_t *columns)
{
    size_t count = 0;
    size_t width = vd_rows_width(sheet->rows);
    for (int all = 0; all <= 1 && count == 0; all++) { /* rows that show nothing show everything */
        for (size_t i = 0; i < width; i++) {
            bool sentence = vd_str_ends(vd_rows_name(sheet->rows, i), VD_LIT("sentence"));
            if (all || sheet->every || vd_rows_shown(sheet->rows, i) || sentence) {
                columns[count++] = i;
            }
        }
    }
    return count;
}

/* Does the current row's source tell where a row of a table comes from?  The name of a file stands beside its line;
 * rows of the catalogue tell their file in `origin`. */
static bool source_told(const vd_leaf *sheet)
{
    size_t width = vd_rows_width(sheet->rows);
    size_t line = column_named(sheet, VD_LIT("line"));
    return column_named(sheet, VD_LIT("origin")) < width ||
           (line < width && vd_rows_cell(sheet->rows, line).kind == VD_CELL_NULL);
}

void vd_book_path(const vd_book *book, vd_str path, vd_buf *buf)
{
    bool absolute = path.len > 0 && path.ptr[0] == '/';
    if (!absolute && book->style && book->style->way) {
        vd_buf_add_text(buf, book->style->way);
    }
    vd_buf_add(buf, path);
}

vd_dress vd_leaf_dress(const vd_leaf *sheet, size_t row, size_t column)
{
    if (sheet->dress) {
        return sheet->dress(sheet->context, row, column);
    }
    vd_dress plain = {.sheet = VD_BOOK_NONE};
    vd_cell cell = vd_rows_cell(sheet->rows, column);
    if (row != VD_BOOK_NONE && cell.kind == VD_CELL_TEXT) {
        vd_str name = vd_rows_name(sheet->rows, column);
        plain.file = vd_str_eq(name, VD_LIT("source")) && !source_told(sheet) ? cell.text : VD_NONE;
        if (vd_str_eq(name, VD_LIT("severity"))) {
            plain.tone = vd_str_eq(cell.text, VD_LIT("high"))     ? VD_TONE_BAD
                         : vd_str_eq(cell.text, VD_LIT("medium")) ? VD_TONE_WATCH
                                                                  : VD_TONE_NONE;
        }
    }
    return plain;
}

/* One text of the current row. */
static void words_add(const vd_book *book, const vd_leaf *sheet, vd_str name, vd_str text, vd_buf *buf)
{
    bool told = vd_word_kind(name) == VD_SPOKEN_FILE && source_told(sheet);
    vd_spoken(buf, told ? VD_LIT("evidence_source") : name, text, book->lang);
}

bool vd_leaf_cell(const vd_book *book, const vd_leaf *sheet, size_t column, vd_buf *buf)
{
    vd_cell cell = vd_rows_cell(sheet->rows, column);
    vd_str name = column >= sheet->marks ? VD_LIT("") : vd_rows_name(sheet->rows, column);
    switch (cell.kind) {
    case VD_CELL_NULL:
        return false;
    case VD_CELL_BOOL:
        vd_buf_add_text(buf, vd_word(cell.integer ? VD_WORD_YES : VD_WORD_NO, book->lang));
        break;
    case VD_CELL_INT:
        vd_buf_add_format(buf, "%lld", (long long)cell.integer);
        break;
    case VD_CELL_REAL:
        vd_out_real(buf, cell.real);
        break;
    case VD_CELL_TEXT: {
        vd_arena scratch = {0};
        words_add(book, sheet, name, vd_spoken_cell(&scratch, sheet->rows, column), buf);
        vd_arena_clear(&scratch);
        break;
    }
    case VD_CELL_LIST:
        for (size_t i = 0; i < cell.count; i++) {
            vd_buf_add_text(buf, i ? "; " : "");
            words_add(book, sheet, name, cell.items[i], buf);
        }
        break;
    }
    return true;
}

vd_status vd_book_write(const vd_book *book, vd_format format, vd_out *out, size_t *count, vd_error *err)
{
    switch (format) {
    case VD_FORMAT_MARKDOWN:
        return vd_book_markdown(book, out, count, err);
    case VD_FORMAT_HTML:
        return vd_book_html(book, out, count, err);
    case VD_FORMAT_XLSX:
        return vd_book_xlsx(book, out, count, err);
    default:
        return vd_fail(err, VD_INVALID, "unknown format");
    }
}

vd_status vd_book_rows(vd_rows *rows, vd_format format, const vd_style *style, vd_out *out, size_t *count,
                       vd_error *err)
{
    vd_leaf sheet = {.name = vd_str_of(vd_word(VD_WORD_LIST_SHEET, style->lang)), .rows = rows, .marks = VD_BOOK_NONE};
    vd_book book = {
        .title = style->title ? vd_str_of(style->title) : VD_LIT("viendan"),
        .lang = style->lang,
        .sheets = &sheet,
        .sheet_count = 1,
        .style = style,
    };
    return vd_book_write(&book, format, out, count, err);
}
