/** The folded copy with its offset map, and the ways between the two. */
#include "text/fold.h"

#include "base/error.h"
#include "text/letter.h"

/* Characters are counted once for every block of this many bytes, so that a column in a line of any length is near. */
#define COUNT_STEP ((size_t)4096)

static void fold_put(vd_text *text, char c, size_t at, uint8_t flags)
{
    size_t len = text->fold_len;
    if (c == ' ' || c == '\n') {
        if (len > 0 && (text->fold[len - 1] == ' ' || text->fold[len - 1] == '\n')) {
            text->fold[len - 1] = c == '\n' ? '\n' : text->fold[len - 1];
            return;
        }
        if (len > 0 && text->fold[len - 1] == '(') {
            return;
        }
    }
    bool tight = c == ',' || c == ';' || c == ')'; /* tokenised texts and hasty typing: "sửa đổi , bổ sung" */
    if (tight && len > 0 && (text->fold[len - 1] == ' ' || text->fold[len - 1] == '\n')) {
        len--;
    }
    text->fold[len] = c;
    text->at[len] = (uint32_t)at;
    text->flags[len] = flags;
    text->fold_len = len + 1;
}

/* Folds what starts at a byte above 0x7F; returns its length. */
static size_t fold_wide(vd_text *text, size_t at)
{
    uint32_t code;
    size_t len = vd_utf8_decode(text->bytes.ptr + at, text->bytes.len - at, &code);
    if (code == VD_UTF8_INVALID) {
        if (text->invalid_count++ == 0) {
            text->invalid_first = at;
        }
        for (size_t i = 0; i < len; i++) {
            fold_put(text, VD_FOLD_OTHER, at + i, 0);
        }
        return len;
    }
    uint8_t flags;
    char c = vd_letter_fold(code, &flags);
    if (c == VD_FOLD_MARK) {
        size_t last = text->fold_len - 1;
        if (text->fold_len > 0 && vd_fold_letter(text->fold[last])) {
            text->flags[last] = vd_mark_flags(code, text->flags[last]);
        }
    } else if (c != VD_FOLD_GONE) {
        fold_put(text, c, at, flags);
    }
    return len;
}

void vd_fold_fill(vd_text *text)
{
    vd_str bytes = text->bytes;
    text->fold_len = 0;
    text->invalid_count = 0;
    text->invalid_first = SIZE_MAX;
    for (size_t i = 0; i < bytes.len;) {
        if ((unsigned char)bytes.ptr[i] < 0x80) {
            uint8_t flags;
            char c = vd_ascii_fold(bytes.ptr[i], &flags);
            fold_put(text, c, i, flags);
            i++;
        } else {
            i += fold_wide(text, i);
        }
    }
    text->fold[text->fold_len] = '\0';
    text->at[text->fold_len] = (uint32_t)bytes.len;
}

/* The end of the line that starts at `from`; *next is where the line behind it starts, or SIZE_MAX after the last. */
static size_t line_end(vd_str bytes, size_t from, size_t *next)
{
    size_t i = from;
    while (i < bytes.len && bytes.ptr[i] != '\n' && bytes.ptr[i] != '\r') {
        i++;
    }
    bool pair = i + 1 < bytes.len && bytes.ptr[i] == '\r' && bytes.ptr[i + 1] == '\n';
    *next = i == bytes.len ? SIZE_MAX : pair ? i + 2 : i + 1;
    return i;
}

static bool lines_split(vd_arena *arena, vd_text *text)
{
    size_t count = 0;
    for (size_t from = 0; from != SIZE_MAX; count++) {
        (void)line_end(text->bytes, from, &from);
    }
    text->lines = VD_ARENA_ARRAY(arena, vd_line, count);
    if (!text->lines) {
        return false;
    }
    text->line_count = count;
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        text->lines[i].start = from;
        text->lines[i].end = line_end(text->bytes, from, &from);
    }
    if (vd_str_starts(text->bytes, VD_LIT("\xEF\xBB\xBF"))) {
        text->lines[0].start = 3; /* a byte order mark is no part of the line */
    }
    return true;
}

/* Does a character start here?  Bytes that are no UTF-8 count by the same rule: near enough behind damage. */
static bool byte_starts(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

static bool chars_count(vd_arena *arena, vd_text *text)
{
    size_t blocks = text->bytes.len / COUNT_STEP + 1;
    text->char_counts = VD_ARENA_ARRAY(arena, uint32_t, blocks);
    if (!text->char_counts) {
        return false;
    }
    const char *block = text->bytes.ptr;
    for (size_t i = 1; i < blocks; i++, block += COUNT_STEP) {
        uint32_t count = 0;
        for (size_t j = 0; j < COUNT_STEP; j++) {
            count += byte_starts(block[j]);
        }
        text->char_counts[i] = text->char_counts[i - 1] + count;
    }
    return true;
}

/* Characters that start before byte `offset`. */
static size_t chars_before(const vd_text *text, size_t offset)
{
    size_t count = text->char_counts[offset / COUNT_STEP];
    for (size_t i = offset / COUNT_STEP * COUNT_STEP; i < offset; i++) {
        count += byte_starts(text->bytes.ptr[i]);
    }
    return count;
}

vd_status vd_text_fold(vd_arena *arena, vd_str bytes, vd_text *out, vd_error *err)
{
    if (bytes.len > VD_SOURCE_MAX) {
        return vd_fail(err, VD_LIMIT, "text of %zu bytes; the most that is read in one piece is %zu", bytes.len,
                       VD_SOURCE_MAX);
    }
    vd_text text = {.bytes = bytes};
    text.fold = VD_ARENA_ARRAY(arena, char, bytes.len + 1);
    text.at = VD_ARENA_ARRAY(arena, uint32_t, bytes.len + 1);
    text.flags = VD_ARENA_ARRAY(arena, uint8_t, bytes.len + 1);
    if (!text.fold || !text.at || !text.flags || !lines_split(arena, &text) || !chars_count(arena, &text)) {
        return vd_fail_memory(err);
    }
    vd_fold_fill(&text);
    vd_breaks_settle(&text);
    text.marks_lost = vd_marks_lost(&text);
    *out = text;
    return VD_OK;
}

void vd_text_span(const vd_text *text, size_t from, size_t to, size_t *start, size_t *end)
{
    *start = text->at[from];
    *end = text->at[to];
    char last = text->fold[to - 1];
    if (last == ' ' || last == '\n') {
        return;
    }
    /* Marks belong to the character; invisible characters behind it do not. */
    size_t i = text->at[to - 1];
    size_t kept = i + 1;
    for (bool first = true; i < *end; first = false) {
        uint32_t code;
        uint8_t flags;
        i += vd_utf8_decode(text->bytes.ptr + i, *end - i, &code);
        if (first || (code >= 0x80 && code != VD_UTF8_INVALID && vd_letter_fold(code, &flags) == VD_FOLD_MARK)) {
            kept = i;
        }
    }
    *end = kept;
}

size_t vd_text_fold_at(const vd_text *text, size_t offset)
{
    size_t low = 0;
    size_t high = text->fold_len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->at[middle] < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void vd_text_position(const vd_text *text, size_t offset, size_t *line, size_t *column)
{
    offset = offset < text->bytes.len ? offset : text->bytes.len;
    size_t low = 0;
    size_t high = text->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->lines[middle].start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    size_t start = text->lines[low].start;
    bool inside = offset < text->bytes.len && !byte_starts(text->bytes.ptr[offset]);
    size_t before = offset <= start ? 0 : chars_before(text, offset) - chars_before(text, start);
    *line = low + 1;
    *column = inside && before > 0 ? before : before + 1;
}
