/** The built-in tables as a catalogue. */
#include "resolve/resolve.h"

#include "tables/tables.h"
#include "world.h"

static const vd_catalogue_entry *entry_of(const vd_catalogue_view *view, const char *number)
{
    for (size_t i = 0; i < view->count; i++) {
        if (vd_str_eq(view->entries[i].number, vd_str_of(number))) {
            return &view->entries[i];
        }
    }
    fail_msg("no %s", number);
    return NULL;
}

static void every_row_is_an_entry(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_catalogue_view view;
    assert_int_equal(vd_catalogue_builtin(&arena, &view, NULL), VD_OK);
    assert_int_equal(view.count, vd_catalogue_count + vd_decrees_count);
    for (size_t i = 0; i < view.count; i++) {
        const vd_catalogue_entry *entry = &view.entries[i];
        assert_true(entry->type.len > 0);
        assert_true(entry->number.ptr == NULL || entry->number.len > 0); /* absent, not empty */
        assert_true(entry->title.ptr == NULL || entry->title.len > 0);
        assert_true(entry->issuer.ptr == NULL || entry->issuer.len > 0);
        assert_true(entry->passed.year == 0 || vd_date_whole(entry->passed));
    }
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_entry *entry = &view.entries[i];
        assert_true(entry->title.len > 0);
        size_t bars = 0;
        for (const char *p = vd_catalogue[i].short_titles; *p; p++) {
            bars += *p == '|';
        }
        assert_int_equal(entry->short_title_count, *vd_catalogue[i].short_titles ? bars + 1 : 0);
        for (size_t t = 0; t < entry->short_title_count; t++) {
            assert_true(entry->short_titles[t].len > 0);
            assert_null(memchr(entry->short_titles[t].ptr, '|', entry->short_titles[t].len));
        }
    }
    vd_arena_clear(&arena);
}

static void an_entry_says_what_its_row_says(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_catalogue_view view;
    assert_int_equal(vd_catalogue_builtin(&arena, &view, NULL), VD_OK);
    const vd_catalogue_entry *entry = entry_of(&view, "10/2022/QH15");
    assert_str(entry->type, "Luật");
    assert_str(entry->title, "Luật Thực hiện dân chủ ở cơ sở");
    assert_str(entry->issuer, "Quốc hội");
    assert_true(vd_date_eq(entry->passed, date_of("2022-11-10")));
    assert_true(vd_date_eq(entry->effective, date_of("2023-07-01")));
    vd_arena_clear(&arena);
}

/* Every law of the catalogue is found by its number, and by its name with its date. */
static void every_law_is_found(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    size_t count = vd_catalogue_count;
    vd_mention *many = VD_ARENA_ARRAY(&w.arena, vd_mention, 2 * count);
    for (size_t i = 0; i < count; i++) {
        const vd_catalogue_entry *entry = &w.catalogue.entries[i];
        many[2 * i] = cited("Luật", entry->number.ptr ? entry->number.ptr : "0/QH", NULL);
        many[2 * i].type = entry->type;
        many[2 * i + 1] = law(entry->title.ptr, NULL);
        many[2 * i + 1].type = entry->type;
        many[2 * i + 1].date = entry->passed;
    }
    world_made(&w, "all.txt", (vd_header){0}, many, 2 * count);
    world_resolve(&w);
    size_t named = 0;
    for (size_t i = 0; i < count; i++) {
        const vd_catalogue_entry *entry = &w.catalogue.entries[i];
        const vd_link *by_number = &w.r.links[0][2 * i];
        const vd_link *by_name = &w.r.links[0][2 * i + 1];
        if (entry->number.ptr) {
            assert_true(by_number->document >= 0);
            assert_true(vd_str_eq(w.r.documents[by_number->document].title, entry->title));
            assert_true(w.r.documents[by_number->document].in_catalogue);
        }
        if (by_name->document >= 0 && entry->passed.year) {
            const vd_document *d = &w.r.documents[by_name->document];
            assert_true(vd_str_eq(d->number, entry->number) || entry->number.ptr == NULL);
            named++;
        }
    }
    assert_true(named * 100 >= count * 80);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_an_entry),
        cmocka_unit_test(an_entry_says_what_its_row_says),
        cmocka_unit_test(every_law_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
