/* What mentions say, each thing kept once: strings first, so that equal ones lie at one place, then the whole by its
 * bytes. */
#include "resolve/wording.h"

#include "base/alloc.h"
#include "base/error.h"
#include "resolve/pool.h"
#include "text/text.h"

#include <stddef.h>

enum { TABLE_FIRST = 1024 };

bool vd_wordings_text(vd_wordings *all, vd_str text, vd_str *out)
{
    *out = text;
    if (text.ptr == NULL || text.len == 0) {
        out->ptr = text.ptr ? "" : NULL;
        return true;
    }
    *out = vd_map_key(&all->texts, text);
    if (out->ptr) {
        return true;
    }
    *out = vd_arena_copy(all->arena, text);
    return out->ptr && vd_map_put(&all->texts, *out, 0, NULL);
}

/* The words themselves count where a name or a number has to be found by its beginning, and where a year is read off a
 * name. */
static bool surface_counts(const vd_mention *m)
{
    return m->form == VD_FORM_TRUNCATED || (m->form == VD_FORM_NAMED && m->core);
}

/* As much of a wording as is compared; the rest follows from it. */
enum { SAID = offsetof(vd_wording, key) };
_Static_assert(SAID % sizeof(uint64_t) == 0, "every byte is hashed");

static uint64_t wording_hash(const vd_wording *w)
{
    const unsigned char *bytes = (const unsigned char *)w;
    uint64_t hash = 0;
    for (size_t i = 0; i < SAID; i += sizeof hash) {
        uint64_t part;
        memcpy(&part, bytes + i, sizeof part);
        hash = (hash ^ part) * 0x9e3779b97f4a7c15ULL;
        hash ^= hash >> 29;
    }
    return hash;
}
/* The place of what says the same, or the free one where it would go. */
static size_t table_at(const vd_wordings *all, const vd_wording *w)
{
    size_t at = (size_t)wording_hash(w) & (all->cap - 1);
    while (all->table[at] && memcmp(all->table[at], w, SAID) != 0) {
        at = (at + 1) & (all->cap - 1);
    }
    return at;
}

static bool table_grow(vd_wordings *all)
{
    vd_wordings larger = {.cap = all->cap ? all->cap * 2 : TABLE_FIRST};
    larger.table = vd_alloc_zero(larger.cap * sizeof(const vd_wording *));
    if (larger.table == NULL) {
        return false;
    }
    for (size_t i = 0; i < all->cap; i++) {
        if (all->table[i]) {
            larger.table[table_at(&larger, all->table[i])] = all->table[i];
        }
    }
    vd_free((void *)all->table);
    all->table = larger.table;
    all->cap = larger.cap;
    return true;
}

/* The forms by which it is looked up. */
static bool forms_make(vd_wordings *all, vd_wording *w)
{
    vd_arena scratch = {0};
    vd_pool pool = {.arena = &scratch};
    vd_str key = w->number.ptr ? vd_number_key(&pool, w->number, w->type) : VD_LIT("");
    vd_str fold = vd_pool_fold(&pool, w->title);
    bool made = !pool.failed && vd_wordings_text(all, key, &w->key) && vd_wordings_text(all, fold, &w->fold);
    vd_arena_clear(&scratch);
    return made;
}

/* Where the term in a law's number is misprinted, that of the law which is meant. */
static bool term_mend(vd_wordings *all, vd_wording *w)
{
    vd_str number = vd_number_of_term(w);
    if (number.ptr == NULL) {
        return true;
    }
    size_t symbol = number.len;
    while (symbol > 0 && number.ptr[symbol - 1] != '/') {
        symbol--;
    }
    w->misterm = true;
    w->confidence *= 0.9;
    return vd_wordings_text(all, number, &w->number) &&
           vd_wordings_text(all, vd_str_slice(number, symbol, number.len), &w->symbol);
}

const vd_wording *vd_wordings_add_kept(vd_wordings *all, const vd_mention *m)
{
    vd_wording w;
    memset(&w, 0, sizeof w); /* also what lies between the fields: all bytes are compared */
    if (!vd_wordings_text(all, surface_counts(m) ? m->surface : VD_NONE, &w.surface) ||
        (all->count + 1 > all->cap / 4 * 3 && !table_grow(all))) {
        return NULL;
    }
    w.type = m->type;
    w.number = m->number;
    w.symbol = m->symbol;
    w.issuer = m->issuer;
    w.place = m->place;
    w.term = m->term;
    w.title = m->title;
    w.confidence = m->confidence;
    w.date = m->date;
    w.year = m->year;
    w.form = m->form;
    w.issuer_stated = m->issuer_stated;
    w.core = m->core;
    if (!term_mend(all, &w)) {
        return NULL;
    }
    size_t at = table_at(all, &w);
    if (all->table[at] == NULL) {
        vd_wording *made = forms_make(all, &w) ? VD_ARENA_ARRAY(all->arena, vd_wording, 1) : NULL;
        if (made == NULL) {
            return NULL;
        }
        memcpy(made, &w, sizeof w);
        all->table[at] = made;
        all->count++;
    }
    return all->table[at];
}

const vd_wording *vd_wordings_add(vd_wordings *all, const vd_mention *mention)
{
    vd_mention m = *mention;
    vd_str *const texts[] = {&m.type, &m.number, &m.symbol, &m.issuer, &m.place, &m.term, &m.title};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!vd_wordings_text(all, *texts[i], texts[i])) {
            return NULL;
        }
    }
    return vd_wordings_add_kept(all, &m);
}

void vd_wordings_clear(vd_wordings *all)
{
    vd_map_clear(&all->texts);
    vd_free((void *)all->table);
    *all = (vd_wordings){.arena = all->arena};
}

vd_status vd_resolve_source_of(vd_wordings *all, vd_str path, const vd_extraction *extraction, vd_resolve_source *out,
                               vd_error *err)
{
    size_t mentions = extraction->mention_count;
    size_t claims = extraction->statement_count;
    vd_said *said = VD_ARENA_ARRAY(all->arena, vd_said, mentions + 1);
    vd_claim *claimed = VD_ARENA_ARRAY(all->arena, vd_claim, claims + 1);
    if (said == NULL || claimed == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < mentions; i++) {
        const vd_mention *m = &extraction->mentions[i];
        said[i] = (vd_said){
            vd_wordings_add(all, m), (uint32_t)m->start, (uint32_t)m->end, m->parent, m->antecedent, m->among};
        if (said[i].m == NULL) {
            return vd_fail_memory(err);
        }
    }
    for (size_t i = 0; i < claims; i++) {
        const vd_statement *s = &extraction->statements[i];
        claimed[i] = (vd_claim){s->confidence, s->from, s->to, (uint32_t)s->start, s->relation};
    }
    *out = (vd_resolve_source){.path = path,
                               .mentions = said,
                               .mention_count = mentions,
                               .claims = claimed,
                               .claim_count = claims,
                               .header = extraction->header};
    return VD_OK;
}
