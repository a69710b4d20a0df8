/** The unfast way: folding, lines, and positions, a character at a time and nothing remembered. */
#ifndef VD_TESTS_TEXT_REFERENCE_H
#define VD_TESTS_TEXT_REFERENCE_H

#include "text/text.h"

/** Fills bytes, fold, fold_len, at, flags and the invalid counts; line breaks as they are before any is settled. */
void reference_fold(vd_arena *arena, vd_str bytes, vd_text *out);
/** The lines of a text. */
void reference_lines(vd_arena *arena, vd_str bytes, vd_line **lines, size_t *count);
size_t reference_fold_at(const vd_text *text, size_t offset);
void reference_position(vd_str bytes, size_t offset, size_t *line, size_t *column);

#endif
