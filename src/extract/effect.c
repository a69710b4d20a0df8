/* Since when the text itself says that it has effect: "Nghị định này có hiệu lực thi hành từ ngày 15 tháng 8 năm 2025",
 * "Quyết định này có hiệu lực kể từ ngày ký".  A day that has to be counted ("sau 45 ngày kể từ ngày ký") is not read,
 * and texts that give two days give none. */
#include "base/date.h"
#include "extract/outlook.h"

/* The end of these words at `at`, or `at`. */
static size_t words_skip(const vd_scan *scan, size_t at, const char *words)
{
    return vd_scan_starts(scan, at, words) ? at + strlen(words) : at;
}

/* The sentence is about the whole document: "Điều 5 của Nghị định này có hiệu lực …" is not. */
static bool opens_sentence(const vd_scan *scan, size_t at)
{
    size_t end = at;
    while (end > 0 && scan->text->fold[end - 1] == ' ') {
        end--;
    }
    char before = end > 0 ? scan->text->fold[end - 1] : '\n';
    return before == '\n' || before == '.' || before == ':' || vd_opens_line(scan, at);
}

/* The day that stands behind the document's own name at `at`. */
static bool effect_read(vd_scan *scan, size_t at, vd_date *out)
{
    size_t behind = words_skip(scan, at, " co hieu luc");
    if (behind == at) {
        return false;
    }
    behind = words_skip(scan, behind, " thi hanh");
    behind = words_skip(scan, behind, " ke");
    size_t day = words_skip(scan, behind, " tu ");
    if (day == behind) {
        return false;
    }
    if (vd_scan_starts(scan, day, "ngay ky")) {
        *out = scan->header.date;
        return vd_date_whole(*out);
    }
    return vd_date_read(scan, day, out) > 0;
}

void vd_pass_effect(vd_scan *scan)
{
    vd_date found = {0};
    bool consolidated = vd_is_consolidated(scan); /* tells of the text that it carries, once for each change */
    for (size_t i = 0; i < scan->draft_count && !consolidated; i++) {
        const vd_draft *draft = &scan->drafts[i];
        vd_date date = {0};
        if (draft->form != VD_FORM_SELF || !opens_sentence(scan, draft->span.from) ||
            !effect_read(scan, draft->span.to, &date)) {
            continue;
        }
        if (found.year != 0 && !vd_date_eq(found, date)) {
            return;
        }
        found = date;
    }
    scan->header.effective = found;
}
