/* Which head governs a citation: the last one before it in its scope, unless that has its object already, or says only
 * where the object of another stands; and in a list the head of the line that opens it. */
#include "extract/outlook.h"

#include "text/fold.h"

enum { RECITAL_MAX = 4, PLACE_MAX = 10, LIST_MAX = 16 };

static bool cue_covered(const vd_outlook *view, const vd_cue *cue, bool own)
{
    uint8_t cover = view->cover[cue->range.from] | view->cover[cue->range.to - 1];
    uint8_t bars = own ? VD_COVER_CITED | VD_COVER_SPENT : VD_COVER_CITED | VD_COVER_OWN | VD_COVER_SPENT;
    return (cover & bars) != 0;
}

/* An item of a list ends between two positions: ";" at the end of a line. */
static bool item_ends(const vd_scan *scan, size_t from, size_t to)
{
    for (size_t at = from; at + 1 < to; at++) {
        if (scan->text->fold[at] == ';' && scan->text->fold[at + 1] == '\n') {
            return true;
        }
    }
    return false;
}

/* "ban hành kèm theo", or its "theo" alone: what stands before is a text that the document carries. */
static bool names_annex(const vd_scan *scan, size_t at)
{
    return vd_scan_starts(scan, at, "ban hanh") || (at > 4 && vd_scan_starts(scan, at - 4, "kem theo"));
}

/* Does a list of objects go on from one's end to the place of the next?  "bãi bỏ thủ tục số 1 tại Quyết định số A | và
 * thủ tục số 2 | tại Quyết định số B". */
static bool object_follows(vd_scan *scan, size_t from, size_t place)
{
    enum { OBJECT_MAX = 160 };
    static const char *const parts[] = {"thu tuc ", "tthc ",  "noi dung ", "quy dinh ", "cum tu ", "so thu tu ", "mau ",
                                        "diem ",    "khoan ", "dieu ",     "muc ",      "phan ",   "phu luc "};
    static const char also[] = " va ";
    vd_match match;
    if (vd_only_separator(scan, from, place)) {
        return true;
    }
    bool follows = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && vd_scan_starts(scan, from, also) && !follows; i++) {
        follows = vd_scan_starts(scan, from + strlen(also), parts[i]);
    }
    return follows && place - from <= OBJECT_MAX && !vd_scan_find(scan, VD_PAT_detour, from, place, &match);
}

/* Of the heads from `first` to `last` the one whose object stands at the place that `last` names: "Bãi bỏ | Quy chế …
 * ban hành kèm theo | Quyết định số A", "thay thế cụm từ … | tại khoản 3 Điều 4 Thông tư số A và tại | Thông tư số B".
 */
static const vd_cue *verb_of_place(vd_scan *scan, const vd_outlook *view, size_t first, size_t last, bool own)
{
    size_t place = view->cues[last].range.from;
    bool annex = names_annex(scan, place);
    for (size_t i = last; i-- > first;) {
        const vd_cue *verb = &view->cues[i];
        bool named = annex && (verb->relation == VD_REL_IMPLEMENTS || verb->relation == VD_REL_DETAILS);
        if (cue_covered(view, verb, own) || verb->closes < place || (named && verb->kind != VD_CUE_NONE)) {
            continue; /* "Quy chế phối hợp thực hiện … ban hành kèm theo": the annex's own name */
        }
        vd_match match;
        int before = vd_draft_ending(scan, place);
        bool member = before >= 0 && scan->drafts[before].span.from >= verb->range.to;
        bool reaches = member ? object_follows(scan, scan->drafts[before].tail.to, place)
                              : !vd_quoted(view, verb->range.to, place) &&
                                    !vd_scan_find(scan, VD_PAT_detour, verb->range.to, place, &match);
        if (!reaches) {
            return NULL;
        }
        if (verb->kind != VD_CUE_PLACE) {
            bool near = verb->relation == VD_REL_DETAILS && place - verb->range.to <= PLACE_MAX;
            bool acts = vd_relation_changes(verb->relation) || near; /* "hướng dẫn thi hành | một số quy định của" */
            return acts && verb->kind != VD_CUE_NONE ? verb : NULL;
        }
        place = verb->range.from;
    }
    return NULL;
}

/* A comma stands between that parts no provisions: behind it somebody acts, "Căn cứ dự toán được giao, Bộ Tài chính xem
 * xét … theo | …". */
static bool clause_between(const vd_scan *scan, size_t from, size_t to)
{
    static const char *const parts[] = {"khoan ", "diem ", "dieu ", "muc ", "phan ", "chuong "};
    for (size_t at = from; at + 2 < to; at++) {
        bool part = scan->text->fold[at] != ',' || vd_fold_digit(scan->text->fold[at + 2]);
        for (size_t i = 0; i < sizeof parts / sizeof *parts && !part; i++) {
            part = vd_scan_starts(scan, at + 2, parts[i]);
        }
        if (!part) {
            return true;
        }
    }
    return false;
}

/* Does the recital that `opening` begins reach to what stands at `at` behind head `cue`?  "Căn cứ | chỉ đạo của … tại |
 * Thông báo số …", "Căn cứ | quy định tại | Điều 9 Luật …". */
static bool recital_reaches(const vd_scan *scan, const vd_outlook *view, const vd_cue *opening, const vd_cue *cue,
                            size_t start, size_t at)
{
    size_t from = opening->range.from;
    size_t gap = cue->range.from - opening->range.to;
    bool acted = from >= scan->body && clause_between(scan, opening->range.to, cue->range.from);
    if (cue->kind == VD_CUE_TOLD || cue->actor == VD_ACTOR_UNNAMED || acted || vd_opens_line(scan, cue->range.from)) {
        return false;
    }
    bool opens_scope = from <= start + RECITAL_MAX && !item_ends(scan, opening->range.to, at);
    bool opens_item = vd_opens_line(scan, from) && !vd_parted(view, opening->range.to, at);
    return opens_scope || (opens_item && (from < scan->body || gap <= PLACE_MAX));
}

/* The "Căn cứ" of the recital in which head `cue` governs what stands at `at`, or NULL. */
static const vd_cue *recital_of(const vd_scan *scan, const vd_outlook *view, size_t first, size_t cue, size_t at,
                                size_t start, bool own)
{
    for (size_t i = cue; i-- > first;) {
        const vd_cue *opening = &view->cues[i];
        if (opening->relation == VD_REL_BASED_ON && !cue_covered(view, opening, own)) {
            return recital_reaches(scan, view, opening, &view->cues[cue], start, at) ? opening : NULL;
        }
    }
    return NULL;
}

/* A blank line stands at the hard break at folded position `at`. */
static bool blank_line(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    size_t lines = 0;
    for (size_t i = text->at[at]; i < text->bytes.len && strchr(" \t\r\n", text->bytes.ptr[i]); i++) {
        lines += text->bytes.ptr[i] == '\n';
    }
    return lines > 1;
}

/* Does head `cue` reach over the ends of lines to what stands at `at`?  A line that breaks off at a word is a table's
 * cell where the head has its object already ("Thay thế giấy phép bị mất⏎Thông tư số A"); only recitals and short words
 * for a place ("theo tiêu chuẩn⏎TCVN A") are taken to go on.  Of items only one that opens with the head governs the
 * next. */
static bool reaches_over(const vd_scan *scan, const vd_outlook *view, const vd_cue *cue, size_t at)
{
    enum { OBJECT_MAX = 48 };
    const char *fold = scan->text->fold;
    size_t from = cue->range.to;
    size_t first = 0;
    size_t count = vd_positions_between(&view->breaks, from, at, &first);
    if (count > 0 && view->breaks.at[first] <= from + 1) {
        from = view->breaks.at[first++] + 1; /* the head ends its line, and its object stands on the next */
        count--;
    }
    size_t end = count > 0 ? view->breaks.at[first] : from;
    if (count == 0 || memchr(fold + from, '\n', end - from)) {
        return true; /* or it has opened a list before */
    }
    if (!vd_is_word(fold[end - 1])) {
        return vd_opens_line(scan, cue->range.from);
    }
    bool recital = cue->relation == VD_REL_BASED_ON;
    bool place =
        cue->relation == VD_REL_CITES && end - from <= OBJECT_MAX && (view->cover[end - 1] & VD_COVER_CITED) == 0;
    return (recital || place) && count == 1 && !blank_line(scan, end);
}

/* "Thực hiện nhiệm vụ được giao; | Quyết định số A": the head's own item of the list holds no document. */
static bool item_without(const vd_scan *scan, const vd_outlook *view, const vd_cue *cue, size_t at)
{
    size_t first = 0;
    if (cue->relation != VD_REL_IMPLEMENTS || vd_positions_between(&view->stops, cue->range.to, at, &first) == 0) {
        return false;
    }
    size_t next = vd_scan_from(scan, cue->range.to);
    return next < scan->draft_count && scan->drafts[next].span.from > view->stops.at[first];
}

/* A tab stands before `at` on its line. */
static bool line_tabbed(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    size_t byte = text->at[at];
    while (byte > 0 && !VD_AMONG(text->bytes.ptr[byte - 1], "\t\n")) {
        byte--;
    }
    return byte > 0 && text->bytes.ptr[byte - 1] == '\t';
}

/* Does the cell end in which the head stands?  What a cell of a table says reaches into the next where it is a label:
 * "| Bị thay thế bởi | Quyết định số A |". */
static bool cell_ends(const vd_scan *scan, const vd_cue *cue, size_t at)
{
    size_t from = cue->range.to;
    const vd_draft *draft = vd_draft_at(scan, at);
    if (draft && draft->row && line_tabbed(scan, cue->range.from)) {
        return true; /* the head of another column */
    }
    size_t end = vd_cell_end(scan, from, at);
    bool label = end < at && vd_str_trim(vd_scan_fold(scan, (vd_range){from, end})).len == 0;
    return (label ? vd_cell_end(scan, end + 1, at) : end) < at;
}

/* Does head `cue` govern what stands at `at`, as far as nothing between them does? */
static bool cue_reaches(const vd_scan *scan, const vd_outlook *view, const vd_cue *cue, size_t at, bool own)
{
    if (cue_covered(view, cue, own) || (cue->actor != VD_ACTOR_OWN && vd_parted(view, cue->range.to, at))) {
        return false;
    }
    bool spent = !reaches_over(scan, view, cue, at) || item_without(scan, view, cue, at) ||
                 (cue->kind == VD_CUE_WHEN && at > cue->range.to + 1);
    return !spent && !cell_ends(scan, cue, at);
}

/* Of the heads from `first` on in the scope that begins at `start`, head `cue` governs what stands at `at`: what that
 * says, by the verb or the recital whose object stands there.  False: no relation. */
static bool cue_says(vd_scan *scan, const vd_outlook *view, size_t first, size_t cue, size_t start, size_t at, bool own,
                     vd_cue *out)
{
    const vd_cue *head = &view->cues[cue];
    const vd_cue *verb = head->kind == VD_CUE_PLACE ? verb_of_place(scan, view, first, cue, own) : NULL;
    *out = verb ? *verb : *head;
    if (verb && verb->relation == VD_REL_SUPERSEDES && !names_annex(scan, head->range.from)) {
        out->relation = VD_REL_AMENDS; /* "thay thế danh mục … tại Quyết định số …": the rest stays in force */
    }
    if (out->actor == VD_ACTOR_UNNAMED) {
        out->relation = VD_REL_CITES;
    }
    const vd_cue *opening = out->relation == VD_REL_CITES ? recital_of(scan, view, first, cue, at, start, own) : NULL;
    *out = opening ? *opening : *out;
    return out->kind != VD_CUE_NONE;
}

/* The last head that ends at or before `at` in the scope that begins at `start`.  What stands in brackets governs
 * nothing behind them: "Thực hiện Nghị định số A (thay thế Nghị định số B), | Nghị định số C".  Only a place is taken
 * to go on where nothing else governs. */
static bool cue_in_scope(vd_scan *scan, const vd_outlook *view, size_t start, size_t at, bool own, vd_cue *out)
{
    size_t low = 0;
    size_t high = view->cue_count;
    while (low < high) { /* heads that end at or before `at` */
        size_t mid = low + (high - low) / 2;
        if (view->cues[mid].range.to <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    size_t first = low;
    while (first > 0 && view->cues[first - 1].range.from >= start) {
        first--;
    }
    size_t aside = SIZE_MAX;
    for (size_t i = low; i-- > first;) {
        const vd_cue *cue = &view->cues[i];
        if (!cue_reaches(scan, view, cue, at, own)) {
            continue;
        }
        if (cue->closes >= at) {
            return cue_says(scan, view, first, i, start, at, own, out);
        }
        aside = cue->relation == VD_REL_CITES && aside == SIZE_MAX ? i : aside;
    }
    return aside != SIZE_MAX && cue_says(scan, view, first, aside, start, at, own, out);
}

/* The opening line of the list whose item the draft stands in, at its head or behind other members; 0: none. */
static size_t list_intro(const vd_scan *scan, const vd_outlook *view, int draft)
{
    size_t at = vd_draft_from(&scan->drafts[draft]);
    size_t bound = vd_bound_find(view, at);
    if (bound == SIZE_MAX || view->bounds[bound].intro == 0) {
        return 0;
    }
    size_t to = 0;
    vd_line_marker(scan, view->bounds[bound].at, &to);
    for (int back = 0; back < LIST_MAX; back++) {
        vd_str lead = at > to ? vd_scan_fold(scan, (vd_range){to, at}) : VD_LIT("");
        while (lead.len > 0 && lead.ptr[0] == ' ') {
            lead = vd_str_slice(lead, 1, lead.len);
        }
        if (lead.len == 0 || vd_str_eq(lead, VD_LIT("toan bo ")) || vd_str_eq(lead, VD_LIT("mot phan ")) ||
            (lead.ptr[0] == '|' && vd_opens_row(scan, at))) {
            return view->bounds[bound].intro;
        }
        int before = vd_draft_ending(scan, at);
        if (before < 0 || scan->drafts[before].span.from < to ||
            !vd_only_separator(scan, scan->drafts[before].tail.to, at)) {
            return 0;
        }
        at = vd_draft_from(&scan->drafts[before]);
    }
    return 0;
}

/* Does the list that was asked for last go on to what stands at `at` in scope `bound`?  No head stands between. */
static bool list_goes_on(const vd_scan *scan, vd_outlook *view, size_t bound, size_t at)
{
    vd_list_reach *reach = &view->reach;
    const vd_cue *head = &reach->head;
    if (reach->to > at || reach->bound != bound || at - reach->to > VD_SCOPE_MAX ||
        vd_cell_end(scan, reach->to, at) < at) {
        return false;
    }
    if (reach->listed) {
        return vd_only_separator(scan, reach->to, at);
    }
    if ((head->actor != VD_ACTOR_OWN && vd_parted(view, reach->to, at)) || head->closes < at) {
        return false;
    }
    size_t first = 0;
    if (!reach->over && vd_positions_between(&view->breaks, reach->to, at, &first) > 0) {
        reach->over = reaches_over(scan, view, head, at);
        return reach->over;
    }
    return true;
}

/* `head` governs draft `index` in scope `bound`, and so the members of a list behind it. */
static void list_begins(const vd_scan *scan, vd_outlook *view, int index, size_t bound, bool listed, const vd_cue *head)
{
    const vd_draft *draft = &scan->drafts[index];
    if (draft->parent < 0) { /* what a title cites belongs to no list around it */
        size_t to = head->kind == VD_CUE_WHEN || head->closes < draft->tail.to ? SIZE_MAX : draft->tail.to;
        view->reach = (vd_list_reach){.head = *head, .bound = bound, .to = to, .listed = listed};
    }
}

/* The head of the line that opens the list whose item the draft stands in, or of a line over that. */
static bool cue_over_list(vd_scan *scan, const vd_outlook *view, int draft, bool own, vd_cue *out)
{
    size_t intro = list_intro(scan, view, draft);
    vd_match match;
    for (int level = 1; intro > 0; level++) {
        if (cue_in_scope(scan, view, vd_scope_start(view, intro), intro, own, out)) {
            return vd_scan_at(scan, VD_PAT_listed, out->range.from, intro, &match);
        }
        intro = level < VD_LIST_LEVELS ? vd_intro_around(view, intro) : 0;
    }
    return false;
}

bool vd_cue_before(vd_scan *scan, vd_outlook *view, int draft, size_t at, bool own, vd_cue *out)
{
    size_t bound = vd_bound_find(view, at);
    *out = (vd_cue){.actor = VD_ACTOR_OWN};
    if (cue_in_scope(scan, view, vd_scope_start(view, at), at, own, out)) {
        list_begins(scan, view, draft, bound, false, out);
        return true;
    }
    if (out->kind == VD_CUE_NONE) {
        view->reach.to = SIZE_MAX; /* a head that says nothing ends the list */
    } else if (scan->drafts[draft].parent < 0 && list_goes_on(scan, view, bound, at)) {
        *out = view->reach.head;
        view->reach.to = scan->drafts[draft].tail.to;
        return true;
    }
    if (!cue_over_list(scan, view, draft, own, out)) {
        return false;
    }
    list_begins(scan, view, draft, bound, true, out);
    return true;
}
