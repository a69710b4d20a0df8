/** What people write to name a document, taken apart: "chỉ thị số 33/ct-ttg ngày 26/11/2021". */
#ifndef VD_STORE_QUESTION_H
#define VD_STORE_QUESTION_H

#include "base/arena.h"

typedef struct vd_question {
    vd_str whole;                /* as written, trimmed */
    vd_str fold;                 /* the same, folded */
    vd_str head;                 /* `fold` without the date at its end */
    vd_str name_key;             /* of the whole; see key.h */
    vd_str head_key;             /* of the whole without the date at its end; absent when there is none */
    vd_date head_date;           /* that date; may be partial */
    vd_str type_key;             /* of the type word in front of a number; absent when there is none */
    vd_str number_key, spelling; /* absent when it is not a number */
    bool bare;                   /* the number is digits only ("chỉ thị 33"): its symbol is left out */
    bool technical;              /* the number is a standard's or a technical regulation's ("TCVN 5729:2012") */
    vd_date date;                /* behind the number */
} vd_question;

/** Everything is in `arena`.  false: out of memory. */
bool vd_question_read(vd_arena *arena, vd_str text, vd_question *out);

#endif
