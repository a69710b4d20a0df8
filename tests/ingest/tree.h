/** A folder of its own for each test, with files made to order. */
#ifndef TESTS_INGEST_TREE_H
#define TESTS_INGEST_TREE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static inline void tree_remove(const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0) {
        return;
    }
    if (!S_ISDIR(info.st_mode)) {
        unlink(path);
        return;
    }
    chmod(path, 0755);
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char below[1024];
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            int len = snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
            assert_true(len > 0 && (size_t)len < sizeof below);
            tree_remove(below);
        }
    }
    closedir(folder);
    rmdir(path);
}

/* Makes the folder and goes there, so that paths in tests are short. */
static inline int tree_setup(void **state)
{
    static char name[512];
    const char *folder = getenv("TMPDIR");
    snprintf(name, sizeof name, "%s/viendan-ingest-%ld", folder != NULL ? folder : "/tmp", (long)getpid());
    tree_remove(name);
    *state = name;
    return mkdir(name, 0755) == 0 && chdir(name) == 0 ? 0 : 1;
}

static inline int tree_teardown(void **state)
{
    if (chdir("/") != 0) {
        return 1;
    }
    tree_remove(*state);
    return 0;
}

static inline void folder_make(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static inline void file_make(const char *path, vd_str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* Runs `check` as a user whom permissions bind; 0 is success, 77 that there is no such user to become. */
static inline int as_a_user(int (*check)(void))
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bool dropped = geteuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0);
        _exit(dropped ? check() : 77);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

#endif
