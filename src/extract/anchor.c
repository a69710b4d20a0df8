/* Anchors: which words can begin something, and walking along those that the sweep (anchor_sweep.h) has found. */
#include "extract/anchor.h"

#include "base/alloc.h"
#include "base/cpu.h"
#include "base/error.h"
#include "extract/anchor_sweep.h"

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
    {VD_ANCHOR_DAY, "ngay ngey"},
    {VD_ANCHOR_PLACE, "phu:l phan chuong muc tieu:m cac:dk dieu khoan diem tiet"},
    {VD_ANCHOR_ISSUES, "ban:h xay:d lap"},
    {VD_ANCHOR_ENDS, "cac:vqntlp nhung:vqntlp van:b vin:b vian:b quyet:d nghi:dq thong:t luat phap:l quy:d"},
    {VD_ANCHOR_AFTER, "sau"},
    {VD_ANCHOR_CUE,
     "can:c phu:h gan:cv gin:cv gen:cv theo hien:tnc khai:tnc dung:qhnd quy:d huong:d neu:cto de:c dan:c ban:h xem:x "
     "xet:tbcvdyh tren:c dua:t tai:kdmpctlnqvb duoc:sbdth bi:sbdth trai:v "
     "hieu:l sua:d bo:smct thay:tmc bai:b huy:b dieu:c keo:d dinh:c hop:n tam:dn "
     "ngung:vtamh ngay:lbpnqt thoi:d thuoc:dp da:bntkc nhan:d trinh:cqvkntbhd ky:b co:cqvkntbhds tiep:t to:c day:m "
     "chu:d quan:t nghien:c hoc:t "
     "trien:k thuc:h thue:h thyc:h thye:h thyuc:h thyue:h thu:. cu:t chap:h thi:h cham:d"},
};

static size_t behind_of(char c)
{
    return c >= 'a' && c <= 'z' ? (size_t)(c - 'a') + 1 : vd_is_word(c) ? BEHIND_DIGIT : BEHIND_OTHER;
}

/* The lead with this key, or the one that is none. */
static const vd_lead *lead_find(const struct vd_leads *leads, uint64_t key)
{
    const vd_lead *found = &leads->leads[leads->slots[slot_of(leads, key)]];
    return found->key == key ? found : &leads->leads[0];
}

/* The lead of `word`, made where it is new; NULL: there are too many. */
static vd_lead *lead_of(struct vd_leads *leads, vd_str word)
{
    uint64_t key = word_key(word.ptr, word.len);
    for (size_t i = 1; i < leads->count; i++) {
        if (leads->leads[i].key == key) {
            return &leads->leads[i];
        }
    }
    if (leads->count > LEADS_MAX) {
        return NULL;
    }
    leads->leads[leads->count].key = key;
    leads->digits = leads->digits || vd_fold_digit(*word.ptr);
    return &leads->leads[leads->count++];
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

/* A multiplier under which no two leads share a slot. */
static bool leads_spread(struct vd_leads *leads)
{
    enum { TRIES = 1000 };
    leads->multiplier = UINT64_C(0x9E3779B97F4A7C15);
    for (int i = 0; i < TRIES; i++) {
        bool free = true;
        memset(leads->slots, 0, sizeof leads->slots);
        for (size_t k = 1; k < leads->count && free; k++) {
            uint16_t *slot = &leads->slots[slot_of(leads, leads->leads[k].key)];
            free = *slot == 0;
            *slot = (uint16_t)k;
        }
        if (free) {
            return true;
        }
        leads->multiplier = leads->multiplier * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    }
    return false;
}

/* One "word" or "word:letters". */
static bool lead_add(struct vd_leads *leads, vd_str item, uint32_t class)
{
    size_t colon = vd_str_find(item, VD_LIT(":"), 0);
    vd_lead *found = lead_of(leads, vd_str_slice(item, 0, colon == SIZE_MAX ? item.len : colon));
    for (size_t i = 0; found && colon == SIZE_MAX && i < BEHINDS; i++) {
        found->classes[i] |= class;
    }
    for (size_t i = colon; found && colon != SIZE_MAX && ++i < item.len;) {
        char c = item.ptr[i];
        found->classes[c == '.' ? BEHIND_NONE : behind_of(c == '#' ? '0' : c)] |= class;
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
        vd_lead *found = lead_of(leads, words[i].word);
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
        uint8_t behind = 0;
        for (const char *p = second; p; p = strchr(p + 1, ' ')) {
            behind++;
        }
        found->words_behind = behind > found->words_behind ? behind : found->words_behind;
        if (second == NULL) {
            for (size_t k = 0; k < BEHINDS; k++) {
                found->classes[k] |= VD_ANCHOR_TYPE;
            }
            continue;
        }
        vd_str word = {second + 1, strcspn(second + 1, " ")};
        found->classes[behind_of(word.ptr[0])] |= VD_ANCHOR_TYPE;
        for (const vd_ocr_word_row *row = vd_ocr_word_forms(word, NULL); row; row = vd_ocr_word_forms(word, row)) {
            found->classes[behind_of(row->misread[0])] |= VD_ANCHOR_TYPE;
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
    leads->count = 1;
    leads->leads[0].key = UINT64_MAX;
    for (int c = 0; c < 256; c++) {
        leads->behind[c] = (uint8_t)behind_of((char)c);
    }
    bool ok = leads_add_words(leads) && leads_add_types(leads, grammar->type_first, grammar->type_first_count, false) &&
              leads_add_types(leads, grammar->type_last, grammar->type_last_count, true) && leads_add_misread(leads) &&
              leads_spread(leads);
    return ok ? VD_OK
              : vd_fail(err, VD_INTERNAL, "more words begin something than the %d there is room for", LEADS_MAX);
}

void vd_leads_widen(vd_grammar *grammar)
{
    grammar->leads->widened = UINT32_MAX;
}

/* The lead of a word in a folded text. */
static const vd_lead *lead_at(const vd_grammar *grammar, const char *word, size_t len)
{
    return len > 0 ? lead_find(grammar->leads, word_key_fast(word, len)) : &grammar->leads->leads[0];
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

bool vd_anchors_make(const vd_grammar *grammar, const vd_text *text, vd_anchors *out)
{
    vd_sweep sweep = {grammar->leads, text->fold, text->fold_len, out};
    out->block_count = text->fold_len / BLOCK + 1;
    out->blocks = vd_alloc(out->block_count * sizeof *out->blocks);
    if (out->blocks == NULL) {
        return false;
    }
#if VD_CPU_X86
    if (vd_cpu_use() >= VD_CPU_AVX2) {
        return vd_sweep_avx2(&sweep);
    }
#endif
    return vd_sweep_plain(&sweep);
}

void vd_anchors_clear(vd_anchors *anchors)
{
    vd_free(anchors->items);
    vd_free(anchors->marks);
    vd_free(anchors->signs);
    vd_free(anchors->blocks);
    *anchors = (vd_anchors){0};
}

/* The first anchor of these classes from index `i` on, or one at or behind `stop`. */
static size_t class_find(const vd_anchor *items, size_t i, size_t stop, uint32_t classes)
{
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi32((int)classes);
    for (; i < stop; i += ANCHORS_BEHIND) {
        const float *four = (const float *)(const void *)(items + i);
        __m128i kinds = _mm_castps_si128(_mm_shuffle_ps(_mm_loadu_ps(four), _mm_loadu_ps(four + 4), 0xDD));
        __m128i none = _mm_cmpeq_epi32(_mm_and_si128(kinds, wanted), _mm_setzero_si128());
        unsigned hits = 0xFU ^ (unsigned)_mm_movemask_ps(_mm_castsi128_ps(none));
        if (hits) {
            return i + bit_lowest(hits);
        }
    }
#else
    while (i < stop && (items[i].classes & classes) == 0) {
        i++;
    }
#endif
    return i;
}

const vd_anchor *vd_anchor_walk_next(const vd_anchors *anchors, vd_anchor_walk *walk, size_t at, uint32_t classes)
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
