/* What a source says of itself: its number line, place and date, and who issues it (type and title: heading.c; who
 * signs: signer.c).  Every part may be missing: a PDF's text layer often lacks the header, a draft has a blank for
 * number and day. */
#include "extract/scan.h"

#include "base/buf.h"
#include "base/date.h"
#include "text/fold.h"

enum { HEADER_REACH = 2500, COLUMN_REACH = 400 };

/* ---- Number, place, date ---------------------------------------------------------------------------------------- */

static size_t header_end(const vd_scan *scan)
{
    return scan->text->fold_len < HEADER_REACH ? scan->text->fold_len : HEADER_REACH;
}

static bool line_begins(const vd_scan *scan, size_t at)
{
    size_t byte = scan->text->at[at];
    while (byte > 0 && VD_AMONG(scan->text->bytes.ptr[byte - 1], "*_")) { /* "**Số: 12/KH-UBND**" */
        byte--;
    }
    while (byte > 0 && (scan->text->bytes.ptr[byte - 1] == ' ' || scan->text->bytes.ptr[byte - 1] == '\t')) {
        byte--;
    }
    bool mark = byte == 3 && memcmp(scan->text->bytes.ptr, "\xEF\xBB\xBF", 3) == 0;
    return byte == 0 || mark || scan->text->bytes.ptr[byte - 1] == '\n' || scan->text->bytes.ptr[byte - 1] == '\r';
}

static bool line_ends(const vd_scan *scan, size_t at)
{
    size_t start = 0;
    size_t byte = 0;
    vd_text_span(scan->text, at - 1, at, &start, &byte);
    while (byte < scan->text->bytes.len && strchr(" \t\r|*_", scan->text->bytes.ptr[byte])) {
        byte++;
    }
    return byte < scan->text->bytes.len && scan->text->bytes.ptr[byte] == '\n';
}

static void header_take_number(vd_scan *scan, const vd_number *number, vd_range span)
{
    scan->header.number = number->number;
    scan->header.symbol = number->symbol;
    if (number->type && scan->header.type.ptr == NULL) {
        scan->header.type = vd_str_of(number->type->name);
    }
    vd_draft *draft = vd_scan_add(scan, span, VD_FORM_SELF, number->type);
    if (draft) {
        draft->number = number->number;
        draft->symbol = number->symbol;
        draft->year = number->year;
    }
}

/* "Số: …47…/TB-STC": written by hand between the dots of a form. */
static bool header_dotted(vd_scan *scan, const vd_match *match, vd_range digits, vd_number *number)
{
    vd_range separator;
    vd_range code;
    if (!vd_match_group(scan, match, "sep", &separator) || !vd_match_group(scan, match, "code", &code) ||
        scan->text->fold[digits.to] != '.' || !vd_code_read(scan, code, scan->text->fold[separator.from], number)) {
        return false;
    }
    vd_buf text = {0};
    vd_buf_add(&text, vd_scan_raw(scan, digits));
    vd_buf_add_char(&text, scan->text->fold[separator.from]);
    vd_buf_add(&text, number->symbol);
    number->number = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    vd_buf_clear(&text);
    if (number->number.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return number->number.ptr != NULL;
}

static bool header_number_at(vd_scan *scan, const vd_match *match)
{
    vd_range digits = {0, 0};
    vd_range code = {0, 0};
    vd_range separator = {0, 0};
    vd_number number;
    size_t from = 0;
    bool typed = match->start > 0 && vd_type_ending(scan, match->start - 1, &from);
    bool column = !typed && match->start < COLUMN_REACH &&
                  vd_scan_starts(scan, match->start, "so:"); /* two columns on one line */
    if (!column && !line_begins(scan, typed ? from : match->start)) {
        return false; /* a citation, or words of a title */
    }
    size_t start = match->start;
    bool printed = vd_match_group(scan, match, "digits", &digits);
    bool read = printed && vd_number_read(scan, digits.from, &number);
    if (printed && !read && header_dotted(scan, match, digits, &number)) {
        read = true;
    }
    if (printed && !read) {
        return false;
    }
    if (!printed && (!vd_match_group(scan, match, "sep", &separator) || !vd_match_group(scan, match, "code", &code) ||
                     !vd_code_read(scan, code, scan->text->fold[separator.from], &number))) {
        return false;
    }
    if (typed && !line_ends(scan, number.range.to)) {
        return false; /* "Nghị định số 30/2020/NĐ-CP ngày …" opens a sentence */
    }
    number.type = number.type || !typed ? number.type : vd_type_ending(scan, match->start - 1, &from);
    header_take_number(scan, &number, (vd_range){start, number.range.to});
    return true;
}

/* The own number stands before the first recital: a law's number may open a line there. */
static size_t recitals_start(const vd_scan *scan)
{
    size_t end = header_end(scan);
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, 0, end);
    for (const vd_anchor *a; (a = vd_anchor_walk_next(&scan->anchors, &walk, 0, VD_ANCHOR_RECITAL));) {
        bool word = vd_scan_starts(scan, a->at, "can cu ") || vd_scan_starts(scan, a->at, "theo de nghi ");
        if (word && line_begins(scan, a->at)) {
            return a->at;
        }
    }
    return end;
}

static void header_number(vd_scan *scan)
{
    vd_match match;
    size_t end = recitals_start(scan);
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, 0, end);
    for (const vd_anchor *a; (a = vd_anchor_walk_next(&scan->anchors, &walk, 0, VD_ANCHOR_NUMBERED));) {
        if (vd_scan_at(scan, VD_PAT_header, a->at, end, &match) && header_number_at(scan, &match)) {
            return;
        }
    }
    vd_number number;
    if (vd_header_number_misread(scan, end, &number)) {
        header_take_number(scan, &number, number.range);
    }
}

/* A column begins at `at`: a line does, or blanks, a tab or a cell's edge part it from another. */
static bool column_begins(const vd_scan *scan, size_t at)
{
    size_t byte = scan->text->at[at];
    const char *before = scan->text->bytes.ptr + byte;
    return line_begins(scan, at) || before[-1] == '\t' || before[-1] == '|' || before[-1] == '*' ||
           (byte >= 2 && before[-1] == ' ' && (before[-2] == ' ' || before[-2] == '|'));
}

/* The own number ends just before `at`. */
static bool behind_number(const vd_scan *scan, size_t at)
{
    for (size_t i = 0; i < scan->draft_count; i++) {
        if (scan->drafts[i].span.to < at && scan->drafts[i].span.to + 2 >= at) {
            return true;
        }
    }
    return false;
}

/* The place that stands last before the comma, for in a two-column header other words come first: its province, else
 * the words of its column.  *alone: something parts it from what stands before. */
static vd_range place_last(const vd_scan *scan, vd_range place, const vd_place_row **row, bool *alone)
{
    size_t from = place.to;
    for (size_t words = 0; from > place.from && words < 8; from -= words < 8) {
        words += scan->text->fold[from - 1] == ' ';
    }
    *alone = false;
    for (size_t i = from; i < place.to; i++) {
        bool begins = i == place.from || scan->text->fold[i - 1] == ' ';
        if (!begins) {
            continue;
        }
        bool parted = column_begins(scan, i) || behind_number(scan, i);
        *row = vd_place_by_fold(vd_scan_fold(scan, (vd_range){i, place.to}));
        *alone = *alone || parted;
        place.from = parted || *row ? i : place.from;
        if (*row) {
            return place;
        }
    }
    return place;
}

/* The first place and date from `at` on.  The place stands right before "ngày", and is no longer than REACH. */
static bool place_date_next(vd_scan *scan, size_t at, size_t end, vd_match *match)
{
    enum { REACH = 34 };
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, at, end);
    for (const vd_anchor *day; (day = vd_anchor_walk_next(&scan->anchors, &walk, at, VD_ANCHOR_DAY));) {
        at = day->at > at + REACH ? day->at - REACH : at;
        for (; at < day->at; at++) {
            if (vd_fold_letter(scan->text->fold[at]) && (at == 0 || !vd_fold_letter(scan->text->fold[at - 1])) &&
                vd_scan_at(scan, VD_PAT_place_date, at, end, match)) {
                return true;
            }
        }
    }
    return false;
}

static void header_date(vd_scan *scan, size_t from_at, size_t end)
{
    vd_match match;
    vd_range place;
    for (size_t at = from_at; place_date_next(scan, at, end, &match); at = match.end) {
        if (!vd_match_group(scan, &match, "place", &place)) {
            continue;
        }
        vd_date date = {(int16_t)vd_match_number(scan, &match, "y"), (int8_t)vd_match_number(scan, &match, "m"),
                        (int8_t)vd_match_number(scan, &match, "d")};
        const vd_place_row *row = NULL;
        bool alone = false;
        place = place_last(scan, place, &row, &alone);
        bool comma = scan->text->fold[place.to] == ',';
        bool ends = line_ends(scan, match.end) || match.end >= scan->text->fold_len;
        /* words of a sentence before it and behind it: the date of what is cited there */
        bool placed = row ? comma ? alone || ends : line_begins(scan, place.from) : comma && alone && ends;
        if (vd_date_valid(date) && placed && (row || vd_scan_upper(scan, place.from))) {
            scan->header.date = date;
            scan->header.place = row ? vd_str_of(row->name) : vd_scan_clean(scan, place);
            return;
        }
    }
}

/* A consolidated text bears its own number and date where it is certified, at its end: "Số: 465/VBHN-BLĐTBXH". */
static void header_consolidated(vd_scan *scan)
{
    vd_match match;
    vd_range digits;
    if (scan->header.symbol.ptr) {
        return;
    }
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *a; (a = vd_anchor_walk_next(&scan->anchors, &walk, 0, VD_ANCHOR_NUMBERED));) {
        vd_number number;
        bool own = line_begins(scan, a->at) && vd_scan_at(scan, VD_PAT_header, a->at, scan->text->fold_len, &match) &&
                   vd_match_group(scan, &match, "digits", &digits) && vd_number_read(scan, digits.from, &number) &&
                   vd_str_starts(number.symbol, VD_LIT("VBHN"));
        if (own) {
            header_take_number(scan, &number, (vd_range){match.start, number.range.to});
            scan->header.type = VD_LIT("Văn bản hợp nhất");
            size_t end = number.range.to + 200 < scan->text->fold_len ? number.range.to + 200 : scan->text->fold_len;
            header_date(scan, match.start > 200 ? match.start - 200 : 0, end);
            return;
        }
    }
}

/* What the National Assembly passes is dated where it says so: "… thông qua ngày 22 tháng 11 năm 2012." */
static void header_passed(vd_scan *scan)
{
    vd_str fold = {scan->text->fold, scan->text->fold_len};
    vd_str symbol = scan->header.symbol.ptr ? vd_fold_copy(scan->arena, scan->header.symbol) : VD_NONE;
    bool assembly =
        symbol.ptr && (vd_str_starts(symbol, VD_LIT("qh")) || vd_str_find(symbol, VD_LIT("ubtvqh"), 0) != SIZE_MAX);
    if (!assembly || scan->header.date.year) {
        return;
    }
    for (size_t at = vd_str_find(fold, VD_LIT(" thong qua "), 0); at != SIZE_MAX;
         at = vd_str_find(fold, VD_LIT(" thong qua "), at + 1)) {
        vd_date date = {0};
        size_t start = vd_sentence_start(scan, at);
        bool own = vd_str_find(vd_str_slice(fold, start, at), VD_LIT(" nay "), 0) != SIZE_MAX;
        if (own && vd_date_read(scan, at + 10, &date)) {
            scan->header.date = date;
        }
    }
}

/* ---- The number on annexes --------------------------------------------------------------------------------------- */

/* The number behind "(Ban hành kèm theo Nghị định số" at `at`, when the type is the text's own. */
static bool annex_reads(vd_scan *scan, size_t at, vd_number *number)
{
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(scan, at, &to);
    if (type == NULL || !vd_str_eq(vd_str_of(type->name), scan->header.type)) {
        return false;
    }
    const char *fold = scan->text->fold;
    while (fold[to] == ' ' || fold[to] == ':' || vd_scan_starts(scan, to, "so ") || vd_scan_starts(scan, to, "so:")) {
        to += fold[to] == 's' ? 2 : 1;
    }
    return fold[to] >= '0' && fold[to] <= '9' && vd_number_read(scan, to, number);
}

/* A copy without its head, as the Gazette prints it: the annexes say to what they belong, all the same. */
static void header_annexed(vd_scan *scan)
{
    vd_str fold = {scan->text->fold, scan->text->fold_len};
    vd_number own = {.number = VD_NONE};
    if (scan->header.symbol.ptr || scan->header.type.ptr == NULL) {
        return;
    }
    vd_str words = VD_LIT("kem theo ");
    for (size_t at = vd_str_find(fold, words, 0); at != SIZE_MAX; at = vd_str_find(fold, words, at + 1)) {
        size_t from = at >= 9 && vd_scan_starts(scan, at - 9, "ban hanh ") ? at - 9 : at;
        bool opens = line_begins(scan, from) && vd_scan_upper(scan, from); /* no line of a sentence that goes on */
        bool heads = opens || (from > 0 && fold.ptr[from - 1] == '(' && vd_scan_upper(scan, from));
        vd_number said;
        if (!heads || !annex_reads(scan, at + words.len, &said)) {
            continue;
        }
        if (own.number.ptr && !vd_str_eq(own.number, said.number)) {
            return; /* what it amends or quotes has annexes, too */
        }
        own = own.number.ptr ? own : said;
    }
    if (own.number.ptr) {
        scan->header.number = own.number;
        scan->header.symbol = own.symbol;
        (void)(scan->header.date.year || vd_date_read(scan, own.range.to, &scan->header.date));
    }
}

/* ---- Issuer ------------------------------------------------------------------------------------------------------ */

static size_t preamble_end(vd_scan *scan)
{
    const vd_text *text = scan->text;
    for (size_t line = 0; line < text->line_count; line++) {
        size_t byte = text->lines[line].start;
        size_t at = scan->line_at[line];
        size_t opens = at;
        while (opens < text->fold_len && VD_AMONG(text->fold[opens], " \n#")) {
            opens++;
        }
        if (at <= scan->body || !vd_scan_marks(scan, opens)) {
            continue;
        }
        vd_range range = vd_line_range(scan, line);
        vd_str raw = vd_str_trim(vd_str_slice(text->bytes, byte, text->lines[line].end));
        while (raw.len > 0 && (raw.ptr[0] == '#' || raw.ptr[0] == ' ')) {
            raw = vd_str_slice(raw, 1, raw.len);
        }
        while (vd_str_starts(raw, VD_LIT("**")) || vd_str_starts(raw, VD_LIT("__"))) {
            raw = vd_str_slice(raw, 2, raw.len);
        }
        if (raw.len == 0 || VD_AMONG(raw.ptr[0], "-+*023456789")) {
            continue; /* an item, but not the first of a numbering */
        }
        vd_marker marker = vd_text_marker(raw, NULL);
        if (marker == VD_MARK_ROMAN || marker == VD_MARK_PART ||
            (marker == VD_MARK_ARTICLE && vd_scan_starts(scan, range.from, "dieu 1")) ||
            (marker == VD_MARK_NUMBER && raw.ptr[0] == '1')) {
            return range.from;
        }
    }
    return scan->body ? scan->body : 0;
}

/* "ban hành Kế hoạch" stands somewhere in the range, or nothing that header_issuing could read. */
static bool issuing_within(const vd_scan *scan, size_t from, size_t end)
{
    static const char *const verbs[] = {"ban hanh ", "xay dung ", "lap "};
    static const char *const types[] = {"ke hoach", "chuong trinh", "de an",   "phuong an", "quy che",
                                        "quy dinh", "huong dan",    "chi thi", "thong bao", "cong dien"};
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, from, end);
    for (const vd_anchor *word; (word = vd_anchor_walk_next(&scan->anchors, &walk, from, VD_ANCHOR_ISSUES));) {
        size_t at = word->at;
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs && at == word->at; i++) {
            at += vd_scan_starts(scan, at, verbs[i]) ? strlen(verbs[i]) : 0;
        }
        for (size_t i = 0; i < sizeof types / sizeof *types && at > word->at; i++) {
            if (vd_scan_starts(scan, at, types[i])) {
                return true;
            }
        }
    }
    return false;
}

static void header_issuing(vd_scan *scan, size_t end)
{
    vd_match match;
    vd_range name;
    vd_range self;
    if (!issuing_within(scan, scan->body, end)) {
        return;
    }
    if (!vd_scan_find(scan, VD_PAT_issuing, scan->body, end, &match) || !vd_match_group(scan, &match, "name", &name) ||
        !vd_match_group(scan, &match, "self", &self)) {
        return;
    }
    while (name.to > name.from && !vd_is_word(scan->text->fold[name.to - 1])) {
        name.to--;
    }
    while (name.to > name.from && !(scan->text->fold[name.to - 1] >= 'a' && scan->text->fold[name.to - 1] <= 'z')) {
        name.to--; /* a footnote mark: "thành phố¹", "thành phố1" */
    }
    vd_str issuer = VD_NONE;
    vd_str place = VD_NONE;
    vd_issuer_name(scan, name, &issuer, &place);
    scan->header.issuer = issuer;
    scan->header.issuer_stated = true;
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(scan, self.from, &to);
    while (self.to > self.from && strchr(" ,", scan->text->fold[self.to - 1])) {
        self.to--;
    }
    vd_draft *draft = !vd_scan_taken(scan, self) ? vd_scan_add(scan, self, VD_FORM_SELF, type) : NULL;
    if (draft && to < self.to) {
        draft->title = (vd_range){to + 1, self.to};
    }
}

/* A letter without a heading: its letterhead ends where it addresses somebody. */
static size_t letterhead_end(const vd_scan *scan, size_t title)
{
    size_t recitals = recitals_start(scan);
    size_t end = title < recitals ? title : recitals;
    vd_str fold = {scan->text->fold, end};
    size_t letter = vd_str_find(fold, VD_LIT("kinh gui"), 0);
    return letter < end ? letter : end;
}

/* "KẾT LUẬN | CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ | về …": the heading says whose it is. */
static void header_titled(vd_scan *scan)
{
    vd_str place = VD_NONE;
    if (scan->own_body.to > scan->own_body.from) {
        vd_issuer_name(scan, scan->own_body, &scan->header.issuer, &place);
    }
}

/* Where no letterhead is left, "CHÍNH PHỦ" stands between title and recitals. */
static void header_heading(vd_scan *scan, size_t end)
{
    for (size_t line = 0; line < scan->text->line_count; line++) {
        vd_range range = vd_line_range(scan, line);
        if (range.from >= end) {
            return;
        }
        if (range.from >= scan->body && vd_heading_issues(scan, line, &range)) {
            vd_str place = VD_NONE;
            vd_issuer_name(scan, range, &scan->header.issuer, &place);
            return;
        }
    }
}

/* "THỦ TƯỚNG CHÍNH PHỦ điện:": a telegram opens with whose it is. */
static void header_wired(vd_scan *scan, size_t end)
{
    vd_str fold = {scan->text->fold, end};
    vd_str verb = VD_LIT(" dien:");
    size_t at = vd_str_find(fold, verb, 0);
    size_t from = at == SIZE_MAX ? 0 : at;
    while (from > 0 && scan->text->fold[from - 1] != '\n') {
        from--;
    }
    size_t used = 0;
    bool body = at != SIZE_MAX && vd_scan_capitals(scan, (vd_range){from, at}) && !vd_scan_upper(scan, at + 1) &&
                vd_issuer_prefix(vd_scan_fold(scan, (vd_range){from, at}), &used) != NULL;
    if (body) {
        vd_str place = VD_NONE;
        vd_issuer_name(scan, (vd_range){from, at}, &scan->header.issuer, &place);
    }
}

void vd_pass_header(vd_scan *scan)
{
    header_number(scan);
    header_date(scan, 0, recitals_start(scan));
    header_consolidated(scan);
    header_passed(scan);
    vd_pass_sheet(scan);
    size_t head = vd_heading_prose(scan, header_end(scan));
    size_t title = vd_pass_heading(scan, head);
    header_annexed(scan);
    vd_pass_letterhead(scan, letterhead_end(scan, title));
    vd_pass_place(scan);
    size_t end = preamble_end(scan);
    header_issuing(scan, end > scan->body ? end : header_end(scan));
    header_titled(scan);
    if (scan->header.issuer.ptr == NULL) {
        scan->header.issuer = vd_letterhead_issuer(scan);
    }
    if (scan->header.issuer.ptr == NULL) {
        header_heading(scan, head);
    }
    if (scan->header.issuer.ptr == NULL) {
        header_wired(scan, header_end(scan));
    }
    if (scan->header.issuer.ptr == NULL && scan->header.symbol.ptr) {
        const vd_type_row *type = vd_type_named(scan->header.type);
        scan->header.issuer = vd_symbol_issuer(scan, scan->header.symbol, type);
    }
    vd_sheet_fill(scan);
    if (scan->forms == 0) {
        vd_pass_signer(scan, end);
    }
    scan->own_count = scan->draft_count;
    scan->body = end;
}
