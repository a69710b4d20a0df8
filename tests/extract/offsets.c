/** What vd_extraction promises of offsets, order and nesting, on the corpus, on the examples and on random texts. */
#include "base/utf8.h"
#include "example.h"
#include "support/grammar.h"
#include "text.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* No character is cut at `at`. */
static bool boundary(vd_str bytes, size_t at)
{
    for (size_t back = 1; back < 4 && back <= at; back++) {
        uint32_t code;
        size_t len = vd_utf8_decode(bytes.ptr + at - back, bytes.len - (at - back), &code);
        if (code != VD_UTF8_INVALID && len > back) {
            return false;
        }
    }
    return true;
}

/* What was broken, with the first place of each. */
typedef struct fault {
    const char *rule;
    size_t count;
    char first[240];
} fault;

static fault faults[32];
static size_t fault_count;

static void fault_add(const char *rule, vd_str bytes, const vd_mention *m)
{
    size_t i = 0;
    while (i < fault_count && faults[i].rule != rule) {
        i++;
    }
    if (i == sizeof faults / sizeof *faults) {
        return;
    }
    if (i == fault_count) {
        size_t from = m->start > 20 ? m->start - 20 : 0;
        size_t to = m->end + 20 < bytes.len ? m->end + 20 : bytes.len;
        faults[i] = (fault){.rule = rule};
        snprintf(faults[i].first, sizeof faults[i].first, "[%zu, %zu) in \"%.*s\"", m->start, m->end, (int)(to - from),
                 bytes.ptr + from);
        fault_count++;
    }
    faults[i].count++;
}

static void faults_judge(void)
{
    size_t count = fault_count;
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "%zu times not %s\n  first at %s\n", faults[i].count, faults[i].rule, faults[i].first);
    }
    fault_count = 0;
    assert_int_equal(count, 0);
}

#define MUST(condition, m)                     \
    do {                                       \
        if (!(condition)) {                    \
            fault_add(#condition, bytes, (m)); \
        }                                      \
    } while (0)

static bool separator(char c)
{
    return c != '\0' && strchr(" \r\n\t,;:", c);
}

static void mention_check(vd_str bytes, const vd_mention *m)
{
    MUST(m->start < m->end && m->end <= bytes.len, m);
    MUST(m->surface.ptr == bytes.ptr + m->start && m->surface.len == m->end - m->start, m);
    MUST(boundary(bytes, m->start) && boundary(bytes, m->end), m);
    MUST(m->confidence > 0 && m->confidence <= 1, m);
    MUST(m->form != VD_FORM_NUMBERED || m->number.ptr, m);
    MUST(m->form != VD_FORM_NAMED || (m->number.ptr == NULL && m->type.ptr), m);
    MUST(m->symbol.ptr == NULL || m->number.ptr == NULL || vd_str_ends(m->number, m->symbol), m);
    MUST(m->number.ptr == NULL || m->core, m);
    char first = bytes.ptr[m->start];
    char last = bytes.ptr[m->end - 1];
    MUST(!separator(first), m);
    MUST(m->form == VD_FORM_SELF || !separator(last), m);
}

/* Everything that hangs below mention `index`, found by way of the parents. */
static bool ancestor(const vd_extraction *found, int index, int of)
{
    for (int at = of; at >= 0; at = found->mentions[at].parent) {
        if (at == index) {
            return true;
        }
    }
    return false;
}

static void nesting_check(vd_str bytes, const vd_extraction *found)
{
    for (size_t i = 0; i < found->mention_count; i++) {
        const vd_mention *m = &found->mentions[i];
        MUST(m->parent >= -1 && m->parent < (int)i, m);
        if (i > 0) {
            const vd_mention *before = m - 1;
            MUST(before->start < m->start || (before->start == m->start && before->end > m->end), m);
        }
        for (size_t k = 0; k < i; k++) {
            const vd_mention *outer = &found->mentions[k];
            bool disjoint = outer->end <= m->start;
            MUST(disjoint || (m->end <= outer->end && ancestor(found, (int)k, (int)i)), m);
        }
    }
}

/* A mention with a parent stands in the parent's span, or in its title; of a document named by its title, `title` is
 * that name and not what follows. */
static void parents_check(vd_str bytes, const vd_extraction *found)
{
    vd_arena arena = {0};
    for (size_t i = 0; i < found->mention_count; i++) {
        const vd_mention *m = &found->mentions[i];
        const vd_mention *outer = m->parent >= 0 ? &found->mentions[m->parent] : NULL;
        if (outer && outer->number.ptr && m->start >= outer->end) {
            vd_str clean = vd_text_clean(&arena, m->surface);
            bool in_title = outer->title.ptr && vd_str_find(outer->title, clean, 0) != SIZE_MAX;
            MUST(in_title || outer->issuer_stated, m); /* "của Chủ tịch Đại hội …": in the body's name */
        }
    }
    vd_arena_clear(&arena);
}

static void statements_check(vd_str bytes, const vd_extraction *found)
{
    for (size_t i = 0; i < found->statement_count; i++) {
        const vd_statement *s = &found->statements[i];
        assert_true(s->relation < VD_REL_COUNT);
        assert_true(s->from >= -1 && s->from < (int)found->mention_count);
        assert_true(s->to >= 0 && s->to < (int)found->mention_count && s->to != s->from);
        const vd_mention *target = &found->mentions[s->to];
        MUST(target->form != VD_FORM_GENERIC && (target->form != VD_FORM_SELF || s->from >= 0), target);
        MUST(s->start <= target->start && target->end <= s->end, target);
        MUST(s->end <= bytes.len && boundary(bytes, s->start) && boundary(bytes, s->end), target);
        MUST(s->cue_start <= s->cue_end && s->cue_end <= bytes.len, target);
        MUST(boundary(bytes, s->cue_start) && boundary(bytes, s->cue_end), target);
        MUST(s->sentence_start <= s->start && s->end <= s->sentence_end && s->sentence_end <= bytes.len, target);
        MUST((s->strength != VD_STRENGTH_NONE) == (s->relation == VD_REL_IMPLEMENTS && s->from < 0) ||
                 s->relation == VD_REL_GUIDED_BY,
             target);
        MUST(s->confidence > 0 && s->confidence <= 1, target);
        MUST(s->from < 0 || (s->start <= found->mentions[s->from].start && found->mentions[s->from].end <= s->end),
             target);
    }
}

static size_t text_check(vd_str bytes)
{
    reading r = reading_open(grammar, bytes);
    assert_int_equal(r.status, VD_OK);
    for (size_t i = 0; i < r.found.mention_count; i++) {
        mention_check(bytes, &r.found.mentions[i]);
    }
    nesting_check(bytes, &r.found);
    parents_check(bytes, &r.found);
    statements_check(bytes, &r.found);
    size_t count = r.found.mention_count;
    reading_close(&r);
    return count;
}

static void the_corpus_keeps_the_shape(void **state)
{
    (void)state;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        size_t count = text_check(vd_buf_str(&text));
        vd_buf_clear(&text);
        assert_true(count > 10);
    }
    faults_judge();
}

static void the_examples_keep_the_shape(void **state)
{
    (void)state;
    static const char name[] = VD_ROOT "/docs/citation-forms.md";
    vd_buf file = {0};
    example_report report = {0};
    example block;
    size_t at = 0;
    size_t line = 1;
    size_t blocks = 0;
    assert_true(file_append(name, &file));
    while (example_next(name, vd_buf_str(&file), &at, &line, &block, &report)) {
        (void)text_check(vd_buf_str(&block.text));
        example_clear(&block);
        blocks++;
    }
    assert_true(blocks > 100);
    vd_buf_clear(&file);
    vd_buf_clear(&report.text);
    faults_judge();
}

/* Pieces of citations and of damage in any order. */
static const char *const pieces[] = {
    "Nghị định số 59/2023/NĐ-CP",
    "Luật Thực hiện dân chủ ở cơ sở",
    "Luật sửa đổi, bổ sung một số điều của ",
    "Quyết định số 217-QB/TW",
    "Chỉ thị ",
    "số ",
    "33/CT",
    "/TTg",
    "Luật Thực hiện dân ",
    "ngày 26 tháng 11 năm 2021 ",
    "năm 2015 của Ban Bí thư về ",
    " của Thủ tướng Chính phủ",
    " về việc ban hành ",
    "Quy chế công tác ",
    "Kế hoạch này",
    "Kế hoạch hành động của tỉnh thực hiện ",
    "Chương trình ",
    "giai đoạn 2021 - 2030",
    "Nghị quyết Đại hội Đảng các cấp ",
    "các nghị quyết, chỉ thị của Thành ủy",
    "khoản 2 Điều 5 ",
    "được sửa đổi, bổ sung bởi ",
    "Căn cứ ",
    "thực hiện ",
    "gắn với thực hiện ",
    "bãi bỏ ",
    "KẾ HOẠCH\n",
    "Số: /KH-UBND\n",
    "Cần Thơ, ngày 02 tháng 3 năm 2025\n",
    ", ",
    "; ",
    ". ",
    "\n",
    "\n\n",
    "\r\n",
    "1. ",
    "- ",
    "“",
    "”",
    "(",
    ")",
    "e\xCC\x82\xCC\x81",
    "o\xCC\x9B",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xC2\xAD",
    "\xEF\xBB\xBF",
    "\xFF",
    "\xE1\xBB",
    "\x01",
    "中",
    "\xF0\x9F\x98\x80",
    "Ð",
    "¹",
    "…",
    "như sau:",
    ", Ủy ban nhân dân tỉnh ban hành Kế hoạch ",
    "2025",
    "12 ",
    "/",
    "15/8/2025của ",
};

static const char *const between[] = {"", " ", "; ", ", ", ".\n"};

static void random_texts_keep_the_shape(void **state)
{
    (void)state;
    uint64_t seed = 20250915;
    size_t mentions = 0;
    for (int turn = 0; turn < 2000; turn++) {
        vd_buf text = {0};
        size_t count = 1 + random_below(&seed, 60);
        for (size_t i = 0; i < count; i++) {
            vd_buf_add_text(&text, pieces[random_below(&seed, sizeof pieces / sizeof *pieces)]);
            vd_buf_add_text(&text, between[random_below(&seed, sizeof between / sizeof *between)]);
        }
        if (random_below(&seed, 8) == 0) {
            text.ptr[random_below(&seed, text.len)] = '\0';
        }
        mentions += text_check(vd_buf_str(&text));
        vd_buf_clear(&text);
    }
    assert_true(mentions > 3000);
    faults_judge();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_keeps_the_shape),
        cmocka_unit_test(the_examples_keep_the_shape),
        cmocka_unit_test(random_texts_keep_the_shape),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
