/** A database with a catalogue: files written and imported, and what answers look like. */
#ifndef TESTS_CATALOGUE_SHELF_H
#define TESTS_CATALOGUE_SHELF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/rows.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct shelf {
    vd_db *db;
    char folder[64];
    vd_buf problems; /* "name:line:column: text\n" each */
    vd_catalogue_report report;
} shelf;

static inline void shelf_open(shelf *s)
{
    *s = (shelf){.folder = "/tmp/viendan-shelf-XXXXXX"};
    assert_non_null(mkdtemp(s->folder));
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &s->db, NULL), VD_OK);
}

static inline const char *shelf_path(const shelf *s, const char *name)
{
    static char paths[8][160];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", s->folder, name);
    return path;
}

static inline void shelf_write_bytes(const shelf *s, const char *name, const char *bytes, size_t len)
{
    FILE *file = fopen(shelf_path(s, name), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static inline void shelf_write(const shelf *s, const char *name, const char *text)
{
    shelf_write_bytes(s, name, text, strlen(text));
}

static inline void shelf_hear(void *context, vd_str path, size_t line, size_t column, const vd_error *err)
{
    shelf *s = context;
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/') {
        from--;
    }
    vd_buf_add(&s->problems, vd_str_slice(path, from, path.len));
    vd_buf_add_format(&s->problems, ":%zu:%zu: %s\n", line, column, err->text);
}

/* Import files of the folder; what was told stands in s->problems. */
static inline vd_status shelf_import_as(shelf *s, bool strict, bool replace, size_t count, const char *const *names)
{
    const char *paths[8];
    vd_error err = {0};
    vd_catalogue_options options = {.strict = strict, .replace = replace, .problem = shelf_hear, .context = s};
    assert_true(count <= 8);
    for (size_t i = 0; i < count; i++) {
        paths[i] = shelf_path(s, names[i]);
    }
    vd_buf_reset(&s->problems);
    vd_status status = vd_db_catalogue_import(s->db, paths, count, &options, &s->report, &err);
    vd_buf_add_char(&s->problems, '\0');
    return status;
}

static inline void shelf_import(shelf *s, const char *name)
{
    assert_int_equal(shelf_import_as(s, false, false, 1, &name), VD_OK);
}

static inline void shelf_close(shelf *s)
{
    char command[128];
    vd_db_close(s->db);
    vd_buf_clear(&s->problems);
    snprintf(command, sizeof command, "rm -r '%s'", s->folder);
    assert_int_equal(system(command), 0);
}

/* Rows as "a|b|c\n" lines; frees them.  The caller frees the text. */
static inline char *rows_text(vd_rows *rows)
{
    vd_buf buf = {0};
    bool more = true;
    while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
        for (size_t i = 0; i < vd_rows_width(rows); i++) {
            vd_cell cell = vd_rows_cell(rows, i);
            vd_buf_add_text(&buf, i ? "|" : "");
            if (cell.kind == VD_CELL_TEXT) {
                vd_buf_add(&buf, cell.text);
            } else if (cell.kind == VD_CELL_INT || cell.kind == VD_CELL_BOOL) {
                vd_buf_add_format(&buf, "%d", (int)cell.integer);
            }
        }
        vd_buf_add_char(&buf, '\n');
    }
    vd_buf_add_char(&buf, '\0');
    vd_rows_free(rows);
    assert_true(vd_buf_ok(&buf));
    return buf.ptr;
}

static inline char *shelf_export(shelf *s, bool changes)
{
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_catalogue_export(s->db, changes, VD_NONE, &rows, NULL), VD_OK);
    return rows_text(rows);
}

static inline char *shelf_check(shelf *s)
{
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_catalogue_check(s->db, false, &rows, NULL), VD_OK);
    return rows_text(rows);
}

static inline char *shelf_show(shelf *s, const char *words)
{
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_catalogue_show(s->db, vd_str_of(words), &rows, NULL), VD_OK);
    return rows_text(rows);
}

static inline char *shelf_list(shelf *s, vd_catalogue_filter filter)
{
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_catalogue_list(s->db, &filter, &rows, NULL), VD_OK);
    return rows_text(rows);
}

/* `text` holds `part`; text is freed. */
static inline void assert_holds(char *text, const char *part)
{
    if (!strstr(text, part)) {
        fail_msg("\"%s\" is not in:\n%s", part, text);
    }
    free(text);
}

static inline void assert_lacks(char *text, const char *part)
{
    if (strstr(text, part)) {
        fail_msg("\"%s\" is in:\n%s", part, text);
    }
    free(text);
}

static inline void assert_told(const shelf *s, const char *part)
{
    if (!strstr(s->problems.ptr, part)) {
        fail_msg("\"%s\" was not told, but:\n%s", part, s->problems.ptr);
    }
}

#endif
