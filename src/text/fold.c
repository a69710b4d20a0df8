/** The folded copy with its offset map, and the ways between the two. */
#include "text/fold.h"

#include "base/error.h"
#include "base/neon.h"
#include "text/letter.h"

#if VD_CPU_X86
#include <emmintrin.h>
#endif

/* As much as can be counted in a byte, so that the compiler counts many at once; a multiple of how many. */
#define COUNTED ((size_t)240)
/* Characters are counted once for every block of this many bytes, so that a column in a line of any length is near;
 * but not where no line is longer than this, as in most texts. */
#define COUNT_STEP (4 * COUNTED)
#define LINE_LONG (4 * COUNT_STEP)

/* Entries of `near`: one behind the last byte's, for the block that begins there. */
static size_t near_count(size_t len)
{
    return len / VD_NEAR_STEP + 2;
}

void vd_fold_fill(vd_text *text)
{
    size_t at = 0;
    text->fold_len = 0;
    text->invalid_count = 0;
    text->invalid_first = SIZE_MAX;
#if VD_CPU_X86
    static size_t (*const forms[])(vd_text *) = {NULL, vd_fold_blocks_sse2, vd_fold_blocks_avx2, vd_fold_blocks_avx512};
    if (forms[vd_cpu_use()]) {
        at = forms[vd_cpu_use()](text);
    }
#elif VD_CPU_ARM
    at = vd_cpu_use() == VD_CPU_NEON ? vd_fold_blocks_neon(text) : 0;
#endif
    while (at < text->bytes.len) {
        at += vd_fold_step(text, at);
    }
    text->fold[text->fold_len] = '\0';
    text->flags[text->fold_len] = 0;
    text->at[text->fold_len] = (uint32_t)text->bytes.len;
    for (size_t i = (text->bytes.len + VD_NEAR_STEP - 1) / VD_NEAR_STEP; i < near_count(text->bytes.len); i++) {
        text->near[i] = (uint32_t)text->fold_len;
    }
}

/* A bit for each of 64 bytes that ends a line. */
static uint64_t breaks_read_plain(const char *bytes)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++) {
        bits |= (uint64_t)(bytes[i] == '\n' || bytes[i] == '\r') << i;
    }
    return bits;
}

#if VD_CPU_X86

static uint64_t breaks_read_lanes(const char *bytes)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        __m128i breaks = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(breaks) << i;
    }
    return bits;
}

#elif VD_CPU_ARM

static uint64_t breaks_read_lanes(const char *bytes)
{
    uint8x16_t breaks[4];
    for (unsigned i = 0; i < 4; i++) {
        uint8x16_t v = vld1q_u8((const uint8_t *)bytes + 16 * i);
        breaks[i] = vorrq_u8(vceqq_u8(v, vdupq_n_u8('\n')), vceqq_u8(v, vdupq_n_u8('\r')));
    }
    return vd_neon_bits_64(breaks[0], breaks[1], breaks[2], breaks[3]);
}

#else
#define breaks_read_lanes breaks_read_plain
#endif

static inline uint64_t breaks_read(const char *bytes)
{
    return vd_cpu_use() == VD_CPU_PLAIN ? breaks_read_plain(bytes) : breaks_read_lanes(bytes);
}

static size_t lines_count(vd_str bytes)
{
    size_t count = 1;
    for (size_t from = 0; from < bytes.len;) {
        size_t to = bytes.len - from < COUNTED ? bytes.len : from + COUNTED;
        uint8_t breaks = 0;
        for (size_t i = from; i < to; i++) {
            breaks = (uint8_t)(breaks + (bytes.ptr[i] == '\n' || bytes.ptr[i] == '\r'));
        }
        count += breaks;
        from = to;
    }
    const char *pair = bytes.len ? memchr(bytes.ptr, '\r', bytes.len) : NULL;
    while (pair) {
        const char *end = bytes.ptr + bytes.len;
        count -= pair + 1 < end && pair[1] == '\n';
        pair++;
        pair = pair < end ? memchr(pair, '\r', (size_t)(end - pair)) : NULL;
    }
    return count;
}

/* Where the lines of a text begin and end, while they are found. */
typedef struct line_filler {
    vd_str bytes;
    vd_line *line; /* that is not ended yet */
} line_filler;

/* The lines that end in 64 bytes, or fewer, from `at` on. */
static void lines_fill(line_filler *f, size_t at, uint64_t breaks)
{
    for (; breaks; breaks &= breaks - 1) {
        size_t i = at + (size_t)__builtin_ctzll(breaks);
        if (f->bytes.ptr[i] == '\n' && i > 0 && f->bytes.ptr[i - 1] == '\r') {
            f->line->start = i + 1; /* the second half of a break */
            continue;
        }
        f->line->end = i;
        f->line++;
        f->line->start = i + 1;
    }
}

static bool lines_split(vd_arena *arena, vd_text *text)
{
    enum { STEP = 64 };
    vd_str bytes = text->bytes;
    text->line_count = lines_count(bytes);
    text->lines = VD_ARENA_RAW(arena, vd_line, text->line_count);
    if (!text->lines) {
        return false;
    }
    line_filler f = {bytes, text->lines};
    f.line->start = 0;
    size_t at = 0;
    for (; bytes.len - at >= STEP; at += STEP) {
        lines_fill(&f, at, breaks_read(bytes.ptr + at));
    }
    char rest[STEP] = {0};
    if (bytes.len > at) {
        memcpy(rest, bytes.ptr + at, bytes.len - at);
    }
    lines_fill(&f, at, breaks_read(rest));
    f.line->end = bytes.len;
    if (vd_str_starts(bytes, VD_LIT("\xEF\xBB\xBF"))) {
        text->lines[0].start = 3; /* a byte order mark is no part of the line */
    }
    return true;
}

/* Does a character start here?  Bytes that are no UTF-8 count by the same rule: near enough behind damage. */
static bool byte_starts(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

static size_t starts_count(const char *bytes, size_t len)
{
    size_t count = 0;
    for (size_t from = 0; from < len;) {
        size_t to = len - from < COUNTED ? len : from + COUNTED;
        uint8_t starts = 0;
        for (size_t i = from; i < to; i++) {
            starts = (uint8_t)(starts + byte_starts(bytes[i]));
        }
        count += starts;
        from = to;
    }
    return count;
}

/* The text has a line so long that columns in it need counts. */
static bool lines_long(const vd_text *text)
{
    size_t longest = 0;
    for (size_t i = 0; i < text->line_count; i++) {
        size_t len = text->lines[i].end - text->lines[i].start;
        longest = len > longest ? len : longest;
    }
    return longest > LINE_LONG;
}

static bool chars_count(vd_arena *arena, vd_text *text)
{
    size_t blocks = text->bytes.len / COUNT_STEP + 1;
    if (!lines_long(text)) {
        return true;
    }
    text->char_counts = VD_ARENA_RAW(arena, uint32_t, blocks);
    if (!text->char_counts) {
        return false;
    }
    text->char_counts[0] = 0;
    const char *block = text->bytes.ptr;
    for (size_t i = 1; i < blocks; i++, block += COUNT_STEP) {
        text->char_counts[i] = text->char_counts[i - 1] + (uint32_t)starts_count(block, COUNT_STEP);
    }
    return true;
}

/* Characters that start in [from, to). */
static size_t chars_between(const vd_text *text, size_t from, size_t to)
{
    if (to - from <= COUNT_STEP || text->char_counts == NULL) {
        return starts_count(text->bytes.ptr + from, to - from);
    }
    size_t first = from / COUNT_STEP;
    size_t last = to / COUNT_STEP;
    return text->char_counts[last] - text->char_counts[first] -
           starts_count(text->bytes.ptr + first * COUNT_STEP, from - first * COUNT_STEP) +
           starts_count(text->bytes.ptr + last * COUNT_STEP, to - last * COUNT_STEP);
}

vd_status vd_text_fold(vd_arena *arena, vd_str bytes, vd_text *out, vd_error *err)
{
    if (bytes.len > VD_SOURCE_MAX) {
        return vd_fail(err, VD_LIMIT, "text of %zu bytes; the most that is read in one piece is %zu", bytes.len,
                       VD_SOURCE_MAX);
    }
    vd_text text = {.bytes = bytes};
    text.fold = VD_ARENA_RAW(arena, char, bytes.len + VD_FOLD_SLACK);
    text.at = VD_ARENA_RAW(arena, uint32_t, bytes.len + VD_FOLD_SLACK);
    text.flags = VD_ARENA_RAW(arena, uint8_t, bytes.len + VD_FOLD_SLACK);
    text.near = VD_ARENA_RAW(arena, uint32_t, near_count(bytes.len));
    if (!text.fold || !text.at || !text.flags || !text.near || !lines_split(arena, &text) ||
        !chars_count(arena, &text)) {
        return vd_fail_memory(err);
    }
    text.breaks = VD_ARENA_RAW(arena, uint32_t, text.line_count);
    if (!text.breaks) {
        return vd_fail_memory(err);
    }
    vd_fold_fill(&text);
    vd_emphasis_take(&text);
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
    size_t i = text->at[to - 1];
    unsigned char lead = (unsigned char)text->bytes.ptr[i];
    size_t whole = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    if (*end - i == whole && (whole == 1 || !byte_starts(text->bytes.ptr[i + 1]))) {
        return; /* nothing stands between this character and the next */
    }
    /* Marks belong to the character; invisible characters behind it do not. */
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
    if (offset >= text->bytes.len) {
        return text->fold_len;
    }
    /* A folded character is at least a byte: so far the position can be behind the noted one at most. */
    size_t low = text->near[offset / VD_NEAR_STEP];
    size_t ahead = offset > text->at[low] ? offset - text->at[low] : 0;
    size_t high = ahead < text->fold_len - low ? low + ahead : text->fold_len;
    /* Halved without a branch: which way it goes nobody could guess. */
    for (size_t left = high - low; left > 0;) {
        size_t half = (left + 1) / 2;
        low += half & (0U - (size_t)(text->at[low + half - 1] < offset));
        left -= half;
    }
    return low;
}

void vd_text_fold_lines(const vd_text *text, uint32_t *places)
{
    enum { AHEAD = 16 };
    size_t begin = 0; /* of the next line with something on it */
    size_t next = 0;
    for (size_t line = 0; line < text->line_count; line++) {
        size_t start = text->lines[line].start;
        while (begin < text->fold_len && text->at[begin] < start) {
            if (next + AHEAD < text->break_count) {
                VD_FETCH(&text->at[text->breaks[next + AHEAD]]);
            }
            begin = next < text->break_count ? text->breaks[next++] + 1 : text->fold_len;
        }
        bool first = begin == 0 || text->at[begin - 1] < start; /* else a sign stands before, whose line is no other */
        places[line] = (uint32_t)(first ? begin : vd_text_fold_at(text, start));
    }
    places[text->line_count] = (uint32_t)text->fold_len;
}

/* The last line of [low, high) that begins at or before `offset`; that at `low` does. */
static size_t line_within(const vd_text *text, size_t offset, size_t low, size_t high)
{
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->lines[middle].start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static void line_position(const vd_text *text, size_t offset, size_t at, size_t *line, size_t *column)
{
    size_t start = text->lines[at].start;
    bool inside = offset < text->bytes.len && !byte_starts(text->bytes.ptr[offset]);
    size_t before = offset <= start ? 0 : chars_between(text, start, offset);
    *line = at + 1;
    *column = inside && before > 0 ? before : before + 1;
}

void vd_text_position(const vd_text *text, size_t offset, size_t *line, size_t *column)
{
    offset = offset < text->bytes.len ? offset : text->bytes.len;
    line_position(text, offset, line_within(text, offset, 0, text->line_count), line, column);
}

void vd_text_position_on(const vd_text *text, size_t offset, size_t *line, size_t *column)
{
    offset = offset < text->bytes.len ? offset : text->bytes.len;
    size_t low = *line > 0 && text->lines[*line - 1].start <= offset ? *line - 1 : 0;
    size_t step = 1;
    while (step < text->line_count - low && text->lines[low + step].start <= offset) {
        low += step;
        step *= 2;
    }
    size_t high = step < text->line_count - low ? low + step : text->line_count;
    line_position(text, offset, line_within(text, offset, low, high), line, column);
}
