/* The buffer, its records, and letters in capitals. */
#include "synth/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void put(page *g, const char *text)
{
    vd_buf_add_text(&g->text, text);
}

void putf(page *g, const char *format, ...)
{
    char text[1024];
    va_list values;
    va_start(values, format);
    (void)vsnprintf(text, sizeof text, format, values);
    va_end(values);
    vd_buf_add_text(&g->text, text);
}

/* Capitals of the Vietnamese letters: in Latin-1 32 below, elsewhere the even neighbour ("ư" alone is one below). */
void put_upper(page *g, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        unsigned char out = *c;
        unsigned char before = c > (const unsigned char *)text ? c[-1] : 0;
        unsigned char first = c - 1 > (const unsigned char *)text ? c[-2] : 0;
        if (out >= 'a' && out <= 'z') {
            out = (unsigned char)(out - 32);
        } else if (before == 0xC3 && out >= 0xA0) {
            out = (unsigned char)(out - 0x20);
        } else if (before == 0xC6 && out == 0xB0) {
            out = 0xAF;
        } else if ((before == 0xC4 || before == 0xC5 || before == 0xC6 || first == 0xE1) && out >= 0x80 && (out & 1) &&
                   out != 0xAF) {
            out = (unsigned char)(out - 1);
        }
        vd_buf_add_char(&g->text, (char)out);
    }
}

void put_day(page *g, int at)
{
    int year;
    int month;
    int day;
    day_parts(at, &year, &month, &day);
    putf(g, "ngày %02d tháng %0*d năm %d", day, month < 3 ? 2 : 1, month, year);
}

uint32_t page_mention(page *g, form as, uint32_t start, uint32_t number_at, int at)
{
    if (g->mention_count == g->mention_cap) {
        uint32_t cap = g->mention_cap ? g->mention_cap * 2 : 64;
        mention *more = realloc(g->mentions, cap * sizeof *more);
        if (more == NULL) {
            g->failed = true;
            return 0;
        }
        g->mentions = more;
        g->mention_cap = cap;
    }
    uint32_t end = (uint32_t)g->text.len;
    g->mentions[g->mention_count] =
        (mention){.start = start, .end = end, .number_at = number_at, .form = as, .target = at, .parent = g->parent};
    return g->mention_count++;
}

void page_state(page *g, int from, relation as, int to, uint32_t at)
{
    if (as == REL_NONE) {
        return;
    }
    if (g->statement_count == g->statement_cap) {
        uint32_t cap = g->statement_cap ? g->statement_cap * 2 : 64;
        statement *more = realloc(g->statements, cap * sizeof *more);
        if (more == NULL) {
            g->failed = true;
            return;
        }
        g->statements = more;
        g->statement_cap = cap;
    }
    g->statements[g->statement_count++] = (statement){from, to, as, at};
}

int page_target(page *g, const target *t)
{
    for (int i = 0; i < g->target_count; i++) {
        if (strcmp(g->targets[i].id, t->id) == 0) {
            return i;
        }
        if (strcmp(g->targets[i].number, t->number) == 0) {
            return -1; /* the same number of another year or body: no drafter would leave it at that */
        }
    }
    if (g->target_count == TARGET_MAX || strcmp(t->number, g->self.number) == 0) {
        return -1;
    }
    g->targets[g->target_count] = *t;
    return g->target_count++;
}

int page_draw(page *g, source of)
{
    target t;
    bool drawn = false;
    switch (of) {
    case OF_LAWS:
        drawn = world_cite_law(g->world, g->index, &g->chance, &t);
        break;
    case OF_DECREES:
        drawn = world_cite_decree(g->world, g->index, &g->chance, &t);
        break;
    case OF_HELD:
        drawn = world_cite_held(g->world, g->index, &g->chance, 6, &t);
        break;
    }
    return drawn ? page_target(g, &t) : -1;
}

void page_clear(page *g)
{
    vd_buf_clear(&g->text);
    free(g->mentions);
    free(g->statements);
    g->mentions = NULL;
    g->statements = NULL;
}
