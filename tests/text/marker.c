/** What opens a line. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void opens(const char *line, vd_marker marker, const char *text)
{
    size_t len = 99;
    if (vd_text_marker(vd_str_of(line), &len) != marker || len != strlen(text) || memcmp(line, text, len) != 0) {
        fail_msg("\"%s\": marker %d, %zu bytes", line, (int)vd_text_marker(vd_str_of(line), NULL), len);
    }
}

static void nothing_opens(const char *line)
{
    opens(line, VD_MARK_NONE, "");
}

static void roman_numbers(void **state)
{
    (void)state;
    opens("I. MỤC ĐÍCH, YÊU CẦU", VD_MARK_ROMAN, "I.");
    opens("IV.TỔ CHỨC", VD_MARK_ROMAN, "IV.");
    opens("XXVIII. Kinh phí", VD_MARK_ROMAN, "XXVIII.");
    opens("IX.", VD_MARK_ROMAN, "IX.");
    opens("III- NỘI DUNG", VD_MARK_ROMAN, "III-");
    nothing_opens("i. mục đích");
    nothing_opens("IIII. x");
    nothing_opens("VX. x");
    nothing_opens("XIV của Đảng");
    nothing_opens("I.e. x");
    nothing_opens("Xã. x");
}

static void numbers(void **state)
{
    (void)state;
    opens("1. Mục đích", VD_MARK_NUMBER, "1.");
    opens("1.Mục đích", VD_MARK_NUMBER, "1.");
    opens("  12. các sở", VD_MARK_NUMBER, "  12.");
    opens("\t1.2. “Dân vận khéo”", VD_MARK_NUMBER, "\t1.2.");
    opens("1.10.3. Nội dung", VD_MARK_NUMBER, "1.10.3.");
    opens("2) Yêu cầu", VD_MARK_NUMBER, "2)");
    opens("3. Đề nghị", VD_MARK_NUMBER, "3.");
    nothing_opens("2025. Tiếp tục");
    nothing_opens("1.5 triệu đồng");
    nothing_opens("1. 5");
    nothing_opens("12.");
    nothing_opens("1455/UBND-KGVX");
    nothing_opens("6/8/2025 của");
    nothing_opens("10 tháng 11");
}

static void letters(void **state)
{
    (void)state;
    opens("a) Đổi mới", VD_MARK_LETTER, "a)");
    opens("đ) Phối hợp", VD_MARK_LETTER, "đ)");
    opens("Đ) Phối hợp", VD_MARK_LETTER, "Đ)");
    opens("B) Triển khai", VD_MARK_LETTER, "B)");
    opens("16 b) Cơ quan phối hợp", VD_MARK_LETTER, "16 b)");
    opens("b.1) Trong thời hạn", VD_MARK_LETTER, "b.1)");
    opens("c. Kỳ tính thuế", VD_MARK_LETTER, "c.");
    opens("đ. Kỳ tính thuế", VD_MARK_LETTER, "đ.");
    nothing_opens("C. Kỳ");
    nothing_opens("b.1 x");
    nothing_opens("ab) x");
    nothing_opens("a. x");
    nothing_opens("16 b) cơ quan");
    nothing_opens("(a) x");
}

static void bullets_and_hashes(void **state)
{
    (void)state;
    opens("- Sở Nội vụ;", VD_MARK_BULLET, "-");
    opens("– Sở Nội vụ;", VD_MARK_BULLET, "–");
    opens("-VP UBND", VD_MARK_BULLET, "-");
    opens("+ các xã", VD_MARK_BULLET, "+");
    opens("* Lưu ý", VD_MARK_BULLET, "*");
    opens("• Sở", VD_MARK_BULLET, "•");
    opens(">> Tải mẫu", VD_MARK_BULLET, ">>");
    opens(">>> Tải mẫu", VD_MARK_BULLET, ">>>");
    nothing_opens("> Tải mẫu");
    nothing_opens(">>Tải mẫu");
    opens("\xEF\x82\xB7 Sở", VD_MARK_BULLET, "\xEF\x82\xB7"); /* U+F0B7, a bullet of the Symbol font */
    opens("# KẾ HOẠCH", VD_MARK_HASH, "#");
    opens("### 1. Mục đích", VD_MARK_HASH, "###");
    nothing_opens("-2025");
    nothing_opens("¹ Các từ viết tắt");
    nothing_opens("#1");
    nothing_opens("\xFF x");
}

static void parts_and_articles(void **state)
{
    (void)state;
    opens("Điều 5. Trách nhiệm", VD_MARK_ARTICLE, "Điều 5.");
    opens("ĐIỀU 5", VD_MARK_ARTICLE, "ĐIỀU 5");
    opens("Ðiều 12a: Hiệu lực", VD_MARK_ARTICLE, "Ðiều 12a:");
    opens("Điều 5 Nghị định", VD_MARK_ARTICLE, "Điều 5");
    opens("Chương IV", VD_MARK_PART, "Chương IV");
    opens("CHƯƠNG 2. QUY ĐỊNH", VD_MARK_PART, "CHƯƠNG 2.");
    opens("Mục 1", VD_MARK_PART, "Mục 1");
    opens("Tiểu mục 2", VD_MARK_PART, "Tiểu mục 2");
    opens("Phần I", VD_MARK_PART, "Phần I");
    opens("Phần thứ nhất", VD_MARK_PART, "Phần thứ");
    opens("PHỤ LỤC", VD_MARK_PART, "PHỤ LỤC");
    opens("Phụ lục II", VD_MARK_PART, "Phụ lục II");
    nothing_opens("điều 5 của");
    opens("Điều 5 Quyết định công nhận", VD_MARK_ARTICLE, "Điều 5");
    opens("Điều 5 (sửa đổi). Trách nhiệm", VD_MARK_ARTICLE, "Điều 5");
    nothing_opens("Điều 5 của Luật này");
    nothing_opens("Điều 5 Nghị định số 12/2025/NĐ-CP");
    nothing_opens("Điều 5 Luật này");
    nothing_opens("Điều 5 Luật Đất đai");
    nothing_opens("Điều 5 Bộ luật Lao động năm 2019");
    opens("Điều 5 Luật áp dụng", VD_MARK_ARTICLE, "Điều 5");
    opens("ĐIỀU 5 LUẬT ÁP DỤNG", VD_MARK_ARTICLE, "ĐIỀU 5");
    nothing_opens("Điều 5, Điều 6 Thông tư này");
    nothing_opens("Điều 5; khoản 4 Điều 6");
    nothing_opens("Điều kiện");
    nothing_opens("Điều ");
    nothing_opens("Mục đích");
    nothing_opens("Mục tiêu 1");
    nothing_opens("Chương trình 5");
    nothing_opens("Phần mềm");
    nothing_opens("Phụ lục kèm theo");
}

static void short_and_long_lines(void **state)
{
    (void)state;
    nothing_opens("");
    nothing_opens("   ");
    opens("a)", VD_MARK_LETTER, "a)");
    char line[5000];
    memset(line, '1', sizeof line);
    line[sizeof line - 1] = '\0';
    nothing_opens(line);
    memset(line, ' ', sizeof line - 8);
    memcpy(line + sizeof line - 8, "I. MUC", 7);
    size_t len;
    assert_int_equal(vd_text_marker(vd_str_of(line), &len), VD_MARK_ROMAN);
    assert_int_equal(len, sizeof line - 8 + 2);
    assert_int_equal(vd_text_marker(VD_LIT("1. Mục"), NULL), VD_MARK_NUMBER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roman_numbers),
        cmocka_unit_test(numbers),
        cmocka_unit_test(letters),
        cmocka_unit_test(bullets_and_hashes),
        cmocka_unit_test(parts_and_articles),
        cmocka_unit_test(short_and_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
