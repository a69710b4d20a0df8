/** Names of laws: those the catalogue has, those it lacks, and where they end.  Only the files law*.c see this header.
 */
#ifndef VD_EXTRACT_LAW_H
#define VD_EXTRACT_LAW_H

#include "extract/scan.h"

/** What the catalogue says of a name that begins at some place. */
typedef struct vd_law_hit {
    size_t len;              /* of the longest whole name, 0: none */
    const vd_law_name *name; /* that name */
    size_t prefix;           /* length of the longest common beginning with any name, cut back to whole words */
    size_t prefix_row;       /* of vd_catalogue */
    bool misread;            /* the text has no more than letters like the name's, or most of them */
    bool shortened;          /* an abbreviation stands for words of the name */
    bool foreign; /* the letters are those of a known name, the marks are not: "Hội Luật gia" and Luật Giá */
} vd_law_hit;

/** The longest known name at `at`: as it stands in the catalogue, else one that differs from a single title only by
 *  commas, hyphens, "và" and "của", else in a text without marks the most alike. */
vd_law_hit vd_law_known(vd_scan *scan, size_t at);

/** The one known name that lost letters where a line ends ("Luật Ban hành v | phạm pháp luật"), `len` from its
 * beginning to where the next line ends it; else `prefix`, the beginning of a name whose end is lost there; else
 * neither. */
vd_law_hit vd_law_broken(vd_scan *scan, size_t at, size_t word);

/** Where a name that the catalogue lacks ends; 0: there is none.  `word`: length of the type word with its blank.
 *  *proved: a date, a year, a number or the end of a recital stands right behind the name. */
size_t vd_law_unknown(vd_scan *scan, size_t at, size_t word, bool *proved);

/** Behind " (sửa đổi)" where that stands at `end`, as behind the name of an act made anew: "Luật Thủ đô (sửa đổi) số
 * …". */
size_t vd_law_recast(const vd_scan *scan, size_t end);
/** The end of the letters of the word [from, to) of a name that has digits glued to it, a note's mark or a year
 * ("hội1", "đai2013"); `to` where it has none. */
size_t vd_law_letters(const vd_scan *scan, size_t from, size_t to);
/** Behind the digits of a note's mark that are glued to a name ending at `end`; `end` when there are none. */
size_t vd_law_noted(const vd_scan *scan, size_t end);
/** The end of a year that belongs to a name ending at `end` ("năm 2013", "2015"); `end` when there is none. */
size_t vd_law_year(const vd_scan *scan, size_t end);
/** A date, a year or a number begins right behind `end`, as behind the name of a law. */
bool vd_law_dated(vd_scan *scan, size_t end);

/* law_word.c */
/** Does a law's name begin at `at`?  Its type word's length with the blank, or 0. */
size_t vd_law_word(const vd_scan *scan, size_t at);
/** The same of a type word that ends its line, with the break: "của Bộ luật⏎Lao động". */
size_t vd_law_word_broken(vd_scan *scan, size_t at);
/** The type word at `at` ends another word and begins no name: "pháp luật", "kỷ luật", "Bộ luật". */
bool vd_law_word_inside(const vd_scan *scan, size_t at);
/** An article stands right before `at`: "Điều 70 |", "Điều 70 của |". */
bool vd_law_article_before(const vd_scan *scan, size_t at);
/** A word for several stands before the type word at `at`: "các Luật", "một số Luật". */
bool vd_law_several(const vd_scan *scan, size_t at);
/** What stands before "Luật" makes it a school's, a firm's or a degree's: "Trường Đại học Luật Hà Nội". */
bool vd_law_taught(const vd_scan *scan, size_t at);
/** "B6 luat Dan su": a code in a scan that lost its marks. */
bool vd_law_code_misread(const vd_scan *scan, size_t at);

/* law_initials.c */
/** The code that is cited at `at` by its initials, "BLHS", and where they end; NULL: none is. */
const vd_catalogue_row *vd_law_initials(vd_scan *scan, size_t at, size_t *end);

#endif
