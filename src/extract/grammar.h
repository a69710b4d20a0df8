/** The compiled grammar: PCRE2 patterns over folded text, and the names of the catalogue sorted for search.
 *  Only files of this room see this header. */
#ifndef VD_EXTRACT_GRAMMAR_H
#define VD_EXTRACT_GRAMMAR_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/arena.h"
#include "tables/tables.h"
#include "viendan.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>

/** One pattern a file of grammar/; words.pcre stands in front of each.  Anchored ones are only asked whether they match
 * at a place (compiled so: PCRE2 does not use its JIT for anchoring asked at match time). */
#define VD_PATTERN_LIST(X) \
    X(number, true)        \
    X(date, true)          \
    X(issuer, true)        \
    X(title, true)         \
    X(congress, true)      \
    X(plan, true)          \
    X(plenum, true)        \
    X(cue, true)           \
    X(embed, false)        \
    X(passive, false)      \
    X(header, true)        \
    X(letterhead, true)    \
    X(authority, true)     \
    X(place_date, true)    \
    X(issuing, false)      \
    X(residue, false)      \
    X(pinpoint, true)      \
    X(generic, true)       \
    X(technical, true)     \
    X(term, true)          \
    X(law_stop, true)      \
    X(law_not, true)       \
    X(law_joint, true)     \
    X(amending, true)      \
    X(amended_in, true)    \
    X(unmade, false)       \
    X(title_not, false)    \
    X(clause, true)        \
    X(title_break, true)   \
    X(brings_in, true)     \
    X(other_part, true)    \
    X(counted, true)       \
    X(note, true)          \
    X(shared, true)        \
    X(back, true)          \
    X(amend_head, true)    \
    X(enact, true)         \
    X(acting, true)        \
    X(unnamed, false)      \
    X(proposed, false)     \
    X(detour, false)       \
    X(annex_act, false)    \
    X(annex_column, true)  \
    X(row_column, true)    \
    X(listed, true)        \
    X(opens_list, false)   \
    X(ordered, true)       \
    X(subject, false)      \
    X(fate, true)          \
    X(until, false)        \
    X(part, true)          \
    X(provision, true)     \
    X(provides, true)      \
    X(define, true)        \
    X(short_end, true)     \
    X(task_section, false) \
    X(task_field, false)   \
    X(task_body, true)     \
    X(task_verb, false)    \
    X(task_when, true)     \
    X(task_due, false)     \
    X(task_close, false)   \
    X(task_column, true)   \
    X(task_cut, true)      \
    X(task_title, false)   \
    X(task_year, false)

typedef enum vd_pattern {
#define X(name, anchored) VD_PAT_##name,
    VD_PATTERN_LIST(X)
#undef X
        VD_PATTERN_COUNT
} vd_pattern;

/** A law's name as people write it, folded. */
typedef struct vd_law_name {
    vd_str fold;
    vd_str print; /* as the catalogue prints it */
    size_t row;   /* of vd_catalogue; of several laws of this name any */
    bool undated; /* the title without the year it ends in: "Hiến pháp nước …" */
} vd_law_name;

/** A folded word that people put into a law's name or leave out: "và", "của", "các". */
bool vd_law_small_word(vd_str word);

/** A type by the first or last word of its name, right or misread. */
typedef struct vd_type_word {
    vd_str word;
    const vd_type_row *row;
    vd_str rest;   /* of the name, from the blank behind its first word on; empty: it has no other */
    size_t second; /* bytes of `rest` up to the end of the second word */
} vd_type_word;

/** The patterns, each compiled when it is first asked for: one text needs half of them, and compiling all takes longer
 * than reading it.  Threads share them; `lock` is held while one compiles. */
typedef struct vd_pattern_set {
    _Atomic(pcre2_code *) codes[VD_PATTERN_COUNT]; /* NULL: not asked for yet */
    bool jit[VD_PATTERN_COUNT];                    /* compiled to machine code; set before the code is */
    bool jitting;                                  /* read by the allocator of the codes */
    pthread_mutex_t lock;
    pcre2_compile_context *context;
} vd_pattern_set;

struct vd_grammar {
    vd_pattern_set *patterns;
    vd_arena arena;
    vd_law_name *names; /* sorted by fold */
    vd_law_name *loose; /* the same without commas, hyphens, "và" and "của", where that is still one title */
    size_t name_count, loose_count;
    vd_type_word *type_first, *type_last; /* sorted by word */
    size_t type_first_count, type_last_count;
    struct vd_leads *leads; /* anchor.c */
};

/** Compile `pattern` unless that is done; any thread may.
 *  Errors: NO_MEMORY, after which it may be asked for again; INTERNAL when it is no pattern. */
VD_CHECKED vd_status vd_pattern_compile(const vd_grammar *grammar, vd_pattern pattern, vd_error *err);

/** The code of a pattern; NULL before it was compiled. */
static inline pcre2_code *vd_pattern_code(const vd_grammar *grammar, vd_pattern pattern)
{
    return atomic_load_explicit(&grammar->patterns->codes[pattern], memory_order_acquire);
}

#endif
