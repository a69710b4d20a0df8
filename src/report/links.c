/** What the drawings share: one line for all edges alike, names, colours. */
#include "report/report.h"

#include "base/error.h"

vd_status vd_link_lines(vd_arena *arena, const vd_graph_data *data, vd_link_line **out, size_t *count, vd_error *err)
{
    vd_link_line *lines = VD_ARENA_ARRAY(arena, vd_link_line, data->edge_count);
    if (!lines) {
        return vd_fail_memory(err);
    }
    size_t made = 0;
    for (size_t i = 0; i < data->edge_count; i++) { /* sorted by from, to, relation */
        const vd_graph_edge *edge = &data->edges[i];
        vd_link_line *last = made ? &lines[made - 1] : NULL;
        if (!last || last->from != edge->from || last->to != edge->to || last->relation != edge->relation) {
            lines[made++] = (vd_link_line){edge->from, edge->to, edge->relation, edge, 1};
            continue;
        }
        last->count++;
        last->best = vd_evidence_cmp(edge, last->best) < 0 ? edge : last->best;
    }
    *out = lines;
    *count = made;
    return VD_OK;
}

vd_str vd_document_label(const vd_graph_document *document)
{
    return document->number.len ? document->number : document->title.len ? document->title : document->id;
}

/* Okabe and Ito (2008), and greys for what is rare. */
const char *vd_relation_color(vd_relation relation)
{
    switch (relation) {
    case VD_REL_BASED_ON:
        return "#0072b2";
    case VD_REL_IMPLEMENTS:
        return "#009e73";
    case VD_REL_DETAILS:
        return "#56b4e9";
    case VD_REL_GUIDED_BY:
        return "#6a3d9a";
    case VD_REL_CITES:
        return "#999999";
    case VD_REL_AMENDS:
        return "#e69f00";
    case VD_REL_SUPERSEDES:
    case VD_REL_REPEALS:
        return "#d55e00";
    case VD_REL_PROMULGATES:
        return "#cc79a7";
    default:
        return "#555555";
    }
}

const char *vd_band_color(vd_band band)
{
    switch (band) {
    case VD_BAND_PARTY:
        return "#f8d7d3";
    case VD_BAND_LAW:
        return "#fce9b8";
    case VD_BAND_STATE:
        return "#fdf6dd";
    case VD_BAND_LOCAL:
        return "#d9ecf8";
    case VD_BAND_OFFICE:
        return "#e7e3f4";
    case VD_BAND_CORPUS:
    case VD_BAND_COUNT:
        break;
    }
    return "#d5efe3";
}
