/* Anchors: which words can begin something, and walking along those that the sweep (anchor_sweep.h) has found. */
#include "extract/anchor.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/neon.h"
#include "extract/anchor_sweep.h"

#if VD_CPU_X86
#include <emmintrin.h>
#endif

/* ---- What begins with which word --------------------------------------------------------------------------------- */

/* Words by class.  Behind ':' stand the letters with which the next word may begin, one blank away, '#' for a digit;
 * '.' is anything but a blank.  Misread forms are words of their own (see words.pcre). */
static const struct {
    uint32_t class;
    const char *words;
} lead_words[] = {
    {VD_ANCHOR_LAW, "bo:l luat phap:l hien:p blhs bltths blds blttds blld blhh blhhvn"},
    {VD_ANCHOR_BACK, "nay tren da:ndk vua:ndk neu:to noi:to dan:to ke:to nhac:to"},
    {VD_ANCHOR_GENERIC, "cac:cnkqvtld nhung:cnkqvtld moi:cnkqvtld"},
    {VD_ANCHOR_CONGRESS, "nghi:q dai:h ket:l"},
    {VD_ANCHOR_TECHNICAL, "qcvn qcdp tcvn"},
    {VD_ANCHOR_ENACT, "kem:t dieu:#"},
    {VD_ANCHOR_NUMBERED, "s so sd se sb"},
    {VD_ANCHOR_DAY, "ngay ngey"},
    {VD_ANCHOR_PLACE, "phu:l phan chuong muc tieu:m cac:dk dieu khoan diem tiet"},
    {VD_ANCHOR_ISSUES, "ban:h xay:d lap"},
    {VD_ANCHOR_ENDS, "cac:vqntlp nhung:vqntlp van:b vin:b vian:b quyet:d nghi:dq thong:t luat phap:l quy:d"},
    {VD_ANCHOR_AFTER, "sau"},
    {VD_ANCHOR_RECITAL, "can:c theo:d"},
    {VD_ANCHOR_CUE,
     "can:c phu:h gan:cv gin:cv gen:cv theo hien:tnc khai:tnc dung:qhnd quy:d huong:d neu:cto de:c dan:c ban:h xem:x "
     "xet:tbcvdyh tren:c dua:t tai:kdmpctlnqvb duoc:sbdth bi:sbdth trai:v "
     "hieu:l het:h khac:nsv sua:d bo:smct thay:tmc bai:b huy:b dieu:c keo:d dinh:c hop:n tam:dn "
     "ngung:vtamh ngay:lbpnqt thoi:d thuoc:dp da:bntkc nhan:d trinh:cqvkntbhd ky:b co:cqvkntbhds tiep:t to:c day:m "
     "chu:d quan:t nghien:c hoc:t "
     "tru:ct vi:p ma:blp gui:cqvkntbhds truoc:k sau:k tuan:t trien:k thuc:h thue:h thyc:h thye:h thyuc:h thyue:h "
     "thu:. cu:t chap:h thi:h cham:d"},
};

static size_t behind_of(char c)
{
    return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') + 1 : vd_is_word(c) ? BEHIND_DIGIT : BEHIND_OTHER;
}

/* Index of the key in a list that `count` of it are in, added where it is new; 0: there are `most` already. */
static size_t key_add(uint64_t *keys, size_t *count, size_t most, uint64_t key)
{
    for (size_t i = 1; i < *count; i++) {
        if (keys[i] == key) {
            return i;
        }
    }
    if (*count > most) {
        return 0;
    }
    keys[*count] = key;
    return (*count)++;
}

/* The lead of `word`, and what begins with it by what stands behind it, made where they are new; NULL: there are too
 * many. */
static vd_lead *lead_of(struct vd_leads *leads, vd_str word)
{
    size_t i = key_add(leads->lead_keys, &leads->lead_count, LEADS_MAX, word_key(word.ptr, word.len));
    return i ? &leads->leads[i] : NULL;
}

static uint32_t *start_of(struct vd_leads *leads, vd_str word)
{
    size_t i = key_add(leads->start_keys, &leads->start_count, STARTS_MAX, word_key(word.ptr, word.len));
    leads->digits = leads->digits || vd_fold_digit(*word.ptr);
    return i ? leads->start_classes[i] : NULL;
}

static bool leads_add_misread(struct vd_leads *leads)
{
    for (size_t i = 0; i < vd_ocr_words_count; i++) {
        vd_lead *found = lead_of(leads, vd_str_of(vd_ocr_words[i].misread));
        if (found == NULL) {
            return false;
        }
        found->misread = true;
    }
    return true;
}

/* A multiplier under which no two keys share a slot, and which key has each. */
static bool keys_spread(const uint64_t *keys, size_t count, unsigned bits, uint64_t *multiplier, uint16_t *slots)
{
    enum { TRIES = 1000 };
    *multiplier = UINT64_C(0x9E3779B97F4A7C15);
    for (int i = 0; i < TRIES; i++) {
        bool free = true;
        memset(slots, 0, sizeof *slots << bits);
        for (size_t k = 1; k < count && free; k++) {
            uint16_t *slot = &slots[slot_of(*multiplier, keys[k], bits)];
            free = *slot == 0;
            *slot = (uint16_t)k;
        }
        if (free) {
            return true;
        }
        *multiplier = *multiplier * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    }
    return false;
}

static bool leads_spread(struct vd_leads *leads)
{
    return keys_spread(leads->lead_keys, leads->lead_count, LEAD_BITS, &leads->lead_multiplier, leads->lead_slots) &&
           keys_spread(leads->start_keys, leads->start_count, START_BITS, &leads->start_multiplier, leads->start_slots);
}

/* One "word" or "word:letters". */
static bool lead_add(struct vd_leads *leads, vd_str item, uint32_t class)
{
    size_t colon = vd_str_find(item, VD_LIT(":"), 0);
    uint32_t *classes = start_of(leads, vd_str_slice(item, 0, colon == SIZE_MAX ? item.len : colon));
    for (size_t i = 0; classes && colon == SIZE_MAX && i < BEHINDS; i++) {
        classes[i] |= class;
    }
    for (size_t i = colon; classes && colon != SIZE_MAX && ++i < item.len;) {
        char c = item.ptr[i];
        classes[c == '.' ? BEHIND_NONE : behind_of(c == '#' ? '0' : c)] |= class;
    }
    return classes != NULL;
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

/* The word begins the name of a type, which goes on with `second` and what that is misread as (NULL: with nothing). */
static bool type_starts(struct vd_leads *leads, vd_str word, const char *second)
{
    uint32_t *classes = start_of(leads, word);
    for (size_t k = 0; classes && second == NULL && k < BEHINDS; k++) {
        classes[k] |= VD_ANCHOR_TYPE;
    }
    if (classes && second) {
        vd_str next = {second, strcspn(second, " ")};
        classes[behind_of(*second)] |= VD_ANCHOR_TYPE;
        for (const vd_ocr_word_row *row = vd_ocr_word_forms(next, NULL); row; row = vd_ocr_word_forms(next, row)) {
            classes[behind_of(row->misread[0])] |= VD_ANCHOR_TYPE;
        }
    }
    return classes != NULL;
}

/* The last words of types. */
static bool leads_add_last(struct vd_leads *leads, const vd_type_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vd_lead *found = lead_of(leads, words[i].word);
        if (found == NULL) {
            return false;
        }
        found->last = found->last_count ? found->last : (uint16_t)i;
        found->last_count++;
    }
    return true;
}

/* The first words of types, and with what the second word of their names begins, misread or not. */
static bool leads_add_first(struct vd_leads *leads, const vd_type_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vd_lead *found = lead_of(leads, words[i].word);
        const char *second = strchr(words[i].row->fold, ' ');
        if (found == NULL || !type_starts(leads, words[i].word, second ? second + 1 : NULL)) {
            return false;
        }
        found->first = found->first_count ? found->first : (uint16_t)i;
        found->first_count++;
        uint8_t behind = 0;
        for (const char *p = second; p; p = strchr(p + 1, ' ')) {
            behind++;
        }
        found->words_behind = behind > found->words_behind ? behind : found->words_behind;
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
    leads->lead_count = leads->start_count = 1;
    leads->lead_keys[0] = leads->start_keys[0] = UINT64_MAX;
    for (int c = 0; c < 256; c++) {
        leads->behind[c] = (uint8_t)behind_of((char)c);
    }
    bool ok = leads_add_words(leads) && leads_add_first(leads, grammar->type_first, grammar->type_first_count) &&
              leads_add_last(leads, grammar->type_last, grammar->type_last_count) && leads_add_misread(leads) &&
              leads_spread(leads);
    return ok ? VD_OK : vd_fail(err, VD_INTERNAL, "more words begin something than there is room for");
}

void vd_leads_widen(vd_grammar *grammar)
{
    struct vd_leads *leads = grammar->leads;
    memset(leads->start_classes, 0xFF, sizeof leads->start_classes);
}

/* The lead of a word in a folded text, or the one that is none. */
static const vd_lead *lead_at(const vd_grammar *grammar, const char *word, size_t len)
{
    const struct vd_leads *leads = grammar->leads;
    uint64_t key = len > 0 ? word_key_fast(word, len) : 0;
    size_t found = len > 0 ? leads->lead_slots[slot_of(leads->lead_multiplier, key, LEAD_BITS)] : 0;
    return &leads->leads[leads->lead_keys[found] == key ? found : 0];
}

vd_lead_entries vd_lead_types(const vd_grammar *grammar, const char *word, size_t len, bool last)
{
    const vd_lead *found = lead_at(grammar, word, len);
    vd_lead_entries entries = {last ? grammar->type_last + found->last : grammar->type_first + found->first,
                               last ? found->last_count : found->first_count, found->words_behind};
    bool same = entries.count > 0 && vd_str_eq(entries.words->word, (vd_str){word, len});
    return same ? entries : (vd_lead_entries){0};
}

bool vd_lead_misread(const vd_grammar *grammar, const char *word, size_t len)
{
    return lead_at(grammar, word, len)->misread;
}

/* ---- The sweep --------------------------------------------------------------------------------------------------- */

bool vd_anchors_make(const vd_grammar *grammar, const vd_text *text, uint32_t wanted, vd_anchors *out)
{
    vd_sweep sweep = {grammar->leads, text->fold, text->fold_len, wanted, out};
    out->block_count = text->fold_len / BLOCK + 1;
    out->blocks = vd_alloc(out->block_count * sizeof *out->blocks);
    if (out->blocks == NULL) {
        return false;
    }
#if VD_CPU_X86
    static bool (*const forms[])(const vd_sweep *) = {vd_sweep_plain, vd_sweep_sse2, vd_sweep_avx2, vd_sweep_avx2};
#elif VD_CPU_ARM
    static bool (*const forms[])(const vd_sweep *) = {vd_sweep_plain, vd_sweep_neon};
#else
    static bool (*const forms[])(const vd_sweep *) = {vd_sweep_plain};
#endif
    return forms[vd_cpu_use()](&sweep);
}

void vd_anchors_clear(vd_anchors *anchors)
{
    vd_free(anchors->items);
    vd_free(anchors->marks);
    vd_free(anchors->signs);
    vd_free(anchors->blocks);
    *anchors = (vd_anchors){0};
}

/* Which of four anchors are of these classes: a bit each, the first one's the lowest. */
static inline unsigned four_hits(const vd_anchor *items, uint32_t classes)
{
#if VD_CPU_X86
    const float *four = (const float *)(const void *)items;
    __m128i kinds = _mm_castps_si128(_mm_shuffle_ps(_mm_loadu_ps(four), _mm_loadu_ps(four + 4), 0xDD));
    __m128i none = _mm_cmpeq_epi32(_mm_and_si128(kinds, _mm_set1_epi32((int)classes)), _mm_setzero_si128());
    return 0xFU ^ (unsigned)_mm_movemask_ps(_mm_castsi128_ps(none));
#elif VD_CPU_ARM
    static const uint32_t weights[ANCHORS_BEHIND] = {1, 2, 4, 8};
    uint32x4_t kinds = vld2q_u32((const uint32_t *)(const void *)items).val[1];
    return vaddvq_u32(vandq_u32(vtstq_u32(kinds, vdupq_n_u32(classes)), vld1q_u32(weights)));
#else
    (void)items;
    (void)classes;
    return 0;
#endif
}

/* The first anchor of these classes from index `i` on, or one at or behind `stop`. */
static size_t class_find(const vd_anchor *items, size_t i, size_t stop, uint32_t classes)
{
    if (vd_cpu_use() == VD_CPU_PLAIN) {
        while (i < stop && (items[i].classes & classes) == 0) {
            i++;
        }
        return i;
    }
    for (; i < stop; i += ANCHORS_BEHIND) {
        unsigned hits = four_hits(items + i, classes);
        if (hits) {
            return i + bit_lowest(hits);
        }
    }
    return i;
}

const vd_anchor *vd_anchor_walk_on(const vd_anchors *anchors, vd_anchor_walk *walk, size_t at, uint32_t classes)
{
    size_t stop = walk->stop < anchors->count ? walk->stop : anchors->count;
    while ((walk->next = class_find(anchors->items, walk->next, stop, classes)) < stop) {
        const vd_anchor *item = &anchors->items[walk->next++];
        if (item->at >= at) {
            return item;
        }
    }
    return NULL;
}

static vd_anchor_block block_of(const vd_anchors *anchors, size_t at)
{
    size_t count = anchors->block_count;
    return count > 0 ? anchors->blocks[at / BLOCK < count ? at / BLOCK : count - 1] : (vd_anchor_block){0};
}

/* Index of the first anchor at or behind `at`. */
static size_t anchor_from(const vd_anchors *anchors, size_t at)
{
    size_t i = block_of(anchors, at).anchors;
    while (i < anchors->count && anchors->items[i].at < at) {
        i++;
    }
    return i;
}

vd_anchor_walk vd_anchor_walk_from(const vd_anchors *anchors, size_t from, size_t end)
{
    return (vd_anchor_walk){anchor_from(anchors, from), anchor_from(anchors, end)};
}

size_t vd_mark_from(const vd_anchors *anchors, size_t at)
{
    size_t i = block_of(anchors, at).marks;
    while (i < anchors->mark_count && anchors->marks[i] < at) {
        i++;
    }
    return i;
}
