/* Tables of tasks as plain text keeps them: rows of cells between bars or tabs, cells under each other with blank lines
 * between, columns held apart by blanks.  A table is read when its head names what is to be done and who does it or
 * when; a row is read when all its cells are there.  Merged or empty cells shift a row, so such a row is left out. */
#include "extract/task_table.h"

#include "base/buf.h"

enum { LABEL_REACH = 96 };

bool vd_table_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

/* ---- Cells read as texts of their own --------------------------------------------------------------------------- */

/* A scan over the words of one cell; false when out of memory. */
static bool cell_open(const vd_table *t, vd_str words, vd_text *text, vd_scan *scan)
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

static vd_table_column column_of(const vd_table *t, vd_str words)
{
    static const struct {
        const char *mark;
        vd_table_column column;
    } marks[] = {{"no", COLUMN_NO},
                 {"what", COLUMN_WHAT},
                 {"lead", COLUMN_LEAD},
                 {"coordinate", COLUMN_COORDINATE},
                 {"when", COLUMN_WHEN}};
    vd_text text;
    vd_scan scan;
    vd_match match;
    vd_str clean = vd_text_clean(t->reader->scan->arena, words);
    if (clean.ptr == NULL) {
        vd_scan_fail_memory(t->reader->scan);
    }
    if (clean.len == 0 || clean.len > LABEL_REACH || !cell_open(t, clean, &text, &scan) ||
        !vd_scan_at(&scan, VD_PAT_task_column, 0, text.fold_len, &match) || match.mark == NULL) {
        return (vd_table_column)-1;
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strcmp(match.mark, marks[i].mark) == 0) {
            return marks[i].column;
        }
    }
    return COLUMN_OTHER;
}

/* The head of a table of tasks: a number first, what is to be done once, and who does it or when. */
static bool head_serves(const vd_table_head *h)
{
    size_t counts[COLUMN_WHEN + 1] = {0};
    for (size_t i = 0; i < h->count; i++) {
        counts[h->columns[i]]++;
    }
    return h->count >= 3 && h->columns[0] == COLUMN_NO && counts[COLUMN_WHAT] == 1 && counts[COLUMN_LEAD] <= 1 &&
           counts[COLUMN_WHEN] <= 1 && counts[COLUMN_COORDINATE] <= 1 && counts[COLUMN_LEAD] + counts[COLUMN_WHEN] > 0;
}

/* "1", "2.1", "1.2." in a cell of its own: the number of a row. */
bool vd_table_number(vd_str words)
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
    bool titled = letters + 2 < words.len && words.ptr[letters] == '.' && vd_table_blank(words.ptr[letters + 1]);
    return letters > 0 && letters < 7 && (alone || titled) ? vd_str_slice(words, 0, letters) : VD_NONE;
}

/* The bytes of a cell, cleaned; its sub-reader parses who and when in it. */
static void cell_charge(const vd_table *t, vd_table_column kind, vd_str words, vd_charge *out)
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
static vd_str row_path(const vd_table *t, vd_str number)
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

void vd_table_emit(vd_table *t, const vd_table_cell *cells)
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

void vd_table_taken(const vd_table *t, size_t start, size_t end)
{
    const vd_text *text = t->reader->scan->text;
    size_t from = vd_text_fold_at(text, start), to = vd_text_fold_at(text, end);
    if (to > from) {
        memset(t->reader->taken + from, 1, to - from);
    }
}

/* The point of the outline that holds a byte: the last node that begins before it, outside any table. */
void vd_table_place(vd_table *t, size_t start)
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
static size_t line_split(vd_str bytes, vd_line line, vd_table_cell *cells)
{
    char mark = memchr(bytes.ptr + line.start, '|', line.end - line.start)    ? '|'
                : memchr(bytes.ptr + line.start, '\t', line.end - line.start) ? '\t'
                                                                              : '\0';
    size_t count = 0;
    bool inside = false; /* behind the first bar: an empty cell there is a cell */
    if (mark == '\0') {
        return 0;
    }
    for (size_t at = line.start; at <= line.end && count < VD_TABLE_COLUMNS;) {
        const char *hit = memchr(bytes.ptr + at, mark, line.end - at);
        size_t to = hit ? (size_t)(hit - bytes.ptr) : line.end;
        size_t from = at;
        at = to + 1;
        while (from < to && vd_table_blank(bytes.ptr[from])) {
            from++;
        }
        while (to > from && vd_table_blank(bytes.ptr[to - 1])) {
            to--;
        }
        bool edge = mark == '|' && from == to && (!inside || at > line.end);
        inside = true;
        if (!edge) {
            cells[count++] = (vd_table_cell){from, to, vd_str_slice(bytes, from, to)};
        }
    }
    return count;
}

bool vd_table_head_read(const vd_table *t, const vd_table_cell *cells, size_t count, vd_table_head *out)
{
    *out = (vd_table_head){.count = count};
    for (size_t i = 0; i < count; i++) {
        vd_table_column kind = column_of(t, cells[i].text);
        if (kind == (vd_table_column)-1) {
            return false;
        }
        out->columns[i] = kind;
    }
    return head_serves(out);
}

/* Does a cell's line go on with the words of the line above, rather than begin words of its own?  A small letter or a
 * sign begins nothing, and behind "và", a comma or a hyphen nothing ends. */
static bool words_go_on(vd_table *t, vd_str above, vd_str words)
{
    static const char *const links[] = {" và", " về", " của", ",", "-", "("};
    vd_text text;
    vd_scan scan;
    if (words.len == 0) {
        return true;
    }
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (vd_str_ends(above, vd_str_of(links[i]))) {
            return true;
        }
    }
    return above.len > 0 && cell_open(t, words, &text, &scan) && text.fold_len > 0 && !vd_scan_upper(&scan, 0) &&
           (vd_is_word(text.fold[0]) || text.fold[0] == '(');
}

/* The lines below a row that go on with it: as many cells, none of them a number.  A line that may be a row whose
 * number is merged with the one above spoils the row.  Returns the number of lines, the row itself included. */
static size_t row_join(vd_table *t, size_t line, vd_table_cell *cells, vd_buf *words, bool *whole)
{
    const vd_text *text = t->reader->scan->text;
    size_t count = t->head.count, lines = 1;
    for (size_t i = 0; i < count; i++) {
        vd_buf_reset(&words[i]);
        vd_buf_add(&words[i], cells[i].text);
    }
    for (; line + lines < text->line_count; lines++) {
        vd_table_cell next[VD_TABLE_COLUMNS];
        if (line_split(text->bytes, text->lines[line + lines], next) != count || next[0].text.len > 0) {
            break;
        }
        for (size_t i = 1; i < count; i++) {
            *whole = *whole && words_go_on(t, vd_buf_str(&words[i]), next[i].text);
            vd_buf_add_text(&words[i], words[i].len > 0 && next[i].text.len > 0 ? " " : "");
            vd_buf_add(&words[i], next[i].text);
            cells[i].end = next[i].text.len > 0 ? next[i].end : cells[i].end;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!vd_buf_ok(&words[i])) {
            vd_scan_fail_memory(t->reader->scan);
        }
        cells[i].text = words[i].len > 0 ? vd_buf_str(&words[i]) : VD_LIT("");
    }
    return lines;
}

static void bars_read(vd_table *t)
{
    const vd_text *text = t->reader->scan->text;
    vd_buf words[VD_TABLE_COLUMNS] = {{0}};
    bool open = false;
    for (size_t i = 0; i < text->line_count && t->reader->scan->status == VD_OK; i++) {
        vd_table_cell cells[VD_TABLE_COLUMNS];
        size_t count = line_split(text->bytes, text->lines[i], cells);
        vd_table_head h;
        if (count < 3) {
            open = open && count > 0;
            continue;
        }
        if (vd_table_head_read(t, cells, count, &h)) {
            vd_table_place(t, text->lines[i].start);
            t->head = h;
            open = true;
            vd_table_taken(t, text->lines[i].start, text->lines[i].end);
            continue;
        }
        if (!open) {
            continue;
        }
        size_t lines = 1;
        bool whole = count == t->head.count && vd_table_number(cells[0].text);
        if (whole) {
            lines = row_join(t, i, cells, words, &whole);
        }
        vd_table_taken(t, text->lines[i].start, text->lines[i + lines - 1].end);
        if (whole) {
            vd_table_emit(t, cells);
        }
        i += lines - 1;
    }
    for (size_t i = 0; i < VD_TABLE_COLUMNS; i++) {
        vd_buf_clear(&words[i]);
    }
}

/* ---- Cells under each other ------------------------------------------------------------------------------------- */

/* The next paragraph from line *at on: lines up to a blank one. */
static bool paragraph_next(const vd_text *text, size_t *at, vd_table_cell *out)
{
    const char *bytes = text->bytes.ptr;
    *out = (vd_table_cell){0};
    for (; *at < text->line_count; (*at)++) {
        size_t from = text->lines[*at].start, to = text->lines[*at].end;
        while (from < to && vd_table_blank(bytes[from])) {
            from++;
        }
        while (to > from && vd_table_blank(bytes[to - 1])) {
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
static bool stacked_head(vd_table *t, size_t *at, const vd_table_cell *first)
{
    const vd_text *text = t->reader->scan->text;
    vd_table_head h = {.start = first->start};
    vd_table_cell label = *first;
    size_t next = *at;
    while (h.count < VD_TABLE_COLUMNS) {
        vd_table_column kind = column_of(t, label.text);
        if (kind == (vd_table_column)-1) {
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

static void stacked_flush(vd_table *t, const vd_table_cell *cells, size_t count)
{
    if (count == t->head.count && vd_table_number(cells[0].text)) {
        vd_table_emit(t, cells);
        vd_table_taken(t, cells[0].start, cells[count - 1].end);
    }
}

/* The rows below a head, up to what is none. */
static void stacked_rows(vd_table *t, size_t *at)
{
    const vd_text *text = t->reader->scan->text;
    vd_table_cell cells[VD_TABLE_COLUMNS + 1] = {{0}};
    size_t count = 0, before = *at;
    vd_table_cell next;
    while (paragraph_next(text, at, &next) && t->reader->scan->status == VD_OK) {
        vd_str group = group_number(next.text);
        bool number = vd_table_number(next.text);
        if (group.ptr) {
            stacked_flush(t, cells, count);
            count = 0;
            t->group = group;
            vd_table_taken(t, next.start, next.end);
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
            vd_table_taken(t, next.start, next.end); /* a heading that fills its row */
        }
        before = *at;
    }
    stacked_flush(t, cells, count);
}

static void stacked_read(vd_table *t)
{
    const vd_text *text = t->reader->scan->text;
    size_t at = 0;
    vd_table_cell paragraph;
    while (paragraph_next(text, &at, &paragraph) && t->reader->scan->status == VD_OK) {
        if (paragraph.text.len > 24 || column_of(t, paragraph.text) != COLUMN_NO) {
            continue;
        }
        if (stacked_head(t, &at, &paragraph)) {
            vd_table_place(t, paragraph.start);
            t->group = VD_NONE;
            vd_table_taken(t, t->head.start, t->head.end);
            stacked_rows(t, &at);
        }
    }
}

void vd_tables_read(vd_task_reader *reader)
{
    vd_table t = {.reader = reader};
    bars_read(&t);
    stacked_read(&t);
    vd_laid_read(&t);
}
