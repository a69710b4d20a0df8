/* tablec: the command line.  Decides which table or grammar is compiled and that a failed run leaves no output file,
 * so that the build cannot go on with a stale one. */
#include "tables/tablec.h"

#include <string.h>

static int usage(void)
{
    fputs("usage: tablec KIND IN.tsv OUT.c\n"
          "       tablec pcre IN.pcre... OUT.c\n"
          "KIND is types, ocr_words, issuers, places, catalogue, amendments or abbreviations\n",
          stderr);
    return 2;
}

static bool write_table(const char *kind, const char *path, FILE *out)
{
    tablec_table table = {0};
    bool ok = tablec_table_read(path, tablec_spec_find(kind), &table) && tablec_table_write(&table, out);
    tablec_table_clear(&table);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return usage();
    bool pcre = strcmp(argv[1], "pcre") == 0;
    if (!pcre && (argc != 4 || !tablec_spec_find(argv[1])))
        return usage();

    const char *target = argv[argc - 1];
    FILE *out = fopen(target, "w");
    if (!out) {
        perror(target);
        return 1;
    }
    bool ok = pcre ? tablec_pcre_write((const char *const *)argv + 2, (size_t)argc - 3, out)
                   : write_table(argv[1], argv[2], out);
    if (fclose(out) != 0 && ok) {
        perror(target);
        ok = false;
    }
    if (!ok)
        remove(target);
    return ok ? 0 : 1;
}
