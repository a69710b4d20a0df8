/* Standards and technical regulations, by their codes: "QCVN 06:2022/BXD". */
#include "extract/number.h"

/* "Quy chuẩn kỹ thuật quốc gia QCVN …" and the like before the code belong to the span. */
static size_t technical_type(const vd_scan *scan, size_t at, const vd_type_row **type)
{
    size_t from = at;
    const vd_type_row *word = at > 0 ? vd_type_ending(scan, vd_blank_back(scan, at), &from) : NULL;
    if (vd_type_technical(word)) {
        *type = word;
        return from;
    }
    return at;
}

/* The body behind the stroke: "QCVN 06:2022/BXD".  Standards have none: what stands there is the international one that
 * "TCVN 7189:2009/CISPR 22:2006" adopts. */
static vd_str technical_symbol(vd_str number, bool standard)
{
    size_t body = vd_str_find(number, VD_LIT("/"), 0);
    return body == SIZE_MAX || standard ? number : vd_str_slice(number, body + 1, number.len);
}

void vd_pass_technical(vd_scan *scan)
{
    vd_match match;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (size_t at = 0; vd_scan_next(scan, VD_PAT_technical, VD_ANCHOR_TECHNICAL, &walk, at, &match); at = match.end) {
        bool standard = scan->text->fold[match.start] == 't';
        const vd_type_row *type = vd_type_named(standard ? VD_LIT("Tiêu chuẩn") : VD_LIT("Quy chuẩn"));
        size_t from = technical_type(scan, match.start, &type);
        vd_range span = {from, match.end};
        if (!vd_scan_upper(scan, match.start) || vd_scan_taken(scan, span)) {
            continue;
        }
        int year = vd_match_number(scan, &match, "y");
        vd_str number = vd_scan_clean(scan, (vd_range){match.start, match.end});
        vd_draft *draft = vd_scan_add(scan, span, VD_FORM_NUMBERED, type);
        if (draft) {
            draft->type_stated = from < match.start;
            draft->number = number;
            draft->symbol = technical_symbol(number, standard);
            draft->year = year;
            draft->confidence = 0.95;
        }
    }
}
