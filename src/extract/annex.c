/* Annexes that list what the document repeals: "Phụ lục I. DANH MỤC VĂN BẢN … BÃI BỎ TOÀN BỘ"; and tables of procedures
 * with a column of legal texts, "Căn cứ pháp lý".  The head of the list is a heading, and its members stand on lines of
 * their own with no verb before them. */
#include "extract/annex.h"

#include "text/fold.h"

enum { HEADING_MAX = 300, TABLE_HEAD_LINES = 40 };

/* The document itself repeals; one that makes known what has been repealed does not. */
static bool title_repeals(const vd_scan *scan)
{
    vd_str own = vd_scan_fold(scan, scan->own_title);
    return vd_str_find(own, VD_LIT("bai bo"), 0) != SIZE_MAX && vd_str_find(own, VD_LIT("cong bo"), 0) == SIZE_MAX &&
           vd_str_find(own, VD_LIT("thu tuc hanh chinh"), 0) == SIZE_MAX;
}

/* What the line that begins at `at` opens, if it is a heading in capitals. */
static bool heading_read(const vd_scan *scan, size_t at, vd_annex_kind *kind)
{
    const vd_text *text = scan->text;
    size_t stop = at + HEADING_MAX < text->fold_len ? at + HEADING_MAX : text->fold_len;
    if (vd_scan_starts(scan, at, "phu luc") && vd_scan_upper(scan, at)) {
        *kind = VD_ANNEX_OTHER;
        return true;
    }
    if (!vd_scan_starts(scan, at, "danh muc ") || !vd_scan_capitals(scan, (vd_range){at, at + strlen("danh muc")})) {
        return false;
    }
    const char *hit = memchr(text->fold + at, '\n', stop - at);
    vd_str heading = {text->fold + at, hit ? (size_t)(hit - text->fold) - at : stop - at};
    bool documents = vd_str_find(heading, VD_LIT("van ban"), 0) != SIZE_MAX ||
                     vd_str_find(heading, VD_LIT("quyet dinh"), 0) != SIZE_MAX ||
                     vd_str_find(heading, VD_LIT("nghi quyet"), 0) != SIZE_MAX ||
                     vd_str_find(heading, VD_LIT("thong tu"), 0) != SIZE_MAX;
    bool repealed = documents && vd_str_find(heading, VD_LIT("bai bo"), 0) != SIZE_MAX;
    bool partly = vd_str_find(heading, VD_LIT("mot phan"), 0) != SIZE_MAX;
    *kind = !repealed ? VD_ANNEX_OTHER : partly ? VD_ANNEX_REPEALS_PARTS : VD_ANNEX_REPEALS;
    return true;
}

/* Behind the cell's remarks, "[12]" and blanks: where the rest of it begins. */
static size_t notes_end(const vd_scan *scan, size_t at)
{
    enum { NOTE_MAX = 5 };
    const vd_text *text = scan->text;
    size_t end = at;
    while (end < text->fold_len && VD_AMONG(text->fold[end], " *[")) {
        size_t note = end + 1;
        while (text->fold[end] == '[' && note < text->fold_len && note - end < NOTE_MAX &&
               vd_fold_digit(text->fold[note])) {
            note++;
        }
        if (text->fold[end] == '[' && (note >= text->fold_len || text->fold[note] != ']')) {
            break;
        }
        end = text->fold[end] == '[' ? note + 1 : note;
    }
    return end;
}

/* The cell goes on to its end without a number, but for notes. */
static bool cell_numberless(const vd_scan *scan, size_t at)
{
    enum { CELL_MAX = 80 };
    const vd_text *text = scan->text;
    size_t end = notes_end(scan, at);
    while (end < text->fold_len && end - at < CELL_MAX && !VD_AMONG(text->fold[end], "\n|")) {
        if (vd_fold_digit(text->fold[end])) {
            return false;
        }
        end = notes_end(scan, end + 1);
    }
    return end - at < CELL_MAX;
}

/* Of a cell that names decisions that make something known: what they make known is procedures, or is not said.  A row
 * says "Quyết định công bố dịch bệnh". */
static bool cell_procedures(const vd_scan *scan, size_t at)
{
    static const char *const words[] = {"danh muc ", "thu tuc ", "tthc", "("};
    size_t rest = notes_end(scan, at);
    bool known = rest >= scan->text->fold_len || VD_AMONG(scan->text->fold[rest], "\n|");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        known = known || vd_scan_starts(scan, rest, words[i]);
    }
    return known;
}

/* Does the head of a column go on so behind the words that name its texts?  Other words may follow in the cell, but no
 * number: that is a row. */
static bool cell_names_texts(const vd_scan *scan, const vd_match *match)
{
    bool decisions = strcmp(match->mark, "decisions") == 0;
    return cell_numberless(scan, match->end) && (!decisions || cell_procedures(scan, match->end));
}

/* A cell of a table's head that begins at `at`. */
static void head_read(vd_scan *scan, size_t at, vd_annexes *run)
{
    vd_match match;
    const char *cell = scan->text->fold + at;
    bool begins = VD_AMONG(cell[0], "st") && VD_AMONG(cell[1], "to"); /* "STT", "Số TT" */
    bool under = run->table && run->line - run->table <= TABLE_HEAD_LINES && VD_AMONG(cell[0], "tcvqs");
    if ((!begins && !under) || !vd_scan_at(scan, VD_PAT_annex_column, at, scan->text->fold_len, &match)) {
        return;
    }
    if (strcmp(match.mark, "first") == 0) {
        run->table = run->line;
        run->kind = run->kind == VD_ANNEX_BASES ? VD_ANNEX_OTHER : run->kind;
    } else if (under && (strcmp(match.mark, "bases") == 0 || cell_names_texts(scan, &match))) {
        run->kind = VD_ANNEX_BASES;
        run->heading = (vd_range){match.start, match.end};
    }
}

void vd_annexes_begin(const vd_scan *scan, vd_annexes *run)
{
    *run = (vd_annexes){.kind = VD_ANNEX_OTHER, .repeals = title_repeals(scan)};
}

vd_annex_kind vd_annex_at(vd_scan *scan, vd_annexes *run, size_t at)
{
    const vd_text *text = scan->text;
    while (run->line < text->line_count) {
        size_t from = scan->line_at[run->line];
        if (from > at) {
            break;
        }
        run->line++;
        while (from < text->fold_len && strchr(" \n*#_|", text->fold[from])) {
            from++;
        }
        vd_annex_kind kind = run->kind;
        if (from < text->fold_len && heading_read(scan, from, &kind)) {
            run->kind = run->repeals ? kind : VD_ANNEX_OTHER;
            run->heading = (vd_range){from, from + strlen("danh muc")};
        } else if (from < text->fold_len) {
            head_read(scan, from, run);
        }
    }
    return run->kind;
}
