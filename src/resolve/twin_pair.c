/* Which two sources are the same.
 *
 * Pairs to compare (face.c) are found by what such sources must share (a number, a band of their prints, a rare
 * citation), so that sources that share nothing are never compared. */
#include "resolve/twin.h"

#include "base/alloc.h"
#include "base/date.h"

#include <stdlib.h>

enum {
    BANDS =
        8, /* of VD_PRINT_SIZE / BANDS minima: prints that are VD_FACE_PRINT alike differ in 6 at most, so in 6 bands */
    THIN_BANDS = 21, /* of THIN minima: of prints that are half alike, 94 in 100 have one in common; unlike ones 1 */
    THIN = 3
};
_Static_assert(VD_PRINT_SIZE % BANDS == 0 && (100 - VD_FACE_PRINT) * VD_PRINT_SIZE / 100 < BANDS, "a band stays whole");
_Static_assert(THIN_BANDS *THIN <= VD_PRINT_SIZE, "there are so many minima");

typedef struct bucket {
    uint64_t hash;
    size_t source;
    bool whole; /* of one number and date */
    bool thin;  /* a band of few minima: for pairs with a scan */
    bool far;   /* not one of its rarest citations: the same */
} bucket;

/* Buckets of citations come behind all others.  Which of a source's citations are the rarest is a matter of all
 * sources; which of two are the same is not, and so that is not left to the order of buckets. */
#define BY_CITATION ((uint64_t)1 << 63)

/* ---- Pairs worth comparing --------------------------------------------------------------------------------------- */

static uint64_t hash_join(uint64_t hash, vd_str s)
{
    return (hash ^ vd_str_hash(s)) * 0x100000001b3ULL + s.len;
}

static int bucket_cmp(const void *a, const void *b)
{
    const bucket *x = a;
    const bucket *y = b;
    int order = (x->hash > y->hash) - (x->hash < y->hash);
    return order ? order : (x->source > y->source) - (x->source < y->source);
}

/* How many sources cite each number, by key. */
static vd_map cited_count(vd_pool *pool, const vd_face *faces)
{
    vd_map counts = {0};
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        for (size_t i = 0; i < faces[s].cited_count && !pool->failed; i++) {
            size_t *count = vd_map_put(&counts, faces[s].cited[i], 0, NULL);
            pool->failed = count == NULL;
            *(count ? count : &(size_t){0}) += 1;
        }
    }
    return counts;
}

typedef struct rare {
    size_t frequency;
    vd_str key;
} rare;

static int rare_cmp(const void *a, const void *b)
{
    const rare *x = a;
    const rare *y = b;
    int order = (x->frequency > y->frequency) - (x->frequency < y->frequency);
    return order ? order : vd_str_cmp(x->key, y->key);
}

/* Two sets of which `common` per cent are common share one of the rarest of each: all but the others have to be. */
static size_t rarest(size_t count, size_t common)
{
    return count - (count * common + 99) / 100 + 1;
}

/* How rare a number is hangs on all sources, but not which pairs are found by it: none that is alike is missed. */
static size_t buckets_cited(const vd_twins *t, size_t source, const vd_map *cited, rare *keys, bucket *out)
{
    const vd_face *f = &t->faces[source];
    if (f->cited_count < VD_FACE_SHARED) {
        return 0;
    }
    for (size_t i = 0; i < f->cited_count; i++) {
        keys[i] = (rare){*vd_map_get(cited, f->cited[i]), f->cited[i]};
    }
    qsort(keys, f->cited_count, sizeof *keys, rare_cmp);
    size_t near = rarest(f->cited_count, VD_FACE_CITED);
    size_t count = t->scans ? rarest(f->cited_count, VD_FACE_CITED_DAMAGED) : near;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = hash_join(3, keys[i].key) | BY_CITATION;
        out[i] = (bucket){.hash = hash, .source = source, .far = i >= near};
    }
    return count;
}

/* `keys` has room for all that the source cites, `out` for that and all bands. */
static size_t buckets_of(const vd_twins *t, size_t source, const vd_map *cited, rare *keys, bucket *out)
{
    const vd_face *f = &t->faces[source];
    size_t count = 0;
    if (f->whole) {
        char date[16];
        uint64_t hash = hash_join(hash_join(1, f->number), vd_date_format(f->date, date)) & ~BY_CITATION;
        out[count++] = (bucket){.hash = hash, .source = source, .whole = true};
    }
    if (f->lasting) {
        uint64_t hash = hash_join(hash_join(2, f->number), f->place) & ~BY_CITATION;
        out[count++] = (bucket){.hash = hash, .source = source, .whole = true};
    }
    size_t width = VD_PRINT_SIZE / BANDS;
    for (size_t band = 0; f->print && band < BANDS; band++) {
        vd_str bytes = {(const char *)(f->print + band * width), width * sizeof *f->print};
        out[count++] = (bucket){.hash = hash_join(16 + band, bytes) & ~BY_CITATION, .source = source};
    }
    for (size_t band = 0; t->scans && f->print && band < THIN_BANDS; band++) {
        vd_str bytes = {(const char *)(f->print + band * THIN), THIN * sizeof *f->print};
        out[count++] = (bucket){.hash = hash_join(32 + band, bytes) & ~BY_CITATION, .source = source, .thin = true};
    }
    return count + buckets_cited(t, source, cited, keys, out + count);
}

static void pairs_add(vd_pool *pool, vd_twin_pair **all, size_t *count, size_t *cap, vd_twin_pair made)
{
    if (*count == *cap) {
        size_t larger = *cap ? *cap * 2 : 64;
        vd_twin_pair *grown = VD_SCRATCH_ARRAY(pool, vd_twin_pair, larger);
        if (grown == NULL) {
            return;
        }
        if (*count) {
            memcpy(grown, *all, *count * sizeof *grown);
        }
        *all = grown;
        *cap = larger;
    }
    (*all)[(*count)++] = made;
}

static void found_add(vd_twins *t, size_t a, size_t b)
{
    pairs_add(t->pool, &t->found, &t->found_count, &t->found_cap, (vd_twin_pair){a, b});
    pairs_add(t->pool, &t->found, &t->found_count, &t->found_cap, (vd_twin_pair){b, a});
}

static size_t linked_root(vd_twins *t, size_t source)
{
    while (t->linked[source] != source) {
        t->linked[source] = t->linked[t->linked[source]];
        source = t->linked[source];
    }
    return source;
}

/* Two sources that both lack something and are known to be the same through others need no pair of their own: a
 * thousand scans of one text make a thousand pairs, not half a million. */
static void pair_join(vd_twins *t, size_t a, size_t b)
{
    bool open = !t->faces[a].whole && !t->faces[b].whole;
    size_t x = open ? linked_root(t, a) : a;
    size_t y = open ? linked_root(t, b) : b;
    if (open && x == y) {
        return;
    }
    if (open) {
        t->linked[x > y ? x : y] = x > y ? y : x;
    }
    found_add(t, a, b);
}

static void pair_compare(vd_twins *t, size_t a, size_t b, bool cited)
{
    bool open = !t->faces[a].whole && !t->faces[b].whole;
    if ((open && linked_root(t, a) == linked_root(t, b)) || !vd_face_matches(&t->faces[a], &t->faces[b])) {
        return;
    }
    if (cited) {
        vd_twin_pair found = {a < b ? a : b, a < b ? b : a};
        pairs_add(t->pool, &t->cited, &t->cited_count, &t->cited_cap, found);
    } else {
        pair_join(t, a, b);
    }
}

/* Does a source of this bucket have to be compared with all others of it?  Two that both know number and date are the
 * same only when these are: unless the bucket is of one number, at least one of a pair lacks something; and in a thin
 * band one of them is a scan. */
static bool bucket_asks(const bucket *run, const vd_face *f)
{
    return run->thin ? f->damaged : run->whole || !f->whole;
}

/* Does the source stand there for scans alone? */
static bool bucket_awaits(const vd_twins *t, const bucket *b)
{
    return (b->thin || b->far) && !t->faces[b->source].damaged;
}

/* By what is not the rarest of both, only a page and its scan are found. */
static bool pair_asks(const vd_twins *t, const bucket *a, const bucket *b)
{
    return !(a->far || b->far) || t->faces[a->source].damaged || t->faces[b->source].damaged;
}

static void bucket_compare(vd_twins *t, const bucket *run, size_t count)
{
    size_t asking = 0; /* they come first in `order` */
    const bucket **order = VD_SCRATCH_ARRAY(t->pool, const bucket *, count);
    if (order == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        asking += bucket_asks(run, &t->faces[run[i].source]);
    }
    for (size_t i = 0, first = 0, last = asking; i < count; i++) {
        order[bucket_asks(run, &t->faces[run[i].source]) ? first++ : last++] = &run[i];
    }
    for (size_t i = 0; i < asking && !t->pool->failed; i++) {
        for (size_t j = i + 1; j < count; j++) {
            if (pair_asks(t, order[i], order[j])) {
                pair_compare(t, order[i]->source, order[j]->source, run->hash & BY_CITATION);
            }
        }
    }
}

static int pair_cmp(const void *a, const void *b)
{
    const vd_twin_pair *x = a;
    const vd_twin_pair *y = b;
    int order = (x->a > y->a) - (x->a < y->a);
    return order ? order : (x->b > y->b) - (x->b < y->b);
}

/* ---- Buckets of more than one ------------------------------------------------------------------------------------ */

/* What stands in a bucket. */
enum { SEEN_ONE = 1, SEEN_MORE = 2, SEEN_SCAN = 4 };

/* Nine in ten buckets hold one source and ask nothing, and nor do pages that await a scan where there is none.  What
 * may share a bucket is found by counting hashes in a table of bytes, so that only the others are kept and sorted: of
 * half a million sources those would fill a gigabyte. */
typedef struct crowd {
    const vd_twins *t;
    vd_map cited;
    rare *keys;
    bucket *found; /* of one source */
    uint8_t *seen; /* SEEN_… */
    size_t mask;
    bucket *kept;
    size_t count, cap;
} crowd;

static size_t crowd_of(const crowd *c, size_t source)
{
    bool asks = c->t->cluster[source] == source;
    return asks ? buckets_of(c->t, source, &c->cited, c->keys, c->found) : 0;
}

static uint8_t *crowd_seen(const crowd *c, uint64_t hash)
{
    return &c->seen[(hash * 0x9e3779b97f4a7c15ULL >> 20) & c->mask];
}

static bool crowd_prepare(crowd *c)
{
    vd_pool *pool = c->t->pool;
    size_t most = 0;
    size_t all = 0;
    for (size_t s = 0; s < pool->source_count; s++) {
        size_t cited = c->t->faces[s].cited_count;
        most = cited > most ? cited : most;
        all += 2 + BANDS + THIN_BANDS + cited;
    }
    size_t cells = 1024;
    while (cells < 2 * all) {
        cells *= 2;
    }
    c->cited = cited_count(pool, c->t->faces);
    c->keys = VD_SCRATCH_ARRAY(pool, rare, most + 1);
    c->found = VD_SCRATCH_ARRAY(pool, bucket, 2 + BANDS + THIN_BANDS + most);
    c->seen = vd_alloc_zero(cells);
    c->mask = cells - 1;
    pool->failed = pool->failed || c->seen == NULL;
    return !pool->failed;
}

static void crowd_count(const crowd *c, size_t source)
{
    size_t count = crowd_of(c, source);
    for (size_t i = 0; i < count; i++) {
        uint8_t *seen = crowd_seen(c, c->found[i].hash);
        *seen |= *seen ? SEEN_MORE : SEEN_ONE;
        *seen |= c->t->faces[source].damaged ? SEEN_SCAN : 0;
    }
}

static bool crowd_keep(crowd *c, size_t source)
{
    size_t count = crowd_of(c, source);
    for (size_t i = 0; i < count; i++) {
        unsigned needed = bucket_awaits(c->t, &c->found[i]) ? SEEN_SCAN : SEEN_MORE;
        if ((*crowd_seen(c, c->found[i].hash) & needed) == 0) {
            continue;
        }
        if (c->count == c->cap) {
            bucket *grown = vd_grown(c->kept, &c->cap, 1024, sizeof *grown);
            if (grown == NULL) {
                return false;
            }
            c->kept = grown;
        }
        c->kept[c->count++] = c->found[i];
    }
    return true;
}

static void crowd_collect(crowd *c)
{
    vd_pool *pool = c->t->pool;
    for (size_t s = 0; s < pool->source_count; s++) {
        crowd_count(c, s);
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        pool->failed = !crowd_keep(c, s);
    }
    if (c->count) {
        qsort(c->kept, c->count, sizeof *c->kept, bucket_cmp);
    }
}

void vd_twins_find_pairs(vd_twins *t)
{
    crowd c = {.t = t};
    if (crowd_prepare(&c)) {
        crowd_collect(&c);
    }
    for (size_t from = 0; from < c.count && !t->pool->failed;) {
        size_t to = from;
        while (to < c.count && c.kept[to].hash == c.kept[from].hash) {
            to++;
        }
        if (to - from > 1) {
            bucket_compare(t, c.kept + from, to - from);
        }
        from = to;
    }
    if (t->cited_count) {
        qsort(t->cited, t->cited_count, sizeof *t->cited, pair_cmp);
    }
    for (size_t i = 0; i < t->cited_count && !t->pool->failed; i++) {
        bool again = i && pair_cmp(&t->cited[i], &t->cited[i - 1]) == 0;
        if (!again) {
            pair_join(t, t->cited[i].a, t->cited[i].b);
        }
    }
    vd_map_clear(&c.cited);
    vd_free(c.seen);
    vd_free(c.kept);
    if (t->found_count) {
        qsort(t->found, t->found_count, sizeof *t->found, pair_cmp);
    }
}

/* ---- Plain duplicates -------------------------------------------------------------------------------------------- */

static uint64_t face_hash(const vd_face *f)
{
    char date[16];
    vd_str bytes = {(const char *)f->print, VD_PRINT_SIZE * sizeof *f->print};
    const vd_str parts[] = {bytes, f->number, vd_date_format(f->date, date), f->type, f->title};
    uint64_t hash = f->damaged;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        hash = hash_join(hash, parts[i]);
    }
    return hash;
}

void vd_twins_join_duplicates(vd_twins *t)
{
    vd_pool *pool = t->pool;
    bucket *buckets = VD_SCRATCH_ARRAY(pool, bucket, pool->source_count + 1);
    size_t count = 0;
    for (size_t s = 0; s < pool->source_count && buckets; s++) {
        if (t->faces[s].print) {
            buckets[count++] = (bucket){.hash = face_hash(&t->faces[s]), .source = s};
        }
    }
    if (buckets == NULL) {
        return;
    }
    qsort(buckets, count, sizeof *buckets, bucket_cmp);
    for (size_t i = 1, first = 0; i < count; i++) {
        first = buckets[i].hash == buckets[first].hash ? first : i;
        if (first < i && vd_face_equals(&t->faces[buckets[first].source], &t->faces[buckets[i].source])) {
            t->cluster[buckets[i].source] = buckets[first].source;
        }
    }
}
