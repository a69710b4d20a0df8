/** Where a document stands between the centre and a plan: bands of the drawing, from the top. */
#ifndef VD_GRAPH_BAND_H
#define VD_GRAPH_BAND_H

#include "base/str.h"

typedef enum vd_band {
    VD_BAND_PARTY,  /* the Party's centre */
    VD_BAND_LAW,    /* laws, codes, ordinances */
    VD_BAND_STATE,  /* the State's centre */
    VD_BAND_LOCAL,  /* provinces, Party and State */
    VD_BAND_OFFICE, /* departments and communes */
    VD_BAND_CORPUS, /* documents we hold */
    VD_BAND_COUNT
} vd_band;

/** By type and issuer, as correctly written; `local`: it is known to belong to a province. */
vd_band vd_band_of(vd_str type, vd_str issuer, bool local);

#endif
