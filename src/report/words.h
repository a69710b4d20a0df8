/** The words of words.def; static UTF-8. */
#ifndef VD_REPORT_WORDS_H
#define VD_REPORT_WORDS_H

#include "base/str.h"

typedef enum vd_word_id {
#define VD_WORD(name, vi, en) VD_WORD_##name,
#include "report/words.def"
} vd_word_id;

/** What a cell is about, shown as a colour. */
typedef enum vd_tone {
#define VD_TONE_ROW(name, background, sign, vi, en) VD_TONE_##name,
#include "report/words.def"
    VD_TONE_COUNT
} vd_tone;

/** What the values of a column are, where people do not see them as programs do. */
typedef enum vd_spoken_kind {
    VD_SPOKEN_AS_IS,
    VD_SPOKEN_WORDS,  /* words of viendan's, not of the texts */
    VD_SPOKEN_FIELD,  /* the name of a column */
    VD_SPOKEN_DAYS,   /* a day, a month, a span of days */
    VD_SPOKEN_NAME,   /* of a document, behind which may stand its day */
    VD_SPOKEN_NOTE,   /* with whole days in it */
    VD_SPOKEN_LABEL,  /* a label of labels.def, in Vietnamese, behind which is "possibly" where it is not certain */
    VD_SPOKEN_CHANGE, /* a document, what happened to it, and by which */
    VD_SPOKEN_LEARNT, /* where a field was learnt */
    VD_SPOKEN_SOURCE, /* who says so: words of a table's row, or file:line */
    VD_SPOKEN_FILE    /* a file, or without a line: words of a table's row */
} vd_spoken_kind;

const char *vd_word(vd_word_id word, vd_lang lang);
/** Heading of a column; the name itself when it has none. */
vd_str vd_word_column(vd_str column, vd_lang lang);
/** Heading of a column in answers that have the column *beside as well; NULL: the same everywhere. */
const char *vd_word_beside(vd_str column, const char **beside, vd_lang lang);
/** A column's value that is a word of viendan's, in words; the value itself when it is none. */
vd_str vd_word_value(vd_str column, vd_str value, vd_lang lang);
vd_spoken_kind vd_word_kind(vd_str column);
/** How many bytes at the beginning of `text` are words that sources of built-in rows are made of, the longest of them,
 *  and those words in Vietnamese; 0: none. */
size_t vd_word_source(vd_str text, vd_str *out);

/** "#rrggbb", or "" for none. */
const char *vd_tone_color(vd_tone tone);
/** Sign and words of a tone in the legend; "" when it has none there. */
const char *vd_tone_sign(vd_tone tone);
const char *vd_tone_words(vd_tone tone, vd_lang lang);

#endif
