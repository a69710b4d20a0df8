/* The sweep for anchors: which words can begin something, and the one pass over a text that finds them.  A word is told
 * by its letters and by the first letter of the word behind it; the rest is for the patterns. */
#include "extract/anchor.h"

#include "base/alloc.h"
#include "base/error.h"
#include "extract/scan.h"
#include "text/fold.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- What begins with which word --------------------------------------------------------------------------------- */

/* Words by class.  Behind ':' stand the letters with which the next word may begin, one blank away, '#' for a digit;
 * '.' is anything but a blank.  Misread forms are words of their own (see words.pcre). */
static const struct {
    uint32_t class;
    const char *words;
} lead_words[] = {
    {VD_ANCHOR_LAW, "bo:l luat phap:l hien:p"},
    {VD_ANCHOR_BACK, "nay tren da:ndk vua:ndk neu:to noi:to dan:to ke:to nhac:to"},
    {VD_ANCHOR_GENERIC, "cac:cnkqvtld nhung:cnkqvtld moi:cnkqvtld"},
    {VD_ANCHOR_CONGRESS, "nghi:q dai:h"},
    {VD_ANCHOR_TECHNICAL, "qcvn qcdp tcvn"},
    {VD_ANCHOR_ENACT, "kem:t dieu:#"},
    {VD_ANCHOR_NUMBERED, "s so sd se sb"},
    {VD_ANCHOR_CUE,
     "can:c gan:cv gin:cv gen:cv theo hien:tnc khai:tnc dung:qhnd quy:d huong:d neu:cto de:c dan:c ban:h xem:x "
     "xet:tbcvdyh tren:c dua:t tai:kdmpctlnqvb duoc:sbdth bi:sbdth trai:v cac:vqntlp nhung:vqntlp van:b vin:b vian:b "
     "quyet:d nghi:dq thong:t luat phap:l hieu:l sua:d bo:smct thay:tmc bai:b huy:b dieu:c keo:d dinh:c hop:n tam:dn "
     "ngung:vtamh da:bntkc nhan:d trinh:cqvkntbhd ky:b co:cqvkntbhd tiep:t to:c day:m chu:d quan:t nghien:c hoc:t "
     "trien:k thuc:h thue:h thyc:h thye:h thyuc:h thyue:h thu:. cu:t chap:h thi:h"},
};

enum {
    LEADS_MAX = 400,
    SLOTS = 2048,    /* a power of two, far above LEADS_MAX */
    BEHIND_NONE = 0, /* no blank behind the word, 1 to 26: a blank and that letter */
    BEHIND_DIGIT = 27,
    BEHIND_OTHER = 28,
    BEHINDS
};

typedef struct lead {
    uint64_t key;
    uint32_t classes[BEHINDS]; /* by what stands behind the word */
    uint16_t first, first_count, last, last_count; /* of grammar->type_first and type_last */
} lead;

struct vd_leads {
    uint8_t pairs[128 * 128 / 8]; /* bit per first two characters of a lead */
    struct {
        uint64_t key;
        uint32_t lead; /* 1 + index, 0: free */
    } slots[SLOTS];
    lead leads[LEADS_MAX];
    size_t count;
};

/* The first eight characters as one number; two long words may share one, for an anchor promises nothing. */
static uint64_t word_key(const char *word, size_t len)
{
    uint64_t key = 0;
    memcpy(&key, word, len < 8 ? len : 8);
    return key;
}

static size_t slot_of(uint64_t key)
{
    return (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 53) & (SLOTS - 1);
}

static size_t behind_of(char blank, char c)
{
    if (blank != ' ') {
        return BEHIND_NONE;
    }
    return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') + 1 : vd_is_word(c) ? BEHIND_DIGIT : BEHIND_OTHER;
}

static const lead *lead_find(const struct vd_leads *leads, uint64_t key)
{
    for (size_t i = slot_of(key);; i = (i + 1) & (SLOTS - 1)) {
        if (leads->slots[i].lead == 0) {
            return NULL;
        }
        if (leads->slots[i].key == key) {
            return &leads->leads[leads->slots[i].lead - 1];
        }
    }
}

static void pair_add(struct vd_leads *leads, vd_str word)
{
    for (size_t second = 0; second < 128; second++) {
        if (word.len < 2 || (size_t)word.ptr[1] == second) {
            size_t bit = (size_t)(word.ptr[0] & 127) << 7 | second;
            leads->pairs[bit >> 3] |= (uint8_t)(1U << (bit & 7));
        }
    }
}

/* The lead of `word`, made where it is new; NULL: there are too many. */
static lead *lead_of(struct vd_leads *leads, vd_str word)
{
    uint64_t key = word_key(word.ptr, word.len);
    size_t i = slot_of(key);
    while (leads->slots[i].lead && leads->slots[i].key != key) {
        i = (i + 1) & (SLOTS - 1);
    }
    if (leads->slots[i].lead == 0) {
        if (leads->count == LEADS_MAX) {
            return NULL;
        }
        leads->slots[i].key = key;
        leads->slots[i].lead = (uint32_t)++leads->count;
        leads->leads[leads->count - 1].key = key;
        pair_add(leads, word);
    }
    return &leads->leads[leads->slots[i].lead - 1];
}

/* One "word" or "word:letters". */
static bool lead_add(struct vd_leads *leads, vd_str item, uint32_t class)
{
    size_t colon = vd_str_find(item, VD_LIT(":"), 0);
    lead *found = lead_of(leads, vd_str_slice(item, 0, colon == SIZE_MAX ? item.len : colon));
    for (size_t i = 0; found && colon == SIZE_MAX && i < BEHINDS; i++) {
        found->classes[i] |= class;
    }
    for (size_t i = colon; found && colon != SIZE_MAX && ++i < item.len;) {
        char c = item.ptr[i];
        found->classes[c == '.' ? BEHIND_NONE : behind_of(' ', c == '#' ? '0' : c)] |= class;
    }
    return found != NULL;
}

static bool leads_add_words(struct vd_leads *leads)
{
    bool ok = true;
    for (size_t i = 0; i < sizeof lead_words / sizeof *lead_words; i++) {
        for (const char *p = lead_words[i].words; *p;) {
            size_t len = strcspn(p, " ");
            ok = ok && lead_add(leads, (vd_str){p, len}, lead_words[i].class);
            p += len + (p[len] == ' ');
        }
    }
    return ok;
}

/* The words of types, and with what the second word of their names begins, misread or not. */
static bool leads_add_types(struct vd_leads *leads, const vd_type_word *words, size_t count, bool last)
{
    for (size_t i = 0; i < count; i++) {
        lead *found = lead_of(leads, words[i].word);
        if (found == NULL) {
            return false;
        }
        if (last) {
            found->last = found->last_count ? found->last : (uint16_t)i;
            found->last_count++;
            continue;
        }
        found->first = found->first_count ? found->first : (uint16_t)i;
        found->first_count++;
        const char *second = strchr(words[i].row->fold, ' ');
        if (second == NULL) {
            for (size_t k = 0; k < BEHINDS; k++) {
                found->classes[k] |= VD_ANCHOR_TYPE;
            }
            continue;
        }
        vd_str word = {second + 1, strcspn(second + 1, " ")};
        found->classes[behind_of(' ', word.ptr[0])] |= VD_ANCHOR_TYPE;
        for (const vd_ocr_word_row *row = vd_ocr_word_forms(word, NULL); row; row = vd_ocr_word_forms(word, row)) {
            found->classes[behind_of(' ', row->misread[0])] |= VD_ANCHOR_TYPE;
        }
    }
    return true;
}

vd_status vd_leads_make(vd_grammar *grammar, vd_error *err)
{
    struct vd_leads *leads = VD_ARENA_ARRAY(&grammar->arena, struct vd_leads, 1);
    if (leads == NULL) {
        return vd_fail_memory(err);
    }
    grammar->leads = leads;
    bool ok = leads_add_words(leads) &&
              leads_add_types(leads, grammar->type_first, grammar->type_first_count, false) &&
              leads_add_types(leads, grammar->type_last, grammar->type_last_count, true);
    return ok ? VD_OK : vd_fail(err, VD_INTERNAL, "more than %d words begin something", LEADS_MAX);
}

const vd_type_word *vd_lead_types(const vd_grammar *grammar, const char *word, size_t len, bool last, size_t *count)
{
    const lead *found = len ? lead_find(grammar->leads, word_key(word, len)) : NULL;
    const vd_type_word *index = last ? grammar->type_last : grammar->type_first;
    *count = found ? last ? found->last_count : found->first_count : 0;
    const vd_type_word *entries = *count ? index + (last ? found->last : found->first) : NULL;
    return entries && vd_str_eq(entries->word, (vd_str){word, len}) ? entries : (*count = 0, NULL);
}

/* ---- The sweep --------------------------------------------------------------------------------------------------- */

enum { BLOCK = 64 };

/* A bit per character of a block. */
typedef struct block_bits {
    uint64_t words, letters, marks;
} block_bits;

#ifdef __SSE2__

static uint64_t bits_between(__m128i chars, char low, int count)
{
    __m128i moved = _mm_sub_epi8(chars, _mm_set1_epi8((char)(low + 128)));
    return (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(moved, _mm_set1_epi8((char)(count - 128))));
}

static uint64_t bits_equal(__m128i chars, char c)
{
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chars, _mm_set1_epi8(c)));
}

static block_bits block_read(const char *block)
{
    block_bits bits = {0};
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i chars = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        uint64_t letters = bits_between(chars, 'a', 26);
        uint64_t others = bits_between(chars, '0', 10) | bits_equal(chars, VD_FOLD_OTHER);
        uint64_t marks = bits_equal(chars, '\n') | bits_equal(chars, '.') | bits_equal(chars, ';') |
                         bits_equal(chars, '"') | bits_equal(chars, '(');
        bits.letters |= letters << i;
        bits.words |= (letters | others) << i;
        bits.marks |= marks << i;
    }
    return bits;
}

#else

static block_bits block_read(const char *block)
{
    block_bits bits = {0};
    for (unsigned i = 0; i < BLOCK; i++) {
        char c = block[i];
        bits.letters |= (uint64_t)(c >= 'a' && c <= 'z') << i;
        bits.words |= (uint64_t)vd_is_word(c) << i;
        bits.marks |= (uint64_t)(c == '\n' || c == '.' || c == ';' || c == '"' || c == '(') << i;
    }
    return bits;
}

#endif

/* Index of the lowest bit set. */
static unsigned bit_lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

typedef struct sweep {
    const struct vd_leads *leads;
    const char *fold;
    size_t len;
    vd_anchors *out;
} sweep;

/* What can begin with the word [at, at + len). */
static uint32_t word_classes(const sweep *s, size_t at, size_t len)
{
    uint64_t key = 0;
    if (at + 8 <= s->len) {
        static const unsigned char ones[16] = {255, 255, 255, 255, 255, 255, 255, 255};
        uint64_t kept = 0;
        memcpy(&key, s->fold + at, 8);
        memcpy(&kept, ones + 8 - (len < 8 ? len : 8), 8);
        key &= kept;
    } else {
        key = word_key(s->fold + at, len);
    }
    const lead *found = lead_find(s->leads, key);
    return found ? found->classes[behind_of(s->fold[at + len], s->fold[at + len] ? s->fold[at + len + 1] : '\0')] : 0;
}

static void word_sweep(const sweep *s, size_t at, size_t len)
{
    const char *word = s->fold + at;
    uint32_t classes = 0;
    if (vd_fold_digit(*word)) {
        classes = VD_ANCHOR_DIGITS;
    } else {
        size_t pair = (size_t)(word[0] & 127) << 7 | (size_t)(word[1] & 127);
        if ((s->leads->pairs[pair >> 3] >> (pair & 7) & 1) == 0) {
            return;
        }
        classes = word_classes(s, at, len);
        size_t letters = 0;
        while (letters < len && word[letters] >= 'a' && word[letters] <= 'z') {
            letters++;
        }
        if (letters > 0 && letters < len) { /* "qcvn06", "so142" */
            classes |= word_classes(s, at, letters);
        }
    }
    if (classes) {
        s->out->items[s->out->count++] = (vd_anchor){(uint32_t)at, classes};
    }
}

static size_t word_len(const sweep *s, size_t at)
{
    size_t end = at;
    while (end < s->len && vd_is_word(s->fold[end])) {
        end++;
    }
    return end - at;
}

static bool sweep_reserve(vd_anchors *out)
{
    if (out->cap - out->count < BLOCK) {
        size_t cap = out->cap ? out->cap * 2 : 1024;
        vd_anchor *grown = vd_realloc(out->items, cap * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        out->items = grown;
        out->cap = cap;
    }
    if (out->mark_cap - out->mark_count < BLOCK) {
        size_t cap = out->mark_cap ? out->mark_cap * 2 : 1024;
        uint32_t *grown = vd_realloc(out->marks, cap * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        out->marks = grown;
        out->mark_cap = cap;
    }
    return true;
}

bool vd_anchors_make(const vd_grammar *grammar, const vd_text *text, vd_anchors *out)
{
    sweep s = {grammar->leads, text->fold, text->fold_len, out};
    uint64_t word_before = 0;  /* the character before the block is one of a word */
    uint64_t other_before = 0; /* … and no letter */
    for (size_t from = 0; from < s.len; from += BLOCK) {
        char rest[BLOCK] = {0};
        bool whole = s.len - from >= BLOCK;
        if (!whole) {
            memcpy(rest, s.fold + from, s.len - from);
        }
        if (!sweep_reserve(out)) {
            return false;
        }
        block_bits bits = block_read(whole ? s.fold + from : rest);
        uint64_t others = bits.words & ~bits.letters;
        uint64_t starts = (bits.words & ~(bits.words << 1 | word_before)) | (bits.letters & (others << 1 | other_before));
        for (uint64_t left = starts; left; left &= left - 1) {
            unsigned bit = bit_lowest(left);
            uint64_t behind = ~(bits.words >> bit);
            unsigned end = behind ? bit_lowest(behind) : BLOCK;
            word_sweep(&s, from + bit, end + bit < BLOCK ? end : word_len(&s, from + bit));
        }
        for (uint64_t left = bits.marks; left; left &= left - 1) {
            out->marks[out->mark_count++] = (uint32_t)(from + bit_lowest(left));
        }
        word_before = bits.words >> (BLOCK - 1);
        other_before = others >> (BLOCK - 1);
    }
    return true;
}

void vd_anchors_clear(vd_anchors *anchors)
{
    vd_free(anchors->items);
    vd_free(anchors->marks);
    *anchors = (vd_anchors){0};
}

const vd_anchor *vd_anchor_next(const vd_anchors *anchors, size_t *next, size_t at, uint32_t classes)
{
    for (size_t i = *next; i < anchors->count; i++) {
        const vd_anchor *item = &anchors->items[i];
        if ((item->classes & classes) && item->at >= at) {
            *next = i + 1;
            return item;
        }
    }
    *next = anchors->count;
    return NULL;
}

size_t vd_mark_from(const vd_anchors *anchors, size_t at)
{
    size_t low = 0;
    size_t high = anchors->mark_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (anchors->marks[mid] < at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}
