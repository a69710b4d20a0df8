/** What plans and directives are called where there is little room.
 *
 *  A number or, of a plan without one, its file's name, where only one of that side has it; else the id.  A task adds
 *  its place: "70/KH-UBND II.1". */
#include "report/matrix_making.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "report/out.h"

/* Per plan, the first source that carries it: the first of those that state its edges, where there are such. */
static bool sources_find(vd_arena *arena, vd_matrix *m)
{
    vd_str *sources = VD_ARENA_ARRAY(arena, vd_str, m->data->document_count);
    for (size_t i = 0; sources && i < m->data->edge_count; i++) {
        const vd_graph_edge *edge = &m->data->edges[i];
        int by = edge->stated_by.ptr ? vd_graph_document_find(m->data, edge->stated_by) : -1;
        if (by >= 0 && (!sources[by].ptr || vd_str_cmp(edge->source, sources[by]) < 0)) {
            sources[by] = edge->source;
        }
    }
    for (size_t i = 0; sources && i < m->plan_count; i++) {
        uint32_t document = m->plans[i].document;
        m->plans[i].source = sources[document].ptr ? sources[document] : m->data->documents[document].source;
    }
    return sources != NULL;
}

static vd_str document_name(const vd_graph_document *document, vd_str source)
{
    vd_str stem = vd_path_stem(source);
    return document->number.len ? document->number : stem.len ? stem : document->id;
}

/* Names used by several documents; a document's tasks share one. */
static bool names_count(vd_map *map, const vd_matrix *m)
{
    for (size_t i = 0; i < m->plan_count; i++) {
        const vd_matrix_plan *plan = &m->plans[i];
        if (i > 0 && m->plans[i - 1].document == plan->document) {
            continue;
        }
        vd_str name = document_name(&m->data->documents[plan->document], plan->source);
        size_t *uses = vd_map_put(map, name, 0, NULL);
        if (!uses) {
            return false;
        }
        ++*uses;
    }
    return true;
}

static vd_str plan_name(vd_arena *arena, const vd_map *map, const vd_matrix *m, const vd_matrix_plan *plan)
{
    const vd_graph_document *document = &m->data->documents[plan->document];
    vd_str name = document_name(document, plan->source);
    name = *vd_map_get(map, name) == 1 ? name : document->id;
    if (!plan->task) {
        return vd_arena_copy(arena, name);
    }
    vd_buf buf = {0};
    vd_buf_add(&buf, name);
    vd_buf_add_char(&buf, ' ');
    vd_buf_add(&buf, plan->task->place);
    vd_str made = vd_buf_ok(&buf) ? vd_arena_copy(arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    return made;
}

static bool plans_name(vd_arena *arena, vd_matrix *m)
{
    vd_map map = {0};
    bool good = names_count(&map, m);
    for (size_t i = 0; good && i < m->plan_count; i++) {
        m->plans[i].name = plan_name(arena, &map, m, &m->plans[i]);
        good = m->plans[i].name.ptr != NULL;
    }
    vd_map_clear(&map);
    return good;
}

static vd_str directive_word(const vd_graph_document *document)
{
    return document->number.len ? document->number : document->title.len ? document->title : document->id;
}

/* The same words in several plans are several questions: they are told apart by the plan. */
static vd_str undecided_name(vd_arena *arena, const vd_matrix *m, const vd_matrix_directive *row, vd_str word)
{
    vd_buf buf = {0};
    vd_buf_add(&buf, word);
    vd_buf_add_text(&buf, " ? ");
    vd_buf_add(&buf, m->plans[m->cells[row->first].plan].name);
    vd_str made = vd_buf_ok(&buf) ? vd_arena_copy(arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    return made;
}

static bool directives_name(vd_arena *arena, vd_matrix *m)
{
    vd_map map = {0};
    bool good = true;
    for (size_t i = 0; good && i < m->directive_count; i++) {
        size_t *uses = vd_map_put(&map, directive_word(&m->data->documents[m->directives[i].document]), 0, NULL);
        good = uses != NULL;
        if (good) {
            ++*uses;
        }
    }
    for (size_t i = 0; good && i < m->directive_count; i++) {
        const vd_graph_document *document = &m->data->documents[m->directives[i].document];
        vd_str word = directive_word(document);
        bool own = *vd_map_get(&map, word) == 1;
        m->directives[i].name = own                        ? vd_arena_copy(arena, word)
                                : m->directives[i].decided ? vd_arena_copy(arena, document->id)
                                                           : undecided_name(arena, m, &m->directives[i], word);
        good = m->directives[i].name.ptr != NULL;
    }
    vd_map_clear(&map);
    return good;
}

vd_status vd_matrix_names(vd_arena *arena, vd_matrix *matrix, vd_error *err)
{
    bool good = sources_find(arena, matrix) && plans_name(arena, matrix) && directives_name(arena, matrix);
    return good ? VD_OK : vd_fail_memory(err);
}
