/* Files to records: tab-separated lines (nothing is quoted), comma- or semicolon-separated ones after RFC 4180, or an
 * object a line.  The content decides, not the name: '{' begins objects, a header with a tab is tab-separated. */
#include "base/error.h"
#include "base/utf8.h"
#include "catalogue/import.h"

#include <stdarg.h>
#include <stdio.h>

void vd_import_tell(const vd_import *in, size_t line, size_t column, const char *format, ...)
{
    vd_error err = {.status = VD_INVALID, .offset = SIZE_MAX};
    va_list values;
    if (in->problem == NULL) {
        return;
    }
    va_start(values, format);
    vsnprintf(err.text, sizeof err.text, format, values);
    va_end(values);
    in->problem(in->context, in->path, line, column, &err);
}

/* The column, in characters from 1, of a place in the present line. */
static size_t column_at(const vd_import_reader *r, size_t at)
{
    return vd_utf8_column(r->bytes.ptr + r->line_start, at > r->line_start ? at - r->line_start : 0);
}

static bool at_end(const vd_import_reader *r)
{
    return r->at >= r->bytes.len;
}

static bool at_break(const vd_import_reader *r)
{
    return at_end(r) || r->bytes.ptr[r->at] == '\n' || r->bytes.ptr[r->at] == '\r';
}

/* Over one line end. */
static void break_pass(vd_import_reader *r)
{
    if (at_end(r)) {
        return;
    }
    bool cr = r->bytes.ptr[r->at++] == '\r';
    if (cr && !at_end(r) && r->bytes.ptr[r->at] == '\n') {
        r->at++;
    }
    r->line++;
    r->line_start = r->at;
}

/* Over lines without anything. */
static void blank_pass(vd_import_reader *r)
{
    for (;;) {
        size_t at = r->at;
        while (at < r->bytes.len && (r->bytes.ptr[at] == ' ' || r->bytes.ptr[at] == '\t')) {
            at++;
        }
        if (at >= r->bytes.len) {
            r->at = at;
            return;
        }
        if (r->bytes.ptr[at] != '\n' && r->bytes.ptr[at] != '\r') {
            return;
        }
        r->at = at;
        break_pass(r);
    }
}

/* ---- Cells ------------------------------------------------------------------------------------------------------- */

/* A quoted cell from behind its first mark; `at` ends behind the last.  "" is a mark inside. */
static vd_str quoted_take(vd_import_reader *r, size_t line, size_t column)
{
    size_t from = r->at;
    size_t doubled = 0;
    for (;;) {
        if (at_end(r)) {
            vd_import_tell(r->in, line, column, "the quotation mark is not closed; what follows is not read");
            r->in->bad++;
            return VD_NONE;
        }
        if (r->bytes.ptr[r->at] == '"') {
            if (r->at + 1 >= r->bytes.len || r->bytes.ptr[r->at + 1] != '"') {
                break;
            }
            doubled++;
            r->at++;
        } else if (r->bytes.ptr[r->at] == '\n') {
            r->line++;
            r->line_start = r->at + 1;
        }
        r->at++;
    }
    vd_str raw = vd_str_slice(r->bytes, from, r->at++);
    if (doubled == 0) {
        return raw.len ? raw : VD_LIT("");
    }
    char *text = VD_ARENA_ARRAY(r->in->arena, char, raw.len);
    size_t len = 0;
    r->in->failed = r->in->failed || text == NULL;
    for (size_t i = 0; text && i < raw.len; i++) {
        text[len++] = raw.ptr[i];
        i += raw.ptr[i] == '"';
    }
    return text ? (vd_str){text, len} : VD_LIT("");
}

/* One cell of a separated line; *ok is false when it cannot be read. */
static vd_import_cell cell_take(vd_import_reader *r, bool *ok)
{
    vd_import_cell cell = {.line = r->line, .column = column_at(r, r->at)};
    if (r->kind == VD_IMPORT_CSV && !at_end(r) && r->bytes.ptr[r->at] == '"') {
        r->at++;
        cell.text = quoted_take(r, cell.line, cell.column);
        *ok = cell.text.ptr != NULL;
        while (*ok && !at_break(r) && r->bytes.ptr[r->at] == ' ') {
            r->at++;
        }
        if (*ok && !at_break(r) && r->bytes.ptr[r->at] != r->separator) {
            vd_import_tell(r->in, r->line, column_at(r, r->at),
                           "text behind a closing quotation mark; write a quotation mark inside a cell twice");
            r->in->bad++;
            *ok = false;
        }
        return cell;
    }
    size_t from = r->at;
    while (!at_break(r) && r->bytes.ptr[r->at] != r->separator) {
        r->at++;
    }
    cell.text = vd_str_trim(vd_str_slice(r->bytes, from, r->at));
    r->stray = r->stray || (r->kind == VD_IMPORT_CSV && vd_str_find(cell.text, VD_LIT("\""), 0) != SIZE_MAX);
    return cell;
}

static void line_pass(vd_import_reader *r)
{
    while (!at_break(r)) {
        r->at++;
    }
    break_pass(r);
}

/* More cells than columns.  'Về "a, b"' unquoted is two cells, and the mark inside is what went wrong. */
static void excess_tell(vd_import_reader *r, const vd_import_cell *cell)
{
    if (r->stray) {
        vd_import_tell(r->in, cell->line, cell->column,
                       "one cell too many: the header names %zu columns. A cell with a comma or quotation marks stands "
                       "in quotation marks, and those inside are written twice: \"Về \"\"a, b\"\"\"",
                       r->columns);
    } else {
        vd_import_tell(r->in, cell->line, cell->column, "one cell too many: the header names %zu columns", r->columns);
    }
    r->in->bad++;
}

/* Editors drop empty cells at the end of a line, and a line break inside a cell cuts a row in two: the row is read as
 * far as it goes, and said. */
static void shortage_tell(const vd_import_reader *r, const vd_import_record *record, size_t cells)
{
    if (cells < r->columns) {
        vd_import_tell(r->in, record->line, 1, "%zu of %zu cells; those that are missing are taken as empty", cells,
                       r->columns);
    }
}

/* A record of a separated file; the second cell under one column is that column's again. */
static bool line_take(vd_import_reader *r, vd_import_record *out)
{
    size_t column = 0;
    bool ok = true;
    *out = (vd_import_record){.line = r->line};
    r->stray = false;
    for (;; column++) {
        vd_import_cell cell = cell_take(r, &ok);
        if (!ok) {
            line_pass(r);
            return false;
        }
        if (column >= r->columns && (cell.text.len > 0 || r->stray)) {
            excess_tell(r, &cell);
            line_pass(r);
            return false;
        }
        if (column < r->columns && r->field_of[column] >= 0) {
            out->cell[r->field_of[column]] = cell;
        }
        if (at_break(r)) {
            shortage_tell(r, out, column + 1);
            break_pass(r);
            return true;
        }
        r->at++;
    }
}

/* ---- Header ------------------------------------------------------------------------------------------------------ */

/* Which sign outside quotation marks separates the header's names.  Headings have commas of their own ("Số, ký
 * hiệu;Ngày ký"), but neither tabs nor semicolons. */
static char separator_find(const vd_import_reader *r)
{
    bool quoted = false;
    char found = '\t';
    for (size_t i = r->at; i < r->bytes.len && r->bytes.ptr[i] != '\n' && r->bytes.ptr[i] != '\r'; i++) {
        char c = r->bytes.ptr[i];
        quoted = quoted != (c == '"');
        if (!quoted && c == '\t') {
            return c;
        }
        found = quoted ? found : c == ';' || (c == ',' && found == '\t') ? c : found;
    }
    return found;
}

static bool column_add(vd_import_reader *r, const vd_import_cell *cell)
{
    vd_import *in = r->in;
    if (r->columns == VD_IMPORT_COLUMNS) {
        vd_import_tell(in, cell->line, cell->column, "more than %d columns; leave out those that are not needed",
                       VD_IMPORT_COLUMNS);
        return false;
    }
    vd_known_field field = vd_import_field(in, cell->text);
    r->field_of[r->columns++] = field == VD_KNOWN_FIELDS ? -1 : (int)field;
    for (size_t i = 0; field != VD_KNOWN_FIELDS && i + 1 < r->columns; i++) {
        if (r->field_of[i] == (int)field) {
            vd_import_tell(in, cell->line, cell->column, "a second column for %s; leave one out", vd_known_name(field));
            return false;
        }
    }
    if (field == VD_KNOWN_FIELDS && cell->text.len > 0) {
        vd_import_tell(in, cell->line, cell->column,
                       "column \"%.*s\" is not read; see `viendan help catalogue` for the names there are",
                       (int)cell->text.len, cell->text.ptr);
    }
    return true;
}

static bool columns_suffice(const vd_import_reader *r, size_t line)
{
    bool has[VD_KNOWN_FIELDS] = {false};
    for (size_t i = 0; i < r->columns; i++) {
        if (r->field_of[i] >= 0) {
            has[r->field_of[i]] = true;
        }
    }
    if (has[VD_KNOWN_NUMBER] || has[VD_KNOWN_TITLE] || (has[VD_KNOWN_ACTING] && has[VD_KNOWN_TARGET])) {
        return true;
    }
    vd_import_tell(r->in, line, 1,
                   "no header: the first line names the columns, \"number\" or \"title\" (documents) or \"acting\" and "
                   "\"target\" (changes) among them");
    return false;
}

static bool header_read(vd_import_reader *r)
{
    size_t line = r->line;
    bool ok = true;
    r->separator = separator_find(r);
    r->kind = r->separator == '\t' ? VD_IMPORT_TSV : VD_IMPORT_CSV;
    for (;;) {
        vd_import_cell cell = cell_take(r, &ok);
        if (!ok || !column_add(r, &cell)) {
            return false;
        }
        if (at_break(r)) {
            break_pass(r);
            return columns_suffice(r, line);
        }
        r->at++;
    }
}

/* ---- Records ----------------------------------------------------------------------------------------------------- */

static bool utf8_check(const vd_import *in, vd_str bytes)
{
    size_t line = 1, column = 1;
    for (size_t at = 0; at < bytes.len;) {
        uint32_t c;
        size_t len = vd_utf8_decode(bytes.ptr + at, bytes.len - at, &c);
        if (c == VD_UTF8_INVALID) {
            vd_import_tell(in, line, column, "not UTF-8; save the file as UTF-8 (in Excel: \"CSV UTF-8\")");
            return false;
        }
        column = bytes.ptr[at] == '\n' ? 1 : column + 1;
        line += bytes.ptr[at] == '\n';
        at += len;
    }
    return true;
}

bool vd_import_open(vd_import *in, vd_str bytes, vd_import_reader *out)
{
    *out = (vd_import_reader){.in = in, .bytes = bytes, .line = 1};
    if (!utf8_check(in, bytes)) {
        return false;
    }
    if (vd_str_starts(bytes, VD_LIT("\xEF\xBB\xBF"))) {
        out->at = out->line_start = 3;
    }
    blank_pass(out);
    if (at_end(out)) {
        vd_import_tell(in, 0, 0, "nothing in it");
        return false;
    }
    if (bytes.ptr[out->at] == '[') {
        vd_import_tell(in, out->line, 1, "a JSON array; write one object a line (JSON Lines), as `jq -c '.[]'` does");
        return false;
    }
    if (bytes.ptr[out->at] == '{') {
        out->kind = VD_IMPORT_JSONL;
        return true;
    }
    return header_read(out);
}

bool vd_import_next(vd_import_reader *r, vd_import_record *out)
{
    while (!r->in->failed) {
        blank_pass(r);
        if (at_end(r)) {
            return false;
        }
        if (r->kind != VD_IMPORT_JSONL) {
            if (line_take(r, out)) {
                return true;
            }
            continue;
        }
        size_t from = r->at;
        size_t line = r->line;
        while (!at_break(r)) {
            r->at++;
        }
        vd_str text = vd_str_slice(r->bytes, from, r->at);
        *out = (vd_import_record){.line = line};
        bool read = vd_import_json(r, text, out);
        break_pass(r);
        if (read) {
            return true;
        }
        r->in->bad++;
    }
    return false;
}
