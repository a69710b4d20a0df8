/** How the opening of a line may be read, for the outline.
 *  Only files of this room see this header. */
#ifndef VD_TEXT_OUTLINE_LINE_H
#define VD_TEXT_OUTLINE_LINE_H

#include "text/outline.h"

/** One way to read a line's opening. */
typedef struct vd_outline_reading {
    vd_outline_level level;
    uint32_t ordinal; /* 0: a bullet, always fits */
    uint32_t outer;   /* of "1.2.": 1 */
    size_t head;
    bool misread; /* fits only where just this ordinal is due */
} vd_outline_reading;

enum { VD_OUTLINE_READINGS = 4 };

typedef struct vd_outline_readings {
    vd_outline_reading items[VD_OUTLINE_READINGS];
    size_t count;
} vd_outline_readings;

typedef struct vd_outline_line {
    size_t from, to;
    size_t marker; /* where the marker begins: behind "#" and a stray bullet */
} vd_outline_line;

/** Sets l->marker; no reading: the line opens with no marker. */
void vd_outline_line_read(const vd_text *text, vd_outline_line *l, vd_outline_readings *r);

/** The place of a letter among those of Vietnamese lists, 0 of what is none; and its letter, with '~' for đ. */
uint32_t vd_outline_ordinal(char fold, bool marked);
char vd_outline_letter(uint32_t ordinal);

/** Where what is no blank begins, or `to`. */
static inline size_t vd_outline_blanks(const vd_text *text, size_t i, size_t to)
{
    while (i < to && (text->fold[i] == ' ' || text->fold[i] == '\n')) {
        i++;
    }
    return i;
}

#endif
