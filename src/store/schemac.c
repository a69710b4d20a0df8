/** schemac: what all migrations together come to, as one text, so that a new database need not go through them.
 *
 * Runs them in memory and writes what SQLite then has: the statement of every table, index and view, in the order they
 * were made, and the rows that migrations put there. */
#include "store/migrate.h"

#include <stdio.h>

static int fail(sqlite3 *sql, const char *what)
{
    fprintf(stderr, "schemac: %s: %s\n", what, sqlite3_errmsg(sql));
    return 1;
}

/* As bytes, because ISO C promises room for only 4095 characters in a string literal. */
static void bytes_put(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        fprintf(out, "%u,", (unsigned)(unsigned char)*text);
    }
    fprintf(out, "59,10,\n");
}

/* Every row of the query is a statement; or, with `nested`, a query whose rows are statements. */
static int statements_put(sqlite3 *sql, const char *query, bool nested, FILE *out)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(sql, query, -1, &statement, NULL) != SQLITE_OK) {
        return fail(sql, query);
    }
    int code = 0, failed = 0;
    while (failed == 0 && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        if (nested) {
            failed = statements_put(sql, text, false, out);
        } else {
            bytes_put(out, text);
        }
    }
    if (failed == 0 && code != SQLITE_DONE) {
        failed = fail(sql, query);
    }
    sqlite3_finalize(statement);
    return failed;
}

static int schema_put(sqlite3 *sql, FILE *out)
{
    static const char made[] = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
    static const char rows[] =
        "SELECT 'SELECT ''INSERT INTO ' || s.name || ' VALUES ('' || ' || "
        "group_concat('quote(' || c.name || ')', ' || '','' || ') || ' || '')'' FROM ' || s.name "
        "FROM sqlite_schema AS s, pragma_table_info(s.name) AS c WHERE s.type = 'table' GROUP BY s.name ORDER BY "
        "s.name";
    for (int i = 0; i < vd_migration_count; i++) {
        if (sqlite3_exec(sql, vd_migrations[i].sql, NULL, NULL, NULL) != SQLITE_OK) {
            return fail(sql, vd_migrations[i].name);
        }
    }
    fprintf(out, "/* Made from src/store/sql by schemac. */\n#include \"store/migrate.h\"\n\n"
                 "static const unsigned char schema[] = {\n");
    int failed = statements_put(sql, made, false, out);
    if (failed == 0) {
        failed = statements_put(sql, rows, true, out);
    }
    fprintf(out, "0};\n\nconst char *const vd_schema_whole = (const char *)schema;\n");
    return failed;
}

int main(int argc, char **argv)
{
    sqlite3 *sql = NULL;
    FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
    if (out == NULL) {
        fprintf(stderr, "usage: schemac OUT.c\n");
        return 2;
    }
    int failed = sqlite3_open(":memory:", &sql) == SQLITE_OK ? schema_put(sql, out) : fail(sql, "memory");
    sqlite3_close(sql);
    if (fclose(out) != 0) {
        perror(argv[1]);
        failed = 1;
    }
    if (failed != 0) {
        remove(argv[1]);
    }
    return failed;
}
