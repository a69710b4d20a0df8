/* Tables of tasks as plain text keeps them: rows of cells between bars or tabs, cells under each other with blank lines
 * between, columns held apart by blanks.  A table is read when its head names what is to be done and who does it or
 * when; a row is read when all its cells are there.  Merged or empty cells shift a row, so such a row is left out. */
#include "extract/task.h"

#include "base/buf.h"

enum { COLUMNS = 12, LABEL_REACH = 96, PIECES = 64, GAP = 2 };

typedef enum column { COLUMN_OTHER, COLUMN_NO, COLUMN_WHAT, COLUMN_LEAD, COLUMN_COORDINATE, COLUMN_WHEN } column;

/* A cell's bytes in the source; several pieces where its lines do not follow each other. */
typedef struct cell {
    size_t start, end; /* of the first and behind the last */
    vd_str text;       /* pieces joined */
} cell;

/* The head of a table. */
typedef struct head {
    column columns[COLUMNS];
    size_t at[COLUMNS]; /* of columns held apart by blanks: where each begins, in characters of the line */
    size_t count;
    size_t start, end; /* bytes */
} head;

typedef struct table {
    vd_task_reader *reader;
    vd_str section;
    vd_str path;  /* of the outline's point it stands in */
    vd_str group; /* number of the heading inside the table, or absent */
    head head;
} table;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

/* ---- Cells read as texts of their own --------------------------------------------------------------------------- */

/* A scan over the words of one cell; false when out of memory. */
static bool cell_open(const table *t, vd_str words, vd_text *text, vd_scan *scan)
{
    vd_scan *outer = t->reader->scan;
    if (vd_text_fold(outer->arena, words, text, outer->err) != VD_OK) {
        vd_scan_fail_memory(outer);
        return false;
    }
    *scan = *outer;
    scan->text = text;
    return true;
}

static column column_of(const table *t, vd_str words)
{
    static const struct {
        const char *mark;
        column column;
    } marks[] = {{"no", COLUMN_NO},
                 {"what", COLUMN_WHAT},
                 {"lead", COLUMN_LEAD},
                 {"coordinate", COLUMN_COORDINATE},
                 {"when", COLUMN_WHEN}};
    vd_text text;
    vd_scan scan;
    vd_match match;
    vd_str clean = vd_text_clean(t->reader->scan->arena, words);
    if (clean.ptr == NULL || clean.len == 0 || clean.len > LABEL_REACH || !cell_open(t, clean, &text, &scan) ||
        !vd_scan_at(&scan, VD_PAT_task_column, 0, text.fold_len, &match) || match.mark == NULL) {
        return (column)-1;
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strcmp(match.mark, marks[i].mark) == 0) {
            return marks[i].column;
        }
    }
    return COLUMN_OTHER;
}

/* The head of a table of tasks: a number first, what is to be done once, and who does it or when. */
static bool head_serves(const head *h)
{
    size_t counts[COLUMN_WHEN + 1] = {0};
    for (size_t i = 0; i < h->count; i++) {
        counts[h->columns[i]]++;
    }
    return h->count >= 3 && h->columns[0] == COLUMN_NO && counts[COLUMN_WHAT] == 1 && counts[COLUMN_LEAD] <= 1 &&
           counts[COLUMN_WHEN] <= 1 && counts[COLUMN_COORDINATE] <= 1 && counts[COLUMN_LEAD] + counts[COLUMN_WHEN] > 0;
}

/* "1", "2.1", "1.2." in a cell of its own: the number of a row. */
static bool row_number(vd_str words)
{
    size_t digits = 0, run = 0;
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        if (c >= '0' && c <= '9') {
            digits++;
            if (++run > 3) {
                return false; /* a year */
            }
        } else if (c == '.' && run > 0) {
            run = 0;
        } else {
            return false;
        }
    }
    return digits > 0 && words.len <= 8;
}

/* "A", "II", "II. Xã hội số": the number of a heading inside the table, alone or with its words.  Absent for others. */
static vd_str group_number(vd_str words)
{
    size_t letters = 0;
    while (letters < words.len && letters < 7 && words.ptr[letters] && strchr("IVXABCDEGHK", words.ptr[letters])) {
        letters++;
    }
    bool alone = letters == words.len || (words.ptr[letters] == '.' && letters + 1 == words.len);
    bool titled = letters + 2 < words.len && words.ptr[letters] == '.' && is_blank(words.ptr[letters + 1]);
    return letters > 0 && letters < 7 && (alone || titled) ? vd_str_slice(words, 0, letters) : VD_NONE;
}

/* The bytes of a cell, cleaned; its sub-reader parses who and when in it. */
static void cell_charge(const table *t, column kind, vd_str words, vd_charge *out)
{
    static const vd_outline flat = {0};
    vd_text text;
    vd_scan scan;
    if (words.len == 0 || !cell_open(t, words, &text, &scan)) {
        return;
    }
    vd_task_reader inner = {.scan = &scan, .outline = &flat, .year = t->reader->year};
    vd_range all = {0, text.fold_len};
    if (kind == COLUMN_LEAD) {
        vd_duty_value(&inner, all, VD_DUTY_LEADS, out);
    } else if (kind == COLUMN_COORDINATE && out->coordinate.ptr == NULL) {
        out->coordinate = vd_scan_clean(&scan, vd_task_trim(&scan, all));
    } else if (kind == COLUMN_WHEN) {
        vd_when_read(&scan, all, inner.year, &out->when);
    }
    if (scan.status != VD_OK && t->reader->scan->status == VD_OK) {
        t->reader->scan->status = scan.status;
    }
}

static vd_str stops_trim(vd_str words)
{
    while (words.len > 0 && strchr(" .;,:", words.ptr[words.len - 1])) {
        words.len--;
    }
    return words;
}

/* "PHỤ LỤC.II.1": the point the table stands in, the heading inside the table, the row. */
static vd_str row_path(const table *t, vd_str number)
{
    vd_buf path = {0};
    vd_str parts[] = {t->path, t->group, stops_trim(number)};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].ptr && parts[i].len > 0) {
            vd_buf_add_text(&path, path.len > 0 ? "." : "");
            vd_buf_add(&path, parts[i]);
        }
    }
    vd_str copy = vd_buf_ok(&path) ? vd_arena_copy(t->reader->scan->arena, vd_buf_str(&path)) : VD_NONE;
    vd_buf_clear(&path);
    if (copy.ptr == NULL) {
        vd_scan_fail_memory(t->reader->scan);
    }
    return copy;
}

static bool letters_in(vd_str words)
{
    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = (unsigned char)words.ptr[i];
        if ((c | 0x20) >= 'a' && ((c | 0x20) <= 'z' || c >= 0x80)) {
            return true;
        }
    }
    return false;
}

static void row_emit(table *t, const cell *cells)
{
    vd_scan *scan = t->reader->scan;
    vd_charge charge = {0};
    vd_task task = {.start = cells[0].start, .section = t->section, .confidence = 1};
    for (size_t i = 0; i < t->head.count; i++) {
        vd_str words = vd_text_clean(scan->arena, cells[i].text);
        if (words.ptr == NULL) {
            vd_scan_fail_memory(scan);
            return;
        }
        task.end = cells[i].end > task.end ? cells[i].end : task.end;
        if (t->head.columns[i] == COLUMN_NO) {
            task.path = row_path(t, words);
        } else if (t->head.columns[i] == COLUMN_WHAT) {
            task.what = stops_trim(words);
        } else {
            cell_charge(t, t->head.columns[i], words, &charge);
        }
    }
    if (task.path.ptr && letters_in(task.what) && vd_task_charge(t->reader, &charge, &task)) {
        vd_task_add(t->reader, &task);
    }
}

static void taken_mark(const table *t, size_t start, size_t end)
{
    const vd_text *text = t->reader->scan->text;
    size_t from = vd_text_fold_at(text, start), to = vd_text_fold_at(text, end);
    if (to > from) {
        memset(t->reader->taken + from, 1, to - from);
    }
}

/* The point of the outline that holds a byte: the last node that begins before it, outside any table. */
static void table_place(table *t, size_t start)
{
    const vd_outline *outline = t->reader->outline;
    size_t at = vd_text_fold_at(t->reader->scan->text, start);
    size_t low = 0, high = outline->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (outline->nodes[middle].from <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    t->path = low > 0 ? outline->nodes[low - 1].path : VD_NONE;
    t->section = VD_NONE;
    if (low > 0) {
        const vd_outline_node *node = &outline->nodes[low - 1];
        vd_range title =
            vd_task_trim(t->reader->scan, (vd_range){node->head, node->title_to < at ? node->title_to : at});
        t->section = vd_scan_clean(t->reader->scan, title);
    }
}

/* ---- Rows between bars or tabs ---------------------------------------------------------------------------------- */

/* The cells of a line; 0 where it has no separator. */
static size_t line_split(vd_str bytes, vd_line line, cell *cells)
{
    char mark = memchr(bytes.ptr + line.start, '|', line.end - line.start)    ? '|'
                : memchr(bytes.ptr + line.start, '\t', line.end - line.start) ? '\t'
                                                                              : '\0';
    size_t count = 0;
    if (mark == '\0') {
        return 0;
    }
    for (size_t at = line.start; at <= line.end && count < COLUMNS;) {
        const char *hit = memchr(bytes.ptr + at, mark, line.end - at);
        size_t to = hit ? (size_t)(hit - bytes.ptr) : line.end;
        size_t from = at;
        at = to + 1;
        while (from < to && is_blank(bytes.ptr[from])) {
            from++;
        }
        while (to > from && is_blank(bytes.ptr[to - 1])) {
            to--;
        }
        bool edge = mark == '|' && from == to && (count == 0 || at > line.end);
        if (!edge) {
            cells[count++] = (cell){from, to, vd_str_slice(bytes, from, to)};
        }
    }
    return count;
}

static bool head_read(const table *t, const cell *cells, size_t count, head *out)
{
    *out = (head){.count = count};
    for (size_t i = 0; i < count; i++) {
        column kind = column_of(t, cells[i].text);
        if (kind == (column)-1) {
            return false;
        }
        out->columns[i] = kind;
    }
    return head_serves(out);
}

static void bars_read(table *t)
{
    const vd_text *text = t->reader->scan->text;
    bool open = false;
    for (size_t i = 0; i < text->line_count && t->reader->scan->status == VD_OK; i++) {
        cell cells[COLUMNS];
        size_t count = line_split(text->bytes, text->lines[i], cells);
        head h;
        if (count < 3) {
            open = open && count > 0;
            continue;
        }
        if (head_read(t, cells, count, &h)) {
            table_place(t, text->lines[i].start);
            t->head = h;
            open = true;
            taken_mark(t, text->lines[i].start, text->lines[i].end);
            continue;
        }
        if (!open) {
            continue;
        }
        taken_mark(t, text->lines[i].start, text->lines[i].end);
        /* A line below that continues cells has no number: the row before is not whole then. */
        cell next[COLUMNS];
        size_t below = i + 1 < text->line_count ? line_split(text->bytes, text->lines[i + 1], next) : 0;
        bool goes_on = below == count && next[0].text.len == 0;
        if (count > 0 && count == t->head.count && row_number(cells[0].text) && !goes_on) {
            row_emit(t, cells);
        }
    }
}

/* ---- Cells under each other ------------------------------------------------------------------------------------- */

/* The next paragraph from line *at on: lines up to a blank one. */
static bool paragraph_next(const vd_text *text, size_t *at, cell *out)
{
    const char *bytes = text->bytes.ptr;
    *out = (cell){0};
    for (; *at < text->line_count; (*at)++) {
        size_t from = text->lines[*at].start, to = text->lines[*at].end;
        while (from < to && is_blank(bytes[from])) {
            from++;
        }
        while (to > from && is_blank(bytes[to - 1])) {
            to--;
        }
        if (from == to && out->end > 0) {
            break;
        }
        if (from < to) {
            out->start = out->end ? out->start : from;
            out->end = to;
        }
    }
    out->text = vd_str_slice(text->bytes, out->start, out->end);
    return out->end > 0;
}

/* Paragraphs that are heads of columns, from the one that is read; *at moves behind them. */
static bool stacked_head(table *t, size_t *at, const cell *first)
{
    const vd_text *text = t->reader->scan->text;
    head h = {.start = first->start};
    cell label = *first;
    size_t next = *at;
    while (h.count < COLUMNS) {
        column kind = column_of(t, label.text);
        if (kind == (column)-1) {
            break;
        }
        h.columns[h.count++] = kind;
        h.end = label.end;
        *at = next;
        if (!paragraph_next(text, &next, &label)) {
            break;
        }
    }
    t->head = h;
    return head_serves(&h);
}

static void stacked_flush(table *t, const cell *cells, size_t count)
{
    if (count == t->head.count && row_number(cells[0].text)) {
        row_emit(t, cells);
        taken_mark(t, cells[0].start, cells[count - 1].end);
    }
}

/* The rows below a head, up to what is none. */
static void stacked_rows(table *t, size_t *at)
{
    const vd_text *text = t->reader->scan->text;
    cell cells[COLUMNS + 1] = {{0}};
    size_t count = 0, before = *at;
    cell next;
    while (paragraph_next(text, at, &next) && t->reader->scan->status == VD_OK) {
        vd_str group = group_number(next.text);
        bool number = row_number(next.text);
        if (group.ptr) {
            stacked_flush(t, cells, count);
            count = 0;
            t->group = group;
            taken_mark(t, next.start, next.end);
            before = *at;
            continue;
        }
        if (number || column_of(t, next.text) == COLUMN_NO) {
            stacked_flush(t, cells, count);
            count = 0;
            if (!number) {
                *at = before; /* the head again, on a new page */
                return;
            }
        }
        if (count > t->head.count) {
            return; /* no row is that long: the table is over, and its last row is not trusted */
        }
        if (count > 0 || number) {
            cells[count++] = next;
        } else {
            taken_mark(t, next.start, next.end); /* a heading that fills its row */
        }
        before = *at;
    }
    stacked_flush(t, cells, count);
}

static void stacked_read(table *t)
{
    const vd_text *text = t->reader->scan->text;
    size_t at = 0;
    cell paragraph;
    while (paragraph_next(text, &at, &paragraph) && t->reader->scan->status == VD_OK) {
        if (paragraph.text.len > 24 || column_of(t, paragraph.text) != COLUMN_NO) {
            continue;
        }
        if (stacked_head(t, &at, &paragraph)) {
            table_place(t, paragraph.start);
            t->group = VD_NONE;
            taken_mark(t, t->head.start, t->head.end);
            stacked_rows(t, &at);
        }
    }
}

/* ---- Columns held apart by blanks -------------------------------------------------------------------------------- */

/* The pieces of a line between runs of two or more blanks, with the character each begins at. */
static size_t line_pieces(vd_str bytes, vd_line line, cell *pieces, size_t *at)
{
    size_t count = 0, characters = 0, blanks = GAP;
    for (size_t i = line.start; i < line.end; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        bool first = (c & 0xC0) != 0x80;
        if (is_blank((char)c)) {
            blanks += c == '\t' ? GAP : 1;
        } else {
            if (blanks >= GAP && count < COLUMNS) {
                pieces[count] = (cell){i, i, VD_NONE};
                at[count++] = characters;
            }
            pieces[count ? count - 1 : 0].end = i + 1;
            blanks = 0;
        }
        characters += first;
    }
    for (size_t i = 0; i < count; i++) {
        pieces[i].text = vd_str_slice(bytes, pieces[i].start, pieces[i].end);
    }
    return count;
}

/* The column a piece stands in: the last that begins at or before it; a piece that begins two or more characters before
 * a column and after another's words stands in neither. */
static size_t piece_column(const head *h, size_t at)
{
    for (size_t i = h->count; i-- > 0;) {
        if (at + 1 >= h->at[i]) {
            return i;
        }
    }
    return 0;
}

typedef struct row {
    cell cells[COLUMNS];
    vd_buf words[COLUMNS];
    bool open;
} row;

static void row_clear(row *r)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        vd_buf_clear(&r->words[i]);
    }
    *r = (row){.open = false};
}

static void laid_flush(table *t, row *r)
{
    bool whole = r->open;
    for (size_t i = 0; i < t->head.count; i++) {
        bool needed = t->head.columns[i] == COLUMN_NO || t->head.columns[i] == COLUMN_WHAT;
        r->cells[i].text = vd_buf_str(&r->words[i]);
        whole = whole && vd_buf_ok(&r->words[i]) && (!needed || r->words[i].len > 0);
        if (r->cells[i].text.ptr == NULL) {
            r->cells[i].text = VD_LIT("");
        }
    }
    if (whole && row_number(r->cells[0].text)) {
        size_t end = 0;
        for (size_t i = 0; i < t->head.count; i++) {
            end = r->cells[i].end > end ? r->cells[i].end : end;
        }
        row_emit(t, r->cells);
        taken_mark(t, r->cells[0].start, end);
    }
    row_clear(r);
}

static void laid_rows(table *t, size_t *line)
{
    const vd_text *text = t->reader->scan->text;
    row r = {.open = false};
    size_t blank = 0;
    for (; *line < text->line_count && t->reader->scan->status == VD_OK; (*line)++) {
        cell pieces[COLUMNS + 1];
        size_t at[COLUMNS];
        size_t count = line_pieces(text->bytes, text->lines[*line], pieces, at);
        if (count == 0) {
            if (++blank > 1) {
                break;
            }
            continue;
        }
        blank = 0;
        bool number = at[0] <= t->head.at[0] + 2 && row_number(pieces[0].text);
        bool inside = at[0] + 1 >= t->head.at[0] && (number || at[0] + 1 >= t->head.at[1]);
        if (number || !inside) {
            laid_flush(t, &r);
            r.open = number;
        }
        if (!inside) {
            break;
        }
        for (size_t i = 0; i < count && r.open; i++) {
            size_t k = piece_column(&t->head, at[i]);
            vd_buf_add_text(&r.words[k], r.words[k].len > 0 ? " " : "");
            vd_buf_add(&r.words[k], pieces[i].text);
            r.cells[k].start = r.cells[k].end ? r.cells[k].start : pieces[i].start;
            r.cells[k].end = pieces[i].end;
        }
    }
    laid_flush(t, &r);
}

static void laid_read(table *t)
{
    const vd_text *text = t->reader->scan->text;
    for (size_t i = 0; i < text->line_count && t->reader->scan->status == VD_OK; i++) {
        cell pieces[COLUMNS + 1];
        size_t at[COLUMNS];
        size_t count = line_pieces(text->bytes, text->lines[i], pieces, at);
        head h;
        if (count < 3 || !head_read(t, pieces, count, &h)) {
            continue;
        }
        memcpy(h.at, at, sizeof h.at);
        table_place(t, text->lines[i].start);
        t->head = h;
        taken_mark(t, text->lines[i].start, text->lines[i].end);
        i++;
        laid_rows(t, &i);
        i--;
    }
}

void vd_tables_read(vd_task_reader *reader)
{
    table t = {.reader = reader};
    bars_read(&t);
    stacked_read(&t);
    laid_read(&t);
}
