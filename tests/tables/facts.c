/* The tables themselves: order, references between them, and facts that are known in whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/roman.h"
#include "base/str.h"
#include "tables/index.h"

static void check_index(const vd_table_key *keys, size_t count, size_t rows)
{
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        assert_true(*keys[i].fold);
        assert_true(keys[i].row < rows);
        if (i > 0) {
            int order = strcmp(keys[i - 1].fold, keys[i].fold);
            assert_true(order < 0 || (order == 0 && keys[i - 1].row < keys[i].row));
        }
    }
}

static void indexes_are_sorted(void **state)
{
    (void)state;
#define CHECK(table, index) \
    check_index(vd_##table##_index_##index, vd_##table##_index_##index##_count, vd_##table##_count)
    CHECK(types, fold);
    CHECK(types, abbr);
    CHECK(ocr_words, word);
    CHECK(ocr_words, misread);
    CHECK(issuers, symbol);
    CHECK(issuers, name);
    CHECK(places, fold);
    CHECK(catalogue, number);
    CHECK(catalogue, title);
    CHECK(decrees, number);
    CHECK(amendments, acting);
    CHECK(amendments, target);
    CHECK(abbreviations, fold);
    CHECK(terms, term);
#undef CHECK
}

static void every_row_has_a_source(void **state)
{
    (void)state;
#define CHECK(table)                                \
    for (size_t i = 0; i < vd_##table##_count; i++) \
    assert_true(strlen(vd_##table[i].source) > 5)
    CHECK(types);
    CHECK(ocr_words);
    CHECK(issuers);
    CHECK(places);
    CHECK(catalogue);
    CHECK(decrees);
    CHECK(amendments);
    CHECK(abbreviations);
    CHECK(terms);
#undef CHECK
}

/* Nghị định 30/2020/NĐ-CP, Điều 7: the 29 types of administrative documents. */
static void types_of_decree_30(void **state)
{
    (void)state;
    static const char *const names[] = {
        "nghi quyet",     "quyet dinh",  "chi thi",        "quy che",       "quy dinh",  "thong cao",
        "thong bao",      "huong dan",   "chuong trinh",   "ke hoach",      "phuong an", "de an",
        "du an",          "bao cao",     "bien ban",       "to trinh",      "hop dong",  "cong van",
        "cong dien",      "ban ghi nho", "ban thoa thuan", "giay uy quyen", "giay moi",  "giay gioi thieu",
        "giay nghi phep", "phieu gui",   "phieu chuyen",   "phieu bao",     "thu cong",
    };
    assert_int_equal(sizeof names / sizeof names[0], 29);
    for (size_t i = 0; i < 29; i++) {
        const vd_type_row *row = vd_type_find(vd_str_of(names[i]));
        assert_non_null(row);
        assert_non_null(strstr(row->source, "30/2020/NĐ-CP"));
        assert_true(strcmp(row->kind, "state") == 0 || strcmp(row->kind, "both") == 0);
    }
}

/* What asks, reports, records or transmits sets no work; what lays down rules is no single piece of work. */
static void types_direct_or_do_not(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"chi thi", "task"}, {"nghi quyet", "task"}, {"ket luan", "task"}, {"ke hoach", "task"}, {"cong dien", "task"},
        {"luat", "rule"},    {"nghi dinh", "rule"},  {"thong tu", "rule"}, {"quy che", "rule"},  {"to trinh", "none"},
        {"bao cao", "none"}, {"cong van", "none"},   {"bien ban", "none"}, {"giay moi", "none"}, {"phieu gui", "none"},
        {"van ban", "none"}, {"tieu chuan", "none"}, {"thu cong", "none"}, {"hop dong", "none"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const vd_type_row *row = vd_type_find(vd_str_of(rows[i][0]));
        assert_non_null(row);
        assert_string_equal(row->directs, rows[i][1]);
    }
    for (size_t i = 0; i < vd_types_count; i++) {
        assert_true(strcmp(vd_types[i].kind, "law") != 0 || strcmp(vd_types[i].directs, "rule") == 0);
    }
}

/* Quy định 399-QĐ/TW: the 25 types of Party documents. */
static void types_of_the_party(void **state)
{
    (void)state;
    static const char *const names[] = {
        "cuong linh chinh tri",
        "dieu le",
        "chien luoc",
        "nghi quyet",
        "quyet dinh",
        "chi thi",
        "ket luan",
        "quy che",
        "quy dinh",
        "thong tri",
        "huong dan",
        "thong bao",
        "thong cao",
        "tuyen bo",
        "loi keu goi",
        "bao cao",
        "ke hoach",
        "quy hoach",
        "chuong trinh",
        "de an",
        "phuong an",
        "du an",
        "to trinh",
        "cong van",
        "bien ban",
    };
    assert_int_equal(sizeof names / sizeof names[0], 25);
    for (size_t i = 0; i < 25; i++) {
        const vd_type_row *row = vd_type_find(vd_str_of(names[i]));
        assert_non_null(row);
        assert_non_null(strstr(row->source, "399-QĐ/TW"));
    }
}

static void misreadings_are_safe(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_ocr_words_count; i++) {
        const vd_ocr_word_row *row = &vd_ocr_words[i];
        assert_string_not_equal(row->word, row->misread);
        /* A misreading that is itself a right word would change one type into another. */
        assert_null(vd_ocr_word_forms(vd_str_of(row->misread), NULL));
    }
}

static void successors_exist(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_issuers_count; i++) {
        const char *successor = vd_issuers[i].successor;
        bool found = !*successor;
        for (size_t j = 0; j < vd_issuers_count; j++)
            found = found || (i != j && strcmp(vd_issuers[j].symbol, successor) == 0);
        if (!found)
            fail_msg("issuer %s: no successor %s", vd_issuers[i].symbol, successor);
    }
}

static size_t places_on(vd_date day)
{
    size_t count = 0;
    for (size_t i = 0; i < vd_places_count; i++) {
        if (!vd_place_valid(&vd_places[i], day))
            continue;
        count++;
        for (size_t j = 0; j < i; j++)
            assert_false(vd_place_valid(&vd_places[j], day) && strcmp(vd_places[i].slug, vd_places[j].slug) == 0);
    }
    return count;
}

/* Nghị quyết 202/2025/QH15: 34 provinces and cities from 2025-07-01, 63 before. */
static void provinces_counted(void **state)
{
    (void)state;
    assert_int_equal(places_on((vd_date){2024, 12, 31}), 63);
    assert_int_equal(places_on((vd_date){2025, 6, 30}), 63);
    assert_int_equal(places_on((vd_date){2025, 7, 1}), 34);
    assert_int_equal(places_on((vd_date){2026, 4, 30}), 34);
    assert_int_equal(places_on((vd_date){2026, 9, 20}), 34);
    size_t cities = 0;
    for (size_t i = 0; i < vd_places_count; i++)
        cities += vd_place_valid(&vd_places[i], (vd_date){2025, 7, 1}) && strcmp(vd_places[i].rank, "thành phố") == 0;
    assert_int_equal(cities, 6);
}

static void provinces_go_somewhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_places_count; i++) {
        const vd_place_row *row = &vd_places[i];
        assert_int_equal(*row->valid_to == '\0', *row->successor == '\0');
        bool found = !*row->successor;
        for (size_t j = 0; j < vd_places_count; j++)
            found = found ||
                    (i != j && strcmp(vd_places[j].slug, row->successor) == 0 && *vd_places[j].valid_to == '\0') ||
                    (i != j && strcmp(vd_places[j].slug, row->successor) == 0 &&
                     strcmp(vd_places[j].valid_to, row->valid_to) > 0);
        if (!found)
            fail_msg("place %s: no successor %s", row->name, row->successor);
    }
}

static bool starts_with_type(const char *title)
{
    static const char *const types[] = {"Luật ", "Bộ luật ", "Pháp lệnh ", "Hiến pháp "};
    for (size_t i = 0; i < 4; i++)
        if (strncmp(title, types[i], strlen(types[i])) == 0)
            return true;
    return false;
}

static void titles_begin_with_the_type(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        assert_true(starts_with_type(row->title));
        assert_memory_equal(row->title, row->type, strlen(row->type));
        assert_true(*row->number || strcmp(row->type, "Hiến pháp") == 0);
        for (const char *p = row->short_titles; *p;) {
            assert_true(starts_with_type(p));
            const char *bar = strchr(p, '|');
            p = bar ? bar + 1 : p + strlen(p);
        }
    }
}

static bool is_catalogued(const char *text, size_t len)
{
    static const char constitution[] = "Hiến pháp";
    return (len > strlen(constitution) && strncmp(text, constitution, strlen(constitution)) == 0) ||
           vd_catalogue_by_number((vd_str){text, len});
}

static void laws_are_superseded_by_laws(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        for (const char *p = vd_catalogue[i].superseded_by; *p;) {
            size_t len = strcspn(p, "|");
            if (!is_catalogued(p, len))
                fail_msg("%s: superseded by unknown %s", vd_catalogue[i].number, p);
            p += len + (p[len] == '|');
        }
        if (*vd_catalogue[i].superseded_from)
            assert_true(*vd_catalogue[i].superseded_by);
    }
}

static void amendments_are_of_known_laws(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_amendments_count; i++) {
        assert_non_null(vd_catalogue_by_number(vd_str_of(vd_amendments[i].acting)));
        assert_non_null(vd_catalogue_by_number(vd_str_of(vd_amendments[i].target)));
        assert_string_not_equal(vd_amendments[i].acting, vd_amendments[i].target);
    }
}

static bool has_year(const char *number)
{
    const char *slash = strchr(number, '/');
    return slash && strspn(slash + 1, "0123456789") == 4 && slash[5] == '/';
}

static void decrees_are_told_apart(void **state)
{
    (void)state;
    assert_true(vd_decrees_count > 2900);
    for (size_t i = 0; i < vd_decrees_count; i++) {
        const vd_decree_row *row = &vd_decrees[i];
        vd_str type = vd_str_of(row->type);
        bool known = false;
        for (size_t t = 0; t < vd_types_count; t++)
            known = known || vd_str_eq(type, vd_str_of(vd_types[t].name));
        if (!known)
            fail_msg("%s: no type %s", row->number, row->type);
        if (!has_year(row->number) && !*row->passed)
            fail_msg("%s: neither year nor date", row->number);
        /* Numbers of laws are answered by the other table. */
        assert_null(vd_catalogue_by_number(vd_str_of(row->number)));
        assert_null(strstr(row->source, "general knowledge"));
    }
}

static void decrees_go_forward_in_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_decrees_count; i++) {
        const vd_decree_row *row = &vd_decrees[i];
        if (*row->passed && *row->effective && strcmp(row->passed, row->effective) > 0)
            fail_msg("%s: effective before passed", row->number);
        if (!*row->superseded_by) {
            assert_string_equal(row->superseded_from, "");
            continue;
        }
        assert_true(has_year(row->superseded_by));
        const vd_decree_row *by = vd_decree_by_number(vd_str_of(row->superseded_by), NULL);
        assert_string_equal(row->superseded_from, by ? by->effective : "");
        assert_ptr_not_equal(by, row);
        if (by && *by->passed && *row->passed && strcmp(by->passed, row->passed) <= 0) {
            fail_msg("%s of %s: superseded by %s of %s", row->number, row->passed, by->number, by->passed);
        }
        if (by && has_year(row->number))
            assert_true(strncmp(strchr(row->number, '/') + 1, strchr(by->number, '/') + 1, 4) <= 0);
    }
}

/* The day of "2025-09-15" in its year, months taken as 31 days; weeks are asked of it. */
static long day_of(const char *date)
{
    return strtol(date + 5, NULL, 10) * 31 + strtol(date + 8, NULL, 10);
}

/* Numbers with a year are given in the order of signing by the Government to its decrees and by the Prime Minister to
 * his rules. */
static bool in_series(const vd_decree_row *row)
{
    vd_str whole = vd_str_of(row->number);
    return has_year(row->number) && (vd_str_ends(whole, VD_LIT("/NĐ-CP")) || vd_str_ends(whole, VD_LIT("/QĐ-TTg")));
}

/* A number of another series that an official text put a year into: the row's source says which text. */
static bool out_of_series(const vd_decree_row *row)
{
    return vd_str_find(vd_str_of(row->source), VD_LIT("out of its series: "), 0) != SIZE_MAX;
}

/* Is `b` of the series and year of `a`, with a day, and numbered behind it? */
static bool numbered_behind(const vd_decree_row *a, const vd_decree_row *b)
{
    const char *symbol = strchr(a->number, '/');
    const char *other = strchr(b->number, '/');
    return in_series(b) && *b->passed && symbol && other && strcmp(symbol, other) == 0 &&
           strncmp(symbol + 1, b->passed, 4) == 0 && strtol(a->number, NULL, 10) < strtol(b->number, NULL, 10);
}

/* Signed in the year of its number, before `b` or within a week of it. */
static bool signed_before(const vd_decree_row *a, const vd_decree_row *b)
{
    enum { WEEK = 10 };
    return strncmp(strchr(a->number, '/') + 1, a->passed, 4) == 0 && day_of(a->passed) <= day_of(b->passed) + WEEK;
}

/* A date misread in a citation, or a year put into a number that has none, stands out. */
static void decrees_are_numbered_as_they_are_signed(void **state)
{
    (void)state;
    size_t compared = 0;
    for (size_t i = 0; i < vd_decrees_count; i++) {
        const vd_decree_row *a = &vd_decrees[i];
        if (!in_series(a) || out_of_series(a) || !*a->passed)
            continue;
        for (size_t k = 0; k < vd_decrees_count; k++) {
            const vd_decree_row *b = &vd_decrees[k];
            if (out_of_series(b) || !numbered_behind(a, b))
                continue;
            compared++;
            if (!signed_before(a, b))
                fail_msg("%s of %s comes before %s of %s", a->number, a->passed, b->number, b->passed);
        }
    }
    assert_true(compared > 10000);
}

/* A row is not excused from the order of its series unless it breaks it, nor by a text that has no row. */
static void what_is_out_of_its_series_breaks_it(void **state)
{
    (void)state;
    size_t excused = 0;
    for (size_t i = 0; i < vd_decrees_count; i++) {
        const vd_decree_row *a = &vd_decrees[i];
        if (!out_of_series(a))
            continue;
        bool breaks = false;
        bool witness = false;
        for (size_t k = 0; k < vd_decrees_count; k++) {
            const vd_decree_row *b = &vd_decrees[k];
            bool later = numbered_behind(a, b);
            bool before = numbered_behind(b, a);
            breaks = breaks || (later && !signed_before(a, b)) || (before && *b->passed && !signed_before(b, a));
            witness = witness || (b != a && vd_str_find(vd_str_of(a->source), vd_str_of(b->number), 0) != SIZE_MAX);
        }
        if (!in_series(a) || !breaks || !witness)
            fail_msg("%s: no exception", a->number);
        excused++;
    }
    assert_true(excused > 0);
}

/* A title is a whole one or none: it ends in no joining word, and no citation goes on in it. */
static void titles_of_decrees_are_whole(void **state)
{
    (void)state;
    static const char *const ends[] = {" của", " và", " theo", " về", " số", " tại", " cho", " các", ",", ";", " năm"};
    for (size_t i = 0; i < vd_decrees_count; i++) {
        vd_str title = vd_str_of(vd_decrees[i].title);
        if (title.len == 0)
            continue;
        assert_true(title.len >= 15);
        assert_int_equal(vd_str_find(title, VD_LIT("Căn cứ"), 0), SIZE_MAX);
        assert_int_equal(vd_str_find(title, vd_str_of(vd_decrees[i].number), 0), SIZE_MAX);
        for (size_t e = 0; e < sizeof ends / sizeof ends[0]; e++)
            if (vd_str_ends(title, vd_str_of(ends[e])))
                fail_msg("%s: title is cut: %s", vd_decrees[i].number, vd_decrees[i].title);
    }
}

/* "118/NĐ-CP" of the day of 118/2025/NĐ-CP is that decree, cited without its year. */
static void no_decree_stands_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_decrees_count; i++) {
        const vd_decree_row *row = &vd_decrees[i];
        char whole[80];
        size_t digits = strspn(row->number, "0123456789");
        const char *rest = row->number + digits;
        if (row->passed[0] == '\0' || rest[0] != '/' || (rest[1] >= '0' && rest[1] <= '9')) {
            continue;
        }
        snprintf(whole, sizeof whole, "%.*s/%.4s%s", (int)digits, row->number, row->passed, rest);
        const vd_decree_row *dated = vd_decree_by_number(vd_str_of(whole), NULL);
        if (dated && strcmp(dated->type, row->type) == 0 && strcmp(dated->passed, row->passed) == 0) {
            fail_msg("%s of %s is %s", row->number, row->passed, whole);
        }
    }
}

static void decrees_known_by_everyone(void **state)
{
    (void)state;
    const vd_decree_row *row = vd_decree_by_number(VD_LIT("30/2020/nd-cp"), NULL);
    assert_non_null(row);
    assert_string_equal(row->type, "Nghị định");
    assert_string_equal(row->title, "Về công tác văn thư");
    assert_string_equal(row->issuer, "Chính phủ");
    assert_string_equal(row->passed, "2020-03-05");
    assert_null(vd_decree_by_number(VD_LIT("30/2020/NĐ-CP"), row));
    /* One number, two documents. */
    row = vd_decree_by_number(VD_LIT("27-NQ/TW"), NULL);
    assert_non_null(row);
    assert_non_null(vd_decree_by_number(VD_LIT("27-NQ/TW"), row));
    assert_null(vd_decree_by_number(VD_LIT("0/2020/NĐ-CP"), NULL));
}

/* Luật 97/2025/QH15 and the laws it amends, as their own texts say. */
/* A congress ends one term and opens the next: nothing lies between two of them, and the days they share are few. */
static void terms_follow_each_other(void **state)
{
    (void)state;
    enum { CONGRESS_DAYS = 10 };
    assert_true(vd_terms_count > 10);
    for (size_t i = 0; i + 1 < vd_terms_count; i++) {
        vd_date first, last, opened, end;
        vd_term_days(&vd_terms[i], &first, &last);
        vd_term_days(&vd_terms[i + 1], &opened, &end);
        assert_string_equal(vd_terms[i].term, vd_roman((unsigned)i + 3));
        assert_true(vd_date_cmp(first, opened) < 0);
        int days = (last.month - opened.month) * 30 + last.day - opened.day;
        assert_true(last.year == opened.year && days >= 0 && days < CONGRESS_DAYS);
    }
    assert_string_equal(vd_terms[vd_terms_count - 1].to, "");
}

static void terms_are_found(void **state)
{
    (void)state;
    assert_string_equal(vd_term_named(VD_LIT("XI"))->from, "2011-01-12");
    assert_ptr_equal(vd_term_named(VD_LIT("xi")), vd_term_named(VD_LIT("XI")));
    assert_null(vd_term_named(VD_LIT("XXX")));
    assert_string_equal(vd_term_on((vd_date){2016, 1, 25})->term, "XII");
    assert_string_equal(vd_term_on((vd_date){2016, 1, 19})->term, "XI");
    assert_null(vd_term_on((vd_date){1945, 9, 2}));
    assert_null(vd_term_on((vd_date){2016, 0, 0}));
    vd_date first, last;
    vd_term_days(vd_term_named(VD_LIT("XI")), &first, &last);
    assert_true(vd_days_hold(first, last, (vd_date){2016, 1, 28})); /* the next congress closes */
    assert_false(vd_days_hold(first, last, (vd_date){2016, 1, 29}));
    assert_false(vd_days_hold(first, last, (vd_date){2011, 1, 11}));
    assert_true(vd_days_hold(first, last, (vd_date){2016, 0, 0})); /* it may have been */
    assert_false(vd_days_hold(first, last, (vd_date){2016, 2, 0}));
    assert_true(vd_days_hold(first, last, (vd_date){0}));
    vd_term_days(&vd_terms[vd_terms_count - 1], &first, &last);
    assert_true(vd_days_hold(first, last, (vd_date){2029, 5, 1}));
}

static void laws_of_grass_roots_democracy(void **state)
{
    (void)state;
    static const struct {
        const char *number, *title, *passed, *effective;
    } laws[] = {
        {"10/2022/QH15", "Luật Thực hiện dân chủ ở cơ sở", "2022-11-10", "2023-07-01"},
        {"75/2015/QH13", "Luật Mặt trận Tổ quốc Việt Nam", "2015-06-09", "2016-01-01"},
        {"50/2024/QH15", "Luật Công đoàn", "2024-11-27", "2025-07-01"},
        {"57/2020/QH14", "Luật Thanh niên", "2020-06-16", "2021-01-01"},
        {"97/2025/QH15",
         "Luật sửa đổi, bổ sung một số điều của Luật Mặt trận Tổ quốc Việt Nam, Luật Công đoàn, Luật Thanh niên và "
         "Luật "
         "Thực hiện dân chủ ở cơ sở",
         "2025-06-27", "2025-07-01"},
        {"47/2024/QH15", "Luật Quy hoạch đô thị và nông thôn", "2024-11-26", "2025-07-01"},
    };
    for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
        const vd_catalogue_row *row = vd_catalogue_by_number(vd_str_of(laws[i].number));
        assert_non_null(row);
        assert_string_equal(row->title, laws[i].title);
        assert_string_equal(row->passed, laws[i].passed);
        assert_string_equal(row->effective, laws[i].effective);
        assert_string_equal(row->superseded_by, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indexes_are_sorted),
        cmocka_unit_test(every_row_has_a_source),
        cmocka_unit_test(types_of_decree_30),
        cmocka_unit_test(types_direct_or_do_not),
        cmocka_unit_test(types_of_the_party),
        cmocka_unit_test(misreadings_are_safe),
        cmocka_unit_test(successors_exist),
        cmocka_unit_test(provinces_counted),
        cmocka_unit_test(provinces_go_somewhere),
        cmocka_unit_test(titles_begin_with_the_type),
        cmocka_unit_test(laws_are_superseded_by_laws),
        cmocka_unit_test(amendments_are_of_known_laws),
        cmocka_unit_test(decrees_are_told_apart),
        cmocka_unit_test(decrees_go_forward_in_time),
        cmocka_unit_test(decrees_are_numbered_as_they_are_signed),
        cmocka_unit_test(what_is_out_of_its_series_breaks_it),
        cmocka_unit_test(titles_of_decrees_are_whole),
        cmocka_unit_test(no_decree_stands_twice),
        cmocka_unit_test(decrees_known_by_everyone),
        cmocka_unit_test(terms_follow_each_other),
        cmocka_unit_test(terms_are_found),
        cmocka_unit_test(laws_of_grass_roots_democracy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
