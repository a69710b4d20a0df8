/** A text made ready for matching: folded copy, offset map, lines.
 *
 *  Folding makes one grammar serve clean text, NFD, old tone marks and OCR that lost its marks:
 *    - letters lose case and every mark, đ Đ and the look-alikes Ð ð Ɖ become d;
 *    - every kind of dash is '-', every kind of quotation mark '"' (single ones '\''), … is '.', full-width forms are
 *      their plain ones;
 *    - a run of white space (also U+00A0, U+2028 …, form feed) is one ' ', or one '\n' where the line break is hard;
 *    - combining marks and invisible format characters (U+00AD, U+200B-D, U+2060, a BOM …) vanish;
 *    - any other character, and each invalid byte and NUL, is VD_FOLD_OTHER.
 *    - what a page prints beside its text (the Gazette's head, the page's number, a signature's stamp) vanishes where a
 *      sentence or a list goes on behind it, into the blank or break before it;
 *    - so do the marks with which Markdown sets words apart, "**", "__", "*" and "_" in pairs around them.
 *  Each folded character stands for exactly one character of the text (plus the marks and blanks swallowed behind it).
 *
 *  A line break is hard when
 *    - the next line opens an outline item (I. 1. a) - + # Điều 5 Chương …),
 *    - the line before ends a sentence or item (. ; : ! ?),
 *    - one of the two is a heading in capitals and the other is not, or
 *    - the line before is short (the next word would have fitted), or a line is left blank in a text where that parts
 *      paragraphs, and the next begins with a capital.
 *  A line that ends in '-' or '/' goes on, and so does one that cannot end so (vd_text_unfinished(): a comma, "của",
 *  "khoản 2" before "Điều 7" …) or is filled up to a semicolon.  Where lines are paragraphs, only what is broken off by
 *  a page's end goes on.  A line without letter or digit (a rule) stands alone.  Blank lines decide nothing where they
 *  stand inside sentences too, as behind every line of some PDF text layers. */
#ifndef VD_TEXT_TEXT_H
#define VD_TEXT_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* Every so many bytes, where the folded copy is is noted. */
#define VD_NEAR_STEP ((size_t)64)

#define VD_FOLD_OTHER '\x7f'

enum {
    VD_CH_UPPER = 1,     /* the character was an upper-case letter */
    VD_CH_MARKED = 2,    /* a letter that carried a mark, or đ */
    VD_CH_VIETNAMESE = 4 /* its mark tells Vietnamese from its neighbours: breve, horn, hook, dot below, two marks, đ */
};

typedef struct vd_line {
    size_t start, end; /* bytes of the text, without the line end */
} vd_line;

typedef struct vd_text {
    vd_str bytes;
    char *fold; /* NUL-terminated behind fold_len */
    size_t fold_len;
    /* fold_len + 1 byte offsets: where the character folded to fold[i] starts; at[fold_len] == bytes.len */
    uint32_t *at;
    uint8_t *flags; /* fold_len bytes of VD_CH_… */
    vd_line *lines;
    size_t line_count;
    uint32_t *breaks; /* folded positions of the blanks and breaks between lines with something on them, in order; but
                         where a sign has taken one away, as in "luật⏎, nghị định" */
    size_t break_count;
    size_t invalid_count, invalid_first; /* invalid UTF-8 sequences; offset of the first or SIZE_MAX */
    uint32_t *char_counts;               /* characters that start before byte 960 * i; NULL: lines are short */
    uint32_t *near;                      /* a folded position shortly before byte VD_NEAR_STEP * i */
    bool bridged; /* furniture of pages or marks of emphasis were taken out: they lie inside a folded blank or break, or
                   * behind a folded character */
    bool marks_lost; /* hardly any marked letter in a text of Vietnamese words: an OCR engine without Vietnamese */
} vd_text;

/** Fold a text.  Everything is allocated from `arena`; `bytes` is borrowed.
 *  Errors: NO_MEMORY; LIMIT above VD_SOURCE_MAX.    Cost: O(text), about 7 bytes of memory a byte of text. */
VD_CHECKED vd_status vd_text_fold(vd_arena *arena, vd_str bytes, vd_text *out, vd_error *err);

/** Byte span of the folded range [from, to), to > from: from the first character's start to the last one's end (its
 *  marks included, invisible characters behind it not; a blank at the end counts with its whole run). */
void vd_text_span(const vd_text *text, size_t from, size_t to, size_t *start, size_t *end);
/** First folded position whose character starts at or after byte `offset`. */
size_t vd_text_fold_at(const vd_text *text, size_t offset);
/** The same for the starts of all lines at once, and the end of the text: `places` has room for line_count + 1. */
void vd_text_fold_lines(const vd_text *text, uint32_t *places);
/** Line and column, both from 1, column in characters. */
void vd_text_position(const vd_text *text, size_t offset, size_t *line, size_t *column);
/** The same for one who goes on: *line is 0, or that of an offset before this one, from where it is found sooner. */
void vd_text_position_on(const vd_text *text, size_t offset, size_t *line, size_t *column);

/** Fold a short string by the same rules (white space to ' ', none at the ends) into the arena.
 *  This and the next four: ptr == NULL only when out of memory (an absent string gives an empty one); a NUL lies behind
 *  the end. */
vd_str vd_fold_copy(vd_arena *arena, vd_str s);
/** Folded form with everything but letters and digits dropped to single '-': an id's part. */
vd_str vd_fold_slug(vd_arena *arena, vd_str s);
/** NFC, inner white space (line breaks too) to one blank, none at the ends: how a span is shown.  Invisible characters
 *  go; control characters and bytes that are no UTF-8 become U+FFFD. */
vd_str vd_text_clean(vd_arena *arena, vd_str s);
/** The same letters all small, and with the first letter of each word large: how a heading in capitals is written in a
 *  sentence.  The length in bytes may differ. */
vd_str vd_text_lower(vd_arena *arena, vd_str s);
vd_str vd_text_proper(vd_arena *arena, vd_str s);

/** Does what the line folded to [from, to) says go on in the next one, whatever that begins with: "… một số điều
 *  của⏎Thông tư số …", "Căn cứ⏎Luật …", "… khoản 2⏎Điều 7"?  Blanks at the ends of the two are not part of them. */
bool vd_text_unfinished(const vd_text *text, size_t from, size_t to, size_t next_from, size_t next_to);

/** What opens a line: the outline level of its marker, or NONE.
 *  `*len` (may be NULL) is the bytes up to the marker's end, blanks before it included; 0 for NONE. */
typedef enum vd_marker {
    VD_MARK_NONE,
    VD_MARK_PART,
    VD_MARK_ROMAN,
    VD_MARK_ARTICLE,
    VD_MARK_NUMBER,
    VD_MARK_LETTER,
    VD_MARK_BULLET,
    VD_MARK_HASH
} vd_marker;
vd_marker vd_text_marker(vd_str line, size_t *len);

#endif
