/* Known names of laws that lost letters where a line ends: the margin was cut off, or the page bent.  The name's
 * beginning stands at the end of one line and its end at the beginning of the next; or its end is lost.  Decides which
 * name of the catalogue that can be; where two can, it is none. */
#include "extract/law.h"

enum {
    LOST_MOST = 12,  /* letters */
    REST_LEAST = 4,  /* of the rest, where it begins with a word of the name */
    PIECE_LEAST = 8, /* where it begins inside one */
    CUT_LEAST = 5,   /* letters of a name whose last word is cut */
    WORDS_LEAST = 4, /* words of a name cut behind a whole word */
    LINE_LONGEST = 160
};

/* The beginning of a name at the end of a line. */
typedef struct line_rest {
    vd_str begun;   /* with the type word */
    size_t next;    /* where the next line begins */
    size_t letters; /* behind the type word */
    size_t words;
} line_rest;

static bool line_breaks(const vd_scan *scan, size_t at)
{
    vd_str raw = vd_scan_raw(scan, (vd_range){at, at + 1});
    return VD_AMONG(scan->text->fold[at], " \n") && raw.ptr && memchr(raw.ptr, '\n', raw.len) != NULL;
}

/* What the crop left of the last letter is often read as a sign: "Luật Ban hành v:". */
static bool sign_at_end(const vd_scan *scan, size_t at)
{
    return at + 1 < scan->text->fold_len && VD_AMONG(scan->text->fold[at], ".:,'\"|") && line_breaks(scan, at + 1);
}

/* Reads from the name's first word to the end of its line; false where the name does not reach it. */
static bool rest_of_line(const vd_scan *scan, size_t at, size_t word, line_rest *out)
{
    const char *fold = scan->text->fold;
    size_t to = at + word;
    while (to < scan->text->fold_len && to < at + LINE_LONGEST && !line_breaks(scan, to) && !sign_at_end(scan, to) &&
           (vd_is_word(fold[to]) || VD_AMONG(fold[to], " ,-"))) {
        to++;
    }
    if (to >= scan->text->fold_len || (!line_breaks(scan, to) && !sign_at_end(scan, to)) || !vd_is_word(fold[to - 1])) {
        return false;
    }
    *out = (line_rest){.begun = {fold + at, to - at}, .next = to, .letters = to - at - word, .words = 1};
    for (size_t i = at + word; i < to; i++) {
        out->words += fold[i] == ' ';
    }
    while (out->next < scan->text->fold_len && !vd_is_word(fold[out->next])) {
        out->next++;
    }
    return true;
}

/* The length of what the next line has of `name` behind the letters that are lost; 0: it does not go on with it. */
static size_t name_goes_on(const vd_scan *scan, const line_rest *line, vd_str name)
{
    for (size_t k = line->begun.len; k < name.len && k <= line->begun.len + LOST_MOST; k++) {
        vd_str rest = vd_str_slice(name, k, name.len);
        size_t end = line->next + rest.len;
        size_t least = name.ptr[k - 1] == ' ' ? REST_LEAST : PIECE_LEAST;
        bool enough = rest.len >= least && (k - line->begun.len) * 3 <= name.len;
        if (enough && rest.ptr[0] != ' ' && end <= scan->text->fold_len &&
            memcmp(scan->text->fold + line->next, rest.ptr, rest.len) == 0 &&
            (end == scan->text->fold_len || !vd_is_word(scan->text->fold[end]))) {
            return rest.len;
        }
    }
    return 0;
}

/* The next line does not go on with a name: a large letter, a digit, or nothing. */
static bool line_opens(const vd_scan *scan, size_t at)
{
    return at >= scan->text->fold_len || vd_scan_upper(scan, at) ||
           (scan->text->fold[at] >= '0' && scan->text->fold[at] <= '9');
}

/* The name that the line begins and the next one ends, or what is left of one. */
static vd_law_hit names_of(const vd_scan *scan, size_t at, const line_rest *line)
{
    static const vd_law_name none;
    vd_law_hit hit = {.misread = true};
    const vd_law_name *only = NULL; /* the one name that begins so; `none`: there are others */
    size_t found = 0;
    size_t begun = 0;
    bool inside = true; /* every name goes on with a letter: the last word is cut */
    for (size_t i = 0; i < scan->grammar->name_count; i++) {
        const vd_law_name *name = &scan->grammar->names[i];
        if (name->fold.len <= line->begun.len || !vd_str_starts(name->fold, line->begun)) {
            continue;
        }
        size_t rest = name_goes_on(scan, line, name->fold);
        begun++;
        inside = inside && name->fold.ptr[line->begun.len] != ' ';
        only = only == NULL || vd_str_eq(only->fold, name->fold) ? name : &none;
        if (rest) {
            found += hit.name == NULL || !vd_str_eq(hit.name->fold, name->fold);
            hit.name = name;
            hit.len = line->next + rest - at;
        }
    }
    bool left = inside ? line->letters >= CUT_LEAST : line->words >= WORDS_LEAST && line_opens(scan, line->next);
    if (found != 1) {
        hit = (vd_law_hit){.name = only != &none ? only : NULL};
        hit.prefix = found == 0 && begun > 0 && left ? line->begun.len : 0;
    }
    return hit;
}

vd_law_hit vd_law_broken(vd_scan *scan, size_t at, size_t word)
{
    line_rest line;
    bool name = vd_scan_upper(scan, at + word) || vd_scan_starts(scan, at + word, "sua doi");
    if (!vd_scan_upper(scan, at) || !name || !rest_of_line(scan, at, word, &line)) {
        return (vd_law_hit){0};
    }
    vd_law_hit hit = names_of(scan, at, &line);
    if (hit.len == 0 && hit.prefix == 0 && line.begun.ptr[line.begun.len - 2] == ' ') {
        line.begun.len -= 2; /* "… quy phạm pháp h": one letter is what is left of several */
        line.letters -= 2;
        line.words--;
        hit = names_of(scan, at, &line);
    }
    return hit;
}
