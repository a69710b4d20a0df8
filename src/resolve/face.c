/* Whether two sources are one document, by what their headers say, their prints and what they cite.
 *
 * What the two headers say decides first: another number, day, place, level or title is another document, however alike
 * the words are, for offices copy their model year by year and from each other.  Two sources are one document when
 * nothing contradicts and they have number and date in common, or nearly all words and the same citations, or title
 * and citations; of a scan that misread its words, half of them will do. */
#include "resolve/face.h"

#include "base/date.h"
#include "base/order.h"
#include "extract/ocr.h"

#include <stdlib.h>

enum {
    LIKE_TITLE = 78,       /* per cent: titles of one document, one of them misread */
    LIKE_TITLE_CLEAN = 90, /* both read well */
    LIKE_PART = 40,        /* two clean copies of one text have that much in common, however much of one is cut off */
    LIKE_DAMAGED =
        34,          /* so have a page and its scan by an engine without Vietnamese: 44 at the least, less the error */
    LIKE_ALONE = 46, /* of the estimate; and where there is neither title nor citation to agree */
    TITLE_MIN = 24   /* bytes: a shorter title tells nothing apart */
};

/* ---- What it says ------------------------------------------------------------------------------------------------ */

static void face_cited(vd_pool *pool, const vd_resolve_source *source, vd_face *f)
{
    size_t count = 0;
    for (size_t i = 0; i < source->mention_count; i++) {
        count += source->mentions[i].m->form == VD_FORM_NUMBERED;
    }
    f->cited = VD_SCRATCH_ARRAY(pool, vd_str, count + 1);
    if (f->cited == NULL) {
        return;
    }
    count = 0;
    for (size_t i = 0; i < source->mention_count; i++) {
        if (source->mentions[i].m->form == VD_FORM_NUMBERED) {
            f->cited[count++] = source->mentions[i].m->key;
        }
    }
    qsort(f->cited, count, sizeof *f->cited, vd_order_strings);
    for (size_t i = 0; i < count; i++) {
        if (f->cited_count == 0 || !vd_str_eq(f->cited[f->cited_count - 1], f->cited[i])) {
            f->cited[f->cited_count++] = f->cited[i];
        }
    }
}

/* A folded body's name without what is printed in one copy and not in the other: "(UBND)", commas, the province's rank.
 */
static vd_str issuer_plain(vd_pool *pool, vd_str fold)
{
    static const char *const ranks[] = {"thanh", "pho", "tinh", "tp."};
    char *out = fold.ptr ? VD_SCRATCH_ARRAY(pool, char, fold.len + 2) : NULL;
    size_t len = 0;
    for (size_t at = 0; at < fold.len && out;) {
        size_t end = at;
        while (end < fold.len && fold.ptr[end] != ' ' && fold.ptr[end] != ',') {
            end++;
        }
        vd_str word = vd_str_slice(fold, at, end);
        bool dropped = word.len == 0 || word.ptr[0] == '(';
        for (size_t i = 0; i < sizeof ranks / sizeof *ranks && !dropped; i++) {
            dropped = vd_str_eq(word, vd_str_of(ranks[i]));
        }
        if (!dropped) {
            memcpy(out + len, word.ptr, word.len);
            len += word.len;
            out[len++] = ' ';
        }
        at = end + 1;
    }
    return out ? (vd_str){out, len} : VD_NONE;
}

/* "Ủy ban nhân dân tỉnh …", "Sở Y tế thành phố …": a body of the province, not of one of its communes. */
static bool provincial(vd_str issuer)
{
    return vd_str_find(issuer, VD_LIT(" tinh"), 0) != SIZE_MAX ||
           vd_str_find(issuer, VD_LIT(" thanh pho"), 0) != SIZE_MAX;
}

void vd_face_make(vd_pool *pool, size_t source, vd_face *f)
{
    const vd_header *header = &pool->sources[source].header;
    const uint64_t *print = pool->sources[source].print;
    f->number = header->number.ptr ? vd_number_key(pool, header->number, header->type) : VD_NONE;
    f->place = pool->said_places[source];
    f->type = header->type;
    f->title = vd_pool_fold_now(pool, header->title);
    vd_str issuer = vd_pool_fold_often(pool, header->issuer);
    f->issuer = issuer_plain(pool, issuer);
    f->level = issuer.ptr ? vd_issuer_level(issuer) : VD_NONE;
    f->level_known = f->level.len || (f->level.ptr && provincial(issuer));
    f->signer = vd_pool_fold_now(pool, header->signer);
    f->date = header->date;
    f->print = print && print[0] != UINT64_MAX ? print : NULL;
    f->whole = f->number.ptr && vd_date_whole(f->date);
    vd_str scope = f->number.ptr
                       ? vd_number_scope(pool, header->symbol, header->type, header->date, f->place, header->issuer)
                       : VD_LIT("?");
    f->lasting = f->number.ptr && vd_number_year(f->number) && (scope.len == 0 || scope.ptr[0] != '?');
    f->place = scope.len == 0 ? VD_NONE : f->place; /* "Hà Nội, ngày …" is where it was signed */
    f->damaged = pool->sources[source].marks_lost;
    face_cited(pool, &pool->sources[source], f);
}

/* ---- Comparing --------------------------------------------------------------------------------------------------- */

static bool fields_agree(vd_str a, vd_str b)
{
    return a.ptr == NULL || b.ptr == NULL || vd_str_eq(a, b);
}

static bool names_agree(const vd_face *a, const vd_face *b, vd_str x, vd_str y)
{
    return x.ptr == NULL || y.ptr == NULL || vd_prefix_agree(x, y) ||
           ((a->damaged || b->damaged) && vd_ocr_likeness(x, y) >= LIKE_TITLE);
}

static bool levels_agree(const vd_face *a, const vd_face *b)
{
    if (!a->level_known || !b->level_known) {
        return true;
    }
    return a->level.len && b->level.len ? names_agree(a, b, a->level, b->level) : a->level.len == b->level.len;
}

/* Where nothing else tells, the titles have to be the same. */
static bool titles_agree(const vd_face *a, const vd_face *b, unsigned least)
{
    return a->title.len < TITLE_MIN || b->title.len < TITLE_MIN || vd_prefix_agree(a->title, b->title) ||
           vd_ocr_likeness(a->title, b->title) >= least;
}

bool vd_face_agrees(const vd_face *a, const vd_face *b)
{
    if (!fields_agree(a->number, b->number) || !fields_agree(a->place, b->place) || !fields_agree(a->type, b->type) ||
        !vd_dates_agree(a->date, b->date) || !levels_agree(a, b)) {
        return false;
    }
    bool numbered = (a->whole && b->whole) || (a->lasting && b->lasting); /* names may be printed in several ways */
    if (numbered) {
        return a->damaged || b->damaged || !vd_titles_differ(a->title, b->title);
    }
    return names_agree(a, b, a->issuer, b->issuer) && names_agree(a, b, a->signer, b->signer);
}

static unsigned print_likeness(const uint64_t *a, const uint64_t *b)
{
    unsigned same = 0;
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        same += a[i] == b[i];
    }
    return same * 100 / VD_PRINT_SIZE;
}

static size_t cited_shared(const vd_face *a, const vd_face *b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a->cited_count && j < b->cited_count;) {
        int order = vd_str_cmp(a->cited[i], b->cited[j]);
        shared += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return shared;
}

/* The first year from `at` on in a folded title, or 0; *at is then behind it. */
static int title_year_next(vd_str title, size_t *at)
{
    for (size_t i = *at; i < title.len; i++) {
        size_t digits = 0;
        int value = 0;
        while (i + digits < title.len && title.ptr[i + digits] >= '0' && title.ptr[i + digits] <= '9' && digits < 5) {
            value = value * 10 + (title.ptr[i + digits] - '0');
            digits++;
        }
        if (digits == 4 && value >= 1945 && value < 2100) {
            *at = i + digits;
            return value;
        }
        i += digits;
    }
    *at = title.len;
    return 0;
}

/* Years in the two titles: where both have some and they differ, the plans are of different years. */
static bool title_years_agree(vd_str a, vd_str b)
{
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        int x = title_year_next(a, &i);
        int y = title_year_next(b, &j);
        if (!x || !y || x != y) {
            return !x || !y;
        }
    }
}

/* Each of two texts read well cites what the other does not: the model was filled in anew. */
static bool citations_differ(const vd_face *a, const vd_face *b, size_t shared)
{
    return !a->damaged && !b->damaged && a->cited_count > shared && b->cited_count > shared;
}

bool vd_face_matches(const vd_face *a, const vd_face *b)
{
    if (!vd_face_agrees(a, b)) {
        return false;
    }
    if ((a->whole && b->whole) || (a->lasting && b->lasting)) {
        return true;
    }
    bool damaged = a->damaged || b->damaged;
    bool printed = a->print && b->print;
    unsigned print = printed ? print_likeness(a->print, b->print) : 0;
    if (printed && print < (damaged ? LIKE_DAMAGED : LIKE_PART)) {
        return false;
    }
    size_t shared = cited_shared(a, b);
    size_t all = a->cited_count + b->cited_count - shared;
    if (shared * 100 < all * (size_t)(damaged ? VD_FACE_CITED_DAMAGED : VD_FACE_CITED) ||
        citations_differ(a, b, shared) || !title_years_agree(a->title, b->title) ||
        !titles_agree(a, b, damaged ? LIKE_TITLE : LIKE_TITLE_CLEAN)) {
        return false;
    }
    if (print >= VD_FACE_PRINT) {
        return true;
    }
    bool titled = a->title.len && b->title.len && vd_ocr_likeness(a->title, b->title) >= LIKE_TITLE;
    if (damaged && printed && (print >= LIKE_ALONE || titled)) {
        return true;
    }
    return shared >= VD_FACE_SHARED && titled;
}

bool vd_face_equals(const vd_face *a, const vd_face *b)
{
    return memcmp(a->print, b->print, VD_PRINT_SIZE * sizeof *a->print) == 0 && vd_str_eq(a->number, b->number) &&
           vd_date_eq(a->date, b->date) && vd_str_eq(a->type, b->type) && vd_str_eq(a->title, b->title) &&
           vd_str_eq(a->place, b->place) && vd_str_eq(a->issuer, b->issuer) && vd_str_eq(a->signer, b->signer) &&
           a->damaged == b->damaged && a->cited_count == b->cited_count && cited_shared(a, b) == a->cited_count;
}
