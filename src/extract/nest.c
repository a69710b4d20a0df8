/* Which mention stands inside which other one's span or title. */
#include "base/date.h"
#include "extract/outlook.h"

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

/* Where the words that join `at` to what stands before it begin; SIZE_MAX: nothing joins them. */
static size_t joined_from(const vd_scan *scan, size_t at)
{
    static const char *const joins[] = {", va ", "; va ", " va ", ", ", "; "};
    vd_str before = {scan->text->fold, at};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        if (vd_str_ends(before, vd_str_of(joins[i]))) {
            return at - strlen(joins[i]);
        }
    }
    return SIZE_MAX;
}

/* Does the title of draft `index` name something younger before draft `inner`: "… được sửa đổi bởi Nghị định B, C"? */
static bool title_names_younger(const vd_scan *scan, int index, int inner)
{
    bool found = false;
    for (int i = inner - 1; i > index && !found; i--) {
        found = scan->drafts[i].parent == index && vd_younger(scan, index, i);
    }
    return found;
}

/* "… Nghị định số 59/2018/NĐ-CP sửa đổi Nghị định số 08/2015/NĐ-CP, | Nghị định số 89/2018/NĐ-CP": what is younger than
 * the document in whose title it seems to stand is named in a row with it. */
static bool title_ends_before(vd_scan *scan, int index, int inner)
{
    vd_draft *outer = &scan->drafts[index];
    bool younger = outer->number.ptr && scan->drafts[inner].number.ptr && outer->title.to > outer->title.from &&
                   vd_younger(scan, index, inner) && !title_names_younger(scan, index, inner);
    size_t end = younger ? joined_from(scan, scan->drafts[inner].span.from) : SIZE_MAX;
    if (end == SIZE_MAX || end <= outer->title.from || outer->title.to <= end) {
        return false;
    }
    outer->title.to = outer->tail.to = end;
    return true;
}

void vd_pass_nest(vd_scan *scan)
{
    vd_scan_sort(scan);
    crossings_drop(scan);
    scan->sorted = scan->draft_count;
    size_t reach = 0; /* no draft before holds what ends behind */
    for (size_t i = 0; i < scan->draft_count; i++) {
        int outer = scan->drafts[i].span.to <= reach ? (int)i - 1 : -1;
        while (outer >= 0 &&
               (!holds(&scan->drafts[outer], &scan->drafts[i]) || title_ends_before(scan, outer, (int)i))) {
            outer = outer_next(scan, outer, &scan->drafts[i]);
        }
        scan->drafts[i].parent = outer;
        reach = vd_draft_end(&scan->drafts[i]) > reach ? vd_draft_end(&scan->drafts[i]) : reach;
        date_outer(scan, &scan->drafts[i]);
    }
}
