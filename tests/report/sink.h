/** Sinks for tests: one that keeps what is written, one that stops. */
#ifndef VD_TESTS_REPORT_SINK_H
#define VD_TESTS_REPORT_SINK_H

#include "base/rows.h"
#include "viendan.h"

#include "graph/sample.h"

/** Grows outside of vd_alloc, so that tests of failing memory do not count it. */
typedef struct sink_text {
    char *ptr;
    size_t len;
    size_t room; /* bytes taken before it stops; 0: no end */
} sink_text;

static inline bool sink_keep(void *context, const char *bytes, size_t len)
{
    sink_text *text = context;
    if (text->room && text->len + len > text->room) {
        return false;
    }
    char *larger = realloc(text->ptr, text->len + len + 1);
    assert_non_null(larger);
    memcpy(larger + text->len, bytes, len);
    text->ptr = larger;
    text->len += len;
    larger[text->len] = '\0';
    return true;
}

static inline vd_sink sink_of(sink_text *text)
{
    return (vd_sink){sink_keep, text};
}

static inline vd_str sink_str(const sink_text *text)
{
    return (vd_str){text->ptr ? text->ptr : "", text->len};
}

static inline void sink_clear(sink_text *text)
{
    free(text->ptr);
    *text = (sink_text){0};
}

static inline bool sink_has(const sink_text *text, const char *part)
{
    return vd_str_find(sink_str(text), vd_str_of(part), 0) != SIZE_MAX;
}

/** Everything that `rows` writes in one format; frees the rows. */
static inline sink_text rows_text(vd_rows *rows, vd_format format, const vd_style *style, size_t expected)
{
    sink_text text = {0};
    size_t count = SIZE_MAX;
    assert_int_equal(vd_rows_write(rows, format, style, sink_of(&text), &count, NULL), VD_OK);
    assert_int_equal(count, expected);
    vd_rows_free(rows);
    return text;
}

#endif
