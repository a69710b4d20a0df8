/* How fast can this machine look for one byte?  A sweep for '/' through a file in memory, the least that finding
 * numbers can cost.  Prints how many there are, and MB/s. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 15 };

static char *file_read(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) {
        size = ftell(file);
        rewind(file);
    }
    if (size > 0) {
        bytes = malloc((size_t)size);
    }
    *len = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
    if (file && fclose(file) != 0) {
        *len = 0;
    }
    return bytes;
}

static size_t sweep(const char *bytes, size_t len)
{
    size_t found = 0;
    const char *end = bytes + len;
    for (const char *at = bytes; (at = memchr(at, '/', (size_t)(end - at))) != NULL && ++at < end;) {
        found++;
    }
    return found;
}

int main(int argc, char **argv)
{
    size_t len = 0;
    char *bytes = argc == 2 ? file_read(argv[1], &len) : NULL;
    if (bytes == NULL || len == 0) {
        fprintf(stderr, "usage: vd_bench_sweep FILE\n");
        free(bytes);
        return 2;
    }
    double best = 1e9;
    size_t found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double begin = seconds();
        found = sweep(bytes, len);
        double took = seconds() - begin;
        best = took < best ? took : best;
    }
    printf("%zu %.1f\n", found, (double)len / 1e6 / best);
    free(bytes);
    return 0;
}
