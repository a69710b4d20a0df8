/** Was a cited document still what it was, on the day it was cited and on the day of asking?
 *
 *  Dates are windows: a plan may be dated "between the letter it rests on and the day it is due", a change "in 2025".
 *  Only what holds for every day of both windows is said; otherwise the answer is "unknown". */
#include "report/report.h"

#include "base/date.h"

const char *vd_verdict_name(vd_verdict verdict)
{
    static const char *const names[] = {
#define X(name, text) text,
        VD_VERDICT_LIST(X)
#undef X
    };
    return names[verdict];
}

static vd_verdict verdict_before(vd_relation relation, bool cited)
{
    switch (relation) {
    case VD_REL_REPEALS:
        return VD_VERDICT_REPEALED_BEFORE;
    case VD_REL_SUPERSEDES:
        return VD_VERDICT_SUPERSEDED_BEFORE;
    default:
        return cited ? VD_VERDICT_AMENDED_BEFORE_CITED : VD_VERDICT_AMENDED_BEFORE_NOT_CITED;
    }
}

static vd_verdict verdict_since(vd_relation relation)
{
    switch (relation) {
    case VD_REL_REPEALS:
        return VD_VERDICT_REPEALED_SINCE;
    case VD_REL_SUPERSEDES:
        return VD_VERDICT_SUPERSEDED_SINCE;
    default:
        return VD_VERDICT_AMENDED_SINCE;
    }
}

static vd_verdict verdict_undated(vd_relation relation)
{
    switch (relation) {
    case VD_REL_REPEALS:
        return VD_VERDICT_REPEALED_DATE_UNKNOWN;
    case VD_REL_SUPERSEDES:
        return VD_VERDICT_SUPERSEDED_DATE_UNKNOWN;
    default:
        return VD_VERDICT_AMENDED_DATE_UNKNOWN;
    }
}

static bool date_known(vd_date date)
{
    return date.year != 0;
}

/* When it has effect is not known, but not before the changing document was issued. */
static vd_verdict judge_undated(vd_relation relation, const vd_verdict_dates *dates)
{
    vd_date issued = vd_date_first(dates->acting);
    if (!date_known(issued)) {
        return verdict_undated(relation);
    }
    if (vd_date_cmp(dates->as_of, issued) < 0) {
        return VD_VERDICT_NONE;
    }
    bool older = date_known(dates->latest) && vd_date_cmp(dates->latest, issued) < 0;
    return older && vd_date_whole(dates->acting) ? verdict_since(relation) : verdict_undated(relation);
}

vd_verdict vd_verdict_judge(vd_relation relation, const vd_verdict_dates *dates, bool cited)
{
    vd_date first = vd_date_first(dates->effective);
    vd_date last = vd_date_last(dates->effective);
    if (!date_known(first)) {
        return judge_undated(relation, dates);
    }
    bool dated = date_known(dates->earliest) && date_known(dates->latest);
    if (dated && vd_date_cmp(dates->earliest, last) >= 0) {
        return verdict_before(relation, cited);
    }
    if (vd_date_cmp(dates->as_of, first) < 0) {
        return VD_VERDICT_NONE;
    }
    if (dated && vd_date_cmp(dates->latest, first) < 0 && vd_date_cmp(dates->as_of, last) >= 0) {
        return verdict_since(relation);
    }
    return VD_VERDICT_UNKNOWN;
}
