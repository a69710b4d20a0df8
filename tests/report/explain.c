/** Explanations of mentions made by hand, of a stored file, and on failing memory. */
#include "sink.h"

#include "base/alloc.h"
#include "extract/source.h"
#include "store/store.h"
#include "support/json.h"
#include "tables/tables.h"

#include <stdio.h>

/* ---- Mentions by hand -------------------------------------------------------------------------------------------- */

enum { MENTIONS = 6 };

/* A text, its mentions, and the facts of one of them. */
typedef struct sample {
    vd_source *source;
    vd_mention mentions[MENTIONS];
    vd_statement statements[MENTIONS];
    vd_extraction extraction;
    vd_arena arena;
    sink_text text;
    const json *facts;
} sample;

static void sample_open(sample *s, const char *text)
{
    *s = (sample){0};
    assert_int_equal(vd_source_from_bytes(VD_LIT("p.txt"), vd_str_of(text), &s->source, NULL), VD_OK);
    s->extraction.mentions = s->mentions;
    s->extraction.statements = s->statements;
}

/* A mention of these words; the next one is looked for behind it. */
static vd_mention *sample_mention(sample *s, const char *words, vd_form form)
{
    vd_str bytes = vd_source_bytes(s->source);
    size_t count = s->extraction.mention_count++;
    size_t from = count ? s->mentions[count - 1].start + 1 : 0;
    size_t at = vd_str_find(bytes, vd_str_of(words), from);
    assert_true(count < MENTIONS && at != SIZE_MAX);
    vd_mention *m = &s->mentions[count];
    *m = (vd_mention){.start = at, .end = at + strlen(words), .form = form, .confidence = 0.9, .parent = -1};
    m->surface = vd_str_slice(bytes, m->start, m->end);
    return m;
}

static vd_statement *sample_statement(sample *s, vd_relation relation, int from, int to, const char *cue)
{
    vd_str bytes = vd_source_bytes(s->source);
    vd_statement *statement = &s->statements[s->extraction.statement_count++];
    size_t at = vd_str_find(bytes, vd_str_of(cue), 0);
    *statement = (vd_statement){.relation = relation, .from = from, .to = to, .sentence_end = bytes.len};
    statement->cue_start = at;
    statement->cue_end = at + strlen(cue);
    statement->confidence = 0.8;
    return statement;
}

static void sample_explain(sample *s, size_t mention, vd_db *db)
{
    sink_clear(&s->text);
    assert_int_equal(vd_explain(s->source, &s->extraction, mention, db, VD_FORMAT_JSON, NULL, sink_of(&s->text), NULL),
                     VD_OK);
    const json *whole = json_read(&s->arena, sink_str(&s->text), NULL);
    assert_non_null(whole);
    assert_true((size_t)json_get_number(whole, "start", 0) == s->mentions[mention].start || mention >= MENTIONS);
    s->facts = json_get(whole, "facts");
    assert_non_null(s->facts);
}

static void sample_close(sample *s)
{
    sink_clear(&s->text);
    vd_arena_clear(&s->arena);
    vd_source_free(s->source);
}

/* The fact of this part, role and value; NULL value: the first one. */
static const json *fact_find(const sample *s, const char *part, const char *what, const char *value)
{
    for (const json *fact = s->facts->first; fact; fact = fact->next) {
        bool here = vd_str_eq(json_get_text(fact, "part"), vd_str_of(part)) &&
                    vd_str_eq(json_get_text(fact, "what"), vd_str_of(what));
        if (here && (value == NULL || vd_str_eq(json_get_text(fact, "value"), vd_str_of(value)))) {
            return fact;
        }
    }
    return NULL;
}

static void fact_expect(const sample *s, const char *part, const char *what, const char *value, const char *key,
                        const char *expected)
{
    const json *fact = fact_find(s, part, what, value);
    if (fact == NULL || !vd_str_eq(json_get_text(fact, key), vd_str_of(expected))) {
        vd_str found = fact ? json_get_text(fact, key) : VD_LIT("no such fact");
        fail_msg("%s %s %s: %s is \"%.*s\", not \"%s\"", part, what, value ? value : "", key, (int)found.len,
                 found.ptr ? found.ptr : "", expected);
    }
}

static void note_expect(const sample *s, const char *part, const char *what, const char *value, const char *words)
{
    const json *fact = fact_find(s, part, what, value);
    vd_str note = fact ? json_get_text(fact, "note") : VD_LIT("no such fact");
    if (fact == NULL || vd_str_find(note, vd_str_of(words), 0) == SIZE_MAX) {
        fail_msg("%s %s %s: the note \"%.*s\" does not say \"%s\"", part, what, value ? value : "", (int)note.len,
                 note.ptr ? note.ptr : "", words);
    }
}

static void scan_open(sample *s)
{
    sample_open(s, "Thuc hién Quyét dinh s6 217-QB/TW ngay 12 thang 12 nam 2013 ctia B6 Chinh tri.");
    vd_mention *m = sample_mention(s, "Quyét dinh s6 217-QB/TW", VD_FORM_NUMBERED);
    m->type = VD_LIT("Quyết định");
    m->number = VD_LIT("217-QĐ/TW");
    m->symbol = VD_LIT("QĐ/TW");
    m->date = (vd_date){2013, 12, 12};
    m->issuer = VD_LIT("Bộ Chính trị");
    m->issuer_stated = true;
    m->repairs = VD_LIT("217-QB/TW → 217-QĐ/TW");
    m->core = true;
    sample_statement(s, VD_REL_IMPLEMENTS, -1, 0, "Thuc hién")->strength = VD_STRENGTH_TASK;
}

static void a_misread_number_names_its_rows(void **state)
{
    (void)state;
    sample s;
    scan_open(&s);
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "form", "value", "numbered", "row", "Documents of the Party");
    fact_expect(&s, "form", "grammar", "number.pcre", "value", "number.pcre");
    fact_expect(&s, "type", "value", "Quyết định", "words", "Quyét dinh");
    fact_expect(&s, "type", "value", "Quyết định", "table", "types.tsv");
    fact_expect(&s, "number", "value", "217-QĐ/TW", "words", "217-QB/TW");
    fact_expect(&s, "number", "group", "QĐ", "words", "QB");
    fact_expect(&s, "number", "group", "QĐ", "row", "Quyết định");
    fact_expect(&s, "number", "group", "TW", "table", "issuers.tsv");
    fact_expect(&s, "number", "group", "TW", "note", "Bộ Chính trị"); /* of several bodies, the one that is named */
    assert_non_null(fact_find(&s, "number", "alternative", "Ban Bí thư"));
    fact_expect(&s, "repair", "value", "217-QB/TW → 217-QĐ/TW", "what", "value");
    fact_expect(&s, "repair", "misread", "qb → qd", "table", "ocr_words.tsv");
    fact_expect(&s, "repair", "misread", "s6 → so", "words", "s6");
    assert_true(json_get_text(fact_find(&s, "repair", "misread", "qb → qd"), "row_source").len > 0);
    fact_expect(&s, "date", "value", "2013-12-12", "words", "ngay 12 thang 12 nam 2013");
    fact_expect(&s, "relation", "value", "implements:task", "row", "implements");
    fact_expect(&s, "relation", "cue", NULL, "words", "Thuc hién");
    fact_expect(&s, "relation", "cue", NULL, "table", "cue.pcre");
    fact_expect(&s, "confidence", "lowered_by", NULL, "value", "the repairs above");
    note_expect(&s, "link", "value", NULL, "viendan ingest p.txt");
    sample_close(&s);
}

static void words_are_places_of_the_text(void **state)
{
    (void)state;
    sample s;
    scan_open(&s);
    sample_explain(&s, 0, NULL);
    const json *date = fact_find(&s, "date", "value", NULL);
    size_t start = (size_t)json_get_number(date, "words_start", 0);
    size_t end = (size_t)json_get_number(date, "words_end", 0);
    vd_str cut = vd_str_slice(vd_source_bytes(s.source), start, end);
    assert_true(vd_str_eq(cut, VD_LIT("ngay 12 thang 12 nam 2013")));
    sample_close(&s);
}

static void a_type_without_its_word_comes_from_somewhere(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "các Nghị quyết số 1/2020/NQ-CP, số 5/HD-X và 6/QH15; số 88/UBND-KT; Quyết định 9/CT-TTg");
    vd_mention *m = sample_mention(&s, "Nghị quyết số 1/2020/NQ-CP", VD_FORM_NUMBERED);
    m->type = VD_LIT("Nghị quyết");
    m->number = VD_LIT("1/2020/NQ-CP");
    m->symbol = VD_LIT("NQ-CP");
    m->year = 2020;
    m = sample_mention(&s, "số 5/HD-X", VD_FORM_NUMBERED);
    m->type = VD_LIT("Hướng dẫn");
    m->number = VD_LIT("5/HD-X");
    m->symbol = VD_LIT("HD-X");
    m = sample_mention(&s, "6/QH15", VD_FORM_NUMBERED);
    m->type = VD_LIT("Nghị quyết");
    m->number = VD_LIT("6/QH15");
    m->symbol = VD_LIT("QH15");
    m = sample_mention(&s, "số 88/UBND-KT", VD_FORM_NUMBERED);
    m->type = VD_LIT("Công văn");
    m->number = VD_LIT("88/UBND-KT");
    m->symbol = VD_LIT("UBND-KT");
    m = sample_mention(&s, "Quyết định 9/CT-TTg", VD_FORM_NUMBERED);
    m->type = VD_LIT("Quyết định");
    m->number = VD_LIT("9/CT-TTg");
    m->symbol = VD_LIT("CT-TTg");
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "number", "year", "2020", "what", "year");
    fact_expect(&s, "form", "value", "numbered", "row", "With the year in the number");
    sample_explain(&s, 1, NULL);
    note_expect(&s, "type", "value", "Hướng dẫn", "HD in the code says so");
    note_expect(&s, "type", "alternative", "Hợp đồng", "HD can stand for it too");
    fact_expect(&s, "number", "group", "X", "note", "in no table: kept as printed");
    fact_expect(&s, "confidence", "lowered_by", NULL, "value", "no type word in front of the number");
    sample_explain(&s, 2, NULL);
    note_expect(&s, "type", "value", NULL, "from the head of the list, \"Nghị quyết số 1/2020/NQ-CP\" (1:5)");
    note_expect(&s, "number", "group", "QH15", "Quốc hội, term 15");
    sample_explain(&s, 3, NULL);
    note_expect(&s, "type", "value", NULL, "so dispatches are numbered");
    fact_expect(&s, "form", "value", NULL, "row", "Dispatches");
    sample_explain(&s, 4, NULL);
    note_expect(&s, "type", "conflict", "Chỉ thị", "the word counts");
    sample_close(&s);
}

static void a_term_shows_its_days(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "theo Chỉ thị số 46-CT/TW của Bộ Chính trị (khóa XI) và Nghị quyết 05-NQ/TU nhiệm kỳ 2020-2025");
    vd_mention *m = sample_mention(&s, "Chỉ thị số 46-CT/TW", VD_FORM_NUMBERED);
    m->type = VD_LIT("Chỉ thị");
    m->number = VD_LIT("46-CT/TW");
    m->symbol = VD_LIT("CT/TW");
    m->issuer = VD_LIT("Bộ Chính trị");
    m->issuer_stated = true;
    m->term = VD_LIT("XI");
    m = sample_mention(&s, "Nghị quyết 05-NQ/TU", VD_FORM_NUMBERED);
    m->type = VD_LIT("Nghị quyết");
    m->number = VD_LIT("05-NQ/TU");
    m->symbol = VD_LIT("NQ/TU");
    m->term = VD_LIT("2020-2025");
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "issuer", "term", "XI", "words", "khóa XI");
    fact_expect(&s, "issuer", "term", "XI", "table", "terms.tsv");
    note_expect(&s, "issuer", "term", "XI", "2011-01-12");
    sample_explain(&s, 1, NULL);
    fact_expect(&s, "issuer", "term", "2020-2025", "words", "nhiệm kỳ 2020-2025");
    sample_close(&s);
}

static void a_law_shows_all_of_its_name(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "theo khoản 1 Điều 3 Luật Đất đai và Luật Khai thác mặt trăng");
    vd_mention *m = sample_mention(&s, "Luật Đất đai", VD_FORM_NAMED);
    const vd_catalogue_row *row = vd_catalogue_by_title(VD_LIT("luat dat dai"), NULL);
    assert_non_null(row);
    m->type = VD_LIT("Luật");
    m->title = VD_LIT("Luật Đất đai");
    m->pinpoint = VD_LIT("khoản 1 Điều 3");
    m->core = true;
    m->catalogue = 1 + (int)(row - vd_catalogue);
    m = sample_mention(&s, "Luật Khai thác mặt trăng", VD_FORM_NAMED);
    m->type = VD_LIT("Luật");
    m->title = VD_LIT("Luật Khai thác mặt trăng");
    m->core = true;
    sample_explain(&s, 0, NULL);
    assert_non_null(fact_find(&s, "name", "same_name", NULL));
    note_expect(&s, "name", "row", NULL, "the text's own date is not known");
    fact_expect(&s, "pinpoint", "value", "khoản 1 Điều 3", "words", "khoản 1 Điều 3");
    s.extraction.header.date = (vd_date){2016, 5, 4}; /* between two laws of the name */
    sample_explain(&s, 0, NULL);
    note_expect(&s, "name", "row", "45/2013/QH13", "its whole title; passed 2013-11-29");
    note_expect(&s, "name", "row", "45/2013/QH13", "passed by 2016-05-04");
    note_expect(&s, "name", "same_name", "31/2024/QH15", "not yet passed");
    note_expect(&s, "name", "same_name", "13/2003/QH11", "no more in force on 2016-05-04");
    assert_true(json_get_text(fact_find(&s, "name", "row", NULL), "row_source").len > 0);
    s.mentions[0].date = (vd_date){2003, 0, 0};
    sample_explain(&s, 0, NULL);
    note_expect(&s, "name", "row", "13/2003/QH11", "the date given is its own");
    note_expect(&s, "name", "same_name", "45/2013/QH13", "the date given is not its own");
    sample_explain(&s, 1, NULL);
    note_expect(&s, "name", "value", NULL, "catalogue.tsv has no such name");
    sample_close(&s);
}

static void a_cut_name_shows_what_begins_like_it(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "Thực hiện Luật Thực hiện dân và Nghị định 54");
    vd_mention *m = sample_mention(&s, "Luật Thực hiện dân", VD_FORM_TRUNCATED);
    const vd_catalogue_row *row = vd_catalogue_by_number(VD_LIT("10/2022/qh15"));
    assert_non_null(row);
    m->type = VD_LIT("Luật");
    m->title = vd_str_of(row->title);
    m->core = true;
    m->repairs = VD_LIT("name cut off");
    m->catalogue = 1 + (int)(row - vd_catalogue);
    m = sample_mention(&s, "Nghị định 54", VD_FORM_TRUNCATED);
    m->type = VD_LIT("Nghị định");
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "form", "value", "truncated", "row", "Truncated");
    note_expect(&s, "repair", "value", "name cut off", "the name breaks off");
    note_expect(&s, "name", "row", "10/2022/QH15", "the beginning of its title");
    sample_explain(&s, 1, NULL);
    note_expect(&s, "number", "value", NULL, "only the digits 54");
    sample_close(&s);
}

static void titles_and_cues_hold_together(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "Thực hiện Quyết định số 1/QĐ-UBND về triển khai Nghị quyết số 2/NQ-HĐND; Chỉ thị số 3/CT-TTg.");
    vd_mention *m = sample_mention(&s, "Quyết định số 1/QĐ-UBND", VD_FORM_NUMBERED);
    m->type = VD_LIT("Quyết định");
    m->number = VD_LIT("1/QĐ-UBND");
    m->symbol = VD_LIT("QĐ-UBND");
    m->title = VD_LIT("về triển khai Nghị quyết số 2/NQ-HĐND");
    m = sample_mention(&s, "Nghị quyết số 2/NQ-HĐND", VD_FORM_NUMBERED);
    m->number = VD_LIT("2/NQ-HĐND");
    m->parent = 0;
    m = sample_mention(&s, "Chỉ thị số 3/CT-TTg", VD_FORM_NUMBERED);
    m->number = VD_LIT("3/CT-TTg");
    sample_statement(&s, VD_REL_IMPLEMENTS, -1, 0, "Thực hiện");
    sample_statement(&s, VD_REL_IMPLEMENTS, 0, 1, "triển khai");
    sample_statement(&s, VD_REL_IMPLEMENTS, -1, 2, "Thực hiện");
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "inside", "holds", NULL, "value", "\"Nghị quyết số 2/NQ-HĐND\" (1:49)");
    fact_expect(&s, "relation", "governs_too", NULL, "value", "\"Chỉ thị số 3/CT-TTg\" (1:74)");
    note_expect(&s, "relation", "value", NULL, "the text's own document acts on this one");
    note_expect(&s, "relation", "cue", NULL, "right in front of it");
    fact_expect(&s, "title", "value", NULL, "words", "về triển khai Nghị quyết số 2/NQ-HĐND");
    sample_explain(&s, 1, NULL);
    fact_expect(&s, "inside", "value", NULL, "value", "\"Quyết định số 1/QĐ-UBND\" (1:11)");
    fact_expect(&s, "relation", "cue", NULL, "table", "embed.pcre");
    note_expect(&s, "relation", "value", NULL, "(1:11) acts on this one");
    sample_close(&s);
}

/* "A được sửa đổi bởi B": two statements, one pair of words. */
static void the_passive_and_titles_have_their_own_grammar(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "Luật A được sửa đổi bởi Luật B; Luật sửa đổi Luật C");
    static const char *const laws[] = {"Luật A", "Luật B", "Luật sửa đổi Luật C", "Luật C"};
    for (size_t i = 0; i < 4; i++) {
        sample_mention(&s, laws[i], VD_FORM_NAMED)->core = true;
    }
    s.mentions[3].parent = 2;
    sample_statement(&s, VD_REL_AMENDS, 1, 0, " được sửa đổi bởi ");
    sample_statement(&s, VD_REL_CITES, -1, 1, " được sửa đổi bởi ");
    sample_statement(&s, VD_REL_AMENDS, 2, 3, "Luật sửa đổi ");
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "relation", "cue", NULL, "table", "passive.pcre");
    note_expect(&s, "relation", "value", "amends", "\"Luật B\" (1:25) acts on this one");
    sample_explain(&s, 1, NULL);
    note_expect(&s, "relation", "value", "amends", "this one acts on \"Luật A\" (1:1)");
    note_expect(&s, "relation", "value", "cites", "the text's own document acts on this one");
    for (const json *fact = s.facts->first; fact; fact = fact->next) {
        if (vd_str_eq(json_get_text(fact, "what"), VD_LIT("cue"))) {
            assert_true(vd_str_eq(json_get_text(fact, "table"), VD_LIT("passive.pcre")));
        }
    }
    sample_explain(&s, 3, NULL);
    fact_expect(&s, "relation", "cue", NULL, "table", "amending.pcre");
    fact_expect(&s, "form", "value", NULL, "row", "By name");
    sample_explain(&s, 2, NULL);
    fact_expect(&s, "form", "value", NULL, "row", "Amending laws");
    sample_close(&s);
}

static void a_standard_is_read_by_its_code(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "đáp ứng QCVN 06:2022/BXD");
    vd_mention *m = sample_mention(&s, "QCVN 06:2022/BXD", VD_FORM_NUMBERED);
    m->number = VD_LIT("QCVN 06:2022/BXD");
    m->symbol = VD_LIT("BXD");
    m->year = 2022;
    sample_explain(&s, 0, NULL);
    fact_expect(&s, "form", "value", NULL, "row", "Technical regulations and standards");
    fact_expect(&s, "number", "value", NULL, "words", "QCVN 06:2022/BXD");
    note_expect(&s, "number", "group", "BXD", "Bộ Xây dựng");
    sample_close(&s);
}

static void memory_fails(const sample *s, size_t mention, vd_db *db, vd_format format)
{
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status != VD_OK; nth++) {
        vd_error err = {0};
        sink_text text = {0};
        assert_true(nth < 5000);
        vd_alloc_fail_at(nth);
        status = vd_explain(s->source, &s->extraction, mention, db, format, NULL, sink_of(&text), &err);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK ? nth > 1 && text.len > 0 : status == VD_NO_MEMORY && err.status == VD_NO_MEMORY);
        sink_clear(&text);
    }
}

/* All mentions on one page: nothing is counted that was not written. */
static void book_memory_fails(const sample *s, vd_format format)
{
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status != VD_OK; nth++) {
        vd_error err = {0};
        sink_text text = {0};
        size_t count = 0;
        assert_true(nth < 5000);
        vd_alloc_fail_at(nth);
        status = vd_explain_book(s->source, &s->extraction, 0, format, NULL, sink_of(&text), &count, &err);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK ? nth > 1 && text.len > 0 : status == VD_NO_MEMORY && err.status == VD_NO_MEMORY);
        assert_int_equal(count, status == VD_OK ? s->extraction.mention_count : 0);
        sink_clear(&text);
    }
}

static void no_relation_says_why(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "Kế hoạch này; các nghị quyết của Đảng; Nghị định nêu trên; Luật A");
    sample_mention(&s, "Kế hoạch này", VD_FORM_SELF)->type = VD_LIT("Kế hoạch");
    sample_mention(&s, "các nghị quyết của Đảng", VD_FORM_GENERIC);
    sample_mention(&s, "Nghị định nêu trên", VD_FORM_BACKWARD)->type = VD_LIT("Nghị định");
    sample_mention(&s, "Luật A", VD_FORM_NAMED)->type = VD_LIT("Luật");
    static const char *const notes[] = {"the text's own document", "a class of documents", "points back",
                                        "no governing words"};
    static const char *const sections[] = {"Self", "Generic", "Backward", "Plans and programmes by title"};
    for (size_t i = 0; i < 4; i++) {
        sample_explain(&s, i, NULL);
        note_expect(&s, "relation", "value", NULL, notes[i]);
        fact_expect(&s, "form", "value", NULL, "row", sections[i]);
    }
    sample_close(&s);
}

static void what_stands_for_another_says_so(void **state)
{
    (void)state;
    sample s;
    sample_open(&s, "Quy định số 377-QĐ/TW (sau đây gọi tắt là Quy định 377); theo Quy định số 377; Thông tư nêu trên");
    sample_mention(&s, "Quy định số 377-QĐ/TW", VD_FORM_NUMBERED)->type = VD_LIT("Quy định");
    sample_mention(&s, "Quy định số 377;", VD_FORM_TRUNCATED)->type = VD_LIT("Quy định");
    sample_mention(&s, "Thông tư nêu trên", VD_FORM_BACKWARD)->type = VD_LIT("Thông tư");
    s.mentions[1].end--;
    s.mentions[1].surface.len--;
    for (size_t i = 1; i < 3; i++) {
        s.mentions[i].antecedent = s.mentions[i].among = 1;
    }
    sample_explain(&s, 1, NULL);
    fact_expect(&s, "form", "value", NULL, "row", "Short forms");
    fact_expect(&s, "form", "stands_for", "\"Quy định số 377-QĐ/TW\" (1:1)", "words",
                "(sau đây gọi tắt là Quy định 377)");
    note_expect(&s, "form", "stands_for", NULL, "by the short form that the text defines there");
    sample_explain(&s, 2, NULL);
    fact_expect(&s, "form", "value", NULL, "row", "Backward");
    note_expect(&s, "form", "stands_for", NULL, "which these words point back at");
    s.mentions[2].antecedent = 2;
    sample_explain(&s, 2, NULL);
    note_expect(&s, "form", "stands_for", NULL, "or for one before it in the same paragraph, from \"Quy định");
    memory_fails(&s, 1, NULL, VD_FORMAT_JSON);
    book_memory_fails(&s, VD_FORMAT_HTML);
    book_memory_fails(&s, VD_FORMAT_MARKDOWN);
    sample_close(&s);
}

/* ---- Forms of the answer ----------------------------------------------------------------------------------------- */

static void all_formats_tell_the_same(void **state)
{
    (void)state;
    sample s;
    vd_rows *rows;
    bool more = true;
    size_t count = 0;
    scan_open(&s);
    sample_explain(&s, 0, NULL);
    assert_int_equal(vd_explain_rows(s.source, &s.extraction, 0, NULL, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_width(rows), 13);
    for (const json *fact = s.facts->first; vd_rows_next(rows, &more, NULL) == VD_OK && more; fact = fact->next) {
        assert_non_null(fact);
        assert_true(vd_str_eq(row_cell(rows, "part").text, json_get_text(fact, "part")));
        assert_true(vd_str_eq(row_cell(rows, "value").text, json_get_text(fact, "value")));
        assert_true(vd_str_eq(row_cell(rows, "note").text, json_get_text(fact, "note")));
        count++;
    }
    assert_int_equal(count, s.facts->count);
    vd_rows_free(rows);
    sink_text csv = {0};
    assert_int_equal(vd_explain(s.source, &s.extraction, 0, NULL, VD_FORMAT_CSV, NULL, sink_of(&csv), NULL), VD_OK);
    assert_true(
        sink_has(&csv, "source,start,end,part,what,value,words,words_start,words_end,table,row,row_source,note"));
    sink_clear(&csv);
    sample_close(&s);
}

static void the_page_keeps_to_its_width(void **state)
{
    (void)state;
    sample s;
    vd_style style = {.lang = VD_LANG_EN, .color = true, .width = 60};
    sink_text page = {0};
    scan_open(&s);
    assert_int_equal(vd_explain(s.source, &s.extraction, 0, NULL, VD_FORMAT_TABLE, &style, sink_of(&page), NULL),
                     VD_OK);
    assert_true(sink_has(&page, "\x1b[1mQuyét dinh s6 217-QB/TW\x1b[0m\np.txt:1:11, bytes "));
    assert_true(sink_has(&page, "  Thuc hién ⟦Quyét dinh s6 217-QB/TW⟧ ngay"));
    assert_true(sink_has(&page, "\x1b[1mnumber\x1b[0m              217-QĐ/TW, from \"217-QB/TW\""));
    for (const char *line = page.ptr; *line;) {
        size_t len = strcspn(line, "\n");
        size_t shown = 0;
        for (size_t i = 0; i < len; i++) {
            shown += ((unsigned char)line[i] & 0xC0) != 0x80;
        }
        bool strong = memchr(line, '\x1b', len) != NULL;
        assert_true(shown <= (strong ? 68 : 60)); /* escapes take no room on a terminal */
        line += len + (line[len] == '\n');
    }
    sink_clear(&page);
    sample_close(&s);
}

/* Every sentence in both languages. */
static const struct {
    const char *vi, *en;
} said[] = {
#define VD_SAYING(saying, vi, en) {vi, en},
#include "report/explain_say.def"
};

/* How often "{1}" … "{9}" stand in a sentence, a digit each. */
static unsigned long blanks_of(const char *text)
{
    unsigned long found = 0;
    for (; *text; text++) {
        unsigned long place = 1;
        for (char c = '1'; text[0] == '{' && c < text[1]; c++) {
            place *= 10;
        }
        found += text[0] == '{' ? place : 0;
    }
    return found;
}

static void both_languages_put_in_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (blanks_of(said[i].vi) != blanks_of(said[i].en)) {
            fail_msg("\"%s\" and \"%s\" put in different things", said[i].vi, said[i].en);
        }
    }
}

/* A stretch of a sentence without anything put in, as long as there is; words of one language only are long enough. */
static vd_str piece_of(const char *text)
{
    vd_str best = {text, 0};
    while (*text) {
        size_t len = strcspn(text, "{");
        best = len > best.len ? (vd_str){text, len} : best;
        text += len;
        text += *text ? strcspn(text, "}") + 1 : 0;
    }
    return best;
}

/* No sentence of the other language stands in what is written in this format and language. */
static void language_expect(const sample *s, size_t mention, vd_format format, vd_lang lang, const char *words)
{
    vd_style style = {.lang = lang};
    sink_text page = {0};
    assert_int_equal(vd_explain(s->source, &s->extraction, mention, NULL, format, &style, sink_of(&page), NULL), VD_OK);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        vd_str other = piece_of(lang == VD_LANG_EN ? said[i].vi : said[i].en);
        if (other.len > 6 && vd_str_find(sink_str(&page), other, 0) != SIZE_MAX) {
            fail_msg("\"%.*s\" stands in the wrong language", (int)other.len, other.ptr);
        }
    }
    if (!sink_has(&page, words)) {
        fail_msg("\"%s\" is not said: %.*s", words, (int)page.len, page.ptr);
    }
    sink_clear(&page);
}

static void pages_are_in_one_language(void **state)
{
    (void)state;
    sample s;
    scan_open(&s);
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_VI, "p.txt:1:11, byte 11 đến 35\n");
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_VI, "số hiệu             217-QĐ/TW, từ \"217-QB/TW\"");
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_VI, "\nngày                12/12/2013, từ \"ngay 12");
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_VI, "quan hệ             thực hiện, trong nhiệm vụ: chính văn bản");
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_VI, "độ tin cậy 0.80");
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_EN, "\ndate                2013-12-12, from \"ngay 12");
    language_expect(&s, 0, VD_FORMAT_TABLE, VD_LANG_EN, "relation            implements:task: the text's own document");
    language_expect(&s, 0, VD_FORMAT_MARKDOWN, VD_LANG_VI, "| quan hệ | từ ngữ chi phối |");
    language_expect(&s, 0, VD_FORMAT_MARKDOWN, VD_LANG_EN, "| relation | cue |");
    sample_close(&s);
}

static void formats_for_programs_know_one_language(void **state)
{
    (void)state;
    static const vd_format formats[] = {VD_FORMAT_JSON, VD_FORMAT_JSONL, VD_FORMAT_CSV, VD_FORMAT_TSV};
    sample s;
    scan_open(&s);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        sink_text in[2] = {{0}, {0}};
        for (int lang = 0; lang < 2; lang++) {
            vd_style style = {.lang = lang ? VD_LANG_EN : VD_LANG_VI};
            assert_int_equal(vd_explain(s.source, &s.extraction, 0, NULL, formats[i], &style, sink_of(&in[lang]), NULL),
                             VD_OK);
        }
        assert_true(vd_str_eq(sink_str(&in[0]), sink_str(&in[1])));
        assert_true(sink_has(&in[0], "implements:task"));
        sink_clear(&in[0]);
        sink_clear(&in[1]);
    }
    sample_close(&s);
}

static void what_is_not_there_is_refused(void **state)
{
    (void)state;
    sample s;
    vd_rows *rows;
    vd_error err;
    sink_text closed = {.room = 1};
    scan_open(&s);
    assert_int_equal(vd_explain(s.source, &s.extraction, 1, NULL, VD_FORMAT_JSON, NULL, sink_of(&s.text), &err),
                     VD_INVALID);
    assert_string_equal(err.text, "no mention number 1: the text has 1");
    assert_int_equal(vd_explain_rows(s.source, &s.extraction, 1, NULL, &rows, NULL), VD_INVALID);
    assert_null(rows);
    assert_int_equal(vd_explain(s.source, &s.extraction, 0, NULL, VD_FORMAT_JSON, NULL, sink_of(&closed), NULL), VD_IO);
    sink_clear(&closed);
    sample_close(&s);
}

/* Headings that facts name are headings of the page, grammar files are files. */
static const char *const sections[] = {
#define VD_VARIETY(variety, section, grammar, vi, en) section,
#define VD_RELATION_SECTION(relation, section) section,
#include "report/explain.def"
};
static const char *const grammars[] = {
#define VD_VARIETY(variety, section, grammar, vi, en) grammar,
#include "report/explain.def"
};

static void sections_and_grammars_exist(void **state)
{
    (void)state;
    vd_source *page;
    assert_int_equal(vd_source_open(VD_ROOT "/docs/citation-forms.md", &page, NULL), VD_OK);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char heading[160];
        (void)snprintf(heading, sizeof heading, " %s\n", sections[i]);
        size_t at = vd_str_find(vd_source_bytes(page), vd_str_of(heading), 0);
        if (at == SIZE_MAX) {
            fail_msg("docs/citation-forms.md has no heading \"%s\"", sections[i]);
        }
    }
    vd_source_free(page);
    for (size_t i = 0; i < sizeof grammars / sizeof *grammars; i++) {
        char path[1024];
        vd_source *file = NULL;
        (void)snprintf(path, sizeof path, VD_ROOT "/src/extract/grammar/%s", grammars[i]);
        if (*grammars[i] && vd_source_open(path, &file, NULL) != VD_OK) {
            fail_msg("no grammar file %s", grammars[i]);
        }
        vd_source_free(file);
    }
}

/* ---- With a database --------------------------------------------------------------------------------------------- */

/* Two decisions of one number, and a plan that does not say which it means. */
static const struct {
    const char *path, *text;
} files[] = {
    {"a/2019.txt", "Căn cứ Quyết định số 7/QĐ-TTg ngày 3 tháng 1 năm 2019 của Thủ tướng Chính phủ;"},
    {"a/2021.txt", "Căn cứ Quyết định số 7/QĐ-TTg ngày 4 tháng 2 năm 2021 của Thủ tướng Chính phủ;"},
    {"a/plan.txt", "Thực hiện Quyết định số 7/QĐ-TTg; Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013."},
};
enum { FILES = sizeof files / sizeof *files };

typedef struct stored {
    vd_db *db;
    vd_grammar *grammar;
    vd_source *sources[FILES];
    vd_extraction extractions[FILES];
} stored;

static void stored_resolve(vd_db *db)
{
    vd_arena arena = {0};
    vd_resolve_source *sources;
    vd_catalogue_view catalogue;
    vd_resolution resolution;
    size_t count;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    assert_int_equal(vd_catalogue_builtin(&arena, &catalogue, NULL), VD_OK);
    assert_int_equal(vd_resolve(&arena, &catalogue, sources, count, NULL, &resolution, NULL), VD_OK);
    assert_int_equal(vd_store_put_resolution(db, sources, count, &resolution, NULL), VD_OK);
    vd_arena_clear(&arena);
}

static void stored_open(stored *s)
{
    *s = (stored){0};
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &s->db, NULL), VD_OK);
    assert_int_equal(vd_grammar_new(&s->grammar, NULL), VD_OK);
    for (size_t i = 0; i < FILES; i++) {
        uint64_t print[VD_PRINT_SIZE];
        vd_str path = vd_str_of(files[i].path);
        vd_str bytes = vd_str_of(files[i].text);
        assert_int_equal(vd_source_from_bytes(path, bytes, &s->sources[i], NULL), VD_OK);
        assert_int_equal(vd_extract(s->grammar, s->sources[i], &s->extractions[i], NULL), VD_OK);
        const vd_text *text = vd_source_text(s->sources[i]);
        vd_print((vd_str){text->fold, text->fold_len}, print);
        vd_stored_source source = {.path = path, .size = bytes.len, .print = print, .source = s->sources[i]};
        source.extraction = &s->extractions[i];
        assert_int_equal(vd_store_put_source(s->db, &source, NULL), VD_OK);
    }
    stored_resolve(s->db);
}

static void stored_close(stored *s)
{
    for (size_t i = 0; i < FILES; i++) {
        vd_source_free(s->sources[i]);
    }
    vd_grammar_free(s->grammar);
    vd_db_close(s->db);
}

/* The facts of a mention of a stored file. */
static void stored_explain(const stored *s, size_t file, size_t mention, sample *out)
{
    *out = (sample){.source = s->sources[file], .extraction = s->extractions[file]};
    assert_true(mention < out->extraction.mention_count);
    out->mentions[mention] = out->extraction.mentions[mention];
    sample_explain(out, mention, s->db);
}

static void explained_clear(sample *s)
{
    sink_clear(&s->text);
    vd_arena_clear(&s->arena);
}

static void an_ambiguous_number_lists_candidates(void **state)
{
    (void)state;
    stored db;
    sample s;
    stored_open(&db);
    stored_explain(&db, 2, 0, &s);
    note_expect(&s, "link", "value", NULL, "undecided: 2 documents are possible");
    note_expect(&s, "link", "candidate", "vn/quyet-dinh/2019/7-qd-ttg", "Quyết định 7/QĐ-TTg, 2019-01-03");
    note_expect(&s, "link", "candidate", "vn/quyet-dinh/2021/7-qd-ttg", "no date is given");
    explained_clear(&s);
    stored_explain(&db, 0, 0, &s);
    fact_expect(&s, "link", "value", NULL, "value", "vn/quyet-dinh/2019/7-qd-ttg");
    assert_true(json_get_text(fact_find(&s, "link", "basis", NULL), "value").len > 0);
    note_expect(&s, "link", "learnt", NULL, "from a/2019.txt");
    note_expect(&s, "link", "alternative", "vn/quyet-dinh/2021/7-qd-ttg", "the text says 2019-01-03");
    assert_non_null(fact_find(&s, "link", "edge", NULL));
    explained_clear(&s);
    stored_close(&db);
}

static void a_file_the_database_lacks_is_said(void **state)
{
    (void)state;
    stored db;
    sample s;
    stored_open(&db);
    scan_open(&s);
    sample_explain(&s, 0, db.db);
    note_expect(&s, "link", "value", NULL, "no such file; `viendan ingest p.txt` adds it");
    sample_close(&s);
    sample_open(&s, "\nThực hiện Quyết định số 7/QĐ-TTg"); /* one byte later than stored */
    vd_source_free(s.source);
    assert_int_equal(vd_source_from_bytes(VD_LIT("./a/plan.txt"), VD_LIT("\nQuyết định số 7/QĐ-TTg"), &s.source, NULL),
                     VD_OK);
    sample_mention(&s, "Quyết định số 7/QĐ-TTg", VD_FORM_NUMBERED);
    sample_explain(&s, 0, db.db);
    note_expect(&s, "link", "value", NULL, "the file has changed since it was ingested");
    sample_close(&s);
    stored_close(&db);
}

/* ---- Memory ------------------------------------------------------------------------------------------------------ */

static void every_explanation_survives(void **state)
{
    (void)state;
    stored db;
    sample s;
    scan_open(&s);
    for (vd_format format = VD_FORMAT_TABLE; format <= VD_FORMAT_CSV; format++) {
        memory_fails(&s, 0, NULL, format);
    }
    sample_close(&s);
    stored_open(&db);
    for (size_t i = 0; i < 2; i++) {
        sample plan = {.source = db.sources[2 * i], .extraction = db.extractions[2 * i]};
        memory_fails(&plan, 0, db.db, VD_FORMAT_JSON);
        memory_fails(&plan, plan.extraction.mention_count - 1, db.db, VD_FORMAT_TABLE);
    }
    stored_close(&db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_misread_number_names_its_rows),
        cmocka_unit_test(words_are_places_of_the_text),
        cmocka_unit_test(a_type_without_its_word_comes_from_somewhere),
        cmocka_unit_test(a_term_shows_its_days),
        cmocka_unit_test(a_law_shows_all_of_its_name),
        cmocka_unit_test(a_cut_name_shows_what_begins_like_it),
        cmocka_unit_test(titles_and_cues_hold_together),
        cmocka_unit_test(the_passive_and_titles_have_their_own_grammar),
        cmocka_unit_test(a_standard_is_read_by_its_code),
        cmocka_unit_test(no_relation_says_why),
        cmocka_unit_test(what_stands_for_another_says_so),
        cmocka_unit_test(all_formats_tell_the_same),
        cmocka_unit_test(the_page_keeps_to_its_width),
        cmocka_unit_test(both_languages_put_in_the_same),
        cmocka_unit_test(pages_are_in_one_language),
        cmocka_unit_test(formats_for_programs_know_one_language),
        cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(sections_and_grammars_exist),
        cmocka_unit_test(an_ambiguous_number_lists_candidates),
        cmocka_unit_test(a_file_the_database_lacks_is_said),
        cmocka_unit_test(every_explanation_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
