/** A small strict JSON reader for tests: what the program writes is read back by code that shares nothing with its
 *  writers, and the gold files are read with it. */
#ifndef VD_TESTS_SUPPORT_JSON_H
#define VD_TESTS_SUPPORT_JSON_H

#include "base/arena.h"

typedef enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } json_kind;

/** One value.  Members of arrays and objects hang together through `next`, in the order written. */
typedef struct json {
    json_kind kind;
    vd_str text; /* STRING: decoded; NUMBER, BOOL, NULL: as written */
    double number;
    bool boolean;
    vd_str key; /* of a member of an object */
    struct json *first, *next;
    size_t count; /* ARRAY, OBJECT */
} json;

/** One whole text.
 *  Shape:  RFC 8259, nothing else: no comments, no commas too many, no bare control characters, valid UTF-8, one value.
 *  Owner:  the arena; strings without escapes point into `text`.
 *  Errors: NULL and *offset (may be NULL) on bad JSON or without memory. */
json *json_read(vd_arena *arena, vd_str text, size_t *offset);

/** The lines of a JSON Lines file: an array of its values; blank lines are skipped.  Errors as json_read. */
json *json_read_lines(vd_arena *arena, vd_str text, size_t *offset);

/** Member of an object, or NULL. */
const json *json_get(const json *object, const char *key);
/** A member that is a string; absent for anything else. */
vd_str json_get_text(const json *object, const char *key);
/** A member that is a number; `otherwise` for anything else. */
double json_get_number(const json *object, const char *key, double otherwise);
/** A member that is true or false; `otherwise` for anything else. */
bool json_get_bool(const json *object, const char *key, bool otherwise);

#endif
