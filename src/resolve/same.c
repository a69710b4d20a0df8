/* Whether a text that was edited, or read again, leaves all that was decided as it is: it says the same of itself, and
 * cites the same in the same order, only elsewhere in its bytes.
 *
 * Where mentions stand is asked by no step but by their order and by which lie in which.  The print of its words tells
 * it from sources that lack number or day; those that could be copies of it cite half of what it does. When its tasks
 * are due is asked by no step either: that bounds the day of a text that does not say its whole date, and such a one is
 * not the same. */
#include "resolve/past.h"

#include "base/date.h"
#include "base/error.h"
#include "resolve/again.h"
#include "resolve/resolve.h"

#include <string.h>

static bool header_same(const vd_header *a, const vd_header *b)
{
    return vd_text_same(a->type, b->type) && vd_text_same(a->number, b->number) && vd_text_same(a->symbol, b->symbol) &&
           vd_text_same(a->issuer, b->issuer) && a->issuer_stated == b->issuer_stated &&
           vd_text_same(a->place, b->place) && vd_text_same(a->title, b->title) && vd_text_same(a->signer, b->signer) &&
           vd_text_same(a->signer_role, b->signer_role) && vd_date_eq(a->date, b->date) &&
           vd_date_eq(a->effective, b->effective);
}

static int order_of(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* Do two mentions lie to each other as they did? */
static bool places_same(const vd_said *was, const vd_said *is, size_t i, size_t j)
{
    return order_of(was[i].start, was[j].start) == order_of(is[i].start, is[j].start) &&
           order_of(was[i].end, was[j].end) == order_of(is[i].end, is[j].end) &&
           order_of(was[j].start, was[i].end) == order_of(is[j].start, is[i].end);
}

/* `what` says the same, since both are of one table of wordings.  A mention at the first byte is shown as learnt from
 * the head. */
static bool mentions_same(const vd_resolve_source *was, const vd_resolve_source *is)
{
    bool same = was->mention_count == is->mention_count;
    for (size_t i = 0; i < was->mention_count && same; i++) {
        const vd_said *a = &was->mentions[i], *b = &is->mentions[i];
        same = a->m == b->m && a->parent == b->parent && a->antecedent == b->antecedent && a->among == b->among &&
               a->start > 0 && b->start > 0;
        for (size_t j = i + 1; j < was->mention_count && same; j++) {
            same = places_same(was->mentions, is->mentions, i, j);
            if (was->mentions[j].start >= a->end && is->mentions[j].start >= b->end) {
                break;
            }
        }
    }
    return same;
}

static bool claims_same(const vd_resolve_source *was, const vd_resolve_source *is)
{
    bool same = was->claim_count == is->claim_count;
    for (size_t i = 0; i < was->claim_count && same; i++) {
        const vd_claim *a = &was->claims[i], *b = &is->claims[i];
        same = a->relation == b->relation && a->from == b->from && a->to == b->to && a->confidence == b->confidence &&
               (i == 0 || order_of(a[-1].start, a->start) == order_of(b[-1].start, b->start));
    }
    return same;
}

vd_status vd_resolve_same(vd_arena *arena, const vd_resolve_source *was, const vd_resolve_source *is,
                          const vd_past *past, bool *same, vd_error *err)
{
    vd_pool pool = {.arena = arena};
    *same = !vd_source_unnamed(is) && was->marks_lost == is->marks_lost && header_same(&was->header, &is->header) &&
            mentions_same(was, is) && claims_same(was, is);
    if (!*same || memcmp(was->print, is->print, VD_PRINT_SIZE * sizeof *is->print) == 0) {
        return VD_OK;
    }
    vd_status status = vd_past_begin(&pool, past) ? VD_OK : vd_fail_memory(err);
    if (status == VD_OK) {
        *same = !vd_past_copied(&pool, is);
        status = pool.failed ? vd_past_failure(&pool, err) : VD_OK;
    }
    vd_pool_clear(&pool);
    return status;
}
