/* Compiling the grammar: a pattern, when it is first asked for, with words.pcre in front, JIT where the machine has it;
 * and the sorted list of law names.  Nothing here looks at a text. */
#include "extract/anchor.h"

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

/* words.pcre and the pattern, compiled.  An anchored pattern is asked at one place: looking ahead from each for a
 * character it needs would take quadratic time. */
static pcre2_code *code_make(const vd_pattern_set *set, vd_pattern pattern, vd_error *err)
{
    vd_buf text = {0};
    vd_buf_add_text(&text, vd_pcre_words);
    vd_buf_add_text(&text, "\n");
    vd_buf_add_text(&text, pattern_text(pattern));
    int code = PCRE2_ERROR_HEAP_FAILED;
    PCRE2_SIZE offset = 0;
    pcre2_code *made = NULL;
    if (vd_buf_ok(&text)) {
        made =
            pcre2_compile((PCRE2_SPTR)text.ptr, text.len,
                          PCRE2_EXTENDED | (pattern_anchored[pattern] ? PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE : 0),
                          &code, &offset, set->context);
    }
    vd_buf_clear(&text);
    if (made == NULL && code == PCRE2_ERROR_HEAP_FAILED) {
        (void)vd_fail_memory(err);
    } else if (made == NULL) {
        PCRE2_UCHAR message[160];
        pcre2_get_error_message(code, message, sizeof message);
        (void)vd_fail_at(err, VD_INTERNAL, offset, "grammar/%s.pcre: %s", pattern_names[pattern],
                         (const char *)message);
    }
    return made;
}

vd_status vd_pattern_compile(const vd_grammar *grammar, vd_pattern pattern, vd_error *err)
{
    vd_pattern_set *set = grammar->patterns;
    vd_error why = {.status = VD_OK};
    pthread_mutex_lock(&set->lock);
    if (!vd_pattern_code(grammar, pattern)) {
        pcre2_code *made = code_make(set, pattern, &why);
        if (made) {
            set->jitting = true;
            set->jit[pattern] = pcre2_jit_compile(made, PCRE2_JIT_COMPLETE) == 0; /* else the interpreter matches */
            set->jitting = false;
            atomic_store_explicit(&set->codes[pattern], made, memory_order_release);
        }
    }
    pthread_mutex_unlock(&set->lock);
    if (why.status != VD_OK && err) {
        *err = why;
    }
    return why.status;
}

static vd_status patterns_open(vd_grammar *grammar, vd_error *err)
{
    vd_pattern_set *set = vd_alloc_zero(sizeof *set);
    if (set == NULL || pthread_mutex_init(&set->lock, NULL) != 0) {
        vd_free(set);
        return vd_fail_memory(err);
    }
    grammar->patterns = set;
    pcre2_general_context *general = pcre2_general_context_create(grammar_malloc, grammar_free, &set->jitting);
    set->context = general ? pcre2_compile_context_create(general) : NULL;
    pcre2_general_context_free(general);
    return set->context ? VD_OK : vd_fail_memory(err);
}

static void patterns_close(vd_pattern_set *set)
{
    if (set == NULL) {
        return;
    }
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        pcre2_code_free(set->codes[i]);
    }
    pcre2_compile_context_free(set->context);
    pthread_mutex_destroy(&set->lock);
    vd_free(set);
}

static int law_name_cmp(const void *a, const void *b)
{
    const vd_law_name *x = a;
    const vd_law_name *y = b;
    int order = vd_str_cmp(x->fold, y->fold);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The next of the "|"-separated parts of *list; absent behind the last. */
static vd_str part_next(const char **list)
{
    const char *p = *list;
    size_t len = strcspn(p, "|");
    *list = p + len + (p[len] == '|');
    return len ? (vd_str){p, len} : VD_NONE;
}

/* The length of `title` without " năm YYYY" at its end (`year`: that word, folded or not); its own without one. */
static size_t undated_len(vd_str title, vd_str year)
{
    size_t tail = year.len + 4;
    bool dated = title.len > tail && vd_str_eq(vd_str_slice(title, title.len - tail, title.len - 4), year);
    return dated ? title.len - tail : title.len;
}

/* Every name of catalogue row `row` into `out` (NULL: only count them). */
static size_t names_of_row(size_t row, vd_law_name *out)
{
    const vd_catalogue_row *law = &vd_catalogue[row];
    vd_law_name title = {vd_str_of(law->title_fold), vd_str_of(law->title), row, false};
    vd_law_name undated = {vd_str_slice(title.fold, 0, undated_len(title.fold, VD_LIT(" nam "))),
                           vd_str_slice(title.print, 0, undated_len(title.print, VD_LIT(" năm "))), row, true};
    size_t count = 0;
    if (out) {
        out[count] = title;
    }
    count++;
    if (undated.fold.len < title.fold.len) {
        if (out) {
            out[count] = undated;
        }
        count++;
    }
    const char *prints = law->short_titles;
    const char *folds = law->short_folds;
    for (vd_str fold = part_next(&folds); fold.ptr; fold = part_next(&folds)) {
        vd_str print = part_next(&prints);
        if (out) {
            out[count] = (vd_law_name){fold, print, row, false};
        }
        count++;
    }
    return count;
}

bool vd_law_small_word(vd_str word)
{
    return vd_str_eq(word, VD_LIT("va")) || vd_str_eq(word, VD_LIT("cua")) || vd_str_eq(word, VD_LIT("cac"));
}

/* "luat khoa hoc va cong nghe" -> "luat khoa hoc cong nghe". */
static vd_str name_loose(vd_arena *arena, vd_str fold)
{
    char *out = VD_ARENA_ARRAY(arena, char, fold.len + 1);
    size_t len = 0;
    for (size_t at = 0; out && at < fold.len;) {
        size_t from = at;
        while (at < fold.len && !strchr(" ,-", fold.ptr[at])) {
            at++;
        }
        vd_str word = vd_str_slice(fold, from, at);
        at++;
        if (word.len == 0 || vd_law_small_word(word)) {
            continue;
        }
        if (len > 0) {
            out[len++] = ' ';
        }
        memcpy(out + len, word.ptr, word.len);
        len += word.len;
    }
    return (vd_str){out, out ? len : 0};
}

/* Keep the names that belong to one title; several laws may bear it. */
static size_t names_certain(vd_law_name *names, size_t count)
{
    size_t kept = 0;
    for (size_t from = 0, to; from < count; from = to) {
        bool one = true;
        for (to = from + 1; to < count && vd_str_eq(names[from].fold, names[to].fold); to++) {
            const char *title = vd_catalogue[names[to].row].title_fold;
            one = one && strcmp(title, vd_catalogue[names[from].row].title_fold) == 0;
        }
        if (one) {
            names[kept++] = names[from];
        }
    }
    return kept;
}

static vd_status names_sort(vd_grammar *grammar, vd_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        count += names_of_row(i, NULL);
    }
    grammar->names = VD_ARENA_ARRAY(&grammar->arena, vd_law_name, count + 1);
    grammar->loose = VD_ARENA_ARRAY(&grammar->arena, vd_law_name, count + 1);
    if (grammar->names == NULL || grammar->loose == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        grammar->name_count += names_of_row(i, grammar->names + grammar->name_count);
    }
    for (size_t i = 0; i < count; i++) {
        grammar->loose[i] = grammar->names[i];
        grammar->loose[i].fold = name_loose(&grammar->arena, grammar->names[i].fold);
        if (grammar->loose[i].fold.ptr == NULL) {
            return vd_fail_memory(err);
        }
    }
    qsort(grammar->names, count, sizeof *grammar->names, law_name_cmp);
    qsort(grammar->loose, count, sizeof *grammar->loose, law_name_cmp);
    grammar->loose_count = names_certain(grammar->loose, count);
    return VD_OK;
}

static int type_word_cmp(const void *a, const void *b)
{
    const vd_type_word *x = a;
    const vd_type_word *y = b;
    int order = vd_str_cmp(x->word, y->word);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static vd_type_word type_word(vd_str word, const vd_type_row *row)
{
    const char *rest = row->fold + strcspn(row->fold, " ");
    return (vd_type_word){word, row, vd_str_of(rest), *rest ? 1 + strcspn(rest + 1, " ") : 0};
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
            out[count] = type_word(word, &vd_types[i]);
        }
        count++;
        for (const vd_ocr_word_row *row = vd_ocr_word_forms(word, NULL); row; row = vd_ocr_word_forms(word, row)) {
            if (out) {
                out[count] = type_word(vd_str_of(row->misread), &vd_types[i]);
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
    vd_status status = patterns_open(grammar, err);
    if (status == VD_OK) {
        status = names_sort(grammar, err);
    }
    if (status == VD_OK) {
        status = type_index(grammar, false, &grammar->type_first, &grammar->type_first_count, err);
    }
    if (status == VD_OK) {
        status = type_index(grammar, true, &grammar->type_last, &grammar->type_last_count, err);
    }
    if (status == VD_OK) {
        status = vd_leads_make(grammar, err);
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
    patterns_close(grammar->patterns);
    vd_arena_clear(&grammar->arena);
    vd_free(grammar);
}
