/** What a citation is worth, by the history of the document cited. */
#ifndef VD_FORCE_VERDICT_H
#define VD_FORCE_VERDICT_H

#include "force/force.h"

/** Every verdict, gravest first, with the severity it has. */
#define VD_VERDICT_LIST(X)                                              \
    X(REPEALED_BEFORE, "repealed_before", HIGH)                         \
    X(SUPERSEDED_BEFORE, "superseded_before", HIGH)                     \
    X(EXPIRED_BEFORE, "expired_before", HIGH)                           \
    X(NOT_YET_ISSUED, "not_yet_issued", HIGH)                           \
    X(SUSPENDED, "suspended", HIGH)                                     \
    X(AMENDED_BEFORE_NOT_CITED, "amended_before_not_cited", MEDIUM)     \
    X(NOT_YET_IN_FORCE, "not_yet_in_force", LOW)                        \
    X(REPEALED_SINCE, "repealed_since", LOW)                            \
    X(SUPERSEDED_SINCE, "superseded_since", LOW)                        \
    X(EXPIRED_SINCE, "expired_since", LOW)                              \
    X(SUSPENDED_SINCE, "suspended_since", LOW)                          \
    X(AMENDED_SINCE, "amended_since", LOW)                              \
    X(UNKNOWN, "unknown", NOTE)                                         \
    X(REPEALED_DATE_UNKNOWN, "repealed_date_unknown", NOTE)             \
    X(SUPERSEDED_DATE_UNKNOWN, "superseded_date_unknown", NOTE)         \
    X(EXPIRED_DATE_UNKNOWN, "expired_date_unknown", LOW)                \
    X(AMENDED_DATE_UNKNOWN, "amended_date_unknown", NOTE)               \
    X(AMENDED_BEFORE_PARTLY_CITED, "amended_before_partly_cited", NOTE) \
    X(AMENDED_BEFORE_CITED, "amended_before_cited", NOTE)

typedef enum vd_verdict {
#define X(name, text, severity) VD_VERDICT_##name,
    VD_VERDICT_LIST(X)
#undef X
        VD_VERDICT_COUNT
} vd_verdict;

const char *vd_verdict_name(vd_verdict verdict);
vd_severity vd_verdict_severity(vd_verdict verdict);
/** The document cited had changed after the citing one was issued. */
bool vd_verdict_since(vd_verdict verdict);
/** It had ended when it was cited. */
bool vd_verdict_ended_before(vd_verdict verdict);

/** Who cites, and when. */
typedef struct vd_citing {
    uint32_t node;            /* the citing document: its own changes do not count against it */
    vd_date earliest, latest; /* whole days that bound its date; {0}: no bound on that side */
    vd_date as_of;            /* a whole day */
    /* Does its text name this document, too? */
    bool (*names)(const void *context, uint32_t node, uint32_t named);
    const void *context;
} vd_citing;

/** One verdict and the days of the citing document's window on which it holds. */
typedef struct vd_judgement {
    vd_verdict verdict;
    bool certain;          /* holds on every day of the window */
    vd_date first, last;   /* else: the first and the last day on which it holds */
    const vd_step **steps; /* the changes that lead to it, in order of the history */
    size_t step_count;
} vd_judgement;

/** All verdicts that are possible for a citation of `node`; none: in force, or nothing is known against it.
 *  Where neither bound is known and the verdicts are not the same on every day, the verdict is UNKNOWN.
 *  Shape:  gravest first, none twice.    Owner: in `arena`.    Errors: NO_MEMORY.
 *  Cost:   the square of the steps of `node`. */
VD_CHECKED vd_status vd_verdict_judge(vd_arena *arena, const vd_force *force, uint32_t node, const vd_citing *citing,
                                      vd_judgement **out, size_t *count, vd_error *err);

#endif
