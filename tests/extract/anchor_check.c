/** The sweep for anchors, and what says where to ask, against the patterns themselves. */
#include "anchor_check.h"

#include "base/cpu.h"
#include "extract/anchor.h"
#include "extract/glance.h"
#include "extract/scan.h"
#include "text.h"
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define X(name, anchored) extern const char vd_pcre_##name[];
VD_PATTERN_LIST(X)
#undef X
extern const char vd_pcre_words[];

/* Where the anchor of a match stands. */
typedef enum place {
    AT,     /* at the word that the match begins with; where one begins inside a word, nobody asks */
    BEHIND, /* behind the blank that it begins with */
    WITHIN  /* anywhere in it */
} place;

/* The patterns that are asked at anchors only.  One ends its match where something else begins: `open` is asked without
 * its last words, which say so. */
static const struct {
    vd_pattern pattern;
    const char *source;
    uint32_t classes;
    place place;
    bool open;
} asked[] = {
    {VD_PAT_cue, vd_pcre_cue, VD_ANCHOR_CUE | VD_ANCHOR_ENDS, AT, false},
    {VD_PAT_generic, vd_pcre_generic, VD_ANCHOR_GENERIC, AT, false},
    {VD_PAT_congress, vd_pcre_congress, VD_ANCHOR_CONGRESS, AT, false},
    {VD_PAT_technical, vd_pcre_technical, VD_ANCHOR_TECHNICAL, AT, false},
    {VD_PAT_enact, vd_pcre_enact, VD_ANCHOR_ENACT, AT, false},
    {VD_PAT_back, vd_pcre_back, VD_ANCHOR_BACK, BEHIND, false},
    {VD_PAT_header, vd_pcre_header, VD_ANCHOR_NUMBERED, AT, false},
    {VD_PAT_number, vd_pcre_number, VD_ANCHOR_DIGITS, AT, false},
    {VD_PAT_pinpoint, vd_pcre_pinpoint, VD_ANCHOR_PLACE, AT, true},
    {VD_PAT_place_date, vd_pcre_place_date, VD_ANCHOR_DAY, WITHIN, false},
    {VD_PAT_issuing, vd_pcre_issuing, VD_ANCHOR_ISSUES, WITHIN, false},
};

enum { ASKED = sizeof asked / sizeof *asked };

/* The plain way: the same patterns, looked for everywhere. */
static pcre2_code *plain[ASKED];
static vd_grammar *grammar;
static vd_grammar *everywhere; /* every word is an anchor of every class */

static pcre2_code *plain_compile(const char *source, bool open)
{
    vd_str whole = vd_str_of(source);
    size_t end = open ? vd_str_find(whole, VD_LIT("? \\z"), 0) : whole.len;
    assert_true(end <= whole.len);
    vd_buf text = {0};
    vd_buf_add_text(&text, vd_pcre_words);
    vd_buf_add_text(&text, "\n");
    vd_buf_add(&text, vd_str_slice(whole, 0, end + open));
    int code = 0;
    size_t offset = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)text.ptr, text.len, PCRE2_EXTENDED, &code, &offset, NULL);
    if (compiled) {
        (void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    }
    vd_buf_clear(&text);
    return compiled;
}

int grammars_open(void **state)
{
    (void)state;
    bool ok = vd_grammar_new(&grammar, NULL) == VD_OK && vd_grammar_new(&everywhere, NULL) == VD_OK &&
              vd_pattern_compile(grammar, VD_PAT_number, NULL) == VD_OK;
    for (size_t i = 0; i < ASKED; i++) {
        plain[i] = plain_compile(asked[i].source, asked[i].open);
        ok = ok && plain[i];
    }
    if (ok) {
        vd_leads_widen(everywhere);
    }
    return ok ? 0 : -1;
}

int grammars_close(void **state)
{
    (void)state;
    for (size_t i = 0; i < ASKED; i++) {
        pcre2_code_free(plain[i]);
    }
    vd_grammar_free(grammar);
    vd_grammar_free(everywhere);
    return 0;
}

/* ---- Every match begins at an anchor ----------------------------------------------------------------------------- */

static bool anchor_at(const vd_anchors *anchors, size_t at, uint32_t classes)
{
    vd_anchor_walk walk = vd_anchor_walk_from(anchors, at, at + 1);
    return vd_anchor_walk_next(anchors, &walk, at, classes) != NULL;
}

/* Says where what was expected does not hold. */
static size_t said(bool wrong, const char *what, const vd_text *text, size_t at)
{
    if (wrong) {
        fprintf(stderr, "%s at \"%.40s\"\n", what, text->fold + at);
    }
    return wrong;
}

/* Does the anchor stand that says to ask the pattern where it matches?  A number may stand behind "so" in one word. */
static bool match_foretold(size_t i, const vd_text *text, const vd_anchors *anchors, size_t from, size_t to)
{
    bool inside = from > 0 && vd_is_word(text->fold[from - 1]) && vd_is_word(text->fold[from]);
    if (asked[i].place == WITHIN) {
        vd_anchor_walk walk = vd_anchor_walk_from(anchors, from, to);
        return vd_anchor_walk_next(anchors, &walk, from, asked[i].classes) != NULL;
    }
    if (asked[i].place == AT && inside) {
        bool glued = asked[i].pattern == VD_PAT_number && from >= 2 && memcmp(text->fold + from - 2, "so", 2) == 0 &&
                     (from == 2 || !vd_is_word(text->fold[from - 3]));
        return !glued || anchor_at(anchors, from - 2, VD_ANCHOR_NUMBERED);
    }
    return anchor_at(anchors, from + (asked[i].place == BEHIND), asked[i].classes);
}

/* The matches of pattern `i` in the text that begin where no anchor stands. */
static size_t matches_missed(size_t i, const vd_text *text, const vd_anchors *anchors)
{
    size_t missed = 0;
    int count = 0;
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    const size_t *vector = pcre2_get_ovector_pointer(data);
    for (size_t at = 0; (count = pcre2_match(plain[i], (PCRE2_SPTR)text->fold, text->fold_len, at, 0, data, NULL)) > 0;
         at = vector[0] + 1) {
        if (!match_foretold(i, text, anchors, vector[0], vector[1])) {
            missed += said(true, "no anchor", text, vector[0]);
        }
    }
    pcre2_match_data_free(data);
    assert_int_equal(count, PCRE2_ERROR_NOMATCH); /* the whole text was looked at */
    return missed;
}

/* The same of the names of types, of digits, and of marks. */
static size_t words_missed(const vd_text *text, const vd_anchors *anchors)
{
    size_t missed = 0;
    size_t mark = 0;
    for (size_t at = 0; at < text->fold_len; at++) {
        char c = text->fold[at];
        if (strchr("\n.;\"(", c)) {
            missed += said(mark >= anchors->mark_count || anchors->marks[mark++] != at, "no mark", text, at);
        }
        if (at > 0 && vd_is_word(text->fold[at - 1])) {
            continue;
        }
        missed += said(vd_fold_digit(c) && !anchor_at(anchors, at, VD_ANCHOR_DIGITS), "no digits", text, at);
        for (size_t i = 0; i < vd_types_count; i++) {
            size_t len = strlen(vd_types[i].fold);
            bool stands = strncmp(text->fold + at, vd_types[i].fold, len) == 0 && !vd_is_word(text->fold[at + len]);
            missed += said(stands && !anchor_at(anchors, at, VD_ANCHOR_TYPE), "no type", text, at);
        }
    }
    return missed + (mark != anchors->mark_count);
}

/* Digits at which the grammar reads a number, and line openings that are markers: those that bytes alone rejected. */
static size_t rejected_wrongly(const vd_text *text)
{
    vd_scan scan = {.grammar = grammar, .text = text};
    size_t wrong = 0;
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    for (size_t at = 0; at < text->fold_len; at++) {
        bool digit = text->fold[at] >= '0' && text->fold[at] <= '9';
        if (digit && vd_number_hopeless(&scan, at) && (at == 0 || !vd_is_word(text->fold[at - 1]))) {
            int count = pcre2_match(vd_pattern_code(grammar, VD_PAT_number), (PCRE2_SPTR)text->fold, text->fold_len, at,
                                    0, data, NULL);
            wrong += said(count > 0, "a hopeless number", text, at);
        }
        if (at == 0 || text->fold[at - 1] == '\n') {
            vd_str line = vd_str_slice(text->bytes, text->at[at], text->bytes.len);
            wrong +=
                said(vd_text_marker(line, NULL) != VD_MARK_NONE && !vd_scan_marks(&scan, at), "no marker", text, at);
        }
    }
    pcre2_match_data_free(data);
    return wrong;
}

/* Places where a glance says that a pattern cannot match, and it does. */
static size_t glanced_wrongly(const vd_text *text)
{
    enum { REACH = 200 };
    static const vd_pattern glanced[] = {VD_PAT_title_break, VD_PAT_fate,    VD_PAT_passive, VD_PAT_back,
                                         VD_PAT_enact,       VD_PAT_generic, VD_PAT_date,    VD_PAT_issuer,
                                         VD_PAT_note,        VD_PAT_define,  VD_PAT_plan,    VD_PAT_pinpoint};
    size_t wrong = 0;
    size_t said_no = 0;
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    for (size_t i = 0; i < sizeof glanced / sizeof *glanced; i++) {
        vd_pattern pattern = glanced[i];
        assert_int_equal(vd_pattern_compile(grammar, pattern, NULL), VD_OK);
        for (size_t at = 0; at < text->fold_len; at++) {
            size_t reach = at + REACH < text->fold_len ? at + REACH : text->fold_len;
            size_t end = at % 2 ? at + at % 23 : reach; /* most patterns are asked up to the text's end, some not */
            end = end < text->fold_len ? end : text->fold_len;
            if (!vd_glance(pattern, text->fold, at, end)) {
                said_no++;
                int count =
                    pcre2_match(vd_pattern_code(grammar, pattern), (PCRE2_SPTR)text->fold, end, at, 0, data, NULL);
                wrong += said(count > 0, "a glance was wrong", text, at);
            }
        }
    }
    pcre2_match_data_free(data);
    assert_true(text->fold_len < 100 || said_no > text->fold_len);
    return wrong;
}

static void check_walks(const vd_anchors *anchors);

/* Every form of the sweep finds the same, and so does every form of walking. */
static void check_forms(const vd_text *text, const vd_anchors *anchors)
{
    for (int cpu = VD_CPU_PLAIN; cpu <= (int)vd_cpu_best(); cpu++) {
        vd_anchors other = {0};
        vd_cpu_force((vd_cpu)cpu);
        assert_true(vd_anchors_make(grammar, text, VD_ANCHORS_ALL, &other));
        assert_int_equal(other.count, anchors->count);
        assert_int_equal(other.mark_count, anchors->mark_count);
        for (size_t i = 0; i < other.count; i++) {
            assert_int_equal(other.items[i].at, anchors->items[i].at);
            assert_int_equal(other.items[i].classes, anchors->items[i].classes);
        }
        for (size_t i = 0; i < other.mark_count; i++) {
            assert_int_equal(other.marks[i], anchors->marks[i]);
        }
        check_walks(&other);
        vd_anchors_clear(&other);
    }
    vd_cpu_force(vd_cpu_best());
}

/* A sweep for fewer classes finds these where one for all does. */
static void check_wanted(const vd_text *text, const vd_anchors *anchors)
{
    const uint32_t wanted = VD_ANCHORS_ALL & ~(uint32_t)VD_ANCHORS_RELATING;
    vd_anchors few = {0};
    size_t next = 0;
    assert_true(vd_anchors_make(grammar, text, wanted, &few));
    for (size_t i = 0; i < anchors->count; i++) {
        if (anchors->items[i].classes & wanted) {
            assert_true(next < few.count);
            assert_int_equal(few.items[next].at, anchors->items[i].at);
            assert_int_equal(few.items[next++].classes, anchors->items[i].classes & wanted);
        }
    }
    assert_int_equal(few.count, next);
    vd_anchors_clear(&few);
}

/* Where to begin is found as by looking at all of them. */
static void check_places(const vd_text *text, const vd_anchors *anchors)
{
    size_t anchor = 0;
    size_t mark = 0;
    for (size_t at = 0; at <= text->fold_len + 200; at++) {
        while (anchor < anchors->count && anchors->items[anchor].at < at) {
            anchor++;
        }
        while (mark < anchors->mark_count && anchors->marks[mark] < at) {
            mark++;
        }
        assert_int_equal(vd_anchor_walk_from(anchors, at, SIZE_MAX).next, anchor);
        assert_int_equal(vd_mark_from(anchors, at), mark);
    }
}

/* A walk finds each anchor of its classes, and ends. */
static void check_walks(const vd_anchors *anchors)
{
    for (uint32_t class = 1; class <= VD_ANCHOR_RECITAL; class <<= 1) {
        vd_anchor_walk walk = {0, SIZE_MAX};
        for (size_t i = 0; i < anchors->count; i++) {
            if (anchors->items[i].classes & class) {
                assert_ptr_equal(vd_anchor_walk_next(anchors, &walk, 0, class), &anchors->items[i]);
            }
        }
        assert_null(vd_anchor_walk_next(anchors, &walk, 0, class));
    }
}

void check_matches(vd_str bytes)
{
    vd_arena arena = {0};
    vd_text text;
    vd_anchors anchors = {0};
    vd_error err;
    assert_int_equal(vd_text_fold(&arena, bytes, &text, &err), VD_OK);
    assert_true(vd_anchors_make(grammar, &text, VD_ANCHORS_ALL, &anchors));
    check_forms(&text, &anchors);
    check_wanted(&text, &anchors);
    check_places(&text, &anchors);
    size_t missed = words_missed(&text, &anchors) + rejected_wrongly(&text) + glanced_wrongly(&text);
    for (size_t i = 0; i < ASKED; i++) {
        missed += matches_missed(i, &text, &anchors);
    }
    vd_anchors_clear(&anchors);
    vd_arena_clear(&arena);
    assert_int_equal(missed, 0);
}

/* ---- Every word an anchor ---------------------------------------------------------------------------------------- */

static void str_write(vd_buf *out, vd_str value)
{
    vd_buf_add_format(out, " [%.*s]", (int)value.len, value.ptr ? value.ptr : "");
}

static vd_buf reading_text(const vd_grammar *by, vd_str bytes)
{
    vd_buf out = {0};
    reading r = reading_open(by, bytes);
    assert_int_equal(r.status, VD_OK);
    for (size_t i = 0; i < r.found.mention_count; i++) {
        const vd_mention *m = &r.found.mentions[i];
        const vd_str fields[] = {m->type, m->number, m->symbol,   m->issuer, m->place,
                                 m->term, m->title,  m->pinpoint, m->repairs};
        vd_buf_add_format(&out, "%zu-%zu %s %d %d-%d-%d %d %.3f %d %d %d %d", m->start, m->end, vd_form_name(m->form),
                          m->year, m->date.year, m->date.month, m->date.day, m->issuer_stated, m->confidence, m->parent,
                          m->catalogue, m->antecedent, m->among);
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
            str_write(&out, fields[k]);
        }
        vd_buf_add_text(&out, "\n");
    }
    for (size_t i = 0; i < r.found.statement_count; i++) {
        const vd_statement *s = &r.found.statements[i];
        vd_buf_add_format(&out, "%s %s %d %d %d %.3f %zu-%zu %zu-%zu %zu-%zu\n", vd_relation_name(s->relation),
                          vd_strength_name(s->strength), s->from, s->to, s->preamble, s->confidence, s->start, s->end,
                          s->cue_start, s->cue_end, s->sentence_start, s->sentence_end);
    }
    const vd_header *h = &r.found.header;
    const vd_str fields[] = {h->type, h->number, h->symbol, h->issuer, h->place, h->title, h->signer, h->signer_role};
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
        str_write(&out, fields[k]);
    }
    vd_buf_add_format(&out, " %d-%d-%d\n", h->date.year, h->date.month, h->date.day);
    reading_close(&r);
    assert_true(vd_buf_ok(&out));
    return out;
}

void check_reading(vd_str bytes)
{
    vd_buf swept = reading_text(grammar, bytes);
    vd_buf all = reading_text(everywhere, bytes);
    bool same = vd_str_eq(vd_buf_str(&swept), vd_buf_str(&all));
    size_t at = 0;
    for (int cpu = VD_CPU_PLAIN; same && cpu < (int)vd_cpu_best(); cpu++) { /* whatever instructions it is read with */
        vd_cpu_force((vd_cpu)cpu);
        vd_buf_clear(&all);
        all = reading_text(grammar, bytes);
        same = vd_str_eq(vd_buf_str(&swept), vd_buf_str(&all));
    }
    vd_cpu_force(vd_cpu_best());
    while (!same && at < swept.len && at < all.len && swept.ptr[at] == all.ptr[at]) {
        at++;
    }
    while (at > 0 && swept.ptr[at - 1] != '\n') {
        at--;
    }
    if (!same) {
        fprintf(stderr, "  %.*s\n  %.*s\n", (int)strcspn(swept.ptr + at, "\n"), swept.ptr + at,
                (int)strcspn(all.ptr + at, "\n"), all.ptr + at);
    }
    vd_buf_clear(&swept);
    vd_buf_clear(&all);
    assert_true(same);
}
