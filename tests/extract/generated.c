/** Texts put together at random from citations with known numbers and from words that are none: every number is found,
 *  in order and as officially written, and nothing else. */
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A citation: words before the number, and the number's parts. */
typedef struct citation {
    const char *word;
    const char *type;   /* that the mention must have */
    const char *symbol; /* behind the number, with its separator */
    bool year;          /* between them */
} citation;

static const citation citations[] = {
    {"Nghị định số ", "Nghị định", "/NĐ-CP", true},
    {"Thông tư số ", "Thông tư", "/TT-BNV", true},
    {"Thông tư ", "Thông tư", "/TT-BGDĐT", true},
    {"Quyết định số ", "Quyết định", "/QĐ-TTg", false},
    {"Quyết định số ", "Quyết định", "/QĐ-UBND", true},
    {"Chỉ thị số ", "Chỉ thị", "/CT-TTg", false},
    {"Nghị quyết số ", "Nghị quyết", "/NQ-HĐND", true},
    {"Nghị quyết số ", "Nghị quyết", "-NQ/TW", false},
    {"Kết luận số ", "Kết luận", "-KL/TW", false},
    {"Quy định số ", "Quy định", "-QĐ/TW", false},
    {"Hướng dẫn số ", "Hướng dẫn", "-HD/BTCTW", false},
    {"Chương trình số ", "Chương trình", "-CTr/TU", false},
    {"Công văn số ", "Công văn", "/SNV-CCVC", false},
    {"Công văn ", "Công văn", "/UBND-KGVX", false},
    {"Luật số ", "Luật", "/QH15", true},
    {"Kế hoạch số ", "Kế hoạch", "/KH-UBND", false},
    {"Tờ trình số ", "Tờ trình", "/TTr-STP", false},
    {"Thông báo số ", "Thông báo", "/TB-VPCP", false},
};

static const char *const tails[] = {
    "",
    "",
    " ngày 05 tháng 6 năm 2024",
    " ngày 7/8/2023 của Chính phủ",
    ", ngày 15-9-2022",
    " của Ủy ban nhân dân tỉnh Đồng Tháp",
    " ngày 02 tháng 3 năm 2025 của Bộ Chính trị về công tác dân vận",
    " của Thủ tướng Chính phủ về việc tăng cường quản lý",
};

static const char *const noise[] = {
    "trước ngày 26/11/2021",
    "đạt 95/100 điểm, 12/15 xã",
    "giai đoạn 2021 - 2025",
    "trực 24/24h, tốc độ 60 km/h",
    "điện thoại 0292.3820.999",
    "số 12/5A đường 30/4",
    "đúng quy định của pháp luật",
    "kỷ luật, kỷ cương hành chính",
    "Chánh Văn phòng xem xét, quyết định",
    "phát triển kinh tế - xã hội",
    "Phòng Quản trị - Tài vụ",
    "lãi suất 4,5%/năm, 1.200 m2/hộ",
    "chuyển đổi số 5G",
    "mẫu 01/ĐK",
    "hướng dẫn các đơn vị, địa phương",
};

static const char *const before[] = {"", "theo ", "thực hiện ", "Căn cứ ", "tại khoản 2 Điều 5 ", "(", "“"};
static const char *const between[] = {"; ", ". ", ", ", " và ", ";\n- ", ".\n", " - "};

#define PICK(seed, list) ((list)[random_below((seed), sizeof(list) / sizeof *(list))])

enum { EXPECTED_MAX = 16, NUMBER_MAX = 64 };

typedef struct expected {
    char number[NUMBER_MAX];
    const char *type;
    size_t at; /* of the number in the text */
} expected;

static void citation_write(uint64_t *seed, vd_buf *text, expected *out)
{
    const citation *c = &PICK(seed, citations);
    size_t digits = 1 + random_below(seed, 2999);
    if (c->year) {
        snprintf(out->number, NUMBER_MAX, "%zu/%zu%s", digits, 1990 + random_below(seed, 40), c->symbol);
    } else {
        snprintf(out->number, NUMBER_MAX, "%02zu%s", digits, c->symbol);
    }
    out->type = c->type;
    vd_buf_add_text(text, PICK(seed, before));
    vd_buf_add_text(text, c->word);
    out->at = text->len;
    vd_buf_add_text(text, out->number);
    vd_buf_add_text(text, PICK(seed, tails));
}

/* A text of up to EXPECTED_MAX pieces; the citations in it go to `list`. */
static size_t text_write(uint64_t *seed, vd_buf *text, expected list[EXPECTED_MAX])
{
    size_t count = 0;
    vd_buf_add_text(text, "Căn cứ tình hình thực tế. "); /* what stands at the very beginning may be the own number */
    for (size_t pieces = 1 + random_below(seed, EXPECTED_MAX); pieces > 0; pieces--) {
        if (random_below(seed, 2) == 0) {
            vd_buf_add_text(text, PICK(seed, noise));
        } else {
            citation_write(seed, text, &list[count++]);
        }
        vd_buf_add_text(text, PICK(seed, between));
    }
    return count;
}

static void text_judge(const vd_grammar *grammar, const vd_buf *text, const expected *list, size_t count)
{
    reading r = reading_open(grammar, vd_buf_str(text));
    assert_int_equal(r.status, VD_OK);
    size_t found = 0;
    const char *wrong = NULL;
    for (size_t i = 0; i < r.found.mention_count && !wrong; i++) {
        const vd_mention *m = &r.found.mentions[i];
        if (m->form == VD_FORM_GENERIC) {
            continue;
        }
        if (found == count) {
            wrong = "invented";
        } else if (!vd_str_eq(m->number, vd_str_of(list[found].number)) ||
                   !vd_str_eq(m->type, vd_str_of(list[found].type))) {
            wrong = "read as another";
        } else if (m->start > list[found].at || m->end != list[found].at + strlen(list[found].number)) {
            wrong = "in another place";
        } else {
            found++;
            continue;
        }
        fprintf(stderr, "%s: \"%.*s\"\n", wrong, (int)m->surface.len, m->surface.ptr);
    }
    if (!wrong && found < count) {
        wrong = "not found";
        fprintf(stderr, "%s: \"%s\"\n", wrong, list[found].number);
    }
    if (wrong) {
        fprintf(stderr, "in \"%.*s\"\n", (int)text->len, text->ptr);
    }
    reading_close(&r);
    assert_null(wrong);
}

static void citations_and_noise(void **state)
{
    (void)state;
    vd_grammar *grammar = NULL;
    uint64_t seed = 33112021;
    size_t total = 0;
    assert_int_equal(vd_grammar_new(&grammar, NULL), VD_OK);
    for (int turn = 0; turn < 1000; turn++) {
        vd_buf text = {0};
        expected list[EXPECTED_MAX];
        size_t count = text_write(&seed, &text, list);
        assert_true(vd_buf_ok(&text));
        text_judge(grammar, &text, list, count);
        total += count;
        vd_buf_clear(&text);
    }
    vd_grammar_free(grammar);
    assert_true(total > 3000);
}

/* One citation under every kind of damage that leaves its number readable. */
static void damaged_citations(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "theo Nghị định số 59/2023/NĐ-CP,",
        "theo NGHỊ ĐỊNH SỐ 59/2023/NĐ-CP,",
        "theo nghị định số 59/2023/nđ-cp,",
        "theo Nghị định 59/2023/NĐ-CP,",
        "theo Nghị định số: 59/2023/NĐ-CP,",
        "theo Nghị định số 59 /2023/NĐ-CP,",
        "theo Nghị định số 59/2023/ NĐ-CP,",
        "theo Nghị định số 59/2023/NĐ - CP,",
        "theo Nghị định số 59/2023/NĐ–CP,",
        "theo Nghị định số 59/2023/ND-CP,",
        "theo Nghị định số 59/2023/NÐ-CP,",
        "theo Nghị định\nsố 59/2023/NĐ-CP,",
        "theo Nghị định số\n59/2023/NĐ-CP,",
        "theo Nghị định số 59/2023/NĐ-\nCP,",
        "theo Nghị  định   số 59/2023/NĐ-CP,",
        ("theo Nghị\xC2\xA0định số\xC2\xA0"
         "59/2023/NĐ-CP,"),
    };
    vd_grammar *grammar = NULL;
    assert_int_equal(vd_grammar_new(&grammar, NULL), VD_OK);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        reading r = reading_open(grammar, vd_str_of(forms[i]));
        const vd_mention *m = r.status == VD_OK && r.found.mention_count == 1 ? r.found.mentions : NULL;
        if (!m || !vd_str_eq(m->number, VD_LIT("59/2023/NĐ-CP")) || !vd_str_eq(m->type, VD_LIT("Nghị định")) ||
            m->start != 5 || m->end != strlen(forms[i]) - 1) {
            fprintf(stderr, "not read: %s\n", forms[i]);
            wrong++;
        }
        reading_close(&r);
    }
    vd_grammar_free(grammar);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(citations_and_noise),
        cmocka_unit_test(damaged_citations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
