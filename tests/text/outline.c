/** The outline: which lines open a point, and below which. */
#include "text/outline.h"

#include "base/alloc.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct outlined {
    vd_arena arena;
    vd_text text;
    vd_outline outline;
} outlined;

static void outline_open(const char *bytes, outlined *out)
{
    *out = (outlined){.outline = {0}};
    assert_int_equal(vd_text_fold(&out->arena, vd_str_of(bytes), &out->text, NULL), VD_OK);
    assert_int_equal(vd_outline_read(&out->text, &out->arena, &out->outline, NULL), VD_OK);
}

/* The paths of `bytes`, with a blank between. */
static void paths(const char *bytes, const char *wanted)
{
    outlined o;
    vd_buf found = {0};
    outline_open(bytes, &o);
    for (size_t i = 0; i < o.outline.count; i++) {
        vd_buf_add_text(&found, i ? " " : "");
        vd_buf_add(&found, o.outline.nodes[i].path);
    }
    vd_buf_add_char(&found, '\0');
    assert_true(vd_buf_ok(&found));
    assert_string_equal(found.ptr, wanted);
    vd_buf_clear(&found);
    vd_arena_clear(&o.arena);
}

static void points_nest(void **state)
{
    (void)state;
    paths("I. MỤC ĐÍCH\n1. Mục tiêu\na) Một.\nb) Hai.\n2. Yêu cầu\nII. NHIỆM VỤ\n1. Sở Y tế:\n- Một.\n+ Nhỏ.\n- Hai.\n",
          "I I.1 I.1.a I.1.b I.2 II II.1 II.1.-1 II.1.-1.+1 II.1.-2");
    paths("Chương II\nNHIỆM VỤ\nMục 1\nCHUNG\nĐiều 5. Giao việc\n1. Một.\na) Nhỏ.\n",
          "Chương II Chương II.Mục 1 Chương II.Mục 1.Điều 5 Chương II.Mục 1.Điều 5.1 Chương II.Mục 1.Điều 5.1.a");
    paths("A. NỘI DUNG\nI. CHUNG\n1. Một\n1.1. Nhỏ.\n1.2. Nữa.\nB. TỔ CHỨC\n", "A A.I A.I.1 A.I.1.1 A.I.1.2 B");
    paths("Phần thứ nhất\nI. CHUNG\nPHỤ LỤC II\nI. BẢNG\n", "Phần thứ nhất Phần thứ nhất.I PHỤ LỤC II PHỤ LỤC II.I");
}

static void letters_follow_the_alphabet(void **state)
{
    (void)state;
    paths("1. Một\na) A.\nb) B.\nc) C.\nd) D.\nđ) Đ.\ne) E.\ng) G.\n", "1 1.a 1.b 1.c 1.d 1.đ 1.e 1.g");
    /* Without marks "d)" stands twice. */
    paths("1. Mot\na) A.\nb) B.\nc) C.\nd) D.\nd) D.\ne) E.\n", "1 1.a 1.b 1.c 1.d 1.đ 1.e");
}

static void prose_opens_nothing(void **state)
{
    (void)state;
    paths("Thực hiện trong năm\n2025. Sau đó tổng kết.\n", "");
    paths("1. Từ ngày\n15 tháng 9 năm 2025.\n2. Hai.\n", "1 2");
    /* A number that no sibling leads up to. */
    paths("1. Một.\n2. Hai.\n3. Ba.\n4. Ưu tiên các địa bàn cấp độ\n1. Cấp ngay mì tôm.\n5. Năm.\n", "1 2 3 4 5");
    paths("1. Một.\n87. Tám bảy.\n2. Hai.\n", "1 2");
}

static void misread_markers_are_read_as_due(void **state)
{
    (void)state;
    paths("II. NỘI DUNG\nl. Tăng cường.\n2. Ban hành.\n", "II II.1 II.2");
    paths("5. Năm.\n6. Sáu.\nZ. Tổ chức triển khai.\n8. Tám.\n", "5 6 7 8");
    paths("1. Một.\na) Chi dao: A.\nb) Tham muu: B.\nc\xC2\xA2) Thoi gian: C.\n2. Hai.\n", "1 1.a 1.b 1.c 2");
    paths("1. Một\n- a) Cơ quan chủ trì: A;\n6 b) Cơ quan phối hợp: B;\n", "1 1.a 1.b");
    /* The same letters where nothing of the kind is due. */
    paths("1. Một.\nB. Tổ chức.\n2. Hai.\n", "1 2");
    /* One sibling is lost, one number stands twice. */
    paths("I. MỘT\nII. HAI\nIV. BỐN\nIV. NỮA RỒI\n", "I II IV IV");
}

static void titles_end_with_their_paragraph(void **state)
{
    (void)state;
    outlined o;
    outline_open(
        "I.\nĐÁNH GIÁ CHUNG\n\nMở đầu của phần này thì dài hơn một dòng in của văn bản.\n\n1. Sở\nKhoa học và Công "
        "nghệ:\n\nChỉ đạo các doanh nghiệp viễn thông bảo đảm liên lạc cho các địa bàn.\n",
        &o);
    assert_int_equal(o.outline.count, 2);
    assert_true(o.outline.blanks);
    const vd_outline_node *heading = &o.outline.nodes[0], *point = &o.outline.nodes[1];
    assert_memory_equal(o.text.fold + heading->head, "danh gia chung", 14);
    assert_int_equal(heading->title_to - heading->head, 14);
    assert_int_equal(heading->own_to, point->from);
    assert_int_equal(point->title_to - point->head, strlen("so\nkhoa hoc va cong nghe:"));
    vd_arena_clear(&o.arena);
}

static uint64_t seed = 88172645463325252U;

static size_t below(size_t limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed % limit);
}

/* Lines of markers and words in any order: nodes keep their promises. */
static void nodes_nest_whatever_the_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {"I. ",  "II. ",  "1. ",       "2. ",      "1.1. ", "a) ", "đ) ", "- ",
                                         "+ ",   "* ",    "Điều 5. ",  "Chương I", "# ",    "l. ", "\n",  "\n\n",
                                         "A. B", "15/12", "tổ chức. ", "Sở Y tế:", "\xff",  "1)"};
    for (int round = 0; round < 400; round++) {
        vd_buf text = {0};
        for (size_t i = below(60); i > 0; i--) {
            vd_buf_add_text(&text, pieces[below(sizeof pieces / sizeof *pieces)]);
            vd_buf_add_text(&text, below(3) ? "" : "\n");
        }
        vd_buf_add_char(&text, '\0');
        outlined o;
        outline_open(text.ptr, &o);
        for (size_t i = 0; i < o.outline.count; i++) {
            const vd_outline_node *n = &o.outline.nodes[i];
            const vd_outline_node *up = n->parent >= 0 ? &o.outline.nodes[n->parent] : NULL;
            assert_true(n->from < n->to && n->to <= o.text.fold_len);
            assert_true(n->from <= n->head && n->head <= n->title_to && n->title_to <= n->own_to && n->own_to <= n->to);
            assert_true(n->parent < (int)i &&
                        (!up || (up->level < n->level && up->own_to <= n->from && n->to <= up->to)));
            assert_true(i == 0 || n[-1].from < n->from);
            assert_true(n->label.len > 0 &&
                        vd_str_ends(n->path, vd_str_slice(n->label, n->label.len - 1, n->label.len)));
        }
        vd_arena_clear(&o.arena);
        vd_buf_clear(&text);
    }
}

static void memory_may_end(void **state)
{
    (void)state;
    static const char text[] = "I. MỘT\n1. Sở Y tế\na) Nhỏ.\n- Một.\nPHỤ LỤC\n1. Hai.\n";
    vd_arena arena = {0};
    vd_text folded;
    assert_int_equal(vd_text_fold(&arena, vd_str_of(text), &folded, NULL), VD_OK);
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_arena mine = {0};
        vd_outline outline;
        vd_alloc_fail_at(nth);
        vd_status status = vd_outline_read(&folded, &mine, &outline, NULL);
        vd_alloc_fail_at(0);
        vd_arena_clear(&mine);
        if (status == VD_OK) {
            assert_int_equal(outline.count, 6);
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(outline.count, 0);
        failures++;
    }
    assert_true(failures > 0);
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_nest),
        cmocka_unit_test(letters_follow_the_alphabet),
        cmocka_unit_test(prose_opens_nothing),
        cmocka_unit_test(misread_markers_are_read_as_due),
        cmocka_unit_test(titles_end_with_their_paragraph),
        cmocka_unit_test(nodes_nest_whatever_the_text),
        cmocka_unit_test(memory_may_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
