/** Roman numerals up to XX, which count congresses, plenums and terms. */
#ifndef VD_BASE_ROMAN_H
#define VD_BASE_ROMAN_H

#include "base/str.h"

enum { VD_ROMAN_MOST = 20 };

/** "xiv", folded -> 14; 0: none of them. */
unsigned vd_roman_value(vd_str fold);
/** 14 -> "XIV"; "" for what is none of 1 to VD_ROMAN_MOST. */
const char *vd_roman(unsigned number);

#endif
