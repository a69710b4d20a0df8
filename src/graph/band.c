/** The band of a document, from the tables of types and issuers. */
#include "graph/band.h"

#include "tables/tables.h"

/* The row whose name opens the issuer's, the longest: "Ủy ban nhân dân" for "Ủy ban nhân dân thành phố Cần Thơ". */
static const vd_issuer_row *issuer_row(vd_str issuer)
{
    const vd_issuer_row *best = NULL;
    size_t best_len = 0;
    for (size_t i = 0; i < vd_issuers_count; i++) {
        vd_str name = vd_str_of(vd_issuers[i].name);
        bool whole = name.len == issuer.len || (name.len < issuer.len && issuer.ptr[name.len] == ' ');
        if (name.len > best_len && whole && vd_str_starts(issuer, name)) {
            best = &vd_issuers[i];
            best_len = name.len;
        }
    }
    return best;
}

vd_band vd_band_of(vd_str type, vd_str issuer, bool local)
{
    if (vd_type_law(vd_type_named(type))) {
        return VD_BAND_LAW;
    }
    const vd_issuer_row *row = issuer_row(issuer);
    if (!row) {
        return local ? VD_BAND_LOCAL : VD_BAND_STATE;
    }
    if (strcmp(row->level, "office") == 0) {
        return VD_BAND_OFFICE;
    }
    if (local || strcmp(row->level, "local") == 0) {
        return VD_BAND_LOCAL;
    }
    return strcmp(row->family, "party") == 0 ? VD_BAND_PARTY : VD_BAND_STATE;
}
