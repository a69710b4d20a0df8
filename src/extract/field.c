/* What follows a number or name and belongs to it: date, issuing body, title. */
#include "extract/scan.h"

#include "base/date.h"
#include "text/fold.h"

#include <stdlib.h>

enum { TITLE_MAX = 900 };

size_t vd_date_read(vd_scan *scan, size_t at, vd_date *out)
{
    vd_match match;
    if (!vd_scan_at(scan, VD_PAT_date, at, scan->text->fold_len, &match)) {
        return 0;
    }
    vd_date date = {(int16_t)vd_match_number(scan, &match, "y"), (int8_t)vd_match_number(scan, &match, "m"),
                    (int8_t)vd_match_number(scan, &match, "d")};
    if (!vd_date_whole(date)) {
        return 0;
    }
    *out = date;
    return match.end - at;
}

/* ---- Titles ---------------------------------------------------------------------------------------------------- */

/* A draft that begins at `at`, or NULL. */
static const vd_draft *draft_at(const vd_scan *scan, size_t at)
{
    size_t i = vd_scan_from(scan, at);
    return i < scan->sorted && scan->drafts[i].span.from == at ? &scan->drafts[i] : NULL;
}

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
    const vd_draft *next = draft_at(scan, at);
    if (next == NULL) {
        return false;
    }
    if (next->number.ptr == NULL && !next->law) {
        return false;
    }
    bool last = scan->text->fold[separator] == ' '; /* "và" */
    if (last && list_member(scan, owner)) {
        return true; /* "A; B sửa đổi C và D": D ends the list that A and B are in */
    }
    return !inner_of_type(scan, owner, separator, next->type);
}

/* "… của Bộ Tài chính.Theo đó": a stop whose blank is lost, between a whole word in small letters and a capitalised
 * one.  "Th.S", "gov.Vn" and initials are none. */
static bool stop_without_blank(const vd_scan *scan, size_t word, size_t at)
{
    const vd_text *text = scan->text;
    bool small = at > word && !vd_scan_upper(scan, at - 1) && vd_fold_letter(text->fold[at - 1]);
    bool opened = vd_scan_upper(scan, at + 1) && at + 2 < text->fold_len && vd_fold_letter(text->fold[at + 2]) &&
                  !vd_scan_upper(scan, at + 2);
    bool vowel = false;
    for (size_t i = word; i < at && small && opened; i++) {
        vowel = vowel || VD_AMONG(text->fold[i], "aeiouy");
    }
    return vowel && (word == 0 || text->fold[word - 1] == ' ');
}

/* ".[1] Theo đó": a note's mark between a full stop and what follows. */
static bool note_follows(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t end = at + 2;
    while (vd_fold_digit(fold[end])) {
        end++;
    }
    bool note = fold[at + 1] == '[' && end > at + 2 && fold[end] == ']';
    return note && (fold[end + 1] != ' ' || vd_scan_upper(scan, end + 2));
}

bool vd_sentence_stops(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    if (fold[at] != '.') {
        return false;
    }
    if (note_follows(scan, at)) {
        return true;
    }
    if (at + 1 >= scan->text->fold_len || fold[at + 1] == '/' || fold[at + 1] == '\n') {
        return true;
    }
    size_t word = at;
    while (word > 0 && vd_is_word(fold[word - 1])) {
        word--;
    }
    /* "TP. Cần Thơ", "GS. TS.": a short word in capitals, standing free; the end of a code ("NĐ-CP.") is none */
    bool free = word == 0 || fold[word - 1] == ' ' || fold[word - 1] == '.';
    bool abbreviation = free && at - word <= 3 && at > word && vd_scan_upper(scan, word) && vd_scan_upper(scan, at - 1);
    if (stop_without_blank(scan, word, at)) {
        return true;
    }
    return fold[at + 1] == ' ' && (vd_scan_upper(scan, at + 2) || !vd_is_word(fold[at + 2])) && !abbreviation;
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
    const vd_draft *own = draft_at(scan, owner);
    const vd_draft *next = draft_at(scan, at + strlen(" ("));
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
    size_t quoted = 0; /* up to here a quotation goes on, and with it the title */
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
        bool breaks = at >= quoted && (c == ' ' || c == ';') && fold[at + 1] && VD_AMONG(fold[at + 1], " (bcdhknqtv") &&
                      vd_scan_at(scan, VD_PAT_title_break, at, scan->text->fold_len, &match);
        bool colon = c == ':' && !vd_scan_taken(scan, (vd_range){at, at + 1}); /* "QCVN 14:2025/BCA" has one */
        if ((c == ';' && !procedures_go_on(scan, from, at)) || c == '\n' || c == '?' || colon ||
            vd_sentence_stops(scan, at) || breaks || short_form_begins(scan, owner, at)) {
            return at;
        }
        if (scan->cropped && at > from && c == ' ' && draft_at(scan, at + 1)) {
            return at; /* what stands side by side here did not in the document */
        }
        if (c == ',' && fold[at + 1] == ' ') {
            if (sibling_begins(scan, owner, at, at + 2) || provision_sibling(scan, owner, from, at, at + 2) ||
                issuing_clause(scan, at + 2) || vd_scan_starts(scan, at + 2, "co hieu luc")) {
                return at;
            }
        }
        if (c != ' ' || fold[at + 1] != 'v') {
            continue;
        }
        bool appraisal = vd_scan_starts(scan, at, " va bao cao tham ") && vd_scan_upper(scan, at + 4);
        if (vd_scan_starts(scan, at, " va ") && (appraisal || sibling_begins(scan, owner, at, at + 4) ||
                                                 provision_sibling(scan, owner, from, at, at + 4))) {
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

static void title_read(vd_scan *scan, vd_draft *draft, size_t at)
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
    size_t to = title_end(scan, draft->span.from, from);
    to = title_trim(scan, from, to);
    if (to > from && !title_is_predicate(scan, draft, match.mark, (vd_range){from, to})) {
        draft->title = (vd_range){from, to};
        draft->tail.to = to;
    }
}

/* Without blanks and a dangling "và" at the end. */
static size_t issuer_trim(const vd_scan *scan, vd_range name)
{
    size_t to = name.to;
    for (;;) {
        if (to > name.from && scan->text->fold[to - 1] == ' ') {
            to--;
        } else if (to > name.from + 3 && vd_str_ends(vd_scan_fold(scan, (vd_range){name.from, to}), VD_LIT(" va"))) {
            to -= 3;
        } else {
            return to;
        }
    }
}

/* What follows a body's name is its place, or nothing: not "Chính phủ | theo quy định". */
static bool rest_is_place(vd_str rest)
{
    static const char *const ranks[] = {" tinh ", " thanh pho", " tp", " xa ", " phuong ", " huyen ", " quan "};
    bool place = rest.len == 0 || vd_str_eq(rest, VD_LIT(" tinh")) ||
                 (rest.ptr[0] == ' ' && vd_place_starting(vd_str_trim(rest)) != NULL);
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        place = place || vd_str_starts(rest, vd_str_of(ranks[i]));
    }
    return place;
}

/* Is `name` the body that the number's symbol tells, with its place? */
static bool body_fits(vd_scan *scan, const vd_draft *draft, vd_range name)
{
    vd_str fold = name.from < name.to ? vd_issuer_full(scan, name) : VD_NONE;
    size_t used = fold.ptr ? vd_symbol_names(scan, draft->symbol, fold) : 0;
    return used && rest_is_place(vd_str_slice(fold, used, fold.len));
}

static void issuer_take(vd_scan *scan, vd_draft *draft, vd_range name)
{
    draft->issuer = name;
    vd_issuer_name(scan, name, &draft->issuer_name, &draft->place);
}

/* Words for documents: "bãi bỏ các văn bản do Bộ Y tế ban hành" has them issued, not the one whose title it is. */
static bool documents_named(vd_str fold)
{
    static const char *const words[] = {"van ban",   "thong tu", "quyet dinh", "nghi quyet",
                                        "nghi dinh", "chi thi",  "quy dinh",   "quy che"};
    bool named = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !named; i++) {
        named = vd_str_find(fold, vd_str_of(words[i]), 0) != SIZE_MAX;
    }
    return named;
}

/* "Công văn 5489/CT-CS năm 2025 về thuế | do Cục Thuế ban hành": portals put the body behind the title; it is the one
 * that the symbol tells, or the province of a local one. */
static void title_issued(vd_scan *scan, vd_draft *draft)
{
    enum { REACH = 90 };
    static const char *const heads[] = {"bo truong ", "chu tich ", "giam doc "};
    vd_range title = draft->title;
    vd_str fold = vd_scan_fold(scan, title);
    if (draft->symbol.ptr == NULL || !vd_str_ends(fold, VD_LIT(" ban hanh"))) {
        return;
    }
    size_t end = title.to - strlen(" ban hanh");
    size_t at = end;
    while (at > title.from && at + REACH > end && !vd_scan_starts(scan, at, " do ")) {
        at--;
    }
    size_t first = title.from + strlen("quy dinh "); /* the word that opens it is a verb */
    size_t near = at > first + REACH ? at - REACH : first < at ? first : at;
    if (!vd_scan_starts(scan, at, " do ") || at <= title.from ||
        documents_named(vd_scan_fold(scan, (vd_range){near, at}))) {
        return;
    }
    vd_range name = {at + strlen(" do "), end};
    vd_range body = name;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        body.from += vd_scan_starts(scan, body.from, heads[i]) ? strlen(heads[i]) : 0;
    }
    bool fits = body_fits(scan, draft, body);
    bool local = vd_str_find(draft->symbol, VD_LIT("UBND"), 0) != SIZE_MAX ||
                 vd_str_find(draft->symbol, VD_LIT("HĐND"), 0) != SIZE_MAX;
    bool place = vd_scan_starts(scan, name.from, "tinh ") || vd_scan_starts(scan, name.from, "thanh pho ");
    if (fits || (local && place && vd_place_named(vd_scan_fold(scan, name)) != NULL)) {
        draft->title.to = at;
    }
    if (fits && draft->issuer.to <= draft->issuer.from) {
        issuer_take(scan, draft, name);
    }
}

/* A full stop behind which the sentence goes on: "TP. Hà Nội". */
static bool stop_abbreviates(const vd_scan *scan, size_t at)
{
    return scan->text->fold[at] == '.' && at >= 3 && vd_scan_starts(scan, at - 3, " tp");
}

/* How far back from `end` a body's name may begin: in the same clause. */
static size_t body_reach(const vd_scan *scan, size_t end)
{
    enum { REACH = 90 };
    size_t at = end;
    while (at > 0 && at + REACH > end &&
           (!VD_AMONG(scan->text->fold[at - 1], ";:.\n") || stop_abbreviates(scan, at - 1))) {
        at--;
    }
    return at;
}

/* "… của Sở Nội vụ tại | Tờ trình số 12/TTr-SNV": the body before a number, where the number's symbol says the same. */
static vd_range issuer_at(vd_scan *scan, const vd_draft *draft, size_t end)
{
    static const char *const heads[] = {"giam doc ",      "bo truong ",    "chanh ",   "chu nhiem ",
                                        "tong giam doc ", "pho chu tich ", "chu tich "};
    vd_range none = {0, 0};
    size_t first = body_reach(scan, end);
    for (size_t at = end; at-- > first;) {
        if (!vd_scan_starts(scan, at, " cua ")) {
            continue;
        }
        vd_range name = {at + strlen(" cua "), end};
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
            name.from += vd_scan_starts(scan, name.from, heads[i]) ? strlen(heads[i]) : 0;
        }
        return body_fits(scan, draft, name) ? name : none;
    }
    return none;
}

/* "UBND tỉnh Sóc Trăng đã ban hành | Kế hoạch số 44/KH-UBND": the sentence's subject, which ends at `end`. */
static vd_range issuer_acting(vd_scan *scan, const vd_draft *draft, size_t end)
{
    size_t first = body_reach(scan, end);
    for (size_t at = end; at-- > first;) {
        bool word = (at == 0 || !vd_is_word(scan->text->fold[at - 1])) && vd_scan_upper(scan, at);
        if (word && body_fits(scan, draft, (vd_range){at, end})) {
            return (vd_range){at, end};
        }
    }
    return (vd_range){0, 0};
}

/* A symbol of several bodies: "TTLT-BTP-BNV", "NQLT-…". */
static bool symbol_joint(const vd_draft *draft)
{
    bool named = draft->type && strstr(draft->type->fold, " lien ") != NULL;
    return named || vd_str_starts(draft->symbol, VD_LIT("TTLT")) || vd_str_starts(draft->symbol, VD_LIT("NQLT"));
}

/* The body that a number's sentence names before it. */
static vd_range issuer_before(vd_scan *scan, const vd_draft *draft)
{
    static const char *const acts[] = {" ban hanh ", " ky ban hanh ", " co ", " ky "};
    static const char *const times[] = {" da", " vua", " cung"};
    size_t end = draft->span.from;
    vd_str before = {scan->text->fold, end};
    if (draft->symbol.ptr == NULL) {
        return (vd_range){0, 0};
    }
    if (vd_str_ends(before, VD_LIT(" tai "))) {
        return issuer_at(scan, draft, end - strlen(" tai "));
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts && !symbol_joint(draft); i++) {
        if (!vd_str_ends(before, vd_str_of(acts[i]))) {
            continue;
        }
        before = vd_str_slice(before, 0, end - strlen(acts[i]));
        for (size_t t = 0; t < sizeof times / sizeof *times; t++) {
            before.len -= vd_str_ends(before, vd_str_of(times[t])) ? strlen(times[t]) : 0;
        }
        return issuer_acting(scan, draft, before.len);
    }
    return (vd_range){0, 0};
}

/* Behind the full stop of an abbreviation in a body's name stands a province, or nothing but a few words with large
 * first letters: else the sentence ends there.  "của UBND TP. Vinh | về …", "của UBND TP. | Giao Sở Nội vụ …". */
static size_t issuer_dotted(const vd_scan *scan, vd_range name)
{
    enum { NAME_WORDS = 4 };
    const char *fold = scan->text->fold;
    size_t dot = name.from;
    while (dot < name.to && fold[dot] != '.') {
        dot++;
    }
    size_t at = dot + 1 < name.to && fold[dot + 1] == ' ' ? dot + 2 : dot + 1;
    if (dot + 1 >= name.to) { /* it ends the name: "của UBND TP. | về …" */
        bool over = dot < name.to && fold[name.to] == ' ' && vd_scan_upper(scan, name.to + 1);
        return over ? dot : name.to;
    }
    if (vd_place_starting(vd_scan_fold(scan, (vd_range){at, name.to})) || fold[at] == 'p') {
        return name.to;
    }
    size_t words = 0;
    for (; at < name.to; at++) {
        if (fold[at - 1] == ' ' || fold[at - 1] == '.') {
            words = vd_scan_upper(scan, at) ? words + 1 : NAME_WORDS + 1;
        }
    }
    return words <= NAME_WORDS ? name.to : dot;
}

/* Where the body ends that begins at `at`, with its head's office before it ("Bộ trưởng Bộ Tư pháp"); `at`: none. */
static size_t body_end(const vd_scan *scan, size_t at)
{
    enum { REACH = 90 };
    static const char *const heads[] = {"bo truong ",     "chanh an ",  "vien truong ", "chu nhiem ",
                                        "tong giam doc ", "thong doc ", "chu tich ",    "tong "};
    size_t from = at;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && from == at; i++) {
        from += vd_scan_starts(scan, at, heads[i]) ? strlen(heads[i]) : 0;
    }
    size_t most = from + REACH < scan->text->fold_len ? from + REACH : scan->text->fold_len;
    size_t used = 0;
    bool known = vd_scan_upper(scan, at) && from < most &&
                 vd_issuer_prefix(vd_scan_fold(scan, (vd_range){from, most}), &used) != NULL;
    return known ? from + used : at;
}

/* "Kết luận số 183-KL/TW của Bộ Chính trị|, Ban Bí thư về …": both, where no sentence of the second begins. */
static size_t party_two(vd_scan *scan, vd_range name)
{
    static const char second[] = ", ban bi thu";
    vd_match match;
    size_t to = name.to + sizeof second - 1;
    if (!vd_str_eq(vd_scan_fold(scan, name), VD_LIT("bo chinh tri")) || !vd_scan_starts(scan, name.to, second)) {
        return name.to;
    }
    bool ends = strchr(".;,)\n", scan->text->fold[to]) != NULL; /* the text's end is a NUL */
    bool titled = vd_scan_at(scan, VD_PAT_title, to, scan->text->fold_len, &match) && match.mark &&
                  strcmp(match.mark, "about") == 0;
    return ends || titled ? to : name.to;
}

/* Where a body's name goes on behind its comma: "Bộ trưởng Bộ A|, Bộ trưởng Bộ B hướng dẫn …" of a joint text, the two
 * offices of one person in "Bộ trưởng|, Chủ nhiệm Văn phòng Chính phủ"; else `name.to`. */
static size_t issuer_listed(vd_scan *scan, const vd_draft *draft, vd_range name)
{
    static const char *const separators[] = {", ", " va ", " - "};
    bool offices =
        vd_str_eq(vd_scan_fold(scan, name), VD_LIT("bo truong")) && vd_scan_starts(scan, name.to, ", chu nhiem ");
    if (offices) {
        size_t end = body_end(scan, name.to + 2);
        return end > name.to + 2 ? end : name.to;
    }
    size_t to = party_two(scan, name);
    for (bool more = symbol_joint(draft); more;) {
        more = false;
        for (size_t i = 0; i < sizeof separators / sizeof *separators && !more; i++) {
            size_t next = to + strlen(separators[i]);
            size_t end = vd_scan_starts(scan, to, separators[i]) ? body_end(scan, next) : next;
            more = end > next;
            to = more ? end : to;
        }
    }
    return to;
}

static bool issuer_read(vd_scan *scan, vd_draft *draft, size_t *at)
{
    vd_match match;
    vd_range name;
    if (!vd_scan_at(scan, VD_PAT_issuer, *at, scan->text->fold_len, &match) ||
        !vd_match_group(scan, &match, "name", &name)) {
        return false;
    }
    name.to = vd_issuer_end(scan, name, draft->number.ptr != NULL);
    name.to = issuer_dotted(scan, name);
    name.to = issuer_trim(scan, name);
    name.to = issuer_listed(scan, draft, name);
    const vd_draft *next = vd_scan_starts(scan, name.to, " tai ") ? draft_at(scan, name.to + strlen(" tai ")) : NULL;
    if (draft->issuer.to > draft->issuer.from && next && issuer_before(scan, next).to == name.to) {
        return false; /* "…, của Ban Bí thư tại | Thông báo …": whose the next number is */
    }
    issuer_take(scan, draft, name);
    bool verb = vd_scan_starts(scan, *at, " do ") && vd_scan_starts(scan, name.to, " ban hanh");
    *at = name.to + (verb ? strlen(" ban hanh") : 0); /* "do Bộ Tài chính ban hành |" */
    return true;
}

/* "Luật Thuế giá trị gia tăng số 13/2008/QH112 ngày …": a number that cannot be read still says of which year the law
 * is, and the date behind it is the law's.  Returns where to go on. */
static size_t number_unread(vd_scan *scan, vd_draft *draft)
{
    const char *fold = scan->text->fold;
    size_t at = draft->span.to;
    if (!draft->law || draft->number.ptr || !vd_scan_starts(scan, at, " so ")) {
        return at;
    }
    at += 4;
    size_t digits = at;
    while (vd_fold_digit(fold[at])) {
        at++;
    }
    bool year = at > digits && at - digits <= 3 && fold[at] == '/' &&
                (vd_scan_starts(scan, at + 1, "19") || vd_scan_starts(scan, at + 1, "20")) &&
                vd_fold_digit(fold[at + 3]) && vd_fold_digit(fold[at + 4]) && fold[at + 5] == '/';
    if (!year || vd_scan_taken(scan, (vd_range){digits, at})) { /* "Luật sửa đổi … của Luật B số …" has it */
        return draft->span.to;
    }
    draft->date = (vd_date){.year = (int16_t)strtol(fold + at + 1, NULL, 10)};
    while (fold[at] && fold[at] != ' ' && !VD_AMONG(fold[at], ",;.)\n")) {
        at++;
    }
    return at;
}

/* A year at `at` that stands alone: no span ("2021-2025", "2024 và 2025"), no sum, no part of a date. */
static bool year_alone(vd_scan *scan, size_t at)
{
    vd_match match;
    const char *fold = scan->text->fold;
    bool year = vd_scan_starts(scan, at, "19") || vd_scan_starts(scan, at, "20");
    if (!year || !vd_fold_digit(fold[at + 2]) || !vd_fold_digit(fold[at + 3]) || vd_is_word(fold[at + 4])) {
        return false;
    }
    size_t next = at + 4;
    bool decimal = fold[next] == '.' && vd_fold_digit(fold[next + 1]);
    next += fold[next] == ',';
    next += fold[next] == ' ';
    next += vd_scan_starts(scan, next, "va ") ? strlen("va ") : 0;
    next += vd_scan_starts(scan, next, "nam ") ? strlen("nam ") : 0;
    bool more = decimal || vd_fold_digit(fold[next]) || (fold[next] && VD_AMONG(fold[next], "-/"));
    return !more && !vd_scan_at(scan, VD_PAT_counted, at + 4, scan->text->fold_len, &match);
}

/* "Kế hoạch thực hiện | Chỉ thị số 05-CT/TW năm 2024": the year in which something is done about the document.  Where
 * the sentence begins so, it is the document's: "Thực hiện Chỉ thị số 26/CT-TTg năm 2025, các bộ …". */
static bool done_in_year(const vd_scan *scan, size_t from)
{
    static const char *const words[] = {"thuc hien ", "trien khai ", "thi hanh ",    "so ket ",
                                        "tong ket ",  "quan triet ", "tuyen truyen "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (from >= len && vd_scan_starts(scan, from - len, words[i])) {
            return !vd_scan_upper(scan, from - len) || vd_scan_capitals(scan, (vd_range){from - len, from});
        }
    }
    return false;
}

/* Behind a number: "Quyết định 749/QĐ-TTg | năm 2020", "Thông báo 56/TB-VPCP | 2024", on one line.  A year that the
 * number denies is not the document's.  The length of the words, 0: none. */
static size_t year_read(vd_scan *scan, const vd_draft *draft, size_t at, vd_date *out)
{
    vd_match match;
    bool word = vd_scan_starts(scan, at, " nam ");
    size_t digits = at + (word ? strlen(" nam ") : 1);
    if (draft->form != VD_FORM_NUMBERED || draft->law || scan->text->fold[at] != ' ' || !year_alone(scan, digits)) {
        return 0;
    }
    bool apart = !vd_str_eq(vd_scan_raw(scan, (vd_range){at, at + 1}), VD_LIT(" ")); /* a cell or a line between */
    bool bare = !word && (apart || scan->cropped || scan->text->marks_lost);
    bool heading = word && apart && vd_scan_upper(scan, at + 1);
    int year = (int)strtol(scan->text->fold + digits, NULL, 10);
    if (bare || heading || (draft->year && draft->year != year)) {
        return 0;
    }
    size_t end = digits + 4;
    bool titled = scan->text->fold[end] == ' ' && vd_scan_at(scan, VD_PAT_title, end, scan->text->fold_len, &match);
    if (!titled && done_in_year(scan, draft->span.from)) {
        return 0;
    }
    *out = (vd_date){.year = (int16_t)year};
    return end - at;
}

/* "Ngày 24/11/2025, Bộ Y tế ban hành | Quyết định 3618/QĐ-BYT": the day on which the sentence has it issued is its
 * date, where the number does not deny it. */
static bool date_before(vd_scan *scan, const vd_draft *draft, vd_date *out)
{
    enum { REACH = 140 };
    static const char *const verbs[] = {" ban hanh ", " ky ", " thong qua "};
    size_t end = draft->span.from;
    vd_str before = {scan->text->fold, end};
    bool issued = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !issued; i++) {
        issued = vd_str_ends(before, vd_str_of(verbs[i]));
    }
    size_t first = issued ? vd_sentence_start(scan, end) : end;
    first = first + REACH < end ? end - REACH : first;
    for (size_t at = end; at-- > first;) {
        bool day = vd_scan_starts(scan, at, "ngay ") && (at == 0 || !vd_is_word(scan->text->fold[at - 1]));
        size_t len = day ? vd_date_read(scan, at, out) : 0;
        if (day) {
            bool opens =
                vd_scan_upper(scan, at) || (at > first && vd_str_ends((vd_str){scan->text->fold, at}, VD_LIT(", ")));
            bool subject = vd_scan_starts(scan, at + len, ", ") && !vd_scan_taken(scan, (vd_range){at + len, end});
            return len > 0 && opens && subject && (draft->year == 0 || draft->year == out->year);
        }
    }
    return false;
}

static void fields_read(vd_scan *scan, vd_draft *draft)
{
    vd_match note;
    bool marked = vd_scan_at(scan, VD_PAT_note, draft->span.to, scan->text->fold_len, &note);
    size_t at = marked ? note.end : number_unread(scan, draft);
    bool dated = false;
    bool issued = false;
    vd_range before = issuer_before(scan, draft);
    if (before.to > before.from) {
        issuer_take(scan, draft, before);
    }
    for (int turn = 0; turn < 2; turn++) {
        vd_date date = {0};
        size_t len = dated ? 0 : vd_date_read(scan, at, &date);
        len = dated || len > 0 ? len : year_read(scan, draft, at, &date);
        if (len > 0) {
            draft->date = date;
            dated = true;
            at += len;
        }
        if (!issued && issuer_read(scan, draft, &at)) {
            issued = true;
        }
    }
    vd_date day = {0};
    if (!dated && draft->form == VD_FORM_NUMBERED && !draft->law && date_before(scan, draft, &day)) {
        draft->date = day;
    }
    draft->tail.to = dated || issued ? at : draft->span.to;
    bool named_law = draft->law && draft->number.ptr == NULL;
    if (!named_law) {
        title_read(scan, draft, at);
        title_issued(scan, draft);
    }
}

/* "các Quyết định số 151/2005/QĐ-TTg và | 152/2005/QĐ-TTg ngày 20 tháng 6 năm 2005": members of a list that only the
 * list stands between have the date and the body in common, if no number's year speaks against it. */
static void fields_share(vd_scan *scan)
{
    vd_match match;
    for (size_t i = scan->draft_count; i-- > 1;) {
        const vd_draft *next = &scan->drafts[i];
        vd_draft *draft = &scan->drafts[i - 1];
        bool open = draft->number.ptr && draft->date.year == 0 && draft->tail.to == draft->span.to &&
                    draft->issuer.to == draft->issuer.from;
        bool list = next->list_member && next->date.day > 0 && vd_str_eq(draft->symbol, next->symbol) &&
                    (draft->year == 0 || draft->year == next->date.year);
        if (open && list && vd_scan_at(scan, VD_PAT_shared, draft->span.to, next->span.from, &match)) {
            draft->date = next->date;
            draft->issuer = next->issuer;
            draft->issuer_name = next->issuer_name;
            draft->place = next->place;
        }
    }
}

/* Do the words between two documents say that the second amended the first?  "… được sửa đổi, bổ sung tại …" */
static bool amends_between(vd_str fold)
{
    static const char *const heads[] = {"duoc sua doi", "da duoc sua doi", "duoc bo sung", "da duoc bo sung"};
    static const char *const joints[] = {" boi ", " tai ", " theo ", " bang "};
    enum { LONGEST = 60 };
    size_t from = 0;
    while (from < fold.len && strchr(" ,(", fold.ptr[from])) {
        from++;
    }
    vd_str words = vd_str_slice(fold, from, fold.len);
    bool head = false;
    bool joint = false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        head = head || vd_str_starts(words, vd_str_of(heads[i]));
        joint = joint || vd_str_ends(words, vd_str_of(joints[i]));
    }
    return head && joint && words.len <= LONGEST && vd_str_find(words, VD_LIT("."), 0) == SIZE_MAX;
}

/* A title that says what is regulated, not what is amended. */
static bool title_regulates(vd_str title)
{
    static const char *const words[] = {"quy dinh ", "huong dan ", "ve ", "ban hanh "};
    static const char *const amends[] = {"ve viec sua doi", "ve sua doi", "ve viec bo sung", "ve bo sung"};
    bool regulates = false;
    bool other = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        regulates = regulates || vd_str_starts(title, vd_str_of(words[i]));
        other = other || vd_str_starts(title, vd_str_of(amends[i]));
    }
    return regulates && !other;
}

/* "Thông tư số 120/2015/TT-BTC được sửa đổi tại Thông tư số 52/2017/TT-BTC … của Bộ Tài chính | quy định về mẫu …":
 * what amends is called so; a title of another kind is that of the amended one.  What the title cites stays where it
 * is. */
static void titles_of_amended(vd_scan *scan)
{
    for (size_t i = 1; i < scan->draft_count; i++) {
        vd_draft *amending = &scan->drafts[i];
        vd_draft *draft = &scan->drafts[i - 1];
        bool open = draft->number.ptr && draft->title.to <= draft->title.from && draft->type == amending->type &&
                    amending->number.ptr && !draft->law && !amending->law;
        bool titled = amending->title.to > amending->title.from && draft->tail.to <= amending->span.from;
        if (open && titled && title_regulates(vd_scan_fold(scan, amending->title)) &&
            amends_between(vd_scan_fold(scan, (vd_range){draft->tail.to, amending->span.from}))) {
            draft->title = amending->title;
            amending->title = (vd_range){0, 0};
        }
    }
}

void vd_pass_fields(vd_scan *scan)
{
    vd_scan_sort(scan);
    for (size_t i = scan->draft_count; i-- > 0 && scan->status == VD_OK;) { /* inner tails first */
        vd_draft *draft = &scan->drafts[i];
        bool cut = draft->form == VD_FORM_TRUNCATED && draft->number.ptr == NULL;
        if (draft->form != VD_FORM_SELF && draft->form != VD_FORM_GENERIC && !cut) {
            fields_read(scan, draft);
        }
    }
    fields_share(scan);
    titles_of_amended(scan);
}
