/* The great codes by their initials, as lawyers cite them: "Điều 173 BLHS 2015".  Decides which code some letters are,
 * by the names of the catalogue, and where they define a short form and cite nothing. */
#include "extract/law.h"

#include "base/cpu.h"

/* Are these letters the initials of the name's words?  "blhs": "bo luat hinh su". */
static bool initials_are(vd_str letters, vd_str name)
{
    size_t letter = 0;
    for (size_t i = 0; i < name.len; i++) {
        bool begins = i == 0 || name.ptr[i - 1] == ' ';
        if (begins && (letter == letters.len || letters.ptr[letter++] != name.ptr[i])) {
            return false;
        }
    }
    return letter == letters.len;
}

/* The code whose initials the letters are, its last edition; NULL: none, or several names. */
static const vd_catalogue_row *code_of_initials(vd_str letters)
{
    const vd_catalogue_row *found = NULL;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        bool code = row->type[0] == 'B' && strcmp(row->type, "Bộ luật") == 0; /* few rows are, and each word asks all */
        if (!code || !initials_are(letters, vd_str_of(row->title_fold))) {
            continue;
        }
        if (found && strcmp(found->title_fold, row->title_fold) != 0) {
            return NULL;
        }
        found = found && strcmp(found->passed, row->passed) > 0 ? found : row;
    }
    return found;
}

/* "(sau đây viết tắt là | BLHS)", "Bộ luật Hình sự (| BLHS)": what names the code does not cite it. */
static bool initials_defined(const vd_scan *scan, size_t at, size_t end)
{
    static const char *const words[] = {"tat la ", "tat la: ", "goi la ", "goi tat ", "viet tat "};
    const char *fold = scan->text->fold;
    size_t from = at > 0 && VD_AMONG(fold[at - 1], "\"'") ? at - 1 : at;
    bool defined = from > 0 && fold[from - 1] == '(' && VD_AMONG(fold[end], ")\"'");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        defined = defined || vd_str_ends((vd_str){fold, from}, vd_str_of(words[i]));
    }
    return defined;
}

const vd_catalogue_row *vd_law_initials(vd_scan *scan, size_t at, size_t *end)
{
    const char *fold = scan->text->fold;
    size_t to = at;
    while (vd_is_word(fold[to])) {
        to++;
    }
    bool free = at == 0 || !(vd_is_word(fold[at - 1]) || VD_AMONG(fold[at - 1], "/-.&"));
    bool closed = fold[to] == '\0' || !VD_AMONG(fold[to], "/-&");
    if (!free || !closed || !vd_scan_capitals(scan, (vd_range){at, to}) || initials_defined(scan, at, to)) {
        return NULL;
    }
    *end = to;
    return code_of_initials(vd_scan_fold(scan, (vd_range){at, to}));
}
