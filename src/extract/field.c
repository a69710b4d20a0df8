/* What follows a number or name and belongs to it: date, issuing body, title.  Also the province a source speaks from,
 * which completes bodies named without their place ("Ủy ban nhân dân thành phố"). */
#include "extract/scan.h"

#include "base/buf.h"
#include "base/date.h"

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

/* ---- Bodies ---------------------------------------------------------------------------------------------------- */

/* The longest issuer name that `text` begins with; *used is how much of the text it takes. */
static const vd_issuer_row *issuer_prefix(vd_str text, bool misread, size_t *used)
{
    const vd_issuer_row *best = NULL;
    size_t best_len = 0;
    for (size_t i = 0; i < vd_issuers_count; i++) {
        vd_str name = vd_str_of(vd_issuers[i].name_fold);
        size_t len = name.len;
        bool exact = vd_str_starts(text, name) && (text.len == len || !vd_is_word(text.ptr[len]));
        if (!exact) {
            unsigned limit = (unsigned)(name.len * 17 / 10);
            if (!misread || name.len < 8 || name.len <= best_len ||
                vd_ocr_prefix_cost(name, text, limit, &len) > limit) {
                continue;
            }
        }
        if (name.len > best_len && len > 0) {
            best = &vd_issuers[i];
            best_len = name.len;
            *used = len;
        }
    }
    return best;
}

/* A word of capitals: "UBND", "HĐND", "TƯ", not "Tự". Of the marked letters only Đ and Ư stand in abbreviations. */
static bool word_capitals(vd_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        vd_str rest = vd_str_slice(word, i, word.len);
        if (vd_str_starts(rest, VD_LIT("Đ")) || vd_str_starts(rest, VD_LIT("Ư"))) {
            i++;
        } else if ((word.ptr[i] < 'A' || word.ptr[i] > 'Z') && word.ptr[i] != '-' && word.ptr[i] != '&') {
            return false;
        }
    }
    return word.len > 1;
}

/* Write the words of `raw` with every abbreviation in full ("UBND" -> "Ủy ban nhân dân"). */
static vd_str issuer_expand(vd_scan *scan, vd_str raw)
{
    vd_buf out = {0};
    for (size_t at = 0; at < raw.len;) {
        size_t end = at;
        while (end < raw.len && raw.ptr[end] != ' ') {
            end++;
        }
        vd_str word = vd_str_slice(raw, at, end);
        vd_str bare = word;
        while (bare.len > 0 && strchr(".,;", bare.ptr[bare.len - 1])) {
            bare.len--;
        }
        vd_str fold = vd_fold_copy(scan->arena, bare);
        const vd_abbreviation_row *row =
            fold.ptr && bare.len > 0 && word_capitals(bare) ? vd_abbreviation_find(fold, NULL) : NULL;
        if (out.len > 0) {
            vd_buf_add_char(&out, ' ');
        }
        vd_buf_add(&out, row ? vd_str_of(row->full) : bare);
        at = end + 1;
    }
    vd_str text = vd_buf_ok(&out) ? vd_arena_copy(scan->arena, vd_buf_str(&out)) : VD_NONE;
    vd_buf_clear(&out);
    if (text.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return text;
}

static const vd_place_row *place_by_slug(vd_str slug)
{
    const vd_place_row *found = NULL;
    for (size_t i = 0; i < vd_places_count; i++) {
        if (vd_str_eq(slug, vd_str_of(vd_places[i].slug)) && (found == NULL || vd_places[i].valid_to[0] == '\0')) {
            found = &vd_places[i];
        }
    }
    return found;
}

/* The province whose name stands anywhere in `fold` behind "thành phố", "tỉnh", "thành ủy" or "tỉnh ủy". */
static const vd_place_row *place_named(vd_str fold)
{
    static const char *const ranks[] = {"thanh pho ", "tinh ", "thanh uy ", "tinh uy ", "tp ", "tp. "};
    for (size_t at = 0; at < fold.len; at++) {
        if (at > 0 && vd_is_word(fold.ptr[at - 1])) {
            continue;
        }
        for (size_t r = 0; r < sizeof ranks / sizeof *ranks; r++) {
            vd_str rest = vd_str_slice(fold, at, fold.len);
            if (!vd_str_starts(rest, vd_str_of(ranks[r]))) {
                continue;
            }
            rest = vd_str_slice(rest, strlen(ranks[r]), rest.len);
            for (size_t end = rest.len; end > 0; end--) {
                bool edge = end == rest.len || !vd_is_word(rest.ptr[end]);
                const vd_place_row *place = edge && end < 24 ? vd_place_by_fold(vd_str_slice(rest, 0, end)) : NULL;
                if (place) {
                    return place;
                }
            }
        }
    }
    return NULL;
}

/* Bodies that exist once a province: their name wants one. */
static bool issuer_local(const vd_issuer_row *row, vd_str fold)
{
    return (row && strcmp(row->level, "national") != 0) || vd_str_find(fold, VD_LIT("thanh uy"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT("tinh uy"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT("nhan dan thanh pho"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT("nhan dan tinh"), 0) != SIZE_MAX;
}

/* Rank words of the rest in small letters, as they are officially written: "Thành phố Hải Phòng" -> "thành phố Hải
 * Phòng". */
static void issuer_add_rest(vd_buf *out, vd_str rest, const vd_place_row *named)
{
    vd_str trimmed = vd_str_trim(rest);
    if (trimmed.len == 0) {
        return;
    }
    static const char *const doubled[] = {"tỉnh tỉnh", "thành phố thành phố"}; /* a slip of the pen */
    for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++) {
        if (vd_str_starts(trimmed, vd_str_of(doubled[i]))) {
            trimmed = vd_str_slice(trimmed, strlen(doubled[i]) / 2 + 1, trimmed.len);
        }
    }
    vd_buf_add_char(out, ' ');
    bool city = vd_str_starts(trimmed, VD_LIT("THÀNH PHỐ"));
    if (city || vd_str_starts(trimmed, VD_LIT("TỈNH"))) { /* a heading in capitals */
        vd_buf_add_text(out, city ? "thành phố" : "tỉnh");
        if (named) {
            vd_buf_add_char(out, ' ');
            vd_buf_add_text(out, named->name);
        }
        return;
    }
    if (vd_str_starts(trimmed, VD_LIT("Thành phố"))) {
        vd_buf_add_text(out, "thành phố");
        trimmed = vd_str_slice(trimmed, strlen("Thành phố"), trimmed.len);
    } else if (vd_str_starts(trimmed, VD_LIT("Tỉnh "))) {
        vd_buf_add_text(out, "tỉnh");
        trimmed = vd_str_slice(trimmed, strlen("Tỉnh"), trimmed.len);
    }
    vd_buf_add(out, trimmed);
}

/* The province behind a local body's name: "… thành phố | Cần Thơ", "Thành ủy | Cần Thơ", "… xã X|, thành phố Hải
 * Phòng", "Hội đồng nhân dân | thành phố Cần Thơ". */
static void issuer_add_place(vd_buf *out, vd_str fold, const vd_place_row *where)
{
    static const char *const ranked[] = {"thanh pho", "tinh", "thanh uy", "tinh uy"};
    static const char *const below[] = {" xa ", " phuong ", " huyen ", " quan ", " thi xa ", " thi tran "};
    bool rank = true;
    for (size_t i = 0; i < sizeof ranked / sizeof *ranked; i++) {
        rank = rank && !vd_str_ends(fold, vd_str_of(ranked[i]));
    }
    for (size_t i = 0; i < sizeof below / sizeof *below && rank; i++) {
        if (vd_str_find(fold, vd_str_of(below[i]), 0) != SIZE_MAX) {
            vd_buf_add_char(out, ',');
            break;
        }
    }
    vd_buf_add_char(out, ' ');
    if (rank) {
        vd_buf_add_text(out, where->rank);
        vd_buf_add_char(out, ' ');
    }
    vd_buf_add_text(out, where->name);
}

/* Byte length in `text` of what its folded form has in its first `folded` characters. */
static size_t unfolded(vd_str text, size_t folded)
{
    size_t at = 0;
    while (at < text.len && folded > 0) {
        at++;
        while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) {
            at++;
        }
        folded--;
    }
    return at;
}

/* The body without its session and term: "Hội nghị lần thứ sáu | Ban Chấp hành Trung ương Đảng | khóa XII". */
static vd_range issuer_core(const vd_scan *scan, vd_range range)
{
    vd_str fold = vd_scan_fold(scan, range);
    size_t term = vd_str_find(fold, VD_LIT(" khoa "), 0);
    if (term != SIZE_MAX && term > 8 && fold.len - term <= 12) {
        range.to = range.from + term;
    }
    size_t body =
        vd_str_starts(fold, VD_LIT("hoi nghi ")) ? vd_str_find(fold, VD_LIT("ban chap hanh trung uong"), 0) : SIZE_MAX;
    if (body != SIZE_MAX) {
        range.from += body;
    }
    return range;
}

void vd_issuer_name(vd_scan *scan, vd_range range, vd_str symbol, vd_str *name, vd_str *place)
{
    (void)symbol;
    vd_str raw = vd_scan_clean(scan, issuer_core(scan, range));
    vd_str text = raw.ptr ? issuer_expand(scan, raw) : VD_NONE;
    vd_str fold = text.ptr ? vd_fold_copy(scan->arena, text) : VD_NONE;
    if (fold.ptr == NULL) {
        return;
    }
    size_t used = 0;
    const vd_issuer_row *row = issuer_prefix(fold, false, &used);
    if (row == NULL && scan->text->marks_lost) {
        row = issuer_prefix(fold, true, &used);
    }
    vd_str rest = vd_str_slice(fold, used, fold.len);
    const vd_place_row *named = place_named(fold);
    bool local = issuer_local(row, fold);
    const vd_place_row *where = named ? named : local && scan->place.ptr ? place_by_slug(scan->place) : NULL;
    vd_buf out = {0};
    if (row) {
        vd_buf_add_text(&out, row->name);
        vd_str printed = vd_str_slice(text, unfolded(text, used), text.len);
        if (scan->text->marks_lost && rest.len > 4 && where && vd_str_find(rest, VD_LIT("pho"), 0) == SIZE_MAX &&
            named == NULL) {
            printed = rest.len < 12 ? VD_LIT(" thành phố") : printed;
        }
        if (scan->text->marks_lost && vd_str_starts(rest, VD_LIT(" thanh p"))) {
            printed = VD_LIT(" thành phố");
        }
        issuer_add_rest(&out, printed, named);
    } else {
        vd_buf_add(&out, text);
    }
    if (named == NULL && where) {
        issuer_add_place(&out, vd_fold_copy(scan->arena, vd_buf_str(&out)), where);
    }
    *name = vd_buf_ok(&out) ? vd_arena_copy(scan->arena, vd_buf_str(&out)) : VD_NONE;
    vd_buf_clear(&out);
    if (name->ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    *place = where ? vd_str_of(where->slug) : VD_NONE;
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

bool vd_sentence_stops(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    if (fold[at] != '.') {
        return false;
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

/* Where the title that begins at `from`, of the draft beginning at `owner`, ends. */
static size_t title_end(vd_scan *scan, size_t owner, size_t from)
{
    vd_match match;
    const char *fold = scan->text->fold;
    size_t stop = from + TITLE_MAX < scan->text->fold_len ? from + TITLE_MAX : scan->text->fold_len;
    int open = 0;
    size_t quoted = 0; /* up to here a quotation goes on, and with it the title */
    for (size_t at = from; at < stop; at++) {
        char c = fold[at];
        if (c == '"' && at > quoted) {
            size_t closing = vd_quote_closing(scan, at, TITLE_MAX);
            quoted = closing == SIZE_MAX ? at : closing;
        }
        open += c == '(';
        if (c == ')' && --open < 0) {
            return at;
        }
        bool breaks = at >= quoted && (c == ' ' || c == ';') &&
                      vd_scan_at(scan, VD_PAT_title_break, at, scan->text->fold_len, &match);
        if (c == ';' || c == '\n' || c == ':' || vd_sentence_stops(scan, at) || breaks) {
            return at;
        }
        if (scan->cropped && at > from && c == ' ' && draft_at(scan, at + 1)) {
            return at; /* what stands side by side here did not in the document */
        }
        if (c == ',' && fold[at + 1] == ' ') {
            if (sibling_begins(scan, owner, at, at + 2) || issuing_clause(scan, at + 2) ||
                vd_scan_starts(scan, at + 2, "co hieu luc")) {
                return at;
            }
        }
        if (vd_scan_starts(scan, at, " va ") && sibling_begins(scan, owner, at, at + 4)) {
            return at;
        }
        if (vd_scan_starts(scan, at, " va cac ") && sibling_begins(scan, owner, at, at + 8)) {
            return at;
        }
    }
    return stop;
}

static size_t title_trim(const vd_scan *scan, size_t from, size_t to)
{
    while (to > from && strchr(" ,\"'", scan->text->fold[to - 1])) {
        to--;
    }
    return to;
}

static void title_read(vd_scan *scan, vd_draft *draft, size_t at)
{
    vd_match match;
    if (!vd_scan_at(scan, VD_PAT_title, at, scan->text->fold_len, &match)) {
        return;
    }
    bool clause = scan->text->fold[at] == ',' && draft->date.year == 0 && draft->issuer.to <= draft->issuer.from;
    if (clause && (match.mark == NULL || strcmp(match.mark, "about") != 0)) {
        return; /* "Thực hiện Nghị quyết số 57-NQ/TW, triển khai …": the sentence goes on */
    }
    size_t from = at;
    while (from < match.end && strchr(" ,\"'", scan->text->fold[from])) {
        from++;
    }
    size_t to = title_end(scan, draft->span.from, from);
    to = title_trim(scan, from, to);
    if (to > from) {
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
    bool place = rest.len == 0;
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        place = place || vd_str_starts(rest, vd_str_of(ranks[i]));
    }
    return place;
}

/* "… của Sở Nội vụ tại | Tờ trình số 12/TTr-SNV": the body before a number, where the number's symbol says the same. */
static vd_range issuer_before(vd_scan *scan, const vd_draft *draft)
{
    enum { REACH = 90 };
    static const char *const heads[] = {"giam doc ", "bo truong ", "chanh ", "chu nhiem ", "tong giam doc "};
    vd_range none = {0, 0};
    size_t end = draft->span.from;
    vd_str before = {scan->text->fold, end};
    if (draft->symbol.ptr == NULL || !vd_str_ends(before, VD_LIT(" tai "))) {
        return none;
    }
    end -= strlen(" tai ");
    for (size_t at = end; at-- > 0 && at + REACH > end && !strchr(";:.\n", scan->text->fold[at]);) {
        if (!vd_scan_starts(scan, at, " cua ")) {
            continue;
        }
        vd_range name = {at + strlen(" cua "), end};
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
            name.from += vd_scan_starts(scan, name.from, heads[i]) ? strlen(heads[i]) : 0;
        }
        vd_str fold = name.from < end ? vd_scan_fold(scan, name) : VD_NONE;
        size_t used = vd_symbol_names(scan, draft->symbol, fold);
        return used && rest_is_place(vd_str_slice(fold, used, fold.len)) ? name : none;
    }
    return none;
}

static void issuer_take(vd_scan *scan, vd_draft *draft, vd_range name)
{
    draft->issuer = name;
    vd_issuer_name(scan, name, draft->symbol, &draft->issuer_name, &draft->place);
}

static bool issuer_read(vd_scan *scan, vd_draft *draft, size_t *at)
{
    vd_match match;
    vd_range name;
    if (!vd_scan_at(scan, VD_PAT_issuer, *at, scan->text->fold_len, &match) ||
        !vd_match_group(scan, &match, "name", &name)) {
        return false;
    }
    name.to = issuer_trim(scan, name);
    const vd_draft *next = vd_scan_starts(scan, name.to, " tai ") ? draft_at(scan, name.to + strlen(" tai ")) : NULL;
    if (draft->issuer.to > draft->issuer.from && next && issuer_before(scan, next).to == name.to) {
        return false; /* "…, của Ban Bí thư tại | Thông báo …": whose the next number is */
    }
    issuer_take(scan, draft, name);
    *at = name.to;
    return true;
}

static void fields_read(vd_scan *scan, vd_draft *draft)
{
    vd_match note;
    bool marked = vd_scan_at(scan, VD_PAT_note, draft->span.to, scan->text->fold_len, &note);
    size_t at = marked ? note.end : draft->span.to;
    bool dated = false;
    bool issued = false;
    vd_range before = issuer_before(scan, draft);
    if (before.to > before.from) {
        issuer_take(scan, draft, before);
    }
    for (int turn = 0; turn < 2; turn++) {
        vd_date date = {0};
        size_t len = dated ? 0 : vd_date_read(scan, at, &date);
        if (len > 0) {
            draft->date = date;
            dated = true;
            at += len;
        }
        if (!issued && issuer_read(scan, draft, &at)) {
            issued = true;
        }
    }
    draft->tail.to = dated || issued ? at : draft->span.to;
    bool named_law = draft->law && draft->number.ptr == NULL;
    if (!named_law) {
        title_read(scan, draft, at);
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
}

/* ---- The source's province -------------------------------------------------------------------------------------- */

void vd_pass_place(vd_scan *scan)
{
    if (scan->header.place.ptr) {
        vd_str fold = vd_fold_copy(scan->arena, scan->header.place);
        const vd_place_row *row = fold.ptr ? vd_place_by_fold(fold) : NULL;
        if (row) {
            scan->place = vd_str_of(row->slug);
            return;
        }
    }
    size_t best = 0;
    size_t *counts = VD_ARENA_ARRAY(scan->arena, size_t, vd_places_count);
    if (counts == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    vd_str fold = {scan->text->fold, scan->text->fold_len};
    static const char *const ranks[] = {"thanh pho ", "tinh "};
    for (size_t r = 0; r < 2; r++) {
        vd_str rank = vd_str_of(ranks[r]);
        for (size_t at = vd_str_find(fold, rank, 0); at != SIZE_MAX; at = vd_str_find(fold, rank, at + 1)) {
            size_t end = at + 40 < fold.len ? at + 40 : fold.len;
            const vd_place_row *row = place_named(vd_str_slice(fold, at, end));
            if (row && ++counts[row - vd_places] > best) {
                best = counts[row - vd_places];
                scan->place = vd_str_of(row->slug);
            }
        }
    }
    if (best < 2) {
        scan->place = VD_NONE;
    }
}
