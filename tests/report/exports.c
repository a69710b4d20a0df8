/** GraphML, DOT and SVG: well-formed whatever the texts are, complete, and the same each time. */
#include "sink.h"

#include "report/report.h"

#include <stdio.h>

static const char nasty[] = "a<b> & \"c\" 'd' \\e ]]> \x01 \xFF dòng\nhai";

static const vd_graph_data *plans_make(sample_graph *sample)
{
    sample_document(sample, "kh/a", "24/KH-VPUB")->in_corpus = true;
    vd_graph_document *wild = sample_document(sample, "vn/<x>&\"y\"", NULL);
    wild->title = vd_str_of(nasty);
    wild->type = VD_LIT("Luật");
    sample_document(sample, "x/lonely", "1/QĐ");
    sample_document(sample, "x/z", "33/CT-TTg")->date = VD_LIT("2021-11-26");
    sample_implements(sample, "kh/a", "vn/<x>&\"y\"", VD_STRENGTH_TASK, "p/<2>.txt", 10)->sentence = vd_str_of(nasty);
    sample_implements(sample, "kh/a", "vn/<x>&\"y\"", VD_STRENGTH_LINKED, "p/2.txt", 30)->confidence = 0.5;
    sample_edge(sample, "kh/a", VD_REL_CITES, "x/z", "p/2.txt", 50)->confidence = 0.75;
    sample_edge(sample, "x/z", VD_REL_AMENDS, "kh/a", "p/2.txt", 70);
    sample_edge(sample, "x/z", VD_REL_CITES, "x/z", "p/2.txt", 90)->line = 123456789;
    return sample_done(sample);
}

typedef vd_status writer(const vd_graph_data *data, vd_out *out, vd_error *err);

static vd_status svg_write(const vd_graph_data *data, vd_out *out, vd_error *err)
{
    return vd_svg_write(data, VD_LANG_VI, out, err);
}

static vd_status svg_write_english(const vd_graph_data *data, vd_out *out, vd_error *err)
{
    return vd_svg_write(data, VD_LANG_EN, out, err);
}

static sink_text export_text(writer *write, const vd_graph_data *data)
{
    sink_text text = {0};
    vd_out out = {.sink = sink_of(&text)};
    vd_status status = write(data, &out, NULL);
    assert_int_equal(vd_out_finish(&out, status, NULL), VD_OK);
    return text;
}

/* ---- A small strict XML reader: tags balance, attributes are quoted, entities known, characters allowed ---- */

typedef struct xml {
    const char *at;
    char open[64][32];
    size_t depth, elements;
} xml;

static void xml_text(xml *x, char end)
{
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#9;", "&#10;", "&#13;"};
    for (; *x->at != end; x->at++) {
        unsigned char c = (unsigned char)*x->at;
        assert_true(c >= 0x20 || c == '\n' || c == '\t' || c == '\r');
        assert_int_not_equal(c, '<');
        assert_true(c != '>' || strncmp(x->at - 2, "]]>", 3) != 0);
        bool known = c != '&';
        for (size_t i = 0; !known && i < sizeof entities / sizeof entities[0]; i++) {
            known = strncmp(x->at, entities[i], strlen(entities[i])) == 0;
        }
        assert_true(known);
    }
}

static void xml_name(xml *x, char name[32])
{
    size_t len = strcspn(x->at, " \n/>=");
    assert_true(len > 0 && len < 32);
    memcpy(name, x->at, len);
    name[len] = '\0';
    x->at += len;
}

static void xml_tag(xml *x)
{
    char name[32];
    bool closing = *x->at == '/';
    x->at += closing;
    xml_name(x, name);
    if (closing) {
        assert_true(x->depth > 0);
        assert_string_equal(x->open[--x->depth], name);
    }
    while (x->at += strspn(x->at, " \n"), *x->at != '>' && *x->at != '/') {
        char attribute[32];
        assert_false(closing);
        xml_name(x, attribute);
        assert_int_equal(*x->at++, '=');
        assert_int_equal(*x->at++, '"');
        xml_text(x, '"');
        x->at++;
    }
    bool empty = *x->at == '/';
    x->at += empty;
    assert_int_equal(*x->at++, '>');
    x->elements += !closing;
    if (!closing && !empty) {
        assert_true(x->depth < 64);
        memcpy(x->open[x->depth++], name, sizeof name);
    }
}

static size_t xml_check(const sink_text *text)
{
    xml x = {.at = text->ptr};
    assert_int_equal(strlen(text->ptr), text->len);
    if (strncmp(x.at, "<?xml", 5) == 0) {
        x.at = strstr(x.at, "?>") + 2;
    }
    while (*x.at) {
        if (*x.at == '<') {
            x.at++;
            xml_tag(&x);
        } else {
            xml_text(&x, x.depth ? '<' : *x.at == '\n' ? '<' : '\0');
        }
        if (x.depth == 0) {
            x.at += strspn(x.at, "\n");
        }
    }
    assert_int_equal(x.depth, 0);
    return x.elements;
}

static size_t times(const sink_text *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text->ptr; (at = strstr(at, part)) != NULL; at++) {
        count++;
    }
    return count;
}

static void graphml_is_whole_and_well_formed(void **state)
{
    (void)state;
    sample_graph sample = {0};
    sink_text text = export_text(vd_graphml_write, plans_make(&sample));
    xml_check(&text);
    assert_int_equal(times(&text, "<node "), 4);
    assert_int_equal(times(&text, "<edge "), 5);
    assert_true(sink_has(&text, "<data key=\"id\">vn/&lt;x&gt;&amp;&quot;y&quot;</data>"));
    assert_true(sink_has(&text, "<data key=\"label\">33/CT-TTg</data>"));
    assert_true(sink_has(&text, "<data key=\"strength\">task</data>"));
    assert_true(sink_has(&text, "<data key=\"confidence\">0.75</data>"));
    assert_true(sink_has(&text, "<data key=\"line\">123456789</data>"));
    /* every key used is declared, and nothing is declared twice */
    for (const char *at = text.ptr; (at = strstr(at, "<data key=\"")) != NULL; at++) {
        char declared[80];
        int len = (int)strcspn(at + 11, "\"");
        snprintf(declared, sizeof declared, "<key id=\"%.*s\"", len, at + 11);
        assert_int_equal(times(&text, declared), 1);
    }
    sink_clear(&text);
}

static void svg_is_well_formed_and_shows_everything(void **state)
{
    (void)state;
    sample_graph sample = {0};
    sink_text text = export_text(svg_write, plans_make(&sample));
    xml_check(&text);
    assert_int_equal(times(&text, "<path class=\"l "), 3);  /* alike edges are one line, the loop is none */
    assert_int_equal(times(&text, "<rect class=\"b b"), 3); /* the lonely document is not drawn */
    assert_true(sink_has(&text, ">33/CT-TTg</text>"));
    assert_true(sink_has(&text, "Triển khai thực hiện (trong nhiệm vụ) ×2"));
    assert_false(sink_has(&text, "script"));
    assert_false(sink_has(&text, "url(http"));
    assert_int_equal(times(&text, "stroke-dasharray"), 1); /* the doubtful one */
    sink_clear(&text);
    sample_graph again = {0};
    text = export_text(svg_write_english, plans_make(&again));
    xml_check(&text);
    assert_true(sink_has(&text, "Implements (in a task) ×2"));
    assert_true(sink_has(&text, ">Relations between documents</text>"));
    assert_true(sink_has(&text, "lang=\"en\""));
    assert_false(sink_has(&text, "Triển khai"));
    sink_clear(&text);
}

static void dot_quotes_are_closed(void **state)
{
    (void)state;
    sample_graph sample = {0};
    sink_text text = export_text(vd_dot_write, plans_make(&sample));
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        if (quoted && text.ptr[i] == '\\') {
            i++;
        } else if (text.ptr[i] == '"') {
            quoted = !quoted;
        }
        assert_true(!quoted || text.ptr[i] != '\n');
        assert_true(quoted || (unsigned char)text.ptr[i] < 0x80);
    }
    assert_false(quoted);
    assert_true(sink_has(&text, "\"vn/<x>&\\\"y\\\"\""));
    assert_int_equal(times(&text, " -> "), 4);
    sink_clear(&text);
}

static void the_same_graph_gives_the_same_bytes(void **state)
{
    (void)state;
    static writer *const writers[] = {vd_graphml_write, vd_dot_write, svg_write};
    for (size_t i = 0; i < 3; i++) {
        sample_graph first = {0};
        sample_graph second = {0};
        sink_text a = export_text(writers[i], plans_make(&first));
        sink_text b = export_text(writers[i], plans_make(&second));
        assert_true(a.len > 0 && vd_str_eq(sink_str(&a), sink_str(&b)));
        sink_clear(&a);
        sink_clear(&b);
    }
}

/* The numbers of documents, then the edges as "from>to", of the part that is asked for. */
static void part_is(const vd_export_query *query, const char *expected)
{
    sample_graph sample = {0};
    vd_arena arena = {0};
    vd_graph_data part;
    vd_buf buf = {0};
    sample_document(&sample, "ct/33", "33/CT-TTg")->type = VD_LIT("Chỉ thị");
    vd_graph_document *plan = sample_document(&sample, "kh/24", "24/KH");
    plan->type = VD_LIT("Kế hoạch");
    plan->place = VD_LIT("can-tho");
    plan->date = VD_LIT("2025-05-22");
    plan->issuer = VD_LIT("Văn phòng Ủy ban nhân dân");
    vd_graph_document *other = sample_document(&sample, "kh/70", "70/KH");
    other->type = VD_LIT("Kế hoạch");
    other->earliest = VD_LIT("2025-12-01");
    other->latest = VD_LIT("2026-01-31");
    sample_document(&sample, "kh/9", "9/KH")->type = VD_LIT("Kế hoạch");
    sample_document(&sample, "l/10", "10/QH");
    sample_implements(&sample, "kh/24", "ct/33", VD_STRENGTH_TASK, "p/1.txt", 10);
    sample_edge(&sample, "kh/24", VD_REL_CITES, "l/10", "p/1.txt", 20);
    sample_edge(&sample, "kh/70", VD_REL_CITES, "kh/24", "p/2.txt", 10);
    sample_edge(&sample, "ct/33", VD_REL_AMENDS, "l/10", "p/1.txt", 30);
    assert_int_equal(vd_graph_part(&arena, sample_done(&sample), query, &part, NULL), VD_OK);
    for (size_t v = 0; v < part.document_count; v++) {
        vd_buf_add(&buf, part.documents[v].number);
        vd_buf_add_char(&buf, ' ');
    }
    for (size_t i = 0; i < part.edge_count; i++) {
        vd_buf_add_format(&buf, "%u>%u ", (unsigned)part.edges[i].from, (unsigned)part.edges[i].to);
    }
    vd_buf_add_char(&buf, '\0');
    assert_true(vd_buf_ok(&buf));
    assert_string_equal(buf.ptr, expected);
    vd_buf_clear(&buf);
    vd_arena_clear(&arena);
}

static void a_part_holds_its_edges_with_both_ends(void **state)
{
    (void)state;
    const vd_str plans[] = {VD_LIT("KH")}, place[] = {VD_LIT("Cần Thơ")}, issuer[] = {VD_LIT("văn phòng")};
    const vd_str document[] = {VD_LIT("ct/33"), VD_LIT("kh/70")};
    part_is(&(vd_export_query){.relations = 0}, "33/CT-TTg 24/KH 70/KH 9/KH 10/QH 0>4 1>0 1>4 2>1 ");
    part_is(&(vd_export_query){.relations = 1U << VD_REL_CITES}, "24/KH 70/KH 10/QH 0>2 1>0 ");
    /* documents asked for are there without an edge, too */
    part_is(&(vd_export_query){.documents = {.types = plans, .type_count = 1}},
            "33/CT-TTg 24/KH 70/KH 9/KH 10/QH 1>0 1>4 2>1 ");
    part_is(&(vd_export_query){.documents = {.types = plans, .type_count = 1, .places = place, .place_count = 1}},
            "33/CT-TTg 24/KH 70/KH 10/QH 1>0 1>3 2>1 ");
    part_is(
        &(vd_export_query){.documents = {.issuers = issuer, .issuer_count = 1}, .relations = 1U << VD_REL_IMPLEMENTS},
        "33/CT-TTg 24/KH 1>0 ");
    part_is(&(vd_export_query){.documents = {.documents = document, .document_count = 2}},
            "33/CT-TTg 24/KH 70/KH 10/QH 0>3 1>0 2>1 ");
    part_is(&(vd_export_query){.documents = {.from = {2026, 0, 0}}}, "24/KH 70/KH 1>0 ");
    part_is(&(vd_export_query){.documents = {.to = {2024, 0, 0}}}, "");
}

static void nothing_is_drawn_of_nothing(void **state)
{
    (void)state;
    static const vd_graph_data none = {0};
    sink_text text = export_text(vd_graphml_write, &none);
    xml_check(&text);
    sink_clear(&text);
    text = export_text(svg_write, &none);
    xml_check(&text);
    sink_clear(&text);
    text = export_text(vd_dot_write, &none);
    assert_true(sink_has(&text, "digraph viendan {"));
    sink_clear(&text);
}

static void stems_are_file_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"corpus/000-plan.txt", "000-plan"},
                                           {"a.b.txt", "a.b"},
                                           {"plan", "plan"},
                                           {"d.x/plan", "plan"},
                                           {".hidden", ".hidden"},
                                           {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(vd_str_eq(vd_path_stem(vd_str_of(cases[i][0])), vd_str_of(cases[i][1])));
    }
    assert_null(vd_path_stem(VD_NONE).ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graphml_is_whole_and_well_formed),
        cmocka_unit_test(svg_is_well_formed_and_shows_everything),
        cmocka_unit_test(dot_quotes_are_closed),
        cmocka_unit_test(the_same_graph_gives_the_same_bytes),
        cmocka_unit_test(a_part_holds_its_edges_with_both_ends),
        cmocka_unit_test(nothing_is_drawn_of_nothing),
        cmocka_unit_test(stems_are_file_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
