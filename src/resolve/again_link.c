/* Mentions of sources that are decided twice: which mean another document with the other catalogue, and whether that
 * ends there.
 *
 * What a mention meant must be what is kept wherever a document is touched that may change; others in these sources
 * keep what they mean. */
#include "resolve/again_compare.h"

#include "base/date.h"

static bool links_same(const vd_compare *c, const vd_link *was, const vd_link *is)
{
    bool same = was->document == vd_compare_as_was(c, is->document) && was->confidence == is->confidence &&
                was->candidate_count == is->candidate_count && vd_basis_same(was->basis, is->basis);
    for (size_t i = 0; i < was->candidate_count && same; i++) {
        same = was->candidates[i] == vd_compare_as_was(c, is->candidates[i]);
    }
    return same;
}

static bool link_met(vd_compare *c, const vd_link *link, bool new)
{
    bool met = vd_compare_met(c, new ? vd_compare_as_was(c, link->document) : link->document);
    for (size_t i = 0; i < link->candidate_count && !met; i++) {
        met = vd_compare_met(c, new ? vd_compare_as_was(c, link->candidates[i]) : link->candidates[i]);
    }
    return met;
}

static bool kept_met(const vd_compare *c, const vd_kept_link *link)
{
    bool met = link->document && vd_again_met(c->a, link->document);
    for (size_t i = 0; i < link->candidate_count && !met; i++) {
        met = vd_again_met(c->a, link->candidates[i]) != NULL;
    }
    return met;
}

/* Is the mention decided among these sources as it is kept? */
static bool link_kept(vd_compare *c, size_t source, size_t mention)
{
    const vd_kept_link *kept = &c->kept->links[source][mention];
    const vd_link *was = &c->was.r.links[source][mention];
    vd_str basis = was->basis ? vd_str_of(was->basis) : VD_NONE;
    bool same = vd_compare_row(c, was->document) == kept->document && was->confidence == kept->confidence &&
                was->candidate_count == kept->candidate_count && vd_text_same(basis, kept->basis);
    for (size_t i = 0; i < kept->candidate_count && same; i++) {
        same = vd_compare_row(c, was->candidates[i]) == kept->candidates[i];
    }
    return same;
}

/* Does the mention look where all that look there are known? */
static bool mention_met(vd_compare *c, const vd_said *said)
{
    int year = 0;
    const vd_wording *m = said->m;
    bool number = m->key.len && vd_map_get(&c->a->numbers, m->key);
    return number || (m->core && vd_map_get(&c->a->names, vd_law_bare_name(m->fold, &year)));
}

/* Is it known when the words around the mention were written, as far as that is told by what they mean? */
static bool parent_kept(vd_compare *c, size_t source, const vd_said *said)
{
    if (said->parent < 0) {
        return true;
    }
    vd_document kept = {0};
    bool held = false;
    int64_t row = c->kept->links[source][said->parent].document;
    int was = c->was.r.links[source][said->parent].document;
    if (row) {
        vd_past_document_of(c->pool, row, &kept, &held);
    }
    vd_date date = was >= 0 ? c->was.r.documents[was].date : (vd_date){0};
    return link_kept(c, source, (size_t)said->parent) && vd_date_eq(date, kept.date);
}

static void link_compare(vd_compare *c, size_t source, size_t mention)
{
    const vd_said *said = &c->kept->sources[source].mentions[mention];
    const vd_link *was = &c->was.r.links[source][mention], *is = &c->is.r.links[source][mention];
    bool same = links_same(c, was, is), here = mention_met(c, said);
    bool counts = !same || here || link_met(c, was, false) || link_met(c, is, true) ||
                  kept_met(c, &c->kept->links[source][mention]);
    if (counts && !(link_kept(c, source, mention) && (!vd_said_hangs(said) || parent_kept(c, source, said)))) {
        vd_pool_wide(c->pool, "a mention that more than its own sources decide");
    } else if (!same && !here && !said->antecedent) {
        vd_pool_wide(c->pool, "a mention that changes with another one");
    } else if (!same && !vd_candidates_tell(c->is.r.documents, is)) {
        vd_pool_wide(c->pool, "several documents of one day");
    }
    c->out->relinked[source][mention] = !same;
}

/* Has what the mention means become another one, or of another day or body? */
static bool link_shifted(const void *of, size_t source, size_t mention)
{
    const vd_compare *c = of;
    const vd_link *was = &c->was.r.links[source][mention], *is = &c->is.r.links[source][mention];
    return was->document != vd_compare_as_was(c, is->document) || (was->document >= 0 && c->shifted[was->document]);
}

/* Does an edge by the mention lead elsewhere, or is it surer, or less sure? */
static bool link_moved(const void *of, size_t source, size_t mention)
{
    const vd_compare *c = of;
    const vd_link *was = &c->was.r.links[source][mention], *is = &c->is.r.links[source][mention];
    return c->out->relinked[source][mention] &&
           (was->document != vd_compare_as_was(c, is->document) || was->confidence != is->confidence);
}

/* What the text says elsewhere of a mention that has become another one. */
static void source_check(vd_compare *c, size_t source)
{
    const vd_resolve_source *s = &c->kept->sources[source];
    bool any = false;
    for (size_t i = 0; i < s->mention_count && c->pool->wide == NULL; i++) {
        const vd_said *said = &s->mentions[i];
        any = any || link_shifted(c, source, i) || c->out->relinked[source][i];
        if (said->parent >= 0 && link_shifted(c, source, (size_t)said->parent) && vd_said_hangs(said)) {
            vd_pool_wide(c->pool, "a mention inside one that has become another");
        }
        bool points = false, told = true;
        for (int m = said->among; m && m <= said->antecedent; m++) {
            points = points || c->out->relinked[source][m - 1];
            told = told && link_kept(c, source, (size_t)m - 1);
        }
        if ((points || (said->antecedent && c->out->relinked[source][i])) && !(told && link_kept(c, source, i))) {
            vd_pool_wide(c->pool, "a mention that stands for one that has become another");
        }
    }
    if (any) {
        const vd_link_change change = {c, source, link_moved, link_shifted};
        c->out->restated[source] = vd_source_restated(c->pool, s, &change);
    }
}

void vd_compare_links(vd_compare *c)
{
    vd_pool *pool = c->pool;
    const vd_touched *kept = c->kept;
    c->out->relinked = VD_POOL_ARRAY(pool, bool *, kept->count + 1);
    c->out->restated = VD_POOL_ARRAY(pool, bool, kept->count + 1);
    for (size_t s = 0; s < kept->count && !pool->failed && pool->wide == NULL; s++) {
        c->out->relinked[s] = VD_POOL_ARRAY(pool, bool, kept->sources[s].mention_count + 1);
        for (size_t m = 0; m < kept->sources[s].mention_count && !pool->failed && pool->wide == NULL; m++) {
            link_compare(c, s, m);
        }
    }
    for (size_t s = 0; s < kept->count && !pool->failed && pool->wide == NULL; s++) {
        source_check(c, s);
    }
}
