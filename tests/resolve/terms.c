/** Numbers that are cited by the term of the body that gave them: no link is to a document of another term. */
#include "resolve/resolve.h"

#include "base/date.h"
#include "tables/tables.h"
#include "world.h"

#define STR(literal)                   \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

/* Of two numbers a document of the catalogue in each of two terms, and of one in one only. */
static const vd_catalogue_entry party[] = {
    {.number = STR("46-CT/TW"), .type = STR("Chỉ thị"), .passed = {2025, 5, 16}},
    {.number = STR("27-NQ/TW"), .type = STR("Nghị quyết"), .passed = {2018, 5, 21}},
    {.number = STR("27-NQ/TW"), .type = STR("Nghị quyết"), .passed = {2022, 11, 9}},
};

static vd_mention with_term(vd_mention m, const char *term)
{
    m.term = vd_str_of(term);
    return m;
}

static void of_day(world *w, const char *path, const char *iso, vd_mention m)
{
    char number[32];
    snprintf(number, sizeof number, "%zu/KH-UBND", w->count + 1);
    world_made(w, path, header_of(vd_arena_copy(&w->arena, vd_str_of(number)).ptr, iso, "Cần Thơ", NULL), &m, 1);
}

static void a_term_decides_in_place_of_a_day(void **state)
{
    (void)state;
    world w = {0};
    w.catalogue = (vd_catalogue_view){party, sizeof party / sizeof *party};
    vd_mention m46 = cited("Chỉ thị", "46-CT/TW", NULL), m27 = cited("Nghị quyết", "27-NQ/TW", NULL);
    of_day(&w, "46-xi.txt", "2026-01-05", with_term(m46, "XI"));
    of_day(&w, "46-xiii.txt", "2026-01-05", with_term(m46, "XIII"));
    of_day(&w, "46.txt", "2026-01-06", m46);
    of_day(&w, "46-then.txt", "2015-09-06", m46);
    of_day(&w, "27-xii.txt", "2026-01-05", with_term(m27, "XII"));
    of_day(&w, "27-xiii.txt", NULL, with_term(m27, "XIII"));
    of_day(&w, "27-xi.txt", NULL, with_term(m27, "XI"));
    world_resolve(&w);
    assert_means(&w, "46-xi.txt", "46-CT/TW", "vn/chi-thi/khoa-xi/46-ct-tw");
    assert_basis(link_of(&w, "46-xi.txt", "46-CT/TW"), "number and term");
    const vd_document *old = document_of(&w, "46-xi.txt", "46-CT/TW");
    assert_true(vd_date_eq(old->earliest, date_of("2011-01-12")) && vd_date_eq(old->latest, date_of("2016-01-28")));
    assert_int_equal(old->date.year, 0);
    assert_means(&w, "46-xiii.txt", "46-CT/TW", "vn/chi-thi/2025/46-ct-tw");
    assert_basis(link_of(&w, "46-xiii.txt", "46-CT/TW"), "number; the one of that term in the catalogue");
    assert_means(&w, "46.txt", "46-CT/TW", "vn/chi-thi/2025/46-ct-tw");
    assert_means(&w, "46-then.txt", "46-CT/TW", "vn/chi-thi/khoa-xi/46-ct-tw"); /* a text of that term */
    assert_means(&w, "27-xii.txt", "27-NQ/TW", "vn/nghi-quyet/2018/27-nq-tw");
    assert_means(&w, "27-xiii.txt", "27-NQ/TW", "vn/nghi-quyet/2022/27-nq-tw");
    assert_means(&w, "27-xi.txt", "27-NQ/TW", "vn/nghi-quyet/khoa-xi/27-nq-tw");
    world_free(&w);
}

static void a_dated_mention_of_the_term_is_found(void **state)
{
    (void)state;
    world w = {0};
    vd_mention m = cited("Chỉ thị", "46-CT/TW", NULL);
    of_day(&w, "a.txt", "2026-01-05", cited("Chỉ thị", "46-CT/TW", "2015-06-22"));
    of_day(&w, "b.txt", "2026-01-05", cited("Chỉ thị", "46-CT/TW", "2025-05-16"));
    of_day(&w, "c.txt", "2026-01-05", with_term(m, "XI"));
    of_day(&w, "d.txt", "2026-01-05", with_term(m, "XIII"));
    of_day(&w, "e.txt", "2026-01-05", with_term(m, "X"));
    of_day(&w, "f.txt", "2026-01-05", m);
    world_resolve(&w);
    assert_means(&w, "c.txt", "46-CT/TW", "vn/chi-thi/2015/46-ct-tw");
    assert_basis(link_of(&w, "c.txt", "46-CT/TW"), "number and term");
    assert_means(&w, "d.txt", "46-CT/TW", "vn/chi-thi/2025/46-ct-tw");
    assert_means(&w, "e.txt", "46-CT/TW", "vn/chi-thi/khoa-x/46-ct-tw");
    assert_int_equal(link_of(&w, "f.txt", "46-CT/TW")->document, -1); /* of any of three */
    world_free(&w);
}

/* What one text says of the term counts for its other mentions of the number, and for none of another text whose time
 * is not known. */
static void a_text_means_one_term(void **state)
{
    (void)state;
    world w = {0};
    vd_mention m = cited("Chỉ thị", "46-CT/TW", NULL);
    vd_mention both[] = {m, with_term(m, "XI")};
    world_made(&w, "a.txt", header_of("9/KH-UBND", "2026-01-05", "Cần Thơ", NULL), both, 2);
    of_day(&w, "b.txt", NULL, m);
    of_day(&w, "c.txt", "2026-01-05", m);
    world_resolve(&w);
    assert_int_equal(w.r.links[0][0].document, w.r.links[0][1].document);
    assert_basis(&w.r.links[0][0], "number; term elsewhere in the text");
    assert_str(w.r.documents[w.r.links[0][0].document].id, "vn/chi-thi/khoa-xi/46-ct-tw");
    assert_means(&w, "b.txt", "46-CT/TW", "vn/chi-thi/_/46-ct-tw");
    assert_means(&w, "c.txt", "46-CT/TW", "vn/chi-thi/_/46-ct-tw");
    world_free(&w);
}

static void terms_of_a_province_are_apart(void **state)
{
    (void)state;
    world w = {0};
    vd_mention m = with_place(cited("Nghị quyết", "05-NQ/TU", NULL), "hai-phong");
    of_day(&w, "a.txt", "2021-01-05", with_term(m, "XV"));
    of_day(&w, "b.txt", "2021-01-05", with_term(m, "XVI"));
    of_day(&w, "c.txt", "2021-02-05", with_term(m, "XVI"));
    world_resolve(&w);
    int a = link_of(&w, "a.txt", "05-NQ/TU")->document, b = link_of(&w, "b.txt", "05-NQ/TU")->document;
    assert_true(a >= 0 && b >= 0 && a != b);
    assert_int_equal(link_of(&w, "c.txt", "05-NQ/TU")->document, b);
    world_free(&w);
    of_day(&w, "a.txt", "2021-02-05", with_term(m, "2020-2025"));
    of_day(&w, "b.txt", "2021-02-05", with_place(cited("Nghị quyết", "05-NQ/TU", "2020-11-20"), "hai-phong"));
    of_day(&w, "c.txt", "2016-12-05", with_place(cited("Nghị quyết", "05-NQ/TU", "2016-10-20"), "hai-phong"));
    world_resolve(&w);
    assert_int_equal(link_of(&w, "a.txt", "05-NQ/TU")->document, link_of(&w, "b.txt", "05-NQ/TU")->document);
    world_free(&w);
}

/* The number of an Assembly's resolution has its term; what is left of one is told by it. */
static void a_cut_number_is_of_its_assembly(void **state)
{
    (void)state;
    world w = {0};
    const char *text = "Theo Nghị quyết số 198/2025/QH15 ngày 17/5/2025 và Nghị quyết số 198/NQ-CP ngày 02/7/2025.\n"
                       "1. Nghị quyết 198 của Quốc hội khóa XV.\n2. Nghị quyết 198 của Quốc hội khóa XIV.\n"
                       "3. Nghị quyết 198.\n4. Nghị quyết 198 của Chính phủ.\n";
    world_text(&w, "a.txt", text);
    world_resolve(&w);
    const vd_extraction *found = &w.sources[0].extraction;
    assert_int_equal(found->mention_count, 6);
    assert_str(found->mentions[2].term, "XV");
    int meant = w.r.links[0][2].document;
    assert_true(meant >= 0);
    assert_str(w.r.documents[meant].id, "vn/nghi-quyet/2025/198-2025-qh15");
    assert_int_equal(w.r.links[0][3].document, -1);
    assert_int_equal(w.r.links[0][4].document, -1); /* of either */
    meant = w.r.links[0][5].document;
    assert_true(meant >= 0);
    assert_str(w.r.documents[meant].id, "vn/nghi-quyet/2025/198-nq-cp");
    world_free(&w);
}

/* ---- Made-up corpora ----------------------------------------------------------------------------------------------
 */

enum { CORPORA = 60, TEXTS = 24, NUMBERS = 3 };

static unsigned dice(uint64_t *seed, unsigned sides)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % sides;
}

/* One document of each number in each of four terms; texts cite them by the day, by the term, or by neither. */
static vd_mention mention_drawn(uint64_t *seed, char (*numbers)[16])
{
    static const char *const terms[] = {"X", "XI", "XII", "XIII"};
    static const char *const days[NUMBERS][4] = {{"2008-08-05", "2013-06-01", "2018-10-22", "2022-05-05"},
                                                 {"2006-04-30", "2015-12-28", "2016-02-01", "2025-11-09"},
                                                 {"2010-12-31", "2011-03-03", "2020-02-02", "2021-04-04"}};
    unsigned number = dice(seed, NUMBERS), term = dice(seed, 4), how = dice(seed, 5);
    vd_mention m = cited("Chỉ thị", numbers[number], how < 2 ? days[number][term] : NULL);
    return how > 0 && how < 4 ? with_term(m, terms[term]) : m;
}

static bool term_holds(vd_str term, const vd_document *document)
{
    vd_date first, last;
    vd_term_days(vd_term_named(term), &first, &last);
    return vd_days_hold(first, last, document->date) && vd_days_hold(first, last, document->earliest) &&
           vd_days_hold(first, last, document->latest);
}

static void no_link_leaves_the_term(void **state)
{
    (void)state;
    char numbers[NUMBERS][16] = {"26-CT/TW", "46-CT/TW", "05-CT/TW"};
    size_t termed = 0, linked = 0;
    for (uint64_t corpus = 1; corpus <= CORPORA; corpus++) {
        world w = {0};
        uint64_t seed = corpus;
        w.catalogue = (vd_catalogue_view){party, dice(&seed, 2) ? sizeof party / sizeof *party : 0};
        for (unsigned i = 0; i < TEXTS; i++) {
            char path[16], day[16], number[16];
            vd_mention mentions[3];
            snprintf(path, sizeof path, "%02u.txt", i);
            snprintf(number, sizeof number, "%u/KH-UBND", 9 + i);
            snprintf(day, sizeof day, "%u-06-15", 2009 + dice(&seed, 17));
            for (size_t k = 0; k < 3; k++) {
                mentions[k] = mention_drawn(&seed, numbers);
            }
            vd_str own = vd_arena_copy(&w.arena, vd_str_of(number));
            world_made(&w, path, header_of(own.ptr, dice(&seed, 3) ? day : NULL, "Cần Thơ", NULL), mentions, 3);
        }
        world_resolve(&w);
        for (size_t s = 0; s < w.count; s++) {
            for (size_t k = 0; k < 3; k++) {
                vd_str term = w.sources[s].extraction.mentions[k].term;
                int document = w.r.links[s][k].document;
                termed += term.len > 0;
                linked += term.len > 0 && document >= 0;
                if (term.len && document >= 0 && !term_holds(term, &w.r.documents[document])) {
                    fail_msg("corpus %d: %s is none of term %.*s", (int)corpus, w.r.documents[document].id.ptr,
                             (int)term.len, term.ptr);
                }
            }
        }
        world_free(&w);
    }
    assert_int_equal(linked, termed); /* a number is given once a term */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_decides_in_place_of_a_day),
        cmocka_unit_test(a_dated_mention_of_the_term_is_found),
        cmocka_unit_test(a_text_means_one_term),
        cmocka_unit_test(terms_of_a_province_are_apart),
        cmocka_unit_test(a_cut_number_is_of_its_assembly),
        cmocka_unit_test(no_link_leaves_the_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
