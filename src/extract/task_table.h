/** Inside the extract room: a table of tasks while it is read, whatever holds its cells apart. */
#ifndef VD_EXTRACT_TASK_TABLE_H
#define VD_EXTRACT_TASK_TABLE_H

#include "extract/task.h"

enum { VD_TABLE_COLUMNS = 12 };

typedef enum vd_table_column {
    COLUMN_OTHER,
    COLUMN_NO,
    COLUMN_WHAT,
    COLUMN_LEAD,
    COLUMN_COORDINATE,
    COLUMN_WHEN
} vd_table_column;

/** A cell's bytes in the source; several pieces where its lines do not follow each other. */
typedef struct vd_table_cell {
    size_t start, end; /* of the first and behind the last */
    vd_str text;       /* pieces joined */
} vd_table_cell;

/** The head of a table. */
typedef struct vd_table_head {
    vd_table_column columns[VD_TABLE_COLUMNS];
    size_t count;
    size_t start, end; /* bytes */
} vd_table_head;

typedef struct vd_table {
    vd_task_reader *reader;
    vd_str section;
    vd_str path;  /* of the outline's point it stands in */
    vd_str group; /* number of the heading inside the table, or absent */
    vd_table_head head;
} vd_table;

bool vd_table_blank(char c);
/** Read the words of cells as the head of a table of tasks. */
bool vd_table_head_read(const vd_table *t, const vd_table_cell *cells, size_t count, vd_table_head *out);
/** "1", "2.1", "1.2." in a cell of its own: the number of a row. */
bool vd_table_number(vd_str words);
/** Add the task of a whole row. */
void vd_table_emit(vd_table *t, const vd_table_cell *cells);
/** Bytes [start, end) belong to a table. */
void vd_table_taken(const vd_table *t, size_t start, size_t end);
/** Find the point of the outline that holds the table at a byte. */
void vd_table_place(vd_table *t, size_t start);

/** Add the tasks of tables whose columns are held apart by blanks.    (task_laid.c) */
void vd_laid_read(vd_table *t);

#endif
