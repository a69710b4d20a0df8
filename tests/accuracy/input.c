/** The files that the measures of accuracy read: bytes, JSON, and tables with tabs. */
#include "accuracy/input.h"

#include "base/buf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static FILE *file_open(const char *folder, vd_str name)
{
    vd_buf path = {0};
    vd_buf_add_format(&path, "%s%s%.*s", folder ? folder : "", folder ? "/" : "", (int)name.len, name.ptr);
    vd_buf_add_char(&path, '\0');
    FILE *file = vd_buf_ok(&path) ? fopen(path.ptr, "rb") : NULL;
    if (!file) {
        perror(path.ptr);
    }
    vd_buf_clear(&path);
    return file;
}

bool input_file(vd_arena *arena, const char *folder, vd_str name, vd_str *out)
{
    vd_buf bytes = {0};
    char chunk[65536];
    size_t got;
    *out = VD_NONE;
    FILE *file = file_open(folder, name);
    if (!file) {
        return false;
    }
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        vd_buf_add(&bytes, (vd_str){chunk, got});
    }
    if (!ferror(file) && vd_buf_ok(&bytes)) {
        *out = vd_arena_copy(arena, bytes.len > 0 ? vd_buf_str(&bytes) : VD_LIT(""));
    }
    fclose(file);
    vd_buf_clear(&bytes);
    if (!out->ptr) {
        fprintf(stderr, "accuracy: cannot read %.*s\n", (int)name.len, name.ptr);
    }
    return out->ptr != NULL;
}

const json *input_json(vd_arena *arena, const char *folder, const char *name, bool lines)
{
    vd_str text;
    size_t offset = 0;
    if (!input_file(arena, folder, vd_str_of(name), &text)) {
        return NULL;
    }
    const json *rows = lines ? json_read_lines(arena, text, &offset) : json_read(arena, text, &offset);
    if (!rows) {
        fprintf(stderr, "accuracy: %s: no JSON at byte %zu\n", name, offset);
    }
    return rows;
}

static int cell_cmp(const void *a, const void *b)
{
    return vd_str_cmp(*(const vd_str *)a, *(const vd_str *)b);
}

bool input_names(vd_arena *arena, const char *folder, vd_str suffix, table *out)
{
    enum { NAMES_MAX = 10000 };
    *out = (table){VD_ARENA_ARRAY(arena, vd_str, NAMES_MAX), 0, 1};
    DIR *dir = out->cells ? opendir(folder) : NULL;
    if (!dir) {
        perror(folder);
        return false;
    }
    for (const struct dirent *entry; out->rows < NAMES_MAX && (entry = readdir(dir)) != NULL;) {
        if (vd_str_ends(vd_str_of(entry->d_name), suffix)) {
            out->cells[out->rows++] = vd_arena_copy(arena, vd_str_of(entry->d_name));
        }
    }
    closedir(dir);
    if (out->rows > 0) {
        qsort(out->cells, out->rows, sizeof *out->cells, cell_cmp);
    }
    return true;
}

bool text_line(vd_str *rest, vd_str *line)
{
    if (rest->len == 0) {
        return false;
    }
    *line = text_cell(rest, '\n');
    return true;
}

vd_str text_cell(vd_str *rest, char between)
{
    const char *end = rest->len > 0 ? memchr(rest->ptr, between, rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    vd_str cell = vd_str_slice(*rest, 0, len);
    *rest = vd_str_slice(*rest, end ? len + 1 : len, rest->len);
    return cell;
}

vd_str text_base(vd_str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/') {
        from--;
    }
    return vd_str_slice(path, from, path.len);
}

static size_t byte_count(vd_str text, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += text.ptr[i] == c;
    }
    return count;
}

bool table_read(vd_arena *arena, vd_str text, size_t columns, table *out, size_t *line)
{
    size_t rows = byte_count(text, '\n') + 1;
    *out = (table){VD_ARENA_ARRAY(arena, vd_str, rows * columns), 0, columns};
    vd_str one;
    for (*line = 1; out->cells && text_line(&text, &one); ++*line) {
        if (vd_str_trim(one).len == 0 || one.ptr[0] == '#') {
            continue;
        }
        if (byte_count(one, '\t') + 1 != columns) {
            return false;
        }
        for (size_t i = 0; i < columns; i++) {
            out->cells[out->rows * columns + i] = text_cell(&one, '\t');
        }
        out->rows++;
    }
    return out->cells != NULL;
}

vd_str table_cell(const table *t, size_t row, size_t column)
{
    return t->cells[row * t->columns + column];
}

bool input_table(vd_arena *arena, const char *folder, const char *name, size_t columns, table *out)
{
    vd_str text;
    size_t line;
    if (!input_file(arena, folder, vd_str_of(name), &text)) {
        return false;
    }
    if (!table_read(arena, text, columns, out, &line)) {
        fprintf(stderr, "accuracy: %s:%zu: not %zu cells\n", name, line, columns);
        return false;
    }
    return true;
}
