/** Asking for some forms only gives of each of their mentions what asking for all gives, and no other mention of them.
 */
#include "support/grammar.h"
#include "text.h"

#include <dirent.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Each form by itself, those that a shorter way serves, and some others. */
static const unsigned few[] = {
    VD_FORM_BIT(VD_FORM_NUMBERED),
    VD_FORM_BIT(VD_FORM_NAMED),
    VD_FORM_BIT(VD_FORM_NUMBERED) | VD_FORM_BIT(VD_FORM_NAMED),
    VD_FORM_BIT(VD_FORM_TRUNCATED),
    VD_FORM_BIT(VD_FORM_SELF),
    VD_FORM_BIT(VD_FORM_GENERIC),
    VD_FORM_BIT(VD_FORM_BACKWARD),
    VD_FORM_BIT(VD_FORM_NUMBERED) | VD_FORM_BIT(VD_FORM_BACKWARD),
    VD_FORMS_EVERY,
};

static void str_write(vd_buf *out, vd_str value)
{
    vd_buf_add_format(out, value.ptr ? " [%.*s]" : " -", (int)value.len, value.ptr ? value.ptr : "");
}

/* What is printed of the mentions of these forms, a line each. */
static void mentions_write(const vd_extraction *found, unsigned forms, vd_buf *out)
{
    for (size_t i = 0; i < found->mention_count; i++) {
        const vd_mention *m = &found->mentions[i];
        const vd_str fields[] = {m->surface, m->type, m->number, m->symbol,   m->issuer,
                                 m->place,   m->term, m->title,  m->pinpoint, m->repairs};
        size_t parent = m->parent >= 0 ? found->mentions[m->parent].start : SIZE_MAX;
        if ((forms & VD_FORM_BIT(m->form)) == 0) {
            continue;
        }
        vd_buf_add_format(out, "%zu-%zu %s %d %d-%d-%d %d %.3f %d %d %zu", m->start, m->end, vd_form_name(m->form),
                          m->year, m->date.year, m->date.month, m->date.day, m->issuer_stated, m->confidence, m->core,
                          m->catalogue, parent);
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            str_write(out, fields[k]);
        }
        vd_buf_add_text(out, "\n");
    }
}

static void same(const vd_buf *whole, const vd_buf *part, unsigned forms, const char *what)
{
    size_t at = 0;
    if (whole->len == part->len && (whole->len == 0 || memcmp(whole->ptr, part->ptr, whole->len) == 0)) {
        return;
    }
    while (at < whole->len && at < part->len && whole->ptr[at] == part->ptr[at]) {
        at++;
    }
    while (at > 0 && whole->ptr[at - 1] != '\n') {
        at--;
    }
    fail_msg("%s, forms %u:\n  %.*s\n  %.*s", what, forms, (int)(whole->len - at < 300 ? whole->len - at : 300),
             whole->ptr + at, (int)(part->len - at < 300 ? part->len - at : 300), part->len ? part->ptr + at : "");
}

/* Returns how many bytes all mentions take in writing. */
static size_t check_forms(vd_str bytes, const unsigned *sets, size_t count, const char *what)
{
    vd_buf all = {0};
    reading r = reading_open(grammar, bytes);
    assert_int_equal(r.status, VD_OK);
    vd_buf *wanted = calloc(count, sizeof *wanted);
    assert_non_null(wanted);
    for (size_t i = 0; i < count; i++) {
        mentions_write(&r.found, sets[i], &wanted[i]);
    }
    mentions_write(&r.found, VD_FORMS_EVERY, &all);
    size_t len = all.len;
    for (size_t i = 0; i < count; i++) {
        vd_buf part = {0};
        assert_int_equal(vd_extract_forms(grammar, r.source, sets[i], &r.found, &r.err), VD_OK);
        assert_int_equal(r.found.forms, sets[i]);
        assert_int_equal(r.found.statement_count, 0);
        mentions_write(&r.found, sets[i], &part);
        assert_true(vd_buf_ok(&part) && vd_buf_ok(&wanted[i]));
        same(&wanted[i], &part, sets[i], what);
        vd_buf_clear(&part);
        vd_buf_clear(&wanted[i]);
    }
    free(wanted);
    vd_buf_clear(&all);
    reading_close(&r);
    return len;
}

static void in_the_corpus_every_set(void **state)
{
    (void)state;
    unsigned sets[VD_FORMS_EVERY];
    for (unsigned i = 0; i < VD_FORMS_EVERY; i++) {
        sets[i] = i + 1;
    }
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        assert_true(check_forms(vd_buf_str(&text), sets, VD_FORMS_EVERY, corpus_plans[i]) > 0);
        vd_buf_clear(&text);
    }
}

/* Pieces of the plans in any order, cut anywhere: headings, lists and titles that no drafter would write so. */
static void in_pieces_at_random(void **state)
{
    (void)state;
    vd_buf plans = {0};
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        assert_true(plan_read(i, &plans));
    }
    size_t read = 0;
    for (uint64_t seed = 1, round = 0; round < 60; round++) {
        vd_buf text = {0};
        for (size_t piece = 0; piece < 30; piece++) {
            size_t len = 20 + random_below(&seed, piece % 3 == 0 ? 600 : 90);
            size_t from = random_below(&seed, plans.len - len);
            vd_buf_add(&text, vd_str_slice(vd_buf_str(&plans), from, from + len));
            vd_buf_add_text(&text, piece % 4 == 0 ? "\n" : " ");
        }
        read += check_forms(vd_buf_str(&text), few, sizeof few / sizeof *few, "pieces of the plans");
        vd_buf_clear(&text);
    }
    assert_true(read > 0);
    vd_buf_clear(&plans);
}

/* Every file of a folder by itself; how many there were. */
static size_t folder_check(const char *path, size_t most)
{
    size_t files = 0;
    DIR *folder = opendir(path);
    for (const struct dirent *file; folder && files < most && (file = readdir(folder));) {
        char name[1024];
        vd_buf text = {0};
        snprintf(name, sizeof name, "%s/%s", path, file->d_name);
        if (file->d_name[0] != '.' && file_append(name, &text) && text.len < ((size_t)1 << 17)) {
            (void)check_forms(vd_buf_str(&text), few, sizeof few / sizeof *few, file->d_name);
            files++;
        }
        vd_buf_clear(&text);
    }
    if (folder) {
        closedir(folder);
    }
    return files;
}

static void in_examples_and_seeds(void **state)
{
    (void)state;
    assert_true(folder_check(VD_ROOT "/tests/cases", SIZE_MAX) > 0);
    assert_true(folder_check(VD_ROOT "/tests/fuzz/seeds/extract", SIZE_MAX) > 0);
    assert_true(folder_check(VD_ROOT "/docs", SIZE_MAX) > 0);
}

/* Real documents, where the folder lies beside the checkout. */
static void in_shared_texts(void **state)
{
    (void)state;
    if (folder_check(VD_ROOT "/../shared/data/texts", 30) == 0) {
        print_message("no ../shared/data/texts: skipped\n");
        skip();
    }
}

/* Of another form only what a parent has to show is said. */
static void others_are_mere_places(void **state)
{
    (void)state;
    static const char text[] = "Căn cứ khoản 2 Điều 5 Luật sửa đổi, bổ sung một số điều của Luật Đất đai số "
                               "43/2024/QH15 ngày 29 tháng 6 năm 2024; các nghị quyết của Thành ủy.";
    reading r = reading_open(grammar, vd_str_of(text));
    assert_int_equal(r.status, VD_OK);
    assert_int_equal(vd_extract_forms(grammar, r.source, VD_FORM_BIT(VD_FORM_NUMBERED), &r.found, NULL), VD_OK);
    assert_int_equal(r.found.mention_count, 2);
    const vd_mention *outer = &r.found.mentions[0];
    const vd_mention *inner = &r.found.mentions[1];
    const vd_mention *other = outer->form == VD_FORM_NUMBERED ? inner : outer;
    assert_int_equal(inner->parent, 0);
    assert_int_equal(other->form, VD_FORM_NAMED);
    assert_true(other->end > other->start && other->surface.len == other->end - other->start);
    assert_true(other->type.ptr == NULL && other->title.ptr == NULL && other->pinpoint.ptr == NULL);
    assert_true(r.found.statements == NULL && r.found.header.type.ptr == NULL);
    assert_int_equal(vd_extract_forms(grammar, r.source, 0, &r.found, NULL), VD_OK);
    assert_int_equal(r.found.mention_count, 3);
    reading_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_the_corpus_every_set), cmocka_unit_test(in_pieces_at_random),
        cmocka_unit_test(in_examples_and_seeds),   cmocka_unit_test(in_shared_texts),
        cmocka_unit_test(others_are_mere_places),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
