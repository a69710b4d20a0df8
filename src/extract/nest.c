/* Which mention stands inside which other one's span or title. */
#include "extract/scan.h"

static bool holds(const vd_draft *outer, const vd_draft *inner)
{
    size_t end = outer->tail.to > outer->span.to ? outer->tail.to : outer->span.to;
    return outer->span.from <= inner->span.from && inner->span.to <= end &&
           !(outer->span.from == inner->span.from && outer->span.to == inner->span.to);
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
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        draft->parent = -1;
        for (size_t j = i; j-- > 0;) {
            if (holds(&scan->drafts[j], draft)) {
                draft->parent = (int)j;
                break;
            }
        }
    }
}
