/** What a document of the gold may be called: its numbers, its titles, the files that carry it. */
#ifndef VD_TESTS_ACCURACY_KEY_H
#define VD_TESTS_ACCURACY_KEY_H

#include "accuracy/compare.h"
#include "support/json.h"

typedef struct key_name {
    vd_str text;
    const struct key_name *next;
} key_name;

typedef struct key {
    const key_name *numbers; /* as compare_number makes them */
    const key_name *titles;  /* as compare_fold makes them */
    const key_name *docs;    /* "002" */
} key;

/** All names of the gold's canonical id `id`: those it is made of ("name:Luật Thanh niên", "33/CT-TTg", "002") and
 * those in aliases.json. */
key key_of(vd_arena *arena, vd_str id, const json *aliases);
/** The same, carried by the file of gold document `doc` too. */
key key_with_doc(vd_arena *arena, key k, vd_str doc);

/** Does a document found under `number` (absent: none), `title` and in the file `source` answer to the key?  A number
 *  decides against a title where the key has numbers. */
bool key_accepts(vd_arena *arena, const key *k, vd_str number, vd_str title, vd_str source);

/** Is `source` the file of gold document `doc`: "corpus/plans/002-can-tho.txt" that of "002"? */
bool key_source_is(vd_str source, vd_str doc);

#endif
