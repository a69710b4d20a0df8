/** Every allocation of the room may fail: a failure is reported, nothing is leaked, nothing half-made is handed out. */
#include "base/alloc.h"
#include "base/buf.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A text that goes through every pass: header, laws, numbers, repairs, titles, plans, congresses, a crop, relations. */
static const char text[] =
    "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\nSố: 12/KH-UBND\nCần Thơ, ngày 03 tháng 02 năm 2025\n\nKẾ HOẠCH\nPhòng, chống thiên "
    "tai năm 2025\n\nCăn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở số 43/2024/QH15 ngày 29 "
    "tháng 6 năm 2024 được sửa đổi, bổ sung bởi Luật Khai thác mặt trăng;\nThực hiện khoản 2 Điều 5 Quyết định số "
    "446-QB/TU ngày 26/11/2021 của UBND thành phố về việc ban hành Quy chế tiếp công dân, Ủy ban nhân dân xã An Bình "
    "ban hành Kế hoạch phòng, chống thiên tai năm 2025 như sau:\nI. NHIỆM VỤ\n1. Quán triệt Nghị quyết Đại hội XIV của "
    "Đảng, các nghị quyết của Thành ủy; Chương trình cải cách hành chính giai đoạn 2021 - 2030 của thành phố theo Nghị "
    "quyết số 76/NQ-CP; Kế hoạch hành động của tỉnh thực hiện Nghị quyết số 57-NQ/TW.\n2. Triển khai Chỉ thị số 33/CT "
    "và Luật Thực hiện dân cấp ủy; năm 2015 của Ban Bí thư về nâng cao; Kế hoạch này.\n"
    "3. Thay thế Thông tư số 48 TC/QLCS, Thông tư số 156/2013/TTBTC, QĐ 990/QĐ-TTg, NQ 57 và Pháp lệnh Thú y số "
    "18/2004/PL-UBTVQH; theo mẫu số 09/KK-TNCN; đề nghị của Sở Xây dựng tại Tờ trình số 215/TTr-SXD[1] ngày "
    "03/02/2025; "
    "Kế hoạch số 462-KHHD/TU, 463-KHHĐ/TU ngày 05/3/2025; Luật số 31/2024/QH151.\nTM. ỦY BAN NHÂN DÂN\nCHỦ "
    "TỊCH\nLê Văn Mẫu\n";

static void grammar_fails_cleanly(void **state)
{
    (void)state;
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_grammar *grammar = (vd_grammar *)(void *)&failures;
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_grammar_new(&grammar, &err);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            assert_non_null(grammar);
            vd_grammar_free(grammar);
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
        assert_null(grammar);
        failures++;
    }
    assert_true(failures > 5); /* the set of patterns and the tables */
}

static void source_fails_cleanly(void **state)
{
    (void)state;
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_source *source = (vd_source *)(void *)&failures;
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_source_from_bytes(VD_LIT("name"), vd_str_of(text), &source, &err);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            vd_source_free(source);
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
        assert_null(source);
        failures++;
    }
    assert_true(failures >= 2);
}

static void file_fails_cleanly(void **state)
{
    (void)state;
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    while (status != VD_OK) {
        vd_source *source = (vd_source *)(void *)&nth;
        vd_error err = {0};
        vd_alloc_fail_at(++nth);
        status = vd_source_open(VD_ROOT "/corpus/plans/001-can-tho-kh-vpub-2026.txt", &source, &err);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK ? source != NULL : source == NULL && err.status == VD_NO_MEMORY);
        vd_source_free(source);
    }
    assert_true(nth > 3);
}

/* Extraction of some forms (0: all) from `bytes`, each of its allocations failing in turn; returns how many. */
static size_t extraction_failures(const vd_grammar *grammar, vd_str bytes, unsigned forms, vd_extraction *whole)
{
    vd_source *source = NULL;
    vd_error err;
    assert_int_equal(vd_source_from_bytes(VD_LIT("name"), bytes, &source, &err), VD_OK);
    assert_int_equal(vd_extract_forms(grammar, source, forms, whole, &err), VD_OK);
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_extraction found = {.mention_count = 7, .statement_count = 7};
        err = (vd_error){0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_extract_forms(grammar, source, forms, &found, &err);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            assert_int_equal(found.mention_count, whole->mention_count);
            assert_int_equal(found.statement_count, whole->statement_count);
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
        assert_int_equal(found.mention_count, 0);
        assert_int_equal(found.statement_count, 0);
        assert_null(found.mentions);
        assert_null(found.header.number.ptr);
        failures++;
    }
    vd_source_free(source);
    return failures;
}

static void extraction_fails_cleanly(void **state)
{
    (void)state;
    vd_grammar *grammar = NULL;
    vd_extraction whole;
    vd_error err;
    assert_int_equal(vd_grammar_new(&grammar, &err), VD_OK);
    assert_true(extraction_failures(grammar, vd_str_of(text), 0, &whole) > 10);
    assert_true(whole.mention_count > 12 && whole.statement_count > 8);
    assert_true(extraction_failures(grammar, vd_str_of(text), VD_FORM_BIT(VD_FORM_NAMED), &whole) > 5);
    assert_true(whole.mention_count > 0);
    vd_grammar_free(grammar);
}

/* What an act's title lists is asked for before the act itself: no draft is there yet when the first one fails. */
static void the_first_draft_fails_cleanly(void **state)
{
    (void)state;
    static const char *const texts[] = {"Luật sửa đổi Luật Quy hoạch 2024",
                                        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở",
                                        "Luat sira doi, bo sung mot so dieu cua Luat Quy hoach so 1/2024/QH15"};
    vd_grammar *grammar = NULL;
    vd_error err;
    assert_int_equal(vd_grammar_new(&grammar, &err), VD_OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vd_extraction whole;
        assert_true(extraction_failures(grammar, vd_str_of(texts[i]), 0, &whole) > 5);
        assert_true(whole.mention_count > 0);
    }
    vd_grammar_free(grammar);
}

/* The first text compiles its patterns: what fails there is asked for again by the next text, of the same grammar. */
static void patterns_fail_cleanly(void **state)
{
    (void)state;
    size_t failures = 0;
    bool done = false;
    vd_grammar *grammar = NULL;
    vd_source *source = NULL;
    vd_extraction found;
    vd_error err;
    assert_int_equal(vd_grammar_new(&grammar, &err), VD_OK);
    assert_int_equal(vd_source_from_bytes(VD_LIT("name"), vd_str_of(text), &source, &err), VD_OK);
    for (size_t nth = 1; !done; nth++) {
        err = (vd_error){0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_extract(grammar, source, &found, &err);
        vd_alloc_fail_at(0);
        done = status == VD_OK;
        assert_int_equal(status, err.status);
        assert_true(done || status == VD_NO_MEMORY);
        failures += !done;
    }
    assert_true(found.mention_count > 12);
    assert_true(failures > 45); /* with every pattern compiled before, a third of that */
    vd_source_free(source);
    vd_grammar_free(grammar);
}

static size_t repeated_failures(const vd_grammar *grammar, const char *words, size_t count)
{
    vd_extraction whole;
    vd_buf all = {0};
    vd_buf_add_text(&all, "Theo Chỉ thị số 33/CT-TTg, ");
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_text(&all, words);
    }
    assert_true(vd_buf_ok(&all));
    size_t failures = extraction_failures(grammar, vd_buf_str(&all), 0, &whole);
    vd_buf_clear(&all);
    assert_int_equal(whole.mention_count, 1);
    assert_int_equal(whole.given_up, 0);
    return failures;
}

/* A match that outgrows the thread's own stack asks for another. */
static void a_larger_stack_fails_cleanly(void **state)
{
    (void)state;
    enum { COUNT = 400 };
    vd_grammar *grammar = NULL;
    vd_error err;
    assert_int_equal(vd_grammar_new(&grammar, &err), VD_OK);
    size_t without = repeated_failures(grammar, "ab/QĐ", COUNT);
    assert_true(repeated_failures(grammar, "12/QĐ", COUNT) > without);
    vd_grammar_free(grammar);
}

/* After a failure the same source and grammar serve again. */
static void a_failure_is_forgotten(void **state)
{
    (void)state;
    vd_grammar *grammar = NULL;
    vd_source *source = NULL;
    vd_extraction found;
    vd_error err;
    assert_int_equal(vd_grammar_new(&grammar, &err), VD_OK);
    assert_int_equal(vd_source_from_bytes(VD_LIT("name"), vd_str_of(text), &source, &err), VD_OK);
    vd_alloc_fail_at(3);
    assert_int_equal(vd_extract(grammar, source, &found, &err), VD_NO_MEMORY);
    vd_alloc_fail_at(0);
    assert_int_equal(vd_extract(grammar, source, &found, &err), VD_OK);
    assert_true(found.mention_count > 12);
    vd_source_free(source);
    vd_grammar_free(grammar);
}

static void nothing_is_freed(void **state)
{
    (void)state;
    vd_source_free(NULL);
    vd_grammar_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grammar_fails_cleanly),
        cmocka_unit_test(source_fails_cleanly),
        cmocka_unit_test(file_fails_cleanly),
        cmocka_unit_test(extraction_fails_cleanly),
        cmocka_unit_test(the_first_draft_fails_cleanly),
        cmocka_unit_test(patterns_fail_cleanly),
        cmocka_unit_test(a_failure_is_forgotten),
        cmocka_unit_test(a_larger_stack_fails_cleanly),
        cmocka_unit_test(nothing_is_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
