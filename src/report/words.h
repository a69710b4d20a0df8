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

const char *vd_word(vd_word_id word, vd_lang lang);
/** Heading of a column; the name itself when it has none. */
vd_str vd_word_column(vd_str column, vd_lang lang);
/** A column's value that is a word of viendan's, in words; the value itself when it is none. */
vd_str vd_word_value(vd_str column, vd_str value, vd_lang lang);

/** "#rrggbb", or "" for none. */
const char *vd_tone_color(vd_tone tone);
/** Sign and words of a tone in the legend; "" when it has none there. */
const char *vd_tone_sign(vd_tone tone);
const char *vd_tone_words(vd_tone tone, vd_lang lang);

#endif
