/** Lines {"id": ..., "text": ...} as `viendan extract --jsonl` reads them. */
#ifndef VD_READ_JSONL_H
#define VD_READ_JSONL_H

#include "base/str.h"

/** Why a line is refused, and at which byte of it (from 0). */
typedef struct vd_jsonl_error {
    size_t offset;
    const char *text; /* static */
} vd_jsonl_error;

/** Read one line.
 *  Shape:  a JSON object; "id" is a string or a number, "text" a string; other keys are checked for form and ignored;
 *          of a repeated key the last counts.  A surrogate without its partner becomes U+FFFD.
 *  Owner:  *id and *text are views into `line`, whose strings are decoded in place.  A refused line is untouched.
 *  Cost:   one pass over the line and one over the two strings, both from escape to escape; no allocation. */
bool vd_jsonl_read(char *line, size_t len, vd_str *id, vd_str *text, vd_jsonl_error *err);

#endif
