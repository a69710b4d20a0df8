/* Lookups in the tables: one binary search over the sorted keys that tablec wrote.
 * Decides which row answers where a key has several, and when a row is valid. */
#include "base/date.h"
#include "base/str.h"
#include "tables/index.h"

/* The next folded byte of `s` at *at: ASCII lower case, and đ Đ as d, so that a number as printed finds its key. */
static int folded_byte(vd_str s, size_t *at)
{
    unsigned char c = (unsigned char)s.ptr[(*at)++];
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if (c == 0xC4 && *at < s.len) {
        unsigned char next = (unsigned char)s.ptr[*at];
        if (next == 0x90 || next == 0x91) {
            (*at)++;
            return 'd';
        }
    }
    return c;
}

static int key_compare(vd_str asked, const char *fold)
{
    size_t at = 0;
    for (; at < asked.len; fold++) {
        int c = folded_byte(asked, &at);
        if (c != (unsigned char)*fold)
            return c - (unsigned char)*fold;
    }
    return *fold ? -1 : 0;
}

/* The row of `asked` that follows row `after` (SIZE_MAX: the first of all); SIZE_MAX when there is none. */
static size_t row_find(const vd_table_key *keys, size_t count, vd_str asked, size_t after)
{
    size_t low = 0, high = count, at = 0;
    if (!asked.ptr)
        return SIZE_MAX;
    int first = asked.len > 0 ? folded_byte(asked, &at) : 0; /* tells most keys apart */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = first - (unsigned char)*keys[middle].fold;
        order = order != 0 ? order : key_compare(asked, keys[middle].fold);
        if (order > 0 || (order == 0 && after != SIZE_MAX && keys[middle].row <= after))
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && key_compare(asked, keys[low].fold) == 0 ? keys[low].row : SIZE_MAX;
}

#define ROW_FIND(table, index, asked, after)                                                         \
    row_at_##table(row_find(vd_##table##_index_##index, vd_##table##_index_##index##_count, (asked), \
                            (after) ? (size_t)((after)-vd_##table) : SIZE_MAX))

#define ROW_AT(row_type, table)                           \
    static const row_type *row_at_##table(size_t row)     \
    {                                                     \
        return row == SIZE_MAX ? NULL : &vd_##table[row]; \
    }
ROW_AT(vd_type_row, types)
ROW_AT(vd_ocr_word_row, ocr_words)
ROW_AT(vd_issuer_row, issuers)
ROW_AT(vd_place_row, places)
ROW_AT(vd_catalogue_row, catalogue)
ROW_AT(vd_decree_row, decrees)
ROW_AT(vd_amendment_row, amendments)
ROW_AT(vd_abbreviation_row, abbreviations)
ROW_AT(vd_term_row, terms)

const vd_type_row *vd_type_find(vd_str name_fold)
{
    const vd_type_row *first = NULL;
    return ROW_FIND(types, fold, name_fold, first);
}

const vd_type_row *vd_type_named(vd_str name)
{
    for (size_t i = 0; i < vd_types_count; i++)
        if (vd_str_eq(name, vd_str_of(vd_types[i].name)))
            return &vd_types[i];
    return NULL;
}

const vd_type_row *vd_type_opening(vd_str fold)
{
    const vd_type_row *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < vd_types_count; i++) {
        vd_str name = vd_str_of(vd_types[i].fold);
        if (name.len > longest && vd_str_starts(fold, name) && name.len < fold.len && fold.ptr[name.len] == ' ') {
            best = &vd_types[i];
            longest = name.len;
        }
    }
    return best;
}

bool vd_type_law(const vd_type_row *type)
{
    return type && strcmp(type->kind, "law") == 0;
}

const vd_type_row *vd_type_by_abbr(vd_str abbr_fold)
{
    return vd_type_by_abbr_next(abbr_fold, NULL);
}

const vd_type_row *vd_type_by_abbr_next(vd_str abbr_fold, const vd_type_row *after)
{
    return ROW_FIND(types, abbr, abbr_fold, after);
}

const vd_ocr_word_row *vd_ocr_word_find(vd_str misread, const vd_ocr_word_row *after)
{
    return ROW_FIND(ocr_words, misread, misread, after);
}

const vd_ocr_word_row *vd_ocr_word_forms(vd_str word, const vd_ocr_word_row *after)
{
    return ROW_FIND(ocr_words, word, word, after);
}

const vd_issuer_row *vd_issuer_find(vd_str symbol_fold, const vd_issuer_row *after)
{
    return ROW_FIND(issuers, symbol, symbol_fold, after);
}

const vd_issuer_row *vd_issuer_by_name(vd_str name_fold, const vd_issuer_row *after)
{
    return ROW_FIND(issuers, name, name_fold, after);
}

/* Is `day` certainly outside [from, to]?  A day of which a part is unknown is outside only if all it can be is. */
static bool is_outside(const char *from, const char *to, vd_date day)
{
    vd_date limit;
    if (day.year == 0)
        return false;
    if (*from && vd_date_parse(vd_str_of(from), &limit) && vd_date_cmp(vd_date_last(day), limit) < 0)
        return true;
    return *to && vd_date_parse(vd_str_of(to), &limit) && vd_date_cmp(vd_date_first(day), limit) > 0;
}

bool vd_issuer_valid(const vd_issuer_row *row, vd_date day)
{
    return !is_outside(row->valid_from, row->valid_to, day);
}

bool vd_place_valid(const vd_place_row *row, vd_date day)
{
    return !is_outside(row->valid_from, row->valid_to, day);
}

/* Does `a` last longer than `b`?  An open end lasts longest; ISO dates order as text. */
static bool lasts_longer(const vd_place_row *a, const vd_place_row *b)
{
    return *b->valid_to && (!*a->valid_to || strcmp(a->valid_to, b->valid_to) > 0);
}

const vd_place_row *vd_place_by_fold(vd_str fold)
{
    return vd_place_on(fold, (vd_date){0, 0, 0});
}

const vd_place_row *vd_place_on(vd_str fold, vd_date day)
{
    const vd_place_row *best = NULL, *row = NULL;
    while ((row = ROW_FIND(places, fold, fold, row)))
        if (vd_place_valid(row, day) && (!best || lasts_longer(row, best)))
            best = row;
    return best;
}

const vd_catalogue_row *vd_catalogue_by_number(vd_str number)
{
    return vd_catalogue_by_number_next(number, NULL);
}

const vd_catalogue_row *vd_catalogue_by_number_next(vd_str number, const vd_catalogue_row *after)
{
    return ROW_FIND(catalogue, number, number, after);
}

const vd_catalogue_row *vd_catalogue_by_title(vd_str title_fold, const vd_catalogue_row *after)
{
    return ROW_FIND(catalogue, title, title_fold, after);
}

bool vd_passed_on(const char *passed, vd_date when)
{
    vd_date day = {0};
    bool told = vd_date_parse(vd_str_of(passed), &day);
    return told && day.year == when.year && (when.month == 0 || vd_date_eq(day, when));
}

bool vd_law_passed(vd_str title_fold, vd_date when, bool unsaid)
{
    bool passed = false;
    for (const vd_catalogue_row *row = NULL; !passed && (row = vd_catalogue_by_title(title_fold, row)) != NULL;)
        passed = vd_passed_on(row->passed, when) || (unsaid && row->passed[0] == '\0');
    return passed;
}

const vd_decree_row *vd_decree_by_number(vd_str number, const vd_decree_row *after)
{
    return ROW_FIND(decrees, number, number, after);
}

const vd_amendment_row *vd_amendment_by_acting(vd_str number, const vd_amendment_row *after)
{
    return ROW_FIND(amendments, acting, number, after);
}

const vd_amendment_row *vd_amendment_by_target(vd_str number, const vd_amendment_row *after)
{
    return ROW_FIND(amendments, target, number, after);
}

const vd_abbreviation_row *vd_abbreviation_find(vd_str fold, const vd_abbreviation_row *after)
{
    return ROW_FIND(abbreviations, fold, fold, after);
}

const vd_term_row *vd_term_named(vd_str term)
{
    const vd_term_row *first = NULL;
    return ROW_FIND(terms, term, term, first);
}

const vd_term_row *vd_term_on(vd_date day)
{
    const vd_term_row *last = NULL;
    for (size_t i = 0; i < vd_terms_count && vd_date_whole(day); i++)
        if (vd_date_cmp(vd_date_of(vd_str_of(vd_terms[i].from)), day) <= 0)
            last = &vd_terms[i];
    return last;
}

void vd_term_days(const vd_term_row *row, vd_date *first, vd_date *last)
{
    *first = vd_date_of(vd_str_of(row->from));
    *last = vd_date_of(vd_str_of(row->to));
}

bool vd_days_hold(vd_date first, vd_date last, vd_date date)
{
    bool early = first.year && date.year && vd_date_cmp(vd_date_last(date), first) < 0;
    bool late = last.year && date.year && vd_date_cmp(vd_date_first(date), last) > 0;
    return !early && !late;
}
