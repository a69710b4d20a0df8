/** A book as an XLSX workbook, written by libxlsxwriter.
 *
 *  Rows go to disk as they come (constant memory), so a large answer needs no more memory than a small one.  Every text
 *  is written as a string and its cell formatted as text: neither reading nor editing it makes it a formula.  The same
 *  book gives the same bytes: the only date in the file is the book's.
 *
 *  Limits of worksheets: 1,048,576 rows, 16,384 columns, 32,767 characters a cell, 65,530 links a sheet, 31 characters
 *  a sheet's name.  Source: ECMA-376 and the limits page of the program that most people open the file with. */
#include "report/xlsx.h"

#include "base/date.h"
#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- Legend and facts: the last sheet ---- */

static lxw_error legend_line(vd_xlsx *w, lxw_worksheet *sheet, lxw_row_t row, const char *sign, vd_str words,
                             vd_tone tone)
{
    lxw_error code = vd_lxw.worksheet_write_string(sheet, row, 0, sign, vd_xlsx_format(w, VD_FACE_WRAP, tone, false));
    vd_xlsx_text(&w->text, words);
    if (code == LXW_NO_ERROR && vd_buf_ok(&w->text)) {
        code = vd_lxw.worksheet_write_string(sheet, row, 1, w->text.ptr,
                                             vd_xlsx_format(w, VD_FACE_WRAP, VD_TONE_NONE, false));
    }
    return code;
}

static lxw_error facts_put(vd_xlsx *w, lxw_worksheet *sheet, lxw_row_t *row)
{
    lxw_error code = LXW_NO_ERROR;
    for (size_t i = 0; code == LXW_NO_ERROR && i < w->book->fact_count; i++) {
        vd_xlsx_text(&w->text, w->book->facts[i].name);
        if (vd_buf_ok(&w->text)) {
            code = vd_lxw.worksheet_write_string(sheet, *row, 0, w->text.ptr,
                                                 vd_xlsx_format(w, VD_FACE_WRAP, VD_TONE_NONE, false));
        }
        vd_xlsx_text(&w->text, w->book->facts[i].value);
        if (code == LXW_NO_ERROR && vd_buf_ok(&w->text)) {
            code = vd_lxw.worksheet_write_string(sheet, (*row)++, 1, w->text.ptr,
                                                 vd_xlsx_format(w, VD_FACE_WRAP, VD_TONE_NONE, false));
        }
    }
    return code;
}

/* The last sheet: what the book is about, and what its signs mean. */
static vd_status legend_write(vd_xlsx *w, vd_error *err)
{
    vd_lang lang = w->book->lang;
    bool signs = w->book->legend;
    const char *name = vd_word(signs ? VD_WORD_LEGEND : VD_WORD_ABOUT, lang);
    lxw_worksheet *sheet = vd_lxw.workbook_add_worksheet(w->lxw, name);
    lxw_row_t row = 1;
    if (!sheet) {
        return vd_fail_memory(err);
    }
    vd_xlsx_text(&w->text, w->book->title);
    lxw_error code = vd_buf_ok(&w->text)
                         ? vd_lxw.worksheet_write_string(sheet, 0, 0, w->text.ptr,
                                                         vd_xlsx_format(w, VD_FACE_TEXT, VD_TONE_NONE, false))
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
    return vd_buf_ok(&w->text) ? vd_xlsx_check(code, err) : vd_fail_memory(err);
}

/* ---- The file ---- */

/* Seconds since 1970 of a day; the zip format's first day when there is none. */
static time_t day_time(vd_date day)
{
    static const vd_date none = {1980, 1, 1};
    day = vd_date_first(day);
    return (time_t)vd_xlsx_days(day.year ? day : none) * 86400;
}

static vd_status properties_set(vd_xlsx *w, vd_error *err)
{
    char program[] = "viendan " VD_VERSION;
    vd_xlsx_text(&w->text, w->book->title);
    if (!vd_buf_ok(&w->text)) {
        return vd_fail_memory(err);
    }
    lxw_doc_properties properties = {
        .title = w->text.ptr, .author = program, .comments = program, .created = day_time(w->book->day)};
    return vd_xlsx_check(vd_lxw.workbook_set_properties(w->lxw, &properties), err);
}

/* Everything but closing: what closing frees is freed by it even then. */
static vd_status sheets_write(vd_xlsx *w, size_t *count, vd_error *err)
{
    vd_status status = properties_set(w, err);
    for (size_t i = 0; status == VD_OK && i < w->book->sheet_count; i++) {
        size_t rows = 0;
        status = vd_xlsx_sheet(w, i, &rows, err);
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
    vd_xlsx w = {.book = book};
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
        status = vd_xlsx_check(vd_lxw.workbook_close(w.lxw), err);
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
