/** The documents of a corpus and those it cites: who issues what on which day under which number, and what becomes of
 *  it.
 *
 *  Documents come in the order of their days.  A number is given once per body's province, kind and year (Party: per
 * term). A document acts on an older one of the same body only, and never on one that has ended, so the history is
 * consistent. Source: numbering as decree 30/2020/NĐ-CP, Điều 15 and the Party's rules have it; bodies, places, laws
 * and decrees are the rows of src/tables. */
#ifndef VD_TESTS_SYNTH_WORLD_H
#define VD_TESTS_SYNTH_WORLD_H

#include "synth/draw.h"
#include "tables/tables.h"

typedef enum seat { SEAT_COMMITTEE, SEAT_COUNCIL, SEAT_OFFICE, SEAT_PARTY, SEAT_MINISTRY } seat;
typedef enum style { STYLE_YEAR, STYLE_PLAIN, STYLE_PARTY, STYLE_LETTER } style;
typedef enum act { ACT_NONE, ACT_AMENDS, ACT_SUPERSEDES, ACT_REPEALS } act;

/** A kind of document that the corpus holds. */
typedef struct kind {
    const char *type, *abbr;
    seat seat;
    style style;
    unsigned weight; /* of 100 */
    bool acts;       /* may change or end older ones of its kind */
} kind;

extern const kind kinds[];
extern const size_t kind_count;

#define PAPER_NONE UINT32_MAX

/** A document of the corpus. */
typedef struct paper {
    int32_t day, effective;
    int32_t ended;       /* day from which it is superseded or repealed; INT32_MAX: lives */
    uint32_t number;     /* in its register */
    uint32_t acts_on;    /* PAPER_NONE: on nothing */
    uint32_t amended_by; /* the last one */
    uint16_t subject;
    uint8_t kind, act;
    uint8_t place;  /* row of vd_places; of a ministry: unused */
    uint8_t office; /* department or ministry; of others: 0 */
    uint8_t field;  /* of a letter: the unit that drafts it */
} paper;

/** What can be cited: all that a drafter may write of it. */
typedef struct target {
    const char *type;
    char number[48];
    char id[128]; /* as docs/architecture.md's canonical ids */
    char issuer[160];
    char title[320]; /* "" where none is to be printed */
    const char *law; /* its name; NULL: no law */
    int day;         /* of issue */
    bool year_inside;
    uint32_t paper;
    bool said; /* by number and date, in the page in hand */
} target;

typedef struct world world;

/** NULL: out of memory. */
world *world_new(uint64_t seed, uint32_t documents);
void world_free(world *w);

/** Make document `index`; called once for each, in order. */
const paper *world_next(world *w, uint32_t index);
const paper *world_paper(const world *w, uint32_t index);

/** Something older to cite, by a document of that index; false: nothing suits.  Dead ones are as rare as `stale` says,
 *  in percent. */
bool world_cite_held(world *w, uint32_t by, draw *d, uint32_t stale, target *out);
bool world_cite_decree(const world *w, uint32_t by, draw *d, target *out);
bool world_cite_law(const world *w, uint32_t by, draw *d, target *out);
void world_target(const world *w, uint32_t index, target *out);

/** "Ủy ban nhân dân tỉnh Đồng Tháp". */
void paper_issuer(const paper *p, char *out, size_t size);
const vd_issuer_row *paper_office(const paper *p);
/** "tỉnh Đồng Tháp"; of a ministry "". */
void paper_area(const paper *p, char *out, size_t size);

/** A department that the province has on that day. */
const vd_issuer_row *office_on(draw *d, int day);

#endif
