/** How values look to people who read a page or a workbook: words of viendan's in their language, days as they are
 *  written there.  This is the one place that decides it; formats for programs do not pass here. */
#ifndef VD_REPORT_SPOKEN_H
#define VD_REPORT_SPOKEN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/rows.h"
#include "viendan.h"

/** Append a column's value. */
void vd_spoken(vd_buf *buf, vd_str column, vd_str value, vd_lang lang);
/** "2021-11-26" as "26/11/2021", "2026-02" as "02/2026"; also in the middle of words. */
void vd_spoken_day(vd_buf *buf, vd_str text, vd_lang lang);
/** " bởi 97/2025/QH15" and " từ 01/07/2025" behind what was done to a document; nothing where there is none. */
void vd_spoken_by(vd_buf *buf, vd_str by, vd_lang lang);
void vd_spoken_from(vd_buf *buf, vd_str day, vd_lang lang);
/** A title in capitals, as printed heads have it, in the spelling of the built-in row of the same number, where that is
 *  the same but for letter case and the type in front: "VIÊN CHỨC" of 58/2010/QH12 as "Luật Viên chức".  Any other
 * title as it is: what is a name in it nobody can tell from capitals. Owner:  static, or `title`; `scratch` holds
 * nothing of it. */
vd_str vd_spoken_title(vd_arena *scratch, vd_str title, vd_str number);
/** The same of a text of the current row, whose number stands in a column beside it: "to_title", "to_number". */
vd_str vd_spoken_cell(vd_arena *scratch, const vd_rows *rows, size_t column);
/** How a worksheet shows a day. */
const char *vd_spoken_day_format(vd_lang lang);
/** Where a row of the tables comes from: "the act's own text; list of vbpl.vn". */
void vd_spoken_source(vd_buf *buf, vd_str source, vd_lang lang);
/** Where a field was learnt: "type: catalogue" as "loại: danh mục". */
void vd_spoken_learnt(vd_buf *buf, vd_str learnt, vd_lang lang);

#endif
