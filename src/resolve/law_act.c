/* Who acts on a law that is called by its name alone: "Điều 9 Luật Quản lý thuế được sửa đổi tại Điều 1 Luật … số
 * 21/2012/QH13".  What the act of 2012 amended is the law of that name of its day, whenever the text was written: a
 * compendium, or a text that lets an old case be judged by the old law, is younger than both.  Only what the text
 * itself says of the act counts, so that nothing another text says changes what is meant here. */
#include "resolve/law.h"

#include "base/alloc.h"

static bool relation_acts(vd_relation relation)
{
    switch (relation) {
    case VD_REL_AMENDS:
    case VD_REL_CORRECTS:
    case VD_REL_SUPERSEDES:
    case VD_REL_REPEALS:
    case VD_REL_SUSPENDS:
    case VD_REL_DETAILS:
    case VD_REL_IMPLEMENTS:
    case VD_REL_BASED_ON:
        return true;
    default:
        return false;
    }
}

/* The mention by which the acting document is named: what stands for an earlier one is that one. */
static int claim_actor(const vd_resolve_source *source, const vd_claim *claim)
{
    int from = claim->from;
    int steps = 0;
    while (from >= 0 && source->mentions[from].antecedent && steps++ < 4) {
        from = source->mentions[from].antecedent - 1;
    }
    return from >= 0 && source->mentions[from].m->form != VD_FORM_SELF ? from : -1;
}

/* Of several that act on one mention the first counts. */
static void acts_read(vd_pool *pool, int at)
{
    const vd_resolve_source *source = &pool->sources[at];
    vd_acts *acts = &pool->acts;
    acts->source = 0;
    if (source->mention_count > acts->cap) {
        vd_free(acts->by);
        acts->by = vd_alloc(source->mention_count * sizeof *acts->by);
        acts->cap = acts->by ? source->mention_count : 0;
    }
    if (source->mention_count > acts->cap) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < source->mention_count; i++) {
        acts->by[i] = -1;
    }
    for (size_t i = 0; i < source->claim_count; i++) {
        const vd_claim *claim = &source->claims[i];
        bool acts_on = claim->to >= 0 && relation_acts(claim->relation) && claim_actor(source, claim) >= 0;
        if (acts_on && acts->by[claim->to] < 0) {
            acts->by[claim->to] = (int)i;
        }
    }
    acts->source = at + 1;
}

const vd_wording *vd_law_actor(vd_pool *pool, const vd_ref *ref, bool *last_passed)
{
    const vd_resolve_source *source = &pool->sources[ref->source];
    *last_passed = false;
    if (ref->at->parent >= 0 || source->claim_count == 0) {
        return NULL;
    }
    if (pool->acts.source != ref->source + 1) {
        acts_read(pool, ref->source);
    }
    int by = pool->failed ? -1 : pool->acts.by[ref->mention];
    if (by < 0) {
        return NULL;
    }
    const vd_claim *claim = &source->claims[by];
    *last_passed = claim->relation == VD_REL_AMENDS || claim->relation == VD_REL_CORRECTS ||
                   claim->relation == VD_REL_DETAILS || claim->relation == VD_REL_SUSPENDS;
    return source->mentions[claim_actor(source, claim)].m;
}

vd_date vd_law_acted(const vd_wording *actor)
{
    int year = actor->year;
    if (actor->date.year == 0 && year == 0 && actor->form == VD_FORM_NAMED) {
        (void)vd_law_bare_name(actor->fold, &year);
    }
    return actor->date.year || year == 0 ? actor->date : (vd_date){(int16_t)year, 0, 0};
}

void vd_acts_clear(vd_acts *acts)
{
    vd_free(acts->by);
    *acts = (vd_acts){0};
}
