/* Which mentions are decided anew together with new sources.
 *
 * Of some numbers it cannot be told from what is kept what a new source changes: its text is the one that was cited, it
 * says more of a document than was known, or says a day of a number that others cite without one.  All mentions of such
 * a number mean documents that bear it, so the sources that touch these hold all that was said of it.  There they are
 * decided by the same steps as new ones, in the new ones' company, and their documents are as good as never made; what
 * these sources say of anything else stays as it is. */
#include "resolve/reopen.h"

#include "base/alloc.h"
#include "base/date.h"

/* ---- What the steps ask ------------------------------------------------------------------------------------------ */

bool vd_reopened_kept(const vd_pool *pool, size_t source)
{
    return pool->reopened && pool->reopened->kept[source] >= 0;
}

bool vd_reopened_row(const vd_pool *pool, int64_t row)
{
    return pool->reopened && row && vd_again_met(pool->reopened->met, row) != NULL;
}

int64_t vd_reopened_carried(const vd_pool *pool, size_t source)
{
    int64_t row = vd_reopened_kept(pool, source) ? pool->reopened->touched->documents[pool->reopened->kept[source]] : 0;
    return vd_reopened_row(pool, row) ? 0 : row;
}

bool vd_reopened_mention(const vd_pool *pool, size_t source, size_t mention)
{
    return !vd_reopened_kept(pool, source) || pool->reopened->open[source][mention];
}

bool vd_reopened_number(const vd_pool *pool, vd_str number)
{
    return pool->reopened && vd_map_get(&pool->reopened->met->numbers, number) != NULL;
}

bool vd_reopened_clusters(const vd_pool *pool, size_t *cluster)
{
    const vd_reopened *r = pool->reopened;
    for (size_t s = 0; s < pool->source_count && r; s++) {
        cluster[s] = s;
        for (size_t t = 0; t < s && r->kept[s] >= 0 && cluster[s] == s; t++) {
            bool same = r->kept[t] >= 0 && r->touched->documents[r->kept[t]] == r->touched->documents[r->kept[s]];
            cluster[s] = same ? t : s;
        }
    }
    return r != NULL;
}

/* A link that is kept, as the steps would have made it. */
static void link_recall(vd_pool *pool, size_t source, size_t mention)
{
    const vd_kept_link *kept = &pool->reopened->touched->links[pool->reopened->kept[source]][mention];
    int *candidates = VD_POOL_ARRAY(pool, int, kept->candidate_count + 1);
    vd_link *link = &pool->links[source][mention];
    bool anew = vd_reopened_row(pool, kept->document);
    for (size_t i = 0; i < kept->candidate_count && candidates && !anew; i++) {
        anew = vd_reopened_row(pool, kept->candidates[i]);
        candidates[i] = anew ? -1 : vd_past_entity(pool, kept->candidates[i]);
    }
    if (anew) {
        vd_pool_wide(pool, "a name of what is decided anew, that another mention stands for");
        return;
    }
    *link = (vd_link){.confidence = kept->confidence,
                      .candidates = candidates,
                      .candidate_count = (uint32_t)kept->candidate_count,
                      .document = kept->document ? vd_past_entity(pool, kept->document) : -1};
}

void vd_reopened_links(vd_pool *pool, size_t source)
{
    const vd_resolve_source *s = &pool->sources[source];
    for (size_t i = 0; i < s->mention_count && vd_reopened_kept(pool, source) && !pool->failed; i++) {
        const vd_said *said = &s->mentions[i];
        for (int m = said->among; m && m <= said->antecedent && vd_reopened_mention(pool, source, i); m++) {
            if (!vd_reopened_mention(pool, source, (size_t)m - 1)) {
                link_recall(pool, source, (size_t)m - 1);
            }
        }
    }
}

/* ---- Which mentions ---------------------------------------------------------------------------------------------- */

static bool number_met(const vd_again *a, const vd_wording *m)
{
    bool said = m->form == VD_FORM_NUMBERED || m->form == VD_FORM_SELF;
    return said && m->key.len && !vd_number_untyped(m) && vd_map_get(&a->numbers, m->key) != NULL;
}

static bool mention_opens(const vd_again *a, const vd_said *said, bool carries, const bool *open)
{
    bool opens = number_met(a, said->m) || (carries && said->m->form == VD_FORM_SELF);
    for (int m = said->among; m && m <= said->antecedent && !opens; m++) {
        opens = open[m - 1];
    }
    return opens;
}

/* Can it be decided as it was when all were?  Not where that hangs on when the words were written, and it is only known
 * from other mentions: these may have been decided before it or behind it. */
static void mention_check(vd_again *a, const vd_resolve_source *source, size_t at, const bool *open, bool dated)
{
    const vd_said *said = &source->mentions[at];
    const vd_wording *m = said->m;
    bool whole = vd_date_whole(m->date) || m->year;
    if (said->parent >= 0 && !open[said->parent] && vd_said_hangs(said)) {
        vd_pool_wide(&a->pool, "a number inside a mention that is not decided anew");
    }
    if (!dated && !whole && number_met(a, m) && !said->antecedent) {
        vd_pool_wide(&a->pool, "a number without its day, in a text without one");
    }
}

static bool *mentions_open(vd_again *a, const vd_touched *touched, size_t at)
{
    const vd_resolve_source *source = &touched->sources[at];
    bool *open = VD_POOL_ARRAY(&a->pool, bool, source->mention_count + 1);
    bool carries = vd_again_met(a, touched->documents[at]) != NULL;
    bool dated = vd_date_whole(source->header.date);
    for (size_t i = 0; i < source->mention_count && open; i++) {
        open[i] = mention_opens(a, &source->mentions[i], carries, open);
    }
    for (size_t i = 0; i < source->mention_count && open; i++) {
        if (open[i]) {
            mention_check(a, source, i, open, dated);
        }
    }
    return open;
}

/* What a new source says must not lead to documents in ways that only all of them tell. */
static void new_check(vd_again *a, const vd_resolve_source *source)
{
    for (size_t i = 0; i < source->mention_count; i++) {
        const vd_wording *m = source->mentions[i].m;
        if (m->form == VD_FORM_TRUNCATED || (m->form == VD_FORM_NUMBERED && vd_number_untyped(m))) {
            vd_pool_wide(&a->pool, "a number that is cut off, beside one that is decided anew");
        }
    }
}

/* Two new texts of one number may be one. */
static void news_check(vd_again *a, const vd_resolve_source *new, size_t count)
{
    vd_map numbers = {0};
    for (size_t i = 0; i < count && !a->pool.failed; i++) {
        bool made = false;
        vd_str key = vd_number_key(&a->pool, new[i].header.number, new[i].header.type);
        a->pool.failed = a->pool.failed || vd_map_put(&numbers, key, i, &made) == NULL;
        if (!made) {
            vd_pool_wide(&a->pool, "new texts of one number");
        }
        new_check(a, &new[i]);
    }
    vd_map_clear(&numbers);
}

void vd_reopened_make(vd_again *met, const vd_touched *touched, const vd_resolve_source *new, size_t count,
                      vd_reopened *out)
{
    vd_pool *pool = &met->pool;
    size_t all = touched->count + count;
    vd_resolve_source *sources = VD_POOL_ARRAY(pool, vd_resolve_source, all + 1);
    *out = (vd_reopened){.met = met, .touched = touched, .count = all};
    out->kept = VD_POOL_ARRAY(pool, int, all + 1);
    out->open = VD_POOL_ARRAY(pool, bool *, all + 1);
    if (pool->failed) {
        return;
    }
    news_check(met, new, count);
    for (size_t i = 0, t = 0, n = 0; i < all && !pool->failed; i++) {
        bool old = n == count || (t < touched->count && vd_str_cmp(touched->sources[t].path, new[n].path) < 0);
        out->kept[i] = old ? (int)t : -1;
        out->open[i] = old ? mentions_open(met, touched, t) : NULL;
        sources[i] = old ? touched->sources[t] : new[n];
        t += old;
        n += !old;
    }
    out->sources = sources;
}
