/* Annexes that list what the document ends: "Phụ lục I. DANH MỤC VĂN BẢN … BÃI BỎ TOÀN BỘ"; and tables of procedures
 * with a column of legal texts, "Căn cứ pháp lý".  The head of the list is a heading, and its members stand on lines of
 * their own, or in rows of a table, with no verb before them. */
#include "extract/annex.h"

#include "extract/outlook.h"
#include "text/fold.h"

enum { HEADING_MAX = 300, TABLE_HEAD_LINES = 40 };

static bool words_hold(vd_str words, const char *const *any, size_t count)
{
    bool held = false;
    for (size_t i = 0; i < count && !held; i++) {
        held = vd_str_find(words, vd_str_of(any[i]), 0) != SIZE_MAX;
    }
    return held;
}
#define WORDS_HOLD(words, any) words_hold((words), (any), sizeof(any) / sizeof *(any))

/* The document itself repeals; one that makes known what has been repealed does not. */
static bool title_repeals(const vd_scan *scan)
{
    static const char *const others[] = {"cong bo", "thu tuc hanh chinh"};
    vd_str own = vd_scan_fold(scan, scan->own_title);
    return vd_str_find(own, VD_LIT("bai bo"), 0) != SIZE_MAX && !WORDS_HOLD(own, others);
}

/* What the articles before `end` do to the documents of an annex.  Who makes known or asks does nothing himself. */
static void articles_ask(vd_scan *scan, vd_annexes *run, size_t end)
{
    enum { MATCHES_MOST = 32 };
    static const char *const telling[] = {"cong bo ", "de nghi ", "kien nghi ", "ra soat", "trinh ", "du thao "};
    vd_match match;
    size_t at = 0;
    for (int i = 0; i < MATCHES_MOST && !run->asked && vd_scan_find(scan, VD_PAT_annex_act, at, end, &match); i++) {
        vd_range before = {vd_sentence_start(scan, match.start), match.start};
        bool itself = !WORDS_HOLD(vd_scan_fold(scan, before), telling);
        bool replaces = match.mark && strcmp(match.mark, "supersedes") == 0;
        run->repeals = run->repeals || (itself && !replaces);
        run->replaces = run->replaces || (itself && replaces);
        at = match.end;
    }
    run->asked = true;
}

/* The line, and the next where it only says "DANH MỤC". */
static vd_str heading_words(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    size_t stop = at + HEADING_MAX < text->fold_len ? at + HEADING_MAX : text->fold_len;
    const char *hit = memchr(text->fold + at, '\n', stop - at);
    size_t end = hit ? (size_t)(hit - text->fold) : stop;
    if (hit && end - at <= strlen("danh muc") + strlen("**")) {
        hit = memchr(hit + 1, '\n', stop - end - 1);
        end = hit ? (size_t)(hit - text->fold) : stop;
    }
    return (vd_str){text->fold + at, end - at};
}

/* What a list of documents with this heading holds, by what the document does: "DANH MỤC VĂN BẢN BỊ BÃI BỎ" of one that
 * repeals.  What is still in force, or only proposed, is ended by nobody; where a heading says nothing of that, the
 * title and an article do. */
static vd_annex_kind heading_kind(vd_scan *scan, vd_annexes *run, vd_str heading, size_t at)
{
    static const char *const documents[] = {"van ban", "quyet dinh", "nghi quyet", "thong tu", "chi thi"};
    static const char *const others[] = {"con hieu luc", "moi ban hanh", "de nghi", "kien nghi", "can ", "du kien"};
    static const char *const ended[] = {"bai bo", "huy bo", "het hieu luc", "cham dut hieu luc"};
    static const char *const changed[] = {"sua doi",   "bo sung",  "ra soat", "can cu",
                                          "lien quan", "hieu luc", "thay the"};
    static const char *const procedures[] = {"thu tuc hanh chinh", "tthc"};
    if (!WORDS_HOLD(heading, documents) || WORDS_HOLD(heading, others) || WORDS_HOLD(heading, procedures)) {
        return VD_ANNEX_OTHER;
    }
    bool ends = WORDS_HOLD(heading, ended);
    bool replaced = !ends && vd_str_find(heading, VD_LIT("thay the"), 0) != SIZE_MAX;
    bool silent = !ends && run->repeals && !WORDS_HOLD(heading, changed);
    if (!run->asked && (ends || replaced || silent)) {
        bool titled = run->repeals;
        run->repeals = false;
        articles_ask(scan, run, at);
        silent = silent && run->repeals;
        run->repeals = run->repeals || titled;
    }
    if (replaced && run->replaces) {
        return VD_ANNEX_SUPERSEDES;
    }
    bool partly = vd_str_find(heading, VD_LIT("mot phan"), 0) != SIZE_MAX;
    return !(ends || silent) || !run->repeals ? VD_ANNEX_OTHER : partly ? VD_ANNEX_REPEALS_PARTS : VD_ANNEX_REPEALS;
}

/* "A. VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ": parts of a list that holds both. */
static void heading_within(const vd_scan *scan, vd_annexes *run, size_t at)
{
    size_t to = at;
    bool ended = run->kind == VD_ANNEX_REPEALS || run->kind == VD_ANNEX_REPEALS_PARTS;
    if (!ended || vd_line_marker(scan, at, &to) == VD_MARK_NONE) {
        return;
    }
    while (scan->text->fold[to] == ' ') {
        to++;
    }
    vd_str words = heading_words(scan, to);
    bool whole = vd_str_find(words, VD_LIT("toan bo"), 0) != SIZE_MAX;
    bool partly = vd_str_find(words, VD_LIT("mot phan"), 0) != SIZE_MAX;
    bool heading = vd_scan_upper(scan, to) && vd_str_find(words, VD_LIT(" so "), 0) == SIZE_MAX;
    if (heading && whole != partly) {
        run->kind = whole ? VD_ANNEX_REPEALS : VD_ANNEX_REPEALS_PARTS;
    }
}

/* Where "danh mục" opens the heading on the line that begins at `at`, which may call it an annex before; `at` of an
 * annex's heading that says no more; SIZE_MAX: none. */
static size_t heading_at(const vd_scan *scan, size_t at)
{
    enum { LABEL_MOST = 40 };
    bool annex = vd_scan_starts(scan, at, "phu luc") && vd_scan_upper(scan, at);
    size_t list = at;
    for (size_t i = at; annex && i < at + LABEL_MOST && scan->text->fold[i] && scan->text->fold[i] != '\n'; i++) {
        if (vd_scan_starts(scan, i, " danh muc") && vd_scan_upper(scan, i + 1)) {
            list = i + 1;
        }
    }
    bool lists = vd_scan_starts(scan, list, "danh muc") && vd_scan_upper(scan, list) &&
                 !vd_is_word(scan->text->fold[list + strlen("danh muc")]);
    return lists ? list : annex ? at : SIZE_MAX;
}

/* What the line that begins at `at` opens, if it is a heading: in capitals, or a line without a stop behind the
 * articles. */
static bool heading_read(vd_scan *scan, vd_annexes *run, size_t at, vd_annex_kind *kind)
{
    size_t list = heading_at(scan, at);
    if (list == SIZE_MAX) {
        return false;
    }
    *kind = VD_ANNEX_OTHER;
    if (vd_scan_starts(scan, list, "phu luc")) {
        return true;
    }
    vd_str heading = heading_words(scan, list);
    bool capitals = vd_scan_capitals(scan, (vd_range){list, list + strlen("danh muc")});
    bool stops = heading.len == 0 || VD_AMONG(heading.ptr[heading.len - 1], ".;:");
    if (!capitals && (stops || list < scan->body)) {
        return false;
    }
    *kind = heading_kind(scan, run, heading, list);
    run->heading = (vd_range){list, list + strlen("danh muc")};
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
        if (from < text->fold_len && heading_read(scan, run, from, &kind)) {
            run->kind = kind;
        } else if (from < text->fold_len) {
            heading_within(scan, run, from);
            head_read(scan, from, run);
        }
    }
    return run->kind;
}
