/* Who acts on a law that is called by its name alone: "Điều 9 Luật Quản lý thuế được sửa đổi tại Điều 1 Luật … số
 * 21/2012/QH13".  What the act of 2012 amended is the law of that name of its day, whenever the text was written: a
 * compendium, or a text that lets an old case be judged by the old law, is younger than both.  Only what the text
 * itself says of the act counts, so that nothing another text says changes what is meant here. */
#include "resolve/law.h"

#include "base/alloc.h"
#include "base/date.h"
#include "tables/tables.h"

#include <string.h>

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

/* The claim by which another document that the text names acts on what the mention means; NULL: there is none. */
static const vd_claim *law_claim(vd_pool *pool, const vd_ref *ref)
{
    const vd_resolve_source *source = &pool->sources[ref->source];
    if (ref->at->parent >= 0 || source->claim_count == 0) {
        return NULL;
    }
    if (pool->acts.source != ref->source + 1) {
        acts_read(pool, ref->source);
    }
    int by = pool->failed ? -1 : pool->acts.by[ref->mention];
    return by < 0 ? NULL : &source->claims[by];
}

const vd_wording *vd_law_actor(vd_pool *pool, const vd_ref *ref, bool *last_passed)
{
    const vd_resolve_source *source = &pool->sources[ref->source];
    const vd_claim *claim = law_claim(pool, ref);
    *last_passed = claim && (claim->relation == VD_REL_AMENDS || claim->relation == VD_REL_CORRECTS ||
                             claim->relation == VD_REL_DETAILS || claim->relation == VD_REL_SUSPENDS);
    return claim ? source->mentions[claim_actor(source, claim)].m : NULL;
}

vd_date vd_law_acted(const vd_wording *actor)
{
    int year = actor->year;
    if (actor->date.year == 0 && year == 0 && actor->form == VD_FORM_NAMED) {
        (void)vd_law_bare_name(actor->fold, &year);
    }
    return actor->date.year || year == 0 ? actor->date : (vd_date){(int16_t)year, 0, 0};
}

vd_date vd_law_effect(vd_pool *pool, const vd_ref *ref)
{
    bool last_passed = false;
    const vd_wording *actor = vd_law_actor(pool, ref, &last_passed);
    bool of_others = actor && vd_law_acted(actor).year;
    vd_date effect = pool->sources[ref->source].header.effective;
    vd_date made = vd_source_latest(pool, ref->source);
    bool later = vd_date_whole(effect) && made.year && vd_date_cmp(made, effect) < 0;
    return later && !of_others && vd_ref_own(pool, ref) ? effect : (vd_date){0};
}

/* The table has the change under its act's number: is that one of this name, passed by `last`? */
static bool act_called(const vd_amendment_row *change, vd_str name, vd_date last)
{
    const vd_catalogue_row *act = vd_catalogue_by_number(vd_str_of(change->acting));
    vd_date passed;
    bool by_then =
        act && (last.year == 0 || (vd_date_parse(vd_str_of(act->passed), &passed) && vd_date_cmp(passed, last) <= 0));
    const vd_catalogue_row *row = NULL;
    while (by_then && (row = vd_catalogue_by_title(name, row)) != NULL && row != act) {
    }
    return by_then && row != NULL;
}

vd_str vd_law_changer(vd_pool *pool, const vd_ref *ref)
{
    const vd_claim *claim = law_claim(pool, ref);
    bool changes = claim && (claim->relation == VD_REL_AMENDS || claim->relation == VD_REL_SUPERSEDES ||
                             claim->relation == VD_REL_REPEALS);
    const vd_resolve_source *source = &pool->sources[ref->source];
    const vd_wording *actor = changes ? source->mentions[claim_actor(source, claim)].m : NULL;
    bool named = actor && actor->form == VD_FORM_NAMED && actor->core && vd_law_acted(actor).year == 0;
    return named ? actor->fold : VD_NONE;
}

bool vd_law_changed(vd_str number, vd_str changer, vd_date last)
{
    bool changed = false;
    for (const vd_amendment_row *row = NULL;
         number.len && !changed && (row = vd_amendment_by_target(number, row)) != NULL;) {
        changed = act_called(row, changer, last);
    }
    return changed;
}

void vd_acts_clear(vd_acts *acts)
{
    vd_free(acts->by);
    *acts = (vd_acts){0};
}
