/** Words between the citations, made up for this generator. */
#ifndef VD_TESTS_SYNTH_PROSE_H
#define VD_TESTS_SYNTH_PROSE_H

#include "synth/draw.h"

#include "base/buf.h"

extern const char *const prose_subjects[];
extern const size_t prose_subject_count;

/** A sentence without citations, closed by a full stop. */
void prose_sentence(draw *d, vd_buf *out);
/** What a task asks for, without its end: "rà soát, cập nhật dữ liệu về …". */
void prose_task(draw *d, vd_buf *out);
/** A row of a table: cells of few words, each on a line. */
void prose_row(draw *d, unsigned number, vd_buf *out);

#endif
