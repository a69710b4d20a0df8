/** What threads can do for the one that writes: checking an extraction, counting lines and columns, choosing and
 * packing the words shown. */
#include "store/prepare.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/key.h"
#include "store/passage.h"

vd_status vd_extraction_misplaced(const char *what, size_t at, vd_str path, vd_error *err)
{
    return vd_fail(err, VD_INVALID, "%.*s: the extraction's %s %zu is out of place", (int)path.len, path.ptr, what, at);
}

static bool index_fits(int index, size_t count)
{
    return index >= -1 && (index < 0 || (size_t)index < count);
}

/* What a mention stands for comes before it. */
static bool antecedent_fits(const vd_mention *m, size_t at)
{
    bool none = m->antecedent == 0 && m->among == 0;
    return none || (m->among > 0 && m->among <= m->antecedent && (size_t)m->antecedent <= at);
}

static bool span_fits(size_t start, size_t end, size_t len)
{
    return start <= end && end <= len;
}

/* What is read back is trusted to keep these. */
static vd_status extraction_check(vd_str path, const vd_source *source, const vd_extraction *e, vd_error *err)
{
    size_t len = vd_source_bytes(source).len;
    for (size_t i = 0; i < e->mention_count; i++) {
        const vd_mention *m = &e->mentions[i], *before = i == 0 ? m : m - 1;
        bool sorted = before->start < m->start || (before->start == m->start && before->end >= m->end);
        if (!sorted || !span_fits(m->start, m->end, len) || !index_fits(m->parent, e->mention_count) ||
            !antecedent_fits(m, i)) {
            return vd_extraction_misplaced("mention", i, path, err);
        }
    }
    for (size_t i = 0; i < e->statement_count; i++) {
        const vd_statement *t = &e->statements[i];
        if (!index_fits(t->from, e->mention_count) || !index_fits(t->to, e->mention_count) ||
            !span_fits(t->start, t->end, len) || !span_fits(t->cue_start, t->cue_end, len) ||
            !span_fits(t->sentence_start, t->sentence_end, len)) {
            return vd_extraction_misplaced("statement", i, path, err);
        }
    }
    return VD_OK;
}

/* Per mention the first statement about it, whose sentence it is shown with; NULL entries where there is none. */
static const vd_statement **evidence_find(vd_arena *arena, const vd_extraction *e)
{
    const vd_statement **found = VD_ARENA_ARRAY(arena, const vd_statement *, e->mention_count + 1);
    for (size_t i = e->statement_count; found != NULL && i-- > 0;) {
        const vd_statement *t = &e->statements[i];
        if (t->from >= 0) {
            found[t->from] = t;
        }
        if (t->to >= 0) {
            found[t->to] = t;
        }
    }
    return found;
}

static vd_place place_of(const vd_source *source, size_t start, vd_span shown)
{
    vd_place place = {.shown = shown};
    vd_source_position(source, start, &place.line, &place.column);
    return place;
}

/* Fills the places, and `spans` with all that is shown. */
static bool places_find(vd_prepared *p, const vd_source *source, const vd_extraction *e, vd_span *spans)
{
    vd_str bytes = vd_source_bytes(source);
    const vd_statement **evidence = evidence_find(&p->arena, e);
    for (size_t i = 0; evidence != NULL && i < e->mention_count; i++) {
        const vd_mention *m = &e->mentions[i];
        const vd_statement *t = evidence[i];
        vd_span span = {m->start, m->end};
        vd_span shown = t == NULL ? vd_shown_around(bytes, span)
                                  : vd_shown_sentence(bytes, (vd_span){t->sentence_start, t->sentence_end}, span);
        *spans++ = shown;
        p->mentions[i] = place_of(source, m->start, shown);
        if (m->form == VD_FORM_NAMED && !vd_key_name(&p->arena, m->surface, &p->names[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < e->statement_count; i++) {
        const vd_statement *t = &e->statements[i];
        vd_span sentence = {t->sentence_start, t->sentence_end};
        vd_span shown = vd_shown_sentence(bytes, sentence, (vd_span){t->start, t->end});
        *spans++ = shown;
        p->statements[i] = place_of(source, t->start, shown);
    }
    return evidence != NULL;
}

static vd_status prepared_fill(vd_prepared *p, const vd_source *source, const vd_extraction *e, vd_error *err)
{
    size_t count = e->mention_count + e->statement_count;
    vd_span *spans = VD_ARENA_ARRAY(&p->arena, vd_span, count + 1);
    p->mentions = VD_ARENA_ARRAY(&p->arena, vd_place, e->mention_count + 1);
    p->statements = VD_ARENA_ARRAY(&p->arena, vd_place, e->statement_count + 1);
    p->names = VD_ARENA_ARRAY(&p->arena, vd_str, e->mention_count + 1);
    bool room = spans != NULL && p->mentions != NULL && p->statements != NULL && p->names != NULL;
    if (!room || !places_find(p, source, e, spans)) {
        return vd_fail_memory(err);
    }
    return vd_passages_pack(vd_source_bytes(source), spans, count, &p->words, err);
}

vd_status vd_store_prepare(vd_str path, const vd_source *source, const vd_extraction *extraction, vd_prepared **out,
                           vd_error *err)
{
    *out = NULL;
    vd_status status = extraction_check(path, source, extraction, err);
    if (status != VD_OK) {
        return status;
    }
    vd_prepared *p = vd_alloc_zero(sizeof *p);
    status = p == NULL ? vd_fail_memory(err) : prepared_fill(p, source, extraction, err);
    if (status != VD_OK) {
        vd_prepared_free(p);
        return status;
    }
    *out = p;
    return VD_OK;
}

void vd_prepared_free(vd_prepared *p)
{
    if (p != NULL) {
        vd_buf_clear(&p->words);
        vd_arena_clear(&p->arena);
        vd_free(p);
    }
}
