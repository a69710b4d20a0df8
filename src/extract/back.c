/* Words that point back at a document: "Kế hoạch này", "Nghị định nêu trên".  Found here; which document is meant is
 * settled when every other mention is known (antecedent.c). */
#include "extract/scan.h"

#include "text/fold.h"

/* The type that the code of the source's own number stands for, where it stands for one only. */
static const vd_type_row *own_code_type(vd_scan *scan)
{
    vd_str symbol = scan->header.symbol.ptr ? vd_fold_copy(scan->arena, scan->header.symbol) : VD_NONE;
    size_t len = 0;
    while (len < symbol.len && symbol.ptr[len] != '-' && symbol.ptr[len] != '/') {
        len++;
    }
    vd_str group = vd_str_slice(symbol, 0, len);
    const vd_type_row *row = len ? vd_type_by_abbr(group) : NULL;
    return row && vd_type_by_abbr_next(group, row) == NULL ? row : NULL;
}

/* "Thông tư này" in a joint circular, "Thông tư liên tịch", "Thông tư liên bộ". */
static bool type_is_joint(vd_str own, vd_str type)
{
    vd_str rest = vd_str_starts(own, type) ? vd_str_slice(own, type.len, own.len) : VD_NONE;
    return vd_str_starts(rest, VD_LIT(" liên "));
}

/* A text whose type nobody can tell may speak of itself: see nameless_settle(). */
static bool type_is_own(const vd_scan *scan, const vd_type_row *type, const vd_type_row *code)
{
    vd_str own = scan->header.type;
    vd_str name = vd_str_of(type->name);
    return own.ptr == NULL || vd_str_eq(own, name) || type_is_joint(own, name) || type == code;
}

/* "này" and not "nay", where the text has its marks. */
static bool word_marked(const vd_scan *scan, size_t at)
{
    return scan->text->marks_lost || (scan->text->flags[at + 1] & VD_CH_MARKED) != 0;
}

/* Type words that are as often a verb, or a provision instead of a document: "quy định nêu trên". */
static bool type_is_vague(const vd_type_row *type)
{
    return strcmp(type->fold, "quy dinh") == 0 || strcmp(type->fold, "huong dan") == 0;
}

static bool word_before(const vd_scan *scan, size_t from, const char *const *words)
{
    for (; *words; words++) {
        size_t len = strlen(*words);
        if (from >= len && vd_scan_starts(scan, from - len, *words)) {
            return true;
        }
    }
    return false;
}

/* "các Thông tư nêu trên", "02 Nghị định nêu trên": a class; "Điều 4 Thông tư nêu trên" is a place in one. */
static bool counted_before(const vd_scan *scan, size_t from)
{
    static const char *const several[] = {"cac ", "nhung ", "moi ", "hai ", "ba ", "bon ", NULL};
    static const char *const places[] = {"dieu ", "khoan ", "chuong ", "muc ", "phan ", "phu luc ", NULL};
    size_t digits = from;
    while (digits >= 2 && vd_fold_digit(scan->text->fold[digits - 2])) {
        digits--;
    }
    return word_before(scan, from, several) || (digits < from && !word_before(scan, digits - 1, places));
}

/* Some document of this type is named before `at`, and not before `floor`. */
static bool named_before(const vd_scan *scan, const vd_type_row *type, size_t floor, size_t at)
{
    for (size_t i = vd_scan_from(scan, at); i-- > 0 && scan->drafts[i].span.from >= floor;) {
        const vd_draft *draft = &scan->drafts[i];
        bool names =
            draft->form == VD_FORM_NUMBERED || draft->form == VD_FORM_NAMED || draft->form == VD_FORM_TRUNCATED;
        if (names && draft->type == type) {
            return true;
        }
    }
    return false;
}

/* "thực hiện thông báo nêu trên": in small letters only where one with that type is named shortly before.  Of a word
 * that is as often a verb, both; and a sentence's first word has its capital from that. */
static bool above_meant(const vd_scan *scan, const vd_type_row *type, size_t from)
{
    enum { REACH = 600 };
    bool upper = vd_scan_upper(scan, from);
    bool named = (!upper || type_is_vague(type)) && named_before(scan, type, from > REACH ? from - REACH : 0, from);
    return type_is_vague(type) ? upper && named && vd_sentence_start(scan, from) < from : upper || named;
}

/* Standards are called by shorter and longer type words: "QCVN 09:2025/BCA … Quy chuẩn kỹ thuật quốc gia này".  The
 * type as which the last one before `at` was named; `type` where there is none. */
static const vd_type_row *technical_named(const vd_scan *scan, const vd_type_row *type, size_t at)
{
    for (size_t i = vd_type_technical(type) ? vd_scan_from(scan, at) : 0; i-- > 0;) {
        const vd_draft *draft = &scan->drafts[i];
        bool family = draft->form == VD_FORM_NUMBERED && vd_type_technical(draft->type);
        if (family && draft->type->fold[0] == type->fold[0]) {
            return draft->type;
        }
    }
    return type;
}

/* The type before what points back: "Nghị định | này", "Chương trình hành động | này". */
static const vd_type_row *type_pointed(const vd_scan *scan, size_t end, size_t *from)
{
    static const char action[] = " hanh dong";
    vd_str before = {scan->text->fold, end};
    bool longer = vd_str_ends(before, vd_str_of(action));
    return vd_type_ending(scan, longer ? end - strlen(action) : end, from);
}

static void back_add(vd_scan *scan, const vd_match *match, vd_refer refer, const vd_type_row *code)
{
    size_t from = 0;
    const vd_type_row *type = type_pointed(scan, match->start, &from);
    vd_range span = {from, match->end};
    if (type == NULL || vd_scan_taken(scan, span)) {
        return;
    }
    type = technical_named(scan, type, from);
    bool own = refer == VD_REFER_THIS && type_is_own(scan, type, code);
    if (!own && type_is_vague(type) && !vd_scan_upper(scan, from)) {
        return;
    }
    if (refer == VD_REFER_ABOVE && (!above_meant(scan, type, from) || counted_before(scan, from))) {
        return;
    }
    vd_draft *draft = vd_scan_add(scan, span, own ? VD_FORM_SELF : VD_FORM_BACKWARD, type);
    if (draft) {
        draft->refer = refer;
        draft->type_stated = true;
        draft->confidence = 0.9;
    }
}

bool vd_back_nameless(const vd_scan *scan)
{
    return scan->header.type.ptr == NULL && scan->header.symbol.ptr == NULL;
}

vd_itself vd_back_itself(vd_scan *scan, const vd_draft *draft)
{
    vd_match match;
    size_t from = draft->span.from;
    while (from > 0 && scan->text->fold[from - 1] != '\n' && from + 12 > draft->span.from) {
        from--;
    }
    bool line = from == draft->span.from;
    bool marked =
        !line && vd_scan_at(scan, VD_PAT_provision, from, draft->span.from, &match) && match.end == draft->span.from;
    bool article = marked && vd_scan_starts(scan, from, "dieu ");
    if ((!line && !marked) || !vd_scan_at(scan, VD_PAT_provides, draft->span.to, scan->text->fold_len, &match)) {
        return VD_ITSELF_NO;
    }
    return article ? VD_ITSELF_ARTICLE : VD_ITSELF_HEAD;
}

/* In a text without heading and number "Nghị định này" is the text only if it speaks as one: in an article of its own,
 * or at the head of a provision before any other decree is named.  An article about a decree names it and copies its
 * provisions. */
static void nameless_settle(vd_scan *scan)
{
    bool *own = VD_ARENA_ARRAY(scan->arena, bool, vd_types_count);
    if (own == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    for (size_t i = 0; i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->refer == VD_REFER_THIS && !own[draft->type - vd_types]) {
            vd_itself said = vd_back_itself(scan, draft);
            own[draft->type - vd_types] =
                said == VD_ITSELF_ARTICLE ||
                (said == VD_ITSELF_HEAD && !named_before(scan, draft->type, 0, draft->span.from));
        }
    }
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        if (draft->refer == VD_REFER_THIS && !own[draft->type - vd_types]) {
            draft->form = VD_FORM_BACKWARD;
        }
    }
}

void vd_pass_back(vd_scan *scan)
{
    vd_match match;
    const vd_type_row *code = own_code_type(scan);
    size_t at = 1;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *word; (word = vd_anchor_walk_next(&scan->anchors, &walk, at, VD_ANCHOR_BACK));) {
        if (scan->text->fold[word->at - 1] != ' ' ||
            !vd_scan_at(scan, VD_PAT_back, word->at - 1, scan->text->fold_len, &match)) {
            continue;
        }
        at = match.end + 1;
        bool this_one = match.mark && strcmp(match.mark, "this") == 0;
        if (!this_one || word_marked(scan, match.start + 1)) {
            back_add(scan, &match, this_one ? VD_REFER_THIS : VD_REFER_ABOVE, code);
        }
    }
    vd_scan_sort(scan);
    if (vd_back_nameless(scan) && scan->status == VD_OK) {
        nameless_settle(scan);
    }
}
