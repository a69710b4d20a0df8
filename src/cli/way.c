/* The way from the folder of a written file to the working folder: what a link in it has to go. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/way.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes at the beginning that both have in whole names, the '/' behind the last of them left out. */
static size_t shared(const char *a, const char *b)
{
    size_t end = 0, i = 0;
    for (; a[i] && a[i] == b[i]; i++) {
        end = a[i] == '/' ? i : end;
    }
    bool whole = (!a[i] || a[i] == '/') && (!b[i] || b[i] == '/');
    return whole ? i : end;
}

static bool add(char *way, size_t size, const char *text, const char *behind)
{
    size_t len = strlen(way);
    int more = snprintf(way + len, size - len, "%s%s", text, behind);
    return more >= 0 && (size_t)more < size - len;
}

bool cli_way(const char *from, const char *to, char *way, size_t size)
{
    size_t same = shared(from, to);
    bool fits = true;
    way[0] = '\0';
    if (same <= 1 && strcmp(from, to) != 0) {
        bool slash = to[strlen(to) - 1] == '/';
        return add(way, size, to, slash ? "" : "/");
    }
    for (const char *at = strchr(from + same, '/'); at && at[1]; at = strchr(at + 1, '/')) {
        fits = fits && add(way, size, "..", "/");
    }
    return fits && (!to[same] || !to[same + 1] || add(way, size, to + same + 1, "/"));
}

bool cli_way_here(const char *path, char *way, size_t size)
{
    const char *slash = strrchr(path, '/');
    char *named = !slash ? strdup(".") : slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
    char *from = named ? realpath(named, NULL) : NULL;
    char *to = realpath(".", NULL);
    bool known = from && to && cli_way(from, to, way, size);
    free(named);
    free(from);
    free(to);
    return known;
}
