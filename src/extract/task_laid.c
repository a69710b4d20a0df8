/* Tables of tasks whose columns are held apart by blanks, as programs that keep a page's layout write them.
 *
 * Heads and cells run over several lines, and a head is often centred above cells that begin further left.  So a piece
 * of a line belongs to the column that it stands under, as far as that reaches by then: what stands under two columns,
 * or none, could be of either, and its row is left out. */
#include "extract/task_table.h"

#include "base/buf.h"

enum { GAP = 2, HEAD_LINES = 3 };

/* Characters of a line. */
typedef struct extent {
    size_t from, to;
} extent;

typedef struct pieces {
    vd_table_cell cells[VD_TABLE_COLUMNS];
    extent at[VD_TABLE_COLUMNS];
    size_t count;
} pieces;

typedef struct laid {
    vd_table *t;
    extent columns[VD_TABLE_COLUMNS];
    vd_table_cell cells[VD_TABLE_COLUMNS]; /* of the current row */
    vd_buf words[VD_TABLE_COLUMNS];
    bool open; /* the row has its number, and every piece of it a column */
} laid;

/* The pieces of a line between runs of two or more blanks. */
static void line_pieces(vd_str bytes, vd_line line, pieces *out)
{
    size_t characters = 0, blanks = GAP;
    out->count = 0;
    for (size_t i = line.start; i < line.end; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        bool first = (c & 0xC0) != 0x80;
        if (vd_table_blank((char)c)) {
            blanks += c == '\t' ? GAP : 1;
        } else {
            if (blanks >= GAP && out->count < VD_TABLE_COLUMNS) {
                out->cells[out->count] = (vd_table_cell){.start = i};
                out->at[out->count++].from = characters;
            }
            out->cells[out->count - 1].end = i + 1;
            out->at[out->count - 1].to = characters + 1;
            blanks = 0;
        }
        characters += first;
    }
    for (size_t i = 0; i < out->count; i++) {
        out->cells[i].text = vd_str_slice(bytes, out->cells[i].start, out->cells[i].end);
    }
}

/* The one column that a piece stands under; `count` for none or several. */
static size_t column_under(const extent *columns, size_t count, extent piece)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (piece.from < columns[i].to && columns[i].from < piece.to) {
            if (found < count) {
                return count;
            }
            found = i;
        }
    }
    return found;
}

static void extent_grow(extent *column, extent piece)
{
    column->from = piece.from < column->from ? piece.from : column->from;
    column->to = piece.to > column->to ? piece.to : column->to;
}

static void words_add(vd_buf *words, vd_table_cell *cell, const vd_table_cell *piece)
{
    vd_buf_add_text(words, words->len > 0 ? " " : "");
    vd_buf_add(words, piece->text);
    cell->start = cell->end ? cell->start : piece->start;
    cell->end = piece->end;
}

static void row_clear(laid *l)
{
    for (size_t i = 0; i < VD_TABLE_COLUMNS; i++) {
        vd_buf_reset(&l->words[i]);
        l->cells[i] = (vd_table_cell){0};
    }
    l->open = false;
}

/* The words that have come together in every column; false when out of memory. */
static bool row_words(laid *l, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (!vd_buf_ok(&l->words[i])) {
            vd_scan_fail_memory(l->t->reader->scan);
            good = false;
        }
        l->cells[i].text = l->words[i].len > 0 ? vd_buf_str(&l->words[i]) : VD_LIT("");
    }
    return good;
}

/* ---- Head ---- */

/* Add a piece of a head to its columns, which are in order and apart: it makes one, or widens those it touches to one;
 * false when there are too many. */
static bool columns_add(extent *columns, size_t *count, extent piece)
{
    size_t first = 0;
    while (first < *count && columns[first].to <= piece.from) {
        first++;
    }
    size_t end = first;
    for (; end < *count && columns[end].from < piece.to; end++) {
        extent_grow(&piece, columns[end]);
    }
    if (end == first && *count == VD_TABLE_COLUMNS) {
        return false;
    }
    memmove(&columns[first + 1], &columns[end], (*count - end) * sizeof *columns);
    *count = *count + 1 - (end - first);
    columns[first] = piece;
    return true;
}

/* The columns that the words of lines [from, to) make; 0 when they are no head. */
static size_t head_columns(laid *l, size_t from, size_t to)
{
    const vd_text *text = l->t->reader->scan->text;
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        pieces line;
        line_pieces(text->bytes, text->lines[i], &line);
        if (line.count == 0 || vd_table_number(line.cells[0].text)) {
            return 0;
        }
        for (size_t k = 0; k < line.count; k++) {
            if (!columns_add(l->columns, &count, line.at[k])) {
                return 0;
            }
        }
    }
    return count;
}

/* Read lines [from, to) as a head. */
static bool head_gather(laid *l, size_t from, size_t to)
{
    const vd_text *text = l->t->reader->scan->text;
    size_t count = head_columns(l, from, to);
    vd_table_head head;
    row_clear(l);
    for (size_t i = from; count >= 3 && i < to; i++) {
        pieces line;
        line_pieces(text->bytes, text->lines[i], &line);
        size_t before = count;
        for (size_t k = 0; k < line.count; k++) {
            size_t column = column_under(l->columns, count, line.at[k]);
            if (column == before) {
                return false; /* two words of a line in one column: they stand under a third that is wider */
            }
            before = column;
            words_add(&l->words[column], &l->cells[column], &line.cells[k]);
        }
    }
    if (count < 3 || !row_words(l, count) || !vd_table_head_read(l->t, l->cells, count, &head)) {
        return false;
    }
    l->t->head = head;
    return true;
}

/* How many lines from `from` on are a head; the more the better, since "Cơ quan" alone is another head than "Cơ quan
 * chủ trì".  0: none. */
static size_t head_lines(laid *l, size_t from)
{
    const vd_text *text = l->t->reader->scan->text;
    pieces line;
    line_pieces(text->bytes, text->lines[from], &line);
    for (size_t lines = line.count >= 2 ? HEAD_LINES : 0; lines > 0; lines--) {
        if (from + lines <= text->line_count && head_gather(l, from, from + lines)) {
            return lines;
        }
    }
    return 0;
}

/* ---- Rows ---- */

static void row_flush(laid *l)
{
    size_t count = l->t->head.count, end = 0;
    bool whole = l->open && row_words(l, count);
    for (size_t i = 0; i < count; i++) {
        bool needed = l->t->head.columns[i] == COLUMN_NO || l->t->head.columns[i] == COLUMN_WHAT;
        whole = whole && (!needed || l->words[i].len > 0);
        end = l->cells[i].end > end ? l->cells[i].end : end;
    }
    if (whole && vd_table_number(l->cells[0].text)) {
        vd_table_emit(l->t, l->cells);
        vd_table_taken(l->t, l->cells[0].start, end);
    }
    row_clear(l);
}

static void pieces_take(laid *l, const pieces *line)
{
    size_t count = l->t->head.count;
    for (size_t i = 0; i < line->count && l->open; i++) {
        size_t column = column_under(l->columns, count, line->at[i]);
        if (column == count) {
            l->open = false;
            return;
        }
        extent_grow(&l->columns[column], line->at[i]);
        words_add(&l->words[column], &l->cells[column], &line->cells[i]);
    }
}

/* The rows below a head, up to two blank lines or one that begins under the numbers and is none. */
static size_t rows_read(laid *l, size_t at)
{
    const vd_text *text = l->t->reader->scan->text;
    row_clear(l);
    for (size_t blank = 0; at < text->line_count && l->t->reader->scan->status == VD_OK; at++) {
        pieces line;
        line_pieces(text->bytes, text->lines[at], &line);
        if (line.count == 0) {
            if (++blank > 1) {
                break;
            }
            continue;
        }
        blank = 0;
        bool first = line.at[0].from < l->columns[0].to;
        bool number = first && vd_table_number(line.cells[0].text);
        if (number || first) {
            row_flush(l);
            l->open = number;
        }
        if (first && !number) {
            break;
        }
        pieces_take(l, &line);
    }
    row_flush(l);
    return at;
}

void vd_laid_read(vd_table *t)
{
    const vd_text *text = t->reader->scan->text;
    laid l = {.t = t};
    for (size_t i = 0; i < text->line_count && t->reader->scan->status == VD_OK;) {
        size_t lines = head_lines(&l, i);
        if (lines == 0) {
            i++;
            continue;
        }
        vd_table_place(t, text->lines[i].start);
        t->group = VD_NONE;
        vd_table_taken(t, text->lines[i].start, text->lines[i + lines - 1].end);
        i = rows_read(&l, i + lines);
    }
    for (size_t i = 0; i < VD_TABLE_COLUMNS; i++) {
        vd_buf_clear(&l.words[i]);
    }
}
