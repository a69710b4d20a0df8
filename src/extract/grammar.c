/* Compiling the grammar: every pattern with words.pcre in front, JIT where the machine has it, and the sorted list of
 * law names.  Nothing here looks at a text. */
#include "extract/grammar.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

#include <stdlib.h>

extern const char vd_pcre_words[];
#define X(name, anchored) extern const char vd_pcre_##name[];
VD_PATTERN_LIST(X)
#undef X

static const char *const pattern_names[VD_PATTERN_COUNT] = {
#define X(name, anchored) #name,
    VD_PATTERN_LIST(X)
#undef X
};

static const bool pattern_anchored[VD_PATTERN_COUNT] = {
#define X(name, anchored) anchored,
    VD_PATTERN_LIST(X)
#undef X
};

static const char *pattern_text(vd_pattern pattern)
{
    switch (pattern) {
#define X(name, anchored) \
    case VD_PAT_##name:   \
        return vd_pcre_##name;
        VD_PATTERN_LIST(X)
#undef X
    case VD_PATTERN_COUNT:
        break;
    }
    return "";
}

/* The JIT compiler of PCRE2 10.42 reads through NULL when an allocation fails under it: what it asks for does not go
 * where tests make allocations fail. */
static void *grammar_malloc(PCRE2_SIZE size, void *context)
{
    const bool *jitting = context;
    return *jitting ? malloc(size) : vd_alloc(size);
}

static void grammar_free(void *block, void *context)
{
    (void)context;
    vd_free(block);
}

static vd_status pattern_compile(pcre2_compile_context *context, bool *jitting, vd_pattern pattern, pcre2_code **out,
                                 vd_error *err)
{
    vd_buf text = {0};
    vd_buf_add_text(&text, vd_pcre_words);
    vd_buf_add_text(&text, "\n");
    vd_buf_add_text(&text, pattern_text(pattern));
    if (!vd_buf_ok(&text)) {
        vd_buf_clear(&text);
        return vd_fail_memory(err);
    }
    int code = 0;
    PCRE2_SIZE offset = 0;
    *out = pcre2_compile((PCRE2_SPTR)text.ptr, text.len,
                         PCRE2_EXTENDED | (pattern_anchored[pattern] ? PCRE2_ANCHORED : 0), &code, &offset, context);
    vd_status status = VD_OK;
    if (*out == NULL && code == PCRE2_ERROR_HEAP_FAILED) {
        status = vd_fail_memory(err);
    } else if (*out == NULL) {
        PCRE2_UCHAR message[160];
        pcre2_get_error_message(code, message, sizeof message);
        status =
            vd_fail_at(err, VD_INTERNAL, offset, "grammar/%s.pcre: %s", pattern_names[pattern], (const char *)message);
    } else {
        *jitting = true;
        (void)pcre2_jit_compile(*out, PCRE2_JIT_COMPLETE); /* without JIT the interpreter matches the same */
        *jitting = false;
    }
    vd_buf_clear(&text);
    return status;
}

static vd_status patterns_compile(vd_grammar *grammar, vd_error *err)
{
    pcre2_general_context *general = pcre2_general_context_create(grammar_malloc, grammar_free, &grammar->jitting);
    if (general == NULL) {
        return vd_fail_memory(err);
    }
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    vd_status status = context ? VD_OK : vd_fail_memory(err);
    for (int i = 0; i < VD_PATTERN_COUNT && status == VD_OK; i++) {
        status = pattern_compile(context, &grammar->jitting, (vd_pattern)i, &grammar->codes[i], err);
    }
    pcre2_compile_context_free(context);
    pcre2_general_context_free(general);
    return status;
}

static int law_name_cmp(const void *a, const void *b)
{
    const vd_law_name *x = a;
    const vd_law_name *y = b;
    int order = vd_str_cmp(x->fold, y->fold);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The "|"-separated parts of `list` into `out` (NULL: only count them). */
static size_t names_split(const char *list, size_t row, vd_law_name *out)
{
    size_t count = 0;
    for (const char *p = list; *p;) {
        const char *end = strchr(p, '|');
        size_t len = end ? (size_t)(end - p) : strlen(p);
        if (len > 0) {
            if (out) {
                out[count] = (vd_law_name){{p, len}, row};
            }
            count++;
        }
        p += len + (end ? 1 : 0);
    }
    return count;
}

static vd_status names_sort(vd_grammar *grammar, vd_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        count += 1 + names_split(vd_catalogue[i].short_folds, i, NULL);
    }
    grammar->names = VD_ARENA_ARRAY(&grammar->arena, vd_law_name, count + 1);
    if (grammar->names == NULL) {
        return vd_fail_memory(err);
    }
    size_t n = 0;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        grammar->names[n++] = (vd_law_name){vd_str_of(vd_catalogue[i].title_fold), i};
        n += names_split(vd_catalogue[i].short_folds, i, grammar->names + n);
    }
    grammar->name_count = n;
    qsort(grammar->names, n, sizeof *grammar->names, law_name_cmp);
    return VD_OK;
}

static int type_word_cmp(const void *a, const void *b)
{
    const vd_type_word *x = a;
    const vd_type_word *y = b;
    int order = vd_str_cmp(x->word, y->word);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* Every type under its first (or last) word and that word's misreadings; `out` NULL: only count. */
static size_t type_words(bool last, vd_type_word *out)
{
    size_t count = 0;
    for (size_t i = 0; i < vd_types_count; i++) {
        vd_str name = vd_str_of(vd_types[i].fold);
        size_t from = 0;
        size_t to = name.len;
        for (size_t j = 0; j < name.len; j++) {
            if (name.ptr[j] == ' ') {
                from = last ? j + 1 : from;
                to = !last && to == name.len ? j : to;
            }
        }
        vd_str word = vd_str_slice(name, from, to);
        if (out) {
            out[count] = (vd_type_word){word, &vd_types[i]};
        }
        count++;
        for (const vd_ocr_word_row *row = vd_ocr_word_forms(word, NULL); row; row = vd_ocr_word_forms(word, row)) {
            if (out) {
                out[count] = (vd_type_word){vd_str_of(row->misread), &vd_types[i]};
            }
            count++;
        }
    }
    return count;
}

static vd_status type_index(vd_grammar *grammar, bool last, vd_type_word **out, size_t *count, vd_error *err)
{
    *count = type_words(last, NULL);
    *out = VD_ARENA_ARRAY(&grammar->arena, vd_type_word, *count + 1);
    if (*out == NULL) {
        return vd_fail_memory(err);
    }
    type_words(last, *out);
    qsort(*out, *count, sizeof **out, type_word_cmp);
    return VD_OK;
}

vd_status vd_grammar_new(vd_grammar **out, vd_error *err)
{
    *out = NULL;
    vd_grammar *grammar = vd_alloc(sizeof *grammar);
    if (grammar == NULL) {
        return vd_fail_memory(err);
    }
    *grammar = (vd_grammar){0};
    vd_status status = patterns_compile(grammar, err);
    if (status == VD_OK) {
        status = names_sort(grammar, err);
    }
    if (status == VD_OK) {
        status = type_index(grammar, false, &grammar->type_first, &grammar->type_first_count, err);
    }
    if (status == VD_OK) {
        status = type_index(grammar, true, &grammar->type_last, &grammar->type_last_count, err);
    }
    if (status != VD_OK) {
        vd_grammar_free(grammar);
        return status;
    }
    *out = grammar;
    return VD_OK;
}

void vd_grammar_free(vd_grammar *grammar)
{
    if (grammar == NULL) {
        return;
    }
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        pcre2_code_free(grammar->codes[i]);
    }
    vd_arena_clear(&grammar->arena);
    vd_free(grammar);
}
