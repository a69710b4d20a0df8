/** How alike two folded strings are when one may be misread. */
#ifndef VD_EXTRACT_OCR_H
#define VD_EXTRACT_OCR_H

#include "base/arena.h"
#include "base/str.h"

/** Cost in tenths of an edit of turning the whole of `name` into some prefix of `text` that ends with a word; *used is
 *  that prefix's length.  More than `limit` (any number over it) when it costs more, or when the name is over 240
 * bytes. Cost: O(name * limit), far less where the strings differ early. */
unsigned vd_ocr_prefix_cost(vd_str name, vd_str text, unsigned limit, size_t *used);
/** The same for many names against one text: what names that begin alike have in common is computed once.  Names in
 *  sorted order are the cheapest.  new: NULL when out of memory.  text: borrowed; its first 300 bytes count. */
typedef struct vd_ocr_table vd_ocr_table;
vd_ocr_table *vd_ocr_table_new(vd_arena *arena);
void vd_ocr_table_text(vd_ocr_table *table, vd_str text);
unsigned vd_ocr_table_cost(vd_ocr_table *table, vd_str name, unsigned limit, size_t *used);
/** The same for two whole strings of any length, compared word by word; 0 to 100, 100 alike. */
unsigned vd_ocr_likeness(vd_str a, vd_str b);
/** No word of `seen` is another one than that of `name` in its place: one letter in three is another at most, however
 *  long the rest.  The last may be cut. */
bool vd_ocr_words_alike(vd_str name, vd_str seen);
/** A word of the text is `word` or one of its known misreadings. */
bool vd_ocr_word_is(vd_str seen, const char *word, size_t len);

#endif
