/** Hard and soft line breaks. */
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Four printed lines of 75 to 79 characters that give a text its width; the last ends a sentence. */
#define PRINTED                                                                                                      \
    "Thực hiện Kế hoạch của Ủy ban nhân dân thành phố về công tác dân vận chính quy\n"      \
    "ngày của Hội đồng nhân dân thành phố về việc ban hành các biện pháp bảo đảm dân\n"  \
    "chủ trương, đường lối của Đảng, chính sách và pháp luật của Nhà nước về công t\n" \
    "thực hiện công tác dân vận chính quyền và thực hiện dân chủ ở cơ sở trong năm.\n"
#define PRINTED_LINES 4

/* `lines` are what stands behind PRINTED; is the break before the last of them hard? */
static bool last_break_hard(const char *lines)
{
    char bytes[2000] = PRINTED;
    strcat(bytes, lines);
    size_t last = strlen(bytes);
    while (bytes[last - 1] != '\n') {
        last--;
    }
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    bool hard = text.fold[vd_text_fold_at(&text, last) - 1] == '\n';
    vd_arena_clear(&arena);
    return hard;
}

static void hard(const char *lines)
{
    if (!last_break_hard(lines)) {
        fail_msg("soft:\n%s", lines);
    }
}

static void soft(const char *lines)
{
    if (last_break_hard(lines)) {
        fail_msg("hard:\n%s", lines);
    }
}

static void wrapped_lines_are_soft(void **state)
{
    (void)state;
    soft("2. Tuyên truyền, vận động cán bộ, công chức, viên chức và nhân dân thực\nhiện các chủ trương");
    soft("Quyết định số 23-QĐ/TW ngày 30 tháng 7 năm 2021 của Bộ ban hành của Bộ\nChính trị về việc");
    soft("Quyết định số 23-QĐ/TW ngày 30 tháng 7 năm 2021 của Bộ ban hành của Bộ\n\n\n  Chính trị về việc");
    soft("hiệu quả công tác dân vận chính quyền và dân chủ ở cơ sở theo Chỉ thị \n\nsố 33/CT-TTg ngày 26");
    soft("công tác dân vận chính quyền và dân chủ ở cơ sở theo tinh thần của Chỉ thị\nSố 33/CT-TTg");
}

/* Cells of a table under each other. */
#define CELLS "Thủ tục\n\nCấp xã\n\nLệ phí\n\nMã số\n\n"
#define FULL_CELL "Quyết định số 13/2022/QĐ-TTg ngày 09/5/2022 về chính sách hỗ trợ bảo hiểm"

static void blank_lines_part_where_they_part_nothing_else(void **state)
{
    (void)state;
    hard(CELLS FULL_CELL "\n\nNghị định số 5/2024/NĐ-CP");
    hard(CELLS FULL_CELL "\r\n \r\nNghị định số 5/2024/NĐ-CP");
    hard(CELLS FULL_CELL "\n\n2\n");
    soft(CELLS FULL_CELL " ngày\n\n2 tháng 5");
    soft(CELLS FULL_CELL " số\n\n2/2024/NĐ-CP");
    soft(CELLS FULL_CELL "\n2 tháng");
    soft(CELLS FULL_CELL "\nNông nghiệp");
    soft(CELLS FULL_CELL "\n\nnông nghiệp");
    soft(CELLS FULL_CELL " theo\n\nNghị định số 5/2024/NĐ-CP");
    soft(FULL_CELL "\n\nNông nghiệp"); /* once says nothing */
    soft(CELLS "phí\n\ncấp xã\n\n" FULL_CELL "\n\nNông nghiệp");
}

static void labels_of_portals_stand_alone(void **state)
{
    (void)state;
    hard(FULL_CELL " nông nghiệp\nVăn bản liên quan");
    hard(FULL_CELL " nông nghiệp\nTiếng Anh\nQuyết định");
    soft(FULL_CELL " nông nghiệp\nVăn bản liên quan khác");
    soft(FULL_CELL " nông nghiệp và\nvăn bản liên quan");
}

static void hyphens_and_slashes_go_on(void **state)
{
    (void)state;
    soft("Nghị định số 61/2023/NĐ-\nCP ngày 16/8/2023");
    soft("Nghị định số 61/\n2023/NĐ-CP");
    soft("Phòng Hành chính -\nTổ chức");
    soft("Kế hoạch số 12/KH –\nUBND");
}

static void connectives_and_commas_go_on(void **state)
{
    (void)state;
    soft("Kế hoạch của\nỦy ban nhân dân");
    soft("Công văn số 6217/SNV-XDCQ&CTTN,\nNgày 15/8/2025");
    soft("Sở Nội vụ và\nUBND CÁC XÃ");
    hard("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do");
    hard("thực hiện dân chủ ở cơ sở\nThực hiện Kế hoạch"); /* "sở" is not "số" */
    hard("Nhiệm vụ quan trọng\nThực hiện Kế hoạch");       /* nor "trọng" "trong", "khí" "khi", "chợ" "cho" */
    hard("Khai thác dầu khí\nThực hiện Kế hoạch");
    hard("Hạ tầng chợ\nThực hiện Kế hoạch");
    soft("Nhiệm vụ trong\nKế hoạch này");
}

static void sentences_end_hard(void **state)
{
    (void)state;
    hard("các chủ trương, chính sách của Đảng và pháp luật của Nhà nước, thực hiện tốt.\nchủ đề");
    hard("cụ thể như sau:\nthực hiện");
    hard("theo quy định!\nthực hiện");
    hard("có được không?\nthực hiện");
    hard("quyết tâm thực hiện thắng lợi./.\nNơi nhận");
    hard("theo tinh thần “Dân biết.”\nthực hiện");
    soft("Quyết định số …/QĐ-UBND ngày ... tháng ....\nvề việc thành lập");
    soft("của Chi cục trưởng khu vực …\nchịu trách nhiệm");
    soft("trên địa bàn TP.\nCần Thơ");
    hard("trên địa bàn xã TỐT.\nCần Thơ");
}

static void semicolons(void **state)
{
    (void)state;
    hard("- Lãnh đạo UBND xã;\ncán bộ UBND xã");
    /* filled to the edge of the page: the row goes on */
    soft("của Chính phủ quy định chi tiết một số điều của Luật Thực hiện dân chủ cơ sở;\nNghị quyết số 65/NQ-HĐND");
    hard("Căn cứ Luật Tổ chức chính quyền địa phương được Quốc hội thông qua ngày 16/6;\nCăn cứ Luật Đất đai");
    hard("của Chính phủ quy định chi tiết một số điều của Luật Thực hiện dân chủ cơ sở;\n2. Nghị quyết");
}

static void items_open_hard(void **state)
{
    (void)state;
    const char *full = "thực hiện công tác dân vận chính quyền và thực hiện dân chủ ở cơ sở trong cơ quan\n";
    static const char *const items[] = {"I. MỤC ĐÍCH", "1. Mục đích", "1.2. Mục đích", "a) Đổi mới",
                                        "+ Sở Nội vụ", "* Sở Nội vụ", "• Sở Nội vụ",   "# Kế hoạch"};
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        char lines[300];
        strcpy(lines, full);
        strcat(lines, items[i]);
        hard(lines);
    }
    hard("thực hiện công tác dân vận chính quyền và dân chủ của Mặt trận Tổ quốc Việt Nam\n1. Mục đích");
    hard("thực hiện công tác dân vận chính quyền và thực hiện quy chế dân chủ ở cơ sở\n1. Mục đích");
    hard("# KẾ HOẠCH Thực hiện công tác dân vận chính quyền và thực hiện dân chủ ở\nthực hiện"); /* a heading is one
                                                                                                    line */
}

static void a_number_alone_waits_for_its_item(void **state)
{
    (void)state;
    soft("các trường hợp sau đây:\nb)\nKhai thác nước dưới đất");
    soft("theo quy định của pháp luật.\n\n12.\nNhà nước khuyến khích");
    soft("theo quy định của pháp luật.\n3)\nNhà nước khuyến khích");
    hard("b)\n\nKhai thác nước dưới đất"); /* cells of a table */
    hard("12.\n\nCấp lại giấy phép");
    hard("2025.\nNhà nước khuyến khích");              /* a year that closes its sentence */
    hard("các trường hợp sau đây:\nb)\nc) Khai thác"); /* an item left empty */
    hard("12\nCấp lại giấy phép");
}

static void numbers_inside_a_sentence_open_nothing(void **state)
{
    (void)state;
    soft("thực hiện công tác dân vận chính quyền theo quy định tại khoản 1 và 2 Điều\n12. Các cơ quan");
    soft("thực hiện công tác dân vận chính quyền, báo cáo trước ngày 05 của mỗi tháng\n12. Các cơ quan");
    soft("thực hiện công tác dân vận chính quyền theo quy định tại khoản 1 Điều 5 điểm\na) Nghị định");
    soft("thực hiện công tác dân vận chính quyền trong nhiệm kỳ của cấp uỷ đảng khóa\n2025. Các cơ quan");
}

static void references_at_the_line_start_open_nothing(void **state)
{
    (void)state;
    soft("thực hiện công tác dân vận chính quyền theo các nội dung đã được quy định tại\nĐiều 5 và Điều 7");
    soft("thực hiện công tác dân vận chính quyền theo các tiêu chí được nêu trong bảng\nPhụ lục II ban hành");
    hard("thực hiện công tác dân vận chính quyền theo các nội dung đã được quy định.\nĐiều 5. Trách nhiệm");
    hard("CHƯƠNG TRÌNH\nĐiều 5. Trách nhiệm");
    hard("Quy định chung\nĐiều 5. Trách nhiệm");
    soft("thực hiện công tác dân vận chính quyền của Phòng Quản trị thuộc Văn phòng xã\n- Tài vụ");
    hard("- Sở Nội vụ\n- Sở Tài chính");
    hard("thực hiện công tác dân vận chính quyền của Phòng Quản trị thuộc Văn phòng xã\n- Nghị quyết số 12");
    soft("thực hiện công tác dân vận chính quyền của Phòng Quản trị thuộc Văn phòng xã\n- nghị quyết số 12");
}

static void bases_open_hard(void **state)
{
    (void)state;
    hard("về chính sách hỗ trợ đối với người hoạt động không chuyên trách tại các xã\nCăn cứ Luật Đất đai");
    soft("về chính sách hỗ trợ đối với người hoạt động cách mạng đã được xác nhận là ở\nCăn cứ Tây Ninh");
    soft("về chính sách hỗ trợ đối với người hoạt động cách mạng tại các xã thuộc khu\nCăn cứ cách mạng");
}

static void names_begun_go_on(void **state)
{
    (void)state;
    soft("quy định chi tiết một số điều của Luật\nBảo vệ môi trường");
    soft("theo quy định của Bộ Luật\nDân sự");
    soft("theo điểm b khoản 2 Điều 5\nNghị định 12/2025/NĐ-CP");
    soft("theo khoản 2 Điều 5 và Điều 7a\nThông tư số 12/2025/TT-BTC");
    hard("theo quy định của pháp luật\nBảo vệ môi trường");
    hard("LUẬT\nBảo vệ môi trường");
    hard("Luật\nBảo vệ môi trường");
    hard("Điều 5\nNghị định này quy định");
    hard("nắm giữ 100% vốn điều lệ\nNghị định số 12/2025/NĐ-CP");
    hard("theo quy định tại Điều 5\nSở Nội vụ");
    soft("theo Thông tư số 152/2015/TT-BTC của Bộ trưởng\nBộ Tài chính hướng dẫn");
    soft("theo đề nghị của Giám đốc\nSở Tài chính");
    hard("KT. BỘ TRƯỞNG\nBộ Tài chính");
    hard("Phó Chủ tịch\nNguyễn Văn A");
    hard("Chủ tịch\nỦy ban nhân dân xã");
}

static void open_sentences_go_on(void **state)
{
    (void)state;
    soft("Căn cứ điểm d khoản 2\nĐiều 7 Nghị định số 126/2020/NĐ-CP");
    soft("theo khoản 1, khoản 2 và điểm b khoản 3\nĐiều 7 của Luật này");
    soft("Căn cứ khoản 25\nĐiều 5 Luật Đất đai");
    hard("Căn cứ khoản 25\nĐiều 5 Luật áp dụng");
    hard("theo khoản 1, khoản 2 và điểm b khoản 3\nĐiều 7. Trách nhiệm");
    soft("5. Bãi bỏ\nĐiều 5 của Luật sửa đổi");
    hard("Nội dung sửa đổi\nĐiều 5. Trách nhiệm");
    hard("Kinh phí năm 2\nĐiều 7 của Luật này");
    soft("bãi bỏ số thứ tự thứ 5 Phụ lục\nIIb Danh mục ban hành kèm theo");
    soft("tại Mục I Phần\nI Phụ lục kèm theo");
    hard("PHỤ LỤC\nIIb Danh mục");
    hard("trình tự tại Phụ lục\nII. Trình tự");
    hard("trình tự tại Phụ lục\nIn ấn và phát hành");
    soft("Căn cứ\nNghị định số 12/2025/NĐ-CP");
    soft("2. Căn cứ\nLuật Đất đai");
    hard("Căn cứ\nGhi chú");
    hard("CĂN CỨ\nLuật Đất đai");
    soft("Bãi bỏ toàn bộ\nThông tư số 73/2017/TT-BTC");
    hard("của cán bộ\nThông tư số 73/2017/TT-BTC");
    soft("của Bộ trưởng Bộ\nLao động - Thương binh và Xã hội");
    soft("Theo đề nghị của Giám đốc Sở\nTài chính");
    hard("vật tư của nội bộ\nTài chính");
    hard("trách nhiệm của Bộ\n(Điều 5 Thông tư số 03/2016/TT-BTTTT)");
    soft("SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA\nThông tư số 15/2015/TT-BYT");
    soft("SỬA ĐỔI, BỔ\nSUNG MỘT SỐ ĐIỀU CỦA LUẬT CHỢ");
    soft("SỬA\nĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT CHỢ");
    soft("SỬA ĐỔI, BỔ SUNG MỘT SỐ\nĐIỀU CỦA LUẬT CHỢ");
    hard("BỘ TÀI CHÍNH\nSUNG SỨC");
    hard("THÀNH PHẦN HỒ SƠ\nĐIỀU KIỆN CẤP PHÉP");
    hard("DANH MỤC CỦA BỘ\nSUNG SỨC");
    soft("BÃI BỎ QUYẾT ĐỊNH\nSỐ 09/2022/QĐ-UBND NGÀY 25/3/2022");
    hard("QUYẾT ĐỊNH\nSỐ 09/2022/QĐ-UBND NGÀY 25/3/2022"); /* a document's own heading */
    hard("BÃI BỎ QUYẾT ĐỊNH\nSỐ LIỆU THỐNG KÊ");
    soft("QUYỀN, NGHĨA VỤ VÀ\nTRÁCH NHIỆM");
    hard("LẮP KHUÔN CỬA\nĐơn vị tính");
    hard("VIỆT NAM\nLuật Đất đai");
}

static void headings_stand_alone(void **state)
{
    (void)state;
    hard("KẾ HOẠCH\nThực hiện công tác dân vận");
    hard("Cần Thơ, ngày tháng 02 năm 2026\nKẾ HOẠCH");
    hard("1. Phòng Văn hóa - Xã hội\nTham mưu giúp UBND xã");
    hard("III. TỔ CHỨC THỰC HIỆN\n1. Giao");
    soft("thực hiện công tác dân vận chính quyền và dân chủ ở cơ sở theo Kết luận này\n01-KL/TW.");
    soft("kết quả công tác dân vận chính quyền và thực hiện dân chủ ở cơ sở gửi về Sở\nNội vụ");
}

static void rules_stand_alone(void **state)
{
    (void)state;
    hard("Độc lập - Tự do - Hạnh phúc\n---------------");
    hard("---------------\nsố 12");
    hard("_____\nsố 12");
}

static void unbroken_paragraphs(void **state)
{
    (void)state;
    char bytes[4000] = "";
    for (int i = 0; i < 8; i++) { /* lines that are paragraphs of some 240 characters */
        for (int k = 0; k < 3; k++) {
            strcat(bytes, "Triển khai thực hiện phải đồng bộ, phối hợp chặt chẽ giữa các cơ quan, đơn vị, ");
        }
        strcat(bytes, i == 6 ? "của Bộ\n\n" : i == 7 ? "Chính trị.\n" : "theo quy định.\n");
    }
    char *heading = strstr(bytes, "của Bộ");
    assert_non_null(heading);
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    assert_non_null(strstr(text.fold, "cua bo trien khai")); /* broken by a page's end */
    assert_non_null(strstr(text.fold, "theo quy dinh.\ntrien khai"));
    strcpy(bytes + strlen(bytes), "Kế hoạch thực hiện công tác dân vận và thực hiện dân chủ năm 2026\nThực hiện");
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    assert_non_null(strstr(text.fold, "nam 2026\nthuc hien")); /* longer than a printed line may be, yet a heading */
    vd_arena_clear(&arena);
}

/* Does the line `before` go on in `next`? */
static bool goes_on(const char *before, const char *next)
{
    char bytes[400];
    snprintf(bytes, sizeof bytes, "%s\n%s", before, next);
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(bytes), &text, NULL), VD_OK);
    size_t behind = vd_text_fold_at(&text, strlen(before) + 1);
    bool found = vd_text_unfinished(&text, 0, behind - 1, behind, text.fold_len);
    vd_arena_clear(&arena);
    return found;
}

/* `word` at the end of lines of several lengths, alone on one and with signs behind it, few and many. */
static void last_word_says(const char *word, bool on, const char *next)
{
    static const char *const before[] = {"", "ở ", "dự thảo ", "kế hoạch ", "(internet) ", "các dự thảo khác nhau "};
    static const char *const behind[] = {"", "))", "))))))", "))))))))))"};
    char bytes[200];
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) {
            snprintf(bytes, sizeof bytes, "%s%s%s", before[i], word, behind[k]);
            if (goes_on(bytes, next) != (on && k == 0)) {
                fail_msg("%s: %s", bytes, on ? "ends" : "goes on");
            }
        }
    }
}

static void the_last_word_of_a_line_tells(void **state)
{
    (void)state;
    static const char *const on[] = {"bởi",   "các",  "cho",   "của",  "cùng",  "đến", "được", "hoặc",
                                     "khi",   "là",   "một",   "năm",  "ngày",  "như", "ở",    "tại",
                                     "tháng", "theo", "thuộc", "trên", "trong", "và",  "về",   "với"};
    static const char *const ends[] = {"nghiêng", "internet", "tổ", "thông", "trường", "cũng vậy", "12", "kiến nghị"};
    for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
        last_word_says(on[i], true, "Chương trình");
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        last_word_says(ends[i], false, "Chương trình");
    }
    assert_true(goes_on("CHƯƠNG TRÌNH CỦA", "SỞ TÀI CHÍNH"));
    assert_true(goes_on("CHƯƠNG TRÌNH TRONG", "SỞ TÀI CHÍNH"));
    assert_false(goes_on("CHƯƠNG TRÌNH CHO", "SỞ TÀI CHÍNH"));
    assert_false(goes_on("CHƯƠNG TRÌNH Ở", "SỞ TÀI CHÍNH"));
    assert_true(goes_on("địa bàn TP.", "Huế"));
    assert_false(goes_on("địa bàn tp.", "Huế"));
    assert_true(goes_on("bãi bỏ toàn bộ", "Thông tư số 12/2020/TT-BTC"));
    assert_false(goes_on("bãi bỏ đồng bộ", "Thông tư số 12/2020/TT-BTC"));
    assert_true(goes_on("theo điểm đ", "Điều 7 của Luật này"));
    assert_true(goes_on("sửa đổi", "Điều 7 của Luật này"));
    assert_false(goes_on("thay đổi", "Điều 7 của Luật này"));
}

static void texts_of_one_line_and_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n", " \n\n ", "một dòng", "\nmột dòng\n", "- ", "\n-\n-\n"};
    static const char *const folds[] = {"", "\n", "\n", "mot dong", "\nmot dong\n", "- ", "\n-\n-\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        vd_arena arena = {0};
        vd_text text;
        assert_int_equal(vd_text_fold(&arena, vd_str_of(texts[i]), &text, NULL), VD_OK);
        assert_string_equal(text.fold, folds[i]);
        vd_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrapped_lines_are_soft),
        cmocka_unit_test(blank_lines_part_where_they_part_nothing_else),
        cmocka_unit_test(labels_of_portals_stand_alone),
        cmocka_unit_test(hyphens_and_slashes_go_on),
        cmocka_unit_test(connectives_and_commas_go_on),
        cmocka_unit_test(sentences_end_hard),
        cmocka_unit_test(semicolons),
        cmocka_unit_test(items_open_hard),
        cmocka_unit_test(a_number_alone_waits_for_its_item),
        cmocka_unit_test(numbers_inside_a_sentence_open_nothing),
        cmocka_unit_test(references_at_the_line_start_open_nothing),
        cmocka_unit_test(bases_open_hard),
        cmocka_unit_test(names_begun_go_on),
        cmocka_unit_test(open_sentences_go_on),
        cmocka_unit_test(headings_stand_alone),
        cmocka_unit_test(rules_stand_alone),
        cmocka_unit_test(unbroken_paragraphs),
        cmocka_unit_test(the_last_word_of_a_line_tells),
        cmocka_unit_test(texts_of_one_line_and_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
