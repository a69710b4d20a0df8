/* Notes for later sources, of sources that are decided twice: those that the other catalogue makes, and those that go,
 * where nobody else may have made them, too. */
#include "resolve/again_compare.h"

#include <stdlib.h>

/* A note with its document as on the side `was`, or behind all of those. */
typedef struct note {
    uint64_t key;
    int document, source;
} note;

static int note_cmp(const void *a, const void *b)
{
    const note *x = a;
    const note *y = b;
    int order = (x->key > y->key) - (x->key < y->key);
    order = order ? order : (x->document > y->document) - (x->document < y->document);
    return order ? order : (x->source > y->source) - (x->source < y->source);
}

static note *notes_sort(vd_compare *c, const vd_side *s, bool new)
{
    note *all = VD_POOL_ARRAY(c->pool, note, s->r.clue_count + 1);
    for (size_t i = 0; i < s->r.clue_count && all; i++) {
        const vd_clue *clue = &s->r.clues[i];
        int document = new ? vd_compare_as_was(c, clue->document) : clue->document;
        bool stranger = new &&document == VD_UNASKED;
        all[i] = (note){clue->key, stranger ? (int)c->was.r.document_count + clue->document : document, clue->source};
    }
    if (all && s->r.clue_count) {
        qsort(all, s->r.clue_count, sizeof *all, note_cmp);
    }
    return all;
}

/* Is it noted of a number all of whose mentions are there, at a place that one of its documents or entries is of? */
static bool note_free(vd_compare *c, uint64_t key)
{
    bool found = false;
    for (size_t i = 0; i < c->a->numbers.cap && !found; i++) {
        const vd_map_slot *slot = &c->a->numbers.slots[i];
        for (size_t d = 0; slot->hash && d <= c->a->met_count && !found; d++) {
            vd_str place = d < c->a->met_count ? c->a->met[d].document.place : VD_LIT("");
            place = place.ptr ? place : VD_LIT("");
            found = key == vd_clue_key(VD_CLUE_LOOSE, slot->key, place) ||
                    key == vd_clue_key(VD_CLUE_SLIP, slot->key, place);
        }
    }
    return found;
}

static void note_drop(vd_compare *c, const note *n)
{
    bool document = n->document >= 0 && vd_compare_met(c, n->document);
    if (document || (n->document < 0 && n->source < 0 && note_free(c, n->key))) {
        int64_t what = document ? vd_compare_row(c, n->document) : 0;
        c->out->dropped[c->out->dropped_count++] = (struct vd_dropped){n->key, what};
    } else {
        vd_pool_wide(c->pool, "a note that others may have made, too");
    }
}

static bool note_kept(vd_compare *c, const note *n)
{
    const int64_t *rows = NULL;
    int64_t row = vd_compare_row(c, n->document);
    size_t count = vd_past_rows(c->pool, n->key, &rows);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        found = rows[i] == row;
    }
    return found;
}

static void note_add(vd_compare *c, const note *n)
{
    int first = (int)c->was.r.document_count;
    bool stranger = n->document >= first;
    vd_resolution *r = &c->out->resolution;
    if (n->source >= 0 || (n->document >= 0 && !stranger && !vd_compare_met(c, n->document))) {
        vd_pool_wide(c->pool, "a note of another document");
        return;
    }
    int is = stranger ? n->document - first : n->document >= 0 ? c->was.other[n->document] : VD_NOWHERE;
    r->clues[r->clue_count++] = (vd_clue){n->key, vd_compare_list_new(c, is), -1};
}

void vd_compare_notes(vd_compare *c)
{
    vd_pool *pool = c->pool;
    size_t was_count = c->was.r.clue_count, is_count = c->is.r.clue_count;
    const note *was = notes_sort(c, &c->was, false), *is = notes_sort(c, &c->is, true);
    c->out->dropped = vd_pool_array(pool, was_count + 1, sizeof *c->out->dropped);
    c->out->resolution.clues = VD_POOL_ARRAY(pool, vd_clue, is_count + 1);
    for (size_t i = 0, j = 0; (i < was_count || j < is_count) && !pool->failed && pool->wide == NULL;) {
        int order = i == was_count ? 1 : j == is_count ? -1 : note_cmp(&was[i], &is[j]);
        if (order <= 0 && was[i].document >= 0 && vd_compare_met(c, was[i].document) && !note_kept(c, &was[i])) {
            vd_pool_wide(pool, "a note that more than their own sources make");
        } else if (order < 0) {
            note_drop(c, &was[i]);
        } else if (order > 0) {
            note_add(c, &is[j]);
        }
        i += order <= 0;
        j += order >= 0;
    }
}
