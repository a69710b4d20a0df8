/* One citation.  A number without a year is written with its day until the text has said it once; a body of the own
 * province may go by its short name. */
#include "synth/page.h"

#include <stdio.h>
#include <string.h>

/* "UBND tỉnh", where the reader knows which. */
static void put_issuer(page *g, const target *t)
{
    char area[64] = "";
    const char *committee = "Ủy ban nhân dân ";
    if (t->paper != PAPER_NONE) {
        paper_area(world_paper(g->world, t->paper), area, sizeof area);
    }
    bool own = false;
    if (area[0] && kinds[g->paper->kind].seat != SEAT_MINISTRY) {
        char here[64];
        paper_area(g->paper, here, sizeof here);
        own = strcmp(area, here) == 0;
    }
    if (strncmp(t->issuer, committee, strlen(committee)) == 0 && draw_chance(&g->chance, 40)) {
        const vd_place_row *place = &vd_places[g->paper->place];
        putf(g, "UBND %s", own ? place->rank : t->issuer + strlen(committee));
    } else {
        put(g, t->issuer);
    }
}

static void put_short_day(page *g, int at)
{
    int year;
    int month;
    int day;
    if (draw_chance(&g->chance, 45)) {
        day_parts(at, &year, &month, &day);
        putf(g, "ngày %02d/%d/%d", day, month, year);
    } else {
        put_day(g, at);
    }
}

static uint32_t cite_law(page *g, int at, fullness how)
{
    const target *t = &g->targets[at];
    uint32_t start = (uint32_t)g->text.len;
    uint32_t manner = draw_below(&g->chance, 100);
    put(g, t->law);
    if (how != CITE_SHORT && manner < 25) {
        put(g, " số ");
        uint32_t number = (uint32_t)g->text.len;
        put(g, t->number);
        return page_mention(g, FORM_NUMBERED, start, number, at);
    }
    if (how == CITE_SHORT && manner < 30) {
        int year;
        int month;
        int day;
        day_parts(t->day, &year, &month, &day);
        putf(g, " năm %d", year);
        return page_mention(g, FORM_NAMED, start, (uint32_t)g->text.len, at);
    }
    uint32_t made = page_mention(g, FORM_NAMED, start, (uint32_t)g->text.len, at);
    if (how != CITE_SHORT && manner < 80 && !g->failed) {
        put(g, " ");
        put_day(g, t->day);
        g->mentions[made].dated = true;
    }
    return made;
}

static uint32_t cite_number(page *g, int at, bool typed)
{
    const target *t = &g->targets[at];
    uint32_t start = (uint32_t)g->text.len;
    if (typed) {
        put(g, t->type);
        put(g, " ");
    }
    if (!typed || !draw_chance(&g->chance, 6)) {
        put(g, "số ");
    }
    uint32_t number = (uint32_t)g->text.len;
    put(g, t->number);
    return page_mention(g, FORM_NUMBERED, start, number, at);
}

static void put_dated(page *g, int at, uint32_t made)
{
    put(g, " ");
    put_short_day(g, g->targets[at].day);
    g->targets[at].said = true;
    if (!g->failed) {
        g->mentions[made].dated = true;
    }
}

void cite(page *g, int at, fullness how, relation as)
{
    target *t = &g->targets[at];
    if (t->law) {
        page_state(g, SELF, as, at, cite_law(g, at, how));
        return;
    }
    uint32_t made = cite_number(g, at, true);
    page_state(g, SELF, as, at, made);
    bool known = t->said || t->year_inside;
    if (how == CITE_SHORT && known) {
        return;
    }
    put_dated(g, at, made);
    if (t->issuer[0]) {
        put(g, " của ");
        put_issuer(g, t);
    }
    if (how == CITE_WHOLE && t->title[0] && draw_chance(&g->chance, 85)) {
        put(g, " ");
        put(g, t->title);
    }
}

bool cite_pair(page *g, int first, int second, relation as)
{
    const target *a = &g->targets[first];
    const target *b = &g->targets[second];
    if (first == second || a->law || strcmp(a->type, b->type) != 0 || strcmp(a->issuer, b->issuer) != 0 ||
        a->issuer[0] == '\0') {
        return false;
    }
    put(g, "các ");
    uint32_t made = cite_number(g, first, true);
    page_state(g, SELF, as, first, made);
    put_dated(g, first, made);
    put(g, draw_chance(&g->chance, 50) ? " và " : ", ");
    made = cite_number(g, second, false);
    page_state(g, SELF, as, second, made);
    put_dated(g, second, made);
    put(g, " của ");
    put(g, a->issuer);
    return true;
}

void cite_self(page *g)
{
    uint32_t start = (uint32_t)g->text.len;
    putf(g, "%s này", g->self.type);
    (void)page_mention(g, FORM_SELF, start, (uint32_t)g->text.len, SELF);
}
