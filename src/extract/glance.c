/* Glances: for the patterns that are tried most, which words an opening can have.  Longer readings are the pattern's: a
 * glance may say yes to what is none. */
#include "extract/glance.h"

#include "extract/scan.h"
#include "text/fold.h"

#include <string.h>

/* Does the text go on with the letters of `word`?  It ends in a NUL, which no word has. */
static bool goes_on(const char *text, const char *word)
{
    size_t i = 0;
    while (word[i] && text[i] == word[i]) {
        i++;
    }
    return word[i] == '\0';
}

/* … with one of the words, which a NULL ends? */
static bool any_of(const char *text, const char *const *words)
{
    for (; *words; words++) {
        if (*text == **words && goes_on(text, *words)) {
            return true;
        }
    }
    return false;
}

static const char *skip(const char *text, char c)
{
    return text + (*text == c);
}

/* "của", misread or not: "c" and what stands for the "u". */
static bool of_begins(const char *text)
{
    return text[0] == 'c' && text[1] && VD_AMONG(text[1], "uitl\x7f");
}

/* Four characters as a number, to be told apart at once. */
#define FOUR(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static uint32_t four_at(const char *text)
{
    uint32_t four = 0;
    for (int i = 0; i < 4 && text[i]; i++) {
        four |= (uint32_t)(unsigned char)text[i] << (24 - 8 * i);
    }
    return four;
}

static bool title_breaks(const char *text)
{
    if (*text == ';') {
        return goes_on(text, "; cu");
    }
    switch (four_at(text + 1)) {
    case FOUR('v', 'a', ' ', 'c'):
    case FOUR('v', 'a', ' ', 'q'):
    case FOUR('v', 'a', ' ', 'h'):
    case FOUR('v', 'a', ' ', 'y'):
    case FOUR('v', 'a', ' ', 'l'):
    case FOUR('v', 'a', ' ', 'b'):
    case FOUR('v', 'a', ' ', 'n'):
    case FOUR('v', 'a', ' ', 't'):
    case FOUR('v', 'a', ' ', 'k'):
    case FOUR('h', 'o', 'a', 'c'):
    case FOUR('v', 'a', 'n', ' '):
    case FOUR('d', 'u', 'o', 'c'):
    case FOUR('d', 'a', ' ', 'd'):
    case FOUR('d', 'e', ' ', 'r'):
    case FOUR('h', 'e', 't', ' '):
    case FOUR('c', 'h', 'a', 'm'):
    case FOUR('c', 'o', ' ', 'h'):
    case FOUR('c', 'o', ' ', 'c'):
    case FOUR('c', 'u', ' ', 't'):
    case FOUR('t', 'r', 'e', 'n'):
    case FOUR('t', 'h', 'i', ' '):
    case FOUR('b', 'i', ' ', 'b'):
    case FOUR('b', 'a', 'n', ' '):
    case FOUR('b', 'a', 'o', ' '):
    case FOUR('n', 'h', 'u', ' '):
    case FOUR('n', 'h', 'u', 'n'):
    case FOUR('q', 'u', 'y', ' '):
    case FOUR('k', 'e', ' ', 't'):
    case FOUR('s', 'e', ' ', 'k'):
    case FOUR('s', 'e', ' ', 'd'):
    case FOUR('s', 'e', ' ', 'b'):
    case FOUR('s', 'e', ' ', 'p'):
    case FOUR('s', 'e', ' ', 'c'):
    case FOUR('s', 'e', ' ', 'l'):
    case FOUR('s', 'e', ' ', 'a'):
    case FOUR('s', 'e', ' ', 't'):
    case FOUR('t', 'u', ' ', 'n'):
    case FOUR('t', 'u', ' ', 't'):
    case FOUR('t', 'u', ' ', 'k'):
    case FOUR('k', 'e', 'm', ' '):
    case FOUR('t', 'r', 'o', 'n'):
    case FOUR('t', 'h', 'e', 'o'):
    case FOUR('c', 'a', ' ', 'n'):
    case FOUR('g', 'i', 'a', 'o'):
    case FOUR('y', 'e', 'u', ' '):
    case FOUR('d', 'e', ' ', 'n'):
    case FOUR('(', 's', 'u', 'a'):
    case FOUR('(', 'b', 'o', ' '):
    case FOUR('(', 't', 'h', 'a'):
    case FOUR('(', 'b', 'a', 'i'):
    case FOUR('(', 'v', 'i', 'e'):
    case FOUR('(', 'g', 'o', 'i'):
    case FOUR('(', 's', 'a', 'u'):
    case FOUR('(', 'c', 'o', ' '):
    case FOUR('(', 'h', 'i', 'e'):
    case FOUR('(', 'd', 'a', ' '):
    case FOUR('(', 'd', 'u', 'o'):
    case FOUR('(', 'b', 'i', ' '):
        return true;
    default:
        return false;
    }
}

/* "… hết hiệu lực" somewhere in the next words, or a passive right away. */
static bool fate_follows(const char *fold, size_t at, size_t end)
{
    enum { REACH = 100 };
    static const char *const words[] = {"nay ", "duoc ", "bi ", "sua ", "bo s", "dinh ch", NULL};
    const char *text = fold + at;
    for (int blanks = 0; blanks < 2 && (*text == ' ' || *text == ','); blanks++) {
        text++;
    }
    if (any_of(text, words)) {
        return true;
    }
    vd_str near = {fold + at, end - at < REACH ? end - at : REACH};
    return vd_str_find(near, VD_LIT(" hieu luc"), 0) != SIZE_MAX;
}

/* "bởi", "theo" and the like, with what may stand behind them, at the end of the words, and a passive or a bracket that
 * stands for one in front. */
static bool passive_follows(const char *fold, size_t at, size_t end)
{
    enum { TAIL = 48 };
    static const char *const by[] = {"boi", "theo", "tai", "bang", "trong", "o", NULL};
    bool acts = false;
    for (size_t i = end; i-- > at && i + TAIL > end && !acts;) {
        acts = fold[i] == ' ' && any_of(fold + i + 1, by);
    }
    static const char *const done[] = {"duoc ", "bi ", "(", " boi ", "dug", "dur", "duv", "dw", "due", NULL};
    vd_str words = {fold + at, end - at};
    bool passive = at > 0 && fold[at - 1] == '(';
    for (size_t i = 0; done[i] && acts && !passive; i++) {
        passive = vd_str_find(words, vd_str_of(done[i]), 0) != SIZE_MAX;
    }
    return acts && passive;
}

/* A plan's title names a year before its sentence is over, or a national programme. */
static bool plan_follows(const char *text)
{
    enum { REACH = 450 };
    if (goes_on(text, "muc tieu ")) {
        return true;
    }
    for (size_t i = 0; i < REACH && text[i] && !VD_AMONG(text[i], ";:.\"\n)"); i++) {
        bool century = (text[i] == '1' && text[i + 1] == '9') || (text[i] == '2' && text[i + 1] == '0');
        if (century && vd_fold_digit(text[i + 2]) && vd_fold_digit(text[i + 3])) {
            return true;
        }
    }
    return false;
}

/* Behind a blank "trên": only its "đây", or the end of what it belongs to. */
static bool points_back(const char *text)
{
    if (!goes_on(text, " tren")) {
        return true;
    }
    const char *next = skip(text + 5, ' ');
    return *next == '\0' || VD_AMONG(*next, ".;:,)\n") || goes_on(text + 5, " day");
}

static bool enacts(const char *text)
{
    static const char *const heads[] = {"kem theo ", "dieu 1.", "dieu 1:", "dieu 1 ", NULL};
    return any_of(text, heads);
}

static bool class_begins(const char *text)
{
    while (*text && *text != ' ') {
        text++; /* "các", "những", "mọi": an anchor's word */
    }
    switch (*text ? four_at(text + 1) : 0) {
    case FOUR('c', 'h', 'i', ' '):
    case FOUR('n', 'g', 'h', 'i'):
    case FOUR('k', 'e', 't', ' '):
    case FOUR('q', 'u', 'y', 'e'):
    case FOUR('q', 'u', 'y', ' '):
    case FOUR('k', 'e', ' ', 'h'):
    case FOUR('c', 'h', 'u', 'o'):
    case FOUR('v', 'a', 'n', ' '):
    case FOUR('t', 'h', 'o', 'n'):
    case FOUR('l', 'u', 'a', 't'):
    case FOUR('d', 'e', ' ', 'a'):
        return true;
    default:
        return false;
    }
}

static bool date_begins(const char *text)
{
    static const char *const words[] = {"da d", "duoc ", "thong ", "ban h", "cong ", "ky ",
                                        "nga",  "nge",   "hoi ",   "h6i ",  NULL};
    const char *next = skip(skip(text, ','), ' ');
    if (vd_fold_digit(*next)) {
        return true; /* "(13/4/2025)" */
    }
    next = *next == '(' ? skip(next + 1, ' ') : next;
    return any_of(next, words) || of_begins(next) || vd_fold_digit(*next);
}

static bool issuer_begins(const char *text)
{
    const char *next = skip(skip(text, ','), ' ');
    return of_begins(next) || goes_on(next, "do ");
}

static bool note_begins(const char *text)
{
    const char *next = skip(text, ' ');
    return *text == '*' || vd_fold_digit(*text) || *next == '[' || *next == '(' || *next == '<' ||
           *next == VD_FOLD_OTHER;
}

/* "(sau đây gọi là …", "(gọi tắt là …", or the name itself, which ends in digits: "(Đề án 06)". */
static bool definition_begins(const char *text)
{
    enum { NAME_MOST = 25 };
    static const char *const words[] = {"sau ", "duoi ", "tu ", "goi ", "viet ", NULL};
    const char *next = skip(text + 1, ' ');
    if (any_of(next, words)) {
        return true;
    }
    size_t len = 0;
    while (len <= NAME_MOST && (vd_fold_letter(next[len]) || next[len] == ' ')) {
        len++;
    }
    return len > 0 && next[len - 1] == ' ' && vd_fold_digit(next[len]);
}

/* Behind the name of a part: its number or letter, or "thứ nhất".  What is matched ends at `stop`. */
static bool part_numbered(const char *text, const char *stop)
{
    bool letter = *text >= 'a' && *text <= 'h' && (text + 1 == stop || !vd_fold_letter(text[1]));
    return vd_fold_digit(*text) || VD_AMONG(*text, "ivx") || letter || goes_on(text, "thu ");
}

/* "khoản 2", "điểm a", "Phụ lục", "Mục II": what the provision is numbered with. */
static bool place_begins(const char *text, const char *stop)
{
    text += goes_on(text, "cac ") ? 4 : 0;
    switch (*text) {
    case 'd':
        return (goes_on(text, "dieu ") && vd_fold_digit(text[5])) ||
               (goes_on(text, "diem ") && (vd_fold_letter(text[5]) || vd_fold_digit(text[5])));
    case 'k':
        return goes_on(text, "khoan ") && vd_fold_digit(text[6]);
    case 't':
        return (goes_on(text, "tiet ") && (vd_fold_letter(text[5]) || vd_fold_digit(text[5]))) ||
               (goes_on(text, "tieu muc ") && part_numbered(text + 9, stop));
    case 'p':
        return goes_on(text, "phu luc") || (goes_on(text, "phan ") && part_numbered(text + 5, stop));
    case 'c':
        return goes_on(text, "chuong ") && part_numbered(text + 7, stop);
    case 'm':
        return goes_on(text, "muc ") && part_numbered(text + 4, stop);
    default:
        return false;
    }
}

/* What a title opens with, behind a comma and a quotation mark: a word of these letters, not a stop or bracket. */
static bool title_opens(const char *text)
{
    const char *next = skip(skip(text, ','), ' ');
    next = *next == '"' || *next == '\'' ? skip(next + 1, ' ') : next;
    return *next && VD_AMONG(*next, "abcdghklmnpqstv");
}

/* The first two letters of "sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "đính chính", and of what may be amended. */
static bool amends_begin(const char *text)
{
    switch (four_at(text) >> 16) {
    case FOUR(0, 0, 's', 'u'):
    case FOUR(0, 0, 'b', 'o'):
    case FOUR(0, 0, 'b', 'a'):
    case FOUR(0, 0, 't', 'h'):
    case FOUR(0, 0, 't', 'e'):
    case FOUR(0, 0, 't', 'i'):
    case FOUR(0, 0, 'd', 'i'):
    case FOUR(0, 0, 'c', 'a'):
    case FOUR(0, 0, 'c', 'h'):
    case FOUR(0, 0, 'k', 'h'):
    case FOUR(0, 0, 'm', 'u'):
    case FOUR(0, 0, 'p', 'h'):
        return true;
    default:
        return false;
    }
}

/* The same behind the number of a point, "2. ", "b) ", "- "; with a provision's name in front of the number it is the
 * pattern's. */
static bool amend_heads(const char *text)
{
    for (int marks = 0; marks < 3 && *text && VD_AMONG(*text, "\"*_ "); marks++) {
        text++;
    }
    size_t len = 0;
    while (len < 3 && vd_fold_digit(text[len])) {
        len++;
    }
    len += len == 0 && *text == '-';
    while (len < 2 && *text != '-' && vd_fold_letter(text[len])) {
        len++;
    }
    bool closed = len > 0 && text[len] && VD_AMONG(text[len], ".)");
    if (*text == '-' || closed) {
        text += len + closed;
        text = *text == ' ' ? text + 1 : "";
    }
    text += *text && VD_AMONG(*text, "\"*_");
    return amends_begin(text);
}

/* "Nghị quyết (của) Đại hội …", or behind "và" the congress alone. */
static bool congress_begins(const char *text)
{
    static const char head[] = "nghi quyet ";
    if (goes_on(text, head)) {
        text += strlen(head);
        if (of_begins(text)) {
            text += strcspn(text, " ");
            text = skip(text, ' ');
        }
    }
    return goes_on(text, "dai hoi ");
}

/* "sửa đổi", "bổ sung", misread or not. */
static bool amending_begins(const char *text)
{
    return (text[0] == 's' && text[1] && VD_AMONG(text[1], "utiv")) ||
           (text[0] == 'b' && text[1] && VD_AMONG(text[1], "o6ed\x7f"));
}

/* The same behind ", đã được", "bị" or a bracket. */
static bool amended_begins(const char *text)
{
    const char *next = skip(skip(text, ','), ' ');
    return *next && VD_AMONG(*next, "(dbs");
}

bool vd_glance(vd_pattern pattern, const char *fold, size_t at, size_t end)
{
    enum { LONGEST = 16 }; /* of what is looked at: a text that ends before is the pattern's */
    const char *text = fold + at;
    switch (pattern) {
    case VD_PAT_title_break:
        return title_breaks(text);
    case VD_PAT_fate:
        return fate_follows(fold, at, end);
    case VD_PAT_passive:
        return passive_follows(fold, at, end);
    case VD_PAT_plan:
        return plan_follows(text);
    case VD_PAT_back:
        return end - at < LONGEST || points_back(text);
    case VD_PAT_enact:
        return enacts(text);
    case VD_PAT_generic:
        return class_begins(text);
    case VD_PAT_date:
        return date_begins(text);
    case VD_PAT_issuer:
        return issuer_begins(text);
    case VD_PAT_note:
        return note_begins(text);
    case VD_PAT_pinpoint:
        return place_begins(text, fold + end);
    case VD_PAT_define:
        return definition_begins(text);
    case VD_PAT_title:
        return title_opens(text);
    case VD_PAT_amend_head:
        return amend_heads(text);
    case VD_PAT_congress:
        return congress_begins(text);
    case VD_PAT_amending:
        return amending_begins(text);
    case VD_PAT_amended_in:
        return amended_begins(text);
    default:
        return true;
    }
}
