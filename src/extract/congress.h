/** The Party's national congresses, under the one name that extraction gives the body, whatever a text calls it. */
#ifndef VD_EXTRACT_CONGRESS_H
#define VD_EXTRACT_CONGRESS_H

#include "base/str.h"

/** "XIV", "14" -> 14; 0: none of the Party's congresses so far, or to come soon. */
unsigned vd_congress_numeral(vd_str word);
/** "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng" -> 14; 0: the body is another one. */
unsigned vd_congress_number(vd_str body);

#endif
