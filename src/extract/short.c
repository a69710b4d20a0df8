/* Short forms: "(sau đây gọi tắt là Đề án 06)", and every later place that uses one.  A number alone ("Kế hoạch 22")
 * needs no definition where the text gives a document of that type and number in full; which one it is, where several
 * fit, is not decided here. */
#include "extract/scan.h"

#include "text/fold.h"

#include <stdlib.h>

enum {
    SHORT_MAX = 64,     /* definitions of one text; more than any has */
    OWNER_REACH = 1500, /* so long a title may be that stands before a definition */
    DIGITS_MAX = 4
};

typedef struct short_form {
    const vd_type_row *type;
    vd_range name;   /* as defined, from the type word on */
    vd_range digits; /* at its end; absent where it has none */
    vd_range owner;  /* span of the draft it stands for */
} short_form;

/* A number that the text gives in full. */
typedef struct known_number {
    const vd_type_row *type;
    vd_str digits;
} known_number;

typedef struct shorts {
    vd_scan *scan;
    short_form forms[SHORT_MAX];
    size_t count;
    known_number *known;
    size_t known_count;
    uint32_t *capitals; /* where the name of a type may begin with a capital */
    size_t capital_count;
    size_t letters_end; /* where the letters and blanks end that were looked through last */
} shorts;

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

/* The digits that a number opens with, without leading zeros. */
static vd_str digits_of(vd_str number)
{
    size_t to = 0;
    while (to < number.len && vd_fold_digit(number.ptr[to])) {
        to++;
    }
    size_t from = 0;
    while (from + 1 < to && number.ptr[from] == '0') {
        from++;
    }
    return vd_str_slice(number, from, to);
}

static int known_cmp(const void *a, const void *b)
{
    const known_number *x = a;
    const known_number *y = b;
    if (x->type != y->type) {
        return x->type < y->type ? -1 : 1;
    }
    return vd_str_cmp(x->digits, y->digits);
}

static bool known_collect(shorts *s)
{
    const vd_scan *scan = s->scan;
    s->known = VD_ARENA_ARRAY(scan->arena, known_number, scan->draft_count + 1);
    for (size_t i = 0; s->known && i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->form == VD_FORM_NUMBERED && draft->type && draft->symbol.ptr) {
            s->known[s->known_count++] = (known_number){draft->type, digits_of(draft->number)};
        }
    }
    if (s->known_count > 1) {
        qsort(s->known, s->known_count, sizeof *s->known, known_cmp);
    }
    return s->known != NULL;
}

static bool capitals_collect(shorts *s)
{
    const vd_scan *scan = s->scan;
    s->capitals = VD_ARENA_RAW(scan->arena, uint32_t, scan->anchors.count + 1);
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *word;
         s->capitals && (word = vd_anchor_walk_next(&scan->anchors, &walk, 0, VD_ANCHOR_TYPE));) {
        if ((word->at == 0 || !vd_is_word(scan->text->fold[word->at - 1])) && vd_scan_upper(scan, word->at)) {
            s->capitals[s->capital_count++] = word->at;
        }
    }
    return s->capitals != NULL;
}

static bool number_known(const shorts *s, const vd_type_row *type, vd_str digits)
{
    known_number key = {type, digits};
    return s->known_count > 0 && bsearch(&key, s->known, s->known_count, sizeof key, known_cmp) != NULL;
}

/* "Kế hoạch 22", "Kế hoạch số 22": where the digits stand; false when the type word is not followed by a number alone.
 */
static bool number_alone(vd_scan *scan, size_t behind, vd_range *digits)
{
    vd_match match;
    const char *fold = scan->text->fold;
    size_t at = vd_scan_starts(scan, behind, " so ") ? behind + 4 : behind + 1;
    size_t to = at;
    while (fold[behind] == ' ' && vd_fold_digit(fold[to])) {
        to++;
    }
    bool point = fold[to] == '.' && vd_fold_digit(fold[to + 1]);
    bool closed = (fold[to] == '\0' || strchr(" ,;).:?\n\"", fold[to])) && !point;
    *digits = (vd_range){at, to};
    return to >= at + 2 && to <= at + DIGITS_MAX && closed &&
           !vd_scan_at(scan, VD_PAT_counted, to, scan->text->fold_len, &match);
}

/* ---- Definitions ------------------------------------------------------------------------------------------------- */

/* "… phê duyệt Đề án": a decision whose title brings a text of this type into force. */
static bool draft_enacts(const vd_scan *scan, const vd_draft *draft, const vd_type_row *type)
{
    vd_str title = vd_scan_fold(scan, draft->tail);
    size_t found = vd_str_find(title, vd_str_of(type->fold), 0);
    vd_str before = vd_str_slice(title, 0, found == SIZE_MAX ? 0 : found);
    return vd_str_ends(before, VD_LIT("ban hanh ")) || vd_str_ends(before, VD_LIT("phe duyet "));
}

/* How well a draft in front of the definition at `at` suits the short form; 0: not at all. */
static int owner_rank(const vd_scan *scan, const vd_draft *draft, size_t at, const short_form *form)
{
    bool numbered = draft->form == VD_FORM_NUMBERED;
    bool named = draft->form == VD_FORM_NAMED;
    if ((!numbered && !named) || draft->span.to > at || vd_draft_end(draft) + 3 < at) {
        return 0;
    }
    bool digits = form->digits.to > form->digits.from;
    vd_str short_digits = digits_of(vd_scan_fold(scan, form->digits));
    bool same = digits && numbered && vd_str_eq(digits_of(draft->number), short_digits);
    if (draft->type == form->type) {
        return same ? 4 : numbered && digits ? 0 : 3;
    }
    return same ? 2 : numbered && !digits && draft_enacts(scan, draft, form->type) ? 1 : 0;
}

/* The draft that the words right in front of the definition name; of several that suit alike the outermost.  NULL when
 * there is none. */
static const vd_draft *owner_find(const vd_scan *scan, size_t at, const short_form *form)
{
    const vd_draft *best = NULL;
    int best_rank = 0;
    for (size_t i = vd_scan_from(scan, at); i-- > 0 && scan->drafts[i].span.from + OWNER_REACH > at;) {
        int rank = owner_rank(scan, &scan->drafts[i], at, form);
        if (rank > 0 && rank >= best_rank) {
            best = &scan->drafts[i];
            best_rank = rank;
        }
    }
    return best;
}

/* Two documents of the type side by side share the name: a class. */
static bool owner_shares(const vd_scan *scan, const vd_draft *owner, size_t at)
{
    for (size_t i = vd_scan_from(scan, at); i-- > 0 && scan->drafts[i].span.from + OWNER_REACH > at;) {
        const vd_draft *other = &scan->drafts[i];
        bool apart = vd_draft_end(other) <= owner->span.from;
        if (other->type == owner->type && apart && other->form == VD_FORM_NUMBERED &&
            vd_sentence_start(scan, owner->span.from) <= other->span.from) {
            return true;
        }
    }
    return false;
}

static void definition_add(shorts *s, const vd_match *match)
{
    vd_scan *scan = s->scan;
    short_form form = {0};
    bool code = strcmp(match->mark, "code") == 0;
    size_t to = 0;
    if (!vd_match_group(scan, match, code ? "code" : "name", &form.name)) {
        return;
    }
    form.type = vd_type_starting(scan, form.name.from, &to);
    if (form.type == NULL || to > form.name.to || s->count == SHORT_MAX) {
        return;
    }
    (void)number_alone(scan, to, &form.digits);
    bool whole = form.digits.to == form.name.to;
    form.digits = whole ? form.digits : (vd_range){0, 0};
    size_t at = vd_short_behind(scan, match->start);
    const vd_draft *owner = owner_find(scan, at, &form);
    bool shared = owner && strcmp(match->mark, "class") == 0 && owner_shares(scan, owner, at);
    if (owner == NULL || shared || (code && (!whole || owner->form != VD_FORM_NUMBERED))) {
        return;
    }
    bool numbered = form.digits.to > form.digits.from;
    form.owner = (numbered ? owner : vd_short_amended(scan, owner, form.type, vd_scan_fold(scan, form.name)))->span;
    s->forms[s->count++] = form;
}

/* ---- Uses -------------------------------------------------------------------------------------------------------- */

static vd_draft *draft_at(const vd_scan *scan, vd_range span)
{
    for (size_t i = vd_scan_from(scan, span.from); i < scan->sorted && scan->drafts[i].span.from == span.from; i++) {
        if (scan->drafts[i].span.to == span.to) {
            return &scan->drafts[i];
        }
    }
    return NULL;
}

/* Let what stands at `span` stand for the form's owner; a draft is made where none is, but not of the definition, which
 * names and does not cite. */
static void use_add(vd_scan *scan, vd_range span, vd_form kind, const vd_type_row *type, const short_form *form)
{
    vd_draft *draft = draft_at(scan, span);
    bool defines = form && span.from == form->name.from;
    if (draft == NULL && !defines && !vd_scan_taken(scan, span)) {
        draft = vd_scan_add(scan, span, kind, type);
        if (draft) {
            draft->type_stated = true;
            draft->confidence = form ? 0.8 : 0.6;
        }
    }
    bool dated = draft && draft->law && draft->date.day > 0; /* "Luật A ngày …" says itself which one it is */
    if (draft && form && draft->symbol.ptr == NULL && !dated) {
        draft->refer = VD_REFER_SHORT;
        draft->antecedent = form->owner;
        draft->among = form->owner.from;
    }
}

/* "các Chương trình, Đề án", "một Đề án": not the one that the type word alone stands for. */
static bool class_before(const vd_scan *scan, size_t at)
{
    static const char *const words[] = {"cac ", "nhung ", "moi ", "mot ", "so ", "tung "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (at >= len && vd_scan_starts(scan, at - len, words[i])) {
            return true;
        }
    }
    return false;
}

/* Every place that uses a name in words, from its definition on. */
static void uses_of_name(const shorts *s, const short_form *form)
{
    vd_scan *scan = s->scan;
    vd_match match;
    vd_str text = {scan->text->fold, scan->text->fold_len};
    vd_str name = vd_scan_fold(scan, form->name);
    bool bare = name.len == strlen(form->type->fold);
    for (size_t i = 0; i < s->capital_count && scan->status == VD_OK; i++) {
        size_t at = s->capitals[i];
        vd_range span = {at, at + name.len};
        if (at < form->name.from || !vd_str_starts(vd_str_slice(text, at, text.len), name)) {
            continue;
        }
        bool ends = span.to == text.len || !vd_is_word(text.ptr[span.to]);
        bool goes_on =
            bare && (class_before(scan, at) || !vd_scan_at(scan, VD_PAT_short_end, span.to, text.len, &match));
        if (ends && !goes_on) {
            use_add(scan, span, VD_FORM_BACKWARD, form->type, form);
        }
    }
}

static const short_form *form_of_number(const shorts *s, const vd_type_row *type, vd_range digits)
{
    const vd_scan *scan = s->scan;
    vd_str wanted = digits_of(vd_scan_fold(scan, digits));
    for (size_t i = s->count; i-- > 0;) {
        const short_form *form = &s->forms[i];
        bool numbered = form->digits.to > form->digits.from && form->name.from <= digits.from;
        if (numbered && form->type == type && vd_str_eq(digits_of(vd_scan_fold(scan, form->digits)), wanted)) {
            return form;
        }
    }
    return NULL;
}

/* Another number in a list: ", 59", " và số 68"; where its digits stand. */
static bool list_next(vd_scan *scan, size_t at, vd_range *digits)
{
    static const char *const separators[] = {", ", " va ", ", va ", "; ", " hoac "};
    size_t behind = 0;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        if (vd_scan_starts(scan, at, separators[i])) {
            behind = at + strlen(separators[i]) - 1;
        }
    }
    return behind > 0 && number_alone(scan, behind, digits);
}

/* Behind a number in a list nothing goes on that it could count: "57, 59 và 68 của Bộ Chính trị". */
static bool list_member_ends(const vd_scan *scan, size_t at)
{
    return scan->text->fold[at] != ' ' || vd_scan_starts(scan, at, " va ") || vd_scan_starts(scan, at, " hoac ") ||
           vd_scan_starts(scan, at, " cua ");
}

/* "các Nghị quyết 57, 59 và 68": the type word serves all. */
static void uses_in_list(const shorts *s, const vd_type_row *type, size_t at)
{
    vd_range digits;
    while (s->scan->status == VD_OK && list_next(s->scan, at, &digits)) {
        const short_form *form = form_of_number(s, type, digits);
        if (form || list_member_ends(s->scan, digits.to)) {
            use_add(s->scan, digits, VD_FORM_TRUNCATED, type, form);
        }
        at = digits.to;
    }
}

/* Behind letters and blanks, as names of types are, stand digits, or what may be misread letters.  Asked with rising
 * `at`. */
static bool digits_follow(shorts *s, size_t at)
{
    enum { REACH = 200 }; /* no name of a type, and no "số" behind it, goes so far */
    const char *fold = s->scan->text->fold;
    size_t end = s->letters_end > at ? s->letters_end : at;
    while (end - at < REACH && (vd_fold_letter(fold[end]) || fold[end] == ' ')) {
        end++;
    }
    s->letters_end = end;
    return end - at >= REACH || vd_is_word(fold[end]);
}

static void use_at(shorts *s, size_t at)
{
    vd_scan *scan = s->scan;
    size_t behind = 0;
    vd_range digits;
    const vd_type_row *type = digits_follow(s, at) ? vd_type_starting(scan, at, &behind) : NULL;
    if (type == NULL || !vd_scan_upper(scan, at) || !number_alone(scan, behind, &digits)) {
        return;
    }
    vd_range span = {at, digits.to};
    const short_form *form = form_of_number(s, type, digits);
    bool known = number_known(s, type, digits_of(vd_scan_fold(scan, digits)));
    if (!form && !known && !draft_at(scan, span)) {
        return;
    }
    use_add(scan, span, VD_FORM_TRUNCATED, type, form);
    if (at >= 4 && vd_scan_starts(scan, at - 4, "cac ")) {
        uses_in_list(s, type, digits.to);
    }
}

void vd_pass_shorts(vd_scan *scan)
{
    vd_match match;
    shorts *s = VD_ARENA_ARRAY(scan->arena, shorts, 1);
    if (s == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    s->scan = scan;
    if (!known_collect(s) || !capitals_collect(s)) {
        vd_scan_fail_memory(scan);
        return;
    }
    for (size_t i = 0; i < scan->anchors.mark_count; i++) {
        size_t at = scan->anchors.marks[i];
        if (scan->anchors.signs[i] == '(' && vd_scan_at(scan, VD_PAT_define, at, scan->text->fold_len, &match)) {
            definition_add(s, &match);
        }
    }
    for (size_t i = 0; i < s->capital_count; i++) {
        use_at(s, s->capitals[i]);
    }
    vd_scan_sort(scan);
    for (size_t i = 0; i < s->count; i++) {
        if (s->forms[i].digits.to == s->forms[i].digits.from) {
            uses_of_name(s, &s->forms[i]);
        }
    }
    vd_scan_sort(scan);
}
