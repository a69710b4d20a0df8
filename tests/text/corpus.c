/** Folding the plans of the corpus: what the damage of real files asks for. */
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct plan {
    const char *file;
    bool marks_lost;
    const char *joined[8]; /* in the fold: a printed line goes on */
    const char *parted[8]; /* in the fold: a paragraph ends */
} plan;

static const plan plans[] = {
    {"000-can-tho-70-kh-ubnd-2025.txt",
     false,
     {NULL},
     {"\n# i. muc dich, yeu cau\n# 1. muc dich\n- a) doi moi", "\ncan tho, ngay 15 thang 9 nam 2025\n",
      "\n- a) co quan chu tri", "\n16 b) co quan"}},
    {"001-can-tho-kh-vpub-2026.txt",
     false,
     {"cua bo chinh tri ve viec ban hanh quy che", "tu kiem tra, giam sat"},
     {"\nke hoach\nthuc hien cong tac dan van chinh quyen va thuc hien dan chu o co so nam 2026\nthuc hien ke hoach so "
      "52",
      "\nso: /kh-vpub\n", "dan chu o co so\na) cap uy"}},
    {"002-can-tho-kh-vpub-2025.txt",
     false,
     {"chi thi so 33/ct-ttg ngay", "quan tri - tai vu", "o co so; nghi quyet so 65/nq-hdnd",
      "218-qd/tw ngay 12 thang 12 nam 2013"},
     {"ke hoach\nthuc hien quy che", "chinh quyen nam 2025\nthuc hien ke hoach so 30", "\nchanh van phong\n"}},
    {"003-can-tho-24-kh-vpub-2025-scan.txt",
     true,
     {"chi thi s6 33/ct-ttg ngay", "trinh do 4 nhan thirc"},
     {"\nke hoach\n", "\ni. muc pich, yeu cau\n1. muyc dich\na) quan triet"}},
    {"004-hai-phong-cam-giang-kh-2025.txt",
     false,
     {"so 61/2023/nd- cp ngay", "ke hoach nay; hang nam", "cttn, ngay 15/8/2025", "26/11/2021 cua thu tuong",
      "nq/tw, ngay"},
     {"ke hoach\ncong tac", "xa cam giang\ncan cu quyet dinh", "truyen thong\nchu dong", "\nchu tich\n"}},
};

static void bytes_read(const char *file, char *bytes, size_t room, size_t *len)
{
    char path[512];
    snprintf(path, sizeof path, "%s/corpus/plans/%s", VD_ROOT, file);
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        fail_msg("%s cannot be read", path);
        return;
    }
    *len = fread(bytes, 1, room, stream);
    fclose(stream);
    assert_true(*len > 1000 && *len < room);
}

static void plans_fold_as_they_are_read(void **state)
{
    (void)state;
    static char bytes[1 << 16];
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        const plan *p = &plans[i];
        size_t len = 0;
        bytes_read(p->file, bytes, sizeof bytes, &len);
        vd_arena arena = {0};
        vd_text text;
        assert_int_equal(vd_text_fold(&arena, (vd_str){bytes, len}, &text, NULL), VD_OK);
        assert_int_equal(text.invalid_count, 0);
        assert_int_equal(text.marks_lost, p->marks_lost);
        for (size_t k = 0; k < 16; k++) {
            const char *expected = k < 8 ? p->joined[k] : p->parted[k - 8];
            if (expected && !strstr(text.fold, expected)) {
                fail_msg("%s: not in the fold: %s", p->file, expected);
            }
        }
        vd_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_fold_as_they_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
