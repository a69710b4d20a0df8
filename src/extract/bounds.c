/* Where the scopes of head words begin: behind a full stop, at the ends of lines that end what was said, at items of
 * lists, each of which knows the line that opens its list, and where a document begins to speak of itself. */
#include "extract/outlook.h"

#include "text/fold.h"

/* What a heading over a list of bases says: "CĂN CỨ", "CĂN CỨ XÂY DỰNG KẾ HOẠCH", "CƠ SỞ PHÁP LÝ". */
static bool names_bases(vd_str words)
{
    static const char *const opening[] = {"can cu phap",      "can cu xay dung", "can cu ban hanh", "can cu lap",
                                          "can cu chinh tri", "can cu de ",      "co so phap"};
    bool found = vd_str_eq(words, VD_LIT("can cu"));
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        found = found || vd_str_starts(words, vd_str_of(opening[i]));
    }
    return found;
}

/* … and what is such a heading in small letters and without a number, where nothing else stands on the line. */
static bool alone_names_bases(vd_str words)
{
    static const char *const headings[] = {"can cu", "can cu phap ly", "can cu phap luat", "can cu ban hanh",
                                           "co so phap ly"};
    return VD_STR_IN(words, headings);
}

/* The words over a list of bases begin with a "c", and before them stands at most a number, or what quotes a line: told
 * by a few letters, for every line is asked. */
static bool bases_can_begin(const char *fold, size_t from, size_t end)
{
    while (from < end && (vd_fold_digit(fold[from]) || VD_AMONG(fold[from], "ivx.)-/ "))) {
        from++;
    }
    return from + 1 < end &&
           (fold[from] == '>' || (fold[from] == 'c' && (fold[from + 1] == 'a' || fold[from + 1] == 'o')));
}

/* "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH⏎- Luật …": does the line from `line` to `end` name, as a heading, what the list below it
 * is, whose items have `marker`?  Without a number a heading is all in capitals, or says that alone
 * above the body of the document. */
static bool heading_of_bases(const vd_scan *scan, size_t line, size_t end, vd_marker marker)
{
    enum { LONGEST = 90 };
    const char *fold = scan->text->fold;
    line = end - line > LONGEST ? end - LONGEST : line;
    while (end > line && VD_AMONG(fold[end - 1], " :*")) {
        end--;
    }
    size_t to = line;
    while (to < end && VD_AMONG(fold[to], " #*")) {
        to++;
    }
    if (!bases_can_begin(fold, to, end)) {
        return false;
    }
    vd_marker own = vd_line_marker(scan, to, &to);
    while (to < end && fold[to] == ' ') {
        to++;
    }
    if (to >= end || !names_bases(vd_scan_fold(scan, (vd_range){to, end}))) {
        return false;
    }
    size_t opened = 0;
    bool item = marker == VD_MARK_BULLET || marker == VD_MARK_NUMBER || marker == VD_MARK_LETTER ||
                (marker == VD_MARK_NONE && vd_type_starting(scan, end + 1, &opened));
    bool marked = (own == VD_MARK_ROMAN || own == VD_MARK_NUMBER) && own != marker;
    bool above = scan->header.number.ptr && line < scan->body; /* a table's column may be called so */
    bool alone = above && marker != VD_MARK_NONE && alone_names_bases(vd_scan_fold(scan, (vd_range){to, end}));
    return item && (marked || (own == VD_MARK_NONE && (alone || vd_scan_capitals(scan, (vd_range){to, end}))));
}

/* "Căn cứ Điều 25 Nghị định số A quy định nội dung hợp đồng như sau:": the line's head has what it governs, and below
 * stands what that says.  "… Nghị định số A và các văn bản sau:" opens a list of more. */
static bool line_quotes(const vd_scan *scan, const vd_outlook *view, size_t line, size_t at)
{
    static const char *const ends[] = {" sau:", " sau day:", " gom:", " quy dinh:", " neu:", " cu the:", " rang:"};
    vd_str text = vd_scan_fold(scan, (vd_range){line, at});
    bool listed = vd_str_ends(text, VD_LIT("van ban sau:")) || vd_str_ends(text, VD_LIT("van ban sau day:"));
    bool below = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !listed; i++) {
        below = below || vd_str_ends(text, vd_str_of(ends[i]));
    }
    if (!below) {
        return false;
    }
    while (line < at && (view->cover[line] & VD_COVER_CITED) == 0) {
        line++;
    }
    return line < at;
}

/* "Bãi bỏ toàn bộ các quyết định⏎1. Quyết định số …": a class of documents ends the line, and the list of them begins
 * on the next, without a colon. */
static bool class_opens(vd_scan *scan, size_t line, size_t at, vd_marker marker)
{
    enum { LONGEST = 160 };
    bool item = marker == VD_MARK_NUMBER || marker == VD_MARK_LETTER || marker == VD_MARK_BULLET;
    if (!item || at == 0 || !(vd_is_word(scan->text->fold[at - 1]) || scan->text->fold[at - 1] == '*')) {
        return false;
    }
    static const char *const verbs[] = {"bai bo", "huy bo", "thay the", "sua doi", "thuc hien"};
    size_t from = at - line > LONGEST ? at - LONGEST : line;
    vd_str words = vd_scan_fold(scan, (vd_range){from, at});
    bool acts = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !acts; i++) {
        acts = vd_str_find(words, vd_str_of(verbs[i]), 0) != SIZE_MAX;
    }
    vd_match match;
    return acts && vd_scan_find(scan, VD_PAT_opens_list, from, at, &match);
}

/* What a hard line break does to what a head before it governs. */
typedef enum line_end {
    LINE_CLOSES, /* it ends there */
    LINE_LISTS,  /* it goes on: items of a list stand on lines of their own */
    LINE_BREAKS  /* the line breaks off at a word: in the middle of a sentence, or at the end of a table's cell */
} line_end;

/* What stands on both sides of a line break. */
typedef struct line_break {
    vd_marker marker; /* of the line behind it */
    bool opens;       /* a list begins there */
    bool bases;       /* the line before is the heading of a list of bases */
    bool row;         /* the line behind it is a row of a table */
} line_break;

/* The break at `at` behind the line that begins at `line`. */
static line_end line_ends(const vd_scan *scan, const vd_outlook *view, size_t line, size_t at, const line_break *next)
{
    char before = at > 0 ? scan->text->fold[at - 1] : '\n';
    vd_marker marker = next->marker;
    bool list = next->opens || before == ';' || before == ',';
    if (next->bases) {
        return marker != VD_MARK_BULLET && marker != VD_MARK_NONE ? LINE_CLOSES : LINE_LISTS;
    }
    bool source = vd_scan_starts(scan, at + 1, "(dieu "); /* a compendium's heading, and below it where it is from */
    bool broken = vd_is_word(before) && !source && !vd_scan_capitals(scan, (vd_range){line, at});
    bool item = marker != VD_MARK_NONE && (!list || marker != VD_MARK_BULLET);
    if ((!list && !broken) || item || line_quotes(scan, view, line, at)) {
        return LINE_CLOSES;
    }
    return list ? LINE_LISTS : LINE_BREAKS;
}

/* "đề nghị | ban hành Nghị quyết", "về việc | ban hành Quyết định": the subject of a paper that is cited. */
static bool issue_asked(const vd_scan *scan, size_t at)
{
    static const char *const words[] = {" viec", " de nghi", " de xuat", " trinh", " du thao"};
    vd_str before = {scan->text->fold, at};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_ends(before, vd_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* "… Bộ trưởng ban hành | Thông tư hướng dẫn …": with its own type the document begins to speak of itself, the recitals
 * are over. */
static bool issuing_begins(const vd_scan *scan, const vd_outlook *view, size_t at)
{
    size_t to = 0;
    if (at > scan->body || !vd_scan_starts(scan, at, " ban hanh ") || scan->header.type.ptr == NULL ||
        (view->cover[at] & VD_COVER_CITED) != 0 || issue_asked(scan, at)) {
        return false;
    }
    const vd_type_row *type = vd_type_starting(scan, at + 10, &to);
    return type && vd_str_eq(vd_str_of(type->name), scan->header.type) && !vd_scan_starts(scan, to, " so ");
}

/* "…, Luật A; tuy nhiên, còn hạn chế như Kết luận số B …": behind the ";" another clause says something else. */
static bool clause_turns(const vd_scan *scan, size_t at)
{
    static const char *const words[] = {" tuy nhien", " song, ", " nhung ", " tuy vay", " mac du vay"};
    for (size_t i = 0; i < sizeof words / sizeof *words && scan->text->fold[at] == ';'; i++) {
        if (vd_scan_starts(scan, at + 1, words[i])) {
            return true;
        }
    }
    return false;
}

/* Index of the last bound at or before `at`, or SIZE_MAX. */
size_t vd_bound_find(const vd_outlook *view, size_t at)
{
    size_t low = 0;
    size_t high = view->bound_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (view->bounds[mid].at <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low - 1;
}

size_t vd_intro_around(const vd_outlook *view, size_t intro)
{
    enum { LONGEST = 160 };
    size_t bound = vd_bound_find(view, intro);
    bool item = bound != SIZE_MAX && view->bounds[bound].intro > 0 && intro - view->bounds[bound].at <= LONGEST;
    for (size_t at = item ? view->bounds[bound].at : intro; at < intro && item; at++) {
        item = (view->cover[at] & VD_COVER_CITED) == 0;
    }
    return item ? view->bounds[bound].intro : 0;
}

size_t vd_scope_start(const vd_outlook *view, size_t at)
{
    size_t bound = vd_bound_find(view, at);
    size_t from = bound != SIZE_MAX ? view->bounds[bound].at : 0;
    return at - from > VD_SCOPE_MAX ? at - VD_SCOPE_MAX : from;
}

/* The lines that open the lists now running, per marker of their items. */
typedef struct intros {
    size_t of[VD_MARK_HASH + 1];
    size_t rows; /* … and that of the table whose rows are running */
} intros;

/* A new line behind the break at `at`; where its list's opening line ends, or 0. */
static size_t intros_next(const vd_scan *scan, intros *open, size_t at, const line_break *next)
{
    bool colon = at > 0 && scan->text->fold[at - 1] == ':';
    bool opened = next->opens;
    vd_marker marker = next->marker;
    if (next->row) { /* of the item, or the list, that the line above opens: that goes on behind the table */
        bool first = at == 0 || scan->text->fold[at - 1] != '|';
        open->rows = colon ? at - 1 : first ? 0 : open->rows;
        return open->rows;
    }
    size_t intro = colon ? at - 1 : opened ? at : open->of[marker];
    if (!opened && next->bases) {
        intro = at;
    }
    for (vd_marker inner = marker; inner <= VD_MARK_HASH && !(marker == VD_MARK_NONE && opened); inner++) {
        open->of[inner] = 0; /* what was nested in the item before is over */
    }
    open->of[marker] = marker == VD_MARK_NONE || marker == VD_MARK_ARTICLE ? 0 : intro;
    return open->of[marker];
}

static void bound_add(vd_scan *scan, vd_outlook *view, vd_bound bound)
{
    if (view->bound_count < view->bound_cap ||
        vd_outlook_grow(scan, (void **)&view->bounds, &view->bound_cap, sizeof *view->bounds)) {
        view->bounds[view->bound_count++] = bound;
    }
}

/* The first place from `from` on where the document begins to speak of itself, or SIZE_MAX. */
static size_t issuing_next(const vd_scan *scan, const vd_outlook *view, size_t from)
{
    size_t reach = scan->body + sizeof " ban hanh ";
    vd_str preamble = {scan->text->fold, reach < scan->text->fold_len ? reach : scan->text->fold_len};
    size_t at = vd_str_find(preamble, VD_LIT(" ban hanh "), from);
    while (at != SIZE_MAX && !issuing_begins(scan, view, at)) {
        at = vd_str_find(preamble, VD_LIT(" ban hanh "), at + 1);
    }
    return at;
}

/* Where the words of a note to a consolidated text begin whose number opens the line at `at`, "22 - | Điều 5 Thông tư
 * số A sửa đổi …"; 0: none.  What the text says before its foot goes on behind the notes. */
static size_t note_words(const vd_scan *scan, size_t at)
{
    enum { DIGITS = 3 };
    static const char *const places[] = {"dieu ", "khoan ", "diem ", "muc ", "chuong ", "phu luc ", "mau "};
    const char *fold = scan->text->fold;
    size_t from = at + (fold[at] == ' ' || fold[at] == '\n');
    size_t end = from;
    while (vd_fold_digit(fold[end]) && end - from <= DIGITS) {
        end++;
    }
    if (end == from || end - from > DIGITS || fold[end] != ' ') {
        return 0;
    }
    end += vd_scan_starts(scan, end, " - ") ? strlen(" - ") : 1;
    size_t to = 0;
    bool begins = vd_type_starting(scan, end, &to) != NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places && !begins; i++) {
        begins = vd_scan_starts(scan, end, places[i]);
    }
    return begins && vd_scan_upper(scan, end) ? end : 0;
}

bool vd_opens_note(const vd_scan *scan, size_t at)
{
    size_t line = vd_line_of(scan, at, 0);
    return vd_is_consolidated(scan) && note_words(scan, scan->line_at[line]) == at;
}

/* The first place from `from` on before a note of a consolidated text, or SIZE_MAX; *line goes on from call to call. */
static size_t note_next(const vd_scan *scan, size_t from, size_t *line)
{
    for (; *line < scan->text->line_count; ++*line) {
        size_t at = scan->line_at[*line];
        if (at > from && at < scan->text->fold_len && note_words(scan, at)) {
            return at - 1;
        }
    }
    return SIZE_MAX;
}

/* Where scopes begin besides those that signs end. */
typedef struct openings {
    size_t issuing, note; /* before the next of each, or SIZE_MAX */
    size_t line;          /* notes are looked for from this line on */
} openings;

static void openings_to(vd_scan *scan, vd_outlook *view, openings *next, size_t at)
{
    while ((next->issuing < at || next->note < at) && scan->status == VD_OK) {
        bool note = next->note < next->issuing;
        size_t before = note ? next->note : next->issuing;
        bound_add(scan, view, (vd_bound){before + 1, 0});
        if (note) {
            next->note = note_next(scan, before + 1, &next->line);
        } else {
            next->issuing = issuing_next(scan, view, before + 1);
        }
    }
}

void vd_outlook_bounds(vd_scan *scan, vd_outlook *view)
{
    intros open = {0};
    size_t line = 0;  /* where the words of the line begin … */
    size_t begin = 0; /* … and the line itself, which may be quoted */
    size_t byte_line = 0;
    size_t words = 0; /* where the line's words begin, behind its marker: "1." ends no sentence */
    openings beside = {issuing_next(scan, view, 0), SIZE_MAX, 0};
    beside.note = vd_is_consolidated(scan) ? note_next(scan, 0, &beside.line) : SIZE_MAX;
    vd_marker marker = vd_line_marker_on(scan, 0, &words, &byte_line);
    for (size_t i = 0; i < scan->anchors.mark_count && scan->status == VD_OK; i++) {
        size_t at = scan->anchors.marks[i];
        char c = scan->anchors.signs[i];
        size_t intro = 0;
        bool ends = false;
        size_t from = begin;
        begin = c == '\n' ? at + 1 : begin;
        if (c == '\n' && at < line) {
            continue; /* the quoted lines before had nothing on them */
        }
        openings_to(scan, view, &beside, at);
        if (c == '\n') {
            vd_marker before = marker;
            marker = vd_line_marker_on(scan, at + 1, &words, &byte_line);
            line_break next = {
                .marker = marker,
                .opens = (at > 0 && scan->text->fold[at - 1] == ':') || class_opens(scan, line, at, marker),
                .bases = heading_of_bases(scan, from, at, marker),
                .row = scan->text->fold[at + 1] == '|',
            };
            intro = intros_next(scan, &open, at, &next);
            line_end end = line_ends(scan, view, line, at, &next);
            bool items = end == LINE_LISTS && before == VD_MARK_BULLET && marker == VD_MARK_BULLET;
            bool cited = (view->cover[at] & VD_COVER_CITED) != 0;
            if ((end == LINE_BREAKS || items) && !cited && !vd_positions_add(scan, &view->breaks, at)) {
                return;
            }
            ends = end == LINE_CLOSES || next.row;
            line = scan->text->fold[at + 1] == '>' ? vd_line_unquoted(scan, at + 1) : at + 1;
        } else {
            ends = (c == '.' && at >= words && vd_sentence_stops(scan, at)) || clause_turns(scan, at);
        }
        if (ends) {
            bound_add(scan, view, (vd_bound){c == '\n' ? line : at + 1, intro});
        }
    }
    openings_to(scan, view, &beside, SIZE_MAX);
}
