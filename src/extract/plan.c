/* Documents cited by title alone that are no laws: texts promulgated with a decision, plans and programmes with their
 * period.  A class of documents, or one still to be made, is none. */
#include "extract/scan.h"

#include "text/fold.h"

enum { QUOTED_MAX = 400 };

/* ---- Promulgated texts ------------------------------------------------------------------------------------------- */

/* "đề nghị ban hành | Nghị quyết …": a document that stands by itself is still to be made, and none that another
 * carries. */
static bool stands_by_itself(const vd_type_row *type)
{
    static const char *const names[] = {"nghi quyet", "quyet dinh", "nghi dinh", "chi thi"};
    bool found = vd_type_law(type) || strncmp(type->fold, "thong tu", strlen("thong tu")) == 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        found = found || strcmp(type->fold, names[i]) == 0;
    }
    return found;
}

/* "ban hành (kèm theo) [“]Quy chế …" in the title of a numbered document: where the type word stands, or 0. */
static size_t promulgated_at(const vd_scan *scan, const vd_draft *owner, const vd_type_row **type)
{
    vd_str title = vd_scan_fold(scan, owner->title);
    size_t found = vd_str_find(title, VD_LIT("ban hanh"), 0);
    size_t approve = vd_str_find(title, VD_LIT("phe duyet"), 0);
    size_t len = 8;
    if (found == SIZE_MAX || (approve != SIZE_MAX && approve < found)) {
        found = approve;
        len = 9;
    }
    if (found == SIZE_MAX || found > 20) {
        return 0;
    }
    size_t at = owner->title.from + found + len;
    if (vd_scan_starts(scan, at, " kem theo")) {
        at += strlen(" kem theo");
    }
    while (at < owner->title.to && VD_AMONG(scan->text->fold[at], " \"'")) {
        at++;
    }
    size_t to = 0;
    *type = vd_type_starting(scan, at, &to);
    bool numbered = *type && (vd_scan_starts(scan, to, " so ") || vd_scan_starts(scan, to, " nay"));
    bool carried = *type && !numbered && !stands_by_itself(*type);
    return carried && to + 3 < owner->title.to ? at : 0;
}

/* "ban hành | Quy chuẩn kỹ thuật quốc gia về an toàn (QCVN 01:2019/BCT)": the name and its number are one mention. */
static bool technical_named(vd_scan *scan, size_t index, size_t at, const vd_type_row *type)
{
    size_t end = scan->drafts[index].title.to;
    vd_draft *next = index + 1 < scan->draft_count ? &scan->drafts[index + 1] : NULL;
    if (next == NULL || next->span.from <= at || next->span.to > end || !next->number.ptr || !vd_type_technical(type) ||
        !vd_type_technical(next->type)) {
        return false;
    }
    vd_range name = {at, next->span.from};
    while (name.to > name.from && strchr(" (-,:", scan->text->fold[name.to - 1])) {
        name.to--;
    }
    bool bracketed = scan->text->fold[next->span.from - 1] == '(' && scan->text->fold[next->span.to] == ')';
    if (bracketed && next->tail.to == next->span.to) {
        vd_scan_widen(scan, next, next->span.to + 1);
    }
    vd_scan_take(scan, (vd_range){at, next->span.from}, true);
    next->title = next->title.to > next->title.from ? next->title : name;
    next->type = type;
    next->type_stated = true;
    next->span.from = at;
    return true;
}

/* "ban hành Điều lệ … | và bãi bỏ một số Thông tư …": the title's second half, which is what the decision does besides;
 * `end` where there is none.  What a text is about may be changed and ended as well: "… sửa đổi và bãi bỏ hồ sơ". */
static size_t promulgated_end(const vd_scan *scan, size_t at, size_t end)
{
    static const char *const verbs[] = {" va bai bo ", " va sua doi, bo sung ", " va sua doi "};
    static const char *const counts[] = {"mot so ", "cac ", ""};
    for (size_t i = at; i < end; i++) {
        for (size_t v = 0; scan->text->fold[i] == ' ' && v < sizeof verbs / sizeof *verbs; v++) {
            size_t behind = i + strlen(verbs[v]);
            for (size_t c = 0; vd_scan_starts(scan, i, verbs[v]) && c < sizeof counts / sizeof *counts; c++) {
                size_t word = behind + strlen(counts[c]);
                size_t to = 0;
                bool other = vd_scan_starts(scan, behind, counts[c]) && vd_scan_upper(scan, word);
                if (other && vd_type_starting(scan, word, &to)) {
                    return i;
                }
            }
        }
    }
    return end;
}

static void plan_promulgated(vd_scan *scan, size_t index)
{
    const vd_type_row *type = NULL;
    size_t at = promulgated_at(scan, &scan->drafts[index], &type);
    size_t end = at ? promulgated_end(scan, at, scan->drafts[index].title.to) : 0;
    if (at == 0 || vd_scan_taken(scan, (vd_range){at, at + 1}) || technical_named(scan, index, at, type)) {
        return;
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){at, end}, VD_FORM_NAMED, type);
    if (draft) {
        draft->type_stated = true;
        draft->title_name = vd_scan_clean(scan, draft->span);
        draft->issuer_name = scan->drafts[index].issuer_name;
        draft->place = scan->drafts[index].place;
        draft->confidence = scan->cropped ? 0.5 : 0.9; /* a crop may end the name anywhere */
    }
}

/* ---- Plans and programmes --------------------------------------------------------------------------------------- */

/* Words before a type word that say the document is still to be made, or is this one. */
static bool plan_unmade(vd_scan *scan, size_t at)
{
    vd_match match;
    size_t from = at > 40 ? at - 40 : 0;
    return vd_scan_find(scan, VD_PAT_unmade, from, at, &match);
}

static const char *const plan_types[] = {"ke hoach",  "chuong trinh", "de an", "chien luoc",
                                         "quy hoach", "phuong an",    "du an"};

static bool plan_type(const vd_type_row *type)
{
    for (size_t i = 0; i < sizeof plan_types / sizeof *plan_types; i++) {
        if (strcmp(type->fold, plan_types[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Letter by letter the same; where one breaks a line the other may not. */
static bool words_same(vd_str a, vd_str b)
{
    bool same = a.len == b.len;
    for (size_t i = 0; i < a.len && same; i++) {
        char x = a.ptr[i] == '\n' ? ' ' : a.ptr[i];
        char y = b.ptr[i] == '\n' ? ' ' : b.ptr[i];
        same = x == y;
    }
    return same;
}

/* The same words as the source's own title: this document.  Titles that are too long to be compared misread are
 * compared as they stand. */
static bool plan_is_self(vd_scan *scan, vd_range title)
{
    vd_str own = vd_scan_fold(scan, scan->own_title);
    vd_str seen = vd_scan_fold(scan, title);
    if (own.len < 12 || words_same(own, seen)) {
        return own.len >= 12;
    }
    size_t used = 0;
    size_t len = own.len < seen.len ? own.len : seen.len;
    if (len < 12 || len * 10 < own.len * 6) {
        return false;
    }
    unsigned limit = (unsigned)(len * 12 / 10);
    return vd_ocr_prefix_cost(vd_str_slice(own, 0, len), seen, limit, &used) <= limit;
}

/* Who issued a plan: the body named in its title ("… của Văn phòng năm 2026") or right behind it ("… của thành phố"). A
 * title that names it is put in one order, the body in full at its end: the same plan is printed both ways. */
static vd_range plan_issuer(vd_scan *scan, vd_range span)
{
    vd_str fold = vd_scan_fold(scan, span);
    size_t at = vd_str_find(fold, VD_LIT(" cua "), 0);
    size_t period = SIZE_MAX;
    static const char *const periods[] = {" nam 20",     " giai doan ",  " 5 nam ",
                                          " thuc hien ", " trien khai ", " nhiem ky "};
    for (size_t i = 0; i < sizeof periods / sizeof *periods && at != SIZE_MAX; i++) {
        size_t found = vd_str_find(fold, vd_str_of(periods[i]), at);
        period = found < period ? found : period;
    }
    if (at != SIZE_MAX) {
        vd_range name = {span.from + at + 5, period == SIZE_MAX ? span.to : span.from + period};
        bool about = vd_str_ends(vd_scan_fold(scan, name), VD_LIT(" ve")); /* "… về | thực hiện …" */
        return (vd_range){name.from, name.to - (about ? strlen(" ve") : 0)};
    }
    vd_match match;
    vd_range name = {0, 0};
    if (vd_scan_at(scan, VD_PAT_issuer, span.to, scan->text->fold_len, &match)) {
        (void)vd_match_group(scan, &match, "name", &name);
    }
    return name;
}

static void plan_take_issuer(vd_scan *scan, vd_draft *draft)
{
    vd_range name = plan_issuer(scan, draft->span);
    if (name.to <= name.from) {
        return;
    }
    vd_str place = VD_NONE;
    vd_str own = scan->header.issuer.ptr ? vd_fold_copy(scan->arena, scan->header.issuer) : VD_NONE;
    bool self = own.ptr && vd_str_starts(own, vd_scan_fold(scan, name));
    draft->issuer = name;
    vd_issuer_name(scan, name, &draft->issuer_name, &place);
    if (self) {
        draft->issuer_name = scan->header.issuer; /* "Văn phòng" is the office that speaks */
    }
    if (name.from > draft->span.from && name.to <= draft->span.to && self) {
        vd_str head = vd_scan_clean(scan, (vd_range){draft->span.from, name.from - 5});
        vd_str rest = vd_scan_clean(scan, (vd_range){name.to + (name.to < draft->span.to), draft->span.to});
        vd_str parts[] = {head, rest, VD_LIT("của"), draft->issuer_name};
        draft->title_name = vd_scan_join(scan, parts, 4);
    }
}

static vd_draft *plan_add(vd_scan *scan, vd_range span, vd_form form, const vd_type_row *type, double confidence)
{
    vd_draft *draft = vd_scan_add(scan, span, form, type);
    if (draft) {
        draft->type_stated = true;
        draft->confidence = confidence;
        if (form == VD_FORM_NAMED) {
            draft->title_name = vd_scan_clean(scan, span);
            plan_take_issuer(scan, draft);
        }
    }
    return draft;
}

/* "Kế hoạch hành động của … thực hiện | Nghị quyết số 57-NQ/TW": the title ends in the number of what it carries out.
 */
static bool plan_of_action(vd_scan *scan, size_t at, size_t behind, const vd_type_row *type)
{
    for (size_t i = vd_scan_from(scan, behind + 1); i < scan->sorted; i++) {
        vd_range other = scan->drafts[i].span;
        if (other.from > behind + 160) {
            break;
        }
        if (scan->drafts[i].number.ptr == NULL) {
            continue;
        }
        vd_str between = vd_scan_fold(scan, (vd_range){behind, other.from});
        bool clean =
            vd_str_find(between, VD_LIT(";"), 0) == SIZE_MAX && vd_str_find(between, VD_LIT(","), 0) == SIZE_MAX &&
            vd_str_find(between, VD_LIT("\n"), 0) == SIZE_MAX && vd_str_find(between, VD_LIT("."), 0) == SIZE_MAX &&
            vd_str_find(between, VD_LIT(" theo "), 0) == SIZE_MAX &&
            vd_str_find(between, VD_LIT(" so "), 0) == SIZE_MAX;
        bool carries = vd_str_ends(between, VD_LIT("thuc hien ")) || vd_str_ends(between, VD_LIT("trien khai "));
        if (clean && carries && vd_str_find(between, VD_LIT(" cua "), 0) != SIZE_MAX) {
            size_t to = other.to;
            plan_add(scan, (vd_range){at, to}, VD_FORM_NAMED, type, 0.85);
            return true;
        }
        return false;
    }
    return false;
}

/* Behind a comma a title goes on in small letters; a capital begins the next body's or document's name. */
static bool plan_comma_capital(const vd_scan *scan, vd_range title)
{
    bool heading = vd_scan_capitals(scan, title);
    for (size_t i = title.from; i + 2 < title.to && !heading; i++) {
        if (scan->text->fold[i] == ',' && vd_scan_upper(scan, i + 2)) {
            return true;
        }
    }
    return false;
}

/* "Đề án “…”", "“Chương trình … giai đoạn 2021 - 2025”": marks around the title, or around type and title, say where it
 * ends.  Range from behind the type's blank to the closing mark's near side. */
static bool plan_quoted(const vd_scan *scan, size_t at, size_t behind, vd_range *title)
{
    const char *fold = scan->text->fold;
    bool inside = fold[behind + 1] == '"';
    bool around = at > 0 && fold[at - 1] == '"';
    size_t closing = inside || around ? vd_quote_closing(scan, inside ? behind + 1 : behind, QUOTED_MAX) : SIZE_MAX;
    *title = (vd_range){behind + 1, closing};
    size_t words = 0;
    for (size_t i = title->from; closing != SIZE_MAX && i < closing; i++) {
        words += fold[i] == ' ';
    }
    return words >= 2;
}

/* "thực hiện | Chiến lược … trên địa bàn tỉnh đến năm 2030": where the sentence carries a plan out, what begins with
 * "trên địa bàn" says where, and is not the plan's. */
static bool plan_carried_out_at(const vd_scan *scan, size_t at, vd_range title)
{
    vd_str before = {scan->text->fold, at};
    bool carried = vd_str_ends(before, VD_LIT("thuc hien ")) || vd_str_ends(before, VD_LIT("trien khai "));
    return carried && vd_str_find(vd_scan_fold(scan, title), VD_LIT(" tren dia ban "), 0) != SIZE_MAX;
}

/* "Dự án 2 | Chương trình mục tiêu quốc gia …": a numbered part of the programme, which is the document. */
static bool plan_part(const vd_scan *scan, size_t behind)
{
    size_t to = 0;
    size_t digits = behind + 1;
    while (vd_fold_digit(scan->text->fold[digits])) {
        digits++;
    }
    bool numbered = digits > behind + 1 && scan->text->fold[digits] == ' ' && vd_scan_upper(scan, digits + 1);
    const vd_type_row *programme = numbered ? vd_type_starting(scan, digits + 1, &to) : NULL;
    return programme && plan_type(programme); /* "Dự án 2 | Phát triển …" names no document behind its number */
}

/* "03 | Chương trình mục tiêu quốc gia năm 2025": so many of them; a count below ten is printed with a zero, which no
 * number of an article, a part or a row is. */
static bool plan_counted(const vd_scan *scan, size_t at)
{
    static const char *const parts[] = {"so ", "dieu ", "khoan ", "muc ", "phan ", "ngay ", "thang ", "bieu ", "mau "};
    enum { COUNT = 4 }; /* " 03 " */
    if (at < COUNT || scan->text->fold[at - 1] != ' ' || !vd_fold_digit(scan->text->fold[at - 2]) ||
        scan->text->fold[at - 3] != '0' || scan->text->fold[at - COUNT] != ' ') {
        return false;
    }
    bool part = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !part; i++) {
        part = vd_str_ends((vd_str){scan->text->fold, at - (COUNT - 1)}, vd_str_of(parts[i]));
    }
    return !part;
}

static bool plan_named(vd_scan *scan, size_t at, size_t behind, const vd_type_row *type)
{
    vd_match match;
    vd_range title;
    bool quoted = plan_quoted(scan, at, behind, &title);
    if (!quoted && (!vd_scan_at(scan, VD_PAT_plan, behind + 1, scan->text->fold_len, &match) ||
                    !vd_match_group(scan, &match, "title", &title) || plan_comma_capital(scan, title))) {
        return false;
    }
    bool works = strcmp(type->fold, "du an") == 0; /* "hoàn thành Dự án đường cao tốc A trong năm 2025" */
    bool within = works && vd_str_find(vd_scan_fold(scan, title), VD_LIT(" trong nam "), 0) != SIZE_MAX;
    if (!quoted &&
        (within || plan_counted(scan, at) || plan_part(scan, behind) || plan_carried_out_at(scan, at, title))) {
        return false; /* its own name has no end here */
    }
    vd_range span = {at, title.to};
    if (vd_scan_taken(scan, span) || vd_scan_find(scan, VD_PAT_title_not, title.from, title.to, &match)) {
        return false;
    }
    plan_add(scan, span, VD_FORM_NAMED, type, 0.8);
    return true;
}

/* "Kế hoạch" with the source's own title. */
static bool plan_self(vd_scan *scan, size_t at, size_t behind, const vd_type_row *type)
{
    bool same = scan->header.type.ptr && vd_str_eq(scan->header.type, vd_str_of(type->name));
    bool inside = at >= scan->own_title.from && at < scan->own_title.to; /* "PHÂN CẤP … QUYẾT ĐỊNH THANH LÝ …" */
    vd_str before = {scan->text->fold, at}; /* "pháp luật về di sản"; "về dự thảo Nghị quyết của Quốc hội …" */
    bool draft_of = vd_str_ends(before, VD_LIT("du thao ")) && vd_scan_starts(scan, behind, " cua ");
    inside = inside || vd_str_ends(before, VD_LIT("phap ")) || draft_of;
    if (!same || inside || scan->own_title.to <= scan->own_title.from || scan->text->fold[behind] != ' ') {
        return false;
    }
    size_t own = scan->own_title.to - scan->own_title.from;
    size_t end = behind + 1 + own < scan->text->fold_len ? behind + 1 + own : scan->text->fold_len;
    if (!plan_is_self(scan, (vd_range){behind + 1, end})) {
        return false;
    }
    size_t used = 0;
    vd_str title = vd_scan_fold(scan, scan->own_title);
    vd_str rest = {scan->text->fold + behind + 1, scan->text->fold_len - behind - 1};
    if (words_same(title, vd_str_slice(rest, 0, own < rest.len ? own : rest.len))) {
        used = own;
    } else {
        (void)vd_ocr_prefix_cost(title, rest, (unsigned)own * 2, &used);
    }
    vd_draft *self = used ? plan_add(scan, (vd_range){at, behind + 1 + used}, VD_FORM_SELF, type, 0.9) : NULL;
    if (self) {
        self->title = (vd_range){behind + 1, behind + 1 + used};
    }
    return used > 0;
}

/* With which letters a name can begin: per first letter, a bit for each third one.  Told apart so, few of the types
 * that a text names are looked at. */
typedef struct openings {
    uint32_t third[256];
} openings;

static uint32_t third_bit(char c)
{
    return UINT32_C(1) << (vd_fold_letter(c) ? c - 'a' : c == ' ' ? 26 : 27);
}

static void openings_add_word(openings *open, vd_str word)
{
    open->third[(unsigned char)word.ptr[0]] |= word.len > 2 ? third_bit(word.ptr[2]) : UINT32_MAX;
}

/* A name by its first word, misread or not. */
static void openings_add(openings *open, const char *name)
{
    vd_str word = {name, strcspn(name, " ")};
    openings_add_word(open, word);
    for (const vd_ocr_word_row *row = vd_ocr_word_forms(word, NULL); row; row = vd_ocr_word_forms(word, row)) {
        openings_add_word(open, vd_str_of(row->misread));
    }
}

static bool opens(const openings *open, const char *word)
{
    return open->third[(unsigned char)word[0]] && word[1] && (open->third[(unsigned char)word[0]] & third_bit(word[2]));
}

/* The source's own type, if it has a title: its own plan is named in small letters, too. */
static void openings_add_own(openings *open, const vd_scan *scan)
{
    const vd_type_row *own = vd_type_named(scan->header.type);
    if (own && scan->own_title.to > scan->own_title.from) {
        openings_add(open, own->fold);
    }
}

static void plan_at(vd_scan *scan, size_t at)
{
    size_t behind = 0;
    const vd_type_row *type = vd_type_starting(scan, at, &behind);
    if (type == NULL || vd_scan_taken(scan, (vd_range){at, behind})) {
        return;
    }
    if (vd_scan_starts(scan, behind, " nay") || plan_self(scan, at, behind, type)) {
        return; /* "Kế hoạch này" is for the pass behind this one */
    }
    if (!plan_type(type) || !vd_scan_upper(scan, at) || plan_unmade(scan, at) || scan->text->fold[behind] != ' ') {
        return;
    }
    if (!plan_of_action(scan, at, behind, type)) {
        (void)plan_named(scan, at, behind, type);
    }
}

void vd_pass_plans(vd_scan *scan)
{
    size_t numbered = scan->draft_count;
    for (size_t i = 0; i < numbered && scan->status == VD_OK; i++) {
        if (scan->drafts[i].number.ptr && scan->drafts[i].title.to > scan->drafts[i].title.from &&
            scan->drafts[i].form != VD_FORM_SELF) {
            plan_promulgated(scan, i);
        }
    }
    openings own = {0};
    openings plans = {0};
    openings_add_own(&own, scan);
    for (size_t i = 0; i < sizeof plan_types / sizeof *plan_types; i++) {
        openings_add(&plans, plan_types[i]);
    }
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *word; (word = vd_anchor_walk_next(&scan->anchors, &walk, 0, VD_ANCHOR_TYPE));) {
        const char *name = scan->text->fold + word->at;
        bool begins = word->at == 0 || !vd_is_word(name[-1]);
        bool named = opens(&own, name) || (vd_scan_upper(scan, word->at) && opens(&plans, name));
        if (begins && named && VD_AMONG(*name, "kcdpqntbhl")) {
            plan_at(scan, word->at);
        }
    }
    vd_scan_sort(scan);
}

/* ---- Classes of documents ---------------------------------------------------------------------------------------- */

void vd_pass_generic(vd_scan *scan)
{
    vd_match match;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (size_t at = 0; vd_scan_next(scan, VD_PAT_generic, VD_ANCHOR_GENERIC, &walk, at, &match); at = match.end) {
        vd_range span = {match.start, match.end};
        while (span.to > span.from && VD_AMONG(scan->text->fold[span.to - 1], " ,")) {
            span.to--;
        }
        if (!vd_scan_taken(scan, span)) {
            (void)vd_scan_add(scan, span, VD_FORM_GENERIC, NULL);
        }
    }
    vd_scan_sort(scan);
}
