/* One pass over the text, letter by letter, with the new place of each old byte. */
#include "synth/noise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum fault { FAULT_SCAN, FAULT_LAYER, FAULT_TYPED, FAULT_COUNT } fault;

typedef struct noise {
    page *g;
    fault fault;
    vd_buf out;
    uint32_t *moved; /* old byte → new byte */
    uint8_t *how;    /* old byte → damage */
} noise;

/* ---- Letters without marks --------------------------------------------------------------------------------------- */

static const char *const families[] = {
    "aàáảãạăằắẳẵặâầấẩẫậ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ", "uùúủũụưừứửữự", "yỳýỷỹỵ", "dđ",
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "EÈÉẺẼẸÊỀẾỂỄỆ", "IÌÍỈĨỊ", "OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", "UÙÚỦŨỤƯỪỨỬỮỰ", "YỲÝỶỸỴ", "DĐ",
};
enum { LETTER_MAX = 0x1F00 };

static size_t letter_len(const char *at)
{
    unsigned char c = (unsigned char)*at;
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static uint32_t letter_code(const char *at, size_t len)
{
    const unsigned char *c = (const unsigned char *)at;
    return len == 2 ? ((c[0] & 0x1Fu) << 6) | (c[1] & 0x3Fu)
                    : ((c[0] & 0x0Fu) << 12) | ((c[1] & 0x3Fu) << 6) | (c[2] & 0x3Fu);
}

/* The letter without its marks; 0: it has none. */
static char letter_bare(const char *at, size_t len)
{
    static char bare[LETTER_MAX];
    if (bare[0xE0] == 0) {
        for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
            for (const char *c = families[f] + 1; *c; c += letter_len(c)) {
                bare[letter_code(c, letter_len(c))] = families[f][0];
            }
        }
    }
    uint32_t code = len == 2 || len == 3 ? letter_code(at, len) : 0;
    return code && code < LETTER_MAX ? bare[code] : 0;
}

/* ---- Faults ------------------------------------------------------------------------------------------------------ */

/* Writes what stands instead of the bytes at `at`, and says how long these are; 0: nothing happens here. */
static size_t instead(noise *n, size_t at, const char *old, const char *now, uint8_t how)
{
    size_t len = strlen(old);
    const vd_buf *text = &n->g->text;
    if (at + len > text->len || memcmp(text->ptr + at, old, len) != 0) {
        return 0;
    }
    for (size_t i = 0; i < len; i++) {
        n->moved[at + i] = (uint32_t)n->out.len;
        n->how[at + i] |= how;
    }
    vd_buf_add_text(&n->out, now);
    return len;
}

/* Codes and "số" as an English engine reads them. */
static size_t scan_word(noise *n, size_t at, bool number)
{
    static const char *const decisions[] = {"QB", "Qb", "QD"};
    static const char *const councils[] = {"HPND", "HDND", "HBND"};
    static const char *const numbers[] = {"s6 ", "sé ", "so "};
    draw *d = &n->g->chance;
    char c = n->g->text.ptr[at];
    if (c == 'Q' && number) {
        return instead(n, at, "QĐ", DRAW_ONE(d, decisions), DAMAGE_LETTER);
    }
    if (c == 'H' && number) {
        return instead(n, at, "HĐND", DRAW_ONE(d, councils), DAMAGE_LETTER);
    }
    return c == 's' ? instead(n, at, "số ", DRAW_ONE(d, numbers), DAMAGE_LETTER) : 0;
}

static void copy(noise *n, size_t at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        n->moved[at + i] = (uint32_t)(n->out.len + i);
    }
    vd_buf_add(&n->out, (vd_str){n->g->text.ptr + at, len});
}

static size_t scan_letter(noise *n, size_t at, bool number)
{
    size_t done = scan_word(n, at, number);
    if (done) {
        return done;
    }
    const char *from = n->g->text.ptr + at;
    size_t len = letter_len(from);
    char bare = letter_bare(from, len);
    if (bare) {
        for (size_t i = 0; i < len; i++) {
            n->moved[at + i] = (uint32_t)n->out.len;
            n->how[at + i] |= DAMAGE_MARKS;
        }
        vd_buf_add_char(&n->out, bare);
    } else {
        copy(n, at, len);
    }
    return len;
}

static size_t layer_letter(noise *n, size_t at, bool number)
{
    draw *d = &n->g->chance;
    char c = n->g->text.ptr[at];
    copy(n, at, letter_len(n->g->text.ptr + at));
    if (c == '\n') {
        vd_buf_add_char(&n->out, '\n');
    } else if (number && c == '-' && draw_chance(d, 12)) {
        vd_buf_add_text(&n->out, draw_chance(d, 50) ? " " : "\n\n");
        n->how[at] |= DAMAGE_BLANK;
    }
    return letter_len(n->g->text.ptr + at);
}

static size_t typed_letter(noise *n, size_t at, bool number)
{
    draw *d = &n->g->chance;
    const char *from = n->g->text.ptr + at;
    size_t len = letter_len(from);
    char bare = letter_bare(from, len);
    char c = *from;
    if (number && c == '0' && draw_chance(d, 3)) {
        return instead(n, at, "0", "O", DAMAGE_DIGIT);
    }
    if (!number && bare && bare != 'd' && bare != 'D' && draw_chance(d, 1)) {
        n->moved[at] = (uint32_t)n->out.len;
        memset(n->how + at, DAMAGE_MARKS, len);
        for (size_t i = 1; i < len; i++) {
            n->moved[at + i] = n->moved[at];
        }
        vd_buf_add_char(&n->out, bare);
        return len;
    }
    if (number && c == '/' && draw_chance(d, 4)) {
        n->moved[at] = (uint32_t)n->out.len + 1;
        n->how[at] |= DAMAGE_BLANK;
        vd_buf_add_text(&n->out, " /");
        return 1;
    }
    copy(n, at, len);
    return len;
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static void records_move(noise *n)
{
    for (uint32_t i = 0; i < n->g->mention_count; i++) {
        mention *m = &n->g->mentions[i];
        for (uint32_t at = m->start; at < m->end; at++) {
            m->damage |= n->how[at];
        }
        m->end = n->moved[m->end];
        m->number_at = n->moved[m->number_at];
        m->start = n->moved[m->start];
    }
}

/* Marks where numbers stand: only there blanks, breaks and O matter. */
static void numbers_mark(const page *g, uint8_t *number)
{
    for (uint32_t i = 0; i < g->mention_count; i++) {
        const mention *m = &g->mentions[i];
        if (m->number_at < m->end && (m->form == FORM_NUMBERED || m->form == FORM_SELF)) {
            memset(number + m->number_at, 1, m->end - m->number_at);
        }
    }
}

void page_damage(page *g)
{
    size_t len = g->text.len;
    noise n = {.g = g, .fault = (fault)draw_below(&g->chance, FAULT_COUNT)};
    n.moved = calloc(len + 1, sizeof *n.moved);
    n.how = calloc(len + 1, 1);
    uint8_t *number = calloc(len + 1, 1);
    if (n.moved && n.how && number) {
        numbers_mark(g, number);
        for (size_t at = 0; at < len;) {
            at += n.fault == FAULT_SCAN    ? scan_letter(&n, at, number[at])
                  : n.fault == FAULT_LAYER ? layer_letter(&n, at, number[at])
                                           : typed_letter(&n, at, number[at]);
        }
        n.moved[len] = (uint32_t)n.out.len;
        records_move(&n);
        vd_buf old = g->text;
        g->text = n.out;
        vd_buf_clear(&old);
    } else {
        g->failed = true;
    }
    free(n.moved);
    free(n.how);
    free(number);
}
