/** The code of a document's number ("NĐ-CP", "QĐ/TW", "UBND-KGVX"): its groups of letters, what they say, how it is
 *  officially written.  Only the files about numbers see this header. */
#ifndef VD_EXTRACT_CODE_H
#define VD_EXTRACT_CODE_H

#include "extract/scan.h"

enum { VD_CODE_GROUPS = 8 };

/** One letter group of a code. */
typedef struct vd_code_group {
    vd_range range;
    char separator;    /* before it: '-', '/', '&', a blank where it is lost; of the first group, what stands behind the
                          digits */
    bool blank_before; /* blanks around the separator */
    bool blank_after;
    const char *official;      /* from a table, or NULL */
    bool type;                 /* a type's abbreviation */
    bool issuer;               /* an issuer's symbol */
    const vd_issuer_row *body; /* whose `official` is the symbol, or NULL */
} vd_code_group;

/** What stands between the digits and the code. */
typedef enum vd_code_joint { VD_JOINT_STROKE, VD_JOINT_BLANK, VD_JOINT_NONE } vd_code_joint;

typedef struct vd_code {
    vd_range digits;
    int year;
    vd_code_group groups[VD_CODE_GROUPS];
    size_t count;
    vd_code_joint joint;
    bool misread;  /* a stroke of it is read as another sign: more must speak for a number */
    bool lettered; /* letters stand among its digits that are read for 0 and 1 */
} vd_code;

/* code_group.c */
/** `raw` is one of the type's abbreviations; and folded. */
bool vd_code_abbreviates(vd_str raw, const vd_type_row *type);
bool vd_code_abbreviated(vd_str fold, const vd_type_row *type);
/** The official spelling of the abbreviation that folds to `fold`: "QĐi" and "KHHĐ" stay what they are. */
const char *vd_code_type_spelling(vd_scan *scan, const vd_type_row *type, vd_str fold);
/** "QH15", "UBTVQH14", "HĐNN8": bodies that number by term. */
bool vd_code_term(vd_str fold);
/** The group stands in a table, or is a term's. */
bool vd_code_known(const vd_scan *scan, const vd_code_group *group);
vd_str vd_code_group_raw(vd_scan *scan, const vd_code_group *group);
/** The type or body that a group stands for; where several share its folded form (HD and HĐ, TU and TƯ), the spelling
 *  decides. */
const vd_type_row *vd_code_group_type(vd_str fold, vd_str raw);
const vd_issuer_row *vd_code_group_issuer(vd_str fold, vd_str raw);
/** What the group stands for when it is read as `fold`, or as printed or misread, is put into it; false: nothing. */
bool vd_code_group_known(vd_scan *scan, vd_code_group *group, vd_str fold);
bool vd_code_group_look_up(vd_scan *scan, vd_code_group *group);
/** "NĐ-CP1": what is known without the digits behind it bears a note's mark, and loses it. */
void vd_code_group_drop_note(vd_scan *scan, vd_code_group *group);
bool vd_code_group_capitals(const vd_scan *scan, const vd_code_group *group);
/** No symbol has a marked A, E, I or Y, or Ñ: "57-NQ/TÂN" is misread beyond repair. */
bool vd_code_group_garbled(const vd_scan *scan, const vd_code_group *group);
/** A raised figure or sign behind a code is a note's mark; any other strange character makes the group unreadable. */
bool vd_code_group_readable(const vd_scan *scan, const vd_code_group *group);

/* code.c */
/** Split what the grammar matched into groups and keep those that belong to the code; count is 0 when none does. */
void vd_code_take(vd_scan *scan, vd_range range, char separator, vd_code *code);
/** Where the last group ends. */
size_t vd_code_end(const vd_code *code);

/** Does the code name a body?  "33/CT" behind "Chỉ thị" does not. */
bool vd_code_whole(vd_scan *scan, const vd_code *code, const vd_type_row *word);
/** The type the code says by itself, or NULL. */
const vd_type_row *vd_code_type(vd_scan *scan, const vd_code *code);
/** Every group is in capitals, and none stands off by a blank. */
bool vd_code_capitals(const vd_scan *scan, const vd_code *code);
/** The digit that `letter`, as printed, is read for where digits must stand: 'O' for '0', 'l' for '1'; 0: for none. */
char vd_code_digit(char letter);
/** The digits stand in two parts: "66 10/2025/NQ-CP". */
bool vd_code_dot_lost(const vd_scan *scan, const vd_code *code);
/** The number as officially written; *symbol gets its last part.  Absent when out of memory. */
vd_str vd_code_number(vd_scan *scan, const vd_code *code, vd_str *symbol);
/** The code alone. */
vd_str vd_code_symbol(vd_scan *scan, const vd_code *code);
/** What was changed to write the number officially: "217-QB/TW → 217-QĐ/TW"; absent when nothing was. */
vd_str vd_code_repairs(vd_scan *scan, vd_range range, vd_str number);

/* code_join.c */
/** Give a code without a stroke behind the digits its strokes; false when it is none.  `word`: "số" stands before the
 *  digits. */
bool vd_code_join(vd_scan *scan, vd_code *code, const vd_type_row *type, bool word);
/** "TTBTC" behind "Thông tư" is "TT-BTC". */
void vd_code_unglue(vd_scan *scan, vd_code *code, const vd_type_row *type);
/** "T1-BTC" behind "Thông tư" is "TT-BTC". */
void vd_code_type_misread(vd_scan *scan, vd_code *code, const vd_type_row *type);

#endif
