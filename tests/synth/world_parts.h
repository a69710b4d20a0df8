/** Inside of the world; only world.c, target.c and outside.c look at it. */
#ifndef VD_TESTS_SYNTH_WORLD_PARTS_H
#define VD_TESTS_SYNTH_WORLD_PARTS_H

#include "synth/prose.h"
#include "synth/world.h"

enum {
    PLACE_MAX = 128, /* rows of places.tsv, and provinces */
    BODY_MAX = 16,   /* departments, ministries */
    YEAR_MAX = 12,
    KIND_MAX = 20,
    FIELD_COUNT = 6,
    DAY_BEGIN = 17167, /* 2017-01-01 */
    DAY_END = 20634,   /* 2026-06-30 */
};

typedef struct list {
    uint32_t *items;
    uint32_t count, cap;
} list;
bool list_add(list *to, uint32_t item);

/** What belongs to one province, or to all ministries. */
typedef struct pool {
    list held;
    list cited; /* once for each citation: what is cited often is cited more often */
} pool;

/** A law or a decree of the tables. */
typedef struct outside {
    const char *type, *number, *issuer, *title; /* title: of a law its name */
    int day, from, to;                          /* issue, force */
} outside;

struct world {
    uint64_t seed;
    uint32_t documents;
    paper *papers;
    uint8_t rows[PLACE_MAX]; /* of vd_places: those that take part */
    size_t row_count;
    uint8_t pool_of[PLACE_MAX];
    pool pools[PLACE_MAX + 1];
    size_t pool_count, ministry_pool;
    outside *laws, *decrees; /* the most cited first */
    size_t law_count, decree_count;
    uint32_t registers[KIND_MAX * (PLACE_MAX + 1) * BODY_MAX * YEAR_MAX];
};

pool *world_pool(world *w, const paper *p);
bool outside_load(world *w);
void outside_free(world *w);

#endif
