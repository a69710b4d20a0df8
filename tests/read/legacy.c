/** Which texts look like Vietnamese in an old encoding, and which do not. */
#include "read/read.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define TCVN3                                                                                                                          \
    "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do - H¹nh phóc\nQuyÕt ®Þnh cña ñy ban nh©n d©n thµnh phè " \
    "vÒ viÖc ban hµnh quy chÕ lµm viÖc; c¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph­¬ng ngµy 19 th¸ng 6 n¨m 2015\n"
#define VNI                                                                                                                           \
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\nQuyeát ñònh cuûa uûy ban nhaân " \
    "daân thaønh phoá veà vieäc ban haønh quy cheá laøm vieäc; caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông\n"
/* The first of them as its bytes were. */
#define RAW                                                   \
    "C\xE9NG H\xDF"                                           \
    "A X\xB7 H\xE9I CH\xF1 NGH\xDC"                           \
    "A VI\xD6T NAM\n\xA7\xE9"                                 \
    "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"                    \
    "c, quy\xD5t \xAE\xDEnh c\xF1"                            \
    "a \xF1y ban nh\xA9n d\xA9n th\xB5nh ph\xE8 v\xD2 vi\xD6" \
    "c ban h\xB5nh quy ch\xD5 l\xB5m vi\xD6"                  \
    "c; c\xA8n c\xF8 Lu\xCBt T\xE6 ch\xF8"                    \
    "c \xAE\xDE"                                              \
    "a ph\xAD\xACng ng\xB5y 19 th\xB8ng 6 n\xA8m 2015\n"

/* A tone behind its vowel, taken for Latin-1, and the bytes as they were. */
#define CP1258                                                                                                                                 \
    "CÔòNG HOÌA XAÞ HÔòI CHUÒ NGHIÞA VIÊòT NAM\nQuyêìt ðiònh cuÒa uÒy ban nhân dân thaÌnh phôì vêÌ viêòc ban haÌnh " \
    "quy chêì laÌm viêòc; cãn cýì Luâòt TôÒ chýìc chiình quyêÌn ðiòa phýõng ngaÌy 19 thaìng 6 nãm 2015\n"
#define CP1258_RAW                                                          \
    "C\xD4\xF2NG HO\xCC"                                                    \
    "A XA\xDE H\xD4\xF2I CHU\xD2 NGHI\xDE"                                  \
    "A VI\xCA\xF2T NAM\nQuy\xEA\xECt \xF0i\xF2nh cu\xD2"                    \
    "a u\xD2y ban nh\xE2n d\xE2n tha\xCCnh ph\xF4\xEC v\xEA\xCC vi\xEA\xF2" \
    "c ban ha\xCCnh quy ch\xEA\xEC la\xCCm vi\xEA\xF2"                      \
    "c; c\xE3n c\xFD\xEC Lu\xE2\xF2t T\xF4\xD2 ch\xFD\xEC"                  \
    "c chi\xECnh quy\xEA\xCCn \xF0i\xF2"                                    \
    "a ph\xFD\xF5ng nga\xCCy 19 tha\xECng 6 n\xE3m 2015\n"

static vd_legacy look(const char *text, bool *raw)
{
    return vd_read_legacy(vd_str_of(text), raw);
}

static void old_encodings_are_known(void **state)
{
    (void)state;
    bool raw = true;
    assert_int_equal(look(TCVN3 TCVN3, &raw), VD_LEGACY_TCVN3);
    assert_false(raw);
    assert_int_equal(look(VNI VNI, &raw), VD_LEGACY_VNI);
    assert_false(raw);
    assert_int_equal(look(RAW RAW, &raw), VD_LEGACY_TCVN3);
    assert_true(raw);
    assert_int_equal(look(CP1258, &raw), VD_LEGACY_CP1258);
    assert_false(raw);
    assert_int_equal(look(CP1258_RAW, &raw), VD_LEGACY_CP1258);
    assert_true(raw);
}

static void other_texts_are_not(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nQuyết định của ủy ban nhân dân thành phố",
        "hoà bình, toán, quê quán, uỷ ban, hoá học, thuý, xoã, quà, quá, toàn, hoàn, khoá, quê",
        "Garçon naïf, où êtes-vous? L'aïeule a reçu un œuf à Noël; la façade est très haute, l'été dernier à Genève.",
        "Perché così, però, più là: sarà ciò, già finì; potrò, dirò, farò, andrò, verrò, saprò, avrò, lunedì, martedì, "
        "mercoledì, giovedì, venerdì, sì, lì, qui, può, cioè, Iò, Giò, Ciò, viòlino, aì, caìdo, país, això, acció.",
        "Þingið ræður, Þór og Íþróttir: ÞAÐ ER SVO, Þar sem Þú ert; Ìle Ìslay, Mòr agus Dòmhnall a' fuìreach ann.",
        "Der Präsident der Bäuerlichen Gesellschaft für Öffentlichkeit, Übungen und große Häuser, Neuübersetzung.",
        "m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ m² m³ 5 µm, 5 µg, 5 "
        "µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, 5 µg, ©2024 «a» ®, "
        "20°C, a·b, 10 ½, § 5, µg/m³, µg/m³, µg/m³, µg/m³, µg/m³, µg/m³, µg/m³, NO2 µg/m³",
        "Tiép tuc quan triét, trién khai thuc hién nghiém tac, ¢6 hiéu qua Chi thi s6 33/CT-TTg ngay 26 thang 11 nam "
        "2021 cta Thi tudng Chinh pht vé tiép tuc ting cuong va doi méi cong tac dan van cua co quan hanh chinh"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool raw;
        assert_int_equal(look(texts[i], &raw), VD_LEGACY_NONE);
    }
}

/* A few words quoted in a text of today. */
static void a_quotation_is_not(void **state)
{
    (void)state;
    bool raw;
    static const char text[] =
        "Văn bản cũ ghi “" TCVN3 "” đã được chuyển sang Unicode: Cộng hòa xã hội chủ nghĩa Việt Nam";
    assert_int_equal(look(text, &raw), VD_LEGACY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(old_encodings_are_known),
        cmocka_unit_test(other_texts_are_not),
        cmocka_unit_test(a_quotation_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
