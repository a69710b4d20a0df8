/** Which bodies stand above which, as far as it decides whether one may change another's document. */
#ifndef VD_FORCE_RANK_H
#define VD_FORCE_RANK_H

#include "store/store.h"

/** Does `acting` stand below `target`, so that it cannot change it?  false where one of them is not known. */
bool vd_rank_below(const vd_graph_document *acting, const vd_graph_document *target);
/** A consolidated text: its citations are those of the documents it unites, of their days. */
bool vd_rank_consolidated(const vd_graph_document *document);

#endif
