/* Codes whose strokes are lost or misread, behind a type word: "2579 QĐ-UBND", "55/2023/TTBTC", "55/2023/T1-BTC".  Only
 * what the word before it says makes a code of them. */
#include "extract/code.h"

#include "text/fold.h"

/* The first group is the stated type's abbreviation, or what is left of it ("Q-UBND" behind "Quyết định"). */
static bool group_abbreviates(vd_scan *scan, vd_code_group *group, const vd_type_row *type)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    for (const vd_type_row *row = vd_type_by_abbr(fold); row; row = vd_type_by_abbr_next(fold, row)) {
        if (row == type) {
            return true;
        }
    }
    vd_str raw = vd_code_group_raw(scan, group);
    if (group->official) {
        return group->type && !group->issuer;
    }
    if (raw.len == 0 || type->abbr[0] != raw.ptr[0] || raw.len > strcspn(type->abbr, "|")) {
        return false;
    }
    vd_str abbr = vd_arena_copy(scan->arena, (vd_str){type->abbr, strcspn(type->abbr, "|")});
    if (abbr.ptr == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    group->official = abbr.ptr;
    group->type = true;
    return true;
}

/* "1357TC/QĐ-TCT", "43 TC/QLCS", "91 CP": up to the nineties many bodies set their symbol behind the number with a
 * blank or nothing, and the type behind it or nowhere.  A hyphen is what the same numbers are printed with elsewhere.
 */
static bool code_join_old(const vd_scan *scan, vd_code *code, const vd_type_row *type, bool word)
{
    static const char *const types[] = {"nghi dinh", "thong tu", "thong tu lien tich", "thong tu lien bo", "quyet dinh",
                                        "chi thi",   "cong van"};
    bool listed = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        listed = listed || strcmp(type->fold, types[i]) == 0;
    }
    const vd_code_group *first = &code->groups[0];
    const vd_issuer_row *row = vd_issuer_find(vd_scan_fold(scan, first->range), NULL);
    bool local = row && strcmp(row->level, "local") == 0; /* "Nghị quyết 12 HĐND-UBND": who passed it */
    if (!listed || !vd_code_capitals(scan, code) || local || (!word && !first->issuer) || code->year) {
        return false;
    }
    code->groups[0].separator = '-';
    return true;
}

/* Where the stroke is lost ("2579 QĐ-UBND"), only a known body behind the type makes a number. */
bool vd_code_join(vd_scan *scan, vd_code *code, const vd_type_row *type, bool word)
{
    if (type == NULL || strcmp(type->kind, "attached") == 0 || !vd_scan_upper(scan, code->groups[0].range.from)) {
        return false;
    }
    if (code->count < 2 || !group_abbreviates(scan, &code->groups[0], type)) {
        return code_join_old(scan, code, type, word);
    }
    vd_str body = vd_scan_fold(scan, code->groups[1].range);
    bool assembly = vd_code_term(body) || vd_str_eq(body, VD_LIT("tvqh")); /* "167 NQ/HĐNN7" */
    if (!word || !(code->groups[1].issuer || assembly) || !vd_code_group_capitals(scan, &code->groups[1])) {
        return false;
    }
    const vd_issuer_row *row =
        vd_code_group_issuer(vd_scan_fold(scan, code->groups[1].range), vd_code_group_raw(scan, &code->groups[1]));
    bool state = row && strcmp(row->family, "state") == 0 && !assembly;
    code->groups[0].separator = state ? '/' : '-';
    code->groups[1].separator = state ? '-' : '/';
    return code->groups[0].official != NULL;
}

/* "55/2023/T1-BTC" behind "Thông tư": before a known body, what is a known misreading of the stated type's
 * abbreviation. */
void vd_code_type_misread(vd_scan *scan, vd_code *code, const vd_type_row *type)
{
    vd_code_group *group = &code->groups[0];
    bool body = code->count >= 2 && code->groups[1].issuer;
    if (type == NULL || !body || vd_code_known(scan, group)) {
        return;
    }
    vd_str fold = vd_scan_fold(scan, group->range);
    for (const vd_ocr_word_row *row = vd_ocr_word_find(fold, NULL); row; row = vd_ocr_word_find(fold, row)) {
        vd_str word = vd_str_of(row->word);
        const char *official = vd_code_abbreviated(word, type) ? vd_code_type_spelling(scan, type, word) : NULL;
        if (official) {
            group->official = official;
            group->type = true;
            return;
        }
    }
}

/* "TTg", or what is left of it where one of three T was dropped: "27/CTTg", "15/QĐTg". */
static bool group_unglued(vd_scan *scan, vd_code_group *group)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    return vd_code_group_look_up(scan, group) ||
           (vd_str_eq(fold, VD_LIT("tg")) && vd_code_group_known(scan, group, VD_LIT("ttg")));
}

void vd_code_unglue(vd_scan *scan, vd_code *code, const vd_type_row *type)
{
    const vd_code_group whole = code->groups[0];
    size_t len = whole.range.to - whole.range.from;
    if (code->count != 1 || vd_code_known(scan, &whole) || type == NULL) {
        return;
    }
    for (size_t cut = 2; cut + 2 <= len; cut++) {
        vd_code_group first = whole;
        vd_code_group body = whole;
        first.range.to = body.range.from = whole.range.from + cut;
        body.separator = '-';
        body.blank_before = body.blank_after = false;
        if (vd_code_abbreviated(vd_scan_fold(scan, first.range), type) && vd_code_group_look_up(scan, &first) &&
            group_unglued(scan, &body) && (body.issuer || !body.type)) {
            code->groups[0] = first;
            code->groups[1] = body;
            code->count = 2;
            return;
        }
    }
}
