/** Verdicts: what a citation is worth, by the dates. */
#include "sink.h"

#include "base/date.h"
#include "report/report.h"

typedef struct verdict_case {
    const char *relation;
    const char *earliest, *latest; /* of the citing document */
    const char *effective, *acting, *as_of;
    bool cited;
    const char *verdict;
} verdict_case;

static const verdict_case cases[] = {
    /* the plan is older, the change has come since */
    {"amends", "2025-05-22", "2025-05-22", "2025-07-01", "2025-06-27", "2026-03-01", false, "amended_since"},
    {"amends", "2025-05-22", "2025-05-22", "2025-07-01", "2025-06-27", "2025-07-01", false, "amended_since"},
    {"amends", "2025-05-22", "2025-05-22", "2025-07-01", "2025-06-27", "2025-06-30", false, ""},
    {"supersedes", "2025-05-22", "2025-05-22", "2025-07-01", "", "2026-03-01", false, "superseded_since"},
    {"repeals", "2025-05-22", "2025-05-22", "2025-07-01", "", "2026-03-01", false, "repealed_since"},
    /* the change was there already */
    {"amends", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", false, "amended_before_not_cited"},
    {"amends", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", true, "amended_before_cited"},
    {"amends", "2025-07-01", "2025-07-01", "2025-07-01", "", "2026-03-01", false, "amended_before_not_cited"},
    {"supersedes", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", true, "superseded_before"},
    {"repeals", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", false, "repealed_before"},
    /* what was wrong when signed is wrong on any later question */
    {"repeals", "2025-09-15", "2025-09-15", "2025-07-01", "", "2025-06-01", false, "repealed_before"},
    /* windows */
    {"amends", "2025-08-15", "2025-11-30", "2025-07-01", "", "2026-03-01", false, "amended_before_not_cited"},
    {"amends", "2025-04-02", "2025-12-31", "2025-07-01", "", "2026-03-01", false, "unknown"},
    {"amends", "2025-04-02", "2025-12-31", "2025-07-01", "", "2025-06-01", false, ""},
    {"amends", "2025-04-02", "2025-06-30", "2025-07-01", "", "2026-03-01", false, "amended_since"},
    {"amends", "", "", "2025-07-01", "", "2026-03-01", false, "unknown"},
    {"amends", "", "", "2025-07-01", "", "2025-06-30", false, ""},
    /* a change of which only the year or month is known */
    {"amends", "2026-01-01", "2026-01-01", "2025", "", "2026-03-01", false, "amended_before_not_cited"},
    {"amends", "2024-12-31", "2024-12-31", "2025", "", "2026-03-01", false, "amended_since"},
    {"amends", "2024-12-31", "2024-12-31", "2025", "", "2025-06-01", false, "unknown"},
    {"amends", "2025-07-15", "2025-07-15", "2025-07", "", "2026-03-01", false, "unknown"},
    /* when the change has effect is not known, but not before it was issued */
    {"supersedes", "2024-01-05", "2024-01-05", "", "2024-06-01", "2026-03-01", false, "superseded_since"},
    {"supersedes", "2024-01-05", "2024-01-05", "", "2024-06-01", "2024-05-31", false, ""},
    {"supersedes", "2024-07-05", "2024-07-05", "", "2024-06-01", "2026-03-01", false, "superseded_date_unknown"},
    {"supersedes", "2024-01-05", "2024-01-05", "", "2024", "2026-03-01", false, "superseded_date_unknown"},
    {"amends", "2024-01-05", "2024-01-05", "", "", "2026-03-01", false, "amended_date_unknown"},
    {"repeals", "", "", "", "", "2026-03-01", false, "repealed_date_unknown"},
    {"repeals", "", "", "", "2024-06-01", "2026-03-01", false, "repealed_date_unknown"},
};

static vd_date date_read(const char *text)
{
    vd_date date = {0};
    assert_true(*text == '\0' || vd_date_parse(vd_str_of(text), &date));
    return date;
}

static void every_case_has_its_verdict(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const verdict_case *c = &cases[i];
        vd_relation relation;
        assert_true(vd_relation_parse(vd_str_of(c->relation), &relation));
        vd_verdict_dates dates = {date_read(c->earliest), date_read(c->latest), date_read(c->effective),
                                  date_read(c->acting), date_read(c->as_of)};
        const char *verdict = vd_verdict_name(vd_verdict_judge(relation, &dates, c->cited));
        if (strcmp(verdict, c->verdict) != 0) {
            fail_msg("case %zu: '%s', not '%s'", i, verdict, c->verdict);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_has_its_verdict)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
