/* Which passages a text quotes.  A mark opens a passage where what stands before it says so, and not before a word or a
 * name; a passage that is closed and opened again at the next line goes on, and one that was never closed ends where
 * the next clause begins. */
#include "extract/quotation.h"

#include "base/sweep.h"

enum {
    PARAGRAPH_MAX = 3000, /* no paragraph is looked through farther than that */
    QUOTE_MAX = 40000,    /* a quotation that goes on longer was never closed */
    UNCLOSED_MAX = 4000   /* one that was never closed is believed so far */
};

static bool quote_opens(const vd_scan *scan, size_t at)
{
    vd_str raw = vd_scan_raw(scan, (vd_range){at, at + 1});
    if (vd_str_starts(raw, VD_LIT("“")) || vd_str_starts(raw, VD_LIT("«"))) {
        return true;
    }
    if (vd_str_starts(raw, VD_LIT("”")) || vd_str_starts(raw, VD_LIT("»"))) {
        return false;
    }
    bool word_before = at > 0 && !VD_AMONG(scan->text->fold[at - 1], " \n(:");
    bool blank_behind = at + 1 >= scan->text->fold_len || VD_AMONG(scan->text->fold[at + 1], " \n.;,)");
    return !word_before && !blank_behind;
}

size_t vd_paragraph_start(const vd_scan *scan, size_t at)
{
    size_t floor = at > PARAGRAPH_MAX ? at - PARAGRAPH_MAX : 0;
    while (at > floor && VD_AMONG(scan->text->fold[at - 1], " \n\"")) {
        at--;
    }
    return floor + vd_sweep_behind_last(scan->text->fold + floor, at - floor, '\n');
}

bool vd_amend_head(vd_scan *scan, size_t at)
{
    vd_match match;
    return vd_scan_at(scan, VD_PAT_amend_head, at, scan->text->fold_len, &match);
}

/* The mark at `at` stands where a line of the file begins. */
static bool quote_opens_line(const vd_scan *scan, size_t at)
{
    vd_str before = at > 0 ? vd_scan_raw(scan, (vd_range){at - 1, at}) : VD_LIT("");
    return vd_str_find(before, VD_LIT("\n"), 0) != SIZE_MAX;
}

/* What stands before the mark at `at` is the head of a clause that changes something. */
static bool quote_below_head(vd_scan *scan, size_t at)
{
    return at > 0 && vd_amend_head(scan, vd_paragraph_start(scan, at));
}

/* The quotation mark at `at` opens a passage, and not a word or a name: "… sửa đổi như sau: “1. …"; on a line of its
 * own, below "Điều 5. Sửa đổi, bổ sung Điều 38". */
static bool quote_is_passage(vd_scan *scan, size_t at)
{
    size_t end = at;
    while (end > 0 && VD_AMONG(scan->text->fold[end - 1], " \n")) {
        end--;
    }
    bool said =
        (end > 0 && scan->text->fold[end - 1] == ':') || (end >= 8 && vd_scan_starts(scan, end - 8, " nhu sau"));
    return said || (quote_opens_line(scan, at) && quote_below_head(scan, at));
}

/* The mark at `at` opens another paragraph of the passage that was closed last: "…”; | “5. …". */
static bool quote_resumes(const vd_scan *scan, const vd_quotations *found, size_t at)
{
    if (found->count == 0 || !quote_opens_line(scan, at)) {
        return false;
    }
    size_t i = found->ranges[found->count - 1].to + 1;
    while (i < at && VD_AMONG(scan->text->fold[i], " \n.;,")) {
        i++;
    }
    return i == at;
}

void vd_quotations_find(vd_scan *scan, vd_quotations *out)
{
    size_t marks = 0;
    for (size_t i = 0; i < scan->anchors.mark_count; i++) {
        marks += scan->anchors.signs[i] == '"';
    }
    *out = (vd_quotations){VD_ARENA_RAW(scan->arena, vd_range, marks + 1), 0};
    if (out->ranges == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    size_t depth = 0;
    size_t from = 0;
    for (size_t i = 0; i < scan->anchors.mark_count; i++) {
        if (scan->anchors.signs[i] != '"') {
            continue;
        }
        size_t at = scan->anchors.marks[i];
        bool opens = quote_opens(scan, at);
        bool lost = depth > 0 && at - from > QUOTE_MAX;
        if (depth > 0 && !lost && opens && quote_is_passage(scan, at) && quote_below_head(scan, at)) {
            size_t to = vd_paragraph_start(scan, at); /* the head of the next clause: the passage was never closed */
            if (to - from <= UNCLOSED_MAX) {
                out->ranges[out->count++] = (vd_range){from, to};
            }
            depth = 0;
        }
        if (depth == 0 || lost) {
            bool resumes = opens && quote_resumes(scan, out, at);
            from = resumes ? out->ranges[--out->count].from : at;
            depth = resumes || (opens && quote_is_passage(scan, at)) ? 1 : 0;
            continue;
        }
        depth = opens ? depth + 1 : depth - 1;
        if (depth == 0) {
            out->ranges[out->count++] = (vd_range){from, at};
        }
    }
}

bool vd_quotation_around(const vd_quotations *quotations, size_t at, vd_range *out)
{
    size_t low = 0;
    size_t high = quotations->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (quotations->ranges[mid].to <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    if (low < quotations->count && quotations->ranges[low].from < at) {
        *out = quotations->ranges[low];
        return true;
    }
    return false;
}
