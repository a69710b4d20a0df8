/** Values of arguments: relations and dates. */
#ifndef VD_CLI_VALUES_H
#define VD_CLI_VALUES_H

#include "cli/options.h"

/** What is typed in English for a Vietnamese word of help and pages ("thực hiện", "cao"); any other word as it is. */
const char *cli_word_english(const char *word);
/** Relations a RELATION word asks for, as bits 1 << VD_REL_...: "implements", "based_on" or "rests-on", "any".
 *  Returns CLI_FOUND, or CLI_USAGE after saying which words there are. */
int cli_relation_read(const char *word, uint32_t *relations);
/** The same as one name for vd_filter.relation; absent for "any". */
int cli_relation_name(const char *word, vd_str *name);
/** "numbered,named": forms as a set of VD_FORM_BIT, added to *forms.  CLI_FOUND, or CLI_USAGE after saying which there
 *  are. */
int cli_forms_read(const char *words, unsigned *forms);
/** 2025-07-01, or 1/7/2025 and 1-7-2025 as people write it.  CLI_FOUND, or CLI_USAGE after saying so. */
int cli_date_read(const char *text, vd_date *date);
/** "2026-01..2026-06", "2026", "2026-06-30", "..2026-06": the bounds as dates that may be partial, {0} where open.
 *  CLI_FOUND, or CLI_USAGE after saying so. */
int cli_period_read(const char *text, vd_date *from, vd_date *to);

/** The same, or a part: 2025-07, 7/2025, 2025. */
int cli_date_part_read(const char *text, vd_date *date);

/** The value of an option that takes a number from 1 on; *out is left alone when it was not given.  CLI_FOUND, or
 *  CLI_USAGE after saying so. */
int cli_count_read(const cli_args *args, cli_option_id id, size_t *out);
/** A file of JSON Lines by its name, and no --jsonl: it would be read as one text, braces and all.  CLI_FOUND, or
 *  CLI_USAGE after saying so. */
int cli_lines_check(const cli_args *args);

#endif
