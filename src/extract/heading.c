/* What a text is called: its type and title, in the lines above the recitals. */
#include "extract/scan.h"

#include "text/fold.h"

enum { TITLE_LINES = 8 };

size_t vd_line_end(const vd_scan *scan, size_t line)
{
    return scan->line_to[line];
}

vd_range vd_line_range(const vd_scan *scan, size_t line)
{
    const vd_text *text = scan->text;
    size_t from = scan->line_at[line];
    size_t to = vd_line_end(scan, line);
    while (from < to && VD_AMONG(text->fold[from], " \n#*")) {
        from++;
    }
    while (to > from && VD_AMONG(text->fold[to - 1], " \n*")) {
        to--;
    }
    return (vd_range){from, to};
}

size_t vd_line_next(const vd_scan *scan, size_t line)
{
    for (line++; line < scan->text->line_count; line++) {
        vd_range range = vd_line_range(scan, line);
        if (range.to > range.from) {
            break;
        }
    }
    return line;
}

/* A recital, an address, a number line or the first part's heading: no title goes on there. */
static bool line_opens_text(const vd_scan *scan, vd_range range)
{
    static const char *const words[] = {"can cu ",     "kinh gui", "so:",          "theo de nghi ", "xet de nghi ",
                                        "quyet dinh:", "i. ",      "i- ",          "i - ",          "i/ ",
                                        "phan i\n",    "phan i ",  "phan thu nhat"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_scan_starts(scan, range.from, words[i])) {
            return true;
        }
    }
    return false;
}

bool vd_heading_issues(vd_scan *scan, size_t line, vd_range *out)
{
    vd_match match;
    vd_range range = vd_line_range(scan, line);
    if (!vd_scan_capitals(scan, range)) {
        return false;
    }
    *out = range;
    size_t next = vd_line_next(scan, line);
    for (int i = 0; i < 3 && next < scan->text->line_count; i++) {
        range = vd_line_range(scan, next);
        if (line_opens_text(scan, range)) {
            return vd_scan_at(scan, VD_PAT_authority, out->from, out->to, &match);
        }
        if (!vd_scan_capitals(scan, range)) {
            return false;
        }
        out->to = range.to;
        next = vd_line_next(scan, next);
    }
    return false;
}

/* "… NGÀY 01 THÁNG | 7 NĂM 2025 NGHỈ VIỆC", "… danh sách | 02 thủ tục", "… Nghị định số | 26/2023/NĐ-CP": a title goes
 * on right below with a number, and no item begins with it. */
static bool number_goes_on(const vd_scan *scan, vd_range before, vd_range range)
{
    size_t at = range.from;
    while (at < range.to && vd_fold_digit(scan->text->fold[at])) {
        at++;
    }
    if (at == range.from || at >= range.to) {
        return false;
    }
    vd_str fold = vd_scan_fold(scan, before);
    if (vd_str_ends(fold, VD_LIT(" so")) || vd_str_ends(fold, VD_LIT(" ngay"))) {
        return strchr("/-", scan->text->fold[at]) != NULL;
    }
    bool word = scan->text->fold[at] == ' ' && vd_fold_letter(scan->text->fold[at + 1]);
    bool capitals = vd_scan_capitals(scan, before);
    return word && (capitals ? vd_scan_capitals(scan, range) : !vd_scan_upper(scan, at + 1));
}

/* "… của Chính phủ hướng dẫn thi hành | Nghị quyết số …": the verb's object is right below. */
static bool object_below(const vd_scan *scan, vd_range before, vd_range range)
{
    static const char *const verbs[] = {" thi hanh", " thuc hien", " trien khai", " huong dan",
                                        " bai bo",   " sua doi",   " bo sung",    " thay the"};
    size_t to = 0;
    vd_str fold = vd_scan_fold(scan, before);
    bool verb = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !verb; i++) {
        verb = vd_str_ends(fold, vd_str_of(verbs[i]));
    }
    return verb && vd_scan_upper(scan, range.from) && vd_type_starting(scan, range.from, &to) != NULL;
}

/* "… của Ban Chấp hành Trung ương | Đảng khóa XIII", "… của Ủy ban nhân dân | Thành phố": a body's name is right below.
 */
static bool body_below(const vd_scan *scan, vd_range before, vd_range range)
{
    static const struct {
        const char *end, *begin;
    } names[] = {{" ban chap hanh trung uong", "dang "},
                 {" nhan dan", "tinh "},
                 {" nhan dan", "thanh pho "},
                 {" bo chinh tri,", "ban bi thu "}};
    bool below = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        below = below || (vd_str_ends(vd_scan_fold(scan, before), vd_str_of(names[i].end)) &&
                          vd_scan_starts(scan, range.from, names[i].begin));
    }
    return below;
}

/* Does the title go on in `line`?  Where the line before breaks off, in small letters, or in capitals when the line
 * before is. */
static bool title_goes_on(vd_scan *scan, vd_range before, size_t line)
{
    vd_range range = vd_line_range(scan, line);
    vd_range heading;
    if (line_opens_text(scan, range) || vd_heading_issues(scan, line, &heading)) {
        return false;
    }
    /* What a crop has broken off is over; blank lines part it from the rest. */
    bool right_below = line > 0 && vd_line_range(scan, line - 1).to == before.to;
    if (right_below &&
        (vd_text_unfinished(scan->text, before.from, before.to, range.from, range.to) ||
         number_goes_on(scan, before, range) || object_below(scan, before, range) || body_below(scan, before, range))) {
        return true;
    }
    while (range.from < range.to && scan->text->fold[range.from] == '"') {
        range.from++;
    }
    if (!vd_scan_upper(scan, range.from)) {
        char c = scan->text->fold[range.from];
        return c >= 'a' && c <= 'z';
    }
    bool capitals = vd_scan_capitals(scan, before) || before.to == before.from + 1; /* "Ý | KIẾN CHỈ ĐẠO" */
    return capitals && vd_scan_capitals(scan, range);
}

static void title_take(vd_scan *scan, const vd_type_row *type, vd_range span, vd_range title)
{
    bool consolidated = scan->header.type.ptr && vd_str_eq(scan->header.type, VD_LIT("Văn bản hợp nhất"));
    if (!consolidated) { /* it bears the heading of what it consolidates */
        scan->header.type = vd_str_of(type->name);
    }
    scan->header.title = vd_scan_clean(scan, title);
    scan->own_title = title;
    scan->body = span.to;
    vd_draft *draft = vd_scan_add(scan, span, VD_FORM_SELF, type);
    if (draft) {
        draft->title = title;
        draft->tail.to = span.to;
        vd_scan_take(scan, title, false); /* what the title cites is to be found */
    }
}

/* The type that stands alone in two lines, "NGHỊ | QUYẾT": *last is the second. */
static const vd_type_row *type_in_two(const vd_scan *scan, size_t line, size_t *last)
{
    vd_range first = vd_line_range(scan, line);
    *last = vd_line_next(scan, line);
    if (first.to <= first.from || *last >= scan->text->line_count || !vd_scan_capitals(scan, first)) {
        return NULL;
    }
    vd_range second = vd_line_range(scan, *last);
    vd_str head = vd_scan_fold(scan, first);
    vd_str tail = vd_scan_fold(scan, second);
    for (size_t i = 0; i < vd_types_count && vd_scan_capitals(scan, second); i++) {
        vd_str name = vd_str_of(vd_types[i].fold);
        if (name.len == head.len + 1 + tail.len && vd_str_starts(name, head) && vd_str_ends(name, tail) &&
            name.ptr[head.len] == ' ') {
            return &vd_types[i];
        }
    }
    return NULL;
}

/* "CHƯƠNG TRÌNH HÀNH ĐỘNG | thực hiện …", "… | CỦA CHÍNH PHỦ": words of the type where the title opens behind them, not
 * in "… HÀNH ĐỘNG QUỐC GIA VỀ …".  Behind them, or `to`. */
static size_t type_of_action(vd_scan *scan, size_t to, size_t end)
{
    vd_match match;
    size_t at = to + strlen(" hanh dong");
    if (!vd_scan_starts(scan, to, " hanh dong") || at > end) {
        return to;
    }
    bool opens = at == end || vd_scan_starts(scan, at, " cua ") ||
                 (scan->text->fold[at] == ' ' && vd_scan_at(scan, VD_PAT_title, at, end, &match));
    return opens ? at : to;
}

/* "KẾT LUẬN THANH TRA | Về việc …", "KẾ HOẠCH LIÊN TỊCH | …": words that tell the type's kind, alone on its line, and
 * no title where that opens in the next.  Behind them, or `to`. */
static size_t type_of_kind(const vd_scan *scan, size_t line, size_t to, size_t end)
{
    static const char *const kinds[] = {" lien tich", " phoi hop", " thanh tra", " kiem tra",
                                        " giam sat",  " ket luan", " tham dinh", " xac minh"};
    size_t next = vd_line_next(scan, line);
    size_t at = next < scan->text->line_count ? vd_line_range(scan, next).from : end;
    bool opens = vd_scan_starts(scan, at, "ve ") || vd_scan_starts(scan, at, "v/v ");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && at > end; i++) {
        bool kind = to + strlen(kinds[i]) == end && vd_scan_starts(scan, to, kinds[i]);
        if (kind && (opens || i == 0 || (i == 1 && !vd_scan_capitals(scan, vd_line_range(scan, next))))) {
            return end;
        }
    }
    return to;
}

/* The type with which a heading begins: *to is where its words end, *last the line in which they do. */
static const vd_type_row *title_type(vd_scan *scan, size_t line, size_t *last, size_t *to)
{
    vd_range first = vd_line_range(scan, line);
    const vd_type_row *type = type_in_two(scan, line, last);
    if (type) {
        *to = vd_line_range(scan, *last).to;
        return type;
    }
    *last = line;
    type = first.to > first.from ? vd_type_starting(scan, first.from, to) : NULL;
    *to = type ? type_of_action(scan, *to, first.to) : *to;
    *to = type ? type_of_kind(scan, line, *to, first.to) : *to;
    bool heading = type && *to <= first.to && vd_scan_capitals(scan, (vd_range){first.from, *to});
    return heading ? type : NULL;
}

/* "NGHỊ QUYẾT | CỦA BỘ CHÍNH TRỊ KHÓA XIII": where the body ends whose the text is, named between its type and its
 * title; `at` when none is. */
static size_t title_body_end(vd_scan *scan, size_t at, size_t end)
{
    static const char *const rests[] = {" khoa ",   " tinh ",       " thanh pho ",    " xa ",
                                        " phuong ", ", ban bi thu", " nuoc cong hoa "};
    size_t from = at + strlen("cua ");
    size_t used = 0;
    if (!vd_scan_starts(scan, at, "cua ") || from >= end ||
        vd_issuer_prefix(vd_scan_fold(scan, (vd_range){from, end}), &used) == NULL) {
        return at;
    }
    size_t to = from + used;
    bool rest = false;
    for (size_t i = 0; i < sizeof rests / sizeof *rests && !rest; i++) {
        rest = vd_scan_starts(scan, to, rests[i]);
    }
    vd_match match;
    for (; rest && to < end; to++) {
        if (scan->text->fold[to] == ' ' && vd_scan_at(scan, VD_PAT_title, to, end, &match)) {
            break;
        }
    }
    return to;
}

/* Takes the body off the front of a title that begins with it; the line that the title is in after that, `last` or the
 * next.  Where nothing is left, title->from == title->to. */
static size_t title_body_skip(vd_scan *scan, size_t last, vd_range *title)
{
    vd_match match;
    size_t to = title_body_end(scan, title->from, title->to);
    bool whole = to == title->to;
    if (to == title->from || !(whole || vd_scan_at(scan, VD_PAT_title, to, title->to, &match))) {
        return last;
    }
    scan->own_body = (vd_range){title->from + strlen("cua "), to};
    size_t country = vd_str_find(vd_scan_fold(scan, scan->own_body), VD_LIT(" nuoc cong hoa "), 0);
    scan->own_body.to = country == SIZE_MAX ? to : scan->own_body.from + country;
    if (!whole) {
        title->from = to + 1;
        return last;
    }
    size_t next = vd_line_next(scan, last);
    vd_range range = next < scan->text->line_count ? vd_line_range(scan, next) : (vd_range){to, to};
    vd_range heading;
    bool over = range.to <= to || line_opens_text(scan, range) || vd_heading_issues(scan, next, &heading) ||
                vd_scan_at(scan, VD_PAT_header, range.from, range.to, &match) ||
                vd_scan_at(scan, VD_PAT_place_date, range.from, range.to, &match);
    /* "LUẬT | CỦA QUỐC HỘI NƯỚC … SỐ | 12/2004/QH11 NGÀY … VỀ …" */
    for (size_t at = range.from; !over && vd_fold_digit(scan->text->fold[range.from]) && at < range.to; at++) {
        bool opens = scan->text->fold[at] == ' ' && vd_scan_at(scan, VD_PAT_title, at, range.to, &match);
        range.from = opens ? at + 1 : range.from;
    }
    *title = over ? (vd_range){to, to} : range;
    return over ? last : next;
}

/* A sentence of an article: long, in small letters, and ended as one. */
static bool line_prose(const vd_scan *scan, size_t line)
{
    enum { LONG = 60 };
    vd_range range = vd_line_range(scan, line);
    char last = range.to > range.from ? scan->text->fold[range.to - 1] : '\0';
    bool ends = last && VD_AMONG(last, ".?!:");
    return ends && range.to - range.from >= LONG && !vd_scan_capitals(scan, range);
}

size_t vd_heading_prose(const vd_scan *scan, size_t end)
{
    for (size_t line = 0; line < scan->text->line_count && scan->header.number.ptr == NULL; line++) {
        size_t from = scan->line_at[line];
        if (from >= end) {
            break;
        }
        if (line_prose(scan, line)) {
            return from;
        }
    }
    return end;
}

/* "Chương I | QUY ĐỊNH CHUNG", "Phần thứ hai | QUY HOẠCH …": the line before is a part's number, and this one what the
 * part is called. */
static bool part_heading(const vd_scan *scan, size_t line)
{
    enum { LONGEST = 24 };
    static const char *const parts[] = {"chuong ", "muc ", "tieu muc ", "phan "};
    size_t before = line;
    vd_range range = {0, 0};
    while (before > 0 && range.to <= range.from) {
        range = vd_line_range(scan, --before);
    }
    size_t at = range.from;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && at == range.from; i++) {
        at += vd_scan_starts(scan, range.from, parts[i]) ? strlen(parts[i]) : 0;
    }
    size_t number = at;
    while (number < range.to && VD_AMONG(scan->text->fold[number], "ivxlc0123456789.:")) {
        number++;
    }
    bool counted = number == range.to || vd_scan_starts(scan, at, "thu ");
    return at > range.from && counted && range.to - range.from <= LONGEST;
}

static bool title_at(vd_scan *scan, size_t line)
{
    size_t from = vd_line_range(scan, line).from;
    size_t to = 0;
    size_t last = line;
    const vd_type_row *type = title_type(scan, line, &last, &to);
    if (type == NULL || vd_str_starts(vd_str_of(type->fold), VD_LIT("van ban")) ||
        (scan->sheet.type && scan->sheet.type != type) || part_heading(scan, line)) {
        return false;
    }
    vd_range title = {to, vd_line_range(scan, last).to};
    if (title.to == to) {
        last = vd_line_next(scan, last);
        title = last < scan->text->line_count ? vd_line_range(scan, last) : (vd_range){to, to};
        if (title.to <= to) {
            return false;
        }
        vd_range heading;
        if (line_opens_text(scan, title) || vd_heading_issues(scan, last, &heading)) {
            title_take(scan, type, (vd_range){from, to}, (vd_range){to, to});
            return true;
        }
    } else if (scan->text->fold[to] != ' ' || vd_scan_starts(scan, to, " so ")) {
        return false;
    } else {
        title.from++;
    }
    last = title_body_skip(scan, last, &title);
    if (title.from == title.to) {
        title_take(scan, type, (vd_range){from, title.to}, title);
        return true;
    }
    vd_range before = vd_line_range(scan, last);
    for (int i = 0; i < TITLE_LINES; i++) {
        size_t next = vd_line_next(scan, last);
        vd_range range = next < scan->text->line_count ? vd_line_range(scan, next) : (vd_range){0, 0};
        if (range.to <= range.from || !title_goes_on(scan, before, next)) {
            break;
        }
        title.to = range.to;
        before = range;
        last = next;
    }
    title_take(scan, type, (vd_range){from, title.to}, title);
    return true;
}

/* ---- A dispatch -------------------------------------------------------------------------------------------------- */

/* Where the words of a line's first column end: a tab or three blanks part it from the next. */
static size_t column_end(const vd_scan *scan, vd_range range)
{
    for (size_t at = range.from; at < range.to; at++) {
        vd_str gap = vd_scan_raw(scan, (vd_range){at, at + 1});
        bool apart = gap.len && (gap.ptr[0] == ' ' || gap.ptr[0] == '\t');
        if (apart && (gap.len >= 3 || memchr(gap.ptr, '\t', gap.len))) {
            return at;
        }
    }
    return range.to;
}

/* The subject goes on in `line`, right below: no heading, no place and date, no address. */
static bool subject_goes_on(vd_scan *scan, size_t line)
{
    vd_match match;
    vd_range range = line < scan->text->line_count ? vd_line_range(scan, line) : (vd_range){0, 0};
    return range.to > range.from && !line_opens_text(scan, range) && !vd_scan_capitals(scan, range) &&
           vd_is_word(scan->text->fold[range.from]) &&
           !vd_scan_find(scan, VD_PAT_place_date, range.from, range.to, &match);
}

/* "Số: 11414/VPCP-CN | V/v đẩy nhanh tiến độ …": a dispatch has its subject for a title, below its number. */
static bool subject_take(vd_scan *scan, size_t end)
{
    vd_str address = VD_LIT("kinh gui");
    vd_str fold = {scan->text->fold, end};
    size_t stop = vd_str_find(fold, address, 0);
    stop = stop < end ? stop : end;
    for (size_t line = 0; line < scan->text->line_count; line++) {
        vd_range range = vd_line_range(scan, line);
        if (range.from >= stop) {
            return false;
        }
        bool opens = vd_scan_starts(scan, range.from, "v/v ") || vd_scan_starts(scan, range.from, "v/v: ");
        if (!opens || scan->draft_count == 0 || range.from < scan->drafts[0].span.to) {
            continue;
        }
        vd_range title = {range.from, column_end(scan, range)};
        bool alone = title.to == range.to;
        for (size_t next = line + 1; alone && next <= line + TITLE_LINES && subject_goes_on(scan, next); next++) {
            title.to = column_end(scan, vd_line_range(scan, next));
        }
        title_take(scan, vd_type_named(VD_LIT("Công văn")), title, title);
        return true;
    }
    return false;
}

size_t vd_pass_heading(vd_scan *scan, size_t end)
{
    if (scan->header.type.ptr && vd_str_eq(scan->header.type, VD_LIT("Công văn")) && subject_take(scan, end)) {
        return end; /* bodies and date may stand below it, in the other column */
    }
    for (size_t line = 0; line < scan->text->line_count; line++) {
        size_t from = scan->line_at[line];
        if (from >= end) {
            break;
        }
        if (title_at(scan, line)) {
            return from;
        }
    }
    return end;
}
