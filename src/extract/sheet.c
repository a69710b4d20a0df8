/* What a portal's sheet says of the document that it prints: "Số hiệu: 43/2026/TT-BGDĐT", "Loại văn bản: Thông tư",
 * "Ngày ban hành: 09/06/2026", each label at the head of a line, its value behind it or on the next one.  It stands for
 * the head that such pages often leave out; where the text has one of its own, the sheet only adds what is missing.
 * A page with the numbers of several documents, a list of them, says nothing of itself, and neither does a number
 * without its fellows: a form's field, a table's column. */
#include "extract/scan.h"

#include "base/date.h"
#include "text/fold.h"

enum { SHEET_REACH = 4000, FELLOWS = 2 };

typedef enum sheet_label { LABEL_NUMBER, LABEL_TYPE, LABEL_DAY, LABEL_BODY, LABEL_TITLE, LABELS } sheet_label;

typedef struct sheet {
    vd_number number;
    vd_range span; /* of the number, with its label */
    vd_range value[LABELS];
    size_t fellows; /* other labels */
    bool several;   /* numbers that are not the same */
} sheet;

/* Behind the words at `at`, which may be joined as in the key of a page's front matter: "so_hieu", "so-hieu"; or `at`.
 */
static size_t words_end(const vd_scan *scan, size_t at, const char *words)
{
    const char *fold = scan->text->fold;
    size_t end = at;
    for (; *words; words++, end++) {
        bool joint = *words == ' ' && VD_AMONG(fold[end], "_-");
        if (fold[end] != *words && !joint) {
            return at;
        }
    }
    return vd_is_word(fold[end]) ? at : end;
}

/* The label at the head of a line, or LABELS; *to is where it ends. */
static sheet_label label_at(const vd_scan *scan, size_t at, size_t *to)
{
    static const struct {
        const char *words;
        sheet_label label;
    } labels[] = {
        {"so hieu van ban", LABEL_NUMBER}, {"so hieu", LABEL_NUMBER},        {"so ky hieu", LABEL_NUMBER},
        {"so/ky hieu", LABEL_NUMBER},      {"so, ky hieu", LABEL_NUMBER},    {"loai van ban", LABEL_TYPE},
        {"ngay ban hanh", LABEL_DAY},      {"co quan ban hanh", LABEL_BODY}, {"noi ban hanh", LABEL_BODY},
        {"trich yeu", LABEL_TITLE},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        *to = words_end(scan, at, labels[i].words);
        if (*to > at) {
            return labels[i].label;
        }
    }
    return LABELS;
}

/* What stands behind a label: on its line, else on the next one with words. */
static vd_range label_value(const vd_scan *scan, size_t line, size_t at)
{
    vd_range value = {at, vd_line_range(scan, line).to};
    while (value.from < value.to && VD_AMONG(scan->text->fold[value.from], " :|*\n\"'")) {
        value.from++;
    }
    while (value.to > value.from && VD_AMONG(scan->text->fold[value.to - 1], " |*\"'")) {
        value.to--;
    }
    size_t next = vd_line_next(scan, line);
    bool below = value.from >= value.to && next < scan->text->line_count;
    return below ? vd_line_range(scan, next) : value;
}

bool vd_day_read(const vd_scan *scan, vd_range value, vd_date *out)
{
    static const char *const joints[] = {" thang ", " nam ", "/", "-", "."};
    int parts[3] = {0};
    size_t at = value.from + (vd_scan_starts(scan, value.from, "ngay ") ? strlen("ngay ") : 0);
    for (size_t part = 0; part < 3; part++) {
        size_t digits = at;
        while (at < value.to && vd_fold_digit(scan->text->fold[at]) && at < digits + 4) {
            parts[part] = parts[part] * 10 + (scan->text->fold[at++] - '0');
        }
        size_t joint = at;
        for (size_t i = 0; i < sizeof joints / sizeof *joints && part < 2 && at == joint; i++) {
            at += vd_scan_starts(scan, at, joints[i]) ? strlen(joints[i]) : 0;
        }
        if (joint == digits || (part < 2 && at == joint) || (part < 2 && joint - digits > 2)) {
            return false;
        }
    }
    *out = (vd_date){(int16_t)parts[2], (int8_t)parts[1], (int8_t)parts[0]};
    return !vd_is_word(scan->text->fold[at]) && vd_date_valid(*out) && vd_date_whole(*out);
}

static void number_take(vd_scan *scan, sheet *found, vd_range label, vd_range value)
{
    vd_number number;
    if (value.from >= value.to || !vd_fold_digit(scan->text->fold[value.from]) ||
        !vd_number_read(scan, value.from, &number)) {
        return;
    }
    char next = scan->text->fold[number.range.to];
    if (next && !VD_AMONG(next, "\n |*\"'") && number.range.to < value.to) {
        return;
    }
    if (found->number.number.ptr) {
        found->several = found->several || !vd_str_eq(found->number.number, number.number);
        return;
    }
    bool behind = value.from >= label.to && value.from - label.to <= 3;
    found->number = number;
    found->span = (vd_range){behind ? label.from : value.from, number.range.to};
}

static sheet sheet_read(vd_scan *scan)
{
    sheet found = {0};
    for (size_t line = 0; line < scan->text->line_count && scan->line_at[line] < SHEET_REACH; line++) {
        vd_range range = vd_line_range(scan, line);
        while (range.from < range.to && VD_AMONG(scan->text->fold[range.from], " -+|*")) {
            range.from++;
        }
        size_t to = 0;
        sheet_label label = range.from < range.to ? label_at(scan, range.from, &to) : LABELS;
        if (label == LABELS) {
            continue;
        }
        vd_range value = label_value(scan, line, to);
        if (label == LABEL_NUMBER) {
            number_take(scan, &found, (vd_range){range.from, to}, value);
        } else if (found.value[label].to == 0) {
            found.value[label] = value;
            found.fellows++;
        }
    }
    return found;
}

/* The type that the sheet names, else that of the number. */
static const vd_type_row *sheet_type(const vd_scan *scan, const sheet *found)
{
    size_t to = 0;
    vd_range value = found->value[LABEL_TYPE];
    const vd_type_row *said = value.to > value.from ? vd_type_starting(scan, value.from, &to) : NULL;
    return said ? said : found->number.type;
}

static void number_add(vd_scan *scan, const sheet *found, const vd_type_row *type)
{
    scan->header.number = found->number.number;
    scan->header.symbol = found->number.symbol;
    if (type) {
        scan->header.type = vd_str_of(type->name);
    }
    vd_draft *draft = vd_scan_add(scan, found->span, VD_FORM_SELF, type);
    if (draft) {
        draft->number = found->number.number;
        draft->symbol = found->number.symbol;
        draft->year = found->number.year;
    }
}

/* "Điều 41.11.NĐ.2.1. …": an article of the codification, which puts those of many documents side by side under the
 * sheet of one. */
static bool article_codified(const vd_scan *scan, size_t at)
{
    const char *next = scan->text->fold + at + strlen("dieu ");
    if (!vd_scan_starts(scan, at, "dieu ")) {
        return false;
    }
    for (int part = 0; part < 2; part++) {
        if (!vd_fold_digit(*next)) {
            return false;
        }
        while (vd_fold_digit(*next)) {
            next++;
        }
        next += *next == '.';
    }
    return vd_fold_letter(next[0]) && vd_fold_letter(next[1]) && next[2] == '.';
}

static bool text_codified(const vd_scan *scan)
{
    enum { LINES_READ = 400 };
    for (size_t line = 0; line < scan->text->line_count && line < LINES_READ; line++) {
        if (article_codified(scan, vd_line_range(scan, line).from)) {
            return true;
        }
    }
    return false;
}

void vd_pass_sheet(vd_scan *scan)
{
    sheet found = sheet_read(scan);
    bool own = scan->header.number.ptr != NULL;
    bool other = own && found.number.number.ptr && !vd_str_eq(scan->header.number, found.number.number);
    if (found.number.number.ptr == NULL || found.several || found.fellows < FELLOWS || other || text_codified(scan)) {
        return;
    }
    scan->sheet = (vd_portal_sheet){sheet_type(scan, &found), found.value[LABEL_BODY], found.value[LABEL_TITLE]};
    vd_date day;
    if (!own) {
        number_add(scan, &found, scan->sheet.type);
    }
    if (scan->header.date.year == 0 && vd_day_read(scan, found.value[LABEL_DAY], &day)) {
        scan->header.date = day;
    }
}

void vd_sheet_fill(vd_scan *scan)
{
    size_t used = 0;
    vd_str place = VD_NONE;
    vd_range title = scan->sheet.title;
    vd_range body = scan->sheet.body;
    bool remark = title.to > title.from && scan->text->fold[title.from] == '('; /* "Trích yếu (theo báo chí)" */
    if (scan->header.title.ptr == NULL && title.to > title.from && !remark) {
        scan->header.title = vd_scan_clean(scan, title);
    }
    /* "Tỉnh Quảng Ngãi", as some portals have it, is no body. */
    if (scan->header.issuer.ptr == NULL && body.to > body.from && vd_issuer_prefix(vd_scan_fold(scan, body), &used)) {
        vd_issuer_name(scan, body, &scan->header.issuer, &place);
    }
}
