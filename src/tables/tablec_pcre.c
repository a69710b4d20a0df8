/* Embedding grammar files.  Decides the name, vd_pcre_<file name without .pcre>, and writes the bytes as an array:
 * a string literal of that length is more than C promises to take. */
#include "tables/tablec.h"

#include <stdlib.h>
#include <string.h>

/* The C name of a grammar file into `name`; '-' becomes '_'. */
static bool pcre_name(const char *path, char *name, size_t size)
{
    static const char suffix[] = ".pcre";
    const char *slash = strrchr(path, '/');
    const char *file = slash ? slash + 1 : path;
    size_t len = strlen(file);
    if (len < sizeof suffix || strcmp(file + len - (sizeof suffix - 1), suffix) != 0)
        return false;
    len -= sizeof suffix - 1;
    if (len >= size || (file[0] >= '0' && file[0] <= '9'))
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = file[i] == '-' ? '_' : file[i];
        if (!(c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            return false;
        name[i] = c;
    }
    name[len] = '\0';
    return true;
}

static void write_byte(int c, FILE *out)
{
    if (c == '\'' || c == '\\')
        fprintf(out, "'\\%c',", c);
    else if (c >= ' ' && c < 0x7f)
        fprintf(out, "'%c',", c);
    else
        fprintf(out, "'\\%03o',", (unsigned)c);
}

static bool write_file(const char *path, FILE *out)
{
    char name[128];
    if (!pcre_name(path, name, sizeof name)) {
        fprintf(stderr, "%s:1: the file name is not NAME.pcre with a NAME of letters, digits, _ and -\n", path);
        return false;
    }
    FILE *in = fopen(path, "r");
    if (!in) {
        perror(path);
        return false;
    }
    fprintf(out, "\nextern const char vd_pcre_%s[];\nconst char vd_pcre_%s[] = {\n", name, name);
    bool ok = true;
    size_t line = 1;
    int c;
    while (ok && (c = fgetc(in)) != EOF) {
        if (c == '\0' || c == '\r') {
            fprintf(stderr, "%s:%zu: %s\n", path, line, c ? "carriage return" : "NUL byte");
            ok = false;
        }
        write_byte(c, out);
        if (c == '\n') {
            fputc('\n', out);
            line++;
        }
    }
    if (ferror(in)) {
        perror(path);
        ok = false;
    }
    fclose(in);
    fputs("'\\0'};\n", out);
    return ok;
}

bool tablec_pcre_write(const char *const *paths, size_t count, FILE *out)
{
    fputs("/* Written by tablec from the grammar files. */\n", out);
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        ok = write_file(paths[i], out) && ok;
    return ok && !ferror(out);
}
