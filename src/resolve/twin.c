/* Which sources carry the same text: it was saved twice, scanned twice, or one copy lost its header.
 *
 * What is the same as another (twin_pair.c) is one cluster with it, as long as no member speaks against another.  A
 * source whose own identity is cut off and that fits two different documents belongs to neither. */
#include "resolve/twin.h"

static size_t cluster_of(const vd_twins *t, size_t source)
{
    while (t->cluster[source] != source) {
        source = t->cluster[source];
    }
    return source;
}

static bool clusters_agree(const vd_twins *t, size_t x, size_t y)
{
    size_t a = x;
    do {
        size_t b = y;
        do {
            if (!vd_face_agrees(&t->faces[a], &t->faces[b])) {
                return false;
            }
            b = t->next[b];
        } while (b != y);
        a = t->next[a];
    } while (a != x);
    return true;
}

static void clusters_join(vd_twins *t, size_t a, size_t b)
{
    size_t x = cluster_of(t, a);
    size_t y = cluster_of(t, b);
    if (x == y || !clusters_agree(t, x, y)) {
        return;
    }
    size_t first = x < y ? x : y;
    t->cluster[x] = t->cluster[y] = first;
    size_t behind = t->next[x];
    t->next[x] = t->next[y];
    t->next[y] = behind;
}

/* The source fits two documents that are not the same. */
static bool source_torn(const vd_twins *t, const vd_twin_pair *fits, size_t count)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t cluster = cluster_of(t, fits[i].b);
        if (!t->faces[fits[i].b].whole || cluster == first) {
            continue;
        }
        if (first != SIZE_MAX && !clusters_agree(t, first, cluster)) {
            return true;
        }
        first = first == SIZE_MAX ? cluster : first;
    }
    return false;
}

static void clusters_make(vd_twins *t)
{
    bool *torn = VD_SCRATCH_ARRAY(t->pool, bool, t->pool->source_count + 1);
    if (torn == NULL) {
        return;
    }
    for (size_t i = 0; i < t->found_count; i++) {
        if (t->faces[t->found[i].a].whole && t->faces[t->found[i].b].whole) {
            clusters_join(t, t->found[i].a, t->found[i].b);
        }
    }
    for (size_t from = 0; from < t->found_count;) {
        size_t to = from;
        while (to < t->found_count && t->found[to].a == t->found[from].a) {
            to++;
        }
        size_t source = t->found[from].a;
        torn[source] = !t->faces[source].whole && source_torn(t, t->found + from, to - from);
        from = to;
    }
    for (size_t i = 0; i < t->found_count; i++) {
        if (!torn[t->found[i].a] && !torn[t->found[i].b]) {
            clusters_join(t, t->found[i].a, t->found[i].b);
        }
    }
}

void vd_twins_find(vd_pool *pool, size_t *cluster)
{
    vd_twins t = {.pool = pool, .cluster = cluster};
    t.faces = VD_SCRATCH_ARRAY(pool, vd_face, pool->source_count + 1);
    t.next = VD_SCRATCH_ARRAY(pool, size_t, pool->source_count + 1);
    t.linked = VD_SCRATCH_ARRAY(pool, size_t, pool->source_count + 1);
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        vd_face_make(pool, s, &t.faces[s]);
        t.scans = t.scans || t.faces[s].damaged;
        cluster[s] = t.next[s] = t.linked[s] = s;
    }
    if (!pool->failed) {
        vd_twins_join_duplicates(&t);
        vd_twins_find_pairs(&t);
    }
    if (!pool->failed) {
        clusters_make(&t);
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        cluster[s] = cluster_of(&t, s);
    }
    vd_arena_clear(&pool->scratch);
}
