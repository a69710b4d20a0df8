/* Which mention stands inside which other one's span or title. */
#include "base/date.h"
#include "extract/scan.h"

enum { TITLE_REACH = 1200 };

static bool holds(const vd_draft *outer, const vd_draft *inner)
{
    return outer->span.from <= inner->span.from && inner->span.to <= vd_draft_end(outer) &&
           !(outer->span.from == inner->span.from && outer->span.to == inner->span.to);
}

/* Where to look on when draft `index` does not hold `inner`: draft by draft as far back as a title reaches, beyond that
 * only what holds `index` itself. */
static int outer_next(const vd_scan *scan, int index, const vd_draft *inner)
{
    bool near = scan->drafts[index].span.from + TITLE_REACH >= inner->span.from;
    return near ? index - 1 : scan->drafts[index].parent;
}

/* Of two mentions that cross, the one without a number goes, or the later one. */
static bool gives_way(const vd_draft *draft, const vd_draft *other)
{
    return draft->number.ptr == NULL && other->number.ptr != NULL;
}

/* Drop what repeats another's span, and what crosses one: mentions nest or stand apart. */
static void crossings_drop(vd_scan *scan)
{
    size_t kept = 0;
    size_t reach = 0; /* no span before ends behind: most have nothing to do with what follows */
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft draft = scan->drafts[i];
        bool drop = false;
        for (size_t j = draft.span.from < reach ? kept : 0;
             j-- > 0 && scan->drafts[j].span.from + TITLE_REACH > draft.span.from && !drop;) {
            const vd_draft *other = &scan->drafts[j];
            bool twin = other->span.from == draft.span.from && other->span.to == draft.span.to;
            bool cross = other->span.from < draft.span.from && other->span.to > draft.span.from &&
                         other->span.to < draft.span.to;
            if (cross && gives_way(other, &draft)) {
                memmove(&scan->drafts[j], &scan->drafts[j + 1], (kept - j - 1) * sizeof draft);
                kept--;
            } else {
                drop = twin || cross;
            }
        }
        if (!drop) {
            scan->drafts[kept++] = draft;
            reach = draft.span.to > reach ? draft.span.to : reach;
        }
    }
    scan->draft_count = kept;
}

/* "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức ngày 25 tháng 11 năm 2019": the day
 * is the amending law's.  Where a number stands before the day, it is that number's. */
static void date_outer(vd_scan *scan, vd_draft *draft)
{
    const vd_draft *outer = draft->parent >= 0 ? &scan->drafts[draft->parent] : NULL;
    bool same = outer && outer->span.to == draft->span.to && outer->tail.to == draft->tail.to;
    if (same && outer->number.ptr == NULL && draft->number.ptr == NULL && vd_date_eq(outer->date, draft->date)) {
        draft->date = (vd_date){0};
    }
}

void vd_pass_nest(vd_scan *scan)
{
    vd_scan_sort(scan);
    crossings_drop(scan);
    scan->sorted = scan->draft_count;
    size_t reach = 0; /* no draft before holds what ends behind */
    for (size_t i = 0; i < scan->draft_count; i++) {
        int outer = scan->drafts[i].span.to <= reach ? (int)i - 1 : -1;
        while (outer >= 0 && !holds(&scan->drafts[outer], &scan->drafts[i])) {
            outer = outer_next(scan, outer, &scan->drafts[i]);
        }
        scan->drafts[i].parent = outer;
        reach = vd_draft_end(&scan->drafts[i]) > reach ? vd_draft_end(&scan->drafts[i]) : reach;
        date_outer(scan, &scan->drafts[i]);
    }
}
