/* What follows a number or name and belongs to it: date, issuing body, title. */
#include "extract/scan.h"

#include "base/date.h"
#include "text/fold.h"

#include <stdlib.h>

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
    size_t name = marked ? draft->span.to : vd_number_named_behind(scan, draft);
    bool called = name > draft->span.to;
    at = called ? name : at;
    bool dated = false;
    bool issued = false;
    vd_range before = vd_body_before(scan, draft);
    if (before.to > before.from) {
        vd_body_take(scan, draft, before);
    }
    size_t first = at;
    for (int turn = 0; turn < 2; turn++) {
        vd_date date = {0};
        at = vd_term_read(scan, draft, at);
        size_t len = dated ? 0 : vd_date_read(scan, at, &date);
        len = dated || len > 0 ? len : year_read(scan, draft, at, &date);
        if (len > 0) {
            draft->date = date;
            dated = true;
            at += len;
        }
        if (!issued && vd_body_read(scan, draft, &at)) {
            issued = true;
        }
    }
    at = vd_term_read(scan, draft, at);
    vd_date day = {0};
    if (!dated && draft->form == VD_FORM_NUMBERED && !draft->law && date_before(scan, draft, &day)) {
        draft->date = day;
    }
    vd_number_complete(scan, draft);
    draft->tail.to = dated || issued || at > first ? at : name;
    bool named_law = draft->law && draft->number.ptr == NULL;
    if (!named_law && !called) {
        vd_title_read(scan, draft, at);
        vd_body_of_title(scan, draft);
        vd_title_date(scan, draft);
    }
}

/* Nothing but the list stands between a member and the next, of the same series. */
static bool list_goes_on(vd_scan *scan, const vd_draft *draft, const vd_draft *next)
{
    vd_match match;
    return draft->number.ptr && next->list_member && draft->tail.to <= next->span.from &&
           vd_str_eq(draft->symbol, next->symbol) &&
           vd_scan_at(scan, VD_PAT_shared, draft->tail.to, next->span.from, &match);
}

/* "151/2005/QĐ-TTg và 152/2005/QĐ-TTg": numbered one behind the other. */
static bool numbers_adjoin(vd_str number, vd_str next)
{
    return strtol(number.ptr, NULL, 10) + 1 == strtol(next.ptr, NULL, 10);
}

/* "các Quyết định số 151/2005/QĐ-TTg và | 152/2005/QĐ-TTg ngày 20 tháng 6 năm 2005 của Thủ tướng": members of a list
 * that only the list stands between have the body in common.  So have they the date where their numbers adjoin and no
 * year speaks against it; of "số 12/KH-UBND và | số 57/KH-UBND ngày 05/6/2024" only the second is of that day. */
static void fields_share(vd_scan *scan)
{
    for (size_t i = scan->draft_count; i-- > 1;) {
        const vd_draft *next = &scan->drafts[i];
        vd_draft *draft = &scan->drafts[i - 1];
        if (!list_goes_on(scan, draft, next)) {
            continue;
        }
        bool bare = draft->issuer.to == draft->issuer.from;
        bool undated = bare && draft->date.year == 0 && draft->tail.to == draft->span.to;
        bool dated = next->date.day > 0 && (draft->year == 0 || draft->year == next->date.year);
        if (undated && dated && numbers_adjoin(draft->number, next->number)) {
            draft->date = next->date;
        }
        if (bare && next->issuer.to > next->issuer.from) {
            draft->issuer = next->issuer;
            draft->issuer_name = next->issuer_name;
            draft->place = next->place;
            draft->term = draft->term.ptr || draft->date.year ? draft->term : next->term;
        }
    }
}

/* "các Quyết định | của Ủy ban nhân dân tỉnh: số 44/2022/QĐ-UBND …": where the body of the list's head stands, and in
 * *end its colon; 0: no such head stands before the draft. */
static size_t head_body(vd_scan *scan, const vd_draft *draft, size_t *end)
{
    enum { REACH = 120 };
    const char *fold = scan->text->fold;
    size_t colon = draft->span.from;
    while (colon > 0 && VD_AMONG(fold[colon - 1], " \n")) {
        colon--;
    }
    if (colon == 0 || fold[--colon] != ':') {
        return 0;
    }
    for (size_t at = colon; at-- > 0 && at + REACH > colon && !VD_AMONG(fold[at], ";.:(\n");) {
        size_t from = 0;
        bool body = vd_scan_starts(scan, at, " cua ") && vd_type_ending(scan, at, &from) == draft->type;
        if (body && from >= strlen("cac ") && vd_scan_starts(scan, from - strlen("cac "), "cac ")) {
            *end = colon;
            return at;
        }
    }
    return 0;
}

/* "các Nghị quyết của Quốc hội, Chính phủ: số 198/2025/QH15 …": the type in the head of a list whose colon stands
 * before `at`; NULL: there is no such head. */
static const vd_type_row *head_type(vd_scan *scan, size_t at)
{
    enum { REACH = 120 };
    const char *fold = scan->text->fold;
    while (at > 0 && VD_AMONG(fold[at - 1], " \n")) {
        at--;
    }
    if (at == 0 || fold[--at] != ':') {
        return NULL;
    }
    for (size_t end = at; end > 0 && end + REACH > at; end--) {
        size_t from = 0;
        bool closes = end == at || vd_scan_starts(scan, end, " cua ") || vd_scan_starts(scan, end, " sau");
        const vd_type_row *type = closes ? vd_type_ending(scan, end, &from) : NULL;
        if (type && from >= strlen("cac ") && vd_scan_starts(scan, from - strlen("cac "), "cac ")) {
            return type;
        }
        if (VD_AMONG(fold[end - 1], ";.:(\n")) {
            return NULL;
        }
    }
    return NULL;
}

/* Nothing but the signs and the "và" of a list. */
static bool only_joints(const vd_scan *scan, size_t from, size_t to)
{
    bool joints = from <= to;
    while (from < to && joints) {
        bool and = vd_scan_starts(scan, from, "va ");
        joints = and || VD_AMONG(scan->text->fold[from], " ,;\n");
        from += and? strlen("va ") : 1;
    }
    return joints;
}

/* A number of the National Assembly does not show its type: it has that of the list's head, as the members before it
 * have. */
static void types_headed(vd_scan *scan)
{
    static const char *const kinds[] = {"luat", "nghi quyet", "phap lenh"};
    const vd_type_row *head = NULL;
    size_t last = 0;
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        if (!draft->list_member || draft->number.ptr == NULL) {
            continue;
        }
        const vd_type_row *own = head_type(scan, draft->span.from);
        head = own ? own : head && only_joints(scan, last, draft->span.from) ? head : NULL;
        last = draft->title.to > draft->tail.to ? draft->title.to : draft->tail.to;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && head && draft->type == NULL; k++) {
            draft->type = strcmp(head->fold, kinds[k]) == 0 ? head : NULL;
        }
    }
}

static bool only_semicolon(const vd_scan *scan, size_t from, size_t to)
{
    bool seen = false;
    for (; from < to && VD_AMONG(scan->text->fold[from], " ;\n"); from++) {
        seen = seen || scan->text->fold[from] == ';';
    }
    return seen && from == to;
}

/* Members of a list are of the body that its head names, each unless it names its own. */
static void fields_headed(vd_scan *scan)
{
    const vd_draft *last = NULL; /* the member before */
    vd_draft head = {0};
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        size_t colon = 0;
        if (!draft->list_member || draft->number.ptr == NULL) {
            continue;
        }
        vd_draft said = *draft;
        size_t at = head_body(scan, draft, &colon);
        if (at > 0 && vd_body_read(scan, &said, &at) && at == colon) {
            head = said;
        } else if (last == NULL || !only_semicolon(scan, last->tail.to, draft->span.from) ||
                   !vd_str_eq(last->symbol, draft->symbol)) {
            last = NULL;
            continue;
        }
        if (draft->issuer.to == draft->issuer.from) {
            draft->issuer = head.issuer;
            draft->issuer_name = head.issuer_name;
            draft->place = head.place;
            draft->term = draft->term.ptr || draft->date.year ? draft->term : head.term;
        }
        last = draft;
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
    vd_rows_read(scan);
    types_headed(scan);
    fields_share(scan);
    fields_headed(scan);
    titles_of_amended(scan);
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_number_settle(scan, &scan->drafts[i]);
        vd_term_settle(scan, i);
    }
}
