/* The database of a command line: which file, and what to do when it does not open. */
#include "cli/database.h"

#include "cli/diag.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_PATH "viendan.db"

/* Whether the database opened last holds no file, and whether it holds what is not decided yet: a command line opens
 * one. */
static bool db_empty, db_pending;

/* The database that stays open between the commands of a shell. */
static struct {
    const char *path; /* NULL: none is kept */
    vd_db *db;        /* NULL: not opened yet */
    struct stat file; /* when it was opened */
} kept;

void cli_db_keep(const char *path)
{
    vd_db_close(kept.db);
    kept.db = NULL;
    kept.path = path;
}

/* The kept one, while the path leads to the file that was opened. */
static vd_db *kept_find(const char *path, vd_open_mode mode)
{
    struct stat now;
    if (!kept.db || mode != VD_OPEN_READ_ONLY || strcmp(path, kept.path) != 0) {
        return NULL;
    }
    if (stat(path, &now) != 0 || now.st_ino != kept.file.st_ino || now.st_dev != kept.file.st_dev) {
        cli_db_keep(kept.path);
    }
    return kept.db;
}

static void kept_offer(const char *path, vd_open_mode mode, vd_db *db)
{
    if (kept.path && !kept.db && mode == VD_OPEN_READ_ONLY && strcmp(path, kept.path) == 0 &&
        stat(path, &kept.file) == 0) {
        kept.db = db;
    }
}

void cli_db_close(vd_db *db)
{
    if (db != kept.db) {
        vd_db_close(db);
    }
}

/* SQLite takes the log away when the last process closes the database: while it is there, somebody has it open. */
void cli_db_unmake(const cli_args *args)
{
    char log[4096];
    struct stat info;
    int len = snprintf(log, sizeof log, "%s-wal", cli_db_path(args));
    if (len < (int)sizeof log && stat(log, &info) != 0) {
        unlink(cli_db_path(args));
    }
}

const char *cli_db_path(const cli_args *args)
{
    return cli_given(args, CLI_DB) ? args->value[CLI_DB] : kept.path ? kept.path : DEFAULT_PATH;
}

int cli_db_fail(const cli_args *args, const vd_error *err)
{
    const char *path = cli_db_path(args);
    return cli_fail((vd_str){path, strlen(path)}, 0, 0, err);
}

/* "viendan ingest FOLDER" for the database of the command line. */
static void ingest_advise(const cli_args *args, const char *what)
{
    const char *path = cli_db_path(args);
    bool named = cli_given(args, CLI_DB);
    cli_say_at((vd_str){path, strlen(path)}, 0, 0, "%s; run `viendan %s%s%singest FOLDER` first", what,
               named ? "--db " : "", named ? path : "", named ? " " : "");
}

void cli_nothing_say(const cli_args *args, const char *otherwise)
{
    if (db_empty && !args->verb->outside) {
        ingest_advise(args, "the database holds no file");
    } else if (db_pending && !args->verb->outside) {
        cli_say("nothing in what was decided before that ingest; more may be there when it is finished");
    } else {
        cli_say("%s", otherwise);
    }
}

bool cli_db_pending(void)
{
    return db_pending;
}

/* What the opened database cannot answer: asked anew each time, for another program may be writing. */
static vd_status state_look(const cli_args *args, vd_open_mode mode, vd_db *db, vd_error *err)
{
    const char *path = cli_db_path(args);
    vd_status status = vd_db_empty(db, &db_empty, err);
    if (status == VD_OK) {
        status = vd_db_pending(db, &db_pending, err);
    }
    db_pending = db_pending && mode != VD_OPEN_CREATE; /* which is opened to be finished */
    if (status == VD_OK && db_pending && !db_empty && !args->verb->outside) {
        cli_say_at((vd_str){path, strlen(path)}, 0, 0,
                   "an ingest is at work or was broken off, and the answer does not count what it has read; wait for "
                   "it, or finish it with the same `viendan ingest` again");
    }
    return status;
}

int cli_db_open(const cli_args *args, vd_open_mode mode, vd_db **out)
{
    const char *path = cli_db_path(args);
    vd_error err = {.status = VD_OK};
    *out = kept_find(path, mode);
    vd_status status = *out ? VD_OK : vd_db_open(path, mode, out, &err);
    if (status == VD_OK) {
        status = state_look(args, mode, *out, &err);
    }
    if (status == VD_OK) {
        kept_offer(path, mode, *out);
        return CLI_FOUND;
    }
    if (status == VD_NOT_FOUND && mode != VD_OPEN_CREATE) {
        ingest_advise(args, "no such database");
        return CLI_INPUT;
    }
    return cli_db_fail(args, &err);
}

int cli_db_open_or_none(const cli_args *args, vd_db **out)
{
    vd_error err = {.status = VD_OK};
    const char *path = cli_db_path(args);
    if (cli_given(args, CLI_DB) || kept.path || access(path, F_OK) == 0) {
        return cli_db_open(args, VD_OPEN_READ_ONLY, out);
    }
    cli_say_at((vd_str){path, strlen(path)}, 0, 0, "no such database; the answer is from the built-in rows alone");
    db_empty = true;
    db_pending = false;
    return vd_db_open(":memory:", VD_OPEN_CREATE, out, &err) == VD_OK ? CLI_FOUND : cli_db_fail(args, &err);
}
