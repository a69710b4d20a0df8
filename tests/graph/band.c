/** Bands of the drawing, from the tables. */
#include "sample.h"

static void laws_and_issuers_have_their_band(void **state)
{
    (void)state;
    assert_int_equal(vd_band_of(VD_LIT("Luật"), VD_LIT("Quốc hội"), false), VD_BAND_LAW);
    assert_int_equal(vd_band_of(VD_LIT("Chỉ thị"), VD_LIT("Thủ tướng Chính phủ"), false), VD_BAND_STATE);
    assert_int_equal(vd_band_of(VD_LIT("Kết luận"), VD_LIT("Bộ Chính trị"), false), VD_BAND_PARTY);
    assert_int_equal(vd_band_of(VD_LIT("Kế hoạch"), VD_LIT("Ủy ban nhân dân thành phố Cần Thơ"), true), VD_BAND_LOCAL);
    assert_int_equal(vd_band_of(VD_LIT("Kế hoạch"), VD_LIT("Ủy ban nhân dân"), false), VD_BAND_LOCAL);
}

static void unknown_issuers_go_by_place(void **state)
{
    (void)state;
    assert_int_equal(vd_band_of(VD_LIT("Kế hoạch"), VD_LIT("Hội Không có trong bảng"), true), VD_BAND_LOCAL);
    assert_int_equal(vd_band_of(VD_LIT("Kế hoạch"), VD_NONE, false), VD_BAND_STATE);
    /* a name that only begins like another is not that body */
    assert_int_equal(vd_band_of(VD_LIT("Kế hoạch"), VD_LIT("Bộ Chính trịa"), true), VD_BAND_LOCAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_and_issuers_have_their_band),
        cmocka_unit_test(unknown_issuers_go_by_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
