/* Tables whose rows are documents: "| 1 | Quyết định | 12/2020/QĐ-UBND | 05/3/2020 | Về giá đất |" under a head that
 * says what its columns hold.  What stands in the cells beside a number is that document's: its type, day, body and
 * title. Cells stand between bars or tabs, or, as pages print them, each on a line of its own; where some are left out,
 * only those are read that cannot be others. */
#include "extract/scan.h"

#include "base/date.h"
#include "text/fold.h"

enum { ACTS = VD_ROW_AMENDS, CELLS = 12, HEAD_LEAST = 3, LABEL_MOST = 160, TITLE_LEAST = 8, TITLE_MOST = 900 };

typedef enum column {
    COLUMN_OTHER,
    COLUMN_COUNT,
    COLUMN_NUMBER,
    COLUMN_DAY,
    COLUMN_BARE_DAY, /* of the issue where it stands right behind the number */
    COLUMN_TYPE,
    COLUMN_TITLE,
    COLUMN_PART, /* of the document, what alone is ended */
    COLUMN_BODY,
    COLUMN_ACT /* the first of those that tell what documents did to each other, in the order of vd_row_act */
} column;

/** The cells of a row without blanks and emphasis. */
typedef struct row_cells {
    vd_range at[CELLS];
    size_t count;
} row_cells;

typedef struct row_head {
    column kind[CELLS];
    size_t count;   /* 0: no table is open */
    size_t subject; /* the column that names the documents */
    size_t end;     /* the one behind the last that tells of these: from there on another number may stand */
} row_head;

static void cell_add(const vd_scan *scan, row_cells *row, size_t from, size_t to)
{
    while (from < to && VD_AMONG(scan->text->fold[from], " \n*_")) {
        from++;
    }
    while (to > from && VD_AMONG(scan->text->fold[to - 1], " \n*_")) {
        to--;
    }
    if (row->count < CELLS) {
        row->at[row->count] = (vd_range){from, to};
    }
    row->count++; /* more than there is room for: no table of documents */
}

/* Cells between bars, at whose edges bars may stand or not. */
static void cells_barred(const vd_scan *scan, vd_range line, row_cells *out)
{
    for (size_t at = line.from; at <= line.to;) {
        size_t end = vd_cell_end(scan, at, line.to);
        vd_str words = vd_str_trim(vd_scan_fold(scan, (vd_range){at, end}));
        bool edge = (at == line.from || end == line.to) && (words.len == 0 || vd_str_eq(words, VD_LIT("\n")));
        if (!edge) {
            cell_add(scan, out, at, end);
        }
        at = end + 1;
    }
}

/* Cells between tabs, which the folded text has as blanks. */
static void cells_tabbed(const vd_scan *scan, vd_range line, row_cells *out)
{
    size_t from = line.from;
    for (size_t at = line.from; at < line.to; at++) {
        vd_str gap = scan->text->fold[at] == ' ' ? vd_scan_raw(scan, (vd_range){at, at + 1}) : VD_LIT("");
        for (size_t i = 0; i < gap.len; i++) {
            if (gap.ptr[i] == '\t') {
                cell_add(scan, out, from, from < at ? at : from); /* of two tabs the second ends an empty cell */
                from = at + 1;
            }
        }
    }
    cell_add(scan, out, from, line.to);
}

/* The cells of a line that bars or tabs part; none where it has fewer than two. */
static row_cells cells_read(const vd_scan *scan, size_t line)
{
    vd_line raw = scan->text->lines[line];
    const char *bytes = scan->text->bytes.ptr + raw.start;
    vd_range range = {scan->line_at[line], scan->line_to[line]};
    row_cells row = {.count = 0};
    if (memchr(bytes, '|', raw.end - raw.start)) {
        cells_barred(scan, range, &row);
    } else if (memchr(bytes, '\t', raw.end - raw.start) && bytes[0] != '\t') {
        cells_tabbed(scan, range, &row);
    }
    row.count = row.count < 2 || row.count > CELLS ? 0 : row.count;
    return row;
}

/* "|---|:--:|" below a head, or a blank line. */
static bool line_ruled(const vd_scan *scan, size_t line)
{
    for (size_t at = scan->line_at[line]; at < scan->line_to[line]; at++) {
        if (!VD_AMONG(scan->text->fold[at], "|-: =+\n")) {
            return false;
        }
    }
    return true;
}

static column column_read(vd_scan *scan, vd_range cell)
{
    static const struct {
        const char *mark;
        column kind;
    } marks[] = {{"count", COLUMN_COUNT}, {"number", COLUMN_NUMBER}, {"day", COLUMN_DAY},   {"bare", COLUMN_BARE_DAY},
                 {"type", COLUMN_TYPE},   {"title", COLUMN_TITLE},   {"part", COLUMN_PART}, {"body", COLUMN_BODY}};
    static const char *const acts[] = {"superseded", "repealed", "amended", "supersedes", "repeals", "amends"};
    vd_match match;
    if (cell.from >= cell.to || cell.to - cell.from > LABEL_MOST ||
        !vd_scan_at(scan, VD_PAT_row_column, cell.from, cell.to, &match)) {
        return COLUMN_OTHER;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (match.mark && strcmp(match.mark, marks[i].mark) == 0) {
            return marks[i].kind;
        }
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (match.mark && strcmp(match.mark, acts[i]) == 0) {
            return (column)(COLUMN_ACT + i);
        }
    }
    return COLUMN_OTHER;
}

/* Is this the head of a table of documents: a column for what names them, and another that tells of them? */
static bool head_read(vd_scan *scan, const row_cells *row, row_head *out)
{
    size_t of[COLUMN_ACT + ACTS] = {0};
    *out = (row_head){0};
    for (size_t i = 0; i < row->count; i++) {
        out->kind[i] = column_read(scan, row->at[i]);
        if (out->kind[i] == COLUMN_BARE_DAY) {
            out->kind[i] = i > 0 && out->kind[i - 1] == COLUMN_NUMBER ? COLUMN_DAY : COLUMN_OTHER;
        }
        of[out->kind[i]]++;
    }
    column names = of[COLUMN_NUMBER] > 0 ? COLUMN_NUMBER : COLUMN_TITLE;
    size_t tell = of[COLUMN_DAY] + of[COLUMN_TYPE] + of[COLUMN_BODY] + of[COLUMN_TITLE] + of[COLUMN_PART];
    if (row->count < HEAD_LEAST || of[names] == 0 || tell < (names == COLUMN_TITLE ? 2U : 1U)) {
        return false;
    }
    while (out->kind[out->subject] != names) {
        out->subject++;
    }
    for (out->end = out->subject + 1; out->end < row->count && out->kind[out->end] != COLUMN_NUMBER;) {
        out->end++;
    }
    out->count = row->count;
    return true;
}

/* ---- What the cells say ------------------------------------------------------------------------------------------ */

/* The document that a row is about: the number in the cell that names it, where that is no other's; NULL: none is told.
 */
static vd_draft *row_document(const vd_scan *scan, const row_head *head, const row_cells *row)
{
    vd_range cell = row->at[head->subject];
    vd_draft *found = NULL;
    for (size_t i = vd_scan_from(scan, row->at[0].from); i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        if (draft->span.from >= cell.to) {
            break;
        }
        if (draft->number.ptr == NULL || draft->form != VD_FORM_NUMBERED || draft->span.to <= cell.from) {
            continue;
        }
        bool inside = found && draft->span.to <= found->tail.to;
        bool whole = draft->span.to <= cell.to &&
                     (head->kind[head->subject] == COLUMN_NUMBER || found || draft->span.from <= cell.from);
        if ((found && !inside) || !whole) {
            return NULL;
        }
        found = found ? found : draft;
    }
    return found;
}

/* A type's name that is all a cell holds. */
static void type_take(const vd_scan *scan, vd_range cell, vd_draft *draft)
{
    size_t to = 0;
    const vd_type_row *type = cell.from < cell.to ? vd_type_starting(scan, cell.from, &to) : NULL;
    if (type && to == cell.to && !draft->type_stated) {
        draft->type = type;
        draft->type_stated = true;
    }
}

/* A body of the table, or a local one, that is all a cell holds. */
static void body_take(vd_scan *scan, vd_range cell, vd_draft *draft)
{
    size_t used = 0;
    vd_str fold = cell.from < cell.to ? vd_issuer_full(scan, cell) : VD_NONE;
    if (fold.ptr && draft->issuer.to <= draft->issuer.from && vd_issuer_prefix(fold, &used) &&
        memchr(fold.ptr, '\n', fold.len) == NULL) {
        vd_body_take(scan, draft, cell);
    }
}

/* The cell names the document itself once more: "Quyết định số 12/2020/QĐ-UBND về …". */
static bool names_again(const vd_scan *scan, vd_range cell, const vd_draft *draft)
{
    for (size_t i = vd_scan_from(scan, cell.from); i < scan->draft_count && scan->drafts[i].span.from < cell.to; i++) {
        if (scan->drafts[i].number.ptr && vd_str_eq(scan->drafts[i].number, draft->number)) {
            return true;
        }
    }
    return false;
}

/* The title in a cell of its own, which the document's tail reaches to where only its other cells stand between. */
static void title_take(vd_scan *scan, vd_range cell, bool adjoins, vd_draft *draft)
{
    vd_match match;
    size_t to = 0;
    if (cell.from + TITLE_LEAST > cell.to || cell.to - cell.from > TITLE_MOST || draft->title.to > draft->title.from ||
        names_again(scan, cell, draft)) {
        return;
    }
    const vd_type_row *type = vd_type_starting(scan, cell.from, &to);
    if (type && type == draft->type && vd_scan_at(scan, VD_PAT_title, to, cell.to, &match)) {
        cell.from = to + 1; /* "Quyết định | về giá đất" */
    }
    while (cell.from < cell.to && VD_AMONG(scan->text->fold[cell.from], " \"'")) {
        cell.from++;
    }
    while (cell.to > cell.from && VD_AMONG(scan->text->fold[cell.to - 1], " \"'.;,")) {
        cell.to--;
    }
    draft->title = cell;
    if (adjoins && cell.from >= draft->span.to) {
        draft->tail.to = cell.to > draft->tail.to ? cell.to : draft->tail.to;
    }
}

/* The day in its cell, or behind the number in the same; false: the cell holds something else. */
static bool day_take(vd_scan *scan, vd_range cell, vd_draft *draft)
{
    vd_date day;
    if (cell.from < cell.to && !vd_day_read(scan, cell, &day)) {
        return false;
    }
    if (cell.from < cell.to && draft->date.year == 0) {
        draft->date = day;
        vd_number_complete(scan, draft);
    }
    return true;
}

/* "12/2020/QĐ-UBND; 05/3/2020", "12/2020/QĐ-UBND (05/3/2020)". */
static void day_behind(vd_scan *scan, vd_range cell, vd_draft *draft)
{
    size_t at = draft->span.to;
    while (at < cell.to && VD_AMONG(scan->text->fold[at], " ;,(\n")) {
        at++;
    }
    if (draft->date.year == 0 && at < cell.to) {
        (void)day_take(scan, (vd_range){at, cell.to}, draft);
    }
}

/* The documents that a cell lists, and nothing else: "Quyết định số 12/2020/QĐ-UBND; 13/2020/QĐ-UBND". */
static void acts_take(vd_scan *scan, vd_range cell, vd_row_act act)
{
    size_t at = cell.from;
    for (size_t i = vd_scan_from(scan, cell.from); i < scan->draft_count && scan->drafts[i].span.from < cell.to; i++) {
        vd_draft *draft = &scan->drafts[i];
        if (draft->span.from < at) {
            continue; /* in another's title */
        }
        for (; at < draft->span.from; at++) {
            at += vd_scan_starts(scan, at, "<br") ? strlen("<br") : 0;
            if (vd_fold_letter(scan->text->fold[at])) {
                return;
            }
        }
        draft->row_act = draft->number.ptr ? act : VD_ROW_NONE;
        at = draft->tail.to > draft->span.to ? draft->tail.to : draft->span.to;
    }
}

/* What the cells of a row say of its document.  Where cells are missing at the end, others may be left out before: what
 * stands where a day should shows it. */
static void row_read(vd_scan *scan, const row_head *head, const row_cells *row)
{
    vd_draft *draft = head->subject < row->count && row->count <= head->count ? row_document(scan, head, row) : NULL;
    if (draft == NULL) {
        return;
    }
    draft->row = true;
    bool adjoins = true;
    if (head->kind[head->subject] == COLUMN_NUMBER) {
        day_behind(scan, row->at[head->subject], draft);
    }
    for (size_t i = 0; i < row->count && i < head->end; i++) {
        vd_range cell = row->at[i];
        bool sound = true;
        if (head->kind[i] == COLUMN_DAY) {
            sound = day_take(scan, cell, draft);
        } else if (head->kind[i] == COLUMN_TYPE) {
            type_take(scan, cell, draft);
        } else if (head->kind[i] == COLUMN_BODY) {
            body_take(scan, cell, draft);
        } else if (head->kind[i] == COLUMN_TITLE && i != head->subject) {
            title_take(scan, cell, adjoins, draft);
        } else if (i > head->subject) {
            adjoins = false;
        }
        if (head->kind[i] >= COLUMN_ACT) {
            acts_take(scan, cell, (vd_row_act)(VD_ROW_SUPERSEDED + (head->kind[i] - COLUMN_ACT)));
        }
        if (head->kind[i] == COLUMN_PART) {
            draft->row_part = vd_str_find(vd_scan_fold(scan, cell), VD_LIT("toan bo"), 0) == SIZE_MAX;
        }
        if (!sound && row->count < head->count) {
            return;
        }
    }
}

/* ---- Cells under each other -------------------------------------------------------------------------------------- */

/* The number of a row that stands alone on its line, "3" or "3."; 0: none. */
static unsigned line_counts(const vd_scan *scan, vd_range line)
{
    enum { DIGITS = 4 };
    unsigned value = 0;
    size_t at = line.from;
    while (at < line.to && at - line.from < DIGITS && vd_fold_digit(scan->text->fold[at])) {
        value = value * 10 + (unsigned)(scan->text->fold[at++] - '0');
    }
    bool stop = at + 1 == line.to && scan->text->fold[at] == '.';
    return at > line.from && (at == line.to || stop) ? value : 0;
}

/* The cells from this line on, a line each, up to the row that `next` numbers; *line is the one behind them. */
static row_cells cells_stacked(const vd_scan *scan, size_t *line, size_t most, unsigned next)
{
    row_cells row = {.count = 0};
    while (*line < scan->text->line_count && row.count < most) {
        vd_range range = vd_line_range(scan, *line);
        if (row.count > 0 && line_counts(scan, range) == next) {
            break;
        }
        cell_add(scan, &row, range.from, range.to);
        *line = vd_line_next(scan, *line);
    }
    return row;
}

/* "STT⏎Tên loại văn bản⏎Số, ký hiệu⏎…⏎1⏎Quyết định⏎…": a table that begins at this line, a cell a line; the line behind
 * it, or `line`. */
static size_t stacked_read(vd_scan *scan, size_t line)
{
    enum { GROUP_MOST = 6 }; /* lines between two rows, as headings of groups are */
    row_head head;
    size_t at = line;
    row_cells row = cells_stacked(scan, &at, CELLS, 1);
    if (at >= scan->text->line_count || line_counts(scan, vd_line_range(scan, at)) != 1 ||
        !head_read(scan, &row, &head)) {
        return line;
    }
    size_t end = at;
    unsigned next = 1;
    for (size_t others = 0; at < scan->text->line_count && others < GROUP_MOST;) {
        if (line_counts(scan, vd_line_range(scan, at)) != next) {
            at = vd_line_next(scan, at);
            others++;
            continue;
        }
        next++;
        row = cells_stacked(scan, &at, head.count, next);
        row_read(scan, &head, &row);
        others = 0;
        end = at;
    }
    return end;
}

/* ---- The text ---------------------------------------------------------------------------------------------------- */

/* Does the line hold nothing but what the first column is headed by?  Told by its length: most lines are longer. */
static bool line_opens_stack(vd_scan *scan, size_t line)
{
    enum { SHORTEST = 2, LONGEST = 16 };
    uint32_t len = scan->line_to[line] - scan->line_at[line];
    if (len < SHORTEST || len > LONGEST) {
        return false;
    }
    vd_range range = vd_line_range(scan, line);
    return range.from < range.to && VD_AMONG(scan->text->fold[range.from], "st") &&
           column_read(scan, range) == COLUMN_COUNT;
}

/* The next `sign` from `from` on, or SIZE_MAX: most lines have none that parts cells, and are not looked through. */
static size_t sign_next(const vd_scan *scan, char sign, size_t from)
{
    vd_str bytes = scan->text->bytes;
    const char *hit = from < bytes.len ? memchr(bytes.ptr + from, sign, bytes.len - from) : NULL;
    return hit ? (size_t)(hit - bytes.ptr) : SIZE_MAX;
}

void vd_rows_read(vd_scan *scan)
{
    const vd_text *text = scan->text;
    row_head head = {.count = 0};
    size_t bar = scan->draft_count > 0 ? sign_next(scan, '|', 0) : SIZE_MAX;
    size_t tab = scan->draft_count > 0 ? sign_next(scan, '\t', 0) : SIZE_MAX;
    for (size_t line = 0; line < text->line_count && scan->draft_count > 0;) {
        row_cells row; /* not made empty for every line */
        row_head other;
        size_t next = line + 1;
        row.count = 0;
        size_t end = text->lines[line].end;
        if (bar < end || tab < end) {
            row = cells_read(scan, line);
        }
        bar = bar < end ? sign_next(scan, '|', end) : bar;
        tab = tab < end ? sign_next(scan, '\t', end) : tab;
        if (row.count > 0 && head_read(scan, &row, &other)) {
            head = other;
        } else if (row.count > 0) {
            if (head.count > 0) {
                row_read(scan, &head, &row);
            }
        } else {
            if (head.count > 0 && !line_ruled(scan, line)) {
                head.count = 0; /* what is no row ends the table */
            }
            next = line_opens_stack(scan, line) ? stacked_read(scan, line) : next;
            next = next > line ? next : line + 1;
        }
        line = next;
    }
}
