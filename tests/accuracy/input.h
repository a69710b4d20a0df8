/** The files that the measures of accuracy read: bytes, JSON, and tables with tabs. */
#ifndef VD_TESTS_ACCURACY_INPUT_H
#define VD_TESTS_ACCURACY_INPUT_H

#include "support/json.h"

/** The bytes of `folder`/`name` (folder NULL: of `name`), into the arena.
 *  Errors: false, and a line on stderr. */
bool input_file(vd_arena *arena, const char *folder, vd_str name, vd_str *out);

/** The values of a JSON Lines file, or (`lines` false) the one value of a JSON file; NULL and a line on stderr. */
const json *input_json(vd_arena *arena, const char *folder, const char *name, bool lines);

/** The names of the files in `folder` that end in `suffix`, by name.
 *  Shape:  a table of one column without a head.   Errors: false, and a line on stderr. */
typedef struct table {
    vd_str *cells; /* row by row */
    size_t rows, columns;
} table;
bool input_names(vd_arena *arena, const char *folder, vd_str suffix, table *out);

/** Lines of cells with tabs between them; blank lines and those that begin with '#' are skipped.
 *  Shape:  every row has `columns` cells; the first row is the head where the file has one.
 *  Errors: false when a row has more or fewer cells; *line says where, from 1. */
bool table_read(vd_arena *arena, vd_str text, size_t columns, table *out, size_t *line);
vd_str table_cell(const table *t, size_t row, size_t column);
/** table_read of a file; what is wrong goes to stderr. */
bool input_table(vd_arena *arena, const char *folder, const char *name, size_t columns, table *out);

/** Take the next line off `rest`; false at the end. */
bool text_line(vd_str *rest, vd_str *line);
/** Take the next cell off `rest`, up to `between` or the end. */
vd_str text_cell(vd_str *rest, char between);
/** What stands behind the last '/'. */
vd_str text_base(vd_str path);

#endif
