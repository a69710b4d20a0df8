/** Texts for the tests of this room: the plans of the corpus, and texts written by the test. */
#ifndef VD_TESTS_EXTRACT_TEXT_H
#define VD_TESTS_EXTRACT_TEXT_H

#include "base/buf.h"
#include "base/str.h"
#include "support/random.h"
#include "viendan.h"

#include <stdio.h>

static const char *const corpus_plans[] = {
    "000-can-tho-70-kh-ubnd-2025.txt",      "001-can-tho-kh-vpub-2026.txt",        "002-can-tho-kh-vpub-2025.txt",
    "003-can-tho-24-kh-vpub-2025-scan.txt", "004-hai-phong-cam-giang-kh-2025.txt",
};

enum { CORPUS_PLANS = sizeof corpus_plans / sizeof *corpus_plans };

static inline bool file_append(const char *path, vd_buf *out)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        vd_buf_add(out, (vd_str){bytes, n});
    }
    fclose(file);
    return vd_buf_ok(out);
}

/** A plan of the corpus; the caller clears *out. */
static inline bool plan_read(size_t index, vd_buf *out)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/corpus/plans/%s", VD_ROOT, corpus_plans[index]);
    return file_append(path, out) && out->len > 0;
}

/** A text and what was read from it. */
typedef struct reading {
    vd_source *source;
    vd_extraction found;
    vd_status status;
    vd_error err;
} reading;

/** Extract; `bytes` lives until reading_close(). */
static inline reading reading_open(const vd_grammar *with, vd_str bytes)
{
    reading out = {.source = NULL};
    out.status = vd_source_from_bytes(VD_LIT("text"), bytes.ptr ? bytes : VD_LIT(""), &out.source, &out.err);
    if (out.status == VD_OK) {
        out.status = vd_extract(with, out.source, &out.found, &out.err);
    }
    return out;
}

static inline void reading_close(reading *out)
{
    vd_source_free(out->source);
    *out = (reading){.source = NULL};
}

#endif
