#include "base/roman.h"

static const struct {
    const char *fold, *printed;
} romans[VD_ROMAN_MOST] = {
    {"i", "I"},     {"ii", "II"},     {"iii", "III"},     {"iv", "IV"},   {"v", "V"},
    {"vi", "VI"},   {"vii", "VII"},   {"viii", "VIII"},   {"ix", "IX"},   {"x", "X"},
    {"xi", "XI"},   {"xii", "XII"},   {"xiii", "XIII"},   {"xiv", "XIV"}, {"xv", "XV"},
    {"xvi", "XVI"}, {"xvii", "XVII"}, {"xviii", "XVIII"}, {"xix", "XIX"}, {"xx", "XX"},
};

unsigned vd_roman_value(vd_str fold)
{
    for (unsigned i = 0; i < VD_ROMAN_MOST; i++) {
        if (vd_str_eq(fold, vd_str_of(romans[i].fold))) {
            return i + 1;
        }
    }
    return 0;
}

const char *vd_roman(unsigned number)
{
    return number > 0 && number <= VD_ROMAN_MOST ? romans[number - 1].printed : "";
}
