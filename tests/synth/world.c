/* The order of days, the registers of numbers, and what acts on what. */
#include "synth/world_parts.h"

#include <stdlib.h>
#include <string.h>

const kind kinds[] = {
    {"Quyết định", "QĐ", SEAT_COMMITTEE, STYLE_PLAIN, 27, true},
    {"Quyết định", "QĐ", SEAT_COMMITTEE, STYLE_YEAR, 12, true},
    {"Kế hoạch", "KH", SEAT_COMMITTEE, STYLE_PLAIN, 13, false},
    {"Nghị quyết", "NQ", SEAT_COUNCIL, STYLE_YEAR, 6, true},
    {"Nghị quyết", "NQ", SEAT_COUNCIL, STYLE_PLAIN, 5, false},
    {"Chỉ thị", "CT", SEAT_COMMITTEE, STYLE_PLAIN, 3, false},
    {"Thông báo", "TB", SEAT_COMMITTEE, STYLE_PLAIN, 4, false},
    {"Công văn", "", SEAT_COMMITTEE, STYLE_LETTER, 6, false},
    {"Hướng dẫn", "HD", SEAT_OFFICE, STYLE_PLAIN, 3, false},
    {"Kế hoạch", "KH", SEAT_OFFICE, STYLE_PLAIN, 3, false},
    {"Tờ trình", "TTr", SEAT_OFFICE, STYLE_PLAIN, 4, false},
    {"Thông tư", "TT", SEAT_MINISTRY, STYLE_YEAR, 5, true},
    {"Quyết định", "QĐ", SEAT_MINISTRY, STYLE_PLAIN, 4, true},
    {"Kế hoạch", "KH", SEAT_PARTY, STYLE_PARTY, 2, false},
    {"Nghị quyết", "NQ", SEAT_PARTY, STYLE_PARTY, 1, false},
    {"Chỉ thị", "CT", SEAT_PARTY, STYLE_PARTY, 1, false},
    {"Chương trình", "CTr", SEAT_PARTY, STYLE_PARTY, 1, false},
};
const size_t kind_count = sizeof kinds / sizeof *kinds;

/* ---- Bodies ------------------------------------------------------------------------------------------------------ */

static const char *const offices[] = {"SNV",   "STP",     "STC",   "SCT", "SNNMT", "SXD",
                                      "SKHCN", "SVHTTDL", "SGDĐT", "SYT", "SKHĐT", "SGTVT"};
static const char *const ministries[] = {"BNV", "BTP",   "BTC",   "BCT",   "BXD",   "BVHTTDL", "BKHCN",
                                         "BYT", "BGDĐT", "BNNMT", "BKHĐT", "BGTVT", "BTNMT",   "BTTTT"};
enum { OFFICE_COUNT = sizeof offices / sizeof *offices, MINISTRY_COUNT = sizeof ministries / sizeof *ministries };

static const vd_issuer_row *issuer_row(const char *symbol)
{
    for (size_t i = 0; i < vd_issuers_count; i++) {
        if (strcmp(vd_issuers[i].symbol, symbol) == 0) {
            return &vd_issuers[i];
        }
    }
    abort(); /* the lists above name rows of issuers.tsv */
}

static bool issuer_on(const vd_issuer_row *row, int day)
{
    /* Departments of agriculture and environment came with their ministry; the table has no day for them. */
    int from = strcmp(row->symbol, "SNNMT") == 0 ? day_of(2025, 3, 1) : day_parse(row->valid_from, INT32_MIN);
    return from <= day && day <= day_parse(row->valid_to, INT32_MAX);
}

static uint8_t body_on(draw *d, int day, const char *const *symbols, uint32_t count)
{
    uint32_t at;
    do {
        at = draw_below(d, count);
    } while (!issuer_on(issuer_row(symbols[at]), day));
    return (uint8_t)at;
}

const vd_issuer_row *office_on(draw *d, int day)
{
    return issuer_row(offices[body_on(d, day, offices, OFFICE_COUNT)]);
}

const vd_issuer_row *paper_office(const paper *p)
{
    return issuer_row(kinds[p->kind].seat == SEAT_MINISTRY ? ministries[p->office] : offices[p->office]);
}

/* ---- The world --------------------------------------------------------------------------------------------------- */

static size_t slug_of(const char *slug, const char **slugs, size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(slugs[i], slug) == 0) {
            return i;
        }
    }
    slugs[*count] = slug;
    return (*count)++;
}

/* The provinces of today that take part, few for a small corpus so that its documents know each other, with those that
 * became part of them. */
static void places_choose(world *w)
{
    draw d = draw_of(w->seed, UINT64_C(1) << 40);
    const char *slugs[PLACE_MAX];
    const char *kept[PLACE_MAX];
    size_t kept_count = 0;
    size_t wanted = w->documents / 120;
    wanted = wanted < 2 ? 2 : wanted > 34 ? 34 : wanted;
    while (kept_count < wanted) {
        const vd_place_row *row = &vd_places[draw_below(&d, (uint32_t)vd_places_count)];
        if (day_parse(row->valid_to, INT32_MAX) >= DAY_END) {
            (void)slug_of(row->slug, kept, &kept_count);
        }
    }
    for (size_t i = 0; i < vd_places_count; i++) {
        const vd_place_row *row = &vd_places[i];
        size_t before = kept_count;
        (void)slug_of(row->successor[0] ? row->successor : row->slug, kept, &before);
        if (before == kept_count) {
            w->rows[w->row_count++] = (uint8_t)i;
        }
        w->pool_of[i] = (uint8_t)slug_of(row->slug, slugs, &w->pool_count);
    }
    w->ministry_pool = w->pool_count++;
}

world *world_new(uint64_t seed, uint32_t documents)
{
    world *w = calloc(1, sizeof *w);
    if (w == NULL || vd_places_count > PLACE_MAX) {
        free(w);
        return NULL;
    }
    w->seed = seed;
    w->documents = documents;
    w->papers = calloc(documents ? documents : 1, sizeof *w->papers);
    places_choose(w);
    if (w->papers == NULL || !outside_load(w)) {
        world_free(w);
        return NULL;
    }
    return w;
}

void world_free(world *w)
{
    for (size_t i = 0; w && i < w->pool_count; i++) {
        free(w->pools[i].held.items);
        free(w->pools[i].cited.items);
    }
    if (w) {
        outside_free(w);
        free(w->papers);
        free(w);
    }
}

bool list_add(list *to, uint32_t item)
{
    if (to->count == to->cap) {
        uint32_t cap = to->cap ? to->cap * 2 : 64;
        uint32_t *items = realloc(to->items, cap * sizeof *items);
        if (items == NULL) {
            return false;
        }
        to->items = items;
        to->cap = cap;
    }
    to->items[to->count++] = item;
    return true;
}

const paper *world_paper(const world *w, uint32_t index)
{
    return &w->papers[index];
}

pool *world_pool(world *w, const paper *p)
{
    return &w->pools[kinds[p->kind].seat == SEAT_MINISTRY ? w->ministry_pool : w->pool_of[p->place]];
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static int working_day(const world *w, uint32_t index)
{
    int day = DAY_BEGIN + (int)((uint64_t)index * (uint64_t)(DAY_END - DAY_BEGIN) / w->documents);
    int week = (day + 3) % 7; /* 0: Monday */
    return week > 4 ? day + 7 - week : day;
}

static uint8_t kind_draw(draw *d)
{
    uint32_t at = draw_below(d, 100);
    uint8_t k = 0;
    while (at >= kinds[k].weight) {
        at -= kinds[k++].weight;
    }
    return k;
}

/* Party numbers restart with a committee's term, all others on 1 January.  Terms begin with a year here, so that no id
 * stands for two documents. */
static unsigned register_of(const paper *p)
{
    int year;
    int month;
    int day;
    day_parts(p->day, &year, &month, &day);
    if (kinds[p->kind].style == STYLE_PARTY) {
        return year < 2021 ? 0 : year < 2026 ? 1 : 2;
    }
    return (unsigned)(year - 2016);
}

/* The corpus holds a part of what was issued: numbers skip what it does not hold. */
static uint32_t number_draw(world *w, draw *d, const paper *p)
{
    size_t at = p->kind;
    at = at * (PLACE_MAX + 1) + (size_t)(world_pool(w, p) - w->pools);
    at = at * BODY_MAX + p->office;
    at = at * YEAR_MAX + register_of(p);
    w->registers[at] += 1 + draw_below(d, w->documents < 50000 ? 9 : 3);
    return w->registers[at];
}

static bool can_be_acted_on(const world *w, const paper *by, const paper *to)
{
    return to->kind == by->kind && to->office == by->office && to->number != by->number && to->ended == INT32_MAX &&
           to->act != ACT_AMENDS && to->act != ACT_REPEALS && to->effective < by->day &&
           (to->amended_by == PAPER_NONE || w->papers[to->amended_by].effective <= by->effective);
}

static void act_draw(world *w, draw *d, uint32_t index, paper *p)
{
    const list *held = &world_pool(w, p)->held;
    if (!kinds[p->kind].acts || held->count == 0 || !draw_chance(d, 25)) {
        return;
    }
    for (int tries = 0; tries < 30; tries++) {
        uint32_t at = held->items[draw_below(d, held->count)];
        paper *to = &w->papers[at];
        if (!can_be_acted_on(w, p, to)) {
            continue;
        }
        uint32_t what = draw_below(d, 100);
        p->acts_on = at;
        p->act = what < 50 ? ACT_AMENDS : what < 85 ? ACT_SUPERSEDES : ACT_REPEALS;
        if (p->act == ACT_AMENDS) {
            to->amended_by = index;
        } else {
            to->ended = p->effective;
        }
        return;
    }
}

const paper *world_next(world *w, uint32_t index)
{
    draw d = draw_of(w->seed, index);
    paper *p = &w->papers[index];
    *p = (paper){.day = working_day(w, index), .ended = INT32_MAX, .acts_on = PAPER_NONE, .amended_by = PAPER_NONE};
    p->kind = kind_draw(&d);
    p->subject = (uint16_t)draw_below(&d, (uint32_t)prose_subject_count);
    p->field = (uint8_t)draw_below(&d, FIELD_COUNT);
    const kind *k = &kinds[p->kind];
    do {
        p->place = w->rows[draw_below(&d, (uint32_t)w->row_count)];
    } while (day_parse(vd_places[p->place].valid_from, INT32_MIN) > p->day ||
             day_parse(vd_places[p->place].valid_to, INT32_MAX) < p->day);
    if (k->seat == SEAT_MINISTRY) {
        p->office = body_on(&d, p->day, ministries, MINISTRY_COUNT);
    } else if (k->seat == SEAT_OFFICE) {
        p->office = body_on(&d, p->day, offices, OFFICE_COUNT);
    }
    p->effective = p->day + (k->style == STYLE_YEAR ? 10 + (int)draw_below(&d, 36) : 0);
    p->number = number_draw(w, &d, p);
    act_draw(w, &d, index, p);
    if (!list_add(&world_pool(w, p)->held, index)) {
        abort();
    }
    return p;
}
