/* Which mention stands inside which other one's span or title. */
#include "extract/scan.h"

enum { TITLE_REACH = 1200 };

static bool holds(const vd_draft *outer, const vd_draft *inner)
{
    size_t end = outer->tail.to > outer->span.to ? outer->tail.to : outer->span.to;
    return outer->span.from <= inner->span.from && inner->span.to <= end &&
           !(outer->span.from == inner->span.from && outer->span.to == inner->span.to);
}

/* Where to look on when draft `index` does not hold a later one: draft by draft as far back as a title reaches, beyond
 * that only what holds `index` itself. */
static int outer_next(const vd_scan *scan, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    if (index == 0 || scan->drafts[index - 1].span.from + TITLE_REACH < draft->span.from) {
        return draft->parent;
    }
    return index - 1;
}

/* A mention as long as the title it stands in would be its own parent's twin: drop what repeats another's span. */
static void twins_drop(vd_scan *scan)
{
    size_t kept = 0;
    for (size_t i = 0; i < scan->draft_count; i++) {
        bool twin = kept > 0 && scan->drafts[kept - 1].span.from == scan->drafts[i].span.from &&
                    scan->drafts[kept - 1].span.to == scan->drafts[i].span.to;
        if (!twin) {
            scan->drafts[kept++] = scan->drafts[i];
        }
    }
    scan->draft_count = kept;
}

void vd_pass_nest(vd_scan *scan)
{
    vd_scan_sort(scan);
    twins_drop(scan);
    scan->sorted = scan->draft_count;
    for (size_t i = 0; i < scan->draft_count; i++) {
        int outer = (int)i - 1;
        while (outer >= 0 && !holds(&scan->drafts[outer], &scan->drafts[i])) {
            outer = outer_next(scan, outer);
        }
        scan->drafts[i].parent = outer;
    }
}
