/** A line as it is printed, in the folded text: its last word and what that tells of the next line.
 *  Only the files about breaks see this header. */
#ifndef VD_TEXT_PRINTED_H
#define VD_TEXT_PRINTED_H

#include "text/fold.h"

/** What the last word of a line can tell of the next: of others few questions need be asked. */
enum {
    VD_TELLS_GOES_ON = 1, /* a small connective */
    VD_TELLS_CAPITALS_GO_ON = 2,
    VD_TELLS_ABBREVIATION = 4,
    VD_TELLS_OFFICE = 8, /* the last word of one of `offices` in unfinished.c */
    VD_TELLS_COUNTED = 16,
    VD_TELLS_AWAITS = 32, /* the last word of what the ending_awaits_…() look for there */
    VD_TELLS_HALF = 64    /* the first half of one of `halves` there, or the last word of one of `cited` */
};

typedef struct vd_printed {
    size_t from, to; /* folded */
    size_t word,
        word_to;    /* its last word, without the closing marks behind it; the same: no letter or digit is on it */
    unsigned tells; /* VD_TELLS_… of that word */
} vd_printed;

/* printed.c */
/** The line [from, to). */
vd_printed vd_printed_read(const vd_text *text, size_t from, size_t to);
/** Where the last word of [from, end) begins, and in *to where it ends. */
size_t vd_printed_word(const vd_text *text, size_t from, size_t end, size_t *to);
vd_str vd_printed_last_word(const vd_text *text, const vd_printed *of);
vd_marker vd_printed_marker(const vd_text *text, const vd_printed *of);
/** Two letters or more, none of them small. */
bool vd_printed_capitals(const vd_text *text, const vd_printed *of);
bool vd_printed_opens_capital(const vd_text *text, const vd_printed *of);
/** The line breaks off: at a comma, or behind an abbreviation or a small connective. */
bool vd_printed_goes_on(const vd_text *text, const vd_printed *of);
/** The line ends with . ; : ! ?, perhaps inside a closing quotation mark or bracket. */
bool vd_printed_ends_sentence(const vd_text *text, const vd_printed *of);

/* unfinished.c */
/** The words behind `from` on a line begin with the name of a kind of document; how long that is, or 0. */
size_t vd_printed_cites(const vd_text *text, const vd_printed *of, size_t from);
/** The one question that everything asks where lines meet: does the sentence, or the title, go on in `next` whatever
 *  that begins with? */
bool vd_printed_unfinished(const vd_text *text, const vd_printed *before, const vd_printed *next);

#endif
