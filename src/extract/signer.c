/* Who signed the text, and as what: a name below an office, at the end of the text or before its annexes. */
#include "extract/scan.h"

/* Two to five words, each with a capital and otherwise small letters: a person's name. */
static bool line_is_name(const vd_scan *scan, vd_range range)
{
    size_t words = 0;
    for (size_t at = range.from; at < range.to;) {
        size_t end = at;
        while (end < range.to && scan->text->fold[end] >= 'a' && scan->text->fold[end] <= 'z') {
            end++;
        }
        bool small = end > at && vd_scan_upper(scan, at);
        for (size_t i = at + 1; i < end && small; i++) {
            small = !vd_scan_upper(scan, i);
        }
        if (!small || (end < range.to && scan->text->fold[end] != ' ')) {
            return false;
        }
        words++;
        at = end + 1;
    }
    return words >= 2 && words <= 5;
}

/* "KT. CHỦ TỊCH", "PHÓ CỤC TRƯỞNG": an office and nothing else, in capitals. */
static bool line_is_office(const vd_scan *scan, vd_range range)
{
    static const char *const proxies[] = {"kt", "tm", "tl", "tuq", "q", "pho"};
    static const char *const offices[] = {
        "chu tich",    "bo truong",      "thu truong",   "thu tuong", "giam doc",      "tong giam",
        "cuc truong",  "tong cuc",       "vu truong",    "chanh an",  "chanh van",     "chanh thanh",
        "vien truong", "truong ban",     "truong phong", "chu nhiem", "thong doc",     "bi thu",
        "tong bi thu", "tong thanh tra", "hieu truong",  "tong kiem", "chi cuc truong"};
    enum { LONGEST = 60 };
    if (range.to <= range.from || range.to - range.from > LONGEST || !vd_scan_opens_capitals(scan, range.from) ||
        !vd_scan_capitals(scan, range)) {
        return false;
    }
    size_t at = range.from;
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) {
        size_t len = strlen(proxies[i]);
        bool proxy =
            vd_scan_starts(scan, at, proxies[i]) && at + len < range.to && strchr(". ", scan->text->fold[at + len]);
        at += proxy ? len : 0;
        while (proxy && at < range.to && strchr(". ", scan->text->fold[at])) {
            at++;
        }
    }
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        size_t end = at + strlen(offices[i]);
        if (vd_scan_starts(scan, at, offices[i]) && (end >= range.to || !vd_is_word(scan->text->fold[end]))) {
            return true;
        }
    }
    return false;
}

/* What an annex or a table has in the place of a name. */
static bool line_is_body(const vd_scan *scan, vd_range range)
{
    static const char *const bodies[] = {"so ",  "phong ",   "ban ",       "uy ban ", "bo ",
                                         "cuc ", "chi cuc ", "van phong ", "to "};
    bool body = false;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies && !body; i++) {
        body = vd_scan_starts(scan, range.from, bodies[i]);
    }
    return body;
}

/* Behind "(Đã ký)" at the head of a line, as copies have it in the place of the signature. */
static vd_range signed_skip(const vd_scan *scan, vd_range range)
{
    static const char *const marks[] = {"(da ky)", "da ky"};
    vd_range rest = range;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && rest.from == range.from; i++) {
        rest.from += vd_scan_starts(scan, range.from, marks[i]) ? strlen(marks[i]) : 0;
    }
    while (rest.from > range.from && rest.from < rest.to && VD_AMONG(scan->text->fold[rest.from], " :.")) {
        rest.from++;
    }
    return rest;
}

/* The signature at the end of the text: a name, and in capitals what stands above it. */
static bool signer_last(vd_scan *scan)
{
    size_t seen = 0;
    vd_range name = {0, 0};
    for (size_t line = scan->text->line_count; line-- > 0 && seen < 12;) {
        vd_range range = signed_skip(scan, vd_line_range(scan, line));
        if (range.to <= range.from) {
            continue;
        }
        seen++;
        if (name.to == 0) {
            name = line_is_name(scan, range) ? range : name;
        } else if (vd_scan_capitals(scan, range) && range.to - range.from < 60) {
            scan->header.signer = vd_scan_clean(scan, name);
            scan->header.signer_role = vd_scan_clean(scan, range);
            return true;
        } else {
            return false; /* a name without an office above it is no signature */
        }
    }
    return false;
}

/* The first name below an office from `from` on: annexes follow a signature. */
static void signer_first(vd_scan *scan, size_t from)
{
    for (size_t line = 0; line < scan->text->line_count; line++) {
        vd_range office = scan->line_at[line] >= from ? vd_line_range(scan, line) : (vd_range){0, 0};
        if (!line_is_office(scan, office)) {
            continue;
        }
        size_t next = vd_line_next(scan, line);
        vd_range name = next < scan->text->line_count ? vd_line_range(scan, next) : office;
        name = signed_skip(scan, name);
        if (name.to <= name.from) {
            next = vd_line_next(scan, next);
            name = next < scan->text->line_count ? vd_line_range(scan, next) : office;
        }
        if (line_is_name(scan, name) && !line_is_body(scan, name)) {
            scan->header.signer = vd_scan_clean(scan, name);
            scan->header.signer_role = vd_scan_clean(scan, office);
            return;
        }
    }
}

void vd_pass_signer(vd_scan *scan, size_t from)
{
    if (!signer_last(scan) && scan->header.number.ptr) { /* without a number, the signature may be of what it copies */
        signer_first(scan, from);
    }
}
