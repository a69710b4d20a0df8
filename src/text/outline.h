/** The outline of a document: its headings and numbered points as a tree.
 *
 *  A marker at a line's start ("II." "1." "1.1." "a)" "-" "Điều 5." "Chương II") opens a node when it continues the
 *  numbering of its siblings; prose that merely begins with a number does not.  One misread or lost sibling is
 * forgiven, and a misread marker ("l." "Z." "c¢)") is read as the one that is due there. */
#ifndef VD_TEXT_OUTLINE_H
#define VD_TEXT_OUTLINE_H

#include "text/text.h"

/** From the outside in: a node lies inside the nearest node before it of a smaller level. */
typedef enum vd_outline_level {
    VD_OUTLINE_PART,    /* Phần, Phụ lục */
    VD_OUTLINE_CHAPTER, /* Chương */
    VD_OUTLINE_SECTION, /* Mục, Tiểu mục */
    VD_OUTLINE_CAPITAL, /* A. */
    VD_OUTLINE_ROMAN,   /* II. */
    VD_OUTLINE_ARTICLE, /* Điều 5. */
    VD_OUTLINE_NUMBER,  /* 1. */
    VD_OUTLINE_SECOND,  /* 1.1. */
    VD_OUTLINE_THIRD,   /* 1.1.1. and deeper */
    VD_OUTLINE_LETTER,  /* a) */
    VD_OUTLINE_SUB,     /* a.1) */
    VD_OUTLINE_PAREN,   /* 1) */
    VD_OUTLINE_DASH,    /* - and other bullets */
    VD_OUTLINE_PLUS,    /* + */
    VD_OUTLINE_STAR,    /* * */
    VD_OUTLINE_LEVELS
} vd_outline_level;

typedef struct vd_outline_node {
    vd_outline_level level;
    int parent;       /* index, or -1 */
    uint32_t ordinal; /* among its siblings, as numbered: 2 of "II."; bullets are counted */
    /* Folded positions, from <= head <= title_to <= own_to <= to. */
    size_t from;     /* of the marker */
    size_t head;     /* behind the marker */
    size_t title_to; /* where its first paragraph ends */
    size_t own_to;   /* where its first child begins; `to` where there is none */
    size_t to;       /* behind its last descendant */
    vd_str label;    /* "II", "1", "1.1", "đ", "-2", "Điều 5" */
    vd_str path;     /* with its ancestors': "II.1.đ" */
} vd_outline_node;

typedef struct vd_outline {
    const vd_outline_node *nodes; /* in the order of the text: a node before its children */
    size_t count;
    bool blanks; /* blank lines separate paragraphs; elsewhere every hard line break does */
} vd_outline;

/** Read the outline of a folded text.
 *  Owner:  everything lies in `arena`.
 *  Errors: NO_MEMORY.    Cost: O(text). */
VD_CHECKED vd_status vd_outline_read(const vd_text *text, vd_arena *arena, vd_outline *out, vd_error *err);

/** Where the paragraph that holds folded position `from` ends, at most `to`. */
size_t vd_outline_paragraph(const vd_outline *outline, const vd_text *text, size_t from, size_t to);

#endif
