/** Which of two pieces of evidence is the better one to show. */
#include "graph/graph.h"

#include "base/error.h"
#include "base/str.h"

int vd_strength_rank(vd_strength strength)
{
    return vd_net_strength_rank(strength);
}

int vd_evidence_cmp(const vd_graph_edge *a, const vd_graph_edge *b)
{
    int order = vd_strength_rank(a->strength) - vd_strength_rank(b->strength);
    if (order == 0) {
        order = (int)a->third_party - (int)b->third_party;
    }
    if (order == 0) {
        order = vd_confidence_class(a->confidence) - vd_confidence_class(b->confidence);
    }
    if (order == 0) {
        order = vd_str_cmp(a->source, b->source);
    }
    if (order == 0) {
        order = (a->start > b->start) - (a->start < b->start);
    }
    if (order == 0) {
        order = (int)a->relation - (int)b->relation;
    }
    return order;
}

vd_status vd_graph_require(const vd_graph_data *data, vd_str id, uint32_t *out, vd_error *err)
{
    int found = vd_graph_document_find(data, id);
    if (found < 0) {
        int len = id.len < 200 ? (int)id.len : 200;
        return vd_fail(err, VD_NOT_FOUND, "no such document: %.*s", len, id.ptr ? id.ptr : "");
    }
    *out = (uint32_t)found;
    return VD_OK;
}
