/* A source: the bytes of one text, with the arena in which everything read from it lives. */
#include "extract/source.h"

#include "base/alloc.h"
#include "base/error.h"
#include "read/read.h"

static vd_status source_new(vd_str name, vd_source **out, vd_error *err)
{
    *out = NULL;
    vd_source *source = vd_alloc(sizeof *source);
    if (source == NULL) {
        return vd_fail_memory(err);
    }
    *source = (vd_source){0};
    source->name = vd_arena_copy(&source->own, name.ptr ? name : VD_LIT(""));
    if (source->name.ptr == NULL) {
        vd_source_free(source);
        return vd_fail_memory(err);
    }
    *out = source;
    return VD_OK;
}

static vd_status source_fold(vd_source **source, vd_error *err)
{
    vd_status status = vd_text_fold(&(*source)->own, (*source)->bytes, &(*source)->text, err);
    if (status != VD_OK) {
        vd_source_free(*source);
        *source = NULL;
    }
    return status;
}

vd_status vd_source_from_bytes(vd_str name, vd_str bytes, vd_source **out, vd_error *err)
{
    vd_status status = source_new(name, out, err);
    if (status != VD_OK) {
        return status;
    }
    (*out)->bytes = bytes;
    return source_fold(out, err);
}

vd_status vd_source_renew(vd_source **source, vd_str name, vd_str bytes, vd_error *err)
{
    vd_source *again = *source;
    if (again == NULL) {
        return vd_source_from_bytes(name, bytes, source, err);
    }
    vd_buf_clear(&again->read);
    vd_arena_reset(&again->found);
    vd_arena_reset(&again->own);
    again->name = vd_arena_copy(&again->own, name.ptr ? name : VD_LIT(""));
    again->bytes = bytes;
    if (again->name.ptr == NULL) {
        vd_source_free(again);
        *source = NULL;
        return vd_fail_memory(err);
    }
    return source_fold(source, err);
}

vd_status vd_source_open(const char *path, vd_source **out, vd_error *err)
{
    vd_status status = source_new(vd_str_of(path), out, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_read_file(path, &(*out)->read, err);
    if (status != VD_OK) {
        vd_source_free(*out);
        *out = NULL;
        return status;
    }
    (*out)->bytes = vd_buf_str(&(*out)->read);
    return source_fold(out, err);
}

void vd_source_free(vd_source *source)
{
    if (source == NULL) {
        return;
    }
    vd_buf_clear(&source->read);
    vd_arena_clear(&source->found);
    vd_arena_clear(&source->own);
    vd_free(source->groups);
    vd_free(source);
}

vd_str vd_source_name(const vd_source *source)
{
    return source->name;
}

vd_str vd_source_bytes(const vd_source *source)
{
    return source->bytes;
}

size_t vd_source_invalid(const vd_source *source, size_t *first)
{
    if (first) {
        *first = source->text.invalid_first;
    }
    return source->text.invalid_count;
}

/* As somebody took it for Latin-1 and made that UTF-8, and as it was. */
#define LEGACY_VNI                                                                                                    \
    "looks like a text in VNI fonts, not in Unicode, so that little is found in it; convert it first, e.g. with the " \
    "UniKey Toolkit"
#define LEGACY_CONVERT ", not in Unicode, so that little is found in it; convert it first: iconv "
static const char *const legacy_words[VD_LEGACY_COUNT][2] = {
    [VD_LEGACY_NONE] = {"", ""},
    [VD_LEGACY_TCVN3] = {"looks like a text in TCVN3 (ABC) fonts" LEGACY_CONVERT
                         "-f UTF-8 -t CP1252 | iconv -f TCVN -t UTF-8",
                         "looks like a text in TCVN3 (ABC)" LEGACY_CONVERT "-f TCVN -t UTF-8"},
    [VD_LEGACY_VNI] = {LEGACY_VNI, LEGACY_VNI},
    [VD_LEGACY_CP1258] = {"looks like a text in Windows-1258" LEGACY_CONVERT
                          "-f UTF-8 -t CP1252 | iconv -f CP1258 -t UTF-8",
                          "looks like a text in Windows-1258" LEGACY_CONVERT "-f CP1258 -t UTF-8"},
};

vd_legacy vd_source_legacy(const vd_source *source, const char **words)
{
    bool raw = false;
    vd_legacy legacy = vd_read_legacy(vd_source_bytes(source), &raw);
    if (words) {
        *words = legacy_words[legacy][raw];
    }
    return legacy;
}

void vd_source_position(const vd_source *source, size_t offset, size_t *line, size_t *column)
{
    vd_text_position(&source->text, offset, line, column);
}

const vd_text *vd_source_text(const vd_source *source)
{
    return &source->text;
}
