/** An explanation in the making: facts about one mention, each with the words and the table row it rests on.
 *  Only files explain*.c see this header.
 *
 *  Everything is derived from the mention, the text, the tables and the database; the extraction keeps nothing for it.
 *  Failures of memory are sticky: e->failed is read once, at the end. */
#ifndef VD_REPORT_EXPLAIN_H
#define VD_REPORT_EXPLAIN_H

#include "base/arena.h"
#include "base/str.h"
#include "report/out.h"
#include "tables/tables.h"
#include "text/text.h"

/** What a fact is about. */
typedef enum vd_part {
#define VD_PART(part, name, vi, en) VD_PART_##part,
#include "report/explain.def"
    VD_PART_COUNT
} vd_part;

/** Sentences; explain_say.def. */
typedef enum vd_saying {
#define VD_SAYING(saying, vi, en) VD_SAYING_##saying,
#include "report/explain_say.def"
} vd_saying;

/** One fact.  Absent fields have ptr == NULL; start == end: no words of the text. */
typedef struct vd_fact {
    vd_part part;
    const char *what; /* "value" opens a part; other words tell what the fact adds to it */
    vd_str value;
    vd_str words; /* of the text, cleaned */
    size_t start, end;
    const char *table; /* file that says so: "types.tsv" */
    vd_str row;        /* its row, or a page's section */
    vd_str basis;      /* what the row rests on */
    vd_str note;
} vd_fact;

/** Folded positions; from == to: nothing. */
typedef struct vd_stretch {
    size_t from, to;
} vd_stretch;

/** What the database says of the mention. */
typedef struct vd_explain_target {
    bool asked; /* there is a database */
    bool known; /* it has the file */
    bool there; /* and the mention */
    vd_str path, id, number, basis;
    double confidence;
    const vd_str *candidates;
    size_t candidate_count;
} vd_explain_target;

typedef struct vd_explanation {
    const vd_source *source;
    const vd_text *text;
    const vd_extraction *extraction;
    const vd_mention *mention;
    int index;
    vd_stretch span;   /* of the mention */
    vd_stretch number; /* as printed: digits and code */
    vd_stretch type;   /* type words as printed */
    vd_date latest;    /* the last day on which the text can have been written; {0,0,0}: not known */
    vd_db *db;         /* NULL: the text alone */
    vd_lang lang;      /* of the sentences; formats for programs are English */
    vd_explain_target target;
    vd_arena *arena;
    vd_fact *facts;
    size_t count, cap;
    vd_fact spare; /* takes what is written when there is no memory */
    bool failed;
} vd_explanation;

/** The page whose sections facts name. */
#define VD_FORMS_PAGE "docs/citation-forms.md"

/** Arguments for "%.*s". */
#define VD_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* explain.c */
/** Add a fact; never NULL, valid until the next call. */
vd_fact *vd_fact_add(vd_explanation *e, vd_part part, const char *what, vd_str value);
void vd_fact_row(vd_fact *fact, const char *table, const char *row, const char *basis);
/** Note the words under a folded stretch, or under bytes. */
void vd_fact_stretch(vd_explanation *e, vd_fact *fact, vd_stretch stretch);
void vd_fact_bytes(vd_explanation *e, vd_fact *fact, size_t start, size_t end);
vd_str vd_explain_text(vd_explanation *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
vd_str vd_explain_fold(vd_explanation *e, vd_str s);
/** A text as people see it, with its place: "“Chỉ thị số 33/CT-TTg” (12:5)". */
vd_str vd_explain_mention(vd_explanation *e, int index);

/* explain_say.c: sentences and words in the language of the answer. */
/** `things` is what "{1}", "{2}" … stand for; may be NULL where a sentence has none. */
vd_str vd_explain_say(vd_explanation *e, vd_saying saying, const vd_str *things);
#define VD_SAY(e, saying) vd_explain_say(e, VD_SAYING_##saying, NULL)
#define VD_SAY_OF(e, saying, ...) vd_explain_say(e, VD_SAYING_##saying, (const vd_str[]){__VA_ARGS__})
/** One of two static texts. */
const char *vd_explain_in(const vd_explanation *e, const char *vi, const char *en);
const char *vd_explain_part(const vd_explanation *e, vd_part part);
/** What a fact adds, for people: "governs too". */
vd_str vd_explain_what(vd_explanation *e, const char *what);
vd_str vd_explain_count(vd_explanation *e, size_t count);
vd_str vd_explain_sure(vd_explanation *e, double confidence);
/** "26/11/2021", in English "2021-11-26"; "an unknown day" for none. */
vd_str vd_explain_date(vd_explanation *e, vd_date date);
/** The same of a cell of the tables, which is empty for none. */
vd_str vd_explain_day(vd_explanation *e, const char *day);
/** A value as the column of that name has it, in words of the language; English as it is. */
vd_str vd_explain_value(vd_explanation *e, const char *column, vd_str value);
/** The name of a document's field. */
vd_str vd_explain_field(vd_explanation *e, vd_str field);

/* explain_words.c: where in the text something was read from. */
vd_str vd_words_fold(const vd_explanation *e, vd_stretch stretch);
/** `name` at `at`, word by word, known misreadings allowed; *to is where it ends. */
bool vd_words_at(const vd_explanation *e, size_t at, const char *name, size_t *to);
/** The first place from `from` on that reads `fold` and is cut out of no word. */
bool vd_words_find(const vd_explanation *e, vd_str fold, size_t from, size_t to, vd_stretch *out);
bool vd_words_number(const vd_explanation *e, vd_stretch *out);
bool vd_words_date(const vd_explanation *e, vd_stretch *out);
/** The province of a slug as it is today, or as it was last; NULL: none. */
const vd_place_row *vd_explain_place(vd_str slug);
bool vd_words_issuer(vd_explanation *e, const vd_issuer_row *row, vd_stretch *out);
/** Of a term, "khóa XI": behind the mention, inside it, or right before it; false where it is printed otherwise. */
bool vd_words_term(vd_explanation *e, vd_stretch *out);

/* The parts, each in the file of its name: explain_reading.c, explain_antecedent.c, explain_code.c, explain_fields.c,
 * explain_name.c, explain_relation.c, explain_link.c. */
void vd_explain_form(vd_explanation *e);
void vd_explain_antecedent(vd_explanation *e);
void vd_explain_type(vd_explanation *e);
void vd_explain_number(vd_explanation *e);
void vd_explain_repairs(vd_explanation *e);
void vd_explain_fields(vd_explanation *e);
void vd_explain_name(vd_explanation *e);
void vd_explain_inside(vd_explanation *e);
void vd_explain_relations(vd_explanation *e);
void vd_explain_confidence(vd_explanation *e);
/** Ask the database: fills e->target and e->latest. */
VD_CHECKED vd_status vd_explain_ask(vd_explanation *e, vd_error *err);
VD_CHECKED vd_status vd_explain_link(vd_explanation *e, vd_error *err);

/** Groups of a code: stretches of letters and digits between separators; *count at most VD_GROUP_MAX. */
#define VD_GROUP_MAX 8
typedef struct vd_symbol_group {
    vd_str official;    /* as in the number */
    vd_stretch printed; /* as in the text; absent when the two do not match up */
} vd_symbol_group;
size_t vd_explain_groups(vd_explanation *e, vd_symbol_group groups[VD_GROUP_MAX]);
/** "54" of "Nghị định 54", which has no code; empty for all others. */
vd_str vd_explain_digits(const vd_explanation *e);
/** The body of an official symbol: the one the mention names, else one that spells it so. */
const vd_issuer_row *vd_explain_issuer(vd_explanation *e, vd_str symbol);
/** The type of an official abbreviation; `type` is the one the mention has. */
const vd_type_row *vd_explain_abbr(vd_explanation *e, vd_str abbr, vd_str type);

/* explain_write.c */
VD_CHECKED vd_status vd_explain_page(vd_explanation *e, const vd_style *style, vd_out *out, vd_error *err);
void vd_explain_json(vd_explanation *e, vd_out *out);
VD_CHECKED vd_status vd_explain_table(vd_explanation *e, vd_rows **out, vd_error *err);
/** Rows for the facts of many mentions, each behind the line and the words of its mention; and those of one. */
VD_CHECKED vd_status vd_explain_rows_many(vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_explain_rows_add(vd_explanation *e, vd_rows *rows, vd_error *err);

#endif
