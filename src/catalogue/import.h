/** Inside the catalogue room: a file on its way into rows. */
#ifndef VD_CATALOGUE_IMPORT_H
#define VD_CATALOGUE_IMPORT_H

#include "base/arena.h"
#include "resolve/known.h"

/** A file being read, and who hears of what is wrong in it. */
typedef struct vd_import {
    vd_arena *arena; /* of the rows */
    vd_str path;
    vd_str name; /* the path's last part: what the rows' origin is called */
    vd_str made; /* source of rows that name none: the name and the file's date */
    void (*problem)(void *context, vd_str path, size_t line, size_t column, const vd_error *err);
    void *context;
    size_t bad;       /* rows left out */
    size_t unsourced; /* rows that got `made` */
    bool failed;      /* out of memory */
} vd_import;

/** Tell of something at a place of the file. */
void vd_import_tell(const vd_import *in, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

typedef struct vd_import_cell {
    vd_str text; /* decoded; absent where the record has no such cell */
    size_t line, column;
} vd_import_cell;

typedef struct vd_import_record {
    size_t line;
    vd_import_cell cell[VD_KNOWN_FIELDS];
} vd_import_record;

/** How the records of a file are written. */
typedef enum vd_import_kind { VD_IMPORT_TSV, VD_IMPORT_CSV, VD_IMPORT_JSONL } vd_import_kind;

enum { VD_IMPORT_COLUMNS = 64 };

typedef struct vd_import_reader {
    vd_import *in;
    vd_str bytes;
    size_t at, line, line_start;
    vd_import_kind kind;
    char separator;
    bool stray;                      /* a quotation mark stands inside an unquoted cell of the present line */
    int field_of[VD_IMPORT_COLUMNS]; /* per column; -1: not read */
    size_t columns;
    vd_str unknown[VD_IMPORT_COLUMNS]; /* JSON keys told of */
    size_t unknown_count;
} vd_import_reader;

/** Tell the kind of a file from its content and read its header.  false: it cannot be read, which was told. */
bool vd_import_open(vd_import *in, vd_str bytes, vd_import_reader *out);
/** The next record that can be read; false at the end.  Cells are views of the bytes or lie in the arena. */
bool vd_import_next(vd_import_reader *reader, vd_import_record *out);
/** One line of JSON as a record; false when it is none, which was told. */
bool vd_import_json(vd_import_reader *reader, vd_str line, vd_import_record *out);

/** The column that a name means; VD_KNOWN_FIELDS: none. */
vd_known_field vd_import_field(vd_import *in, vd_str name);
/** Check a record and make a row of it; false when it is bad, which was told. */
bool vd_import_row(vd_import *in, const vd_import_record *record, vd_known_row *out);

#endif
