/** What is text and what is refused, by the bytes alone. */
#include "read/read.h"

#include "base/error.h"

/* How much of a file decides. */
#define LOOKED_AT ((size_t)1 << 16)

typedef struct signature {
    vd_str start;
    const char *text;
} signature;

/* Formats people have instead of text: by their first bytes, the longer first where one begins like another. */
static const signature signatures[] = {
    {{"%PDF-", 5}, "PDF, not text; take its text out first, e.g. with pdftotext"},
    {{"PK\3\4", 4},
     "zip archive (Word, Excel and LibreOffice files are such), not text; convert it first, e.g. with pandoc -t plain, "
     "or "
     "save a sheet as CSV"},
    {{"\xD0\xCF\x11\xE0", 4}, "old Word file, not text; convert it first, e.g. with catdoc -d utf-8"},
    {{"{\\rtf", 5}, "RTF, not text; convert it first, e.g. with unrtf --text"},
    {{"\xFF\xFE\0\0", 4}, "UTF-32 text; convert it with iconv -f UTF-32 -t UTF-8"},
    {{"\0\0\xFE\xFF", 4}, "UTF-32 text; convert it with iconv -f UTF-32 -t UTF-8"},
    {{"\xFF\xFE", 2}, "UTF-16 text; convert it with iconv -f UTF-16 -t UTF-8"},
    {{"\xFE\xFF", 2}, "UTF-16 text; convert it with iconv -f UTF-16 -t UTF-8"},
    {{"SQLite format 3", 16}, "SQLite database, not text"},
};

/* Control characters that no text has; tab to carriage return (with form feed) are white space. */
static bool byte_control(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F;
}

typedef struct controls {
    size_t count, first;
    size_t zeros[2]; /* NUL bytes at even and odd offsets */
} controls;

static controls controls_count(vd_str bytes)
{
    controls found = {.first = SIZE_MAX};
    for (size_t i = 0; i < bytes.len; i++) {
        if (byte_control(bytes.ptr[i])) {
            found.first = found.count == 0 ? i : found.first;
            found.count++;
            found.zeros[i % 2] += bytes.ptr[i] == '\0';
        }
    }
    return found;
}

vd_status vd_read_check(vd_str bytes, vd_error *err)
{
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        if (vd_str_starts(bytes, signatures[i].start)) {
            return vd_fail_at(err, VD_NOT_TEXT, 0, "%s", signatures[i].text);
        }
    }
    vd_str start = {bytes.ptr, bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT};
    controls found = controls_count(start);
    /* One alone is damage, however short the text. */
    bool binary = found.count > 0 && (found.count == start.len || (found.count > 1 && found.count * 64 > start.len));
    if (!binary) {
        return VD_OK;
    }
    /* UTF-16 without a mark: every second byte of its ASCII characters is NUL, and only there. */
    size_t most = found.zeros[0] > found.zeros[1] ? 0 : 1;
    if (found.zeros[most] > 1 && found.zeros[most] * 8 > start.len && found.zeros[1 - most] * 16 < found.zeros[most]) {
        return vd_fail_at(err, VD_NOT_TEXT, found.first, "UTF-16 text; convert it with iconv -f UTF-16%s -t UTF-8",
                          most == 0 ? "BE" : "LE");
    }
    return vd_fail_at(err, VD_NOT_TEXT, found.first,
                      "binary file, not text; convert it first, e.g. with pdftotext or pandoc -t plain");
}
