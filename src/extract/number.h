/** What the files that read a number share: the words before its digits, and what speaks for and against its being one.
 *  Only those see this header. */
#ifndef VD_EXTRACT_NUMBER_H
#define VD_EXTRACT_NUMBER_H

#include "extract/code.h"

#include "text/fold.h"

/** "19…", "20…": four digits of a year. */
static inline bool vd_year_begins(const char *next)
{
    bool century = (next[0] == '1' && next[1] == '9') || (next[0] == '2' && next[1] == '0');
    return century && vd_fold_digit(next[2]) && vd_fold_digit(next[3]);
}

/* number_type.c */
/** Where the blanks before `at` begin. */
size_t vd_blank_back(const vd_scan *scan, size_t at);
/** "số" before the digits at `at` (misreadings allowed): its beginning, or `at` when there is none. */
size_t vd_number_word(const vd_scan *scan, size_t at);
/** "Nghi dinh 56 150/2025/ND-CP": between a type word and a number, two digits that look like "số"; in a scan
 *  that lost its marks a 6 alone, "Quyét dinh 6 1966/QD-BTP". */
bool vd_number_so_in_digits(const vd_scan *scan, size_t from, size_t end);
/** The type word before the number whose digits stand at `at`, behind "số" at `word`, and in *from where it begins;
 * NULL: there is none. */
const vd_type_row *vd_number_type(vd_scan *scan, size_t at, size_t word, const vd_code *code, size_t *from);
/** The type of the head of the list whose member stands at `at`: "các Luật số A, số B". */
const vd_type_row *vd_number_type_of_list(const vd_scan *scan, size_t at, vd_str symbol);
/** "Mẫu số 09/KK-TNCN", "biểu số 01/BC-…", "phụ lục 01/PL-TNCN": forms to be filled in are numbered like documents, but
 *  without a year. */
bool vd_number_of_form(const vd_scan *scan, size_t word);

/* number_doubt.c */
/** May it be a number at all: are its digits possible, is a term behind it one? */
bool vd_number_digits_possible(const vd_scan *scan, const vd_code *code);
bool vd_number_term_readable(vd_scan *scan, const vd_code *code);
/** Is it one without a type word; `numbered`: with "số" before it, which stands at `word`? */
bool vd_number_convincing(vd_scan *scan, const vd_code *code, size_t word, bool numbered);
/** Is it one behind a type word? */
bool vd_number_typed(vd_scan *scan, const vd_code *code, const vd_type_row *type, bool numbered);
/** Is it one though a stroke of it is misread; `announced`: behind a type word or "số"? */
bool vd_number_misread_convincing(const vd_scan *scan, const vd_code *code, bool announced);
/** "022017 T1-VPCP": parts digits and year whose stroke is lost. */
void vd_number_split_year(const vd_scan *scan, vd_code *code);
/** Is its beginning cut off? */
bool vd_number_headless(const vd_scan *scan, const vd_code *code, size_t at, bool announced);

/* number_law.c */
/** True when the number belongs to a law that is named right before it, and is put into that law's draft. */
bool vd_number_extend_law(vd_scan *scan, size_t word, const vd_code *code);

/* number_short.c */
/** The digits at `at` are a number without its symbol, perhaps: its draft. */
void vd_number_short(vd_scan *scan, size_t at);
/** "các Nghị quyết số 18, | 19-NQ/TW": bare numbers take the symbol of the one that ends their list. */
void vd_numbers_share(vd_scan *scan);

#endif
