/** The sweep for anchors over texts made for it (see anchor_check.h). */
#include "anchor_check.h"
#include "text.h"

#include <dirent.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

/* ---- Tests ------------------------------------------------------------------------------------------------------- */

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
        cmocka_unit_test(words_at_the_edges_of_blocks),
    };
    return cmocka_run_group_tests(tests, grammars_open, grammars_close);
}
