/** A walk over the points of an outline that looks for tasks: task.c decides which points are tasks, task_point.c what
 *  each says and takes.
 *  Only these two see this header. */
#ifndef VD_EXTRACT_TASK_POINT_H
#define VD_EXTRACT_TASK_POINT_H

#include "extract/task.h"

/** What a section is about. */
typedef enum vd_subject { VD_SUBJECT_NONE, VD_SUBJECT_AIM, VD_SUBJECT_CONTENT, VD_SUBJECT_ORGANISE } vd_subject;

/** What is known of one node of the outline. */
typedef struct vd_point {
    vd_subject subject;
    int section;      /* node whose heading decided that, or -1 */
    bool field;       /* its title is a field's label */
    bool covered;     /* part of a task or of a field */
    uint32_t items;   /* children that are no fields */
    uint32_t letters; /* those that are no bullets */
    uint32_t labels;  /* those with fields of their own */
    size_t group;     /* index of the first task below it that no fields of an earlier group have closed */
    size_t closed;    /* how many tasks there were when fields last closed a group */
    uint32_t runs;    /* of fields that have closed this group */
    size_t limit;     /* where the body of the document ends inside it */
    vd_charge charge; /* what its heading says, with what is above */
} vd_point;

typedef struct vd_task_walk {
    vd_task_reader reader;
    const vd_outline_node *nodes;
    vd_point *points;
    size_t *closes; /* folded positions where the body of a document is over */
    size_t close_count;
    vd_subject whole; /* what the document is about outside any section */
    bool lossy;
} vd_task_walk;

/** The point and all below it are one task: its own words are a whole clause, and only bullets detail it. */
bool vd_point_whole(vd_task_walk *w, size_t i);
/** The point only leads over to a table below it: "3. Phân công thực hiện:". */
bool vd_point_heads_table(const vd_task_walk *w, const vd_outline_node *node);
/** What the heading of a container says of who and when: for all below it. */
void vd_point_contains(vd_task_walk *w, size_t i);
/** Adds the task that point `i` is, and gives its fields to the points before it that have none. */
void vd_point_task(vd_task_walk *w, size_t i);
/** Fields that stand as points of their own behind the tasks they are about. */
void vd_point_fields(vd_task_walk *w, size_t i);
/** A section without any point: its paragraph is the task. */
void vd_section_task(vd_task_walk *w, size_t i);

#endif
