/** Where in a text a pass has to look.  One sweep over the folded text keeps the words with which something can begin
 * (a type's name, a governing head, a law's name, digits) and the marks that part sentences; the passes walk these
 * lists instead of the text.  An anchor is a promise of nothing: the pass matches there and decides.  But where the
 * sweep sees none, nothing can begin, which tests/extract/anchor.c holds against the patterns themselves. Only files of
 * this room see this header. */
#ifndef VD_EXTRACT_ANCHOR_H
#define VD_EXTRACT_ANCHOR_H

#include "extract/grammar.h"
#include "text/text.h"

/** What can begin at a word; several at once. */
enum {
    VD_ANCHOR_TYPE = 1 << 0, /* the name of a type */
    VD_ANCHOR_LAW = 1 << 1,
    VD_ANCHOR_DIGITS = 1 << 2,
    VD_ANCHOR_CUE = 1 << 3,
    VD_ANCHOR_BACK = 1 << 4, /* one blank before it, what points back */
    VD_ANCHOR_GENERIC = 1 << 5,
    VD_ANCHOR_CONGRESS = 1 << 6, /* what a congress or a plenum adopted */
    VD_ANCHOR_TECHNICAL = 1 << 7,
    VD_ANCHOR_ENACT = 1 << 8,
    VD_ANCHOR_NUMBERED = 1 << 9, /* "số" */
    VD_ANCHOR_DAY = 1 << 10,     /* "ngày" */
    VD_ANCHOR_PLACE = 1 << 11,   /* a provision */
    VD_ANCHOR_ISSUES = 1 << 12,  /* "ban hành", "xây dựng", "lập" */
    VD_ANCHOR_ENDS = 1 << 13,    /* a head in "các văn bản sau đây hết hiệu lực", which needs … */
    VD_ANCHOR_AFTER = 1 << 14,   /* … "sau" */
    VD_ANCHOR_RECITAL = 1 << 15, /* "Căn cứ", "Theo đề nghị" */
    VD_ANCHORS_ALL = (1 << 16) - 1,
    VD_ANCHORS_RELATING = VD_ANCHOR_CUE | VD_ANCHOR_ENDS | VD_ANCHOR_AFTER /* what relations alone look for */
};

typedef struct vd_anchor {
    uint32_t at;      /* folded position of the word's first letter */
    uint32_t classes; /* VD_ANCHOR_… */
} vd_anchor;

/** How many anchors and marks stand before a block of 64 characters. */
typedef struct vd_anchor_block {
    uint32_t anchors, marks;
} vd_anchor_block;

typedef struct vd_anchors {
    vd_anchor *items; /* in the order of the text */
    size_t count, cap;
    uint32_t *marks; /* where '\n' '.' ';' '"' '(' stand, in the order of the text */
    char *signs;     /* which of them stands there */
    size_t mark_count, mark_cap;
    vd_anchor_block *blocks; /* to find both by where they stand; the last is behind the text */
    size_t block_count;      /* 0: nothing was swept */
} vd_anchors;

/** Sweep a text for these classes; false when out of memory.    Cost: O(text), no step back. */
VD_CHECKED bool vd_anchors_make(const vd_grammar *grammar, const vd_text *text, uint32_t wanted, vd_anchors *out);
void vd_anchors_clear(vd_anchors *anchors);

/** The anchors of a range of the text: where to go on, and where to end.  {0, SIZE_MAX}: of all of it. */
typedef struct vd_anchor_walk {
    size_t next, stop; /* indices of anchors */
} vd_anchor_walk;

/** From the first anchor at or behind `from` on, up to `end`. */
vd_anchor_walk vd_anchor_walk_from(const vd_anchors *anchors, size_t from, size_t end);
/** The next anchor of these classes, at or behind `at`; NULL when there is none.  A walk with rising `at` costs
 *  O(anchors of its range). */
const vd_anchor *vd_anchor_walk_on(const vd_anchors *anchors, vd_anchor_walk *walk, size_t at, uint32_t classes);
/* Often it is the one behind the last, as in rows of digits: that takes no call. */
static inline const vd_anchor *vd_anchor_walk_next(const vd_anchors *anchors, vd_anchor_walk *walk, size_t at,
                                                   uint32_t classes)
{
    size_t i = walk->next;
    if (i < walk->stop && i < anchors->count && (anchors->items[i].classes & classes) && anchors->items[i].at >= at) {
        walk->next = i + 1;
        return &anchors->items[i];
    }
    return vd_anchor_walk_on(anchors, walk, at, classes);
}
/** Index of the first mark at or behind `at`. */
size_t vd_mark_from(const vd_anchors *anchors, size_t at);

/** Make grammar->leads: every word with which something begins.  Needs the grammar's words of types. */
VD_CHECKED vd_status vd_leads_make(vd_grammar *grammar, vd_error *err);
/** For tests: from now on every word is an anchor of every class, as if there were no sweep. */
void vd_leads_widen(vd_grammar *grammar);
/** The entries of grammar->type_first, or type_last, that have exactly this word of a folded text. */
typedef struct vd_lead_entries {
    const vd_type_word *words;
    size_t count;
    size_t behind; /* so many words more has the longest name; of type_first only */
} vd_lead_entries;
vd_lead_entries vd_lead_types(const vd_grammar *grammar, const char *word, size_t len, bool last);

/** Some other word of a type's name is misread as this one of a folded text. */
bool vd_lead_misread(const vd_grammar *grammar, const char *word, size_t len);

#endif
