/** Fuzz target: the reader of `extract --jsonl` lines against the strict JSON reader of the tests.
 *
 *  What JSON allows and the line needs must be taken, with the same two strings; what is taken must lie in the line;
 *  a refused line stays as it was. */
#include "read/jsonl.h"

#include "fuzz/fuzz.h"
#include "support/json.h"

/** The last member of that name: a repeated key's last value counts. */
static const json *member_last(const json *object, const char *name)
{
    const json *found = NULL;
    for (const json *m = object && object->kind == JSON_OBJECT ? object->first : NULL; m; m = m->next) {
        found = vd_str_eq(m->key, vd_str_of(name)) ? m : found;
    }
    return found;
}

static bool line_is_good(const json *line)
{
    const json *id = member_last(line, "id"), *text = member_last(line, "text");
    return id && text && text->kind == JSON_STRING && (id->kind == JSON_STRING || id->kind == JSON_NUMBER);
}

static bool inside(vd_str part, const char *line, size_t len)
{
    return part.ptr >= line && part.len <= len && (size_t)(part.ptr - line) <= len - part.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vd_arena arena = {0};
    vd_str input = {size ? (const char *)data : "", size};
    const json *want = json_read(&arena, input, NULL);
    char *line = malloc(size + 1);
    FUZZ_MUST(line);
    memcpy(line, input.ptr, size);

    vd_str id = VD_NONE, text = VD_NONE;
    vd_jsonl_error err = {0, NULL};
    bool taken = vd_jsonl_read(line, size, &id, &text, &err);
    if (taken) {
        FUZZ_MUST(inside(id, line, size) && inside(text, line, size));
    } else {
        FUZZ_MUST(err.text && err.offset <= size && memcmp(line, input.ptr, size) == 0);
    }
    if (want) {
        FUZZ_MUST(taken == line_is_good(want));
        FUZZ_MUST(!taken || vd_str_eq(id, member_last(want, "id")->text));
        FUZZ_MUST(!taken || vd_str_eq(text, member_last(want, "text")->text));
    }
    free(line);
    vd_arena_clear(&arena);
    return 0;
}
