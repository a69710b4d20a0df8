/** Rows of the built-in catalogue as columns. */
#ifndef VD_STORE_ROW_NAME_H
#define VD_STORE_ROW_NAME_H

#include "base/str.h"

/** The row `catalogue` (see vd_mention) of the built-in catalogue by a name that outlives a change of the table; absent
 *  for 0.  false when there is no such row. */
bool vd_row_name(int catalogue, vd_str *out);

/** Number of the `at`-th row (from 0) whose title or short title folds to `title_fold`; false when there are no more.
 */
bool vd_row_number(vd_str title_fold, size_t at, vd_str *out);

#endif
