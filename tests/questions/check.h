/** One line of questions.txt that says what must be true of a command's rows.
 *
 *      some  number = 24/KH-VPUB ; date = 2025-05-22     at least one row is like this
 *      none  source ~ /004-                              no row is
 *      2 rows  date = 2021-11-26                         just so many rows are
 *      4 different id                                    the rows (of which a condition may follow) hold so many values
 *      only  to_title: Luật Công đoàn | Luật Thanh niên  the rows hold these values and no others; null does not count
 *      nothing                                           there is no row, and the program says so by its exit code
 *
 *  A condition compares a column: = is, != is not, ~ holds, !~ holds not.  `null` is an absent value; the items of a
 *  list are joined by " > "; gold:003.signer is a field of tests/gold/seeds/documents.jsonl, for what is not to be
 *  repeated elsewhere.  A row without the column is an error, not a row that does not match. */
#ifndef VD_TESTS_QUESTIONS_CHECK_H
#define VD_TESTS_QUESTIONS_CHECK_H

#include "base/buf.h"
#include "support/json.h"

/** Is the line true of `rows`?  When it is not, or cannot be read, `why` says so. */
bool check_holds(vd_arena *arena, vd_str line, const json *rows, const json *gold, vd_buf *why);

#endif
