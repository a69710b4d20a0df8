/** The legal tables, compiled from *.tsv into static arrays.
 *
 *  Every row of every table carries its source.  The compiler (tablec) rejects a bad row with file and line: the build
 * fails. Strings are NUL-terminated UTF-8 (NFC); an empty cell is "".  `fold` columns are computed at build time by the
 * same rules as vd_fold_copy. */
#ifndef VD_TABLES_TABLES_H
#define VD_TABLES_TABLES_H

#include "viendan.h"

/** A document type: types.tsv. */
typedef struct vd_type_row {
    const char *name; /* "Chỉ thị" */
    const char *fold; /* "chi thi" */
    const char *slug; /* "chi-thi" */
    const char *abbr; /* symbol in numbers, "CT"; several separated by '|', the official first; "" none */
    const char *kind; /* law | state | party | both | attached | other: law = Luật, Bộ luật, Pháp lệnh, Hiến pháp;
                         attached = texts promulgated with a decision */
    /** rule | task | none: what others have to carry out.  rule = lays down rules (Luật 80/2015/QH13, Điều 4, and texts
     *  that bind as rules do); task = sets work for others; none = asks, reports, records, transmits or informs.
     * Source: what Quy định 66-QĐ/TW says each type is for; Nghị định 30/2020/NĐ-CP lists the State's types without
     * saying that: those of the same name follow it, the others are taken by what their name says.  A Công văn may do
     * either: none. */
    const char *directs;
    const char *source;
} vd_type_row;

/** How a type word or cue word is misread by OCR: ocr_words.tsv. */
typedef struct vd_ocr_word_row {
    const char *word;    /* folded, right: "van" */
    const char *misread; /* folded, as seen: "vin" */
    const char *source;
} vd_ocr_word_row;

/** A body that issues documents and its symbol: issuers.tsv. */
typedef struct vd_issuer_row {
    const char *symbol; /* "TTg", "BTGDVTU"; matched after the type abbreviation, or alone in dispatches */
    const char *fold;   /* folded symbol: "ttg" */
    const char *name;   /* "Thủ tướng Chính phủ" */
    const char *name_fold;
    const char *level; /* national | local | office | any: local symbols exist once a province, office = a department of
                          one, any = the centre, provinces and communes all have such bodies */
    const char *family;                /* state | party | mass */
    const char *valid_from, *valid_to; /* ISO or "" */
    const char *successor;             /* symbol or "" */
    const char *source;
} vd_issuer_row;

/** A province or centrally-run city: places.tsv. */
typedef struct vd_place_row {
    const char *name; /* "Cần Thơ" */
    const char *fold;
    const char *slug;                  /* "can-tho" */
    const char *rank;                  /* "thành phố" | "tỉnh" */
    const char *valid_from, *valid_to; /* ISO or "" */
    const char *successor;             /* slug of the province it became part of, or "" */
    const char *source;
} vd_place_row;

/** A law, code, ordinance, the Constitution or another document known from outside: catalogue.tsv. */
typedef struct vd_catalogue_row {
    const char *number; /* "10/2022/QH15"; "" for constitutions */
    const char *type;   /* "Luật" */
    const char *title;  /* begins with the type word: "Luật Thực hiện dân chủ ở cơ sở" */
    const char *title_fold;
    const char *short_titles; /* '|'-separated, each beginning with the type word */
    const char *short_folds;  /* the same, folded */
    const char *issuer;
    const char *passed; /* ISO or "" */
    const char *effective;
    const char *superseded_by; /* number or "" */
    const char *superseded_from;
    const char *confidence; /* high | medium */
    const char *source;
} vd_catalogue_row;

/** A decree, a decision or directive of the Prime Minister, a resolution of the Government or a document of the Party's
 *  centre: decrees.tsv.  The table is far from whole: that a number stands here once does not mean that it was given
 *  once. */
typedef struct vd_decree_row {
    const char
        *number; /* "30/2020/NĐ-CP"; without a year ("33/CT-TTg") only number and date together are one document */
    const char *type;   /* "Nghị định" */
    const char *title;  /* without the type word: "Về công tác văn thư"; "" not known for certain */
    const char *issuer; /* "" where the symbol leaves it open (TW) */
    const char *passed; /* ISO or "" */
    const char *effective;
    const char *superseded_by; /* '|'-separated numbers or "" */
    const char *superseded_from;
    const char *confidence; /* high | medium */
    const char *source;
} vd_decree_row;

/** One amendment or replacement among catalogue documents: amendments.tsv. */
typedef struct vd_amendment_row {
    const char *acting;   /* number */
    const char *relation; /* amends | supersedes | repeals */
    const char *target;   /* number */
    const char *effective;
    const char *confidence;
    const char *source;
} vd_amendment_row;

/** An abbreviation of ordinary words in issuers and titles: abbreviations.tsv. */
typedef struct vd_abbreviation_row {
    const char *abbr; /* "UBND" */
    const char *fold;
    const char *full; /* "Ủy ban nhân dân" */
    const char *full_fold;
    const char *source;
} vd_abbreviation_row;

/** A term of the Party's centre, from congress to congress: terms.tsv.  It begins when its congress opens and ends when
 *  the next one closes, so that the days of a congress are of both: the committee that leaves office still signs. */
typedef struct vd_term_row {
    const char *body; /* "Đảng Cộng sản Việt Nam" */
    const char *term; /* "XIII" */
    const char *from; /* ISO */
    const char *to;   /* ISO, or "" while it lasts */
    const char *source;
} vd_term_row;

#define VD_TABLE(row_type, name)       \
    extern const row_type vd_##name[]; \
    extern const size_t vd_##name##_count;
VD_TABLE(vd_type_row, types)
VD_TABLE(vd_ocr_word_row, ocr_words)
VD_TABLE(vd_issuer_row, issuers)
VD_TABLE(vd_place_row, places)
VD_TABLE(vd_catalogue_row, catalogue)
VD_TABLE(vd_decree_row, decrees)
VD_TABLE(vd_amendment_row, amendments)
VD_TABLE(vd_abbreviation_row, abbreviations)
VD_TABLE(vd_term_row, terms)
#undef VD_TABLE

/* ---- Lookups ---------------------------------------------------------------------------------------------------
 * Keys are folded (text/text.h).  Nothing is allocated and nothing is kept: rows live as long as the program.
 * Cost: binary search.
 *
 * Where one key has several rows, `after` is NULL for the first of them and the row last returned for the next;
 * the rows come in the order of the table, the official or usual one first. */

/** The type of this name: "chi thi"; NULL when it is none. */
const vd_type_row *vd_type_find(vd_str name_fold);
/** The type of this name as printed, "Chỉ thị", letter for letter; NULL when it is none.
 * Cost: O(types). */
const vd_type_row *vd_type_named(vd_str name);
/** The type whose name is the first words of a longer folded text, "chi thi so 33", the longest; NULL when none is.
 * Cost: O(types). */
const vd_type_row *vd_type_opening(vd_str fold);
/** Is it a law's type (kind "law")?  NULL: false. */
bool vd_type_law(const vd_type_row *type);
/** The first type with this abbreviation: "qd" is Quyết định before Quy định. */
const vd_type_row *vd_type_by_abbr(vd_str abbr_fold);
const vd_type_row *vd_type_by_abbr_next(vd_str abbr_fold, const vd_type_row *after);

/** What a misread word may stand for. */
const vd_ocr_word_row *vd_ocr_word_find(vd_str misread, const vd_ocr_word_row *after);
/** How a word is misread. */
const vd_ocr_word_row *vd_ocr_word_forms(vd_str word, const vd_ocr_word_row *after);

/** The bodies of a symbol: "tw", "ubnd". */
const vd_issuer_row *vd_issuer_find(vd_str symbol_fold, const vd_issuer_row *after);
/** The symbols of a body, official spelling first: "uy ban nhan dan". */
const vd_issuer_row *vd_issuer_by_name(vd_str name_fold, const vd_issuer_row *after);
/** Did the body exist on that day?  True where the table or the date does not say. */
bool vd_issuer_valid(const vd_issuer_row *row, vd_date day);

/** The province of this name (without its rank: "can tho") that is valid today, or the last one that was; NULL: none.
 */
const vd_place_row *vd_place_by_fold(vd_str fold);
/** The same on a given day: territory and rank change under one name. */
const vd_place_row *vd_place_on(vd_str fold, vd_date day);
bool vd_place_valid(const vd_place_row *row, vd_date day);

/** By number, folded or as printed: "10/2022/qh15", "13-L/CTN".  The first of several (numbers are reused). */
const vd_catalogue_row *vd_catalogue_by_number(vd_str number);
const vd_catalogue_row *vd_catalogue_by_number_next(vd_str number, const vd_catalogue_row *after);
/** By whole title or short title: "luat dan chu o co so".  Several where a law was replaced under the same name. */
const vd_catalogue_row *vd_catalogue_by_title(vd_str title_fold, const vd_catalogue_row *after);
/** Was what bears this `passed`, as rows have it, passed then: on the day, or where `when` is a year, in that?  Not
 * told by an empty one. */
bool vd_passed_on(const char *passed, vd_date when);
/** A law of this name was passed then; with `unsaid`, one whose day the table does not say may be it, too. */
bool vd_law_passed(vd_str title_fold, vd_date when, bool unsaid);

/** By number, folded or as printed: "30/2020/nd-cp".  Several where the number has no year. */
const vd_decree_row *vd_decree_by_number(vd_str number, const vd_decree_row *after);

/** What a document does to others, and what others do to it; numbers folded or as printed. */
const vd_amendment_row *vd_amendment_by_acting(vd_str number, const vd_amendment_row *after);
const vd_amendment_row *vd_amendment_by_target(vd_str number, const vd_amendment_row *after);

/** What an abbreviation stands for: "ubnd". */
const vd_abbreviation_row *vd_abbreviation_find(vd_str fold, const vd_abbreviation_row *after);

/** The term of the Party's centre that is called so: "XIII"; NULL: the table does not know it. */
const vd_term_row *vd_term_named(vd_str term);
/** The last term that had begun on that day; NULL: none of the table, or the day is not known whole.
 * Cost: O(terms). */
const vd_term_row *vd_term_on(vd_date day);
/** Its first day and its last one, {0,0,0} while it lasts. */
void vd_term_days(const vd_term_row *row, vd_date *first, vd_date *last);
/** Can the date, which may be partial, lie in [first, last]?  Days and dates that are not known do not speak against
 * it.
 */
bool vd_days_hold(vd_date first, vd_date last, vd_date date);

#endif
