/* Reading a table.  Decides what a good row is; every fault is told with file and line, and all of them in one run. */
#include "tables/tablec.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static bool fault(const tablec_table *table, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool fault(const tablec_table *table, size_t line, const char *format, ...)
{
    va_list args;
    fprintf(stderr, "%s:%zu: ", table->path, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return false;
}

/* Cut `text` at its tabs; the number of cells, of which the first TABLEC_COLUMNS are stored. */
static int split_cells(char *text, char **cells)
{
    int count = 0;
    for (char *p = text; p; count++) {
        char *tab = strchr(p, '\t');
        if (tab)
            *tab = '\0';
        if (count < TABLEC_COLUMNS)
            cells[count] = p;
        p = tab ? tab + 1 : NULL;
    }
    return count;
}

static bool list_has(const char *list, const char *value)
{
    size_t len = strlen(value);
    for (const char *p = list; p; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL)
        if (strncmp(p, value, len) == 0 && (p[len] == '|' || p[len] == '\0'))
            return true;
    return false;
}

/* The number of `len` digits, or -1. */
static int read_digits(const char *s, int len)
{
    int value = 0;
    for (int i = 0; i < len; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        value = 10 * value + (s[i] - '0');
    }
    return value;
}

static bool is_date(const char *s)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
        return false;
    int year = read_digits(s, 4), month = read_digits(s + 5, 2), day = read_digits(s + 8, 2);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year >= 1900 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool is_list(const char *s)
{
    size_t len = strlen(s);
    return s[0] != '|' && s[len - 1] != '|' && !strstr(s, "||") && !strstr(s, " |") && !strstr(s, "| ");
}

static bool equals_owned(char *made, const char *text)
{
    bool same = made && strcmp(made, text) == 0;
    free(made);
    return same;
}

static bool check_text(const tablec_table *table, size_t line, const char *name, const char *cell)
{
    size_t len = strlen(cell);
    if (!tablec_is_nfc(cell))
        return fault(table, line, "%s: not UTF-8 in normal form C", name);
    if (len > 0 && (cell[0] == ' ' || cell[len - 1] == ' '))
        return fault(table, line, "%s: blank at an end of the cell", name);
    if (strstr(cell, "  "))
        return fault(table, line, "%s: two blanks in a row", name);
    for (const char *p = cell; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            return fault(table, line, "%s: control character", name);
    return true;
}

static bool check_cell(const tablec_table *table, size_t line, const tablec_column *column, const char *cell)
{
    if (!check_text(table, line, column->name, cell))
        return false;
    if (!*cell)
        return column->flags & CELL_REQUIRED ? fault(table, line, "%s: empty", column->name) : true;
    if (column->values && !list_has(column->values, cell))
        return fault(table, line, "%s: \"%s\" is not one of %s", column->name, cell, column->values);
    if (column->flags & CELL_DATE && !is_date(cell))
        return fault(table, line, "%s: \"%s\" is not a date YYYY-MM-DD", column->name, cell);
    if (column->flags & CELL_LIST && !is_list(cell))
        return fault(table, line, "%s: empty or blank-edged part in a list", column->name);
    if (column->flags & CELL_FOLDED && !equals_owned(tablec_fold(cell), cell))
        return fault(table, line, "%s: \"%s\" is not folded", column->name, cell);
    if (column->flags & CELL_SLUG && !equals_owned(tablec_slug(cell), cell))
        return fault(table, line, "%s: \"%s\" is not a slug", column->name, cell);
    return true;
}

/* The year in "30/2020/NĐ-CP": four digits between two slashes; NULL where there is none. */
static const char *number_year(const char *number)
{
    const char *slash = strchr(number, '/');
    return slash && read_digits(slash + 1, 4) > 0 && slash[5] == '/' ? slash + 1 : NULL;
}

static bool check_number(const tablec_table *table, const tablec_row *row)
{
    const char *number = row->cells[table->spec->number], *passed = row->cells[table->spec->passed];
    const char *year = number_year(number);
    if (!year && !*passed)
        return fault(table, row->line, "%s: without a year it needs %s", number,
                     table->spec->columns[table->spec->passed].name);
    if (year && *passed && strncmp(year, passed, 4) != 0)
        return fault(table, row->line, "%s: not of the year of %s", number, passed);
    return true;
}

static bool check_row(const tablec_table *table, const tablec_row *row)
{
    const tablec_spec *spec = table->spec;
    bool ok = true;
    for (int i = 0; i < spec->column_count; i++)
        ok = check_cell(table, row->line, &spec->columns[i], row->cells[i]) && ok;
    if (ok && spec->numbered)
        ok = check_number(table, row);
    if (!ok || spec->from == TABLEC_NONE)
        return ok;
    const char *from = row->cells[spec->from], *to = row->cells[spec->to];
    /* ISO dates order as text. */
    if (*from && *to && strcmp(from, to) > 0)
        return fault(table, row->line, "%s %s is after %s %s", spec->columns[spec->from].name, from,
                     spec->columns[spec->to].name, to);
    return true;
}

static bool check_header(const tablec_table *table, char *text)
{
    const tablec_spec *spec = table->spec;
    char *cells[TABLEC_COLUMNS];
    int count = split_cells(text, cells);
    if (count != spec->column_count)
        return fault(table, 1, "header has %d columns, not %d", count, spec->column_count);
    for (int i = 0; i < count; i++)
        if (strcmp(cells[i], spec->columns[i].name) != 0)
            return fault(table, 1, "column %d is \"%s\", not \"%s\"", i + 1, cells[i], spec->columns[i].name);
    return true;
}

/* Append a row and take over `text`. */
static bool add_row(tablec_table *table, char *text, size_t line)
{
    if (table->count == table->cap) {
        size_t cap = table->cap ? 2 * table->cap : 64;
        tablec_row *rows = realloc(table->rows, cap * sizeof *rows);
        if (!rows) {
            free(text);
            return fault(table, line, "out of memory");
        }
        table->rows = rows;
        table->cap = cap;
    }
    tablec_row *row = &table->rows[table->count++];
    *row = (tablec_row){.text = text, .line = line};
    int count = split_cells(text, row->cells);
    if (count != table->spec->column_count) {
        table->count--;
        free(text);
        return fault(table, line, "%d cells, not %d", count, table->spec->column_count);
    }
    return check_row(table, row);
}

static bool read_line(tablec_table *table, const char *text, size_t size, size_t line)
{
    if (memchr(text, '\0', size))
        return fault(table, line, "NUL byte");
    if (memchr(text, '\r', size))
        return fault(table, line, "carriage return");
    char *copy = malloc(size + 1);
    if (!copy)
        return fault(table, line, "out of memory");
    memcpy(copy, text, size);
    copy[size] = '\0';
    if (line > 1)
        return add_row(table, copy, line);
    bool ok = check_header(table, copy);
    free(copy);
    return ok;
}

/* Folded key of a row, each part ended by a tab; NULL when memory is out. */
static char *row_key(const tablec_spec *spec, const tablec_row *row)
{
    size_t used = 0;
    char *key = calloc(1, 1);
    bool unique = spec->numbered && number_year(row->cells[spec->number]);
    for (int i = 0; key && i < (unique ? 1 : spec->key_count); i++) {
        char *fold = tablec_fold(row->cells[spec->keys[i]]);
        size_t len = fold ? strlen(fold) : 0;
        char *longer = fold ? realloc(key, used + len + 2) : NULL;
        if (!longer) {
            free(fold);
            free(key);
            return NULL;
        }
        key = longer;
        memcpy(key + used, fold, len);
        memcpy(key + used + len, "\t", 2);
        used += len + 1;
        free(fold);
    }
    return key;
}

/* Tell of every key that an earlier row of keys[0, count) has too. */
static bool check_keys(const tablec_table *table, char *const *keys)
{
    bool ok = true;
    for (size_t i = 0; i < table->count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(keys[i], keys[j]) == 0)
                ok = fault(table, table->rows[i].line, "the same key as line %zu", table->rows[j].line);
    return ok;
}

static bool check_unique(const tablec_table *table)
{
    char **keys = calloc(table->count + 1, sizeof *keys);
    bool ok = keys != NULL;
    for (size_t i = 0; ok && i < table->count; i++) {
        keys[i] = row_key(table->spec, &table->rows[i]);
        ok = keys[i] != NULL;
    }
    ok = ok ? check_keys(table, keys) : fault(table, 1, "out of memory");
    for (size_t i = 0; keys && i < table->count; i++)
        free(keys[i]);
    free(keys);
    return ok;
}

bool tablec_table_read(const char *path, const tablec_spec *spec, tablec_table *out)
{
    *out = (tablec_table){.spec = spec, .path = path};
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        return false;
    }
    bool ok = true;
    char *text = NULL;
    size_t cap = 0, line = 0;
    ssize_t got;
    while ((ok || line > 1) && (got = getline(&text, &cap, file)) >= 0) {
        size_t size = (size_t)got;
        if (size > 0 && text[size - 1] == '\n')
            size--;
        ok = read_line(out, text, size, ++line) && ok;
    }
    if (ferror(file)) {
        perror(path);
        ok = false;
    }
    free(text);
    fclose(file);
    if (ok && out->count == 0)
        ok = fault(out, line ? line : 1, "no rows");
    return ok && check_unique(out);
}

void tablec_table_clear(tablec_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->rows[i].text);
    free(table->rows);
    *table = (tablec_table){0};
}
