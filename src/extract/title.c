/* Where the title behind a number or name begins and ends, and what is none: a sentence's predicate, the next document
 * of a list. */
#include "extract/scan.h"

#include "text/fold.h"

enum { TITLE_MAX = 900 };

/* A draft of this type inside `owner`'s title that ends (tail included) at `at`. */
static bool inner_of_type(const vd_scan *scan, size_t owner, size_t at, const vd_type_row *type)
{
    for (size_t i = vd_scan_from(scan, at); i-- > 0 && scan->drafts[i].span.from > owner;) {
        if (scan->drafts[i].tail.to == at && scan->drafts[i].type == type) {
            return true;
        }
    }
    return false;
}

/* Does the draft at `owner` stand behind ";", as a member of a list? */
static bool list_member(const vd_scan *scan, size_t owner)
{
    return owner >= 2 && scan->text->fold[owner - 1] == ' ' && scan->text->fold[owner - 2] == ';';
}

/* ", Văn phòng … ban hành Kế hoạch": the sentence's own subject and verb begin, the list of citations is over. */
static bool issuing_clause(vd_scan *scan, size_t at)
{
    vd_match match;
    bool heading = vd_scan_capitals(scan, (vd_range){at, at + 12 < scan->text->fold_len ? at + 12 : at});
    return vd_scan_upper(scan, at) && !heading && vd_scan_at(scan, VD_PAT_clause, at, scan->text->fold_len, &match);
}

/* Behind ", " or " và " at `at`: does the next item of the list of citations begin there? */
static bool sibling_begins(const vd_scan *scan, size_t owner, size_t separator, size_t at)
{
    const vd_draft *next = vd_draft_at(scan, at);
    if (next == NULL) {
        return false;
    }
    if (next->number.ptr == NULL && !next->law && !next->adopted) {
        return false;
    }
    bool last = scan->text->fold[separator] == ' '; /* "và" */
    if (last && list_member(scan, owner)) {
        return true; /* "A; B sửa đổi C và D": D ends the list that A and B are in */
    }
    return !inner_of_type(scan, owner, separator, next->type);
}

size_t vd_quote_closing(const vd_scan *scan, size_t at, size_t reach)
{
    size_t stop = at + reach < scan->text->fold_len ? at + reach : scan->text->fold_len;
    for (size_t i = at + 1; i < stop && scan->text->fold[i] != '\n'; i++) {
        if (scan->text->fold[i] == '"') {
            return i;
        }
    }
    return SIZE_MAX;
}

/* A provision right before `at`, not further off than `floor`: "… tại điểm a khoản 2 Điều 13 |". */
static bool provision_before(vd_scan *scan, size_t floor, size_t at)
{
    enum { REACH = 40 };
    vd_match match;
    size_t from = at > floor + REACH ? at - REACH : floor;
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, from, at);
    for (const vd_anchor *word; (word = vd_anchor_walk_next(&scan->anchors, &walk, from, VD_ANCHOR_PLACE));) {
        if (vd_scan_at(scan, VD_PAT_pinpoint, word->at, at, &match)) {
            return true;
        }
    }
    return false;
}

/* Behind ", " or " và " at `at`: a provision of the next document that the sentence names: "theo Điều 13 Nghị quyết A
 * về …|, Điều 3 Nghị quyết B".  In a title that itself names provisions, "… của Luật A và Điều 7 Luật B", it is the
 * title's. */
static bool provision_sibling(vd_scan *scan, size_t owner, size_t from, size_t separator, size_t at)
{
    enum { REACH = 80 };
    vd_match match;
    size_t i = vd_scan_from(scan, at);
    if (i >= scan->sorted || scan->drafts[i].span.from > at + REACH || scan->drafts[i].span.from == at) {
        return false;
    }
    const vd_draft *next = &scan->drafts[i];
    bool cited = next->number.ptr || next->law;
    if (!cited || !vd_scan_at(scan, VD_PAT_pinpoint, at, next->span.from, &match) ||
        provision_before(scan, from, separator)) {
        return false;
    }
    bool alike = provision_before(scan, 0, owner);
    for (size_t k = i; k-- > 0 && scan->drafts[k].span.from > owner;) {
        bool ends = scan->drafts[k].tail.to == separator;
        if (ends && (!alike || scan->drafts[k].type == next->type)) {
            return false;
        }
    }
    return true;
}

/* A quotation mark that closes what was opened before the title. */
static bool quote_closes(const vd_scan *scan, size_t from, size_t at)
{
    const char *fold = scan->text->fold;
    return at > from && fold[at - 1] != ' ' && fold[at - 1] != '(' && !vd_is_word(fold[at + 1]);
}

/* "… về công tác văn thư| (Nghị định số 30/2020/NĐ-CP)": in brackets, how the text calls the document from here on. */
static bool short_form_begins(const vd_scan *scan, size_t owner, size_t at)
{
    if (!vd_scan_starts(scan, at, " (")) {
        return false;
    }
    const vd_draft *own = vd_draft_at(scan, owner);
    const vd_draft *next = vd_draft_at(scan, at + strlen(" ("));
    return own && next && own->number.ptr && next->number.ptr && vd_str_eq(own->number, next->number) &&
           next->span.to < scan->text->fold_len && scan->text->fold[next->span.to] == ')';
}

/* "… công bố thủ tục hành chính mới ban hành|; thủ tục hành chính bị bãi bỏ trong lĩnh vực …": a list of procedures,
 * told by what has become of them, is one title. */
static bool procedures_go_on(const vd_scan *scan, size_t from, size_t at)
{
    static const char *const heads[] = {"danh muc thu tuc hanh chinh ", "thu tuc hanh chinh ", "tthc ", "thu tuc "};
    static const char *const fates[] = {"moi ", "duoc ", "bi ", "bai bo ", "sua doi", "thay the", "chuan hoa"};
    size_t next = at + strlen("; ");
    vd_str title = vd_scan_fold(scan, (vd_range){from, at});
    if (!vd_scan_starts(scan, at, "; ") || (vd_str_find(title, VD_LIT("thu tuc hanh chinh"), 0) == SIZE_MAX &&
                                            vd_str_find(title, VD_LIT("tthc"), 0) == SIZE_MAX)) {
        return false;
    }
    size_t head = next;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && head == next; i++) {
        head += vd_scan_starts(scan, next, heads[i]) ? strlen(heads[i]) : 0;
    }
    bool goes_on = false;
    for (size_t i = 0; i < sizeof fates / sizeof *fates && !goes_on; i++) {
        bool passive = strcmp(fates[i], "duoc ") == 0 || strcmp(fates[i], "bi ") == 0;
        goes_on = (head > next || passive) && vd_scan_starts(scan, head, fates[i]);
    }
    return goes_on;
}

/* Does nothing but the words that bring in a citation stand between the beginning of the line and its first citation?
 * "Căn cứ |", "- |", "Điều 1. Sửa đổi, bổ sung một số điều của |"; in the source's own title anything may. */
static bool line_cites(vd_scan *scan, size_t owner)
{
    vd_match match;
    size_t from = owner;
    while (from > 0 && scan->text->fold[from - 1] != '\n') {
        from--;
    }
    size_t first = vd_scan_from(scan, from);
    size_t at = first < scan->sorted ? scan->drafts[first].span.from : owner;
    bool own = scan->own_title.from <= owner && owner < scan->own_title.to;
    return own || vd_scan_at(scan, VD_PAT_brings_in, from, at, &match);
}

/* Behind ";" a title may go on: a blank and a small letter, and no words with which another part of the sentence
 * begins. */
static bool subject_begins(vd_scan *scan, size_t at)
{
    vd_match match;
    return scan->text->fold[at] == ' ' && vd_fold_letter(scan->text->fold[at + 1]) && !vd_scan_upper(scan, at + 1) &&
           !vd_scan_at(scan, VD_PAT_other_part, at + 1, scan->text->fold_len, &match);
}

/* "… quy định về thủ tục hải quan|; kiểm tra, giám sát hải quan": a title of several subjects goes on behind ";" where
 * a citation is all that its line holds: no other document is named behind it, and nothing else begins.  Returns where
 * the last of them ends, 0: none goes on.  The line is asked last, and so for its last documents alone. */
static size_t subjects_end(vd_scan *scan, size_t owner, size_t at)
{
    enum { REST_MOST = 400 };
    const char *fold = scan->text->fold;
    size_t next = vd_scan_from(scan, at);
    size_t cited = next < scan->sorted ? scan->drafts[next].span.from : scan->text->fold_len;
    size_t end = at;
    while (end < at + REST_MOST && fold[end] && fold[end] != '\n' && !vd_sentence_stops(scan, end)) {
        bool inside = end == at || (fold[end] == ';' && fold[end + 1] && fold[end + 1] != '\n');
        if (end > cited || (inside && !subject_begins(scan, end + 1))) {
            return 0;
        }
        end++;
    }
    size_t last = fold[end] == '.' ? end + 1 : end;
    bool whole = end <= cited && (fold[last] == '\0' || fold[last] == '\n');
    return whole && line_cites(scan, owner) ? end : 0;
}

/* The same of every ";" of a title: what goes on behind the first goes on up to *end, but for a last ";". */
static bool subjects_go_on(vd_scan *scan, size_t owner, size_t at, size_t *end)
{
    const char *fold = scan->text->fold;
    if (at >= *end) {
        *end = subjects_end(scan, owner, at);
    }
    return at < *end && fold[at + 1] && fold[at + 1] != '\n';
}

/* Where the title that begins at `from`, of the draft beginning at `owner`, ends. */
static size_t title_end(vd_scan *scan, size_t owner, size_t from)
{
    vd_match match;
    const char *fold = scan->text->fold;
    size_t stop = from + TITLE_MAX < scan->text->fold_len ? from + TITLE_MAX : scan->text->fold_len;
    bool heading = from >= scan->own_title.from && from < scan->own_title.to && stop > scan->own_title.to;
    if (heading && vd_scan_capitals(scan, scan->own_title)) {
        stop = scan->own_title.to; /* "BÃI BỎ QUYẾT ĐỊNH SỐ … BAN HÀNH QUY ĐỊNH … | ỦY BAN NHÂN DÂN" */
    }
    int open = 0;
    size_t quoted = 0;   /* up to here a quotation goes on, and with it the title */
    size_t subjects = 0; /* the same of what ";" divides */
    for (size_t at = from; at < stop; at++) {
        char c = fold[at];
        if (vd_is_word(c)) {
            continue;
        }
        if (c == '"' && at > quoted) {
            if (quote_closes(scan, from, at)) {
                return at;
            }
            size_t closing = vd_quote_closing(scan, at, TITLE_MAX);
            quoted = closing == SIZE_MAX ? at : closing;
        }
        open += c == '(';
        if (c == ')' && --open < 0) {
            return at;
        }
        bool breaks = at >= quoted && (c == ' ' || c == ';') && fold[at + 1] &&
                      VD_AMONG(fold[at + 1], " (bcdghknqstvy") &&
                      vd_scan_at(scan, VD_PAT_title_break, at, scan->text->fold_len, &match);
        bool colon = c == ':' && !vd_scan_taken(scan, (vd_range){at, at + 1}); /* "QCVN 14:2025/BCA" has one */
        if ((c == ';' && !procedures_go_on(scan, from, at) && !subjects_go_on(scan, owner, at, &subjects)) ||
            c == '\n' || c == '?' || colon || vd_sentence_stops(scan, at) || breaks || vd_cell_stops(scan, at) ||
            short_form_begins(scan, owner, at)) {
            return at;
        }
        if (scan->cropped && at > from && c == ' ' && vd_draft_at(scan, at + 1)) {
            return at; /* what stands side by side here did not in the document */
        }
        if (c == ',' && fold[at + 1] == ' ') {
            if (sibling_begins(scan, owner, at, at + 2) || provision_sibling(scan, owner, from, at, at + 2) ||
                issuing_clause(scan, at + 2) || vd_scan_starts(scan, at + 2, "co hieu luc") ||
                vd_title_verb(scan, owner, from, at)) {
                return at;
            }
        }
        if (c != ' ' || fold[at + 1] != 'v') {
            continue;
        }
        bool appraisal = vd_scan_starts(scan, at, " va bao cao tham ") && vd_scan_upper(scan, at + 4);
        if (vd_scan_starts(scan, at, " va ") &&
            (appraisal || sibling_begins(scan, owner, at, at + 4) || provision_sibling(scan, owner, from, at, at + 4) ||
             vd_title_verb(scan, owner, from, at))) {
            return at;
        }
        if (vd_scan_starts(scan, at, " va cac ") && sibling_begins(scan, owner, at, at + 8)) {
            return at;
        }
    }
    return stop;
}

/* "… trên địa bàn tỉnh⏎7⏎": the number of a table's row, or of the page, on a line of its own; where it begins, else
 * `to`. */
static size_t title_row_number(const vd_scan *scan, size_t from, size_t to)
{
    enum { DIGITS = 3 };
    const vd_text *text = scan->text;
    size_t digits = to;
    while (digits > from && digits + DIGITS > to && vd_fold_digit(text->fold[digits - 1])) {
        digits--;
    }
    if (digits == to || digits <= from + 1 || text->fold[digits - 1] != ' ') {
        return to;
    }
    vd_str between = vd_scan_raw(scan, (vd_range){digits - 1, digits});
    return memchr(between.ptr, '\n', between.len) ? digits - 1 : to;
}

/* "… năm 2025 | (nghị quyết": a bracket that the title's end left open is none of it, unless documents are cited there.
 */
static size_t title_bracket(const vd_scan *scan, size_t from, size_t to)
{
    size_t open = to;
    size_t depth = 0;
    for (size_t at = to; at-- > from && open == to;) {
        depth += scan->text->fold[at] == ')';
        bool opens = scan->text->fold[at] == '(';
        open = opens && depth == 0 ? at : open;
        depth -= opens && depth > 0;
    }
    size_t cited = vd_scan_from(scan, open);
    return cited < scan->sorted && scan->drafts[cited].span.from < to ? to : open;
}

/* "… về phát triển nhà ở xã hội | cụ thể ra sao?": what a heading asks about the document is none of its title. */
static size_t title_asked(const vd_scan *scan, size_t from, size_t to)
{
    static const char *const words[] = {" cu the nhu the nao", " cu the ra sao", " cu the the nao", " chi tiet ra sao",
                                        " nhu the nao",        " ra sao",        " the nao"};
    vd_str title = vd_scan_fold(scan, (vd_range){from, to});
    for (size_t i = 0; i < sizeof words / sizeof *words && scan->text->fold[to] == '?'; i++) {
        if (vd_str_ends(title, vd_str_of(words[i]))) {
            return to - strlen(words[i]);
        }
    }
    return to;
}

static size_t title_trim(const vd_scan *scan, size_t from, size_t to)
{
    to = title_asked(scan, from, title_row_number(scan, from, to));
    to = scan->cropped ? to : title_bracket(scan, from, to);
    while (to > from && VD_AMONG(scan->text->fold[to - 1], " ,\"'")) {
        to--;
    }
    return to;
}

/* Behind a title's end: "… như sau", "…:", "… sau đây:", so that the sentence was telling what stands below. */
static bool tells_what_follows(const vd_scan *scan, size_t to)
{
    static const char *const words[] = {" nhu sau", " cu the nhu sau", ", cu the nhu sau", " cu the:", ":"};
    bool follows = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        follows = follows || vd_scan_starts(scan, to, words[i]);
    }
    return follows;
}

/* "Điều 19 Thông tư 05/2025/TT-BTP | quy định lời chứng …", "Nghị định 168/2024/NĐ-CP | quy định mức phạt như sau:":
 * what a provision says, or what is told below, is the sentence's predicate.  Behind a date or a body the title is wont
 * to follow; "quy định chi tiết …" is nothing else. */
static bool title_is_predicate(vd_scan *scan, const vd_draft *draft, const char *mark, vd_range title)
{
    static const char *const verbs[] = {"quy dinh", "quy dinh cu the", "quy dinh ro", "huong dan", "huong dan cu the"};
    vd_str fold = vd_scan_fold(scan, title);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (vd_str_eq(fold, vd_str_of(verbs[i]))) {
            return true;
        }
    }
    bool rules = mark && strcmp(mark, "rules") == 0;
    bool about = mark && strcmp(mark, "about") == 0;
    bool guides = mark && strcmp(mark, "details") == 0;
    bool acts = mark && strcmp(mark, "implements") == 0;
    size_t inner = vd_scan_from(scan, title.from);
    guides = guides && (inner >= scan->sorted || scan->drafts[inner].span.from >= title.to);
    bool stated = draft->date.day > 0 || draft->issuer.to > draft->issuer.from || vd_scan_upper(scan, title.from);
    if (stated || !(rules || about || guides || acts) || vd_str_starts(fold, VD_LIT("quy dinh chi tiet"))) {
        return false;
    }
    bool follows = tells_what_follows(scan, title.to);
    bool provision = provision_before(scan, 0, draft->span.from);
    return about ? provision && follows : provision || (rules && follows);
}

/* A council's resolution, of which day or body is said: "… của Hội đồng nhân dân tỉnh | quyết định việc áp dụng …". */
static bool draft_resolves(const vd_draft *draft)
{
    bool stated = draft->date.day > 0 || draft->issuer.to > draft->issuer.from;
    return stated && draft->type && strcmp(draft->type->fold, "nghi quyet") == 0;
}

void vd_title_read(vd_scan *scan, vd_draft *draft, size_t at)
{
    vd_match match;
    if (!vd_scan_at(scan, VD_PAT_title, at, scan->text->fold_len, &match)) {
        return;
    }
    bool clause = scan->text->fold[at] == ',' && draft->date.day == 0 && draft->issuer.to <= draft->issuer.from;
    if (clause && (match.mark == NULL || strcmp(match.mark, "about") != 0)) {
        return; /* "Thực hiện Nghị quyết số 57-NQ/TW, triển khai …": the sentence goes on */
    }
    size_t from = at;
    while (from < match.end && VD_AMONG(scan->text->fold[from], " ,\"'")) {
        from++;
    }
    bool decides = match.mark && strcmp(match.mark, "decides") == 0;
    if (decides && (!draft_resolves(draft) || scan->text->fold[at] == ',' || vd_scan_upper(scan, from))) {
        return;
    }
    size_t to = title_end(scan, draft->span.from, from);
    to = title_trim(scan, from, to);
    if (to > from && !title_is_predicate(scan, draft, match.mark, (vd_range){from, to})) {
        draft->title = (vd_range){from, to};
        draft->tail.to = to;
    }
}
