/* Whom a short form means behind a document and what amended it: "Luật A số N được sửa đổi, bổ sung bởi Luật B và Luật
 * C (sau đây gọi là Luật A)" is Luật A as it reads since, and not the last of those that changed it. */
#include "extract/scan.h"

enum { REACH = 1500, LIST_MAX = 24 };

/* Nothing but a list's separators stand between. */
static bool list_joins(const vd_scan *scan, size_t from, size_t to)
{
    vd_str words = vd_str_trim(vd_scan_fold(scan, (vd_range){from, to}));
    while (words.len > 0 && (words.ptr[0] == ',' || words.ptr[0] == ';')) {
        words = vd_str_trim(vd_str_slice(words, 1, words.len));
    }
    return words.len == 0 || vd_str_eq(words, VD_LIT("va")) || vd_str_eq(words, VD_LIT("va cac"));
}

/* The words between the two say that the second amended the first. */
static bool amended_by(vd_scan *scan, size_t from, size_t to)
{
    vd_match match;
    return to > from && vd_scan_find(scan, VD_PAT_passive, from, to, &match) && match.mark &&
           strcmp(match.mark, "amends") == 0 && list_joins(scan, from, match.start);
}

/* Of the drafts that end at `end`, the last of them `index`, the outermost of the type. */
static const vd_draft *outermost(const vd_scan *scan, size_t index, size_t end, const vd_type_row *type)
{
    const vd_draft *found = NULL;
    for (size_t i = index + 1; i-- > 0 && scan->drafts[i].span.from + REACH > end;) {
        const vd_draft *draft = &scan->drafts[i];
        bool cites = draft->form == VD_FORM_NUMBERED || draft->form == VD_FORM_NAMED;
        found = cites && draft->type == type && vd_draft_end(draft) == end ? draft : found;
    }
    return found;
}

/* What the list of amending documents that ends with `owner` amended, if it is of the type; else NULL. */
static const vd_draft *list_amended(vd_scan *scan, const vd_draft *owner, const vd_type_row *type)
{
    const vd_draft *next = owner;
    size_t i = (size_t)(owner - scan->drafts);
    for (int passed = 0; passed < LIST_MAX && i-- > 0; passed++) {
        const vd_draft *draft = &scan->drafts[i];
        size_t end = vd_draft_end(draft);
        if (end > next->span.from) {
            continue; /* it holds the next one */
        }
        if (amended_by(scan, end, next->span.from)) {
            return outermost(scan, i, end, type);
        }
        if (!list_joins(scan, end, next->span.from)) {
            return NULL;
        }
        next = draft;
    }
    return NULL;
}

/* "Luật A ngày … và Luật sửa đổi, bổ sung một số điều của Luật A ngày … (sau đây gọi chung là Luật A)": the first in
 * the sentence that is called so. */
static const vd_draft *named_so(const vd_scan *scan, const vd_draft *owner, vd_str name)
{
    const vd_draft *found = NULL;
    size_t first = vd_sentence_start(scan, owner->span.from);
    for (size_t i = vd_scan_from(scan, owner->span.to); i-- > 0 && scan->drafts[i].span.from >= first;) {
        const vd_draft *draft = &scan->drafts[i];
        bool called = draft->law && !draft->amending && draft->form == VD_FORM_NAMED &&
                      vd_str_starts(name, vd_scan_fold(scan, draft->span));
        found = called ? draft : found;
    }
    return found;
}

const vd_draft *vd_short_amended(vd_scan *scan, const vd_draft *owner, const vd_type_row *type, vd_str name)
{
    const vd_draft *amended = NULL;
    if (vd_str_find(name, VD_LIT(" sua doi"), 0) == strlen(type->fold)) {
        return owner; /* "… là Luật sửa đổi" */
    }
    amended = owner->amending ? named_so(scan, owner, name) : list_amended(scan, owner, type);
    return amended ? amended : owner;
}

/* "Bộ luật Hình sự năm 2015| (sửa đổi, bổ sung năm 2017) |(sau đây gọi là Bộ luật)". */
size_t vd_short_behind(const vd_scan *scan, size_t at)
{
    enum { CLOSING = 3 };
    size_t i = vd_scan_from(scan, at);
    const vd_draft *last = i > 0 ? &scan->drafts[i - 1] : NULL;
    bool elided = last && last->elided && last->span.to <= at && last->span.to + CLOSING >= at;
    while (elided && i > 0 && scan->drafts[i - 1].elided) {
        i--;
    }
    return elided && i > 0 ? vd_draft_end(&scan->drafts[i - 1]) : at;
}
