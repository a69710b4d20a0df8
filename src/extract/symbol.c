/* The body that a document's symbol names: "CT-TTg" is Thủ tướng Chính phủ.  Where it could be several, none. */
#include "extract/code.h"

#include "text/fold.h"

static vd_str folded(vd_scan *scan, vd_str text)
{
    vd_str fold = vd_fold_copy(scan->arena, text);
    if (fold.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return fold;
}

/* The group of a written symbol that begins at *at; *at goes behind it. Absent at the end. */
static vd_str symbol_group(vd_str symbol, size_t *at)
{
    size_t from = *at;
    while (*at < symbol.len && symbol.ptr[*at] != '-' && symbol.ptr[*at] != '/') {
        ++*at;
    }
    vd_str group = vd_str_slice(symbol, from, *at);
    *at += *at < symbol.len;
    return group;
}

/* Quốc hội, its Standing Committee, and the Council of State of 1981 to 1992. */
static vd_str term_body(vd_str fold, const vd_type_row *type)
{
    if (vd_str_find(fold, VD_LIT("ubtv"), 0) != SIZE_MAX) {
        return VD_LIT("Ủy ban Thường vụ Quốc hội");
    }
    bool law = type && (strcmp(type->fold, "luat") == 0 || strcmp(type->fold, "bo luat") == 0);
    bool council = vd_str_starts(fold, VD_LIT("hdnn")) && vd_code_term(fold);
    if (vd_str_starts(fold, VD_LIT("qh")) || (council && law)) {
        return VD_LIT("Quốc hội");
    }
    return council ? VD_LIT("Hội đồng Nhà nước") : VD_NONE;
}

/* Is this first body of a symbol the only one?  Local bodies and committees are many, and TW are three. */
static bool body_alone(const vd_issuer_row *row, vd_str fold)
{
    bool one = row && (strcmp(row->level, "national") == 0 || strcmp(row->level, "office") == 0);
    return one && vd_issuer_find(fold, row) == NULL;
}

static vd_str symbol_issuer(vd_scan *scan, vd_str symbol, const vd_type_row *type)
{
    size_t at = 0;
    vd_str first = symbol_group(symbol, &at);
    vd_str fold = folded(scan, first);
    const vd_issuer_row *body = fold.ptr ? vd_issuer_find(fold, NULL) : NULL;
    bool dispatch = body && type && !vd_code_abbreviated(fold, type);
    if (fold.ptr == NULL || dispatch) {
        return dispatch && body_alone(body, fold) ? vd_str_of(body->name) : VD_NONE;
    }
    vd_str name = term_body(fold, type);
    bool joint = type && (strstr(type->fold, " lien ") || strstr(type->fold, "phoi hop"));
    size_t bodies = 0;
    while (at < symbol.len) {
        vd_str group = symbol_group(symbol, &at);
        vd_str group_fold = folded(scan, group);
        if (group_fold.ptr == NULL) {
            return VD_NONE;
        }
        vd_str term = term_body(group_fold, type);
        body = vd_issuer_find(group_fold, NULL);
        bodies += joint || body != NULL || term.ptr != NULL;
        name = term.ptr ? term : body_alone(body, group_fold) ? vd_str_of(body->name) : name;
    }
    return bodies > 1 ? VD_NONE : name;
}

vd_str vd_symbol_issuer(vd_scan *scan, vd_str symbol, const vd_type_row *type)
{
    vd_symbol_memo *memo = &scan->symbols[(vd_str_hash(symbol) ^ (uintptr_t)type / sizeof *type) % VD_SYMBOL_MEMOS];
    if (memo->symbol.ptr == NULL || memo->type != type || !vd_str_eq(memo->symbol, symbol)) {
        *memo = (vd_symbol_memo){symbol, type, symbol_issuer(scan, symbol, type)};
    }
    return memo->issuer;
}

size_t vd_symbol_names(vd_scan *scan, vd_str symbol, vd_str body_fold)
{
    size_t best = 0;
    for (size_t at = 0; at < symbol.len;) {
        vd_str fold = folded(scan, symbol_group(symbol, &at));
        const vd_issuer_row *row = fold.ptr ? vd_issuer_find(fold, NULL) : NULL;
        for (; row; row = vd_issuer_find(fold, row)) {
            vd_str name = vd_str_of(row->name_fold);
            bool whole =
                vd_str_starts(body_fold, name) && (body_fold.len == name.len || !vd_is_word(body_fold.ptr[name.len]));
            best = whole && name.len > best ? name.len : best;
        }
    }
    return best;
}
