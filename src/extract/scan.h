/** One run of the extraction over one text: drafts of mentions in folded positions, and the means to match.
 *  Only files of this room see this header.
 *
 *  Failures (memory) are sticky: scan->status is set once, everything after does nothing, the caller of the
 *  whole run reads it at the end. */
#ifndef VD_EXTRACT_SCAN_H
#define VD_EXTRACT_SCAN_H

#include "extract/anchor.h"
#include "extract/ocr.h"
#include "text/text.h"

/** A folded range [from, to); from == to: absent. */
typedef struct vd_range {
    size_t from, to;
} vd_range;

/** How a draft points at what the text has named before. */
typedef enum vd_refer {
    VD_REFER_NONE,
    VD_REFER_THIS,  /* "Nghị định này" */
    VD_REFER_ABOVE, /* "Nghị định nêu trên" */
    VD_REFER_SHORT  /* by a short form that the text gives it */
} vd_refer;

/** A meeting of the Party's Central Committee: "Hội nghị Trung ương 6 (lần 2) khóa VIII" is {6, 2, 8}.  0: none, not
 * said.
 */
typedef struct vd_plenum {
    uint8_t number, again, term;
} vd_plenum;

/** What the head of a table's column says of the documents in its cells and the one that the row is about. */
typedef enum vd_row_act {
    VD_ROW_NONE,
    VD_ROW_SUPERSEDED, /* by the row's document: "Văn bản bị thay thế" */
    VD_ROW_REPEALED,
    VD_ROW_AMENDED,
    VD_ROW_SUPERSEDES, /* the row's document: "Văn bản thay thế" */
    VD_ROW_REPEALS,
    VD_ROW_AMENDS
} vd_row_act;

/** A mention in the making.  All positions are folded ones. */
typedef struct vd_draft {
    vd_range span;
    vd_range tail; /* what follows and belongs to it: date, issuer, title; tail.from == span.to */
    vd_form form;
    const vd_type_row *type;
    bool type_stated; /* the type word stands in the text */
    vd_str number, symbol;
    int year;
    vd_date date;
    vd_range issuer; /* as printed; absent when not stated */
    vd_str issuer_name, place;
    vd_str term; /* of the body: "XIII", or where no numeral is said "2020-2025" */
    vd_range title;
    vd_str title_name; /* for laws and plans by name: the name in words; else absent and `title` tells */
    vd_range pinpoint;
    vd_str repairs;
    double confidence;
    int parent;
    size_t catalogue; /* 1 + row, or 0 */
    vd_plenum plenum; /* that adopted it */
    bool adopted;     /* by a congress or plenum: a name that is plain without a number */
    bool law;         /* by name */
    bool amending;    /* a law whose name says that it amends others */
    bool elided;      /* an act told by when it amended the law before it: "(sửa đổi, bổ sung năm 2017)" */
    bool list_member; /* type taken from the head of a list */
    vd_refer refer;
    vd_range antecedent; /* span of the draft it stands for; absent where the text does not say */
    size_t among;        /* where the first draft begins that it may mean as well; with an antecedent only */
    bool row;            /* a table's row is about it … */
    bool row_part;       /* … and only about a part of it */
    vd_row_act row_act;  /* what it and the row's document do to each other, as its column says */
    bool line_cut;       /* a name whose end is lost with that of its line */
    size_t uncut; /* of a name that looks cut off: where it ends if the text is not cropped; 0: it is no name then */
} vd_draft;

typedef struct vd_match {
    size_t start, end;
    const size_t *vector; /* pairs */
    const char *mark;     /* of (*MARK:…), or NULL */
    vd_pattern pattern;
} vd_match;

/** What stands in the upper left of a text. */
typedef struct vd_letterhead {
    vd_str body, parent;          /* the body that issues it, and the one above it, as printed; absent when not there */
    const vd_place_row *province; /* that one of the two names, or NULL */
    bool national;                /* the body is one of the centre */
} vd_letterhead;

/** What a portal's sheet says of the text; absent where it has none. */
typedef struct vd_portal_sheet {
    const vd_type_row *type;
    vd_range body, title;
} vd_portal_sheet;

/** Where a pattern has its group of this name: names are literals, told apart by where they lie. */
typedef struct vd_group_memo {
    const char *name; /* NULL: nothing is known */
    vd_pattern pattern;
    int group;
} vd_group_memo;

/** The body that a symbol implies: a text cites few symbols, many times. */
typedef struct vd_symbol_memo {
    vd_str symbol; /* absent: nothing is known */
    const vd_type_row *type;
    vd_str issuer;
} vd_symbol_memo;

/** What a group of letters in a number's code stands for, as it is printed: the same. */
typedef struct vd_code_memo {
    vd_str raw; /* absent: nothing is known */
    const char *official;
    const vd_issuer_row *body;
    bool type, issuer, known; /* as code.h has them; the look-up's answer */
} vd_code_memo;

enum { VD_GROUP_MEMOS = 256, VD_SYMBOL_MEMOS = 16, VD_CODE_MEMOS = 64 };

typedef struct vd_scan {
    const vd_grammar *grammar;
    const vd_text *text;
    vd_arena *arena;
    vd_error *err;
    unsigned forms; /* VD_FORM_BIT of those asked for; 0: all that a text says */
    vd_status status;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* made when a match first needs it */
    size_t overruns;        /* matches that were given up because they took too much … */
    size_t overrun_first;   /* … and the byte where the first was tried */
    vd_draft *drafts;
    size_t draft_count, draft_cap;
    size_t sorted;      /* so many drafts from the first on stand in the order of the text */
    size_t own_count;   /* so many drafts are the header's */
    vd_anchors anchors; /* made when a whole text is extracted; tasks do without */
    uint32_t *line_at;  /* line_count + 1 folded positions: where each line begins … */
    uint32_t *line_to;  /* … and line_count where each ends, without its line end */
    uint64_t *taken;    /* a bit per folded position: where some draft's span lies */
    vd_statement *statements;
    size_t statement_count, statement_cap;
    vd_header header;
    vd_letterhead letterhead;
    vd_portal_sheet sheet;
    vd_range own_title;    /* the source's own title */
    vd_range own_body;     /* the body that its heading names before the title */
    size_t body;           /* where the preamble ends */
    bool cropped;          /* the right margin is cut away */
    vd_ocr_table *ocr;     /* made when first needed */
    vd_group_memo *groups; /* VD_GROUP_MEMOS, the source's */
    vd_symbol_memo symbols[VD_SYMBOL_MEMOS];
    vd_code_memo codes[VD_CODE_MEMOS];
    vd_str place; /* slug of the province this source belongs to, absent when unknown */
} vd_scan;

/** Take and give back what matching needs; grammar, text, arena and err are set before. */
VD_CHECKED vd_status vd_scan_open(vd_scan *scan, vd_source *source);
void vd_scan_close(vd_scan *scan);

/** Match an anchored pattern at exactly `at`, another at the first place from `at` on; nothing behind `end` is read. */
bool vd_scan_at(vd_scan *scan, vd_pattern pattern, size_t at, size_t end, vd_match *out);
bool vd_scan_find(vd_scan *scan, vd_pattern pattern, size_t at, size_t end, vd_match *out);
/** Match an anchored pattern at the first anchor of the class from `at` on where it matches. */
bool vd_scan_next(vd_scan *scan, vd_pattern pattern, uint32_t class, vd_anchor_walk *walk, size_t at, vd_match *out);
/** May the words at `at` be an outline's marker?  False only where vd_text_marker finds none, told by a letter or two.
 */
bool vd_scan_marks(const vd_scan *scan, size_t at);
/** Range of a named group of the last match; false when it did not take part. */
bool vd_match_group(const vd_scan *scan, const vd_match *match, const char *name, vd_range *out);
/** Its number, or 0. */
int vd_match_number(const vd_scan *scan, const vd_match *match, const char *name);

/** Add a draft; NULL when out of memory (scan->status is set). The pointer is valid until the next call. */
vd_draft *vd_scan_add(vd_scan *scan, vd_range span, vd_form form, const vd_type_row *type);
/** Let a draft's span end at `to`, and its tail begin there. */
void vd_scan_widen(vd_scan *scan, vd_draft *draft, size_t to);
/** Some draft's span overlaps the range. */
bool vd_scan_taken(const vd_scan *scan, vd_range range);
/** Let the range be taken, or free again. */
void vd_scan_take(vd_scan *scan, vd_range range, bool taken);
/** Index of the first draft in sorted order that begins at or behind `at`. */
size_t vd_scan_from(const vd_scan *scan, size_t at);
/** Where the draft ends with what follows and belongs to it. */
static inline size_t vd_draft_end(const vd_draft *draft)
{
    return draft->tail.to > draft->span.to ? draft->tail.to : draft->span.to;
}
/** The draft that begins at `at`, of those in order, or NULL. */
const vd_draft *vd_draft_at(const vd_scan *scan, size_t at);
void vd_scan_fail_memory(vd_scan *scan);
/** Sort drafts by position, outer before inner. */
void vd_scan_sort(vd_scan *scan);

/** Folded text as a view; empty where the range ends before it begins. */
vd_str vd_scan_fold(const vd_scan *scan, vd_range range);
/** The bytes of the text under a folded range, and the same cleaned for display. */
vd_str vd_scan_raw(const vd_scan *scan, vd_range range);
vd_str vd_scan_clean(vd_scan *scan, vd_range range);
/** May something that was taken out of the folded text lie in the bytes of the range? */
bool vd_scan_bridged(const vd_scan *scan, vd_range range, vd_str raw);
/** Do the bytes under the range hold one of the strings, which a NULL ends?  Where folding made two words one. */
bool vd_scan_raw_holds(const vd_scan *scan, vd_range range, const char *const *strings);
/** The parts with a blank between them, without those that are empty; absent, with scan->status set, when there is no
 *  memory. */
vd_str vd_scan_join(vd_scan *scan, const vd_str *parts, size_t count);
static inline bool vd_scan_upper(const vd_scan *scan, size_t at)
{
    return at < scan->text->fold_len && (scan->text->flags[at] & VD_CH_UPPER) != 0;
}
/** A word in capitals may begin at `at`: told by two letters. */
static inline bool vd_scan_opens_capitals(const vd_scan *scan, size_t at)
{
    char second = vd_scan_upper(scan, at) ? scan->text->fold[at + 1] : '\0';
    return vd_scan_upper(scan, at) && (second < 'a' || second > 'z' || vd_scan_upper(scan, at + 1));
}
/** Does the folded text continue with `word` at `at`? */
static inline bool vd_scan_starts(const vd_scan *scan, size_t at, const char *word)
{
    size_t len = strlen(word);
    return at + len <= scan->text->fold_len && memcmp(scan->text->fold + at, word, len) == 0;
}
/** Every letter of the range is upper-case, and there are at least two. */
bool vd_scan_capitals(const vd_scan *scan, vd_range range);
/** A letter, a digit or what is no character of a word but stands in one. */
static inline bool vd_is_word(char c)
{
    static const char words[256] = "................................................0123456789......."
                                   "................................abcdefghijklmnopqrstuvwxyz....\x7f";
    return words[(unsigned char)c] > '.'; /* one look: no other question is asked as often */
}

/* type.c */
/** The type whose name ends just before folded position `end`; *from is where it begins. NULL when there is none. */
const vd_type_row *vd_type_ending(const vd_scan *scan, size_t end, size_t *from);
/** The type whose name begins at `at`; *to is where it ends. */
const vd_type_row *vd_type_starting(const vd_scan *scan, size_t at, size_t *to);

/** A standard or a technical regulation, however its type is spelt out: a text that another document promulgates, and
 *  numbered all the same. */
bool vd_type_technical(const vd_type_row *type);

/* number.c */
/** A number read at its first digit, or a bare code. */
typedef struct vd_number {
    vd_str number, symbol; /* number: absent for a bare code */
    int year;
    const vd_type_row *type; /* what the code says */
    vd_range range;
} vd_number;
bool vd_number_read(vd_scan *scan, size_t at, vd_number *out);
/** A code without digits before it ("/KH-VPUB" on a blank number line); `range` is its letters. */
bool vd_code_read(vd_scan *scan, vd_range range, char separator, vd_number *out);

/* number_hopeless.c */
/** Nothing that the grammar's number goes on with stands behind the digits at `at`: a date, a sum, a counted noun. */
bool vd_number_hopeless(const vd_scan *scan, size_t at);

/* number_body.c */
/** Gives a number without symbol, "12/2015", the one under which its body gave such documents, and one without its year
 *  the year of its day, or without the National Assembly's term that of its day, where the table has it; or leaves it.
 */
void vd_number_complete(vd_scan *scan, vd_draft *draft);
/** The type before a body's name that ends at `end`: "Quyết định của Thủ tướng Chính phủ |", where `local` "Quyết định
 *  của UBND tỉnh Bạc Liêu |" too; NULL: none. */
const vd_type_row *vd_type_before_body(vd_scan *scan, size_t end, bool local, size_t *from);

/* number_law.c */
/** The name of a law behind its number, "Luật 67/2014/QH13 | Đầu tư": into the draft.  Where it ends, or the span's
 * end. */
size_t vd_number_named_behind(const vd_scan *scan, vd_draft *draft);

/* number_year.c */
/** Weighs a number whose year its date denies; gives it the date's year where the tables know that document. */
void vd_number_settle(vd_scan *scan, vd_draft *draft);

/* symbol.c */
/** The body that a symbol implies where the text does not say it: "CT-TTg" is Thủ tướng Chính phủ.  Absent where it
 *  could be several, as the bodies of a joint circular are. */
vd_str vd_symbol_issuer(vd_scan *scan, vd_str symbol, const vd_type_row *type);
/** Length of the name of the body that one of the symbol's groups stands for, where `body_fold` begins with it, else 0.
 */
size_t vd_symbol_names(vd_scan *scan, vd_str symbol, vd_str body_fold);

/* field.c */
/** Length of a date at `at` (0: none) with its parts. */
size_t vd_date_read(vd_scan *scan, size_t at, vd_date *out);

/* title.c */
/** The title that begins at `at`, behind number, date and body: into the draft, whose tail it ends.  Drafts behind it
 *  are complete. */
void vd_title_read(vd_scan *scan, vd_draft *draft, size_t at);
/** The quotation mark that closes the one at `at`, on its line and at most `reach` characters on; SIZE_MAX: none. */
size_t vd_quote_closing(const vd_scan *scan, size_t at, size_t reach);

/* title_verb.c */
/** Behind the title that begins at `from`, of the draft at `owner`: does the sentence go on at `at`, before ", " or "
 * và ", with a verb that changes another document? */
bool vd_title_verb(vd_scan *scan, size_t owner, size_t from, size_t at);

/* title_date.c */
/** The date and body at the end of the draft's title, where they are the draft's: off the title and off what it cites.
 */
void vd_title_date(vd_scan *scan, vd_draft *draft);

/* body.c */
/** The body that stands before a number in its sentence and that its symbol tells; {0, 0}: none. */
vd_range vd_body_before(vd_scan *scan, const vd_draft *draft);
/** The body at *at, behind the number or its date: into the draft, and *at moves behind it. */
bool vd_body_read(vd_scan *scan, vd_draft *draft, size_t *at);
/** "… do Cục Thuế ban hành" at the end of the draft's title: off the title, and the draft's body. */
void vd_body_of_title(vd_scan *scan, vd_draft *draft);
void vd_body_take(vd_scan *scan, vd_draft *draft, vd_range name);

/* bracket.c */
/** Where the words end behind which a bracket names the draft as theirs, "UBND tỉnh A | (Công văn số 1/UBND-KT)"; 0: no
 *  bracket does.  Drafts are sorted. */
size_t vd_bracket_behind(vd_scan *scan, const vd_draft *draft);
/** The province that those words name in place of its committee or council: "Hà Giang (Công văn số 1/UBND-KT)"; or
 *  NULL.  The draft has a symbol. */
const vd_place_row *vd_bracket_place(vd_scan *scan, const vd_draft *draft);

/* plenum.c */
/** The plenum of the Central Committee at *at, behind a Party number or its date: into the draft, and *at behind it. */
bool vd_plenum_body(vd_scan *scan, vd_draft *draft, size_t *at);
/** What plenums' resolutions are called, and which of them the text gives a number.  Fields are read. */
void vd_pass_plenum_names(vd_scan *scan);

/* issuer.c */
/** A body's name without the term at its end, "Bộ Chính trị| khóa XI", and *term, absent where it says none. */
vd_range vd_term_off(vd_scan *scan, vd_range name, vd_str *term);
/** What a draft's body, which is known, is said to be of: into the draft, where such a body has terms. */
void vd_term_take(vd_scan *scan, vd_draft *draft, vd_str term);
/** The term of the draft's body that the words at `at` say: into the draft.  Where they end, else `at`. */
size_t vd_term_read(vd_scan *scan, vd_draft *draft, size_t at);
/** The term that a plenum's name right before a number says; and for one that the draft's number or day denies, the one
 * that they tell.  Fields are read. */
void vd_term_settle(vd_scan *scan, size_t index);
/** Canonical name and place of a body as printed in `range`; and of one in words, all in `capitals` or not. */
void vd_issuer_name(vd_scan *scan, vd_range range, vd_str *name, vd_str *place);
void vd_issuer_words(vd_scan *scan, vd_str raw, bool capitals, vd_str *name, vd_str *place);
/** unit.c: `text`, a body's name, with the name of the source's own commune, district or city where it says only
 *  "xã": "Ủy ban nhân dân xã". */
vd_str vd_unit_complete(vd_scan *scan, vd_str text);
/** Does the body that is said with the draft speak against the text's own?  A commune's number is none of its
 *  province's, nor of the next commune's. */
bool vd_issuer_other(vd_scan *scan, const vd_draft *draft);
/** The words of `range` folded, every abbreviation in full; VD_NONE without memory. */
vd_str vd_issuer_full(vd_scan *scan, vd_range range);
/** The longest name of the table that folded `text` begins with, or NULL; *used is how much of them it takes. */
const vd_issuer_row *vd_issuer_prefix(vd_str text, size_t *used);

/* issuer_expand.c */
/** The words of a body, every abbreviation in full, and those of a heading in `capitals` as a sentence has them;
 *  VD_NONE without memory. */
vd_str vd_issuer_expand(vd_scan *scan, vd_str raw, bool capitals);

/* issuer_end.c */
/** Where the body ends whose `name` was read up to a word that can stop it: behind the whole name where that
 *  word is one of it, earlier where the sentence goes on.  `numbered`: the document that it issued has a number. */
size_t vd_issuer_end(const vd_scan *scan, vd_range name, bool numbered);

/* place.c */
/** The province whose name stands behind its rank anywhere in folded words ("tỉnh ủy" is one, too), or NULL; and with
 *  whose name they begin, of several names the longest. */
const vd_place_row *vd_place_named(vd_str fold);
const vd_place_row *vd_place_starting(vd_str fold);
/** The province of this slug as it was when the source was written. */
const vd_place_row *vd_place_then(const vd_scan *scan, vd_str slug);

/* place_list.c */
/** The province that the head of a list names, into its members. */
void vd_places_of_lists(vd_scan *scan);

/* header_misread.c */
/** The source's own number above `end`, where a scan that lost its marks has other signs for "Số". */
bool vd_header_number_misread(vd_scan *scan, size_t end, vd_number *out);

/* heading.c */
/** Type and title of the source: into the header and scan->own_title.  Where they begin, or `end`. */
size_t vd_pass_heading(vd_scan *scan, size_t end);
/** Where the prose of an article begins, before `end`, in a text without a number of its own; else `end`.  A heading
 *  below it is that of a form that the article quotes: "Mẫu quyết định … như sau:". */
size_t vd_heading_prose(const vd_scan *scan, size_t end);
/** Do the lines from this one on, alone between title and recitals, say in whose name is decided?  *out: their words.
 */
bool vd_heading_issues(vd_scan *scan, size_t line, vd_range *out);
/** The folded range of a line without blanks, '#' and '*' at its ends; the next line with text in it, or line_count. */
vd_range vd_line_range(const vd_scan *scan, size_t line);
/** The folded position where a line ends. */
size_t vd_line_end(const vd_scan *scan, size_t line);
size_t vd_line_next(const vd_scan *scan, size_t line);

/* row.c */
/** What the cells of tables say of the documents that their rows are about: into the drafts, which have what stands
 *  beside the number in the same cell. */
void vd_rows_read(vd_scan *scan);

/* sheet.c */
/** "27 tháng 6 năm 2026", "15/05/2014" at the head of a value, behind which no word goes on. */
bool vd_day_read(const vd_scan *scan, vd_range value, vd_date *out);
/** What a portal's sheet says of the text, where the header does not: its number and day, and scan->sheet. */
void vd_pass_sheet(vd_scan *scan);
/** Title and body, where nothing else has told them. */
void vd_sheet_fill(vd_scan *scan);

/* signer.c */
/** Reads the signature, which stands behind `from`, into the header. */
void vd_pass_signer(vd_scan *scan, size_t from);

/* short_amended.c */
/** The draft that a short form behind `owner`, of this type and name, stands for: `owner`, or what it amended. */
const vd_draft *vd_short_amended(vd_scan *scan, const vd_draft *owner, const vd_type_row *type, vd_str name);
/** Where the words end that a short form at `at` gives a name to: `at`, or behind the law that acts told by their years
 *  stand behind. */
size_t vd_short_behind(const vd_scan *scan, size_t at);

/* back.c */
/** Nobody can tell what the text is: no heading, no number of its own. */
bool vd_back_nameless(const vd_scan *scan);
/** Does the draft stand where a text speaks of itself ("Nghị định này quy định …")?  HEAD: at the head of a line or of
 * a numbered provision; ARTICLE: behind "Điều 1.". */
typedef enum vd_itself { VD_ITSELF_NO, VD_ITSELF_HEAD, VD_ITSELF_ARTICLE } vd_itself;
vd_itself vd_back_itself(vd_scan *scan, const vd_draft *draft);

/* letterhead.c */
/** Reads the bodies that stand above the text, up to folded position `end`: scan->letterhead. */
void vd_pass_letterhead(vd_scan *scan, size_t end);
/** The body that issues the text, as the letterhead has it; absent when there is none. */
vd_str vd_letterhead_issuer(vd_scan *scan);

/* The passes, in the order of extract.c. */
/** Which province the source speaks from: scan->place. */
void vd_pass_place(vd_scan *scan);
void vd_pass_laws(vd_scan *scan);
void vd_pass_numbers(vd_scan *scan);
void vd_pass_technical(vd_scan *scan);
void vd_pass_congress(vd_scan *scan);
void vd_pass_plenums(vd_scan *scan);
void vd_pass_header(vd_scan *scan);
void vd_pass_fields(vd_scan *scan);
/** law_amended.c: acts told by when they amended a law; needs the fields of laws. */
void vd_pass_amended(vd_scan *scan);
void vd_pass_plans(vd_scan *scan);
/** Decides scan->cropped. */
void vd_pass_crop(vd_scan *scan);
void vd_pass_residues(vd_scan *scan);
/** Short forms that the text defines. */
void vd_pass_shorts(vd_scan *scan);
/** Words that point back; which draft each stands for is settled when all are known and nested. */
void vd_pass_back(vd_scan *scan);
/** effect.c: needs what points back at the text itself. */
void vd_pass_effect(vd_scan *scan);
void vd_pass_antecedents(vd_scan *scan);
void vd_pass_nest(vd_scan *scan);
/** The province of documents that are cited without it, where it is another than the source's. */
void vd_pass_places(vd_scan *scan);
void vd_pass_generic(vd_scan *scan);
void vd_pass_relations(vd_scan *scan);
/** pinpoint.c: of all that relations need, only the pinpoints of drafts whose form is asked for. */
void vd_pass_pinpoints(vd_scan *scan);

/* sentence.c */
/** Where the sentence around `at` begins and ends. */
size_t vd_sentence_start(const vd_scan *scan, size_t at);
size_t vd_sentence_end(const vd_scan *scan, size_t at);
/** A full stop at `at` that ends a sentence. */
bool vd_sentence_stops(const vd_scan *scan, size_t at);
/** A bar at `at` that parts the cells of a table's row: no letter stands at it. */
bool vd_cell_stops(const vd_scan *scan, size_t at);
/** The first such bar in [from, to), or `to`. */
size_t vd_cell_end(const vd_scan *scan, size_t from, size_t to);

#endif
