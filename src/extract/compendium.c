/* Compendia of the law in force ("Bộ pháp điển"): articles of many documents under numbers of their own, each with its
 * source in brackets below its heading, "(Điều 5 Luật số A, có hiệu lực thi hành kể từ ngày …)".  What such an article
 * changes, its source does; the compendium itself is no document.  Remarks name articles that are related.
 * Pháp lệnh 03/2012/UBTVQH13, Nghị định 63/2013/NĐ-CP. */
#include "extract/outlook.h"

#include "text/fold.h"

enum { PLACE_REACH = 60 };

/* Does the draft stand in the brackets that say where an article is from? */
static bool names_source(const vd_scan *scan, const vd_draft *draft)
{
    const char *fold = scan->text->fold;
    size_t at = draft->span.from;
    size_t floor = at > PLACE_REACH ? at - PLACE_REACH : 0;
    if (draft->form != VD_FORM_NUMBERED || draft->parent >= 0) {
        return false;
    }
    while (at > floor && fold[at - 1] != '(' && fold[at - 1] != '\n') {
        at--;
    }
    bool opens = at > 1 && fold[at - 1] == '(' && (fold[at - 2] == '\n' || fold[at - 2] == ' ');
    const char *end = memchr(fold + draft->span.to, '\n', scan->text->fold_len - draft->span.to);
    vd_str rest = {fold + draft->span.to, (end ? (size_t)(end - fold) : scan->text->fold_len) - draft->span.to};
    return opens && vd_scan_starts(scan, at, "dieu ") &&
           vd_str_find(rest, VD_LIT(" co hieu luc thi hanh ke tu ngay "), 0) != SIZE_MAX;
}

static bool remarks_find(vd_scan *scan, vd_outlook *view)
{
    const vd_text *text = scan->text;
    vd_str fold = {text->fold, text->fold_len};
    size_t at = 0; /* of an article, or of a chapter or part over several */
    while ((at = vd_str_find(fold, VD_LIT(" nay co noi dung lien quan den "), at)) != SIZE_MAX) {
        const char *end = memchr(text->fold + at, '\n', text->fold_len - at);
        size_t to = end ? (size_t)(end - text->fold) : text->fold_len;
        if (!vd_positions_add(scan, &view->remarks, at) || !vd_positions_add(scan, &view->remarks, to)) {
            return false;
        }
        at = to;
    }
    return true;
}

/* Where the articles begin, "Điều 24.1.LQ.5.": a source is that of its own article only. */
static bool articles_find(vd_scan *scan, vd_outlook *view)
{
    const char *fold = scan->text->fold;
    vd_str whole = {fold, scan->text->fold_len};
    size_t at = 0;
    while ((at = vd_str_find(whole, VD_LIT("dieu "), at)) != SIZE_MAX) {
        size_t to = at + strlen("dieu ");
        size_t part = to;
        while (vd_fold_digit(fold[to])) {
            to++;
        }
        bool numbered = to > part && fold[to] == '.' && vd_fold_digit(fold[to + 1]);
        if (numbered && (at == 0 || !vd_is_word(fold[at - 1])) && !vd_positions_add(scan, &view->articles, at)) {
            return false;
        }
        at = to;
    }
    return true;
}

void vd_compendium_read(vd_scan *scan, vd_outlook *view)
{
    for (size_t i = 0; i < scan->draft_count && scan->header.type.ptr == NULL; i++) {
        if (names_source(scan, &scan->drafts[i]) && !vd_positions_add(scan, &view->sources, i)) {
            return;
        }
    }
    if (view->sources.count > 0 && remarks_find(scan, view)) {
        articles_find(scan, view);
    }
}

/* Does another article begin between the two?  Those that a remark names do not. */
static bool article_between(const vd_outlook *view, size_t from, size_t to)
{
    size_t first = 0;
    size_t count = vd_positions_between(&view->articles, from, to, &first);
    bool begins = false;
    for (size_t i = first; i < first + count && !begins; i++) {
        begins = !vd_compendium_remark(view, view->articles.at[i]);
    }
    return begins;
}

int vd_compendium_source(const vd_scan *scan, const vd_outlook *view, size_t at)
{
    size_t low = 0;
    size_t high = view->sources.count;
    while (low < high) { /* sources that end before `at` */
        size_t mid = low + (high - low) / 2;
        if (scan->drafts[view->sources.at[mid]].span.to <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    const vd_draft *drafts = scan->drafts;
    size_t first = 0;
    bool below = low > 0 && !article_between(view, drafts[view->sources.at[low - 1]].span.to, at);
    if (below) {
        return (int)view->sources.at[low - 1];
    }
    bool above = low < view->sources.count && /* in the heading, over the source */
                 vd_positions_between(&view->articles, at, drafts[view->sources.at[low]].span.from, &first) == 0;
    return above ? (int)view->sources.at[low] : -1;
}

bool vd_compendium_remark(const vd_outlook *view, size_t at)
{
    size_t first = 0;
    return vd_positions_between(&view->remarks, 0, at, &first) % 2 == 1;
}

bool vd_compendium_names(const vd_outlook *view, ptrdiff_t draft)
{
    size_t first = 0;
    return vd_positions_between(&view->sources, (size_t)draft, (size_t)draft + 1, &first) > 0;
}
