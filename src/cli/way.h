/** The way from one folder to another. */
#ifndef VD_CLI_WAY_H
#define VD_CLI_WAY_H

#include <stdbool.h>
#include <stddef.h>

/** Between two absolute paths without links, "." and "..": relative, '/' at its end, "" where both are one folder; `to`
 *  itself where they share none but "/", since what lies so far apart is not moved together.  Into `way` of `size`
 *  bytes; false: no room. */
bool cli_way(const char *from, const char *to, char *way, size_t size);
/** The same from the folder of the file `path` to the working folder; false also where one of them is not there. */
bool cli_way_here(const char *path, char *way, size_t size);

#endif
