/* Compendia of the law in force ("Bộ pháp điển"): articles of many documents under numbers of their own, each with its
 * source in brackets below its heading, "(Điều 5 Luật số A, có hiệu lực thi hành kể từ ngày …)".  What such an article
 * changes, its source does; the compendium itself is no document.  Remarks name articles that are related.
 * Pháp lệnh 03/2012/UBTVQH13, Nghị định 63/2013/NĐ-CP. */
#include "extract/outlook.h"

#include "text/fold.h"

enum { PLACE_REACH = 60, REMARK_MAX = 1 << 15 };

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

/* An article's number in a compendium, "24.1.LQ.5", stands at `at`. */
static bool article_numbered(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t to = at;
    for (int part = 0; part < 2; part++) {
        size_t from = to;
        while (vd_fold_digit(fold[to])) {
            to++;
        }
        if (to == from || fold[to] != '.') {
            return false;
        }
        to++;
    }
    return fold[to] >= 'a' && fold[to] <= 'z';
}

/* Where the remark ends that speaks of what is related from `at` on.  It copies headings, and what stands below them,
 * line by line: it ends with its brackets, unless an article begins before they close. */
static size_t remark_end(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t len = scan->text->fold_len;
    const char *line = memchr(fold + at, '\n', len - at);
    size_t end = line ? (size_t)(line - fold) : len;
    size_t stop = len - at > REMARK_MAX ? at + REMARK_MAX : len;
    size_t word = at;
    while (word > 0 && vd_is_word(fold[word - 1])) {
        word--;
    }
    size_t open = word > 0 && fold[word - 1] == '(';
    for (size_t to = at; to < stop && open > 0; to++) {
        if (fold[to] == '\n' && vd_scan_starts(scan, to + 1, "dieu ") &&
            article_numbered(scan, to + strlen("\ndieu "))) {
            break;
        }
        open += fold[to] == '(';
        open -= fold[to] == ')';
        if (open == 0 && to > end) {
            return to;
        }
    }
    return end;
}

static bool remarks_find(vd_scan *scan, vd_outlook *view)
{
    const vd_text *text = scan->text;
    vd_str fold = {text->fold, text->fold_len};
    size_t at = 0; /* of an article, or of a chapter or part over several */
    while ((at = vd_str_find(fold, VD_LIT(" nay co noi dung lien quan den "), at)) != SIZE_MAX) {
        size_t to = remark_end(scan, at);
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

/* A register of the compendium's articles names no sources: two lines that open with such numbers are enough. */
static bool registers(const vd_scan *scan)
{
    vd_str whole = {scan->text->fold, scan->text->fold_len};
    int lines = 0;
    for (size_t at = 0; lines < 2 && (at = vd_str_find(whole, VD_LIT("\ndieu "), at)) != SIZE_MAX;) {
        at += strlen("\ndieu ");
        lines += article_numbered(scan, at);
    }
    return lines == 2;
}

void vd_compendium_read(vd_scan *scan, vd_outlook *view)
{
    for (size_t i = 0; i < scan->draft_count && scan->header.type.ptr == NULL; i++) {
        if (names_source(scan, &scan->drafts[i]) && !vd_positions_add(scan, &view->sources, i)) {
            return;
        }
    }
    view->gathered = view->sources.count > 0 || (scan->header.type.ptr == NULL && registers(scan));
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
