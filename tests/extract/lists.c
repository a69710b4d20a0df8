/** Lists of any length: what governs a list governs its last member as its first, and nothing behind it. */
#include "support/grammar.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MANY = 1040 };

/* More than the longest of titles. */
#define WORDS " quản lý chợ hạng ba và hạng hai trên địa bàn các xã và phường của tỉnh"
#define MORE WORDS WORDS WORDS WORDS WORDS WORDS
#define LONG MORE MORE MORE MORE MORE

/* A list: what stands before it, each member with its number for every %zu, between two of them, and behind all. */
typedef struct list {
    const char *before, *number, *behind_number, *between, *behind;
    vd_relation relation;
    bool counted; /* lines that are numbered */
} list;

static void list_write(vd_buf *out, const list *of, size_t members)
{
    char number[32];
    vd_buf_add(out, VD_LIT("ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nSố: 44/2025/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề văn bản\n\n"));
    vd_buf_add(out, vd_str_of(of->before));
    for (size_t i = 1; i <= members; i++) {
        snprintf(number, sizeof number, "%zu. ", i);
        vd_buf_add(out, vd_str_of(i > 1 ? of->between : ""));
        vd_buf_add(out, vd_str_of(of->counted ? number : ""));
        snprintf(number, sizeof number, "%zu", i);
        vd_buf_add(out, vd_str_of(of->number));
        vd_buf_add(out, vd_str_of(number));
        vd_buf_add(out, vd_str_of(of->behind_number));
    }
    vd_buf_add(out, vd_str_of(of->behind));
}

/* How many documents the text says it acts on by the relation. */
static size_t stated(const reading *r, vd_relation relation)
{
    size_t count = 0;
    for (size_t i = 0; i < r->found.statement_count; i++) {
        count += r->found.statements[i].relation == relation && r->found.statements[i].from == -1;
    }
    return count;
}

static void lists_are_governed_to_their_end(void **state)
{
    (void)state;
    static const list lists[] = {
        {"Điều 1. Bãi bỏ các Quyết định: ", "số ", "/2010/QĐ-UBND", "; ", ".\n", VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ ", "Quyết định số ",
         "/2010/QĐ-UBND ngày 5 tháng 1 năm 2010 của Ủy ban nhân dân tỉnh Lâm Đồng về quản lý chợ", ", ", ".\n",
         VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ các văn bản sau:\n", "Quyết định số ", "/2010/QĐ-UBND ngày 5 tháng 1 năm 2010", ";\n", ".\n",
         VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ các văn bản sau:\n- ", "Quyết định số ", "/2010/QĐ-UBND ngày 5 tháng 1 năm 2010", ";\n- ",
         ".\n", VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ các văn bản sau:\n", "Quyết định số ", "/2010/QĐ-UBND ngày 5 tháng 1 năm 2010", ".\n", ".\n",
         VD_REL_REPEALS, true},
        {"Điều 1. Bãi bỏ các văn bản sau:\n", "Quyết định số ", "/2010/QĐ-UBND", ";\n", ".\n", VD_REL_REPEALS, true},
        {"Điều 1. Bãi bỏ các văn bản sau:\n", "Quyết định số ", "/2010/QĐ-UBND ngày 5 tháng 1 năm 2010", "\n", "\n",
         VD_REL_REPEALS, true},
        {"Điều 1. Bãi bỏ các văn bản sau:\n- ", "Quyết định số ", "/2010/QĐ-UBND về" LONG, ";\n- ", ".\n",
         VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ các văn bản sau:\n1. ", "Quyết định số ", "/2010/QĐ-UBND", ", ", ".\n", VD_REL_REPEALS, false},
        {"Căn cứ ", "Nghị định số ", "/2010/NĐ-CP ngày 5/1/2010", "; ", ";\n", VD_REL_BASED_ON, false},
        /* a sentence that begins anew, a verb of its own, a head that says nothing: the list is over */
        {"Điều 1. Bãi bỏ các Quyết định: ", "số ", "/2010/QĐ-UBND", "; ",
         ". Quyết định số 8001/2011/QĐ-UBND được gửi kèm.\n", VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ các Quyết định: ", "số ", "/2010/QĐ-UBND", "; ",
         "; giao Sở Tư pháp phối hợp thực hiện Quyết định số 8001/2011/QĐ-UBND.\n", VD_REL_REPEALS, false},
        {"Điều 1. Bãi bỏ các văn bản sau:\n1. ", "Quyết định số ", "/2010/QĐ-UBND", ", ",
         ".\n2. Thực hiện Quyết định số 8001/2011/QĐ-UBND.\nĐiều 2. Quyết định số 8002/2011/QĐ-UBND được gửi kèm.\n",
         VD_REL_REPEALS, false},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        vd_buf text = {0};
        list_write(&text, &lists[i], MANY);
        assert_true(vd_buf_ok(&text));
        reading r = reading_open(grammar, vd_buf_str(&text));
        assert_int_equal(r.status, VD_OK);
        size_t count = stated(&r, lists[i].relation);
        if (count != MANY) {
            fprintf(stderr, "\"%s%s…%s\": %zu of %d\n", lists[i].before, lists[i].number, lists[i].between, count,
                    MANY);
            wrong++;
        }
        reading_close(&r);
        vd_buf_clear(&text);
    }
    assert_int_equal(wrong, 0);
}

/* Four digits number a line only where they count on: a year that stands first on its line opens no item. */
static void years_number_no_lines(void **state)
{
    (void)state;
    static const char text[] = "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nSố: 44/2025/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề văn bản\n\n"
                               "Điều 1. Bãi bỏ các văn bản sau:\n1. Quyết định số 1/2010/QĐ-UBND năm\n"
                               "2010. Quyết định số 2/2010/QĐ-UBND được gửi kèm.\n";
    reading r = reading_open(grammar, VD_LIT(text));
    assert_int_equal(r.status, VD_OK);
    assert_int_equal(stated(&r, VD_REL_REPEALS), 1);
    reading_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_governed_to_their_end),
        cmocka_unit_test(years_number_no_lines),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
