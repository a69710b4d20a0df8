/** GraphML: every document, every edge with its evidence.  Node ids are counted (an id has '/', which XML forbids
 *  there); the canonical id is the data key "id". */
#include "report/report.h"

typedef struct graphml_key {
    const char *name, *holder, *type;
} graphml_key;

static const graphml_key keys[] = {
    {"id", "node", "string"},         {"label", "node", "string"},        {"type", "node", "string"},
    {"number", "node", "string"},     {"date", "node", "string"},         {"issuer", "node", "string"},
    {"title", "node", "string"},      {"urn", "node", "string"},          {"in_corpus", "node", "boolean"},
    {"relation", "edge", "string"},   {"strength", "edge", "string"},     {"preamble", "edge", "boolean"},
    {"confidence", "edge", "double"}, {"source", "edge", "string"},       {"line", "edge", "int"},
    {"column", "edge", "int"},        {"pinpoint", "edge", "string"},     {"sentence", "edge", "string"},
    {"stated_by", "edge", "string"},  {"third_party", "edge", "boolean"},
};

static void data_open(vd_buf *buf, const char *key)
{
    vd_buf_add_format(buf, "      <data key=\"%s\">", key);
}

static void data_text(vd_buf *buf, const char *key, vd_str text)
{
    if (text.len > 0) {
        data_open(buf, key);
        vd_out_xml(buf, text);
        vd_buf_add_text(buf, "</data>\n");
    }
}

static void data_bool(vd_buf *buf, const char *key, bool value)
{
    data_text(buf, key, value ? VD_LIT("true") : VD_LIT("false"));
}

static void data_real(vd_buf *buf, const char *key, double value)
{
    data_open(buf, key);
    vd_out_real(buf, value);
    vd_buf_add_text(buf, "</data>\n");
}

static void data_size(vd_buf *buf, const char *key, size_t value)
{
    data_open(buf, key);
    vd_buf_add_format(buf, "%zu</data>\n", value);
}

static void node_write(vd_buf *buf, const vd_graph_document *document, size_t i)
{
    vd_buf_add_format(buf, "    <node id=\"n%zu\">\n", i);
    data_text(buf, "id", document->id);
    data_text(buf, "label", vd_document_label(document));
    data_text(buf, "type", document->type);
    data_text(buf, "number", document->number);
    data_text(buf, "date", document->date);
    data_text(buf, "issuer", document->issuer);
    data_text(buf, "title", document->title);
    data_text(buf, "urn", document->urn);
    data_bool(buf, "in_corpus", document->in_corpus);
    vd_buf_add_text(buf, "    </node>\n");
}

static void edge_write(vd_buf *buf, const vd_graph_edge *edge, size_t i)
{
    vd_buf_add_format(buf, "    <edge id=\"e%zu\" source=\"n%u\" target=\"n%u\">\n", i, (unsigned)edge->from,
                      (unsigned)edge->to);
    data_text(buf, "relation", vd_str_of(vd_relation_name(edge->relation)));
    data_text(buf, "strength", vd_str_of(vd_strength_name(edge->strength)));
    data_bool(buf, "preamble", edge->preamble);
    data_real(buf, "confidence", edge->confidence);
    data_text(buf, "source", edge->source);
    data_size(buf, "line", edge->line);
    data_size(buf, "column", edge->column);
    data_text(buf, "pinpoint", edge->pinpoint);
    data_text(buf, "sentence", edge->sentence);
    data_text(buf, "stated_by", edge->stated_by);
    data_bool(buf, "third_party", edge->third_party);
    vd_buf_add_text(buf, "    </edge>\n");
}

static void head_write(vd_buf *buf)
{
    vd_buf_add_text(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
                         "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                         "    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                         "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        vd_buf_add_format(buf, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i].name,
                          keys[i].holder, keys[i].name, keys[i].type);
    }
    vd_buf_add_text(buf, "  <graph id=\"viendan\" edgedefault=\"directed\">\n");
}

vd_status vd_graphml_write(const vd_graph_data *data, vd_out *out, vd_error *err)
{
    vd_status status = VD_OK;
    head_write(&out->buf);
    for (size_t i = 0; i < data->document_count && status == VD_OK; i++) {
        node_write(&out->buf, &data->documents[i], i);
        status = vd_out_settle(out, err);
    }
    for (size_t i = 0; i < data->edge_count && status == VD_OK; i++) {
        edge_write(&out->buf, &data->edges[i], i);
        status = vd_out_settle(out, err);
    }
    vd_buf_add_text(&out->buf, "  </graph>\n</graphml>\n");
    return status;
}
