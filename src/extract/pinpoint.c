/* The provisions named before a citation: "điểm a khoản 2 Điều 5 | Luật …". */
#include "extract/relation.h"

#include "text/fold.h"

enum { PINPOINT_STEP = 200, PINPOINT_REACH = 1000 };

/* The first place in [from, floor) from which a pinpoint goes up to `at`. */
static bool pinpoint_within(vd_scan *scan, size_t from, size_t floor, size_t at, vd_range *place)
{
    vd_match match;
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, from, floor);
    for (const vd_anchor *word; (word = vd_anchor_walk_next(&scan->anchors, &walk, from, VD_ANCHOR_PLACE));) {
        bool begins = word->at == 0 || !vd_is_word(scan->text->fold[word->at - 1]);
        if (begins && vd_scan_at(scan, VD_PAT_pinpoint, word->at, at, &match) &&
            vd_match_group(scan, &match, "place", place)) {
            return true;
        }
    }
    return false;
}

/* No pinpoint stands farther before its document, nor before the end of a sentence or line, a bracket or a quotation
 * mark: of the marks that the sweep has found, one goes on over semicolons and points in numbers alone. */
static size_t pinpoint_floor(const vd_scan *scan, size_t at)
{
    size_t floor = at > PINPOINT_REACH ? at - PINPOINT_REACH : 0;
    for (size_t i = vd_mark_from(&scan->anchors, at); i-- > 0 && scan->anchors.marks[i] >= floor;) {
        size_t mark = scan->anchors.marks[i];
        bool point = scan->anchors.signs[i] == '.' && mark > 0 && vd_fold_digit(scan->text->fold[mark - 1]) &&
                     vd_fold_digit(scan->text->fold[mark + 1]); /* "khoản 3.9" */
        if (scan->anchors.signs[i] != ';' && !point) {
            return mark + 1;
        }
    }
    return floor;
}

/* The provisions named last before `at`, as far as no sentence or line ends between.  A list of places is read from its
 * end: where one was found, more may stand in front. */
void vd_pinpoint_before(vd_scan *scan, size_t at, vd_range *place)
{
    size_t start = pinpoint_floor(scan, at);
    size_t from = start + PINPOINT_STEP < at ? at - PINPOINT_STEP : start;
    bool found = pinpoint_within(scan, from, at, at, place);
    for (bool more = found; more && place->from > start;) {
        size_t floor = place->from;
        from = start + PINPOINT_STEP < floor ? floor - PINPOINT_STEP : start;
        more = pinpoint_within(scan, from, floor, at, place);
    }
    while (found && place->to > place->from && !vd_is_word(scan->text->fold[place->to - 1])) {
        place->to--;
    }
    if (found && vd_str_ends(vd_scan_fold(scan, *place), VD_LIT(" cua"))) {
        place->to -= 4;
    }
}

/* Does the name of a provision stand where a pinpoint of what begins at `at` may? */
static bool place_before(const vd_scan *scan, size_t at)
{
    size_t floor = pinpoint_floor(scan, at);
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, floor, at);
    return vd_anchor_walk_next(&scan->anchors, &walk, floor, VD_ANCHOR_PLACE) != NULL;
}

void vd_pass_pinpoints(vd_scan *scan)
{
    size_t end = SIZE_MAX; /* not looked for yet */
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        vd_draft *draft = &scan->drafts[i];
        size_t at = draft->span.from;
        if ((scan->forms & VD_FORM_BIT(draft->form)) == 0 || !place_before(scan, at)) {
            continue;
        }
        end = end == SIZE_MAX ? vd_document_end(scan) : end;
        if (vd_takes_part(draft, end)) {
            vd_pinpoint_before(scan, at, &draft->pinpoint);
        }
    }
}
