/** Ranks of documents by rank.def, and where it is silent, by the band of the issuer. */
#include "force/rank.h"

#include "base/str.h"
#include "graph/band.h"

enum { RANK_UNKNOWN = 0, RANK_LAW = 1, RANK_STATE = 4, RANK_LOCAL = 6, RANK_OFFICE = 7 };

typedef struct rank_row {
    const char *name;
    int rank;
} rank_row;

static const rank_row types[] = {
#define VD_RANK_TYPE(type, rank, source) {type, rank},
#include "force/rank.def"
};

static const rank_row issuers[] = {
#define VD_RANK_ISSUER(name, rank, source) {name, rank},
#include "force/rank.def"
};

static const char *const consolidated[] = {
#define VD_RANK_CONSOLIDATED(type, source) type,
#include "force/rank.def"
};

static int type_rank(vd_str type)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (vd_str_eq(type, vd_str_of(types[i].name))) {
            return types[i].rank;
        }
    }
    return RANK_UNKNOWN;
}

static int issuer_rank(vd_str issuer)
{
    int rank = RANK_UNKNOWN;
    size_t best = 0;
    for (size_t i = 0; i < sizeof issuers / sizeof issuers[0]; i++) {
        vd_str name = vd_str_of(issuers[i].name);
        bool whole = name.len == issuer.len || (name.len < issuer.len && issuer.ptr[name.len] == ' ');
        if (whole && name.len > best && vd_str_starts(issuer, name)) {
            best = name.len;
            rank = issuers[i].rank;
        }
    }
    return rank;
}

static int document_rank(const vd_graph_document *document)
{
    vd_band band = vd_band_of(document->type, document->issuer, document->place.ptr != NULL);
    int rank = type_rank(document->type);
    rank = rank ? rank : band == VD_BAND_LAW ? RANK_LAW : issuer_rank(document->issuer);
    if (rank != RANK_UNKNOWN || document->issuer.len == 0) {
        return rank;
    }
    switch (band) {
    case VD_BAND_STATE:
        return RANK_STATE;
    case VD_BAND_LOCAL:
        return RANK_LOCAL;
    case VD_BAND_OFFICE:
        return RANK_OFFICE;
    default: /* the Party has an order of its own */
        return RANK_UNKNOWN;
    }
}

bool vd_rank_below(const vd_graph_document *acting, const vd_graph_document *target)
{
    int below = document_rank(acting);
    int above = document_rank(target);
    return below != RANK_UNKNOWN && above != RANK_UNKNOWN && below > above;
}

bool vd_rank_consolidated(const vd_graph_document *document)
{
    return VD_STR_IN(document->type, consolidated);
}
