/* Notes for later sources, of numbers that were decided anew: those that are new, and those that go, where nobody else
 * may have made them, too. */
#include "resolve/rejoin.h"

#include <stdlib.h>

int vd_rejoin_note_cmp(const void *a, const void *b)
{
    const vd_rejoin_note *x = a;
    const vd_rejoin_note *y = b;
    int order = (x->key > y->key) - (x->key < y->key);
    return order ? order : (x->what > y->what) - (x->what < y->what);
}

vd_rejoin_note *vd_rejoin_notes(vd_rejoining *j, const vd_rejoin_side *s)
{
    vd_rejoin_note *all = VD_POOL_ARRAY(j->pool, vd_rejoin_note, s->r.clue_count + 1);
    for (size_t i = 0; i < s->r.clue_count && all; i++) {
        const vd_clue *clue = &s->r.clues[i];
        int64_t row = vd_rejoin_row(s, clue->document);
        all[i] =
            (vd_rejoin_note){clue->key, row || clue->document < 0 ? row : -1 - (int64_t)clue->document, clue->document};
    }
    if (all && s->r.clue_count) {
        qsort(all, s->r.clue_count, sizeof *all, vd_rejoin_note_cmp);
    }
    return all;
}

/* Only what is noted of the numbers decided anew, at a place of one of their documents, is nobody else's. */
bool vd_rejoin_note_free(const vd_rejoining *j, uint64_t key)
{
    bool found = false;
    for (size_t i = 0; i < j->a->numbers.cap && !found; i++) {
        const vd_map_slot *slot = &j->a->numbers.slots[i];
        for (size_t d = 0; slot->hash && d <= j->a->met_count && !found; d++) {
            vd_str place = d < j->a->met_count ? j->a->met[d].document.place : VD_LIT("");
            place = place.ptr ? place : VD_LIT("");
            found = key == vd_clue_key(VD_CLUE_LOOSE, slot->key, place) ||
                    key == vd_clue_key(VD_CLUE_SLIP, slot->key, place) ||
                    (j->less && key == vd_clue_key(VD_CLUE_TERMED, slot->key, place)) ||
                    key == vd_clue_key(VD_CLUE_ASK_MERGED, slot->key, place);
        }
    }
    return found;
}

bool vd_rejoin_note_kept(vd_rejoining *j, const vd_rejoin_note *n)
{
    const int64_t *rows = NULL;
    size_t count = vd_past_rows(j->pool, n->key, &rows);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        found = rows[i] == n->what;
    }
    return found;
}

static void note_drop(vd_rejoining *j, const vd_rejoin_note *n)
{
    if (n->what ? vd_again_met(j->a, n->what) != NULL : vd_rejoin_note_free(j, n->key)) {
        j->out->dropped[j->out->dropped_count++] = (struct vd_dropped){n->key, n->what};
    } else {
        vd_pool_wide(j->pool, "a note that others may have made, too");
    }
}

void vd_rejoin_compare_notes(vd_rejoining *j)
{
    size_t was_count = j->was.r.clue_count, is_count = j->is.r.clue_count;
    const vd_rejoin_note *was = vd_rejoin_notes(j, &j->was), *is = vd_rejoin_notes(j, &j->is);
    vd_clue *clues = VD_POOL_ARRAY(j->pool, vd_clue, is_count + 1);
    size_t count = 0;
    j->out->dropped = vd_pool_array(j->pool, was_count + 1, sizeof *j->out->dropped);
    for (size_t w = 0, i = 0; (w < was_count || i < is_count) && !j->pool->failed && j->pool->wide == NULL;) {
        int order = w == was_count ? 1 : i == is_count ? -1 : vd_rejoin_note_cmp(&was[w], &is[i]);
        if (order <= 0 && !vd_rejoin_note_kept(j, &was[w])) {
            vd_pool_wide(j->pool, "a note that more than their own sources make");
        } else if (order < 0) {
            note_drop(j, &was[w]);
        } else if (order > 0) {
            clues[count++] = (vd_clue){is[i].key, is[i].document, -1};
        }
        w += order <= 0;
        i += order >= 0;
    }
    j->given->resolution.clues = clues;
    j->given->resolution.clue_count = count;
}
