/** Inside of the sweep for anchors: the words that begin something, and the one pass over a text that finds them,
 *  whatever instructions look at the text.  A word is told by its letters and by the first letter of the word behind
 * it; the rest is for the patterns.  Each form includes this and gives it a way to look at a block. */
#ifndef VD_EXTRACT_ANCHOR_SWEEP_H
#define VD_EXTRACT_ANCHOR_SWEEP_H

#include "base/alloc.h"
#include "extract/anchor.h"
#include "extract/scan.h"
#include "text/fold.h"

/* Compiled into each form with that form's instructions. */
#ifdef __GNUC__
#define SWEEP_INLINE static inline __attribute__((always_inline))
#define SWEEP_ASIDE static __attribute__((noinline)) /* what is rare keeps no register from what is not */
#else
#define SWEEP_INLINE static inline
#define SWEEP_ASIDE static
#endif

enum {
    LEADS_MAX = 600,
    LEAD_BITS = 15, /* so many that some multiplier gives each key a slot of its own */
    STARTS_MAX = 240,
    START_BITS = 12, /* the sweep asks for every word: its table has to lie in the nearest cache */
    BEHIND_NONE = 0, /* no blank behind the word, 1 to 26: a blank and that letter */
    BEHIND_DIGIT = 27,
    BEHIND_OTHER = 28,
    BEHINDS = 32 /* a power of two: found without a multiplication */
};

/* What is known of a word of a type's name, read right or not. */
typedef struct vd_lead {
    uint16_t first, first_count, last, last_count; /* of grammar->type_first and type_last */
    uint8_t words_behind;                          /* of the longest name that begins with the word */
    bool misread;                                  /* stands for another word in a scan */
} vd_lead;

/* Index 0 of both lists is none, whose key no word has; counts include it. */
struct vd_leads {
    uint64_t start_multiplier;
    uint8_t behind[256];                             /* BEHIND_… of what follows the blank */
    uint16_t start_slots[1 << START_BITS];           /* index of a word with which something begins */
    uint64_t start_keys[STARTS_MAX + 1];             /* … that word … */
    uint32_t start_classes[STARTS_MAX + 1][BEHINDS]; /* … and what, by what stands behind it */
    size_t start_count;
    bool digits; /* one begins with a digit */
    uint64_t lead_multiplier;
    uint16_t lead_slots[1 << LEAD_BITS];
    uint64_t lead_keys[LEADS_MAX + 1];
    vd_lead leads[LEADS_MAX + 1];
    size_t lead_count;
};

/* The first eight characters as one number, zeros behind a shorter word; two long words may share one, for an anchor
 * promises nothing. */
SWEEP_INLINE uint64_t word_key(const char *word, size_t len)
{
    uint64_t key = 0;
    memcpy((char *)&key, word, len < 8 ? len : 8);
    return key;
}

SWEEP_INLINE size_t slot_of(uint64_t multiplier, uint64_t key, unsigned bits)
{
    return (size_t)((key * multiplier) >> (64 - bits));
}

enum {
    BLOCK = 64,
    ANCHORS_BEHIND = 4 /* of no class, behind the last: walks look at so many at once */
};

/* A bit per character of a block. */
typedef struct block_bits {
    uint64_t words, letters, marks;
} block_bits;

typedef block_bits block_reader(const char *block);

typedef struct vd_sweep {
    const struct vd_leads *leads;
    const char *fold;
    size_t len;
    uint32_t wanted; /* classes */
    vd_anchors *out;
} vd_sweep;

/* The forms; false: out of memory. */
bool vd_sweep_plain(const vd_sweep *sweep);
bool vd_sweep_sse2(const vd_sweep *sweep);
bool vd_sweep_avx2(const vd_sweep *sweep);
bool vd_sweep_neon(const vd_sweep *sweep);

/* Index of the lowest bit set. */
SWEEP_INLINE unsigned bit_lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* The same of a word in the folded text, behind which eight characters can be read. */
SWEEP_INLINE uint64_t word_key_fast(const char *word, size_t len)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    static const uint64_t masks[9] = {
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX};
    uint64_t key = 0;
    memcpy(&key, word, 8);
    return key & masks[len < 8 ? len : 8];
#else
    return word_key(word, len);
#endif
}

/* What can begin with the word whose key this is and behind which `rest` stands. */
SWEEP_INLINE uint32_t key_classes(const struct vd_leads *leads, uint64_t key, const char *rest)
{
    size_t found = leads->start_slots[slot_of(leads->start_multiplier, key, START_BITS)];
    size_t lead = leads->start_keys[found] == key ? found : 0; /* the classes of 0 are those of any word: none */
    size_t blank = *rest == ' ';                               /* no branch here either: BEHIND_NONE is 0 */
    size_t behind = leads->behind[(unsigned char)rest[blank]] & (0U - blank);
    return leads->start_classes[lead][behind];
}

static inline size_t word_len(const vd_sweep *s, size_t at)
{
    size_t end = at;
    while (end < s->len && vd_is_word(s->fold[end])) {
        end++;
    }
    return end - at;
}

/* A word that is not all letters, or that stands at the text's end. */
SWEEP_ASIDE uint32_t word_classes(const vd_sweep *s, size_t at)
{
    const char *word = s->fold + at;
    const uint32_t any = s->leads->start_classes[0][BEHIND_NONE];
    if (vd_fold_digit(*word) && !s->leads->digits) {
        return VD_ANCHOR_DIGITS | any;
    }
    size_t len = word_len(s, at);
    size_t letters = 0;
    while (letters < len && vd_fold_letter(word[letters])) {
        letters++;
    }
    uint32_t classes = key_classes(s->leads, word_key(word, len), word + len);
    if (letters > 0 && letters < len) { /* "qcvn06", "so142" */
        classes |= key_classes(s->leads, word_key(word, letters), word + letters);
    }
    return classes | (vd_fold_digit(*word) ? VD_ANCHOR_DIGITS : 0U);
}

/* The words that begin in a block, each in the order of the text, are behind `out`. */
SWEEP_INLINE vd_anchor *word_put(const vd_sweep *s, vd_anchor *out, size_t at, uint32_t classes)
{
    classes &= s->wanted;
    *out = (vd_anchor){(uint32_t)at, classes};
    return out + (classes != 0); /* no branch tells which words are leads, for none could guess */
}

/* The words that begin in the block at `from`, where `next` is the one behind it.  Their letters' ends come in the
 * order of their starts.  In most blocks all are `plain`: letters, and behind them no other character of a word. */
SWEEP_INLINE void words_sweep(const vd_sweep *s, size_t from, const block_bits *bits, const block_bits *next,
                              uint64_t starts, bool plain)
{
    vd_anchor *out = s->out->items + s->out->count;
    const struct vd_leads *leads = s->leads;
    const char *block = s->fold + from;
    const unsigned last = BLOCK + bit_lowest(~next->letters | UINT64_C(1) << (BLOCK - 1));
    const uint64_t words = bits->words;
    const bool last_mixed = next->words >> (last - BLOCK) & 1;
    uint64_t ends = ~bits->letters & bits->letters << 1;
    if (bits->letters & ~starts & 1) {
        ends &= ends - 1; /* of letters that began before the block */
    }
    for (uint64_t left = starts; left; left &= left - 1) {
        unsigned bit = bit_lowest(left);
        if (!plain && !(bits->letters >> bit & 1)) {
            out = word_put(s, out, from + bit, word_classes(s, from + bit));
            continue;
        }
        unsigned end = ends ? bit_lowest(ends) : last;
        bool mixed = !plain && (ends ? words >> end & 1 : last_mixed);
        ends &= ends - 1;
        uint32_t classes = mixed ? word_classes(s, from + bit)
                                 : key_classes(leads, word_key_fast(block + bit, end - bit), block + end);
        out = word_put(s, out, from + bit, classes);
    }
    s->out->count = (size_t)(out - s->out->items);
}

/* Is every word that begins in a block letters alone? */
SWEEP_INLINE bool words_plain(const block_bits *bits, const block_bits *next)
{
    return bits->words == bits->letters && ((next->words & ~next->letters) == 0 || !(bits->words >> (BLOCK - 1) & 1));
}

/* The bits of the block at `from`; none behind the text's end. */
SWEEP_INLINE block_bits block_at(const vd_sweep *s, size_t from, block_reader *read)
{
    char rest[BLOCK] = {0};
    if (from >= s->len) {
        return (block_bits){0};
    }
    if (s->len - from < BLOCK) {
        memcpy(rest, s->fold + from, s->len - from);
        return read(rest);
    }
    return read(s->fold + from);
}

/* Room for what a block can hold, and ANCHORS_BEHIND more.  The first time for what a text of that length is likely to:
 * one has an anchor every eighteen characters, and a mark every thirty. */
static inline bool sweep_reserve(vd_anchors *out, size_t len)
{
    if (out->cap - out->count < BLOCK + ANCHORS_BEHIND) {
        vd_anchor *grown = vd_grown(out->items, &out->cap, 1024 + len / 14, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        out->items = grown;
    }
    if (out->mark_cap - out->mark_count < BLOCK) {
        size_t cap = out->mark_cap;
        char *signs = vd_grown(out->signs, &cap, 1024 + len / 22, sizeof *signs);
        if (signs == NULL) {
            return false;
        }
        out->signs = signs;
        uint32_t *grown = vd_grown(out->marks, &out->mark_cap, 1024 + len / 22, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        out->marks = grown;
    }
    return true;
}

SWEEP_INLINE bool anchors_sweep(const vd_sweep *s, block_reader *read)
{
    vd_anchors *out = s->out;
    uint64_t word_before = 0;  /* the character before the block is one of a word */
    uint64_t other_before = 0; /* … and no letter */
    block_bits next = block_at(s, 0, read);
    for (size_t from = 0; from < s->len; from += BLOCK) {
        block_bits bits = next;
        next = block_at(s, from + BLOCK, read);
        if (!sweep_reserve(out, s->len)) {
            return false;
        }
        out->blocks[from / BLOCK] = (vd_anchor_block){(uint32_t)out->count, (uint32_t)out->mark_count};
        uint64_t others = bits.words & ~bits.letters;
        uint64_t starts =
            (bits.words & ~(bits.words << 1 | word_before)) | (bits.letters & (others << 1 | other_before));
        if (words_plain(&bits, &next)) {
            words_sweep(s, from, &bits, &next, starts, true);
        } else {
            words_sweep(s, from, &bits, &next, starts, false);
        }
        for (uint64_t left = bits.marks; left; left &= left - 1) {
            size_t at = from + bit_lowest(left);
            out->signs[out->mark_count] = s->fold[at];
            out->marks[out->mark_count++] = (uint32_t)at;
        }
        word_before = bits.words >> (BLOCK - 1);
        other_before = others >> (BLOCK - 1);
    }
    for (size_t i = (s->len + BLOCK - 1) / BLOCK; i < out->block_count; i++) {
        out->blocks[i] = (vd_anchor_block){(uint32_t)out->count, (uint32_t)out->mark_count};
    }
    if (out->items) {
        memset(out->items + out->count, 0, ANCHORS_BEHIND * sizeof *out->items);
    }
    return true;
}

#endif
