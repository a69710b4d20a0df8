/* Writing a table as C: the rows in the order of the file, then for each index the folded keys in byte order. */
#include "tables/tablec.h"

#include <stdlib.h>
#include <string.h>

typedef struct index_key {
    char *fold;
    size_t row;
} index_key;

typedef struct index_list {
    index_key *keys;
    size_t count, cap;
} index_list;

static void write_string(const char *text, FILE *out)
{
    fputc('"', out);
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\' || c == '?') /* '?' because of trigraphs */
            fprintf(out, "\\%c", c);
        else if (c < ' ' || c == 0x7f)
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static bool write_field(const char *cell, tablec_show show, FILE *out)
{
    if (show == SHOW_PLAIN) {
        write_string(cell, out);
        return true;
    }
    char *made = show == SHOW_FOLD ? tablec_fold(cell) : tablec_slug(cell);
    if (made)
        write_string(made, out);
    free(made);
    return made != NULL;
}

static bool write_rows(const tablec_table *table, FILE *out)
{
    const tablec_spec *spec = table->spec;
    fprintf(out, "const %s vd_%s[] = {\n", spec->row_type, spec->kind);
    for (size_t i = 0; i < table->count; i++) {
        fputs("    {", out);
        for (int f = 0; f < spec->field_count; f++) {
            if (f > 0)
                fputs(", ", out);
            if (!write_field(table->rows[i].cells[spec->fields[f].column], spec->fields[f].show, out))
                return false;
        }
        fputs("},\n", out);
    }
    fprintf(out, "};\nconst size_t vd_%s_count = %zu;\n", spec->kind, table->count);
    return true;
}

static int key_compare(const void *a, const void *b)
{
    const index_key *x = a, *y = b;
    int order = strcmp(x->fold, y->fold);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* Add the fold of text[0, len) as a key; takes nothing over. */
static bool list_add(index_list *list, const char *text, size_t len, size_t row)
{
    if (list->count == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 64;
        index_key *keys = realloc(list->keys, cap * sizeof *keys);
        if (!keys)
            return false;
        list->keys = keys;
        list->cap = cap;
    }
    char *part = malloc(len + 1);
    if (!part)
        return false;
    memcpy(part, text, len);
    part[len] = '\0';
    char *fold = tablec_fold(part);
    free(part);
    if (!fold)
        return false;
    list->keys[list->count++] = (index_key){fold, row};
    return true;
}

static bool list_fill(index_list *list, const tablec_table *table, const tablec_index *index)
{
    for (size_t row = 0; row < table->count; row++)
        for (int c = 0; c < index->count; c++) {
            int column = index->columns[c];
            const char *cell = table->rows[row].cells[column];
            bool split = table->spec->columns[column].flags & CELL_LIST;
            while (*cell) {
                size_t len = split ? strcspn(cell, "|") : strlen(cell);
                if (!list_add(list, cell, len, row))
                    return false;
                cell += len + (cell[len] == '|');
            }
        }
    qsort(list->keys, list->count, sizeof *list->keys, key_compare);
    return true;
}

static bool write_index(const tablec_table *table, const tablec_index *index, FILE *out)
{
    index_list list = {0};
    bool ok = list_fill(&list, table, index) && list.count > 0;
    size_t count = 0;
    if (ok)
        fprintf(out, "\nconst vd_table_key vd_%s_index_%s[] = {\n", table->spec->kind, index->name);
    for (size_t i = 0; ok && i < list.count; i++) {
        /* Two names of one row that fold alike are one key. */
        if (i > 0 && key_compare(&list.keys[i - 1], &list.keys[i]) == 0)
            continue;
        fputs("    {", out);
        write_string(list.keys[i].fold, out);
        fprintf(out, ", %zu},\n", list.keys[i].row);
        count++;
    }
    if (ok)
        fprintf(out, "};\nconst size_t vd_%s_index_%s_count = %zu;\n", table->spec->kind, index->name, count);
    for (size_t i = 0; i < list.count; i++)
        free(list.keys[i].fold);
    free(list.keys);
    return ok;
}

bool tablec_table_write(const tablec_table *table, FILE *out)
{
    fputs("/* Written by tablec from the table of the same name. */\n"
          "#include \"tables/index.h\"\n\n",
          out);
    bool ok = write_rows(table, out);
    for (int i = 0; ok && i < table->spec->index_count; i++)
        ok = write_index(table, &table->spec->indexes[i], out);
    if (!ok)
        fprintf(stderr, "%s: out of memory, or an index without keys\n", table->path);
    return ok && !ferror(out);
}
