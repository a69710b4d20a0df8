/** The same text gives the same mentions: read twice, with more text behind it, decomposed, with other line ends. */
#include "support/grammar.h"
#include "text.h"
#include "text/text.h"

#include <stdlib.h>
#include <utf8proc.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What is compared: everything, or only what does not depend on how the text is written down. */
typedef enum extent { WITH_BYTES, FIELDS_ONLY } extent;

static void str_write(vd_arena *arena, vd_buf *out, const char *key, vd_str value)
{
    vd_str clean = vd_text_clean(arena, value);
    vd_buf_add_format(out, " %s=%.*s", value.ptr ? key : "-", (int)clean.len, clean.ptr);
}

static void mention_write(vd_arena *arena, vd_buf *out, const vd_mention *m, extent only)
{
    vd_buf_add_format(out, "%s", vd_form_name(m->form));
    if (only == WITH_BYTES) {
        vd_buf_add_format(out, " %zu-%zu", m->start, m->end);
    }
    str_write(arena, out, "surface", m->surface);
    str_write(arena, out, "type", m->type);
    str_write(arena, out, "number", m->number);
    str_write(arena, out, "symbol", m->symbol);
    str_write(arena, out, "issuer", m->issuer);
    str_write(arena, out, "place", m->place);
    str_write(arena, out, "term", m->term);
    str_write(arena, out, "title", m->title);
    str_write(arena, out, "pin", m->pinpoint);
    str_write(arena, out, "repairs", m->repairs);
    vd_buf_add_format(out, " %d %d-%d-%d %d %.3f %d %d %d\n", m->year, m->date.year, m->date.month, m->date.day,
                      m->issuer_stated, m->confidence, m->parent, m->core, m->catalogue);
}

static void header_write(vd_arena *arena, vd_buf *out, const vd_header *h)
{
    const vd_str fields[] = {h->type, h->number, h->symbol, h->issuer, h->place, h->title, h->signer, h->signer_role};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        str_write(arena, out, "h", fields[i]);
    }
    vd_buf_add_format(out, " %d-%d-%d %d\n", h->date.year, h->date.month, h->date.day, h->issuer_stated);
}

/* A reading as text, one line a mention and a statement. */
static void reading_write(const vd_extraction *found, vd_buf *out, extent only)
{
    vd_arena arena = {0};
    for (size_t i = 0; i < found->mention_count; i++) {
        mention_write(&arena, out, &found->mentions[i], only);
    }
    for (size_t i = 0; i < found->statement_count; i++) {
        const vd_statement *s = &found->statements[i];
        vd_buf_add_format(out, "%s %s %d %d %d %.3f", vd_relation_name(s->relation), vd_strength_name(s->strength),
                          s->from, s->to, s->preamble, s->confidence);
        if (only == WITH_BYTES) {
            vd_buf_add_format(out, " %zu-%zu %zu-%zu %zu-%zu", s->start, s->end, s->cue_start, s->cue_end,
                              s->sentence_start, s->sentence_end);
        }
        vd_buf_add_char(out, '\n');
    }
    header_write(&arena, out, &found->header);
    vd_arena_clear(&arena);
}

static vd_buf text_read(vd_str bytes, extent only)
{
    vd_buf out = {0};
    reading r = reading_open(grammar, bytes);
    if (r.status == VD_OK) {
        reading_write(&r.found, &out, only);
    }
    reading_close(&r);
    return out;
}

/* Two readings are the same; tells the first line that differs. */
static void same(vd_buf *a, vd_buf *b, const char *what, size_t plan)
{
    bool equal = vd_buf_ok(a) && vd_buf_ok(b) && a->len > 0 && vd_str_eq(vd_buf_str(a), vd_buf_str(b));
    if (!equal) {
        size_t at = 0;
        while (at < a->len && at < b->len && a->ptr[at] == b->ptr[at]) {
            at++;
        }
        while (at > 0 && a->ptr[at - 1] != '\n') {
            at--;
        }
        fprintf(stderr, "%s, %s:\n  %.*s\n  %.*s\n", what, corpus_plans[plan], (int)strcspn(a->ptr + at, "\n"),
                a->ptr + at, (int)strcspn(b->ptr + at, "\n"), b->ptr + at);
    }
    vd_buf_clear(a);
    vd_buf_clear(b);
    assert_true(equal);
}

static void twice_is_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        vd_buf first = text_read(vd_buf_str(&text), WITH_BYTES);
        vd_buf second = text_read(vd_buf_str(&text), WITH_BYTES);
        vd_buf_clear(&text);
        same(&first, &second, "read twice", i);
    }
}

/* The same source extracted again, and a grammar made anew. */
static void again_is_the_same(void **state)
{
    (void)state;
    vd_grammar *other = NULL;
    vd_error err;
    vd_buf text = {0};
    assert_true(plan_read(1, &text));
    vd_buf first = text_read(vd_buf_str(&text), WITH_BYTES);
    assert_int_equal(vd_grammar_new(&other, &err), VD_OK);
    reading r = reading_open(grammar, vd_buf_str(&text));
    assert_int_equal(r.status, VD_OK);
    assert_int_equal(vd_extract(other, r.source, &r.found, &err), VD_OK);
    vd_buf second = {0};
    reading_write(&r.found, &second, WITH_BYTES);
    reading_close(&r);
    vd_grammar_free(other);
    vd_buf_clear(&text);
    same(&first, &second, "extracted again", 1);
}

static bool mention_same(const vd_mention *a, const vd_mention *b)
{
    vd_arena arena = {0};
    vd_buf x = {0};
    vd_buf y = {0};
    mention_write(&arena, &x, a, WITH_BYTES);
    mention_write(&arena, &y, b, WITH_BYTES);
    bool equal = vd_str_eq(vd_buf_str(&x), vd_buf_str(&y));
    if (!equal) {
        fprintf(stderr, "  %.*s  %.*s", (int)x.len, x.ptr, (int)y.len, y.ptr);
    }
    vd_buf_clear(&x);
    vd_buf_clear(&y);
    vd_arena_clear(&arena);
    return equal;
}

static void a_paragraph_behind_changes_nothing_before(void **state)
{
    (void)state;
    static const char paragraph[] = "\n\n- Xe ba banh, hai con voi, nam cai bat, mot lon sua.\n";
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        size_t end = text.len;
        reading short_one = reading_open(grammar, vd_buf_str(&text));
        vd_buf longer = {0};
        vd_buf_add(&longer, vd_buf_str(&text));
        vd_buf_add_text(&longer, paragraph);
        reading long_one = reading_open(grammar, vd_buf_str(&longer));
        bool equal = short_one.status == VD_OK && long_one.status == VD_OK &&
                     short_one.found.mention_count == long_one.found.mention_count &&
                     short_one.found.statement_count == long_one.found.statement_count;
        for (size_t k = 0; equal && k < short_one.found.mention_count; k++) {
            equal = mention_same(&short_one.found.mentions[k], &long_one.found.mentions[k]);
            equal = equal && long_one.found.mentions[k].end <= end;
        }
        reading_close(&short_one);
        reading_close(&long_one);
        vd_buf_clear(&text);
        vd_buf_clear(&longer);
        assert_true(equal);
    }
}

static void decomposed_says_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        vd_buf_add_char(&text, '\0');
        utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)text.ptr);
        utf8proc_uint8_t *decomposed = utf8proc_NFD((const utf8proc_uint8_t *)text.ptr);
        assert_non_null(composed);
        assert_non_null(decomposed);
        bool other = strcmp((const char *)composed, (const char *)decomposed) != 0;
        vd_buf first = text_read(vd_str_of((const char *)composed), FIELDS_ONLY);
        vd_buf second = text_read(vd_str_of((const char *)decomposed), FIELDS_ONLY);
        free(composed);
        free(decomposed);
        vd_buf_clear(&text);
        same(&first, &second, "decomposed", i);
        assert_true(other);
    }
}

static void line_ends_say_the_same(void **state)
{
    (void)state;
    static const char *const ends[] = {"\r\n", "\r"};
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        for (size_t e = 0; e < 2; e++) {
            vd_buf text = {0};
            vd_buf other = {0};
            assert_true(plan_read(i, &text));
            for (size_t k = 0; k < text.len; k++) {
                if (text.ptr[k] == '\n') {
                    vd_buf_add_text(&other, ends[e]);
                } else {
                    vd_buf_add_char(&other, text.ptr[k]);
                }
            }
            vd_buf first = text_read(vd_buf_str(&text), FIELDS_ONLY);
            vd_buf second = text_read(vd_buf_str(&other), FIELDS_ONLY);
            vd_buf_clear(&text);
            vd_buf_clear(&other);
            same(&first, &second, e ? "CR" : "CRLF", i);
        }
    }
}

/* Blanks at line ends and characters of no width are no part of what is said. */
static void invisible_characters_say_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        vd_buf other = {0};
        assert_true(plan_read(i, &text));
        for (size_t k = 0; k < text.len; k++) {
            vd_buf_add_text(&other, text.ptr[k] == '\n' ? "  \t" : "");
            vd_buf_add_char(&other, text.ptr[k]);
            vd_buf_add_text(&other, text.ptr[k] == '/' || text.ptr[k] == ' ' ? "\xE2\x80\x8B" : "");
        }
        vd_buf first = text_read(vd_buf_str(&text), FIELDS_ONLY);
        vd_buf second = text_read(vd_buf_str(&other), FIELDS_ONLY);
        vd_buf_clear(&text);
        vd_buf_clear(&other);
        same(&first, &second, "invisible characters", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twice_is_the_same),
        cmocka_unit_test(again_is_the_same),
        cmocka_unit_test(a_paragraph_behind_changes_nothing_before),
        cmocka_unit_test(decomposed_says_the_same),
        cmocka_unit_test(line_ends_say_the_same),
        cmocka_unit_test(invisible_characters_say_nothing),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
