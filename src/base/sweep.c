/** The sweeps: one loop a form, over a test of a block of bytes that gives a bit for each. */
#include "base/sweep.h"

#include "base/cpu.h"
#include "base/neon.h"

#include <stdint.h>

static bool string_ends(unsigned char c)
{
    return c == '"' || c == '\\' || c < 0x20;
}

static size_t string_plain(const char *bytes, size_t len)
{
    size_t i = 0;
    while (i < len && !string_ends((unsigned char)bytes[i])) {
        i++;
    }
    return i;
}

/* Only ASCII is told without help. */
static size_t clean_plain(const char *bytes, size_t len)
{
    size_t i = 0;
    while (i < len && (unsigned char)bytes[i] < 0x80 && !string_ends((unsigned char)bytes[i])) {
        i++;
    }
    return i;
}

static size_t pair_plain(const char *bytes, size_t len, char first, char last, size_t distance)
{
    for (size_t i = 0; i + distance < len; i++) {
        if (bytes[i] == first && bytes[i + distance] == last) {
            return i;
        }
    }
    return len;
}

static size_t last_plain(const char *bytes, size_t len, char c)
{
    while (len > 0 && bytes[len - 1] != c) {
        len--;
    }
    return len;
}

#if VD_CPU_X86 || VD_CPU_ARM

/* Of `width` bytes: those that begin a character of two or three bytes, and those that go on with one. */
typedef struct utf8_masks {
    uint32_t high, cont, two, three;
} utf8_masks;

/* How many of the first bytes are whole characters.  Characters whose second byte is bound by the first (E0, ED, F0 and
 * above) are left to those who look closer. */
static inline uint32_t utf8_whole(const utf8_masks *m, uint32_t stop, uint32_t width)
{
    uint32_t odd = m->high & ~m->cont & ~m->two & ~m->three; /* bytes that begin nothing simple */
    uint32_t due = (m->two | m->three) << 1 | m->three << 2;
    uint32_t wrong = stop | odd | (due ^ m->cont);
    uint32_t end = wrong ? (uint32_t)__builtin_ctz(wrong) : width;
    end = end < width ? end : width;
    /* Step back over the characters that do not end before there. */
    uint32_t leads = m->two | m->three;
    if (end >= 1 && (leads >> (end - 1) & 1)) {
        return end - 1;
    }
    return end >= 2 && (m->three >> (end - 2) & 1) ? end - 2 : end;
}

/* The first byte that `test` marks. */
#define SWEEP_FIND(name, attribute, vector, load, test, rest)                      \
    attribute static size_t name(const char *bytes, size_t len)                    \
    {                                                                              \
        size_t i = 0;                                                              \
        for (; len - i >= sizeof(vector); i += sizeof(vector)) {                   \
            uint32_t hits = test(load((const vector *)(const void *)(bytes + i))); \
            if (hits) {                                                            \
                return i + (size_t)__builtin_ctz(hits);                            \
            }                                                                      \
        }                                                                          \
        return i + rest(bytes + i, len - i);                                       \
    }

/* Whole clean characters, block for block, each behind the last whole one, up to the zeros behind. */
#define SWEEP_CLEAN_AHEAD(name, attribute, vector, load, test)                      \
    attribute static size_t name(const char *bytes, size_t len)                     \
    {                                                                               \
        size_t i = 0;                                                               \
        while (i < len) {                                                           \
            uint32_t whole = test(load((const vector *)(const void *)(bytes + i))); \
            i += whole;                                                             \
            if (whole + 2 < sizeof(vector)) {                                       \
                return i;                                                           \
            }                                                                       \
        }                                                                           \
        return i;                                                                   \
    }

/* The same, and nothing behind is read. */
#define SWEEP_CLEAN(name, attribute, vector, load, test, rest)                      \
    attribute static size_t name(const char *bytes, size_t len)                     \
    {                                                                               \
        size_t i = 0;                                                               \
        while (len - i >= sizeof(vector)) {                                         \
            uint32_t whole = test(load((const vector *)(const void *)(bytes + i))); \
            i += whole;                                                             \
            if (whole + 2 < sizeof(vector)) {                                       \
                return i;                                                           \
            }                                                                       \
        }                                                                           \
        return i + rest(bytes + i, len - i);                                        \
    }

/* From behind: of 32 bits or 16, whose highest stands for the last byte of a block. */
#define SWEEP_LAST(name, attribute, vector, load, test, rest)                                            \
    attribute static size_t name(const char *bytes, size_t len, char c)                                  \
    {                                                                                                    \
        for (; len >= sizeof(vector); len -= sizeof(vector)) {                                           \
            uint32_t hits = test(load((const vector *)(const void *)(bytes + len - sizeof(vector))), c); \
            if (hits) {                                                                                  \
                return len - sizeof(vector) + 32 - (size_t)__builtin_clz(hits);                          \
            }                                                                                            \
        }                                                                                                \
        return rest(bytes, len, c);                                                                      \
    }

#endif

#if VD_CPU_X86

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

static inline uint32_t sse2_bits(__m128i v)
{
    return (uint32_t)_mm_movemask_epi8(v);
}

static inline uint32_t sse2_string(__m128i v)
{
    __m128i sign = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
    return sse2_bits(_mm_or_si128(sign, low));
}

/* From least to most, as unsigned bytes. */
static inline uint32_t sse2_range(__m128i v, char least, char most)
{
    __m128i inside = _mm_min_epu8(_mm_max_epu8(v, _mm_set1_epi8(least)), _mm_set1_epi8(most));
    return sse2_bits(_mm_cmpeq_epi8(inside, v));
}

static inline uint32_t sse2_clean(__m128i v)
{
    utf8_masks m = {
        .high = sse2_bits(v),
        .cont = sse2_range(v, (char)0x80, (char)0xBF),
        .two = sse2_range(v, (char)0xC2, (char)0xDF),
        .three = sse2_range(v, (char)0xE1, (char)0xEC),
    };
    return utf8_whole(&m, sse2_string(v), 16);
}

AVX2 static inline uint32_t avx2_bits(__m256i v)
{
    return (uint32_t)_mm256_movemask_epi8(v);
}

AVX2 static inline uint32_t avx2_string(__m256i v)
{
    __m256i sign =
        _mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('"')), _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\')));
    __m256i low = _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(0x1F)), v);
    return avx2_bits(_mm256_or_si256(sign, low));
}

AVX2 static inline uint32_t avx2_range(__m256i v, char least, char most)
{
    __m256i inside = _mm256_min_epu8(_mm256_max_epu8(v, _mm256_set1_epi8(least)), _mm256_set1_epi8(most));
    return avx2_bits(_mm256_cmpeq_epi8(inside, v));
}

AVX2 static inline uint32_t avx2_clean(__m256i v)
{
    utf8_masks m = {
        .high = avx2_bits(v),
        .cont = avx2_range(v, (char)0x80, (char)0xBF),
        .two = avx2_range(v, (char)0xC2, (char)0xDF),
        .three = avx2_range(v, (char)0xE1, (char)0xEC),
    };
    return utf8_whole(&m, avx2_string(v), 32);
}

static inline uint32_t sse2_equal(__m128i v, char c)
{
    return sse2_bits(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)));
}

AVX2 static inline uint32_t avx2_equal(__m256i v, char c)
{
    return avx2_bits(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
}

SWEEP_LAST(last_sse2, , __m128i, _mm_loadu_si128, sse2_equal, last_plain)
SWEEP_LAST(last_avx2, AVX2, __m256i, _mm256_loadu_si256, avx2_equal, last_sse2)

SWEEP_FIND(string_sse2, , __m128i, _mm_loadu_si128, sse2_string, string_plain)
SWEEP_FIND(string_avx2, AVX2, __m256i, _mm256_loadu_si256, avx2_string, string_sse2)

/* The last bytes, behind zeros: those are no clean text, so the count ends before them. */
static size_t clean_rest(const char *bytes, size_t len)
{
    char last[16] = {0};
    memcpy(last, bytes, len);
    return sse2_clean(_mm_loadu_si128((const __m128i *)(const void *)last));
}

SWEEP_CLEAN(clean_sse2, , __m128i, _mm_loadu_si128, sse2_clean, clean_rest)
SWEEP_CLEAN(clean_avx2, AVX2, __m256i, _mm256_loadu_si256, avx2_clean, clean_sse2)
SWEEP_CLEAN_AHEAD(ahead_sse2, , __m128i, _mm_loadu_si128, sse2_clean)
SWEEP_CLEAN_AHEAD(ahead_avx2, AVX2, __m256i, _mm256_loadu_si256, avx2_clean)

static size_t pair_sse2(const char *bytes, size_t len, char first, char last, size_t distance)
{
    size_t i = 0;
    for (; i + distance + sizeof(__m128i) <= len; i += sizeof(__m128i)) {
        __m128i left = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        __m128i right = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i + distance));
        uint32_t hits = sse2_bits(
            _mm_and_si128(_mm_cmpeq_epi8(left, _mm_set1_epi8(first)), _mm_cmpeq_epi8(right, _mm_set1_epi8(last))));
        if (hits) {
            return i + (size_t)__builtin_ctz(hits);
        }
    }
    return i + pair_plain(bytes + i, len - i, first, last, distance);
}

AVX2 static size_t pair_avx2(const char *bytes, size_t len, char first, char last, size_t distance)
{
    size_t i = 0;
    for (; i + distance + sizeof(__m256i) <= len; i += sizeof(__m256i)) {
        __m256i left = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + i));
        __m256i right = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + i + distance));
        uint32_t hits = avx2_bits(_mm256_and_si256(_mm256_cmpeq_epi8(left, _mm256_set1_epi8(first)),
                                                   _mm256_cmpeq_epi8(right, _mm256_set1_epi8(last))));
        if (hits) {
            return i + (size_t)__builtin_ctz(hits);
        }
    }
    return i + pair_sse2(bytes + i, len - i, first, last, distance);
}

#elif VD_CPU_ARM

static inline uint8x16_t neon_load(const uint8x16_t *at)
{
    return vld1q_u8((const uint8_t *)at);
}

static inline uint8x16_t neon_is(uint8x16_t v, char c)
{
    return vceqq_u8(v, vdupq_n_u8((uint8_t)c));
}

static inline uint32_t neon_string(uint8x16_t v)
{
    return vd_neon_bits(vorrq_u8(vcltq_u8(v, vdupq_n_u8(0x20)), vorrq_u8(neon_is(v, '"'), neon_is(v, '\\'))));
}

/* From least to most. */
static inline uint32_t neon_range(uint8x16_t v, uint8_t least, uint8_t most)
{
    return vd_neon_bits(vandq_u8(vcgeq_u8(v, vdupq_n_u8(least)), vcleq_u8(v, vdupq_n_u8(most))));
}

static inline uint32_t neon_clean(uint8x16_t v)
{
    utf8_masks m = {
        .high = vd_neon_bits(vcgeq_u8(v, vdupq_n_u8(0x80))),
        .cont = neon_range(v, 0x80, 0xBF),
        .two = neon_range(v, 0xC2, 0xDF),
        .three = neon_range(v, 0xE1, 0xEC),
    };
    return utf8_whole(&m, neon_string(v), 16);
}

/* The last bytes, behind zeros: those are no clean text, so the count ends before them. */
static size_t clean_rest(const char *bytes, size_t len)
{
    uint8_t last[16] = {0};
    memcpy(last, bytes, len);
    return neon_clean(vld1q_u8(last));
}

static inline uint32_t neon_equal(uint8x16_t v, char c)
{
    return vd_neon_bits(neon_is(v, c));
}

SWEEP_LAST(last_neon, , uint8x16_t, neon_load, neon_equal, last_plain)
SWEEP_FIND(string_neon, , uint8x16_t, neon_load, neon_string, string_plain)
SWEEP_CLEAN(clean_neon, , uint8x16_t, neon_load, neon_clean, clean_rest)
SWEEP_CLEAN_AHEAD(ahead_neon, , uint8x16_t, neon_load, neon_clean)

static size_t pair_neon(const char *bytes, size_t len, char first, char last, size_t distance)
{
    size_t i = 0;
    for (; i + distance + sizeof(uint8x16_t) <= len; i += sizeof(uint8x16_t)) {
        uint8x16_t left = vld1q_u8((const uint8_t *)bytes + i);
        uint8x16_t right = vld1q_u8((const uint8_t *)bytes + i + distance);
        uint32_t hits = vd_neon_bits(vandq_u8(neon_is(left, first), neon_is(right, last)));
        if (hits) {
            return i + (size_t)__builtin_ctz(hits);
        }
    }
    return i + pair_plain(bytes + i, len - i, first, last, distance);
}

#define last_sse2 last_neon
#define last_avx2 last_neon
#define pair_sse2 pair_neon
#define pair_avx2 pair_neon
#define string_sse2 string_neon
#define string_avx2 string_neon
#define clean_sse2 clean_neon
#define clean_avx2 clean_neon
#define ahead_sse2 ahead_neon
#define ahead_avx2 ahead_neon

#else

#define last_sse2 last_plain
#define last_avx2 last_plain
#define pair_sse2 pair_plain
#define pair_avx2 pair_plain
#define string_sse2 string_plain
#define string_avx2 string_plain
#define clean_sse2 clean_plain
#define clean_avx2 clean_plain
#define ahead_sse2 clean_plain
#define ahead_avx2 clean_plain

#endif

typedef size_t sweep(const char *bytes, size_t len);

size_t vd_sweep_string(const char *bytes, size_t len)
{
    static sweep *const forms[] = {string_plain, string_sse2, string_avx2, string_avx2};
    return forms[vd_cpu_use()](bytes, len);
}

size_t vd_sweep_clean(const char *bytes, size_t len)
{
    static sweep *const forms[] = {clean_plain, clean_sse2, clean_avx2, clean_avx2};
    return forms[vd_cpu_use()](bytes, len);
}

size_t vd_sweep_clean_ahead(const char *bytes, size_t len)
{
    static sweep *const forms[] = {clean_plain, ahead_sse2, ahead_avx2, ahead_avx2};
    return forms[vd_cpu_use()](bytes, len);
}

size_t vd_sweep_pair(const char *bytes, size_t len, char first, char last, size_t distance)
{
    static size_t (*const forms[])(const char *, size_t, char, char, size_t) = {pair_plain, pair_sse2, pair_avx2,
                                                                                pair_avx2};
    return forms[vd_cpu_use()](bytes, len, first, last, distance);
}

size_t vd_sweep_behind_last(const char *bytes, size_t len, char c)
{
    static size_t (*const forms[])(const char *, size_t, char) = {last_plain, last_sse2, last_avx2, last_avx2};
    return forms[vd_cpu_use()](bytes, len, c);
}
