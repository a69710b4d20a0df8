/** The sweep for anchors leaves nothing out, nor does a glance: wherever a pattern that is asked at anchors matches,
 *  there is one; where a glance says that a pattern cannot match, it does not; and a text read with every word an
 * anchor of every class reads the same as with the sweep's own. */
#include "extract/anchor.h"
#include "base/cpu.h"
#include "extract/glance.h"

#include "extract/scan.h"
#include "text.h"

#include <dirent.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define X(name, anchored) extern const char vd_pcre_##name[];
VD_PATTERN_LIST(X)
#undef X
extern const char vd_pcre_words[];

/* The patterns that are asked at anchors only, and how far before its word a match begins. */
static const struct {
    vd_pattern pattern;
    const char *source;
    uint32_t classes;
    size_t before;
} asked[] = {
    {VD_PAT_cue, vd_pcre_cue, VD_ANCHOR_CUE | VD_ANCHOR_ENDS, 0},
    {VD_PAT_generic, vd_pcre_generic, VD_ANCHOR_GENERIC, 0},
    {VD_PAT_congress, vd_pcre_congress, VD_ANCHOR_CONGRESS, 0},
    {VD_PAT_technical, vd_pcre_technical, VD_ANCHOR_TECHNICAL, 0},
    {VD_PAT_enact, vd_pcre_enact, VD_ANCHOR_ENACT, 0},
    {VD_PAT_back, vd_pcre_back, VD_ANCHOR_BACK, 1},
    {VD_PAT_header, vd_pcre_header, VD_ANCHOR_NUMBERED, 0},
};

enum { ASKED = sizeof asked / sizeof *asked };

/* The plain way: the same patterns, looked for everywhere. */
static pcre2_code *plain[ASKED];
static vd_grammar *grammar;
static vd_grammar *everywhere; /* every word is an anchor of every class */

static pcre2_code *plain_compile(const char *source)
{
    vd_buf text = {0};
    vd_buf_add_text(&text, vd_pcre_words);
    vd_buf_add_text(&text, "\n");
    vd_buf_add_text(&text, source);
    int code = 0;
    size_t offset = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)text.ptr, text.len, PCRE2_EXTENDED, &code, &offset, NULL);
    if (compiled) {
        (void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    }
    vd_buf_clear(&text);
    return compiled;
}

static int grammars_open(void **state)
{
    (void)state;
    bool ok = vd_grammar_new(&grammar, NULL) == VD_OK && vd_grammar_new(&everywhere, NULL) == VD_OK &&
              vd_pattern_compile(grammar, VD_PAT_number, NULL) == VD_OK;
    for (size_t i = 0; i < ASKED; i++) {
        plain[i] = plain_compile(asked[i].source);
        ok = ok && plain[i];
    }
    if (ok) {
        vd_leads_widen(everywhere);
    }
    return ok ? 0 : -1;
}

static int grammars_close(void **state)
{
    (void)state;
    for (size_t i = 0; i < ASKED; i++) {
        pcre2_code_free(plain[i]);
    }
    vd_grammar_free(grammar);
    vd_grammar_free(everywhere);
    return 0;
}

/* ---- Texts ------------------------------------------------------------------------------------------------------- */

/* Every file of a folder, one after the other; false where there is no such folder. */
static bool folder_append(const char *path, vd_buf *out)
{
    DIR *folder = opendir(path);
    for (const struct dirent *file; folder && (file = readdir(folder));) {
        char name[1024];
        snprintf(name, sizeof name, "%s/%s", path, file->d_name);
        if (file->d_name[0] != '.' && file_append(name, out)) {
            vd_buf_add_text(out, "\n");
        }
    }
    return folder && closedir(folder) == 0;
}

/* Words with which something begins or might, in any order, parted and glued in every way. */
static void words_append(uint64_t seed, size_t count, vd_buf *out)
{
    static const char *const words[] = {
        "căn cứ",
        "theo",
        "tại",
        "khoản",
        "Điều",
        "1",
        "5a",
        "quy định",
        "tại",
        "sửa đổi",
        "bổ sung",
        "bãi bỏ",
        "thay thế",
        "hủy bỏ",
        "các",
        "những",
        "mọi",
        "Luật",
        "bộ luật",
        "pháp lệnh",
        "Nghị định",
        "Thông tư",
        "số",
        "S6",
        "12/2020/",
        "NĐ-CP",
        "này",
        "nêu trên",
        "vừa nêu",
        "Kế hoạch",
        "Đề án",
        "đại hội",
        "XIII",
        "của",
        "đảng",
        "QCVN",
        "06:2022/",
        "08 a/2010/TT",
        "12 QH 13-",
        "66 10/2025/NQ-CP",
        "1357TC/QĐ",
        "91 CP",
        "1.2",
        "I.",
        "a)",
        "Phần thứ",
        "kèm theo",
        "quyết định",
        "ban hành",
        "gắn với",
        "thực hiện",
        "thu'c hien",
        "triển khai",
        "ngày",
        "tháng",
        "năm",
        "2020",
        "sau đây",
        "hết hiệu lực",
        "văn bản",
        "và",
        "nghị quyết",
        "được",
        "xem xét",
        "tờ trình",
        "trên cơ sở",
        "đình chỉ",
        "việc",
        "kéo dài",
        "hợp nhất",
        "đính chính",
        "hướng dẫn",
        "(sau đây gọi tắt là",
        "“",
        "”",
        "phụ lục",
        "điểm a",
        "Hà Nội,",
        "trình",
        "có",
        "Vian bản",
        "gin với",
    };
    static const char *const between[] = {" ",  " ",  " ", " ",  " ",  ", ", "\n",
                                          ". ", "; ", "",  ": ", " (", ") ", "\xC2\xA4"};
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_text(out, words[random_below(&seed, sizeof words / sizeof *words)]);
        vd_buf_add_text(out, between[random_below(&seed, sizeof between / sizeof *between)]);
    }
}

/* ---- Every match begins at an anchor ------------------------------------------------------------------------------
 */

static bool anchor_at(const vd_anchors *anchors, size_t at, uint32_t classes)
{
    vd_anchor_walk walk = vd_anchor_walk_from(anchors, at, at + 1);
    return vd_anchor_walk_next(anchors, &walk, at, classes) != NULL;
}

/* The matches of pattern `i` in the text that begin where no anchor stands. */
static size_t matches_missed(size_t i, const vd_text *text, const vd_anchors *anchors)
{
    size_t missed = 0;
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    const size_t *vector = pcre2_get_ovector_pointer(data);
    for (size_t at = 0; pcre2_match(plain[i], (PCRE2_SPTR)text->fold, text->fold_len, at, 0, data, NULL) > 0;
         at = vector[0] + 1) {
        if (!anchor_at(anchors, vector[0] + asked[i].before, asked[i].classes)) {
            fprintf(stderr, "no anchor at \"%.40s\"\n", text->fold + vector[0]);
            missed++;
        }
    }
    pcre2_match_data_free(data);
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
            missed += mark >= anchors->mark_count || anchors->marks[mark++] != at;
        }
        if (at > 0 && vd_is_word(text->fold[at - 1])) {
            continue;
        }
        missed += c >= '0' && c <= '9' && !anchor_at(anchors, at, VD_ANCHOR_DIGITS);
        for (size_t i = 0; i < vd_types_count; i++) {
            size_t len = strlen(vd_types[i].fold);
            bool stands = strncmp(text->fold + at, vd_types[i].fold, len) == 0 && !vd_is_word(text->fold[at + len]);
            missed += stands && !anchor_at(anchors, at, VD_ANCHOR_TYPE);
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
            wrong += pcre2_match(vd_pattern_code(grammar, VD_PAT_number), (PCRE2_SPTR)text->fold, text->fold_len, at, 0,
                                 data, NULL) > 0;
        }
        if (at == 0 || text->fold[at - 1] == '\n') {
            vd_str line = vd_str_slice(text->bytes, text->at[at], text->bytes.len);
            wrong += vd_text_marker(line, NULL) != VD_MARK_NONE && !vd_scan_marks(&scan, at);
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
                wrong +=
                    pcre2_match(vd_pattern_code(grammar, pattern), (PCRE2_SPTR)text->fold, end, at, 0, data, NULL) > 0;
            }
        }
    }
    pcre2_match_data_free(data);
    assert_true(text->fold_len < 100 || said_no > text->fold_len);
    return wrong;
}

/* Every form of the sweep finds the same. */
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

static void check_matches(vd_str bytes)
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
    check_walks(&anchors);
    size_t missed = words_missed(&text, &anchors) + rejected_wrongly(&text) + glanced_wrongly(&text);
    for (size_t i = 0; i < ASKED; i++) {
        missed += matches_missed(i, &text, &anchors);
    }
    vd_anchors_clear(&anchors);
    vd_arena_clear(&arena);
    assert_int_equal(missed, 0);
}

/* ---- Every word an anchor -----------------------------------------------------------------------------------------
 */

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
        const vd_str fields[] = {m->type, m->number, m->symbol, m->issuer, m->place, m->title, m->pinpoint, m->repairs};
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

static void check_reading(vd_str bytes)
{
    vd_buf swept = reading_text(grammar, bytes);
    vd_buf all = reading_text(everywhere, bytes);
    bool same = vd_str_eq(vd_buf_str(&swept), vd_buf_str(&all));
    size_t at = 0;
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

/* ---- Tests --------------------------------------------------------------------------------------------------------
 */

static void in_the_corpus(void **state)
{
    (void)state;
    for (size_t i = 0; i < CORPUS_PLANS; i++) {
        vd_buf text = {0};
        assert_true(plan_read(i, &text));
        check_matches(vd_buf_str(&text));
        check_reading(vd_buf_str(&text));
        vd_buf_clear(&text);
    }
}

static void in_examples_and_seeds(void **state)
{
    (void)state;
    static const char *const folders[] = {VD_ROOT "/tests/cases", VD_ROOT "/tests/fuzz/seeds/extract"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        vd_buf text = {0};
        assert_true(folder_append(folders[i], &text));
        check_matches(vd_buf_str(&text));
        check_reading(vd_buf_str(&text));
        vd_buf_clear(&text);
    }
}

static void in_words_at_random(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        vd_buf text = {0};
        words_append(seed * 7919, 400, &text);
        check_matches(vd_buf_str(&text));
        check_reading(vd_buf_str(&text));
        vd_buf_clear(&text);
    }
}

/* Real documents, where the folder lies beside the checkout. */
static void in_shared_texts(void **state)
{
    (void)state;
    vd_buf text = {0};
    bool there = folder_append(VD_ROOT "/../shared/data/texts", &text);
    if (there) {
        size_t whole = text.len < ((size_t)4 << 20) ? text.len : (size_t)4 << 20; /* enough for a quick test */
        check_matches(vd_str_slice(vd_buf_str(&text), 0, whole));
    }
    vd_buf_clear(&text);
    if (!there) {
        print_message("no ../shared/data/texts: skipped\n");
        skip();
    }
}

static void words_at_the_edges_of_blocks(void **state)
{
    (void)state;
    for (size_t pad = 0; pad < 140; pad++) {
        char text[256];
        memset(text, 'x', sizeof text);
        for (size_t i = 0; i < pad; i += 7) {
            text[i] = ' ';
        }
        const char words[] = " theo (Luật 12) QCVN06 5các Nghị định so14b a";
        memcpy(text + pad, words, sizeof words);
        check_matches(vd_str_of(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_the_corpus),
        cmocka_unit_test(in_examples_and_seeds),
        cmocka_unit_test(in_words_at_random),
        cmocka_unit_test(in_shared_texts),
        cmocka_unit_test(words_at_the_edges_of_blocks),
    };
    return cmocka_run_group_tests(tests, grammars_open, grammars_close);
}
