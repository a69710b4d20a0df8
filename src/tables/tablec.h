/** tablec, the host program that turns *.tsv tables and *.pcre grammars into C while viendan is built.
 *
 *  It depends on no room: the rooms are built from what it writes.  Its fold is the one of text/text.h, and a test of
 * the tables compares the two descriptions by example. */
#ifndef VD_TABLES_TABLEC_H
#define VD_TABLES_TABLEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { TABLEC_COLUMNS = 12, TABLEC_FIELDS = 14, TABLEC_INDEXES = 3, TABLEC_KEYS = 3, TABLEC_NONE = -1 };

/** What a cell must be. */
enum {
    CELL_REQUIRED = 1,
    CELL_DATE = 2,   /* ISO, a day of the calendar */
    CELL_FOLDED = 4, /* equal to its own fold */
    CELL_LIST = 8,   /* parts separated by '|', none empty */
    CELL_SLUG = 16   /* equal to its own slug */
};

typedef struct tablec_column {
    const char *name;
    unsigned flags;
    const char *values; /* the allowed ones, separated by '|'; NULL: any */
} tablec_column;

/** How a cell is written into the row. */
typedef enum tablec_show { SHOW_PLAIN, SHOW_FOLD, SHOW_SLUG } tablec_show;

typedef struct tablec_field {
    int column;
    tablec_show show;
} tablec_field;

/** A sorted list of (folded key, row); a list cell gives one key a part, and `columns` are taken together. */
typedef struct tablec_index {
    const char *name; /* vd_<kind>_index_<name> */
    int columns[2];
    int count;
} tablec_index;

typedef struct tablec_spec {
    const char *kind; /* vd_<kind> */
    const char *row_type;
    tablec_column columns[TABLEC_COLUMNS];
    int column_count;
    tablec_field fields[TABLEC_FIELDS];
    int field_count;
    int keys[TABLEC_KEYS]; /* columns whose folds together differ from row to row */
    int key_count;
    int from, to; /* date columns, from <= to; TABLEC_NONE */
    /* The column `number` tells a document from others by the year written in it ("30/2020/NĐ-CP"), which is that of
     * the column `passed`; where there is none, `passed` has to. */
    int number, passed;
    tablec_index indexes[TABLEC_INDEXES];
    int index_count;
    bool numbered; /* has the columns `number` and `passed` */
} tablec_spec;

typedef struct tablec_row {
    char *text; /* the line, cut into cells */
    char *cells[TABLEC_COLUMNS];
    size_t line; /* from 1 */
} tablec_row;

typedef struct tablec_table {
    const tablec_spec *spec;
    const char *path;
    tablec_row *rows;
    size_t count, cap;
} tablec_table;

/** The description of `kind`, or NULL. */
const tablec_spec *tablec_spec_find(const char *kind);

/** Read and check a table; every fault goes to stderr as "file:line: message".
 *  Owner: `out`, tablec_table_clear(), also after a failure. */
bool tablec_table_read(const char *path, const tablec_spec *spec, tablec_table *out);
void tablec_table_clear(tablec_table *table);

/** Write the table as C. */
bool tablec_table_write(const tablec_table *table, FILE *out);

/** Write `count` grammar files as `const char vd_pcre_<name>[]`. */
bool tablec_pcre_write(const char *const *paths, size_t count, FILE *out);

/** Folded copy; NULL when `text` is not UTF-8 or memory is out.  Owner: the caller, free(). */
char *tablec_fold(const char *text);
/** The fold with everything but letters and digits dropped to single '-'. */
char *tablec_slug(const char *text);
/** Is it UTF-8 in normal form C? */
bool tablec_is_nfc(const char *text);

#endif
