/** Inside the text room: the folded text while it is made. */
#ifndef VD_TEXT_FOLD_H
#define VD_TEXT_FOLD_H

#include "text/text.h"

/** Fills fold, at, flags, near, fold_len and the invalid counts of `text` from text->bytes; every run of white space
 * with a line break in it becomes '\n'.  The arrays have room for bytes.len + VD_FOLD_SLACK, `near` for bytes.len /
 * VD_NEAR_STEP + 2. */
void vd_fold_fill(vd_text *text);

/* Folding by blocks writes so far behind what it means. */
#define VD_FOLD_SLACK ((size_t)64)
/* A block of fewer bytes is folded one character at a time. */
#define VD_FOLD_BLOCK ((size_t)64)

/** Fold the character at byte `at` behind what is folded; its length in bytes. */
size_t vd_fold_step(vd_text *text, size_t at);
/** Fold from byte 0 on, as far as whole blocks go and with any help of vd_fold_step(); where it ended. */
size_t vd_fold_blocks_sse2(vd_text *text);
size_t vd_fold_blocks_avx2(vd_text *text);
size_t vd_fold_blocks_neon(vd_text *text);
size_t vd_fold_blocks_avx512(vd_text *text);

/** Turns each '\n' of a filled text that is no hard break into ' '. */
void vd_breaks_settle(vd_text *text);
/** Is a line left blank in the white space that the folded character at `at` stands for? */
bool vd_break_blank(const vd_text *text, size_t at);

/** Takes the marks of emphasis out of a filled text whose breaks are not settled: "**Số: 12/KH-UBND**". */
void vd_emphasis_take(vd_text *text);

/** Where the line behind the furniture of a page begins that begins with the line at `from`; `from` when there is none.
 */
size_t vd_furniture_end(const vd_text *text, size_t from);
/** May it begin so?  "công báo", "người ký", or a number before the former or alone: told by two letters, for every
 * line is asked. */
static inline bool vd_furniture_begins(const char *line)
{
    return (line[0] >= '0' && line[0] <= '9') || (line[0] == 'c' && line[1] == 'o') ||
           (line[0] == 'n' && line[1] == 'g');
}
/** Is the line what a portal writes between a document's title and its text, "Văn bản liên quan"? */
bool vd_furniture_label(vd_str words);
/** Takes the folded range [from, to) out of the copy, which vd_furniture_close() then draws together, once. */
void vd_furniture_take(vd_text *text, size_t from, size_t to);
void vd_furniture_close(vd_text *text);

/** Is this Vietnamese without its marks? */
bool vd_marks_lost(const vd_text *text);

/** The marker that opens the folded range [from, to); *end (may be NULL) is the folded position behind it. */
vd_marker vd_marker_at(const vd_text *text, size_t from, size_t to, size_t *end);

static inline bool vd_fold_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool vd_fold_digit(char c)
{
    return c >= '0' && c <= '9';
}

#endif
