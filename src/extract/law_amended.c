/* The acts by which a law was amended, where a text gives no more of them than the year or the day: "Bộ luật Hình sự
 * năm 2015 (sửa đổi, bổ sung năm 2017)".  Such words are a mention where the tables have exactly one act of that time
 * which amended the law: what several may mean, and what nobody knows, is left to the reader. */
#include "extract/law.h"

#include "base/date.h"

#include <stdlib.h>

/* What a law's name or number leaves open: the editions that it may mean. */
typedef struct editions {
    vd_str number; /* of the one that is meant; absent: `name` tells, and `year`, or 0 */
    vd_str name;
    int year;
    vd_date cited; /* when the text was made, which names no later act; year 0: not known */
} editions;

/* The one act found so far, or that there are several. */
typedef struct found {
    const vd_catalogue_row *act;
    bool several;
} found;

static void amended_by(vd_str target, vd_date when, vd_date cited, found *out)
{
    for (const vd_amendment_row *row = NULL; target.len && (row = vd_amendment_by_target(target, row));) {
        const vd_catalogue_row *act = vd_catalogue_by_number(vd_str_of(row->acting));
        bool later = act && cited.year && vd_date_cmp(vd_date_of(vd_str_of(act->passed)), vd_date_last(cited)) > 0;
        if (act && !later && strcmp(row->relation, "amends") == 0 && vd_passed_on(act->passed, when)) {
            out->several = out->several || (out->act && out->act != act);
            out->act = act;
        }
    }
}

/* The one act of that time which amended the law, or NULL.  "Luật Đất đai sửa đổi năm 2024" may be the law that was
 * made anew in that year. */
static const vd_catalogue_row *act_of(const editions *law, vd_date when)
{
    found out = {0};
    bool open = law->number.ptr == NULL;
    if (!open) {
        amended_by(law->number, when, law->cited, &out);
    } else if (law->year == 0 && vd_law_passed(law->name, (vd_date){.year = when.year}, false)) {
        return NULL;
    }
    for (const vd_catalogue_row *row = NULL; open && (row = vd_catalogue_by_title(law->name, row));) {
        if (law->year == 0 || vd_passed_on(row->passed, (vd_date){.year = (int16_t)law->year})) {
            amended_by(vd_str_of(row->number), when, law->cited, &out);
        }
    }
    return out.several ? NULL : out.act;
}

/* False: nothing tells which law the draft is. */
static bool editions_of(const vd_scan *scan, const vd_draft *draft, editions *out)
{
    bool law = vd_type_law(draft->type) && !draft->amending && draft->title.to == draft->title.from;
    bool named = draft->form == VD_FORM_NAMED && draft->catalogue > 0;
    *out = (editions){.number = draft->form == VD_FORM_NUMBERED ? draft->number : VD_NONE,
                      .year = draft->date.year,
                      .cited = scan->header.date};
    if (named) {
        out->name = vd_str_of(vd_catalogue[draft->catalogue - 1].title_fold);
    }
    return law && (named || out->number.ptr);
}

/* The draft's name ends that of an act which amended it: what follows may be said of that. */
static bool in_amending(const vd_scan *scan, size_t index)
{
    enum { NEAR = 8 };
    const vd_draft *draft = &scan->drafts[index];
    for (size_t i = index; i-- > 0 && i + NEAR >= index;) {
        if (scan->drafts[i].amending && scan->drafts[i].span.to >= draft->span.from) {
            return true;
        }
    }
    return false;
}

static void act_fill(vd_draft *draft, const vd_catalogue_row *act, vd_date when)
{
    draft->type = vd_type_named(vd_str_of(act->type));
    draft->law = true;
    draft->amending = true;
    draft->catalogue = (size_t)(act - vd_catalogue) + 1;
    draft->issuer_name = vd_str_of(act->issuer);
    draft->title_name = vd_str_of(act->title);
    draft->date = when;
    draft->confidence = 0.9;
}

static void act_add(vd_scan *scan, const editions *law, vd_range span, vd_date when)
{
    const vd_catalogue_row *act = vd_scan_taken(scan, span) ? NULL : act_of(law, when);
    vd_draft *draft = act ? vd_scan_add(scan, span, VD_FORM_NAMED, NULL) : NULL;
    if (draft) {
        act_fill(draft, act, when);
        draft->elided = true;
    }
}

/* "khoản 5 Điều 1 Luật Sở hữu trí tuệ| sửa đổi 2022": so lawyers call the act itself, where the law's name has no year
 * of its own.  False: they do not. */
static bool act_called(vd_scan *scan, vd_draft *draft, const editions *law, vd_range said, size_t end)
{
    bool bare = draft->form == VD_FORM_NAMED && law->year == 0 && said.from == draft->span.to + 1 && said.to == end &&
                scan->text->fold[draft->span.to] == ' ';
    vd_date when = {.year = (int16_t)strtol(scan->text->fold + end - 4, NULL, 10)};
    const vd_catalogue_row *act = bare && !vd_scan_taken(scan, said) ? act_of(law, when) : NULL;
    if (act) {
        vd_scan_widen(scan, draft, end);
        act_fill(draft, act, when);
    }
    return bare;
}

/* "Luật | ngày 22 tháng 11 năm 2019", "Luật | năm 2012": `type` is the type word. */
static void act_dated(vd_scan *scan, const editions *law, vd_range type)
{
    vd_date when = {0};
    size_t len = vd_date_read(scan, type.to, &when);
    size_t end = len ? type.to + len : vd_law_year(scan, type.to);
    if (len == 0 && end > type.to) {
        when = (vd_date){.year = (int16_t)strtol(scan->text->fold + end - 4, NULL, 10)};
    }
    if (end > type.to && vd_scan_upper(scan, type.from)) {
        act_add(scan, law, (vd_range){type.from, end}, when);
    }
}

/* The years from `at` on, the first of which ends a mention that begins at `from`. */
static void acts_of_years(vd_scan *scan, const editions *law, size_t from, size_t at, size_t end)
{
    enum { DIGITS = 4 };
    for (; at + DIGITS <= end; at++) {
        if (scan->text->fold[at] >= '0' && scan->text->fold[at] <= '9') {
            vd_date when = {.year = (int16_t)strtol(scan->text->fold + at, NULL, 10)};
            act_add(scan, law, (vd_range){from == SIZE_MAX ? at : from, at + DIGITS}, when);
            from = SIZE_MAX;
            at += DIGITS;
        }
    }
}

void vd_pass_amended(vd_scan *scan)
{
    size_t count = scan->draft_count;
    for (size_t i = 0; i < count && scan->status == VD_OK; i++) {
        editions law;
        vd_match match;
        vd_range part;
        size_t at = scan->drafts[i].tail.to;
        if (!editions_of(scan, &scan->drafts[i], &law) || in_amending(scan, i) ||
            !vd_scan_at(scan, VD_PAT_amended_in, at, scan->text->fold_len, &match)) {
            continue;
        }
        if (vd_match_group(scan, &match, "act", &part)) {
            act_dated(scan, &law, part);
        } else if (vd_match_group(scan, &match, "said", &part) &&
                   !act_called(scan, &scan->drafts[i], &law, part, match.end)) {
            acts_of_years(scan, &law, part.from, part.from, match.end);
        }
    }
    vd_scan_sort(scan);
}
