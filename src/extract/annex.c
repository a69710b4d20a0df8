/* Annexes that list what the document repeals: "Phụ lục I. DANH MỤC VĂN BẢN … BÃI BỎ TOÀN BỘ".  The head of the list is
 * a heading, and its members stand on lines of their own with no verb before them. */
#include "extract/annex.h"

enum { HEADING_MAX = 300 };

/* The document itself repeals; one that makes known what has been repealed does not. */
static bool title_repeals(const vd_scan *scan)
{
    vd_str own = vd_scan_fold(scan, scan->own_title);
    return vd_str_find(own, VD_LIT("bai bo"), 0) != SIZE_MAX && vd_str_find(own, VD_LIT("cong bo"), 0) == SIZE_MAX &&
           vd_str_find(own, VD_LIT("thu tuc hanh chinh"), 0) == SIZE_MAX;
}

/* What the line that begins at `at` opens, if it is a heading in capitals. */
static bool heading_read(const vd_scan *scan, size_t at, vd_annex_kind *kind)
{
    const vd_text *text = scan->text;
    size_t stop = at + HEADING_MAX < text->fold_len ? at + HEADING_MAX : text->fold_len;
    if (vd_scan_starts(scan, at, "phu luc") && vd_scan_upper(scan, at)) {
        *kind = VD_ANNEX_OTHER;
        return true;
    }
    if (!vd_scan_starts(scan, at, "danh muc ") || !vd_scan_capitals(scan, (vd_range){at, at + strlen("danh muc")})) {
        return false;
    }
    const char *hit = memchr(text->fold + at, '\n', stop - at);
    vd_str heading = {text->fold + at, hit ? (size_t)(hit - text->fold) - at : stop - at};
    bool documents = vd_str_find(heading, VD_LIT("van ban"), 0) != SIZE_MAX ||
                     vd_str_find(heading, VD_LIT("quyet dinh"), 0) != SIZE_MAX ||
                     vd_str_find(heading, VD_LIT("nghi quyet"), 0) != SIZE_MAX ||
                     vd_str_find(heading, VD_LIT("thong tu"), 0) != SIZE_MAX;
    bool repealed = documents && vd_str_find(heading, VD_LIT("bai bo"), 0) != SIZE_MAX;
    bool partly = vd_str_find(heading, VD_LIT("mot phan"), 0) != SIZE_MAX;
    *kind = !repealed ? VD_ANNEX_OTHER : partly ? VD_ANNEX_REPEALS_PARTS : VD_ANNEX_REPEALS;
    return true;
}

void vd_annexes_begin(const vd_scan *scan, vd_annexes *run)
{
    *run = (vd_annexes){.kind = VD_ANNEX_OTHER, .off = !title_repeals(scan)};
}

vd_annex_kind vd_annex_at(const vd_scan *scan, vd_annexes *run, size_t at)
{
    const vd_text *text = scan->text;
    while (!run->off && run->line < text->line_count) {
        size_t from = scan->line_at[run->line];
        if (from > at) {
            break;
        }
        run->line++;
        while (from < text->fold_len && strchr(" \n*#_", text->fold[from])) {
            from++;
        }
        if (heading_read(scan, from, &run->kind)) {
            run->heading = from;
        }
    }
    return run->kind;
}
