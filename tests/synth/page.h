/** The text of a document while it is written, and what is known of it: each mention with its bytes, each statement. */
#ifndef VD_TESTS_SYNTH_PAGE_H
#define VD_TESTS_SYNTH_PAGE_H

#include "synth/prose.h"
#include "synth/world.h"

typedef enum form { FORM_NUMBERED, FORM_NAMED, FORM_BACKWARD, FORM_SELF, FORM_GENERIC } form;
typedef enum relation {
    REL_NONE,
    REL_BASED_ON,
    REL_IMPLEMENTS,
    REL_CITES,
    REL_AMENDS,
    REL_SUPERSEDES,
    REL_REPEALS
} relation;

/** Damage of a mention, as bits. */
enum {
    DAMAGE_MARKS = 1,  /* letters lost their marks */
    DAMAGE_LETTER = 2, /* letters read as others: QĐ as QB, số as s6 */
    DAMAGE_BLANK = 4,  /* a blank or a line break inside the number */
    DAMAGE_DIGIT = 8,  /* 0 printed as O */
    DAMAGE_COUNT = 4
};

enum { SELF = -1, TARGET_MAX = 192 };

typedef struct mention {
    uint32_t start, end, number_at; /* number_at: where the number's digits begin; end where it has none */
    form form;
    int target; /* SELF, or of page.targets */
    bool dated; /* its date is printed */
    int parent; /* in whose title it stands, or -1 */
    uint8_t damage;
} mention;

typedef struct statement {
    int from, to; /* SELF, or of page.targets */
    relation relation;
    uint32_t mention;
} statement;

typedef struct page {
    world *world;
    uint32_t index;
    const paper *paper;
    target self;
    draw chance;
    vd_buf text;
    target targets[TARGET_MAX];
    int target_count;
    mention *mentions;
    uint32_t mention_count, mention_cap;
    statement *statements;
    uint32_t statement_count, statement_cap;
    int parent;  /* of mentions to come */
    bool spaced; /* blank lines between paragraphs */
    bool failed; /* out of memory */
} page;

/** Write document `index` of the world into the page, about `bytes` long; what the page held is forgotten. */
void page_write(page *g, world *w, uint64_t seed, uint32_t index, uint32_t bytes);
void page_clear(page *g);

/* ---- Parts, for those that write the text ------------------------------------------------------------------------ */

void put(page *g, const char *text);
void putf(page *g, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** In capitals. */
void put_upper(page *g, const char *text);
/** "ngày 05 tháng 3 năm 2020". */
void put_day(page *g, int day);

/** The mention of target `at` that runs from `start` to the end of the text. */
uint32_t page_mention(page *g, form as, uint32_t start, uint32_t number_at, int at);
void page_state(page *g, int from, relation as, int to, uint32_t mention);

/** A target drawn for citing, -1 where none suits; one that a reader would take for another of the page is none. */
typedef enum source { OF_LAWS, OF_DECREES, OF_HELD } source;
int page_draw(page *g, source of);
int page_target(page *g, const target *t);

/** Cite it: number, and day, body and title as far as a drafter would write them at this place. */
typedef enum fullness { CITE_SHORT, CITE_DATED, CITE_WHOLE } fullness;
void cite(page *g, int at, fullness how, relation as);
/** "các Quyết định số A ngày … và số B ngày … của …": two of one type and body. */
bool cite_pair(page *g, int first, int second, relation as);
/** "Quyết định này". */
void cite_self(page *g);

#endif
