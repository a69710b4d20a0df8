/* Statements as they are noted, and what a citation stands in and behind. */
#include "extract/relation.h"

#include "base/alloc.h"

/* An actor farther off than this is named for a whole text or article: it is no part of what is said here. */
enum { TOGETHER_MAX = 2000 };

vd_statement *vd_statement_add(vd_scan *scan, vd_relation relation, int from, int to, double confidence)
{
    bool change = vd_relation_changes(relation);
    if (scan->status != VD_OK || from == to || (change && vd_younger(scan, from, to))) {
        return NULL;
    }
    bool details = relation == VD_REL_DETAILS && from < 0;
    if ((change && !vd_can_change(scan, from, to)) || (details && !vd_can_detail(scan, to))) {
        relation = VD_REL_CITES;
        confidence = 0.7;
    }
    if (scan->statement_count == scan->statement_cap) {
        vd_statement *grown = vd_grown(scan->statements, &scan->statement_cap, 64, sizeof *grown);
        if (grown == NULL) {
            vd_scan_fail_memory(scan);
            return NULL;
        }
        scan->statements = grown;
    }
    const vd_draft *target = &scan->drafts[to];
    const vd_draft *actor = from >= 0 ? &scan->drafts[from] : target;
    vd_statement *statement = &scan->statements[scan->statement_count++];
    *statement = (vd_statement){
        .relation = relation, .from = from < 0 ? VD_ACTOR_OWN : from, .to = to, .confidence = confidence};
    bool together = actor->span.from < target->span.from && target->span.from - actor->span.from <= TOGETHER_MAX;
    statement->start = together ? actor->span.from : target->span.from;
    statement->end = actor->span.to > target->span.to ? actor->span.to : target->span.to;
    statement->sentence_start = vd_sentence_start(scan, statement->start);
    statement->sentence_end = vd_sentence_end(scan, statement->end);
    statement->preamble = target->span.from < scan->body;
    return statement;
}

void vd_statement_cue(vd_statement *statement, vd_range range)
{
    if (statement) {
        statement->cue_start = range.from;
        statement->cue_end = range.to;
    }
}

const vd_statement *vd_statement_to(const vd_scan *scan, int from, int to)
{
    for (size_t i = scan->statement_count; i-- > 0 && i + VD_NEAR_MAX >= scan->statement_count;) {
        if (scan->statements[i].to == to && scan->statements[i].from == from) {
            return &scan->statements[i];
        }
    }
    return NULL;
}

/* The actor for what stands in the title of draft `parent`: a text promulgated with a decision acts through the
 * decision. */
int vd_embedded_actor(const vd_scan *scan, int parent)
{
    const vd_draft *draft = &scan->drafts[parent];
    bool promulgated =
        draft->form == VD_FORM_NAMED && !draft->law && draft->parent >= 0 && scan->drafts[draft->parent].number.ptr;
    int actor = promulgated ? draft->parent : parent;
    return scan->drafts[actor].form == VD_FORM_SELF ? -1 : actor;
}

/* The cited document in whose title a draft stands, or -1. */
int vd_title_of(const vd_scan *scan, int index)
{
    int parent = scan->drafts[index].parent;
    return parent >= 0 && scan->drafts[parent].form != VD_FORM_SELF ? parent : -1;
}

/* The draft of the same title, or at top level, that stands right before `index`, or -1.  What stands in a title stands
 * behind its document: no draft before that is looked at, or each of many titles would be looked for through the text.
 */
int vd_draft_before(const vd_scan *scan, int index)
{
    int title = vd_title_of(scan, index);
    for (int i = index - 1; i > title; i--) {
        bool own = scan->drafts[i].form == VD_FORM_SELF && scan->drafts[i].tail.to > scan->drafts[index].span.from;
        if (scan->drafts[i].form != VD_FORM_GENERIC && !own && vd_title_of(scan, i) == title) {
            return i;
        }
    }
    return -1;
}
