/* Matching and keeping drafts: the few verbs all passes share. */
#include "extract/scan.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "extract/glance.h"
#include "extract/source.h"

#include <stdlib.h>

/* What one match may take.  What takes more matches nothing there, and the reading goes on; behind so many of them, one
 * may take less: a text made to be slow is read in bounded time all the same. */
enum {
    MATCH_LIMIT = 1000000,
    MATCH_LIMIT_LATE = 20000,
    DEPTH_LIMIT = 2000,
    STACK_FIRST = 64 << 10,
    STACK_MOST = 1 << 20,
    OVERRUNS_MOST = 32
};

/* Where lines begin and end in the folded text. */
static void lines_place(vd_scan *scan)
{
    const vd_text *text = scan->text;
    vd_text_fold_lines(text, scan->line_at);
    for (size_t line = 0; line < text->line_count; line++) {
        uint32_t to = scan->line_at[line + 1];
        while (to > scan->line_at[line] && text->at[to - 1] >= text->lines[line].end) {
            to--;
        }
        scan->line_to[line] = to;
    }
}

vd_status vd_scan_open(vd_scan *scan, vd_source *source)
{
    if (source->groups == NULL) {
        source->groups = vd_alloc_zero(VD_GROUP_MEMOS * sizeof *source->groups);
    }
    scan->groups = source->groups;
    scan->data = pcre2_match_data_create(64, NULL);
    scan->context = pcre2_match_context_create(NULL);
    scan->taken = VD_ARENA_ARRAY(scan->arena, uint64_t, scan->text->fold_len / 64 + 1);
    scan->line_at = VD_ARENA_RAW(scan->arena, uint32_t, scan->text->line_count + 1);
    scan->line_to = VD_ARENA_RAW(scan->arena, uint32_t, scan->text->line_count);
    if (scan->groups == NULL || scan->line_at == NULL || scan->line_to == NULL || scan->data == NULL ||
        scan->context == NULL || scan->taken == NULL) {
        return vd_fail_memory(scan->err);
    }
    lines_place(scan);
    pcre2_set_match_limit(scan->context, MATCH_LIMIT);
    pcre2_set_depth_limit(scan->context, DEPTH_LIMIT);
    return VD_OK;
}

void vd_scan_close(vd_scan *scan)
{
    pcre2_match_context_free(scan->context);
    pcre2_match_data_free(scan->data);
    pcre2_jit_stack_free(scan->stack);
    vd_anchors_clear(&scan->anchors);
    vd_free(scan->drafts);
    vd_free(scan->statements);
}

/* The code of a pattern, compiled now if this is the first that asks; NULL, and the scan failed, when that fails. */
static pcre2_code *scan_code(vd_scan *scan, vd_pattern pattern)
{
    pcre2_code *code = vd_pattern_code(scan->grammar, pattern);
    if (code == NULL) {
        scan->status = vd_pattern_compile(scan->grammar, pattern, scan->err);
        code = vd_pattern_code(scan->grammar, pattern);
    }
    return code;
}

static int code_match(const vd_scan *scan, vd_pattern pattern, const pcre2_code *code, size_t at, size_t end)
{
    PCRE2_SPTR fold = (PCRE2_SPTR)scan->text->fold;
    return scan->grammar->patterns->jit[pattern]
               ? pcre2_jit_match(code, fold, end, at, PCRE2_NO_UTF_CHECK, scan->data, scan->context)
               : pcre2_match(code, fold, end, at, PCRE2_NO_UTF_CHECK, scan->data, scan->context);
}

static void *stack_malloc(PCRE2_SIZE size, void *context)
{
    (void)context;
    return vd_alloc(size);
}

static void stack_free(void *block, void *context)
{
    (void)context;
    vd_free(block);
}

/* Machine code has 32 KiB of the thread's own stack, enough for whatever people write and free to have.  Words glued
 * into one for a page want more: only then there is a stack for them, which the scan keeps. */
static bool stack_give(vd_scan *scan)
{
    pcre2_general_context *general = pcre2_general_context_create(stack_malloc, stack_free, NULL);
    scan->stack = general ? pcre2_jit_stack_create(STACK_FIRST, STACK_MOST, general) : NULL;
    pcre2_general_context_free(general);
    if (scan->stack == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    pcre2_jit_stack_assign(scan->context, NULL, scan->stack);
    return true;
}

static bool match_overran(int count)
{
    return count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT || count == PCRE2_ERROR_HEAPLIMIT ||
           count == PCRE2_ERROR_JIT_STACKLIMIT;
}

static void overrun_note(vd_scan *scan, size_t at)
{
    if (scan->overruns++ == 0) {
        scan->overrun_first = scan->text->at[at];
    }
    if (scan->overruns == OVERRUNS_MOST) {
        pcre2_jit_stack_assign(scan->context, NULL, NULL);
        pcre2_set_match_limit(scan->context, MATCH_LIMIT_LATE);
    }
}

static bool scan_match(vd_scan *scan, vd_pattern pattern, size_t at, size_t end, vd_match *out)
{
    if (scan->status != VD_OK || at > end || !vd_glance(pattern, scan->text->fold, at, end)) {
        return false;
    }
    const pcre2_code *code = scan_code(scan, pattern);
    if (code == NULL) {
        return false;
    }
    int count = code_match(scan, pattern, code, at, end);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT && scan->stack == NULL && scan->overruns < OVERRUNS_MOST) {
        if (!stack_give(scan)) {
            return false;
        }
        count = code_match(scan, pattern, code, at, end);
    }
    if (count == PCRE2_ERROR_NOMATCH) {
        return false;
    }
    if (match_overran(count)) {
        overrun_note(scan, at);
        return false;
    }
    if (count == PCRE2_ERROR_NOMEMORY) {
        vd_scan_fail_memory(scan);
        return false;
    }
    if (count < 0) {
        scan->status =
            vd_fail(scan->err, VD_INTERNAL, "pattern %d failed to match: PCRE2 says %d", (int)pattern, count);
        return false;
    }
    const size_t *vector = pcre2_get_ovector_pointer(scan->data);
    *out = (vd_match){vector[0], vector[1], vector, (const char *)pcre2_get_mark(scan->data), pattern};
    return true;
}

bool vd_scan_at(vd_scan *scan, vd_pattern pattern, size_t at, size_t end, vd_match *out)
{
    return scan_match(scan, pattern, at, end, out);
}

bool vd_scan_find(vd_scan *scan, vd_pattern pattern, size_t at, size_t end, vd_match *out)
{
    return scan_match(scan, pattern, at, end, out);
}

bool vd_scan_marks(const vd_scan *scan, size_t at)
{
    static const char *const nouns[] = {"dieu", "chuo", "muc ", "tieu", "phan", "phu "};
    const char *fold = scan->text->fold + at;
    if (*fold < 'a' || *fold > 'z') {
        return *fold && VD_AMONG(*fold, "0123456789-+*#> \n\x7f");
    }
    if (fold[1] == '.' || fold[1] == ')') {
        return true;
    }
    bool marks = VD_AMONG(*fold, "ivx") && fold[1] && VD_AMONG(fold[1], "ivx-/");
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns && !marks; i++) {
        marks = *fold == *nouns[i] && vd_scan_starts(scan, at, nouns[i]);
    }
    return marks && vd_scan_upper(scan, at);
}

bool vd_scan_next(vd_scan *scan, vd_pattern pattern, uint32_t class, vd_anchor_walk *walk, size_t at, vd_match *out)
{
    for (const vd_anchor *anchor; (anchor = vd_anchor_walk_next(&scan->anchors, walk, at, class));) {
        if (scan_match(scan, pattern, anchor->at, scan->text->fold_len, out)) {
            return true;
        }
    }
    return false;
}

static int group_number(const vd_scan *scan, vd_pattern pattern, const char *name)
{
    vd_group_memo *memo = &scan->groups[((uintptr_t)name ^ (unsigned)pattern) % VD_GROUP_MEMOS];
    if (memo->name != name || memo->pattern != pattern) {
        pcre2_code *code = vd_pattern_code(scan->grammar, pattern);
        *memo = (vd_group_memo){name, pattern, pcre2_substring_number_from_name(code, (PCRE2_SPTR)name)};
    }
    return memo->group;
}

bool vd_match_group(const vd_scan *scan, const vd_match *match, const char *name, vd_range *out)
{
    int group = group_number(scan, match->pattern, name);
    if (group <= 0) {
        return false;
    }
    size_t from = match->vector[2 * group];
    size_t to = match->vector[2 * group + 1];
    if (from == PCRE2_UNSET || from == to) {
        return false;
    }
    *out = (vd_range){from, to};
    return true;
}

int vd_match_number(const vd_scan *scan, const vd_match *match, const char *name)
{
    vd_range range;
    int value = 0;
    if (vd_match_group(scan, match, name, &range)) {
        for (size_t i = range.from; i < range.to && value < 100000; i++) {
            char c = scan->text->fold[i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
            }
        }
    }
    return value;
}

void vd_scan_fail_memory(vd_scan *scan)
{
    if (scan->status == VD_OK) {
        scan->status = vd_fail_memory(scan->err);
    }
}

vd_draft *vd_scan_add(vd_scan *scan, vd_range span, vd_form form, const vd_type_row *type)
{
    if (scan->status != VD_OK) {
        return NULL;
    }
    if (scan->draft_count == scan->draft_cap) {
        vd_draft *grown = vd_grown(scan->drafts, &scan->draft_cap, 64, sizeof *grown);
        if (grown == NULL) {
            vd_scan_fail_memory(scan);
            return NULL;
        }
        scan->drafts = grown;
    }
    vd_draft *draft = &scan->drafts[scan->draft_count++];
    *draft =
        (vd_draft){.span = span, .tail = {span.to, span.to}, .form = form, .type = type, .parent = -1, .confidence = 1};
    vd_scan_take(scan, span, true);
    return draft;
}

void vd_scan_widen(vd_scan *scan, vd_draft *draft, size_t to)
{
    draft->span.to = to;
    draft->tail = (vd_range){to, to};
    vd_scan_take(scan, draft->span, true);
}

/* The bits of positions from `at` on, up to `to` and the end of their word. */
static uint64_t bits_between(size_t at, size_t to)
{
    uint64_t bits = UINT64_MAX << (at & 63);
    size_t left = to - (at & ~(size_t)63);
    return left < 64 ? bits & ~(UINT64_MAX << left) : bits;
}

bool vd_scan_taken(const vd_scan *scan, vd_range range)
{
    for (size_t at = range.from; at < range.to; at = (at | 63) + 1) {
        if (scan->taken[at / 64] & bits_between(at, range.to)) {
            return true;
        }
    }
    return false;
}

void vd_scan_take(vd_scan *scan, vd_range range, bool taken)
{
    for (size_t at = range.from; at < range.to; at = (at | 63) + 1) {
        uint64_t bits = bits_between(at, range.to);
        uint64_t *word = &scan->taken[at / 64];
        *word = taken ? *word | bits : *word & ~bits;
    }
}

size_t vd_scan_from(const vd_scan *scan, size_t at)
{
    size_t low = 0;
    size_t high = scan->sorted;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (scan->drafts[mid].span.from < at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

const vd_draft *vd_draft_at(const vd_scan *scan, size_t at)
{
    size_t i = vd_scan_from(scan, at);
    return i < scan->sorted && scan->drafts[i].span.from == at ? &scan->drafts[i] : NULL;
}

static int draft_cmp(const void *a, const void *b)
{
    const vd_draft *x = a;
    const vd_draft *y = b;
    if (x->span.from != y->span.from) {
        return x->span.from < y->span.from ? -1 : 1;
    }
    return (x->span.to < y->span.to) - (x->span.to > y->span.to);
}

/* So many drafts from `from` on stand in order. */
static size_t drafts_sorted(const vd_scan *scan, size_t from)
{
    size_t i = from + 1;
    while (i < scan->draft_count && draft_cmp(&scan->drafts[i - 1], &scan->drafts[i]) <= 0) {
        i++;
    }
    return i - from;
}

/* Merge the drafts from `middle` on, in order like those before, from behind: few are moved where the new ones stand
 * late.  Of equal ones those before stay before. */
static bool drafts_merge(vd_scan *scan, size_t middle)
{
    size_t left = middle;
    size_t right = scan->draft_count - middle;
    vd_draft *late = vd_alloc(right * sizeof *late);
    if (late == NULL) {
        return false;
    }
    memcpy(late, scan->drafts + middle, right * sizeof *late);
    while (right > 0) {
        bool moves = left > 0 && draft_cmp(&scan->drafts[left - 1], &late[right - 1]) > 0;
        scan->drafts[left + right - 1] = moves ? scan->drafts[left - 1] : late[right - 1];
        *(moves ? &left : &right) -= 1;
    }
    vd_free(late);
    return true;
}

/* Most passes add nothing, or only behind what there is, or in the order of the text. */
void vd_scan_sort(vd_scan *scan)
{
    size_t first = scan->draft_count > 0 ? drafts_sorted(scan, 0) : 0;
    if (first < scan->draft_count) {
        if (first + drafts_sorted(scan, first) < scan->draft_count) {
            qsort(scan->drafts, scan->draft_count, sizeof *scan->drafts, draft_cmp);
        } else if (!drafts_merge(scan, first)) {
            vd_scan_fail_memory(scan);
        }
    }
    scan->sorted = scan->draft_count;
}

vd_str vd_scan_fold(const vd_scan *scan, vd_range range)
{
    return (vd_str){scan->text->fold + range.from, range.to > range.from ? range.to - range.from : 0};
}

vd_str vd_scan_raw(const vd_scan *scan, vd_range range)
{
    size_t start = 0;
    size_t end = 0;
    if (range.to > range.from) {
        vd_text_span(scan->text, range.from, range.to, &start, &end);
    }
    return vd_str_slice(scan->text->bytes, start, end);
}

bool vd_scan_bridged(const vd_scan *scan, vd_range range, vd_str raw)
{
    const char *fold = scan->text->fold + range.from;
    size_t len = range.to - range.from;
    return scan->text->bridged && raw.len > 0 &&
           (memchr(fold, ' ', len) || memchr(fold, '\n', len) || memchr(raw.ptr, '*', raw.len) ||
            memchr(raw.ptr, '_', raw.len));
}

/* The raw text of the range, with a blank for each folded one: what a page's furniture and marks of emphasis take up
 * inside it goes. */
static vd_str scan_bridged(vd_scan *scan, vd_range range)
{
    const vd_text *text = scan->text;
    vd_buf words = {0};
    for (size_t from = range.from; from < range.to;) {
        size_t to = from;
        while (to < range.to && text->fold[to] != ' ' && text->fold[to] != '\n') {
            to++;
        }
        vd_str word = vd_scan_raw(scan, (vd_range){from, to});
        bool marks = word.len > to - from && (memchr(word.ptr, '*', word.len) || memchr(word.ptr, '_', word.len));
        for (; marks && from < to; from++) {
            vd_buf_add(&words, vd_scan_raw(scan, (vd_range){from, from + 1}));
        }
        vd_buf_add(&words, marks ? VD_LIT("") : word);
        vd_buf_add(&words, to < range.to ? VD_LIT(" ") : VD_LIT(""));
        from = to + 1;
    }
    vd_str bridged = vd_buf_ok(&words) ? vd_arena_copy(scan->arena, vd_buf_str(&words)) : VD_NONE;
    vd_buf_clear(&words);
    return bridged;
}

vd_str vd_scan_join(vd_scan *scan, const vd_str *parts, size_t count)
{
    vd_buf buf = {0};
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len > 0) {
            vd_buf_add(&buf, i > 0 ? VD_LIT(" ") : VD_LIT(""));
            vd_buf_add(&buf, parts[i]);
        }
    }
    vd_str text = vd_buf_ok(&buf) ? vd_arena_copy(scan->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    if (text.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return text;
}

bool vd_scan_raw_holds(const vd_scan *scan, vd_range range, const char *const *strings)
{
    vd_str raw = vd_scan_raw(scan, range);
    bool holds = false;
    for (; *strings && !holds; strings++) {
        holds = vd_str_find(raw, vd_str_of(*strings), 0) != SIZE_MAX;
    }
    return holds;
}

vd_str vd_scan_clean(vd_scan *scan, vd_range range)
{
    if (range.to <= range.from) {
        return VD_NONE;
    }
    vd_str raw = vd_scan_raw(scan, range);
    raw = vd_scan_bridged(scan, range, raw) ? scan_bridged(scan, range) : raw;
    vd_str clean = raw.ptr ? vd_text_clean(scan->arena, raw) : VD_NONE;
    if (clean.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return clean;
}

bool vd_scan_capitals(const vd_scan *scan, vd_range range)
{
    size_t letters = 0;
    for (size_t i = range.from; i < range.to; i++) {
        if (scan->text->fold[i] >= 'a' && scan->text->fold[i] <= 'z') {
            if (!vd_scan_upper(scan, i)) {
                return false;
            }
            letters++;
        }
    }
    return letters >= 2;
}
